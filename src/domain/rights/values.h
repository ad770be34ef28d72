#pragma once
// What is asked of the Consumer Rights Act 2015 and what it answers: described structs, so that JSON, OpenAPI and the API's
// page follow by themselves. What is not known is left out, never guessed: the answer then says what it would need.
//
//   RightsQuestion question{.kind = ContractKind::Goods, .delivered = base::Date::Of(2026, 9, 1)};

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/reflect.h"

namespace rights {

using base::Saying;

// -- The question -------------------------------------------------------------------------------------------------------

enum class ContractKind : std::uint8_t { Goods, DigitalContent, Service, Mixed };
BOOST_DESCRIBE_ENUM(ContractKind, Goods, DigitalContent, Service, Mixed)

// What is at fault. The remedies follow it, not the contract's name: s.15 and s.16 treat a bad installation, and digital content
// that came in goods, as faults of the goods.
enum class FaultyPart : std::uint8_t {
  Goods,
  DigitalContentInGoods,
  Installation,
  DigitalContent,
  Service,
  ServiceTime,  // done well, but not within a reasonable time
};
BOOST_DESCRIBE_ENUM(FaultyPart, Goods, DigitalContentInGoods, Installation, DigitalContent, Service, ServiceTime)

enum class AttemptKind : std::uint8_t { Repair, Replacement, RepeatPerformance };
BOOST_DESCRIBE_ENUM(AttemptKind, Repair, Replacement, RepeatPerformance)

enum class AttemptOutcome : std::uint8_t {
  Conforms,
  StillFaulty,
  Impossible,  // or out of proportion to the other remedy
  NotInReasonableTime,
  SignificantInconvenience,
};
BOOST_DESCRIBE_ENUM(AttemptOutcome, Conforms, StillFaulty, Impossible, NotInReasonableTime, SignificantInconvenience)

// One go at putting it right. Without a day back and without an outcome it is still being waited for.
struct RemedyAttempt {
  AttemptKind kind = AttemptKind::Repair;
  base::Date requested;
  std::optional<base::Date> received_back;
  std::optional<AttemptOutcome> outcome;
  friend bool operator==(const RemedyAttempt&, const RemedyAttempt&) = default;
};
BOOST_DESCRIBE_STRUCT(RemedyAttempt, (), (kind, requested, received_back, outcome))
AMENDS_DOC(RemedyAttempt, "A repair, a replacement, or the doing again of a service.", {"kind", "Which of them."},
           {"requested", "The day the customer asked for it or agreed to it."},
           {"received_back", "The day the customer had the goods back (or the service was done again); left out while waiting."},
           {"outcome", "How it turned out; left out when that is not known."})

struct RightsQuestion {
  ContractKind kind = ContractKind::Goods;
  std::optional<FaultyPart> faulty_part;
  std::optional<base::Date> owned;
  std::optional<base::Date> delivered;
  bool installation_required = false;
  std::optional<base::Date> installed;
  std::optional<base::Date> performed;
  std::optional<base::Date> fault_shown;
  std::optional<base::Whole<1, 3650>> perishable_days;
  bool motor_vehicle = false;
  bool device_damaged = false;
  std::optional<base::Money> price;
  std::optional<base::Date> limit_agreed;
  std::vector<RemedyAttempt> attempts;
  bool repair_ruled_out = false;
  bool replacement_ruled_out = false;
  bool repeat_ruled_out = false;
  std::optional<base::Date> rejected;
  std::optional<base::Date> refund_agreed;
  friend bool operator==(const RightsQuestion&, const RightsQuestion&) = default;
};
BOOST_DESCRIBE_STRUCT(RightsQuestion, (),
                      (kind, faulty_part, owned, delivered, installation_required, installed, performed, fault_shown,
                       perishable_days, motor_vehicle, device_damaged, price, limit_agreed, attempts, repair_ruled_out,
                       replacement_ruled_out, repeat_ruled_out, rejected, refund_agreed))
AMENDS_DOC(
    RightsQuestion,
    "What is known of a purchase by a consumer from a trader. Leave out what is not known; days are those of the United "
    "Kingdom's calendar.",
    {"kind", "What the contract is for."}, {"faulty_part", "What is at fault; needed only where the kind does not say it."},
    {"owned",
     "The day ownership passed (of hired goods, or goods bought by instalments: possession); that of delivery, if left out."},
    {"delivered", "The day the goods were delivered, or the digital content supplied."},
    {"installation_required", "Whether the contract has the trader install the goods or make them ready for use."},
    {"installed", "The day the trader told the customer that this was done."}, {"performed", "The day the service was done."},
    {"fault_shown", "The day the fault complained of showed; after a repair that worked, the day of the new fault."},
    {"perishable_days", "How many days goods of this kind can be expected to keep, if fewer than 30."},
    {"motor_vehicle", "Whether the goods are a motor vehicle (not one made for a single disabled person, s.24(13))."},
    {"device_damaged", "Whether the digital content damaged a device or other digital content of the customer."},
    {"price", "What the customer paid."},
    {"limit_agreed", "The last day to reject that the trader agreed to, where it is later than the Act's."},
    {"attempts", "Repairs, replacements and repeats asked for or agreed; 50 at most."},
    {"repair_ruled_out", "Whether a repair is impossible, or out of proportion to a replacement."},
    {"replacement_ruled_out", "Whether a replacement is impossible, or out of proportion to a repair."},
    {"repeat_ruled_out", "Whether the service cannot be done again."},
    {"rejected", "The day the customer told the trader that they reject the goods."},
    {"refund_agreed", "The day the trader agreed that a refund is due."})

// -- The answer ---------------------------------------------------------------------------------------------------------

enum class StatutoryRight : std::uint8_t {
  ShortTermRightToReject,
  Repair,
  Replacement,
  PriceReduction,
  FinalRightToReject,
  RepeatPerformance,
  DeviceDamage,
};
BOOST_DESCRIBE_ENUM(StatutoryRight, ShortTermRightToReject, Repair, Replacement, PriceReduction, FinalRightToReject,
                    RepeatPerformance, DeviceDamage)

enum class Standing : std::uint8_t {
  Open,
  NotOpen,  // what it takes has not happened
  Closed,   // its time is over
  Used,     // the customer used it, in time
  Unknown,  // a fact is missing; see `missing`
};
BOOST_DESCRIBE_ENUM(Standing, Open, NotOpen, Closed, Used, Unknown)

enum class MustProve : std::uint8_t { Customer, Trader, Unknown };
BOOST_DESCRIBE_ENUM(MustProve, Customer, Trader, Unknown)

struct BurdenOfProof {
  MustProve who = MustProve::Unknown;
  std::optional<base::Date> presumed_until;
  Saying says;
  std::string source;
  friend bool operator==(const BurdenOfProof&, const BurdenOfProof&) = default;
};
BOOST_DESCRIBE_STRUCT(BurdenOfProof, (), (who, presumed_until, says, source))
AMENDS_DOC(BurdenOfProof, "Who must prove whether the fault was there from the start.", {"who", "Whose it is to prove."},
           {"presumed_until", "The last day on which a fault that shows counts as there from the start."},
           {"says", "The same in words."}, {"source", "Where the law says so."})

enum class ForUse : std::uint8_t { NoDeduction, MayBeDeducted, Unknown };
BOOST_DESCRIBE_ENUM(ForUse, NoDeduction, MayBeDeducted, Unknown)

struct RefundDeduction {
  ForUse for_use = ForUse::Unknown;
  std::optional<base::Date> none_until;
  Saying says;
  std::string source;
  friend bool operator==(const RefundDeduction&, const RefundDeduction&) = default;
};
BOOST_DESCRIBE_STRUCT(RefundDeduction, (), (for_use, none_until, says, source))
AMENDS_DOC(RefundDeduction, "Whether the refund may be less because the customer has used the goods.",
           {"for_use", "Whether it may."}, {"none_until", "The last day on which rejecting costs the customer nothing."},
           {"says", "The same in words."}, {"source", "Where the law says so."})

struct RightStanding {
  StatutoryRight right = StatutoryRight::Repair;
  FaultyPart part = FaultyPart::Goods;
  Standing standing = Standing::Unknown;
  std::optional<base::Date> first;
  std::optional<base::Date> last;
  Saying says;
  std::string source;
  bool verified = false;
  std::optional<Saying> would_open;
  std::optional<Saying> would_close;
  BurdenOfProof proof;
  std::optional<RefundDeduction> deduction;
  std::vector<std::string> missing;
  friend bool operator==(const RightStanding&, const RightStanding&) = default;
};
BOOST_DESCRIBE_STRUCT(RightStanding, (),
                      (right, part, standing, first, last, says, source, verified, would_open, would_close, proof, deduction,
                       missing))
AMENDS_DOC(RightStanding, "How one right stands today.", {"right", "Which right."}, {"part", "If this is what is at fault."},
           {"standing", "Whether the customer may use it today."},
           {"first", "The first day it could be used, where that is known."},
           {"last", "The last day, counted in; left out where the Act sets none or it cannot be told yet."},
           {"says", "Why, in words."}, {"source", "The section that gives it."},
           {"verified", "Whether we have read the figures in the text of the Act; if not, check before relying on them."},
           {"would_open", "What would open it."}, {"would_close", "What would close it."}, {"proof", "Who must prove what."},
           {"deduction", "Of a right to reject: what may be taken off the refund."},
           {"missing", "The fields of the question that would decide it."})

struct CountStep {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  int days = 0;
  Saying says;
  std::string source;
  friend bool operator==(const CountStep&, const CountStep&) = default;
};
BOOST_DESCRIBE_STRUCT(CountStep, (), (from, to, days, says, source))
AMENDS_DOC(CountStep, "One step of the count of days.", {"from", "Its first day."}, {"to", "Its last day, counted in."},
           {"days", "How many days it adds to the count."}, {"says", "What is counted and why."},
           {"source", "Where the law says so."})

struct ShortTermCount {
  std::optional<base::Date> day_one;
  std::optional<base::Date> original_last;
  int waiting_days = 0;
  std::optional<base::Date> stopped_since;
  std::optional<base::Date> last;
  std::vector<CountStep> steps;
  std::vector<std::string> missing;
  friend bool operator==(const ShortTermCount&, const ShortTermCount&) = default;
};
BOOST_DESCRIBE_STRUCT(ShortTermCount, (), (day_one, original_last, waiting_days, stopped_since, last, steps, missing))
AMENDS_DOC(ShortTermCount, "How the time limit of the short-term right to reject is counted.",
           {"day_one", "The day counted as the first."}, {"original_last", "The last day, before any waiting."},
           {"waiting_days", "Days spent waiting for repairs and replacements; one that falls in two of them counts once."},
           {"stopped_since", "The clock stands still since this day, while the goods are away."},
           {"last", "The last day to reject, counted in; left out while the clock stands still or a date is missing."},
           {"steps", "The count, step by step."}, {"missing", "The fields of the question that it would need."})

enum class RefundState : std::uint8_t { NotAgreed, Running, Passed };
BOOST_DESCRIBE_ENUM(RefundState, NotAgreed, Running, Passed)

struct RefundDuty {
  RefundState state = RefundState::NotAgreed;
  std::optional<base::Date> last;
  Saying says;
  std::string source;
  bool verified = false;
  friend bool operator==(const RefundDuty&, const RefundDuty&) = default;
};
BOOST_DESCRIBE_STRUCT(RefundDuty, (), (state, last, says, source, verified))
AMENDS_DOC(RefundDuty, "By when a refund must be made.", {"state", "Whether the days run, or have run out."},
           {"last", "The last day to pay, counted in."}, {"says", "The same in words."}, {"source", "Where the law says so."},
           {"verified", "Whether we have read the figure in the text of the Act."})

struct MissingFact {
  std::string field;
  Saying says;
  friend bool operator==(const MissingFact&, const MissingFact&) = default;
};
BOOST_DESCRIBE_STRUCT(MissingFact, (), (field, says))
AMENDS_DOC(MissingFact, "Something that is not known and would decide.", {"field", "The field of the question."},
           {"says", "What is not known, and what it would decide."})

struct RightsAnswer {
  base::Date today;
  Saying says;
  std::vector<RightStanding> rights;
  std::optional<ShortTermCount> short_term;
  RefundDuty refund;
  std::optional<base::Money> price;
  std::vector<MissingFact> missing;
  std::vector<Saying> assumed;
  std::vector<Saying> cautions;
  friend bool operator==(const RightsAnswer&, const RightsAnswer&) = default;
};
BOOST_DESCRIBE_STRUCT(RightsAnswer, (), (today, says, rights, short_term, refund, price, missing, assumed, cautions))
AMENDS_DOC(RightsAnswer,
           "Which remedies of the Consumer Rights Act 2015 are open to this customer today, until when, and why. It applies the "
           "Act's rules to the facts given; it is not legal advice.",
           {"today", "The day the answer is for."}, {"says", "The answer in one sentence."},
           {"rights", "Each right that could come into question, in the order of the Act."},
           {"short_term", "The count of the 30 days; only where goods are in question."},
           {"refund", "By when a refund must be made."}, {"price", "What the customer paid, as asked."},
           {"missing", "What is not known and would decide."}, {"assumed", "What was taken to be so, because nothing was said."},
           {"cautions", "What to mind besides."})

// Called so in a sentence.
Saying SayingOf(ContractKind kind);
Saying SayingOf(AttemptKind kind);

// -- An offer beside it -------------------------------------------------------------------------------------------------

enum class Entitled : std::uint8_t { NotBelow, Below, CannotTell };
BOOST_DESCRIBE_ENUM(Entitled, NotBelow, Below, CannotTell)

struct EntitlementCheck {
  Entitled verdict = Entitled::CannotTell;
  std::vector<StatutoryRight> falls_short_of;
  std::vector<StatutoryRight> also_open;
  Saying says;
  std::string source;
  friend bool operator==(const EntitlementCheck&, const EntitlementCheck&) = default;
};
BOOST_DESCRIBE_STRUCT(EntitlementCheck, (), (verdict, falls_short_of, also_open, says, source))
AMENDS_DOC(EntitlementCheck, "Whether an offer gives less than the law does.",
           {"verdict", "Below, not below, or not to be told from what is known."},
           {"falls_short_of", "The open rights it falls short of; empty unless it is below."},
           {"also_open", "The other rights the customer could choose instead, and should be told of."},
           {"says", "The same in words."}, {"source", "The sections of those rights."})

}  // namespace rights
