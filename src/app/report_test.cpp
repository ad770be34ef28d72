#include "app/report.h"

#include <gtest/gtest.h>

namespace app {
namespace {

using base::Date;
using base::Language;

TEST(ACell, reads_as_people_write_it_in_their_language) {
  const auto both = [](const ReportCell& cell) {
    return InWords(cell, Language::English) + " / " + InWords(cell, Language::German);
  };
  EXPECT_EQ(both(ReportCell::Count(1'234'567)), "1,234,567 / 1.234.567");
  EXPECT_EQ(both(ReportCell::Count(-1'234)), "-1,234 / -1.234");
  EXPECT_EQ(both(ReportCell::Of(CellKind::Share, 0.875)), "87.5\u00a0% / 87,5\u00a0%");
  EXPECT_EQ(both(ReportCell::Of(CellKind::Money, 1204.5, {}, "GBP")), "£1,204.50 / 1.204,50 £");
  EXPECT_EQ(both(ReportCell::Of(CellKind::Money, -3.0, {}, "CHF")), "-3.00 CHF / -3,00 CHF");
  EXPECT_EQ(both(ReportCell::Of(CellKind::Money, 1500.0, {}, "JPY")), "¥1,500 / 1.500 ¥");
  EXPECT_EQ(InWords(ReportCell::Of(CellKind::Minutes, 45.0), Language::English), "45 min");
  EXPECT_EQ(InWords(ReportCell::Of(CellKind::Minutes, 150.0), Language::English), "2.5 h");
  EXPECT_EQ(InWords(ReportCell::Of(CellKind::Minutes, 5.5 * 24 * 60), Language::English), "5.5 days");
  EXPECT_EQ(both(ReportCell::Of(CellKind::Share, {})), "\u2013 / \u2013") << "nothing can be said, and nothing is";
  EXPECT_EQ(both(ReportCell::Of(CellKind::Number, -0.01)), "0.0 / 0,0");
  EXPECT_EQ(both(ReportCell::On(Date::Of(2026, 11, 23))), "2026-11-23 / 2026-11-23");
}

TEST(TheLikePeriodBefore, is_as_many_whole_months_or_as_many_days) {
  const auto before = [](Date from, Date to) {
    const CountedPeriod period = LikeBefore({from, to});
    return period.from.ToString() + " " + period.to.ToString();
  };
  EXPECT_EQ(before(Date::Of(2026, 3, 1), Date::Of(2026, 3, 31)), "2026-02-01 2026-02-28");
  EXPECT_EQ(before(Date::Of(2026, 1, 1), Date::Of(2026, 3, 31)), "2025-10-01 2025-12-31");
  EXPECT_EQ(before(Date::Of(2024, 1, 1), Date::Of(2024, 12, 31)), "2023-01-01 2023-12-31");
  EXPECT_EQ(before(Date::Of(2026, 3, 2), Date::Of(2026, 3, 8)), "2026-02-23 2026-03-01");
}

TEST(AFigure, is_opened_by_the_page_it_stands_on_with_its_cases_open) {
  const CountedPeriod march{Date::Of(2026, 3, 1), Date::Of(2026, 3, 31)};
  EXPECT_EQ(OpensCases("received", march),
            "/monitoring/explore?measure=received&from=2026-03-01&to=2026-03-31&every=whole&open=2026-03-01..2026-03-31");
  EXPECT_EQ(OpensCases("promises-kept", march, {{{"product", {"Check;out & more"}, false}}}, insight::Part::Rest),
            "/monitoring/explore?measure=promises-kept&from=2026-03-01&to=2026-03-31&every=whole"
            "&where=product%3DCheck%5C%3Bout%20%26%20more&open=2026-03-01..2026-03-31&part=rest");
}

}  // namespace
}  // namespace app
