#include "base/text.h"

#include <rapidcheck.h>

#include "support/faults.h"

namespace base {
namespace {

using tests::Says;

std::string Reading(std::string_view raw) {
  const auto line = Line::Parse(raw);
  return line ? line->str() : Says(line);
}

TEST(Lines, are_trimmed_and_freed_of_control_characters) {
  EXPECT_EQ(Reading("  Boiler\tnot repaired \r\n"), "Boiler\tnot repaired");
  EXPECT_EQ(Reading("Boi\x01ler\x7F"), "Boiler");
  EXPECT_EQ(Reading("\x01 Boiler \x02"), "Boiler");
  EXPECT_EQ(Reading("Refund of \u202E001"), "Refund of 001");
}

TEST(Lines, are_one_line_with_something_on_it) {
  EXPECT_EQ(Reading("one\ntwo"), "expected a single line of text, found a line break");
  EXPECT_EQ(Reading(" \t\n"), "is empty; write something here");
  EXPECT_EQ(Reading("\x01 \x02"), "is empty; write something here");
  EXPECT_EQ(Reading(""), "is empty; write something here");
}

TEST(Lines, have_a_limit_in_characters_and_not_in_bytes) {
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "é";
  EXPECT_EQ(Reading(accents), accents);
  EXPECT_EQ(Reading(accents + "é"), "expected at most 200 characters, found 201");
  EXPECT_EQ(Reading(accents + "\x01"), accents) << "what is not kept does not count";
  EXPECT_FALSE(Word::Parse(std::string(65, 'x')));
  EXPECT_TRUE(Prose::Parse(std::string(50'000, 'x')));
  EXPECT_FALSE(Prose::Parse(std::string(50'001, 'x')));
}

TEST(Lines, are_valid_utf8_or_refused) {
  for (const char* bytes : {"\xFF", "caf\xE9", "\xC3", "\xE2\x82", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80"}) {
    EXPECT_EQ(Reading(bytes), "expected text in UTF-8") << bytes;
    EXPECT_FALSE(IsUtf8(bytes));
  }
  EXPECT_TRUE(IsUtf8("£ 😀 Ω"));
}

TEST(Lines, that_break_the_rule_in_the_program_itself_throw) {
  EXPECT_THROW(Line("one\ntwo"), std::invalid_argument);
  EXPECT_EQ(Line(" kept ").str(), "kept");
}

TEST(Prose, has_many_lines_and_one_kind_of_line_break) {
  EXPECT_EQ(Prose::Parse("one\r\n\r\ntwo\tthree\n")->str(), "one\n\ntwo\tthree");
}

TEST(Prose, read_twice_is_the_same_as_read_once) {
  EXPECT_TRUE(rc::check("Parse is idempotent on any bytes", [] {
    const auto raw =
        *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>({{6, rc::gen::elementOf(std::string(" \t\r\n\x01\x7F"))},
                                                                       {1, rc::gen::character<char>()},
                                                                       {3, rc::gen::inRange('a', 'e')}}));
    const auto once = Prose::Parse(raw);
    if (!once) return;
    const auto twice = Prose::Parse(once->str());
    RC_ASSERT(twice.has_value());
    RC_ASSERT(*twice == *once);
  }));
}

TEST(Folding, makes_alike_what_two_people_typed) {
  EXPECT_EQ(Fold("Renée"), "renee");
  EXPECT_EQ(Fold("RENEE"), "renee");
  EXPECT_EQ(Fold("Re\u0301ne\u0301"), Fold("Réné"));
  EXPECT_EQ(Fold("STRASSE"), Fold("Straße"));
  EXPECT_EQ(Fold("\xFF"), "\xFF") << "what is not text stays as it is";
}

TEST(Kebab, cuts_before_each_capital) {
  EXPECT_EQ(Kebab("EstablishCause"), "establish-cause");
  EXPECT_EQ(Kebab("EstablishCause", '_'), "establish_cause");
  EXPECT_EQ(Spaced("EstablishCause"), "establish cause");
  EXPECT_EQ(Kebab(""), "");
}

TEST(NearMisses, come_nearest_first_and_not_from_far_away) {
  const std::vector<std::string> known{"checkout", "delivery", "deliveries", "returns"};
  EXPECT_EQ(NearMisses("Chekout", known), std::vector<std::string>{"checkout"});
  EXPECT_EQ(NearMisses("delivary", known), (std::vector<std::string>{"delivery"}));
  EXPECT_EQ(NearMisses("cehckout", known), std::vector<std::string>{"checkout"});
  EXPECT_EQ(NearMisses("emial", {"email", "name"}), std::vector<std::string>{"email"}) << "two letters swapped are one slip";
  EXPECT_EQ(NearMisses("deli", known), (std::vector<std::string>{"delivery", "deliveries"})) << "a beginning is near";
  EXPECT_TRUE(NearMisses("zebra", known).empty());
  EXPECT_TRUE(NearMisses(std::string(65, 'c'), known).empty());
  EXPECT_EQ(DidYouMean("Chekout", known), R"(; did you mean "checkout"?)");
  EXPECT_EQ(DidYouMean("zebra", known), "");
}

TEST(NearMisses, name_nothing_twice_and_never_the_very_word) {
  EXPECT_EQ(NearMisses("case", {"cast", "case", "cast"}), std::vector<std::string>{"cast"});
  EXPECT_EQ(NearMisses("Case", {"case"}), std::vector<std::string>{"case"}) << "capitals are a slip too";
}

TEST(NearMisses, are_three_at_most) { EXPECT_EQ(NearMisses("caso", {"case", "cast", "cash", "cask"}).size(), 3U); }

TEST(Quoting, shortens_by_characters_and_never_breaks_out) {
  EXPECT_EQ(Quoted("Checkout"), "\"Checkout\"");
  EXPECT_EQ(Quoted("a\nb\x1B[31m"), "\"a b [31m\"");
  EXPECT_EQ(Quoted("\xFF"), "bytes that are not UTF-8");
  std::string fits;
  for (int i = 0; i < 60; ++i) fits += "é";
  EXPECT_EQ(Quoted(fits), "\"" + fits + "\"");
  EXPECT_EQ(Quoted(fits + "é"), "\"" + fits.substr(2) + "…\"");
}

TEST(NearMisses, are_asked_about_and_end_the_sentence) {
  const auto asked = [](std::string_view word) { return Saying::Sentence(OrNear(Saying("It has none"), word, {"answer"})); };
  EXPECT_EQ(asked("zzz"), "It has none.");
  EXPECT_EQ(asked("answr"), "It has none; did you mean \"answer\"?");
}

TEST(Shortening, keeps_what_fits_and_ends_the_rest_with_an_ellipsis) {
  EXPECT_EQ(Shortened("Café", 4), "Café");
  EXPECT_EQ(Shortened("Cafés", 4), "Caf…");
  EXPECT_EQ(Shortened("éé", 1), "…");
  EXPECT_EQ(Shortened("", 1), "");
}

TEST(Lists, read_as_a_sentence_does) {
  EXPECT_EQ(OneOf({"a", "b", "c"}), "a, b or c");
  EXPECT_EQ(AllOf({"a", "b"}), "a and b");
  EXPECT_EQ(AllOf({"a"}), "a");
  EXPECT_EQ(AllOf({}), "");
  EXPECT_EQ(Count(1, "option"), "1 option");
  EXPECT_EQ(Count(0, "option"), "0 options");
}

TEST(CodePoints, count_what_a_person_typed_more_nearly_than_bytes) {
  EXPECT_EQ(CodePoints("£5"), 2U);
  EXPECT_EQ(CodePoints("😀"), 1U);
}

}  // namespace
}  // namespace base
