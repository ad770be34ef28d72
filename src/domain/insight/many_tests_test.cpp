#include "domain/insight/many_tests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "domain/insight/distributions.h"

namespace insight {
namespace {

using Chances = std::vector<std::optional<double>>;

// Benjamini and Hochberg 1995, section 3: fifteen ordered chances of a study of heart attacks; at 0.05 the first four are
// discoveries (Bonferroni's rule finds three).
const Chances kHeartAttacks = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                               0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

TEST(FalseDiscoveries, are_controlled_as_in_benjamini_and_hochbergs_example) {
  const auto judged = FalseDiscoveries(kHeartAttacks, 0.05);
  ASSERT_TRUE(judged) << judged.error();
  EXPECT_EQ(judged->found, 4);
  EXPECT_EQ(judged->tests, 15);
  EXPECT_DOUBLE_EQ(judged->threshold, 0.0095);
  EXPECT_TRUE(judged->alarms[3]);
  EXPECT_FALSE(judged->alarms[4]);
  EXPECT_NEAR(*judged->adjusted[0], 0.0015, 1e-12);
  EXPECT_NEAR(*judged->adjusted[3], 0.035625, 1e-12);
  EXPECT_NEAR(*judged->adjusted[14], 1, 1e-12);
}

// With the price of Benjamini and Yekutieli 2001, the harmonic sum 1 + 1/2 + ... + 1/15 = 3.318229, three are left.
TEST(FalseDiscoveries, under_any_dependence_cost_the_harmonic_sum) {
  const auto judged = FalseDiscoveries(kHeartAttacks, 0.05, Dependence::Any);
  ASSERT_TRUE(judged);
  EXPECT_NEAR(*judged->adjusted[0], 0.0015 * 3.318229, 1e-8);
  EXPECT_EQ(judged->found, 3);
}

// The definition: with k the largest rank whose chance is at most rate x rank / tests, the k smallest are alarms.
TEST(FalseDiscoveries, are_those_of_the_step_up_rule) {
  std::mt19937 random(6);
  std::uniform_real_distribution<double> uniform;
  for (int round = 0; round < 300; ++round) {
    Chances chances(1 + random() % 60);
    for (auto& chance : chances) chance = random() % 3 == 0 ? uniform(random) / 50 : uniform(random);
    const auto judged = FalseDiscoveries(chances, 0.1);
    std::vector<double> sorted;
    for (const auto& chance : chances) sorted.push_back(*chance);
    std::ranges::sort(sorted);
    int found = 0;
    for (std::size_t rank = 1; rank <= sorted.size(); ++rank) {
      if (sorted[rank - 1] <= 0.1 * static_cast<double>(rank) / static_cast<double>(sorted.size()))
        found = static_cast<int>(rank);
    }
    EXPECT_EQ(judged->found, found);
    for (std::size_t i = 0; i < chances.size(); ++i) {
      EXPECT_EQ(judged->alarms[i], found > 0 && *chances[i] <= sorted[static_cast<std::size_t>(found) - 1]);
      EXPECT_GE(*judged->adjusted[i], *chances[i]);
      for (std::size_t k = 0; k < i; ++k) {
        EXPECT_EQ(*chances[i] < *chances[k] && *judged->adjusted[i] > *judged->adjusted[k], false) << "the order is kept";
      }
    }
  }
}

TEST(FalseDiscoveries, do_not_depend_on_the_order_and_leave_out_what_was_not_tested) {
  Chances mixed = kHeartAttacks;
  mixed.insert(mixed.begin() + 3, 5, std::nullopt);
  std::mt19937 random(10);
  std::shuffle(mixed.begin(), mixed.end(), random);
  const auto judged = FalseDiscoveries(mixed, 0.05);
  ASSERT_TRUE(judged);
  EXPECT_EQ(judged->found, 4);
  EXPECT_EQ(judged->tests, 15);
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    EXPECT_EQ(judged->adjusted[i].has_value(), mixed[i].has_value());
    EXPECT_EQ(judged->alarms[i], mixed[i] && *mixed[i] <= 0.0095);
  }
}

TEST(FalseDiscoveries, are_at_most_the_rate_among_the_alarms) {
  std::mt19937 random(15);
  std::normal_distribution<double> normal;
  double false_share = 0, missed = 0;
  const int rounds = 500;
  for (int round = 0; round < rounds; ++round) {
    Chances chances(200);
    for (std::size_t i = 0; i < 200; ++i) chances[i] = NormalBeyond(normal(random) + (i < 20 ? 3.5 : 0));
    const auto judged = FalseDiscoveries(chances, 0.1);
    int wrong = 0;
    for (std::size_t i = 20; i < 200; ++i) wrong += judged->alarms[i] ? 1 : 0;
    false_share += judged->found > 0 ? wrong / static_cast<double>(judged->found) : 0;
    missed += 20 - (judged->found - wrong);
  }
  // 180 of 200 are quiet, so that the rate is 0.1 x 0.9.
  EXPECT_NEAR(false_share / rounds, 0.09, 0.015);
  EXPECT_LT(missed / rounds, 8);
}

TEST(AdjustedChances, rise_with_the_number_of_quiet_series_beside) {
  Chances few = {0.001, 0.5, 0.7}, many = few;
  many.insert(many.end(), 100, 0.9);
  EXPECT_LT(*FalseDiscoveries(few, 0.05)->adjusted[0], *FalseDiscoveries(many, 0.05)->adjusted[0]);
}

TEST(TestsThatKeepComing, raise_at_most_the_rate_of_false_alarms) {
  std::mt19937 random(19);
  std::normal_distribution<double> normal;
  double false_share = 0;
  int caught = 0, real = 0;
  const int rounds = 300;
  for (int round = 0; round < rounds; ++round) {
    OnlineDiscoveries watch = *OnlineDiscoveries::Start(0.1);
    int wrong = 0;
    for (int i = 0; i < 500; ++i) {
      const bool signal = random() % 10 == 0;
      const auto alarm = watch.Judge(NormalBeyond(normal(random) + (signal ? 4 : 0)));
      ASSERT_TRUE(alarm);
      real += signal ? 1 : 0;
      caught += signal && *alarm ? 1 : 0;
      wrong += !signal && *alarm ? 1 : 0;
    }
    EXPECT_EQ(watch.tests(), 500);
    false_share += watch.found() > 0 ? wrong / static_cast<double>(watch.found()) : 0;
  }
  EXPECT_LE(false_share / rounds, 0.1);
  EXPECT_GT(caught, real / 2);
}

TEST(TestsThatKeepComing, earn_from_every_alarm_and_spend_no_more_than_there_is) {
  OnlineDiscoveries watch = *OnlineDiscoveries::Start(0.1);
  double spent = 0;
  for (int i = 0; i < 10000; ++i) {
    spent += watch.NextThreshold();
    ASSERT_FALSE(*watch.Judge(1));
  }
  EXPECT_LT(spent, 0.05);
  const double before = watch.NextThreshold();
  EXPECT_TRUE(*watch.Judge(0));
  EXPECT_GT(watch.NextThreshold(), before);
}

TEST(WhatIsNoChance, is_answered_with_a_sentence) {
  EXPECT_EQ(FalseDiscoveries({}, 0.05).error(), "There is no series to judge.");
  EXPECT_EQ(FalseDiscoveries(Chances(3), 0.05).error(), "There is no series to judge.");
  EXPECT_EQ(FalseDiscoveries(Chances{0.1, 1.5}, 0.05).error(), "A chance is 0 to 1, not 1.50.");
  EXPECT_EQ(FalseDiscoveries(Chances{0.1, NAN}, 0.05).error(),
            "A chance is not a number; leave it out where a series could not be tested.");
  EXPECT_EQ(FalseDiscoveries(kHeartAttacks, 0).error(), "The share of false alarms is above 0 and below 1, not 0.");
  EXPECT_FALSE(OnlineDiscoveries::Start(1));
  EXPECT_FALSE(OnlineDiscoveries::Start(0.1)->Judge(-1));
}

}  // namespace
}  // namespace insight
