// The cause tree rolled up, and funnels: what Monitoring answers about causes and about teams beside one another.

#include <algorithm>
#include <map>
#include <set>

#include "app/monitoring.h"

namespace app {
namespace {

using base::FailAt;
using base::Saying;
using insight::Dimension;
using insight::Reading;

constexpr const char* kSeverities[] = {"low", "medium", "high", "critical"};
constexpr const char* kEmotions[] = {"calm", "frustrated", "upset", "angry", "distressed"};

template <std::size_t kCount>
std::int64_t PlaceOf(const char* const (&words)[kCount], std::string_view word) {
  for (std::size_t i = 0; i < kCount; ++i) {
    if (words[i] == word) return static_cast<std::int64_t>(i);
  }
  return 0;
}

std::optional<std::string> Parent(const std::string& code) {
  const std::size_t dot = code.rfind('.');
  return dot == std::string::npos ? std::nullopt : std::optional(code.substr(0, dot));
}

struct Summed {
  std::int64_t cases = 0;
  std::int64_t redress = 0;
  std::int64_t pain = 0;
};

ParetoView ParetoViewOf(insight::ParetoBy by, const std::map<std::string, Summed>& own,
                        const std::map<std::string, Saying>& titles) {
  std::vector<insight::ParetoItem> items;
  for (const auto& [code, sum] : own) {
    items.push_back({code, static_cast<double>(sum.cases), static_cast<double>(sum.redress), static_cast<double>(sum.pain)});
  }
  ParetoView view{by, {}, {}};
  auto pareto = insight::ParetoOf(items, by);
  if (!pareto) {
    view.says = std::move(pareto).error();
    return view;
  }
  view.says = std::move(pareto->says);
  for (const insight::ParetoBar& bar : pareto->bars) {
    view.bars.push_back({bar.name, titles.at(bar.name), bar.amount, bar.share, bar.cumulative, bar.vital});
  }
  return view;
}

}  // namespace

base::Result<CausesAnswer> Monitoring::Causes(const CausesQuery& query, const Viewer& viewer) const {
  std::unique_lock gate(gate_);
  const std::shared_lock lock(mutex_);
  gate.unlock();
  TRY(Asked asked, Understand(base::Word("received"), query.from, query.to, Every::Whole, query.where, viewer));
  CausesAnswer told;
  told.period = {asked.periods.front().from, asked.periods.back().to};
  const auto column = [](Dimension d) { return insight::At(d); };
  const auto word = [this](std::size_t of, insight::Code code) {
    return code == insight::kFurther ? std::string("?") : cube_.Words(of)[code];
  };
  std::map<std::string, Summed> own;
  const auto add_pain = [&](Dimension by, const auto& weight) {
    asked.question.by = {column(Dimension::Cause), column(by)};
    for (const insight::Cell& cell : CellsOf(Count(asked.question)).cells) {
      if (cell.codes[0] == insight::kNotKnown) continue;
      own[word(column(Dimension::Cause), cell.codes[0])].pain += cell.cases * weight(word(column(by), cell.codes[1]));
    }
  };
  asked.question.by = {column(Dimension::Cause)};
  for (const insight::Cell& cell : CellsOf(Count(asked.question)).cells) {
    told.cases += cell.cases;
    if (cell.codes[0] == insight::kNotKnown) continue;
    told.known += cell.cases;
    own[word(column(Dimension::Cause), cell.codes[0])].cases += cell.cases;
  }
  add_pain(Dimension::Severity, [](const std::string& severity) { return 1 + PlaceOf(kSeverities, severity); });
  add_pain(Dimension::Emotion, [](const std::string& emotion) { return PlaceOf(kEmotions, emotion); });

  // Redress of the very same cases; of several currencies the one in which most were given.
  insight::Measure given = *asked.question.measure;
  given.reading = Reading::Amount;
  given.sum = insight::Sum::Redress;
  asked.question.measure = &given;
  asked.question.by = {column(Dimension::Cause), insight::Cube::kCurrency};
  const insight::Answer redress = CellsOf(Count(asked.question));
  std::map<insight::Code, std::int64_t> currencies;
  for (const insight::Cell& cell : redress.cells) {
    if (cell.codes[1] != insight::kNotKnown && cell.numerator != 0) currencies[cell.codes[1]] += cell.cases;
  }
  if (!currencies.empty()) {
    const insight::Code most = std::ranges::max_element(currencies, {}, [](const auto& c) { return c.second; })->first;
    told.currency = word(insight::Cube::kCurrency, most);
    for (const insight::Cell& cell : redress.cells) {
      if (cell.codes[1] != most) {
        if (cell.codes[1] != insight::kNotKnown && cell.numerator != 0) told.other_currencies += cell.cases;
      } else if (cell.codes[0] != insight::kNotKnown) {
        own[word(column(Dimension::Cause), cell.codes[0])].redress += cell.numerator;
      }
    }
  }

  // The tree of all procedures in force, and what cases have besides.
  std::map<std::string, Saying> titles;
  const auto book = store_.InForce().Book();
  std::vector<std::string> order;
  std::set<std::string> placed;
  const auto place = [&](const std::string& code, const auto& self) -> void {
    if (!placed.insert(code).second) return;
    if (const auto above = Parent(code)) {
      self(*above, self);
      // Behind the last of its brothers and sisters and all that is below them.
      auto at = std::ranges::find(order, *above) + 1;
      while (at != order.end() && at->starts_with(*above + ".")) ++at;
      order.insert(at, code);
    } else {
      order.push_back(code);
    }
  };
  for (const procedures::Bound* bound : book->InForce()) {
    for (const procedures::CauseNode& node : bound->procedure.causes) {
      titles.emplace(node.code, Saying::AsIs(node.title));
      place(node.code, place);
    }
  }
  titles.emplace("unknown", Saying("Cannot be established"));
  for (const auto& [code, sum] : own) place(code, place);
  for (const std::string& code : order) titles.emplace(code, Saying::AsIs(code));

  std::map<std::string, Summed> whole = own;
  for (const auto& [code, sum] : own) {
    for (auto above = Parent(code); above; above = Parent(*above)) {
      Summed& under = whole[*above];
      under.cases += sum.cases;
      under.redress += sum.redress;
      under.pain += sum.pain;
    }
  }
  for (const std::string& code : order) {
    const Summed& all = whole[code];
    const auto self = own.find(code);
    told.causes.push_back(
        {code, titles.at(code), Parent(code), self == own.end() ? 0 : self->second.cases, all.cases, all.redress, all.pain});
  }
  for (const insight::ParetoBy by : {insight::ParetoBy::Count, insight::ParetoBy::Cost, insight::ParetoBy::Pain}) {
    told.paretos.push_back(ParetoViewOf(by, own, titles));
  }
  return told;
}

base::Result<FunnelAnswer> Monitoring::Funnel(const FunnelQuery& query, const Viewer& viewer) const {
  std::unique_lock gate(gate_);
  const std::shared_lock lock(mutex_);
  gate.unlock();
  TRY(Asked asked, Understand(query.measure, query.from, query.to, Every::Whole, query.where, viewer));
  const insight::Measure& measure = *asked.question.measure;
  const bool share =
      measure.reading == Reading::Holds || measure.reading == Reading::PartOf || measure.reading == Reading::Answering;
  if (!share) {
    std::vector<std::string> shares;
    for (const insight::Measure& one : insight::Measures()) {
      if (one.unit == insight::MeasureUnit::Share) shares.emplace_back(one.id);
    }
    return FailAt("measure", Saying("{} is no share; a funnel compares shares: {}", query.measure.str(), Saying::OneOf(shares)));
  }
  const auto column = cube_.ColumnOf(query.by.str());
  if (!column) {
    return FailAt("by", base::OrNear(Saying("there is no column {}", query.by.str()), query.by.str(), cube_.ColumnNames()));
  }
  asked.question.by = {*column};
  FunnelAnswer told;
  told.measure = MeasureViewOf(measure);
  told.period = {asked.periods.front().from, asked.periods.back().to};
  std::vector<insight::FunnelUnit> units;
  for (const insight::Cell& cell : CellsOf(Count(asked.question)).cells) {
    if (cell.codes[0] == insight::kNotKnown || cell.denominator == 0) continue;
    units.push_back({cell.codes[0] == insight::kFurther ? "?" : cube_.Words(*column)[cell.codes[0]],
                     static_cast<double>(cell.numerator), static_cast<double>(cell.denominator)});
  }
  std::ranges::sort(units, {}, &insight::FunnelUnit::name);
  auto funnel = insight::FunnelOf(insight::FunnelKind::Proportion, units);
  if (!funnel) {
    told.cannot = std::move(funnel).error();
    for (const insight::FunnelUnit& unit : units) {
      FunnelUnitView view;
      view.name = unit.name;
      view.events = static_cast<std::int64_t>(unit.events);
      view.volume = static_cast<std::int64_t>(unit.volume);
      view.value = unit.events / unit.volume;
      view.standing = insight::FunnelStanding::TooSmall;
      told.units.push_back(std::move(view));
    }
    return told;
  }
  told.target = funnel->target;
  told.widened = funnel->widened;
  told.notes = std::move(funnel->notes);
  for (insight::FunnelPoint& point : funnel->points) {
    told.units.push_back({std::move(point.name), static_cast<std::int64_t>(point.events), static_cast<std::int64_t>(point.volume),
                          point.value, point.limits.low_95, point.limits.high_95, point.limits.low_998, point.limits.high_998,
                          point.standing, std::move(point.says)});
  }
  for (const insight::FunnelLimits& at : funnel->curve) {
    told.curve.push_back({at.volume, at.low_95, at.high_95, at.low_998, at.high_998});
  }
  return told;
}

}  // namespace app
