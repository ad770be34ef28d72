#pragma once
// A series as it is watched: one point for each period, in the order of time. A period without data has no value; it is never a
// zero, and nothing here fills it in.
//
//   std::vector<Point> shares = {{Date::Of(2026, 1, 1), 12, 340}, {Date::Of(2026, 2, 1), std::nullopt, 355}};
//   if (auto sound = Sound(shares, today); !sound) page.Tell(sound.error());

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "domain/insight/said.h"

namespace insight {

struct Point {
  base::Date day;               // the first of the period
  std::optional<double> value;  // a count, a measurement; none when it is not known
  std::optional<double> of;     // what the count is out of: cases, customers, days; none where it is not of anything
};

// In the order of time, no day twice, none after `today`, every figure a number. The sentence names the first day at fault.
Said<void> Sound(std::span<const Point> points, base::Date today);

// The values alone.
std::vector<std::optional<double>> Values(std::span<const Point> points);

// How far values jump from one to the next, taken between neighbours that both have a value: across a gap nothing is known.
std::vector<double> Jumps(std::span<const std::optional<double>> values);

double Mean(std::span<const double> values);      // NaN of nothing
double Median(std::vector<double> values);        // NaN of nothing; of an even number the middle of the two
double Variance(std::span<const double> values);  // divided by n-1; NaN of fewer than two

}  // namespace insight
