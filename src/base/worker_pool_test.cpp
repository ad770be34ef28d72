#include "base/worker_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <memory>

namespace base {
namespace {

TEST(WorkerPools, do_all_that_was_posted_before_they_go) {
  std::atomic<int> done = 0;
  {
    WorkerPool pool(3);
    for (int i = 0; i < 1000; ++i) pool.Post([&] { ++done; });
  }
  EXPECT_EQ(done, 1000);
}

TEST(WorkerPools, work_on_as_many_tasks_at_once_as_they_have_threads) {
  WorkerPool pool(2);
  std::latch both(2);
  std::atomic<int> met = 0;
  for (int i = 0; i < 2; ++i) {
    pool.Post([&] {
      both.arrive_and_wait();  // never passed if one had to wait for the other to end
      ++met;
    });
  }
  pool.Finish();
  EXPECT_EQ(met, 2);
}

TEST(WorkerPools, with_one_thread_keep_the_order) {
  std::vector<int> order;
  WorkerPool pool(1);
  for (int i = 0; i < 100; ++i) pool.Post([&, i] { order.push_back(i); });
  pool.Finish();
  ASSERT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST(WorkerPools, take_tasks_that_cannot_be_copied_and_tasks_that_post_tasks) {
  std::atomic<int> sum = 0;
  std::latch second(1);
  WorkerPool pool(1);
  pool.Post([&, value = std::make_unique<int>(3)] {
    sum += *value;
    pool.Post([&] {
      sum += 4;
      second.count_down();
    });
  });
  second.wait();
  pool.Finish();
  EXPECT_EQ(sum, 7);
}

TEST(WorkerPools, can_be_finished_twice) {
  WorkerPool pool(2);
  pool.Finish();
  pool.Finish();
}

}  // namespace
}  // namespace base
