// The half-year return, counted from histories: it adds up for every case, group and pair of half-years, and says which case is
// at fault when it does not.

#include "app/half_year_return.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

namespace app {
namespace {

using What = ReturnTurn::What;

const HalfYear kFirst{2027, 1};
const HalfYear kSecond{2027, 2};

Instant On(const char* day, int hour = 12) {
  const base::Zone zone = *base::Zone::Find("Europe/London");
  return zone.ToInstant(*base::Date::Parse(day), std::chrono::hours(hour));
}
ReturnPlace LongAfter() { return {*base::Zone::Find("Europe/London"), On("2029-01-01")}; }

std::int64_t NumberOf(const HalfYearReturn& made, ReturnLine line) { return made.numbers[static_cast<std::size_t>(line)].count; }

ReturnHistory AComplaint(std::int64_t number, Instant received) {
  ReturnHistory history;
  history.id = CaseId{number};
  history.product = "Current account";
  history.category = "Fees";
  history.received = received;
  history.third_day = received + std::chrono::hours(24 * 3);
  return history;
}

// Any life a case can have: received somewhere in three years, then closed and opened again in turn, in order.
rc::Gen<ReturnHistory> AnyHistory() {
  return rc::gen::exec([] {
    ReturnHistory history = AComplaint(*rc::gen::inRange<std::int64_t>(1, 1'000'000), {});
    history.product = *rc::gen::element<std::string>("Current account", "Mortgage", "Card", "");
    history.category = *rc::gen::element<std::string>("Fees", "Delay", "");
    Instant at = On("2026-01-01", 0) + std::chrono::hours(*rc::gen::inRange(0, 24 * 1000));
    history.received = at;
    history.third_day = at + std::chrono::hours(80);
    const int turns = *rc::gen::inRange(0, 6);
    for (int i = 0; i < turns; ++i) {
      at = at + std::chrono::hours(*rc::gen::inRange(0, 24 * 150));
      ReturnTurn turn{i % 2 == 0 ? What::Closed : What::Reopened, at, {}};
      if (turn.what == What::Closed && *rc::gen::inRange(0, 3) > 0) {
        turn.decision = *rc::gen::element(cases::Decision::Upheld, cases::Decision::PartlyUpheld, cases::Decision::NotUpheld);
      }
      history.turns.push_back(turn);
    }
    if (*rc::gen::inRange(0, 3) == 0) {
      history.redress.emplace_back(at, *base::Money::Of("12.50", *rc::gen::element<std::string>("GBP", "EUR")));
    }
    history.vulnerable = *rc::gen::arbitrary<bool>();
    return history;
  });
}

TEST(AReturn, adds_up_over_every_case_and_every_group) {
  EXPECT_TRUE(rc::check([] {
    const auto histories = *rc::gen::container<std::vector<ReturnHistory>>(AnyHistory());
    for (const HalfYear& half : {HalfYear{2026, 1}, HalfYear{2026, 2}, kFirst, kSecond, HalfYear{2028, 1}}) {
      const CountedReturn made = CountReturn(histories, half, LongAfter());
      RC_ASSERT(made.told.reconciles);
      const auto of = [&](ReturnLine line) { return NumberOf(made.told, line); };
      RC_ASSERT(of(ReturnLine::OutstandingAtBegin) + of(ReturnLine::Opened) + of(ReturnLine::Reopened) ==
                of(ReturnLine::Closed) + of(ReturnLine::OutstandingAtEnd));
      RC_ASSERT(of(ReturnLine::ClosedWithin3BusinessDays) + of(ReturnLine::ClosedWithin4Weeks) +
                    of(ReturnLine::ClosedWithin8Weeks) + of(ReturnLine::ClosedLater) ==
                of(ReturnLine::Closed));
      RC_ASSERT(of(ReturnLine::Upheld) + of(ReturnLine::NotUpheld) + of(ReturnLine::NotDecided) == of(ReturnLine::Closed));
      for (const ReturnNumber& number : made.told.numbers) {
        std::int64_t in_groups = 0;
        for (const ReturnGroup& group : made.told.groups) in_groups += group.counts[static_cast<std::size_t>(number.line)];
        RC_ASSERT(in_groups == number.count);
        ReturnCasesQuery behind{half, number.line};
        RC_ASSERT(BehindReturn(made, behind).total == number.count);
      }
    }
  }));
}

TEST(AReturn, begins_with_what_the_one_before_ended_with) {
  EXPECT_TRUE(rc::check([] {
    const auto histories = *rc::gen::container<std::vector<ReturnHistory>>(AnyHistory());
    const auto ended = CountReturn(histories, kFirst, LongAfter());
    const auto began = CountReturn(histories, kSecond, LongAfter());
    RC_ASSERT(NumberOf(ended.told, ReturnLine::OutstandingAtEnd) == NumberOf(began.told, ReturnLine::OutstandingAtBegin));
    RC_ASSERT(BehindReturn(ended, {kFirst, ReturnLine::OutstandingAtEnd}).cases ==
              BehindReturn(began, {kSecond, ReturnLine::OutstandingAtBegin}).cases);
  }));
}

TEST(AReturn, names_the_case_that_does_not_reconcile_and_is_not_final_with_it) {
  ReturnHistory odd = AComplaint(7, On("2027-03-10"));
  odd.turns.push_back({What::Closed, On("2026-12-20"), cases::Decision::Upheld});
  const CountedReturn made = CountReturn(std::vector{AComplaint(6, On("2027-02-01")), odd}, kFirst, LongAfter());
  EXPECT_FALSE(made.told.reconciles);
  EXPECT_FALSE(made.told.final);
  ASSERT_EQ(made.told.faults.size(), 1U);
  EXPECT_EQ(made.told.faults[0].case_ref, CaseId{7});
  EXPECT_EQ(made.told.faults[0].says,
            "It was closed on Sun 20 Dec 2026, before it was received on Wed 10 Mar 2027: correct the day of receipt.");
  const Report report = ReportOf(made.told, "Harbour & Vale Bank");
  EXPECT_FALSE(report.final);
  EXPECT_EQ(report.warnings.at(0), "This return is not final and must not be sent.");
}

TEST(AReturn, is_not_final_before_the_half_year_is_over_or_without_a_product) {
  const std::vector histories{AComplaint(1, On("2027-02-01"))};
  const auto final_at = [&](Instant now) { return CountReturn(histories, kFirst, {LongAfter().zone, now}).told.final; };
  EXPECT_FALSE(final_at(On("2027-06-30", 23)));
  EXPECT_TRUE(final_at(On("2027-07-01", 0)));
  ReturnHistory nameless = AComplaint(2, On("2027-02-01"));
  nameless.product.clear();
  const auto made = CountReturn(std::vector{nameless}, kFirst, LongAfter());
  EXPECT_FALSE(made.told.final);
  EXPECT_EQ(made.told.in_the_way.at(0), "1 case has no product or no category, by which the return is made.");
}

TEST(AReturn, tells_the_days_of_its_bands_by_the_calendar_on_the_wall) {
  const auto line_for = [&](const char* closed, int hour) {
    ReturnHistory one = AComplaint(1, On("2027-03-01", 23));
    one.third_day = On("2027-03-04", 17);
    one.turns.push_back({What::Closed, On(closed, hour), {}});
    const auto made = CountReturn(std::vector{one}, kFirst, LongAfter());
    for (const ReturnLine line : {ReturnLine::ClosedWithin3BusinessDays, ReturnLine::ClosedWithin4Weeks,
                                  ReturnLine::ClosedWithin8Weeks, ReturnLine::ClosedLater}) {
      if (NumberOf(made.told, line) == 1) return line;
    }
    return ReturnLine::Closed;
  };
  EXPECT_EQ(line_for("2027-03-04", 17), ReturnLine::ClosedWithin3BusinessDays) << "the close of business itself";
  EXPECT_EQ(line_for("2027-03-04", 18), ReturnLine::ClosedWithin4Weeks);
  EXPECT_EQ(line_for("2027-03-29", 23), ReturnLine::ClosedWithin4Weeks) << "28 days, over the change to summer time";
  EXPECT_EQ(line_for("2027-03-30", 0), ReturnLine::ClosedWithin8Weeks);
  EXPECT_EQ(line_for("2027-04-26", 23), ReturnLine::ClosedWithin8Weeks);
  EXPECT_EQ(line_for("2027-04-27", 0), ReturnLine::ClosedLater);
}

TEST(AReturn, keeps_each_currency_apart_and_harms_no_spreadsheet) {
  ReturnHistory one = AComplaint(1, On("2027-02-01"));
  one.product = "=HYPERLINK(\"http://x\")";
  one.redress = {{On("2027-02-02"), *base::Money::Of("10.00", "GBP")},
                 {On("2027-02-03"), *base::Money::Of("2.50", "GBP")},
                 {On("2027-02-03"), *base::Money::Of("7.00", "EUR")},
                 {On("2027-07-03"), *base::Money::Of("99.00", "GBP")}};
  const auto made = CountReturn(std::vector{one}, kFirst, LongAfter());
  ASSERT_EQ(made.told.redress.size(), 2U);
  EXPECT_EQ(made.told.redress[0], *base::Money::Of("12.50", "GBP"));
  EXPECT_EQ(made.told.redress[1], *base::Money::Of("7.00", "EUR"));
  const std::string csv = CsvOf(made.told);
  EXPECT_NE(csv.find("2027-H1,yes,opened,,,1,,\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("2027-H1,yes,redress,,,,GBP,12.50\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("\"'=HYPERLINK"), std::string::npos) << csv;
}

TEST(AHalfYear, is_read_as_it_is_written) {
  EXPECT_EQ(HalfYear::Parse("2027-H2")->ToString(), "2027-H2");
  EXPECT_EQ(HalfYear::Parse("2027-h1")->Days().to, base::Date::Of(2027, 6, 30));
  for (const char* wrong : {"", "2027", "2027-H3", "27-H1", "2027-H1x", "20a7-H1", "2027H1"}) {
    EXPECT_FALSE(HalfYear::Parse(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace app
