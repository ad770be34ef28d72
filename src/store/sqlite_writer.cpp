// One thread writes: it commits all waiting jobs together, so that many share one synced write. A second thread tells
// them, so that the next commit begins at once; a third copies the write-ahead log into the database beside the commits.

#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "base/worker_pool.h"
#include "store/job_queue.h"

namespace store {
namespace {

using base::Result;

class SqliteWriter final : public Writer {
 public:
  SqliteWriter(const DatabaseUrl& url, WriterOptions options)
      : url_(url),
        options_(std::move(options)),
        sql_(OpenSql(url, Access::ReadWrite)),
        thread_([this] { Work(); }),
        checkpointer_([this](const std::stop_token& stop) { Checkpoint(stop); }) {}

  ~SqliteWriter() override {
    queue_.Close();
    thread_.join();
    checkpointer_.request_stop();
    checkpointer_.join();
    try {
      sql_->Run("pragma wal_checkpoint(truncate)");
    } catch (const soci::soci_error&) {  // somebody else reads; the next to close will do it
    }
  }

  void Submit(Job job) override { queue_.Push(std::move(job)); }

  Result<void> Alone(std::function<void(Sql&)> work) override {
    auto promise = std::make_shared<std::promise<Result<void>>>();
    auto future = promise->get_future();
    {
      const std::lock_guard lock(alone_mutex_);
      alone_.push_back([this, work = std::move(work), promise] {
        promise->set_value(Guard(*sql_, url_, [&]() -> Result<void> {
          work(*sql_);
          return {};
        }));
      });
    }
    Submit({[](Sql&) -> Result<void> { return {}; }, [](Result<void>) {}});  // wakes the thread
    return future.get();
  }

 private:
  static constexpr std::size_t kMostTogether = 512;
  // In pages of 4 KB. A page written often is copied once, so a log that is long is cheaper; one too long makes reads slow.
  static constexpr int kSomeLog = 4'096;
  static constexpr int kLongLog = 16'384;

  void Work() {
    CountLog();
    for (;;) {
      std::vector<Job> jobs = queue_.Take(kMostTogether);
      if (jobs.empty()) return;
      CommitTogether(std::move(jobs));
      RunAlone();
      if (finish_log_.exchange(false)) CopyLog(*sql_);
    }
  }

  // First all of them as one, because each savepoint makes the search index write itself out; if one fails, all again
  // with a savepoint each, so that only those that fail are undone.
  void CommitTogether(std::vector<Job> jobs) {
    std::vector<Result<void>> results;
    Result<void> batch = RunAll(jobs, results, Savepoints::None);
    const bool some_failed = batch && std::ranges::any_of(results, [](const auto& result) { return !result; });
    if (some_failed) {
      RollBack();
      if (jobs.size() > 1) batch = RunAll(jobs, results, Savepoints::Each);
    }
    const bool open = sql_->dialect().InTransaction(*sql_);
    if (batch && open) {
      batch = Guard(*sql_, url_, [&]() -> Result<void> {
        sql_->Run("commit");
        return {};
      });
    }
    if (!batch) {
      RollBack();
      results.assign(jobs.size(), std::unexpected(batch.error()));
    } else if (open && options_.on_commit) {
      options_.on_commit();
    }
    teller_.Post([jobs = std::move(jobs), results = std::move(results)]() mutable {
      for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].done(std::move(results[i]));
    });
  }

  enum class Savepoints { None, Each };
  // Begins a transaction and runs the jobs in it; without savepoints only up to the first that fails. An error: there is no
  // transaction any more.
  Result<void> RunAll(std::vector<Job>& jobs, std::vector<Result<void>>& results, Savepoints savepoints) {
    results.clear();
    CHECK_OK(Guard(*sql_, url_, [&]() -> Result<void> {
      sql_->Run("begin immediate");
      return {};
    }));
    for (Job& job : jobs) {
      results.push_back(savepoints == Savepoints::Each ? InSavepoint(job) : Guard(*sql_, url_, [&] { return job.work(*sql_); }));
      if (results.back()) continue;
      // After some failures (a full disk) SQLite has rolled the whole transaction back by itself.
      if (savepoints == Savepoints::None) return {};
      if (!sql_->dialect().InTransaction(*sql_)) return std::unexpected(results.back().error());
    }
    return {};
  }

  Result<void> InSavepoint(Job& job) {
    Result<void> result = Guard(*sql_, url_, [&]() -> Result<void> {
      sql_->Execute("savepoint job");
      Result<void> done = job.work(*sql_);
      if (done) sql_->Execute("release job");
      return done;
    });
    if (!result) {
      try {
        sql_->Run("rollback to job");
        sql_->Run("release job");
      } catch (const soci::soci_error&) {  // the whole transaction is gone
        sql_->Forget();
      }
    }
    return result;
  }

  void RollBack() {
    try {
      sql_->Run("rollback");
    } catch (const soci::soci_error&) {  // there was nothing to roll back
    }
    sql_->Forget();
  }

  void RunAlone() {
    std::vector<std::function<void()>> tasks;
    {
      const std::lock_guard lock(alone_mutex_);
      tasks.swap(alone_);
    }
    for (auto& task : tasks) task();
  }

  // SQLite says after each commit how many pages the log holds.
  void CountLog() {
    auto* backend = static_cast<soci::sqlite3_session_backend*>(sql_->session().get_backend());
    sqlite_api::sqlite3_wal_hook(
        backend->conn_,
        [](void* self, sqlite_api::sqlite3*, const char*, int pages) {
          static_cast<SqliteWriter*>(self)->log_pages_ = pages;
          return SQLITE_OK;
        },
        this);
  }

  // Copies what it can without waiting for anybody, and returns how many pages of the log are copied by now. Once all are,
  // the next commit begins the log anew.
  static int CopyLog(Sql& sql) {
    int copied = 0;
    try {
      sql.EachDynamic<std::int64_t, std::int64_t, std::int64_t>(
          "pragma wal_checkpoint(passive)", {},
          [&](std::int64_t, std::int64_t, std::int64_t pages) { copied = static_cast<int>(std::max<std::int64_t>(pages, 0)); });
    } catch (const soci::soci_error&) {  // busy; next time
    }
    return copied;
  }

  // The bulk is copied here, beside the commits; what they added meanwhile is little, and the writing thread copies that
  // between two commits. What somebody still reads cannot be copied, and is tried again after a while.
  void Checkpoint(const std::stop_token& stop) {
    std::unique_ptr<Sql> sql;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    int copied = 0;
    while (!stop.stop_requested()) {
      wake.wait_for(lock, stop, std::chrono::milliseconds(50), [] { return false; });
      const int pages = log_pages_;
      if (pages < copied) copied = 0;  // begun anew
      if (pages < copied + kSomeLog) continue;
      try {
        if (!sql) sql = OpenSql(url_, Access::ReadWrite);
      } catch (const soci::soci_error& error) {
        base::log::Warning("the write-ahead log cannot be copied yet", {{"why", error.what()}});
        wake.wait_for(lock, stop, std::chrono::seconds(5), [] { return false; });
        continue;
      }
      copied = CopyLog(*sql);
      if (pages > kLongLog) finish_log_ = true;
      if (copied < pages) wake.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
    }
  }

  DatabaseUrl url_;
  WriterOptions options_;
  std::unique_ptr<Sql> sql_;
  JobQueue queue_;
  std::mutex alone_mutex_;
  std::vector<std::function<void()>> alone_;
  std::atomic<int> log_pages_ = 0;
  std::atomic<bool> finish_log_ = false;
  base::WorkerPool teller_{1};
  std::thread thread_;
  std::jthread checkpointer_;
};

}  // namespace

std::unique_ptr<Writer> MakeSqliteWriter(const DatabaseUrl& url, WriterOptions options) {
  return std::make_unique<SqliteWriter>(url, std::move(options));
}

}  // namespace store
