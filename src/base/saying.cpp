#include "base/saying.h"

#include <array>
#include <ostream>
#include <stdexcept>
#include <unordered_map>

#include "base/date.h"
#include "base/text.h"

namespace base {
namespace {

// Of one language: what stands for an English pattern.
class Catalogue {
 public:
  explicit Catalogue(std::string_view po) : entries_(ReadCatalogue(po)) {
    for (const Translation& entry : entries_) by_pattern_.emplace(entry.pattern, &entry);
  }
  const Translation* Find(std::string_view pattern) const {
    const auto found = by_pattern_.find(pattern);
    return found == by_pattern_.end() ? nullptr : found->second;
  }

 private:
  std::vector<Translation> entries_;
  std::unordered_map<std::string_view, const Translation*> by_pattern_;
};

const Translation* Find(Language language, std::string_view pattern) {
  if (language == Language::English) return nullptr;
  static const Catalogue german(CatalogueOf(Language::German));
  return german.Find(pattern);
}

// Gaps are {} in order, or {0}, {1} where a language has another order.
std::string Filled(std::string_view pattern, const std::vector<std::string>& values) {
  std::string text;
  std::size_t next = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '{') {
      text += pattern[i];
      continue;
    }
    const std::size_t end = pattern.find('}', i);
    std::size_t at = next;
    if (end == i + 2) {
      at = static_cast<std::size_t>(pattern[i + 1] - '0');
    } else {
      ++next;
    }
    if (at < values.size()) text += values[at];
    i = end;
  }
  return text;
}

std::string AmountIn(Language language, const std::string& number, const std::string& code) {
  const std::string_view sign = code == "GBP" ? "£" : code == "EUR" ? "€" : code == "USD" ? "$" : code == "JPY" ? "¥" : "";
  if (language == Language::German) return number + " " + (sign.empty() ? code : std::string(sign));
  if (sign.empty()) return number + " " + code;
  return number.starts_with('-') ? "-" + std::string(sign) + number.substr(1) : std::string(sign) + number;
}

std::string NumberIn(Language language, std::string number) {
  if (language == Language::German) {
    if (const std::size_t point = number.find('.'); point != std::string::npos) number[point] = ',';
  }
  return number;
}

constexpr const char* kWithoutWeekday = "without the day of the week";
constexpr const char* kMonthOnly = "month";

// `form`: nothing for a day with its weekday, or one of the two above.
std::string DayIn(Language language, Date day, const std::string& form) {
  static constexpr std::array<const char*, 7> kDays{"Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."};
  static constexpr std::array<const char*, 12> kMonths{"Januar", "Februar", "März",      "April",   "Mai",      "Juni",
                                                       "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
  static constexpr std::array<const char*, 12> kEnglish{"January", "February", "March",     "April",   "May",      "June",
                                                        "July",    "August",   "September", "October", "November", "December"};
  if (!form.empty()) {
    const bool english = language == Language::English;
    const std::string month = (english ? kEnglish : kMonths)[day.month() - 1] + (" " + std::to_string(day.year()));
    return form == kMonthOnly ? month : std::to_string(day.day()) + (english ? " " : ". ") + month;
  }
  if (language == Language::English) return day.ForPeople();
  return std::string(kDays[static_cast<std::size_t>(day.weekday())]) + ", " + std::to_string(day.day()) + ". " +
         kMonths[day.month() - 1] + " " + std::to_string(day.year());
}

std::string TimeIn(Language language, int minute_of_day, const std::string& place) {
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute_of_day / 60) + ":" + two(minute_of_day % 60) + (language == Language::German ? " Uhr" : "") +
         (place.empty() ? "" : " " + place);
}

}  // namespace

Saying Saying::AsIs(std::string text) {
  Saying saying;
  saying.text_ = std::move(text);
  return saying;
}

Saying Saying::Counted(std::int64_t n, const char* one, const char* many) {
  Saying saying;
  saying.kind_ = Kind::Count;
  saying.pattern_ = one;
  saying.many_ = many;
  saying.number_ = n;
  saying.parts_.push_back(AsIs(std::to_string(n)));
  return saying;
}

Saying Saying::Joined(Kind kind, std::vector<Saying> items, std::string between) {
  Saying saying;
  saying.kind_ = kind;
  saying.text_ = std::move(between);
  saying.parts_ = std::move(items);
  return saying;
}

Saying Saying::OneOf(std::vector<Saying> items) { return Joined(Kind::OneOf, std::move(items), ""); }
Saying Saying::AllOf(std::vector<Saying> items) { return Joined(Kind::AllOf, std::move(items), ""); }
Saying Saying::OneOf(const std::vector<std::string>& items) {
  Saying saying = Joined(Kind::OneOf, {}, "");
  for (const std::string& item : items) saying.parts_.push_back(AsIs(item));
  return saying;
}
Saying Saying::AllOf(const std::vector<std::string>& items) {
  Saying saying = OneOf(items);
  saying.kind_ = Kind::AllOf;
  return saying;
}
Saying Saying::Run(std::vector<Saying> items, std::string between) {
  std::erase_if(items, [](const Saying& item) { return item.empty(); });
  return items.empty() ? Saying() : Joined(Kind::Run, std::move(items), std::move(between));
}
Saying Saying::Sentence(Saying stem) {
  Saying saying;
  saying.kind_ = Kind::Sentence;
  saying.parts_.push_back(std::move(stem));
  return saying;
}
Saying Saying::Gloss(std::string text) {
  Saying saying = AsIs(std::move(text));
  saying.kind_ = Kind::Gloss;
  return saying;
}
Saying Saying::Number(std::string text) {
  Saying saying = AsIs(std::move(text));
  saying.kind_ = Kind::Number;
  return saying;
}
Saying Saying::Amount(std::string number, std::string currency) {
  Saying saying = AsIs(std::move(currency));
  saying.kind_ = Kind::Amount;
  saying.parts_.push_back(Number(std::move(number)));
  return saying;
}
Saying Saying::Day(Date day) {
  Saying saying;
  saying.kind_ = Kind::Day;
  saying.number_ = day.days;
  return saying;
}
Saying Saying::DayAndMonth(Date day) {
  Saying saying = Day(day);
  saying.text_ = kWithoutWeekday;
  return saying;
}
Saying Saying::Month(Date day) {
  Saying saying = Day(day);
  saying.text_ = kMonthOnly;
  return saying;
}
Saying Saying::Moment(Date day, int minute_of_day, std::string place) {
  constexpr std::int64_t kMinutes = std::int64_t{24} * 60;
  Saying saying = AsIs(std::move(place));
  saying.kind_ = Kind::Moment;
  saying.number_ = day.days * kMinutes + minute_of_day;
  return saying;
}

std::vector<std::string> Saying::PartsIn(Language language) const {
  std::vector<std::string> texts;
  texts.reserve(parts_.size());
  for (const Saying& part : parts_) texts.push_back(part.In(language));
  return texts;
}

std::string Saying::In(Language language) const {
  switch (kind_) {
    case Kind::AsIs: return text_;
    case Kind::Pattern: {
      const Translation* translation = Find(language, pattern_);
      return Filled(translation != nullptr ? std::string_view(translation->translated.front()) : pattern_, PartsIn(language));
    }
    case Kind::Count: {
      const std::size_t form = number_ == 1 ? 0 : 1;
      const Translation* translation = Find(language, pattern_);
      if (translation != nullptr && form < translation->translated.size()) {
        return Filled(translation->translated[form], PartsIn(language));
      }
      return Filled(form == 0 ? pattern_ : many_, PartsIn(language));
    }
    case Kind::OneOf: return Listed(PartsIn(language), language == Language::German ? " oder " : " or ");
    case Kind::AllOf: return Listed(PartsIn(language), language == Language::German ? " und " : " and ");
    case Kind::Run: {
      std::string text;
      for (const Saying& part : parts_) text += (text.empty() ? "" : text_) + part.In(language);
      return text;
    }
    case Kind::Sentence: {
      std::string text = Capital(parts_.front().In(language));
      if (text.empty() || std::string_view(".?!").find(text.back()) == std::string_view::npos) text += '.';
      return text;
    }
    case Kind::Gloss: return language == Language::English ? text_ : "";
    case Kind::Number: return NumberIn(language, text_);
    case Kind::Amount: return AmountIn(language, parts_.front().In(language), text_);
    case Kind::Day: return DayIn(language, Date{static_cast<std::int32_t>(number_)}, text_);
    case Kind::Moment: {
      constexpr std::int64_t kMinutes = std::int64_t{24} * 60;
      const std::int64_t minute = ((number_ % kMinutes) + kMinutes) % kMinutes;
      const Date day{static_cast<std::int32_t>((number_ - minute) / kMinutes)};
      return DayIn(language, day, "") + ", " + TimeIn(language, static_cast<int>(minute), text_);
    }
  }
  return text_;
}

void Saying::Settle(Language language) { *this = AsIs(In(language)); }

std::ostream& operator<<(std::ostream& out, const Saying& saying) { return out << saying.ToString(); }

std::vector<Translation> ReadCatalogue(std::string_view po) {
  std::vector<Translation> entries;
  std::string* into = nullptr;
  std::size_t number = 0;
  const auto text_in = [&](std::string_view line) {
    std::string text;
    const std::size_t from = line.find('"');
    const std::size_t to = line.rfind('"');
    if (from == std::string_view::npos || to == from) {
      throw std::runtime_error("line " + std::to_string(number) + " of the catalogue: expected text in double quotes");
    }
    for (std::size_t i = from + 1; i < to; ++i) {
      if (line[i] == '\\' && i + 1 < to) {
        ++i;
        text += line[i] == 'n' ? '\n' : line[i] == 't' ? '\t' : line[i];
      } else {
        text += line[i];
      }
    }
    return text;
  };
  while (!po.empty()) {
    const std::size_t end = std::min(po.find('\n'), po.size());
    const std::string_view line = po.substr(0, end);
    po.remove_prefix(std::min(end + 1, po.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("msgid_plural ")) {
      entries.back().many = text_in(line);
      into = &entries.back().many;
    } else if (line.starts_with("msgid ")) {
      entries.push_back({text_in(line), {}, {}});
      into = &entries.back().pattern;
    } else if (line.starts_with("msgstr")) {
      entries.back().translated.push_back(text_in(line));
      into = &entries.back().translated.back();
    } else if (line.front() == '"' && into != nullptr) {
      *into += text_in(line);
    } else {
      throw std::runtime_error("line " + std::to_string(number) + " of the catalogue: expected msgid or msgstr");
    }
  }
  // The first is the head of the file.
  if (!entries.empty() && entries.front().pattern.empty()) entries.erase(entries.begin());
  // What is not translated is said in English.
  std::erase_if(entries, [](const Translation& entry) { return entry.translated.empty() || entry.translated.front().empty(); });
  return entries;
}

}  // namespace base
