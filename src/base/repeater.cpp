#include "base/repeater.h"

namespace base {

void Repeater::Bell::Ring() {
  const std::lock_guard lock(mutex);
  rung = true;
  wake.notify_one();
}

Repeater::Repeater(Duration every, Work work)
    : bell_(std::make_shared<Bell>()),
      thread_([bell = bell_, every, work = std::move(work)](const std::stop_token& stop) mutable {
        while (!stop.stop_requested()) {
          work(stop);
          std::unique_lock lock(bell->mutex);
          bell->wake.wait_for(lock, stop, every, [&] { return bell->rung; });
          bell->rung = false;
        }
      }) {}

Repeater::~Repeater() {
  thread_.request_stop();
  thread_.join();
}

std::function<void()> Repeater::Waker() const {
  return [bell = bell_] { bell->Ring(); };
}

}  // namespace base
