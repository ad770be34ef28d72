// The facts of the log in plain words. The log's own names of them are English; one that is newer than this page is told by its name.

import { t } from "./messages";

const groups = {
  case: ["CaseLogged", "CaseAcknowledged", "CaseAssigned", "OwnershipTaken", "DetailCorrected", "ImpactAssessed", "UnderstandingPlayedBack", "FileAttached", "CaseLinked", "CaseUnlinked", "CaseMerged", "CaseUnmerged", "CaseAbsorbed", "CaseReleased", "CaseSplit", "CaseClosed", "CaseReopened", "CaseWithdrawn", "CaseReferred", "ProcedureChanged"],
  talk: ["ContactRecorded", "NewsPromised", "PromiseKept", "PromiseBroken", "PromiseEnded", "LetterSent"],
  analysis: ["FindingAdded", "CauseEstablished", "CaseDecided", "RightsAssessed", "OptionAdded", "OptionAmended", "OptionRemoved", "OptionsWeighed"],
  agreement: ["ApprovalRequested", "ApprovalGranted", "ApprovalRefused", "OfferMade", "OfferAccepted", "OfferDeclined", "OfferCountered", "FinalPositionGiven", "ActionPlanned", "ActionCompleted", "ActionFailed", "RedressRecorded"],
  later: ["ConfirmationRequested", "ResolutionConfirmed", "ResolutionDisputed", "ConfirmationLapsed", "FollowUpScheduled", "FollowUpRecorded", "SurveyAnswered", "LessonRecorded", "ReviewAsked", "ReviewAcknowledged"],
  clocks: ["ClockPaused", "ClockResumed", "ClockExtended", "ClockRanOut", "CaseEscalated", "CaseSentUp", "EscalationReturned", "EscalationWasEarly"],
  customer: ["CustomerRegistered", "ProfileCorrected", "PreferenceSet", "NeedRecorded", "NeedEnded", "VulnerabilityRecorded", "VulnerabilityEnded", "ConsentRecorded", "PortalCodeMade", "CustomerMerged", "CustomerUnmerged", "CustomerAbsorbed", "CustomerReleased", "CustomerErased", "PersonErased"],
  desk: ["UserCreated", "UserChanged", "UserDeactivated", "UserReactivated", "PasswordSet", "TokenCreated", "TokenRevoked", "AbsenceSet", "AbsenceEnded", "AuthorityLent", "AuthorityTakenBack", "ViewSaved", "ViewRemoved", "ProcedureActivated", "ProcedureRetired"],
  learning: ["SignalRaised", "SignalMoved", "SignalLookedAt", "SignalExplained", "SignalActedOn", "SignalClosed", "SignalReopened", "ContactListExtended", "SilentCustomerContacted", "RenameDeclared", "RenameWithdrawn", "ImprovementProposed", "ImprovementReplanned", "ImprovementAgreed", "ChangeMade", "EffectRecorded", "ImprovementConcluded", "ImprovementDropped", "ImprovementReopened", "BenchmarksImported", "BenchmarksRemoved"],
  reports: ["ReportScheduled", "ScheduledReportCancelled", "ReportBegun", "ReportWritten"],
} as const satisfies Record<keyof typeof t.groups, readonly string[]>;

export const eventGroups = Object.entries(groups) as [keyof typeof groups, readonly string[]][];

/** "OfferAccepted" as words. */
export const spaced = (type: string) => {
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
export const eventSaid = (type: string) => t.events[type] ?? spaced(type);
