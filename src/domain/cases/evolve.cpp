#include "domain/cases/evolve.h"

#include <algorithm>

#include "domain/cases/history.h"

namespace cases {
namespace {

template <class T, class Id>
T* FindById(std::vector<T>& items, Id id) {
  const auto found = std::ranges::find(items, id, &T::id);
  return found == items.end() ? nullptr : &*found;
}

template <class T>
void Replace(std::optional<T>& field, const std::optional<T>& with) {
  if (with) field = with;
}

struct Evolver {
  Case& c;
  const Recorded& recorded;

  void StartRound() {
    c.earlier_rounds.push_back(std::move(c.round));
    c.round = Round{};
    c.round.rights = c.earlier_rounds.back().rights;
    c.round.findings_before = static_cast<std::int64_t>(c.findings.size());
    c.round.actions_before = static_cast<std::int64_t>(c.actions.size());
    c.round.redress_before = std::ssize(c.redress);
    c.round.offers_before = std::ssize(c.offers);
    // Accepting it now would agree on a resolution before the new round has found its cause.
    for (Offer& offer : c.offers) {
      if (offer.state == OfferState::Open) offer.state = OfferState::Overtaken;
    }
  }

  void ReviewAnswered() {
    if (c.timing.review && !c.timing.review->answered_at) c.timing.review->answered_at = recorded.at;
  }

  void OptionsChanged() {
    if (c.round.weighing) c.round.weighing->overtaken = true;
  }

  void operator()(const CaseLogged& e) {
    c.kind = e.kind;
    c.channel = e.channel;
    c.received_at = e.received_at;
    c.logged_at = recorded.at;
    c.logged_by = recorded.actor;
    c.customer = e.customer;
    c.subject = e.subject;
    c.words = e.words;
    c.remedy_sought = e.remedy_sought;
    c.product = e.product;
    c.category = e.category;
    c.attributes = e.attributes;
    c.answers = e.answers;
    c.source = e.source;
    c.procedure = e.procedure;
    c.possible_duplicates = e.possible_duplicates;
    c.split_from = e.split_from;
  }
  void operator()(const CaseAcknowledged& e) { c.acknowledged = Acknowledgement{e.at, e.channel, recorded.actor}; }
  void operator()(const ImpactAssessed& e) {
    c.impact = Impact{e.severity, e.emotion, e.money_at_stake, e.vulnerable, e.safety_risk, e.act_at_once, e.notes};
  }
  void operator()(const UnderstandingPlayedBack& e) {
    c.play_backs.push_back({recorded.at, e.summary, e.answer, e.correction, e.channel});
  }
  void operator()(const ContactRecorded& e) {
    c.contacts.push_back({e.contact, e.direction, e.channel, e.at, e.reached, e.summary, e.heat, recorded.actor});
  }
  void operator()(const NewsPromised& e) { c.promise = Promise{e.by, recorded.at, e.about, false}; }
  void operator()(const PromiseKept&) {
    ++c.promises_kept;
    c.promise.reset();
  }
  void operator()(const PromiseBroken&) {
    ++c.promises_broken;
    if (c.promise) c.promise->broken = true;
  }
  void operator()(const PromiseEnded&) { c.promise.reset(); }
  void operator()(const CaseAssigned& e) {
    c.owner = e.to;
    Replace(c.team, e.team);
  }
  void operator()(const OwnershipTaken& e) { c.owner = e.by; }
  void operator()(const DetailCorrected& e) {
    if (e.kind) c.kind = *e.kind;
    if (e.channel) c.channel = *e.channel;
    if (e.received_at) c.received_at = *e.received_at;
    if (e.subject) c.subject = *e.subject;
    Replace(c.words, e.words);
    Replace(c.remedy_sought, e.remedy_sought);
    Replace(c.product, e.product);
    Replace(c.category, e.category);
    for (const auto& [key, value] : e.attributes) c.attributes[key] = value;
    for (const auto& [key, value] : e.answers) c.answers[key] = value;
  }
  void operator()(const FileAttached& e) {
    c.attachments.push_back({e.attachment, e.name, e.media_type, e.size, e.blob, e.note, recorded.at, recorded.actor});
  }

  void operator()(const FindingAdded& e) {
    c.findings.push_back({e.finding, e.says, e.source, e.evidence, recorded.at, recorded.actor});
  }
  void operator()(const CauseEstablished& e) {
    c.round.cause = Cause{e.cause, e.whys, e.reasons, e.findings, recorded.at, recorded.actor};
  }
  void operator()(const CaseDecided& e) {
    c.round.decided = Decided{e.decision, e.reasons, e.citations, recorded.at, recorded.actor};
  }

  void operator()(const OptionAdded& e) {
    c.options.push_back({e.option, e.terms, false, {}});
    OptionsChanged();
  }
  void operator()(const OptionAmended& e) {
    if (Option* option = FindById(c.options, e.option)) {
      option->terms = e.terms;
      option->approval.reset();  // what was approved was the option as it stood
    }
    OptionsChanged();
  }
  void operator()(const OptionRemoved& e) {
    if (Option* option = FindById(c.options, e.option)) option->removed = true;
    OptionsChanged();
  }
  void operator()(const OptionsWeighed& e) {
    c.round.weighing = Weighing{e.criteria, e.scored, e.ranking, e.chosen, e.justification, false, recorded.at, recorded.actor};
    // The log holds the sentence as it was written; the figures say it in whatever language it is read.
    if (!e.ranking.ranks.empty()) c.round.weighing->ranking.says = options::InWords(e.ranking);
  }
  void operator()(const ApprovalRequested& e) {
    if (Option* option = FindById(c.options, e.option)) {
      option->approval = Approval{ApprovalState::Requested, e.needed, recorded.actor, e.reason, {}, {}};
    }
  }
  void Answer(OptionId id, ApprovalState state, const std::optional<SealedProse>& reason) {
    Option* option = FindById(c.options, id);
    if (option == nullptr || !option->approval) return;
    option->approval->state = state;
    option->approval->answered_by = recorded.actor;
    option->approval->answer = reason;
  }
  void operator()(const ApprovalGranted& e) { Answer(e.option, ApprovalState::Granted, e.reason); }
  void operator()(const ApprovalRefused& e) { Answer(e.option, ApprovalState::Refused, e.reason); }

  void operator()(const OfferMade& e) {
    c.offers.push_back({e.offer, e.option, e.terms, e.channel, e.answer_by, OfferState::Open, {}, recorded.at, recorded.actor});
    ReviewAnswered();
  }
  void operator()(const OfferAccepted& e) {
    OptionId option;
    if (Offer* offer = FindById(c.offers, e.offer)) {
      offer->state = OfferState::Accepted;
      offer->answer = e.words;
      option = offer->option;
    }
    c.round.agreement = Agreement{e.offer, option, e.words, e.channel, e.at};
  }
  void operator()(const OfferDeclined& e) {
    if (Offer* offer = FindById(c.offers, e.offer)) {
      offer->state = OfferState::Declined;
      offer->answer = e.words;
    }
  }
  void operator()(const OfferCountered& e) {
    if (Offer* offer = FindById(c.offers, e.offer)) {
      offer->state = OfferState::Countered;
      offer->answer = e.wants;
    }
  }
  void operator()(const FinalPositionGiven& e) {
    c.round.final_position = FinalPosition{e.reasons, e.alternatives, e.channel, recorded.at, recorded.actor};
    ReviewAnswered();
  }
  void operator()(const ActionPlanned& e) {
    if (e.replaces) {
      if (Action* failed = FindById(c.actions, *e.replaces)) failed->replaced = true;
    }
    c.actions.push_back({e.action, e.what, e.owner, e.due, ActionState::Planned, {}, {}, false, {}});
  }
  void operator()(const ActionCompleted& e) {
    if (Action* action = FindById(c.actions, e.action)) {
      action->state = ActionState::Completed;
      action->result = e.evidence;
      action->files = e.files;
      action->done_at = recorded.at;
    }
  }
  void operator()(const ActionFailed& e) {
    if (Action* action = FindById(c.actions, e.action)) {
      action->state = ActionState::Failed;
      action->result = e.reason;
    }
  }
  void operator()(const RedressRecorded& e) { c.redress.push_back({e.redress, e.kind, e.amount, e.details, recorded.at}); }
  void operator()(const CaseEscalated& e) {
    Escalation& escalation = c.escalations.emplace_back();
    escalation.to = e.to;
    escalation.trigger = e.trigger;
    escalation.reason = e.reason;
    escalation.tried = e.tried;
    escalation.at = recorded.at;
    escalation.by = recorded.actor;
    escalation.says = e.says;
    escalation.person = ActingUser() ? ActingUser() : c.owner;
    escalation.team = c.team;
  }
  void operator()(const EscalationReturned& e) {
    // It comes back to the handler from wherever it went, also when it went up twice.
    for (Escalation& escalation : c.escalations) {
      if (escalation.returned_at) continue;
      escalation.guidance = e.guidance;
      escalation.within_authority = e.within_authority;
      escalation.returned_at = recorded.at;
    }
  }

  void operator()(const CaseSentUp& e) {
    Escalation& escalation = c.escalations.emplace_back();
    escalation.to = e.to;
    escalation.trigger = e.trigger;
    escalation.reason = SealedProse(base::Prose(e.because.str()));
    escalation.at = recorded.at;
    escalation.by = recorded.actor;
    escalation.by_rule = true;
    escalation.late = e.late;
    escalation.clock = e.clock;
    escalation.says = e.says;
    // What went up at once, on a case that nobody has yet, is to the credit of whoever recorded it.
    escalation.person = c.owner || e.late ? c.owner : ActingUser();
    escalation.team = c.team;
  }

  void operator()(const ProcedureChanged& e) {
    c.procedure = e.to;
    ForgetApprovals();
  }
  void operator()(const ClockPaused& e) { c.timing.pauses.push_back({e.clock.str(), e.reason.str(), {recorded.at, {}}}); }
  void operator()(const ClockResumed& e) {
    for (procedures::ClockPause& pause : c.timing.pauses) {
      if (pause.clock == e.clock.str() && !pause.time.until) pause.time.until = recorded.at;
    }
  }
  void operator()(const ClockExtended& e) { c.timing.extensions.push_back({e.clock.str(), e.until, recorded.at}); }
  void operator()(const ClockRanOut& e) { c.timing.ran_out.push_back({e.clock, e.due_at}); }
  void operator()(const ReviewAsked& e) {
    Review review{recorded.at, e.words, e.channel, {}, {}, {}};
    const auto answered = [&](const std::string& by) {
      if (std::ranges::find(review.answered_before_by, by) == review.answered_before_by.end()) {
        review.answered_before_by.push_back(by);
      }
    };
    const auto look = [&](const Round& round) {
      if (round.decided) answered(round.decided->by);
      if (round.final_position) answered(round.final_position->by);
    };
    for (const Round& round : c.earlier_rounds) look(round);
    look(c.round);
    for (const Offer& offer : c.offers) answered(offer.by);
    for (const SentLetter& letter : c.letters_sent) {
      if (letter.letter == letters::LetterKind::StageOneAnswer || letter.letter == letters::LetterKind::FinalResponse)
        answered(letter.by);
    }
    c.timing.review = std::move(review);
    c.closed.reset();
    c.withdrawn.reset();
    c.referred.reset();
    StartRound();
  }
  void operator()(const ReviewAcknowledged& e) {
    if (c.timing.review) c.timing.review->acknowledged_at = e.at;
  }
  std::optional<UserId> ActingUser() const {
    const auto user = UserId::Parse(recorded.actor);
    return user ? std::optional(*user) : std::nullopt;
  }
  // What was approved was approved on what was known, and under the rules there were.
  void ForgetApprovals() {
    for (Option& option : c.options) option.approval.reset();
  }
  void operator()(const RightsAssessed& e) {
    c.round.rights = e.question;
    ForgetApprovals();
  }
  void operator()(const EscalationWasEarly& e) {
    c.timing.early_escalations.push_back({e.by, recorded.at, e.trigger, e.option, e.decision, c.team});
  }
  void operator()(const LetterSent& e) {
    if (e.letter == letters::LetterKind::StageTwoAnswer) ReviewAnswered();
    c.letters_sent.push_back({e.letter, e.channel, e.title, e.text, e.sheet, recorded.at, recorded.actor});
  }

  void operator()(const ConfirmationRequested& e) { c.round.confirmation_requests.push_back({recorded.at, e.channel}); }
  void operator()(const ResolutionConfirmed& e) { c.round.confirmed = CustomersWord{e.words, e.channel, e.at}; }
  void operator()(const ResolutionDisputed& e) {
    c.round.disputed = CustomersWord{e.words, e.channel, e.at};
    StartRound();
  }
  void operator()(const ConfirmationLapsed& e) { c.round.lapsed_at = e.due_at; }
  void operator()(const FollowUpScheduled& e) { c.follow_ups.push_back({e.follow_up, e.at, e.purpose, {}, false, {}}); }
  void operator()(const FollowUpRecorded& e) {
    if (FollowUp* follow_up = FindById(c.follow_ups, e.follow_up)) {
      follow_up->done_at = recorded.at;
      follow_up->still_solved = e.still_solved;
      follow_up->notes = e.notes;
    }
  }
  void operator()(const SurveyAnswered& e) {
    c.survey.push_back({e.instrument, e.score, e.dimension, e.expected, e.comment, recorded.at});
  }
  void operator()(const LessonRecorded& e) { c.lessons.push_back({e.lesson, e.suggested_change, recorded.at, recorded.actor}); }
  void operator()(const CaseClosed& e) {
    c.closed = Closing{e.outcome, e.reason, recorded.at, recorded.actor};
    c.promise.reset();
  }
  void operator()(const CaseReopened& e) {
    c.closed.reset();
    c.withdrawn.reset();
    c.referred.reset();
    ++c.times_reopened;
    c.round.reopened = e.reason;
    StartRound();
  }

  void operator()(const CaseLinked& e) {
    // Before it was kept: numbers are given in the order of logging.
    c.links.push_back({e.other, e.relation, e.other_came_later.value_or(e.other > c.id)});
  }
  void operator()(const CaseUnlinked& e) {
    std::erase_if(c.links, [&](const Link& l) { return l.other == e.other; });
  }
  // A merged case keeps all it had, so that taking the merge back restores it exactly.
  void operator()(const CaseMerged& e) { c.merged_into = e.into; }
  void operator()(const CaseUnmerged&) { c.merged_into.reset(); }
  void operator()(const CaseAbsorbed& e) { c.absorbed.push_back(e.other); }
  void operator()(const CaseReleased& e) { std::erase(c.absorbed, e.other); }
  void operator()(const CaseSplit& e) { c.split_into.push_back(e.into); }
  void operator()(const CaseWithdrawn& e) { c.withdrawn = CustomersWord{e.words, e.channel, recorded.at}; }
  void operator()(const CaseReferred& e) { c.referred = Referral{e.to, e.reason, recorded.at}; }
  void operator()(const PersonErased&) {
    base::EraseSealed(c);
    c.person_erased = true;
  }
};

}  // namespace

void Evolve(Case& c, const Recorded& recorded) {
  MarkMilestones(c, recorded);
  std::visit(Evolver{c, recorded}, recorded.event);
  c.changed_at = recorded.at;
  c.version = recorded.version;
}

}  // namespace cases
