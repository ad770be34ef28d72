#pragma once
// How likely we are to lose a customer: counted from facts that stand in their cases, each reason with its weight in the open
// and the cases it rests on. The weights are this product's own judgement, no standard's; they order customers for a look by
// a person and decide nothing.
//
//   const Loyalty loyalty = LoyaltyOf({&one, &other});

#include <span>
#include <vector>

#include "domain/cases/state.h"

namespace cases {

enum class LoyaltyReason : std::uint8_t {
  OpenComplaints,
  BrokenPromises,
  Disputes,  // "it is not solved"
  Reopened,
  NotUpheld,   // closed against the customer's wish
  Escalated,   // and not handed back
  Distressed,  // angry or distressed when last assessed, and still open
};
BOOST_DESCRIBE_ENUM(LoyaltyReason, OpenComplaints, BrokenPromises, Disputes, Reopened, NotUpheld, Escalated, Distressed)

enum class LoyaltyRisk : std::uint8_t { None, Some, Raised, High };
BOOST_DESCRIBE_ENUM(LoyaltyRisk, None, Some, Raised, High)

struct LoyaltyPoint {
  LoyaltyReason reason = LoyaltyReason::OpenComplaints;
  std::int64_t times = 0;
  std::int64_t points = 0;
  std::vector<CaseId> cases;
  friend bool operator==(const LoyaltyPoint&, const LoyaltyPoint&) = default;
};
BOOST_DESCRIBE_STRUCT(LoyaltyPoint, (), (reason, times, points, cases))
AMENDS_DOC(LoyaltyPoint, "One reason why we could lose a customer.", {"reason", "What it is."}, {"times", "How often."},
           {"points", "What it adds; no single kind of trouble says everything, so each has a most."},
           {"cases", "The cases it rests on."})

struct Loyalty {
  LoyaltyRisk risk = LoyaltyRisk::None;
  std::int64_t points = 0;
  std::vector<LoyaltyPoint> reasons;
  std::int64_t promises_kept = 0;
  std::int64_t confirmed = 0;
};
BOOST_DESCRIBE_STRUCT(Loyalty, (), (risk, points, reasons, promises_kept, confirmed))
AMENDS_DOC(Loyalty, "How likely we are to lose this customer, counted in the open.",
           {"risk", "None at no points, some from 1, raised from 3, high from 6."}, {"points", "The sum."},
           {"reasons", "What it is made of, the heaviest first."}, {"promises_kept", "On the other side: promises kept."},
           {"confirmed", "And cases the customer confirmed as solved."})

// Cases that were merged into another do not count; the one that goes on holds what they were about.
Loyalty LoyaltyOf(std::span<const Case* const> their_cases);

}  // namespace cases
