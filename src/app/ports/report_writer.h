#pragma once
// Writes a report for reading and for reckoning with.

#include <functional>
#include <span>
#include <string>

#include "app/report.h"

namespace app {

// What files of reports are.
inline constexpr const char* kPdfType = "application/pdf";
inline constexpr const char* kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr const char* kCsvType = "text/csv";

// Rows of any number for a sheet of their own: one for each case. They are asked for one by one and never held together.
struct CaseSheet {
  using Take = std::function<base::Result<void>(std::span<const ReportCell>)>;

  base::Saying name;
  std::vector<base::Saying> columns;
  std::function<base::Result<void>(const Take& take)> each;
};

struct WrittenIn {
  base::Language language = base::Language::English;
  // Of the desk, like "https://desk.example": then figures are links to their cases. Nothing: they are plain.
  std::string address = {};
};

class ReportPrinter {
 public:
  virtual ~ReportPrinter() = default;
  // A PDF. The same report gives the same bytes.
  virtual base::Result<std::string> Print(const Report& report, const WrittenIn& as) = 0;
};

class ReportSheets {
 public:
  virtual ~ReportSheets() = default;
  // An xlsx at `file`, in the place of one that is there. Nothing is left of one that could not be finished.
  virtual base::Result<void> Write(const Report& report, std::span<const CaseSheet> sheets, const WrittenIn& as,
                                   const std::string& file) = 0;
};

}  // namespace app
