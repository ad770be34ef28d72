#include "domain/insight/improvement_effect.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "domain/insight/regression.h"

namespace insight {
namespace {

using base::Date;
using base::Saying;

// Cigarette packs sold a head in California, 1970 to 2000; Proposition 99 raised the tax from 1989. Data of Abadie, Diamond and
// Hainmueller (2010), Journal of the American Statistical Association 105, 493-505.
constexpr std::array<double, 31> kCalifornia{123,   121,   123.5, 124.4, 126.7, 127.1, 128,  126.4, 126.1, 121.9, 120.2,
                                             118.6, 115.4, 110.8, 104.8, 102.8, 99.7,  97.5, 90.1,  82.4,  77.8,  68.7,
                                             67.5,  63.4,  58.6,  56.4,  54.5,  53.8,  52.3, 47.2,  41.6};

struct Month {
  int admissions;
  double people;  // standardised for age
};
// Hospital admissions for acute coronary events in Sicily, January 2002 to November 2006; smoking was banned in public places in
// January 2005, the 37th month. Data published with Bernal, Cummins and Gasparrini (2017), Int J Epidemiol 46, 348-355.
constexpr std::array<Month, 59> kSicily{{
    {728, 379875.3}, {659, 376495.5}, {791, 377040.8}, {734, 377116.4}, {757, 377383.4}, {726, 374113.1}, {760, 379513.3},
    {740, 376295.5}, {720, 374653.2}, {814, 378485.6}, {795, 375955.5}, {858, 378349.7}, {887, 376762.4}, {766, 379032.3},
    {851, 379360.4}, {769, 376162.0}, {781, 377972.4}, {756, 381830.7}, {766, 379888.6}, {752, 380872.2}, {765, 380966.9},
    {831, 381240.4}, {879, 382104.9}, {928, 381802.7}, {914, 381656.3}, {808, 383680.0}, {937, 383504.2}, {840, 386462.9},
    {916, 383783.1}, {828, 380836.8}, {845, 383483.0}, {818, 380906.2}, {860, 382926.8}, {839, 384052.4}, {887, 384449.6},
    {886, 383428.4}, {831, 388153.2}, {796, 388373.2}, {833, 386470.1}, {820, 386033.2}, {877, 383686.4}, {758, 385509.3},
    {767, 385901.9}, {738, 386516.6}, {781, 388436.5}, {843, 383255.2}, {850, 390148.7}, {908, 385874.9}, {1021, 391613.6},
    {859, 391750.4}, {976, 394005.6}, {888, 391364.9}, {962, 391664.6}, {838, 389022.3}, {810, 391878.5}, {876, 388575.3},
    {843, 392989.0}, {936, 390018.8}, {912, 390712.3},
}};

EffectQuestion Monthly(std::vector<double> values, int before) {
  EffectQuestion question;
  question.of = Saying("complaints");
  question.changed = Date::Of(2020, 1, 1).AddMonths(before);
  for (std::size_t i = 0; i < values.size(); ++i) question.starts.push_back(Date::Of(2020, 1, 1).AddMonths(static_cast<int>(i)));
  question.values = std::move(values);
  return question;
}

// Errors that hang together, about 100 a month, and `effect` from the month `before` on.
std::vector<double> Simulated(std::mt19937_64& random, int before, int after, double rho, double effect, double trend = 0.1) {
  std::normal_distribution<double> normal;
  std::vector<double> values;
  double error = normal(random) / std::sqrt(1 - rho * rho);
  for (int i = 0; i < before + after; ++i) {
    if (i > 0) error = rho * error + normal(random);
    values.push_back(100 + trend * i + 2 * error + (i >= before ? effect : 0));
  }
  return values;
}

TEST(ImprovementEffect, step_and_bend_are_those_of_the_published_segmented_regression_of_californias_cigarette_tax) {
  // The model of Wagner et al. (2002) as fitted to these data by Linden (2015), Stata Journal 15, 480-500: trend -1.779474, step
  // -20.0581, change of the trend -1.494652.
  const auto effect = MeasureEffect(Monthly({kCalifornia.begin(), kCalifornia.end()}, 19));
  ASSERT_TRUE(effect) << effect.error();
  EXPECT_NEAR(effect->newey_west->step.value, -20.0581, 5e-5);
  EXPECT_NEAR(effect->newey_west->bend->value, -1.494652, 5e-7);
  // The same regression with plain standard errors: 0.2170, 3.7471, 0.4846.
  Eigen::MatrixXd x(31, 4);
  for (int i = 0; i < 31; ++i) x.row(i) << 1, i, i >= 19 ? 1 : 0, std::max(0, i - 19);
  const auto fit = LeastSquares(x, Eigen::Map<const Eigen::VectorXd>(kCalifornia.data(), 31));
  ASSERT_TRUE(fit);
  EXPECT_NEAR(fit->coefficients[1], -1.779474, 5e-7);
  EXPECT_NEAR(std::sqrt(fit->covariance(1, 1)), 0.2170, 5e-5);
  EXPECT_NEAR(std::sqrt(fit->covariance(2, 2)), 3.7471, 5e-5);
  EXPECT_NEAR(std::sqrt(fit->covariance(3, 3)), 0.4846, 5e-5);
}

TEST(ImprovementEffect, californias_sales_were_much_lower_than_they_would_have_been) {
  auto question = Monthly({kCalifornia.begin(), kCalifornia.end()}, 19);
  question.kind = EffectOf::Amount;
  question.of = Saying::AsIs("packs");
  const auto effect = MeasureEffect(question);
  ASSERT_TRUE(effect) << effect.error();
  // The mean gap to the trend before 1989, carried on: -28.28 (the growth curve that others fitted to 1970-1988 alone).
  EXPECT_NEAR(effect->newey_west->effect.value, -28.28, 0.005);
}

TEST(ImprovementEffect, sicilys_smoking_ban_cut_admissions_by_eleven_percent_as_published) {
  // Bernal et al. (2017), step 4: Poisson regression of the counts on the ban and the time, the people as offset: 11 % fewer.
  Eigen::MatrixXd x(59, 3);
  Eigen::VectorXd y(59);
  Eigen::VectorXd offset(59);
  for (int i = 0; i < 59; ++i) {
    const Month& month = kSicily[static_cast<std::size_t>(i)];
    x.row(i) << 1, i + 1, i >= 36 ? 1 : 0;
    y[i] = month.admissions;
    offset[i] = std::log(month.people);
  }
  const auto fit = FitLogLinear(x, y, offset, Eigen::VectorXd::Ones(59), {.ridge = 0, .least_dispersion = 0});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(std::exp(fit->coefficients[2]), 0.89, 0.005);
  const double poisson_error = std::sqrt(fit->covariance(2, 2) / fit->variance);
  EXPECT_LT(std::exp(fit->coefficients[2] + 1.96 * poisson_error), 1);
}

TEST(ImprovementEffect, sicilys_rates_with_season_show_an_effect_of_the_same_size) {
  EffectQuestion question;
  for (std::size_t i = 0; i < kSicily.size(); ++i) {
    question.starts.push_back(Date::Of(2002, 1, 1).AddMonths(static_cast<int>(i)));
    question.values.push_back(kSicily[i].admissions / kSicily[i].people * 1e5);
  }
  question.changed = Date::Of(2005, 1, 1);
  question.of = Saying::AsIs("admissions in 100,000");
  question.season = true;
  question.shape = EffectShape::Step;
  const auto effect = MeasureEffect(question);
  ASSERT_TRUE(effect) << effect.error();
  EXPECT_EQ(effect->verdict, EffectVerdict::Effect);
  EXPECT_TRUE(effect->better);
  // Eleven percent of the 220.5 seen after the ban over 0.89 is about 26.
  EXPECT_NEAR(effect->estimates->effect.value, -26, 4) << effect->says;
}

TEST(ImprovementEffect, newey_wests_covariance_is_the_published_one_of_greenes_investment_data) {
  // Greene (1993), Econometric Analysis, table 15.1 and example 15.3: real investment on real GNP and real interest, 1964 to
  // 1982; the covariance with lag 4 as the R package sandwich prints it in its example (359.4170681 and so on).
  constexpr std::array<double, 20> kGnp{596.7,  637.7,  691.1,  756,  799.6,  873.4,  944,    992.7,  1077.6, 1185.9,
                                        1326.4, 1434.2, 1549.2, 1718, 1918.3, 2163.9, 2417.8, 2631.7, 2954.1, 3073};
  constexpr std::array<double, 20> kInvestment{90.9,  97.4,  113.5, 125.7, 122.8, 133.3, 149.3, 144.2, 166.4, 195,
                                               229.8, 228.7, 206.1, 257.9, 324.1, 386.6, 423,   401.9, 474.9, 414.5};
  constexpr std::array<double, 20> kPrice{0.7167, 0.7277, 0.7436, 0.7676, 0.7906, 0.8254, 0.8679, 0.9145, 0.9601, 1,
                                          1.0575, 1.1508, 1.2579, 1.3234, 1.4005, 1.5042, 1.6342, 1.7842, 1.9514, 2.0688};
  constexpr std::array<double, 20> kInterest{3.23, 3.55, 4.04, 4.5, 4.19, 5.16, 5.87,  5.95,  4.88,  4.5,
                                             6.44, 7.83, 6.25, 5.5, 5.46, 7.46, 10.28, 11.77, 13.42, 11.02};
  Eigen::MatrixXd x(19, 3);
  Eigen::VectorXd y(19);
  for (std::size_t i = 1; i < 20; ++i) {
    x.row(static_cast<Eigen::Index>(i) - 1) << 1, kGnp[i] / kPrice[i],
        kInterest[i] - 100 * (kPrice[i] - kPrice[i - 1]) / kPrice[i - 1];
    y[static_cast<Eigen::Index>(i) - 1] = kInvestment[i] / kPrice[i];
  }
  const auto fit = LeastSquares(x, y);
  ASSERT_TRUE(fit);
  EXPECT_NEAR(std::sqrt(fit->variance), 17.21, 0.005);
  const Eigen::MatrixXd covariance = NeweyWest(x, *fit, 4, SmallSample::Plain);
  EXPECT_NEAR(covariance(0, 0), 359.4170681, 1e-5);
  EXPECT_NEAR(covariance(1, 1), 0.0002805888, 1e-9);
  EXPECT_NEAR(covariance(2, 2), 11.171472998, 1e-6);
  EXPECT_NEAR(covariance(0, 2), -4.089319305, 1e-5);
  EXPECT_TRUE(NeweyWest(x, *fit, 4).isApprox(covariance * 19 / 16));
}

TEST(ImprovementEffect, prais_winsten_is_generalised_least_squares_with_the_covariance_of_errors_that_fade) {
  std::mt19937_64 random(3);
  const auto values = Simulated(random, 20, 15, 0.5, -6);
  Eigen::MatrixXd x(35, 3);
  for (int i = 0; i < 35; ++i) x.row(i) << 1, i, i >= 20 ? 1 : 0;
  const Eigen::Map<const Eigen::VectorXd> y(values.data(), 35);
  const auto fit = PraisWinsten(x, y);
  ASSERT_TRUE(fit);
  Eigen::MatrixXd covariance(35, 35);
  for (int i = 0; i < 35; ++i) {
    for (int j = 0; j < 35; ++j) covariance(i, j) = std::pow(fit->rho, std::abs(i - j)) / (1 - fit->rho * fit->rho);
  }
  const Eigen::MatrixXd precision = covariance.inverse();
  const Eigen::MatrixXd information = x.transpose() * precision * x;
  const Eigen::VectorXd coefficients = information.ldlt().solve(x.transpose() * precision * y);
  EXPECT_TRUE(fit->coefficients.isApprox(coefficients, 1e-8));
  EXPECT_TRUE(fit->covariance.isApprox(fit->variance * information.inverse(), 1e-8));
  EXPECT_NEAR(fit->log_determinant, std::log(information.determinant()), 1e-8);
  // Settled: rho is the regression of each residual on the one before.
  const Eigen::VectorXd& e = fit->residuals;
  EXPECT_NEAR(fit->rho, e.tail(34).dot(e.head(34)) / e.head(34).squaredNorm(), 1e-6);
}

// Measured once with 2,000 series each, shares of the 95 % intervals for the effect that hold the true one (standard error
// 0.005):
//   before + after   rho    this    Newey-West   Prais-Winsten
//   24 + 12          0.0   0.956      0.866         0.912
//                    0.3   0.963      0.831         0.887
//                    0.6   0.957      0.712         0.824
//                    0.8   0.929      0.610         0.757
//   36 + 24          0.0   0.956      0.896         0.927
//                    0.3   0.958      0.862         0.911
//                    0.6   0.954      0.759         0.863
//                    0.8   0.958      0.662         0.822
// Here a few hundred of each, which must lie within chance of 95 %.
TEST(ImprovementEffect, the_interval_covers_as_often_as_it_says) {
  std::mt19937_64 random(7);
  for (const auto& [before, after] : {std::pair(24, 12), std::pair(36, 24)}) {
    for (const double rho : {0.0, 0.3, 0.6}) {
      int held = 0;
      int held_by_newey_west = 0;
      constexpr int kSeries = 250;
      for (int i = 0; i < kSeries; ++i) {
        const auto effect = MeasureEffect(Monthly(Simulated(random, before, after, rho, -10), before));
        ASSERT_TRUE(effect);
        held += effect->estimates->effect.low <= -10 && -10 <= effect->estimates->effect.high;
        held_by_newey_west += effect->newey_west->effect.low <= -10 && -10 <= effect->newey_west->effect.high;
      }
      // Four standard errors of a share of 250.
      EXPECT_NEAR(static_cast<double>(held) / kSeries, 0.95, 0.055) << before << "+" << after << " rho " << rho;
      EXPECT_GE(held, held_by_newey_west);
    }
  }
}

TEST(ImprovementEffect, where_nothing_changed_an_effect_is_claimed_about_once_in_twenty) {
  std::mt19937_64 random(11);
  int claimed = 0;
  for (int i = 0; i < 300; ++i) {
    const auto effect = MeasureEffect(Monthly(Simulated(random, 24, 12, 0.3, 0), 24));
    ASSERT_TRUE(effect);
    claimed += effect->verdict == EffectVerdict::Effect;
  }
  EXPECT_LE(claimed, 30);
}

TEST(ImprovementEffect, an_effect_is_told_in_one_sentence_with_its_interval) {
  std::mt19937_64 random(5);
  const auto effect = MeasureEffect(Monthly(Simulated(random, 24, 12, 0, -12), 24));
  ASSERT_TRUE(effect);
  EXPECT_EQ(effect->verdict, EffectVerdict::Effect);
  EXPECT_TRUE(effect->better);
  const Estimate& e = effect->estimates->effect;
  const int places = (e.high - e.low) / 2 < 3 ? 1 : 0;
  EXPECT_EQ(effect->says, Saying("{} fewer {} a month (95 % interval {} to {}).", Figure(-e.value, places), Saying("complaints"),
                                 Figure(-e.high, places), Figure(-e.low, places)));
}

TEST(ImprovementEffect, is_told_in_its_two_parts_what_came_at_once_and_how_the_trend_goes_on) {
  EffectQuestion question;
  question.of = Saying("complaints");
  EXPECT_EQ(StepInWords({-12, 1.5, -15, -9}, question),
            "The level fell at once: 12 fewer complaints a month (95 % interval 9 to 15).");
  EXPECT_EQ(StepInWords({12, 1.5, 9, 15}, question),
            "The level rose at once: 12 more complaints a month (95 % interval 9 to 15).");
  EXPECT_EQ(
      StepInWords({-2, 3, -8, 4}, question),
      "No change of the level at once is shown: it could be anything from 8 fewer complaints a month to 4 more complaints a "
      "month (95 % interval).");
  EXPECT_EQ(
      BendInWords({-0.4, 0.15, -0.7, -0.1}, question),
      "Since then the trend is lower than before: with every further month 0.4 fewer complaints a month (95 % interval 0.1 to "
      "0.7).");
  EXPECT_EQ(BendInWords({0.1, 0.15, -0.2, 0.4}, question),
            "No change of the trend is shown: with every further month it could be anything from 0.2 fewer complaints a month to "
            "0.4 more complaints a month (95 % interval).");
  question.period = EffectPeriod::Week;
  question.kind = EffectOf::Amount;
  question.of = Saying("days");
  EXPECT_EQ(BendInWords({0.4, 0.15, 0.1, 0.7}, question),
            "Since then the trend is higher than before: with every further week 0.4 days higher (95 % interval 0.1 to 0.7).");
  EXPECT_EQ(BendInWords({0.4, 0.15, 0.1, 0.7}, question).In(base::Language::German),
            "Seither ist der Trend höher als vorher: mit jeder weiteren Woche 0,4 Tage höher (95-%-Intervall 0,1 bis 0,7).");
}

TEST(ImprovementEffect, more_complaints_than_before_is_an_effect_but_not_a_better_one) {
  std::mt19937_64 random(5);
  auto question = Monthly(Simulated(random, 24, 12, 0, 15), 24);
  const auto worse = MeasureEffect(question);
  ASSERT_TRUE(worse);
  EXPECT_EQ(worse->verdict, EffectVerdict::Effect);
  EXPECT_FALSE(worse->better);
  EXPECT_NE(worse->says.ToString().find("more complaints a month"), std::string::npos) << worse->says;
  question.wanted = Wanted::More;
  EXPECT_TRUE(MeasureEffect(question)->better);
}

TEST(ImprovementEffect, a_short_time_after_the_change_it_is_too_early_and_later_no_effect_is_shown) {
  std::mt19937_64 random(19);
  const auto values = Simulated(random, 24, 24, 0.2, 0);
  const auto early = MeasureEffect(Monthly({values.begin(), values.begin() + 24 + 5}, 24));
  ASSERT_TRUE(early);
  EXPECT_EQ(early->verdict, EffectVerdict::TooEarly) << early->says;
  EXPECT_TRUE(early->estimates.has_value());
  const auto later = MeasureEffect(Monthly(values, 24));
  ASSERT_TRUE(later);
  EXPECT_EQ(later->verdict, EffectVerdict::NoEffectShown) << later->says;
}

TEST(ImprovementEffect, with_two_months_after_the_change_there_is_no_figure_at_all) {
  std::mt19937_64 random(19);
  const auto effect = MeasureEffect(Monthly(Simulated(random, 24, 2, 0, -50), 24));
  ASSERT_TRUE(effect);
  EXPECT_EQ(effect->verdict, EffectVerdict::TooEarly);
  EXPECT_FALSE(effect->estimates);
  EXPECT_FALSE(effect->points.back().otherwise);
  EXPECT_EQ(effect->says, "Too early to say: 2 months after the change; at least 3 are needed for a first figure.");
}

TEST(ImprovementEffect, a_shock_that_the_comparison_shares_is_not_taken_for_an_effect) {
  std::mt19937_64 random(23);
  std::normal_distribution<double> normal;
  const auto shared = Simulated(random, 24, 18, 0.4, -20);
  std::vector<double> values;
  for (const double value : shared) values.push_back(value + 30 + normal(random));
  auto question = Monthly(values, 24);
  EXPECT_EQ(MeasureEffect(question)->verdict, EffectVerdict::Effect);
  question.comparison = shared;
  const auto compared = MeasureEffect(question);
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->verdict, EffectVerdict::NoEffectShown) << compared->says;
  // What would have been follows the comparison.
  EXPECT_NEAR(compared->points.back().otherwise->value, shared.back() + 30, 3);
}

TEST(ImprovementEffect, without_trends_the_difference_in_differences_is_that_of_the_means) {
  // A step only, on series whose trend is nought by symmetry: (mean after - mean before) of one less that of the other.
  std::vector<double> values{5, 3, 3, 5, 5, 3, 3, 5, 9, 7, 7, 9};
  std::vector<double> comparison{2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3};
  auto question = Monthly(values, 8);
  question.comparison = comparison;
  question.shape = EffectShape::Step;
  const auto effect = MeasureEffect(question);
  ASSERT_TRUE(effect) << effect.error();
  EXPECT_NEAR(effect->newey_west->effect.value, (8 - 4) - (3 - 2), 1e-9);
}

TEST(ImprovementEffect, the_picture_shows_what_is_and_what_would_have_been) {
  std::mt19937_64 random(29);
  const auto effect = MeasureEffect(Monthly(Simulated(random, 24, 12, 0.3, -10), 24));
  ASSERT_TRUE(effect);
  ASSERT_EQ(effect->points.size(), 36U);
  double gap = 0;
  for (std::size_t i = 0; i < 36; ++i) {
    EXPECT_EQ(effect->points[i].otherwise.has_value(), i >= 24);
    if (i >= 24) gap += effect->points[i].fitted - effect->points[i].otherwise->value;
  }
  EXPECT_NEAR(gap / 12, effect->estimates->effect.value, 1e-6);
}

TEST(ImprovementEffect, a_change_in_the_midst_of_a_month_leaves_that_month_out) {
  std::mt19937_64 random(31);
  auto values = Simulated(random, 24, 12, 0, -10);
  auto question = Monthly(values, 24);
  question.changed = question.changed - 10;
  const auto effect = MeasureEffect(question);
  ASSERT_TRUE(effect);
  EXPECT_EQ(effect->before, 23);
  EXPECT_EQ(effect->after, 12);
  EXPECT_TRUE(effect->points[23].left_out);
  question.values[23] = 1e6;
  EXPECT_NEAR(MeasureEffect(question)->estimates->effect.value, effect->estimates->effect.value, 1e-9);
}

TEST(ImprovementEffect, follow_ups_use_only_what_was_known_on_their_day) {
  std::mt19937_64 random(37);
  EffectQuestion question;
  question.period = EffectPeriod::Week;
  question.of = Saying("complaints");
  question.values = Simulated(random, 52, 20, 0.2, -12, 0);
  for (int i = 0; i < 72; ++i) question.starts.push_back(Date::Of(2024, 1, 1) + 7 * i);
  question.changed = question.starts[52];
  const auto effect = MeasureEffect(question);
  ASSERT_TRUE(effect);
  ASSERT_EQ(effect->follow_ups.size(), 3U);
  EXPECT_EQ(effect->follow_ups[0].periods, 4);
  EXPECT_EQ(effect->follow_ups[1].periods, 12);
  EXPECT_FALSE(effect->follow_ups[2].due);
  EXPECT_NE(effect->follow_ups[2].says.ToString().find("the series ends on"), std::string::npos);
  auto shorter = question;
  shorter.values.resize(64);
  shorter.starts.resize(64);
  EXPECT_NEAR(MeasureEffect(shorter)->estimates->effect.value, effect->follow_ups[1].effect->value, 1e-9);
}

TEST(ImprovementEffect, after_a_peak_it_is_said_that_some_of_the_fall_comes_by_itself) {
  const auto told = [](std::vector<double> before) {
    std::vector<double> values = std::move(before);
    const int changed = static_cast<int>(values.size());
    for (const double value : {21.0, 18.0, 20.0, 22.0, 19.0, 20.0}) values.push_back(value);
    const auto effect = MeasureEffect(Monthly(std::move(values), changed));
    return effect && std::ranges::any_of(effect->notes, [](const Saying& note) {
             return note.ToString().find("regression to the mean") != std::string::npos;
           });
  };
  EXPECT_TRUE(told({20, 22, 19, 21, 18, 20, 22, 21, 19, 20, 21, 60})) << "one month far out, and then something was changed";
  EXPECT_TRUE(told({20, 22, 19, 21, 18, 20, 22, 21, 19, 25, 26, 25})) << "three months somewhat high";
  EXPECT_FALSE(told({20, 22, 19, 21, 18, 20, 22, 21, 19, 20, 21, 22}));
  EXPECT_FALSE(told({20, 22, 19, 21, 18, 20, 22, 21, 19, 20, 21, 2})) << "a good month is no reason to change anything";
}

TEST(ImprovementEffect, scale_and_shift_of_the_series_carry_over_to_the_effect) {
  std::mt19937_64 random(41);
  const auto values = Simulated(random, 24, 12, 0.3, -10);
  auto turned = values;
  for (std::size_t i = 0; i < turned.size(); ++i) turned[i] = 3 * values[i] + 1000 + 7.0 * static_cast<double>(i);
  const auto one = MeasureEffect(Monthly(values, 24));
  const auto other = MeasureEffect(Monthly(turned, 24));
  ASSERT_TRUE(one && other);
  EXPECT_NEAR(other->estimates->effect.value, 3 * one->estimates->effect.value, 1e-6);
  EXPECT_NEAR(other->estimates->effect.low, 3 * one->estimates->effect.low, 1e-4);
  EXPECT_NEAR(other->estimates->effect.high, 3 * one->estimates->effect.high, 1e-4);
}

TEST(ImprovementEffect, bad_series_are_answered_by_a_sentence) {
  std::mt19937_64 random(43);
  const auto values = Simulated(random, 24, 12, 0, 0);
  const auto says = [](const EffectQuestion& question) {
    const auto effect = MeasureEffect(question);
    return effect ? std::string("no error") : effect.error().ToString();
  };
  EXPECT_EQ(says({}), "There are no values, so no effect can be measured.");
  auto question = Monthly(values, 40);
  EXPECT_NE(says(question).find("lies outside the series"), std::string::npos) << says(question);
  question = Monthly(values, 5);
  EXPECT_EQ(says(question), "There are 5 months before the change; at least 8 are needed to know how it would have gone on.");
  question = Monthly(std::vector<double>(36, 4.0), 24);
  EXPECT_NE(says(question).find("never varies"), std::string::npos) << says(question);
  question = Monthly(values, 24);
  question.starts.erase(question.starts.begin() + 3);
  question.values.pop_back();
  EXPECT_EQ(says(question),
            "The period from Wed 1 Apr 2020 is missing or out of order; a period in which nothing happened needs a 0.");
  question = Monthly(values, 24);
  question.values[4] = NAN;
  EXPECT_EQ(says(question), "The value for Fri 1 May 2020 is not a number.");
  question = Monthly(values, 24);
  question.comparison = {1, 2};
  EXPECT_EQ(says(question), "The comparison has 2 values and the series 36; both need one for each period.");
}

}  // namespace
}  // namespace insight
