#include "http/language.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

namespace http {
namespace {

using base::Language;

std::string_view Trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  return from == std::string_view::npos ? std::string_view() : text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// In thousandths; one that cannot be read counts as none.
int QualityOf(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const std::string value(Trimmed(parameters.substr(at + 2)));
  char* end = nullptr;
  const double quality = std::strtod(value.c_str(), &end);
  return end == value.c_str() || !(quality >= 0 && quality <= 1) ? 0 : static_cast<int>(quality * 1000 + 0.5);
}

bool Names(std::string_view range, std::string_view tag) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return range.size() >= tag.size() && std::ranges::equal(range.substr(0, tag.size()), tag, {}, lower) &&
         (range.size() == tag.size() || range[tag.size()] == '-');
}

}  // namespace

Language LanguageFor(std::string_view accept_language) {
  Language best = Language::English;
  int quality = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = std::min(accept_language.find(','), accept_language.size());
    const std::string_view part = accept_language.substr(0, comma);
    accept_language.remove_prefix(std::min(comma + 1, accept_language.size()));
    const std::size_t semicolon = std::min(part.find(';'), part.size());
    const std::string_view range = Trimmed(part.substr(0, semicolon));
    std::optional<Language> spoken;
    for (const Language language : {Language::English, Language::German}) {
      if (range == "*" ? language == Language::English : Names(range, TagOf(language))) spoken = language;
    }
    const int wish = QualityOf(part.substr(semicolon));
    if (!spoken || wish <= quality) continue;
    best = *spoken;
    quality = wish;
  }
  return best;
}

std::string_view TagOf(Language language) {
  switch (language) {
    case Language::English: return "en";
    case Language::German: return "de";
  }
  return "en";
}

}  // namespace http
