#pragma once
// How each right stands on a day, if one part of the contract is at fault.

#include "domain/rights/values.h"

namespace rights {

// In the order of the Act. Needs a question without contradictions.
std::vector<RightStanding> StandingsOf(const RightsQuestion& question, FaultyPart part, base::Date today);

// Damage by digital content to what the customer has, s.46.
RightStanding DeviceDamage(const RightsQuestion& question, FaultyPart part);

}  // namespace rights
