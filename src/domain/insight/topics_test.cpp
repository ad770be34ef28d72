#include "domain/insight/topics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <random>
#include <sstream>

namespace insight {
namespace {

// Texts with their words; a word's stem is the word without a plural s.
class Texts {
 public:
  void Add(const std::string& id, const std::string& text) {
    std::vector<TopicWord>& words = words_.emplace_back();
    std::istringstream in(text);
    for (std::string word; in >> word;) {
      const std::string& shown = strings_.emplace_back(word);
      const bool plural = word.size() > 3 && word.ends_with('s');
      words.push_back({std::string_view(shown).substr(0, shown.size() - (plural ? 1 : 0)), shown});
    }
    ids_.push_back(id);
  }
  std::vector<TopicCase> Cases() const {
    std::vector<TopicCase> cases;
    for (std::size_t i = 0; i < ids_.size(); ++i) cases.push_back({ids_[i], words_[i]});
    return cases;
  }

 private:
  std::deque<std::string> strings_;
  std::deque<std::string> ids_;
  std::deque<std::vector<TopicWord>> words_;
};

// Word n of a vocabulary in which word n is used in proportion to 1 / (n + 10).
std::string Everyday(std::mt19937_64& random, int vocabulary = 3000) {
  const double u = std::uniform_real_distribution<double>()(random);
  const int n = static_cast<int>(10 * std::pow((vocabulary + 10) / 10.0, u)) - 10;
  std::string word = "w";
  for (int rest = n;; rest /= 26) {
    word += static_cast<char>('a' + rest % 26);
    if (rest < 26) return word + "o";
  }
}

std::string Narrative(std::mt19937_64& random, int words = 30) {
  std::string text;
  for (int i = 0; i < words; ++i) text += Everyday(random) + " ";
  return text;
}

TEST(Topics, log_likelihood_ratios_are_those_of_dunnings_table) {
  // Dunning (1993), table 2: bigrams of 31,777 words of a Swiss bank's text; "the swiss" 270.72, and so on down.
  EXPECT_NEAR(LogLikelihoodRatio(110, 2442, 111, 29114), 270.72, 0.005);
  EXPECT_NEAR(LogLikelihoodRatio(3, 0, 0, 31774), 61.61, 0.005);
  EXPECT_NEAR(LogLikelihoodRatio(20, 2532, 25, 29200), 43.35, 0.005);
}

TEST(Topics, log_likelihood_ratio_is_nought_where_shares_are_alike_and_does_not_mind_the_order) {
  EXPECT_NEAR(LogLikelihoodRatio(5, 95, 50, 950), 0, 1e-9);
  EXPECT_EQ(LogLikelihoodRatio(0, 0, 3, 4), 0);
  EXPECT_NEAR(LogLikelihoodRatio(7, 93, 2, 198), LogLikelihoodRatio(2, 198, 7, 93), 1e-12);
  EXPECT_NEAR(LogLikelihoodRatio(7, 93, 2, 198), LogLikelihoodRatio(93, 7, 198, 2), 1e-12);
}

TEST(Topics, log_ratio_is_one_where_a_share_has_doubled) {
  EXPECT_NEAR(LogRatio(20, 100, 50, 500), 1, 1e-12);
  EXPECT_NEAR(LogRatio(8, 100, 0, 100), 4, 1e-12);
}

TEST(Topics, a_problem_nobody_has_a_category_for_is_found_with_its_cases) {
  std::mt19937_64 random(1);
  Texts before;
  for (int i = 0; i < 2000; ++i) before.Add("B" + std::to_string(i), Narrative(random));
  Texts recent;
  for (int i = 0; i < 300; ++i) {
    std::string text = Narrative(random);
    if (i % 20 == 3) text += " the card readers in your branch freeze card reader froze";
    if (i % 30 == 7) text += " new parking app charged me twice";
    recent.Add("R" + std::to_string(i), text);
  }
  const auto found = FindTopics(recent.Cases(), before.Cases());
  ASSERT_TRUE(found) << found.error();
  ASSERT_GE(found->topics.size(), 2U);
  const Topic& reader = found->topics[0];
  EXPECT_TRUE(reader.label == "card reader" || reader.label == "card readers") << reader.label;
  EXPECT_EQ(reader.cases.size(), 15U);
  EXPECT_EQ(reader.examples.size(), 5U);
  for (const std::string& id : reader.cases) EXPECT_EQ(std::stoi(id.substr(1)) % 20, 3) << id;
  EXPECT_TRUE(reader.terms[0].unheard_of);
  EXPECT_EQ(reader.says.ToString(), "\"" + reader.terms[0].shown + "\": in 15 of 300 cases, and in none of 2000 before.");
  const Topic& parking = found->topics[1];
  EXPECT_EQ(parking.cases.size(), 10U);
  // A phrase does not reach across a stop word.
  for (const RisenTerm& term : parking.terms) EXPECT_NE(term.shown, "charged twice");
}

TEST(Topics, a_case_counts_once_however_often_it_says_a_word) {
  std::mt19937_64 random(2);
  Texts before;
  Texts recent;
  for (int i = 0; i < 400; ++i) before.Add("B", Narrative(random));
  for (int i = 0; i < 100; ++i) {
    std::string text = Narrative(random);
    if (i < 3) {
      for (int k = 0; k < 50; ++k) text += " router";
    }
    recent.Add("R", text);
  }
  const auto found = FindTopics(recent.Cases(), before.Cases());
  ASSERT_TRUE(found);
  for (const Topic& topic : found->topics) EXPECT_EQ(topic.label.find("router"), std::string::npos);
}

TEST(Topics, where_nothing_changed_next_to_nothing_is_found) {
  std::mt19937_64 random(3);
  int runs_with_topics = 0;
  for (int run = 0; run < 20; ++run) {
    Texts before;
    Texts recent;
    for (int i = 0; i < 800; ++i) before.Add("B", Narrative(random, 20));
    for (int i = 0; i < 200; ++i) recent.Add("R", Narrative(random, 20));
    const auto found = FindTopics(recent.Cases(), before.Cases(), {.least_log_ratio = 0});
    ASSERT_TRUE(found);
    EXPECT_GT(found->looked_at, 50);
    runs_with_topics += !found->topics.empty();
  }
  // Where nothing is true, the false share is the chance of finding anything at all: one run in twenty, and seldom four.
  EXPECT_LE(runs_with_topics, 4);
}

TEST(Topics, a_word_that_fell_or_rose_a_little_is_no_topic) {
  std::mt19937_64 random(4);
  Texts before;
  Texts recent;
  for (int i = 0; i < 1000; ++i) before.Add("B", Narrative(random) + (i % 2 == 0 ? " late " : " ") + (i % 3 == 0 ? "slow" : ""));
  for (int i = 0; i < 1000; ++i) recent.Add("R", Narrative(random) + (i % 20 == 0 ? " late " : " ") + (i % 2 == 0 ? "slow" : ""));
  const auto found = FindTopics(recent.Cases(), before.Cases());
  ASSERT_TRUE(found);
  for (const Topic& topic : found->topics) {
    for (const RisenTerm& term : topic.terms) {
      EXPECT_NE(term.shown, "late");
      EXPECT_NE(term.shown, "slow");
    }
  }
}

TEST(Topics, what_is_found_does_not_hang_on_the_order_of_the_cases) {
  std::mt19937_64 random(5);
  Texts before;
  Texts recent;
  for (int i = 0; i < 500; ++i) before.Add("B", Narrative(random));
  for (int i = 0; i < 200; ++i) {
    recent.Add("R" + std::to_string(i),
               Narrative(random) + (i % 10 == 0 ? " meter reading wrong" : "") + (i % 13 == 0 ? " login loop" : ""));
  }
  auto cases = recent.Cases();
  const auto one = FindTopics(cases, before.Cases());
  std::ranges::shuffle(cases, random);
  const auto other = FindTopics(cases, before.Cases());
  ASSERT_TRUE(one && other);
  ASSERT_EQ(one->topics.size(), other->topics.size());
  for (std::size_t i = 0; i < one->topics.size(); ++i) {
    auto a = one->topics[i].cases;
    auto b = other->topics[i].cases;
    std::ranges::sort(a);
    std::ranges::sort(b);
    EXPECT_EQ(a, b);
    EXPECT_EQ(one->topics[i].terms.size(), other->topics[i].terms.size());
  }
}

TEST(Topics, stop_words_numbers_and_masks_say_nothing) {
  for (const char* word : {"the", "nicht", "über", "x", "xxxx", "2024", "12.50", "01/02/2024"})
    EXPECT_TRUE(IsStopWord(word)) << word;
  for (const char* word : {"card", "xbox", "karte", "4g"}) EXPECT_FALSE(IsStopWord(word)) << word;
}

TEST(Topics, too_few_cases_are_a_sentence) {
  Texts texts;
  for (int i = 0; i < 10; ++i) texts.Add("A", "card reader froze");
  const auto found = FindTopics(texts.Cases(), {});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error(), "Which words have risen cannot be said from 10 cases of late and 0 before; 20 and 50 are needed.");
}

TEST(Topics, more_terms_than_are_shown_are_counted) {
  std::mt19937_64 random(6);
  Texts before;
  Texts recent;
  for (int i = 0; i < 300; ++i) before.Add("B", Narrative(random));
  for (int i = 0; i < 100; ++i) recent.Add("R", Narrative(random) + " alpha beta gamma delta");
  const auto found = FindTopics(recent.Cases(), before.Cases(), {.most_terms = 3});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->notes.size(), 1U);
  EXPECT_NE(found->notes[0].ToString().find("words and phrases have risen; the 3 clearest are shown."), std::string::npos);
}

}  // namespace
}  // namespace insight
