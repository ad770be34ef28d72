#include "domain/insight/rates.h"

#include <algorithm>
#include <cmath>

#include "domain/insight/distributions.h"

namespace insight {

using base::Saying;

namespace {

bool Whole(double value) { return std::isfinite(value) && value >= 0 && value == std::floor(value); }

std::optional<Saying> ConfidenceFault(double confidence) {
  if (confidence > 0 && confidence < 1) return std::nullopt;
  return Saying("The confidence of an interval is above 0 and below 1, not {}.", Figure(confidence));
}

std::optional<Saying> ShareFault(double count, double of, double confidence) {
  if (!Whole(count) || !Whole(of))
    return Saying("A share is of whole numbers of 0 or more, not {} of {}.", Figure(count), Figure(of));
  if (of == 0) return Saying("There is no share of nothing; at least one case is needed.");
  if (count > of) return Saying("{} of {} is more than all of them.", Figure(count), Figure(of));
  return ConfidenceFault(confidence);
}

std::optional<Saying> RateFault(double events, double exposure, double confidence) {
  if (!Whole(events)) return Saying("The number of events is a whole number of 0 or more, not {}.", Figure(events));
  if (!(exposure > 0) || !std::isfinite(exposure))
    return Saying("A rate needs to be of something more than 0, not of {}.", Figure(exposure));
  return ConfidenceFault(confidence);
}

// The distance that Wilson's limits solve for: where the share is so many standard deviations of its own from what was seen.
double TwoSided(double confidence) { return NormalQuantile(0.5 + confidence / 2); }

// P(X < k) + P(X = k)/2.
double MidAtMost(double count, double of, double share) {
  return BinomialAtMost(count, of, share) - BinomialExactly(count, of, share) / 2;
}

// Falls from 1 to 0 as the share rises.
template <class Falling>
double Solve(Falling falling, double target) {
  double low = 0, high = 1;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (falling(middle) > target ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

Said<Interval> Wilson(double count, double of, double confidence) {
  if (auto fault = ShareFault(count, of, confidence)) return CannotSay(std::move(*fault));
  const double z = TwoSided(confidence), share = count / of;
  const double middle = 2 * count + z * z, reach = z * std::sqrt(z * z + 4 * count * (1 - share)), below = 2 * (of + z * z);
  // Rounding must not put an end beyond what is possible, nor beyond what was seen.
  return Interval{.value = share,
                  .low = count == 0 ? 0 : std::max(0.0, (middle - reach) / below),
                  .high = count == of ? 1 : std::min(1.0, (middle + reach) / below)};
}

Said<Interval> ExactShare(double count, double of, double confidence) {
  if (auto fault = ShareFault(count, of, confidence)) return CannotSay(std::move(*fault));
  const double tail = (1 - confidence) / 2;
  return Interval{.value = count / of,
                  .low = count == 0 ? 0 : BetaQuantile(tail, count, of - count + 1),
                  .high = count == of ? 1 : BetaQuantile(1 - tail, count + 1, of - count)};
}

Said<Interval> MidShare(double count, double of, double confidence) {
  if (auto fault = ShareFault(count, of, confidence)) return CannotSay(std::move(*fault));
  const double tail = (1 - confidence) / 2;
  const auto at_most = [&](double share) { return MidAtMost(count, of, share); };
  return Interval{
      .value = count / of, .low = count == 0 ? 0 : Solve(at_most, 1 - tail), .high = count == of ? 1 : Solve(at_most, tail)};
}

Said<Interval> ShareDifference(double count, double of, double other_count, double other_of, double confidence) {
  const Said<Interval> first = Wilson(count, of, confidence);
  if (!first) return CannotSay(first.error());
  const Said<Interval> second = Wilson(other_count, other_of, confidence);
  if (!second) return CannotSay(second.error());
  const double difference = first->value - second->value;
  return Interval{.value = difference,
                  .low = difference - std::hypot(first->value - first->low, second->high - second->value),
                  .high = difference + std::hypot(first->high - first->value, second->value - second->low)};
}

Said<Interval> EventRate(double events, double exposure, double confidence) {
  if (auto fault = RateFault(events, exposure, confidence)) return CannotSay(std::move(*fault));
  const double tail = (1 - confidence) / 2;
  return Interval{.value = events / exposure,
                  .low = events == 0 ? 0 : ChiSquaredQuantile(tail, 2 * events) / 2 / exposure,
                  .high = ChiSquaredQuantile(1 - tail, 2 * events + 2) / 2 / exposure};
}

Said<Interval> RateRatio(double events, double exposure, double other_events, double other_exposure, double confidence) {
  if (auto fault = RateFault(events, exposure, confidence)) return CannotSay(std::move(*fault));
  if (auto fault = RateFault(other_events, other_exposure, confidence)) return CannotSay(std::move(*fault));
  if (other_events == 0) return CannotSay(Saying("There were no events to compare with; a ratio needs at least one."));
  const Said<Interval> share = ExactShare(events, events + other_events, confidence);
  const auto ratio = [&](double part) { return part / (1 - part) * other_exposure / exposure; };
  return Interval{.value = ratio(share->value), .low = ratio(share->low), .high = ratio(share->high)};
}

Said<Interval> MeanOf(double count, double sum, double squares, double confidence) {
  if (auto fault = ConfidenceFault(confidence)) return CannotSay(std::move(*fault));
  if (!(count >= 2))
    return CannotSay(Saying("An average with an interval needs at least 2 values; there are {}.", Figure(count)));
  const double mean = sum / count;
  const double variance = std::max(0.0, (squares - sum * mean) / (count - 1));
  const double reach = StudentQuantile(0.5 + confidence / 2, count - 1) * std::sqrt(variance / count);
  return Interval{.value = mean, .low = mean - reach, .high = mean + reach};
}

Said<Chance> ChanceOfCount(double count, double expected, double dispersion) {
  if (!Whole(count)) return CannotSay(Saying("A count is a whole number of 0 or more, not {}.", Figure(count)));
  if (!(expected >= 0) || !std::isfinite(expected))
    return CannotSay(Saying("What is expected is 0 or more, not {}.", Figure(expected)));
  if (!std::isfinite(dispersion))
    return CannotSay(Saying("How much counts vary is not known; without it the chance of one cannot be said."));
  Chance chance;
  double exactly = 0;
  // Just above 1 the negative binomial has a size so large that its sums lose their digits, and is the Poisson distribution.
  if (dispersion > 1 + 1e-6) {
    chance.at_most = OverdispersedAtMost(count, expected, dispersion);
    chance.at_least = OverdispersedAtLeast(count, expected, dispersion);
    exactly = OverdispersedExactly(count, expected, dispersion);
  } else {
    chance.at_most = PoissonAtMost(count, expected);
    chance.at_least = PoissonAtLeast(count, expected);
    exactly = PoissonExactly(count, expected);
  }
  const double smaller = std::min(chance.at_most, chance.at_least);
  chance.two_sided = std::min(1.0, 2 * smaller);
  chance.mid = std::clamp(2 * (smaller - exactly / 2), 0.0, 1.0);
  return chance;
}

Said<Chance> ChanceOfShare(double count, double of, double share) {
  if (auto fault = ShareFault(count, of, 0.95)) return CannotSay(std::move(*fault));
  if (!(share >= 0 && share <= 1)) return CannotSay(Saying("The share that is expected is 0 to 1, not {}.", Figure(share)));
  Chance chance{.at_most = BinomialAtMost(count, of, share), .at_least = 1 - BinomialAtMost(count - 1, of, share)};
  const double exactly = BinomialExactly(count, of, share);
  // Results exactly as likely as this one must not be lost to the last digit.
  const double threshold = exactly * (1 + 1e-9);
  // Results get less likely away from the likeliest one, so that those no likelier than this one are two tails.
  const double likeliest = std::min(of, std::floor((of + 1) * share));
  const auto unlikely = [&](double other) { return BinomialExactly(other, of, share) <= threshold; };
  if (unlikely(likeliest)) {
    chance.two_sided = 1;
  } else if (count < likeliest) {
    double near = likeliest, far = of + 1;
    while (far - near > 1) {
      const double middle = std::floor((near + far) / 2);
      (unlikely(middle) ? far : near) = middle;
    }
    chance.two_sided = std::min(1.0, chance.at_most + 1 - BinomialAtMost(far - 1, of, share));
  } else {
    double near = likeliest, far = -1;
    while (near - far > 1) {
      const double middle = std::ceil((near + far) / 2);
      (unlikely(middle) ? far : near) = middle;
    }
    chance.two_sided = std::min(1.0, chance.at_least + BinomialAtMost(far, of, share));
  }
  chance.mid = std::clamp(2 * (std::min(chance.at_most, chance.at_least) - exactly / 2), 0.0, 1.0);
  return chance;
}

Said<Interval> NetPromoterScore(double promoters, double detractors, double answers, double confidence) {
  if (auto fault = ShareFault(promoters, answers, confidence)) return CannotSay(std::move(*fault));
  if (auto fault = ShareFault(detractors, answers, confidence)) return CannotSay(std::move(*fault));
  if (auto fault = ShareFault(promoters + detractors, answers, confidence)) return CannotSay(std::move(*fault));
  const double score = (promoters - detractors) / answers;
  const double n = answers + 3, for_us = (promoters + 0.75) / n, against_us = (detractors + 0.75) / n;
  const double adjusted = for_us - against_us;
  const double reach = TwoSided(confidence) * std::sqrt((for_us + against_us - adjusted * adjusted) / n);
  // With few answers all of one kind the adjusted middle is inward of the score.
  return Interval{.value = score,
                  .low = std::min(score, std::max(-1.0, adjusted - reach)),
                  .high = std::max(score, std::min(1.0, adjusted + reach))};
}

Said<Percentile> PercentileOf(std::vector<double> values, double share, double confidence) {
  if (auto fault = ConfidenceFault(confidence)) return CannotSay(std::move(*fault));
  if (!(share > 0 && share < 1))
    return CannotSay(Saying("A percentile is of a share above 0 and below 1, not {}.", Figure(share)));
  if (values.empty()) return CannotSay(Saying("There are no values; a percentile needs at least one."));
  if (!std::ranges::all_of(values, [](double value) { return std::isfinite(value); })) {
    return CannotSay(Saying("One of the values is not a number; leave it out where it is not known."));
  }
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  const double position = share * (n - 1), whole = std::floor(position);
  const auto at = static_cast<std::size_t>(whole);
  Percentile found{.value = values[at], .values = static_cast<int>(values.size())};
  if (at + 1 < values.size()) found.value += (position - whole) * (values[at + 1] - values[at]);

  // The percentile is between the l-th and the u-th value when l to u-1 of the values are below it, each with the chance `share`.
  const double tail = (1 - confidence) / 2;
  // The largest l with P(X <= l-1) <= tail, and the smallest u with P(X <= u-1) >= 1 - tail.
  const double spread = std::sqrt(n * share * (1 - share));
  double low = std::max(0.0, std::floor(n * share - 10 * spread - 10));
  while (low < n && BinomialAtMost(low, n, share) <= tail) ++low;
  double high = low;
  while (high < n && BinomialAtMost(high, n, share) < 1 - tail) ++high;
  const double below = low >= 1 ? BinomialAtMost(low - 1, n, share) : 0;
  if (low >= 1) found.low = values[static_cast<std::size_t>(low) - 1];
  if (high + 1 <= n) found.high = values[static_cast<std::size_t>(high)];
  found.confidence = (high + 1 <= n ? BinomialAtMost(high, n, share) : 1) - below;
  return found;
}

}  // namespace insight
