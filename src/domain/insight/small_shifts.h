#pragma once
// CUSUM and EWMA: two watches for shifts too small to send a single point outside the limits. Each says with which point it first
// knew, and since when, by its own estimate, the level has been another one.
//
//   Said<Reference> usual = ReferenceFrom(values, 24);
//   Said<Cusum> watch = RunCusum(values, *usual, {});     watch->first->known_at, watch->first->began_at
//
// Missing points are passed over; they neither add to a sum nor let it decay. Sources: Page, Continuous inspection schemes,
// Biometrika 41 (1954); Montgomery, Introduction to Statistical Quality Control, chapter 9; Lucas and Saccucci, Exponentially
// weighted moving average control schemes, Technometrics 32 (1990); for when an EWMA's shift began Nishina, A comparison of
// control charts from the viewpoint of change-point estimation, Quality and Reliability Engineering International 8 (1992).

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "domain/insight/run_rules.h"
#include "domain/insight/said.h"

namespace insight {

// What is usual: the level, and the standard deviation of a single point from the jumps between neighbours (1.128).
struct Reference {
  double centre = 0;
  double sigma = 1;  // above 0
};

// From the first `baseline` points that have a value, 6 or more; from all of them when there is none stated. The sentence says
// why not: too few points, too many gaps, no variation; of shares it tells them in per cent.
Said<Reference> ReferenceFrom(std::span<const std::optional<double>> values, std::optional<int> baseline, bool shares = false);

struct SmallShift {
  Side side = Side::High;
  std::size_t known_at = 0;  // index in the series of the point that gave the signal
  std::size_t began_at = 0;  // index of the first point at the new level, as estimated
  double level = 0;          // the new level, as estimated; too far out rather than not, as only large ones give a signal
};

enum class HeadStart : bool { No, Half };

struct CusumSettings {
  double slack = 0.5;   // k, in standard deviations: half of the shift to be seen soonest; 0 to 3
  double decision = 5;  // h, in standard deviations; above 0, to 50
  HeadStart head_start =
      HeadStart::No;  // Half: sums start at h/2, to see soon what is wrong from the start (Lucas and Crosier 1982)
};

struct Cusum {
  std::vector<std::optional<double>> high;  // one for each point, in standard deviations; none where it is missing
  std::vector<std::optional<double>> low;
  std::optional<SmallShift> first;
};

Said<Cusum> RunCusum(std::span<const std::optional<double>> values, const Reference& usual, const CusumSettings& settings);

struct EwmaSettings {
  double weight = 0.2;   // lambda, of the newest point; above 0, to 1
  double limit = 2.962;  // L, in standard deviations of the average; with 0.2 one false alarm in 500 points; above 0, to 10
};

struct Ewma {
  std::vector<std::optional<double>> average;  // one for each point; none where it is missing
  std::vector<std::optional<double>> lower;    // exact limits, which widen over the first points
  std::vector<std::optional<double>> upper;
  std::optional<SmallShift> first;
};

Said<Ewma> RunEwma(std::span<const std::optional<double>> values, const Reference& usual, const EwmaSettings& settings);

// How many points pass on average until the signal, when the level is `shift` standard deviations from the usual all along and
// the points are normal and independent: the two-sided average run length, by the Markov chain of Brook and Evans, Biometrika 59
// (1972). With shift 0: the points between two false alarms. Settings in range; EWMA with its final limits.
double CusumRunLength(const CusumSettings& settings, double shift);
double EwmaRunLength(const EwmaSettings& settings, double shift);

// The decision interval and the limit that give one false alarm in `points` points on average; 20 to 100,000.
Said<double> CusumDecisionFor(double slack, double points);
Said<double> EwmaLimitFor(double weight, double points);

}  // namespace insight
