#include "app/report.h"

#include <fmt/format.h>

#include <cmath>

namespace app {
namespace {

using base::Saying;

std::string MoneyInWords(double amount, const std::string& code, base::Language language) {
  const auto currency = base::Currency::Parse(code);
  const std::string figure = Grouped(std::abs(amount), currency ? currency->Places() : 2, language);
  // The sign of the currency stands where the reader's language has it.
  std::string shape = Saying::Amount("0", code).In(language);
  shape.replace(shape.find('0'), 1, figure);
  return (amount < 0 ? "-" : "") + shape;
}

Saying DurationInWords(double minutes, base::Language language) {
  const auto figure = [&](double value, int decimals) { return Saying::AsIs(Grouped(value, decimals, language)); };
  if (std::abs(minutes) >= 2 * 24 * 60) return Saying("{} days", figure(minutes / (24 * 60), 1));
  if (std::abs(minutes) >= 90) return Saying("{} h", figure(minutes / 60, 1));
  return Saying("{} min", figure(minutes, 0));
}

}  // namespace

std::string Grouped(double value, int decimals, base::Language language) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const std::size_t point = std::min(text.find('.'), text.size());
  const bool german = language == base::Language::German;
  if (german && point < text.size()) text[point] = ',';
  for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, german ? "." : ",");
  const bool is_nothing = text.find_first_not_of("0.,") == std::string::npos;
  return (value < 0 && !is_nothing ? "-" : "") + text;
}

std::string InWords(const ReportCell& cell, base::Language language) {
  if (cell.text) return cell.text->In(language);
  if (cell.kind == CellKind::Day) return cell.day ? cell.day->ToString() : "\u2013";
  if (!cell.value) return "\u2013";
  switch (cell.kind) {
    case CellKind::Text: return "";
    case CellKind::Day: return "";
    case CellKind::Count: return Grouped(*cell.value, 0, language);
    case CellKind::Share: return Grouped(*cell.value * 100, 1, language) + "\u00a0%";
    case CellKind::Minutes: return DurationInWords(*cell.value, language).In(language);
    case CellKind::Money: return MoneyInWords(*cell.value, cell.currency.value_or(""), language);
    case CellKind::Number: return Grouped(*cell.value, 1, language);
  }
  return "";
}

std::string PercentEncoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
                       c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return encoded;
}

std::string OpensCases(std::string_view measure, const CountedPeriod& period, const Conditions& where,
                       std::optional<insight::Part> part) {
  const std::string from = period.from.ToString();
  const std::string to = period.to.ToString();
  std::string path = fmt::format("/monitoring/explore?measure={}&from={}&to={}&every=whole", measure, from, to);
  if (!where.all.empty()) path += "&where=" + PercentEncoded(where.ToString());
  path += fmt::format("&open={}..{}", from, to);
  if (part == insight::Part::Counted) path += "&part=counted";
  if (part == insight::Part::Rest) path += "&part=rest";
  return path;
}

CountedPeriod LikeBefore(const CountedPeriod& period) {
  const base::Date next = period.to + 1;
  if (period.from.day() == 1 && next.day() == 1) {
    const int months =
        (next.year() - period.from.year()) * 12 + static_cast<int>(next.month()) - static_cast<int>(period.from.month());
    return {period.from.AddMonths(-months), period.from - 1};
  }
  return {period.from - (period.to - period.from + 1), period.from - 1};
}

}  // namespace app
