#pragma once
// What a scan of some blocks came to, by group and period: between scanning (cube.cpp) and the table that is shown
// (cube_table.cpp).

#include <span>
#include <unordered_map>
#include <vector>

#include "domain/insight/cube.h"

namespace insight {

// Groups get their place when the first case of theirs is met: most pairs of words belong to no case at all. The numbers of one
// period lie side by side: cases come roughly in the order of time, so that those of a block touch few of them.
class Cube::Partial {
 public:
  Partial(const Question& question, std::array<std::size_t, 2> of_columns)
      : cases(question.bounds.size() - 1),
        numbers(question.bounds.size() - 1),
        keeps_values(question.values && question.measure->reading == Reading::Between),
        counts_only(keeps_values || question.measure->reading == Reading::Count),
        across_(of_columns[1]) {
    const std::size_t pairs = of_columns[0] * of_columns[1];
    if (pairs <= kMostPlaces) places_.resize(pairs, kNone);
    if (keeps_values) kept.resize(cases.size());
  }

  std::uint32_t GroupOf(Code first, Code second) {
    const std::size_t pair = first * across_ + second;
    std::uint32_t& place = places_.empty() ? more_places_.try_emplace(pair, kNone).first->second : places_[pair];
    if (place == kNone) {
      place = static_cast<std::uint32_t>(groups.size());
      groups.push_back({first, second});
    }
    return place;
  }
  // Room in these periods for all groups met so far.
  void MakeRoom(std::uint32_t first_period, std::uint32_t last_period) {
    for (std::size_t period = first_period; period <= last_period; ++period) {
      cases[period].resize(groups.size());
      if (!counts_only) numbers[period].resize(groups.size());
    }
  }
  // Puts values down with their periods.
  void Keep(std::span<const std::uint32_t> period_of, std::span<const std::uint32_t> group_of,
            std::span<const std::int32_t> value_of) {
    std::vector<std::size_t> next(kept.size());
    for (const std::uint32_t period : period_of) ++next[period];
    for (std::size_t period = 0; period < kept.size(); ++period) {
      const std::size_t before = kept[period].size();
      kept[period].resize(before + next[period]);
      next[period] = before;
    }
    for (std::size_t i = 0; i < period_of.size(); ++i) kept[period_of[i]][next[period_of[i]]++] = {group_of[i], value_of[i]};
  }

  struct Numbers {
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    double squares = 0;
  };
  struct Kept {
    std::uint32_t group;
    std::int32_t value;
  };
  std::vector<std::array<Code, 2>> groups;
  std::vector<std::vector<std::uint32_t>> cases;  // by period, then group; as many as have room
  std::vector<std::vector<Numbers>> numbers;      // likewise; none when it is enough to count
  std::vector<std::vector<Kept>> kept;            // by period
  bool keeps_values;
  bool counts_only;  // what values come to is summed up when they are in their places

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kMostPlaces = 1U << 20U;

  std::size_t across_;
  std::vector<std::uint32_t> places_;  // by pair of words; empty when there are too many pairs
  std::unordered_map<std::size_t, std::uint32_t> more_places_;
};

}  // namespace insight
