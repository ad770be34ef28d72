#include "domain/insight/chart_constants.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "domain/insight/distributions.h"

namespace insight {
namespace {

struct Row {
  double d2, d3, a2, a3, c4, b3, b4, d3_limit, d4_limit;
};
// Montgomery, Introduction to Statistical Quality Control, appendix VI, n = 2 to 25. Its limits of ranges were reckoned from
// rounded constants, so that the last digit is off by one here and there.
constexpr Row kMontgomery[] = {{1.128, 0.853, 1.880, 2.659, 0.7979, 0, 3.267, 0, 3.267},
                               {1.693, 0.888, 1.023, 1.954, 0.8862, 0, 2.568, 0, 2.574},
                               {2.059, 0.880, 0.729, 1.628, 0.9213, 0, 2.266, 0, 2.282},
                               {2.326, 0.864, 0.577, 1.427, 0.9400, 0, 2.089, 0, 2.114},
                               {2.534, 0.848, 0.483, 1.287, 0.9515, 0.030, 1.970, 0, 2.004},
                               {2.704, 0.833, 0.419, 1.182, 0.9594, 0.118, 1.882, 0.076, 1.924},
                               {2.847, 0.820, 0.373, 1.099, 0.9650, 0.185, 1.815, 0.136, 1.864},
                               {2.970, 0.808, 0.337, 1.032, 0.9693, 0.239, 1.761, 0.184, 1.816},
                               {3.078, 0.797, 0.308, 0.975, 0.9727, 0.284, 1.716, 0.223, 1.777},
                               {3.173, 0.787, 0.285, 0.927, 0.9754, 0.321, 1.679, 0.256, 1.744},
                               {3.258, 0.778, 0.266, 0.886, 0.9776, 0.354, 1.646, 0.283, 1.717},
                               {3.336, 0.770, 0.249, 0.850, 0.9794, 0.382, 1.618, 0.307, 1.693},
                               {3.407, 0.763, 0.235, 0.817, 0.9810, 0.406, 1.594, 0.328, 1.672},
                               {3.472, 0.756, 0.223, 0.789, 0.9823, 0.428, 1.572, 0.347, 1.653},
                               {3.532, 0.750, 0.212, 0.763, 0.9835, 0.448, 1.552, 0.363, 1.637},
                               {3.588, 0.744, 0.203, 0.739, 0.9845, 0.466, 1.534, 0.378, 1.622},
                               {3.640, 0.739, 0.194, 0.718, 0.9854, 0.482, 1.518, 0.391, 1.608},
                               {3.689, 0.734, 0.187, 0.698, 0.9862, 0.497, 1.503, 0.403, 1.597},
                               {3.735, 0.729, 0.180, 0.680, 0.9869, 0.510, 1.490, 0.415, 1.585},
                               {3.778, 0.724, 0.173, 0.663, 0.9876, 0.523, 1.477, 0.425, 1.575},
                               {3.819, 0.720, 0.167, 0.647, 0.9882, 0.534, 1.466, 0.434, 1.566},
                               {3.858, 0.716, 0.162, 0.633, 0.9887, 0.545, 1.455, 0.443, 1.557},
                               {3.895, 0.712, 0.157, 0.619, 0.9892, 0.555, 1.445, 0.451, 1.548},
                               {3.931, 0.708, 0.153, 0.606, 0.9896, 0.565, 1.435, 0.459, 1.541}};

TEST(ChartConstants, are_those_of_montgomerys_appendix) {
  int values = 2;
  for (const Row& row : kMontgomery) {
    SCOPED_TRACE(values);
    const auto found = ChartConstantsFor(values++);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->d2, row.d2, 6e-4);
    EXPECT_NEAR(found->d3, row.d3, 6e-4);
    EXPECT_NEAR(found->c4, row.c4, 6e-5);
    EXPECT_NEAR(found->a2(), row.a2, 6e-4);
    EXPECT_NEAR(found->a3(), row.a3, 6e-4);
    EXPECT_NEAR(found->b3(), row.b3, 1.1e-3);
    EXPECT_NEAR(found->b4(), row.b4, 1.1e-3);
    EXPECT_NEAR(found->range_low(), row.d3_limit, 1.6e-3);
    EXPECT_NEAR(found->range_high(), row.d4_limit, 1.6e-3);
  }
}

// The chance that the range of n normal values is at most w: n times the integral of phi(x) (Phi(x + w) - Phi(x))^(n-1).
double RangeAtMost(double w, int n) {
  const double step = 0.05;
  double sum = 0;
  for (double x = -9; x <= 9; x += step) {
    const double density = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
    sum += density * std::pow(0.5 * std::erfc(-(x + w) / std::numbers::sqrt2) - 0.5 * std::erfc(-x / std::numbers::sqrt2), n - 1);
  }
  return sum * step * n;
}

TEST(ChartConstants, are_the_moments_of_the_range_of_normal_values) {
  for (const int n : {2, 3, 5, 12, 25}) {
    SCOPED_TRACE(n);
    const ChartConstants constants = *ChartConstantsFor(n);
    const double step = 0.02;
    double mean = 0, square = 0;
    for (int i = 0; i <= 600; ++i) {
      const double weight = (i == 0 || i == 600) ? 1 : (i % 2 != 0 ? 4 : 2);
      const double above = 1 - RangeAtMost(i * step, n);
      mean += weight * above * step / 3;
      square += 2 * weight * i * step * above * step / 3;
    }
    EXPECT_NEAR(mean, constants.d2, 2e-6);
    EXPECT_NEAR(std::sqrt(square - mean * mean), constants.d3, 2e-6);
    EXPECT_NEAR(RangeAtMost(constants.d4, n), 0.5, 2e-6);
    EXPECT_NEAR(std::sqrt(2.0 / (n - 1)) * std::tgamma(n / 2.0) / std::tgamma((n - 1) / 2.0), constants.c4, 2e-6);
  }
}

// Wheeler, Understanding Statistical Process Control, table of factors for single values: 2.66, 3.267, 3.145 and 3.865.
TEST(TheFactors, of_single_values_are_the_published_ones) {
  EXPECT_NEAR(kSingleFromMean, 2.660, 2e-3);
  EXPECT_NEAR(kRangeFromMean, 3.267, 1e-3);
  EXPECT_NEAR(kSingleFromMedian, 3.145, 5e-4);
  EXPECT_NEAR(kRangeFromMedian, 3.865, 1e-3);
  EXPECT_NEAR(ChartConstantsFor(2)->e2(), kSingleFromMean, 1e-9);
  EXPECT_NEAR(kMeanRange, 2 / std::sqrt(std::numbers::pi), 1e-6);
  EXPECT_NEAR(kMedianRange, std::numbers::sqrt2 * NormalQuantile(0.75), 1e-6);
}

TEST(AGroup, of_one_or_of_twenty_six_has_no_constants) {
  EXPECT_EQ(ChartConstantsFor(1).error(), "The constants of control charts are known for groups of 2 to 25 values, not of 1.");
  EXPECT_FALSE(ChartConstantsFor(26));
}

}  // namespace
}  // namespace insight
