#include "base/worker_pool.h"

#include <sys/resource.h>
#include <unistd.h>

namespace base {
namespace {

constexpr int kNice = 10;

}  // namespace

WorkerPool::WorkerPool(unsigned threads, Claim claim) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this, claim] { Work(claim); });
}

WorkerPool::~WorkerPool() { Finish(); }

void WorkerPool::Finish() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  threads_.clear();
}

void WorkerPool::Post(Task task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  wake_.notify_one();  // under the lock: the task may be what its owner waits for before destroying this pool
}

void WorkerPool::Work(Claim claim) {
  // On Linux a thread's own; refused or not, the work is done.
  if (claim == Claim::Less) setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNice);
  for (;;) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
  }
}

}  // namespace base
