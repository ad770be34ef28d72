#include "base/json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

namespace base {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostFaults = 20;
constexpr std::size_t kMostDepth = 32;

// Where in the document we are; text is made of it only when there is a fault to report.
struct Path {
  const Path* parent = nullptr;
  std::string_view field = {};
  std::size_t index = 0;

  std::string Text() const {
    std::string text = parent != nullptr ? parent->Text() : "";
    if (parent == nullptr) return text;
    if (field.empty()) return text + "[" + std::to_string(index) + "]";
    if (!text.empty()) text += '.';
    return text + std::string(field);
  }
};

Saying Found(const json::value& value) {
  switch (value.kind()) {
    case json::kind::null: return Saying("null");
    case json::kind::bool_: return Saying::AsIs(value.get_bool() ? "true" : "false");
    case json::kind::int64: return Saying::AsIs(std::to_string(value.get_int64()));
    case json::kind::uint64: return Saying::AsIs(std::to_string(value.get_uint64()));
    case json::kind::double_: return Saying("a number with a fraction");
    case json::kind::string: return Saying::AsIs(Quoted(value.get_string()));
    case json::kind::array: return Saying("a list");
    case json::kind::object: return Saying("an object");
  }
  return Saying("something else");
}

class Reader {
 public:
  explicit Reader(const json::array* sealed, bool joining) : sealed_(sealed), joining_(joining) {}

  void Read(const json::value& from, void* into, const Type& type, const Path& path) {
    if (faults_.size() >= kMostFaults) return;
    switch (type.shape) {
      case Shape::Boolean:
        if (!from.is_bool()) return Expected(Saying("true or false"), from, path);
        return type.set_number(into, from.get_bool() ? 1 : 0);
      case Shape::Integer: return ReadInteger(from, into, type, path);
      case Shape::Real:
        if (!from.is_number()) return Expected(Saying("a number"), from, path);
        return type.set_real(into, from.to_number<double>());
      case Shape::Text: return ReadText(from, into, type, path);
      case Shape::Enumeration: return ReadEnumeration(from, into, type, path);
      case Shape::Optional:
        // The log leaves out what was never there; a sealed value that stands in it as null was erased.
        if (from.is_null() && !(joining_ && type.inner().shape == Shape::Sealed)) return type.clear(into);
        return Read(from, type.fill(into), type.inner(), path);
      case Shape::Sealed: return ReadSealed(from, into, type, path);
      case Shape::List: return ReadList(from, into, type, path);
      case Shape::Map: return ReadMap(from, into, type, path);
      case Shape::Record: return ReadRecord(from, into, type, path);
      case Shape::Choice: return ReadChoice(from, into, type, path);
    }
  }

  Result<void> Finish() && {
    if (faults_.empty()) return {};
    Saying says = faults_.size() == 1 ? Saying("the request has a fault") : Saying("the request has faults");
    return std::unexpected(Error(ErrorCode::Invalid, std::move(says), std::move(faults_)));
  }

 private:
  void Add(const Path& path, Saying says) { faults_.push_back({path.Text(), std::move(says)}); }
  void Expected(Saying what, const json::value& found, const Path& path) {
    Add(path, Saying("expected {}, found {}", std::move(what), Found(found)));
  }
  void AddAll(const Error& error, const Path& path) {
    for (const Fault& fault : error.faults) {
      std::string at = path.Text();
      if (!at.empty() && !fault.path.empty()) at += '.';
      faults_.push_back({at + fault.path, fault.says});
    }
  }

  void ReadInteger(const json::value& from, void* into, const Type& type, const Path& path) {
    const bool whole = from.is_int64() && from.get_int64() >= type.least && from.get_int64() <= type.most;
    if (!whole) {
      const bool bounded = type.least > std::numeric_limits<std::int32_t>::min();
      const bool both = bounded && type.most < std::numeric_limits<std::int32_t>::max();
      return Expected(both ? Saying("a whole number from {} to {}", type.least, type.most) : Saying("a whole number"), from,
                      path);
    }
    type.set_number(into, from.get_int64());
  }

  void ReadText(const json::value& from, void* into, const Type& type, const Path& path) {
    if (!from.is_string()) return Expected(Saying("text like \"{}\"", type.example), from, path);
    if (auto set = type.set_text(into, from.get_string()); !set) AddAll(set.error(), path);
  }

  void ReadEnumeration(const json::value& from, void* into, const Type& type, const Path& path) {
    const std::string_view word = from.is_string() ? std::string_view(from.get_string()) : std::string_view{};
    const auto found = std::ranges::find(type.names, word);
    if (found == type.names.end()) {
      std::vector<std::string> quoted;
      for (const std::string& name : type.names) quoted.push_back("\"" + name + "\"");
      return Add(path, OrNear(Saying("expected {}, found {}", Saying::OneOf(quoted), Found(from)), word, type.names));
    }
    type.set_number(into, found - type.names.begin());
  }

  void ReadSealed(const json::value& from, void* into, const Type& type, const Path& path) {
    if (!joining_) return Read(from, type.fill(into), type.inner(), path);
    if (from.is_null() || sealed_ == nullptr) return type.clear(into);
    if (!from.is_int64() || from.get_int64() < 0 || static_cast<std::size_t>(from.get_int64()) >= sealed_->size()) {
      return Expected(Saying("the number of a sealed value"), from, path);
    }
    Read((*sealed_)[static_cast<std::size_t>(from.get_int64())], type.fill(into), type.inner(), path);
  }

  void ReadList(const json::value& from, void* into, const Type& type, const Path& path) {
    type.clear(into);
    if (from.is_null()) return;
    if (!from.is_array()) return Expected(Saying("a list"), from, path);
    std::size_t index = 0;
    for (const json::value& item : from.get_array()) {
      Read(item, type.append(into), type.inner(), Path{&path, {}, index++});
    }
  }

  void ReadMap(const json::value& from, void* into, const Type& type, const Path& path) {
    type.clear(into);
    if (from.is_null()) return;
    if (!from.is_object()) return Expected(Saying("an object"), from, path);
    for (const auto& [key, item] : from.get_object()) {
      const Path at{&path, key, 0};
      auto put = type.put(into, key);
      if (!put) {
        AddAll(put.error(), at);
        continue;
      }
      Read(item, *put, type.inner(), at);
    }
  }

  void ReadRecord(const json::value& from, void* into, const Type& type, const Path& path, std::string_view besides = {}) {
    if (!from.is_object()) return Expected(Saying("an object"), from, path);
    const json::object& object = from.get_object();
    const std::size_t before = faults_.size();
    std::size_t taken = 0;
    for (const Field& field : type.fields) {
      const json::value* value = object.if_contains(field.name);
      if (value == nullptr) {
        if (!field.MayBeAbsent()) Add(Path{&path, field.name, 0}, Saying("is required{}", Saying::Gloss(Explained(field))));
        continue;
      }
      ++taken;
      Read(*value, field.at(into), field.type(), Path{&path, field.name, 0});
    }
    if (taken + (besides.empty() ? 0 : 1) < object.size()) RefuseUnknown(object, type, path, besides);
    if (type.faults != nullptr && faults_.size() == before) {
      std::vector<Fault> own = type.faults(into);
      if (!own.empty()) AddAll(Error(ErrorCode::Invalid, Saying(), std::move(own)), path);
    }
  }

  static std::string Explained(const Field& field) { return field.doc.empty() ? "" : ": " + field.doc; }

  void RefuseUnknown(const json::object& object, const Type& type, const Path& path, std::string_view besides) {
    std::vector<std::string> known;
    for (const Field& field : type.fields) known.push_back(field.name);
    for (const auto& [key, value] : object) {
      if (key == besides || std::ranges::find(known, std::string_view(key)) != known.end()) continue;
      if (faults_.size() >= kMostFaults) return;
      Saying says = Saying("is not a field here");
      if (!NearMisses(key, known).empty()) {
        says = OrNear(std::move(says), key, known);
      } else {
        says = known.empty() ? Saying("is not a field here; none is expected")
                             : Saying("is not a field here; known here: {}", Saying::AllOf(known));
      }
      Add(Path{&path, key, 0}, std::move(says));
    }
  }

  void ReadChoice(const json::value& from, void* into, const Type& type, const Path& path) {
    if (!from.is_object()) return Expected(Saying("an object"), from, path);
    const json::value* tag = from.get_object().if_contains("type");
    std::vector<std::string> names;
    for (const Alternative& alternative : type.alternatives) names.push_back(alternative.name);
    const std::string_view word = tag != nullptr && tag->is_string() ? std::string_view(tag->get_string()) : "";
    const auto found = std::ranges::find(names, word);
    if (found == names.end()) {
      Saying given = tag == nullptr ? Saying("nothing") : Found(*tag);
      return Add(Path{&path, "type", 0},
                 OrNear(Saying("expected the name of a known kind, found {}", std::move(given)), word, names));
    }
    const auto index = static_cast<std::size_t>(found - names.begin());
    ReadRecord(from, type.choose(into, index), type.alternatives[index].type(), path, "type");
  }

  const json::array* sealed_;
  bool joining_;
  std::vector<Fault> faults_;
};

// Straight into text, and not by way of a tree of values, which costs a large answer more than the writing does. As
// boost::json::serialize would write it, to the letter: what is written here is hashed, and must be so for ever.
class Writer {
 public:
  explicit Writer(Empties empties, std::string* sealed = nullptr) : empties_(empties), sealed_(sealed) {}

  // Type's accessors take void* because reading and writing share them; nothing is changed here.
  void Write(void* from, const Type& type, std::string& out) {
    switch (type.shape) {
      case Shape::Boolean: out += type.get_number(from) != 0 ? "true" : "false"; return;
      case Shape::Integer: WriteInteger(type.get_number(from), out); return;
      case Shape::Real: WriteReal(type.get_real(from), out); return;
      case Shape::Text: WriteText(type.get_text(from), out); return;
      case Shape::Enumeration: WriteText(type.names[static_cast<std::size_t>(type.get_number(from))], out); return;
      case Shape::Optional: {
        void* held = type.held(from);
        if (held == nullptr) {
          out += "null";
        } else {
          Write(held, type.inner(), out);
        }
        return;
      }
      case Shape::Sealed: WriteSealed(from, type, out); return;
      case Shape::List: {
        const Type& inner = type.inner();
        const std::size_t size = type.size(from);
        out += '[';
        for (std::size_t i = 0; i < size; ++i) {
          if (i > 0) out += ',';
          Write(type.item(from, i), inner, out);
        }
        out += ']';
        return;
      }
      case Shape::Map: {
        const char* before = "{";
        type.each(from, [&](const std::string& key, void* item) {
          out += std::exchange(before, ",");
          WriteText(key, out);
          out += ':';
          Write(item, type.inner(), out);
        });
        out += *before == '{' ? "{}" : "}";
        return;
      }
      case Shape::Record:
        WriteFields(from, type, "{", out);
        out += '}';
        return;
      case Shape::Choice: {
        const Alternative& alternative = type.alternatives[type.index(from)];
        out += "{\"type\":";
        WriteText(alternative.name, out);
        WriteFields(type.chosen(from), alternative.type(), ",", out);
        out += '}';
        return;
      }
    }
  }

 private:
  // `before` stands before the first of them; an opening brace also where there is none.
  void WriteFields(void* from, const Type& type, const char* before, std::string& out) {
    for (const Field& field : type.fields) {
      void* value = field.at(from);
      const Type& of = field.type();
      if (Skip(value, of)) continue;
      out += std::exchange(before, ",");
      WriteText(field.name, out);
      out += ':';
      Write(value, of, out);
    }
    if (*before == '{') out += '{';
  }

  static void WriteInteger(std::int64_t number, std::string& out) {
    std::array<char, 24> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  }

  // The shortest that reads back the same, as 1.25E1.
  static void WriteReal(double number, std::string& out) {
    if (!std::isfinite(number)) {
      out += "null";
      return;
    }
    std::array<char, 32> digits;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::scientific).ptr;
    // "1.25e+01": without the plus and the noughts.
    const char* begin = digits.data();
    const char* exponent = std::find(begin, end, 'e');
    out.append(begin, exponent);
    out += 'E';
    if (*++exponent == '-') out += '-';
    ++exponent;
    while (exponent + 1 < end && *exponent == '0') ++exponent;
    out.append(exponent, end);
  }

  static void WriteText(std::string_view text, std::string& out) {
    const bool plain =
        std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; });
    if (!plain) {
      out += json::serialize(json::string_view(text.data(), text.size()));
      return;
    }
    out += '"';
    out += text;
    out += '"';
  }

  bool Skip(void* value, const Type& type) const {
    if (type.shape == Shape::Optional) return type.held(value) == nullptr;
    if (empties_ == Empties::Keep) return false;
    switch (type.shape) {
      case Shape::Boolean: return type.get_number(value) == 0;
      case Shape::List:
      case Shape::Map: return type.size(value) == 0;
      case Shape::Integer:
      case Shape::Real:
      case Shape::Text:
      case Shape::Enumeration:
      case Shape::Optional:
      case Shape::Record:
      case Shape::Choice:
      case Shape::Sealed: return false;
    }
    return false;
  }

  void WriteSealed(void* from, const Type& type, std::string& out) {
    void* held = type.held(from);
    if (held == nullptr) {
      out += "null";
      return;
    }
    if (sealed_ == nullptr) return Write(held, type.inner(), out);
    std::string value;
    Write(held, type.inner(), value);
    WriteInteger(sealed_count_++, out);
    *sealed_ += sealed_->empty() ? '[' : ',';
    *sealed_ += value;
  }

  Empties empties_;
  std::string* sealed_;  // a list that is not closed yet
  std::int64_t sealed_count_ = 0;
};

Result<json::value> Parse(std::string_view text, json::storage_ptr memory) {
  json::parse_options options;
  options.max_depth = kMostDepth;
  options.allow_invalid_utf8 = false;
  json::error_code fault;
  json::stream_parser parser(std::move(memory), options);
  const std::size_t used = parser.write_some(text.data(), text.size(), fault);
  if (!fault && used < text.size()) fault = json::error::extra_data;
  if (!fault) parser.finish(fault);
  if (fault) {
    const auto before = text.substr(0, std::min(used, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto last_break = before.rfind('\n');
    const auto column = last_break == std::string_view::npos ? before.size() + 1 : before.size() - last_break;
    return FailAt("", Saying("expected JSON; it stops making sense at line {}, column {}{}", line, column,
                             Saying::Gloss(" (" + fault.message() + ")")));
  }
  return parser.release();
}

// The path of a field that stands twice in its object; `text` is JSON. The parser would keep the last of them without a
// word, and what reads the request before us may have kept the first.
std::optional<std::string> GivenTwice(std::string_view text) {
  struct Level {
    bool is_object = false;
    std::set<std::string, std::less<>> names = {};
    std::string_view name = {};
    std::size_t index = 0;
  };
  std::vector<Level> levels;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '{' || c == '[') levels.push_back({.is_object = c == '{'});
    if (c == '}' || c == ']') levels.pop_back();
    if (c == ',') ++levels.back().index;
    if (c != '"') continue;
    const std::size_t begin = at;
    for (++at; text[at] != '"'; ++at) at += text[at] == '\\' ? 1 : 0;
    const std::size_t next = text.find_first_not_of(" \t\r\n", at + 1);
    if (next == std::string_view::npos || text[next] != ':') continue;
    std::string name(text.substr(begin + 1, at - begin - 1));
    if (name.find('\\') != std::string::npos) name = json::parse(text.substr(begin, at - begin + 1)).get_string();
    const auto [kept, is_new] = levels.back().names.insert(std::move(name));
    levels.back().name = *kept;
    if (is_new) continue;
    std::string path;
    for (const Level& level : levels) {
      if (level.is_object)
        path += (path.empty() ? "" : ".") + std::string(level.name);
      else
        path += "[" + std::to_string(level.index) + "]";
    }
    return path;
  }
  return std::nullopt;
}

Result<void> ReadDocument(std::string_view text, const json::array* sealed, bool joining, void* into, const Type& type,
                          const json::storage_ptr& memory) {
  TRY(const json::value document, Parse(text, memory));
  if (!joining) {
    if (const auto path = GivenTwice(text)) return FailAt(*path, Saying("is given twice; give it once"));
  }
  Reader reader(sealed, joining);
  reader.Read(document, into, type, Path{});
  return std::move(reader).Finish();
}

using Scratch = std::array<unsigned char, 8192>;

}  // namespace

std::string ToJson(const void* value, const Type& type, Empties empties) {
  std::string text;
  Writer(empties).Write(const_cast<void*>(value), type, text);  // NOLINT: see Writer::Write
  return text;
}

Result<void> FromJson(std::string_view text, void* into, const Type& type) {
  Scratch scratch;
  json::monotonic_resource memory(scratch.data(), scratch.size());
  return ReadDocument(text, nullptr, false, into, type, &memory);
}

Halves Split(const void* value, const Type& type) {
  Halves halves;
  std::string sealed;
  Writer(Empties::Drop, &sealed).Write(const_cast<void*>(value), type, halves.facts);  // NOLINT: see Writer::Write
  if (!sealed.empty()) halves.sealed = sealed + "]";
  return halves;
}

Result<void> Join(std::string_view facts, std::optional<std::string_view> sealed, void* into, const Type& type) {
  Scratch scratch;
  json::monotonic_resource memory(scratch.data(), scratch.size());
  if (!sealed || sealed->empty()) return ReadDocument(facts, nullptr, true, into, type, &memory);
  TRY(const json::value values, Parse(*sealed, &memory));
  if (!values.is_array()) return FailAt("", Saying("expected a list of sealed values"));
  return ReadDocument(facts, &values.get_array(), true, into, type, &memory);
}

}  // namespace base
