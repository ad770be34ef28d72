#pragma once
// Turns clocks that have run out into commands through the one door: a promise of news that passed is found broken, a
// customer's silence that lasted long enough is recorded. What is due is found by index; a clock acted on twice acts
// once, because the second command finds it so already.

#include "app/service.h"

namespace app {

class ClockRunner {
 public:
  explicit ClockRunner(Service& service) : service_(service) {}

  // Acts on all that is due now and returns how many commands changed something.
  base::Result<int> RunOnce();

  // The same for one that runs beside a server: trouble goes to the log, once, and again when it is another.
  void RunAndTell();

 private:
  Service& service_;
  std::string last_trouble_;
};

}  // namespace app
