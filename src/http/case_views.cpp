#include "http/case_views.h"

#include "http/language.h"
#include "http/replies.h"

namespace http {
namespace {

constexpr std::size_t kMostBytes = 32U << 20U;

Reply Rendered(std::shared_ptr<const std::string> body, std::int64_t version, base::Language language) {
  Reply reply;
  reply.shared_body = std::move(body);
  reply.headers.emplace_back("ETag", Quote(version));
  reply.headers.emplace_back("Content-Language", TagOf(language));
  reply.spoken = true;
  return reply;
}

}  // namespace

Reply CaseViews::Show(CaseId id, const app::Viewer& viewer, base::Language language) {
  auto both = service_.CaseAndCustomerAt(id, viewer);
  if (!both) return ToReply(both.error());
  const cases::Case& c = both->found->state;
  const std::int64_t customer_version = both->customer->state.version;
  const std::string key =
      id.ToString() + "|" + viewer.actor.ToString() + "|" + base::NameOf(viewer.actor.role) + "|" + std::string(TagOf(language));
  const base::Instant now = service_.clock().Now();
  if (auto kept = Find(key, c.version, customer_version, now)) return Rendered(std::move(kept), c.version, language);
  auto view = service_.ViewCase(*both, viewer);
  if (!view) return ToReply(view.error());
  if (language != base::Language::English) base::SayIn(language, &*view, base::TypeOf<std::remove_cvref_t<decltype(*view)>>());
  auto body = std::make_shared<const std::string>(base::ToJson(*view));
  Keep(key, {view->version, customer_version, now, service_.GuideHoldsUntil(view->state), body});
  return Rendered(std::move(body), view->version, language);
}

std::shared_ptr<const std::string> CaseViews::Find(const std::string& key, std::int64_t version, std::int64_t customer_version,
                                                   base::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  const Kept& kept = found->second->second;
  if (kept.case_version != version || kept.customer_version != customer_version || now < kept.from || now >= kept.until)
    return nullptr;
  order_.splice(order_.begin(), order_, found->second);
  return kept.body;
}

void CaseViews::Keep(const std::string& key, Kept kept) {
  const std::lock_guard lock(mutex_);
  if (const auto found = index_.find(key); found != index_.end()) Drop(found->second);
  bytes_ += kept.body->size();
  order_.emplace_front(key, std::move(kept));
  index_[key] = order_.begin();
  while (bytes_ > kMostBytes && order_.size() > 1) Drop(std::prev(order_.end()));
}

void CaseViews::Drop(Order::iterator entry) {
  bytes_ -= entry->second.body->size();
  index_.erase(entry->first);
  order_.erase(entry);
}

}  // namespace http
