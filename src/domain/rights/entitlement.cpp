#include "domain/rights/entitlement.h"

#include <algorithm>

#include "domain/rights/rights.h"
#include "domain/words.h"

namespace rights {
namespace {

using domain::RemedyKind;

// What an offer does for one right.
enum class Meets { Yes, No, NotToBeTold };

// The offer's value beside the price, where both are known and in one currency.
enum class Beside { Unknown, Nothing, LessThanAll, All };

Beside Compare(const std::optional<base::Money>& value, const std::optional<base::Money>& price) {
  if (value && value->amount.ten_thousandths <= 0) return Beside::Nothing;
  if (!value || !price || value->currency != price->currency) return Beside::Unknown;
  return value->amount < price->amount ? Beside::LessThanAll : Beside::All;
}

// Money instead of the remedy: whatever its name, all of the price is more than any remedy gives.
bool IsMoney(RemedyKind kind) {
  return kind == RemedyKind::Refund || kind == RemedyKind::PriceReduction || kind == RemedyKind::Compensation ||
         kind == RemedyKind::GoodwillGesture;
}

Meets MeetsRejection(const RightStanding& right, RemedyKind kind, Beside beside) {
  if (kind != RemedyKind::Refund && kind != RemedyKind::PriceReduction) return Meets::No;
  if (kind == RemedyKind::PriceReduction || beside == Beside::Nothing) return Meets::No;
  const bool all = !right.deduction || right.deduction->for_use == ForUse::NoDeduction;
  if (beside == Beside::LessThanAll && all) return Meets::No;
  return Meets::NotToBeTold;  // the sum is not known, or what may be taken off for use is for a person to judge
}

Meets DoesMeet(const RightStanding& right, RemedyKind kind, Beside beside) {
  if (IsMoney(kind) && beside == Beside::All) return Meets::Yes;
  switch (right.right) {
    case StatutoryRight::ShortTermRightToReject:
    case StatutoryRight::FinalRightToReject: return MeetsRejection(right, kind, beside);
    case StatutoryRight::Repair: return kind == RemedyKind::Repair ? Meets::Yes : Meets::No;
    case StatutoryRight::Replacement: return kind == RemedyKind::Replacement ? Meets::Yes : Meets::No;
    case StatutoryRight::RepeatPerformance: return kind == RemedyKind::RepeatPerformance ? Meets::Yes : Meets::No;
    case StatutoryRight::PriceReduction:
      if (kind != RemedyKind::PriceReduction && kind != RemedyKind::Refund) return Meets::No;
      return beside == Beside::Nothing ? Meets::No : Meets::NotToBeTold;
    case StatutoryRight::DeviceDamage:
      if (kind == RemedyKind::Repair) return Meets::Yes;
      return kind == RemedyKind::Compensation && beside != Beside::Nothing ? Meets::NotToBeTold : Meets::No;
  }
  return Meets::No;
}

std::string Sources(const std::vector<const RightStanding*>& rights) {
  std::vector<std::string> sources;
  for (const RightStanding* right : rights) {
    if (std::ranges::find(sources, right->source) == sources.end()) sources.push_back(right->source);
  }
  std::string text;
  for (const std::string& source : sources) text += (text.empty() ? "" : "; ") + source;
  return text;
}

Saying Choices(const std::vector<const RightStanding*>& rights) {
  std::vector<Saying> words;
  for (const RightStanding* right : rights) words.push_back(WhatTheyMay(right->right, right->part));
  return Saying::OneOf(std::move(words));
}

std::vector<StatutoryRight> Names(const std::vector<const RightStanding*>& rights) {
  std::vector<StatutoryRight> names;
  for (const RightStanding* right : rights) {
    if (std::ranges::find(names, right->right) == names.end()) names.push_back(right->right);
  }
  return names;
}

}  // namespace

EntitlementCheck BelowEntitlement(const RightsAnswer& answer, RemedyKind kind, const std::optional<base::Money>& value) {
  const Beside beside = Compare(value, answer.price);
  std::vector<const RightStanding*> met;
  std::vector<const RightStanding*> unclear;
  std::vector<const RightStanding*> unmet;
  bool could_open = false;
  for (const RightStanding& right : answer.rights) {
    const Meets meets = DoesMeet(right, kind, beside);
    if (right.standing == Standing::Unknown) could_open = could_open || meets != Meets::No;
    if (right.standing != Standing::Open && right.standing != Standing::Used) continue;
    (meets == Meets::Yes ? met : meets == Meets::NotToBeTold ? unclear : unmet).push_back(&right);
  }

  EntitlementCheck check;
  const Saying offer = value ? Saying("An offer of {} ({})", kind, *value) : Saying("An offer of {}", kind);
  if (!met.empty()) {
    std::vector<const RightStanding*> others = unclear;
    others.insert(others.end(), unmet.begin(), unmet.end());
    check.verdict = Entitled::NotBelow;
    check.also_open = Names(others);
    check.says = Saying("{} is not below what the law gives.", offer);
    if (!others.empty()) {
      check.says =
          Saying::Run({std::move(check.says), Saying("The choice is the customer's: they may instead {}.", Choices(others))});
    }
    check.source = Sources(met);
    return check;
  }
  if (!unclear.empty()) {
    check.also_open = Names(unmet);
    check.says =
        beside == Beside::Unknown
            ? Saying(
                  "{} answers the right to {}, but whether it is enough cannot be told without its value and the price, in one "
                  "currency.",
                  offer, Choices(unclear))
            : Saying(
                  "{} answers the right to {}, but whether it is enough is for a person to judge: the law asks for what is "
                  "appropriate.",
                  offer, Choices(unclear));
    check.source = Sources(unclear);
    return check;
  }
  if (could_open) {
    check.says =
        Saying("{} meets no right that is open for certain; a fact that is not known could open one that it meets.", offer);
    return check;
  }
  if (unmet.empty()) {
    const bool unknown =
        std::ranges::any_of(answer.rights, [](const RightStanding& right) { return right.standing == Standing::Unknown; });
    check.verdict = unknown ? Entitled::CannotTell : Entitled::NotBelow;
    check.says = unknown ? Saying("Whether a right is open cannot be told: a fact is missing.")
                         : Saying("No right of the Act is open today, so no offer is below it.");
    return check;
  }
  check.verdict = Entitled::Below;
  check.falls_short_of = Names(unmet);
  check.says = Saying("{} is below what the law gives: the customer may {}.", offer, Choices(unmet));
  check.source = Sources(unmet);
  return check;
}

}  // namespace rights
