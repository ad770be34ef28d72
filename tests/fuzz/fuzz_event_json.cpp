// Any bytes as the halves of an event, facts and sealed parted by a zero byte: never a crash; an event that could be read
// is split and joined again as the same, folds into a case and has its line in the story; and without the sealed half it
// is the same event erased.

#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "domain/cases/evolve.h"
#include "domain/cases/narrate.h"
#include "domain/customers/customer.h"
#include "domain/desk/desk.h"

namespace {

template <class Event>
std::optional<Event> Try(std::string_view facts, std::optional<std::string_view> sealed) {
  const auto read = base::Join<Event>(facts, sealed);
  if (!read) return std::nullopt;
  const base::Halves halves = base::Split(*read);
  const auto again = base::Join<Event>(halves.facts, halves.sealed);
  if (!again) std::abort();
  const base::Halves twice = base::Split(*again);
  if (twice.facts != halves.facts || twice.sealed != halves.sealed) std::abort();
  const auto without = base::Join<Event>(halves.facts, std::nullopt);
  if (!without) std::abort();
  Event erased = *again;
  base::EraseSealed(erased);
  if (base::ToJson(erased) != base::ToJson(*without)) std::abort();
  return *read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = input.find('\0');
  const std::string_view facts = input.substr(0, cut);
  std::optional<std::string_view> sealed;
  if (cut != std::string_view::npos) sealed = input.substr(cut + 1);
  if (auto event = Try<cases::Event>(facts, sealed)) {
    cases::Case c;
    const cases::Recorded recorded{*std::move(event), base::Instant{}, "U-1", 1};
    if (cases::Narrate(c, recorded, [](base::UserId) { return std::string(); }, nullptr).says.empty()) std::abort();
    cases::Evolve(c, recorded);
  }
  Try<customers::Event>(facts, sealed);
  Try<desk::Event>(facts, sealed);
  return 0;
}
