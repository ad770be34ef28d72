#pragma once
// Text that people type, with its limits in the type: a Line is one line of at most 200 characters, a Prose may have
// many lines and at most 50,000. A value of these types is valid UTF-8, trimmed, and free of control characters,
// whatever door it came through.
//
//   TRY(auto subject, base::Line::Parse("Boiler not repaired"));

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

enum class Lines { One, Many };

// Shared by every BoundedText: trims, checks, and says what is wrong in words fit for a form.
Result<std::string> CleanText(std::string_view raw, std::size_t most, Lines lines);

template <std::size_t Most, Lines Kind>
class BoundedText {
 public:
  static constexpr std::size_t kMost = Most;  // in Unicode code points
  static constexpr Lines kLines = Kind;

  static Result<BoundedText> Parse(std::string_view raw) {
    TRY(auto clean, CleanText(raw, Most, Kind));
    return BoundedText(std::move(clean), Checked{});
  }

  // For text written in the program itself; throws std::invalid_argument when it breaks the rule.
  explicit BoundedText(std::string_view literal);
  BoundedText() = default;

  const std::string& str() const { return text_; }
  std::string ToString() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend auto operator<=>(const BoundedText&, const BoundedText&) = default;

 private:
  struct Checked {};
  BoundedText(std::string text, Checked) : text_(std::move(text)) {}
  std::string text_;
};

using Word = BoundedText<64, Lines::One>;
using Line = BoundedText<200, Lines::One>;
using Prose = BoundedText<50'000, Lines::Many>;

extern template class BoundedText<64, Lines::One>;
extern template class BoundedText<200, Lines::One>;
extern template class BoundedText<50'000, Lines::Many>;

// Counts code points; `text` must be valid UTF-8.
std::size_t CodePoints(std::string_view text);
bool IsUtf8(std::string_view text);

// Lower case without accents, for comparing what two people typed: "Renée" and "RENEE" give "renee".
std::string Fold(std::string_view text);

// "EstablishCause" -> "establish-cause", and with '_' "establish_cause".
std::string Kebab(std::string_view pascal, char separator = '-');
// "EstablishCause" -> "establish cause": for sentences.
inline std::string Spaced(std::string_view pascal) { return Kebab(pascal, ' '); }

// The known words nearest to `word` by edit distance, nearest first, each once; empty when none is near enough to be meant. The
// very word is none of them: whoever wrote it slipped elsewhere.
std::vector<std::string> NearMisses(std::string_view word, const std::vector<std::string>& known);
// `; did you mean "checkout"?` or nothing.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& known);

// `stem; did you mean "checkout"?`, or the stem alone. Of a whole sentence: Saying::Sentence(OrNear(...)).
Saying OrNear(Saying stem, std::string_view word, const std::vector<std::string>& known);
// At most `most` (from 1) code points: a longer text ends with an ellipsis, which is one of them. UTF-8 is never cut in two.
std::string Shortened(std::string_view text, std::size_t most);
// The value shortened and quoted, safe to show in an error.
std::string Quoted(std::string_view value);

// "a, b or c" and "a, b and c".
std::string OneOf(const std::vector<std::string>& words);
std::string AllOf(const std::vector<std::string>& words);

// The words with ", " between them, and `last` before the last of them.
std::string Listed(const std::vector<std::string>& words, std::string_view last);

// The letters A to Z as a to z; all else stays.
std::string Lower(std::string_view text);
// The first letter as a capital, where it is one of a to z.
std::string Capital(std::string text);

// "1 option", "2 options": `noun` takes a plain s.
std::string Count(std::size_t n, std::string_view noun);

}  // namespace base
