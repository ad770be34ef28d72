#pragma once
// The one door. Every change of a case, from whichever side it comes, is decided here and nowhere else; `Guide` asks
// the same rules what is possible now and what is in the way. Pure: no clock, no store, no randomness.
//
//   auto decision = cases::Decide(state, command, context);
//   if (auto* events = std::get_if<Events>(&decision)) ...   // none of them: it was so already

#include <map>
#include <variant>
#include <vector>

#include "domain/actor.h"
#include "domain/cases/commands.h"
#include "domain/cases/state.h"
#include "domain/letters/review.h"
#include "domain/procedures/book.h"
#include "domain/refusal.h"

namespace cases {

// What the rules may know of the case's customer.
struct CustomerFacts {
  CustomerId id;
  bool erased = false;
  std::vector<CustomerId> also_known_as = {};  // records merged with this one
  int complaints_in_a_year = 0;                // before this one; for LogCase
};

// What the rules may know of a member of staff whom a command names.
struct PersonFacts {
  Role role = Role::Handler;
  bool active = true;
  std::optional<Instant> away_until = {};  // when they are away now
  std::optional<UserId> deputy = {};       // who stands in
};

// All that a decision may depend on besides the case itself.
struct Context {
  domain::Actor actor;
  Instant now;
  const procedures::Procedure* procedure = nullptr;  // the case's own; never null
  const calendar::Calendar* calendar = nullptr;      // that it counts by; without one no clock runs
  CustomerFacts customer;
  std::map<UserId, PersonFacts> people;         // those the command names
  std::map<CaseId, const Case*> others;         // the cases the command names
  std::vector<CaseId> possible_duplicates;      // for LogCase
  CaseId new_case;                              // for SplitCase: the number set aside for it
  const procedures::Bound* target = nullptr;    // for MoveToProcedure; null: there is no such version
  bool target_is_past = false;                  // it is in force no more
  std::optional<letters::LetterReview> review;  // for SendLetter: what the letter was found to be
  std::optional<LetterSheet> sheet;             // and what stands around it
};

using Events = std::vector<Event>;
using Ruling = std::variant<Events, domain::Refusals>;

Ruling Decide(const Case& c, const Command& command, const Context& x);

// A letter by which the case is answered: it goes out once, and from whoever owns the case or stands above them.
bool IsAnswer(letters::LetterKind kind);

// The case that a split puts on a stream of its own.
LogSplitCase SplitOff(const Case& c, const SplitCase& command);

// The commands a person or the portal may give; the rest are Amends' own and have no route.
bool HasRoute(std::size_t command_index);

}  // namespace cases
