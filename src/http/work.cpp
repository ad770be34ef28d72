#include "http/work.h"

#include <ranges>

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
  std::erase_if(all_, [](const InHand& one) { return one.work.expired(); });
  all_.push_back({who, name, work});
  return work;
}

std::shared_ptr<Work> WorkInHand::Find(base::UserId who, const std::string& name) const {
  const std::lock_guard lock(mutex_);
  for (const InHand& one : std::views::reverse(all_)) {
    if (one.who != who || one.name != name || name.empty()) continue;
    if (auto work = one.work.lock()) return work;
  }
  return nullptr;
}

void WorkInHand::CallOffAll() {
  const std::lock_guard lock(mutex_);
  for (const InHand& one : all_) {
    if (const auto work = one.work.lock()) work->CallOff();
  }
}

}  // namespace http
