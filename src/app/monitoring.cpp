#include "app/monitoring.h"

#include <algorithm>
#include <atomic>
#include <latch>
#include <map>
#include <ranges>
#include <set>
#include <utility>

#include "app/monitoring_chart.h"
#include "domain/insight/rates.h"

namespace app {
namespace {

using base::FailAt;
using base::Saying;
using insight::Minute;
using insight::Reading;

constexpr std::int64_t kReadAtOnce = 20'000;
constexpr int kFeedAtOnce = 10'000;
constexpr std::size_t kFactsAtOnce = 2'000;
constexpr std::size_t kMostPeriods = 4'000;
constexpr std::size_t kMostSeries = 200;
constexpr std::size_t kMostValues = 1'000;
constexpr const char* kKeyMeasures[] = {"received",
                                        "open",
                                        "time-to-acknowledge",
                                        "time-to-decision",
                                        "time-to-confirmed",
                                        "statutory-clocks-met",
                                        "promises-kept",
                                        "first-contact-resolution",
                                        "upheld",
                                        "disputed",
                                        "reopened",
                                        "recurred",
                                        "confirmed",
                                        "silent",
                                        "redress",
                                        "satisfaction",
                                        "effort",
                                        "net-promoter"};
// How long things take, in minutes: an hour, four; days, weeks, and the limits that law and practice know (three business days,
// two weeks, four and eight weeks, half a year).
constexpr std::int32_t kHour = 60;
constexpr std::int32_t kDay = 24 * kHour;
constexpr std::int32_t kEdges[] = {0,         15,        kHour,     4 * kHour, kDay,       2 * kDay,
                                   3 * kDay,  5 * kDay,  7 * kDay,  10 * kDay, 14 * kDay,  21 * kDay,
                                   28 * kDay, 42 * kDay, 56 * kDay, 84 * kDay, 182 * kDay, 365 * kDay};
constexpr std::size_t kMostTilesKept = 1'000;
// Of a chart of single events, and of the cases among which they are looked for.
constexpr std::int64_t kMostEvents = 500;
constexpr std::int64_t kMostCasesBetween = 200'000;

base::Date FirstOf(base::Date day, Every every) {
  switch (every) {
    case Every::Day:
    case Every::Whole: return day;
    case Every::Week: return day - static_cast<int>(day.weekday());
    case Every::Month: return base::Date::Of(day.year(), day.month(), 1);
    case Every::Quarter: return base::Date::Of(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    case Every::Year: return base::Date::Of(day.year(), 1, 1);
  }
  return day;
}
base::Date NextOf(base::Date first, Every every, base::Date end) {
  switch (every) {
    case Every::Day: return first + 1;
    case Every::Week: return first + 7;
    case Every::Month: return first.AddMonths(1);
    case Every::Quarter: return first.AddMonths(3);
    case Every::Year: return first.AddMonths(12);
    case Every::Whole: return end;
  }
  return end;
}

// What these letters and the backslash itself stand for only behind a backslash.
constexpr std::string_view kSigns = "|;=!\\";

Figure FigureOf(const insight::Measure& measure, const insight::Sums& cell, const insight::TwoQuantiles& quantiles) {
  Figure figure;
  figure.cases = cell.cases;
  figure.numerator = cell.numerator;
  figure.denominator = cell.denominator;
  const auto n = static_cast<double>(cell.denominator);
  const auto sum = static_cast<double>(cell.numerator);
  const auto interval = [&](const auto& told, double times) {
    if (!told) return;
    figure.low = told->low * times;
    figure.high = told->high * times;
  };
  switch (measure.reading) {
    case Reading::Count:
    case Reading::Standing: figure.value = sum; return figure;
    case Reading::Amount: figure.value = sum; return figure;
    case Reading::Between: {
      if (cell.cases == 0) return figure;
      figure.value = quantiles[0];
      figure.ninetieth = quantiles[1];
      return figure;
    }
    case Reading::Holds:
    case Reading::PartOf:
    case Reading::Answering:
      if (cell.denominator == 0) return figure;
      figure.value = sum / n;
      interval(insight::Wilson(sum, n), 1);
      return figure;
    case Reading::Tallied:
    case Reading::AgainstCost:
    case Reading::AgainstDays:
    case Reading::Scored:
    case Reading::Gap:
      if (cell.denominator == 0) return figure;
      figure.value = sum / n;
      interval(insight::MeanOf(n, sum, cell.squares), 1);
      return figure;
    case Reading::GapOverall:
      if (cell.denominator == 0) return figure;
      // The interval is over customers: what one of them says of the five dimensions hangs together.
      figure.denominator = 5 * cell.denominator;
      figure.value = sum / (5 * n);
      interval(insight::MeanOf(n, sum, cell.squares), 1.0 / 5);
      return figure;
    case Reading::Promoters: {
      if (cell.denominator == 0) return figure;
      figure.value = sum / n * 100;
      // Each promoter adds 1 and each detractor takes 1 away; the squares of both are 1.
      interval(insight::NetPromoterScore((cell.squares + sum) / 2, (cell.squares - sum) / 2, n), 100);
      return figure;
    }
  }
  return figure;
}

std::vector<Lasted> SpreadOf(const std::vector<std::int64_t>& counts) {
  std::vector<Lasted> told;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    Lasted& one = told.emplace_back(Lasted{.from = kEdges[i], .below = {}, .cases = counts[i]});
    if (i + 1 < counts.size()) one.below = kEdges[i + 1];
  }
  // From the shortest that occurs to the longest.
  const auto occurs = [](const Lasted& one) { return one.cases > 0; };
  while (!told.empty() && !occurs(told.back())) told.pop_back();
  told.erase(told.begin(), std::ranges::find_if(told, occurs));
  return told;
}

}  // namespace

MeasureView MeasureViewOf(const insight::Measure& m) {
  MeasureView view{std::string(m.id), m.title, m.definition, m.formula, std::string(m.source), m.unit, m.dated,
                   m.less_is_better,  {}};
  for (const ChartForm form : kChartForms) {
    if (CanBeDrawn(m, form)) view.charts.push_back(form);
  }
  return view;
}

base::Result<Conditions> Conditions::Parse(std::string_view text) {
  Conditions conditions;
  One one;
  std::string word;
  enum class In { Column, Values } in = In::Column;
  const auto end = [&]() -> base::Result<void> {
    if (in == In::Column) return FailAt("", Saying("expected a column and its values, like product=Checkout|Delivery"));
    one.values.push_back(std::exchange(word, {}));
    conditions.all.push_back(std::exchange(one, {}));
    in = In::Column;
    return {};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      if (++i == text.size()) return FailAt("", Saying("ends in a backslash; write two for one that is meant"));
      word += text[i];
    } else if (in == In::Column && (c == '=' || (c == '!' && i + 1 < text.size() && text[i + 1] == '='))) {
      one.without = c == '!';
      if (one.without) ++i;
      if (word.empty()) return FailAt("", Saying("expected the name of a column before the sign"));
      one.column = std::exchange(word, {});
      in = In::Values;
    } else if (in == In::Values && c == '|') {
      one.values.push_back(std::exchange(word, {}));
    } else if (c == ';') {
      CHECK_OK(end());
    } else {
      word += c;
    }
  }
  if (in == In::Values || !word.empty()) CHECK_OK(end());
  return conditions;
}

std::string Conditions::ToString() const {
  std::string text;
  const auto add = [&](std::string_view word) {
    for (const char c : word) {
      if (kSigns.find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
  };
  for (const One& one : all) {
    if (!text.empty()) text += ';';
    add(one.column);
    text += one.without ? "!=" : "=";
    for (std::size_t i = 0; i < one.values.size(); ++i) {
      if (i > 0) text += '|';
      add(one.values[i]);
    }
  }
  return text;
}

Monitoring::Monitoring(FactSource& source, EventStore& store, const base::Clock& clock, unsigned threads)
    : source_(source), store_(store), clock_(clock), threads_(std::max(threads, 1U)), counting_(threads_, base::Claim::Less) {}

Monitoring::~Monitoring() = default;

base::Result<void> Monitoring::CatchUp(const std::stop_token& stop) {
  const std::lock_guard one(reading_);
  const auto put = [this](std::vector<insight::Fact>& facts) -> base::Result<void> {
    const std::lock_guard gate(gate_);
    const std::unique_lock lock(mutex_);
    for (const insight::Fact& fact : facts) CHECK_OK(cube_.Put(fact));
    facts.clear();
    return {};
  };
  std::vector<insight::Fact> facts;
  const auto take = [&](std::int64_t id, std::string_view line) -> base::Result<void> {
    TRY(insight::Fact fact, insight::Fact::Parse(line));
    fact.id = id;
    facts.push_back(std::move(fact));
    return {};
  };
  if (loading_) {
    // What commits meanwhile is read again afterwards.
    if (position_ < 0) {
      TRY(position_, store_.LastPosition());
    }
    for (;;) {
      if (stop.stop_requested()) return {};
      TRY(const std::int64_t read, source_.FactsAfter(loaded_to_, kReadAtOnce, take));
      if (!facts.empty()) loaded_to_ = facts.back().id;
      CHECK_OK(put(facts));
      if (read < kReadAtOnce) break;
    }
    loading_ = false;
  }
  for (;;) {
    if (stop.stop_requested()) return {};
    TRY(const std::vector<FeedEntry> entries, store_.Feed(position_, kFeedAtOnce));
    std::set<CaseId> changed;
    for (const FeedEntry& entry : entries) {
      if (const auto id = CaseId::Parse(entry.stream)) changed.insert(*id);
    }
    const std::vector<CaseId> ids(changed.begin(), changed.end());
    for (std::size_t i = 0; i < ids.size(); i += 200) {
      CHECK_OK(source_.FactsOf(std::span(ids).subspan(i, std::min<std::size_t>(200, ids.size() - i)), take));
    }
    CHECK_OK(put(facts));
    if (!entries.empty()) position_ = entries.back().position;
    if (static_cast<int>(entries.size()) < kFeedAtOnce) return {};
  }
}

std::size_t Monitoring::size() const {
  const std::shared_lock lock(mutex_);
  return cube_.size();
}
std::size_t Monitoring::bytes() const {
  const std::shared_lock lock(mutex_);
  return cube_.bytes();
}

MonitoringView Monitoring::Overview(const Viewer&) const {
  MonitoringView view;
  view.loading = loading_;
  for (const insight::Measure& measure : insight::Measures()) view.measures.push_back(MeasureViewOf(measure));
  const auto book = store_.InForce().Book();
  const base::Zone& zone = book->General().calendar.zone();
  const std::lock_guard gate(gate_);
  const std::shared_lock lock(mutex_);
  view.cases = static_cast<std::int64_t>(cube_.size());
  if (const auto range = cube_.Range(insight::Moment::Received)) {
    view.first = zone.ToLocal(Instant{std::int64_t{range->first} * 60'000}).date;
    view.last = zone.ToLocal(Instant{std::int64_t{range->second} * 60'000}).date;
  }
  const std::vector<std::string> names = cube_.ColumnNames();
  for (std::size_t column = 0; column < names.size(); ++column) {
    const std::vector<std::string>& words = cube_.Words(column);
    ColumnView told{names[column], {}, static_cast<std::int64_t>(words.size()) - 1};
    told.values.assign(words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(std::min(words.size(), kMostValues + 1)));
    std::ranges::sort(told.values);
    view.columns.push_back(std::move(told));
  }
  return view;
}

base::Result<Monitoring::Asked> Monitoring::Understand(const base::Word& name, std::optional<base::Date> from,
                                                       std::optional<base::Date> to, Every every,
                                                       const std::optional<Conditions>& where, const Viewer& viewer) const {
  Asked asked;
  asked.question.measure = insight::FindMeasure(name.str());
  if (asked.question.measure == nullptr) {
    std::vector<std::string> known;
    for (const insight::Measure& measure : insight::Measures()) known.emplace_back(measure.id);
    return FailAt("measure", base::OrNear(Saying("there is no measure {}", name.str()), name.str(), known));
  }
  const auto book = store_.InForce().Book();
  const base::Zone& zone = book->General().calendar.zone();
  const base::Date last = to.value_or(zone.ToLocal(clock_.Now()).date);
  const base::Date first = from.value_or(last.AddMonths(-12) + 1);
  if (first > last) return FailAt("from", Saying("is after the last day, {}", last.ToString()));
  const auto minute = [&](base::Date day) { return insight::MinuteOf(zone.ToInstant(day, std::chrono::hours(0))); };
  base::Date begin = first;
  asked.question.bounds.push_back(minute(first));
  while (begin <= last) {
    const base::Date next = std::min(NextOf(FirstOf(begin, every), every, last + 1), last + 1);
    asked.periods.push_back({begin, next - 1});
    asked.question.bounds.push_back(minute(next));
    begin = next;
    if (asked.periods.size() > kMostPeriods) {
      return FailAt("every", Saying("makes more than {} periods; take a shorter time or longer periods",
                                    static_cast<std::int64_t>(kMostPeriods)));
    }
  }
  const auto add = [&](const Conditions::One& one, const char* field) -> base::Result<void> {
    const auto column = cube_.ColumnOf(one.column);
    if (!column) {
      return FailAt(field, base::OrNear(Saying("there is no column {}", one.column), one.column, cube_.ColumnNames()));
    }
    insight::Where condition{*column, {}, one.without};
    for (const std::string& value : one.values) {
      // A value no case has yet: no case is found, or none left out.
      if (const auto code = cube_.CodeOf(*column, value)) condition.codes.push_back(*code);
    }
    asked.question.where.push_back(std::move(condition));
    return {};
  };
  if (where) {
    for (const Conditions::One& one : where->all) CHECK_OK(add(one, "where"));
  }
  switch (viewer.reach) {
    case desk::Reach::Desk: break;
    case desk::Reach::Team:
      // Whoever has no team sees nothing, not everything.
      CHECK_OK(add({"team", {viewer.team ? viewer.team->str() : "\t"}, false}, "where"));
      break;
    case desk::Reach::Own:
      CHECK_OK(add({"owner", {viewer.actor.user ? viewer.actor.user->ToString() : "\t"}, false}, "where"));
      break;
  }
  return asked;
}

KnownDays Monitoring::Known() const {
  const auto book = store_.InForce().Book();
  const base::Zone& zone = book->General().calendar.zone();
  const base::Date yesterday = zone.ToLocal(clock_.Now()).date - 1;
  const auto range = cube_.Range(insight::Moment::Received);
  if (!range) return {yesterday + 1, yesterday};
  return {zone.ToLocal(Instant{std::int64_t{range->first} * 60'000}).date, yesterday};
}

void Monitoring::InParts(std::size_t parts, const std::function<void(std::size_t)>& act) const {
  const std::size_t threads = std::min<std::size_t>(parts, threads_);
  std::latch done(static_cast<std::ptrdiff_t>(threads));
  std::atomic<std::size_t> next = 0;
  for (std::size_t i = 0; i < threads; ++i) {
    counting_.Post([&] {
      for (std::size_t part = next++; part < parts; part = next++) act(part);
      done.count_down();
    });
  }
  done.wait();
}

insight::Table Monitoring::Count(const insight::Question& question) const {
  const std::vector<insight::Cube::Share> shares = cube_.SharesOf(question, threads_);
  std::vector<std::shared_ptr<insight::Cube::Partial>> partials(shares.size());
  InParts(shares.size(), [&](std::size_t i) { partials[i] = cube_.Scan(question, shares[i]); });
  return insight::Cube::Join(question, std::move(partials),
                             [this](std::size_t all, const std::function<void(std::size_t)>& act) { InParts(all, act); });
}

base::Result<ExploreAnswer> Monitoring::Explore(const ExploreQuery& query, const Viewer& viewer) const {
  std::unique_lock gate(gate_);
  const std::shared_lock lock(mutex_);
  gate.unlock();
  TRY(Asked asked, Understand(query.measure, query.from, query.to, query.every.value_or(Every::Month), query.where, viewer));
  for (const auto& [by, field] : {std::pair(query.by, "by"), std::pair(query.and_by, "and_by")}) {
    if (!by) continue;
    const auto column = cube_.ColumnOf(by->str());
    if (!column) return FailAt(field, base::OrNear(Saying("there is no column {}", by->str()), by->str(), cube_.ColumnNames()));
    asked.question.by.push_back(*column);
  }
  const insight::Measure& measure = *asked.question.measure;
  const ChartAsked chart{.form = query.chart.value_or(ChartForm::ByData),
                         .rules = query.rules.value_or(insight::RuleBook::MakingDataCount),
                         .anew = query.anew};
  CHECK_OK(CanBeDrawn(measure, chart.form));
  for (const auto& [given, field] : {std::pair(query.chart.has_value(), "chart"), std::pair(query.rules.has_value(), "rules"),
                                     std::pair(query.anew.has_value(), "anew")}) {
    if (given && query.by) return FailAt(field, Saying("a chart is drawn of one line only; leave out what tells cases apart"));
  }
  asked.question.parts = {0.5, 0.9};
  asked.question.most_groups = kMostSeries;
  if (query.spread.value_or(false)) {
    if (measure.reading != Reading::Between) return FailAt("spread", Saying("is of durations, and {} is none", measure.title));
    asked.question.edges.assign(std::begin(kEdges), std::end(kEdges));
  }
  const insight::Table table = Count(asked.question);
  const std::size_t periods = table.periods;

  // A stock is not added up over time: what stands at the end stands for the whole.
  const auto over_time = [&](std::span<const insight::Sums> sums) {
    if (table.stock) return sums.back();
    insight::Sums whole;
    for (const insight::Sums& one : sums) whole.Add(one);
    return whole;
  };
  std::vector<insight::Sums> by_period(periods);
  for (std::size_t line = 0; line < table.lines(); ++line) {
    for (std::size_t period = 0; period < periods; ++period) by_period[period].Add(table.SumsOf(line)[period]);
  }
  ExploreAnswer told;
  told.measure = MeasureViewOf(measure);
  told.periods = std::move(asked.periods);
  if (!asked.question.by.empty()) {
    told.series_in_all = static_cast<std::int64_t>(table.groups_in_all);
    told.series.resize(table.groups.size());
  }
  told.spread = SpreadOf(table.spread);
  const auto in_parts = [this](std::size_t all, const std::function<void(std::size_t)>& act) { InParts(all, act); };
  const auto at = [](const std::vector<insight::TwoQuantiles>& all, std::size_t i) {
    return all.empty() ? insight::TwoQuantiles{} : all[i];
  };
  // Of days to come and of the time before the first case nothing is known: that is no nought.
  const KnownDays days = Known();
  const auto figure_in = [&](std::size_t period, const insight::Sums& sums, const insight::TwoQuantiles& quantiles) {
    Figure figure = FigureOf(measure, sums, quantiles);
    if (told.periods[period].from > days.last + 1 || told.periods[period].to < days.first) {
      figure.value.reset();
      figure.low.reset();
      figure.high.reset();
    }
    return figure;
  };
  told.all.whole = FigureOf(measure, over_time(by_period), table.of_all);
  for (std::size_t period = 0; period < periods; ++period)
    told.all.figures.push_back(figure_in(period, by_period[period], at(table.of_periods, period)));
  in_parts(told.series.size(), [&](std::size_t line) {
    SeriesView& series = told.series[line];
    series.figures.reserve(periods);
    for (std::size_t period = 0; period < periods; ++period) {
      series.figures.push_back(figure_in(period, table.SumsOf(line)[period], at(table.of_cells, line * periods + period)));
    }
    series.whole = FigureOf(measure, over_time(table.SumsOf(line)), at(table.of_lines, line));
  });
  if (asked.question.by.empty()) {
    if (IsOfEvents(chart.form)) {
      TRY(told.chart, ChartOfEventsIn(asked.question, chart));
    } else if (told.periods.size() > 1) {
      told.chart = ChartOf(measure, told.periods, told.all.figures, days, chart);
    }
    return told;
  }
  const auto word = [&](std::size_t i, insight::Code code) {
    return code == insight::kFurther ? std::string("?") : cube_.Words(asked.question.by[i])[code];
  };
  for (std::size_t i = 0; i < told.series.size(); ++i) {
    told.series[i].by = word(0, table.groups[i][0]);
    if (asked.question.by.size() > 1) told.series[i].and_by = word(1, table.groups[i][1]);
  }
  return told;
}

base::Result<ChartView> Monitoring::ChartOfEventsIn(const insight::Question& question, const ChartAsked& asked) const {
  const bool is_part = question.measure->reading != Reading::Count;
  const insight::List events =
      cube_.Behind(question, is_part ? insight::Part::Counted : insight::Part::All, static_cast<std::size_t>(kMostEvents));
  if (events.total > kMostEvents) {
    return FailAt("chart",
                  Saying("is for what is rare, and there are {} of these; take a shorter time or further conditions, so that "
                         "there are {} at most",
                         events.total, kMostEvents));
  }
  const base::Zone& zone = store_.InForce().Book()->General().calendar.zone();
  std::vector<Occurrence> all;
  for (const insight::Listed& one : std::views::reverse(events.cases))
    all.push_back({CaseId{one.id}, zone.ToLocal(Instant{std::int64_t{one.at} * 60'000}).date, one.at, 1});
  if (asked.form == ChartForm::G) {
    const insight::List whole = cube_.Behind(question, insight::Part::All, static_cast<std::size_t>(kMostCasesBetween));
    if (whole.total > kMostCasesBetween) {
      return FailAt("chart", Saying("needs the order of all cases, and there are {}; take a shorter time, with {} at most",
                                    whole.total, kMostCasesBetween));
    }
    std::size_t next = 0;
    std::int64_t passed = 0;
    for (const insight::Listed& one : std::views::reverse(whole.cases)) {
      ++passed;
      if (next >= all.size() || one.id != all[next].ref.number) continue;
      all[next++].cases = std::exchange(passed, 0);
    }
  }
  return ChartOfEvents(asked.form, all, asked);
}

base::Result<Tile> Monitoring::TileOf(const char* measure, base::Date from, base::Date to, const std::optional<Conditions>& where,
                                      const Viewer& viewer) const {
  std::vector<KnownFigure> figures;
  KnownDays days;
  const insight::Measure* counted = nullptr;
  {
    std::unique_lock gate(gate_);
    const std::shared_lock lock(mutex_);
    gate.unlock();
    TRY(const Asked asked, Understand(base::Word(measure), from, to, Every::Month, where, viewer));
    counted = asked.question.measure;
    days = Known();
    for (std::size_t i = 0; i < asked.periods.size(); ++i) {
      // What stands at the end of a month hangs on all that was before it.
      const Minute begin = counted->reading == Reading::Standing ? insight::kNever : asked.question.bounds[i];
      const Minute end = asked.question.bounds[i + 1];
      figures.push_back({asked.periods[i], end, cube_.LastTouched(begin, end), {}});
    }
  }
  const std::string reader = viewer.reach == desk::Reach::Desk   ? ""
                             : viewer.reach == desk::Reach::Team ? "team " + (viewer.team ? viewer.team->str() : "")
                                                                 : viewer.actor.ToString();
  const std::string key = std::string(measure) + "\t" + reader + "\t" + (where ? where->ToString() : "");
  std::size_t known = 0;
  {
    const std::lock_guard lock(tiles_mutex_);
    const auto kept = tiles_.find(key);
    // From the first month that does not hold any more everything is counted again.
    while (kept != tiles_.end() && known < std::min(figures.size(), kept->second.size()) &&
           kept->second[known].period == figures[known].period && kept->second[known].end == figures[known].end &&
           kept->second[known].touched == figures[known].touched) {
      figures[known].figure = kept->second[known].figure;
      ++known;
    }
  }
  if (known < figures.size()) {
    TRY(const ExploreAnswer answer,
        Explore({.measure = base::Word(measure), .from = figures[known].period.from, .to = to, .where = where}, viewer));
    for (std::size_t i = known; i < figures.size(); ++i) figures[i].figure = answer.all.figures.at(i - known);
    const std::lock_guard lock(tiles_mutex_);
    if (tiles_.size() >= kMostTilesKept) tiles_.clear();
    tiles_[key] = figures;
  }
  Tile tile{MeasureViewOf(*counted), {}, {}, {}};
  for (const KnownFigure& one : figures) {
    tile.periods.push_back(one.period);
    tile.figures.push_back(one.figure);
  }
  tile.chart = ChartOf(*counted, tile.periods, tile.figures, days);
  return tile;
}

base::Result<TilesAnswer> Monitoring::Tiles(const TilesQuery& query, const Viewer& viewer) const {
  const base::Date today = store_.InForce().Book()->General().calendar.zone().ToLocal(clock_.Now()).date;
  const base::Date from = base::Date::Of(today.year(), today.month(), 1).AddMonths(-24);
  TilesAnswer told;
  for (const char* id : kKeyMeasures) {
    TRY(Tile tile, TileOf(id, from, today, query.where, viewer));
    told.tiles.push_back(std::move(tile));
  }
  return told;
}

std::vector<base::CustomerId> Monitoring::CustomersOf(std::span<const CaseId> cases) const {
  std::unique_lock gate(gate_);
  const std::shared_lock lock(mutex_);
  gate.unlock();
  std::vector<base::CustomerId> customers;
  std::set<base::CustomerId> seen;
  for (const CaseId id : cases) {
    const auto fact = cube_.FactOf(id.number);
    if (fact && fact->customer > 0 && seen.insert({fact->customer}).second) customers.push_back({fact->customer});
  }
  return customers;
}

base::Result<std::int64_t> Monitoring::CountWith(std::span<const CaseId> cases, const std::string& column,
                                                 const std::string& value) const {
  std::unique_lock gate(gate_);
  const std::shared_lock lock(mutex_);
  gate.unlock();
  const auto place = cube_.ColumnOf(column);
  if (!place) return base::FailAt("column", Saying("there is no column {}", base::Quoted(column)));
  return std::ranges::count_if(cases, [&](CaseId id) {
    const auto fact = cube_.FactOf(id.number);
    if (!fact) return false;
    if (*place < insight::kDimensions) return fact->dimensions[*place] == value;
    const auto attribute = fact->attributes.find(column);
    return attribute != fact->attributes.end() && attribute->second == value;
  });
}

base::Result<BehindAnswer> Monitoring::Behind(const BehindQuery& query, const Viewer& viewer) const {
  std::unique_lock gate(gate_);
  const std::shared_lock lock(mutex_);
  gate.unlock();
  TRY(Asked asked, Understand(query.measure, query.from, query.to, Every::Whole, query.where, viewer));
  if (query.lasting || query.below) {
    const char* field = query.lasting ? "lasting" : "below";
    if (asked.question.measure->reading != Reading::Between)
      return FailAt(field, Saying("is of durations, and {} is none", asked.question.measure->title));
    asked.question.lasting = {static_cast<std::int32_t>(query.lasting ? query.lasting->value : 0),
                              static_cast<std::int32_t>(query.below ? query.below->value : INT32_MAX)};
  }
  const auto limit = static_cast<std::size_t>(query.limit ? query.limit->value : 50);
  const auto skip = static_cast<std::size_t>(query.skip ? query.skip->value : 0);
  const std::vector<insight::Cube::Share> shares = cube_.SharesOf(asked.question, threads_);
  std::vector<insight::List> lists(shares.size());
  InParts(shares.size(), [&](std::size_t i) {
    lists[i] = cube_.Behind(asked.question, query.part.value_or(insight::Part::All), limit + skip, shares[i]);
  });
  const insight::List list = insight::Cube::Join(std::move(lists), limit, skip);
  BehindAnswer told;
  told.total = list.total;
  for (const insight::Listed& one : list.cases) told.cases.push_back(CaseId{one.id});
  return told;
}

base::Result<std::int64_t> Monitoring::EachFact(const BehindQuery& query, const Viewer& viewer, const TakeFact& take,
                                                const base::Headway& headway, std::size_t most) const {
  insight::List list;
  {
    std::unique_lock gate(gate_);
    const std::shared_lock lock(mutex_);
    gate.unlock();
    TRY(const Asked asked, Understand(query.measure, query.from, query.to, Every::Whole, query.where, viewer));
    list = cube_.Behind(asked.question, query.part.value_or(insight::Part::All), cube_.size());
  }
  if (list.cases.size() > most) {
    std::vector<insight::Listed> some;
    some.reserve(most);
    for (std::size_t i = 0; i < most; ++i) some.push_back(list.cases[i * list.cases.size() / most]);
    list.cases = std::move(some);
  }
  std::vector<insight::Fact> facts;
  for (std::size_t end = list.cases.size(); end > 0;) {
    const std::size_t begin = end - std::min(end, kFactsAtOnce);
    facts.clear();
    {
      std::unique_lock gate(gate_);
      const std::shared_lock lock(mutex_);
      gate.unlock();
      for (std::size_t i = end; i > begin; --i) {
        if (auto fact = cube_.FactOf(list.cases[i - 1].id)) facts.push_back(*std::move(fact));
      }
    }
    for (const insight::Fact& fact : facts) CHECK_OK(take(fact));
    end = begin;
    CHECK_OK(base::Tell(headway, list.cases.size() - end, list.cases.size()));
  }
  return list.total;
}

}  // namespace app
