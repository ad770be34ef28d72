#include "base/clock.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Clocks, a_simulated_one_stands_still_until_told) {
  SimulatedClock clock(*Instant::Parse("2026-11-02T09:00:00Z"));
  EXPECT_EQ(clock.Now().ToString(), "2026-11-02T09:00:00Z");
  EXPECT_EQ(clock.Now(), clock.Now());
  clock.Advance(std::chrono::days(3) + std::chrono::milliseconds(5));
  EXPECT_EQ(clock.Now().ToString(), "2026-11-05T09:00:00.005Z");
  clock.Set(*Instant::Parse("2026-11-01T00:00:00Z"));
  EXPECT_EQ(clock.Now().ToString(), "2026-11-01T00:00:00Z");
}

TEST(Clocks, the_systems_own_is_of_this_age_and_the_stopwatch_never_runs_back) {
  EXPECT_GT(SystemClock().Now(), *Instant::Parse("2024-01-01T00:00:00Z"));
  const double first = Stopwatch();
  EXPECT_GE(Stopwatch(), first);
}

}  // namespace
}  // namespace base
