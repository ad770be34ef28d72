#pragma once
// The tables, and how an older database is brought up to date. Three kinds: the log (event, checkpoint, blobs) is never
// changed but by appending; the vault (keys, passwords, sessions) is in no rebuild; the projections can be dropped and
// rebuilt from the log at any time.

#include <string>
#include <vector>

#include "store/sql.h"

namespace store {

inline constexpr int kSchemaVersion = 1;

// Creates the schema in an empty database, or migrates an older one. Refuses a database of a newer Amends, and one that
// holds tables that are not ours.
base::Result<void> PrepareSchema(Sql& sql);

const std::vector<std::string>& ProjectionTables();

void CreateProjections(Sql& sql);
void DropProjections(Sql& sql);

std::optional<std::string> Meta(Sql& sql, const std::string& key);
void SetMeta(Sql& sql, const std::string& key, const std::string& value);

}  // namespace store
