#pragma once
// Shares, rates, averages and percentiles, each with the interval it could as well be, and how likely a count is when so many
// were expected. A figure without its interval does not leave here.
//
//   Wilson(81, 263)             {0.308, 0.255, 0.366}
//   ChanceOfCount(9, 4.2, 1)    two-sided 0.06
//
// `confidence` is above 0 and below 1, 0.95 unless stated. Every function answers a sentence where the question has no answer.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/insight/said.h"

namespace insight {

struct Interval {
  double value = 0;
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

// `count` of `of`; whole, count at most of, of above 0. Wilson's score interval, without continuity correction: Newcombe,
// Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998) 857-872, method 3.
Said<Interval> Wilson(double count, double of, double confidence = 0.95);
// The interval of Clopper and Pearson: never less than its confidence (Newcombe's method 5).
Said<Interval> ExactShare(double count, double of, double confidence = 0.95);
// The same with half of the chance of the count itself: nearer to its confidence (Newcombe's method 6).
Said<Interval> MidShare(double count, double of, double confidence = 0.95);

// The first share less the second, from their Wilson intervals: Newcombe, Interval estimation for the difference between
// independent proportions, Statistics in Medicine 17 (1998) 873-890, method 10.
Said<Interval> ShareDifference(double count, double of, double other_count, double other_of, double confidence = 0.95);

// Events in `exposure` (periods, customers); the exact interval of Garwood, Biometrika 28 (1936) 437-442.
Said<Interval> EventRate(double events, double exposure, double confidence = 0.95);
// The first rate by the second; exact, given the sum of both: Clopper and Pearson on the share of the first.
Said<Interval> RateRatio(double events, double exposure, double other_events, double other_exposure, double confidence = 0.95);

// Mean with Student's interval, of two values or more.
Said<Interval> MeanOf(std::span<const double> values, double confidence = 0.95);
// The same of values that were added up before: how many, their sum, and the sum of their squares.
Said<Interval> MeanOf(double count, double sum, double squares, double confidence = 0.95);

struct Chance {
  double at_most = 1;
  double at_least = 1;
  double two_sided = 1;  // twice the smaller, 1 at most
  double mid = 1;        // two-sided with half of the chance of the count itself: right on average where counts are small
};
// Of a count this small and this large when `expected` were expected. `dispersion` is the variance by the mean: 1 for events that
// come by themselves (Poisson), above 1 for the negative binomial with those moments; below 1 it is taken as 1.
Said<Chance> ChanceOfCount(double count, double expected, double dispersion = 1);
// Exact two-sided chance of `count` of `of` when the share is `share`: the sum of all results no likelier than this one.
Said<Chance> ChanceOfShare(double count, double of, double share);

struct NetPromoter {
  int answers = 0;
  int promoters = 0;   // 9 and 10
  int passives = 0;    // 7 and 8
  int detractors = 0;  // 0 to 6
  Interval score;      // -100 to 100
};
// Of answers 0 to 10. Interval: adjusted Wald, three quarters added to promoters and detractors, three to all: Rocks, Interval
// estimation for the net promoter score, The American Statistician 70 (2016) 365-372.
Said<NetPromoter> NetPromoterScore(std::span<const int> answers, double confidence = 0.95);

enum class ServiceDimension : std::uint8_t { Reliability, Assurance, Tangibles, Empathy, Responsiveness };

// What one customer answered to one question; none where it was left out.
struct ServiceAnswer {
  ServiceDimension dimension = ServiceDimension::Reliability;
  std::optional<double> expected;
  std::optional<double> perceived;
};
struct Gap {
  ServiceDimension dimension = ServiceDimension::Reliability;
  int answers = 0;       // with both halves
  int half_answers = 0;  // left out for want of the other half
  double expected = 0;
  double perceived = 0;
  Interval gap;  // perceived less expected: below 0 where service falls short
};
struct ServiceQuality {
  std::vector<Gap> gaps;             // of the dimensions asked about, in their order
  std::vector<base::Saying> unsaid;  // of dimensions with too few answers
  double overall = 0;                // mean of the gaps, each dimension alike
};
// Parasuraman, Zeithaml and Berry, SERVQUAL, Journal of Retailing 64 (1988) 12-40: the gap of each pair, averaged by dimension,
// and those averaged; Student's interval over the pairs.
Said<ServiceQuality> ServiceGaps(std::span<const ServiceAnswer> answers, double confidence = 0.95);
base::Saying NameOf(ServiceDimension dimension);

// A value between the points, as spreadsheets have it (type 7 of Hyndman and Fan, Sample quantiles in statistical packages, The
// American Statistician 50 (1996) 361-365), and an interval of two of the points themselves that holds whatever the distribution:
// Conover, Practical Nonparametric Statistics, section 3.2. An end is none where no point is far enough out to be it.
struct Percentile {
  double value = 0;
  std::optional<double> low;
  std::optional<double> high;
  double confidence = 0;  // that both ends have together, at least what was asked for where both are there
  int values = 0;
};
// `share` 0.5 for the median, 0.9 for the ninetieth; above 0 and below 1. Durations in any one unit.
Said<Percentile> PercentileOf(std::vector<double> values, double share, double confidence = 0.95);

}  // namespace insight
