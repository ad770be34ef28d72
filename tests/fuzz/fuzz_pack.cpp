// Any bytes as the files of a pack, each a line with its path and its text, parted by zero bytes: never a crash; what is
// refused is refused with a place and words, and of what is taken every clock is counted and every difference told. A pack
// alone stands on what this program ships; several files are a bundle as it would be put in force.

#include <cstdint>
#include <cstdlib>

#include "packs/bundle.h"
#include "packs/difference.h"

namespace {

using procedures::Bound;

const Bound& General() {
  static const Bound kGeneral = [] {
    auto bound = packs::ReadBundle(*packs::Shipped("general"));
    if (!bound) std::abort();
    return *std::move(bound);
  }();
  return kGeneral;
}

void DemandPlaces(const packs::Problems& problems) {
  if (problems.empty()) std::abort();
  for (const packs::Problem& problem : problems) {
    if (problem.says.empty() || problem.line < 1 || problem.column < 1 || problem.width < 1) std::abort();
    if (packs::ToText(problem).empty()) std::abort();
  }
}

// A case to which everything has happened, at the end of a winter day, looked at a year later.
void Count(const Bound& bound) {
  const auto start = base::Instant::Parse("2026-12-23T23:30:00Z");
  procedures::History history;
  auto at = *start;
  for (int i = 0; i <= static_cast<int>(procedures::Milestone::Ended); ++i) {
    history.marks.push_back({static_cast<procedures::Milestone>(i), at});
    at = at + std::chrono::hours(20);
  }
  for (const procedures::ClockRule& rule : bound.procedure.clocks) {
    for (const auto& [name, value] : rule.when) history.facts.emplace(name, value);
    for (const std::string& reason : rule.pauses)
      history.pauses.push_back({rule.id, reason, {*start + std::chrono::hours(9), *start + std::chrono::hours(60)}});
  }
  for (const auto& clock : procedures::ClocksOf(bound.procedure.clocks, bound.calendar, history, *start + std::chrono::days(365),
                                                bound.procedure.counted_by)) {
    if (clock.DueAt() && base::ForPeople(*clock.DueAt(), bound.calendar.zone()).empty()) std::abort();
    for (const std::string& line : procedures::Reasoning(clock, bound.calendar)) {
      if (line.empty()) std::abort();
    }
  }
}

void Describe(const Bound& bound) {
  if (!packs::Differences(bound.procedure, bound.procedure).empty()) std::abort();
  for (const std::string& line : packs::Differences(General().procedure, bound.procedure)) {
    if (line.empty()) std::abort();
  }
  const procedures::Facts facts{{"kind", "complaint"}, {"product", "Mains gas"}, {"customer-type", "consumer"}};
  procedures::Fits(bound.procedure, bound.calendar, facts, *base::Instant::Parse("2026-12-23T23:30:00Z"));
  Count(bound);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  packs::Bundle files;
  for (bool more = true; more;) {
    const std::size_t end = input.find('\0');
    more = end != std::string_view::npos;
    const std::string_view file = input.substr(0, end);
    const std::size_t line = file.find('\n');
    auto path = base::Line::Parse(file.substr(0, line));
    auto text = base::Prose::Parse(line == std::string_view::npos ? std::string_view() : file.substr(line + 1));
    if (!path || !text) return 0;  // what no command can carry
    files.push_back({*std::move(path), *std::move(text)});
    if (more) input.remove_prefix(end + 1);
  }
  if (files.size() > 1 || files.front().path.str().starts_with("calendars/")) {
    if (auto bound = packs::ReadBundle(files))
      Describe(*bound);
    else
      DemandPlaces(bound.error());
    if (packs::DigestOf(files).empty()) std::abort();
    return 0;
  }
  const auto toml = packs::TomlFile::FromText(files.front().text.str(), files.front().path.str());
  if (!toml) {
    DemandPlaces(toml.error());
    return 0;
  }
  static const packs::Calendars kCalendars{{General().calendar.id(), General().calendar}};
  static const packs::Procedures kBases{{"general", General().procedure}};
  if (auto pack = packs::ReadPack(*toml, kCalendars, kBases))
    Describe({*std::move(pack), General().calendar});
  else
    DemandPlaces(pack.error());
  return 0;
}
