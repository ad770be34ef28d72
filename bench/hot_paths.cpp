// The parts every request passes through, each by itself.

#include <benchmark/benchmark.h>
#include <sodium.h>

#include <atomic>
#include <filesystem>
#include <future>

#include "app/service.h"
#include "base/crypto.h"
#include "domain/cases/narrate.h"
#include "packs/packs.h"
#include "store/sql_store.h"
#include "support/case_spec.h"

namespace {

using namespace spec;  // NOLINT: the specs' words

// A case that went through the whole cycle, and the events it is made of.
struct Told {
  std::vector<Recorded> events;
  Case state;
};
Told WholeCycle() {
  Told told;
  told.state.id = CaseId{1024};
  Context x;
  x.now = kMonday;
  x.procedure = &tests::General();
  x.customer.id = CustomerId{7};
  for (const Actor& actor : {kHandler, kColleague, kLeader, kManager, kQuality}) x.people[*actor.user] = {actor.role, true};
  for (const auto& [actor, command] : Closed()) {
    x.actor = actor;
    const Ruling ruling = Decide(told.state, command, x);
    for (const Event& event : std::get<Events>(ruling)) {
      told.events.push_back({event, x.now, actor.ToString(), told.state.version + 1});
      Evolve(told.state, told.events.back());
    }
  }
  return told;
}
Context ContextOf(const Case& c) {
  Context x;
  x.now = kMonday;
  x.actor = kHandler;
  x.procedure = &tests::General();
  x.customer.id = c.customer;
  return x;
}
LogCase ALongCase() {
  LogCase log = ABoilerCase();
  std::string words;
  while (words.size() < 1000) words += "Third visit missed, no heating, baby at home. ";
  log.words = Said(words);
  return log;
}

void DecodeCommand(benchmark::State& state) {
  const std::string json = base::ToJson(ALongCase());
  for (auto _ : state) benchmark::DoNotOptimize(base::FromJson<LogCase>(json));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * json.size()));
}
BENCHMARK(DecodeCommand);

void DecideLogging(benchmark::State& state) {
  const Command command = ALongCase();
  Case empty;
  empty.id = CaseId{1024};
  Context x = ContextOf(empty);
  x.customer.id = CustomerId{7};
  for (auto _ : state) benchmark::DoNotOptimize(Decide(empty, command, x));
}
BENCHMARK(DecideLogging);

void FoldAWholeCycle(benchmark::State& state) {
  const Told told = WholeCycle();
  for (auto _ : state) {
    Case c;
    c.id = CaseId{1024};
    for (const Recorded& event : told.events) Evolve(c, event);
    benchmark::DoNotOptimize(c);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * told.events.size()));
}
BENCHMARK(FoldAWholeCycle);

void GuideACase(benchmark::State& state) {
  const Told told = WholeCycle();
  const Context x = ContextOf(told.state);
  for (auto _ : state) benchmark::DoNotOptimize(GuideFor(told.state, x));
}
BENCHMARK(GuideACase);

void SplitAndHashAnEvent(benchmark::State& state) {
  const Told told = WholeCycle();
  base::Digest before{};
  for (auto _ : state) {
    const auto halves = base::Split(told.events.front().event);
    before = base::Hasher().Add(before).Add(halves.facts).Add(halves.sealed).Finish();
  }
  benchmark::DoNotOptimize(before);
}
BENCHMARK(SplitAndHashAnEvent);

void SealAndOpen(benchmark::State& state) {
  const base::Key key = base::Key::Random();
  const std::string plain(static_cast<std::size_t>(state.range(0)), 'x');
  for (auto _ : state) benchmark::DoNotOptimize(base::Open(key, base::Seal(key, plain, "C-1024|3"), "C-1024|3"));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(SealAndOpen)->Arg(100)->Arg(2000);

void WeighThreeOptions(benchmark::State& state) {
  const WeighOptions weighing = spec::Weighing(OptionId{1});
  for (auto _ : state) benchmark::DoNotOptimize(options::Weigh(weighing.criteria, weighing.scored));
}
BENCHMARK(WeighThreeOptions);

// The clocks of a case with thirty events behind it, five of them running, under the rules of financial services.
void FiveClocks(benchmark::State& state) {
  const auto shelf = packs::Shelf::Read("procedures");
  if (!shelf) throw std::runtime_error(packs::ToText(shelf.error().front()));
  const auto& all = shelf->procedures.at("uk-financial").clocks;
  const auto& calendar = shelf->calendars.at("england-and-wales");
  std::vector<procedures::ClockRule> rules;
  procedures::History history;
  history.marks = {{procedures::Milestone::Received, spec::At("2026-11-23T10:00:00Z")}};
  for (const auto& rule : all) {
    if (rule.starts == procedures::Milestone::Received && rule.when.empty() && rules.size() < 5) rules.push_back(rule);
  }
  for (int i = 0; i < 29; ++i) {
    history.marks.push_back({procedures::Milestone::ConfirmationAsked, history.marks[0].at + std::chrono::hours(7 * i)});
  }
  history.pauses.push_back({"answer",
                            "waiting-for-customer",
                            {history.marks[0].at + std::chrono::days(2), history.marks[0].at + std::chrono::days(6)}});
  const Instant now = history.marks[0].at + std::chrono::days(10);
  for (auto _ : state) benchmark::DoNotOptimize(procedures::ClocksOf(rules, calendar, history, now));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rules.size()));
}
BENCHMARK(FiveClocks);

// Logging through the one door onto a synced SQLite file, so many under way at once.
void LogDurably(benchmark::State& state) {
  const auto folder = std::filesystem::temp_directory_path() / ("amends-bench-" + base::RandomToken().substr(0, 8));
  std::filesystem::create_directory(folder);
  {
    store::StoreOptions options;
    options.url = *store::DatabaseUrl::Parse("sqlite:" + (folder / "b.db").string());
    options.key_file = (folder / "b.key").string();
    auto store = store::SqlStore::Open(options);
    if (!store) throw std::runtime_error(base::ToLine(store.error()));
    base::SystemClock clock;
    base::WorkerPool workers(2);
    app::Service service(**store, **store, clock, workers);
    LogCase log = ALongCase();
    log.customer.reset();
    log.new_customer = customers::Profile{};
    log.new_customer->name = Titled("Amara Okafor");
    const auto at_once = state.range(0);
    for (auto _ : state) {
      std::atomic<std::int64_t> left = at_once;
      std::promise<void> all;
      for (std::int64_t i = 0; i < at_once; ++i) {
        service.Log(log, {{kHandler, desk::Reach::Desk, {}}, {}, {}, {}}, [&](base::Result<app::Answer> answer) {
          if (!answer) std::abort();
          if (--left == 0) all.set_value();
        });
      }
      all.get_future().wait();
    }
    state.SetItemsProcessed(state.iterations() * at_once);
    workers.Finish();
    (*store)->Finish();
  }
  std::filesystem::remove_all(folder);
}
BENCHMARK(LogDurably)->Arg(1)->Arg(8)->Arg(64)->UseRealTime();

}  // namespace

int main(int argc, char** argv) {
  if (sodium_init() < 0) return 1;
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
}
