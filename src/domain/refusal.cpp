#include "domain/refusal.h"

namespace domain {

RefusalKind KindOf(Rule rule) {
  switch (rule) {
    case Rule::ActorMayNot:
    case Rule::BeyondAuthority:
    case Rule::ApproverIsRequester:
    case Rule::SamePersonAtBothStages:
    case Rule::SecondApproverNeeded:
    case Rule::DecisionBeyondAuthority:
    case Rule::BelowEntitlement:
    case Rule::NotTheOwner:
    case Rule::NotYourCustomer: return RefusalKind::Standing;
    case Rule::NotOnThisCase:
    case Rule::Incomplete:
    case Rule::DueInThePast:
    case Rule::NotOnTheStaff:
    case Rule::DateInTheFuture:
    case Rule::NextNewsMissing:
    case Rule::NextNewsInThePast:
    case Rule::NothingToCorrect:
    case Rule::UnknownCause:
    case Rule::ScoresIncomplete:
    case Rule::WeightsAllZero:
    case Rule::JustificationMissing:
    case Rule::SameCase:
    case Rule::OtherCaseUnfit:
    case Rule::NotACustomer:
    case Rule::SameCustomer:
    case Rule::VersionIsTaken:
    case Rule::NoSuchProcedure:
    case Rule::SameProcedure:
    case Rule::NoSuchClock:
    case Rule::ClockMayNotPause:
    case Rule::ExtensionNotAllowed:
    case Rule::ExtensionTooLong:
    case Rule::StatementMissing:
    case Rule::PersonIsAway:
    case Rule::LetterWasSent:
    case Rule::NoSuchSignal:
    case Rule::NotOnTheContactList:
    case Rule::NoSuchRename:
    case Rule::NoSuchImprovement:
    case Rule::NoSuchScheduledReport:
    case Rule::LawfulBasisMissing: return RefusalKind::Content;
    case Rule::SignalIsClosed:
    case Rule::SignalNotExplained:
    case Rule::ContactsOutstanding:
    case Rule::ImprovementIsOver:
    case Rule::ImprovementNotAgreed:
    case Rule::ImprovementIsUnderWay:
    case Rule::ChangeNotMade:
    case Rule::EffectNotMeasured:
    case Rule::ReportNotDue:
    case Rule::PromiseStands:
    case Rule::OfferExpired:
    case Rule::ActionIsOver:
    case Rule::NothingToDispute:
    case Rule::CaseIsClosed:
    case Rule::CaseIsMerged:
    case Rule::CustomerIsErased:
    case Rule::CustomerNotKnown:
    case Rule::ProblemNotRecorded:
    case Rule::RemedySoughtNotRecorded:
    case Rule::NotAcknowledged:
    case Rule::UnderstandingNotPlayedBack:
    case Rule::ImpactNotAssessed:
    case Rule::NoOwner:
    case Rule::FindingMissing:
    case Rule::CauseNotEstablished:
    case Rule::DecisionMissing:
    case Rule::AgreementMissing:
    case Rule::ActionsOutstanding:
    case Rule::RedressNotRecorded:
    case Rule::CustomerHasNotConfirmed:
    case Rule::FollowUpMissing:
    case Rule::LessonMissing:
    case Rule::TooFewOptions:
    case Rule::OptionsNotWeighed:
    case Rule::OptionsChangedSinceWeighing:
    case Rule::OptionNotChosen:
    case Rule::OptionWasOffered:
    case Rule::OfferOpen:
    case Rule::NoOpenOffer:
    case Rule::AlreadyAgreed:
    case Rule::WithinYourAuthority:
    case Rule::ApprovalNotRequested:
    case Rule::AlreadyEscalated:
    case Rule::NotEscalated:
    case Rule::TopOfTheLadder:
    case Rule::ConfirmationNotRequested:
    case Rule::ConfirmationAttemptsTooFew:
    case Rule::ConfirmationWindowOpen:
    case Rule::FinalPositionMissing:
    case Rule::DecisionIsNotARejection:
    case Rule::CustomerNotTold:
    case Rule::NotWithdrawn:
    case Rule::NotReferred:
    case Rule::NotClosed:
    case Rule::ReopenWindowPassed:
    case Rule::NotMerged:
    case Rule::NotLinked:
    case Rule::LoginTaken:
    case Rule::LastAdministrator:
    case Rule::ClockIsOver:
    case Rule::ClockIsPaused:
    case Rule::ClockIsNotPaused:
    case Rule::NoFurtherStage:
    case Rule::StageNotAnswered:
    case Rule::AppliesEqually:
    case Rule::UserInactive: return RefusalKind::State;
  }
  return RefusalKind::State;
}

std::optional<std::string_view> UsualMend(Rule rule) {
  switch (rule) {
    case Rule::CaseIsClosed: return "reopen-case";
    case Rule::CaseIsMerged: return "unmerge-case";
    case Rule::CustomerNotKnown:
    case Rule::ProblemNotRecorded:
    case Rule::RemedySoughtNotRecorded: return "correct-detail";
    case Rule::NotAcknowledged: return "acknowledge-case";
    case Rule::UnderstandingNotPlayedBack: return "play-back-understanding";
    case Rule::ImpactNotAssessed: return "assess-impact";
    case Rule::NoOwner:
    case Rule::NotTheOwner: return "take-ownership";
    case Rule::FindingMissing: return "add-finding";
    case Rule::CauseNotEstablished: return "establish-cause";
    case Rule::DecisionMissing: return "decide-case";
    case Rule::AgreementMissing:
    case Rule::OfferExpired:
    case Rule::NoOpenOffer: return "make-offer";
    case Rule::ActionsOutstanding: return "complete-action";
    case Rule::RedressNotRecorded: return "record-redress";
    case Rule::CustomerHasNotConfirmed:
    case Rule::ConfirmationNotRequested:
    case Rule::ConfirmationAttemptsTooFew: return "request-confirmation";
    case Rule::FollowUpMissing: return "schedule-follow-up";
    case Rule::LessonMissing: return "record-lesson";
    case Rule::TooFewOptions: return "add-option";
    case Rule::OptionsNotWeighed:
    case Rule::OptionsChangedSinceWeighing:
    case Rule::OptionNotChosen: return "weigh-options";
    case Rule::BeyondAuthority: return "request-approval";
    case Rule::ApprovalNotRequested: return "request-approval";
    case Rule::NotEscalated: return "escalate-case";
    case Rule::AlreadyEscalated: return "return-escalation";
    case Rule::FinalPositionMissing: return "give-final-position";
    case Rule::CustomerNotTold:
    case Rule::PromiseStands: return "record-contact";
    case Rule::ActionIsOver: return "plan-action";
    case Rule::NotWithdrawn: return "withdraw-case";
    case Rule::NotReferred: return "refer-case";
    case Rule::ReopenWindowPassed: return "log-case";
    case Rule::ActorMayNot:
    case Rule::CustomerIsErased:
    case Rule::NotOnThisCase:
    case Rule::Incomplete:
    case Rule::DueInThePast:
    case Rule::NotOnTheStaff:
    case Rule::NothingToDispute:
    case Rule::DateInTheFuture:
    case Rule::NextNewsMissing:
    case Rule::NextNewsInThePast:
    case Rule::NothingToCorrect:
    case Rule::NotYourCustomer:
    case Rule::UnknownCause:
    case Rule::OptionWasOffered:
    case Rule::ScoresIncomplete:
    case Rule::WeightsAllZero:
    case Rule::JustificationMissing:
    case Rule::OfferOpen:
    case Rule::AlreadyAgreed:
    case Rule::WithinYourAuthority:
    case Rule::ApproverIsRequester:
    case Rule::TopOfTheLadder:
    case Rule::ConfirmationWindowOpen:
    case Rule::DecisionIsNotARejection:
    case Rule::NotClosed:
    case Rule::SameCase:
    case Rule::OtherCaseUnfit:
    case Rule::NotMerged:
    case Rule::NotLinked:
    case Rule::NotACustomer:
    case Rule::SameCustomer:
    case Rule::LawfulBasisMissing:
    case Rule::LoginTaken:
    case Rule::LastAdministrator:
    case Rule::VersionIsTaken:
    case Rule::NoSuchProcedure:
    case Rule::SameProcedure:
    case Rule::NoSuchClock:
    case Rule::ClockIsOver:
    case Rule::ClockMayNotPause:
    case Rule::ExtensionNotAllowed:
    case Rule::ExtensionTooLong:
    case Rule::StatementMissing:
    case Rule::PersonIsAway:
    case Rule::LetterWasSent:
    case Rule::AppliesEqually:
    case Rule::NoSuchSignal:
    case Rule::NoSuchRename:
    case Rule::NoSuchScheduledReport:
    case Rule::ReportNotDue:
    case Rule::UserInactive: return std::nullopt;
    case Rule::SignalIsClosed: return "reopen-signal";
    case Rule::SignalNotExplained: return "explain-signal";
    case Rule::ContactsOutstanding: return "record-silent-contact";
    case Rule::NotOnTheContactList: return "extend-contact-list";
    case Rule::ImprovementIsOver: return "reopen-improvement";
    case Rule::ImprovementNotAgreed: return "agree-improvement";
    case Rule::ImprovementIsUnderWay: return "conclude-improvement";
    case Rule::ChangeNotMade: return "record-change";
    case Rule::NoSuchImprovement:
    case Rule::EffectNotMeasured: return std::nullopt;
    case Rule::NoFurtherStage: return "refer-case";
    case Rule::StageNotAnswered: return "give-final-position";
    case Rule::ClockIsPaused: return "resume-clock";
    case Rule::ClockIsNotPaused: return "pause-clock";
    case Rule::SecondApproverNeeded: return "request-approval";
    case Rule::DecisionBeyondAuthority: return "escalate-case";
    case Rule::BelowEntitlement: return "request-approval";
    case Rule::SamePersonAtBothStages: return "assign-case";
  }
  return std::nullopt;
}

}  // namespace domain

template const base::Type& base::TypeOf<domain::Rule>();
template const base::Type& base::TypeOf<domain::Refusal>();
