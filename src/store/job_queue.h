#pragma once
// Jobs waiting for a thread that writes. Take returns nothing once the queue is closed and empty; a job that comes after
// that is refused.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

#include "store/writer.h"

namespace store {

class JobQueue {
 public:
  void Push(Job job) {
    std::unique_lock lock(mutex_);
    if (closed_) {
      lock.unlock();
      return job.done(base::Fail(base::ErrorCode::Unavailable, "Amends is shutting down; try again in a moment"));
    }
    jobs_.push_back(std::move(job));
    wake_.notify_one();  // under the lock: who waits may destroy this queue as soon as the job is done
  }
  // Waits for at least one job and takes up to `most`.
  std::vector<Job> Take(std::size_t most) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    std::vector<Job> taken;
    while (!jobs_.empty() && taken.size() < most) {
      taken.push_back(std::move(jobs_.front()));
      jobs_.pop_front();
    }
    return taken;
  }
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    wake_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool closed_ = false;
};

}  // namespace store
