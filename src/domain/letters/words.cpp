#include "domain/letters/words.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace letters {
namespace {

struct CodePoint {
  utf8proc_int32_t code = 0;
  std::size_t at = 0;
  std::size_t size = 1;
};

std::vector<CodePoint> CodePointsOf(std::string_view text) {
  std::vector<CodePoint> points;
  points.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const std::size_t size = used > 0 ? static_cast<std::size_t>(used) : 1;
    points.push_back({used > 0 ? code : 0xFFFD, at, size});
    at += size;
  }
  return points;
}

bool IsSpace(utf8proc_int32_t code) { return code == ' ' || code == '\n' || code == '\t' || code == 0xA0 || code == 0x202F; }
bool IsLetter(utf8proc_int32_t code) {
  const auto category = utf8proc_category(code);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}
bool IsDigit(utf8proc_int32_t code) { return utf8proc_category(code) == UTF8PROC_CATEGORY_ND; }
bool IsUpper(utf8proc_int32_t code) { return utf8proc_category(code) == UTF8PROC_CATEGORY_LU; }
bool IsApostrophe(utf8proc_int32_t code) { return code == '\'' || code == 0x2019; }

// Stands inside a word when letters or digits stand on both sides: "don't", "follow-up", "12.50", "1,250", "10:30".
bool Joins(utf8proc_int32_t code, utf8proc_int32_t before, utf8proc_int32_t after) {
  const bool digits = IsDigit(before) && IsDigit(after);
  if (IsApostrophe(code) || code == '-' || code == 0x2010 || code == 0x2011) return true;
  return digits && (code == '.' || code == ',' || code == ':' || code == '/');
}

// "https://…", "www.example.org", "name@example.org", "example.org.uk/complaints": a chunk without blanks.
bool IsAddress(std::string_view chunk) {
  if (chunk.find("://") != std::string_view::npos || chunk.starts_with("www.")) return true;
  if (chunk.find('@') != std::string_view::npos) return true;
  const auto point = chunk.find('.');
  if (point == std::string_view::npos || point == 0 || point + 2 >= chunk.size()) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  // "e.g." is none: a part of an address has two letters at least.
  const bool two_before = point >= 2 && letter(chunk[point - 1]) && letter(chunk[point - 2]);
  return two_before && letter(chunk[point + 1]) && letter(chunk[point + 2]);
}

std::string_view WithoutEndMarks(std::string_view chunk) {
  constexpr std::string_view kMarks = ".,;:!?)]}\"'";
  for (;;) {
    if (!chunk.empty() && kMarks.find(chunk.back()) != std::string_view::npos)
      chunk.remove_suffix(1);
    else if (chunk.ends_with("\u201D") || chunk.ends_with("\u2019"))
      chunk.remove_suffix(3);
    else
      return chunk;
  }
}
std::string_view WithoutStartMarks(std::string_view chunk) {
  constexpr std::string_view kMarks = "([{\"'<";
  for (;;) {
    if (!chunk.empty() && kMarks.find(chunk.front()) != std::string_view::npos)
      chunk.remove_prefix(1);
    else if (chunk.starts_with("\u201C") || chunk.starts_with("\u2018"))
      chunk.remove_prefix(3);
    else
      return chunk;
  }
}

std::string FoldWord(std::string_view text) {
  std::string plain;
  for (const CodePoint& point : CodePointsOf(text)) {
    if (IsApostrophe(point.code))
      plain += '\'';
    else if (point.code == 0x2010 || point.code == 0x2011)
      plain += '-';
    else
      plain += text.substr(point.at, point.size);
  }
  return base::Fold(plain);
}

// What never ends a sentence, for a name or figure follows it.
bool NeverEnds(std::string_view folded) {
  static constexpr std::array<std::string_view, 26> kBefore{"mr",  "mrs", "ms",  "mx",   "dr",  "prof", "rev", "hon", "st",
                                                            "sir", "e.g", "i.e", "eg",   "ie",  "vs",   "cf",  "viz", "approx",
                                                            "fig", "no",  "nos", "para", "reg", "s",    "ss",  "p"};
  return std::ranges::find(kBefore, folded) != kBefore.end();
}
// Of those, the ones that are words of their own unless a figure follows: "no. 12", "p. 4".
bool OnlyBeforeFigure(std::string_view folded) {
  return folded == "no" || folded == "nos" || folded == "p" || folded == "s" || folded == "ss" || folded == "fig" ||
         folded == "para" || folded == "reg";
}
// What may end one: then the next word tells.
bool MayEnd(std::string_view folded) {
  static constexpr std::array<std::string_view, 12> kMay{"etc", "ltd", "plc", "inc", "co",   "a.m",
                                                         "p.m", "am",  "pm",  "jan", "dept", "ext"};
  return std::ranges::find(kMay, folded) != kMay.end();
}

// Whether the point at `index` ends a sentence, given the text around it.
class EndFinder {
 public:
  EndFinder(std::string_view text, const std::vector<CodePoint>& points) : text_(text), points_(points) {}

  // The index just past the sentence that ends with this sign, or 0 when it ends none.
  std::size_t EndAt(std::size_t index) const {
    const auto code = points_[index].code;
    if (code != '.' && code != '!' && code != '?' && code != 0x2026) return 0;
    std::size_t after = index + 1;
    while (after < points_.size() && IsCloser(points_[after].code)) ++after;
    if (after < points_.size() && !IsSpace(points_[after].code)) return 0;
    std::size_t next = after;
    while (next < points_.size() && IsSpace(points_[next].code)) ++next;
    while (next < points_.size() && IsOpener(points_[next].code)) ++next;
    if (next == points_.size()) return after;
    const auto follows = points_[next].code;
    if (code == '.' || code == 0x2026) {
      const std::string before = Before(index);
      const bool initial = base::CodePoints(before) == 1 && IsUpper(points_[index - 1].code) && before != "i";
      if (OnlyBeforeFigure(before)) return IsDigit(follows) ? 0 : after;
      if (NeverEnds(before) || initial) return 0;
      if (MayEnd(before) || code == 0x2026) return IsUpper(follows) ? after : 0;
    }
    // A sentence begins with a capital or a figure; anything else goes on with this one.
    return IsUpper(follows) || IsDigit(follows) || !IsLetter(follows) ? after : 0;
  }

 private:
  static bool IsCloser(utf8proc_int32_t code) {
    return code == '"' || code == ')' || code == ']' || code == '.' || code == '!' || code == '?' || IsApostrophe(code) ||
           code == 0x201D;
  }
  static bool IsOpener(utf8proc_int32_t code) {
    return code == '"' || code == '\'' || code == '(' || code == '[' || code == 0x201C || code == 0x2018;
  }
  // The run of letters and points before the sign, folded: "e.g", "mr".
  std::string Before(std::size_t index) const {
    std::size_t start = index;
    while (start > 0 && (IsLetter(points_[start - 1].code) || points_[start - 1].code == '.')) --start;
    if (start == index) return {};
    return base::Fold(text_.substr(points_[start].at, points_[index].at - points_[start].at));
  }

  std::string_view text_;
  const std::vector<CodePoint>& points_;
};

// A salutation, a closing, a name: short, and without the sign that ends a sentence.
bool IsAside(std::string_view line, const std::vector<Word>& words) {
  const std::string_view bare = WithoutEndMarks(line);
  const bool ends = line.substr(bare.size()).find_first_of(".!?") != std::string_view::npos;
  return !ends && words.size() <= 6;
}

}  // namespace

std::vector<Word> WordsOf(std::string_view text) {
  std::vector<Word> words;
  const std::vector<CodePoint> points = CodePointsOf(text);
  const auto byte = [&](std::size_t index) { return index < points.size() ? points[index].at : text.size(); };
  std::size_t at = 0;
  while (at < points.size()) {
    if (IsSpace(points[at].code)) {
      ++at;
      continue;
    }
    std::size_t chunk_end = at;
    while (chunk_end < points.size() && !IsSpace(points[chunk_end].code)) ++chunk_end;
    const std::string_view chunk = text.substr(byte(at), byte(chunk_end) - byte(at));
    if (const std::string_view bare = WithoutEndMarks(WithoutStartMarks(chunk)); IsAddress(bare)) {
      words.push_back({std::string(bare), FoldWord(bare), static_cast<std::size_t>(bare.data() - text.data()), false});
      at = chunk_end;
      continue;
    }
    while (at < chunk_end) {
      if (!IsLetter(points[at].code) && !IsDigit(points[at].code)) {
        ++at;
        continue;
      }
      const std::size_t start = at;
      bool digits = false;
      while (at < chunk_end) {
        const auto code = points[at].code;
        const bool own = IsLetter(code) || IsDigit(code);
        const bool joins = at > start && at + 1 < chunk_end && (IsLetter(points[at + 1].code) || IsDigit(points[at + 1].code)) &&
                           Joins(code, points[at - 1].code, points[at + 1].code);
        if (!own && !joins) break;
        digits = digits || IsDigit(code);
        ++at;
      }
      const std::string_view word = text.substr(byte(start), byte(at) - byte(start));
      words.push_back({std::string(word), FoldWord(word), byte(start), !digits});
    }
  }
  return words;
}

std::vector<Sentence> SentencesOf(std::string_view text, BlockKind kind) {
  std::vector<Sentence> sentences;
  const bool in_list = kind == BlockKind::Bullets || kind == BlockKind::Numbers;
  const std::vector<CodePoint> points = CodePointsOf(text);
  const EndFinder ends(text, points);
  const auto byte = [&](std::size_t index) { return index < points.size() ? points[index].at : text.size(); };
  const auto add = [&](std::size_t from, std::size_t to) {
    while (from < to && IsSpace(points[from].code)) ++from;
    if (from == to) return;
    const std::string_view line = text.substr(byte(from), byte(to) - byte(from));
    Sentence sentence{0, 0, byte(from), line.size(), WordsOf(line)};
    for (Word& word : sentence.words) word.at += sentence.at;
    if (sentence.words.empty() || (!in_list && IsAside(line, sentence.words))) return;
    sentences.push_back(std::move(sentence));
  };
  std::size_t start = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].code == '\n') {
      add(start, i);
      start = i + 1;
    } else if (const std::size_t end = ends.EndAt(i); end > 0) {
      add(start, end);
      start = end;
      i = end - 1;
    }
  }
  add(start, points.size());
  return sentences;
}

std::vector<Sentence> SentencesOf(const Letter& letter) {
  std::vector<Sentence> all;
  for (std::size_t b = 0; b < letter.blocks.size(); ++b) {
    const Block& block = letter.blocks[b];
    if (block.kind == BlockKind::Heading || block.kind == BlockKind::Subheading) continue;
    for (std::size_t p = 0; p < block.parts.size(); ++p) {
      for (Sentence& sentence : SentencesOf(PlainText(block.parts[p]), block.kind)) {
        sentence.block = static_cast<std::int32_t>(b + 1);
        sentence.part = static_cast<std::int32_t>(p + 1);
        all.push_back(std::move(sentence));
      }
    }
  }
  return all;
}

Phrase::Phrase(std::string_view text) : text_(text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view chunk = text.substr(at, end - at);
    if (chunk == "*") {
      words_.emplace_back("*");
    } else {
      for (Word& word : WordsOf(chunk)) words_.push_back(std::move(word.folded));
    }
    at = end + 1;
  }
}

std::size_t Phrase::Match(std::span<const Word> words) const {
  constexpr std::size_t kMostBetween = 3;
  const auto match = [&](const auto& self, std::size_t own, std::size_t at) -> std::size_t {
    if (own == words_.size()) return at;
    if (words_[own] != "*") return at < words.size() && words[at].folded == words_[own] ? self(self, own + 1, at + 1) : 0;
    for (std::size_t skip = 0; skip <= kMostBetween && at + skip <= words.size(); ++skip) {
      if (const std::size_t end = self(self, own + 1, at + skip); end > 0) return end;
    }
    return 0;
  };
  return words_.empty() ? 0 : match(match, 0, 0);
}

Place PlaceOf(const Letter& letter, std::int32_t block, std::int32_t part, std::size_t at, std::size_t size) {
  const std::string text =
      PlainText(letter.blocks[static_cast<std::size_t>(block) - 1].parts[static_cast<std::size_t>(part) - 1]);
  const std::string_view all = text;
  const auto count = [](std::string_view t) { return static_cast<std::int32_t>(base::CodePoints(t)); };
  // A sentence is known by its beginning.
  constexpr std::size_t kShown = 160;
  std::string words(all.substr(at, size));
  if (words.size() > kShown) {
    auto cut = words.rfind(' ', kShown);
    if (cut == std::string::npos) {
      cut = kShown;
      while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0U) == 0x80U) --cut;
    }
    words = words.substr(0, cut) + " …";
  }
  std::ranges::replace(words, '\n', ' ');
  return {block, part, count(all.substr(0, at)), count(all.substr(at, size)), words};
}

}  // namespace letters
