#pragma once
// Watching many series of counts at once, as somebody would have who looked at the end of every period: what was out of the
// usual, when it could first have been known, and what only looks like news because categories were redrawn, data are missing, or
// everything moved together. Every alarm rests only on what came before it.
//
//   Said<WatchResult> found = Watch(series, {.grain = Grain::Month, .today = today});
//   found->signals[0].known        2020-05-01: with the data of May
//
// The rate is that of Benjamini and Hochberg over all series of one period (many_tests.h): of the periods in which nothing
// happens anywhere, at most this share has an alarm.

#include <string>

#include "domain/insight/usual.h"

namespace insight {

struct NamedSeries {
  std::string name;
  std::vector<Point>
      points;  // in the order of time; a period in which nothing was counted is a zero, one without data has no value
};

struct WatchOptions {
  Grain grain = Grain::Month;
  base::Date today;
  std::optional<base::Date> from;  // the first period judged; from where there is history, if left out
  double rate = 0.05;              // above 0 and below 1
  std::vector<base::Date> holidays = {};
};

enum class SignalKind : std::uint8_t {
  Above,        // more than usual
  Below,        // fewer than usual
  Everywhere,   // most series moved the same way in the same period
  NewCategory,  // began, and no other ended
  Redrawn,      // some ended and others began in the same period, and the sum went on: names, not customers
};

struct Signal {
  SignalKind kind = SignalKind::Above;
  std::string series;   // of Everywhere and Redrawn: all
  base::Date known;     // the period with whose data it was first known
  base::Date last;      // the last period of it
  int periods = 1;      // that were out of the usual
  double expected = 0;  // over those periods
  double counted = 0;
  double chance = 1;  // of the least likely of them
  bool likely_artefact = false;
  bool goes_on = false;            // to the end of the data
  std::size_t moved = 0;           // of Everywhere: so many series
  std::size_t judged = 0;          // out of so many
  std::vector<std::string> ended;  // of Redrawn
  std::vector<std::string> began;
  base::Saying says;
};

base::Saying InWords(const Signal& signal, Grain grain);

struct WatchedSeries {
  std::string name;
  int judged = 0;                      // periods
  std::optional<base::Saying> unsaid;  // why none could be judged
};

struct WatchResult {
  std::vector<Signal> signals;        // in the order in which they were known
  std::vector<WatchedSeries> series;  // as they were given
  int judged = 0;                     // periods of series in all
  std::vector<base::Saying> notes;
};

// The sentence of an error says what is wrong with the data or the options: no series, a series out of order, negative counts,
// days in the future, a rate out of range.
Said<WatchResult> Watch(std::span<const NamedSeries> series, const WatchOptions& options);

// From rows of (day, name, count), in any order: a series for each name, with a zero where others have data and it has none, and
// no value where nothing has. Days are put at the beginning of their period. Periods from the first of any to the last of any.
// What counts are out of is added up over a period as they are; where a name has no row it is not known, and neither is the
// count.
struct CountRow {
  base::Date day;
  std::string name;
  double count = 0;
  std::optional<double> of = {};
};
std::vector<NamedSeries> SeriesOf(std::span<const CountRow> rows, Grain grain);
base::Date PeriodOf(base::Date day, Grain grain);
base::Date NextPeriod(base::Date period, Grain grain);

}  // namespace insight
