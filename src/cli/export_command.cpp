#include <fstream>
#include <iostream>

#include "base/csv.h"
#include "base/json.h"
#include "cli/common.h"

namespace cli {
namespace {

struct ExportOptions {
  std::string format = "json";
  std::string file;
  std::string status = "all";
  bool anonymous = false;
};

std::string Cell(const std::optional<std::string>& text) { return text ? base::CsvField(base::HarmlessCell(*text)) : ""; }
template <class T>
std::string Cell(const std::optional<T>& value) {
  if constexpr (std::is_enum_v<T>)
    return value ? base::NameOf(*value) : "";
  else
    return value ? value->ToString() : "";
}

std::string CsvLine(const app::CaseSummary& c, bool anonymous) {
  const auto secret = [&](const base::Sealed<std::string>& text) {
    return anonymous || text.erased() ? std::string() : base::CsvField(base::HarmlessCell(*text.get()));
  };
  std::string line = c.ref.ToString();
  for (const std::string& cell :
       {base::NameOf(c.kind), base::NameOf(c.channel), secret(c.subject), c.customer.ToString(), secret(c.customer_name),
        Cell(c.product), Cell(c.category), c.received_at.ToString(), base::NameOf(c.status), base::NameOf(c.phase), Cell(c.owner),
        Cell(c.team), Cell(c.severity), std::string(c.vulnerable ? "yes" : "no"), Cell(c.promise_by),
        std::to_string(c.promises_broken), Cell(c.outcome)}) {
    line += "," + cell;
  }
  return line + "\n";
}

int RunExport(const Globals& globals, const ExportOptions& options) {
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  std::ofstream file;
  if (!options.file.empty()) {
    file.open(options.file);
    if (!file) return Report(base::Fail(base::ErrorCode::Unavailable, options.file + " cannot be written").error());
  }
  std::ostream& out = options.file.empty() ? std::cout : file;
  const app::Viewer viewer = AsSystem().viewer;
  app::CaseFilter filter;
  const auto& names = base::TypeOf<app::CaseStatus>().names;
  filter.status = static_cast<app::CaseStatus>(std::ranges::find(names, options.status) - names.begin());
  filter.sort = app::CaseSort::Oldest;
  filter.limit = base::Whole<1, 200>{200};
  ProgressBar bar("cases");
  std::int64_t done = 0;
  const auto counts = (*desk)->service->queries().Count();
  const double total = counts ? static_cast<double>(counts->open_cases + counts->closed_cases) : 0;
  if (options.format == "csv") {
    out << "ref,kind,channel,subject,customer,customer_name,product,category,received_at,status,phase,owner,team,severity,"
           "vulnerable,promise_by,promises_broken,outcome\n";
  }
  for (;;) {
    const auto page = (*desk)->service->queries().Cases(filter, viewer);
    if (!page) return Report(page.error());
    for (const app::CaseSummary& summary : page->cases) {
      if (options.format == "csv") {
        out << CsvLine(summary, options.anonymous);
      } else {
        const auto snapshot = (*desk)->service->CaseAt(summary.ref, viewer);
        if (!snapshot) return Report(snapshot.error());
        cases::Case c = (*snapshot)->state;
        if (options.anonymous) base::EraseSealed(c);
        out << base::ToJson(c, base::Empties::Drop) << "\n";
      }
      ++done;
      bar.Show(static_cast<double>(done), total, done);
    }
    if (!page->next) break;
    filter.cursor = base::Line(*page->next);
  }
  bar.Clear();
  if (!out.flush())
    return Report(base::Fail(base::ErrorCode::Unavailable, "the export could not be written whole; is the disk full?").error());
  if (!options.file.empty()) std::cout << Grouped(done) << " cases written to " << options.file << "\n";
  return kDone;
}

}  // namespace

void AddExport(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = program.add_subcommand("export", "Write cases out: whole ones as JSON lines, or a list as CSV");
  command->add_option("--format", options->format, "json or csv")->check(CLI::IsMember({"json", "csv"}))->capture_default_str();
  command->add_option("--status", options->status, "open, closed, merged or all")
      ->check(CLI::IsMember({"open", "closed", "merged", "all"}))
      ->capture_default_str();
  command->add_flag("--anonymous", options->anonymous, "Without anything that identifies a person, and without free text");
  command->add_option("file", options->file, "Where to (default: standard output)");
  command->callback([&, options] { run = [&, options] { return RunExport(globals, *options); }; });
}

}  // namespace cli
