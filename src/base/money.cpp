#include "base/money.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "base/text.h"

namespace base {
namespace {

struct CurrencyRow {
  std::string_view code;
  int places;
};

// ISO 4217 list one, codes of circulating currencies with their minor units.
constexpr std::array kCurrencies = std::to_array<CurrencyRow>({
    {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"AOA", 2}, {"ARS", 2}, {"AUD", 2}, {"AWG", 2}, {"AZN", 2}, {"BAM", 2},
    {"BBD", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0}, {"BMD", 2}, {"BND", 2}, {"BOB", 2}, {"BRL", 2}, {"BSD", 2},
    {"BTN", 2}, {"BWP", 2}, {"BYN", 2}, {"BZD", 2}, {"CAD", 2}, {"CDF", 2}, {"CHF", 2}, {"CLP", 0}, {"CNY", 2}, {"COP", 2},
    {"CRC", 2}, {"CUP", 2}, {"CVE", 2}, {"CZK", 2}, {"DJF", 0}, {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ERN", 2},
    {"ETB", 2}, {"EUR", 2}, {"FJD", 2}, {"FKP", 2}, {"GBP", 2}, {"GEL", 2}, {"GHS", 2}, {"GIP", 2}, {"GMD", 2}, {"GNF", 0},
    {"GTQ", 2}, {"GYD", 2}, {"HKD", 2}, {"HNL", 2}, {"HTG", 2}, {"HUF", 2}, {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3},
    {"IRR", 2}, {"ISK", 0}, {"JMD", 2}, {"JOD", 3}, {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2},
    {"KRW", 0}, {"KWD", 3}, {"KYD", 2}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2}, {"LYD", 3},
    {"MAD", 2}, {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MRU", 2}, {"MUR", 2}, {"MVR", 2},
    {"MWK", 2}, {"MXN", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2}, {"NGN", 2}, {"NIO", 2}, {"NOK", 2}, {"NPR", 2}, {"NZD", 2},
    {"OMR", 3}, {"PAB", 2}, {"PEN", 2}, {"PGK", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PYG", 0}, {"QAR", 2}, {"RON", 2},
    {"RSD", 2}, {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2}, {"SCR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2}, {"SHP", 2},
    {"SLE", 2}, {"SOS", 2}, {"SRD", 2}, {"SSP", 2}, {"STN", 2}, {"SVC", 2}, {"SYP", 2}, {"SZL", 2}, {"THB", 2}, {"TJS", 2},
    {"TMT", 2}, {"TND", 3}, {"TOP", 2}, {"TRY", 2}, {"TTD", 2}, {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2},
    {"UYU", 2}, {"UZS", 2}, {"VED", 2}, {"VES", 2}, {"VND", 0}, {"VUV", 0}, {"WST", 2}, {"XAF", 0}, {"XCD", 2}, {"XOF", 0},
    {"XPF", 0}, {"YER", 2}, {"ZAR", 2}, {"ZMW", 2}, {"ZWG", 2},
});

const CurrencyRow* Find(std::string_view code) {
  const auto* row = std::ranges::find(kCurrencies, code, &CurrencyRow::code);
  return row == kCurrencies.end() ? nullptr : row;
}

constexpr std::int64_t kMostWhole = 900'000'000'000;

}  // namespace

Result<Decimal> Decimal::Parse(std::string_view text) {
  const auto fail = [&] { return FailAt("", Saying("expected a decimal like \"12.50\", found {}", Quoted(text))); };
  std::string_view left = text;
  const bool negative = left.starts_with('-');
  if (negative) left.remove_prefix(1);
  const std::size_t dot = left.find('.');
  const std::string_view whole_digits = left.substr(0, dot);
  const std::string_view fraction = dot == std::string_view::npos ? "" : left.substr(dot + 1);
  const auto all_digits = [](std::string_view s) { return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; }); };
  if (whole_digits.empty() || whole_digits.size() > 12 || !all_digits(whole_digits) || !all_digits(fraction)) {
    return fail();
  }
  if (dot != std::string_view::npos && fraction.empty()) return fail();
  if (fraction.size() > 4) return FailAt("", Saying("expected at most 4 decimal places, found {}", Quoted(text)));
  std::int64_t whole = 0;
  std::from_chars(whole_digits.data(), whole_digits.data() + whole_digits.size(), whole);
  if (whole > kMostWhole) return FailAt("", Saying("expected an amount below 900 billion, found {}", Quoted(text)));
  std::int64_t part = 0;
  for (std::size_t i = 0; i < 4; ++i) part = part * 10 + (i < fraction.size() ? fraction[i] - '0' : 0);
  const std::int64_t value = whole * kOne + part;
  return Decimal{negative ? -value : value};
}

std::string Decimal::ToString() const {
  const std::int64_t fraction = std::abs(ten_thousandths % kOne);
  if (fraction % 100 == 0) return ToString(2);
  return ToString(fraction % 10 == 0 ? 3 : 4);
}

std::string Decimal::ToString(int places) const {
  const std::string_view sign = ten_thousandths < 0 ? "-" : "";
  const std::string whole = std::to_string(std::abs(ten_thousandths / kOne));
  if (places == 0) return fmt::format("{}{}", sign, whole);
  const std::string digits = fmt::format("{:04}", std::abs(ten_thousandths % kOne));
  return fmt::format("{}{}.{}", sign, whole, digits.substr(0, static_cast<std::size_t>(places)));
}

Result<Currency> Currency::Parse(std::string_view text) {
  if (Find(text) == nullptr) {
    std::vector<std::string> known;
    for (const CurrencyRow& row : kCurrencies) known.emplace_back(row.code);
    Saying fault = Saying("expected an ISO 4217 currency code like \"GBP\", found {}", Quoted(text));
    return FailAt("", text.size() == 3 ? OrNear(std::move(fault), text, known) : std::move(fault));
  }
  return Currency{std::string(text)};
}

int Currency::Places() const {
  const CurrencyRow* row = Find(code);
  return row == nullptr ? 2 : row->places;
}

Result<Money> Money::Of(std::string_view amount, std::string_view currency) {
  TRY(auto decimal, Decimal::Parse(amount));
  TRY(auto known, Currency::Parse(currency));
  Money money{decimal, known};
  if (auto faults = money.Faults(); !faults.empty()) {
    return std::unexpected(Error(ErrorCode::Invalid, Saying("the amount has faults"), std::move(faults)));
  }
  return money;
}

std::string Money::ToString() const { return SayingOf(*this).ToString(); }

Saying SayingOf(const Decimal& decimal) { return Saying::Number(decimal.ToString()); }
Saying SayingOf(const Money& money) {
  return Saying::Amount(money.amount.ToString(money.currency.Places()), money.currency.code);
}

std::vector<Fault> Money::Faults() const {
  if (Find(currency.code) == nullptr)
    return {{"currency", Saying("expected an ISO 4217 currency code like \"GBP\", found {}", Quoted(currency.code))}};
  std::int64_t unit = Decimal::kOne;
  for (int i = 0; i < currency.Places(); ++i) unit /= 10;
  if (amount.ten_thousandths % unit == 0) return {};
  const int places = currency.Places();
  if (places == 0) {
    return {{"amount", Saying("expected at most whole units for {}, found \"{}\"", currency.code, amount.ToString())}};
  }
  return {{"amount", Saying::Count(places, "expected at most {} decimal place for {}, found \"{}\"",
                                   "expected at most {} decimal places for {}, found \"{}\"", currency.code, amount.ToString())}};
}

Result<Money> Sum(const Money& a, const Money& b) {
  if (a.currency != b.currency) {
    return Fail(ErrorCode::Invalid, Saying("cannot add {} to {}", a.currency.code, b.currency.code));
  }
  const std::int64_t total = a.amount.ten_thousandths + b.amount.ten_thousandths;
  if (std::abs(total / Decimal::kOne) > kMostWhole) return Fail(ErrorCode::Invalid, Saying("the sum is above 900 billion"));
  return Money{{total}, a.currency};
}

}  // namespace base
