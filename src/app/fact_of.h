#pragma once
// What is counted of a case, from its state: milestones, clocks met and broken, scores, sums. See domain/insight/fact.h.

#include "domain/cases/state.h"
#include "domain/insight/fact.h"
#include "domain/procedures/book.h"

namespace app {

// `clocks` are the case's own, worked out for ever (cases::ClocksOf at base::kLatest).
insight::Fact FactOf(const cases::Case& c, const procedures::Procedure& procedure, const std::vector<procedures::Clock>& clocks);

}  // namespace app
