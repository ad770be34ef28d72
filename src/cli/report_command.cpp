// Reports of a period into files, from the database alone: for the management review and for the regulator.

#include <fmt/format.h>

#include <fstream>
#include <future>
#include <iostream>

#include "app/half_year_return.h"
#include "app/service_review.h"
#include "base/json.h"
#include "channels/report_pdf.h"
#include "channels/report_sheets.h"
#include "cli/common.h"
#include "packs/letter_files.h"

namespace cli {
namespace {

using base::Result;

struct ReportOptions {
  std::string from;
  std::string to;
  std::string of;
  std::string pdf;
  std::string xlsx;
  std::string csv;
  std::string language = "en";
  std::string letters;
  std::string address;

  app::WrittenIn As() const {
    return {language == "de" ? base::Language::German : base::Language::English,
            address.ends_with('/') ? address.substr(0, address.size() - 1) : address};
  }
};

// A desk with its cases counted, which takes a while: the bar says how far it is.
struct CountedDesk {
  std::unique_ptr<OpenDesk> desk;
  std::unique_ptr<app::Monitoring> monitoring;

  static Result<CountedDesk> Open(const Globals& globals, const ReportOptions& options) {
    app::ServiceOptions with;
    letters::Stationery stationery = packs::ShippedStationery();
    if (!options.letters.empty()) {
      TRY(stationery, packs::LoadStationery(options.letters));
    }
    with.stationery = std::make_shared<const letters::Stationery>(std::move(stationery));
    CountedDesk counted;
    TRY(counted.desk, OpenDesk::Open(globals, false, nullptr, std::move(with)));
    app::Service& service = *counted.desk->service;
    counted.monitoring = std::make_unique<app::Monitoring>(*counted.desk->store, *counted.desk->store, service.clock());
    const auto counts = service.queries().Count();
    const double total = counts ? static_cast<double>(counts->open_cases + counts->closed_cases) : 0;
    ProgressBar bar("cases read");
    auto reading = std::async(std::launch::async, [&] { return counted.monitoring->CatchUp(); });
    while (reading.wait_for(std::chrono::milliseconds(200)) != std::future_status::ready) {
      const auto read = static_cast<std::int64_t>(counted.monitoring->size());
      bar.Show(static_cast<double>(read), total, read);
    }
    CHECK_OK(reading.get());
    return counted;
  }
};

Result<void> WriteFile(const std::string& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << bytes;
  if (!out.flush()) return base::Fail(base::ErrorCode::Unavailable, file + " cannot be written");
  std::cerr << "Written: " << file << "\n";
  return {};
}

Result<void> WriteReports(const app::Report& report, std::span<const app::CaseSheet> cases, const ReportOptions& options,
                          ProgressBar& bar) {
  const app::WrittenIn as = options.As();
  if (!options.pdf.empty()) {
    TRY(const std::string pdf, channels::TypesetReport(report, as));
    bar.Clear();
    CHECK_OK(WriteFile(options.pdf, pdf));
  }
  if (!options.xlsx.empty()) {
    CHECK_OK(channels::WriteReportSheets(report, cases, as, options.xlsx));
    bar.Clear();
    std::cerr << "Written: " << options.xlsx << "\n";
  }
  return {};
}

// In the columns of a terminal, as wide as their widest cell.
void PrintTable(const app::ReportTable& table, base::Language language) {
  std::vector<std::vector<std::string>> rows(1);
  for (const base::Saying& head : table.columns) rows.front().push_back(head.In(language));
  for (const app::ReportRow& row : table.rows) {
    rows.emplace_back();
    for (const app::ReportCell& cell : row.cells) rows.back().push_back(app::InWords(cell, language));
  }
  std::vector<std::size_t> widths(table.columns.size(), 0);
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < std::min(widths.size(), row.size()); ++c)
      widths[c] = std::max(widths[c], base::CodePoints(row[c]));
  }
  std::cout << "\n" << table.title.In(language) << "\n";
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t c = 0; c < std::min(widths.size(), row.size()); ++c) {
      // The last column is the longest text and needs nothing behind it.
      const bool last = c + 1 == row.size();
      line += " " + row[c] + std::string(last ? 0 : widths[c] - base::CodePoints(row[c]) + 1, ' ');
    }
    while (line.ends_with(' ')) line.pop_back();
    std::cout << line << "\n";
  }
}

void PrintReport(const app::Report& report, base::Language language) {
  std::cout << report.title.In(language) << ", " << report.period.from.ToString() << " / " << report.period.to.ToString() << "\n";
  for (const base::Saying& warning : report.warnings) std::cout << "! " << warning.In(language) << "\n";
  for (const app::ReportSection& section : report.sections) {
    if (section.says.empty() && section.tables.empty()) continue;
    std::cout << "\n== " << section.title.In(language) << "\n";
    for (const base::Saying& says : section.says) std::cout << says.In(language) << "\n";
    for (const app::ReportTable& table : section.tables) PrintTable(table, language);
  }
}

template <class T>
void PrintJson(T value, base::Language language) {
  base::SayIn(language, &value, base::TypeOf<T>());
  std::cout << base::ToJson(value) << "\n";
}

Result<int> ReviewCommand(const Globals& globals, const ReportOptions& options) {
  app::ReviewQuery query;
  TRY(query.from, DayFrom("--from", options.from));
  TRY(query.to, DayFrom("--to", options.to));
  TRY(const CountedDesk counted, CountedDesk::Open(globals, options));
  app::Service& service = *counted.desk->service;
  const app::Viewer viewer = AsSystem().viewer;
  ProgressBar bar;
  const base::Headway headway = bar.AsHeadway();
  TRY(const app::Report report,
      app::MakeServiceReview(*counted.monitoring, service, query, viewer, {}, base::Between(headway, 0, 0.5)));
  const auto cases = app::SheetsOfCases(*counted.monitoring, service, report.period, viewer, base::Between(headway, 0.5, 1));
  CHECK_OK(WriteReports(report, cases, options, bar));
  bar.Clear();
  if (globals.json) {
    PrintJson(report, options.As().language);
  } else if (options.pdf.empty() && options.xlsx.empty()) {
    PrintReport(report, options.As().language);
  }
  return kDone;
}

Result<int> HalfYearCommand(const Globals& globals, const ReportOptions& options) {
  const auto half = app::HalfYear::Parse(options.of);
  if (!half) return base::FailAt("half-year", half.error().faults.front().says);
  TRY(const CountedDesk counted, CountedDesk::Open(globals, options));
  app::Service& service = *counted.desk->service;
  ProgressBar bar;
  const base::Headway headway = bar.AsHeadway();
  TRY(const app::CountedReturn made,
      app::MakeHalfYearReturn(*counted.monitoring, service, *half, AsSystem().viewer, base::Between(headway, 0, 0.8)));
  const auto& head = service.stationery().head;
  const app::Report report = app::ReportOf(made.told, head ? head->organisation.str() : "");
  const app::CaseSheet cases[] = {app::SheetOf(made, base::Between(headway, 0.8, 1))};
  CHECK_OK(WriteReports(report, cases, options, bar));
  bar.Clear();
  if (!options.csv.empty()) CHECK_OK(WriteFile(options.csv, app::CsvOf(made.told)));
  if (globals.json) {
    PrintJson(made.told, options.As().language);
  } else if (options.pdf.empty() && options.xlsx.empty() && options.csv.empty()) {
    PrintReport(report, options.As().language);
  }
  return made.told.final ? kDone : kFoundSomething;
}

}  // namespace

void AddReport(CLI::App& program, Globals& globals, Run& run) {
  CLI::App* report = program.add_subcommand("report", "Make a report of a period: the service review, the regulator's return");
  report->require_subcommand(1);
  const auto options = std::make_shared<ReportOptions>();
  const auto common = [&](CLI::App* command) {
    command->fallthrough();
    command->set_help_flag("-h,--help", "Show this help and end");
    command->add_option("--pdf", options->pdf, "Write it as a PDF into this file");
    command->add_option("--xlsx", options->xlsx, "Write it as a spreadsheet into this file, with one row for each case");
    command->add_option("--language", options->language, "en or de")->check(CLI::IsMember({"en", "de"}))->capture_default_str();
    command->add_option("--letters", options->letters, "Folder with the desk's letterhead, whose name stands on the report");
    command->add_option("--address", options->address,
                        "Address of the desk, like https://desk.example: then figures are links to their cases");
  };
  CLI::App* review = report->add_subcommand("service-review", "What a management review wants of a period");
  common(review);
  review->add_option("--from", options->from, "The first day, like 2026-10-01 (default: of the last whole month)");
  review->add_option("--to", options->to, "The last day (default: the last of that month)");
  review->footer("Prints it when no file is named. --json prints it for a program to read.");
  review->callback([&globals, &run, options] {
    run = [&globals, options] {
      const auto done = ReviewCommand(globals, *options);
      return done ? *done : Report(done.error());
    };
  });
  CLI::App* half_year = report->add_subcommand(
      "half-year", "The regulator's half-year return of complaints under uk-financial, reconciled to the case");
  common(half_year);
  half_year->add_option("half-year", options->of, "Which, like 2027-H1: 1 January to 30 June")->required();
  half_year->add_option("--csv", options->csv, "Write its numbers as CSV into this file");
  half_year->footer("Prints it when no file is named. Ends with 1 when it is not final: it says why, and which cases are why.");
  half_year->callback([&globals, &run, options] {
    run = [&globals, options] {
      const auto done = HalfYearCommand(globals, *options);
      return done ? *done : Report(done.error());
    };
  });
}

}  // namespace cli
