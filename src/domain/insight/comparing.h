#pragma once
// Comparing fairly: which few causes make up most of the trouble (Pareto), and which teams or branches differ from the others by
// more than chance, given how much they handle (funnel plot, standardised ratio). It protects one rule: nobody is ranked. A unit
// is inside the limits, outside them, or too small to be told.
//
//   auto pareto = insight::ParetoOf(causes, ParetoBy::Cost);
//   pareto->vital                    3, the causes that make up 80 % of the cost
//   auto funnel = insight::FunnelOf(FunnelKind::Proportion, {{"Leeds", 31, 204}, {"Hull", 9, 18}});
//   funnel->points[0].standing       FunnelStanding::Within

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/reflect.h"
#include "domain/insight/said.h"

namespace insight {

enum class ParetoBy : std::uint8_t { Count, Cost, Pain };
BOOST_DESCRIBE_ENUM(ParetoBy, Count, Cost, Pain)

struct ParetoItem {
  std::string name;
  double count = 0;  // cases
  double cost = 0;   // in one currency
  double pain = 0;   // any score that adds up: severity times cases
};

struct ParetoBar {
  std::string name;
  double amount = 0;
  double share = 0;       // of all, 0 to 1
  double cumulative = 0;  // of this and all before it
  int place = 1;          // 1 is the most; tied bars share a place
  bool tied = false;
  bool vital = false;
};

struct Pareto {
  ParetoBy by = ParetoBy::Count;
  double total = 0;
  std::vector<ParetoBar> bars;  // the most first; ties in the order of the name; bars of nothing are left out
  int vital = 0;  // the vital few: so many bars, with all that tie with the last, reach the share; 0: there are none
  base::Saying says;
};

// The vital few (Juran 1951, Quality Control Handbook) are the fewest bars that together reach `share` (above 0, at most 1).
// Where that takes more than half of the bars, there are no vital few, and `says` says so. An error names an amount that is
// negative or not a number, or says that there is nothing to add up.
Said<Pareto> ParetoOf(std::span<const ParetoItem> items, ParetoBy by, double share = 0.8);

// Proportion: events out of cases, each case with at most one. Rate: events for an exposure (customers, parcels), or observed
// against expected.
enum class FunnelKind : std::uint8_t { Proportion, Rate };

struct FunnelUnit {
  std::string name;
  double events = 0;
  double volume = 0;
};

struct FunnelLimits {
  double volume = 0;
  double low_95 = 0;
  double high_95 = 0;
  double low_998 = 0;
  double high_998 = 0;
};

// Unclear: between the 95 % and the 99.8 % limit, where one unit in twenty is by chance.
enum class FunnelStanding : std::uint8_t { TooSmall, Within, UnclearLow, UnclearHigh, Low, High };
BOOST_DESCRIBE_ENUM(FunnelStanding, TooSmall, Within, UnclearLow, UnclearHigh, Low, High)

struct FunnelPoint {
  std::string name;
  double events = 0;
  double volume = 0;
  double value = 0;     // events / volume
  double distance = 0;  // from the target in standard errors, over-dispersion taken into account
  FunnelLimits limits;
  FunnelStanding standing = FunnelStanding::Within;
  base::Saying says;
};

struct Funnel {
  FunnelKind kind = FunnelKind::Proportion;
  double target = 0;
  double dispersion = 1;            // 1: units differ as chance would have it; 4: twice as far
  bool widened = false;             // the limits, because of over-dispersion
  std::vector<FunnelPoint> points;  // in the order of the units
  std::vector<FunnelLimits> curve;  // for the picture, from a small volume to the largest
  std::vector<base::Saying> notes;
};

struct FunnelOptions {
  std::optional<double> target = {};  // a standard from outside; nothing: all events over all volume
  bool widen = true;                  // the limits where units differ by more than chance
  int curve_points = 60;
};

// Exact limits, interpolated: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, appendix A.1.1, at 2.5 % and 97.5 %,
// 0.1 % and 99.9 %. Over-dispersion, section 5: the mean square of the standardised distances, the outermost tenth on either side
// drawn in (Winsorised); it widens the limits by its square root when it exceeds 1 + 2 sqrt(2 / units) and there are at least ten
// units. An error: fewer than two units, a volume that is not above 0, more events than cases, no events at all or nothing but
// events.
Said<Funnel> FunnelOf(FunnelKind kind, std::span<const FunnelUnit> units, const FunnelOptions& options = {});

// The limits at one volume around `target`, not widened. Spiegelhalter (2005), A.1.1: with R events, r the least with P(R <= r)
// >= p, and a = (P(R <= r) - p) / P(R = r), the limit is (r - a) / volume, and no lower than 0. The upper limits are the same
// counted from above, one event further out than his: r itself is as likely as r or more, which is more likely than 1 - p.
FunnelLimits ExactLimits(FunnelKind kind, double target, double volume);

// One unit's cases of one kind (product, age of the customer), and how the same kind fares everywhere.
struct Stratum {
  double events = 0;
  double volume = 0;
  double reference_events = 0;
  double reference_volume = 0;
};

struct StandardisedRatio {
  double observed = 0;
  double expected = 0;
  double ratio = 0;  // 1: as everywhere, given what the unit handles
  double low = 0;    // exact 95 % interval
  double high = 0;
  bool too_few = false;  // fewer than one event expected: even none at all would say nothing
  base::Saying says;
};

// Indirect standardisation: what would be expected of the unit at the reference's rates, stratum by stratum; the interval is the
// exact one of a Poisson count (Garwood 1936, Biometrika 28, 437-442) over the expected. An error: a stratum with cases of the
// unit but none of the reference, a negative figure, nothing expected.
Said<StandardisedRatio> Standardise(std::span<const Stratum> strata);

}  // namespace insight
