#include "app/fact_of.h"

#include <algorithm>
#include <utility>

#include "domain/cases/clocks.h"
#include "domain/cases/coaching.h"
#include "domain/cases/gates.h"

namespace app {
namespace {

using insight::Dimension;
using insight::Fact;
using insight::Moment;
using insight::Score;
using insight::Sum;
using insight::Tally;

void Add(std::uint8_t& tally, std::int64_t more = 1) {
  tally = static_cast<std::uint8_t>(std::min<std::int64_t>(insight::kMostTallied, tally + more));
}

// Which milestones of the procedure's clocks are moments that are counted.
std::optional<Moment> MomentOf(procedures::Milestone milestone) {
  using procedures::Milestone;
  switch (milestone) {
    case Milestone::Acknowledged: return Moment::Acknowledged;
    case Milestone::FirstContact: return Moment::FirstContact;
    case Milestone::Decided: return Moment::Decided;
    case Milestone::OfferMade: return Moment::Offered;
    case Milestone::Agreed: return Moment::Agreed;
    case Milestone::FinalPositionGiven:
    case Milestone::StageOneAnswered:
    case Milestone::SummaryResolutionSent:
    case Milestone::FinalResponseSent: return Moment::Answered;
    case Milestone::ActionsDone: return Moment::ActionsDone;
    case Milestone::Reopened: return Moment::Reopened;
    case Milestone::Received:
    case Milestone::Logged:
    case Milestone::OwnerNamed:
    case Milestone::ConfirmationAsked:
    case Milestone::Confirmed:
    case Milestone::FollowUpDone:
    case Milestone::ApprovalAsked:
    case Milestone::ApprovalAnswered:
    case Milestone::StageTwoAsked:
    case Milestone::StageTwoAcknowledged:
    case Milestone::StageTwoAnswered:
    case Milestone::HoldingResponseSent:
    case Milestone::AdrLetterSent:
    case Milestone::Deadlock:
    case Milestone::RefundAgreed:
    case Milestone::RefundPaid:
    case Milestone::Ended: return std::nullopt;
  }
  return std::nullopt;
}

void CountMoments(const cases::Case& c, Fact& fact) {
  fact.Set(Moment::Received, c.received_at);
  for (const procedures::Mark& mark : c.timing.milestones) {
    const auto moment = MomentOf(mark.what);
    if (moment && fact.when(*moment) == insight::kNever) fact.Set(*moment, mark.at);
  }
  if (c.round.confirmed) fact.Set(Moment::Confirmed, c.round.confirmed->at);
  if (c.closed) fact.Set(Moment::Closed, c.closed->at);
  for (const cases::Round& round : c.earlier_rounds) {
    if (round.disputed && fact.when(Moment::Disputed) == insight::kNever) fact.Set(Moment::Disputed, round.disputed->at);
  }
  for (const cases::SurveyAnswer& answer : c.survey) fact.Set(Moment::Surveyed, answer.at);
}

void CountClocks(const cases::Case& c, const std::vector<procedures::Clock>& clocks, Fact& fact) {
  for (const procedures::Clock& clock : clocks) {
    if (clock.rule->kind == procedures::ClockKind::Window) continue;
    const auto due = clock.DueAt();
    // Nobody here could have met it.
    if (!due || cases::RanOutElsewhere(c, *due)) continue;
    const bool statutory = clock.rule->kind == procedures::ClockKind::Statutory;
    const bool noticed = std::ranges::any_of(
        c.timing.ran_out, [&](const cases::RanOut& ran) { return ran.clock.str() == clock.rule->id && ran.due_at == *due; });
    if (clock.state == procedures::ClockState::MetLate || noticed) {
      Add(fact[statutory ? Tally::StatutoryBroken : Tally::InternalBroken]);
    } else if (clock.state == procedures::ClockState::Met) {
      Add(fact[statutory ? Tally::StatutoryMet : Tally::InternalMet]);
    }
  }
}

// Of the first currency met; what is in another is not added to it.
void CountMoney(const cases::Case& c, Fact& fact) {
  const auto add = [&](Sum sum, const std::optional<base::Money>& money) {
    if (!money) return;
    if (fact.currency.empty()) fact.currency = money->currency.code;
    if (fact.currency != money->currency.code) return;
    std::int64_t unit = base::Decimal::kOne;
    for (int place = 0; place < money->currency.Places(); ++place) unit /= 10;
    std::int32_t& total = fact.sums[insight::At(sum)];
    total =
        static_cast<std::int32_t>(std::clamp<std::int64_t>(total + money->amount.ten_thousandths / unit, INT32_MIN, INT32_MAX));
  };
  if (c.impact) add(Sum::AtStake, c.impact->money_at_stake);
  // What was paid is paid over all rounds, and so is what was estimated. Of the time the first round tells, as the moments do.
  bool is_first = true;
  const auto estimate = [&](const cases::Round& round) {
    const cases::Option* option = round.agreement ? cases::FindOption(c, round.agreement->option) : nullptr;
    if (option == nullptr) return;
    add(Sum::Estimated, option->terms.cost);
    if (std::exchange(is_first, false)) Add(fact[Tally::EstimatedDays], option->terms.days.value);
  };
  for (const cases::Round& round : c.earlier_rounds) estimate(round);
  estimate(c.round);
  for (const cases::Redress& redress : c.redress) add(Sum::Redress, redress.amount);
}

void CountScores(const cases::Case& c, Fact& fact) {
  const auto set = [&](Score score, std::int64_t value) { fact.scores[insight::At(score)] = static_cast<std::int8_t>(value); };
  for (const cases::SurveyAnswer& answer : c.survey) {
    switch (answer.instrument) {
      case cases::Instrument::Satisfaction: set(Score::Satisfaction, answer.score.value); break;
      case cases::Instrument::Effort: set(Score::Effort, answer.score.value); break;
      case cases::Instrument::Recommendation: set(Score::Recommendation, answer.score.value); break;
      case cases::Instrument::ServiceQuality: {
        if (!answer.dimension) break;
        const auto expected =
            static_cast<Score>(insight::At(Score::ReliabilityExpected) + 2 * static_cast<std::size_t>(*answer.dimension));
        if (answer.expected) set(expected, answer.expected->value);
        set(static_cast<Score>(insight::At(expected) + 1), answer.score.value);
        break;
      }
    }
  }
}

}  // namespace

Fact FactOf(const cases::Case& c, const procedures::Procedure& procedure, const std::vector<procedures::Clock>& clocks) {
  Fact fact;
  fact.id = c.id.number;
  fact.customer = c.customer.number;
  CountMoments(c, fact);
  CountClocks(c, clocks, fact);
  CountMoney(c, fact);
  CountScores(c, fact);

  if (c.product) fact[Dimension::Product] = c.product->str();
  if (c.category) fact[Dimension::Category] = c.category->str();
  if (c.round.cause) fact[Dimension::Cause] = c.round.cause->cause ? c.round.cause->cause->str() : "unknown";
  if (c.team) fact[Dimension::Team] = c.team->str();
  if (c.owner) fact[Dimension::Owner] = c.owner->ToString();
  fact[Dimension::Procedure] = c.procedure.id.str();
  fact[Dimension::Kind] = base::NameOf(c.kind);
  fact[Dimension::Channel] = base::NameOf(c.channel);
  fact[Dimension::Status] = c.merged_into ? "merged" : c.closed ? "closed" : "open";
  fact[Dimension::Phase] = base::NameOf(cases::PhaseOf(c, procedure));
  if (c.impact) {
    fact[Dimension::Severity] = base::NameOf(c.impact->severity);
    fact[Dimension::Emotion] = base::NameOf(c.impact->emotion);
    fact[Dimension::Vulnerable] = c.impact->vulnerable ? "yes" : "no";
    fact[Dimension::Safety] = c.impact->safety_risk ? "yes" : "no";
  }
  if (c.round.decided) fact[Dimension::Decision] = base::NameOf(c.round.decided->decision);
  if (c.closed) fact[Dimension::Outcome] = base::NameOf(c.closed->outcome);
  for (const auto& [name, value] : c.attributes) fact.attributes.emplace(name.str(), value.str());

  std::int64_t reached = 0;
  for (const cases::Contact& contact : c.contacts) {
    Add(fact[Tally::Contacts]);
    if (contact.reached && contact.direction == cases::Direction::ToCustomer) ++reached;
  }
  Add(fact[Tally::Options], static_cast<std::int64_t>(cases::LiveOptions(c).size()));
  Add(fact[Tally::Offers], static_cast<std::int64_t>(c.offers.size()));
  for (const cases::Round& round : c.earlier_rounds) {
    if (round.disputed) Add(fact[Tally::Disputes]);
  }
  Add(fact[Tally::Reopenings], c.times_reopened);
  Add(fact[Tally::PromisesKept], c.promises_kept);
  Add(fact[Tally::PromisesBroken], c.promises_broken);
  for (const cases::EscalationFact& up : cases::EscalationFacts(c)) {
    switch (up.timeliness) {
      case cases::Timeliness::Early: Add(fact[Tally::EscalatedEarly]); break;
      case cases::Timeliness::InTime: Add(fact[Tally::EscalatedInTime]); break;
      case cases::Timeliness::Late: Add(fact[Tally::EscalatedLate]); break;
    }
  }
  Add(fact[Tally::ConfirmationsAsked], static_cast<std::int64_t>(c.round.confirmation_requests.size()));
  for (const cases::FollowUp& follow_up : c.follow_ups) {
    if (follow_up.done_at && !follow_up.still_solved) Add(fact[Tally::CameBack]);
  }
  for (const cases::Link& link : c.links) {
    // What was merged into this case is this case, and no later one.
    const bool absorbed = std::ranges::find(c.absorbed, link.other) != c.absorbed.end();
    if (link.relation == cases::Relation::FollowsFrom && link.other_came_later && !absorbed) Add(fact[Tally::CameBack]);
  }
  const bool confirmed = c.closed && c.closed->outcome == cases::Outcome::ResolvedConfirmed;
  if (confirmed && c.earlier_rounds.empty() && c.times_reopened == 0 && reached <= 1) fact[Tally::FirstContactSolved] = 1;
  return fact;
}

}  // namespace app
