#pragma once
// The clocks of one case, and what is due on it when: for the rules, for what is shown, and for the rows by which the next
// due thing of a million cases is found.

#include "domain/cases/history.h"
#include "domain/procedures/book.h"

namespace cases {

std::vector<procedures::Clock> ClocksOf(const Case& c, const procedures::Procedure& procedure, const calendar::Calendar& calendar,
                                        Instant now);

// Something due on a case: promised news, an action, a follow-up, a duty of the procedure.
struct DueThing {
  std::string what;   // "promise", "action A-1", "confirmation", "follow-up FU-1", or a clock's id
  std::string title;  // of a clock; else empty
  Instant at;
  std::optional<UserId> owner;
  bool statutory = false;
  bool fires = false;  // Amends acts on it by itself when it has passed
};

// Of a record taken over from elsewhere, or split off: it had run out before it came here, and nobody could have met it.
bool RanOutElsewhere(const Case& c, Instant due);

// Does not depend on the time of asking: a clock that has run out stays due until it stops. `clocks` are those of the case at
// base::kLatest, for whoever has them.
std::vector<DueThing> DueOn(const Case& c, const procedures::Bound& bound, const std::vector<procedures::Clock>& clocks);
std::vector<DueThing> DueOn(const Case& c, const procedures::Bound& bound);

// When NoticeTime next finds something; nothing if never.
std::optional<Instant> NextToNotice(const std::vector<DueThing>& due);

}  // namespace cases
