#pragma once
// A refusal is an answer. It names the rule, says in one sentence what is missing, cites the clause the rule rests on,
// and names the command that would mend it. The same value becomes the API's problem document and the tooltip of a
// button that cannot be pressed yet.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.h"

namespace domain {

using base::Saying;

enum class Rule : std::uint8_t {
  // Who and whether at all.
  ActorMayNot,
  CaseIsClosed,
  CaseIsMerged,
  CustomerIsErased,
  NotOnThisCase,
  Incomplete,
  // Gates, one for each requirement.
  CustomerNotKnown,
  ProblemNotRecorded,
  RemedySoughtNotRecorded,
  NotAcknowledged,
  UnderstandingNotPlayedBack,
  ImpactNotAssessed,
  NoOwner,
  FindingMissing,
  CauseNotEstablished,
  DecisionMissing,
  AgreementMissing,
  ActionsOutstanding,
  RedressNotRecorded,
  CustomerHasNotConfirmed,
  FollowUpMissing,
  LessonMissing,
  // Logging and keeping informed.
  DateInTheFuture,
  NextNewsMissing,
  NextNewsInThePast,
  PromiseStands,
  NothingToCorrect,
  NotYourCustomer,
  UnknownCause,
  // Options, weighing, offers.
  TooFewOptions,
  OptionsNotWeighed,
  OptionsChangedSinceWeighing,
  OptionNotChosen,
  OptionWasOffered,
  ScoresIncomplete,
  WeightsAllZero,
  JustificationMissing,
  OfferOpen,
  NoOpenOffer,
  AlreadyAgreed,
  OfferExpired,
  DueInThePast,
  ActionIsOver,
  // Authority.
  BeyondAuthority,
  WithinYourAuthority,
  ApprovalNotRequested,
  ApproverIsRequester,
  AlreadyEscalated,
  NotEscalated,
  TopOfTheLadder,
  // Confirmation and closing.
  ConfirmationNotRequested,
  ConfirmationAttemptsTooFew,
  ConfirmationWindowOpen,
  NothingToDispute,
  FinalPositionMissing,
  DecisionIsNotARejection,
  CustomerNotTold,
  NotWithdrawn,
  NotReferred,
  NotClosed,
  ReopenWindowPassed,
  // Structure.
  SameCase,
  OtherCaseUnfit,
  NotMerged,
  NotLinked,
  // Customers and staff.
  NotACustomer,
  SameCustomer,
  LawfulBasisMissing,
  LoginTaken,
  NotOnTheStaff,
  LastAdministrator,
  UserInactive,
  // Procedures and their clocks.
  VersionIsTaken,
  NoSuchProcedure,
  SameProcedure,
  NoSuchClock,
  ClockIsOver,
  ClockMayNotPause,
  ClockIsPaused,
  ClockIsNotPaused,
  ExtensionNotAllowed,
  ExtensionTooLong,
  NoFurtherStage,
  StageNotAnswered,
  SamePersonAtBothStages,
  SecondApproverNeeded,
  DecisionBeyondAuthority,
  BelowEntitlement,
  StatementMissing,
  PersonIsAway,
  AppliesEqually,
  NotTheOwner,
  LetterWasSent,
  // Signals.
  NoSuchSignal,
  SignalIsClosed,
  SignalNotExplained,
  ContactsOutstanding,
  NotOnTheContactList,
  NoSuchRename,
  // Improvements.
  NoSuchImprovement,
  ImprovementIsOver,
  ImprovementNotAgreed,
  ImprovementIsUnderWay,
  ChangeNotMade,
  EffectNotMeasured,
  // Scheduled reports.
  NoSuchScheduledReport,
  ReportNotDue,
};
// Entry by entry because the one-line macro stops at 52.
BOOST_DESCRIBE_ENUM_BEGIN(Rule)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ActorMayNot)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CaseIsClosed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CaseIsMerged)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CustomerIsErased)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotOnThisCase)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, Incomplete)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CustomerNotKnown)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ProblemNotRecorded)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, RemedySoughtNotRecorded)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotAcknowledged)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, UnderstandingNotPlayedBack)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ImpactNotAssessed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoOwner)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, FindingMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CauseNotEstablished)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, DecisionMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, AgreementMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ActionsOutstanding)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, RedressNotRecorded)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CustomerHasNotConfirmed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, FollowUpMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, LessonMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, DateInTheFuture)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NextNewsMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NextNewsInThePast)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, PromiseStands)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NothingToCorrect)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotYourCustomer)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, UnknownCause)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, TooFewOptions)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OptionsNotWeighed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OptionsChangedSinceWeighing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OptionNotChosen)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OptionWasOffered)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ScoresIncomplete)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, WeightsAllZero)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, JustificationMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OfferOpen)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoOpenOffer)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, AlreadyAgreed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OfferExpired)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, DueInThePast)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ActionIsOver)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, BeyondAuthority)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, WithinYourAuthority)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ApprovalNotRequested)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ApproverIsRequester)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, AlreadyEscalated)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotEscalated)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, TopOfTheLadder)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ConfirmationNotRequested)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ConfirmationAttemptsTooFew)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ConfirmationWindowOpen)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NothingToDispute)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, FinalPositionMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, DecisionIsNotARejection)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, CustomerNotTold)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotWithdrawn)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotReferred)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotClosed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ReopenWindowPassed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SameCase)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, OtherCaseUnfit)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotMerged)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotLinked)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotACustomer)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SameCustomer)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, LawfulBasisMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, LoginTaken)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotOnTheStaff)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, LastAdministrator)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, UserInactive)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, VersionIsTaken)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoSuchProcedure)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SameProcedure)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoSuchClock)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ClockIsOver)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ClockMayNotPause)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ClockIsPaused)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ClockIsNotPaused)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ExtensionNotAllowed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ExtensionTooLong)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoFurtherStage)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, StageNotAnswered)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SamePersonAtBothStages)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SecondApproverNeeded)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, DecisionBeyondAuthority)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, BelowEntitlement)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, StatementMissing)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, PersonIsAway)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, AppliesEqually)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotTheOwner)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, LetterWasSent)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoSuchSignal)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SignalIsClosed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, SignalNotExplained)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ContactsOutstanding)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NotOnTheContactList)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoSuchRename)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoSuchImprovement)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ImprovementIsOver)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ImprovementNotAgreed)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ImprovementIsUnderWay)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ChangeNotMade)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, EffectNotMeasured)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, NoSuchScheduledReport)
BOOST_DESCRIBE_ENUM_ENTRY(Rule, ReportNotDue)
BOOST_DESCRIBE_ENUM_END(Rule)

// A citable paragraph: the procedure's own number and words, and the law or standard they rest on.
struct Clause {
  std::string number;
  std::string words;
  std::string rests_on;

  friend bool operator==(const Clause&, const Clause&) = default;
};
BOOST_DESCRIBE_STRUCT(Clause, (), (number, words, rests_on))
AMENDS_DOC(Clause, "A citable paragraph of a procedure, and what it rests on.", {"number", "Where it stands: \"general 2.2\"."},
           {"words", "What it says."}, {"rests_on", "The law, code or standard behind it."})

struct Refusal {
  Rule rule = Rule::ActorMayNot;
  base::Saying says;
  std::optional<std::string> mend;   // the command that would mend it
  std::optional<std::string> field;  // the command's field at fault, if one is
  std::optional<Clause> clause;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (rule, says, mend, field, clause))
AMENDS_DOC(Refusal, "Why a command is not possible now, and what would make it so.", {"rule", "The rule that says no."},
           {"says", "What is missing, in a sentence."}, {"mend", "The command that would mend it."},
           {"field", "The field of the command at fault, if it is one field."},
           {"clause", "The clause of the procedure that the rule rests on."})

// What kind of no it is: the actor's standing, the state of the case, or the command's own content.
enum class RefusalKind : std::uint8_t { Standing, State, Content };
RefusalKind KindOf(Rule rule);
// The command that mends it as a rule, if one does.
std::optional<std::string_view> UsualMend(Rule rule);

using Refusals = std::vector<Refusal>;

}  // namespace domain

extern template const base::Type& base::TypeOf<domain::Rule>();
extern template const base::Type& base::TypeOf<domain::Refusal>();
