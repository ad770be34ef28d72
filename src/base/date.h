#pragma once
// A day of the civil calendar, without time or place, and the zones that tie days to instants.
//
//   TRY(auto zone, base::Zone::Find("Europe/London"));
//   const base::Date day = zone.ToLocal(now).date;
//   const base::Instant end = zone.ToInstant(day, std::chrono::hours(24));

#include <string>
#include <string_view>
#include <vector>

#include "base/reflect.h"
#include "base/time.h"

namespace date {
class time_zone;  // NOLINT(readability-identifier-naming): of the date library
}

namespace base {

enum class Weekday : std::uint8_t { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };
BOOST_DESCRIBE_ENUM(Weekday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday)

struct Date {
  std::int32_t days = 0;  // since 1970-01-01; may be negative

  // "2026-12-23"; years 1900 to 2999.
  static Result<Date> Parse(std::string_view text);
  // A day that exists; for constants and tests.
  static Date Of(int year, unsigned month, unsigned day);

  std::string ToString() const;
  // "Wed 23 Dec 2026"
  std::string ForPeople() const;
  int year() const;
  unsigned month() const;
  unsigned day() const;
  Weekday weekday() const;
  // The same day of a later (or, negative, earlier) month; the last of that month where it has no such day.
  Date AddMonths(int months) const;

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
  friend constexpr Date operator+(Date date, int later) { return {date.days + later}; }
  friend constexpr Date operator-(Date date, int earlier) { return {date.days - earlier}; }
  friend constexpr int operator-(Date a, Date b) { return a.days - b.days; }
};

template <>
struct TextExample<Date> {
  static constexpr std::string_view kExample = "2026-12-23";
  static constexpr std::string_view kFormat = "date";
};

Saying SayingOf(Date date);

struct LocalTime {
  Date date;
  Duration of_day{};  // since midnight on the clock on the wall
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

// A time zone of the operating system's database.
class Zone {
 public:
  // "Europe/London"; the error names near misses.
  static Result<Zone> Find(std::string_view name);

  std::string name() const;
  LocalTime ToLocal(Instant at) const;
  // `of_day` from 0 to 24 hours. A time that the clocks skip in spring is the moment they skip it; one that comes twice in
  // autumn is the later: whoever has until then has all of it.
  Instant ToInstant(Date date, Duration of_day) const;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;
};

// "Wed 23 Dec 2026, 17:00", on the clock on the wall there.
Saying Say(Instant at, const Zone& zone);
std::string ForPeople(Instant at, const Zone& zone);

}  // namespace base
