#pragma once
// Messages written in the same transaction as the facts they tell of, waiting to be delivered. Whoever takes one holds
// it for a while, and nobody else does; one that was not reported back is taken again, so a receiver may see it twice.
// One that nobody takes for days is laid aside, where a person finds it (amends outbox).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace app {

struct Outgoing {
  std::int64_t id = 0;
  std::string subject;  // the stream it tells of
  std::string body;
  base::Instant at;  // written
  int attempts = 0;  // this one included
};

struct OutboxEntry {
  std::int64_t id = 0;
  std::string subject;
  base::Instant at;
  std::optional<base::Instant> due;  // of the next attempt; nothing: laid aside
  int attempts = 0;
  std::string why;  // the last attempt failed; empty before the first
};
struct OutboxCounts {
  std::int64_t waiting = 0;
  std::int64_t laid_aside = 0;
};

class Outbox {
 public:
  virtual ~Outbox() = default;

  // Messages that are due, oldest first, at most `limit`; they are ours until `until`.
  virtual base::Result<std::vector<Outgoing>> Take(base::Instant now, base::Instant until, int limit) = 0;
  virtual base::Result<void> Delivered(std::int64_t id) = 0;
  // Not before `again`; `why` is kept for a person to read.
  virtual base::Result<void> NotDelivered(std::int64_t id, const std::string& why, base::Instant again) = 0;
  virtual base::Result<void> GiveUp(std::int64_t id, const std::string& why) = 0;

  virtual base::Result<OutboxCounts> CountOutbox() = 0;
  // Oldest first, at most `limit`.
  virtual base::Result<std::vector<OutboxEntry>> Entries(int limit) = 0;
  // What was laid aside is due at once again, or removed; how many that were.
  virtual base::Result<std::int64_t> TryAgain(base::Instant now) = 0;
  virtual base::Result<std::int64_t> Drop() = 0;
};

}  // namespace app
