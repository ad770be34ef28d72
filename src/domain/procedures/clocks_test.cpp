#include "domain/procedures/clocks.h"

#include <gtest/gtest.h>

namespace procedures {
namespace {

using calendar::Calendar;
using calendar::Length;
using std::chrono::days;
using std::chrono::hours;

Date Day(std::string_view text) { return *Date::Parse(text); }
Instant At(std::string_view text) { return *Instant::Parse(text); }

const Calendar& ACalendar() {
  static const Calendar calendar = [] {
    calendar::Spec spec{"test", "Test", *base::Zone::Find("Europe/London"), {}, {}, Day("2026-01-01"), Day("2026-12-31"), ""};
    for (std::size_t day = 0; day < 5; ++day) spec.hours[day] = {{hours(9), hours(17)}};
    spec.closed.emplace(Day("2026-12-25"), "Christmas Day");
    return *Calendar::Make(spec);
  }();
  return calendar;
}

ClockRule AnAnswer(const char* length = "10 business days") {
  ClockRule rule;
  rule.id = "answer";
  rule.title = "Answer";
  rule.stops = {Milestone::OfferMade, Milestone::FinalPositionGiven};
  rule.term.length = *Length::Parse(length);
  rule.warnings = {days(3), days(1)};
  rule.pauses = {"waiting-for-customer"};
  return rule;
}
History Received(std::string_view at = "2026-11-02T10:00:00Z") { return {{{Milestone::Received, At(at)}}, {}, {}, {}}; }

Clock Only(const ClockRule& rule, const History& history, std::string_view now) {
  static std::vector<ClockRule> rules;
  rules = {rule};
  const auto clocks = ClocksOf(rules, ACalendar(), history, At(now));
  EXPECT_EQ(clocks.size(), 1U);
  return clocks.empty() ? Clock{} : clocks.front();
}
ClockState StateAt(const ClockRule& rule, const History& history, std::string_view now) { return Only(rule, history, now).state; }

TEST(Clocks, run_then_warn_then_are_overdue) {
  EXPECT_EQ(Only(AnAnswer(), Received(), "2026-11-03T10:00:00Z").due.day, Day("2026-11-16"));
  EXPECT_EQ(StateAt(AnAnswer(), Received(), "2026-11-03T10:00:00Z"), ClockState::Running);
  EXPECT_EQ(StateAt(AnAnswer(), Received(), "2026-11-14T00:00:00Z"), ClockState::DueSoon);
  EXPECT_EQ(StateAt(AnAnswer(), Received(), "2026-11-16T23:59:59.999Z"), ClockState::DueSoon) << "the last moment of the day";
  EXPECT_EQ(StateAt(AnAnswer(), Received(), "2026-11-17T00:00:00Z"), ClockState::Overdue);
}

TEST(Clocks, stop_at_whichever_of_their_milestones_comes_first) {
  History history = Received();
  history.marks.push_back({Milestone::FinalPositionGiven, At("2026-11-20T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-12-01T10:00:00Z"), ClockState::MetLate);
  history.marks.push_back({Milestone::OfferMade, At("2026-11-10T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-12-01T10:00:00Z"), ClockState::Met);
  EXPECT_EQ(Only(AnAnswer(), history, "2026-12-01T10:00:00Z").stopped_at, At("2026-11-10T10:00:00Z"));
}

TEST(Clocks, do_not_stop_at_a_milestone_from_before_they_started) {
  History history = Received();
  history.marks.push_back({Milestone::OfferMade, At("2026-10-10T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-03T10:00:00Z"), ClockState::Running);
}

TEST(Clocks, that_have_not_started_are_not_there) {
  ClockRule rule = AnAnswer();
  rule.starts = Milestone::Acknowledged;
  EXPECT_TRUE(ClocksOf(std::vector{rule}, ACalendar(), Received(), At("2026-11-03T10:00:00Z")).empty());
}

TEST(Clocks, that_wait_for_a_second_milestone_run_once_it_has_come_and_count_from_the_first) {
  ClockRule rule = AnAnswer();
  rule.once = Milestone::HoldingResponseSent;
  const std::vector rules{rule};
  const auto running = [&](const History& history, std::string_view now) {
    return ClocksOf(rules, ACalendar(), history, At(now)).size();
  };
  const auto waiting = [&](const History& history, std::string_view now) {
    return NotStarted(rules, ACalendar(), history, At(now)).size();
  };
  History history = Received();
  EXPECT_EQ(running(history, "2026-12-01T10:00:00Z"), 0U) << "nor has it run out, however long ago it would have";
  EXPECT_EQ(waiting(history, "2026-12-01T10:00:00Z"), 1U);
  history.marks.push_back({Milestone::HoldingResponseSent, At("2026-11-05T10:00:00Z")});
  EXPECT_EQ(running(history, "2026-11-05T09:59:59Z"), 0U);
  EXPECT_EQ(waiting(history, "2026-11-05T09:59:59Z"), 1U);
  EXPECT_EQ(waiting(history, "2026-11-05T10:00:00Z"), 0U);
  EXPECT_EQ(Only(rule, history, "2026-11-05T10:00:00Z").due.day, Day("2026-11-16")) << "from receipt";
  // Of what was sent before the case was received, or after its answer, nothing starts.
  history.marks = {{Milestone::HoldingResponseSent, At("2026-11-01T10:00:00Z")},
                   {Milestone::Received, At("2026-11-02T10:00:00Z")}};
  EXPECT_EQ(running(history, "2026-11-05T10:00:00Z"), 0U);
  history = Received();
  history.marks.push_back({Milestone::FinalPositionGiven, At("2026-11-04T10:00:00Z")});
  EXPECT_EQ(waiting(history, "2026-11-05T10:00:00Z"), 0U) << "it has been answered";
  history.marks.push_back({Milestone::HoldingResponseSent, At("2026-11-05T10:00:00Z")});
  EXPECT_EQ(running(history, "2026-11-06T10:00:00Z"), 0U);
}

TEST(NotStarted, are_the_rules_in_force_for_such_a_case_whose_milestone_has_not_come) {
  ClockRule later = AnAnswer();
  later.starts = Milestone::Acknowledged;
  ClockRule other = later;
  other.when = {{"regime", "payment-services"}};
  ClockRule past = later;
  past.until = Day("2026-11-01");
  const std::vector rules{AnAnswer(), later, other, past};
  const auto waiting = NotStarted(rules, ACalendar(), Received(), At("2026-11-03T10:00:00Z"));
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.front(), &rules[1]);
  History history = Received();
  history.marks.push_back({Milestone::Ended, At("2026-11-03T09:00:00Z")});
  EXPECT_TRUE(NotStarted(rules, ACalendar(), history, At("2026-11-03T10:00:00Z")).empty()) << "the case is over";
}

TEST(Clocks, hold_a_case_to_the_rule_in_force_when_its_trigger_fell) {
  ClockRule until = AnAnswer("8 weeks");
  until.until = Day("2026-04-07");
  ClockRule from = AnAnswer("6 weeks");
  from.from = Day("2026-04-08");
  const std::vector rules{until, from};
  const auto weeks = [&](std::string_view received) {
    const auto clocks = ClocksOf(rules, ACalendar(), Received(received), At("2026-05-30T10:00:00Z"));
    return clocks.size() == 1 ? clocks.front().rule->term.length.amount : 0;
  };
  EXPECT_EQ(weeks("2026-04-07T22:59:59Z"), 8) << "a second before midnight there";
  EXPECT_EQ(weeks("2026-04-07T23:00:00Z"), 6) << "midnight there";
}

TEST(Clocks, apply_only_to_cases_with_the_facts_they_ask_for) {
  ClockRule general = AnAnswer("8 weeks");
  general.unless = {{"regime", "payment-services"}};
  ClockRule payments = AnAnswer("15 business days");
  payments.when = {{"regime", "payment-services"}};
  const std::vector rules{general, payments};
  History history = Received();
  EXPECT_EQ(ClocksOf(rules, ACalendar(), history, history.marks[0].at)[0].rule, &rules[0]) << "a fact not known is not that one";
  history.facts["regime"] = "payment-services";
  const auto clocks = ClocksOf(rules, ACalendar(), history, history.marks[0].at);
  ASSERT_EQ(clocks.size(), 1U);
  EXPECT_EQ(clocks[0].rule, &rules[1]);
}

TEST(Clocks, stand_still_while_paused_and_end_later) {
  History history = Received();
  history.pauses.push_back({"answer", "waiting-for-customer", {At("2026-11-04T10:00:00Z"), {}}});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-05T10:00:00Z"), ClockState::Paused);
  history.pauses.back().time.until = At("2026-11-06T10:00:00Z");
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-09T10:00:00Z"), ClockState::Running);
  EXPECT_EQ(Only(AnAnswer(), history, "2026-11-09T10:00:00Z").due.day, Day("2026-11-18"));
}

TEST(Clocks, are_not_moved_by_the_pause_of_another) {
  History history = Received();
  history.pauses.push_back({"acknowledge", "waiting-for-customer", {At("2026-11-04T10:00:00Z"), At("2026-11-20T10:00:00Z")}});
  EXPECT_EQ(Only(AnAnswer(), history, "2026-11-09T10:00:00Z").due.day, Day("2026-11-16"));
}

TEST(Clocks, count_to_the_end_they_were_extended_to_and_never_to_an_earlier_one) {
  History history = Received();
  history.extensions.push_back({"answer", At("2026-11-27T23:59:59Z"), At("2026-11-12T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-20T10:00:00Z"), ClockState::Running);
  history.extensions.front().until = At("2026-11-10T23:59:59Z");
  EXPECT_EQ(Only(AnAnswer(), history, "2026-11-09T10:00:00Z").DueAt(), At("2026-11-16T23:59:59.999Z"));
}

TEST(Clocks, end_with_the_case) {
  History history = Received();
  history.marks.push_back({Milestone::Ended, At("2026-11-10T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-12-10T10:00:00Z"), ClockState::Ended);
}

TEST(Clocks, run_again_when_the_case_is_opened_again) {
  History history = Received();
  history.marks.push_back({Milestone::Ended, At("2026-11-05T10:00:00Z")});
  history.marks.push_back({Milestone::Reopened, At("2026-11-10T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-09T10:00:00Z"), ClockState::Ended);
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-11T10:00:00Z"), ClockState::Running);
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-12-01T10:00:00Z"), ClockState::Overdue);
}

TEST(Clocks, that_recur_run_anew_each_time) {
  ClockRule rule = AnAnswer("1 business day");
  rule.id = "approval";
  rule.starts = Milestone::ApprovalAsked;
  rule.stops = {Milestone::ApprovalAnswered};
  rule.recurs = true;
  History history = Received();
  for (const auto& [asked, answered] :
       {std::pair{"2026-11-03T10:00:00Z", "2026-11-03T12:00:00Z"}, {"2026-11-10T10:00:00Z", "2026-11-13T12:00:00Z"}}) {
    history.marks.push_back({Milestone::ApprovalAsked, At(asked)});
    history.marks.push_back({Milestone::ApprovalAnswered, At(answered)});
  }
  history.marks.push_back({Milestone::ApprovalAsked, At("2026-11-20T10:00:00Z")});
  const std::vector rules{rule};
  const auto clocks = ClocksOf(rules, ACalendar(), history, At("2026-11-20T11:00:00Z"));
  ASSERT_EQ(clocks.size(), 3U);
  EXPECT_EQ(clocks[0].state, ClockState::Met);
  EXPECT_EQ(clocks[1].state, ClockState::MetLate);
  EXPECT_EQ(clocks[2].due.day, Day("2026-11-23"));
}

TEST(Clocks, that_are_windows_pass_without_anything_being_broken_and_closing_does_not_close_them) {
  ClockRule rule = AnAnswer();
  rule.kind = ClockKind::Window;
  rule.stops = {};
  History history = Received();
  history.marks.push_back({Milestone::Ended, At("2026-11-03T10:00:00Z")});
  EXPECT_EQ(StateAt(rule, history, "2026-11-05T10:00:00Z"), ClockState::Running);
  EXPECT_EQ(StateAt(rule, history, "2026-12-05T10:00:00Z"), ClockState::Passed);
}

TEST(Clocks, know_nothing_of_what_happens_later) {
  History history = Received();
  history.marks.push_back({Milestone::OfferMade, At("2026-11-10T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-09T10:00:00Z"), ClockState::Running);
}

TEST(Clocks, do_not_stand_still_for_a_reason_the_rule_does_not_name) {
  History history = Received();
  history.pauses.push_back({"answer", "busy", {At("2026-11-04T10:00:00Z"), At("2026-11-20T10:00:00Z")}});
  EXPECT_EQ(Only(AnAnswer(), history, "2026-11-09T10:00:00Z").due.day, Day("2026-11-16"));
}

TEST(Clocks, are_not_lengthened_by_an_extension_told_after_their_end) {
  History history = Received();
  history.extensions.push_back({"answer", At("2026-11-27T23:59:59Z"), At("2026-11-17T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-11-18T10:00:00Z"), ClockState::Overdue);
}

TEST(Clocks, say_when_an_extension_is_longer_than_needs_no_good_reason) {
  ClockRule rule = AnAnswer();
  rule.extension = ExtensionRule{*Length::Parse("10 business days"), {}};
  History history = Received();
  history.extensions.push_back({"answer", At("2026-11-30T23:59:59Z"), At("2026-11-12T10:00:00Z")});
  EXPECT_FALSE(Only(rule, history, "2026-11-18T10:00:00Z").extended_beyond);
  history.extensions.front().until = At("2026-12-01T12:00:00Z");
  EXPECT_TRUE(Only(rule, history, "2026-11-18T10:00:00Z").extended_beyond);
}

TEST(Clocks, stay_overdue_when_the_case_ended_after_their_end) {
  History history = Received();
  history.marks.push_back({Milestone::Ended, At("2026-11-20T10:00:00Z")});
  EXPECT_EQ(StateAt(AnAnswer(), history, "2026-12-10T10:00:00Z"), ClockState::Overdue);
}

TEST(Clocks, say_so_when_the_calendar_knows_nothing_of_a_day) {
  const Clock clock = Only(AnAnswer(), Received("2026-12-29T10:00:00Z"), "2026-12-29T10:00:00Z");
  EXPECT_EQ(clock.state, ClockState::Unknown);
  EXPECT_FALSE(clock.DueAt());
  EXPECT_EQ(clock.due.unknown, Day("2027-01-01"));
  const auto lines = Reasoning(clock, ACalendar());
  EXPECT_NE(lines.back().ToString().find("knows nothing of Fri 1 Jan 2027"), std::string::npos) << lines.back();
}

TEST(Clocks, show_how_they_counted_day_by_day) {
  const auto lines =
      Reasoning(Only(AnAnswer("2 business days"), Received("2026-12-24T10:00:00Z"), "2026-12-24T11:00:00Z"), ACalendar());
  const std::vector<std::string> expected{
      "It starts Thu 24 Dec 2026, 10:00 (received) and runs 2 business days following the day it starts, to the end of the last "
      "day.",
      "Fri 25 Dec 2026: not counted, Christmas Day",
      "Sat 26 Dec 2026: not counted, no working day",
      "Sun 27 Dec 2026: not counted, no working day",
      "Mon 28 Dec 2026: business day 1",
      "Tue 29 Dec 2026: business day 2",
      "It ends Tue 29 Dec 2026, 23:59.",
  };
  EXPECT_EQ(std::vector<std::string>(lines.begin(), lines.end()), expected);
}

}  // namespace
}  // namespace procedures
