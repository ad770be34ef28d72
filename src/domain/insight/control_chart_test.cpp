#include "domain/insight/control_chart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>

namespace insight {
namespace {

using base::Date;
const Date kStart = Date::Of(2024, 1, 1);

std::vector<Point> Series(const std::vector<double>& values) {
  std::vector<Point> points;
  for (const double value : values) points.push_back({kStart + 7 * static_cast<int>(points.size()), value, std::nullopt});
  return points;
}

std::vector<Point> Series(const std::vector<double>& values, const std::vector<double>& of) {
  std::vector<Point> points = Series(values);
  for (std::size_t i = 0; i < points.size(); ++i) points[i].of = of[i % of.size()];
  return points;
}

std::vector<std::size_t> PointsIn(const Chart& chart, Rule rule) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    if (chart.points[i].In(rule)) found.push_back(i);
  }
  return found;
}
using Indexes = std::vector<std::size_t>;

bool HasNote(const Chart& chart, std::string_view text) {
  return std::ranges::any_of(chart.notes, [&](const base::Saying& note) { return note.ToString().contains(text); });
}

// Montgomery, Introduction to Statistical Quality Control, section 6.4, costs of processing mortgage loans: centre 300.5,
// mean moving range 7.79, limits 279.78 and 321.22, limit of the moving range 25.45.
const std::vector<double> kLoanCosts = {310, 288, 297, 298, 307, 303, 294, 297, 308, 306,
                                        294, 299, 297, 299, 314, 295, 293, 306, 301, 304};
TEST(SingleValues, have_the_limits_of_montgomerys_loan_costs) {
  const auto chart = Draw(Series(kLoanCosts), ChartKind::XmR, {});
  ASSERT_TRUE(chart) << chart.error();
  const Phase& phase = chart->phases.at(0);
  EXPECT_NEAR(phase.centre, 300.5, 1e-9);
  EXPECT_NEAR(phase.mean_jump, 7.79, 5e-3);
  EXPECT_NEAR(*chart->points[0].lower, 279.78, 1.5e-2);
  EXPECT_NEAR(*chart->points[0].upper, 321.22, 1.5e-2);
  EXPECT_NEAR(phase.jump_limit, 25.45, 1.5e-2);
  EXPECT_TRUE(chart->breaches.empty());
  EXPECT_EQ(phase.standing, Standing::Settled);
}

// NIST/SEMATECH e-Handbook, section 6.3.2.2, flow rates: centre 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041.
TEST(SingleValues, have_the_limits_of_the_nist_flow_rates) {
  const auto chart = Draw(Series({49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1}), ChartKind::XmR, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_NEAR(chart->phases[0].centre, 50.81, 1e-9);
  EXPECT_NEAR(chart->phases[0].mean_jump, 1.8778, 5e-5);
  // The handbook divides by 1.128.
  EXPECT_NEAR(*chart->points[0].lower, 45.8159, 3e-3);
  EXPECT_NEAR(*chart->points[0].upper, 55.8041, 3e-3);
  EXPECT_TRUE(HasNote(*chart, "rest on 10 points only and are provisional"));
}

TEST(SingleValues, with_one_outlier_keep_narrow_limits_from_the_median_jump_and_from_screened_jumps) {
  std::vector<double> values = kLoanCosts;
  values[9] = 420;
  const auto mean = Draw(Series(values), ChartKind::XmR, {});
  const auto median = Draw(Series(values), ChartKind::XmR, {.spread = Spread::MedianJump});
  const auto screened = Draw(Series(values), ChartKind::XmR, {.spread = Spread::ScreenedJump});
  const auto width = [](const auto& chart) { return *chart->points[0].upper - *chart->points[0].lower; };
  EXPECT_LT(width(median), width(mean) * 0.6);
  EXPECT_LT(width(screened), width(mean) * 0.6);
  EXPECT_EQ(PointsIn(*median, Rule::Outside), Indexes{9});
  // The jumps of the costs, sorted, have 5 in the middle; 3.145 and 3.865 are Wheeler's factors.
  const auto clean = Draw(Series(kLoanCosts), ChartKind::XmR, {.spread = Spread::MedianJump});
  EXPECT_NEAR(*clean->points[0].upper, 300.5 + 3.145 * 5, 2e-3);
  EXPECT_NEAR(clean->phases[0].jump_limit, 3.865 * 5, 5e-3);
}

// Montgomery, section 7.3.1, printed circuit boards: centre 19.85, limits 6.48 and 33.22; samples 6 and 20 are outside.
TEST(Counts, have_the_limits_of_montgomerys_circuit_boards) {
  const auto chart =
      Draw(Series({21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15}),
           ChartKind::C, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_NEAR(chart->phases[0].centre, 19.85, 5e-3);
  EXPECT_NEAR(*chart->points[3].lower, 6.48, 5e-3);
  EXPECT_NEAR(*chart->points[3].upper, 33.21, 1e-2);
  EXPECT_EQ(PointsIn(*chart, Rule::Outside), (Indexes{5, 19}));
}

// NIST/SEMATECH e-Handbook, section 6.3.3.1, defects of 25 wafers: centre 16, limits 4 and 28.
TEST(Counts, have_the_limits_of_the_nist_wafers) {
  const auto chart =
      Draw(Series({16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31, 13}),
           ChartKind::C, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_DOUBLE_EQ(chart->phases[0].centre, 16);
  EXPECT_DOUBLE_EQ(*chart->points[0].lower, 4);
  EXPECT_DOUBLE_EQ(*chart->points[0].upper, 28);
  EXPECT_EQ(PointsIn(*chart, Rule::Outside), Indexes{23}) << "28 is on the limit, 31 beyond it";
}

// Montgomery, section 7.2.1, orange juice cans, 30 samples of 50: centre 0.2313, limits 0.0524 and 0.4102; 15 and 23 outside.
TEST(Shares, have_the_limits_of_montgomerys_juice_cans) {
  const auto chart = Draw(
      Series({12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6}, {50}),
      ChartKind::P, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_NEAR(chart->phases[0].centre, 0.2313, 5e-5);
  EXPECT_NEAR(*chart->points[0].lower, 0.0524, 1e-4);
  EXPECT_NEAR(*chart->points[0].upper, 0.4102, 1e-4);
  EXPECT_EQ(PointsIn(*chart, Rule::Outside), (Indexes{14, 22}));
}

// Montgomery, section 7.3.2, dyed cloth of ten rolls: centre 1.42, and limits for each size.
TEST(Rates, have_the_limits_of_montgomerys_dyed_cloth_each_by_its_size) {
  const auto chart =
      Draw(Series({14, 12, 20, 11, 7, 10, 21, 16, 19, 23}, {10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5}), ChartKind::U, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_NEAR(chart->phases[0].centre, 1.42, 5e-3);
  const double upper[] = {2.55, 2.68, 2.41, 2.55, 2.58, 2.55, 2.45, 2.52, 2.45, 2.43};
  const double lower[] = {0.29, 0.16, 0.43, 0.29, 0.26, 0.29, 0.39, 0.32, 0.39, 0.41};
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_NEAR(*chart->points[i].upper, upper[i], 1.1e-2) << i;
    EXPECT_NEAR(*chart->points[i].lower, lower[i], 1.1e-2) << i;
  }
  EXPECT_TRUE(PointsIn(*chart, Rule::Outside).empty());
}

// Laney 2002: with subgroups of one size the chart is the chart of single values of the shares.
TEST(LaneysChart, of_equal_sizes_is_the_chart_of_single_values) {
  const std::vector<double> counts = {120, 150, 98, 110, 84, 97, 166, 109, 140, 100, 95, 86, 117, 112, 122};
  const auto laney = Draw(Series(counts, {500}), ChartKind::LaneyP, {});
  std::vector<double> shares;
  for (const double count : counts) shares.push_back(count / 500);
  const auto single = Draw(Series(shares), ChartKind::XmR, {});
  ASSERT_TRUE(laney && single);
  EXPECT_NEAR(laney->phases[0].centre, single->phases[0].centre, 1e-12);
  EXPECT_NEAR(*laney->points[0].upper, *single->points[0].upper, 1e-12);
  EXPECT_NEAR(*laney->points[0].lower, *single->points[0].lower, 1e-12);
  const auto rate = Draw(Series(counts, {500}), ChartKind::LaneyU, {});
  EXPECT_NEAR(*rate->points[0].upper, *single->points[0].upper, 1e-12);
}

// Laney 2002: sigma_z is the mean moving range of the z-scores / 1.128, and widens the limits of every size alike.
TEST(LaneysChart, is_the_plain_chart_times_sigma_z) {
  const std::vector<double> counts = {520, 480, 610, 450, 505, 590, 470, 530, 560, 440};
  const std::vector<double> of = {1000, 1100, 900, 1050, 1000, 950, 1000, 1150, 1000, 850};
  const auto laney = Draw(Series(counts, of), ChartKind::LaneyP, {});
  const auto plain = Draw(Series(counts, of), ChartKind::P, {});
  ASSERT_TRUE(laney && plain);
  double events = 0, size = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    events += counts[i];
    size += of[i];
  }
  const double share = events / size;
  double jumps = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    const auto z = [&](std::size_t k) { return (counts[k] / of[k] - share) / std::sqrt(share * (1 - share) / of[k]); };
    jumps += std::abs(z(i) - z(i - 1)) / 9;
  }
  EXPECT_NEAR(laney->phases[0].sigma_z, jumps / 1.128, 1e-3 * jumps);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    EXPECT_NEAR(*laney->points[i].upper - share, laney->phases[0].sigma_z * (*plain->points[i].upper - share), 1e-12);
  }
}

// Montgomery, section 7.3.5, hours between failures of a valve, transformed by the power 0.2777: the process is in control. The
// transformed values are those of its table.
TEST(TimesBetweenEvents, are_judged_by_their_roots_as_montgomerys_valve_failures) {
  const std::vector<double> hours = {286,  948, 536, 124, 816, 729, 4,    143,  431,  8,
                                     2837, 596, 81,  227, 603, 492, 1199, 1214, 2831, 96};
  const double roots[] = {4.80986, 6.70903, 5.72650, 3.81367, 6.43541, 6.23705, 1.46958, 3.96768, 5.39007, 1.78151,
                          9.09619, 5.89774, 3.38833, 4.51095, 5.91690, 5.59189, 7.16124, 7.18601, 9.09083, 3.55203};
  std::vector<double> rooted;
  for (std::size_t i = 0; i < hours.size(); ++i) {
    rooted.push_back(std::pow(hours[i], 1 / 3.6));
    EXPECT_NEAR(std::pow(hours[i], 0.2777), roots[i], 1e-4) << "the book rounds 1/3.6";
  }
  const auto times = Draw(Series(hours), ChartKind::T, {});
  const auto single = Draw(Series(rooted), ChartKind::XmR, {});
  ASSERT_TRUE(times && single);
  EXPECT_TRUE(PointsIn(*times, Rule::Outside).empty());
  EXPECT_DOUBLE_EQ(*times->points[0].height, 286);
  EXPECT_NEAR(*times->points[0].upper, std::pow(*single->points[0].upper, 3.6), 1e-6);
  EXPECT_NEAR(times->phases[0].centre, std::pow(single->phases[0].centre, 3.6), 1e-6);
  EXPECT_FALSE(times->points[0].lower) << "below nothing there is none";
}

// Benneyan 2001: the standard deviation of the number of cases between two events with mean g is sqrt(g (g + 1)).
TEST(CasesBetweenEvents, have_the_limits_of_the_geometric_distribution) {
  const std::vector<double> cases = {12, 3, 45, 0, 8, 22, 17, 5, 31, 2, 14, 21};
  const auto chart = Draw(Series(cases), ChartKind::G, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_DOUBLE_EQ(chart->phases[0].centre, 15);
  EXPECT_NEAR(*chart->points[0].upper, 15 + 3 * std::sqrt(15 * 16.0), 1e-9);
  EXPECT_FALSE(chart->points[0].lower);
  EXPECT_TRUE(HasNote(*chart, "events come closer together"));
}

TEST(CasesBetweenEvents, count_runs_by_the_middle_and_not_by_the_mean) {
  // Mean 15, middle 10: eleven to fourteen are above the middle, and seven of them are a shift up.
  const auto chart = Draw(Series({2, 3, 45, 0, 60, 1, 11, 12, 13, 11, 14, 12, 11}), ChartKind::G, {});
  ASSERT_TRUE(chart) << chart.error();
  EXPECT_EQ(PointsIn(*chart, Rule::Shift), (Indexes{6, 7, 8, 9, 10, 11, 12}));
}

TEST(TheChoice, follows_what_the_points_really_vary) {
  std::mt19937 random(3);
  std::poisson_distribution<int> steady(40);
  std::normal_distribution<double> wobble(0, 0.35);
  std::vector<double> chance, more;
  for (int i = 0; i < 60; ++i) {
    chance.push_back(steady(random));
    more.push_back(std::poisson_distribution<int>(40 * std::exp(wobble(random)))(random));
  }
  const auto plain = ChooseKind(Series(chance), Watched::Count);
  const auto wide = ChooseKind(Series(more), Watched::Count);
  ASSERT_TRUE(plain && wide);
  EXPECT_EQ(plain->kind, ChartKind::C) << plain->why;
  EXPECT_EQ(wide->kind, ChartKind::XmR) << wide->why;
  EXPECT_GT(wide->dispersion, 2);
  EXPECT_TRUE(wide->why.ToString().starts_with("The points vary more than chance alone would make them: their variance is "));
  EXPECT_EQ(ChooseKind(Series(chance, {1000}), Watched::Rate)->kind, ChartKind::U);
  EXPECT_EQ(ChooseKind(Series(more, {1000}), Watched::Rate)->kind, ChartKind::LaneyU);
  EXPECT_EQ(ChooseKind(Series(more, {1000}), Watched::Proportion)->kind, ChartKind::LaneyP);
  EXPECT_EQ(ChooseKind(Series(std::vector<double>(30, 40.0)), Watched::Count)->kind, ChartKind::XmR) << "varies less than chance";
  EXPECT_EQ(ChooseKind(Series(chance), Watched::Value)->kind, ChartKind::XmR);
  EXPECT_EQ(ChooseKind(Series(chance), Watched::CasesBetween)->kind, ChartKind::G);
  EXPECT_EQ(ChooseKind(Series(chance), Watched::TimeBetween)->kind, ChartKind::T);
}

// The index of dispersion against chi-squared: of 1..10 the squares about 5.5 sum to 82.5, and 82.5 / 5.5 = 15 on 9 degrees.
TEST(TheChoice, is_by_the_index_of_dispersion) {
  const auto choice = ChooseKind(Series({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), Watched::Count);
  ASSERT_TRUE(choice);
  EXPECT_NEAR(choice->dispersion, 15.0 / 9, 1e-12);
  EXPECT_NEAR(choice->chance, 0.0909, 1e-3);
  EXPECT_EQ(choice->kind, ChartKind::C);
}

TEST(TheChoice, points_to_waiting_times_where_events_are_rare) {
  const auto choice = ChooseKind(Series({0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 0}), Watched::Count);
  ASSERT_TRUE(choice);
  EXPECT_TRUE(choice->why.ToString().contains("a chart of the time between events would see a change sooner")) << choice->why;
}

std::vector<double> Step(std::size_t before, std::size_t after, double size, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal(100, 5);
  std::vector<double> values;
  for (std::size_t i = 0; i < before + after; ++i) values.push_back(normal(random) + (i < before ? 0 : size));
  return values;
}

TEST(Limits, stay_where_they_are_unless_a_rule_to_move_them_is_stated) {
  const auto chart = Draw(Series(Step(24, 24, 25, 1)), ChartKind::XmR, {.baseline = 24});
  ASSERT_TRUE(chart);
  EXPECT_EQ(chart->phases.size(), 1U);
  EXPECT_EQ(chart->phases[0].rests_on, 24);
  EXPECT_GE(PointsIn(*chart, Rule::Shift).size(), 24U);
}

TEST(Limits, are_made_anew_with_a_declared_change_and_say_so) {
  const Date launch = kStart + 7 * 24 - 3;
  const auto chart = Draw(Series(Step(24, 24, 25, 1)), ChartKind::XmR, {.changes = {{launch, "the new form"}}});
  ASSERT_TRUE(chart);
  ASSERT_EQ(chart->phases.size(), 2U);
  EXPECT_EQ(chart->phases[1].first, 24U);
  EXPECT_EQ(chart->phases[1].start, PhaseStart::Declared);
  EXPECT_EQ(chart->phases[1].why, "with the change that was declared for Fri 14 Jun 2024: the new form");
  EXPECT_NEAR(chart->phases[1].centre - chart->phases[0].centre, 25, 4);
  EXPECT_FALSE(chart->points[24].jump) << "the jump into a new phase is of neither";
  EXPECT_TRUE(PointsIn(*chart, Rule::Shift).empty()) << "a run does not go on across a change";
}

TEST(Limits, are_made_anew_with_the_first_point_of_a_sustained_shift) {
  const auto chart = Draw(Series(Step(24, 24, 25, 1)), ChartKind::XmR, {.rebase_after = 12});
  ASSERT_TRUE(chart);
  ASSERT_EQ(chart->phases.size(), 2U);
  EXPECT_EQ(chart->phases[1].start, PhaseStart::SustainedShift);
  // The run may begin with quiet points that were above the centre line by chance.
  EXPECT_LE(chart->phases[1].first, 24U);
  EXPECT_GE(chart->phases[1].first, 21U);
  EXPECT_EQ(chart->phases[1].why, "with the first of 12 points in a row above the centre line of the limits before");
  const auto short_lived = Draw(Series(Step(24, 11, 25, 2)), ChartKind::XmR, {.rebase_after = 12});
  EXPECT_EQ(short_lived->phases.size(), 1U) << "eleven points are not twelve";
}

TEST(AChange, outside_the_data_or_with_too_few_points_behind_it_is_said_and_draws_no_limits) {
  const auto points = Series(kLoanCosts);
  const auto outside = Draw(points, ChartKind::XmR, {.changes = {{kStart - 1, "a"}, {points.back().day + 1, "b"}}});
  ASSERT_TRUE(outside);
  EXPECT_EQ(outside->phases.size(), 1U);
  EXPECT_TRUE(
      HasNote(*outside, "The change of Sun 31 Dec 2023 is outside the data, which go from Mon 1 Jan 2024 to Mon 13 May 2024"));
  EXPECT_TRUE(HasNote(*outside, "The change of Tue 14 May 2024 is outside the data"));
  const auto late = Draw(points, ChartKind::XmR, {.changes = {{points[17].day, "late"}}});
  ASSERT_TRUE(late);
  ASSERT_TRUE(late->phases.at(1).unsaid);
  EXPECT_EQ(*late->phases[1].unsaid, "There are 3 points, too few to draw limits from; at least 6 are needed.");
  EXPECT_FALSE(late->points[18].centre);
  EXPECT_TRUE(late->points[18].height);
}

TEST(ABadSeries, is_answered_with_a_sentence) {
  const auto says = [](std::span<const Point> points, ChartKind kind) { return Draw(points, kind, {}).error().ToString(); };
  EXPECT_EQ(says({}, ChartKind::XmR), "There are no points, and so nothing to draw limits from; at least 6 are needed.");
  EXPECT_EQ(says(Series({5}), ChartKind::C), "There is 1 point, too few to draw limits from; at least 6 are needed.");
  EXPECT_EQ(says(Series(std::vector<double>(12, 4.5)), ChartKind::XmR),
            "All 12 points are 4.50; without any variation there is nothing to draw limits from.");
  EXPECT_EQ(Draw(Series(std::vector<double>(12, 0.45)), ChartKind::XmR, {.shares = true}).error().ToString(),
            "All 12 points are 45 %; without any variation there is nothing to draw limits from.");
  std::vector<Point> all_of_them = Series({50, 63, 68, 46, 40, 52, 44, 43});
  for (Point& point : all_of_them) point.of = point.value;
  EXPECT_EQ(says(all_of_them, ChartKind::P),
            "All 8 points are 100 %; without any variation there is nothing to draw limits from.");
  EXPECT_EQ(says(Series(std::vector<double>(12, 0)), ChartKind::C),
            "There was no event in 12 points; without any there are no limits. Watch the time between events once there have "
            "been some.");
  EXPECT_EQ(says(Series({1, 2, -3, 4, 5, 6}), ChartKind::C), "The count of Mon 15 Jan 2024 is -3; a count is 0 or more.");
  EXPECT_EQ(says(Series({1, 2, 3.5, 4, 5, 6}), ChartKind::C),
            "The count of Mon 15 Jan 2024 is 3.50; a count is a whole number. Watch it as single values instead.");
  EXPECT_EQ(says(Series({1, 2, 3, 4, 5, 6}), ChartKind::P),
            "A share cannot be said without what it is out of; give the number of cases beside each count, or watch the counts.");
  EXPECT_EQ(says(Series({1, 2, 3, 4, 5, 6}), ChartKind::U),
            "A rate cannot be said without what it is of; give the size (customers, orders, days) beside each count, or watch "
            "the counts.");
  EXPECT_EQ(says(Series({1, 2, 3, 4, 5, 6}, {10, 10, 2, 10, 10, 10}), ChartKind::P),
            "On Mon 15 Jan 2024 the count is 3, which is more than the 2 it is out of.");
  EXPECT_EQ(says(Series({1, 2, 3, 4, 5, 6}, {10, 10, 0, 10, 10, 10}), ChartKind::U),
            "On Mon 15 Jan 2024 the count is 3, but it is out of 0; give what the count is out of.");
  EXPECT_EQ(says(Series({1, 2, -1, 4, 5, 6}), ChartKind::T),
            "The time to the event of Mon 15 Jan 2024 is -1; a time between two events is 0 or more.");
  EXPECT_FALSE(ChooseKind({}, Watched::Count));
  EXPECT_FALSE(ChooseKind(Series({1, 2, 3, 4, 5, 6}), Watched::Proportion));
}

TEST(AGap, is_neither_a_zero_nor_bridged) {
  auto points = Series(kLoanCosts);
  points[4].value.reset();
  points[11].value.reset();
  const auto chart = Draw(points, ChartKind::XmR, {});
  ASSERT_TRUE(chart);
  double sum = 0;
  for (const Point& point : points) sum += point.value.value_or(0);
  EXPECT_NEAR(chart->phases[0].centre, sum / 18, 1e-9);
  EXPECT_FALSE(chart->points[4].height);
  EXPECT_FALSE(chart->points[5].jump);
  EXPECT_TRUE(chart->points[4].upper) << "the limits go on";
  EXPECT_TRUE(HasNote(*chart, "2 periods have no value; they are gaps, not zeros."));

  std::vector<Point> every_other = Series(kLoanCosts);
  for (std::size_t i = 0; i < every_other.size(); i += 2) every_other[i].value.reset();
  EXPECT_EQ(
      Draw(every_other, ChartKind::XmR, {}).error(),
      "Only 0 of the points stand beside another one; limits need 5 such pairs, as nothing is known of a jump across a gap.");
}

TEST(SettingsOutOfRange, are_answered_with_the_range) {
  const auto points = Series(kLoanCosts);
  EXPECT_EQ(Draw(points, ChartKind::XmR, {.rules = {.shift = 2}}).error(), "A shift is 5 to 20 points in a row, not 2.");
  EXPECT_EQ(Draw(points, ChartKind::XmR, {.rules = {.trend = 50}}).error(), "A trend is 5 to 20 points in a row, not 50.");
  EXPECT_EQ(Draw(points, ChartKind::XmR, {.baseline = 3}).error(), "Limits need at least 6 points to rest on, not 3.");
  EXPECT_FALSE(Draw(points, ChartKind::XmR, {.rebase_after = 3}));
}

TEST(AFloor, takes_away_a_lower_limit_that_no_point_can_reach) {
  const auto points = Series({2, 9, 1, 8, 3, 7, 2, 9});
  EXPECT_LT(*Draw(points, ChartKind::XmR, {})->points[0].lower, 0);
  EXPECT_FALSE(Draw(points, ChartKind::XmR, {.floor = 0})->points[0].lower);
}

TEST(TheLimitsOfSingleValues, move_and_stretch_with_the_series) {
  std::mt19937 random(11);
  std::normal_distribution<double> normal(50, 8);
  for (int round = 0; round < 50; ++round) {
    std::vector<double> values(30), other(30);
    const double scale = std::exp(normal(random) / 20), shift = normal(random) * 10;
    for (std::size_t i = 0; i < 30; ++i) {
      values[i] = normal(random);
      other[i] = scale * values[i] + shift;
    }
    for (const Spread spread : {Spread::MeanJump, Spread::ScreenedJump, Spread::MedianJump}) {
      const auto here = Draw(Series(values), ChartKind::XmR, {.spread = spread});
      const auto there = Draw(Series(other), ChartKind::XmR, {.spread = spread});
      EXPECT_NEAR(*there->points[0].upper, scale * *here->points[0].upper + shift, 1e-7 * scale * 100);
      EXPECT_NEAR(*there->points[0].lower, scale * *here->points[0].lower + shift, 1e-7 * scale * 100);
      EXPECT_EQ(there->breaches, here->breaches);
    }
  }
}

TEST(TheLimitsOfAShare, widen_as_its_cases_get_fewer_and_stay_within_nothing_and_all) {
  const auto chart = Draw(Series({5, 8, 20, 31, 48, 3, 60}, {10, 20, 40, 60, 100, 5, 120}), ChartKind::P, {});
  ASSERT_TRUE(chart);
  for (const ChartPoint& point : chart->points) {
    if (point.lower) {
      EXPECT_GT(*point.lower, 0);
    }
    if (point.upper) {
      EXPECT_LT(*point.upper, 1);
    }
  }
  EXPECT_LT(*chart->points[6].upper, *chart->points[4].upper);
  EXPECT_LT(*chart->points[4].upper, *chart->points[2].upper);
}

TEST(APoint, is_marked_with_every_rule_that_a_breach_lists_it_for) {
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    const auto chart = Draw(Series(Step(20, 20, 8, random())), ChartKind::XmR,
                            {.rules = {.book = round % 2 != 0 ? RuleBook::WesternElectric : RuleBook::MakingDataCount}});
    ASSERT_TRUE(chart);
    std::size_t marks = 0;
    for (const Breach& breach : chart->breaches) {
      for (const std::size_t index : breach.points) EXPECT_TRUE(chart->points[index].In(breach.rule));
      EXPECT_GE(breach.known_at, breach.points.front());
    }
    for (const ChartPoint& point : chart->points) marks += static_cast<std::size_t>(std::popcount(point.rules));
    EXPECT_EQ(marks == 0, chart->breaches.empty());
  }
}

}  // namespace
}  // namespace insight
