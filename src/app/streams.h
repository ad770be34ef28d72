#pragma once
// From the store's events to the state of a case, a customer or a user, and back. The last states are kept in memory;
// before one is used, the store is asked whether the stream still stands where it stood.

#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "app/ports/event_store.h"
#include "domain/cases/evolve.h"
#include "domain/learning/log.h"
#include "domain/procedures/register.h"
#include "domain/reports/schedule.h"

namespace app {

template <class Id>
struct AreaOf;
template <>
struct AreaOf<CaseId> {
  using State = cases::Case;
  using Event = cases::Event;
  using Recorded = cases::Recorded;
};
template <>
struct AreaOf<CustomerId> {
  using State = customers::Customer;
  using Event = customers::Event;
  using Recorded = customers::Recorded;
};
template <>
struct AreaOf<UserId> {
  using State = desk::User;
  using Event = desk::Event;
  using Recorded = desk::Recorded;
};

template <>
struct AreaOf<base::RegisterId> {
  using State = procedures::Register;
  using Event = procedures::RegisterEvent;
  using Recorded = procedures::RegisterRecorded;
};

template <>
struct AreaOf<base::LearningId> {
  using State = learning::Log;
  using Event = learning::Event;
  using Recorded = learning::Recorded;
};

template <>
struct AreaOf<base::ReportsId> {
  using State = reports::ReportLog;
  using Event = reports::Event;
  using Recorded = reports::Recorded;
};

// Reads one event of an area. A type or field this program does not know means a newer program wrote it: Corrupt.
base::Result<void> ReadEvent(const StoredEvent& stored, void* into, const base::Type& choice);
NewEvent WriteEvent(const void* event, const base::Type& choice);

template <class Event>
NewEvent WriteEvent(const Event& event) {
  return WriteEvent(&event, base::TypeOf<Event>());
}

template <class Id>
base::Result<typename AreaOf<Id>::Recorded> ReadRecorded(const StoredEvent& stored) {
  typename AreaOf<Id>::Recorded recorded{{}, stored.at, stored.actor, stored.version};
  CHECK_OK(ReadEvent(stored, &recorded.event, base::TypeOf<typename AreaOf<Id>::Event>()));
  return recorded;
}

template <class State>
struct Snapshot {
  State state;
  Head head;
};

// The snapshots used last, at most `most` of them. Safe to use from several threads.
template <class Id>
class SnapshotCache {
 public:
  using Shared = std::shared_ptr<const Snapshot<typename AreaOf<Id>::State>>;

  explicit SnapshotCache(std::size_t most) : most_(most / kShards + 1) {}

  Shared Find(Id id) {
    Shard& shard = ShardOf(id);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.index.find(id);
    if (found == shard.index.end()) return nullptr;
    shard.order.splice(shard.order.begin(), shard.order, found->second);
    return found->second->second;
  }

  // Keeps the newer of what is there and what is given.
  void Put(Id id, Shared snapshot) {
    Shard& shard = ShardOf(id);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.index.find(id);
    if (found != shard.index.end()) {
      if (found->second->second->head.version < snapshot->head.version) found->second->second = std::move(snapshot);
      shard.order.splice(shard.order.begin(), shard.order, found->second);
      return;
    }
    shard.order.emplace_front(id, std::move(snapshot));
    shard.index[id] = shard.order.begin();
    if (shard.index.size() > most_) {
      shard.index.erase(shard.order.back().first);
      shard.order.pop_back();
    }
  }

 private:
  static constexpr std::size_t kShards = 16;
  struct Shard {
    std::mutex mutex;
    std::list<std::pair<Id, Shared>> order;
    std::unordered_map<Id, typename std::list<std::pair<Id, Shared>>::iterator> index;
  };
  Shard& ShardOf(Id id) { return shards_[static_cast<std::size_t>(id.number) % kShards]; }

  std::size_t most_;
  std::array<Shard, kShards> shards_;
};

// Loads states through a cache. A stream that does not exist gives a state of version 0.
template <class Id>
class Streams {
 public:
  using State = typename AreaOf<Id>::State;
  using Shared = typename SnapshotCache<Id>::Shared;

  Streams(EventStore& store, std::size_t most_cached) : store_(store), cache_(most_cached) {}

  base::Result<Shared> Load(Id id) {
    const StreamName name = id.ToString();
    Shared known = cache_.Find(id);
    if (known != nullptr) {
      TRY(const Head head, store_.HeadOf(name));
      if (head == known->head) return known;
      if (head.version < known->head.version) known = nullptr;  // the store was put back to an earlier copy
    }
    TRY(const LoadedStream loaded, store_.Load(name, known ? known->head.version : 0));
    auto fresh = std::make_shared<Snapshot<State>>();
    if (known != nullptr) fresh->state = known->state;
    fresh->state.id = id;
    for (const StoredEvent& stored : loaded.events) {
      TRY(const auto recorded, ReadRecorded<Id>(stored));
      Evolve(fresh->state, recorded);
    }
    fresh->head = loaded.head;
    if (fresh->head.version > 0) cache_.Put(id, fresh);
    return Shared(std::move(fresh));
  }

  void Put(Id id, Shared snapshot) { cache_.Put(id, std::move(snapshot)); }
  // What was in memory last, if anything; it may be behind.
  Shared Known(Id id) { return cache_.Find(id); }

 private:
  EventStore& store_;
  SnapshotCache<Id> cache_;
};

}  // namespace app
