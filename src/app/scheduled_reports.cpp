#include "app/scheduled_reports.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>

#include "app/half_year_return.h"
#include "app/service_review.h"
#include "base/log.h"
#include "base/temporary_folder.h"

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

std::string MailTypeOf(const std::string& file) {
  if (file.ends_with(".pdf")) return kPdfType;
  return file.ends_with(".csv") ? kCsvType : kXlsxType;
}

// Large files are refused before they are read.
base::Result<std::vector<PostAttachment>> AttachmentsFrom(const std::filesystem::path& folder,
                                                          const std::vector<base::Line>& files) {
  const auto unread = [](const base::Line& file) {
    return base::Fail(base::ErrorCode::Unavailable, base::Saying("{} was written and cannot be read", file.str()));
  };
  std::uintmax_t size = 0;
  for (const base::Line& file : files) {
    std::error_code fault;
    size += std::filesystem::file_size(folder / file.str(), fault);
    if (fault) return unread(file);
  }
  if (size > kMostAttached) {
    const auto megabytes = [](std::uintmax_t bytes) {
      const std::uintmax_t tenths = (bytes + 99'999) / 100'000;
      return base::Saying::Number(std::to_string(tenths / 10) + "." + std::to_string(tenths % 10));
    };
    return base::Fail(
        base::ErrorCode::Invalid,
        base::Saying("the report is too large for an e-mail: its files have {} MB together, and {} MB are the most; "
                     "have it written into the folder instead",
                     megabytes(size), megabytes(kMostAttached)));
  }
  std::vector<PostAttachment> attachments;
  for (const base::Line& file : files) {
    std::ifstream in(folder / file.str(), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in) return unread(file);
    attachments.push_back({file.str(), MailTypeOf(file.str()), std::move(bytes)});
  }
  return attachments;
}

base::Saying ReportDays(const reports::ReportPeriod& period) {
  return base::Saying("{} to {}", base::Saying::DayAndMonth(period.from), base::Saying::DayAndMonth(period.to));
}

// As the subject names it. The return has its half-year in its title.
base::Saying MailSubject(const base::Saying& title, const reports::Schedule& schedule, const reports::ReportPeriod& period) {
  if (schedule.kind == reports::ReportKind::HalfYearReturn) return title;
  const bool month = schedule.every == reports::ReportEvery::Month;
  return base::Saying::Run({title, month ? base::Saying::Month(period.from) : ReportDays(period)}, ", ");
}

base::Saying HowOften(reports::ReportEvery every) {
  switch (every) {
    case reports::ReportEvery::Week: return base::Saying("It comes when a week is over.");
    case reports::ReportEvery::Month: return base::Saying("It comes when a month is over.");
    case reports::ReportEvery::Quarter: return base::Saying("It comes when a quarter is over.");
    case reports::ReportEvery::HalfYear: return base::Saying("It comes when a half-year is over.");
  }
  return {};
}

// The letter that the files come with.
std::string MailText(const WrittenReport& written, const reports::Schedule& schedule, const reports::ReportPeriod& period,
                     const std::string& address) {
  using base::Saying;
  std::vector<std::string> names;
  for (const base::Line& file : written.files) names.push_back(file.str());
  std::vector<Saying> paragraphs{
      Saying("Good day,"),
      Saying("here is a report of the complaints desk: {}, for {}.", written.title, ReportDays(period)),
      Saying("Attached: {}.", Saying::AllOf(names)),
  };
  if (!written.final) {
    paragraphs.push_back(Saying("The figures are not final; the report begins with what may still change them."));
  }
  paragraphs.push_back(Saying("It tells of single complaints. Pass it on only to those who may read them."));
  const Saying where = address.empty()
                           ? Saying("It is cancelled in the desk, under Reports, Scheduled reports ({}).", schedule.id)
                           : Saying("It is cancelled at {} ({}).", address + "/reports/scheduled", schedule.id);
  paragraphs.push_back(Saying::Run({HowOften(schedule.every), where}));
  return Saying::Run(std::move(paragraphs), "\n\n").In(LanguageOf(schedule.language)) + "\n";
}

// Why, and to whom: the reason once, however many it kept from being sent to.
class SendingFaults {
 public:
  void Add(const base::Saying& why, const std::string& address) {
    const auto same = std::ranges::find(faults_, why, &Fault::why);
    if (same != faults_.end()) {
      same->addresses.push_back(address);
    } else {
      faults_.push_back({why, {address}});
    }
  }
  bool empty() const { return faults_.empty(); }
  base::Saying Told() const {
    std::vector<base::Saying> told;
    for (const Fault& one : faults_) told.push_back(base::Saying("{} ({})", one.why, base::Saying::AllOf(one.addresses)));
    return base::Saying::Run(std::move(told), "; ");
  }

 private:
  struct Fault {
    base::Saying why;
    std::vector<std::string> addresses;
  };
  std::vector<Fault> faults_;
};

// What a machine says of itself may be more than one line.
base::Line OneLineOf(const std::string& text) {
  const auto line = base::Line::Parse(base::Shortened(text, base::Line::kMost));
  return line && !line->empty() ? *line : base::Line("it could not be written");
}

}  // namespace

ScheduledReports::ScheduledReports(const Monitoring& monitoring, Service& service, ReportPrinter& printer, ReportSheets& sheets,
                                   ReportOutlets outlets)
    : monitoring_(monitoring), service_(service), printer_(printer), sheets_(sheets), outlets_(std::move(outlets)) {}

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

base::Result<WrittenReport> ScheduledReports::Write(const reports::Schedule& schedule, const reports::ReportPeriod& period,
                                                    const std::string& into, const std::stop_token& stop) {
  const base::Headway headway = base::UntilStopped(stop);
  const WrittenIn as{LanguageOf(schedule.language), outlets_.address};
  const std::filesystem::path folder = into;
  const std::string tail = schedule.language == reports::ReportLanguage::German ? "-de" : "";
  const Viewer viewer = TheProgram();
  WrittenReport written;
  const auto put = [&](const Report& report, std::span<const CaseSheet> cases, const std::string& name) -> base::Result<void> {
    TRY(const std::string pdf, printer_.Print(report, as));
    CHECK_OK(PutFile(folder / (name + ".pdf"), pdf));
    CHECK_OK(sheets_.Write(report, cases, as, (folder / (name + ".xlsx")).string()));
    written.files.emplace_back(name + ".pdf");
    written.files.emplace_back(name + ".xlsx");
    written.title = report.title;
    written.final = report.final;
    return {};
  };
  switch (schedule.kind) {
    case reports::ReportKind::ServiceReview: {
      TRY(const Report report, MakeServiceReview(monitoring_, service_, {period.from, period.to}, viewer, {}, headway));
      const auto cases = SheetsOfCases(monitoring_, service_, report.period, viewer, headway);
      CHECK_OK(put(report, cases, "service-review-" + period.from.ToString() + "-" + period.to.ToString() + tail));
      break;
    }
    case reports::ReportKind::HalfYearReturn: {
      const HalfYear half{period.from.year(), period.from.month() == 1 ? 1 : 2};
      TRY(const CountedReturn made, MakeHalfYearReturn(monitoring_, service_, half, viewer, headway));
      const auto& head = service_.stationery().head;
      const CaseSheet cases[] = {SheetOf(made, headway)};
      const std::string name = "complaints-return-" + half.ToString() + tail;
      CHECK_OK(put(ReportOf(made.told, head ? head->organisation.str() : ""), cases, name));
      CHECK_OK(PutFile(folder / (name + ".csv"), CsvOf(made.told)));
      written.files.emplace_back(name + ".csv");
      break;
    }
  }
  return written;
}

base::Result<void> ScheduledReports::Mail(const reports::Schedule& schedule, const std::stop_token& stop,
                                          reports::RecordReportWritten& record) {
  TRY(const std::unique_ptr<base::TemporaryFolder> folder, base::TemporaryFolder::Make());
  const reports::ReportPeriod period{record.from, record.to};
  TRY(WrittenReport written, Write(schedule, period, folder->path(), stop));
  TRY(auto attachments, AttachmentsFrom(folder->path(), written.files));
  PostMessage message;
  message.subject = MailSubject(written.title, schedule, period).In(LanguageOf(schedule.language));
  message.text = MailText(written, schedule, period, outlets_.address);
  message.attachments = std::move(attachments);
  const auto run = std::ranges::find(schedule.runs, record.from, &reports::ReportRun::from);
  SendingFaults faults;
  for (const auto& address : schedule.recipients) {
    // Who has it already is not sent it again because of somebody else.
    const bool has = run != schedule.runs.end() && std::ranges::find(run->sent_to, address) != run->sent_to.end();
    if (has) continue;
    if (stop.stop_requested()) {
      faults.Add(base::Saying("the server was stopped before"), address.text);
      continue;
    }
    message.to = address.text;
    if (const auto sent = outlets_.post->Send(message); sent) {
      record.sent_to.push_back(address);
    } else {
      faults.Add(sent.error().says, address.text);
    }
  }
  if (!record.sent_to.empty()) record.files = std::move(written.files);
  if (faults.empty()) return {};
  return base::Fail(base::ErrorCode::Unavailable, faults.Told());
}

base::Result<void> ScheduledReports::Deliver(const reports::Schedule& schedule, const std::stop_token& stop,
                                             reports::RecordReportWritten& record) {
  switch (schedule.to) {
    case reports::ReportTo::Mail: return Mail(schedule, stop, record);
    case reports::ReportTo::Folder: break;
  }
  TRY(WrittenReport written, Write(schedule, {record.from, record.to}, outlets_.folder, stop));
  record.files = std::move(written.files);
  return {};
}

base::Result<int> ScheduledReports::Run(const std::stop_token& stop) {
  int written = 0;
  while (!stop.stop_requested() && !monitoring_.Overview(TheProgram()).loading) {
    TRY(const auto log, service_.Reports());
    const Instant now = service_.clock().Now();
    const base::Date today = service_.store().InForce().Book()->General().calendar.zone().ToLocal(now).date;
    const auto due = reports::NextDue(log->state, now, today, {!outlets_.folder.empty(), outlets_.post != nullptr});
    if (!due) break;
    TRY(const bool ours, Give(reports::BeginReport{due->schedule, due->period.from, due->period.to}));
    // Another server was first; what else is due waits for the next time.
    if (!ours) break;
    reports::RecordReportWritten record{due->schedule, due->period.from, due->period.to, {}, {}};
    if (const auto delivered = Deliver(*log->state.Find(due->schedule), stop, record); delivered) {
      ++written;
      base::log::Info("a scheduled report was written",
                      {{"which", due->schedule.ToString()}, {"from", due->period.from.ToString()}});
    } else {
      record.failed = OneLineOf(base::ToLine(delivered.error()));
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
