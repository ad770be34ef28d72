#include "domain/insight/said.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace insight {

base::Saying Figure(double value, int places) {
  // The longest double has 309 digits in front of the point.
  char text[400];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, std::clamp(places, 0, 9)).ptr;
  std::string number(text, end);
  if (number.starts_with('-') && number.find_first_not_of("-0.") == std::string::npos) number.erase(0, 1);
  return base::Saying::Number(std::move(number));
}

base::Saying Figure(double value) {
  const double size = std::abs(value);
  if (size == std::floor(size) && size < 1e15) return Figure(value, 0);
  if (size >= 100) return Figure(value, 0);
  if (size >= 10) return Figure(value, 1);
  if (size >= 1) return Figure(value, 2);
  const int places = size > 0 ? static_cast<int>(std::ceil(-std::log10(size))) + 2 : 0;
  return Figure(value, std::min(places, 9));
}

}  // namespace insight
