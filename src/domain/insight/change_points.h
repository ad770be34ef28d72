#pragma once
// When did the level of a series change, and by how much? All changes at once, over a series that is complete, unlike the
// watches, which look only backwards. Every change comes with the points it could as well have come at, and its size with an
// interval.
//
//   auto found = ChangesOfLevel(nile, {});      one change: index 28 (1899), from 1097.8 to 850.0
//
// Found by PELT: Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, Journal of
// the American Statistical Association 107 (2012) 1590-1598. The penalty is the modified Bayes information criterion: Zhang and
// Siegmund, Biometrics 63 (2007) 22-32: each change must earn 3 ln n, and short segments more. Of quiet series of 24 to 120
// points 1 to 3 in 100 show a change all the same, of counts far more spread than chance makes them 4 in 100: the test simulates
// it.

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "domain/insight/rates.h"
#include "domain/insight/said.h"

namespace insight {

struct ChangeSettings {
  int shortest = 5;          // known points between two changes, at least; 2 or more
  double strictness = 1;     // times the penalty; 0.5 to 10: more finds less
  double confidence = 0.95;  // of the intervals
};

struct Level {
  std::size_t first = 0;  // index in the series of the first known point at this level
  std::size_t last = 0;
  int points = 0;    // known ones
  double value = 0;  // mean, or events by exposure
};

struct LevelChange {
  std::size_t at = 0;        // index in the series of the first known point at the new level
  std::size_t earliest = 0;  // it could as well have been from here ...
  std::size_t latest = 0;    // ... to here
  double before = 0;
  double after = 0;
  Interval size;                  // after less before
  std::optional<Interval> ratio;  // after by before, of rates where neither is 0
};

struct Changes {
  std::vector<Level> levels;         // one more than changes
  std::vector<LevelChange> changes;  // in the order of time; none is an answer, too
  double noise = 0;   // standard deviation of a point about its level, robust; of rates: the dispersion used, 1 or more
  double memory = 0;  // correlation of neighbours about their levels; well above 0, changes may be wandering
  std::vector<base::Saying> notes;
};

// Measurements: the mean changes, the noise stays. Its size is taken from the jumps between neighbours, which changes hardly
// touch (the largest tenth of the jumps set aside). Two times `shortest` known points or more.
Said<Changes> ChangesOfLevel(std::span<const std::optional<double>> values, const ChangeSettings& settings);

struct Exposed {
  std::optional<double> events;  // a whole number of 0 or more; none when it is not known
  double exposure = 1;           // periods, customers; above 0
};
// Counts: the rate changes. Where neighbours differ by more than chance alone makes them, a change must earn as much more.
Said<Changes> ChangesOfRate(std::span<const Exposed> counts, const ChangeSettings& settings);

}  // namespace insight
