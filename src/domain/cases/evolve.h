#pragma once
// Folding events into state. Pure and total: any event on any state gives a state, so a log always loads.
//
//   cases::Case c;  for (const Recorded& r : log) cases::Evolve(c, r);

#include "domain/cases/state.h"

namespace cases {

void Evolve(Case& c, const Recorded& recorded);

}  // namespace cases
