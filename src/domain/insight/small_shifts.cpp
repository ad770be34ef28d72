#include "domain/insight/small_shifts.h"

#include <algorithm>
#include <cmath>

#include "domain/insight/chart_constants.h"
#include "domain/insight/control_chart.h"
#include "domain/insight/distributions.h"
#include "domain/insight/series.h"

namespace insight {

using base::Saying;

namespace {

std::optional<Saying> Fault(std::span<const std::optional<double>> values, const Reference& usual) {
  if (!(usual.sigma > 0) || !std::isfinite(usual.sigma) || !std::isfinite(usual.centre)) {
    return Saying("Small shifts cannot be watched for without a usual level and a spread above 0.");
  }
  bool any = false;
  for (const std::optional<double>& value : values) {
    if (value && !std::isfinite(*value)) return Saying("A point is not a number; leave the value out where it is not known.");
    any = any || value.has_value();
  }
  if (!any) return Saying("There are no points to watch.");
  return std::nullopt;
}

std::optional<Saying> Fault(const CusumSettings& settings) {
  if (!(settings.slack >= 0 && settings.slack <= 3))
    return Saying("The slack of a cumulative sum is 0 to 3 standard deviations, not {}.", Figure(settings.slack));
  if (!(settings.decision > 0 && settings.decision <= 50)) {
    return Saying("The decision interval of a cumulative sum is above 0, to 50 standard deviations, not {}.",
                  Figure(settings.decision));
  }
  return std::nullopt;
}

std::optional<Saying> Fault(const EwmaSettings& settings) {
  if (!(settings.weight > 0 && settings.weight <= 1))
    return Saying("The weight of the newest point is above 0, to 1, not {}.", Figure(settings.weight));
  if (!(settings.limit > 0 && settings.limit <= 10))
    return Saying("The limit of a moving average is above 0, to 10 standard deviations, not {}.", Figure(settings.limit));
  return std::nullopt;
}

// One of the two sums of a CUSUM.
class OneSide {
 public:
  OneSide(Side side, const CusumSettings& settings)
      : side_(side), settings_(settings), sum_(settings.head_start == HeadStart::Half ? settings.decision / 2 : 0), from_(sum_) {}

  // `z` in standard deviations from the usual. The shift, if this point is the first to give the signal.
  std::optional<SmallShift> Add(std::size_t index, double z, const Reference& usual) {
    const double toward = side_ == Side::High ? z : -z;
    if (run_ == 0) began_ = index;
    sum_ = std::max(0.0, sum_ + toward - settings_.slack);
    if (sum_ == 0) {
      run_ = 0;
      from_ = 0;
      return std::nullopt;
    }
    ++run_;
    if (sum_ <= settings_.decision) return std::nullopt;
    const double away = settings_.slack + (sum_ - from_) / static_cast<double>(run_);
    return SmallShift{.side = side_,
                      .known_at = index,
                      .began_at = began_,
                      .level = usual.centre + usual.sigma * (side_ == Side::High ? away : -away)};
  }
  double sum() const { return sum_; }

 private:
  Side side_;
  const CusumSettings& settings_;
  double sum_;
  double from_;
  int run_ = 0;
  std::size_t began_ = 0;
};

// Mean steps until a chain leaves its states, from each of them: (I - Q) x = 1, solved by elimination with pivots.
std::vector<double> StepsToLeave(std::vector<std::vector<double>> stays) {
  const std::size_t n = stays.size();
  std::vector<double> steps(n, 1);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) stays[i][j] = (i == j ? 1 : 0) - stays[i][j];
  }
  for (std::size_t column = 0; column < n; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column + 1; row < n; ++row) {
      if (std::abs(stays[row][column]) > std::abs(stays[pivot][column])) pivot = row;
    }
    std::swap(stays[pivot], stays[column]);
    std::swap(steps[pivot], steps[column]);
    for (std::size_t row = column + 1; row < n; ++row) {
      const double factor = stays[row][column] / stays[column][column];
      if (factor == 0) continue;
      for (std::size_t k = column; k < n; ++k) stays[row][k] -= factor * stays[column][k];
      steps[row] -= factor * steps[column];
    }
  }
  for (std::size_t row = n; row-- > 0;) {
    for (std::size_t k = row + 1; k < n; ++k) steps[row] -= stays[row][k] * steps[k];
    steps[row] /= stays[row][row];
  }
  return steps;
}

double Phi(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

constexpr int kStates = 121;

// The first state is a sum of 0, the others are bands as wide, of which the first reaches half as far.
double OneSidedRunLength(const CusumSettings& settings, double shift) {
  const double width = 2 * settings.decision / (2 * kStates - 1);
  std::vector<std::vector<double>> stays(kStates, std::vector<double>(kStates));
  for (int i = 0; i < kStates; ++i) {
    for (int j = 0; j < kStates; ++j) {
      const double step = (j - i) * width + settings.slack - shift;
      stays[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] =
          j == 0 ? Phi(step + width / 2) : Phi(step + width / 2) - Phi(step - width / 2);
    }
  }
  const double start = settings.head_start == HeadStart::Half ? settings.decision / 2 : 0;
  return StepsToLeave(std::move(stays))[static_cast<std::size_t>(std::lround(start / width))];
}

Saying PointsOutOfRange(double points) {
  return Saying("One false alarm in 20 to 100000 points can be set, not in {}.", Figure(points));
}
bool PointsInRange(double points) { return points >= 20 && points <= 100000; }

// Where the rising `run_length` meets `points`.
template <class RunLength>
double Solve(double low, double high, double points, RunLength run_length) {
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (run_length(middle) < points ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

Said<Reference> ReferenceFrom(std::span<const std::optional<double>> values, std::optional<int> baseline, bool shares) {
  std::vector<Point> points;
  int known = 0;
  for (const std::optional<double>& value : values) {
    if (baseline && known == *baseline) break;
    points.push_back({.day = base::Date{static_cast<std::int32_t>(points.size())}, .value = value, .of = std::nullopt});
    known += value ? 1 : 0;
  }
  const Said<Chart> chart = Draw(points, ChartKind::XmR, {.shares = shares, .baseline = baseline});
  if (!chart) return CannotSay(chart.error());
  return Reference{.centre = chart->phases.front().centre, .sigma = chart->phases.front().sigma};
}

Said<Cusum> RunCusum(std::span<const std::optional<double>> values, const Reference& usual, const CusumSettings& settings) {
  if (auto fault = Fault(settings)) return CannotSay(std::move(*fault));
  if (auto fault = Fault(values, usual)) return CannotSay(std::move(*fault));
  Cusum watch;
  OneSide high(Side::High, settings), low(Side::Low, settings);
  for (std::size_t i = 0; i < values.size(); ++i) {
    watch.high.emplace_back();
    watch.low.emplace_back();
    if (!values[i]) continue;
    const double z = (*values[i] - usual.centre) / usual.sigma;
    const auto above = high.Add(i, z, usual), below = low.Add(i, z, usual);
    if (!watch.first) watch.first = above ? above : below;
    watch.high.back() = high.sum();
    watch.low.back() = low.sum();
  }
  return watch;
}

Said<Ewma> RunEwma(std::span<const std::optional<double>> values, const Reference& usual, const EwmaSettings& settings) {
  if (auto fault = Fault(settings)) return CannotSay(std::move(*fault));
  if (auto fault = Fault(values, usual)) return CannotSay(std::move(*fault));
  Ewma watch;
  const double weight = settings.weight;
  double average = usual.centre, faded = 1;
  int side = 0;
  std::size_t since = 0;
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    watch.average.emplace_back();
    watch.lower.emplace_back();
    watch.upper.emplace_back();
    if (!values[i]) continue;
    average = weight * *values[i] + (1 - weight) * average;
    faded *= (1 - weight) * (1 - weight);
    const double reach = settings.limit * usual.sigma * std::sqrt(weight / (2 - weight) * (1 - faded));
    watch.average.back() = average;
    watch.lower.back() = usual.centre - reach;
    watch.upper.back() = usual.centre + reach;
    const int here = average > usual.centre ? 1 : (average < usual.centre ? -1 : 0);
    if (here != side) {
      side = here;
      since = i;
      sum = 0;
      count = 0;
    }
    sum += *values[i];
    ++count;
    if (!watch.first && std::abs(average - usual.centre) > reach) {
      watch.first = SmallShift{.side = here > 0 ? Side::High : Side::Low, .known_at = i, .began_at = since, .level = sum / count};
    }
  }
  return watch;
}

double CusumRunLength(const CusumSettings& settings, double shift) {
  return 1 / (1 / OneSidedRunLength(settings, shift) + 1 / OneSidedRunLength(settings, -shift));
}

double EwmaRunLength(const EwmaSettings& settings, double shift) {
  const double weight = settings.weight;
  const double limit = settings.limit * std::sqrt(weight / (2 - weight));
  const double width = 2 * limit / kStates;
  std::vector<std::vector<double>> stays(kStates, std::vector<double>(kStates));
  for (int i = 0; i < kStates; ++i) {
    const double from = -limit + (i + 0.5) * width;
    for (int j = 0; j < kStates; ++j) {
      const double low = -limit + j * width;
      const auto z = [&](double to) { return (to - (1 - weight) * from) / weight - shift; };
      stays[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] = Phi(z(low + width)) - Phi(z(low));
    }
  }
  return StepsToLeave(std::move(stays))[kStates / 2];
}

Said<double> CusumDecisionFor(double slack, double points) {
  if (!PointsInRange(points)) return CannotSay(PointsOutOfRange(points));
  if (!(slack >= 0.1 && slack <= 3))
    return CannotSay(
        Saying("A decision interval can be found for a slack of 0.1 to 3 standard deviations, not {}.", Figure(slack)));
  return Solve(0.01, 50, points, [&](double decision) { return CusumRunLength({.slack = slack, .decision = decision}, 0); });
}

Said<double> EwmaLimitFor(double weight, double points) {
  if (!PointsInRange(points)) return CannotSay(PointsOutOfRange(points));
  if (!(weight >= 0.02 && weight <= 1))
    return CannotSay(Saying("A limit can be found for a weight of 0.02 to 1, not {}.", Figure(weight)));
  return Solve(0.5, 6, points, [&](double limit) { return EwmaRunLength({.weight = weight, .limit = limit}, 0); });
}

}  // namespace insight
