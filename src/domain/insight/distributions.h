#pragma once
// The distributions that insight counts with: chances (cdf), and the values that have a given chance (quantile). In one place, so
// that the mathematics library behind them is compiled once and never throws.
//
//   NormalQuantile(0.975)          1.96
//   ChiSquaredAtLeast(31.4, 20)    0.05
//
// Chances are 0 to 1, degrees of freedom above 0; outside these a function answers NaN or infinity, and callers check before.

namespace insight {

double NormalAtMost(double z);
double NormalQuantile(double chance);
// Two-sided: the chance of being at least this far from the middle.
double NormalBeyond(double z);

double StudentAtMost(double t, double degrees);
double StudentQuantile(double chance, double degrees);
double StudentBeyond(double t, double degrees);

double ChiSquaredAtMost(double x, double degrees);
double ChiSquaredAtLeast(double x, double degrees);
double ChiSquaredQuantile(double chance, double degrees);

double FAtMost(double f, double degrees_above, double degrees_below);
double FAtLeast(double f, double degrees_above, double degrees_below);
double FQuantile(double chance, double degrees_above, double degrees_below);

double BetaQuantile(double chance, double a, double b);

// X successes of n trials: P(X <= k), P(X = k). Whole k and n.
double BinomialAtMost(double k, double n, double share);
double BinomialExactly(double k, double n, double share);

// Events with this mean: P(X <= k), P(X >= k), P(X = k). Whole k; mean 0 or more.
double PoissonAtMost(double k, double mean);
double PoissonAtLeast(double k, double mean);
double PoissonExactly(double k, double mean);

// Counts with this mean and a variance of dispersion x mean, dispersion above 1: the negative binomial with those moments.
double OverdispersedAtMost(double k, double mean, double dispersion);
double OverdispersedAtLeast(double k, double mean, double dispersion);
double OverdispersedExactly(double k, double mean, double dispersion);

}  // namespace insight
