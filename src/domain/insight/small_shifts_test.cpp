#include "domain/insight/small_shifts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace insight {
namespace {

std::vector<std::optional<double>> Known(const std::vector<double>& values) { return {values.begin(), values.end()}; }

// Montgomery, Introduction to Statistical Quality Control, table 9.1: target 10, standard deviation 1; the level of the last ten
// was set to 11.
const std::vector<double> kMontgomery = {9.45,  7.99,  9.29,  11.66, 12.16, 10.18, 8.04,  11.46, 9.20,  10.34,
                                         9.03,  11.47, 10.51, 9.40,  10.08, 9.37,  10.62, 10.31, 8.52,  10.84,
                                         10.90, 9.33,  12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52};

// Montgomery, example 9.1: with k = 0.5 and h = 5 the upper sum is 5.28 in period 29, with 7 periods above 0, so that the shift
// came between periods 22 and 23, and the new level is estimated as 11.25.
TEST(TheCumulativeSum, signals_where_montgomerys_does_and_finds_the_same_beginning_and_level) {
  const auto watch = RunCusum(Known(kMontgomery), {10, 1}, {});
  ASSERT_TRUE(watch) << watch.error();
  ASSERT_TRUE(watch->first);
  EXPECT_EQ(watch->first->known_at, 28U);
  EXPECT_EQ(watch->first->began_at, 22U);
  EXPECT_EQ(watch->first->side, Side::High);
  EXPECT_NEAR(watch->first->level, 11.25, 5e-3);
  EXPECT_NEAR(*watch->high[28], 5.28, 5e-3);
  EXPECT_NEAR(*watch->high[4], 2.82, 5e-3);
  EXPECT_NEAR(*watch->low[1], 1.56, 5e-3);
  EXPECT_NEAR(*watch->high[29], 5.30, 5e-3);
}

// NIST/SEMATECH e-Handbook, section 6.3.2.3: target 325, k = 0.3175, h = 4.1959; the upper sum passes h with the 14th group.
TEST(TheCumulativeSum, signals_where_the_nist_handbooks_does) {
  const std::vector<double> groups = {324.925, 324.675, 324.725, 324.350, 325.350, 325.225, 324.125, 324.525, 325.225, 324.600,
                                      324.625, 325.150, 328.325, 327.250, 327.825, 328.500, 326.675, 327.775, 326.875, 328.350};
  const auto watch = RunCusum(Known(groups), {325, 1}, {.slack = 0.3175, .decision = 4.1959});
  ASSERT_TRUE(watch);
  ASSERT_TRUE(watch->first);
  EXPECT_EQ(watch->first->known_at, 13U);
  EXPECT_EQ(watch->first->began_at, 12U);
  EXPECT_NEAR(*watch->high[12], 3.01, 5e-3);
  EXPECT_NEAR(*watch->high[13], 4.94, 5e-3);
}

// NIST/SEMATECH e-Handbook, section 6.3.2.4: target 50, standard deviation 2.0539, weight 0.3, limits 47.4115 and 52.5884, and
// these averages; none outside.
TEST(TheMovingAverage, is_that_of_the_nist_handbook) {
  const std::vector<double> values = {52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5,
                                      49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1};
  const double averages[] = {50.60, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33,
                             50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99};
  const auto watch = RunEwma(Known(values), {50, 2.0539}, {.weight = 0.3, .limit = 3});
  ASSERT_TRUE(watch);
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(*watch->average[i], averages[i], 6e-3) << i;
  EXPECT_NEAR(*watch->lower[19], 47.4115, 1e-3);
  EXPECT_NEAR(*watch->upper[19], 52.5884, 1e-3);
  EXPECT_FALSE(watch->first);
}

// Montgomery, example 9.2: weight 0.10 and limit 2.7 on the data of table 9.1. The limits of the first period are 9.73 and 10.27,
// of the second 9.64 and 10.36, in the end 9.38 and 10.62. By its averages, 10.573 and 10.647, observation 29 is the first
// outside.
TEST(TheMovingAverage, has_montgomerys_limits_and_signals_with_the_first_average_outside) {
  const auto watch = RunEwma(Known(kMontgomery), {10, 1}, {.weight = 0.1, .limit = 2.7});
  ASSERT_TRUE(watch);
  EXPECT_NEAR(*watch->average[0], 9.945, 5e-4);
  EXPECT_NEAR(*watch->average[1], 9.7495, 5e-5);
  EXPECT_NEAR(*watch->upper[0], 10.27, 5e-3);
  EXPECT_NEAR(*watch->upper[1], 10.36, 5e-3);
  EXPECT_NEAR(*watch->upper[29], 10.62, 5e-3);
  EXPECT_NEAR(*watch->lower[29], 9.38, 5e-3);
  ASSERT_TRUE(watch->first);
  EXPECT_NEAR(*watch->average[27], 10.5731, 5e-5);
  EXPECT_NEAR(*watch->average[28], 10.6468, 5e-5);
  EXPECT_EQ(watch->first->known_at, 28U);
  EXPECT_LE(watch->first->began_at, 22U);
}

// Montgomery, tables 9.3 and 9.4 (Hawkins; two-sided sums): k = 0.5.
TEST(TheRunLength, of_the_cumulative_sum_is_hawkins) {
  const struct {
    double shift, four, five;
  } rows[] = {{0, 168, 465},   {0.25, 74.2, 139}, {0.5, 26.6, 38.0}, {0.75, 13.3, 17.0},
              {1, 8.38, 10.4}, {1.5, 4.75, 5.75}, {2, 3.34, 4.01}};
  for (const auto& row : rows) {
    EXPECT_NEAR(CusumRunLength({.decision = 4}, row.shift), row.four, 0.005 * row.four) << row.shift;
    EXPECT_NEAR(CusumRunLength({.decision = 5}, row.shift), row.five, 0.005 * row.five) << row.shift;
  }
  EXPECT_LT(CusumRunLength({.head_start = HeadStart::Half}, 1), CusumRunLength({}, 1));
}

// Montgomery, table 9.11 (after Lucas and Saccucci 1990): all with one false alarm in 500.
TEST(TheRunLength, of_the_moving_average_is_lucas_and_saccuccis) {
  const struct {
    double weight, limit, half, one, two;
  } rows[] = {{0.4, 3.054, 71.2, 14.3, 3.5},
              {0.25, 2.998, 48.2, 11.1, 3.6},
              {0.2, 2.962, 41.8, 10.5, 3.7},
              {0.1, 2.814, 31.3, 10.3, 4.4}};
  for (const auto& row : rows) {
    const EwmaSettings settings{row.weight, row.limit};
    EXPECT_NEAR(EwmaRunLength(settings, 0), 500, 5);
    EXPECT_NEAR(EwmaRunLength(settings, 0.5), row.half, 0.01 * row.half + 0.05);
    EXPECT_NEAR(EwmaRunLength(settings, 1), row.one, 0.01 * row.one + 0.05);
    EXPECT_NEAR(EwmaRunLength(settings, 2), row.two, 0.01 * row.two + 0.05);
  }
}

TEST(TheRunLength, is_what_simulated_series_show) {
  std::mt19937 random(42);
  std::normal_distribution<double> normal;
  double sum = 0;
  const int rounds = 2000;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::optional<double>> values(400);
    for (std::optional<double>& value : values) value = normal(random) + 0.75;
    const auto watch = RunCusum(values, {0, 1}, {});
    ASSERT_TRUE(watch->first);
    sum += static_cast<double>(watch->first->known_at + 1);
  }
  EXPECT_NEAR(sum / rounds, CusumRunLength({}, 0.75), 0.7);
}

TEST(AFalseAlarmRate, can_be_set) {
  EXPECT_NEAR(*CusumDecisionFor(0.5, 465), 5, 0.01);
  EXPECT_NEAR(*EwmaLimitFor(0.2, 500), 2.962, 0.005);
  EXPECT_NEAR(*EwmaLimitFor(1, 370.4), 3, 0.001) << "the newest point alone: the chart of single values";
  EXPECT_EQ(CusumDecisionFor(0.5, 3).error(), "One false alarm in 20 to 100000 points can be set, not in 3.");
  EXPECT_FALSE(EwmaLimitFor(0, 500));
}

TEST(BothWatches, move_and_stretch_with_the_series) {
  std::mt19937 random(9);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 100; ++round) {
    const double scale = std::exp(normal(random)), shift = 100 * normal(random);
    std::vector<std::optional<double>> values(60), other(60);
    for (std::size_t i = 0; i < 60; ++i) {
      values[i] = normal(random) + (i < 30 ? 0 : 1);
      other[i] = scale * *values[i] + shift;
    }
    const auto here = RunCusum(values, {0, 1}, {}), there = RunCusum(other, {shift, scale}, {});
    const auto smooth = RunEwma(values, {0, 1}, {}), moved = RunEwma(other, {shift, scale}, {});
    ASSERT_EQ(here->first.has_value(), there->first.has_value());
    ASSERT_EQ(smooth->first.has_value(), moved->first.has_value());
    for (std::size_t i = 0; i < 60; ++i) {
      EXPECT_NEAR(*here->high[i], *there->high[i], 1e-8);
      EXPECT_NEAR(*here->low[i], *there->low[i], 1e-8);
      EXPECT_NEAR(scale * *smooth->upper[i] + shift, *moved->upper[i], 1e-8 * (1 + scale));
    }
    if (here->first) {
      EXPECT_EQ(here->first->began_at, there->first->began_at);
      EXPECT_NEAR(scale * here->first->level + shift, there->first->level, 1e-8 * (1 + scale));
      EXPECT_LE(here->first->began_at, here->first->known_at);
    }
    if (smooth->first) {
      EXPECT_EQ(smooth->first->began_at, moved->first->began_at);
    }
  }
}

TEST(AMirroredSeries, signals_on_the_other_side) {
  std::vector<std::optional<double>> mirrored;
  for (const double value : kMontgomery) mirrored.push_back(20 - value);
  const auto watch = RunCusum(mirrored, {10, 1}, {});
  ASSERT_TRUE(watch->first);
  EXPECT_EQ(watch->first->side, Side::Low);
  EXPECT_EQ(watch->first->known_at, 28U);
  EXPECT_NEAR(watch->first->level, 8.75, 5e-3);
}

TEST(AGap, is_passed_over) {
  std::vector<std::optional<double>> gappy = Known(kMontgomery);
  gappy.insert(gappy.begin() + 10, std::nullopt);
  gappy.insert(gappy.begin() + 25, std::nullopt);
  const auto watch = RunCusum(gappy, {10, 1}, {});
  EXPECT_FALSE(watch->high[10]);
  ASSERT_TRUE(watch->first);
  EXPECT_EQ(watch->first->known_at, 30U);
  EXPECT_EQ(watch->first->began_at, 23U);
  const auto smooth = RunEwma(gappy, {10, 1}, {.weight = 0.1, .limit = 2.7});
  EXPECT_FALSE(smooth->average[10]);
  EXPECT_EQ(smooth->first->known_at, 30U);
}

TEST(WhatIsUsual, comes_from_the_first_points_and_is_refused_where_there_is_too_little) {
  const auto usual = ReferenceFrom(Known(kMontgomery), 20);
  ASSERT_TRUE(usual);
  EXPECT_NEAR(usual->centre, 9.97, 0.06);
  EXPECT_NEAR(usual->sigma, 1.3, 0.4);
  EXPECT_FALSE(ReferenceFrom(Known({1, 2, 3}), std::nullopt));
  EXPECT_FALSE(ReferenceFrom({}, std::nullopt));
  EXPECT_FALSE(ReferenceFrom(Known(std::vector<double>(20, 5.0)), std::nullopt));
}

TEST(ABadSeriesOrSetting, is_answered_with_a_sentence) {
  EXPECT_EQ(RunCusum({}, {0, 1}, {}).error(), "There are no points to watch.");
  EXPECT_EQ(RunEwma(std::vector<std::optional<double>>(5), {0, 1}, {}).error(), "There are no points to watch.");
  EXPECT_EQ(RunCusum(Known({1, 2}), {0, 0}, {}).error(),
            "Small shifts cannot be watched for without a usual level and a spread above 0.");
  EXPECT_EQ(RunCusum(Known({1, NAN}), {0, 1}, {}).error(), "A point is not a number; leave the value out where it is not known.");
  EXPECT_EQ(RunCusum(Known({1}), {0, 1}, {.slack = -1}).error(),
            "The slack of a cumulative sum is 0 to 3 standard deviations, not -1.");
  EXPECT_FALSE(RunCusum(Known({1}), {0, 1}, {.decision = 0}));
  EXPECT_EQ(RunEwma(Known({1}), {0, 1}, {.weight = 0}).error(), "The weight of the newest point is above 0, to 1, not 0.");
  EXPECT_FALSE(RunEwma(Known({1}), {0, 1}, {.limit = -2}));
}

}  // namespace
}  // namespace insight
