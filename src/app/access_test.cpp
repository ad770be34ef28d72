#include "app/access.h"

#include "support/desk.h"
#include "support/faults.h"

namespace app {
namespace {

using namespace tests;  // NOLINT: tests speak the specs' words
using std::chrono::hours;
using std::chrono::seconds;

class Door : public testing::Test {
 protected:
  UserId Hire(const std::string& login, const std::string& password) {
    Secrets secrets;
    secrets.password_hash = base::HashPassword(password, base::PasswordCost::Minimal);
    const auto reply = Desk::Succeed(desk_.Wait([&](OnAnswer done) {
      desk_.service().CreateUser({base::Word(login), base::Line(login), Role::Handler, {}, {}}, secrets,
                                 Desk::As(Actor::System()), std::move(done));
    }));
    return *UserId::Parse(reply.ref);
  }
  void Give(UserId id, desk::Command command, Secrets secrets = {}) {
    Desk::Succeed(desk_.Wait([&](OnAnswer done) {
      desk_.service().Handle(id, std::move(command), secrets, Desk::As(Actor::System()), std::move(done));
    }));
    access_.Forget();
  }
  std::string Trying(const std::string& login, const std::string& password) {
    return Says(access_.SignIn(login, password, "192.0.2.7"));
  }

  Desk desk_{tests::Kind::Sqlite};
  Access access_{desk_.service(), desk_.store(), base::PasswordCost::Minimal};
};

TEST_F(Door, opens_to_login_and_password_however_the_login_is_written) {
  const UserId id = Hire("hana", "correct horse");
  const auto in = access_.SignIn("HANA", "correct horse", "192.0.2.7");
  ASSERT_TRUE(in) << Says(in);
  const auto who = access_.Identify(in->token);
  ASSERT_TRUE(who) << Says(who);
  EXPECT_EQ(who->viewer.actor.user, id);
  EXPECT_EQ(who->csrf, in->csrf);
  EXPECT_TRUE(access_.Known(in->token));
  EXPECT_EQ(in->expires_at, desk_.Now() + hours(12));
}

TEST_F(Door, does_not_say_whether_login_or_password_was_wrong) {
  Hire("hana", "correct horse");
  EXPECT_EQ(Trying("hana", "wrong horse"), "the login or the password is wrong");
  EXPECT_EQ(Trying("nobody", "correct horse"), Trying("hana", ""));
}

TEST_F(Door, makes_who_fails_often_wait_longer_and_forgets_it_on_success) {
  Hire("hana", "correct horse");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(Trying("hana", "wrong"), "the login or the password is wrong");
  EXPECT_EQ(Trying("hana", "correct horse"), "too many failed attempts; try again in 1 second");
  EXPECT_TRUE(access_.SignIn("hana", "correct horse", "192.0.2.8")) << "from another place";
  desk_.Advance(seconds(2));
  EXPECT_EQ(Trying("hana", "wrong"), "the login or the password is wrong");
  EXPECT_EQ(Trying("hana", "correct horse"), "too many failed attempts; try again in 2 seconds");
  desk_.Advance(seconds(3));
  EXPECT_EQ(Trying("hana", "correct horse"), "fine");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(Trying("hana", "wrong"), "the login or the password is wrong");
  EXPECT_EQ(Trying("hana", "correct horse"), "fine");
}

TEST_F(Door, is_shut_to_a_session_that_ended) {
  Hire("hana", "correct horse");
  const auto first = *access_.SignIn("hana", "correct horse", "x");
  const auto second = *access_.SignIn("hana", "correct horse", "x");
  ASSERT_TRUE(access_.SignOut(first.token));
  EXPECT_FALSE(access_.Known(first.token));
  EXPECT_FALSE(access_.Identify(first.token));
  EXPECT_TRUE(access_.Identify(second.token));
  desk_.Advance(hours(12));
  EXPECT_EQ(Says(access_.Identify(second.token)), "the session has ended; sign in again");
}

TEST_F(Door, is_shut_at_once_to_who_left) {
  const UserId id = Hire("hana", "correct horse");
  const auto in = *access_.SignIn("hana", "correct horse", "x");
  EXPECT_TRUE(access_.Identify(in.token));
  Give(id, desk::DeactivateUser{base::Line("Left")});
  EXPECT_FALSE(access_.Known(in.token));
  EXPECT_FALSE(access_.Identify(in.token));
  EXPECT_EQ(Trying("hana", "correct horse"), "the login or the password is wrong");
}

TEST_F(Door, opens_to_an_api_token_until_it_is_taken_back) {
  const UserId id = Hire("hana", "correct horse");
  const auto made = Access::MakeToken();
  EXPECT_TRUE(made.token.starts_with("amends_"));
  Secrets secrets;
  secrets.token_hash = made.hash;
  Give(id, desk::NoteToken{base::Line("reports")}, secrets);
  const auto who = access_.Identify(made.token);
  ASSERT_TRUE(who) << Says(who);
  EXPECT_EQ(who->viewer.actor.user, id);
  EXPECT_TRUE(who->csrf.empty());
  EXPECT_FALSE(access_.Identify(made.token + "x"));
  Give(id, desk::RevokeToken{base::Line("reports")});
  EXPECT_EQ(Says(access_.Identify(made.token)), "this API token is not known, or was taken back");
}

TEST_F(Door, keeps_what_it_looked_up_for_a_few_seconds_only) {
  Hire("hana", "correct horse");
  const auto in = *access_.SignIn("hana", "correct horse", "x");
  EXPECT_FALSE(access_.Known(in.token)) << "not looked up yet";
  EXPECT_TRUE(access_.Identify(in.token));
  EXPECT_TRUE(access_.Known(in.token));
  desk_.Advance(seconds(6));
  EXPECT_FALSE(access_.Known(in.token));
}

TEST(Passwords, must_be_long_and_not_the_first_that_anybody_would_try) {
  EXPECT_EQ(Says(Access::CheckPassword("correct horse")), "fine");
  EXPECT_EQ(Says(Access::CheckPassword("ninechars")), "password: expected at least 10 characters");
  EXPECT_EQ(Says(Access::CheckPassword("ééééééééé")), "password: expected at least 10 characters") << "characters, not bytes";
  EXPECT_EQ(Says(Access::CheckPassword("password123")), "password: is one of the first anybody would try; choose another");
  EXPECT_EQ(Says(Access::CheckPassword(std::string(1001, 'x'))), "password: expected at most 1,000 bytes");
}

}  // namespace
}  // namespace app
