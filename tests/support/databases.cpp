#include "support/databases.h"

#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>

namespace tests {
namespace {

// One PostgreSQL for the whole test program, on a socket in its own folder; it listens on no address.
class Server {
 public:
  static Server& Get() {
    static Server server;
    return server;
  }
  const std::string& folder() const { return folder_; }

  std::string Sql(const std::string& database, const std::string& statement) const {
    return RunOrThrow(
        As("psql -X -q -v ON_ERROR_STOP=1 -h " + folder_ + " -U amends -d " + database + " -Atc \"" + statement + "\""));
  }

 private:
  Server() {
    char name[] = "/tmp/amends-postgres-XXXXXX";
    if (mkdtemp(name) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    // initdb refuses to run as root.
    if (getuid() == 0) {
      const passwd* user = getpwnam("postgres");
      if (user == nullptr) throw std::runtime_error("there is no user postgres; install postgresql-15");
      if (chown(name, user->pw_uid, user->pw_gid) != 0) throw std::runtime_error("chown");
    }
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql")) bin_ = entry.path().string() + "/bin";
    RunOrThrow(As(bin_ + "/initdb -D " + folder_ + "/data -U amends -A trust -E UTF8 --locale=C.UTF-8 >" + folder_ +
                  "/initdb.log 2>&1"));
    RunOrThrow(As(bin_ + "/pg_ctl -D " + folder_ + "/data -w -t 60 -l " + folder_ + "/server.log -o \"-k " + folder_ +
                  " -c listen_addresses='' -c max_connections=200 -c shared_buffers=64MB\" start >/dev/null"));
  }
  ~Server() {
    [[maybe_unused]] const int stopped =
        std::system(As(bin_ + "/pg_ctl -D " + folder_ + "/data -m immediate stop >/dev/null 2>&1").c_str());
    std::error_code fault;
    std::filesystem::remove_all(folder_, fault);
  }
  static std::string As(const std::string& command) {
    return getuid() == 0 ? "cd / && setpriv --reuid=postgres --regid=postgres --init-groups " + command : command;
  }

  std::string folder_;
  std::string bin_;
};

std::atomic<int> next_database{0};

}  // namespace

std::string RunOrThrow(const std::string& command) {
  std::string output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::array<char, 4096> buffer{};
  while (const std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) output.append(buffer.data(), got);
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command + "\n" + output);
  return output;
}

std::string PostgresFolder() { return Server::Get().folder(); }

TempFolder::TempFolder() {
  char name[] = "/tmp/amends-test-XXXXXX";
  if (mkdtemp(name) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

TempFolder::~TempFolder() {
  std::error_code fault;
  std::filesystem::remove_all(path_, fault);
}

FreshDatabase::FreshDatabase(Kind kind) : kind_(kind) {
  if (kind_ == Kind::Sqlite) {
    name_ = folder_.File("amends.db");
    return;
  }
  name_ = "t" + std::to_string(getpid()) + "_" + std::to_string(next_database++);
  Server::Get().Sql("postgres", "create database " + name_);
}

std::string FreshDatabase::Url() const {
  if (kind_ == Kind::Sqlite) return "sqlite:" + name_;
  return "postgresql://amends@/" + name_ + "?host=" + Server::Get().folder();
}

store::StoreOptions FreshDatabase::Options() const {
  store::StoreOptions options;
  options.url = *store::DatabaseUrl::Parse(Url());
  options.key_file = folder_.File("amends.key");
  options.connections = 4;
  return options;
}

}  // namespace tests
