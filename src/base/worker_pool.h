#pragma once
// A few threads that take work in turn: for what may wait (a network, a password hash) and must not hold up others.
// The destructor finishes what was posted.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace base {

// Less: these threads give way to all others of this machine, as a nice value of 10 has it.
enum class Claim { Usual, Less };

class WorkerPool {
 public:
  using Task = std::move_only_function<void()>;

  explicit WorkerPool(unsigned threads, Claim claim = Claim::Usual);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  void Post(Task task);
  // Does what was posted and takes no more.
  void Finish();

 private:
  void Work(Claim claim);

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> tasks_;
  bool stopping_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace base
