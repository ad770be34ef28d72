#pragma once
// Turns clocks that have run out into commands through the one door: a promise of news that passed is found broken, a
// customer's silence that lasted long enough is recorded. What is due is found by index; a clock acted on twice acts
// once, because the second command finds it so already. A case that cannot be acted on, say because its events are
// damaged, waits longer after each attempt and never holds up another.

#include <map>
#include <mutex>

#include "app/service.h"

namespace app {

class ClockRunner {
 public:
  // How long a case waits that could not be acted on: twice as long each time.
  static constexpr base::Duration kFirstWait = std::chrono::minutes(1);
  static constexpr base::Duration kLongestWait = std::chrono::hours(1);

  explicit ClockRunner(Service& service) : service_(service) {}

  // Acts on all that is due now and returns how many commands changed something. An error is of the whole store; the
  // trouble of one case goes to the log, once for each wait.
  base::Result<int> RunOnce();

  // The same for one that runs beside a server: trouble goes to the log, once, and again when it is another.
  void RunAndTell();

 private:
  struct Setback {
    Instant ran_out;  // what could not be noticed; when the case has another next, it is tried at once
    Instant again;
    base::Duration wait;
  };
  using Setbacks = std::map<CaseId, Setback>;
  // What became of the cases of one look.
  struct Outcome {
    int changed = 0;
    std::map<CaseId, std::string> failed;  // and why
    std::optional<base::Error> store;      // nothing could be done, because the store takes nothing now
  };

  Outcome Notice(const std::vector<CaseToNotice>& due);
  void SetBack(Setbacks& to, const CaseToNotice& found, const std::string& why, Instant now) const;

  Service& service_;
  std::mutex running_;
  Setbacks setbacks_;
  std::string last_trouble_;
};

}  // namespace app
