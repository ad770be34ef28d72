#include "domain/insight/regression.h"

#include <algorithm>
#include <cmath>

namespace insight {

namespace {

struct Solved {
  Eigen::VectorXd coefficients;
  Eigen::MatrixXd inverse;  // (x' x)^-1
  double log_determinant = 0;
};

std::optional<Solved> Solve(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  const Eigen::Index columns = x.cols();
  if (x.rows() <= columns || columns == 0) return std::nullopt;
  // Columns on one scale, so that dependence is told by the angle between them and not by their units.
  const Eigen::VectorXd scale = x.colwise().norm();
  if (scale.minCoeff() <= 0) return std::nullopt;
  const Eigen::MatrixXd scaled = x * scale.cwiseInverse().asDiagonal();
  const Eigen::LDLT<Eigen::MatrixXd> solver(scaled.transpose() * scaled);
  const Eigen::VectorXd pivots = solver.vectorD();
  if (solver.info() != Eigen::Success || pivots.minCoeff() < 1e-10) return std::nullopt;
  Solved solved;
  const Eigen::VectorXd back = scale.cwiseInverse();
  solved.coefficients = back.cwiseProduct(solver.solve(scaled.transpose() * y));
  solved.inverse = back.asDiagonal() * solver.solve(Eigen::MatrixXd::Identity(columns, columns)) * back.asDiagonal();
  solved.log_determinant = pivots.array().log().sum() + 2 * scale.array().log().sum();
  return solved;
}

}  // namespace

std::optional<Regression> LeastSquares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  auto solved = Solve(x, y);
  if (!solved) return std::nullopt;
  Regression fit;
  fit.residuals = y - x * solved->coefficients;
  fit.freedom = static_cast<int>(x.rows() - x.cols());
  fit.variance = fit.residuals.squaredNorm() / fit.freedom;
  fit.covariance = fit.variance * solved->inverse;
  fit.coefficients = std::move(solved->coefficients);
  return fit;
}

int NeweyWestLag(Eigen::Index observations) {
  return static_cast<int>(std::floor(4 * std::pow(static_cast<double>(observations) / 100, 2.0 / 9)));
}

Eigen::MatrixXd NeweyWest(const Eigen::MatrixXd& x, const Regression& fit, int lag, SmallSample small_sample) {
  const Eigen::Index n = x.rows();
  const Eigen::MatrixXd scores = fit.residuals.asDiagonal() * x;
  Eigen::MatrixXd middle = scores.transpose() * scores;
  for (Eigen::Index j = 1; j <= std::min<Eigen::Index>(lag, n - 1); ++j) {
    const Eigen::MatrixXd apart = scores.bottomRows(n - j).transpose() * scores.topRows(n - j);
    middle += (1 - static_cast<double>(j) / (lag + 1)) * (apart + apart.transpose());
  }
  const Eigen::MatrixXd bread = fit.covariance / fit.variance;
  const double factor = small_sample == SmallSample::Corrected ? static_cast<double>(n) / fit.freedom : 1;
  return factor * bread * middle * bread;
}

std::optional<Ar1Regression> Ar1LeastSquares(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, double rho) {
  const Eigen::Index n = x.rows();
  if (n < 2) return std::nullopt;
  Eigen::MatrixXd turned_x(n, x.cols());
  Eigen::VectorXd turned_y(n);
  const double first = std::sqrt(1 - rho * rho);
  turned_x.row(0) = first * x.row(0);
  turned_y[0] = first * y[0];
  turned_x.bottomRows(n - 1) = x.bottomRows(n - 1) - rho * x.topRows(n - 1);
  turned_y.tail(n - 1) = y.tail(n - 1) - rho * y.head(n - 1);
  const auto solved = Solve(turned_x, turned_y);
  if (!solved) return std::nullopt;
  Ar1Regression fit;
  fit.rho = rho;
  fit.coefficients = solved->coefficients;
  fit.residuals = y - x * fit.coefficients;
  fit.squares = (turned_y - turned_x * fit.coefficients).squaredNorm();
  fit.freedom = static_cast<int>(n - x.cols());
  fit.variance = fit.squares / fit.freedom;
  fit.covariance = fit.variance * solved->inverse;
  fit.log_determinant = solved->log_determinant;
  return fit;
}

std::optional<Ar1Regression> PraisWinsten(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  auto fit = Ar1LeastSquares(x, y, 0);
  for (int turn = 0; fit && turn < 100; ++turn) {
    const Eigen::Index n = fit->residuals.size();
    const double before = fit->residuals.head(n - 1).squaredNorm();
    if (before <= 0) break;
    const double rho = std::clamp(fit->residuals.tail(n - 1).dot(fit->residuals.head(n - 1)) / before, -0.99, 0.99);
    const bool settled = std::abs(rho - fit->rho) < 1e-8;
    fit = Ar1LeastSquares(x, y, rho);
    if (settled) break;
  }
  return fit;
}

std::optional<LogLinear> FitLogLinear(const Eigen::MatrixXd& x, const Eigen::VectorXd& y, const Eigen::VectorXd& offset,
                                      const Eigen::VectorXd& weights, LogLinearOptions options) {
  const Eigen::Index n = x.rows();
  const Eigen::Index columns = x.cols();
  if (n <= columns) return std::nullopt;
  // From the counts themselves, as in McCullagh and Nelder; a tenth keeps the logarithm of none.
  Eigen::ArrayXd means = y.array().max(0.1);
  if (options.start != nullptr) means = options.start->array();
  Eigen::ArrayXd linear = means.log();
  Eigen::VectorXd coefficients;
  Eigen::MatrixXd inverse;
  Eigen::MatrixXd half;
  Eigen::MatrixXd penalty = Eigen::MatrixXd::Zero(columns, columns);
  penalty.diagonal().tail(columns - 1).setConstant(options.ridge);
  for (int turn = 0; turn < 60; ++turn) {
    const Eigen::VectorXd working = linear - offset.array() + (y.array() - means) / means;
    const Eigen::VectorXd weighed = weights.array() * means;
    half = weighed.cwiseSqrt().asDiagonal() * x;
    Eigen::MatrixXd lower = penalty;
    lower.selfadjointView<Eigen::Lower>().rankUpdate(half.transpose());
    const Eigen::MatrixXd information = lower.selfadjointView<Eigen::Lower>();
    const Eigen::VectorXd scale = information.diagonal().cwiseSqrt().cwiseInverse();
    if (!scale.allFinite()) return std::nullopt;
    const Eigen::LDLT<Eigen::MatrixXd> solver(scale.asDiagonal() * information * scale.asDiagonal());
    if (solver.info() != Eigen::Success || solver.vectorD().minCoeff() < 1e-12) return std::nullopt;
    Eigen::VectorXd next =
        scale.cwiseProduct(solver.solve(scale.cwiseProduct(half.transpose() * weighed.cwiseSqrt().cwiseProduct(working))));
    inverse = scale.asDiagonal() * solver.solve(Eigen::MatrixXd::Identity(columns, columns)) * scale.asDiagonal();
    const double moved = coefficients.size() == 0 ? 1 : (next - coefficients).cwiseAbs().maxCoeff();
    coefficients = std::move(next);
    linear = ((x * coefficients + offset).array()).max(-30).min(30);
    means = linear.exp();
    if (moved < 1e-8) break;
  }
  if (!coefficients.allFinite()) return std::nullopt;
  LogLinear fit;
  fit.means = means;
  fit.residuals = y - fit.means;
  fit.freedom = static_cast<int>(n - columns);
  const double pearson = (weights.array() * fit.residuals.array().square() / means).sum();
  fit.variance = std::max(options.least_dispersion, pearson / fit.freedom);
  fit.covariance = fit.variance * inverse;
  fit.leverages = ((x * inverse).cwiseProduct(x).rowwise().sum().array() * weights.array() * means).min(0.99);
  fit.coefficients = std::move(coefficients);
  return fit;
}

}  // namespace insight
