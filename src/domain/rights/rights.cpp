#include "domain/rights/rights.h"

#include <algorithm>
#include <map>

namespace rights {
namespace {

using base::Date;
using base::Fault;

constexpr int kMonthsPresumed = 6;          // s.19(14), s.42(9)
constexpr int kMonthsWithoutDeduction = 6;  // s.24(10)-(11)
constexpr int kMonthsToCaution = 60;        // the shorter of the limitation periods, Scotland's five years
constexpr std::size_t kMostAttempts = 50;   // more is no story of one purchase, and the answer grows with it

// The day Part 1 came into force, for contracts made from then on.
Date InForce() { return Date::Of(2015, 10, 1); }

std::string Days(int count) { return base::Count(static_cast<std::size_t>(count), "day"); }

// -- What is in question ------------------------------------------------------------------------------------------------

bool IsGoods(FaultyPart part) {
  return part == FaultyPart::Goods || part == FaultyPart::DigitalContentInGoods || part == FaultyPart::Installation;
}
bool IsService(FaultyPart part) { return part == FaultyPart::Service || part == FaultyPart::ServiceTime; }

std::vector<FaultyPart> PartsOf(ContractKind kind) {
  using enum FaultyPart;
  switch (kind) {
    case ContractKind::Goods: return {Goods, DigitalContentInGoods, Installation};
    case ContractKind::DigitalContent: return {FaultyPart::DigitalContent};
    case ContractKind::Service: return {FaultyPart::Service, ServiceTime};
    case ContractKind::Mixed:
      return {Goods, DigitalContentInGoods, Installation, FaultyPart::DigitalContent, FaultyPart::Service, ServiceTime};
  }
  return {};
}

// What may be at fault: what is said, or else what the contract is for; of a mixed one each of the three.
std::vector<FaultyPart> PartsInQuestion(const RightsQuestion& question) {
  if (question.faulty_part) return {*question.faulty_part};
  switch (question.kind) {
    case ContractKind::Goods: return {FaultyPart::Goods};
    case ContractKind::DigitalContent: return {FaultyPart::DigitalContent};
    case ContractKind::Service: return {FaultyPart::Service};
    case ContractKind::Mixed: return {FaultyPart::Goods, FaultyPart::DigitalContent, FaultyPart::Service};
  }
  return {};
}

std::string NameOf(AttemptKind kind) {
  switch (kind) {
    case AttemptKind::Repair: return "repair";
    case AttemptKind::Replacement: return "replacement";
    case AttemptKind::RepeatPerformance: return "repeat";
  }
  return "";
}

std::string AttemptField(std::size_t index, const char* field) { return "attempts[" + std::to_string(index) + "]." + field; }

// -- Contradictions -----------------------------------------------------------------------------------------------------

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

// -- How far putting it right has come ----------------------------------------------------------------------------------

enum class Progress { None, Waiting, BackUndecided, Conforms, Failed };

// A situation in which the Act lets the customer go on from repair to money.
struct Situation {
  std::optional<Date> since;
  std::string because;
  std::string section;
};

// The attempts that concern one part of the contract, on one day.
class Attempts {
 public:
  Attempts(const RightsQuestion& question, FaultyPart part) : question_(question), part_(part) {
    for (std::size_t i = 0; i < question.attempts.size(); ++i) {
      if ((question.attempts[i].kind == AttemptKind::RepeatPerformance) == IsService(part)) order_.push_back(i);
    }
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return question.attempts[i].requested; });
  }

  const RemedyAttempt* Latest() const { return order_.empty() ? nullptr : &question_.attempts[order_.back()]; }
  std::string LatestField(const char* field) const { return AttemptField(order_.back(), field); }

  Progress progress() const { return order_.empty() ? Progress::None : ProgressOf(*Latest()); }

  bool IsRuledOut(AttemptKind kind) const {
    const bool said = kind == AttemptKind::Repair        ? question_.repair_ruled_out
                      : kind == AttemptKind::Replacement ? question_.replacement_ruled_out
                                                         : question_.repeat_ruled_out;
    return said || std::ranges::any_of(order_, [&](std::size_t i) {
             return question_.attempts[i].kind == kind && question_.attempts[i].outcome == AttemptOutcome::Impossible;
           });
  }

  // The first situation that opens price reduction (and the final right to reject): s.24(5), s.44(3), s.56(3).
  std::optional<Situation> MayGoOn() const {
    for (const std::size_t i : order_) {
      const RemedyAttempt& attempt = question_.attempts[i];
      const std::string what = "the " + NameOf(attempt.kind) + " asked for on " + attempt.requested.ForPeople();
      if (!attempt.outcome) continue;
      switch (*attempt.outcome) {
        case AttemptOutcome::StillFaulty:
          // One attempt is enough for goods; for digital content and services only time and inconvenience count.
          if (IsGoods(part_))
            return Situation{attempt.received_back, "after " + what + " the goods still do not conform", "24(5)(a)"};
          break;
        case AttemptOutcome::Conforms:
          if (IsGoods(part_) && ProgressOf(attempt) == Progress::Failed) {
            return Situation{question_.fault_shown, "after " + what + " the goods again do not conform: another fault counts too",
                             "24(5)(a), (6)(a)"};
          }
          break;
        case AttemptOutcome::NotInReasonableTime: return Situation{{}, what + " was not done within a reasonable time", Late()};
        case AttemptOutcome::SignificantInconvenience:
          return Situation{{}, what + " put the customer to significant inconvenience", Late()};
        case AttemptOutcome::Impossible: break;
      }
    }
    if (IsService(part_)) {
      if (IsRuledOut(AttemptKind::RepeatPerformance)) return Situation{{}, "the service cannot be done again", "56(3)(a)"};
    } else if (IsRuledOut(AttemptKind::Repair) && IsRuledOut(AttemptKind::Replacement)) {
      return Situation{{}, "neither a repair nor a replacement can be asked for", IsGoods(part_) ? "24(5)(b)" : "44(3)(a)"};
    }
    return std::nullopt;
  }

 private:
  const char* Late() const { return IsGoods(part_) ? "24(5)(c)" : IsService(part_) ? "56(3)(b)" : "44(3)(b)"; }

  Progress ProgressOf(const RemedyAttempt& attempt) const {
    if (!attempt.outcome) return attempt.received_back ? Progress::BackUndecided : Progress::Waiting;
    if (*attempt.outcome != AttemptOutcome::Conforms) return Progress::Failed;
    // A fault that shows after a repair that worked: what was supplied does not conform after all.
    const bool again = attempt.received_back && question_.fault_shown && *question_.fault_shown > *attempt.received_back;
    return again ? Progress::Failed : Progress::Conforms;
  }

  const RightsQuestion& question_;
  FaultyPart part_;
  std::vector<std::size_t> order_;
};

// What was known on an earlier day.
RightsQuestion AsOf(RightsQuestion question, Date day) {
  std::erase_if(question.attempts, [&](const RemedyAttempt& attempt) { return attempt.requested > day; });
  for (RemedyAttempt& attempt : question.attempts) {
    if (!attempt.received_back || *attempt.received_back <= day) continue;
    attempt.received_back.reset();
    attempt.outcome.reset();
  }
  return question;
}

// -- The rights of one part ---------------------------------------------------------------------------------------------

class PartReader {
 public:
  PartReader(const RightsQuestion& question, FaultyPart part, Date today)
      : question_(question), part_(part), today_(today), attempts_(question, part), count_(CountShortTerm(question)) {}

  std::vector<RightStanding> Read() {
    if (IsGoods(part_)) return Goods();
    if (IsService(part_)) return Service();
    return DigitalContent();
  }

 private:
  std::string Thing() const { return IsGoods(part_) ? "goods" : IsService(part_) ? "service" : "digital content"; }
  std::string Price() const { return question_.price ? " (" + question_.price->ToString() + ")" : ""; }

  RightStanding Make(StatutoryRight right, std::string_view section) const {
    RightStanding made;
    made.right = right;
    made.part = part_;
    made.source = Cite(section);
    // The rows for digital content and services were not read in the primary text.
    made.verified = IsGoods(part_);
    made.proof = right == StatutoryRight::ShortTermRightToReject ? ProofAlwaysTheCustomers() : Proof();
    return made;
  }

  static void Set(RightStanding& standing, Standing as, std::string says) {
    standing.standing = as;
    standing.says = std::move(says);
  }

  std::optional<Date> FirstKnown() const {
    const std::optional<Date>& start = IsService(part_) ? question_.performed : question_.delivered;
    return question_.fault_shown ? question_.fault_shown : start;
  }

  // -- Proof ----------------------------------------------------------------------------------------------------------

  BurdenOfProof ProofAlwaysTheCustomers() const {
    return {
        MustProve::Customer,
        {},
        "The customer must show that the goods were faulty when they were delivered: the six months in which that is presumed "
        "are not for this right.",
        Cite("19(14)")};
  }

  BurdenOfProof Proof() const {
    if (IsService(part_)) {
      return {MustProve::Customer, {}, "The customer must show that the service was not as it had to be.", Cite("54")};
    }
    const char* section = IsGoods(part_) ? "19(14)-(15)" : "42(9)-(10)";
    if (!question_.delivered) {
      return {MustProve::Unknown, {}, "Who must prove it depends on the day of delivery, which is not known.", Cite(section)};
    }
    const Date until = LastOfMonths(*question_.delivered, kMonthsPresumed);
    if (!question_.fault_shown) {
      return {MustProve::Unknown, until,
              "Who must prove it depends on the day the fault showed, which is not known. One that showed by " +
                  until.ForPeople() + " counts as there from the start.",
              Cite(section)};
    }
    if (*question_.fault_shown <= until) {
      return {
          MustProve::Trader, until,
          "The fault showed within six months of delivery (by " + until.ForPeople() +
              "), so it counts as there from the start unless the trader proves otherwise, or that would not fit the kind of " +
              Thing() + " or of fault.",
          Cite(section)};
    }
    return {MustProve::Customer, until,
            "The fault showed after the six months in which it would count as there from the start (they ended on " +
                until.ForPeople() + "), so the customer must show that it was.",
            Cite(section)};
  }

  // -- Goods ----------------------------------------------------------------------------------------------------------

  std::vector<RightStanding> Goods() {
    std::vector<RightStanding> rights{ShortTerm(question_, today_), Mend(AttemptKind::Repair), Mend(AttemptKind::Replacement),
                                      PriceReduction(), Final(today_)};
    if (question_.rejected) TakeRejection(rights, *question_.rejected);
    return rights;
  }

  // A rejection counts on the day it was made, whatever has run out since.
  void TakeRejection(std::vector<RightStanding>& rights, Date rejected) {
    const RightsQuestion then = AsOf(question_, rejected);
    PartReader reader(then, part_, rejected);
    RightStanding short_term = reader.ShortTerm(then, rejected);
    RightStanding final_right = reader.Final(rejected);
    const bool short_used = short_term.standing == Standing::Open;
    const bool final_used = !short_used && final_right.standing == Standing::Open;
    if (!short_used && !final_used) {
      RightStanding& now = rights.front();
      if (short_term.standing == Standing::Unknown) {
        now = std::move(short_term);
        now.says = "Whether the rejection of " + rejected.ForPeople() + " was in time cannot be told. " + now.says;
      } else {
        now.says += " The rejection of " + rejected.ForPeople() + " does not count as one under this right: " +
                    (short_term.standing == Standing::Closed ? "its time was over." : "it was not open that day.");
      }
      return;
    }
    RightStanding& used = short_used ? rights.front() : rights.back();
    used = short_used ? std::move(short_term) : std::move(final_right);
    used.standing = Standing::Used;
    used.says = "The customer rejected the goods on " + rejected.ForPeople() + ", while this right was open" +
                (used.last ? " (its last day: " + used.last->ForPeople() + ")" : "") +
                ". The contract is at an end, a refund is due" + Price() +
                ", and the trader bears the reasonable costs of having the goods back.";
    used.would_open.reset();
    used.would_close.reset();
    for (RightStanding& other : rights) {
      if (&other == &used || other.standing == Standing::NotOpen) continue;
      if (other.standing == Standing::Closed && other.right == StatutoryRight::ShortTermRightToReject) continue;
      Set(other, Standing::Closed, "The goods were rejected on " + rejected.ForPeople() + "; the contract is at an end.");
      other.last.reset();
      other.missing.clear();
      other.would_open.reset();
      other.would_close.reset();
    }
  }

  // False, with the reason set, when goods that conform now leave nothing to ask for.
  bool Conform(RightStanding& standing) const {
    if (attempts_.progress() != Progress::Conforms) return false;
    const RemedyAttempt& latest = *attempts_.Latest();
    Set(standing, Standing::NotOpen,
        "After the " + NameOf(latest.kind) + " asked for on " + latest.requested.ForPeople() + " the " + Thing() + " " +
            (IsGoods(part_) ? "conform." : "conforms."));
    standing.would_open = "A fault that shows after that.";
    return true;
  }

  bool Undecided(RightStanding& standing) const {
    if (attempts_.progress() != Progress::BackUndecided) return false;
    const RemedyAttempt& latest = *attempts_.Latest();
    Set(standing, Standing::Unknown,
        "It is not known whether the " + Thing() + (IsGoods(part_) ? " conform" : " conforms") + " after the " +
            NameOf(latest.kind) + " asked for on " + latest.requested.ForPeople() + ".");
    standing.missing.push_back(attempts_.LatestField("outcome"));
    return true;
  }

  RightStanding ShortTerm(const RightsQuestion& question, Date on) const {
    RightStanding right = Make(StatutoryRight::ShortTermRightToReject, "22(3)");
    right.deduction = RefundDeduction{ForUse::NoDeduction, {}, "Nothing may be taken off for use.", Cite("20(10)")};
    if (part_ == FaultyPart::Installation) {
      right.source = Cite("19(4)");
      Set(right, Standing::NotOpen, "A fault that lies only in the installation gives no short-term right to reject.");
      right.would_open = "The goods themselves being at fault.";
      return right;
    }
    if (Conform(right)) return right;
    if (count_.stopped_since || (question.installation_required && !question.installed)) return NotCounting(std::move(right));
    if (!count_.missing.empty()) {
      Set(right, Standing::Unknown, count_.steps.back().says);
      right.missing = count_.missing;
      return right;
    }
    right.source = Cite(SectionOfLimit());
    right.last = count_.last;
    if (on > *count_.last) {
      Set(right, Standing::Closed, "The last day was " + count_.last->ForPeople() + ", " + Days(on - *count_.last) + " ago.");
      right.would_open = "Only the trader agreeing that it may be used later.";
      return right;
    }
    if (Undecided(right)) return right;
    right.first = FirstKnown();
    Set(right, Standing::Open,
        "The customer may reject the goods and have all the money back" + Price() + ". The last day is " +
            count_.last->ForPeople() +
            (on == *count_.last ? ", which is today." : ", " + Days(*count_.last - on) + " from today."));
    right.would_close = "The end of " + count_.last->ForPeople() +
                        ". Asking for a repair or a replacement stops the clock, but puts this right off for a reasonable time.";
    return right;
  }

  // The clock has not begun or stands still, so there is no last day yet.
  RightStanding NotCounting(RightStanding right) const {
    right.first = FirstKnown();
    if (!count_.stopped_since) {
      right.source = Cite("22(5)");
      Set(right, Standing::Open,
          "The customer may reject the goods and have all the money back" + Price() +
              ". The 30 days have not begun, because the trader has not said that the goods are installed or ready for use.");
      right.would_close = "30 days, once they have begun.";
      return right;
    }
    const RemedyAttempt& latest = *attempts_.Latest();
    if (attempts_.progress() == Progress::Waiting) {
      right.first.reset();
      right.source = Cite(latest.kind == AttemptKind::Repair ? "23(6)" : "23(7)");
      Set(right, Standing::NotOpen,
          "A " + NameOf(latest.kind) + " was asked for on " + latest.requested.ForPeople() +
              ": the trader must have a reasonable time for it first, unless that would be a significant inconvenience to the "
              "customer. "
              "The clock stands still meanwhile.");
      right.would_open = "The goods coming back and still not conforming, or the reasonable time running out without them.";
      return right;
    }
    right.source = Cite("22(6), 23");
    Set(right, Standing::Open,
        "The customer may reject the goods and have all the money back" + Price() + ". The clock has stood still since " +
            count_.stopped_since->ForPeople() +
            ", because the goods are not back, and the trader has had the time that was due.");
    right.would_close = "The goods coming back and conforming; or, if they do not conform, the days that are then left.";
    return right;
  }

  const char* SectionOfLimit() const {
    if (count_.last == question_.limit_agreed) return "22(1)";
    if (count_.waiting_days > 0) return "22(6)-(8)";
    return question_.perishable_days && question_.perishable_days->value < 30 ? "22(4)" : "22(3)";
  }

  // Repair or replacement, of goods or of digital content.
  RightStanding Mend(AttemptKind kind) const {
    const bool repair = kind == AttemptKind::Repair;
    const std::string section = IsGoods(part_) ? "23" : "43";
    RightStanding right =
        Make(repair ? StatutoryRight::Repair : StatutoryRight::Replacement, section + "(2)" + (IsGoods(part_) ? "" : "(a)"));
    if (Conform(right)) return right;
    if (attempts_.IsRuledOut(kind)) {
      right.source = Cite(section + "(3)");
      Set(right, Standing::NotOpen, "A " + NameOf(kind) + " is impossible, or out of proportion to the other remedy.");
      right.would_open = "It proving possible and in proportion after all.";
      return right;
    }
    const RemedyAttempt* latest = attempts_.Latest();
    const bool waiting = attempts_.progress() == Progress::Waiting;
    if (waiting && latest->kind != kind) {
      right.source = Cite(section + (repair ? "(7)" : "(6)"));
      Set(right, Standing::NotOpen,
          "A " + NameOf(latest->kind) + " was asked for on " + latest->requested.ForPeople() +
              "; the trader must have a reasonable time for it first, unless that would be a significant inconvenience to the "
              "customer.");
      right.would_open = "The reasonable time running out.";
      return right;
    }
    if (Undecided(right)) return right;
    right.first = FirstKnown();
    const std::string terms =
        " within a reasonable time, without significant inconvenience to the customer, and at the trader's cost.";
    if (waiting) {
      Set(right, Standing::Open,
          "Asked for on " + latest->requested.ForPeople() + ", and still due:" + terms.substr(0, terms.size() - 1) + ".");
    } else {
      Set(right, Standing::Open,
          "The customer may have the " + Thing() + (repair ? " repaired" : " replaced") + ", as they choose," + terms);
    }
    right.would_close = "The " + Thing() + (IsGoods(part_) ? " conforming" : " conforming") +
                        ". The Act sets no last day; the general time limits for going to court run all the same.";
    return right;
  }

  RightStanding PriceReduction() const {
    const std::string section = IsGoods(part_) ? "24" : IsService(part_) ? "56" : "44";
    RightStanding right = Make(StatutoryRight::PriceReduction, section + (IsGoods(part_) ? "(5)" : "(3)"));
    const std::string grants = "The customer may keep the " + Thing() +
                               " and have the price reduced by an appropriate amount, up to all of it" + Price();
    if (part_ == FaultyPart::ServiceTime) {
      right.source = Cite("54(5), 56(1)-(2)");
      right.first = FirstKnown();
      Set(right, Standing::Open, grants + ", because the service was not done within a reasonable time.");
      right.would_close = "The Act sets no last day; the general time limits for going to court run all the same.";
      return right;
    }
    GoOn(right, grants);
    if (IsGoods(part_) && right.standing == Standing::Open) right.says += " Either this or the final right to reject, not both.";
    return right;
  }

  // Where the Act lets the customer go on from putting right to money.
  void GoOn(RightStanding& right, const std::string& grants) const {
    if (Conform(right)) return;
    if (const std::optional<Situation> situation = attempts_.MayGoOn()) {
      right.first = situation->since;
      right.source = Cite(situation->section);
      Set(right, Standing::Open, grants + ", because " + situation->because + ".");
      right.would_close = "The " + Thing() + " conforming after a further attempt that the customer agrees to.";
      return;
    }
    if (Undecided(right)) return;
    const std::string waits = attempts_.progress() == Progress::Waiting
                                  ? "The " + NameOf(attempts_.Latest()->kind) + " asked for on " +
                                        attempts_.Latest()->requested.ForPeople() + " is still being waited for."
                                  : "";
    if (IsGoods(part_)) {
      Set(right, Standing::NotOpen,
          waits.empty() ? "No repair or replacement has failed, been refused as impossible, or taken too long." : waits);
      right.would_open =
          "One repair or replacement after which the goods still do not conform; or neither being possible; or the trader not "
          "doing it "
          "within a reasonable time and without significant inconvenience.";
      return;
    }
    const bool failed = attempts_.progress() == Progress::Failed;
    const std::string again = IsService(part_) ? "doing the service again" : "repair or replacement";
    std::string why =
        "No " + std::string(IsService(part_) ? "repeat" : "repair or replacement") + " has been impossible or too slow.";
    if (failed) {
      why =
          "An attempt that failed does not open this by itself (for goods it would); the trader may try again within a "
          "reasonable "
          "time.";
    }
    Set(right, Standing::NotOpen, waits.empty() ? why : waits);
    right.would_open =
        "The " + again + " being impossible, or not done within a reasonable time and without significant inconvenience.";
  }

  RightStanding Final(Date on) const {
    RightStanding right = Make(StatutoryRight::FinalRightToReject, "24(5)");
    GoOn(right, "The customer may reject the goods for a refund" + Price());
    if (right.standing == Standing::Open) right.says += " Either this or a price reduction, not both.";
    right.deduction = Deduction(on);
    return right;
  }

  RefundDeduction Deduction(Date on) const {
    if (question_.motor_vehicle) {
      return {
          ForUse::MayBeDeducted,
          {},
          "Something may be taken off the refund for the use the customer had of a motor vehicle, from the first day on; not for "
          "time in which they had it only because the trader did not collect it as agreed.",
          Cite("24(8)-(10)")};
    }
    if (!count_.day_one) {
      const bool begun = !(question_.installation_required && !question_.installed);
      if (!begun && question_.delivered) {
        return {ForUse::NoDeduction,
                {},
                "Nothing may be taken off for use: the first six months have not begun.",
                Cite("24(10)-(11)")};
      }
      return {ForUse::Unknown,
              {},
              "Whether something may be taken off for use depends on the day of delivery, which is not known.",
              Cite("24(8)-(11)")};
    }
    const Date until = LastOfMonths(*count_.day_one, kMonthsWithoutDeduction);
    if (on <= until) {
      return {ForUse::NoDeduction, until,
              "Nothing may be taken off for use if the customer rejects in the first six months, by " + until.ForPeople() + ".",
              Cite("24(10)-(11)")};
    }
    return {ForUse::MayBeDeducted, until,
            "The first six months ended on " + until.ForPeople() +
                ": something may be taken off for the use the customer had, but not for time in which they had the goods only "
                "because "
                "the trader did not collect them as agreed.",
            Cite("24(8)-(11)")};
  }

  // -- Digital content and services -----------------------------------------------------------------------------------

  std::vector<RightStanding> DigitalContent() const {
    std::vector<RightStanding> rights;
    for (const StatutoryRight none : {StatutoryRight::ShortTermRightToReject, StatutoryRight::FinalRightToReject}) {
      RightStanding right = Make(none, "42(2)");
      right.proof = Proof();
      Set(right, Standing::NotOpen, "There is no right to reject digital content that did not come in goods.");
      right.would_open =
          "The digital content having come in goods (on a disc, in a device): then it is the goods that are rejected.";
      if (none == StatutoryRight::ShortTermRightToReject) {
        rights = {std::move(right), Mend(AttemptKind::Repair), Mend(AttemptKind::Replacement), PriceReduction()};
      } else {
        rights.push_back(std::move(right));
      }
    }
    return rights;
  }

  std::vector<RightStanding> Service() const {
    RightStanding repeat = Make(StatutoryRight::RepeatPerformance, "55(1)-(2)");
    if (part_ == FaultyPart::ServiceTime) {
      repeat.source = Cite("54(5)");
      Set(repeat, Standing::NotOpen, "A service that was only late gives a price reduction, not a repeat.");
      repeat.would_open = "The service not being done with reasonable care and skill, or not as informed.";
    } else if (Conform(repeat)) {
      // nothing left to ask for
    } else if (attempts_.IsRuledOut(AttemptKind::RepeatPerformance)) {
      repeat.source = Cite("55(3)");
      Set(repeat, Standing::NotOpen, "The service cannot be done again so as to conform.");
      repeat.would_open = "It proving possible after all.";
    } else if (!Undecided(repeat)) {
      repeat.first = FirstKnown();
      const bool waiting = attempts_.progress() == Progress::Waiting;
      const std::string terms =
          " to the extent needed to make it conform, within a reasonable time, without significant inconvenience to the "
          "customer, and "
          "at the trader's cost.";
      Set(repeat, Standing::Open,
          waiting ? "Asked for on " + attempts_.Latest()->requested.ForPeople() + ", and still due," + terms
                  : "The customer may have the service done again" + terms);
      repeat.would_close =
          "The service conforming. The Act sets no last day; the general time limits for going to court run all the same.";
    }
    return {repeat, PriceReduction()};
  }

  const RightsQuestion& question_;
  FaultyPart part_;
  Date today_;
  Attempts attempts_;
  ShortTermCount count_;
};

// Damage by digital content to what the customer has, s.46: for all digital content supplied under a contract.
RightStanding DeviceDamage(const RightsQuestion& question, FaultyPart part) {
  RightStanding right;
  right.right = StatutoryRight::DeviceDamage;
  right.part = part;
  right.source = Cite("46(1)-(2)");
  right.proof = {MustProve::Customer,
                 {},
                 "The customer must show that the digital content did the damage, and that reasonable care and skill would have "
                 "prevented it.",
                 Cite("46(1)")};
  if (question.device_damaged) {
    right.first = question.fault_shown ? question.fault_shown : question.delivered;
    right.standing = Standing::Open;
    right.says =
        "If the damage would not have happened with reasonable care and skill, the trader must repair it, within a reasonable "
        "time and "
        "at the trader's cost, or compensate the customer with an appropriate payment.";
    right.would_close = "The damage repaired or paid for.";
  } else {
    right.standing = Standing::NotOpen;
    right.says = "Nothing is said of damage to a device or to other digital content of the customer.";
    right.would_open = "The digital content having damaged a device or other digital content of the customer.";
  }
  return right;
}

// -- The whole answer ---------------------------------------------------------------------------------------------------

std::string InWords(const RightStanding& right) { return WhatTheyMay(right.right, right.part); }

std::string PartWords(FaultyPart part) {
  switch (part) {
    case FaultyPart::Goods: return "the goods";
    case FaultyPart::DigitalContentInGoods: return "digital content in the goods";
    case FaultyPart::Installation: return "the installation";
    case FaultyPart::DigitalContent: return "the digital content";
    case FaultyPart::Service: return "the service";
    case FaultyPart::ServiceTime: return "the time the service took";
  }
  return "";
}

std::string OpenWords(const std::vector<RightStanding>& rights, FaultyPart part) {
  std::vector<std::string> open;
  for (const RightStanding& right : rights) {
    if (right.part != part || right.standing != Standing::Open) continue;
    open.push_back(InWords(right) + (right.last ? " (until " + right.last->ForPeople() + ")" : ""));
  }
  return base::OneOf(open);
}

std::string Sentence(const RightsAnswer& answer, const std::vector<FaultyPart>& parts) {
  for (const RightStanding& right : answer.rights) {
    if (right.standing == Standing::Used) return right.says;
  }
  const std::string today = "Today, " + answer.today.ForPeople() + ", ";
  std::vector<std::string> each;
  for (const FaultyPart part : parts) {
    const std::string open = OpenWords(answer.rights, part);
    if (open.empty()) continue;
    each.push_back(parts.size() == 1 ? open : open + " if the fault is in " + PartWords(part));
  }
  std::string says = today + "no right of the Act is open, on what is known";
  if (!each.empty()) {
    says = today + "the customer may ";
    for (std::size_t i = 0; i < each.size(); ++i) says += (i == 0 ? "" : "; or ") + each[i];
  }
  const bool unknown = std::ranges::any_of(answer.rights, [](const RightStanding& r) { return r.standing == Standing::Unknown; });
  return says + (unknown ? ". What is not known could open more." : ".");
}

std::string SaysOfMissing(const std::string& field, const RightsQuestion& question) {
  if (field == "delivered") {
    return "The day of delivery is not known. It decides until when the goods can be rejected, and who must prove the fault.";
  }
  if (field == "fault_shown") {
    return "The day the fault showed is not known. It decides who must prove whether it was there from the start.";
  }
  if (field == "faulty_part") {
    return "What is at fault is not known: the goods, the digital content or the service. The answer is given for each.";
  }
  const std::size_t index = std::stoul(field.substr(field.find('[') + 1));
  const RemedyAttempt& attempt = question.attempts[index];
  const std::string what = "the " + NameOf(attempt.kind) + " asked for on " + attempt.requested.ForPeople();
  if (field.ends_with("received_back")) {
    return "The day the goods came back from " + what + " is not known. It decides how far the time limit moves.";
  }
  return "How " + what + " turned out is not known. It decides what the customer may ask for next.";
}

class Whole {
 public:
  Whole(const RightsQuestion& question, Date today) : question_(question), today_(today), parts_(PartsInQuestion(question)) {}

  RightsAnswer Run() && {
    answer_.today = today_;
    answer_.price = question_.price;
    for (const FaultyPart part : parts_) {
      for (RightStanding& right : PartReader(question_, part, today_).Read()) answer_.rights.push_back(std::move(right));
      const bool digital = part == FaultyPart::DigitalContent || part == FaultyPart::DigitalContentInGoods;
      if (digital || (question_.device_damaged && question_.kind == ContractKind::Goods)) {
        answer_.rights.push_back(DeviceDamage(question_, part));
      }
    }
    if (std::ranges::any_of(parts_, IsGoods)) answer_.short_term = CountShortTerm(question_);
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
        " by the means the customer paid with, unless they expressly agree to another, and without charging a fee.";
    if (!question_.refund_agreed) {
      duty.says =
          "No refund is agreed. Once the trader agrees that one is due, it must be made without undue delay and within 14 days "
          "beginning with that day," +
          how;
      return duty;
    }
    duty.last = RefundBy(*question_.refund_agreed);
    duty.state = today_ <= *duty.last ? RefundState::Running : RefundState::Passed;
    const std::string agreed = "Agreed on " + question_.refund_agreed->ForPeople();
    if (duty.state == RefundState::Running) {
      duty.says = agreed + ": to be made without undue delay, and by " + duty.last->ForPeople() +
                  " at the latest (day 14, the day it was agreed being day 1)," + how;
    } else {
      duty.says = agreed + ": the last day was " + duty.last->ForPeople() + ", " + Days(today_ - *duty.last) +
                  " ago. If it has not been made, it is late. It is due" + how;
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
        right.says = "The Act is for contracts made from " + InForce().ForPeople() +
                     "; this one is older, as it was carried out on " + earliest->ForPeople() + ".";
        right.source = "Consumer Rights Act 2015 (Commencement No. 3) Order 2015";
        right.verified = false;
        right.first.reset();
        right.last.reset();
        right.would_open.reset();
        right.would_close.reset();
        right.missing.clear();
      }
      answer_.short_term.reset();
      answer_.cautions.emplace_back("Older contracts fall under older law, which is not worked out here.");
      return;
    }
    if (earliest->AddMonths(kMonthsToCaution) <= today_) {
      answer_.cautions.push_back("This goes back to " + earliest->ForPeople() +
                                 ", more than five years. A court may no longer help: the time to go to court ends after six "
                                 "years, in Scotland after five "
                                 "(Limitation Act 1980 s.5; Prescription and Limitation (Scotland) Act 1973 s.6; not verified).");
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
      answer_.assumed.emplace_back(
          "That ownership passed no later than delivery (of hired goods, or goods bought by instalments: "
          "possession).");
    }
    if (question_.installation_required && !question_.installed) {
      answer_.assumed.emplace_back(
          "That the trader has not told the customer that the installation is done, as no day is given.");
    }
    if (!question_.faulty_part && question_.kind == ContractKind::Goods) {
      answer_.assumed.emplace_back("That the goods themselves are at fault, not just their installation.");
    }
    answer_.assumed.emplace_back("That a consumer bought from a trader, and that there is a fault the Act counts as one.");
  }

  const RightsQuestion& question_;
  Date today_;
  std::vector<FaultyPart> parts_;
  RightsAnswer answer_;
};

}  // namespace

std::string WhatTheyMay(StatutoryRight right, FaultyPart part) {
  const std::string thing = IsGoods(part) ? "the goods" : IsService(part) ? "the service" : "the digital content";
  switch (right) {
    case StatutoryRight::ShortTermRightToReject: return "reject the goods and have all the money back";
    case StatutoryRight::Repair: return "have " + thing + " repaired";
    case StatutoryRight::Replacement: return "have " + thing + " replaced";
    case StatutoryRight::PriceReduction: return "keep " + thing + " and have the price reduced";
    case StatutoryRight::FinalRightToReject: return "reject the goods for good and have a refund";
    case StatutoryRight::RepeatPerformance: return "have the service done again";
    case StatutoryRight::DeviceDamage: return "have the damage to their device repaired or paid for";
  }
  return "";
}

base::Result<RightsAnswer> Answer(const RightsQuestion& question, Date today) {
  std::vector<Fault> faults = Contradictions(question, today).Find();
  if (!faults.empty()) {
    std::string says = faults.size() == 1 ? "the question contradicts itself in one place" : "the question contradicts itself";
    return std::unexpected(base::Error{base::ErrorCode::Invalid, std::move(says), std::move(faults)});
  }
  return Whole(question, today).Run();
}

}  // namespace rights
