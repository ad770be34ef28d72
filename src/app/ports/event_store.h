#pragma once
// Where facts are kept. A Transaction is written whole or not at all, and success is reported only once it is on disk;
// every stream in it stands at the version the decision was made on, or the whole is a Conflict.
//
//   store.Append(transaction, [](base::Result<app::Appended> done) { ... });

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/procedures.h"
#include "app/rows.h"
#include "base/crypto.h"
#include "base/json.h"

namespace app {

// A stream is named by its reference: "C-1024", "CU-7", "U-3".
using StreamName = std::string;

// Where a stream stands: its version and the hash of its last event. Version 0 is a stream that does not exist.
struct Head {
  std::int64_t version = 0;
  base::Digest hash{};
  friend bool operator==(const Head&, const Head&) = default;
};

// An event as it is read: its type, its facts, and what was sealed in it (absent when the key is gone).
struct StoredEvent {
  std::int64_t version = 0;
  Instant at;
  std::string actor;
  std::string type;
  std::string facts;
  std::optional<std::string> sealed;
};

struct LoadedStream {
  Head head;
  std::vector<StoredEvent> events;
};

struct NewEvent {
  std::string type;
  base::Halves halves;
};

struct StreamAppend {
  StreamName stream;
  Head expected;
  std::optional<CustomerId> sealed_for;  // whose key seals the sealed half; needed when there is one
  std::vector<NewEvent> events;
};

struct StreamVersion {
  StreamName stream;
  std::int64_t version = 0;
};

// What is remembered of a command given with an Idempotency-Key.
struct Remembered {
  std::string actor;
  std::string key;
  std::string digest;  // of the request; the same key with another request is a mistake of the caller
  std::string reply;
};

// Something to be told to the world after the transaction, by whoever delivers.
struct OutboxMessage {
  std::string kind;     // "webhook"
  std::string subject;  // the stream
  std::string body;     // facts only, nothing sealed
};

struct Credential {
  UserId user;
  std::string password_hash;
};

struct ApiToken {
  std::string hash;
  UserId user;
  std::string label;
};

struct Transaction {
  Instant at;
  std::string actor;
  std::vector<StreamAppend> streams;
  std::vector<StreamVersion> unchanged;  // streams the decision read and did not write
  RowChanges rows;
  std::vector<CustomerId> destroy_keys;
  std::optional<Remembered> remember;
  std::vector<OutboxMessage> outbox;
  // Secrets that go with the facts; see ports/vault.h for reading them.
  std::optional<Credential> credential;
  std::optional<ApiToken> add_token;
  std::optional<ApiToken> remove_token;  // by user and label
  std::optional<UserId> end_access;      // drops sessions and tokens
};

struct Appended {
  std::vector<Head> heads;  // in the order of Transaction::streams
};

using OnAppended = std::move_only_function<void(base::Result<Appended>)>;

// One line of the log of all streams: facts about facts, nothing sealed.
struct FeedEntry {
  std::int64_t position = 0;
  StreamName stream;
  std::int64_t version = 0;
  std::string type;
  Instant at;
  std::string actor;
};

// What is asked of the log; what is left out is not asked for.
struct LogQuery {
  std::optional<StreamName> stream;
  std::optional<std::string> actor;
  std::optional<std::string> type;
  std::optional<Instant> from;         // happened at or after
  std::optional<Instant> until;        // happened before
  std::optional<std::int64_t> after;   // stands after this position
  std::optional<std::int64_t> before;  // stands before it
  bool newest_first = false;
  int limit = 100;
};

class EventStore {
 public:
  virtual ~EventStore() = default;

  virtual base::Result<Head> HeadOf(const StreamName& stream) = 0;
  // Of two streams, for the price of one.
  virtual base::Result<std::pair<Head, Head>> HeadsOf(const StreamName& first, const StreamName& second) = 0;
  // The events after `after`; the head is the stream's own even when nothing is newer.
  virtual base::Result<LoadedStream> Load(const StreamName& stream, std::int64_t after) = 0;
  // Calls back exactly once, on another thread or on this one.
  virtual void Append(Transaction transaction, OnAppended done) = 0;

  // A number no stream of that kind has; not handed out again while the process lives.
  virtual base::Result<CaseId> NewCase() = 0;
  virtual base::Result<CustomerId> NewCustomer() = 0;
  virtual base::Result<UserId> NewUser() = 0;

  virtual base::Result<std::optional<Remembered>> Recall(const std::string& actor, const std::string& key) = 0;
  // Entries after `position`, oldest first, at most `limit`; never one that a transaction still under way could precede.
  virtual base::Result<std::vector<FeedEntry>> Feed(std::int64_t position, int limit) = 0;
  virtual base::Result<std::int64_t> LastPosition() = 0;
  // The log as it is looked through; what nothing indexes is found by reading all of it.
  virtual base::Result<std::vector<FeedEntry>> Log(const LogQuery& query) = 0;

  // The procedures its log has put in force.
  virtual Procedures& InForce() = 0;

  // True when a call may wait for a network; the caller then keeps it off threads that serve others.
  virtual bool MayWait() const = 0;
  // Is told, on some thread, after each commit of this process.
  virtual void OnCommit(std::function<void()> listener) = 0;
};

}  // namespace app
