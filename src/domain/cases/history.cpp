#include "domain/cases/history.h"

#include <algorithm>

#include "domain/cases/evolve.h"

namespace cases {

bool IsWritten(Channel channel) {
  return channel == Channel::Letter || channel == Channel::Email || channel == Channel::Portal || channel == Channel::Fax;
}

namespace {

using procedures::History;
using procedures::Milestone;

// Both are there at the same time.
bool IsSpoken(Channel channel) {
  return channel == Channel::Telephone || channel == Channel::InPerson || channel == Channel::Chat;
}

struct Marker {
  Case& c;
  const Recorded& recorded;

  void Add(Milestone what, Instant at) { c.timing.milestones.push_back({what, at}); }
  // An acknowledgement answers what was received, whatever time was noted for it; before that it would stop no clock, ever.
  Instant OnceReceived(Instant at) const { return std::max(at, c.received_at); }
  // People note minutes and not seconds. Who was spoken to well before was spoken to about something else.
  Instant AtOnce(Instant at) const { return at + std::chrono::minutes(2) >= c.received_at ? OnceReceived(at) : at; }
  // Our answer to the complaint, at whichever stage it stands.
  void Answered(Instant at) { Add(c.timing.review ? Milestone::StageTwoAnswered : Milestone::StageOneAnswered, at); }

  // Whoever was asked has nothing left to answer.
  void NothingToApprove(OptionId id, Instant at) {
    const Option* option = FindOption(c, id);
    if (option != nullptr && option->approval && option->approval->state == ApprovalState::Requested) {
      Add(Milestone::ApprovalAnswered, at);
    }
  }

  void Mark() {
    const Event& event = recorded.event;
    const Instant at = recorded.at;
    if (const auto* logged = std::get_if<CaseLogged>(&event)) {
      Add(Milestone::Received, logged->received_at);
      Add(Milestone::Logged, at);
    } else if (const auto* acknowledged = std::get_if<CaseAcknowledged>(&event)) {
      Add(Milestone::Acknowledged, OnceReceived(acknowledged->at));
      if (IsSpoken(acknowledged->channel)) Add(Milestone::FirstContact, OnceReceived(acknowledged->at));
    } else if (const auto* contact = std::get_if<ContactRecorded>(&event)) {
      if (contact->reached && contact->direction == Direction::ToCustomer) {
        Add(Milestone::FirstContact, AtOnce(contact->at));
      }
    } else if (const auto* played_back = std::get_if<UnderstandingPlayedBack>(&event)) {
      if (played_back->answer != Understanding::NotReached) Add(Milestone::FirstContact, at);
    } else if (std::holds_alternative<OwnershipTaken>(event)) {
      Add(Milestone::OwnerNamed, at);
    } else if (const auto* assigned = std::get_if<CaseAssigned>(&event)) {
      if (assigned->to) Add(Milestone::OwnerNamed, at);
      if (assigned->team && assigned->team != c.team) c.timing.teams.push_back({assigned->team->str(), at});
    } else if (std::holds_alternative<CaseDecided>(event)) {
      Add(Milestone::Decided, at);
    } else if (std::holds_alternative<ApprovalRequested>(event)) {
      Add(Milestone::ApprovalAsked, at);
    } else if (std::holds_alternative<ApprovalGranted>(event) || std::holds_alternative<ApprovalRefused>(event)) {
      Add(Milestone::ApprovalAnswered, at);
    } else if (const auto* amended = std::get_if<OptionAmended>(&event)) {
      NothingToApprove(amended->option, at);
    } else if (const auto* removed = std::get_if<OptionRemoved>(&event)) {
      NothingToApprove(removed->option, at);
    } else if (std::holds_alternative<OfferMade>(event)) {
      Add(Milestone::OfferMade, at);
      Add(Milestone::FirstContact, at);
      Answered(at);
    } else if (const auto* accepted = std::get_if<OfferAccepted>(&event)) {
      Add(Milestone::Agreed, accepted->at);
      const Offer* offer = FindOffer(c, accepted->offer);
      const Option* option = offer != nullptr ? FindOption(c, offer->option) : nullptr;
      if (option != nullptr && option->terms.remedy == RemedyKind::Refund) Add(Milestone::RefundAgreed, accepted->at);
    } else if (const auto* position = std::get_if<FinalPositionGiven>(&event)) {
      Add(Milestone::FinalPositionGiven, at);
      Answered(at);
      if (IsWritten(position->channel)) Add(Milestone::FinalResponseSent, at);
    } else if (const auto* redress = std::get_if<RedressRecorded>(&event)) {
      if (redress->kind == RemedyKind::Refund) Add(Milestone::RefundPaid, at);
    } else if (const auto* corrected = std::get_if<DetailCorrected>(&event)) {
      // The day of receipt was wrong, and what was counted from it with it.
      if (corrected->received_at) {
        for (procedures::Mark& mark : c.timing.milestones) {
          const bool once = mark.what == Milestone::Acknowledged || mark.what == Milestone::FirstContact;
          if (mark.what == Milestone::Received) mark.at = *corrected->received_at;
          if (once) mark.at = std::max(mark.at, *corrected->received_at);
        }
      }
    } else if (std::holds_alternative<ReviewAsked>(event)) {
      Add(Milestone::StageTwoAsked, at);
      if (c.closed) Add(Milestone::Reopened, at);
    } else if (const auto* review = std::get_if<ReviewAcknowledged>(&event)) {
      Add(Milestone::StageTwoAcknowledged, c.timing.review ? std::max(review->at, c.timing.review->asked_at) : review->at);
    } else if (const auto* letter = std::get_if<LetterSent>(&event)) {
      MarkLetter(letter->letter, at);
    } else if (const auto* sent_up = std::get_if<CaseSentUp>(&event)) {
      if (sent_up->trigger == Trigger::Deadlock) Add(Milestone::Deadlock, at);
    } else if (std::holds_alternative<ActionCompleted>(event)) {
      const auto open = std::ranges::count(c.actions, ActionState::Planned, &Action::state);
      if (open <= 1) Add(Milestone::ActionsDone, at);
    } else if (const auto* escalated = std::get_if<CaseEscalated>(&event)) {
      if (escalated->trigger == Trigger::Deadlock) Add(Milestone::Deadlock, at);
    } else if (std::holds_alternative<ConfirmationRequested>(event)) {
      Add(Milestone::ConfirmationAsked, at);
    } else if (std::holds_alternative<ResolutionConfirmed>(event)) {
      Add(Milestone::Confirmed, at);
    } else if (std::holds_alternative<FollowUpRecorded>(event)) {
      Add(Milestone::FollowUpDone, at);
    } else if (std::holds_alternative<CaseClosed>(event) || std::holds_alternative<CaseMerged>(event)) {
      Add(Milestone::Ended, at);
    } else if (std::holds_alternative<CaseReopened>(event)) {
      Add(Milestone::Reopened, at);
    } else if (std::holds_alternative<CaseUnmerged>(event)) {
      // As if it had never been merged.
      auto& marks = c.timing.milestones;
      const auto ended = std::ranges::find(marks.rbegin(), marks.rend(), Milestone::Ended, &procedures::Mark::what);
      if (ended != marks.rend()) marks.erase(std::next(ended).base());
    }
  }

  void MarkLetter(letters::LetterKind kind, Instant at) {
    using letters::LetterKind;
    switch (kind) {
      case LetterKind::Acknowledgement: return;  // CaseAcknowledged comes with it
      case LetterKind::Update: return Add(Milestone::FirstContact, at);
      case LetterKind::Holding: return Add(Milestone::HoldingResponseSent, at);
      case LetterKind::SummaryResolution: return Add(Milestone::SummaryResolutionSent, at);
      case LetterKind::FinalResponse: return Add(Milestone::FinalResponseSent, at);
      case LetterKind::Deadlock: Add(Milestone::Deadlock, at); return Add(Milestone::AdrLetterSent, at);
      case LetterKind::StageOneAnswer: return Add(Milestone::StageOneAnswered, at);
      case LetterKind::StageTwoAnswer: return Add(Milestone::StageTwoAnswered, at);
    }
  }
};

}  // namespace

void MarkMilestones(Case& c, const Recorded& recorded) { Marker{c, recorded}.Mark(); }

std::map<std::string, std::string> FactsOf(const Case& c) {
  std::map<std::string, std::string> facts;
  for (const auto& [name, value] : c.attributes) facts[name.str()] = value.str();
  facts["kind"] = base::NameOf(c.kind);
  facts["channel"] = base::NameOf(c.channel);
  if (c.product) facts["product"] = c.product->str();
  if (c.category) facts["category"] = c.category->str();
  return facts;
}

History HistoryOf(const Case& c) {
  History history{c.timing.milestones, c.timing.pauses, c.timing.extensions, FactsOf(c), c.timing.teams};
  std::ranges::stable_sort(history.marks, {}, &procedures::Mark::at);
  return history;
}

History HistoryOf(std::span<const Recorded> log) {
  Case c;
  for (const Recorded& recorded : log) Evolve(c, recorded);
  return HistoryOf(c);
}

}  // namespace cases
