#include "store/maintenance.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "app/streams.h"
#include "base/json.h"
#include "store/row_writer.h"
#include "store/schema.h"

namespace store {
namespace {

using app::CustomerId;
using base::ErrorCode;
using base::Fail;
using base::Instant;
using base::Result;

constexpr std::size_t kMostProblems = 1000;
constexpr std::int64_t kTellEvery = 5000;

// Folds the rows of one stream after another, and hands over each state when its stream ends.
struct StreamFold {
  std::string stream;
  cases::Case c;
  customers::Customer customer;
  desk::User user;
  std::int64_t number = 0;

  void Begin(const std::string& name) {
    *this = {};
    stream = name;
    if (const auto id = base::CaseId::Parse(name)) {
      c.id = *id;
      number = id->number;
    } else if (const auto customer_id = CustomerId::Parse(name)) {
      customer.id = *customer_id;
      number = customer_id->number;
    } else if (const auto user_id = base::UserId::Parse(name)) {
      user.id = *user_id;
      number = user_id->number;
    }
  }
  Result<void> Take(const app::StoredEvent& stored) {
    if (c.id.number > 0) {
      TRY(const auto recorded, app::ReadRecorded<base::CaseId>(stored));
      cases::Evolve(c, recorded);
    } else if (customer.id.number > 0) {
      TRY(const auto recorded, app::ReadRecorded<CustomerId>(stored));
      customers::Evolve(customer, recorded);
    } else if (user.id.number > 0) {
      TRY(const auto recorded, app::ReadRecorded<base::UserId>(stored));
      desk::Evolve(user, recorded);
    } else {
      return Fail(ErrorCode::Corrupt, "no kind of stream is named " + base::Quoted(stream));
    }
    return {};
  }
  std::vector<app::Row> Rows() const {
    if (c.id.number > 0) return app::RowsOf(c);
    if (customer.id.number > 0) return app::RowsOf(customer);
    return app::RowsOf(user);
  }
};

// Seals rows as they are stored; a customer without a living key has nothing left to seal.
Result<void> SealAsStored(SqlStore& store, Sql& sql, std::vector<app::Row>& rows) {
  Result<void> failed{};
  std::map<std::int64_t, std::optional<NamedKey>> keys;
  for (app::Row& row : rows) {
    SealRow(row, store.keys(), [&](std::int64_t customer) -> const NamedKey* {
      auto found = keys.find(customer);
      if (found == keys.end()) {
        auto key = store.keys().Current(sql, CustomerId{customer});
        if (!key) {
          failed = std::unexpected(key.error());
          return nullptr;
        }
        found = keys.emplace(customer, *std::move(key)).first;
      }
      return found->second ? &*found->second : nullptr;
    });
  }
  return failed;
}

app::StoredEvent ToStored(const EventRow& row, std::optional<std::string> plain) {
  return {row.version, row.at, row.actor, row.type, row.facts, std::move(plain)};
}

// -- Verify -------------------------------------------------------------------------------------------------------------

class Verifier {
 public:
  Verifier(SqlStore& store, Sql& sql, const Progress& progress) : store_(store), sql_(sql), progress_(progress) {}

  Result<VerifyReport> Run() {
    total_ = std::get<0>(*sql_.One<std::int64_t>("select count(*) from event"));
    CHECK_OK(EachEventRow(sql_, "", [&](EventRow row) { return Take(std::move(row)); }));
    CHECK_OK(EndStream());
    CheckStrangers();
    CHECK_OK(CheckBlobs());
    CHECK_OK(CheckCheckpoints());
    return std::move(report_);
  }

 private:
  void Add(std::string where, std::string what) {
    if (report_.problems.size() < kMostProblems) report_.problems.push_back({std::move(where), std::move(what)});
  }

  Result<void> Take(EventRow row) {
    if (row.stream != fold_.stream) {
      CHECK_OK(EndStream());
      fold_.Begin(row.stream);
      head_ = {};
      readable_ = true;
      ++report_.streams;
    }
    const std::string where = "event " + row.stream + " version " + std::to_string(row.version);
    ++report_.events;
    if (report_.events % kTellEvery == 0 && progress_) progress_("events", report_.events, total_);
    if (row.version != head_.version + 1) {
      Add(where, "follows version " + std::to_string(head_.version) + ": events between are missing");
      readable_ = false;
    } else if (ChainHash(head_.hash, row) != row.hash) {
      Add(where, "has been changed: its hash does not fit what it says and what came before");
      readable_ = false;
    }
    head_ = {row.version, row.hash};
    seen_[row.stream] = head_;
    auto plain = store_.OpenSealed(sql_, row);
    if (!plain) {
      Add(where, plain.error().says);
      readable_ = false;
      return {};
    }
    if (!readable_) return {};
    if (auto taken = fold_.Take(ToStored(row, *std::move(plain))); !taken) {
      Add(where, taken.error().says);
      readable_ = false;
    }
    return {};
  }

  Result<void> EndStream() {
    if (fold_.stream.empty() || !readable_) return {};
    std::vector<app::Row> expected = fold_.Rows();
    CHECK_OK(SealAsStored(store_, sql_, expected));
    report_.rows += static_cast<std::int64_t>(expected.size());
    if (fold_.c.id.number > 0) {
      Compare<app::CaseRow>(expected);
      Compare<app::DeadlineRow>(expected);
      Compare<app::CaseSearchRow>(expected);
    } else if (fold_.customer.id.number > 0) {
      Compare<app::CustomerRow>(expected);
      Compare<app::CustomerMatchRow>(expected);
      Compare<app::CustomerSearchRow>(expected);
    } else {
      Compare<app::UserRow>(expected);
    }
    return {};
  }

  template <class R>
  void Compare(const std::vector<app::Row>& expected) {
    std::vector<R> wanted;
    for (const app::Row& row : expected) {
      if (const auto* own = std::get_if<R>(&row)) wanted.push_back(*own);
    }
    std::vector<R> found = sql_.Attached<RowReader<R>>().Read(fold_.number);
    const std::string where = "table " + std::string(TableOf<R>::kName) + ", " + fold_.stream;
    for (const R& row : wanted) {
      const auto same = std::ranges::find(found, row);
      if (same != found.end()) {
        found.erase(same);
        continue;
      }
      const auto key = std::ranges::find_if(found, [&](const R& other) { return SameKey(row, other); });
      if (key == found.end()) {
        Add(where, "a row that the events call for is missing; run: amends rebuild");
      } else {
        Add(where, Difference(row, *key) + "; run: amends rebuild");
        found.erase(key);
      }
    }
    for (std::size_t i = 0; i < found.size(); ++i) Add(where, "a row stands here that no event calls for; run: amends rebuild");
  }

  template <class R>
  static bool SameKey(const R& a, const R& b) {
    if constexpr (std::is_same_v<R, app::DeadlineRow>) return a.clock == b.clock;
    if constexpr (std::is_same_v<R, app::CustomerMatchRow>) return a.kind == b.kind;
    return true;
  }

  static std::string Shown(const std::string& text) { return base::Quoted(text); }
  static std::string Shown(std::int64_t number) { return std::to_string(number); }
  template <class T>
  static std::string Shown(const std::optional<T>& value) {
    return value ? Shown(*value) : "empty";
  }

  template <class R>
  static std::string Difference(const R& wanted, const R& found) {
    std::string says;
    boost::mp11::mp_for_each<boost::describe::describe_members<R, boost::describe::mod_public>>([&](auto d) {
      const auto& want = wanted.*d.pointer;
      const auto& have = found.*d.pointer;
      if (!says.empty() || want == have) return;
      using T = std::remove_cvref_t<decltype(want)>;
      if constexpr (std::is_same_v<T, app::Secret> || std::is_same_v<T, app::Terms>) {
        says = std::string("column ") + d.name + " does not hold what the events say";
      } else {
        says = std::string("column ") + d.name + " is " + Shown(have) + " where the events say " + Shown(want);
      }
    });
    return says;
  }

  // Rows of streams that do not exist.
  template <class R, class Id>
  void CheckStrangersIn() {
    const std::string table(TableOf<R>::kName);
    const std::string owner(TableOf<R>::kOwner);
    sql_.EachDynamic<std::int64_t>("select distinct " + owner + " from " + table, {}, [&](std::int64_t number) {
      if (!seen_.contains(Id{number}.ToString())) {
        Add("table " + table + ", " + Id{number}.ToString(), "a row stands here without any event; run: amends rebuild");
      }
    });
  }
  void CheckStrangers() {
    CheckStrangersIn<app::CaseRow, base::CaseId>();
    CheckStrangersIn<app::DeadlineRow, base::CaseId>();
    CheckStrangersIn<app::CaseSearchRow, base::CaseId>();
    CheckStrangersIn<app::CustomerRow, CustomerId>();
    CheckStrangersIn<app::CustomerMatchRow, CustomerId>();
    CheckStrangersIn<app::CustomerSearchRow, CustomerId>();
    CheckStrangersIn<app::UserRow, base::UserId>();
  }

  Result<void> CheckBlobs() {
    const auto addresses = sql_.Rows<std::string, std::string>("select address, key from blob order by address");
    for (const auto& [address, key_name] : addresses) {
      if (++report_.blobs % 50 == 0 && progress_) progress_("files", report_.blobs, static_cast<std::int64_t>(addresses.size()));
      TRY(const auto key, store_.keys().Find(sql_, key_name));
      if (!key) continue;  // erased with its customer
      const std::string where = "file " + address.substr(0, 12);
      TRY(const auto blob, store_.FindBlob(address));
      std::int64_t read = 0;
      for (std::int64_t number = 0; number < blob.pieces; ++number) {
        const auto piece = store_.ReadPiece(blob, number);
        if (piece) {
          read += static_cast<std::int64_t>(piece->size());
        } else {
          Add(where, piece.error().says);
          read = blob.size;  // said already
          break;
        }
      }
      if (read != blob.size)
        Add(where, "has " + std::to_string(read) + " bytes where " + std::to_string(blob.size) + " were stored");
    }
    return {};
  }

  Result<void> CheckCheckpoints();

  SqlStore& store_;
  Sql& sql_;
  const Progress& progress_;
  VerifyReport report_;
  std::int64_t total_ = 0;
  StreamFold fold_;
  app::Head head_;
  bool readable_ = true;
  std::map<std::string, app::Head> seen_;
};

// -- Checkpoints --------------------------------------------------------------------------------------------------------

struct CheckpointRow {
  std::int64_t id = 0;
  std::int64_t at = 0;
  std::int64_t position = 0;
  std::int64_t streams = 0;
  std::string root;
  std::string previous;
  std::string signature;

  // What is signed.
  std::string Message() const {
    return base::Hex(base::Hasher()
                         .Add(std::string_view("amends checkpoint"))
                         .Add(id)
                         .Add(at)
                         .Add(position)
                         .Add(streams)
                         .Add(root)
                         .Add(previous)
                         .Finish());
  }
  std::string Digest() const { return base::Hex(base::Hash(Message() + signature)); }
};

std::vector<CheckpointRow> AllCheckpoints(Sql& sql) {
  std::vector<CheckpointRow> all;
  sql.Each<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string>(
      "select id, at, position, streams, root, previous, signature from checkpoint order by id",
      [&](std::int64_t id, std::int64_t at, std::int64_t position, std::int64_t streams, std::string root, std::string previous,
          std::string signature) {
        all.push_back({id, at, position, streams, std::move(root), std::move(previous), std::move(signature)});
      });
  return all;
}

std::optional<CheckpointRow> LastCheckpoint(Sql& sql) {
  const auto row = sql.One<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string>(
      "select id, at, position, streams, root, previous, signature from checkpoint order by id desc limit 1");
  if (!row) return std::nullopt;
  return std::apply([](auto... columns) { return CheckpointRow{std::move(columns)...}; }, *row);
}

// The Merkle root over leaves in the byte order of their names: a leaf and an inner node are hashed apart, and a node
// without a sibling moves up as it is.
base::Digest MerkleRoot(const std::map<std::string, app::Head>& heads) {
  std::vector<base::Digest> level;
  level.reserve(heads.size());
  for (const auto& [stream, head] : heads) {
    level.push_back(base::Hasher().Add(std::int64_t{0}).Add(stream).Add(head.version).Add(head.hash).Finish());
  }
  if (level.empty()) return base::Hash("");
  while (level.size() > 1) {
    std::vector<base::Digest> above;
    above.reserve((level.size() + 1) / 2);
    for (std::size_t i = 0; i < level.size(); i += 2) {
      above.push_back(i + 1 < level.size() ? base::Hasher().Add(std::int64_t{1}).Add(level[i]).Add(level[i + 1]).Finish()
                                           : level[i]);
    }
    level = std::move(above);
  }
  return level.front();
}

std::map<std::string, app::Head> CheckpointHeads(Sql& sql) {
  std::map<std::string, app::Head> heads;
  sql.Each<std::string, std::int64_t, std::string>("select stream, version, hash from checkpoint_head",
                                                   [&](std::string stream, std::int64_t version, const std::string& hash) {
                                                     heads[std::move(stream)] = {
                                                         version, base::DigestFromHex(hash).value_or(base::Digest{})};
                                                   });
  return heads;
}

Result<void> Verifier::CheckCheckpoints() {
  const auto all = AllCheckpoints(sql_);
  report_.checkpoints = static_cast<std::int64_t>(all.size());
  const base::Signer signer = store_.keys().CheckpointSigner();
  std::string previous;
  std::int64_t expected_id = 1;
  for (const CheckpointRow& row : all) {
    const std::string where = "checkpoint " + std::to_string(row.id);
    const auto signature = base::FromBase64(row.signature);
    if (!signature || !signer.Verify(row.Message(), *signature)) Add(where, "is not signed by this database's key");
    if (row.id != expected_id) Add(where, "checkpoints before it are missing");
    if (row.previous != previous) Add(where, "does not follow the one before it");
    previous = row.Digest();
    expected_id = row.id + 1;
  }

  // What stands beside the database knows of the last one even when somebody removed it here.
  if (std::ifstream beside(CheckpointFile(store_.options())); beside) {
    std::int64_t id = 0;
    std::string digest;
    beside >> id >> digest;
    const auto found = std::ranges::find(all, id, &CheckpointRow::id);
    if (id > 0 && (found == all.end() || found->Digest() != digest)) {
      Add("checkpoint " + std::to_string(id),
          "is written in " + CheckpointFile(store_.options()) +
              " but not in the database: an older copy was put back, or checkpoints were removed");
    }
  }
  if (all.empty()) return {};

  const auto heads = CheckpointHeads(sql_);
  if (base::Hex(MerkleRoot(heads)) != all.back().root) {
    Add("checkpoint " + std::to_string(all.back().id), "the list of streams it signed has been changed");
    return {};
  }
  for (const auto& [stream, head] : heads) {
    const std::string where = "stream " + stream;
    const auto now = seen_.find(stream);
    if (now == seen_.end()) {
      Add(where, "has been removed: checkpoint " + std::to_string(all.back().id) + " saw " +
                     base::Count(static_cast<std::size_t>(head.version), "event"));
    } else if (now->second.version < head.version) {
      Add(where, "has been cut short: checkpoint " + std::to_string(all.back().id) + " saw version " +
                     std::to_string(head.version) + ", it ends at " + std::to_string(now->second.version));
    } else {
      const auto row = sql_.One<std::string>("select hash from event where stream = :s and version = :v", stream, head.version);
      if (!row || std::get<0>(*row) != base::Hex(head.hash)) {
        Add(where, "has been rewritten: version " + std::to_string(head.version) + " is not the one checkpoint " +
                       std::to_string(all.back().id) + " saw");
      }
    }
  }
  return {};
}

Result<void> AppendLine(const std::string& file, const std::string& line, int flags) {
  const int out = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (out < 0) return Fail(ErrorCode::Unavailable, file + " cannot be written");
  const bool written = write(out, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(out) == 0;
  close(out);
  if (!written) return Fail(ErrorCode::Unavailable, file + " cannot be written");
  return {};
}

std::string Beside(const StoreOptions& options, const char* ending) {
  return (options.url.kind == DatabaseUrl::Kind::Sqlite ? options.url.text : options.key_file) + ending;
}

}  // namespace

Result<VerifyReport> Verify(SqlStore& store, const Progress& progress) {
  // The database's own check first: on damaged pages nothing else can be trusted.
  std::vector<std::string> damage;
  CHECK_OK(store.writer().Alone([&](Sql& sql) { damage = sql.dialect().IntegrityProblems(sql); }));
  return store.Reading([&](Sql& sql) -> Result<VerifyReport> {
    sql.dialect().BeginRead(sql);
    auto report = Verifier(store, sql, progress).Run();
    sql.Run("commit");
    if (report) {
      for (std::string& line : damage) report->problems.insert(report->problems.begin(), {"the database file", std::move(line)});
    }
    return report;
  });
}

Result<RebuildReport> Rebuild(SqlStore& store, const Progress& progress) {
  RebuildReport report;
  Result<void> result{};
  CHECK_OK(store.writer().Alone([&](Sql& sql) {
    sql.Run(store.options().url.kind == DatabaseUrl::Kind::Sqlite ? "begin immediate" : "begin");
    sql.Forget();
    DropProjections(sql);
    CreateProjections(sql);
    const std::int64_t total = std::get<0>(*sql.One<std::int64_t>("select count(*) from event"));
    StreamFold fold;
    const auto finish = [&]() -> Result<void> {
      if (fold.stream.empty()) return {};
      std::vector<app::Row> rows = fold.Rows();
      CHECK_OK(SealAsStored(store, sql, rows));
      for (const app::Row& row : rows) PutRow(sql, row);
      report.rows += static_cast<std::int64_t>(rows.size());
      ++report.streams;
      return {};
    };
    result = EachEventRow(sql, "", [&](EventRow row) -> Result<void> {
      if (row.stream != fold.stream) {
        CHECK_OK(finish());
        fold.Begin(row.stream);
      }
      TRY(auto plain, store.OpenSealed(sql, row));
      if (auto taken = fold.Take(ToStored(row, std::move(plain))); !taken) {
        return Fail(ErrorCode::Corrupt, "event " + row.stream + ": " + taken.error().says);
      }
      if (++report.events % kTellEvery == 0 && progress) progress("events", report.events, total);
      return {};
    });
    if (result) result = finish();
    sql.Run(result ? "commit" : "rollback");
    sql.Forget();
  }));
  if (!result) return std::unexpected(result.error());
  return report;
}

std::string CheckpointFile(const StoreOptions& options) { return Beside(options, ".checkpoint"); }

Result<bool> WriteCheckpoint(SqlStore& store, Instant now) {
  bool written = false;
  CheckpointRow row;
  CHECK_OK(store.writer().Write([&](Sql& sql) -> Result<void> {
    written = false;
    sql.dialect().SettlePositions(sql);
    const auto last = LastCheckpoint(sql);
    row.position = std::get<0>(*sql.One<std::int64_t>("select coalesce(max(position), 0) from event"));
    const std::int64_t since = last ? last->position : 0;
    if (row.position <= since) return {};
    const auto moved =
        sql.Rows<std::string, std::int64_t>("select stream, max(version) from event where position > :p group by stream", since);
    for (const auto& [stream, version] : moved) {
      const auto hash = sql.One<std::string>("select hash from event where stream = :s and version = :v", stream, version);
      sql.Execute(
          "insert into checkpoint_head (stream, version, hash) values (:s, :v, :h) "
          "on conflict (stream) do update set version = excluded.version, hash = excluded.hash",
          stream, version, std::get<0>(*hash));
    }
    const auto heads = CheckpointHeads(sql);
    row.id = last ? last->id + 1 : 1;
    row.at = now.millis;
    row.streams = static_cast<std::int64_t>(heads.size());
    row.root = base::Hex(MerkleRoot(heads));
    row.previous = last ? last->Digest() : "";
    row.signature = base::Base64(store.keys().CheckpointSigner().Sign(row.Message()));
    sql.Execute(
        "insert into checkpoint (id, at, position, streams, root, previous, signature) values (:i, :a, :p, :s, :r, :q, :g)",
        row.id, row.at, row.position, row.streams, row.root, row.previous, row.signature);
    written = true;
    return {};
  }));
  if (written) CHECK_OK(AppendLine(CheckpointFile(store.options()), std::to_string(row.id) + " " + row.Digest() + "\n", O_TRUNC));
  return written;
}

// -- Backup and restore -------------------------------------------------------------------------------------------------

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

Result<void> Fill(const std::string& file, StoreOptions target, const Progress& progress) {
  const DatabaseUrl source{DatabaseUrl::Kind::Sqlite, file};
  TRY(const base::Key master, LoadMasterKey(target.key_file, false));
  const KeyRing ring(master);
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
      return {};
    }));
    const auto to = OpenSql(target.url, Access::ReadWrite);
    CHECK_OK(Guard(*to, target.url, [&]() -> Result<void> {
      if (!to->dialect().Tables(*to).empty()) {
        return Fail(ErrorCode::Conflict, "the database at " + target.url.Shown() + " is not empty; nothing is overwritten");
      }
      to->Run(target.url.kind == DatabaseUrl::Kind::Sqlite ? "begin immediate" : "begin");
      CHECK_OK(PrepareSchema(*to));
      CopyTables(*from, *to, progress);
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
  const auto clear = [&] {
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(part + ending, fault);
  };
  clear();
  target.url.text = part;
  if (auto filled = Fill(file, std::move(target), progress); !filled) {
    clear();
    return filled;
  }
  const bool whole = !std::filesystem::exists(part + "-wal", fault);
  if (whole) std::filesystem::rename(part, place, fault);
  if (!whole || fault) return Fail(ErrorCode::Unavailable, place + " cannot be written; what was restored stands in " + part);
  return {};
}

Result<void> Scrub(SqlStore& store) {
  return store.writer().Alone([](Sql& sql) { sql.dialect().Scrub(sql); });
}

std::string ErasuresFile(const StoreOptions& options) { return Beside(options, ".erased"); }

Result<std::vector<CustomerId>> ReadErasures(const std::string& file) {
  std::vector<CustomerId> erased;
  std::ifstream in(file);
  std::string ref;
  std::string at;
  while (in >> ref >> at) {
    auto id = CustomerId::Parse(ref);
    if (!id) return Fail(ErrorCode::Invalid, file + " does not hold references of customers: " + base::Quoted(ref));
    erased.push_back(*id);
  }
  return erased;
}

Result<void> NoteErasures(const StoreOptions& options, const std::vector<CustomerId>& customers, Instant at) {
  std::string lines;
  for (const CustomerId customer : customers) lines += customer.ToString() + " " + at.ToString() + "\n";
  return AppendLine(ErasuresFile(options), lines, O_APPEND);
}

}  // namespace store
