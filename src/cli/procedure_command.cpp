// The organisation's rules as files: are they sound, what do they say, what changes from one to the next.

#include <fmt/format.h>
#include <filesystem>
#include <iostream>

#include "base/json.h"
#include "cli/common.h"
#include "cli/procedures_folder.h"
#include "packs/difference.h"
#include "packs/packs.h"

namespace cli {
namespace {

struct CheckView {
  bool sound = false;
  std::vector<packs::Problem> problems;
};
BOOST_DESCRIBE_STRUCT(CheckView, (), (sound, problems))

struct PackLine {
  std::string id;
  int version = 1;
  std::string title;
  std::string jurisdiction;
  std::string calendar;
  std::optional<base::Date> valid_from;
  std::optional<base::Date> valid_until;
  std::int64_t clocks = 0;
  std::int64_t letters = 0;
  std::int64_t unverified = 0;
};
BOOST_DESCRIBE_STRUCT(PackLine, (),
                      (id, version, title, jurisdiction, calendar, valid_from, valid_until, clocks, letters, unverified))

int Print(const Globals& globals, const packs::Problems& problems) {
  if (globals.json) {
    std::cout << base::ToJson(CheckView{problems.empty(), problems}) << "\n";
  } else {
    for (const packs::Problem& problem : problems) std::cout << packs::ToText(problem);
    if (!problems.empty()) std::cout << base::Count(problems.size(), "problem") << " found.\n";
  }
  return problems.empty() ? kDone : kFoundSomething;
}

std::int64_t Unverified(const procedures::Procedure& pack) {
  return std::ranges::count(pack.clocks, false, &procedures::ClockRule::verified) +
         std::ranges::count(pack.letters, false, &procedures::LetterRule::verified);
}

// Every problem of one pack, with the calendars that stand beside it.
std::expected<procedures::Procedure, packs::Problems> ReadOne(const std::string& folder, const std::string& calendars_folder) {
  const auto path = std::filesystem::weakly_canonical(folder);
  const auto beside = path.parent_path() / "calendars";
  const auto calendars = packs::ReadCalendars(std::filesystem::is_directory(beside) ? beside.string() : calendars_folder);
  if (!calendars) return std::unexpected(calendars.error());
  return packs::ReadPack(path.string(), *calendars);
}

int RunCheck(const Globals& globals, const std::string& folder, const std::string& calendars) {
  const auto path = std::filesystem::weakly_canonical(folder);
  if (!std::filesystem::exists(path / "pack.toml") && std::filesystem::is_directory(path / "calendars")) {
    const auto shelf = packs::Shelf::Read(path.string());
    if (!shelf) return Print(globals, shelf.error());
    if (!globals.json) {
      std::cout << base::Count(shelf->procedures.size(), "pack") << " and " << base::Count(shelf->calendars.size(), "calendar")
                << " are sound.\n";
    }
    return globals.json ? Print(globals, {}) : kDone;
  }
  const auto pack = ReadOne(folder, calendars);
  if (!pack) return Print(globals, pack.error());
  if (globals.json) return Print(globals, {});
  std::cout << fmt::format("{} version {} is sound: {}, {}, {}.\n", pack->id, pack->version,
                           base::Count(pack->clocks.size(), "clock"), base::Count(pack->letters.size(), "required statement"),
                           base::Count(pack->clauses.size(), "clause"));
  for (const procedures::ClockRule& clock : pack->clocks) {
    if (!clock.verified)
      std::cout << "  not verified in the primary text: clock " << clock.id << " (" << clock.clause.number << ")\n";
  }
  for (const procedures::LetterRule& letter : pack->letters) {
    if (!letter.verified) {
      std::cout << "  not verified in the primary text: statement " << letter.statement << " (" << letter.clause.number << ")\n";
    }
  }
  return kDone;
}

int RunList(const Globals& globals, const std::string& folder) {
  const auto shelf = packs::Shelf::Read(folder);
  if (!shelf) return Print(globals, shelf.error());
  std::vector<PackLine> lines;
  for (const auto& [id, p] : shelf->procedures) {
    lines.push_back({p.id, p.version, p.title, p.jurisdiction, p.calendar, p.valid_from, p.valid_until, std::ssize(p.clocks),
                     std::ssize(p.letters), Unverified(p)});
  }
  if (globals.json) {
    std::cout << base::ToJson(lines) << "\n";
    return kDone;
  }
  for (const PackLine& line : lines) {
    std::cout << fmt::format("{:<20} {:>3}  {}  ({}, {}{})\n", line.id, line.version, line.title, line.jurisdiction,
                             base::Count(static_cast<std::size_t>(line.clocks), "clock"),
                             line.valid_from ? ", from " + line.valid_from->ToString() : "");
  }
  return kDone;
}

int RunDiff(const Globals& globals, const std::string& a, const std::string& b, const std::string& calendars) {
  const auto before = ReadOne(a, calendars);
  if (!before) return Print(globals, before.error());
  const auto after = ReadOne(b, calendars);
  if (!after) return Print(globals, after.error());
  const std::vector<std::string> changes = packs::Differences(*before, *after);
  if (globals.json) {
    std::cout << base::ToJson(changes) << "\n";
    return kDone;
  }
  if (changes.empty()) std::cout << "Nothing changes.\n";
  for (const std::string& change : changes) std::cout << "- " << change << "\n";
  return kDone;
}

}  // namespace

void AddProcedure(CLI::App& program, Globals& globals, Run& run) {
  CLI::App* procedure = program.add_subcommand("procedure", "Check, list and compare the packs of rules");
  procedure->require_subcommand(1);
  auto place = std::make_shared<std::string>(ProceduresFolder());
  procedure->add_option("--procedures", *place, "Folder of packs and calendars")
      ->envname("AMENDS_PROCEDURES")
      ->capture_default_str();

  auto folder = std::make_shared<std::string>();
  CLI::App* check = procedure->add_subcommand("check", "Say what is wrong with a pack, each fault at its place");
  check->add_option("folder", *folder, "The pack's folder, or a folder of packs (default: all that are shipped)");
  check->callback([&, folder, place] {
    run = [&, folder, place] { return RunCheck(globals, folder->empty() ? *place : *folder, *place + "/calendars"); };
  });

  CLI::App* list = procedure->add_subcommand("list", "List the packs there are");
  list->callback([&, place] { run = [&, place] { return RunList(globals, *place); }; });

  auto a = std::make_shared<std::string>();
  auto b = std::make_shared<std::string>();
  CLI::App* diff = procedure->add_subcommand("diff", "Say in words what changes from one pack to another");
  diff->add_option("before", *a, "Folder of the one")->required();
  diff->add_option("after", *b, "Folder of the other")->required();
  diff->callback([&, a, b, place] { run = [&, a, b, place] { return RunDiff(globals, *a, *b, *place + "/calendars"); }; });
}

}  // namespace cli
