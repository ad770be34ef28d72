#pragma once
// How far the log has come, for live feeds: one thread asks the store, when this process commits and now and then for
// what others commit, so that a hundred watchers cost one question.

#include <atomic>

#include "app/ports/event_store.h"
#include "base/repeater.h"

namespace http {

class FeedHub {
 public:
  explicit FeedHub(app::EventStore& store);

  // The position of the newest event known.
  std::int64_t position() const { return position_.load(); }

 private:
  void Look(const std::stop_token& stop);

  app::EventStore& store_;
  std::atomic<std::int64_t> position_{0};
  base::Repeater repeater_;  // last: it uses the rest
};

}  // namespace http
