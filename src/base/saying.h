#pragma once
// What Amends says to people: a sentence with gaps, and what stands in them, kept apart until somebody is known to read it. The
// English pattern is the sentence and also the key of its translation (translations/de.po), as with gettext; rules say things
// without knowing any language, and the edge that sends an answer writes it in the reader's.
//
//   refusal.says = Saying("There is no customer {}.", id);
//   refusal.says.ToString()            "There is no customer CU-9."
//   refusal.says.In(Language::German)  "Es gibt keinen Kunden CU-9."
//
// Every pattern stands as a literal right behind `Saying(`, or behind `Saying::Count(n, `, where tools/lint sayings finds it and
// holds the catalogue to it. What people or procedures wrote is put in as it is.

#include <concepts>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace base {

enum class Language : std::uint8_t { English, German };

class Saying;
struct Instant;
struct Date;

namespace detail {

// A literal with as many gaps, {}, as there is to put into them; any other does not compile.
template <class... Args>
struct Pattern {
  const char* text;
  template <std::size_t N>
  consteval Pattern(const char (&literal)[N]) : text(literal) {  // NOLINT: a literal is meant to convert
    std::size_t gaps = 0;
    for (std::size_t i = 0; i + 1 < N; ++i) {
      if (literal[i] == '{' && literal[i + 1] == '}') ++gaps;
    }
    if (gaps != sizeof...(Args)) throw "as many gaps as values";
  }
};

template <class T>
inline constexpr bool kIsLiteral = std::is_array_v<std::remove_reference_t<T>> || std::is_pointer_v<std::remove_cvref_t<T>>;

}  // namespace detail

class Saying {
 public:
  Saying() = default;
  // A gap takes another Saying, text as it is, a whole number, a reference, or what has a SayingOf of its own (money, numbers).
  // English words of ours do not go in as they are: they are sayings, too.
  template <class... Args>
  explicit Saying(detail::Pattern<std::type_identity_t<Args>...> pattern, Args&&... args)
      : kind_(Kind::Pattern), pattern_(pattern.text) {
    parts_.reserve(sizeof...(Args));
    (parts_.push_back(Part(std::forward<Args>(args))), ...);
  }

  // Words that are the same in every language: somebody's own, a name, a reference.
  static Saying AsIs(std::string text);
  // "1 option", "2 options": the first gap of both is the number.
  template <class... Args>
  static Saying Count(std::int64_t n, detail::Pattern<std::int64_t, std::type_identity_t<Args>...> one,
                      detail::Pattern<std::int64_t, std::type_identity_t<Args>...> many, Args&&... args) {
    Saying saying = Counted(n, one.text, many.text);
    (saying.parts_.push_back(Part(std::forward<Args>(args))), ...);
    return saying;
  }
  // "a, b or c" and "a, b and c".
  static Saying OneOf(std::vector<Saying> items);
  static Saying AllOf(std::vector<Saying> items);
  static Saying OneOf(const std::vector<std::string>& items);
  static Saying AllOf(const std::vector<std::string>& items);
  // One after another, with `between` them; what is empty is left out.
  static Saying Run(std::vector<Saying> items, std::string between = " ");
  // With a full stop behind it, unless it ends a sentence already: "...; did you mean \"checkout\"?" does.
  static Saying Sentence(Saying stem);
  // Words of the API's documentation, which is English; other languages do without.
  static Saying Gloss(std::string text);
  // "12.50", in German "12,50"; `text` as Decimal writes it.
  static Saying Number(std::string text);
  // "£12.50", "12.50 CHF", in German "12,50 £".
  static Saying Amount(std::string number, std::string currency);
  // "Wed 23 Dec 2026", in German "Mi., 23. Dezember 2026".
  static Saying Day(Date day);
  // "23 December 2026", in German "23. Dezember 2026".
  static Saying DayAndMonth(Date day);
  // The month it is in: "December 2026", in German "Dezember 2026".
  static Saying Month(Date day);
  // A Day with the time on the clock on the wall, "…, 17:00", in German "…, 17:00 Uhr"; `place` is put behind: "UTC" or nothing.
  static Saying Moment(Date day, int minute_of_day, std::string place);

  // In English.
  std::string ToString() const { return In(Language::English); }
  operator std::string() const { return ToString(); }  // NOLINT: for terminals and logs, which are English
  std::string In(Language language) const;
  // From here on it says this and nothing else.
  void Settle(Language language);

  bool empty() const { return kind_ == Kind::AsIs && text_.empty(); }

  // For terminals, logs and files.
  friend std::string operator+(std::string text, const Saying& saying) { return std::move(text) + saying.ToString(); }
  friend std::string operator+(const char* text, const Saying& saying) { return text + saying.ToString(); }
  friend std::string operator+(const Saying& saying, const std::string& text) { return saying.ToString() + text; }
  friend std::string operator+(const Saying& saying, const char* text) { return saying.ToString() + text; }

  // Two are the same that say the same.
  friend bool operator==(const Saying& a, const Saying& b) { return a.ToString() == b.ToString(); }
  friend bool operator==(const Saying& a, std::string_view b) { return a.ToString() == b; }
  friend bool operator==(const Saying& a, const std::string& b) { return a.ToString() == b; }
  friend bool operator==(const Saying& a, const char* b) { return a.ToString() == b; }
  friend std::ostream& operator<<(std::ostream& out, const Saying& saying);

 private:
  enum class Kind : std::uint8_t { AsIs, Pattern, Count, OneOf, AllOf, Run, Sentence, Gloss, Number, Amount, Day, Moment };

  static Saying Counted(std::int64_t n, const char* one, const char* many);
  static Saying Joined(Kind kind, std::vector<Saying> items, std::string between);
  std::vector<std::string> PartsIn(Language language) const;

  template <class T>
  static Saying Part(T&& value) {
    using V = std::remove_cvref_t<T>;
    static_assert(!detail::kIsLiteral<T>, "words of ours are a Saying; words of others a std::string");
    if constexpr (std::same_as<V, Saying>) {
      return std::forward<T>(value);
    } else if constexpr (std::convertible_to<T, std::string>) {
      return AsIs(std::forward<T>(value));
    } else if constexpr (std::same_as<V, std::string_view>) {
      return AsIs(std::string(value));
    } else if constexpr (std::integral<V>) {
      return AsIs(std::to_string(value));
    } else if constexpr (requires { SayingOf(value); }) {
      return SayingOf(value);
    } else {
      return AsIs(value.ToString());
    }
  }

  Kind kind_ = Kind::AsIs;
  const char* pattern_ = nullptr;  // lives as long as the program
  const char* many_ = nullptr;
  std::int64_t number_ = 0;
  std::string text_;
  std::vector<Saying> parts_;
};

// The same patterns as they are kept: for the test that holds the catalogue to its rules.
struct Translation {
  std::string pattern;
  std::vector<std::string> translated;  // for one and for many where they are counted
  std::string many;
};
// In the order of the catalogue. Throws std::runtime_error with the line when the catalogue cannot be read.
std::vector<Translation> ReadCatalogue(std::string_view po);
std::string_view CatalogueOf(Language language);

}  // namespace base
