#include "domain/letters/heat.h"

#include <gtest/gtest.h>

#include "domain/letters/template.h"

namespace letters {
namespace {

HeatGuide Guide() {
  return *HeatGuide::Parse(
      "[heard]\ncue: Say it back.\nyou told us\n[empathised]\ncue: Say what it meant.\nI can see * hard\n"
      "[apologised]\ncue: Say sorry.\nI am sorry\nwe are * sorry\n[owned]\ncue: Own it.\nwe got this wrong\n"
      "[hollow]\nsorry if = \"If\" doubts it.\n",
      "heat.txt");
}
HeatReview Look(const std::string& markup) {
  Letter letter;
  letter.blocks = *ReadBlocks(markup);
  return LookForHeat(letter, Guide());
}

TEST(Heat, shows_each_part_with_the_phrase_found_and_its_place) {
  const HeatReview heat =
      Look("You told us that it leaked.\n\nI can see how very hard that was. We are truly sorry. We got this wrong.");
  ASSERT_EQ(heat.parts.size(), 4U);
  EXPECT_EQ(heat.parts[0].place->words, "You told us");
  EXPECT_EQ(heat.parts[1].place->words, "I can see how very hard");
  EXPECT_EQ(heat.parts[2].place->words, "We are truly sorry");
  EXPECT_EQ(heat.parts[3].place->block, 2);
  EXPECT_EQ(heat.says, "The customer is heard, there is empathy and an apology, and somebody owns it.");
}

TEST(Heat, gives_a_cue_for_what_it_does_not_find) {
  const HeatReview heat = Look("You told us that it leaked. I am sorry.");
  EXPECT_EQ(heat.parts[1].cue, "Say what it meant.");
  EXPECT_EQ(heat.parts[3].cue, "Own it.");
  EXPECT_EQ(heat.says, "Not found: empathised and owned.");
}

TEST(Heat, counts_half_an_apology_for_none_and_says_why) {
  const HeatReview heat = Look("I am sorry if that upset you.");
  EXPECT_FALSE(heat.parts[2].place);
  ASSERT_EQ(heat.hollow.size(), 1U);
  EXPECT_EQ(heat.hollow[0].place.words, "sorry if");
  EXPECT_EQ(heat.hollow[0].hint, "\"If\" doubts it.");
  EXPECT_TRUE(Look("I am sorry if that upset you. I am sorry for the leak.").parts[2].place);
}

TEST(TheListOfPhrases, is_refused_with_place_and_near_misses) {
  const auto says = [](const std::string& text) { return base::ToLine(HeatGuide::Parse(text, "heat.txt").error()); };
  EXPECT_TRUE(says("[herd]\n").find("heat.txt:1:1: there is no section \"herd\"; did you mean \"heard\"?") != std::string::npos);
  EXPECT_TRUE(says("[heard]\nyou said\n").find("[heard] needs a cue and at least one phrase") != std::string::npos);
}

}  // namespace
}  // namespace letters
