#pragma once
// What can be measured: each with its definition, its formula and where it comes from, and how it is read off the columns. One
// list feeds the pages, the API and the reports, so that a figure means the same everywhere.
//
//   const insight::Measure* upheld = insight::FindMeasure("upheld");
//   upheld->formula        "upheld and partly upheld / decided"

#include <span>
#include <string_view>

#include "base/saying.h"
#include "domain/insight/fact.h"

namespace insight {

// Cases: a number of cases. Share: 0 to 1 of the denominator. Minutes: durations, told by median and 90th percentile. Money: in
// the smallest unit. Points: a mean of scores. Balance: -100 to +100, promoters less detractors. Days: a mean of days.
enum class MeasureUnit : std::uint8_t { Cases, Share, Minutes, Money, Points, Balance, Days, Times };
BOOST_DESCRIBE_ENUM(MeasureUnit, Cases, Share, Minutes, Money, Points, Balance, Days, Times)

// How a case counts in a measure; each case that is in its population adds a numerator and a denominator.
enum class Reading : std::uint8_t {
  Count,        // 1 / 1
  Standing,     // is open at the end of the period: a stock, not a flow
  Between,      // minutes from one moment to another
  Holds,        // 1 if the condition holds / 1
  PartOf,       // one tally / the sum of several
  Tallied,      // a tally / 1
  Amount,       // a sum / 1
  Scored,       // a score / 1
  Promoters,    // +1 for 9 and 10, -1 for 0 to 6 / 1 (Reichheld 2003)
  Gap,          // perceived less expected / 1
  GapOverall,   // the five gaps together / 1, of cases that have all five; told as their mean
  Answering,    // 1 if any of some scores is there / 1
  AgainstDays,  // days that passed from the agreement to the last action less days estimated / 1
  AgainstCost,  // redress paid less cost estimated / 1
};

// A condition on a case, by name, so that the formula and the code are one.
enum class Condition : std::uint8_t {
  Any,
  Upheld,           // upheld or partly upheld
  ConfirmedSolved,  // closed, and the customer said so
  Unconfirmed,      // closed after silence
  EverDisputed,
  EverReopened,
  EverCameBack,
  SolvedAtFirst,
  IsVulnerable,
  HasRedress,
  SentUp,
};

struct Measure {
  std::string_view id;
  base::Saying title;
  base::Saying definition;
  base::Saying formula;
  std::string_view source;  // the practice, standard or author it comes from
  MeasureUnit unit = MeasureUnit::Cases;
  Reading reading = Reading::Count;
  Moment dated = Moment::Received;  // a case belongs to the period in which this happened, and to none if it did not
  Moment from = Moment::Received;   // of Between
  Condition condition = Condition::Any;
  std::span<const Tally> part = {};  // of PartOf and Tallied
  std::span<const Tally> whole = {};
  Sum sum = Sum::AtStake;
  Score score = Score::Satisfaction;
  std::span<const Score> answers = {};  // of Answering
  bool less_is_better = false;
};

std::span<const Measure> Measures();
// Null when there is none of that name.
const Measure* FindMeasure(std::string_view id);

}  // namespace insight
