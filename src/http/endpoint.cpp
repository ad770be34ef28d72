#include "http/endpoint.h"

#include <algorithm>
#include <charconv>

namespace http {
namespace {

using base::Saying;

// "/a/b" -> "a", "b"; a trailing slash is not another path.
std::vector<std::string_view> Segments(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    if (path.front() == '/') {
      path.remove_prefix(1);
      continue;
    }
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

base::Result<void> SetFromText(const std::string& text, void* into, const base::Type& type) {
  using base::Shape;
  switch (type.shape) {
    case Shape::Optional: return SetFromText(text, type.fill(into), type.inner());
    case Shape::Text: return type.set_text(into, text);
    case Shape::Boolean:
      if (text != "true" && text != "false")
        return base::FailAt("", Saying("expected true or false, found {}", base::Quoted(text)));
      type.set_number(into, text == "true" ? 1 : 0);
      return {};
    case Shape::Integer: {
      std::int64_t number = 0;
      const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (fault != std::errc{} || end != text.data() + text.size() || number < type.least || number > type.most) {
        return base::FailAt("",
                            Saying("expected a whole number from {} to {}, found {}", type.least, type.most, base::Quoted(text)));
      }
      type.set_number(into, number);
      return {};
    }
    case Shape::Enumeration: {
      const auto found = std::ranges::find(type.names, text);
      if (found == type.names.end()) {
        return base::FailAt(
            "", base::OrNear(Saying("expected {}, found {}", Saying::OneOf(type.names), base::Quoted(text)), text, type.names));
      }
      type.set_number(into, found - type.names.begin());
      return {};
    }
    case Shape::Real:
    case Shape::List:
    case Shape::Map:
    case Shape::Record:
    case Shape::Choice:
    case Shape::Sealed: break;
  }
  return base::FailAt("", Saying("cannot be given in a query"));
}

}  // namespace

void Router::Add(Endpoint endpoint) {
  endpoints_.push_back(std::make_unique<Endpoint>(std::move(endpoint)));
  const Endpoint& added = *endpoints_.back();
  Node* node = &root_;
  for (const std::string_view segment : Segments(added.path)) {
    std::unique_ptr<Node>& next = segment.starts_with('{') ? node->capture : node->children[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  node->methods[added.method] = &added;
}

Router::Found Router::Find(Message& message) const {
  const Node* node = &root_;
  for (const std::string_view segment : Segments(message.path)) {
    if (const auto child = node->children.find(segment); child != node->children.end()) {
      node = child->second.get();
    } else if (node->capture) {
      message.captures.emplace_back(segment);
      node = node->capture.get();
    } else {
      return {};
    }
  }
  auto method = node->methods.find(message.method);
  if (method == node->methods.end() && message.method == "HEAD") method = node->methods.find("GET");
  if (method != node->methods.end()) return {method->second, {}};
  Found found;
  for (const auto& [name, endpoint] : node->methods) found.allowed.push_back(name);
  return found;
}

base::Result<void> ReadQuery(const Message& message, void* into, const base::Type& type) {
  std::vector<base::Fault> faults;
  std::vector<std::string> known;
  for (const base::Field& field : type.fields) known.push_back(field.name);
  for (const auto& [name, value] : message.query) {
    const auto field = std::ranges::find(type.fields, name, &base::Field::name);
    if (field == type.fields.end()) {
      faults.push_back({name, base::NearMisses(name, known).empty() ? Saying("is not known here; known: {}", Saying::AllOf(known))
                                                                    : base::OrNear(Saying("is not known here"), name, known)});
      continue;
    }
    if (auto set = SetFromText(value, field->at(into), field->type()); !set) {
      faults.push_back({name, set.error().faults.empty() ? set.error().says : set.error().faults.front().says});
    }
  }
  for (const base::Field& field : type.fields) {
    const auto names_it = [&](const auto& parameter) { return parameter.first == field.name; };
    if (field.MayBeAbsent() || std::ranges::any_of(message.query, names_it)) continue;
    faults.push_back({field.name, Saying("is required{}", Saying::Gloss(field.doc.empty() ? "" : ": " + field.doc))});
  }
  if (faults.empty()) return {};
  return std::unexpected(base::Error(base::ErrorCode::Invalid, Saying("the query has faults"), std::move(faults)));
}

}  // namespace http
