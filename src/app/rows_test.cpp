#include "app/rows.h"

#include <algorithm>
#include <set>

#include "support/case_spec.h"

namespace app {
namespace {

using namespace spec;  // NOLINT: tests speak the specs' words

template <class R>
std::vector<R> Of(const std::vector<Row>& rows) {
  std::vector<R> found;
  for (const Row& row : rows) {
    if (const R* one = std::get_if<R>(&row)) found.push_back(*one);
  }
  return found;
}
CaseRow RowOf(const Case& c) { return Of<CaseRow>(RowsOf(c, tests::BookOfGeneral())).at(0); }
std::set<std::string> Clocks(const Case& c) {
  std::set<std::string> clocks;
  for (const DeadlineRow& deadline : Of<DeadlineRow>(RowsOf(c, tests::BookOfGeneral()))) clocks.insert(deadline.clock);
  return clocks;
}
Case After(const Steps& steps) {
  CaseSpec s;
  s.Given(steps);
  return s.state();
}

TEST(CaseRows, say_where_the_case_stands) {
  EXPECT_EQ(RowOf(After(Logged())).phase, "identify");
  EXPECT_EQ(RowOf(After(Identified())).phase, "analyse");
  EXPECT_EQ(RowOf(After(Offered())).phase, "resolve");
  EXPECT_EQ(RowOf(After(Done())).phase, "follow_up");
  const CaseRow closed = RowOf(After(Closed()));
  EXPECT_EQ(closed.status, "closed");
  EXPECT_EQ(closed.outcome, "resolved_confirmed");
  EXPECT_EQ(closed.closed_at, kMonday.millis);
  EXPECT_EQ(closed.cause, "process.handover");
  EXPECT_EQ(RowOf(After(Offered())).awaiting_customer, 1);
  EXPECT_EQ(RowOf(After(Agreed())).awaiting_customer, 0);
}

TEST(CaseRows, keep_the_subject_secret_and_lose_it_with_the_key) {
  CaseSpec s;
  s.Given(Logged());
  EXPECT_EQ(RowOf(s.state()).subject.text, "Boiler not repaired");
  s.As(kManager).When(ErasePerson{});
  EXPECT_FALSE(RowOf(s.state()).subject.text);
  EXPECT_TRUE(Of<CaseSearchRow>(RowsOf(s.state(), tests::BookOfGeneral())).at(0).terms.words.empty());
}

TEST(DeadlineRows, are_there_while_the_clock_runs) {
  EXPECT_EQ(Clocks(After(Logged())), (std::set<std::string>{"promise", "acknowledge", "first-contact", "answer"}));
  EXPECT_EQ(Clocks(After(Agreed() + Steps{{kHandler, PlanAction{Said("x"), UserId{1}, kMonday + std::chrono::days(3), {}}}})),
            (std::set<std::string>{"promise", "action A-1"}));
  EXPECT_EQ(Clocks(After(Done() + Steps{{kHandler, RequestConfirmation{Channel::Email}}})).count("confirmation"), 1U);
  EXPECT_EQ(Clocks(After(Closed())), (std::set<std::string>{"follow-up FU-1"}));
  RecordContact call;
  call.summary = Said("x");
  call.next_news_by = kMonday + std::chrono::days(2);
  EXPECT_EQ(Clocks(After(Closed() + Steps{{kHandler, call}})), (std::set<std::string>{"follow-up FU-1", "promise"}));
}

TEST(DeadlineRows, of_a_record_from_elsewhere_hold_nothing_that_had_run_out_before_it_was_logged) {
  LogCase old = ABoilerCase();
  old.received_at = kMonday - std::chrono::days(200);
  old.source = Source{Word("old-desk"), Word("17")};
  CaseSpec s;
  s.Given({{kClock, old}});
  EXPECT_EQ(Clocks(s.state()), (std::set<std::string>{}));
  EXPECT_FALSE(RowOf(s.state()).notice_at);
}

TEST(TheNextToNotice, is_the_first_that_amends_itself_acts_on) {
  // Acknowledged by the end of the next working day; the promise of news a day later.
  EXPECT_EQ(RowOf(After(Logged())).notice_at, At("2026-11-03T23:59:59.999Z").millis);
  EXPECT_EQ(RowOf(After(Logged() + Steps{{kHandler, AcknowledgeCase{}}})).notice_at, (kMonday + std::chrono::days(2)).millis);
  const Case asked_once = After(Done() + Steps{{kHandler, RequestConfirmation{Channel::Email}}});
  EXPECT_FALSE(RowOf(asked_once).notice_at) << "one question is not enough for silence to count";
  const Case asked_twice =
      After(Done() + Steps{{kHandler, RequestConfirmation{Channel::Email}}, {kHandler, RequestConfirmation{Channel::Email}}});
  EXPECT_EQ(RowOf(asked_twice).notice_at, (kMonday + std::chrono::days(7)).millis);
  EXPECT_FALSE(RowOf(After(Closed())).notice_at);
}

TEST(DeadlineRows, the_earliest_stands_on_the_case) {
  const Case c = After(Agreed() + Steps{{kHandler, PlanAction{Said("x"), UserId{1}, kMonday + std::chrono::hours(1), {}}}});
  EXPECT_EQ(RowOf(c).next_due, (kMonday + std::chrono::hours(1)).millis);
}

TEST(Changes, write_what_differs_and_remove_what_is_gone) {
  const auto before = RowsOf(After(Done()), tests::BookOfGeneral());
  const auto after = RowsOf(After(Closed()), tests::BookOfGeneral());
  EXPECT_TRUE(Changes(before, before).put.empty());
  EXPECT_TRUE(Changes(before, before).remove.empty());
  EXPECT_EQ(Changes({}, before).put, before);
  EXPECT_EQ(Changes(before, {}).remove, before);
  // Applied to what was there, the changes give what is there now.
  const RowChanges changes = Changes(before, after);
  std::vector<Row> applied = changes.put;
  for (const Row& row : before) {
    if (std::ranges::find(changes.remove, row) == changes.remove.end() && std::ranges::find(after, row) != after.end())
      applied.push_back(row);
  }
  EXPECT_EQ(applied.size(), after.size());
  for (const Row& row : after) EXPECT_NE(std::ranges::find(applied, row), applied.end());
}

TEST(SearchTerms, are_stems_without_accents_capitals_and_little_words) {
  EXPECT_EQ(SearchTerms("The repairs were REPAIRED, the Repair!"), (std::vector<std::string>{"repair", "repair", "repair"}));
  EXPECT_EQ(SearchTerms("Café naïve"), (SearchTerms("cafe naive")));
  EXPECT_EQ(SearchTerms("order #A-1024 on 5/11"), (std::vector<std::string>{"order", "1024", "5", "11"}));
  EXPECT_EQ(SearchTerms("漢字"), (std::vector<std::string>{"漢字"}));
  EXPECT_TRUE(SearchTerms(" ,.; the of ").empty());
  EXPECT_TRUE(SearchTerms(std::string(200, 'x')).empty()) << "no word is that long";
}

TEST(PrefixTerms, are_every_beginning_from_two_letters_and_never_half_a_character) {
  EXPECT_EQ(PrefixTerms("Amara"), (std::vector<std::string>{"am", "ama", "amar", "amara"}));
  EXPECT_EQ(PrefixTerms("A B"), (std::vector<std::string>{"a", "b"}));
  for (const std::string& term : PrefixTerms("Łukasz Ωmega")) EXPECT_TRUE(base::IsUtf8(term)) << term;
}

}  // namespace
}  // namespace app
