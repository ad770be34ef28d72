// Several programs run the clocks of one desk, and one is killed in the middle of it: what was due is found run out once,
// whoever found it, and nothing is left.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

#include "domain/cases/clocks.h"
#include "packs/bundle.h"
#include "support/desk.h"
#include "support/program.h"

namespace tests {
namespace {

using std::chrono::days;

constexpr int kCases = 600;

// A clock, and when it was due.
using RanOutAt = std::pair<std::string, Instant>;

class TwoServersOnOneDatabase : public testing::Test {
 protected:
  std::vector<std::string> Words(std::vector<std::string> words) const {
    words.insert(words.end(), {"--database", database_->Url(), "--key", database_->Options().key_file});
    return words;
  }
  // A desk long ago: by the clock of this machine everything on it is overdue.
  void FillLongAgo() {
    Desk desk(database_, base::SystemClock().Now() - days(90));
    desk.Succeed(desk.Wait([&](app::OnAnswer done) {
      desk.service().Handle(procedures::ActivateProcedure{*packs::Shipped("uk-housing"), Line("We let homes.")},
                            Desk::As(Actor::System()), std::move(done));
    }));
    const CustomerId customer = desk.Register(AProfile());
    const app::SharedBook book = desk.store().InForce().Book();
    for (int i = 0; i < kCases; ++i) {
      LogCase log = ABoilerCase();
      log.customer = customer;
      log.product = Line("Tenancy");
      log.kind = i % 3 == 0 ? cases::Kind::Problem : cases::Kind::Complaint;  // a problem goes by the general procedure
      const CaseId id = desk.Log(kHandler, log);
      // Some stand still, some have one duty done, so that the cases are not all alike.
      if (i % 5 == 1) desk.Do(kHandler, id, AcknowledgeCase{Channel::Letter, {}});
      if (i % 5 == 2) desk.Do(kHandler, id, PauseClock{Word("answer"), Word("waiting-for-customer"), {}});
      const Case c = desk.State(id);
      for (const DueThing& thing : DueOn(c, app::ProcedureOf(c, *book))) {
        if (thing.fires && !thing.title.empty()) due_[id].emplace_back(thing.what, thing.at);
      }
      std::ranges::sort(due_[id]);
      desk.Advance(std::chrono::seconds(1));
    }
    written_ = *desk.store().LastPosition();
  }
  std::unique_ptr<store::SqlStore> Look() const {
    auto opened = store::SqlStore::Open(database_->Options());
    if (!opened) throw std::runtime_error(base::ToLine(opened.error()));
    return *std::move(opened);
  }

  Program amends_;
  std::shared_ptr<FreshDatabase> database_ = std::make_shared<FreshDatabase>(Kind::Postgres);
  std::map<CaseId, std::vector<RanOutAt>> due_;
  std::int64_t written_ = 0;  // positions of the log before any clock ran
};

TEST_F(TwoServersOnOneDatabase, find_every_clock_run_out_once_though_one_of_them_is_killed) {
  FillLongAgo();
  std::size_t wanted = 0;
  for (const auto& [id, clocks] : due_) wanted += clocks.size();
  ASSERT_GT(wanted, 2U * kCases) << "hardly anything is due";

  const auto store = Look();
  Process one(amends_.Command(Words({"serve", "--port", "0"})), {}, {}, amends_.path());
  Process other(amends_.Command(Words({"serve", "--port", "0"})), {}, {}, amends_.path());
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(120);
  const auto in_time = [&] { return std::chrono::steady_clock::now() < patience; };
  // In the middle: some of it is in the log, most is not.
  while (*store->LastPosition() < written_ + kCases / 2 && in_time()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  one.Signal(SIGKILL);
  ASSERT_EQ(one.Wait().code, -SIGKILL);
  const std::int64_t killed_at = *store->LastPosition() - written_;
  const Instant now = base::SystemClock().Now();
  while (!store->ToNotice(now, 1)->empty() && in_time()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_TRUE(store->ToNotice(now, 1)->empty()) << "the one that was left did not finish\n" << other.Errors();
  EXPECT_LT(killed_at, static_cast<std::int64_t>(wanted)) << "it was killed after all was done, which proves nothing";

  for (const auto& [id, clocks] : due_) {
    std::vector<RanOutAt> ran;
    int promises = 0;
    const auto loaded = store->Load(id.ToString(), 0);
    ASSERT_TRUE(loaded) << base::ToLine(loaded.error());
    for (const app::StoredEvent& stored : loaded->events) {
      const auto recorded = app::ReadRecorded<CaseId>(stored);
      ASSERT_TRUE(recorded);
      promises += std::holds_alternative<PromiseBroken>(recorded->event) ? 1 : 0;
      if (const auto* out = std::get_if<ClockRanOut>(&recorded->event)) {
        ran.emplace_back(out->clock.str(), out->due_at);
        EXPECT_EQ(out->detected_at, recorded->at) << id.ToString();
      }
    }
    std::ranges::sort(ran);
    EXPECT_EQ(ran, clocks) << id.ToString();
    EXPECT_EQ(promises, 1) << id.ToString();
  }
  other.Signal(SIGTERM);
  EXPECT_EQ(other.Wait().code, 0);
  const Ended verified = amends_(Words({"verify"}));
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
  std::cout << wanted << " clocks run out on " << kCases << " cases; " << killed_at
            << " events were written when one was killed\n";
}

}  // namespace
}  // namespace tests
