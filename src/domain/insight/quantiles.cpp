#include "domain/insight/quantiles.h"

#include <algorithm>
#include <bit>
#include <vector>

namespace insight {
namespace {

// Up to so many it is quicker to select among them.
constexpr std::size_t kFew = 32;
constexpr int kMostBinBits = 12;

// The value of this rank (from 0), and of the next one; the same again when there is no next.
using Pair = std::array<std::int32_t, 2>;

Pair Select(std::span<std::int32_t> values, std::size_t rank) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank);
  std::ranges::nth_element(values, at);
  return {*at, at + 1 == values.end() ? *at : *std::min_element(at + 1, values.end())};
}

// How many values lie in each bin; bins of a power of two from the least value on.
struct Bins {
  std::int64_t least = 0;
  int shift = 0;
  std::vector<std::uint32_t> counts;

  explicit Bins(std::span<const std::int32_t> values) {
    std::int32_t low = values.front();
    std::int32_t high = low;
    for (const std::int32_t value : values) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
    least = low;
    const auto width = static_cast<std::uint64_t>(std::int64_t{high} - low);
    const int bits = std::min(static_cast<int>(std::bit_width(values.size())), kMostBinBits);
    shift = std::max(static_cast<int>(std::bit_width(width)) - bits, 0);
    const std::size_t bins = (width >> shift) + 1;
    // Two tables in turn: neighbours that fall into one bin do not wait for each other.
    counts.resize(2 * bins);
    std::uint32_t* even = counts.data();
    std::uint32_t* odd = even + bins;
    std::size_t i = 0;
    for (; i + 1 < values.size(); i += 2) {
      ++even[BinOf(values[i])];
      ++odd[BinOf(values[i + 1])];
    }
    if (i < values.size()) ++even[BinOf(values[i])];
    for (std::size_t bin = 0; bin < bins; ++bin) even[bin] += odd[bin];
    counts.resize(bins);
  }
  // Of how far a value is from the least; that fits, however far apart the values are.
  std::size_t BinOf(std::int32_t value) const {
    return (static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(least)) >> static_cast<unsigned>(shift);
  }
};

// What lies in this bin.
std::vector<std::int32_t> InBin(std::span<const std::int32_t> values, const Bins& bins, std::size_t bin) {
  const std::size_t count = bins.counts[bin];
  // One more, so that each value can be put down before it is known whether it stays.
  std::vector<std::int32_t> found(count + 1);
  std::size_t n = 0;
  const auto from = static_cast<std::uint32_t>(bins.least + (static_cast<std::int64_t>(bin) << bins.shift));
  const std::uint32_t width = std::uint32_t{1} << static_cast<unsigned>(bins.shift);
  for (const std::int32_t value : values) {
    found[n] = value;
    n += static_cast<std::uint32_t>(value) - from < width ? 1 : 0;
  }
  found.resize(count);
  return found;
}

Pair OfRank(std::span<const std::int32_t> values, const Bins& bins, std::size_t rank) {
  std::size_t bin = 0;
  for (; rank >= bins.counts[bin]; ++bin) rank -= bins.counts[bin];
  const auto first = static_cast<std::int32_t>(bins.least + (static_cast<std::int64_t>(bin) << bins.shift));
  const bool is_last_of_bin = rank + 1 == bins.counts[bin];
  Pair pair{first, first};
  if (bins.shift > 0) {
    std::vector<std::int32_t> own = InBin(values, bins, bin);
    pair = own.size() <= kFew ? Select(own, rank) : OfRank(own, Bins(own), rank);
  }
  if (!is_last_of_bin) return pair;
  std::size_t next = bin + 1;
  while (next < bins.counts.size() && bins.counts[next] == 0) ++next;
  if (next == bins.counts.size()) return pair;
  pair[1] = bins.shift == 0 ? static_cast<std::int32_t>(bins.least + static_cast<std::int64_t>(next))
                            : std::ranges::min(InBin(values, bins, next));
  return pair;
}

double Between(const Pair& pair, double share) { return pair[0] + share * (static_cast<double>(pair[1]) - pair[0]); }

}  // namespace

std::array<double, 2> Quantiles(std::span<const std::int32_t> values, std::array<double, 2> parts) {
  const auto found = [&](const auto& of_rank) {
    std::array<double, 2> told{};
    for (const std::size_t i : {1U, 0U}) {
      const double place = parts[i] * static_cast<double>(values.size() - 1);
      const auto rank = static_cast<std::size_t>(place);
      told[i] = Between(of_rank(rank), place - static_cast<double>(rank));
    }
    return told;
  };
  if (values.size() > kFew) {
    const Bins bins(values);
    return found([&](std::size_t rank) { return OfRank(values, bins, rank); });
  }
  std::array<std::int32_t, kFew> copy;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is read
  const std::span<std::int32_t> some = std::span(copy).first(values.size());
  std::ranges::copy(values, some.begin());
  // The greater first: what lies below it is in front then, and the lesser is selected among the front alone.
  std::size_t front = some.size();
  return found([&](std::size_t rank) {
    if (rank + 1 >= front) front = some.size();
    const Pair pair = Select(some.first(front), rank);
    front = rank + 1;
    return pair;
  });
}

}  // namespace insight
