#include "domain/rights/rights.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.h"
#include "domain/rights/entitlement.h"

namespace rights {
namespace {

using base::Date;
using base::Money;
using domain::RemedyKind;

const Date kDelivered = Date::Of(2026, 9, 1);
Date Sep(unsigned day) { return Date::Of(2026, 9, day); }
Date Oct(unsigned day) { return Date::Of(2026, 10, day); }
Money Pounds(const char* amount) { return *Money::Of(amount, "GBP"); }

RightsQuestion Kettle() {
  RightsQuestion question;
  question.kind = ContractKind::Goods;
  question.delivered = kDelivered;
  question.fault_shown = Sep(5);
  question.price = Pounds("499.00");
  return question;
}
RemedyAttempt ARepair(Date requested, std::optional<Date> back = {}, std::optional<AttemptOutcome> outcome = {}) {
  return {AttemptKind::Repair, requested, back, outcome};
}

RightsAnswer On(Date today, const RightsQuestion& question) {
  auto answer = Answer(question, today);
  if (!answer) throw std::runtime_error(base::ToLine(answer.error()));
  return *std::move(answer);
}
const RightStanding& Of(const RightsAnswer& answer, StatutoryRight right) {
  return *std::ranges::find(answer.rights, right, &RightStanding::right);
}
Standing StandingOn(Date today, const RightsQuestion& question, StatutoryRight right) {
  return Of(On(today, question), right).standing;
}
bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// -- Contradictions -----------------------------------------------------------------------------------------------------

TEST(RightsQuestion, that_contradicts_itself_is_refused_by_field_with_fault_and_fix) {
  struct Case {
    void (*change)(RightsQuestion&);
    const char* path;
    const char* says;
  };
  const std::vector<Case> cases{
      {[](RightsQuestion& q) { q.fault_shown = Date::Of(2026, 8, 31); }, "fault_shown",
       "Mon 31 Aug 2026 is before the day of delivery, Tue 1 Sep 2026; correct the one or the other"},
      {[](RightsQuestion& q) { q.delivered = Oct(2); }, "delivered",
       "Fri 2 Oct 2026 is after today, Thu 1 Oct 2026; give the day it happened, or leave it out"},
      {[](RightsQuestion& q) { q.attempts = {ARepair(Sep(10), Sep(9))}; }, "attempts[0].received_back",
       "Wed 9 Sep 2026 is before the day of the request, Thu 10 Sep 2026"},
      {[](RightsQuestion& q) { q.attempts = {ARepair(Sep(10)), ARepair(Date::Of(2026, 8, 1))}; }, "attempts[1].requested",
       "is before the day of delivery"},
      {[](RightsQuestion& q) { q.attempts = {ARepair(Sep(10), Oct(3))}; }, "attempts[0].received_back", "is after today"},
      {[](RightsQuestion& q) { q.attempts = {{AttemptKind::RepeatPerformance, Sep(10), {}, {}}}; }, "attempts[0].kind",
       "only a service is done again"},
      {[](RightsQuestion& q) { q.attempts.assign(51, ARepair(Sep(10))); }, "attempts", "expected 50 at most, found 51"},
      {[](RightsQuestion& q) { q.faulty_part = FaultyPart::Service; }, "faulty_part",
       "expected \"goods\", \"digital_content_in_goods\" or \"installation\" of a contract for goods, found \"service\""},
      {[](RightsQuestion& q) { q.performed = Sep(3); }, "performed", "is only for services"},
      {[](RightsQuestion& q) { q.repeat_ruled_out = true; }, "repeat_ruled_out", "is only for services"},
      {[](RightsQuestion& q) { q.price = Pounds("-1.00"); }, "price.amount", "expected no less than 0"},
      {[](RightsQuestion& q) { q.rejected = Oct(9); }, "rejected", "is after today"},
      {[](RightsQuestion& q) { q.refund_agreed = Oct(9); }, "refund_agreed", "is after today"},
  };
  for (const Case& c : cases) {
    RightsQuestion question = Kettle();
    c.change(question);
    const auto answer = Answer(question, Oct(1));
    ASSERT_FALSE(answer) << c.path;
    EXPECT_EQ(answer.error().code, base::ErrorCode::Invalid);
    const auto& faults = answer.error().faults;
    EXPECT_EQ(faults.front().path, c.path);
    EXPECT_TRUE(Has(faults.front().says, c.says)) << faults.front().says;
  }
}

TEST(RightsQuestion, has_all_its_contradictions_told_at_once) {
  RightsQuestion question = Kettle();
  question.fault_shown = Date::Of(2026, 8, 1);
  question.refund_agreed = Oct(9);
  question.attempts = {ARepair(Sep(10), Sep(9))};
  EXPECT_EQ(Answer(question, Oct(1)).error().faults.size(), 3U);
}

TEST(RightsQuestion, of_a_kind_that_knows_no_rejection_refuses_one) {
  for (const ContractKind kind : {ContractKind::DigitalContent, ContractKind::Service}) {
    RightsQuestion question;
    question.kind = kind;
    question.rejected = Sep(5);
    EXPECT_EQ(Answer(question, Oct(1)).error().faults.front().path, "rejected");
  }
}

TEST(RightsQuestion, may_name_a_day_to_come_only_as_the_limit_agreed) {
  RightsQuestion question = Kettle();
  question.limit_agreed = Date::Of(2026, 12, 24);
  const RightStanding right = Of(On(Date::Of(2026, 12, 24), question), StatutoryRight::ShortTermRightToReject);
  EXPECT_EQ(right.standing, Standing::Open);
  EXPECT_EQ(right.source, "Consumer Rights Act 2015 s.22(1)");
}

// -- What is missing ----------------------------------------------------------------------------------------------------

TEST(RightsAnswer, names_the_date_that_is_missing_instead_of_guessing_it) {
  const RightsAnswer answer = On(Oct(1), RightsQuestion{});
  const RightStanding& reject = Of(answer, StatutoryRight::ShortTermRightToReject);
  EXPECT_EQ(reject.standing, Standing::Unknown);
  EXPECT_EQ(reject.missing, std::vector<std::string>{"delivered"});
  EXPECT_EQ(Of(answer, StatutoryRight::Repair).standing, Standing::Open) << "it has no time limit in the Act";
  EXPECT_EQ(Of(answer, StatutoryRight::Repair).proof.who, MustProve::Unknown);
  ASSERT_EQ(answer.missing.size(), 2U);
  EXPECT_EQ(answer.missing[0].field, "delivered");
  EXPECT_TRUE(Has(answer.missing[0].says, "The day of delivery is not known."));
  EXPECT_EQ(answer.missing[1].field, "fault_shown");
  EXPECT_TRUE(Has(answer.says, "What is not known could open more."));
}

TEST(RightsAnswer, waits_to_be_told_how_a_repair_turned_out) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Sep(10), Sep(20))};
  const RightsAnswer answer = On(Oct(1), question);
  for (const StatutoryRight right : {StatutoryRight::ShortTermRightToReject, StatutoryRight::Repair,
                                     StatutoryRight::PriceReduction, StatutoryRight::FinalRightToReject}) {
    EXPECT_EQ(Of(answer, right).standing, Standing::Unknown) << base::NameOf(right);
    EXPECT_EQ(Of(answer, right).missing, std::vector<std::string>{"attempts[0].outcome"});
  }
  EXPECT_EQ(answer.missing.size(), 1U);
}

TEST(RightsAnswer, of_goods_still_faulty_after_a_repair_needs_the_day_they_came_back_only_for_the_count) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Sep(10), {}, AttemptOutcome::StillFaulty)};
  const RightsAnswer answer = On(Oct(20), question);
  EXPECT_EQ(Of(answer, StatutoryRight::ShortTermRightToReject).missing, std::vector<std::string>{"attempts[0].received_back"});
  EXPECT_EQ(Of(answer, StatutoryRight::FinalRightToReject).standing, Standing::Open);
}

TEST(RightsAnswer, says_what_it_took_for_granted) {
  const RightsAnswer answer = On(Oct(1), Kettle());
  EXPECT_TRUE(Has(answer.assumed.front(), "ownership passed no later than delivery"));
}

// -- Goods --------------------------------------------------------------------------------------------------------------

TEST(RightsAnswer, is_one_sentence_with_the_last_day_of_what_ends) {
  EXPECT_EQ(On(Oct(1), Kettle()).says,
            "Today, Thu 1 Oct 2026, the customer may reject the goods (short-term right) and have all the money back (until Thu "
            "1 Oct 2026), have the "
            "goods repaired or have the goods replaced.");
}

TEST(RightsAnswer, leaves_a_pending_repair_a_reasonable_time_before_anything_else) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Sep(10))};
  const RightsAnswer answer = On(Oct(20), question);
  const RightStanding& reject = Of(answer, StatutoryRight::ShortTermRightToReject);
  EXPECT_EQ(reject.standing, Standing::NotOpen);
  EXPECT_EQ(reject.source, "Consumer Rights Act 2015 s.23(6)");
  EXPECT_TRUE(reject.would_open);
  EXPECT_EQ(answer.short_term->stopped_since, Sep(10));
  EXPECT_EQ(answer.short_term->last, std::nullopt);
  EXPECT_EQ(Of(answer, StatutoryRight::Repair).standing, Standing::Open);
  EXPECT_EQ(Of(answer, StatutoryRight::Replacement).standing, Standing::NotOpen);
  EXPECT_EQ(Of(answer, StatutoryRight::FinalRightToReject).standing, Standing::NotOpen);
}

TEST(RightsAnswer, opens_the_right_to_reject_when_the_reasonable_time_ran_out_with_the_goods_away) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Sep(10), {}, AttemptOutcome::NotInReasonableTime)};
  const RightsAnswer answer = On(Date::Of(2026, 12, 1), question);
  EXPECT_EQ(Of(answer, StatutoryRight::ShortTermRightToReject).standing, Standing::Open) << "the clock stands still";
  EXPECT_EQ(Of(answer, StatutoryRight::FinalRightToReject).standing, Standing::Open);
  EXPECT_EQ(Of(answer, StatutoryRight::FinalRightToReject).source, "Consumer Rights Act 2015 s.24(5)(c)");
}

TEST(RightsAnswer, has_nothing_open_for_goods_that_were_mended_until_another_fault_shows) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Sep(10), Sep(20), AttemptOutcome::Conforms)};
  for (const RightStanding& right : On(Oct(1), question).rights) EXPECT_EQ(right.standing, Standing::NotOpen);
  question.fault_shown = Sep(25);
  const RightsAnswer again = On(Oct(1), question);
  EXPECT_EQ(Of(again, StatutoryRight::FinalRightToReject).standing, Standing::Open) << "s.24(6)(a): one fault or more than one";
  EXPECT_EQ(Of(again, StatutoryRight::FinalRightToReject).first, Sep(25));
}

TEST(RightsAnswer, counts_a_rejection_on_the_day_it_was_made) {
  RightsQuestion question = Kettle();
  question.rejected = Oct(1);
  const RightsAnswer in_time = On(Date::Of(2026, 11, 22), question);
  EXPECT_EQ(Of(in_time, StatutoryRight::ShortTermRightToReject).standing, Standing::Used);
  for (const StatutoryRight over : {StatutoryRight::Repair, StatutoryRight::Replacement, StatutoryRight::PriceReduction,
                                    StatutoryRight::FinalRightToReject}) {
    EXPECT_EQ(Of(in_time, over).standing, Standing::Closed) << base::NameOf(over);
    EXPECT_FALSE(Of(in_time, over).would_open) << "nothing opens under a contract that is at an end";
  }
  EXPECT_TRUE(Has(in_time.says, "a refund is due (£499.00)")) << in_time.says;
  question.rejected = Oct(2);
  const RightsAnswer late = On(Date::Of(2026, 11, 22), question);
  EXPECT_EQ(Of(late, StatutoryRight::ShortTermRightToReject).standing, Standing::Closed);
  EXPECT_TRUE(Has(Of(late, StatutoryRight::ShortTermRightToReject).says, "The rejection of Fri 2 Oct 2026 does not count"));
  EXPECT_EQ(Of(late, StatutoryRight::Repair).standing, Standing::Open);
}

TEST(RightsAnswer, counts_a_late_rejection_under_the_final_right_once_a_repair_has_failed) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Date::Of(2026, 10, 20), Date::Of(2026, 10, 25), AttemptOutcome::StillFaulty)};
  question.rejected = Date::Of(2026, 10, 26);
  const RightsAnswer answer = On(Date::Of(2027, 6, 1), question);
  EXPECT_EQ(Of(answer, StatutoryRight::ShortTermRightToReject).standing, Standing::Closed);
  const RightStanding& used = Of(answer, StatutoryRight::FinalRightToReject);
  EXPECT_EQ(used.standing, Standing::Used);
  EXPECT_EQ(used.deduction->for_use, ForUse::NoDeduction) << "the first six months are those of the day of rejection";
  EXPECT_EQ(Of(answer, StatutoryRight::PriceReduction).standing, Standing::Closed) << "one of the two, not both";
}

TEST(RightsAnswer, gives_a_bad_installation_repair_but_no_short_term_right_to_reject) {
  RightsQuestion question = Kettle();
  question.faulty_part = FaultyPart::Installation;
  EXPECT_EQ(StandingOn(Sep(10), question, StatutoryRight::ShortTermRightToReject), Standing::NotOpen);
  EXPECT_EQ(StandingOn(Sep(10), question, StatutoryRight::Repair), Standing::Open);
}

TEST(RightsAnswer, treats_digital_content_in_goods_as_goods_and_knows_damage_to_a_device) {
  RightsQuestion question = Kettle();
  question.faulty_part = FaultyPart::DigitalContentInGoods;
  question.device_damaged = true;
  const RightsAnswer answer = On(Sep(10), question);
  EXPECT_EQ(Of(answer, StatutoryRight::ShortTermRightToReject).standing, Standing::Open);
  EXPECT_EQ(Of(answer, StatutoryRight::DeviceDamage).standing, Standing::Open);
}

TEST(RightsAnswer, of_a_mixed_contract_is_given_for_each_part_until_the_faulty_one_is_named) {
  RightsQuestion question;
  question.kind = ContractKind::Mixed;
  question.delivered = kDelivered;
  const RightsAnswer answer = On(Oct(1), question);
  EXPECT_EQ(answer.missing.front().field, "faulty_part");
  EXPECT_TRUE(Has(answer.says, "have the goods replaced if the fault is in the goods; or ")) << answer.says;
  question.faulty_part = FaultyPart::Service;
  question.delivered.reset();
  for (const RightStanding& right : On(Oct(1), question).rights) EXPECT_EQ(right.part, FaultyPart::Service);
}

TEST(RightsAnswer, does_not_apply_the_act_to_what_was_delivered_before_it) {
  RightsQuestion question;
  question.delivered = Date::Of(2015, 9, 30);
  for (const RightStanding& right : On(Oct(1), question).rights) {
    EXPECT_EQ(right.standing, Standing::NotOpen);
    EXPECT_FALSE(right.verified);
  }
  question.delivered = Date::Of(2015, 10, 1);
  EXPECT_EQ(StandingOn(Oct(1), question, StatutoryRight::Repair), Standing::Open);
  EXPECT_TRUE(Has(On(Oct(1), question).cautions.front(), "more than five years"));
}

TEST(RightsAnswer, is_the_same_read_back_from_json) {
  RightsQuestion question = Kettle();
  question.attempts = {ARepair(Sep(10), Sep(20), AttemptOutcome::StillFaulty)};
  const auto read = base::FromJson<RightsQuestion>(base::ToJson(question));
  ASSERT_TRUE(read) << base::ToLine(read.error());
  EXPECT_EQ(*read, question);
  const RightsAnswer answer = On(Oct(1), question);
  const auto again = base::FromJson<RightsAnswer>(base::ToJson(answer));
  ASSERT_TRUE(again) << base::ToLine(again.error());
  EXPECT_EQ(*again, answer);
}

// -- Offers -------------------------------------------------------------------------------------------------------------

TEST(BelowEntitlement, says_which_open_right_an_offer_falls_short_of) {
  using enum StatutoryRight;
  using enum Entitled;
  RightsQuestion early = Kettle();
  RightsQuestion failed = Kettle();
  failed.attempts = {ARepair(Sep(10), Sep(20), AttemptOutcome::StillFaulty)};
  RightsQuestion rejected = Kettle();
  rejected.rejected = Sep(20);
  RightsQuestion mended = Kettle();
  mended.attempts = {ARepair(Sep(10), Sep(20), AttemptOutcome::Conforms)};
  RightsQuestion car = failed;
  car.motor_vehicle = true;
  RightsQuestion no_dates;
  no_dates.price = Pounds("499.00");
  RightsQuestion cleaning;
  cleaning.kind = ContractKind::Service;
  RightsQuestion app;
  app.kind = ContractKind::DigitalContent;
  app.device_damaged = true;
  struct Case {
    const char* name;
    const RightsQuestion& question;
    Date today;
    RemedyKind offer;
    std::optional<Money> value;
    Entitled verdict;
    std::vector<StatutoryRight> falls_short_of;
  };
  const Date late = Date::Of(2026, 11, 22);
  const auto all = Pounds("499.00");
  const auto some = Pounds("50.00");
  for (const Case& c : std::vector<Case>{
           {"a repair is one of the remedies", early, Oct(1), RemedyKind::Repair, {}, NotBelow, {}},
           {"a replacement too", early, Oct(1), RemedyKind::Replacement, {}, NotBelow, {}},
           {"an apology alone", early, Oct(1), RemedyKind::Apology, {}, Below, {ShortTermRightToReject, Repair, Replacement}},
           {"an apology after the 30 days", early, Oct(2), RemedyKind::Apology, {}, Below, {Repair, Replacement}},
           {"goodwill for part",
            early,
            Oct(1),
            RemedyKind::GoodwillGesture,
            some,
            Below,
            {ShortTermRightToReject, Repair, Replacement}},
           {"a refund of part in the 30 days",
            early,
            Oct(1),
            RemedyKind::Refund,
            some,
            Below,
            {ShortTermRightToReject, Repair, Replacement}},
           {"a refund of nothing",
            early,
            Oct(1),
            RemedyKind::Refund,
            Pounds("0.00"),
            Below,
            {ShortTermRightToReject, Repair, Replacement}},
           {"a refund of all", early, Oct(1), RemedyKind::Refund, all, NotBelow, {}},
           {"more than all, as goodwill", early, Oct(1), RemedyKind::GoodwillGesture, Pounds("600.00"), NotBelow, {}},
           {"a refund without its sum", early, Oct(1), RemedyKind::Refund, {}, CannotTell, {}},
           {"a refund in another currency", early, Oct(1), RemedyKind::Refund, *Money::Of("700.00", "EUR"), CannotTell, {}},
           {"less price when only repair is due", early, Oct(2), RemedyKind::PriceReduction, some, Below, {Repair, Replacement}},
           {"less price after a failed repair", failed, late, RemedyKind::PriceReduction, some, CannotTell, {}},
           {"an explanation after a failed repair",
            failed,
            late,
            RemedyKind::Explanation,
            {},
            Below,
            {Repair, Replacement, PriceReduction, FinalRightToReject}},
           {"a refund less use of a car", car, late, RemedyKind::Refund, Pounds("450.00"), CannotTell, {}},
           {"a repair after a rejection in time", rejected, late, RemedyKind::Repair, {}, Below, {ShortTermRightToReject}},
           {"the refund after a rejection in time", rejected, late, RemedyKind::Refund, all, NotBelow, {}},
           {"an apology for what was mended", mended, late, RemedyKind::Apology, {}, NotBelow, {}},
           {"a refund when no date is known", no_dates, late, RemedyKind::Refund, all, NotBelow, {}},
           {"an apology when no date is known", no_dates, late, RemedyKind::Apology, {}, Below, {Repair, Replacement}},
           {"a partial refund when no date is known", no_dates, late, RemedyKind::Refund, some, Below, {Repair, Replacement}},
           {"doing a service again", cleaning, late, RemedyKind::RepeatPerformance, {}, NotBelow, {}},
           {"an apology for a service", cleaning, late, RemedyKind::Apology, {}, Below, {RepeatPerformance}},
           {"compensation for a damaged device", app, late, RemedyKind::Compensation, some, CannotTell, {}},
       }) {
    const EntitlementCheck check = BelowEntitlement(On(c.today, c.question), c.offer, c.value);
    EXPECT_EQ(check.verdict, c.verdict) << c.name << ": " << check.says;
    EXPECT_EQ(check.falls_short_of, c.falls_short_of) << c.name << ": " << check.says;
    EXPECT_FALSE(check.says.empty());
    EXPECT_EQ(check.verdict == Below, !check.falls_short_of.empty());
  }
}

TEST(BelowEntitlement, tells_of_what_the_customer_could_choose_instead) {
  const EntitlementCheck check = BelowEntitlement(On(Oct(1), Kettle()), RemedyKind::Repair, {});
  EXPECT_EQ(check.also_open, (std::vector{StatutoryRight::ShortTermRightToReject, StatutoryRight::Replacement}));
  EXPECT_EQ(check.says,
            "An offer of repair is not below what the law gives. The choice is the customer's: they may instead reject the goods "
            "(short-term right) and have all the money back or have the goods replaced.");
  const EntitlementCheck below = BelowEntitlement(On(Oct(2), Kettle()), RemedyKind::GoodwillGesture, Pounds("20.00"));
  EXPECT_EQ(
      below.says,
      "An offer of goodwill gesture (£20.00) is below what the law gives: the customer may have the goods repaired or have the "
      "goods replaced.");
  EXPECT_EQ(below.source, "Consumer Rights Act 2015 s.23(2)");
}

}  // namespace
}  // namespace rights
