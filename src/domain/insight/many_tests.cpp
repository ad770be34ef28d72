#include "domain/insight/many_tests.h"

#include <algorithm>
#include <cmath>

namespace insight {

using base::Saying;

namespace {

std::optional<Saying> RateFault(double rate) {
  if (rate > 0 && rate < 1) return std::nullopt;
  return Saying("The share of false alarms is above 0 and below 1, not {}.", Figure(rate));
}

std::optional<Saying> ChanceFault(double chance) {
  if (chance >= 0 && chance <= 1) return std::nullopt;
  return std::isnan(chance) ? Saying("A chance is not a number; leave it out where a series could not be tested.")
                            : Saying("A chance is 0 to 1, not {}.", Figure(chance));
}

// How much of what there is to spend goes to the n-th test since it was earned: all parts sum to 0.91, and fall slowly enough
// that an alarm a year later is still possible (Ramdas et al. 2017, section 4).
double PartToSpend(int n) {
  const double tests = n;
  return 0.0722 * std::log(std::max(tests, 2.0)) / (tests * std::exp(std::sqrt(std::log(tests))));
}

}  // namespace

Said<Judged> FalseDiscoveries(std::span<const std::optional<double>> chances, double rate, Dependence dependence) {
  if (auto fault = RateFault(rate)) return CannotSay(std::move(*fault));
  std::vector<std::pair<double, std::size_t>> ordered;
  for (std::size_t i = 0; i < chances.size(); ++i) {
    if (!chances[i]) continue;
    if (auto fault = ChanceFault(*chances[i])) return CannotSay(std::move(*fault));
    ordered.emplace_back(*chances[i], i);
  }
  if (ordered.empty()) return CannotSay(Saying("There is no series to judge."));
  std::ranges::sort(ordered);

  const auto tests = static_cast<double>(ordered.size());
  double price = 1;
  switch (dependence) {
    case Dependence::None: break;
    case Dependence::Any:
      price = 0;
      for (std::size_t i = 1; i <= ordered.size(); ++i) price += 1 / static_cast<double>(i);
      break;
  }
  Judged judged{.adjusted = std::vector<std::optional<double>>(chances.size()),
                .alarms = std::vector<bool>(chances.size()),
                .tests = static_cast<int>(ordered.size())};
  double smallest = 1;
  for (std::size_t rank = ordered.size(); rank > 0; --rank) {
    const auto& [chance, index] = ordered[rank - 1];
    // In this order of reckoning the adjusted chance is never below the chance itself, not even in its last digit.
    smallest = std::min(smallest, chance * (price * (tests / static_cast<double>(rank))));
    judged.adjusted[index] = smallest;
    if (smallest > rate) continue;
    judged.alarms[index] = true;
    ++judged.found;
    judged.threshold = std::max(judged.threshold, chance);
  }
  return judged;
}

Said<OnlineDiscoveries> OnlineDiscoveries::Start(double rate) {
  if (auto fault = RateFault(rate)) return CannotSay(std::move(*fault));
  return OnlineDiscoveries(rate);
}

double OnlineDiscoveries::NextThreshold() const {
  // Half of the rate to begin with; the other half comes with the first alarm, and a whole with every later one.
  const double start = rate_ / 2;
  const int next = tests_ + 1;
  double threshold = PartToSpend(next) * start;
  for (std::size_t i = 0; i < alarms_at_.size(); ++i)
    threshold += PartToSpend(next - alarms_at_[i]) * (i == 0 ? rate_ - start : rate_);
  return threshold;
}

Said<bool> OnlineDiscoveries::Judge(double chance) {
  if (auto fault = ChanceFault(chance)) return CannotSay(std::move(*fault));
  const bool alarm = chance <= NextThreshold();
  ++tests_;
  if (alarm) alarms_at_.push_back(tests_);
  return alarm;
}

}  // namespace insight
