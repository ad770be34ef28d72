#pragma once
// What the clocks of a procedure need to know of a case. Pure; the log alone decides, so that a clock can be worked out
// again at any time, also under other rules than the case was handled under.

#include <span>

#include "domain/cases/state.h"
#include "domain/procedures/clocks.h"

namespace cases {

// By letter, e-mail or in the portal: what a rule that asks for writing accepts.
bool IsWritten(Channel channel);

// Adds what the event marks to c.timing.milestones, and a team that gets the case; `c` is the case before it. For Evolve.
void MarkMilestones(Case& c, const Recorded& recorded);

// What conditions of a procedure ask for: attributes, kind, channel, product, category.
std::map<std::string, std::string> FactsOf(const Case& c);

// Marks in the order they happened.
procedures::History HistoryOf(const Case& c);
procedures::History HistoryOf(std::span<const Recorded> log);

}  // namespace cases
