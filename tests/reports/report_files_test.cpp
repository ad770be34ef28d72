// A report as files, read with other programs than those that wrote them.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "channels/report_pdf.h"
#include "channels/report_sheets.h"
#include "support/process.h"

namespace tests {
namespace {

using app::CellKind;
using app::ReportCell;
using app::ReportChartKind;
using base::Date;
using base::Language;
using base::Saying;

std::optional<double> At(int i, double value) { return i == 3 ? std::nullopt : std::optional(value); }

app::Report Sample(int rows = 12) {
  app::Report report;
  report.kind = "service-review";
  report.title = Saying("Service review");
  report.organisation = "Harbour & Vale <Bank>";
  report.period = {Date::Of(2026, 1, 1), Date::Of(2026, 3, 31)};
  report.before = app::CountedPeriod{Date::Of(2025, 10, 1), Date::Of(2025, 12, 31)};
  report.made_at = *base::Instant::Parse("2026-04-02T08:00:00.250Z");
  app::ReportSection section{"first", Saying("At a glance")};
  section.says.push_back(Saying::AsIs("Something was out of the usual."));
  app::ReportChart control{"received", ReportChartKind::Control, Saying("Received"), Saying::AsIs("As usual."), CellKind::Count};
  app::ReportSeries value{Saying("value"), {}}, centre{Saying("centre"), {}}, low{Saying("lower limit"), {}},
      high{Saying("upper limit"), {}};
  for (int i = 0; i < 24; ++i) {
    control.labels.push_back(Saying::AsIs("2024-" + std::to_string(10 + i)));
    value.values.push_back(At(i, 40 + (i * 7) % 11));
    centre.values.push_back(45);
    low.values.push_back(25);
    high.values.push_back(i < 12 ? 65 : 70);
  }
  control.series = {value, centre, low, high};
  control.marked = {5};
  section.charts = {control, control, control};
  app::ReportTable table{"rows", Saying::AsIs("Rows of all kinds")};
  table.columns = {Saying::AsIs("Name"),  Saying::AsIs("Count"), Saying::AsIs("Share"), Saying::AsIs("Time"),
                   Saying::AsIs("Money"), Saying::AsIs("Day"),   Saying::AsIs("Words")};
  for (int i = 0; i < rows; ++i) {
    table.rows.push_back({{ReportCell::Words(i == 0 ? "=1+1" : "Row " + std::to_string(i)),
                           ReportCell::Count(1'234 + i, "/monitoring/explore?measure=received"),
                           ReportCell::Of(CellKind::Share, 0.875), ReportCell::Of(CellKind::Minutes, 90.0 * 60),
                           ReportCell::Of(CellKind::Money, 1204.5, {}, "GBP"), ReportCell::On(Date::Of(2026, 3, 5)),
                           ReportCell::Words("Some words that are long enough to need a second line in their column, & more")}});
  }
  section.tables.push_back(table);
  report.sections.push_back(std::move(section));
  app::ReportSection causes{"causes", Saying("Causes")};
  app::ReportChart pareto{"pareto", ReportChartKind::Pareto, Saying("Causes by number of cases received"), {}, CellKind::Count};
  app::ReportSeries amounts{Saying("amount"), {60, 30, 10}}, together{Saying("together"), {0.6, 0.9, 1.0}};
  pareto.labels = {Saying::AsIs("late"), Saying::AsIs("broken"), Saying::AsIs("rude")};
  pareto.series = {amounts, together};
  pareto.marked = {0, 1};
  causes.charts.push_back(pareto);
  report.sections.push_back(std::move(causes));
  return report;
}

class Folder {
 public:
  Folder() {
    char folder[] = "/tmp/amends-report-XXXXXX";
    path_ = mkdtemp(folder);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string File(const std::string& name) const { return path_ + "/" + name; }
  std::string Read(const std::string& name) const {
    std::ifstream in(File(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path_;
};

std::string PdfOf(const app::Report& report, const app::WrittenIn& as = {}) {
  const auto pdf = channels::TypesetReport(report, as);
  EXPECT_TRUE(pdf) << (pdf ? "" : base::ToLine(pdf.error()));
  return pdf.value_or("");
}

std::string TextOf(const std::string& pdf, const std::string& program = "pdftotext", const std::string& option = "-layout") {
  const Folder folder;
  std::ofstream(folder.File("r.pdf"), std::ios::binary) << pdf;
  std::vector<std::string> command{program, option, folder.File("r.pdf")};
  if (program == "pdftotext") command.emplace_back("-");
  const Ended ended = Execute(command);
  EXPECT_EQ(ended.err, "") << program << " finds the file odd";
  return ended.out;
}

TEST(AReportAsPdf, has_its_words_figures_and_page_numbers) {
  const std::string pdf = PdfOf(Sample(120));
  const std::string text = TextOf(pdf);
  for (const char* part : {"Service review", "Harbour & Vale <Bank>", "1 January 2026 to 31 March 2026", "At a glance", "1,234",
                           "87.5", "3.8 days", "£1,204.50", "2026-03-05", "=1+1", "Row 119", "1 of "}) {
    EXPECT_TRUE(Has(text, part)) << "\"" << part << "\" is not in:\n" << text;
  }
  const std::string info = TextOf(pdf, "pdfinfo", "-isodates");
  EXPECT_TRUE(Has(info, "Tagged:          yes")) << info;
  EXPECT_TRUE(Has(info, "Service review")) << info;
  EXPECT_FALSE(Has(info, "Pages:           1\n")) << info;
  std::size_t heads = 0;
  for (std::size_t at = text.find("Money"); at != std::string::npos; at = text.find("Money", at + 1)) ++heads;
  EXPECT_GE(heads, 3U) << "the head of a table is repeated where a page begins within it";
}

TEST(AReportAsPdf, is_the_same_bytes_each_time_and_in_the_language_asked) {
  const app::Report report = Sample();
  EXPECT_EQ(PdfOf(report), PdfOf(report));
  const std::string german = TextOf(PdfOf(report, {Language::German, ""}));
  EXPECT_TRUE(Has(german, "87,5")) << german;
  EXPECT_TRUE(Has(german, "1.204,50 £")) << german;
}

TEST(AReportAsPdf, links_its_figures_where_the_address_of_the_desk_is_known) {
  const std::string plain = PdfOf(Sample());
  EXPECT_FALSE(Has(plain, "/URI"));
  EXPECT_TRUE(Has(PdfOf(Sample(), {Language::English, "https://desk.example"}),
                  "https://desk.example/monitoring/explore?measure=received"));
}

TEST(AReportAsPdf, survives_a_report_of_nothing) {
  app::Report empty;
  empty.title = Saying("Service review");
  empty.period = {Date::Of(2026, 1, 1), Date::Of(2026, 1, 31)};
  app::ReportSection section{"none", Saying("Causes")};
  section.charts.push_back({"c", ReportChartKind::Control, Saying("Received"), {}, CellKind::Count});
  section.tables.push_back({"t", Saying("By month"), {Saying("Month")}});
  empty.sections.push_back(section);
  EXPECT_TRUE(Has(TextOf(PdfOf(empty)), "Causes"));
}

app::CaseSheet Cases(int count) {
  return {Saying("Cases"),
          {Saying("Case"), Saying("Received"), Saying("Redress")},
          [count](const app::CaseSheet::Take& take) -> base::Result<void> {
            for (int i = 1; i <= count; ++i) {
              const std::vector<ReportCell> cells{ReportCell::Words("C-" + std::to_string(i)),
                                                  ReportCell::On(Date::Of(2026, 1, 2)),
                                                  ReportCell::Of(CellKind::Money, 12.5, {}, "GBP")};
              CHECK_OK(take(cells));
            }
            return {};
          }};
}

std::string Part(const Folder& folder, const std::string& part) {
  const Ended ended = Execute({"unzip", "-p", folder.File("r.xlsx"), part});
  EXPECT_EQ(ended.code, 0) << part << ": " << ended.err;
  return ended.out;
}

TEST(AReportAsSheets, keeps_days_money_and_durations_as_numbers_and_text_as_text) {
  const Folder folder;
  const app::CaseSheet cases[] = {Cases(3)};
  const auto written = channels::WriteReportSheets(Sample(), cases, {}, folder.File("r.xlsx"));
  ASSERT_TRUE(written) << base::ToLine(written.error());
  const std::string book = Part(folder, "xl/workbook.xml");
  for (const char* name : {"name=\"About\"", "name=\"At a glance\"", "name=\"Causes\"", "name=\"Cases\""}) {
    EXPECT_TRUE(Has(book, name)) << name << " is not in " << book;
  }
  const std::string sheet = Part(folder, "xl/worksheets/sheet2.xml");
  EXPECT_TRUE(Has(sheet, "t=\"inlineStr\"><is><t>=1+1</t>")) << "what begins like a formula is text";
  EXPECT_FALSE(Has(sheet, "<f>")) << "there is no formula anywhere";
  EXPECT_TRUE(Has(sheet, "<v>1234</v>")) << sheet;
  EXPECT_TRUE(Has(sheet, "<v>0.875</v>"));
  EXPECT_TRUE(Has(sheet, "<v>3.75</v>")) << "a duration is a number of days";
  EXPECT_TRUE(Has(sheet, "<v>1204.5</v>"));
  EXPECT_TRUE(Has(sheet, "<v>46086</v>")) << "5 March 2026 is day 46,086 of Excel's calendar";
  const std::string styles = Part(folder, "xl/styles.xml");
  for (const char* format : {"[h]:mm", "yyyy-mm-dd", "#,##0.00 &quot;GBP&quot;", "0.0%"}) {
    EXPECT_TRUE(Has(styles, format)) << format << " is not in " << styles;
  }
  EXPECT_TRUE(Has(Part(folder, "xl/worksheets/sheet4.xml"), "<t>C-3</t>"));
  EXPECT_FALSE(std::filesystem::exists(folder.File("r.xlsx.part")));
}

TEST(AReportAsSheets, goes_on_in_a_second_sheet_where_one_is_full) {
  const Folder folder;
  const app::CaseSheet cases[] = {Cases(25)};
  ASSERT_TRUE(channels::WriteReportSheets(Sample(), cases, {}, folder.File("r.xlsx"), {.rows = 11}));
  const std::string book = Part(folder, "xl/workbook.xml");
  EXPECT_TRUE(Has(book, "name=\"Cases 2\"")) << book;
  EXPECT_TRUE(Has(book, "name=\"Cases 3\"")) << book;
  EXPECT_FALSE(Has(book, "name=\"Cases 4\"")) << book;
  EXPECT_TRUE(Has(Part(folder, "xl/worksheets/sheet4.xml"), "<t>C-10</t>"));
  EXPECT_TRUE(Has(Part(folder, "xl/worksheets/sheet5.xml"), "<t>C-11</t>"));
  EXPECT_TRUE(Has(Part(folder, "xl/worksheets/sheet6.xml"), "<t>C-25</t>"));
}

TEST(AReportAsSheets, is_the_same_bytes_each_time_and_leaves_nothing_when_it_fails) {
  const Folder folder;
  const app::CaseSheet cases[] = {Cases(5)};
  ASSERT_TRUE(channels::WriteReportSheets(Sample(), cases, {}, folder.File("r.xlsx")));
  ASSERT_TRUE(channels::WriteReportSheets(Sample(), cases, {}, folder.File("again.xlsx")));
  EXPECT_EQ(folder.Read("r.xlsx"), folder.Read("again.xlsx"));

  app::CaseSheet broken = Cases(5);
  broken.each = [](const app::CaseSheet::Take&) { return base::Fail(base::ErrorCode::Unavailable, "the store is gone"); };
  const auto written = channels::WriteReportSheets(Sample(), std::vector{broken}, {}, folder.File("broken.xlsx"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().says, "the store is gone");
  EXPECT_FALSE(std::filesystem::exists(folder.File("broken.xlsx")));
  EXPECT_FALSE(std::filesystem::exists(folder.File("broken.xlsx.part")));
  EXPECT_FALSE(channels::WriteReportSheets(Sample(), cases, {}, folder.File("no/such/folder.xlsx")));
}

TEST(AReportAsSheets, links_its_figures_where_the_address_of_the_desk_is_known) {
  const Folder folder;
  ASSERT_TRUE(channels::WriteReportSheets(Sample(), {}, {Language::English, "https://desk.example"}, folder.File("r.xlsx")));
  EXPECT_TRUE(
      Has(Part(folder, "xl/worksheets/_rels/sheet2.xml.rels"), "https://desk.example/monitoring/explore?measure=received"));
  EXPECT_TRUE(Has(Part(folder, "xl/worksheets/sheet2.xml"), "<v>1234</v>")) << "the figure is a number and a link";
}

}  // namespace
}  // namespace tests
