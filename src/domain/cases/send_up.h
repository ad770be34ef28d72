#pragma once
// What sends a case up by itself: the triggers of its procedure, looked at after every command. For decide.cpp.

#include "domain/cases/decide.h"

namespace cases {

// For the events a command has led to on `c`. A case that is with that rung already, or was sent up for the same before,
// is not sent again.
std::vector<CaseSentUp> SendUp(const Case& c, const Events& events, const Context& x);

Trigger TriggerOf(procedures::TriggerKind kind);

}  // namespace cases
