#pragma once
// Improvements beside the figures: what justified one is frozen from the facts when it is proposed, and its effect is measured
// from them afterwards, each day's knowledge kept.
//
//   Improvements improvements(monitoring, service);
//   TRY(auto evidence, improvements.Freeze(plan, from, to, viewer));
//   auto effect = improvements.EffectOf(improvement);      // or the sentence that says what would be needed

#include <mutex>

#include "app/monitoring.h"
#include "app/service.h"
#include "domain/insight/improvement_effect.h"

namespace app {

struct EffectEstimate {
  double value = 0;
  double low = 0;
  double high = 0;
};
BOOST_DESCRIBE_STRUCT(EffectEstimate, (), (value, low, high))
AMENDS_DOC(EffectEstimate, "The mean change for a period, in the measure's unit.",
           {"value", "What is, less what would have been."}, {"low", "The lower end of its 95 % interval."},
           {"high", "The upper end."})

struct EffectPartView {
  double value = 0;
  double low = 0;
  double high = 0;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(EffectPartView, (), (value, low, high, says))
AMENDS_DOC(EffectPartView, "A part of an effect, for a period, in the measure's unit.",
           {"value", "What is, less what would have been."}, {"low", "The lower end of its 95 % interval."},
           {"high", "The upper end."}, {"says", "As a sentence."})

struct EffectPointView {
  base::Date from;
  base::Date to;
  double value = 0;
  double fitted = 0;
  std::optional<double> otherwise;
  std::optional<double> low;
  std::optional<double> high;
  bool left_out = false;
};
BOOST_DESCRIBE_STRUCT(EffectPointView, (), (from, to, value, fitted, otherwise, low, high, left_out))
AMENDS_DOC(EffectPointView, "A period of the series an effect is measured on.", {"from", "Its first day."}, {"to", "Its last."},
           {"value", "What was counted."}, {"fitted", "As the line goes that was drawn through it."},
           {"otherwise", "After the change: what would have been without it."}, {"low", "The lower end of its 95 % interval."},
           {"high", "The upper end."}, {"left_out", "The change came in its midst; it counts neither way."})

struct FollowUpView {
  std::int64_t days = 30;
  base::Date on;
  bool recorded = false;
  std::optional<learning::EffectFound> found;
  base::Saying says;
  std::vector<base::Saying> parts;
};
BOOST_DESCRIBE_STRUCT(FollowUpView, (), (days, on, recorded, found, says, parts))
AMENDS_DOC(FollowUpView, "What was known of an effect 30, 90 and 180 days after the change.", {"days", "After the change."},
           {"on", "The day."}, {"recorded", "It was recorded when it was due, and is not worked out anew."},
           {"found", "In figures; null while it is to come."}, {"says", "As a sentence."},
           {"parts", "What came at once and how the trend changed, as sentences; empty where neither was recorded."})

struct MeasuredEffectView {
  Every every = Every::Month;
  insight::EffectVerdict verdict = insight::EffectVerdict::TooEarly;
  bool better = false;
  base::Saying says;
  std::vector<base::Saying> notes;
  std::optional<EffectEstimate> effect;
  std::optional<EffectPartView> level_change;
  std::optional<EffectPartView> trend_change;
  std::optional<double> percent;
  std::optional<EffectEstimate> newey_west;
  std::optional<EffectEstimate> prais_winsten;
  std::vector<EffectPointView> points;
};
BOOST_DESCRIBE_STRUCT(MeasuredEffectView, (),
                      (every, verdict, better, says, notes, effect, level_change, trend_change, percent, newey_west,
                       prais_winsten, points))
AMENDS_DOC(MeasuredEffectView, "What a change did to a measure, by an interrupted time series.",
           {"every", "The length of a period."}, {"verdict", "No effect shown, too early, or an effect."},
           {"better", "Of an effect: in the direction that is wanted."}, {"says", "As a sentence."},
           {"notes", "What was assumed or left out."}, {"effect", "The mean over the periods after it."},
           {"level_change", "What came at once, in the first period after the change."},
           {"trend_change", "What each further period adds to it; null with fewer than six periods after the change."},
           {"percent", "Of what would have been without it."},
           {"newey_west", "The same with Newey and West's errors, to compare."},
           {"prais_winsten", "The same by Prais and Winsten, to compare."}, {"points", "The series, for the picture."})

struct JustifyingSignal {
  base::SignalId signal;
  base::Saying says;
  std::optional<base::Date> frozen_on;
  std::optional<base::Saying> now;
  learning::SignalState state_now = learning::SignalState::Raised;
};
BOOST_DESCRIBE_STRUCT(JustifyingSignal, (), (signal, says, frozen_on, now, state_now))
AMENDS_DOC(JustifyingSignal, "A signal that justified an improvement.", {"signal", "Which."},
           {"says", "What it said when it was given as a reason; where that was not kept, what it says now."},
           {"frozen_on", "The day it was given as one; null where what it said then was not kept."},
           {"now", "What it says now, where it has moved since."}, {"state_now", "How it stands now."})

struct ImprovementView {
  base::ImprovementId id;
  learning::ImprovementState state = learning::ImprovementState::Proposed;
  learning::ImprovementPlan plan;
  learning::ImprovementPlan promised;
  MeasureView measure;
  learning::Evidence evidence;
  std::vector<JustifyingSignal> signals;
  std::optional<base::Date> changed_on;
  std::vector<FollowUpView> follow_ups;
  std::optional<learning::Conclusion> conclusion;
  std::vector<learning::ImprovementStep> steps;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(ImprovementView, (),
                      (id, state, plan, promised, measure, evidence, signals, changed_on, follow_ups, conclusion, steps, says))
AMENDS_DOC(ImprovementView, "A change that was made, or is to be, because of signals and causes.", {"id", "To name it by."},
           {"state", "How it stands."}, {"plan", "As it is planned now."}, {"promised", "As it was agreed."},
           {"measure", "By what its effect is measured."}, {"evidence", "What justified it, frozen."},
           {"signals", "Those that justified it, in words; left out of lists."},
           {"changed_on", "The first day on which things were different."},
           {"follow_ups", "30, 90 and 180 days after the change."}, {"conclusion", "What became of it."},
           {"steps", "What was done, oldest first."}, {"says", "What was promised and what came, as a sentence."})

struct ImprovementShown {
  ImprovementView improvement;
  std::optional<MeasuredEffectView> effect;
  std::optional<base::Saying> cannot;
};
BOOST_DESCRIBE_STRUCT(ImprovementShown, (), (improvement, effect, cannot))
AMENDS_DOC(ImprovementShown, "An improvement with its effect as known today.", {"improvement", "The improvement."},
           {"effect", "Worked out from all figures there are."},
           {"cannot", "Why none can be worked out, and what would be needed."})

struct ImprovementRegister {
  std::vector<ImprovementView> improvements;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(ImprovementRegister, (), (improvements, version))
AMENDS_DOC(ImprovementRegister, "All improvements: what was promised and what came.", {"improvements", "Newest first."},
           {"version", "Of the log of what was learnt."})

class Improvements {
 public:
  Improvements(const Monitoring& monitoring, Service& service) : monitoring_(monitoring), service_(service) {}

  // A view without the cases and signals that justified it is short enough for a list.
  enum class Cases : std::uint8_t { Shown, Left };
  ImprovementView ViewOf(const learning::Log& log, const learning::Improvement& improvement, Cases cases) const;

  // What the plan's measure comes to today, with the cases. Invalid, naming the field, for a plan that cannot be measured.
  base::Result<learning::Evidence> Freeze(const learning::ImprovementPlan& plan, base::Date from, base::Date to,
                                          const Viewer& viewer) const;
  // Invalid when the plan's measure, conditions or comparison are none.
  base::Result<void> EnsureMeasurable(const learning::ImprovementPlan& plan) const;
  // From whole periods up to `until`; a sentence when nothing can be said. An error when the facts are still being read.
  base::Result<insight::Said<MeasuredEffectView>> EffectOf(const learning::Improvement& improvement, base::Date until) const;

  // Records what is known of each change 30, 90 and 180 days after it, once a day.
  bool RunIfDue();
  void Run(std::function<void(base::Result<std::int64_t>)> done, const base::Headway& headway = {});

 private:
  std::vector<JustifyingSignal> SignalsOf(const learning::Log& log, const learning::Improvement& improvement) const;
  base::Result<learning::EffectFound> Find(const learning::Improvement& improvement, int days) const;
  base::Date Today() const;

  const Monitoring& monitoring_;
  Service& service_;
  std::mutex mutex_;
  std::optional<base::Date> ran_on_;
};

}  // namespace app
