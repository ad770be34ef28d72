#include "domain/rights/rights.h"

#include <algorithm>

#include "domain/rights/contradictions.h"
#include "domain/rights/parts.h"
#include "domain/rights/standings.h"

namespace rights {
namespace {

using base::Date;
using base::Fault;

constexpr int kMonthsToCaution = 60;  // the shorter of the limitation periods, Scotland's five years

// The day Part 1 came into force, for contracts made from then on.
Date InForce() { return Date::Of(2015, 10, 1); }

Saying InWords(const RightStanding& right) { return WhatTheyMay(right.right, right.part); }

Saying PartWords(FaultyPart part) {
  switch (part) {
    case FaultyPart::Goods: return Saying("the goods");
    case FaultyPart::DigitalContentInGoods: return Saying("digital content in the goods");
    case FaultyPart::Installation: return Saying("the installation");
    case FaultyPart::DigitalContent: return Saying("the digital content");
    case FaultyPart::Service: return Saying("the service");
    case FaultyPart::ServiceTime: return Saying("the time the service took");
  }
  return {};
}

// What holds for each part that may be at fault.
Saying Either(std::vector<Saying> each) {
  Saying all = std::move(each.front());
  for (std::size_t i = 1; i < each.size(); ++i) all = Saying("{}; or {}", std::move(all), std::move(each[i]));
  return all;
}

Saying OpenWords(const std::vector<RightStanding>& rights, FaultyPart part) {
  std::vector<Saying> open;
  for (const RightStanding& right : rights) {
    if (right.part != part || right.standing != Standing::Open) continue;
    open.push_back(right.last ? Saying("{} (until {})", InWords(right), *right.last) : InWords(right));
  }
  return open.empty() ? Saying() : Saying::OneOf(std::move(open));
}

Saying Sentence(const RightsAnswer& answer, const std::vector<FaultyPart>& parts) {
  for (const RightStanding& right : answer.rights) {
    if (right.standing != Standing::Used) continue;
    return answer.price ? Saying("The customer rejected the goods in time: a refund is due ({}).", *answer.price)
                        : Saying("The customer rejected the goods in time: a refund is due.");
  }
  std::vector<Saying> each;
  for (const FaultyPart part : parts) {
    const Saying open = OpenWords(answer.rights, part);
    if (open.empty()) continue;
    each.push_back(parts.size() == 1 ? open : Saying("{} if the fault is in {}", open, PartWords(part)));
  }
  const bool unknown = std::ranges::any_of(answer.rights, [](const RightStanding& r) { return r.standing == Standing::Unknown; });
  Saying says = each.empty() ? Saying("Today, {}, no right of the Act is open, on what is known.", answer.today)
                             : Saying("Today, {}, the customer may {}.", answer.today, Either(std::move(each)));
  return unknown ? Saying::Run({std::move(says), Saying("What is not known could open more.")}) : says;
}

Saying SaysOfMissing(const std::string& field, const RightsQuestion& question) {
  if (field == "delivered") {
    const bool goods = std::ranges::any_of(PartsInQuestion(question), IsGoods);
    return goods
               ? Saying(
                     "The day of delivery is not known. It decides until when the goods can be rejected, and who must prove the "
                     "fault.")
               : Saying("The day of delivery is not known. It decides who must prove the fault.");
  }
  if (field == "fault_shown") {
    return Saying("The day the fault showed is not known. It decides who must prove whether it was there from the start.");
  }
  if (field == "faulty_part") {
    return Saying("What is at fault is not known: the goods, the digital content or the service. The answer is given for each.");
  }
  const std::size_t index = std::stoul(field.substr(field.find('[') + 1));
  const RemedyAttempt& attempt = question.attempts[index];
  const Saying what = Saying("the {} asked for on {}", attempt.kind, attempt.requested);
  if (field.ends_with("received_back")) {
    return Saying("The day the goods came back from {} is not known. It decides how far the time limit moves.", what);
  }
  return Saying("How {} turned out is not known. It decides what the customer may ask for next.", what);
}

class Whole {
 public:
  Whole(const RightsQuestion& question, Date today) : question_(question), today_(today), parts_(PartsInQuestion(question)) {}

  RightsAnswer Run() && {
    answer_.today = today_;
    answer_.price = question_.price;
    for (const FaultyPart part : parts_) {
      for (RightStanding& right : StandingsOf(question_, part, today_)) answer_.rights.push_back(std::move(right));
      const bool digital = part == FaultyPart::DigitalContent || part == FaultyPart::DigitalContentInGoods;
      if (digital || (question_.device_damaged && question_.kind == ContractKind::Goods)) {
        answer_.rights.push_back(DeviceDamage(question_, part));
      }
    }
    const auto counts = [](FaultyPart part) { return IsGoods(part) && part != FaultyPart::Installation; };
    if (std::ranges::any_of(parts_, counts)) answer_.short_term = CountShortTerm(question_);
    answer_.refund = Refund();
    TakeDates();
    CollectMissing();
    CollectAssumed();
    answer_.says = Sentence(answer_, parts_);
    return std::move(answer_);
  }

 private:
  RefundDuty Refund() const {
    RefundDuty duty;
    const bool goods = std::ranges::all_of(parts_, IsGoods);
    const bool service = std::ranges::all_of(parts_, IsService);
    duty.source = goods ? Cite("20(15)-(17)") : service ? Cite("56(4)-(6)") : Cite("44(4)-(6)");
    if (parts_.size() > 1) duty.source = Cite("20(15)-(17), 44(4)-(6), 56(4)-(6)");
    duty.verified = goods;
    const std::string how =
        Saying("by the means the customer paid with, unless they expressly agree to another, and without charging a fee.");
    if (!question_.refund_agreed) {
      duty.says = Saying(
          "No refund is agreed. Once the trader agrees that one is due, it must be made without undue delay and within 14 days "
          "beginning with that day, {}",
          how);
      return duty;
    }
    duty.last = RefundBy(*question_.refund_agreed);
    duty.state = today_ <= *duty.last ? RefundState::Running : RefundState::Passed;
    const Saying agreed = Saying("Agreed on {}", *question_.refund_agreed);
    if (duty.state == RefundState::Running) {
      duty.says =
          Saying("{}: to be made without undue delay, and by {} at the latest (day 14, the day it was agreed being day 1), {}",
                 agreed, *duty.last, how);
    } else {
      duty.says = Saying("{}: the last day was {}, {} ago. If it has not been made, it is late. It is due {}", agreed, *duty.last,
                         Days(today_ - *duty.last), how);
    }
    return duty;
  }

  // The Act's own first day, and the years after which no court may help.
  void TakeDates() {
    std::optional<Date> earliest;
    for (const std::optional<Date>& day : {question_.owned, question_.delivered, question_.performed}) {
      if (day && (!earliest || *day < *earliest)) earliest = day;
    }
    if (!earliest) return;
    if (*earliest < InForce()) {
      for (RightStanding& right : answer_.rights) {
        right.standing = Standing::NotOpen;
        right.says = Saying("The Act is for contracts made from {}; this one is older, as it was carried out on {}.", InForce(),
                            *earliest);
        right.source = "Consumer Rights Act 2015 (Commencement No. 3) Order 2015";
        right.verified = false;
        right.first.reset();
        right.last.reset();
        right.would_open.reset();
        right.would_close.reset();
        right.missing.clear();
      }
      answer_.short_term.reset();
      answer_.cautions.push_back(Saying("Older contracts fall under older law, which is not worked out here."));
      return;
    }
    if (earliest->AddMonths(kMonthsToCaution) <= today_) {
      answer_.cautions.push_back(Saying(
          "This goes back to {}, more than five years. A court may no longer help: the time to go to court ends after six years, "
          "in Scotland after five (Limitation Act 1980 s.5; Prescription and Limitation (Scotland) Act 1973 s.6; not verified).",
          *earliest));
    }
  }

  void AddMissing(const std::string& field) {
    const bool known = std::ranges::any_of(answer_.missing, [&](const MissingFact& fact) { return fact.field == field; });
    if (!known) answer_.missing.push_back({field, SaysOfMissing(field, question_)});
  }

  void CollectMissing() {
    if (parts_.size() > 1) AddMissing("faulty_part");
    for (const RightStanding& right : answer_.rights) {
      for (const std::string& field : right.missing) AddMissing(field);
      if (right.proof.who != MustProve::Unknown) continue;
      if (!question_.delivered) AddMissing("delivered");
      if (!question_.fault_shown) AddMissing("fault_shown");
    }
  }

  void CollectAssumed() {
    const bool goods = std::ranges::any_of(parts_, IsGoods);
    if (goods && question_.delivered && !question_.owned) {
      answer_.assumed.push_back(
          Saying("That ownership passed no later than delivery (of hired goods, or goods bought by instalments: possession)."));
    }
    if (question_.installation_required && !question_.installed) {
      answer_.assumed.push_back(
          Saying("That the trader has not told the customer that the installation is done, as no day is given."));
    }
    if (!question_.faulty_part && question_.kind == ContractKind::Goods) {
      answer_.assumed.push_back(Saying("That the goods themselves are at fault, not just their installation."));
    }
    answer_.assumed.push_back(Saying("That a consumer bought from a trader, and that there is a fault the Act counts as one."));
  }

  const RightsQuestion& question_;
  Date today_;
  std::vector<FaultyPart> parts_;
  RightsAnswer answer_;
};

}  // namespace

Saying WhatTheyMay(StatutoryRight right, FaultyPart part) {
  const Saying thing = IsGoods(part)     ? Saying("the goods")
                       : IsService(part) ? Saying("the service")
                                         : Saying("the digital content");
  switch (right) {
    case StatutoryRight::ShortTermRightToReject: return Saying("reject {} (short-term right) and have all the money back", thing);
    case StatutoryRight::Repair: return Saying("have {} repaired", thing);
    case StatutoryRight::Replacement: return Saying("have {} replaced", thing);
    case StatutoryRight::PriceReduction:
      return IsService(part) ? Saying("have the price of the service reduced")
                             : Saying("keep {} and have the price reduced", thing);
    case StatutoryRight::FinalRightToReject: return Saying("reject {} (final right) and have a refund", thing);
    case StatutoryRight::RepeatPerformance: return Saying("have the service done again");
    case StatutoryRight::DeviceDamage: return Saying("have the damage to their device repaired or paid for");
  }
  return {};
}

base::Result<RightsAnswer> Answer(const RightsQuestion& question, Date today) {
  std::vector<Fault> faults = ContradictionsIn(question, today);
  if (!faults.empty()) {
    Saying says =
        faults.size() == 1 ? Saying("the question contradicts itself in one place") : Saying("the question contradicts itself");
    return std::unexpected(base::Error(base::ErrorCode::Invalid, std::move(says), std::move(faults)));
  }
  return Whole(question, today).Run();
}

}  // namespace rights
