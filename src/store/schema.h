#pragma once
// The tables, and how an older database is brought up to date. Three kinds: the log (event, checkpoint, blobs) is never
// changed but by appending; the vault (keys, passwords, sessions) is in no rebuild; the projections can be dropped and
// rebuilt from the log at any time.

#include <string>
#include <vector>

#include "store/sql.h"

namespace store {

// The last step of migrations.cpp.
int SchemaVersion();

// Creates the schema in an empty database, or takes an older one through the steps it lacks, in the caller's transaction.
// Returns the version it found: 0 for an empty database. Refuses a database of a newer Amends, one that holds tables that
// are not ours, and, unless it `may_change` it, an older one.
base::Result<int> PrepareSchema(Sql& sql, bool may_change = true);

// Whether a step has left the projections to be rebuilt (decision 018). Whoever rebuilds them says so.
bool NeedsRebuild(Sql& sql);
void SetNeedsRebuild(Sql& sql, bool needed);

const std::vector<std::string>& ProjectionTables();

void CreateProjections(Sql& sql);
void DropProjections(Sql& sql);

std::optional<std::string> Meta(Sql& sql, const std::string& key);
void SetMeta(Sql& sql, const std::string& key, const std::string& value);

}  // namespace store
