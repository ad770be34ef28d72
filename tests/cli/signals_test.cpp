// `amends signals`: dated counts from a file, and what is said of them.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/date.h"
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

TEST_F(Signals, are_not_of_a_business_that_grew) {
  // Twice the customers since March 2024, and twice the counts.
  std::string csv = "month,product,n,of\n";
  std::istringstream rows(Years());
  std::string row;
  std::getline(rows, row);
  while (std::getline(rows, row)) {
    const bool grown = row.find("Doubled") != std::string::npos && row >= "2024-03";
    csv += row + (grown ? ",2000\n" : ",1000\n");
  }
  EXPECT_EQ(Run(csv).out.find("Doubled had"), std::string::npos) << Run(csv).out;
  EXPECT_EQ(Run(csv).out.find("judged as they are"), std::string::npos);
  EXPECT_NE(Run(Years()).out.find("judged as they are"), std::string::npos) << "without what they are out of, that is said";
  EXPECT_NE(Run("month,n,of\n2026-01,2,0\n").err.find("a number above 0"), std::string::npos);
}

TEST_F(Signals, are_not_of_days_to_come) {
  EXPECT_NE(Run("month,n\n2026-01,2\n2190-01,2\n").err.find("is in the future; a series ends at"), std::string::npos);
}

TEST_F(Signals, are_not_of_a_holiday) {
  // A hundred a day, forty at Christmas and New Year; those of the fifth year are on the list as those before.
  std::string csv = "date,n\n";
  std::string holidays = "date,name\n";
  base::Date day = base::Date::Of(2020, 1, 1);
  for (int i = 0; i < 365 * 5 + 2; ++i, day = day + 1) {
    const bool off = (day.month() == 12 && (day.day() == 25 || day.day() == 26)) || (day.month() == 1 && day.day() == 1);
    if (off) holidays += day.ToString() + ",a holiday\n";
    csv += day.ToString() + "," + std::to_string((off ? 40 : 100) + (i * 7) % 19) + "\n";
  }
  const std::string list = folder_.path() + "/holidays.csv";
  std::ofstream(list) << holidays;
  EXPECT_NE(Run(csv, {"--from", "2024-06-01"}).out.find("2024-12-25"), std::string::npos);
  EXPECT_EQ(Run(csv, {"--from", "2024-06-01", "--holidays", list}).out.find("2024-12-25"), std::string::npos);
  std::ofstream(list) << "Christmas\nBoxing Day\n";
  EXPECT_NE(Run(csv, {"--holidays", list}).err.find("expected a day like 2026-12-25"), std::string::npos);
  std::ofstream(list) << "25.12.2026\n2026-12-26\n";
  EXPECT_NE(Run(csv, {"--holidays", list}).err.find("line 1: expected a day like 2026-12-25"), std::string::npos)
      << "a day in another form is no name of a column";
}

}  // namespace
}  // namespace tests
