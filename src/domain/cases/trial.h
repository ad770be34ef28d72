#pragma once
// What would have been different, had a case been handled under another procedure: clocks that would have been broken or
// met, offers and closings that would have been refused, escalations that would have come by themselves. Pure; the log says
// what happened, the draft says what it would have said to it.

#include <map>
#include <span>

#include "domain/cases/history.h"
#include "domain/procedures/book.h"

namespace cases {

// How a clock of one case stands, or stood when it stopped.
struct ClockOutcome {
  std::string id;
  procedures::ClockState state = procedures::ClockState::Running;
  std::optional<Instant> due_at;
};
struct TrialRefusal {
  std::string event;  // that happened and would not have
  Instant at;
  std::string says;
};
struct Trial {
  bool applies = true;  // the procedure is for cases like this, and was valid when it was received
  std::vector<ClockOutcome> clocks;
  std::vector<TrialRefusal> refusals;
  std::vector<procedures::TriggerKind> escalations;  // that would have come by themselves, each kind once
  bool was_escalated = false;
};

// `roles`: of those who acted, as they are now; somebody unknown is taken for a handler.
Trial TryUnder(const procedures::Procedure& procedure, const calendar::Calendar& calendar, std::span<const Recorded> log,
               const std::map<std::string, domain::Role>& roles, Instant now);

}  // namespace cases
