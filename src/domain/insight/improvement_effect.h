#pragma once
// Did it work? The effect of a change on a series, measured as an interrupted time series: level and trend before, a step and a
// bend at the change, season, and a comparison series where there is one. It holds one promise: an interval called 95 % covers
// the true effect about 95 times in 100 even when one month hangs together with the next and points are few, and where that
// cannot be had there is a sentence and no number.
//
//   auto effect = insight::MeasureEffect({.period = EffectPeriod::Month, .starts = months, .values = complaints,
//                                         .changed = base::Date::Of(2025, 3, 1), .of = base::Saying("complaints")});
//   effect->says     "12 fewer complaints a month (95 % interval 7 to 17)."
//
// The interval: the errors are e(t) = rho e(t-1) + u(t). For each rho on a grid the series is fitted by generalised least
// squares, which gives Student's t for the effect; the ts are mixed by the posterior weight of each rho, its restricted
// likelihood (Harville 1974, Biometrika 61) times a flat prior. Plugging in one estimated rho, as Prais-Winsten does, or
// correcting afterwards, as Newey-West does, leaves the interval too narrow in short series (Turner et al. 2021, BMC Medical
// Research Methodology 21:181, found the same); both are given beside it, for comparison. How often each covers is measured by
// the_interval_covers_as_often_as_it_says in improvement_effect_test.cpp.

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.h"
#include "base/reflect.h"
#include "domain/insight/said.h"

namespace insight {

enum class EffectPeriod : std::uint8_t { Day, Week, Month };
// What is better.
enum class Wanted : std::uint8_t { Less, More };
// Counts are fewer or more; days, shares, scores are lower or higher.
enum class EffectOf : std::uint8_t { Count, Amount };
// Chosen: step and bend where at least six periods follow the change, else a step only.
enum class EffectShape : std::uint8_t { Chosen, Step, StepAndBend };
// How the comparison is taken away from the series. Scaled brings it to the mean level that the series had before the change.
enum class Comparing : std::uint8_t { AsItIs, Scaled };

enum class EffectVerdict : std::uint8_t { NoEffectShown, TooEarly, Effect };
BOOST_DESCRIBE_ENUM(EffectVerdict, NoEffectShown, TooEarly, Effect)

struct EffectQuestion {
  EffectPeriod period = EffectPeriod::Month;
  std::vector<base::Date> starts = {};  // the first day of each period, one after another without a gap
  std::vector<double> values = {};      // of each whole period, in any unit
  base::Date changed = {};              // the first day on which things were different
  base::Saying of = {};                 // "complaints", or the unit of an amount, "days"
  EffectOf kind = EffectOf::Count;
  Wanted wanted = Wanted::Less;
  EffectShape shape = EffectShape::Chosen;
  bool season = false;                  // take the time of the year, and the weekday of daily values, into account
  std::vector<double> comparison = {};  // a series that the change did not touch, for the same periods; empty: none
  Comparing comparing = Comparing::AsItIs;
};

struct Estimate {
  double value = 0;
  double standard_error = 0;
  double low = 0;  // the 95 % interval
  double high = 0;
};

// Whether it can be told from none: its interval holds no zero.
inline bool IsShown(const Estimate& estimate) { return estimate.low > 0 || estimate.high < 0; }

// All in units of the values, for one period. A bend is a change of the trend, for each period after the first.
struct EffectEstimates {
  Estimate effect;  // the mean over the periods after the change of what is, less what would have been
  Estimate step;    // in the first period after the change
  std::optional<Estimate> bend;
};

struct EffectPoint {
  base::Date start;
  double value = 0;
  double fitted = 0;
  // After the change: what would have been without it, with the 95 % interval of that mean. With a comparison, its part included.
  std::optional<Estimate> otherwise;
  bool left_out = false;  // the change came in the midst of this period
};

struct EffectFollowUp {
  int days = 0;  // after the change: 30, 90, 180
  base::Date on;
  bool due = false;  // the series reaches that day; if not, nothing below is known yet
  int periods = 0;   // whole periods after the change up to that day
  EffectVerdict verdict = EffectVerdict::TooEarly;
  std::optional<Estimate> effect;  // from what was known on that day
  base::Saying says;
};

struct MeasuredEffect {
  EffectVerdict verdict = EffectVerdict::NoEffectShown;
  bool better = false;              // of an Effect: in the wanted direction
  base::Saying says;                // one sentence
  std::vector<base::Saying> notes;  // what was assumed or left out
  int before = 0;                   // whole periods before the change
  int after = 0;
  std::optional<EffectEstimates> estimates;  // by the mixture over rho; nothing with fewer than three periods after the change
  std::optional<EffectEstimates> newey_west;
  std::optional<EffectEstimates> prais_winsten;
  int newey_west_lag = 0;        // periods
  double prais_winsten_rho = 0;  // how much of one period's error is found again in the next, by Prais-Winsten
  double rho = 0;                // the same, the mean of the mixture
  std::vector<EffectPoint> points;
  std::vector<EffectFollowUp> follow_ups;
};

// Fewer periods than these give no number, or no verdict of "no effect". Twelve on either side: Wagner, Soumerai, Zhang and
// Ross-Degnan (2002), Journal of Clinical Pharmacy and Therapeutics 27, 299-309, whose segmented regression this is; of days four
// weeks, so that each weekday has been seen.
inline constexpr int kLeastBefore = 8;
inline constexpr int kLeastAfter = 3;
constexpr int EnoughAfter(EffectPeriod period) { return period == EffectPeriod::Day ? 28 : 12; }

// The two parts of an effect, each as a sentence with its 95 % interval. Of the question only period, kind and `of` are read.
base::Saying StepInWords(const Estimate& step, const EffectQuestion& question);
base::Saying BendInWords(const Estimate& bend, const EffectQuestion& question);

// The sentence of an error names what is wrong with the series and what would be needed: values that are not numbers, periods
// with gaps, a change outside the series, too few periods before it, a series that never varies.
Said<MeasuredEffect> MeasureEffect(const EffectQuestion& question);

}  // namespace insight
