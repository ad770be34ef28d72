#pragma once
// Writes the scheduled reports whose period is over into a folder: each period once, whichever server of the desk comes first,
// and what was missed while none was running afterwards. Begun, written and failed are recorded, so that a report that did not
// come is known to have not come.
//
//   ScheduledReports scheduled(monitoring, service, printer, sheets, {"/srv/reports", "https://desk.example"});
//   scheduled.RunAndTell(stop);      // now and then

#include <stop_token>

#include "app/monitoring.h"
#include "app/ports/report_writer.h"
#include "app/service.h"

namespace app {

struct ReportFolder {
  std::string path;     // that is there
  std::string address;  // of the desk, for links in reports; may be empty
};

class ScheduledReports {
 public:
  ScheduledReports(const Monitoring& monitoring, Service& service, ReportPrinter& printer, ReportSheets& sheets,
                   ReportFolder folder);

  // All that is due now, one after another; how many were written. Stops between two when told to. A report that cannot be
  // written is recorded as failed and is no error; an error is that the log cannot be read or written.
  base::Result<int> Run(const std::stop_token& stop = {});
  // The same, with a line in the log about each.
  void RunAndTell(const std::stop_token& stop);

 private:
  base::Result<std::vector<base::Line>> Write(const reports::Schedule& schedule, const reports::ReportPeriod& period);
  base::Result<bool> Give(reports::Command command);

  const Monitoring& monitoring_;
  Service& service_;
  ReportPrinter& printer_;
  ReportSheets& sheets_;
  ReportFolder folder_;
};

}  // namespace app
