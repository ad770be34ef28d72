#include "app/clock_runner.h"

#include <future>

#include "base/log.h"

namespace app {

base::Result<int> ClockRunner::RunOnce() {
  int acted = 0;
  for (;;) {
    TRY(const auto due, service_.queries().Firing(service_.clock().Now(), 200));
    int changed = 0;
    for (const Deadline& deadline : due) {
      cases::Command command = cases::NoticeBrokenPromise{};
      if (deadline.clock == "confirmation") command = cases::LetConfirmationLapse{};
      std::promise<base::Result<Answer>> promise;
      auto future = promise.get_future();
      Request request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}};
      service_.Handle(deadline.case_ref, std::move(command), std::move(request),
                      [&](base::Result<Answer> answer) { promise.set_value(std::move(answer)); });
      const auto answer = future.get();
      if (!answer) return std::unexpected(answer.error());
      if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) {
        base::log::Warning("a clock was refused", {{"case", deadline.case_ref.ToString()},
                                                   {"clock", deadline.clock},
                                                   {"rule", refused->empty() ? "" : base::NameOf(refused->front().rule)}});
      } else if (!std::get<CommandReply>(*answer).events.empty()) {
        ++changed;
      }
    }
    acted += changed;
    if (changed == 0 || due.size() < 200) return acted;
  }
}

void ClockRunner::RunAndTell() {
  const auto run = RunOnce();
  std::string trouble = run ? "" : run.error().says;
  if (!trouble.empty() && trouble != last_trouble_) base::log::Warning("the clocks could not be run", {{"why", trouble}});
  last_trouble_ = std::move(trouble);
}

}  // namespace app
