#include "domain/letters/values.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace letters {

std::vector<std::string> KindNames() {
  std::vector<std::string> names = base::TypeOf<LetterKind>().names;
  for (std::string& name : names) std::ranges::replace(name, '_', '-');
  return names;
}

base::Result<LetterKind> KindNamed(std::string_view text) {
  std::string name(text);
  std::ranges::replace(name, '_', '-');
  const auto names = KindNames();
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<LetterKind>(found - names.begin());
  return base::Fail(base::ErrorCode::NotFound, "there is no letter of the kind " + base::Quoted(text) +
                                                   base::DidYouMean(name, names) + "; there are " + base::AllOf(names));
}

bool Value::IsEmpty() const {
  if (const auto* text = std::get_if<std::string>(&held)) {
    return std::ranges::all_of(*text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  }
  if (const auto* list = std::get_if<List>(&held)) return list->empty();
  if (const auto* record = std::get_if<Record>(&held)) return record->empty();
  return std::holds_alternative<std::monostate>(held);
}

bool Value::Holds() const {
  if (const auto* yes = std::get_if<bool>(&held)) return *yes;
  return !IsEmpty();
}

std::string DateInWords(base::Date date, std::string_view language) {
  if (language != "en" && !language.starts_with("en-")) return date.ToString();
  static constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
  return std::to_string(date.day()) + " " + kMonths[date.month() - 1] + " " + std::to_string(date.year());
}

std::string CleanForLetter(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (used <= 0) {
      clean += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    const bool control = (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
    const bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    // A byte order mark carried along in pasted text; at the head of an edited letter it would be lost, and the letter another.
    const bool mark = code == 0xFEFF;
    // Line and paragraph separators are line breaks by other names.
    if (code == 0x2028 || code == 0x2029)
      clean += '\n';
    else if (!control && !turns && !mark)
      clean += text.substr(at, static_cast<std::size_t>(used));
    at += static_cast<std::size_t>(used);
  }
  return clean;
}

}  // namespace letters
