#include "app/scheduled_reports.h"

#include <filesystem>
#include <fstream>
#include <future>

#include "app/half_year_return.h"
#include "app/service_review.h"
#include "base/log.h"

namespace app {
namespace {

Viewer TheProgram() {
  Viewer viewer;
  viewer.actor = domain::Actor::System();
  viewer.reach = desk::Reach::Desk;
  return viewer;
}

// Under its name only once it is whole: whoever watches the folder never picks up a half.
base::Result<void> PutFile(const std::filesystem::path& file, const std::string& bytes) {
  const std::filesystem::path part = file.string() + ".part";
  std::error_code fault;
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << bytes;
    if (!out.flush()) fault = std::make_error_code(std::errc::io_error);
  }
  if (!fault) std::filesystem::rename(part, file, fault);
  if (!fault) return {};
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  return base::Fail(base::ErrorCode::Unavailable,
                    base::Saying("{} cannot be written into the folder of reports", file.filename().string()));
}

base::Language LanguageOf(reports::ReportLanguage language) {
  return language == reports::ReportLanguage::German ? base::Language::German : base::Language::English;
}

}  // namespace

ScheduledReports::ScheduledReports(const Monitoring& monitoring, Service& service, ReportPrinter& printer, ReportSheets& sheets,
                                   ReportFolder folder)
    : monitoring_(monitoring), service_(service), printer_(printer), sheets_(sheets), folder_(std::move(folder)) {}

base::Result<bool> ScheduledReports::Give(reports::Command command) {
  std::promise<base::Result<Answer>> promise;
  auto future = promise.get_future();
  Request request;
  request.viewer = TheProgram();
  service_.Handle(std::move(command), std::move(request),
                  [&promise](base::Result<Answer> answer) { promise.set_value(std::move(answer)); });
  TRY(const Answer answer, future.get());
  return std::holds_alternative<CommandReply>(answer);
}

base::Result<std::vector<base::Line>> ScheduledReports::Write(const reports::Schedule& schedule,
                                                              const reports::ReportPeriod& period) {
  const WrittenIn as{LanguageOf(schedule.language), folder_.address};
  const std::filesystem::path folder = folder_.path;
  const std::string tail = schedule.language == reports::ReportLanguage::German ? "-de" : "";
  const Viewer viewer = TheProgram();
  std::vector<base::Line> files;
  const auto put = [&](const Report& report, std::span<const CaseSheet> cases, const std::string& name) -> base::Result<void> {
    TRY(const std::string pdf, printer_.Print(report, as));
    CHECK_OK(PutFile(folder / (name + ".pdf"), pdf));
    CHECK_OK(sheets_.Write(report, cases, as, (folder / (name + ".xlsx")).string()));
    files.emplace_back(name + ".pdf");
    files.emplace_back(name + ".xlsx");
    return {};
  };
  switch (schedule.kind) {
    case reports::ReportKind::ServiceReview: {
      TRY(const Report report, MakeServiceReview(monitoring_, service_, {period.from, period.to}, viewer));
      const auto cases = SheetsOfCases(monitoring_, service_, report.period, viewer);
      CHECK_OK(put(report, cases, "service-review-" + period.from.ToString() + "-" + period.to.ToString() + tail));
      break;
    }
    case reports::ReportKind::HalfYearReturn: {
      const HalfYear half{period.from.year(), period.from.month() == 1 ? 1 : 2};
      TRY(const CountedReturn made, MakeHalfYearReturn(monitoring_, service_, half, viewer));
      const auto& head = service_.stationery().head;
      const CaseSheet cases[] = {SheetOf(made)};
      const std::string name = "complaints-return-" + half.ToString() + tail;
      CHECK_OK(put(ReportOf(made.told, head ? head->organisation.str() : ""), cases, name));
      CHECK_OK(PutFile(folder / (name + ".csv"), CsvOf(made.told)));
      files.emplace_back(name + ".csv");
      break;
    }
  }
  return files;
}

base::Result<int> ScheduledReports::Run(const std::stop_token& stop) {
  int written = 0;
  while (!stop.stop_requested() && !monitoring_.Overview(TheProgram()).loading) {
    TRY(const auto log, service_.Reports());
    const Instant now = service_.clock().Now();
    const base::Date today = service_.store().InForce().Book()->General().calendar.zone().ToLocal(now).date;
    const auto due = reports::NextDue(log->state, now, today);
    if (!due) break;
    TRY(const bool ours, Give(reports::BeginReport{due->schedule, due->period.from, due->period.to}));
    // Another server was first; what else is due waits for the next time.
    if (!ours) break;
    reports::RecordReportWritten record{due->schedule, due->period.from, due->period.to, {}, {}};
    auto files = Write(*log->state.Find(due->schedule), due->period);
    if (files) {
      record.files = *std::move(files);
      ++written;
      base::log::Info("a scheduled report was written", {{"which", record.files.front().str()}});
    } else {
      // What a machine says of itself may be more than one line.
      const auto why = base::Line::Parse(base::Shortened(base::ToLine(files.error()), base::Line::kMost));
      record.failed = why && !why->empty() ? *why : base::Line("it could not be written");
      base::log::Warning("a scheduled report could not be written", {{"why", record.failed->str()}});
    }
    TRY(const bool recorded, Give(std::move(record)));
    if (!recorded) break;
  }
  return written;
}

void ScheduledReports::RunAndTell(const std::stop_token& stop) {
  if (const auto ran = Run(stop); !ran) {
    base::log::Warning("scheduled reports could not be looked after", {{"why", base::ToLine(ran.error())}});
  }
}

}  // namespace app
