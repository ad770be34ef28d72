// The one file that knows it is SQLite.

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <fmt/format.h>
#include <filesystem>
#include <thread>

#include "base/clock.h"
#include "store/sql.h"

namespace store {
namespace {

constexpr std::uintmax_t kLeastRoom = 64U << 10U;  // below this much free space a disk counts as full

class Sqlite final : public Dialect {
 public:
  std::unique_ptr<soci::session> Connect(const DatabaseUrl& url, Access access) const override {
    // SOCI's parameters are separated by spaces, and a quoted value may hold them.
    const auto open = [](const std::string& name, const char* more) {
      return std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + name + "\" timeout=15" + more);
    };
    if (access != Access::Inspect) return open(url.text, "");
    // Without a log beside it nobody has it open, and the file is all there is. Opened as one that may change, SQLite would
    // leave a log behind.
    const bool alone = !std::filesystem::exists(url.text + "-wal");
    return open(alone ? FileUri(url.text) + "?immutable=1" : url.text, " readonly=true");
  }

  static std::string FileUri(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
      if (c == '%' || c == '?' || c == '#') {
        uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
      } else {
        uri += c;
      }
    }
    return uri;
  }

  void Prepare(Sql& sql, Access access) const override {
    sql.Run("pragma busy_timeout = 15000");
    if (access == Access::ReadWrite) {
      TurnOnLog(sql);
      sql.Run("pragma synchronous = full");
      sql.Run("pragma secure_delete = on");      // an erased person must not linger in free pages
      sql.Run("pragma wal_autocheckpoint = 0");  // see SqliteWriter: checkpoints run beside the commits, not in them
      sql.Run("pragma cache_size = -24000");
    } else {
      if (access == Access::ReadOnly) sql.Run("pragma query_only = on");
      sql.Run("pragma cache_size = -4000");
    }
    sql.Run("pragma temp_store = memory");
  }

  // Takes the whole file for a moment, and SQLite does not wait for that by itself when two open a new file at once.
  static void TurnOnLog(Sql& sql) {
    for (int attempt = 0;; ++attempt) {
      try {
        return sql.Run("pragma journal_mode = wal");
      } catch (const soci::sqlite3_soci_error& error) {
        if ((error.result() & 0xFF) != SQLITE_BUSY || attempt == 300) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
    }
  }

  std::string PositionColumn() const override { return "position integer primary key"; }
  std::string IdColumn() const override { return "integer primary key"; }
  std::string NameType() const override { return "text"; }
  std::string AutoNumberColumn() const override { return "integer primary key autoincrement"; }
  std::string ByKey() const override { return " without rowid"; }
  std::vector<std::string> LogIndexes() const override { return {}; }

  // The index holds tokens and no text of its own. Without positions (detail=none): a search asks which words occur, not
  // where.
  std::vector<std::string> SearchSchema() const override {
    std::vector<std::string> ddl;
    for (const std::string name : {"case", "customer"}) {
      const std::string table = name + "_search";
      const std::string index = name + "_fts";
      ddl.push_back("create table " + table + " (id integer primary key, terms text not null)");
      ddl.push_back("create virtual table " + index + " using fts5 (terms, content='" + table +
                    "', content_rowid='id', tokenize='ascii', columnsize=0, detail=none)");
      // Every commit adds a segment. Merged eight at a time a word is written half as often as four at a time, and a search
      // looks into a few segments more.
      ddl.push_back("insert into " + index + " (" + index + ", rank) values ('automerge', 8)");
      ddl.push_back("insert into " + index + " (" + index + ", rank) values ('crisismerge', 32)");
    }
    return ddl;
  }
  std::vector<std::string> DropSearchSchema() const override {
    return {"drop table if exists case_fts", "drop table if exists case_search", "drop table if exists customer_fts",
            "drop table if exists customer_search"};
  }

  void BeforeSearchRow(Sql& sql, SearchTable table, std::int64_t id) const override {
    const bool cases = table == SearchTable::Cases;
    const auto old = sql.One<std::string>(
        cases ? "select terms from case_search where id = :i" : "select terms from customer_search where id = :i", id);
    if (!old) return;
    sql.Execute(cases ? "insert into case_fts (case_fts, rowid, terms) values ('delete', :i, :t)"
                      : "insert into customer_fts (customer_fts, rowid, terms) values ('delete', :i, :t)",
                id, std::get<0>(*old));
  }
  void AfterSearchRow(Sql& sql, SearchTable table, std::int64_t id, const std::string& terms) const override {
    sql.Execute(table == SearchTable::Cases ? "insert into case_fts (rowid, terms) values (:i, :t)"
                                            : "insert into customer_fts (rowid, terms) values (:i, :t)",
                id, terms);
  }

  bool HasTable(Sql& sql, const std::string& name) const override {
    return sql.One<std::string>("select name from sqlite_master where type = 'table' and name = :n", name).has_value();
  }
  std::vector<std::string> Tables(Sql& sql) const override {
    std::vector<std::string> tables;
    sql.Each<std::string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
                          [&](std::string name) { tables.push_back(std::move(name)); });
    return tables;
  }

  std::string CaseSearchQuery() const override {
    return "select rowid from case_fts where case_fts match :t order by rowid desc limit :n";
  }
  std::string CaseTermQuery() const override { return "select rowid from case_fts where case_fts match :t"; }
  std::string CustomerSearchQuery() const override {
    return "select rowid from customer_fts where customer_fts match :t order by rowid desc limit :n";
  }
  std::string CustomerTermQuery() const override { return "select rowid from customer_fts where customer_fts match :t"; }
  std::string Weak(const std::string& column) const override { return "+" + column; }
  std::string JoinTokens(const std::vector<std::string>& tokens) const override {
    std::string joined;
    for (const std::string& token : tokens) joined += (joined.empty() ? "" : " ") + token;
    return joined;
  }

  // One writer at a time: positions become visible in order.
  std::string FeedCondition() const override { return "1 = 1"; }
  void SettlePositions(Sql&) const override {}
  void AdoptPositions(Sql&) const override {}
  void LockStream(Sql&, const std::string&, bool) const override {}
  std::string LeaseClause() const override { return ""; }
  bool InTransaction(Sql& sql) const override {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(sql.session().get_backend());
    return sqlite_api::sqlite3_get_autocommit(backend->conn_) == 0;
  }
  bool BeginsDearly() const override { return true; }
  void BeginRead(Sql& sql) const override { sql.Run("begin"); }

  std::vector<std::string> IntegrityProblems(Sql& sql) const override {
    std::vector<std::string> problems;
    sql.Each<std::string>("pragma integrity_check(20)", [&](std::string line) {
      if (line != "ok") problems.push_back(std::move(line));
    });
    if (!problems.empty()) return problems;
    for (const std::string index : {"case_fts", "customer_fts"}) {
      try {
        sql.Run("insert into " + index + " (" + index + ", rank) values ('integrity-check', 1)");
      } catch (const soci::sqlite3_soci_error& error) {
        if ((error.result() & 0xFF) == SQLITE_READONLY) continue;  // the check counts as writing, though it writes nothing
        problems.push_back("the search index " + index + " does not agree with its table; run: amends rebuild");
      }
    }
    return problems;
  }

  bool Scrub(Sql& sql) const override {
    // Merges the segments, so that no deleted token survives in an old one; in steps, to let others write between.
    for (const std::string index : {"case_fts", "customer_fts"}) {
      sql.Run("insert into " + index + " (" + index + ") values ('optimize')");
    }
    return CutLog(sql);
  }
  // A checkpoint that cannot be made is told in a row and not as an error: another one may be under way, or somebody reads.
  static bool CutLog(Sql& sql) {
    const double began = base::Stopwatch();
    while (base::Stopwatch() < began + 30) {
      bool cut = false;
      sql.EachDynamic<std::int64_t>("pragma wal_checkpoint(truncate)", {}, [&](std::int64_t busy) { cut = busy == 0; });
      if (cut) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
  }
  void AfterBulkInsert(Sql&) const override {}

  bool IsUniqueViolation(const soci::soci_error& error) const override {
    const auto* own = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    return own != nullptr && (own->result() & 0xFF) == SQLITE_CONSTRAINT;
  }

  base::Error Explain(const soci::soci_error& error, const DatabaseUrl& url) const override {
    using base::ErrorCode;
    const auto* own = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    const std::string what = error.what();
    const auto has = [&](std::string_view part) { return what.find(part) != std::string::npos; };
    const int code = own != nullptr ? own->result() & 0xFF : 0;
    // On a full disk the memory that connections share cannot grow either, and that is told as a failure of the disk.
    const auto folder = std::filesystem::absolute(url.text).parent_path();
    std::error_code fault;
    const auto space = std::filesystem::space(folder, fault);
    const bool no_room = code == SQLITE_IOERR && !fault && space.available < kLeastRoom;
    if (code == SQLITE_FULL || has("disk is full") || no_room) {
      return {ErrorCode::Unavailable,
              "the disk that holds " + url.text + " is full; make room, nothing already answered is lost"};
    }
    if (code == SQLITE_READONLY || has("readonly database") || has("read-only")) {
      return {ErrorCode::Unavailable, url.text + " cannot be written: check the permissions of the file and its folder"};
    }
    if (code == SQLITE_NOTADB || has("not a database")) {
      return {ErrorCode::Corrupt, url.text + " is not a database, or is damaged at its start; restore it from a backup"};
    }
    if (code == SQLITE_CORRUPT || has("malformed")) {
      return {ErrorCode::Corrupt, url.text + " is damaged; restore it from a backup (amends restore)"};
    }
    if (code == SQLITE_BUSY || has("locked")) {
      return {ErrorCode::Unavailable, url.text + " is held by another process for too long; try again"};
    }
    if (code == SQLITE_CANTOPEN || has("Cannot establish connection") || has("unable to open")) {
      if (!std::filesystem::is_directory(folder, fault)) {
        return {ErrorCode::Unavailable, "there is no folder " + folder.string() + " for " + url.text};
      }
      return {ErrorCode::Unavailable, url.text + " cannot be opened: check the permissions of the file and its folder"};
    }
    if (code == SQLITE_IOERR || has("disk I/O")) {
      return {ErrorCode::Unavailable, "reading or writing " + url.text + " failed; check the disk"};
    }
    return {ErrorCode::Internal, "the database refused: " + what};
  }
};

}  // namespace

const Dialect& SqliteDialect() {
  static const Sqlite dialect;
  return dialect;
}

}  // namespace store
