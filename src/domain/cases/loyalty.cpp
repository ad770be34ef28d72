#include "domain/cases/loyalty.h"

#include <algorithm>

namespace cases {
namespace {

struct Weight {
  LoyaltyReason reason;
  std::int64_t each;
  std::int64_t most;
};
constexpr Weight kWeights[] = {
    {LoyaltyReason::OpenComplaints, 1, 3}, {LoyaltyReason::BrokenPromises, 1, 4}, {LoyaltyReason::Disputes, 2, 4},
    {LoyaltyReason::Reopened, 2, 4},       {LoyaltyReason::NotUpheld, 1, 2},      {LoyaltyReason::Escalated, 1, 2},
    {LoyaltyReason::Distressed, 1, 2},
};

std::int64_t TimesDisputed(const Case& c) {
  return std::ranges::count_if(c.earlier_rounds, [](const Round& round) { return round.disputed.has_value(); }) +
         (c.round.disputed ? 1 : 0);
}

std::int64_t Times(LoyaltyReason reason, const Case& c) {
  const bool open = !c.closed;
  switch (reason) {
    case LoyaltyReason::OpenComplaints: return open && c.kind == Kind::Complaint ? 1 : 0;
    case LoyaltyReason::BrokenPromises: return c.promises_broken;
    case LoyaltyReason::Disputes: return TimesDisputed(c);
    case LoyaltyReason::Reopened: return c.times_reopened;
    case LoyaltyReason::NotUpheld: return c.closed && c.closed->outcome == Outcome::NotUpheldFinalPosition ? 1 : 0;
    case LoyaltyReason::Escalated: return open && OpenEscalation(c) != nullptr ? 1 : 0;
    case LoyaltyReason::Distressed:
      return open && c.impact && (c.impact->emotion == Emotion::Angry || c.impact->emotion == Emotion::Distressed) ? 1 : 0;
  }
  return 0;
}

LoyaltyRisk RiskOf(std::int64_t points) {
  if (points >= 6) return LoyaltyRisk::High;
  if (points >= 3) return LoyaltyRisk::Raised;
  return points >= 1 ? LoyaltyRisk::Some : LoyaltyRisk::None;
}

}  // namespace

Loyalty LoyaltyOf(std::span<const Case* const> their_cases) {
  Loyalty loyalty;
  for (const Weight& weight : kWeights) {
    LoyaltyPoint point{weight.reason, 0, 0, {}};
    for (const Case* c : their_cases) {
      if (c->merged_into) continue;
      const std::int64_t times = Times(weight.reason, *c);
      if (times == 0) continue;
      point.times += times;
      point.cases.push_back(c->id);
    }
    if (point.times == 0) continue;
    point.points = std::min(point.times * weight.each, weight.most);
    loyalty.points += point.points;
    loyalty.reasons.push_back(std::move(point));
  }
  std::ranges::stable_sort(loyalty.reasons, std::greater<>(), &LoyaltyPoint::points);
  loyalty.risk = RiskOf(loyalty.points);
  for (const Case* c : their_cases) {
    if (c->merged_into) continue;
    loyalty.promises_kept += c->promises_kept;
    if (c->closed && c->closed->outcome == Outcome::ResolvedConfirmed) ++loyalty.confirmed;
  }
  return loyalty;
}

}  // namespace cases
