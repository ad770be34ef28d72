#include "base/headway.h"

namespace base {

Result<void> Tell(const Headway& headway, double done) { return headway ? headway(done) : Result<void>(); }

Headway Between(const Headway& whole, double from, double to) {
  if (!whole) return {};
  return [whole, from, to](double done) { return whole(from + done * (to - from)); };
}

Headway UntilStopped(const std::stop_token& stop) {
  return [stop](double) -> Result<void> {
    if (stop.stop_requested()) return std::unexpected(WasCalledOff());
    return {};
  };
}

Error WasCalledOff() { return {ErrorCode::CalledOff, Saying("it was called off before its end")}; }

}  // namespace base
