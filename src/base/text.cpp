#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <numeric>
#include <stdexcept>

namespace base {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

// Calls `visit(code_point, bytes)` for each code point; false when the text is not valid UTF-8.
template <class Visit>
bool EachCodePoint(std::string_view text, Visit visit) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    if (bytes[at] < 0x80) {
      visit(static_cast<utf8proc_int32_t>(bytes[at]), text.substr(at, 1));
      ++at;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (used <= 0) return false;
    visit(code, text.substr(at, static_cast<std::size_t>(used)));
    at += static_cast<std::size_t>(used);
  }
  return true;
}

// Bidirectional overrides can make a refund of 001 read as one of 100; they have no place in a record.
bool IsForbidden(utf8proc_int32_t code) {
  return code < 0x20 || code == 0x7F || (code >= 0x80 && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

// Two neighbours in the wrong order, the slip of fast hands, count as one change.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

Result<std::string> CleanText(std::string_view raw, std::size_t most, Lines lines) {
  std::string kept;
  kept.reserve(raw.size());
  const bool valid = EachCodePoint(raw, [&](utf8proc_int32_t code, std::string_view bytes) {
    if (code == '\n' || code == '\t' || !IsForbidden(code))
      kept += bytes;  // no '\r': CRLF and LF are one and the same in a record
  });
  if (!valid) return FailAt("", Saying("expected text in UTF-8"));
  std::string clean(Trim(kept));  // only now, or a control character at the edge would shelter a blank behind it
  if (clean.empty()) return FailAt("", Saying("is empty; write something here"));
  if (lines == Lines::One && clean.find('\n') != std::string::npos) {
    return FailAt("", Saying("expected a single line of text, found a line break"));
  }
  if (const std::size_t count = CodePoints(clean); count > most) {
    return FailAt("", Saying("expected at most {} characters, found {}", most, count));
  }
  return clean;
}

template <std::size_t Most, Lines Kind>
BoundedText<Most, Kind>::BoundedText(std::string_view literal) {
  auto clean = CleanText(literal, Most, Kind);
  if (!clean) throw std::invalid_argument(ToLine(clean.error()));
  text_ = *std::move(clean);
}

template class BoundedText<64, Lines::One>;
template class BoundedText<200, Lines::One>;
template class BoundedText<50'000, Lines::Many>;

std::size_t CodePoints(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool IsUtf8(std::string_view text) {
  return EachCodePoint(text, [](utf8proc_int32_t, std::string_view) {});
}

std::string Fold(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return folded;
  }
  utf8proc_uint8_t* out = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                                                      UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  if (size < 0) return std::string(text);
  std::string folded(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  std::free(out);  // NOLINT: utf8proc allocates with malloc
  return folded;
}

std::string Kebab(std::string_view pascal, char separator) {
  std::string kebab;
  for (const char c : pascal) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !kebab.empty()) kebab += separator;
    kebab += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return kebab;
}

std::vector<std::string> NearMisses(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > 64) return {};
  const std::string folded = Fold(word);
  const std::size_t reach = std::max<std::size_t>(1, folded.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const std::string& candidate : known) {
    // What was written is not what was meant, though a list may hold it.
    if (candidate == word) continue;
    if (std::ranges::any_of(near, [&](const auto& other) { return other.second == candidate; })) continue;
    const std::string other = Fold(candidate);
    const bool is_start = folded.size() >= 3 && other.starts_with(folded);
    const std::size_t distance = is_start ? 1 : EditDistance(folded, other);
    if (distance <= reach) near.emplace_back(distance, candidate);
  }
  std::ranges::stable_sort(near, {}, &std::pair<std::size_t, std::string>::first);
  std::vector<std::string> names;
  for (auto& [distance, name] : near) {
    if (names.size() < 3) names.push_back(std::move(name));
  }
  return names;
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> near = NearMisses(word, known);
  if (near.empty()) return {};
  for (std::string& name : near) name = "\"" + name + "\"";
  return "; did you mean " + OneOf(near) + "?";
}

Saying OrNear(Saying stem, std::string_view word, const std::vector<std::string>& known) {
  std::vector<std::string> near = NearMisses(word, known);
  if (near.empty()) return stem;
  for (std::string& name : near) name = "\"" + name + "\"";
  return Saying("{}; did you mean {}?", std::move(stem), Saying::OneOf(near));
}

std::string Shortened(std::string_view text, std::size_t most) {
  std::string shortened;
  std::size_t before_last = 0;  // bytes, up to where an ellipsis would stand
  std::size_t points = 0;
  const bool valid = EachCodePoint(text, [&](utf8proc_int32_t, std::string_view bytes) {
    if (++points == most) before_last = shortened.size();
    if (points <= most) shortened += bytes;
  });
  if (!valid) return "bytes that are not UTF-8";
  return points <= most ? shortened : shortened.substr(0, before_last) + "…";
}

std::string Quoted(std::string_view value) {
  constexpr std::size_t kShown = 60;
  std::string safe;
  const bool valid = EachCodePoint(value, [&](utf8proc_int32_t code, std::string_view bytes) {
    if (IsForbidden(code)) {
      safe += ' ';
    } else {
      safe += bytes;
    }
  });
  return valid ? "\"" + Shortened(safe, kShown) + "\"" : "bytes that are not UTF-8";
}

std::string Listed(const std::vector<std::string>& words, std::string_view last) {
  std::string listed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) listed += i + 1 == words.size() ? std::string(last) : ", ";
    listed += words[i];
  }
  return listed;
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}
std::string Capital(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

std::string OneOf(const std::vector<std::string>& words) { return Listed(words, " or "); }
std::string AllOf(const std::vector<std::string>& words) { return Listed(words, " and "); }

std::string Count(std::size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string(noun) + (n == 1 ? "" : "s");
}

}  // namespace base
