#pragma once
// `amends procedure try`: the desk's own past replayed under a draft, and under the procedures it was handled under, so that
// what differs is what the draft would change.

#include <string>

#include "cli/common.h"

namespace cli {

struct TryOptions {
  std::string folder;
  std::string from;
  std::string to;
  int most = 10;  // cases named of each kind
};

int RunProcedureTry(const Globals& globals, const TryOptions& options, const std::string& procedures_folder);

}  // namespace cli
