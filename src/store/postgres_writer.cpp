// A few connections that write at the same time, a transaction for each job.

#include <thread>

#include "store/job_queue.h"

namespace store {
namespace {

using base::ErrorCode;
using base::Result;

class PostgresWriter final : public Writer {
 public:
  PostgresWriter(const DatabaseUrl& url, unsigned connections, WriterOptions options) : url_(url), options_(std::move(options)) {
    for (unsigned i = 0; i < connections; ++i) threads_.emplace_back([this] { Work(); });
  }
  ~PostgresWriter() override {
    queue_.Close();
    threads_.clear();
  }

  void Submit(Job job) override { queue_.Push(std::move(job)); }

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

std::unique_ptr<Writer> MakePostgresWriter(const DatabaseUrl& url, unsigned connections, WriterOptions options) {
  return std::make_unique<PostgresWriter>(url, connections, std::move(options));
}

}  // namespace store
