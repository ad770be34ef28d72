#pragma once
// Identifiers that cannot be mixed up: a CaseId is not a CustomerId, and neither is a number.
// In text each carries its letters: case C-1024, customer CU-77, user U-3, the register of procedures P-1, the log of signals L-1
// (signal SG-4), the log of reports RL-1 (schedule RS-2); parts of a case are numbered within it (finding F-1, option O-2).
//
//   TRY(auto id, base::CaseId::Parse("C-1024"));

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"

namespace base {

template <std::size_t N>
struct Letters {
  char text[N];
  constexpr Letters(const char (&from)[N]) {  // NOLINT: a literal is meant to convert
    for (std::size_t i = 0; i < N; ++i) text[i] = from[i];
  }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

template <Letters Prefix>
struct Id {
  std::int64_t number = 0;

  static constexpr std::string_view kPrefix = Prefix.view();

  static Result<Id> Parse(std::string_view text) {
    const std::string example = std::string(kPrefix) + "-1024";
    std::int64_t number = 0;
    const std::string_view digits = text.size() > kPrefix.size() + 1 ? text.substr(kPrefix.size() + 1) : "";
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool fits = Fold(text.substr(0, kPrefix.size())) == Fold(kPrefix) && text.size() > kPrefix.size() &&
                      text[kPrefix.size()] == '-' && !digits.empty() && digits.front() != '0' && fault == std::errc{} &&
                      end == digits.data() + digits.size() && number > 0;
    if (!fits) return FailAt("", Saying("expected a reference like \"{}\", found {}", example, Quoted(text)));
    return Id{number};
  }
  std::string ToString() const { return std::string(kPrefix) + "-" + std::to_string(number); }

  friend auto operator<=>(const Id&, const Id&) = default;
};

using CaseId = Id<"C">;
using CustomerId = Id<"CU">;
using UserId = Id<"U">;
using RegisterId = Id<"P">;
using LearningId = Id<"L">;
using ImprovementId = Id<"IM">;
using SignalId = Id<"SG">;
using ReportsId = Id<"RL">;
using ScheduleId = Id<"RS">;
using ContactId = Id<"N">;
using FindingId = Id<"F">;
using OptionId = Id<"O">;
using OfferId = Id<"OF">;
using ActionId = Id<"A">;
using RedressId = Id<"R">;
using FollowUpId = Id<"FU">;
using AttachmentId = Id<"D">;

}  // namespace base

template <base::Letters Prefix>
struct std::hash<base::Id<Prefix>> {
  std::size_t operator()(const base::Id<Prefix>& id) const noexcept { return std::hash<std::int64_t>{}(id.number); }
};
