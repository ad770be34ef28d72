#include "http/feed_hub.h"

namespace http {

FeedHub::FeedHub(app::EventStore& store) : store_(store), bell_(std::make_shared<Bell>()) {
  store_.OnCommit([bell = bell_] {
    {
      const std::lock_guard lock(bell->mutex);
      if (bell->rung) return;
      bell->rung = true;
    }
    bell->wake.notify_one();
  });
  thread_ = std::jthread([this](const std::stop_token& stop) { Watch(stop); });
}

FeedHub::~FeedHub() {
  thread_.request_stop();
  thread_.join();
}

void FeedHub::Watch(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (const auto last = store_.LastPosition()) position_ = *last;
    std::unique_lock lock(bell_->mutex);
    bell_->wake.wait_for(lock, stop, std::chrono::milliseconds(500), [this] { return bell_->rung; });
    bell_->rung = false;
    lock.unlock();
    // Under load, twenty looks a second are enough for any watcher.
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

}  // namespace http
