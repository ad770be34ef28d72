#include "store/maintenance.h"
#include "store/row_writer.h"
#include "store/schema.h"
#include "store/stream_fold.h"

namespace store {

using base::ErrorCode;
using base::Fail;
using base::Result;

Result<RebuildReport> Rebuild(SqlStore& store, const Progress& progress) {
  RebuildReport report;
  Result<void> result{};
  CHECK_OK(store.writer().Alone([&](Sql& sql) {
    sql.Run(store.options().url.kind == DatabaseUrl::Kind::Sqlite ? "begin immediate" : "begin");
    sql.Forget();
    DropProjections(sql);
    CreateProjections(sql);
    const std::int64_t total = std::get<0>(*sql.One<std::int64_t>("select count(*) from event"));
    StreamFold fold;
    const auto finish = [&]() -> Result<void> {
      if (fold.stream.empty()) return {};
      std::vector<app::Row> rows = fold.Rows();
      CHECK_OK(SealAsStored(store, sql, rows));
      for (const app::Row& row : rows) PutRow(sql, row);
      report.rows += static_cast<std::int64_t>(rows.size());
      ++report.streams;
      return {};
    };
    result = EachEventRow(sql, "", [&](EventRow row) -> Result<void> {
      if (row.stream != fold.stream) {
        CHECK_OK(finish());
        fold.Begin(row.stream);
      }
      TRY(auto plain, store.OpenSealed(sql, row));
      if (auto taken = fold.Take(row, std::move(plain)); !taken) {
        return Fail(ErrorCode::Corrupt, "event " + row.stream + ": " + taken.error().says);
      }
      if (++report.events % kTellEvery == 0 && progress) progress("events", report.events, total);
      return {};
    });
    if (result) result = finish();
    sql.Run(result ? "commit" : "rollback");
    sql.Forget();
  }));
  if (!result) return std::unexpected(result.error());
  return report;
}

}  // namespace store
