#include "domain/letters/readability.h"

#include <rapidcheck.h>

#include <gtest/gtest.h>

#include "domain/letters/template.h"

namespace letters {
namespace {

Letter With(const std::string& markup, const std::string& language = "en-GB") {
  Letter letter;
  letter.language = language;
  letter.blocks = *ReadBlocks(markup);
  return letter;
}
std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> sentences;
  for (const Sentence& sentence : SentencesOf(text)) sentences.push_back(text.substr(sentence.at, sentence.size));
  return sentences;
}
using Texts = std::vector<std::string>;

TEST(Syllables, of_common_words_are_counted_as_they_are_said) {
  const std::vector<std::pair<int, std::vector<std::string>>> known{
      {1, {"a",     "the",     "cat",    "we",   "you",     "sent",     "rang",  "phone", "home", "made",  "have",  "moved",
           "asked", "charged", "paid",   "rent", "queue",   "file",     "files", "times", "days", "weeks", "don't", "won't",
           "can't", "we'll",   "you've", "it's", "through", "straight", "three", "once",  "sure", "our",   "hour"}},
      {2,
       {"letter", "sorry",     "payment", "answer",  "happened", "wanted",    "decide", "table",   "little", "handle",  "owner",
        "money",  "paying",    "houses",  "changes", "charges",  "business",  "didn't", "isn't",   "wasn't", "doesn't", "people",
        "over",   "complaint", "refund",  "mistake", "quiet",    "being",     "create", "customs", "follow", "uphold",  "upheld",
        "titles", "account",   "reasons", "lately",  "useful",   "statement", "ending", "seeing",  "going"}},
      {3, {"customer",  "complaining", "family",   "manager",   "decided",  "completed", "wonderful",
           "solution",  "telephone",   "area",     "idea",      "previous", "continue",  "included",
           "overdraft", "agreement",   "remember", "underpaid", "together", "financial", "expected"}},
      {4,
       {"apology", "criticism", "responsible", "situation", "experience", "society", "necessary", "immediate", "information",
        "appreciate", "inconvenience", "usually", "delivery", "authority"}},
      {5, {"organisation", "individual", "immediately", "unfortunately", "international", "communication"}},
      {6, {"responsibility"}},
  };
  for (const auto& [count, words] : known) {
    for (const std::string& word : words) EXPECT_EQ(Syllables(word), count) << word;
  }
  EXPECT_EQ(Syllables("follow-up"), 3);
  EXPECT_EQ(Syllables("Didn’t"), 2);
  EXPECT_EQ(Syllables("café"), 2);
}

TEST(Syllables, of_any_word_are_at_least_one) {
  EXPECT_TRUE(rc::check([](const std::string& word) { RC_ASSERT(Syllables(word) >= 1); }));
}

TEST(ASentence, ends_where_a_reader_stops) {
  EXPECT_EQ(Split("We are sorry. You were right! Was that all? It was."),
            (Texts{"We are sorry.", "You were right!", "Was that all?", "It was."}));
  EXPECT_EQ(Split("He said “I will pay.” Then he did."), (Texts{"He said “I will pay.”", "Then he did."}));
  EXPECT_EQ(Split("We rang (twice.) You know that."), (Texts{"We rang (twice.)", "You know that."}));
  EXPECT_EQ(Split("The answer is no. We pay."), (Texts{"The answer is no.", "We pay."}));
  EXPECT_EQ(Split("It took 19 days. 14 would have been fair."), (Texts{"It took 19 days.", "14 would have been fair."}));
}

TEST(ASentence, is_not_ended_by_abbreviations_decimals_references_addresses_or_dates) {
  for (const char* one :
       {"We wrote to Mr. Okafor and Dr. J. Smith about it.", "We charge e.g. a fee of £12.50 for that, i.e. too much.",
        "Case C-1024 of 24.11.2026 and no. 7 are at www.example.org.uk and with a.b@example.org now.",
        "See https://example.org/a.html?x=1. of the site, approx. 3.5 pages.", "We paid Smith & Co. for it at 5 p.m. on Monday.",
        "It is under s. 22 and reg. 19 of the law.", "The wait… was long."}) {
    EXPECT_EQ(Split(one).size(), 1U) << one;
  }
  EXPECT_EQ(Split("We came at 5 p.m. You were out."), (Texts{"We came at 5 p.m.", "You were out."}));
  EXPECT_EQ(Split("Go to www.example.org. It is free."), (Texts{"Go to www.example.org.", "It is free."}));
}

TEST(AWord, is_a_run_of_letters_with_what_joins_it) {
  Texts words;
  for (const Word& word : WordsOf("Don’t pay £1,250.50 (follow-up: C-1024) to a.b@example.org.")) words.push_back(word.text);
  EXPECT_EQ(words, (Texts{"Don’t", "pay", "1,250.50", "follow-up", "C-1024", "to", "a.b@example.org"}));
}

TEST(SalutationsAndNames, are_no_sentences_but_items_of_a_list_are) {
  const auto sentences = SentencesOf(With(
      "# A heading\n\nDear Mrs Okafor,\n\nWe are sorry.\n\n- your money\n- our thanks\n\nYours sincerely,\\\nHana Lindqvist"));
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[1].block, 4);
  EXPECT_EQ(sentences[2].part, 2);
}

TEST(TheFormulas, are_those_of_flesch_and_kincaid) {
  const auto result = Measure(With("The cat sat on the mat today. The dog was not here."), {});
  EXPECT_EQ(result.words, 12);
  EXPECT_EQ(result.sentences, 2);
  EXPECT_EQ(result.syllables, 13);
  // 0.39*6 + 11.8*13/12 - 15.59 = -0.4666; 206.835 - 6.09 - 84.6*13/12 = 109.095
  EXPECT_EQ(result.grade->ToString(1), "-0.5");
  EXPECT_EQ(result.reading_ease->ToString(1), "109.1");
  EXPECT_EQ(result.words_per_sentence->ToString(1), "6.0");
}

TEST(Measuring, of_another_language_or_of_nothing_claims_no_grade) {
  EXPECT_FALSE(Measure(With("To jest zdanie po polsku dla nas.", "pl"), {}).grade);
  EXPECT_FALSE(Measure(With("Dear you,"), {}).grade);
  EXPECT_EQ(Measure(With("Dear you,"), {}).says, "There are no sentences to measure.");
}

TEST(ALongSentence, is_one_of_more_than_25_words_and_is_shown_with_its_place) {
  const auto of = [](int count) {
    std::string sentence = "Start";
    for (int i = 1; i < count; ++i) sentence += " word";
    return "Short one here today.\n\nAnother one. " + sentence + ".";
  };
  EXPECT_TRUE(Measure(With(of(25)), {}).long_sentences.empty());
  const auto found = Measure(With(of(26)), {}).long_sentences;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].words, 26);
  EXPECT_EQ(found[0].place.block, 2);
  EXPECT_EQ(found[0].place.start, 13);
}

TEST(Jargon, is_found_as_whole_words_the_longer_first_with_the_plain_word) {
  const auto list = *ParseJargon("# comment\nin respect of = about\nrespect = regard\nprior to = before\n", "j.txt");
  const auto result = Measure(With("We wrote in respect of it. Prior to that we respected you."), list);
  ASSERT_EQ(result.jargon.size(), 2U);
  EXPECT_EQ(result.jargon[0].plain, "about");
  EXPECT_EQ(result.jargon[0].place.words, "in respect of");
  EXPECT_EQ(result.jargon[1].place.words, "Prior to");
  const auto wrong = ParseJargon("a = b\nutilise\n", "j.txt");
  ASSERT_FALSE(wrong);
  EXPECT_TRUE(wrong.error().faults[0].says.ToString().starts_with("expected \"term = plain word\""));
  EXPECT_EQ(wrong.error().faults[0].path, "j.txt:2:1");
}

TEST(Measuring, of_anything_ends_and_places_what_it_finds_inside_the_letter) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& texts) {
    Letter letter;
    for (const std::string& text : texts) {
      const std::string clean = CleanForLetter(text + " e.g. C-1. \"So!\" 3.4 Mr.");
      letter.blocks.push_back({BlockKind::Paragraph, {{{clean}}}});
    }
    const auto result = Measure(letter, {{"so", "thus"}});
    for (const JargonFound& found : result.jargon) {
      RC_ASSERT(found.place.block >= 1 && static_cast<std::size_t>(found.place.block) <= letter.blocks.size());
      RC_ASSERT(base::Fold(found.place.words) == "so");
    }
    RC_ASSERT(result.syllables >= result.words);
  }));
}

}  // namespace
}  // namespace letters
