#include "domain/calendar/calendar.h"

#include <algorithm>

namespace calendar {
namespace {

const std::vector<Window>& HoursOf(const Spec& spec, Date date) { return spec.hours[static_cast<std::size_t>(date.weekday())]; }

}  // namespace

base::Result<Calendar> Calendar::Make(Spec spec) {
  if (spec.known_until < spec.known_from) {
    return base::FailAt("known_until", base::Saying("expected a day not before {}, found {}", spec.known_from.ToString(),
                                                    spec.known_until.ToString()));
  }
  bool opens = false;
  for (std::size_t day = 0; day < spec.hours.size(); ++day) {
    Duration last{-1};
    for (const Window& window : spec.hours[day]) {
      const std::string field = "hours." + base::NameOf(static_cast<Weekday>(day));
      if (window.from < Duration(0) || window.until > std::chrono::hours(24) || window.from >= window.until) {
        return base::FailAt(field, base::Saying("a window begins before it ends, between 00:00 and 24:00"));
      }
      if (window.from <= last) return base::FailAt(field, base::Saying("windows stand in order and do not touch"));
      last = window.until;
      opens = true;
    }
  }
  if (!opens) return base::FailAt("hours", base::Saying("no day of the week is open"));
  for (const auto& [date, name] : spec.closed) {
    if (date < spec.known_from || date > spec.known_until) {
      return base::FailAt("closed", base::Saying("{} ({}) lies outside {} to {}", date.ToString(), name,
                                                 spec.known_from.ToString(), spec.known_until.ToString()));
    }
  }
  return Calendar(std::move(spec));
}

Calendar::Calendar(Spec spec) : spec_(std::move(spec)) {
  before_.reserve(static_cast<std::size_t>(spec_.known_until - spec_.known_from + 1));
  for (Date date = spec_.known_from; date <= spec_.known_until; date = date + 1) {
    before_.push_back(static_cast<std::int32_t>(open_days_.size()));
    if (Look(date) == DayKind::Open) open_days_.push_back(date);
  }
}

DayKind Calendar::Look(Date date) const {
  if (date < spec_.known_from || date > spec_.known_until) return DayKind::Unknown;
  if (spec_.closed.contains(date)) return DayKind::Closed;
  return HoursOf(spec_, date).empty() ? DayKind::Rest : DayKind::Open;
}

std::string_view Calendar::NameOf(Date date) const {
  const auto found = spec_.closed.find(date);
  return found == spec_.closed.end() ? std::string_view() : found->second;
}

Counted Calendar::OpenDayFrom(Date date) const {
  if (date < spec_.known_from || date > spec_.known_until) return {{}, date};
  const auto index = static_cast<std::size_t>(before_[static_cast<std::size_t>(date - spec_.known_from)]);
  if (index >= open_days_.size()) return {{}, spec_.known_until + 1};
  return {open_days_[index], {}};
}

Counted Calendar::AddBusinessDays(Date start, int days) const {
  const Date first = start + 1;
  if (first < spec_.known_from || first > spec_.known_until) return {{}, first};
  const auto index = static_cast<std::size_t>(before_[static_cast<std::size_t>(first - spec_.known_from)] + days - 1);
  if (index >= open_days_.size()) return {{}, spec_.known_until + 1};
  return {open_days_[index], {}};
}

std::vector<Step> Calendar::StepsBetween(Date start, Date end) const {
  std::vector<Step> steps;
  int count = 0;
  for (Date date = start + 1; date <= end; date = date + 1) {
    const DayKind kind = Look(date);
    if (kind == DayKind::Open) ++count;
    steps.push_back({date, kind, std::string(NameOf(date)), count});
  }
  return steps;
}

Reached Calendar::AddWorkingTime(Instant start, Duration time) const {
  Date date = DayOf(start);
  for (;;) {
    const Counted open = OpenDayFrom(date);
    if (!open.date) return {{}, open.unknown};
    date = *open.date;
    for (const Window& window : HoursOf(spec_, date)) {
      // On the nights the clocks change a window is as long as it really lasted.
      const Instant from = std::max(start, zone().ToInstant(date, window.from));
      const Instant until = zone().ToInstant(date, window.until);
      if (until <= from) continue;
      if (time <= until - from) return {from + time, {}};
      time -= until - from;
    }
    date = date + 1;
  }
}

std::optional<Duration> Calendar::WorkingTimeBetween(Instant from, Instant until) const {
  Duration sum{0};
  if (until <= from) return sum;
  const Date last = DayOf(until);
  for (Date date = DayOf(from); date <= last; date = date + 1) {
    const DayKind kind = Look(date);
    if (kind == DayKind::Unknown) return std::nullopt;
    if (kind != DayKind::Open) continue;
    for (const Window& window : HoursOf(spec_, date)) {
      const Instant begin = std::max(from, zone().ToInstant(date, window.from));
      const Instant end = std::min(until, zone().ToInstant(date, window.until));
      if (begin < end) sum += end - begin;
    }
  }
  return sum;
}

std::optional<Instant> Calendar::CloseOfBusiness(Date date) const {
  if (Look(date) != DayKind::Open) return std::nullopt;
  return zone().ToInstant(date, HoursOf(spec_, date).back().until);
}

base::Saying Say(Instant at, const Calendar* calendar) {
  return calendar != nullptr ? base::Say(at, calendar->zone()) : base::SayingOf(at);
}

std::string ForPeople(Instant at, const Calendar* calendar) {
  return calendar != nullptr ? base::ForPeople(at, calendar->zone()) : base::ForPeople(at);
}

}  // namespace calendar
