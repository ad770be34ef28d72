#include "domain/rights/contradictions.h"

#include <algorithm>

#include "domain/rights/parts.h"

namespace rights {
namespace {

using base::Date;
using base::Fault;

constexpr std::size_t kMostAttempts = 50;  // more is no story of one purchase, and the answer grows with it

class Contradictions {
 public:
  Contradictions(const RightsQuestion& question, Date today) : question_(question), today_(today) {}

  std::vector<Fault> Find() && {
    FindWhatDoesNotBelong();
    FindDaysToCome();
    FindOrder();
    if (question_.price && question_.price->amount.ten_thousandths < 0) Add("price.amount", Saying("expected no less than 0"));
    if (question_.attempts.size() > kMostAttempts) {
      Add("attempts", Saying("expected {} at most, found {}", kMostAttempts, question_.attempts.size()));
    }
    return std::move(faults_);
  }

 private:
  void Add(std::string path, Saying says) { faults_.push_back({std::move(path), std::move(says)}); }

  void FindWhatDoesNotBelong() {
    const std::vector<FaultyPart> fitting = PartsOf(question_.kind);
    if (question_.faulty_part && std::ranges::find(fitting, *question_.faulty_part) == fitting.end()) {
      std::vector<std::string> names;
      for (const FaultyPart part : fitting) names.push_back("\"" + base::NameOf(part) + "\"");
      Add("faulty_part", Saying("expected {} of a contract for {}, found \"{}\"", Saying::OneOf(names), question_.kind,
                                base::NameOf(*question_.faulty_part)));
      return;  // what follows would only repeat it
    }
    const std::vector<FaultyPart> parts = PartsInQuestion(question_);
    const bool goods = std::ranges::any_of(parts, IsGoods);
    const bool service = std::ranges::any_of(parts, IsService);
    const bool digital = std::ranges::find(parts, FaultyPart::DigitalContent) != parts.end();
    const auto only_for = [this](bool given, bool fits, const char* field, Saying what) {
      if (given && !fits)
        Add(field, Saying("is only for {}; leave it out, or say that they are what is at fault", std::move(what)));
    };
    only_for(question_.owned.has_value(), goods, "owned", Saying("goods"));
    only_for(question_.installation_required, goods, "installation_required", Saying("goods"));
    only_for(question_.installed.has_value(), goods, "installed", Saying("goods"));
    only_for(question_.perishable_days.has_value(), goods, "perishable_days", Saying("goods"));
    only_for(question_.motor_vehicle, goods, "motor_vehicle", Saying("goods"));
    only_for(question_.limit_agreed.has_value(), goods, "limit_agreed", Saying("goods"));
    only_for(question_.rejected.has_value(), goods, "rejected", Saying("goods"));
    only_for(question_.delivered.has_value(), goods || digital, "delivered", Saying("goods and digital content"));
    only_for(question_.device_damaged, goods || digital, "device_damaged", Saying("goods and digital content"));
    only_for(question_.repair_ruled_out, goods || digital, "repair_ruled_out", Saying("goods and digital content"));
    only_for(question_.replacement_ruled_out, goods || digital, "replacement_ruled_out", Saying("goods and digital content"));
    only_for(question_.performed.has_value(), service, "performed", Saying("services"));
    only_for(question_.repeat_ruled_out, service, "repeat_ruled_out", Saying("services"));
    for (std::size_t i = 0; i < question_.attempts.size(); ++i) {
      const bool repeat = question_.attempts[i].kind == AttemptKind::RepeatPerformance;
      if (repeat && !service)
        Add(AttemptField(i, "kind"), Saying("expected \"repair\" or \"replacement\": only a service is done again"));
      if (!repeat && !goods && !digital) {
        Add(AttemptField(i, "kind"),
            Saying("expected \"repeat_performance\": a service is done again, not repaired or replaced"));
      }
    }
  }

  void FindDaysToCome() {
    const auto past = [this](const std::string& field, const std::optional<Date>& day) {
      if (!day || *day <= today_) return;
      Add(field, Saying("{} is after today, {}; give the day it happened, or leave it out", *day, today_));
    };
    past("owned", question_.owned);
    past("delivered", question_.delivered);
    past("installed", question_.installed);
    past("performed", question_.performed);
    past("fault_shown", question_.fault_shown);
    for (std::size_t i = 0; i < question_.attempts.size(); ++i) {
      past(AttemptField(i, "requested"), question_.attempts[i].requested);
      past(AttemptField(i, "received_back"), question_.attempts[i].received_back);
    }
    past("rejected", question_.rejected);
    past("refund_agreed", question_.refund_agreed);
  }

  void FindOrder() {
    if (question_.delivered && question_.fault_shown && *question_.fault_shown < *question_.delivered) {
      Add("fault_shown", Saying("{} is before the day of delivery, {}; correct the one or the other", *question_.fault_shown,
                                *question_.delivered));
    }
    for (std::size_t i = 0; i < question_.attempts.size(); ++i) {
      const RemedyAttempt& attempt = question_.attempts[i];
      if (attempt.received_back && *attempt.received_back < attempt.requested) {
        Add(AttemptField(i, "received_back"), Saying("{} is before the day of the request, {}; correct the one or the other",
                                                     *attempt.received_back, attempt.requested));
      }
      if (question_.delivered && attempt.kind != AttemptKind::RepeatPerformance && attempt.requested < *question_.delivered) {
        Add(AttemptField(i, "requested"), Saying("{} is before the day of delivery, {}; correct the one or the other",
                                                 attempt.requested, *question_.delivered));
      }
    }
  }

  const RightsQuestion& question_;
  Date today_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> ContradictionsIn(const RightsQuestion& question, Date today) { return Contradictions(question, today).Find(); }

}  // namespace rights
