#pragma once
// The lines of facts as they are stored (domain/insight/fact.h), for whoever counts them in memory.

#include <functional>
#include <span>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"

namespace app {

class FactSource {
 public:
  using TakeLine = std::function<base::Result<void>(std::int64_t id, std::string_view line)>;

  virtual ~FactSource() = default;
  // Of cases with numbers above `after`, in the order of their numbers, at most `limit`. Gives how many there were.
  virtual base::Result<std::int64_t> FactsAfter(std::int64_t after, std::int64_t limit, const TakeLine& take) = 0;
  // Of these cases; those that have none are left out.
  virtual base::Result<void> FactsOf(std::span<const base::CaseId> ids, const TakeLine& take) = 0;
};

}  // namespace app
