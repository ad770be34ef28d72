#include "base/date.h"

#include <rapidcheck.h>

#include "support/faults.h"

namespace base {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using tests::Holds;
using tests::Says;

Date Day(std::string_view text) { return *Date::Parse(text); }
Instant At(std::string_view text) { return *Instant::Parse(text); }
const Zone kLondon = *Zone::Find("Europe/London");

TEST(Dates, are_read_and_written_as_year_month_day) {
  EXPECT_EQ(Day("1970-01-01").days, 0);
  EXPECT_EQ(Day("2026-12-23").ToString(), "2026-12-23");
  EXPECT_EQ(Date::Of(2024, 2, 29).ToString(), "2024-02-29");
  EXPECT_EQ(Day("2026-12-23").ForPeople(), "Wed 23 Dec 2026");
}

TEST(Dates, that_do_not_exist_are_refused_with_what_was_expected) {
  for (const char* text : {"2023-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "23/12/2026", "2026-1-1", "", "2026-12-2x"}) {
    EXPECT_TRUE(Holds(Says(Date::Parse(text)), "expected a day like \"2026-12-23\""));
  }
}

TEST(Dates, know_their_weekday) {
  EXPECT_EQ(Day("2026-11-22").weekday(), Weekday::Sunday);
  EXPECT_EQ(Day("2024-02-29").weekday(), Weekday::Thursday);
  EXPECT_EQ(Day("1969-12-31").weekday(), Weekday::Wednesday);
}

TEST(Dates, move_by_months_and_stay_within_the_month) {
  EXPECT_EQ(Day("2026-01-31").AddMonths(1), Day("2026-02-28"));
  EXPECT_EQ(Day("2023-10-31").AddMonths(4), Day("2024-02-29"));
  EXPECT_EQ(Day("2026-08-15").AddMonths(6), Day("2027-02-15"));
  EXPECT_EQ(Day("2026-03-31").AddMonths(-1), Day("2026-02-28"));
}

TEST(Dates, are_read_as_they_were_written) {
  EXPECT_TRUE(rc::check("Parse(ToString(d)) == d", [] {
    const Date date{*rc::gen::inRange(Date::Of(1900, 1, 1).days, Date::Of(2999, 12, 31).days + 1)};
    RC_ASSERT(*Date::Parse(date.ToString()) == date);
    RC_ASSERT(Date::Of(date.year(), date.month(), date.day()) == date);
  }));
}

TEST(Zones, are_found_by_name_and_near_misses_are_named) {
  EXPECT_EQ(kLondon.name(), "Europe/London");
  EXPECT_TRUE(Holds(Says(Zone::Find("Europe/Londn")), "did you mean \"Europe/London\""));
}

TEST(Zones, show_the_clock_on_the_wall_in_winter_and_in_summer) {
  EXPECT_EQ(kLondon.ToLocal(At("2026-01-15T12:30:00Z")), (LocalTime{Day("2026-01-15"), hours(12) + minutes(30)}));
  EXPECT_EQ(kLondon.ToLocal(At("2026-07-15T23:30:00Z")), (LocalTime{Day("2026-07-16"), minutes(30)}));
  EXPECT_EQ(ForPeople(At("2026-07-15T23:30:00Z"), kLondon), "Thu 16 Jul 2026, 00:30");
}

TEST(Zones, end_a_day_when_the_next_begins_there) {
  EXPECT_EQ(kLondon.ToInstant(Day("2026-07-15"), hours(24)), At("2026-07-15T23:00:00Z"));
  EXPECT_EQ(kLondon.ToInstant(Day("2026-12-31"), hours(24)), At("2027-01-01T00:00:00Z"));
}

// 29 March 2026, 01:00 to 02:00 does not happen; 25 October 2026, 01:00 to 02:00 happens twice.
TEST(Zones, take_a_time_that_is_skipped_as_the_moment_of_skipping) {
  EXPECT_EQ(kLondon.ToInstant(Day("2026-03-29"), hours(1)), At("2026-03-29T01:00:00Z"));
  EXPECT_EQ(kLondon.ToInstant(Day("2026-03-29"), hours(1) + minutes(30)), At("2026-03-29T01:00:00Z"));
  EXPECT_EQ(kLondon.ToInstant(Day("2026-03-29"), hours(2)), At("2026-03-29T01:00:00Z"));
}

TEST(Zones, take_a_time_that_comes_twice_as_the_later) {
  EXPECT_EQ(kLondon.ToInstant(Day("2026-10-25"), hours(1) + minutes(30)), At("2026-10-25T01:30:00Z"));
  EXPECT_EQ(kLondon.ToLocal(At("2026-10-25T00:30:00Z")), kLondon.ToLocal(At("2026-10-25T01:30:00Z")));
}

TEST(Zones, lead_from_an_instant_to_the_wall_and_back) {
  EXPECT_TRUE(rc::check("ToInstant(ToLocal(t)) == t, or the same wall clock an hour later in the hour that comes twice", [] {
    const Instant at{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000) * 1000};
    const LocalTime local = kLondon.ToLocal(at);
    const Instant back = kLondon.ToInstant(local.date, local.of_day);
    RC_ASSERT(back == at || (back == at + hours(1) && kLondon.ToLocal(back) == local));
  }));
}

}  // namespace
}  // namespace base
