#include <fcntl.h>

#include <fstream>

#include "base/text.h"
#include "store/beside.h"
#include "store/maintenance.h"

namespace store {

using app::CustomerId;
using base::ErrorCode;
using base::Fail;
using base::Instant;
using base::Result;

Result<void> Scrub(SqlStore& store) {
  bool clean = false;
  CHECK_OK(store.writer().Alone([&](Sql& sql) { clean = sql.dialect().Scrub(sql); }));
  if (!clean) {
    return Fail(ErrorCode::Unavailable,
                "the key is destroyed, but the database's log could not be cut: somebody reads for long; run it again");
  }
  return {};
}

std::string ErasuresFile(const StoreOptions& options) { return Beside(options, ".erased"); }

Result<std::vector<CustomerId>> ReadErasures(const std::string& file) {
  std::vector<CustomerId> erased;
  std::ifstream in(file);
  std::string ref;
  std::string at;
  while (in >> ref >> at) {
    auto id = CustomerId::Parse(ref);
    if (!id) return Fail(ErrorCode::Invalid, file + " does not hold references of customers: " + base::Quoted(ref));
    erased.push_back(*id);
  }
  return erased;
}

Result<void> NoteErasures(const StoreOptions& options, const std::vector<CustomerId>& customers, Instant at) {
  std::string lines;
  for (const CustomerId customer : customers) lines += customer.ToString() + " " + at.ToString() + "\n";
  return WriteLine(ErasuresFile(options), lines, O_APPEND);
}

}  // namespace store
