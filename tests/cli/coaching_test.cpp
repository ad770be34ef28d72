// `amends coaching` as a team leader meets it: whose problems went up when, kindly, and the cases behind it.

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/program.h"

namespace tests {
namespace {

TEST(Coaching, says_of_the_demo_desk_who_sent_up_what_when) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended told = amends({"coaching"});
  EXPECT_EQ(told.code, 0) << told.err;
  for (const char* part : {"\nHeating: 0 early, 3 in time, 1 late\n", "\n  Hana Sato: 0 early, 3 in time, 1 late\n",
                           "3 times, what had to go up from Hana Sato's cases went up in time: that takes judgement.",
                           "Once, the procedure sent a problem up before anybody did", "That is too little to see a pattern in.",
                           "    in time: C-1010, C-1002\n", "    late: C-1002\n"}) {
    EXPECT_TRUE(Has(told.out, part)) << "\"" << part << "\" is not in:\n" << told.out;
  }
  EXPECT_FALSE(Has(told.out, "Cole")) << "nothing of his went up";
}

TEST(Coaching, is_asked_by_login_reference_team_and_day) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const std::string of_hana = amends({"coaching", "--person", "hana"}).out;
  EXPECT_TRUE(Has(of_hana, "Hana Sato: 0 early, 3 in time, 1 late")) << of_hana;
  EXPECT_EQ(amends({"coaching", "--person", "U-2"}).out, of_hana);
  for (const std::vector<std::string>& nothing :
       {std::vector<std::string>{"--person", "cole"}, {"--team", "Billing"}, {"--from", "2020-01-01", "--to", "2020-12-31"}}) {
    std::vector<std::string> words{"coaching"};
    words.insert(words.end(), nothing.begin(), nothing.end());
    const Ended told = amends(words);
    EXPECT_EQ(told.code, 0);
    EXPECT_TRUE(Has(told.out, "Nothing went up, or nearly did, in this time.")) << told.out;
  }
}

TEST(Coaching, is_printed_as_the_api_gives_it_for_a_program) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended told = amends({"coaching", "--json"});
  const auto report = boost::json::parse(told.out);
  const auto& person = report.at("teams").at(0).at("people").at(0);
  EXPECT_EQ(person.at("person").as_string(), "U-2");
  EXPECT_EQ(person.at("in_time").at("times").as_int64(), 3);
  EXPECT_EQ(person.at("in_time").at("cases_in_all").as_int64(), 2);
  EXPECT_EQ(person.at("late").at("cases").at(0).as_string(), "C-1002");
}

TEST(Coaching, says_that_a_team_or_a_person_is_unknown) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended team = amends({"coaching", "--team", "Heatin"});
  EXPECT_EQ(team.code, 2) << team.out;
  EXPECT_TRUE(Has(team.err, "nobody here is in a team called \"Heatin\"; did you mean \"Heating\"?")) << team.err;
  const Ended person = amends({"coaching", "--person", "U-99"});
  EXPECT_EQ(person.code, 2) << person.out;
  EXPECT_TRUE(Has(person.err, "nobody here has the reference U-99")) << person.err;
}

TEST(Coaching, tells_a_slip_by_the_option_it_was_made_in) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended who = amends({"coaching", "--person", "hanna"});
  EXPECT_EQ(who.code, 2);
  EXPECT_TRUE(Has(who.err, "--person") && Has(who.err, "did you mean \"hana\"")) << who.err;
  const Ended day = amends({"coaching", "--from", "1.9.2026"});
  EXPECT_EQ(day.code, 2);
  EXPECT_TRUE(Has(day.err, "--from") && Has(day.err, "2026-12-23")) << day.err;
  EXPECT_EQ(amends({"coaching", "--from", "2026-02-02", "--to", "2026-02-01"}).code, 2);
}

}  // namespace
}  // namespace tests
