#pragma once
// Whether what is offered to a customer is less than the law gives them: the seam between the Act's answer and an option on
// the table. Where the law leaves the customer a choice, an offer of one of its remedies is not below their entitlement; it
// is below when it gives none of them, or less money than one of them must.
//
//   const auto check = rights::BelowEntitlement(answer, domain::RemedyKind::GoodwillGesture, money);
//   check.verdict == rights::Entitled::Below

#include "domain/rights/values.h"
#include "domain/terms.h"

namespace rights {

// `answer` is of the day the offer is made; `value` is what the customer would receive, compared with the price in the
// answer. Left out, or in another currency, an offer of money cannot be judged and the verdict is CannotTell; so it is for a
// reduction below the full price, because the Act asks for an "appropriate" one (s.24(1), s.44(1), s.56(1)) and that is for
// a person to judge, and for an offer that meets no open right while a missing fact could still open one that it meets.
// A refund of the full price is never below: it is more money than any remedy gives, though the customer may prefer another.
EntitlementCheck BelowEntitlement(const RightsAnswer& answer, domain::RemedyKind kind, const std::optional<base::Money>& value);

}  // namespace rights
