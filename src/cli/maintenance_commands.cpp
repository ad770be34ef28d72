#include <fmt/format.h>
#include <unistd.h>
#include <filesystem>
#include <iostream>

#include "base/json.h"
#include "cli/common.h"

namespace cli {
namespace {

struct ProblemView {
  std::string where;
  std::string what;
};
BOOST_DESCRIBE_STRUCT(ProblemView, (), (where, what))
struct VerifyView {
  std::int64_t events = 0;
  std::int64_t streams = 0;
  std::int64_t rows = 0;
  std::int64_t files = 0;
  std::int64_t checkpoints = 0;
  std::vector<ProblemView> problems;
};
BOOST_DESCRIBE_STRUCT(VerifyView, (), (events, streams, rows, files, checkpoints, problems))

// Whether the database is on a medium, or in a folder, that cannot be written.
bool IsLocked(const store::DatabaseUrl& url) {
  if (url.kind != store::DatabaseUrl::Kind::Sqlite) return false;
  const auto folder = std::filesystem::absolute(url.text).parent_path();
  return access(url.text.c_str(), W_OK) != 0 || access(folder.c_str(), W_OK) != 0;
}

int RunVerify(const Globals& globals, bool read_only) {
  auto options = globals.Store(false);
  if (!options) return Report(options.error());
  options->read_only = read_only || IsLocked(options->url);
  auto store = store::SqlStore::Open(*options);
  if (!store) return Report(store.error());
  ProgressBar bar("events");
  const auto report = store::Verify(**store, bar.AsProgress());
  bar.Clear();
  if (!report) return Report(report.error());
  if (globals.json) {
    VerifyView view{report->events, report->streams, report->rows, report->blobs, report->checkpoints, {}};
    for (const auto& problem : report->problems) view.problems.push_back({problem.where, problem.what});
    std::cout << base::ToJson(view) << "\n";
  } else {
    std::cout << fmt::format("Checked {} events in {} streams, {} rows, {} files, {} checkpoints.\n", Grouped(report->events),
                             Grouped(report->streams), Grouped(report->rows), Grouped(report->blobs),
                             Grouped(report->checkpoints));
    if (options->read_only) std::cout << "Read only: the search index was not compared with its table.\n";
    for (const auto& problem : report->problems) std::cout << "  " << problem.where << ": " << problem.what << "\n";
    std::cout << (report->problems.empty() ? "All is well.\n" : base::Count(report->problems.size(), "problem") + " found.\n");
  }
  return report->problems.empty() ? kDone : kFoundSomething;
}

int RunRebuild(const Globals& globals) {
  auto store = OpenStore(globals);
  if (!store) return Report(store.error());
  ProgressBar bar("events");
  const double started = base::Stopwatch();
  const auto report = store::Rebuild(**store, bar.AsProgress());
  bar.Clear();
  if (!report) return Report(report.error());
  std::cout << fmt::format("Rebuilt {} rows from {} events of {} streams in {:.1f} s.\n", Grouped(report->rows),
                           Grouped(report->events), Grouped(report->streams), base::Stopwatch() - started);
  return kDone;
}

int RunBackup(const Globals& globals, const std::string& file) {
  auto store = OpenStore(globals);
  if (!store) return Report(store.error());
  ProgressBar bar("events");
  const auto done = store::Backup(**store, file, bar.AsProgress());
  bar.Clear();
  if (!done) return Report(done.error());
  std::cout << "Copied to " << file << ". Keep the master key (" << globals.KeyFile()
            << ") elsewhere: without it the copy cannot be read.\n";
  return kDone;
}

int RunRestore(const Globals& globals, const std::string& file, std::string erasures) {
  auto options = globals.Store(true);
  if (!options) return Report(options.error());
  ProgressBar bar("events");
  const auto done = store::Restore(file, *options, bar.AsProgress());
  bar.Clear();
  if (!done) return Report(done.error());
  std::cout << "Restored " << file << " into " << options->url.Shown() << ".\n";

  // Whoever was erased after this backup was made comes back with it, and must go again.
  if (erasures.empty()) erasures = store::ErasuresFile(*options);
  const auto erased = store::ReadErasures(erasures);
  if (!erased) return Report(erased.error());
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  int again = 0;
  for (const app::CustomerId customer : *erased) {
    const auto snapshot = (*desk)->service->CustomerAt(customer);
    if (!snapshot) return Report(snapshot.error());
    if (!(*snapshot)->state.Exists() || (*snapshot)->state.erased) continue;
    const auto answer = (*desk)->Wait([&](app::OnAnswer answered) {
      (*desk)->service->Handle(customer, customers::EraseCustomer{base::Line("Erased before this backup was restored")},
                               AsSystem(), std::move(answered));
    });
    if (!answer) return Report(answer.error());
    if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) return Report(*refused);
    ++again;
  }
  if (again > 0) {
    if (const auto scrubbed = store::Scrub(*(*desk)->store); !scrubbed) return Report(scrubbed.error());
    std::cout << "Erased again, by " << erasures << ": " << base::Count(static_cast<std::size_t>(again), "customer") << ".\n";
  }
  return kDone;
}

int RunErase(const Globals& globals, const std::string& ref, const std::string& ground, bool yes) {
  const auto id = app::CustomerId::Parse(ref);
  if (!id) return Report(base::FailAt("customer", id.error().faults.front().says).error());
  const auto because = base::Line::Parse(ground);
  if (!because) return Report(base::FailAt("--ground", because.error().faults.front().says).error());
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const auto snapshot = (*desk)->service->CustomerAt(*id);
  if (!snapshot) return Report(snapshot.error());
  if (!(*snapshot)->state.Exists()) return Report(base::Fail(base::ErrorCode::NotFound, "there is no customer " + ref).error());
  if (!yes) {
    if (!IsTerminal(0))
      return Report(base::FailAt("--yes", "is needed when nobody can be asked; an erasure cannot be taken back").error());
    std::cout << "This destroys the key of " << ref << ". Nothing of the person can be read again, ever. Type " << ref
              << " to go on: " << std::flush;
    std::string typed;
    std::getline(std::cin, typed);
    if (typed != ref) {
      std::cout << "Nothing was erased.\n";
      return kUsage;
    }
  }
  const auto answer = (*desk)->Wait([&](app::OnAnswer answered) {
    (*desk)->service->Handle(*id, customers::EraseCustomer{*because}, AsSystem(), std::move(answered));
  });
  if (!answer) return Report(answer.error());
  if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) return Report(*refused);
  if (const auto scrubbed = store::Scrub(*(*desk)->store); !scrubbed) return Report(scrubbed.error());
  const auto& reply = std::get<app::CommandReply>(*answer);
  if (reply.events.empty()) {
    std::cout << ref << " was erased before.\n";
  } else {
    std::cout << "Erased " << ref;
    for (const app::Touched& also : reply.also) std::cout << ", " << also.ref;
    std::cout << ". Backups made before still hold the key; see docs/operations.md.\n";
  }
  return kDone;
}

}  // namespace

void AddMaintenance(CLI::App& program, Globals& globals, Run& run) {
  CLI::App* verify =
      program.add_subcommand("verify", "Check chains, projections, files and checkpoints, and say exactly what is wrong where");
  auto read_only = std::make_shared<bool>(false);
  verify->add_flag("--read-only", *read_only,
                   "Write nothing at all, not even beside the file; so by itself where nothing can be written");
  verify->callback([&, read_only] { run = [&, read_only] { return RunVerify(globals, *read_only); }; });

  CLI::App* rebuild = program.add_subcommand("rebuild", "Drop every projection and make it anew from the events");
  rebuild->callback([&] { run = [&] { return RunRebuild(globals); }; });

  auto backup_file = std::make_shared<std::string>();
  CLI::App* backup = program.add_subcommand("backup", "Make a consistent copy while others work; always a SQLite file");
  backup->add_option("file", *backup_file, "Where to; must not exist")->required();
  backup->callback([&, backup_file] { run = [&, backup_file] { return RunBackup(globals, *backup_file); }; });

  auto restore_file = std::make_shared<std::string>();
  auto erasures = std::make_shared<std::string>();
  CLI::App* restore = program.add_subcommand("restore", "Fill a new database from a backup; overwrites nothing");
  restore->add_option("file", *restore_file, "The backup")->required();
  restore->add_option("--erasures", *erasures, "File of customers erased since (default: beside the database)");
  restore->footer("The way from SQLite to PostgreSQL and back: amends backup, then restore with the other --database.");
  restore->callback([&, restore_file, erasures] {
    run = [&, restore_file, erasures] { return RunRestore(globals, *restore_file, *erasures); };
  });

  struct Erase {
    std::string ref;
    std::string ground = "On request";
    bool yes = false;
  };
  auto erase = std::make_shared<Erase>();
  CLI::App* command =
      program.add_subcommand("erase", "Destroy a customer's key, so that nothing of the person can be read again");
  command->add_option("customer", erase->ref, "Who, like CU-7")->required();
  command->add_option("--ground", erase->ground, "Why; name nobody here")->capture_default_str();
  command->add_flag("--yes", erase->yes, "Do not ask");
  command->callback([&, erase] { run = [&, erase] { return RunErase(globals, erase->ref, erase->ground, erase->yes); }; });
}

}  // namespace cli
