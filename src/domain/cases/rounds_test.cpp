// What a dispute or a re-opening overtakes, and what is promised after the end.

#include "support/case_spec.h"

namespace spec {
namespace {

TEST(Rounds, an_offer_left_open_cannot_be_accepted_once_a_new_round_has_begun) {
  CaseSpec s;
  s.Given(Offered() + Steps{{kHandler, WithdrawCase{Said("Leave it."), Channel::Telephone}},
                            {kHandler, CloseCase{Outcome::Withdrawn, {}}},
                            {kCustomer, ReopenCase{Said("It broke again.")}}});
  EXPECT_EQ(s.state().offers[0].state, OfferState::Overtaken);
  s.As(kCustomer).When(AcceptOffer{OfferId{1}, Said("Then yes."), Channel::Portal, {}}).Refused(Rule::NoOpenOffer);
  EXPECT_FALSE(s.state().round.agreement);
}

TEST(Rounds, an_option_before_the_customer_in_an_earlier_round_can_be_changed_in_the_next) {
  CaseSpec s;
  s.Given(Offered() + Steps{{kHandler, ReferCase{Line("Ombudsman"), Said("x")}},
                            {kHandler, CloseCase{Outcome::Referred, {}}},
                            {kHandler, ReopenCase{Said("Sent back.")}}});
  s.When(AmendOption{OptionId{1}, Terms("Repair on Monday", Pounds("60.00")), Said("Later.")}).Then({"OptionAmended"});
}

TEST(Rounds, an_answer_given_stays_given) {
  CaseSpec s;
  s.Given(Confirmed() + Steps{{kCustomer, DisputeResolution{Said("Cold again."), Channel::Portal, {}}}});
  EXPECT_EQ(s.state().offers[0].state, OfferState::Accepted);
  EXPECT_TRUE(s.state().earlier_rounds.at(0).agreement);
  EXPECT_FALSE(s.state().round.confirmed);
}

TEST(Rounds, redress_of_an_earlier_round_does_not_stand_for_what_is_agreed_in_the_next) {
  CaseSpec s;
  s.Given(Confirmed() + Steps{{kCustomer, DisputeResolution{Said("Cold again."), Channel::Portal, {}}},
                              {kHandler, AddFinding{Said("The pump."), {}, {}}},
                              {kHandler, ACauseOf(FindingId{2})},
                              {kHandler, DecideCase{Decision::Upheld, Said("Our pump."), {{Line("Service standard 4.2"), {}}}}},
                              {kHandler, Weighing(OptionId{1})},
                              {kHandler, MakeOffer{OptionId{1}, Said("A new pump and £60."), Channel::Telephone, {}}},
                              {kHandler, AcceptOffer{OfferId{2}, Said("Yes."), Channel::Telephone, {}}},
                              {kHandler, PlanAction{Said("New pump"), UserId{1}, kMonday + std::chrono::days(3), {}}},
                              {kHandler, CompleteAction{ActionId{2}, Said("Done."), {}}}});
  s.When(RequestConfirmation{Channel::Telephone}).Refused(Rule::RedressNotRecorded);
  s.Given({{kHandler, RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("Again.")}}});
  s.When(RequestConfirmation{Channel::Telephone}).Then({"PromiseKept", "ConfirmationRequested"});
}

TEST(Promise, made_on_a_closed_case_is_owed_like_any_other) {
  RecordContact call;
  call.summary = Said("They ask about the receipt.");
  call.next_news_by = kMonday + std::chrono::days(2);
  CaseSpec s;
  s.Given(Closed() + Steps{{kHandler, call}}).Later(std::chrono::days(3));
  s.As(kClock).When(NoticeTime{}).Then({"PromiseBroken"}).When(NoticeTime{}).Then({});
  EXPECT_EQ(s.state().promises_broken, 1);
}

}  // namespace
}  // namespace spec
