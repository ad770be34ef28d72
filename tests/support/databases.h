#pragma once
// Fresh databases for tests: a SQLite file in a folder of its own, or a new database on a real PostgreSQL that the test
// program starts for itself and stops at its end.

#include <memory>
#include <string>

#include "store/sql_store.h"

namespace tests {

// A folder that goes when the object goes.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::string& path() const { return path_; }
  std::string File(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

enum class Kind { Sqlite, Postgres };
inline std::string NameOf(Kind kind) { return kind == Kind::Sqlite ? "Sqlite" : "Postgres"; }

// A database nobody else uses, with its key file. Postgres throws when no server can be started.
class FreshDatabase {
 public:
  explicit FreshDatabase(Kind kind);
  store::StoreOptions Options() const;
  std::string Url() const;
  const TempFolder& folder() const { return folder_; }
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
  TempFolder folder_;
  std::string name_;
};

// Runs a command and gives what it printed; throws when it fails.
std::string RunOrThrow(const std::string& command);

// The data folder of the test's own PostgreSQL, for looking at what is on its disk.
std::string PostgresFolder();

}  // namespace tests
