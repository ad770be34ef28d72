#include "domain/insight/usual.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "domain/insight/distributions.h"
#include "domain/insight/regression.h"

namespace insight {

namespace {

using base::Date;
using base::Saying;

// Noufaily et al. (2013), section 3.3: 2.58 rather than 1, so that ordinary counts keep their weight.
constexpr double kFarOut = 2.58;
// What weighing down beyond kFarOut takes from the variance of normal residuals where nothing is far out but by chance:
// 1 - (2 (c f(c) + 1 - F(c)) - 2 (1 - F(c))), f and F of the standard normal.
constexpr double kLeftOfVariance = 0.926;
// Counts that scatter more than chance have long tails, and a variance estimated from them is worth fewer degrees of freedom than
// one of normal values: with this many the watch keeps its stated rate (bench/calibrate).
constexpr double kWorthOfADegree = 0.6;
// Holds back a coefficient as a tenth of one case would; beside tens of cases it is not felt.
constexpr double kRidge = 0.1;
constexpr int kLeastHolidays = 3;
constexpr double kCasesForACoefficient = 10;

struct Lengths {
  int guard;
  int least;
  int trend;
  int season;
  int months;
  int longest;
};

constexpr Lengths LengthsOf(Grain grain) {
  switch (grain) {
    case Grain::Day: return {7, 28, 182, 730, 1460, 1461};
    case Grain::Week: return {4, 12, 26, 104, 208, 209};
    case Grain::Month: return {2, 12, 12, 24, 72, 72};
  }
  return {};
}

Saying Periods(std::int64_t n, Grain grain) {
  switch (grain) {
    case Grain::Day: return Saying::Count(n, "{} day", "{} days");
    case Grain::Week: return Saying::Count(n, "{} week", "{} weeks");
    case Grain::Month: return Saying::Count(n, "{} month", "{} months");
  }
  return {};
}

Date End(Date start, Grain grain) {
  switch (grain) {
    case Grain::Day: return start + 1;
    case Grain::Week: return start + 7;
    case Grain::Month: return start.AddMonths(1);
  }
  return start;
}

Date Back(Date start, Grain grain, int periods) {
  switch (grain) {
    case Grain::Day: return start - periods;
    case Grain::Week: return start - 7 * periods;
    case Grain::Month: return start.AddMonths(-periods);
  }
  return start;
}

int HolidaysIn(Date start, const UsualOptions& options) {
  const Date end = End(start, options.grain);
  const auto& days = options.holidays;
  return static_cast<int>(std::lower_bound(days.begin(), days.end(), end) - std::lower_bound(days.begin(), days.end(), start));
}

double ShareOfYear(Date day) {
  const Date first = Date::Of(day.year(), 1, 1);
  return static_cast<double>(day - first) / (Date::Of(day.year() + 1, 1, 1) - first);
}

double Years(Date day, Date since) { return (day - since) / 365.25; }

// The month in which most of the period lies.
unsigned MonthOf(Date start, Grain grain) { return grain == Grain::Week ? (start + 3).month() : start.month(); }

struct Shape {
  double mean = 0;
  double variance = 0;  // never below the mean
  int degrees = 0;      // from which the variance was estimated; 0: it is known
};

// A dispersion estimated from few periods is itself in doubt, which the tails of a count do not know: read as a standard normal
// deviate, the chance is that of Student's t with as many degrees of freedom (as for a mean with an estimated variance, McCullagh
// and Nelder 1989, section 4.5.2, on quasi-likelihood).
double InDoubt(double chance, const Shape& shape) {
  if (shape.degrees < 1 || !(chance > 1e-300) || chance >= 1) return chance;
  return StudentAtMost(NormalQuantile(chance), shape.degrees);
}
// The negative binomial of these moments; Poisson where they leave nothing over, which is its limit.
double AtMost(double count, const Shape& shape) {
  if (count < 0) return 0;
  const double dispersion = shape.variance / shape.mean;
  return InDoubt(dispersion > 1 + 1e-9 ? OverdispersedAtMost(count, shape.mean, dispersion) : PoissonAtMost(count, shape.mean),
                 shape);
}
double AtLeast(double count, const Shape& shape) {
  if (count <= 0) return 1;
  const double dispersion = shape.variance / shape.mean;
  return InDoubt(dispersion > 1 + 1e-9 ? OverdispersedAtLeast(count, shape.mean, dispersion) : PoissonAtLeast(count, shape.mean),
                 shape);
}

// The least count that is not exceeded with at least this chance.
double Quantile(double chance, const Shape& shape) {
  double low = -1;
  double high = std::ceil(shape.mean + 4 * std::sqrt(shape.variance) + 4);
  while (AtMost(high, shape) < chance) high *= 2;
  while (high - low > 1) {
    const double at = std::floor((low + high) / 2);
    (AtMost(at, shape) < chance ? low : high) = at;
  }
  return high;
}

// Weights 1 / s^2 where s is far out, in proportion so that all together weigh as many as there are.
Eigen::VectorXd Weights(const LogLinear& fit, const Eigen::VectorXd& counts, int& downweighed) {
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(counts.size());
  downweighed = 0;
  for (Eigen::Index i = 0; i < counts.size(); ++i) {
    const double s = std::abs(AnscombeResidual(counts[i], fit.means[i], fit.variance, fit.leverages[i]));
    if (s <= kFarOut) continue;
    weights[i] = 1 / (s * s);
    ++downweighed;
  }
  return weights * (static_cast<double>(counts.size()) / weights.sum());
}

}  // namespace

double AnscombeResidual(double count, double mean, double dispersion, double leverage) {
  const double raw = 1.5 * (std::pow(count, 2.0 / 3) - std::pow(mean, 2.0 / 3)) / std::pow(mean, 1.0 / 6);
  return raw / std::sqrt(dispersion * (1 - leverage));
}

std::vector<double> Usual::Row(Date day) const {
  std::vector<double> row;
  row.reserve(coefficients_.empty() ? 24 : coefficients_.size());
  for (const UsualTerm term : baseline_.terms) {
    switch (term) {
      case UsualTerm::Level: row.push_back(1); break;
      case UsualTerm::Weekday:
        for (int other = 1; other < 7; ++other) row.push_back(static_cast<int>(day.weekday()) == other ? 1 : 0);
        break;
      case UsualTerm::Holiday: row.push_back(HolidaysIn(day, options_)); break;
      case UsualTerm::Trend: row.push_back(Years(day, baseline_.last)); break;
      case UsualTerm::Bend:
        row.push_back(std::max(0.0, Years(day, baseline_.first) - Years(baseline_.last, baseline_.first) / 2));
        break;
      case UsualTerm::Season: {
        const double turn = 2 * std::numbers::pi * ShareOfYear(day);
        for (const double wave : {1.0, 2.0}) {
          row.push_back(std::sin(wave * turn));
          row.push_back(std::cos(wave * turn));
        }
        break;
      }
      case UsualTerm::Months:
        for (unsigned other = 2; other <= 12; ++other) row.push_back(MonthOf(day, options_.grain) == other ? 1 : 0);
        break;
    }
  }
  return row;
}

double Usual::LogSize(const Point& point) const {
  const double days = options_.grain == Grain::Month ? (End(point.day, Grain::Month) - point.day) / 30.0 : 1;
  return std::log(days * (has_of_ ? *point.of : 1));
}

Said<Usual> Usual::Before(Date day, std::span<const Point> points, const UsualOptions& options) {
  const Lengths lengths = LengthsOf(options.grain);
  Usual usual;
  usual.options_ = options;
  // A Sunday is quiet as it is; a holiday on one would be taken for quieter still.
  std::erase_if(usual.options_.holidays, [](Date holiday) { return holiday.weekday() == base::Weekday::Sunday; });
  std::ranges::sort(usual.options_.holidays);
  const Date guard = Back(day, options.grain, options.guard.value_or(lengths.guard));
  const Date oldest = Back(guard, options.grain, options.longest > 0 ? options.longest : lengths.longest);
  std::vector<const Point*> known;
  for (const Point& point : points) {
    if (point.day >= oldest && End(point.day, options.grain) <= guard && point.value) known.push_back(&point);
  }
  usual.has_of_ = !known.empty() && std::ranges::all_of(known, [](const Point* point) { return point->of.has_value(); });
  for (const Point* point : known) {
    if (!(*point->value >= 0) || *point->value != std::floor(*point->value)) {
      return CannotSay(Saying("The count for {} is {}; a count is a whole number from 0 up.", point->day, Figure(*point->value)));
    }
    if (usual.has_of_ && !(*point->of > 0)) {
      return CannotSay(
          Saying("The count for {} is out of {}; it must be out of more than nothing.", point->day, Figure(*point->of)));
    }
  }
  const int history = static_cast<int>(std::ssize(known));
  if (history < lengths.least) {
    return CannotSay(Saying("What is usual on {} cannot be said from {} of history; at least {} are needed.", day,
                            Periods(history, options.grain), Periods(lengths.least, options.grain)));
  }
  Baseline& baseline = usual.baseline_;
  baseline.history = history;
  baseline.first = known.front()->day;
  baseline.last = known.back()->day;
  // A history with gaps is as old as it is, but knows no more than it holds.
  const int span = std::min(history, static_cast<int>(std::llround(Years(End(baseline.last, options.grain), baseline.first) *
                                                                   (options.grain == Grain::Day    ? 365.25
                                                                    : options.grain == Grain::Week ? 52.18
                                                                                                   : 12))));
  double cases = 0;
  for (const Point* point : known) cases += *point->value;
  double coefficients = 1;
  const auto carries = [&](int more) { return cases >= kCasesForACoefficient * (coefficients + more); };
  const auto take = [&](UsualTerm term, int more) {
    baseline.terms.push_back(term);
    coefficients += more;
  };
  baseline.terms.push_back(UsualTerm::Level);
  if (options.grain == Grain::Day && carries(6)) take(UsualTerm::Weekday, 6);
  const auto with_holiday =
      std::ranges::count_if(known, [&](const Point* point) { return HolidaysIn(point->day, usual.options_) > 0; });
  if (with_holiday >= kLeastHolidays) {
    take(UsualTerm::Holiday, 1);
  } else if (!options.holidays.empty()) {
    usual.holidays_known_ = false;
    baseline.notes.push_back(
        Saying("Holidays cannot be judged: only {} of them are in the history and {} are needed.", with_holiday, kLeastHolidays));
  }
  const int few = static_cast<int>(baseline.terms.size());
  if (span < lengths.trend) {
    baseline.notes.push_back(
        Saying("The trend is not taken into account: that needs {} of history.", Periods(lengths.trend, options.grain)));
  } else if (carries(1)) {
    take(UsualTerm::Trend, 1);
  }
  // Eleven months and the rest leave too few points of four years of monthly data to tell how far they scatter.
  if (span < lengths.season) {
    baseline.notes.push_back(Saying("The time of the year is not taken into account: that needs {} of history.",
                                    Periods(lengths.season, options.grain)));
  } else if (span >= lengths.months && carries(11)) {
    take(UsualTerm::Months, 11);
  } else if (carries(4)) {
    take(UsualTerm::Season, 4);
  }
  if (span >= lengths.season && carries(1)) take(UsualTerm::Bend, 1);
  const bool has_season =
      std::ranges::any_of(baseline.terms, [](UsualTerm term) { return term == UsualTerm::Season || term == UsualTerm::Months; });
  if ((span >= lengths.trend && static_cast<int>(baseline.terms.size()) == few) || (span >= lengths.season && !has_season)) {
    baseline.notes.push_back(
        Saying("Trend and time of the year are not all taken into account: there are too few cases to see them."));
  }

  Eigen::VectorXd counts(history);
  Eigen::VectorXd offset(history);
  Eigen::MatrixXd x;
  for (Eigen::Index i = 0; i < history; ++i) {
    const Point& point = *known[static_cast<std::size_t>(i)];
    const std::vector<double> row = usual.Row(point.day);
    if (i == 0) x.resize(history, std::ssize(row));
    x.row(i) = Eigen::Map<const Eigen::RowVectorXd>(row.data(), std::ssize(row));
    counts[i] = *point.value;
    offset[i] = usual.LogSize(point);
  }
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(history);
  std::optional<LogLinear> fit;
  // The second time outliers stand out against a baseline that the first time already took less from them.
  for (int turn = 0; turn < 3; ++turn) {
    const Eigen::VectorXd start = fit ? fit->means : Eigen::VectorXd();
    fit =
        FitLogLinear(x, counts, offset, weights, {.ridge = kRidge, .least_dispersion = 1, .start = turn > 0 ? &start : nullptr});
    if (!fit)
      return CannotSay(
          Saying("What is usual on {} cannot be said: the history does not tell weekday, season and trend apart.", day));
    if (turn < 2) weights = Weights(*fit, counts, baseline.downweighed);
  }
  baseline.dispersion = std::max(1.0, fit->variance / kLeftOfVariance);
  baseline.degrees = std::max(static_cast<int>(kWorthOfADegree * (history - coefficients)), 1);
  usual.coefficients_.assign(fit->coefficients.data(), fit->coefficients.data() + fit->coefficients.size());
  usual.covariance_.assign(fit->covariance.data(), fit->covariance.data() + fit->covariance.size());
  return usual;
}

Said<JudgedCount> Usual::Judge(const Point& point) const {
  if (!point.value) return CannotSay(Saying("There is no count for {}.", point.day));
  if (!(*point.value >= 0) || *point.value != std::floor(*point.value)) {
    return CannotSay(Saying("The count for {} is {}; a count is a whole number from 0 up.", point.day, Figure(*point.value)));
  }
  if (has_of_ && !(point.of && *point.of > 0)) {
    return CannotSay(Saying("It is not known what the count for {} is out of.", point.day));
  }
  if (!holidays_known_ && HolidaysIn(point.day, options_) > 0) {
    return CannotSay(Saying("{} has a holiday, and too few holidays are in the history to say what is usual on one.", point.day));
  }
  const std::vector<double> row = Row(point.day);
  const auto size = std::ssize(row);
  const Eigen::Map<const Eigen::VectorXd> x(row.data(), size);
  const Eigen::Map<const Eigen::VectorXd> coefficients(coefficients_.data(), size);
  const Eigen::Map<const Eigen::MatrixXd> covariance(covariance_.data(), size, size);
  Shape shape;
  shape.mean = std::max(1e-6, std::exp(std::min(30.0, LogSize(point) + x.dot(coefficients))));
  // Chance from period to period, and the doubt about the mean itself (Farrington et al. 1996, section 3.5).
  shape.variance = baseline_.dispersion * shape.mean + shape.mean * shape.mean * x.dot(covariance * x);
  if (baseline_.dispersion > 1 + 1e-9) shape.degrees = baseline_.degrees;
  JudgedCount judged;
  judged.day = point.day;
  judged.count = *point.value;
  judged.expected = shape.mean;
  judged.low = Quantile(0.025, shape);
  judged.high = Quantile(0.975, shape);
  judged.chance_this_high = AtLeast(judged.count, shape);
  judged.chance_this_low = AtMost(judged.count, shape);
  judged.chance = std::min(1.0, 2 * std::min(judged.chance_this_high, judged.chance_this_low));
  return judged;
}

Said<JudgedSeries> JudgeByUsual(std::span<const Point> points, Date from, const UsualOptions& options) {
  if (points.empty()) return CannotSay(Saying("There are no counts, so it cannot be said what is usual."));
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (points[i].day <= points[i - 1].day) return CannotSay(Saying("The count for {} is out of order.", points[i].day));
  }
  JudgedSeries series;
  std::optional<Usual> usual;
  Date learnt_for{};
  std::optional<Saying> why;
  int not_judged = 0;
  for (const Point& point : points) {
    if (point.day < from) continue;
    if (!usual || options.grain != Grain::Day || point.day - learnt_for >= 7) {
      auto anew = Usual::Before(point.day, points, options);
      if (!anew) {
        why = anew.error();
        ++not_judged;
        continue;
      }
      usual = std::move(*anew);
      learnt_for = point.day;
    }
    auto judged = usual->Judge(point);
    if (!judged) {
      why = judged.error();
      ++not_judged;
      continue;
    }
    series.counts.push_back(*judged);
  }
  if (series.counts.empty()) {
    return CannotSay(why ? *why : Saying("There are no counts from {} on.", from));
  }
  series.baseline = usual->baseline();
  series.notes = series.baseline.notes;
  if (not_judged > 0) {
    series.notes.push_back(Saying("{} not judged. {}", Periods(not_judged, options.grain), *why));
  }
  return series;
}

}  // namespace insight
