#pragma once
// Takes a file of records in, each as a case through the one door. What was taken in before is passed over, so an import
// can be stopped and started again; what cannot be taken in goes to a side file with line, field and reason.

#include <functional>

#include "app/service.h"
#include "cli/mapping.h"

namespace cli {

struct ImportOptions {
  std::string file;
  std::string rejects;     // the side file; made only when something is rejected
  std::int64_t limit = 0;  // stop after so many rows; 0: all
};

struct ImportProgress {
  std::int64_t rows = 0;
  std::int64_t bytes = 0;
  std::int64_t total_bytes = 0;
  double seconds = 0;
};

struct ImportReport {
  std::int64_t rows = 0;
  std::int64_t logged = 0;
  std::int64_t known = 0;  // taken in before
  std::int64_t rejected = 0;
  double seconds = 0;
  bool stopped = false;
};

// `tell` is called a few times a second and may answer false to stop after the rows under way.
base::Result<ImportReport> Import(app::Service& service, Mapping mapping, const ImportOptions& options,
                                  const std::function<bool(const ImportProgress&)>& tell);

}  // namespace cli
