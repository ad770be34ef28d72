#include "domain/insight/distributions.h"

#include <gtest/gtest.h>

#include <cmath>

namespace insight {
namespace {

// NIST/SEMATECH e-Handbook of Statistical Methods, section 1.3.6.7: tables 1.3.6.7.1 to 1.3.6.7.4.
TEST(TheTables, of_the_nist_handbook_come_out) {
  EXPECT_NEAR(NormalAtMost(1.96), 0.5 + 0.47500, 5e-6);
  EXPECT_NEAR(NormalAtMost(0.5), 0.5 + 0.19146, 5e-6);
  EXPECT_NEAR(NormalQuantile(0.975), 1.960, 5e-4);
  EXPECT_NEAR(StudentQuantile(0.975, 10), 2.228, 5e-4);
  EXPECT_NEAR(StudentQuantile(0.95, 5), 2.015, 5e-4);
  EXPECT_NEAR(StudentQuantile(0.975, 1), 12.706, 5e-4);
  EXPECT_NEAR(ChiSquaredQuantile(0.95, 10), 18.307, 5e-4);
  EXPECT_NEAR(ChiSquaredQuantile(0.95, 20), 31.410, 5e-4);
  EXPECT_NEAR(ChiSquaredQuantile(0.05, 10), 3.940, 5e-4);
  EXPECT_NEAR(FQuantile(0.95, 5, 10), 3.326, 5e-4);
  EXPECT_NEAR(FQuantile(0.95, 1, 10), 4.965, 5e-4);
}

TEST(ChancesAndValues, undo_each_other) {
  for (double chance = 0.001; chance < 1; chance += 0.017) {
    EXPECT_NEAR(NormalAtMost(NormalQuantile(chance)), chance, 1e-10);
    EXPECT_NEAR(StudentAtMost(StudentQuantile(chance, 7.5), 7.5), chance, 1e-10);
    EXPECT_NEAR(ChiSquaredAtMost(ChiSquaredQuantile(chance, 3), 3), chance, 1e-10);
    EXPECT_NEAR(FAtMost(FQuantile(chance, 4, 9), 4, 9), chance, 1e-10);
    EXPECT_NEAR(ChiSquaredAtLeast(ChiSquaredQuantile(chance, 3), 3), 1 - chance, 1e-10);
    EXPECT_NEAR(FAtLeast(FQuantile(chance, 4, 9), 4, 9), 1 - chance, 1e-10);
  }
  EXPECT_NEAR(NormalBeyond(-1.959964), 0.05, 1e-7);
  EXPECT_NEAR(StudentBeyond(2.228139, 10), 0.05, 1e-6);
}

TEST(Counts, have_the_moments_they_are_said_to_have) {
  for (const double dispersion : {1.01, 1.5, 4.0}) {
    double mean = 0, square = 0, sum = 0;
    for (int k = 0; k < 400; ++k) {
      const double chance = OverdispersedExactly(k, 12.5, dispersion);
      sum += chance;
      mean += chance * k;
      square += chance * k * k;
      EXPECT_NEAR(OverdispersedAtMost(k, 12.5, dispersion), sum, 1e-9);
      EXPECT_NEAR(OverdispersedAtLeast(k + 1, 12.5, dispersion), 1 - sum, 1e-9);
    }
    EXPECT_NEAR(mean, 12.5, 1e-8);
    EXPECT_NEAR(square - mean * mean, dispersion * 12.5, 1e-6);
  }
}

TEST(Counts, sum_to_their_own_chances_at_the_edges_too) {
  EXPECT_DOUBLE_EQ(PoissonAtMost(-1, 3), 0);
  EXPECT_DOUBLE_EQ(PoissonAtLeast(0, 3), 1);
  EXPECT_DOUBLE_EQ(PoissonAtLeast(1, 0), 0);
  EXPECT_DOUBLE_EQ(PoissonExactly(0, 0), 1);
  EXPECT_NEAR(PoissonAtMost(2, 3), std::exp(-3.0) * (1 + 3 + 4.5), 1e-12);
  EXPECT_NEAR(PoissonAtMost(2, 3) + PoissonAtLeast(3, 3), 1, 1e-12);
  EXPECT_DOUBLE_EQ(BinomialAtMost(10, 10, 0.3), 1);
  EXPECT_NEAR(BinomialAtMost(1, 4, 0.5), 5.0 / 16, 1e-12);
  EXPECT_NEAR(BinomialExactly(0, 3, 0), 1, 1e-12);
  EXPECT_NEAR(BinomialExactly(2, 4, 0.5), 6.0 / 16, 1e-12);
}

TEST(ABadArgument, gives_no_exception) {
  EXPECT_TRUE(std::isnan(StudentQuantile(0.5, -1)));
  EXPECT_TRUE(std::isnan(ChiSquaredQuantile(2, 3)));
}

}  // namespace
}  // namespace insight
