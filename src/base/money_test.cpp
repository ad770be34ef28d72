#include "base/money.h"

#include <rapidcheck.h>

#include "support/faults.h"

namespace base {
namespace {

using tests::Holds;
using tests::Says;

std::string Reading(std::string_view text) {
  const auto decimal = Decimal::Parse(text);
  return decimal ? decimal->ToString() : Says(decimal);
}
Money Pounds(std::string_view amount) { return *Money::Of(amount, "GBP"); }

TEST(Decimals, are_read_exactly) {
  EXPECT_EQ(Decimal::Parse("12.5")->ten_thousandths, 125'000);
  EXPECT_EQ(Decimal::Parse("-0.0001")->ten_thousandths, -1);
  EXPECT_EQ(Decimal::Parse("0.1")->ten_thousandths * 3, Decimal::Parse("0.3")->ten_thousandths);
  EXPECT_EQ(Decimal::Parse("900000000000")->ten_thousandths, 9'000'000'000'000'000);
}

TEST(Decimals, are_written_with_as_many_places_as_they_need_and_two_at_least) {
  EXPECT_EQ(Reading("12"), "12.00");
  EXPECT_EQ(Reading("12.5"), "12.50");
  EXPECT_EQ(Reading("12.505"), "12.505");
  EXPECT_EQ(Reading("0.0001"), "0.0001");
  EXPECT_EQ(Reading("-0.5"), "-0.50");
  EXPECT_EQ(Reading("-0"), "0.00");
  EXPECT_EQ(Decimal{129'999}.ToString(0), "12");
  EXPECT_EQ(Decimal{129'999}.ToString(3), "12.999");
}

TEST(Decimals, in_any_other_form_are_refused_and_not_guessed) {
  for (const char* text :
       {"", "-", ".5", "5.", "1,5", "1.234,50", "+1", "1e3", " 1", "1 ", "0x1", "12.5.0", "--1", "1-", "£1", "١"}) {
    EXPECT_TRUE(Holds(Reading(text), "expected a decimal like \"12.50\", found ")) << text;
  }
}

TEST(Decimals, are_never_rounded_silently) {
  EXPECT_EQ(Reading("0.00001"), R"(expected at most 4 decimal places, found "0.00001")");
  EXPECT_EQ(Reading("1.00000"), R"(expected at most 4 decimal places, found "1.00000")");
}

TEST(Decimals, end_at_900_billion) {
  EXPECT_EQ(Reading("900000000001"), R"(expected an amount below 900 billion, found "900000000001")");
  EXPECT_TRUE(Holds(Reading("9999999999999"), "expected a decimal"));
  EXPECT_TRUE(Holds(Reading(std::string(1000, '9')), "expected a decimal"));
}

TEST(Decimals, written_and_read_are_the_same) {
  EXPECT_TRUE(rc::check("Parse(ToString(d)) == d", [] {
    const Decimal d{*rc::gen::inRange<std::int64_t>(-9'000'000'000'000'000, 9'000'000'000'000'001)};
    RC_ASSERT(*Decimal::Parse(d.ToString()) == d);
  }));
}

TEST(Currencies, are_those_of_iso_4217_and_a_slip_gets_a_hint) {
  EXPECT_TRUE(Currency::Parse("GBP"));
  EXPECT_TRUE(
      Holds(Says(Currency::Parse("gbp")), R"(expected an ISO 4217 currency code like "GBP", found "gbp"; did you mean "GBP")"));
  EXPECT_EQ(Says(Currency::Parse("pounds")), R"(expected an ISO 4217 currency code like "GBP", found "pounds")");
}

TEST(Currencies, know_how_many_digits_their_smallest_unit_has) {
  EXPECT_EQ(Currency{"GBP"}.Places(), 2);
  EXPECT_EQ(Currency{"JPY"}.Places(), 0);
  EXPECT_EQ(Currency{"KWD"}.Places(), 3);
}

TEST(Amounts, finer_than_the_smallest_unit_are_refused) {
  EXPECT_EQ(Says(Money::Of("12.505", "GBP")), R"(amount: expected at most 2 decimal places for GBP, found "12.505")");
  EXPECT_EQ(Says(Money::Of("12.5", "JPY")), R"(amount: expected at most whole units for JPY, found "12.50")");
  EXPECT_TRUE(Money::Of("12.505", "KWD"));
  EXPECT_EQ(Says(Money::Of("12.5051", "KWD")), R"(amount: expected at most 3 decimal places for KWD, found "12.5051")");
}

TEST(Amounts, of_no_known_currency_are_a_fault) {
  ASSERT_EQ(Money{}.Faults().size(), 1U);
  EXPECT_EQ(Money{}.Faults()[0].path, "currency");
}

TEST(Amounts, are_shown_as_people_write_them) {
  EXPECT_EQ(Pounds("12.5").ToString(), "£12.50");
  EXPECT_EQ(Pounds("-12.5").ToString(), "-£12.50");
  EXPECT_EQ(Money::Of("1200", "JPY")->ToString(), "¥1200");
  EXPECT_EQ(Money::Of("12.5", "CHF")->ToString(), "12.50 CHF");
  EXPECT_EQ(Money::Of("1", "KWD")->ToString(), "1.000 KWD");
}

TEST(Amounts, of_one_currency_add_up_exactly_and_of_two_do_not) {
  EXPECT_EQ(Sum(Pounds("0.10"), Pounds("0.20"))->ToString(), "£0.30");
  EXPECT_EQ(Says(Sum(Pounds("1"), *Money::Of("1", "EUR"))), "cannot add GBP to EUR");
}

TEST(Amounts, that_add_up_beyond_the_range_are_an_error_and_no_wrong_number) {
  EXPECT_EQ(Says(Sum(Pounds("900000000000"), Pounds("1"))), "the sum is above 900 billion");
  EXPECT_EQ(Says(Sum(Pounds("-900000000000"), Pounds("-1"))), "the sum is above 900 billion");
  EXPECT_EQ(Sum(Pounds("900000000000"), Pounds("-1"))->amount.ToString(), "899999999999.00");
}

}  // namespace
}  // namespace base
