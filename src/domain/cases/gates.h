#pragma once
// The gates: whether a case meets what its procedure requires before it leaves a phase, and what is missing if not.

#include "domain/cases/decide.h"

namespace cases {

bool Meets(const Case& c, Requirement requirement, const procedures::Procedure& procedure);
// The refusal that states what is missing. Ask only when the requirement is not met.
domain::Refusal Missing(const Case& c, Requirement requirement, const Context& x);
// What is missing in the gates of all phases from the first up to and including `last`.
domain::Refusals MissingUpTo(const Case& c, Phase last, const Context& x);
// The first phase whose gate is not passed; FollowUp when all are.
Phase PhaseOf(const Case& c, const procedures::Procedure& procedure);
// The requirement as a fact that holds, for the phase rail: "The cause is established".
base::Saying Title(Requirement requirement);

}  // namespace cases
