#include "domain/insight/comparing.h"

#include <algorithm>
#include <cmath>

#include "domain/insight/distributions.h"

namespace insight {

namespace {

using base::Saying;

constexpr int kUnitsForDispersion = 10;

double AmountOf(const ParetoItem& item, ParetoBy by) {
  switch (by) {
    case ParetoBy::Count: return item.count;
    case ParetoBy::Cost: return item.cost;
    case ParetoBy::Pain: return item.pain;
  }
  return 0;
}

Saying Percent(double share) { return Saying("{} %", Figure(100 * share, 0)); }

Saying SayPareto(const Pareto& pareto, double share) {
  const auto bars = static_cast<std::int64_t>(pareto.bars.size());
  if (pareto.vital == 0) {
    return Saying("There are no vital few: it takes more than half of the {} causes to make up {}.", bars, Percent(share));
  }
  const double made_up = pareto.bars[static_cast<std::size_t>(pareto.vital) - 1].cumulative;
  return Saying::Count(pareto.vital, "{} of {} causes makes up {} of the total.", "{} of {} causes make up {} of the total.",
                       bars, Percent(made_up));
}

double AtMost(FunnelKind kind, double events, double target, double volume) {
  if (events < 0) return 0;
  return kind == FunnelKind::Proportion ? BinomialAtMost(std::min(events, volume), volume, target)
                                        : PoissonAtMost(events, target * volume);
}
double Exactly(FunnelKind kind, double events, double target, double volume) {
  return kind == FunnelKind::Proportion ? BinomialExactly(events, volume, target) : PoissonExactly(events, target * volume);
}

// The least number of events that is not exceeded with chance `chance`.
double Quantile(FunnelKind kind, double chance, double target, double volume) {
  double low = -1;
  double high = kind == FunnelKind::Proportion ? volume : std::ceil(target * volume + 6 * std::sqrt(target * volume) + 6);
  while (AtMost(kind, high, target, volume) < chance && kind == FunnelKind::Rate) high *= 2;
  while (high - low > 1) {
    const double at = std::floor((low + high) / 2);
    (AtMost(kind, at, target, volume) < chance ? low : high) = at;
  }
  return high;
}

double Low(FunnelKind kind, double chance, double target, double volume) {
  const double events = Quantile(kind, chance, target, volume);
  const double over = (AtMost(kind, events, target, volume) - chance) / Exactly(kind, events, target, volume);
  return std::max(0.0, (events - over) / volume);
}

double High(FunnelKind kind, double chance, double target, double volume) {
  const double events = Quantile(kind, chance, target, volume);
  const double over = (AtMost(kind, events, target, volume) - chance) / Exactly(kind, events, target, volume);
  const double limit = (events - over + 1) / volume;
  return kind == FunnelKind::Proportion ? std::min(1.0, limit) : limit;
}

FunnelLimits Widened(FunnelLimits limits, FunnelKind kind, double target, double factor) {
  const double top = kind == FunnelKind::Proportion ? 1 : INFINITY;
  const auto wider = [&](double limit) { return std::clamp(target + factor * (limit - target), 0.0, top); };
  return {limits.volume, wider(limits.low_95), wider(limits.high_95), wider(limits.low_998), wider(limits.high_998)};
}

double StandardError(FunnelKind kind, double target, double volume) {
  return std::sqrt((kind == FunnelKind::Proportion ? target * (1 - target) : target) / volume);
}

double DispersionOf(std::vector<double> distances) {
  std::ranges::sort(distances);
  const std::size_t tenth = distances.size() / 10;
  double sum = 0;
  for (double distance : distances) {
    distance = std::clamp(distance, distances[tenth], distances[distances.size() - 1 - tenth]);
    sum += distance * distance;
  }
  return sum / static_cast<double>(distances.size());
}

bool MostlyEvents(const Funnel& funnel) { return funnel.kind == FunnelKind::Proportion && funnel.target > 0.5; }

FunnelStanding StandingOf(const Funnel& funnel, const FunnelPoint& point) {
  if (point.value > point.limits.high_998) return FunnelStanding::High;
  if (point.value < point.limits.low_998) return FunnelStanding::Low;
  if (point.value > point.limits.high_95) return FunnelStanding::UnclearHigh;
  if (point.value < point.limits.low_95) return FunnelStanding::UnclearLow;
  // Inside the limits says something only where the unit could have been outside on the side where events, or their absence, are
  // rare.
  const bool could = MostlyEvents(funnel) ? point.limits.high_95 < 1 : point.limits.low_95 > 0;
  return could ? FunnelStanding::Within : FunnelStanding::TooSmall;
}

Saying SayStanding(const Funnel& funnel, const FunnelPoint& point) {
  switch (point.standing) {
    case FunnelStanding::TooSmall:
      return MostlyEvents(funnel)
                 ? Saying("{} is too small to be told from the others: even all of them would be within chance.", point.name)
                 : Saying("{} is too small to be told from the others: even none at all would be within chance.", point.name);
    case FunnelStanding::Within: return Saying("{} differs from the others by no more than chance.", point.name);
    case FunnelStanding::UnclearLow: return Saying("{} is low, but one unit in twenty is so far out by chance.", point.name);
    case FunnelStanding::UnclearHigh: return Saying("{} is high, but one unit in twenty is so far out by chance.", point.name);
    case FunnelStanding::Low: return Saying("{} is lower than chance explains.", point.name);
    case FunnelStanding::High: return Saying("{} is higher than chance explains.", point.name);
  }
  return {};
}

Said<void> Check(FunnelKind kind, std::span<const FunnelUnit> units) {
  if (units.size() < 2) return CannotSay(Saying("Comparing needs at least two units; there is {}.", units.size()));
  for (const FunnelUnit& unit : units) {
    if (!(unit.volume > 0) || !std::isfinite(unit.volume)) {
      return CannotSay(
          Saying("The volume of {} is {}; it must be above 0. Leave a unit without cases out.", unit.name, Figure(unit.volume)));
    }
    if (!(unit.events >= 0) || unit.events != std::floor(unit.events)) {
      return CannotSay(Saying("The count of {} is {}; a count is a whole number from 0 up.", unit.name, Figure(unit.events)));
    }
    if (kind == FunnelKind::Proportion && (unit.volume != std::floor(unit.volume) || unit.events > unit.volume)) {
      return CannotSay(Saying("{} has {} out of {}; a share needs whole cases and no more of them than there are.", unit.name,
                              Figure(unit.events), Figure(unit.volume)));
    }
  }
  return {};
}

}  // namespace

Said<Pareto> ParetoOf(std::span<const ParetoItem> items, ParetoBy by, double share) {
  if (!(share > 0) || share > 1)
    return CannotSay(Saying("The share of the vital few is {}; it must be above 0 and at most 1.", Figure(share)));
  Pareto pareto;
  pareto.by = by;
  for (const ParetoItem& item : items) {
    const double amount = AmountOf(item, by);
    if (!(amount >= 0) || !std::isfinite(amount)) {
      return CannotSay(Saying("The amount of {} is not a number from 0 up; shares need amounts that add up.", item.name));
    }
    if (amount == 0) continue;
    pareto.total += amount;
    pareto.bars.push_back({item.name, amount, 0, 0, 1, false, false});
  }
  if (pareto.bars.empty()) return CannotSay(Saying("There is nothing to add up: every amount is 0."));
  std::ranges::sort(pareto.bars, [](const ParetoBar& a, const ParetoBar& b) {
    return a.amount != b.amount ? a.amount > b.amount : a.name < b.name;
  });
  double sum = 0;
  for (std::size_t i = 0; i < pareto.bars.size(); ++i) {
    ParetoBar& bar = pareto.bars[i];
    sum += bar.amount;
    bar.share = bar.amount / pareto.total;
    bar.cumulative = i + 1 == pareto.bars.size() ? 1 : sum / pareto.total;
    const bool as_before = i > 0 && pareto.bars[i - 1].amount == bar.amount;
    bar.place = as_before ? pareto.bars[i - 1].place : static_cast<int>(i) + 1;
    bar.tied = as_before || (i + 1 < pareto.bars.size() && pareto.bars[i + 1].amount == bar.amount);
  }
  // A billionth for the rounding of shares that are exactly 80 %.
  std::size_t vital = 0;
  while (pareto.bars[vital].cumulative < share - 1e-9) ++vital;
  ++vital;
  while (vital < pareto.bars.size() && pareto.bars[vital].amount == pareto.bars[vital - 1].amount) ++vital;
  if (2 * vital <= pareto.bars.size()) {
    pareto.vital = static_cast<int>(vital);
    for (std::size_t i = 0; i < vital; ++i) pareto.bars[i].vital = true;
  }
  pareto.says = SayPareto(pareto, share);
  return pareto;
}

FunnelLimits ExactLimits(FunnelKind kind, double target, double volume) {
  return {volume, Low(kind, 0.025, target, volume), High(kind, 0.975, target, volume), Low(kind, 0.001, target, volume),
          High(kind, 0.999, target, volume)};
}

Said<Funnel> FunnelOf(FunnelKind kind, std::span<const FunnelUnit> units, const FunnelOptions& options) {
  if (auto checked = Check(kind, units); !checked) return CannotSay(checked.error());
  Funnel funnel;
  funnel.kind = kind;
  double events = 0;
  double volume = 0;
  for (const FunnelUnit& unit : units) {
    events += unit.events;
    volume += unit.volume;
  }
  funnel.target = options.target.value_or(events / volume);
  if (!(funnel.target > 0)) return CannotSay(Saying("No unit has a single one, so there is nothing to compare."));
  if (kind == FunnelKind::Proportion && funnel.target >= 1)
    return CannotSay(Saying("In every unit it is all of them, so there is nothing to compare."));

  std::vector<double> distances;
  for (const FunnelUnit& unit : units) {
    distances.push_back((unit.events / unit.volume - funnel.target) / StandardError(kind, funnel.target, unit.volume));
  }
  const auto count = static_cast<double>(units.size());
  if (units.size() >= kUnitsForDispersion) {
    funnel.dispersion = DispersionOf(distances);
    funnel.widened = options.widen && funnel.dispersion > 1 + 2 * std::sqrt(2 / count);
  } else if (options.widen) {
    funnel.notes.push_back(Saying("Whether units differ by more than chance throughout cannot be said of {}; that needs {}.",
                                  units.size(), kUnitsForDispersion));
  }
  const double factor = funnel.widened ? std::sqrt(funnel.dispersion) : 1;
  if (funnel.widened) {
    funnel.notes.push_back(Saying("The limits are {} times as wide as chance alone would make them: the units differ throughout.",
                                  Figure(factor, 1)));
  }
  double smallest = INFINITY;
  double largest = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const FunnelUnit& unit = units[i];
    FunnelPoint point{unit.name, unit.events, unit.volume, unit.events / unit.volume, distances[i] / factor, {}, {}, {}};
    point.limits = Widened(ExactLimits(kind, funnel.target, unit.volume), kind, funnel.target, factor);
    point.standing = StandingOf(funnel, point);
    point.says = SayStanding(funnel, point);
    funnel.points.push_back(std::move(point));
    smallest = std::min(smallest, unit.volume);
    largest = std::max(largest, unit.volume);
  }
  // Even steps of the square root: the funnel is steepest where volumes are small.
  double last = 0;
  for (int i = 0; i < options.curve_points; ++i) {
    const double step = options.curve_points > 1 ? static_cast<double>(i) / (options.curve_points - 1) : 1;
    const double root = std::sqrt(smallest) + step * (std::sqrt(largest) - std::sqrt(smallest));
    const double even = i + 1 == options.curve_points ? largest : root * root;
    const double at = kind == FunnelKind::Proportion ? std::round(even) : even;
    if (at <= last) continue;
    last = at;
    funnel.curve.push_back(Widened(ExactLimits(kind, funnel.target, at), kind, funnel.target, factor));
  }
  return funnel;
}

Said<StandardisedRatio> Standardise(std::span<const Stratum> strata) {
  StandardisedRatio ratio;
  for (const Stratum& stratum : strata) {
    for (const double figure : {stratum.events, stratum.volume, stratum.reference_events, stratum.reference_volume}) {
      if (!(figure >= 0) || !std::isfinite(figure))
        return CannotSay(Saying("A figure to standardise by is {}; all must be 0 or more.", Figure(figure)));
    }
    ratio.observed += stratum.events;
    if (stratum.volume == 0) continue;
    if (stratum.reference_volume == 0) {
      return CannotSay(
          Saying("There is nothing to compare {} cases with: the reference has none of their kind.", Figure(stratum.volume)));
    }
    ratio.expected += stratum.volume * stratum.reference_events / stratum.reference_volume;
  }
  if (!(ratio.expected > 0)) return CannotSay(Saying("None are expected by the reference, so there is no ratio to it."));
  ratio.ratio = ratio.observed / ratio.expected;
  ratio.low = ratio.observed > 0 ? ChiSquaredQuantile(0.025, 2 * ratio.observed) / 2 / ratio.expected : 0;
  ratio.high = ChiSquaredQuantile(0.975, 2 * ratio.observed + 2) / 2 / ratio.expected;
  ratio.too_few = ratio.expected < 1;
  if (ratio.too_few) {
    ratio.says = Saying("Too few to tell: {} seen and {} expected.", Figure(ratio.observed), Figure(ratio.expected));
  } else {
    ratio.says = Saying("{} seen and {} expected: {} times as many (95 % interval {} to {}).", Figure(ratio.observed),
                        Figure(ratio.expected, 1), Figure(ratio.ratio, 2), Figure(ratio.low, 2), Figure(ratio.high, 2));
  }
  return ratio;
}

}  // namespace insight
