#include "base/repeater.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace base {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST(Repeater, works_at_once_and_again_when_woken) {
  std::latch first(1);
  std::latch second(2);
  Repeater repeater(hours(1), [&, times = 0](const std::stop_token&) mutable {
    if (++times <= 1) first.count_down();
    if (times <= 2) second.count_down();
  });
  first.wait();
  repeater.Wake();
  second.wait();
}

TEST(Repeater, works_every_so_often_by_itself) {
  std::latch thrice(3);
  Repeater repeater(milliseconds(1), [&, left = 3](const std::stop_token&) mutable {
    if (left-- > 0) thrice.count_down();
  });
  thrice.wait();
}

TEST(Repeater, ends_soon_however_long_it_would_wait) {
  std::atomic<int> times = 0;
  {
    Repeater repeater(hours(1), [&](const std::stop_token&) { ++times; });
  }
  EXPECT_LE(times, 1);
}

TEST(Repeater, tells_long_work_to_stop) {
  std::latch begun(1);
  Repeater repeater(hours(1), [&](const std::stop_token& stop) {
    begun.count_down();
    while (!stop.stop_requested()) std::this_thread::yield();
  });
  begun.wait();
}

TEST(Repeater, can_be_woken_after_its_end_without_harm) {
  std::function<void()> wake;
  {
    Repeater repeater(hours(1), [](const std::stop_token&) {});
    wake = repeater.Waker();
  }
  wake();
}

}  // namespace
}  // namespace base
