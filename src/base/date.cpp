#include "base/date.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace base {
namespace {

constexpr std::array<const char*, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

date::sys_days ToSys(Date date) { return date::sys_days(date::days(date.days)); }
date::year_month_day Parts(Date date) { return date::year_month_day(ToSys(date)); }
Date FromSys(date::sys_days days) { return {static_cast<std::int32_t>(days.time_since_epoch().count())}; }

int Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Result<Date> Date::Parse(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const int year = Number(text.substr(0, 4));
    const int month = Number(text.substr(5, 2));
    const int day = Number(text.substr(8, 2));
    const date::year_month_day parts{date::year(year), date::month(static_cast<unsigned>(month)),
                                     date::day(static_cast<unsigned>(day))};
    if (year >= 1900 && year <= 2999 && month > 0 && day > 0 && parts.ok()) return FromSys(date::sys_days(parts));
  }
  return FailAt("", Saying("expected a day like \"2026-12-23\" (year, month, day), found {}", Quoted(text)));
}

Date Date::Of(int year, unsigned month, unsigned day) {
  return FromSys(date::sys_days(date::year_month_day(date::year(year), date::month(month), date::day(day))));
}

std::string Date::ToString() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

std::string Date::ForPeople() const {
  return fmt::format("{} {} {} {}", kDays[static_cast<std::size_t>(weekday())], day(), kMonths[month() - 1], year());
}

int Date::year() const { return static_cast<int>(Parts(*this).year()); }
unsigned Date::month() const { return static_cast<unsigned>(Parts(*this).month()); }
unsigned Date::day() const { return static_cast<unsigned>(Parts(*this).day()); }

Weekday Date::weekday() const { return static_cast<Weekday>(date::weekday(ToSys(*this)).iso_encoding() - 1); }

Date Date::AddMonths(int months) const {
  const date::year_month_day moved = Parts(*this) + date::months(months);
  if (moved.ok()) return FromSys(date::sys_days(moved));
  return FromSys(date::sys_days(moved.year() / moved.month() / date::last));
}

Result<Zone> Zone::Find(std::string_view name) {
  try {
    return Zone(date::locate_zone(std::string(name)));
  } catch (const std::exception&) {  // there is none of that name
    std::vector<std::string> known;
    for (const date::time_zone& zone : date::get_tzdb().zones) known.push_back(zone.name());
    return FailAt("", OrNear(Saying("expected a time zone like \"Europe/London\", found {}", Quoted(name)), name, known));
  }
}

std::string Zone::name() const { return zone_->name(); }

LocalTime Zone::ToLocal(Instant at) const {
  const auto local = zone_->to_local(date::sys_time<Duration>(Duration(at.millis)));
  const auto day = date::floor<date::days>(local);
  return {{static_cast<std::int32_t>(day.time_since_epoch().count())}, local - day};
}

Instant Zone::ToInstant(Date date, Duration of_day) const {
  const date::local_time<Duration> local(date::days(date.days) + of_day);
  const date::local_info info = zone_->get_info(local);
  if (info.result == date::local_info::nonexistent) {
    return {std::chrono::duration_cast<Duration>(info.second.begin.time_since_epoch()).count()};
  }
  // Twice: `second` is the later of the two offsets.
  const auto offset = info.result == date::local_info::ambiguous ? info.second.offset : info.first.offset;
  return {(local.time_since_epoch() - offset).count()};
}

Saying SayingOf(Date date) { return Saying::Day(date); }

Saying Say(Instant at, const Zone& zone) {
  const LocalTime local = zone.ToLocal(at);
  return Saying::Moment(local.date, static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local.of_day).count()), "");
}

std::string ForPeople(Instant at, const Zone& zone) {
  const LocalTime local = zone.ToLocal(at);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local.of_day).count();
  return fmt::format("{}, {:02}:{:02}", local.date.ForPeople(), minutes / 60, minutes % 60);
}

}  // namespace base
