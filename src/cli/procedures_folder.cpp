#include "cli/procedures_folder.h"

#include <filesystem>
#include <iostream>

#include "base/json.h"

namespace cli {
namespace {

struct CheckView {
  bool sound = false;
  std::vector<packs::Problem> problems;
  std::vector<std::string> remarks;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (sound, problems, remarks))

}  // namespace

std::string ProceduresFolder() {
  std::error_code fault;
  return std::filesystem::is_directory("procedures/calendars", fault) ? "procedures" : AMENDS_PROCEDURES;
}

std::expected<procedures::Procedure, packs::Problems> ReadOnePack(const std::string& folder, const std::string& procedures_folder,
                                                                  const packs::Rigour& rigour) {
  const auto calendars = packs::CalendarsBeside(folder, procedures_folder);
  if (!calendars) return std::unexpected(calendars.error());
  return packs::ReadPack(folder, *calendars, procedures_folder, rigour);
}

int ReportProblems(const Globals& globals, const packs::Problems& problems, const std::vector<std::string>& remarks) {
  if (globals.json) {
    std::cout << base::ToJson(CheckView{problems.empty(), problems, remarks}) << "\n";
  } else {
    for (const packs::Problem& problem : problems) std::cout << packs::ToText(problem);
    if (!problems.empty()) std::cout << base::Count(problems.size(), "problem") << " found.\n";
    for (const std::string& remark : remarks) std::cout << "- " << remark << "\n";
  }
  return problems.empty() ? kDone : kFoundSomething;
}

}  // namespace cli
