#include "domain/insight/quantiles.h"

#include <cmath>
#include <iterator>
#include <vector>

namespace insight {
namespace {

// Up to so many it is quicker to select among them.
constexpr std::size_t kFew = 64;
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
    const auto [low, high] = std::ranges::minmax(values);
    least = low;
    const auto width = static_cast<std::uint64_t>(std::int64_t{high} - low);
    const int bits = std::min(static_cast<int>(std::bit_width(values.size())), kMostBinBits);
    shift = std::max(static_cast<int>(std::bit_width(width)) - bits, 0);
    counts.resize((width >> shift) + 1);
    for (const std::int32_t value : values) ++counts[static_cast<std::size_t>((value - least) >> shift)];
  }
  std::int64_t FirstOf(std::size_t bin) const { return least + (static_cast<std::int64_t>(bin) << shift); }
};

std::vector<std::int32_t> InBin(std::span<const std::int32_t> values, const Bins& bins, std::size_t bin) {
  std::vector<std::int32_t> found;
  found.reserve(bins.counts[bin]);
  std::ranges::copy_if(values, std::back_inserter(found),
                       [from = bins.FirstOf(bin), end = bins.FirstOf(bin + 1)](std::int32_t v) { return v >= from && v < end; });
  return found;
}

Pair OfRank(std::span<std::int32_t> values, std::size_t rank) {
  if (values.size() <= kFew) return Select(values, rank);
  const Bins bins(values);
  std::size_t bin = 0;
  for (; rank >= bins.counts[bin]; ++bin) rank -= bins.counts[bin];
  const bool is_last_of_bin = rank + 1 == bins.counts[bin];
  Pair pair{};
  if (bins.shift == 0) {
    pair.fill(static_cast<std::int32_t>(bins.FirstOf(bin)));
  } else {
    std::vector<std::int32_t> own = InBin(values, bins, bin);
    pair = OfRank(own, rank);
  }
  if (!is_last_of_bin) return pair;
  std::size_t next = bin + 1;
  while (next < bins.counts.size() && bins.counts[next] == 0) ++next;
  if (next < bins.counts.size()) pair[1] = std::ranges::min(InBin(values, bins, next));
  return pair;
}

}  // namespace

Place AmongAll(double part, std::size_t values) {
  const double exact = part * static_cast<double>(values - 1);
  Place place{.first = 0, .width = UINT32_MAX, .count = values, .rank = static_cast<std::size_t>(exact)};
  place.share = exact - static_cast<double>(place.rank);
  return place;
}

std::int64_t ValueBins::FirstOf(std::size_t bin) {
  return bin == 0 ? 0 : static_cast<std::int64_t>(std::ceil(std::bit_cast<double>((bin + kBelowOne) << kShift)));
}

Place ValueBins::PlaceOf(double part, std::size_t values) const {
  Place place = AmongAll(part, values);
  std::size_t bin = 0;
  for (; place.rank >= counts_[bin]; ++bin) place.rank -= counts_[bin];
  place.count = counts_[bin];
  std::size_t end = bin + 1;
  // The next value too, where there is one.
  if (place.rank + 1 == place.count) {
    while (end < kBins && counts_[end] == 0) ++end;
    if (end < kBins) place.count += counts_[end++];
  }
  place.first = static_cast<std::int32_t>(FirstOf(bin));
  place.width = static_cast<std::uint32_t>(FirstOf(end) - FirstOf(bin));
  return place;
}

double ValueAt(const Place& place, std::span<std::int32_t> there) {
  const auto [value, next] = OfRank(there, place.rank);
  return value + place.share * (static_cast<double>(next) - value);
}

}  // namespace insight
