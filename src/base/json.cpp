#include "base/json.h"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

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

class Writer {
 public:
  Writer(json::storage_ptr memory, Empties empties, json::array* sealed)
      : memory_(std::move(memory)), empties_(empties), sealed_(sealed) {}

  // Type's accessors take void* because reading and writing share them; nothing is changed here.
  json::value Write(void* from, const Type& type) {
    switch (type.shape) {
      case Shape::Boolean: return json::value(type.get_number(from) != 0, memory_);
      case Shape::Integer: return json::value(type.get_number(from), memory_);
      case Shape::Real: {
        const double number = type.get_real(from);
        return std::isfinite(number) ? json::value(number, memory_) : json::value(nullptr, memory_);
      }
      case Shape::Text: return json::value(json::string(type.get_text(from), memory_));
      case Shape::Enumeration:
        return json::value(json::string(type.names[static_cast<std::size_t>(type.get_number(from))], memory_));
      case Shape::Optional: {
        void* held = type.held(from);
        return held == nullptr ? json::value(nullptr, memory_) : Write(held, type.inner());
      }
      case Shape::Sealed: return WriteSealed(from, type);
      case Shape::List: {
        json::array list(memory_);
        const std::size_t size = type.size(from);
        list.reserve(size);
        for (std::size_t i = 0; i < size; ++i) list.push_back(Write(type.item(from, i), type.inner()));
        return json::value(std::move(list));
      }
      case Shape::Map: {
        json::object map(memory_);
        type.each(from, [&](const std::string& key, void* item) { map.emplace(key, Write(item, type.inner())); });
        return json::value(std::move(map));
      }
      case Shape::Record: {
        json::object record(memory_);
        WriteFields(from, type, record);
        return json::value(std::move(record));
      }
      case Shape::Choice: {
        json::object record(memory_);
        const Alternative& alternative = type.alternatives[type.index(from)];
        record.emplace("type", alternative.name);
        WriteFields(type.chosen(from), alternative.type(), record);
        return json::value(std::move(record));
      }
    }
    return json::value(nullptr, memory_);
  }

 private:
  void WriteFields(void* from, const Type& type, json::object& into) {
    into.reserve(into.size() + type.fields.size());
    for (const Field& field : type.fields) {
      void* value = field.at(from);
      if (Skip(value, field.type())) continue;
      into.emplace(field.name, Write(value, field.type()));
    }
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

  json::value WriteSealed(void* from, const Type& type) {
    void* held = type.held(from);
    if (held == nullptr) return json::value(nullptr, memory_);
    if (sealed_ == nullptr) return Write(held, type.inner());
    sealed_->push_back(Write(held, type.inner()));
    return json::value(static_cast<std::int64_t>(sealed_->size() - 1), memory_);
  }

  json::storage_ptr memory_;
  Empties empties_;
  json::array* sealed_;
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
  Scratch scratch;
  json::monotonic_resource memory(scratch.data(), scratch.size());
  Writer writer(&memory, empties, nullptr);
  return json::serialize(writer.Write(const_cast<void*>(value), type));  // NOLINT: see Writer::Write
}

Result<void> FromJson(std::string_view text, void* into, const Type& type) {
  Scratch scratch;
  json::monotonic_resource memory(scratch.data(), scratch.size());
  return ReadDocument(text, nullptr, false, into, type, &memory);
}

Halves Split(const void* value, const Type& type) {
  Scratch scratch;
  json::monotonic_resource memory(scratch.data(), scratch.size());
  json::array sealed(&memory);
  Writer writer(&memory, Empties::Drop, &sealed);
  Halves halves;
  halves.facts = json::serialize(writer.Write(const_cast<void*>(value), type));  // NOLINT: see Writer::Write
  if (!sealed.empty()) halves.sealed = json::serialize(sealed);
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
