// Who may decide what: by sum, by kind of remedy, by decision; two pairs of eyes; the law's least; who looked before.

#include "domain/cases/authority.h"
#include "domain/cases/answers.h"

#include <algorithm>

#include "domain/cases/clocks.h"
#include "support/case_spec.h"

namespace spec {
namespace {

using domain::Power;
using std::chrono::days;

// The general procedure with a ladder that keeps more for the upper rungs.
procedures::Procedure Strict() {
  procedures::Procedure p = tests::GeneralByHand();
  p.ladder[1].remedies = {RemedyKind::GoodwillGesture};
  p.ladder[1].decisions = {Power::RejectComplaint};
  p.ladder[2].decisions = {Power::GiveFinalPosition, Power::WriteOff, Power::OfferBelowEntitlement};
  p.four_eyes_above = Pounds("1000");
  return p;
}

rights::RightsQuestion AKettle() {
  rights::RightsQuestion question;
  question.kind = rights::ContractKind::Goods;
  question.delivered = base::Date::Of(2026, 10, 20);
  question.fault_shown = base::Date::Of(2026, 10, 25);
  question.price = Pounds("60");
  return question;
}

class WhoMayOffer : public testing::Test {
 protected:
  void SetUp() override {
    spec_.context().procedure = &procedure_;
    spec_.context().calendar = &tests::ShippedProcedure("general").calendar;
  }
  static OptionTerms Terms(RemedyKind remedy, std::optional<Money> cost) {
    OptionTerms terms;
    terms.title = Titled("An option");
    terms.remedy = remedy;
    terms.cost = std::move(cost);
    return terms;
  }
  // Decided, with O-1 of these terms chosen over an apology.
  CaseSpec& Chosen(RemedyKind remedy, std::optional<Money> cost) {
    spec_.Given(Analysed() + Steps{{kLeader, AddOption{Terms(remedy, std::move(cost))}},
                                   {kLeader, AddOption{Terms(RemedyKind::Apology, {})}}});
    WeighOptions weigh;
    weigh.criteria = {{Line("What they asked for"), {100}}};
    weigh.scored = {{OptionId{1}, {{9}}}, {OptionId{2}, {{1}}}};
    weigh.chosen = OptionId{1};
    spec_.Given({{kLeader, weigh}});
    return spec_;
  }
  static MakeOffer Offer() { return {OptionId{1}, Said("This is what we offer."), Channel::Email, {}}; }

  procedures::Procedure procedure_ = Strict();
  CaseSpec spec_;
};

TEST_F(WhoMayOffer, a_kind_of_remedy_begins_at_the_rung_that_names_it) {
  Chosen(RemedyKind::GoodwillGesture, Pounds("20"));
  spec_.As(kHandler).When(Offer()).Refused(Rule::BeyondAuthority).Saying("goodwill gesture) is for a team leader and above");
  spec_.As(kLeader).When(Offer()).Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST_F(WhoMayOffer, a_decision_begins_at_the_rung_that_names_it) {
  CaseSpec spec;
  spec.context().procedure = &procedure_;
  spec.Given(Found() + Steps{{kHandler, ACause()}});
  const DecideCase reject{Decision::NotUpheld, Said("It was said beforehand."), {{Line("Terms 4"), Said("As said.")}}};
  spec.As(kHandler).When(reject).Refused(Rule::DecisionBeyondAuthority).Saying("Not upholding a complaint is for a team leader");
  spec.As(kLeader).When(reject).Then({"CaseDecided"});
  const GiveFinalPosition position{Said("We cannot."), Said("The ombudsman."), Channel::Letter};
  spec.As(kLeader).When(position).Refused(Rule::DecisionBeyondAuthority).Saying("final position is for a manager");
  EscalateCase up{Trigger::Authority, {}, Said("They want an end to it."), Said("Two calls."), Power::GiveFinalPosition};
  spec.As(kLeader).When(up).Then({"CaseEscalated"});
  EXPECT_EQ(spec.event<CaseEscalated>().to, Role::Manager);
  spec.As(kManager).When(position).Then({"PromiseKept", "FinalPositionGiven"});
}

// Of the only refusal: the clause's number, and what it rests on.
std::pair<std::string, std::string> Cited(const CaseSpec& spec) {
  EXPECT_EQ(spec.refusals().size(), 1U);
  if (spec.refusals().empty() || !spec.refusals()[0].clause) return {};
  return {spec.refusals()[0].clause->number, spec.refusals()[0].clause->rests_on};
}

TEST_F(WhoMayOffer, is_refused_by_the_clause_of_the_rung_that_ends_or_keeps_it) {
  const std::string house = "Organisation's own delegated authority; ISO 10002:2018, 4 to 6";
  Chosen(RemedyKind::Refund, Pounds("120"));
  spec_.As(kHandler).When(Offer()).Refused(Rule::BeyondAuthority);
  EXPECT_EQ(Cited(spec_), std::pair(std::string("general 3.14"), house)) << "where their own limit is";
  spec_.When(RecordRedress{RemedyKind::GoodwillGesture, {}, Said("Flowers.")}).Refused(Rule::BeyondAuthority);
  EXPECT_EQ(Cited(spec_).first, "general 3.15") << "where the kind of remedy is kept";
  const DecideCase reject{Decision::NotUpheld, Said("It was said beforehand."), {{Line("Terms 4"), Said("As said.")}}};
  spec_.When(reject).Refused(Rule::DecisionBeyondAuthority);
  EXPECT_EQ(Cited(spec_).first, "general 3.15");
  spec_.When(GiveFinalPosition{Said("We cannot."), Said("The ombudsman."), Channel::Letter})
      .Refused(Rule::DecisionBeyondAuthority);
  EXPECT_EQ(Cited(spec_).first, "general 3.16");
  SendLetter letter;
  letter.letter = letters::LetterKind::FinalResponse;
  letter.channel = Channel::Letter;
  spec_.When(letter).Refused(Rule::DecisionBeyondAuthority);
  EXPECT_EQ(Cited(spec_).first, "general 3.16");
}

TEST_F(WhoMayOffer, is_refused_by_the_rule_of_a_pack_whose_rungs_cite_nothing_yet) {
  for (procedures::Rung& rung : procedure_.ladder) rung.clause.reset();
  Chosen(RemedyKind::Refund, Pounds("120"));
  spec_.As(kHandler).When(Offer()).Refused(Rule::BeyondAuthority);
  EXPECT_EQ(Cited(spec_).first, "general 3.4");
}

TEST_F(WhoMayOffer, less_than_the_law_gives_is_refused_by_our_rule_and_the_sections_it_falls_short_of) {
  Chosen(RemedyKind::Apology, {});
  spec_.As(kHandler).When(AssessRights{AKettle()}).When(Offer()).Refused(Rule::BelowEntitlement);
  const auto [number, rests_on] = Cited(spec_);
  EXPECT_EQ(number, "general 3.17");
  EXPECT_NE(rests_on.find("Consumer Rights Act 2015"), std::string::npos) << rests_on;
  EXPECT_NE(rests_on.find("23"), std::string::npos) << rests_on;
}

TEST_F(WhoMayOffer, what_is_ones_own_to_decide_is_sent_up_too_early) {
  Chosen(RemedyKind::Refund, Pounds("20"));
  EscalateCase up{Trigger::Authority, {}, Said("Unsure."), Said("Nothing."), Power::RejectComplaint};
  spec_.As(kLeader).When(up).Refused(Rule::WithinYourAuthority);
  spec_.As(kHandler).When(up).Then({"CaseEscalated"});
}

TEST_F(WhoMayOffer, more_than_a_sum_needs_a_second_person_whoever_they_are) {
  Chosen(RemedyKind::Compensation, Pounds("1000.01"));
  spec_.As(kManager).When(Offer()).Refused(Rule::SecondApproverNeeded).Saying("above £1000.00 a second person approves");
  spec_.As(kManager).When(RequestApproval{OptionId{1}, Said("Three weeks without heating.")}).Then({"ApprovalRequested"});
  spec_.As(kManager).When(GrantApproval{OptionId{1}, Said("I agree with myself.")}).Refused(Rule::ApproverIsRequester);
  const Actor second = Actor::Staff(UserId{9}, Role::Manager, "Second");
  spec_.As(second).When(GrantApproval{OptionId{1}, Said("Right.")}).Then({"ApprovalGranted"});
  spec_.As(second).When(Offer()).Refused(Rule::SecondApproverNeeded);
  spec_.As(kManager).When(Offer()).Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST_F(WhoMayOffer, the_very_sum_needs_nobody_else) {
  Chosen(RemedyKind::Compensation, Pounds("1000"));
  spec_.As(kManager).When(Offer()).Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST_F(WhoMayOffer, less_than_the_law_gives_needs_a_manager_and_a_reason) {
  Chosen(RemedyKind::Apology, {});
  spec_.As(kHandler).When(AssessRights{AKettle()}).Then({"RightsAssessed"}).When(AssessRights{AKettle()}).Then({});
  spec_.As(kHandler).When(Offer()).Refused(Rule::BelowEntitlement).Saying("It needs a manager, and a reason.");
  spec_.As(kHandler).When(RequestApproval{OptionId{1}, Said("She only wants to be heard.")}).Then({"ApprovalRequested"});
  EXPECT_EQ(spec_.event<ApprovalRequested>().needed, Role::Manager);
  spec_.As(kLeader).When(GrantApproval{OptionId{1}, Said("Fine.")}).Refused(Rule::BelowEntitlement);
  spec_.As(kManager).When(GrantApproval{OptionId{1}, Said("She has said so in writing.")}).Then({"ApprovalGranted"});
  spec_.As(kHandler).When(Offer()).Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST_F(WhoMayOffer, in_another_currency_needs_a_second_person_too) {
  Chosen(RemedyKind::Compensation, *Money::Of("50000", "EUR"));
  spec_.As(kManager).When(Offer()).Refused(Rule::SecondApproverNeeded);
}

TEST_F(WhoMayOffer, what_was_approved_is_asked_for_again_once_more_is_known) {
  Chosen(RemedyKind::Apology, {});
  spec_.Given({{kHandler, AssessRights{AKettle()}},
               {kHandler, RequestApproval{OptionId{1}, Said("She only wants to be heard.")}},
               {kManager, GrantApproval{OptionId{1}, Said("She has said so.")}}});
  rights::RightsQuestion dearer = AKettle();
  dearer.price = Pounds("600");
  spec_.As(kHandler).When(AssessRights{dearer}).When(Offer()).Refused(Rule::BelowEntitlement);
}

TEST_F(WhoMayOffer, what_the_law_gives_asks_nobody) {
  Chosen(RemedyKind::Refund, Pounds("60"));
  spec_.As(kHandler).When(AssessRights{AKettle()}).When(Offer()).Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST_F(WhoMayOffer, facts_of_the_purchase_that_contradict_one_another_are_refused_with_their_field) {
  rights::RightsQuestion question = AKettle();
  question.fault_shown = base::Date::Of(2026, 10, 1);
  spec_.Given(Logged());
  spec_.As(kHandler).When(AssessRights{question}).Refused(Rule::Incomplete);
}

class SecondStage : public testing::Test {
 protected:
  void SetUp() override {
    const procedures::Bound& housing = tests::ShippedProcedure("uk-housing");
    spec_.context().procedure = &housing.procedure;
    spec_.context().calendar = &housing.calendar;
    spec_.Given(Analysed() + Steps{{kHandler, GiveFinalPosition{Said("No."), Said("Stage two."), Channel::Letter}},
                                   {kHandler, AskForReview{Said("I want somebody else."), Channel::Telephone}}});
  }
  CaseSpec spec_;
};

TEST_F(SecondStage, is_not_looked_at_by_who_answered_the_first) {
  spec_.As(kHandler).When(TakeOwnership{}).Refused(Rule::SamePersonAtBothStages).Saying("You answered the first stage");
  spec_.As(kLeader).When(AssignCase{UserId{1}, {}, {}}).Refused(Rule::SamePersonAtBothStages).Saying("U-1 answered");
  spec_.As(kLeader).When(AssignCase{UserId{4}, {}, {}}).Then({"CaseAssigned"});
}

TEST(SecondStageAfterADispute, is_not_looked_at_by_who_answered_before_it) {
  const procedures::Bound& housing = tests::ShippedProcedure("uk-housing");
  CaseSpec s;
  s.Under(housing);
  s.Given(Analysed() + Steps{{kHandler, GiveFinalPosition{Said("No."), Said("Stage two."), Channel::Letter}},
                             {kCustomer, DisputeResolution{Said("It is not."), Channel::Email, {}}},
                             {kCustomer, AskForReview{Said("Somebody else, please."), Channel::Email}}});
  s.As(kHandler).When(TakeOwnership{}).Refused(Rule::SamePersonAtBothStages);
  const SendLetter answer{letters::LetterKind::StageTwoAnswer, Channel::Letter, Titled("Our answer"), Said("...")};
  s.As(kHandler).When(answer).Refused(Rule::SamePersonAtBothStages);
  s.context().target = &tests::ShippedProcedure("general");
  s.As(kManager).When(MoveToProcedure{Word("general"), {}, Line("Out of the way")}).Refused(Rule::StageNotAnswered);
  const domain::Refusals in_the_way = RefusalsOf(s.guide(kManager), "move-to-procedure");
  ASSERT_EQ(in_the_way.size(), 1U);
  EXPECT_EQ(in_the_way.front().rule, Rule::StageNotAnswered);
}

TEST(MovingACase, to_rules_that_are_not_in_force_or_not_made_for_it_is_for_a_manager) {
  LogCase log = ABoilerCase();
  log.product = Line("Gas");
  CaseSpec s;
  s.Given({{kHandler, log}});
  s.context().target = &tests::ShippedProcedure("uk-energy");
  const MoveToProcedure move{Word("uk-energy"), {{1}}, Line("An older version")};
  s.context().target_is_past = true;
  s.As(kLeader).When(move).Refused(Rule::ActorMayNot).Saying("is for a manager to choose");
  s.context().target_is_past = false;
  s.As(kLeader).When(move).Then({"ProcedureChanged"});
  CaseSpec other;
  other.Given(Logged());
  other.context().target = &tests::ShippedProcedure("uk-energy");
  other.As(kLeader).When(move).Refused(Rule::ActorMayNot).Saying("not made for cases like this");
  other.As(kManager).When(move).Then({"ProcedureChanged"});
}

const procedures::Bound& Bank() { return tests::ShippedProcedure("uk-financial"); }

TEST(AChosenAnswer, is_a_fact_of_the_case) {
  LogCase log = ABoilerCase();
  log.answers[Word("regime")] = Said("payment-services");
  CaseSpec s;
  s.Under(Bank()).Given({{kHandler, log}});
  EXPECT_EQ(s.state().attributes.at(Word("regime")), Line("payment-services"));
  EXPECT_FALSE(s.state().answers.contains(Word("regime")));
}

TEST(AChosenAnswer, that_is_none_is_refused_with_what_was_expected) {
  LogCase log = ABoilerCase();
  log.answers[Word("regime")] = Said("payment-service");
  CaseSpec s;
  s.Under(Bank()).When(log).Refused(Rule::Incomplete).Saying("did you mean \"payment-services\"");
  log.answers[Word("regime")] = Said("banana");
  s.When(log).Refused(Rule::Incomplete).Saying("expected one of general and payment-services");
  log.answers.clear();
  log.answers[Word("regme")] = Said("general");
  s.When(log).Refused(Rule::Incomplete).Saying("did you mean \"regime\"");
}

TEST(TheLoggingTemplate, left_unasked_keeps_the_case_in_its_first_phase) {
  CaseSpec s;
  s.Under(Bank()).Given(Identified());
  EXPECT_EQ(NotAsked(s.state(), Bank().procedure).size(), 2U);
  EXPECT_EQ(PhaseOf(s.state(), Bank().procedure), Phase::Identify);
  CorrectDetail asked;
  asked.answers[Word("regime")] = Said("general");
  asked.answers[Word("ombudsman-eligible")] = Said("yes");
  asked.reason = Said("Asked on the telephone.");
  s.Given({{kHandler, asked}});
  EXPECT_TRUE(NotAsked(s.state(), Bank().procedure).empty());
  EXPECT_EQ(PhaseOf(s.state(), Bank().procedure), Phase::Analyse);
}

TEST(TheDayOfReceipt, corrected_to_a_later_one_leaves_an_acknowledgement_what_it_was) {
  CaseSpec s;
  s.Under(tests::ShippedProcedure("general")).Given(Logged()).Later(days(1));
  s.Given({{kHandler, AcknowledgeCase{Channel::Email, {}}}}).Later(days(1));
  CorrectDetail correct;
  correct.received_at = kMonday + days(1) + std::chrono::hours(6);
  correct.reason = Said("The letter lay in the wrong tray.");
  s.Given({{kHandler, correct}});
  const auto due = DueOn(s.state(), tests::ShippedProcedure("general"));
  EXPECT_TRUE(std::ranges::none_of(due, [](const DueThing& thing) { return thing.what == "acknowledge"; }));
}

TEST(ARequestForApproval, has_nothing_left_to_answer_once_its_option_is_taken_away) {
  CaseSpec s;
  s.Under(tests::ShippedProcedure("general"));
  s.Given(Weighed("300.00") + Steps{{kHandler, RequestApproval{OptionId{1}, Said("Please.")}}});
  const auto asked = [&] {
    return std::ranges::any_of(DueOn(s.state(), tests::ShippedProcedure("general")),
                               [](const DueThing& thing) { return thing.what == "approval"; });
  };
  EXPECT_TRUE(asked());
  s.Given({{kHandler, RemoveOption{OptionId{1}, Said("Not needed.")}}});
  EXPECT_FALSE(asked());
}

TEST(WhoIsAway, is_assigned_nothing_and_whoever_stands_in_is_named) {
  CaseSpec s;
  s.Given(Logged());
  cases::PersonFacts& cole = s.context().people[UserId{4}];
  cole.away_until = kMonday + days(7);
  cole.deputy = UserId{2};
  s.As(kLeader)
      .When(AssignCase{UserId{4}, {}, {}})
      .Refused(Rule::PersonIsAway)
      .Saying("until Mon 9 Nov 2026, 09:00 UTC; U-2 stands in");
  cole.away_until.reset();
  s.As(kLeader).When(AssignCase{UserId{4}, {}, {}}).Then({"CaseAssigned"});
}

// -- Redress ----------------------------------------------------------------------------------------------------------

TEST(Redress, beyond_what_was_agreed_needs_the_authority_to_give_it) {
  const RecordRedress much{RemedyKind::Refund, Pounds("9000.00"), Said("By transfer.")};
  CaseSpec s;
  s.Given(Identified());
  s.When(much).Refused(Rule::BeyondAuthority).Saying("more than was agreed");
  CaseSpec agreed;
  agreed.Given(Agreed());
  agreed.When(much).Refused(Rule::BeyondAuthority);
  agreed.When(RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("By transfer.")}).Then({"RedressRecorded"});
}

TEST(Redress, that_was_agreed_may_be_given_by_anybody_and_once) {
  CaseSpec s;
  s.Given(Agreed());
  s.Given({{kHandler, RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("By transfer.")}}});
  s.When(RecordRedress{RemedyKind::WriteOff, Pounds("60.00"), Said("And the bill.")}).Refused(Rule::BeyondAuthority);
}

}  // namespace
}  // namespace spec
