#include "domain/letters/header.h"

#include <algorithm>

#include "base/text.h"

namespace letters {

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

int Columns(std::string_view text) { return static_cast<int>(base::CodePoints(text)); }

Source::Source(std::string_view text, std::string file, int first_line) : file_(std::move(file)), first_line_(first_line) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines_.push_back(CleanForLetter(line));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

base::Fault Source::At(const Spot& spot, const std::string& says) const {
  base::Fault fault(file_ + ":" + std::to_string(spot.line) + ":" + std::to_string(spot.column), says);
  const int index = spot.line - first_line_;
  if (index < 0 || static_cast<std::size_t>(index) >= lines_.size()) return fault;
  std::string line = lines_[static_cast<std::size_t>(index)];
  std::ranges::replace(line, '\t', ' ');
  return {fault.path, says + "\n      " + line + "\n      " + std::string(static_cast<std::size_t>(spot.column - 1), ' ') + "^" +
                          std::string(static_cast<std::size_t>(std::max(spot.length - 1, 0)), '~')};
}

base::Error FileError(const std::string& what, std::vector<base::Fault> faults) {
  return {base::ErrorCode::Invalid, what + " has " + base::Count(faults.size(), "fault"), std::move(faults)};
}

Header ReadHeader(const Source& source, const std::vector<std::string>& known, const std::vector<std::string>& required,
                  std::vector<base::Fault>& faults) {
  Header header;
  bool ended = false;
  int number = 0;
  for (const std::string& line : source.lines()) {
    ++number;
    const std::string_view trimmed = Trim(line);
    if (trimmed == "---") {
      ended = true;
      break;
    }
    if (trimmed.empty() || trimmed.starts_with('#')) continue;
    const auto colon = line.find(':');
    const std::string key(Trim(std::string_view(line).substr(0, colon)));
    const Spot key_spot{number, 1, std::max(Columns(key), 1)};
    if (colon == std::string::npos) {
      faults.push_back(source.At({number, 1, Columns(line)}, "expected \"key: value\", or \"---\" before the text begins"));
      break;
    }
    if (std::ranges::find(known, key) == known.end()) {
      const std::string near = base::DidYouMean(key, known);
      faults.push_back(source.At(
          key_spot, "there is no key " + base::Quoted(key) + (near.empty() ? "; the keys are " + base::AllOf(known) : near)));
      continue;
    }
    const std::string_view value = Trim(std::string_view(line).substr(colon + 1));
    if (value.empty()) {
      faults.push_back(source.At(key_spot, key + " has no value"));
      continue;
    }
    const auto at = static_cast<std::size_t>(value.data() - line.data());
    const Spot spot{number, Columns(std::string_view(line).substr(0, at)) + 1, Columns(value)};
    if (!header.fields.emplace(key, HeaderField{std::string(value), spot}).second)
      faults.push_back(source.At(key_spot, key + " stands twice"));
  }
  header.body_line = number + 1;
  if (!ended && faults.empty()) {
    faults.push_back(source.At({std::max(number, 1), 1, 1}, "expected a line \"---\" between the keys and the text"));
  }
  for (const std::string& key : required) {
    if (!header.fields.contains(key)) faults.push_back({source.file(), key + " is required, as \"" + key + ": ...\""});
  }
  return header;
}

std::optional<LetterKind> ReadKind(const Source& source, const Spot& spot, std::string_view word,
                                   std::vector<base::Fault>& faults) {
  std::string wanted(word);
  std::ranges::replace(wanted, ' ', '_');
  std::ranges::replace(wanted, '-', '_');
  const auto& names = base::TypeOf<LetterKind>().names;
  const auto found = std::ranges::find(names, wanted);
  if (found != names.end()) return static_cast<LetterKind>(found - names.begin());
  std::vector<std::string> words = names;
  for (std::string& name : words) std::ranges::replace(name, '_', ' ');
  std::string spaced = wanted;
  std::ranges::replace(spaced, '_', ' ');
  const std::string near = base::DidYouMean(spaced, words);
  faults.push_back(source.At(
      spot, "there is no kind of letter " + base::Quoted(word) + (near.empty() ? "; expected " + base::OneOf(words) : near)));
  return std::nullopt;
}

std::vector<HeaderField> Separated(const HeaderField& field) {
  std::vector<HeaderField> parts;
  std::size_t at = 0;
  while (at <= field.value.size()) {
    const std::size_t end = std::min(field.value.find(',', at), field.value.size());
    const std::string_view part = Trim(std::string_view(field.value).substr(at, end - at));
    if (!part.empty()) {
      const auto start = static_cast<std::size_t>(part.data() - field.value.data());
      parts.push_back(
          {std::string(part),
           {field.spot.line, field.spot.column + Columns(std::string_view(field.value).substr(0, start)), Columns(part)}});
    }
    at = end + 1;
  }
  return parts;
}

}  // namespace letters
