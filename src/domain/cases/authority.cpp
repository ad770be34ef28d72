#include "domain/cases/authority.h"

#include <algorithm>

#include "domain/cases/words.h"
#include "domain/rights/rights.h"

namespace cases {
namespace {

using base::Saying;
using domain::Power;
using procedures::Rung;
using R = domain::Rule;

std::optional<domain::Clause> ClauseOf(const Rung* rung) { return rung != nullptr ? rung->clause : std::nullopt; }

// Also a sum in another currency than the ladder's is beyond everybody with a limit.
std::optional<Lack> ByCost(const Option& option, const Context& x) {
  if (!option.terms.cost) return std::nullopt;
  const Rung* own = procedures::RungOf(*x.procedure, x.actor.role);
  if (own != nullptr && procedures::Covers(*own, *option.terms.cost)) return std::nullopt;
  const Rung* needed = procedures::RungFor(*x.procedure, *option.terms.cost);
  return Lack{R::BeyondAuthority,
              needed == nullptr
                  ? Saying("{}; {} costs {} and needs an authority the ladder does not have.", LimitInWords(x), option.id,
                           *option.terms.cost)
                  : Saying("{}; {} costs {} and needs a {}.", LimitInWords(x), option.id, *option.terms.cost, needed->role),
              needed == nullptr ? Role::Manager : needed->role, own != nullptr ? own->clause : ClauseOf(needed)};
}

std::optional<Lack> ByRung(const Rung* needed, const Context& x, R rule, Saying what) {
  if (needed == nullptr) return std::nullopt;
  const Rung* own = procedures::RungOf(*x.procedure, x.actor.role);
  if (own != nullptr && own >= needed) return std::nullopt;
  return Lack{rule, Saying("{} is for a {} and above.", std::move(what), needed->role), needed->role, needed->clause};
}

// What giving this option decides besides the sum.
std::vector<Power> PowersFor(const Case& c, const OptionTerms& terms) {
  std::vector<Power> powers;
  if (terms.remedy == RemedyKind::WriteOff) powers.push_back(Power::WriteOff);
  const auto& rights = c.round.rights;
  const bool beyond_price = rights && rights->price && terms.cost && rights->price->currency == terms.cost->currency &&
                            terms.cost->amount > rights->price->amount;
  if (terms.remedy == RemedyKind::GoodwillGesture || beyond_price) powers.push_back(Power::ExceedEntitlement);
  return powers;
}

// The procedure's own rule, resting on the very sections that are fallen short of.
std::optional<domain::Clause> EntitlementClause(const procedures::Procedure& procedure, const rights::EntitlementCheck& check) {
  const auto found = procedure.clauses.find(R::BelowEntitlement);
  if (found == procedure.clauses.end()) return ClauseOf(procedures::RungWith(procedure, Power::OfferBelowEntitlement));
  domain::Clause clause = found->second;
  if (!check.source.empty()) clause.rests_on = check.source;
  return clause;
}

void Higher(std::optional<Lack>& lack, std::optional<Lack> other, const Context& x) {
  if (!other) return;
  const auto rung = [&](Role role) { return procedures::RungOf(*x.procedure, role); };
  if (!lack || rung(other->needed) > rung(lack->needed)) lack = std::move(other);
}

}  // namespace

Saying LimitInWords(const Context& x) {
  const Rung* rung = procedures::RungOf(*x.procedure, x.actor.role);
  if (rung == nullptr) return Saying("Your role has no authority to offer money");
  if (!rung->limit) return Saying("Your authority has no limit");
  return Saying("Your authority reaches to {}", *rung->limit);
}

std::optional<Lack> LackToOffer(const Case& c, const Option& option, const Context& x) {
  std::optional<Lack> lack = ByCost(option, x);
  Higher(lack,
         ByRung(procedures::RungWith(*x.procedure, option.terms.remedy), x, R::BeyondAuthority,
                Saying("A remedy of this kind ({})", option.terms.remedy)),
         x);
  for (const Power power : PowersFor(c, option.terms)) Higher(lack, LackToDecide(power, x), x);
  return lack;
}

std::optional<Lack> SecondPersonFor(const Case& c, const Option& option, const Context& x) {
  if (const auto check = AgainstTheLaw(c, option.terms, x); check && check->verdict == rights::Entitled::Below) {
    const Rung* needed = procedures::RungWith(*x.procedure, Power::OfferBelowEntitlement);
    return Lack{R::BelowEntitlement,
                Saying("{} It needs a {}, and a reason.", check->says, needed != nullptr ? needed->role : Role::Manager),
                needed != nullptr ? needed->role : Role::Manager, EntitlementClause(*x.procedure, *check)};
  }
  const auto& above = x.procedure->four_eyes_above;
  // A sum in another currency cannot be compared, and is taken to be above.
  const auto& cost = option.terms.cost;
  if (above && cost && cost->amount.ten_thousandths > 0 && (cost->currency != above->currency || cost->amount > above->amount)) {
    const Rung* covers = procedures::RungFor(*x.procedure, *option.terms.cost);
    return Lack{
        R::SecondApproverNeeded,
        Saying("{} costs {}; above {} a second person approves, whoever offers it.", option.id, *option.terms.cost, *above),
        covers != nullptr ? covers->role : Role::Manager};
  }
  return std::nullopt;
}

ApprovalNeed ApprovalFor(const Case& c, const Option& option, const Context& x) {
  const auto& approval = option.approval;
  const bool approved = approval && approval->state == ApprovalState::Granted;
  auto lack = LackToOffer(c, option, x);
  if (lack && !approved) return {ApprovalBy::HigherRole, std::move(lack), false};
  if (auto second = SecondPersonFor(c, option, x)) {
    return {ApprovalBy::SecondPerson, std::move(second), approved && approval->answered_by != x.actor.ToString()};
  }
  if (lack) return {ApprovalBy::HigherRole, std::move(lack), true};
  return {};
}

std::optional<Lack> LackToDecide(Power power, const Context& x) {
  Saying what;
  switch (power) {
    case Power::RejectComplaint: what = Saying("Not upholding a complaint"); break;
    case Power::GiveFinalPosition: what = Saying("Giving the final position"); break;
    case Power::ExceedEntitlement: what = Saying("Giving more than the customer is entitled to"); break;
    case Power::OfferBelowEntitlement: what = Saying("Offering less than the law gives"); break;
    case Power::WriteOff: what = Saying("Writing off what is owed"); break;
  }
  return ByRung(procedures::RungWith(*x.procedure, power), x, R::DecisionBeyondAuthority, std::move(what));
}

std::optional<rights::EntitlementCheck> AgainstTheLaw(const Case& c, const OptionTerms& terms, base::Date today) {
  if (!c.round.rights) return std::nullopt;
  const auto answer = rights::Answer(*c.round.rights, today);
  if (!answer) return std::nullopt;
  return rights::BelowEntitlement(*answer, terms.remedy, terms.cost);
}

std::optional<rights::EntitlementCheck> AgainstTheLaw(const Case& c, const OptionTerms& terms, const Context& x) {
  if (x.calendar == nullptr) return std::nullopt;
  return AgainstTheLaw(c, terms, x.calendar->DayOf(x.now));
}

}  // namespace cases
