#pragma once
// The facts of all cases in memory, kept up to date as events commit, and the questions that are asked of them: any measure, by
// any dimensions, of any filter, over any period, with the cases behind each figure. Counting is done on threads of its own that
// give way to the desk's (see docs/decisions/025-facts-in-memory.md).
//
//   monitoring.CatchUp();
//   TRY(const auto answer, monitoring.Explore({.measure = base::Word("received"), .by = base::Word("product")}, viewer));

#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <stop_token>

#include "app/ports/event_store.h"
#include "app/ports/fact_source.h"
#include "app/ports/queries.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/worker_pool.h"
#include "domain/insight/cube.h"

namespace app {

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
};
BOOST_DESCRIBE_STRUCT(ExploreQuery, (), (measure, from, to, every, by, and_by, where))
AMENDS_DOC(ExploreQuery, "What to count, of which cases, and how to lay it out.",
           {"measure", "What to measure; see the list of measures."},
           {"from", "The first day; a year before the last, if left out."}, {"to", "The last day, with it; today, if left out."},
           {"every", "The length of a period; months, unless said otherwise. `Whole` makes it one."},
           {"by", "Tell apart by this: a dimension (\"product\") or an attribute of cases (\"region\")."},
           {"and_by", "And by this."}, {"where", "Of these cases only."})

struct BehindQuery {
  base::Word measure;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Conditions> where;
  std::optional<insight::Part> part;
  std::optional<base::Whole<1, 200>> limit;
  std::optional<base::Whole<0, 1'000'000'000>> skip;
};
BOOST_DESCRIBE_STRUCT(BehindQuery, (), (measure, from, to, where, part, limit, skip))
AMENDS_DOC(BehindQuery, "Which figure's cases to list: the same measure, days and conditions as the figure.",
           {"measure", "What is measured."}, {"from", "The first day."}, {"to", "The last day, with it."},
           {"where", "The conditions, those of the cell among them."},
           {"part", "All that count, those the numerator counts, or the rest; all, unless said otherwise."},
           {"limit", "How many; 50, unless said otherwise."}, {"skip", "How many to pass over."})

struct MeasureView {
  std::string id;
  base::Saying title;
  base::Saying definition;
  base::Saying formula;
  std::string source;
  insight::MeasureUnit unit = insight::MeasureUnit::Cases;
  insight::Moment dated = insight::Moment::Received;
  bool less_is_better = false;
};
BOOST_DESCRIBE_STRUCT(MeasureView, (), (id, title, definition, formula, source, unit, dated, less_is_better))
AMENDS_DOC(MeasureView, "What can be measured.", {"id", "To ask for it by."}, {"title", "Its name."},
           {"definition", "What it tells."}, {"formula", "How it is worked out."},
           {"source", "The practice, standard or author it comes from."}, {"unit", "Of its values."},
           {"dated", "A case belongs to the period in which this happened."}, {"less_is_better", "A lower value is better."})

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

struct ExploreAnswer {
  MeasureView measure;
  std::vector<CountedPeriod> periods;
  SeriesView all;
  std::vector<SeriesView> series;
  std::int64_t series_in_all = 0;
};
BOOST_DESCRIBE_STRUCT(ExploreAnswer, (), (measure, periods, all, series, series_in_all))
AMENDS_DOC(ExploreAnswer, "A breakdown.", {"measure", "What was measured."}, {"periods", "In order."},
           {"all", "Nothing told apart."}, {"series", "Each group, that with the most cases first; the first two hundred."},
           {"series_in_all", "How many groups there are."})

struct BehindAnswer {
  std::vector<CaseId> cases;
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(BehindAnswer, (), (cases, total))
AMENDS_DOC(BehindAnswer, "The cases behind a figure.", {"cases", "The latest first."}, {"total", "How many there are."})

class Monitoring {
 public:
  // `threads` of its own count, with less of a claim to the processors than those that serve.
  Monitoring(FactSource& source, EventStore& store, const base::Clock& clock, unsigned threads = 2);
  ~Monitoring();

  // Reads what is new since the last time; the first time everything. Stops between two readings when it is told to.
  base::Result<void> CatchUp(const std::stop_token& stop = {});

  MonitoringView Overview(const Viewer& viewer) const;
  // Invalid, naming the field, for an unknown measure or column, days the wrong way round, or more than 4,000 periods.
  base::Result<ExploreAnswer> Explore(const ExploreQuery& query, const Viewer& viewer) const;
  base::Result<BehindAnswer> Behind(const BehindQuery& query, const Viewer& viewer) const;

  std::size_t size() const;
  std::size_t bytes() const;

 private:
  struct Asked;
  base::Result<Asked> Understand(const base::Word& measure, std::optional<base::Date> from, std::optional<base::Date> to,
                                 Every every, const std::optional<Conditions>& where, const Viewer& viewer) const;
  insight::Answer Count(const insight::Question& question) const;
  const base::Zone& zone() const;

  FactSource& source_;
  EventStore& store_;
  const base::Clock& clock_;
  unsigned threads_;
  mutable base::WorkerPool counting_;
  std::mutex reading_;  // one CatchUp at a time
  std::int64_t position_ = -1;
  std::int64_t loaded_to_ = 0;
  std::atomic<bool> loading_{true};
  // Whoever waits to change it goes before whoever comes to ask after that.
  mutable std::mutex gate_;
  mutable std::shared_mutex mutex_;
  insight::Cube cube_;
};

}  // namespace app
