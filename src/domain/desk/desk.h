#pragma once
// The people who work at the desk: what has happened to their accounts, what can be asked, and the rules. Passwords and
// tokens are not facts and never enter the log; the events only say that one was set or taken back.

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
};
BOOST_DESCRIBE_STRUCT(UserChanged, (), (name, role, team, reach))

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

using Event = std::variant<UserCreated, UserChanged, UserDeactivated, UserReactivated, PasswordSet, TokenCreated, TokenRevoked>;

struct Recorded {
  Event event;
  Instant at;
  std::string actor;
  std::int64_t version = 0;
};

// -- State --------------------------------------------------------------------------------------------------------

struct User {
  UserId id;
  Word login;
  Line name;
  Role role = Role::Handler;
  std::optional<Word> team;
  Reach reach = Reach::Desk;
  bool active = true;
  std::vector<Line> tokens;  // labels of the API tokens in force
  Instant created_at;
  Instant changed_at;
  std::int64_t version = 0;

  bool Exists() const { return version > 0; }
  domain::Actor ToActor() const { return domain::Actor::Staff(id, role, name.str()); }
  friend bool operator==(const User&, const User&) = default;
};
BOOST_DESCRIBE_STRUCT(User, (), (id, login, name, role, team, reach, active, tokens, created_at, changed_at, version))

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
};
BOOST_DESCRIBE_STRUCT(ChangeUser, (), (name, role, team, reach))
AMENDS_DOC(ChangeUser, "Change somebody's account.", {"name", "What colleagues see."}, {"role", "Their role."},
           {"team", "Their team."}, {"reach", "Which cases they see."})

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

using Command = std::variant<CreateUser, ChangeUser, DeactivateUser, ReactivateUser, NotePassword, NoteToken, RevokeToken>;

struct Context {
  domain::Actor actor;
  Instant now;
  const procedures::Procedure* procedure = nullptr;
  bool login_taken = false;
  int other_administrators = 0;  // active ones besides this user
};

using Events = std::vector<Event>;
using Ruling = std::variant<Events, domain::Refusals>;

Ruling Decide(const User& user, const Command& command, const Context& x);
bool HasRoute(std::size_t command_index);

}  // namespace desk
