#pragma once
// Weighing options against stated criteria: a weighted sum, its ranking with ties said to be ties, and how far one
// weight must move before another option would win. Exact throughout: whole scores and weights, no floating point.
//
//   auto ranking = options::Weigh(criteria, scored);
//   ranking.ranks.front().option       // the best, or one of the best if it is tied

#include <optional>
#include <string>
#include <vector>

#include "base/reflect.h"

namespace options {

using Score = base::Whole<0, 10>;    // how well an option does: 10 is best, also for cost (10 = cheapest)
using Weight = base::Whole<0, 100>;  // how much a criterion matters

struct Criterion {
  base::Line name;
  Weight weight;
  friend bool operator==(const Criterion&, const Criterion&) = default;
};
BOOST_DESCRIBE_STRUCT(Criterion, (), (name, weight))
AMENDS_DOC(Criterion, "Something the options are judged by.", {"name", "For example cost, time, impact on the customer."},
           {"weight", "How much it matters, 0 to 100; only the proportions count."})

struct OptionScores {
  base::OptionId option;
  std::vector<Score> scores;
  friend bool operator==(const OptionScores&, const OptionScores&) = default;
};
BOOST_DESCRIBE_STRUCT(OptionScores, (), (option, scores))
AMENDS_DOC(OptionScores, "How one option does on each criterion.", {"option", "Which option."},
           {"scores", "One score from 0 to 10 for each criterion, in the order of the criteria."})

struct Rank {
  base::OptionId option;
  int place = 1;        // 1 is best; tied options share a place
  base::Decimal total;  // weighted mean of the scores, 0 to 10, cut to four places (the ranking itself is exact)
  bool tied = false;
  friend bool operator==(const Rank&, const Rank&) = default;
};
BOOST_DESCRIBE_STRUCT(Rank, (), (option, place, total, tied))

// With this criterion's weight moved from `from` past `level_at`, the others left alone, `then_ahead` overtakes.
struct Sensitivity {
  base::Line criterion;
  Weight from;
  base::Decimal level_at;  // between 0 and 100; at exactly this weight the two are level
  base::OptionId then_ahead;
  friend bool operator==(const Sensitivity&, const Sensitivity&) = default;
};
BOOST_DESCRIBE_STRUCT(Sensitivity, (), (criterion, from, level_at, then_ahead))

struct Ranking {
  std::vector<Rank> ranks;                 // best first; ties in the order of the option's number
  std::vector<Sensitivity> sensitivities;  // the smallest move first; empty when no single weight can change the winner
  base::Saying says;                       // the result in a sentence; read from the log it is the text it was
  friend bool operator==(const Ranking&, const Ranking&) = default;
};
BOOST_DESCRIBE_STRUCT(Ranking, (), (ranks, sensitivities, says))

// The result in a sentence; `ranking` has at least one rank.
base::Saying InWords(const Ranking& ranking);

// Needs at least one criterion with a weight above zero, and one score per criterion for each option; the decider
// refuses anything else before it comes here.
Ranking Weigh(const std::vector<Criterion>& criteria, const std::vector<OptionScores>& scored);

}  // namespace options
