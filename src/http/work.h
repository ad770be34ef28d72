#pragma once
// Long pieces of work that somebody waits for: how far each is, and whether whoever asked for it is still there. A request names
// its work by the header Work-Id; the same person can then ask how far it is. Whoever hangs up calls it off.

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "base/headway.h"
#include "base/ids.h"

namespace http {

inline constexpr std::size_t kMostWorkName = 64;

class Work {
 public:
  void CallOff() { off_ = true; }
  double done() const { return done_; }
  // Takes what is told from any thread; fails once it was called off. Holds the work.
  static base::Headway HeadwayOf(std::shared_ptr<Work> work);

 private:
  std::atomic<double> done_ = 0;
  std::atomic<bool> off_ = false;
};

// What is being worked on for whom. Safe from any thread.
class WorkInHand {
 public:
  // Known by this name for as long as the work is held; a name that is in use already then stands for the newer one.
  std::shared_ptr<Work> Begin(base::UserId who, const std::string& name);
  std::shared_ptr<Work> Find(base::UserId who, const std::string& name) const;
  // When the server ends.
  void CallOffAll();

 private:
  struct InHand {
    base::UserId who;
    std::string name;  // empty: nobody asks for it
    std::weak_ptr<Work> work;
  };
  mutable std::mutex mutex_;
  std::vector<InHand> all_;
};

}  // namespace http
