// Authority that is lent for a while, and absence.

#include "domain/desk/desk.h"

#include <gtest/gtest.h>

namespace desk {
namespace {

using domain::Actor;
using domain::Refusals;
using domain::Rule;
using std::chrono::days;

const Instant kMonday = *Instant::Parse("2026-11-02T09:00:00Z");
const Actor kHana = Actor::Staff(UserId{1}, Role::Handler, "Hana");
const Actor kLea = Actor::Staff(UserId{2}, Role::TeamLeader, "Lea");
const Actor kMani = Actor::Staff(UserId{3}, Role::Manager, "Mani");

class Hana {
 public:
  Hana() {
    user_.id = UserId{1};
    Give(Actor::System(), CreateUser{Word("hana"), Line("Hana"), Role::Handler, {}, {}});
  }
  // The rule that says no, or nothing.
  std::optional<Rule> Give(const Actor& actor, const Command& command, std::optional<Role> own_role = {}) {
    Context x;
    x.actor = actor;
    x.now = now;
    x.own_role = own_role;
    auto ruling = Decide(user_, command, x);
    if (auto* refusals = std::get_if<Refusals>(&ruling)) return refusals->front().rule;
    events = std::get<Events>(ruling).size();
    for (const Event& event : std::get<Events>(ruling)) Evolve(user_, {event, now, actor.ToString(), user_.version + 1});
    return std::nullopt;
  }
  Role RoleAt(Instant at, bool stands = true) const {
    return user_.ActorAt(at, [&](const LentAuthority&) { return stands; }).role;
  }
  const User& user() const { return user_; }

  Instant now = kMonday;
  std::size_t events = 0;

 private:
  User user_;
};

LendAuthority For(base::Duration length, std::optional<Instant> from = {}) {
  return {from, from.value_or(kMonday) + length, Line("I am away.")};
}

TEST(LentAuthority, holds_from_the_first_moment_to_the_last_and_not_beyond) {
  Hana hana;
  EXPECT_EQ(hana.Give(kLea, For(days(3), kMonday + days(1))), std::nullopt);
  EXPECT_EQ(hana.RoleAt(kMonday), Role::Handler);
  EXPECT_EQ(hana.RoleAt(kMonday + days(1)), Role::TeamLeader);
  EXPECT_EQ(hana.RoleAt(kMonday + days(4) - base::Duration(1)), Role::TeamLeader);
  EXPECT_EQ(hana.RoleAt(kMonday + days(4)), Role::Handler);
  EXPECT_EQ(hana.RoleAt(kMonday + days(2), false), Role::Handler) << "the lender has it no more";
}

TEST(LentAuthority, of_two_lenders_is_the_higher) {
  Hana hana;
  hana.Give(kLea, For(days(10)));
  hana.Give(kMani, For(days(2)));
  EXPECT_EQ(hana.RoleAt(kMonday + days(1)), Role::Manager);
  EXPECT_EQ(hana.RoleAt(kMonday + days(3)), Role::TeamLeader);
}

TEST(LentAuthority, is_given_by_who_has_it_for_three_months_at_most_and_never_lent_on) {
  Hana hana;
  EXPECT_EQ(hana.Give(Actor::Staff(UserId{4}, Role::Handler, "Cole"), For(days(1))), Rule::ActorMayNot);
  EXPECT_EQ(hana.Give(Actor::Staff(UserId{5}, Role::Quality, "Quinn"), For(days(1))), Rule::ActorMayNot);
  EXPECT_EQ(hana.Give(Actor::Staff(UserId{4}, Role::TeamLeader, "Cole"), For(days(1)), Role::Handler), Rule::ActorMayNot);
  EXPECT_EQ(hana.Give(kLea, For(days(92))), std::nullopt);
  EXPECT_EQ(hana.Give(kLea, For(days(93))), Rule::Incomplete);
  EXPECT_EQ(hana.Give(kLea, For(days(-1))), Rule::DueInThePast);
  EXPECT_EQ(hana.Give(Actor::Staff(UserId{1}, Role::TeamLeader, "Hana"), For(days(1))), Rule::Incomplete) << "to oneself";
}

TEST(LentAuthority, is_taken_back_by_who_lent_it_and_taking_it_back_again_is_nothing_new) {
  Hana hana;
  hana.Give(kLea, For(days(10)));
  EXPECT_EQ(hana.Give(kMani, TakeBackAuthority{}), std::nullopt);
  EXPECT_EQ(hana.events, 0U) << "it was not the manager's";
  hana.Give(kLea, TakeBackAuthority{});
  EXPECT_EQ(hana.RoleAt(kMonday), Role::Handler);
  hana.Give(kLea, TakeBackAuthority{});
  EXPECT_EQ(hana.events, 0U);
}

TEST(Absence, is_set_by_oneself_or_who_leads_and_ends_by_itself) {
  Hana hana;
  EXPECT_EQ(hana.Give(Actor::Staff(UserId{4}, Role::Handler, "Cole"), SetAbsence{{}, kMonday + days(1), {}}), Rule::ActorMayNot);
  EXPECT_EQ(hana.Give(kHana, SetAbsence{{}, kMonday + days(7), UserId{1}}), Rule::Incomplete)
      << "nobody stands in for themselves";
  EXPECT_EQ(hana.Give(kHana, SetAbsence{{}, kMonday + days(7), UserId{4}}), std::nullopt);
  EXPECT_TRUE(hana.user().IsAwayAt(kMonday));
  EXPECT_FALSE(hana.user().IsAwayAt(kMonday + days(7)));
  EXPECT_EQ(hana.Give(kLea, EndAbsence{}), std::nullopt);
  EXPECT_FALSE(hana.user().IsAwayAt(kMonday));
}

}  // namespace
}  // namespace desk
