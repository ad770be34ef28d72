#pragma once
// What the logging template of the procedure asks: answers it cannot take, and what nobody has asked the customer yet.

#include "domain/cases/decide.h"

namespace cases {

// A choice that is none, a day that is none, a field misspelt; each with what was expected.
domain::Refusals WrongAnswers(const Answers& answers, const Attributes& attributes, const Context& x);
// The titles of required fields without an answer, of those that are asked of such a case.
std::vector<std::string> NotAsked(const Case& c, const procedures::Procedure& procedure);

}  // namespace cases
