#include "domain/insight/control_chart.h"

#include <algorithm>
#include <cmath>

#include "domain/insight/chart_constants.h"
#include "domain/insight/distributions.h"

namespace insight {

using base::Saying;

namespace {

constexpr double kDispersionLevel = 0.05;
// Fewer events than this in a period on average, and most periods are empty.
constexpr double kRare = 1;
// The power that makes waiting times between events of a steady rate nearly normal (Nelson 1994).
constexpr double kWaitingPower = 1 / 3.6;
constexpr int kDefaultBaseline = 20;
constexpr int kFewestToRebase = 8;

bool NeedsSize(ChartKind kind) {
  switch (kind) {
    case ChartKind::U:
    case ChartKind::P:
    case ChartKind::LaneyU:
    case ChartKind::LaneyP: return true;
    case ChartKind::XmR:
    case ChartKind::C:
    case ChartKind::G:
    case ChartKind::T: return false;
  }
  return false;
}

bool IsShare(ChartKind kind) { return kind == ChartKind::P || kind == ChartKind::LaneyP; }
bool IsLaney(ChartKind kind) { return kind == ChartKind::LaneyP || kind == ChartKind::LaneyU; }

// One point as the computation sees it.
struct Sample {
  std::size_t index = 0;  // in the series
  double value = 0;
  double of = 1;
  double height = 0;  // in which limits are straight lines: the value, the share, the root of a waiting time
};

struct Samples {
  std::vector<Sample> known;
  int without_size = 0;
};

// Checks every figure against what it is, and leaves out what is missing.
Said<Samples> Take(std::span<const Point> points, ChartKind kind) {
  Samples samples;
  int sizes = 0, values = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point& point = points[i];
    if (!point.value) continue;
    const double value = *point.value;
    ++values;
    if (!std::isfinite(value)) {
      return CannotSay(Saying("The point of {} is not a number; leave the value out where it is not known.", point.day));
    }
    if (kind == ChartKind::XmR) {
      samples.known.push_back({i, value, 1, value});
      continue;
    }
    if (kind == ChartKind::T) {
      if (value < 0) {
        return CannotSay(
            Saying("The time to the event of {} is {}; a time between two events is 0 or more.", point.day, Figure(value)));
      }
      samples.known.push_back({i, value, 1, std::pow(value, kWaitingPower)});
      continue;
    }
    if (value < 0) return CannotSay(Saying("The count of {} is {}; a count is 0 or more.", point.day, Figure(value)));
    if (value != std::floor(value)) {
      return CannotSay(Saying("The count of {} is {}; a count is a whole number. Watch it as single values instead.", point.day,
                              Figure(value)));
    }
    if (!NeedsSize(kind)) {
      samples.known.push_back({i, value, 1, value});
      continue;
    }
    if (point.of) ++sizes;
    if (!point.of || *point.of == 0) {
      if (value > 0 && point.of) {
        return CannotSay(
            Saying("On {} the count is {}, but it is out of 0; give what the count is out of.", point.day, Figure(value)));
      }
      ++samples.without_size;
      continue;
    }
    if (!std::isfinite(*point.of) || *point.of < 0) {
      return CannotSay(Saying("What the count of {} is out of is {}; it must be more than 0.", point.day, Figure(*point.of)));
    }
    if (IsShare(kind) && value > *point.of) {
      return CannotSay(
          Saying("On {} the count is {}, which is more than the {} it is out of.", point.day, Figure(value), Figure(*point.of)));
    }
    samples.known.push_back({i, value, *point.of, value / *point.of});
  }
  if (NeedsSize(kind) && values > 0 && sizes == 0) {
    return CannotSay(IsShare(kind) ? Saying("A share cannot be said without what it is out of; give the number of cases beside "
                                            "each count, or watch the counts.")
                                   : Saying("A rate cannot be said without what it is of; give the size (customers, orders, "
                                            "days) beside each count, or watch the counts."));
  }
  return samples;
}

Saying TooFew(std::size_t known) {
  if (known == 0)
    return Saying("There are no points, and so nothing to draw limits from; at least {} are needed.", kFewestForLimits);
  return Saying::Count(static_cast<std::int64_t>(known),
                       "There is {} point, too few to draw limits from; at least {} are needed.",
                       "There are {} points, too few to draw limits from; at least {} are needed.", kFewestForLimits);
}

Saying NoVariation(std::span<const Sample> samples, bool shares) {
  if (shares) {
    return Saying("All {} points are {} %; without any variation there is nothing to draw limits from.", samples.size(),
                  Figure(100 * samples.front().height));
  }
  return Saying("All {} points are {}; without any variation there is nothing to draw limits from.", samples.size(),
                Figure(samples.front().value / samples.front().of));
}

struct Limits {
  double centre = 0;  // of heights
  double sigma = 0;   // of a height; where sizes differ, of size 1
  double sigma_z = 1;
  double centre_jump = 0;
  double jump_limit = 0;
  double run_line = 0;  // runs are counted by this line, which half the points are above when nothing happens
  int rests_on = 0;

  double SigmaAt(double of) const { return sigma * sigma_z / std::sqrt(of); }
};

// Between neighbours in the series only.
std::vector<double> JumpsOf(std::span<const Sample> samples, const std::vector<double>& heights) {
  std::vector<double> jumps;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    if (samples[i].index == samples[i - 1].index + 1) jumps.push_back(std::abs(heights[i] - heights[i - 1]));
  }
  return jumps;
}

Said<Limits> FromJumps(std::span<const Sample> samples, const ChartSettings& settings) {
  std::vector<double> heights;
  for (const Sample& sample : samples) heights.push_back(sample.height);
  std::vector<double> jumps = JumpsOf(samples, heights);
  if (static_cast<int>(jumps.size()) < kFewestForLimits - 1) {
    return CannotSay(Saying(
        "Only {} of the points stand beside another one; limits need {} such pairs, as nothing is known of a jump across a gap.",
        jumps.size(), kFewestForLimits - 1));
  }
  if (std::ranges::all_of(heights, [&](double height) { return height == heights.front(); }))
    return CannotSay(NoVariation(samples, settings.shares));
  Limits limits{.centre = Mean(heights), .rests_on = static_cast<int>(samples.size())};
  const double mean = Mean(jumps);
  limits.centre_jump = mean;
  limits.sigma = mean / kMeanRange;
  limits.jump_limit = kRangeFromMean * mean;
  switch (settings.spread) {
    case Spread::MeanJump: break;
    case Spread::ScreenedJump: {
      std::erase_if(jumps, [&](double jump) { return jump > limits.jump_limit; });
      const double screened = Mean(jumps);
      if (jumps.empty() || screened == 0) break;
      limits.centre_jump = screened;
      limits.sigma = screened / kMeanRange;
      limits.jump_limit = kRangeFromMean * screened;
      break;
    }
    case Spread::MedianJump: {
      const double median = Median(jumps);
      if (median == 0) break;
      limits.centre_jump = median;
      limits.sigma = median / kMedianRange;
      limits.jump_limit = kRangeFromMedian * median;
      break;
    }
  }
  if (limits.sigma == 0) return CannotSay(NoVariation(samples, settings.shares));
  limits.run_line = limits.centre;
  return limits;
}

// Centre = all events / all sizes; the spread that chance alone gives a height of size 1.
Said<Limits> FromCounts(std::span<const Sample> samples, ChartKind kind) {
  double events = 0, size = 0;
  for (const Sample& sample : samples) {
    events += sample.value;
    size += sample.of;
  }
  Limits limits{.centre = events / size, .rests_on = static_cast<int>(samples.size())};
  const double mean = limits.centre;
  if (events == 0) {
    return CannotSay(
        Saying("There was no event in {} points; without any there are no limits. Watch the time between events once there have "
               "been some.",
               samples.size()));
  }
  if (IsShare(kind) && events == size) return CannotSay(NoVariation(samples, true));
  switch (kind) {
    case ChartKind::C:
    case ChartKind::U:
    case ChartKind::LaneyU: limits.sigma = std::sqrt(mean); break;
    case ChartKind::P:
    case ChartKind::LaneyP: limits.sigma = std::sqrt(mean * (1 - mean)); break;
    case ChartKind::G: limits.sigma = std::sqrt(mean * (mean + 1)); break;
    case ChartKind::XmR:
    case ChartKind::T: break;
  }
  limits.run_line = mean;
  if (kind == ChartKind::G) {
    // The middle of the geometric distribution with this mean: the first count that at least half are at or below.
    limits.run_line = std::max(0.0, std::ceil(std::log(0.5) / std::log(mean / (mean + 1))) - 1);
  }
  if (IsLaney(kind)) {
    std::vector<double> deviations;
    for (const Sample& sample : samples) deviations.push_back((sample.height - mean) * std::sqrt(sample.of) / limits.sigma);
    const std::vector<double> jumps = JumpsOf(samples, deviations);
    if (static_cast<int>(jumps.size()) < kFewestForLimits - 1) {
      return CannotSay(
          Saying("Only {} of the points stand beside another one; limits need {} such pairs, as nothing is known of a jump "
                 "across a gap.",
                 jumps.size(), kFewestForLimits - 1));
    }
    limits.sigma_z = Mean(jumps) / kMeanRange;
    // Shares that are equal up to the last digit of the division.
    if (limits.sigma_z < 1e-9) return CannotSay(NoVariation(samples, IsShare(kind)));
  }
  return limits;
}

Said<Limits> LimitsOf(std::span<const Sample> samples, ChartKind kind, const ChartSettings& settings) {
  if (static_cast<int>(samples.size()) < kFewestForLimits) return CannotSay(TooFew(samples.size()));
  return kind == ChartKind::XmR || kind == ChartKind::T ? FromJumps(samples, settings) : FromCounts(samples, kind);
}

int SideOf(double height, double line) { return height > line ? 1 : (height < line ? -1 : 0); }

// Where the first run of `length` points beyond the baseline starts, all on one side; none when there is no such run.
std::optional<std::size_t> SustainedShift(std::span<const Sample> samples, std::size_t baseline, const Limits& limits,
                                          int length) {
  int run = 0, side = 0;
  for (std::size_t i = baseline; i < samples.size(); ++i) {
    const int here = SideOf(samples[i].height, limits.run_line);
    run = here != 0 && here == side ? run + 1 : (here != 0 ? 1 : 0);
    side = here;
    if (run == length) return i + 1 - static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

class Drawing {
 public:
  Drawing(std::span<const Point> points, ChartKind kind, const ChartSettings& settings, Samples samples)
      : points_(points), kind_(kind), settings_(settings), samples_(std::move(samples)) {
    chart_.kind = kind;
    for (const Point& point : points) chart_.points.push_back({.day = point.day});
    for (const Sample& sample : samples_.known) {
      chart_.points[sample.index].height = kind == ChartKind::T ? sample.value : sample.height;
    }
    if (kind == ChartKind::XmR) {
      for (std::size_t i = 1; i < samples_.known.size(); ++i) {
        const Sample &here = samples_.known[i], &before = samples_.known[i - 1];
        if (here.index == before.index + 1) chart_.points[here.index].jump = std::abs(here.value - before.value);
      }
    }
  }

  Said<Chart> Draw() {
    DeclaredPhases();
    if (std::ranges::all_of(chart_.phases, [](const Phase& phase) { return phase.unsaid.has_value(); })) {
      return CannotSay(*chart_.phases.front().unsaid);
    }
    std::ranges::stable_sort(chart_.breaches, {}, &Breach::known_at);
    for (const Breach& breach : chart_.breaches) {
      for (const std::size_t index : breach.points)
        chart_.points[index].rules |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(breach.rule));
    }
    Notes();
    return std::move(chart_);
  }

 private:
  void DeclaredPhases() {
    std::vector<DeclaredChange> changes = settings_.changes;
    std::ranges::stable_sort(changes, {}, &DeclaredChange::day);
    std::size_t first = 0;
    PhaseStart start = PhaseStart::FirstPoint;
    Saying why = Saying("with the first point");
    for (const DeclaredChange& change : changes) {
      const auto at = static_cast<std::size_t>(std::ranges::lower_bound(points_, change.day, {}, &Point::day) - points_.begin());
      if (at == points_.size() || change.day < points_.front().day) {
        chart_.notes.push_back(Saying("The change of {} is outside the data, which go from {} to {}, and starts no new limits.",
                                      change.day, points_.front().day, points_.back().day));
        continue;
      }
      if (at > first) SplitPhase(first, at, start, why);
      first = at;
      start = PhaseStart::Declared;
      why = Saying("with the change that was declared for {}: {}", change.day, change.what);
    }
    SplitPhase(first, points_.size(), start, why);
  }

  std::span<const Sample> Between(std::size_t first, std::size_t end) const {
    const auto from = std::ranges::lower_bound(samples_.known, first, {}, &Sample::index);
    const auto to = std::ranges::lower_bound(samples_.known, end, {}, &Sample::index);
    return {from, to};
  }

  // Up to `end` no change was declared.
  void SplitPhase(std::size_t first, std::size_t end, PhaseStart start, Saying why) {
    while (true) {
      const auto samples = Between(first, end);
      const auto wanted = static_cast<std::size_t>(settings_.baseline.value_or(settings_.rebase_after ? kDefaultBaseline : 0));
      const std::size_t baseline = wanted == 0 ? samples.size() : std::min(wanted, samples.size());
      const Said<Limits> limits = LimitsOf(samples.first(baseline), kind_, settings_);
      std::optional<std::size_t> shift;
      if (limits && settings_.rebase_after) shift = SustainedShift(samples, baseline, *limits, *settings_.rebase_after);
      const std::size_t until = shift ? samples[*shift].index : end;
      AddPhase(first, until, start, std::move(why), limits);
      if (!shift) return;
      const bool up = SideOf(samples[*shift].height, limits->run_line) > 0;
      start = PhaseStart::SustainedShift;
      why =
          up ? Saying("with the first of {} points in a row above the centre line of the limits before", *settings_.rebase_after)
             : Saying("with the first of {} points in a row below the centre line of the limits before", *settings_.rebase_after);
      first = until;
    }
  }

  void AddPhase(std::size_t first, std::size_t end, PhaseStart start, Saying why, const Said<Limits>& limits) {
    Phase phase{.first = first, .end = end, .start = start, .why = std::move(why)};
    const std::size_t number = chart_.phases.size();
    for (std::size_t i = first; i < end; ++i) chart_.points[i].phase = number;
    // A jump into a new phase is of neither.
    if (start != PhaseStart::FirstPoint) chart_.points[first].jump.reset();
    if (!limits) {
      phase.unsaid = limits.error();
      chart_.phases.push_back(std::move(phase));
      return;
    }
    phase.rests_on = limits->rests_on;
    phase.standing = phase.rests_on < kFewestToSettle ? Standing::Provisional
                                                      : (phase.rests_on < kSettled ? Standing::Settling : Standing::Settled);
    phase.centre = Back(limits->centre);
    phase.sigma = limits->sigma;
    phase.sigma_z = limits->sigma_z;
    if (kind_ == ChartKind::XmR) {
      phase.mean_jump = limits->centre_jump;
      phase.jump_limit = limits->jump_limit;
    }
    for (std::size_t i = first; i < end; ++i) PutLimits(chart_.points[i], *limits, SizeAt(i));
    std::vector<JudgedPoint> judged;
    for (const Sample& sample : Between(first, end)) {
      judged.push_back({.index = sample.index,
                        .height = sample.height,
                        .deviations = (sample.height - limits->centre) / limits->SigmaAt(sample.of),
                        .side = SideOf(sample.height, limits->run_line)});
    }
    for (Breach& breach : FindBreaches(judged, settings_.rules)) chart_.breaches.push_back(std::move(breach));
    chart_.phases.push_back(std::move(phase));
  }

  // None where the limits depend on a size that is not known.
  std::optional<double> SizeAt(std::size_t i) const {
    if (!NeedsSize(kind_)) return 1;
    return points_[i].of && *points_[i].of > 0 ? points_[i].of : std::nullopt;
  }

  double Back(double height) const { return kind_ == ChartKind::T ? std::pow(std::max(0.0, height), 1 / kWaitingPower) : height; }

  void PutLimits(ChartPoint& point, const Limits& limits, std::optional<double> of) {
    point.centre = Back(limits.centre);
    if (!of) return;
    const double reach = 3 * limits.SigmaAt(*of);
    const bool bounded_below = kind_ != ChartKind::XmR || settings_.floor.has_value();
    const double floor = kind_ == ChartKind::XmR ? settings_.floor.value_or(0) : 0;
    if (!bounded_below || limits.centre - reach > floor) point.lower = Back(limits.centre - reach);
    if (!IsShare(kind_) || limits.centre + reach < 1) point.upper = Back(limits.centre + reach);
  }

  void Notes() {
    if (samples_.without_size > 0) {
      chart_.notes.push_back(Saying::Count(samples_.without_size,
                                           "{} point is left out: it is not known what its count is out of.",
                                           "{} points are left out: it is not known what their counts are out of."));
    }
    const std::size_t missing = points_.size() - samples_.known.size() - static_cast<std::size_t>(samples_.without_size);
    if (missing > 0) {
      chart_.notes.push_back(Saying::Count(static_cast<std::int64_t>(missing), "{} period has no value; it is a gap, not a zero.",
                                           "{} periods have no value; they are gaps, not zeros."));
    }
    for (const Phase& phase : chart_.phases) {
      const base::Date from = points_[phase.first].day;
      if (phase.unsaid) {
        chart_.notes.push_back(Saying("From {} on there are no limits. {}", from, *phase.unsaid));
      } else if (phase.standing == Standing::Provisional) {
        chart_.notes.push_back(Saying(
            "The limits from {} on rest on {} points only and are provisional: fewer than {} can move far with the next one.",
            from, phase.rests_on, kFewestToSettle));
      } else if (phase.standing == Standing::Settling) {
        chart_.notes.push_back(Saying("The limits from {} on rest on {} points and may still move; they are settled from {}.",
                                      from, phase.rests_on, kSettled));
      }
    }
    if (kind_ == ChartKind::G) {
      chart_.notes.push_back(
          Saying("No point can fall below the limits of this chart; that events come closer together shows in runs below the "
                 "centre line."));
    }
    if (kind_ == ChartKind::T && std::ranges::any_of(samples_.known, [](const Sample& sample) { return sample.value == 0; })) {
      chart_.notes.push_back(
          Saying("Some events came at the same time as the one before; give the times in hours or minutes if they are known."));
    }
  }

  std::span<const Point> points_;
  ChartKind kind_;
  const ChartSettings& settings_;
  Samples samples_;
  Chart chart_;
};

std::optional<Saying> Fault(const ChartSettings& settings) {
  const auto out_of_range = [](int value, int least, int most) { return value < least || value > most; };
  if (out_of_range(settings.rules.shift, 5, 20))
    return Saying("A shift is 5 to 20 points in a row, not {}.", settings.rules.shift);
  if (out_of_range(settings.rules.trend, 5, 20))
    return Saying("A trend is 5 to 20 points in a row, not {}.", settings.rules.trend);
  if (settings.baseline && *settings.baseline < kFewestForLimits) {
    return Saying("Limits need at least {} points to rest on, not {}.", kFewestForLimits, *settings.baseline);
  }
  if (settings.rebase_after && *settings.rebase_after < kFewestToRebase) {
    return Saying("New limits need at least {} points in a row on one side, not {}: shorter runs happen by chance.",
                  kFewestToRebase, *settings.rebase_after);
  }
  return std::nullopt;
}

ChartKind PlainKind(Watched measure) {
  switch (measure) {
    case Watched::Value: return ChartKind::XmR;
    case Watched::Count: return ChartKind::C;
    case Watched::Rate: return ChartKind::U;
    case Watched::Proportion: return ChartKind::P;
    case Watched::CasesBetween: return ChartKind::G;
    case Watched::TimeBetween: return ChartKind::T;
  }
  return ChartKind::XmR;
}

ChartKind RobustKind(ChartKind plain) {
  switch (plain) {
    case ChartKind::U: return ChartKind::LaneyU;
    case ChartKind::P: return ChartKind::LaneyP;
    case ChartKind::C:
    case ChartKind::XmR:
    case ChartKind::LaneyU:
    case ChartKind::LaneyP:
    case ChartKind::G:
    case ChartKind::T: return ChartKind::XmR;
  }
  return ChartKind::XmR;
}

Saying WhyLimits(ChartKind kind) {
  switch (kind) {
    case ChartKind::XmR: return Saying("The limits come from the jumps between neighbouring points.");
    case ChartKind::C: return Saying("The limits are those of counts from periods alike.");
    case ChartKind::U: return Saying("The limits are those of counts, wider where there was less to count in.");
    case ChartKind::P: return Saying("The limits are those of shares, wider where there were fewer cases.");
    case ChartKind::LaneyU:
    case ChartKind::LaneyP:
      return Saying("The limits are set by size and then by what the points really vary from one to the next.");
    case ChartKind::G: return Saying("The events are rare; the limits are those of the number of cases between two of them.");
    case ChartKind::T: return Saying("The events are rare; the limits are those of the time between two of them.");
  }
  return {};
}

}  // namespace

Said<Choice> ChooseKind(std::span<const Point> points, Watched measure) {
  const ChartKind plain = PlainKind(measure);
  const Said<Samples> taken = Take(points, plain);
  if (!taken) return CannotSay(taken.error());
  const std::vector<Sample>& samples = taken->known;
  if (static_cast<int>(samples.size()) < kFewestForLimits) return CannotSay(TooFew(samples.size()));
  if (plain == ChartKind::XmR || plain == ChartKind::G || plain == ChartKind::T)
    return Choice{.kind = plain, .why = WhyLimits(plain)};
  const Said<Limits> limits = FromCounts(samples, plain);
  if (!limits) return CannotSay(limits.error());
  double squares = 0, events = 0;
  for (const Sample& sample : samples) {
    const double deviation = (sample.height - limits->centre) / limits->SigmaAt(sample.of);
    squares += deviation * deviation;
    events += sample.value;
  }
  const double degrees = static_cast<double>(samples.size() - 1);
  Choice choice{.kind = plain, .dispersion = squares / degrees};
  const double more = ChiSquaredAtLeast(squares, degrees), less = ChiSquaredAtMost(squares, degrees);
  choice.chance = std::min(more, less);
  Saying variation;
  if (more < kDispersionLevel) {
    choice.kind = RobustKind(plain);
    variation = Saying("The points vary more than chance alone would make them: their variance is {} times as large.",
                       Figure(choice.dispersion));
  } else if (less < kDispersionLevel) {
    choice.kind = RobustKind(plain);
    variation = Saying("The points vary less than chance alone would make them: their variance is {} times as large.",
                       Figure(choice.dispersion));
  } else {
    variation = Saying("The points vary about as much as chance alone would make them: their variance is {} times as large.",
                       Figure(choice.dispersion));
  }
  Saying rare;
  if (events / static_cast<double>(samples.size()) < kRare) {
    rare = Saying(
        "There is less than one event in a period on average; a chart of the time between events would see a change sooner.");
  }
  choice.why = Saying::Run({variation, WhyLimits(choice.kind), rare});
  return choice;
}

Said<Chart> Draw(std::span<const Point> points, ChartKind kind, const ChartSettings& settings) {
  if (auto fault = Fault(settings)) return CannotSay(std::move(*fault));
  Said<Samples> samples = Take(points, kind);
  if (!samples) return CannotSay(samples.error());
  if (points.empty()) return CannotSay(TooFew(0));
  return Drawing(points, kind, settings, std::move(*samples)).Draw();
}

}  // namespace insight
