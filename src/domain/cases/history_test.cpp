#include "domain/cases/history.h"

#include <algorithm>

#include "domain/cases/trial.h"
#include "support/case_spec.h"

namespace spec {
namespace {

using procedures::Milestone;
using std::chrono::days;

// The log that commands make, an hour apart.
std::vector<Recorded> LogOf(const Steps& steps) {
  std::vector<Recorded> log;
  Case c;
  c.id = CaseId{1024};
  Context x;
  x.now = kMonday;
  x.procedure = &tests::GeneralByHand();
  x.customer.id = CustomerId{7};
  for (const Actor& actor : {kHandler, kLeader, kManager}) x.people[*actor.user] = {actor.role, true};
  for (const auto& [actor, command] : steps) {
    x.actor = actor;
    Ruling ruling = Decide(c, command, x);
    for (const Event& event : std::get<Events>(ruling)) {
      log.push_back({event, x.now, actor.ToString(), c.version + 1});
      Evolve(c, log.back());
    }
    x.now = x.now + std::chrono::hours(1);
  }
  return log;
}
std::optional<Instant> AtMark(const procedures::History& history, Milestone what) {
  const auto found = std::ranges::find(history.marks, what, &procedures::Mark::what);
  return found == history.marks.end() ? std::nullopt : std::optional(found->at);
}

TEST(HistoryOf, holds_the_milestones_of_a_whole_case_in_their_order) {
  const auto history = HistoryOf(LogOf(Closed()));
  for (const Milestone what : {Milestone::Received, Milestone::Logged, Milestone::Acknowledged, Milestone::FirstContact,
                               Milestone::OwnerNamed, Milestone::Decided, Milestone::OfferMade, Milestone::Agreed,
                               Milestone::ConfirmationAsked, Milestone::Confirmed, Milestone::RefundPaid, Milestone::Ended}) {
    EXPECT_TRUE(AtMark(history, what)) << base::NameOf(what);
  }
  EXPECT_TRUE(std::ranges::is_sorted(history.marks, {}, &procedures::Mark::at));
  EXPECT_EQ(AtMark(history, Milestone::Acknowledged), kMonday + std::chrono::hours(1));
}

TEST(HistoryOf, is_received_when_it_was_received_and_not_when_it_was_logged) {
  LogCase log = ABoilerCase();
  log.received_at = kMonday - days(3);
  const auto history = HistoryOf(LogOf({{kHandler, log}}));
  EXPECT_EQ(AtMark(history, Milestone::Received), kMonday - days(3));
  EXPECT_EQ(AtMark(history, Milestone::Logged), kMonday);
}

TEST(HistoryOf, tells_that_a_case_was_opened_again) {
  const auto history = HistoryOf(LogOf(Closed() + Steps{{kHandler, ReopenCase{Said("It broke again.")}}}));
  EXPECT_GT(AtMark(history, Milestone::Reopened), AtMark(history, Milestone::Ended));
}

TEST(HistoryOf, knows_the_facts_a_clock_may_ask_for) {
  LogCase log = ABoilerCase();
  log.product = Line("Boiler cover");
  log.attributes.emplace(Word("regime"), Line("payment-services"));
  const auto history = HistoryOf(LogOf({{kHandler, log}}));
  EXPECT_EQ(history.facts.at("kind"), "complaint");
  EXPECT_EQ(history.facts.at("product"), "Boiler cover");
  EXPECT_EQ(history.facts.at("regime"), "payment-services");
}

TEST(HistoryOf, does_not_take_an_attempt_that_reached_nobody_for_contact) {
  const auto history = HistoryOf(
      LogOf(Logged() +
            Steps{{kHandler, PlayBackUnderstanding{Said("No heating."), Understanding::NotReached, {}, Channel::Telephone}}}));
  EXPECT_FALSE(AtMark(history, Milestone::FirstContact));
}

// -- Trials -------------------------------------------------------------------------------------------------------------

const calendar::Calendar& ACalendar() {
  static const calendar::Calendar calendar = [] {
    calendar::Spec c{"test",
                     "Test",
                     *base::Zone::Find("Europe/London"),
                     {},
                     {},
                     *base::Date::Parse("2026-01-01"),
                     *base::Date::Parse("2027-12-31"),
                     ""};
    for (std::size_t day = 0; day < 5; ++day) c.hours[day] = {{std::chrono::hours(9), std::chrono::hours(17)}};
    return *calendar::Calendar::Make(c);
  }();
  return calendar;
}
Trial Tried(const procedures::Procedure& draft, const Steps& steps) {
  return TryUnder(draft, ACalendar(), LogOf(steps), {{kHandler.ToString(), Role::Handler}}, kMonday + days(300));
}

TEST(ATrial, of_the_rules_a_case_was_handled_under_refuses_nothing) {
  EXPECT_TRUE(Tried(tests::General(), Closed()).refusals.empty());
}

TEST(ATrial, finds_the_offers_a_lower_limit_would_have_refused) {
  procedures::Procedure draft = tests::General();
  draft.ladder.front().limit = Pounds("50");
  const Trial trial = Tried(draft, Closed());
  ASSERT_EQ(trial.refusals.size(), 1U);
  EXPECT_EQ(trial.refusals[0].event, "OfferMade");
  EXPECT_EQ(trial.refusals[0].says, "£60.00 is beyond the authority of a handler, which reaches to £50.00");
}

TEST(ATrial, finds_the_clocks_that_would_have_been_broken_and_what_they_would_have_sent_up) {
  procedures::Procedure draft = tests::General();
  procedures::ClockRule rule;
  rule.id = "answer";
  rule.starts = Milestone::Received;
  rule.stops = {Milestone::OfferMade};
  rule.term.length = *calendar::Length::Parse("2 hours");
  draft.clocks = {rule};
  procedures::TriggerRule trigger;
  trigger.kind = procedures::TriggerKind::ClockOverdue;
  trigger.clock = "answer";
  draft.triggers = {trigger};
  const Trial trial = Tried(draft, Closed());
  ASSERT_EQ(trial.clocks.size(), 1U);
  EXPECT_EQ(trial.clocks[0].state, procedures::ClockState::MetLate);
  EXPECT_EQ(trial.escalations, std::vector{procedures::TriggerKind::ClockOverdue});
  EXPECT_FALSE(trial.was_escalated);
}

TEST(ATrial, leaves_out_cases_the_procedure_is_not_for) {
  procedures::Procedure draft = tests::General();
  draft.applies.products = {"Mortgage"};
  EXPECT_FALSE(Tried(draft, Closed()).applies);
  draft.applies = {};
  draft.valid_from = *base::Date::Parse("2026-12-01");
  EXPECT_FALSE(Tried(draft, Closed()).applies);
}

}  // namespace
}  // namespace spec
