// The rules of a case, command by command, phase by phase.

#include "domain/cases/decide.h"

#include <algorithm>

#include "support/case_spec.h"

namespace spec {
namespace {

using std::chrono::days;
using std::chrono::hours;

// -- Identify ---------------------------------------------------------------------------------------------------------

TEST(Logging, logs_the_case_and_promises_first_news_by_the_procedures_usual_time) {
  CaseSpec s;
  s.When(ABoilerCase()).Then({"CaseLogged", "NewsPromised"});
  EXPECT_EQ(s.state().promise->by, kMonday + days(2));
  EXPECT_EQ(s.state().procedure.id.str(), "general");
}

TEST(Logging, keeps_the_time_it_was_received_when_that_was_earlier) {
  LogCase log = ABoilerCase();
  log.received_at = kMonday - days(3);
  CaseSpec s;
  s.When(log);
  EXPECT_EQ(s.state().received_at, kMonday - days(3));
  EXPECT_EQ(s.state().logged_at, kMonday);
}

TEST(Logging, refuses_a_time_of_receipt_that_is_still_to_come) {
  LogCase log = ABoilerCase();
  log.received_at = kMonday + days(1);
  CaseSpec().When(log).Refused(Rule::DateInTheFuture);
}

TEST(Logging, refuses_an_unknown_and_an_erased_customer) {
  CaseSpec unknown;
  unknown.context().customer.id = {};
  unknown.When(ABoilerCase()).Refused(Rule::CustomerNotKnown);
  CaseSpec erased;
  erased.context().customer.erased = true;
  erased.When(ABoilerCase()).Refused(Rule::CustomerIsErased);
}

TEST(Logging, a_record_taken_over_from_another_system_carries_no_promise_of_ours) {
  LogCase log = ABoilerCase();
  log.source = Source{Word("cfpb"), Word("7887")};
  CaseSpec().As(kClock).When(log).Then({"CaseLogged"});
}

TEST(Logging, may_leave_words_and_remedy_open_but_the_gate_then_asks_for_them) {
  LogCase log = ABoilerCase();
  log.words.reset();
  log.remedy_sought.reset();
  CaseSpec s;
  s.When(log).Then({"CaseLogged", "NewsPromised"});
  s.Given({{kHandler, AddFinding{Said("x"), {}, {}}}});
  s.When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Refused(Rule::ProblemNotRecorded)
      .Refused(Rule::RemedySoughtNotRecorded);
}

TEST(Acknowledging, happens_once_and_repeating_it_changes_nothing) {
  CaseSpec()
      .Given(Logged())
      .When(AcknowledgeCase{Channel::Email, {}})
      .Then({"CaseAcknowledged"})
      .When(AcknowledgeCase{Channel::Letter, {}})
      .Then({});
}

TEST(PlayingBack, a_correction_must_say_what_was_put_right) {
  CaseSpec()
      .Given(Logged())
      .When(PlayBackUnderstanding{Said("x"), Understanding::Corrected, {}, Channel::Telephone})
      .Refused(Rule::Incomplete);
}

TEST(PlayingBack, two_attempts_that_reached_nobody_open_the_gate_and_one_does_not) {
  CaseSpec s;
  s.Given(Logged());
  const PlayBackUnderstanding attempt{Said("x"), Understanding::NotReached, {}, Channel::Telephone};
  s.When(attempt);
  EXPECT_FALSE(Meets(s.state(), Requirement::UnderstandingPlayedBack, tests::General()));
  s.When(attempt);
  EXPECT_TRUE(Meets(s.state(), Requirement::UnderstandingPlayedBack, tests::General()));
}

TEST(Assigning, names_a_person_who_works_here) {
  CaseSpec()
      .Given(Logged())
      .When(AssignCase{UserId{2}, {}, {}})
      .Then({"CaseAssigned"})
      .When(AssignCase{UserId{2}, {}, {}})
      .Then({})
      .When(AssignCase{UserId{99}, {}, {}})
      .Refused(Rule::NotOnTheStaff)
      .When(AssignCase{})
      .Refused(Rule::Incomplete);
}

TEST(Correcting, records_only_what_changes_and_needs_a_change) {
  CorrectDetail fix;
  fix.subject = Titled("Boiler not repaired");
  fix.category = Line("No-show");
  fix.reason = Said("The caller named it better.");
  CaseSpec s;
  s.Given(Logged()).When(fix).Then({"DetailCorrected"});
  EXPECT_FALSE(s.event<DetailCorrected>().subject);
  EXPECT_EQ(s.event<DetailCorrected>().category->str(), "No-show");
  s.When(fix).Refused(Rule::NothingToCorrect);
}

// -- Keeping the customer informed ------------------------------------------------------------------------------------

RecordContact ACall() {
  RecordContact contact;
  contact.summary = Said("Told them an engineer is booked.");
  return contact;
}

TEST(Contact, ends_with_when_the_next_news_comes_or_why_none_is_owed) {
  CaseSpec s;
  s.Given(Logged()).When(ACall()).Refused(Rule::NextNewsMissing);
  RecordContact with_next = ACall();
  with_next.next_news_by = kMonday + days(1);
  s.When(with_next).Then({"ContactRecorded", "PromiseKept", "NewsPromised"});
  EXPECT_EQ(s.state().promises_kept, 1);
  RecordContact last = ACall();
  last.no_news_because = Said("All is said.");
  s.When(last).Then({"ContactRecorded", "PromiseKept", "PromiseEnded"});
  EXPECT_FALSE(s.state().promise);
}

TEST(Contact, that_says_again_what_was_promised_neither_keeps_it_nor_promises_it_twice) {
  RecordContact call = ACall();
  call.next_news_by = kMonday + days(1);
  CaseSpec s;
  s.Given(Logged() + Steps{{kHandler, PromiseNews{kMonday + days(1), Said("When the engineer comes.")}}});
  s.When(call).Then({"ContactRecorded"});
  EXPECT_EQ(s.state().promises_kept, 0);
  call.next_news_about = Said("What the engineer found.");
  s.When(call).Then({"ContactRecorded", "PromiseKept", "NewsPromised"});
}

TEST(Contact, an_attempt_that_reached_nobody_keeps_no_promise_and_owes_no_new_one) {
  RecordContact attempt = ACall();
  attempt.not_reached = true;
  CaseSpec s;
  s.Given(Logged()).When(attempt).Then({"ContactRecorded"});
  EXPECT_TRUE(s.state().promise);
}

TEST(Contact, a_letter_from_the_customer_keeps_no_promise_of_ours) {
  RecordContact letter = ACall();
  letter.direction = Direction::FromCustomer;
  letter.channel = Channel::Letter;
  letter.next_news_by = kMonday + days(1);
  CaseSpec().Given(Logged()).When(letter).Then({"ContactRecorded", "NewsPromised"});
}

TEST(Contact, a_message_in_the_portal_gets_the_procedures_own_promise_when_none_stands) {
  RecordContact end = ACall();
  end.no_news_because = Said("Done for now.");
  RecordContact message = ACall();
  message.direction = Direction::FromCustomer;
  message.channel = Channel::Portal;
  CaseSpec().Given(Logged() + Steps{{kHandler, end}}).As(kCustomer).When(message).Then({"ContactRecorded", "NewsPromised"});
}

TEST(Promise, cannot_be_moved_later_without_telling_the_customer) {
  CaseSpec()
      .Given(Logged())
      .When(PromiseNews{kMonday + days(9), {}})
      .Refused(Rule::PromiseStands)
      .When(PromiseNews{kMonday + days(1), {}})
      .Then({"NewsPromised"})
      .When(PromiseNews{kMonday - days(1), {}})
      .Refused(Rule::NextNewsInThePast);
}

TEST(Promise, that_ran_out_is_found_broken_by_whatever_command_comes_next) {
  CaseSpec s;
  s.Given(Logged()).Later(days(3)).When(AcknowledgeCase{}).Then({"PromiseBroken", "CaseAcknowledged"});
  EXPECT_EQ(s.event<PromiseBroken>().due_at, kMonday + days(2));
  EXPECT_EQ(s.event<PromiseBroken>().detected_at, kMonday + days(3));
}

TEST(Promise, is_found_broken_once_by_the_clock) {
  CaseSpec()
      .Given(Logged())
      .As(kClock)
      .When(NoticeTime{})
      .Then({})
      .Later(days(3))
      .When(NoticeTime{})
      .Then({"PromiseBroken"})
      .When(NoticeTime{})
      .Then({});
}

TEST(Promise, is_kept_by_an_offer_a_final_position_or_the_question_whether_it_is_solved) {
  CaseSpec offer;
  offer.Given(Weighed())
      .When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, kMonday + days(5)})
      .Then({"PromiseKept", "OfferMade", "NewsPromised"});
  EXPECT_EQ(offer.state().promise->by, kMonday + days(5)) << "news by the time the offer runs out";
  CaseSpec()
      .Given(Analysed())
      .When(GiveFinalPosition{Said("x"), Said("y"), Channel::Letter})
      .Then({"PromiseKept", "FinalPositionGiven"});
  CaseSpec late;
  late.Given(Analysed())
      .Later(days(3))
      .When(GiveFinalPosition{Said("x"), Said("y"), Channel::Letter})
      .Then({"PromiseBroken", "FinalPositionGiven"});
}

TEST(Promise, kept_in_time_but_recorded_late_is_kept) {
  RecordContact late = ACall();
  late.at = kMonday + days(1);
  late.next_news_by = kMonday + days(9);
  CaseSpec().Given(Logged()).Later(days(3)).When(late).Then({"ContactRecorded", "PromiseKept", "NewsPromised"});
}

// -- Analyse ----------------------------------------------------------------------------------------------------------

TEST(Cause, needs_a_finding_first) { CaseSpec().Given(Identified()).When(ACause()).Refused(Rule::FindingMissing); }

TEST(Cause, is_named_from_the_tree_and_a_slip_gets_a_hint) {
  EstablishCause slip = ACause();
  slip.cause = Word("proces.handover");
  CaseSpec().Given(Found()).When(slip).Refused(Rule::UnknownCause).Saying("did you mean \"process.handover\"");
}

TEST(Cause, is_either_named_or_said_to_be_unknowable) {
  EstablishCause both = ACause();
  both.cannot_be_established = true;
  CaseSpec().Given(Found()).When(both).Refused(Rule::Incomplete);
  EstablishCause unknowable = both;
  unknowable.cause.reset();
  CaseSpec().Given(Found()).When(unknowable).Then({"CauseEstablished"});
}

TEST(Cause, rests_on_findings_of_this_case) {
  EstablishCause cause = ACause();
  cause.findings = {FindingId{9}};
  CaseSpec().Given(Found()).When(cause).Refused(Rule::NotOnThisCase);
}

TEST(Deciding, needs_the_cause_and_a_citation) {
  const DecideCase decide{Decision::Upheld, Said("x"), {{Line("Policy 1"), Said("y")}}};
  CaseSpec().Given(Found()).When(decide).Refused(Rule::CauseNotEstablished);
  CaseSpec()
      .Given(Found() + Steps{{kHandler, ACause()}})
      .When(DecideCase{Decision::Upheld, Said("x"), {}})
      .Refused(Rule::Incomplete);
}

// -- Options and weighing ---------------------------------------------------------------------------------------------

TEST(Weighing, puts_at_least_two_options_side_by_side) {
  CaseSpec()
      .Given(Analysed() + Steps{{kHandler, AddOption{Terms("A", {})}}})
      .When(Weighing(OptionId{1}))
      .Refused(Rule::TooFewOptions);
}

TEST(Weighing, needs_a_score_of_every_option_on_every_criterion) {
  WeighOptions one_short = Weighing(OptionId{1});
  one_short.scored.pop_back();
  WeighOptions narrow = Weighing(OptionId{1});
  narrow.scored[0].scores.pop_back();
  WeighOptions weightless = Weighing(OptionId{1});
  for (auto& criterion : weightless.criteria) criterion.weight = {0};
  CaseSpec()
      .Given(Weighed())
      .When(one_short)
      .Refused(Rule::ScoresIncomplete)
      .When(narrow)
      .Refused(Rule::ScoresIncomplete)
      .When(weightless)
      .Refused(Rule::WeightsAllZero);
}

TEST(Weighing, asks_why_when_the_choice_is_not_the_one_ranked_first) {
  WeighOptions second = Weighing(OptionId{2});
  CaseSpec s;
  s.Given(Weighed()).When(second).Refused(Rule::JustificationMissing);
  second.justification = Said("The customer asked for just that.");
  s.When(second).Then({"OptionsWeighed"});
}

TEST(Weighing, does_not_ask_why_between_options_that_are_tied) {
  CaseSpec s;
  s.Given(Weighed()).When(Weighing(OptionId{2}, {5, 5}, {5, 5})).Then({"OptionsWeighed"});
  EXPECT_TRUE(s.event<OptionsWeighed>().ranking.ranks[0].tied);
}

TEST(Options, an_amended_option_must_be_weighed_and_approved_anew) {
  CaseSpec s;
  s.Given(Weighed("300.00") +
          Steps{{kHandler, RequestApproval{OptionId{1}, Said("x")}}, {kLeader, GrantApproval{OptionId{1}, {}}}});
  s.When(AmendOption{OptionId{1}, Terms("Dearer", Pounds("400.00")), Said("Parts went up.")}).Then({"OptionAmended"});
  s.When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Refused(Rule::OptionsChangedSinceWeighing)
      .Refused(Rule::BeyondAuthority);
}

TEST(Options, what_is_before_the_customer_can_be_neither_amended_nor_removed) {
  CaseSpec()
      .Given(Offered())
      .When(AmendOption{OptionId{1}, Terms("Other", {}), Said("x")})
      .Refused(Rule::OptionWasOffered)
      .When(RemoveOption{OptionId{1}, Said("x")})
      .Refused(Rule::OptionWasOffered)
      .When(RemoveOption{OptionId{2}, Said("x")})
      .Then({"OptionRemoved"});
}

// -- Authority --------------------------------------------------------------------------------------------------------

TEST(Authority, an_option_beyond_it_cannot_be_offered_only_sent_up) {
  CaseSpec s;
  s.Given(Weighed("300.00"))
      .When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Refused(Rule::BeyondAuthority)
      .Saying("needs a team leader");
  s.As(kLeader).When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}}).Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST(Authority, an_approved_option_can_be_offered_by_the_handler) {
  CaseSpec()
      .Given(Weighed("300.00"))
      .When(RequestApproval{OptionId{1}, Said("Baby at home.")})
      .Then({"ApprovalRequested"})
      .As(kLeader)
      .When(GrantApproval{OptionId{1}, {}})
      .Then({"ApprovalGranted"})
      .As(kHandler)
      .When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Then({"PromiseKept", "OfferMade", "NewsPromised"});
}

TEST(Authority, asking_for_approval_of_what_is_within_it_is_too_early) {
  CaseSpec()
      .Given(Weighed("60.00"))
      .When(RequestApproval{OptionId{1}, Said("x")})
      .Refused(Rule::WithinYourAuthority)
      .Saying("£100.00");
}

TEST(Authority, nobody_approves_their_own_request_or_beyond_their_own_limit) {
  CaseSpec own;
  own.Given(Weighed("900.00") + Steps{{kLeader, RequestApproval{OptionId{1}, Said("x")}}});
  own.As(kLeader).When(GrantApproval{OptionId{1}, {}}).Refused(Rule::ApproverIsRequester);
  CaseSpec beyond;
  beyond.Given(Weighed("900.00") + Steps{{kHandler, RequestApproval{OptionId{1}, Said("x")}}});
  beyond.As(kLeader).When(GrantApproval{OptionId{1}, {}}).Refused(Rule::BeyondAuthority);
  beyond.As(kManager).When(GrantApproval{OptionId{1}, {}}).Then({"ApprovalGranted"});
  beyond.As(kHandler).When(GrantApproval{OptionId{1}, {}}).Refused(Rule::ActorMayNot);
}

TEST(Authority, a_refused_option_stays_beyond_it) {
  CaseSpec()
      .Given(Weighed("300.00") + Steps{{kHandler, RequestApproval{OptionId{1}, Said("x")}},
                                       {kLeader, RefuseApproval{OptionId{1}, Said("Too dear.")}}})
      .When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Refused(Rule::BeyondAuthority);
}

TEST(Authority, a_cost_in_another_currency_than_the_ladders_goes_to_the_top) {
  CaseSpec s;
  s.Given(Analysed() + Steps{{kHandler, AddOption{Terms("A", *Money::Of("5", "EUR"))}},
                             {kHandler, AddOption{Terms("B", {})}},
                             {kHandler, Weighing(OptionId{1})}});
  s.When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}}).Refused(Rule::BeyondAuthority).Saying("needs a manager");
}

// -- Offers -----------------------------------------------------------------------------------------------------------

TEST(Offer, is_not_made_before_the_gates_of_identify_and_analyse_are_passed) {
  CaseSpec()
      .Given(Logged())
      .When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Refused(Rule::NotAcknowledged)
      .Refused(Rule::UnderstandingNotPlayedBack)
      .Refused(Rule::FindingMissing)
      .Refused(Rule::CauseNotEstablished)
      .Refused(Rule::DecisionMissing)
      .Refused(Rule::OptionsNotWeighed);
}

TEST(Offer, is_of_the_option_that_was_chosen) {
  CaseSpec().Given(Weighed()).When(MakeOffer{OptionId{2}, Said("x"), Channel::Email, {}}).Refused(Rule::OptionNotChosen);
}

TEST(Offer, stands_alone_until_the_customer_answers) {
  CaseSpec().Given(Offered()).When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}}).Refused(Rule::OfferOpen);
}

TEST(Offer, accepted_is_the_agreement_in_the_customers_words) {
  CaseSpec s;
  s.Given(Offered())
      .As(kCustomer)
      .When(AcceptOffer{OfferId{1}, Said("Fine by me."), Channel::Portal, {}})
      .Then({"OfferAccepted"});
  EXPECT_EQ(s.state().round.agreement->words.Shown(), "Fine by me.");
  EXPECT_EQ(s.state().round.agreement->option, OptionId{1});
  s.When(AcceptOffer{OfferId{1}, Said("Fine by me."), Channel::Portal, {}}).Then({});
  s.When(DeclineOffer{OfferId{1}, Said("No."), Channel::Portal}).Refused(Rule::NoOpenOffer);
}

TEST(Offer, declined_or_countered_leaves_room_for_another) {
  CaseSpec()
      .Given(Offered())
      .When(DeclineOffer{OfferId{1}, Said("Too late."), Channel::Telephone})
      .Then({"OfferDeclined"})
      .When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}})
      .Then({"PromiseKept", "OfferMade", "NewsPromised"})
      .When(CounterOffer{OfferId{2}, Said("Tomorrow."), {}, Channel::Telephone})
      .Then({"OfferCountered"});
}

TEST(Offer, that_ran_out_can_no_longer_be_accepted_and_is_not_in_the_way) {
  CaseSpec s;
  s.Given(Weighed() + Steps{{kHandler, MakeOffer{OptionId{1}, Said("x"), Channel::Email, kMonday + days(1)}}});
  s.Later(hours(25)).When(AcceptOffer{OfferId{1}, Said("Yes."), Channel::Telephone, {}}).Refused(Rule::OfferExpired);
  s.When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}}).Then({"PromiseBroken", "OfferMade", "NewsPromised"});
}

TEST(Offer, another_customer_can_neither_see_nor_answer_it) {
  CaseSpec()
      .Given(Offered())
      .As(kStranger)
      .When(AcceptOffer{OfferId{1}, Said("Yes."), Channel::Portal, {}})
      .Refused(Rule::NotYourCustomer);
}

// -- Actions ----------------------------------------------------------------------------------------------------------

TEST(Actions, one_that_failed_must_be_replaced_before_confirmation_is_asked) {
  const PlanAction plan{Said("Send the engineer"), UserId{1}, kMonday + days(2), {}};
  CaseSpec s;
  s.Given(Agreed() + Steps{{kHandler, RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("x")}},
                           {kHandler, plan},
                           {kHandler, FailAction{ActionId{1}, Said("Van broke down.")}}});
  s.When(RequestConfirmation{}).Refused(Rule::ActionsOutstanding).Saying("A-1 failed and is not replaced");
  PlanAction again = plan;
  again.replaces = ActionId{1};
  s.Given({{kHandler, again}, {kHandler, CompleteAction{ActionId{2}, Said("Done."), {}}}});
  s.When(RequestConfirmation{}).Then({"PromiseKept", "ConfirmationRequested"});
}

TEST(Actions, an_agreement_without_any_action_is_not_carried_out) {
  CaseSpec()
      .Given(Agreed() + Steps{{kHandler, RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("x")}}})
      .When(RequestConfirmation{})
      .Refused(Rule::ActionsOutstanding);
}

TEST(Actions, agreed_money_must_be_recorded_as_given) {
  CaseSpec()
      .Given(Agreed() + Steps{{kHandler, PlanAction{Said("x"), UserId{1}, kMonday + days(1), {}}},
                              {kHandler, CompleteAction{ActionId{1}, Said("x"), {}}}})
      .When(RequestConfirmation{})
      .Refused(Rule::RedressNotRecorded);
}

// -- Escalation -------------------------------------------------------------------------------------------------------

EscalateCase Escalate(Trigger trigger, std::optional<OptionId> option = {}) {
  return {trigger, option, Said("Cannot be settled here."), Said("Two offers.")};
}

TEST(Escalation, of_what_is_within_ones_authority_is_too_early_and_says_why) {
  CaseSpec()
      .Given(Weighed("60.00"))
      .When(Escalate(Trigger::Authority, OptionId{1}))
      .Refused(Rule::WithinYourAuthority)
      .Saying("because O-1 costs £60.00");
}

TEST(Escalation, goes_to_the_rung_whose_authority_covers_it) {
  CaseSpec s;
  s.Given(Weighed("900.00")).When(Escalate(Trigger::Authority, OptionId{1})).Then({"CaseEscalated"});
  EXPECT_EQ(s.event<CaseEscalated>().to, Role::Manager);
  s.When(Escalate(Trigger::Deadlock)).Refused(Rule::AlreadyEscalated);
}

TEST(Escalation, is_handed_back_by_the_rung_it_went_to) {
  CaseSpec s;
  s.Given(Weighed("900.00") + Steps{{kHandler, Escalate(Trigger::Authority, OptionId{1})}});
  const ReturnEscalation back{Said("Offer it."), false};
  s.As(kLeader).When(back).Refused(Rule::ActorMayNot);
  s.As(kManager).When(back).Then({"EscalationReturned"});
  s.When(back).Refused(Rule::NotEscalated);
  s.When(Escalate(Trigger::Deadlock)).Refused(Rule::TopOfTheLadder);
}

TEST(Escalation, is_the_customers_right_at_their_own_request) {
  CaseSpec()
      .Given(Logged())
      .As(kCustomer)
      .When(Escalate(Trigger::Authority))
      .Refused(Rule::Incomplete)
      .When(Escalate(Trigger::CustomerRequest))
      .Then({"CaseEscalated"});
}

// -- Confirmation and closing -----------------------------------------------------------------------------------------

TEST(Confirmation, cannot_be_given_while_actions_are_outstanding) {
  CaseSpec()
      .Given(Agreed())
      .As(kCustomer)
      .When(ConfirmResolution{Said("Yes"), Channel::Portal, {}})
      .Refused(Rule::ActionsOutstanding);
}

TEST(Confirmation, disputed_returns_the_case_to_analysis_and_asks_for_a_new_finding_and_cause) {
  CaseSpec s;
  s.Given(Confirmed())
      .As(kCustomer)
      .When(DisputeResolution{Said("Cold again."), Channel::Portal, {}})
      .Then({"ResolutionDisputed", "NewsPromised"});
  EXPECT_EQ(PhaseOf(s.state(), tests::General()), Phase::Analyse);
  EXPECT_EQ(s.state().earlier_rounds.size(), 1U);
  EXPECT_EQ(s.state().earlier_rounds[0].disputed->words.Shown(), "Cold again.");
  EXPECT_FALSE(s.state().round.confirmed);
  s.As(kHandler).When(ACause()).Refused(Rule::FindingMissing).Saying("since the case came back");
  s.When(MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}}).Refused(Rule::CauseNotEstablished);
}

TEST(Confirmation, disputed_leaves_a_promise_that_still_stands_as_it_is) {
  CaseSpec()
      .Given(Done() + Steps{{kHandler, PromiseNews{kMonday + std::chrono::hours(3), {}}}})
      .As(kCustomer)
      .When(DisputeResolution{Said("Cold again."), Channel::Portal, {}})
      .Then({"ResolutionDisputed"});
}

TEST(Confirmation, there_is_nothing_to_dispute_before_a_resolution) {
  CaseSpec()
      .Given(Analysed())
      .As(kCustomer)
      .When(DisputeResolution{Said("No"), Channel::Portal, {}})
      .Refused(Rule::NothingToDispute);
}

TEST(Silence, counts_only_after_the_procedures_attempts_and_days) {
  CaseSpec s;
  s.Given(Done()).As(kClock).When(LetConfirmationLapse{}).Refused(Rule::ConfirmationNotRequested);
  s.As(kHandler).When(RequestConfirmation{}).As(kClock).When(LetConfirmationLapse{}).Refused(Rule::ConfirmationAttemptsTooFew);
  s.As(kHandler).When(RequestConfirmation{}).As(kClock).When(LetConfirmationLapse{}).Refused(Rule::ConfirmationWindowOpen);
  s.Later(days(7) - hours(1)).When(LetConfirmationLapse{}).Refused(Rule::ConfirmationWindowOpen);
  s.Later(hours(2)).When(LetConfirmationLapse{}).Then({"ConfirmationLapsed"});
  EXPECT_EQ(s.event<ConfirmationLapsed>(0).due_at, kMonday + days(7));
  EXPECT_EQ(s.event<ConfirmationLapsed>(0).detected_at, kMonday + days(7) + hours(1));
}

Steps Silent() {
  return Done() + Steps{{kHandler, RequestConfirmation{}},
                        {kHandler, RequestConfirmation{}},
                        {kHandler, ScheduleFollowUp{kMonday + days(60), Said("x")}},
                        {kHandler, RecordLesson{Said("x"), {}}}};
}

TEST(Silence, closes_as_unconfirmed_when_nothing_but_the_customers_word_is_missing) {
  CaseSpec s;
  s.Given(Silent()).When(CloseCase{Outcome::ResolvedUnconfirmed, {}}).Refused(Rule::ConfirmationWindowOpen);
  s.Later(days(8)).As(kClock).When(LetConfirmationLapse{}).Then({"ConfirmationLapsed", "CaseClosed"});
  EXPECT_EQ(s.state().closed->outcome, Outcome::ResolvedUnconfirmed);
}

TEST(Silence, never_closes_as_confirmed) {
  CaseSpec s;
  s.Given(Done() + Steps{{kHandler, RequestConfirmation{}}, {kHandler, RequestConfirmation{}}});
  s.Later(days(8)).As(kClock).When(LetConfirmationLapse{}).Then({"ConfirmationLapsed"});
  s.As(kHandler)
      .When(CloseCase{Outcome::ResolvedConfirmed, {}})
      .Refused(Rule::CustomerHasNotConfirmed)
      .Saying("never as confirmed");
  s.Given({{kHandler, ScheduleFollowUp{kMonday + days(60), Said("x")}}, {kHandler, RecordLesson{Said("x"), {}}}});
  s.When(CloseCase{Outcome::ResolvedUnconfirmed, {}}).Then({"CaseClosed"});
}

TEST(Closing, as_confirmed_needs_every_gate) {
  CaseSpec()
      .Given(Logged())
      .When(CloseCase{Outcome::ResolvedConfirmed, {}})
      .Refused(Rule::NotAcknowledged)
      .Refused(Rule::CauseNotEstablished)
      .Refused(Rule::AgreementMissing)
      .Refused(Rule::CustomerHasNotConfirmed)
      .Refused(Rule::FollowUpMissing)
      .Refused(Rule::LessonMissing);
  CaseSpec()
      .Given(Confirmed())
      .When(CloseCase{Outcome::ResolvedConfirmed, {}})
      .Refused(Rule::FollowUpMissing)
      .Refused(Rule::LessonMissing);
  CaseSpec().Given(ReadyToClose()).When(CloseCase{Outcome::ResolvedConfirmed, {}}).Then({"CaseClosed"});
}

TEST(Closing, as_unconfirmed_is_refused_when_the_customer_did_confirm) {
  CaseSpec()
      .Given(ReadyToClose())
      .When(CloseCase{Outcome::ResolvedUnconfirmed, {}})
      .Refused(Rule::CustomerHasNotConfirmed)
      .Saying("did confirm");
}

Steps Rejected() {
  return Found() +
         Steps{{kHandler, ACause()}, {kHandler, DecideCase{Decision::NotUpheld, Said("x"), {{Line("Terms 4"), Said("y")}}}}};
}

TEST(Closing, as_not_upheld_needs_the_final_position_and_a_lesson) {
  CaseSpec s;
  s.Given(Rejected())
      .When(CloseCase{Outcome::NotUpheldFinalPosition, {}})
      .Refused(Rule::FinalPositionMissing)
      .Refused(Rule::LessonMissing);
  s.Given(
      {{kHandler, GiveFinalPosition{Said("We followed the terms."), Said("The ombudsman, within six months."), Channel::Letter}},
       {kHandler, RecordLesson{Said("Say it sooner."), {}}}});
  s.When(CloseCase{Outcome::NotUpheldFinalPosition, {}}).Then({"CaseClosed"});
}

TEST(Closing, as_not_upheld_is_refused_for_an_upheld_complaint) {
  CaseSpec().Given(Analysed()).When(CloseCase{Outcome::NotUpheldFinalPosition, {}}).Refused(Rule::DecisionIsNotARejection);
}

TEST(Closing, as_withdrawn_referred_or_out_of_scope_needs_what_the_word_says) {
  CaseSpec s;
  s.Given(Logged());
  s.When(CloseCase{Outcome::Withdrawn, {}}).Refused(Rule::NotWithdrawn);
  s.When(CloseCase{Outcome::Referred, {}}).Refused(Rule::NotReferred);
  s.When(CloseCase{Outcome::OutOfScope, Said("Not our product.")}).Refused(Rule::CustomerNotTold);
  CaseSpec()
      .Given(Logged())
      .As(kCustomer)
      .When(WithdrawCase{Said("Leave it."), Channel::Portal})
      .Then({"CaseWithdrawn"})
      .As(kHandler)
      .When(CloseCase{Outcome::Withdrawn, {}})
      .Then({"CaseClosed"});
  CaseSpec()
      .Given(Logged())
      .When(ReferCase{Line("Energy Ombudsman"), Said("Deadlock.")})
      .Then({"CaseReferred"})
      .When(CloseCase{Outcome::Referred, {}})
      .Then({"CaseClosed"});
  RecordContact told = ACall();
  told.no_news_because = Said("Told where to turn.");
  CaseSpec()
      .Given(Logged() + Steps{{kHandler, told}})
      .When(CloseCase{Outcome::OutOfScope, {}})
      .Refused(Rule::Incomplete)
      .When(CloseCase{Outcome::OutOfScope, Said("Not our product.")})
      .Then({"CaseClosed"});
}

TEST(ClosedCase, refuses_work_says_when_it_was_closed_and_how_to_open_it) {
  CaseSpec s;
  s.Given(Closed())
      .When(AddFinding{Said("x"), {}, {}})
      .Refused(Rule::CaseIsClosed)
      .Saying("solved and confirmed by the customer");
  EXPECT_EQ(s.refusals().front().mend, "reopen-case");
  s.When(CloseCase{Outcome::ResolvedConfirmed, {}}).Then({});
}

TEST(ClosedCase, still_takes_contacts_surveys_lessons_and_follow_ups) {
  RecordSurveyAnswer answer;
  answer.score = {9};
  CaseSpec()
      .Given(Closed())
      .When(ACall())
      .Then({"ContactRecorded"})
      .As(kCustomer)
      .When(answer)
      .Then({"SurveyAnswered"})
      .As(kQuality)
      .When(RecordLesson{Said("More."), {}})
      .Then({"LessonRecorded"})
      .As(kHandler)
      .When(RecordFollowUp{FollowUpId{1}, true, Said("Warm.")})
      .Then({"FollowUpRecorded"});
}

TEST(Reopening, starts_a_new_round_within_the_window_and_not_after) {
  CaseSpec s;
  s.Given(Closed())
      .Later(days(30))
      .As(kCustomer)
      .When(ReopenCase{Said("It broke again.")})
      .Then({"CaseReopened", "NewsPromised"});
  EXPECT_EQ(PhaseOf(s.state(), tests::General()), Phase::Analyse);
  CaseSpec late;
  late.Given(Closed()).Later(days(181)).When(ReopenCase{Said("x")}).Refused(Rule::ReopenWindowPassed);
  EXPECT_EQ(late.refusals().front().mend, "log-case");
}

// -- Structure --------------------------------------------------------------------------------------------------------

Case Another(std::int64_t number, std::int64_t customer) {
  CaseSpec s;
  LogCase log = ABoilerCase();
  log.customer = CustomerId{customer};
  s.context().customer.id = CustomerId{customer};
  s.When(log);
  Case other = s.state();
  other.id = CaseId{number};
  return other;
}

TEST(Merging, needs_another_open_case_of_the_same_customer) {
  const Case same = Another(5, 7);
  const Case foreign = Another(6, 8);
  CaseSpec s;
  s.Given(Logged()).Knowing(same).Knowing(foreign);
  s.When(MergeCase{CaseId{1024}, Said("x")}).Refused(Rule::SameCase);
  s.When(MergeCase{CaseId{99}, Said("x")}).Refused(Rule::OtherCaseUnfit);
  s.When(MergeCase{CaseId{6}, Said("x")}).Refused(Rule::OtherCaseUnfit).Saying("another customer");
  s.context().customer.also_known_as = {CustomerId{8}};
  s.When(MergeCase{CaseId{6}, Said("Two records, one person.")}).Then({"CaseMerged"});
}

TEST(Merging, taken_back_restores_the_case_exactly) {
  const Case same = Another(5, 7);
  CaseSpec s;
  s.Given(Offered()).Knowing(same);
  Case before = s.state();
  s.When(MergeCase{CaseId{5}, Said("Same boiler.")}).Then({"CaseMerged"});
  s.When(AcceptOffer{OfferId{1}, Said("x"), Channel::Telephone, {}}).Refused(Rule::CaseIsMerged).Saying("C-5");
  s.When(UnmergeCase{Said("Another boiler.")}).Then({"CaseUnmerged"});
  before.version = s.state().version;
  before.changed_at = s.state().changed_at;
  EXPECT_EQ(s.state(), before);
}

TEST(Merging, a_merged_case_breaks_no_promise_and_owes_a_new_one_when_taken_back) {
  const Case same = Another(5, 7);
  CaseSpec s;
  s.Given(Logged()).Knowing(same);
  s.Given({{kHandler, MergeCase{CaseId{5}, Said("x")}}}).Later(days(9));
  s.When(UnmergeCase{Said("x")}).Then({"CaseUnmerged", "NewsPromised"});
  EXPECT_EQ(s.state().promises_broken, 0);
}

TEST(Splitting, takes_the_facts_along_and_the_words_named) {
  CaseSpec s;
  s.Given(Logged());
  SplitCase split;
  split.subject = Titled("Rude operator");
  split.reason = Said("Two matters.");
  s.When(split).Then({"CaseSplit"});
  EXPECT_EQ(s.event<CaseSplit>().into, CaseId{2000});
  const LogSplitCase other = SplitOff(s.state(), split);
  EXPECT_EQ(other.details.customer, CustomerId{7});
  EXPECT_EQ(other.details.subject.Shown(), "Rude operator");
  EXPECT_EQ(other.details.words, s.state().words);
  EXPECT_FALSE(other.details.remedy_sought);
}

TEST(Linking, tells_which_of_the_two_came_later_by_receipt_and_then_by_number) {
  const auto later = [](std::int64_t number, Instant received) {
    Case other = Another(number, 8);
    other.received_at = received;
    CaseSpec s;
    s.Given(Logged()).Knowing(other).When(LinkCase{CaseId{number}, Relation::FollowsFrom});
    const bool came_later = s.event<CaseLinked>().other_came_later.value();
    EXPECT_EQ(s.state().links.front().other_came_later, came_later);
    return came_later;
  };
  EXPECT_TRUE(later(5, kMonday + days(1)));
  EXPECT_FALSE(later(2000, kMonday - days(1))) << "imported after the case, and older";
  EXPECT_TRUE(later(2000, kMonday)) << "split off, and so received together";
  EXPECT_FALSE(later(5, kMonday));

  Case linked_before_it_was_kept;
  linked_before_it_was_kept.id = CaseId{1024};
  Evolve(linked_before_it_was_kept, Recorded{CaseLinked{CaseId{1025}, Relation::FollowsFrom, {}}, kMonday, "U-1", 1});
  EXPECT_TRUE(linked_before_it_was_kept.links.front().other_came_later);
}

TEST(Linking, can_be_changed_and_taken_back) {
  const Case other = Another(5, 8);
  CaseSpec()
      .Given(Logged())
      .Knowing(other)
      .When(LinkCase{CaseId{1024}, Relation::Related})
      .Refused(Rule::SameCase)
      .When(LinkCase{CaseId{5}, Relation::Related})
      .Then({"CaseLinked"})
      .When(LinkCase{CaseId{5}, Relation::Related})
      .Then({})
      .When(LinkCase{CaseId{5}, Relation::SameCause})
      .Then({"CaseUnlinked", "CaseLinked"})
      .When(UnlinkCase{CaseId{5}})
      .Then({"CaseUnlinked"})
      .When(UnlinkCase{CaseId{5}})
      .Then({});
}

TEST(Erasing, wipes_all_that_was_sealed_and_keeps_the_facts) {
  CaseSpec s;
  s.Given(Closed()).As(kManager).When(ErasePerson{}).Then({"PersonErased"});
  EXPECT_TRUE(s.state().subject.erased());
  EXPECT_TRUE(s.state().contacts.empty() || s.state().contacts[0].summary.erased());
  EXPECT_TRUE(s.state().earlier_rounds.empty());
  EXPECT_TRUE(s.state().round.agreement->words.erased());
  EXPECT_EQ(s.state().category->str(), "Missed appointment");
  EXPECT_EQ(s.state().closed->outcome, Outcome::ResolvedConfirmed);
  s.As(kHandler).When(ErasePerson{}).Refused(Rule::ActorMayNot);
}

// -- Roles ------------------------------------------------------------------------------------------------------------

TEST(Roles, quality_learns_from_cases_and_does_not_work_on_them) {
  CaseSpec()
      .Given(Logged())
      .As(kQuality)
      .When(AddFinding{Said("x"), {}, {}})
      .Refused(Rule::ActorMayNot)
      .When(RecordLesson{Said("x"), {}})
      .Then({"LessonRecorded"});
}

TEST(Roles, a_customer_does_not_analyse_their_own_case) {
  CaseSpec().Given(Found()).As(kCustomer).When(ACause()).Refused(Rule::ActorMayNot).Saying("The customer may not");
}

// -- Guide ------------------------------------------------------------------------------------------------------------

bool Allows(const Guide& guide, const std::string& command) {
  return std::ranges::find(guide.allowed, command) != guide.allowed.end();
}

TEST(Guide, shows_what_is_left_in_each_phase_and_the_command_that_mends_it) {
  CaseSpec s;
  s.Given(Logged());
  const Guide guide = s.guide();
  EXPECT_EQ(guide.phase, Phase::Identify);
  ASSERT_EQ(guide.phases.size(), 4U);
  const auto& gate = guide.phases[0].gate;
  const auto item = std::ranges::find(gate, Requirement::Acknowledged, &GateItem::requirement);
  EXPECT_FALSE(item->met);
  EXPECT_TRUE(item->fixed);
  EXPECT_EQ(item->missing->mend, "acknowledge-case");
  EXPECT_EQ(item->missing->clause->rests_on, "ISO 10002:2018, 7.4");
}

TEST(Guide, allows_exactly_what_decide_would_not_refuse_for_its_state) {
  CaseSpec s;
  s.Given(Weighed());
  EXPECT_TRUE(Allows(s.guide(), "make-offer"));
  EXPECT_FALSE(Allows(s.guide(), "accept-offer"));
  EXPECT_FALSE(Allows(s.guide(), "grant-approval"));
  EXPECT_FALSE(Allows(s.guide(kQuality), "make-offer"));
  s.Given({{kHandler, MakeOffer{OptionId{1}, Said("x"), Channel::Email, {}}}});
  EXPECT_FALSE(Allows(s.guide(), "make-offer"));
  EXPECT_TRUE(Allows(s.guide(kCustomer), "accept-offer"));
}

TEST(Guide, says_for_each_outcome_what_closing_lacks) {
  CaseSpec s;
  s.Given(ReadyToClose());
  const Guide guide = s.guide();
  EXPECT_TRUE(guide.closing[static_cast<std::size_t>(Outcome::ResolvedConfirmed)].allowed);
  EXPECT_FALSE(guide.closing[static_cast<std::size_t>(Outcome::Withdrawn)].allowed);
  EXPECT_TRUE(Allows(guide, "close-case"));
}

TEST(Commands, and_all_their_fields_are_documented) {
  for (const auto& alternative : base::TypeOf<Command>().alternatives) {
    const base::Type& type = alternative.type();
    EXPECT_FALSE(type.doc.empty()) << alternative.name;
    for (const base::Field& field : type.fields) EXPECT_FALSE(field.doc.empty()) << alternative.name << "." << field.name;
  }
}

}  // namespace
}  // namespace spec
