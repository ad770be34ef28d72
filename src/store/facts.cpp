// The lines of facts, read for whoever counts them.

#include "store/sql_store.h"

namespace store {

using base::Result;

Result<std::int64_t> SqlStore::FactsAfter(std::int64_t after, std::int64_t limit, const TakeLine& take) {
  return Reading([&](Sql& sql) -> Result<std::int64_t> {
    std::int64_t read = 0;
    Result<void> taken;
    sql.Each<std::int64_t, std::string>(
        "select id, line from fact where id > :a order by id limit :l",
        [&](std::int64_t id, const std::string& line) {
          ++read;
          if (taken) taken = take(id, line);
        },
        after, limit);
    CHECK_OK(taken);
    return read;
  });
}

Result<void> SqlStore::FactsOf(std::span<const base::CaseId> ids, const TakeLine& take) {
  return Reading([&](Sql& sql) -> Result<void> {
    Result<void> taken;
    for (const base::CaseId id : ids) {
      if (const auto row = sql.One<std::string>("select line from fact where id = :i", id.number); row && taken) {
        taken = take(id.number, std::get<0>(*row));
      }
    }
    return taken;
  });
}

}  // namespace store
