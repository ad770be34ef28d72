#include "domain/insight/change_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace insight {
namespace {

using Values = std::vector<std::optional<double>>;

Values Known(const std::vector<double>& values) { return {values.begin(), values.end()}; }

// Annual flow of the Nile at Aswan, 1871 to 1970, in 10^8 m^3: Cobb, The problem of the Nile, Biometrika 65 (1978) 243-251,
// table 1.
const std::vector<double> kNile = {
    1120, 1160, 963,  1210, 1160, 1160, 813,  1230, 1370, 1140, 995,  935, 1110, 994,  1020, 960,  1180, 799,  958,  1140,
    1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774,  840,  874,  694, 940,  833,  701,  916,  692,  1020, 1050, 969,
    831,  726,  456,  824,  702,  1120, 1100, 832,  764,  821,  768,  845, 864,  862,  698,  845,  744,  796,  1040, 759,
    781,  865,  845,  944,  984,  897,  822,  1010, 771,  676,  649,  846, 812,  742,  801,  1040, 860,  874,  848,  890,
    744,  749,  838,  1050, 918,  986,  797,  923,  975,  815,  1020, 906, 901,  1170, 912,  746,  919,  718,  714,  740};

// Cobb 1978: the level falls between 1898 and 1899, from 1097.75 to 849.97.
TEST(TheNile, has_one_change_after_1898) {
  const auto found = ChangesOfLevel(Known(kNile), {});
  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(kNile.size(), 100U);
  ASSERT_EQ(found->changes.size(), 1U);
  const LevelChange& change = found->changes[0];
  EXPECT_EQ(1871 + change.at, 1899U);
  EXPECT_NEAR(change.before, 1097.75, 5e-3);
  EXPECT_NEAR(change.after, 849.97, 5e-3);
  EXPECT_NEAR(change.size.value, -247.78, 1e-2);
  EXPECT_LT(change.size.high, -180);
  EXPECT_GT(change.size.low, -320);
  EXPECT_GE(1871 + change.earliest, 1895U);
  EXPECT_LE(1871 + change.latest, 1902U);
  EXPECT_EQ(found->levels[1].points, 72);
}

// British coal-mining disasters with ten deaths or more, 1851 to 1962: Jarrett, Biometrika 66 (1979) 191-193. Carlin, Gelfand and
// Smith, Hierarchical Bayesian analysis of changepoint problems, Applied Statistics 41 (1992), put the change at 1890 to 1891.
TEST(TheCoalMines, have_one_change_about_1890) {
  const std::vector<int> disasters = {4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5,
                                      3, 4, 2, 5, 2, 2, 3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1,
                                      0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1,
                                      2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1};
  ASSERT_EQ(disasters.size(), 112U);
  ASSERT_EQ(std::accumulate(disasters.begin(), disasters.end(), 0), 191);
  std::vector<Exposed> counts;
  for (const int count : disasters) counts.push_back({count, 1});
  const auto found = ChangesOfRate(counts, {});
  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(found->changes.size(), 1U);
  const LevelChange& change = found->changes[0];
  EXPECT_GE(1851 + change.at, 1887U);
  EXPECT_LE(1851 + change.at, 1893U);
  EXPECT_LE(1851 + change.earliest, 1890U);
  EXPECT_GE(1851 + change.latest, 1891U);
  EXPECT_NEAR(change.before, 3.1, 0.2);
  EXPECT_NEAR(change.after, 0.9, 0.1);
  ASSERT_TRUE(change.ratio);
  EXPECT_LT(change.ratio->high, 0.5);
}

// The plain search over every division, to hold the pruned one to.
double BestCost(const std::vector<double>& values, double noise, std::size_t shortest, std::vector<std::size_t>& starts) {
  const std::size_t n = values.size();
  const double size = static_cast<double>(n), penalty = 3 * std::log(size);
  std::vector<double> best(n + 1, INFINITY);
  std::vector<std::size_t> from(n + 1);
  best[0] = -penalty;
  for (std::size_t end = shortest; end <= n; ++end) {
    for (std::size_t start = 0; start + shortest <= end; ++start) {
      double mean = 0, squares = 0;
      for (std::size_t i = start; i < end; ++i) mean += values[i] / static_cast<double>(end - start);
      for (std::size_t i = start; i < end; ++i) squares += (values[i] - mean) * (values[i] - mean);
      const double total = best[start] + squares / (noise * noise) + std::log(static_cast<double>(end - start) / size) + penalty;
      if (total < best[end]) {
        best[end] = total;
        from[end] = start;
      }
    }
  }
  for (std::size_t at = from[n]; at > 0; at = from[at]) starts.insert(starts.begin(), at);
  return best[n];
}

TEST(ThePrunedSearch, finds_what_the_search_over_every_division_finds) {
  std::mt19937 random(1963);
  std::normal_distribution<double> normal;
  int changes = 0;
  for (int round = 0; round < 150; ++round) {
    std::vector<double> values;
    double level = 0;
    for (int i = 0; i < 60; ++i) {
      if (random() % 12 == 0) level = 2.5 * normal(random);
      values.push_back(level + normal(random));
    }
    const int shortest = 2 + static_cast<int>(random() % 6);
    const auto found = ChangesOfLevel(Known(values), {.shortest = shortest});
    ASSERT_TRUE(found);
    std::vector<std::size_t> starts, found_starts;
    BestCost(values, found->noise, static_cast<std::size_t>(shortest), starts);
    for (const LevelChange& change : found->changes) found_starts.push_back(change.at);
    EXPECT_EQ(found_starts, starts);
    changes += static_cast<int>(starts.size());
  }
  EXPECT_GT(changes, 150) << "or this holds nothing";
}

TEST(SeveralChanges, are_found_at_their_dates_with_their_sizes) {
  std::mt19937 random(5);
  std::normal_distribution<double> normal;
  std::vector<double> values;
  for (const double level : {10.0, 14.0, 14.0, 9.0}) {
    for (int i = 0; i < 20; ++i) values.push_back(level + normal(random));
  }
  const auto found = ChangesOfLevel(Known(values), {});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->changes.size(), 2U);
  EXPECT_NEAR(static_cast<double>(found->changes[0].at), 20, 1);
  EXPECT_NEAR(static_cast<double>(found->changes[1].at), 60, 1);
  EXPECT_LE(found->changes[0].earliest, 20U);
  EXPECT_GE(found->changes[0].latest, 20U);
  EXPECT_LT(found->changes[0].size.low, 4);
  EXPECT_GT(found->changes[0].size.high, 4);
}

TEST(AQuietSeries, rarely_has_a_change) {
  std::mt19937 random(17);
  std::normal_distribution<double> normal;
  for (const int n : {24, 60, 120}) {
    int alarms = 0;
    const int rounds = 1000;
    for (int round = 0; round < rounds; ++round) {
      Values values(static_cast<std::size_t>(n));
      for (auto& value : values) value = normal(random);
      if (!ChangesOfLevel(values, {})->changes.empty()) ++alarms;
    }
    EXPECT_LE(alarms, 40) << n;
  }
  for (const double mean : {1.0, 12.0}) {
    std::poisson_distribution<int> poisson(mean);
    int alarms = 0;
    for (int round = 0; round < 1000; ++round) {
      std::vector<Exposed> counts(60);
      for (Exposed& count : counts) count.events = poisson(random);
      const auto found = ChangesOfRate(counts, {});
      if (!found->changes.empty()) ++alarms;
    }
    EXPECT_LE(alarms, 20) << mean;
  }
}

TEST(CountsThatVaryMoreThanChance, are_not_full_of_changes) {
  std::mt19937 random(23);
  std::gamma_distribution<double> gamma(5, 4);
  int alarms = 0;
  for (int round = 0; round < 500; ++round) {
    // Mean 20, variance 20 + 80.
    std::vector<Exposed> counts(60);
    for (Exposed& count : counts) count.events = std::poisson_distribution<int>(gamma(random))(random);
    const auto found = ChangesOfRate(counts, {});
    alarms += found->changes.empty() ? 0 : 1;
    EXPECT_GT(found->noise, 2);
  }
  EXPECT_LE(alarms, 35);
}

TEST(TheInterval, holds_the_change_as_often_as_it_says) {
  std::mt19937 random(29);
  std::normal_distribution<double> normal;
  int found_one = 0, held = 0, sized = 0;
  for (int round = 0; round < 1000; ++round) {
    Values values(60);
    for (std::size_t i = 0; i < 60; ++i) values[i] = normal(random) + (i < 30 ? 0 : 1.8);
    const auto found = ChangesOfLevel(values, {});
    if (found->changes.size() != 1) continue;
    ++found_one;
    const LevelChange& change = found->changes[0];
    if (change.earliest <= 30 && 30 <= change.latest) ++held;
    if (change.size.low <= 1.8 && 1.8 <= change.size.high) ++sized;
  }
  EXPECT_GT(found_one, 850);
  EXPECT_GT(held, 0.92 * found_one);
  EXPECT_GT(sized, 0.90 * found_one);
}

TEST(Changes, move_and_stretch_with_the_series_and_turn_with_it) {
  std::mt19937 random(31);
  std::normal_distribution<double> normal;
  for (int round = 0; round < 50; ++round) {
    Values values(80), other(80), turned(80);
    for (std::size_t i = 0; i < 80; ++i) {
      values[i] = normal(random) + (i < 25 ? 0 : (i < 50 ? 3 : 1));
      other[i] = 0.01 * *values[i] - 4000;
      turned[79 - i] = values[i];
    }
    const auto here = ChangesOfLevel(values, {}), there = ChangesOfLevel(other, {}), back = ChangesOfLevel(turned, {});
    ASSERT_EQ(here->changes.size(), there->changes.size());
    ASSERT_EQ(here->changes.size(), back->changes.size());
    for (std::size_t c = 0; c < here->changes.size(); ++c) {
      EXPECT_EQ(here->changes[c].at, there->changes[c].at);
      EXPECT_NEAR(here->changes[c].size.low * 0.01, there->changes[c].size.low, 1e-6);
      const LevelChange& mirrored = back->changes[here->changes.size() - 1 - c];
      EXPECT_EQ(80 - here->changes[c].at, mirrored.at);
      EXPECT_NEAR(here->changes[c].size.value, -mirrored.size.value, 1e-9);
    }
  }
}

TEST(ARate, is_by_what_it_is_of) {
  std::mt19937 random(37);
  // The counts rise threefold, and so do the customers; the rate stays.
  std::vector<Exposed> counts;
  for (int i = 0; i < 60; ++i) {
    const double customers = i < 30 ? 100 : 300;
    counts.push_back({std::poisson_distribution<int>(0.1 * customers)(random), customers});
  }
  EXPECT_TRUE(ChangesOfRate(counts, {})->changes.empty());
  for (Exposed& count : counts) count.exposure = 100;
  const auto found = ChangesOfRate(counts, {});
  ASSERT_EQ(found->changes.size(), 1U);
  EXPECT_NEAR(static_cast<double>(found->changes[0].at), 30, 1);
  EXPECT_NEAR(found->changes[0].after, 0.3, 0.05);
}

TEST(AGap, moves_no_date) {
  Values gappy = Known(kNile);
  gappy.insert(gappy.begin() + 10, 5, std::nullopt);
  const auto found = ChangesOfLevel(gappy, {});
  ASSERT_EQ(found->changes.size(), 1U);
  EXPECT_EQ(found->changes[0].at, 33U);
}

TEST(AWanderingSeries, is_said_to_wander) {
  std::mt19937 random(41);
  std::normal_distribution<double> normal;
  Values values;
  double level = 0;
  for (int i = 0; i < 200; ++i) values.emplace_back(level += normal(random));
  const auto found = ChangesOfLevel(values, {});
  ASSERT_FALSE(found->changes.empty());
  ASSERT_FALSE(found->notes.empty());
  EXPECT_TRUE(found->notes[0].ToString().contains("may wander rather than step")) << found->notes[0];
}

TEST(ABadSeries, is_answered_with_a_sentence) {
  EXPECT_EQ(ChangesOfLevel({}, {}).error(), "There are 0 points; to look for a change of level at least 10 are needed.");
  EXPECT_EQ(ChangesOfLevel(Known({1}), {}).error(), "There is 1 point; to look for a change of level at least 10 are needed.");
  EXPECT_EQ(ChangesOfLevel(Known(std::vector<double>(20, 3)), {}).error(),
            "All 20 points are 3; without any variation there is nothing to measure a change by.");
  EXPECT_EQ(ChangesOfLevel(Known(kNile), {.shortest = 1}).error(), "The shortest time between two changes is 2 points, not 1.");
  EXPECT_FALSE(ChangesOfLevel(Known(kNile), {.strictness = 0}));
  EXPECT_FALSE(ChangesOfLevel(Known(kNile), {.confidence = 1}));
  std::vector<double> broken(20, 3);
  broken[7] = NAN;
  EXPECT_EQ(ChangesOfLevel(Known(broken), {}).error(), "A point is not a number; leave the value out where it is not known.");
  EXPECT_EQ(ChangesOfRate(std::vector<Exposed>(20, {0, 1}), {}).error(),
            "There was no event in 20 points, and so no rate that could change.");
  EXPECT_EQ(ChangesOfRate(std::vector<Exposed>(20, {-2, 1}), {}).error(), "A count is a whole number of 0 or more, not -2.");
  EXPECT_EQ(ChangesOfRate(std::vector<Exposed>(20, {2, 0}), {}).error(),
            "A rate needs to be of something more than 0, not of 0.");
  std::vector<double> step(10, 0);
  step.insert(step.end(), 10, 5);
  const auto found = ChangesOfLevel(Known(step), {});
  ASSERT_TRUE(found) << found.error();
  ASSERT_EQ(found->changes.size(), 1U);
  EXPECT_EQ(found->changes[0].at, 10U);
}

}  // namespace
}  // namespace insight
