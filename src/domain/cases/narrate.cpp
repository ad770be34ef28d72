#include "domain/cases/narrate.h"

#include <algorithm>

#include "domain/cases/evolve.h"
#include "domain/procedures/words.h"

namespace cases {

std::string WhyItWentUp(Trigger trigger) {
  switch (trigger) {
    case Trigger::Authority: return "it is beyond the handler's authority";
    case Trigger::Clock: return "time is running out";
    case Trigger::BrokenPromise: return "a promise was broken";
    case Trigger::Vulnerability: return "the customer is vulnerable";
    case Trigger::Safety: return "somebody could come to harm";
    case Trigger::Value: return "of the sum at stake";
    case Trigger::Deadlock: return "no agreement can be reached";
    case Trigger::Repeat: return "it keeps happening";
    case Trigger::CustomerRequest: return "the customer asked for it";
  }
  return "";
}

namespace {

std::string By(Channel channel) {
  switch (channel) {
    case Channel::Telephone: return "by telephone";
    case Channel::Email: return "by e-mail";
    case Channel::Letter: return "by letter";
    case Channel::Web: return "on the website";
    case Channel::Portal: return "in the portal";
    case Channel::InPerson: return "in person";
    case Channel::Chat: return "by chat";
    case Channel::SocialMedia: return "on social media";
    case Channel::Text: return "by text message";
    case Channel::Fax: return "by fax";
    case Channel::Referral: return "by referral";
    case Channel::Unknown: return "by a way that is not recorded";
  }
  return "";
}

std::string InTurn(Decision decision) {
  switch (decision) {
    case Decision::Upheld: return "upheld";
    case Decision::PartlyUpheld: return "upheld in part";
    case Decision::NotUpheld: return "not upheld";
  }
  return "";
}

std::string HeatInWords(const Heat& heat) {
  std::vector<std::string> steps;
  if (heat.heard) steps.emplace_back("heard");
  if (heat.empathised) steps.emplace_back("empathised");
  if (heat.apologised) steps.emplace_back("apologised");
  if (heat.took_ownership) steps.emplace_back("took ownership");
  return steps.empty() ? "" : " (" + base::AllOf(steps) + ")";
}

// Fills one entry by the event's kind.
struct Teller {
  const Case& c;
  StoryEntry& entry;
  const NameOfUser& name_of;
  const BoundOf& bound_of;
  const procedures::Bound* bound;  // of the version the case stands under once this has happened

  void Tell(StoryKind kind, std::string says) {
    entry.kind = kind;
    entry.says = std::move(says);
  }
  void Quote(const SealedProse& text) { entry.quotes.push_back(text); }
  void Quote(const std::optional<SealedProse>& text) {
    if (text) entry.quotes.push_back(*text);
  }
  void Attend() { entry.attention = true; }
  void AddWordsForCustomer(const std::optional<Line>& says) {
    if (says) entry.says += " For the customer: “" + says->str() + "”";
  }

  std::string Name(UserId id) const {
    const std::string name = name_of ? name_of(id) : "";
    return name.empty() ? id.ToString() : name;
  }
  std::string Moment(Instant at) const { return calendar::ForPeople(at, bound != nullptr ? &bound->calendar : nullptr); }
  static std::string ClockName(const Word& id, const procedures::Bound* of) {
    if (of == nullptr) return id.str();
    const auto& clocks = of->procedure.clocks;
    const auto clock = std::ranges::find(clocks, id.str(), &procedures::ClockRule::id);
    return clock == clocks.end() ? id.str() : "“" + clock->title + "”";
  }
  std::string ClockName(const Word& id) const { return ClockName(id, bound); }
  std::string CauseName(const Word& code) const {
    const auto* node = bound == nullptr ? nullptr : procedures::FindCause(bound->procedure, code.str());
    return node == nullptr ? code.str() : node->title + " (" + code.str() + ")";
  }
  std::string FieldName(const Word& key) const {
    if (bound == nullptr) return procedures::Plain(key.str());
    const auto& fields = bound->procedure.fields;
    const auto field = std::ranges::find(fields, key.str(), &procedures::TemplateField::id);
    return field == fields.end() ? procedures::Plain(key.str()) : "“" + field->title + "”";
  }
  static std::string ProcedureName(const ProcedureRef& ref, const procedures::Bound* of) {
    return (of == nullptr ? ref.id.str() : "“" + of->procedure.title + "”") + " version " + std::to_string(ref.version.value);
  }
  std::string OptionName(OptionId id) const {
    const auto option = std::ranges::find(c.options, id, &Option::id);
    return option == c.options.end() ? id.ToString() : id.ToString() + " “" + option->terms.title.Shown() + "”";
  }
  static std::string TermsInWords(OptionId id, const OptionTerms& terms) {
    std::string says = id.ToString() + " “" + terms.title.Shown() + "” (" + base::WordsOf(terms.remedy);
    says += terms.cost ? ", " + terms.cost->ToString() : ", no cost";
    return says + ", " + base::Count(static_cast<std::size_t>(terms.days.value), "day") + ")";
  }
  // "subject was X and is Y"
  static std::string Change(const std::string& what, const std::string& was, const std::string& is) {
    return what + (was.empty() ? " is now “" : " was “" + was + "” and is now “") + is + "”";
  }

  void operator()(const CaseLogged& e) {
    std::string says = "Logged a " + base::WordsOf(e.kind) + " received " + By(e.channel) + " on " + Moment(e.received_at) +
                       ": “" + e.subject.Shown() + "”";
    if (e.category) says += ", " + e.category->str();
    if (e.product) says += ", about " + e.product->str();
    if (e.split_from) says += ", split from " + e.split_from->ToString();
    Tell(StoryKind::Logged, says + ".");
    Quote(e.words);
    if (e.remedy_sought) {
      entry.says += " They seek: " + e.remedy_sought->Shown();
    }
  }
  void operator()(const CaseAcknowledged& e) { Tell(StoryKind::Contact, "Acknowledged to the customer " + By(e.channel) + "."); }
  void operator()(const ImpactAssessed& e) {
    std::string says =
        "Assessed the impact: severity " + base::WordsOf(e.severity) + ", the customer is " + base::WordsOf(e.emotion);
    if (e.money_at_stake) says += ", " + e.money_at_stake->ToString() + " at stake";
    if (e.vulnerable) says += ", vulnerable";
    if (e.safety_risk) says += ", a risk to safety";
    Tell(StoryKind::Logged, says + ".");
    Quote(e.act_at_once);
    Quote(e.notes);
  }
  void operator()(const UnderstandingPlayedBack& e) {
    switch (e.answer) {
      case Understanding::Agreed:
        Tell(StoryKind::Contact, "Played the understanding back " + By(e.channel) + "; the customer agreed.");
        break;
      case Understanding::Corrected:
        Tell(StoryKind::Contact, "Played the understanding back " + By(e.channel) + "; the customer put it right.");
        break;
      case Understanding::NotReached:
        Tell(StoryKind::Contact, "Tried to play the understanding back " + By(e.channel) + " and reached nobody.");
        break;
    }
    Quote(e.summary);
    Quote(e.correction);
  }
  void operator()(const ContactRecorded& e) {
    if (!e.reached) {
      Tell(StoryKind::Contact, "Tried to reach the customer " + By(e.channel) + ", without success.");
    } else {
      Tell(StoryKind::Contact,
           (e.direction == Direction::FromCustomer ? "Heard from the customer " : "Spoke or wrote to the customer ") +
               By(e.channel) + HeatInWords(e.heat) + ".");
    }
    Quote(e.summary);
  }
  void operator()(const NewsPromised& e) {
    Tell(StoryKind::Promise, "Promised news by " + Moment(e.by) + ".");
    Quote(e.about);
  }
  void operator()(const PromiseKept& e) { Tell(StoryKind::Promise, "Kept the promise of news by " + Moment(e.due_at) + "."); }
  void operator()(const PromiseBroken& e) {
    Tell(StoryKind::Promise,
         "The promise of news by " + Moment(e.due_at) + " was broken; noticed " + Moment(e.detected_at) + ".");
    Attend();
  }
  void operator()(const PromiseEnded& e) {
    Tell(StoryKind::Promise, "No more news is owed.");
    Quote(e.because);
  }
  void operator()(const CaseAssigned& e) {
    std::string to = e.to ? Name(*e.to) : "nobody yet";
    if (e.team) to += e.to ? " in team " + e.team->str() : ", team " + e.team->str();
    Tell(StoryKind::People, "Assigned to " + to + ".");
    Quote(e.reason);
  }
  void operator()(const OwnershipTaken& e) { Tell(StoryKind::People, Name(e.by) + " took ownership."); }
  void operator()(const DetailCorrected& e) {
    std::vector<std::string> changes;
    const auto shown = [](const auto& optional) { return optional ? optional->Shown() : std::string(); };
    const auto line = [](const std::optional<Line>& optional) { return optional ? optional->str() : std::string(); };
    if (e.kind) changes.push_back(Change("the kind", base::WordsOf(c.kind), base::WordsOf(*e.kind)));
    if (e.channel) changes.push_back(Change("the channel", base::WordsOf(c.channel), base::WordsOf(*e.channel)));
    if (e.received_at) changes.push_back(Change("the time of receipt", Moment(c.received_at), Moment(*e.received_at)));
    if (e.subject) changes.push_back(Change("the subject", c.subject.Shown(), e.subject->Shown()));
    if (e.words) changes.push_back(Change("the customer's words", shown(c.words), e.words->Shown()));
    if (e.remedy_sought) changes.push_back(Change("the remedy sought", shown(c.remedy_sought), e.remedy_sought->Shown()));
    if (e.product) changes.push_back(Change("the product", line(c.product), e.product->str()));
    if (e.category) changes.push_back(Change("the category", line(c.category), e.category->str()));
    for (const auto& [key, value] : e.attributes) {
      const auto old = c.attributes.find(key);
      changes.push_back(Change(FieldName(key), old == c.attributes.end() ? "" : old->second.str(), value.str()));
    }
    for (const auto& [key, value] : e.answers) {
      const auto old = c.answers.find(key);
      changes.push_back(Change(FieldName(key), old == c.answers.end() ? "" : old->second.Shown(), value.Shown()));
    }
    Tell(StoryKind::Logged, "Corrected what was logged: " + base::AllOf(changes) + ".");
    Quote(e.reason);
  }
  void operator()(const FileAttached& e) {
    Tell(StoryKind::File, "Attached " + e.attachment.ToString() + " “" + e.name.Shown() + "” (" + e.media_type.str() + ", " +
                              std::to_string(e.size / 1024 + (e.size % 1024 > 0 ? 1 : 0)) + " KB).");
    Quote(e.note);
  }

  void operator()(const FindingAdded& e) {
    Tell(StoryKind::Analysis, "Found out, " + e.finding.ToString() + (e.source ? ", from " + e.source->Shown() : "") + ":");
    Quote(e.says);
  }
  void operator()(const CauseEstablished& e) {
    std::string says = e.cause ? "Established the cause: " + CauseName(*e.cause) + "." : "The cause cannot be established.";
    for (std::size_t i = 0; i < e.whys.size(); ++i) says += " Why " + std::to_string(i + 1) + ": " + e.whys[i].Shown();
    Tell(StoryKind::Analysis, says);
    Quote(e.reasons);
  }
  void operator()(const CaseDecided& e) {
    std::string says = "Decided: " + InTurn(e.decision) + ".";
    for (const Citation& citation : e.citations) says += " " + citation.source.str() + ": " + citation.says.Shown();
    Tell(StoryKind::Analysis, says);
    Quote(e.reasons);
  }

  void operator()(const OptionAdded& e) {
    Tell(StoryKind::Option, "Put an option on the table: " + TermsInWords(e.option, e.terms) + ".");
    Quote(e.terms.details);
  }
  void operator()(const OptionAmended& e) {
    Tell(StoryKind::Option, "Changed an option: " + TermsInWords(e.option, e.terms) + ".");
    Quote(e.reason);
  }
  void operator()(const OptionRemoved& e) {
    Tell(StoryKind::Option, "Took " + OptionName(e.option) + " off the table.");
    Quote(e.reason);
  }
  void operator()(const OptionsWeighed& e) {
    std::vector<std::string> criteria;
    for (const options::Criterion& k : e.criteria) criteria.push_back(k.name.str() + " " + std::to_string(k.weight.value));
    Tell(StoryKind::Option, "Weighed the options by " + base::AllOf(criteria) + ". " + e.ranking.says +
                                " Recommended: " + OptionName(e.chosen) + ".");
    Quote(e.justification);
  }
  void operator()(const ApprovalRequested& e) {
    Tell(StoryKind::Option, "Asked a " + base::WordsOf(e.needed) + " to approve " + OptionName(e.option) + ".");
    Quote(e.reason);
  }
  void operator()(const ApprovalGranted& e) {
    Tell(StoryKind::Option, "Approved " + OptionName(e.option) + ".");
    Quote(e.reason);
  }
  void operator()(const ApprovalRefused& e) {
    Tell(StoryKind::Option, "Refused to approve " + OptionName(e.option) + ".");
    Quote(e.reason);
    Attend();
  }
  void operator()(const OfferMade& e) {
    Tell(StoryKind::Offer, "Offered " + OptionName(e.option) + " " + By(e.channel) + " as " + e.offer.ToString() +
                               (e.answer_by ? ", standing until " + Moment(*e.answer_by) : "") + ".");
    Quote(e.terms);
  }
  void operator()(const OfferAccepted& e) {
    Tell(StoryKind::Offer, "The customer accepted " + e.offer.ToString() + " " + By(e.channel) + ".");
    Quote(e.words);
  }
  void operator()(const OfferDeclined& e) {
    Tell(StoryKind::Offer, "The customer declined " + e.offer.ToString() + " " + By(e.channel) + ".");
    Quote(e.words);
    Attend();
  }
  void operator()(const OfferCountered& e) {
    Tell(StoryKind::Offer, "The customer answered " + e.offer.ToString() + " " + By(e.channel) + " with a wish of their own" +
                               (e.cost ? " (" + e.cost->ToString() + ")" : "") + ".");
    Quote(e.wants);
  }
  void operator()(const FinalPositionGiven& e) {
    Tell(StoryKind::Offer, "Gave our final position " + By(e.channel) + ".");
    Quote(e.reasons);
    Quote(e.alternatives);
  }
  void operator()(const ActionPlanned& e) {
    Tell(StoryKind::Action, "Planned " + e.action.ToString() + " for " + Name(e.owner) + ", due " + Moment(e.due) +
                                (e.replaces ? ", in place of " + e.replaces->ToString() : "") + ".");
    Quote(e.what);
  }
  void operator()(const ActionCompleted& e) {
    Tell(StoryKind::Action, e.action.ToString() + " is done.");
    Quote(e.evidence);
  }
  void operator()(const ActionFailed& e) {
    Tell(StoryKind::Action, e.action.ToString() + " failed.");
    Quote(e.reason);
    Attend();
  }
  void operator()(const RedressRecorded& e) {
    Tell(StoryKind::Action, "Gave redress: " + base::WordsOf(e.kind) + (e.amount ? ", " + e.amount->ToString() : "") + ".");
    Quote(e.details);
  }
  void operator()(const CaseEscalated& e) {
    Tell(StoryKind::Escalation, "Escalated to the " + base::WordsOf(e.to) + ", because " + WhyItWentUp(e.trigger) + ".");
    AddWordsForCustomer(e.says);
    Quote(e.reason);
    Quote(e.tried);
    Attend();
  }
  void operator()(const CaseSentUp& e) {
    Tell(StoryKind::Escalation,
         "Sent up to the " + base::WordsOf(e.to) + " by the procedure, because " + WhyItWentUp(e.trigger) + ".");
    AddWordsForCustomer(e.says);
    Attend();
  }
  void operator()(const ProcedureChanged& e) {
    const procedures::Bound* from = bound_of ? bound_of(e.from) : nullptr;
    std::string says = "Moved from the procedure " + ProcedureName(e.from, from) + " to " + ProcedureName(e.to, bound) + ": " +
                       e.reason.str() + (e.reason.str().ends_with('.') ? "" : ".");
    for (const ClockMoved& clock : e.clocks) {
      const auto end = [&](const std::optional<Instant>& at) { return at ? Moment(*at) : std::string("not running"); };
      // A clock that only one of them has goes by that one's title.
      const std::string now = ClockName(clock.clock);
      says += " " + (now == clock.clock.str() ? ClockName(clock.clock, from) : now) + ": " + end(clock.before) + " before, " +
              end(clock.after) + " now.";
    }
    Tell(StoryKind::Clock, std::move(says));
  }
  void operator()(const ClockPaused& e) {
    Tell(StoryKind::Clock, "The clock " + ClockName(e.clock) + " stands still: " + procedures::Plain(e.reason.str()) + ".");
    Quote(e.note);
  }
  void operator()(const ClockResumed& e) {
    Tell(StoryKind::Clock, "The clock " + ClockName(e.clock) + " runs again.");
    Quote(e.note);
  }
  void operator()(const ClockExtended& e) {
    Tell(StoryKind::Clock, "Extended the clock " + ClockName(e.clock) + " from " + Moment(e.due_at) + " to " + Moment(e.until) +
                               ", and told the customer " + By(e.channel) + ".");
    Quote(e.told);
    Quote(e.good_reason);
  }
  void operator()(const ClockRanOut& e) {
    Tell(StoryKind::Clock, std::string(e.statutory ? "A statutory time ran out: " : "A time of our own ran out: ") +
                               e.title.str() + ", due " + Moment(e.due_at) + ".");
    Attend();
  }
  void operator()(const ReviewAsked& e) {
    Tell(StoryKind::Escalation, "The customer asked " + By(e.channel) + " for the next stage.");
    Quote(e.words);
    Attend();
  }
  void operator()(const ReviewAcknowledged& e) {
    Tell(StoryKind::Contact, "Told the customer " + By(e.channel) + " that the next stage has begun.");
  }
  void operator()(const RightsAssessed& e) {
    Tell(StoryKind::Analysis, "Recorded what the law asks to know of the purchase (" + base::WordsOf(e.question.kind) + ").");
  }
  void operator()(const EscalationWasEarly& e) {
    Tell(StoryKind::Escalation, Name(e.by) + " asked whether this should go up, and learnt that it is theirs to decide.");
  }
  void operator()(const LetterSent& e) {
    Tell(StoryKind::Letter, "Sent a letter (" + base::WordsOf(e.letter) + ") " + By(e.channel) + ": “" + e.title.Shown() + "”.");
    Quote(e.text);
  }
  void operator()(const EscalationReturned& e) {
    Tell(StoryKind::Escalation,
         e.within_authority ? "Handed back: this is within the handler's authority." : "Handed back with guidance.");
    Quote(e.guidance);
  }

  void operator()(const ConfirmationRequested& e) {
    Tell(StoryKind::FollowUp, "Asked the customer " + By(e.channel) + " whether it is solved.");
  }
  void operator()(const ResolutionConfirmed& e) {
    Tell(StoryKind::FollowUp, "The customer confirmed " + By(e.channel) + " that it is solved.");
    Quote(e.words);
  }
  void operator()(const ResolutionDisputed& e) {
    Tell(StoryKind::FollowUp, "The customer said " + By(e.channel) + " that it is not solved. Back to analysis.");
    Quote(e.words);
    Attend();
  }
  void operator()(const ConfirmationLapsed& e) {
    Tell(StoryKind::FollowUp, "The customer was asked " + base::Count(static_cast<std::size_t>(e.attempts.value), "time") +
                                  " and kept silent until " + Moment(e.due_at) + ".");
  }
  void operator()(const FollowUpScheduled& e) {
    Tell(StoryKind::FollowUp, "Arranged follow-up " + e.follow_up.ToString() + " for " + Moment(e.at) + ".");
    Quote(e.purpose);
  }
  void operator()(const FollowUpRecorded& e) {
    Tell(StoryKind::FollowUp, e.still_solved ? "Looked again: it is still solved." : "Looked again: it has come back.");
    Quote(e.notes);
    if (!e.still_solved) Attend();
  }
  void operator()(const SurveyAnswered& e) {
    std::string says = "The customer answered the survey: " + base::WordsOf(e.instrument);
    if (e.dimension) says += ", " + base::WordsOf(*e.dimension);
    says += ", " + std::to_string(e.score.value) + " of 10";
    if (e.expected) says += " where they expected " + std::to_string(e.expected->value);
    Tell(StoryKind::FollowUp, says + ".");
    Quote(e.comment);
  }
  void operator()(const LessonRecorded& e) {
    Tell(StoryKind::FollowUp, "Recorded what is learnt.");
    Quote(e.lesson);
    Quote(e.suggested_change);
  }
  void operator()(const CaseClosed& e) {
    Tell(StoryKind::Closing, "Closed: " + base::WordsOf(e.outcome) + ".");
    Quote(e.reason);
  }
  void operator()(const CaseReopened& e) {
    Tell(StoryKind::Closing, "Opened again. Back to analysis.");
    Quote(e.reason);
    Attend();
  }

  void operator()(const CaseLinked& e) {
    Tell(StoryKind::Structure, "Linked with " + e.other.ToString() + " (" + base::WordsOf(e.relation) + ").");
  }
  void operator()(const CaseUnlinked& e) { Tell(StoryKind::Structure, "Took back the link with " + e.other.ToString() + "."); }
  void operator()(const CaseMerged& e) {
    Tell(StoryKind::Structure, "Merged into " + e.into.ToString() + ".");
    Quote(e.reason);
  }
  void operator()(const CaseUnmerged& e) {
    Tell(StoryKind::Structure, "Took back the merge into " + e.from.ToString() + ".");
    Quote(e.reason);
  }
  void operator()(const CaseAbsorbed& e) { Tell(StoryKind::Structure, "Took in " + e.other.ToString() + "."); }
  void operator()(const CaseReleased& e) { Tell(StoryKind::Structure, "Let go " + e.other.ToString() + "."); }
  void operator()(const CaseSplit& e) {
    Tell(StoryKind::Structure, "Split off " + e.into.ToString() + ".");
    Quote(e.reason);
  }
  void operator()(const CaseWithdrawn& e) {
    Tell(StoryKind::Closing, "The customer withdrew " + By(e.channel) + ".");
    Quote(e.words);
  }
  void operator()(const CaseReferred& e) {
    Tell(StoryKind::Closing, "Referred to " + e.to.str() + ".");
    Quote(e.reason);
  }
  void operator()(const PersonErased&) { Tell(StoryKind::Structure, "The customer's data was erased."); }
};

std::string WhoInWords(const std::string& actor, const NameOfUser& name_of) {
  if (actor == "system") return "Amends";
  if (actor.starts_with("CU-")) return "the customer";
  if (const auto user = UserId::Parse(actor)) {
    const std::string name = name_of ? name_of(*user) : "";
    if (!name.empty()) return name;
  }
  return actor;
}

// The version the case stands under once this has happened.
const ProcedureRef& ProcedureAt(const Case& before, const Event& event) {
  if (const auto* logged = std::get_if<CaseLogged>(&event)) return logged->procedure;
  if (const auto* changed = std::get_if<ProcedureChanged>(&event)) return changed->to;
  return before.procedure;
}

}  // namespace

StoryEntry Narrate(const Case& before, const Recorded& recorded, const NameOfUser& name_of, const BoundOf& bound_of) {
  StoryEntry entry;
  entry.version = recorded.version;
  entry.at = recorded.at;
  entry.actor = recorded.actor;
  entry.who = WhoInWords(recorded.actor, name_of);
  entry.event = base::TypeOf<Event>().alternatives[recorded.event.index()].name;
  entry.refers_to = ReferencesIn(before, recorded.event);
  const procedures::Bound* bound = bound_of ? bound_of(ProcedureAt(before, recorded.event)) : nullptr;
  std::visit(Teller{before, entry, name_of, bound_of, bound}, recorded.event);
  return entry;
}

}  // namespace cases
