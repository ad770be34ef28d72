#pragma once
// The rules by which points of a control chart are a signal and not chance: how far out, how many in a row. A rule looks at
// points of one phase only, and names every point it rests on and the point at which it could first be known.
//
//   FindBreaches(points, {.book = RuleBook::MakingDataCount})   {Shift, High, points 12..18, known_at 18}
//
// A missing point neither ends a run nor counts in it; a point on the centre line ends a run to one side.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/date.h"
#include "domain/insight/said.h"

namespace insight {

enum class Rule : std::uint8_t {
  Outside,     // a point beyond a limit, three standard deviations from the centre
  TwoOfThree,  // two of three points in a row beyond two standard deviations, on the same side
  FourOfFive,  // four of five points in a row beyond one standard deviation, on the same side
  Shift,       // points in a row on the same side of the centre line
  Trend        // points in a row, each above the last or each below it
};

enum class RuleBook : std::uint8_t {
  // Outside, TwoOfThree, FourOfFive, and a Shift of 8. Western Electric, Statistical Quality Control Handbook (1956), as rules 1
  // to 4 in Montgomery, Introduction to Statistical Quality Control, chapter 5 (sensitizing rules).
  WesternElectric,
  // Outside, Shift, Trend, and TwoOfThree where all three are on the same side. NHS England, Making Data Count.
  MakingDataCount
};
BOOST_DESCRIBE_ENUM(RuleBook, WesternElectric, MakingDataCount)

struct RuleSettings {
  RuleBook book = RuleBook::MakingDataCount;
  int shift = 7;  // points, of MakingDataCount; 5 to 20
  int trend = 7;  // points, of MakingDataCount, the first one included; 6 in some editions; 5 to 20
};

enum class Side : std::uint8_t { High, Low };

struct JudgedPoint {
  std::size_t index = 0;  // in the series
  double height = 0;      // as plotted
  double deviations = 0;  // from the centre line, in standard deviations of this point
  int side = 0;           // of the line that runs are counted by: 1 above, -1 below, 0 on it
};

struct Breach {
  Rule rule = Rule::Outside;
  Side side = Side::High;           // for a Trend: High is rising
  std::vector<std::size_t> points;  // indexes in the series, ascending
  std::size_t known_at = 0;         // with this point the rule was first met
  friend bool operator==(const Breach&, const Breach&) = default;
};

// Of one phase, in the order of `known_at`, then of the rules. `points` without those that are missing.
std::vector<Breach> FindBreaches(std::span<const JudgedPoint> points, const RuleSettings& settings);

// "7 points in a row above the centre line, from January 2026 to July 2026"; `from`, `to`: what its first and last point are of.
base::Saying InWords(const Breach& breach, const base::Saying& from, const base::Saying& to);

}  // namespace insight
