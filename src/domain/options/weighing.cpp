#include "domain/options/weighing.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace options {
namespace {

std::int64_t Total(const std::vector<Criterion>& criteria, const OptionScores& option) {
  std::int64_t total = 0;
  for (std::size_t k = 0; k < criteria.size(); ++k) total += criteria[k].weight.value * option.scores[k].value;
  return total;
}

// A move of one weight that makes `other` level with the winner: weight + change, as the fraction change/steepness.
struct Move {
  std::size_t criterion;
  base::OptionId other;
  std::int64_t margin;     // by how much the winner leads, above zero
  std::int64_t steepness;  // how much of it one unit of weight takes away; above zero when the weight must rise

  std::int64_t Size() const { return std::abs(steepness); }
};

// Compares margin/|steepness| without dividing. Of two that draw level at once, the steeper is ahead from there on.
bool Smaller(const Move& a, const Move& b) {
  const std::int64_t left = a.margin * b.Size();
  const std::int64_t right = b.margin * a.Size();
  return left != right ? left < right : a.Size() > b.Size();
}

// The weight at which the two are level, or nothing when no weight from 0 to 100 lies beyond it.
std::optional<base::Decimal> LevelAt(const Move& move, std::int64_t weight) {
  const std::int64_t unit = base::Decimal::kOne;
  const std::int64_t change = move.margin * unit / move.steepness;
  const std::int64_t level = weight * unit + change;
  if (level <= 0 || level >= Weight::kMost * unit) return std::nullopt;
  return base::Decimal{level};
}

}  // namespace

base::Saying InWords(const Ranking& ranking) {
  using base::Saying;
  const Rank& best = ranking.ranks.front();
  if (ranking.ranks.size() == 1) return Saying("{} is the only option.", best.option);
  std::vector<std::string> top;
  for (const Rank& rank : ranking.ranks) {
    if (rank.place == 1) top.push_back(rank.option.ToString());
  }
  if (top.size() > 1) {
    return Saying("{} are tied at {} of 10: the weights do not choose between them.", Saying::AllOf(top), best.total);
  }
  Saying first = Saying("{} comes first with {} of 10, ahead of {} with {}.", best.option, best.total, ranking.ranks[1].option,
                        ranking.ranks[1].total);
  if (ranking.sensitivities.empty()) {
    return Saying::Run({std::move(first), Saying("No single weight, moved alone, would change that.")});
  }
  const Sensitivity& nearest = ranking.sensitivities.front();
  return Saying::Run({std::move(first), Saying("It would take the weight of {} moving from {} past {} before {} wins.",
                                               nearest.criterion, nearest.from.value, nearest.level_at, nearest.then_ahead)});
}

Ranking Weigh(const std::vector<Criterion>& criteria, const std::vector<OptionScores>& scored) {
  const std::int64_t weights = std::accumulate(criteria.begin(), criteria.end(), std::int64_t{0},
                                               [](std::int64_t sum, const Criterion& c) { return sum + c.weight.value; });
  std::vector<std::pair<std::int64_t, const OptionScores*>> order;
  for (const OptionScores& option : scored) order.emplace_back(Total(criteria, option), &option);
  std::ranges::sort(order, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second->option < b.second->option;
  });

  Ranking ranking;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& [total, option] = order[i];
    const bool level_above = i > 0 && order[i - 1].first == total;
    const bool level_below = i + 1 < order.size() && order[i + 1].first == total;
    const int place = level_above ? ranking.ranks.back().place : static_cast<int>(i) + 1;
    ranking.ranks.push_back(
        {option->option, place, base::Decimal{total * base::Decimal::kOne / weights}, level_above || level_below});
  }

  if (order.size() > 1 && !ranking.ranks.front().tied) {
    const auto& [winning, winner] = order.front();
    std::vector<Move> moves;
    for (std::size_t k = 0; k < criteria.size(); ++k) {
      std::optional<Move> nearest;
      for (std::size_t i = 1; i < order.size(); ++i) {
        const std::int64_t steepness = order[i].second->scores[k].value - winner->scores[k].value;
        if (steepness == 0) continue;
        const Move move{k, order[i].second->option, winning - order[i].first, steepness};
        if (LevelAt(move, criteria[k].weight.value) && (!nearest || Smaller(move, *nearest))) nearest = move;
      }
      if (nearest) moves.push_back(*nearest);
    }
    std::ranges::stable_sort(moves, Smaller);
    for (const Move& move : moves) {
      const Criterion& criterion = criteria[move.criterion];
      ranking.sensitivities.push_back({criterion.name, criterion.weight, *LevelAt(move, criterion.weight.value), move.other});
    }
  }
  ranking.says = InWords(ranking);
  return ranking;
}

}  // namespace options
