#pragma once
// The one place that knows what time it is. A Clock is handed in at the edge (main, the test) and its answer travels
// inwards as an argument; the lint refuses any other call of now().

#include <atomic>
#include <memory>

#include "base/time.h"

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant Now() const override;
};

// Stands still until told. Safe to read and move from several threads.
class SimulatedClock final : public Clock {
 public:
  explicit SimulatedClock(Instant start) : millis_(start.millis) {}
  Instant Now() const override { return {millis_.load()}; }
  void Advance(Duration by) { millis_ += by.count(); }
  void Set(Instant to) { millis_ = to.millis; }

 private:
  std::atomic<std::int64_t> millis_;
};

// Monotonic seconds since some fixed start: for rates and time-outs, never for facts.
double Stopwatch();

}  // namespace base
