#pragma once
// How far the log has come, for live feeds: one thread asks the store, when this process commits and now and then for
// what others commit, so that a hundred watchers cost one question.

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/ports/event_store.h"

namespace http {

class FeedHub {
 public:
  explicit FeedHub(app::EventStore& store);
  ~FeedHub();

  // The position of the newest event known.
  std::int64_t position() const { return position_.load(); }

 private:
  void Watch(const std::stop_token& stop);

  app::EventStore& store_;
  std::atomic<std::int64_t> position_{0};
  // Shared with the store's listener, which may outlive this hub by a moment.
  struct Bell {
    std::mutex mutex;
    std::condition_variable_any wake;
    bool rung = false;
  };
  std::shared_ptr<Bell> bell_;
  std::jthread thread_;
};

}  // namespace http
