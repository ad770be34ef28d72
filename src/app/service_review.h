#pragma once
// The service review: what a management review wants of a period, made from the figures of all cases and the log of signals, held
// against the like period before. It says with each measure whether it is out of the usual, and never calls a difference news
// that is no more than what the measure varies by itself. Figures are as they are known when it is made (docs/decisions/025).
//
//   TRY(const Report review, MakeServiceReview(monitoring, service, {.from = first, .to = last}, viewer));

#include "app/monitoring.h"
#include "app/ports/report_writer.h"
#include "app/service.h"

namespace app {

struct ReviewQuery {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
};
BOOST_DESCRIBE_STRUCT(ReviewQuery, (), (from, to))
AMENDS_DOC(ReviewQuery, "Of which period.", {"from", "The first day; of the last whole month, if left out."},
           {"to", "The last day, with it; of the month of the first, if left out."})

// The days asked for, at the desk's place. Invalid, naming the field, when they are the wrong way round or more than ten years.
base::Result<CountedPeriod> PeriodFor(Service& service, const ReviewQuery& query);

// `more`: parts that others add at the end. Unavailable while facts are still being read: a review of half the cases would look
// like a good month.
base::Result<Report> MakeServiceReview(const Monitoring& monitoring, Service& service, const ReviewQuery& query,
                                       const Viewer& viewer, std::vector<ReportSection> more = {},
                                       const base::Headway& headway = {});

// The cases received in the period, and those open at its end, one in each row.
std::vector<CaseSheet> SheetsOfCases(const Monitoring& monitoring, Service& service, const CountedPeriod& period,
                                     const Viewer& viewer, const base::Headway& headway = {});

// The cases behind a figure of the backlog: "age-0" to "age-5", "due-0" to "due-5". NotFound for any other.
base::Result<BehindAnswer> BacklogBehind(const Monitoring& monitoring, Service& service, const CountedPeriod& period,
                                         const std::string& figure, const Viewer& viewer);

}  // namespace app
