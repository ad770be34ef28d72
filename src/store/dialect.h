#pragma once
// What SQLite and PostgreSQL do not share: how to connect, the few words of SQL that differ, and what an error means.
// Everything else in store/ is written once.

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace soci {
class session;
class soci_error;
}  // namespace soci

namespace store {

class Sql;

// "sqlite:PATH" or "postgresql://...".
struct DatabaseUrl {
  enum class Kind { Sqlite, Postgres };
  Kind kind = Kind::Sqlite;
  std::string text;  // the path, or the whole URL

  static base::Result<DatabaseUrl> Parse(const std::string& url);
  // For messages: the path, or the URL without its password.
  std::string Shown() const;
};

// Inspect leaves no trace beside a file that nobody has open: for backups, and media that cannot be written.
enum class Access { ReadWrite, ReadOnly, Inspect };
enum class SearchTable { Cases, Customers };

class Dialect {
 public:
  virtual ~Dialect() = default;

  virtual std::unique_ptr<soci::session> Connect(const DatabaseUrl& url, Access access) const = 0;
  // Settings of a fresh connection.
  virtual void Prepare(Sql& sql, Access access) const = 0;

  // DDL. `position` is the column that numbers the events of all streams; the rest of the schema is shared.
  virtual std::string PositionColumn() const = 0;
  virtual std::string IdColumn() const = 0;          // a number we give
  virtual std::string NameType() const = 0;          // text that is ordered byte by byte
  virtual std::string AutoNumberColumn() const = 0;  // a number the database gives
  virtual std::string ByKey() const = 0;             // after a table that is stored in the order of its key
  virtual std::vector<std::string> LogIndexes() const = 0;
  virtual std::vector<std::string> SearchSchema() const = 0;
  virtual std::vector<std::string> DropSearchSchema() const = 0;
  virtual bool HasTable(Sql& sql, const std::string& name) const = 0;
  virtual std::vector<std::string> Tables(Sql& sql) const = 0;

  // Search conditions: `{column} holds all of these tokens`, with one bound text parameter.
  virtual std::string CaseSearchQuery() const = 0;      // selects ids, newest first; parameters: tokens, limit
  virtual std::string CaseTermQuery() const = 0;        // selects ids that hold one token themselves; parameter: token
  virtual std::string CustomerSearchQuery() const = 0;  // selects ids; parameters: tokens, limit
  virtual std::string CustomerTermQuery() const = 0;
  // A column that no index should be chosen for, because another condition picks out fewer rows.
  virtual std::string Weak(const std::string& column) const = 0;
  // Keeps the index of a search table in step: around each write of one of its rows. Not by triggers, which would make
  // SQLite's index write itself out for every row and not once for a commit.
  virtual void BeforeSearchRow(Sql& sql, SearchTable table, std::int64_t id) const = 0;
  virtual void AfterSearchRow(Sql& sql, SearchTable table, std::int64_t id, const std::string& terms) const = 0;
  virtual std::string JoinTokens(const std::vector<std::string>& tokens) const = 0;

  // Which events a feed may show: none that a slower transaction could still precede.
  virtual std::string FeedCondition() const = 0;
  // A dump put back on another server brings that server's transaction numbers along, and would be held back as not yet done.
  virtual void AdoptPositions(Sql& sql) const = 0;
  // Makes sure that no position up to the highest seen is still being written, for the length of this transaction.
  virtual void SettlePositions(Sql& sql) const = 0;
  // Orders this transaction against others that write (exclusive) or rely on (shared) the stream.
  virtual void LockStream(Sql& sql, const std::string& stream, bool exclusive) const = 0;
  virtual std::string LeaseClause() const = 0;  // " for update skip locked", or nothing
  virtual bool InTransaction(Sql& sql) const = 0;
  virtual bool BeginsDearly() const = 0;       // to begin to read costs more than to look something up
  virtual void BeginRead(Sql& sql) const = 0;  // a read transaction that sees one moment

  // What the database itself finds wrong with its pages and its search index; empty when nothing.
  virtual std::vector<std::string> IntegrityProblems(Sql& sql) const = 0;
  // Removes what an erasure has left in free pages, segments and the write-ahead log, as far as a client can.
  virtual bool Scrub(Sql& sql) const = 0;            // false: somebody reads, and the log still holds it
  virtual void AfterBulkInsert(Sql& sql) const = 0;  // sets sequences past what was inserted with explicit numbers

  virtual bool IsUniqueViolation(const soci::soci_error& error) const = 0;
  virtual base::Error Explain(const soci::soci_error& error, const DatabaseUrl& url) const = 0;
};

const Dialect& DialectOf(DatabaseUrl::Kind kind);
const Dialect& SqliteDialect();
const Dialect& PostgresDialect();

}  // namespace store
