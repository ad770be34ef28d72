#include "domain/insight/series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace insight {

using base::Saying;

Said<void> Sound(std::span<const Point> points, base::Date today) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point& point = points[i];
    if (i > 0 && point.day == points[i - 1].day) {
      return CannotSay(Saying("{} stands twice in the series; each period needs one point.", point.day));
    }
    if (i > 0 && point.day < points[i - 1].day) {
      return CannotSay(
          Saying("{} comes after {} in the series; put the points in the order of time.", point.day, points[i - 1].day));
    }
    if (point.day > today) {
      return CannotSay(Saying("{} is in the future; a series ends at {}, today, at the latest.", point.day, today));
    }
    if ((point.value && !std::isfinite(*point.value)) || (point.of && !std::isfinite(*point.of))) {
      return CannotSay(Saying("The point of {} is not a number; leave the value out where it is not known.", point.day));
    }
  }
  return {};
}

std::vector<std::optional<double>> Values(std::span<const Point> points) {
  std::vector<std::optional<double>> values;
  values.reserve(points.size());
  for (const Point& point : points) values.push_back(point.value);
  return values;
}

std::vector<double> Jumps(std::span<const std::optional<double>> values) {
  std::vector<double> jumps;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i] && values[i - 1]) jumps.push_back(std::abs(*values[i] - *values[i - 1]));
  }
  return jumps;
}

double Mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(values.size());
}

double Median(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double Variance(std::span<const double> values) {
  if (values.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  const double mean = Mean(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum / static_cast<double>(values.size() - 1);
}

}  // namespace insight
