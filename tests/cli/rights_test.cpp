// `amends rights` as a handler meets it: needs no desk, says it in words, and tells a slip by the option it was made in.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/program.h"

namespace tests {
namespace {

using Words = std::vector<std::string>;

Ended Ask(const Words& words) {
  Words command{AMENDS_PROGRAM, "rights"};
  command.insert(command.end(), words.begin(), words.end());
  return Execute(command, {}, {}, "/");
}
TEST(Rights, are_said_with_what_is_open_until_when_on_which_section) {
  const Ended last_day = Ask({"--kind", "goods", "--delivered", "2026-09-01", "--fault", "2026-09-20", "--price", "GBP 499.00",
                              "--today", "2026-10-01"});
  EXPECT_EQ(last_day.code, 0) << last_day.err;
  for (const char* part :
       {"The Consumer Rights Act 2015 on Thu 1 Oct 2026\n",
        "Open today\n  Reject the goods (short-term right) and have all the money back  (until Thu 1 Oct 2026)\n",
        "(£499.00). The last day is Thu 1 Oct 2026, which is today.", "[s.22(3)]", "Not open today\n  Keep the goods",
        "Who must prove it\n  Short-term right to reject: The customer must show", "The refund\n  No refund is agreed."}) {
    EXPECT_TRUE(Has(last_day.out, part)) << "\"" << part << "\" is not in:\n" << last_day.out;
  }
  EXPECT_FALSE(Has(last_day.out, "\033")) << "no colours where no terminal is";
  EXPECT_FALSE(Has(last_day.out, "Not verified"));
  const Ended next_day = Ask({"--kind", "goods", "--delivered", "2026-09-01", "--fault", "2026-09-20", "--today", "2026-10-02"});
  EXPECT_TRUE(Has(next_day.out, "and have all the money back  (over)\n")) << next_day.out;
}

TEST(Rights, take_one_repair_by_its_options_and_more_by_attempts) {
  const Ended one = Ask({"--kind", "goods", "--delivered", "2026-09-01", "--fault", "2026-09-05", "--repair-asked", "2026-09-10",
                         "--repair-back", "2026-09-20", "--repair-failed", "--today", "2026-10-12"});
  EXPECT_TRUE(Has(one.out, "(until Mon 12 Oct 2026)")) << one.out << one.err;
  const Ended same = Ask({"--kind", "goods", "--delivered", "2026-09-01", "--fault", "2026-09-05", "--attempt",
                          "repair:2026-09-10:2026-09-20:failed", "--today", "2026-10-12"});
  EXPECT_EQ(same.out, one.out) << same.err;
  const Ended two = Ask({"--kind", "goods", "--delivered", "2026-09-01", "--attempt", "repair:2026-09-05:2026-09-09:failed",
                         "--attempt", "replacement:2026-09-20:2026-09-24:failed", "--today", "2026-10-11"});
  EXPECT_TRUE(Has(two.out, "(until Sun 11 Oct 2026)")) << two.out << two.err;
}

TEST(Rights, name_the_option_that_would_tell_what_is_missing_and_mark_what_is_not_verified) {
  const Ended ended = Ask({"--kind", "digital-content"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_TRUE(Has(ended.out, "Say it with --delivered.")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "[s.43(2)(a)*]")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "  * Not verified: ")) << ended.out;
}

TEST(Rights, are_printed_as_the_api_gives_them_for_a_program) {
  const Ended ended = Ask({"--kind", "goods", "--delivered", "2026-09-01", "--today", "2026-10-01", "--json"});
  const auto answer = boost::json::parse(ended.out);
  EXPECT_EQ(answer.at("rights").at(0).at("last").as_string(), "2026-10-01");
  EXPECT_EQ(answer.at("missing").at(0).at("field").as_string(), "fault_shown");
}

TEST(ASlipInRights, is_told_by_the_option_with_what_was_expected_and_ends_with_2) {
  const std::vector<std::pair<Words, std::string>> calls{
      {{"--kind", "good"},
       "  --kind: expected goods, digital-content, service or mixed, found \"good\"; did you mean \"goods\"?\n"},
      {{"--kind", "goods", "--deliverd", "2026-09-01"},
       "amends: there is no option \"--deliverd\"; did you mean \"--delivered\"?\n"},
      {{"--kind", "goods", "--delivered", "1/9/2026"},
       "  --delivered: expected a day like \"2026-12-23\" (year, month, day), found \"1/9/2026\"\n"},
      {{"--kind", "goods", "--price", "499"},
       "  --price: expected an amount with its currency, like \"GBP 499.00\", found \"499\"\n"},
      {{"--kind", "goods", "--delivered", "2026-09-01", "--fault", "2026-08-01"},
       "  --fault: Sat 1 Aug 2026 is before the day of delivery, Tue 1 Sep 2026; correct the one or the other\n"},
      {{"--kind", "goods", "--replacement-asked", "2026-09-10", "--replacement-back", "2026-09-09"},
       "  --replacement-back: Wed 9 Sep 2026 is before the day of the request, Thu 10 Sep 2026; correct the one or the other\n"},
      {{"--kind", "goods", "--delivered", "2026-09-01", "--today", "2026-08-31"},
       "  --delivered: Tue 1 Sep 2026 is after today, Mon 31 Aug 2026; give the day it happened, or leave it out\n"},
      {{"--kind", "goods", "--repair-failed"}, "  --repair-asked: is needed: the day it was asked for or agreed to\n"},
      {{"--kind", "goods", "--repair-asked", "2026-09-10", "--repair-failed", "--repair-worked"},
       "  --repair-worked: expected one outcome: --repair-worked, -failed or -late\n"},
      {{"--kind", "goods", "--attempt", "repiar:2026-09-10"}, "found \"repiar\"; did you mean \"repair\""},
      {{"--kind", "goods", "--attempt", "repair"}, "like repair:2026-09-10:2026-09-20:failed, found \"repair\"\n"},
      {{"--kind", "goods", "--attempt", "repair:2026-09-10:2026-09-05:failed"},
       "  --attempt repair:2026-09-10:2026-09-05:failed: Sat 5 Sep 2026 is before the day of the request"},
      {{"--kind", "service", "--rejected", "2026-09-01"}, "  --rejected: is only for goods;"},
      {{}, "amends: --kind is required\n"},
  };
  for (const auto& [words, says] : calls) {
    const Ended ended = Ask(words);
    EXPECT_EQ(ended.code, 2) << base::AllOf(words);
    EXPECT_EQ(ended.out, "") << base::AllOf(words);
    EXPECT_TRUE(Has(ended.err, says)) << ended.err << "\nis not:\n" << says;
  }
}

}  // namespace
}  // namespace tests
