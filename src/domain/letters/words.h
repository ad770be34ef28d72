#pragma once
// A letter's words and sentences with their places: what readability, jargon and HEAT are measured on. An abbreviation, a
// decimal, a reference like C-1024, an address on the web or a date never ends a sentence.

#include <span>

#include "domain/letters/letter.h"

namespace letters {

struct Word {
  std::string text;    // as written: "don’t", "C-1024", "12.50"
  std::string folded;  // lower case, plain apostrophe, no accents: for comparing
  std::size_t at = 0;  // in bytes of its part
  bool prose = true;   // letters only; not a number, reference, or address
};

struct Sentence {
  std::int32_t block = 0;  // from 1, as in Place
  std::int32_t part = 0;
  std::size_t at = 0;  // in bytes of its part
  std::size_t size = 0;
  std::vector<Word> words;
};

std::vector<Word> WordsOf(std::string_view text);
// Sentences of one text. A short line that does not end as a sentence does (a salutation, a name) is left out unless it is an
// item of a list.
std::vector<Sentence> SentencesOf(std::string_view text, BlockKind kind = BlockKind::Paragraph);
// Of the whole letter, headings left out.
std::vector<Sentence> SentencesOf(const Letter& letter);

// Words to look for, one after the other; "*" stands for up to three words of any kind.
class Phrase {
 public:
  explicit Phrase(std::string_view text);
  const std::string& text() const { return text_; }
  // How many words it takes when it begins at the first of these; 0 when it does not.
  std::size_t Match(std::span<const Word> words) const;

 private:
  std::string text_;
  std::vector<std::string> words_;
};

// The place of bytes `at`, `size` of one part.
Place PlaceOf(const Letter& letter, std::int32_t block, std::int32_t part, std::size_t at, std::size_t size);

}  // namespace letters
