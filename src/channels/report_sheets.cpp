#include "channels/report_sheets.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/money.h"
#include "base/text.h"

namespace channels {
namespace {

using app::CellKind;
using base::Saying;

// A cell holds 32,767 units of UTF-16; of the rarest signs one takes two.
constexpr std::size_t kLongestText = 16'000;
constexpr std::size_t kLongestName = 31;
// Excel's own limit is 65,530 for a sheet.
constexpr int kMostLinks = 60'000;

class Workbook {
 public:
  Workbook(const app::Report& report, const app::WrittenIn& as, const std::string& file, const SheetLimits& limits)
      : report_(report), as_(as), limits_(limits), folder_(std::filesystem::absolute(file).parent_path().string()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    // Beside the file, where there is room for it if there is room for it at all.
    options.tmpdir = folder_.data();
    options.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(file.c_str(), &options);
    if (book_ == nullptr) return;
    // The library copies these.
    std::string title = In(report.title);
    std::string company = report.organisation;
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.company = company.data();
    properties.created = report.made_at.millis / 1000;
    workbook_set_properties(book_, &properties);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    format_set_text_wrap(head_);
    format_set_bottom(head_, LXW_BORDER_THIN);
    format_set_align(head_, LXW_ALIGN_VERTICAL_BOTTOM);
    title_ = workbook_add_format(book_);
    format_set_bold(title_);
    format_set_font_size(title_, 13);
  }
  ~Workbook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  base::Result<void> Write(std::span<const app::CaseSheet> sheets) {
    if (book_ == nullptr) return Fault("it could not be begun");
    About();
    for (const app::ReportSection& section : report_.sections) Section(section);
    for (const app::CaseSheet& sheet : sheets) CHECK_OK(Cases(sheet));
    const lxw_error closed = workbook_close(std::exchange(book_, nullptr));
    if (fault_ != LXW_NO_ERROR) return Fault(lxw_strerror(fault_));
    if (closed != LXW_NO_ERROR) return Fault(lxw_strerror(closed));
    return {};
  }

 private:
  static std::unexpected<base::Error> Fault(const std::string& why) {
    return base::Fail(base::ErrorCode::Unavailable, Saying("the spreadsheet could not be written: {}", why));
  }

  std::string In(const Saying& saying) const { return saying.In(as_.language); }

  void Note(lxw_error error) {
    if (error != LXW_NO_ERROR && fault_ == LXW_NO_ERROR) fault_ = error;
  }

  // No two alike, none with a sign that a name cannot have.
  lxw_worksheet* Add(const Saying& wanted, int number = 1) {
    std::string name = In(wanted);
    std::ranges::replace_if(name, [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }, ' ');
    std::string tail = number > 1 ? " " + std::to_string(number) : "";
    name = base::Shortened(name, kLongestName - tail.size()) + tail;
    for (int again = 2; !names_.insert(base::Fold(name)).second; ++again) {
      tail = " " + std::to_string(again);
      name = base::Shortened(name, kLongestName - tail.size()) + tail;
    }
    lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
    if (sheet == nullptr) Note(LXW_ERROR_MEMORY_MALLOC_FAILED);
    links_ = 0;
    return sheet;
  }

  // A format for each kind of cell, made once.
  lxw_format* FormatOf(const app::ReportCell& cell, bool strong) {
    const auto key = std::tuple(cell.kind, cell.kind == CellKind::Money ? cell.currency.value_or("") : std::string(), strong);
    lxw_format*& format = formats_[key];
    if (format != nullptr) return format;
    format = workbook_add_format(book_);
    if (strong) format_set_bold(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    switch (cell.kind) {
      case CellKind::Text: format_set_text_wrap(format); break;
      case CellKind::Count: format_set_num_format(format, "#,##0"); break;
      case CellKind::Share: format_set_num_format(format, "0.0%"); break;
      case CellKind::Minutes: format_set_num_format(format, "[h]:mm"); break;
      case CellKind::Number: format_set_num_format(format, "#,##0.0"); break;
      case CellKind::Day: format_set_num_format(format, "yyyy-mm-dd"); break;
      case CellKind::Money: {
        const auto currency = base::Currency::Parse(cell.currency.value_or(""));
        std::string shape = "#,##0";
        const int places = currency ? currency->Places() : 2;
        if (places > 0) shape += "." + std::string(static_cast<std::size_t>(places), '0');
        if (currency) shape += " \"" + currency->code + "\"";
        format_set_num_format(format, shape.c_str());
        break;
      }
    }
    return format;
  }

  void Put(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const app::ReportCell& cell, bool strong) {
    lxw_format* format = FormatOf(cell, strong);
    if (cell.opens && !as_.address.empty() && links_ < kMostLinks) {
      // What is written after it stands in the cell; the link stays.
      ++links_;
      Note(worksheet_write_url(sheet, row, column, (as_.address + *cell.opens).c_str(), format));
    }
    if (cell.kind == CellKind::Day && !cell.text) {
      if (!cell.day) return;
      lxw_datetime day{};
      day.year = cell.day->year();
      day.month = static_cast<int>(cell.day->month());
      day.day = static_cast<int>(cell.day->day());
      Note(worksheet_write_datetime(sheet, row, column, &day, format));
      return;
    }
    if (cell.text) {
      const std::string words = In(*cell.text);
      if (!words.empty()) Text(sheet, row, column, words, FormatOf({}, strong));
      return;
    }
    if (!cell.value) return;
    const double value = cell.kind == CellKind::Minutes ? *cell.value / (24 * 60) : *cell.value;
    Note(worksheet_write_number(sheet, row, column, value, format));
  }

  // Always as a string: "=1+1" is three signs that somebody typed.
  void Text(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& words, lxw_format* format) {
    Note(worksheet_write_string(sheet, row, column, base::Shortened(words, kLongestText).c_str(), format));
  }

  void About() {
    lxw_worksheet* sheet = Add(Saying("About"));
    if (sheet == nullptr) return;
    worksheet_set_column(sheet, 0, 0, 26, nullptr);
    worksheet_set_column(sheet, 1, 1, 60, nullptr);
    lxw_row_t row = 0;
    Text(sheet, row++, 0, In(report_.title), title_);
    const auto add = [&](const Saying& name, const app::ReportCell& cell) {
      Put(sheet, row, 0, app::ReportCell::Words(name), true);
      Put(sheet, row++, 1, cell, false);
    };
    if (!report_.organisation.empty()) add(Saying("Organisation"), app::ReportCell::Words(report_.organisation));
    add(Saying("First day"), app::ReportCell::On(report_.period.from));
    add(Saying("Last day"), app::ReportCell::On(report_.period.to));
    if (report_.before) {
      add(Saying("Period before from"), app::ReportCell::On(report_.before->from));
      add(Saying("Period before up to"), app::ReportCell::On(report_.before->to));
    }
    add(Saying("Figures as they were known on"), app::ReportCell::Words(report_.made_at.ToString()));
    add(Saying("State"), app::ReportCell::Words(report_.final ? Saying("final") : Saying("not final")));
    for (const Saying& warning : report_.warnings) add(Saying("Mind"), app::ReportCell::Words(warning));
  }

  void Section(const app::ReportSection& section) {
    lxw_worksheet* sheet = Add(section.title);
    if (sheet == nullptr) return;
    worksheet_set_column(sheet, 0, 0, 34, nullptr);
    worksheet_set_column(sheet, 1, 40, 17, nullptr);
    lxw_row_t row = 0;
    Text(sheet, row++, 0, In(section.title), title_);
    for (const Saying& says : section.says) Text(sheet, row++, 0, In(says), nullptr);
    for (const app::ReportTable& table : section.tables) {
      Text(sheet, ++row, 0, In(table.title), title_);
      Head(sheet, ++row, table.columns);
      for (const app::ReportRow& one : table.rows) {
        ++row;
        for (std::size_t c = 0; c < one.cells.size(); ++c) Put(sheet, row, static_cast<lxw_col_t>(c), one.cells[c], one.strong);
      }
      for (const Saying& note : table.notes) Text(sheet, ++row, 0, In(note), nullptr);
      ++row;
    }
    for (const app::ReportChart& chart : section.charts) {
      if (std::ranges::find(section.tables, chart.id, &app::ReportTable::id) != section.tables.end()) continue;
      Twin(sheet, row, chart);
    }
  }

  void Head(lxw_worksheet* sheet, lxw_row_t row, const std::vector<Saying>& columns) {
    for (std::size_t c = 0; c < columns.size(); ++c) Text(sheet, row, static_cast<lxw_col_t>(c), In(columns[c]), head_);
  }

  // A chart as the figures it is drawn from.
  void Twin(lxw_worksheet* sheet, lxw_row_t& row, const app::ReportChart& chart) {
    Text(sheet, ++row, 0, In(chart.title), title_);
    if (!chart.says.empty()) Text(sheet, ++row, 0, In(chart.says), nullptr);
    std::vector<Saying> heads{Saying("Period")};
    for (const app::ReportSeries& series : chart.series) heads.push_back(series.name);
    Head(sheet, ++row, heads);
    for (std::size_t i = 0; i < chart.labels.size(); ++i) {
      ++row;
      const bool marked = std::ranges::find(chart.marked, static_cast<std::int64_t>(i)) != chart.marked.end();
      Put(sheet, row, 0, app::ReportCell::Words(chart.labels[i]), marked);
      for (std::size_t s = 0; s < chart.series.size(); ++s) {
        Put(sheet, row, static_cast<lxw_col_t>(s + 1),
            app::ReportCell::Of(chart.unit, chart.series[s].values[i], {}, chart.currency), marked);
      }
    }
    ++row;
  }

  base::Result<void> Cases(const app::CaseSheet& cases) {
    lxw_worksheet* sheet = nullptr;
    lxw_row_t row = 0;
    int number = 0;
    const auto end = [&] {
      if (sheet != nullptr && row > 0) {
        worksheet_autofilter(sheet, 0, 0, row, static_cast<lxw_col_t>(cases.columns.size() - 1));
      }
    };
    const auto begin = [&] {
      end();
      sheet = Add(cases.name, ++number);
      if (sheet == nullptr) return;
      worksheet_set_column(sheet, 0, 0, 11, nullptr);
      worksheet_set_column(sheet, 1, static_cast<lxw_col_t>(cases.columns.size() - 1), 14, nullptr);
      worksheet_freeze_panes(sheet, 1, 1);
      Head(sheet, 0, cases.columns);
      row = 0;
    };
    begin();
    CHECK_OK(cases.each([&](std::span<const app::ReportCell> cells) -> base::Result<void> {
      if (row + 1 >= limits_.rows) begin();
      if (sheet == nullptr || fault_ != LXW_NO_ERROR) return Fault(lxw_strerror(fault_));
      ++row;
      for (std::size_t c = 0; c < cells.size(); ++c) Put(sheet, row, static_cast<lxw_col_t>(c), cells[c], false);
      return {};
    }));
    end();
    return {};
  }

  const app::Report& report_;
  const app::WrittenIn& as_;
  SheetLimits limits_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* title_ = nullptr;
  std::map<std::tuple<CellKind, std::string, bool>, lxw_format*> formats_;
  std::set<std::string> names_;
  int links_ = 0;
  lxw_error fault_ = LXW_NO_ERROR;
};

}  // namespace

base::Result<void> WriteReportSheets(const app::Report& report, std::span<const app::CaseSheet> sheets, const app::WrittenIn& as,
                                     const std::string& file, const SheetLimits& limits) {
  // Beside the one that may be there, until it is whole. Tried first: the library complains aloud.
  const std::string part = file + ".part";
  if (!std::ofstream(part)) {
    return base::Fail(base::ErrorCode::Unavailable, Saying("the spreadsheet could not be written: {}", base::Quoted(file)));
  }
  base::Result<void> written;
  {
    Workbook book(report, as, part, limits);
    written = book.Write(sheets);
  }
  std::error_code fault;
  if (written) {
    std::filesystem::rename(part, file, fault);
    if (!fault) return {};
    written = base::Fail(base::ErrorCode::Unavailable, Saying("the spreadsheet could not be written: {}", fault.message()));
  }
  std::filesystem::remove(part, fault);
  return written;
}

}  // namespace channels
