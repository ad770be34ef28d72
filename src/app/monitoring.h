#pragma once
// The facts of all cases in memory, kept up to date as events commit, and the questions that are asked of them: any measure, by
// any dimensions, of any filter, over any period, with the cases behind each figure. Counting is done on threads of its own that
// give way to the desk's (see docs/decisions/025-facts-in-memory.md).
//
//   monitoring.CatchUp();
//   TRY(const auto answer, monitoring.Explore({.measure = base::Word("received"), .by = base::Word("product")}, viewer));

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <stop_token>

#include "app/causes_views.h"
#include "app/ports/event_store.h"
#include "app/ports/fact_source.h"
#include "app/ports/queries.h"
#include "base/clock.h"
#include "base/headway.h"
#include "base/worker_pool.h"

namespace app {

struct ChartAsked;
struct KnownDays;

class Monitoring {
 public:
  // `threads` of its own count, with less of a claim to the processors than those that serve.
  Monitoring(FactSource& source, EventStore& store, const base::Clock& clock, unsigned threads = 2);
  ~Monitoring();

  // Reads what is new since the last time; the first time everything. Stops between two readings when it is told to.
  base::Result<void> CatchUp(const std::stop_token& stop = {});

  MonitoringView Overview(const Viewer& viewer) const;
  // Invalid, naming the field, for an unknown measure or column, days the wrong way round, or more than 4,000 periods.
  base::Result<ExploreAnswer> Explore(const ExploreQuery& query, const Viewer& viewer) const;
  // The key measures by month over two years, each with its chart.
  base::Result<TilesAnswer> Tiles(const TilesQuery& query, const Viewer& viewer) const;
  // The cause tree with what came of each cause, and which few make up most of it.
  base::Result<CausesAnswer> Causes(const CausesQuery& query, const Viewer& viewer) const;
  // A share beside that of others, within what chance alone would do. Invalid for a measure that is no share.
  base::Result<FunnelAnswer> Funnel(const FunnelQuery& query, const Viewer& viewer) const;
  // Of these cases, each customer once, in the order of the cases.
  std::vector<base::CustomerId> CustomersOf(std::span<const CaseId> cases) const;
  // How many of these cases have this value in a column, a dimension or an attribute.
  base::Result<std::int64_t> CountWith(std::span<const CaseId> cases, const std::string& column, const std::string& value) const;
  base::Result<BehindAnswer> Behind(const BehindQuery& query, const Viewer& viewer) const;
  // The facts of all cases behind a figure, the oldest first, whatever limit the query names. What changes meanwhile is given as
  // it is when its turn comes; counting and changing go on between any two.
  // Of more than `most` every so many are given, evenly over time. How many there are in all.
  using TakeFact = std::function<base::Result<void>(const insight::Fact&)>;
  base::Result<std::int64_t> EachFact(const BehindQuery& query, const Viewer& viewer, const TakeFact& take,
                                      const base::Headway& headway = {}, std::size_t most = SIZE_MAX) const;

  // Before everything was read once; until then nothing can be said.
  bool loading() const { return loading_; }
  std::size_t size() const;
  std::size_t bytes() const;

 private:
  // A question, and the days it is about.
  struct Asked {
    insight::Question question;
    std::vector<CountedPeriod> periods;
  };
  base::Result<Asked> Understand(const base::Word& measure, std::optional<base::Date> from, std::optional<base::Date> to,
                                 Every every, const std::optional<Conditions>& where, const Viewer& viewer) const;
  // Figures of a month that still hold, as nothing about that time was put since.
  struct KnownFigure {
    CountedPeriod period;
    insight::Minute end = 0;
    std::uint64_t touched = 0;
    Figure figure;
  };
  base::Result<Tile> TileOf(const char* measure, base::Date from, base::Date to, const std::optional<Conditions>& where,
                            const Viewer& viewer) const;
  insight::Table Count(const insight::Question& question) const;
  base::Result<ChartView> ChartOfEventsIn(const insight::Question& question, const ChartAsked& asked) const;
  // Calls `act` with 0 to parts - 1 on the threads that count, and waits for all of them.
  void InParts(std::size_t parts, const std::function<void(std::size_t)>& act) const;
  // Asked by whoever holds the lock.
  KnownDays Known() const;

  FactSource& source_;
  EventStore& store_;
  const base::Clock& clock_;
  unsigned threads_;
  mutable base::WorkerPool counting_;
  std::mutex reading_;  // one CatchUp at a time
  std::int64_t position_ = -1;
  std::int64_t loaded_to_ = 0;
  std::atomic<bool> loading_{true};
  // Whoever waits to change it goes before whoever comes to ask after that.
  mutable std::mutex gate_;
  mutable std::shared_mutex mutex_;
  insight::Cube cube_;
  mutable std::mutex tiles_mutex_;
  mutable std::map<std::string, std::vector<KnownFigure>> tiles_;  // by measure, reader's reach and conditions
};

}  // namespace app
