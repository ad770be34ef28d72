// The rows of the norms that come from the Consumer Rights Act 2015, a test each, with the days on both sides of every
// boundary; and what must hold of the count of days whatever the dates.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "domain/rights/rights.h"
#include "support/random.h"

namespace rights {
namespace {

using base::Date;
using enum StatutoryRight;

Date D(const char* text) { return *Date::Parse(text); }

RightsQuestion GoodsDelivered(const char* day) {
  RightsQuestion question;
  question.delivered = D(day);
  return question;
}
RightsQuestion DigitalSupplied(const char* day) {
  RightsQuestion question = GoodsDelivered(day);
  question.kind = ContractKind::DigitalContent;
  return question;
}
RightsQuestion ServiceDone(const char* day) {
  RightsQuestion question;
  question.kind = ContractKind::Service;
  question.performed = D(day);
  return question;
}
RemedyAttempt Tried(AttemptKind kind, const char* requested, const char* back, AttemptOutcome outcome) {
  return {kind, D(requested), D(back), outcome};
}

RightStanding RightOn(const RightsQuestion& question, const char* today, StatutoryRight right) {
  const auto answer = Answer(question, D(today));
  if (!answer) throw std::runtime_error(base::ToLine(answer.error()));
  const auto found = std::ranges::find(answer->rights, right, &RightStanding::right);
  if (found == answer->rights.end()) throw std::runtime_error("no " + base::NameOf(right));
  return *found;
}
Standing On(const RightsQuestion& question, const char* today, StatutoryRight right) {
  return RightOn(question, today, right).standing;
}
std::string LastOf(const RightsQuestion& question) {
  const auto last = CountShortTerm(question).last;
  return last ? last->ToString() : "none";
}

// -- The rows -----------------------------------------------------------------------------------------------------------

TEST(Norms, cra_reject_ends_with_the_thirtieth_day_beginning_with_the_day_after_all_has_happened) {
  struct Row {
    const char* name;
    RightsQuestion question;
    const char* last;
    const char* after;
  };
  const auto with = [](const char* delivered, auto change) {
    RightsQuestion question = GoodsDelivered(delivered);
    change(question);
    return question;
  };
  const auto nothing = [](RightsQuestion&) {};
  for (const Row& row : std::vector<Row>{
           {"delivered 1 September", with("2026-09-01", nothing), "2026-10-01", "2026-10-02"},
           {"over the end of a year", with("2026-12-15", nothing), "2027-01-14", "2027-01-15"},
           {"over 29 February", with("2028-02-10", nothing), "2028-03-11", "2028-03-12"},
           {"over a February without 29", with("2027-02-10", nothing), "2027-03-12", "2027-03-13"},
           {"delivered on 29 February", with("2028-02-29", nothing), "2028-03-30", "2028-03-31"},
           {"ownership after delivery", with("2026-09-01", [](auto& q) { q.owned = D("2026-09-10"); }), "2026-10-10",
            "2026-10-11"},
           {"ownership before delivery", with("2026-09-01", [](auto& q) { q.owned = D("2026-08-10"); }), "2026-10-01",
            "2026-10-02"},
           {"installed after delivery",
            with("2026-09-01",
                 [](auto& q) {
                   q.installation_required = true;
                   q.installed = D("2026-09-08");
                 }),
            "2026-10-08", "2026-10-09"},
           {"goods that keep five days", with("2026-09-01", [](auto& q) { q.perishable_days = {5}; }), "2026-09-06",
            "2026-09-07"},
           {"goods that keep a day", with("2026-09-01", [](auto& q) { q.perishable_days = {1}; }), "2026-09-02", "2026-09-03"},
           {"goods that keep thirty days", with("2026-09-01", [](auto& q) { q.perishable_days = {30}; }), "2026-10-01",
            "2026-10-02"},
           {"goods that keep a year", with("2026-09-01", [](auto& q) { q.perishable_days = {365}; }), "2026-10-01", "2026-10-02"},
           {"lengthened by agreement", with("2026-09-01", [](auto& q) { q.limit_agreed = D("2026-10-31"); }), "2026-10-31",
            "2026-11-01"},
           {"never shortened", with("2026-09-01", [](auto& q) { q.limit_agreed = D("2026-09-10"); }), "2026-10-01", "2026-10-02"},
       }) {
    const RightStanding open = RightOn(row.question, row.last, ShortTermRightToReject);
    EXPECT_EQ(open.standing, Standing::Open) << row.name;
    EXPECT_EQ(open.last->ToString(), row.last) << row.name;
    EXPECT_TRUE(open.verified) << row.name;
    EXPECT_EQ(On(row.question, row.after, ShortTermRightToReject), Standing::Closed) << row.name;
  }
  EXPECT_EQ(RightOn(GoodsDelivered("2026-09-01"), "2026-10-01", ShortTermRightToReject).source,
            "Consumer Rights Act 2015 s.22(3)");
}

TEST(Norms, cra_reject_may_be_used_before_the_thirty_days_begin) {
  RightsQuestion question = GoodsDelivered("2026-09-01");
  question.installation_required = true;
  const RightStanding right = RightOn(question, "2026-12-01", ShortTermRightToReject);
  EXPECT_EQ(right.standing, Standing::Open);
  EXPECT_EQ(right.last, std::nullopt);
  EXPECT_EQ(right.source, "Consumer Rights Act 2015 s.22(5)");
}

TEST(Norms, cra_reject_stop_gives_the_later_of_seven_days_after_waiting_and_the_limit_extended_by_it) {
  using enum AttemptKind;
  using enum AttemptOutcome;
  struct Row {
    const char* name;
    std::vector<RemedyAttempt> attempts;
    const char* last;
  };
  for (const Row& row : std::vector<Row>{
           // Both the day of the request and the day the goods are back count: 10 to 20 September are 11 days.
           {"the limit extended", {Tried(Repair, "2026-09-10", "2026-09-20", StillFaulty)}, "2026-10-12"},
           {"asked for and back in a day", {Tried(Repair, "2026-09-10", "2026-09-10", StillFaulty)}, "2026-10-02"},
           // Asked for on the last day: one more day would be 2 October, seven days after are 8 October.
           {"seven days when fewer remain", {Tried(Repair, "2026-10-01", "2026-10-01", StillFaulty)}, "2026-10-08"},
           // Asked for on day 24, 6 days remain after the wait: seven days after are one later.
           {"one short of level", {Tried(Repair, "2026-09-25", "2026-09-25", StillFaulty)}, "2026-10-02"},
           {"level", {Tried(Repair, "2026-09-25", "2026-10-04", StillFaulty)}, "2026-10-11"},
           {"seven days later by one", {Tried(Repair, "2026-09-26", "2026-10-05", StillFaulty)}, "2026-10-12"},
           // Goods that conform when they come back stop the clock, but give no seven days.
           {"goods that conform", {Tried(Repair, "2026-10-01", "2026-10-01", Conforms)}, "2026-10-02"},
           {"asked for too late", {Tried(Repair, "2026-10-02", "2026-10-20", StillFaulty)}, "2026-10-01"},
           {"two periods apart",
            {Tried(Repair, "2026-09-05", "2026-09-09", StillFaulty), Tried(Replacement, "2026-09-20", "2026-09-24", StillFaulty)},
            "2026-10-11"},
           {"two that overlap count each day once",
            {Tried(Repair, "2026-09-05", "2026-09-14", StillFaulty), Tried(Replacement, "2026-09-10", "2026-09-19", StillFaulty)},
            "2026-10-16"},
           {"one within the other",
            {Tried(Repair, "2026-09-05", "2026-09-19", StillFaulty), Tried(Replacement, "2026-09-10", "2026-09-12", StillFaulty)},
            "2026-10-16"},
           // The first gives until 8 October, so the second is in time.
           {"the seven days hold the right for another request",
            {Tried(Repair, "2026-10-01", "2026-10-01", StillFaulty), Tried(Repair, "2026-10-08", "2026-10-20", StillFaulty)},
            "2026-10-27"},
           {"and not a day longer",
            {Tried(Repair, "2026-10-01", "2026-10-01", StillFaulty), Tried(Repair, "2026-10-09", "2026-10-20", StillFaulty)},
            "2026-10-08"},
           {"over the end of a year", {Tried(Repair, "2026-09-30", "2027-01-05", StillFaulty)}, "2027-01-12"},
       }) {
    RightsQuestion question = GoodsDelivered("2026-09-01");
    question.attempts = row.attempts;
    EXPECT_EQ(LastOf(question), row.last) << row.name;
  }
  RightsQuestion milk = GoodsDelivered("2026-09-01");
  milk.perishable_days = {5};
  milk.attempts = {Tried(Replacement, "2026-09-03", "2026-09-04", StillFaulty)};
  EXPECT_EQ(LastOf(milk), "2026-09-11") << "seven days, where the five extended by two are the 8th";
}

TEST(Norms, cra_reject_stop_shows_the_count_step_by_step) {
  RightsQuestion question = GoodsDelivered("2026-09-01");
  question.attempts = {Tried(AttemptKind::Repair, "2026-09-10", "2026-09-20", AttemptOutcome::StillFaulty)};
  const ShortTermCount count = CountShortTerm(question);
  EXPECT_EQ(count.day_one, D("2026-09-02"));
  EXPECT_EQ(count.original_last, D("2026-10-01"));
  EXPECT_EQ(count.waiting_days, 11);
  ASSERT_EQ(count.steps.size(), 4U);
  EXPECT_EQ(count.steps[2].days, 11);
  EXPECT_EQ(
      count.steps[3].says,
      "The limit of Thu 1 Oct 2026, extended by the 11 days of waiting, is Mon 12 Oct 2026. Seven days after the waiting ended "
      "is Sun 27 Sep 2026. The later counts: Mon 12 Oct 2026.");
  EXPECT_EQ(count.steps[3].source, "Consumer Rights Act 2015 s.22(7)");
}

TEST(Norms, cra_presume_puts_the_proof_on_the_trader_for_six_months_but_not_for_the_short_term_right) {
  struct Row {
    const char* delivered;
    const char* last;
    const char* after;
  };
  for (const Row& row : {Row{"2026-09-01", "2027-02-28", "2027-03-01"}, Row{"2027-09-01", "2028-02-29", "2028-03-01"},
                         Row{"2026-08-31", "2027-02-28", "2027-03-01"}, Row{"2026-08-28", "2027-02-27", "2027-02-28"},
                         Row{"2026-07-01", "2026-12-31", "2027-01-01"}, Row{"2026-03-15", "2026-09-14", "2026-09-15"}}) {
    RightsQuestion question = GoodsDelivered(row.delivered);
    question.fault_shown = D(row.last);
    for (const StatutoryRight right : {Repair, Replacement, PriceReduction, FinalRightToReject}) {
      const RightStanding standing = RightOn(question, row.after, right);
      EXPECT_EQ(standing.proof.who, MustProve::Trader) << row.delivered;
      EXPECT_EQ(standing.proof.presumed_until, D(row.last)) << row.delivered;
      EXPECT_EQ(standing.proof.source, "Consumer Rights Act 2015 s.19(14)-(15)");
    }
    EXPECT_EQ(RightOn(question, row.after, ShortTermRightToReject).proof.who, MustProve::Customer);
    question.fault_shown = D(row.after);
    EXPECT_EQ(RightOn(question, row.after, Repair).proof.who, MustProve::Customer) << row.delivered;
  }
  RightsQuestion silent = GoodsDelivered("2026-09-01");
  EXPECT_EQ(RightOn(silent, "2026-10-01", Repair).proof.who, MustProve::Unknown);
}

TEST(Norms, cra_repair_is_the_customers_choice_unless_impossible_or_out_of_proportion) {
  RightsQuestion question = GoodsDelivered("2026-09-01");
  EXPECT_EQ(On(question, "2026-09-01", Repair), Standing::Open);
  EXPECT_EQ(On(question, "2026-09-01", Replacement), Standing::Open);
  EXPECT_EQ(On(question, "2027-09-01", Repair), Standing::Open) << "the Act sets no last day";
  question.repair_ruled_out = true;
  EXPECT_EQ(On(question, "2026-09-02", Repair), Standing::NotOpen);
  EXPECT_EQ(RightOn(question, "2026-09-02", Repair).source, "Consumer Rights Act 2015 s.23(3)");
  EXPECT_EQ(On(question, "2026-09-02", Replacement), Standing::Open);
  EXPECT_EQ(On(question, "2026-09-02", FinalRightToReject), Standing::NotOpen) << "a replacement can still be asked for";
}

TEST(Norms, cra_final_opens_after_one_failed_attempt_or_when_none_is_possible_or_in_reasonable_time) {
  using enum AttemptOutcome;
  const auto after = [](AttemptOutcome outcome) {
    RightsQuestion question = GoodsDelivered("2026-09-01");
    question.attempts = {Tried(AttemptKind::Repair, "2026-10-10", "2026-10-20", outcome)};
    return question;
  };
  for (const StatutoryRight right : {PriceReduction, FinalRightToReject}) {
    EXPECT_EQ(On(GoodsDelivered("2026-09-01"), "2026-10-20", right), Standing::NotOpen);
    EXPECT_EQ(RightOn(after(StillFaulty), "2026-10-20", right).first, D("2026-10-20"));
    EXPECT_EQ(RightOn(after(StillFaulty), "2026-10-20", right).source, "Consumer Rights Act 2015 s.24(5)(a)");
    EXPECT_EQ(RightOn(after(NotInReasonableTime), "2026-10-20", right).source, "Consumer Rights Act 2015 s.24(5)(c)");
    EXPECT_EQ(RightOn(after(SignificantInconvenience), "2026-10-20", right).source, "Consumer Rights Act 2015 s.24(5)(c)");
    EXPECT_EQ(On(after(Conforms), "2026-10-20", right), Standing::NotOpen);
    EXPECT_EQ(On(after(Impossible), "2026-10-20", right), Standing::NotOpen) << "a replacement can still be asked for";
    RightsQuestion neither = after(Impossible);
    neither.replacement_ruled_out = true;
    EXPECT_EQ(RightOn(neither, "2026-10-20", right).source, "Consumer Rights Act 2015 s.24(5)(b)");
    EXPECT_TRUE(RightOn(after(StillFaulty), "2026-10-20", right).verified);
  }
}

TEST(Norms, cra_use_may_be_deducted_only_after_six_months_except_for_a_motor_vehicle) {
  RightsQuestion question = GoodsDelivered("2026-09-01");
  question.attempts = {Tried(AttemptKind::Repair, "2026-10-10", "2026-10-20", AttemptOutcome::StillFaulty)};
  // Six months beginning with 2 September, the first day after all has happened, s.24(11).
  EXPECT_EQ(RightOn(question, "2027-03-01", FinalRightToReject).deduction->for_use, ForUse::NoDeduction);
  EXPECT_EQ(RightOn(question, "2027-03-01", FinalRightToReject).deduction->none_until, D("2027-03-01"));
  EXPECT_EQ(RightOn(question, "2027-03-02", FinalRightToReject).deduction->for_use, ForUse::MayBeDeducted);
  RightsQuestion leap = question;
  leap.delivered = D("2027-08-31");  // day 1 is 1 September, and six months from there end with the leap day
  leap.attempts = {Tried(AttemptKind::Repair, "2027-10-10", "2027-10-20", AttemptOutcome::StillFaulty)};
  EXPECT_EQ(RightOn(leap, "2028-02-29", FinalRightToReject).deduction->for_use, ForUse::NoDeduction);
  EXPECT_EQ(RightOn(leap, "2028-03-01", FinalRightToReject).deduction->for_use, ForUse::MayBeDeducted);
  question.motor_vehicle = true;
  EXPECT_EQ(RightOn(question, "2026-10-20", FinalRightToReject).deduction->for_use, ForUse::MayBeDeducted);
  question.attempts.clear();
  EXPECT_EQ(RightOn(question, "2026-09-20", ShortTermRightToReject).deduction->for_use, ForUse::NoDeduction)
      << "the exception is of the final right alone";
}

TEST(Norms, cra_refund_is_made_by_the_thirteenth_day_after_it_was_agreed) {
  struct Row {
    const char* agreed;
    const char* last;
    const char* after;
  };
  for (const Row& row : {Row{"2026-09-20", "2026-10-03", "2026-10-04"}, Row{"2026-12-25", "2027-01-07", "2027-01-08"},
                         Row{"2028-02-20", "2028-03-04", "2028-03-05"}}) {
    RightsQuestion question = GoodsDelivered("2026-09-01");
    question.refund_agreed = D(row.agreed);
    const auto running = Answer(question, D(row.last));
    EXPECT_EQ(running->refund.state, RefundState::Running) << row.agreed;
    EXPECT_EQ(running->refund.last, D(row.last));
    EXPECT_EQ(running->refund.source, "Consumer Rights Act 2015 s.20(15)-(17)");
    EXPECT_TRUE(running->refund.verified);
    EXPECT_EQ(Answer(question, D(row.after))->refund.state, RefundState::Passed);
  }
  EXPECT_EQ(Answer(GoodsDelivered("2026-09-01"), D("2026-10-01"))->refund.state, RefundState::NotAgreed);
}

TEST(Norms, cra_digital_gives_repair_then_price_reduction_never_rejection_and_is_not_verified) {
  using enum AttemptOutcome;
  RightsQuestion question = DigitalSupplied("2026-09-01");
  EXPECT_EQ(On(question, "2026-09-02", ShortTermRightToReject), Standing::NotOpen);
  EXPECT_EQ(On(question, "2026-09-02", FinalRightToReject), Standing::NotOpen);
  EXPECT_EQ(On(question, "2026-09-02", Repair), Standing::Open);
  EXPECT_EQ(On(question, "2026-09-02", Replacement), Standing::Open);
  EXPECT_EQ(On(question, "2026-09-02", PriceReduction), Standing::NotOpen);
  EXPECT_EQ(On(question, "2026-09-02", DeviceDamage), Standing::NotOpen);
  question.device_damaged = true;
  EXPECT_EQ(On(question, "2026-09-02", DeviceDamage), Standing::Open);
  const auto with = [&](AttemptOutcome outcome) {
    RightsQuestion tried = question;
    tried.attempts = {Tried(AttemptKind::Repair, "2026-09-10", "2026-09-20", outcome)};
    return tried;
  };
  EXPECT_EQ(On(with(StillFaulty), "2026-09-20", PriceReduction), Standing::NotOpen) << "s.44(3) has no rule of one attempt";
  EXPECT_EQ(On(with(NotInReasonableTime), "2026-09-20", PriceReduction), Standing::Open);
  RightsQuestion neither = with(Impossible);
  neither.replacement_ruled_out = true;
  EXPECT_EQ(On(neither, "2026-09-20", PriceReduction), Standing::Open);
  question.refund_agreed = D("2026-09-20");
  const auto answer = Answer(question, D("2026-10-03"));
  EXPECT_EQ(answer->refund.last, D("2026-10-03"));
  EXPECT_FALSE(answer->refund.verified);
  for (const RightStanding& right : answer->rights) EXPECT_FALSE(right.verified) << base::NameOf(right.right);
}

TEST(Norms, cra_service_gives_repeat_performance_then_price_reduction_and_is_not_verified) {
  using enum AttemptOutcome;
  RightsQuestion question = ServiceDone("2026-09-01");
  EXPECT_EQ(On(question, "2026-09-02", RepeatPerformance), Standing::Open);
  EXPECT_EQ(On(question, "2026-09-02", PriceReduction), Standing::NotOpen);
  const auto with = [&](AttemptOutcome outcome) {
    RightsQuestion tried = question;
    tried.attempts = {Tried(AttemptKind::RepeatPerformance, "2026-09-10", "2026-09-20", outcome)};
    return tried;
  };
  EXPECT_EQ(On(with(StillFaulty), "2026-09-20", PriceReduction), Standing::NotOpen);
  EXPECT_EQ(On(with(NotInReasonableTime), "2026-09-20", PriceReduction), Standing::Open);
  EXPECT_EQ(On(with(Impossible), "2026-09-20", PriceReduction), Standing::Open);
  EXPECT_EQ(On(with(Impossible), "2026-09-20", RepeatPerformance), Standing::NotOpen);
  EXPECT_EQ(On(with(Conforms), "2026-09-20", RepeatPerformance), Standing::NotOpen);
  RightsQuestion late = question;
  late.faulty_part = FaultyPart::ServiceTime;
  EXPECT_EQ(On(late, "2026-09-20", PriceReduction), Standing::Open);
  EXPECT_EQ(On(late, "2026-09-20", RepeatPerformance), Standing::NotOpen);
  question.refund_agreed = D("2026-09-20");
  const auto answer = Answer(question, D("2026-10-03"));
  EXPECT_EQ(answer->refund.last, D("2026-10-03"));
  EXPECT_FALSE(answer->refund.verified);
  EXPECT_EQ(answer->short_term, std::nullopt) << "no goods, no 30 days";
  for (const RightStanding& right : answer->rights) {
    EXPECT_FALSE(right.verified) << base::NameOf(right.right);
    EXPECT_EQ(right.proof.who, MustProve::Customer);
  }
}

// -- Whatever the dates -------------------------------------------------------------------------------------------------

// Goods delivered on some day, with repairs and replacements that failed, apart, adjacent, overlapping and too late.
RightsQuestion AnyStory() {
  RightsQuestion question;
  question.delivered = Date::Of(2026, 1, 1) + tests::Draw(0, 1500);
  if (tests::OnceIn(4)) question.perishable_days = {tests::Draw<std::int64_t>(1, 40)};
  const int count = tests::Draw(0, 5);
  for (int i = 0; i < count; ++i) {
    const Date requested = *question.delivered + tests::Draw(0, 60);
    question.attempts.push_back({tests::OnceIn(2) ? AttemptKind::Repair : AttemptKind::Replacement, requested,
                                 requested + tests::Draw(0, 25), AttemptOutcome::StillFaulty});
  }
  return question;
}
RightsQuestion AnyStoryWithAttempts() {
  RightsQuestion question = AnyStory();
  RC_PRE(!question.attempts.empty());
  return question;
}
std::size_t AnyOf(const RightsQuestion& question) { return tests::Draw<std::size_t>(0, question.attempts.size()); }

TEST(TheCount, agrees_with_a_calendar_on_which_each_day_of_waiting_is_crossed_out) {
  EXPECT_TRUE(rc::check("a plain model gives the same last day", [] {
    const RightsQuestion question = AnyStory();
    std::vector<RemedyAttempt> order = question.attempts;
    std::ranges::stable_sort(order, {}, &RemedyAttempt::requested);
    const auto days = question.perishable_days ? std::min<std::int64_t>(30, question.perishable_days->value) : 30;
    const Date original = *question.delivered + static_cast<int>(days);
    std::set<int> crossed;
    Date last = original;
    for (const RemedyAttempt& attempt : order) {
      if (attempt.requested > last && !crossed.contains(attempt.requested.days)) continue;
      for (Date day = attempt.requested; day <= *attempt.received_back; day = day + 1) crossed.insert(day.days);
      last = std::max({last, original + static_cast<int>(crossed.size()), *attempt.received_back + 7});
    }
    const ShortTermCount count = CountShortTerm(question);
    RC_CLASSIFY(crossed.empty(), "no waiting");
    RC_ASSERT(count.last == last);
    RC_ASSERT(count.waiting_days == static_cast<int>(crossed.size()));
  }));
}

TEST(TheCount, never_ends_earlier_for_more_waiting) {
  EXPECT_TRUE(rc::check("goods that come back later move the last day on or leave it", [] {
    RightsQuestion question = AnyStoryWithAttempts();
    const Date before = *CountShortTerm(question).last;
    RemedyAttempt& longer = question.attempts[AnyOf(question)];
    longer.received_back = *longer.received_back + tests::Draw(0, 40);
    RC_ASSERT(*CountShortTerm(question).last >= before);
  }));
  EXPECT_TRUE(rc::check("one more request moves the last day on or leaves it", [] {
    RightsQuestion question = AnyStoryWithAttempts();
    const Date with = *CountShortTerm(question).last;
    question.attempts.erase(question.attempts.begin() + static_cast<std::ptrdiff_t>(AnyOf(question)));
    RC_ASSERT(*CountShortTerm(question).last <= with);
  }));
}

TEST(TheCount, is_the_same_for_one_wait_and_for_two_without_a_gap) {
  EXPECT_TRUE(rc::check("splitting a wait changes nothing", [] {
    RightsQuestion question = AnyStoryWithAttempts();
    const ShortTermCount whole = CountShortTerm(question);
    RemedyAttempt& first = question.attempts[AnyOf(question)];
    RemedyAttempt second = first;
    const int length = *first.received_back - first.requested;
    RC_PRE(length > 0);
    first.received_back = first.requested + tests::Draw(0, length);
    second.requested = *first.received_back + 1;
    question.attempts.push_back(second);
    RC_ASSERT(CountShortTerm(question).last == whole.last);
    RC_ASSERT(CountShortTerm(question).waiting_days == whole.waiting_days);
  }));
}

TEST(TheCount, does_not_depend_on_the_order_the_attempts_are_told_in) {
  EXPECT_TRUE(rc::check("any order gives the same days", [] {
    RightsQuestion question = AnyStory();
    const ShortTermCount told = CountShortTerm(question);
    std::ranges::reverse(question.attempts);
    RC_ASSERT(CountShortTerm(question).last == told.last);
    RC_ASSERT(CountShortTerm(question).waiting_days == told.waiting_days);
  }));
}

TEST(TheRight, is_open_on_its_last_day_and_closed_on_the_next) {
  EXPECT_TRUE(rc::check("the last day is counted in", [] {
    const RightsQuestion question = AnyStory();
    Date latest = *question.delivered;
    for (const RemedyAttempt& attempt : question.attempts) latest = std::max(latest, *attempt.received_back);
    const Date last = *CountShortTerm(question).last;
    RC_PRE(latest <= last);  // none was asked for too late: the question may be asked on the last day
    const auto then = Answer(question, last);
    const auto next = Answer(question, last + 1);
    RC_ASSERT(then->rights.front().standing == Standing::Open);
    RC_ASSERT(next->rights.front().standing == Standing::Closed);
  }));
}

TEST(TheRight, once_closed_never_opens_again_by_time_alone) {
  EXPECT_TRUE(rc::check("no later day opens it", [] {
    const RightsQuestion question = AnyStory();
    Date day = *question.delivered + 100;
    const auto answer = Answer(question, day);
    RC_ASSERT(answer->rights.front().standing == Standing::Closed || *CountShortTerm(question).last >= day);
    const auto later = Answer(question, *CountShortTerm(question).last + 1000);
    RC_ASSERT(later->rights.front().standing == Standing::Closed);
  }));
}

}  // namespace
}  // namespace rights
