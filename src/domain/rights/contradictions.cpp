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
    if (question_.price && question_.price->amount.ten_thousandths < 0) Add("price.amount", "expected no less than 0");
    if (question_.attempts.size() > kMostAttempts) {
      Add("attempts",
          "expected " + std::to_string(kMostAttempts) + " at most, found " + std::to_string(question_.attempts.size()));
    }
    return std::move(faults_);
  }

 private:
  void Add(std::string path, std::string says) { faults_.push_back({std::move(path), std::move(says)}); }

  void FindWhatDoesNotBelong() {
    const std::vector<FaultyPart> fitting = PartsOf(question_.kind);
    if (question_.faulty_part && std::ranges::find(fitting, *question_.faulty_part) == fitting.end()) {
      std::vector<std::string> names;
      for (const FaultyPart part : fitting) names.push_back("\"" + base::NameOf(part) + "\"");
      Add("faulty_part", "expected " + base::OneOf(names) + " of a contract for " + base::WordsOf(question_.kind) + ", found \"" +
                             base::NameOf(*question_.faulty_part) + "\"");
      return;  // what follows would only repeat it
    }
    const std::vector<FaultyPart> parts = PartsInQuestion(question_);
    const bool goods = std::ranges::any_of(parts, IsGoods);
    const bool service = std::ranges::any_of(parts, IsService);
    const bool digital = std::ranges::find(parts, FaultyPart::DigitalContent) != parts.end();
    const auto only_for = [this](bool given, bool fits, const char* field, const char* what) {
      if (given && !fits)
        Add(field, "is only for " + std::string(what) + "; leave it out, or say that they are what is at fault");
    };
    only_for(question_.owned.has_value(), goods, "owned", "goods");
    only_for(question_.installation_required, goods, "installation_required", "goods");
    only_for(question_.installed.has_value(), goods, "installed", "goods");
    only_for(question_.perishable_days.has_value(), goods, "perishable_days", "goods");
    only_for(question_.motor_vehicle, goods, "motor_vehicle", "goods");
    only_for(question_.limit_agreed.has_value(), goods, "limit_agreed", "goods");
    only_for(question_.rejected.has_value(), goods, "rejected", "goods");
    only_for(question_.delivered.has_value(), goods || digital, "delivered", "goods and digital content");
    only_for(question_.device_damaged, goods || digital, "device_damaged", "goods and digital content");
    only_for(question_.repair_ruled_out, goods || digital, "repair_ruled_out", "goods and digital content");
    only_for(question_.replacement_ruled_out, goods || digital, "replacement_ruled_out", "goods and digital content");
    only_for(question_.performed.has_value(), service, "performed", "services");
    only_for(question_.repeat_ruled_out, service, "repeat_ruled_out", "services");
    for (std::size_t i = 0; i < question_.attempts.size(); ++i) {
      const bool repeat = question_.attempts[i].kind == AttemptKind::RepeatPerformance;
      if (repeat && !service)
        Add(AttemptField(i, "kind"), "expected \"repair\" or \"replacement\": only a service is done again");
      if (!repeat && !goods && !digital) {
        Add(AttemptField(i, "kind"), "expected \"repeat_performance\": a service is done again, not repaired or replaced");
      }
    }
  }

  void FindDaysToCome() {
    const auto past = [this](const std::string& field, const std::optional<Date>& day) {
      if (!day || *day <= today_) return;
      Add(field, day->ForPeople() + " is after today, " + today_.ForPeople() + "; give the day it happened, or leave it out");
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
      Add("fault_shown", question_.fault_shown->ForPeople() + " is before the day of delivery, " +
                             question_.delivered->ForPeople() + "; correct the one or the other");
    }
    for (std::size_t i = 0; i < question_.attempts.size(); ++i) {
      const RemedyAttempt& attempt = question_.attempts[i];
      if (attempt.received_back && *attempt.received_back < attempt.requested) {
        Add(AttemptField(i, "received_back"), attempt.received_back->ForPeople() + " is before the day of the request, " +
                                                  attempt.requested.ForPeople() + "; correct the one or the other");
      }
      if (question_.delivered && attempt.kind != AttemptKind::RepeatPerformance && attempt.requested < *question_.delivered) {
        Add(AttemptField(i, "requested"), attempt.requested.ForPeople() + " is before the day of delivery, " +
                                              question_.delivered->ForPeople() + "; correct the one or the other");
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
