#include "domain/cases/clocks.h"

#include <algorithm>

namespace cases {
namespace {

using procedures::Clock;
using procedures::ClockKind;
using procedures::ClockState;

}  // namespace

std::vector<Clock> ClocksOf(const Case& c, const procedures::Procedure& procedure, const calendar::Calendar& calendar,
                            Instant now) {
  if (procedure.clocks.empty() || !c.Exists()) return {};
  return procedures::ClocksOf(procedure.clocks, calendar, HistoryOf(c), now, procedure.counted_by);
}

bool RanOutElsewhere(const Case& c, Instant due) { return (c.source || c.split_from) && due <= c.logged_at; }

std::vector<DueThing> DueOn(const Case& c, const procedures::Bound& bound) {
  if (c.merged_into) return {};
  return DueOn(c, bound, ClocksOf(c, bound.procedure, bound.calendar, base::kLatest));
}

std::vector<DueThing> DueOn(const Case& c, const procedures::Bound& bound, const std::vector<Clock>& clocks) {
  std::vector<DueThing> due;
  if (c.merged_into) return due;
  if (c.promise) due.push_back({"promise", "", c.promise->by, c.owner, false, !c.promise->broken});
  for (const FollowUp& follow_up : c.follow_ups) {
    if (!follow_up.done_at) due.push_back({"follow-up " + follow_up.id.ToString(), "", follow_up.at, c.owner, false, false});
  }
  if (c.closed) return due;
  for (const Action& action : c.actions) {
    if (action.state == ActionState::Planned)
      due.push_back({"action " + action.id.ToString(), "", action.due, action.owner, false, false});
  }
  const procedures::Procedure& procedure = bound.procedure;
  const auto& requests = c.round.confirmation_requests;
  if (!requests.empty() && !c.round.confirmed && !c.round.lapsed_at) {
    const bool enough = static_cast<int>(requests.size()) >= procedure.confirmation_attempts;
    due.push_back({"confirmation", "", requests.back().at + procedure.confirmation_wait, c.owner, false, enough});
  }
  for (const Clock& clock : clocks) {
    const auto at = clock.DueAt();
    if (clock.stopped_at || !at || RanOutElsewhere(c, *at) || clock.rule->kind == ClockKind::Window) continue;
    if (clock.state == ClockState::Ended || clock.state == ClockState::Paused || clock.state == ClockState::Unknown) continue;
    const bool noticed = std::ranges::any_of(
        c.timing.ran_out, [&](const RanOut& ran) { return ran.clock.str() == clock.rule->id && ran.due_at == *at; });
    due.push_back({clock.rule->id, clock.rule->title, *at, c.owner, clock.rule->kind == ClockKind::Statutory, !noticed});
  }
  return due;
}

std::optional<Instant> NextToNotice(const std::vector<DueThing>& due) {
  std::optional<Instant> next;
  for (const DueThing& thing : due) {
    if (thing.fires && (!next || thing.at < *next)) next = thing.at;
  }
  return next;
}

}  // namespace cases
