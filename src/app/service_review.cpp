#include "app/service_review.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "app/improvements.h"
#include "app/signals.h"
#include "base/money.h"
#include "domain/insight/comparing.h"

namespace app {
namespace {

using base::FailAt;
using base::Saying;

constexpr int kMonthsDrawn = 24;
constexpr int kMonthsTold = 13;  // so that the same month of the year before is among them
constexpr std::size_t kBarsTold = 15;
constexpr std::size_t kCausesCrossed = 10;
constexpr std::size_t kProductsCrossed = 7;
constexpr int kMostYears = 10;

constexpr const char* kReviewed[] = {"received",
                                     "closed",
                                     "open",
                                     "time-to-acknowledge",
                                     "time-to-first-contact",
                                     "time-to-decision",
                                     "time-to-answer",
                                     "time-to-confirmed",
                                     "time-to-close",
                                     "statutory-clocks-met",
                                     "internal-clocks-met",
                                     "promises-kept",
                                     "first-contact-resolution",
                                     "upheld",
                                     "vulnerable",
                                     "confirmed",
                                     "silent",
                                     "disputed",
                                     "reopened",
                                     "recurred",
                                     "redress",
                                     "satisfaction",
                                     "effort",
                                     "net-promoter",
                                     "gap-overall",
                                     "gap-reliability",
                                     "gap-assurance",
                                     "gap-tangibles",
                                     "gap-empathy",
                                     "gap-responsiveness",
                                     "response-rate",
                                     "response-rate-effort",
                                     "response-rate-net-promoter",
                                     "response-rate-servqual"};
// Those a page of control charts is made of; the rest stand in the table with their state.
constexpr const char* kDrawn[] = {"received",
                                  "open",
                                  "time-to-acknowledge",
                                  "time-to-answer",
                                  "time-to-close",
                                  "promises-kept",
                                  "internal-clocks-met",
                                  "statutory-clocks-met",
                                  "confirmed",
                                  "disputed",
                                  "upheld",
                                  "satisfaction"};

// Days since receipt, the last day of each; the last has none. Four and eight weeks are the ages that rules speak of.
constexpr std::array<int, 5> kAges{3, 7, 14, 28, 56};

Saying AgeInWords(std::size_t age) {
  switch (age) {
    case 0: return Saying("up to 3 days");
    case 1: return Saying("4 to 7 days");
    case 2: return Saying("8 to 14 days");
    case 3: return Saying("15 to 28 days");
    case 4: return Saying("29 to 56 days");
    default: return Saying("more than 56 days");
  }
}

enum class NextIsDue : std::uint8_t { Past, Soon, InAWeek, Later, Nothing, Gone };
constexpr std::size_t kNextDues = 6;

Saying NextDueInWords(std::size_t due) {
  switch (static_cast<NextIsDue>(due)) {
    case NextIsDue::Past: return Saying("past its time");
    case NextIsDue::Soon: return Saying("within 2 days");
    case NextIsDue::InAWeek: return Saying("within a week");
    case NextIsDue::Later: return Saying("later");
    case NextIsDue::Nothing: return Saying("nothing is due");
    case NextIsDue::Gone: return Saying("closed since");
  }
  return {};
}

double InOwnUnit(double smallest, const std::string& code) {
  const auto currency = base::Currency::Parse(code);
  return smallest / std::pow(10, currency ? currency->Places() : 2);
}

CellKind KindOf(insight::MeasureUnit unit) {
  switch (unit) {
    case insight::MeasureUnit::Cases: return CellKind::Count;
    case insight::MeasureUnit::Share: return CellKind::Share;
    case insight::MeasureUnit::Minutes: return CellKind::Minutes;
    case insight::MeasureUnit::Money: return CellKind::Money;
    case insight::MeasureUnit::Points:
    case insight::MeasureUnit::Balance:
    case insight::MeasureUnit::Days:
    case insight::MeasureUnit::Times: return CellKind::Number;
  }
  return CellKind::Number;
}

Saying ValueInWords(const std::string& value) { return value.empty() ? Saying("not recorded") : Saying::AsIs(value); }

Saying StateInWords(learning::SignalState state) {
  switch (state) {
    case learning::SignalState::Raised: return Saying("raised");
    case learning::SignalState::LookedAt: return Saying("being looked into");
    case learning::SignalState::Explained: return Saying("explained");
    case learning::SignalState::ActedOn: return Saying("acted on");
    case learning::SignalState::Closed: return Saying("closed");
  }
  return {};
}

Saying StateInWords(learning::ImprovementState state) {
  switch (state) {
    case learning::ImprovementState::Proposed: return Saying("proposed");
    case learning::ImprovementState::Agreed: return Saying("agreed");
    case learning::ImprovementState::Made: return Saying("made");
    case learning::ImprovementState::Concluded: return Saying("concluded");
    case learning::ImprovementState::Dropped: return Saying("dropped");
  }
  return {};
}

Conditions Only(std::string column, std::string value) { return {{{std::move(column), {std::move(value)}, false}}}; }

struct Backlog {
  std::array<std::vector<CaseId>, kAges.size() + 1> ages;
  std::array<std::vector<CaseId>, kNextDues> dues;
};

base::Date DayOf(insight::Minute minute, const base::Zone& zone) {
  return zone.ToLocal(Instant{std::int64_t{minute} * 60'000}).date;
}

base::Zone ZoneOf(Service& service) { return service.store().InForce().Book()->General().calendar.zone(); }

base::Result<Backlog> CountBacklog(const Monitoring& monitoring, Service& service, const CountedPeriod& period,
                                   const Viewer& viewer) {
  Backlog backlog;
  const base::Zone zone = ZoneOf(service);
  const Instant now = service.clock().Now();
  CHECK_OK(monitoring.EachFact({.measure = base::Word("open"), .from = period.from, .to = period.to}, viewer,
                               [&](const insight::Fact& fact) -> base::Result<void> {
                                 const int age = period.to - DayOf(fact.when(insight::Moment::Received), zone);
                                 const auto place = std::ranges::find_if(kAges, [&](int most) { return age <= most; });
                                 backlog.ages[static_cast<std::size_t>(place - kAges.begin())].push_back(CaseId{fact.id});
                                 NextIsDue due = NextIsDue::Later;
                                 const insight::Minute next = fact.when(insight::Moment::NextDue);
                                 const Instant at{std::int64_t{next} * 60'000};
                                 if (fact.when(insight::Moment::Closed) != insight::kNever) {
                                   due = NextIsDue::Gone;
                                 } else if (next == insight::kNever) {
                                   due = NextIsDue::Nothing;
                                 } else if (at <= now) {
                                   due = NextIsDue::Past;
                                 } else if (at <= now + std::chrono::days(2)) {
                                   due = NextIsDue::Soon;
                                 } else if (at <= now + std::chrono::days(7)) {
                                   due = NextIsDue::InAWeek;
                                 }
                                 backlog.dues[static_cast<std::size_t>(due)].push_back(CaseId{fact.id});
                                 return {};
                               }));
  return backlog;
}

class ReviewMaker {
 public:
  ReviewMaker(const Monitoring& monitoring, Service& service, const CountedPeriod& period, const Viewer& viewer)
      : monitoring_(monitoring), service_(service), period_(period), before_(LikeBefore(period)), viewer_(viewer) {}

  base::Result<std::vector<ReportSection>> Make(const base::Headway& headway) {
    using Step = base::Result<ReportSection> (ReviewMaker::*)();
    // The charts are drawn from what the table of measures found.
    constexpr Step kSteps[] = {&ReviewMaker::AtAGlance,     &ReviewMaker::ControlCharts, &ReviewMaker::Volumes,
                               &ReviewMaker::Causes,        &ReviewMaker::Clocks,        &ReviewMaker::Promises,
                               &ReviewMaker::GoneUp,        &ReviewMaker::WhatIsOpen,    &ReviewMaker::Signals,
                               &ReviewMaker::WhatWasChanged};
    std::vector<ReportSection> sections;
    for (const Step step : kSteps) {
      TRY(ReportSection section, (this->*step)());
      sections.push_back(std::move(section));
      CHECK_OK(base::Tell(headway, sections.size(), std::size(kSteps)));
    }
    return sections;
  }

 private:
  struct Measured {
    MeasureView view;
    std::string currency;
    Figure now;
    Figure before;
    std::vector<CountedPeriod> months;
    std::vector<Figure> figures;
    ChartView chart;
  };

  base::Result<ExploreAnswer> Ask(std::string_view measure, const CountedPeriod& period, Every every,
                                  std::optional<const char*> by = {}, const Conditions& where = {},
                                  std::optional<const char*> and_by = {}) const {
    ExploreQuery query{.measure = base::Word(measure), .from = period.from, .to = period.to, .every = every};
    if (by) query.by = base::Line(*by);
    if (and_by) query.and_by = base::Line(*and_by);
    if (!where.all.empty()) query.where = where;
    return monitoring_.Explore(query, viewer_);
  }

  CountedPeriod MonthsTo(int months) const {
    return {base::Date::Of(period_.to.year(), period_.to.month(), 1).AddMonths(1 - months), period_.to};
  }

  base::Result<Measured> MeasureOne(const char* id, const std::string& currency) const {
    const Conditions where = currency.empty() ? Conditions{} : Only("currency", currency);
    Measured one;
    one.currency = currency;
    TRY(ExploreAnswer now, Ask(id, period_, Every::Whole, {}, where));
    TRY(const ExploreAnswer before, Ask(id, before_, Every::Whole, {}, where));
    TRY(ExploreAnswer months, Ask(id, MonthsTo(kMonthsDrawn), Every::Month, {}, where));
    one.view = std::move(now.measure);
    one.now = now.all.whole;
    one.before = before.all.whole;
    one.months = std::move(months.periods);
    one.figures = std::move(months.all.figures);
    if (months.chart) one.chart = *std::move(months.chart);
    return one;
  }

  // Codes of the money that was given; sums in different money are never added.
  base::Result<std::vector<std::string>> Currencies() const {
    TRY(const ExploreAnswer by, Ask("redress", {before_.from, period_.to}, Every::Whole, "currency"));
    std::vector<std::string> codes;
    for (const SeriesView& series : by.series) {
      if (series.by && !series.by->empty() && series.whole.numerator != 0) codes.push_back(*series.by);
    }
    return codes;
  }

  static ReportCell CellOf(const Measured& one, std::optional<double> value, std::optional<std::string> opens = {}) {
    const CellKind kind = KindOf(one.view.unit);
    if (kind != CellKind::Money) return ReportCell::Of(kind, value, std::move(opens));
    if (value) value = InOwnUnit(*value, one.currency);
    return ReportCell::Of(kind, value, std::move(opens), one.currency);
  }
  static Saying TitleOf(const Measured& one) {
    if (one.currency.empty()) return one.view.title;
    return Saying("{} in {}", one.view.title, one.currency);
  }

  base::Result<ReportSection> AtAGlance() {
    ReportSection section{"at-a-glance", Saying("At a glance")};
    TRY(currencies_, Currencies());
    for (const char* id : kReviewed) {
      if (std::string_view(id) != "redress") {
        TRY(Measured one, MeasureOne(id, ""));
        measured_.push_back(std::move(one));
        continue;
      }
      for (const std::string& code : currencies_) {
        TRY(Measured one, MeasureOne(id, code));
        measured_.push_back(std::move(one));
      }
    }
    const auto count = [&](const char* id, Figure Measured::* when) {
      const auto found = std::ranges::find_if(measured_, [&](const Measured& one) { return one.view.id == id; });
      return static_cast<std::int64_t>(((*found).*when).value.value_or(0));
    };
    section.says.push_back(Saying("Received: {}, closed: {}, open at the end: {}. In the period before: {}, {} and {}.",
                                  count("received", &Measured::now), count("closed", &Measured::now),
                                  count("open", &Measured::now), count("received", &Measured::before),
                                  count("closed", &Measured::before), count("open", &Measured::before)));
    std::int64_t unusual = 0;
    for (const Measured& one : measured_) {
      if (one.chart.state != ChartState::Above && one.chart.state != ChartState::Below) continue;
      section.says.push_back(Saying("{}: {}", TitleOf(one), one.chart.says));
      ++unusual;
    }
    if (unusual == 0) section.says.push_back(Saying("No measure was out of the usual in the last whole month."));

    ReportTable table{"measures", Saying("Key measures")};
    table.columns = {Saying("Measure"),
                     Saying("This period"),
                     Saying("Period before"),
                     Saying("95 % from"),
                     Saying("95 % up to"),
                     Saying("9 of 10 within"),
                     Saying("State in the last whole month")};
    for (const Measured& one : measured_) {
      const Conditions where = one.currency.empty() ? Conditions{} : Only("currency", one.currency);
      ReportRow row;
      row.cells.push_back(ReportCell::Words(TitleOf(one)));
      row.cells.push_back(CellOf(one, one.now.value, OpensCases(one.view.id, period_, where)));
      row.cells.push_back(CellOf(one, one.before.value, OpensCases(one.view.id, before_, where)));
      row.cells.push_back(CellOf(one, one.now.low));
      row.cells.push_back(CellOf(one, one.now.high));
      row.cells.push_back(CellOf(one, one.now.ninetieth));
      // Why so little can be told stands at the chart.
      row.cells.push_back(
          ReportCell::Words(one.chart.state == ChartState::Unknown ? Saying("Too little is known to tell.") : one.chart.says));
      table.rows.push_back(std::move(row));
    }
    table.notes.push_back(Saying(
        "Of durations the median, and the time within which nine of ten were done. The interval is where the true value lies "
        "with "
        "95 % confidence, where that can be said. Whether a measure is out of the usual is judged by its control chart over {} "
        "months, not by the difference to the period before.",
        kMonthsDrawn));
    section.tables.push_back(std::move(table));
    return section;
  }

  base::Result<ReportSection> ControlCharts() {
    ReportSection section{"control-charts", Saying("What is usual, and what is not")};
    section.says.push_back(
        Saying("Each chart shows {} months with the limits within which the measure varies by itself. A ring marks what is more "
               "than that.",
               kMonthsDrawn));
    for (const char* id : kDrawn) {
      const auto found = std::ranges::find_if(measured_, [&](const Measured& one) { return one.view.id == id; });
      if (found == measured_.end()) continue;
      if (std::ranges::none_of(found->figures, [](const Figure& f) { return f.value.has_value(); })) continue;
      ReportChart chart{found->view.id, ReportChartKind::Control, TitleOf(*found), found->chart.says, KindOf(found->view.unit)};
      ReportSeries value{Saying("value"), {}};
      // A limit that no value can pass is none.
      const bool never_below_nothing = KindOf(found->view.unit) != CellKind::Number;
      const bool never_above_all = KindOf(found->view.unit) == CellKind::Share;
      const auto with = [&](Saying name, const std::vector<std::optional<double>>& values) {
        ReportSeries series{std::move(name), values};
        for (auto& limit : series.values) {
          if (limit && ((never_below_nothing && *limit < 0) || (never_above_all && *limit > 1))) limit.reset();
        }
        return series;
      };
      for (std::size_t i = 0; i < found->months.size(); ++i) {
        chart.labels.push_back(Saying::AsIs(found->months[i].from.ToString().substr(0, 7)));
        value.values.push_back(found->figures[i].value);
      }
      chart.series = {std::move(value), with(Saying("centre"), found->chart.centre),
                      with(Saying("lower limit"), found->chart.low), with(Saying("upper limit"), found->chart.high)};
      for (const ChartSignal& signal : found->chart.signals) chart.marked.push_back(signal.period);
      section.charts.push_back(std::move(chart));
    }
    return section;
  }

  base::Result<ReportSection> Volumes() {
    ReportSection section{"volumes", Saying("Cases by month")};
    const int own = (period_.to.year() - period_.from.year()) * 12 + static_cast<int>(period_.to.month()) -
                    static_cast<int>(period_.from.month()) + 1;
    const CountedPeriod span = MonthsTo(std::max(own, kMonthsTold));
    ReportChart chart{"months", ReportChartKind::Columns, Saying("Received, closed and open by month"), {}, CellKind::Count};
    ReportTable table{"months", Saying("By month")};
    table.columns = {Saying("Month"), Saying("Received"), Saying("Closed"), Saying("Open at the end")};
    constexpr const char* kIds[] = {"received", "closed", "open"};
    for (const char* id : kIds) {
      TRY(const ExploreAnswer answer, Ask(id, span, Every::Month));
      ReportSeries series{answer.measure.title, {}};
      for (std::size_t i = 0; i < answer.periods.size(); ++i) {
        if (table.rows.size() <= i) {
          const std::string month = answer.periods[i].from.ToString().substr(0, 7);
          chart.labels.push_back(Saying::AsIs(month));
          table.rows.push_back(
              {{ReportCell::Words(Saying::Month(answer.periods[i].from))}, answer.periods[i].to >= period_.from});
        }
        // Of the time before the first case nothing is known, and no cases are behind it.
        const std::optional<double> value = answer.all.figures[i].value;
        series.values.push_back(value);
        table.rows[i].cells.push_back(
            ReportCell::Of(CellKind::Count, value, value ? std::optional(OpensCases(id, answer.periods[i])) : std::nullopt));
      }
      chart.series.push_back(std::move(series));
    }
    table.notes.push_back(
        Saying("Months of this period are in bold. A case that was opened again counts as open from its receipt on, as if it had "
               "not been closed, and one that was merged as the case it was merged into."));
    section.charts.push_back(std::move(chart));
    section.tables.push_back(std::move(table));
    return section;
  }

  // What the column of causes says where it holds no cause.
  Saying CauseInWords(const std::string& cause) const {
    if (cause == "unknown") return Saying("cannot be established");
    return ValueInWords(service_.store().InForce().Book()->TitleOfCause(cause));
  }

  // Bars in order, the cumulative share above them, and the same as a table.
  void AddPareto(ReportSection& section, const insight::Pareto& pareto, const char* id, Saying title, CellKind unit,
                 const std::string& currency, const char* measure, const Conditions& with) const {
    ReportChart chart{id, ReportChartKind::Pareto, title, pareto.says, unit};
    ReportTable table{id, std::move(title)};
    if (!currency.empty()) chart.currency = currency;
    table.columns = {Saying("Cause"), unit == CellKind::Money ? Saying("Redress") : Saying("Cases"), Saying("Share"),
                     Saying("Together"), Saying("One of the vital few")};
    ReportSeries amounts{Saying("amount"), {}};
    ReportSeries cumulative{Saying("together"), {}};
    for (std::size_t i = 0; i < std::min(pareto.bars.size(), kBarsTold); ++i) {
      const insight::ParetoBar& bar = pareto.bars[i];
      Conditions where = with;
      where.all.push_back({"cause", {bar.name}, false});
      chart.labels.push_back(CauseInWords(bar.name));
      amounts.values.emplace_back(bar.amount);
      cumulative.values.emplace_back(bar.cumulative);
      if (bar.vital) chart.marked.push_back(static_cast<std::int64_t>(i));
      std::optional<std::string> code;
      if (!currency.empty()) code = currency;
      table.rows.push_back({{ReportCell::Words(CauseInWords(bar.name)),
                             ReportCell::Of(unit, bar.amount, OpensCases(measure, period_, where), code),
                             ReportCell::Of(CellKind::Share, bar.share), ReportCell::Of(CellKind::Share, bar.cumulative),
                             ReportCell::Words(bar.vital ? Saying("yes") : Saying())},
                            bar.vital});
    }
    if (pareto.bars.size() > kBarsTold) {
      table.notes.push_back(Saying::Count(static_cast<std::int64_t>(pareto.bars.size() - kBarsTold),
                                          "{} further cause is not shown.", "{} further causes are not shown."));
    }
    chart.series = {std::move(amounts), std::move(cumulative)};
    section.charts.push_back(std::move(chart));
    section.tables.push_back(std::move(table));
  }

  base::Result<ReportSection> Causes() {
    ReportSection section{"causes", Saying("Causes")};
    TRY(const ExploreAnswer counted, Ask("received", period_, Every::Whole, "cause"));
    std::vector<insight::ParetoItem> items;
    std::int64_t without = 0;
    for (const SeriesView& series : counted.series) {
      if (series.by->empty()) {
        without = series.whole.numerator;
      } else {
        items.push_back({*series.by, static_cast<double>(series.whole.numerator), 0, 0});
      }
    }
    if (without > 0) {
      section.says.push_back(
          Saying::Count(without, "{} case received in the period has no established cause yet and is not in the chart.",
                        "{} cases received in the period have no established cause yet and are not in the chart."));
    }
    if (const auto pareto = insight::ParetoOf(items, insight::ParetoBy::Count)) {
      section.says.push_back(pareto->says);
      AddPareto(section, *pareto, "causes-by-count", Saying("Causes by number of cases received"), CellKind::Count, "",
                "received", {});
    } else {
      section.says.push_back(Saying("No cause was established of any case received in the period."));
    }
    for (const std::string& code : currencies_) {
      TRY(const ExploreAnswer paid, Ask("redress", period_, Every::Whole, "cause", Only("currency", code)));
      std::vector<insight::ParetoItem> sums;
      for (const SeriesView& series : paid.series) {
        if (series.whole.numerator > 0) {
          sums.push_back({*series.by, 0, InOwnUnit(static_cast<double>(series.whole.numerator), code), 0});
        }
      }
      const auto pareto = insight::ParetoOf(sums, insight::ParetoBy::Cost);
      if (!pareto) continue;
      AddPareto(section, *pareto, code == currencies_.front() ? "causes-by-redress" : "causes-by-redress-further",
                Saying("Causes by redress of cases closed, in {}", code), CellKind::Money, code, "redress",
                Only("currency", code));
    }
    CHECK_OK(CrossCausesAndProducts(section, counted));
    return section;
  }

  base::Result<void> CrossCausesAndProducts(ReportSection& section, const ExploreAnswer& by_cause) const {
    TRY(const ExploreAnswer by_product, Ask("received", period_, Every::Whole, "product"));
    const auto first = [](const ExploreAnswer& answer, std::size_t most) {
      std::vector<std::pair<std::string, std::int64_t>> kept;
      for (const SeriesView& series : answer.series) {
        if (kept.size() < most && !series.by->empty()) kept.emplace_back(*series.by, series.whole.numerator);
      }
      return kept;
    };
    const auto causes = first(by_cause, kCausesCrossed);
    const auto products = first(by_product, kProductsCrossed);
    if (causes.empty() || products.empty()) return {};
    Conditions::One of_causes{"cause", {}, false};
    Conditions::One of_products{"product", {}, false};
    for (const auto& [cause, total] : causes) of_causes.values.push_back(cause);
    for (const auto& [product, total] : products) of_products.values.push_back(product);
    TRY(const ExploreAnswer cells,
        Ask("received", period_, Every::Whole, "cause", Conditions{{of_causes, of_products}}, "product"));
    std::map<std::pair<std::string, std::string>, std::int64_t> counts;
    for (const SeriesView& series : cells.series) counts[{*series.by, *series.and_by}] = series.whole.numerator;

    ReportChart chart{
        "cause-by-product", ReportChartKind::Heat, Saying("Causes and products: cases received"), {}, CellKind::Count};
    ReportTable table{"cause-by-product", chart.title};
    table.columns.push_back(Saying("Cause"));
    for (const auto& [product, total] : products) {
      chart.labels.push_back(Saying::AsIs(product));
      table.columns.push_back(Saying::AsIs(product));
    }
    table.columns.push_back(Saying("Other products"));
    table.columns.push_back(Saying("All"));
    for (const auto& [cause, total] : causes) {
      ReportSeries series{CauseInWords(cause), {}};
      ReportRow row{{ReportCell::Words(CauseInWords(cause))}};
      std::int64_t rest = total;
      for (const std::string& product : of_products.values) {
        const std::int64_t count = counts[{cause, product}];
        rest -= count;
        series.values.emplace_back(static_cast<double>(count));
        Conditions where = Only("cause", cause);
        where.all.push_back({"product", {product}, false});
        row.cells.push_back(ReportCell::Count(count, OpensCases("received", period_, where)));
      }
      Conditions others = Only("cause", cause);
      others.all.push_back({"product", of_products.values, true});
      row.cells.push_back(ReportCell::Count(rest, OpensCases("received", period_, others)));
      row.cells.push_back(ReportCell::Count(total, OpensCases("received", period_, Only("cause", cause))));
      chart.series.push_back(std::move(series));
      table.rows.push_back(std::move(row));
    }
    section.charts.push_back(std::move(chart));
    section.tables.push_back(std::move(table));
    return {};
  }

  base::Result<ReportSection> Clocks() {
    ReportSection section{"clocks", Saying("Clocks met and broken")};
    section.says.push_back(Saying(
        "Of the cases received in the period, the clocks that have stopped or run out. A clock of law or code and a target of "
        "our own are told apart, and neither makes up for the other."));
    for (const auto& [id, title] : {std::pair("statutory-clocks-met", Saying("Clocks of law and code")),
                                    std::pair("internal-clocks-met", Saying("Our own targets"))}) {
      TRY(const ExploreAnswer now, Ask(id, period_, Every::Whole, "procedure"));
      TRY(const ExploreAnswer before, Ask(id, before_, Every::Whole, "procedure"));
      ReportTable table{id, title};
      table.columns = {Saying("Procedure"), Saying("Met"), Saying("Broken"), Saying("Share met"), Saying("Before")};
      const auto add = [&](Saying name, const Figure& figure, std::optional<double> earlier, const Conditions& where,
                           bool strong) {
        table.rows.push_back(
            {{ReportCell::Words(std::move(name)),
              ReportCell::Count(figure.numerator, OpensCases(id, period_, where, insight::Part::Counted)),
              ReportCell::Count(figure.denominator - figure.numerator, OpensCases(id, period_, where, insight::Part::Rest)),
              ReportCell::Of(CellKind::Share, figure.value, OpensCases(id, period_, where)),
              ReportCell::Of(CellKind::Share, earlier)},
             strong});
      };
      for (const SeriesView& series : now.series) {
        const auto same = std::ranges::find(before.series, series.by, &SeriesView::by);
        std::optional<double> earlier;
        if (same != before.series.end()) earlier = same->whole.value;
        add(ValueInWords(*series.by), series.whole, earlier, Only("procedure", *series.by), false);
      }
      add(Saying("All"), now.all.whole, before.all.whole.value, {}, true);
      section.tables.push_back(std::move(table));
    }
    return section;
  }

  base::Result<ReportSection> Promises() {
    ReportSection section{"promises", Saying("Promises of news")};
    TRY(const ExploreAnswer now, Ask("promises-kept", period_, Every::Whole));
    TRY(const ExploreAnswer before, Ask("promises-kept", before_, Every::Whole));
    ReportTable table{"promises", Saying("Promises made on the cases received")};
    table.columns = {Saying("Period"), Saying("Kept"), Saying("Broken"), Saying("Share kept")};
    for (const auto& [name, period, figure] : {std::tuple(Saying("This period"), period_, now.all.whole),
                                               std::tuple(Saying("Period before"), before_, before.all.whole)}) {
      table.rows.push_back({{ReportCell::Words(name),
                             ReportCell::Count(figure.numerator, OpensCases("promises-kept", period, {}, insight::Part::Counted)),
                             ReportCell::Count(figure.denominator - figure.numerator,
                                               OpensCases("promises-kept", period, {}, insight::Part::Rest)),
                             ReportCell::Of(CellKind::Share, figure.value)}});
    }
    section.tables.push_back(std::move(table));
    return section;
  }

  base::Result<ReportSection> GoneUp() {
    ReportSection section{"escalations", Saying("Escalations")};
    ReportTable table{"escalations", Saying("When cases received in the period went up")};
    table.columns = {Saying("It went up"), Saying("Times"), Saying("Share"), Saying("Before")};
    for (const auto& [id, words] : {std::pair("escalated-early", Saying("too early: it was within the handler's authority")),
                                    std::pair("escalated-in-time", Saying("in time")),
                                    std::pair("escalated-late", Saying("too late: the procedure had to send it up"))}) {
      TRY(const ExploreAnswer now, Ask(id, period_, Every::Whole));
      TRY(const ExploreAnswer before, Ask(id, before_, Every::Whole));
      table.rows.push_back(
          {{ReportCell::Words(words),
            ReportCell::Count(now.all.whole.numerator, OpensCases(id, period_, {}, insight::Part::Counted)),
            ReportCell::Of(CellKind::Share, now.all.whole.value), ReportCell::Of(CellKind::Share, before.all.whole.value)}});
    }
    section.tables.push_back(std::move(table));
    return section;
  }

  base::Result<ReportSection> WhatIsOpen() {
    ReportSection section{"backlog", Saying("What is open")};
    TRY(const Backlog backlog, CountBacklog(monitoring_, service_, period_, viewer_));
    const auto add = [&](const char* id, Saying title, Saying head, const auto& buckets, const char* figure, auto words) {
      ReportTable table{id, std::move(title)};
      table.columns = {std::move(head), Saying("Cases")};
      std::int64_t all = 0;
      for (std::size_t i = 0; i < buckets.size(); ++i) {
        const auto count = static_cast<std::int64_t>(buckets[i].size());
        all += count;
        table.rows.push_back(
            {{ReportCell::Words(words(i)),
              ReportCell::Count(count, "/api/v1/reports/service-review/cases?from=" + period_.from.ToString() +
                                           "&to=" + period_.to.ToString() + "&figure=" + figure + std::to_string(i))}});
      }
      table.rows.push_back({{ReportCell::Words(Saying("All")), ReportCell::Count(all, OpensCases("open", period_))}, true});
      section.tables.push_back(std::move(table));
    };
    add("backlog-by-age", Saying("Open at the end of the period, by days since receipt"), Saying("Age"), backlog.ages, "age-",
        AgeInWords);
    add("backlog-by-next-due", Saying("The same cases, by what is due next on them today"), Saying("Next due"), backlog.dues,
        "due-", NextDueInWords);
    TRY(ReportTable by_person, OpenByPerson());
    section.tables.push_back(std::move(by_person));
    return section;
  }

  Saying PersonInWords(const std::string& owner) const {
    if (owner.empty()) return Saying("nobody");
    const auto user = UserId::Parse(owner);
    const std::string name = user ? service_.NameOf(*user) : "";
    return Saying::AsIs(name.empty() ? owner : name);
  }

  // Whose the cases are today: whoever had one when the period ended and has passed it on has it no more.
  base::Result<ReportTable> OpenByPerson() const {
    ReportTable table{"backlog-by-person", Saying("The same cases, by whose they are today")};
    table.columns = {Saying("Person"), Saying("Cases"), Saying("Share")};
    TRY(const ExploreAnswer open, Ask("open", period_, Every::Whole, "owner"));
    const auto all = static_cast<double>(open.all.whole.numerator);
    std::int64_t further = open.all.whole.numerator;
    for (const SeriesView& series : open.series) {
      const std::int64_t cases = series.whole.numerator;
      if (cases == 0) continue;
      further -= cases;
      table.rows.push_back({{ReportCell::Words(PersonInWords(*series.by)),
                             ReportCell::Count(cases, OpensCases("open", period_, Only("owner", *series.by))),
                             ReportCell::Of(CellKind::Share, static_cast<double>(cases) / all)}});
    }
    if (further > 0) {
      table.rows.push_back({{ReportCell::Words(Saying("Further people")), ReportCell::Count(further),
                             ReportCell::Of(CellKind::Share, static_cast<double>(further) / all)}});
    }
    table.rows.push_back(
        {{ReportCell::Words(Saying("All")), ReportCell::Count(open.all.whole.numerator, OpensCases("open", period_)),
          ReportCell::Of(CellKind::Share, std::nullopt)},
         true});
    return table;
  }

  base::Result<ReportSection> Signals() {
    ReportSection section{"signals", Saying("Signals, and what was done")};
    TRY(const auto log, service_.Learning());
    const SharedBook book = service_.store().InForce().Book();
    const base::Zone zone = ZoneOf(service_);
    ReportTable table{"signals", Saying("Signals of the period")};
    table.columns = {Saying("Signal"), Saying("Known from"), Saying("What was found"), Saying("State"), Saying("What was done")};
    for (const learning::Signal& signal : log->state.signals) {
      const base::Date raised = zone.ToLocal(signal.raised_at).date;
      const bool of_the_period = (signal.found.known <= period_.to && signal.found.last >= period_.from) ||
                                 (raised >= period_.from && raised <= period_.to);
      if (!of_the_period) continue;
      std::vector<Saying> done;
      for (const learning::SignalStep& step : signal.steps) {
        if (step.words) done.push_back(Saying::AsIs(step.words->str()));
      }
      ReportCell reference = ReportCell::Words(signal.id.ToString());
      reference.opens = "/api/v1/signals/" + signal.id.ToString();
      table.rows.push_back(
          {{std::move(reference), ReportCell::On(signal.found.known), ReportCell::Words(ViewOf(signal, *book).says),
            ReportCell::Words(StateInWords(signal.state)), ReportCell::Words(Saying::Run(std::move(done)))}});
    }
    if (table.rows.empty()) {
      section.says.push_back(Saying("Nothing out of the usual was raised in this period."));
    } else {
      section.tables.push_back(std::move(table));
    }
    return section;
  }

  // Those that something was done about in the period, and those that go on.
  base::Result<ReportSection> WhatWasChanged() {
    ReportSection section{"improvements", Saying("Improvements: what was promised, and what came")};
    TRY(const auto log, service_.Learning());
    const base::Zone zone = ZoneOf(service_);
    const Improvements improvements(monitoring_, service_);
    ReportTable table{"improvements", Saying("Improvements of the period")};
    table.columns = {Saying("Improvement"), Saying("What is changed"), Saying("State"), Saying("Changed on"),
                     Saying("What was promised, and what came")};
    for (const learning::Improvement& one : log->state.improvements) {
      const ImprovementView view = improvements.ViewOf(log->state, one, Improvements::Cases::Left);
      const auto in_the_period = [&](const learning::ImprovementStep& step) {
        const base::Date day = zone.ToLocal(step.at).date;
        return day >= period_.from && day <= period_.to;
      };
      const bool begun = !view.steps.empty() && zone.ToLocal(view.steps.front().at).date <= period_.to;
      const bool over = view.state == learning::ImprovementState::Concluded || view.state == learning::ImprovementState::Dropped;
      if (!begun || (over && std::ranges::none_of(view.steps, in_the_period))) continue;
      ReportCell reference = ReportCell::Words(view.id.ToString());
      reference.opens = "/api/v1/improvements/" + view.id.ToString();
      table.rows.push_back(
          {{std::move(reference), ReportCell::Words(view.plan.title.str()), ReportCell::Words(StateInWords(view.state)),
            ReportCell::On(view.changed_on), ReportCell::Words(view.says)}});
    }
    if (table.rows.empty()) {
      section.says.push_back(Saying("No improvement was under way in this period."));
    } else {
      section.tables.push_back(std::move(table));
    }
    return section;
  }

  const Monitoring& monitoring_;
  Service& service_;
  CountedPeriod period_;
  CountedPeriod before_;
  const Viewer& viewer_;
  std::vector<std::string> currencies_;
  std::vector<Measured> measured_;
};

std::optional<double> MinutesBetween(const insight::Fact& fact, insight::Moment until) {
  if (fact.when(until) == insight::kNever) return std::nullopt;
  return static_cast<double>(fact.when(until)) - static_cast<double>(fact.when(insight::Moment::Received));
}

std::vector<Saying> CaseColumns() {
  return {Saying("Case"),
          Saying("Received"),
          Saying("Product"),
          Saying("Category"),
          Saying("Cause"),
          Saying("Kind"),
          Saying("Channel"),
          Saying("Procedure"),
          Saying("Team"),
          Saying("Owner"),
          Saying("Status"),
          Saying("Severity"),
          Saying("Vulnerable"),
          Saying("Decision"),
          Saying("Outcome"),
          Saying("Acknowledged after"),
          Saying("First contact after"),
          Saying("Decided after"),
          Saying("Answered after"),
          Saying("Closed after"),
          Saying("Closed"),
          Saying("Next due"),
          Saying("Clocks of law and code met"),
          Saying("Clocks of law and code broken"),
          Saying("Own targets met"),
          Saying("Own targets broken"),
          Saying("Promises kept"),
          Saying("Promises broken"),
          Saying("Opened again"),
          Saying("Escalated too early"),
          Saying("Escalated in time"),
          Saying("Escalated too late"),
          Saying("At stake"),
          Saying("Redress"),
          Saying("Currency"),
          Saying("Satisfaction"),
          Saying("Effort"),
          Saying("Recommendation")};
}

std::vector<ReportCell> CellsOf(const insight::Fact& fact, const base::Zone& zone) {
  using insight::At;
  using insight::Dimension;
  using insight::Moment;
  using insight::Score;
  using insight::Sum;
  using insight::Tally;
  std::vector<ReportCell> cells;
  const auto day = [&](Moment moment) {
    const insight::Minute minute = fact.when(moment);
    cells.push_back(ReportCell::On(minute == insight::kNever ? std::nullopt : std::optional(DayOf(minute, zone))));
  };
  const auto word = [&](Dimension dimension) { cells.push_back(ReportCell::Words(fact.dimensions[At(dimension)])); };
  const auto lasting = [&](Moment moment) { cells.push_back(ReportCell::Of(CellKind::Minutes, MinutesBetween(fact, moment))); };
  const auto tally = [&](Tally of) { cells.push_back(ReportCell::Count(fact.tallies[At(of)])); };
  const auto money = [&](Sum sum) {
    std::optional<double> amount;
    if (!fact.currency.empty()) amount = InOwnUnit(fact.sums[At(sum)], fact.currency);
    cells.push_back(ReportCell::Of(CellKind::Money, amount, {}, fact.currency));
  };
  const auto score = [&](Score of) {
    const std::int8_t value = fact.scores[At(of)];
    cells.push_back(ReportCell::Of(CellKind::Count, value < 0 ? std::nullopt : std::optional<double>(value)));
  };
  const CaseId id{fact.id};
  cells.push_back(ReportCell::Words(id.ToString()));
  cells.back().opens = "/cases/" + id.ToString();
  day(Moment::Received);
  for (const Dimension d : {Dimension::Product, Dimension::Category, Dimension::Cause, Dimension::Kind, Dimension::Channel,
                            Dimension::Procedure, Dimension::Team, Dimension::Owner, Dimension::Status, Dimension::Severity,
                            Dimension::Vulnerable, Dimension::Decision, Dimension::Outcome}) {
    word(d);
  }
  for (const Moment m : {Moment::Acknowledged, Moment::FirstContact, Moment::Decided, Moment::Answered, Moment::Closed}) {
    lasting(m);
  }
  day(Moment::Closed);
  day(Moment::NextDue);
  for (const Tally t :
       {Tally::StatutoryMet, Tally::StatutoryBroken, Tally::InternalMet, Tally::InternalBroken, Tally::PromisesKept,
        Tally::PromisesBroken, Tally::Reopenings, Tally::EscalatedEarly, Tally::EscalatedInTime, Tally::EscalatedLate}) {
    tally(t);
  }
  money(Sum::AtStake);
  money(Sum::Redress);
  cells.push_back(ReportCell::Words(fact.currency));
  for (const Score s : {Score::Satisfaction, Score::Effort, Score::Recommendation}) score(s);
  return cells;
}

}  // namespace

base::Result<CountedPeriod> PeriodFor(Service& service, const ReviewQuery& query) {
  const base::Date today = ZoneOf(service).ToLocal(service.clock().Now()).date;
  const auto month_of = [](base::Date day) { return base::Date::Of(day.year(), day.month(), 1); };
  base::Date from = query.from.value_or(query.to ? month_of(*query.to) : month_of(today).AddMonths(-1));
  const base::Date to = query.to.value_or(month_of(from).AddMonths(1) - 1);
  if (from > to) return FailAt("from", Saying("is after the last day, {}", to.ToString()));
  if (from.AddMonths(12 * kMostYears) <= to) return FailAt("to", Saying("is more than ten years after the first day"));
  if (from > today) return FailAt("from", Saying("has not come yet; today is {}", today.ToString()));
  return CountedPeriod{from, to};
}

base::Result<Report> MakeServiceReview(const Monitoring& monitoring, Service& service, const ReviewQuery& query,
                                       const Viewer& viewer, std::vector<ReportSection> more, const base::Headway& headway) {
  TRY(const CountedPeriod period, PeriodFor(service, query));
  const MonitoringView overview = monitoring.Overview(viewer);
  if (overview.loading) {
    return base::Fail(base::ErrorCode::Unavailable, Saying("the facts are still being read; try again soon"));
  }
  Report report;
  report.kind = "service-review";
  report.title = Saying("Service review");
  if (service.stationery().head) report.organisation = service.stationery().head->organisation.str();
  report.period = period;
  report.before = LikeBefore(period);
  report.made_at = service.clock().Now();
  const base::Date today = ZoneOf(service).ToLocal(report.made_at).date;
  if (period.to >= today) {
    report.final = false;
    report.warnings.push_back(Saying("The period is not over: figures are up to today, {}.", today));
  }
  if (!overview.first) {
    report.warnings.push_back(Saying("There is no case at this desk yet, so there is nothing to say."));
  } else if (report.before->from < *overview.first) {
    report.warnings.push_back(
        Saying("The first case was received on {}: of the period before not all is known.", *overview.first));
  }
  TRY(report.sections, ReviewMaker(monitoring, service, period, viewer).Make(headway));
  for (ReportSection& section : more) report.sections.push_back(std::move(section));
  return report;
}

std::vector<CaseSheet> SheetsOfCases(const Monitoring& monitoring, Service& service, const CountedPeriod& period,
                                     const Viewer& viewer, const base::Headway& headway) {
  const base::Zone zone = ZoneOf(service);
  const auto sheet = [&](Saying name, const char* measure, const base::Headway& part) {
    return CaseSheet{std::move(name), CaseColumns(),
                     [&monitoring, zone, period, viewer, measure, part](const CaseSheet::Take& take) -> base::Result<void> {
                       CHECK_OK(monitoring.EachFact(
                           {.measure = base::Word(measure), .from = period.from, .to = period.to}, viewer,
                           [&](const insight::Fact& fact) { return take(CellsOf(fact, zone)); }, part));
                       return {};
                     }};
  };
  std::vector<CaseSheet> sheets;
  sheets.push_back(sheet(Saying("Cases"), "received", base::Between(headway, 0, 0.5)));
  sheets.push_back(sheet(Saying("Open cases"), "open", base::Between(headway, 0.5, 1)));
  return sheets;
}

base::Result<BehindAnswer> BacklogBehind(const Monitoring& monitoring, Service& service, const CountedPeriod& period,
                                         const std::string& figure, const Viewer& viewer) {
  TRY(Backlog backlog, CountBacklog(monitoring, service, period, viewer));
  const auto take = [&](auto& buckets, std::string_view prefix) -> std::optional<BehindAnswer> {
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      if (figure != std::string(prefix) + std::to_string(i)) continue;
      const auto total = static_cast<std::int64_t>(buckets[i].size());
      return BehindAnswer{std::move(buckets[i]), total};
    }
    return std::nullopt;
  };
  if (auto ages = take(backlog.ages, "age-")) return *std::move(ages);
  if (auto dues = take(backlog.dues, "due-")) return *std::move(dues);
  return base::Fail(base::ErrorCode::NotFound, Saying("there is no figure {} in this report", base::Quoted(figure)));
}

}  // namespace app
