#include "app/clock_runner.h"

#include <condition_variable>
#include <mutex>

#include "base/log.h"

namespace app {

namespace {

constexpr int kAtOnce = 200;

// Commands under way together share the store's commits.
struct Together {
  std::mutex mutex;
  std::condition_variable all;
  std::size_t waiting = 0;
  int changed = 0;
  std::optional<base::Error> error;
};

}  // namespace

base::Result<int> ClockRunner::RunOnce() {
  int acted = 0;
  for (;;) {
    TRY(const auto due, service_.queries().ToNotice(service_.clock().Now(), kAtOnce));
    Together together;
    together.waiting = due.size();
    for (const CaseToNotice& found : due) {
      Request request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}};
      service_.Handle(found.case_ref, cases::NoticeTime{}, std::move(request),
                      [&together, ref = found.case_ref](base::Result<Answer> answer) {
                        const std::lock_guard lock(together.mutex);
                        if (!answer) {
                          together.error = answer.error();
                        } else if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) {
                          base::log::Warning(
                              "the clocks of a case were refused",
                              {{"case", ref.ToString()}, {"rule", refused->empty() ? "" : base::NameOf(refused->front().rule)}});
                        } else if (!std::get<CommandReply>(*answer).events.empty()) {
                          ++together.changed;
                        }
                        if (--together.waiting == 0) together.all.notify_all();
                      });
    }
    std::unique_lock lock(together.mutex);
    together.all.wait(lock, [&] { return together.waiting == 0; });
    if (together.error) return std::unexpected(*together.error);
    acted += together.changed;
    if (together.changed == 0 || due.size() < kAtOnce) return acted;
  }
}

void ClockRunner::RunAndTell() {
  const auto run = RunOnce();
  std::string trouble = run ? "" : run.error().says;
  if (!trouble.empty() && trouble != last_trouble_) base::log::Warning("the clocks could not be run", {{"why", trouble}});
  last_trouble_ = std::move(trouble);
}

}  // namespace app
