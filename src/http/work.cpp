#include "http/work.h"

namespace http {

base::Headway Work::HeadwayOf(std::shared_ptr<Work> work) {
  if (!work) return {};
  return [work = std::move(work)](double done) -> base::Result<void> {
    work->done_ = done;
    if (work->off_) return std::unexpected(base::WasCalledOff());
    return {};
  };
}

std::shared_ptr<Work> WorkInHand::Begin(base::UserId who, const std::string& name) {
  auto work = std::make_shared<Work>();
  const std::lock_guard lock(mutex_);
  std::erase_if(all_, [](const auto& one) { return one.second.expired(); });
  if (!name.empty()) all_[{who, name}] = work;
  return work;
}

std::shared_ptr<Work> WorkInHand::Find(base::UserId who, const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = all_.find({who, name});
  return found == all_.end() ? nullptr : found->second.lock();
}

}  // namespace http
