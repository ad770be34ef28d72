#pragma once
// A thread that does one thing again and again: every so often, and at once when woken.
//
//   base::Repeater runner(std::chrono::seconds(1), [&](const std::stop_token&) { RunOnce(); });
//   runner.Wake();

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "base/time.h"

namespace base {

class Repeater {
 public:
  using Work = std::move_only_function<void(const std::stop_token&)>;

  // The first time is at once.
  Repeater(Duration every, Work work);
  // Waits for work under way to end; the token tells it to.
  ~Repeater();
  Repeater(const Repeater&) = delete;
  Repeater& operator=(const Repeater&) = delete;

  // Returns at once. Woken while it works, it works once more.
  void Wake() { bell_->Ring(); }
  // A wake that may be called even after this is gone, when it does nothing.
  std::function<void()> Waker() const;

 private:
  struct Bell {
    void Ring();
    std::mutex mutex;
    std::condition_variable_any wake;
    bool rung = false;
  };

  std::shared_ptr<Bell> bell_;
  std::jthread thread_;
};

}  // namespace base
