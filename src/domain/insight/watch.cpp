#include "domain/insight/watch.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "domain/insight/many_tests.h"

namespace insight {
namespace {

using base::Date;
using base::Saying;

// A series is there from its first count of some size to its last: single stray ones before and after are slips of the pen.
struct Life {
  std::size_t first = 0;
  std::size_t last = 0;
};

// What is usual for a series while it lives; a count far below it is not life.
constexpr double kStray = 0.02;
// Sums before and after a redrawing differ by less than this factor.
constexpr double kGoesOn = 2.0;
// A period in which this share of all series judged moves the same way is not about any of them; nor is one in which a good part
// of them does and nearly all the others lie on that side, too.
constexpr double kMost = 0.7;
constexpr double kGoodPart = 0.4;
constexpr double kNearlyAll = 0.8;
constexpr std::size_t kFewestForMost = 4;
constexpr std::size_t kPeriodsCompared = 6;
constexpr std::size_t kPeriodsAround = 3;  // a redrawing: the nearer, the less has changed meanwhile

// A name can live more than once: a category that was merged into another and taken out of it again years later begins anew. A
// life ends where nothing is counted for so many periods that have data, when its count was such that this is not chance.
constexpr std::size_t kAsleep = 6;
constexpr double kNoChance = 2;  // median count: six periods of nothing are then once in 160,000

std::vector<Life> LivesOf(const NamedSeries& series) {
  std::vector<double> counts;
  for (const Point& point : series.points) {
    if (point.value && *point.value > 0) counts.push_back(*point.value);
  }
  if (counts.empty()) return {};
  const double usual = Median(counts);
  const double least = std::max(1.0, kStray * usual);
  std::vector<Life> lives;
  std::size_t asleep = 0;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const auto& value = series.points[i].value;
    if (!value) continue;
    if (*value < least) {
      ++asleep;
      continue;
    }
    if (lives.empty() || (asleep >= kAsleep && usual >= kNoChance)) lives.push_back({i, i});
    lives.back().last = i;
    asleep = 0;
  }
  return lives;
}

double SumOver(const NamedSeries& series, std::size_t begin, std::size_t end, std::size_t& known) {
  double sum = 0;
  for (std::size_t i = begin; i < end; ++i) {
    if (!series.points[i].value) continue;
    sum += *series.points[i].value;
    ++known;
  }
  return sum;
}

struct Redrawing {
  std::size_t from = 0;  // the first period touched
  std::size_t until = 0;
  std::vector<std::size_t> ended;
  std::vector<std::size_t> began;
};

// A period in which everything together is a small part of what it was before has no data, whatever a few stray rows say:
// nobody's customers all fall silent at once. Those periods, opened up in every series.
constexpr double kHardlyAny = 0.05;
// Fewer cases are no category.
constexpr double kLeastOfNew = 5;
constexpr std::size_t kYear = 12;

std::size_t OpenUpGaps(std::vector<NamedSeries>& all) {
  const std::size_t periods = all.front().points.size();
  std::vector<double> before;
  std::size_t opened = 0;
  for (std::size_t at = 0; at < periods; ++at) {
    double total = 0;
    bool any = false;
    for (const NamedSeries& series : all) {
      any = any || series.points[at].value.has_value();
      total += series.points[at].value.value_or(0);
    }
    if (!any) continue;
    const std::size_t from = before.size() > kYear ? before.size() - kYear : 0;
    const double usual =
        before.size() < kPeriodsCompared ? 0 : Median({before.begin() + static_cast<std::ptrdiff_t>(from), before.end()});
    // Of few cases in all, none in a period is no wonder.
    if (usual >= 100 && total < kHardlyAny * usual) {
      for (NamedSeries& series : all) series.points[at].value.reset();
      ++opened;
    } else {
      before.push_back(total);
    }
  }
  return opened;
}

// The next period with data, from `at` on.
std::size_t NextWithData(std::span<const NamedSeries> all, std::size_t at) {
  const std::size_t periods = all.front().points.size();
  while (at < periods && std::ranges::none_of(all, [&](const NamedSeries& s) { return s.points[at].value.has_value(); })) ++at;
  return at;
}

// Series that end and series that begin within a period of each other, while their sum goes on.
std::vector<Redrawing> RedrawingsOf(std::span<const NamedSeries> all, const std::vector<Life>& lives) {
  std::vector<Redrawing> found;
  const std::size_t periods = all.front().points.size();
  std::set<std::size_t> ended;
  std::set<std::size_t> began;
  for (std::size_t at = 1; at < periods; ++at) {
    Redrawing one;
    one.from = at;
    // Over a stretch without data, what ended before it and began behind it belongs together.
    one.until = std::min(NextWithData(all, at + 1), periods - 1);
    for (std::size_t s = 0; s < all.size(); ++s) {
      const bool ends =
          lives[s].last + 1 >= at && lives[s].last <= one.until && lives[s].last + 1 < periods && lives[s].first + 3 < at;
      const bool begins = lives[s].first >= at && lives[s].first <= one.until && lives[s].last > one.until;
      if (ends && !ended.contains(s)) one.ended.push_back(s);
      if (begins && !began.contains(s)) one.began.push_back(s);
    }
    if (one.ended.empty() || one.began.empty()) continue;
    // The period itself is often counted under both names, or half.
    double before = 0;
    double after = 0;
    std::size_t known_before = 0;
    std::size_t known_after = 0;
    for (const std::size_t s : one.ended) {
      std::size_t known = 0;
      before += SumOver(all[s], at > kPeriodsAround ? at - kPeriodsAround : 0, at, known);
      known_before = std::max(known_before, known);
    }
    for (const std::size_t s : one.began) {
      std::size_t known = 0;
      after += SumOver(all[s], one.until + 1, std::min(one.until + 1 + kPeriodsAround, periods), known);
      known_after = std::max(known_after, known);
    }
    if (known_before == 0 || known_after == 0) continue;
    // A few cases of seldom kinds come and go without anybody having redrawn anything.
    if (before < kLeastOfNew || after < kLeastOfNew) continue;
    before /= static_cast<double>(known_before);
    after /= static_cast<double>(known_after);
    if (after > kGoesOn * before || before > kGoesOn * after) continue;
    ended.insert(one.ended.begin(), one.ended.end());
    began.insert(one.began.begin(), one.began.end());
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<std::string> NamesOf(std::span<const NamedSeries> all, const std::vector<std::size_t>& which) {
  std::vector<std::string> names;
  for (const std::size_t s : which) names.push_back(all[s].name);
  return names;
}

Saying Named(Date period, Grain grain) {
  switch (grain) {
    case Grain::Day: return SayingOf(period);
    case Grain::Week: return Saying("the week from {}", period);
    case Grain::Month: return Saying::Month(period);
  }
  return SayingOf(period);
}

Saying Times(double counted, double expected) {
  if (expected < 0.5) return Saying("{} where hardly any were expected", Figure(counted, 0));
  return Saying("{} where {} were expected, {} times as many", Figure(counted, 0), Figure(expected),
                Figure(counted / expected, 2));
}

// When a category that began is more than a seldom one seen for the first time. If it had always been there at one rate, all its
// cases would fall among the last k of n periods with the chance (k / n) to the power of their number.
constexpr std::size_t kLongestNew = 12;  // periods; what takes longer to show is judged by its own past then
struct Began {
  std::size_t known = 0;
  double counted = 0;
};
std::optional<Began> BeganAsNew(const NamedSeries& series, std::size_t first, double chance) {
  Began began;
  for (std::size_t at = first; at < std::min(first + kLongestNew, series.points.size()); ++at) {
    began.known = at;
    began.counted += series.points[at].value.value_or(0);
    const double share = static_cast<double>(at - first + 1) / static_cast<double>(at + 1);
    if (began.counted >= kLeastOfNew && began.counted * std::log(share) <= std::log(chance / kLongestNew)) return began;
  }
  return std::nullopt;
}

}  // namespace

base::Saying InWords(const Signal& signal, Grain grain) {
  const auto times = [&] { return Times(signal.counted, signal.expected); };
  switch (signal.kind) {
    case SignalKind::Above:
    case SignalKind::Below:
      if (signal.periods == 1) return Saying("{} had {} in {}.", signal.series, times(), Named(signal.known, grain));
      return Saying("{} had {} from {} to {}, in {} of the periods between.", signal.series, times(), Named(signal.known, grain),
                    Named(signal.last, grain), signal.periods);
    case SignalKind::Everywhere:
      return Saying("{} of {} series had {} than usual in {}, {}: look at the data first, and at what they all share.",
                    static_cast<std::int64_t>(signal.moved), static_cast<std::int64_t>(signal.judged),
                    signal.counted > signal.expected ? Saying("more") : Saying("fewer"), Named(signal.known, grain), times());
    case SignalKind::NewCategory:
      return Saying("{} began in {}, and nothing else ended: a category of its own, or a new thing.", signal.series,
                    Named(signal.known, grain));
    case SignalKind::Redrawn:
      return Saying("{} ended and {} began, and together they went on as before: names changed, not what customers meet.",
                    Saying::AllOf(signal.ended), Saying::AllOf(signal.began));
  }
  return {};
}

base::Date PeriodOf(Date day, Grain grain) {
  switch (grain) {
    case Grain::Day: return day;
    case Grain::Week: return day - static_cast<int>(day.weekday());
    case Grain::Month: return Date::Of(day.year(), day.month(), 1);
  }
  return day;
}

base::Date NextPeriod(Date period, Grain grain) {
  switch (grain) {
    case Grain::Day: return period + 1;
    case Grain::Week: return period + 7;
    case Grain::Month: return period.AddMonths(1);
  }
  return period + 1;
}

std::vector<NamedSeries> SeriesOf(std::span<const CountRow> rows, Grain grain) {
  struct Sum {
    double count = 0;
    std::optional<double> of;
  };
  std::map<std::string, std::map<Date, Sum>> counts;
  std::set<Date> with_data;
  bool with_sizes = false;
  for (const CountRow& row : rows) {
    const Date period = PeriodOf(row.day, grain);
    Sum& sum = counts[row.name][period];
    sum.count += row.count;
    if (row.of) sum.of = sum.of.value_or(0) + *row.of;
    with_sizes = with_sizes || row.of;
    with_data.insert(period);
  }
  std::vector<NamedSeries> all;
  for (const auto& [name, own] : counts) {
    NamedSeries series{name, {}};
    for (Date period = *with_data.begin(); period <= *with_data.rbegin(); period = NextPeriod(period, grain)) {
      const auto counted = own.find(period);
      Point point{period, std::nullopt, std::nullopt};
      if (counted != own.end()) {
        point.value = counted->second.count;
        point.of = counted->second.of;
      } else if (with_data.contains(period) && !with_sizes) {
        point.value = 0;
      }
      series.points.push_back(point);
    }
    all.push_back(std::move(series));
  }
  return all;
}

Said<WatchResult> Watch(std::span<const NamedSeries> as_given, const WatchOptions& options) {
  std::vector<NamedSeries> given(as_given.begin(), as_given.end());
  if (given.empty()) return CannotSay(Saying("There is no series to watch; at least one with dated counts is needed."));
  if (!(options.rate > 0 && options.rate < 1)) {
    return CannotSay(
        Saying("The share of quiet periods with an alarm lies above 0 and below 1, not at {}.", Figure(options.rate)));
  }
  for (const NamedSeries& series : given) {
    if (auto sound = Sound(series.points, options.today); !sound) {
      return CannotSay(Saying("{}: {}", series.name, std::move(sound.error())));
    }
    if (series.points.size() != given.front().points.size()) {
      return CannotSay(Saying("{} has {} periods and {} has {}; all series need the same.", series.name, series.points.size(),
                              given.front().name, given.front().points.size()));
    }
  }
  const std::size_t periods = given.front().points.size();
  if (periods == 0) return CannotSay(Saying("The series have no periods; nothing can be said of nothing."));

  WatchResult result;
  if (const std::size_t opened = OpenUpGaps(given); opened > 0) {
    result.notes.push_back(Saying::Count(static_cast<std::int64_t>(opened),
                                         "{} period has hardly any data: it is taken as lost, and not as quiet.",
                                         "{} periods have hardly any data: they are taken as lost, and not as quiet."));
  }
  // Each life by itself.
  std::vector<NamedSeries> all;
  std::vector<Life> lives;
  std::vector<std::size_t> whose;
  for (std::size_t g = 0; g < given.size(); ++g) {
    const std::vector<Life> own = LivesOf(given[g]);
    result.series.push_back({given[g].name, 0, {}});
    if (own.empty()) result.series.back().unsaid = Saying("Nothing was counted.");
    for (const Life& life : own) {
      all.push_back(given[g]);
      whose.push_back(g);
      for (std::size_t i = 0; i < periods; ++i) {
        if ((i < life.first || i > life.last) && all.back().points[i].value && own.size() > 1) all.back().points[i].value = 0;
      }
      lives.push_back(life);
    }
  }
  if (all.empty()) {
    result.notes.push_back(Saying("Nothing was counted in any period."));
    return result;
  }
  const auto day_of = [&](std::size_t period) { return all.front().points[period].day; };

  // What was redrawn: neither the end nor the beginning of these is news.
  std::vector<std::size_t> judged_from(all.size());
  std::vector<std::size_t> judged_to(all.size(), periods);
  std::vector<bool> explained(all.size());
  for (const Redrawing& one : RedrawingsOf(all, lives)) {
    for (const std::size_t s : one.ended) judged_to[s] = one.from;
    for (const std::size_t s : one.began) {
      judged_from[s] = one.until + 1;
      explained[s] = true;
    }
    Signal signal;
    signal.kind = SignalKind::Redrawn;
    signal.known = day_of(one.until);
    signal.last = day_of(one.until);
    signal.likely_artefact = true;
    signal.ended = NamesOf(all, one.ended);
    signal.began = NamesOf(all, one.began);
    result.signals.push_back(std::move(signal));
  }

  // Every period of every series by what lay before it.
  std::vector<std::vector<std::optional<JudgedCount>>> judged(all.size(), std::vector<std::optional<JudgedCount>>(periods));
  for (std::size_t s = 0; s < all.size(); ++s) {
    WatchedSeries& told = result.series[whose[s]];
    const std::size_t begin = std::max(judged_from[s], lives[s].first);
    // Where another life of the same name follows, what lies between is no fall.
    const bool lives_again = s + 1 < all.size() && whose[s + 1] == whose[s];
    const std::size_t end = std::min(judged_to[s], lives_again ? lives[s].last + 1 : periods);
    if (begin < end) {
      const std::span<const Point> lived(all[s].points.data() + begin, end - begin);
      const Date from = std::max(options.from.value_or(lived.front().day), lived.front().day);
      const auto judgement = JudgeByUsual(lived, from, {.grain = options.grain, .holidays = options.holidays});
      if (judgement) {
        std::size_t at = begin;
        for (const JudgedCount& count : judgement->counts) {
          while (day_of(at) < count.day) ++at;
          judged[s][at] = count;
          ++told.judged;
          ++result.judged;
        }
      } else {
        told.unsaid = judgement.error();
      }
    } else {
      told.unsaid = Saying("It began too late to be judged.");
    }
    if (told.judged > 0) told.unsaid.reset();

    // A category nobody had before, and no redrawing explains.
    if (lives[s].first > kPeriodsCompared && !explained[s] && (!options.from || day_of(lives[s].first) >= *options.from)) {
      if (const auto began = BeganAsNew(all[s], lives[s].first, options.rate / static_cast<double>(all.size()))) {
        Signal signal;
        signal.kind = SignalKind::NewCategory;
        signal.series = all[s].name;
        signal.known = day_of(began->known);
        signal.last = signal.known;
        signal.counted = began->counted;
        signal.periods = static_cast<int>(began->known - lives[s].first) + 1;
        result.signals.push_back(std::move(signal));
      }
    }
  }

  // Period by period, as it would have been seen then.
  std::vector<std::optional<std::size_t>> running(all.size());  // the signal that a series is in
  std::vector<std::size_t> quiet(all.size());
  for (std::size_t at = 0; at < periods; ++at) {
    std::vector<std::optional<double>> chances(all.size());
    std::size_t tests = 0;
    for (std::size_t s = 0; s < all.size(); ++s) {
      if (!judged[s][at]) continue;
      chances[s] = judged[s][at]->chance;
      ++tests;
    }
    if (tests == 0) continue;
    const auto found = FalseDiscoveries(chances, options.rate);
    if (!found) return CannotSay(found.error());
    std::vector<std::size_t> high;
    std::vector<std::size_t> low;
    for (std::size_t s = 0; s < all.size(); ++s) {
      if (!found->alarms[s]) continue;
      (judged[s][at]->count > judged[s][at]->expected ? high : low).push_back(s);
    }
    std::set<std::size_t> together;
    for (const auto* side : {&high, &low}) {
      std::vector<std::size_t> leaning;
      for (std::size_t s = 0; s < all.size(); ++s) {
        if (judged[s][at] && (judged[s][at]->count > judged[s][at]->expected) == (side == &high)) leaning.push_back(s);
      }
      const auto is_part = [&](const std::vector<std::size_t>& some, double share) {
        return static_cast<double>(some.size()) >= share * static_cast<double>(tests);
      };
      if (tests < kFewestForMost || !(is_part(*side, kMost) || (is_part(*side, kGoodPart) && is_part(leaning, kNearlyAll))))
        continue;
      together.insert(side->begin(), side->end());
      Signal signal;
      signal.kind = SignalKind::Everywhere;
      signal.known = signal.last = day_of(at);
      signal.likely_artefact = true;
      signal.goes_on = at + 1 == periods;
      signal.moved = leaning.size();
      signal.judged = tests;
      for (const std::size_t s : leaning) {
        signal.expected += judged[s][at]->expected;
        signal.counted += judged[s][at]->count;
        signal.chance = std::min(signal.chance, judged[s][at]->chance);
      }
      result.signals.push_back(std::move(signal));
    }
    for (std::size_t s = 0; s < all.size(); ++s) {
      if (!judged[s][at]) continue;
      const JudgedCount& count = *judged[s][at];
      const SignalKind kind = count.count > count.expected ? SignalKind::Above : SignalKind::Below;
      if (!found->alarms[s] || together.contains(s)) {
        // One quiet period does not end what goes on.
        if (running[s] && ++quiet[s] > 1) running[s].reset();
        continue;
      }
      if (running[s] && result.signals[*running[s]].kind != kind) running[s].reset();
      if (!running[s]) {
        running[s] = result.signals.size();
        Signal signal;
        signal.kind = kind;
        signal.series = all[s].name;
        signal.known = day_of(at);
        signal.periods = 0;
        result.signals.push_back(std::move(signal));
      }
      quiet[s] = 0;
      Signal& signal = result.signals[*running[s]];
      signal.last = day_of(at);
      ++signal.periods;
      signal.expected += count.expected;
      signal.counted += count.count;
      signal.chance = std::min(signal.chance, count.chance);
      signal.goes_on = at + 1 == periods;
    }
  }
  for (Signal& signal : result.signals) signal.says = InWords(signal, options.grain);
  std::ranges::stable_sort(result.signals, {}, &Signal::known);

  std::size_t empty = 0;
  for (std::size_t at = 0; at < periods; ++at) empty += NextWithData(all, at) != at ? 1 : 0;
  if (empty > 0) {
    result.notes.push_back(Saying::Count(static_cast<std::int64_t>(empty),
                                         "{} period has no data for any series; it is left open and not taken as nothing.",
                                         "{} periods have no data for any series; they are left open and not taken as nothing."));
  }
  if (result.judged == 0) {
    result.notes.push_back(
        Saying("No period could be judged: there is too little history before it. Of months a year is needed at the least."));
  }
  return result;
}

}  // namespace insight
