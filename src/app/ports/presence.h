#pragma once
// Who is looking at a case now, and who is writing on it: so that two people do not answer one customer at once. Not a fact,
// and forgotten within a minute.

#include <vector>

#include "app/ports/event_store.h"

namespace app {

struct Here {
  UserId user;
  bool writing = false;
  Instant seen_at;
};

class Presence {
 public:
  virtual ~Presence() = default;
  // Notes that somebody is there, and gives the others who were within kHereFor.
  virtual base::Result<std::vector<Here>> Seen(CaseId id, UserId user, bool writing, Instant now) = 0;
  virtual base::Result<void> Left(CaseId id, UserId user) = 0;

  static constexpr auto kHereFor = std::chrono::seconds(40);
};

}  // namespace app
