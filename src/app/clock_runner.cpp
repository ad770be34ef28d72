#include "app/clock_runner.h"

#include <algorithm>
#include <condition_variable>

#include "base/log.h"

namespace app {

namespace {

constexpr int kAtOnce = 200;

}  // namespace

ClockRunner::Outcome ClockRunner::Notice(const std::vector<CaseToNotice>& due) {
  // Commands under way together share the store's commits.
  struct Together {
    std::mutex mutex;
    std::condition_variable all;
    std::size_t waiting = 0;
    std::size_t unavailable = 0;
    Outcome outcome;
  } together;
  together.waiting = due.size();
  for (const CaseToNotice& found : due) {
    Request request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}};
    service_.Handle(found.case_ref, cases::NoticeTime{}, std::move(request),
                    [&together, ref = found.case_ref](base::Result<Answer> answer) {
                      const std::lock_guard lock(together.mutex);
                      Outcome& outcome = together.outcome;
                      if (!answer) {
                        outcome.failed[ref] = answer.error().says;
                        if (answer.error().code == base::ErrorCode::Unavailable) {
                          ++together.unavailable;
                          outcome.store = answer.error();
                        }
                      } else if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) {
                        outcome.failed[ref] = "refused" + (refused->empty() ? "" : ": " + base::NameOf(refused->front().rule));
                      } else if (!std::get<CommandReply>(*answer).events.empty()) {
                        ++outcome.changed;
                      }
                      if (--together.waiting == 0) together.all.notify_all();
                    });
  }
  std::unique_lock lock(together.mutex);
  together.all.wait(lock, [&] { return together.waiting == 0; });
  if (together.unavailable < due.size()) together.outcome.store.reset();
  return std::move(together.outcome);
}

void ClockRunner::SetBack(Setbacks& to, const CaseToNotice& found, const std::string& why, Instant now) const {
  const auto before = setbacks_.find(found.case_ref);
  const base::Duration wait = before == setbacks_.end() ? kFirstWait : std::min(2 * before->second.wait, kLongestWait);
  to[found.case_ref] = {found.at, now + wait, wait};
  base::log::Warning(
      "the clocks of a case could not be run",
      {{"case", found.case_ref.ToString()}, {"why", why}, {"due", found.at.ToString()}, {"again", (now + wait).ToString()}});
}

base::Result<int> ClockRunner::RunOnce() {
  const std::lock_guard running(running_);
  const Instant now = service_.clock().Now();
  int acted = 0;
  Setbacks still;  // of the cases that are due; who is no more has recovered some other way
  std::optional<CaseToNotice> last;
  for (;;) {
    TRY(const auto found, service_.queries().ToNotice(now, kAtOnce, last));
    std::vector<CaseToNotice> due;
    for (const CaseToNotice& one : found) {
      const auto setback = setbacks_.find(one.case_ref);
      if (setback == setbacks_.end() || setback->second.ran_out != one.at || setback->second.again <= now) {
        due.push_back(one);
      } else {
        still.insert(*setback);
      }
    }
    const Outcome outcome = Notice(due);
    acted += outcome.changed;
    if (outcome.store) {
      still.merge(setbacks_);  // what was learnt of a case in this run counts
      setbacks_ = std::move(still);
      return std::unexpected(*outcome.store);
    }
    for (const CaseToNotice& one : due) {
      if (const auto failed = outcome.failed.find(one.case_ref); failed != outcome.failed.end()) {
        SetBack(still, one, failed->second, now);
      }
    }
    if (found.size() < kAtOnce) break;
    last = found.back();
  }
  setbacks_ = std::move(still);
  return acted;
}

void ClockRunner::RunAndTell() {
  const auto run = RunOnce();
  std::string trouble = run ? std::string() : run.error().says.ToString();
  if (!trouble.empty() && trouble != last_trouble_) base::log::Warning("the clocks could not be run", {{"why", trouble}});
  last_trouble_ = std::move(trouble);
}

}  // namespace app
