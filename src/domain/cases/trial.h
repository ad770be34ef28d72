#pragma once
// A case's history replayed under a procedure: duties that would have run out, what would have gone up by itself, what would
// have been refused. Pure. The events of people and customers stand as they happened; what a procedure brings about by itself
// (a time that ran out, a case sent up) is worked out anew. To say what a draft would change, replay under the procedure
// the case had as well, and compare: then only the rules differ.
//
//   const Changes changes = Compare(Replay(own, log, company), Replay(draft, log, company));

#include <map>
#include <span>

#include "domain/cases/decide.h"

namespace cases {

// What a replay must know besides the log.
struct Company {
  std::map<std::string, Role> roles;  // of those who acted, by reference, as they are now; somebody unknown counts as a handler
  int complaints_before = 0;          // of this customer, in the year before this one
  Instant now;                        // up to when clocks run
};

// How a clock of the case stands, or stood when it stopped. One that recurs has one for each time it ran.
struct ClockOutcome {
  std::string id;
  std::string title;
  procedures::ClockState state = procedures::ClockState::Running;
  std::optional<Instant> due_at;
  bool broken = false;  // a duty whose time ran out, here and not before the record came here
  domain::Clause clause;
};
struct TrialEscalation {
  Role to = Role::TeamLeader;
  Trigger trigger = Trigger::Clock;
  std::string clock;  // of trigger clock
  Instant at;
  domain::Clause clause;
};
struct TrialRefusal {
  std::int64_t version = 0;  // of the event that happened, and would not have
  Saying what;               // "Making an offer"
  Instant at;
  domain::Refusal refusal;
};
struct Trial {
  std::vector<ClockOutcome> clocks;
  std::vector<TrialEscalation> escalations;
  std::vector<TrialRefusal> refusals;
};

Trial Replay(const procedures::Bound& bound, std::span<const Recorded> log, const Company& company);

// Something that is so under one of two procedures and not under the other.
struct Change {
  std::string id;  // of the clock; the trigger's name; the refusing rule's name
  Saying what;
  Instant at;  // when the time ran out, the case went up, or the thing refused was done
  domain::Clause clause;
  Saying says;  // of a refusal
};
struct Changes {
  std::vector<Change> breaches_more, breaches_fewer;
  std::vector<Change> escalations_more, escalations_fewer;
  // Only what the one allows and the other refuses: what was refused in its day is not in the log.
  std::vector<Change> refusals_more;
};
Changes Compare(const Trial& before, const Trial& after);

}  // namespace cases
