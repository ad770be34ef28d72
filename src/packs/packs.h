#pragma once
// Packs and calendars from their folders, checked: what a pack says in one place has to make sense at every other. A pack
// with a fault is not taken at all, and every fault is told at its place.
//
//   auto shelf = packs::Shelf::Read("procedures");
//   if (!shelf) for (const Problem& p : shelf.error()) std::cerr << ToText(p);

#include "domain/letters/library.h"
#include "domain/procedures/procedure.h"
#include "packs/toml_file.h"

namespace packs {

using Calendars = std::map<std::string, calendar::Calendar>;

// `bases`: the calendars it may be based on.
std::expected<calendar::Calendar, Problems> ReadCalendar(const TomlFile& file, const Calendars& bases);
// All *.toml of a folder, each after the one it is based on; and `bases`, but for those of the same id.
std::expected<Calendars, Problems> ReadCalendars(const std::string& folder, const Calendars& bases = {});

using Procedures = std::map<std::string, procedures::Procedure>;  // by id

// How strictly a pack is read. What was once put in force is read for ever by what held then: a fault that is only looked for
// since must not keep a desk from its own log.
enum class Held : std::uint8_t { ToTheCheck, ToWhatHeldThen };
struct Rigour {
  Held held = Held::ToTheCheck;
  const letters::Stationery* texts = nullptr;  // of required statements; null: whether there are texts is not asked
};

// The pack in `folder` (its pack.toml), with the calendars it may name. What it is based on is looked for beside it, and
// then in the folder of packs `others`.
std::expected<procedures::Procedure, Problems> ReadPack(const std::string& folder, const Calendars& calendars,
                                                        const std::string& others, const Rigour& rigour = {});
// The same with the packs it may be based on.
std::expected<procedures::Procedure, Problems> ReadPack(const TomlFile& file, const Calendars& calendars, const Procedures& bases,
                                                        const Rigour& rigour = {});

// The calendars that lie beside the pack in `folder`, and of `others` those whose id is not among them.
std::expected<Calendars, Problems> CalendarsBeside(const std::string& folder, const std::string& others);
// The letters that hold for the pack in `folder`: those beside it, or else those of `others`, or else what is shipped.
base::Result<letters::Stationery> LettersBeside(const std::string& folder, const std::string& others);

// A folder of packs: one folder for each, and `calendars/` with those of its own.
struct Shelf {
  Calendars calendars;
  Procedures procedures;

  // What it has not itself, calendars and packs that others are based on, is looked for in the folder of packs `others`.
  static std::expected<Shelf, Problems> Read(const std::string& folder, const std::string& others = {},
                                             const Rigour& rigour = {});
};

// Whether packs lie in it, and it is none itself.
bool IsShelf(const std::string& folder);
// Packs of one folder that would take the same cases with equal right: they are meant to be in force together, and then only
// the order of their activation would say which of them holds a case.
Problems QuarrelsOn(const std::string& folder, const Procedures& packs);

}  // namespace packs
