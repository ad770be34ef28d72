#pragma once
// The people who work at the desk: what has happened to their accounts, what can be asked, and the rules. Passwords and
// tokens are not facts and never enter the log; the events only say that one was set or taken back.

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/actor.h"
#include "domain/procedures/procedure.h"
#include "domain/refusal.h"

namespace desk {

using base::Instant;
using base::Line;
using base::UserId;
using base::Word;
using domain::Role;

// Which cases a person sees; what is beyond it is as if it were not there.
enum class Reach : std::uint8_t { Own, Team, Desk };
BOOST_DESCRIBE_ENUM(Reach, Own, Team, Desk)

// -- Events -------------------------------------------------------------------------------------------------------

struct UserCreated {
  Word login;
  Line name;
  Role role = Role::Handler;
  std::optional<Word> team;
  Reach reach = Reach::Desk;
};
BOOST_DESCRIBE_STRUCT(UserCreated, (), (login, name, role, team, reach))

struct UserChanged {
  std::optional<Line> name;
  std::optional<Role> role;
  std::optional<Word> team;
  std::optional<Reach> reach;
  bool left_team = false;  // and belongs to none
};
BOOST_DESCRIBE_STRUCT(UserChanged, (), (name, role, team, reach, left_team))

struct UserDeactivated {
  Line reason;
};
BOOST_DESCRIBE_STRUCT(UserDeactivated, (), (reason))

struct UserReactivated {};
BOOST_DESCRIBE_STRUCT(UserReactivated, (), ())

struct PasswordSet {};
BOOST_DESCRIBE_STRUCT(PasswordSet, (), ())

struct TokenCreated {
  Line label;
};
BOOST_DESCRIBE_STRUCT(TokenCreated, (), (label))

struct TokenRevoked {
  Line label;
};
BOOST_DESCRIBE_STRUCT(TokenRevoked, (), (label))

// Somebody higher lets this person act with their authority for a while.
struct AuthorityLent {
  UserId by;
  Role role = Role::TeamLeader;
  Instant from;
  Instant until;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(AuthorityLent, (), (by, role, from, until, reason))

struct AuthorityTakenBack {
  UserId by;
};
BOOST_DESCRIBE_STRUCT(AuthorityTakenBack, (), (by))

struct AbsenceSet {
  Instant from;
  Instant until;
  std::optional<UserId> deputy;
};
BOOST_DESCRIBE_STRUCT(AbsenceSet, (), (from, until, deputy))

struct AbsenceEnded {};
BOOST_DESCRIBE_STRUCT(AbsenceEnded, (), ())

// A way of looking at the cases that somebody keeps for themselves, or for colleagues too.
struct ViewSaved {
  Line name;
  base::Prose query;  // as the page writes it in its address
  bool shared = false;
};
BOOST_DESCRIBE_STRUCT(ViewSaved, (), (name, query, shared))

struct ViewRemoved {
  Line name;
};
BOOST_DESCRIBE_STRUCT(ViewRemoved, (), (name))

using Event = std::variant<UserCreated, UserChanged, UserDeactivated, UserReactivated, PasswordSet, TokenCreated, TokenRevoked,
                           AuthorityLent, AuthorityTakenBack, AbsenceSet, AbsenceEnded, ViewSaved, ViewRemoved>;

struct Recorded {
  Event event;
  Instant at;
  std::string actor;
  std::int64_t version = 0;
};

// -- State --------------------------------------------------------------------------------------------------------

struct LentAuthority {
  UserId by;
  Role role = Role::TeamLeader;
  Instant from;
  Instant until;
  Line reason;
  friend bool operator==(const LentAuthority&, const LentAuthority&) = default;
};
BOOST_DESCRIBE_STRUCT(LentAuthority, (), (by, role, from, until, reason))

struct Absence {
  Instant from;
  Instant until;
  std::optional<UserId> deputy;
  friend bool operator==(const Absence&, const Absence&) = default;
};
BOOST_DESCRIBE_STRUCT(Absence, (), (from, until, deputy))

struct SavedView {
  Line name;
  base::Prose query;
  bool shared = false;
  friend bool operator==(const SavedView&, const SavedView&) = default;
};
BOOST_DESCRIBE_STRUCT(SavedView, (), (name, query, shared))

struct User {
  UserId id;
  Word login;
  Line name;
  Role role = Role::Handler;
  std::optional<Word> team;
  Reach reach = Reach::Desk;
  bool active = true;
  std::vector<Line> tokens;  // labels of the API tokens in force
  std::vector<LentAuthority> lent;
  std::optional<Absence> absence;
  std::vector<SavedView> views;
  Instant created_at;
  Instant changed_at;
  std::int64_t version = 0;

  bool Exists() const { return version > 0; }
  // With the highest authority they hold at that time, their own or lent; `stands` says whether the lender still has it.
  domain::Actor ActorAt(Instant now, const std::function<bool(const LentAuthority&)>& stands) const;
  bool IsAwayAt(Instant now) const { return absence && absence->from <= now && now < absence->until; }
  friend bool operator==(const User&, const User&) = default;
};
BOOST_DESCRIBE_STRUCT(User, (),
                      (id, login, name, role, team, reach, active, tokens, lent, absence, views, created_at, changed_at, version))

void Evolve(User& user, const Recorded& recorded);

// -- Commands -----------------------------------------------------------------------------------------------------

struct CreateUser {
  Word login;
  Line name;
  Role role = Role::Handler;
  std::optional<Word> team;
  std::optional<Reach> reach;
};
BOOST_DESCRIBE_STRUCT(CreateUser, (), (login, name, role, team, reach))
AMENDS_DOC(CreateUser, "Give somebody an account.", {"login", "What they sign in with."}, {"name", "What colleagues see."},
           {"role", "Handler, team leader, manager, quality or administrator."}, {"team", "Their team."},
           {"reach", "Which cases they see: their own, their team's, or the whole desk's (the default)."})

struct ChangeUser {
  std::optional<Line> name;
  std::optional<Role> role;
  std::optional<Word> team;
  std::optional<Reach> reach;
  bool leave_team = false;
};
BOOST_DESCRIBE_STRUCT(ChangeUser, (), (name, role, team, reach, leave_team))
AMENDS_DOC(ChangeUser, "Change somebody's account.", {"name", "What colleagues see."}, {"role", "Their role."},
           {"team", "Their team."}, {"reach", "Which cases they see."},
           {"leave_team", "They belong to no team any more; not together with a team."})

struct DeactivateUser {
  Line reason;
};
BOOST_DESCRIBE_STRUCT(DeactivateUser, (), (reason))
AMENDS_DOC(DeactivateUser, "Close somebody's account; their sessions and tokens end at once.", {"reason", "Why."})

struct ReactivateUser {};
BOOST_DESCRIBE_STRUCT(ReactivateUser, (), ())
AMENDS_DOC(ReactivateUser, "Open a closed account again.")

struct NotePassword {};
BOOST_DESCRIBE_STRUCT(NotePassword, (), ())
AMENDS_DOC(NotePassword, "Note that a password was set.")

struct NoteToken {
  Line label;
};
BOOST_DESCRIBE_STRUCT(NoteToken, (), (label))
AMENDS_DOC(NoteToken, "Note that an API token was made.", {"label", "What it is for."})

struct RevokeToken {
  Line label;
};
BOOST_DESCRIBE_STRUCT(RevokeToken, (), (label))
AMENDS_DOC(RevokeToken, "Take an API token back; it ends at once.", {"label", "What it was for."})

struct LendAuthority {
  std::optional<Instant> from;
  Instant until;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(LendAuthority, (), (from, until, reason))
AMENDS_DOC(LendAuthority, "Let this person act with your authority for a while.", {"from", "From when; now, if left out."},
           {"until", "Until when, at most three months on."}, {"reason", "Why."})

struct TakeBackAuthority {};
BOOST_DESCRIBE_STRUCT(TakeBackAuthority, (), ())
AMENDS_DOC(TakeBackAuthority, "Take back the authority you lent this person.")

struct SetAbsence {
  std::optional<Instant> from;
  Instant until;
  std::optional<UserId> deputy;
};
BOOST_DESCRIBE_STRUCT(SetAbsence, (), (from, until, deputy))
AMENDS_DOC(SetAbsence, "Be away for a while: nothing new is assigned to who is away.", {"from", "From when; now, if left out."},
           {"until", "Until when."}, {"deputy", "Who stands in."})

struct EndAbsence {};
BOOST_DESCRIBE_STRUCT(EndAbsence, (), ())
AMENDS_DOC(EndAbsence, "Be back before the time set.")

struct SaveView {
  Line name;
  base::Prose query;
  bool shared = false;
};
BOOST_DESCRIBE_STRUCT(SaveView, (), (name, query, shared))
AMENDS_DOC(SaveView, "Keep a view of the cases under a name; one of the same name is replaced.", {"name", "What it is called."},
           {"query", "What it asks, as the page writes it in its address."}, {"shared", "Colleagues see it too."})

struct RemoveView {
  Line name;
};
BOOST_DESCRIBE_STRUCT(RemoveView, (), (name))
AMENDS_DOC(RemoveView, "Keep a view no longer.", {"name", "What it is called."})

using Command = std::variant<CreateUser, ChangeUser, DeactivateUser, ReactivateUser, NotePassword, NoteToken, RevokeToken,
                             LendAuthority, TakeBackAuthority, SetAbsence, EndAbsence, SaveView, RemoveView>;

struct Context {
  domain::Actor actor;
  Instant now;
  const procedures::Procedure* procedure = nullptr;
  bool login_taken = false;
  int other_administrators = 0;       // active ones besides this user
  std::optional<Role> own_role = {};  // of the actor, without what was lent; for LendAuthority
};

using Events = std::vector<Event>;
using Ruling = std::variant<Events, domain::Refusals>;

Ruling Decide(const User& user, const Command& command, const Context& x);
bool HasRoute(std::size_t command_index);

}  // namespace desk
