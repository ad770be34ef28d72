#include "domain/insight/watch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace insight {
namespace {

using base::Date;

// Monthly counts about a level, as chance makes them.
NamedSeries Quiet(const std::string& name, double level, int months, std::mt19937& random) {
  NamedSeries series{name, {}};
  std::poisson_distribution<int> count(level);
  for (int i = 0; i < months; ++i) series.points.push_back({Date::Of(2018, 1, 1).AddMonths(i), count(random), std::nullopt});
  return series;
}
std::vector<NamedSeries> Desk(int series, int months, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<NamedSeries> all;
  for (int i = 0; i < series; ++i) all.push_back(Quiet("S" + std::to_string(i), 20 + 15 * i, months, random));
  return all;
}
WatchOptions Usually() { return {.grain = Grain::Month, .today = Date::Of(2030, 1, 1), .from = {}}; }
std::vector<Signal> Found(const std::vector<NamedSeries>& all, const WatchOptions& options = Usually()) {
  const auto found = Watch(all, options);
  EXPECT_TRUE(found) << (found ? "" : found.error().ToString());
  return found ? found->signals : std::vector<Signal>{};
}

TEST(Watch, knows_a_step_with_the_first_month_that_has_it_and_no_other_series_is_blamed) {
  auto all = Desk(6, 60, 1);
  for (std::size_t i = 50; i < 60; ++i) *all[3].points[i].value *= 2;
  const auto signals = Found(all);
  const auto it = std::ranges::find(signals, "S3", &Signal::series);
  ASSERT_NE(it, signals.end());
  EXPECT_EQ(it->kind, SignalKind::Above);
  EXPECT_EQ(it->known, all[3].points[50].day);
  EXPECT_NEAR(it->counted / it->expected, 2, 0.5);
  // 48 months are judged; at the rate of 0.05 two or three of them alarm by chance, and ten with this seed would be a fault.
  EXPECT_LT(std::ranges::count_if(signals, [](const Signal& one) { return one.series != "S3"; }), 6);
}

TEST(Watch, judges_by_nothing_that_came_later) {
  auto all = Desk(4, 60, 2);
  *all[1].points[40].value *= 3;
  const auto whole = Found(all);
  for (NamedSeries& series : all) series.points.resize(41);
  const auto then = Found(all);
  ASSERT_FALSE(then.empty());
  EXPECT_EQ(then.back().known, all[1].points[40].day);
  const auto same = std::ranges::find(whole, then.back().known, &Signal::known);
  ASSERT_NE(same, whole.end());
  EXPECT_EQ(same->series, then.back().series);
}

TEST(Watch, takes_a_renamed_category_for_what_it_is) {
  auto all = Desk(4, 60, 3);
  NamedSeries renamed = all[2];
  renamed.name = "S2, or anything like it";
  for (std::size_t i = 0; i < 60; ++i) *(i < 30 ? renamed : all[2]).points[i].value = 0;
  all.push_back(renamed);
  const auto signals = Found(all);
  const auto redrawn = std::ranges::find(signals, SignalKind::Redrawn, &Signal::kind);
  ASSERT_NE(redrawn, signals.end());
  EXPECT_TRUE(redrawn->likely_artefact);
  EXPECT_EQ(redrawn->ended, std::vector<std::string>{"S2"});
  EXPECT_EQ(redrawn->began, std::vector<std::string>{renamed.name});
  EXPECT_EQ(redrawn->known.ToString(), "2020-07-01");
  for (const Signal& signal : signals) {
    if (signal.series == "S2" || signal.series == renamed.name) {
      EXPECT_GT(signal.periods, 0) << signal.says.ToString();
      EXPECT_NE(signal.kind, SignalKind::NewCategory);
      EXPECT_GT(signal.expected, 5) << "neither the end nor the beginning alarms: " << signal.says.ToString();
    }
  }
}

TEST(Watch, tells_a_category_that_is_new_from_one_that_was_renamed) {
  auto all = Desk(4, 60, 4);
  for (std::size_t i = 0; i < 30; ++i) *all[2].points[i].value = 0;
  const auto signals = Found(all);
  const auto began = std::ranges::find(signals, SignalKind::NewCategory, &Signal::kind);
  ASSERT_NE(began, signals.end());
  EXPECT_EQ(began->series, "S2");
  EXPECT_EQ(std::ranges::count(signals, SignalKind::Redrawn, &Signal::kind), 0);
}

TEST(Watch, does_not_take_a_few_cases_of_a_seldom_kind_for_a_new_category) {
  auto all = Desk(4, 60, 4);
  for (Point& point : all[2].points) point.value = 0;
  *(all[2].points.end() - 2)->value = 2;
  *(all[2].points.end() - 1)->value = 1;
  EXPECT_EQ(std::ranges::count(Found(all), SignalKind::NewCategory, &Signal::kind), 0);
  *(all[2].points.end() - 1)->value = 4;
  const auto signals = Found(all);
  const auto began = std::ranges::find(signals, SignalKind::NewCategory, &Signal::kind);
  ASSERT_NE(began, signals.end());
  EXPECT_EQ(began->known, all[2].points.back().day) << "six in two months, and none in five years";
  EXPECT_EQ(began->counted, 6);
}

TEST(Watch, lets_a_category_end_and_begin_again) {
  auto all = Desk(5, 90, 9);
  NamedSeries both = all[1];
  both.name = "S1 and S2";
  for (std::size_t i = 0; i < 90; ++i) {
    const bool merged = i >= 30 && i < 60;
    both.points[i].value = merged ? *all[1].points[i].value + *all[2].points[i].value : 0;
    if (merged) all[1].points[i].value = all[2].points[i].value = 0;
  }
  all.push_back(both);
  const auto signals = Found(all);
  EXPECT_EQ(std::ranges::count(signals, SignalKind::Redrawn, &Signal::kind), 2);
  for (const Signal& signal : signals) {
    EXPECT_NE(signal.kind, SignalKind::NewCategory) << signal.says.ToString();
    EXPECT_FALSE(signal.kind == SignalKind::Below && signal.counted == 0) << signal.says.ToString();
  }
}

TEST(Watch, tells_of_each_series_once_however_often_it_lived) {
  auto all = Desk(3, 90, 9);
  for (std::size_t i = 50; i < 85; ++i) all[1].points[i].value = 0;
  NamedSeries nothing = all[1];
  nothing.name = "nothing";
  for (Point& point : nothing.points) point.value = 0;
  all.insert(all.begin(), nothing);
  const auto found = Watch(all, Usually());
  ASSERT_TRUE(found);
  ASSERT_EQ(found->series.size(), all.size());
  int judged = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(found->series[i].name, all[i].name);
    EXPECT_EQ(found->series[i].unsaid.has_value(), i == 0) << all[i].name << ": it was judged in its first life";
    judged += found->series[i].judged;
  }
  EXPECT_EQ(judged, found->judged);
  EXPECT_EQ(found->series[0].judged, 0);
}

TEST(Watch, says_once_that_everything_moved_together) {
  auto all = Desk(8, 60, 5);
  for (NamedSeries& series : all) *series.points[45].value = std::floor(*series.points[45].value / 4);
  const auto signals = Found(all);
  EXPECT_EQ(std::ranges::count(signals, SignalKind::Everywhere, &Signal::kind), 1);
  for (const Signal& signal : signals) {
    if (signal.known == all[0].points[45].day) {
      EXPECT_EQ(signal.kind, SignalKind::Everywhere);
      EXPECT_TRUE(signal.likely_artefact);
    }
  }
}

TEST(Watch, says_once_that_the_last_month_stops_before_its_end) {
  // Seven tenths of a month: too little for the small series to be sure of by themselves, but all have fewer.
  auto all = Desk(8, 60, 5);
  for (NamedSeries& series : all) *series.points[59].value = std::floor(*series.points[59].value * 0.7);
  const auto signals = Found(all);
  const auto last = all[0].points[59].day;
  ASSERT_EQ(std::ranges::count(signals, last, &Signal::known), 1);
  const Signal& told = *std::ranges::find(signals, last, &Signal::known);
  EXPECT_EQ(told.kind, SignalKind::Everywhere);
  EXPECT_EQ(told.moved, 8U) << "also those that alone would not have been told";
  EXPECT_TRUE(told.goes_on);
}

TEST(Watch, tells_a_few_that_moved_one_by_one_though_most_lean_that_way) {
  auto all = Desk(10, 60, 5);
  for (std::size_t i = 0; i < 3; ++i) *all[i].points[45].value *= 2;
  const auto signals = Found(all);
  EXPECT_EQ(std::ranges::count(signals, SignalKind::Everywhere, &Signal::kind), 0);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_TRUE(std::ranges::any_of(signals, [&](const Signal& one) { return one.series == all[i].name; })) << all[i].name;
}

TEST(Watch, takes_periods_without_data_for_unknown_and_not_for_nothing) {
  auto all = Desk(5, 60, 6);
  for (NamedSeries& series : all) {
    for (std::size_t i = 40; i < 46; ++i) series.points[i].value.reset();
  }
  const auto found = Watch(all, Usually());
  ASSERT_TRUE(found);
  for (const Signal& signal : found->signals) {
    EXPECT_FALSE(signal.known >= all[0].points[40].day && signal.known < all[0].points[46].day) << signal.says.ToString();
  }
  ASSERT_FALSE(found->notes.empty());
  EXPECT_EQ(found->notes[0].ToString(), "6 periods have no data for any series; they are left open and not taken as nothing.");
}

TEST(Watch, takes_a_stretch_with_a_few_stray_rows_for_lost) {
  auto all = Desk(5, 60, 10);
  for (NamedSeries& series : all) {
    for (std::size_t i = 40; i < 48; ++i) series.points[i].value = i % 3 == 0 ? 1 : 0;
  }
  const auto found = Watch(all, Usually());
  ASSERT_TRUE(found);
  for (const Signal& signal : found->signals) {
    EXPECT_NE(signal.kind, SignalKind::NewCategory) << signal.says.ToString();
    EXPECT_FALSE(signal.known >= all[0].points[40].day && signal.known < all[0].points[48].day) << signal.says.ToString();
  }
  EXPECT_EQ(found->notes.at(0).ToString(), "8 periods have hardly any data: they are taken as lost, and not as quiet.");
}

// Ten years of ten quiet series, twelve times over: of 1,300 months about 65 may have an alarm at a rate of 0.05. Four standard
// deviations of a binomial with 0.05 are 31 more: what a fixed seed passes, a detector at twice the rate does not.
TEST(Watch, alarms_in_quiet_times_no_oftener_than_stated) {
  int months = 0;
  std::set<std::pair<int, Date>> with_alarm;
  for (int run = 0; run < 12; ++run) {
    const auto all = Desk(10, 120, 100 + static_cast<unsigned>(run));
    const auto found = Watch(all, Usually());
    ASSERT_TRUE(found);
    std::set<Date> seen;
    for (const Signal& signal : found->signals) {
      // Each alarm of a signal is in a period of its own.
      for (int i = 0; i < signal.periods; ++i) with_alarm.emplace(run, signal.known.AddMonths(i));
    }
    months += 120 - 12;
  }
  RecordProperty("months", months);
  RecordProperty("with_alarm", static_cast<int>(with_alarm.size()));
  EXPECT_LT(static_cast<double>(with_alarm.size()), 0.08 * months) << with_alarm.size() << " of " << months;
}

TEST(Watch, says_what_is_wrong_with_what_it_cannot_watch) {
  const auto says = [](const std::vector<NamedSeries>& all, const WatchOptions& options) {
    const auto found = Watch(all, options);
    EXPECT_FALSE(found);
    return found ? std::string() : found.error().ToString();
  };
  EXPECT_NE(says({}, Usually()).find("no series"), std::string::npos);
  auto all = Desk(2, 30, 7);
  WatchOptions early = Usually();
  early.today = Date::Of(2019, 1, 1);
  EXPECT_NE(says(all, early).find("in the future"), std::string::npos);
  WatchOptions sure = Usually();
  sure.rate = 0;
  EXPECT_NE(says(all, sure).find("above 0 and below 1"), std::string::npos);
  all[1].points.pop_back();
  EXPECT_NE(says(all, Usually()).find("periods"), std::string::npos);

  const auto short_one = Watch(Desk(2, 5, 8), Usually());
  ASSERT_TRUE(short_one);
  EXPECT_EQ(short_one->judged, 0);
  EXPECT_TRUE(short_one->signals.empty());
  EXPECT_FALSE(short_one->notes.empty()) << "nothing found is not the same as nothing judged";
}

TEST(SeriesOf, has_a_zero_where_others_have_data_and_nothing_where_none_has) {
  const std::vector<CountRow> rows{{Date::Of(2026, 1, 5), "a", 3},
                                   {Date::Of(2026, 1, 9), "a", 4},
                                   {Date::Of(2026, 2, 1), "b", 1},
                                   {Date::Of(2026, 4, 30), "a", 2}};
  const auto series = SeriesOf(rows, Grain::Month);
  ASSERT_EQ(series.size(), 2U);
  EXPECT_EQ(series[0].name, "a");
  EXPECT_EQ(Values(series[0].points), (std::vector<std::optional<double>>{7, 0, std::nullopt, 2}));
  EXPECT_EQ(Values(series[1].points), (std::vector<std::optional<double>>{0, 1, std::nullopt, 0}));
}

}  // namespace
}  // namespace insight
