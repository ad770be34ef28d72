#include "store/writer.h"

#include <future>

namespace store {

base::Result<void> Writer::Write(std::move_only_function<base::Result<void>(Sql&)> work) {
  std::promise<base::Result<void>> promise;
  auto future = promise.get_future();
  Submit({std::move(work), [&](base::Result<void> result) { promise.set_value(std::move(result)); }});
  return future.get();
}

std::unique_ptr<Sql> OpenSql(const DatabaseUrl& url, Access access) {
  const Dialect& dialect = DialectOf(url.kind);
  auto sql = std::make_unique<Sql>(dialect.Connect(url, access), dialect);
  dialect.Prepare(*sql, access);
  return sql;
}

}  // namespace store
