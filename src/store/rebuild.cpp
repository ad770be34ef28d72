#include "store/maintenance.h"
#include "store/row_writer.h"
#include "store/schema.h"
#include "store/stream_fold.h"

namespace store {

using base::ErrorCode;
using base::Fail;
using base::Result;

namespace {

Result<RebuildReport> Rebuild(SqlStore& store, const Progress& progress, bool only_if_needed) {
  RebuildReport report;
  Result<void> result{};
  CHECK_OK(store.InForce().Refresh());
  CHECK_OK(store.writer().Alone([&](Sql& sql) {
    sql.Run(store.options().url.kind == DatabaseUrl::Kind::Sqlite ? "begin immediate" : "begin");
    sql.Forget();
    sql.dialect().LockStream(sql, "schema", true);
    if (only_if_needed && !NeedsRebuild(sql)) return sql.Run("rollback");
    DropProjections(sql);
    CreateProjections(sql);
    SetNeedsRebuild(sql, false);
    const std::int64_t total = std::get<0>(*sql.One<std::int64_t>("select count(*) from event"));
    StreamFold fold;
    const app::SharedBook book = store.InForce().Book();
    const auto finish = [&]() -> Result<void> {
      if (fold.stream.empty()) return {};
      std::vector<app::Row> rows = fold.Rows(*book);
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

}  // namespace

Result<RebuildReport> Rebuild(SqlStore& store, const Progress& progress) { return Rebuild(store, progress, false); }

Result<void> RebuildIfNeeded(SqlStore& store, const Progress& progress) {
  TRY(const bool needed, store.Reading([](Sql& sql) -> Result<bool> { return NeedsRebuild(sql); }));
  if (!needed) return {};
  TRY([[maybe_unused]] const auto report, Rebuild(store, progress, true));
  return {};
}

}  // namespace store
