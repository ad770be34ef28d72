// The clocks a procedure sets on a case: standing still, going on, being lengthened, running out; the stage after the
// first; letters; and what becomes of it all when a case is moved to other rules.

#include <algorithm>

#include "domain/cases/clocks.h"
#include "support/case_spec.h"

namespace spec {
namespace {

using procedures::Bound;
using procedures::Clock;
using procedures::ClockState;
using procedures::Milestone;
using std::chrono::days;
using std::chrono::hours;

const Bound& General() { return tests::ShippedProcedure("general"); }
const Bound& Housing() { return tests::ShippedProcedure("uk-housing"); }
const Bound& Financial() { return tests::ShippedProcedure("uk-financial"); }

// The same rules sending nothing up, so that a spec sees what the clocks do and nothing else.
const Bound& Calm(const Bound& bound) {
  static std::map<std::string, Bound> calm;
  auto [found, is_new] = calm.try_emplace(bound.procedure.id, bound);
  if (is_new) found->second.procedure.triggers.clear();
  return found->second;
}

Instant EndOf(std::string_view day) { return At(std::string(day) + "T23:59:59.999Z"); }

const Clock* FindIn(const std::vector<Clock>& clocks, std::string_view id) {
  const auto found = std::ranges::find_if(clocks, [&](const Clock& clock) { return clock.rule->id == id; });
  return found == clocks.end() ? nullptr : &*found;
}
std::vector<Clock> ClocksOn(const CaseSpec& s) {
  const Context& x = s.context();
  return ClocksOf(s.state(), *x.procedure, *x.calendar, x.now);
}
ClockState StateOn(const CaseSpec& s, std::string_view id) {
  const std::vector<Clock> clocks = ClocksOn(s);
  const Clock* clock = FindIn(clocks, id);
  if (clock == nullptr) throw std::runtime_error("no clock " + std::string(id));
  return clock->state;
}
std::optional<Instant> DueOf(const CaseSpec& s, std::string_view id) {
  const std::vector<Clock> clocks = ClocksOn(s);
  const Clock* clock = FindIn(clocks, id);
  return clock == nullptr ? std::nullopt : clock->DueAt();
}
std::string ClauseOf(const CaseSpec& s) {
  return s.refusals().empty() || !s.refusals().front().clause ? "" : s.refusals().front().clause->number;
}
std::string FieldOf(const CaseSpec& s) { return s.refusals().empty() ? "" : s.refusals().front().field.value_or(""); }
// Which clocks the last command found run out.
std::vector<std::string> RanOutIn(const CaseSpec& s) {
  std::vector<std::string> ran;
  for (const Event& event : s.events()) {
    if (const auto* out = std::get_if<ClockRanOut>(&event)) ran.push_back(out->clock.str());
  }
  return ran;
}
template <class E>
bool Gave(const CaseSpec& s) {
  return std::ranges::any_of(s.events(), [](const Event& event) { return std::holds_alternative<E>(event); });
}
bool HasMark(const CaseSpec& s, Milestone what) {
  return std::ranges::any_of(s.state().timing.milestones, [&](const procedures::Mark& mark) { return mark.what == what; });
}

PauseClock Pause(const char* clock, const char* reason = "waiting-for-customer") { return {Word(clock), Word(reason), {}}; }
ResumeClock Resume(const char* clock) { return {Word(clock), {}}; }
ExtendClock Extend(const char* clock, Instant until, bool good_reason = false) {
  ExtendClock extend{Word(clock), until, Said("We need until then."), Channel::Email, {}};
  if (good_reason) extend.good_reason = Said("The survey waits for dry weather.");
  return extend;
}
Steps Acknowledged() { return Logged() + Steps{{kHandler, AcknowledgeCase{Channel::Letter, {}}}}; }

// -- Standing still -----------------------------------------------------------------------------------------------------

TEST(Pausing, is_for_the_reasons_the_procedure_names_and_no_other) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.When(Pause("answer", "waiting-for-custmer")).Refused(Rule::ClockMayNotPause).Saying("did you mean");
  EXPECT_EQ(ClauseOf(s), "general 3.11");
  EXPECT_EQ(FieldOf(s), "reason");
  s.When(Pause("answer")).Then({"ClockPaused"});
  EXPECT_EQ(StateOn(s, "answer"), ClockState::Paused);
}

TEST(Pausing, is_refused_by_a_statutory_clock_with_its_clause) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Logged());
  s.When(Pause("acknowledge")).Refused(Rule::ClockMayNotPause).Saying("statutory");
  EXPECT_EQ(ClauseOf(s), "Code 6.2");
  EXPECT_EQ(FieldOf(s), "clock");
}

TEST(Pausing, of_a_clock_of_our_own_that_names_no_reason_is_refused_too) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.When(Pause("acknowledge")).Refused(Rule::ClockMayNotPause).Saying("never stands still.");
}

TEST(Pausing, twice_is_refused) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged() + Steps{{kHandler, Pause("answer")}});
  s.When(Pause("answer")).Refused(Rule::ClockIsPaused);
}

TEST(Pausing, after_the_clock_ran_out_is_refused) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged()).Later(days(40));
  s.When(Pause("answer")).Refused(Rule::ClockIsOver).Saying("ran out");
}

TEST(Pausing, after_the_clock_stopped_is_refused) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Offered());
  s.When(Pause("answer")).Refused(Rule::ClockIsOver).Saying("stopped");
}

TEST(Pausing, of_a_clock_that_has_not_started_says_so_and_of_one_unknown_what_it_may_have_meant) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.When(Pause("approval")).Refused(Rule::NoSuchClock).Saying("has not started");
  s.When(Pause("anser")).Refused(Rule::NoSuchClock).Saying("did you mean \"answer\"");
}

TEST(Pausing, keeps_the_clock_from_running_out) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Acknowledged() + Steps{{kHandler, Pause("answer")}}).Later(days(60));
  s.As(kClock).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"first-contact"});
}

// -- Going on -----------------------------------------------------------------------------------------------------------

TEST(Resuming, moves_the_end_by_the_working_days_it_stood_still) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Acknowledged()).Later(days(1));
  EXPECT_EQ(DueOf(s, "answer"), EndOf("2026-11-30"));
  s.When(Pause("answer")).Then({"ClockPaused"});
  EXPECT_EQ(DueOf(s, "answer"), std::nullopt) << "nobody knows its end while it stands still";
  s.Later(days(1)).When(Resume("answer")).Then({"ClockResumed"});
  EXPECT_EQ(DueOf(s, "answer"), EndOf("2026-12-01"));
}

TEST(Resuming, a_clock_that_does_not_stand_still_is_refused) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.When(Resume("answer")).Refused(Rule::ClockIsNotPaused);
  s.Given({{kHandler, Pause("answer")}, {kHandler, Resume("answer")}});
  s.When(Resume("answer")).Refused(Rule::ClockIsNotPaused);
}

TEST(Resuming, ends_one_pause_and_another_may_follow) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Acknowledged() + Steps{{kHandler, Pause("answer")}}).Later(days(1));
  s.Given({{kHandler, Resume("answer")}, {kHandler, Pause("answer")}});
  ASSERT_EQ(s.state().timing.pauses.size(), 2U);
  EXPECT_EQ(s.state().timing.pauses[0].time.until, kMonday + days(1));
  EXPECT_FALSE(s.state().timing.pauses[1].time.until);
}

// -- Lengthening --------------------------------------------------------------------------------------------------------

TEST(Extending, is_told_to_the_customer_and_keeps_what_was_promised_them) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged());
  s.When(Extend("stage-one-answer", EndOf("2026-11-20"))).Then({"PromiseKept", "ClockExtended"});
  EXPECT_EQ(s.event<ClockExtended>(1).due_at, EndOf("2026-11-16"));
  EXPECT_EQ(s.event<ClockExtended>(1).until, EndOf("2026-11-20"));
  EXPECT_EQ(DueOf(s, "stage-one-answer"), EndOf("2026-11-20"));
}

TEST(Extending, a_clock_whose_rule_does_not_allow_it_is_refused) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Logged());
  s.When(Extend("acknowledge", EndOf("2026-11-20"), true)).Refused(Rule::ExtensionNotAllowed);
  EXPECT_EQ(ClauseOf(s), "Code 6.2");
}

TEST(Extending, beyond_the_most_needs_a_good_reason_and_is_refused_with_the_clause_of_the_extension) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged());
  s.When(Extend("stage-one-answer", EndOf("2026-12-01"))).Refused(Rule::ExtensionTooLong).Saying("10 business days");
  EXPECT_EQ(ClauseOf(s), "Code 6.4");
  EXPECT_EQ(FieldOf(s), "good_reason");
  s.When(Extend("stage-one-answer", EndOf("2026-12-01"), true)).Then({"PromiseKept", "ClockExtended"});
  const std::vector<Clock> clocks = ClocksOn(s);
  EXPECT_TRUE(FindIn(clocks, "stage-one-answer")->extended_beyond);
}

TEST(Extending, to_the_last_moment_of_the_most_needs_no_reason) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged());
  s.When(Extend("stage-one-answer", EndOf("2026-11-30"))).Then({"PromiseKept", "ClockExtended"});
  const std::vector<Clock> clocks = ClocksOn(s);
  EXPECT_FALSE(FindIn(clocks, "stage-one-answer")->extended_beyond);
}

TEST(Extending, twice_is_measured_from_the_clocks_own_end) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged() + Steps{{kHandler, Extend("stage-one-answer", EndOf("2026-11-27"))}});
  s.When(Extend("stage-one-answer", EndOf("2026-12-01"))).Refused(Rule::ExtensionTooLong);
  s.When(Extend("stage-one-answer", EndOf("2026-11-30"))).Then({"ClockExtended"});
  EXPECT_EQ(s.event<ClockExtended>().due_at, EndOf("2026-11-27"));
}

TEST(Extending, to_an_end_that_is_not_later_is_refused) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged());
  s.When(Extend("stage-one-answer", EndOf("2026-11-16"))).Refused(Rule::ExtensionNotAllowed).Saying("later end");
  EXPECT_EQ(FieldOf(s), "until");
}

TEST(Extending, after_the_end_is_refused) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged()).Later(days(20));
  s.When(Extend("stage-one-answer", EndOf("2026-11-27"), true)).Refused(Rule::ClockIsOver).Saying("before it does");
  EXPECT_EQ(ClauseOf(s), "Code 6.4");
}

TEST(Extending, an_answer_that_was_given_is_refused) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered());
  s.When(Extend("stage-one-answer", EndOf("2026-11-27"))).Refused(Rule::ClockIsOver).Saying("stopped");
}

TEST(Extending, puts_off_when_the_clock_runs_out) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged() + Steps{{kHandler, Extend("stage-one-answer", EndOf("2026-11-20"))}});
  s.Later(days(15)).As(kClock).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"first-contact"});
  s.Later(days(4)).When(NoticeTime{}).Then({"ClockRanOut"});
  EXPECT_EQ(s.event<ClockRanOut>().due_at, EndOf("2026-11-20"));
}

TEST(Extending, a_clock_whose_end_the_calendar_cannot_tell_says_which_day_is_unknown) {
  CaseSpec s;
  s.context().now = At("2028-12-20T09:00:00Z");  // the calendar ends with that year
  s.Under(Calm(Housing())).Given(Acknowledged());
  s.When(Extend("stage-one-answer", At("2029-02-01T00:00:00Z"))).Refused(Rule::ExtensionNotAllowed).Saying("1 Jan 2029");
}

// -- Days the calendar knows nothing of -----------------------------------------------------------------------------------

TEST(CalendarGaps, are_told_by_the_guide_with_the_day_the_clocks_and_what_to_do) {
  CaseSpec s;
  s.context().now = At("2028-12-20T09:00:00Z");  // the calendar ends with that year
  s.Under(Calm(General())).Given(Logged());
  const auto gaps = s.guide().calendar_gaps;
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].calendar, "england-and-wales");
  EXPECT_EQ(gaps[0].unknown_day.ToString(), "2029-01-01");
  EXPECT_EQ(gaps[0].clocks, std::vector<std::string>{"answer"}) << "the shorter ones end within the year";
  EXPECT_EQ(
      gaps[0].says,
      "The calendar England and Wales knows nothing of Mon 1 Jan 2029 or later. No such day is counted as open, so there is "
      "no end yet for: Answer to the customer.");
  EXPECT_NE(gaps[0].mend.ToString().find("Add the holidays of 2029 to the calendar \"england-and-wales\""), std::string::npos);
  EXPECT_NE(gaps[0].mend.ToString().find("version " + std::to_string(General().procedure.version + 1)), std::string::npos);
}

TEST(CalendarGaps, are_none_where_every_day_is_known_or_the_clock_has_stopped_or_the_case_is_over) {
  CaseSpec known;
  known.Under(Calm(General())).Given(Logged());
  EXPECT_TRUE(known.guide().calendar_gaps.empty());
  CaseSpec answered;
  answered.context().now = At("2028-12-20T09:00:00Z");
  answered.Under(Calm(General())).Given(Offered());
  EXPECT_TRUE(answered.guide().calendar_gaps.empty()) << "an offer stops the clock";
  CaseSpec over;
  over.context().now = At("2028-12-20T09:00:00Z");
  over.Under(Calm(General())).Given(Logged());
  ASSERT_EQ(over.guide().calendar_gaps.size(), 1U);
  over.Given({{kCustomer, WithdrawCase{Said("Leave it."), Channel::Portal}}, {kHandler, CloseCase{Outcome::Withdrawn, {}}}});
  EXPECT_TRUE(over.guide().calendar_gaps.empty());
}

// -- Calendars of teams ---------------------------------------------------------------------------------------------------

// The general rules, by which the team "evenings" works on Saturdays too.
const Bound& WithEvenings() {
  static const Bound bound = [] {
    Bound made = Calm(General());
    calendar::Spec spec = made.calendar.spec();
    spec.id = "saturdays";
    spec.hours[5] = {{hours(9), hours(13)}};
    made.procedure.counted_by.push_back({procedures::CountedClocks::Internal,
                                         "evenings",
                                         {},
                                         std::make_shared<const calendar::Calendar>(*calendar::Calendar::Make(spec))});
    return made;
  }();
  return bound;
}

TEST(ATeamsCalendar, counts_the_clocks_of_a_case_from_when_the_team_has_it) {
  CaseSpec s;
  s.Under(WithEvenings()).Given(Logged());
  EXPECT_EQ(DueOf(s, "answer"), EndOf("2026-11-30")) << "twenty working days of five a week";
  s.Later(days(1)).Given({{kLeader, AssignCase{{}, Word("evenings"), {}}}});
  EXPECT_EQ(DueOf(s, "answer"), EndOf("2026-11-25")) << "of six";
  EXPECT_EQ(s.state().timing.teams, (std::vector<procedures::TeamSpell>{{"evenings", kMonday + days(1)}}));
  s.Later(days(1)).Given({{kLeader, AssignCase{UserId{1}, Word("evenings"), {}}}});
  EXPECT_EQ(s.state().timing.teams.size(), 1U) << "the same team still has it";
}

TEST(ATeamsCalendar, breaks_nothing_twice_when_a_case_that_is_late_goes_to_another_team) {
  CaseSpec s;
  s.Under(WithEvenings()).Given(Acknowledged() + Steps{{kLeader, AssignCase{{}, Word("evenings"), {}}}});
  s.Later(days(24)).As(kClock).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), (std::vector<std::string>{"first-contact", "answer"}));
  s.Given({{kLeader, AssignCase{{}, Word("mornings"), {}}}});
  EXPECT_EQ(DueOf(s, "answer"), EndOf("2026-11-25")) << "as it was found";
  s.Later(days(7)).As(kClock).When(NoticeTime{}).Then({});
}

// -- Moving to other rules ----------------------------------------------------------------------------------------------

MoveToProcedure MoveTo(const char* id) { return {Word(id), {}, Line("It is about a home.")}; }

TEST(Moving, says_of_every_clock_that_moved_how_it_ended_before_and_how_it_ends_now) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.context().target = &Housing();
  s.As(kManager).When(MoveTo("uk-housing")).Then({"ProcedureChanged"});
  const auto& changed = s.event<ProcedureChanged>();
  EXPECT_EQ(changed.from, (ProcedureRef{Word("general"), {1}}));
  EXPECT_EQ(changed.to, (ProcedureRef{Word("uk-housing"), {1}}));
  EXPECT_EQ(changed.clocks, (std::vector<ClockMoved>{{Word("acknowledge"), EndOf("2026-11-03"), EndOf("2026-11-09")}}));
  EXPECT_EQ(s.state().procedure.id, Word("uk-housing"));
}

TEST(Moving, starts_the_clocks_only_the_new_rules_have_and_does_not_speak_of_those_that_have_stopped) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Acknowledged());
  s.context().target = &Housing();
  s.As(kManager).When(MoveTo("uk-housing")).Then({"ProcedureChanged"});
  EXPECT_EQ(s.event<ProcedureChanged>().clocks, (std::vector<ClockMoved>{{Word("stage-one-answer"), {}, EndOf("2026-11-16")}}));
}

Bound WithPauses(const std::vector<std::string>& reasons, int version) {
  Bound bound = Calm(General());
  bound.procedure.version = version;
  for (procedures::ClockRule& rule : bound.procedure.clocks) {
    if (rule.id == "answer") rule.pauses = reasons;
  }
  return bound;
}

TEST(Moving, carries_the_time_a_clock_stood_still_where_the_reason_is_known_and_drops_it_where_it_is_not) {
  const Bound knows = WithPauses({"waiting-for-customer", "waiting-for-surveyor"}, 2);
  const Bound knows_not = WithPauses({"waiting-for-surveyor"}, 3);
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged()).Later(days(1)).Given({{kHandler, Pause("answer")}});
  s.Later(days(1)).Given({{kHandler, Resume("answer")}});
  s.context().target = &knows;
  s.As(kLeader).When(MoveTo("general")).Then({"ProcedureChanged"});
  EXPECT_TRUE(s.event<ProcedureChanged>().clocks.empty());
  s.Under(knows);
  EXPECT_EQ(DueOf(s, "answer"), EndOf("2026-12-01"));

  s.context().target = &knows_not;
  s.When(MoveTo("general")).Then({"ProcedureChanged"});
  EXPECT_EQ(s.event<ProcedureChanged>().clocks,
            (std::vector<ClockMoved>{{Word("answer"), EndOf("2026-12-01"), EndOf("2026-11-30")}}));
}

TEST(Moving, ends_a_pause_for_a_reason_the_new_rules_do_not_know_and_theirs_may_begin) {
  const Bound surveyor = WithPauses({"waiting-for-surveyor"}, 2);
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged() + Steps{{kHandler, Pause("answer")}});
  s.context().target = &surveyor;
  s.As(kLeader).Given({{kLeader, MoveTo("general")}});
  s.Under(surveyor).As(kHandler);
  EXPECT_EQ(StateOn(s, "answer"), ClockState::Running);
  s.When(Resume("answer")).Refused(Rule::ClockIsNotPaused);
  s.When(Pause("answer", "waiting-for-surveyor")).Then({"ClockPaused"});
  EXPECT_EQ(StateOn(s, "answer"), ClockState::Paused);
}

TEST(Moving, to_a_version_that_was_never_in_force_is_refused) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged()).As(kLeader);
  MoveToProcedure move = MoveTo("uk-housing");
  s.When(move).Refused(Rule::NoSuchProcedure).Saying("is not in force");
  move.version = {9};
  s.When(move).Refused(Rule::NoSuchProcedure).Saying("No version 9");
}

TEST(Moving, to_the_version_the_case_has_is_nothing_new) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged()).As(kLeader);
  s.context().target = &General();
  s.When(MoveTo("general")).Then({});
}

TEST(Moving, is_for_those_who_lead) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.context().target = &Housing();
  s.As(kHandler).When(MoveTo("uk-housing")).Refused(Rule::ActorMayNot);
}

TEST(Moving, does_not_find_again_what_had_run_out_under_both_rules) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Acknowledged()).Later(days(3)).As(kClock).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"first-contact"});
  s.context().target = &Calm(Housing());
  s.Given({{kManager, MoveTo("uk-housing")}}).Under(Calm(Housing()));
  s.When(NoticeTime{}).Then({});
}

// -- The next stage -----------------------------------------------------------------------------------------------------

AskForReview Ask() { return {Said("I am not content."), Channel::Email}; }
// Besides the review itself: news is promised.
void ExpectAsked(const CaseSpec& s) {
  EXPECT_TRUE(Gave<ReviewAsked>(s) && Gave<NewsPromised>(s))
      << (s.refusals().empty() ? base::Saying() : s.refusals().front().says);
}
// By somebody else: who answered before does not answer again.
Steps AnsweredAgain() {
  return {{kColleague, TakeOwnership{}},
          {kColleague, AddFinding{Said("The second look."), {}, {}}},
          {kColleague, ACauseOf(FindingId{2})},
          {kColleague, DecideCase{Decision::Upheld, Said("We missed three visits."), {{Line("Service standard 4.2"), {}}}}},
          {kColleague, Weighing(OptionId{1})},
          {kColleague, MakeOffer{OptionId{1}, Said("The repair, and £60."), Channel::Letter, {}}}};
}

TEST(TheNextStage, exists_only_where_the_procedure_has_two) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Offered());
  s.As(kCustomer).When(Ask()).Refused(Rule::NoFurtherStage).Saying("one stage");
}

TEST(TheNextStage, comes_after_an_answer_and_not_before) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Analysed()).As(kCustomer);
  s.When(Ask()).Refused(Rule::StageNotAnswered);
  s.Given({{kHandler, GiveFinalPosition{Said("We did what we owed."), Said("Stage 2."), Channel::Letter}}});
  ExpectAsked(s.When(Ask()));
}

TEST(TheNextStage, comes_after_an_answer_by_letter) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Analysed());
  s.Given({{kHandler, SendLetter{letters::LetterKind::StageOneAnswer, Channel::Letter, Titled("Our answer"), Said("...")}}});
  ExpectAsked(s.As(kCustomer).When(Ask()));
}

TEST(TheNextStage, comes_after_an_answer_the_customer_disputed) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Analysed());
  s.Given({{kHandler, GiveFinalPosition{Said("We did what we owed."), Said("Stage 2."), Channel::Letter}},
           {kCustomer, DisputeResolution{Said("You did not."), Channel::Email, {}}}});
  ExpectAsked(s.As(kCustomer).When(Ask()));
}

TEST(TheNextStage, starts_a_new_round_and_leaves_no_offer_open) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered() + Steps{{kCustomer, Ask()}});
  EXPECT_EQ(s.state().earlier_rounds.size(), 1U);
  EXPECT_FALSE(s.state().round.decided);
  EXPECT_EQ(s.state().offers[0].state, OfferState::Overtaken);
  EXPECT_EQ(s.state().timing.review->answered_before_by, std::vector<std::string>{kHandler.ToString()});
}

TEST(TheNextStage, opens_a_closed_case_again_within_the_window) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Closed()).Later(days(180));
  ExpectAsked(s.As(kCustomer).When(Ask()));
  EXPECT_FALSE(s.state().closed);
  EXPECT_TRUE(HasMark(s, Milestone::Reopened));

  CaseSpec late;
  late.Under(Calm(Housing())).Given(Closed()).Later(days(180) + hours(1));
  late.As(kCustomer).When(Ask()).Refused(Rule::ReopenWindowPassed);
}

TEST(TheNextStage, asked_for_twice_is_nothing_new_and_after_its_answer_there_is_no_third) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered() + Steps{{kCustomer, Ask()}}).As(kCustomer);
  s.When(Ask()).Then({});
  s.Given(AnsweredAgain()).When(Ask()).Refused(Rule::NoFurtherStage).Saying("last stage");
}

TEST(TheNextStage, asked_for_again_after_the_case_was_closed_is_not_taken_for_done) {
  CaseSpec s;
  s.Under(Calm(Housing()))
      .Given(Offered() + Steps{{kCustomer, Ask()},
                               {kCustomer, WithdrawCase{Said("Leave it."), Channel::Telephone}},
                               {kHandler, CloseCase{Outcome::Withdrawn, {}}}});
  s.As(kCustomer).When(Ask()).Refused(Rule::NoFurtherStage);
}

TEST(TheNextStage, is_acknowledged_once_and_only_when_it_was_asked_for) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered());
  s.When(AcknowledgeReview{Channel::Letter, {}}).Refused(Rule::StageNotAnswered);
  s.Given({{kCustomer, Ask()}});
  EXPECT_EQ(DueOf(s, "stage-two-acknowledge"), EndOf("2026-11-09"));
  s.When(AcknowledgeReview{Channel::Letter, {}}).Then({"ReviewAcknowledged"});
  EXPECT_EQ(StateOn(s, "stage-two-acknowledge"), ClockState::Met);
  EXPECT_EQ(DueOf(s, "stage-two-answer"), EndOf("2026-11-30"));
  s.When(AcknowledgeReview{Channel::Letter, {}}).Then({});
}

TEST(TheNextStage, acknowledged_by_a_time_noted_before_it_was_asked_for_is_acknowledged) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered()).Later(std::chrono::seconds(30)).Given({{kCustomer, Ask()}});
  s.Later(hours(1)).When(AcknowledgeReview{Channel::Letter, kMonday}).Then({"ReviewAcknowledged"});
  EXPECT_EQ(StateOn(s, "stage-two-acknowledge"), ClockState::Met);
}

TEST(TheNextStage, is_answered_by_an_offer_or_a_final_position) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered() + Steps{{kCustomer, Ask()}, {kHandler, AcknowledgeReview{}}});
  EXPECT_FALSE(HasMark(s, Milestone::StageTwoAnswered)) << "the offer before was the first stage's";
  s.Given(AnsweredAgain());
  EXPECT_TRUE(HasMark(s, Milestone::StageTwoAnswered));
  EXPECT_EQ(StateOn(s, "stage-two-answer"), ClockState::Met);
  EXPECT_EQ(s.state().timing.review->answered_at, kMonday);
}

TEST(TheNextStage, stays_the_second_after_its_answer) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered() + Steps{{kCustomer, Ask()}} + AnsweredAgain());
  s.Given({{kCustomer, DeclineOffer{OfferId{2}, Said("No."), Channel::Email}}});
  const auto first_stage = [&] {
    return std::ranges::count(s.state().timing.milestones, Milestone::StageOneAnswered, &procedures::Mark::what);
  };
  EXPECT_EQ(first_stage(), 1);
  s.Given({{kColleague, MakeOffer{OptionId{1}, Said("Our last word."), Channel::Letter, {}}}});
  EXPECT_EQ(first_stage(), 1);
}

TEST(TheNextStage, answered_by_letter_is_answered) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Offered() + Steps{{kCustomer, Ask()}, {kHandler, AcknowledgeReview{}}});
  s.Given({{kColleague, TakeOwnership{}},
           {kColleague, AddFinding{Said("The second look."), {}, {}}},
           {kColleague, ACauseOf(FindingId{2})},
           {kColleague, DecideCase{Decision::Upheld, Said("We missed three visits."), {{Line("Service standard 4.2"), {}}}}}});
  s.Given(
      {{kColleague, SendLetter{letters::LetterKind::StageTwoAnswer, Channel::Letter, Titled("Our final answer"), Said("...")}}});
  EXPECT_EQ(StateOn(s, "stage-two-answer"), ClockState::Met);
  EXPECT_EQ(s.state().timing.review->answered_at, kMonday);
  s.As(kCustomer).When(Ask()).Refused(Rule::NoFurtherStage);
}

// -- Letters ------------------------------------------------------------------------------------------------------------

SendLetter ALetter(letters::LetterKind kind) { return {kind, Channel::Letter, Titled("Your complaint"), Said("Dear ...")}; }
letters::LetterReview Found(bool may_be_sent, std::vector<letters::StatementCheck> statements = {},
                            std::vector<letters::Gap> gaps = {}) {
  letters::LetterReview review;
  review.may_be_sent = may_be_sent;
  review.says = base::Saying("It cannot be sent as it is.");
  review.statements = std::move(statements);
  review.gaps = std::move(gaps);
  return review;
}
letters::StatementCheck Check(letters::Presence presence, const char* says, const char* clause) {
  letters::StatementCheck check;
  check.presence = presence;
  check.says = base::Saying::AsIs(says);
  check.clause = {clause, "", ""};
  return check;
}

TEST(ALetter, that_lacks_statements_is_refused_for_each_with_its_clause) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Analysed());
  s.context().review = Found(false, {Check(letters::Presence::Present, "It is there.", "A 1"),
                                     Check(letters::Presence::Missing, "The ombudsman is not named.", "DISP 1.6.2R(1)"),
                                     Check(letters::Presence::Altered, "Six months became six weeks.", "DISP 2.8.2R")});
  s.When(ALetter(letters::LetterKind::FinalResponse)).Refused(Rule::StatementMissing);
  ASSERT_EQ(s.refusals().size(), 2U);
  EXPECT_EQ(s.refusals()[0].clause->number, "DISP 1.6.2R(1)");
  EXPECT_EQ(s.refusals()[0].says, "The ombudsman is not named.");
  EXPECT_EQ(s.refusals()[1].clause->number, "DISP 2.8.2R");
  EXPECT_FALSE(HasMark(s, Milestone::FinalResponseSent));
}

TEST(ALetter, with_a_gap_is_refused_and_says_where) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Acknowledged());
  s.context().review = Found(false, {},
                             {{"customer.name",
                               {},
                               base::Saying("the customer's name"),
                               base::Saying("The letter lacks {}.", base::Saying("the customer's name"))}});
  s.When(ALetter(letters::LetterKind::Update)).Refused(Rule::StatementMissing).Saying("The letter lacks the customer's name.");
}

TEST(ALetter, that_was_found_sound_keeps_what_was_promised_and_stops_its_clock) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Analysed());
  EXPECT_EQ(StateOn(s, "final-response"), ClockState::Running);
  s.context().review = Found(true);
  s.When(ALetter(letters::LetterKind::FinalResponse)).Then({"PromiseKept", "LetterSent"});
  EXPECT_EQ(StateOn(s, "final-response"), ClockState::Met);
}

TEST(ALetter, that_answers_goes_out_a_second_time_only_if_that_is_meant) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Analysed());
  SendLetter answer = ALetter(letters::LetterKind::FinalResponse);
  s.When(answer).Then({"PromiseKept", "LetterSent"});
  s.When(answer)
      .Refused(Rule::LetterWasSent)
      .Saying("A final response was sent on Mon 2 Nov 2026, 09:00, with the same words. If another is meant, say so.");
  answer.text = Said("Dear ..., we were wrong.");
  s.When(answer).Refused(Rule::LetterWasSent).Saying("on Mon 2 Nov 2026, 09:00 already.");
  answer.again = true;
  s.When(answer).Then({"LetterSent"});
  const SendLetter update = ALetter(letters::LetterKind::Update);
  CaseSpec going_on;
  going_on.Given(Logged()).When(update).Then({"PromiseKept", "LetterSent", "NewsPromised"});
  going_on.When(update).Then({"PromiseKept", "LetterSent", "NewsPromised"});
}

TEST(AnAnswer, is_sent_by_the_owner_or_a_leader_and_by_no_colleague) {
  for (const auto kind : {letters::LetterKind::StageOneAnswer, letters::LetterKind::SummaryResolution}) {
    CaseSpec s;
    s.Under(Calm(Housing())).Given(Agreed());
    s.As(kColleague).When(ALetter(kind)).Refused(Rule::NotTheOwner).Saying("The case belongs to a colleague");
    ASSERT_FALSE(s.refusals().empty());
    EXPECT_EQ(s.refusals().front().mend, "take-ownership");
    ASSERT_TRUE(s.refusals().front().clause);
    EXPECT_EQ(s.refusals().front().clause->number, "general 1.7");
    EXPECT_EQ(s.refusals().front().field, "letter");
    s.As(kColleague).When(ALetter(letters::LetterKind::Update)).Then({"PromiseKept", "LetterSent", "NewsPromised"});
    s.As(kLeader).When(ALetter(kind)).Then({"PromiseKept", "LetterSent"});
  }
  CaseSpec free;
  free.Under(Calm(Housing())).Given(Agreed() + Steps{{kHandler, AssignCase{{}, Word("repairs"), {}}}});
  free.As(kHandler).When(ALetter(letters::LetterKind::StageOneAnswer)).Refused(Rule::NotTheOwner).Saying("Nobody owns the case");
}

TEST(ALetter, of_acknowledgement_acknowledges_the_case_once) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  s.When(ALetter(letters::LetterKind::Acknowledgement)).Then({"PromiseKept", "CaseAcknowledged", "LetterSent", "NewsPromised"});
  EXPECT_EQ(StateOn(s, "acknowledge"), ClockState::Met);
  s.When(ALetter(letters::LetterKind::Acknowledgement)).Then({"PromiseKept", "LetterSent", "NewsPromised"});
}

TEST(ALetter, that_is_no_answer_keeps_watch_over_the_news_it_promises) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged());
  const Instant promised = s.state().promise->by;
  s.When(ALetter(letters::LetterKind::Update)).Then({"PromiseKept", "LetterSent", "NewsPromised"});
  EXPECT_EQ(s.state().promise->by, promised) << "what stood before is what the letter said";
  SendLetter later = ALetter(letters::LetterKind::Update);
  later.next_news_by = promised + days(3);
  s.When(later);
  EXPECT_EQ(s.state().promise->by, promised + days(3));
  SendLetter last = ALetter(letters::LetterKind::Update);
  last.no_news_because = Said("The part is ordered; the engineer rings from the road.");
  s.When(last).Then({"PromiseKept", "LetterSent", "PromiseEnded"});
  s.When(ALetter(letters::LetterKind::Holding)).Refused(Rule::NextNewsMissing);
}

TEST(ALetter, that_answers_needs_a_decision_and_one_that_confirms_an_agreement) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Identified());
  s.When(ALetter(letters::LetterKind::FinalResponse)).Refused(Rule::DecisionMissing);
  s.When(ALetter(letters::LetterKind::SummaryResolution)).Refused(Rule::AgreementMissing);
  EXPECT_FALSE(HasMark(s, Milestone::FinalResponseSent));
}

TEST(ALetter, goes_out_in_writing) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Analysed());
  SendLetter spoken = ALetter(letters::LetterKind::FinalResponse);
  spoken.channel = Channel::Telephone;
  s.When(spoken).Refused(Rule::Incomplete).Saying("in writing");
}

// -- Running out --------------------------------------------------------------------------------------------------------

TEST(AClockThatRanOut, is_noticed_once_with_when_it_was_due_and_when_that_was_seen) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged()).Later(days(2));
  s.As(kClock).When(NoticeTime{}).Then({});
  s.Later(days(13)).When(NoticeTime{}).Then({"PromiseBroken", "ClockRanOut", "ClockRanOut"});
  // In the order of the rules: the pack's own come after those it is based on.
  const auto& contact = s.event<ClockRanOut>(1);
  EXPECT_EQ(contact.clock, Word("first-contact"));
  EXPECT_EQ(contact.due_at, EndOf("2026-11-04"));
  EXPECT_FALSE(contact.statutory);
  const auto& answer = s.event<ClockRanOut>(2);
  EXPECT_EQ(answer.clock, Word("stage-one-answer"));
  EXPECT_EQ(answer.title, Line("Answer at stage 1"));
  EXPECT_EQ(answer.due_at, EndOf("2026-11-16"));
  EXPECT_EQ(answer.detected_at, kMonday + days(15));
  EXPECT_TRUE(answer.statutory);
  s.When(NoticeTime{}).Then({});
  s.Later(days(1)).When(NoticeTime{}).Then({});
}

TEST(AClockThatRanOut, has_not_done_so_at_the_very_moment_it_is_due) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Acknowledged());
  s.Later(EndOf("2026-11-16") - kMonday).As(kClock).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"first-contact"});
  s.Later(std::chrono::milliseconds(1)).When(NoticeTime{}).Then({"ClockRanOut"});
}

TEST(AClockThatRanOut, is_found_by_whatever_command_comes_first) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Logged()).Later(days(8));
  s.As(kHandler).When(AcknowledgeCase{Channel::Letter, {}});
  EXPECT_EQ(RanOutIn(s), (std::vector<std::string>{"first-contact", "acknowledge"}));
  EXPECT_TRUE(Gave<CaseAcknowledged>(s));
  s.As(kClock).When(NoticeTime{}).Then({});
}

TEST(AClock, is_stopped_by_what_was_noted_a_little_before_it_started) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged()).Later(hours(1));
  RecordContact call;
  call.summary = Said("We told them who looks at it.");
  call.at = kMonday - std::chrono::seconds(30);
  call.next_news_by = kMonday + days(2);
  s.Given({{kHandler, AcknowledgeCase{Channel::Letter, kMonday - std::chrono::seconds(30)}}, {kHandler, call}});
  EXPECT_EQ(StateOn(s, "acknowledge"), ClockState::Met);
  EXPECT_EQ(StateOn(s, "first-contact"), ClockState::Met);
}

TEST(AClock, is_not_stopped_by_a_call_of_the_day_before_it_started) {
  CaseSpec s;
  s.Under(Calm(General())).Given(Logged()).Later(hours(1));
  RecordContact call;
  call.summary = Said("About another matter.");
  call.at = kMonday - days(1);
  call.next_news_by = kMonday + days(2);
  s.Given({{kHandler, call}});
  EXPECT_EQ(StateOn(s, "first-contact"), ClockState::Running);
}

TEST(AWindow, passes_without_anything_being_broken) {
  CaseSpec s;
  s.Under(Calm(Financial())).Given(Acknowledged()).Later(days(5));
  EXPECT_EQ(StateOn(s, "summary-resolution"), ClockState::Passed);
  s.As(kClock).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"first-contact"});
}

TEST(AClock, that_had_run_out_before_the_case_was_taken_over_from_another_system_is_nobodys_here) {
  LogCase old = ABoilerCase();
  old.received_at = kMonday - days(10);
  old.source = Source{Word("old-desk"), Word("17")};
  CaseSpec s;
  s.Under(Calm(Housing())).Given({{kHandler, old}});
  EXPECT_EQ(StateOn(s, "acknowledge"), ClockState::Overdue);
  s.Later(hours(1)).As(kClock).When(NoticeTime{}).Then({});
  // What was still to be done is.
  s.Later(days(25)).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"answer"});
}

TEST(AClock, that_came_due_while_the_case_was_closed_is_not_broken_by_opening_it_again) {
  CaseSpec s;
  s.Under(Calm(Housing()))
      .Given(Acknowledged() + Steps{{kCustomer, WithdrawCase{Said("Leave it."), Channel::Telephone}},
                                    {kHandler, CloseCase{Outcome::Withdrawn, {}}}});
  s.Later(days(16)).As(kClock).When(NoticeTime{}).Then({});
  s.Given({{kCustomer, ReopenCase{Said("It broke again.")}}}).Later(hours(1)).When(NoticeTime{}).Then({});
  EXPECT_EQ(StateOn(s, "stage-one-answer"), ClockState::Ended);
  s.Later(days(30)).When(NoticeTime{});
  EXPECT_EQ(RanOutIn(s), std::vector<std::string>{"answer"}) << "twenty working days had not passed when it was opened again";
}

TEST(AClock, of_a_merged_case_runs_out_only_if_the_merge_is_taken_back) {
  CaseSpec other;
  other.Given(Logged());
  Case into = other.state();
  into.id = CaseId{5};
  CaseSpec s;
  s.Under(Calm(Housing())).Knowing(into).Given(Acknowledged() + Steps{{kHandler, MergeCase{CaseId{5}, Said("The same.")}}});
  s.Later(days(16));
  EXPECT_TRUE(DueOn(s.state(), Housing()).empty());
  s.As(kHandler).When(UnmergeCase{Said("Not the same.")}).Then({"CaseUnmerged", "NewsPromised"});
  s.As(kClock).When(NoticeTime{}).Then({"ClockRanOut", "ClockRanOut"});
}

TEST(WhatIsDue, is_found_by_the_clocks_exactly_when_it_fires) {
  CaseSpec s;
  s.Under(Calm(Housing())).Given(Logged()).As(kClock);
  std::vector<Instant> fired;
  while (const auto next = NextToNotice(DueOn(s.state(), Calm(Housing())))) {
    s.Later(*next - s.context().now).When(NoticeTime{}).Then({});
    s.Later(std::chrono::milliseconds(1)).When(NoticeTime{});
    ASSERT_FALSE(s.events().empty()) << "nothing was found at " << next->ToString();
    fired.push_back(*next);
  }
  EXPECT_EQ(fired, (std::vector{At("2026-11-04T09:00:00Z"), EndOf("2026-11-04"), EndOf("2026-11-09"), EndOf("2026-11-30")}));
}

}  // namespace
}  // namespace spec
