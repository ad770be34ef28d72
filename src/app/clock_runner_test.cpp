#include "app/clock_runner.h"

#include <filesystem>
#include <fstream>

#include "base/log.h"
#include "base/repeater.h"
#include "store/sql.h"
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

// More cases than one look finds whose events cannot be read, due before one that is sound.
class ClocksOfDamagedCases : public testing::Test {
 protected:
  static constexpr int kDamaged = 210;

  void SetUp() override {
    for (int i = 0; i < kDamaged; ++i) damaged_.push_back(LogOne(minutes(10)));
    sound_ = LogOne(minutes(20));
    desk_.Close();
    Write("'x' || facts");
    desk_.Open();
    runner_ = std::make_unique<ClockRunner>(desk_.service());
    base::log::Start(base::log::Level::Warning, base::log::Style::Json, log_);
    desk_.Advance(minutes(30));
  }
  ~ClocksOfDamagedCases() override {
    base::log::Start(base::log::Level::Warning, base::log::Style::Plain);
    std::filesystem::remove(log_);
  }
  CaseId LogOne(base::Duration promise) {
    LogCase log = ACaseOfANewCustomer();
    log.next_news_by = desk_.Now() + promise;
    return desk_.Log(kHandler, log);
  }
  // The facts of what happened last on each damaged case, as SQL.
  void Write(const std::string& facts) {
    const auto sql = store::OpenSql(desk_.database().Options().url, store::Access::ReadWrite);
    for (const CaseId id : damaged_) {
      sql->Run("update event set facts = " + facts + " where version = 2 and stream = '" + id.ToString() + "'");
    }
  }
  int Run() { return runner_->RunOnce().value(); }
  std::vector<std::string> Lines() const {
    std::ifstream in(log_);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  Desk desk_{tests::Kind::Sqlite};
  std::unique_ptr<ClockRunner> runner_;
  std::vector<CaseId> damaged_;
  CaseId sound_;
  const std::string log_ = (std::filesystem::temp_directory_path() / ("amends-clocks-" + std::to_string(getpid()))).string();
};

TEST_F(ClocksOfDamagedCases, do_not_hold_up_those_of_another) {
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(desk_.State(sound_).promises_broken, 1);
}

TEST_F(ClocksOfDamagedCases, are_told_one_by_one_and_again_only_after_a_longer_wait) {
  Run();
  ASSERT_EQ(Lines().size(), std::size_t{kDamaged});
  EXPECT_NE(Lines()[0].find(damaged_[0].ToString()), std::string::npos) << Lines()[0];
  EXPECT_NE(Lines()[0].find("version 2"), std::string::npos) << "not why: " << Lines()[0];
  for (const auto& [later, told] : std::map<base::Duration, int>{{minutes(1), 2}, {minutes(2), 3}, {minutes(4), 4}}) {
    desk_.Advance(later - std::chrono::seconds(1));
    Run();
    EXPECT_EQ(Lines().size(), static_cast<std::size_t>((told - 1) * kDamaged));
    desk_.Advance(std::chrono::seconds(1));
    Run();
    EXPECT_EQ(Lines().size(), static_cast<std::size_t>(told * kDamaged));
  }
}

TEST_F(ClocksOfDamagedCases, run_by_themselves_once_the_cases_are_mended_and_each_once) {
  Run();
  Write("substr(facts, 2)");
  EXPECT_EQ(Run(), 0);
  desk_.Advance(minutes(1));
  EXPECT_EQ(Run(), kDamaged);
  for (const CaseId id : damaged_) EXPECT_EQ(desk_.State(id).promises_broken, 1);
  EXPECT_EQ(Run(), 0);
}

}  // namespace
}  // namespace app
