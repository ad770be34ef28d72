#pragma once
// The control chart of a measure's figures: how far it moves by itself, and whether what is seen now is more than that. The chart
// is chosen by the data, and which and why is told with it.
//
//   answer.chart = ChartOf(measure, answer.periods, answer.all.figures, known);

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

ChartView ChartOf(const insight::Measure& measure, std::span<const CountedPeriod> periods, std::span<const Figure> figures,
                  const KnownDays& known);

}  // namespace app
