#include "domain/rights/attempts.h"

#include <algorithm>

#include "domain/rights/parts.h"

namespace rights {

Progress ProgressOf(const RightsQuestion& question, const RemedyAttempt& attempt) {
  if (!attempt.outcome) return attempt.received_back ? Progress::BackUndecided : Progress::Waiting;
  if (*attempt.outcome != AttemptOutcome::Conforms) return Progress::Failed;
  const bool again = attempt.received_back && question.fault_shown && *question.fault_shown > *attempt.received_back;
  return again ? Progress::Failed : Progress::Conforms;
}

Attempts::Attempts(const RightsQuestion& question, FaultyPart part) : question_(question), part_(part) {
  for (std::size_t i = 0; i < question.attempts.size(); ++i) {
    if ((question.attempts[i].kind == AttemptKind::RepeatPerformance) == IsService(part)) order_.push_back(i);
  }
  std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return question.attempts[i].requested; });
}

std::string Attempts::LatestField(const char* field) const { return AttemptField(order_.back(), field); }

bool Attempts::IsRuledOut(AttemptKind kind) const {
  const bool said = kind == AttemptKind::Repair        ? question_.repair_ruled_out
                    : kind == AttemptKind::Replacement ? question_.replacement_ruled_out
                                                       : question_.repeat_ruled_out;
  return said || std::ranges::any_of(order_, [&](std::size_t i) {
           return question_.attempts[i].kind == kind && question_.attempts[i].outcome == AttemptOutcome::Impossible;
         });
}

std::optional<Situation> Attempts::MayGoOn() const {
  for (const std::size_t i : order_) {
    const RemedyAttempt& attempt = question_.attempts[i];
    const Saying what = Saying("the {} asked for on {}", attempt.kind, attempt.requested);
    if (!attempt.outcome) continue;
    switch (*attempt.outcome) {
      case AttemptOutcome::StillFaulty:
        // One attempt is enough for goods; for digital content and services only time and inconvenience count.
        if (IsGoods(part_))
          return Situation{attempt.received_back, Saying("after {} the goods still do not conform", what), "24(5)(a)"};
        break;
      case AttemptOutcome::Conforms:
        if (IsGoods(part_) && ProgressOf(question_, attempt) == Progress::Failed) {
          return Situation{question_.fault_shown,
                           Saying("after {} the goods again do not conform: another fault counts too", what), "24(5)(a), (6)(a)"};
        }
        break;
      case AttemptOutcome::NotInReasonableTime:
        return Situation{{}, Saying("{} was not done within a reasonable time", what), Late()};
      case AttemptOutcome::SignificantInconvenience:
        return Situation{{}, Saying("{} put the customer to significant inconvenience", what), Late()};
      case AttemptOutcome::Impossible: break;
    }
  }
  if (IsService(part_)) {
    if (IsRuledOut(AttemptKind::RepeatPerformance)) return Situation{{}, Saying("the service cannot be done again"), "56(3)(a)"};
  } else if (IsRuledOut(AttemptKind::Repair) && IsRuledOut(AttemptKind::Replacement)) {
    return Situation{{}, Saying("neither a repair nor a replacement can be asked for"), IsGoods(part_) ? "24(5)(b)" : "44(3)(a)"};
  }
  return std::nullopt;
}

const char* Attempts::Late() const { return IsGoods(part_) ? "24(5)(c)" : IsService(part_) ? "56(3)(b)" : "44(3)(b)"; }

RightsQuestion AsOf(RightsQuestion question, base::Date day) {
  std::erase_if(question.attempts, [&](const RemedyAttempt& attempt) { return attempt.requested > day; });
  for (RemedyAttempt& attempt : question.attempts) {
    if (!attempt.received_back || *attempt.received_back <= day) continue;
    attempt.received_back.reset();
    attempt.outcome.reset();
  }
  return question;
}

}  // namespace rights
