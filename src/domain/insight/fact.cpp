#include "domain/insight/fact.h"

#include <charconv>

namespace insight {
namespace {

// Numbers of one field stand apart by commas; what is not there is left empty, and what is not there at the end is left off.
class Writer {
 public:
  void Field() {
    text_ += '\t';
    pending_ = 0;
    first_ = true;
  }
  void Text(std::string_view text) {
    for (const char c : text) text_ += c == '\t' || c == '\n' || c == '=' ? ' ' : c;
  }
  void Raw(char c) { text_ += c; }
  void Number(std::int64_t number) {
    Nothing();
    text_.append(static_cast<std::size_t>(pending_), ',');
    pending_ = 0;
    char digits[24];
    text_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }
  void Nothing() {
    if (!first_) ++pending_;
    first_ = false;
  }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
  int pending_ = 0;
  bool first_ = true;
};

std::unexpected<base::Error> Damaged(const char* field) {
  return base::Fail(base::ErrorCode::Corrupt,
                    std::string("a row of facts is damaged at ") + field + "; amends rebuild makes it anew");
}

// Takes up to the next `mark`.
std::string_view Take(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view taken = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return taken;
}

template <class N, std::size_t kCount>
bool Numbers(std::string_view field, std::array<N, kCount>& into) {
  for (std::size_t i = 0; !field.empty(); ++i) {
    if (i == kCount) return false;
    const std::string_view one = Take(field, ',');
    if (one.empty()) continue;
    N number{};
    const auto [end, fault] = std::from_chars(one.data(), one.data() + one.size(), number);
    if (fault != std::errc() || end != one.data() + one.size()) return false;
    into[i] = number;
  }
  return true;
}

}  // namespace

std::string Fact::ToLine() const {
  Writer out;
  out.Number(customer);
  out.Field();
  // After the first, by how much later: small numbers, and most lines are short.
  const Minute received = moments[0];
  if (received == kNever) out.Nothing();
  for (std::size_t i = 0; i < kMoments; ++i) {
    if (i == 0 && received != kNever) {
      out.Number(received);
    } else if (i > 0 && moments[i] == kNever) {
      out.Nothing();
    } else if (i > 0) {
      out.Number(received == kNever ? moments[i] : std::int64_t{moments[i]} - received);
    }
  }
  out.Field();
  for (const std::uint8_t tally : tallies) tally == 0 ? out.Nothing() : out.Number(tally);
  out.Field();
  for (const std::int8_t score : scores) score < 0 ? out.Nothing() : out.Number(score);
  out.Field();
  out.Text(currency);
  out.Field();
  for (const std::int32_t sum : sums) sum == 0 ? out.Nothing() : out.Number(sum);
  for (const std::string& dimension : dimensions) {
    out.Field();
    out.Text(dimension);
  }
  for (const auto& [name, value] : attributes) {
    out.Field();
    out.Text(name);
    out.Raw('=');
    out.Text(value);
  }
  return out.Take();
}

base::Result<Fact> Fact::Parse(std::string_view line) {
  Fact fact;
  std::array<std::int64_t, 1> customer{};
  if (!Numbers(Take(line, '\t'), customer)) return Damaged("the customer");
  fact.customer = customer[0];
  std::array<std::int64_t, kMoments> moments{};
  moments.fill(kNever);
  if (!Numbers(Take(line, '\t'), moments)) return Damaged("the moments");
  for (std::size_t i = 0; i < kMoments; ++i) {
    if (moments[i] == kNever) continue;
    const std::int64_t minute = i == 0 || moments[0] == kNever ? moments[i] : moments[i] + moments[0];
    if (minute <= kNever || minute > INT32_MAX) return Damaged("the moments");
    fact.moments[i] = static_cast<Minute>(minute);
  }
  if (!Numbers(Take(line, '\t'), fact.tallies)) return Damaged("the tallies");
  if (!Numbers(Take(line, '\t'), fact.scores)) return Damaged("the scores");
  fact.currency = Take(line, '\t');
  if (!Numbers(Take(line, '\t'), fact.sums)) return Damaged("the sums");
  for (std::string& dimension : fact.dimensions) dimension = Take(line, '\t');
  while (!line.empty()) {
    std::string_view attribute = Take(line, '\t');
    const std::size_t sign = attribute.find('=');
    if (sign == std::string_view::npos || sign == 0) return Damaged("the attributes");
    fact.attributes.emplace(attribute.substr(0, sign), attribute.substr(sign + 1));
  }
  return fact;
}

}  // namespace insight
