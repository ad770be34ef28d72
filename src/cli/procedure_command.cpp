// The organisation's rules as files: are they sound, what do they say, what changes from one to the next.

#include <fmt/format.h>
#include <filesystem>
#include <iostream>

#include "base/json.h"
#include "cli/common.h"
#include "cli/procedures_folder.h"
#include "domain/cases/trial.h"
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

std::int64_t Unverified(const procedures::Procedure& pack) {
  return std::ranges::count(pack.clocks, false, &procedures::ClockRule::verified) +
         std::ranges::count(pack.letters, false, &procedures::LetterRule::verified);
}

// One pack, wherever it lies, with the calendars and the packs below it from `procedures`.
std::expected<procedures::Procedure, packs::Problems> ReadOne(const std::string& folder, const std::string& procedures_folder) {
  const auto calendars = packs::ReadCalendars(procedures_folder + "/calendars");
  if (!calendars) return std::unexpected(calendars.error());
  return packs::ReadPack(folder, *calendars, procedures_folder);
}

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
  if (!std::filesystem::exists(path / "pack.toml") && std::filesystem::is_directory(path / "calendars")) {
    const auto shelf = packs::Shelf::Read(path.string());
    if (!shelf) return ReportProblems(globals, shelf.error());
    if (!globals.json) {
      std::cout << base::Count(shelf->procedures.size(), "pack") << " and " << base::Count(shelf->calendars.size(), "calendar")
                << " are sound.\n";
    }
    return ReportProblems(globals, {}, RemarksOnAll(shelf->procedures));
  }
  const auto pack = ReadOne(folder, procedures_folder);
  if (!pack) return ReportProblems(globals, pack.error());
  // Beside those it may be in force with; what is wrong with them is not this pack's fault.
  std::vector<const procedures::Procedure*> others;
  const auto shelf = packs::Shelf::Read(procedures_folder);
  if (shelf) {
    for (const auto& [id, other] : shelf->procedures) others.push_back(&other);
  }
  const std::vector<std::string> remarks = procedures::RemarksOn(*pack, others);
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

int RunDiff(const Globals& globals, const std::string& a, const std::string& b, const std::string& procedures_folder) {
  const auto before = ReadOne(a, procedures_folder);
  if (!before) return ReportProblems(globals, before.error());
  const auto after = ReadOne(b, procedures_folder);
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

// -- Trying a draft on the desk's own past -------------------------------------------------------------------------------

struct ClockTally {
  std::string clock;
  std::string title;
  std::int64_t met = 0;
  std::int64_t broken = 0;
  std::int64_t neither = 0;  // still running, or ended before its end, or a window that passed
  std::int64_t unknown = 0;
  std::vector<std::string> broken_cases;
};
BOOST_DESCRIBE_STRUCT(ClockTally, (), (clock, title, met, broken, neither, unknown, broken_cases))
struct RefusedLine {
  std::string ref;
  base::Instant at;
  std::string event;
  std::string says;
};
BOOST_DESCRIBE_STRUCT(RefusedLine, (), (ref, at, event, says))
struct EscalatedTally {
  procedures::TriggerKind trigger = procedures::TriggerKind::CustomersRequest;
  std::int64_t count = 0;
  std::int64_t were_escalated = 0;
  std::vector<std::string> cases;
};
BOOST_DESCRIBE_STRUCT(EscalatedTally, (), (trigger, count, were_escalated, cases))
struct TrialView {
  std::string pack;
  int version = 1;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::int64_t looked_at = 0;
  std::int64_t applied_to = 0;
  std::vector<ClockTally> clocks;
  std::vector<EscalatedTally> escalations;
  std::vector<RefusedLine> refusals;
};
BOOST_DESCRIBE_STRUCT(TrialView, (), (pack, version, from, to, looked_at, applied_to, clocks, escalations, refusals))

struct TryOptions {
  std::string folder;
  std::string from;
  std::string to;
  int most = 10;
};

void Count(TrialView& view, const procedures::Procedure& pack, const std::string& ref, const cases::Trial& trial) {
  using procedures::ClockState;
  for (const cases::ClockOutcome& outcome : trial.clocks) {
    auto tally = std::ranges::find(view.clocks, outcome.id, &ClockTally::clock);
    if (tally == view.clocks.end()) {
      const auto rule = std::ranges::find(pack.clocks, outcome.id, &procedures::ClockRule::id);
      tally = view.clocks.insert(view.clocks.end(), {outcome.id, rule->title, 0, 0, 0, 0, {}});
    }
    switch (outcome.state) {
      case ClockState::Met: ++tally->met; break;
      case ClockState::MetLate:
      case ClockState::Overdue:
        ++tally->broken;
        tally->broken_cases.push_back(ref);
        break;
      case ClockState::Running:
      case ClockState::DueSoon:
      case ClockState::Paused:
      case ClockState::Ended:
      case ClockState::Passed: ++tally->neither; break;
      case ClockState::Unknown: ++tally->unknown; break;
    }
  }
  for (const procedures::TriggerKind kind : trial.escalations) {
    auto tally = std::ranges::find(view.escalations, kind, &EscalatedTally::trigger);
    if (tally == view.escalations.end()) tally = view.escalations.insert(view.escalations.end(), {kind, 0, 0, {}});
    ++tally->count;
    if (trial.was_escalated) {
      ++tally->were_escalated;
    } else {
      tally->cases.push_back(ref);
    }
  }
  for (const cases::TrialRefusal& refusal : trial.refusals)
    view.refusals.push_back({ref, refusal.at, refusal.event, refusal.says});
}

std::string Some(const std::vector<std::string>& refs, int most) {
  std::string text;
  for (std::size_t i = 0; i < refs.size() && i < static_cast<std::size_t>(most); ++i) text += (i > 0 ? ", " : "") + refs[i];
  if (refs.size() > static_cast<std::size_t>(most)) text += ", and " + Grouped(std::ssize(refs) - most) + " more";
  return text;
}

void PrintTrial(const TrialView& view, int most) {
  std::cout << fmt::format("{} cases looked at, {} of them such as {} version {} is for.\n", Grouped(view.looked_at),
                           Grouped(view.applied_to), view.pack, view.version);
  std::cout << "\nClocks" << fmt::format("{:>46} {:>9} {:>9} {:>9}\n", "met", "broken", "neither", "unknown");
  for (const ClockTally& tally : view.clocks) {
    std::cout << fmt::format("  {:<42} {:>7} {:>9} {:>9} {:>9}\n", tally.title.substr(0, 42), Grouped(tally.met),
                             Grouped(tally.broken), Grouped(tally.neither), Grouped(tally.unknown));
    if (!tally.broken_cases.empty()) std::cout << "      broken: " << Some(tally.broken_cases, most) << "\n";
  }
  std::cout << "\nEscalations that would have come by themselves\n";
  if (view.escalations.empty()) std::cout << "  none\n";
  for (const EscalatedTally& tally : view.escalations) {
    std::cout << fmt::format("  {}: {}, of which {} were escalated\n", base::WordsOf(tally.trigger),
                             base::Count(static_cast<std::size_t>(tally.count), "case"), Grouped(tally.were_escalated));
    if (!tally.cases.empty()) std::cout << "      not escalated: " << Some(tally.cases, most) << "\n";
  }
  std::cout << "\nWhat would have been refused\n";
  if (view.refusals.empty()) std::cout << "  nothing\n";
  for (std::size_t i = 0; i < view.refusals.size() && i < static_cast<std::size_t>(most); ++i) {
    const RefusedLine& line = view.refusals[i];
    std::cout << fmt::format("  {} {} {}: {}\n", line.ref, base::ForPeople(line.at), line.event, line.says);
  }
  if (std::ssize(view.refusals) > most)
    std::cout << "  and " << Grouped(std::ssize(view.refusals) - most) << " more; see --most\n";
}

base::Result<std::optional<base::Instant>> Bound(const std::string& text, const char* option, const base::Zone& zone, int more) {
  if (text.empty()) return std::optional<base::Instant>();
  const auto day = base::Date::Parse(text);
  if (!day) return base::FailAt(option, day.error().faults.front().says);
  return std::optional(zone.ToInstant(*day + more, base::Duration(0)));
}

int RunTry(const Globals& globals, const TryOptions& options, const std::string& procedures_folder) {
  const auto pack = ReadOne(options.folder, procedures_folder);
  if (!pack) return ReportProblems(globals, pack.error());
  const auto calendars = packs::ReadCalendars(procedures_folder + "/calendars");
  if (!calendars) return ReportProblems(globals, calendars.error());
  const auto place = calendars->find(pack->calendar);  // the pack was checked against these
  const calendar::Calendar& calendar = place->second;
  const auto from = Bound(options.from, "--from", calendar.zone(), 0);
  if (!from) return Report(from.error());
  const auto until = Bound(options.to, "--to", calendar.zone(), 1);
  if (!until) return Report(until.error());

  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  app::Queries& queries = (*desk)->service->queries();
  const auto users = queries.Users();
  if (!users) return Report(users.error());
  std::map<std::string, domain::Role> roles;
  for (const app::UserSummary& user : *users) roles.emplace(user.ref.ToString(), user.role);
  const auto counts = queries.Count();
  // How many lie between two days is not known beforehand.
  const double total = counts && !*from && !*until ? static_cast<double>(counts->open_cases + counts->closed_cases) : 0;

  TrialView view;
  view.pack = pack->id;
  view.version = pack->version;
  if (!options.from.empty()) view.from = *base::Date::Parse(options.from);
  if (!options.to.empty()) view.to = *base::Date::Parse(options.to);
  ProgressBar bar("cases");
  app::CaseFilter filter;
  filter.status = app::CaseStatus::All;
  filter.received_from = *from;
  filter.received_before = *until;
  filter.sort = app::CaseSort::Oldest;
  filter.limit = base::Whole<1, 200>{200};
  const base::Instant now = base::SystemClock().Now();
  for (;;) {
    const auto page = queries.Cases(filter, AsSystem().viewer);
    if (!page) return Report(page.error());
    for (const app::CaseSummary& summary : page->cases) {
      ++view.looked_at;
      bar.Show(static_cast<double>(view.looked_at), total, view.looked_at);
      const auto log = LogOf(**desk, summary.ref);
      if (!log) return Report(log.error());
      const cases::Trial trial = cases::TryUnder(*pack, calendar, *log, roles, now);
      if (!trial.applies) continue;
      ++view.applied_to;
      Count(view, *pack, summary.ref.ToString(), trial);
    }
    if (!page->next) break;
    filter.cursor = base::Line(*page->next);
  }
  bar.Clear();
  if (globals.json) {
    std::cout << base::ToJson(view) << "\n";
  } else {
    PrintTrial(view, options.most);
  }
  return kDone;
}

}  // namespace

namespace {

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
  for (const InForceLine& line : lines) {
    std::cout << fmt::format("{:<20} {:>3}  {:<10} since {}, by {}: {}\n", line.id, line.version,
                             line.in_force ? "in force" : "old cases", base::ForPeople(line.since), line.by, line.reason);
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
  const auto bound = packs::ReadBundle(files);
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
  const int code = Tell(answer, name + " is in force for cases logged from now on; cases there are keep the version they have.",
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
  return Tell(answer, id + " takes no new cases; those that have it keep it.", id + " was out of force already.");
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

  auto trial = std::make_shared<TryOptions>();
  CLI::App* attempt = procedure->add_subcommand("try", "Replay the desk's own past under a draft: what would have differed?");
  attempt->add_option("folder", trial->folder, "The draft's folder")->required();
  attempt->add_option("--from", trial->from, "Only cases received on or after this day, like 2026-01-01");
  attempt->add_option("--to", trial->to, "Only cases received up to this day");
  attempt->add_option("--most", trial->most, "How many cases to name")->check(CLI::Range(0, 100'000))->capture_default_str();
  attempt->callback([&, trial, place] { run = [&, trial, place] { return RunTry(globals, *trial, *place); }; });

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
