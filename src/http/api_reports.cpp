// Reports of a period: to read (PDF), to reckon with (spreadsheet), and as JSON; and the cases behind their numbers.

#include <filesystem>
#include <fstream>

#include "app/half_year_return.h"
#include "app/service_review.h"
#include "base/temporary_folder.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

constexpr std::size_t kPiece = 256 * 1024;

enum class ReviewAs : std::uint8_t { Json, Pdf, Xlsx };
BOOST_DESCRIBE_ENUM(ReviewAs, Json, Pdf, Xlsx)

struct ServiceReviewQuery {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<ReviewAs> as;
};
BOOST_DESCRIBE_STRUCT(ServiceReviewQuery, (), (from, to, as))
AMENDS_DOC(ServiceReviewQuery, "Which review, and in which form.",
           {"from", "The first day; of the last whole month, if left out."},
           {"to", "The last day, with it; of the month of the first, if left out."}, {"as", "json (if left out), pdf or xlsx."})

struct ReviewCasesQuery {
  base::Date from;
  base::Date to;
  base::Word figure;
};
BOOST_DESCRIBE_STRUCT(ReviewCasesQuery, (), (from, to, figure))
AMENDS_DOC(ReviewCasesQuery, "Which figure's cases.", {"from", "The first day of the review."}, {"to", "Its last day."},
           {"figure", "As the review names it in what opens it: age-0 to age-5, due-0 to due-5."})

enum class ReturnAs : std::uint8_t { Json, Pdf, Xlsx, Csv };
BOOST_DESCRIBE_ENUM(ReturnAs, Json, Pdf, Xlsx, Csv)

struct HalfYearQuery {
  app::HalfYear of;
  std::optional<ReturnAs> as;
};
BOOST_DESCRIBE_STRUCT(HalfYearQuery, (), (of, as))
AMENDS_DOC(HalfYearQuery, "Which return, and in which form.", {"of", "The half-year, like 2027-H1."},
           {"as", "json (if left out), pdf, xlsx or csv."})

// Reports are about the whole desk and name what people did: for those who answer for it.
Result<void> MayReadReports(const Message& message) {
  const app::Viewer& viewer = message.identity->viewer;
  if (viewer.reach != desk::Reach::Desk) {
    return Fail(ErrorCode::Forbidden, Saying("reports are about the whole desk, and your account sees a part of it"));
  }
  const domain::Role role = viewer.actor.role;
  if (role == domain::Role::Quality || role == domain::Role::Manager || role == domain::Role::Administrator) return {};
  return Fail(ErrorCode::Forbidden, Saying("reports are for managers and quality"));
}

struct ScheduleList {
  std::vector<reports::Schedule> schedules;
  bool writes_here = false;
  bool sends_here = false;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ScheduleList, (), (schedules, writes_here, sends_here, version))
AMENDS_DOC(ScheduleList, "The reports that are written by themselves.",
           {"schedules", "Oldest first; those that were cancelled, too."},
           {"writes_here", "This server writes those for the folder, into the one it was given with --reports."},
           {"sends_here", "This server sends those by e-mail, through the mail server it was given with --smtp."},
           {"version", "Of the log of reports."})

struct CancelReportBody {
  base::Line reason;
};
BOOST_DESCRIBE_STRUCT(CancelReportBody, (), (reason))
AMENDS_DOC(CancelReportBody, "Why.", {"reason", "Why it is not wanted any more."})

// The desk as the reader reached it, so that links in a report lead back to it.
std::string AddressOf(const Message& message) {
  const std::string* host = message.Header("host");
  if (host == nullptr || host->empty() || host->size() > 260) return "";
  for (const char c : *host) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                      c == ':' || c == '[' || c == ']';
    if (!fits) return "";
  }
  return (message.secure ? "https://" : "http://") + *host;
}

Reply AsFile(std::string body, const char* type, const std::string& name) {
  Reply reply;
  reply.type = type;
  reply.body = std::move(body);
  reply.spoken = true;
  reply.headers.emplace_back("Content-Disposition", "inline; filename=\"" + name + "\"");
  return reply;
}

Reply AsPdf(app::ReportPrinter* printer, const app::Report& report, const Message& message, const std::string& name) {
  if (printer == nullptr) return ToReply(Fail(ErrorCode::Unavailable, Saying("this server sets no PDF; ask for json")).error());
  auto pdf = printer->Print(report, {message.language, AddressOf(message)});
  if (!pdf) return ToReply(pdf.error());
  return AsFile(*std::move(pdf), app::kPdfType, name + ".pdf");
}

// Written to a file first, as large as it gets, and sent from there piece by piece; the file has no name any more by then.
Reply AsXlsx(app::ReportSheets* sheets, const app::Report& report, std::span<const app::CaseSheet> cases, const Message& message,
             const std::string& name) {
  if (sheets == nullptr) {
    return ToReply(Fail(ErrorCode::Unavailable, Saying("this server writes no spreadsheets; ask for json")).error());
  }
  auto folder = base::TemporaryFolder::Make();
  if (!folder) return ToReply(folder.error());
  const std::string path = (*folder)->File("report.xlsx");
  const auto written = sheets->Write(report, cases, {message.language, AddressOf(message)}, path);
  auto file = std::make_shared<std::ifstream>();
  std::error_code fault;
  std::uint64_t size = 0;
  if (written) {
    size = std::filesystem::file_size(path, fault);
    file->open(path, std::ios::binary);
  }
  if (!written) return ToReply(written.error());
  Reply reply = AsFile({}, app::kXlsxType, name + ".xlsx");
  reply.headers.back().second = "attachment; filename=\"" + name + ".xlsx\"";
  reply.size = size;
  reply.packed = true;
  reply.pieces = [file]() -> Result<std::optional<std::string>> {
    std::string piece(kPiece, '\0');
    file->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(file->gcount()));
    if (piece.empty()) return std::optional<std::string>();
    return std::optional(std::move(piece));
  };
  return reply;
}

}  // namespace

void Api::AddReports() {
  const auto ask = [this](const char* path, const char* name, const char* summary, const base::Type* query,
                          const base::Type& reply, std::vector<std::string> other_types,
                          std::function<Reply(const Message&)> answer) {
    Endpoint endpoint{"GET", path, name, "Reports", summary};
    endpoint.runs = Runs::GivingWay;
    endpoint.takes_long = true;
    endpoint.query = query;
    endpoint.reply = &reply;
    endpoint.other_types = std::move(other_types);
    endpoint.now = [this, answer = std::move(answer)](const Message& message) {
      if (const auto may = MayReadReports(message); !may) return ToReply(may.error());
      if (options_.monitoring == nullptr) {
        return ToReply(
            base::Error(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring.")));
      }
      return answer(message);
    };
    router_.Add(std::move(endpoint));
  };

  ask("/api/v1/reports/service-review", "service-review",
      "The service review of a period, held against the period before: key measures with what is usual about each, volumes, "
      "causes, "
      "clocks, promises, escalations, what is open, signals. Every figure names where its cases are.",
      &base::TypeOf<ServiceReviewQuery>(), base::TypeOf<app::Report>(), {app::kPdfType, app::kXlsxType},
      [this](const Message& message) {
        const auto query = ReadQuery<ServiceReviewQuery>(message);
        if (!query) return ToReply(query.error());
        const app::Viewer& viewer = message.identity->viewer;
        const ReviewAs as = query->as.value_or(ReviewAs::Json);
        const base::Headway headway = Work::HeadwayOf(message.work);
        // Of a spreadsheet the half is the rows of its cases.
        auto report = app::MakeServiceReview(*options_.monitoring, service_, {query->from, query->to}, viewer, {},
                                             base::Between(headway, 0, as == ReviewAs::Xlsx ? 0.5 : 1));
        if (!report) return ToReply(report.error());
        const std::string name = "service-review-" + report->period.from.ToString() + "-" + report->period.to.ToString();
        switch (as) {
          case ReviewAs::Json: return Shown(*std::move(report));
          case ReviewAs::Pdf: return AsPdf(options_.printer, *report, message, name);
          case ReviewAs::Xlsx: break;
        }
        const auto cases =
            app::SheetsOfCases(*options_.monitoring, service_, report->period, viewer, base::Between(headway, 0.5, 1));
        return AsXlsx(options_.sheets, *report, cases, message, name);
      });
  ask("/api/v1/reports/service-review/cases", "service-review-cases",
      "The cases behind a figure of the backlog in a service review: as many as the figure says.",
      &base::TypeOf<ReviewCasesQuery>(), base::TypeOf<app::BehindAnswer>(), {}, [this](const Message& message) {
        const auto query = ReadQuery<ReviewCasesQuery>(message);
        if (!query) return ToReply(query.error());
        const auto period = app::PeriodFor(service_, {query->from, query->to});
        if (!period) return ToReply(period.error());
        return JsonOf(app::BacklogBehind(*options_.monitoring, service_, *period, query->figure.str(), message.identity->viewer));
      });
  ask("/api/v1/reports/half-year", "half-year-return",
      "The regulator's half-year return of complaints under uk-financial, reconciled to the case; it says when it is not final, "
      "and why.",
      &base::TypeOf<HalfYearQuery>(), base::TypeOf<app::HalfYearReturn>(), {app::kPdfType, app::kXlsxType, app::kCsvType},
      [this](const Message& message) {
        const auto query = ReadQuery<HalfYearQuery>(message);
        if (!query) return ToReply(query.error());
        const base::Headway headway = Work::HeadwayOf(message.work);
        const ReturnAs as = query->as.value_or(ReturnAs::Json);
        auto made = app::MakeHalfYearReturn(*options_.monitoring, service_, query->of, message.identity->viewer,
                                            base::Between(headway, 0, as == ReturnAs::Xlsx ? 0.8 : 1));
        if (!made) return ToReply(made.error());
        const std::string name = "complaints-return-" + made->told.of;
        if (as == ReturnAs::Json) return Shown(std::move(made->told));
        if (as == ReturnAs::Csv) return AsFile(app::CsvOf(made->told), app::kCsvType, name + ".csv");
        const auto& head = service_.stationery().head;
        const app::Report report = app::ReportOf(made->told, head ? head->organisation.str() : "");
        if (as == ReturnAs::Pdf) return AsPdf(options_.printer, report, message, name);
        const app::CaseSheet cases[] = {app::SheetOf(*made, base::Between(headway, 0.8, 1))};
        return AsXlsx(options_.sheets, report, cases, message, name);
      });
  ask("/api/v1/reports/half-year/cases", "half-year-return-cases",
      "The cases behind a number of the half-year return: as many as the number says; a complaint closed twice is there twice.",
      &base::TypeOf<app::ReturnCasesQuery>(), base::TypeOf<app::BehindAnswer>(), {}, [this](const Message& message) {
        const auto query = ReadQuery<app::ReturnCasesQuery>(message);
        if (!query) return ToReply(query.error());
        const auto made = app::MakeHalfYearReturn(*options_.monitoring, service_, query->of, message.identity->viewer,
                                                  Work::HeadwayOf(message.work));
        if (!made) return ToReply(made.error());
        return Shown(app::BehindReturn(*made, *query));
      });

  Endpoint list{
      "GET", "/api/v1/reports/schedules", "list-scheduled-reports", "Reports",
      "The reports that are written by themselves when a period is over, and what became of each period. They go to a folder "
      "of the server, or by e-mail."};
  list.reply = &base::TypeOf<ScheduleList>();
  list.now = [this](const Message& message) {
    if (const auto may = MayReadReports(message); !may) return ToReply(may.error());
    const auto log = service_.Reports();
    if (!log) return ToReply(log.error());
    return Shown(ScheduleList{(*log)->state.schedules, options_.writes_reports, options_.sends_reports, (*log)->state.version});
  };
  list.runs = Runs::Aside;
  router_.Add(std::move(list));

  const auto give = [this](const char* path, const char* name, const base::Type& command, const base::Type& body, auto make) {
    Endpoint endpoint{"POST", path, name, "Reports", command.doc};
    endpoint.runs = Runs::Aside;
    endpoint.body = &body;
    endpoint.reply = &base::TypeOf<app::CommandReply>();
    endpoint.takes_if_match = true;
    endpoint.later = [this, make](const Message& message, Respond respond) {
      if (const auto may = MayReadReports(message); !may) return respond(ToReply(may.error()));
      auto request = RequestOf(message);
      if (!request) return respond(ToReply(request.error()));
      auto made = make(message);
      if (!made) return respond(ToReply(made.error()));
      service_.Handle(reports::Command(*std::move(made)), *std::move(request),
                      [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer)); });
    };
    router_.Add(std::move(endpoint));
  };
  give("/api/v1/reports/schedules", "schedule-report", base::TypeOf<reports::ScheduleReport>(),
       base::TypeOf<reports::ScheduleReport>(), [](const Message& message) { return Body<reports::ScheduleReport>(message); });
  give("/api/v1/reports/schedules/{ref}/cancel", "cancel-scheduled-report", base::TypeOf<reports::CancelScheduledReport>(),
       base::TypeOf<CancelReportBody>(), [](const Message& message) -> Result<reports::CancelScheduledReport> {
         TRY(const auto id, Captured<base::ScheduleId>(message));
         TRY(auto body, Body<CancelReportBody>(message));
         return reports::CancelScheduledReport{id, std::move(body.reason)};
       });
}

}  // namespace http
