#pragma once
// What a letter is merged with: a tree of named values, and the words other areas need to speak of letters. A value is
// plain text and never markup, whatever signs a customer typed; a value that is there but empty is a gap, never a blank.
//
//   letters::Values values{{"customer", letters::Record{{"name", "Amara Okafor"}}}, {"due", base::Date::Of(2026, 12, 23)}};

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/reflect.h"

namespace letters {

enum class LetterKind : std::uint8_t {
  Acknowledgement,
  Update,
  Holding,
  SummaryResolution,
  FinalResponse,
  Deadlock,
  StageOneAnswer,
  StageTwoAnswer,
};
BOOST_DESCRIBE_ENUM(LetterKind, Acknowledgement, Update, Holding, SummaryResolution, FinalResponse, Deadlock, StageOneAnswer,
                    StageTwoAnswer)

base::Saying SayingOf(LetterKind kind);

// As packs and addresses write them: "final-response"; an underscore will do.
std::vector<std::string> KindNames();
base::Result<LetterKind> KindNamed(std::string_view text);

struct Value;
using List = std::vector<Value>;
using Record = std::map<std::string, Value, std::less<>>;
using Values = Record;

// Nothing, yes or no, text, a date, money, a list, or a record of named values.
struct Value {
  std::variant<std::monostate, bool, std::string, base::Date, base::Money, List, Record> held;

  Value() = default;
  Value(const char* text) : held(std::string(text)) {}
  Value(std::string text) : held(std::move(text)) {}
  Value(bool yes) : held(yes) {}
  Value(base::Date date) : held(date) {}
  Value(base::Money money) : held(std::move(money)) {}
  Value(List list) : held(std::move(list)) {}
  Value(Record record) : held(std::move(record)) {}

  // Nothing, blank text, a list or record without entries.
  bool IsEmpty() const;
  // What {{#if}} asks: not empty, and not "no".
  bool Holds() const;

  friend bool operator==(const Value&, const Value&) = default;
};

// What a field holds, for who has to fill it in: "what we apologise for" for "apology.for". A field this program does not
// know by name is quoted.
base::Saying FieldInWords(std::string_view field);

// "23 December 2026" in English; other languages get the ISO form, which no reader mistakes.
std::string DateInWords(base::Date date, std::string_view language);

// Valid UTF-8 without control characters, byte order marks, and direction overrides, which can make an amount read
// backwards. Bytes that are not UTF-8 become U+FFFD: a letter shows damage rather than hide it.
std::string CleanForLetter(std::string_view text);

}  // namespace letters
