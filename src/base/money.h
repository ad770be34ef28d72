#pragma once
// Exact money: a decimal amount of a named currency. Never floating point; arithmetic that would overflow or mix
// currencies is an Error, not a wrong number.
//
//   TRY(auto cost, base::Money::Of("12.50", "GBP"));

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

// An exact decimal with up to four places, between plus and minus 900 billion: enough for every ISO 4217 currency.
struct Decimal {
  std::int64_t ten_thousandths = 0;

  static constexpr std::int64_t kOne = 10'000;

  // "12", "12.5", "-0.0001"; no exponent, no thousands separator, no leading plus.
  static Result<Decimal> Parse(std::string_view text);
  // At least two places: "12.50", "0.0001".
  std::string ToString() const;
  // Exactly `places` places, 0 to 4; digits beyond are cut.
  std::string ToString(int places) const;

  friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;
};

// An ISO 4217 code in force: "GBP".
struct Currency {
  std::string code;

  static Result<Currency> Parse(std::string_view text);
  std::string ToString() const { return code; }
  // Digits after the decimal point: 2 for GBP, 0 for JPY, 3 for KWD.
  int Places() const;

  friend auto operator<=>(const Currency&, const Currency&) = default;
};

struct Money {
  Decimal amount;
  Currency currency;

  static Result<Money> Of(std::string_view amount, std::string_view currency);
  // For people: "£12.50", "12.50 CHF", "¥1200".
  std::string ToString() const;
  // An amount finer than the currency's smallest unit, or an unknown currency.
  std::vector<Fault> Faults() const;

  friend bool operator==(const Money&, const Money&) = default;
};

// In a sentence, as the reader's language writes them.
Saying SayingOf(const Decimal& decimal);
Saying SayingOf(const Money& money);

Result<Money> Sum(const Money& a, const Money& b);

}  // namespace base
