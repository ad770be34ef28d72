#pragma once
// A length of time as rules write it ("three business days following the day of receipt", "30 days beginning with that
// day", "8 weeks"), and the moment it ends, with pauses in it.
//
// A day, week or month counts once its day has ended with the clock running: every midnight at which the clock stood paused
// moves the end by one day. Hours and working hours leave the paused time out exactly.

#include <optional>
#include <span>
#include <vector>

#include "domain/calendar/calendar.h"

namespace calendar {

enum class Unit : std::uint8_t { WorkingHours, Hours, BusinessDays, Days, Weeks, Months, Years };
BOOST_DESCRIBE_ENUM(Unit, WorkingHours, Hours, BusinessDays, Days, Weeks, Months, Years)

// Whether the day it starts on is counted: "following the day of receipt", or "beginning with the day".
enum class Counting : std::uint8_t { Following, BeginningWith };
BOOST_DESCRIBE_ENUM(Counting, Following, BeginningWith)

// When on its last day a term of days, weeks, months or years ends. Hours end when they are over.
enum class Ends : std::uint8_t { EndOfDay, CloseOfBusiness, SameTime };
BOOST_DESCRIBE_ENUM(Ends, EndOfDay, CloseOfBusiness, SameTime)

// "8 weeks", "15 business days", "4 working hours", "1 month".
struct Length {
  int amount = 1;  // 1 to 9,999
  Unit unit = Unit::Days;

  static base::Result<Length> Parse(std::string_view text);
  std::string ToString() const;
  friend bool operator==(const Length&, const Length&) = default;
};

// "8 weeks", as the reader's language says it.
base::Saying SayingOf(const Length& length);

struct Term {
  Length length;
  Counting counting = Counting::Following;
  Ends ends = Ends::EndOfDay;
  friend bool operator==(const Term&, const Term&) = default;
};

// "3 business days following the day it starts, close of business"
base::Saying InWords(const Term& term);

struct Pause {
  Instant from;
  std::optional<Instant> until;  // nothing: it still stands paused
  friend bool operator==(const Pause&, const Pause&) = default;
};
BOOST_DESCRIBE_STRUCT(Pause, (), (from, until))

struct Due {
  std::optional<Instant> at;    // the last moment in time; nothing: it stands paused, or a day is unknown
  std::optional<Date> day;      // the last day, on the calendar's own wall
  std::optional<Date> unknown;  // the first day the calendar knows nothing of
  int paused_days = 0;          // by which the end moved, for terms of days and longer
};

// When the term ends that started at `start`. Pauses may overlap and come in any order; what lies before the start or
// after the end changes nothing.
Due DueOf(const Term& term, const Calendar& calendar, Instant start, std::span<const Pause> pauses);

}  // namespace calendar

template <>
struct base::TextExample<calendar::Length> {
  static constexpr std::string_view kExample = "8 weeks";
  static constexpr std::string_view kFormat = "";
};
