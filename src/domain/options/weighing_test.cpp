#include "domain/options/weighing.h"

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

namespace options {
namespace {

using base::Line;
using base::OptionId;

std::vector<Criterion> Criteria(const std::vector<std::int64_t>& weights) {
  std::vector<Criterion> criteria;
  for (std::size_t k = 0; k < weights.size(); ++k) criteria.push_back({Line("Criterion " + std::to_string(k)), {weights[k]}});
  return criteria;
}
OptionScores Scored(std::int64_t id, const std::vector<std::int64_t>& scores) {
  OptionScores row{OptionId{id}, {}};
  for (const auto score : scores) row.scores.push_back({score});
  return row;
}
std::vector<std::int64_t> Places(const Ranking& ranking) {
  std::vector<std::int64_t> places;
  for (const Rank& rank : ranking.ranks) places.push_back(rank.place);
  return places;
}

TEST(Weighing, ranks_by_the_weighted_mean) {
  const auto ranking = Weigh(Criteria({40, 60}), {Scored(1, {3, 5}), Scored(2, {8, 8}), Scored(3, {10, 0})});
  ASSERT_EQ(ranking.ranks.size(), 3U);
  EXPECT_EQ(ranking.ranks[0], (Rank{OptionId{2}, 1, *base::Decimal::Parse("8"), false}));
  EXPECT_EQ(ranking.ranks[1], (Rank{OptionId{1}, 2, *base::Decimal::Parse("4.2"), false}));
  EXPECT_EQ(ranking.ranks[2], (Rank{OptionId{3}, 3, *base::Decimal::Parse("4"), false}));
  EXPECT_TRUE(ranking.says.ToString().starts_with("O-2 comes first with 8.00 of 10, ahead of O-1 with 4.20.")) << ranking.says;
}

TEST(Weighing, says_that_a_tie_is_a_tie_and_lets_no_number_break_it) {
  const auto ranking = Weigh(Criteria({50, 50}), {Scored(2, {4, 6}), Scored(1, {6, 4}), Scored(3, {1, 1})});
  EXPECT_EQ(Places(ranking), (std::vector<std::int64_t>{1, 1, 3}));
  EXPECT_TRUE(ranking.ranks[0].tied && ranking.ranks[1].tied);
  EXPECT_FALSE(ranking.ranks[2].tied);
  EXPECT_EQ(ranking.ranks[0].option, OptionId{1});
  EXPECT_EQ(ranking.says, "O-1 and O-2 are tied at 5.00 of 10: the weights do not choose between them.");
  EXPECT_TRUE(ranking.sensitivities.empty());
}

TEST(Weighing, is_exact_where_shown_totals_are_cut_to_four_places) {
  const auto ranking = Weigh(Criteria({100, 100, 100}), {Scored(1, {10, 10, 0}), Scored(2, {10, 10, 1})});
  EXPECT_EQ(Places(ranking), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(ranking.ranks[1].total.ToString(), "6.6666");
}

TEST(Weighing, a_single_option_is_said_to_be_the_only_one) {
  EXPECT_EQ(Weigh(Criteria({1}), {Scored(1, {0})}).says, "O-1 is the only option.");
}

TEST(Sensitivity, tells_how_far_a_weight_must_move_before_another_option_wins) {
  const auto ranking = Weigh(Criteria({40, 60}), {Scored(1, {2, 8}), Scored(2, {9, 5})});
  // 2w + 480 against 9w + 300: level at 180 / 7.
  ASSERT_EQ(ranking.ranks.front().option, OptionId{2});
  ASSERT_EQ(ranking.sensitivities.size(), 2U);
  EXPECT_EQ(ranking.sensitivities[0].criterion.str(), "Criterion 0");
  EXPECT_EQ(ranking.sensitivities[0].level_at.ToString(), "25.7143");
  EXPECT_EQ(ranking.sensitivities[0].then_ahead, OptionId{1});
  EXPECT_EQ(ranking.sensitivities[1].level_at.ToString(), "93.3333");
}

TEST(Sensitivity, is_none_when_the_other_would_only_draw_level_at_the_end_of_the_scale) {
  // 10 x 10 + 5w against 10 x 0 + 6w: level at a weight of 100, ahead nowhere.
  const auto ranking = Weigh(Criteria({10, 50}), {Scored(1, {10, 5}), Scored(2, {0, 6})});
  for (const Sensitivity& s : ranking.sensitivities) EXPECT_NE(s.criterion.str(), "Criterion 1") << s.level_at.ToString();
}

TEST(Sensitivity, of_two_that_draw_level_at_once_names_the_one_that_then_leads) {
  // At a weight of 20 all three are level; beyond it the third gains fastest.
  const auto ranking = Weigh(Criteria({10, 20}), {Scored(1, {2, 6}), Scored(2, {3, 5}), Scored(3, {4, 4})});
  ASSERT_FALSE(ranking.sensitivities.empty());
  EXPECT_EQ(ranking.sensitivities[0].criterion.str(), "Criterion 0");
  EXPECT_EQ(ranking.sensitivities[0].level_at.ToString(), "20.00");
  EXPECT_EQ(ranking.sensitivities[0].then_ahead, OptionId{3});
}

// -- Against brute force ----------------------------------------------------------------------------------------------

// Weights in steps fine enough that every crossing, a fraction with a denominator up to 10, falls on one.
constexpr std::int64_t kSteps = 2520;

struct Trial {
  std::vector<std::int64_t> weights;
  std::vector<OptionScores> scored;

  // The weighted sum of an option with criterion `k` at weight `at`, in steps.
  std::int64_t Total(const OptionScores& option, std::size_t k, std::int64_t at) const {
    std::int64_t total = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) total += (i == k ? at : weights[i] * kSteps) * option.scores[i].value;
    return total;
  }
  std::int64_t Best(std::size_t k, std::int64_t at) const {
    std::int64_t best = -1;
    for (const auto& option : scored) best = std::max(best, Total(option, k, at));
    return best;
  }
  const OptionScores& Of(OptionId id) const { return *std::ranges::find(scored, id, &OptionScores::option); }
};

Trial AnyTrial() {
  Trial trial;
  const auto criteria = *rc::gen::inRange<std::size_t>(1, 5);
  trial.weights = *rc::gen::suchThat(
      rc::gen::container<std::vector<std::int64_t>>(
          criteria, rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 101), rc::gen::inRange<std::int64_t>(0, 12))),
      [](const auto& weights) { return std::ranges::any_of(weights, [](auto w) { return w > 0; }); });
  const auto options = *rc::gen::inRange<std::int64_t>(1, 6);
  const auto most = *rc::gen::elementOf(std::vector<std::int64_t>{3, 11});  // narrow scores make ties
  for (std::int64_t id = 1; id <= options; ++id) {
    trial.scored.push_back(
        Scored(id, *rc::gen::container<std::vector<std::int64_t>>(criteria, rc::gen::inRange<std::int64_t>(0, most))));
  }
  return trial;
}

TEST(Sensitivity, agrees_with_trying_every_weight) {
  EXPECT_TRUE(rc::check("each criterion's level is where the winner changes, and there is none where none changes", [] {
    const Trial trial = AnyTrial();
    const Ranking ranking = Weigh(Criteria(trial.weights), trial.scored);
    const OptionScores& winner = trial.Of(ranking.ranks.front().option);
    RC_CLASSIFY(ranking.ranks.front().tied, "tied");
    RC_CLASSIFY(!ranking.sensitivities.empty(), "sensitive");
    RC_ASSERT(trial.Total(winner, 0, trial.weights[0] * kSteps) == trial.Best(0, trial.weights[0] * kSteps));
    if (ranking.ranks.front().tied) {
      RC_ASSERT(ranking.sensitivities.empty());
      return;
    }
    for (std::size_t k = 0; k < trial.weights.size(); ++k) {
      const auto name = Line("Criterion " + std::to_string(k));
      const auto found = std::ranges::find(ranking.sensitivities, name, &Sensitivity::criterion);
      bool changes = false;
      for (std::int64_t w = 0; w <= 100; ++w) changes = changes || trial.Best(k, w * kSteps) > trial.Total(winner, k, w * kSteps);
      RC_ASSERT(changes == (found != ranking.sensitivities.end()));
      if (!changes) continue;
      // level_at is cut to four places; the crossing itself falls on a step.
      const std::int64_t from = trial.weights[k] * kSteps;
      const std::int64_t level = (found->level_at.ten_thousandths * kSteps + 5000) / 10'000;
      const std::int64_t way = level > from ? 1 : -1;
      const OptionScores& next = trial.Of(found->then_ahead);
      RC_ASSERT(trial.Total(winner, k, level) == trial.Total(next, k, level));
      for (std::int64_t at = from; at != level + way; at += way) RC_ASSERT(trial.Best(k, at) == trial.Total(winner, k, at));
      RC_ASSERT(trial.Total(next, k, level + way) > trial.Total(winner, k, level + way));
      RC_ASSERT(trial.Total(next, k, level + way) == trial.Best(k, level + way));
    }
  }));
}

TEST(Sensitivity, comes_with_the_smallest_move_first) {
  EXPECT_TRUE(rc::check("moves never shrink along the list", [] {
    const Trial trial = AnyTrial();
    std::int64_t last = 0;
    for (const Sensitivity& s : Weigh(Criteria(trial.weights), trial.scored).sensitivities) {
      const std::int64_t move = std::abs(s.level_at.ten_thousandths - s.from.value * base::Decimal::kOne);
      RC_ASSERT(move + 1 >= last);  // shown cut to four places
      last = move;
    }
  }));
}

}  // namespace
}  // namespace options
