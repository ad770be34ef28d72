#pragma once
// What the Consumer Rights Act 2015 entitles this customer to today, and until when. Pure: the day is an argument.
// A remedy is open only if the facts given make it so; a fact that is missing makes the answer say which, never a guess.
// Figures are those of the Act, cited by section; what could not be read in its text carries verified = false.
//
//   TRY(const auto answer, rights::Answer({.kind = ContractKind::Goods, .delivered = Date::Of(2026, 9, 1)}, today));
//   answer.rights.front().last       // Thu 1 Oct 2026

#include "base/result.h"
#include "domain/rights/values.h"

namespace rights {

// `today` is the day at the customer's, in the United Kingdom. Fails with Invalid when facts contradict one another: a fault
// before delivery, goods back before the request, a day after today, a right that this kind of contract does not know. Each
// fault names its field by path (`attempts[0].received_back`), says what clashes, and how to mend it; all at once. Missing
// facts are not an error. Takes 50 attempts at most.
// Sources: s.19-24 (goods), s.42-46 (digital content), s.49-56 (services).
base::Result<RightsAnswer> Answer(const RightsQuestion& question, base::Date today);

// The count of the time limit for the short-term right to reject, s.22: 30 days beginning with the day after ownership,
// delivery and any installation have all happened; the shorter life of perishables; a later limit agreed; and the waiting
// periods of repairs and replacements, whose days extend it, each counted once however many requests it falls under. After
// goods that still do not conform it is never less than 7 days after the waiting ended. A request made when the right had
// ended does not bring it back. Needs a question without contradictions; looks at no day but those in it.
ShortTermCount CountShortTerm(const RightsQuestion& question);

// The last day of a period of so many months that begins with `first`: six months from 1 Sep end with 28 (29) Feb, from
// 31 Aug likewise, because no 31 Feb ends them sooner. `months` is above zero.
base::Date LastOfMonths(base::Date first, int months);

// The last day to make a refund: 14 days beginning with the day it was agreed, so the 13th after it; s.20(15).
base::Date RefundBy(base::Date agreed);

// What the customer may do by a right: "have the goods repaired". For sentences.
Saying WhatTheyMay(StatutoryRight right, FaultyPart part);

// "Consumer Rights Act 2015 s.22(3)"
std::string Cite(std::string_view section);

}  // namespace rights
