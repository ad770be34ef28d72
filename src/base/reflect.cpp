#include "base/reflect.h"

#include <algorithm>

namespace base {

bool Field::MayBeAbsent() const {
  switch (type().shape) {
    case Shape::Boolean:
    case Shape::Optional:
    case Shape::List:
    case Shape::Map: return true;
    case Shape::Record: return std::ranges::all_of(type().fields, &Field::MayBeAbsent);
    case Shape::Integer:
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

}  // namespace base
