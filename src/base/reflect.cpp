#include "base/reflect.h"

#include <algorithm>
#include <set>

namespace base {

bool Field::MayBeAbsent() const {
  switch (type().shape) {
    case Shape::Boolean:
    case Shape::Optional:
    case Shape::List:
    case Shape::Map: return true;
    case Shape::Record: return std::ranges::all_of(type().fields, &Field::MayBeAbsent);
    case Shape::Integer:
    case Shape::Real:
    case Shape::Text:
    case Shape::Enumeration:
    case Shape::Choice:
    case Shape::Sealed: return false;
  }
  return false;
}

void EraseSealed(void* value, const Type& type) {
  switch (type.shape) {
    case Shape::Boolean:
    case Shape::Integer:
    case Shape::Real:
    case Shape::Text:
    case Shape::Enumeration: return;
    case Shape::Sealed: type.clear(value); return;
    case Shape::Optional:
      if (void* held = type.held(value)) EraseSealed(held, type.inner());
      return;
    case Shape::List:
      for (std::size_t i = 0; i < type.size(value); ++i) EraseSealed(type.item(value, i), type.inner());
      return;
    case Shape::Map: type.each(value, [&](const std::string&, void* item) { EraseSealed(item, type.inner()); }); return;
    case Shape::Record:
      for (const Field& field : type.fields) EraseSealed(field.at(value), field.type());
      return;
    case Shape::Choice: EraseSealed(type.chosen(value), type.alternatives[type.index(value)].type()); return;
  }
}

namespace {

bool HoldsSayings(const Type& type, std::set<const Type*>& seen) {
  if (!seen.insert(&type).second) return false;
  switch (type.shape) {
    case Shape::Boolean:
    case Shape::Integer:
    case Shape::Real:
    case Shape::Enumeration: return false;
    case Shape::Text: return type.settle != nullptr;
    case Shape::Optional:
    case Shape::Sealed:
    case Shape::List:
    case Shape::Map: return HoldsSayings(type.inner(), seen);
    case Shape::Record: return std::ranges::any_of(type.fields, [&](const Field& f) { return HoldsSayings(f.type(), seen); });
    case Shape::Choice:
      return std::ranges::any_of(type.alternatives, [&](const Alternative& a) { return HoldsSayings(a.type(), seen); });
  }
  return false;
}

}  // namespace

bool HoldsSayings(const Type& type) {
  std::set<const Type*> seen;
  return HoldsSayings(type, seen);
}

void SayIn(Language language, void* value, const Type& type) {
  switch (type.shape) {
    case Shape::Boolean:
    case Shape::Integer:
    case Shape::Real:
    case Shape::Enumeration: return;
    case Shape::Text:
      if (type.settle != nullptr) type.settle(value, language);
      return;
    case Shape::Optional:
    case Shape::Sealed:
      if (void* held = type.held(value)) SayIn(language, held, type.inner());
      return;
    case Shape::List:
      for (std::size_t i = 0; i < type.size(value); ++i) SayIn(language, type.item(value, i), type.inner());
      return;
    case Shape::Map: type.each(value, [&](const std::string&, void* item) { SayIn(language, item, type.inner()); }); return;
    case Shape::Record:
      for (const Field& field : type.fields) SayIn(language, field.at(value), field.type());
      return;
    case Shape::Choice: SayIn(language, type.chosen(value), type.alternatives[type.index(value)].type()); return;
  }
}

}  // namespace base
