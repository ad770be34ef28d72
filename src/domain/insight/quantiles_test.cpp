#include "domain/insight/quantiles.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "support/quantile.h"

namespace insight {
namespace {

// As it is done: counted into bins, and then only what lies at the place is looked at.
double ByBins(const std::vector<std::int32_t>& values, double part) {
  // In two halves that are added up.
  ValueBins spread;
  ValueBins other;
  for (std::size_t i = 0; i < values.size(); ++i) (i % 2 == 0 ? spread : other).Count(values[i]);
  spread.Add(other);
  const Place place = spread.PlaceOf(part, values.size());
  std::vector<std::int32_t> there;
  for (const std::int32_t value : values) {
    if (place.Has(value)) there.push_back(value);
  }
  EXPECT_EQ(there.size(), place.count);
  return ValueAt(place, there);
}
double AmongAllOf(std::vector<std::int32_t> values, double part) { return ValueAt(AmongAll(part, values.size()), values); }

void ExpectAsSorted(const std::vector<std::int32_t>& values, const std::string& what) {
  for (const double part : {0.0, 0.1, 0.5, 0.9, 0.999, 1.0}) {
    const double wanted = tests::QuantileBySorting(values, part);
    EXPECT_DOUBLE_EQ(ByBins(values, part), wanted) << what << ", " << values.size() << " values, part " << part;
    EXPECT_DOUBLE_EQ(AmongAllOf(values, part), wanted) << what << ", " << values.size() << " values, part " << part;
  }
}

TEST(Quantiles, of_one_value_are_that_value) {
  EXPECT_EQ(ByBins({7}, 0.5), 7);
  EXPECT_EQ(AmongAllOf({7}, 0.9), 7);
}

TEST(Quantiles, lie_between_two_values_as_the_place_lies_between_their_ranks) {
  // Hyndman and Fan (1996), definition 7: of n values the part p lies at (n - 1) p + 1.
  EXPECT_EQ(ByBins({40, 10, 30, 20}, 0.5), 25);
  EXPECT_EQ(ByBins({40, 10, 30, 20}, 0.9), 37);
}

TEST(Quantiles, are_those_of_the_values_in_order_however_many_and_however_spread) {
  std::mt19937 random(5);
  for (const std::size_t count : {2U, 3U, 17U, 31U, 32U, 33U, 34U, 500U, 2000U, 20'001U}) {
    std::vector<std::int32_t> values(count);
    const auto fill = [&](const auto& value) { std::ranges::generate(values, value); };
    fill([&] { return static_cast<std::int32_t>(random() % 20); });
    ExpectAsSorted(values, "few different");
    fill([&] { return static_cast<std::int32_t>(random() % 300'000); });
    ExpectAsSorted(values, "evenly spread");
    fill([&] { return static_cast<std::int32_t>(random() >> 1U); });
    ExpectAsSorted(values, "all that a duration can be");
    fill([&] { return static_cast<std::int32_t>(std::exponential_distribution(1e-4)(random)); });
    ExpectAsSorted(values, "waiting");
    values.front() = 0;
    values.back() = INT32_MAX;
    ExpectAsSorted(values, "with two far off");
    fill([] { return 3; });
    ExpectAsSorted(values, "all the same");
    fill([] { return 1'440; });
    ExpectAsSorted(values, "all a day");
    values.back() = INT32_MAX;
    ExpectAsSorted(values, "all but one the same");
    for (std::size_t i = 0; i < count; ++i) values[i] = i % 2 == 0 ? 5 : 2'000'000'000;
    ExpectAsSorted(values, "two heaps");
    // On both sides of where a bin begins.
    for (std::size_t i = 0; i < count; ++i) values[i] = 16'384 + static_cast<std::int32_t>(i % 3) - 1;
    ExpectAsSorted(values, "about a bin's first value");
  }
}

}  // namespace
}  // namespace insight
