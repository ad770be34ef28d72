#pragma once
// What whoever looks after the system is told: how it is, and whether its log is whole.

#include <string>
#include <vector>

#include "base/reflect.h"
#include "base/time.h"

namespace app {

struct AuditFault {
  std::string where;
  std::string what;
};
BOOST_DESCRIBE_STRUCT(AuditFault, (), (where, what))
AMENDS_DOC(AuditFault, "Something that is not as it was written.", {"where", "Event, row or file."},
           {"what", "What is wrong with it."})

struct AuditReport {
  std::int64_t events = 0;
  std::int64_t streams = 0;
  std::int64_t rows = 0;
  std::int64_t files = 0;
  std::int64_t checkpoints = 0;
  std::vector<AuditFault> faults;
};
BOOST_DESCRIBE_STRUCT(AuditReport, (), (events, streams, rows, files, checkpoints, faults))
AMENDS_DOC(AuditReport, "What a check of the whole log found.", {"events", "Events checked."}, {"streams", "Chains checked."},
           {"rows", "Rows held against their events."}, {"files", "Files checked."},
           {"checkpoints", "Signed checkpoints checked."},
           {"faults", "What is wrong; at most 1,000. None: all is as it was written."})

struct SystemHealth {
  std::string version;
  std::string database;
  base::Instant now;
  base::Instant started_at;
  std::int64_t open_cases = 0;
  std::int64_t closed_cases = 0;
  std::int64_t customers = 0;
  std::int64_t events = 0;
  std::int64_t overdue_clocks = 0;
  std::int64_t outbox_waiting = 0;
  std::int64_t outbox_laid_aside = 0;
  bool sends_mail = false;
  bool test_clock = false;
};
BOOST_DESCRIBE_STRUCT(SystemHealth, (),
                      (version, database, now, started_at, open_cases, closed_cases, customers, events, overdue_clocks,
                       outbox_waiting, outbox_laid_aside, sends_mail, test_clock))
AMENDS_DOC(SystemHealth, "How the system is.", {"version", "Of this program."}, {"database", "Which, without its password."},
           {"now", "By the server's clock."}, {"started_at", "Since when this process runs."},
           {"overdue_clocks", "Cases on which something has run out that the clock runner has yet to act on; 0 in good health."},
           {"outbox_waiting", "Messages to other systems that wait."}, {"outbox_laid_aside", "Messages nobody took for days."},
           {"sends_mail", "A mail server is set."}, {"test_clock", "The clock of this database is moved by tests."})

}  // namespace app
