#pragma once
// What passes between the steps of making a letter, for letters' own files only: a text is read into nodes, nodes and values
// expand into pieces, pieces become blocks. A piece keeps whether it is markup or a value, so that a value is never obeyed.
//
//   Fragment (fragment.cpp) -> Expander (template.cpp), which looks values up (lookup.cpp) -> ToBlocks (blocks.cpp)

#include <variant>

#include "domain/letters/template.h"

namespace letters {

struct Literal {
  std::string text;
};
struct FieldTag {
  std::string path;
};
enum class SectionKind : std::uint8_t { If, Each };
struct Section {
  SectionKind kind = SectionKind::If;
  std::string path;
  Nodes body;
  Nodes otherwise;
};
struct StatementTag {
  std::string id;  // empty: all that are required and stand nowhere else
};
struct Node {
  Spot spot;
  std::variant<Literal, FieldTag, Section, StatementTag> what;
};

// "customer.name": names of letters, digits and underscores, with points between.
bool IsPath(std::string_view path);

// The values in reach, innermost last. An item of a list that is no record has only "this".
struct Scope {
  const Record* fields = nullptr;
  const Value* self = nullptr;
};
using Scopes = std::vector<Scope>;
struct Found {
  const Value* value = nullptr;  // null: an empty value stands in the way
  std::string unknown;           // set when there is no such field: what to say
};
Found LookIn(const Scopes& scopes, std::string_view path);

enum class Origin : std::uint8_t { Markup, Value, Gap };
struct Piece {
  std::string text;
  Origin origin = Origin::Markup;
  Spot spot;
  const Source* source = nullptr;
};
std::vector<Block> ToBlocks(std::vector<Piece> pieces, std::vector<base::Fault>& faults);

}  // namespace letters
