// How long the runner of clocks takes to find what is due among very many open cases, each with five clocks running:
//   clock_tick URL KEY_FILE CASES LOOKS
// The cases are real: events decided by the rules, sealed, chained and written by the store with their rows, a few hundred
// to a transaction and without the service between. A thousand customers have them all, because making customers is not
// what is measured. Prints lines of a table for docs/performance.md.

#include <sodium.h>

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <future>
#include <iostream>

#include "app/clock_runner.h"
#include "app/service.h"
#include "domain/cases/clocks.h"
#include "domain/cases/evolve.h"
#include "packs/bundle.h"
#include "store/sql_store.h"

namespace {

using namespace cases;  // NOLINT: the domain's own words
using base::Instant;

constexpr int kCustomers = 1000;
constexpr int kInOneTransaction = 400;
constexpr int kUnderWay = 4;
constexpr int kDue = 200;   // as many as the runner takes at once
constexpr int kActs = 50;   // whole ticks that act on that many
constexpr int kClocks = 5;  // running on each case, besides the news promised

const Instant kMonday = *Instant::Parse("2026-11-02T09:00:00Z");
// The first promise falls due here, the last well before any of the clocks does.
const Instant kFirstDue = *Instant::Parse("2026-11-03T09:00:00Z");
constexpr base::Duration kSpread = std::chrono::hours(12);

template <class T>
T Must(base::Result<T> result) {
  if (result) return *std::move(result);
  std::cerr << "clock_tick: " << base::ToLine(result.error()) << "\n";
  std::exit(1);
}

template <class Give>
app::CommandReply Reply(Give give) {
  std::promise<base::Result<app::Answer>> promise;
  auto future = promise.get_future();
  give([&](base::Result<app::Answer> answer) { promise.set_value(std::move(answer)); });
  app::Answer answer = Must(future.get());
  if (const auto* refused = std::get_if<domain::Refusals>(&answer)) {
    std::cerr << "clock_tick: " << refused->front().says << "\n";
    std::exit(1);
  }
  return std::get<app::CommandReply>(std::move(answer));
}

// Transactions under way at once, so that the store is never idle.
class Lanes {
 public:
  void Enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ < kUnderWay; });
    ++under_way_;
  }
  void Leave() {
    const std::lock_guard lock(mutex_);
    --under_way_;
    changed_.notify_all();
  }
  void WaitForAll() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int under_way_ = 0;
};

// When the promise on case number `n` of so many falls due.
Instant DueAt(std::int64_t n, std::int64_t of) { return kFirstDue + base::Duration(kSpread.count() * n / of); }

void Fill(store::SqlStore& store, const std::vector<base::CustomerId>& customers, std::int64_t wanted) {
  const app::SharedBook book = store.InForce().Book();
  const procedures::Bound& bound = *book->Current("uk-financial");
  Context x;
  x.actor = domain::Actor::Staff(base::UserId{1}, domain::Role::Handler, "Hana");
  x.now = kMonday;
  x.procedure = &bound.procedure;
  x.calendar = &bound.calendar;
  LogCase log;
  log.subject = SealedLine(Line("Interest was charged twice"));
  log.words = SealedProse(Prose("The statement of October shows the same interest on two days, and nobody answers my letters."));
  log.remedy_sought = SealedProse(Prose("The second charge back."));
  log.product = Line("Credit card");
  log.attributes.emplace(Word("regime"), Line("general"));
  Lanes lanes;
  for (std::int64_t done = 0; done < wanted;) {
    app::Transaction transaction;
    transaction.at = x.now;
    transaction.actor = x.actor.ToString();
    for (int i = 0; i < kInOneTransaction && done < wanted; ++i, ++done) {
      Case c;
      c.id = Must(store.NewCase());
      x.customer.id = customers[static_cast<std::size_t>(done) % customers.size()];
      log.customer = x.customer.id;
      log.next_news_by = DueAt(done, wanted);
      const Ruling ruling = Decide(c, log, x);
      app::StreamAppend append{c.id.ToString(), {}, x.customer.id, {}};
      for (const Event& event : std::get<Events>(ruling)) {
        Evolve(c, {event, x.now, transaction.actor, c.version + 1});
        append.events.push_back(app::WriteEvent(event));
      }
      transaction.streams.push_back(std::move(append));
      if (done == 0) {
        const auto due = DueOn(c, bound);
        const auto clocks = std::ranges::count_if(due, [](const DueThing& thing) { return !thing.title.empty(); });
        if (clocks != kClocks) {
          std::cerr << "clock_tick: a case has " << clocks << " clocks running and not " << kClocks << "\n";
          std::exit(1);
        }
      }
      std::ranges::move(app::RowsOf(c, *book), std::back_inserter(transaction.rows.put));
    }
    lanes.Enter();
    store.Append(std::move(transaction), [&lanes](base::Result<app::Appended> appended) {
      Must(std::move(appended));
      lanes.Leave();
    });
  }
  lanes.WaitForAll();
}

std::string Millis(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), seconds < 0.001 ? "%.3f ms" : seconds < 0.01 ? "%.2f ms" : "%.1f ms", seconds * 1000);
  return text.data();
}
void Row(const std::string& what, std::vector<double> seconds, const std::string& target) {
  std::ranges::sort(seconds);
  const auto at = [&](double share) {
    return seconds[static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1))];
  };
  std::cout << "| " << what << " | " << Millis(at(0.5)) << " | " << Millis(at(0.99)) << " | " << target << " |" << std::endl;
}

std::vector<double> Looks(store::SqlStore& store, Instant now, std::size_t found, int times) {
  std::vector<double> seconds;
  for (int i = 0; i < times; ++i) {
    const double began = base::Stopwatch();
    const auto due = Must(store.ToNotice(now, kDue));
    seconds.push_back(base::Stopwatch() - began);
    if (due.size() != found) {
      std::cerr << "clock_tick: " << due.size() << " cases found and not " << found << "\n";
      std::exit(1);
    }
  }
  return seconds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5 || sodium_init() < 0) {
    std::cerr << "usage: clock_tick URL KEY_FILE CASES LOOKS\n";
    return 2;
  }
  const std::int64_t wanted = std::atoll(argv[3]);
  const int looks = std::atoi(argv[4]);
  store::StoreOptions options;
  options.url = Must(store::DatabaseUrl::Parse(argv[1]));
  options.key_file = argv[2];
  options.now = kMonday;
  options.connections = 4;
  auto store = Must(store::SqlStore::Open(std::move(options)));
  const std::string name = store->MayWait() ? "PostgreSQL" : "SQLite";
  base::SimulatedClock clock(kMonday);
  base::WorkerPool workers(4);
  app::Service service(*store, *store, clock, workers);
  const auto as_system = [] { return app::Request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}}; };

  Reply([&](app::OnAnswer done) {
    service.Handle(procedures::ActivateProcedure{*packs::Shipped("uk-financial"), Line("To be measured.")}, as_system(),
                   std::move(done));
  });
  std::vector<base::CustomerId> customers;
  for (int i = 0; i < kCustomers; ++i) {
    customers::Profile profile;
    profile.name = SealedLine(Line("Customer " + std::to_string(i)));
    customers.push_back(*base::CustomerId::Parse(
        Reply([&](app::OnAnswer done) { service.Register({profile, {}}, as_system(), std::move(done)); }).ref));
  }
  const double began = base::Stopwatch();
  Fill(*store, customers, wanted);
  const double took = base::Stopwatch() - began;
  std::cerr << name << ": " << wanted << " cases written in " << static_cast<int>(took) << " s\n";

  Row(name + ": look-up, nothing due", Looks(*store, kFirstDue, 0, looks), "p99 <= 20 ms");
  const std::int64_t due = std::min<std::int64_t>(kDue, wanted);
  Row(name + ": look-up, 200 due",
      Looks(*store, DueAt(due - 1, wanted) + base::Duration(1), static_cast<std::size_t>(due), looks), "p99 <= 20 ms");

  // And whole ticks: found, decided afresh on each case, written.
  app::ClockRunner runner(service);
  std::vector<double> acts;
  for (std::int64_t done = 0; done + kDue <= wanted && std::ssize(acts) < kActs; done += kDue) {
    clock.Set(DueAt(done + kDue - 1, wanted) + base::Duration(1));
    const double start = base::Stopwatch();
    const int changed = Must(runner.RunOnce());
    acts.push_back(base::Stopwatch() - start);
    if (changed != kDue) {
      std::cerr << "clock_tick: a tick acted on " << changed << " cases and not on " << kDue << "\n";
      return 1;
    }
  }
  Row(name + ": whole tick, 200 found and acted on", acts, "");
  // What was acted on has left the front of the index; a database that keeps old rows for a while has to pass them.
  Row(name + ": look-up, nothing due, after all these ticks", Looks(*store, clock.Now(), 0, looks), "p99 <= 20 ms");
  workers.Finish();
  store->Finish();
}
