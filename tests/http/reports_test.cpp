// Reports over the wire: their figures hold against the cases behind them, in every form, for those who may read them.

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "app/scheduled_reports.h"
#include "channels/mail.h"
#include "channels/mail_server.h"
#include "http/web_desk.h"

namespace tests {
namespace {

namespace json = boost::json;
using std::chrono::days;

constexpr const char* kReview = "/api/v1/reports/service-review?from=2026-11-01&to=2026-11-30";

const json::object& PartOf(const json::value& report, std::string_view section, std::string_view table) {
  for (const json::value& one : report.at("sections").as_array()) {
    if (one.at("id").as_string() != section) continue;
    for (const json::value& t : one.at("tables").as_array()) {
      if (t.at("id").as_string() == table) return t.as_object();
    }
  }
  throw std::runtime_error("no such table: " + std::string(table) + " in " + json::serialize(report));
}

class Reports : public testing::Test {
 protected:
  void SetUp() override {
    desk_.Log();
    desk_.Log(Closed());
    desk_.Log(Agreed());
    desk_.Log(Analysed());
    ASSERT_TRUE(desk_.monitoring().CatchUp());
  }
  // The cases that a cell of a report leads to.
  std::int64_t CasesBehind(const json::value& cell) {
    std::string path(cell.at("opens").as_string());
    if (path.starts_with("/api/")) return mani_.Get(path).Json().at("total").as_int64();
    // The page asks for them so.
    const std::string page = "/monitoring/explore?";
    EXPECT_TRUE(path.starts_with(page)) << path;
    std::string asked = "/api/v1/monitoring/cases?";
    for (std::size_t at = page.size(); at < path.size();) {
      const std::size_t end = std::min(path.find('&', at), path.size());
      const std::string one = path.substr(at, end - at);
      if (!one.starts_with("every=") && !one.starts_with("open=")) asked += one + "&";
      at = end + 1;
    }
    asked.pop_back();
    const HttpReply reply = mani_.Get(asked);
    EXPECT_EQ(reply.status, 200) << asked << ": " << reply.body;
    return reply.Json().at("total").as_int64();
  }

  WebDesk desk_;
  Client mani_ = desk_.As(kManager);
  Client quinn_ = desk_.As(kQuality);
};

// Of a desk that has been there for longer than any table of a report goes back.
class ReportsOfTwoYears : public Reports {
 protected:
  void SetUp() override {
    const auto now = desk_.desk().clock().Now();
    desk_.desk().clock().Set(now - days(730));
    desk_.Log(Closed());
    desk_.desk().clock().Set(now);
    Reports::SetUp();
  }
};

TEST_F(ReportsOfTwoYears, open_the_cases_behind_every_count_of_cases) {
  const HttpReply reply = mani_.Get(kReview);
  ASSERT_EQ(reply.status, 200) << reply.body;
  const json::value report = reply.Json();
  EXPECT_EQ(report.at("kind").as_string(), "service-review");
  EXPECT_EQ(report.at("organisation").as_string(), packs::DemoLetterhead().organisation.str());
  EXPECT_EQ(report.at("before").at("from").as_string(), "2026-10-01");
  std::int64_t checked = 0;
  for (const auto& [section, table] : {std::pair("volumes", "months"), std::pair("causes", "causes-by-count"),
                                       std::pair("causes", "cause-by-product"), std::pair("backlog", "backlog-by-age"),
                                       std::pair("backlog", "backlog-by-next-due"), std::pair("backlog", "backlog-by-person")}) {
    if (std::string_view(table) == "cause-by-product") continue;  // these cases name no product
    for (const json::value& row : PartOf(report, section, table).at("rows").as_array()) {
      for (const json::value& cell : row.at("cells").as_array()) {
        if (!cell.as_object().contains("opens") || cell.at("opens").is_null()) continue;
        EXPECT_EQ(cell.at("value").to_number<double>(), static_cast<double>(CasesBehind(cell))) << cell;
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 40);
  const json::object& ages = PartOf(report, "backlog", "backlog-by-age");
  EXPECT_EQ(ages.at("rows").as_array().back().at("cells").at(1).at("value").to_number<double>(), 3) << ages;
}

TEST_F(Reports, count_nothing_before_the_first_case) {
  const json::value report = mani_.Get(kReview).Json();
  const json::array& months = PartOf(report, "volumes", "months").at("rows").as_array();
  ASSERT_EQ(months.size(), 13U);
  std::size_t counted = 0;
  for (const json::value& row : months) {
    const json::object& received = row.at("cells").at(1).as_object();
    if (received.contains("value")) ++counted;
    EXPECT_EQ(received.contains("opens"), received.contains("value")) << row;
  }
  EXPECT_EQ(counted, 1U) << "November, and not twelve noughts before it";
}

TEST_F(Reports, tell_who_has_how_many_open_cases) {
  std::vector<std::pair<std::string, double>> told;
  const json::value report = mani_.Get(kReview).Json();
  for (const json::value& row : PartOf(report, "backlog", "backlog-by-person").at("rows").as_array()) {
    told.emplace_back(row.at("cells").at(0).at("text").as_string(), row.at("cells").at(1).at("value").to_number<double>());
  }
  EXPECT_EQ(told, (std::vector<std::pair<std::string, double>>{{"Hana", 2}, {"nobody", 1}, {"All", 3}}));
}

TEST_F(Reports, hold_the_period_against_the_one_before_and_say_that_it_is_not_over) {
  const json::value report = mani_.Get(kReview).Json();
  EXPECT_FALSE(report.at("final").as_bool());
  EXPECT_EQ(report.at("warnings").at(0).as_string(), "The period is not over: figures are up to today, Mon 2 Nov 2026.");
  const json::object& measures = PartOf(report, "at-a-glance", "measures");
  EXPECT_EQ(measures.at("rows").at(0).at("cells").at(0).at("text").as_string(), "Received");
  EXPECT_EQ(measures.at("rows").at(0).at("cells").at(1).at("value").to_number<double>(), 4);
  EXPECT_EQ(measures.at("rows").at(0).at("cells").at(2).at("value").to_number<double>(), 0);
  bool tells_redress = false;
  for (const json::value& row : measures.at("rows").as_array()) {
    if (row.at("cells").at(0).at("text").as_string() != "Redress in GBP") continue;
    tells_redress = true;
    EXPECT_EQ(row.at("cells").at(1).at("value").to_number<double>(), 60) << "in pounds, not in pence";
    EXPECT_EQ(row.at("cells").at(1).at("currency").as_string(), "GBP");
  }
  EXPECT_TRUE(tells_redress) << measures;
}

TEST_F(Reports, come_as_pdf_and_as_spreadsheet_in_the_readers_language) {
  const HttpReply pdf = mani_.Get(kReview + std::string("&as=pdf"));
  ASSERT_EQ(pdf.status, 200) << pdf.body;
  EXPECT_EQ(pdf.Header("content-type"), "application/pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  EXPECT_NE(pdf.body.find("/monitoring/explore?measure=received"), std::string::npos) << "figures are links to this desk";
  EXPECT_NE(pdf.Header("content-disposition").find("service-review-2026-11-01-2026-11-30.pdf"), std::string::npos);
  const HttpReply xlsx = mani_.Get(kReview + std::string("&as=xlsx"));
  ASSERT_EQ(xlsx.status, 200) << xlsx.body;
  EXPECT_EQ(xlsx.Header("content-type"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_TRUE(xlsx.body.starts_with("PK"));
  const HttpReply german = mani_.Get(kReview, {{"Accept-Language", "de"}});
  EXPECT_EQ(german.Header("content-language"), "de");
}

TEST_F(Reports, are_for_managers_and_quality_who_see_the_whole_desk) {
  Client hana = desk_.As(kHandler);
  for (const char* path :
       {kReview, "/api/v1/reports/half-year?of=2026-H2", "/api/v1/reports/half-year/cases?of=2026-H2&line=opened"}) {
    EXPECT_EQ(hana.Get(path).status, 403) << path;
    EXPECT_EQ(quinn_.Get(path).status, 200) << path;
  }
  desk_.SetReach(kManager, desk::Reach::Team);
  EXPECT_EQ(desk_.As(kManager).Get(kReview).status, 403);
}

TEST_F(Reports, name_the_field_at_fault) {
  const auto fault = [&](const std::string& path, int status = 400) {
    const HttpReply reply = mani_.Get("/api/v1/reports/" + path);
    EXPECT_EQ(reply.status, status) << reply.body;
    return reply.body;
  };
  EXPECT_NE(fault("service-review?from=2026-02-01&to=2026-01-01").find("after the last day"), std::string::npos);
  EXPECT_NE(fault("service-review?from=2027-02-01").find("has not come yet"), std::string::npos);
  EXPECT_NE(fault("service-review?from=2001-01-01&to=2026-01-01").find("ten years"), std::string::npos);
  EXPECT_NE(fault("half-year?of=2027-H3").find("2027-H1"), std::string::npos);
  EXPECT_NE(fault("service-review/cases?from=2026-11-01&to=2026-11-30&figure=age-9", 404).find("age-9"), std::string::npos);
}

// -- The half-year return -----------------------------------------------------------------------------------------------

class AHalfYearsReturn : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(mani_.Post("/api/v1/procedures", R"({"shipped": "uk-financial", "reason": "We are a bank."})").status, 200);
  }
  CaseId Log(const std::string& whose = "") {
    const std::string customer = whose.empty() ? R"("new_customer": {"name": "Amara Okafor", "email": "a)" +
                                                     std::to_string(++customers_) + R"(@example.org"})"
                                               : R"("customer": ")" + whose + "\"";
    const HttpReply logged = hana_.Post("/api/v1/cases", R"({"kind": "complaint", "channel": "email", "subject": "Charged twice",
        "words": "Twice on one day.", "remedy_sought": "My money back.", "procedure": "uk-financial",
        "product": "Current account", "category": "Fees",
        "answers": {"regime": "general", "ombudsman-eligible": "yes"}, )" +
                                                             customer + "}");
    EXPECT_EQ(logged.status, 201) << logged.body;
    return *CaseId::Parse(logged.At("/ref"));
  }
  json::value Made(const std::string& of = "2026-H2") {
    EXPECT_TRUE(desk_.monitoring().CatchUp());
    const HttpReply reply = mani_.Get("/api/v1/reports/half-year?of=" + of);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.Json();
  }
  // As many as the number says are behind it.
  std::int64_t Number(const json::value& made, std::string_view line) {
    for (const json::value& number : made.at("numbers").as_array()) {
      if (number.at("line").as_string() != line) continue;
      const HttpReply behind = mani_.Get(std::string(number.at("opens").as_string()));
      EXPECT_EQ(behind.Json().at("total").as_int64(), number.at("count").as_int64()) << number;
      return number.at("count").as_int64();
    }
    ADD_FAILURE() << "no line " << line << " in " << made;
    return -1;
  }

  WebDesk desk_;
  Client mani_ = desk_.As(kManager);
  Client hana_ = desk_.As(kHandler);
  int customers_ = 0;
};

TEST_F(AHalfYearsReturn, counts_from_the_history_of_each_case_and_reconciles) {
  Log();
  const CaseId agreed = Log();
  desk_.desk().Walk(agreed, Agreed());
  const CaseId disputed = Log();
  desk_.desk().Walk(disputed, Done());
  desk_.desk().Advance(days(1));
  desk_.desk().Do(kHandler, disputed, RequestConfirmation{Channel::Telephone});
  desk_.desk().Do(Actor::Of(desk_.desk().State(disputed).customer), disputed,
                  DisputeResolution{Said("The fee was taken again."), Channel::Portal, {}});
  desk_.Log();  // under another procedure
  const json::value made = Made();
  EXPECT_EQ(Number(made, "outstanding_at_begin"), 0);
  EXPECT_EQ(Number(made, "opened"), 3) << made;
  EXPECT_EQ(Number(made, "reopened"), 1) << "what the customer says is not solved is open again";
  EXPECT_EQ(Number(made, "closed"), 2);
  EXPECT_EQ(Number(made, "outstanding_at_end"), 2);
  EXPECT_EQ(Number(made, "upheld"), 2);
  EXPECT_EQ(Number(made, "redress_paid"), 1);
  EXPECT_EQ(made.at("redress").at(0).at("amount").as_string(), "60.00");
  EXPECT_EQ(Number(made, "vulnerable"), 2) << "as assessed on the way";
  EXPECT_TRUE(made.at("reconciles").as_bool());
  EXPECT_FALSE(made.at("final").as_bool()) << "the half-year goes on";
  EXPECT_EQ(made.at("groups").as_array().size(), 1U);

  desk_.desk().clock().Set(*base::Instant::Parse("2027-01-04T10:00:00Z"));
  const json::value after = Made();
  EXPECT_TRUE(after.at("final").as_bool()) << after.at("in_the_way");
  EXPECT_EQ(Number(Made("2027-H1"), "outstanding_at_begin"), 2);
}

TEST_F(AHalfYearsReturn, leaves_out_what_was_merged_and_closes_what_was_withdrawn) {
  const CaseId kept = Log();
  const CaseId twin = Log(desk_.desk().State(kept).customer.ToString());
  desk_.desk().Do(kLeader, twin, MergeCase{kept, Said("The same charge.")});
  const CaseId gone = Log();
  desk_.desk().Do(kHandler, gone, WithdrawCase{Said("Let it be."), Channel::Telephone});
  desk_.desk().Do(kHandler, gone, CloseCase{Outcome::Withdrawn, {}});
  const json::value made = Made();
  EXPECT_EQ(Number(made, "opened"), 2) << made;
  EXPECT_EQ(Number(made, "closed"), 1);
  EXPECT_EQ(Number(made, "not_decided"), 1);
  EXPECT_EQ(Number(made, "outstanding_at_end"), 1);
}

TEST_F(AHalfYearsReturn, comes_as_csv_pdf_and_spreadsheet) {
  Log();
  ASSERT_TRUE(desk_.monitoring().CatchUp());
  const std::string path = "/api/v1/reports/half-year?of=2026-H2&as=";
  const HttpReply csv = mani_.Get(path + "csv");
  EXPECT_EQ(csv.Header("content-type").substr(0, 8), "text/csv");
  EXPECT_NE(csv.body.find("2026-H2,no,opened,Current account,Fees,1,,"), std::string::npos) << csv.body;
  EXPECT_TRUE(mani_.Get(path + "pdf").body.starts_with("%PDF-"));
  EXPECT_TRUE(mani_.Get(path + "xlsx").body.starts_with("PK"));
}

// -- Written by themselves ------------------------------------------------------------------------------------------------

TEST_F(Reports, are_written_to_a_folder_when_their_period_is_over_once_by_whichever_server) {
  Client hana = desk_.As(kHandler);
  EXPECT_EQ(hana.Post("/api/v1/reports/schedules",
                      R"({"kind": "service_review", "every": "month", "to": "folder", "language": "english"})")
                .status,
            403);
  const HttpReply scheduled = mani_.Post(
      "/api/v1/reports/schedules", R"({"kind": "service_review", "every": "month", "to": "folder", "language": "english"})");
  ASSERT_EQ(scheduled.status, 200) << scheduled.body;
  EXPECT_EQ(scheduled.At("/events/0"), "ReportScheduled");
  const TempFolder folder;
  channels::PdfReportPrinter printer;
  channels::XlsxReportSheets sheets;
  app::ScheduledReports one(desk_.monitoring(), desk_.desk().service(), printer, sheets, {folder.path(), ""});
  app::ScheduledReports other(desk_.monitoring(), desk_.desk().service(), printer, sheets, {folder.path(), ""});
  EXPECT_EQ(one.Run().value_or(-1), 0) << "November goes on";
  // Nobody was there for the first days of December, and for all of January.
  desk_.desk().clock().Set(*base::Instant::Parse("2027-02-02T10:00:00Z"));
  EXPECT_EQ(one.Run().value_or(-1), 3);
  EXPECT_EQ(other.Run().value_or(-1), 0) << "each period is written once";
  for (const char* file : {"service-review-2026-11-01-2026-11-30.pdf", "service-review-2026-11-01-2026-11-30.xlsx",
                           "service-review-2027-01-01-2027-01-31.pdf"}) {
    EXPECT_TRUE(std::filesystem::exists(folder.path() + "/" + file)) << file;
  }
  const HttpReply list = mani_.Get("/api/v1/reports/schedules");
  EXPECT_EQ(list.At("/schedules/0/runs/0/files/0"), "service-review-2026-11-01-2026-11-30.pdf") << list.body;
  EXPECT_EQ(list.At("/schedules/0/by").substr(0, 3), "U-3") << list.body;

  ASSERT_EQ(mani_.Post("/api/v1/reports/schedules/RS-1/cancel", R"({"reason": "Nobody read it."})").status, 200);
  desk_.desk().clock().Set(*base::Instant::Parse("2027-03-02T10:00:00Z"));
  EXPECT_EQ(one.Run().value_or(-1), 0);
  EXPECT_EQ(mani_.Post("/api/v1/reports/schedules/RS-9/cancel", R"({"reason": "No."})").status, 422);
  const auto report = store::Verify(desk_.desk().store(), {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->problems.empty());
}

TEST_F(Reports, that_cannot_be_written_are_recorded_with_the_reason) {
  ASSERT_EQ(mani_
                .Post("/api/v1/reports/schedules",
                      R"({"kind": "service_review", "every": "week", "to": "folder", "language": "german"})")
                .status,
            200);
  desk_.desk().clock().Set(*base::Instant::Parse("2026-11-10T10:00:00Z"));
  channels::PdfReportPrinter printer;
  channels::XlsxReportSheets sheets;
  app::ScheduledReports nowhere(desk_.monitoring(), desk_.desk().service(), printer, sheets, {"/no/such/folder", ""});
  EXPECT_EQ(nowhere.Run().value_or(-1), 0);
  const HttpReply list = mani_.Get("/api/v1/reports/schedules");
  EXPECT_NE(list.At("/schedules/0/runs/0/failed").find("folder of reports"), std::string::npos) << list.body;
  const TempFolder folder;
  app::ScheduledReports mended(desk_.monitoring(), desk_.desk().service(), printer, sheets, {folder.path(), ""});
  EXPECT_EQ(mended.Run().value_or(-1), 0) << "not at once again";
  desk_.desk().Advance(std::chrono::hours(1));
  EXPECT_EQ(mended.Run().value_or(-1), 1);
  EXPECT_TRUE(std::filesystem::exists(folder.path() + "/service-review-2026-11-02-2026-11-08-de.pdf"));
}

// -- By e-mail -------------------------------------------------------------------------------------------------------------

constexpr const char* kByMail =
    R"({"kind": "service_review", "every": "month", "to": "mail", "language": "english",
        "recipients": ["mani@hearth.example", "quinn@hearth.example"]})";

// Takes nothing for those it does not know.
class ChoosyPost final : public app::Post {
 public:
  base::Result<void> Send(const app::PostMessage& message) override {
    if (std::ranges::find(unknown, message.to) != unknown.end()) {
      return base::Fail(base::ErrorCode::Unavailable,
                        base::Saying("the mail server did not take the message: {}", std::string("550")));
    }
    sent.push_back(message);
    if (then) then();
    return {};
  }
  std::function<void()> then;
  std::vector<std::string> unknown;
  std::vector<app::PostMessage> sent;
};

class ReportsByMail : public Reports {
 protected:
  app::ScheduledReports Through(app::Post& post, const std::string& address = "") {
    return {desk_.monitoring(), desk_.desk().service(), printer_, sheets_, {"", address, &post}};
  }
  void GoTo(const char* at) { desk_.desk().clock().Set(*base::Instant::Parse(at)); }

  channels::PdfReportPrinter printer_;
  channels::XlsxReportSheets sheets_;
  ChoosyPost post_;
};

TEST_F(ReportsByMail, arrive_whole_with_a_letter_through_a_mail_server) {
  ASSERT_EQ(mani_.Post("/api/v1/reports/schedules", kByMail).status, 200);
  GoTo("2026-12-01T10:00:00Z");
  const MailServer server;
  channels::SmtpPost post(server.Options(), desk_.desk().clock());
  EXPECT_EQ(Through(post, "https://desk.example").Run().value_or(-1), 1);
  const auto taken = server.Taken();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].at("recipients"), json::array{"mani@hearth.example"});
  EXPECT_EQ(taken[1].at("recipients"), json::array{"quinn@hearth.example"}) << "each gets a message of their own";
  EXPECT_EQ(taken[1].at("headers").at("Subject").as_string(), "Service review, November 2026");
  const std::string text(taken[1].at("text").as_string());
  for (const char* says : {"for 1 November 2026 to 30 November 2026.", "service-review-2026-11-01-2026-11-30.xlsx",
                           "when a month is over", "https://desk.example/reports/scheduled (RS-1)"}) {
    EXPECT_NE(text.find(says), std::string::npos) << says << " in " << text;
  }
  EXPECT_EQ(text.find("not final"), std::string::npos) << text;
  const json::array& files = taken[1].at("attachments").as_array();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].at("name").as_string(), "service-review-2026-11-01-2026-11-30.pdf");
  EXPECT_EQ(files[0].at("type").as_string(), "application/pdf");
  const std::string pdf(files[0].at("hex").as_string());
  EXPECT_TRUE(pdf.starts_with(HexOf("%PDF-")));
  EXPECT_TRUE(pdf.ends_with(HexOf("%%EOF")) || pdf.ends_with(HexOf("%%EOF\n"))) << "to its end";
  const std::string xlsx(files[1].at("hex").as_string());
  EXPECT_TRUE(xlsx.starts_with(HexOf("PK")));
  EXPECT_NE(xlsx.find(HexOf(std::string("PK\x05\x06", 4))), std::string::npos) << "to its directory, which stands at the end";
}

TEST_F(ReportsByMail, are_told_who_got_them_and_are_sent_again_only_to_the_others) {
  ASSERT_EQ(mani_.Post("/api/v1/reports/schedules", kByMail).status, 200);
  GoTo("2026-12-01T10:00:00Z");
  post_.unknown = {"quinn@hearth.example"};
  app::ScheduledReports scheduled = Through(post_);
  EXPECT_EQ(scheduled.Run().value_or(-1), 0);
  HttpReply list = mani_.Get("/api/v1/reports/schedules");
  EXPECT_EQ(list.At("/schedules/0/recipients/1"), "quinn@hearth.example") << list.body;
  EXPECT_EQ(list.At("/schedules/0/runs/0/failed"), "the mail server did not take the message: 550 (quinn@hearth.example)");
  EXPECT_EQ(list.At("/schedules/0/runs/0/sent_to/0"), "mani@hearth.example");
  EXPECT_EQ(list.Json().at_pointer("/schedules/0/runs/0/sent_to").as_array().size(), 1U);
  EXPECT_EQ(scheduled.Run().value_or(-1), 0) << "not at once again";
  EXPECT_EQ(post_.sent.size(), 1U);
  post_.unknown.clear();
  desk_.desk().Advance(std::chrono::hours(1));
  EXPECT_EQ(scheduled.Run().value_or(-1), 1);
  ASSERT_EQ(post_.sent.size(), 2U);
  EXPECT_EQ(post_.sent[0].to, "mani@hearth.example");
  EXPECT_EQ(post_.sent[1].to, "quinn@hearth.example") << "and not Mani a second time";
  list = mani_.Get("/api/v1/reports/schedules");
  EXPECT_EQ(list.Json().at_pointer("/schedules/0/runs/0/sent_to").as_array().size(), 2U) << list.body;
  EXPECT_EQ(list.At("/schedules/0/runs/0/files/0"), "service-review-2026-11-01-2026-11-30.pdf");
  EXPECT_FALSE(list.Json().at_pointer("/schedules/0/runs/0").as_object().contains("failed")) << list.body;
  const auto report = store::Verify(desk_.desk().store(), {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->problems.empty());
}

TEST_F(ReportsByMail, are_sent_to_the_others_later_when_the_server_is_stopped_between_two) {
  ASSERT_EQ(mani_.Post("/api/v1/reports/schedules", kByMail).status, 200);
  GoTo("2026-12-01T10:00:00Z");
  std::stop_source stop;
  post_.then = [&] { stop.request_stop(); };
  EXPECT_EQ(Through(post_).Run(stop.get_token()).value_or(-1), 0);
  ASSERT_EQ(post_.sent.size(), 1U);
  EXPECT_EQ(mani_.Get("/api/v1/reports/schedules").At("/schedules/0/runs/0/failed"),
            "the server was stopped before (quinn@hearth.example)");
  post_.then = {};
  desk_.desk().Advance(std::chrono::hours(1));
  EXPECT_EQ(Through(post_).Run().value_or(-1), 1);
  ASSERT_EQ(post_.sent.size(), 2U);
  EXPECT_EQ(post_.sent[1].to, "quinn@hearth.example");
}

TEST_F(ReportsByMail, in_german_have_a_german_letter_and_the_return_its_three_files) {
  ASSERT_EQ(mani_
                .Post("/api/v1/reports/schedules",
                      R"({"kind": "half_year_return", "every": "half_year", "to": "mail", "language": "german",
                          "recipients": ["mani@hearth.example"]})")
                .status,
            200);
  GoTo("2027-01-04T10:00:00Z");
  EXPECT_EQ(Through(post_).Run().value_or(-1), 1);
  ASSERT_EQ(post_.sent.size(), 1U);
  const app::PostMessage& sent = post_.sent.front();
  EXPECT_NE(sent.subject.find("2026-H2"), std::string::npos) << sent.subject;
  EXPECT_EQ(sent.subject.find("Complaints return"), std::string::npos) << sent.subject;
  EXPECT_TRUE(sent.text.starts_with("Guten Tag,\n\nhier ist ein Bericht")) << sent.text;
  EXPECT_NE(sent.text.find("für 1. Juli 2026 bis 31. Dezember 2026."), std::string::npos) << sent.text;
  EXPECT_NE(sent.text.find("(RS-1)"), std::string::npos) << sent.text;
  ASSERT_EQ(sent.attachments.size(), 3U);
  EXPECT_EQ(sent.attachments[2].name, "complaints-return-2026-H2-de.csv");
  EXPECT_EQ(sent.attachments[2].type, "text/csv");
}

TEST_F(ReportsByMail, that_are_too_large_say_so_and_what_to_do) {
  // A desk with so many cases takes hours to make; its sheet is as good as this.
  class HugeSheets final : public app::ReportSheets {
   public:
    base::Result<void> Write(const app::Report&, std::span<const app::CaseSheet>, const app::WrittenIn&,
                             const std::string& file) override {
      std::ofstream(file, std::ios::binary) << std::string(15'200'000, 'x');
      return {};
    }
  } huge;
  ASSERT_EQ(mani_.Post("/api/v1/reports/schedules", kByMail).status, 200);
  GoTo("2026-12-01T10:00:00Z");
  app::ScheduledReports scheduled(desk_.monitoring(), desk_.desk().service(), printer_, huge, {"", "", &post_});
  EXPECT_EQ(scheduled.Run().value_or(-1), 0);
  EXPECT_TRUE(post_.sent.empty());
  const std::string failed = mani_.Get("/api/v1/reports/schedules").At("/schedules/0/runs/0/failed");
  EXPECT_TRUE(failed.starts_with("the report is too large for an e-mail: its files have 15.")) << failed;
  EXPECT_TRUE(failed.ends_with("and 15.0 MB are the most; have it written into the folder instead")) << failed;
}

TEST_F(ReportsByMail, wait_for_a_server_that_sends_mail) {
  ASSERT_EQ(mani_.Post("/api/v1/reports/schedules", kByMail).status, 200);
  GoTo("2026-12-01T10:00:00Z");
  const TempFolder folder;
  app::ScheduledReports writes(desk_.monitoring(), desk_.desk().service(), printer_, sheets_, {folder.path(), ""});
  EXPECT_EQ(writes.Run().value_or(-1), 0);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << "what is for two people goes into no folder";
  const HttpReply list = mani_.Get("/api/v1/reports/schedules");
  EXPECT_FALSE(list.Json().at("sends_here").as_bool());
  EXPECT_TRUE(list.Json().at_pointer("/schedules/0/runs").as_array().empty()) << list.body;
  EXPECT_EQ(Through(post_).Run().value_or(-1), 1);
}

TEST_F(ReportsByMail, name_the_address_at_fault) {
  const HttpReply broken = mani_.Post(
      "/api/v1/reports/schedules",
      R"({"kind": "service_review", "every": "month", "to": "mail", "language": "english", "recipients": ["mani@hearth.example", "quinn"]})");
  EXPECT_EQ(broken.status, 400);
  EXPECT_NE(broken.body.find("recipients"), std::string::npos) << broken.body;
  EXPECT_NE(broken.body.find("expected an e-mail address like"), std::string::npos) << broken.body;
  const HttpReply nobody = mani_.Post("/api/v1/reports/schedules",
                                      R"({"kind": "service_review", "every": "month", "to": "mail", "language": "english"})");
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(nobody.At("/refusals/0/field"), "recipients") << nobody.body;
}

}  // namespace
}  // namespace tests
