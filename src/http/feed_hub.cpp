#include "http/feed_hub.h"

namespace http {

FeedHub::FeedHub(app::EventStore& store)
    : store_(store), repeater_(std::chrono::milliseconds(500), [this](const std::stop_token& stop) { Look(stop); }) {
  store_.OnCommit(repeater_.Waker());
}

void FeedHub::Look(const std::stop_token& stop) {
  if (const auto last = store_.LastPosition()) position_ = *last;
  // Under load, twenty looks a second are enough for any watcher.
  if (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

}  // namespace http
