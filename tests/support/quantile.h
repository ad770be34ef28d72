#pragma once
// The plain way, to hold the quick one to.

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tests {

// By putting the values in order: the definition R-7 of Hyndman and Fan (1996).
inline double QuantileBySorting(std::vector<std::int32_t> values, double part) {
  std::ranges::sort(values);
  const double place = part * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (static_cast<double>(values[above]) - values[below]);
}

}  // namespace tests
