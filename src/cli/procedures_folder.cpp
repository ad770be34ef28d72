#include "cli/procedures_folder.h"

#include <filesystem>

namespace cli {

std::string ProceduresFolder() {
  std::error_code fault;
  return std::filesystem::is_directory("procedures/calendars", fault) ? "procedures" : AMENDS_PROCEDURES;
}

}  // namespace cli
