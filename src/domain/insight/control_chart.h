#pragma once
// Control charts: how far a measure moves by itself, and which of its points are more than that. Which chart, which points the
// limits rest on and why they were made anew are part of the answer; limits never move for any reason that is not stated in it.
//
//   Said<Choice> choice = ChooseKind(points, Watched::Proportion);      LaneyP, "the points vary 3.2 times as much as ..."
//   Said<Chart> chart = Draw(points, choice->kind, {.changes = {{launch, "new form"}}});
//
// Sources: Montgomery, Introduction to Statistical Quality Control, chapters 6 and 7; Wheeler, Understanding Variation (XmR);
// Laney, Improved control charts for attributes, Quality Engineering 14 (2002) 531-537; Benneyan, Number-between g-type
// statistical quality control charts, Health Care Management Science 4 (2001) 305-318; Nelson, A control chart for
// parts-per-million nonconforming items, Journal of Quality Technology 26 (1994) 239-240 (t).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/insight/run_rules.h"
#include "domain/insight/series.h"

namespace insight {

enum class ChartKind : std::uint8_t {
  XmR,     // single values, limits from the jumps between neighbours
  C,       // counts from periods alike
  U,       // counts, each of its own size: `of` is the size
  P,       // shares: `value` of `of`
  LaneyU,  // U and P with limits widened by what the points really vary
  LaneyP,
  G,  // cases between two rare events
  T   // time between two rare events
};

// What is being watched, whatever the chart.
enum class Watched : std::uint8_t { Value, Count, Rate, Proportion, CasesBetween, TimeBetween };

struct Choice {
  ChartKind kind = ChartKind::XmR;
  double dispersion = 1;  // variance of the points against what chance alone makes; 1 where that is not a question
  double chance = 1;      // of a dispersion this far from 1 if only chance is at work, one-sided
  base::Saying why;
};

// Counts, rates and shares that vary as the Poisson or binomial distribution says get C, U and P; those that vary more, or less,
// get XmR, LaneyU and LaneyP. Tested by the index of dispersion against chi-squared, at 5 % on either side (Cox and Lewis, The
// Statistical Analysis of Series of Events). A shift in the series counts as dispersion, too; that does no harm, as
// the wider chart takes its limits from neighbours and is as narrow as the plain one when those vary as chance does.
Said<Choice> ChooseKind(std::span<const Point> points, Watched measure);

enum class Spread : std::uint8_t {
  MeanJump,      // mean moving range / 1.128
  ScreenedJump,  // the same without the jumps above their own upper limit, 3.267 times their mean
  MedianJump     // median moving range / 0.954: a few outliers do not move it
};

// A change that somebody declared: limits are made anew from its day on.
struct DeclaredChange {
  base::Date day;
  std::string what;
};

struct ChartSettings {
  Spread spread = Spread::MeanJump;  // XmR and T
  bool shares = false;               // XmR: values are shares, which sentences tell in per cent
  RuleSettings rules;
  std::optional<double> floor;  // XmR: no value can be below; a limit that is not above it is none
  std::optional<int> baseline;  // limits from so many points at the start of each phase, 6 or more; all of it when none
  std::vector<DeclaredChange> changes;
  // When set, so many points in a row (8 or more) on one side of limits that rest on earlier points begin a new phase with the
  // first of them. Then `baseline` is 20 when it is not set.
  std::optional<int> rebase_after;
};

// What a desk's measures are drawn with, month by month: limits rest on the first year, and what lasts for nine points is a level
// of its own.
inline constexpr int kUsualBaseline = 12;
inline constexpr int kUsualRebase = 9;

// How far limits can be relied on: from fewer than 12 points, from fewer than 20, from more.
enum class Standing : std::uint8_t { Provisional, Settling, Settled };
inline constexpr int kFewestForLimits = 6;
inline constexpr int kFewestToSettle = 12;
inline constexpr int kSettled = 20;

enum class PhaseStart : std::uint8_t { FirstPoint, Declared, SustainedShift };

struct Phase {
  std::size_t first = 0;  // index in the series
  std::size_t end = 0;    // one behind the last
  PhaseStart start = PhaseStart::FirstPoint;
  base::Saying why;                    // it begins here
  std::optional<base::Saying> unsaid;  // why it has no limits; everything below is then empty
  int rests_on = 0;                    // points the limits were made from
  Standing standing = Standing::Provisional;
  double centre = 0;
  double sigma =
      0;  // XmR: standard deviation from the jumps; G: of one point; T: of the 3.6th roots; others: of a point of size 1
  double sigma_z = 1;     // LaneyU and LaneyP: how much wider than U and P
  double mean_jump = 0;   // XmR: the centre of the chart of jumps (the median jump with MedianJump)
  double jump_limit = 0;  // XmR: its upper limit; it has no lower
};

struct ChartPoint {
  base::Date day;
  std::size_t phase = 0;
  std::optional<double> height;  // as plotted: the value, or value / of; none when missing
  std::optional<double> centre;  // none in a phase without limits
  std::optional<double> lower;   // none when no point can fall below
  std::optional<double> upper;   // none when no point can rise above
  std::optional<double> jump;    // XmR: from the point before, when both are known
  std::uint8_t rules = 0;        // one bit for each rule it is in

  bool In(Rule rule) const { return (rules >> static_cast<int>(rule) & 1) != 0; }
};

struct Chart {
  ChartKind kind = ChartKind::XmR;
  std::vector<ChartPoint> points;   // one for each of the series
  std::vector<Phase> phases;        // in the order of time, together all of the series; at least one has limits
  std::vector<Breach> breaches;     // in the order they were known
  std::vector<base::Saying> notes;  // what a reader must know: provisional limits, points left out, changes outside the data
};

// `points` in the order of time (Sound). The sentence says what cannot be drawn and what would be needed: too few points, points
// without variation, counts below nothing or broken, shares without what they are of, settings out of range.
Said<Chart> Draw(std::span<const Point> points, ChartKind kind, const ChartSettings& settings);

}  // namespace insight
