#include <algorithm>

#include "domain/rights/attempts.h"
#include "domain/rights/parts.h"
#include "domain/rights/rights.h"

namespace rights {
namespace {

using base::Date;

constexpr int kDaysToReject = 30;  // s.22(3)
constexpr int kDaysAfterWait = 7;  // s.22(7)(a)
constexpr int kDaysToRefund = 14;  // s.20(15)

// A waiting period: it begins with the day of the request and ends with the day the goods are back, both counted; s.22(8).
struct Wait {
  std::size_t attempt = 0;  // its place in the question
  AttemptKind kind = AttemptKind::Repair;
  Date begin;
  std::optional<Date> end;
  bool conforms = false;
  bool end_is_of_a_later_one = false;
};

std::vector<Wait> WaitsOf(const RightsQuestion& question) {
  std::vector<Wait> waits;
  for (std::size_t i = 0; i < question.attempts.size(); ++i) {
    const RemedyAttempt& attempt = question.attempts[i];
    if (attempt.kind == AttemptKind::RepeatPerformance) continue;
    waits.push_back(
        {i, attempt.kind, attempt.requested, attempt.received_back, ProgressOf(question, attempt) == Progress::Conforms, false});
  }
  std::ranges::stable_sort(waits, {}, &Wait::begin);
  // Once the customer has the goods again, no earlier request is still being waited for.
  std::optional<Date> back;
  for (std::size_t i = waits.size(); i-- > 0;) {
    if (waits[i].end) {
      back = back ? std::min(*back, *waits[i].end) : waits[i].end;
    } else if (back) {
      waits[i].end = back;
      waits[i].end_is_of_a_later_one = true;
    }
  }
  return waits;
}

class Counting {
 public:
  explicit Counting(const RightsQuestion& question) : question_(question) {}

  ShortTermCount Run() && {
    if (!CountFromDayOne()) return std::move(count_);
    TakeAgreement();
    for (const Wait& wait : WaitsOf(question_)) {
      if (!Take(wait)) return std::move(count_);
    }
    Conclude();
    return std::move(count_);
  }

 private:
  void Step(std::optional<Date> from, std::optional<Date> to, int days, Saying says, std::string_view section) {
    count_.steps.push_back({from, to, days, std::move(says), Cite(section)});
  }

  bool CountFromDayOne() {
    if (!question_.delivered) {
      count_.missing.emplace_back("delivered");
      Step({}, {}, 0, Saying("The day of delivery is not known, so the days cannot be counted."), "22(3)");
      return false;
    }
    if (question_.installation_required && !question_.installed) {
      Step({}, {}, 0,
           Saying("The trader has not told the customer that the goods are installed or ready for use, so the 30 days have not "
                  "begun. The customer may reject before they begin."),
           "22(3), (5)");
      return false;
    }
    Date last = std::max(*question_.delivered, question_.owned.value_or(*question_.delivered));
    if (question_.installed) last = std::max(last, *question_.installed);
    count_.day_one = last + 1;
    const bool delivery_alone = !question_.owned && !question_.installed;
    Step(last, last, 0,
         delivery_alone ? Saying("The goods were delivered on {}. The day after, {}, is day 1.", last, *count_.day_one)
                        : Saying("Ownership, delivery and any installation had all happened by {}. The day after, {}, is day 1.",
                                 last, *count_.day_one),
         "22(3)");
    int days = kDaysToReject;
    if (question_.perishable_days && question_.perishable_days->value < kDaysToReject) {
      days = static_cast<int>(question_.perishable_days->value);
    }
    count_.original_last = *count_.day_one + (days - 1);
    count_.last = count_.original_last;
    if (days < kDaysToReject) {
      Step(count_.day_one, count_.original_last, days,
           Saying("Goods of this kind can be expected to keep {}, fewer than 30: day {} is {}.", Days(days), days,
                  *count_.original_last),
           "22(4)");
    } else {
      Step(count_.day_one, count_.original_last, days, Saying("Day 30 is {}.", *count_.original_last), "22(3)");
    }
    return true;
  }

  void TakeAgreement() {
    if (!question_.limit_agreed) return;
    if (*question_.limit_agreed > *count_.last) {
      count_.last = question_.limit_agreed;
      Step({}, count_.last, 0, Saying("Trader and customer agreed on a later day: {}.", *count_.last), "22(1)");
    } else if (*question_.limit_agreed < *count_.last) {
      Step({}, {}, 0, Saying("An agreement on an earlier day ({}) does not bind the customer.", *question_.limit_agreed),
           "22(2)");
    }
  }

  // False when the count stands still here.
  bool Take(const Wait& wait) {
    const Saying what = SayingOf(wait.kind);
    if (wait.begin > *count_.last && !(waited_until_ && wait.begin <= *waited_until_)) {
      Step(wait.begin, wait.begin, 0,
           Saying("The {} asked for on {} came after the right had ended on {}; it does not bring it back.", what, wait.begin,
                  *count_.last),
           "22(1)");
      return true;
    }
    const std::string field = "attempts[" + std::to_string(wait.attempt) + "]";
    if (!wait.end) {
      const std::optional<AttemptOutcome>& outcome = question_.attempts[wait.attempt].outcome;
      if (outcome == AttemptOutcome::StillFaulty || outcome == AttemptOutcome::Conforms) {
        count_.missing.push_back(field + ".received_back");
        Step(wait.begin, {}, 0,
             Saying(
                 "A {} was asked for on {}; the day the goods came back is not known, so the days of waiting cannot be counted.",
                 what, wait.begin),
             "22(6), (8)");
      } else {
        count_.stopped_since = wait.begin;
        Step(wait.begin, {}, 0,
             Saying("A {} was asked for on {} and the goods are not back: the clock has stood still since that day, and does "
                    "until the day they are back.",
                    what, wait.begin),
             "22(6), (8)");
      }
      count_.last.reset();
      return false;
    }
    const Date from = waited_until_ ? std::max(wait.begin, *waited_until_ + 1) : wait.begin;
    const int days = std::max(0, *wait.end - from + 1);
    const int shared = (*wait.end - wait.begin + 1) - days;
    waited_until_ = waited_until_ ? std::max(*waited_until_, *wait.end) : wait.end;
    count_.waiting_days += days;
    Saying says = Saying("Waiting for a {}, from the request on {} to the day the goods were back, {}, both counted: {}", what,
                         wait.begin, *wait.end, Days(*wait.end - wait.begin + 1));
    if (wait.end_is_of_a_later_one)
      says = Saying("{} (no day is given for this request; the goods were back by then)", std::move(says));
    if (shared > 0) says = Saying("{}, of which {} counted already", std::move(says), Days(shared));
    Step(wait.begin, wait.end, days, Saying::Sentence(std::move(says)), "22(6), (8)");
    const Date extended = *count_.original_last + count_.waiting_days;
    count_.last = std::max(*count_.last, extended);
    if (!wait.conforms) {
      const Date after = *wait.end + kDaysAfterWait;
      seven_days_after_ = seven_days_after_ ? std::max(*seven_days_after_, after) : after;
      count_.last = std::max(*count_.last, after);
    }
    return true;
  }

  void Conclude() {
    if (count_.waiting_days == 0) return;
    const Date extended = *count_.original_last + count_.waiting_days;
    std::vector<Saying> says;
    says.push_back(Saying("The limit of {}, extended by the {} of waiting, is {}.", *count_.original_last,
                          Days(count_.waiting_days), extended));
    if (seven_days_after_) says.push_back(Saying("Seven days after the waiting ended is {}.", *seven_days_after_));
    if (seven_days_after_ || *count_.last != extended) says.push_back(Saying("The later counts: {}.", *count_.last));
    Step({}, count_.last, 0, Saying::Run(std::move(says)), seven_days_after_ ? "22(7)" : "22(6)");
  }

  const RightsQuestion& question_;
  ShortTermCount count_;
  std::optional<Date> waited_until_;
  std::optional<Date> seven_days_after_;
};

}  // namespace

std::string Cite(std::string_view section) { return "Consumer Rights Act 2015 s." + std::string(section); }

Date LastOfMonths(Date first, int months) {
  const Date same = first.AddMonths(months);
  // The period ends the day before the day of the same number; where that month has none, with its last day.
  return same.day() == first.day() ? same - 1 : same;
}

Date RefundBy(Date agreed) { return agreed + (kDaysToRefund - 1); }

ShortTermCount CountShortTerm(const RightsQuestion& question) { return Counting(question).Run(); }

}  // namespace rights
