#pragma once
// A report typeset as a PDF: A4, dense and calm, charts drawn from the same figures as the tables beside them, legible in black
// and white, tagged, with bookmarks and "2 of 9" on every page. Where the desk's address is known, each figure is a link to its
// cases. The same report gives the same bytes.
//
//   TRY(const std::string pdf, channels::TypesetReport(report, {.language = base::Language::German}));

#include <string>

#include "app/ports/report_writer.h"

namespace channels {

// Needs fonts on the machine (Debian: fonts-noto-core).
base::Result<std::string> TypesetReport(const app::Report& report, const app::WrittenIn& as);

class PdfReportPrinter final : public app::ReportPrinter {
 public:
  base::Result<std::string> Print(const app::Report& report, const app::WrittenIn& as) override {
    return TypesetReport(report, as);
  }
};

}  // namespace channels
