// `amends signals`: dated counts from a file, and what is said of them.

#include <gtest/gtest.h>

#include <fstream>

#include "support/program.h"

namespace tests {
namespace {

class Signals : public testing::Test {
 protected:
  Ended Run(const std::string& csv, const std::vector<std::string>& more = {}) {
    const std::string file = folder_.path() + "/counts.csv";
    std::ofstream(file) << csv;
    std::vector<std::string> words{AMENDS_PROGRAM, "signals", "--csv", file};
    words.insert(words.end(), more.begin(), more.end());
    return Execute(words, {}, {}, folder_.path());
  }
  // Five years of months about a level that changes with the weather, and one that doubles in the last year.
  static std::string Years() {
    std::string csv = "month,product,n\n";
    for (int i = 0; i < 60; ++i) {
      const std::string month = std::to_string(2020 + i / 12) + (i % 12 < 9 ? "-0" : "-") + std::to_string(i % 12 + 1);
      const int steady = 100 + (i * 7) % 11;
      csv += month + ",Steady," + std::to_string(steady) + "\n";
      csv += month + ",Doubled," + std::to_string((i >= 50 ? 2 : 1) * steady) + "\n";
    }
    return csv;
  }
  TempFolder folder_;
};

TEST_F(Signals, are_found_with_the_month_they_could_first_be_known) {
  const Ended ran = Run(Years());
  EXPECT_EQ(ran.code, 0) << ran.out;
  EXPECT_NE(ran.out.find("2024-03-01  Doubled had"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("Steady had"), std::string::npos) << ran.out;
}

TEST_F(Signals, know_nothing_of_what_comes_after_the_day_they_are_asked_for) {
  EXPECT_NE(Run(Years(), {"--to", "2024-02"}).out.find("Nothing was out of the usual."), std::string::npos);
  EXPECT_NE(Run(Years(), {"--to", "2024-03"}).out.find("Doubled had"), std::string::npos);
}

TEST_F(Signals, come_as_json_for_a_program) {
  const Ended ran = Run(Years(), {"--json"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find(R"("kind":"above","series":"Doubled","known":"2024-03-01")"), std::string::npos) << ran.out;
}

TEST_F(Signals, say_which_line_and_column_of_a_file_is_at_fault) {
  const auto says = [&](const std::string& csv) {
    const Ended ran = Run(csv);
    EXPECT_NE(ran.code, 0) << csv;
    return ran.err;
  };
  EXPECT_NE(says("").find("is empty"), std::string::npos);
  EXPECT_NE(says("when,how_many\n2026-01,2\n").find("expected one called date"), std::string::npos);
  EXPECT_NE(says("month,n\n2026-01,2\n2026-13,2\n").find("line 3"), std::string::npos);
  EXPECT_NE(says("month,n\n2026-01,-2\n").find("whole number of 0 or more"), std::string::npos);
  EXPECT_NE(says("month,n\n2026-01,2,7\n").find("has 3 fields, and the first row has 2"), std::string::npos);
  EXPECT_NE(says("month,n\n").find("no row of counts"), std::string::npos);
}

}  // namespace
}  // namespace tests
