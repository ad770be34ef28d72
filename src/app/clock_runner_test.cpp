#include "app/clock_runner.h"

#include "base/repeater.h"
#include "support/desk.h"

namespace app {
namespace {

using namespace tests;  // NOLINT: tests speak the specs' words
using std::chrono::days;
using std::chrono::minutes;

class Clocks : public testing::Test {
 protected:
  int Run() {
    const auto acted = ClockRunner(desk_.service()).RunOnce();
    if (!acted) throw std::runtime_error(base::ToLine(acted.error()));
    return *acted;
  }
  Desk desk_{tests::Kind::Sqlite};
};

TEST_F(Clocks, a_promise_that_ran_out_is_found_broken_once_and_stamped_with_both_times) {
  const CaseId id = desk_.Log(kHandler, ACaseOfANewCustomer());
  desk_.Do(kHandler, id, AcknowledgeCase{Channel::Telephone, {}});
  const Instant due = desk_.State(id).promise->by;
  EXPECT_EQ(Run(), 0);
  desk_.Advance(due - desk_.Now());
  EXPECT_EQ(Run(), 0) << "not broken at the very moment it is due";
  desk_.Advance(days(3));
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(desk_.State(id).promises_broken, 1);
  const auto last = desk_.store().Load(id.ToString(), 0)->events.back();
  EXPECT_EQ(last.facts, R"({"due_at":")" + due.ToString() + R"(","detected_at":")" + desk_.Now().ToString() + "\"}");
  EXPECT_EQ(last.actor, "system");
}

TEST_F(Clocks, act_on_more_cases_than_one_look_finds) {
  for (int i = 0; i < 230; ++i) {
    LogCase log = ACaseOfANewCustomer();
    log.next_news_by = desk_.Now() + minutes(10);
    desk_.Log(kHandler, log);
  }
  desk_.Advance(days(1));
  EXPECT_EQ(Run(), 230);
}

TEST_F(Clocks, a_customers_silence_closes_the_case_as_unconfirmed) {
  desk_.HireStaff();
  const CaseId id = desk_.Log(kHandler, ACaseOfANewCustomer());
  desk_.Walk(id, Done() + Steps{{kHandler, RequestConfirmation{Channel::Email}},
                                {kHandler, RequestConfirmation{Channel::Email}},
                                {kHandler, ScheduleFollowUp{desk_.Now() + days(30), Said("Still warm?")}},
                                {kHandler, RecordLesson{Said("x"), {}}}});
  desk_.Advance(days(7) - minutes(1));
  Run();
  EXPECT_FALSE(desk_.State(id).closed);
  desk_.Advance(minutes(2));
  EXPECT_EQ(Run(), 1);
  ASSERT_TRUE(desk_.State(id).closed);
  EXPECT_EQ(desk_.State(id).closed->outcome, Outcome::ResolvedUnconfirmed);
}

TEST_F(Clocks, run_beside_the_server) {
  const CaseId id = desk_.Log(kHandler, ACaseOfANewCustomer());
  ClockRunner runner(desk_.service());
  base::Repeater beside(std::chrono::hours(1), [&](const std::stop_token&) { runner.RunAndTell(); });
  desk_.Advance(days(3));
  beside.Wake();
  for (int i = 0; i < 300 && desk_.State(id).promises_broken == 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(desk_.State(id).promises_broken, 1);
}

}  // namespace
}  // namespace app
