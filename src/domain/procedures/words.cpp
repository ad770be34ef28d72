#include "domain/procedures/words.h"

#include <algorithm>

#include "base/text.h"

namespace procedures {

std::string InWords(Milestone milestone) {
  switch (milestone) {
    case Milestone::Received: return "the case is received";
    case Milestone::Logged: return "the case is logged";
    case Milestone::Acknowledged: return "it is acknowledged";
    case Milestone::FirstContact: return "we first reach the customer";
    case Milestone::OwnerNamed: return "somebody owns the case";
    case Milestone::Decided: return "it is decided";
    case Milestone::OfferMade: return "an offer is made";
    case Milestone::Agreed: return "the customer agrees";
    case Milestone::FinalPositionGiven: return "we give our final position";
    case Milestone::ActionsDone: return "all that was agreed is done";
    case Milestone::ConfirmationAsked: return "the customer is asked whether it is solved";
    case Milestone::Confirmed: return "the customer confirms that it is solved";
    case Milestone::FollowUpDone: return "the follow-up is done";
    case Milestone::ApprovalAsked: return "approval is asked for";
    case Milestone::ApprovalAnswered: return "the request for approval is answered";
    case Milestone::StageTwoAsked: return "the customer asks for stage 2";
    case Milestone::StageTwoAcknowledged: return "stage 2 is acknowledged";
    case Milestone::StageOneAnswered: return "stage 1 is answered";
    case Milestone::StageTwoAnswered: return "stage 2 is answered";
    case Milestone::SummaryResolutionSent: return "the summary resolution communication is sent";
    case Milestone::HoldingResponseSent: return "a holding response is sent";
    case Milestone::FinalResponseSent: return "the final response is sent";
    case Milestone::AdrLetterSent: return "the letter about dispute resolution is sent";
    case Milestone::Deadlock: return "no agreement can be reached";
    case Milestone::RefundAgreed: return "a refund is agreed";
    case Milestone::RefundPaid: return "the refund is paid";
    case Milestone::Reopened: return "the case is opened again";
    case Milestone::Ended: return "the case ends";
  }
  return "";
}

std::string InWords(const std::vector<Milestone>& milestones) {
  std::vector<std::string> words;
  words.reserve(milestones.size());
  for (const Milestone milestone : milestones) words.push_back(InWords(milestone));
  return base::OneOf(words);
}

std::string InWords(ClockKind kind) {
  switch (kind) {
    case ClockKind::Statutory: return "a duty of the law or a code";
    case ClockKind::Internal: return "our own target";
    case ClockKind::Window: return "a window, in which something may be done";
  }
  return "";
}

std::string InWords(domain::Power power) {
  switch (power) {
    case domain::Power::RejectComplaint: return "reject a complaint";
    case domain::Power::GiveFinalPosition: return "give our final position";
    case domain::Power::ExceedEntitlement: return "offer more than the law gives";
    case domain::Power::OfferBelowEntitlement: return "offer less than the law gives";
    case domain::Power::WriteOff: return "write off a debt";
  }
  return "";
}

std::string InWords(const TriggerRule& rule, const std::vector<ClockRule>& clocks) {
  switch (rule.kind) {
    case TriggerKind::ClockOverdue: {
      const auto clock = std::ranges::find(clocks, rule.clock, &ClockRule::id);
      return "the time runs out for \"" + (clock == clocks.end() ? rule.clock : clock->title) + "\"";
    }
    case TriggerKind::PromiseBrokenTwice: return "a promise of news was broken twice";
    case TriggerKind::Vulnerability: return "the customer is vulnerable";
    case TriggerKind::Safety: return "somebody could come to harm";
    case TriggerKind::Value: return "more than " + (rule.over ? rule.over->ToString() : "the sum set") + " is at stake";
    case TriggerKind::Deadlock: return "two offers were not accepted";
    case TriggerKind::RepeatComplainant: return "it is the customer's third complaint in a year";
    case TriggerKind::CustomersRequest: return "the customer asks for somebody more senior";
  }
  return "";
}

std::string Plain(std::string id) {
  std::ranges::replace(id, '-', ' ');
  return id;
}

}  // namespace procedures
