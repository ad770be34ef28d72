#include "domain/desk/desk.h"

#include <gtest/gtest.h>

#include "support/general.h"

namespace desk {
namespace {

using domain::Actor;
using domain::Refusals;
using domain::Rule;

const Actor kAdministrator = Actor::Staff(UserId{6}, Role::Administrator, "Ada");
const Actor kHandler = Actor::Staff(UserId{1}, Role::Handler, "Hana");
const Actor kColleague = Actor::Staff(UserId{4}, Role::Handler, "Cole");

class Account {
 public:
  explicit Account(Role role = Role::Handler) {
    user_.id = UserId{1};
    x_.actor = kAdministrator;
    x_.now = *Instant::Parse("2026-11-02T09:00:00Z");
    x_.procedure = &tests::General();
    Give(CreateUser{Word("hana"), Line("Hana"), role, {}, {}});
  }
  Account& As(const Actor& actor) {
    x_.actor = actor;
    return *this;
  }
  Account& Give(const Command& command) {
    events_.clear();
    refused_.reset();
    auto ruling = Decide(user_, command, x_);
    if (auto* refusals = std::get_if<Refusals>(&ruling)) {
      refused_ = refusals->front().rule;
      return *this;
    }
    for (const Event& event : std::get<Events>(ruling)) {
      events_.push_back(base::TypeOf<Event>().alternatives[event.index()].name);
      Evolve(user_, {event, x_.now, x_.actor.ToString(), user_.version + 1});
    }
    return *this;
  }
  Account& Then(const std::vector<std::string>& names) {
    EXPECT_FALSE(refused_) << base::NameOf(*refused_);
    EXPECT_EQ(events_, names);
    return *this;
  }
  Account& Refused(Rule rule) {
    EXPECT_EQ(refused_, rule);
    return *this;
  }
  const User& user() const { return user_; }
  Context& context() { return x_; }

 private:
  User user_;
  Context x_;
  std::vector<std::string> events_;
  std::optional<Rule> refused_;
};

TEST(Accounts, are_made_by_administrators_with_a_role_of_the_staff) {
  Account a;
  EXPECT_EQ(a.user().reach, Reach::Desk);
  EXPECT_TRUE(a.user().active);
  a.Give(CreateUser{Word("x"), Line("X"), Role::Customer, {}, {}}).Refused(Rule::Incomplete);
  a.Give(CreateUser{Word("x"), Line("X"), Role::System, {}, {}}).Refused(Rule::Incomplete);
  a.context().login_taken = true;
  a.Give(CreateUser{Word("x"), Line("X"), Role::Handler, {}, {}}).Refused(Rule::LoginTaken);
  a.As(kHandler).Give(CreateUser{Word("x"), Line("X"), Role::Handler, {}, {}}).Refused(Rule::ActorMayNot);
}

TEST(Accounts, change_only_where_something_differs) {
  Account a;
  a.Give(ChangeUser{Line("Hana"), Role::Handler, {}, Reach::Desk}).Then({});
  a.Give(ChangeUser{{}, Role::TeamLeader, Word("North"), {}}).Then({"UserChanged"});
  EXPECT_EQ(a.user().role, Role::TeamLeader);
  EXPECT_EQ(a.user().name.str(), "Hana");
  a.Give(ChangeUser{{}, Role::System, {}, {}}).Refused(Rule::Incomplete);
  a.As(kHandler).Give(ChangeUser{{}, Role::Manager, {}, {}}).Refused(Rule::ActorMayNot);
}

TEST(Accounts, leave_a_team_for_none) {
  Account a;
  a.Give(ChangeUser{{}, {}, {}, {}, true}).Then({});
  a.Give(ChangeUser{{}, {}, Word("North"), {}}).Then({"UserChanged"});
  a.Give(ChangeUser{{}, {}, Word("South"), {}, true}).Refused(Rule::Incomplete);
  a.Give(ChangeUser{{}, {}, {}, {}, true}).Then({"UserChanged"});
  EXPECT_FALSE(a.user().team);
}

TEST(Accounts, the_last_administrator_can_neither_step_down_nor_go) {
  Account a(Role::Administrator);
  a.Give(ChangeUser{{}, Role::Handler, {}, {}}).Refused(Rule::LastAdministrator);
  a.Give(DeactivateUser{Line("Left")}).Refused(Rule::LastAdministrator);
  a.Give(ChangeUser{Line("Hanna"), Role::Administrator, {}, {}}).Then({"UserChanged"});
  a.context().other_administrators = 1;
  a.Give(DeactivateUser{Line("Left")}).Then({"UserDeactivated"});
}

TEST(Accounts, closed_lose_their_tokens_and_get_no_new_ones) {
  Account a;
  a.Give(NoteToken{Line("reports")}).Then({"TokenCreated"}).Give(NoteToken{Line("reports")}).Refused(Rule::LoginTaken);
  a.Give(DeactivateUser{Line("Left")}).Then({"UserDeactivated"}).Give(DeactivateUser{Line("Left")}).Then({});
  EXPECT_TRUE(a.user().tokens.empty());
  a.Give(NoteToken{Line("reports")}).Refused(Rule::UserInactive);
  a.Give(NotePassword{}).Refused(Rule::UserInactive);
  a.Give(ReactivateUser{}).Then({"UserReactivated"}).Give(ReactivateUser{}).Then({});
  EXPECT_TRUE(a.user().tokens.empty());
}

TEST(Accounts, everybody_sees_to_their_own_password_and_tokens_and_to_no_colleagues) {
  Account a;
  a.As(kHandler).Give(NotePassword{}).Then({"PasswordSet"});
  a.Give(NoteToken{Line("reports")}).Then({"TokenCreated"});
  a.As(kColleague).Give(NotePassword{}).Refused(Rule::ActorMayNot);
  a.Give(NoteToken{Line("mine")}).Refused(Rule::ActorMayNot);
  a.Give(RevokeToken{Line("reports")}).Refused(Rule::ActorMayNot);
  a.As(kHandler).Give(RevokeToken{Line("reports")}).Then({"TokenRevoked"}).Give(RevokeToken{Line("reports")}).Then({});
}

}  // namespace
}  // namespace desk
