// What every store must do, run on SQLite and on a real PostgreSQL.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "support/desk.h"

namespace tests {
namespace {

using app::CaseFilter;
using app::Viewer;
using std::chrono::days;

class Store : public testing::TestWithParam<Kind> {
 protected:
  Desk desk_{GetParam()};
  Viewer everything_{Actor::System(), desk::Reach::Desk, {}};

  CaseId LogOne(std::string_view name = "Amara Okafor") { return desk_.Log(kHandler, ACaseOfANewCustomer(name)); }
  std::vector<std::string> Problems() {
    auto report = store::Verify(desk_.store(), {});
    EXPECT_TRUE(report) << base::ToLine(report.error());
    std::vector<std::string> problems;
    for (const auto& problem : report->problems) problems.push_back(problem.where + ": " + problem.what);
    return problems;
  }
  void Tamper(const std::string& sql) {
    ASSERT_TRUE(desk_.store().writer().Write([&](store::Sql& connection) -> base::Result<void> {
      connection.Run(sql);
      return {};
    }));
    desk_.Restart();
  }
};

INSTANTIATE_TEST_SUITE_P(On, Store, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& on) { return NameOf(on.param); });

// -- The log ----------------------------------------------------------------------------------------------------------

TEST_P(Store, what_was_answered_with_success_is_there_after_a_restart) {
  const CaseId id = LogOne();
  desk_.HireStaff();
  desk_.Walk(id, Offered());
  const Case before = desk_.State(id);
  desk_.Restart();
  EXPECT_EQ(desk_.State(id), before);
  EXPECT_EQ(before.subject.Shown(), "Boiler not repaired");
}

TEST_P(Store, references_go_on_counting_after_a_restart) {
  const CaseId first = LogOne();
  desk_.Restart();
  EXPECT_GT(LogOne().number, first.number);
}

TEST_P(Store, a_stream_that_does_not_exist_is_at_version_nought) {
  EXPECT_EQ(desk_.store().HeadOf("C-999999")->version, 0);
  EXPECT_TRUE(desk_.store().Load("C-999999", 0)->events.empty());
}

TEST_P(Store, two_writers_of_one_stream_both_act_and_neither_is_lost) {
  const CaseId id = LogOne();
  std::vector<std::jthread> writers;
  for (int w = 0; w < 4; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < 10; ++i) {
        desk_.Do(kHandler, id, AddFinding{Said("Writer " + std::to_string(w) + " finding " + std::to_string(i)), {}, {}});
      }
    });
  }
  writers.clear();
  const Case c = desk_.State(id);
  ASSERT_EQ(c.findings.size(), 40U);
  for (std::size_t i = 0; i < c.findings.size(); ++i) EXPECT_EQ(c.findings[i].id.number, static_cast<std::int64_t>(i) + 1);
  EXPECT_TRUE(Problems().empty());
}

TEST_P(Store, a_version_named_by_if_match_must_be_the_current_one) {
  const CaseId id = LogOne();
  auto request = Desk::As(kHandler);
  request.if_match = 1;
  const auto stale = desk_.Try(request, id, AddFinding{Said("x"), {}, {}});
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, base::ErrorCode::Stale);
  request.if_match = 2;
  EXPECT_EQ(Desk::Succeed(desk_.Try(request, id, AddFinding{Said("x"), {}, {}})).version, 3);
}

TEST_P(Store, a_command_sent_twice_with_one_key_acts_once) {
  const CaseId id = LogOne();
  auto request = Desk::As(kHandler);
  request.idempotency_key = "7f1c";
  request.digest = "digest";
  const auto first = Desk::Succeed(desk_.Try(request, id, AddFinding{Said("Once."), {}, {}}));
  const auto second = Desk::Succeed(desk_.Try(request, id, AddFinding{Said("Once."), {}, {}}));
  EXPECT_EQ(first.version, second.version);
  EXPECT_EQ(second.events, std::vector<std::string>{"FindingAdded"});
  EXPECT_EQ(desk_.State(id).findings.size(), 1U);
  request.digest = "another";
  EXPECT_EQ(desk_.Try(request, id, AddFinding{Said("Twice."), {}, {}}).error().code, base::ErrorCode::Conflict);
}

TEST_P(Store, the_same_key_at_the_same_time_acts_once) {
  const CaseId id = LogOne();
  auto request = Desk::As(kHandler);
  request.idempotency_key = "race";
  std::vector<std::jthread> callers;
  for (int i = 0; i < 6; ++i)
    callers.emplace_back([&] { Desk::Succeed(desk_.Try(request, id, AddFinding{Said("Once."), {}, {}})); });
  callers.clear();
  EXPECT_EQ(desk_.State(id).findings.size(), 1U);
}

TEST_P(Store, a_record_of_another_system_is_taken_in_once) {
  LogCase log = ACaseOfANewCustomer();
  log.source = Source{Word("cfpb"), Word("7887")};
  const CaseId first = desk_.Log(Actor::System(), log);
  const auto again = Desk::Succeed(desk_.TryLog(Actor::System(), log));
  EXPECT_EQ(again.ref, first.ToString());
  EXPECT_TRUE(again.events.empty());
}

TEST_P(Store, the_feed_tells_every_event_once_and_in_order) {
  const CaseId id = LogOne();
  desk_.Do(kHandler, id, AddFinding{Said("x"), {}, {}});
  const auto feed = *desk_.store().Feed(0, 100);
  ASSERT_EQ(feed.size(), 5U);
  EXPECT_EQ(feed[0].type, "ProcedureActivated") << "the first thing in every log";
  EXPECT_EQ(feed[1].type, "CustomerRegistered");
  EXPECT_EQ(feed[4].type, "FindingAdded");
  EXPECT_EQ(feed[4].stream, id.ToString());
  EXPECT_EQ(desk_.store().Feed(feed[3].position, 100)->size(), 1U);
}

// -- Several streams at once ------------------------------------------------------------------------------------------

TEST_P(Store, a_merge_and_its_undoing_touch_both_cases_in_one_transaction) {
  const CaseId a = LogOne();
  LogCase second = ABoilerCase();
  second.customer = desk_.State(a).customer;
  const CaseId b = desk_.Log(kHandler, second);
  const auto merged = desk_.Do(kHandler, a, MergeCase{b, Said("Same boiler.")});
  ASSERT_EQ(merged.also.size(), 1U);
  EXPECT_EQ(merged.also[0].ref, b.ToString());
  EXPECT_EQ(desk_.State(b).absorbed, std::vector<CaseId>{a});
  desk_.Do(kHandler, a, UnmergeCase{Said("Two boilers.")});
  EXPECT_TRUE(desk_.State(b).absorbed.empty());
  EXPECT_FALSE(desk_.State(a).merged_into);
}

TEST_P(Store, a_late_message_for_a_merged_case_reaches_the_case_that_goes_on) {
  const CaseId a = LogOne();
  LogCase second = ABoilerCase();
  second.customer = desk_.State(a).customer;
  const CaseId b = desk_.Log(kHandler, second);
  desk_.Do(kHandler, a, MergeCase{b, Said("x")});
  RecordContact late;
  late.direction = Direction::FromCustomer;
  late.channel = Channel::Portal;
  late.summary = Said("Any news?");
  EXPECT_EQ(desk_.Do(Actor::Of(*second.customer), a, late).ref, b.ToString());
  EXPECT_TRUE(desk_.State(a).merged_into);
}

TEST_P(Store, a_split_logs_the_new_case_and_notes_it_on_the_old) {
  const CaseId a = LogOne();
  SplitCase split;
  split.subject = Titled("Rude operator");
  split.reason = Said("Two matters.");
  const auto reply = desk_.Do(kHandler, a, split);
  ASSERT_EQ(reply.also.size(), 1U);
  const CaseId b = *CaseId::Parse(reply.also[0].ref);
  EXPECT_EQ(desk_.State(b).split_from, a);
  EXPECT_EQ(desk_.State(a).split_into, std::vector<CaseId>{b});
}

TEST_P(Store, a_link_shows_on_both_cases_and_goes_from_both) {
  const CaseId a = LogOne();
  const CaseId b = LogOne("Bela Novak");
  desk_.Do(kHandler, a, LinkCase{b, Relation::SameCause});
  ASSERT_EQ(desk_.State(b).links.size(), 1U);
  EXPECT_EQ(desk_.State(b).links[0].other, a);
  desk_.Do(kHandler, b, UnlinkCase{a});
  EXPECT_TRUE(desk_.State(a).links.empty());
}

// -- Lists, search, matching ------------------------------------------------------------------------------------------

TEST_P(Store, the_list_pages_through_every_case_once_newest_first) {
  std::vector<CaseId> logged;
  for (int i = 0; i < 7; ++i) {
    logged.push_back(LogOne());
    if (i % 2 == 0) desk_.Advance(std::chrono::minutes(1));
  }
  std::vector<CaseId> listed;
  CaseFilter filter;
  filter.limit = base::Whole<1, 200>{3};
  for (int pages = 0; pages < 4; ++pages) {
    const auto page = *desk_.store().Cases(filter, everything_);
    for (const auto& c : page.cases) listed.push_back(c.ref);
    if (!page.next) break;
    filter.cursor = Line(*page.next);
  }
  std::ranges::reverse(logged);
  EXPECT_EQ(listed, logged);
}

TEST_P(Store, the_list_opens_what_is_sealed) {
  LogOne();
  const auto page = *desk_.store().Cases({}, everything_);
  ASSERT_EQ(page.cases.size(), 1U);
  EXPECT_EQ(*page.cases[0].subject.get(), "Boiler not repaired");
  EXPECT_EQ(*page.cases[0].customer_name.get(), "Amara Okafor");
}

TEST_P(Store, the_list_filters_by_what_a_case_is) {
  desk_.HireStaff();
  const CaseId a = LogOne();
  const CaseId b = LogOne("Bela Novak");
  desk_.Walk(b, Identified());
  const auto listed = [&](const CaseFilter& filter) {
    std::vector<CaseId> refs;
    const auto page = *desk_.store().Cases(filter, everything_);
    for (const auto& c : page.cases) refs.push_back(c.ref);
    return refs;
  };
  CaseFilter by_phase;
  by_phase.phase = Phase::Analyse;
  EXPECT_EQ(listed(by_phase), std::vector<CaseId>{b});
  CaseFilter by_owner;
  by_owner.owner = UserId{1};
  EXPECT_EQ(listed(by_owner), std::vector<CaseId>{b});
  CaseFilter unassigned;
  unassigned.unassigned = true;
  EXPECT_EQ(listed(unassigned), std::vector<CaseId>{a});
  CaseFilter by_severity;
  by_severity.severity = Severity::High;
  EXPECT_EQ(listed(by_severity), std::vector<CaseId>{b});
  CaseFilter by_category;
  by_category.category = Line("Missed appointment");
  EXPECT_EQ(listed(by_category).size(), 2U);
  CaseFilter closed;
  closed.status = app::CaseStatus::Closed;
  EXPECT_TRUE(listed(closed).empty());
  CaseFilter due;
  due.due_before = desk_.Now() + days(3);
  due.sort = app::CaseSort::NextDue;
  EXPECT_EQ(listed(due).size(), 2U);
}

TEST_P(Store, a_cursor_that_is_not_ours_is_refused_by_name) {
  CaseFilter filter;
  filter.cursor = Line("bogus");
  const auto page = desk_.store().Cases(filter, everything_);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().faults[0].path, "cursor");
}

TEST_P(Store, reach_decides_which_cases_a_person_sees) {
  desk_.HireStaff();
  const CaseId mine = LogOne();
  const CaseId teams = LogOne("Bela Novak");
  LogOne("Cai Lewis");
  desk_.Do(kHandler, mine, TakeOwnership{});
  desk_.Do(kLeader, teams, AssignCase{{}, base::Word("Heating"), {}});
  const auto count = [&](desk::Reach reach) {
    return desk_.store().Cases({}, {kHandler, reach, base::Word("Heating")})->cases.size();
  };
  EXPECT_EQ(count(desk::Reach::Own), 1U);
  EXPECT_EQ(count(desk::Reach::Team), 2U);
  EXPECT_EQ(count(desk::Reach::Desk), 3U);
  const auto foreign = desk_.service().ViewCase(teams, {kHandler, desk::Reach::Own, {}});
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, base::ErrorCode::NotFound);
  std::string absent = desk_.service().ViewCase(CaseId{999999}, everything_).error().says;
  absent.replace(absent.find("C-999999"), 8, teams.ToString());
  EXPECT_EQ(foreign.error().says, absent) << "not yours and not there must not be told apart";
}

TEST_P(Store, search_finds_words_by_their_stem_and_across_case_and_customer) {
  const CaseId a = LogOne();
  LogOne("Bela Novak");
  const auto found = [&](const std::string& text) {
    std::vector<CaseId> refs;
    const auto cases = *desk_.store().SearchCases(text, 20, everything_);
    for (const auto& c : cases) refs.push_back(c.ref);
    return refs;
  };
  EXPECT_EQ(found("REPAIRING boilers").size(), 2U);
  EXPECT_EQ(found("okafor boiler"), std::vector<CaseId>{a});
  EXPECT_EQ(found(a.ToString()), std::vector<CaseId>{a});
  EXPECT_TRUE(found("submarine").empty());
  EXPECT_TRUE(found("the of and").empty());
  RecordContact contact;
  contact.summary = Said("She mentioned a submarine.");
  contact.no_news_because = Said("x");
  desk_.Do(kHandler, a, contact);
  EXPECT_EQ(found("submarine"), std::vector<CaseId>{a});
  EXPECT_TRUE(Problems().empty());
}

TEST_P(Store, a_customer_is_found_while_the_name_is_typed) {
  const CustomerId id = desk_.Register(AProfile("Renée Okafor-Smith"));
  const auto found = [&](const std::string& text) { return desk_.store().SearchCustomers(text, 10)->size(); };
  EXPECT_EQ(found("ren"), 1U);
  EXPECT_EQ(found("OKAF sm"), 1U);
  EXPECT_EQ(found("amara.okaf"), 1U);
  EXPECT_EQ(found("m1 4b"), 1U);
  EXPECT_EQ(found("44161"), 1U);
  EXPECT_EQ(found("xyz"), 0U);
  EXPECT_EQ(*(*desk_.store().Customers({id}))[0].name.get(), "Renée Okafor-Smith");
}

TEST_P(Store, logging_finds_customers_who_may_be_the_same_and_their_open_cases) {
  const CaseId first = LogOne();
  LogCase again = ACaseOfANewCustomer();
  again.new_customer->email = base::Sealed(*customers::EmailAddress::Parse("AMARA.okafor@example.org"));
  again.new_customer->phone = base::Sealed(*customers::PhoneNumber::Parse("0161 496 0999"));
  const auto reply = Desk::Succeed(desk_.TryLog(kHandler, again));
  ASSERT_EQ(reply.similar_customers.size(), 1U);
  EXPECT_EQ(reply.possible_duplicates, std::vector<CaseId>{first});
}

TEST_P(Store, what_is_due_comes_soonest_first) {
  desk_.HireStaff();
  const CaseId a = LogOne();
  desk_.Advance(std::chrono::hours(1));
  const CaseId b = LogOne("Bela Novak");
  desk_.Do(kHandler, b, PlanAction{Said("Ring the engineer"), UserId{1}, desk_.Now() + std::chrono::hours(2), {}});
  const auto due = *desk_.store().Due(desk_.Now() + days(3), {}, 10, everything_);
  std::vector<std::string> things;
  for (const app::Deadline& thing : due) things.push_back((thing.case_ref == a ? "a " : "b ") + thing.clock);
  EXPECT_EQ(things, (std::vector<std::string>{"b action A-1", "a acknowledge", "b acknowledge", "a promise", "b promise",
                                              "a first-contact", "b first-contact"}));
  EXPECT_TRUE(desk_.store().ToNotice(desk_.Now(), 10)->empty());
  const auto found = *desk_.store().ToNotice(desk_.Now() + days(3), 10);
  ASSERT_EQ(found.size(), 2U);
  const auto rest = *desk_.store().ToNotice(desk_.Now() + days(3), 10, found[0]);
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].case_ref, found[1].case_ref);
  EXPECT_TRUE(desk_.store().ToNotice(desk_.Now() + days(3), 10, found[1])->empty());
}

TEST_P(Store, what_ran_out_in_the_last_century_is_found_as_well) {
  desk_.HireStaff();
  LogCase mistyped = ACaseOfANewCustomer();
  mistyped.received_at = *Instant::Parse("1926-11-02T09:00:00Z");
  const CaseId id = desk_.Log(kHandler, mistyped);
  const auto found = *desk_.store().ToNotice(desk_.Now() + days(3), 10);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].case_ref, id);
}

// -- Coaching ---------------------------------------------------------------------------------------------------------

class WentUp : public Store {
 protected:
  void SetUp() override {
    desk_.HireStaff();
    PutInTeam(kHandler, "Heating");
    PutInTeam(kLeader, "Heating");
    PutInTeam(kColleague, "Billing");
    early_ = LogOne();
    desk_.Walk(early_, Weighed("60.00"));
    EXPECT_TRUE(std::holds_alternative<domain::Refusals>(*desk_.Try(kHandler, early_, Up())));
    in_time_ = LogOne("Bela Novak");
    desk_.Walk(in_time_, Weighed("900.00"));
    desk_.Do(kHandler, in_time_, Up());
    late_ = LogOne("Cai Lewis");
    desk_.Do(kColleague, late_, TakeOwnership{});
    unowned_ = LogOne("Dora Ek");
    desk_.Advance(days(29));
    for (const CaseId id : {late_, unowned_}) desk_.Do(Actor::System(), id, NoticeTime{});
  }
  static EscalateCase Up() { return {Trigger::Authority, OptionId{1}, Said("Unsure."), Said("Nothing yet."), {}}; }
  void PutInTeam(const Actor& actor, std::string_view team) {
    desk::ChangeUser change;
    change.team = Word(team);
    Desk::Succeed(desk_.Wait([&](app::OnAnswer done) {
      desk_.service().Handle(*actor.user, change, {}, Desk::As(Actor::System()), std::move(done));
    }));
  }

  // "Heating U-1 Hana C-3 early authority sum 1", by case.
  std::vector<std::string> Told(const Viewer& viewer, app::EscalationFilter filter) {
    std::vector<std::string> lines;
    const auto asked = desk_.store().Escalations(filter, viewer, [&](const app::EscalationCount& count) {
      const std::map<CaseId, std::string> names{{early_, "early"}, {in_time_, "in time"}, {late_, "late"}, {unowned_, "unowned"}};
      lines.push_back("case " + names.at(count.case_ref) + ": " + count.team.value_or("-") + " " + count.name.value_or("-") +
                      " " + base::NameOf(count.timeliness) + " " + base::NameOf(count.concern.trigger) + " " +
                      count.concern.of.value_or("-") + " " + std::to_string(count.times));
    });
    EXPECT_TRUE(asked) << base::ToLine(asked.error());
    return lines;
  }
  std::vector<std::string> Told(const Viewer& viewer) { return Told(viewer, {kMonday, desk_.Now() + days(1)}); }
  std::vector<std::string> Sorted(std::vector<std::string> lines) {
    std::ranges::sort(lines);
    return lines;
  }
  static Viewer As(const Actor& actor, std::string_view team = "") {
    return {actor, desk::Reach::Desk, team.empty() ? std::nullopt : std::optional(Word(team))};
  }

  CaseId early_, in_time_, late_, unowned_;
  // The general procedure sends a vulnerable customer's case up at once.
  const std::vector<std::string> kHeating{
      "case early: Heating Hana early authority sum 1", "case early: Heating Hana in_time vulnerability - 1",
      "case in time: Heating Hana in_time authority - 1", "case in time: Heating Hana in_time vulnerability - 1"};
  const std::vector<std::string> kAll{kHeating[0],
                                      kHeating[1],
                                      kHeating[2],
                                      kHeating[3],
                                      "case late: Billing Cole late clock answer 1",
                                      "case unowned: - - late clock answer 1"};
};
INSTANTIATE_TEST_SUITE_P(On, WentUp, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& on) { return NameOf(on.param); });

TEST_P(WentUp, is_told_to_managers_and_quality_of_everybody) {
  EXPECT_EQ(Sorted(Told(As(kManager))), kAll);
  EXPECT_EQ(Sorted(Told(As(kQuality))), kAll);
  EXPECT_EQ(Sorted(Told(everything_)), kAll);
}

TEST_P(WentUp, is_told_to_team_leaders_of_their_team_and_to_the_rest_of_themselves) {
  EXPECT_EQ(Sorted(Told(As(kLeader, "Heating"))), kHeating);
  EXPECT_EQ(Told(As(kLeader)), std::vector<std::string>{}) << "who leads no team sees themselves";
  EXPECT_EQ(Sorted(Told(As(kHandler, "Billing"))), kHeating);
  EXPECT_EQ(Told(As(kColleague, "Heating")), std::vector<std::string>{kAll[4]});
  EXPECT_EQ(Told(As(Actor::Staff(UserId{6}, Role::Administrator, "Ada"))), std::vector<std::string>{});
  EXPECT_EQ(Told(As(kCustomer)), std::vector<std::string>{});
}

TEST_P(WentUp, is_found_by_person_team_and_time) {
  const Instant end = desk_.Now() + days(1);
  EXPECT_EQ(Told(everything_, {kMonday, end, Word("Billing"), {}}), std::vector<std::string>{kAll[4]});
  EXPECT_EQ(Sorted(Told(everything_, {kMonday, end, {}, kHandler.user})), kHeating);
  EXPECT_EQ(Told(As(kHandler), {kMonday, end, {}, kColleague.user}), std::vector<std::string>{});
  EXPECT_EQ(Sorted(Told(everything_, {kMonday, kMonday + std::chrono::milliseconds(1), {}, {}})), kHeating);
  EXPECT_EQ(Told(everything_, {kMonday + std::chrono::milliseconds(1), desk_.Now(), {}, {}}), std::vector<std::string>{});
}

TEST_P(WentUp, goes_with_a_person_to_their_new_team) {
  PutInTeam(kHandler, "Billing");
  EXPECT_EQ(Told(As(kLeader, "Heating")), std::vector<std::string>{});
  EXPECT_EQ(Told(As(kLeader, "Billing")).size(), 5U);
}

TEST_P(WentUp, begins_with_the_newest_case) {
  const auto lines = Told(everything_);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_TRUE(lines.front().starts_with("case unowned")) << lines.front();
  EXPECT_TRUE(lines.back().starts_with("case early")) << lines.back();
}

TEST_P(WentUp, is_made_anew_by_a_rebuild_and_watched_by_verify) {
  EXPECT_TRUE(Problems().empty());
  Tamper("update escalation set timeliness = 'late' where timeliness = 'early'");
  ASSERT_EQ(Problems().size(), 1U);
  EXPECT_EQ(Problems()[0], "table escalation, " + early_.ToString() +
                               ": column timeliness is \"late\" where the events say \"early\"; run: amends rebuild");
  Tamper("delete from escalation");
  EXPECT_EQ(Problems().size(), 6U);
  Tamper("insert into escalation (case_id, number, trigger, at, timeliness) values (999999, 1, 'clock', 0, 'late')");
  EXPECT_EQ(Problems().size(), 7U);
  ASSERT_TRUE(store::Rebuild(desk_.store(), {}));
  EXPECT_TRUE(Problems().empty());
  EXPECT_EQ(Sorted(Told(everything_)), kAll);
}

TEST_P(WentUp, is_counted_after_the_customer_was_erased) {
  desk_.Do(Actor::System(), early_, NoticeTime{});
  const auto before = Told(everything_);
  ASSERT_TRUE(desk_.TryCustomer(kManager, desk_.State(early_).customer, customers::EraseCustomer{Line("A request")}));
  ASSERT_TRUE(desk_.State(early_).person_erased);
  EXPECT_EQ(Told(everything_), before);
  ASSERT_TRUE(store::Rebuild(desk_.store(), {}));
  EXPECT_EQ(Told(everything_), before);
  EXPECT_TRUE(Problems().empty());
}

// -- Rebuild, verify, tampering ---------------------------------------------------------------------------------------

std::string Dump(store::SqlStore& store) {
  std::string dump;
  const auto read = store.Reading([&](store::Sql& sql) -> base::Result<void> {
    for (const char* table :
         {"case_list", "deadline", "escalation", "case_search", "customer", "customer_match", "customer_search", "desk_user"}) {
      std::vector<std::string> rows;
      soci::rowset<soci::row> all = (sql.session().prepare << "select * from " << table);
      for (const soci::row& row : all) {
        std::string line = table;
        for (std::size_t i = 0; i < row.size(); ++i) {
          line += "|";
          if (row.get_indicator(i) == soci::i_null) continue;
          switch (row.get_properties(i).get_data_type()) {
            case soci::dt_string: line += row.get<std::string>(i); break;
            case soci::dt_long_long: line += std::to_string(row.get<long long>(i)); break;
            case soci::dt_integer: line += std::to_string(row.get<int>(i)); break;
            default: line += "?"; break;
          }
        }
        rows.push_back(std::move(line));
      }
      std::ranges::sort(rows);
      for (const auto& row : rows) dump += row + "\n";
    }
    return {};
  });
  EXPECT_TRUE(read);
  return dump;
}

TEST_P(Store, every_projection_is_rebuilt_byte_for_byte) {
  desk_.HireStaff();
  const CaseId a = LogOne();
  desk_.Walk(a, Closed());
  const CaseId b = LogOne("Bela Novak");
  desk_.Walk(b, Offered());
  const CaseId c = LogOne("Cai Lewis");
  ASSERT_TRUE(desk_.TryCustomer(kManager, desk_.State(c).customer, customers::EraseCustomer{Line("A request")}));
  const std::string before = Dump(desk_.store());
  const auto report = store::Rebuild(desk_.store(), {});
  ASSERT_TRUE(report) << base::ToLine(report.error());
  EXPECT_EQ(Dump(desk_.store()), before);
  EXPECT_GT(before.size(), 1000U);
  EXPECT_TRUE(Problems().empty());
  EXPECT_EQ(desk_.store().SearchCases("boiler", 10, everything_)->size(), 2U);
}

TEST_P(Store, verify_finds_nothing_wrong_with_a_whole_desk) {
  desk_.HireStaff();
  desk_.Walk(LogOne(), Closed());
  ASSERT_TRUE(*store::WriteCheckpoint(desk_.store(), desk_.Now()));
  EXPECT_FALSE(*store::WriteCheckpoint(desk_.store(), desk_.Now())) << "nothing happened since";
  const auto problems = Problems();
  EXPECT_TRUE(problems.empty()) << problems.front();
}

TEST_P(Store, verify_names_the_event_that_was_changed) {
  const CaseId id = LogOne();
  Tamper("update event set facts = replace(facts, 'Missed', 'Kept') where stream = '" + id.ToString() + "' and version = 1");
  const auto problems = Problems();
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0],
            "event " + id.ToString() + " version 1: has been changed: its hash does not fit what it says and what came before");
}

TEST_P(Store, verify_names_the_gap_where_an_event_is_missing) {
  const CaseId id = LogOne();
  desk_.Do(kHandler, id, AddFinding{Said("x"), {}, {}});
  Tamper("delete from event where stream = '" + id.ToString() + "' and version = 2");
  ASSERT_FALSE(Problems().empty());
  EXPECT_NE(Problems()[0].find(id.ToString() + " version 3: follows version 1"), std::string::npos) << Problems()[0];
}

TEST_P(Store, verify_names_the_stream_that_was_cut_short_or_removed_after_a_checkpoint) {
  const CaseId a = LogOne();
  const CaseId b = LogOne("Bela Novak");
  ASSERT_TRUE(*store::WriteCheckpoint(desk_.store(), desk_.Now()));
  Tamper("delete from event where (stream = '" + a.ToString() + "' and version = 2) or stream = '" + b.ToString() + "'");
  std::string all;
  for (const auto& problem : Problems()) all += problem + "\n";
  EXPECT_NE(all.find("stream " + a.ToString() + ": has been cut short: checkpoint 1 saw version 2, it ends at 1"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("stream " + b.ToString() + ": has been removed: checkpoint 1 saw 2 events"), std::string::npos) << all;
}

TEST_P(Store, verify_notices_a_removed_and_a_forged_checkpoint) {
  LogOne();
  ASSERT_TRUE(*store::WriteCheckpoint(desk_.store(), desk_.Now()));
  LogOne("Bela Novak");
  ASSERT_TRUE(*store::WriteCheckpoint(desk_.store(), desk_.Now()));
  Tamper("update checkpoint set streams = 99 where id = 1");
  EXPECT_NE(Problems()[0].find("checkpoint 1: is not signed by this database's key"), std::string::npos);
  Tamper("delete from checkpoint where id = 2");
  std::string all;
  for (const auto& problem : Problems()) all += problem + "\n";
  EXPECT_NE(all.find("checkpoint 2: is written in"), std::string::npos) << all;
}

TEST_P(Store, verify_names_the_row_and_column_that_disagrees_with_the_events) {
  const CaseId id = LogOne();
  Tamper("update case_list set phase = 'resolve'");
  ASSERT_EQ(Problems().size(), 1U);
  EXPECT_EQ(Problems()[0], "table case_list, " + id.ToString() +
                               ": column phase is \"resolve\" where the events say \"identify\"; run: amends rebuild");
  Tamper("delete from deadline where clock = 'promise'");
  EXPECT_EQ(Problems().size(), 2U);
  ASSERT_TRUE(store::Rebuild(desk_.store(), {}));
  EXPECT_TRUE(Problems().empty());
}

// -- Files ------------------------------------------------------------------------------------------------------------

std::string Content(Desk& desk, const std::string& address) {
  const auto blob = desk.store().FindBlob(address);
  EXPECT_TRUE(blob) << base::ToLine(blob.error());
  std::string content;
  for (std::int64_t number = 0; number < blob->pieces; ++number) content += *desk.store().ReadPiece(*blob, number);
  return content;
}

TEST_P(Store, a_file_comes_back_as_it_went_in_and_is_kept_once) {
  const CustomerId customer = desk_.Register(AProfile());
  const std::string content = base::RandomBytes(700'000);
  const auto put = [&] {
    auto writer = *desk_.store().NewBlob(customer);
    EXPECT_TRUE(writer->Write(std::string_view(content).substr(0, 300'001)));
    EXPECT_TRUE(writer->Write(std::string_view(content).substr(300'001)));
    return *writer->Finish();
  };
  const std::string address = put();
  EXPECT_EQ(Content(desk_, address), content);
  EXPECT_EQ(put(), address);
  const auto pieces = desk_.store().Reading([](store::Sql& sql) -> base::Result<std::int64_t> {
    return std::get<0>(*sql.One<std::int64_t>("select count(*) from blob_chunk"));
  });
  EXPECT_EQ(*pieces, 3);
  const CustomerId other = desk_.Register(AProfile("Bela Novak", "bela@example.org"));
  auto writer = *desk_.store().NewBlob(other);
  EXPECT_TRUE(writer->Write(content));
  EXPECT_NE(*writer->Finish(), address) << "another customer's file must not be recognisable as the same";
}

TEST_P(Store, verify_names_a_file_that_was_changed) {
  const CustomerId customer = desk_.Register(AProfile());
  auto writer = *desk_.store().NewBlob(customer);
  ASSERT_TRUE(writer->Write("A photo of the boiler"));
  const std::string address = *writer->Finish();
  writer.reset();
  Tamper("update blob_chunk set data = 'AAAA' || substr(data, 5)");
  ASSERT_EQ(Problems().size(), 1U);
  EXPECT_NE(Problems()[0].find(address.substr(0, 12) + ": piece 0 has been changed"), std::string::npos) << Problems()[0];
}

// -- Erasure ----------------------------------------------------------------------------------------------------------

TEST_P(Store, after_an_erasure_nothing_of_the_person_can_be_read_and_verify_still_passes) {
  desk_.HireStaff();
  LogCase log = ACaseOfANewCustomer("Philippa Quillfeather");
  log.words = Said("Zanzibarium flickers at midnight.");
  const CaseId id = desk_.Log(kHandler, log);
  desk_.Walk(id, Offered());
  const CustomerId customer = desk_.State(id).customer;
  auto writer = *desk_.store().NewBlob(customer);
  ASSERT_TRUE(writer->Write("Quillfeather's photo"));
  const std::string address = *writer->Finish();
  writer.reset();
  const std::int64_t version = desk_.State(id).version;

  ASSERT_TRUE(desk_.TryCustomer(kManager, customer, customers::EraseCustomer{Line("Request of 1 November")}));
  ASSERT_TRUE(store::Scrub(desk_.store()));

  const Case erased = desk_.State(id);
  EXPECT_TRUE(erased.person_erased);
  EXPECT_TRUE(erased.subject.erased());
  EXPECT_EQ(erased.version, version + 1);
  EXPECT_EQ(erased.options.size(), 2U) << "the facts stay";
  desk_.Restart();
  EXPECT_EQ(desk_.State(id), erased) << "what is folded from the log without the key is what was in memory";
  const auto view = *desk_.service().ViewCase(id, everything_);
  for (const auto& entry : view.timeline) {
    for (const auto& quote : entry.quotes) EXPECT_TRUE(quote.erased());
    EXPECT_EQ(entry.says.ToString().find("Boiler"), std::string::npos);
  }
  EXPECT_TRUE(desk_.store().SearchCases("zanzibarium", 5, everything_)->empty());
  EXPECT_TRUE(desk_.store().SearchCustomers("quillf", 5)->empty());
  EXPECT_FALSE(desk_.store().FindBlob(address));
  EXPECT_EQ(desk_
                .TryLog(kHandler,
                        [&] {
                          auto l = ABoilerCase();
                          l.customer = customer;
                          return l;
                        }())
                .value()
                .index(),
            1U);
  EXPECT_TRUE(Problems().empty());

  // Nothing of the person is on the disk of either database, log files included: it never was, in the clear.
  const std::string folder = GetParam() == Kind::Sqlite ? desk_.database().folder().path() : PostgresFolder();
  desk_.Close();
  for (const char* word :
       {"Quillfeather", "quillfeather", "Philippa", "Zanzibarium", "zanzibarium", "amara.okafor@example.org"}) {
    EXPECT_EQ(RunOrThrow("grep -rlaF " + std::string(word) + " " + folder + " || true"), "") << word;
  }
  desk_.Open();
}

TEST_P(Store, erasing_one_record_of_a_person_erases_those_merged_with_it) {
  const CustomerId a = desk_.Register(AProfile());
  const CustomerId b = desk_.Register(AProfile("A. Okafor", "a.okafor@example.org"));
  ASSERT_TRUE(desk_.TryCustomer(kHandler, b, customers::MergeCustomer{a, Said("Same telephone.")}));
  ASSERT_TRUE(desk_.TryCustomer(kManager, b, customers::EraseCustomer{Line("Request")}));
  EXPECT_TRUE((*desk_.service().CustomerAt(a))->state.erased);
  EXPECT_TRUE((*desk_.service().CustomerAt(b))->state.erased);
}

TEST_P(Store, text_recorded_after_an_erasure_is_sealed_with_a_new_key) {
  const CaseId id = LogOne();
  ASSERT_TRUE(desk_.TryCustomer(kManager, desk_.State(id).customer, customers::EraseCustomer{Line("Request")}));
  desk_.Do(kHandler, id, RecordLesson{Said("Answer sooner."), {}});
  desk_.Restart();
  EXPECT_EQ(desk_.State(id).lessons.at(0).lesson.Shown(), "Answer sooner.");
  EXPECT_TRUE(desk_.State(id).subject.erased());
  EXPECT_TRUE(Problems().empty());
}

TEST_P(Store, what_was_written_after_an_erasure_is_erased_by_the_next) {
  const CaseId id = LogOne();
  const CustomerId customer = desk_.State(id).customer;
  const auto erase = [&] {
    return Desk::Succeed(desk_.TryCustomer(kManager, customer, customers::EraseCustomer{Line("Request")}));
  };
  erase();
  EXPECT_TRUE(erase().also.empty()) << "there was nothing new";
  desk_.Do(kHandler, id, RecordLesson{Said("Answer Philippa sooner."), {}});
  EXPECT_EQ(erase().also.size(), 1U);
  EXPECT_TRUE(desk_.State(id).lessons.at(0).lesson.erased());
  const Case erased = desk_.State(id);
  desk_.Restart();
  EXPECT_EQ(desk_.State(id), erased) << "the key is gone, not only what was in memory";
  EXPECT_TRUE(Problems().empty());
}

// -- Backup and restore -----------------------------------------------------------------------------------------------

TEST_P(Store, a_backup_made_while_serving_restores_to_either_database) {
  desk_.HireStaff();
  const CaseId id = LogOne();
  desk_.Walk(id, Closed());
  ASSERT_TRUE(*store::WriteCheckpoint(desk_.store(), desk_.Now()));
  const Case before = desk_.State(id);
  const std::string file = desk_.database().folder().File("backup.db");
  const auto backup = store::Backup(desk_.store(), file, {});
  ASSERT_TRUE(backup) << base::ToLine(backup.error());
  EXPECT_EQ(store::Backup(desk_.store(), file, {}).error().code, base::ErrorCode::Conflict);
  desk_.Do(kHandler, id, RecordContact{.channel = Channel::Email, .summary = Said("After the backup")});
  for (const Kind kind : {Kind::Sqlite, Kind::Postgres}) {
    FreshDatabase target(kind);
    auto options = target.Options();
    options.key_file = desk_.database().Options().key_file;
    const auto restored = store::Restore(file, options, {});
    ASSERT_TRUE(restored) << base::ToLine(restored.error());
    EXPECT_EQ(store::Restore(file, options, {}).error().code, base::ErrorCode::Conflict) << "it overwrites nothing";
    auto store = *store::SqlStore::Open(options);
    base::WorkerPool workers(1);
    app::Service service(*store, *store, desk_.clock(), workers);
    EXPECT_EQ((*service.CaseAt(id, everything_))->state, before);
    const auto report = *store::Verify(*store, {});
    EXPECT_TRUE(report.problems.empty()) << report.problems[0].where << ": " << report.problems[0].what;
    EXPECT_GT(store->NewCase()->number, id.number);
  }
}

TEST_P(Store, a_wrong_key_is_told_in_a_sentence_and_changes_nothing) {
  LogOne();
  desk_.Close();
  auto options = desk_.database().Options();
  std::ofstream(options.key_file) << std::string(64, 'a') << "\n";
  const auto opened = store::SqlStore::Open(options);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().says, "the master key (" + options.key_file + ") is not the one this database was made with");
  std::filesystem::permissions(options.key_file, std::filesystem::perms(0644));
  EXPECT_NE(store::SqlStore::Open(options).error().says.ToString().find("chmod 600"), std::string::npos);
  std::filesystem::remove(options.key_file);
  EXPECT_NE(store::SqlStore::Open(options).error().says.ToString().find("it must be the one this database was made with"),
            std::string::npos);
}

}  // namespace
}  // namespace tests
