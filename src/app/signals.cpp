#include "app/signals.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <mutex>

#include "app/topics.h"
#include "base/log.h"
#include "domain/insight/said.h"
#include "domain/insight/watch.h"

namespace app {
namespace {

using insight::Grain;
using learning::FoundSignal;
using learning::SignalShape;
using learning::WatchedEvery;

constexpr const char* kColumns[] = {"product", "category", "cause", "channel"};
constexpr WatchedEvery kLengths[] = {WatchedEvery::Week, WatchedEvery::Month};
// About so much of a look goes to the columns; the rest to the words of customers, which are read one by one.
constexpr double kPartOfColumns = 0.5;
constexpr double kRuns = std::size(kColumns) * std::size(kLengths);
// Whoever comes to a desk with ten years of cases is not told what was news nine years ago.
constexpr int kMonthsJudged = 12;
constexpr int kMonthsLearntFrom = 48;
constexpr int kMostYearsShown = 10;

Grain GrainOf(WatchedEvery every) { return every == WatchedEvery::Week ? Grain::Week : Grain::Month; }
Every EveryOf(WatchedEvery every) { return every == WatchedEvery::Week ? Every::Week : Every::Month; }
// Topics are looked for like one more series of columns, so that all together keep the stated rate.
constexpr double kRunsWithTopics = kRuns + 1;
constexpr const char* kTopicColumn = "words";
constexpr std::size_t kMostTopics = 5;
constexpr std::size_t kMostTerms = 8;
constexpr std::size_t kMostTopicCases = 100;
constexpr int kWeeksOfTopics = 4;
SignalShape ShapeOf(insight::SignalKind kind) { return static_cast<SignalShape>(kind); }
static_assert(static_cast<int>(SignalShape::Redrawn) == static_cast<int>(insight::SignalKind::Redrawn));

// Attributes and categories are free words; a line of the log holds two hundred characters of them.
base::Line LineOf(const std::string& words) { return base::Line(base::Shortened(words, base::Line::kMost)); }

insight::Signal AsFound(const FoundSignal& found) {
  insight::Signal signal;
  signal.kind = static_cast<insight::SignalKind>(found.shape);
  signal.series = found.series;
  signal.known = found.known;
  signal.last = found.last;
  signal.periods = static_cast<int>(found.periods);
  signal.expected = found.expected;
  signal.counted = found.counted;
  signal.moved = static_cast<std::size_t>(found.moved);
  signal.judged = static_cast<std::size_t>(found.judged);
  for (const base::Line& one : found.ended) signal.ended.push_back(one.str());
  for (const base::Line& one : found.began) signal.began.push_back(one.str());
  return signal;
}

FoundSignal FoundOf(const insight::Signal& signal, const char* column, WatchedEvery every) {
  FoundSignal found{base::Word(column), every,      ShapeOf(signal.kind), base::Shortened(signal.series, base::Line::kMost),
                    signal.known,       signal.last};
  found.periods = signal.periods;
  // Of expectations a tenth is more than anybody reads, and less would move the signal every day.
  found.expected = std::round(signal.expected * 10) / 10;
  found.counted = signal.counted;
  found.likely_artefact = signal.likely_artefact;
  found.moved = static_cast<std::int64_t>(signal.moved);
  found.judged = static_cast<std::int64_t>(signal.judged);
  for (const std::string& one : signal.ended) found.ended.push_back(LineOf(one));
  for (const std::string& one : signal.began) found.began.push_back(LineOf(one));
  return found;
}

// The first day behind the signal's last period.
base::Date EndOf(const FoundSignal& found) { return insight::NextPeriod(found.last, GrainOf(found.every)); }

bool ShowsAlready(const FoundSignal& weekly, const FoundSignal& monthly) {
  return weekly.every == WatchedEvery::Week && monthly.every == WatchedEvery::Month && weekly.column == monthly.column &&
         weekly.series == monthly.series && weekly.shape == monthly.shape && weekly.ended == monthly.ended &&
         weekly.began == monthly.began && weekly.known < EndOf(monthly) && monthly.known < EndOf(weekly);
}

// The cases a signal is about, whatever of its names they were filed under.
Conditions::One CasesOfSignal(const FoundSignal& found, const std::vector<learning::Rename>& renames) {
  return {found.column.str(), learning::NamesOf(renames, found.column.str(), found.series), false};
}

// Whether two signals by different columns are about the same cases: "Smart meter" and "Metering". Told once, by the column that
// comes first.
base::Result<bool> AreTheSameCases(const Monitoring& monitoring, const std::vector<learning::Rename>& renames,
                                   const FoundSignal& a, const FoundSignal& b, const Viewer& viewer) {
  constexpr double kTheSame = 0.8;
  if (a.column == b.column || a.shape != b.shape || a.series.empty() || b.series.empty()) return false;
  if (a.known >= EndOf(b) || b.known >= EndOf(a)) return false;
  const auto count = [&](std::initializer_list<const FoundSignal*> of) -> base::Result<double> {
    Conditions where;
    for (const FoundSignal* one : of) where.all.push_back(CasesOfSignal(*one, renames));
    TRY(const auto counted, monitoring.Explore({.measure = base::Word("received"),
                                                .from = std::max(a.known, b.known),
                                                .to = std::min(EndOf(a), EndOf(b)) - 1,
                                                .every = Every::Whole,
                                                .where = where},
                                               viewer));
    return counted.all.whole.value.value_or(0);
  };
  TRY(const double one, count({&a}));
  TRY(const double other, count({&b}));
  TRY(const double both, count({&a, &b}));
  return both >= kTheSame * std::max(one, other) && both > 0;
}

base::Saying InWordsOf(const FoundSignal& topic) {
  const auto counted = static_cast<std::int64_t>(topic.counted);
  const base::Saying about =
      topic.expected > 0 ? base::Saying("\"{}\" is in {} cases of four weeks, where {} would be usual.", topic.series, counted,
                                        insight::Figure(topic.expected, 1))
                         : base::Saying("\"{}\" is in {} cases of four weeks, and in none before.", topic.series, counted);
  if (!topic.terms || topic.terms->size() < 2) return about;
  std::vector<std::string> others;
  for (std::size_t i = 1; i < topic.terms->size(); ++i) others.push_back((*topic.terms)[i].str());
  return base::Saying("{} With it came {}.", about, base::Saying::AllOf(others));
}

// Topics of the last whole weeks, without those whose cases a signal of theirs tells already.
base::Result<std::vector<FoundSignal>> LookForTopics(const Monitoring& monitoring, Service& service,
                                                     const std::vector<learning::Rename>& renames, base::Date today,
                                                     std::span<const FoundSignal> found, const Viewer& viewer,
                                                     const base::Headway& headway) {
  constexpr double kMostOfThem = 0.8;
  const base::Date end = insight::PeriodOf(today, Grain::Week);
  TopicLimits limits;
  limits.false_share = kFalseAlarmRate / kRunsWithTopics;
  TRY(const TopicsAnswer answer,
      TopicsOf(monitoring, service, {.from = end - 7 * kWeeksOfTopics, .to = end - 1}, viewer, limits, headway));
  std::vector<FoundSignal> raised;
  for (const TopicView& topic : answer.topics) {
    if (raised.size() == kMostTopics) break;
    bool told = false;
    for (const FoundSignal& signal : found) {
      if (signal.series.empty() || EndOf(signal) < answer.period.from) continue;
      std::int64_t inside = 0;
      for (const std::string& name : learning::NamesOf(renames, signal.column.str(), signal.series)) {
        TRY(const std::int64_t of_it, monitoring.CountWith(topic.behind, signal.column.str(), name));
        inside += of_it;
      }
      told = told || static_cast<double>(inside) >= kMostOfThem * static_cast<double>(topic.behind.size());
    }
    if (told) continue;
    FoundSignal one{base::Word(kTopicColumn),
                    WatchedEvery::Week,
                    SignalShape::Topic,
                    base::Shortened(topic.label, base::Line::kMost),
                    end - 7,
                    end - 7};
    one.periods = kWeeksOfTopics;
    one.expected = topic.expected;
    one.counted = static_cast<double>(topic.terms.front().recent);
    one.terms.emplace();
    for (std::size_t i = 0; i < std::min(kMostTerms, topic.terms.size()); ++i) one.terms->push_back(LineOf(topic.terms[i].shown));
    one.cases.emplace(topic.behind.begin(),
                      topic.behind.begin() + static_cast<std::ptrdiff_t>(std::min(kMostTopicCases, topic.behind.size())));
    raised.push_back(std::move(one));
  }
  return raised;
}

// The counts of each value by period, those of one thing under several names added up.
std::vector<insight::NamedSeries> SeriesOf(const ExploreAnswer& answer, const std::string& column,
                                           const std::vector<learning::Rename>& renames) {
  std::map<std::string, std::vector<double>> counts;
  for (const SeriesView& series : answer.series) {
    // What nobody filled in is no series of its own.
    if (!series.by || series.by->empty()) continue;
    std::vector<double>& own = counts[learning::NameNow(renames, column, *series.by)];
    own.resize(answer.periods.size());
    for (std::size_t i = 0; i < own.size(); ++i) own[i] += static_cast<double>(series.figures[i].numerator);
  }
  std::vector<insight::NamedSeries> all;
  for (auto& [name, own] : counts) {
    insight::NamedSeries series{name, {}};
    for (std::size_t i = 0; i < own.size(); ++i) series.points.push_back({answer.periods[i].from, own[i], {}});
    all.push_back(std::move(series));
  }
  return all;
}

// The first period learnt from by whoever looks on that day: one in which the desk was there from its beginning.
base::Date FirstWhole(base::Date first_case, base::Date looked_on, Grain grain) {
  const base::Date first = insight::PeriodOf(std::max(first_case, looked_on.AddMonths(-kMonthsLearntFrom)), grain);
  return first < first_case ? insight::NextPeriod(first, grain) : first;
}

// Days of rest are known of the whole history or not at all: half known, they would look like something that began.
std::vector<base::Date> HolidaysOf(const calendar::Calendar& calendar, base::Date first, base::Date last) {
  std::vector<base::Date> holidays;
  if (calendar.spec().known_from > first || calendar.spec().known_until < last) return holidays;
  for (const auto& [day, name] : calendar.spec().closed) holidays.push_back(day);
  return holidays;
}

double CasesOf(const insight::NamedSeries& series) {
  double cases = 0;
  for (const insight::Point& point : series.points) cases += point.value.value_or(0);
  return cases;
}

struct ColumnSeries {
  const char* column = nullptr;
  std::vector<insight::NamedSeries> series;
  std::int64_t left_out = 0;
};

// One value tells nothing apart: what happens to it happens to all, and would be said once for each column. Where every column
// has but one, the one that most cases have stands for them all.
std::vector<ColumnSeries> ThoseThatTellApart(std::vector<ColumnSeries> all) {
  std::erase_if(all, [](const ColumnSeries& one) { return one.series.empty(); });
  if (std::ranges::any_of(all, [](const ColumnSeries& one) { return one.series.size() > 1; })) {
    std::erase_if(all, [](const ColumnSeries& one) { return one.series.size() < 2; });
  } else if (!all.empty()) {
    const auto most = std::ranges::max_element(all, {}, [](const ColumnSeries& one) { return CasesOf(one.series.front()); });
    return {std::move(*most)};
  }
  return all;
}

WatchedColumn WatchedOf(const insight::WatchResult& result, const ColumnSeries& of, WatchedEvery every) {
  WatchedColumn told{.column = of.column, .every = every, .series = std::ssize(of.series)};
  told.left_out = of.left_out;
  double most = -1;
  for (std::size_t i = 0; i < of.series.size(); ++i) {
    const insight::WatchedSeries& one = result.series[i];
    if (one.judged > 0) ++told.judged;
    if (!one.unsaid || CasesOf(of.series[i]) <= most) continue;
    most = CasesOf(of.series[i]);
    told.unsaid = one.unsaid;
  }
  return told;
}

}  // namespace

base::Saying SaidBy(const FoundSignal& found, const procedures::Book& book) {
  if (found.shape == SignalShape::Topic) return InWordsOf(found);
  insight::Signal signal = AsFound(found);
  const auto name = [&](std::string& value) {
    if (found.column.str() == "channel") std::ranges::replace(value, '_', ' ');
    if (found.column.str() == "cause") value = book.TitleOfCause(value);
  };
  name(signal.series);
  std::ranges::for_each(signal.ended, name);
  std::ranges::for_each(signal.began, name);
  return insight::InWords(signal, GrainOf(found.every));
}

SignalView ViewOf(const learning::Signal& signal, const procedures::Book& book) {
  return {
      signal.id,      SaidBy(signal.found, book), signal.state, signal.explained_as, signal.raised_at, signal.found, signal.steps,
      signal.contacts};
}

base::Result<SilentSuggestion> SuggestSilent(const Monitoring& monitoring, const learning::Signal& signal,
                                             const std::vector<learning::Rename>& renames, const Viewer& viewer) {
  constexpr std::size_t kMostCases = 20'000;
  constexpr std::size_t kMostCustomers = 500;
  SilentSuggestion told;
  const FoundSignal& found = signal.found;
  if (found.series.empty()) {
    told.says = base::Saying("It is about all series together, so nobody in particular can be named.");
    return told;
  }
  if (found.shape == SignalShape::Topic) {
    told.says = base::Saying("A topic is told by words; who has the same trouble and said nothing cannot be told by it.");
    return told;
  }
  Conditions where;
  where.all.push_back(CasesOfSignal(found, renames));
  const auto customers = [&](base::Date from, std::optional<base::Date> to) -> base::Result<std::vector<base::CustomerId>> {
    std::vector<CaseId> cases;
    while (cases.size() < kMostCases) {
      BehindQuery query{.measure = base::Word("received"), .from = from, .to = to, .where = where};
      query.limit = base::Whole<1, 200>{200};
      query.skip = base::Whole<0, 1'000'000'000>{static_cast<std::int64_t>(cases.size())};
      TRY(const auto behind, monitoring.Behind(query, viewer));
      cases.insert(cases.end(), behind.cases.begin(), behind.cases.end());
      if (behind.cases.size() < 200) break;
    }
    return monitoring.CustomersOf(cases);
  };
  TRY(const auto affected, customers(found.known, {}));
  TRY(const auto before, customers(found.known.AddMonths(-24), found.known - 1));
  told.affected = static_cast<std::int64_t>(affected.size());
  for (const base::CustomerId customer : before) {
    if (told.customers.size() == kMostCustomers) break;
    const bool listed =
        std::ranges::find(signal.contacts, customer, &learning::SilentCustomer::customer) != signal.contacts.end();
    if (!listed && std::ranges::find(affected, customer) == affected.end()) told.customers.push_back(customer);
  }
  told.says = base::Saying("Customers who had a case of {} in the two years before {} and have none since; the latest first.",
                           base::Saying::OneOf(where.all.front().values), found.known);
  return told;
}

base::Result<ChartView> UsualOf(const Monitoring& monitoring, Service& service, const learning::Signal& signal,
                                const std::vector<learning::Rename>& renames, base::Date from, base::Date to,
                                const Viewer& viewer) {
  if (from > to) return base::FailAt("to", base::Saying("the last day, {}, lies before the first, {}", to, from));
  if (from.AddMonths(12 * kMostYearsShown) <= to)
    return base::FailAt("to", base::Saying("is more than ten years after the first day"));
  const FoundSignal& found = signal.found;
  const Grain grain = GrainOf(found.every);
  const MonitoringView overview = monitoring.Overview(viewer);
  ChartView view;
  if (found.series.empty() || found.shape == SignalShape::Topic || !overview.first) {
    view.says = base::Saying("It is not about one series of counts, of which it could be said what is usual.");
    return view;
  }
  const auto book = service.store().InForce().Book();
  const calendar::Calendar& calendar = book->General().calendar;
  // From as much of the past as there was when it was raised.
  const base::Date raised_on = calendar.DayOf(signal.raised_at);
  const base::Date first = FirstWhole(*overview.first, raised_on, grain);
  const base::Date last = std::min(to, insight::PeriodOf(calendar.DayOf(service.clock().Now()), grain) - 1);
  std::vector<insight::Point> points;
  if (first < last) {
    Conditions where;
    where.all.push_back(CasesOfSignal(found, renames));
    TRY(const ExploreAnswer answer,
        monitoring.Explore(
            {.measure = base::Word("received"), .from = first, .to = last, .every = EveryOf(found.every), .where = where},
            viewer));
    for (std::size_t i = 0; i < answer.periods.size(); ++i) {
      const double count = answer.all.figures[i].value.value_or(0);
      // What was not there yet was not few.
      if (count > 0 || !points.empty()) points.push_back({answer.periods[i].from, count, {}});
    }
  }
  const auto judged = insight::JudgeByUsual(points, from, {.grain = grain, .holidays = HolidaysOf(calendar, first, last)});
  if (!judged) {
    view.says = judged.error();
    return view;
  }
  view.kind = "usual";
  view.why = base::Saying(
      "What was to be expected by what lay before each period: trend and time of the year as far as the history "
      "tells them. The counts of 95 % of quiet periods lie in the band.");
  view.notes = judged->notes;
  auto count = judged->counts.begin();
  for (base::Date period = insight::PeriodOf(from, grain); period <= to; period = insight::NextPeriod(period, grain)) {
    while (count != judged->counts.end() && count->day < period) ++count;
    const bool is_judged = count != judged->counts.end() && count->day == period;
    view.centre.push_back(is_judged ? std::optional(count->expected) : std::nullopt);
    view.low.push_back(is_judged ? std::optional(count->low) : std::nullopt);
    view.high.push_back(is_judged ? std::optional(count->high) : std::nullopt);
  }
  return view;
}

base::Result<std::vector<FoundSignal>> SignalWatch::Look(WatchView& view, const base::Headway& headway) const {
  Viewer everything;
  everything.actor = domain::Actor::System();
  everything.reach = desk::Reach::Desk;
  const MonitoringView overview = monitoring_.Overview(everything);
  if (overview.loading)
    return base::Fail(base::ErrorCode::Unavailable, base::Saying("the facts are still being read; try again soon"));
  std::vector<FoundSignal> found;
  const auto book = service_.store().InForce().Book();
  const calendar::Calendar& calendar = book->General().calendar;
  const base::Date today = calendar.DayOf(service_.clock().Now());
  view.day = today;
  if (!overview.first) return found;
  TRY(const auto log, service_.Learning());
  double runs = 0;
  for (const WatchedEvery every : kLengths) {
    const Grain grain = GrainOf(every);
    // Whole periods only, from the first in which the desk was there from its beginning.
    const base::Date last = insight::PeriodOf(today, grain) - 1;
    const base::Date first = FirstWhole(*overview.first, today, grain);
    if (first > last) {
      view.columns.push_back({.every = every, .unsaid = base::Saying("No whole period has passed since the first case.")});
      continue;
    }
    const std::vector<base::Date> holidays = HolidaysOf(calendar, first, last);
    std::vector<ColumnSeries> all;
    for (const char* column : kColumns) {
      TRY(const ExploreAnswer answer,
          monitoring_.Explore(
              {.measure = base::Word("received"), .from = first, .to = last, .every = EveryOf(every), .by = base::Line(column)},
              everything));
      all.push_back({column, SeriesOf(answer, column, log->state.renames), answer.series_in_all - std::ssize(answer.series)});
    }
    for (const ColumnSeries& one_column : ThoseThatTellApart(std::move(all))) {
      CHECK_OK(base::Tell(headway, kPartOfColumns * runs++ / kRuns));
      const auto result = insight::Watch(one_column.series, {.grain = grain,
                                                             .today = today,
                                                             .from = today.AddMonths(-kMonthsJudged),
                                                             .rate = kFalseAlarmRate / kRunsWithTopics,
                                                             .holidays = holidays});
      if (!result) return base::Fail(base::ErrorCode::Corrupt, result.error());
      view.columns.push_back(WatchedOf(*result, one_column, every));
      for (const insight::Signal& signal : result->signals) {
        if (signal.known < today.AddMonths(-kMonthsJudged)) continue;
        FoundSignal one = FoundOf(signal, one_column.column, every);
        // What the weeks have shown already is no news when the month is over, and the same cases by another column neither.
        bool news = true;
        CHECK_OK(base::Tell(headway, kPartOfColumns * runs / kRuns));
        for (const FoundSignal& f : found) {
          TRY(const bool same, AreTheSameCases(monitoring_, log->state.renames, f, one, everything));
          if (same || ShowsAlready(f, one)) news = false;
        }
        if (news) found.push_back(std::move(one));
      }
    }
  }
  TRY(auto topics, LookForTopics(monitoring_, service_, log->state.renames, today, found, everything,
                                 base::Between(headway, kPartOfColumns, 1)));
  std::ranges::move(topics, std::back_inserter(found));
  return found;
}

void SignalWatch::Run(std::function<void(base::Result<WatchView>)> done, const base::Headway& headway) {
  WatchView view;
  auto found = Look(view, headway);
  if (!found) return done(std::unexpected(std::move(found).error()));
  view.found = std::ssize(*found);
  Request request;
  request.viewer.actor = domain::Actor::System();
  service_.Handle(learning::RaiseSignals{*std::move(found)}, std::move(request),
                  [this, view = std::move(view), done = std::move(done)](base::Result<Answer> answer) {
                    if (!answer) return done(std::unexpected(std::move(answer).error()));
                    {
                      const std::lock_guard lock(mutex_);
                      last_ = view;
                    }
                    done(view);
                  });
}

std::optional<WatchView> SignalWatch::Last() const {
  const std::lock_guard lock(mutex_);
  return last_;
}

bool SignalWatch::RunIfDue() {
  const base::Date today = service_.store().InForce().Book()->General().calendar.zone().ToLocal(service_.clock().Now()).date;
  {
    const std::lock_guard lock(mutex_);
    if (ran_on_ == today) return false;
    ran_on_ = today;
  }
  Run([this](const base::Result<WatchView>& found) {
    if (found) return;
    base::log::Warning("the figures could not be watched", {{"why", base::ToLine(found.error())}});
    const std::lock_guard lock(mutex_);
    ran_on_.reset();
  });
  return true;
}

}  // namespace app
