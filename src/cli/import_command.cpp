#include <fmt/format.h>
#include <csignal>
#include <iostream>

#include "base/json.h"
#include "cli/common.h"
#include "cli/importer.h"

namespace cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

struct ImportCall {
  std::string format;
  std::string mapping;
  std::string file;
  std::string rejects;
  std::int64_t limit = 0;
};

struct Summary {
  std::int64_t rows = 0;
  std::int64_t logged = 0;
  std::int64_t known = 0;
  std::int64_t rejected = 0;
  std::int64_t rows_per_second = 0;
  std::optional<std::string> rejects;
};
BOOST_DESCRIBE_STRUCT(Summary, (), (rows, logged, known, rejected, rows_per_second, rejects))

int RunImport(const Globals& globals, const ImportCall& options) {
  auto mapping = options.format == "cfpb" ? Mapping::FromToml(Mapping::CfpbToml(), "cfpb") : Mapping::FromFile(options.mapping);
  if (!mapping) return Report(mapping.error());
  auto desk = OpenDesk::Open(globals, true);
  if (!desk) return Report(desk.error());
  ImportOptions import{options.file, options.rejects.empty() ? options.file + ".rejected.csv" : options.rejects, options.limit};
  // The input's own folder may not be ours to write to.
  if (options.rejects.empty()) import.rejects = import.rejects.substr(import.rejects.find_last_of('/') + 1);

  std::signal(SIGINT, [](int) { interrupted = 1; });
  ProgressBar bar("rows");
  const auto report = Import(*(*desk)->service, *std::move(mapping), import, [&](const ImportProgress& p) {
    bar.Show(static_cast<double>(p.bytes), static_cast<double>(p.total_bytes), p.rows);
    return interrupted == 0;
  });
  bar.Clear();
  if (!report) return Report(report.error());
  const auto rate = static_cast<std::int64_t>(static_cast<double>(report->rows) / std::max(report->seconds, 0.001));
  if (globals.json) {
    Summary summary{report->rows, report->logged, report->known, report->rejected, rate, {}};
    if (report->rejected > 0) summary.rejects = import.rejects;
    std::cout << base::ToJson(summary) << "\n";
  } else {
    std::cout << fmt::format("{} rows read in {:.1f} s ({}/s)\n  {} logged\n  {} taken in before\n  {} rejected",
                             Grouped(report->rows), report->seconds, Grouped(rate), Grouped(report->logged),
                             Grouped(report->known), Grouped(report->rejected));
    std::cout << (report->rejected > 0 ? ", with line, field and reason in " + import.rejects : "") << "\n";
    if (report->stopped) std::cout << "Stopped. Run the same import again to go on.\n";
  }
  return report->rejected > 0 ? kFoundSomething : kDone;
}

}  // namespace

void AddImport(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<ImportCall>();
  CLI::App* command = program.add_subcommand("import", "Take records of another system in, each as a case through the one door");
  command->add_option("--format", options->format, "cfpb, or csv with a mapping")
      ->required()
      ->check(CLI::IsMember({"cfpb", "csv"}));
  command->add_option("--mapping", options->mapping, "TOML file that says which column is what (see docs/operations.md)");
  command->add_option("file", options->file, "The file to read")->required();
  command->add_option("--rejects", options->rejects, "Where rejected rows go (default: FILE.rejected.csv, here)");
  command->add_option("--limit", options->limit, "Stop after so many rows");
  command->footer("Rows taken in before are passed over: an import can be stopped with Ctrl-C and run again.");
  command->callback([&globals, options, &run] {
    if (options->format == "csv" && options->mapping.empty()) throw CLI::RequiredError("--mapping (with --format csv)");
    run = [&globals, options] { return RunImport(globals, *options); };
  });
}

}  // namespace cli
