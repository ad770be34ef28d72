#pragma once
// The value below which a part of many values lies, without putting them in order: by counting how many lie in each of some
// thousands of bins, and looking further only into the bin where the value must be.
//
//   auto [median, ninetieth] = Quantiles(minutes, {0.5, 0.9});

#include <array>
#include <cstdint>
#include <span>

namespace insight {

// By the definition R-7 of Hyndman and Fan (1996): between two values as the place lies between their ranks. `values`: at least
// one, in any order. `parts`: 0 to 1 each.
std::array<double, 2> Quantiles(std::span<const std::int32_t> values, std::array<double, 2> parts);

}  // namespace insight
