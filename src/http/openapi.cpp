#include "http/openapi.h"

#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>

namespace http {
namespace {

namespace json = boost::json;
using base::Shape;
using base::Type;

// Requests may leave out lists and flags; replies always hold them. A type that differs between the two has two schemas.
enum class Direction { Request, Reply };

class SchemaBook {
 public:
  json::value Ref(const Type& type, Direction direction) {
    switch (type.shape) {
      case Shape::Boolean: return json::object{{"type", "boolean"}};
      case Shape::Integer: {
        json::object schema{{"type", "integer"}};
        if (type.least > std::numeric_limits<std::int32_t>::min()) schema["minimum"] = type.least;
        if (type.most < std::numeric_limits<std::int32_t>::max()) schema["maximum"] = type.most;
        return schema;
      }
      case Shape::Real: return json::object{{"type", "number"}};
      case Shape::Text: {
        json::object schema{{"type", "string"}};
        if (type.most_length > 0) {
          schema["maxLength"] = type.most_length;
          if (direction == Direction::Request) schema["minLength"] = 1;
        }
        if (!type.format.empty()) schema["format"] = type.format;
        if (type.example != "text" && !type.example.empty()) schema["examples"] = json::array{type.example};
        return schema;
      }
      case Shape::Enumeration: {
        json::array names;
        for (const std::string& name : type.names) names.emplace_back(name);
        Add(type.name, json::object{{"type", "string"}, {"enum", std::move(names)}});
        return Reference(type.name);
      }
      case Shape::Optional: return Ref(type.inner(), direction);
      case Shape::Sealed: {
        if (direction == Direction::Request) return Ref(type.inner(), direction);
        return OrNull(Ref(type.inner(), direction));
      }
      case Shape::List: {
        const Type& item = type.inner();
        // A field that is not there is left out; an item of a list keeps its place.
        json::value items = Ref(item, direction);
        return json::object{{"type", "array"}, {"items", item.shape == Shape::Optional ? OrNull(std::move(items)) : items}};
      }
      case Shape::Map: return json::object{{"type", "object"}, {"additionalProperties", Ref(type.inner(), direction)}};
      case Shape::Record: return RecordRef(type, direction);
      case Shape::Choice: return json::object{{"type", "object"}};
    }
    return json::object{};
  }

  json::object Components() {
    json::object sorted;
    std::vector<std::string> names;
    for (const auto& entry : components_) names.emplace_back(entry.key());
    std::ranges::sort(names);
    for (const std::string& name : names) sorted[name] = components_[name];
    return sorted;
  }

 private:
  // Two types of one name would hide one another from every client.
  void Add(const std::string& name, json::object schema) {
    const auto [entry, added] = components_.emplace(name, schema);
    if (!added && entry->value() != json::value(schema)) throw std::logic_error("two types are called " + name);
  }

  static json::value OrNull(json::value schema) {
    if (json::object* plain = schema.if_object(); plain != nullptr && plain->contains("type")) {
      (*plain)["type"] = json::array{(*plain)["type"], "null"};
      return schema;
    }
    return json::object{{"anyOf", json::array{schema, json::object{{"type", "null"}}}}};
  }
  static json::object Reference(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

  json::object Record(const Type& type, Direction direction) {
    json::object properties;
    json::array required;
    for (const base::Field& field : type.fields) {
      json::value schema = Ref(field.type(), direction);
      if (!field.doc.empty()) schema.as_object()["description"] = field.doc;
      properties[field.name] = std::move(schema);
      const Shape shape = field.type().shape;
      const bool may_be_absent = direction == Direction::Request ? field.MayBeAbsent() : shape == Shape::Optional;
      if (!may_be_absent) required.emplace_back(field.name);
    }
    json::object schema{{"type", "object"}, {"additionalProperties", false}};
    if (!type.doc.empty()) schema["description"] = type.doc;
    schema["properties"] = std::move(properties);
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
  }

  json::object RecordRef(const Type& type, Direction direction) {
    // A reply's schema carries the plain name; a request's has "Input" behind it where the two differ.
    const auto key = std::pair(&type, direction);
    if (const auto known = names_.find(key); known != names_.end()) return Reference(known->second);
    names_[key] = type.name + (direction == Direction::Request ? "Input" : "");  // for types that hold themselves
    json::object own = Record(type, direction);
    if (direction == Direction::Request && own == Record(type, Direction::Reply)) {
      names_[key] = type.name;
      Add(type.name, std::move(own));
    } else {
      Add(names_[key], std::move(own));
    }
    return Reference(names_[key]);
  }

  json::object components_;
  std::map<std::pair<const Type*, Direction>, std::string> names_;
};

json::object Parameter(const char* in, const std::string& name, bool required, json::value schema, const std::string& doc) {
  json::object parameter{{"name", name}, {"in", in}, {"required", required}, {"schema", std::move(schema)}};
  if (!doc.empty()) parameter["description"] = doc;
  return parameter;
}

std::vector<std::string> Captures(const std::string& path) {
  std::vector<std::string> names;
  std::size_t at = 0;
  while ((at = path.find('{', at)) != std::string::npos) {
    const std::size_t end = path.find('}', at);
    names.push_back(path.substr(at + 1, end - at - 1));
    at = end;
  }
  return names;
}

json::object Operation(const Endpoint& endpoint, SchemaBook& book) {
  json::object operation{{"operationId", endpoint.name}, {"summary", endpoint.summary}, {"tags", json::array{endpoint.group}}};
  if (endpoint.access == Access::Public) operation["security"] = json::array{};
  json::array parameters;
  for (const std::string& name : Captures(endpoint.path)) {
    parameters.push_back(Parameter("path", name, true, json::object{{"type", "string"}}, ""));
  }
  if (endpoint.query != nullptr) {
    for (const base::Field& field : endpoint.query->fields) {
      parameters.push_back(
          Parameter("query", field.name, !field.MayBeAbsent(), book.Ref(field.type(), Direction::Request), field.doc));
    }
  }
  if (endpoint.takes_if_match) {
    parameters.push_back(Parameter("header", "If-Match", false, json::object{{"type", "string"}},
                                   "The ETag you have seen; refused with 412 when it is no longer current."));
  }
  if (endpoint.takes_idempotency_key) {
    parameters.push_back(Parameter("header", "Idempotency-Key", false, json::object{{"type", "string"}, {"maxLength", 200}},
                                   "Any text of your own; the same request with the same key acts once."));
  }
  if (endpoint.takes_long) {
    parameters.push_back(
        Parameter("header", "Work-Id", false, json::object{{"type", "string"}, {"maxLength", kMostWorkName}},
                  "Any text of your own, to ask with GET /api/v1/work/{id} how far this is. Hanging up ends it."));
  }
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  if (endpoint.body != nullptr) {
    operation["requestBody"] = json::object{
        {"required", std::ranges::any_of(endpoint.body->fields, [](const base::Field& f) { return !f.MayBeAbsent(); })},
        {"content", json::object{{"application/json", json::object{{"schema", book.Ref(*endpoint.body, Direction::Request)}}}}}};
  } else if (endpoint.takes_file) {
    operation["requestBody"] = json::object{
        {"required", true}, {"content", json::object{{"application/octet-stream", json::object{{"schema", json::object{}}}}}}};
  }
  json::object success{{"description", endpoint.status == 201 ? "Created" : endpoint.status == 204 ? "Done" : "OK"}};
  if (endpoint.reply != nullptr) {
    json::object content{{"application/json", json::object{{"schema", book.Ref(*endpoint.reply, Direction::Reply)}}}};
    for (const std::string& type : endpoint.other_types) content[type] = json::object{{"schema", json::object{}}};
    success["content"] = std::move(content);
  } else if (endpoint.status != 204) {
    success["content"] = json::object{{endpoint.reply_type, json::object{{"schema", json::object{}}}}};
  }
  operation["responses"] = json::object{
      {std::to_string(endpoint.status), std::move(success)},
      {"default",
       json::object{{"description", "A problem"},
                    {"content", json::object{{"application/problem+json",
                                              json::object{{"schema", book.Ref(base::TypeOf<Problem>(), Direction::Reply)}}}}}}}};
  return operation;
}

}  // namespace

std::string OpenApi(const Router& router) {
  SchemaBook book;
  json::object paths;
  for (const auto& endpoint : router.endpoints()) {
    json::value& path = paths[endpoint->path];
    if (!path.is_object()) path.emplace_object();
    path.as_object()[base::Lower(endpoint->method)] = Operation(*endpoint, book);
  }
  const json::object document{
      {"openapi", "3.1.0"},
      {"info", json::object{{"title", "Amends"},
                            {"version", "1"},
                            {"description", "Complaints and problems, handled until the customer says they are solved."}}},
      {"security", json::array{json::object{{"session", json::array{}}}, json::object{{"token", json::array{}}}}},
      {"paths", std::move(paths)},
      {"components",
       json::object{{"schemas", book.Components()},
                    {"securitySchemes",
                     json::object{{"session", json::object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "amends_session"}}},
                                  {"token", json::object{{"type", "http"}, {"scheme", "bearer"}}}}}}}};
  return json::serialize(document);
}

namespace {

std::string Kind(const Type& type) {
  switch (type.shape) {
    case Shape::Boolean: return "true or false";
    case Shape::Integer:
      return type.most < 1'000'000'000 ? std::to_string(type.least) + " to " + std::to_string(type.most) : "whole number";
    case Shape::Real: return "number";
    case Shape::Text:
      if (type.most_length > 0) return "text, up to " + std::to_string(type.most_length);
      return type.example == "text" ? "text" : "`" + type.example + "`";
    case Shape::Enumeration: {
      std::string names;
      for (const std::string& name : type.names) names += (names.empty() ? "`" : ", `") + name + "`";
      return names;
    }
    case Shape::Optional:
    case Shape::Sealed: return Kind(type.inner());
    case Shape::List: return "list of " + Kind(type.inner());
    case Shape::Map: return "object of " + Kind(type.inner());
    case Shape::Record: return type.name;
    case Shape::Choice: return "one of several";
  }
  return "";
}

void CollectRecords(const Type& type, std::map<std::string, const Type*>& into) {
  switch (type.shape) {
    case Shape::Optional:
    case Shape::Sealed:
    case Shape::List:
    case Shape::Map: return CollectRecords(type.inner(), into);
    case Shape::Record:
      if (!into.emplace(type.name, &type).second) return;
      for (const base::Field& field : type.fields) CollectRecords(field.type(), into);
      return;
    case Shape::Boolean:
    case Shape::Integer:
    case Shape::Real:
    case Shape::Text:
    case Shape::Enumeration:
    case Shape::Choice: return;
  }
}

std::string FieldTable(const Type& type) {
  if (type.fields.empty()) return "";
  std::string table = "\n| field | | what |\n| --- | --- | --- |\n";
  for (const base::Field& field : type.fields) {
    table +=
        "| `" + field.name + "`" + (field.MayBeAbsent() ? "" : " *") + " | " + Kind(field.type()) + " | " + field.doc + " |\n";
  }
  return table;
}

}  // namespace

std::string ApiPage(const Router& router) {
  std::string page =
      "# The API\n\n"
      "Made by `amends api --markdown` from the same types that the server runs on; the machine-readable form is at\n"
      "`/api/v1/openapi.json`. Fields with a star are required.\n\n"
      "Sign in with `POST /api/v1/session` (a cookie, and `X-CSRF-Token` on every change) or send\n"
      "`Authorization: Bearer amends_...`. Errors are problem documents (RFC 9457): `faults` names each field with its fault\n"
      "and the fix, `refusals` names each rule with its clause and the command that would mend it.\n\n"
      "Changes take `If-Match` (the ETag you have seen) and `Idempotency-Key` (a retry then acts once).\n\n"
      "What is said to people (`says`, `detail`, `who` and the like) comes in the language of `Accept-Language`: English or "
      "German.\n";
  std::string group;
  std::map<std::string, const Type*> records;
  for (const auto& endpoint : router.endpoints()) {
    if (endpoint->group != group) {
      group = endpoint->group;
      page += "\n## " + group + "\n";
    }
    page += "\n### " + endpoint->method + " " + endpoint->path + "\n\n" + endpoint->summary + "\n";
    if (endpoint->query != nullptr) page += FieldTable(*endpoint->query);
    if (endpoint->body != nullptr) {
      page += FieldTable(*endpoint->body);
      for (const base::Field& field : endpoint->body->fields) CollectRecords(field.type(), records);
    }
    if (endpoint->reply != nullptr) {
      page += "\nGives " + Kind(*endpoint->reply) + ".\n";
      CollectRecords(*endpoint->reply, records);
    }
  }
  page += "\n## Objects\n";
  for (const auto& [name, type] : records) {
    page += "\n### " + name + "\n";
    if (!type->doc.empty()) page += "\n" + type->doc + "\n";
    page += FieldTable(*type);
  }
  return page;
}

}  // namespace http
