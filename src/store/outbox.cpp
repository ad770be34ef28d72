#include <algorithm>

#include "store/sql_store.h"

namespace store {

using base::Instant;
using base::Result;

Result<std::vector<app::Outgoing>> SqlStore::Take(Instant now, Instant until, int limit) {
  // Looked at by a reader first, so that an empty outbox costs the writer nothing.
  TRY(const bool waiting, Reading([&](Sql& sql) -> Result<bool> {
        return sql.One<std::int64_t>("select 1 from outbox where due_at <= :n limit 1", now.millis).has_value();
      }));
  std::vector<app::Outgoing> taken;
  if (!waiting) return taken;
  CHECK_OK(writer_->Write([&](Sql& sql) -> Result<void> {
    taken.clear();
    sql.EachDynamic<std::int64_t, std::string, std::string, std::int64_t>(
        "update outbox set due_at = :u, attempts = attempts + 1 where id in (select id from outbox where due_at <= :n "
        "order by due_at, id limit :l" +
            sql.dialect().LeaseClause() + ") returning id, subject, body, attempts",
        {until.millis, now.millis, static_cast<std::int64_t>(limit)},
        [&](std::int64_t id, std::string subject, std::string body, std::int64_t attempts) {
          taken.push_back({id, std::move(subject), std::move(body), static_cast<int>(attempts)});
        });
    return {};
  }));
  std::ranges::sort(taken, {}, &app::Outgoing::id);
  return taken;
}

Result<void> SqlStore::Delivered(std::int64_t id) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("delete from outbox where id = :i", id);
    return {};
  });
}

Result<void> SqlStore::NotDelivered(std::int64_t id, const std::string& why, Instant again) {
  return writer_->Write([&](Sql& sql) -> Result<void> {
    sql.Execute("update outbox set due_at = :d, last_error = :e where id = :i", again.millis, why, id);
    return {};
  });
}

}  // namespace store
