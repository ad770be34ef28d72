#pragma once
// Small files kept beside the database, where somebody who changes the database does not reach them.

#include <string>

#include "store/sql_store.h"

namespace store {

std::string Beside(const StoreOptions& options, const char* ending);
// Writes a line and syncs it; `flags` of open(2): O_APPEND or O_TRUNC.
base::Result<void> WriteLine(const std::string& file, const std::string& line, int flags);

}  // namespace store
