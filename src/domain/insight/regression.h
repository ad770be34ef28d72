#pragma once
// The regressions behind what is usual and behind the effect of an improvement: least squares, errors that hang together from one
// period to the next, and log-linear counts. It protects one rule: every estimate comes with its covariance and its degrees of
// freedom, so that nobody above can show a number without its interval.
//
//   auto fit = insight::LeastSquares(x, y);
//   auto nw = insight::NeweyWest(x, fit, insight::NeweyWestLag(y.size()));   // covariance of fit.coefficients

#include <cstdint>
#include <optional>

#include <Eigen/Dense>

namespace insight {

// `x` has one row for each observation and one column for each coefficient.
struct Regression {
  Eigen::VectorXd coefficients;
  Eigen::MatrixXd covariance;
  Eigen::VectorXd residuals;
  double variance = 0;  // of one error, in squared units of y; for counts the dispersion, 1 or more
  int freedom = 0;      // observations less coefficients
};

// Ordinary least squares. Nothing when the columns of `x` are not independent or there are no more rows than columns.
std::optional<Regression> LeastSquares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y);

// floor(4 (n / 100)^(2/9)), the rule of thumb of Newey and West (1994), Review of Economic Studies 61, section 3, with n
// observations; the Bartlett kernel then looks that many periods back.
int NeweyWestLag(Eigen::Index observations);

enum class SmallSample : std::uint8_t { Corrected, Plain };

// The covariance of the coefficients of `fit` when errors are correlated over `lag` periods: Newey and West (1987), Econometrica
// 55, eq. 5, Bartlett weights 1 - j / (lag + 1). Corrected multiplies by n / (n - k).
Eigen::MatrixXd NeweyWest(const Eigen::MatrixXd& x, const Regression& fit, int lag,
                          SmallSample small_sample = SmallSample::Corrected);

// Generalised least squares for errors e(t) = rho e(t-1) + u(t), `rho` inside (-1, 1), by the transform of Prais and Winsten
// (1954), Cowles Commission Discussion Paper 383, which keeps the first observation. `variance` is that of u; `residuals` are y -
// x b.
struct Ar1Regression : Regression {
  double rho = 0;
  double log_determinant = 0;  // of x' V^-1 x, where V is the covariance of the errors with the variance of u at 1
  double squares = 0;          // sum of the squared transformed residuals
};
std::optional<Ar1Regression> Ar1LeastSquares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, double rho);

// The same with rho found by turns: residuals, rho by regressing each on the one before, again, until rho moves less than 1e-8 or
// 100 turns are over. Rho is kept within +-0.99.
std::optional<Ar1Regression> PraisWinsten(const Eigen::MatrixXd& x, const Eigen::VectorXd& y);

// log E(y) = offset + x b for counts, weighted, by iteratively reweighted least squares (McCullagh and Nelder 1989, Generalized
// Linear Models, section 2.5), with variance = dispersion x mean (quasi-Poisson). `variance` is the dispersion, Pearson's
// statistic over its degrees of freedom and at least `least_dispersion`. `ridge` holds back every coefficient but the first, so
// that a weekday on which there was never a case does not run off to minus infinity; 0 is plain maximum likelihood.
struct LogLinear : Regression {
  Eigen::VectorXd means;
  Eigen::VectorXd leverages;  // diagonal of the hat matrix
};
struct LogLinearOptions {
  double ridge = 0;
  double least_dispersion = 1;
  const Eigen::VectorXd* start = nullptr;  // means to begin from, as of a fit with other weights; it then takes fewer turns
};
std::optional<LogLinear> FitLogLinear(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& offset,
                                      const Eigen::VectorXd& weights, LogLinearOptions options = {});

}  // namespace insight
