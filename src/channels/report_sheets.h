#pragma once
// A report as a spreadsheet with real types: days are days, money and durations are numbers with a format, and text is text,
// whatever it begins with, so that nothing a customer wrote is ever a formula. A sheet for each section, and one row for each
// case, as many as there are; no more than one row is held in memory. The same report gives the same bytes.
//
//   CHECK_OK(channels::WriteReportSheets(report, sheets, {}, "review.xlsx"));

#include <string>

#include "app/ports/report_writer.h"

namespace channels {

struct SheetLimits {
  // Of a sheet, its head among them; more go on in "Cases 2". The most the format has (ECMA-376; Excel's own limits).
  std::uint32_t rows = 1'048'576;
};

// Unavailable when the file cannot be written; none is left behind then.
base::Result<void> WriteReportSheets(const app::Report& report, std::span<const app::CaseSheet> sheets, const app::WrittenIn& as,
                                     const std::string& file, const SheetLimits& limits = {});

class XlsxReportSheets final : public app::ReportSheets {
 public:
  base::Result<void> Write(const app::Report& report, std::span<const app::CaseSheet> sheets, const app::WrittenIn& as,
                           const std::string& file) override {
    return WriteReportSheets(report, sheets, as, file);
  }
};

}  // namespace channels
