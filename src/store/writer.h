#pragma once
// Who writes. A Job runs inside a transaction and is told once that is on disk, or that it is not.
// SQLite: one thread that commits all waiting jobs together. PostgreSQL: a few connections, a
// transaction each.

#include <functional>
#include <memory>

#include "base/result.h"
#include "store/sql.h"

namespace store {

// Work may run twice: a first attempt that is rolled back whole, and another.
struct Job {
  std::move_only_function<base::Result<void>(Sql&)> work;
  std::move_only_function<void(base::Result<void>)> done;
};

class Writer {
 public:
  virtual ~Writer() = default;
  virtual void Submit(Job job) = 0;
  // Submits and waits; not to be called from a `done`.
  base::Result<void> Write(std::move_only_function<base::Result<void>(Sql&)> work);
  // Runs outside any transaction, alone with the connection: for what cannot run inside one.
  virtual base::Result<void> Alone(std::function<void(Sql&)> work) = 0;
};

struct WriterOptions {
  std::function<void()> on_commit;  // after each commit, on the writer's thread
};

std::unique_ptr<Writer> MakeSqliteWriter(const DatabaseUrl& url, WriterOptions options);
std::unique_ptr<Writer> MakePostgresWriter(const DatabaseUrl& url, unsigned connections, WriterOptions options);

// Opens a connection, set up and ready.
std::unique_ptr<Sql> OpenSql(const DatabaseUrl& url, Access access);

// Runs `work`, turning what SOCI throws into an Error. A clash of keys is a Conflict.
template <class Work>
auto Guard(Sql& sql, const DatabaseUrl& url, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const soci::soci_error& error) {
    sql.Forget();
    if (sql.dialect().IsUniqueViolation(error)) {
      return base::Fail(base::ErrorCode::Conflict, "somebody else wrote first");
    }
    return std::unexpected(sql.dialect().Explain(error, url));
  }
}

}  // namespace store
