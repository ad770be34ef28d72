#pragma once
// The care of a database: is it whole, can it be rebuilt, copied, put back. Each takes a Progress to tell how far it is.

#include <functional>
#include <string>
#include <vector>

#include "store/sql_store.h"

namespace store {

struct Problem {
  std::string where;  // "event C-1024 version 3", "table case_list, C-1024"
  std::string what;
};

struct VerifyReport {
  std::int64_t events = 0;
  std::int64_t streams = 0;
  std::int64_t rows = 0;
  std::int64_t blobs = 0;
  std::int64_t checkpoints = 0;
  std::vector<Problem> problems;  // at most 1,000
};

// Checks every chain, every projection row against its events, every file, and the checkpoints. Changes nothing.
base::Result<VerifyReport> Verify(SqlStore& store, const Progress& progress);

struct RebuildReport {
  std::int64_t events = 0;
  std::int64_t streams = 0;
  std::int64_t rows = 0;
};
// Drops every projection and makes it anew from the log, in one transaction.
base::Result<RebuildReport> Rebuild(SqlStore& store, const Progress& progress);
// The same, if a migration asks for it and nobody else has done it meanwhile.
base::Result<void> RebuildIfNeeded(SqlStore& store, const Progress& progress);

// Signs where every stream stands now, so that one cut short or removed is noticed. The last one is also written beside
// the database (see CheckpointFile), where somebody who changes the database does not reach it. Nothing happened since
// the last: nothing is written, and the answer is false.
base::Result<bool> WriteCheckpoint(SqlStore& store, base::Instant now);
std::string CheckpointFile(const StoreOptions& options);

// A consistent copy while others write: always a SQLite file, whatever the database is. Refuses to overwrite.
base::Result<void> Backup(SqlStore& store, const std::string& file, const Progress& progress);

// Fills a new database from a backup. Refuses one that holds anything.
base::Result<void> Restore(const std::string& file, StoreOptions target, const Progress& progress);

// After an erasure: what deleted rows have left in pages, segments and the write-ahead log.
base::Result<void> Scrub(SqlStore& store);

// Who was erased, one reference and time a line, kept beside the database: a backup made before still holds their keys,
// and after a restore they must be erased again.
std::string ErasuresFile(const StoreOptions& options);
base::Result<std::vector<app::CustomerId>> ReadErasures(const std::string& file);
base::Result<void> NoteErasures(const StoreOptions& options, const std::vector<app::CustomerId>& customers, base::Instant at);

}  // namespace store
