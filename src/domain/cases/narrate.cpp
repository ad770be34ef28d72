#include "domain/cases/narrate.h"

#include <algorithm>

#include "domain/cases/evolve.h"
#include "domain/cases/words.h"
#include "domain/procedures/words.h"

namespace cases {

Saying WhyItWentUp(Trigger trigger) {
  switch (trigger) {
    case Trigger::Authority: return Saying("it is beyond the handler's authority");
    case Trigger::Clock: return Saying("time is running out");
    case Trigger::BrokenPromise: return Saying("a promise was broken");
    case Trigger::Vulnerability: return Saying("the customer is vulnerable");
    case Trigger::Safety: return Saying("somebody could come to harm");
    case Trigger::Value: return Saying("of the sum at stake");
    case Trigger::Deadlock: return Saying("no agreement can be reached");
    case Trigger::Repeat: return Saying("it keeps happening");
    case Trigger::CustomerRequest: return Saying("the customer asked for it");
  }
  return {};
}

namespace {

Saying By(Channel channel) {
  switch (channel) {
    case Channel::Telephone: return Saying("by telephone");
    case Channel::Email: return Saying("by e-mail");
    case Channel::Letter: return Saying("by letter");
    case Channel::Web: return Saying("on the website");
    case Channel::Portal: return Saying("in the portal");
    case Channel::InPerson: return Saying("in person");
    case Channel::Chat: return Saying("by chat");
    case Channel::SocialMedia: return Saying("on social media");
    case Channel::Text: return Saying("by text message");
    case Channel::Fax: return Saying("by fax");
    case Channel::Referral: return Saying("by referral");
    case Channel::Unknown: return Saying("by a way that is not recorded");
  }
  return {};
}

Saying InTurn(Decision decision) {
  switch (decision) {
    case Decision::Upheld: return Saying("upheld");
    case Decision::PartlyUpheld: return Saying("upheld in part");
    case Decision::NotUpheld: return Saying("not upheld");
  }
  return {};
}

Saying HeatInWords(const Heat& heat) {
  std::vector<Saying> steps;
  if (heat.heard) steps.push_back(Saying("heard"));
  if (heat.empathised) steps.push_back(Saying("empathised"));
  if (heat.apologised) steps.push_back(Saying("apologised"));
  if (heat.took_ownership) steps.push_back(Saying("took ownership"));
  return steps.empty() ? Saying() : Saying(" ({})", Saying::AllOf(std::move(steps)));
}

// Fills one entry by the event's kind.
struct Teller {
  const Case& c;
  StoryEntry& entry;
  const NameOfUser& name_of;
  const BoundOf& bound_of;
  const procedures::Bound* bound;  // of the version the case stands under once this has happened

  void Tell(StoryKind kind, Saying says) {
    entry.kind = kind;
    entry.says = std::move(says);
  }
  void Quote(const SealedProse& text) { entry.quotes.push_back(text); }
  void Quote(const std::optional<SealedProse>& text) {
    if (text) entry.quotes.push_back(*text);
  }
  void Add(Saying more) { entry.says = Saying::Run({std::move(entry.says), std::move(more)}); }
  void Attend() { entry.attention = true; }
  void AddWordsForCustomer(const std::optional<Line>& says) {
    if (says) Add(Saying("For the customer: “{}”", *says));
  }

  std::string Name(UserId id) const {
    const std::string name = name_of ? name_of(id) : "";
    return name.empty() ? id.ToString() : name;
  }
  Saying Moment(Instant at) const { return calendar::Say(at, bound != nullptr ? &bound->calendar : nullptr); }
  static Saying ClockName(const Word& id, const procedures::Bound* of) {
    if (of == nullptr) return Saying::AsIs(id.str());
    const auto& clocks = of->procedure.clocks;
    const auto clock = std::ranges::find(clocks, id.str(), &procedures::ClockRule::id);
    return clock == clocks.end() ? Saying::AsIs(id.str()) : Saying("“{}”", clock->title);
  }
  Saying ClockName(const Word& id) const { return ClockName(id, bound); }
  std::string CauseName(const Word& code) const {
    const auto* node = bound == nullptr ? nullptr : procedures::FindCause(bound->procedure, code.str());
    return node == nullptr ? code.str() : node->title + " (" + code.str() + ")";
  }
  Saying FieldName(const Word& key) const {
    if (bound == nullptr) return Saying::AsIs(procedures::Plain(key.str()));
    const auto& fields = bound->procedure.fields;
    const auto field = std::ranges::find(fields, key.str(), &procedures::TemplateField::id);
    return field == fields.end() ? Saying::AsIs(procedures::Plain(key.str())) : Saying("“{}”", field->title);
  }
  static Saying ProcedureName(const ProcedureRef& ref, const procedures::Bound* of) {
    return of == nullptr ? Saying("{} version {}", ref.id, ref.version.value)
                         : Saying("“{}” version {}", of->procedure.title, ref.version.value);
  }
  Saying OptionName(OptionId id) const {
    const auto option = std::ranges::find(c.options, id, &Option::id);
    return option == c.options.end() ? Saying::AsIs(id.ToString()) : Saying("{} “{}”", id, option->terms.title);
  }
  static Saying TermsInWords(OptionId id, const OptionTerms& terms) {
    return Saying("{} “{}” ({}, {}, {})", id, terms.title, terms.remedy, terms.cost ? SayingOf(*terms.cost) : Saying("no cost"),
                  Saying::Count(terms.days.value, "{} day", "{} days"));
  }
  // A sentence of clauses.
  static Saying Whole(std::vector<Saying> clauses) { return Saying::Sentence(Saying::Run(std::move(clauses), ", ")); }
  // "subject was X and is Y"
  static Saying Change(Saying what, Saying was, Saying is) {
    if (was.empty()) return Saying("{} is now “{}”", std::move(what), std::move(is));
    return Saying("{} was “{}” and is now “{}”", std::move(what), std::move(was), std::move(is));
  }

  void operator()(const CaseLogged& e) {
    std::vector<Saying> says{
        Saying("Logged a {} received {} on {}: “{}”", e.kind, By(e.channel), Moment(e.received_at), e.subject)};
    if (e.category) says.push_back(Saying::AsIs(e.category->str()));
    if (e.product) says.push_back(Saying("about {}", *e.product));
    if (e.split_from) says.push_back(Saying("split from {}", *e.split_from));
    Tell(StoryKind::Logged, Whole(std::move(says)));
    Quote(e.words);
    if (e.remedy_sought) {
      Add(Saying("They seek: {}", *e.remedy_sought));
    }
  }
  void operator()(const CaseAcknowledged& e) {
    Tell(StoryKind::Contact, Saying("Acknowledged to the customer {}.", By(e.channel)));
  }
  void operator()(const ImpactAssessed& e) {
    std::vector<Saying> says{Saying("Assessed the impact: severity {}, the customer is {}", e.severity, e.emotion)};
    if (e.money_at_stake) says.push_back(Saying("{} at stake", *e.money_at_stake));
    if (e.vulnerable) says.push_back(Saying("vulnerable"));
    if (e.safety_risk) says.push_back(Saying("a risk to safety"));
    Tell(StoryKind::Logged, Whole(std::move(says)));
    Quote(e.act_at_once);
    Quote(e.notes);
  }
  void operator()(const UnderstandingPlayedBack& e) {
    switch (e.answer) {
      case Understanding::Agreed:
        Tell(StoryKind::Contact, Saying("Played the understanding back {}; the customer agreed.", By(e.channel)));
        break;
      case Understanding::Corrected:
        Tell(StoryKind::Contact, Saying("Played the understanding back {}; the customer put it right.", By(e.channel)));
        break;
      case Understanding::NotReached:
        Tell(StoryKind::Contact, Saying("Tried to play the understanding back {} and reached nobody.", By(e.channel)));
        break;
    }
    Quote(e.summary);
    Quote(e.correction);
  }
  void operator()(const ContactRecorded& e) {
    if (!e.reached) {
      Tell(StoryKind::Contact, Saying("Tried to reach the customer {}, without success.", By(e.channel)));
    } else {
      Tell(StoryKind::Contact, e.direction == Direction::FromCustomer
                                   ? Saying("Heard from the customer {}{}.", By(e.channel), HeatInWords(e.heat))
                                   : Saying("Spoke or wrote to the customer {}{}.", By(e.channel), HeatInWords(e.heat)));
    }
    Quote(e.summary);
  }
  void operator()(const NewsPromised& e) {
    Tell(StoryKind::Promise, Saying("Promised news by {}.", Moment(e.by)));
    Quote(e.about);
  }
  void operator()(const PromiseKept& e) { Tell(StoryKind::Promise, Saying("Kept the promise of news by {}.", Moment(e.due_at))); }
  void operator()(const PromiseBroken& e) {
    Tell(StoryKind::Promise,
         Saying("The promise of news by {} was broken; noticed {}.", Moment(e.due_at), Moment(e.detected_at)));
    Attend();
  }
  void operator()(const PromiseEnded& e) {
    Tell(StoryKind::Promise, Saying("No more news is owed."));
    Quote(e.because);
  }
  void operator()(const CaseAssigned& e) {
    if (e.to) {
      Tell(StoryKind::People,
           e.team ? Saying("Assigned to {} in team {}.", Name(*e.to), *e.team) : Saying("Assigned to {}.", Name(*e.to)));
    } else {
      Tell(StoryKind::People, e.team ? Saying("Assigned to nobody yet, team {}.", *e.team) : Saying("Assigned to nobody yet."));
    }
    Quote(e.reason);
  }
  void operator()(const OwnershipTaken& e) { Tell(StoryKind::People, Saying("{} took ownership.", Name(e.by))); }
  void operator()(const DetailCorrected& e) {
    std::vector<Saying> changes;
    const auto shown = [](const auto& optional) { return optional ? SayingOf(*optional) : Saying(); };
    const auto line = [](const Line& text) { return Saying::AsIs(text.str()); };
    const auto was = [&](const std::optional<Line>& optional) { return optional ? line(*optional) : Saying(); };
    if (e.kind) changes.push_back(Change(Saying("the kind"), SayingOf(c.kind), SayingOf(*e.kind)));
    if (e.channel) changes.push_back(Change(Saying("the channel"), SayingOf(c.channel), SayingOf(*e.channel)));
    if (e.received_at) changes.push_back(Change(Saying("the time of receipt"), Moment(c.received_at), Moment(*e.received_at)));
    if (e.subject) changes.push_back(Change(Saying("the subject"), SayingOf(c.subject), SayingOf(*e.subject)));
    if (e.words) changes.push_back(Change(Saying("the customer's words"), shown(c.words), SayingOf(*e.words)));
    if (e.remedy_sought)
      changes.push_back(Change(Saying("the remedy sought"), shown(c.remedy_sought), SayingOf(*e.remedy_sought)));
    if (e.product) changes.push_back(Change(Saying("the product"), was(c.product), line(*e.product)));
    if (e.category) changes.push_back(Change(Saying("the category"), was(c.category), line(*e.category)));
    for (const auto& [key, value] : e.attributes) {
      const auto old = c.attributes.find(key);
      changes.push_back(Change(FieldName(key), old == c.attributes.end() ? Saying() : line(old->second), line(value)));
    }
    for (const auto& [key, value] : e.answers) {
      const auto old = c.answers.find(key);
      changes.push_back(Change(FieldName(key), old == c.answers.end() ? Saying() : SayingOf(old->second), SayingOf(value)));
    }
    Tell(StoryKind::Logged, Saying("Corrected what was logged: {}.", Saying::AllOf(std::move(changes))));
    Quote(e.reason);
  }
  void operator()(const FileAttached& e) {
    Tell(StoryKind::File, Saying("Attached {} “{}” ({}, {} KB).", e.attachment, e.name, e.media_type.str(),
                                 e.size / 1024 + (e.size % 1024 > 0 ? 1 : 0)));
    Quote(e.note);
  }

  void operator()(const FindingAdded& e) {
    Tell(StoryKind::Analysis, Saying("Found out, {}{}:", e.finding, e.source ? Saying(", from {}", *e.source) : Saying()));
    Quote(e.says);
  }
  void operator()(const CauseEstablished& e) {
    Tell(StoryKind::Analysis,
         e.cause ? Saying("Established the cause: {}.", CauseName(*e.cause)) : Saying("The cause cannot be established."));
    for (std::size_t i = 0; i < e.whys.size(); ++i) Add(Saying("Why {}: {}", i + 1, e.whys[i]));
    Quote(e.reasons);
  }
  void operator()(const CaseDecided& e) {
    Tell(StoryKind::Analysis, Saying("Decided: {}.", InTurn(e.decision)));
    for (const Citation& citation : e.citations) {
      Add(Saying::Run({Saying::AsIs(citation.source.str()), SayingOf(citation.says)}, ": "));
    }
    Quote(e.reasons);
  }

  void operator()(const OptionAdded& e) {
    Tell(StoryKind::Option, Saying("Put an option on the table: {}.", TermsInWords(e.option, e.terms)));
    Quote(e.terms.details);
  }
  void operator()(const OptionAmended& e) {
    Tell(StoryKind::Option, Saying("Changed an option: {}.", TermsInWords(e.option, e.terms)));
    Quote(e.reason);
  }
  void operator()(const OptionRemoved& e) {
    Tell(StoryKind::Option, Saying("Took {} off the table.", OptionName(e.option)));
    Quote(e.reason);
  }
  void operator()(const OptionsWeighed& e) {
    std::vector<std::string> criteria;
    for (const options::Criterion& k : e.criteria) criteria.push_back(k.name.str() + " " + std::to_string(k.weight.value));
    Tell(StoryKind::Option, Saying("Weighed the options by {}. {} Recommended: {}.", Saying::AllOf(criteria),
                                   e.ranking.ranks.empty() ? e.ranking.says : options::InWords(e.ranking), OptionName(e.chosen)));
    Quote(e.justification);
  }
  void operator()(const ApprovalRequested& e) {
    Tell(StoryKind::Option, Saying("Asked a {} to approve {}.", e.needed, OptionName(e.option)));
    Quote(e.reason);
  }
  void operator()(const ApprovalGranted& e) {
    Tell(StoryKind::Option, Saying("Approved {}.", OptionName(e.option)));
    Quote(e.reason);
  }
  void operator()(const ApprovalRefused& e) {
    Tell(StoryKind::Option, Saying("Refused to approve {}.", OptionName(e.option)));
    Quote(e.reason);
    Attend();
  }
  void operator()(const OfferMade& e) {
    Tell(StoryKind::Offer, Saying("Offered {} {} as {}{}.", OptionName(e.option), By(e.channel), e.offer,
                                  e.answer_by ? Saying(", standing until {}", Moment(*e.answer_by)) : Saying()));
    Quote(e.terms);
  }
  void operator()(const OfferAccepted& e) {
    Tell(StoryKind::Offer, Saying("The customer accepted {} {}.", e.offer, By(e.channel)));
    Quote(e.words);
  }
  void operator()(const OfferDeclined& e) {
    Tell(StoryKind::Offer, Saying("The customer declined {} {}.", e.offer, By(e.channel)));
    Quote(e.words);
    Attend();
  }
  void operator()(const OfferCountered& e) {
    Tell(StoryKind::Offer, Saying("The customer answered {} {} with a wish of their own{}.", e.offer, By(e.channel),
                                  e.cost ? Saying(" ({})", *e.cost) : Saying()));
    Quote(e.wants);
  }
  void operator()(const FinalPositionGiven& e) {
    Tell(StoryKind::Offer, Saying("Gave our final position {}.", By(e.channel)));
    Quote(e.reasons);
    Quote(e.alternatives);
  }
  void operator()(const ActionPlanned& e) {
    Tell(StoryKind::Action, Saying("Planned {} for {}, due {}{}.", e.action, Name(e.owner), Moment(e.due),
                                   e.replaces ? Saying(", in place of {}", *e.replaces) : Saying()));
    Quote(e.what);
  }
  void operator()(const ActionCompleted& e) {
    Tell(StoryKind::Action, Saying("{} is done.", e.action));
    Quote(e.evidence);
  }
  void operator()(const ActionFailed& e) {
    Tell(StoryKind::Action, Saying("{} failed.", e.action));
    Quote(e.reason);
    Attend();
  }
  void operator()(const RedressRecorded& e) {
    Tell(StoryKind::Action, Saying("Gave redress: {}{}.", e.kind, e.amount ? Saying(", {}", *e.amount) : Saying()));
    Quote(e.details);
  }
  void operator()(const CaseEscalated& e) {
    Tell(StoryKind::Escalation, Saying("Escalated to the {}, because {}.", e.to, WhyItWentUp(e.trigger)));
    AddWordsForCustomer(e.says);
    Quote(e.reason);
    Quote(e.tried);
    Attend();
  }
  void operator()(const CaseSentUp& e) {
    Tell(StoryKind::Escalation, Saying("Sent up to the {} by the procedure, because {}.", e.to, WhyItWentUp(e.trigger)));
    AddWordsForCustomer(e.says);
    Attend();
  }
  void operator()(const ProcedureChanged& e) {
    const procedures::Bound* from = bound_of ? bound_of(e.from) : nullptr;
    Tell(StoryKind::Clock, Saying::Sentence(Saying("Moved from the procedure {} to {}: {}", ProcedureName(e.from, from),
                                                   ProcedureName(e.to, bound), e.reason)));
    for (const ClockMoved& clock : e.clocks) {
      const auto end = [&](const std::optional<Instant>& at) { return at ? Moment(*at) : Saying("not running"); };
      // A clock that only one of them has goes by that one's title.
      const Saying now = ClockName(clock.clock);
      Add(Saying("{}: {} before, {} now.", now == clock.clock.str() ? ClockName(clock.clock, from) : now, end(clock.before),
                 end(clock.after)));
    }
  }
  void operator()(const ClockPaused& e) {
    Tell(StoryKind::Clock, Saying("The clock {} stands still: {}.", ClockName(e.clock), procedures::Plain(e.reason.str())));
    Quote(e.note);
  }
  void operator()(const ClockResumed& e) {
    Tell(StoryKind::Clock, Saying("The clock {} runs again.", ClockName(e.clock)));
    Quote(e.note);
  }
  void operator()(const ClockExtended& e) {
    Tell(StoryKind::Clock, Saying("Extended the clock {} from {} to {}, and told the customer {}.", ClockName(e.clock),
                                  Moment(e.due_at), Moment(e.until), By(e.channel)));
    Quote(e.told);
    Quote(e.good_reason);
  }
  void operator()(const ClockRanOut& e) {
    Tell(StoryKind::Clock, e.statutory ? Saying("A statutory time ran out: {}, due {}.", e.title, Moment(e.due_at))
                                       : Saying("A time of our own ran out: {}, due {}.", e.title, Moment(e.due_at)));
    Attend();
  }
  void operator()(const ReviewAsked& e) {
    Tell(StoryKind::Escalation, Saying("The customer asked {} for the next stage.", By(e.channel)));
    Quote(e.words);
    Attend();
  }
  void operator()(const ReviewAcknowledged& e) {
    Tell(StoryKind::Contact, Saying("Told the customer {} that the next stage has begun.", By(e.channel)));
  }
  void operator()(const RightsAssessed& e) {
    Tell(StoryKind::Analysis, Saying("Recorded what the law asks to know of the purchase ({}).", e.question.kind));
  }
  void operator()(const EscalationWasEarly& e) {
    Tell(StoryKind::Escalation,
         Saying("{} asked whether this should go up, and learnt that it is theirs to decide.", Name(e.by)));
  }
  void operator()(const LetterSent& e) {
    Tell(StoryKind::Letter, Saying("Sent a letter ({}) {}: “{}”.", e.letter, By(e.channel), e.title));
    Quote(e.text);
  }
  void operator()(const EscalationReturned& e) {
    Tell(StoryKind::Escalation, e.within_authority ? Saying("Handed back: this is within the handler's authority.")
                                                   : Saying("Handed back with guidance."));
    Quote(e.guidance);
  }

  void operator()(const ConfirmationRequested& e) {
    Tell(StoryKind::FollowUp, Saying("Asked the customer {} whether it is solved.", By(e.channel)));
  }
  void operator()(const ResolutionConfirmed& e) {
    Tell(StoryKind::FollowUp, Saying("The customer confirmed {} that it is solved.", By(e.channel)));
    Quote(e.words);
  }
  void operator()(const ResolutionDisputed& e) {
    Tell(StoryKind::FollowUp, Saying("The customer said {} that it is not solved. Back to analysis.", By(e.channel)));
    Quote(e.words);
    Attend();
  }
  void operator()(const ConfirmationLapsed& e) {
    Tell(StoryKind::FollowUp, Saying::Count(e.attempts.value, "The customer was asked {} time and kept silent until {}.",
                                            "The customer was asked {} times and kept silent until {}.", Moment(e.due_at)));
  }
  void operator()(const FollowUpScheduled& e) {
    Tell(StoryKind::FollowUp, Saying("Arranged follow-up {} for {}.", e.follow_up, Moment(e.at)));
    Quote(e.purpose);
  }
  void operator()(const FollowUpRecorded& e) {
    Tell(StoryKind::FollowUp,
         e.still_solved ? Saying("Looked again: it is still solved.") : Saying("Looked again: it has come back."));
    Quote(e.notes);
    if (!e.still_solved) Attend();
  }
  void operator()(const SurveyAnswered& e) {
    std::vector<Saying> says{Saying("The customer answered the survey: {}", e.instrument)};
    if (e.dimension) says.push_back(SayingOf(*e.dimension));
    says.push_back(e.expected ? Saying("{} of 10 where they expected {}", e.score.value, e.expected->value)
                              : Saying("{} of 10", e.score.value));
    Tell(StoryKind::FollowUp, Whole(std::move(says)));
    Quote(e.comment);
  }
  void operator()(const LessonRecorded& e) {
    Tell(StoryKind::FollowUp, Saying("Recorded what is learnt."));
    Quote(e.lesson);
    Quote(e.suggested_change);
  }
  void operator()(const CaseClosed& e) {
    Tell(StoryKind::Closing, Saying("Closed: {}.", e.outcome));
    Quote(e.reason);
  }
  void operator()(const CaseReopened& e) {
    Tell(StoryKind::Closing, Saying("Opened again. Back to analysis."));
    Quote(e.reason);
    Attend();
  }

  void operator()(const CaseLinked& e) {
    if (e.relation == Relation::FollowsFrom && e.other_came_later.value_or(false)) {
      Tell(StoryKind::Structure, Saying("Linked with {}, which follows from this case.", e.other));
    } else {
      Tell(StoryKind::Structure, Saying("Linked with {} ({}).", e.other, e.relation));
    }
  }
  void operator()(const CaseUnlinked& e) { Tell(StoryKind::Structure, Saying("Took back the link with {}.", e.other)); }
  void operator()(const CaseMerged& e) {
    Tell(StoryKind::Structure, Saying("Merged into {}.", e.into));
    Quote(e.reason);
  }
  void operator()(const CaseUnmerged& e) {
    Tell(StoryKind::Structure, Saying("Took back the merge into {}.", e.from));
    Quote(e.reason);
  }
  void operator()(const CaseAbsorbed& e) { Tell(StoryKind::Structure, Saying("Took in {}.", e.other)); }
  void operator()(const CaseReleased& e) { Tell(StoryKind::Structure, Saying("Let go {}.", e.other)); }
  void operator()(const CaseSplit& e) {
    Tell(StoryKind::Structure, Saying("Split off {}.", e.into));
    Quote(e.reason);
  }
  void operator()(const CaseWithdrawn& e) {
    Tell(StoryKind::Closing, Saying("The customer withdrew {}.", By(e.channel)));
    Quote(e.words);
  }
  void operator()(const CaseReferred& e) {
    Tell(StoryKind::Closing, Saying("Referred to {}.", e.to.str()));
    Quote(e.reason);
  }
  void operator()(const PersonErased&) { Tell(StoryKind::Structure, Saying("The customer's data was erased.")); }
};

Saying WhoInWords(const std::string& actor, const NameOfUser& name_of) {
  if (actor == "system") return Saying::AsIs("Amends");
  if (actor.starts_with("CU-")) return Saying("the customer");
  if (const auto user = UserId::Parse(actor)) {
    const std::string name = name_of ? name_of(*user) : "";
    if (!name.empty()) return Saying::AsIs(name);
  }
  return Saying::AsIs(actor);
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
