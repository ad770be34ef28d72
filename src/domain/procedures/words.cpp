#include "domain/procedures/words.h"

#include <algorithm>

#include "base/text.h"

namespace procedures {

using base::Saying;

Saying InWords(Milestone milestone) {
  switch (milestone) {
    case Milestone::Received: return Saying("the case is received");
    case Milestone::Logged: return Saying("the case is logged");
    case Milestone::Acknowledged: return Saying("it is acknowledged");
    case Milestone::FirstContact: return Saying("we first reach the customer");
    case Milestone::OwnerNamed: return Saying("somebody owns the case");
    case Milestone::Decided: return Saying("it is decided");
    case Milestone::OfferMade: return Saying("an offer is made");
    case Milestone::Agreed: return Saying("the customer agrees");
    case Milestone::FinalPositionGiven: return Saying("we give our final position");
    case Milestone::ActionsDone: return Saying("all that was agreed is done");
    case Milestone::ConfirmationAsked: return Saying("the customer is asked whether it is solved");
    case Milestone::Confirmed: return Saying("the customer confirms that it is solved");
    case Milestone::FollowUpDone: return Saying("the follow-up is done");
    case Milestone::ApprovalAsked: return Saying("approval is asked for");
    case Milestone::ApprovalAnswered: return Saying("the request for approval is answered");
    case Milestone::StageTwoAsked: return Saying("the customer asks for stage 2");
    case Milestone::StageTwoAcknowledged: return Saying("stage 2 is acknowledged");
    case Milestone::StageOneAnswered: return Saying("stage 1 is answered");
    case Milestone::StageTwoAnswered: return Saying("stage 2 is answered");
    case Milestone::SummaryResolutionSent: return Saying("the summary resolution communication is sent");
    case Milestone::HoldingResponseSent: return Saying("a holding response is sent");
    case Milestone::FinalResponseSent: return Saying("the final response is sent");
    case Milestone::AdrLetterSent: return Saying("the letter about dispute resolution is sent");
    case Milestone::Deadlock: return Saying("no agreement can be reached");
    case Milestone::RefundAgreed: return Saying("a refund is agreed");
    case Milestone::RefundPaid: return Saying("the refund is paid");
    case Milestone::Reopened: return Saying("the case is opened again");
    case Milestone::Ended: return Saying("the case ends");
  }
  return {};
}

Saying InWords(const std::vector<Milestone>& milestones) {
  std::vector<Saying> words;
  words.reserve(milestones.size());
  for (const Milestone milestone : milestones) words.push_back(InWords(milestone));
  return Saying::OneOf(std::move(words));
}

Saying InWords(ClockKind kind) {
  switch (kind) {
    case ClockKind::Statutory: return Saying("a duty of the law or a code");
    case ClockKind::Internal: return Saying("our own target");
    case ClockKind::Window: return Saying("a window, in which something may be done");
  }
  return {};
}

Saying InWords(domain::Power power) {
  switch (power) {
    case domain::Power::RejectComplaint: return Saying("reject a complaint");
    case domain::Power::GiveFinalPosition: return Saying("give our final position");
    case domain::Power::ExceedEntitlement: return Saying("offer more than the law gives");
    case domain::Power::OfferBelowEntitlement: return Saying("offer less than the law gives");
    case domain::Power::WriteOff: return Saying("write off a debt");
  }
  return {};
}

Saying InWords(const TriggerRule& rule, const std::vector<ClockRule>& clocks) {
  switch (rule.kind) {
    case TriggerKind::ClockOverdue: {
      const auto clock = std::ranges::find(clocks, rule.clock, &ClockRule::id);
      return Saying("the time runs out for \"{}\"", clock == clocks.end() ? rule.clock : clock->title);
    }
    case TriggerKind::PromiseBrokenTwice: return Saying("a promise of news was broken twice");
    case TriggerKind::Vulnerability: return Saying("the customer is vulnerable");
    case TriggerKind::Safety: return Saying("somebody could come to harm");
    case TriggerKind::Value: return Saying("more than {} is at stake", rule.over ? SayingOf(*rule.over) : Saying("the sum set"));
    case TriggerKind::Deadlock: return Saying("two offers were not accepted");
    case TriggerKind::RepeatComplainant: return Saying("it is the customer's third complaint in a year");
    case TriggerKind::CustomersRequest: return Saying("the customer asks for somebody more senior");
  }
  return {};
}

std::string Plain(std::string id) {
  std::ranges::replace(id, '-', ' ');
  return id;
}

}  // namespace procedures
