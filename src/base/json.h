#pragma once
// JSON to and from any described type. A fault names the exact place and what was expected there
// (`options[1].cost.amount: expected a decimal like "12.50", found "12,50"`), all faults at once; an unknown field is
// refused with its near misses, never ignored.
//
//   TRY(auto command, base::FromJson<AcceptOffer>(body));
//   std::string text = base::ToJson(view);

#include <optional>
#include <string>
#include <string_view>

#include "base/reflect.h"

namespace base {

// Whether absent optionals and empty lists are written: replies keep lists so that readers need no special case,
// events drop all that is empty.
enum class Empties { Keep, Drop };

std::string ToJson(const void* value, const Type& type, Empties empties);
Result<void> FromJson(std::string_view text, void* into, const Type& type);

template <class T>
std::string ToJson(const T& value, Empties empties = Empties::Keep) {
  return ToJson(&value, TypeOf<T>(), empties);
}
template <class T>
Result<T> FromJson(std::string_view text) {
  T value{};
  if (auto read = FromJson(text, &value, TypeOf<T>()); !read) return std::unexpected(std::move(read).error());
  return value;
}

// The facts of a value as JSON in which each sealed value is replaced by its number, and those values as a JSON array
// (empty text when there are none): what the event log stores plain and encrypted.
struct Halves {
  std::string facts;
  std::string sealed;
};
Halves Split(const void* value, const Type& type);
// Puts the halves together again; without `sealed`, everything sealed reads as erased.
Result<void> Join(std::string_view facts, std::optional<std::string_view> sealed, void* into, const Type& type);

template <class T>
Halves Split(const T& value) {
  return Split(&value, TypeOf<T>());
}
template <class T>
Result<T> Join(std::string_view facts, std::optional<std::string_view> sealed) {
  T value{};
  if (auto read = Join(facts, sealed, &value, TypeOf<T>()); !read) return std::unexpected(std::move(read).error());
  return value;
}

}  // namespace base
