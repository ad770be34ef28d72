// What is told about a measure at a glance: usual or not, since when, and never more than can be said.

#include "app/monitoring_chart.h"

#include <gtest/gtest.h>

namespace app {
namespace {

using base::Date;

struct Months {
  std::vector<CountedPeriod> periods;
  std::vector<Figure> figures;
  void Add(Figure figure) {
    const Date first = Date::Of(2025, 1, 1).AddMonths(static_cast<int>(periods.size()));
    periods.push_back({first, first.AddMonths(1) - 1});
    figures.push_back(figure);
  }
  void Count(std::int64_t n) { Add({.cases = n, .value = static_cast<double>(n), .numerator = n, .denominator = n}); }
  void Share(std::int64_t part, std::int64_t of) {
    Figure figure{.cases = of, .numerator = part, .denominator = of};
    if (of > 0) figure.value = static_cast<double>(part) / static_cast<double>(of);
    Add(figure);
  }
  ChartView Chart(const char* measure, Date first, Date last) const {
    return ChartOf(*insight::FindMeasure(measure), periods, figures, {first, last});
  }
  ChartView Chart(const char* measure) const { return Chart(measure, periods.front().from, periods.back().to); }
};

constexpr int kQuiet[] = {101, 95, 99, 108, 97, 103, 92, 104, 100, 96, 107, 98, 102, 99, 105, 94, 100, 101, 97, 103};

Months Quiet() {
  Months months;
  for (const int n : kQuiet) months.Count(n);
  return months;
}

TEST(AMeasureAtAGlance, is_as_usual_where_it_varies_no_more_than_by_itself) {
  const ChartView chart = Quiet().Chart("received");
  EXPECT_EQ(chart.state, ChartState::Usual) << chart.says.ToString();
  EXPECT_TRUE(chart.signals.empty());
  EXPECT_FALSE(chart.kind.empty());
  ASSERT_TRUE(chart.high.back());
  EXPECT_GT(*chart.high.back(), 108);
  EXPECT_LT(*chart.low.back(), 92);
}

TEST(AMeasureAtAGlance, is_higher_since_the_month_in_which_it_rose) {
  Months months = Quiet();
  months.Count(170);
  const ChartView chart = months.Chart("received");
  EXPECT_EQ(chart.state, ChartState::Above);
  ASSERT_TRUE(chart.since);
  EXPECT_EQ(*chart.since, months.periods.back().from);
  ASSERT_FALSE(chart.signals.empty());
  EXPECT_EQ(chart.signals.back().period, 20);
  EXPECT_TRUE(chart.signals.back().above);
}

TEST(AMeasureAtAGlance, is_lower_where_seven_in_a_row_are_below_the_middle) {
  Months months = Quiet();
  for (int i = 0; i < 7; ++i) months.Count(93);
  const ChartView chart = months.Chart("received");
  EXPECT_EQ(chart.state, ChartState::Below) << chart.says.ToString();
  EXPECT_EQ(*chart.since, months.periods[20].from);
}

TEST(AMeasureAtAGlance, is_not_judged_by_a_month_that_is_not_over) {
  Months months = Quiet();
  months.Count(12);
  const ChartView chart = months.Chart("received", months.periods.front().from, months.periods.back().to - 20);
  EXPECT_EQ(chart.state, ChartState::Usual) << chart.says.ToString();
  EXPECT_FALSE(chart.high.back());
}

TEST(AMeasureAtAGlance, is_not_judged_by_months_before_the_first_case) {
  Months months;
  for (int i = 0; i < 8; ++i) months.Count(0);
  for (const int n : kQuiet) months.Count(n);
  const ChartView chart = months.Chart("received", months.periods[8].from, months.periods.back().to);
  EXPECT_EQ(chart.state, ChartState::Usual) << chart.says.ToString();
  EXPECT_FALSE(chart.centre[7]);
  EXPECT_TRUE(chart.centre[8]);
}

TEST(AMeasureAtAGlance, knows_a_share_by_what_it_is_of) {
  Months months;
  for (const int part : {30, 20, 27, 24, 19, 29, 25, 22, 31, 18, 28, 23, 26, 21, 30, 24, 20, 27, 25, 22}) months.Share(part, 100);
  // Five of eight are more than half, and yet nothing.
  months.Share(5, 8);
  EXPECT_EQ(months.Chart("upheld").state, ChartState::Usual);
  months.Share(60, 100);
  const ChartView chart = months.Chart("upheld");
  EXPECT_EQ(chart.state, ChartState::Above) << chart.says.ToString();
  EXPECT_GT(*chart.high[20], *chart.high[21]) << "the fewer, the wider";
}

TEST(AMeasureAtAGlance, says_what_cannot_be_said_and_shows_no_limits) {
  Months few;
  few.Count(3);
  few.Count(4);
  Months none;
  for (int i = 0; i < 12; ++i) none.Share(0, 0);
  Months constant;
  for (int i = 0; i < 12; ++i) constant.Add({.cases = 5, .value = 60, .numerator = 5, .denominator = 5});
  for (const ChartView& chart : {few.Chart("received"), none.Chart("upheld"), constant.Chart("time-to-close"),
                                 few.Chart("received", Date::Of(2026, 1, 1), Date::Of(2025, 12, 31))}) {
    EXPECT_EQ(chart.state, ChartState::Unknown);
    EXPECT_GT(chart.says.ToString().size(), 20U);
    EXPECT_TRUE(chart.signals.empty());
    for (const auto& limit : chart.high) EXPECT_FALSE(limit);
  }
}

}  // namespace
}  // namespace app
