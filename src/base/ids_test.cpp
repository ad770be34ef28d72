#include "base/ids.h"

#include <limits>
#include <type_traits>
#include <unordered_set>

#include "support/faults.h"

namespace base {
namespace {

using tests::Says;

static_assert(!std::is_convertible_v<CaseId, CustomerId> && !std::is_constructible_v<CaseId, CustomerId>);

TEST(Ids, carry_their_letters_in_text) {
  EXPECT_EQ(CaseId{1024}.ToString(), "C-1024");
  EXPECT_EQ(CustomerId{77}.ToString(), "CU-77");
  EXPECT_EQ(CaseId::Parse("C-1024")->number, 1024);
  EXPECT_EQ(CaseId::Parse("c-1024")->number, 1024) << "as people type";
}

TEST(Ids, of_another_kind_or_form_are_refused) {
  EXPECT_EQ(Says(CaseId::Parse("CU-77")), R"(expected a reference like "C-1024", found "CU-77")");
  for (const char* text : {"", "C", "C-", "1024", "C1024", "C-0", "C-01", "C--1", "C-+1", "C-1.5", "C-12x", " C-1", "C-1 ",
                           "C-9223372036854775808", "-1"}) {
    EXPECT_FALSE(CaseId::Parse(text)) << text;
  }
  EXPECT_FALSE(CustomerId::Parse("C-77"));
}

TEST(Ids, reach_to_the_largest_number) {
  const CaseId last{std::numeric_limits<std::int64_t>::max()};
  EXPECT_EQ(*CaseId::Parse(last.ToString()), last);
}

TEST(Ids, can_be_kept_in_order_and_by_hash) {
  EXPECT_LT(CaseId{9}, CaseId{10});
  EXPECT_EQ((std::unordered_set<CaseId>{CaseId{1}, CaseId{1}, CaseId{2}}.size()), 2U);
}

}  // namespace
}  // namespace base
