#pragma once
// Reads the plain files of procedures/letters: the letterhead, and for each language a folder of templates and of what letters
// are checked with. A folder without statements is an error, for a letter must not pass because nothing was there to hold it
// to.
//
//   TRY(auto stationery, packs::LoadStationery("procedures/letters"));

#include <string>

#include "domain/letters/library.h"

namespace packs {

enum class Templates : std::uint8_t { Read, LeftOut };
// A language's folder, whose name is the language: `statements/*.txt` in the order of their names; `jargon.txt` and `heat.txt`
// where a language has them; its templates, unless they are left out.
base::Result<letters::Library> LoadLetterLibrary(const std::string& folder, Templates templates = Templates::Read);
base::Result<letters::Template> LoadTemplate(const std::string& file);
// The whole of a file of at most 1 MB. NotFound: there is none, or a folder in its place.
base::Result<std::string> ReadText(const std::string& file);

// `letterhead.toml`, and every folder of a language; what the folder has not comes with this program. English first.
base::Result<letters::Stationery> LoadStationery(const std::string& folder);
// What this program brings along: its languages, and no letterhead.
const letters::Stationery& ShippedStationery();
// The letterhead of the demo desk.
const letters::Letterhead& DemoLetterhead();

}  // namespace packs
