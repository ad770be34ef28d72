#pragma once
// The constants of control charts: how large the range and the standard deviation of a few normal values are on average, against
// the standard deviation they come from. Every limit drawn anywhere comes from these.
//
//   ChartConstantsFor(5)->d2       2.325929
//   ChartConstantsFor(5)->a2()     0.577
//
// Source of the definitions: Montgomery, Introduction to Statistical Quality Control, appendix VI; d4, the median range, Wheeler,
// Understanding Statistical Process Control. The figures here have more digits than those tables; the test integrates them anew.

#include "domain/insight/said.h"

namespace insight {

struct ChartConstants {
  int values = 2;     // in each group
  double d2 = 0;      // mean of the range, in standard deviations
  double d3 = 0;      // standard deviation of the range
  double d4 = 0;      // median of the range
  double c4 = 0;      // mean of the sample's standard deviation (divided by n-1)
  double a2() const;  // limits of averages from the mean range
  double a3() const;  // limits of averages from the mean standard deviation
  double b3() const;  // limits of standard deviations
  double b4() const;
  double range_low() const;  // limits of ranges, D3 and D4 in the tables
  double range_high() const;
  double e2() const;  // limits of single values from the mean range
};

// For groups of 2 to 25 values; otherwise a sentence that says so.
Said<ChartConstants> ChartConstantsFor(int values);

// For single values and the ranges between neighbours (groups of two).
inline constexpr double kMeanRange = 1.128379;             // d2, that is 2/sqrt(pi)
inline constexpr double kMedianRange = 0.953873;           // d4, that is sqrt(2) x the upper quartile of the normal distribution
inline constexpr double kSingleFromMean = 3 / kMeanRange;  // 2.66
inline constexpr double kSingleFromMedian = 3 / kMedianRange;                           // 3.145
inline constexpr double kRangeFromMean = 1 + 3 * 0.852502 / kMeanRange;                 // 3.267
inline constexpr double kRangeFromMedian = (kMeanRange + 3 * 0.852502) / kMedianRange;  // 3.865

}  // namespace insight
