#pragma once
// `amends procedure show`: a whole procedure in plain words, for a manager to read before it is put in force or to look up.

#include <string>

#include "app/procedure_view.h"
#include "cli/common.h"

namespace cli {

struct ShowOptions {
  std::string procedure;  // an id, or a folder
  int version = 0;        // of those put in force; 0: the one in force
};

int RunProcedureShow(const Globals& globals, const ShowOptions& options, const std::string& procedures_folder);

std::string ProcedureText(const app::ProcedureDetails& view, int width);

}  // namespace cli
