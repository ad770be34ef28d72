// Whatever was appended is loaded as it was, and folds to the same state: on both databases, through the service and
// without it.

#include "properties/random_commands.h"
#include "support/desk.h"

namespace tests {
namespace {

class Stored : public testing::TestWithParam<Kind> {
 protected:
  Desk desk_{GetParam()};
  int runs_ = GetParam() == Kind::Sqlite ? 20 : 6;
};

INSTANTIATE_TEST_SUITE_P(On, Stored, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& on) { return NameOf(on.param); });

TEST_P(Stored, a_case_folded_from_the_log_is_the_case_the_service_holds) {
  desk_.HireStaff();
  std::vector<CaseId> ids;
  EXPECT_TRUE(HoldsIn(runs_, "fold(load(append)) is the state in memory", [&] {
    const CaseId id = desk_.Log(kHandler, ACaseOfANewCustomer());
    ids.push_back(id);
    for (int i = 0; i < 12; ++i) {
      desk_.Advance(AnyPause());
      const Case c = desk_.State(id);
      Context x = CaseSpec().context();
      x.now = desk_.Now();
      x.actor = AnyActor();
      if (x.actor.customer) x.actor = Actor::Of(c.customer);
      const Command command = AnyCommandFor(c, x);
      if (std::holds_alternative<LogCase>(command) || std::holds_alternative<LogSplitCase>(command)) continue;
      const auto answer = desk_.Try(x.actor, id, command);
      RC_LOG() << (answer ? "" : base::ToLine(answer.error())) << std::endl;
    }
    Case folded;
    folded.id = id;
    const auto loaded = desk_.store().Load(id.ToString(), 0);
    RC_ASSERT(loaded.has_value());
    for (const auto& stored : loaded->events) {
      const auto recorded = app::ReadRecorded<CaseId>(stored);
      RC_ASSERT(recorded.has_value());
      Evolve(folded, *recorded);
    }
    RC_ASSERT(loaded->head.version == folded.version);
    RC_ASSERT(folded == desk_.State(id));
  }));
  std::vector<Case> before;
  for (const CaseId id : ids) before.push_back(desk_.State(id));
  desk_.Restart();
  for (const Case& c : before) EXPECT_EQ(desk_.State(c.id), c) << c.id.ToString();
  const auto report = store::Verify(desk_.store(), {});
  ASSERT_TRUE(report) << base::ToLine(report.error());
  for (const auto& problem : report->problems) ADD_FAILURE() << problem.where << ": " << problem.what;
}

TEST_P(Stored, any_event_at_all_comes_back_as_it_went_in) {
  EXPECT_TRUE(HoldsIn(runs_, "load(append(events)) are the events", [&] {
    const CaseId id = *desk_.store().NewCase();
    std::vector<Event> events;
    for (int i = Draw(1, 8); i > 0; --i) events.push_back(Any<Event>());
    app::Transaction transaction;
    transaction.at = Any<Instant>();
    transaction.actor = "U-1";
    app::StreamAppend append;
    append.stream = id.ToString();
    append.sealed_for = CustomerId{7};
    for (const Event& event : events) append.events.push_back(app::WriteEvent(event));
    transaction.streams.push_back(std::move(append));
    std::promise<base::Result<app::Appended>> promise;
    desk_.store().Append(std::move(transaction), [&](base::Result<app::Appended> done) { promise.set_value(std::move(done)); });
    const auto appended = promise.get_future().get();
    if (!appended) RC_FAIL(base::ToLine(appended.error()));
    const auto loaded = desk_.store().Load(id.ToString(), 0);
    RC_ASSERT(loaded.has_value());
    RC_ASSERT(loaded->events.size() == events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      const auto recorded = app::ReadRecorded<CaseId>(loaded->events[i]);
      if (!recorded) RC_FAIL(base::ToLine(recorded.error()));
      RC_ASSERT(Same(recorded->event, events[i]));
    }
  }));
}

}  // namespace
}  // namespace tests
