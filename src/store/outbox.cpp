#include <algorithm>

#include "store/sql_store.h"

namespace store {

using base::Instant;
using base::Result;

namespace {
// When a message is due that was laid aside: far behind all time.
constexpr std::int64_t kNever = 9'000'000'000'000'000;
}  // namespace

Result<std::vector<app::Outgoing>> SqlStore::Take(Instant now, Instant until, int limit) {
  // Looked at by a reader first, so that an empty outbox costs the writer nothing.
  TRY(const bool waiting, Reading([&](Sql& sql) -> Result<bool> {
        return sql.One<std::int64_t>("select 1 from outbox where due_at <= :n limit 1", now.millis).has_value();
      }));
  std::vector<app::Outgoing> taken;
  if (!waiting) return taken;
  CHECK_OK(writer_->Write([&](Sql& sql) -> Result<void> {
    taken.clear();
    sql.EachDynamic<std::int64_t, std::string, std::string, std::int64_t, std::int64_t>(
        "update outbox set due_at = :u, attempts = attempts + 1 where id in (select id from outbox where due_at <= :n "
        "order by due_at, id limit :l" +
            sql.dialect().LeaseClause() + ") returning id, subject, body, at, attempts",
        {until.millis, now.millis, static_cast<std::int64_t>(limit)},
        [&](std::int64_t id, std::string subject, std::string body, std::int64_t at, std::int64_t attempts) {
          taken.push_back({id, std::move(subject), std::move(body), Instant{at}, static_cast<int>(attempts)});
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

Result<void> SqlStore::GiveUp(std::int64_t id, const std::string& why) { return NotDelivered(id, why, Instant{kNever}); }

Result<app::OutboxCounts> SqlStore::CountOutbox() {
  return Reading([&](Sql& sql) -> Result<app::OutboxCounts> {
    const auto row = sql.One<std::int64_t, std::int64_t>(
        "select count(*), coalesce(sum(case when due_at >= :n then 1 else 0 end), 0) from outbox", kNever);
    return app::OutboxCounts{std::get<0>(*row) - std::get<1>(*row), std::get<1>(*row)};
  });
}

Result<std::vector<app::OutboxEntry>> SqlStore::Entries(int limit) {
  return Reading([&](Sql& sql) -> Result<std::vector<app::OutboxEntry>> {
    std::vector<app::OutboxEntry> entries;
    sql.Each<std::int64_t, std::string, std::int64_t, std::int64_t, std::int64_t, std::optional<std::string>>(
        "select id, subject, at, due_at, attempts, last_error from outbox order by id limit :l",
        [&](std::int64_t id, std::string subject, std::int64_t at, std::int64_t due, std::int64_t attempts,
            std::optional<std::string> why) {
          entries.push_back({id, std::move(subject), Instant{at}, due < kNever ? std::optional(Instant{due}) : std::nullopt,
                             static_cast<int>(attempts), std::move(why).value_or("")});
        },
        limit);
    return entries;
  });
}

Result<std::int64_t> SqlStore::TryAgain(Instant now) {
  std::int64_t count = 0;
  CHECK_OK(writer_->Write([&](Sql& sql) -> Result<void> {
    count = sql.Execute("update outbox set due_at = :d, attempts = 0 where due_at >= :n", now.millis, kNever);
    return {};
  }));
  return count;
}

Result<std::int64_t> SqlStore::Drop() {
  std::int64_t count = 0;
  CHECK_OK(writer_->Write([&](Sql& sql) -> Result<void> {
    count = sql.Execute("delete from outbox where due_at >= :n", kNever);
    return {};
  }));
  return count;
}

}  // namespace store
