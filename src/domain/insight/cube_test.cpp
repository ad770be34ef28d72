// The columns answer as the facts themselves would, counted one by one.

#include "domain/insight/cube.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <thread>
#include <tuple>

#include "base/date.h"
#include "support/quantile.h"

namespace insight {
namespace {

constexpr Minute kDay = 1440;
const Minute kStart = MinuteOf(base::Instant::Parse("2025-01-01T00:00:00Z").value());

struct Desk {
  Cube cube;
  std::map<std::int64_t, Fact> facts;
  void Put(Fact fact) {
    ASSERT_TRUE(cube.Put(fact));
    facts[fact.id] = std::move(fact);
  }
};

Fact Some(std::int64_t id, std::mt19937& random) {
  const auto up_to = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  Fact fact;
  fact.id = id;
  fact.customer = up_to(500);
  fact.moments[At(Moment::Received)] = kStart + up_to(400) * kDay + up_to(kDay);
  if (up_to(3) > 0) fact.moments[At(Moment::Decided)] = fact.when(Moment::Received) + up_to(30 * kDay);
  if (up_to(2) > 0) fact.moments[At(Moment::Closed)] = fact.when(Moment::Received) + up_to(60 * kDay);
  if (up_to(5) == 0) {
    fact.moments[At(Moment::Surveyed)] = fact.when(Moment::Received) + up_to(60 * kDay);
    fact.scores[At(Score::Satisfaction)] = static_cast<std::int8_t>(up_to(11));
    fact.scores[At(Score::Recommendation)] = static_cast<std::int8_t>(up_to(11));
    fact.scores[At(Score::EmpathyExpected)] = static_cast<std::int8_t>(up_to(11));
    fact.scores[At(Score::EmpathyPerceived)] = static_cast<std::int8_t>(up_to(11));
  }
  fact[Dimension::Product] = up_to(4) == 0 ? "" : "P" + std::to_string(up_to(5));
  fact[Dimension::Category] = "K" + std::to_string(up_to(7));
  fact[Dimension::Status] = up_to(20) == 0 ? "merged" : fact.when(Moment::Closed) == kNever ? "open" : "closed";
  fact[Dimension::Decision] = fact.when(Moment::Decided) == kNever ? "" : up_to(2) == 0 ? "upheld" : "not_upheld";
  fact[Dimension::Channel] = up_to(2) == 0 ? "email" : "telephone";
  if (up_to(3) == 0) fact.attributes["region"] = up_to(2) == 0 ? "North" : "South";
  fact[Tally::PromisesKept] = static_cast<std::uint8_t>(up_to(3));
  fact[Tally::PromisesBroken] = static_cast<std::uint8_t>(up_to(2));
  return fact;
}

Desk Filled(int cases, unsigned seed) {
  Desk desk;
  std::mt19937 random(seed);
  for (int id = 1; id <= cases; ++id) desk.Put(Some(1000 + id, random));
  // Some change afterwards, as cases do.
  for (int i = 0; i < cases / 10; ++i)
    desk.Put(Some(1001 + static_cast<std::int64_t>(random() % static_cast<unsigned>(cases)), random));
  return desk;
}

std::vector<Minute> Months() {
  std::vector<Minute> bounds;
  for (int i = 0; i <= 12; ++i) {
    bounds.push_back(kStart + (base::Date::Of(2025, 1, 1).AddMonths(i) - base::Date::Of(2025, 1, 1)) * kDay);
  }
  return bounds;
}

std::size_t Column(const Desk& desk, std::string_view name) { return *desk.cube.ColumnOf(name); }

TEST(Cube, counts_what_counting_one_by_one_counts) {
  const Desk desk = Filled(3000, 1);
  const std::vector<Minute> bounds = Months();
  const Question question{.measure = FindMeasure("received"),
                          .bounds = bounds,
                          .where = {},
                          .by = {Column(desk, "product"), Column(desk, "channel")}};
  const Answer answer = desk.cube.Ask(question);
  std::map<std::tuple<std::uint32_t, std::string, std::string>, std::int64_t> wanted;
  for (const auto& [id, fact] : desk.facts) {
    const Minute at = fact.when(Moment::Received);
    if (fact.dimensions[At(Dimension::Status)] == "merged" || at < bounds.front() || at >= bounds.back()) continue;
    const auto period = static_cast<std::uint32_t>(std::upper_bound(bounds.begin(), bounds.end(), at) - bounds.begin() - 1);
    ++wanted[{period, fact.dimensions[At(Dimension::Product)], fact.dimensions[At(Dimension::Channel)]}];
  }
  ASSERT_EQ(answer.cells.size(), wanted.size());
  for (const Cell& cell : answer.cells) {
    const auto& products = desk.cube.Words(question.by[0]);
    const auto& channels = desk.cube.Words(question.by[1]);
    EXPECT_EQ(cell.cases, (wanted[{cell.period, products[cell.codes[0]], channels[cell.codes[1]]}]));
  }
}

TEST(Cube, adds_up_to_the_same_over_any_partition) {
  const Desk desk = Filled(4000, 2);
  for (const Measure& measure : Measures()) {
    Question whole{.measure = &measure, .bounds = {Months().front(), Months().back()}, .where = {}, .by = {}};
    const Answer once = desk.cube.Ask(whole);
    for (const char* by : {"product", "category", "region", "status"}) {
      Question parted = whole;
      parted.by = {Column(desk, by)};
      const Answer parts = desk.cube.Ask(parted);
      std::int64_t cases = 0;
      std::int64_t numerator = 0;
      for (const Cell& cell : parts.cells) {
        cases += cell.cases;
        numerator += cell.numerator;
      }
      EXPECT_EQ(cases, once.cells.empty() ? 0 : once.cells[0].cases) << measure.id << " by " << by;
      EXPECT_EQ(numerator, once.cells.empty() ? 0 : once.cells[0].numerator) << measure.id << " by " << by;
    }
  }
}

TEST(Cube, lists_as_many_cases_behind_a_cell_as_the_cell_says_and_no_other) {
  const Desk desk = Filled(2500, 3);
  const std::vector<Minute> bounds = Months();
  for (const Measure& measure : Measures()) {
    Question question{.measure = &measure, .bounds = bounds, .where = {}, .by = {Column(desk, "category")}};
    for (const Cell& cell : desk.cube.Ask(question).cells) {
      Question behind{.measure = &measure,
                      .bounds = {bounds[cell.period], bounds[cell.period + 1]},
                      .where = {{question.by[0], {cell.codes[0]}, false}},
                      .by = {}};
      const List list = desk.cube.Behind(behind, Part::All, 10'000);
      EXPECT_EQ(list.total, cell.cases) << measure.id;
      std::set<std::int64_t> different;
      for (const Listed& one : list.cases) {
        different.insert(one.id);
        EXPECT_EQ(desk.facts.at(one.id).dimensions[At(Dimension::Category)], desk.cube.Words(question.by[0])[cell.codes[0]]);
      }
      EXPECT_EQ(static_cast<std::int64_t>(different.size()), cell.cases) << measure.id;
      if (measure.reading == Reading::Holds || measure.reading == Reading::Answering) {
        EXPECT_EQ(desk.cube.Behind(behind, Part::Counted, 0).total, cell.numerator) << measure.id;
        EXPECT_EQ(desk.cube.Behind(behind, Part::Rest, 0).total, cell.cases - cell.numerator) << measure.id;
      }
    }
  }
}

TEST(Cube, has_open_at_the_end_what_was_open_at_the_beginning_and_came_less_what_was_closed) {
  const Desk desk = Filled(3000, 4);
  const std::vector<Minute> bounds = Months();
  const auto series = [&](const char* measure) {
    std::vector<std::int64_t> values(12);
    for (const Cell& cell : desk.cube.Ask({.measure = FindMeasure(measure), .bounds = bounds, .where = {}, .by = {}}).cells) {
      values[cell.period] = cell.numerator;
    }
    return values;
  };
  const auto received = series("received");
  const auto closed = series("closed");
  const auto open = series("open");
  EXPECT_EQ(open[0], received[0] - closed[0]) << "nothing was there before";
  for (std::size_t i = 1; i < 12; ++i) EXPECT_EQ(open[i], open[i - 1] + received[i] - closed[i]) << i;
  EXPECT_GT(open[11], 0);
}

TEST(Cube, lists_the_latest_first_and_goes_on_where_a_page_ended) {
  const Desk desk = Filled(200'000, 8);
  const Question question{.measure = FindMeasure("received"), .bounds = Months(), .where = {}, .by = {}};
  const List all = desk.cube.Behind(question, Part::All, desk.cube.size());
  ASSERT_EQ(static_cast<std::int64_t>(all.cases.size()), all.total);
  EXPECT_TRUE(std::ranges::is_sorted(
      all.cases, [](const Listed& a, const Listed& b) { return std::tie(a.at, a.id) > std::tie(b.at, b.id); }));
  for (const std::size_t skip : {0U, 100U, 70'000U}) {
    const List page = desk.cube.Behind(question, Part::All, 50, skip);
    EXPECT_EQ(page.total, all.total);
    const auto from = all.cases.begin() + static_cast<std::ptrdiff_t>(skip);
    EXPECT_EQ(page.cases, std::vector<Listed>(from, from + 50)) << skip;
  }
  std::vector<List> lists;
  for (std::size_t b = 0; b < desk.cube.blocks(); ++b)
    lists.push_back(desk.cube.Behind(question, Part::All, 150, Cube::Share{b, b + 1}));
  EXPECT_EQ(Cube::Join(std::move(lists), 50, 100).cases, desk.cube.Behind(question, Part::All, 50, 100).cases);
}

TEST(Cube, knows_about_which_time_something_was_put) {
  Desk desk = Filled(500, 9);
  const std::vector<Minute> bounds = Months();
  const std::uint64_t spring = desk.cube.LastTouched(bounds[2], bounds[4]);
  const std::uint64_t autumn = desk.cube.LastTouched(bounds[9], bounds[11]);
  Fact fact;
  fact.id = 90'001;
  fact.moments[At(Moment::Received)] = bounds[3] + 5;
  desk.Put(fact);
  EXPECT_GT(desk.cube.LastTouched(bounds[2], bounds[4]), spring);
  EXPECT_EQ(desk.cube.LastTouched(bounds[9], bounds[11]), autumn);
  // What it had is touched too when it moves away.
  const std::uint64_t before = desk.cube.LastTouched(bounds[2], bounds[4]);
  fact.moments[At(Moment::Received)] = bounds[10] + 5;
  desk.Put(fact);
  EXPECT_GT(desk.cube.LastTouched(bounds[2], bounds[4]), before);
  EXPECT_GT(desk.cube.LastTouched(bounds[9], bounds[11]), autumn);
}

TEST(Cube, joins_the_parts_of_a_scan_into_what_one_scan_finds) {
  const Desk desk = Filled(200'000, 5);
  ASSERT_GT(desk.cube.blocks(), 3U);
  Question question{.measure = FindMeasure("time-to-decision"),
                    .bounds = Months(),
                    .where = {},
                    .by = {Column(desk, "product")},
                    .parts = {{0.5, 0.9}}};
  const Answer once = desk.cube.Ask(question);
  std::vector<std::shared_ptr<Cube::Partial>> parts;
  for (std::size_t b = 0; b < desk.cube.blocks(); ++b) parts.push_back(desk.cube.Scan(question, {b, b + 1}));
  const Answer joined = CellsOf(Cube::Join(question, std::move(parts), Cube::OneAfterAnother));
  ASSERT_EQ(joined.cells.size(), once.cells.size());
  for (std::size_t i = 0; i < once.cells.size(); ++i) {
    EXPECT_EQ(joined.cells[i].cases, once.cells[i].cases);
    EXPECT_EQ(joined.cells[i].numerator, once.cells[i].numerator);
    EXPECT_EQ(joined.cells[i].quantiles, once.cells[i].quantiles);
  }
}

TEST(Cube, counts_only_those_to_whom_it_happened_though_it_always_happened_within_the_period) {
  // Nothing but the missing moment keeps them out: each moment there is lies in the year asked about.
  Desk desk;
  for (int id = 1; id <= 90; ++id) {
    Fact fact;
    fact.id = id;
    fact.moments[At(Moment::Received)] = kStart + 10 * kDay;
    if (id % 3 == 0) fact.moments[At(Moment::Decided)] = kStart + 20 * kDay;
    desk.Put(fact);
  }
  Question question{.measure = FindMeasure("time-to-decision"), .bounds = Months(), .where = {}, .by = {}};
  EXPECT_EQ(desk.cube.Ask(question).cases, 30);
  EXPECT_EQ(desk.cube.Behind(question, Part::All, 100).total, 30);
  question.measure = FindMeasure("received");
  EXPECT_EQ(desk.cube.Ask(question).cases, 90);
}

TEST(Cube, tells_the_largest_groups_apart_and_leaves_nothing_out_of_the_others_together) {
  const Desk desk = Filled(20'000, 5);
  for (const char* measure : {"received", "time-to-decision", "open", "satisfaction"}) {
    ASSERT_NE(FindMeasure(measure), nullptr) << measure;
    Question question{.measure = FindMeasure(measure),
                      .bounds = Months(),
                      .where = {},
                      .by = {Column(desk, "product"), Column(desk, "channel")},
                      .parts = {{0.5, 0.9}}};
    const auto table_of = [&](std::size_t most) {
      question.most_groups = most;
      std::vector<std::shared_ptr<Cube::Partial>> parts;
      parts.push_back(desk.cube.Scan(question, {0, desk.cube.blocks()}));
      return Cube::Join(question, std::move(parts), Cube::OneAfterAnother);
    };
    const Table all = table_of(SIZE_MAX);
    const Table some = table_of(3);
    ASSERT_GT(all.groups.size(), 5U) << measure;
    ASSERT_EQ(some.groups.size(), 3U);
    ASSERT_EQ(some.lines(), 4U);
    EXPECT_EQ(some.groups_in_all, all.groups.size());
    EXPECT_TRUE(std::ranges::equal(some.groups, std::span(all.groups).first(3))) << "in the same order";
    for (std::size_t period = 0; period < all.periods; ++period) {
      const auto together = [&](const Table& table) {
        Sums sums;
        for (std::size_t line = 0; line < table.lines(); ++line) sums.Add(table.SumsOf(line)[period]);
        const TwoQuantiles quantiles = table.of_periods.empty() ? TwoQuantiles{} : table.of_periods[period];
        return std::tuple(sums.cases, sums.numerator, sums.denominator, quantiles);
      };
      EXPECT_EQ(together(some), together(all)) << measure << " " << period;
      for (std::size_t line = 0; line < 3; ++line) {
        EXPECT_EQ(some.SumsOf(line)[period].numerator, all.SumsOf(line)[period].numerator) << measure;
      }
    }
    const auto of = [&](std::size_t line) {
      if (all.stock) return all.SumsOf(line).back().cases;
      std::int64_t cases = 0;
      for (const Sums& sums : all.SumsOf(line)) cases += sums.cases;
      return cases;
    };
    for (std::size_t line = 1; line < all.groups.size(); ++line) EXPECT_GE(of(line - 1), of(line)) << measure;
  }
}

// On two threads at once, as a server does.
void OnTwoThreads(std::size_t parts, const std::function<void(std::size_t)>& act) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < parts; i = next++) act(i);
  };
  std::jthread other(work);
  work();
}

TEST(Cube, tells_medians_and_percentiles_as_putting_the_values_in_order_does) {
  const Desk desk = Filled(150'000, 11);
  ASSERT_GT(desk.cube.blocks(), 2U);
  std::vector<Minute> days;
  for (int day = 0; day <= 300; ++day) days.push_back(kStart + day * kDay);
  struct Case {
    std::vector<Minute> bounds;
    std::vector<std::size_t> by;
    std::size_t most;
  };
  const std::vector<Minute> months = Months();
  const std::vector<Minute> quarters{months[0], months[3], months[6], months[9], months[12]};
  const std::size_t product = Column(desk, "product");
  const std::size_t category = Column(desk, "category");
  // Many groups and few, those beyond the shown together, none at all; periods of thousands of cases and of a dozen; a stretch in
  // which nothing was decided.
  for (const Case& asked :
       {Case{months, {product, category}, SIZE_MAX}, Case{months, {product, category}, 5}, Case{quarters, {category}, 3},
        Case{{months.front(), months.back()}, {category}, 3}, Case{days, {product}, 4}, Case{months, {}, 1},
        Case{{kStart - 30 * kDay, kStart - 3, kStart, kStart + 90 * kDay}, {product}, SIZE_MAX}}) {
    const Question question{.measure = FindMeasure("time-to-decision"),
                            .bounds = asked.bounds,
                            .where = {},
                            .by = asked.by,
                            .parts = {{0.5, 0.9}},
                            .most_groups = asked.most};
    std::vector<std::shared_ptr<Cube::Partial>> parts;
    for (std::size_t b = 0; b < desk.cube.blocks(); ++b) parts.push_back(desk.cube.Scan(question, {b, b + 1}));
    const Table table = Cube::Join(question, std::move(parts), OnTwoThreads);

    std::map<std::array<Code, 2>, std::size_t> line_of;
    for (std::size_t line = 0; line < table.groups.size(); ++line) line_of[table.groups[line]] = line;
    std::vector<std::vector<std::int32_t>> cells(table.lines() * table.periods);
    std::vector<std::vector<std::int32_t>> lines(table.lines());
    std::vector<std::vector<std::int32_t>> periods(table.periods);
    std::vector<std::int32_t> all;
    for (const auto& [id, fact] : desk.facts) {
      const Minute at = fact.when(Moment::Decided);
      if (fact.dimensions[At(Dimension::Status)] == "merged" || at < asked.bounds.front() || at >= asked.bounds.back()) continue;
      std::array<Code, 2> codes{};
      for (std::size_t i = 0; i < asked.by.size(); ++i) codes[i] = *desk.cube.CodeOf(asked.by[i], fact.dimensions[asked.by[i]]);
      const auto found = line_of.find(codes);
      const std::size_t line = found == line_of.end() ? table.groups.size() : found->second;
      const auto period = static_cast<std::size_t>(std::ranges::upper_bound(asked.bounds, at) - asked.bounds.begin() - 1);
      const std::int32_t value = at - fact.when(Moment::Received);
      cells.at(line * table.periods + period).push_back(value);
      lines.at(line).push_back(value);
      periods.at(period).push_back(value);
      all.push_back(value);
    }
    const auto wanted = [](const std::vector<std::int32_t>& values) {
      if (values.empty()) return TwoQuantiles{};
      return TwoQuantiles{tests::QuantileBySorting(values, 0.5), tests::QuantileBySorting(values, 0.9)};
    };
    const std::string what = std::to_string(table.lines()) + " lines, " + std::to_string(table.periods) + " periods";
    EXPECT_EQ(table.of_all, wanted(all)) << what;
    for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(table.of_lines[i], wanted(lines[i])) << what << ", line " << i;
    for (std::size_t i = 0; i < periods.size(); ++i)
      EXPECT_EQ(table.of_periods[i], wanted(periods[i])) << what << ", period " << i;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      EXPECT_EQ(table.of_cells[i], wanted(cells[i])) << what << ", cell " << i;
      EXPECT_EQ(table.sums[i].cases, std::ssize(cells[i])) << what << ", cell " << i;
      EXPECT_EQ(table.sums[i].numerator, std::accumulate(cells[i].begin(), cells[i].end(), std::int64_t{0})) << what;
    }
  }
}

TEST(Cube, shares_out_the_blocks_that_a_question_touches) {
  const Desk desk = Filled(8 * static_cast<int>(Cube::kBlockRows), 12);
  Question question{.measure = FindMeasure("received"), .bounds = Months(), .where = {}, .by = {}};
  const auto shares = desk.cube.SharesOf(question, 2);
  ASSERT_EQ(shares.size(), 2U);
  std::int64_t cases = 0;
  for (const Cube::Share& share : shares) cases += desk.cube.Behind(question, Part::All, 0, share).total;
  EXPECT_EQ(cases, desk.cube.Ask(question).cases);
  // What no block has is still one question to be answered.
  question.bounds = {kStart - 900 * kDay, kStart - 800 * kDay};
  ASSERT_EQ(desk.cube.SharesOf(question, 2).size(), 1U);
  EXPECT_EQ(desk.cube.Behind(question, Part::All, 0, desk.cube.SharesOf(question, 2).front()).total, 0);
}

TEST(Cube, keeps_the_last_fact_of_a_case_and_gives_it_back) {
  const Desk desk = Filled(500, 6);
  EXPECT_EQ(desk.cube.size(), 500U);
  for (const auto& [id, fact] : desk.facts) EXPECT_EQ(*desk.cube.FactOf(id), fact);
  EXPECT_EQ(desk.cube.FactOf(7), std::nullopt);
}

TEST(Cube, leaves_out_what_was_merged_into_another_case) {
  Desk desk;
  Fact fact;
  fact.id = 1001;
  fact.moments[0] = kStart;
  fact[Dimension::Status] = "merged";
  desk.Put(fact);
  const Question question{.measure = FindMeasure("received"), .bounds = Months(), .where = {}, .by = {}};
  EXPECT_TRUE(desk.cube.Ask(question).cells.empty());
  fact[Dimension::Status] = "open";
  desk.Put(fact);
  EXPECT_EQ(desk.cube.Ask(question).cases, 1) << "taken apart again, it counts";
}

TEST(Cube, filters_by_an_attribute_that_only_later_cases_have) {
  Desk desk;
  std::mt19937 random(8);
  for (int id = 1; id <= 100; ++id) {
    Fact fact = Some(id, random);
    fact.attributes.clear();
    fact[Dimension::Status] = "open";
    if (id > 90) fact.attributes["branch"] = "Leeds";
    desk.Put(std::move(fact));
  }
  const std::size_t branch = Column(desk, "branch");
  Question question{.measure = FindMeasure("received"),
                    .bounds = {kStart, kStart + 1000 * kDay},
                    .where = {{branch, {*desk.cube.CodeOf(branch, "Leeds")}, false}},
                    .by = {}};
  EXPECT_EQ(desk.cube.Ask(question).cases, 10);
  question.where[0].without = true;
  EXPECT_EQ(desk.cube.Ask(question).cases, 90);
  question.where[0] = {branch, {kNotKnown}, false};
  EXPECT_EQ(desk.cube.Ask(question).cases, 90);
}

TEST(Cube, refuses_a_number_no_case_can_have) {
  Cube cube;
  Fact fact;
  EXPECT_FALSE(cube.Put(fact));
  fact.id = std::int64_t{1} << 40;
  EXPECT_FALSE(cube.Put(fact));
  EXPECT_EQ(cube.size(), 0U);
}

// Parasuraman, Zeithaml and Berry 1988: gap = perception less expectation, averaged over the answers to a dimension, then over
// the dimensions alike.
TEST(ServiceQuality, is_perceived_less_expected_by_dimension_and_over_all_five_alike) {
  Desk desk;
  const auto answered = [&](std::int64_t id, std::vector<int> pairs) {
    Fact fact;
    fact.id = id;
    fact.moments[At(Moment::Surveyed)] = kStart + kDay;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      fact.scores[At(Score::ReliabilityExpected) + i] = static_cast<std::int8_t>(pairs[i]);
    desk.Put(std::move(fact));
  };
  answered(1, {7, 5, 6, 6, 3, 4, 5, 6, 8, 4});
  answered(2, {6, 5, 7, 7, 4, 4, 4, 6, 9, 7});
  answered(3, {7, 4, 8});  // reliability only: of assurance how it was found is not known
  answered(4, {6, 6});
  const auto gap = [&](const char* measure) {
    const Answer answer =
        desk.cube.Ask({.measure = FindMeasure(measure), .bounds = {kStart, kStart + 30 * kDay}, .where = {}, .by = {}});
    EXPECT_EQ(answer.cells.size(), 1U) << measure;
    return static_cast<Sums>(answer.cells.at(0));
  };
  // The gaps -2, -1, -3 and 0.
  EXPECT_EQ(gap("gap-reliability").denominator, 4);
  EXPECT_EQ(gap("gap-reliability").numerator, -6);
  EXPECT_DOUBLE_EQ(gap("gap-reliability").squares, 14);
  EXPECT_EQ(gap("gap-assurance").denominator, 2) << "half an answer is none";
  EXPECT_EQ(gap("gap-empathy").numerator, 3);
  // Of the two who answered all: -2 + 0 + 1 + 1 - 4, and -1 + 0 + 0 + 2 - 2.
  EXPECT_EQ(gap("gap-overall").cases, 2);
  EXPECT_EQ(gap("gap-overall").numerator, -4 - 1);
  EXPECT_DOUBLE_EQ(gap("gap-overall").squares, 16 + 1);
}

TEST(Measures, say_what_they_are_how_they_are_worked_out_and_where_they_come_from) {
  std::set<std::string_view> ids;
  for (const Measure& measure : Measures()) {
    EXPECT_TRUE(ids.insert(measure.id).second) << measure.id << " twice";
    EXPECT_FALSE(measure.definition.ToString().empty()) << measure.id;
    EXPECT_FALSE(measure.formula.ToString().empty()) << measure.id;
    EXPECT_FALSE(measure.source.empty()) << measure.id;
    EXPECT_EQ(FindMeasure(measure.id), &measure);
  }
  EXPECT_EQ(FindMeasure("nonsense"), nullptr);
}

}  // namespace
}  // namespace insight
