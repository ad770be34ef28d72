// How fast a manager may drag a mouse over ten years of very many cases:
//   insight_at_scale URL KEY_FILE CASES QUESTIONS
// Writes the facts of so many made-up cases into a database of the desk, and the same facts into a table as somebody would make
// it for counting (one column each, small numbers for words, an index by time). Then the facts are read as a starting server
// reads them, and the same questions are put to them in memory and to the table in SQL. Prints lines of a table for
// docs/performance.md.

#include <libpq-fe.h>
#include <malloc.h>
#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>

#include "app/monitoring.h"
#include "base/time.h"
#include "store/sql_store.h"

namespace {

using base::Instant;
using insight::Dimension;
using insight::Minute;
using insight::Moment;
using insight::Tally;

const Instant kNow = *Instant::Parse("2026-11-02T09:00:00Z");
const base::Date kFirstDay = base::Date::Of(2016, 11, 1);
constexpr int kDays = 3650;
// Numbers below are left for cases that come while somebody looks.
constexpr std::int64_t kFirstCase = 2'000'001;
constexpr int kProducts = 40;
constexpr int kCategories = 120;
constexpr int kCauses = 80;
constexpr int kTeams = 12;
constexpr int kOwners = 400;
constexpr int kRegions = 12;
constexpr int kBranches = 200;
constexpr std::array kChannels{"email", "telephone", "letter", "web", "chat", "in_person", "social"};
constexpr std::array kSeverities{"low", "medium", "high", "critical"};
constexpr std::array kDecisions{"upheld", "partly_upheld", "not_upheld"};

template <class T>
T Must(base::Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << "insight_at_scale: " << base::ToLine(result.error()) << "\n";
  std::exit(1);
}
void Must(base::Result<void> result) {
  if (result) return;
  std::cerr << "insight_at_scale: " << base::ToLine(result.error()) << "\n";
  std::exit(1);
}
[[noreturn]] void Stop(const std::string& why) {
  std::cerr << "insight_at_scale: " << why << "\n";
  std::exit(1);
}

// Chance that is the same on every machine and in every run: SplitMix64 (Steele, Lea and Flood 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t Next() {
    std::uint64_t z = state_ += 0x9E37'79B9'7F4A'7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D0'49BB'1331'11EBU;
    return z ^ (z >> 31U);
  }
  int Below(int n) { return static_cast<int>(Next() % static_cast<std::uint64_t>(n)); }
  double Unit() { return static_cast<double>(Next() >> 11U) * 0x1p-53; }
  // The first of so many are met more often, as products are.
  int Skewed(int n) { return static_cast<int>(Unit() * Unit() * n); }
  bool In(int hundred) { return Below(100) < hundred; }
  int Waited(double mean) { return static_cast<int>(-std::log(1 - Unit()) * mean); }

 private:
  std::uint64_t state_;
};

std::string Named(const char* what, int n) { return std::string(what) + " " + std::to_string(n + 1); }

// One made-up case: its numbers in the table for SQL, and its fact.
struct Made {
  insight::Fact fact;
  int product = 0;
  int category = 0;
  int cause = 0;
  int team = 0;
  int channel = 0;
  int region = 0;
  int decision = 0;  // 0: none yet
  int month = 0;
};

Made Make(std::int64_t n, std::int64_t of, const base::Zone& zone) {
  Chance chance(static_cast<std::uint64_t>(n) * 2654435761U + 1);
  Made made;
  insight::Fact& fact = made.fact;
  fact.id = kFirstCase + n;
  fact.customer = 1 + static_cast<std::int64_t>(chance.Next() % static_cast<std::uint64_t>(std::max<std::int64_t>(of / 2, 1)));
  const auto first = static_cast<std::int64_t>(kFirstDay.days) * 1440;
  const Minute received = static_cast<Minute>(first + std::int64_t{kDays} * 1440 * n / of + chance.Below(10));
  const auto at = [&](Moment m, int minutes) {
    if (received + minutes < insight::MinuteOf(kNow)) fact.moments[insight::At(m)] = received + minutes;
  };
  const auto is = [&](Moment m) { return fact.when(m) != insight::kNever; };
  fact.moments[0] = received;
  const base::Date day = zone.ToLocal(Instant{std::int64_t{received} * 60'000}).date;
  made.month = day.year() * 12 + static_cast<int>(day.month()) - 1;
  made.product = chance.Skewed(kProducts);
  made.category = (made.product * 3 + chance.Skewed(9)) % kCategories;
  made.cause = (made.category + chance.Skewed(20)) % kCauses;
  made.team = made.product % kTeams;
  made.channel = chance.Skewed(static_cast<int>(kChannels.size()));
  made.region = chance.Below(kRegions);
  fact[Dimension::Product] = Named("Product", made.product);
  fact[Dimension::Category] = Named("Category", made.category);
  fact[Dimension::Team] = Named("Team", made.team);
  fact[Dimension::Owner] = "U-" + std::to_string(made.team * (kOwners / kTeams) + chance.Below(kOwners / kTeams) + 1);
  fact[Dimension::Procedure] = made.product % 3 == 0 ? "uk-financial" : "general";
  fact[Dimension::Kind] = chance.In(80) ? "complaint" : "problem";
  fact[Dimension::Channel] = kChannels[static_cast<std::size_t>(made.channel)];
  fact[Dimension::Severity] = kSeverities[static_cast<std::size_t>(chance.Skewed(4))];
  fact[Dimension::Emotion] = chance.In(30) ? "angry" : "calm";
  fact[Dimension::Vulnerable] = chance.In(12) ? "yes" : "no";
  fact[Dimension::Safety] = chance.In(1) ? "yes" : "no";
  fact.attributes = {{"branch", Named("Branch", chance.Below(kBranches))}, {"region", Named("Region", made.region)}};
  at(Moment::Acknowledged, chance.Waited(600));
  at(Moment::FirstContact, chance.Waited(2000));
  const int decided = 1440 + chance.Waited(12'000);
  at(Moment::Decided, decided);
  fact[Tally::Contacts] = static_cast<std::uint8_t>(1 + chance.Below(9));
  if (is(Moment::Decided)) {
    fact[Dimension::Cause] = Named("Cause", made.cause);
    made.decision = 1 + chance.Below(3);
    fact[Dimension::Decision] = kDecisions[static_cast<std::size_t>(made.decision - 1)];
    fact[Tally::Options] = 2;
    at(Moment::Offered, decided + chance.Waited(1000));
    at(Moment::Agreed, decided + 1500 + chance.Waited(3000));
    at(Moment::ActionsDone, decided + 6000 + chance.Waited(5000));
    at(Moment::Confirmed, decided + 9000 + chance.Waited(5000));
  }
  fact[Dimension::Status] = is(Moment::Confirmed) ? "closed" : "open";
  if (is(Moment::Confirmed)) {
    fact.moments[insight::At(Moment::Closed)] = fact.when(Moment::Confirmed);
    fact[Dimension::Outcome] = chance.In(85) ? "resolved_confirmed" : "resolved_unconfirmed";
    if (chance.In(30)) {
      at(Moment::Surveyed, decided + 20'000);
      fact.scores[insight::At(insight::Score::Satisfaction)] = static_cast<std::int8_t>(10 - chance.Skewed(11));
      fact.scores[insight::At(insight::Score::Recommendation)] = static_cast<std::int8_t>(10 - chance.Skewed(11));
    }
    fact.currency = "GBP";
    fact.sums[insight::At(insight::Sum::Redress)] = chance.In(40) ? chance.Waited(8000) : 0;
  }
  fact[Dimension::Phase] = is(Moment::Decided) ? "resolve" : "analyse";
  (chance.In(93) ? fact[Tally::StatutoryMet] : fact[Tally::StatutoryBroken]) = 1;
  fact[Tally::PromisesKept] = static_cast<std::uint8_t>(chance.Below(4));
  fact[Tally::PromisesBroken] = chance.In(8) ? 1 : 0;
  return made;
}

constexpr const char* kTable =
    "create table counted (id bigint primary key, received integer not null, month smallint not null, product smallint not null, "
    "category smallint not null, cause smallint not null, team smallint not null, channel smallint not null, "
    "region smallint not null, decision smallint not null, decided integer)";

// A question put twice: to the facts in memory, and in SQL to the table.
struct Asked {
  app::ExploreQuery query;
  std::string sql;
};

// Ten years by month, told apart by two columns, of those of one region or of four products or of two channels.
Asked Random(Chance& chance, const char* measure, const base::Zone& zone) {
  Asked asked;
  asked.query.measure = base::Word(measure);
  asked.query.every = app::Every::Month;
  const int from_month = chance.Below(60);
  const base::Date from = kFirstDay.AddMonths(from_month);
  asked.query.from = from;
  asked.query.to = from.AddMonths(60 + chance.Below(120 - 60 - from_month + 1)) - 1;
  constexpr std::array kBy{"product", "category", "cause", "team", "channel", "region"};
  const auto first = static_cast<std::size_t>(chance.Below(6));
  const std::size_t second = (first + 1 + static_cast<std::size_t>(chance.Below(5))) % 6;
  asked.query.by = base::Line(kBy[first]);
  asked.query.and_by = base::Line(kBy[second]);
  std::string where;
  switch (chance.Below(3)) {
    case 0: {
      const int region = chance.Below(kRegions);
      asked.query.where = Must(app::Conditions::Parse("region=" + Named("Region", region)));
      where = "region = " + std::to_string(region);
      break;
    }
    case 1: {
      std::string condition = "product=";
      where = "product in (";
      for (int i = 0; i < 4; ++i) {
        const int product = (chance.Below(8) + i * 9) % kProducts;
        condition += (i > 0 ? "|" : "") + Named("Product", product);
        where += (i > 0 ? ", " : "") + std::to_string(product);
      }
      where += ")";
      asked.query.where = Must(app::Conditions::Parse(condition));
      break;
    }
    default: {
      const int channel = chance.Below(5);
      asked.query.where = Must(app::Conditions::Parse(std::string("channel=") + kChannels[static_cast<std::size_t>(channel)] +
                                                      "|" + kChannels[static_cast<std::size_t>(channel) + 1]));
      where = "channel in (" + std::to_string(channel) + ", " + std::to_string(channel + 1) + ")";
    }
  }
  const auto minute = [&](base::Date day) {
    return std::to_string(insight::MinuteOf(zone.ToInstant(day, std::chrono::hours(0))));
  };
  asked.sql = std::string("select month, ") + kBy[first] + ", " + kBy[second] +
              ", count(*) from counted where received >= " + minute(*asked.query.from) + " and received < " +
              minute(*asked.query.to + 1) + " and " + where + " group by month, " + kBy[first] + ", " + kBy[second];
  return asked;
}

// The database by its own door, for what the desk's has no reason to have.
class Raw {
 public:
  virtual ~Raw() = default;
  virtual void Fill(std::int64_t cases, const base::Zone& zone) = 0;
  // Cases counted, over all rows of the answer.
  virtual std::int64_t Count(const std::string& sql) = 0;
};

class RawSqlite final : public Raw {
 public:
  explicit RawSqlite(const std::string& file) {
    Check(sqlite3_open(file.c_str(), &db_));
    Run("pragma cache_size = -1000000");
    Run("pragma mmap_size = 8000000000");
  }
  ~RawSqlite() override { sqlite3_close(db_); }
  void Fill(std::int64_t cases, const base::Zone& zone) override {
    Run(kTable);
    Run("begin");
    sqlite3_stmt* line = nullptr;
    sqlite3_stmt* row = nullptr;
    Check(sqlite3_prepare_v2(db_, "insert into fact (id, line) values (?, ?)", -1, &line, nullptr));
    Check(sqlite3_prepare_v2(db_, "insert into counted values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", -1, &row, nullptr));
    for (std::int64_t n = 0; n < cases; ++n) {
      const Made made = Make(n, cases, zone);
      const std::string text = made.fact.ToLine();
      sqlite3_bind_int64(line, 1, made.fact.id);
      sqlite3_bind_text(line, 2, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      Check(sqlite3_step(line));
      sqlite3_reset(line);
      int at = 1;
      sqlite3_bind_int64(row, at++, made.fact.id);
      for (const int value : {made.fact.moments[0], made.month, made.product, made.category, made.cause, made.team, made.channel,
                              made.region, made.decision}) {
        sqlite3_bind_int(row, at++, value);
      }
      if (const Minute decided = made.fact.when(Moment::Decided); decided == insight::kNever) {
        sqlite3_bind_null(row, at);
      } else {
        sqlite3_bind_int(row, at, decided);
      }
      Check(sqlite3_step(row));
      sqlite3_reset(row);
    }
    sqlite3_finalize(line);
    sqlite3_finalize(row);
    Run("commit");
    Run("create index counted_received on counted (received)");
    Run("analyze counted");
  }
  std::int64_t Count(const std::string& sql) override {
    sqlite3_stmt* question = nullptr;
    Check(sqlite3_prepare_v2(db_, sql.c_str(), -1, &question, nullptr));
    std::int64_t total = 0;
    while (sqlite3_step(question) == SQLITE_ROW) total += sqlite3_column_int64(question, 3);
    sqlite3_finalize(question);
    return total;
  }

 private:
  void Check(int code) const {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) Stop(sqlite3_errmsg(db_));
  }
  void Run(const char* sql) { Check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
  sqlite3* db_ = nullptr;
};

class RawPostgres final : public Raw {
 public:
  explicit RawPostgres(const std::string& url) : db_(PQconnectdb(url.c_str())) {
    if (PQstatus(db_) != CONNECTION_OK) Stop(PQerrorMessage(db_));
    Run("set max_parallel_workers_per_gather = 2");
    Run("set work_mem = '256MB'");
  }
  ~RawPostgres() override { PQfinish(db_); }
  void Fill(std::int64_t cases, const base::Zone& zone) override {
    Run(kTable);
    Copy("copy fact (id, line) from stdin", cases, zone, [](const Made& made, std::string& out) {
      out += std::to_string(made.fact.id) + "\t";
      for (const char c : made.fact.ToLine()) {
        if (c == '\t') {
          out += "\\t";
        } else if (c == '\\') {
          out += "\\\\";
        } else {
          out += c;
        }
      }
    });
    Copy("copy counted from stdin", cases, zone, [](const Made& made, std::string& out) {
      out += std::to_string(made.fact.id);
      for (const int value : {made.fact.moments[0], made.month, made.product, made.category, made.cause, made.team, made.channel,
                              made.region, made.decision}) {
        out += "\t" + std::to_string(value);
      }
      const Minute decided = made.fact.when(Moment::Decided);
      out += "\t" + (decided == insight::kNever ? std::string("\\N") : std::to_string(decided));
    });
    Run("create index counted_received on counted (received)");
    Run("vacuum analyze counted");
    Run("vacuum analyze fact");
  }
  std::int64_t Count(const std::string& sql) override {
    PGresult* answer = PQexec(db_, sql.c_str());
    if (PQresultStatus(answer) != PGRES_TUPLES_OK) Stop(PQerrorMessage(db_));
    std::int64_t total = 0;
    for (int i = 0; i < PQntuples(answer); ++i) total += std::atoll(PQgetvalue(answer, i, 3));
    PQclear(answer);
    return total;
  }

 private:
  void Run(const char* sql) {
    PGresult* answer = PQexec(db_, sql);
    if (PQresultStatus(answer) != PGRES_COMMAND_OK) Stop(PQerrorMessage(db_));
    PQclear(answer);
  }
  void Copy(const char* sql, std::int64_t cases, const base::Zone& zone,
            const std::function<void(const Made&, std::string&)>& write) {
    PGresult* begun = PQexec(db_, sql);
    if (PQresultStatus(begun) != PGRES_COPY_IN) Stop(PQerrorMessage(db_));
    PQclear(begun);
    std::string text;
    for (std::int64_t n = 0; n < cases; ++n) {
      write(Make(n, cases, zone), text);
      text += '\n';
      if (text.size() > 1'000'000 || n + 1 == cases) {
        if (PQputCopyData(db_, text.data(), static_cast<int>(text.size())) != 1) Stop(PQerrorMessage(db_));
        text.clear();
      }
    }
    if (PQputCopyEnd(db_, nullptr) != 1) Stop(PQerrorMessage(db_));
    PGresult* ended = PQgetResult(db_);
    if (PQresultStatus(ended) != PGRES_COMMAND_OK) Stop(PQerrorMessage(db_));
    PQclear(ended);
    while (PGresult* rest = PQgetResult(db_)) PQclear(rest);
  }
  PGconn* db_;
};

std::string Millis(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), seconds < 0.01 ? "%.2f ms" : seconds < 1 ? "%.1f ms" : "%.0f ms", seconds * 1000);
  return text.data();
}
void Row(const std::string& what, std::vector<double> seconds, const std::string& target) {
  std::ranges::sort(seconds);
  const auto at = [&](double share) {
    return seconds[static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1))];
  };
  std::cout << "| " << what << " | " << Millis(at(0.5)) << " | " << Millis(at(0.99)) << " | " << target << " |" << std::endl;
}
std::string Rounded(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", number);
  return text.data();
}

// Of memory that is this process's own and not shared with others.
double ResidentGigabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("RssAnon:")) return std::atof(line.c_str() + 8) / 1e6 * 1.024;
  }
  return 0;
}

std::vector<double> Timed(int times, const std::function<void()>& act) {
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) {
    const double began = base::Stopwatch();
    act();
    seconds.push_back(base::Stopwatch() - began);
  }
  return seconds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 || sodium_init() < 0) {
    std::cerr << "usage: insight_at_scale URL KEY_FILE CASES QUESTIONS\n";
    return 2;
  }
  const std::string url = argv[1];
  const std::int64_t cases = std::atoll(argv[3]);
  const int questions = std::atoi(argv[4]);
  store::StoreOptions options;
  options.url = Must(store::DatabaseUrl::Parse(url));
  options.key_file = argv[2];
  options.now = kNow;
  options.connections = 4;
  auto store = Must(store::SqlStore::Open(std::move(options)));
  const bool postgres = store->MayWait();
  const std::string name = postgres ? "PostgreSQL" : "SQLite";
  std::unique_ptr<Raw> raw;
  if (postgres) {
    raw = std::make_unique<RawPostgres>(url);
  } else {
    raw = std::make_unique<RawSqlite>(url.substr(url.find(':') + 1));
  }
  const app::SharedBook book = store->InForce().Book();
  const base::Zone& zone = book->General().calendar.zone();
  double began = base::Stopwatch();
  raw->Fill(cases, zone);
  std::cerr << name << ": " << cases << " cases written in " << static_cast<int>(base::Stopwatch() - began) << " s\n";

  const base::SimulatedClock clock(kNow);
  app::Monitoring monitoring(*store, *store, clock);
  malloc_trim(0);
  const double before = ResidentGigabytes();
  began = base::Stopwatch();
  Must(monitoring.CatchUp());
  const double loaded = base::Stopwatch() - began;
  if (static_cast<std::int64_t>(monitoring.size()) != cases) Stop("not every case was read");
  std::cout << "| " << name << ": facts read by a server that starts | " << Rounded(loaded) << " s | | <= 60 s |\n"
            << "| " << name << ": memory they take | " << Rounded(ResidentGigabytes() - before) << " GB | | <= 1.5 GB |"
            << std::endl;

  const app::Viewer viewer{domain::Actor::System(), desk::Reach::Desk, {}};
  for (const char* measure : {"received", "upheld", "statutory-clocks-met", "redress", "satisfaction", "time-to-decision"}) {
    Chance chance(17);
    Row(name + ": breakdown by month and two columns, filtered: " + measure,
        Timed(questions, [&] { Must(monitoring.Explore(Random(chance, measure, zone).query, viewer)); }), "p99 <= 60 ms");
  }
  {
    Chance chance(18);
    Row(name + ": the cases behind a cell",
        Timed(questions,
              [&] {
                const Asked asked = Random(chance, "received", zone);
                app::BehindQuery query;
                query.measure = asked.query.measure;
                query.where = asked.query.where;
                query.from = asked.query.from->AddMonths(chance.Below(48));
                query.to = query.from->AddMonths(1) - 1;
                Must(monitoring.Behind(query, viewer));
              }),
        "p99 <= 60 ms");
    Row(name + ": the cases behind the sum of ten years",
        Timed(questions,
              [&] {
                const Asked asked = Random(chance, "upheld", zone);
                app::BehindQuery query;
                query.measure = asked.query.measure;
                query.where = asked.query.where;
                query.from = kFirstDay;
                query.to = kFirstDay + kDays;
                Must(monitoring.Behind(query, viewer));
              }),
        "p99 <= 60 ms");
  }
  // The same in SQL, a few times: and the sums are the same.
  Chance chance(17);
  std::vector<double> seconds;
  for (int i = 0; i < std::max(questions / 20, 3); ++i) {
    const Asked asked = Random(chance, "received", zone);
    std::int64_t counted = 0;
    seconds.push_back(Timed(1, [&] { counted = raw->Count(asked.sql); }).front());
    const auto answer = Must(monitoring.Explore(asked.query, viewer));
    if (answer.all.whole.cases != counted) {
      Stop("in memory " + std::to_string(answer.all.whole.cases) + " cases, by SQL " + std::to_string(counted) + ": " +
           asked.sql);
    }
  }
  Row(name + ": the same breakdown of received in its own SQL", seconds, "");
  store->Finish();
}
