#include "base/time.h"

#include <rapidcheck.h>

#include "support/faults.h"

namespace base {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using tests::Says;

std::string Reading(std::string_view text) {
  const auto instant = Instant::Parse(text);
  return instant ? instant->ToString() : "refused";
}

TEST(Instants, are_read_with_their_offset_and_written_in_utc) {
  EXPECT_EQ(Instant::Parse("1970-01-01T00:00:00Z")->millis, 0);
  EXPECT_EQ(Reading("2026-11-21T09:30:00+01:00"), "2026-11-21T08:30:00Z");
  EXPECT_EQ(Reading("2026-11-21T23:30:00-05:30"), "2026-11-22T05:00:00Z");
  EXPECT_EQ(Reading("2026-01-01T00:15:00+05:45"), "2025-12-31T18:30:00Z");
  EXPECT_EQ(Reading("2026-11-21 09:30z"), "2026-11-21T09:30:00Z");
  EXPECT_EQ(Reading("1969-12-31T23:59:59.999Z"), "1969-12-31T23:59:59.999Z");
}

TEST(Instants, are_kept_to_the_millisecond) {
  EXPECT_EQ(Reading("2026-11-21T09:30:00.250Z"), "2026-11-21T09:30:00.250Z");
  EXPECT_EQ(Reading("2026-11-21T09:30:00.2Z"), "2026-11-21T09:30:00.200Z");
  EXPECT_EQ(Reading("2026-11-21T09:30:00.000Z"), "2026-11-21T09:30:00Z");
  EXPECT_EQ(Reading("2026-11-21T09:30:00.123456789Z"), "2026-11-21T09:30:00.123Z");
}

TEST(Instants, know_the_leap_years) {
  EXPECT_EQ(Reading("2024-02-29T12:00:00Z"), "2024-02-29T12:00:00Z");
  EXPECT_EQ(Reading("2000-02-29T12:00:00Z"), "2000-02-29T12:00:00Z");
  EXPECT_EQ(Reading("2023-02-29T12:00:00Z"), "refused");
  EXPECT_EQ(Reading("2100-02-29T12:00:00Z"), "refused");
  EXPECT_EQ(*Instant::Parse("2024-03-01T00:00:00Z") - *Instant::Parse("2024-02-28T00:00:00Z"), days(2));
}

TEST(Instants, without_a_time_or_a_zone_are_refused_and_never_guessed) {
  EXPECT_EQ(Says(Instant::Parse("2026-11-21")),
            R"(expected an instant like "2026-11-21T09:30:00Z" (date, time, and Z or an offset), found "2026-11-21")");
  for (const char* text :
       {"", "2026-11-21T09:30:00", "21/11/2026 09:30Z", "2026-11-21T9:30Z", "2026-13-01T00:00:00Z", "2026-11-31T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-11-00T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T09:60:00Z", "2026-11-21T09:30:60Z",
        "2026-11-21T09:30:00.Z", "2026-11-21T09:30:00+1:00", "2026-11-21T09:30:00+0100", "2026-11-21T09:30:00+19:00",
        "2026-11-21T09:30:00ZZ", "2026-11-21T09:30:00Z ", "-026-11-21T09:30:00Z", "2026-11-21T-9:30:00Z"}) {
    EXPECT_EQ(Reading(text), "refused") << text;
  }
}

TEST(Instants, lie_between_1900_and_2999_wherever_they_were_written) {
  EXPECT_EQ(Reading("1900-01-01T00:00:00Z"), "1900-01-01T00:00:00Z");
  EXPECT_EQ(Reading("2999-12-31T23:59:59.999Z"), "2999-12-31T23:59:59.999Z");
  EXPECT_EQ(Reading("1899-12-31T23:59:59Z"), "refused");
  EXPECT_EQ(Reading("3000-01-01T00:00:00Z"), "refused");
  // What is read must be readable again once it is written in UTC.
  EXPECT_EQ(Reading("1900-01-01T00:00:00+01:00"), "refused");
  EXPECT_EQ(Reading("2999-12-31T23:59:59-01:00"), "refused");
}

TEST(Instants, written_and_read_are_the_same) {
  EXPECT_TRUE(rc::check("Parse(ToString(t)) == t", [] {
    const Instant first = *Instant::Parse("1900-01-01T00:00:00Z");
    const Instant last = *Instant::Parse("2999-12-31T23:59:59.999Z");
    const Instant at{*rc::gen::inRange(first.millis, last.millis + 1)};
    RC_ASSERT(*Instant::Parse(at.ToString()) == at);
  }));
}

TEST(Instants, are_shown_to_people_as_a_date_and_a_time) {
  EXPECT_EQ(ForPeople(*Instant::Parse("2026-11-21T08:30:59Z")), "Sat 21 Nov 2026, 08:30 UTC");
  EXPECT_EQ(ForPeople(*Instant::Parse("1969-12-31T23:59:59Z")), "Wed 31 Dec 1969, 23:59 UTC");
  EXPECT_EQ(ForPeople(*Instant::Parse("2026-11-02T08:30:59Z")), "Mon 2 Nov 2026, 08:30 UTC");
}

TEST(Durations, are_read_in_units_that_add_up) {
  EXPECT_EQ(*ParseDuration("3d"), days(3));
  EXPECT_EQ(*ParseDuration("90m"), minutes(90));
  EXPECT_EQ(*ParseDuration("1h30m"), minutes(90));
  EXPECT_EQ(*ParseDuration("2w"), days(14));
  EXPECT_EQ(*ParseDuration("45s"), std::chrono::seconds(45));
  EXPECT_EQ(*ParseDuration("250ms"), Duration(250));
}

TEST(Durations, in_any_other_form_are_refused) {
  EXPECT_EQ(Says(ParseDuration("soon")), R"(expected a duration like "3d", "90m" or "1h30m", found "soon")");
  for (const char* text : {"", "3", "d", "3 d", "-3d", "3y", "1.5h", "1h30", "3dd"}) EXPECT_FALSE(ParseDuration(text)) << text;
}

TEST(Durations, too_long_to_count_are_refused) {
  EXPECT_FALSE(ParseDuration("1234567890w"));
  std::string sum;
  for (int i = 0; i < 40; ++i) sum += "999999999w";
  EXPECT_FALSE(ParseDuration(sum));
}

TEST(Durations, are_told_in_their_two_largest_units) {
  EXPECT_EQ(InWords(days(3)), "3 days");
  EXPECT_EQ(InWords(days(1) + hours(2) + minutes(5)), "1 day 2 hours");
  EXPECT_EQ(InWords(hours(2) + minutes(5)), "2 hours 5 minutes");
  EXPECT_EQ(InWords(days(3) + minutes(4)), "3 days");
  EXPECT_EQ(InWords(std::chrono::seconds(59)), "less than a minute");
  EXPECT_EQ(InWords(-hours(1)), "1 hour");
}

}  // namespace
}  // namespace base
