#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "store/maintenance.h"
#include "store/schema.h"

namespace store {

using base::ErrorCode;
using base::Fail;
using base::Result;

namespace {

using N = std::int64_t;
using S = std::string;
using ON = std::optional<N>;
using OS = std::optional<S>;

// Copies log and vault, row by row, from one database into another of the same schema.
void CopyTables(Sql& from, Sql& to, const Progress& progress) {
  N done = 0;
  const N total = std::get<0>(*from.One<N>("select count(*) from event"));
  N position = 0;
  for (;;) {  // by position, so that the copy numbers its events as the original did
    const auto page = from.Rows<N, S, N, S, N, S, S, OS, OS, S>(
        "select position, stream, version, type, at, actor, facts, sealed, key, hash from event where position > :p order by "
        "position limit 2000",
        position);
    if (page.empty()) break;
    for (const auto& row : page) {
      std::apply(
          [&](const auto&... columns) {
            to.Execute(
                "insert into event (position, stream, version, type, at, actor, facts, sealed, key, hash) "
                "values (:p, :s, :v, :t, :a, :c, :f, :e, :k, :h)",
                columns...);
          },
          row);
    }
    position = std::get<0>(page.back());
    done += static_cast<N>(page.size());
    if (progress) progress("events", done, total);
  }
  const auto copy = [&]<class... C>(std::tuple<C...>, const char* select, const char* insert) {
    for (const auto& row : from.Rows<C...>(select))
      std::apply([&](const auto&... columns) { to.Execute(insert, columns...); }, row);
  };
  copy(std::tuple<N, N, N, N, S, S, S>(), "select id, at, position, streams, root, previous, signature from checkpoint",
       "insert into checkpoint (id, at, position, streams, root, previous, signature) values (:a, :b, :c, :d, :e, :f, :g)");
  copy(std::tuple<S, N, S>(), "select stream, version, hash from checkpoint_head",
       "insert into checkpoint_head (stream, version, hash) values (:a, :b, :c)");
  copy(std::tuple<N, N, S, N, ON>(), "select customer, generation, wrapped, made_at, destroyed_at from customer_key",
       "insert into customer_key (customer, generation, wrapped, made_at, destroyed_at) values (:a, :b, :c, :d, :e)");
  copy(std::tuple<N, S>(), "select id, password_hash from credential",
       "insert into credential (id, password_hash) values (:a, :b)");
  copy(std::tuple<S, N, S>(), "select hash, user_id, label from api_token",
       "insert into api_token (hash, user_id, label) values (:a, :b, :c)");
  copy(std::tuple<N, S, S, S, N, N, N, OS>(), "select id, kind, subject, body, at, due_at, attempts, last_error from outbox",
       "insert into outbox (id, kind, subject, body, at, due_at, attempts, last_error) values (:a, :b, :c, :d, :e, :f, :g, :h)");
  copy(std::tuple<S, N, S, S, N, N>(), "select address, customer, key, content, size, chunks from blob",
       "insert into blob (address, customer, key, content, size, chunks) values (:a, :b, :c, :d, :e, :f)");
  // Pieces of files one at a time: they are large.
  for (const auto& [content, number] : from.Rows<S, N>("select content, number from blob_chunk")) {
    const auto data = from.One<S>("select data from blob_chunk where content = :c and number = :n", content, number);
    to.Execute("insert into blob_chunk (content, number, data) values (:c, :n, :d)", content, number, std::get<0>(*data));
  }
  for (const char* key : {"key-check", "test-clock"}) {
    if (const auto value = Meta(from, key)) SetMeta(to, key, *value);
  }
}

}  // namespace

Result<void> Backup(SqlStore& store, const std::string& file, const Progress& progress) {
  std::error_code fault;
  if (std::filesystem::exists(file, fault))
    return Fail(ErrorCode::Conflict, file + " exists already; a backup overwrites nothing");
  const std::string part = file + ".part";
  std::filesystem::remove(part, fault);
  Result<void> done{};
  if (store.options().url.kind == DatabaseUrl::Kind::Sqlite) {
    if (part.find('\'') != std::string::npos) return Fail(ErrorCode::Invalid, "the path of the backup must not hold a quote");
    if (progress) progress("copying", 0, 0);
    done = store.Reading([&](Sql& sql) -> Result<void> {
      Result<void> copied{};
      sql.Run("pragma query_only = off");  // for SQLite, making another file is writing
      try {
        sql.Run("vacuum into '" + part + "'");
      } catch (const soci::soci_error& error) {
        copied = std::unexpected(sql.dialect().Explain(error, store.options().url));
        // What cannot be read is the database; what cannot be written is the copy.
        const DatabaseUrl copy{DatabaseUrl::Kind::Sqlite, file};
        if (copied.error().code == ErrorCode::Unavailable) copied = std::unexpected(sql.dialect().Explain(error, copy));
      }
      sql.Run("pragma query_only = on");
      return copied;
    });
  } else {
    done = store.Reading([&](Sql& from) -> Result<void> {
      const DatabaseUrl copy{DatabaseUrl::Kind::Sqlite, part};
      const auto to = OpenSql(copy, Access::ReadWrite);
      return Guard(*to, copy, [&]() -> Result<void> {
        to->Run("begin immediate");
        CHECK_OK(PrepareSchema(*to));
        from.dialect().BeginRead(from);
        CopyTables(from, *to, progress);
        from.Run("commit");
        to->Run("commit");
        to->Run("pragma wal_checkpoint(truncate)");
        to->Run("pragma journal_mode = delete");
        return {};
      });
    });
  }
  if (!done) {
    std::filesystem::remove(part, fault);
    return done;
  }
  const int opened = open(part.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = opened >= 0 && fsync(opened) == 0;
  if (opened >= 0) close(opened);
  std::filesystem::rename(part, file, fault);
  if (!synced || fault) return Fail(ErrorCode::Unavailable, file + " cannot be written");
  return {};
}

namespace {

// A SQLite file with what SQLite keeps beside it.
void RemoveDatabase(const std::string& file) {
  std::error_code fault;
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(file + ending, fault);
}

// A backup of an older Amends is brought up to date in a copy: the backup itself stays as it is. SQLite makes the copy, because
// a file may have a log beside it that belongs to it.
Result<void> MakeNewer(Sql& from, const std::string& copy) {
  if (copy.find('\'') != std::string::npos) return Fail(ErrorCode::Invalid, "the path of the key must not hold a quote");
  RemoveDatabase(copy);
  from.Run("pragma query_only = off");  // for SQLite, making another file is writing
  from.Run("vacuum into '" + copy + "'");
  from.Run("pragma query_only = on");
  const DatabaseUrl url{DatabaseUrl::Kind::Sqlite, copy};
  const auto sql = OpenSql(url, Access::ReadWrite);
  return Guard(*sql, url, [&]() -> Result<void> {
    sql->Run("begin immediate");
    TRY([[maybe_unused]] const int found, PrepareSchema(*sql));
    SetNeedsRebuild(*sql, false);  // only log and vault are taken from it
    sql->Run("commit");
    return {};
  });
}

Result<void> Fill(const std::string& file, StoreOptions target, const Progress& progress) {
  const DatabaseUrl source{DatabaseUrl::Kind::Sqlite, file};
  TRY(const base::Key master, LoadMasterKey(target.key_file, false));
  const KeyRing ring(master);
  bool is_older = false;
  try {
    const auto from = OpenSql(source, Access::ReadOnly);
    CHECK_OK(Guard(*from, source, [&]() -> Result<void> {
      const auto check = from->dialect().HasTable(*from, "meta") ? Meta(*from, "key-check") : std::nullopt;
      if (!check) return Fail(ErrorCode::Invalid, file + " is not a backup made by Amends");
      if (!ring.Fits(*check)) {
        return Fail(ErrorCode::Unavailable, "the master key (" + target.key_file + ") is not the one this backup was made with");
      }
      const auto sound = from->One<std::string>("pragma integrity_check(1)");
      if (!sound || std::get<0>(*sound) != "ok") return Fail(ErrorCode::Corrupt, file + " is damaged; restore another backup");
      is_older = std::atoi(Meta(*from, "schema").value_or("0").c_str()) < SchemaVersion();
      if (!is_older) CHECK_OK(PrepareSchema(*from, false));
      return {};
    }));
    if (is_older) {
      const std::string copy = target.key_file + ".older-backup";
      auto made = MakeNewer(*from, copy);
      if (made) made = Fill(copy, std::move(target), progress);
      RemoveDatabase(copy);
      return made;
    }
    const auto to = OpenSql(target.url, Access::ReadWrite);
    CHECK_OK(Guard(*to, target.url, [&]() -> Result<void> {
      if (!to->dialect().Tables(*to).empty()) {
        return Fail(ErrorCode::Conflict, "the database at " + target.url.Shown() + " is not empty; nothing is overwritten");
      }
      to->Run(target.url.kind == DatabaseUrl::Kind::Sqlite ? "begin immediate" : "begin");
      CHECK_OK(PrepareSchema(*to));
      CopyTables(*from, *to, progress);
      to->dialect().AfterBulkInsert(*to);  // before anything is appended: the copy has numbered its events itself
      to->Run("commit");
      return {};
    }));
  } catch (const soci::soci_error& error) {
    return std::unexpected(SqliteDialect().Explain(error, source));
  }
  target.may_create = false;
  TRY(const auto store, SqlStore::Open(target));
  TRY([[maybe_unused]] const auto report, Rebuild(*store, progress));
  return store->writer().Alone([](Sql& sql) { sql.dialect().AfterBulkInsert(sql); });
}

}  // namespace

Result<void> Restore(const std::string& file, StoreOptions target, const Progress& progress) {
  std::error_code fault;
  if (!std::filesystem::is_regular_file(file, fault)) return Fail(ErrorCode::NotFound, "there is no backup " + file);
  if (target.url.kind != DatabaseUrl::Kind::Sqlite) return Fill(file, std::move(target), progress);
  const std::string place = target.url.text;
  if (std::filesystem::exists(place, fault)) {
    return Fail(ErrorCode::Conflict, place + " exists already; restore into a new place, nothing is overwritten");
  }
  // Half a restore must never stand where a database is looked for: it would be taken for a new one.
  const std::string part = place + ".part";
  RemoveDatabase(part);
  target.url.text = part;
  if (auto filled = Fill(file, std::move(target), progress); !filled) {
    RemoveDatabase(part);
    return filled;
  }
  const bool whole = !std::filesystem::exists(part + "-wal", fault);
  if (whole) std::filesystem::rename(part, place, fault);
  if (!whole || fault) return Fail(ErrorCode::Unavailable, place + " cannot be written; what was restored stands in " + part);
  return {};
}

}  // namespace store
