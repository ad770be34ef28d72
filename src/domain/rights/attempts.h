#pragma once
// How far putting it right has come: the attempts that concern one part of a contract, and whether the Act lets the customer
// go on from repair to money because of them.

#include "domain/rights/values.h"

namespace rights {

enum class Progress { None, Waiting, BackUndecided, Conforms, Failed };

// A fault that shows after a repair that worked makes it one that failed: what was supplied does not conform, s.22(7),
// s.24(6)(a).
Progress ProgressOf(const RightsQuestion& question, const RemedyAttempt& attempt);

// A situation in which the Act lets the customer go on from repair to money.
struct Situation {
  std::optional<base::Date> since;
  Saying because;
  std::string section;
};

// Needs the question to outlive it.
class Attempts {
 public:
  Attempts(const RightsQuestion& question, FaultyPart part);

  const RemedyAttempt* Latest() const { return order_.empty() ? nullptr : &question_.attempts[order_.back()]; }
  // The path of a field of the latest, of which there must be one.
  std::string LatestField(const char* field) const;
  Progress progress() const { return order_.empty() ? Progress::None : ProgressOf(question_, *Latest()); }

  // Impossible, or out of proportion to the other remedy; s.23(3), s.43(3), s.55(3).
  bool IsRuledOut(AttemptKind kind) const;

  // The first situation that opens price reduction (and the final right to reject): s.24(5), s.44(3), s.56(3).
  std::optional<Situation> MayGoOn() const;

 private:
  const char* Late() const;

  const RightsQuestion& question_;
  FaultyPart part_;
  std::vector<std::size_t> order_;  // by the day of the request
};

// What was known on an earlier day.
RightsQuestion AsOf(RightsQuestion question, base::Date day);

}  // namespace rights
