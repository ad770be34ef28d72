#pragma once
// Where the packs are: the folder `procedures` here, or the one this program was built with.

#include <string>

namespace cli {

std::string ProceduresFolder();

}  // namespace cli
