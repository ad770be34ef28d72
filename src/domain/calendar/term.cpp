#include "domain/calendar/term.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace calendar {
namespace {

struct Stretch {
  Instant from;
  Instant until;
};

// Pauses as they really stood: in order, apart, cut at the start. One without an end lasts for ever.
std::vector<Stretch> Standing(Instant start, std::span<const Pause> pauses) {
  std::vector<Stretch> stretches;
  for (const Pause& pause : pauses) {
    const Stretch stretch{std::max(pause.from, start), pause.until.value_or(base::kLatest)};
    if (stretch.from < stretch.until) stretches.push_back(stretch);
  }
  std::ranges::sort(stretches, {}, &Stretch::from);
  std::vector<Stretch> apart;
  for (const Stretch& stretch : stretches) {
    if (!apart.empty() && stretch.from <= apart.back().until) {
      apart.back().until = std::max(apart.back().until, stretch.until);
    } else {
      apart.push_back(stretch);
    }
  }
  return apart;
}

// The clock stands paused when this day ends. A pause that begins at that very midnight belongs to the next day.
bool PausedAtEndOf(const Stretch& pause, const Calendar& calendar, Date date) {
  const Instant end = calendar.EndOfDay(date);
  return pause.from < end && end <= pause.until;
}
bool ForEver(const std::vector<Stretch>& pauses) { return !pauses.empty() && pauses.back().until == base::kLatest; }

Due OfHours(const Term& term, const Calendar& calendar, Instant start, const std::vector<Stretch>& pauses) {
  Duration left = std::chrono::hours(term.length.amount);
  Instant at = start;
  for (const Stretch& pause : pauses) {
    if (term.length.unit == Unit::Hours) {
      if (left <= pause.from - at) break;
      left -= pause.from - at;
    } else {
      const auto worked = calendar.WorkingTimeBetween(at, pause.from);
      if (!worked || left <= *worked) break;  // unknown days are met again below
      left -= *worked;
    }
    if (pause.until == base::kLatest) return {};
    at = pause.until;
  }
  if (term.length.unit == Unit::Hours) return {at + left, calendar.DayOf(at + left), {}, 0};
  const Reached reached = calendar.AddWorkingTime(at, left);
  if (!reached.at) return {{}, {}, reached.unknown, 0};
  return {reached.at, calendar.DayOf(*reached.at), {}, 0};
}

// The day of a later month that corresponds to this one, or the day before it when this one is counted; where the later
// month is too short, its last day either way.
Date Corresponding(Date first, int months, int with_first) {
  const Date day = first.AddMonths(months);
  return day.day() < first.day() ? day : day - with_first;
}

// The last day when nothing is paused, moved by `more` days (open ones for business days).
Counted LastDay(const Term& term, const Calendar& calendar, Date first, int more) {
  const int with_first = term.counting == Counting::BeginningWith ? 1 : 0;
  switch (term.length.unit) {
    case Unit::BusinessDays: return calendar.AddBusinessDays(first - with_first, term.length.amount + more);
    case Unit::Days: return {first + (term.length.amount - with_first + more), {}};
    case Unit::Weeks: return {first + (7 * term.length.amount - with_first + more), {}};
    case Unit::Months: return {Corresponding(first, term.length.amount, with_first) + more, {}};
    case Unit::Years: return {Corresponding(first, 12 * term.length.amount, with_first) + more, {}};
    case Unit::WorkingHours:
    case Unit::Hours: break;
  }
  return {};
}

// When a term ends that ends on this day; nothing at close of business on a day that is not open.
std::optional<Instant> EndOn(const Term& term, const Calendar& calendar, Date day, Duration of_day) {
  switch (term.ends) {
    case Ends::EndOfDay: return calendar.EndOfDay(day) - Duration(1);
    case Ends::SameTime: return calendar.zone().ToInstant(day, of_day);
    case Ends::CloseOfBusiness: return calendar.CloseOfBusiness(day);
  }
  return std::nullopt;
}

Due OfDays(const Term& term, const Calendar& calendar, Instant start, const std::vector<Stretch>& pauses) {
  const base::LocalTime from = calendar.zone().ToLocal(start);
  const bool business = term.length.unit == Unit::BusinessDays;
  const Date first_counted = from.date + (term.counting == Counting::BeginningWith ? 0 : 1);
  Due due;
  int paused = 0;
  Date looked_to = first_counted - 1;
  for (;;) {
    const Counted last = LastDay(term, calendar, from.date, paused);
    if (!last.date) return {{}, {}, last.unknown, paused};
    const auto end = EndOn(term, calendar, *last.date, from.of_day);
    int more = 0;
    for (const Stretch& pause : pauses) {
      if (end && pause.from > *end) continue;  // it was over by then
      Date date = std::max(looked_to + 1, calendar.DayOf(pause.from));
      const Date until = std::min(*last.date, pause.until == base::kLatest ? *last.date : calendar.DayOf(pause.until));
      for (; date <= until; date = date + 1) {
        if (business && calendar.Look(date) != DayKind::Open) continue;
        if (PausedAtEndOf(pause, calendar, date)) ++more;
      }
    }
    looked_to = std::max(looked_to, *last.date);
    if (more == 0) {
      due.day = last.date;
      break;
    }
    if (ForEver(pauses) && pauses.back().from <= calendar.EndOfDay(*last.date)) return {{}, {}, {}, paused + more};
    paused += more;
  }
  due.paused_days = paused;
  if (term.ends == Ends::CloseOfBusiness) {
    const Counted open = calendar.OpenDayFrom(*due.day);
    if (!open.date) return {{}, {}, open.unknown, paused};
    due.day = open.date;
  }
  due.at = EndOn(term, calendar, *due.day, from.of_day);
  return due;
}

}  // namespace

Due DueOf(const Term& term, const Calendar& calendar, Instant start, std::span<const Pause> pauses) {
  const std::vector<Stretch> standing = Standing(start, pauses);
  if (term.length.unit == Unit::Hours || term.length.unit == Unit::WorkingHours) return OfHours(term, calendar, start, standing);
  return OfDays(term, calendar, start, standing);
}

base::Result<Length> Length::Parse(std::string_view text) {
  static const std::vector<std::pair<std::string, Unit>> kUnits{
      {"working hour", Unit::WorkingHours},
      {"hour", Unit::Hours},
      {"business day", Unit::BusinessDays},
      {"working day", Unit::BusinessDays},
      {"day", Unit::Days},
      {"week", Unit::Weeks},
      {"month", Unit::Months},
      {"year", Unit::Years},
  };
  Length length{0, Unit::Days};
  const auto [rest, fault] = std::from_chars(text.data(), text.data() + text.size(), length.amount);
  std::string_view unit = text.substr(static_cast<std::size_t>(rest - text.data()));
  const bool spaced = unit.starts_with(' ');
  if (spaced) unit.remove_prefix(1);
  std::vector<std::string> known;
  for (const auto& [name, value] : kUnits) {
    known.push_back(name + "s");
    if (unit != name && unit != known.back()) continue;
    length.unit = value;
    if (fault == std::errc{} && spaced && length.amount >= 1 && length.amount <= 9'999) return length;
    if (spaced && (fault == std::errc{} || fault == std::errc::result_out_of_range))
      return base::FailAt("", base::Saying("expected a length from 1 to 9,999, found {}", base::Quoted(text)));
  }
  return base::FailAt("",
                      base::OrNear(base::Saying("expected a length of time like \"8 weeks\", \"15 business days\" or \"4 working "
                                                "hours\", found {}",
                                                base::Quoted(text)),
                                   unit, known));
}

std::string Length::ToString() const { return SayingOf(*this).ToString(); }

base::Saying SayingOf(const Length& length) {
  using base::Saying;
  const auto n = static_cast<std::int64_t>(length.amount);
  switch (length.unit) {
    case Unit::WorkingHours: return Saying::Count(n, "{} working hour", "{} working hours");
    case Unit::Hours: return Saying::Count(n, "{} hour", "{} hours");
    case Unit::BusinessDays: return Saying::Count(n, "{} business day", "{} business days");
    case Unit::Days: return Saying::Count(n, "{} day", "{} days");
    case Unit::Weeks: return Saying::Count(n, "{} week", "{} weeks");
    case Unit::Months: return Saying::Count(n, "{} month", "{} months");
    case Unit::Years: return Saying::Count(n, "{} year", "{} years");
  }
  return {};
}

base::Saying InWords(const Term& term) {
  using base::Saying;
  Saying length = SayingOf(term.length);
  if (term.length.unit == Unit::Hours || term.length.unit == Unit::WorkingHours) return length;
  const bool with = term.counting == Counting::BeginningWith;
  switch (term.ends) {
    case Ends::EndOfDay:
      return with ? Saying("{} beginning with the day it starts, to the end of the last day", std::move(length))
                  : Saying("{} following the day it starts, to the end of the last day", std::move(length));
    case Ends::CloseOfBusiness:
      return with ? Saying("{} beginning with the day it starts, to close of business on the last day", std::move(length))
                  : Saying("{} following the day it starts, to close of business on the last day", std::move(length));
    case Ends::SameTime:
      return with ? Saying("{} beginning with the day it starts, to the same time of day", std::move(length))
                  : Saying("{} following the day it starts, to the same time of day", std::move(length));
  }
  return {};
}

}  // namespace calendar
