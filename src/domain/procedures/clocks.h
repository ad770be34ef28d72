#pragma once
// The clocks of a case: pure functions of the rules, a calendar, what has happened, and now. Each clock starts at a
// milestone, stops at another, and is statutory or internal; neither adjusts the other. Nothing is stored that cannot be
// worked out again from the log.
//
//   for (const Clock& clock : ClocksOf(rules, calendar, history, now)) ...

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/calendar/term.h"
#include "domain/refusal.h"

namespace procedures {

using base::Date;
using base::Duration;
using base::Instant;

// What a clock can start or stop at.
enum class Milestone : std::uint8_t {
  Received,
  Logged,
  Acknowledged,
  FirstContact,  // we reached the customer
  OwnerNamed,
  Decided,
  OfferMade,
  Agreed,
  FinalPositionGiven,
  ActionsDone,
  ConfirmationAsked,
  Confirmed,
  FollowUpDone,
  ApprovalAsked,
  ApprovalAnswered,
  StageTwoAsked,
  StageTwoAcknowledged,
  StageOneAnswered,
  StageTwoAnswered,
  SummaryResolutionSent,
  HoldingResponseSent,
  FinalResponseSent,
  AdrLetterSent,
  Deadlock,
  RefundAgreed,
  RefundPaid,
  Reopened,
  Ended,  // closed, withdrawn, referred or merged: clocks that still run end with it
};
BOOST_DESCRIBE_ENUM(Milestone, Received, Logged, Acknowledged, FirstContact, OwnerNamed, Decided, OfferMade, Agreed,
                    FinalPositionGiven, ActionsDone, ConfirmationAsked, Confirmed, FollowUpDone, ApprovalAsked, ApprovalAnswered,
                    StageTwoAsked, StageTwoAcknowledged, StageOneAnswered, StageTwoAnswered, SummaryResolutionSent,
                    HoldingResponseSent, FinalResponseSent, AdrLetterSent, Deadlock, RefundAgreed, RefundPaid, Reopened, Ended)

// Statutory and internal clocks are duties of ours. A window is what somebody may do until then (the customer go to the
// ombudsman; we settle early): when it has passed nothing is broken, and closing the case does not close it.
enum class ClockKind : std::uint8_t { Statutory, Internal, Window };
BOOST_DESCRIBE_ENUM(ClockKind, Statutory, Internal, Window)

// By how much a clock may be lengthened, when the customer is told why.
struct ExtensionRule {
  calendar::Length most;
  domain::Clause clause;
};

struct ClockRule {
  std::string id;
  std::string title;
  ClockKind kind = ClockKind::Internal;
  Milestone starts = Milestone::Received;
  std::optional<Milestone> once = {};  // runs only when this has happened since, and is counted from `starts` all the same
  std::vector<Milestone> stops;        // whichever comes first
  bool recurs = false;                 // runs anew each time it starts, once the run before has stopped
  calendar::Term term;
  // In force for triggers between these days, both included, on the calendar's wall.
  std::optional<Date> from;
  std::optional<Date> until;
  std::map<std::string, std::string> when;    // only for cases with these facts
  std::map<std::string, std::string> unless;  // not for cases with any of these
  std::vector<std::string> pauses;            // reasons for which it may stand still; none: never
  std::optional<ExtensionRule> extension;
  std::vector<Duration> warnings;  // before it is due, longest first
  domain::Clause clause;
  std::string norm;      // the row of the norms it follows, if one
  bool verified = true;  // the figure was read in the primary text
};

struct Mark {
  Milestone what = Milestone::Received;
  Instant at;
  friend bool operator==(const Mark&, const Mark&) = default;
};
BOOST_DESCRIBE_STRUCT(Mark, (), (what, at))
struct ClockPause {
  std::string clock;
  std::string reason;
  calendar::Pause time;
  friend bool operator==(const ClockPause&, const ClockPause&) = default;
};
BOOST_DESCRIBE_STRUCT(ClockPause, (), (clock, reason, time))
struct ClockExtension {
  std::string clock;
  Instant until;  // the new end
  Instant at;     // when the customer was told
  friend bool operator==(const ClockExtension&, const ClockExtension&) = default;
};
BOOST_DESCRIBE_STRUCT(ClockExtension, (), (clock, until, at))
// Given to this team, and with it until it is given to another.
struct TeamSpell {
  std::string team;
  Instant from;
  friend bool operator==(const TeamSpell&, const TeamSpell&) = default;
};
BOOST_DESCRIBE_STRUCT(TeamSpell, (), (team, from))

// What clocks know of a case.
struct History {
  std::vector<Mark> marks;  // in the order they happened
  std::vector<ClockPause> pauses;
  std::vector<ClockExtension> extensions;
  std::map<std::string, std::string> facts;  // product, kind, channel, and what the logging template asked
  std::vector<TeamSpell> teams = {};         // in the order they had the case
};

// Which clocks another calendar is for. What is ours alone (a team's hours, our own closures) is for internal clocks only:
// no clock of the law and no window of the customer's moves with it.
enum class CountedClocks : std::uint8_t { All, Internal, NotInternal };

// A calendar other than the procedure's own, and the cases it is for. It is in the same zone.
struct CountedBy {
  CountedClocks clocks = CountedClocks::All;
  std::string team;                         // while the case is with it; empty: whoever has it
  std::map<std::string, std::string> when;  // only for cases with these facts
  std::shared_ptr<const calendar::Calendar> calendar;
};

// Running: time is left. DueSoon: a warning has fallen. Overdue: the end passed before what stops it, and before the case ended.
// Met and MetLate: it stopped in time, or after its end. Ended: the case ended first. Passed: a window is over. Unknown: its end
// cannot be worked out, because the calendar has no data for a day.
enum class ClockState : std::uint8_t { Running, DueSoon, Overdue, Paused, Met, MetLate, Ended, Passed, Unknown };
BOOST_DESCRIBE_ENUM(ClockState, Running, DueSoon, Overdue, Paused, Met, MetLate, Ended, Passed, Unknown)

struct Clock {
  const ClockRule* rule = nullptr;  // of the rules it was worked out from
  ClockState state = ClockState::Running;
  Instant started_at;
  calendar::Due due;
  std::optional<Instant> extended_until;  // when later than its own end
  bool extended_beyond = false;           // by more than the rule allows without good reason
  std::optional<Instant> stopped_at;
  std::vector<Instant> warnings;
  const calendar::Calendar* calendar = nullptr;  // it was counted by
  const CountedBy* counted_by = nullptr;         // that chose this calendar; null: it is the procedure's own
  std::optional<Instant> once_at;                // when that happened without which it would not run

  // The end that counts: the extension's, or its own.
  std::optional<Instant> DueAt() const { return extended_until ? extended_until : due.at; }
};

// The clocks that have started by `now` under rules in force when they did, in the order of the rules; what happens after
// `now` does not count. Pauses for a reason the rule does not name, and extensions told after the end, change nothing.
//
// A clock is counted by the first of `others` that is for it, and by `calendar` when none is. A case that another team gets
// while a clock runs is counted anew by that team's calendar; what had stopped or run out stays as it was counted, and so
// does what would have run out before the team had it.
std::vector<Clock> ClocksOf(std::span<const ClockRule> rules, const calendar::Calendar& calendar, const History& history,
                            Instant now, std::span<const CountedBy> others = {});

// The rules under which no clock has started by `now`, and one may yet: the case has the facts they ask for, and they are in
// force.
std::vector<const ClockRule*> NotStarted(std::span<const ClockRule> rules, const calendar::Calendar& calendar,
                                         const History& history, Instant now);

// How a clock's end was counted, a line for each day that mattered, for people. `calendar` is the procedure's own.
std::vector<base::Saying> Reasoning(const Clock& clock, const calendar::Calendar& calendar);

}  // namespace procedures
