#pragma once
// What is counted of one case: when each thing first happened, what kind of case it is, how often, how much, how well. A fact row
// is a function of the case's own state and of nothing else, so that all of them can be dropped and made again byte for byte. It
// holds nothing that identifies a person beyond references, and no free text.
//
//   const insight::Fact fact = ...;
//   insight::Fact::Parse(fact.ToLine()) == fact

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/reflect.h"
#include "base/time.h"

namespace insight {

// The first time each thing happened; of Confirmed and Closed what stands now: a case that was opened again is neither until it
// is so again. NextDue may lie ahead.
enum class Moment : std::uint8_t {
  Received,
  Acknowledged,
  FirstContact,  // we reached the customer
  Decided,
  Offered,
  Agreed,
  Answered,  // the first answer: offer, final position, final response, summary resolution
  ActionsDone,
  Confirmed,
  Closed,
  Disputed,
  Reopened,
  Surveyed,  // the last answer to a survey
  NextDue,
};
BOOST_DESCRIBE_ENUM(Moment, Received, Acknowledged, FirstContact, Decided, Offered, Agreed, Answered, ActionsDone, Confirmed,
                    Closed, Disputed, Reopened, Surveyed, NextDue)
inline constexpr std::size_t kMoments = 14;

// By what cases are told apart. The attributes of cases (region, branch) are dimensions besides these.
enum class Dimension : std::uint8_t {
  Product,
  Category,
  Cause,
  Team,
  Owner,
  Procedure,
  Kind,
  Channel,
  Status,
  Phase,
  Severity,
  Emotion,
  Vulnerable,
  Safety,
  Decision,
  Outcome,
};
BOOST_DESCRIBE_ENUM(Dimension, Product, Category, Cause, Team, Owner, Procedure, Kind, Channel, Status, Phase, Severity, Emotion,
                    Vulnerable, Safety, Decision, Outcome)
inline constexpr std::size_t kDimensions = 16;

// How often something happened on the case.
enum class Tally : std::uint8_t {
  Contacts,  // in either direction
  Options,
  Offers,
  Disputes,
  Reopenings,
  PromisesKept,
  PromisesBroken,
  StatutoryMet,
  StatutoryBroken,
  InternalMet,
  InternalBroken,
  EscalatedEarly,
  EscalatedInTime,
  EscalatedLate,
  ConfirmationsAsked,
  CameBack,            // a follow-up found it not solved, or a later case follows from this one
  FirstContactSolved,  // 0 or 1
  EstimatedDays,       // of the option first agreed on
};
BOOST_DESCRIBE_ENUM(Tally, Contacts, Options, Offers, Disputes, Reopenings, PromisesKept, PromisesBroken, StatutoryMet,
                    StatutoryBroken, InternalMet, InternalBroken, EscalatedEarly, EscalatedInTime, EscalatedLate,
                    ConfirmationsAsked, CameBack, FirstContactSolved, EstimatedDays)
inline constexpr std::size_t kTallies = 18;
// A tally of a case stops here; nobody is told that 300 contacts were 44.
inline constexpr std::uint8_t kMostTallied = 255;

// In the smallest unit of the case's currency.
enum class Sum : std::uint8_t { AtStake, Estimated, Redress };
BOOST_DESCRIBE_ENUM(Sum, AtStake, Estimated, Redress)
inline constexpr std::size_t kSums = 3;

// 0 to 10, as answered; the last answer counts. SERVQUAL has an expectation and a perception for each of its five dimensions
// (Parasuraman, Zeithaml, Berry 1988).
enum class Score : std::uint8_t {
  Satisfaction,
  Effort,
  Recommendation,
  ReliabilityExpected,
  ReliabilityPerceived,
  AssuranceExpected,
  AssurancePerceived,
  TangiblesExpected,
  TangiblesPerceived,
  EmpathyExpected,
  EmpathyPerceived,
  ResponsivenessExpected,
  ResponsivenessPerceived,
};
BOOST_DESCRIBE_ENUM(Score, Satisfaction, Effort, Recommendation, ReliabilityExpected, ReliabilityPerceived, AssuranceExpected,
                    AssurancePerceived, TangiblesExpected, TangiblesPerceived, EmpathyExpected, EmpathyPerceived,
                    ResponsivenessExpected, ResponsivenessPerceived)
inline constexpr std::size_t kScores = 13;

template <class E>
constexpr std::size_t At(E e) {
  return static_cast<std::size_t>(e);
}

// Minutes since 1970-01-01T00:00Z, the part of a minute cut off. Of no length: it did not happen.
using Minute = std::int32_t;
inline constexpr Minute kNever = INT32_MIN;
constexpr Minute MinuteOf(base::Instant at) {
  const std::int64_t minute = at.millis >= 0 ? at.millis / 60'000 : (at.millis - 59'999) / 60'000;
  return static_cast<Minute>(minute);
}

struct Fact {
  std::int64_t id = 0;
  std::int64_t customer = 0;
  std::array<Minute, kMoments> moments = Nothing();
  std::array<std::string, kDimensions> dimensions;  // empty: not known
  std::map<std::string, std::string> attributes;
  std::array<std::uint8_t, kTallies> tallies{};
  std::string currency;  // of the sums; empty: no money in it
  std::array<std::int32_t, kSums> sums{};
  std::array<std::int8_t, kScores> scores = NoScores();  // -1: not asked or not answered

  Minute when(Moment m) const { return moments[At(m)]; }
  void Set(Moment m, base::Instant at) { moments[At(m)] = MinuteOf(at); }
  std::string& operator[](Dimension d) { return dimensions[At(d)]; }
  std::uint8_t& operator[](Tally t) { return tallies[At(t)]; }

  // One line of text, without a line break. Fields are apart by tabs; the words of a fact cannot hold one.
  std::string ToLine() const;
  // Corrupt, with the field at fault, when it is not a line that ToLine writes.
  static base::Result<Fact> Parse(std::string_view line);

  friend bool operator==(const Fact&, const Fact&) = default;

 private:
  static constexpr std::array<Minute, kMoments> Nothing() {
    std::array<Minute, kMoments> none{};
    none.fill(kNever);
    return none;
  }
  static constexpr std::array<std::int8_t, kScores> NoScores() {
    std::array<std::int8_t, kScores> none{};
    none.fill(-1);
    return none;
  }
};

}  // namespace insight
