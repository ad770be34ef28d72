// What sends a case up by itself, to whom, and when it does not.

#include "domain/cases/send_up.h"

#include <algorithm>

#include "domain/cases/narrate.h"
#include "support/case_spec.h"

namespace spec {
namespace {

using procedures::Bound;
using procedures::TriggerKind;
using procedures::TriggerRule;
using std::chrono::days;

const Bound& General() { return tests::ShippedProcedure("general"); }

TriggerRule ATrigger(TriggerKind kind, Role to = Role::TeamLeader) {
  TriggerRule rule;
  rule.kind = kind;
  rule.to = to;
  rule.clause = {"house 1", "It goes up.", "Our own rule"};
  return rule;
}
Bound With(const std::vector<TriggerRule>& triggers) {
  Bound bound = General();
  bound.procedure.triggers = triggers;
  return bound;
}
std::vector<CaseSentUp> SentUp(const CaseSpec& s) {
  std::vector<CaseSentUp> sent;
  for (const Event& event : s.events()) {
    if (const auto* up = std::get_if<CaseSentUp>(&event)) sent.push_back(*up);
  }
  return sent;
}
void ExpectSentUp(const CaseSpec& s, Role to, Trigger trigger, bool late) {
  const auto sent = SentUp(s);
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].to, to);
  EXPECT_EQ(sent[0].trigger, trigger);
  EXPECT_EQ(sent[0].late, late);
  const Escalation* open = OpenEscalation(s.state());
  ASSERT_NE(open, nullptr);
  EXPECT_TRUE(open->by_rule);
  EXPECT_EQ(open->late, late);
}

AssessImpact Impact(bool vulnerable, bool safety_risk, std::optional<Money> money = {}) {
  return {Severity::High, Emotion::Upset, money, vulnerable, safety_risk, {}, {}};
}
RecordContact Call(Instant next_news_by) {
  RecordContact call;
  call.summary = Said("We told them where it stands.");
  call.next_news_by = next_news_by;
  return call;
}
const Step kReturned{kManager, ReturnEscalation{Said("Go on."), false}};

// -- A clock that ran out -----------------------------------------------------------------------------------------------

TEST(AnOverdueClock, sends_the_case_up_once_with_its_name_and_the_clause) {
  CaseSpec s;
  s.Under(General()).Given(Logged()).Later(days(29)).As(kClock).When(NoticeTime{});
  ExpectSentUp(s, Role::Manager, Trigger::Clock, true);
  EXPECT_EQ(SentUp(s)[0].clock, Word("answer"));
  EXPECT_EQ(SentUp(s)[0].because, Line("An answer that is overdue goes to a manager."));
  s.Given({kReturned}).Later(days(1)).When(NoticeTime{});
  EXPECT_TRUE(SentUp(s).empty());
}

TEST(AnOverdueClock, of_another_name_sends_nothing_up) {
  CaseSpec s;
  s.Under(General()).Given(Logged()).Later(days(8)).As(kClock).When(NoticeTime{});
  EXPECT_TRUE(std::ranges::any_of(s.events(), [](const Event& e) { return std::holds_alternative<ClockRanOut>(e); }));
  EXPECT_TRUE(SentUp(s).empty());
}

TEST(AnOverdueClock, that_was_noticed_before_the_case_was_handed_back_does_not_send_it_up_again) {
  TriggerRule overdue = ATrigger(TriggerKind::ClockOverdue);
  overdue.clock = "acknowledge";
  const Bound bound = With({overdue});
  CaseSpec s;
  s.Under(bound).Given(Logged()).Later(days(2)).As(kClock).When(NoticeTime{});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Clock, true);
  // The day of receipt was later: the clock runs out anew, and they know of it.
  CorrectDetail correct;
  correct.received_at = kMonday + days(1);
  correct.reason = Said("It came on Tuesday.");
  s.Given({kReturned, {kHandler, correct}}).Later(days(2)).As(kClock).When(NoticeTime{});
  EXPECT_TRUE(std::ranges::any_of(s.events(), [](const Event& e) { return std::holds_alternative<ClockRanOut>(e); }));
  EXPECT_TRUE(SentUp(s).empty());
}

TEST(TwoOverdueClocks, each_with_a_rule_of_its_own_send_the_case_up_each) {
  TriggerRule first = ATrigger(TriggerKind::ClockOverdue);
  first.clock = "acknowledge";
  TriggerRule second = ATrigger(TriggerKind::ClockOverdue, Role::Manager);
  second.clock = "answer";
  const Bound bound = With({first, second});
  CaseSpec s;
  s.Under(bound).Given(Logged()).Later(days(2)).As(kClock).When(NoticeTime{});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Clock, true);
  s.Later(days(28)).When(NoticeTime{});
  ExpectSentUp(s, Role::Manager, Trigger::Clock, true);
}

// -- Promises -----------------------------------------------------------------------------------------------------------

TEST(APromiseOfNews, broken_twice_sends_the_case_up_and_broken_once_does_not) {
  const Bound bound = With({ATrigger(TriggerKind::PromiseBrokenTwice)});
  CaseSpec s;
  s.Under(bound).Given(Logged()).Later(days(3)).As(kClock).When(NoticeTime{});
  EXPECT_EQ(s.state().promises_broken, 1);
  EXPECT_TRUE(SentUp(s).empty());
  s.Given({{kHandler, Call(kMonday + days(4))}}).Later(days(2)).When(NoticeTime{});
  EXPECT_EQ(s.state().promises_broken, 2);
  ExpectSentUp(s, Role::TeamLeader, Trigger::BrokenPromise, true);
  s.Given({kReturned, {kHandler, Call(kMonday + days(6))}}).Later(days(2)).When(NoticeTime{});
  EXPECT_EQ(s.state().promises_broken, 3);
  EXPECT_TRUE(SentUp(s).empty());
}

// -- What the handler finds out -----------------------------------------------------------------------------------------

TEST(Vulnerability, sends_the_case_up_once_and_in_time) {
  CaseSpec s;
  s.Under(General()).Given(Logged());
  s.When(Impact(false, false));
  EXPECT_TRUE(SentUp(s).empty());
  s.When(Impact(true, false)).Then({"ImpactAssessed", "CaseSentUp"});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Vulnerability, false);
  s.Given({kReturned}).When(Impact(true, false, Pounds("10"))).Then({"ImpactAssessed"});
}

TEST(ARiskToSafety, sends_the_case_up_once_and_in_time) {
  CaseSpec s;
  s.Under(General()).Given(Logged());
  s.When(Impact(false, true)).Then({"ImpactAssessed", "CaseSentUp"});
  ExpectSentUp(s, Role::Manager, Trigger::Safety, false);
  s.Given({kReturned}).When(Impact(false, true, Pounds("10"))).Then({"ImpactAssessed"});
}

TEST(MuchMoneyAtStake, sends_the_case_up_when_it_is_over_the_limit_and_of_its_currency) {
  TriggerRule value = ATrigger(TriggerKind::Value);
  value.over = Pounds("1000");
  const Bound bound = With({value});
  CaseSpec s;
  s.Under(bound).Given(Logged());
  s.When(Impact(false, false)).Then({"ImpactAssessed"});
  s.When(Impact(false, false, Pounds("1000"))).Then({"ImpactAssessed"});
  s.When(Impact(false, false, *Money::Of("5000", "EUR"))).Then({"ImpactAssessed"});
  s.When(Impact(false, false, Pounds("1000.01"))).Then({"ImpactAssessed", "CaseSentUp"});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Value, false);
  s.Given({kReturned}).When(Impact(false, false, Pounds("2000"))).Then({"ImpactAssessed"});
}

// -- Offers refused -----------------------------------------------------------------------------------------------------

const DeclineOffer kNo{OfferId{1}, Said("No."), Channel::Email};

TEST(ADeadlock, is_the_second_offer_refused_and_not_the_first) {
  const Bound bound = With({ATrigger(TriggerKind::Deadlock)});
  CaseSpec s;
  s.Under(bound).Given(Offered()).As(kCustomer).When(kNo).Then({"OfferDeclined"});
  s.Given({{kHandler, MakeOffer{OptionId{1}, Said("Once more."), Channel::Email, {}}}});
  s.When(CounterOffer{OfferId{2}, Said("£90 and the repair."), Pounds("90"), Channel::Email})
      .Then({"OfferCountered", "CaseSentUp"});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Deadlock, true);
  EXPECT_TRUE(std::ranges::any_of(s.state().timing.milestones,
                                  [](const auto& mark) { return mark.what == procedures::Milestone::Deadlock; }));
  s.Given({kReturned, {kHandler, MakeOffer{OptionId{1}, Said("The last."), Channel::Email, {}}}});
  s.When(DeclineOffer{OfferId{3}, Said("No."), Channel::Email}).Then({"OfferDeclined"});
}

TEST(ADeadlock, does_not_come_of_an_offer_accepted_after_one_refused) {
  const Bound bound = With({ATrigger(TriggerKind::Deadlock)});
  CaseSpec s;
  s.Under(bound).Given(Offered() +
                       Steps{{kCustomer, kNo}, {kHandler, MakeOffer{OptionId{1}, Said("Once more."), Channel::Email, {}}}});
  s.As(kCustomer).When(AcceptOffer{OfferId{2}, Said("Well then."), Channel::Email, {}}).Then({"OfferAccepted"});
}

// -- Who complains again ------------------------------------------------------------------------------------------------

TEST(TheThirdComplaintInAYear, sends_itself_up_as_it_is_logged) {
  CaseSpec s;
  s.Under(General());
  s.context().customer.complaints_in_a_year = 2;
  s.When(ABoilerCase()).Then({"CaseLogged", "NewsPromised", "CaseSentUp"});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Repeat, false);
}

TEST(TheThirdComplaintInAYear, is_not_the_second_nor_a_problem_nor_one_taken_over_from_another_system) {
  CaseSpec second;
  second.Under(General());
  second.context().customer.complaints_in_a_year = 1;
  second.When(ABoilerCase()).Then({"CaseLogged", "NewsPromised"});

  LogCase problem = ABoilerCase();
  problem.kind = Kind::Problem;
  CaseSpec another;
  another.Under(General());
  another.context().customer.complaints_in_a_year = 2;
  another.When(problem).Then({"CaseLogged", "NewsPromised"});

  LogCase taken_over = ABoilerCase();
  taken_over.source = Source{Word("old-desk"), Word("17")};
  CaseSpec old;
  old.Under(General());
  old.context().customer.complaints_in_a_year = 2;
  old.When(taken_over).Then({"CaseLogged", "NewsPromised"});
}

// -- The customer's own request -----------------------------------------------------------------------------------------

TEST(TheCustomersRequest, is_a_command_of_theirs_and_is_not_sent_up_a_second_time) {
  EscalateCase ask;
  ask.trigger = Trigger::CustomerRequest;
  ask.reason = Said("I want your boss.");
  ask.tried = Said("I asked twice.");
  CaseSpec s;
  s.Under(General()).Given(Logged()).As(kCustomer).When(ask).Then({"CaseEscalated"});
  EXPECT_EQ(s.event<CaseEscalated>().to, Role::TeamLeader);
}

TEST(TheCustomersRequest, is_answered_with_what_the_rule_says_to_them) {
  EscalateCase ask{Trigger::CustomerRequest, {}, Said("I want your boss."), Said("I asked twice."), {}};
  const Line says("You asked for somebody more senior; your case is now with them.");
  CaseSpec s;
  s.Under(General()).Given(Logged());
  const Case before = s.state();
  s.As(kCustomer).When(ask).Then({"CaseEscalated"});
  EXPECT_EQ(s.event<CaseEscalated>().says, says);
  EXPECT_EQ(OpenEscalation(s.state())->says, says);
  const StoryEntry told = Narrate(before, Recorded{s.events()[0], kMonday, "CU-7", 2}, {}, {});
  EXPECT_EQ(told.says, "Escalated to the team leader, because the customer asked for it. For the customer: “" + says.str() + "”");

  const Bound silent = With({ATrigger(TriggerKind::CustomersRequest)});
  CaseSpec quiet;
  quiet.Under(silent).Given(Logged()).As(kCustomer).When(ask).Then({"CaseEscalated"});
  EXPECT_EQ(quiet.event<CaseEscalated>().says, std::nullopt);
  ask.trigger = Trigger::Safety;
  CaseSpec other;
  other.Under(General()).Given(Logged()).As(kHandler).When(ask).Then({"CaseEscalated"});
  EXPECT_EQ(other.event<CaseEscalated>().says, std::nullopt) << "they asked for nothing";
}

// -- What somebody names who sends it up --------------------------------------------------------------------------------

EscalateCase UpFor(Trigger trigger) { return {trigger, {}, Said("I think it should go up."), Said("Two calls."), {}}; }

void ExpectTooEarly(CaseSpec& s, Trigger trigger, std::string_view because, std::optional<std::string> mend = {}) {
  s.As(kHandler).When(UpFor(trigger)).Refused(Rule::WithinYourAuthority).Saying("This is within your authority, because");
  s.Saying(because);
  ASSERT_EQ(s.refusals().size(), 1U);
  EXPECT_EQ(s.refusals()[0].field, "trigger");
  EXPECT_EQ(s.refusals()[0].mend, mend);
  EXPECT_TRUE(s.refusals()[0].clause);
}

TEST(SendingUpForAClock, is_too_early_until_its_warning_and_says_which_ends_next) {
  Bound bound = With({});
  std::erase_if(bound.procedure.clocks, [](const auto& clock) { return clock.id != "answer"; });
  CaseSpec s;
  s.Under(bound).Given(Logged());
  ExpectTooEarly(s, Trigger::Clock,
                 "no clock of this case is overdue or within its warning; the next to end, "
                 "\"Answer to the customer\", runs until Mon 30 Nov 2026, 23:59");
  // Warned of five days before.
  s.Later(days(22)).As(kHandler).When(UpFor(Trigger::Clock)).Refused(Rule::WithinYourAuthority);
  s.Later(days(2)).When(UpFor(Trigger::Clock)).Then({"PromiseBroken", "CaseEscalated"});
}

TEST(SendingUpForAClock, without_a_warning_of_its_own_is_in_time_on_its_last_day) {
  Bound bound = With({});
  std::erase_if(bound.procedure.clocks, [](const auto& clock) { return clock.id != "answer"; });
  bound.procedure.clocks[0].warnings.clear();
  CaseSpec s;
  s.Under(bound).Given(Logged()).Later(days(27));
  s.When(UpFor(Trigger::Clock)).Refused(Rule::WithinYourAuthority);
  s.Later(days(1)).When(UpFor(Trigger::Clock)).Then({"PromiseBroken", "CaseEscalated"});
}

TEST(SendingUpForAClock, that_ran_out_is_taken_and_so_is_what_no_clock_can_tell) {
  const Bound bound = With({});
  CaseSpec late;
  late.Under(bound).Given(Logged()).Later(days(3)).As(kClock).When(NoticeTime{});
  late.As(kHandler).When(UpFor(Trigger::Clock)).Then({"CaseEscalated"});
  CaseSpec without;
  without.Given(Logged()).When(UpFor(Trigger::Clock)).Then({"CaseEscalated"});
}

TEST(SendingUpForBrokenPromises, is_too_early_while_every_promise_was_kept) {
  const Bound bound = With({});
  CaseSpec s;
  s.Under(bound).Given(Logged());
  ExpectTooEarly(s, Trigger::BrokenPromise, "no promise of news was broken");
  s.Later(days(3)).When(UpFor(Trigger::BrokenPromise));
  EXPECT_TRUE(s.refusals().empty()) << "that it is broken shows with this command";
}

TEST(SendingUpForDanger, is_taken_before_anybody_assessed_it_and_then_goes_by_what_was_found) {
  const Bound bound = With({});
  for (const Trigger trigger : {Trigger::Safety, Trigger::Vulnerability}) {
    CaseSpec unknown;
    unknown.Under(bound).Given(Logged()).When(UpFor(trigger)).Then({"CaseEscalated"});
    CaseSpec none;
    none.Under(bound).Given(Logged() + Steps{{kHandler, Impact(false, false)}});
    ExpectTooEarly(none, trigger, "the impact was assessed", "assess-impact");
    CaseSpec some;
    some.Under(bound).Given(Logged() + Steps{{kHandler, Impact(true, true)}}).When(UpFor(trigger)).Then({"CaseEscalated"});
  }
}

TEST(SendingUpForASum, goes_by_the_procedures_figure_and_without_one_by_the_reason_given) {
  TriggerRule value = ATrigger(TriggerKind::Value);
  value.over = Pounds("1000");
  const Bound bound = With({value});
  CaseSpec s;
  s.Under(bound).Given(Logged() + Steps{{kHandler, Impact(false, false, Pounds("1000"))}});
  ExpectTooEarly(s, Trigger::Value, "£1000.00 is at stake, and the procedure sends up what is above £1000.00 (house 1)",
                 "assess-impact");
  s.Given({{kHandler, Impact(false, false)}});
  ExpectTooEarly(s, Trigger::Value, "no sum at stake is recorded", "assess-impact");
  s.Given({{kHandler, Impact(false, false, *Money::Of("9", "EUR"))}}).When(UpFor(Trigger::Value)).Then({"CaseEscalated"});
  const Bound none = With({});
  CaseSpec without;
  without.Under(none)
      .Given(Logged() + Steps{{kHandler, Impact(false, false)}})
      .When(UpFor(Trigger::Value))
      .Then({"CaseEscalated"});
}

TEST(SendingUpForDeadlock, is_too_early_before_an_offer_was_refused) {
  const Bound bound = With({});
  CaseSpec s;
  s.Under(bound).Given(Offered());
  ExpectTooEarly(s, Trigger::Deadlock, "the customer has refused no offer yet", "make-offer");
  s.Given({{kCustomer, kNo}}).As(kHandler).When(UpFor(Trigger::Deadlock)).Then({"CaseEscalated"});
}

TEST(SendingUpARepeatedComplaint, goes_by_what_was_counted_when_it_was_logged) {
  const Bound bound = With({ATrigger(TriggerKind::RepeatComplainant)});
  CaseSpec s;
  s.Under(bound).Given(Logged());
  ExpectTooEarly(s, Trigger::Repeat, "not the customer's third complaint in a year");
  const Bound none = With({});
  CaseSpec uncounted;
  uncounted.Under(none).Given(Logged()).When(UpFor(Trigger::Repeat)).Then({"CaseEscalated"});
  CaseSpec third;
  third.Under(bound);
  third.context().customer.complaints_in_a_year = 2;
  third.Given(Logged() + Steps{kReturned}).When(UpFor(Trigger::Repeat)).Then({"CaseEscalated"});
}

TEST(SendingUp, what_is_with_them_already_is_told_so_and_is_not_too_early) {
  const Bound bound = With({});
  CaseSpec s;
  s.Under(bound).Given(Logged() + Steps{{kHandler, UpFor(Trigger::CustomerRequest)}});
  s.When(UpFor(Trigger::Deadlock)).Refused(Rule::AlreadyEscalated);
}

// -- Where the case is already ------------------------------------------------------------------------------------------

TEST(ACase, that_is_with_that_rung_or_one_above_is_not_sent_up_to_it) {
  CaseSpec s;
  s.Under(General()).Given(Logged() + Steps{{kHandler, Impact(false, true)}});
  ASSERT_EQ(OpenEscalation(s.state())->to, Role::Manager);
  s.When(Impact(true, true)).Then({"ImpactAssessed"});
}

TEST(ACase, handed_back_is_sent_up_for_the_next_thing) {
  CaseSpec s;
  s.Under(General()).Given(Logged() + Steps{{kHandler, Impact(false, true)}, kReturned});
  s.When(Impact(true, true)).Then({"ImpactAssessed", "CaseSentUp"});
  ExpectSentUp(s, Role::TeamLeader, Trigger::Vulnerability, false);
}

TEST(ACase, with_a_team_leader_goes_on_to_the_manager) {
  CaseSpec s;
  s.Under(General()).Given(Logged() + Steps{{kHandler, Impact(true, false)}});
  s.When(Impact(true, true)).Then({"ImpactAssessed", "CaseSentUp"});
  ExpectSentUp(s, Role::Manager, Trigger::Safety, false);
}

TEST(ACase, that_two_rules_send_up_at_once_goes_to_the_higher_and_not_down_again) {
  CaseSpec s;
  s.Under(General()).Given(Logged());
  s.When(Impact(true, true)).Then({"ImpactAssessed", "CaseSentUp"});
  ExpectSentUp(s, Role::Manager, Trigger::Safety, false);
}

TEST(ACase, that_ends_with_the_same_command_is_not_sent_up) {
  const Bound bound = With({ATrigger(TriggerKind::PromiseBrokenTwice)});
  CaseSpec s;
  s.Under(bound).Given(Logged() + Steps{{kCustomer, WithdrawCase{Said("Leave it."), Channel::Telephone}}});
  s.Later(days(3)).As(kClock).When(NoticeTime{});
  s.Given({{kHandler, Call(kMonday + days(4))}}).Later(days(2));
  s.As(kHandler).When(CloseCase{Outcome::Withdrawn, {}}).Then({"PromiseBroken", "CaseClosed"});
}

TEST(ACase, sent_up_tells_the_customer_what_the_rule_says) {
  TriggerRule safety = ATrigger(TriggerKind::Safety);
  safety.says = "Somebody senior looks at this today.";
  const Bound bound = With({safety});
  CaseSpec s;
  s.Under(bound).Given(Logged());
  s.When(Impact(false, true));
  EXPECT_EQ(SentUp(s).at(0).says, Line("Somebody senior looks at this today."));
  EXPECT_EQ(OpenEscalation(s.state())->says, Line("Somebody senior looks at this today."));
}

}  // namespace
}  // namespace spec
