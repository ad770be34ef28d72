#include "app/procedures.h"

#include "app/streams.h"
#include "base/clock.h"
#include "base/log.h"
#include "packs/bundle.h"

namespace app {
namespace {

constexpr std::int64_t kLookEvery = 1000;  // milliseconds

std::int64_t NowMillis() { return static_cast<std::int64_t>(base::Stopwatch() * 1000); }

base::Result<std::shared_ptr<const procedures::Bound>> Read(const packs::Bundle& files, const std::string& what) {
  auto bound = packs::ReadBundle(files, {.held = packs::Held::ToWhatHeldThen});
  if (!bound) {
    return base::Fail(base::ErrorCode::Corrupt,
                      base::Saying("the procedure {} in the log cannot be read: {}", what, packs::ToText(bound.error().front())));
  }
  return std::make_shared<const procedures::Bound>(*std::move(bound));
}

}  // namespace

base::Result<SharedBook> BookOf(const procedures::Register& procedures) {
  auto book = std::make_shared<procedures::Book>();
  // A log from before there was a register stands under the general procedure.
  if (procedures.Last("general") == nullptr) {
    TRY(auto general, Read(*packs::Shipped("general"), "general"));
    book->PutInForce(std::move(general));
  }
  for (const procedures::Activation& activation : procedures.activations) {
    TRY(auto bound, Read(activation.files, activation.id.str() + " version " + std::to_string(activation.version.value)));
    book->PutInForce(std::move(bound));
  }
  for (const procedures::Activation& activation : procedures.activations) {
    const auto* last = procedures.Last(activation.id.str());
    if (!last->in_force) book->Retire(activation.id.str());
  }
  return SharedBook(std::move(book));
}

base::Result<void> Procedures::Refresh() {
  const std::lock_guard reading(reading_);
  next_look_ = NowMillis() + kLookEvery;
  TRY(const Head head, store_.HeadOf(kRegister.ToString()));
  if (head.version == version_) return {};
  Streams<base::RegisterId> streams(store_, 1);
  TRY(const auto snapshot, streams.Load(kRegister));
  TRY(auto book, BookOf(snapshot->state));
  const std::lock_guard lock(mutex_);
  book_ = std::move(book);
  version_ = snapshot->head.version;
  return {};
}

SharedBook Procedures::Book() {
  if (NowMillis() >= next_look_) {
    if (const auto fresh = Refresh(); !fresh) {
      base::log::Warning("the procedures could not be read again", {{"why", fresh.error().says}});
    }
  }
  const std::lock_guard lock(mutex_);
  return book_;
}

}  // namespace app
