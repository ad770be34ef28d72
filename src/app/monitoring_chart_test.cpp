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

ChartView Asked(const Months& months, const char* measure, ChartAsked asked) {
  return ChartOf(*insight::FindMeasure(measure), months.periods, months.figures,
                 {months.periods.front().from, months.periods.back().to}, asked);
}

TEST(AChartThatIsAskedFor, tells_when_the_level_changed_and_by_how_much) {
  Months months = Quiet();
  for (int i = 0; i < 10; ++i) months.Count(kQuiet[i] + 40);
  const ChartView chart = Asked(months, "received", {.form = ChartForm::Levels});
  ASSERT_EQ(chart.changes.size(), 1U) << chart.says.ToString();
  const ChartChange& change = chart.changes[0];
  EXPECT_EQ(change.at, 20);
  EXPECT_LE(change.earliest, 20);
  EXPECT_GE(change.latest, 20);
  EXPECT_NEAR(change.before, 100, 2);
  EXPECT_NEAR(change.after, 140, 3);
  EXPECT_GT(change.low, 25);
  EXPECT_LT(change.high, 55);
  EXPECT_EQ(chart.state, ChartState::Above);
  EXPECT_EQ(*chart.since, months.periods[20].from);
  EXPECT_NEAR(*chart.centre[19], 100, 2);
  EXPECT_NEAR(*chart.centre[20], 140, 3);
  EXPECT_TRUE(Asked(Quiet(), "received", {.form = ChartForm::Levels}).changes.empty());
}

TEST(AChartThatIsAskedFor, sees_a_small_shift_that_limits_do_not) {
  // Seven more than before, where it moves by seven by itself.
  Months months = Quiet();
  for (const int n : {108, 99, 110, 107, 98, 112, 109, 99, 111, 108, 110, 112}) months.Count(n);
  EXPECT_EQ(Asked(months, "received", {}).state, ChartState::Usual);
  for (const ChartForm form : {ChartForm::Ewma, ChartForm::Cusum}) {
    const ChartView chart = Asked(months, "received", {.form = form});
    EXPECT_EQ(chart.state, ChartState::Above) << chart.kind << ": " << chart.says.ToString();
    ASSERT_EQ(chart.signals.size(), 1U);
    EXPECT_GE(chart.signals[0].period, 20);
    EXPECT_GE(*chart.since, months.periods[19].from);
    ASSERT_EQ(chart.lines.size(), form == ChartForm::Cusum ? 2U : 1U);
    EXPECT_EQ(chart.unit, form == ChartForm::Cusum ? ChartUnit::Deviations : ChartUnit::OfFigures);
    EXPECT_EQ(chart.lines[0].values.size(), months.periods.size());
    EXPECT_GT(*chart.lines[0].values.back(), *chart.high.back());
    EXPECT_TRUE(Asked(Quiet(), "received", {.form = form}).signals.empty());
  }
}

TEST(AChartThatIsAskedFor, has_no_limit_below_what_can_be) {
  Months months;
  for (int i = 0; i < 24; ++i) months.Count(i % 5 == 0 ? 12 : 1);
  const ChartView chart = Asked(months, "received", {.form = ChartForm::Ewma});
  ASSERT_EQ(chart.kind, "EWMA") << chart.says.ToString();
  EXPECT_TRUE(chart.high.back().has_value());
  for (const auto& low : chart.low) EXPECT_FALSE(low && *low <= 0) << *low;
  EXPECT_FALSE(chart.low.back().has_value()) << "by itself it goes down to nothing";
}

TEST(AChartThatIsAskedFor, takes_the_length_of_a_month_into_account) {
  const ChartView chart = Asked(Quiet(), "received", {.form = ChartForm::U});
  EXPECT_EQ(chart.kind, "U");
  EXPECT_NEAR(*chart.centre[1] / *chart.centre[0], 28.0 / 31, 1e-9);
  EXPECT_NEAR(*chart.centre[0], 100, 4) << "in the unit of the figures";
  EXPECT_LT(*chart.high[1], *chart.high[0]);
  EXPECT_EQ(Asked(Quiet(), "received", {.form = ChartForm::LaneyU}).kind, "U'");
  EXPECT_EQ(Asked(Quiet(), "received", {.form = ChartForm::Xmr}).kind, "XmR");
}

TEST(AChartThatIsAskedFor, goes_by_the_rules_that_are_asked_for) {
  // Four of five beyond one standard deviation: a rule of Western Electric only.
  Months months = Quiet();
  for (const int n : {111, 112, 99, 111, 112}) months.Count(n);
  const ChartView nhs = Asked(months, "received", {});
  const ChartView western = Asked(months, "received", {.rules = insight::RuleBook::WesternElectric});
  EXPECT_EQ(nhs.state, ChartState::Usual) << nhs.says.ToString();
  EXPECT_EQ(western.state, ChartState::Above) << western.says.ToString();
}

TEST(AChartThatIsAskedFor, rests_on_what_is_after_a_day_and_says_so) {
  Months months = Quiet();
  for (int i = 0; i < 14; ++i) months.Count(kQuiet[i] + 60);
  const base::Date day = months.periods[20].from;
  const ChartView chart = Asked(months, "received", {.anew = day});
  EXPECT_EQ(chart.state, ChartState::Usual) << chart.says.ToString();
  EXPECT_NEAR(*chart.centre[19], 100, 3);
  EXPECT_NEAR(*chart.centre[20], 160, 3);
  ASSERT_FALSE(chart.notes.empty());
  EXPECT_EQ(chart.notes[0].ToString(), "New limits from September 2026 on, as asked for.");
}

TEST(AChartThatIsAskedFor, says_when_and_why_limits_were_made_anew_by_themselves) {
  Months months = Quiet();
  for (int i = 0; i < 14; ++i) months.Count(kQuiet[i] + 60);
  const ChartView chart = Asked(months, "received", {});
  ASSERT_FALSE(chart.notes.empty());
  EXPECT_EQ(chart.notes[0].ToString(),
            "New limits from August 2026 on, with the first of 9 points in a row above the centre line of the limits before.");
  EXPECT_NE(chart.why.ToString().find("Limits rest on the first 12 points."), std::string::npos) << chart.why.ToString();
}

TEST(AChartThatIsAskedFor, is_refused_where_the_measure_is_not_what_it_is_of) {
  const auto drawn = [](const char* measure, ChartForm form) { return CanBeDrawn(*insight::FindMeasure(measure), form); };
  for (const auto& [measure, form] : {std::pair("upheld", ChartForm::C),
                                      {"received", ChartForm::P},
                                      {"time-to-close", ChartForm::U},
                                      {"time-to-close", ChartForm::T},
                                      {"received", ChartForm::G}}) {
    const auto answer = drawn(measure, form);
    ASSERT_FALSE(answer) << measure;
    EXPECT_EQ(answer.error().faults.at(0).path, "chart");
  }
  for (const auto& [measure, form] : {std::pair("received", ChartForm::C),
                                      {"upheld", ChartForm::P},
                                      {"options-per-case", ChartForm::U},
                                      {"received", ChartForm::T},
                                      {"upheld", ChartForm::G},
                                      {"time-to-close", ChartForm::Ewma}}) {
    EXPECT_TRUE(drawn(measure, form)) << measure;
  }
}

std::vector<Occurrence> Every(std::initializer_list<int> gaps) {
  std::vector<Occurrence> all{{CaseId{1}, Date::Of(2025, 1, 1), 0, 1}};
  for (const int gap : gaps) {
    const Occurrence& last = all.back();
    all.push_back({CaseId{last.ref.number + 1}, last.day + gap, last.at + gap * 1440, gap + 1});
  }
  return all;
}

TEST(WhatIsRare, is_watched_by_the_days_and_by_the_cases_between) {
  const std::vector<Occurrence> all = Every({30, 41, 22, 35, 28, 55, 19, 33, 46, 25, 38, 30, 2, 1, 3, 2, 1, 2, 1});
  for (const ChartForm form : {ChartForm::T, ChartForm::G}) {
    const ChartView chart = ChartOfEvents(form, all, {.form = form});
    EXPECT_EQ(chart.kind, form == ChartForm::T ? "T" : "G");
    EXPECT_EQ(chart.unit, form == ChartForm::T ? ChartUnit::Days : ChartUnit::Cases);
    ASSERT_EQ(chart.events.size(), all.size() - 1) << "of the first it is not known how long it was since the one before";
    EXPECT_EQ(chart.events[0].ref, CaseId{2});
    EXPECT_EQ(*chart.lines.at(0).values[0], 30);
    EXPECT_EQ(chart.centre.size(), chart.events.size());
    EXPECT_EQ(chart.state, ChartState::Below) << "they come closer together: " << chart.says.ToString();
  }
  const ChartView few = ChartOfEvents(ChartForm::T, Every({30, 41}), {.form = ChartForm::T});
  EXPECT_TRUE(few.kind.empty());
  EXPECT_GT(few.says.ToString().size(), 20U);
  EXPECT_GT(ChartOfEvents(ChartForm::T, {}, {.form = ChartForm::T}).says.ToString().size(), 20U);
}

}  // namespace
}  // namespace app
