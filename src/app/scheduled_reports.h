#pragma once
// Writes the scheduled reports whose period is over into a folder, or sends them by e-mail: each period once, whichever server of
// the desk comes first, and what was missed while none was running afterwards. Begun, written and failed are recorded, so that a
// report that did not come is known to have not come. By e-mail nobody is sent one twice, unless a server is lost between the
// sending and the record of it.
//
//   ScheduledReports scheduled(monitoring, service, printer, sheets, {"/srv/reports", "https://desk.example", &post});
//   scheduled.RunAndTell(stop);      // now and then

#include <stop_token>

#include "app/monitoring.h"
#include "app/ports/post.h"
#include "app/ports/report_writer.h"
#include "app/service.h"

namespace app {

// Where reports go from here.
struct ReportOutlets {
  std::string folder;    // that is there; empty: this server writes none into a folder
  std::string address;   // of the desk, for links in reports; may be empty
  Post* post = nullptr;  // null: this server sends none
};

// A report in its files, and what the letter says that they come with.
struct WrittenReport {
  std::vector<base::Line> files;  // their names
  base::Saying title;
  bool final = true;
};

class ScheduledReports {
 public:
  ScheduledReports(const Monitoring& monitoring, Service& service, ReportPrinter& printer, ReportSheets& sheets,
                   ReportOutlets outlets);

  // All that is due now, one after another; how many were written. Stops between two when told to. A report that cannot be
  // written is recorded as failed and is no error; an error is that the log cannot be read or written.
  base::Result<int> Run(const std::stop_token& stop = {});
  // The same, with a line in the log about each.
  void RunAndTell(const std::stop_token& stop);

 private:
  base::Result<WrittenReport> Write(const reports::Schedule& schedule, const reports::ReportPeriod& period,
                                    const std::string& folder, const std::stop_token& stop);
  // To those who were not sent it before. `record` says what came of it.
  base::Result<void> Mail(const reports::Schedule& schedule, const std::stop_token& stop, reports::RecordReportWritten& record);
  base::Result<void> Deliver(const reports::Schedule& schedule, const std::stop_token& stop,
                             reports::RecordReportWritten& record);
  base::Result<bool> Give(reports::Command command);

  const Monitoring& monitoring_;
  Service& service_;
  ReportPrinter& printer_;
  ReportSheets& sheets_;
  ReportOutlets outlets_;
};

}  // namespace app
