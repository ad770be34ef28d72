#include "cli/common.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

namespace cli {

std::string Globals::KeyFile() const {
  if (!key.empty()) return key;
  if (!database.starts_with("sqlite:")) return "amends.key";
  const auto folder = std::filesystem::path(database.substr(7)).parent_path();
  return (folder / "amends.key").string();
}

base::Result<store::StoreOptions> Globals::Store(bool may_create) const {
  store::StoreOptions options;
  TRY(options.url, store::DatabaseUrl::Parse(database));
  options.key_file = KeyFile();
  options.may_create = may_create;
  options.test_clock = test_clock;
  options.progress = [bar = std::make_shared<ProgressBar>("events")](std::string_view what, std::int64_t done, std::int64_t of) {
    bar->AsProgress()(what, done, of);
  };
  return options;
}

base::Result<std::unique_ptr<OpenDesk>> OpenDesk::Open(const Globals& globals, bool may_create, const base::Clock* clock,
                                                       app::ServiceOptions options) {
  TRY(auto store_options, globals.Store(may_create));
  if (clock != nullptr) store_options.now = clock->Now();
  auto desk = std::make_unique<OpenDesk>();
  TRY(desk->store, store::SqlStore::Open(std::move(store_options)));
  desk->workers = std::make_unique<base::WorkerPool>(desk->store->MayWait() ? 8 : 2);
  desk->service = std::make_unique<app::Service>(*desk->store, *desk->store, clock != nullptr ? *clock : desk->system_clock,
                                                 *desk->workers, options);
  return desk;
}

base::Result<std::unique_ptr<store::SqlStore>> OpenStore(const Globals& globals) {
  TRY(auto options, globals.Store(false));
  return store::SqlStore::Open(std::move(options));
}

base::Result<std::vector<cases::Recorded>> LogOf(OpenDesk& desk, app::CaseId id) {
  TRY(const auto loaded, desk.store->Load(id.ToString(), 0));
  std::vector<cases::Recorded> log;
  for (const app::StoredEvent& stored : loaded.events) {
    TRY(auto recorded, app::ReadRecorded<app::CaseId>(stored));
    log.push_back(std::move(recorded));
  }
  return log;
}

OpenDesk::~OpenDesk() {
  if (workers) workers->Finish();
  if (store) store->Finish();
}

int Report(const base::Error& error) {
  std::cerr << "amends: " << error.says << "\n";
  for (const base::Fault& fault : error.faults) {
    std::cerr << "  " << fault.path << (fault.path.empty() ? "" : ": ") << fault.says << "\n";
  }
  return error.code == base::ErrorCode::Invalid ? kUsage : kCannot;
}

int Report(const domain::Refusals& refusals) {
  for (const domain::Refusal& refusal : refusals) {
    std::cerr << "amends: " << refusal.says;
    if (refusal.clause) std::cerr << " (" << refusal.clause->number << ": " << refusal.clause->words << ")";
    std::cerr << "\n";
  }
  return kCannot;
}

bool IsTerminal(int fd) { return isatty(fd) == 1; }

int TerminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 40) return std::min<int>(size.ws_col, 110);
  return 100;
}

base::Result<std::optional<base::Date>> DayFrom(const char* option, const std::string& text) {
  if (text.empty()) return std::optional<base::Date>();
  const auto day = base::Date::Parse(text);
  if (!day) return base::FailAt(option, day.error().faults.front().says);
  return std::optional(*day);
}

std::string Grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3 + (number < 0 ? 1U : 0U); at -= 3) digits.insert(at - 3, ",");
  return digits;
}

ProgressBar::ProgressBar(std::string unit)
    : unit_(std::move(unit)), started_(base::Stopwatch()), on_(IsTerminal(STDERR_FILENO)) {}
ProgressBar::~ProgressBar() { Clear(); }

void ProgressBar::Show(double done, double total, std::int64_t count) {
  if (!on_) return;
  const double now = base::Stopwatch();
  if (shown_ && now - shown_at_ < 0.1) return;
  shown_at_ = now;
  shown_ = true;
  const double seconds = std::max(now - started_, 0.001);
  std::string line = "\r\033[K";
  if (total > 0) {
    const double part = std::clamp(done / total, 0.0, 1.0);
    const int filled = static_cast<int>(part * 28);
    for (int i = 0; i < 28; ++i) line += i < filled ? "█" : "░";
    line += fmt::format(" {:3.0f} %  ", part * 100);
    if (!unit_.empty()) {
      line += fmt::format("{} {}  {}/s", Grouped(count), unit_,
                          Grouped(static_cast<std::int64_t>(static_cast<double>(count) / seconds)));
    }
    if (part > 0.01) line += fmt::format("  {:.0f} s left", seconds / part - seconds);
  } else {
    line += fmt::format("{} {}  {:.0f} s", Grouped(count), unit_, seconds);
  }
  std::cerr << line << std::flush;
}

void ProgressBar::Clear() {
  if (shown_) std::cerr << "\r\033[K" << std::flush;
  shown_ = false;
}

base::Headway ProgressBar::AsHeadway() {
  return [this](double done) -> base::Result<void> {
    Show(done, 1, 0);
    return {};
  };
}

store::Progress ProgressBar::AsProgress() {
  return [this](std::string_view what, std::int64_t done, std::int64_t of) {
    unit_ = what;
    Show(static_cast<double>(done), static_cast<double>(of), done);
  };
}

}  // namespace cli
