// How text is taken apart into words.

#include "app/words.h"

#include <gtest/gtest.h>

#include <vector>

namespace app {
namespace {

std::vector<std::string> WordsOf(std::string_view text, std::string_view also = "") {
  std::vector<std::string> words;
  EachWord(text, also, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}
using Words = std::vector<std::string>;

TEST(Words, are_runs_of_letters_and_digits) {
  EXPECT_EQ(WordsOf("the reader, no 7: broken!"), (Words{"the", "reader", "no", "7", "broken"}));
  EXPECT_EQ(WordsOf("für 5€ über‒schlau"), (Words{"für", "5", "über", "schlau"}));
  EXPECT_EQ(WordsOf(""), Words{});
  EXPECT_EQ(WordsOf("..."), Words{});
}

TEST(Words, keep_an_apostrophe_within_and_none_around) {
  EXPECT_EQ(WordsOf("don't 'quote' o'clock'", "'"), (Words{"don't", "quote", "o'clock"}));
  EXPECT_EQ(WordsOf("don't"), (Words{"don", "t"})) << "unless it is wanted, it ends a word";
}

TEST(Words, of_bytes_that_are_no_text_are_none) { EXPECT_EQ(WordsOf("a\xff\xfe b"), (Words{"a", "b"})); }

TEST(Words, in_lower_case_keep_their_accents_and_have_one_kind_of_apostrophe) {
  EXPECT_EQ(LowerWithAccents("DON’T Ärgern"), "don't ärgern");
  EXPECT_EQ(LowerWithAccents("\xff"), "\xff");
}

TEST(Words, are_compared_by_their_stems) {
  EXPECT_EQ(std::string(Stem("readers")), "reader");
  EXPECT_EQ(std::string(Stem("charging")), std::string(Stem("charged")));
}

}  // namespace
}  // namespace app
