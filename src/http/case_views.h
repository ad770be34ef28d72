#pragma once
// Cases as they were last shown, rendered. One is shown again only if neither the case nor its customer has moved and no
// time has passed that the guide depends on.

#include <list>
#include <mutex>
#include <unordered_map>

#include "app/service.h"
#include "http/message.h"

namespace http {

class CaseViews {
 public:
  explicit CaseViews(app::Service& service) : service_(service) {}

  Reply Show(app::CaseId id, const app::Viewer& viewer, base::Language language);

 private:
  struct Kept {
    std::int64_t case_version = 0;
    std::int64_t customer_version = 0;
    base::Instant from;
    base::Instant until;
    std::shared_ptr<const std::string> body;
  };
  using Order = std::list<std::pair<std::string, Kept>>;

  std::shared_ptr<const std::string> Find(const std::string& key, std::int64_t version, std::int64_t customer_version,
                                          base::Instant now);
  void Keep(const std::string& key, Kept kept);
  void Drop(Order::iterator entry);

  app::Service& service_;
  std::mutex mutex_;
  Order order_;  // the last shown first
  std::unordered_map<std::string, Order::iterator> index_;
  std::size_t bytes_ = 0;
};

}  // namespace http
