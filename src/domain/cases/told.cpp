#include "domain/cases/told.h"

namespace cases {
namespace {

struct CustomerTeller {
  const Case& before;
  Instant at;
  bool by_customer;

  using Entry = std::optional<TellingEntry>;

  TellingEntry Of(Told what) const {
    TellingEntry entry;
    entry.at = at;
    entry.what = what;
    return entry;
  }
  TellingEntry Said(Told what, const SealedProse& words, std::optional<Channel> channel = {}) const {
    TellingEntry entry = Of(what);
    entry.words = words;
    entry.channel = channel;
    return entry;
  }
  TellingEntry InWords(Told what, const std::optional<Line>& words) const {
    TellingEntry entry = Of(what);
    if (words) entry.words = SealedProse(base::Prose(words->str()));
    return entry;
  }

  // What is no business of theirs.
  template <class E>
  Entry operator()(const E&) const {
    return std::nullopt;
  }

  Entry operator()(const CaseLogged& e) const {
    TellingEntry entry = Of(Told::Lodged);
    entry.at = e.received_at;
    entry.channel = e.channel;
    entry.words = e.words;
    return entry;
  }
  Entry operator()(const CaseAcknowledged& e) const {
    TellingEntry entry = Of(Told::Acknowledged);
    entry.channel = e.channel;
    return entry;
  }
  Entry operator()(const ContactRecorded& e) const {
    TellingEntry entry = Of(e.direction == Direction::FromCustomer ? Told::TheyWrote : e.reached ? Told::WeWrote : Told::WeTried);
    entry.at = e.at;
    entry.channel = e.channel;
    // What they wrote themselves they read again; a note of a call is a colleague's.
    if (by_customer) entry.words = e.summary;
    return entry;
  }
  Entry operator()(const NewsPromised& e) const {
    TellingEntry entry = Of(Told::NewsPromised);
    entry.when = e.by;
    entry.words = e.about;
    return entry;
  }
  Entry operator()(const PromiseBroken& e) const {
    TellingEntry entry = Of(Told::PromiseBroken);
    entry.when = e.due_at;
    return entry;
  }
  Entry operator()(const OwnershipTaken& e) const { return Took(e.by); }
  Entry operator()(const CaseAssigned& e) const { return e.to && e.to != before.owner ? Took(*e.to) : Entry(); }
  Entry Took(UserId person) const {
    TellingEntry entry = Of(Told::SomebodyTookIt);
    entry.person = person;
    return entry;
  }
  // Where the procedure has words for them.
  Entry operator()(const CaseEscalated& e) const { return e.says ? Entry(InWords(Told::WentUp, e.says)) : Entry(); }
  Entry operator()(const CaseSentUp& e) const { return e.says ? Entry(InWords(Told::WentUp, e.says)) : Entry(); }
  Entry operator()(const OfferMade& e) const {
    TellingEntry entry = Said(Told::OfferMade, e.terms, e.channel);
    entry.when = e.answer_by;
    return entry;
  }
  Entry operator()(const OfferAccepted& e) const { return Said(Told::OfferAccepted, e.words, e.channel); }
  Entry operator()(const OfferDeclined& e) const { return Said(Told::OfferDeclined, e.words, e.channel); }
  Entry operator()(const OfferCountered& e) const { return Said(Told::OfferCountered, e.wants, e.channel); }
  Entry operator()(const FinalPositionGiven& e) const { return Said(Told::FinalAnswer, e.reasons, e.channel); }
  Entry operator()(const LetterSent& e) const {
    TellingEntry entry = Of(Told::LetterSent);
    entry.channel = e.channel;
    entry.letter = static_cast<std::int64_t>(before.letters_sent.size()) + 1;
    if (e.title.get()) entry.words = SealedProse(base::Prose(e.title.get()->str()));
    return entry;
  }
  // Only what carries out what was agreed with them is promised to them.
  Entry operator()(const ActionPlanned& e) const {
    if (!before.round.agreement) return std::nullopt;
    TellingEntry entry = Said(Told::ActionPlanned, e.what);
    entry.when = e.due;
    return entry;
  }
  Entry operator()(const ActionCompleted& e) const {
    const Action* action = FindAction(before, e.action);
    if (!before.round.agreement || action == nullptr) return std::nullopt;
    return Said(Told::ActionDone, action->what);
  }
  Entry operator()(const FileAttached& e) const {
    if (!by_customer) return std::nullopt;
    TellingEntry entry = Of(Told::FileReceived);
    if (e.name.get()) entry.words = SealedProse(base::Prose(e.name.get()->str()));
    return entry;
  }
  Entry operator()(const ClockExtended& e) const {
    TellingEntry entry = Said(Told::TakesLonger, e.told, e.channel);
    entry.when = e.until;
    return entry;
  }
  Entry operator()(const ConfirmationRequested& e) const {
    TellingEntry entry = Of(Told::AskedWhetherSolved);
    entry.channel = e.channel;
    return entry;
  }
  Entry operator()(const ResolutionConfirmed& e) const { return Said(Told::TheyConfirmed, e.words, e.channel); }
  Entry operator()(const ResolutionDisputed& e) const { return Said(Told::TheyDisputed, e.words, e.channel); }
  Entry operator()(const ReviewAsked& e) const { return Said(Told::NextStageAsked, e.words, e.channel); }
  Entry operator()(const ReviewAcknowledged& e) const {
    TellingEntry entry = Of(Told::NextStageAcknowledged);
    entry.channel = e.channel;
    return entry;
  }
  Entry operator()(const FollowUpScheduled& e) const {
    TellingEntry entry = Of(Told::WillLookAgain);
    entry.when = e.at;
    return entry;
  }
  Entry operator()(const CaseClosed& e) const {
    TellingEntry entry = Of(Told::Closed);
    entry.outcome = e.outcome;
    return entry;
  }
  Entry operator()(const CaseReopened&) const { return Of(Told::Reopened); }
  Entry operator()(const CaseWithdrawn& e) const { return Said(Told::Withdrawn, e.words, e.channel); }
  Entry operator()(const CaseReferred& e) const { return InWords(Told::Referred, e.to); }
};

}  // namespace

std::optional<TellingEntry> Tell(const Case& before, const Recorded& recorded) {
  const bool by_customer = recorded.actor.starts_with("CU-");
  return std::visit(CustomerTeller{before, recorded.at, by_customer}, static_cast<const AnyEvent&>(recorded.event));
}

}  // namespace cases
