#pragma once
// What is usual: the count to expect of a day, week or month, given the weekday, the holidays, the time of the year and the
// trend, and how far chance takes it from there, so that Monday is not a signal and Christmas is not either. It protects one
// rule: a count is judged only by counts from before it, with a guard between, so that a rise that has begun does not make itself
// usual.
//
//   auto judged = insight::JudgeByUsual(days, {.grain = Grain::Day, .holidays = bank_holidays});
//   judged->back().expected          41.2
//   judged->back().chance            0.0004, of a count at least this far out in either direction
//
// The model is the quasi-Poisson regression of Farrington, Andrews, Beale and Catchpole (1996), Journal of the Royal Statistical
// Society A 159, 547-563, in the form of Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett (2013), Statistics in
// Medicine 32, 1206-1222: log-linear in the terms below, variance = dispersion x mean, dispersion at least 1; counts whose
// Anscombe residual exceeds 2.58 weigh less, by its square, so that an outbreak of the past does not hide the next; a new count
// is negative binomial with the mean and variance of the forecast.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/date.h"
#include "base/saying.h"
#include "domain/insight/said.h"
#include "domain/insight/series.h"

namespace insight {

enum class Grain : std::uint8_t { Day, Week, Month };

// What the baseline takes into account. A term is used from this much history on: Weekday 28 days; Holiday when at least three
// periods with a holiday were seen; Trend half a year; Season (two waves a year) two years, from four years on (monthly counts:
// six) each month by itself (Months); Bend, a trend that may turn in the middle of the history, two years. And from ten cases in
// the history for each coefficient on (Peduzzi et al. 1996, Journal of Clinical Epidemiology 49, 1373-1379): of a few cases no
// season can be read.
enum class UsualTerm : std::uint8_t { Level, Weekday, Holiday, Trend, Season, Months, Bend };

struct UsualOptions {
  Grain grain = Grain::Day;
  std::vector<base::Date> holidays = {};  // in any order; those on a Sunday are passed over
  // Periods just before the one judged from which nothing is learnt; 7 days, 4 weeks, 2 months unless stated.
  std::optional<int> guard = {};
  int longest = 0;  // periods of history at most; 0: four years, of months six
};

struct Baseline {
  std::vector<UsualTerm> terms;
  std::vector<base::Saying> notes;  // which terms had to be left out, and what they would need
  int history = 0;                  // periods learnt from
  base::Date first;                 // of the history
  base::Date last;
  double dispersion = 1;  // 1: as Poisson; 2: twice its variance
  int degrees = 0;        // of freedom, from which the dispersion was estimated
  int downweighed = 0;    // counts of the past that were far out and weigh less
};

struct JudgedCount {
  base::Date day;
  double count = 0;
  double expected = 0;
  double low = 0;               // the counts of 95 % of quiet periods lie from here
  double high = 0;              // to here, both included
  double chance_this_high = 1;  // of this many or more in a quiet period
  double chance_this_low = 1;   // of this few or fewer
  double chance = 1;            // two-sided: twice the smaller of the two, at most 1
};

// A baseline learnt, ready to judge what comes after it.
class Usual {
 public:
  // From the points before `day`, less the guard. The sentence of an error says how much history is missing, or names a count
  // that is negative or not whole. Points without a value are not learnt from; `of`, where points have one (customers, cases), is
  // what the count grows with in proportion. Days of a month count the same way.
  static Said<Usual> Before(base::Date day, std::span<const Point> points, const UsualOptions& options);

  const Baseline& baseline() const { return baseline_; }
  // The sentence of an error says why this one point cannot be judged: no value; a holiday while too few were seen.
  Said<JudgedCount> Judge(const Point& point) const;

 private:
  // One row of the regression, in the order of terms_, less what nobody can know: nothing when a term cannot tell.
  std::vector<double> Row(base::Date day) const;
  double LogSize(const Point& point) const;

  Baseline baseline_;
  UsualOptions options_;
  bool holidays_known_ = true;
  bool has_of_ = false;
  std::vector<double> coefficients_;
  std::vector<double> covariance_;  // row by row
};

// Every point from `from` on by the baseline of what lay before it. Learnt anew for each week or month, for days once a week: a
// day is then judged by a history that ends up to six days earlier than it might. Points that cannot be judged are left out; an
// error is that none could be.
struct JudgedSeries {
  std::vector<JudgedCount> counts;
  std::vector<base::Saying> notes;  // of the last baseline, and how many points could not be judged
  Baseline baseline;                // the last
};
Said<JudgedSeries> JudgeByUsual(std::span<const Point> points, base::Date from, const UsualOptions& options);

// 3/2 (y^(2/3) - mu^(2/3)) / mu^(1/6), over the square root of the dispersion and of 1 - leverage (Farrington et al. 1996,
// section 3.6).
double AnscombeResidual(double count, double mean, double dispersion, double leverage);

}  // namespace insight
