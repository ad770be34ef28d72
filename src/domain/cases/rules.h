#pragma once
// The rules of each command, for decide.cpp and guide.cpp alone. For a command C:
//   StandingOf(Of<C>)             who may give it, and whether also on a closed case
//   Obstacles(Of<C>, case, ctx)   what is in the way, whatever the command will say; this is what the guide shows
//   Satisfied(command, case, ctx) it is so already: no events, no error
//   Rule(command, case, ctx)      the rest of the rules, and the events

#include "domain/cases/decide.h"
#include "domain/cases/gates.h"
#include "domain/cases/words.h"

namespace cases {
struct Lack;
}

namespace cases::rules {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using R = domain::Rule;

template <class C>
struct Of {};

using Roles = unsigned;
constexpr Roles Bit(Role role) { return 1U << static_cast<unsigned>(role); }
inline constexpr Roles kLeaders = Bit(Role::TeamLeader) | Bit(Role::Manager);
inline constexpr Roles kHandlers = Bit(Role::Handler) | kLeaders;
inline constexpr Roles kLearners = kHandlers | Bit(Role::Quality);
inline constexpr Roles kCustomer = Bit(Role::Customer);
inline constexpr Roles kSystem = Bit(Role::System);

enum class When { Open, AlsoClosed, OnlyClosed };

struct Standing {
  Roles roles = kHandlers;
  When when = When::Open;
};

// -- Helpers ----------------------------------------------------------------------------------------------------------

// A refusal with its clause from the procedure and its usual mend.
Refusal No(const Context& x, R rule, Saying says, std::optional<std::string> field = std::nullopt);
// The same with the clause of the rung or the law that is in the way. `field` may be empty.
Refusal ToRefusal(const Context& x, const Lack& lack, const char* field);
inline Refusals Only(Refusal refusal) { return {std::move(refusal)}; }
// For people, on the clock on the wall where the procedure counts its days.
inline Saying Moment(const Context& x, Instant at) { return calendar::Say(at, x.calendar); }
Refusals NotFuture(const Context& x, const std::optional<Instant>& at, const char* field);
Refusals NotOnThisCase(const Context& x, Saying says, const char* field);
Refusals KnownFiles(const Case& c, const Context& x, const std::vector<AttachmentId>& files, const char* field);
Refusals KnownPerson(const Context& x, UserId id, const char* field);
// Who is away now takes nothing on; whoever stands in for them is named.
Refusals Away(const Context& x, UserId id, const char* field);
// The offer a customer's answer is about: open, not expired, and the one named.
Refusals AnswerableOffer(const Case& c, const Context& x, OfferId id);
bool IsApproved(const Option& option);
// The one who answered the stage before does not answer the next, where the procedure says so.
Refusals SamePerson(const Case& c, const Context& x, const std::string& who, const char* field);
void Append(Refusals& to, Refusals from);
// What comes before an event by which the customer is told something now: a promise of news that still stands is kept.
Events Telling(const Case& c, const Context& x);
Events Then(Events first, Event last);
template <class Id, class Items>
Id NextId(const Items& items) {
  return Id{static_cast<std::int64_t>(items.size()) + 1};
}
Events LogEvents(const LogCase& command, const Context& x, std::optional<CaseId> split_from);

// -- Defaults ---------------------------------------------------------------------------------------------------------

template <class C>
constexpr Standing StandingOf(Of<C>) {
  return {};
}
template <class C>
Refusals Obstacles(Of<C>, const Case&, const Context&) {
  return {};
}
template <class C>
bool Satisfied(const C&, const Case&, const Context&) {
  return false;
}

// -- Identify ---------------------------------------------------------------------------------------------------------

constexpr Standing StandingOf(Of<LogCase>) { return {kHandlers | kCustomer | kSystem, When::Open}; }
constexpr Standing StandingOf(Of<LogSplitCase>) { return {kHandlers, When::Open}; }
constexpr Standing StandingOf(Of<AcknowledgeCase>) { return {kHandlers | kSystem, When::Open}; }
constexpr Standing StandingOf(Of<RecordContact>) { return {kHandlers | kCustomer | kSystem, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<CorrectDetail>) { return {kHandlers, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<AttachFile>) { return {kHandlers | kCustomer | kSystem, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<NoticeTime>) { return {kSystem, When::AlsoClosed}; }

bool Satisfied(const AcknowledgeCase&, const Case&, const Context&);
bool Satisfied(const AssessImpact&, const Case&, const Context&);
bool Satisfied(const PromiseNews&, const Case&, const Context&);
bool Satisfied(const AssignCase&, const Case&, const Context&);
bool Satisfied(const TakeOwnership&, const Case&, const Context&);
bool Satisfied(const AttachFile&, const Case&, const Context&);

Ruling Rule(const LogCase&, const Case&, const Context&);
Ruling Rule(const LogSplitCase&, const Case&, const Context&);
Ruling Rule(const AcknowledgeCase&, const Case&, const Context&);
Ruling Rule(const AssessImpact&, const Case&, const Context&);
Ruling Rule(const PlayBackUnderstanding&, const Case&, const Context&);
Ruling Rule(const RecordContact&, const Case&, const Context&);
Ruling Rule(const PromiseNews&, const Case&, const Context&);
Ruling Rule(const NoticeTime&, const Case&, const Context&);
Ruling Rule(const AssignCase&, const Case&, const Context&);
Ruling Rule(const TakeOwnership&, const Case&, const Context&);
Ruling Rule(const CorrectDetail&, const Case&, const Context&);
Ruling Rule(const AttachFile&, const Case&, const Context&);

// -- Analyse ----------------------------------------------------------------------------------------------------------

Refusals Obstacles(Of<EstablishCause>, const Case&, const Context&);
Refusals Obstacles(Of<DecideCase>, const Case&, const Context&);

Ruling Rule(const AddFinding&, const Case&, const Context&);
Ruling Rule(const EstablishCause&, const Case&, const Context&);
Ruling Rule(const DecideCase&, const Case&, const Context&);

// -- Resolve ----------------------------------------------------------------------------------------------------------

constexpr Standing StandingOf(Of<GrantApproval>) { return {kLeaders, When::Open}; }
constexpr Standing StandingOf(Of<RefuseApproval>) { return {kLeaders, When::Open}; }
constexpr Standing StandingOf(Of<AcceptOffer>) { return {kHandlers | kCustomer, When::Open}; }
constexpr Standing StandingOf(Of<DeclineOffer>) { return {kHandlers | kCustomer, When::Open}; }
constexpr Standing StandingOf(Of<CounterOffer>) { return {kHandlers | kCustomer, When::Open}; }
constexpr Standing StandingOf(Of<EscalateCase>) { return {kHandlers | kCustomer | kSystem, When::Open}; }
constexpr Standing StandingOf(Of<ReturnEscalation>) { return {kLeaders, When::Open}; }

Refusals Obstacles(Of<WeighOptions>, const Case&, const Context&);
Refusals Obstacles(Of<GrantApproval>, const Case&, const Context&);
Refusals Obstacles(Of<RefuseApproval>, const Case&, const Context&);
Refusals Obstacles(Of<MakeOffer>, const Case&, const Context&);
Refusals Obstacles(Of<AcceptOffer>, const Case&, const Context&);
Refusals Obstacles(Of<DeclineOffer>, const Case&, const Context&);
Refusals Obstacles(Of<CounterOffer>, const Case&, const Context&);
Refusals Obstacles(Of<GiveFinalPosition>, const Case&, const Context&);
Refusals Obstacles(Of<EscalateCase>, const Case&, const Context&);
Refusals Obstacles(Of<ReturnEscalation>, const Case&, const Context&);

bool Satisfied(const AmendOption&, const Case&, const Context&);
bool Satisfied(const RemoveOption&, const Case&, const Context&);
bool Satisfied(const RequestApproval&, const Case&, const Context&);
bool Satisfied(const GrantApproval&, const Case&, const Context&);
bool Satisfied(const RefuseApproval&, const Case&, const Context&);
bool Satisfied(const AcceptOffer&, const Case&, const Context&);
bool Satisfied(const DeclineOffer&, const Case&, const Context&);
bool Satisfied(const CounterOffer&, const Case&, const Context&);
bool Satisfied(const CompleteAction&, const Case&, const Context&);
bool Satisfied(const FailAction&, const Case&, const Context&);

Ruling Rule(const AddOption&, const Case&, const Context&);
Ruling Rule(const AmendOption&, const Case&, const Context&);
Ruling Rule(const RemoveOption&, const Case&, const Context&);
Ruling Rule(const WeighOptions&, const Case&, const Context&);
Ruling Rule(const RequestApproval&, const Case&, const Context&);
Ruling Rule(const GrantApproval&, const Case&, const Context&);
Ruling Rule(const RefuseApproval&, const Case&, const Context&);
Ruling Rule(const MakeOffer&, const Case&, const Context&);
Ruling Rule(const AcceptOffer&, const Case&, const Context&);
Ruling Rule(const DeclineOffer&, const Case&, const Context&);
Ruling Rule(const CounterOffer&, const Case&, const Context&);
Ruling Rule(const GiveFinalPosition&, const Case&, const Context&);
Ruling Rule(const PlanAction&, const Case&, const Context&);
Ruling Rule(const CompleteAction&, const Case&, const Context&);
Ruling Rule(const FailAction&, const Case&, const Context&);
Ruling Rule(const RecordRedress&, const Case&, const Context&);
Ruling Rule(const EscalateCase&, const Case&, const Context&);
Ruling Rule(const ReturnEscalation&, const Case&, const Context&);

// -- The procedure and its clocks -------------------------------------------------------------------------------------

constexpr Standing StandingOf(Of<MoveToProcedure>) { return {kLeaders, When::Open}; }
constexpr Standing StandingOf(Of<AskForReview>) { return {kHandlers | kCustomer, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<AcknowledgeReview>) { return {kHandlers | kSystem, When::Open}; }
constexpr Standing StandingOf(Of<NoteEarlyEscalation>) { return {kSystem, When::Open}; }
constexpr Standing StandingOf(Of<SendLetter>) { return {kHandlers | kSystem, When::AlsoClosed}; }

Refusals Obstacles(Of<MoveToProcedure>, const Case&, const Context&);
Refusals Obstacles(Of<AskForReview>, const Case&, const Context&);
Refusals Obstacles(Of<AcknowledgeReview>, const Case&, const Context&);

bool Satisfied(const MoveToProcedure&, const Case&, const Context&);
bool Satisfied(const AskForReview&, const Case&, const Context&);
bool Satisfied(const AcknowledgeReview&, const Case&, const Context&);

Ruling Rule(const MoveToProcedure&, const Case&, const Context&);
Ruling Rule(const PauseClock&, const Case&, const Context&);
Ruling Rule(const ResumeClock&, const Case&, const Context&);
Ruling Rule(const ExtendClock&, const Case&, const Context&);
Ruling Rule(const AskForReview&, const Case&, const Context&);
Ruling Rule(const AcknowledgeReview&, const Case&, const Context&);
Ruling Rule(const SendLetter&, const Case&, const Context&);
bool Satisfied(const AssessRights&, const Case&, const Context&);
Ruling Rule(const AssessRights&, const Case&, const Context&);
bool Satisfied(const NoteEarlyEscalation&, const Case&, const Context&);
Ruling Rule(const NoteEarlyEscalation&, const Case&, const Context&);

// -- Follow up --------------------------------------------------------------------------------------------------------

constexpr Standing StandingOf(Of<RequestConfirmation>) { return {kHandlers | kSystem, When::Open}; }
constexpr Standing StandingOf(Of<ConfirmResolution>) { return {kHandlers | kCustomer, When::Open}; }
constexpr Standing StandingOf(Of<DisputeResolution>) { return {kHandlers | kCustomer, When::Open}; }
constexpr Standing StandingOf(Of<LetConfirmationLapse>) { return {kHandlers | kSystem, When::Open}; }
constexpr Standing StandingOf(Of<ScheduleFollowUp>) { return {kHandlers, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<RecordFollowUp>) { return {kHandlers, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<RecordSurveyAnswer>) { return {kLearners | kCustomer, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<RecordLesson>) { return {kLearners, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<ReopenCase>) { return {kHandlers | kCustomer, When::OnlyClosed}; }

Refusals Obstacles(Of<RequestConfirmation>, const Case&, const Context&);
Refusals Obstacles(Of<ConfirmResolution>, const Case&, const Context&);
Refusals Obstacles(Of<DisputeResolution>, const Case&, const Context&);
Refusals Obstacles(Of<LetConfirmationLapse>, const Case&, const Context&);
Refusals Obstacles(Of<CloseCase>, const Case&, const Context&);
Refusals Obstacles(Of<ReopenCase>, const Case&, const Context&);
// What is in the way of closing with this outcome.
Refusals ObstaclesToClosing(Outcome outcome, const Case&, const Context&);

bool Satisfied(const ConfirmResolution&, const Case&, const Context&);
bool Satisfied(const LetConfirmationLapse&, const Case&, const Context&);
bool Satisfied(const RecordFollowUp&, const Case&, const Context&);
bool Satisfied(const CloseCase&, const Case&, const Context&);
bool Satisfied(const ReopenCase&, const Case&, const Context&);

Ruling Rule(const RequestConfirmation&, const Case&, const Context&);
Ruling Rule(const ConfirmResolution&, const Case&, const Context&);
Ruling Rule(const DisputeResolution&, const Case&, const Context&);
Ruling Rule(const LetConfirmationLapse&, const Case&, const Context&);
Ruling Rule(const ScheduleFollowUp&, const Case&, const Context&);
Ruling Rule(const RecordFollowUp&, const Case&, const Context&);
Ruling Rule(const RecordSurveyAnswer&, const Case&, const Context&);
Ruling Rule(const RecordLesson&, const Case&, const Context&);
Ruling Rule(const CloseCase&, const Case&, const Context&);
Ruling Rule(const ReopenCase&, const Case&, const Context&);

// -- Structure --------------------------------------------------------------------------------------------------------

constexpr Standing StandingOf(Of<LinkCase>) { return {kLearners, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<UnlinkCase>) { return {kLearners, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<ReleaseCase>) { return {kHandlers, When::AlsoClosed}; }
constexpr Standing StandingOf(Of<WithdrawCase>) { return {kHandlers | kCustomer, When::Open}; }
constexpr Standing StandingOf(Of<ErasePerson>) {
  return {kSystem | Bit(Role::Manager) | Bit(Role::Administrator), When::AlsoClosed};
}

Refusals Obstacles(Of<UnmergeCase>, const Case&, const Context&);

bool Satisfied(const LinkCase&, const Case&, const Context&);
bool Satisfied(const UnlinkCase&, const Case&, const Context&);
bool Satisfied(const MergeCase&, const Case&, const Context&);
bool Satisfied(const AbsorbCase&, const Case&, const Context&);
bool Satisfied(const ReleaseCase&, const Case&, const Context&);
bool Satisfied(const WithdrawCase&, const Case&, const Context&);
bool Satisfied(const ErasePerson&, const Case&, const Context&);

Ruling Rule(const LinkCase&, const Case&, const Context&);
Ruling Rule(const UnlinkCase&, const Case&, const Context&);
Ruling Rule(const MergeCase&, const Case&, const Context&);
Ruling Rule(const UnmergeCase&, const Case&, const Context&);
Ruling Rule(const AbsorbCase&, const Case&, const Context&);
Ruling Rule(const ReleaseCase&, const Case&, const Context&);
Ruling Rule(const SplitCase&, const Case&, const Context&);
Ruling Rule(const WithdrawCase&, const Case&, const Context&);
Ruling Rule(const ReferCase&, const Case&, const Context&);
Ruling Rule(const ErasePerson&, const Case&, const Context&);

// ---------------------------------------------------------------------------------------------------------------------

// Who the actor is, and what state the case is in as a whole.
Refusals StandingObstacles(const Standing& standing, bool works_on_merged, const Case& c, const Context& x);

template <class C>
Refusals StandingObstacles(Of<C> of, const Case& c, const Context& x) {
  constexpr bool kWorksOnMerged = std::is_same_v<C, UnmergeCase> || std::is_same_v<C, ErasePerson>;
  return StandingObstacles(StandingOf(of), kWorksOnMerged, c, x);
}

// All that is in the way before the command has said anything.
template <class C>
Refusals AllObstacles(Of<C> of, const Case& c, const Context& x) {
  Refusals refusals = StandingObstacles(of, c, x);
  return refusals.empty() ? Obstacles(of, c, x) : refusals;
}

// The same once it has: only what closing needs depends on what the command says.
template <class C>
Refusals AllObstacles(const C&, const Case& c, const Context& x) {
  return AllObstacles(Of<C>{}, c, x);
}
inline Refusals AllObstacles(const CloseCase& command, const Case& c, const Context& x) {
  Refusals refusals = StandingObstacles(Of<CloseCase>{}, c, x);
  return refusals.empty() ? ObstaclesToClosing(command.outcome, c, x) : refusals;
}

}  // namespace cases::rules
