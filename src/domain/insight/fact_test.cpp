#include "domain/insight/fact.h"

#include <gtest/gtest.h>

namespace insight {
namespace {

Fact Full() {
  Fact fact;
  fact.customer = 77;
  fact.Set(Moment::Received, base::Instant::Parse("2026-03-29T00:30:59Z").value());
  fact.Set(Moment::Decided, base::Instant::Parse("2026-04-02T10:00:00Z").value());
  fact.Set(Moment::NextDue, base::Instant::Parse("2026-03-01T00:00:00Z").value());
  fact[Dimension::Product] = "Checkout";
  fact[Dimension::Vulnerable] = "yes";
  fact.attributes = {{"branch", "Leeds North"}, {"region", "North"}};
  fact[Tally::Contacts] = 255;
  fact[Tally::EstimatedDays] = 3;
  fact.currency = "GBP";
  fact.sums = {0, -1250, 99};
  fact.scores[At(Score::Satisfaction)] = 0;
  fact.scores[At(Score::ResponsivenessPerceived)] = 10;
  return fact;
}

Fact Again(const Fact& fact) { return Fact::Parse(fact.ToLine()).value(); }

TEST(Fact, comes_back_from_its_line_as_it_was) {
  EXPECT_EQ(Again(Full()), Full());
  EXPECT_EQ(Again(Fact{}), Fact{});
}

TEST(Fact, that_was_received_at_no_known_time_keeps_its_other_moments) {
  Fact fact;
  fact.Set(Moment::Closed, base::Instant::Parse("1969-12-31T23:59:30Z").value());
  EXPECT_EQ(fact.when(Moment::Closed), -1) << "the part of a minute is cut off towards the past";
  EXPECT_EQ(Again(fact), fact);
}

TEST(Fact, is_short_when_little_is_known) {
  Fact fact;
  fact.customer = 7;
  fact.Set(Moment::Received, base::Instant::Parse("2026-03-29T00:30:00Z").value());
  EXPECT_EQ(fact.ToLine(), "7\t29579070\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t");
}

TEST(Fact, of_a_damaged_line_names_what_is_damaged) {
  for (const char* line : {"x", "7\t1,2,x", "7\t1\t300", "7\t1\t\t\t\t9999999999", "7\t1,,,,,,,,,,,,,,,,,,9"}) {
    const auto read = Fact::Parse(line);
    ASSERT_FALSE(read) << line;
    EXPECT_EQ(read.error().code, base::ErrorCode::Corrupt);
    EXPECT_NE(base::ToLine(read.error()).find("amends rebuild"), std::string::npos);
  }
}

}  // namespace
}  // namespace insight
