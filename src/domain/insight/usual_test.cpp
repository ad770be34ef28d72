#include "domain/insight/usual.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include "domain/insight/regression.h"

namespace insight {
namespace {

using base::Date;
using base::Weekday;

constexpr Date kFirst{19'359};  // Mon 2 Jan 2023

// Quiet days: many on Monday, few at the weekend, more in winter; negative binomial where `dispersion` is above 1.
double MeanOf(Date day, double level = 20) {
  constexpr std::array<double, 7> kWeekdays{1.6, 1.1, 1.0, 1.0, 0.9, 0.3, 0.2};
  const double season = 1 + 0.3 * std::cos(2 * std::numbers::pi * (day - kFirst) / 365.25);
  return level * kWeekdays[static_cast<std::size_t>(day.weekday())] * season;
}

double Draw(std::mt19937_64& random, double mean, double dispersion) {
  if (dispersion > 1) {
    const double size = mean / (dispersion - 1);
    mean = std::gamma_distribution<double>(size, mean / size)(random);
  }
  return std::poisson_distribution<int>(mean)(random);
}

std::vector<Point> Quiet(std::mt19937_64& random, int days, double dispersion = 1, double level = 20) {
  std::vector<Point> points;
  for (int i = 0; i < days; ++i)
    points.push_back({kFirst + i, Draw(random, MeanOf(kFirst + i, level), dispersion), std::nullopt});
  return points;
}

bool Has(const Baseline& baseline, UsualTerm term) { return std::ranges::find(baseline.terms, term) != baseline.terms.end(); }

TEST(Usual, log_linear_fit_is_that_of_dobsons_published_trial) {
  // Dobson (1990), An Introduction to Generalized Linear Models, section 8.4, randomised trial with counts by outcome and
  // treatment: coefficients 3.045, -0.4543, -0.2930 and 0, standard errors 0.1709, 0.2022, 0.1927, 0.2, as every fit of it
  // prints.
  const Eigen::VectorXd y{{18, 17, 15, 20, 10, 20, 25, 13, 12}};
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(9, 5);
  for (Eigen::Index i = 0; i < 9; ++i) {
    x(i, 0) = 1;
    if (i % 3 > 0) x(i, i % 3) = 1;
    if (i / 3 > 0) x(i, 2 + i / 3) = 1;
  }
  const auto fit = FitLogLinear(x, y, Eigen::VectorXd::Zero(9), Eigen::VectorXd::Ones(9), {.ridge = 0, .least_dispersion = 0});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->coefficients[0], 3.045, 5e-4);
  EXPECT_NEAR(fit->coefficients[1], -0.4543, 5e-5);
  EXPECT_NEAR(fit->coefficients[2], -0.2930, 5e-5);
  EXPECT_NEAR(fit->coefficients[3], 0, 1e-8);
  const Eigen::VectorXd errors = (fit->covariance.diagonal() / fit->variance).cwiseSqrt();
  EXPECT_NEAR(errors[0], 0.1709, 5e-5);
  EXPECT_NEAR(errors[1], 0.2022, 5e-5);
  EXPECT_NEAR(errors[2], 0.1927, 5e-5);
  EXPECT_NEAR(errors[4], 0.2000, 5e-5);
  // The dispersion is Pearson's statistic over 4 degrees of freedom, and leverages add up to the number of coefficients.
  EXPECT_NEAR(fit->variance, (fit->residuals.array().square() / fit->means.array()).sum() / 4, 1e-9);
  EXPECT_NEAR(fit->leverages.sum(), 5, 1e-8);
}

TEST(Usual, anscombe_residual_is_nought_at_the_mean_and_near_pearsons_around_it) {
  EXPECT_NEAR(AnscombeResidual(40, 40, 1, 0), 0, 1e-12);
  EXPECT_NEAR(AnscombeResidual(44, 40, 1, 0), 4 / std::sqrt(40), 0.02);
  EXPECT_NEAR(AnscombeResidual(44, 40, 4, 0.75), AnscombeResidual(44, 40, 1, 0), 1e-12);
}

TEST(Usual, a_monday_is_judged_as_a_monday) {
  std::mt19937_64 random(1);
  const auto points = Quiet(random, 400);
  const auto usual = Usual::Before(kFirst + 400, points, {});
  ASSERT_TRUE(usual) << usual.error();
  // Mon 5 Feb 2024 and the Sunday before it.
  const Date monday = kFirst + 399;
  ASSERT_EQ(monday.weekday(), Weekday::Monday);
  const auto busy = usual->Judge({monday, 38, std::nullopt});
  const auto sunday = usual->Judge({monday - 1, 38, std::nullopt});
  ASSERT_TRUE(busy && sunday);
  EXPECT_GT(busy->chance, 0.05);
  EXPECT_LT(sunday->chance, 1e-6);
}

TEST(Usual, quiet_days_alarm_no_oftener_than_stated) {
  // Chances are of whole counts and therefore a little cautious; never more than stated, within four standard errors.
  for (const double dispersion : {1.0, 2.0}) {
    std::mt19937_64 random(2);
    int days = 0;
    std::array<int, 2> alarms{};
    std::array<int, 2> outside{};
    for (int run = 0; run < 5; ++run) {
      const auto points = Quiet(random, 1100, dispersion);
      const auto judged = JudgeByUsual(points, kFirst + 760, {});
      ASSERT_TRUE(judged) << judged.error();
      for (const JudgedCount& count : judged->counts) {
        ++days;
        alarms[0] += count.chance < 0.01;
        alarms[1] += count.chance < 0.05;
        outside[0] += count.count < count.low;
        outside[1] += count.count > count.high;
      }
    }
    ASSERT_EQ(days, 5 * 340);
    EXPECT_LE(alarms[0] / static_cast<double>(days), 0.01 + 0.010) << dispersion;
    EXPECT_LE(alarms[1] / static_cast<double>(days), 0.05 + 0.022) << dispersion;
    EXPECT_GE(alarms[1] / static_cast<double>(days), 0.02) << dispersion;
    EXPECT_LE((outside[0] + outside[1]) / static_cast<double>(days), 0.05 + 0.022) << dispersion;
  }
}

TEST(Usual, a_rise_by_half_is_found_soon) {
  std::mt19937_64 random(3);
  auto points = Quiet(random, 830);
  for (int i = 800; i < 830; ++i) points[static_cast<std::size_t>(i)].value = Draw(random, 1.5 * MeanOf(kFirst + i), 1);
  const auto judged = JudgeByUsual(points, kFirst + 800, {});
  ASSERT_TRUE(judged);
  int low_chances = 0;
  for (const JudgedCount& count : judged->counts) low_chances += count.chance_this_high < 0.05;
  EXPECT_GE(low_chances, 12);
}

TEST(Usual, what_comes_later_changes_nothing_that_was_judged) {
  std::mt19937_64 random(4);
  auto points = Quiet(random, 500);
  const auto before = JudgeByUsual(std::span(points).first(450), kFirst + 400, {});
  for (std::size_t i = 450; i < 500; ++i) points[i].value = 5000;
  const auto after = JudgeByUsual(points, kFirst + 400, {});
  ASSERT_TRUE(before && after);
  for (std::size_t i = 0; i < before->counts.size(); ++i) {
    EXPECT_EQ(before->counts[i].expected, after->counts[i].expected);
    EXPECT_EQ(before->counts[i].chance, after->counts[i].chance);
  }
}

TEST(Usual, the_guard_keeps_a_rise_that_has_begun_out_of_the_baseline) {
  std::mt19937_64 random(5);
  auto points = Quiet(random, 300);
  const auto quiet = Usual::Before(kFirst + 300, points, {});
  for (std::size_t i = 293; i < 300; ++i) points[i].value = 400;
  const auto rising = Usual::Before(kFirst + 300, points, {});
  ASSERT_TRUE(quiet && rising);
  EXPECT_EQ(quiet->Judge({kFirst + 300, 20, std::nullopt})->expected, rising->Judge({kFirst + 300, 20, std::nullopt})->expected);
}

TEST(Usual, an_outbreak_of_the_past_does_not_hide_the_next) {
  std::mt19937_64 random(6);
  auto points = Quiet(random, 400);
  const Point next{kFirst + 400, 3 * MeanOf(kFirst + 400) - std::fmod(3 * MeanOf(kFirst + 400), 1), std::nullopt};
  const auto clean = Usual::Before(next.day, points, {});
  for (std::size_t i = 340; i < 350; ++i) points[i].value = std::floor(5 * MeanOf(points[i].day));
  const auto outbreak = Usual::Before(next.day, points, {});
  ASSERT_TRUE(clean && outbreak);
  EXPECT_GE(outbreak->baseline().downweighed, 9);
  EXPECT_NEAR(outbreak->Judge(next)->expected / clean->Judge(next)->expected, 1, 0.1);
  EXPECT_LT(outbreak->Judge(next)->chance, 0.01);
}

TEST(Usual, a_bank_holiday_is_judged_as_one) {
  std::mt19937_64 random(7);
  auto points = Quiet(random, 800);
  UsualOptions options;
  for (int i = 30; i < 900; i += 45) options.holidays.push_back(kFirst + i);
  for (const Date day : options.holidays) {
    if (day - kFirst < 800) points[static_cast<std::size_t>(day - kFirst)].value = Draw(random, 0.1 * MeanOf(day), 1);
  }
  const Date next = options.holidays[18];
  ASSERT_GE(next - kFirst, 800);
  const auto usual = Usual::Before(next, points, options);
  ASSERT_TRUE(usual);
  ASSERT_TRUE(Has(usual->baseline(), UsualTerm::Holiday));
  EXPECT_NEAR(usual->Judge({next, 2, std::nullopt})->expected / MeanOf(next), 0.1, 0.06);
}

TEST(Usual, a_holiday_is_not_judged_while_too_few_were_seen) {
  std::mt19937_64 random(8);
  const auto points = Quiet(random, 100);
  const auto usual = Usual::Before(kFirst + 100, points, {.holidays = {kFirst + 100, kFirst + 20}});
  ASSERT_TRUE(usual);
  const auto judged = usual->Judge({kFirst + 100, 3, std::nullopt});
  ASSERT_FALSE(judged);
  EXPECT_EQ(judged.error(),
            "Wed 12 Apr 2023 has a holiday, and too few holidays are in the history to say what is usual on one.");
}

TEST(Usual, terms_come_in_as_history_grows_and_what_is_missing_is_said) {
  std::mt19937_64 random(9);
  const auto points = Quiet(random, 1500);
  const auto with = [&](int days) {
    return Usual::Before(kFirst + days + 7, std::span(points).first(static_cast<std::size_t>(days)), {})->baseline();
  };
  EXPECT_FALSE(Has(with(60), UsualTerm::Trend));
  EXPECT_EQ(with(60).notes.size(), 2U);
  EXPECT_EQ(with(60).notes[0], "The trend is not taken into account: that needs 182 days of history.");
  EXPECT_TRUE(Has(with(200), UsualTerm::Trend));
  EXPECT_FALSE(Has(with(700), UsualTerm::Season));
  EXPECT_TRUE(Has(with(740), UsualTerm::Season));
  EXPECT_TRUE(Has(with(740), UsualTerm::Bend));
  EXPECT_TRUE(with(740).notes.empty());
  EXPECT_TRUE(Has(with(1470), UsualTerm::Months));
  const auto few = Usual::Before(kFirst + 27, std::span(points).first(20), {});
  ASSERT_FALSE(few);
  EXPECT_EQ(few.error(), "What is usual on Sun 29 Jan 2023 cannot be said from 20 days of history; at least 28 days are needed.");
}

TEST(Usual, a_weekday_without_a_single_case_expects_almost_none) {
  std::mt19937_64 random(10);
  auto points = Quiet(random, 300);
  for (Point& point : points) {
    if (point.day.weekday() == Weekday::Sunday) point.value = 0;
  }
  const auto usual = Usual::Before(kFirst + 307, points, {});
  ASSERT_TRUE(usual) << usual.error();
  const Date sunday = kFirst + 314;
  ASSERT_EQ(sunday.weekday(), Weekday::Sunday);
  const auto three = usual->Judge({sunday, 3, std::nullopt});
  EXPECT_LT(three->expected, 0.1);
  EXPECT_LT(three->chance, 0.01);
  EXPECT_EQ(usual->Judge({sunday, 0, std::nullopt})->chance, 1);
}

TEST(Usual, a_series_of_noughts_expects_nought) {
  std::vector<Point> points;
  for (int i = 0; i < 100; ++i) points.push_back({kFirst + i, 0, std::nullopt});
  const auto usual = Usual::Before(kFirst + 107, points, {});
  ASSERT_TRUE(usual) << usual.error();
  EXPECT_LT(usual->Judge({kFirst + 107, 0, std::nullopt})->expected, 0.05);
  EXPECT_LT(usual->Judge({kFirst + 107, 4, std::nullopt})->chance, 0.01);
}

TEST(Usual, counts_that_grow_with_customers_are_not_a_signal) {
  std::mt19937_64 random(11);
  std::vector<Point> points;
  for (int i = 0; i < 60; ++i) {
    const double customers = i < 50 ? 1000 : 2000;
    points.push_back({Date::Of(2020, 1, 1).AddMonths(i), Draw(random, 0.05 * customers, 1), customers});
  }
  const auto judged = JudgeByUsual(points, Date::Of(2020, 1, 1).AddMonths(50), {.grain = Grain::Month});
  ASSERT_TRUE(judged) << judged.error();
  for (const JudgedCount& count : judged->counts) EXPECT_GT(count.chance, 0.001) << count.day.ToString();
}

TEST(Usual, a_short_february_is_not_a_signal) {
  std::vector<Point> points;
  for (int i = 0; i < 30; ++i) {
    const Date day = Date::Of(2020, 1, 1).AddMonths(i);
    points.push_back({day, 100.0 * (day.AddMonths(1) - day), std::nullopt});
  }
  const auto usual = Usual::Before(Date::Of(2023, 2, 1), points, {.grain = Grain::Month, .guard = 0});
  ASSERT_TRUE(usual);
  EXPECT_NEAR(usual->Judge({Date::Of(2023, 2, 1), 2800, std::nullopt})->expected, 2800, 1);
}

TEST(Usual, weekly_counts_have_a_baseline_too) {
  std::mt19937_64 random(12);
  std::vector<Point> points;
  for (int i = 0; i < 160; ++i) {
    points.push_back(
        {kFirst + 7 * i, Draw(random, 50 * (1 + 0.3 * std::cos(2 * std::numbers::pi * i / 52.18)), 1.5), std::nullopt});
  }
  const auto judged = JudgeByUsual(points, kFirst + 7 * 120, {.grain = Grain::Week});
  ASSERT_TRUE(judged);
  EXPECT_EQ(judged->counts.size(), 40U);
  EXPECT_TRUE(Has(judged->baseline, UsualTerm::Season));
  int far = 0;
  for (const JudgedCount& count : judged->counts) far += count.chance < 0.01;
  EXPECT_LE(far, 3);
}

TEST(Usual, interval_and_chances_agree) {
  std::mt19937_64 random(13);
  const auto points = Quiet(random, 300, 1.5, 5);
  const auto usual = Usual::Before(kFirst + 300, points, {});
  ASSERT_TRUE(usual);
  const auto at = [&](double count) { return *usual->Judge({kFirst + 300, count, std::nullopt}); };
  const JudgedCount middle = at(5);
  EXPECT_LE(at(middle.high + 1).chance_this_high, 0.025);
  EXPECT_GT(at(middle.high).chance_this_high, 0.025);
  if (middle.low > 0) {
    EXPECT_LT(at(middle.low - 1).chance_this_low, 0.025);
  }
  EXPECT_GE(at(middle.low).chance_this_low, 0.025);
  EXPECT_NEAR(at(7).chance_this_high + at(6).chance_this_low, 1, 1e-9);
}

TEST(Usual, counts_that_are_none_are_answered_by_a_sentence) {
  std::mt19937_64 random(14);
  auto points = Quiet(random, 60);
  EXPECT_EQ(JudgeByUsual({}, kFirst, {}).error(), "There are no counts, so it cannot be said what is usual.");
  points[10].value = -3;
  EXPECT_EQ(Usual::Before(kFirst + 60, points, {}).error(),
            "The count for Thu 12 Jan 2023 is -3; a count is a whole number from 0 up.");
  points[10].value = std::nullopt;
  const auto usual = Usual::Before(kFirst + 60, points, {});
  ASSERT_TRUE(usual);
  EXPECT_EQ(usual->baseline().history, 52);
  EXPECT_EQ(usual->Judge({kFirst + 60, std::nullopt, std::nullopt}).error(), "There is no count for Fri 3 Mar 2023.");
  std::swap(points[3], points[4]);
  EXPECT_EQ(JudgeByUsual(points, kFirst, {}).error(), "The count for Thu 5 Jan 2023 is out of order.");
}

}  // namespace
}  // namespace insight
