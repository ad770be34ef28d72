#include "domain/desk/desk.h"

#include <algorithm>

namespace desk {
namespace {

using domain::Refusal;
using domain::Refusals;
using R = domain::Rule;

struct Evolver {
  User& u;
  const Recorded& recorded;

  void operator()(const UserCreated& e) {
    u.login = e.login;
    u.name = e.name;
    u.role = e.role;
    u.team = e.team;
    u.reach = e.reach;
    u.active = true;
    u.created_at = recorded.at;
  }
  void operator()(const UserChanged& e) {
    if (e.name) u.name = *e.name;
    if (e.role) u.role = *e.role;
    if (e.team) u.team = e.team;
    if (e.reach) u.reach = *e.reach;
  }
  void operator()(const UserDeactivated&) {
    u.active = false;
    u.tokens.clear();
  }
  void operator()(const UserReactivated&) { u.active = true; }
  void operator()(const PasswordSet&) {}
  void operator()(const TokenCreated& e) { u.tokens.push_back(e.label); }
  void operator()(const TokenRevoked& e) { std::erase(u.tokens, e.label); }
};

struct Decider {
  const User& u;
  const Context& x;

  static Refusals No(R rule, std::string says, std::optional<std::string> field = std::nullopt) {
    return {Refusal{rule, std::move(says), {}, std::move(field), {}}};
  }
  bool IsSelf() const { return x.actor.user == u.id; }
  bool Administers() const { return x.actor.role == Role::Administrator || x.actor.role == Role::System; }

  Refusals NotAdministrator() const {
    return No(R::ActorMayNot, "Your role (" + base::WordsOf(x.actor.role) + ") may not do this; it is for administrators.");
  }
  static bool IsStaffRole(Role role) { return role != Role::Customer && role != Role::System; }

  Ruling operator()(const CreateUser& command) const {
    if (!Administers()) return NotAdministrator();
    if (!IsStaffRole(command.role)) return No(R::Incomplete, "Choose a role of the staff.", "role");
    if (x.login_taken) {
      return No(R::LoginTaken, "Somebody signs in as " + base::Quoted(command.login.str()) + " already.", "login");
    }
    return Events{UserCreated{command.login, command.name, command.role, command.team, command.reach.value_or(Reach::Desk)}};
  }

  Ruling operator()(const ChangeUser& command) const {
    if (!Administers()) return NotAdministrator();
    if (command.role && !IsStaffRole(*command.role)) return No(R::Incomplete, "Choose a role of the staff.", "role");
    if (u.role == Role::Administrator && command.role && *command.role != Role::Administrator && x.other_administrators == 0) {
      return No(R::LastAdministrator, "This is the last administrator; make another one first.", "role");
    }
    UserChanged event;
    if (command.name != std::optional(u.name)) event.name = command.name;
    if (command.role != std::optional(u.role)) event.role = command.role;
    if (command.team != u.team) event.team = command.team;
    if (command.reach != std::optional(u.reach)) event.reach = command.reach;
    if (!event.name && !event.role && !event.team && !event.reach) return Events{};
    return Events{std::move(event)};
  }

  Ruling operator()(const DeactivateUser& command) const {
    if (!Administers()) return NotAdministrator();
    if (!u.active) return Events{};
    if (u.role == Role::Administrator && x.other_administrators == 0) {
      return No(R::LastAdministrator, "This is the last administrator; make another one first.");
    }
    return Events{UserDeactivated{command.reason}};
  }

  Ruling operator()(const ReactivateUser&) const {
    if (!Administers()) return NotAdministrator();
    if (u.active) return Events{};
    return Events{UserReactivated{}};
  }

  Ruling operator()(const NotePassword&) const {
    if (!Administers() && !IsSelf()) return NotAdministrator();
    if (!u.active) return No(R::UserInactive, "This account is closed.");
    return Events{PasswordSet{}};
  }

  Ruling operator()(const NoteToken& command) const {
    if (!Administers() && !IsSelf()) return NotAdministrator();
    if (!u.active) return No(R::UserInactive, "This account is closed.");
    if (std::ranges::find(u.tokens, command.label) != u.tokens.end()) {
      return No(R::LoginTaken, "There is a token called " + base::Quoted(command.label.str()) + " already.", "label");
    }
    return Events{TokenCreated{command.label}};
  }

  Ruling operator()(const RevokeToken& command) const {
    if (!Administers() && !IsSelf()) return NotAdministrator();
    if (std::ranges::find(u.tokens, command.label) == u.tokens.end()) return Events{};
    return Events{TokenRevoked{command.label}};
  }
};

}  // namespace

void Evolve(User& user, const Recorded& recorded) {
  std::visit(Evolver{user, recorded}, recorded.event);
  user.changed_at = recorded.at;
  user.version = recorded.version;
}

Ruling Decide(const User& user, const Command& command, const Context& x) { return std::visit(Decider{user, x}, command); }

bool HasRoute(std::size_t command_index) {
  const std::string& name = base::TypeOf<Command>().alternatives[command_index].name;
  return name != "NotePassword" && name != "NoteToken";
}

}  // namespace desk
