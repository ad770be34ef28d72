#pragma once
// Watching many series at once: of a thousand quiet ones some look like a signal by chance alone. Controlled here is the share of
// false alarms among all alarms, over everything that is watched, not series by series.
//
//   Said<Judged> judged = FalseDiscoveries(chances, 0.1);    judged->alarms[i], judged->adjusted[i]
//
// Sources: Benjamini and Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57 (1995)
// 289-300; Benjamini and Yekutieli, The control of the false discovery rate in multiple testing under dependency, Annals of
// Statistics 29 (2001) 1165-1188; Yekutieli and Benjamini, Journal of Statistical Planning and Inference 82 (1999), adjusted
// values.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "domain/insight/said.h"

namespace insight {

enum class Dependence : std::uint8_t {
  None,  // independent series, or such as rise together: Benjamini and Hochberg
  Any    // whatever hangs together with whatever: Benjamini and Yekutieli, which finds less
};

struct Judged {
  // In the order given; none where there was no chance to judge.
  std::vector<std::optional<double>> adjusted;  // q: the smallest rate of false alarms at which this one is an alarm
  std::vector<bool> alarms;                     // adjusted is at most the rate
  int tests = 0;                                // that were judged
  int found = 0;                                // alarms
  double threshold = 0;                         // the largest chance that is an alarm; 0 when there is none
};

// `chances` of what was seen if nothing happened (p-values), 0 to 1; none for a series that could not be tested, which counts for
// nothing. `rate`: above 0 and below 1; on average at most this share of the alarms is false.
Said<Judged> FalseDiscoveries(std::span<const std::optional<double>> chances, double rate,
                              Dependence dependence = Dependence::None);

// The same while tests keep coming and each must be answered at once: every alarm earns some more to spend on later tests. LORD++
// of Ramdas, Yang, Wainwright and Jordan, Online control of the false discovery rate with decaying memory (2017), after Javanmard
// and Montanari, Annals of Statistics 46 (2018); holds for independent tests.
class OnlineDiscoveries {
 public:
  // `rate` above 0 and below 1.
  static Said<OnlineDiscoveries> Start(double rate);

  // The largest chance with which the next test would be an alarm.
  double NextThreshold() const;
  // Whether this test is an alarm. `chance` 0 to 1.
  Said<bool> Judge(double chance);

  int tests() const { return tests_; }
  int found() const { return static_cast<int>(alarms_at_.size()); }

 private:
  explicit OnlineDiscoveries(double rate) : rate_(rate) {}

  double rate_;
  int tests_ = 0;
  std::vector<int> alarms_at_;  // the number of the test, from 1
};

}  // namespace insight
