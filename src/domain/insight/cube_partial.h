#pragma once
// What a scan of some blocks came to, by group and period: between scanning (cube_scan.cpp) and the table that is shown
// (cube_table.cpp).

#include <algorithm>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/insight/cube.h"

namespace insight {

// Groups get their place when the first case of theirs is met: most pairs of words belong to no case at all. The numbers of one
// period lie side by side: cases come roughly in the order of time, so that those of a block touch few of them.
class Cube::Partial {
 public:
  Partial(const Question& question, std::array<std::size_t, 2> of_columns)
      : cases(question.bounds.size() - 1),
        part(question.bounds.size() - 1),
        numbers(question.bounds.size() - 1),
        keeps_values(question.parts && question.measure->reading == Reading::Between),
        counts_only(keeps_values || question.measure->reading == Reading::Count),
        counts_part(question.measure->reading == Reading::Holds || question.measure->reading == Reading::Answering),
        across_(of_columns[1]) {
    const std::size_t pairs = of_columns[0] * of_columns[1];
    if (pairs <= kMostPlaces) places_.resize(pairs, kNone);
    if (keeps_values) {
      kept.resize(cases.size());
      for (auto& counts : counts_) counts.resize(cases.size());
      for (auto& next : next_) next.resize(cases.size());
    }
  }

  // Of rows of which these tell the two words.
  template <class First, class Second>
  void GroupsOf(std::span<const std::uint16_t> rows, First first, Second second, std::span<std::uint32_t> group_of) {
    const std::uint32_t* const places = places_.data();
    const std::size_t across = across_;
    const bool has_places = !places_.empty();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::array<Code, 2> codes{first(rows[i]), second(rows[i])};
      const std::size_t pair = codes[0] * across + codes[1];
      const std::uint32_t place = has_places ? places[pair] : kNone;
      group_of[i] = place != kNone ? place : Meet(pair, codes);
    }
  }
  // Room in these periods for all groups met so far.
  void MakeRoom(std::uint32_t first_period, std::uint32_t last_period) {
    for (std::size_t period = first_period; period <= last_period; ++period) {
      cases[period].resize(groups.size());
      if (counts_part) {
        part[period].resize(groups.size());
      } else if (!counts_only) {
        numbers[period].resize(groups.size());
      }
    }
  }
  // As small as can be, as thousands of groups are added to in turn.
  struct Numbers {
    std::int64_t numerator = 0;
    double beside = 0;  // of a share its denominator, of anything else the squares of the numerators
  };
  struct Kept {
    std::uint32_t group = 0;  // and once it is known, its line
    std::int32_t value = 0;
  };
  // Grows by further pieces, so that nothing need be moved.
  class Piece {
   public:
    static constexpr std::size_t kLeast = 256;
    static constexpr std::size_t kMost = 4'096;
    explicit Piece(std::size_t room) : all_(std::make_unique_for_overwrite<Kept[]>(room)), room_(room) {}
    std::span<Kept> all() { return {all_.get(), count_}; }
    std::size_t room() const { return room_ - count_; }
    Kept* Take(std::size_t more) { return all_.get() + std::exchange(count_, count_ + more); }

   private:
    std::unique_ptr<Kept[]> all_;  // NOLINT(modernize-avoid-c-arrays): room that is not written to before it is needed
    std::size_t room_;
    std::size_t count_ = 0;
  };
  // Puts values down with their periods, which are between these two.
  void Keep(std::uint32_t first_period, std::uint32_t last_period, std::span<const std::uint32_t> period_of,
            std::span<const std::uint32_t> group_of, std::span<const std::int32_t> values) {
    // By halves: neighbours are mostly of one period, and would wait for each other.
    const std::size_t half = period_of.size() / 2;
    auto& [before, after] = counts_;
    for (std::size_t i = 0; i < half; ++i) {
      ++before[period_of[i]];
      ++after[period_of[half + i]];
    }
    if (2 * half < period_of.size()) ++after[period_of.back()];
    auto& [next, next_after] = next_;
    for (std::uint32_t period = first_period; period <= last_period; ++period) {
      const std::size_t more = before[period] + after[period];
      if (more == 0) continue;
      std::vector<Piece>& pieces = kept[period];
      if (pieces.empty() || pieces.back().room() < more)
        pieces.emplace_back(
            std::max(more, pieces.empty() ? Piece::kLeast : std::min(2 * pieces.back().all().size(), Piece::kMost)));
      next[period] = pieces.back().Take(more);
      next_after[period] = next[period] + before[period];
      before[period] = after[period] = 0;
    }
    for (std::size_t i = 0; i < half; ++i) {
      *next[period_of[i]]++ = {group_of[i], values[i]};
      *next_after[period_of[half + i]]++ = {group_of[half + i], values[half + i]};
    }
    if (2 * half < period_of.size()) *next_after[period_of.back()]++ = {group_of.back(), values.back()};
  }

  std::vector<std::array<Code, 2>> groups;
  std::vector<std::vector<std::uint32_t>> cases;  // by period, then group; as many as have room
  std::vector<std::vector<std::uint32_t>> part;   // likewise: of the cases those for which it holds
  std::vector<std::vector<Numbers>> numbers;      // likewise; none when it is enough to count
  std::vector<std::vector<Piece>> kept;           // by period
  bool keeps_values;
  bool counts_only;  // what values come to is summed up when they are in their places
  bool counts_part;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kMostPlaces = 1U << 20U;

  std::uint32_t Meet(std::size_t pair, std::array<Code, 2> codes);

  std::size_t across_;
  std::vector<std::uint32_t> places_;  // by pair of words; empty when there are too many pairs
  std::unordered_map<std::size_t, std::uint32_t> more_places_;
  // By period, while values are put down.
  std::array<std::vector<std::uint32_t>, 2> counts_;
  std::array<std::vector<Kept*>, 2> next_;
};

}  // namespace insight
