#pragma once
// The control chart of a measure's figures: how far it moves by itself, and whether what is seen now is more than that. The chart
// is chosen by the data, and which and why is told with it.
//
//   answer.chart = ChartOf(measure, answer.periods, answer.all.figures, known);
//
// Or a reader asks for one: for another set of rules, for small shifts, for when the level changed, for what is rare.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/monitoring_views.h"

namespace app {

// The days of which something can be known: from the first case to yesterday. A period that is not all within is drawn and not
// judged.
struct KnownDays {
  base::Date first;
  base::Date last;
};

// What a reader asks for beyond what the data choose.
struct ChartAsked {
  ChartForm form = ChartForm::ByData;
  insight::RuleBook rules = insight::RuleBook::MakingDataCount;
  std::optional<base::Date> anew;  // limits and what is usual rest on what is from this day on
};

// Invalid, naming `chart`, where the measure is not what this chart is of.
base::Result<void> CanBeDrawn(const insight::Measure& measure, ChartForm form);
inline bool IsOfEvents(ChartForm form) { return form == ChartForm::T || form == ChartForm::G; }

ChartView ChartOf(const insight::Measure& measure, std::span<const CountedPeriod> periods, std::span<const Figure> figures,
                  const KnownDays& known, const ChartAsked& asked = {});

// One of few cases; `cases`: of all cases the number since the one before, this one with it.
struct Occurrence {
  CaseId ref;
  base::Date day;
  insight::Minute at = 0;
  std::int64_t cases = 1;
};
// Of the time between each and the one before it, or of the cases between them. In the order of time.
ChartView ChartOfEvents(ChartForm form, std::span<const Occurrence> all, const ChartAsked& asked);

}  // namespace app
