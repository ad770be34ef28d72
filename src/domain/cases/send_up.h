#pragma once
// What sends a case up by itself: the triggers of its procedure, looked at after every command. For decide.cpp.

#include "domain/cases/decide.h"

namespace cases {

// For the events a command has led to on `c`. A case that is with that rung already, or was sent up for the same before,
// is not sent again.
std::vector<CaseSentUp> SendUp(const Case& c, const Events& events, const Context& x);

// What is in the way of a person's sending the case up for this reason, where the case itself tells that it is not so (yet).
struct NotSoYet {
  base::Saying because;             // "no clock of this case is overdue or within its warning"
  std::optional<std::string> mend;  // the command that would record that it is so after all
};
// Nothing: it is so, or the case cannot tell. That it cannot is taken for true, for then the reason given is all there is: a
// customer's own wish; a danger on a case that nobody has assessed; a sum for which the procedure has no figure. Authority is
// the ladder's to answer.
std::optional<NotSoYet> NotSo(Trigger trigger, const Case& c, const Context& x);

Trigger TriggerOf(procedures::TriggerKind kind);

}  // namespace cases
