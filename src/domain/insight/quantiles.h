#pragma once
// The value below which a part of many values lies, without putting them in order or even keeping them: they are counted into
// some hundreds of bins first, which tells in which bin the value must be; then only what lies there is looked at. What was
// counted can be added up: of months to years, of teams to the whole.
//
//   ValueBins spread;
//   for (const std::int32_t value : minutes) spread.Count(value);
//   const Place median = spread.PlaceOf(0.5, minutes.size());
//   std::vector<std::int32_t> there;
//   std::ranges::copy_if(minutes, std::back_inserter(there), [&](std::int32_t value) { return median.Has(value); });
//   const double told = ValueAt(median, there);

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>

namespace insight {

// Where a part of all values lies: a stretch of neighbouring values in which it must be, and its rank among those that lie there.
struct Place {
  std::int32_t first = 0;
  std::uint32_t width = 0;
  std::size_t count = 0;  // of values in the stretch
  std::size_t rank = 0;   // from 0
  double share = 0;       // of the way to the next value

  bool Has(std::int32_t value) const { return static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(first) < width; }
};

// Where a part (0 to 1) of so many values lies, if none is left out.
Place AmongAll(double part, std::size_t values);

// How many values lie in each bin. Each power of two is cut into eight, so that no bin is wide beside its values; whole numbers
// up to fifteen have one each. Values are not negative.
class ValueBins {
 public:
  void Count(std::int32_t value) { ++counts_[BinOf(value)]; }
  void Add(const ValueBins& other) {
    for (std::size_t bin = 0; bin < kBins; ++bin) counts_[bin] += other.counts_[bin];
  }
  // Of the values counted, of which there are so many: at least one.
  Place PlaceOf(double part, std::size_t values) const;

 private:
  // A bin is the upper bits of the value as a floating-point number.
  static constexpr int kBits = 3;
  static constexpr int kShift = 52 - kBits;
  static constexpr std::size_t kBins = (std::size_t{31} << kBits) + 1;
  static constexpr std::uint64_t kBelowOne = (std::bit_cast<std::uint64_t>(1.0) >> kShift) - 1;

  static std::size_t BinOf(std::int32_t value) {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(static_cast<double>(value)) >> kShift;
    return std::max(bits, kBelowOne) - kBelowOne;
  }
  static std::int64_t FirstOf(std::size_t bin);

  std::array<std::uint32_t, kBins> counts_{};
};

// By the definition R-7 of Hyndman and Fan (1996): between two values as the place lies between their ranks. `there`: all values
// that lie in the stretch; they are put in another order.
double ValueAt(const Place& place, std::span<std::int32_t> there);

}  // namespace insight
