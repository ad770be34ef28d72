#pragma once
// Absolute time. An Instant is a point on the world's clock to the millisecond; civil dates and working time live in
// domain/calendar. Nothing here asks what time it is: that is base/clock.h, and only at the edge.
//
//   TRY(auto received, base::Instant::Parse("2026-11-21T09:30:00+01:00"));   // an offset is required

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

using Duration = std::chrono::milliseconds;

struct Instant {
  std::int64_t millis = 0;  // since 1970-01-01T00:00:00Z; may be negative

  // RFC 3339 with an offset or Z; years 1900 to 2999 in UTC. A date without time or zone is refused, never guessed.
  static Result<Instant> Parse(std::string_view text);
  // RFC 3339 in UTC: "2026-11-21T08:30:00Z", with ".250" only when the milliseconds are not zero.
  std::string ToString() const;

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
  friend constexpr Instant operator+(Instant at, Duration by) { return {at.millis + by.count()}; }
  friend constexpr Instant operator-(Instant at, Duration by) { return {at.millis - by.count()}; }
  friend constexpr Duration operator-(Instant a, Instant b) { return Duration(a.millis - b.millis); }
};

// The first and the last that can be written and read: 1900-01-01T00:00:00Z to 2999-12-31T23:59:59.999Z.
inline constexpr Instant kEarliest{-2'208'988'800'000};
inline constexpr Instant kLatest{32'503'679'999'999};

// "90m", "3d", "2w", "1h30m", "45s"; days are 24 hours, and 1,100 years the most.
Result<Duration> ParseDuration(std::string_view text);
// The two largest units, in words: "3 days", "2 hours 5 minutes"; "less than a minute" below that.
Saying InWords(Duration duration);
// For people: "Sat 21 Nov 2026, 08:30 UTC"; where a place is known, base/date.h tells it on the clock on the wall there.
Saying SayingOf(Instant at);
std::string ForPeople(Instant at);

}  // namespace base
