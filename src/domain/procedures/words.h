#pragma once
// What the parts of a procedure are called in a sentence: for what is shown to people who have never seen a pack.
//
//   "It starts when " + procedures::InWords(Milestone::Received) + "."   // "It starts when the case is received."

#include <string>

#include "domain/procedures/procedure.h"

namespace procedures {

// "the customer agrees"
base::Saying InWords(Milestone milestone);
// "the customer agrees or we give our final position"
base::Saying InWords(const std::vector<Milestone>& milestones);
// "a duty of the law or a code"
base::Saying InWords(ClockKind kind);
// "reject a complaint"
base::Saying InWords(domain::Power power);
// What happens for a case to go up, with the title of a clock: "the customer is vulnerable".
base::Saying InWords(const TriggerRule& rule, const std::vector<ClockRule>& clocks);
// "waiting-for-customer" as "waiting for customer"; ids are words with dashes.
std::string Plain(std::string id);

}  // namespace procedures
