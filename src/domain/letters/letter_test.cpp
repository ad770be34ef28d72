#include "domain/letters/letter.h"

#include <gtest/gtest.h>

namespace letters {
namespace {

Letter Sample() {
  Letter letter;
  letter.kind = LetterKind::Update;
  letter.title = "Your <complaint> & ours";
  letter.frame = {
      "Harbour & Vale",  {"14 Quay Street", "Bristol"}, "Registered in England.", {"Amara Okafor", "27 Mill Lane"}, "C-1024",
      "24 November 2026"};
  letter.blocks = {{BlockKind::Heading, {{{"What we found"}}}},
                   {BlockKind::Paragraph, {{{"It was "}, {"our", Voice::Strong}, {" fault, <b>not</b> \"yours\"."}}}},
                   {BlockKind::Bullets, {{{"One item that is long enough to go over the end of a line"}}, {{"Two"}}}},
                   {BlockKind::Numbers, {{{"First"}}, {{"Second"}}}},
                   {BlockKind::Paragraph, {{{"Yours sincerely,\n\nHana"}}}}};
  return letter;
}

TEST(Text, is_wrapped_with_lists_indented_and_headings_ruled) {
  EXPECT_EQ(ToText(Sample(), 40),
            "Our reference: C-1024\n"
            "24 November 2026\n"
            "\n"
            "What we found\n"
            "-------------\n"
            "\n"
            "It was our fault, <b>not</b> \"yours\".\n"
            "\n"
            "- One item that is long enough to go\n"
            "  over the end of a line\n"
            "- Two\n"
            "\n"
            "1. First\n"
            "2. Second\n"
            "\n"
            "Yours sincerely,\n"
            "\n"
            "Hana\n"
            "\n"
            "Harbour & Vale\n"
            "14 Quay Street\n"
            "Bristol\n"
            "Registered in England.\n");
}

TEST(Text, keeps_the_groups_of_a_telephone_number_on_one_line) {
  Letter letter;
  letter.blocks = {{BlockKind::Paragraph, {{{"Please ring me on 0117 496 0131 today."}}}}};
  EXPECT_EQ(ToText(letter, 27), "Please ring me on\n0117 496 0131 today.\n");
}

TEST(Html, says_its_language_escapes_what_people_wrote_and_marks_gaps) {
  Letter letter = Sample();
  letter.language = "cy";
  letter.blocks.push_back({BlockKind::Paragraph, {{{"by "}, {GapText("due"), Voice::Gap}}}});
  const std::string html = ToHtml(letter);
  for (const char* part : {"<html lang=\"cy\">", "<title>Your &lt;complaint&gt; &amp; ours</title>", "<h2>What we found</h2>",
                           "<p>It was <strong>our</strong> fault, &lt;b&gt;not&lt;/b&gt; &quot;yours&quot;.</p>",
                           "<ul>\n<li>One item", "<ol>\n<li>First</li>", "<p>Yours sincerely,<br>\n<br>\nHana</p>",
                           "<mark>[missing: due]</mark>", "Harbour &amp; Vale", "font: 12pt"}) {
    EXPECT_TRUE(html.find(part) != std::string::npos) << part << " is not in\n" << html;
  }
  EXPECT_TRUE(ToHtml(letter, Print::Large).find("font: 16pt") != std::string::npos);
}

TEST(APlace, is_named_as_a_reader_counts) {
  const Letter letter = Sample();
  EXPECT_EQ(InWords({1, 1, 0, 1, ""}, letter), "heading 1");
  EXPECT_EQ(InWords({2, 1, 0, 1, ""}, letter), "paragraph 1");
  EXPECT_EQ(InWords({4, 2, 0, 1, ""}, letter), "list 2, item 2");
  EXPECT_EQ(InWords({5, 1, 0, 1, ""}, letter), "paragraph 2");
}

TEST(ADate, is_in_words_in_english_and_iso_elsewhere) {
  EXPECT_EQ(DateInWords(base::Date::Of(2026, 2, 1), "en-GB"), "1 February 2026");
  EXPECT_EQ(DateInWords(base::Date::Of(2026, 2, 1), "pl"), "2026-02-01");
}

TEST(CleanText, drops_what_turns_or_hides_and_shows_what_is_damaged) {
  EXPECT_EQ(CleanForLetter("a\u202Eb\x01"
                           "c\r\nd\xFF"),
            "abc\nd\uFFFD");
}

}  // namespace
}  // namespace letters
