// What SQLite itself can do with the same settings: rows of the size of our events, so many in one synced commit.
// raw_sqlite FILE ROWS_PER_COMMIT SECONDS -> rows per second

#include <sqlite3.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>

namespace {

void Must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::cerr << "raw_sqlite: " << sqlite3_errmsg(db) << "\n";
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: raw_sqlite FILE ROWS_PER_COMMIT SECONDS\n";
    return 2;
  }
  const int batch = std::atoi(argv[2]);
  const double seconds = std::atof(argv[3]);
  sqlite3* db = nullptr;
  Must(sqlite3_open(argv[1], &db), db);
  for (const char* sql :
       {"pragma journal_mode=wal", "pragma synchronous=full",
        "create table if not exists event (position integer primary key, stream text not null, version integer not null, "
        "facts text not null, sealed text not null, hash text not null, unique (stream, version))"}) {
    Must(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), db);
  }
  sqlite3_stmt* insert = nullptr;
  Must(sqlite3_prepare_v2(db, "insert into event (stream, version, facts, sealed, hash) values (?, 1, ?, ?, ?)", -1, &insert,
                          nullptr),
       db);
  const std::string facts(300, 'f');
  const std::string sealed(400, 's');
  const std::string hash(64, 'h');
  const auto began = std::chrono::steady_clock::now();
  const auto passed = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); };
  long rows = 0;
  while (passed() < seconds) {
    Must(sqlite3_exec(db, "begin immediate", nullptr, nullptr, nullptr), db);
    for (int i = 0; i < batch; ++i, ++rows) {
      const std::string stream = "C-" + std::to_string(rows);
      sqlite3_bind_text(insert, 1, stream.c_str(), -1, SQLITE_TRANSIENT);
      sqlite3_bind_text(insert, 2, facts.c_str(), -1, SQLITE_STATIC);
      sqlite3_bind_text(insert, 3, sealed.c_str(), -1, SQLITE_STATIC);
      sqlite3_bind_text(insert, 4, hash.c_str(), -1, SQLITE_STATIC);
      Must(sqlite3_step(insert), db);
      sqlite3_reset(insert);
    }
    Must(sqlite3_exec(db, "commit", nullptr, nullptr, nullptr), db);
  }
  std::cout << static_cast<long>(static_cast<double>(rows) / passed()) << "\n";
  sqlite3_finalize(insert);
  sqlite3_close(db);
}
