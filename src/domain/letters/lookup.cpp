#include <algorithm>

#include "base/text.h"
#include "domain/letters/nodes.h"

namespace letters {

Found LookIn(const Scopes& scopes, std::string_view path) {
  static const Value kNothing;
  const auto head_end = std::min(path.find('.'), path.size());
  const std::string_view head = path.substr(0, head_end);
  const Value* at = nullptr;
  std::vector<std::string> known;
  for (auto scope = scopes.rbegin(); scope != scopes.rend() && at == nullptr; ++scope) {
    if (head == "this" && scope->self != nullptr) at = scope->self;
    if (scope->fields == nullptr) continue;
    if (const auto found = scope->fields->find(head); at == nullptr && found != scope->fields->end()) at = &found->second;
    for (const auto& [name, value] : *scope->fields) {
      known.push_back(name);
      // "name" is meant for "customer.name" more often than not.
      if (const auto* record = std::get_if<Record>(&value.held)) {
        for (const auto& [inner, _] : *record) known.push_back(name + "." + inner);
      }
    }
  }
  const auto unknown = [&](std::size_t end, const std::vector<std::string>& names, const std::string& prefix) {
    std::vector<std::string> full;
    for (const std::string& name : names) full.push_back(prefix + name);
    std::string near = base::DidYouMean(path, full);
    if (near.empty()) near = base::DidYouMean(path.substr(0, end), full);
    if (near.empty() && !names.empty() && names.size() <= 12) near = "; there is " + base::AllOf(full);
    return Found{nullptr, "there is no field " + base::Quoted(path) + near};
  };
  if (at == nullptr) return unknown(head_end, known, "");
  std::size_t start = head_end;
  while (start < path.size()) {
    const auto end = std::min(path.find('.', start + 1), path.size());
    const std::string_view name = path.substr(start + 1, end - start - 1);
    const auto* record = std::get_if<Record>(&at->held);
    if (record == nullptr) {
      if (std::holds_alternative<std::monostate>(at->held)) return {nullptr, {}};
      return {nullptr, base::Quoted(path.substr(0, start)) + " has no fields, so there is no " + base::Quoted(path)};
    }
    const auto found = record->find(name);
    if (found == record->end()) {
      std::vector<std::string> names;
      for (const auto& [known_name, _] : *record) names.push_back(known_name);
      return unknown(end, names, std::string(path.substr(0, start)) + ".");
    }
    at = &found->second;
    start = end;
  }
  return {at, {}};
}

base::Result<const Value*> Look(const Values& values, std::string_view path) {
  Found found = LookIn({{&values, nullptr}}, path);
  if (!found.unknown.empty()) return base::Fail(base::ErrorCode::Invalid, std::move(found.unknown));
  return found.value;
}

}  // namespace letters
