#include "domain/insight/series.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace insight {
namespace {

using base::Date;
const Date kToday = Date::Of(2026, 6, 30);

TEST(ASeries, without_a_fault_is_sound_and_so_is_an_empty_one) {
  const std::vector<Point> points = {{Date::Of(2026, 1, 1), 3, 10}, {Date::Of(2026, 2, 1), std::nullopt, std::nullopt}};
  EXPECT_TRUE(Sound(points, kToday));
  EXPECT_TRUE(Sound({}, kToday));
}

TEST(ASeries, out_of_order_twice_in_the_future_or_not_a_number_is_answered_with_the_day) {
  EXPECT_EQ(Sound(std::vector<Point>{{Date::Of(2026, 2, 1), 1, {}}, {Date::Of(2026, 1, 1), 1, {}}}, kToday).error(),
            "Thu 1 Jan 2026 comes after Sun 1 Feb 2026 in the series; put the points in the order of time.");
  EXPECT_EQ(Sound(std::vector<Point>{{Date::Of(2026, 2, 1), 1, {}}, {Date::Of(2026, 2, 1), 1, {}}}, kToday).error(),
            "Sun 1 Feb 2026 stands twice in the series; each period needs one point.");
  EXPECT_EQ(Sound(std::vector<Point>{{Date::Of(2026, 7, 1), 1, {}}}, kToday).error(),
            "Wed 1 Jul 2026 is in the future; a series ends at Tue 30 Jun 2026, today, at the latest.");
  EXPECT_EQ(Sound(std::vector<Point>{{Date::Of(2026, 2, 1), std::numeric_limits<double>::infinity(), {}}}, kToday).error(),
            "The point of Sun 1 Feb 2026 is not a number; leave the value out where it is not known.");
}

TEST(Jumps, are_not_taken_across_a_gap) {
  const std::vector<std::optional<double>> values = {1, 4, std::nullopt, 10, 8};
  EXPECT_EQ(Jumps(values), (std::vector<double>{3, 2}));
}

TEST(TheMiddle, of_an_even_number_is_between_the_two) {
  EXPECT_DOUBLE_EQ(Median({4, 1, 3, 2}), 2.5);
  EXPECT_DOUBLE_EQ(Median({9, 1, 3}), 3);
  EXPECT_TRUE(std::isnan(Median({})));
  EXPECT_TRUE(std::isnan(Mean({})));
  EXPECT_DOUBLE_EQ(Variance(std::vector<double>{1, 2, 3, 4}), 5.0 / 3);
}

}  // namespace
}  // namespace insight
