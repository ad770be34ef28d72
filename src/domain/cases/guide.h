#pragma once
// What a handler can do now, what is in the way of the rest, and what is left in each phase: the same rules as Decide,
// asked without a command.

#include "domain/cases/gates.h"

namespace cases {

struct GateItem {
  Requirement requirement = Requirement::CustomerKnown;
  base::Saying title;
  bool met = false;
  bool fixed = false;                      // holds under every procedure
  std::optional<domain::Refusal> missing;  // when not met
};
BOOST_DESCRIBE_STRUCT(GateItem, (), (requirement, title, met, fixed, missing))
AMENDS_DOC(GateItem, "One requirement of a phase's gate.", {"requirement", "Which."}, {"title", "The requirement as a fact."},
           {"met", "Whether it holds."}, {"fixed", "It holds under every procedure and cannot be configured away."},
           {"missing", "What is missing, when it does not hold."})

struct PhaseGuide {
  Phase phase = Phase::Identify;
  bool passed = false;
  std::vector<GateItem> gate;
};
BOOST_DESCRIBE_STRUCT(PhaseGuide, (), (phase, passed, gate))

struct RefusedCommand {
  std::string command;
  std::vector<std::int64_t> refusals;  // indices into Guide::refusals
};
BOOST_DESCRIBE_STRUCT(RefusedCommand, (), (command, refusals))

struct ClosingGuide {
  Outcome outcome = Outcome::ResolvedConfirmed;
  bool allowed = false;
  std::vector<std::int64_t> refusals;
};
BOOST_DESCRIBE_STRUCT(ClosingGuide, (), (outcome, allowed, refusals))

// A calendar that knows nothing of a day some clock of the case would have to count.
struct CalendarGap {
  std::string calendar;
  base::Date unknown_day;
  std::vector<std::string> clocks;
  base::Saying says;
  base::Saying mend;
};
BOOST_DESCRIBE_STRUCT(CalendarGap, (), (calendar, unknown_day, clocks, says, mend))
AMENDS_DOC(CalendarGap, "Dates that cannot be told, because a calendar knows nothing of a day. No such day is counted as open.",
           {"calendar", "Its id."}, {"unknown_day", "The first day it knows nothing of."},
           {"clocks", "Those that have no end for it."}, {"says", "The same in a sentence."}, {"mend", "What to do about it."})

// Refusals stand once and are pointed to, because one missing cause is in the way of many commands.
struct Guide {
  Phase phase = Phase::Identify;
  std::vector<PhaseGuide> phases;
  std::vector<std::string> allowed;
  std::vector<RefusedCommand> refused;
  std::vector<ClosingGuide> closing;
  std::vector<domain::Refusal> refusals;
  std::vector<CalendarGap> calendar_gaps;
};
BOOST_DESCRIBE_STRUCT(Guide, (), (phase, phases, allowed, refused, closing, refusals, calendar_gaps))
AMENDS_DOC(Guide, "What can be done with the case now, and what is in the way of the rest.", {"phase", "Where the case stands."},
           {"phases", "What each phase requires, done and missing."}, {"allowed", "The commands that are possible now."},
           {"refused", "The commands that are not, and why."}, {"closing", "How the case could be closed, outcome by outcome."},
           {"refusals", "The reasons; the other lists point here."},
           {"calendar_gaps", "Clocks without an end, because their calendar has no data for a day."})

// Why a command is not possible now; nothing when it is.
domain::Refusals RefusalsOf(const Guide& guide, std::string_view command);

Guide GuideFor(const Case& c, const Context& x);

}  // namespace cases
