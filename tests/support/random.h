#pragma once
// Random values of any described type, made from its run-time description: a new command or event is covered the day it
// is written. To be called inside a RapidCheck property, which then shrinks what it drew.
//
//   const auto command = tests::Any<cases::Command>();
//   const auto near = tests::Any<cases::AcceptOffer>({.most_id = 3, .first = now - days(1), .last = now + days(9)});

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "base/reflect.h"

namespace tests {

// What references and times are drawn from.
struct Reach {
  std::int64_t most_id = std::numeric_limits<std::int64_t>::max();
  base::Instant first = base::kEarliest;
  base::Instant last = base::kLatest;
};

// From `first` up to but not including `end`; evenly, where RapidCheck by itself keeps to the beginning in its first runs.
template <class T>
T Draw(T first, T end) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(first, end));
}
template <class T>
const T& OneOf(const std::vector<T>& from) {
  return from[Draw<std::size_t>(0, from.size())];
}
// True once in so many times.
inline bool OnceIn(int times) { return Draw(0, times) == 0; }

// Text as people and machines send it: accents, signs beyond the first plane, quotes, what JSON and SQL must escape.
inline std::string AnyText(std::size_t most, base::Lines lines) {
  static const std::vector<std::string> kOneLine{"Boiler not repaired",
                                                 "Renée said \"no\"",
                                                 "back\\slash",
                                                 "tab\tinside",
                                                 "it's 5 < 6 & 7 > 6",
                                                 "😀 Ω 漢字",
                                                 "{}[],:",
                                                 "null",
                                                 "0",
                                                 "-- drop",
                                                 "a\u0301\u200D"};
  static const std::vector<std::string> kManyLines{"one\ntwo\n\nthree", "line one\n\tline two", "a\nb"};
  if (OnceIn(12)) return std::string(most == 0 || most > 2000 ? 2000 : most, 'x');
  if (lines == base::Lines::Many && OnceIn(3)) return OneOf(kManyLines);
  if (!OnceIn(5)) return OneOf(kOneLine);
  static const std::vector<std::string> kPieces{"a", "Z", "9", " ", ".",      "'",      "\"", "\\",        "/",
                                                "é", "ß", "£", "—", "\u00A0", "\uFFFD", "🧾", "\U0010FFFD"};
  std::string text = "x";  // never blank
  for (std::size_t i = Draw<std::size_t>(0, 20); i > 0; --i) text += OneOf(kPieces);
  return text;
}

inline std::string AnyTextOf(const base::Type& type, const Reach& reach) {
  if (type.name == "line") return AnyText(type.most_length, base::Lines::One);
  if (type.name == "prose") return AnyText(type.most_length, base::Lines::Many);
  if (type.name == "text") return OnceIn(4) ? std::string("\x01\n\r\x7F") : AnyText(0, base::Lines::Many);
  if (type.name == "reference") {
    return type.example.substr(0, type.example.find('-') + 1) + std::to_string(Draw<std::int64_t>(1, reach.most_id));
  }
  if (type.name == "Instant") return base::Instant{Draw(reach.first.millis, reach.last.millis)}.ToString();
  if (type.name == "Decimal") {
    static const std::vector<std::string> kAmounts{"0",     "40",    "60.00", "100", "100.01",      "250",
                                                   "500.5", "0.001", "1000",  "-5",  "899999999999"};
    return OneOf(kAmounts);
  }
  if (type.name == "Currency") return OnceIn(3) ? OneOf(std::vector<std::string>{"EUR", "JPY", "KWD"}) : "GBP";
  return type.example;
}

inline void FillAny(void* into, const base::Type& type, const Reach& reach) {
  using base::Shape;
  switch (type.shape) {
    case Shape::Boolean: return type.set_number(into, OnceIn(2) ? 1 : 0);
    case Shape::Integer: {
      const std::int64_t few = std::min(type.most - 1, std::max(type.least, std::int64_t{-50}) + 100);
      const std::int64_t first = OnceIn(8) ? type.least : std::max(type.least, std::int64_t{-50});
      return type.set_number(into, OnceIn(8) ? type.most : Draw(first, few + 1));
    }
    case Shape::Real: return type.set_real(into, Draw(-1'000'000, 1'000'001) / 64.0);
    case Shape::Text: {
      const auto set = type.set_text(into, AnyTextOf(type, reach));
      if (!set) throw std::logic_error("random.h makes no valid " + type.name + ": " + base::ToLine(set.error()));
      return;
    }
    case Shape::Enumeration: return type.set_number(into, Draw<std::int64_t>(0, static_cast<std::int64_t>(type.names.size())));
    case Shape::Optional:
      if (OnceIn(2)) return type.clear(into);
      return FillAny(type.fill(into), type.inner(), reach);
    case Shape::Sealed: return FillAny(type.fill(into), type.inner(), reach);
    case Shape::List:
      type.clear(into);
      for (int i = Draw(0, 4); i > 0; --i) FillAny(type.append(into), type.inner(), reach);
      return;
    case Shape::Map:
      type.clear(into);
      for (int i = Draw(0, 3); i > 0; --i) FillAny(*type.put(into, AnyText(20, base::Lines::One)), type.inner(), reach);
      return;
    case Shape::Record:
      // A rule across fields (an amount too fine for its currency) may need another draw.
      for (int tries = 0; tries < 100; ++tries) {
        for (const base::Field& field : type.fields) FillAny(field.at(into), field.type(), reach);
        if (type.faults == nullptr || type.faults(into).empty()) return;
      }
      throw std::logic_error("random.h makes no valid " + type.name);
    case Shape::Choice: {
      const auto index = Draw<std::size_t>(0, type.alternatives.size());
      return FillAny(type.choose(into, index), type.alternatives[index].type(), reach);
    }
  }
}

template <class T>
T Any(const Reach& reach = {}) {
  T value{};
  FillAny(&value, base::TypeOf<T>(), reach);
  return value;
}

// Whether two values are the same in every field, by the description alone and not by their JSON.
inline bool Same(void* a, void* b, const base::Type& type) {
  using base::Shape;
  switch (type.shape) {
    case Shape::Boolean:
    case Shape::Integer:
    case Shape::Enumeration: return type.get_number(a) == type.get_number(b);
    case Shape::Real: return type.get_real(a) == type.get_real(b);
    case Shape::Text: return type.get_text(a) == type.get_text(b);
    case Shape::Optional:
    case Shape::Sealed: {
      void* x = type.held(a);
      void* y = type.held(b);
      return x == nullptr || y == nullptr ? x == y : Same(x, y, type.inner());
    }
    case Shape::List: {
      if (type.size(a) != type.size(b)) return false;
      for (std::size_t i = 0; i < type.size(a); ++i) {
        if (!Same(type.item(a, i), type.item(b, i), type.inner())) return false;
      }
      return true;
    }
    case Shape::Map: {
      std::vector<std::pair<std::string, void*>> left;
      std::vector<std::pair<std::string, void*>> right;
      type.each(a, [&](const std::string& key, void* item) { left.emplace_back(key, item); });
      type.each(b, [&](const std::string& key, void* item) { right.emplace_back(key, item); });
      return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](const auto& l, const auto& r) {
        return l.first == r.first && Same(l.second, r.second, type.inner());
      });
    }
    case Shape::Record:
      for (const base::Field& field : type.fields) {
        if (!Same(field.at(a), field.at(b), field.type())) return false;
      }
      return true;
    case Shape::Choice:
      return type.index(a) == type.index(b) && Same(type.chosen(a), type.chosen(b), type.alternatives[type.index(a)].type());
  }
  return false;
}
template <class T>
bool Same(T a, T b) {
  return Same(&a, &b, base::TypeOf<T>());
}

// Runs a property so many times; says how to reproduce a failure.
template <class Property>
bool HoldsIn(int runs, const std::string& says, Property property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = runs;
  const rc::detail::TestMetadata metadata{.id = says, .description = says};
  const auto result = rc::detail::checkTestable(std::move(property), metadata, params);
  if (result.template is<rc::detail::SuccessResult>()) return true;
  rc::detail::printResultMessage(result, std::cerr);
  std::cerr << "\nThe seed was " << params.seed << "; run again with RC_PARAMS=\"seed=" << params.seed << "\".\n";
  return false;
}

}  // namespace tests
