#pragma once
// Turns clocks that have run out into commands through the one door: a promise of news that passed is found broken, a
// customer's silence that lasted long enough is recorded. What is due is found by index; a clock acted on twice acts
// once, because the second command finds it so already.

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/service.h"

namespace app {

class ClockRunner {
 public:
  explicit ClockRunner(Service& service) : service_(service) {}
  ~ClockRunner() { Stop(); }

  // Acts on all that is due now and returns how many commands changed something.
  base::Result<int> RunOnce();

  // Runs beside the server: every second, and at once when woken.
  void Start();
  void Wake();
  void Stop();

 private:
  Service& service_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool woken_ = false;
  std::jthread thread_;
};

}  // namespace app
