#pragma once
// The store on SQLite or PostgreSQL: event log, projections, search, vault and blobs behind the application's ports.
//
//   TRY(auto store, store::SqlStore::Open({.url = url, .key_file = "amends.key"}));

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

#include "app/ports/blob_store.h"
#include "app/ports/event_store.h"
#include "app/ports/fact_source.h"
#include "app/ports/outbox.h"
#include "app/ports/presence.h"
#include "app/ports/queries.h"
#include "app/ports/vault.h"
#include "store/key_ring.h"
#include "store/sealer.h"
#include "store/writer.h"

namespace store {

// Called now and then with what is being done, how much is done, and of how much (0: unknown).
using Progress = std::function<void(std::string_view what, std::int64_t done, std::int64_t of)>;

struct StoreOptions {
  DatabaseUrl url;
  std::string key_file = "amends.key";
  bool may_create = true;                 // make the database (and its key) if it is not there
  bool read_only = false;                 // only to be looked at: nothing is made, changed or brought up to date
  std::optional<base::Instant> now = {};  // when a new database begins; by the machine's clock, if left out
  bool test_clock = false;                // mark a new database as one whose clock may be moved
  unsigned connections = 8;               // PostgreSQL: writing connections
  Progress progress = {};                 // an older database whose rows must be made anew takes its time
};

// A connection of the reading pool, for the length of a call.
class ReaderPool {
 public:
  ReaderPool(const DatabaseUrl& url, Access access) : url_(url), access_(access) {}

  class Lease {
   public:
    Lease(ReaderPool& pool, std::unique_ptr<Sql> sql) : pool_(&pool), sql_(std::move(sql)) {}
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease() {
      if (sql_) pool_->Return(std::move(sql_));
    }
    Sql& operator*() { return *sql_; }
    Sql* operator->() { return sql_.get(); }
    // After an error of the connection it is not used again.
    void Drop() { sql_.reset(); }

   private:
    ReaderPool* pool_;
    std::unique_ptr<Sql> sql_;
  };

  Lease Take();

 private:
  void Return(std::unique_ptr<Sql> sql);

  DatabaseUrl url_;
  Access access_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Sql>> idle_;
};

class SqlStore final : public app::EventStore,
                       public app::Queries,
                       public app::Vault,
                       public app::BlobStore,
                       public app::Outbox,
                       public app::Presence,
                       public app::FactSource {
 public:
  static base::Result<std::unique_ptr<SqlStore>> Open(StoreOptions options);
  ~SqlStore() override;

  // Answers everything that was submitted; nothing may be written after.
  void Finish() { writer_.reset(); }

  // -- EventStore
  base::Result<app::Head> HeadOf(const app::StreamName& stream) override;
  base::Result<std::pair<app::Head, app::Head>> HeadsOf(const app::StreamName& first, const app::StreamName& second) override;
  base::Result<app::LoadedStream> Load(const app::StreamName& stream, std::int64_t after) override;
  void Append(app::Transaction transaction, app::OnAppended done) override;
  base::Result<app::CaseId> NewCase() override;
  base::Result<app::CustomerId> NewCustomer() override;
  base::Result<app::UserId> NewUser() override;
  base::Result<std::optional<app::Remembered>> Recall(const std::string& actor, const std::string& key) override;
  base::Result<std::vector<app::FeedEntry>> Feed(std::int64_t position, int limit) override;
  base::Result<std::vector<app::FeedEntry>> Log(const app::LogQuery& query) override;
  base::Result<std::int64_t> LastPosition() override;
  app::Procedures& InForce() override { return in_force_; }
  bool MayWait() const override { return options_.url.kind == DatabaseUrl::Kind::Postgres; }
  void OnCommit(std::function<void()> listener) override;

  // -- FactSource
  base::Result<std::int64_t> FactsAfter(std::int64_t after, std::int64_t limit, const TakeLine& take) override;
  base::Result<void> FactsOf(std::span<const base::CaseId> ids, const TakeLine& take) override;

  // -- Queries
  base::Result<app::CasePage> Cases(const app::CaseFilter& filter, const app::Viewer& viewer) override;
  base::Result<std::vector<app::CaseSummary>> SearchCases(const std::string& text, int limit, const app::Viewer& viewer) override;
  base::Result<std::vector<app::CustomerSummary>> SearchCustomers(const std::string& text, int limit) override;
  base::Result<std::vector<app::CustomerSummary>> Customers(const std::vector<app::CustomerId>& ids) override;
  base::Result<std::vector<app::CustomerId>> Matching(const std::vector<customers::MatchKey>& keys,
                                                      app::CustomerId except) override;
  base::Result<std::vector<app::CaseId>> CasesOf(const std::vector<app::CustomerId>& customers, bool open_only) override;
  base::Result<std::optional<app::CaseId>> CaseFrom(const cases::Source& source) override;
  base::Result<std::vector<app::Deadline>> Due(base::Instant before, std::optional<app::UserId> owner, int limit,
                                               const app::Viewer& viewer) override;
  base::Result<std::vector<app::CaseToNotice>> ToNotice(base::Instant now, int limit,
                                                        const std::optional<app::CaseToNotice>& after = {}) override;
  base::Result<void> Escalations(const app::EscalationFilter& filter, const app::Viewer& viewer,
                                 const std::function<void(app::EscalationCount)>& take) override;
  base::Result<int> ComplaintsSince(const std::vector<app::CustomerId>& customers, base::Instant since) override;
  base::Result<std::optional<app::UserSummary>> UserByLogin(const std::string& login) override;
  base::Result<std::vector<app::UserSummary>> Users() override;
  base::Result<app::Facets> CountFacets(const app::Viewer& viewer) override;
  base::Result<app::CaseCounts> CountCases(const std::vector<app::CustomerId>& customers, const app::Viewer& viewer) override;
  base::Result<app::ViewCounts> CountViews(base::Instant now, const app::Viewer& viewer) override;
  base::Result<app::Counts> Count() override;

  // -- Vault
  base::Result<std::optional<std::string>> PasswordHash(app::UserId user) override;
  base::Result<std::optional<app::ApiToken>> TokenByHash(const std::string& hash) override;
  base::Result<std::optional<app::Session>> SessionByHash(const std::string& hash) override;
  base::Result<void> PutSession(const app::Session& session) override;
  base::Result<void> EndSession(const std::string& hash) override;
  base::Result<app::Failures> SignInFailures(const std::string& who) override;
  base::Result<void> NoteSignInFailure(const std::string& who, base::Instant at) override;
  base::Result<void> ForgetSignInFailures(const std::string& who) override;
  base::Result<void> PutDoorKey(const app::DoorKey& key) override;
  base::Result<std::optional<app::CustomerId>> TakeDoorKey(const std::string& hash, base::Instant now) override;
  base::Result<std::optional<app::PortalSession>> PortalSessionByHash(const std::string& hash) override;
  base::Result<void> PutPortalSession(const app::PortalSession& session) override;
  base::Result<void> EndPortalSession(const std::string& hash) override;
  base::Result<void> Tidy(base::Instant now, base::Instant before) override;

  // -- BlobStore
  base::Result<std::unique_ptr<app::BlobWriter>> NewBlob(app::CustomerId customer) override;
  base::Result<app::BlobInfo> FindBlob(const std::string& address) override;
  base::Result<std::string> ReadPiece(const app::BlobInfo& blob, std::int64_t number) override;

  // -- Outbox
  base::Result<std::vector<app::Outgoing>> Take(base::Instant now, base::Instant until, int limit) override;
  base::Result<void> Delivered(std::int64_t id) override;
  base::Result<void> NotDelivered(std::int64_t id, const std::string& why, base::Instant again) override;
  base::Result<void> GiveUp(std::int64_t id, const std::string& why) override;
  base::Result<app::OutboxCounts> CountOutbox() override;
  base::Result<std::vector<app::OutboxEntry>> Entries(int limit) override;
  base::Result<std::int64_t> TryAgain(base::Instant now) override;
  base::Result<std::int64_t> Drop() override;

  // -- Presence
  base::Result<std::vector<app::Here>> Seen(app::CaseId id, app::UserId user, bool writing, base::Instant now) override;
  base::Result<void> Left(app::CaseId id, app::UserId user) override;

  // -- For maintenance and the rest of store/
  const StoreOptions& options() const { return options_; }
  bool HasTestClock() const { return test_clock_; }
  KeyRing& keys() { return *keys_; }
  Writer& writer() { return *writer_; }
  ReaderPool& readers() { return readers_; }
  // Opens what is sealed in a row of the event table; nothing when its key is destroyed.
  base::Result<std::optional<std::string>> OpenSealed(Sql& sql, const EventRow& row);

  // Reads with a connection of the pool.
  template <class Read>
  auto Reading(Read read) -> decltype(read(std::declval<Sql&>())) {
    try {
      auto lease = readers_.Take();
      auto result = Guard(*lease, options_.url, [&] { return read(*lease); });
      if (!result && result.error().code == base::ErrorCode::Unavailable) lease.Drop();
      return result;
    } catch (const soci::soci_error& error) {
      return std::unexpected(DialectOf(options_.url.kind).Explain(error, options_.url));
    }
  }

 private:
  SqlStore(StoreOptions options, std::unique_ptr<KeyRing> keys);

  struct Prepared;
  base::Result<Prepared> Prepare(app::Transaction&& transaction);
  base::Result<void> Write(Sql& sql, const Prepared& prepared);
  base::Result<std::int64_t> NextNumber(std::size_t kind);
  base::Result<void> SeedNumbers();
  base::Result<void> SeedProcedures();

  StoreOptions options_;
  bool test_clock_ = false;
  std::unique_ptr<KeyRing> keys_;
  ReaderPool readers_;
  app::Procedures in_force_{*this};
  std::array<std::atomic<std::int64_t>, 3> next_number_{};  // SQLite: case, customer, user
  std::mutex listeners_mutex_;
  std::vector<std::function<void()>> listeners_;
  std::unique_ptr<Writer> writer_;  // last: its threads use all of the above
};

// All rows of a kind of stream, stream by stream, each in its order: "C-", "CU-", "U-", or all of them for "".
base::Result<void> EachEventRow(Sql& sql, const std::string& prefix, const std::function<base::Result<void>(EventRow)>& take);

}  // namespace store
