#pragma once
// One description of every struct, read at run time. From a type's table of fields come its JSON, its JSON schema, its
// golden samples, its random values in property tests, and the erasing of what is sealed in it: each is written once,
// against Type, and none by hand for a struct.
//
//   struct AcceptOffer { base::OfferId offer; base::Sealed<base::Prose> words; };
//   BOOST_DESCRIBE_STRUCT(AcceptOffer, (), (offer, words))
//   AMENDS_DOC(AcceptOffer, "The customer accepts an offer.", {"offer", "Which offer."}, {"words", "What they said."})
//   base::TypeOf<AcceptOffer>().fields[0].name == "offer"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/result.h"
#include "base/saying.h"
#include "base/sealed.h"
#include "base/text.h"
#include "base/time.h"

namespace base {

enum class Shape : std::uint8_t { Boolean, Integer, Real, Text, Enumeration, Optional, List, Map, Record, Choice, Sealed };

struct Type;
using TypeRef = const Type& (*)();

struct Field {
  std::string name;
  std::string doc;
  TypeRef type = nullptr;
  void* (*at)(void* record) = nullptr;

  // A field that may be left out of JSON: absence has a meaning of its own.
  bool MayBeAbsent() const;
};

struct Alternative {
  std::string name;
  TypeRef type = nullptr;
};

// What one type is made of and how to reach into a value of it. Only the members of its own shape are set.
struct Type {
  Shape shape = Shape::Record;
  std::string name;
  std::string doc;

  // Boolean, Integer, and Enumeration (as an index into `names`).
  std::int64_t (*get_number)(const void*) = nullptr;
  void (*set_number)(void*, std::int64_t) = nullptr;
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();

  // Real: a figure that was worked out. Never money, and never one that is not a number.
  double (*get_real)(const void*) = nullptr;
  void (*set_real)(void*, double) = nullptr;
  std::vector<std::string> names = {};

  // Text: anything that is written as a JSON string and checked when read.
  std::string (*get_text)(const void*) = nullptr;
  Result<void> (*set_text)(void*, std::string_view) = nullptr;
  std::string example = {};                   // a valid value
  std::string format = {};                    // the JSON schema format, if it is a known one
  std::size_t most_length = 0;                // in code points; 0 when the form of the value bounds it
  void (*settle)(void*, Language) = nullptr;  // of a Saying

  // Optional and Sealed: `held` is null when there is nothing; `fill` makes a default value to write into.
  void* (*held)(void*) = nullptr;
  void* (*fill)(void*) = nullptr;
  void (*clear)(void*) = nullptr;  // also List, Map
  TypeRef inner = nullptr;         // also List, Map

  // List.
  std::size_t (*size)(const void*) = nullptr;
  void* (*item)(void*, std::size_t) = nullptr;
  void* (*append)(void*) = nullptr;

  // Map from text.
  void (*each)(void*, const std::function<void(const std::string&, void*)>&) = nullptr;
  Result<void*> (*put)(void*, std::string_view key) = nullptr;

  // Record.
  std::vector<Field> fields = {};
  std::vector<Fault> (*faults)(const void*) = nullptr;  // rules across fields, or null

  // Choice.
  std::vector<Alternative> alternatives = {};
  std::size_t (*index)(const void*) = nullptr;
  void* (*chosen)(void*) = nullptr;
  void* (*choose)(void*, std::size_t) = nullptr;
};

template <class T>
const Type& TypeOf();

// Wipes every sealed value inside, as if its key had been destroyed.
void EraseSealed(void* value, const Type& type);
template <class T>
void EraseSealed(T& value) {
  EraseSealed(&value, TypeOf<T>());
}

// Whether there can be a Saying in it.
bool HoldsSayings(const Type& type);
// Puts every Saying inside into that language, in place.
void SayIn(Language language, void* value, const Type& type);

// ---------------------------------------------------------------------------------------------------------------------
// Words about a struct and its fields, beside the struct.

struct FieldDoc {
  std::string_view field;
  std::string_view says;
};
struct DocText {
  std::string_view summary;
  std::vector<FieldDoc> fields;
};

#define AMENDS_DOC(T, summary, ...) \
  inline base::DocText DocOf(const T*) { return {summary, {__VA_ARGS__}}; }

// An integer between two bounds, both included.
template <std::int64_t Least, std::int64_t Most>
struct Whole {
  std::int64_t value = Least;
  static constexpr std::int64_t kLeast = Least;
  static constexpr std::int64_t kMost = Most;
  friend auto operator<=>(const Whole&, const Whole&) = default;
};

// ---------------------------------------------------------------------------------------------------------------------

// "AcceptOffer" for cases::AcceptOffer.
template <class T>
std::string TypeName() {
  constexpr std::string_view kWhole = __PRETTY_FUNCTION__;
  std::string_view name = kWhole.substr(kWhole.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  const std::size_t angle = name.find('<');
  const std::size_t colon = name.substr(0, angle).rfind(':');
  return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

// A type written as one JSON string: it parses itself and says what was expected when it cannot.
template <class T>
concept TextLike = requires(const T& value, std::string_view text) {
  { T::Parse(text) } -> std::same_as<Result<T>>;
  { value.ToString() } -> std::convertible_to<std::string>;
};

template <class T>
struct TextExample {
  static constexpr std::string_view kExample = "text";
  static constexpr std::string_view kFormat = "";
};
template <>
struct TextExample<Instant> {
  static constexpr std::string_view kExample = "2026-11-21T09:30:00Z";
  static constexpr std::string_view kFormat = "date-time";
};
template <>
struct TextExample<Decimal> {
  static constexpr std::string_view kExample = "12.50";
  static constexpr std::string_view kFormat = "";
};
template <>
struct TextExample<Currency> {
  static constexpr std::string_view kExample = "GBP";
  static constexpr std::string_view kFormat = "";
};

namespace detail {

template <class T>
struct Reflection;

template <class T>
Type Named(Shape shape) {
  Type type;
  type.shape = shape;
  type.name = TypeName<T>();
  return type;
}

template <class T>
concept DescribedEnum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept DescribedStruct = std::is_class_v<T> && boost::describe::has_describe_members<T>::value;

template <>
struct Reflection<bool> {
  static Type Make() {
    Type type = Named<bool>(Shape::Boolean);
    type.get_number = [](const void* v) -> std::int64_t { return *static_cast<const bool*>(v) ? 1 : 0; };
    type.set_number = [](void* v, std::int64_t n) { *static_cast<bool*>(v) = n != 0; };
    return type;
  }
};

template <std::integral T>
  requires(!std::same_as<T, bool>)
struct Reflection<T> {
  static Type Make() {
    Type type = Named<T>(Shape::Integer);
    type.name = "integer";
    type.get_number = [](const void* v) { return static_cast<std::int64_t>(*static_cast<const T*>(v)); };
    type.set_number = [](void* v, std::int64_t n) { *static_cast<T*>(v) = static_cast<T>(n); };
    type.least = static_cast<std::int64_t>(std::numeric_limits<T>::min());
    type.most = static_cast<std::int64_t>(std::numeric_limits<T>::max());
    return type;
  }
};

template <>
struct Reflection<double> {
  static Type Make() {
    Type type = Named<double>(Shape::Real);
    type.name = "number";
    type.get_real = [](const void* v) { return *static_cast<const double*>(v); };
    type.set_real = [](void* v, double n) { *static_cast<double*>(v) = n; };
    return type;
  }
};

template <std::int64_t Least, std::int64_t Most>
struct Reflection<Whole<Least, Most>> {
  static Type Make() {
    Type type = Reflection<std::int64_t>::Make();
    type.get_number = [](const void* v) { return static_cast<const Whole<Least, Most>*>(v)->value; };
    type.set_number = [](void* v, std::int64_t n) { static_cast<Whole<Least, Most>*>(v)->value = n; };
    type.least = Least;
    type.most = Most;
    return type;
  }
};

template <>
struct Reflection<std::string> {
  static Type Make() {
    Type type = Named<std::string>(Shape::Text);
    type.name = "text";
    type.example = "text";
    type.get_text = [](const void* v) { return *static_cast<const std::string*>(v); };
    type.set_text = [](void* v, std::string_view text) -> Result<void> {
      *static_cast<std::string*>(v) = text;
      return {};
    };
    return type;
  }
};

// Read by people and by programs that know only the text of it.
template <>
struct Reflection<Saying> {
  static Type Make() {
    Type type = Named<Saying>(Shape::Text);
    type.name = "text";
    type.example = "text";
    type.get_text = [](const void* v) { return static_cast<const Saying*>(v)->ToString(); };
    type.set_text = [](void* v, std::string_view text) -> Result<void> {
      *static_cast<Saying*>(v) = Saying::AsIs(std::string(text));
      return {};
    };
    type.settle = [](void* v, Language language) { static_cast<Saying*>(v)->Settle(language); };
    return type;
  }
};

template <TextLike T>
struct Reflection<T> {
  static Type Make() {
    Type type = Named<T>(Shape::Text);
    if constexpr (requires { T::kMost; }) {
      type.most_length = T::kMost;
      type.name = T::kLines == Lines::One ? "line" : "prose";
      type.example = "Some words";
    } else if constexpr (requires { T::kPrefix; }) {
      type.name = "reference";
      type.example = std::string(T::kPrefix) + "-7";
    } else {
      type.example = TextExample<T>::kExample;
      type.format = TextExample<T>::kFormat;
    }
    type.get_text = [](const void* v) -> std::string { return static_cast<const T*>(v)->ToString(); };
    type.set_text = [](void* v, std::string_view text) -> Result<void> {
      TRY(*static_cast<T*>(v), T::Parse(text));
      return {};
    };
    return type;
  }
};

template <DescribedEnum T>
struct Reflection<T> {
  static Type Make() {
    Type type = Named<T>(Shape::Enumeration);
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) { type.names.push_back(Kebab(d.name, '_')); });
    // Our enumerations count from zero without gaps, so the index is the value.
    type.get_number = [](const void* v) { return static_cast<std::int64_t>(*static_cast<const T*>(v)); };
    type.set_number = [](void* v, std::int64_t n) { *static_cast<T*>(v) = static_cast<T>(n); };
    return type;
  }
};

template <class T>
struct Reflection<std::optional<T>> {
  static Type Make() {
    Type type;
    type.shape = Shape::Optional;
    type.name = "optional";
    type.held = [](void* v) -> void* {
      auto& optional = *static_cast<std::optional<T>*>(v);
      return optional ? &*optional : nullptr;
    };
    type.fill = [](void* v) -> void* { return &static_cast<std::optional<T>*>(v)->emplace(); };
    type.clear = [](void* v) { static_cast<std::optional<T>*>(v)->reset(); };
    type.inner = &TypeOf<T>;
    return type;
  }
};

template <class T>
struct Reflection<Sealed<T>> {
  static Type Make() {
    Type type;
    type.shape = Shape::Sealed;
    type.name = "sealed";
    type.held = [](void* v) -> void* { return static_cast<Sealed<T>*>(v)->get(); };
    type.fill = [](void* v) -> void* { return &static_cast<Sealed<T>*>(v)->Fill(); };
    type.clear = [](void* v) { static_cast<Sealed<T>*>(v)->Erase(); };
    type.inner = &TypeOf<T>;
    return type;
  }
};

template <class T>
struct Reflection<std::vector<T>> {
  static Type Make() {
    Type type;
    type.shape = Shape::List;
    type.name = "list";
    type.size = [](const void* v) { return static_cast<const std::vector<T>*>(v)->size(); };
    type.item = [](void* v, std::size_t i) -> void* { return &(*static_cast<std::vector<T>*>(v))[i]; };
    type.append = [](void* v) -> void* { return &static_cast<std::vector<T>*>(v)->emplace_back(); };
    type.clear = [](void* v) { static_cast<std::vector<T>*>(v)->clear(); };
    type.inner = &TypeOf<T>;
    return type;
  }
};

template <TextLike K, class T>
struct Reflection<std::map<K, T>> {
  static Type Make() {
    Type type;
    type.shape = Shape::Map;
    type.name = "map";
    type.size = [](const void* v) { return static_cast<const std::map<K, T>*>(v)->size(); };
    type.each = [](void* v, const std::function<void(const std::string&, void*)>& visit) {
      for (auto& [key, value] : *static_cast<std::map<K, T>*>(v)) visit(key.ToString(), &value);
    };
    type.put = [](void* v, std::string_view key) -> Result<void*> {
      TRY(auto parsed, K::Parse(key));
      return static_cast<void*>(&(*static_cast<std::map<K, T>*>(v))[parsed]);
    };
    type.clear = [](void* v) { static_cast<std::map<K, T>*>(v)->clear(); };
    type.inner = &TypeOf<T>;
    return type;
  }
};

// A choice is a std::variant, or a struct that derives from one.
template <class Choice, class Variant>
struct ChoiceReflection;
template <class Choice, class... Ts>
struct ChoiceReflection<Choice, std::variant<Ts...>> {
  static Type Make() {
    Type type;
    type.shape = Shape::Choice;
    type.name = "choice";
    (type.alternatives.push_back({TypeName<Ts>(), &TypeOf<Ts>}), ...);
    type.index = [](const void* v) { return static_cast<const Choice*>(v)->index(); };
    type.chosen = [](void* v) -> void* {
      return std::visit([](auto& held) -> void* { return &held; }, *static_cast<Choice*>(v));
    };
    type.choose = [](void* v, std::size_t i) -> void* {
      static constexpr void* (*kMakers[])(Choice&) = {[](Choice& c) -> void* { return &c.template emplace<Ts>(); }...};
      return kMakers[i](*static_cast<Choice*>(v));
    };
    return type;
  }
};

template <class... Ts>
std::variant<Ts...> VariantOf(const std::variant<Ts...>&);
template <class T>
concept VariantLike = requires(const T& value) { VariantOf(value); };

template <VariantLike T>
struct Reflection<T> : ChoiceReflection<T, decltype(VariantOf(std::declval<const T&>()))> {};

template <DescribedStruct T>
struct Reflection<T> {
  static Type Make() {
    Type type = Named<T>(Shape::Record);
    DocText doc;
    if constexpr (requires { DocOf(static_cast<const T*>(nullptr)); }) doc = DocOf(static_cast<const T*>(nullptr));
    type.doc = doc.summary;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto d) {
      using Member = std::remove_reference_t<decltype(std::declval<T&>().*d.pointer)>;
      Field field;
      field.name = d.name;
      for (const FieldDoc& f : doc.fields) {
        if (f.field == field.name) field.doc = f.says;
      }
      field.type = &TypeOf<Member>;
      field.at = [](void* record) -> void* { return &(static_cast<T*>(record)->*decltype(d)::pointer); };
      type.fields.push_back(std::move(field));
    });
    if constexpr (requires(const T& t) {
                    { t.Faults() } -> std::same_as<std::vector<Fault>>;
                  }) {
      type.faults = [](const void* v) { return static_cast<const T*>(v)->Faults(); };
    }
    return type;
  }
};

}  // namespace detail

template <class T>
const Type& TypeOf() {
  static const Type type = detail::Reflection<T>::Make();
  return type;
}

// The name an enumerator has in JSON: "resolved_unconfirmed".
template <detail::DescribedEnum T>
const std::string& NameOf(T value) {
  return TypeOf<T>().names[static_cast<std::size_t>(value)];
}
// The same for a sentence: "resolved unconfirmed".
template <detail::DescribedEnum T>
std::string WordsOf(T value) {
  std::string words = NameOf(value);
  for (char& c : words) {
    if (c == '_') c = ' ';
  }
  return words;
}

BOOST_DESCRIBE_STRUCT(Money, (), (amount, currency))

}  // namespace base
