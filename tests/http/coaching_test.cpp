// What went up too early, in time and too late, asked over the wire: who is told of whom, and the cases behind each count.

#include "http/web_desk.h"

namespace tests {
namespace {

using std::chrono::days;

constexpr const char* kAsk = "/api/v1/coaching/escalations";

class Coaching : public testing::Test {
 protected:
  void SetUp() override {
    PutInTeam(kHandler, "Heating");
    PutInTeam(kLeader, "Heating");
    PutInTeam(kColleague, "Billing");
    for (int i = 0; i < 3; ++i) early_.push_back(Early());
    Ask(early_[0], R"("decision": "reject_complaint")");  // on the same case, about something else
    late_ = desk_.Log();
    desk_.desk().Do(kColleague, Ref(late_), TakeOwnership{});
    desk_.desk().Advance(days(29));
    desk_.desk().Do(Actor::System(), Ref(late_), NoticeTime{});
  }
  static CaseId Ref(const std::string& path) { return *CaseId::Parse(path.substr(14)); }
  void PutInTeam(const Actor& actor, std::string_view team) {
    desk::ChangeUser change;
    change.team = Word(team);
    Desk::Succeed(desk_.desk().Wait([&](app::OnAnswer done) {
      desk_.desk().service().Handle(*actor.user, change, {}, Desk::As(Actor::System()), std::move(done));
    }));
  }
  // A case on which Hana asked about a sum that was hers to offer.
  std::string Early() {
    std::string path = desk_.Log(Weighed("60.00"));
    Ask(path, R"("option": "O-1")");
    return path;
  }
  void Ask(const std::string& path, const std::string& about) {
    const HttpReply refused = hana_.Post(
        path + "/escalate-case", R"({"trigger": "authority", "reason": "Unsure.", "tried": "Nothing yet.", )" + about + "}");
    EXPECT_EQ(refused.status, 409) << refused.body;
    EXPECT_EQ(refused.At("/refusals/0/rule"), "within_your_authority");
  }

  WebDesk desk_;
  Client hana_ = desk_.As(kHandler);
  Client lea_ = desk_.As(kLeader);
  Client mani_ = desk_.As(kManager);
  std::vector<std::string> early_;
  std::string late_;
};

TEST_F(Coaching, tells_a_leader_of_their_team_and_opens_the_cases_behind_each_count) {
  const HttpReply reply = lea_.Get(kAsk);
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.Json().at("teams").as_array().size(), 1U);
  EXPECT_EQ(reply.At("/teams/0/team"), "Heating");
  EXPECT_EQ(reply.At("/teams/0/people/0/person"), "U-1");
  EXPECT_EQ(reply.At("/teams/0/people/0/name"), kHandler.name);
  EXPECT_EQ(reply.At("/teams/0/people/0/early/times"), "4");
  EXPECT_EQ(reply.At("/teams/0/people/0/early/cases_in_all"), "3") << "one case counted twice";
  EXPECT_EQ(reply.At("/teams/0/people/0/early/cases/0"), Ref(early_[2]).ToString()) << "the newest first";
  EXPECT_EQ(reply.At("/teams/0/people/0/early/cases/2"), Ref(early_[0]).ToString());
  EXPECT_EQ(reply.At("/teams/0/early/times"), "4");
  EXPECT_EQ(reply.At("/teams/0/people/0/helps/0"),
            "Look at the limits together: 3 of 4 were options that may be offered without asking.");
  const std::string says = reply.At("/teams/0/people/0/says");
  EXPECT_NE(says.find("Hana asked about what was their own to decide"), std::string::npos) << says;
  EXPECT_NE(reply.At("/teams/0/says").find("somebody of the team asked"), std::string::npos) << reply.body;
}

TEST_F(Coaching, tells_managers_of_every_team) {
  const HttpReply reply = mani_.Get(kAsk);
  EXPECT_EQ(reply.At("/teams/0/team"), "Billing");
  EXPECT_EQ(reply.At("/teams/0/people/0/late/cases/0"), Ref(late_).ToString());
  EXPECT_EQ(reply.At("/teams/0/people/0/late/times"), "1");
  EXPECT_EQ(reply.At("/teams/1/team"), "Heating");
}

TEST_F(Coaching, tells_a_handler_of_nobody_but_themselves_and_says_you) {
  for (const std::string& query : {std::string(), std::string("?team=Heating"), std::string("?person=U-1")}) {
    const HttpReply reply = hana_.Get(kAsk + query);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.Json().at("teams").as_array().size(), 1U) << query;
    EXPECT_EQ(reply.At("/teams/0/people/0/person"), "U-1");
    EXPECT_NE(reply.At("/teams/0/people/0/says").find("you asked about what was your own to decide"), std::string::npos);
    EXPECT_FALSE(reply.Json().at("teams").at(0).as_object().contains("says") &&
                 reply.Json().at("teams").at(0).at("says").is_string())
        << "of a team they do not lead";
  }
  for (const char* query : {"?person=U-4", "?team=Billing"}) {
    const HttpReply reply = hana_.Get(std::string(kAsk) + query);
    EXPECT_EQ(reply.status, 200) << query;
    EXPECT_TRUE(reply.Json().at("teams").as_array().empty()) << query << ": " << reply.body;
  }
}

TEST_F(Coaching, counts_the_days_that_are_asked_for_with_the_last_of_them) {
  const auto teams = [&](const std::string& query) { return mani_.Get(kAsk + query).Json().at("teams").as_array().size(); };
  EXPECT_EQ(teams("?from=2026-11-02&to=2026-11-02"), 1U) << "Monday, when Hana asked";
  EXPECT_EQ(teams("?from=2026-11-03&to=2026-11-30"), 0U);
  EXPECT_EQ(teams("?from=2026-11-03&to=2026-12-01"), 1U) << "the day the clock was seen to have run out";
  const HttpReply unsaid = mani_.Get(kAsk);
  EXPECT_EQ(unsaid.At("/to"), "2026-12-01");
  EXPECT_EQ(unsaid.At("/from"), "2026-09-02");
  desk_.desk().Advance(days(120));
  EXPECT_TRUE(mani_.Get(kAsk).Json().at("teams").as_array().empty()) << "ninety days, unless said otherwise";
}

TEST_F(Coaching, shows_the_first_hundred_cases_and_counts_them_all) {
  for (int i = 0; i < 99; ++i) {
    const CaseId id = desk_.desk().Log(kHandler, ACaseOfANewCustomer());
    desk_.desk().Do(kHandler, id, EscalateCase{Trigger::Safety, {}, Said("Gas."), Said("Left the house."), {}});
  }
  const HttpReply before = hana_.Get(kAsk);
  EXPECT_EQ(before.At("/teams/0/people/0/in_time/cases_in_all"), "102") << "99, and three vulnerable customers";
  EXPECT_EQ(before.Json().at("teams").at(0).at("people").at(0).at("in_time").at("cases").as_array().size(), 100U);
}

TEST_F(Coaching, refuses_what_cannot_be_asked) {
  EXPECT_EQ(desk_.Visitor().Get(kAsk).status, 401);
  const HttpReply turned = mani_.Get(std::string(kAsk) + "?from=2026-12-02&to=2026-12-01");
  EXPECT_EQ(turned.status, 400);
  EXPECT_EQ(turned.At("/faults/0/path"), "from");
  EXPECT_EQ(mani_.Get(std::string(kAsk) + "?form=2026-12-02").At("/faults/0/path"), "form");
  EXPECT_EQ(mani_.Get(std::string(kAsk) + "?person=Hana").At("/faults/0/path"), "person");
  EXPECT_EQ(mani_.Get(std::string(kAsk) + "?person=U-99").At("/faults/0/says"), "nobody here has the reference U-99");
  EXPECT_EQ(mani_.Get(std::string(kAsk) + "?team=Heatin").At("/faults/0/path"), "team");
}

}  // namespace
}  // namespace tests
