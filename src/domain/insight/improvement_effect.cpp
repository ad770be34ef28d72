#include "domain/insight/improvement_effect.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

#include "domain/insight/distributions.h"
#include "domain/insight/regression.h"

namespace insight {

namespace {

using base::Saying;

// Rho on a grid; weights below this share of the heaviest cannot move an interval's third digit.
constexpr int kGrid = 80;
constexpr double kNegligible = 1e-6;

base::Date Next(base::Date start, EffectPeriod period, int periods = 1) {
  switch (period) {
    case EffectPeriod::Day: return start + periods;
    case EffectPeriod::Week: return start + 7 * periods;
    case EffectPeriod::Month: return start.AddMonths(periods);
  }
  return start;
}

Saying Periods(std::int64_t n, EffectPeriod period) {
  switch (period) {
    case EffectPeriod::Day: return Saying::Count(n, "{} day", "{} days");
    case EffectPeriod::Week: return Saying::Count(n, "{} week", "{} weeks");
    case EffectPeriod::Month: return Saying::Count(n, "{} month", "{} months");
  }
  return {};
}

int PlacesFor(double half_width) {
  int places = 0;
  for (double enough = 3; places < 6 && half_width < enough; enough /= 10) ++places;
  return places;
}

// The series as it is fitted: the periods before and after the change, without the one in the midst of which it came.
struct Series {
  std::vector<int> at;  // place of each row in the question
  Eigen::VectorXd values;
  Eigen::MatrixXd x;  // level, trend, step, bend if any, season
  int before = 0;
  int after = 0;
  bool bend = false;
  double scale = 1;  // of the comparison
};

constexpr int kStep = 2;
constexpr int kBend = 3;

enum class Season : std::uint8_t { None, Year, Weekday, WeekdayAndYear };

// Two waves a year need two years to be told from the trend (Bernal, Cummins and Gasparrini 2017, International Journal of
// Epidemiology 46, 348-355, use two for monthly data); a weekday needs four weeks.
Season SeasonFor(const EffectQuestion& question, int rows) {
  if (!question.season) return Season::None;
  switch (question.period) {
    case EffectPeriod::Day: return rows >= 730 ? Season::WeekdayAndYear : rows >= 28 ? Season::Weekday : Season::None;
    case EffectPeriod::Week: return rows >= 104 ? Season::Year : Season::None;
    case EffectPeriod::Month: return rows >= 24 ? Season::Year : Season::None;
  }
  return Season::None;
}

double ShareOfYear(base::Date day) {
  const base::Date first = base::Date::Of(day.year(), 1, 1);
  return static_cast<double>(day - first) / (base::Date::Of(day.year() + 1, 1, 1) - first);
}

Eigen::VectorXd Without(const EffectQuestion& question, double scale) {
  Eigen::VectorXd values = Eigen::Map<const Eigen::VectorXd>(question.values.data(), std::ssize(question.values));
  if (!question.comparison.empty()) {
    values -= scale * Eigen::Map<const Eigen::VectorXd>(question.comparison.data(), std::ssize(question.comparison));
  }
  return values;
}

// Of the first `known` periods. `first_after` is the first whole period after the change, `last_before` the last whole one
// before.
Series Lay(const EffectQuestion& question, int last_before, int first_after, int known) {
  Series series;
  for (int i = 0; i < known; ++i) {
    if (i <= last_before || i >= first_after) series.at.push_back(i);
  }
  series.before = last_before + 1;
  series.after = static_cast<int>(std::ssize(series.at)) - series.before;
  switch (question.shape) {
    case EffectShape::Chosen: series.bend = series.after >= 6; break;
    case EffectShape::Step: series.bend = false; break;
    case EffectShape::StepAndBend: series.bend = series.after >= kLeastAfter; break;
  }
  if (!question.comparison.empty() && question.comparing == Comparing::Scaled) {
    double own = 0;
    double others = 0;
    for (int i = 0; i <= last_before; ++i) {
      own += question.values[static_cast<std::size_t>(i)];
      others += question.comparison[static_cast<std::size_t>(i)];
    }
    series.scale = others > 0 ? own / others : 1;
  }
  const Season season = SeasonFor(question, static_cast<int>(std::ssize(series.at)));
  const bool weekday = season == Season::Weekday || season == Season::WeekdayAndYear;
  const bool year = season == Season::Year || season == Season::WeekdayAndYear;
  const int columns = 3 + (series.bend ? 1 : 0) + (weekday ? 6 : 0) + (year ? 4 : 0);
  const Eigen::VectorXd all = Without(question, series.scale);
  series.values.resize(std::ssize(series.at));
  series.x.setZero(std::ssize(series.at), columns);
  for (Eigen::Index row = 0; row < series.values.size(); ++row) {
    const int i = series.at[static_cast<std::size_t>(row)];
    const base::Date start = question.starts[static_cast<std::size_t>(i)];
    series.values[row] = all[i];
    auto x = series.x.row(row);
    x[0] = 1;
    x[1] = i;
    int column = kStep;
    x[column++] = i >= first_after ? 1 : 0;
    if (series.bend) x[column++] = std::max(0, i - first_after);
    if (weekday) {
      if (const int day = static_cast<int>(start.weekday()); day > 0) x[column + day - 1] = 1;
      column += 6;
    }
    if (year) {
      const double turn = 2 * std::numbers::pi * ShareOfYear(start);
      for (const double wave : {1.0, 2.0}) {
        x[column++] = std::sin(wave * turn);
        x[column++] = std::cos(wave * turn);
      }
    }
  }
  return series;
}

// The mixture over rho.
struct Mixture {
  struct Part {
    double weight = 0;
    Ar1Regression fit;
  };
  std::vector<Part> parts;
  double rho = 0;
  Eigen::VectorXd coefficients;

  // Of the sum of the coefficients times `contrast`.
  Estimate Of(const Eigen::VectorXd& contrast) const;
};

std::optional<Mixture> Mix(const Eigen::MatrixXd& x, const Eigen::VectorXd& y) {
  Mixture mixture;
  std::vector<double> logs;
  double best = -INFINITY;
  for (int i = 0; i < kGrid; ++i) {
    const double rho = -1 + 2 * (i + 0.5) / kGrid;
    auto fit = Ar1LeastSquares(x, y, rho);
    if (!fit || fit->squares <= 0) return std::nullopt;
    // log|V| of n errors with the variance of u at 1 is -log(1 - rho^2).
    logs.push_back(0.5 * std::log(1 - rho * rho) - 0.5 * fit->log_determinant - 0.5 * fit->freedom * std::log(fit->squares));
    best = std::max(best, logs.back());
    mixture.parts.push_back({0, std::move(*fit)});
  }
  double sum = 0;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    const double weight = std::exp(logs[i] - best);
    mixture.parts[i].weight = weight < kNegligible ? 0 : weight;
    sum += mixture.parts[i].weight;
  }
  std::erase_if(mixture.parts, [](const Mixture::Part& part) { return part.weight == 0; });
  mixture.coefficients.setZero(x.cols());
  for (auto& part : mixture.parts) {
    part.weight /= sum;
    mixture.rho += part.weight * part.fit.rho;
    mixture.coefficients += part.weight * part.fit.coefficients;
  }
  return mixture;
}

Estimate Mixture::Of(const Eigen::VectorXd& contrast) const {
  std::vector<std::array<double, 3>> ts;  // weight, middle, spread
  Estimate estimate;
  double square = 0;
  const double freedom = parts.front().fit.freedom;
  for (const auto& part : parts) {
    const double middle = contrast.dot(part.fit.coefficients);
    const double spread = std::sqrt(contrast.dot(part.fit.covariance * contrast));
    ts.push_back({part.weight, middle, spread});
    estimate.value += part.weight * middle;
    square += part.weight * (spread * spread + middle * middle);
  }
  estimate.standard_error = std::sqrt(std::max(0.0, square - estimate.value * estimate.value));
  // Newton's steps on the mixed distribution, kept within a bracket that always holds the answer.
  const double log_height =
      std::lgamma((freedom + 1) / 2) - std::lgamma(freedom / 2) - 0.5 * std::log(freedom * std::numbers::pi);
  const auto quantile = [&](double chance) {
    const double t = StudentQuantile(chance, freedom);
    double low = INFINITY;
    double high = -INFINITY;
    double at = 0;
    for (const auto& [weight, middle, spread] : ts) {
      low = std::min(low, middle + t * spread);
      high = std::max(high, middle + t * spread);
      at += weight * (middle + t * spread);
    }
    for (int turn = 0; turn < 60 && high - low > 1e-9 * (std::abs(high) + std::abs(low)); ++turn) {
      double below = 0;
      double density = 0;
      for (const auto& [weight, middle, spread] : ts) {
        const double from_middle = (at - middle) / spread;
        below += weight * StudentAtMost(from_middle, freedom);
        density += weight / spread * std::exp(log_height - (freedom + 1) / 2 * std::log1p(from_middle * from_middle / freedom));
      }
      (below < chance ? low : high) = at;
      const double next = at - (below - chance) / density;
      if (std::abs(below - chance) < 1e-7) return at;
      at = next > low && next < high ? next : (low + high) / 2;
    }
    return at;
  };
  estimate.low = quantile(0.025);
  estimate.high = quantile(0.975);
  return estimate;
}

Estimate Plain(const Eigen::VectorXd& contrast, const Eigen::VectorXd& coefficients, const Eigen::MatrixXd& covariance,
               int freedom) {
  Estimate estimate;
  estimate.value = contrast.dot(coefficients);
  estimate.standard_error = std::sqrt(std::max(0.0, contrast.dot(covariance * contrast)));
  const double half = StudentQuantile(0.975, freedom) * estimate.standard_error;
  estimate.low = estimate.value - half;
  estimate.high = estimate.value + half;
  return estimate;
}

struct Contrasts {
  Eigen::VectorXd effect;
  Eigen::VectorXd step;
  Eigen::VectorXd bend;
};

Contrasts ContrastsOf(const Series& series) {
  Contrasts contrasts;
  contrasts.effect.setZero(series.x.cols());
  contrasts.effect[kStep] = 1;
  if (series.bend) contrasts.effect[kBend] = series.x.col(kBend).sum() / series.after;
  contrasts.step = Eigen::VectorXd::Unit(series.x.cols(), kStep);
  if (series.bend) contrasts.bend = Eigen::VectorXd::Unit(series.x.cols(), kBend);
  return contrasts;
}

template <class Of>
EffectEstimates EstimatesBy(const Series& series, const Of& of) {
  const Contrasts contrasts = ContrastsOf(series);
  EffectEstimates estimates{of(contrasts.effect), of(contrasts.step), std::nullopt};
  if (series.bend) estimates.bend = of(contrasts.bend);
  return estimates;
}

// Twelve fewer complaints a month.
Saying Difference(double value, int places, const EffectQuestion& question) {
  const Saying figure = Figure(std::abs(value), places);
  const Saying& of = question.of;
  const bool less = value < 0;
  if (question.kind == EffectOf::Amount) return less ? Saying("{} {} lower", figure, of) : Saying("{} {} higher", figure, of);
  switch (question.period) {
    case EffectPeriod::Day: return less ? Saying("{} fewer {} a day", figure, of) : Saying("{} more {} a day", figure, of);
    case EffectPeriod::Week: return less ? Saying("{} fewer {} a week", figure, of) : Saying("{} more {} a week", figure, of);
    case EffectPeriod::Month: return less ? Saying("{} fewer {} a month", figure, of) : Saying("{} more {} a month", figure, of);
  }
  return {};
}

// An estimate as a sentence reads it: its figure, the ends of its interval without a sign, and whether it can be told from none.
struct ToldEstimate {
  bool shown = false;
  Saying difference;
  Saying near;
  Saying far;
  Saying from;
  Saying to;
};
ToldEstimate TellOf(const Estimate& estimate, const EffectQuestion& question) {
  const int places = PlacesFor((estimate.high - estimate.low) / 2);
  const double low = std::abs(estimate.low);
  const double high = std::abs(estimate.high);
  return {IsShown(estimate),
          Difference(estimate.value, places, question),
          Figure(std::min(low, high), places),
          Figure(std::max(low, high), places),
          Difference(estimate.low, places, question),
          Difference(estimate.high, places, question)};
}

struct Judged {
  EffectVerdict verdict = EffectVerdict::TooEarly;
  bool better = false;
  Saying says;
};

Judged Judge(const EffectQuestion& question, const std::optional<Estimate>& effect, int after) {
  Judged judged;
  if (!effect) {
    judged.says = Saying("Too early to say: {} after the change; at least {} are needed for a first figure.",
                         Periods(after, question.period), kLeastAfter);
    return judged;
  }
  const ToldEstimate told = TellOf(*effect, question);
  if (told.shown) {
    judged.verdict = EffectVerdict::Effect;
    judged.better = (effect->value < 0) == (question.wanted == Wanted::Less);
    judged.says = Saying("{} (95 % interval {} to {}).", told.difference, told.near, told.far);
  } else if (after < EnoughAfter(question.period)) {
    judged.says =
        Saying("Too early to say: after {} it could be anything from {} to {} (95 % interval); {} after the change are needed.",
               Periods(after, question.period), told.from, told.to, Periods(EnoughAfter(question.period), question.period));
  } else {
    judged.verdict = EffectVerdict::NoEffectShown;
    judged.says = Saying("No effect shown: it could be anything from {} to {} (95 % interval).", told.from, told.to);
  }
  return judged;
}

Saying WithEveryFurther(EffectPeriod period) {
  switch (period) {
    case EffectPeriod::Day: return Saying("with every further day");
    case EffectPeriod::Week: return Saying("with every further week");
    case EffectPeriod::Month: return Saying("with every further month");
  }
  return {};
}

Said<void> Check(const EffectQuestion& question) {
  if (question.starts.empty()) return CannotSay(Saying("There are no values, so no effect can be measured."));
  if (question.starts.size() != question.values.size()) {
    return CannotSay(Saying("There are {} dates and {} values; each period needs one of each.", question.starts.size(),
                            question.values.size()));
  }
  if (!question.comparison.empty() && question.comparison.size() != question.values.size()) {
    return CannotSay(Saying("The comparison has {} values and the series {}; both need one for each period.",
                            question.comparison.size(), question.values.size()));
  }
  for (std::size_t i = 0; i < question.starts.size(); ++i) {
    const base::Date start = question.starts[i];
    if (!std::isfinite(question.values[i]) || (!question.comparison.empty() && !std::isfinite(question.comparison[i]))) {
      return CannotSay(Saying("The value for {} is not a number.", start));
    }
    if (i > 0 && start != Next(question.starts.front(), question.period, static_cast<int>(i))) {
      const base::Date due = Next(question.starts.front(), question.period, static_cast<int>(i));
      return CannotSay(
          Saying("The period from {} is missing or out of order; a period in which nothing happened needs a 0.", due));
    }
  }
  return {};
}

// Twice as much as rounding leaves in a series without chance.
bool NeverVaries(const Series& series) {
  const auto fit = LeastSquares(series.x, series.values);
  return fit && fit->residuals.norm() <= 1e-9 * std::max(1.0, series.values.norm());
}

struct Measured {
  Mixture mixture;
  EffectEstimates estimates;
};

std::optional<Measured> Measure(const Series& series) {
  auto mixture = Mix(series.x, series.values);
  if (!mixture) return std::nullopt;
  auto estimates = EstimatesBy(series, [&](const Eigen::VectorXd& contrast) { return mixture->Of(contrast); });
  return Measured{std::move(*mixture), estimates};
}

void AddComparisons(const Series& series, MeasuredEffect& effect) {
  if (const auto plain = LeastSquares(series.x, series.values)) {
    effect.newey_west_lag = NeweyWestLag(series.x.rows());
    const Eigen::MatrixXd covariance = NeweyWest(series.x, *plain, effect.newey_west_lag);
    effect.newey_west = EstimatesBy(series, [&](const Eigen::VectorXd& contrast) {
      return Plain(contrast, plain->coefficients, covariance, plain->freedom);
    });
  }
  if (const auto turned = PraisWinsten(series.x, series.values)) {
    effect.prais_winsten_rho = turned->rho;
    effect.prais_winsten = EstimatesBy(series, [&](const Eigen::VectorXd& contrast) {
      return Plain(contrast, turned->coefficients, turned->covariance, turned->freedom);
    });
  }
}

// What would have been: the fit without step and bend, and the comparison put back in. The interval of one point is Student's
// with the mixture's own spread, which is as wide but a little more even than the mixture.
void AddPoints(const EffectQuestion& question, const Series& series, const std::optional<Mixture>& mixture, int first_after,
               MeasuredEffect& effect) {
  std::size_t row = 0;
  for (std::size_t i = 0; i < question.starts.size(); ++i) {
    EffectPoint point{question.starts[i], question.values[i], question.values[i], std::nullopt, false};
    const double part = question.comparison.empty() ? 0 : series.scale * question.comparison[i];
    if (row < series.at.size() && series.at[row] == static_cast<int>(i)) {
      if (mixture) {
        Eigen::VectorXd x = series.x.row(static_cast<Eigen::Index>(row));
        point.fitted = part + x.dot(mixture->coefficients);
        if (static_cast<int>(i) >= first_after) {
          x[kStep] = 0;
          if (series.bend) x[kBend] = 0;
          Estimate otherwise;
          double square = 0;
          for (const auto& [weight, fit] : mixture->parts) {
            const double middle = x.dot(fit.coefficients);
            otherwise.value += weight * middle;
            square += weight * (middle * middle + x.dot(fit.covariance * x));
          }
          otherwise.standard_error = std::sqrt(std::max(0.0, square - otherwise.value * otherwise.value));
          const double half = StudentQuantile(0.975, mixture->parts.front().fit.freedom) * otherwise.standard_error;
          otherwise.value += part;
          otherwise.low = otherwise.value - half;
          otherwise.high = otherwise.value + half;
          point.otherwise = otherwise;
        }
      }
      ++row;
    } else {
      point.left_out = true;
    }
    effect.points.push_back(point);
  }
}

// Whether the last values before the change stand out in the unwanted direction from those before them. Who changes something
// because of a peak meets fewer afterwards in any case (Barnett, van der Pols and Dobson 2005, Int J Epidemiol 34, 215-220).
// Values before the change in order, without the period it came in the midst of.
bool CameAfterAPeak(std::span<const double> before, Wanted wanted) {
  constexpr std::size_t kLast = 3;
  constexpr std::size_t kLeastToCompare = 8;
  constexpr double kFarOut = 3;  // standard errors
  if (before.size() < kLast + kLeastToCompare) return false;
  const auto usual = before.first(before.size() - kLast);
  const auto mean = [](std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  };
  const double level = mean(usual);
  double squares = 0;
  for (const double value : usual) squares += (value - level) * (value - level);
  const double deviation = std::sqrt(squares / static_cast<double>(usual.size() - 1));
  const double worse = wanted == Wanted::Less ? 1 : -1;
  // One far out, or all three together.
  const auto last = before.last(kLast);
  const bool one = std::ranges::any_of(last, [&](double value) { return worse * (value - level) > kFarOut * deviation; });
  return deviation > 0 && (one || worse * (mean(last) - level) > kFarOut * deviation / std::sqrt(static_cast<double>(kLast)));
}

}  // namespace

Saying StepInWords(const Estimate& step, const EffectQuestion& question) {
  const ToldEstimate told = TellOf(step, question);
  if (!told.shown) {
    return Saying("No change of the level at once is shown: it could be anything from {} to {} (95 % interval).", told.from,
                  told.to);
  }
  return step.value < 0 ? Saying("The level fell at once: {} (95 % interval {} to {}).", told.difference, told.near, told.far)
                        : Saying("The level rose at once: {} (95 % interval {} to {}).", told.difference, told.near, told.far);
}

// Whether it falls or rises is the trend before and the bend together; what the change did is the bend.
Saying BendInWords(const Estimate& bend, const EffectQuestion& question) {
  const ToldEstimate told = TellOf(bend, question);
  const Saying further = WithEveryFurther(question.period);
  if (!told.shown) {
    return Saying("No change of the trend is shown: {} it could be anything from {} to {} (95 % interval).", further, told.from,
                  told.to);
  }
  return bend.value < 0 ? Saying("Since then the trend is lower than before: {} {} (95 % interval {} to {}).", further,
                                 told.difference, told.near, told.far)
                        : Saying("Since then the trend is higher than before: {} {} (95 % interval {} to {}).", further,
                                 told.difference, told.near, told.far);
}

Said<MeasuredEffect> MeasureEffect(const EffectQuestion& question) {
  if (auto checked = Check(question); !checked) return CannotSay(checked.error());
  const int periods = static_cast<int>(std::ssize(question.starts));
  const base::Date first = question.starts.front();
  const base::Date end = Next(first, question.period, periods);
  if (question.changed <= first || question.changed >= end) {
    return CannotSay(Saying(
        "The change on {} lies outside the series, which runs from {} to {}; its effect needs values from before and after it.",
        question.changed, first, end - 1));
  }
  int first_after = 0;
  while (first_after < periods && question.starts[static_cast<std::size_t>(first_after)] < question.changed) ++first_after;
  const bool midst = first_after == periods || question.starts[static_cast<std::size_t>(first_after)] != question.changed;
  const int last_before = first_after - (midst ? 2 : 1);

  MeasuredEffect effect;
  effect.before = last_before + 1;
  effect.after = periods - first_after;
  if (effect.before < kLeastBefore) {
    return CannotSay(Saying("There are {} before the change; at least {} are needed to know how it would have gone on.",
                            Periods(effect.before, question.period), kLeastBefore));
  }
  if (midst) {
    effect.notes.push_back(Saying("The period from {} is left out: the change came in the midst of it.",
                                  question.starts[static_cast<std::size_t>(last_before + 1)]));
  }
  if (CameAfterAPeak(std::span(question.values).first(static_cast<std::size_t>(last_before + 1)), question.wanted)) {
    effect.notes.push_back(
        Saying("Right before the change it was worse than usual; some of what followed would have come by itself, "
               "as after any peak (regression to the mean)."));
  }
  const Series series = Lay(question, last_before, first_after, periods);
  if (question.season && SeasonFor(question, series.before + series.after) == Season::None) {
    switch (question.period) {
      case EffectPeriod::Day:
        effect.notes.push_back(Saying("The season is not taken into account: that needs at least 28 days."));
        break;
      case EffectPeriod::Week:
        effect.notes.push_back(Saying("The season is not taken into account: that needs at least 104 weeks."));
        break;
      case EffectPeriod::Month:
        effect.notes.push_back(Saying("The season is not taken into account: that needs at least 24 months."));
        break;
    }
  }
  std::optional<Mixture> mixture;
  if (effect.after >= kLeastAfter) {
    if (NeverVaries(series)) {
      return CannotSay(
          Saying("The series never varies but for the change, so it cannot be said how far chance alone would take it."));
    }
    auto measured = Measure(series);
    if (!measured) {
      return CannotSay(
          Saying("There are too few periods ({}) for the step, the trends and the season asked for; ask for less or wait.",
                 series.before + series.after));
    }
    effect.estimates = measured->estimates;
    effect.rho = measured->mixture.rho;
    mixture = std::move(measured->mixture);
    AddComparisons(series, effect);
    if (!series.bend)
      effect.notes.push_back(Saying("Only a step is measured: a change of the trend needs at least 6 periods after the change."));
  }
  if (!question.comparison.empty()) {
    effect.notes.push_back(
        question.comparing == Comparing::Scaled
            ? Saying("Measured on the difference from the comparison series, brought to the same level before the change.")
            : Saying("Measured on the difference from the comparison series."));
  }
  const auto judge = [&question](const std::optional<EffectEstimates>& estimates, int after) {
    return Judge(question, estimates ? std::optional(estimates->effect) : std::nullopt, after);
  };
  Judged judged = judge(effect.estimates, effect.after);
  effect.verdict = judged.verdict;
  effect.better = judged.better;
  effect.says = std::move(judged.says);
  AddPoints(question, series, mixture, first_after, effect);

  for (const int days : {30, 90, 180}) {
    EffectFollowUp follow_up;
    follow_up.days = days;
    follow_up.on = question.changed + days;
    int known = first_after;
    while (known < periods && Next(first, question.period, known + 1) <= follow_up.on) ++known;
    follow_up.due = follow_up.on <= end;
    if (!follow_up.due) {
      follow_up.says = Saying("Due on {}; the series ends on {}.", follow_up.on, end - 1);
    } else {
      follow_up.periods = known - first_after;
      std::optional<EffectEstimates> estimates;
      if (follow_up.periods >= kLeastAfter) {
        const Series then = Lay(question, last_before, first_after, known);
        if (auto measured = NeverVaries(then) ? std::nullopt : Measure(then)) estimates = measured->estimates;
      }
      Judged on_the_day = judge(estimates, follow_up.periods);
      follow_up.verdict = on_the_day.verdict;
      follow_up.says = std::move(on_the_day.says);
      if (estimates) follow_up.effect = estimates->effect;
    }
    effect.follow_ups.push_back(std::move(follow_up));
  }
  return effect;
}

}  // namespace insight
