#include "domain/insight/said.h"

#include <gtest/gtest.h>

namespace insight {
namespace {

TEST(AFigure, has_about_three_digits_that_count) {
  EXPECT_EQ(Figure(1234.56), "1235");
  EXPECT_EQ(Figure(12.345), "12.3");
  EXPECT_EQ(Figure(1.2345), "1.23");
  EXPECT_EQ(Figure(0.012345), "0.0123");
  EXPECT_EQ(Figure(7), "7");
  EXPECT_EQ(Figure(-12.345), "-12.3");
}

TEST(AFigure, is_never_minus_nothing) { EXPECT_EQ(Figure(-0.001, 2), "0.00"); }

TEST(AFigure, is_written_as_the_reader_writes_numbers) { EXPECT_EQ(Figure(12.5, 1).In(base::Language::German), "12,5"); }

TEST(Said, carries_the_sentence_in_place_of_the_figure) {
  const Said<double> said = CannotSay(base::Saying::AsIs("There is nothing to count."));
  ASSERT_FALSE(said.has_value());
  EXPECT_EQ(said.error(), "There is nothing to count.");
}

}  // namespace
}  // namespace insight
