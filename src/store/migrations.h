#pragma once
// The steps from each version of the schema to the next.

#include <string>
#include <vector>

namespace store {

struct Migration {
  int to = 0;
  std::string what;                   // for the journal of the server: "store keys in the order of their customer"
  std::vector<std::string> sqlite;    // statements on log and vault
  std::vector<std::string> postgres;  // the same for PostgreSQL
  bool rebuild = false;               // the projections have another shape: they are made anew from the log
};

// In order, the first to version 2.
const std::vector<Migration>& Migrations();

}  // namespace store
