#pragma once
// Working time at a place: opening hours with several windows a day, bank holidays, the organisation's own closures, and
// the zone that ties them to instants. A day the calendar knows nothing of is Unknown and never counts as open: what
// would have to count it has no answer, and says which day is missing.
//
//   const auto due = calendar.AddBusinessDays(received, 3);
//   if (due.date) ... calendar.CloseOfBusiness(*due.date)

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"

namespace calendar {

using base::Date;
using base::Duration;
using base::Instant;
using base::Weekday;

// Of one day, on the clock on the wall: 0 to 24 hours, `from` before `until`.
struct Window {
  Duration from{};
  Duration until{};
  friend bool operator==(const Window&, const Window&) = default;
};

// What a calendar is made of. Windows of a day are in order and do not touch.
struct Spec {
  std::string id;
  std::string title;
  base::Zone zone;
  std::array<std::vector<Window>, 7> hours;  // Monday first; none: a day of rest
  std::map<Date, std::string> closed;        // holidays and closures, with their names
  Date known_from;                           // holidays are known from this day
  Date known_until;                          // up to and including this one
  std::string source;                        // of the holidays
};

enum class DayKind : std::uint8_t { Open, Rest, Closed, Unknown };
BOOST_DESCRIBE_ENUM(DayKind, Open, Rest, Closed, Unknown)

// A day as it was counted, for showing the reasoning.
struct Step {
  Date date;
  DayKind kind = DayKind::Open;
  std::string name;  // of a closure
  int count = 0;     // of open days so far, this one included
  friend bool operator==(const Step&, const Step&) = default;
};
BOOST_DESCRIBE_STRUCT(Step, (), (date, kind, name, count))

// A day that was counted to, or the first day that could not be counted because nothing is known of it.
struct Counted {
  std::optional<Date> date;
  std::optional<Date> unknown;
};
struct Reached {
  std::optional<Instant> at;
  std::optional<Date> unknown;
};

class Calendar {
 public:
  // Refuses a spec whose days do not lie between known_from and known_until, or whose windows are out of order.
  static base::Result<Calendar> Make(Spec spec);

  const Spec& spec() const { return spec_; }
  const std::string& id() const { return spec_.id; }
  const base::Zone& zone() const { return spec_.zone; }
  Date DayOf(Instant at) const { return spec_.zone.ToLocal(at).date; }

  DayKind Look(Date date) const;
  // The name of a closure; empty on other days.
  std::string_view NameOf(Date date) const;

  // The `days`-th open day following `start`, which itself is not counted; days >= 1.
  Counted AddBusinessDays(Date start, int days) const;
  // `date` when it is open, otherwise the next open day.
  Counted OpenDayFrom(Date date) const;
  // Every day after `start` up to and including `end`, for showing how it was counted.
  std::vector<Step> StepsBetween(Date start, Date end) const;

  // The moment at which `time` of opening hours has passed since `start`; time > 0.
  Reached AddWorkingTime(Instant start, Duration time) const;
  // Opening hours between two moments; nothing when a day between is unknown. Nought when `until` is not after `from`.
  std::optional<Duration> WorkingTimeBetween(Instant from, Instant until) const;

  // The midnight that ends the day.
  Instant EndOfDay(Date date) const { return spec_.zone.ToInstant(date, std::chrono::hours(24)); }
  // When the last window of the day ends; nothing on a day that is not open.
  std::optional<Instant> CloseOfBusiness(Date date) const;

 private:
  explicit Calendar(Spec spec);

  Spec spec_;
  std::vector<Date> open_days_;       // in order
  std::vector<std::int32_t> before_;  // for each known day, how many open days come before it
};

// "Fri 19 Jun 2026, 23:59" on the clock on the wall there; where no calendar is known "Fri 19 Jun 2026, 22:59 UTC".
base::Saying Say(Instant at, const Calendar* calendar);
std::string ForPeople(Instant at, const Calendar* calendar);

}  // namespace calendar
