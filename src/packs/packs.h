#pragma once
// Packs and calendars from their folders, checked: what a pack says in one place has to make sense at every other. A pack
// with a fault is not taken at all, and every fault is told at its place.
//
//   auto shelf = packs::Shelf::Read("procedures");
//   if (!shelf) for (const Problem& p : shelf.error()) std::cerr << ToText(p);

#include "domain/procedures/procedure.h"
#include "packs/toml_file.h"

namespace packs {

using Calendars = std::map<std::string, calendar::Calendar>;

// `bases`: the calendars it may be based on.
std::expected<calendar::Calendar, Problems> ReadCalendar(const TomlFile& file, const Calendars& bases);
// All *.toml of a folder, each after the one it is based on; and `bases`, but for those of the same id.
std::expected<Calendars, Problems> ReadCalendars(const std::string& folder, const Calendars& bases = {});

using Procedures = std::map<std::string, procedures::Procedure>;  // by id

// The pack in `folder` (its pack.toml), with the calendars it may name. What it is based on is looked for beside it, and
// then in the folder of packs `others`.
std::expected<procedures::Procedure, Problems> ReadPack(const std::string& folder, const Calendars& calendars,
                                                        const std::string& others);
// The same with the packs it may be based on.
std::expected<procedures::Procedure, Problems> ReadPack(const TomlFile& file, const Calendars& calendars,
                                                        const Procedures& bases);

// A folder of packs: `calendars/` and one folder for each pack.
struct Shelf {
  Calendars calendars;
  Procedures procedures;

  static std::expected<Shelf, Problems> Read(const std::string& folder);
};

}  // namespace packs
