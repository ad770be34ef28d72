#pragma once
// The watch over the desk's own figures: which series it looks at, what it raises, and how a signal is shown.
//
//   SignalWatch watch(monitoring, service);
//   watch.RunIfDue();     // once a day, after the last period that is whole

#include <mutex>

#include "app/monitoring.h"
#include "app/service.h"

namespace app {

struct SignalView {
  base::SignalId id;
  base::Saying says;
  learning::SignalState state = learning::SignalState::Raised;
  std::optional<learning::Explanation> explained_as;
  Instant raised_at;
  learning::FoundSignal found;
  std::vector<learning::SignalStep> steps;
  std::vector<learning::SilentCustomer> contacts;
};
BOOST_DESCRIBE_STRUCT(SignalView, (), (id, says, state, explained_as, raised_at, found, steps, contacts))
AMENDS_DOC(SignalView, "Something out of the usual, and what was done about it.", {"id", "To name it by."},
           {"says", "What was found, as a sentence."}, {"state", "How it stands."}, {"explained_as", "What it comes from."},
           {"raised_at", "When it was raised."}, {"found", "What was found, in figures."},
           {"steps", "What was done, oldest first."}, {"contacts", "Customers who are probably affected and said nothing."})

struct WatchedColumn {
  std::string column;
  learning::WatchedEvery every = learning::WatchedEvery::Week;
  std::int64_t series = 0;
  std::int64_t judged = 0;
  std::int64_t left_out = 0;
  std::optional<base::Saying> unsaid;
};
BOOST_DESCRIBE_STRUCT(WatchedColumn, (), (column, every, series, judged, left_out, unsaid))
AMENDS_DOC(WatchedColumn, "How far the cases told apart by a column could be watched.",
           {"column", "The column; empty: none could be told apart."}, {"every", "The length of a period."},
           {"series", "How many series there are."}, {"judged", "How many of them could be judged in at least one period."},
           {"left_out", "Beyond two hundred, those with the fewest cases are not looked at: how many."},
           {"unsaid", "Why the others could not be judged: what holds for the largest of them."})

struct WatchView {
  base::Date day;
  std::int64_t found = 0;
  std::vector<WatchedColumn> columns;
};
BOOST_DESCRIBE_STRUCT(WatchView, (), (day, found, columns))
AMENDS_DOC(WatchView, "What a look through all figures came to.", {"day", "The day it was."},
           {"found", "How many signals there are in the last twelve months, new and known."},
           {"columns", "What was looked at, and what of it could not be judged."})

struct SignalList {
  std::vector<SignalView> signals;
  std::vector<learning::Rename> renames;
  double rate = 0;
  std::int64_t version = 0;
  std::optional<WatchView> watched;
};
BOOST_DESCRIBE_STRUCT(SignalList, (), (signals, renames, rate, version, watched))
AMENDS_DOC(SignalList, "The signals of the desk.", {"signals", "Newest first."},
           {"renames", "Names declared to be one and the same, and not withdrawn."},
           {"rate", "Of the periods in which nothing happens, at most this share has a false alarm, over all that is watched."},
           {"version", "Of the log of signals."},
           {"watched", "The last look since the program was started; null before the first."})

struct SilentSuggestion {
  std::vector<base::CustomerId> customers;
  std::int64_t affected = 0;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(SilentSuggestion, (), (customers, affected, says))
AMENDS_DOC(SilentSuggestion, "Customers who are probably affected and said nothing.",
           {"customers", "Who had to do with it before and has no case since it began; at most five hundred."},
           {"affected", "How many customers have a case of it since it began."},
           {"says", "By what they were chosen, as a sentence."})

// What was found, as a sentence. Causes are named as the procedures in force name them.
base::Saying SaidBy(const learning::FoundSignal& found, const procedures::Book& book);
SignalView ViewOf(const learning::Signal& signal, const procedures::Book& book);
// Those with a case of the same series, under any of its names, in the two years before the signal and none since; nobody is put
// on a list by this.
base::Result<SilentSuggestion> SuggestSilent(const Monitoring& monitoring, const learning::Signal& signal,
                                             const std::vector<learning::Rename>& renames, const Viewer& viewer);

// By what a signal was judged: in each period from `from` to `to` (days, of at most ten years) what was to be expected by what
// lay before, and where the counts of 95 % of quiet periods lie. A chart that says why not where there is none: of a signal that
// is of several series or of words, and where there is too little history. Invalid, naming the field, for days that are no such
// range.
base::Result<ChartView> UsualOf(const Monitoring& monitoring, Service& service, const learning::Signal& signal,
                                const std::vector<learning::Rename>& renames, base::Date from, base::Date to,
                                const Viewer& viewer);

// At most this share of quiet periods has an alarm, over all columns and both lengths of period together.
inline constexpr double kFalseAlarmRate = 0.05;

class SignalWatch {
 public:
  SignalWatch(const Monitoring& monitoring, Service& service) : monitoring_(monitoring), service_(service) {}

  // Looks through all series and raises what is new; `done` hears what was found and what could not be judged. Unavailable while
  // the facts are being read.
  void Run(std::function<void(base::Result<WatchView>)> done, const base::Headway& headway = {});
  // The first time and then when a new day has begun at the desk. False: nothing was to be done.
  bool RunIfDue();
  std::optional<WatchView> Last() const;

 private:
  base::Result<std::vector<learning::FoundSignal>> Look(WatchView& view, const base::Headway& headway) const;

  const Monitoring& monitoring_;
  Service& service_;
  mutable std::mutex mutex_;
  std::optional<base::Date> ran_on_;
  std::optional<WatchView> last_;
};

}  // namespace app
