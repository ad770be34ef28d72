// `amends report`: files for the management review and the regulator, from the database alone.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "support/program.h"

namespace tests {
namespace {

TEST(ServiceReview, is_written_as_pdf_and_spreadsheet_or_printed) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended written =
      amends({"report", "service-review", "--pdf", amends.File("review.pdf"), "--xlsx", amends.File("review.xlsx")});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_TRUE(Has(written.err, "review.pdf")) << written.err;
  EXPECT_TRUE(Has(Execute({"pdftotext", "-layout", amends.File("review.pdf"), "-"}).out, "Service review"));
  EXPECT_TRUE(Has(Execute({"unzip", "-l", amends.File("review.xlsx")}).out, "xl/worksheets/sheet11.xml"));
  const Ended printed = amends({"report", "service-review"});
  EXPECT_EQ(printed.code, 0);
  for (const char* part : {"Service review, ", "== At a glance", "Received", "Clocks of law and code", "== What is open"}) {
    EXPECT_TRUE(Has(printed.out, part)) << part << " is not in:\n" << printed.out;
  }
  const Ended told = amends({"report", "service-review", "--json"});
  EXPECT_EQ(boost::json::parse(told.out).at("kind").as_string(), "service-review");
}

TEST(ServiceReview, names_the_option_at_fault) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended told = amends({"report", "service-review", "--from", "yesterday"});
  EXPECT_EQ(told.code, 2);
  EXPECT_TRUE(Has(told.err, "--from")) << told.err;
  const Ended folder = amends({"report", "service-review", "--pdf", amends.File("no/such/folder.pdf")});
  EXPECT_EQ(folder.code, 3);
  EXPECT_TRUE(Has(folder.err, "cannot be written")) << folder.err;
}

TEST(HalfYear, says_why_it_is_not_final_and_ends_with_1) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended told = amends({"report", "half-year", "2999-H1"});
  EXPECT_EQ(told.code, 2) << "years 1900 to 2998";
  const Ended over = amends({"report", "half-year", "2020-H1", "--csv", amends.File("return.csv")});
  EXPECT_EQ(over.code, 0) << over.err << over.out;
  std::ifstream csv(amends.File("return.csv"));
  std::string first;
  std::getline(csv, first);
  EXPECT_EQ(first, "return,final,line,product,category,count,currency,amount");
  const Ended ahead = amends({"report", "half-year", "2998-H1"});
  EXPECT_EQ(ahead.code, 1);
  EXPECT_TRUE(Has(ahead.out, "The half-year is not over")) << ahead.out;
  EXPECT_TRUE(Has(ahead.out, "The two sums are the same, for every case.")) << ahead.out;
  EXPECT_TRUE(Has(ahead.out, "PS25/19")) << ahead.out;
}

}  // namespace
}  // namespace tests
