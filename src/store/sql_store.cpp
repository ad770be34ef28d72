#include "store/sql_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>

#include "app/streams.h"
#include "base/clock.h"
#include "base/log.h"
#include "packs/bundle.h"
#include "store/maintenance.h"
#include "store/row_writer.h"
#include "store/schema.h"

namespace store {
namespace {

using app::CaseId;
using app::CustomerId;
using app::UserId;
using base::ErrorCode;
using base::Fail;
using base::Instant;
using base::Result;

constexpr std::array<const char*, 3> kNumberTables{"case_list", "customer", "desk_user"};
constexpr std::array<const char*, 3> kNumberSequences{"case_number", "customer_number", "user_number"};
constexpr std::array<std::int64_t, 3> kFirstNumbers{1001, 1, 1};

// A head is looked up for nearly every request.
constexpr const char* kHead = "select version, hash from event where stream = :s order by version desc limit 1";

base::Digest DigestOf(const std::string& hex) { return base::DigestFromHex(hex).value_or(base::Digest{}); }

app::Head HeadIn(Sql& sql, const std::string& stream) {
  const auto row = sql.One<std::int64_t, std::string>(kHead, stream);
  return row ? app::Head{std::get<0>(*row), DigestOf(std::get<1>(*row))} : app::Head{};
}

// Several reads under one beginning, where that is what costs.
class OneRead {
 public:
  explicit OneRead(Sql& sql) : sql_(sql), is_open_(sql.dialect().BeginsDearly()) {
    if (is_open_) sql_.Execute("begin");
  }
  OneRead(const OneRead&) = delete;
  OneRead& operator=(const OneRead&) = delete;
  ~OneRead() {
    try {
      if (is_open_) sql_.Execute("commit");
    } catch (const soci::soci_error&) {
      Undo();
    }
  }

 private:
  void Undo() {
    try {
      sql_.Run("rollback");
    } catch (const soci::soci_error&) {  // it was over already
    }
  }

  Sql& sql_;
  bool is_open_;
};

Result<void> CheckFolder(const DatabaseUrl& url) {
  if (url.kind != DatabaseUrl::Kind::Sqlite) return {};
  const auto folder = std::filesystem::absolute(url.text).parent_path();
  std::error_code fault;
  if (!std::filesystem::is_directory(folder, fault)) {
    return Fail(ErrorCode::Unavailable, "there is no folder " + folder.string() + " for the database");
  }
  return {};
}

}  // namespace

// -- Opening ------------------------------------------------------------------------------------------------------------

ReaderPool::Lease ReaderPool::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto sql = std::move(idle_.back());
      idle_.pop_back();
      return {*this, std::move(sql)};
    }
  }
  return {*this, OpenSql(url_, access_)};
}

void ReaderPool::Return(std::unique_ptr<Sql> sql) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < 16) idle_.push_back(std::move(sql));
}

SqlStore::SqlStore(StoreOptions options, std::unique_ptr<KeyRing> keys)
    : options_(std::move(options)),
      keys_(std::move(keys)),
      readers_(options_.url, options_.read_only ? Access::Inspect : Access::ReadOnly) {}

SqlStore::~SqlStore() { writer_.reset(); }

Result<std::unique_ptr<SqlStore>> SqlStore::Open(StoreOptions options) {
  const bool sqlite = options.url.kind == DatabaseUrl::Kind::Sqlite;
  CHECK_OK(CheckFolder(options.url));
  const bool exists = !sqlite || std::filesystem::exists(options.url.text);
  if (!exists && !options.may_create) {
    return Fail(ErrorCode::NotFound, "there is no database at " + options.url.Shown());
  }
  try {
    const auto sql = OpenSql(options.url, options.read_only ? Access::Inspect : Access::ReadWrite);
    return Guard(*sql, options.url, [&]() -> Result<std::unique_ptr<SqlStore>> {
      const bool empty = !sql->dialect().HasTable(*sql, "meta");
      if (empty && !options.may_create) {
        return Fail(ErrorCode::NotFound, "the database at " + options.url.Shown() + " is empty");
      }
      // A new key beside an old database would only hide that the right one is missing.
      TRY(const base::Key master, LoadMasterKey(options.key_file, empty));
      auto ring = std::make_unique<KeyRing>(master);
      sql->Run(sqlite && !options.read_only ? "begin immediate" : "begin");
      const auto found = PrepareSchema(*sql, !options.read_only);
      if (!found) {
        sql->Run("rollback");
        return std::unexpected(found.error());
      }
      if (!options.read_only) sql->dialect().AdoptPositions(*sql);
      if (*found == 0) {
        SetMeta(*sql, "key-check", ring->MakeCheck());
        if (options.test_clock) SetMeta(*sql, "test-clock", "yes");
      }
      const auto check = Meta(*sql, "key-check");
      const bool test_clock = Meta(*sql, "test-clock").has_value();
      sql->Run("commit");
      if (!check || !ring->Fits(*check)) {
        return Fail(ErrorCode::Unavailable,
                    "the master key (" + options.key_file + ") is not the one this database was made with");
      }
      auto store = std::unique_ptr<SqlStore>(new SqlStore(std::move(options), std::move(ring)));
      store->test_clock_ = test_clock;
      if (store->options_.read_only) {
        CHECK_OK(store->in_force_.Refresh());
        return store;
      }
      WriterOptions writer_options{[raw = store.get()] {
        const std::lock_guard lock(raw->listeners_mutex_);
        for (const auto& listener : raw->listeners_) listener();
      }};
      store->writer_ = sqlite ? MakeSqliteWriter(store->options_.url, std::move(writer_options))
                              : MakePostgresWriter(store->options_.url, store->options_.connections, std::move(writer_options));
      if (*found != 0 && *found != SchemaVersion()) {
        base::log::Info("the database was brought up to date",
                        {{"from_schema", std::to_string(*found)}, {"to_schema", std::to_string(SchemaVersion())}});
      }
      CHECK_OK(store->SeedProcedures());
      CHECK_OK(RebuildIfNeeded(*store, store->options_.progress));
      store->options_.progress = {};
      CHECK_OK(store->SeedNumbers());
      return store;
    });
  } catch (const soci::soci_error& error) {
    return std::unexpected(DialectOf(options.url.kind).Explain(error, options.url));
  }
}

void SqlStore::OnCommit(std::function<void()> listener) {
  const std::lock_guard lock(listeners_mutex_);
  listeners_.push_back(std::move(listener));
}

// -- Numbers ------------------------------------------------------------------------------------------------------------

Result<void> SqlStore::SeedNumbers() {
  if (options_.url.kind != DatabaseUrl::Kind::Sqlite) return {};
  return Reading([&](Sql& sql) -> Result<void> {
    for (std::size_t kind = 0; kind < kNumberTables.size(); ++kind) {
      std::int64_t last = kFirstNumbers[kind] - 1;
      sql.EachDynamic<std::int64_t>("select coalesce(max(id), 0) from " + std::string(kNumberTables[kind]), {},
                                    [&](std::int64_t found) { last = std::max(last, found); });
      std::int64_t next = next_number_[kind].load();
      while (next <= last && !next_number_[kind].compare_exchange_weak(next, last + 1)) {
      }
    }
    return {};
  });
}

// What this program brings along as the general procedure is put in force once, so that the log alone says under which
// rules its cases stand, also after a newer program brings along other ones.
Result<void> SqlStore::SeedProcedures() {
  CHECK_OK(in_force_.Refresh());
  TRY(const app::Head head, HeadOf(app::kRegister.ToString()));
  if (head.version > 0) return {};
  const packs::Bundle& files = *packs::Shipped("general");
  const auto general = packs::ReadBundle(files);
  if (!general) return Fail(ErrorCode::Internal, packs::ToText(general.error().front()));
  procedures::ProcedureActivated event{base::Word(general->procedure.id),
                                       {general->procedure.version},
                                       base::Line(general->procedure.title),
                                       packs::DigestOf(files),
                                       files,
                                       base::Line("Comes with Amends")};
  app::Transaction transaction;
  transaction.at = options_.now.value_or(base::SystemClock().Now());
  transaction.actor = domain::Actor::System().ToString();
  transaction.streams.push_back(
      {app::kRegister.ToString(), head, {}, {app::WriteEvent(procedures::RegisterEvent(std::move(event)))}});
  std::promise<Result<app::Appended>> promise;
  Append(std::move(transaction), [&](Result<app::Appended> done) { promise.set_value(std::move(done)); });
  const auto appended = promise.get_future().get();
  // Another process may have been first.
  if (!appended && appended.error().code != ErrorCode::Conflict) return std::unexpected(appended.error());
  in_force_.LookAgain();
  return in_force_.Refresh();
}

Result<std::int64_t> SqlStore::NextNumber(std::size_t kind) {
  if (options_.url.kind == DatabaseUrl::Kind::Sqlite) return next_number_[kind]++;
  return Reading([&](Sql& sql) -> Result<std::int64_t> {
    return std::get<0>(*sql.One<std::int64_t>("select nextval(cast(:s as regclass))", std::string(kNumberSequences[kind])));
  });
}

Result<CaseId> SqlStore::NewCase() {
  TRY(const auto number, NextNumber(0));
  return CaseId{number};
}
Result<CustomerId> SqlStore::NewCustomer() {
  TRY(const auto number, NextNumber(1));
  return CustomerId{number};
}
Result<UserId> SqlStore::NewUser() {
  TRY(const auto number, NextNumber(2));
  return UserId{number};
}

// -- Reading the log ----------------------------------------------------------------------------------------------------

Result<app::Head> SqlStore::HeadOf(const app::StreamName& stream) {
  return Reading([&](Sql& sql) -> Result<app::Head> { return HeadIn(sql, stream); });
}

Result<std::pair<app::Head, app::Head>> SqlStore::HeadsOf(const app::StreamName& first, const app::StreamName& second) {
  return Reading([&](Sql& sql) -> Result<std::pair<app::Head, app::Head>> {
    const OneRead one(sql);
    return std::pair{HeadIn(sql, first), HeadIn(sql, second)};
  });
}

Result<std::optional<std::string>> SqlStore::OpenSealed(Sql& sql, const EventRow& row) {
  if (!row.sealed) return std::optional<std::string>();
  if (!row.key)
    return Fail(ErrorCode::Corrupt, row.stream + " version " + std::to_string(row.version) + " is sealed without a key's name");
  TRY(const auto key, keys_->Find(sql, *row.key));
  if (!key) return std::optional<std::string>();
  auto plain = OpenEvent(*key, row);
  if (!plain) {
    return Fail(ErrorCode::Corrupt,
                row.stream + " version " + std::to_string(row.version) + ": the sealed part has been changed");
  }
  return plain;
}

Result<app::LoadedStream> SqlStore::Load(const app::StreamName& stream, std::int64_t after) {
  return Reading([&](Sql& sql) -> Result<app::LoadedStream> {
    app::LoadedStream loaded;
    std::vector<EventRow> rows;
    sql.Each<std::int64_t, std::string, std::int64_t, std::string, std::string, std::optional<std::string>,
             std::optional<std::string>, std::string>(
        "select version, type, at, actor, facts, sealed, key, hash from event where stream = :s and version > :v order by "
        "version",
        [&](std::int64_t version, std::string type, std::int64_t at, std::string actor, std::string facts,
            std::optional<std::string> sealed, std::optional<std::string> key, std::string hash) {
          rows.push_back({stream, version, std::move(type), Instant{at}, std::move(actor), std::move(facts), std::move(sealed),
                          std::move(key), DigestOf(hash)});
        },
        stream, after);
    for (EventRow& row : rows) {
      TRY(auto plain, OpenSealed(sql, row));
      loaded.events.push_back(
          {row.version, row.at, std::move(row.actor), std::move(row.type), std::move(row.facts), std::move(plain)});
    }
    loaded.head = rows.empty() ? HeadIn(sql, stream) : app::Head{rows.back().version, rows.back().hash};
    return loaded;
  });
}

Result<void> EachEventRow(Sql& sql, const std::string& prefix, const std::function<Result<void>(EventRow)>& take) {
  // "C-" up to "C." holds every "C-..." and nothing else; page by page, because libpq holds a whole answer in memory.
  std::string upper = prefix.empty() ? std::string("\x7f") : prefix;
  if (!prefix.empty()) ++upper.back();
  std::string stream = prefix;
  std::int64_t version = 0;
  for (;;) {
    std::vector<EventRow> page;
    sql.Each<std::string, std::int64_t, std::string, std::int64_t, std::string, std::string, std::optional<std::string>,
             std::optional<std::string>, std::string>(
        "select stream, version, type, at, actor, facts, sealed, key, hash from event where (stream, version) > (:a, :v) "
        "and stream < :b order by stream, version limit 2000",
        [&](std::string name, std::int64_t number, std::string type, std::int64_t at, std::string actor, std::string facts,
            std::optional<std::string> sealed, std::optional<std::string> key, std::string hash) {
          page.push_back({std::move(name), number, std::move(type), Instant{at}, std::move(actor), std::move(facts),
                          std::move(sealed), std::move(key), DigestOf(hash)});
        },
        stream, version, upper);
    if (page.empty()) return {};
    stream = page.back().stream;
    version = page.back().version;
    for (EventRow& row : page) CHECK_OK(take(std::move(row)));
  }
}

Result<std::vector<app::FeedEntry>> SqlStore::Feed(std::int64_t position, int limit) {
  app::LogQuery query;
  query.after = position;
  query.limit = limit;
  return Log(query);
}

Result<std::vector<app::FeedEntry>> SqlStore::Log(const app::LogQuery& query) {
  return Reading([&](Sql& sql) -> Result<std::vector<app::FeedEntry>> {
    std::string text = "select position, stream, version, type, at, actor from event where " + sql.dialect().FeedCondition();
    std::vector<Cell> params;
    const auto only = [&](const char* condition, const auto& value) {
      if (!value) return;
      text += condition;
      params.emplace_back(*value);
    };
    only(" and stream = :stream", query.stream);
    only(" and actor = :actor", query.actor);
    only(" and type = :type", query.type);
    const auto millis = [](const std::optional<Instant>& at) { return at ? std::optional(at->millis) : std::nullopt; };
    only(" and at >= :from_at", millis(query.from));
    only(" and at < :until_at", millis(query.until));
    only(" and position > :after", query.after);
    only(" and position < :before", query.before);
    text += query.newest_first ? " order by position desc limit :n" : " order by position limit :n";
    params.emplace_back(static_cast<std::int64_t>(query.limit));
    std::vector<app::FeedEntry> feed;
    sql.EachDynamic<std::int64_t, std::string, std::int64_t, std::string, std::int64_t, std::string>(
        text, params,
        [&](std::int64_t at_position, std::string stream, std::int64_t version, std::string type, std::int64_t at,
            std::string actor) {
          feed.push_back({at_position, std::move(stream), version, std::move(type), Instant{at}, std::move(actor)});
        });
    return feed;
  });
}

Result<std::int64_t> SqlStore::LastPosition() {
  return Reading([&](Sql& sql) -> Result<std::int64_t> {
    return std::get<0>(*sql.One<std::int64_t>("select coalesce(max(position), 0) from event"));
  });
}

Result<std::optional<app::Remembered>> SqlStore::Recall(const std::string& actor, const std::string& key) {
  return Reading([&](Sql& sql) -> Result<std::optional<app::Remembered>> {
    const auto row =
        sql.One<std::string, std::string>("select digest, reply from remembered where actor = :a and key = :k", actor, key);
    if (!row) return std::optional<app::Remembered>();
    return app::Remembered{actor, key, std::get<0>(*row), std::get<1>(*row)};
  });
}

// -- Appending ----------------------------------------------------------------------------------------------------------

// A transaction sealed and hashed, ready to be written by whichever thread writes.
struct SqlStore::Prepared {
  app::Transaction rest;  // without its streams
  std::vector<EventRow> events;
  std::vector<NewKey> new_keys;
  std::vector<app::Head> heads;
  std::vector<std::string> locks;  // existing streams that are written
};

Result<SqlStore::Prepared> SqlStore::Prepare(app::Transaction&& transaction) {
  Prepared prepared;
  std::map<std::int64_t, std::optional<NamedKey>> keys;
  std::map<std::int64_t, bool> begins;  // customers whose stream begins here
  for (const app::StreamAppend& stream : transaction.streams) {
    if (stream.expected.version == 0 && stream.sealed_for && stream.stream == stream.sealed_for->ToString()) {
      begins[stream.sealed_for->number] = true;
    }
  }
  const auto is_destroyed = [&](CustomerId customer) {
    return std::ranges::find(transaction.destroy_keys, customer) != transaction.destroy_keys.end();
  };
  const auto key_for = [&](CustomerId customer) -> Result<const NamedKey*> {
    if (const auto found = keys.find(customer.number); found != keys.end()) return found->second ? &*found->second : nullptr;
    std::optional<NamedKey> key;
    std::int64_t generation = 1;
    if (!begins.contains(customer.number)) {
      auto current = Reading([&](Sql& sql) { return keys_->Current(sql, customer); });
      if (!current) return std::unexpected(current.error());
      key = *std::move(current);
      if (!key && !is_destroyed(customer)) {
        TRY(generation, Reading([&](Sql& sql) { return keys_->NextGeneration(sql, customer); }));
      }
    }
    if (!key && !is_destroyed(customer)) {
      prepared.new_keys.push_back(keys_->Make(customer, generation));
      key = prepared.new_keys.back().named;
    }
    auto& slot = keys[customer.number] = std::move(key);
    return slot ? &*slot : nullptr;
  };

  for (app::StreamAppend& stream : transaction.streams) {
    if (stream.expected.version > 0) prepared.locks.push_back(stream.stream);
    app::Head head = stream.expected;
    for (app::NewEvent& event : stream.events) {
      EventRow row;
      row.stream = stream.stream;
      row.version = head.version + 1;
      row.type = std::move(event.type);
      row.at = transaction.at;
      row.actor = transaction.actor;
      row.facts = std::move(event.halves.facts);
      if (!event.halves.sealed.empty()) {
        if (!stream.sealed_for)
          return Fail(ErrorCode::Internal, stream.stream + " has something to seal and no key to seal it with");
        TRY(const NamedKey* key, key_for(*stream.sealed_for));
        if (key == nullptr)
          return Fail(ErrorCode::Internal, "the key of " + stream.sealed_for->ToString() + " is being destroyed");
        row.key = key->name;
        row.sealed = SealEvent(*key, row, event.halves.sealed);
      }
      row.hash = ChainHash(head.hash, row);
      head = {row.version, row.hash};
      prepared.events.push_back(std::move(row));
    }
    prepared.heads.push_back(head);
  }
  transaction.streams.clear();

  base::Result<void> failed{};
  for (app::Row& row : transaction.rows.put) {
    SealRow(row, *keys_, [&](std::int64_t customer) -> const NamedKey* {
      auto key = key_for(CustomerId{customer});
      if (!key) {
        failed = std::unexpected(key.error());
        return nullptr;
      }
      return *key;
    });
  }
  if (!failed) return std::unexpected(failed.error());
  std::ranges::sort(prepared.locks);
  prepared.rest = std::move(transaction);
  return prepared;
}

Result<void> SqlStore::Write(Sql& sql, const Prepared& prepared) {
  const app::Transaction& rest = prepared.rest;
  const Dialect& dialect = sql.dialect();
  std::vector<std::pair<std::string, bool>> locks;
  for (const std::string& stream : prepared.locks) locks.emplace_back(stream, true);
  for (const app::StreamVersion& stream : rest.unchanged) locks.emplace_back(stream.stream, false);
  std::ranges::sort(locks);
  for (const auto& [stream, exclusive] : locks) dialect.LockStream(sql, stream, exclusive);
  for (const app::StreamVersion& stream : rest.unchanged) {
    if (HeadIn(sql, stream.stream).version != stream.version) return Fail(ErrorCode::Conflict, stream.stream + " has moved on");
  }

  for (const EventRow& row : prepared.events) {
    sql.Execute(
        "insert into event (stream, version, type, at, actor, facts, sealed, key, hash) "
        "values (:s, :v, :t, :a, :c, :f, :e, :k, :h)",
        row.stream, row.version, row.type, row.at.millis, row.actor, row.facts, row.sealed, row.key, base::Hex(row.hash));
  }
  for (const NewKey& key : prepared.new_keys) {
    sql.Execute("insert into customer_key (customer, generation, wrapped, made_at) values (:c, :g, :w, :m)", key.customer.number,
                key.generation, key.wrapped, rest.at.millis);
  }
  for (const app::Row& row : rest.rows.remove) RemoveRow(sql, row);
  for (const app::Row& row : rest.rows.put) PutRow(sql, row);

  for (const CustomerId customer : rest.destroy_keys) {
    sql.Execute("update customer_key set wrapped = '', destroyed_at = :d where customer = :c and destroyed_at is null",
                rest.at.millis, customer.number);
    sql.Execute("delete from blob_chunk where content in (select content from blob where customer = :c)", customer.number);
  }
  if (rest.remember) {
    sql.Execute("insert into remembered (actor, key, digest, reply, at) values (:a, :k, :d, :r, :t)", rest.remember->actor,
                rest.remember->key, rest.remember->digest, rest.remember->reply, rest.at.millis);
  }
  for (const app::OutboxMessage& message : rest.outbox) {
    sql.Execute("insert into outbox (kind, subject, body, at, due_at, attempts) values (:k, :s, :b, :t, :d, 0)", message.kind,
                message.subject, message.body, rest.at.millis, rest.at.millis);
  }
  if (rest.credential) {
    sql.Execute(
        "insert into credential (id, password_hash) values (:u, :h) on conflict (id) do update set password_hash = "
        "excluded.password_hash",
        rest.credential->user.number, rest.credential->password_hash);
    sql.Execute("delete from session where user_id = :u", rest.credential->user.number);
  }
  if (rest.add_token) {
    sql.Execute("insert into api_token (hash, user_id, label) values (:h, :u, :l)", rest.add_token->hash,
                rest.add_token->user.number, rest.add_token->label);
  }
  if (rest.remove_token) {
    sql.Execute("delete from api_token where user_id = :u and label = :l", rest.remove_token->user.number,
                rest.remove_token->label);
  }
  if (rest.end_access) {
    sql.Execute("delete from session where user_id = :u", rest.end_access->number);
    sql.Execute("delete from api_token where user_id = :u", rest.end_access->number);
  }
  return {};
}

void SqlStore::Append(app::Transaction transaction, app::OnAppended done) {
  auto prepared = Prepare(std::move(transaction));
  if (!prepared) return done(std::unexpected(prepared.error()));
  auto shared = std::make_shared<Prepared>(*std::move(prepared));
  writer_->Submit({[this, shared](Sql& sql) { return Write(sql, *shared); },
                   [this, shared, done = std::move(done)](Result<void> written) mutable {
                     if (!written) {
                       // The number was taken by another process; begin again behind it.
                       if (written.error().code == ErrorCode::Conflict) {
                         if (auto seeded = SeedNumbers(); !seeded) written = std::unexpected(seeded.error());
                       }
                       return done(std::unexpected(written.error()));
                     }
                     for (const NewKey& key : shared->new_keys) keys_->Remember(key);
                     for (const CustomerId customer : shared->rest.destroy_keys) keys_->Forget(customer);
                     if (!shared->rest.destroy_keys.empty()) {
                       if (auto noted = NoteErasures(options_, shared->rest.destroy_keys, shared->rest.at); !noted) {
                         base::log::Error("an erasure could not be noted beside the database", {{"why", noted.error().says}});
                       }
                     }
                     done(app::Appended{shared->heads});
                   }});
}

// -- Vault --------------------------------------------------------------------------------------------------------------

Result<std::optional<std::string>> SqlStore::PasswordHash(UserId user) {
  return Reading([&](Sql& sql) -> Result<std::optional<std::string>> {
    const auto row = sql.One<std::string>("select password_hash from credential where id = :u", user.number);
    return row ? std::optional(std::get<0>(*row)) : std::nullopt;
  });
}

Result<std::optional<app::ApiToken>> SqlStore::TokenByHash(const std::string& hash) {
  return Reading([&](Sql& sql) -> Result<std::optional<app::ApiToken>> {
    const auto row = sql.One<std::int64_t, std::string>("select user_id, label from api_token where hash = :h", hash);
    if (!row) return std::optional<app::ApiToken>();
    return app::ApiToken{hash, UserId{std::get<0>(*row)}, std::get<1>(*row)};
  });
}

Result<std::optional<app::Session>> SqlStore::SessionByHash(const std::string& hash) {
  return Reading([&](Sql& sql) -> Result<std::optional<app::Session>> {
    const auto row =
        sql.One<std::int64_t, std::string, std::int64_t>("select user_id, csrf, expires_at from session where hash = :h", hash);
    if (!row) return std::optional<app::Session>();
    return app::Session{hash, UserId{std::get<0>(*row)}, std::get<1>(*row), Instant{std::get<2>(*row)}};
  });
}

Result<void> SqlStore::PutSession(const app::Session& session) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("insert into session (hash, user_id, csrf, expires_at) values (:h, :u, :c, :e)", session.token_hash,
                session.user.number, session.csrf, session.expires_at.millis);
    return {};
  });
}

Result<void> SqlStore::EndSession(const std::string& hash) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("delete from session where hash = :h", hash);
    return {};
  });
}

Result<app::Failures> SqlStore::SignInFailures(const std::string& who) {
  return Reading([&](Sql& sql) -> Result<app::Failures> {
    const auto row = sql.One<std::int64_t, std::int64_t>("select count, last_at from sign_in_failure where who = :w", who);
    if (!row) return app::Failures{};
    return app::Failures{static_cast<int>(std::get<0>(*row)), Instant{std::get<1>(*row)}};
  });
}

Result<void> SqlStore::NoteSignInFailure(const std::string& who, Instant at) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute(
        "insert into sign_in_failure (who, count, last_at) values (:w, 1, :a) "
        "on conflict (who) do update set count = sign_in_failure.count + 1, last_at = excluded.last_at",
        who, at.millis);
    return {};
  });
}

Result<void> SqlStore::ForgetSignInFailures(const std::string& who) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("delete from sign_in_failure where who = :w", who);
    return {};
  });
}

Result<void> SqlStore::PutDoorKey(const app::DoorKey& key) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("insert into door_key (hash, customer, expires_at) values (:h, :c, :e)", key.hash, key.customer.number,
                key.expires_at.millis);
    return {};
  });
}

Result<std::optional<app::CustomerId>> SqlStore::TakeDoorKey(const std::string& hash, Instant now) {
  std::optional<app::CustomerId> customer;
  // Found and removed in one transaction, so that of two who bring it at once one gets in.
  CHECK_OK(writer_->Write([&](Sql& sql) -> Result<void> {
    customer.reset();
    const auto row =
        sql.One<std::int64_t>("delete from door_key where hash = :h and expires_at > :n returning customer", hash, now.millis);
    if (row) customer = app::CustomerId{std::get<0>(*row)};
    return {};
  }));
  return customer;
}

Result<std::optional<app::PortalSession>> SqlStore::PortalSessionByHash(const std::string& hash) {
  return Reading([&](Sql& sql) -> Result<std::optional<app::PortalSession>> {
    const auto row = sql.One<std::int64_t, std::optional<std::int64_t>, std::string, std::int64_t>(
        "select customer, only_case, csrf, expires_at from portal_session where hash = :h", hash);
    if (!row) return std::optional<app::PortalSession>();
    const auto& only = std::get<1>(*row);
    return app::PortalSession{hash, app::CustomerId{std::get<0>(*row)}, only ? std::optional(app::CaseId{*only}) : std::nullopt,
                              std::get<2>(*row), Instant{std::get<3>(*row)}};
  });
}

Result<void> SqlStore::PutPortalSession(const app::PortalSession& session) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    const std::optional<std::int64_t> only = session.only ? std::optional(session.only->number) : std::nullopt;
    sql.Execute("insert into portal_session (hash, customer, only_case, csrf, expires_at) values (:h, :c, :o, :s, :e)",
                session.token_hash, session.customer.number, only, session.csrf, session.expires_at.millis);
    return {};
  });
}

Result<void> SqlStore::EndPortalSession(const std::string& hash) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("delete from portal_session where hash = :h", hash);
    return {};
  });
}

Result<std::vector<app::Here>> SqlStore::Seen(app::CaseId id, app::UserId user, bool writing, Instant now) {
  CHECK_OK(writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("delete from presence where case_id = :c and (user_id = :u or seen_at < :o)", id.number, user.number,
                (now - kHereFor).millis);
    sql.Execute("insert into presence (case_id, user_id, writing, seen_at) values (:c, :u, :w, :s)", id.number, user.number,
                static_cast<std::int64_t>(writing), now.millis);
    return {};
  }));
  return Reading([&](Sql& sql) -> Result<std::vector<app::Here>> {
    std::vector<app::Here> others;
    sql.Each<std::int64_t, std::int64_t, std::int64_t>(
        "select user_id, writing, seen_at from presence where case_id = :c and user_id <> :u and seen_at >= :o order by user_id",
        [&](std::int64_t other, std::int64_t writes, std::int64_t at) {
          others.push_back({app::UserId{other}, writes != 0, Instant{at}});
        },
        id.number, user.number, (now - kHereFor).millis);
    return others;
  });
}

Result<void> SqlStore::Left(app::CaseId id, app::UserId user) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("delete from presence where case_id = :c and user_id = :u", id.number, user.number);
    return {};
  });
}

Result<void> SqlStore::Tidy(Instant now, Instant before) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    for (const char* table : {"session", "portal_session", "door_key"}) {
      sql.Execute((std::string("delete from ") + table + " where expires_at < :n").c_str(), now.millis);
    }
    sql.Execute("delete from presence where seen_at < :o", (now - kHereFor).millis);
    sql.Execute("delete from remembered where at < :b", before.millis);
    sql.Execute("delete from sign_in_failure where last_at < :b", before.millis);
    return {};
  });
}

}  // namespace store
