#include "app/streams.h"

#include <algorithm>

namespace app {

base::Result<void> ReadEvent(const StoredEvent& stored, void* into, const base::Type& choice) {
  const auto found = std::ranges::find(choice.alternatives, stored.type, &base::Alternative::name);
  if (found == choice.alternatives.end()) {
    return base::Fail(base::ErrorCode::Corrupt, "version " + std::to_string(stored.version) +
                                                    " is an event of the unknown type " + base::Quoted(stored.type) +
                                                    "; a newer Amends may have written it");
  }
  const auto index = static_cast<std::size_t>(found - choice.alternatives.begin());
  std::optional<std::string_view> sealed;
  if (stored.sealed) sealed = *stored.sealed;
  auto joined = base::Join(stored.facts, sealed, choice.choose(into, index), found->type());
  if (!joined) {
    return base::Fail(base::ErrorCode::Corrupt, "version " + std::to_string(stored.version) + " (" + stored.type +
                                                    ") cannot be read: " + base::ToLine(joined.error()));
  }
  return {};
}

NewEvent WriteEvent(const void* event, const base::Type& choice) {
  void* readable = const_cast<void*>(event);  // NOLINT: Type's accessors serve reading and writing
  const base::Alternative& alternative = choice.alternatives[choice.index(event)];
  return {alternative.name, base::Split(choice.chosen(readable), alternative.type())};
}

}  // namespace app
