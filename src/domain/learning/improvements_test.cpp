// An improvement's life: what justified it is frozen, what was promised stands beside what came, and nobody says it worked before
// anybody could know.

#include "domain/learning/improvements.h"

#include <gtest/gtest.h>

#include "domain/learning/log.h"

namespace learning {
namespace {

using domain::Actor;
using domain::Refusals;
using domain::Role;
using domain::Rule;

class Improvements : public testing::Test {
 protected:
  Ruling Give(const Command& command, const Actor& actor) {
    Ruling ruling = Decide(log_, command, {actor, now_, today_});
    if (const auto* events = std::get_if<std::vector<Event>>(&ruling)) {
      for (const Event& event : *events) Evolve(log_, {event, now_, actor.ToString(), log_.version + 1});
    }
    return ruling;
  }
  std::size_t Happened(const Command& command, const Actor& actor) {
    const Ruling ruling = Give(command, actor);
    const auto* events = std::get_if<std::vector<Event>>(&ruling);
    EXPECT_NE(events, nullptr) << std::get<Refusals>(ruling).front().says.ToString();
    return events == nullptr ? 0 : events->size();
  }
  Rule Refused(const Command& command, const Actor& actor) {
    const Ruling ruling = Give(command, actor);
    EXPECT_TRUE(std::holds_alternative<Refusals>(ruling)) << "it was done";
    return std::holds_alternative<Refusals>(ruling) ? std::get<Refusals>(ruling).front().rule : Rule::Incomplete;
  }
  ImprovementPlan Plan() const {
    ImprovementPlan plan;
    plan.title = Line("Handover form");
    plan.change = Prose("Every case that changes hands carries a form of five lines.");
    plan.cause = Word("process.handover");
    plan.where = Line("cause=process.handover");
    plan.owner = UserId{1};
    plan.expected_percent = base::Whole<-100, 1'000>{-30};
    return plan;
  }
  void Propose() {
    Evidence evidence{Date::Of(2026, 1, 1), Date::Of(2026, 5, 31), 3, 3.0, {CaseId{9}, CaseId{7}, CaseId{4}}};
    EXPECT_EQ(Happened(ProposeImprovement{Plan(), evidence}, handler_), 1U);
  }
  void Make() {
    Propose();
    EXPECT_EQ(Happened(AgreeImprovement{first_, Prose("It costs little.")}, manager_), 1U);
    EXPECT_EQ(Happened(RecordChange{first_, Date::Of(2026, 6, 1), Prose("In use.")}, handler_), 1U);
  }
  EffectFound After(int days) const {
    EffectFound found;
    found.days = days;
    found.on = Date::Of(2026, 6, 1) + days;
    return found;
  }
  const Improvement& First() const { return *log_.Find(first_); }

  const Actor handler_ = Actor::Staff(UserId{1}, Role::Handler, "Hana");
  const Actor other_ = Actor::Staff(UserId{2}, Role::Handler, "Cole");
  const Actor manager_ = Actor::Staff(UserId{4}, Role::Manager, "Mani");
  const ImprovementId first_{1};
  const Date today_ = Date::Of(2026, 6, 2);
  Instant now_ = *Instant::Parse("2026-06-02T08:00:00Z");
  Log log_;
};

TEST_F(Improvements, are_proposed_by_anybody_who_works_here_with_what_justified_them) {
  Propose();
  EXPECT_EQ(First().state, ImprovementState::Proposed);
  EXPECT_EQ(First().evidence.latest.size(), 3U);
  EXPECT_EQ(Refused(ProposeImprovement{Plan(), {}}, Actor::Of(base::CustomerId{1})), Rule::ActorMayNot);
}

TEST_F(Improvements, name_signals_that_exist) {
  ImprovementPlan plan = Plan();
  plan.signals = {SignalId{7}};
  EXPECT_EQ(Refused(ProposeImprovement{plan, {}}, handler_), Rule::NoSuchSignal);
}

TEST_F(Improvements, are_agreed_by_those_who_lead_and_only_with_an_owner_and_an_expectation) {
  Propose();
  EXPECT_EQ(Refused(AgreeImprovement{first_, {}}, handler_), Rule::ActorMayNot);
  ImprovementPlan plan = Plan();
  plan.owner.reset();
  EXPECT_EQ(Happened(ReplanImprovement{first_, plan, {}}, handler_), 1U);
  EXPECT_EQ(Refused(AgreeImprovement{first_, {}}, manager_), Rule::Incomplete);
  plan = Plan();
  plan.expected_percent.reset();
  EXPECT_EQ(Happened(ReplanImprovement{first_, plan, {}}, handler_), 1U);
  EXPECT_EQ(Refused(AgreeImprovement{first_, {}}, manager_), Rule::Incomplete);
}

TEST_F(Improvements, keep_what_was_promised_when_they_are_planned_otherwise_later) {
  Propose();
  Happened(AgreeImprovement{first_, {}}, manager_);
  ImprovementPlan less = Plan();
  less.expected_percent = base::Whole<-100, 1'000>{-5};
  EXPECT_EQ(Refused(ReplanImprovement{first_, less, {}}, handler_), Rule::Incomplete);
  EXPECT_EQ(Happened(ReplanImprovement{first_, less, Prose("The form is optional now.")}, handler_), 1U);
  EXPECT_EQ(First().plan.expected_percent->value, -5);
  EXPECT_EQ(First().promised.expected_percent->value, -30);
}

TEST_F(Improvements, are_changed_by_their_owner_and_not_by_any_colleague) {
  Propose();
  EXPECT_EQ(Refused(ReplanImprovement{first_, {}, {}}, other_), Rule::ActorMayNot);
  EXPECT_EQ(Refused(RecordChange{first_, today_, {}}, handler_), Rule::ImprovementNotAgreed);
}

TEST_F(Improvements, were_not_made_on_a_day_to_come) {
  Propose();
  Happened(AgreeImprovement{first_, {}}, manager_);
  EXPECT_EQ(Refused(RecordChange{first_, today_ + 1, {}}, handler_), Rule::DateInTheFuture);
  EXPECT_EQ(Happened(RecordChange{first_, today_, {}}, handler_), 1U);
  EXPECT_EQ(Happened(RecordChange{first_, today_, {}}, handler_), 0U);
}

TEST_F(Improvements, hold_fast_what_their_signals_said_on_the_day_they_were_given_as_reasons) {
  const auto signal = [](const char* series, double counted) {
    FoundSignal found{Word("product"), WatchedEvery::Week,    SignalShape::Above,
                      series,          Date::Of(2026, 5, 18), Date::Of(2026, 5, 25)};
    found.expected = 9.5;
    found.counted = counted;
    return found;
  };
  Happened(RaiseSignals{{signal("Checkout", 40), signal("Delivery", 30)}}, Actor::System());
  Happened(LookAtSignal{SignalId{1}}, manager_);
  ImprovementPlan plan = Plan();
  plan.signals = {SignalId{1}, SignalId{1}};
  Evidence forged;
  forged.signals.emplace().push_back({SignalId{2}, today_, signal("Delivery", 3'000)});
  Happened(ProposeImprovement{plan, forged}, handler_);
  const FrozenSignal first{SignalId{1}, today_, signal("Checkout", 40), SignalState::LookedAt, {}};
  EXPECT_EQ(First().evidence.signals, std::vector{first});

  // The signal goes on. What it said stays, and stays when the plan is another; only what is new is added as it stands today.
  FoundSignal moved = signal("Checkout", 70);
  moved.last = Date::Of(2026, 6, 1);
  Happened(RaiseSignals{{moved, signal("Delivery", 35)}}, Actor::System());
  EXPECT_EQ(log_.Find(SignalId{1})->found.counted, 70);
  EXPECT_EQ(First().evidence.signals, std::vector{first});
  plan.signals = {SignalId{2}};
  Happened(ReplanImprovement{first_, plan, {}}, handler_);
  plan.signals = {SignalId{2}, SignalId{1}};
  Happened(ReplanImprovement{first_, plan, {}}, handler_);
  const FrozenSignal second{SignalId{2}, today_, signal("Delivery", 35), SignalState::Raised, {}};
  EXPECT_EQ(First().evidence.signals, (std::vector{first, second}));
}

TEST_F(Improvements, from_before_signals_were_held_fast_do_not_take_todays_figures_for_those_of_then) {
  FoundSignal found{Word("product"), WatchedEvery::Week,    SignalShape::Above,
                    "Checkout",      Date::Of(2026, 5, 18), Date::Of(2026, 5, 25)};
  Happened(RaiseSignals{{found}}, Actor::System());
  ImprovementPlan plan = Plan();
  plan.signals = {SignalId{1}};
  Evolve(log_, {ImprovementProposed{first_, plan, {}}, now_, handler_.ToString(), log_.version + 1});
  plan.title = Line("Another name");
  EXPECT_EQ(Happened(ReplanImprovement{first_, plan, {}}, handler_), 1U);
  EXPECT_FALSE(First().evidence.signals);
}

TEST_F(Improvements, are_measured_by_the_program_once_for_each_follow_up) {
  Make();
  EXPECT_EQ(Refused(RecordEffect{first_, After(30)}, manager_), Rule::ActorMayNot);
  EXPECT_EQ(Happened(RecordEffect{first_, After(30)}, Actor::System()), 1U);
  EXPECT_EQ(Happened(RecordEffect{first_, After(30)}, Actor::System()), 0U);
  EXPECT_EQ(First().found.size(), 1U);
}

TEST_F(Improvements, are_measured_anew_when_the_day_of_the_change_is_corrected) {
  Make();
  Happened(RecordEffect{first_, After(30)}, Actor::System());
  EXPECT_EQ(Happened(RecordChange{first_, Date::Of(2026, 5, 25), Prose("A week earlier.")}, handler_), 1U);
  EXPECT_TRUE(First().found.empty());
  // What was worked out from the day that was wrong comes too late.
  EXPECT_EQ(Happened(RecordEffect{first_, After(90)}, Actor::System()), 0U);
}

TEST_F(Improvements, are_not_called_kept_before_anybody_could_know_but_may_be_undone_at_once) {
  Make();
  EXPECT_EQ(Refused(ConcludeImprovement{first_, Conclusion::Kept, Prose("Works.")}, manager_), Rule::EffectNotMeasured);
  EXPECT_EQ(Happened(ConcludeImprovement{first_, Conclusion::Undone, Prose("It doubled the calls.")}, manager_), 1U);
  EXPECT_EQ(Refused(RecordChange{first_, today_, {}}, handler_), Rule::ImprovementIsOver);
  EXPECT_EQ(Happened(ReopenImprovement{first_, Prose("Concluded by mistake.")}, manager_), 1U);
  EXPECT_EQ(First().state, ImprovementState::Made);
  EXPECT_FALSE(First().conclusion);
}

TEST_F(Improvements, are_dropped_before_the_change_and_concluded_after_it) {
  Propose();
  EXPECT_EQ(Refused(ConcludeImprovement{first_, Conclusion::Undone, Prose("x")}, manager_), Rule::ChangeNotMade);
  EXPECT_EQ(Refused(DropImprovement{first_, {}}, handler_), Rule::Incomplete);
  EXPECT_EQ(Happened(DropImprovement{first_, Prose("Too dear.")}, handler_), 1U);
  EXPECT_EQ(Happened(ReopenImprovement{first_, Prose("Cheaper now.")}, manager_), 1U);
  EXPECT_EQ(First().state, ImprovementState::Proposed);
  Happened(AgreeImprovement{first_, {}}, manager_);
  Happened(RecordChange{first_, today_, {}}, handler_);
  EXPECT_EQ(Refused(DropImprovement{first_, Prose("Too dear.")}, handler_), Rule::ImprovementIsUnderWay);
}

TEST_F(Improvements, are_compared_with_figures_of_others_that_are_replaced_and_not_doubled) {
  Benchmark one{Word("upheld"), Line("All banks"), Date::Of(2026, 1, 1), Date::Of(2026, 6, 30), 0.6, {}, {}, Line("A report")};
  EXPECT_EQ(Refused(ImportBenchmarks{{one}}, handler_), Rule::ActorMayNot);
  EXPECT_EQ(Happened(ImportBenchmarks{{one}}, manager_), 1U);
  EXPECT_EQ(Happened(ImportBenchmarks{{one}}, manager_), 0U);
  one.value = 0.58;
  EXPECT_EQ(Happened(ImportBenchmarks{{one}}, manager_), 1U);
  ASSERT_EQ(log_.benchmarks.size(), 1U);
  EXPECT_EQ(log_.benchmarks[0].value, 0.58);
  std::swap(one.from, one.to);
  EXPECT_EQ(Refused(ImportBenchmarks{{one}}, manager_), Rule::Incomplete);
  EXPECT_EQ(Happened(RemoveBenchmarks{Line("All banks")}, manager_), 1U);
  EXPECT_TRUE(log_.benchmarks.empty());
}

}  // namespace
}  // namespace learning
