#include "domain/cases/history.h"

#include <algorithm>

#include "domain/cases/narrate.h"
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

// -- The story ----------------------------------------------------------------------------------------------------------

TEST(TheStory, calls_clocks_reasons_causes_and_procedures_by_their_names) {
  const procedures::Bound& general = tests::ShippedProcedure("general");
  const procedures::Bound& housing = tests::ShippedProcedure("uk-housing");
  const auto versions = [&](const ProcedureRef& ref) { return ref.id == Word("general") ? &general : &housing; };
  Case c;
  c.procedure = {Word("general"), {1}};
  const auto told = [&](Event event) { return Narrate(c, {std::move(event), kMonday, "U-1", 2}, {}, versions).says; };
  EXPECT_EQ(told(ClockPaused{Word("answer"), Word("waiting-for-customer"), {}}),
            "The clock “Answer to the customer” stands still: waiting for customer.");
  EXPECT_EQ(told(ClockResumed{Word("answer"), {}}), "The clock “Answer to the customer” runs again.");
  EXPECT_EQ(told(ClockResumed{Word("unheard-of"), {}}), "The clock unheard-of runs again.");
  CauseEstablished cause;
  cause.cause = Word("process.handover");
  EXPECT_EQ(told(cause), "Established the cause: Handover between people or teams lost something (process.handover).");
  ProcedureChanged moved;
  moved.from = c.procedure;
  moved.to = {Word("uk-housing"), {1}};
  moved.clocks = {{Word("approval"), kMonday, {}}};
  moved.reason = Line("It is about a repair.");
  EXPECT_EQ(
      told(moved),
      "Moved from the procedure “General complaint and problem handling” version 1 to “Housing complaints (England)” version 1: "
      "It is about a repair. “Answer a request for approval”: Mon 2 Nov 2026, 09:00 before, not running now.");
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
procedures::Bound Bind(const procedures::Procedure& draft) { return {draft, ACalendar()}; }
const Company kCompany{{{kHandler.ToString(), Role::Handler}, {kLeader.ToString(), Role::TeamLeader}}, 0, kMonday + days(300)};

Trial Tried(const procedures::Procedure& draft, const Steps& steps) { return Replay(Bind(draft), LogOf(steps), kCompany); }
Changes Changed(const procedures::Procedure& own, const procedures::Procedure& draft, const Steps& steps) {
  return Compare(Tried(own, steps), Tried(draft, steps));
}
// An answer is due so long after receipt, and goes up when it is late.
procedures::Procedure AnswerWithin(const char* length) {
  procedures::Procedure draft = tests::GeneralByHand();
  procedures::ClockRule rule;
  rule.id = "answer";
  rule.title = "Answer";
  rule.starts = Milestone::Received;
  rule.stops = {Milestone::OfferMade};
  rule.term.length = *calendar::Length::Parse(length);
  rule.clause = {"house 7", "Answer soon.", "Our own rule"};
  draft.clocks = {rule};
  procedures::TriggerRule trigger;
  trigger.kind = procedures::TriggerKind::ClockOverdue;
  trigger.to = Role::Manager;
  trigger.clock = "answer";
  trigger.clause = {"house 8", "Late answers go up.", "Our own rule"};
  draft.triggers = {trigger};
  return draft;
}

TEST(ATrial, of_the_rules_a_case_was_handled_under_refuses_nothing) {
  EXPECT_TRUE(Tried(tests::GeneralByHand(), Closed()).refusals.empty());
  const Changes none = Changed(AnswerWithin("2 hours"), AnswerWithin("2 hours"), Closed());
  EXPECT_TRUE(none.breaches_more.empty() && none.breaches_fewer.empty() && none.escalations_more.empty() &&
              none.escalations_fewer.empty() && none.refusals_more.empty());
}

TEST(ATrial, finds_the_offers_a_lower_limit_would_have_refused_by_the_rules_own_words) {
  procedures::Procedure draft = tests::GeneralByHand();
  draft.ladder.front().limit = Pounds("50");
  const Changes changes = Changed(tests::GeneralByHand(), draft, Closed());
  ASSERT_EQ(changes.refusals_more.size(), 1U);
  EXPECT_EQ(changes.refusals_more[0].what, "Making an offer");
  EXPECT_EQ(changes.refusals_more[0].id, base::NameOf(Rule::BeyondAuthority));
  EXPECT_NE(changes.refusals_more[0].says.ToString().find("£60.00"), std::string::npos) << changes.refusals_more[0].says;
}

TEST(ATrial, finds_what_a_gate_that_is_added_would_have_held_up) {
  procedures::Procedure draft = tests::GeneralByHand();
  draft.added_gates[Phase::Identify].push_back(Requirement::LessonRecorded);
  const Changes changes = Changed(tests::GeneralByHand(), draft, Offered());
  ASSERT_FALSE(changes.refusals_more.empty());
  EXPECT_TRUE(
      std::ranges::any_of(changes.refusals_more, [](const Change& c) { return c.id == base::NameOf(Rule::LessonMissing); }));
}

TEST(ATrial, finds_the_clocks_that_would_have_been_broken_and_what_they_would_have_sent_up) {
  const Changes changes = Changed(AnswerWithin("20 days"), AnswerWithin("2 hours"), Closed());
  ASSERT_EQ(changes.breaches_more.size(), 1U);
  EXPECT_EQ(changes.breaches_more[0].id, "answer");
  EXPECT_EQ(changes.breaches_more[0].at, kMonday + std::chrono::hours(2));
  EXPECT_EQ(changes.breaches_more[0].clause.number, "house 7");
  ASSERT_EQ(changes.escalations_more.size(), 1U);
  EXPECT_EQ(changes.escalations_more[0].what, "To the manager, because time is running out");
  EXPECT_EQ(changes.escalations_more[0].at, kMonday + std::chrono::hours(2)) << "when the time ran out";
  EXPECT_EQ(changes.escalations_more[0].clause.number, "house 8");
  EXPECT_TRUE(changes.breaches_fewer.empty() && changes.escalations_fewer.empty());
}

TEST(ATrial, the_other_way_round_finds_what_would_not_have_happened) {
  const Changes changes = Changed(AnswerWithin("2 hours"), AnswerWithin("20 days"), Closed());
  EXPECT_EQ(changes.breaches_fewer.size(), 1U);
  EXPECT_EQ(changes.escalations_fewer.size(), 1U);
  EXPECT_TRUE(changes.breaches_more.empty() && changes.escalations_more.empty());
}

TEST(ATrial, puts_its_own_escalations_in_place_of_those_the_log_holds) {
  procedures::Procedure own = tests::GeneralByHand();
  own.triggers.clear();
  procedures::Procedure draft = own;
  procedures::TriggerRule vulnerable;
  vulnerable.kind = procedures::TriggerKind::Vulnerability;
  vulnerable.to = Role::TeamLeader;
  vulnerable.clause = {"house 9", "The team leader knows of it.", "Our own rule"};
  draft.triggers = {vulnerable};
  EXPECT_EQ(Changed(own, draft, Identified()).escalations_more.size(), 1U);
  // Its own procedure had sent it up at once, because it keeps happening.
  std::vector<Recorded> log = LogOf(Identified());
  const Recorded sent_up{CaseSentUp{Role::TeamLeader, Trigger::Repeat, Line("It goes up."), {}, {}, false}, log.front().at,
                         log.front().actor, log.front().version};
  log.insert(std::next(log.begin()), sent_up);
  EXPECT_EQ(Replay(Bind(draft), log, kCompany).escalations.size(), 1U) << "it would not have been with the team leader already";
  EXPECT_TRUE(Replay(Bind(own), log, kCompany).escalations.empty()) << "the log's own is not this procedure's";
}

TEST(ATrial, knows_of_earlier_complaints_what_it_is_told) {
  procedures::Procedure draft = tests::GeneralByHand();
  procedures::TriggerRule repeat;
  repeat.kind = procedures::TriggerKind::RepeatComplainant;
  repeat.clause = {"house 9", "The team leader looks at it.", "Our own rule"};
  draft.triggers = {repeat};
  Company company = kCompany;
  EXPECT_TRUE(Replay(Bind(draft), LogOf(Logged()), company).escalations.empty());
  company.complaints_before = 2;
  EXPECT_EQ(Replay(Bind(draft), LogOf(Logged()), company).escalations.size(), 1U);
}

TEST(ATrial, holds_nobody_to_a_time_that_ran_out_before_the_record_came_here) {
  LogCase log = ABoilerCase();
  log.received_at = kMonday - days(30);
  log.source = Source{Word("old-desk"), Word("77")};
  const auto broken = [&](const LogCase& logged) {
    return std::ranges::count(Tried(AnswerWithin("2 days"), {{kHandler, logged}}).clocks, true, &ClockOutcome::broken);
  };
  EXPECT_EQ(broken(log), 0);
  log.source.reset();
  EXPECT_EQ(broken(log), 1);
}

}  // namespace
}  // namespace spec
