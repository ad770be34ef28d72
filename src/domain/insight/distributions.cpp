#include "domain/insight/distributions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace insight {
namespace {

namespace bm = boost::math;
using bm::complement;

// Doubles are exact enough for chances, and long doubles several times slower.
using Quiet = bm::policies::policy<
    bm::policies::domain_error<bm::policies::ignore_error>, bm::policies::pole_error<bm::policies::ignore_error>,
    bm::policies::overflow_error<bm::policies::ignore_error>, bm::policies::underflow_error<bm::policies::ignore_error>,
    bm::policies::evaluation_error<bm::policies::ignore_error>, bm::policies::rounding_error<bm::policies::ignore_error>,
    bm::policies::promote_double<false>>;

using Normal = bm::normal_distribution<double, Quiet>;
using Student = bm::students_t_distribution<double, Quiet>;
using ChiSquared = bm::chi_squared_distribution<double, Quiet>;
using Fisher = bm::fisher_f_distribution<double, Quiet>;
using Beta = bm::beta_distribution<double, Quiet>;
using Binomial = bm::binomial_distribution<double, Quiet>;
using Poisson = bm::poisson_distribution<double, Quiet>;
using NegativeBinomial = bm::negative_binomial_distribution<double, Quiet>;

// Mean r(1-p)/p and variance r(1-p)/p^2, so that p = 1/dispersion and r = mean / (dispersion - 1).
NegativeBinomial Overdispersed(double mean, double dispersion) {
  return NegativeBinomial(mean / (dispersion - 1), 1 / dispersion);
}

}  // namespace

double NormalAtMost(double z) { return cdf(Normal(), z); }
double NormalQuantile(double chance) { return quantile(Normal(), chance); }
double NormalBeyond(double z) { return 2 * cdf(complement(Normal(), std::abs(z))); }

double StudentAtMost(double t, double degrees) { return cdf(Student(degrees), t); }
double StudentQuantile(double chance, double degrees) { return quantile(Student(degrees), chance); }
double StudentBeyond(double t, double degrees) { return 2 * cdf(complement(Student(degrees), std::abs(t))); }

double ChiSquaredAtMost(double x, double degrees) { return cdf(ChiSquared(degrees), x); }
double ChiSquaredAtLeast(double x, double degrees) { return cdf(complement(ChiSquared(degrees), x)); }
double ChiSquaredQuantile(double chance, double degrees) { return quantile(ChiSquared(degrees), chance); }

double FAtMost(double f, double degrees_above, double degrees_below) { return cdf(Fisher(degrees_above, degrees_below), f); }
double FAtLeast(double f, double degrees_above, double degrees_below) {
  return cdf(complement(Fisher(degrees_above, degrees_below), f));
}
double FQuantile(double chance, double degrees_above, double degrees_below) {
  return quantile(Fisher(degrees_above, degrees_below), chance);
}

double BetaQuantile(double chance, double a, double b) { return quantile(Beta(a, b), chance); }

double BinomialAtMost(double k, double n, double share) {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return cdf(Binomial(n, share), k);
}
double BinomialExactly(double k, double n, double share) { return k < 0 || k > n ? 0 : pdf(Binomial(n, share), k); }

double PoissonAtMost(double k, double mean) {
  if (k < 0) return 0;
  if (mean == 0) return 1;
  return cdf(Poisson(mean), k);
}
double PoissonAtLeast(double k, double mean) {
  if (k <= 0) return 1;
  if (mean == 0) return 0;
  return cdf(complement(Poisson(mean), k - 1));
}
double PoissonExactly(double k, double mean) {
  if (k < 0) return 0;
  if (mean == 0) return k == 0 ? 1 : 0;
  return pdf(Poisson(mean), k);
}

double OverdispersedAtMost(double k, double mean, double dispersion) {
  if (k < 0) return 0;
  if (mean == 0) return 1;
  return cdf(Overdispersed(mean, dispersion), k);
}
double OverdispersedAtLeast(double k, double mean, double dispersion) {
  if (k <= 0) return 1;
  if (mean == 0) return 0;
  return cdf(complement(Overdispersed(mean, dispersion), k - 1));
}
double OverdispersedExactly(double k, double mean, double dispersion) {
  if (k < 0) return 0;
  if (mean == 0) return k == 0 ? 1 : 0;
  return pdf(Overdispersed(mean, dispersion), k);
}

}  // namespace insight
