#include "store/writer.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <mutex>
#include <queue>
#include <thread>

#include "base/log.h"

namespace store {
namespace {

using base::ErrorCode;
using base::Result;

// Jobs waiting for a thread. Take returns nothing once the queue is closed and empty.
class JobQueue {
 public:
  bool Push(Job& job) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return false;
      jobs_.push_back(std::move(job));
    }
    wake_.notify_one();
    return true;
  }
  // Waits for at least one job and takes up to `most`.
  std::vector<Job> Take(std::size_t most) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    std::vector<Job> taken;
    while (!jobs_.empty() && taken.size() < most) {
      taken.push_back(std::move(jobs_.front()));
      jobs_.pop_front();
    }
    return taken;
  }
  void Close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    wake_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool closed_ = false;
};

void Refuse(Job& job) { job.done(base::Fail(ErrorCode::Unavailable, "Amends is shutting down; try again in a moment")); }

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

  void Submit(Job job) override {
    if (!queue_.Push(job)) Refuse(job);
  }

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
  static constexpr std::uintmax_t kLongLog = 64U << 20U;  // then readers are made to let go of it
  static constexpr std::uintmax_t kSomeLog = 8U << 20U;

  void Work() {
    for (;;) {
      std::vector<Job> jobs = queue_.Take(kMostTogether);
      if (jobs.empty()) return;
      CommitTogether(jobs);
      RunAlone();
      if (LogSize() > kLongLog) Restart();
    }
  }

  // First all of them as one, because each savepoint makes the search index write itself out; if one fails, all again
  // with a savepoint each, so that only those that fail are undone.
  void CommitTogether(std::vector<Job>& jobs) {
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
    for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].done(std::move(results[i]));
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

  std::uintmax_t LogSize() const {
    std::error_code fault;
    const auto size = std::filesystem::file_size(url_.text + "-wal", fault);
    return fault ? 0 : size;
  }

  void Restart() {
    try {
      // Cut short, not only begun anew: by its size we tell that it is too long.
      sql_->Run("pragma wal_checkpoint(truncate)");
    } catch (const soci::soci_error&) {  // a long reader holds it; next time
    }
  }

  // Copies the log into the database beside the commits, so that no commit waits for it.
  void Checkpoint(const std::stop_token& stop) {
    try {
      const auto sql = OpenSql(url_, Access::ReadWrite);
      std::mutex mutex;
      std::condition_variable_any wake;
      std::unique_lock lock(mutex);
      while (!stop.stop_requested()) {
        wake.wait_for(lock, stop, std::chrono::milliseconds(200), [] { return false; });
        if (LogSize() < kSomeLog) continue;
        try {
          sql->Run("pragma wal_checkpoint(passive)");
        } catch (const soci::soci_error&) {  // busy; next time
        }
      }
    } catch (const soci::soci_error& error) {
      base::log::Warning("the checkpoint thread stopped", {{"why", error.what()}});
    }
  }

  DatabaseUrl url_;
  WriterOptions options_;
  std::unique_ptr<Sql> sql_;
  JobQueue queue_;
  std::mutex alone_mutex_;
  std::vector<std::function<void()>> alone_;
  std::thread thread_;
  std::jthread checkpointer_;
};

class PostgresWriter final : public Writer {
 public:
  PostgresWriter(const DatabaseUrl& url, unsigned connections, WriterOptions options) : url_(url), options_(std::move(options)) {
    for (unsigned i = 0; i < connections; ++i) threads_.emplace_back([this] { Work(); });
  }
  ~PostgresWriter() override {
    queue_.Close();
    threads_.clear();
  }

  void Submit(Job job) override {
    if (!queue_.Push(job)) Refuse(job);
  }

  Result<void> Alone(std::function<void(Sql&)> work) override {
    try {
      const auto sql = OpenSql(url_, Access::ReadWrite);
      return Guard(*sql, url_, [&]() -> Result<void> {
        work(*sql);
        return {};
      });
    } catch (const soci::soci_error& error) {
      return std::unexpected(PostgresDialect().Explain(error, url_));
    }
  }

 private:
  void Work() {
    std::unique_ptr<Sql> sql;
    for (;;) {
      std::vector<Job> jobs = queue_.Take(1);
      if (jobs.empty()) return;
      Result<void> result = Run(sql, jobs.front());
      if (result && options_.on_commit) options_.on_commit();
      // A connection that failed in an unknown way is not used again.
      if (!result && result.error().code != ErrorCode::Conflict) sql.reset();
      jobs.front().done(std::move(result));
    }
  }

  Result<void> Run(std::unique_ptr<Sql>& sql, Job& job) {
    try {
      if (!sql) sql = OpenSql(url_, Access::ReadWrite);
    } catch (const soci::soci_error& error) {
      return std::unexpected(PostgresDialect().Explain(error, url_));
    }
    Result<void> result = Guard(*sql, url_, [&]() -> Result<void> {
      sql->Run("begin");
      Result<void> done = job.work(*sql);
      sql->Run(done ? "commit" : "rollback");
      return done;
    });
    if (!result) {
      try {
        sql->Run("rollback");
      } catch (const soci::soci_error&) {
        sql.reset();
      }
    }
    return result;
  }

  DatabaseUrl url_;
  WriterOptions options_;
  JobQueue queue_;
  std::vector<std::jthread> threads_;
};

}  // namespace

Result<void> Writer::Write(std::move_only_function<Result<void>(Sql&)> work) {
  std::promise<Result<void>> promise;
  auto future = promise.get_future();
  Submit({std::move(work), [&](Result<void> result) { promise.set_value(std::move(result)); }});
  return future.get();
}

std::unique_ptr<Sql> OpenSql(const DatabaseUrl& url, Access access) {
  const Dialect& dialect = DialectOf(url.kind);
  auto sql = std::make_unique<Sql>(dialect.Connect(url, access), dialect);
  dialect.Prepare(*sql, access);
  return sql;
}

std::unique_ptr<Writer> MakeSqliteWriter(const DatabaseUrl& url, WriterOptions options) {
  return std::make_unique<SqliteWriter>(url, std::move(options));
}
std::unique_ptr<Writer> MakePostgresWriter(const DatabaseUrl& url, unsigned connections, WriterOptions options) {
  return std::make_unique<PostgresWriter>(url, connections, std::move(options));
}

}  // namespace store
