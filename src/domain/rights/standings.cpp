#include "domain/rights/standings.h"

#include <algorithm>

#include "domain/rights/attempts.h"
#include "domain/rights/parts.h"
#include "domain/rights/rights.h"

namespace rights {
namespace {

using base::Date;

constexpr int kMonthsPresumed = 6;          // s.19(14), s.42(9)
constexpr int kMonthsWithoutDeduction = 6;  // s.24(10)-(11)

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
  Saying Thing() const {
    return IsGoods(part_) ? Saying("goods") : IsService(part_) ? Saying("service") : Saying("digital content");
  }
  Saying Price() const { return question_.price ? Saying(" ({})", *question_.price) : Saying(); }

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

  static void Set(RightStanding& standing, Standing as, Saying says) {
    standing.standing = as;
    standing.says = std::move(says);
  }

  std::optional<Date> FirstKnown() const {
    const std::optional<Date>& start = IsService(part_) ? question_.performed : question_.delivered;
    return question_.fault_shown ? question_.fault_shown : start;
  }

  // -- Proof ----------------------------------------------------------------------------------------------------------

  BurdenOfProof ProofAlwaysTheCustomers() const {
    return {MustProve::Customer,
            {},
            Saying("The customer must show that the goods were faulty when they were delivered: the six months in which that is "
                   "presumed are not for this right."),
            Cite("19(14)")};
  }

  BurdenOfProof Proof() const {
    if (IsService(part_)) {
      return {MustProve::Customer, {}, Saying("The customer must show that the service was not as it had to be."), Cite("54")};
    }
    const char* section = IsGoods(part_) ? "19(14)-(15)" : "42(9)-(10)";
    if (!question_.delivered) {
      return {
          MustProve::Unknown, {}, Saying("Who must prove it depends on the day of delivery, which is not known."), Cite(section)};
    }
    const Date until = LastOfMonths(*question_.delivered, kMonthsPresumed);
    if (!question_.fault_shown) {
      return {MustProve::Unknown, until,
              Saying("Who must prove it depends on the day the fault showed, which is not known. One that showed by {} counts as "
                     "there from the start.",
                     until),
              Cite(section)};
    }
    if (*question_.fault_shown <= until) {
      return {MustProve::Trader, until,
              Saying("The fault showed within six months of delivery (by {}), so it counts as there from the start unless the "
                     "trader proves otherwise, or that would not fit the kind of {} or of fault.",
                     until, Thing()),
              Cite(section)};
    }
    return {MustProve::Customer, until,
            Saying("The fault showed after the six months in which it would count as there from the start (they ended on {}), so "
                   "the customer must show that it was.",
                   until),
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
        now.says = Saying("Whether the rejection of {} was in time cannot be told. {}", rejected, now.says);
      } else {
        now.says = Saying::Run(
            {std::move(now.says),
             short_term.standing == Standing::Closed
                 ? Saying("The rejection of {} does not count as one under this right: its time was over.", rejected)
                 : Saying("The rejection of {} does not count as one under this right: it was not open that day.", rejected)});
      }
      return;
    }
    RightStanding& used = short_used ? rights.front() : rights.back();
    used = short_used ? std::move(short_term) : std::move(final_right);
    used.standing = Standing::Used;
    used.says = Saying(
        "The customer rejected the goods on {}, while this right was open{}. The contract is at an end, a refund is due{}, and "
        "the trader bears the reasonable costs of having the goods back.",
        rejected, used.last ? Saying(" (its last day: {})", *used.last) : Saying(), Price());
    used.would_open.reset();
    used.would_close.reset();
    for (RightStanding& other : rights) {
      if (&other == &used) continue;
      // Why the short-term right was not the one used is still worth knowing.
      if (final_used && other.right == StatutoryRight::ShortTermRightToReject) continue;
      Set(other, Standing::Closed, Saying("The goods were rejected on {}; the contract is at an end.", rejected));
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
        IsGoods(part_) ? Saying("After the {} asked for on {} the goods conform.", latest.kind, latest.requested)
                       : Saying("After the {} asked for on {} the {} conforms.", latest.kind, latest.requested, Thing()));
    standing.would_open = Saying("A fault that shows after that.");
    return true;
  }

  bool Undecided(RightStanding& standing) const {
    if (attempts_.progress() != Progress::BackUndecided) return false;
    const RemedyAttempt& latest = *attempts_.Latest();
    Set(standing, Standing::Unknown,
        IsGoods(part_)
            ? Saying("It is not known whether the goods conform after the {} asked for on {}.", latest.kind, latest.requested)
            : Saying("It is not known whether the {} conforms after the {} asked for on {}.", Thing(), latest.kind,
                     latest.requested));
    standing.missing.push_back(attempts_.LatestField("outcome"));
    return true;
  }

  RightStanding ShortTerm(const RightsQuestion& question, Date on) const {
    RightStanding right = Make(StatutoryRight::ShortTermRightToReject, "22(3)");
    right.deduction = RefundDeduction{ForUse::NoDeduction, {}, Saying("Nothing may be taken off for use."), Cite("20(10)")};
    if (part_ == FaultyPart::Installation) {
      right.source = Cite("19(4)");
      Set(right, Standing::NotOpen, Saying("A fault that lies only in the installation gives no short-term right to reject."));
      right.would_open = Saying("The goods themselves being at fault.");
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
      Set(right, Standing::Closed, Saying("The last day was {}, {} ago.", *count_.last, Days(on - *count_.last)));
      right.would_open = Saying("Only the trader agreeing that it may be used later.");
      return right;
    }
    if (Undecided(right)) return right;
    right.first = FirstKnown();
    Set(right, Standing::Open,
        on == *count_.last
            ? Saying("All the money is to be paid back{}. The last day is {}, which is today.", Price(), *count_.last)
            : Saying("All the money is to be paid back{}. The last day is {}, {} from today.", Price(), *count_.last,
                     Days(*count_.last - on)));
    right.would_close =
        Saying("The end of {}. Asking for a repair or a replacement stops the clock, but puts this off for a reasonable time.",
               *count_.last);
    return right;
  }

  // The clock has not begun or stands still, so there is no last day yet.
  RightStanding NotCounting(RightStanding right) const {
    right.first = FirstKnown();
    if (!count_.stopped_since) {
      right.source = Cite("22(5)");
      Set(right, Standing::Open,
          Saying("All the money is to be paid back{}. The 30 days have not begun, because the trader has not said that the goods "
                 "are installed or ready for use.",
                 Price()));
      right.would_close = Saying("30 days, once they have begun.");
      return right;
    }
    const RemedyAttempt& latest = *attempts_.Latest();
    if (attempts_.progress() == Progress::Waiting) {
      right.first.reset();
      right.source = Cite(latest.kind == AttemptKind::Repair ? "23(6)" : "23(7)");
      Set(right, Standing::NotOpen,
          Saying("A {} was asked for on {}: the trader must have a reasonable time for it first, unless that would be a "
                 "significant inconvenience to the customer. The clock stands still meanwhile.",
                 latest.kind, latest.requested));
      right.would_open =
          Saying("The goods coming back and still not conforming, or the reasonable time running out without them.");
      return right;
    }
    right.source = Cite("22(6), 23");
    Set(right, Standing::Open,
        Saying("All the money is to be paid back{}. The clock has stood still since {}, because the goods are not back, and the "
               "trader has had the time that was due.",
               Price(), *count_.stopped_since));
    right.would_close = Saying("The goods coming back and conforming; or, if they do not conform, the days that are then left.");
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
      Set(right, Standing::NotOpen, Saying("A {} is impossible, or out of proportion to the other remedy.", kind));
      right.would_open = Saying("Its proving possible and in proportion after all.");
      return right;
    }
    const RemedyAttempt* latest = attempts_.Latest();
    const bool waiting = attempts_.progress() == Progress::Waiting;
    if (waiting && latest->kind != kind) {
      right.source = Cite(section + (repair ? "(7)" : "(6)"));
      Set(right, Standing::NotOpen,
          Saying("A {} was asked for on {}; the trader must have a reasonable time for it first, unless that would be a "
                 "significant inconvenience to the customer.",
                 latest->kind, latest->requested));
      right.would_open = Saying("The reasonable time running out.");
      return right;
    }
    if (Undecided(right)) return right;
    right.first = FirstKnown();
    const bool choice = !waiting && !attempts_.IsRuledOut(repair ? AttemptKind::Replacement : AttemptKind::Repair);
    Set(right, Standing::Open,
        Saying::Run({waiting  ? Saying("Asked for on {}, and still due.", latest->requested)
                     : choice ? Saying("Repair or replacement, as the customer chooses.")
                              : Saying(),
                     Saying("The trader must do it within a reasonable time, without significant inconvenience to the customer, "
                            "and bear the costs.")}));
    right.would_close = Saying("The {} conforming. The Act sets no last day, but the time to go to court runs out.", Thing());
    return right;
  }

  RightStanding PriceReduction() const {
    const std::string section = IsGoods(part_) ? "24" : IsService(part_) ? "56" : "44";
    RightStanding right = Make(StatutoryRight::PriceReduction, section + (IsGoods(part_) ? "(5)" : "(3)"));
    const Saying grants = Saying("The price is to be reduced by an appropriate amount, up to all of it{}", Price());
    if (part_ == FaultyPart::ServiceTime) {
      right.source = Cite("54(5), 56(1)-(2)");
      right.first = FirstKnown();
      Set(right, Standing::Open, Saying("{}, because the service was not done within a reasonable time.", grants));
      right.would_close = Saying("The Act sets no last day, but the time to go to court runs out.");
      return right;
    }
    GoOn(right, grants);
    if (IsGoods(part_) && right.standing == Standing::Open)
      right.says = Saying::Run({std::move(right.says), Saying("Either this or the final right to reject, not both.")});
    return right;
  }

  // Where the Act lets the customer go on from putting right to money.
  void GoOn(RightStanding& right, const Saying& grants) const {
    if (Conform(right)) return;
    if (const std::optional<Situation> situation = attempts_.MayGoOn()) {
      right.first = situation->since;
      right.source = Cite(situation->section);
      Set(right, Standing::Open, Saying("{}, because {}.", grants, situation->because));
      right.would_close = Saying("The {} conforming after a further attempt that the customer agrees to.", Thing());
      return;
    }
    if (Undecided(right)) return;
    const Saying waits =
        attempts_.progress() == Progress::Waiting
            ? Saying("The {} asked for on {} is still being waited for.", attempts_.Latest()->kind, attempts_.Latest()->requested)
            : Saying();
    if (IsGoods(part_)) {
      Set(right, Standing::NotOpen,
          waits.empty() ? Saying("No repair or replacement has failed, been refused as impossible, or taken too long.") : waits);
      right.would_open = Saying(
          "One repair or replacement after which the goods still do not conform; or neither being possible; or the trader not "
          "doing it within a reasonable time and without significant inconvenience.");
      return;
    }
    const bool failed = attempts_.progress() == Progress::Failed;
    Saying why = IsService(part_) ? Saying("No repeat has been impossible or too slow.")
                                  : Saying("No repair or replacement has been impossible or too slow.");
    if (failed) {
      why = Saying(
          "An attempt that failed does not open this by itself (for goods it would); the trader may try again within a "
          "reasonable time.");
    }
    Set(right, Standing::NotOpen, waits.empty() ? why : waits);
    right.would_open =
        IsService(part_)
            ? Saying("A repeat being impossible, or not done within a reasonable time and without significant inconvenience.")
            : Saying(
                  "A repair or replacement being impossible, or not done within a reasonable time and without significant "
                  "inconvenience.");
  }

  RightStanding Final(Date on) const {
    RightStanding right = Make(StatutoryRight::FinalRightToReject, "24(5)");
    GoOn(right, Saying("The money is to be paid back{}", Price()));
    if (right.standing == Standing::Open)
      right.says = Saying::Run({std::move(right.says), Saying("Either this or a price reduction, not both.")});
    right.deduction = Deduction(on);
    return right;
  }

  RefundDeduction Deduction(Date on) const {
    if (question_.motor_vehicle) {
      return {ForUse::MayBeDeducted,
              {},
              Saying("Something may be taken off the refund for the use the customer had of a motor vehicle, from the first day "
                     "on; not for time in which they had it only because the trader did not collect it as agreed."),
              Cite("24(8)-(10)")};
    }
    if (!count_.day_one) {
      const bool begun = !(question_.installation_required && !question_.installed);
      if (!begun && question_.delivered) {
        return {ForUse::NoDeduction,
                {},
                Saying("Nothing may be taken off for use: the first six months have not begun."),
                Cite("24(10)-(11)")};
      }
      return {ForUse::Unknown,
              {},
              Saying("Whether something may be taken off for use depends on the day of delivery, which is not known."),
              Cite("24(8)-(11)")};
    }
    const Date until = LastOfMonths(*count_.day_one, kMonthsWithoutDeduction);
    if (on <= until) {
      return {ForUse::NoDeduction, until,
              Saying("Nothing may be taken off for use if the customer rejects in the first six months, by {}.", until),
              Cite("24(10)-(11)")};
    }
    return {ForUse::MayBeDeducted, until,
            Saying("The first six months ended on {}: something may be taken off for the use the customer had, but not for time "
                   "in which they had the goods only because the trader did not collect them as agreed.",
                   until),
            Cite("24(8)-(11)")};
  }

  // -- Digital content and services -----------------------------------------------------------------------------------

  std::vector<RightStanding> DigitalContent() const {
    std::vector<RightStanding> rights;
    for (const StatutoryRight none : {StatutoryRight::ShortTermRightToReject, StatutoryRight::FinalRightToReject}) {
      RightStanding right = Make(none, "42(2)");
      right.proof = Proof();
      Set(right, Standing::NotOpen, Saying("There is no right to reject digital content, unless it came in goods."));
      right.would_open = Saying("Its having come in goods (on a disc, in a device): then it is the goods that are rejected.");
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
      Set(repeat, Standing::NotOpen, Saying("A service that was only late gives a price reduction, not a repeat."));
      repeat.would_open = Saying("The service not being done with reasonable care and skill, or not as informed.");
    } else if (Conform(repeat)) {
      // nothing left to ask for
    } else if (attempts_.IsRuledOut(AttemptKind::RepeatPerformance)) {
      repeat.source = Cite("55(3)");
      Set(repeat, Standing::NotOpen, Saying("The service cannot be done again so as to conform."));
      repeat.would_open = Saying("Its proving possible after all.");
    } else if (!Undecided(repeat)) {
      repeat.first = FirstKnown();
      const bool waiting = attempts_.progress() == Progress::Waiting;
      Set(repeat, Standing::Open,
          Saying::Run(
              {waiting ? Saying("Asked for on {}, and still due.", attempts_.Latest()->requested) : Saying(),
               Saying("The trader must do it again as far as needed to make it conform, within a reasonable time, without "
                      "significant inconvenience to the customer, and bear the costs.")}));
      repeat.would_close = Saying("The service conforming. The Act sets no last day, but the time to go to court runs out.");
    }
    return {repeat, PriceReduction()};
  }

  const RightsQuestion& question_;
  FaultyPart part_;
  Date today_;
  Attempts attempts_;
  ShortTermCount count_;
};

}  // namespace

std::vector<RightStanding> StandingsOf(const RightsQuestion& question, FaultyPart part, Date today) {
  return PartReader(question, part, today).Read();
}

RightStanding DeviceDamage(const RightsQuestion& question, FaultyPart part) {
  RightStanding right;
  right.right = StatutoryRight::DeviceDamage;
  right.part = part;
  right.source = Cite("46(1)-(2)");
  right.proof = {MustProve::Customer,
                 {},
                 Saying("The customer must show that the digital content did the damage, and that reasonable care and skill "
                        "would have prevented it."),
                 Cite("46(1)")};
  if (question.device_damaged) {
    right.first = question.fault_shown ? question.fault_shown : question.delivered;
    right.standing = Standing::Open;
    right.says = Saying(
        "If the damage would not have happened with reasonable care and skill, the trader must repair it, within a reasonable "
        "time and at the trader's cost, or compensate the customer with an appropriate payment.");
    right.would_close = Saying("The damage repaired or paid for.");
  } else {
    right.standing = Standing::NotOpen;
    right.says = Saying("Nothing is said of damage to a device or to other digital content of the customer.");
    right.would_open = Saying("The digital content having damaged a device or other digital content of the customer.");
  }
  return right;
}

}  // namespace rights
