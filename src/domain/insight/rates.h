#pragma once
// Shares, rates, averages and percentiles, each with the interval it could as well be, and how likely a count is when so many
// were expected. A figure without its interval does not leave here.
//
//   Wilson(81, 263)             {0.308, 0.255, 0.366}
//   ChanceOfCount(9, 4.2, 1)    two-sided 0.06
//
// `confidence` is above 0 and below 1, 0.95 unless stated. Every function answers a sentence where the question has no answer.

#include <optional>
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

// Mean with Student's interval, of two values or more that were added up: how many, their sum, and the sum of their squares.
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

// Those who would recommend (9 and 10) less those who would not (0 to 6) of all who answered, -1 to 1. Interval: adjusted Wald,
// three quarters added to promoters and detractors, three to all: Rocks, Interval estimation for the net promoter score, The
// American Statistician 70 (2016) 365-372.
Said<Interval> NetPromoterScore(double promoters, double detractors, double answers, double confidence = 0.95);

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
