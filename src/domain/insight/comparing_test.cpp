#include "domain/insight/comparing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace insight {
namespace {

// Doane and Seward, Applied Statistics in Business and Economics, chapter on quality: a Gallup poll of 519 adults who had flown,
// their first complaint (The Economist, 16 June 2007, p. 6).
const std::vector<ParetoItem> kFlying{{"cramped seats", 45}, {"cost", 16},        {"fear of flying", 57}, {"security", 119},
                                      {"poor service", 12},  {"connections", 8},  {"overcrowded", 42},    {"late", 57},
                                      {"food", 7},           {"lost luggage", 7}, {"other", 51}};

TEST(Comparing, pareto_of_the_textbooks_complaints_about_flying) {
  const auto pareto = ParetoOf(kFlying, ParetoBy::Count);
  ASSERT_TRUE(pareto);
  EXPECT_EQ(pareto->total, 421);
  ASSERT_EQ(pareto->bars.size(), 11U);
  EXPECT_EQ(pareto->bars[0].name, "security");
  EXPECT_NEAR(pareto->bars[0].share, 119 / 421.0, 1e-12);
  // 119, 176, 233, 284, 329, 371: six reach 80 % of 421 (336.8), more than half of eleven.
  EXPECT_NEAR(pareto->bars[5].cumulative, 371 / 421.0, 1e-12);
  EXPECT_EQ(pareto->vital, 0);
  EXPECT_EQ(pareto->says, "There are no vital few: it takes more than half of the 11 causes to make up 80 %.");
  // Two thirds (280.7) are reached by four.
  const auto most = ParetoOf(kFlying, ParetoBy::Count, 2.0 / 3);
  EXPECT_EQ(most->vital, 4);
  EXPECT_EQ(most->says, "4 of 11 causes make up 67 % of the total.");
}

TEST(Comparing, tied_causes_share_a_place_and_are_vital_together) {
  const auto pareto = ParetoOf(kFlying, ParetoBy::Count, 0.4);
  ASSERT_TRUE(pareto);
  EXPECT_EQ(pareto->bars[1].place, 2);
  EXPECT_EQ(pareto->bars[2].place, 2);
  EXPECT_EQ(pareto->bars[3].place, 4);
  EXPECT_TRUE(pareto->bars[1].tied && pareto->bars[2].tied);
  EXPECT_FALSE(pareto->bars[0].tied);
  // Security and one of the two reach 40 %, but which one would be arbitrary.
  EXPECT_EQ(pareto->vital, 3);
  EXPECT_EQ(pareto->bars[1].name, "fear of flying");
}

TEST(Comparing, pareto_does_not_depend_on_the_order_of_the_causes_and_its_shares_add_up) {
  auto items = kFlying;
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    std::ranges::shuffle(items, random);
    const auto pareto = ParetoOf(items, ParetoBy::Count);
    const auto other = ParetoOf(kFlying, ParetoBy::Count);
    double sum = 0;
    for (std::size_t k = 0; k < pareto->bars.size(); ++k) {
      EXPECT_EQ(pareto->bars[k].name, other->bars[k].name);
      sum += pareto->bars[k].share;
      EXPECT_NEAR(pareto->bars[k].cumulative, sum, 1e-12);
    }
    EXPECT_EQ(pareto->bars.back().cumulative, 1);
  }
}

TEST(Comparing, what_is_frequent_need_not_be_what_costs) {
  const std::vector<ParetoItem> items{{"slow", 80, 100, 5}, {"damaged", 15, 900, 20}, {"rude", 5, 0, 75}};
  EXPECT_EQ(ParetoOf(items, ParetoBy::Count)->bars[0].name, "slow");
  EXPECT_EQ(ParetoOf(items, ParetoBy::Cost)->bars[0].name, "damaged");
  EXPECT_EQ(ParetoOf(items, ParetoBy::Cost)->bars.size(), 2U);
  EXPECT_EQ(ParetoOf(items, ParetoBy::Pain)->bars[0].name, "rude");
  EXPECT_EQ(ParetoOf(items, ParetoBy::Count)->says, "1 of 3 causes makes up 80 % of the total.");
}

TEST(Comparing, a_pareto_of_nothing_or_of_less_than_nothing_is_a_sentence) {
  EXPECT_EQ(ParetoOf({}, ParetoBy::Count).error(), "There is nothing to add up: every amount is 0.");
  const std::vector<ParetoItem> items{{"refund", 1, -5, 0}};
  EXPECT_EQ(ParetoOf(items, ParetoBy::Cost).error(),
            "The amount of refund is not a number from 0 up; shares need amounts that add up.");
}

TEST(Comparing, exact_limits_follow_spiegelhalters_interpolation) {
  // By hand for 10 cases at one half, 2.5 %: P(R <= 1) = 11/1024 = 0.01074 < 0.025 <= P(R <= 2) = 56/1024, so r = 2 and
  // a = (56/1024 - 0.025) / (45/1024); the limit is (2 - a) / 10.
  const FunnelLimits ten = ExactLimits(FunnelKind::Proportion, 0.5, 10);
  const double a = (56 / 1024.0 - 0.025) / (45 / 1024.0);
  EXPECT_NEAR(ten.low_95, (2 - a) / 10, 1e-12);
  // From above it is the same, as heads and tails are.
  EXPECT_NEAR(ten.high_95, 1 - ten.low_95, 1e-12);
  EXPECT_NEAR(ten.high_998, 1 - ten.low_998, 1e-12);
  // 0.1 %: P(R <= 0) = 1/1024 < 0.001 <= P(R <= 1).
  EXPECT_NEAR(ten.low_998, (1 - (11 / 1024.0 - 0.001) / (10 / 1024.0)) / 10, 1e-12);
  // A Poisson count of 2 expected, 97.5 %: P(R <= 4) = 7 e^-2 = 0.94735, P(R <= 5) = (7 + 4/15) e^-2 = 0.98344.
  const double five = (7 + 4.0 / 15) * std::exp(-2);
  EXPECT_NEAR(ExactLimits(FunnelKind::Rate, 1, 2).high_95, (5 - (five - 0.975) / (4.0 / 15 * std::exp(-2)) + 1) / 2, 1e-9);
  // None at all has a chance of e^-2, more than 2.5 %: there is no lower limit.
  EXPECT_EQ(ExactLimits(FunnelKind::Rate, 1, 2).low_95, 0);
}

TEST(Comparing, no_unit_in_line_is_outside_a_limit_more_often_than_it_says) {
  for (const double target : {0.02, 0.3, 0.9}) {
    for (int volume = 1; volume <= 60; ++volume) {
      const FunnelLimits limits = ExactLimits(FunnelKind::Proportion, target, volume);
      double above = 0;
      double below = 0;
      for (int events = 0; events <= volume; ++events) {
        const double chance =
            std::exp(std::lgamma(volume + 1.0) - std::lgamma(events + 1.0) - std::lgamma(volume - events + 1.0) +
                     events * std::log(target) + (volume - events) * std::log1p(-target));
        above += static_cast<double>(events) / volume > limits.high_95 ? chance : 0;
        below += static_cast<double>(events) / volume < limits.low_95 ? chance : 0;
      }
      EXPECT_LE(above, 0.025 + 1e-9) << target << " " << volume;
      EXPECT_LE(below, 0.025 + 1e-9) << target << " " << volume;
    }
  }
}

TEST(Comparing, limits_come_near_the_normal_ones_where_volume_is_large) {
  const double error = std::sqrt(0.2 * 0.8 / 40'000);
  const FunnelLimits limits = ExactLimits(FunnelKind::Proportion, 0.2, 40'000);
  EXPECT_NEAR(limits.high_95, 0.2 + 1.959964 * error, 0.02 * error);
  EXPECT_NEAR(limits.low_998, 0.2 - 3.090232 * error, 0.03 * error);
}

TEST(Comparing, the_funnel_narrows_with_volume_and_the_wider_limits_lie_outside) {
  std::vector<FunnelUnit> units;
  for (int i = 1; i <= 30; ++i) units.push_back({"U" + std::to_string(i), std::floor(0.12 * 40 * i), 40.0 * i});
  for (const FunnelKind kind : {FunnelKind::Proportion, FunnelKind::Rate}) {
    const auto funnel = FunnelOf(kind, units);
    ASSERT_TRUE(funnel);
    double width_95 = INFINITY;
    double width_998 = INFINITY;
    for (const FunnelLimits& limits : funnel->curve) {
      EXPECT_LE(limits.low_998, limits.low_95);
      EXPECT_GE(limits.high_998, limits.high_95);
      EXPECT_LE(limits.low_95, funnel->target);
      EXPECT_LT(limits.high_95 - limits.low_95, width_95 + 1e-12);
      EXPECT_LT(limits.high_998 - limits.low_998, width_998 + 1e-12);
      width_95 = limits.high_95 - limits.low_95;
      width_998 = limits.high_998 - limits.low_998;
    }
    EXPECT_EQ(funnel->curve.back().volume, 1200);
  }
}

TEST(Comparing, units_that_differ_by_chance_alone_are_seldom_outside) {
  std::mt19937_64 random(2);
  int outside_95 = 0;
  int outside_998 = 0;
  int widened = 0;
  constexpr int kUnits = 40;
  for (int run = 0; run < 100; ++run) {
    std::vector<FunnelUnit> units;
    for (int i = 0; i < kUnits; ++i) {
      const int volume = 50 + 20 * i;
      units.push_back(
          {"U", static_cast<double>(std::binomial_distribution<int>(volume, 0.2)(random)), static_cast<double>(volume)});
    }
    const auto funnel = FunnelOf(FunnelKind::Proportion, units, {.target = 0.2});
    ASSERT_TRUE(funnel);
    widened += funnel->widened;
    for (const FunnelPoint& point : funnel->points) {
      outside_998 += point.standing == FunnelStanding::Low || point.standing == FunnelStanding::High;
      outside_95 += point.value < point.limits.low_95 || point.value > point.limits.high_95;
    }
  }
  EXPECT_LE(outside_95 / 4000.0, 0.05 + 0.014);
  EXPECT_GE(outside_95 / 4000.0, 0.03);
  EXPECT_LE(outside_998, 20);
  EXPECT_LE(widened, 5);
}

TEST(Comparing, units_that_differ_throughout_have_wider_limits) {
  std::mt19937_64 random(3);
  std::vector<FunnelUnit> units;
  for (int i = 0; i < 40; ++i) {
    const double share = std::clamp(0.2 + 0.06 * std::normal_distribution<double>()(random), 0.02, 0.9);
    units.push_back({"U" + std::to_string(i), static_cast<double>(std::binomial_distribution<int>(600, share)(random)), 600});
  }
  const auto funnel = FunnelOf(FunnelKind::Proportion, units);
  ASSERT_TRUE(funnel);
  EXPECT_TRUE(funnel->widened);
  EXPECT_GT(funnel->dispersion, 4);
  const auto plain = FunnelOf(FunnelKind::Proportion, units, {.widen = false});
  const auto outside = [](const Funnel& f) {
    return std::ranges::count_if(
        f.points, [](const FunnelPoint& p) { return p.standing == FunnelStanding::Low || p.standing == FunnelStanding::High; });
  };
  EXPECT_GT(outside(*plain), 5);
  EXPECT_LE(outside(*funnel), 2);
}

TEST(Comparing, an_outlier_is_found_and_its_neighbours_are_left_in_peace) {
  std::vector<FunnelUnit> units;
  for (int i = 0; i < 12; ++i) units.push_back({"U" + std::to_string(i), 40.0 + i % 3, 200});
  units.push_back({"Hull", 90, 200});
  const auto funnel = FunnelOf(FunnelKind::Proportion, units);
  ASSERT_TRUE(funnel);
  EXPECT_EQ(funnel->points.back().standing, FunnelStanding::High);
  EXPECT_EQ(funnel->points.back().says, "Hull is higher than chance explains.");
  EXPECT_EQ(funnel->points[0].standing, FunnelStanding::Within);
}

TEST(Comparing, a_unit_too_small_to_be_told_is_said_to_be_so) {
  const std::vector<FunnelUnit> units{{"Leeds", 60, 600}, {"Hull", 55, 500}, {"Wick", 1, 12}};
  const auto funnel = FunnelOf(FunnelKind::Proportion, units);
  ASSERT_TRUE(funnel);
  EXPECT_EQ(funnel->points[2].standing, FunnelStanding::TooSmall);
  EXPECT_EQ(funnel->points[2].says, "Wick is too small to be told from the others: even none at all would be within chance.");
  // Small, but nine of twelve are far too many for chance.
  const std::vector<FunnelUnit> high{{"Leeds", 60, 600}, {"Hull", 55, 500}, {"Wick", 9, 12}};
  EXPECT_EQ(FunnelOf(FunnelKind::Proportion, high)->points[2].standing, FunnelStanding::High);
}

TEST(Comparing, a_funnel_that_cannot_be_drawn_is_a_sentence) {
  const auto says = [](FunnelKind kind, std::vector<FunnelUnit> units) { return FunnelOf(kind, units).error().ToString(); };
  EXPECT_EQ(says(FunnelKind::Rate, {{"Leeds", 1, 2}}), "Comparing needs at least two units; there is 1.");
  EXPECT_EQ(says(FunnelKind::Rate, {{"Leeds", 1, 2}, {"Hull", 1, 0}}),
            "The volume of Hull is 0; it must be above 0. Leave a unit without cases out.");
  EXPECT_EQ(says(FunnelKind::Proportion, {{"Leeds", 3, 2}, {"Hull", 1, 2}}),
            "Leeds has 3 out of 2; a share needs whole cases and no more of them than there are.");
  EXPECT_EQ(says(FunnelKind::Proportion, {{"Leeds", 0, 2}, {"Hull", 0, 2}}),
            "No unit has a single one, so there is nothing to compare.");
  EXPECT_EQ(says(FunnelKind::Proportion, {{"Leeds", 2, 2}, {"Hull", 2, 2}}),
            "In every unit it is all of them, so there is nothing to compare.");
  EXPECT_EQ(says(FunnelKind::Rate, {{"Leeds", -1, 2}, {"Hull", 2, 2}}),
            "The count of Leeds is -1; a count is a whole number from 0 up.");
}

TEST(Comparing, standardised_ratio_has_garwoods_exact_interval) {
  // Ten seen: the exact limits of a Poisson count of 10 are 4.795 and 18.390, as every table of them has it.
  const std::vector<Stratum> strata{{6, 100, 50, 1000}, {4, 20, 100, 400}};
  const auto ratio = Standardise(strata);
  ASSERT_TRUE(ratio);
  EXPECT_EQ(ratio->observed, 10);
  EXPECT_NEAR(ratio->expected, 100 * 0.05 + 20 * 0.25, 1e-12);
  EXPECT_NEAR(ratio->low, 0.4795, 5e-5);
  EXPECT_NEAR(ratio->high, 1.8390, 5e-5);
  EXPECT_EQ(ratio->says, "10 seen and 10.0 expected: 1.00 times as many (95 % interval 0.48 to 1.84).");
}

TEST(Comparing, who_handles_the_hard_cases_is_not_worse_for_it) {
  // Twice the crude rate of the reference, but all of it in the stratum where everybody has it.
  const std::vector<Stratum> strata{{1, 20, 100, 2000}, {29, 100, 600, 2000}};
  const auto ratio = Standardise(strata);
  ASSERT_TRUE(ratio);
  EXPECT_NEAR(ratio->ratio, 30 / 31.0, 1e-12);
}

TEST(Comparing, a_ratio_to_nothing_is_a_sentence) {
  EXPECT_EQ(Standardise({}).error(), "None are expected by the reference, so there is no ratio to it.");
  const std::vector<Stratum> unknown{{1, 5, 0, 0}};
  EXPECT_EQ(Standardise(unknown).error(), "There is nothing to compare 5 cases with: the reference has none of their kind.");
  const std::vector<Stratum> few{{0, 5, 10, 100}};
  EXPECT_TRUE(Standardise(few)->too_few);
  EXPECT_EQ(Standardise(few)->says, "Too few to tell: 0 seen and 0.500 expected.");
}

}  // namespace
}  // namespace insight
