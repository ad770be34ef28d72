#pragma once
// Messages written in the same transaction as the facts they tell of, waiting to be delivered. Whoever takes one holds
// it for a while, and nobody else does; one that was not reported back is taken again, so a receiver may see it twice.

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace app {

struct Outgoing {
  std::int64_t id = 0;
  std::string subject;  // the stream it tells of
  std::string body;
  int attempts = 0;  // this one included
};

class Outbox {
 public:
  virtual ~Outbox() = default;

  // Messages that are due, oldest first, at most `limit`; they are ours until `until`.
  virtual base::Result<std::vector<Outgoing>> Take(base::Instant now, base::Instant until, int limit) = 0;
  virtual base::Result<void> Delivered(std::int64_t id) = 0;
  // Not before `again`; `why` is kept for a person to read.
  virtual base::Result<void> NotDelivered(std::int64_t id, const std::string& why, base::Instant again) = 0;
};

}  // namespace app
