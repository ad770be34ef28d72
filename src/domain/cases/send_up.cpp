#include "domain/cases/send_up.h"

#include <algorithm>

#include "domain/cases/clocks.h"

namespace cases {
namespace {

using base::Saying;
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

namespace {

using procedures::Clock;
using procedures::ClockState;

// Without a warning of its own, a clock is near its end when less than a day is left.
constexpr base::Duration kNearWithoutWarning = std::chrono::days(1);

std::optional<NotSoYet> NoClockIsNear(const Case& c, const Context& x) {
  if (x.calendar == nullptr || x.procedure->clocks.empty()) return std::nullopt;
  const Clock* next = nullptr;
  const auto clocks = ClocksOf(c, *x.procedure, *x.calendar, x.now);
  for (const Clock& clock : clocks) {
    if (clock.stopped_at || clock.rule->kind == procedures::ClockKind::Window) continue;
    const auto due = clock.DueAt();
    if (clock.state == ClockState::Overdue || clock.state == ClockState::DueSoon || clock.state == ClockState::Unknown) {
      return std::nullopt;
    }
    if (clock.state != ClockState::Running || !due) continue;
    if (clock.rule->warnings.empty() && *due - x.now <= kNearWithoutWarning) return std::nullopt;
    if (next == nullptr || *due < *next->DueAt()) next = &clock;
  }
  if (next == nullptr) return NotSoYet{Saying("no clock of this case is overdue or within its warning"), std::nullopt};
  return NotSoYet{Saying("no clock of this case is overdue or within its warning; the next to end, {}, runs until {}",
                         base::Quoted(next->rule->title), calendar::Say(*next->DueAt(), x.calendar)),
                  std::nullopt};
}

bool IsOver(const base::Money& sum, const base::Money& figure) {
  return sum.currency != figure.currency || sum.amount > figure.amount;
}

std::optional<NotSoYet> TooLittleAtStake(const Case& c, const Context& x) {
  const TriggerRule* least = nullptr;
  for (const TriggerRule& rule : x.procedure->triggers) {
    if (rule.kind != TriggerKind::Value || !rule.over) continue;
    if (least == nullptr || rule.over->amount < least->over->amount) least = &rule;
  }
  if (least == nullptr || !c.impact) return std::nullopt;
  const auto& sum = c.impact->money_at_stake;
  // A sum in another currency cannot be compared.
  if (sum && IsOver(*sum, *least->over)) return std::nullopt;
  return NotSoYet{
      sum ? Saying("{} is at stake, and the procedure sends up what is above {} ({})", *sum, *least->over, least->clause.number)
          : Saying("no sum at stake is recorded, and the procedure sends up what is above {} ({})", *least->over,
                   least->clause.number),
      "assess-impact"};
}

bool ComplainsAgain(const Case& c) {
  return std::ranges::any_of(c.escalations, [](const Escalation& e) { return e.by_rule && e.trigger == Trigger::Repeat; });
}

}  // namespace

std::optional<NotSoYet> NotSo(Trigger trigger, const Case& c, const Context& x) {
  switch (trigger) {
    case Trigger::Clock: return NoClockIsNear(c, x);
    case Trigger::BrokenPromise:
      // Whoever asks after the first does so in time: at the second the procedure sends it up itself.
      if (c.promises_broken > 0 || (c.promise && !c.promise->broken && x.now > c.promise->by)) return std::nullopt;
      return NotSoYet{Saying("no promise of news was broken on this case"), std::nullopt};
    case Trigger::Vulnerability:
      if (!c.impact || c.impact->vulnerable) return std::nullopt;
      return NotSoYet{Saying("the impact was assessed, and the customer was not found vulnerable; assess it anew if they are"),
                      "assess-impact"};
    case Trigger::Safety:
      if (!c.impact || c.impact->safety_risk) return std::nullopt;
      return NotSoYet{
          Saying("the impact was assessed, and no risk to safety was found; assess it anew if there is one, and the case goes up "
                 "with it"),
          "assess-impact"};
    case Trigger::Value: return TooLittleAtStake(c, x);
    case Trigger::Deadlock: {
      const bool refused = std::ranges::any_of(c.offers, [](const Offer& offer) {
        return offer.state == OfferState::Declined || offer.state == OfferState::Countered;
      });
      const bool disputed = std::ranges::any_of(c.earlier_rounds, [](const Round& round) { return round.disputed.has_value(); });
      if (refused || disputed || c.round.final_position) return std::nullopt;
      return NotSoYet{Saying("the customer has refused no offer yet, and no final position was given"), "make-offer"};
    }
    case Trigger::Repeat: {
      // Counted when a case is logged; one that came otherwise, or is no complaint, was never counted.
      const bool counted = std::ranges::any_of(
          x.procedure->triggers, [](const TriggerRule& rule) { return rule.kind == TriggerKind::RepeatComplainant; });
      if (!counted || c.source || c.split_from || c.kind != Kind::Complaint || ComplainsAgain(c)) return std::nullopt;
      return NotSoYet{Saying("this was not the customer's third complaint in a year when it was logged"), std::nullopt};
    }
    case Trigger::Authority:
    case Trigger::CustomerRequest: return std::nullopt;
  }
  return std::nullopt;
}

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
