#pragma once
// What a fallible function returns, and how a caller passes a failure on.
// An Error is for what went wrong (bad input, a full disk); a rule that says no is not an Error but a
// cases::Refusal, one arm of what `decide` answers.
//
//   base::Result<Money> Total(...);
//   TRY(auto total, Total(lines));      // on failure returns the Error to the caller

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/saying.h"

namespace base {

enum class ErrorCode : std::uint8_t {
  Invalid,          // the request is malformed; `faults` says where
  Unauthenticated,  // nobody is signed in
  Forbidden,        // signed in, but this role may not do it
  NotFound,         // not there, or not yours: the two are told apart nowhere
  Conflict,         // clashes with what is already recorded
  Stale,            // If-Match named an older version
  TooLarge,         // over a stated limit
  Throttled,        // too many attempts; try again later
  Unavailable,      // the store cannot take it now: full disk, read-only, shutting down
  CalledOff,        // nobody waits for it any more
  Corrupt,          // stored data is damaged or the key does not fit
  Internal,         // a fault of ours
};

// One thing wrong with one field. `path` is written as `options[1].cost.amount`; `says` names the value's fault and
// what was expected instead.
//
// Whoever may read it in their own language is given a Saying; text is for terminals, logs and files.
struct Fault {
  std::string path;
  Saying says;

  Fault() = default;
  Fault(std::string at, Saying what) : path(std::move(at)), says(std::move(what)) {}
  Fault(std::string at, std::string what) : path(std::move(at)), says(Saying::AsIs(std::move(what))) {}
  friend bool operator==(const Fault&, const Fault&) = default;
};

struct Error {
  ErrorCode code = ErrorCode::Internal;
  Saying says;
  std::vector<Fault> faults = {};
  std::int64_t retry_after_seconds = 0;  // of Throttled and Unavailable, when it is known

  Error() = default;
  Error(ErrorCode of, Saying what, std::vector<Fault> where = {}, std::int64_t retry_after = 0)
      : code(of), says(std::move(what)), faults(std::move(where)), retry_after_seconds(retry_after) {}
  Error(ErrorCode of, std::string what, std::vector<Fault> where = {}, std::int64_t retry_after = 0)
      : Error(of, Saying::AsIs(std::move(what)), std::move(where), retry_after) {}

  friend bool operator==(const Error&, const Error&) = default;
};

// The error in one line for a terminal: "says; path: fault; path: fault".
std::string ToLine(const Error& error);

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> Fail(ErrorCode code, Saying says) { return std::unexpected<Error>(Error(code, std::move(says))); }
inline std::unexpected<Error> Fail(ErrorCode code, std::string says) { return Fail(code, Saying::AsIs(std::move(says))); }

inline std::unexpected<Error> FailAt(std::string path, Saying says) {
  return std::unexpected<Error>(
      Error(ErrorCode::Invalid, Saying("the request has faults"), {Fault(std::move(path), std::move(says))}));
}
inline std::unexpected<Error> FailAt(std::string path, std::string says) {
  return FailAt(std::move(path), Saying::AsIs(std::move(says)));
}

}  // namespace base

#define AMENDS_JOIN_(a, b) a##b
#define AMENDS_JOIN(a, b) AMENDS_JOIN_(a, b)
#define AMENDS_TRY(name, declaration, expression, leave)     \
  auto name = (expression);                                  \
  if (!name) leave std::unexpected(std::move(name).error()); \
  declaration = *std::move(name)
#define AMENDS_CHECK(name, expression, leave) \
  if (auto name = (expression); !name) leave std::unexpected(std::move(name).error())

// `TRY(auto x, Make())` declares x or returns the error. `CHECK_OK(Do())` is the same for Result<void>.
// The CO_ forms are for coroutines: they are declarations, not expressions, because g++ 12 miscompiles a statement
// expression that holds a co_await.
#define TRY(declaration, expression) AMENDS_TRY(AMENDS_JOIN(try_, __LINE__), declaration, expression, return)
#define CO_TRY(declaration, expression) AMENDS_TRY(AMENDS_JOIN(try_, __LINE__), declaration, expression, co_return)
#define CHECK_OK(expression) AMENDS_CHECK(AMENDS_JOIN(check_, __LINE__), expression, return)
#define CO_CHECK_OK(expression) AMENDS_CHECK(AMENDS_JOIN(check_, __LINE__), expression, co_return)
