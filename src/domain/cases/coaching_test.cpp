// What counts as too early, in time and too late, whose it is, and that the words to begin a talk with are kind.

#include "domain/cases/coaching.h"

#include "support/case_spec.h"

namespace spec {
namespace {

using domain::Power;
using procedures::Bound;
using procedures::TriggerKind;
using procedures::TriggerRule;
using std::chrono::days;

Bound With(TriggerKind kind, const std::string& clock = "") {
  Bound bound = tests::ShippedProcedure("general");
  TriggerRule rule;
  rule.kind = kind;
  rule.to = Role::TeamLeader;
  rule.clock = clock;
  rule.clause = {"house 1", "It goes up.", "Our own rule"};
  bound.procedure.triggers = {rule};
  return bound;
}
EscalateCase Escalate(Trigger trigger, std::optional<OptionId> option = {}) {
  return {trigger, option, Said("Beyond me."), Said("Two offers."), {}};
}
AssessImpact Vulnerable() { return {Severity::High, Emotion::Upset, {}, true, false, {}, {}}; }

// The only one there is.
EscalationFact FactOf(const CaseSpec& s) {
  const auto facts = EscalationFacts(s.state());
  EXPECT_EQ(facts.size(), 1U);
  return facts.empty() ? EscalationFact{} : facts.front();
}

// -- What is too early, in time, too late -------------------------------------------------------------------------------

TEST(WhatWentUp, by_somebodys_own_hand_is_theirs_and_in_time) {
  CaseSpec s;
  s.Given(Weighed("900.00") + Steps{{kLeader, AssignCase{*kHandler.user, Word("Heating"), {}}}});
  s.Later(days(1)).As(kColleague).When(Escalate(Trigger::Authority, OptionId{1}));
  EXPECT_EQ(FactOf(s),
            (EscalationFact{kColleague.user, Word("Heating"), Trigger::Authority, {}, kMonday + days(1), Timeliness::InTime}))
      << "who sent it up, and not whose case it is";
}

TEST(WhatWentUp, and_was_handed_back_as_within_authority_was_too_early) {
  CaseSpec s;
  s.Given(Weighed("900.00") + Steps{{kHandler, Escalate(Trigger::Vulnerability)}});
  EXPECT_EQ(FactOf(s).timeliness, Timeliness::InTime);
  s.Given({{kManager, ReturnEscalation{Said("Offer it."), true}}});
  EXPECT_EQ(FactOf(s).timeliness, Timeliness::Early);
}

TEST(WhatWentUp, and_was_handed_back_with_guidance_alone_was_in_time) {
  CaseSpec s;
  s.Given(Weighed() + Steps{{kHandler, Escalate(Trigger::Vulnerability)}, {kManager, ReturnEscalation{Said("Go on."), false}}});
  EXPECT_EQ(FactOf(s).timeliness, Timeliness::InTime);
}

TEST(WhatWentUp, because_the_customer_asked_is_never_too_early) {
  const ReturnEscalation back{Said("You can settle this."), true};
  CaseSpec s;
  s.Given(Identified() + Steps{{kCustomer, Escalate(Trigger::CustomerRequest)}, {kManager, back}});
  EXPECT_EQ(FactOf(s).timeliness, Timeliness::InTime);
  EXPECT_EQ(FactOf(s).person, kHandler.user) << "whose case it was";
  CaseSpec rung;
  rung.Given(Identified() + Steps{{kHandler, Escalate(Trigger::CustomerRequest)}, {kManager, back}});
  EXPECT_EQ(FactOf(rung).timeliness, Timeliness::InTime);
}

TEST(WhatWentUp, only_in_a_question_is_too_early_and_says_what_was_theirs) {
  CaseSpec s;
  s.Given(Weighed()).As(kClock).When(NoteEarlyEscalation{*kHandler.user, Trigger::Authority, OptionId{1}, {}});
  s.Then({"EscalationWasEarly"});
  EXPECT_EQ(FactOf(s), (EscalationFact{kHandler.user, {}, Trigger::Authority, std::string(kASum), kMonday, Timeliness::Early}));
  s.When(NoteEarlyEscalation{*kHandler.user, Trigger::Authority, OptionId{1}, {}}).Then({});
  s.When(NoteEarlyEscalation{*kHandler.user, Trigger::Authority, {}, Power::RejectComplaint}).Then({"EscalationWasEarly"});
  const auto facts = EscalationFacts(s.state());
  ASSERT_EQ(facts.size(), 2U) << "another question is another lesson";
  EXPECT_EQ(facts[1].concerns, "reject_complaint");
}

TEST(WhatWentUp, when_a_clock_had_run_out_was_too_late_for_whose_case_it_was) {
  const Bound bound = With(TriggerKind::ClockOverdue, "answer");
  CaseSpec s;
  s.Under(bound).Given(Logged() + Steps{{kColleague, TakeOwnership{}}}).Later(days(29)).As(kClock).When(NoticeTime{});
  const EscalationFact fact = FactOf(s);
  EXPECT_EQ(fact.timeliness, Timeliness::Late);
  EXPECT_EQ(fact.person, kColleague.user);
  EXPECT_EQ(fact.concerns, "answer");
}

TEST(WhatWentUp, too_late_stays_so_when_it_is_handed_back) {
  const Bound bound = With(TriggerKind::ClockOverdue, "answer");
  CaseSpec s;
  s.Under(bound).Given(Logged() + Steps{{kColleague, TakeOwnership{}}}).Later(days(29)).As(kClock).When(NoticeTime{});
  s.Given({{kManager, ReturnEscalation{Said("Answer today."), true}}});
  EXPECT_EQ(FactOf(s).timeliness, Timeliness::Late);
}

TEST(WhatWentUp, too_late_on_a_case_without_owner_is_nobodys) {
  const Bound bound = With(TriggerKind::ClockOverdue, "answer");
  CaseSpec s;
  s.Under(bound).Given(Logged()).Later(days(29)).As(kClock).When(NoticeTime{});
  EXPECT_EQ(FactOf(s).person, std::nullopt);
}

TEST(WhatWentUp, at_once_by_a_rule_is_in_time_and_to_the_credit_of_who_recorded_it) {
  const Bound bound = With(TriggerKind::Vulnerability);
  CaseSpec s;
  s.Under(bound).Given(Logged()).As(kColleague).When(Vulnerable());
  EXPECT_EQ(FactOf(s).timeliness, Timeliness::InTime);
  EXPECT_EQ(FactOf(s).person, kColleague.user);
  CaseSpec owned;
  owned.Under(bound).Given(Logged() + Steps{{kHandler, TakeOwnership{}}}).As(kColleague).When(Vulnerable());
  EXPECT_EQ(FactOf(owned).person, kHandler.user);
}

TEST(WhatWentUp, stays_with_whom_it_was_when_the_case_goes_to_another) {
  CaseSpec s;
  s.Given(Weighed() +
          Steps{{kHandler, Escalate(Trigger::Vulnerability)}, {kLeader, AssignCase{*kColleague.user, Word("Billing"), {}}}});
  EXPECT_EQ(FactOf(s).person, kHandler.user);
  EXPECT_EQ(FactOf(s).team, std::nullopt);
}

TEST(WhatWentUp, is_told_in_the_order_it_happened) {
  CaseSpec s;
  s.Given(Weighed()).As(kClock).When(NoteEarlyEscalation{*kHandler.user, Trigger::Authority, OptionId{1}, {}});
  s.Later(days(1)).Given({{kHandler, Escalate(Trigger::Vulnerability)}, {kManager, ReturnEscalation{Said("Go on."), false}}});
  s.Later(days(1)).As(kClock).When(NoteEarlyEscalation{*kHandler.user, Trigger::Authority, {}, Power::RejectComplaint});
  std::vector<Timeliness> order;
  for (const EscalationFact& fact : EscalationFacts(s.state())) order.push_back(fact.timeliness);
  EXPECT_EQ(order, (std::vector{Timeliness::Early, Timeliness::InTime, Timeliness::Early}));
}

// -- The words ----------------------------------------------------------------------------------------------------------

EscalationTally Tally(std::int64_t early, std::int64_t in_time, std::int64_t late) {
  EscalationTally tally;
  if (early > 0) tally.Add(Timeliness::Early, {Trigger::Authority, std::string(kASum)}, early);
  if (in_time > 0) tally.Add(Timeliness::InTime, {Trigger::Deadlock, {}}, in_time);
  if (late > 0) tally.Add(Timeliness::Late, {Trigger::Clock, "answer"}, late);
  return tally;
}
const Whom kHana{Whom::Kind::Person, "Hana"};
using Helps = std::vector<std::string>;
Helps Said(const std::vector<base::Saying>& helps) { return {helps.begin(), helps.end()}; }

TEST(TheWords, for_what_went_up_in_time_are_praise_alone) {
  const Coaching words = Coach(Tally(0, 4, 0), kHana);
  EXPECT_EQ(words.says, "4 times, what had to go up from Hana's cases went up in time: that takes judgement.");
  EXPECT_EQ(Said(words.helps), Helps{});
}

TEST(TheWords, begin_with_what_went_well_and_end_with_what_would_help) {
  const Coaching words = Coach(Tally(3, 6, 2), kHana);
  EXPECT_EQ(words.says,
            "6 times, what had to go up from Hana's cases went up in time: that takes judgement. 3 times, Hana asked about what "
            "was their own to decide: asking is a careful thing to do, and they may trust their judgement there. Twice, the "
            "procedure sent a problem up before anybody did: a word sooner is always welcome, and brings help sooner.");
  EXPECT_EQ(Said(words.helps),
            (Helps{"Look at the limits together: 3 of 3 were options that may be offered without asking.",
                   "Agree how long before the clock answer ends it is time to ask: 2 of 2 were of this kind."}));
}

TEST(TheWords, help_first_with_what_is_met_more_often) {
  const Coaching words = Coach(Tally(2, 0, 5), kHana);
  ASSERT_EQ(words.helps.size(), 2U);
  EXPECT_TRUE(words.helps[0].ToString().starts_with("Agree how long before the clock answer")) << words.helps[0];
}

TEST(TheWords, make_nothing_of_one_case_or_two) {
  const Coaching words = Coach(Tally(1, 0, 1), kHana);
  EXPECT_TRUE(words.says.ToString().ends_with("That is too little to see a pattern in.")) << words.says;
  EXPECT_EQ(Said(words.helps), Helps{});
  EXPECT_EQ(Coach(Tally(1, 0, 2), kHana).helps.size(), 1U) << "only of what came twice at least";
}

TEST(TheWords, name_the_decision_or_the_trigger_met_most_often) {
  EscalationTally tally;
  tally.Add(Timeliness::Early, {Trigger::Authority, std::string(kASum)}, 1);
  tally.Add(Timeliness::Early, {Trigger::Authority, "reject_complaint"}, 3);
  EXPECT_EQ(Said(Coach(tally, kHana).helps),
            Helps{"Look at who decides what together: 3 of 4 were about not upholding a complaint."});
  EscalationTally late;
  late.Add(Timeliness::Late, {Trigger::Clock, "answer"}, 1);
  late.Add(Timeliness::Late, {Trigger::BrokenPromise, {}}, 4);
  EXPECT_EQ(Said(Coach(late, kHana).helps),
            Helps{"Look together at how news is promised, and who can ring when the day is full: 4 of 5 were of this kind."});
}

TEST(TheWords, to_the_reader_say_you) {
  EXPECT_EQ(
      Coach(Tally(1, 1, 0), {Whom::Kind::Reader}).says,
      "Once, what had to go up from your cases went up in time: that takes judgement. Once, you asked about what was your own "
      "to decide: asking is a careful thing to do, and you may trust your judgement there. That is too little to see a "
      "pattern in.");
}

TEST(TheWords, about_cases_without_owner_look_for_a_way_and_not_for_a_person) {
  EXPECT_EQ(Coach(Tally(0, 0, 3), {Whom::Kind::Nobody}).says,
            "3 times, the procedure sent up what nobody had taken on yet: new cases may need a way to find somebody sooner.");
}

TEST(TheWords, blame_nobody) {
  for (const auto kind : {Whom::Kind::Person, Whom::Kind::Reader, Whom::Kind::Team, Whom::Kind::Nobody}) {
    const Coaching words = Coach(Tally(9, 9, 9), {kind, "Hana"});
    std::string all = words.says;
    for (const base::Saying& help : words.helps) all += " " + help.ToString();
    for (const char* harsh :
         {"fail", "fault", "wrong", "should have", "too early", "too late", "mistake", "must", "never", "poor"}) {
      EXPECT_EQ(base::Fold(all).find(harsh), std::string::npos) << harsh << " in: " << all;
    }
  }
}

}  // namespace
}  // namespace spec
