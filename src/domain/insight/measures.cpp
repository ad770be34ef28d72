#include "domain/insight/measures.h"

#include <algorithm>
#include <vector>

namespace insight {
namespace {

using base::Saying;

template <Tally... kOf>
std::span<const Tally> Of() {
  static constexpr Tally kTallied[] = {kOf...};
  return kTallied;
}
template <Score... kAnyOf>
std::span<const Score> Of() {
  static constexpr Score kScored[] = {kAnyOf...};
  return kScored;
}

Measure Flow(std::string_view id, Moment dated, Saying title, Saying definition, std::string_view source) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .formula = Saying("number of cases"),
          .source = source,
          .dated = dated};
}

Measure Lasting(std::string_view id, Moment from, Moment until, Saying title, Saying definition, std::string_view source) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .formula = Saying("median and 90th percentile of the time that passed; a case belongs to the period in which it ended"),
          .source = source,
          .unit = MeasureUnit::Minutes,
          .reading = Reading::Between,
          .dated = until,
          .from = from,
          .less_is_better = true};
}

Measure Share(std::string_view id, Moment dated, Condition condition, Saying title, Saying definition, Saying formula,
              std::string_view source, bool less_is_better) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .formula = std::move(formula),
          .source = source,
          .unit = MeasureUnit::Share,
          .reading = Reading::Holds,
          .dated = dated,
          .condition = condition,
          .less_is_better = less_is_better};
}

Measure Part(std::string_view id, Moment dated, std::span<const Tally> part, std::span<const Tally> whole, Saying title,
             Saying definition, Saying formula, std::string_view source, bool less_is_better) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .formula = std::move(formula),
          .source = source,
          .unit = MeasureUnit::Share,
          .reading = Reading::PartOf,
          .dated = dated,
          .part = part,
          .whole = whole,
          .less_is_better = less_is_better};
}

Measure Scores(std::string_view id, Score score, Reading reading, MeasureUnit unit, Saying title, Saying definition,
               Saying formula, std::string_view source) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .formula = std::move(formula),
          .source = source,
          .unit = unit,
          .reading = reading,
          .dated = Moment::Surveyed,
          .score = score};
}

// Who was asked is not recorded: everybody whose case was closed could have answered.
Measure Answered(std::string_view id, std::span<const Score> answers, Saying title, Saying definition) {
  return {.id = id,
          .title = std::move(title),
          .definition = std::move(definition),
          .formula = Saying("answered / closed"),
          .source = "ISO 10004:2018",
          .unit = MeasureUnit::Share,
          .reading = Reading::Answering,
          .dated = Moment::Closed,
          .answers = answers};
}

constexpr std::string_view kServqual = "Parasuraman, Zeithaml, Berry: SERVQUAL, Journal of Retailing 64 (1988)";

std::vector<Measure> All() {
  std::vector<Measure> all;
  all.push_back(Flow("received", Moment::Received, Saying("Received"), Saying("Cases that reached us in the period."),
                     "ISO 10002:2018, 8.2"));
  all.push_back(Flow(
      "closed", Moment::Closed, Saying("Closed"),
      Saying("Cases closed in the period that are closed still. One that was opened again counts when it is closed for good."),
      "DISP 1.10"));
  Measure open = Flow(
      "open", Moment::Received, Saying("Open at the end"),
      Saying(
          "Cases received by the end of the period and not closed by then. One that was opened again counts as open all along."),
      "DISP 1.10");
  open.reading = Reading::Standing;
  open.formula = Saying("open at the beginning + received - closed");
  open.less_is_better = true;
  all.push_back(std::move(open));

  all.push_back(Lasting("time-to-acknowledge", Moment::Received, Moment::Acknowledged, Saying("Time to acknowledge"),
                        Saying("From receipt until the customer was told that we have it."), "ISO 10002:2018, 7.4"));
  all.push_back(Lasting("time-to-first-contact", Moment::Received, Moment::FirstContact, Saying("Time to first contact"),
                        Saying("From receipt until we first reached the customer in person."), "practice x2"));
  all.push_back(Lasting("time-to-decision", Moment::Received, Moment::Decided, Saying("Time to decision"),
                        Saying("From receipt until it was decided whether the complaint is upheld."), "ISO 10002:2018, 7.8"));
  all.push_back(Lasting(
      "time-to-answer", Moment::Received, Moment::Answered, Saying("Time to answer"),
      Saying("From receipt until the first answer: an offer, a final position, a final response or a summary resolution."),
      "DISP 1.6.2R"));
  all.push_back(Lasting("time-to-confirmed", Moment::Received, Moment::Confirmed, Saying("Time until confirmed"),
                        Saying("From receipt until the customer said that it is solved, and it stayed so."), "practice m8"));
  all.push_back(Lasting("time-to-close", Moment::Received, Moment::Closed, Saying("Time to close"),
                        Saying("From receipt until the case was closed for good."), "ISO 10002:2018, 7.9"));

  all.push_back(Part("statutory-clocks-met", Moment::Received, Of<Tally::StatutoryMet>(),
                     Of<Tally::StatutoryMet, Tally::StatutoryBroken>(), Saying("Statutory clocks met"),
                     Saying("Of the clocks of law and code that have stopped or run out, those met in time."),
                     Saying("met / (met + broken)"), "ISO 10002:2018, 8.3", false));
  all.push_back(Part("internal-clocks-met", Moment::Received, Of<Tally::InternalMet>(),
                     Of<Tally::InternalMet, Tally::InternalBroken>(), Saying("Internal targets met"),
                     Saying("Of our own targets that have stopped or run out, those met in time."),
                     Saying("met / (met + broken)"), "ISO 10002:2018, 8.3", false));
  all.push_back(Part("promises-kept", Moment::Received, Of<Tally::PromisesKept>(),
                     Of<Tally::PromisesKept, Tally::PromisesBroken>(), Saying("Promises kept"),
                     Saying("Of the times by which the customer was promised news, those kept."),
                     Saying("kept / (kept + broken)"), "practice x2", false));

  all.push_back(Share(
      "first-contact-resolution", Moment::Closed, Condition::SolvedAtFirst, Saying("Solved at first contact"),
      Saying("Of the cases closed, those the customer confirmed solved after one exchange, never disputed or opened again."),
      Saying("solved at first contact / closed"), "practice m3", false));
  all.push_back(Share("confirmed", Moment::Closed, Condition::ConfirmedSolved, Saying("Confirmed by the customer"),
                      Saying("Of the cases closed, those the customer said are solved."), Saying("confirmed / closed"),
                      "practice x5", false));
  all.push_back(Share("silent", Moment::Closed, Condition::Unconfirmed, Saying("Closed on silence"),
                      Saying("Of the cases closed, those where the customer was asked and did not answer."),
                      Saying("unconfirmed / closed"), "practice x5", true));
  all.push_back(Share("disputed", Moment::Closed, Condition::EverDisputed, Saying("Disputed"),
                      Saying("Of the cases closed, those where the customer once said that it was not solved."),
                      Saying("disputed / closed"), "practice m8", true));
  all.push_back(Share("reopened", Moment::Closed, Condition::EverReopened, Saying("Opened again"),
                      Saying("Of the cases closed, those that had been closed before."), Saying("opened again / closed"),
                      "practice m8", true));
  all.push_back(
      Share("recurred", Moment::Closed, Condition::EverCameBack, Saying("Came back"),
            Saying("Of the cases closed, those whose problem was found back at a follow-up, or that a later case follows from."),
            Saying("came back / closed"), "practice m8", true));
  all.push_back(Share("upheld", Moment::Decided, Condition::Upheld, Saying("Upheld"),
                      Saying("Of the cases decided, those upheld in full or in part."),
                      Saying("upheld or partly upheld / decided"), "DISP 1.10", false));
  all.push_back(Share("vulnerable", Moment::Received, Condition::IsVulnerable, Saying("Vulnerable customers"),
                      Saying("Of the cases received, those where vulnerability was recorded."), Saying("vulnerable / received"),
                      "DISP 1.10; PS25/19", false));

  all.push_back({.id = "options-per-case",
                 .title = Saying("Options weighed"),
                 .definition = Saying("How many options were laid before a decision, of cases in which any was."),
                 .formula = Saying("options / cases with an agreement"),
                 .source = "practice m5",
                 .unit = MeasureUnit::Times,
                 .reading = Reading::Tallied,
                 .dated = Moment::Agreed,
                 .part = Of<Tally::Options>()});
  all.push_back({.id = "cost-against-estimate",
                 .title = Saying("Cost against estimate"),
                 .definition = Saying("What the redress came to, less what the options agreed on were said to cost."),
                 .formula = Saying("mean of (redress - estimate), of cases with an agreement"),
                 .source = "practice m5",
                 .unit = MeasureUnit::Money,
                 .reading = Reading::AgainstCost,
                 .dated = Moment::Agreed,
                 .less_is_better = true});
  all.push_back({.id = "days-against-estimate",
                 .title = Saying("Time against estimate"),
                 .definition = Saying(
                     "How long after the agreement the last action was done, less what the chosen option was said to take."),
                 .formula = Saying("mean of (days taken - days estimated), of cases whose actions are done"),
                 .source = "practice m5",
                 .unit = MeasureUnit::Days,
                 .reading = Reading::AgainstDays,
                 .dated = Moment::ActionsDone,
                 .from = Moment::Agreed,
                 .less_is_better = true});

  const auto every = Of<Tally::EscalatedEarly, Tally::EscalatedInTime, Tally::EscalatedLate>();
  all.push_back({.id = "sent-up",
                 .title = Saying("Sent up"),
                 .definition = Saying("Of the cases received, those that went up the ladder or were asked about."),
                 .formula = Saying("sent up / received"),
                 .source = "practice m4",
                 .unit = MeasureUnit::Share,
                 .reading = Reading::Holds,
                 .condition = Condition::SentUp});
  all.push_back(Part("escalated-early", Moment::Received, Of<Tally::EscalatedEarly>(), every, Saying("Escalated too early"),
                     Saying("Of what went up, what was within the handler's own authority."),
                     Saying("too early / all that went up"), "practice x4", true));
  all.push_back(Part("escalated-in-time", Moment::Received, Of<Tally::EscalatedInTime>(), every, Saying("Escalated in time"),
                     Saying("Of what went up, what went up when it had to."), Saying("in time / all that went up"), "practice m4",
                     false));
  all.push_back(Part("escalated-late", Moment::Received, Of<Tally::EscalatedLate>(), every, Saying("Escalated too late"),
                     Saying("Of what went up, what the procedure had to send up because nobody had."),
                     Saying("too late / all that went up"), "practice x4", true));

  all.push_back({.id = "redress",
                 .title = Saying("Redress"),
                 .definition = Saying("Money given to put things right."),
                 .formula = Saying("sum of redress, of cases closed in the period"),
                 .source = "DISP 1.10",
                 .unit = MeasureUnit::Money,
                 .reading = Reading::Amount,
                 .dated = Moment::Closed,
                 .sum = Sum::Redress,
                 .less_is_better = true});

  all.push_back(Scores("satisfaction", Score::Satisfaction, Reading::Scored, MeasureUnit::Points, Saying("Satisfaction"),
                       Saying("How satisfied customers said they were with how we handled it, 0 to 10."),
                       Saying("mean of the answers"), "ISO 10002:2018, 8.3"));
  all.push_back(Scores("effort", Score::Effort, Reading::Scored, MeasureUnit::Points, Saying("Customer effort"),
                       Saying("How much effort customers said it took them, 0 to 10."), Saying("mean of the answers"),
                       "Dixon, Freeman, Toman: Stop Trying to Delight Your Customers, Harvard Business Review 88 (2010)"));
  all.back().less_is_better = true;
  all.push_back(Scores("net-promoter", Score::Recommendation, Reading::Promoters, MeasureUnit::Balance,
                       Saying("Net promoter score"),
                       Saying("Who would recommend us (9 and 10) less who would not (0 to 6), in per cent of all who answered."),
                       Saying("(promoters - detractors) / answers x 100"),
                       "Reichheld: The One Number You Need to Grow, Harvard Business Review 81 (2003)"));
  all.push_back(Answered("response-rate", Of<Score::Satisfaction>(), Saying("Answered: satisfaction"),
                         Saying("Of the cases closed, those whose customer said how satisfied they were.")));
  all.push_back(Answered("response-rate-effort", Of<Score::Effort>(), Saying("Answered: customer effort"),
                         Saying("Of the cases closed, those whose customer said how much effort it took them.")));
  all.push_back(Answered("response-rate-net-promoter", Of<Score::Recommendation>(), Saying("Answered: recommendation"),
                         Saying("Of the cases closed, those whose customer said whether they would recommend us.")));
  all.push_back(Answered(
      "response-rate-servqual",
      Of<Score::ReliabilityPerceived, Score::AssurancePerceived, Score::TangiblesPerceived, Score::EmpathyPerceived,
         Score::ResponsivenessPerceived>(),
      Saying("Answered: service quality"),
      Saying("Of the cases closed, those whose customer said of at least one of the five dimensions how they found us.")));
  all.push_back(Scores("gap-overall", Score::ReliabilityExpected, Reading::GapOverall, MeasureUnit::Points,
                       Saying("Gap: overall"),
                       Saying("How we were found, less what was expected, each of the five dimensions alike; of customers who "
                              "answered both for all five."),
                       Saying("mean of (sum of the five gaps / 5)"), kServqual));
  const auto gap = [&](std::string_view id, Score expected, Saying title, Saying definition) {
    all.push_back(Scores(id, expected, Reading::Gap, MeasureUnit::Points, std::move(title), std::move(definition),
                         Saying("mean of (perceived - expected)"), kServqual));
  };
  gap("gap-reliability", Score::ReliabilityExpected, Saying("Gap: reliability"),
      Saying("Did we do what we promised, dependably?"));
  gap("gap-assurance", Score::AssuranceExpected, Saying("Gap: assurance"),
      Saying("Were we able and courteous, so that they could trust us?"));
  gap("gap-tangibles", Score::TangiblesExpected, Saying("Gap: tangibles"),
      Saying("Were letters, pages and places as they should be?"));
  gap("gap-empathy", Score::EmpathyExpected, Saying("Gap: empathy"), Saying("Did we care, and see the person?"));
  gap("gap-responsiveness", Score::ResponsivenessExpected, Saying("Gap: responsiveness"),
      Saying("Were we willing and quick to help?"));
  return all;
}

const std::vector<Measure>& Known() {
  static const std::vector<Measure> kAll = All();
  return kAll;
}

}  // namespace

std::span<const Measure> Measures() { return Known(); }

const Measure* FindMeasure(std::string_view id) {
  const auto found = std::ranges::find(Known(), id, &Measure::id);
  return found == Known().end() ? nullptr : &*found;
}

}  // namespace insight
