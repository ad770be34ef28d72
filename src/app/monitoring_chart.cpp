#include "app/monitoring_chart.h"

#include <algorithm>

#include "domain/insight/control_chart.h"

namespace app {
namespace {

using base::Saying;
using insight::Reading;
using insight::Watched;

Watched WatchedOf(Reading reading) {
  switch (reading) {
    case Reading::Count: return Watched::Count;
    case Reading::Holds:
    case Reading::PartOf:
    case Reading::Answering: return Watched::Proportion;
    case Reading::Standing:
    case Reading::Between:
    case Reading::Tallied:
    case Reading::Amount:
    case Reading::Scored:
    case Reading::Promoters:
    case Reading::Gap:
    case Reading::AgainstDays:
    case Reading::AgainstCost: return Watched::Value;
  }
  return Watched::Value;
}

// The names in the literature; a reader who knows them knows what was done.
const char* NameOf(insight::ChartKind kind) {
  switch (kind) {
    case insight::ChartKind::XmR: return "XmR";
    case insight::ChartKind::C: return "C";
    case insight::ChartKind::U: return "U";
    case insight::ChartKind::P: return "P";
    case insight::ChartKind::LaneyU: return "U'";
    case insight::ChartKind::LaneyP: return "P'";
    case insight::ChartKind::G: return "G";
    case insight::ChartKind::T: return "T";
  }
  return "";
}

bool CanBeBelowZero(Reading reading) {
  return reading == Reading::Promoters || reading == Reading::Gap || reading == Reading::AgainstDays ||
         reading == Reading::AgainstCost;
}

insight::Point PointOf(Watched watched, const CountedPeriod& period, const Figure& figure) {
  switch (watched) {
    case Watched::Count: return {period.from, static_cast<double>(figure.numerator), {}};
    case Watched::Proportion:
      // Of nothing there is no share: the period is a gap.
      if (figure.denominator == 0) return {period.from, {}, {}};
      return {period.from, static_cast<double>(figure.numerator), static_cast<double>(figure.denominator)};
    default: return {period.from, figure.value, {}};
  }
}

// "October 2026" of a whole month, else the day it begins on.
Saying Named(const CountedPeriod& period) {
  const base::Date month = base::Date::Of(period.from.year(), period.from.month(), 1);
  return period.from == month && period.to == month.AddMonths(1) - 1 ? Saying::Month(month) : SayingOf(period.from);
}

}  // namespace

ChartView ChartOf(const insight::Measure& measure, std::span<const CountedPeriod> periods, std::span<const Figure> figures,
                  const KnownDays& known) {
  ChartView view;
  view.centre.resize(periods.size());
  view.low.resize(periods.size());
  view.high.resize(periods.size());
  const Watched watched = WatchedOf(measure.reading);
  std::vector<insight::Point> points;
  std::vector<std::size_t> places;  // of the points among the periods
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].from < known.first || periods[i].to > known.last) continue;
    points.push_back(PointOf(watched, periods[i], figures[i]));
    places.push_back(i);
  }
  // Nothing before the first figure and after the last is a gap between two.
  while (!points.empty() && !points.back().value) points.pop_back();
  const auto first = std::ranges::find_if(points, [](const insight::Point& p) { return p.value.has_value(); });
  places.erase(places.begin(), places.begin() + (first - points.begin()));
  points.erase(points.begin(), first);
  places.resize(points.size());

  const auto choice = insight::ChooseKind(points, watched);
  if (!choice) {
    view.says = choice.error();
    return view;
  }
  insight::ChartSettings settings;
  if (watched == Watched::Value && !CanBeBelowZero(measure.reading)) settings.floor = 0;
  // Limits rest on the first twelve periods and move for one reason only: nine in a row on one side of them.
  settings.baseline = 12;
  settings.rebase_after = 9;
  const auto chart = insight::Draw(points, choice->kind, settings);
  if (!chart) {
    view.says = chart.error();
    return view;
  }
  view.kind = NameOf(chart->kind);
  view.why = choice->why;
  view.notes = chart->notes;
  for (std::size_t i = 0; i < chart->points.size(); ++i) {
    view.centre[places[i]] = chart->points[i].centre;
    view.low[places[i]] = chart->points[i].lower;
    view.high[places[i]] = chart->points[i].upper;
  }
  const auto named = [&](std::size_t point) { return Named(periods[places[point]]); };
  const std::size_t now = points.size() - 1;
  const insight::Breach* standing = nullptr;
  for (const insight::Breach& breach : chart->breaches) {
    const std::size_t from = breach.points.front();
    const std::size_t to = breach.points.back();
    view.signals.push_back({static_cast<std::int64_t>(places[to]), breach.side == insight::Side::High,
                            insight::InWords(breach, named(from), named(to))});
    // The rule that has been met for longest says since when.
    if (to == now && (standing == nullptr || from < standing->points.front())) standing = &breach;
  }
  if (!chart->points[now].centre) {
    view.says = chart->phases.back().unsaid.value_or(Saying("For the last period nothing can be said."));
  } else if (standing == nullptr) {
    view.state = ChartState::Usual;
    view.says = Saying("As usual: no more than what it varies by itself.");
  } else {
    view.state = standing->side == insight::Side::High ? ChartState::Above : ChartState::Below;
    view.since = points[standing->points.front()].day;
    view.says = Saying::Sentence(insight::InWords(*standing, named(standing->points.front()), named(standing->points.back())));
  }
  return view;
}

}  // namespace app
