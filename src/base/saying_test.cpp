#include "base/saying.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "base/date.h"
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"

namespace base {
namespace {

struct Told {
  Saying says;
  std::vector<Saying> more;
  std::optional<Saying> perhaps;
  Line theirs;
};
BOOST_DESCRIBE_STRUCT(Told, (), (says, more, perhaps, theirs))

TEST(ASaying, is_its_english_sentence_until_somebody_reads_it) {
  const Saying says = Saying("There is no customer {}.", CustomerId{9});
  EXPECT_EQ(says, "There is no customer CU-9.");
  EXPECT_EQ(says.In(Language::German), "Es gibt keinen Kunden CU-9.");
}

TEST(ASaying, puts_sayings_into_its_gaps_in_the_order_of_the_language) {
  const Saying says = Saying(
      "A {} was asked for on {}; the trader must have a reasonable time for it first, unless that would be "
      "a significant inconvenience to the customer.",
      Saying("repair"), Date::Of(2026, 12, 23));
  EXPECT_EQ(says.ToString().substr(0, 45), "A repair was asked for on Wed 23 Dec 2026; th");
  EXPECT_TRUE(says.In(Language::German).starts_with("Am Mi., 23. Dezember 2026 wurde eine Reparatur verlangt;"))
      << says.In(Language::German);
}

TEST(ASaying, leaves_the_words_of_others_as_they_are) {
  // What somebody wrote may look like a pattern of ours.
  EXPECT_EQ(Saying("Referred to {}.", std::string("repair {} {1}")).In(Language::German), "Weiterverwiesen an repair {} {1}.");
  EXPECT_EQ(Saying::AsIs("There is no customer {}.").In(Language::German), "There is no customer {}.");
}

TEST(ASaying, counts_lists_and_ends_its_sentences) {
  const auto days = [](std::int64_t n) { return Saying::Count(n, "{} day", "{} days"); };
  EXPECT_EQ(days(1), "1 day");
  EXPECT_EQ(days(3).In(Language::German), "3 Tage");
  EXPECT_EQ(Saying::AllOf(std::vector<Saying>{days(1), days(2), days(3)}).In(Language::German), "1 Tag, 2 Tage und 3 Tage");
  EXPECT_EQ(Saying::OneOf(std::vector<std::string>{"a", "b"}), "a or b");
  EXPECT_EQ(Saying::Sentence(Saying("The case is open.")), "The case is open.") << "one full stop is enough";
  EXPECT_EQ(Saying::Run({Saying(), days(1), days(2)}, "; "), "1 day; 2 days");
}

TEST(ASaying, writes_money_numbers_and_times_as_the_language_does) {
  const Money pounds = *Money::Of("1250.50", "GBP");
  EXPECT_EQ(Saying("more than {} is at stake", pounds), "more than £1250.50 is at stake");
  EXPECT_EQ(SayingOf(pounds).In(Language::German), "1250,50 £");
  EXPECT_EQ(SayingOf(*Money::Of("-3", "CHF")).In(Language::German), "-3,00 CHF");
  const Instant at = *Instant::Parse("2026-12-23T16:05:00Z");
  EXPECT_EQ(SayingOf(at), ForPeople(at));
  EXPECT_EQ(SayingOf(at).In(Language::German), "Mi., 23. Dezember 2026, 16:05 Uhr UTC");
  EXPECT_EQ(Say(at, *Zone::Find("Europe/Berlin")).In(Language::German), "Mi., 23. Dezember 2026, 17:05 Uhr");
  EXPECT_EQ(SayingOf(*Instant::Parse("1901-02-03T23:59:00Z")), "Sun 3 Feb 1901, 23:59 UTC");
  EXPECT_EQ(InWords(std::chrono::hours(25)).In(Language::German), "1 Tag 1 Stunde");
}

TEST(ASaying, is_text_to_programs_and_is_put_into_a_language_in_place) {
  Told told{Saying("Nobody owns the case."), {Saying("The case is open.")}, Saying("nothing"), Line("repair")};
  EXPECT_EQ(ToJson(told),
            R"({"says":"Nobody owns the case.","more":["The case is open."],"perhaps":"nothing","theirs":"repair"})");
  EXPECT_TRUE(HoldsSayings(TypeOf<Told>()));
  EXPECT_FALSE(HoldsSayings(TypeOf<Money>()));
  SayIn(Language::German, &told, TypeOf<Told>());
  EXPECT_EQ(
      ToJson(told),
      R"({"says":"Niemand ist für den Fall zuständig.","more":["Der Fall ist offen."],"perhaps":"nichts","theirs":"repair"})");
  const auto read = FromJson<Told>(R"({"says":"The case is open.","theirs":"x"})");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->says.In(Language::German), "The case is open.") << "what was read is somebody's text";
}

// The gaps a pattern fills, each by its number and how often.
std::map<int, int> GapsIn(std::string_view pattern) {
  std::map<int, int> gaps;
  int next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') continue;
    const bool numbered = i + 2 < pattern.size() && pattern[i + 1] >= '0' && pattern[i + 1] <= '9' && pattern[i + 2] == '}';
    EXPECT_TRUE(numbered || pattern.substr(i, 2) == "{}") << pattern;
    ++gaps[numbered ? pattern[i + 1] - '0' : next++];
  }
  return gaps;
}

TEST(TheGermanCatalogue, has_every_gap_of_every_pattern_once) {
  const auto catalogue = ReadCatalogue(CatalogueOf(Language::German));
  ASSERT_GT(catalogue.size(), 900U);
  std::set<std::string> seen;
  for (const Translation& entry : catalogue) {
    EXPECT_TRUE(seen.insert(entry.pattern).second) << "twice: " << entry.pattern;
    EXPECT_EQ(entry.translated.size(), entry.many.empty() ? 1U : 2U) << entry.pattern;
    for (const std::string& translated : entry.translated) EXPECT_EQ(GapsIn(translated), GapsIn(entry.pattern)) << translated;
  }
}

TEST(ACatalogue, that_cannot_be_read_names_the_line) {
  EXPECT_THROW(ReadCatalogue("msgid \"a\"\nmsgstr \"b\"\nnonsense\n"), std::runtime_error);
  const auto read = ReadCatalogue("# head\nmsgid \"\"\nmsgstr \"\"\n\"X: y\\n\"\n\nmsgid \"a \"\n\"\\\"b\\\"\"\nmsgstr \"c\"\n");
  ASSERT_EQ(read.size(), 1U);
  EXPECT_EQ(read[0].pattern, "a \"b\"");
}

}  // namespace
}  // namespace base
