#include "app/monitoring_chart.h"

#include <algorithm>

#include "domain/insight/change_points.h"
#include "domain/insight/control_chart.h"
#include "domain/insight/small_shifts.h"

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
    case Reading::GapOverall:
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

std::optional<insight::ChartKind> KindOf(ChartForm form) {
  switch (form) {
    case ChartForm::Xmr: return insight::ChartKind::XmR;
    case ChartForm::C: return insight::ChartKind::C;
    case ChartForm::U: return insight::ChartKind::U;
    case ChartForm::LaneyU: return insight::ChartKind::LaneyU;
    case ChartForm::P: return insight::ChartKind::P;
    case ChartForm::LaneyP: return insight::ChartKind::LaneyP;
    case ChartForm::T: return insight::ChartKind::T;
    case ChartForm::G: return insight::ChartKind::G;
    case ChartForm::ByData:
    case ChartForm::Ewma:
    case ChartForm::Cusum:
    case ChartForm::Levels: return std::nullopt;
  }
  return std::nullopt;
}

bool CanBeBelowZero(Reading reading) {
  return reading == Reading::Promoters || reading == Reading::Gap || reading == Reading::GapOverall ||
         reading == Reading::AgainstDays || reading == Reading::AgainstCost;
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

// The points of a chart, and where they are among the periods.
struct Drawn {
  std::vector<insight::Point> points;
  std::vector<std::size_t> places;
};

// Nothing before the first figure and after the last is a gap between two.
void Trim(Drawn& drawn) {
  while (!drawn.points.empty() && !drawn.points.back().value) drawn.points.pop_back();
  const auto first = std::ranges::find_if(drawn.points, [](const insight::Point& p) { return p.value.has_value(); });
  drawn.places.erase(drawn.places.begin(), drawn.places.begin() + (first - drawn.points.begin()));
  drawn.points.erase(drawn.points.begin(), first);
  drawn.places.resize(drawn.points.size());
}

template <class PointAt>
Drawn WholePeriods(std::span<const CountedPeriod> periods, const KnownDays& known, std::optional<base::Date> from,
                   const PointAt& point_at) {
  Drawn drawn;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].from < known.first || periods[i].to > known.last || (from && periods[i].from < *from)) continue;
    drawn.points.push_back(point_at(i));
    drawn.places.push_back(i);
  }
  Trim(drawn);
  return drawn;
}

void Empty(ChartView& view, std::size_t size) {
  view.centre.resize(size);
  view.low.resize(size);
  view.high.resize(size);
}

insight::ChartSettings SettingsOf(const ChartAsked& asked) {
  insight::ChartSettings settings;
  settings.rules.book = asked.rules;
  settings.baseline = insight::kUsualBaseline;
  settings.rebase_after = insight::kUsualRebase;
  if (asked.anew) settings.changes.push_back({*asked.anew, {}});
  return settings;
}

// Limits, signals and the state of the last point; `scale`: by how much what is plotted is more than what the chart draws.
void Tell(const insight::Chart& chart, const Drawn& drawn, Saying why, const auto& named, const auto& scale, ChartView& view) {
  view.kind = NameOf(chart.kind);
  view.why =
      Saying::Run({std::move(why), Saying("Limits rest on the first {} points. They are made anew only when {} points in a "
                                          "row are on one side of them, or from a day that is asked for.",
                                          insight::kUsualBaseline, insight::kUsualRebase)});
  for (const insight::Phase& phase : chart.phases) {
    if (phase.start == insight::PhaseStart::Declared) {
      view.notes.push_back(Saying("New limits from {} on, as asked for.", named(phase.first)));
    } else if (phase.start == insight::PhaseStart::SustainedShift) {
      view.notes.push_back(Saying("New limits from {} on, {}.", named(phase.first), phase.why));
    }
  }
  view.notes.insert(view.notes.end(), chart.notes.begin(), chart.notes.end());
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const auto scaled = [&](std::optional<double> value) {
      if (value) *value *= scale(i);
      return value;
    };
    view.centre[drawn.places[i]] = scaled(chart.points[i].centre);
    view.low[drawn.places[i]] = scaled(chart.points[i].lower);
    view.high[drawn.places[i]] = scaled(chart.points[i].upper);
  }
  const std::size_t now = drawn.points.size() - 1;
  const insight::Breach* standing = nullptr;
  for (const insight::Breach& breach : chart.breaches) {
    const std::size_t from = breach.points.front();
    const std::size_t to = breach.points.back();
    view.signals.push_back({static_cast<std::int64_t>(drawn.places[to]), breach.side == insight::Side::High,
                            insight::InWords(breach, named(from), named(to))});
    // The rule that has been met for longest says since when.
    if (to == now && (standing == nullptr || from < standing->points.front())) standing = &breach;
  }
  if (!chart.points[now].centre) {
    view.says = chart.phases.back().unsaid.value_or(Saying("For the last period nothing can be said."));
  } else if (standing == nullptr) {
    view.state = ChartState::Usual;
    view.says = Saying("As usual: no more than what it varies by itself.");
  } else {
    view.state = standing->side == insight::Side::High ? ChartState::Above : ChartState::Below;
    view.since = drawn.points[standing->points.front()].day;
    view.says = Saying::Sentence(insight::InWords(*standing, named(standing->points.front()), named(standing->points.back())));
  }
}

// The figures as they are, from where limits are to rest.
Drawn Values(std::span<const CountedPeriod> periods, std::span<const Figure> figures, const KnownDays& known,
             const ChartAsked& asked) {
  return WholePeriods(periods, known, asked.anew,
                      [&](std::size_t i) { return insight::Point{periods[i].from, figures[i].value, {}}; });
}

// How long a period is beside the others: a month of 31 days holds more than one of 28.
std::vector<double> Lengths(const Drawn& drawn, std::span<const CountedPeriod> periods) {
  std::vector<double> lengths;
  double all = 0;
  for (const std::size_t place : drawn.places) {
    lengths.push_back(periods[place].to - periods[place].from + 1);
    all += lengths.back();
  }
  for (double& length : lengths) length *= static_cast<double>(lengths.size()) / all;
  return lengths;
}

ChartView Levels(const insight::Measure& measure, std::span<const CountedPeriod> periods, std::span<const Figure> figures,
                 const KnownDays& known, const ChartAsked& asked) {
  ChartView view;
  Empty(view, periods.size());
  const Drawn drawn = Values(periods, figures, known, asked);
  const auto changes = [&] {
    if (measure.reading != Reading::Count) return insight::ChangesOfLevel(insight::Values(drawn.points), {});
    const std::vector<double> lengths = Lengths(drawn, periods);
    std::vector<insight::Exposed> counted;
    for (std::size_t i = 0; i < drawn.points.size(); ++i) counted.push_back({drawn.points[i].value, lengths[i]});
    return insight::ChangesOfRate(counted, {});
  };
  const auto found = changes();
  if (!found) {
    view.says = found.error();
    return view;
  }
  view.kind = "levels";
  view.why = Saying(
      "All changes of level at once, looked for by the exact method of Killick, Fearnhead and Eckley (2012). Of quiet "
      "measures one to four in a hundred show a change all the same.");
  view.notes = found->notes;
  for (const insight::Level& level : found->levels) {
    for (std::size_t i = level.first; i <= level.last; ++i) view.centre[drawn.places[i]] = level.value;
  }
  const auto place = [&](std::size_t i) { return static_cast<std::int64_t>(drawn.places[i]); };
  for (const insight::LevelChange& change : found->changes) {
    view.changes.push_back({place(change.at), place(change.earliest), place(change.latest), change.before, change.after,
                            change.size.low, change.size.high});
  }
  if (found->changes.empty()) {
    view.state = ChartState::Usual;
    view.says = Saying("The level has not changed in this time, as far as can be seen.");
    return view;
  }
  const insight::LevelChange& last = found->changes.back();
  view.state = last.after > last.before ? ChartState::Above : ChartState::Below;
  view.since = drawn.points[last.at].day;
  const Saying since = Named(periods[drawn.places[last.at]]);
  view.says = last.after > last.before ? Saying("The level rose with {}.", since) : Saying("The level fell with {}.", since);
  return view;
}

ChartView SmallShifts(const insight::Measure& measure, std::span<const CountedPeriod> periods, std::span<const Figure> figures,
                      const KnownDays& known, const ChartAsked& asked) {
  ChartView view;
  Empty(view, periods.size());
  const Drawn drawn = Values(periods, figures, known, asked);
  const auto values = insight::Values(drawn.points);
  const auto count = std::ranges::count_if(values, [](const auto& value) { return value.has_value(); });
  const std::optional<int> baseline = count > insight::kUsualBaseline ? std::optional(insight::kUsualBaseline) : std::nullopt;
  const auto usual = insight::ReferenceFrom(values, baseline, measure.unit == insight::MeasureUnit::Share);
  if (!usual) {
    view.says = usual.error();
    return view;
  }
  if (!baseline) {
    view.notes.push_back(
        Saying("What is usual rests on all {} points, so that a shift among them hides itself; {} are needed before it.", count,
               insight::kUsualBaseline));
  }
  const auto put = [&](std::vector<std::optional<double>>& into, const std::vector<std::optional<double>>& from) {
    for (std::size_t i = 0; i < from.size(); ++i) into[drawn.places[i]] = from[i];
  };
  std::optional<insight::SmallShift> first;
  bool above = false;
  bool below = false;
  const std::size_t now = values.size() - 1;
  if (asked.form == ChartForm::Ewma) {
    const insight::EwmaSettings settings;
    const auto run = insight::RunEwma(values, *usual, settings);
    if (!run) {
      view.says = run.error();
      return view;
    }
    view.kind = "EWMA";
    view.why = Saying(
        "An average in which the last point counts a fifth and those before it less and less, so that a small shift "
        "that lasts shows. Its limits are such that a quiet measure leaves them once in {} points. What is usual "
        "rests on the first {} points.",
        insight::Figure(insight::EwmaRunLength(settings, 0), 0), baseline.value_or(static_cast<int>(count)));
    view.lines.push_back({Saying("average of late"), std::vector<std::optional<double>>(periods.size())});
    put(view.lines[0].values, run->average);
    put(view.low, run->lower);
    put(view.high, run->upper);
    // A limit that nothing can be below is none.
    for (auto& low : view.low) {
      if (low && *low <= 0 && !CanBeBelowZero(measure.reading)) low.reset();
    }
    for (std::size_t i = 0; i < values.size(); ++i) view.centre[drawn.places[i]] = usual->centre;
    above = run->average[now] && run->upper[now] && *run->average[now] > *run->upper[now];
    below = run->average[now] && run->lower[now] && *run->average[now] < *run->lower[now];
    first = run->first;
  } else {
    const insight::CusumSettings settings;
    const auto run = insight::RunCusum(values, *usual, settings);
    if (!run) {
      view.says = run.error();
      return view;
    }
    view.kind = "CUSUM";
    view.unit = ChartUnit::Deviations;
    view.why = Saying(
        "What each point is above or below what is usual is added up, less half a standard deviation; a sum beyond {} "
        "standard deviations is more than chance. A quiet measure comes there once in {} points. What is usual rests "
        "on the first {} points.",
        insight::Figure(settings.decision), insight::Figure(insight::CusumRunLength(settings, 0), 0),
        baseline.value_or(static_cast<int>(count)));
    view.lines.push_back({Saying("above usual, added up"), std::vector<std::optional<double>>(periods.size())});
    view.lines.push_back({Saying("below usual, added up"), std::vector<std::optional<double>>(periods.size())});
    put(view.lines[0].values, run->high);
    put(view.lines[1].values, run->low);
    for (auto& value : view.lines[1].values) {
      if (value) *value = -*value;
    }
    for (const std::size_t place : drawn.places) {
      view.centre[place] = 0;
      view.low[place] = -settings.decision;
      view.high[place] = settings.decision;
    }
    above = run->high[now] && *run->high[now] > settings.decision;
    below = run->low[now] && *run->low[now] > settings.decision;
    first = run->first;
  }
  view.state = above ? ChartState::Above : below ? ChartState::Below : ChartState::Usual;
  if (!first) {
    view.says = Saying("As usual: no small shift that lasts.");
    return view;
  }
  const bool is_high = first->side == insight::Side::High;
  const Saying began = Named(periods[drawn.places[first->began_at]]);
  const Saying known_with = Named(periods[drawn.places[first->known_at]]);
  view.signals.push_back({static_cast<std::int64_t>(drawn.places[first->known_at]), is_high,
                          is_high ? Saying("higher than before since about {}, known with {}", began, known_with)
                                  : Saying("lower than before since about {}, known with {}", began, known_with)});
  // That it is still so is told by the last point; since when only if it is on the same side.
  if (view.state == (is_high ? ChartState::Above : ChartState::Below)) {
    view.since = drawn.points[first->began_at].day;
    view.says = Saying::Sentence(view.signals.back().says);
  } else if (view.state == ChartState::Usual) {
    view.says = Saying("As usual again: a small shift was seen with {}, and is over.", known_with);
  } else {
    view.says = above ? Saying("Higher than what was usual in the first points.")
                      : Saying("Lower than what was usual in the first points.");
  }
  return view;
}

}  // namespace

base::Result<void> CanBeDrawn(const insight::Measure& measure, ChartForm form) {
  const Watched watched = WatchedOf(measure.reading);
  const bool is_count = watched == Watched::Count;
  const bool is_share = watched == Watched::Proportion;
  switch (form) {
    case ChartForm::ByData:
    case ChartForm::Xmr:
    case ChartForm::Ewma:
    case ChartForm::Cusum:
    case ChartForm::Levels: return {};
    case ChartForm::C:
      if (is_count) return {};
      return base::FailAt("chart", Saying("C is of counts, which {} is none of; take xmr or by_data", measure.title));
    case ChartForm::U:
    case ChartForm::LaneyU:
      if (is_count || measure.reading == Reading::Tallied) return {};
      return base::FailAt("chart",
                          Saying("U is of counts by days or by cases, which {} is none of; take xmr or by_data", measure.title));
    case ChartForm::P:
    case ChartForm::LaneyP:
      if (is_share) return {};
      return base::FailAt("chart", Saying("P is of shares, which {} is none of; take xmr or by_data", measure.title));
    case ChartForm::T:
      if (is_count || measure.reading == Reading::Holds) return {};
      return base::FailAt(
          "chart", Saying("T is of the days between two cases, which {} does not tell; take a count of cases", measure.title));
    case ChartForm::G:
      if (measure.reading == Reading::Holds) return {};
      return base::FailAt("chart",
                          Saying("G is of the cases between two for which something holds, which {} does not tell; take a "
                                 "share of cases",
                                 measure.title));
  }
  return {};
}

ChartView ChartOf(const insight::Measure& measure, std::span<const CountedPeriod> periods, std::span<const Figure> figures,
                  const KnownDays& known, const ChartAsked& asked) {
  if (asked.form == ChartForm::Levels) return Levels(measure, periods, figures, known, asked);
  if (asked.form == ChartForm::Ewma || asked.form == ChartForm::Cusum)
    return SmallShifts(measure, periods, figures, known, asked);
  ChartView view;
  Empty(view, periods.size());
  const bool by_size = asked.form == ChartForm::U || asked.form == ChartForm::LaneyU;
  const Watched watched = asked.form == ChartForm::Xmr ? Watched::Value : WatchedOf(measure.reading);
  Drawn drawn = WholePeriods(periods, known, {}, [&](std::size_t i) {
    if (by_size && measure.reading == Reading::Tallied) return PointOf(Watched::Proportion, periods[i], figures[i]);
    return PointOf(watched, periods[i], figures[i]);
  });
  std::vector<double> sizes(drawn.points.size(), 1);
  if (by_size && measure.reading == Reading::Count) {
    sizes = Lengths(drawn, periods);
    for (std::size_t i = 0; i < sizes.size(); ++i) drawn.points[i].of = sizes[i];
  }
  const auto choice = insight::ChooseKind(drawn.points, by_size ? Watched::Rate : watched);
  if (!choice) {
    view.says = choice.error();
    return view;
  }
  insight::ChartSettings settings = SettingsOf(asked);
  if (watched == Watched::Value && !CanBeBelowZero(measure.reading)) settings.floor = 0;
  settings.shares = measure.unit == insight::MeasureUnit::Share;
  const auto chart = insight::Draw(drawn.points, KindOf(asked.form).value_or(choice->kind), settings);
  if (!chart) {
    view.says = chart.error();
    return view;
  }
  const auto named = [&](std::size_t point) { return Named(periods[drawn.places[point]]); };
  const bool as_chosen = chart->kind == choice->kind;
  Tell(
      *chart, drawn, as_chosen ? choice->why : Saying("Drawn as asked for. By the data: {}", choice->why), named,
      [&](std::size_t i) { return sizes[i]; }, view);
  return view;
}

ChartView ChartOfEvents(ChartForm form, std::span<const Occurrence> all, const ChartAsked& asked) {
  ChartView view;
  // Nothing is known of the time before the first.
  const bool by_time = form == ChartForm::T;
  view.unit = by_time ? ChartUnit::Days : ChartUnit::Cases;
  Drawn drawn;
  view.lines.push_back({by_time ? Saying("days since the one before") : Saying("cases since the one before"), {}});
  for (std::size_t i = 1; i < all.size(); ++i) {
    const double days = static_cast<double>(all[i].at - all[i - 1].at) / 1440;
    const double value = by_time ? days : static_cast<double>(all[i].cases - 1);
    drawn.places.push_back(drawn.points.size());
    drawn.points.push_back({all[i].day, value, {}});
    view.events.push_back({all[i].ref, all[i].day});
    view.lines[0].values.emplace_back(value);
  }
  Empty(view, drawn.points.size());
  const auto choice = insight::ChooseKind(drawn.points, by_time ? Watched::TimeBetween : Watched::CasesBetween);
  const auto chart = choice ? insight::Draw(drawn.points, choice->kind, SettingsOf(asked)) : insight::CannotSay(choice.error());
  if (!chart) {
    view.says = chart.error();
    return view;
  }
  const auto named = [&](std::size_t point) { return SayingOf(all[point + 1].day); };
  Tell(*chart, drawn, choice->why, named, [](std::size_t) { return 1.0; }, view);
  return view;
}

}  // namespace app
