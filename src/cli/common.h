#pragma once
// What all commands share: the database they work on, how they print, how they end.

#include <CLI/CLI.hpp>
#include <future>
#include <memory>
#include <string>

#include "app/service.h"
#include "base/headway.h"
#include "store/maintenance.h"
#include "store/sql_store.h"

namespace cli {

// How a command ends, for scripts.
enum Exit : int {
  kDone = 0,
  kFoundSomething = 1,  // it worked, and what it looked for is not well: problems found, rows rejected
  kUsage = 2,           // the call's own words are off
  kCannot = 3,          // not possible now: no such thing, a full disk, a wrong key
};

struct Globals {
  std::string database = "sqlite:amends.db";
  std::string key;  // empty: beside the database
  bool json = false;
  bool test_clock = false;  // a database made now is one whose clock may be moved

  std::string KeyFile() const;
  base::Result<store::StoreOptions> Store(bool may_create) const;
};

// The database alone, which must be there; for a command that looks after it.
base::Result<std::unique_ptr<store::SqlStore>> OpenStore(const Globals& globals);

// A store with the service on it, for a command that works through the one door.
struct OpenDesk {
  std::unique_ptr<store::SqlStore> store;
  base::SystemClock system_clock;
  std::unique_ptr<base::WorkerPool> workers;
  std::unique_ptr<app::Service> service;

  static base::Result<std::unique_ptr<OpenDesk>> Open(const Globals& globals, bool may_create, const base::Clock* clock = nullptr,
                                                      app::ServiceOptions options = {});
  ~OpenDesk();

  // Gives a command and waits for its answer.
  template <class Give>
  base::Result<app::Answer> Wait(Give give) {
    std::promise<base::Result<app::Answer>> promise;
    auto future = promise.get_future();
    give([&](base::Result<app::Answer> answer) { promise.set_value(std::move(answer)); });
    return future.get();
  }
};

// Everything that happened on a case, oldest first; empty when there is none.
base::Result<std::vector<cases::Recorded>> LogOf(OpenDesk& desk, app::CaseId id);

inline app::Request AsSystem() { return {{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}}; }

// Prints what went wrong and gives the exit code.
int Report(const base::Error& error);
int Report(const domain::Refusals& refusals);

bool IsTerminal(int fd);
int TerminalWidth();

// A bar on standard error while something long runs; silent when that is no terminal.
class ProgressBar {
 public:
  explicit ProgressBar(std::string unit = "");
  ~ProgressBar();
  // `done` of `total` (0: unknown), with a count to show beside it when there is a unit.
  void Show(double done, double total, std::int64_t count);
  void Clear();
  store::Progress AsProgress();
  base::Headway AsHeadway();  // without a count

 private:
  std::string unit_;
  double started_;
  double shown_at_ = 0;
  bool on_;
  bool shown_ = false;
};

// "1,234,567"
std::string Grouped(std::int64_t number);

// A day given as an option; none when it was left out. An error names the option.
base::Result<std::optional<base::Date>> DayFrom(const char* option, const std::string& text);

// Each adds its command to the program; the callback's result is the program's exit code.
using Run = std::function<int()>;
void AddServe(CLI::App& program, Globals& globals, Run& run);
void AddImport(CLI::App& program, Globals& globals, Run& run);
void AddExport(CLI::App& program, Globals& globals, Run& run);
void AddMaintenance(CLI::App& program, Globals& globals, Run& run);  // verify rebuild backup restore erase
void AddOutbox(CLI::App& program, Globals& globals, Run& run);
void AddUser(CLI::App& program, Globals& globals, Run& run);
void AddDemo(CLI::App& program, Globals& globals, Run& run);
void AddCase(CLI::App& program, Globals& globals, Run& run);
void AddProcedure(CLI::App& program, Globals& globals, Run& run);  // check list diff
void AddDeadlines(CLI::App& program, Globals& globals, Run& run);
void AddLetter(CLI::App& program, Globals& globals, Run& run);
void AddRights(CLI::App& program, Globals& globals, Run& run);
void AddCoaching(CLI::App& program, Globals& globals, Run& run);
void AddSignals(CLI::App& program, Globals& globals, Run& run);
void AddTopics(CLI::App& program, Globals& globals, Run& run);
void AddReport(CLI::App& program, Globals& globals, Run& run);
void AddApi(CLI::App& program, Globals& globals, Run& run);

// Fills an empty desk with a small realistic one whose past ends now, or at `end`.
// `years` of ordinary cases before it, for a desk that has something to look back on.
base::Result<void> MakeDemo(const Globals& globals, std::optional<base::Instant> end = {}, int years = 0);
struct DemoLogin {
  std::string login, name, role;
};
const std::vector<DemoLogin>& DemoLogins();
inline constexpr const char* kDemoPassword = "make-amends-today";

}  // namespace cli
