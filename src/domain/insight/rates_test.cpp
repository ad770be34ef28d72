#include "domain/insight/rates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace insight {
namespace {

struct Published {
  double count, of, low, high;
};

void ExpectEnds(const Said<Interval>& found, double low, double high, double within = 6e-5) {
  ASSERT_TRUE(found) << found.error();
  EXPECT_NEAR(found->low, low, within);
  EXPECT_NEAR(found->high, high, within);
}

// Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I: methods 3, 5, 6.
TEST(AShare, has_the_intervals_of_newcombes_table) {
  for (const Published& row :
       {Published{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}}) {
    ExpectEnds(Wilson(row.count, row.of), row.low, row.high);
  }
  for (const Published& row :
       {Published{81, 263, 0.2527, 0.3676}, {15, 148, 0.0578, 0.1617}, {0, 20, 0, 0.1684}, {1, 29, 0.0009, 0.1776}}) {
    ExpectEnds(ExactShare(row.count, row.of), row.low, row.high);
  }
  for (const Published& row :
       {Published{81, 263, 0.2544, 0.3658}, {15, 148, 0.0601, 0.1581}, {0, 20, 0, 0.1391}, {1, 29, 0.0017, 0.1585}}) {
    ExpectEnds(MidShare(row.count, row.of), row.low, row.high);
  }
}

// Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998), table II,
// method 10.
TEST(ADifferenceOfShares, has_the_intervals_of_newcombes_table) {
  ExpectEnds(ShareDifference(56, 70, 48, 80), 0.0524, 0.3339);
  ExpectEnds(ShareDifference(9, 10, 3, 10), 0.1705, 0.8090);
  ExpectEnds(ShareDifference(6, 7, 2, 7), 0.0582, 0.8062);
  ExpectEnds(ShareDifference(5, 56, 0, 29), -0.0381, 0.1926);
  ExpectEnds(ShareDifference(0, 10, 0, 20), -0.1611, 0.2775);
  ExpectEnds(ShareDifference(0, 10, 0, 10), -0.2775, 0.2775);
  ExpectEnds(ShareDifference(10, 10, 0, 20), 0.6791, 1.0000);
  ExpectEnds(ShareDifference(10, 10, 0, 10), 0.6075, 1.0000);
}

TEST(AShare, that_is_mirrored_has_the_mirrored_interval_and_narrows_with_cases) {
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    const double of = 1 + static_cast<double>(random() % 200),
                 count = static_cast<double>(random() % static_cast<unsigned>(of + 1));
    for (const auto interval : {Wilson, ExactShare, MidShare}) {
      const auto here = interval(count, of, 0.95), there = interval(of - count, of, 0.95),
                 ten = interval(10 * count, 10 * of, 0.95);
      EXPECT_NEAR(here->low, 1 - there->high, 1e-9);
      EXPECT_LE(here->low, here->value);
      EXPECT_GE(here->high, here->value);
      EXPECT_GE(here->low, 0);
      EXPECT_LE(here->high, 1);
      EXPECT_LT(ten->high - ten->low, here->high - here->low);
    }
    const auto exact = ExactShare(count, of), mid = MidShare(count, of);
    EXPECT_LE(exact->low, mid->low + 1e-12) << "the exact interval holds the other";
    EXPECT_GE(exact->high, mid->high - 1e-12);
  }
}

// Garwood 1936, as in Pearson and Hartley, Biometrika Tables for Statisticians 1, table 40: 95 % limits of a Poisson count.
TEST(ACount, has_garwoods_interval) {
  for (const auto& [events, low, high] :
       {std::tuple{0, 0.0, 3.69}, {1, 0.0253, 5.57}, {5, 1.62, 11.67}, {10, 4.80, 18.39}, {50, 37.11, 65.92}}) {
    const auto found = EventRate(events, 1);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->low, low, 6e-3) << events;
    EXPECT_NEAR(found->high, high, 6e-3) << events;
    const auto by_exposure = EventRate(events, 4);
    EXPECT_NEAR(by_exposure->high, found->high / 4, 1e-12);
  }
}

// The limits are where the count is as unlikely as the tail allows: the definition of Clopper and Pearson, and of Garwood.
TEST(TheExactIntervals, end_where_the_tail_is_a_fortieth) {
  EXPECT_NEAR(ChanceOfCount(7, EventRate(7, 1)->low)->at_least, 0.025, 1e-9);
  EXPECT_NEAR(ChanceOfCount(7, EventRate(7, 1)->high)->at_most, 0.025, 1e-9);
  EXPECT_NEAR(ChanceOfShare(7, 30, ExactShare(7, 30)->low)->at_least, 0.025, 1e-9);
  EXPECT_NEAR(ChanceOfShare(7, 30, ExactShare(7, 30)->high)->at_most, 0.025, 1e-9);
}

TEST(ARatioOfRates, is_turned_over_when_the_two_change_places) {
  const auto here = RateRatio(30, 100, 20, 120), there = RateRatio(20, 120, 30, 100);
  ASSERT_TRUE(here && there);
  EXPECT_NEAR(here->value, 1.8, 1e-12);
  EXPECT_NEAR(here->low, 1 / there->high, 1e-9);
  EXPECT_NEAR(here->high, 1 / there->low, 1e-9);
  EXPECT_EQ(RateRatio(3, 1, 0, 1).error(), "There were no events to compare with; a ratio needs at least one.");
}

// NIST/SEMATECH e-Handbook, section 1.3.5.2: mean 9.261460 of 195 values with standard deviation 0.02278881, 95 % limits 9.258242
// and 9.264679. Values with exactly these moments stand in for the data.
TEST(AnAverage, has_the_interval_of_the_nist_handbook) {
  const double mean = 9.261460, deviation = 0.02278881;
  double sum = mean, squares = mean * mean;
  for (int i = 0; i < 97; ++i) {
    for (const double value : {mean - deviation, mean + deviation}) {
      sum += value;
      squares += value * value;
    }
  }
  ExpectEnds(MeanOf(195, sum, squares), 9.258242, 9.264679, 2e-6);
  EXPECT_EQ(MeanOf(1, 1, 1).error(), "An average with an interval needs at least 2 values; there are 1.");
}

TEST(TheChanceOfACount, is_the_sum_of_its_distribution) {
  // e^-3 (1 + 3 + 4.5) = 0.4232: Poisson tables.
  const auto low = ChanceOfCount(2, 3);
  ASSERT_TRUE(low);
  EXPECT_NEAR(low->at_most, 0.4232, 5e-5);
  EXPECT_NEAR(low->at_least, 1 - std::exp(-3) * 4, 1e-12);
  EXPECT_NEAR(low->two_sided, 2 * 0.4232, 1e-4);
  EXPECT_LT(low->mid, low->two_sided);
  EXPECT_DOUBLE_EQ(ChanceOfCount(0, 0)->two_sided, 1);
  EXPECT_DOUBLE_EQ(ChanceOfCount(3, 0)->two_sided, 0) << "what cannot come, came";
}

TEST(TheChanceOfACount, is_greater_where_counts_vary_more_and_falls_with_distance) {
  for (const double expected : {8.0, 30.0, 400.0}) {
    for (double count = std::ceil(expected * 1.5); count < expected * 3; count += std::max(1.0, expected / 10)) {
      EXPECT_GE(ChanceOfCount(count, expected, 3)->at_least, ChanceOfCount(count, expected, 1)->at_least);
      EXPECT_LE(ChanceOfCount(count + 1, expected, 3)->two_sided, ChanceOfCount(count, expected, 3)->two_sided);
      EXPECT_LE(ChanceOfCount(count + 1, expected)->mid, ChanceOfCount(count, expected)->mid);
      EXPECT_NEAR(ChanceOfCount(count, expected, 1.0001)->at_least, ChanceOfCount(count, expected, 1)->at_least, 1e-3);
    }
  }
}

TEST(TheMidChanceOfACount, is_right_on_average) {
  // Of quiet counts one in twenty is to be at 5 % or less, or as near to it as whole counts allow.
  std::mt19937 random(13);
  std::gamma_distribution<double> gamma(10, 1);
  int low = 0;
  const int rounds = 20000;
  for (int i = 0; i < rounds; ++i) {
    // Gamma of shape 10 and scale 1, then Poisson: mean 10 and variance 20.
    const int count = std::poisson_distribution<int>(gamma(random))(random);
    if (ChanceOfCount(count, 10, 2)->mid <= 0.05) ++low;
  }
  EXPECT_NEAR(low / static_cast<double>(rounds), 0.05, 0.012);
}

// Fisher's exact binomial test of 3 of 12 against a half: outcomes 0 to 3 and 9 to 12, 2 x 299 / 4096.
TEST(TheChanceOfAShare, sums_all_results_no_likelier) {
  const auto chance = ChanceOfShare(3, 12, 0.5);
  ASSERT_TRUE(chance);
  EXPECT_NEAR(chance->two_sided, 2 * 299.0 / 4096, 1e-12);
  EXPECT_NEAR(chance->at_least, 1 - 79.0 / 4096, 1e-12);
  EXPECT_DOUBLE_EQ(ChanceOfShare(6, 12, 0.5)->two_sided, 1);
  std::mt19937 random(12);
  std::uniform_real_distribution<double> uniform;
  for (int round = 0; round < 300; ++round) {
    const double of = 1 + static_cast<double>(random() % 40),
                 count = static_cast<double>(random() % static_cast<unsigned>(of + 1));
    const double share = round % 10 == 0 ? 0.5 : uniform(random);
    double sum = 0;
    const auto likely = [&](double k) {
      return std::exp(std::lgamma(of + 1) - std::lgamma(k + 1) - std::lgamma(of - k + 1) + k * std::log(share) +
                      (of - k) * std::log1p(-share));
    };
    for (double other = 0; other <= of; ++other) sum += likely(other) <= likely(count) * (1 + 1e-7) ? likely(other) : 0;
    EXPECT_NEAR(ChanceOfShare(count, of, share)->two_sided, std::min(1.0, sum), 1e-9) << count << " of " << of << " at " << share;
  }
  EXPECT_NEAR(ChanceOfShare(500600, 1000000, 0.5)->two_sided, 0.2305, 1e-3)
      << "1.2 standard deviations of 500, by the normal tables";
  EXPECT_DOUBLE_EQ(ChanceOfShare(0, 5, 0)->two_sided, 1);
  EXPECT_DOUBLE_EQ(ChanceOfShare(1, 5, 0)->two_sided, 0);
  EXPECT_DOUBLE_EQ(ChanceOfShare(5, 5, 1)->two_sided, 1);
}

// Rocks 2016: with three quarters added to promoters and detractors and three to all, 10 promoters, 5 passives and 5 detractors
// have the middle 100 x 5/23 and the variance (16.5/23 - (5/23)^2) / 23.
TEST(TheNetPromoterScore, has_the_adjusted_wald_interval) {
  const auto found = NetPromoterScore(10, 5, 20);
  ASSERT_TRUE(found) << found.error();
  EXPECT_DOUBLE_EQ(found->value, 0.25);
  const double reach = 1.959964 * std::sqrt((16.5 / 23 - 25.0 / 529) / 23);
  EXPECT_NEAR(found->low, 5.0 / 23 - reach, 1e-6);
  EXPECT_NEAR(found->high, 5.0 / 23 + reach, 1e-6);
}

TEST(TheNetPromoterScore, keeps_its_bounds_and_refuses_what_cannot_be) {
  const auto best = NetPromoterScore(3, 0, 3);
  EXPECT_DOUBLE_EQ(best->value, 1);
  EXPECT_DOUBLE_EQ(best->high, 1);
  EXPECT_LT(best->low, 0.9) << "three answers do not make it sure";
  EXPECT_EQ(NetPromoterScore(0, 0, 0).error(), "There is no share of nothing; at least one case is needed.");
  EXPECT_EQ(NetPromoterScore(2, 2, 3).error(), "4 of 3 is more than all of them.");
}

TEST(TheNetPromoterScore, is_in_its_interval_as_often_as_it_says) {
  std::mt19937 random(8);
  std::discrete_distribution<int> answer({1, 1, 1, 1, 1, 2, 3, 8, 14, 20, 28});
  double total = 80, truth = (48 - 10) / total;
  int held = 0;
  const int rounds = 3000;
  for (int round = 0; round < rounds; ++round) {
    int promoters = 0, detractors = 0;
    for (int i = 0; i < 30; ++i) {
      const int one = answer(random);
      promoters += one >= 9 ? 1 : 0;
      detractors += one <= 6 ? 1 : 0;
    }
    const auto found = NetPromoterScore(promoters, detractors, 30);
    if (found->low <= truth && truth <= found->high) ++held;
  }
  EXPECT_NEAR(held / static_cast<double>(rounds), 0.95, 0.02);
}

// Conover, Practical Nonparametric Statistics, section 3.2: of ten values the second and the ninth hold the median with 97.9 %
// (1 - 2 x 11/1024); of twenty the sixth and the fifteenth with 95.9 %.
TEST(AMedian, lies_between_two_of_the_values_whatever_the_distribution) {
  const auto ten = PercentileOf({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 0.5);
  ASSERT_TRUE(ten);
  EXPECT_DOUBLE_EQ(ten->value, 5.5);
  EXPECT_DOUBLE_EQ(*ten->low, 2);
  EXPECT_DOUBLE_EQ(*ten->high, 9);
  EXPECT_NEAR(ten->confidence, 1 - 22.0 / 1024, 1e-12);
  std::vector<double> twenty;
  for (int i = 1; i <= 20; ++i) twenty.push_back(i);
  const auto found = PercentileOf(twenty, 0.5);
  EXPECT_DOUBLE_EQ(*found->low, 6);
  EXPECT_DOUBLE_EQ(*found->high, 15);
  EXPECT_NEAR(found->confidence, 0.9586, 5e-5);
}

TEST(APercentile, has_no_upper_end_where_no_value_is_far_enough_out) {
  std::vector<double> values;
  for (int i = 1; i <= 20; ++i) values.push_back(i);
  const auto found = PercentileOf(values, 0.9);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->value, 18.1, 1e-12) << "as a spreadsheet says";
  EXPECT_TRUE(found->low);
  EXPECT_FALSE(found->high) << "0.9^20 = 0.12: the largest of twenty may well be below the ninetieth percentile";
  for (int i = 21; i <= 60; ++i) values.push_back(i);
  EXPECT_TRUE(PercentileOf(values, 0.9)->high);
}

TEST(APercentile, is_in_its_interval_as_often_as_it_says) {
  std::mt19937 random(21);
  std::exponential_distribution<double> wait(1);
  int held = 0;
  const int rounds = 2000;
  double said = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<double> values(60);
    for (double& value : values) value = wait(random);
    const auto found = PercentileOf(values, 0.75);
    ASSERT_TRUE(found->low && found->high);
    said = found->confidence;
    if (*found->low <= std::log(4.0) && std::log(4.0) <= *found->high) ++held;
  }
  EXPECT_GE(said, 0.95);
  EXPECT_NEAR(held / static_cast<double>(rounds), said, 0.015);
}

TEST(APercentile, moves_and_stretches_with_the_values_and_rises_with_its_share) {
  std::mt19937 random(2);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 100; ++round) {
    std::vector<double> values(1 + random() % 80), other;
    for (double& value : values) other.push_back(3 * (value = normal(random)) - 7);
    const auto here = PercentileOf(values, 0.3), there = PercentileOf(other, 0.3);
    EXPECT_NEAR(3 * here->value - 7, there->value, 1e-9);
    EXPECT_LE(here->value, PercentileOf(values, 0.31)->value);
    if (here->low) {
      EXPECT_LE(*here->low, here->value);
    }
    if (here->high) {
      EXPECT_GE(*here->high, here->value);
    }
  }
}

TEST(AQuestionWithoutAnAnswer, is_answered_with_a_sentence) {
  EXPECT_EQ(Wilson(0, 0).error(), "There is no share of nothing; at least one case is needed.");
  EXPECT_EQ(Wilson(5, 3).error(), "5 of 3 is more than all of them.");
  EXPECT_EQ(Wilson(-1, 3).error(), "A share is of whole numbers of 0 or more, not -1 of 3.");
  EXPECT_EQ(ExactShare(1.5, 3).error(), "A share is of whole numbers of 0 or more, not 1.50 of 3.");
  EXPECT_EQ(Wilson(1, 3, 1).error(), "The confidence of an interval is above 0 and below 1, not 1.");
  EXPECT_EQ(EventRate(3, 0).error(), "A rate needs to be of something more than 0, not of 0.");
  EXPECT_EQ(EventRate(-3, 1).error(), "The number of events is a whole number of 0 or more, not -3.");
  EXPECT_EQ(ChanceOfCount(-1, 3).error(), "A count is a whole number of 0 or more, not -1.");
  EXPECT_EQ(ChanceOfCount(1, -3).error(), "What is expected is 0 or more, not -3.");
  EXPECT_EQ(ChanceOfShare(1, 3, 2).error(), "The share that is expected is 0 to 1, not 2.");
  EXPECT_EQ(PercentileOf({}, 0.5).error(), "There are no values; a percentile needs at least one.");
  EXPECT_EQ(PercentileOf({1}, 1).error(), "A percentile is of a share above 0 and below 1, not 1.");
  EXPECT_FALSE(ShareDifference(1, 0, 1, 2));
}

}  // namespace
}  // namespace insight
