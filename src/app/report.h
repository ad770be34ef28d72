#pragma once
// A report as a value: sections of sentences, charts and tables, whose cells keep their type until somebody writes them as PDF,
// as a spreadsheet or as JSON. It protects one rule: no figure without its cases. What a cell counts is opened by the path it
// carries, in the workspace or in the API.
//
//   ReportSection section = ...;
//   section.tables.push_back({.id = "months", .title = Saying("By month"), .columns = ..., .rows = ...});

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/monitoring_views.h"

namespace app {

// Of what a figure is. Share: 0 to 1. Minutes: a duration. Money: in the currency's own unit (pounds). Number: with a decimal.
enum class CellKind : std::uint8_t { Text, Count, Share, Minutes, Money, Number, Day };
BOOST_DESCRIBE_ENUM(CellKind, Text, Count, Share, Minutes, Money, Number, Day)

struct ReportCell {
  CellKind kind = CellKind::Text;
  std::optional<base::Saying> text = {};
  std::optional<double> value = {};
  std::optional<base::Date> day = {};
  std::optional<std::string> currency = {};
  std::optional<std::string> opens = {};

  static ReportCell Words(base::Saying words) { return {CellKind::Text, std::move(words)}; }
  static ReportCell Words(std::string words) { return Words(base::Saying::AsIs(std::move(words))); }
  static ReportCell Of(CellKind kind, std::optional<double> value, std::optional<std::string> opens = {},
                       std::optional<std::string> currency = {}) {
    return {kind, {}, value, {}, std::move(currency), std::move(opens)};
  }
  static ReportCell Count(std::int64_t count, std::optional<std::string> opens = {}) {
    return Of(CellKind::Count, static_cast<double>(count), std::move(opens));
  }
  static ReportCell On(std::optional<base::Date> day) { return {CellKind::Day, {}, {}, day}; }
};
BOOST_DESCRIBE_STRUCT(ReportCell, (), (kind, text, value, day, currency, opens))
AMENDS_DOC(ReportCell, "A cell of a table.", {"kind", "Of what it is."}, {"text", "Of text: the words."},
           {"value", "Of figures; null when nothing can be said. Durations are in minutes, shares from 0 to 1."},
           {"day", "Of days."}, {"currency", "Of money: the code."},
           {"opens", "Where the cases behind it are: a page of the workspace, or a path of the API."})

struct ReportRow {
  std::vector<ReportCell> cells;
  bool strong = false;
};
BOOST_DESCRIBE_STRUCT(ReportRow, (), (cells, strong))
AMENDS_DOC(ReportRow, "A row of a table.", {"cells", "One for each column."}, {"strong", "A sum, or what matters most."})

struct ReportTable {
  std::string id;
  base::Saying title;
  std::vector<base::Saying> columns;
  std::vector<ReportRow> rows;
  std::vector<base::Saying> notes;
};
BOOST_DESCRIBE_STRUCT(ReportTable, (), (id, title, columns, rows, notes))
AMENDS_DOC(ReportTable, "A table.", {"id", "To name it by."}, {"title", "What it shows."}, {"columns", "Their heads."},
           {"rows", "In order."}, {"notes", "What a reader must know of it."})

// Control: the series are value, centre, lower and upper limit. Pareto: amounts, and their cumulative share. Columns: all but the
// last series as columns side by side, the last as a line. Heat: each series is a row.
enum class ReportChartKind : std::uint8_t { Control, Pareto, Columns, Heat };
BOOST_DESCRIBE_ENUM(ReportChartKind, Control, Pareto, Columns, Heat)

struct ReportSeries {
  base::Saying name;
  std::vector<std::optional<double>> values;
};
BOOST_DESCRIBE_STRUCT(ReportSeries, (), (name, values))
AMENDS_DOC(ReportSeries, "What is drawn in one way.", {"name", "What it is."}, {"values", "One for each label."})

struct ReportChart {
  std::string id;
  ReportChartKind kind = ReportChartKind::Control;
  base::Saying title;
  base::Saying says;
  CellKind unit = CellKind::Count;
  std::optional<std::string> currency;
  std::vector<base::Saying> labels;
  std::vector<ReportSeries> series;
  std::vector<std::int64_t> marked;
};
BOOST_DESCRIBE_STRUCT(ReportChart, (), (id, kind, title, says, unit, currency, labels, series, marked))
AMENDS_DOC(ReportChart, "A chart, as the figures it is drawn from.", {"id", "To name it by."}, {"kind", "How it is drawn."},
           {"title", "What it shows."}, {"says", "What it tells, as a sentence."}, {"unit", "Of its values."},
           {"currency", "Of money."}, {"labels", "Along it: periods, causes, products."}, {"series", "What is drawn."},
           {"marked", "Which labels stand out, counted from 0: out of the usual, or one of the vital few."})

struct ReportSection {
  std::string id;
  base::Saying title;
  std::vector<base::Saying> says;
  std::vector<ReportChart> charts;
  std::vector<ReportTable> tables;
};
BOOST_DESCRIBE_STRUCT(ReportSection, (), (id, title, says, charts, tables))
AMENDS_DOC(ReportSection, "A part of a report.", {"id", "To name it by."}, {"title", "Its heading."},
           {"says", "What it comes to, in sentences."}, {"charts", "Drawn."}, {"tables", "And in figures."})

struct Report {
  std::string kind;
  base::Saying title;
  std::string organisation;
  CountedPeriod period;
  std::optional<CountedPeriod> before;
  Instant made_at;
  bool final = true;
  std::vector<base::Saying> warnings;
  std::vector<ReportSection> sections;
};
BOOST_DESCRIBE_STRUCT(Report, (), (kind, title, organisation, period, before, made_at, final, warnings, sections))
AMENDS_DOC(Report, "A report of a period.", {"kind", "service-review or half-year."}, {"title", "Its name."},
           {"organisation", "Whose it is."}, {"period", "What it is about."}, {"before", "What it is held against."},
           {"made_at", "Figures are as they were known then."},
           {"final", "Nothing is known that would change it; if not, the warnings say what."},
           {"warnings", "What a reader must know first."}, {"sections", "In order."})

// As people read it: "1,204", "87.5 %", "12.4 days", "£1,204.50"; a dash when nothing can be said.
std::string InWords(const ReportCell& cell, base::Language language);
// "1,204", in German "1.204"; with so many decimals.
std::string Grouped(double value, int decimals, base::Language language);

// The page of the workspace on which this figure stands with its cases open. `part`: those the numerator counts, or the rest.
std::string OpensCases(std::string_view measure, const CountedPeriod& period, const Conditions& where = {},
                       std::optional<insight::Part> part = {});
// Letters, digits and -._~ as they are, anything else by its bytes (RFC 3986, 2.1).
std::string PercentEncoded(std::string_view text);

// The period as long and as whole right before it: the months before whole months, else as many days.
CountedPeriod LikeBefore(const CountedPeriod& period);

}  // namespace app
