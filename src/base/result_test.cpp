#include "base/result.h"

#include <gtest/gtest.h>

namespace base {
namespace {

Result<int> Half(int n) {
  if (n % 2 != 0) return FailAt("n", "expected an even number");
  return n / 2;
}
Result<int> Quarter(int n) {
  TRY(const int half, Half(n));
  CHECK_OK(Half(half));
  TRY(const int quarter, Half(half));
  return quarter;
}

TEST(Results, pass_a_failure_on_as_it_is) {
  EXPECT_EQ(*Quarter(12), 3);
  EXPECT_EQ(Quarter(6).error(), Half(3).error());
}

TEST(Results, say_all_that_is_wrong_in_one_line) {
  EXPECT_EQ(ToLine(Error{ErrorCode::Invalid, "the request has faults", {{"cost", "is required"}, {"", "is odd"}}}),
            "the request has faults; cost: is required; is odd");
  EXPECT_EQ(ToLine(Fail(ErrorCode::Unavailable, "the disk is full").error()), "the disk is full");
}

}  // namespace
}  // namespace base
