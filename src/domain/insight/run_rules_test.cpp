#include "domain/insight/run_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace insight {
namespace {

using Indexes = std::vector<std::size_t>;

std::vector<JudgedPoint> Points(const std::vector<double>& deviations) {
  std::vector<JudgedPoint> points;
  for (std::size_t i = 0; i < deviations.size(); ++i) {
    points.push_back({i, deviations[i], deviations[i], deviations[i] > 0 ? 1 : (deviations[i] < 0 ? -1 : 0)});
  }
  return points;
}

constexpr RuleSettings kWestern{.book = RuleBook::WesternElectric};
constexpr RuleSettings kNhs{.book = RuleBook::MakingDataCount};

TEST(APoint, is_outside_only_beyond_the_limit) {
  const auto found = FindBreaches(Points({0.5, 3.0, -0.5, 3.01, -3.5}), kNhs);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], (Breach{Rule::Outside, Side::High, {3}, 3}));
  EXPECT_EQ(found[1], (Breach{Rule::Outside, Side::Low, {4}, 4}));
}

TEST(TwoOfThree, may_have_its_third_anywhere_in_western_electric_but_not_in_making_data_count) {
  const auto points = Points({0.1, 2.1, -0.3, 2.2, 0.1});
  const auto western = FindBreaches(points, kWestern);
  ASSERT_EQ(western.size(), 1U);
  EXPECT_EQ(western[0], (Breach{Rule::TwoOfThree, Side::High, {1, 3}, 3}));
  EXPECT_TRUE(FindBreaches(points, kNhs).empty());
  const auto same_side = FindBreaches(Points({0.1, -2.1, -2.3, -0.5, 0.1}), kNhs);
  ASSERT_EQ(same_side.size(), 1U);
  EXPECT_EQ(same_side[0], (Breach{Rule::TwoOfThree, Side::Low, {1, 2}, 3})) << "known when the third is seen";
}

TEST(TwoOfThree, on_opposite_sides_is_nothing) { EXPECT_TRUE(FindBreaches(Points({2.1, -2.1, 0.1}), kWestern).empty()); }

TEST(FourOfFive, counts_points_beyond_one_deviation_on_one_side) {
  const auto found = FindBreaches(Points({1.1, 1.2, 0.2, 1.3, 1.4, -0.1}), kWestern);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (Breach{Rule::FourOfFive, Side::High, {0, 1, 3, 4}, 4}));
  EXPECT_TRUE(FindBreaches(Points({1.1, 1.2, 0.2, 1.3, 0.4, -0.1}), kWestern).empty());
}

TEST(WindowsThatShareAPoint, are_one_breach) {
  const auto found = FindBreaches(Points({2.1, 2.2, 2.3, 2.4}), kWestern);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0], (Breach{Rule::TwoOfThree, Side::High, {0, 1, 2, 3}, 1}));
  EXPECT_EQ(found[1].rule, Rule::FourOfFive);
}

TEST(AShift, is_seven_in_making_data_count_and_eight_in_western_electric) {
  const auto seven = Points({-0.1, 0.1, 0.3, 0.2, 0.4, 0.1, 0.5, 0.2, -0.2});
  const auto found = FindBreaches(seven, kNhs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0], (Breach{Rule::Shift, Side::High, {1, 2, 3, 4, 5, 6, 7}, 7}));
  EXPECT_TRUE(FindBreaches(seven, kWestern).empty());
  const auto eight = FindBreaches(Points({-0.1, -0.3, -0.2, -0.4, -0.1, -0.5, -0.2, -0.3, -0.1}), kWestern);
  ASSERT_EQ(eight.size(), 1U);
  EXPECT_EQ(eight[0].points.size(), 9U);
  EXPECT_EQ(eight[0].known_at, 7U) << "the eighth";
}

TEST(AShift, ends_on_the_centre_line_and_has_the_length_that_is_asked_for) {
  EXPECT_TRUE(FindBreaches(Points({0.1, 0.3, 0.2, 0, 0.1, 0.5, 0.2, 0.4}), kNhs).empty());
  EXPECT_EQ(FindBreaches(Points({0.1, 0.3, 0.2, 0.1, 0.25, -0.2}), {.shift = 5}).size(), 1U);
}

TEST(ATrend, of_seven_points_has_six_steps_and_a_tie_ends_it) {
  const auto rising = FindBreaches(Points({-0.9, -0.6, -0.3, 0.1, 0.3, 0.6, 0.9, 0.2}), kNhs);
  ASSERT_EQ(rising.size(), 1U);
  EXPECT_EQ(rising[0], (Breach{Rule::Trend, Side::High, {0, 1, 2, 3, 4, 5, 6}, 6}));
  EXPECT_TRUE(FindBreaches(Points({-0.9, -0.6, -0.3, -0.3, 0.3, 0.6, 0.9, 0.2}), kNhs).empty());
  const auto falling = FindBreaches(Points({1.0, 1.2, 0.8, 0.5, 0.1, -0.5, -0.9}), {.trend = 6});
  ASSERT_EQ(falling.size(), 1U);
  EXPECT_EQ(falling[0], (Breach{Rule::Trend, Side::Low, {1, 2, 3, 4, 5, 6}, 6}));
  EXPECT_TRUE(FindBreaches(Points({-0.9, -0.6, -0.3, 0.1, 0.3, 0.6, 0.9, 0.2}), kWestern).empty()) << "not one of the four";
}

TEST(ATurningPoint, ends_one_trend_and_begins_the_next) {
  const auto found = FindBreaches(Points({-0.9, -0.5, -0.1, 0.3, 0.9, 0.7, 0.2, -0.2, -0.4}), {.trend = 5});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].points, (Indexes{0, 1, 2, 3, 4}));
  EXPECT_EQ(found[1].points, (Indexes{4, 5, 6, 7, 8}));
}

TEST(AMirroredSeries, breaks_the_same_rules_on_the_other_side) {
  std::mt19937 random(20261122);
  std::normal_distribution<double> normal(0.4, 1.3);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> up, down;
    for (int i = 0; i < 40; ++i) {
      up.push_back(normal(random));
      down.push_back(-up.back());
    }
    for (const RuleSettings& settings : {kWestern, kNhs}) {
      auto above = FindBreaches(Points(up), settings);
      const auto below = FindBreaches(Points(down), settings);
      ASSERT_EQ(above.size(), below.size());
      for (Breach& breach : above) {
        breach.side = breach.side == Side::High ? Side::Low : Side::High;
        EXPECT_NE(std::ranges::find(below, breach), below.end());
      }
    }
  }
}

// The chance of a false alarm at a point of a quiet chart is 2 (1 - Phi(3)) = 0.0027: Montgomery, chapter 5 (choice of control
// limits).
TEST(AQuietSeries, is_outside_about_once_in_370_points) {
  std::mt19937 random(7);
  std::normal_distribution<double> normal;
  std::vector<double> quiet(400000);
  for (double& value : quiet) value = normal(random);
  int outside = 0;
  for (const Breach& breach : FindBreaches(Points(quiet), kWestern)) outside += breach.rule == Rule::Outside ? 1 : 0;
  EXPECT_NEAR(outside / 400000.0, 0.0027, 3 * std::sqrt(0.0027 / 400000));
}

TEST(ABreach, is_told_in_words) {
  const base::Saying from = base::Saying::Month(base::Date::Of(2026, 1, 1));
  const base::Saying to = base::Saying::Month(base::Date::Of(2026, 7, 1));
  EXPECT_EQ(InWords({Rule::Shift, Side::High, {1, 2, 3, 4, 5, 6, 7}, 7}, from, to),
            "7 points in a row above the centre line, from January 2026 to July 2026");
  EXPECT_EQ(InWords({Rule::Outside, Side::Low, {1}, 1}, from, from), "below the lower limit: January 2026");
}

}  // namespace
}  // namespace insight
