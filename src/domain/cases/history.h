#pragma once
// What the clocks of a procedure need to know of a case, from its log. Pure; the log alone decides, so that a clock can
// be worked out again at any time, also under other rules than the case was handled under.

#include <span>

#include "domain/cases/events.h"
#include "domain/procedures/clocks.h"

namespace cases {

// Marks in the order they happened. Attributes, product, category, kind and
// channel are the facts.
procedures::History HistoryOf(std::span<const Recorded> log);

}  // namespace cases
