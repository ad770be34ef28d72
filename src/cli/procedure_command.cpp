// The organisation's rules as files: are they sound, what do they say, what changes from one to the next.

#include <fmt/format.h>
#include <filesystem>
#include <iostream>

#include "app/procedure_view.h"
#include "base/json.h"
#include "cli/common.h"
#include "cli/procedure_show.h"
#include "cli/procedure_try.h"
#include "cli/procedures_folder.h"
#include "packs/bundle.h"
#include "packs/difference.h"
#include "packs/packs.h"

namespace cli {
namespace {

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

std::vector<std::string> RemarksOnAll(const packs::Procedures& shelf) {
  std::vector<std::string> remarks;
  for (auto pack = shelf.begin(); pack != shelf.end(); ++pack) {
    std::vector<const procedures::Procedure*> after;
    for (auto other = std::next(pack); other != shelf.end(); ++other) after.push_back(&other->second);
    std::ranges::move(procedures::RemarksOn(pack->second, after), std::back_inserter(remarks));
  }
  return remarks;
}

int RunCheck(const Globals& globals, const std::string& folder, const std::string& procedures_folder) {
  const auto path = std::filesystem::weakly_canonical(folder);
  if (packs::IsShelf(path.string())) {
    const auto letters = packs::LettersBeside((path / "calendars").string(), procedures_folder);
    if (!letters) return Report(letters.error());
    const auto shelf = packs::Shelf::Read(path.string(), procedures_folder, {.texts = &*letters});
    if (!shelf) return ReportProblems(globals, shelf.error());
    if (const auto quarrels = packs::QuarrelsOn(path.string(), shelf->procedures); !quarrels.empty()) {
      return ReportProblems(globals, quarrels);
    }
    if (!globals.json) {
      std::cout << base::Count(shelf->procedures.size(), "pack") << " and " << base::Count(shelf->calendars.size(), "calendar")
                << " are sound.\n";
    }
    return ReportProblems(globals, {}, RemarksOnAll(shelf->procedures));
  }
  const auto letters = packs::LettersBeside(folder, procedures_folder);
  if (!letters) return Report(letters.error());
  const auto pack = ReadOnePack(folder, procedures_folder, {.texts = &*letters});
  if (!pack) return ReportProblems(globals, pack.error());
  // Beside those it may be in force with; what is wrong with them is not this pack's fault.
  packs::Procedures beside;
  for (const std::string& place : {path.parent_path().string(), procedures_folder}) {
    if (auto shelf = packs::Shelf::Read(place, procedures_folder)) beside.merge(shelf->procedures);
  }
  std::vector<const procedures::Procedure*> others;
  for (const auto& [id, other] : beside) others.push_back(&other);
  const std::vector<base::Saying> found = procedures::RemarksOn(*pack, others);
  const std::vector<std::string> remarks(found.begin(), found.end());
  if (globals.json) return ReportProblems(globals, {}, remarks);
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
  return ReportProblems(globals, {}, remarks);
}

int RunList(const Globals& globals, const std::string& folder) {
  const auto shelf = packs::Shelf::Read(folder);
  if (!shelf) return ReportProblems(globals, shelf.error());
  std::vector<PackLine> lines;
  for (const auto& [id, p] : shelf->procedures) {
    lines.push_back({p.id, p.version, p.title, p.jurisdiction, p.calendar, p.valid_from, p.valid_until, std::ssize(p.clocks),
                     std::ssize(p.letters), app::Unverified(p)});
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

int RunDiff(const Globals& globals, const std::string& a, const std::string& b, const std::string& procedures_folder) {
  const auto before = ReadOnePack(a, procedures_folder);
  if (!before) return ReportProblems(globals, before.error());
  const auto after = ReadOnePack(b, procedures_folder);
  if (!after) return ReportProblems(globals, after.error());
  const std::vector<std::string> changes = packs::Differences(*before, *after);
  if (globals.json) {
    std::cout << base::ToJson(changes) << "\n";
    return kDone;
  }
  if (changes.empty()) std::cout << "Nothing changes.\n";
  for (const std::string& change : changes) std::cout << "- " << change << "\n";
  return kDone;
}

// -- Putting in force ----------------------------------------------------------------------------------------------------

struct InForceLine {
  std::string id;
  std::int64_t version = 0;
  std::string title;
  bool in_force = true;
  base::Instant since;
  std::string by;
  std::string reason;
  std::string digest;
};
BOOST_DESCRIBE_STRUCT(InForceLine, (), (id, version, title, in_force, since, by, reason, digest))

int RunInForce(const Globals& globals) {
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const auto found = (*desk)->service->Register();
  if (!found) return Report(found.error());
  std::vector<InForceLine> lines;
  for (const procedures::Activation& a : (*found)->state.activations) {
    lines.push_back({a.id.str(), a.version.value, a.title.str(), a.in_force, a.at, a.by, a.reason.str(), a.digest});
  }
  if (globals.json) {
    std::cout << base::ToJson(lines) << "\n";
    return kDone;
  }
  const app::SharedBook book = (*desk)->store->InForce().Book();
  const auto users = (*desk)->service->queries().Users();
  if (!users) return Report(users.error());
  const auto who = [&](const std::string& actor) {
    const auto user = std::ranges::find_if(*users, [&](const app::UserSummary& u) { return u.ref.ToString() == actor; });
    return user != users->end() ? user->name : actor == "system" ? "Amends or its command line" : actor;
  };
  for (const InForceLine& line : lines) {
    std::cout << fmt::format("{:<20} {:>3}  {:<10} since {}, by {}: {}\n", line.id, line.version,
                             line.in_force ? "in force" : "old cases", calendar::ForPeople(line.since, &book->General().calendar),
                             who(line.by), line.reason);
  }
  return kDone;
}

int Tell(const base::Result<app::Answer>& answer, const std::string& done, const std::string& nothing) {
  if (!answer) return Report(answer.error());
  if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) return Report(*refused);
  std::cout << (std::get<app::CommandReply>(*answer).events.empty() ? nothing : done) << "\n";
  return kDone;
}

int RunActivate(const Globals& globals, const std::string& pack, const std::string& reason, const std::string& place) {
  packs::Bundle files;
  if (std::filesystem::exists(std::filesystem::path(pack) / "pack.toml")) {
    auto bundle = packs::BundleOf(pack, place);
    if (!bundle) return ReportProblems(globals, bundle.error());
    files = *std::move(bundle);
  } else if (const packs::Bundle* shipped = packs::Shipped(pack)) {
    files = *shipped;
  } else {
    return Report(base::FailAt("pack", "there is no folder " + pack +
                                           " with a pack.toml, and this program brings along no procedure " + base::Quoted(pack) +
                                           base::DidYouMean(pack, packs::ShippedIds()))
                      .error());
  }
  const auto letters = packs::LettersBeside(pack, place);
  if (!letters) return Report(letters.error());
  const auto bound = packs::ReadBundle(files, {.texts = &*letters});
  if (!bound) return ReportProblems(globals, bound.error());
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const procedures::Procedure& after = bound->procedure;
  const app::SharedBook book = (*desk)->store->InForce().Book();
  std::vector<std::string> changes;
  if (const procedures::Bound* before = book->Current(after.id)) changes = packs::Differences(before->procedure, after);
  std::vector<const procedures::Procedure*> others;
  for (const procedures::Bound* other : book->InForce()) others.push_back(&other->procedure);
  std::ranges::move(procedures::RemarksOn(after, others), std::back_inserter(changes));
  const auto answer = (*desk)->Wait([&](app::OnAnswer answered) {
    (*desk)->service->Handle(procedures::ActivateProcedure{files, base::Line(reason)}, AsSystem(), std::move(answered));
  });
  const std::string name = after.id + " version " + std::to_string(after.version);
  const int code = Tell(answer,
                        name +
                            " is in force for cases logged from now on; cases there are keep the version they have. "
                            "A server that runs on this database knows within a second.",
                        name + " was in force already.");
  if (code == kDone) {
    for (const std::string& change : changes) std::cout << "- " << change << "\n";
  }
  return code;
}

int RunRetire(const Globals& globals, const std::string& id, const std::string& reason) {
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const auto word = base::Word::Parse(id);
  if (!word) return Report(word.error());
  const auto answer = (*desk)->Wait([&](app::OnAnswer answered) {
    (*desk)->service->Handle(procedures::RetireProcedure{*word, base::Line(reason)}, AsSystem(), std::move(answered));
  });
  return Tell(answer,
              id + " takes no new cases; those that have it keep it. A server that runs on this database knows within a second.",
              id + " was out of force already.");
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
  check->callback(
      [&, folder, place] { run = [&, folder, place] { return RunCheck(globals, folder->empty() ? *place : *folder, *place); }; });

  CLI::App* list = procedure->add_subcommand("list", "List the packs there are");
  list->callback([&, place] { run = [&, place] { return RunList(globals, *place); }; });

  auto show_options = std::make_shared<ShowOptions>();
  CLI::App* show = procedure->add_subcommand("show", "Tell a whole procedure in plain words, with the clause behind each rule");
  show->add_option("procedure", show_options->procedure, "Its id, like uk-housing, or a folder with a pack.toml")->required();
  show->add_option("--version", show_options->version, "Which version of those put in force (default: the one in force)")
      ->check(CLI::Range(1, 9999));
  show->callback(
      [&, show_options, place] { run = [&, show_options, place] { return RunProcedureShow(globals, *show_options, *place); }; });

  auto trial = std::make_shared<TryOptions>();
  CLI::App* attempt = procedure->add_subcommand("try", "Replay the desk's own past under a draft: what would have differed?");
  attempt->add_option("folder", trial->folder, "The draft's folder")->required();
  attempt->add_option("--from", trial->from, "Only cases received on or after this day, like 2026-01-01");
  attempt->add_option("--to", trial->to, "Only cases received up to and including this day");
  attempt->add_option("--most", trial->most, "How many cases to name of each kind; 0 names none and prints totals alone")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  attempt->callback([&, trial, place] { run = [&, trial, place] { return RunProcedureTry(globals, *trial, *place); }; });

  CLI::App* in_force = procedure->add_subcommand("in-force", "List what the desk has put in force, oldest first");
  in_force->callback([&] { run = [&] { return RunInForce(globals); }; });

  auto pack = std::make_shared<std::string>();
  auto reason = std::make_shared<std::string>("Put in force on the command line");
  CLI::App* activate = procedure->add_subcommand("activate", "Put a pack in force: new cases are handled under it");
  activate->add_option("pack", *pack, "The pack's folder, or the name of one that is shipped, like uk-housing")->required();
  activate->add_option("--reason", *reason, "Why")->capture_default_str();
  activate->callback(
      [&, pack, reason, place] { run = [&, pack, reason, place] { return RunActivate(globals, *pack, *reason, *place); }; });

  auto id = std::make_shared<std::string>();
  auto why = std::make_shared<std::string>("Taken out of force on the command line");
  CLI::App* retire = procedure->add_subcommand("retire", "Take a pack out of force: no new cases; old ones keep it");
  retire->add_option("id", *id, "Which")->required();
  retire->add_option("--reason", *why, "Why")->capture_default_str();
  retire->callback([&, id, why] { run = [&, id, why] { return RunRetire(globals, *id, *why); }; });

  auto a = std::make_shared<std::string>();
  auto b = std::make_shared<std::string>();
  CLI::App* diff = procedure->add_subcommand("diff", "Say in words what changes from one pack to another");
  diff->add_option("before", *a, "Folder of the one")->required();
  diff->add_option("after", *b, "Folder of the other")->required();
  diff->callback([&, a, b, place] { run = [&, a, b, place] { return RunDiff(globals, *a, *b, *place); }; });
}

}  // namespace cli
