#pragma once
// How far a long piece of work is, told as it goes on to whoever waits for it, who can call it off.
//
//   for (const CaseId id : ids) {
//     ...
//     CHECK_OK(base::Tell(headway, ++done, ids.size()));
//   }

#include <concepts>
#include <functional>
#include <stop_token>

#include "base/result.h"

namespace base {

// Hears how much is done, 0 to 1; what it fails with ends the work. Empty: nobody listens.
using Headway = std::function<Result<void>(double done)>;

Result<void> Tell(const Headway& headway, double done);
// So much of so many.
template <std::integral A, std::integral B>
Result<void> Tell(const Headway& headway, A done, B of) {
  return Tell(headway, of == 0 ? 1 : static_cast<double>(done) / static_cast<double>(of));
}

// For a work that is a part of a longer one: from `from` to `to` of it.
Headway Between(const Headway& whole, double from, double to);
// Tells nobody, and ends the work when it is asked to stop.
Headway UntilStopped(const std::stop_token& stop);
// What a work that nobody waits for any more ends with.
Error WasCalledOff();

}  // namespace base
