#include "domain/letters/template.h"

#include <rapidcheck.h>

#include <gtest/gtest.h>

#include <algorithm>

namespace letters {
namespace {

const std::string kHeader = "letter: update\ntitle: News of {{case.reference}}\nlanguage: en-GB\n---\n";

Values Some() {
  return {{"customer", Record{{"name", "Amara Okafor"}, {"nickname", {}}, {"vip", true}}},
          {"case", Record{{"reference", "C-1024"}}},
          {"organisation", Record{{"name", "Harbour & Vale"}}},
          {"letter", Record{{"date", base::Date::Of(2026, 11, 24)}}},
          {"due", base::Date::Of(2026, 12, 3)},
          {"refund", *base::Money::Of("150.00", "GBP")},
          {"offer", {}},
          {"none", List{}},
          {"facts", List{"One", "Two"}},
          {"actions", List{Record{{"what", "Call"}, {"done", true}}, Record{{"what", "Pay"}, {"done", false}}}}};
}

base::Result<Letter> Merged(const std::string& body, const Values& values = Some()) {
  TRY(const auto form, Template::Parse(kHeader + body, "t.txt"));
  return form.Merge(values);
}
std::string Markup(const std::string& body, const Values& values = Some()) {
  const auto letter = Merged(body, values);
  return letter ? ToMarkup(letter->blocks) : base::ToLine(letter.error());
}
std::vector<base::Fault> FaultsOf(const std::string& body) {
  const auto letter = Merged(body);
  return letter ? std::vector<base::Fault>{} : letter.error().faults;
}

TEST(Merging, writes_text_dates_in_words_and_money_with_its_sign) {
  EXPECT_EQ(Markup("Dear {{customer.name}}, we pay {{refund}} by {{ due }}."),
            "Dear Amara Okafor, we pay £150.00 by 3 December 2026.\n");
  EXPECT_EQ(Merged("x")->title, "News of C-1024");
  EXPECT_EQ(Merged("x")->frame.date, "24 November 2026");
}

TEST(Merging, takes_one_branch_of_an_if_and_the_else_when_there_is_nothing) {
  EXPECT_EQ(Markup("{{#if customer.vip}}yes{{else}}no{{/if}}"), "yes\n");
  EXPECT_EQ(Markup("{{#if offer}}yes{{else}}no{{/if}}"), "no\n");
  EXPECT_EQ(Markup("{{#if none}}yes{{/if}}"), "");
  EXPECT_EQ(Markup("{{#if facts}}a{{#if offer}}b{{else}}c{{/if}}d{{/if}}"), "acd\n");
}

TEST(Merging, repeats_for_each_item_and_takes_the_else_for_none) {
  EXPECT_EQ(Markup("{{#each facts}}\n- {{this}}\n{{/each}}\n"), "- One\n- Two\n");
  EXPECT_EQ(Markup("{{#each actions}}\n1. {{what}}: {{#if done}}done{{else}}open for {{customer.name}}{{/if}}\n{{/each}}"),
            "1. Call: done\n2. Pay: open for Amara Okafor\n");
  EXPECT_EQ(Markup("{{#each none}}\n- {{anything}}\n{{else}}\nNothing.\n{{/each}}"), "Nothing.\n");
}

TEST(AHeading, under_which_nothing_came_to_stand_is_left_out) {
  EXPECT_EQ(Markup("# Found\n\n{{#each none}}\n- {{this}}\n{{/each}}\n\n# Next\n\nText"), "# Next\n\nText\n");
  EXPECT_EQ(Markup("Text\n\n# Last\n\n{{#if offer}}x{{/if}}"), "Text\n");
  EXPECT_EQ(Markup("# A\n\n## B\n\nText\n\n## C\n\n# D\n\n## E\n"), "# A\n\n## B\n\nText\n");
  EXPECT_EQ(Markup("# A\n\n## B\n\nText"), "# A\n\n## B\n\nText\n") << "a subheading is something";
}

TEST(TheStatements, are_asked_for_by_a_section_that_only_stands_with_them) {
  const auto form =
      Template::Parse(kHeader + "{{#if statements}}\n# Rights\n\n{{statements}}\n{{else}}\nNone.\n{{/if}}\n\nBye.", "t.txt");
  ASSERT_TRUE(form) << base::ToLine(form.error());
  const std::vector<Inset> insets{{"a", "You may.", "a.txt"}};
  EXPECT_EQ(ToMarkup(form->Merge(Some(), insets, {"a"})->blocks), "# Rights\n\nYou may.\n\nBye.\n");
  EXPECT_EQ(ToMarkup(form->Merge(Some(), insets, {})->blocks), "None.\n\nBye.\n");
  const auto named = Template::Parse(kHeader + "{{statement a}}\n\n{{#if statements}}\nMore.\n{{/if}}", "t.txt");
  EXPECT_EQ(ToMarkup(named->Merge(Some(), insets, {"a"})->blocks), "You may.\n") << "it stands elsewhere already";
}

TEST(Merging, reads_headings_lists_strong_text_and_line_breaks) {
  const auto blocks = ReadBlocks("# One\n## Two\nA\n**b c** d\\\ne\n\n- x\n  y\n- z\n\n1. n\nText");
  ASSERT_TRUE(blocks);
  ASSERT_EQ(blocks->size(), 6U);
  EXPECT_EQ((*blocks)[0], (Block{BlockKind::Heading, {{{"One"}}}}));
  EXPECT_EQ((*blocks)[1], (Block{BlockKind::Subheading, {{{"Two"}}}}));
  EXPECT_EQ((*blocks)[2], (Block{BlockKind::Paragraph, {{{"A "}, {"b c", Voice::Strong}, {" d\ne"}}}}));
  EXPECT_EQ((*blocks)[3], (Block{BlockKind::Bullets, {{{"x y"}}, {{"z"}}}}));
  EXPECT_EQ((*blocks)[4], (Block{BlockKind::Numbers, {{{"n"}}}}));
  EXPECT_EQ((*blocks)[5], (Block{BlockKind::Paragraph, {{{"Text"}}}}));
}

TEST(Merging, never_obeys_what_a_value_holds) {
  Values values = Some();
  values["words"] = "# no heading **nor strong** {{customer.name}}\n- no item";
  const auto letter = Merged("{{words}}", values);
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->blocks,
            (std::vector<Block>{{BlockKind::Paragraph, {{{"# no heading **nor strong** {{customer.name}}\n- no item"}}}}}));
}

TEST(Merging, parts_paragraphs_where_a_value_has_a_blank_line_and_only_there) {
  Values values = Some();
  values["words"] = "First.\r\n\r\nSecond\nline.";
  EXPECT_EQ(Merged("{{words}}", values)->blocks,
            (std::vector<Block>{{BlockKind::Paragraph, {{{"First."}}}}, {BlockKind::Paragraph, {{{"Second\nline."}}}}}));
  EXPECT_EQ(Merged("- {{words}}", values)->blocks, (std::vector<Block>{{BlockKind::Bullets, {{{"First.\nSecond\nline."}}}}}));
  EXPECT_EQ(Merged("# {{words}}\n\nText", values)->blocks.front(), (Block{BlockKind::Heading, {{{"First. Second line."}}}}));
}

TEST(AGap, names_the_field_that_is_empty_and_where_it_stands) {
  const auto letter = Merged("Hello.\n\nDear {{customer.nickname}}, of {{offer.amount}}");
  ASSERT_TRUE(letter);
  const auto gaps = GapsOf(*letter);
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_EQ(gaps[0].field, "customer.nickname");
  EXPECT_EQ(gaps[0].place, (Place{2, 1, 5, 28, "[missing: customer.nickname]"}));
  EXPECT_EQ(gaps[1].field, "offer.amount") << "below an empty value everything is empty";
  EXPECT_TRUE(ToText(*letter).find("Dear [missing: customer.nickname], of [missing: offer.amount]") != std::string::npos);
  EXPECT_TRUE(ToText(*letter).find("null") == std::string::npos);
}

TEST(AGap, is_told_in_words_where_the_field_is_one_of_ours) {
  Values values = Some();
  values["apology"] = Record{{"for", {}}};
  const auto gaps = GapsOf(*Merged("Sorry for {{apology.for}}, {{customer.nickname}}.", values));
  ASSERT_EQ(gaps.size(), 2U);
  EXPECT_EQ(gaps[0].what, "what we apologise for");
  EXPECT_EQ(gaps[0].says, "The letter lacks what we apologise for: \"[missing: apology.for]\" stands in paragraph 1.");
  EXPECT_EQ(gaps[1].what, "a value for \"customer.nickname\"");
}

TEST(AGap, in_title_or_address_is_told_too) {
  Values values = Some();
  values["case"] = Record{{"reference", "  "}};
  std::vector<std::string> fields;
  for (const Gap& gap : GapsOf(*Merged("x", values))) fields.push_back(gap.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"case.reference", "case.reference"})) << "beside the date and in the title";
}

TEST(Markup, of_an_item_that_goes_on_with_a_number_or_a_bracket_is_read_back) {
  Values values = Some();
  values["words"] = "a\n1. b\n- c\n# d";
  const auto letter = Merged("- {{words}}\n\n[missing: \\*]", values);
  EXPECT_EQ(letter->blocks.size(), 2U);
  EXPECT_EQ(*ReadBlocks(ToMarkup(letter->blocks)), letter->blocks);
  EXPECT_TRUE(GapsOf(*letter).empty()) << "a gap names a field";
}

TEST(AGap, survives_an_edit_and_is_not_made_by_words_that_look_like_one) {
  const auto letter = Merged("A {{offer}} b");
  EXPECT_EQ(*ReadBlocks(ToMarkup(letter->blocks)), letter->blocks);
  Values values = Some();
  values["words"] = "see [missing: page]";
  const auto quoted = Merged("{{words}}", values);
  EXPECT_TRUE(GapsOf(*quoted).empty());
  EXPECT_EQ(*ReadBlocks(ToMarkup(quoted->blocks)), quoted->blocks);
}

TEST(AnEditedLetter, is_the_same_when_a_byte_order_mark_was_pasted_into_it) {
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string& text : {"\f" + mark, "\f" + mark + "Dear Amara,\n\nsorry", "a" + mark + "b"}) {
    const auto blocks = *ReadBlocks(text);
    EXPECT_EQ(*ReadBlocks(ToMarkup(blocks)), blocks);
  }
  Values values = Some();
  values["words"] = mark + "a";
  EXPECT_EQ(Markup("{{words}}", values), "a\n");
}

TEST(AnUnknownField, is_told_with_its_place_a_mark_under_it_and_what_was_meant) {
  const auto faults = FaultsOf("Hello.\n\nDear {{custmer.name}},");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].path, "t.txt:7:8");
  EXPECT_EQ(faults[0].says,
            "there is no field \"custmer.name\"; did you mean \"customer.name\"?\n"
            "      Dear {{custmer.name}},\n"
            "             ^~~~~~~~~~~~");
}

TEST(AnUnknownField, is_found_in_a_branch_that_is_not_taken) {
  EXPECT_EQ(FaultsOf("{{#if offer}}{{customer.nmae}}{{/if}}").size(), 1U);
  EXPECT_EQ(FaultsOf("{{#if cusotmer}}x{{/if}}").size(), 1U);
  EXPECT_EQ(FaultsOf("{{#each actions}}{{waht}}{{/each}}").size(), 1U) << "once, however many items there are";
  EXPECT_TRUE(FaultsOf("{{customer.name.first}}")[0].says.ToString().starts_with("\"customer.name\" has no fields"));
}

TEST(AField, that_is_no_text_is_told_what_to_write_instead) {
  EXPECT_TRUE(FaultsOf("{{facts}}")[0].says.ToString().starts_with("\"facts\" is a list; use {{#each facts}}"));
  EXPECT_TRUE(FaultsOf("{{customer}}")[0].says.ToString().starts_with(
      "\"customer\" is a record; name a field of it, like {{customer.name}}"));
  EXPECT_TRUE(
      FaultsOf("{{customer.vip}}")[0].says.ToString().starts_with("\"customer.vip\" is yes or no; use {{#if customer.vip}}"));
  EXPECT_TRUE(FaultsOf("{{#each due}}{{/each}}")[0].says.ToString().starts_with("\"due\" is not a list"));
}

struct Wrong {
  std::string body;
  std::string path;
  std::string says;
};

TEST(AFaultOfATemplate, is_told_with_line_column_and_what_was_expected) {
  const std::vector<Wrong> all{
      {"{{#if due}}\nx", "t.txt:5:7", "this {{#if}} is not closed; expected {{/if}} before the end"},
      {"x\n{{/if}}", "t.txt:6:3", "this closes nothing; expected {{#if}} before it"},
      {"{{#if due}}\n{{#each facts}}\n{{/if}}\n{{/each}}", "t.txt:7:3",
       "expected {{/each}}, because {{#each}} of line 6 is still open"},
      {"{{else}}", "t.txt:5:3", "this else stands in no section"},
      {"{{#if due}}{{else}}{{else}}{{/if}}", "t.txt:5:22", "this section has an else already, in line 5"},
      {"a {{due", "t.txt:5:3", "this tag is not closed; expected \"}}\" on the same line"},
      {"a }} b", "t.txt:5:3", "this closes nothing; expected \"{{\" before it"},
      {"{{}}", "t.txt:5:1", "this tag is empty"},
      {"{{#esle}}", "t.txt:5:3", "there is no tag \"#esle\"; did you mean \"else\""},
      {"{{#fi due}}", "t.txt:5:3", "there is no tag \"#fi due\"; did you mean \"#if\"?"},
      {"{{#if}}", "t.txt:5:3", "expected the path of a field, like {{#if decision.upheld}}, found \"\""},
      {"{{due date}}", "t.txt:5:3", "there is no tag \"due date\""},
      {"so: {{statement x}}", "t.txt:5:7", "a statement brings its own paragraphs; expected it alone on its line"},
      {"{{statement}}", "t.txt:5:3", "expected the id of a statement"},
      {"a **b", "t.txt:5:3", "this strong text is not closed; expected \"**\" before its paragraph ends"},
  };
  for (const Wrong& wrong : all) {
    const auto faults = FaultsOf(wrong.body);
    ASSERT_FALSE(faults.empty()) << wrong.body;
    EXPECT_EQ(faults[0].path, wrong.path) << wrong.body;
    EXPECT_TRUE(faults[0].says.ToString().starts_with(wrong.says)) << wrong.body << "\n" << faults[0].says;
  }
}

TEST(AFaultOfATemplate, in_the_header_is_told_with_near_misses) {
  const auto says = [](const std::string& text) {
    const auto form = Template::Parse(text, "t.txt");
    return form ? std::string("fine") : base::ToLine(form.error());
  };
  EXPECT_TRUE(says("leter: update\ntitle: x\nlanguage: en\n---\n")
                  .find("t.txt:1:1: there is no key \"leter\"; did you mean \"letter\"?") != std::string::npos);
  EXPECT_TRUE(says("letter: final respons\ntitle: x\nlanguage: en\n---\n")
                  .find("t.txt:1:9: there is no kind of letter \"final respons\"; did you mean \"final response\"?") !=
              std::string::npos);
  EXPECT_TRUE(says("letter: update\ntitle: x\n---\n").find("language is required") != std::string::npos);
  EXPECT_TRUE(says("letter: update\ntitle: {{x\nlanguage: en\n---\n").find("t.txt:2:8: this tag is not closed") !=
              std::string::npos);
  EXPECT_TRUE(says("letter: update\ntitle: x\nlanguage: en\nDear all\n").find("or \"---\" before the text begins") !=
              std::string::npos);
  EXPECT_TRUE(says("letter: update\ntitle: x\ntitle: y\nlanguage: en\n---\n").find("t.txt:3:1: title stands twice") !=
              std::string::npos);
  EXPECT_TRUE(says("\xFF").find("UTF-8") != std::string::npos);
  EXPECT_EQ(says("# a comment\nletter: update\r\ntitle: x\nlanguage: en\n---\n"), "fine");
}

TEST(AStatement, is_inserted_by_name_and_once_only_where_all_are_asked_for) {
  const auto form = Template::Parse(kHeader + "One.\n{{statement a}}\n{{statements}}\nTwo.", "t.txt");
  ASSERT_TRUE(form);
  const std::vector<Inset> insets{
      {"a", "A for {{customer.name}}.", "a.txt"}, {"b", "B.\n\nB more.", "b.txt"}, {"c", "C.", "c.txt"}};
  EXPECT_EQ(ToMarkup(form->Merge(Some(), insets, {"a", "b"})->blocks), "One.\n\nA for Amara Okafor.\n\nB.\n\nB more.\n\nTwo.\n");
  const auto without = form->Merge(Some(), {{"aa", "x", "x.txt"}}, {});
  ASSERT_FALSE(without);
  EXPECT_TRUE(without.error().faults[0].says.ToString().starts_with(
      "there is no statement \"a\" in force on the letter's date; did you mean \"aa\"?"));
  const auto broken = form->Merge(Some(), {{"a", "x {{custmer.name}}", "a.txt", 7}}, {});
  EXPECT_EQ(broken.error().faults[0].path, "a.txt:7:5") << "a fault in a statement is told with its own file";
}

// -- Properties --------------------------------------------------------------------------------------------------------------

// Words with signs that mean something in a template, and some that do not.
std::string SomeText() {
  static const std::vector<std::string> kParts{
      "word",     "due",       " ",  " ",      "\n",         "\n\n",    "**",          "*",        "# ",      "## ",
      "- ",       "1. ",       "\\", "{{",     "}}",         "{{due}}", "{{#if due}}", "{{else}}", "{{/if}}", "{{#each facts}}",
      "{{this}}", "{{/each}}", "é",  "\u00A0", "[missing: ", "]",       "...",         "\xFF",     "\t",      "\u202E",
      "12.",      "’"};
  std::string text;
  const auto count = *rc::gen::inRange(0, 24);
  for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(kParts);
  return text;
}

TEST(MergingAnything, gives_a_letter_or_faults_and_never_throws) {
  EXPECT_TRUE(rc::check([] {
    const auto form = Template::Parse(kHeader + SomeText(), "t.txt");
    if (!form) return;
    Values values = Some();
    values["due"] = SomeText();
    const auto letter = form->Merge(values);
    if (!letter) return;
    for (const Block& block : letter->blocks) {
      RC_ASSERT(!block.parts.empty());
      for (const Runs& part : block.parts) RC_ASSERT(!PlainText(part).empty());
    }
    RC_ASSERT(base::IsUtf8(ToHtml(*letter)));
  }));
}

TEST(MergingAnything, written_as_markup_is_read_back_the_same) {
  EXPECT_TRUE(rc::check([] {
    Values values = Some();
    values["due"] = SomeText();
    const auto letter = Merged("{{due}} and **{{due}}**\n\n- {{due}}\n\n# {{due}}\n\n" + SomeText(), values);
    if (!letter) return;
    const std::string markup = ToMarkup(letter->blocks);
    const auto read = ReadBlocks(markup);
    if (!read) RC_FAIL(base::ToLine(read.error()) + "\n" + markup);
    if (*read != letter->blocks) RC_FAIL(markup + "\n----\n" + ToMarkup(*read));
  }));
}

// The words of a text, however they are marked and broken.
std::vector<std::string> BareWords(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == '\n') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

TEST(RenderingAnything, never_loses_a_word) {
  EXPECT_TRUE(rc::check([] {
    Values values = Some();
    values["due"] = SomeText();
    const auto letter = Merged("{{due}}\n\n- {{due}}\n\n" + SomeText(), values);
    if (!letter) return;
    const auto width = *rc::gen::inRange<std::size_t>(1, 90);
    const std::string text = ToText(*letter, width);
    const std::string html = ToHtml(*letter);
    const auto shown = BareWords(text);
    auto at = shown.begin();
    for (const Block& block : letter->blocks) {
      for (const Runs& part : block.parts) {
        for (const std::string& word : BareWords(PlainText(part))) {
          at = std::find(at, shown.end(), word);
          if (at == shown.end()) RC_FAIL("\"" + word + "\" is not in its turn in\n" + text);
          ++at;
          if (std::ranges::all_of(word, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }))
            RC_ASSERT(html.find(word) != std::string::npos);
        }
      }
    }
  }));
}

}  // namespace
}  // namespace letters
