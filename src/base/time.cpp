#include "base/time.h"

#include <date/date.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <array>
#include <cctype>
#include <sstream>

#include "base/date.h"
#include "base/text.h"

namespace base {
namespace {

using SysMillis = date::sys_time<std::chrono::milliseconds>;

SysMillis ToSys(Instant at) { return SysMillis(std::chrono::milliseconds(at.millis)); }

// Reads `count` digits at `at`, moving it on; -1 when there are not that many.
int Digits(std::string_view text, std::size_t& at, std::size_t count) {
  int value = 0;
  for (std::size_t i = 0; i < count; ++i, ++at) {
    if (at >= text.size() || text[at] < '0' || text[at] > '9') return -1;
    value = value * 10 + (text[at] - '0');
  }
  return value;
}

bool Take(std::string_view text, std::size_t& at, std::string_view one_of) {
  if (at >= text.size() || one_of.find(text[at]) == std::string_view::npos) return false;
  ++at;
  return true;
}

}  // namespace

Result<Instant> Instant::Parse(std::string_view text) {
  const auto fail = [&] {
    return FailAt(
        "", Saying("expected an instant like \"2026-11-21T09:30:00Z\" (date, time, and Z or an offset), found {}", Quoted(text)));
  };
  std::size_t at = 0;
  const int year = Digits(text, at, 4);
  if (year < 1900 || year > 2999 || !Take(text, at, "-")) return fail();
  const int month = Digits(text, at, 2);
  if (!Take(text, at, "-")) return fail();
  const int day = Digits(text, at, 2);
  const date::year_month_day date{date::year(year), date::month(static_cast<unsigned>(month)),
                                  date::day(static_cast<unsigned>(day))};
  if (month < 1 || day < 1 || !date.ok() || !Take(text, at, "Tt ")) return fail();
  const int hour = Digits(text, at, 2);
  if (hour < 0 || hour > 23 || !Take(text, at, ":")) return fail();
  const int minute = Digits(text, at, 2);
  if (minute < 0 || minute > 59) return fail();
  int second = 0;
  int millis = 0;
  if (Take(text, at, ":")) {
    second = Digits(text, at, 2);
    if (second < 0 || second > 59) return fail();
    if (Take(text, at, ".")) {
      int scale = 100;
      const std::size_t start = at;
      while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
        millis += (text[at] - '0') * scale;
        scale /= 10;
        ++at;
      }
      if (at == start) return fail();
    }
  }
  std::chrono::minutes offset{0};
  if (!Take(text, at, "Zz")) {
    const bool west = at < text.size() && text[at] == '-';
    if (!Take(text, at, "+-")) return fail();
    const int hours = Digits(text, at, 2);
    if (hours < 0 || hours > 18 || !Take(text, at, ":")) return fail();
    const int minutes = Digits(text, at, 2);
    if (minutes < 0 || minutes > 59) return fail();
    offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    if (west) offset = -offset;
  }
  if (at != text.size()) return fail();
  const SysMillis point = date::sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                          std::chrono::seconds(second) + std::chrono::milliseconds(millis) - offset;
  const Instant instant{point.time_since_epoch().count()};
  if (instant < kEarliest || instant > kLatest) return fail();  // an offset can carry it past the edge
  return instant;
}

std::string Instant::ToString() const {
  const SysMillis point = ToSys(*this);
  const auto days = date::floor<date::days>(point);
  const date::year_month_day date(days);
  const date::hh_mm_ss<std::chrono::milliseconds> time(point - days);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
  if (time.subseconds().count() != 0) text += fmt::format(".{:03}", time.subseconds().count());
  return text + "Z";
}

Result<Duration> ParseDuration(std::string_view text) {
  const auto fail = [&] {
    return FailAt("", Saying("expected a duration like \"3d\", \"90m\" or \"1h30m\", found {}", Quoted(text)));
  };
  constexpr std::int64_t kLongest = (kLatest - kEarliest).count();
  std::int64_t total = 0;
  std::size_t at = 0;
  if (text.empty()) return fail();
  while (at < text.size()) {
    std::int64_t amount = 0;
    const std::size_t start = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - start < 9) {
      amount = amount * 10 + (text[at++] - '0');
    }
    if (at == start || at >= text.size()) return fail();
    std::int64_t unit = 0;
    if (text.substr(at).starts_with("ms")) {
      unit = 1;
      ++at;
    } else {
      switch (text[at]) {
        case 's': unit = 1'000; break;
        case 'm': unit = 60'000; break;
        case 'h': unit = 3'600'000; break;
        case 'd': unit = 86'400'000; break;
        case 'w': unit = 604'800'000; break;
        default: return fail();
      }
    }
    ++at;
    total += amount * unit;
    if (total > kLongest) return fail();
  }
  return Duration(total);
}

Saying InWords(Duration duration) {
  struct Unit {
    std::int64_t millis;
    Saying (*count)(std::int64_t);
  };
  static constexpr std::array<Unit, 3> kUnits{{
      {86'400'000, [](std::int64_t n) { return Saying::Count(n, "{} day", "{} days"); }},
      {3'600'000, [](std::int64_t n) { return Saying::Count(n, "{} hour", "{} hours"); }},
      {60'000, [](std::int64_t n) { return Saying::Count(n, "{} minute", "{} minutes"); }},
  }};
  std::int64_t left = duration.count() < 0 ? -duration.count() : duration.count();
  std::vector<Saying> words;
  for (const Unit& unit : kUnits) {
    const std::int64_t count = left / unit.millis;
    left %= unit.millis;
    if (count == 0) {
      if (!words.empty()) break;  // "3 days", not "3 days 4 minutes"
      continue;
    }
    words.push_back(unit.count(count));
    if (words.size() == 2) break;
  }
  return words.empty() ? Saying("less than a minute") : Saying::Run(std::move(words));
}

Saying SayingOf(Instant at) {
  const auto minute = date::floor<std::chrono::minutes>(ToSys(at));
  const auto day = date::floor<date::days>(minute);
  return Saying::Moment({static_cast<std::int32_t>(day.time_since_epoch().count())}, static_cast<int>((minute - day).count()),
                        "UTC");
}

std::string ForPeople(Instant at) {
  const auto minute = date::floor<std::chrono::minutes>(ToSys(at));
  const date::year_month_day day(date::floor<date::days>(minute));
  std::ostringstream out;
  out << date::format("%a ", minute) << static_cast<unsigned>(day.day()) << date::format(" %b %Y, %H:%M UTC", minute);
  return out.str();
}

}  // namespace base
