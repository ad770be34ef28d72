#include "base/json.h"

#include <boost/json.hpp>

#include <bit>
#include <cmath>
#include <random>

#include "support/faults.h"

namespace base {
namespace {

using tests::Holds;
using tests::Says;

enum class Colour : std::uint8_t { Red, DarkBlue };
BOOST_DESCRIBE_ENUM(Colour, Red, DarkBlue)

struct Choice {
  Line title;
  std::optional<Money> cost;
  std::optional<Sealed<Prose>> note;
};
BOOST_DESCRIBE_STRUCT(Choice, (), (title, cost, note))

struct Order {
  CaseId ref;
  Colour colour = Colour::Red;
  Whole<0, 10> score;
  bool urgent = false;
  std::optional<Instant> due;
  std::vector<Choice> options;
  std::map<Word, Sealed<Line>> answers;
  Sealed<Line> subject;
};
BOOST_DESCRIBE_STRUCT(Order, (), (ref, colour, score, urgent, due, options, answers, subject))
AMENDS_DOC(Order, "An order.", {"score", "How well it went."})

struct Ping {};
BOOST_DESCRIBE_STRUCT(Ping, (), ())
struct Move {
  std::int64_t by = 0;
};
BOOST_DESCRIBE_STRUCT(Move, (), (by))
using Act = std::variant<Ping, Move>;

struct Tree {
  std::vector<Tree> below;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (below))

constexpr std::string_view kSmall = R"({"ref":"C-7","colour":"dark_blue","score":3,"subject":"Boiler"})";
constexpr std::string_view kFull =
    R"({"ref":"C-7","colour":"dark_blue","score":3,"urgent":true,"due":"2026-11-21T08:30:00Z",)"
    R"("options":[{"title":"Repair","cost":{"amount":"12.50","currency":"GBP"},"note":"By \"Thursday\"\nat noon"},{"title":"Refund"}],)"
    R"("answers":{"room":"kitchen"},"subject":"Boiler"})";

// The small order with one part replaced by another.
std::string With(std::string_view part, std::string_view instead) {
  std::string text(kSmall);
  text.replace(text.find(part), part.size(), instead);
  return text;
}
std::string Reading(std::string_view text) { return Says(FromJson<Order>(text)); }
std::string ReadingOptions(std::string_view options) {
  return Reading(With(R"("subject")", R"("options":)" + std::string(options) + R"(,"subject")"));
}

TEST(Json, what_was_read_is_written_as_it_was) {
  const auto order = FromJson<Order>(kFull);
  ASSERT_TRUE(order) << Says(order);
  EXPECT_EQ(order->options[0].cost->amount.ten_thousandths, 125'000);
  EXPECT_EQ(order->options[0].note->get()->str(), "By \"Thursday\"\nat noon");
  EXPECT_EQ(order->answers.at(Word("room")).Shown(), "kitchen");
  EXPECT_EQ(ToJson(*order), kFull);
}

TEST(Json, a_reply_keeps_empty_lists_and_an_event_drops_all_that_is_empty) {
  const auto order = *FromJson<Order>(kSmall);
  EXPECT_EQ(ToJson(order),
            R"({"ref":"C-7","colour":"dark_blue","score":3,"urgent":false,"options":[],"answers":{},"subject":"Boiler"})");
  EXPECT_EQ(ToJson(order, Empties::Drop), kSmall);
}

TEST(Json, a_fault_names_the_exact_place_and_what_was_expected_there) {
  EXPECT_EQ(ReadingOptions(R"([{"title":"Repair"},{"title":"Refund","cost":{"amount":"12,50","currency":"GBP"}}])"),
            R"(options[1].cost.amount: expected a decimal like "12.50", found "12,50")");
  EXPECT_EQ(ReadingOptions(R"([{"title":"Repair","cost":{"amount":12.5,"currency":"GBP"}}])"),
            R"(options[0].cost.amount: expected text like "12.50", found a number with a fraction)");
  EXPECT_EQ(ReadingOptions(R"([{"title":"Repair","cost":{"amount":"12.505","currency":"GBP"}}])"),
            R"(options[0].cost.amount: expected at most 2 decimal places for GBP, found "12.505")");
  EXPECT_EQ(ReadingOptions(R"([{"title":7}])"), R"(options[0].title: expected text like "Some words", found 7)");
  EXPECT_EQ(ReadingOptions(R"({"title":"Repair"})"), "options: expected a list, found an object");
  EXPECT_EQ(ReadingOptions(R"(["Repair"])"), R"(options[0]: expected an object, found "Repair")");
  EXPECT_EQ(Reading(With("C-7", "CU-7")), R"(ref: expected a reference like "C-1024", found "CU-7")");
  EXPECT_EQ(Reading(With("3", "11")), "score: expected a whole number from 0 to 10, found 11");
  EXPECT_EQ(Reading(With("3", "-1")), "score: expected a whole number from 0 to 10, found -1");
  EXPECT_EQ(Reading(With("3", "3.0")), "score: expected a whole number from 0 to 10, found a number with a fraction");
  EXPECT_EQ(Reading(With("3", "18446744073709551615")),
            "score: expected a whole number from 0 to 10, found 18446744073709551615");
  EXPECT_EQ(Reading(With(R"("score":3)", R"("score":3,"urgent":"yes")")), R"(urgent: expected true or false, found "yes")");
  EXPECT_EQ(Reading(With(R"("score":3)", R"("score":3,"answers":{"a":1})")),
            R"(answers.a: expected text like "Some words", found 1)");
  EXPECT_EQ(Reading("[]"), "expected an object, found a list");
}

TEST(Json, a_word_that_is_nearly_right_is_told_what_was_meant) {
  EXPECT_EQ(Reading(With("dark_blue", "dark_blu")),
            R"(colour: expected "red" or "dark_blue", found "dark_blu"; did you mean "dark_blue"?)");
  EXPECT_EQ(Reading(With("dark_blue", "green")), R"(colour: expected "red" or "dark_blue", found "green")");
  EXPECT_EQ(Reading(With(R"("score":3)", R"("score":3,"urgnet":true)")),
            R"(urgnet: is not a field here; did you mean "urgent"?)");
}

TEST(Json, an_unknown_field_is_refused_with_the_fields_there_are) {
  EXPECT_EQ(ReadingOptions(R"([{"title":"Repair","warranty":1}])"),
            "options[0].warranty: is not a field here; known here: title, cost and note");
}

TEST(Json, a_missing_field_says_what_it_is_for_and_an_optional_one_may_be_missing_or_null) {
  EXPECT_EQ(Reading(With(R"("score":3,)", "")), "score: is required: How well it went.");
  EXPECT_EQ(Reading(With(R"("ref":"C-7",)", "")), "ref: is required");
  EXPECT_EQ(Reading(With(R"("score":3)", R"("score":null)")), "score: expected a whole number from 0 to 10, found null");
  const auto absent = FromJson<Order>(kSmall);
  const auto null = FromJson<Order>(With(R"("score":3)", R"("score":3,"due":null,"options":null,"answers":null)"));
  ASSERT_TRUE(null) << Says(null);
  EXPECT_FALSE(null->due);
  EXPECT_EQ(ToJson(*absent), ToJson(*null));
}

TEST(Json, all_faults_are_told_at_once_up_to_a_limit) {
  EXPECT_EQ(Reading(R"({"ref":"7","colour":"blue","score":"three","subject":"Boiler"})"),
            R"(ref: expected a reference like "C-1024", found "7"; )"
            R"(colour: expected "red" or "dark_blue", found "blue"; )"
            R"(score: expected a whole number from 0 to 10, found "three")");
  std::string many = "[";
  for (int i = 0; i < 100; ++i) many += std::string(i == 0 ? "" : ",") + "{}";
  const auto flooded = FromJson<Order>(With(R"("subject")", R"("options":)" + many + R"(],"subject")"));
  ASSERT_FALSE(flooded);
  EXPECT_EQ(flooded.error().faults.size(), 20U);
  EXPECT_EQ(flooded.error().faults[19].path, "options[19].title");
}

TEST(Json, text_that_is_not_json_says_where_it_stops_making_sense) {
  EXPECT_TRUE(Holds(Reading("{\"ref\":\n  C-7}"), "expected JSON; it stops making sense at line 2, column"));
  EXPECT_TRUE(Holds(Reading(""), "expected JSON; it stops making sense at line 1, column 1"));
  EXPECT_TRUE(Holds(Reading(std::string(kSmall) + "x"), "(extra data"));
  EXPECT_TRUE(Holds(Reading("{\"ref\":\"C-\xFF\"}"), "expected JSON"));
}

TEST(Json, nesting_has_a_limit) {
  const auto nested = [](std::size_t levels) {
    std::string text;
    for (std::size_t i = 0; i < levels; ++i) text += R"({"below":[)";
    for (std::size_t i = 0; i < levels; ++i) text += "]}";
    return text;
  };
  EXPECT_TRUE(FromJson<Tree>(nested(16)));
  EXPECT_TRUE(Holds(Says(FromJson<Tree>(nested(17))), "expected JSON; it stops making sense"));
  EXPECT_FALSE(FromJson<Tree>(nested(100'000)));
}

TEST(Json, a_choice_is_told_apart_by_its_type) {
  const auto move = FromJson<Act>(R"({"by":3,"type":"Move"})");
  ASSERT_TRUE(move) << Says(move);
  EXPECT_EQ(std::get<Move>(*move).by, 3);
  EXPECT_EQ(ToJson(*move), R"({"type":"Move","by":3})");
  EXPECT_EQ(Says(FromJson<Act>(R"({"type":"Mve"})")),
            R"(type: expected the name of a known kind, found "Mve"; did you mean "Move"?)");
  EXPECT_EQ(Says(FromJson<Act>(R"({"by":3})")), "type: expected the name of a known kind, found nothing");
  EXPECT_EQ(Says(FromJson<Act>(R"({"type":"Ping","by":3})")), "by: is not a field here; none is expected");
}

TEST(Json, an_integer_keeps_all_its_digits) {
  for (const std::int64_t by :
       {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()}) {
    const auto read = FromJson<Act>(ToJson(Act(Move{by})));
    ASSERT_TRUE(read) << Says(read);
    EXPECT_EQ(std::get<Move>(*read).by, by);
  }
  EXPECT_EQ(Says(FromJson<Act>(R"({"type":"Move","by":9223372036854775808})")),
            "by: expected a whole number, found 9223372036854775808");
}

// -- The two halves of an event ---------------------------------------------------------------------------------------

TEST(Json, numbers_and_texts_are_written_to_the_letter_as_they_are_in_the_log_since_its_first_day) {
  // What stands in the log was written by boost::json, and is hashed: another way to write 12 would break every chain.
  const auto written = [](const auto& value) { return ToJson(value); };
  std::mt19937_64 random(3);
  std::vector<double> reals{
      0.0, -0.0, 1, 12, 100, 0.1, 12.5, 1e300, -1e-300, 5e-324, 1.7976931348623157e308, 123456789012345680.0};
  for (int i = 0; i < 20'000; ++i) {
    reals.push_back(std::bit_cast<double>(random()));
    reals.push_back(static_cast<double>(static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000) / 100);
  }
  for (const double real : reals) {
    if (std::isfinite(real)) ASSERT_EQ(written(real), boost::json::serialize(boost::json::value(real)));
  }
  EXPECT_EQ(written(std::numeric_limits<double>::infinity()), "null");
  std::string all;
  for (char c = 0; c < 127; ++c) all += c;
  all += "\x7f \u00e4\u20ac\U0001f600";
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::string& text : {all.substr(0, i), std::string(1, all[i % 128])})
      ASSERT_EQ(written(text), boost::json::serialize(boost::json::string(text)));
  }
}

TEST(Halves, hold_the_facts_in_the_clear_and_every_sealed_value_apart) {
  const Halves halves = Split(*FromJson<Order>(kFull));
  EXPECT_EQ(halves.facts,
            R"({"ref":"C-7","colour":"dark_blue","score":3,"urgent":true,"due":"2026-11-21T08:30:00Z",)"
            R"("options":[{"title":"Repair","cost":{"amount":"12.50","currency":"GBP"},"note":0},{"title":"Refund"}],)"
            R"("answers":{"room":1},"subject":2})");
  EXPECT_EQ(halves.sealed, R"(["By \"Thursday\"\nat noon","kitchen","Boiler"])");
}

TEST(Halves, give_the_whole_again_when_joined) {
  const Halves halves = Split(*FromJson<Order>(kFull));
  const auto joined = Join<Order>(halves.facts, halves.sealed);
  ASSERT_TRUE(joined) << Says(joined);
  EXPECT_EQ(ToJson(*joined), kFull);
}

TEST(Halves, without_the_sealed_one_all_that_was_sealed_reads_as_erased_and_the_facts_stay) {
  const auto joined = Join<Order>(Split(*FromJson<Order>(kFull)).facts, std::nullopt);
  ASSERT_TRUE(joined) << Says(joined);
  EXPECT_TRUE(joined->subject.erased());
  EXPECT_EQ(joined->subject.Shown(), "[erased]");
  ASSERT_TRUE(joined->options[0].note);
  EXPECT_TRUE(joined->options[0].note->erased());
  EXPECT_TRUE(joined->answers.at(Word("room")).erased());
  EXPECT_EQ(joined->options[0].cost->ToString(), "£12.50");
}

TEST(Halves, what_was_erased_stays_erased_and_is_not_forgotten_when_split_again) {
  const auto erased = *Join<Order>(Split(*FromJson<Order>(kFull)).facts, std::nullopt);
  const Halves halves = Split(erased);
  EXPECT_EQ(halves.sealed, "");
  const auto again = Join<Order>(halves.facts, halves.sealed);
  ASSERT_TRUE(again) << Says(again);
  ASSERT_TRUE(again->options[0].note) << "there was a note";
  EXPECT_TRUE(again->options[0].note->erased());
  EXPECT_FALSE(again->options[1].note) << "there was none";
  EXPECT_EQ(Split(*again).facts, halves.facts);
}

TEST(Halves, a_value_without_anything_sealed_has_an_empty_second_half) {
  EXPECT_EQ(Split(Move{3}).sealed, "");
  EXPECT_EQ(Split(Move{3}).facts, R"({"by":3})");
}

TEST(Halves, that_do_not_belong_together_are_a_fault_and_no_guess) {
  const Halves halves = Split(*FromJson<Order>(kFull));
  EXPECT_EQ(
      Says(Join<Order>(halves.facts, R"(["one"])")),
      "answers.room: expected the number of a sealed value, found 1; subject: expected the number of a sealed value, found 2");
  EXPECT_EQ(Says(Join<Order>(kSmall, R"(["one"])")), R"(subject: expected the number of a sealed value, found "Boiler")");
  EXPECT_EQ(Says(Join<Order>(halves.facts, "{}")), "expected a list of sealed values");
  EXPECT_TRUE(Holds(Says(Join<Order>(halves.facts, "[")), "expected JSON"));
}

}  // namespace
}  // namespace base
