#pragma once
// What in a question cannot be true at once: a fault before delivery, a day still to come, a right this contract does not
// know. Missing facts are no contradiction.

#include "domain/rights/values.h"

namespace rights {

// All of them, by the path of the field, with what clashes and how to mend it; empty when there is none.
std::vector<base::Fault> ContradictionsIn(const RightsQuestion& question, base::Date today);

}  // namespace rights
