#pragma once
// The procedures in force, as the log has them: read again when the log says more, and looked for at most once a second,
// so that every process of a desk works under a new version within a second of its activation.
//
//   const auto book = store.Procedures().Book();   // hold it as long as what it gives is used

#include <atomic>
#include <memory>
#include <mutex>

#include "base/result.h"
#include "domain/procedures/book.h"
#include "domain/procedures/register.h"

namespace app {

class EventStore;

using SharedBook = std::shared_ptr<const procedures::Book>;
// The one stream of the register.
inline constexpr base::RegisterId kRegister{1};
// Of what the desk learns as a whole.
inline constexpr base::LearningId kLearning{1};
// Of the scheduled reports.
inline constexpr base::ReportsId kReports{1};

// The book a register makes. An activation whose texts this program cannot read is Corrupt: a newer one may have made it.
base::Result<SharedBook> BookOf(const procedures::Register& procedures);

class Procedures {
 public:
  explicit Procedures(EventStore& store) : store_(store) {}

  // Looks at the log now. To be done once before Book is asked.
  base::Result<void> Refresh();
  // What was read last is kept while the log cannot be read.
  SharedBook Book();
  // For after an activation in this process.
  void LookAgain() { next_look_ = 0; }

 private:
  EventStore& store_;
  std::mutex mutex_;
  std::mutex reading_;
  SharedBook book_;
  std::int64_t version_ = -1;
  std::atomic<std::int64_t> next_look_{0};  // milliseconds of the stopwatch
};

}  // namespace app
