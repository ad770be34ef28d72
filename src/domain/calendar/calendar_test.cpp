#include "domain/calendar/calendar.h"

#include <rapidcheck.h>

#include "domain/calendar/term.h"
#include "support/faults.h"

namespace calendar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using tests::Holds;
using tests::Says;

Date Day(std::string_view text) { return *Date::Parse(text); }
Instant At(std::string_view text) { return *Instant::Parse(text); }

// Monday to Friday, nine to half past twelve and half past one to five; Christmas of 2026 as in England and Wales.
Spec ASpec() {
  Spec spec{"test", "Test", *base::Zone::Find("Europe/London"), {}, {}, Day("2026-01-01"), Day("2027-12-31"), "made up"};
  for (std::size_t day = 0; day < 5; ++day) {
    spec.hours[day] = {{hours(9), hours(12) + minutes(30)}, {hours(13) + minutes(30), hours(17)}};
  }
  spec.closed = {{Day("2026-12-25"), "Christmas Day"}, {Day("2026-12-28"), "Boxing Day"}, {Day("2027-01-01"), "New Year's Day"}};
  return spec;
}
const Calendar& ACalendar() {
  static const Calendar calendar = *Calendar::Make(ASpec());
  return calendar;
}

TEST(Calendars, tell_open_days_from_days_of_rest_and_closed_ones) {
  EXPECT_EQ(ACalendar().Look(Day("2026-12-24")), DayKind::Open);
  EXPECT_EQ(ACalendar().Look(Day("2026-12-26")), DayKind::Rest);
  EXPECT_EQ(ACalendar().Look(Day("2026-12-25")), DayKind::Closed);
  EXPECT_EQ(ACalendar().NameOf(Day("2026-12-25")), "Christmas Day");
}

TEST(Calendars, never_count_a_day_they_know_nothing_of) {
  EXPECT_EQ(ACalendar().Look(Day("2028-01-03")), DayKind::Unknown);
  EXPECT_EQ(ACalendar().Look(Day("2025-12-31")), DayKind::Unknown);
  const Counted beyond = ACalendar().AddBusinessDays(Day("2027-12-30"), 2);
  EXPECT_FALSE(beyond.date);
  EXPECT_EQ(beyond.unknown, Day("2028-01-01"));
  EXPECT_FALSE(ACalendar().WorkingTimeBetween(At("2027-12-31T16:00:00Z"), At("2028-01-03T10:00:00Z")));
  EXPECT_EQ(ACalendar().AddWorkingTime(At("2027-12-31T16:30:00Z"), hours(1)).unknown, Day("2028-01-01"));
}

TEST(Calendars, count_business_days_following_a_day_over_the_christmas_block) {
  EXPECT_EQ(ACalendar().AddBusinessDays(Day("2026-12-23"), 1).date, Day("2026-12-24"));
  EXPECT_EQ(ACalendar().AddBusinessDays(Day("2026-12-23"), 2).date, Day("2026-12-29"));
  EXPECT_EQ(ACalendar().AddBusinessDays(Day("2026-12-26"), 1).date, Day("2026-12-29")) << "from a day that is not open";
}

TEST(Calendars, know_when_business_closes) {
  EXPECT_EQ(ACalendar().CloseOfBusiness(Day("2026-07-20")), At("2026-07-20T16:00:00Z"));
  EXPECT_FALSE(ACalendar().CloseOfBusiness(Day("2026-12-25")));
}

TEST(Calendars, add_working_time_over_lunch_nights_and_weekends) {
  EXPECT_EQ(ACalendar().AddWorkingTime(At("2026-11-20T12:00:00Z"), hours(1)).at, At("2026-11-20T14:00:00Z"));
  EXPECT_EQ(ACalendar().AddWorkingTime(At("2026-11-20T16:30:00Z"), hours(1)).at, At("2026-11-23T09:30:00Z"));
  EXPECT_EQ(ACalendar().AddWorkingTime(At("2026-11-21T03:00:00Z"), hours(7)).at, At("2026-11-23T17:00:00Z"));
  EXPECT_EQ(ACalendar().WorkingTimeBetween(At("2026-11-20T16:30:00Z"), At("2026-11-23T09:30:00Z")), hours(1));
}

TEST(Calendars, measure_a_window_as_long_as_it_lasted_when_the_clocks_change_in_it) {
  Spec spec = ASpec();
  spec.hours[6] = {{hours(0), hours(4)}};
  const Calendar night = *Calendar::Make(spec);
  EXPECT_EQ(night.WorkingTimeBetween(At("2026-03-28T23:00:00Z"), At("2026-03-29T08:00:00Z")), hours(3)) << "an hour is skipped";
  EXPECT_EQ(night.WorkingTimeBetween(At("2026-10-24T22:00:00Z"), At("2026-10-25T08:00:00Z")), hours(5)) << "an hour comes twice";
}

TEST(Calendars, that_make_no_sense_are_refused_at_the_field) {
  Spec backwards = ASpec();
  backwards.hours[0] = {{hours(17), hours(9)}};
  EXPECT_TRUE(Holds(Says(Calendar::Make(backwards)), "hours.monday: a window begins before it ends"));
  Spec touching = ASpec();
  touching.hours[1] = {{hours(9), hours(12)}, {hours(12), hours(17)}};
  EXPECT_TRUE(Holds(Says(Calendar::Make(touching)), "hours.tuesday: windows stand in order and do not touch"));
  Spec never = ASpec();
  never.hours = {};
  EXPECT_TRUE(Holds(Says(Calendar::Make(never)), "no day of the week is open"));
  Spec outside = ASpec();
  outside.closed.emplace(Day("2030-12-25"), "Christmas Day");
  EXPECT_TRUE(Holds(Says(Calendar::Make(outside)), "closed: 2030-12-25 (Christmas Day) lies outside"));
}

// -- Terms --------------------------------------------------------------------------------------------------------------

Due Of(const char* length, std::string_view start, Counting counting = Counting::Following, Ends ends = Ends::EndOfDay,
       const std::vector<Pause>& pauses = {}) {
  return DueOf({*Length::Parse(length), counting, ends}, ACalendar(), At(start), pauses);
}

TEST(Lengths, are_read_and_written_in_words) {
  for (const char* text : {"8 weeks", "1 business day", "15 business days", "4 working hours", "1 month", "2 years", "30 days"}) {
    EXPECT_EQ(Length::Parse(text)->ToString(), text);
  }
  EXPECT_EQ(Length::Parse("10 working days")->ToString(), "10 business days");
  for (const char* text : {"", "8", "weeks", "8weeks", "0 days", "-1 days", "8 weks", "10000 days", "1.5 days", "8  weeks"}) {
    EXPECT_FALSE(Length::Parse(text)) << text;
  }
  EXPECT_TRUE(Holds(Says(Length::Parse("8 weks")), "did you mean \"weeks\""));
}

TEST(Terms, following_a_day_begin_to_count_on_the_next) {
  EXPECT_EQ(Of("8 weeks", "2026-03-02T10:00:00Z").day, Day("2026-04-27"));
  EXPECT_EQ(Of("30 days", "2026-09-01T10:00:00Z").day, Day("2026-10-01"));
  EXPECT_EQ(Of("1 month", "2026-01-31T10:00:00Z").day, Day("2026-02-28"));
}

TEST(Terms, beginning_with_a_day_count_it) {
  EXPECT_EQ(Of("14 days", "2026-09-01T10:00:00Z", Counting::BeginningWith).day, Day("2026-09-14"));
  EXPECT_EQ(Of("1 business day", "2026-09-01T10:00:00Z", Counting::BeginningWith).day, Day("2026-09-01"));
}

TEST(Terms, end_with_the_day_with_business_or_at_the_same_time) {
  EXPECT_EQ(Of("3 days", "2026-07-01T10:00:00Z").at, At("2026-07-04T22:59:59.999Z"));
  EXPECT_EQ(Of("3 days", "2026-07-01T10:00:00Z", Counting::Following, Ends::SameTime).at, At("2026-07-04T10:00:00Z"));
  EXPECT_EQ(Of("3 business days", "2026-07-01T10:00:00Z", Counting::Following, Ends::CloseOfBusiness).at,
            At("2026-07-06T16:00:00Z"));
}

TEST(Terms, of_the_same_time_keep_the_clock_on_the_wall_over_a_change_of_the_clocks) {
  EXPECT_EQ(Of("1 day", "2026-03-28T10:00:00Z", Counting::Following, Ends::SameTime).at, At("2026-03-29T09:00:00Z"));
}

TEST(Terms, received_late_in_the_evening_start_on_that_day_where_the_calendar_is) {
  EXPECT_EQ(Of("1 day", "2026-07-01T23:30:00Z").day, Day("2026-07-03")) << "it is half past midnight on the second there";
}

TEST(Terms, move_by_the_days_at_whose_end_they_stood_paused) {
  const auto moved = [](std::string_view from, std::string_view until) {
    return Of("5 business days", "2026-11-02T10:00:00Z", Counting::Following, Ends::EndOfDay, {{At(from), At(until)}}).day;
  };
  EXPECT_EQ(moved("2026-11-03T09:00:00Z", "2026-11-03T17:00:00Z"), Day("2026-11-09")) << "within a day: not at all";
  EXPECT_EQ(moved("2026-11-03T09:00:00Z", "2026-11-04T09:00:00Z"), Day("2026-11-10")) << "over one midnight: one day";
  EXPECT_EQ(moved("2026-11-06T09:00:00Z", "2026-11-09T09:00:00Z"), Day("2026-11-10")) << "a weekend counts as no business day";
  EXPECT_EQ(moved("2026-10-01T09:00:00Z", "2026-11-01T09:00:00Z"), Day("2026-11-09")) << "before it started: not at all";
  EXPECT_EQ(moved("2026-11-20T09:00:00Z", "2026-11-25T09:00:00Z"), Day("2026-11-09")) << "after it ended: not at all";
}

TEST(Terms, are_not_moved_by_a_pause_that_began_on_their_last_day_after_their_end) {
  const auto day = [](std::string_view from) {
    return Of("1 business day", "2026-11-05T10:00:00Z", Counting::Following, Ends::CloseOfBusiness,
              {{At(from), At("2026-11-09T10:00:00Z")}})
        .day;
  };
  EXPECT_EQ(day("2026-11-06T18:00:00Z"), Day("2026-11-06")) << "an hour after close of business";
  EXPECT_EQ(day("2026-11-06T16:00:00Z"), Day("2026-11-09")) << "an hour before";
}

TEST(Terms, of_months_beginning_with_a_day_end_before_the_day_that_corresponds_or_with_a_month_too_short_for_it) {
  EXPECT_EQ(Of("1 month", "2026-03-15T10:00:00Z", Counting::BeginningWith).day, Day("2026-04-14"));
  EXPECT_EQ(Of("1 month", "2026-01-31T10:00:00Z", Counting::BeginningWith).day, Day("2026-02-28"));
}

TEST(Terms, have_no_end_while_they_stand_paused) {
  const Due due = Of("5 days", "2026-11-02T10:00:00Z", Counting::Following, Ends::EndOfDay, {{At("2026-11-04T10:00:00Z"), {}}});
  EXPECT_FALSE(due.at);
  EXPECT_FALSE(due.unknown);
  EXPECT_FALSE(Of("4 working hours", "2026-11-02T09:00:00Z", {}, {}, {{At("2026-11-02T10:00:00Z"), {}}}).at);
  EXPECT_EQ(Of("1 working hour", "2026-11-02T09:00:00Z", {}, {}, {{At("2026-11-02T10:00:00Z"), {}}}).at,
            At("2026-11-02T10:00:00Z"))
      << "it was over when the pause began";
}

TEST(Terms, of_hours_leave_the_paused_time_out_exactly) {
  EXPECT_EQ(Of("4 hours", "2026-11-02T09:00:00Z", {}, {}, {{At("2026-11-02T10:00:00Z"), At("2026-11-02T10:15:00Z")}}).at,
            At("2026-11-02T13:15:00Z"));
  EXPECT_EQ(Of("4 working hours", "2026-11-02T09:00:00Z", {}, {}, {{At("2026-11-02T12:00:00Z"), At("2026-11-02T14:00:00Z")}}).at,
            At("2026-11-02T15:00:00Z"))
      << "of the two hours one was lunch";
}

// -- Properties ---------------------------------------------------------------------------------------------------------

const Calendar& Wide() {
  static const Calendar calendar = [] {
    Spec spec = ASpec();
    spec.known_from = Day("2020-01-01");
    spec.known_until = Day("2040-12-31");
    for (int year = 2020; year <= 2040; ++year) {
      for (const auto& [month, day] : {std::pair{1U, 1U}, {4U, 3U}, {5U, 4U}, {8U, 31U}, {12U, 25U}, {12U, 26U}}) {
        spec.closed.emplace(Date::Of(year, month, day), "holiday");
      }
    }
    return *Calendar::Make(spec);
  }();
  return calendar;
}

Instant AnyMoment() {
  const auto first = At("2026-01-01T00:00:00Z").millis / 60'000;
  const auto last = At("2029-01-01T00:00:00Z").millis / 60'000;
  return {*rc::gen::inRange(first, last) * 60'000};
}
Term AnyTerm() {
  Term term;
  term.length = {*rc::gen::inRange(1, 60),
                 *rc::gen::element(Unit::WorkingHours, Unit::Hours, Unit::BusinessDays, Unit::Days, Unit::Weeks, Unit::Months)};
  term.counting = *rc::gen::element(Counting::Following, Counting::BeginningWith);
  term.ends = term.length.unit == Unit::BusinessDays ? *rc::gen::element(Ends::EndOfDay, Ends::CloseOfBusiness) : Ends::EndOfDay;
  return term;
}
Pause AnyPause(Instant start) {
  const Instant from = start + minutes(*rc::gen::inRange(-3000, 40'000));
  return {from, from + minutes(*rc::gen::inRange(1, 20'000))};
}

TEST(Terms, never_end_before_they_start_and_business_days_never_end_on_a_closed_day) {
  EXPECT_TRUE(rc::check("due >= start; open day", [] {
    const Term term = AnyTerm();
    const Instant start = AnyMoment();
    const Due due = DueOf(term, Wide(), start, std::vector{AnyPause(start)});
    RC_ASSERT(due.at.has_value());
    // A day counted with itself may be over, in working hours, before the moment it started.
    const bool same_day = term.counting == Counting::BeginningWith && term.ends == Ends::CloseOfBusiness;
    RC_ASSERT(*due.at >= start || same_day);
    if (term.length.unit == Unit::BusinessDays) RC_ASSERT(Wide().Look(*due.day) == DayKind::Open);
    // The last minute before the end was one of work.
    if (term.length.unit == Unit::WorkingHours)
      RC_ASSERT(Wide().WorkingTimeBetween(*due.at - minutes(1), *due.at) == Duration(minutes(1)));
  }));
}

TEST(Terms, never_end_earlier_for_more_pause) {
  EXPECT_TRUE(rc::check("more pause, no earlier", [] {
    const Term term = AnyTerm();
    const Instant start = AnyMoment();
    std::vector<Pause> pauses{AnyPause(start)};
    const auto before = DueOf(term, Wide(), start, pauses).at;
    pauses.push_back(AnyPause(start));
    const auto after = DueOf(term, Wide(), start, pauses).at;
    RC_ASSERT(before && after && *after >= *before);
  }));
}

TEST(Terms, do_not_change_when_a_pause_is_split_in_two) {
  EXPECT_TRUE(rc::check("split pause", [] {
    const Term term = AnyTerm();
    const Instant start = AnyMoment();
    const Pause whole = AnyPause(start);
    const auto length = (*whole.until - whole.from).count() / 60'000;
    const Instant middle = whole.from + minutes(*rc::gen::inRange<std::int64_t>(0, length + 1));
    const auto together = DueOf(term, Wide(), start, std::vector{whole});
    const auto apart = DueOf(term, Wide(), start, std::vector{Pause{middle, whole.until}, Pause{whole.from, middle}});
    RC_ASSERT(together.at == apart.at);
    RC_ASSERT(together.paused_days == apart.paused_days);
  }));
}

TEST(Calendars, measure_exactly_the_working_time_they_added) {
  EXPECT_TRUE(rc::check("WorkingTimeBetween(t, AddWorkingTime(t, d)) == d", [] {
    const Instant start = AnyMoment();
    const Duration time = minutes(*rc::gen::inRange(1, 20'000));
    const Reached reached = Wide().AddWorkingTime(start, time);
    RC_ASSERT(reached.at.has_value());
    RC_ASSERT(Wide().WorkingTimeBetween(start, *reached.at) == time);
  }));
}

TEST(Calendars, count_as_many_business_days_as_they_added) {
  EXPECT_TRUE(rc::check("StepsBetween(d, AddBusinessDays(d, n)) ends with n", [] {
    const Date start = Wide().DayOf(AnyMoment());
    const int count = *rc::gen::inRange(1, 300);
    const Counted counted = Wide().AddBusinessDays(start, count);
    RC_ASSERT(counted.date.has_value());
    RC_ASSERT(Wide().StepsBetween(start, *counted.date).back().count == count);
  }));
}

TEST(AMoment, is_told_on_the_clock_on_the_wall_and_in_utc_where_there_is_none) {
  const Calendar wall = ACalendar();
  EXPECT_EQ(ForPeople(At("2026-06-19T22:59:59Z"), &wall), "Fri 19 Jun 2026, 23:59");
  EXPECT_EQ(ForPeople(At("2026-12-19T22:59:59Z"), &wall), "Sat 19 Dec 2026, 22:59");
  EXPECT_EQ(ForPeople(At("2026-06-19T22:59:59Z"), nullptr), "Fri 19 Jun 2026, 22:59 UTC");
}

}  // namespace
}  // namespace calendar
