#pragma once
// What is asked about the figures of all cases, and what is answered.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ports/queries.h"
#include "base/date.h"
#include "domain/insight/cube.h"
#include "domain/insight/run_rules.h"

namespace app {

// How a measure is looked at over time. By the names in the literature; a reader who knows them knows what is done.
enum class ChartForm : std::uint8_t {
  ByData,  // XmR, C, P or P', as the data vary
  Xmr,     // single values
  C,       // counts
  U,       // counts by days or by cases
  LaneyU,  // U'
  P,       // shares
  LaneyP,  // P'
  Ewma,    // small shifts: an average in which older points count less
  Cusum,   // small shifts: what is above or below usual, added up
  Levels,  // when the level changed, and by how much
  T,       // days between two cases
  G        // cases between two for which it holds
};
BOOST_DESCRIBE_ENUM(ChartForm, ByData, Xmr, C, U, LaneyU, P, LaneyP, Ewma, Cusum, Levels, T, G)
inline constexpr ChartForm kChartForms[] = {ChartForm::C,      ChartForm::U,   ChartForm::LaneyU, ChartForm::P,
                                            ChartForm::LaneyP, ChartForm::Xmr, ChartForm::Ewma,   ChartForm::Cusum,
                                            ChartForm::Levels, ChartForm::T,   ChartForm::G};  // that can be asked for

enum class Every : std::uint8_t { Day, Week, Month, Quarter, Year, Whole };
BOOST_DESCRIBE_ENUM(Every, Day, Week, Month, Quarter, Year, Whole)

// "product=Checkout|Delivery;channel!=Email;region=North": the values of a column apart by |, the conditions by ;. A value that
// holds one of | ; = ! or a backslash has a backslash before it; an empty value stands for not known.
struct Conditions {
  struct One {
    std::string column;
    std::vector<std::string> values;
    bool without = false;
    friend bool operator==(const One&, const One&) = default;
  };
  std::vector<One> all;
  static base::Result<Conditions> Parse(std::string_view text);
  std::string ToString() const;
  friend bool operator==(const Conditions&, const Conditions&) = default;
};

}  // namespace app

template <>
struct base::TextExample<app::Conditions> {
  static constexpr std::string_view kExample = "product=Checkout|Delivery;channel!=Email";
  static constexpr std::string_view kFormat = "";
};

namespace app {

struct ExploreQuery {
  base::Word measure;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Every> every;
  std::optional<base::Line> by;
  std::optional<base::Line> and_by;
  std::optional<Conditions> where;
  std::optional<ChartForm> chart;
  std::optional<insight::RuleBook> rules;
  std::optional<base::Date> anew;
  std::optional<bool> spread;
};
BOOST_DESCRIBE_STRUCT(ExploreQuery, (), (measure, from, to, every, by, and_by, where, chart, rules, anew, spread))
AMENDS_DOC(ExploreQuery, "What to count, of which cases, and how to lay it out.",
           {"measure", "What to measure; see the list of measures."},
           {"from", "The first day; a year before the last, if left out."}, {"to", "The last day, with it; today, if left out."},
           {"every", "The length of a period; months, unless said otherwise. `Whole` makes it one."},
           {"by", "Tell apart by this: a dimension (\"product\") or an attribute of cases (\"region\")."},
           {"and_by", "And by this."}, {"where", "Of these cases only."},
           {"chart",
            "How to draw it where nothing is told apart: chosen by the data, unless said otherwise. `ewma` and `cusum` see small "
            "shifts, `levels` says when the level changed and by how much, `t` and `g` are for what is rare."},
           {"rules", "Which points are more than chance: those of NHS England's Making Data Count, unless said otherwise."},
           {"anew", "Limits and what is usual rest on the periods from this day on, as something changed then."},
           {"spread", "Of durations, tell also how many cases took how long."})

struct BehindQuery {
  base::Word measure;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Conditions> where;
  std::optional<insight::Part> part;
  std::optional<base::Whole<0, INT32_MAX>> lasting;
  std::optional<base::Whole<1, INT32_MAX>> below;
  std::optional<base::Whole<1, 200>> limit;
  std::optional<base::Whole<0, 1'000'000'000>> skip;
};
BOOST_DESCRIBE_STRUCT(BehindQuery, (), (measure, from, to, where, part, lasting, below, limit, skip))
AMENDS_DOC(BehindQuery, "Which figure's cases to list: the same measure, days and conditions as the figure.",
           {"measure", "What is measured."}, {"from", "The first day."}, {"to", "The last day, with it."},
           {"where", "The conditions, those of the cell among them."},
           {"part", "All that count, those the numerator counts, or the rest; all, unless said otherwise."},
           {"lasting", "Of durations: those that took so many minutes or longer."},
           {"below", "Of durations: those that took less than this."}, {"limit", "How many; 50, unless said otherwise."},
           {"skip", "How many to pass over."})

struct MeasureView {
  std::string id;
  base::Saying title;
  base::Saying definition;
  base::Saying formula;
  std::string source;
  insight::MeasureUnit unit = insight::MeasureUnit::Cases;
  insight::Moment dated = insight::Moment::Received;
  bool less_is_better = false;
  std::vector<ChartForm> charts;
};
BOOST_DESCRIBE_STRUCT(MeasureView, (), (id, title, definition, formula, source, unit, dated, less_is_better, charts))
AMENDS_DOC(MeasureView, "What can be measured.", {"id", "To ask for it by."}, {"title", "Its name."},
           {"definition", "What it tells."}, {"formula", "How it is worked out."},
           {"source", "The practice, standard or author it comes from."}, {"unit", "Of its values."},
           {"dated", "A case belongs to the period in which this happened."}, {"less_is_better", "A lower value is better."},
           {"charts", "Of those that can be asked for, which can be of it."})

MeasureView MeasureViewOf(const insight::Measure& measure);

struct ColumnView {
  std::string name;
  std::vector<std::string> values;
  std::int64_t values_in_all = 0;
};
BOOST_DESCRIBE_STRUCT(ColumnView, (), (name, values, values_in_all))
AMENDS_DOC(ColumnView, "By what cases can be told apart.", {"name", "A dimension, or an attribute of cases."},
           {"values", "Those that occur, the first thousand."}, {"values_in_all", "How many occur."})

struct MonitoringView {
  std::int64_t cases = 0;
  bool loading = false;
  std::optional<base::Date> first;
  std::optional<base::Date> last;
  std::vector<MeasureView> measures;
  std::vector<ColumnView> columns;
};
BOOST_DESCRIBE_STRUCT(MonitoringView, (), (cases, loading, first, last, measures, columns))
AMENDS_DOC(MonitoringView, "What can be counted.", {"cases", "How many cases are counted."},
           {"loading", "The facts are still being read; figures lack what is not there yet."}, {"first", "Received first."},
           {"last", "Received last."}, {"measures", "What can be measured."}, {"columns", "By what cases can be told apart."})

struct Figure {
  std::int64_t cases = 0;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> ninetieth;
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
};
BOOST_DESCRIBE_STRUCT(Figure, (), (cases, value, low, high, ninetieth, numerator, denominator))
AMENDS_DOC(Figure, "One figure.", {"cases", "How many cases are behind it."},
           {"value", "In the measure's unit; of durations the median, in minutes. Null when nothing can be said."},
           {"low", "The lower end of its 95 % confidence interval, where it has one."}, {"high", "The upper end."},
           {"ninetieth", "Of durations, the 90th percentile, in minutes."}, {"numerator", "What was counted."},
           {"denominator", "Out of how many."})

struct CountedPeriod {
  base::Date from;
  base::Date to;
  friend bool operator==(const CountedPeriod&, const CountedPeriod&) = default;
};
BOOST_DESCRIBE_STRUCT(CountedPeriod, (), (from, to))
AMENDS_DOC(CountedPeriod, "A period.", {"from", "Its first day."}, {"to", "Its last day, with it."})

struct SeriesView {
  std::optional<std::string> by;
  std::optional<std::string> and_by;
  Figure whole;
  std::vector<Figure> figures;
};
BOOST_DESCRIBE_STRUCT(SeriesView, (), (by, and_by, whole, figures))
AMENDS_DOC(SeriesView, "The figures of one group of cases.",
           {"by", "Its value; empty: not known. Null when nothing is told apart."}, {"and_by", "The second value."},
           {"whole", "Over all periods."}, {"figures", "For each period, in order."})

struct ChartSignal {
  std::int64_t period = 0;
  bool above = false;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(ChartSignal, (), (period, above, says))
AMENDS_DOC(ChartSignal, "Points that are more than what the measure varies by itself.",
           {"period", "The last period of it, counted from 0."},
           {"above", "Higher than usual, or rising; else lower, or falling."}, {"says", "What was found, with its days."})

struct ChartChange {
  std::int64_t at = 0;
  std::int64_t earliest = 0;
  std::int64_t latest = 0;
  double before = 0;
  double after = 0;
  double low = 0;
  double high = 0;
};
BOOST_DESCRIBE_STRUCT(ChartChange, (), (at, earliest, latest, before, after, low, high))
AMENDS_DOC(ChartChange, "A change of level.", {"at", "The first period at the new level, counted from 0."},
           {"earliest", "It could as well have been from this period on ..."}, {"latest", "... to this one."},
           {"before", "The level before it, in the unit of the figures; of counts, in a period of average length."},
           {"after", "The level since."}, {"low", "By how much it changed at least, at 95 % confidence; below 0: it fell."},
           {"high", "By how much at most."})

struct ChartLine {
  base::Saying name;
  std::vector<std::optional<double>> values;
};
BOOST_DESCRIBE_STRUCT(ChartLine, (), (name, values))
AMENDS_DOC(ChartLine, "What a chart draws that does not draw the figures themselves.", {"name", "What it is."},
           {"values", "For each period, or each event; null where there is none."})

struct ChartEvent {
  CaseId ref;
  base::Date day;
};
BOOST_DESCRIBE_STRUCT(ChartEvent, (), (ref, day))
AMENDS_DOC(ChartEvent, "Something rare that happened.", {"ref", "The case it happened in."}, {"day", "The day of it."})

enum class ChartUnit : std::uint8_t { OfFigures, Deviations, Days, Cases };
BOOST_DESCRIBE_ENUM(ChartUnit, OfFigures, Deviations, Days, Cases)

enum class ChartState : std::uint8_t { Usual, Above, Below, Unknown };
BOOST_DESCRIBE_ENUM(ChartState, Usual, Above, Below, Unknown)

struct ChartView {
  std::string kind;
  base::Saying why;
  std::vector<std::optional<double>> centre;
  std::vector<std::optional<double>> low;
  std::vector<std::optional<double>> high;
  ChartState state = ChartState::Unknown;
  std::optional<base::Date> since;
  base::Saying says;
  std::vector<ChartSignal> signals;
  std::vector<base::Saying> notes;
  ChartUnit unit = ChartUnit::OfFigures;
  std::vector<ChartLine> lines;
  std::vector<ChartChange> changes;
  std::vector<ChartEvent> events;
};
BOOST_DESCRIBE_STRUCT(ChartView, (),
                      (kind, why, centre, low, high, state, since, says, signals, notes, unit, lines, changes, events))
AMENDS_DOC(
    ChartView, "A control chart: how far the measure moves by itself.",
    {"kind",
     "XmR, C, U, P, U', P', EWMA, CUSUM, T or G, levels, or usual: what was to be expected; empty where none can be drawn."},
    {"why", "Why this chart, and what its limits rest on."},
    {"centre", "For each period, or each event if there are any; null where nothing can be said."},
    {"low", "The lower limit, in the unit of the figures; null where no point can be too low."}, {"high", "The upper limit."},
    {"state", "Of the last whole period."}, {"since", "What is not usual began with the period of this day."},
    {"says", "The state as a sentence."}, {"signals", "In the order in which they were known."},
    {"notes", "What a reader must know: provisional limits, gaps."}, {"unit", "Of limits and lines."},
    {"lines", "What is drawn in place of the figures; empty: the figures."},
    {"changes", "Of `levels`: when the level changed, and by how much."},
    {"events", "Of `t` and `g`: what limits, lines and signals are about, in place of the periods."})

struct Lasted {
  std::int64_t from = 0;
  std::optional<std::int64_t> below;
  std::int64_t cases = 0;
};
BOOST_DESCRIBE_STRUCT(Lasted, (), (from, below, cases))
AMENDS_DOC(Lasted, "How many cases took about so long.", {"from", "So many minutes, or longer."},
           {"below", "But less than this; null: without end."}, {"cases", "How many."})

struct ExploreAnswer {
  MeasureView measure;
  std::vector<CountedPeriod> periods;
  SeriesView all;
  std::optional<ChartView> chart;
  std::vector<SeriesView> series;
  std::int64_t series_in_all = 0;
  std::vector<Lasted> spread;
};
BOOST_DESCRIBE_STRUCT(ExploreAnswer, (), (measure, periods, all, chart, series, series_in_all, spread))
AMENDS_DOC(ExploreAnswer, "A breakdown.", {"measure", "What was measured."}, {"periods", "In order."},
           {"all", "Nothing told apart."},
           {"chart", "Its control chart; when nothing is told apart and there is more than one period."},
           {"series", "Each group, that with the most cases first; the first two hundred."},
           {"series_in_all", "How many groups there are."},
           {"spread", "Of durations, if asked for: how many cases took how long, from the shortest to the longest that occur."})

struct BehindAnswer {
  std::vector<CaseId> cases;
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(BehindAnswer, (), (cases, total))
AMENDS_DOC(BehindAnswer, "The cases behind a figure.", {"cases", "The latest first."}, {"total", "How many there are."})

struct TilesQuery {
  std::optional<Conditions> where;
};
BOOST_DESCRIBE_STRUCT(TilesQuery, (), (where))
AMENDS_DOC(TilesQuery, "Of which cases.", {"where", "Of these cases only."})

struct Tile {
  MeasureView measure;
  std::vector<CountedPeriod> periods;
  std::vector<Figure> figures;
  ChartView chart;
};
BOOST_DESCRIBE_STRUCT(Tile, (), (measure, periods, figures, chart))
AMENDS_DOC(Tile, "A measure at a glance: two years by month.", {"measure", "What is measured."},
           {"periods", "The months, in order."}, {"figures", "One for each month; the last month is not over."},
           {"chart", "What is usual, and whether this is."})

struct TilesAnswer {
  std::vector<Tile> tiles;
};
BOOST_DESCRIBE_STRUCT(TilesAnswer, (), (tiles))
AMENDS_DOC(TilesAnswer, "The key measures.",
           {"tiles", "In the order of a case: coming in, being handled, ending, and what the customer said."})

}  // namespace app
