#include "domain/cases/send_up.h"

#include <algorithm>

namespace cases {
namespace {

using procedures::TriggerKind;
using procedures::TriggerRule;

constexpr int kRefusedOffers = 2;     // make a deadlock
constexpr int kComplaintsBefore = 2;  // in a year: the third is a repeat

template <class E>
const E* Find(const Events& events) {
  for (const Event& event : events) {
    if (const auto* found = std::get_if<E>(&event)) return found;
  }
  return nullptr;
}

bool Fires(const TriggerRule& rule, const Case& c, const Events& events, const Context& x) {
  const auto* impact = Find<ImpactAssessed>(events);
  switch (rule.kind) {
    case TriggerKind::ClockOverdue:
      return std::ranges::any_of(events, [&](const Event& event) {
        const auto* ran = std::get_if<ClockRanOut>(&event);
        return ran != nullptr && ran->clock.str() == rule.clock;
      });
    case TriggerKind::PromiseBrokenTwice: return Find<PromiseBroken>(events) != nullptr && c.promises_broken >= 1;
    case TriggerKind::Vulnerability: return impact != nullptr && impact->vulnerable;
    case TriggerKind::Safety: return impact != nullptr && impact->safety_risk;
    case TriggerKind::Value:
      return impact != nullptr && rule.over && impact->money_at_stake &&
             impact->money_at_stake->currency == rule.over->currency && impact->money_at_stake->amount > rule.over->amount;
    case TriggerKind::Deadlock: {
      if (Find<OfferDeclined>(events) == nullptr && Find<OfferCountered>(events) == nullptr) return false;
      const auto refused = std::ranges::count_if(c.offers, [](const Offer& offer) {
        return offer.state == OfferState::Declined || offer.state == OfferState::Countered;
      });
      return refused + 1 >= kRefusedOffers;
    }
    case TriggerKind::RepeatComplainant: {
      const auto* logged = Find<CaseLogged>(events);
      return logged != nullptr && logged->kind == Kind::Complaint && !logged->source &&
             x.customer.complaints_in_a_year >= kComplaintsBefore;
    }
    case TriggerKind::CustomersRequest: return false;  // the customer's own command
  }
  return false;
}

// Somebody could have sent it up before it came to this.
bool CouldHaveBeenSooner(TriggerKind kind) {
  return kind == TriggerKind::ClockOverdue || kind == TriggerKind::PromiseBrokenTwice || kind == TriggerKind::Deadlock;
}

}  // namespace

Trigger TriggerOf(TriggerKind kind) {
  switch (kind) {
    case TriggerKind::ClockOverdue: return Trigger::Clock;
    case TriggerKind::PromiseBrokenTwice: return Trigger::BrokenPromise;
    case TriggerKind::Vulnerability: return Trigger::Vulnerability;
    case TriggerKind::Safety: return Trigger::Safety;
    case TriggerKind::Value: return Trigger::Value;
    case TriggerKind::Deadlock: return Trigger::Deadlock;
    case TriggerKind::RepeatComplainant: return Trigger::Repeat;
    case TriggerKind::CustomersRequest: return Trigger::CustomerRequest;
  }
  return Trigger::CustomerRequest;
}

std::vector<CaseSentUp> SendUp(const Case& c, const Events& events, const Context& x) {
  std::vector<CaseSentUp> sent;
  if (events.empty() || c.closed || c.merged_into || Find<CaseClosed>(events) != nullptr || Find<CaseMerged>(events) != nullptr)
    return sent;
  const Escalation* open = OpenEscalation(c);
  const procedures::Rung* at = open != nullptr ? procedures::RungOf(*x.procedure, open->to) : nullptr;
  if (const auto* escalated = Find<CaseEscalated>(events)) at = procedures::RungOf(*x.procedure, escalated->to);
  for (const TriggerRule& rule : x.procedure->triggers) {
    if (!Fires(rule, c, events, x)) continue;
    const procedures::Rung* to = procedures::RungOf(*x.procedure, rule.to);
    if (to == nullptr || (at != nullptr && at >= to)) continue;  // it is with them already
    const Trigger trigger = TriggerOf(rule.kind);
    const bool before = std::ranges::any_of(c.escalations, [&](const Escalation& e) {
      return e.by_rule && e.trigger == trigger && e.to == rule.to &&
             (rule.clock.empty() || (e.clock && e.clock->str() == rule.clock));
    });
    if (before) continue;
    CaseSentUp up{rule.to, trigger, Line(rule.clause.words), {}, {}, CouldHaveBeenSooner(rule.kind)};
    if (!rule.says.empty()) up.says = Line(rule.says);
    if (!rule.clock.empty()) up.clock = Word(rule.clock);
    sent.push_back(std::move(up));
    at = to;
  }
  return sent;
}

}  // namespace cases
