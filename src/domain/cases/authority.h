#pragma once
// Whether what somebody wants to do lies within their authority, by the ladder of the procedure: how much it costs, what kind
// of remedy it is, what is decided. For the rules.

#include "domain/cases/decide.h"
#include "domain/rights/entitlement.h"

namespace cases {

// What is in the way, the lowest role that could, and the clause it rests on: of the rung that ends or keeps it, or the law's.
// None: the procedure's own for the rule.
struct Lack {
  domain::Rule rule = domain::Rule::BeyondAuthority;
  base::Saying says;
  Role needed = Role::Manager;
  std::optional<domain::Clause> clause = {};
};

// Of the actor, to offer this option without asking; nothing: it is theirs to offer.
std::optional<Lack> LackToOffer(const Case& c, const Option& option, const Context& x);
// What asks for a second person even of those within their authority: four eyes above a sum, less than the law gives.
std::optional<Lack> SecondPersonFor(const Case& c, const Option& option, const Context& x);
std::optional<Lack> LackToDecide(domain::Power power, const Context& x);

// How the option stands to the law, if the customer's rights were assessed.
std::optional<rights::EntitlementCheck> AgainstTheLaw(const Case& c, const OptionTerms& terms, const Context& x);
std::optional<rights::EntitlementCheck> AgainstTheLaw(const Case& c, const OptionTerms& terms, base::Date today);

enum class ApprovalBy : std::uint8_t {
  Nobody,        // the actor may offer it as it is
  HigherRole,    // it is beyond their authority
  SecondPerson,  // within it, but never by one alone
};
BOOST_DESCRIBE_ENUM(ApprovalBy, Nobody, HigherRole, SecondPerson)

// What offering this option takes of the actor, and whether an approval that stands has settled it.
struct ApprovalNeed {
  ApprovalBy by = ApprovalBy::Nobody;
  std::optional<Lack> lack;  // none: nobody's
  bool settled = true;
};
ApprovalNeed ApprovalFor(const Case& c, const Option& option, const Context& x);

// "Your authority reaches to £100.00"
base::Saying LimitInWords(const Context& x);

}  // namespace cases
