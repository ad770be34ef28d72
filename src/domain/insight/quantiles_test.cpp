#include "domain/insight/quantiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace insight {
namespace {

// By putting them in order.
double BySorting(std::vector<std::int32_t> values, double part) {
  std::ranges::sort(values);
  const double place = part * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (static_cast<double>(values[above]) - values[below]);
}

void ExpectAsSorted(const std::vector<std::int32_t>& values, const std::string& what) {
  for (const std::array<double, 2>& parts :
       {std::array{0.5, 0.9}, std::array{0.0, 1.0}, std::array{0.9, 0.1}, std::array{0.5, 0.5}}) {
    const std::array<double, 2> found = Quantiles(values, parts);
    for (const std::size_t i : {0U, 1U})
      EXPECT_DOUBLE_EQ(found[i], BySorting(values, parts[i])) << what << ", " << values.size() << " values, part " << parts[i];
  }
}

TEST(Quantiles, of_one_value_are_that_value) {
  EXPECT_EQ(Quantiles(std::vector<std::int32_t>{7}, {0.5, 0.9}), (std::array{7.0, 7.0}));
}

TEST(Quantiles, lie_between_two_values_as_the_place_lies_between_their_ranks) {
  // Hyndman and Fan (1996), definition 7: of n values the part p lies at (n - 1) p + 1.
  EXPECT_EQ(Quantiles(std::vector<std::int32_t>{40, 10, 30, 20}, {0.5, 0.9}), (std::array{25.0, 37.0}));
}

TEST(Quantiles, are_those_of_the_values_in_order_however_many_and_however_spread) {
  std::mt19937 random(5);
  for (const std::size_t count : {2U, 3U, 17U, 31U, 32U, 33U, 34U, 500U, 2000U, 100'001U}) {
    std::vector<std::int32_t> values(count);
    const auto fill = [&](const auto& value) { std::ranges::generate(values, value); };
    fill([&] { return static_cast<std::int32_t>(random() % 20); });
    ExpectAsSorted(values, "few different");
    fill([&] { return static_cast<std::int32_t>(random() % 300'000); });
    ExpectAsSorted(values, "evenly spread");
    fill([&] { return static_cast<std::int32_t>(random()); });
    ExpectAsSorted(values, "all that a number can be");
    fill([&] { return static_cast<std::int32_t>(std::exponential_distribution(1e-4)(random)); });
    ExpectAsSorted(values, "waiting");
    values.front() = INT32_MIN;
    values.back() = INT32_MAX;
    ExpectAsSorted(values, "with two far off");
    fill([] { return 3; });
    ExpectAsSorted(values, "all the same");
    values.back() = INT32_MAX;
    ExpectAsSorted(values, "all but one the same");
    for (std::size_t i = 0; i < count; ++i) values[i] = i % 2 == 0 ? -5 : 2'000'000'000;
    ExpectAsSorted(values, "two heaps");
  }
}

}  // namespace
}  // namespace insight
