#include "app/improvements.h"

#include <algorithm>
#include <cmath>

#include "app/signals.h"
#include "base/log.h"
#include "domain/insight/watch.h"

namespace app {
namespace {

using base::FailAt;
using base::Saying;
using insight::EffectVerdict;
using insight::MeasureUnit;
using insight::Reading;
using learning::EffectFound;
using learning::ImprovementVerdict;

constexpr int kWeeksBefore = 104;
constexpr int kMonthsBefore = 48;
// Seldomer than this, weeks are mostly chance and months are taken.
constexpr double kLeastCasesAWeek = 5;
constexpr std::size_t kBehindAtOnce = 200;

bool CountsCases(const insight::Measure& measure) {
  return measure.reading == Reading::Count || measure.reading == Reading::Standing;
}

// How values are shown: a share in hundredths, durations in hours, money in whole units.
struct Shown {
  double times = 1;
  Saying of;
};
Shown ShownOf(const insight::Measure& measure) {
  switch (measure.unit) {
    case MeasureUnit::Cases: return {1, Saying("cases")};
    case MeasureUnit::Share: return {100, Saying("percentage points")};
    case MeasureUnit::Minutes: return {1.0 / 60, Saying("hours")};
    case MeasureUnit::Money: return {0.01, Saying("currency units")};
    case MeasureUnit::Points:
    case MeasureUnit::Balance: return {1, Saying("points")};
    case MeasureUnit::Days: return {1, Saying("days")};
    case MeasureUnit::Times: return {1, Saying("a case")};
  }
  return {};
}

bool WantsLess(const learning::ImprovementPlan& plan, const insight::Measure& measure) {
  if (plan.expected_percent && plan.expected_percent->value != 0) return plan.expected_percent->value < 0;
  return measure.less_is_better || CountsCases(measure);
}

base::Result<std::optional<Conditions>> ConditionsOf(const std::optional<base::Line>& text, const char* field) {
  if (!text || text->empty()) return std::optional<Conditions>();
  auto conditions = Conditions::Parse(text->str());
  if (!conditions) return FailAt(field, conditions.error().says);
  return std::optional(*std::move(conditions));
}

// What a case's cause, decision and outcome are is not known when it comes in.
bool IsKnownLate(const std::optional<Conditions>& where) {
  return where && std::ranges::any_of(where->all, [](const Conditions::One& one) {
           return one.column == "cause" || one.column == "decision" || one.column == "outcome";
         });
}

struct EffectSeries {
  std::vector<base::Date> starts;
  std::vector<double> values;
  std::vector<CountedPeriod> periods;
  bool gap = false;
};

EffectSeries SeriesFrom(const ExploreAnswer& answer, const insight::Measure& measure, double times) {
  EffectSeries series;
  for (std::size_t i = 0; i < answer.periods.size(); ++i) {
    const Figure& figure = answer.all.figures[i];
    series.starts.push_back(answer.periods[i].from);
    series.periods.push_back(answer.periods[i]);
    const bool counted = CountsCases(measure) || measure.reading == Reading::Amount;
    if (!counted && !figure.value) series.gap = true;
    series.values.push_back(times * figure.value.value_or(0));
  }
  return series;
}

EffectEstimate In(const insight::Estimate& estimate, double times) {
  return {estimate.value / times, estimate.low / times, estimate.high / times};
}

// In what words an effect on the measure is told.
insight::EffectQuestion WordsFor(const insight::Measure& measure, bool by_week) {
  insight::EffectQuestion question;
  question.period = by_week ? insight::EffectPeriod::Week : insight::EffectPeriod::Month;
  question.of = ShownOf(measure).of;
  question.kind = CountsCases(measure) ? insight::EffectOf::Count : insight::EffectOf::Amount;
  return question;
}

EffectPartView EffectPartOf(const insight::Estimate& estimate, double times, Saying says) {
  return {estimate.value / times, estimate.low / times, estimate.high / times, std::move(says)};
}

// Recorded in the measure's unit, told in the one it is shown in.
insight::Estimate AsRecorded(const learning::EffectPart& part, double times) {
  return {part.value * times, 0, part.low * times, part.high * times};
}
// Two parts that are each told badly may be told well together, which reads like a contradiction.
Saying NeitherIsShown() {
  return Saying("That there is an effect is shown; how much of it came at once and how much with time is not.");
}
std::vector<Saying> PartsInWords(const learning::EffectParts& parts, bool effect) {
  const insight::Measure* measure = insight::FindMeasure(parts.measure.str());
  if (measure == nullptr) return {};
  const auto words = WordsFor(*measure, parts.every == learning::WatchedEvery::Week);
  const double times = ShownOf(*measure).times;
  const insight::Estimate level = AsRecorded(parts.level, times);
  std::vector<Saying> says{insight::StepInWords(level, words)};
  if (!parts.trend) return says;
  const insight::Estimate trend = AsRecorded(*parts.trend, times);
  says.push_back(insight::BendInWords(trend, words));
  if (effect && !IsShown(level) && !IsShown(trend)) says.push_back(NeitherIsShown());
  return says;
}

// Nothing that is counted can be more than 100 % less, whatever a line drawn on says.
Saying PercentInWords(double percent) {
  percent = std::max(percent, -100.0);
  const Saying size = insight::Figure(std::abs(percent), std::abs(percent) < 3 ? 1 : 0);
  return percent < 0 ? Saying("{} % less", size) : Saying("{} % more", size);
}

Saying InWords(const EffectFound& found) {
  switch (found.verdict) {
    case ImprovementVerdict::CannotBeSaid:
      return Saying("Nothing can be said: there are too few whole periods before the change, or gaps among them.");
    case ImprovementVerdict::TooEarly:
      if (!found.effect) return Saying("Too early to say: there are too few whole periods after the change.");
      return Saying("Too early to say: chance alone could have done as much.");
    case ImprovementVerdict::NoEffectShown: return Saying("No effect shown: it is no more than chance alone would bring about.");
    case ImprovementVerdict::Effect: break;
  }
  if (!found.percent || !found.effect || *found.effect == 0 || !found.low || !found.high) {
    return found.better ? Saying("Better than without the change.") : Saying("Worse than without the change.");
  }
  const double a_unit = *found.percent / *found.effect;
  const Saying from = PercentInWords(*found.low * a_unit);
  const Saying to = PercentInWords(*found.high * a_unit);
  return found.better
             ? Saying("Better: {} than without the change (95 % interval {} to {}).", PercentInWords(*found.percent), from, to)
             : Saying("Worse: {} than without the change (95 % interval {} to {}).", PercentInWords(*found.percent), from, to);
}

ImprovementVerdict VerdictOf(EffectVerdict verdict) {
  switch (verdict) {
    case EffectVerdict::NoEffectShown: return ImprovementVerdict::NoEffectShown;
    case EffectVerdict::TooEarly: return ImprovementVerdict::TooEarly;
    case EffectVerdict::Effect: return ImprovementVerdict::Effect;
  }
  return ImprovementVerdict::CannotBeSaid;
}

const insight::Measure* MeasureOf(const learning::ImprovementPlan& plan) {
  return insight::FindMeasure(plan.measure.empty() ? "received" : plan.measure.str());
}

Viewer Everything() {
  Viewer viewer;
  viewer.actor = domain::Actor::System();
  viewer.reach = desk::Reach::Desk;
  return viewer;
}

}  // namespace

base::Date Improvements::Today() const {
  return service_.store().InForce().Book()->General().calendar.zone().ToLocal(service_.clock().Now()).date;
}

base::Result<void> Improvements::EnsureMeasurable(const learning::ImprovementPlan& plan) const {
  for (const auto& [text, field] : {std::pair(plan.where, "plan.where"), std::pair(plan.compared_with, "plan.compared_with")}) {
    TRY(const auto conditions, ConditionsOf(text, field));
    const auto asked = monitoring_.Explore({.measure = base::Word(plan.measure.empty() ? "received" : plan.measure.str()),
                                            .every = Every::Whole,
                                            .where = conditions},
                                           Everything());
    if (asked) continue;
    base::Error error = asked.error();
    if (!error.faults.empty())
      return FailAt(error.faults.front().path == "measure" ? "plan.measure" : field, error.faults.front().says);
    return std::unexpected(std::move(error));
  }
  return {};
}

base::Result<learning::Evidence> Improvements::Freeze(const learning::ImprovementPlan& plan, base::Date from, base::Date to,
                                                      const Viewer& viewer) const {
  CHECK_OK(EnsureMeasurable(plan));
  TRY(const auto where, ConditionsOf(plan.where, "plan.where"));
  const base::Word measure(plan.measure.empty() ? "received" : plan.measure.str());
  TRY(const auto answer,
      monitoring_.Explore({.measure = measure, .from = from, .to = to, .every = Every::Whole, .where = where}, viewer));
  learning::Evidence evidence{from, to, answer.all.whole.cases, answer.all.whole.value, {}};
  while (evidence.latest.size() < learning::kMostEvidence) {
    BehindQuery query{.measure = measure, .from = from, .to = to, .where = where};
    query.limit = base::Whole<1, 200>{kBehindAtOnce};
    query.skip = base::Whole<0, 1'000'000'000>{static_cast<std::int64_t>(evidence.latest.size())};
    TRY(const auto behind, monitoring_.Behind(query, viewer));
    evidence.latest.insert(evidence.latest.end(), behind.cases.begin(), behind.cases.end());
    if (behind.cases.size() < kBehindAtOnce) break;
  }
  return evidence;
}

base::Result<insight::Said<MeasuredEffectView>> Improvements::EffectOf(const learning::Improvement& improvement,
                                                                       base::Date until) const {
  const learning::ImprovementPlan& plan = improvement.plan;
  const insight::Measure* measure = MeasureOf(plan);
  if (measure == nullptr || !improvement.changed_on) {
    return insight::Said<MeasuredEffectView>(insight::CannotSay(Saying("The change has not been made yet.")));
  }
  const base::Date changed = *improvement.changed_on;
  const MonitoringView overview = monitoring_.Overview(Everything());
  if (overview.loading) {
    return base::Fail(base::ErrorCode::Unavailable, Saying("the facts are still being read; try again soon"));
  }
  if (!overview.first) {
    return insight::Said<MeasuredEffectView>(insight::CannotSay(Saying("There are no cases to measure an effect on.")));
  }
  TRY(const auto where, ConditionsOf(plan.where, "plan.where"));
  TRY(const auto others, ConditionsOf(plan.compared_with, "plan.compared_with"));
  std::vector<Saying> notes;
  base::Date end = until;  // not counted any more
  if (measure->dated == insight::Moment::Received && (IsKnownLate(where) || IsKnownLate(others))) {
    TRY(const auto decided,
        monitoring_.Explore(
            {.measure = base::Word("time-to-decision"), .from = until.AddMonths(-12), .to = until - 1, .every = Every::Whole},
            Everything()));
    if (decided.all.whole.ninetieth) {
      const int days = static_cast<int>(std::ceil(*decided.all.whole.ninetieth / 1440));
      end = end - days;
      notes.push_back(
          Saying::Count(days, "The last {} day before the end is left out: nine in ten cases have their cause known only then.",
                        "The last {} days before the end are left out: nine in ten cases have their cause known only then."));
    }
  }
  const Shown shown = ShownOf(*measure);
  const auto explore = [&](Every every, const std::optional<Conditions>& of) -> base::Result<EffectSeries> {
    const insight::Grain grain = every == Every::Week ? insight::Grain::Week : insight::Grain::Month;
    const base::Date earliest = every == Every::Week ? changed - 7 * kWeeksBefore : changed.AddMonths(-kMonthsBefore);
    base::Date first = insight::PeriodOf(std::max(*overview.first, earliest), grain);
    if (first < *overview.first) first = insight::NextPeriod(first, grain);
    const base::Date last = insight::PeriodOf(end, grain) - 1;
    if (first > last) return EffectSeries{};
    TRY(const auto answer,
        monitoring_.Explore({.measure = base::Word(measure->id), .from = first, .to = last, .every = every, .where = of},
                            Everything()));
    return SeriesFrom(answer, *measure, shown.times);
  };
  // Weeks tell sooner; where they are too few or have gaps, months.
  Every every = Every::Week;
  TRY(EffectSeries series, explore(Every::Week, where));
  double sum = 0;
  for (const double value : series.values) sum += value;
  const bool seldom = CountsCases(*measure) && sum < kLeastCasesAWeek * static_cast<double>(series.values.size());
  if (series.gap || seldom || series.values.empty()) {
    every = Every::Month;
    TRY(series, explore(Every::Month, where));
    if (series.gap) {
      return insight::Said<MeasuredEffectView>(insight::CannotSay(
          Saying("In some months there is nothing to measure this by, so the series has gaps and no effect can be worked out.")));
    }
  }
  insight::EffectQuestion question = WordsFor(*measure, every == Every::Week);
  question.starts = series.starts;
  question.values = series.values;
  question.changed = changed;
  question.wanted = WantsLess(plan, *measure) ? insight::Wanted::Less : insight::Wanted::More;
  question.season = true;
  if (others) {
    TRY(const EffectSeries comparison, explore(every, others));
    if (comparison.gap) {
      notes.push_back(Saying("The comparison has gaps and was left out."));
    } else {
      question.comparison = comparison.values;
      question.comparing = question.kind == insight::EffectOf::Count ? insight::Comparing::Scaled : insight::Comparing::AsItIs;
    }
  }
  auto measured = insight::MeasureEffect(question);
  if (!measured) return insight::Said<MeasuredEffectView>(insight::CannotSay(std::move(measured).error()));
  MeasuredEffectView view;
  view.every = every;
  view.verdict = measured->verdict;
  view.better = measured->better;
  view.says = std::move(measured->says);
  view.notes = std::move(notes);
  std::ranges::move(measured->notes, std::back_inserter(view.notes));
  double otherwise = 0;
  int after = 0;
  for (std::size_t i = 0; i < measured->points.size(); ++i) {
    const insight::EffectPoint& point = measured->points[i];
    EffectPointView one{point.start, series.periods[i].to, point.value / shown.times, point.fitted / shown.times, {}, {},
                        {},          point.left_out};
    if (point.otherwise) {
      one.otherwise = point.otherwise->value / shown.times;
      one.low = point.otherwise->low / shown.times;
      one.high = point.otherwise->high / shown.times;
      otherwise += point.otherwise->value;
      ++after;
    }
    view.points.push_back(one);
  }
  if (measured->estimates) {
    const insight::EffectEstimates& estimates = *measured->estimates;
    view.effect = In(estimates.effect, shown.times);
    view.level_change = EffectPartOf(estimates.step, shown.times, insight::StepInWords(estimates.step, question));
    if (estimates.bend) {
      view.trend_change = EffectPartOf(*estimates.bend, shown.times, insight::BendInWords(*estimates.bend, question));
      if (view.verdict == EffectVerdict::Effect && !IsShown(estimates.step) && !IsShown(*estimates.bend))
        view.notes.insert(view.notes.begin(), NeitherIsShown());
    }
    if (after > 0 && otherwise > 0) view.percent = 100 * estimates.effect.value * after / otherwise;
  }
  if (measured->newey_west) view.newey_west = In(measured->newey_west->effect, shown.times);
  if (measured->prais_winsten) view.prais_winsten = In(measured->prais_winsten->effect, shown.times);
  return insight::Said<MeasuredEffectView>(std::move(view));
}

base::Result<EffectFound> Improvements::Find(const learning::Improvement& improvement, int days) const {
  EffectFound found;
  found.days = days;
  found.on = *improvement.changed_on + days;
  TRY(const auto effect, EffectOf(improvement, found.on));
  if (!effect) {
    found.verdict = ImprovementVerdict::CannotBeSaid;
    return found;
  }
  found.verdict = VerdictOf(effect->verdict);
  found.better = effect->better;
  if (effect->effect) {
    // A tenth of a thousandth is more than anybody reads.
    const auto rounded = [](double value) { return std::round(value * 10'000) / 10'000; };
    found.effect = rounded(effect->effect->value);
    found.low = rounded(effect->effect->low);
    found.high = rounded(effect->effect->high);
    if (effect->percent) found.percent = rounded(*effect->percent);
    // The trend of a share is told in hundredths of a percentage point.
    const auto finely = [](double value) { return std::round(value * 1'000'000) / 1'000'000; };
    const auto part = [&](const EffectPartView& view) {
      return learning::EffectPart{finely(view.value), finely(view.low), finely(view.high)};
    };
    if (effect->level_change) {
      found.parts.emplace();
      found.parts->measure = base::Word(MeasureOf(improvement.plan)->id);
      found.parts->every = effect->every == Every::Week ? learning::WatchedEvery::Week : learning::WatchedEvery::Month;
      found.parts->level = part(*effect->level_change);
      if (effect->trend_change) found.parts->trend = part(*effect->trend_change);
    }
  }
  return found;
}

std::vector<JustifyingSignal> Improvements::SignalsOf(const learning::Log& log, const learning::Improvement& improvement) const {
  std::vector<JustifyingSignal> signals;
  const auto book = service_.store().InForce().Book();
  if (improvement.evidence.signals) {
    for (const learning::FrozenSignal& frozen : *improvement.evidence.signals) {
      JustifyingSignal& one = signals.emplace_back();
      one.signal = frozen.signal;
      one.says = SaidBy(frozen.found, *book);
      one.frozen_on = frozen.on;
      const learning::Signal* signal = log.Find(frozen.signal);
      if (signal == nullptr) continue;
      if (signal->found != frozen.found) one.now = SaidBy(signal->found, *book);
      one.state_now = signal->state;
    }
  }
  for (const base::SignalId id : improvement.plan.signals) {
    const learning::Signal* signal = log.Find(id);
    if (signal == nullptr || std::ranges::find(signals, id, &JustifyingSignal::signal) != signals.end()) continue;
    signals.push_back({id, SaidBy(signal->found, *book), {}, {}, signal->state});
  }
  return signals;
}

ImprovementView Improvements::ViewOf(const learning::Log& log, const learning::Improvement& improvement, Cases cases) const {
  ImprovementView view;
  view.id = improvement.id;
  view.state = improvement.state;
  view.plan = improvement.plan;
  view.promised = improvement.promised;
  if (const insight::Measure* measure = MeasureOf(improvement.plan)) view.measure = MeasureViewOf(*measure);
  view.evidence = improvement.evidence;
  if (cases == Cases::Left) {
    view.evidence.latest.clear();
    view.evidence.signals.reset();
  } else {
    view.signals = SignalsOf(log, improvement);
  }
  view.changed_on = improvement.changed_on;
  view.conclusion = improvement.conclusion;
  view.steps = improvement.steps;
  const EffectFound* last = nullptr;
  if (improvement.changed_on) {
    for (const int days : learning::kFollowUpDays) {
      FollowUpView follow_up;
      follow_up.days = days;
      follow_up.on = *improvement.changed_on + days;
      const auto known = std::ranges::find(improvement.found, days, &EffectFound::days);
      if (known == improvement.found.end()) {
        follow_up.says = Saying("Looked at on {}.", follow_up.on);
      } else {
        last = &*known;
        follow_up.recorded = true;
        follow_up.found = *known;
        follow_up.says = InWords(*known);
        if (known->parts) follow_up.parts = PartsInWords(*known->parts, known->verdict == ImprovementVerdict::Effect);
      }
      view.follow_ups.push_back(std::move(follow_up));
    }
  }
  const Saying promised =
      improvement.promised.expected_percent
          ? Saying("Promised: {}.", PercentInWords(static_cast<double>(improvement.promised.expected_percent->value)))
          : Saying("Nothing was promised in figures.");
  if (last != nullptr) {
    view.says = Saying("{} After {} days: {}", promised, last->days, InWords(*last));
  } else if (improvement.changed_on) {
    view.says = Saying("{} Nobody can say yet what came.", promised);
  } else {
    view.says = promised;
  }
  return view;
}

void Improvements::Run(std::function<void(base::Result<std::int64_t>)> done, const base::Headway& headway) {
  const auto log = service_.Learning();
  if (!log) return done(std::unexpected(log.error()));
  const base::Date today = Today();
  std::vector<learning::RecordEffect> due;
  const auto& improvements = (*log)->state.improvements;
  for (std::size_t i = 0; i < improvements.size(); ++i) {
    const learning::Improvement& improvement = improvements[i];
    if (auto told = base::Tell(headway, i, improvements.size()); !told) return done(std::unexpected(std::move(told).error()));
    if (!improvement.changed_on || improvement.state == learning::ImprovementState::Dropped) continue;
    for (const int days : learning::kFollowUpDays) {
      if (*improvement.changed_on + days > today) break;
      if (std::ranges::find(improvement.found, days, &EffectFound::days) != improvement.found.end()) continue;
      auto found = Find(improvement, days);
      if (!found) return done(std::unexpected(std::move(found).error()));
      due.push_back({improvement.id, *std::move(found)});
    }
  }
  if (due.empty()) return done(0);
  struct Left {
    std::atomic<std::size_t> count;
    std::atomic<bool> told = false;
    std::function<void(base::Result<std::int64_t>)> done;
  };
  auto left = std::make_shared<Left>();
  const auto all = static_cast<std::int64_t>(due.size());
  left->count = due.size();
  left->done = std::move(done);
  for (learning::RecordEffect& one : due) {
    Request request;
    request.viewer = Everything();
    service_.Handle(learning::Command(std::move(one)), std::move(request), [left, all](base::Result<Answer> answer) {
      const bool last = --left->count == 0;
      if (!answer && !left->told.exchange(true)) return left->done(std::unexpected(std::move(answer).error()));
      if (last && !left->told.exchange(true)) left->done(all);
    });
  }
}

bool Improvements::RunIfDue() {
  const base::Date today = Today();
  {
    const std::lock_guard lock(mutex_);
    if (ran_on_ == today) return false;
    ran_on_ = today;
  }
  Run([this](const base::Result<std::int64_t>& recorded) {
    if (recorded) return;
    base::log::Warning("the effects of improvements could not be measured", {{"why", base::ToLine(recorded.error())}});
    const std::lock_guard lock(mutex_);
    ran_on_.reset();
  });
  return true;
}

}  // namespace app
