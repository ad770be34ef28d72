#include "base/headway.h"

#include <gtest/gtest.h>

#include <vector>

namespace base {
namespace {

TEST(Headway, tells_how_much_of_the_whole_is_done) {
  std::vector<double> told;
  const Headway whole = [&](double done) -> Result<void> {
    told.push_back(done);
    return {};
  };
  const Headway second = Between(whole, 0.5, 1);
  EXPECT_TRUE(Tell(second, 1, 4));
  EXPECT_TRUE(Tell(second, 4, 4));
  EXPECT_TRUE(Tell(Between(second, 0, 0.5), 1, 2));
  EXPECT_EQ(told, (std::vector<double>{0.625, 1, 0.625}));
}

TEST(Headway, of_nothing_is_all) {
  double told = 0;
  EXPECT_TRUE(Tell([&](double done) -> Result<void> { return told = done, Result<void>(); }, 0, 0));
  EXPECT_EQ(told, 1);
}

TEST(Headway, needs_nobody_who_listens) {
  EXPECT_TRUE(Tell({}, 0.5));
  EXPECT_TRUE(Tell(Between({}, 0, 0.5), 0.5));
}

TEST(Headway, ends_the_work_that_is_called_off) {
  std::stop_source source;
  const Headway headway = UntilStopped(source.get_token());
  EXPECT_TRUE(Tell(headway, 0.1));
  source.request_stop();
  const auto told = Tell(Between(headway, 0, 0.5), 0.2);
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, ErrorCode::CalledOff);
}

}  // namespace
}  // namespace base
