#pragma once
// The packs: where they are, and what is wrong with them.

#include <string>

#include "cli/common.h"
#include "packs/packs.h"

namespace cli {

// The folder `procedures` here, or the one this program was built with.
std::string ProceduresFolder();

// One pack, wherever it lies, with the calendars and the packs below it from `procedures_folder`.
std::expected<procedures::Procedure, packs::Problems> ReadOnePack(const std::string& folder, const std::string& procedures_folder,
                                                                  const packs::Rigour& rigour = {});

// Tells each problem at its place, on standard output because it is what was found. `remarks` are no faults.
int ReportProblems(const Globals& globals, const packs::Problems& problems, const std::vector<std::string>& remarks = {});

}  // namespace cli
