#pragma once
// How hard a letter is to read, by formulas made for English: reading ease (Flesch 1948) and school grade (Kincaid and others
// 1975), long sentences with their place, and jargon with the plain word for it. A hint for whoever writes, never a gate.
//
//   reading ease = 206.835 - 1.015 words/sentences - 84.6 syllables/words     60 and above is plain
//   grade        = 0.39 words/sentences + 11.8 syllables/words - 15.59        8 and below is plain
//
// Headings, salutations and names are not counted. A number, reference or address is one word of one syllable: it is copied,
// not read. Passive voice is not told: without a grammar of English every third finding would be wrong.

#include <optional>
#include <span>

#include "base/money.h"
#include "domain/letters/words.h"

namespace letters {

// Syllables of an English word, by its spelling; at least 1.
int Syllables(std::string_view word);

struct JargonTerm {
  std::string term;
  std::string plain;
};
// Lines "pursuant to = under"; "#" begins a comment.
base::Result<std::vector<JargonTerm>> ParseJargon(std::string_view text, const std::string& file);

struct LongSentence {
  Place place;
  std::int32_t words = 0;
  friend bool operator==(const LongSentence&, const LongSentence&) = default;
};
BOOST_DESCRIBE_STRUCT(LongSentence, (), (place, words))
AMENDS_DOC(LongSentence, "A sentence of more than 25 words.", {"place", "Where."}, {"words", "How many words it has."})

struct JargonFound {
  Place place;
  std::string term;
  std::string plain;
  friend bool operator==(const JargonFound&, const JargonFound&) = default;
};
BOOST_DESCRIBE_STRUCT(JargonFound, (), (place, term, plain))
AMENDS_DOC(JargonFound, "A word of our trade that a customer may not know.", {"place", "Where."}, {"term", "The word or words."},
           {"plain", "What to write instead."})

struct Readability {
  std::int32_t words = 0;
  std::int32_t sentences = 0;
  std::int32_t syllables = 0;
  // To one place. Absent for a letter without sentences, or not in English.
  std::optional<base::Decimal> grade;
  std::optional<base::Decimal> reading_ease;
  std::optional<base::Decimal> words_per_sentence;
  std::vector<LongSentence> long_sentences;
  std::vector<JargonFound> jargon;
  base::Saying says;
  friend bool operator==(const Readability&, const Readability&) = default;
};
BOOST_DESCRIBE_STRUCT(Readability, (),
                      (words, sentences, syllables, grade, reading_ease, words_per_sentence, long_sentences, jargon, says))
AMENDS_DOC(Readability, "How hard a letter is to read.", {"words", "Words in its sentences."}, {"sentences", "Its sentences."},
           {"syllables", "Syllables of those words."}, {"grade", "Flesch-Kincaid grade: years of school needed."},
           {"reading_ease", "Flesch reading ease: 100 is very easy, 0 very hard."},
           {"words_per_sentence", "Mean length of a sentence."}, {"long_sentences", "Sentences of more than 25 words."},
           {"jargon", "Words with a plainer one."}, {"says", "The finding in a sentence."})

inline constexpr std::size_t kLongSentence = 25;

Readability Measure(const Letter& letter, const std::vector<JargonTerm>& jargon);

}  // namespace letters
