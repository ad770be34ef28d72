#include "domain/insight/change_points.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "domain/insight/distributions.h"
#include "domain/insight/series.h"

namespace insight {

using base::Saying;

namespace {

// Of neighbours about their level; beyond it steps and wandering cannot be told apart.
constexpr double kMuchMemory = 0.4;

// Twice the loss of likelihood of one level over points [first, end), against a level for every point.
class Cost {
 public:
  virtual ~Cost() = default;
  virtual double Of(std::size_t first, std::size_t end) const = 0;
  virtual double LevelOf(std::size_t first, std::size_t end) const = 0;
};

class NormalCost : public Cost {
 public:
  NormalCost(const std::vector<double>& values, double sigma) : variance_(sigma * sigma) {
    // About the median, so that a far level does not eat the digits of the squares.
    middle_ = Median(values);
    sums_.push_back(0);
    squares_.push_back(0);
    for (const double value : values) {
      sums_.push_back(sums_.back() + value - middle_);
      squares_.push_back(squares_.back() + (value - middle_) * (value - middle_));
    }
  }
  double Of(std::size_t first, std::size_t end) const override {
    const double sum = sums_[end] - sums_[first];
    return std::max(0.0, squares_[end] - squares_[first] - sum * sum / static_cast<double>(end - first)) / variance_;
  }
  double LevelOf(std::size_t first, std::size_t end) const override {
    return middle_ + (sums_[end] - sums_[first]) / static_cast<double>(end - first);
  }

 private:
  double variance_, middle_ = 0;
  std::vector<double> sums_, squares_;
};

class PoissonCost : public Cost {
 public:
  struct Count {
    double events, exposure;
  };
  PoissonCost(const std::vector<Count>& counts, double dispersion) : dispersion_(dispersion) {
    events_.push_back(0);
    exposure_.push_back(0);
    own_.push_back(0);
    for (const Count& count : counts) {
      events_.push_back(events_.back() + count.events);
      exposure_.push_back(exposure_.back() + count.exposure);
      own_.push_back(own_.back() + Log(count.events, count.exposure));
    }
  }
  double Of(std::size_t first, std::size_t end) const override {
    const double together = Log(events_[end] - events_[first], exposure_[end] - exposure_[first]);
    return std::max(0.0, 2 * (own_[end] - own_[first] - together)) / dispersion_;
  }
  double LevelOf(std::size_t first, std::size_t end) const override {
    return (events_[end] - events_[first]) / (exposure_[end] - exposure_[first]);
  }
  double EventsIn(std::size_t first, std::size_t end) const { return events_[end] - events_[first]; }
  double ExposureIn(std::size_t first, std::size_t end) const { return exposure_[end] - exposure_[first]; }

 private:
  static double Log(double events, double exposure) { return events == 0 ? 0 : events * std::log(events / exposure); }
  double dispersion_;
  std::vector<double> events_, exposure_, own_;
};

// The first points of all segments but the first, in order. `n` points, at least `shortest` in each segment.
std::vector<std::size_t> Pelt(const Cost& cost, std::size_t n, std::size_t shortest, double strictness) {
  const double penalty = strictness * 3 * std::log(static_cast<double>(n));
  const auto segment = [&](std::size_t first, std::size_t end) {
    return cost.Of(first, end) + strictness * std::log(static_cast<double>(end - first) / static_cast<double>(n));
  };
  // Cut in two, a segment of m points loses at least this much of the logarithms: the halves have l1 l2 / (m n) <= 1/4.
  const double gained = strictness * std::log(4.0);
  std::vector<double> best(n + 1, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> from(n + 1, 0);
  best[0] = -penalty;
  struct Candidate {
    std::size_t start;
    std::size_t useless_from;  // an end from which on another start is always as good
  };
  std::vector<Candidate> candidates;
  constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();
  for (std::size_t end = shortest; end <= n; ++end) {
    if (end - shortest == 0 || std::isfinite(best[end - shortest])) candidates.push_back({end - shortest, kNever});
    std::erase_if(candidates, [&](const Candidate& candidate) { return candidate.useless_from <= end; });
    for (const Candidate& candidate : candidates) {
      const double total = best[candidate.start] + segment(candidate.start, end) + penalty;
      if (total < best[end]) {
        best[end] = total;
        from[end] = candidate.start;
      }
    }
    // A start that is worse than a change here, even with nothing to pay for the change, is worse for every later end too, as
    // soon as the segment from here on is long enough (Killick et al., theorem 3.1).
    for (Candidate& candidate : candidates) {
      if (candidate.useless_from == kNever && best[candidate.start] + segment(candidate.start, end) + gained > best[end]) {
        candidate.useless_from = end + shortest;
      }
    }
  }
  std::vector<std::size_t> starts;
  for (std::size_t at = from[n]; at > 0; at = from[at]) starts.push_back(at);
  std::ranges::reverse(starts);
  return starts;
}

struct Range {
  std::size_t earliest, latest;
};

// Where between the neighbouring changes this one could be: starts weighed by their likelihood, the two levels averaged out with
// a flat prior (Smith, A Bayesian approach to inference about a change-point, Biometrika 62 (1975)); the likeliest that together
// have the confidence, from the first to the last of them.
Range WhereElse(const Cost& cost, std::size_t first, std::size_t at, std::size_t end, std::size_t shortest, double confidence) {
  std::vector<std::pair<double, std::size_t>> weights;
  double most = -std::numeric_limits<double>::infinity();
  for (std::size_t start = first + shortest; start + shortest <= end; ++start) {
    const double before = static_cast<double>(start - first), after = static_cast<double>(end - start);
    const double weight = -0.5 * (cost.Of(first, start) + cost.Of(start, end) + std::log(before) + std::log(after));
    weights.emplace_back(weight, start);
    most = std::max(most, weight);
  }
  double sum = 0;
  for (auto& [weight, start] : weights) sum += weight = std::exp(weight - most);
  std::ranges::stable_sort(weights, std::greater<>{}, [](const auto& entry) { return entry.first; });
  Range range{at, at};
  double have = 0;
  for (const auto& [weight, start] : weights) {
    range.earliest = std::min(range.earliest, start);
    range.latest = std::max(range.latest, start);
    have += weight / sum;
    if (have >= confidence) break;
  }
  return range;
}

std::optional<Saying> Fault(const ChangeSettings& settings) {
  if (settings.shortest < 2) return Saying("The shortest time between two changes is 2 points, not {}.", settings.shortest);
  if (!(settings.strictness >= 0.5 && settings.strictness <= 10))
    return Saying("Strictness is 0.5 to 10, not {}.", Figure(settings.strictness));
  if (!(settings.confidence > 0 && settings.confidence < 1)) {
    return Saying("The confidence of an interval is above 0 and below 1, not {}.", Figure(settings.confidence));
  }
  return std::nullopt;
}

Saying TooFew(std::size_t known, int shortest) {
  return Saying::Count(static_cast<std::int64_t>(known),
                       "There is {} point; to look for a change of level at least {} are needed.",
                       "There are {} points; to look for a change of level at least {} are needed.", 2 * shortest);
}

// The mean of squared jumps between neighbours, in units of what chance makes them, without the largest tenth: a change touches
// one jump only, an outlier two, and they are set aside. What is left of chi-squared on one degree has the mean 0.623.
double TrimmedMean(std::vector<double> squares) {
  std::ranges::sort(squares);
  const auto kept = static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(squares.size())));
  return Mean(std::span(squares).first(kept)) / 0.623;
}

double NoiseOf(const std::vector<double>& values) {
  std::vector<double> squares;
  for (std::size_t i = 1; i < values.size(); ++i)
    squares.push_back((values[i] - values[i - 1]) * (values[i] - values[i - 1]) / 2);
  const double trimmed = TrimmedMean(squares);
  // Where nearly all neighbours are equal, the few jumps are all there is to go by.
  // A few points tell the noise itself badly; so much more lets quiet series of 24 points alarm about as rarely as longer ones.
  const double unsure = 1 + 4 / static_cast<double>(values.size());
  return std::sqrt((trimmed > 0 ? trimmed : Mean(squares)) * unsure);
}

// The correlation of neighbours about their level, from that of one jump with the next, which is (memory - 1) / 2: a series that
// wanders is cut into levels so short that what is left of it shows nothing.
double Memory(const std::vector<double>& left, std::span<const std::size_t> bounds) {
  double products = 0, squares = 0;
  std::size_t pairs = 0, jumps = 0;
  for (std::size_t s = 0; s + 1 < bounds.size(); ++s) {
    for (std::size_t i = bounds[s] + 1; i < bounds[s + 1]; ++i) {
      const double jump = left[i] - left[i - 1];
      squares += jump * jump;
      ++jumps;
      if (i == bounds[s] + 1) continue;
      products += jump * (left[i - 1] - left[i - 2]);
      ++pairs;
    }
  }
  if (pairs == 0 || squares == 0) return 0;
  return std::clamp(1 + 2 * (products / static_cast<double>(pairs)) / (squares / static_cast<double>(jumps)), -1.0, 1.0);
}

struct Segments {
  std::vector<std::size_t> bounds;  // 0, the starts of the changes, n
  std::size_t size() const { return bounds.size() - 1; }
};

Changes Frame(const Cost& cost, const std::vector<std::size_t>& index, const Segments& segments) {
  Changes found;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const std::size_t first = segments.bounds[s], end = segments.bounds[s + 1];
    found.levels.push_back({.first = index[first],
                            .last = index[end - 1],
                            .points = static_cast<int>(end - first),
                            .value = cost.LevelOf(first, end)});
  }
  return found;
}

Segments Split(const Cost& cost, std::size_t n, const ChangeSettings& settings) {
  Segments segments{.bounds = {0}};
  for (const std::size_t start : Pelt(cost, n, static_cast<std::size_t>(settings.shortest), settings.strictness))
    segments.bounds.push_back(start);
  segments.bounds.push_back(n);
  return segments;
}

LevelChange ChangeBetween(const Cost& cost, const std::vector<std::size_t>& index, const Segments& segments, std::size_t s,
                          const ChangeSettings& settings) {
  const std::size_t first = segments.bounds[s], at = segments.bounds[s + 1], end = segments.bounds[s + 2];
  const Range range = WhereElse(cost, first, at, end, static_cast<std::size_t>(settings.shortest), settings.confidence);
  return {.at = index[at],
          .earliest = index[range.earliest],
          .latest = index[range.latest],
          .before = cost.LevelOf(first, at),
          .after = cost.LevelOf(at, end),
          .size = {},
          .ratio = std::nullopt};
}

void NoteMemory(Changes& found, const std::vector<double>& left, const Segments& segments) {
  found.memory = Memory(left, segments.bounds);
  if (found.memory > kMuchMemory && !found.changes.empty()) {
    found.notes.push_back(
        Saying("Neighbouring points are alike even between the changes (correlation {}); the series may wander rather than step, "
               "and the changes are less sure than they look.",
               Figure(found.memory, 2)));
  }
}

}  // namespace

Said<Changes> ChangesOfLevel(std::span<const std::optional<double>> values, const ChangeSettings& settings) {
  if (auto fault = Fault(settings)) return CannotSay(std::move(*fault));
  std::vector<double> known;
  std::vector<std::size_t> index;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    if (!std::isfinite(*values[i]))
      return CannotSay(Saying("A point is not a number; leave the value out where it is not known."));
    known.push_back(*values[i]);
    index.push_back(i);
  }
  if (known.size() < static_cast<std::size_t>(2 * settings.shortest)) return CannotSay(TooFew(known.size(), settings.shortest));
  const double noise = NoiseOf(known);
  if (noise == 0) {
    return CannotSay(Saying("All {} points are {}; without any variation there is nothing to measure a change by.", known.size(),
                            Figure(known.front())));
  }
  const NormalCost cost(known, noise);
  const Segments segments = Split(cost, known.size(), settings);
  Changes found = Frame(cost, index, segments);
  found.noise = noise;
  std::vector<double> left;
  double squares = 0;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    for (std::size_t i = segments.bounds[s]; i < segments.bounds[s + 1]; ++i) {
      left.push_back(known[i] - found.levels[s].value);
      squares += left.back() * left.back();
    }
  }
  const double degrees = static_cast<double>(known.size() - segments.size());
  for (std::size_t s = 0; s + 1 < segments.size(); ++s) {
    LevelChange change = ChangeBetween(cost, index, segments, s, settings);
    const double spread = std::sqrt(squares / degrees * (1.0 / found.levels[s].points + 1.0 / found.levels[s + 1].points));
    const double reach = StudentQuantile(0.5 + settings.confidence / 2, degrees) * spread;
    const double size = change.after - change.before;
    change.size = {.value = size, .low = size - reach, .high = size + reach};
    found.changes.push_back(change);
  }
  NoteMemory(found, left, segments);
  return found;
}

Said<Changes> ChangesOfRate(std::span<const Exposed> counts, const ChangeSettings& settings) {
  if (auto fault = Fault(settings)) return CannotSay(std::move(*fault));
  std::vector<PoissonCost::Count> known;
  std::vector<std::size_t> index;
  double events = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!counts[i].events) continue;
    const double count = *counts[i].events;
    if (!std::isfinite(count) || count < 0 || count != std::floor(count)) {
      return CannotSay(Saying("A count is a whole number of 0 or more, not {}.", Figure(count)));
    }
    if (!(counts[i].exposure > 0) || !std::isfinite(counts[i].exposure)) {
      return CannotSay(Saying("A rate needs to be of something more than 0, not of {}.", Figure(counts[i].exposure)));
    }
    known.push_back({count, counts[i].exposure});
    index.push_back(i);
    events += count;
  }
  if (known.size() < static_cast<std::size_t>(2 * settings.shortest)) return CannotSay(TooFew(known.size(), settings.shortest));
  if (events == 0) return CannotSay(Saying("There was no event in {} points, and so no rate that could change.", known.size()));
  // The squared difference of two neighbours by the variance that chance gives it. A change touches one of them only.
  std::vector<double> jumps;
  for (std::size_t i = 1; i < known.size(); ++i) {
    const auto& [count, size] = known[i];
    const auto& [count_before, size_before] = known[i - 1];
    const double together = (count + count_before) / (size + size_before);
    if (together == 0) continue;
    const double difference = count / size - count_before / size_before;
    jumps.push_back(difference * difference / (together * (1 / size + 1 / size_before)));
  }
  const double dispersion = jumps.empty() ? 1 : std::max(1.0, TrimmedMean(jumps));
  const PoissonCost cost(known, dispersion);
  const Segments segments = Split(cost, known.size(), settings);
  Changes found = Frame(cost, index, segments);
  found.noise = dispersion;
  std::vector<double> left;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const double rate = found.levels[s].value;
    for (std::size_t i = segments.bounds[s]; i < segments.bounds[s + 1]; ++i) {
      const double expected = rate * known[i].exposure;
      left.push_back(expected > 0 ? (known[i].events - expected) / std::sqrt(expected) : 0);
    }
  }
  const double z = NormalQuantile(0.5 + settings.confidence / 2);
  for (std::size_t s = 0; s + 1 < segments.size(); ++s) {
    LevelChange change = ChangeBetween(cost, index, segments, s, settings);
    const std::size_t first = segments.bounds[s], at = segments.bounds[s + 1], end = segments.bounds[s + 2];
    const double events_before = cost.EventsIn(first, at), events_after = cost.EventsIn(at, end);
    const double size_before = cost.ExposureIn(first, at), size_after = cost.ExposureIn(at, end);
    const double size = change.after - change.before;
    // Half an event more on either side, so that a rate of nothing is not taken for certain.
    const double reach = z * std::sqrt(dispersion * ((events_before + 0.5) / (size_before * size_before) +
                                                     (events_after + 0.5) / (size_after * size_after)));
    change.size = {.value = size, .low = size - reach, .high = size + reach};
    if (events_before > 0 && events_after > 0) {
      const double ratio = change.after / change.before;
      const double factor = std::exp(z * std::sqrt(dispersion * (1 / events_before + 1 / events_after)));
      change.ratio = Interval{.value = ratio, .low = ratio / factor, .high = ratio * factor};
    }
    found.changes.push_back(change);
  }
  if (dispersion > 1.2) {
    found.notes.push_back(
        Saying("Neighbouring counts differ more than chance alone would make them, {} times in variance; a change has to be as "
               "much clearer to count.",
               Figure(dispersion, 1)));
  }
  NoteMemory(found, left, segments);
  return found;
}

}  // namespace insight
