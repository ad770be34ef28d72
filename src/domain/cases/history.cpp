#include "domain/cases/history.h"

#include <algorithm>

#include "domain/cases/evolve.h"

namespace cases {
namespace {

using procedures::History;
using procedures::Milestone;

// By letter, e-mail or in the portal: what a rule that asks for writing accepts.
bool IsWritten(Channel channel) {
  return channel == Channel::Letter || channel == Channel::Email || channel == Channel::Portal || channel == Channel::Fax;
}

class Folder {
 public:
  History Run(std::span<const Recorded> log) {
    for (const Recorded& recorded : log) {
      Take(recorded);
      Evolve(case_, recorded);
    }
    TakeFacts();
    std::ranges::stable_sort(history_.marks, {}, &procedures::Mark::at);
    return std::move(history_);
  }

 private:
  void Add(Milestone what, Instant at) { history_.marks.push_back({what, at}); }

  void Take(const Recorded& recorded) {
    const Event& event = recorded.event;
    const Instant at = recorded.at;
    if (const auto* logged = std::get_if<CaseLogged>(&event)) {
      Add(Milestone::Received, logged->received_at);
      Add(Milestone::Logged, at);
    } else if (const auto* acknowledged = std::get_if<CaseAcknowledged>(&event)) {
      Add(Milestone::Acknowledged, acknowledged->at);
    } else if (const auto* contact = std::get_if<ContactRecorded>(&event)) {
      if (contact->reached && contact->direction == Direction::ToCustomer) Add(Milestone::FirstContact, contact->at);
    } else if (const auto* played_back = std::get_if<UnderstandingPlayedBack>(&event)) {
      if (played_back->answer != Understanding::NotReached) Add(Milestone::FirstContact, at);
    } else if (std::holds_alternative<OwnershipTaken>(event)) {
      Add(Milestone::OwnerNamed, at);
    } else if (const auto* assigned = std::get_if<CaseAssigned>(&event)) {
      if (assigned->to) Add(Milestone::OwnerNamed, at);
    } else if (std::holds_alternative<CaseDecided>(event)) {
      Add(Milestone::Decided, at);
    } else if (std::holds_alternative<ApprovalRequested>(event)) {
      Add(Milestone::ApprovalAsked, at);
    } else if (std::holds_alternative<ApprovalGranted>(event) || std::holds_alternative<ApprovalRefused>(event)) {
      Add(Milestone::ApprovalAnswered, at);
    } else if (std::holds_alternative<OfferMade>(event)) {
      Add(Milestone::OfferMade, at);
      Add(Milestone::StageOneAnswered, at);
    } else if (const auto* accepted = std::get_if<OfferAccepted>(&event)) {
      Add(Milestone::Agreed, accepted->at);
      const Offer* offer = FindOffer(case_, accepted->offer);
      const Option* option = offer != nullptr ? FindOption(case_, offer->option) : nullptr;
      if (option != nullptr && option->terms.remedy == RemedyKind::Refund) Add(Milestone::RefundAgreed, accepted->at);
    } else if (const auto* position = std::get_if<FinalPositionGiven>(&event)) {
      Add(Milestone::FinalPositionGiven, at);
      Add(Milestone::StageOneAnswered, at);
      if (IsWritten(position->channel)) Add(Milestone::FinalResponseSent, at);
    } else if (const auto* redress = std::get_if<RedressRecorded>(&event)) {
      if (redress->kind == RemedyKind::Refund) Add(Milestone::RefundPaid, at);
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
    } else if (std::holds_alternative<CaseReopened>(event) || std::holds_alternative<CaseUnmerged>(event)) {
      Add(Milestone::Reopened, at);
    }
  }

  void TakeFacts() {
    for (const auto& [name, value] : case_.attributes) history_.facts[name.str()] = value.str();
    history_.facts["kind"] = base::NameOf(case_.kind);
    history_.facts["channel"] = base::NameOf(case_.channel);
    if (case_.product) history_.facts["product"] = case_.product->str();
    if (case_.category) history_.facts["category"] = case_.category->str();
  }

  Case case_;
  History history_;
};

}  // namespace

History HistoryOf(std::span<const Recorded> log) { return Folder().Run(log); }

}  // namespace cases
