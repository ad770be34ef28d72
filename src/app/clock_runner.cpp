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

void ClockRunner::Start() {
  thread_ = std::jthread([this](const std::stop_token& stop) {
    std::string last;
    while (!stop.stop_requested()) {
      const auto run = RunOnce();
      const std::string why = run ? "" : run.error().says;
      // Said once, and again when it is something else.
      if (!why.empty() && why != last) base::log::Warning("the clocks could not be run", {{"why", why}});
      last = why;
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, std::chrono::seconds(1), [this] { return woken_; });
      woken_ = false;
    }
  });
}

void ClockRunner::Wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  wake_.notify_all();
}

void ClockRunner::Stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

}  // namespace app
