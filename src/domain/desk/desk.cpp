#include "domain/desk/desk.h"
#include "domain/words.h"

#include <algorithm>

namespace desk {
namespace {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using R = domain::Rule;

constexpr base::Duration kLongestLoan = std::chrono::days(92);

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
    if (e.left_team) u.team.reset();
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
  void operator()(const AuthorityLent& e) {
    std::erase_if(u.lent, [&](const LentAuthority& lent) { return lent.by == e.by; });
    u.lent.push_back({e.by, e.role, e.from, e.until, e.reason});
  }
  void operator()(const AuthorityTakenBack& e) {
    std::erase_if(u.lent, [&](const LentAuthority& lent) { return lent.by == e.by; });
  }
  void operator()(const AbsenceSet& e) { u.absence = Absence{e.from, e.until, e.deputy}; }
  void operator()(const AbsenceEnded&) { u.absence.reset(); }
  void operator()(const ViewSaved& e) {
    const auto kept = std::ranges::find(u.views, e.name, &SavedView::name);
    if (kept != u.views.end()) {
      *kept = {e.name, e.query, e.shared};
    } else {
      u.views.push_back({e.name, e.query, e.shared});
    }
  }
  void operator()(const ViewRemoved& e) {
    std::erase_if(u.views, [&](const SavedView& view) { return view.name == e.name; });
  }
};

constexpr std::size_t kMostViews = 100;

struct Decider {
  const User& u;
  const Context& x;

  static Refusals No(R rule, Saying says, std::optional<std::string> field = std::nullopt) {
    return {Refusal{rule, std::move(says), {}, std::move(field), {}}};
  }
  bool IsSelf() const { return x.actor.user == u.id; }
  bool Administers() const { return x.actor.role == Role::Administrator || x.actor.role == Role::System; }

  Refusals NotAdministrator() const {
    return No(R::ActorMayNot, Saying("Your role ({}) may not do this; it is for administrators.", x.actor.role));
  }
  static bool IsStaffRole(Role role) { return role != Role::Customer && role != Role::System; }

  Ruling operator()(const CreateUser& command) const {
    if (!Administers()) return NotAdministrator();
    if (!IsStaffRole(command.role)) return No(R::Incomplete, Saying("Choose a role of the staff."), "role");
    if (x.login_taken) {
      return No(R::LoginTaken, Saying("Somebody signs in as {} already.", base::Quoted(command.login.str())), "login");
    }
    return Events{UserCreated{command.login, command.name, command.role, command.team, command.reach.value_or(Reach::Desk)}};
  }

  Ruling operator()(const ChangeUser& command) const {
    if (!Administers()) return NotAdministrator();
    if (command.role && !IsStaffRole(*command.role)) return No(R::Incomplete, Saying("Choose a role of the staff."), "role");
    if (u.role == Role::Administrator && command.role && *command.role != Role::Administrator && x.other_administrators == 0) {
      return No(R::LastAdministrator, Saying("This is the last administrator; make another one first."), "role");
    }
    if (command.team && command.leave_team) {
      return No(R::Incomplete, Saying("Give a team, or say that they belong to none; not both."), "leave_team");
    }
    UserChanged event;
    if (command.name != std::optional(u.name)) event.name = command.name;
    if (command.role != std::optional(u.role)) event.role = command.role;
    if (command.team != u.team) event.team = command.team;
    if (command.reach != std::optional(u.reach)) event.reach = command.reach;
    event.left_team = command.leave_team && u.team;
    if (!event.name && !event.role && !event.team && !event.reach && !event.left_team) return Events{};
    return Events{std::move(event)};
  }

  Ruling operator()(const DeactivateUser& command) const {
    if (!Administers()) return NotAdministrator();
    if (!u.active) return Events{};
    if (u.role == Role::Administrator && x.other_administrators == 0) {
      return No(R::LastAdministrator, Saying("This is the last administrator; make another one first."));
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
    if (!u.active) return No(R::UserInactive, Saying("This account is closed."));
    return Events{PasswordSet{}};
  }

  Ruling operator()(const NoteToken& command) const {
    if (!Administers() && !IsSelf()) return NotAdministrator();
    if (!u.active) return No(R::UserInactive, Saying("This account is closed."));
    if (std::ranges::find(u.tokens, command.label) != u.tokens.end()) {
      return No(R::LoginTaken, Saying("There is a token called {} already.", base::Quoted(command.label.str())), "label");
    }
    return Events{TokenCreated{command.label}};
  }

  Ruling operator()(const LendAuthority& command) const {
    // What was lent is not lent on.
    const Role own = x.own_role.value_or(x.actor.role);
    if (own != Role::TeamLeader && own != Role::Manager) {
      return No(R::ActorMayNot, Saying("Only a team leader or a manager has authority to lend."));
    }
    if (IsSelf()) return No(R::Incomplete, Saying("Authority is lent to somebody else."));
    if (!u.active) return No(R::UserInactive, Saying("This account is closed."));
    if (u.role != Role::Handler && u.role != Role::TeamLeader) {
      return No(R::Incomplete, Saying("Authority is lent to handlers and team leaders; this is a {}.", u.role));
    }
    if (u.role >= own) return No(R::Incomplete, Saying("{} has this authority already.", u.name.str()));
    const Instant from = command.from.value_or(x.now);
    if (command.until <= x.now || command.until <= from) return No(R::DueInThePast, Saying("The end must lie ahead."), "until");
    if (command.until - x.now > kLongestLoan) {
      return No(R::Incomplete, Saying("Authority is lent for three months at most; after that, look again."), "until");
    }
    return Events{AuthorityLent{*x.actor.user, own, from, command.until, command.reason}};
  }

  Ruling operator()(const TakeBackAuthority&) const {
    const auto lent = std::ranges::find_if(u.lent, [&](const LentAuthority& l) { return x.actor.user == l.by; });
    if (lent == u.lent.end()) {
      if (!Administers() || u.lent.empty()) return Events{};
      return Events{AuthorityTakenBack{u.lent.back().by}};
    }
    return Events{AuthorityTakenBack{lent->by}};
  }

  Refusals NotTheirs() const {
    const bool leads = x.actor.role == Role::TeamLeader || x.actor.role == Role::Manager;
    if (IsSelf() || leads || Administers()) return {};
    return No(R::ActorMayNot, Saying("Absence is set by oneself, by who leads, or by an administrator."));
  }

  Ruling operator()(const SetAbsence& command) const {
    if (auto no = NotTheirs(); !no.empty()) return no;
    const Instant from = command.from.value_or(x.now);
    if (command.until <= x.now || command.until <= from) return No(R::DueInThePast, Saying("The end must lie ahead."), "until");
    if (command.deputy == u.id) return No(R::Incomplete, Saying("Nobody stands in for themselves."), "deputy");
    if (u.absence == Absence{from, command.until, command.deputy}) return Events{};
    return Events{AbsenceSet{from, command.until, command.deputy}};
  }

  Ruling operator()(const EndAbsence&) const {
    if (auto no = NotTheirs(); !no.empty()) return no;
    if (!u.IsAwayAt(x.now)) return Events{};
    return Events{AbsenceEnded{}};
  }

  Ruling operator()(const SaveView& command) const {
    if (!IsSelf()) return No(R::ActorMayNot, Saying("Everybody keeps views of their own; share one to let others use it."));
    const auto kept = std::ranges::find(u.views, command.name, &SavedView::name);
    if (kept != u.views.end() && *kept == SavedView{command.name, command.query, command.shared}) return Events{};
    if (kept == u.views.end() && u.views.size() >= kMostViews) {
      return No(R::Incomplete, Saying("Nobody keeps more than {} views; remove one first.", kMostViews), "name");
    }
    return Events{ViewSaved{command.name, command.query, command.shared}};
  }

  Ruling operator()(const RemoveView& command) const {
    // An administrator tidies up what somebody left behind.
    if (!IsSelf() && !Administers()) return No(R::ActorMayNot, Saying("This view is somebody else's."));
    if (std::ranges::find(u.views, command.name, &SavedView::name) == u.views.end()) return Events{};
    return Events{ViewRemoved{command.name}};
  }

  Ruling operator()(const RevokeToken& command) const {
    if (!Administers() && !IsSelf()) return NotAdministrator();
    if (std::ranges::find(u.tokens, command.label) == u.tokens.end()) return Events{};
    return Events{TokenRevoked{command.label}};
  }
};

}  // namespace

domain::Actor User::ActorAt(Instant now, const std::function<bool(const LentAuthority&)>& stands) const {
  Role highest = role;
  if (role == Role::Handler || role == Role::TeamLeader) {
    for (const LentAuthority& loan : lent) {
      if (loan.from <= now && now < loan.until && stands(loan)) highest = std::max(highest, loan.role);
    }
  }
  return domain::Actor::Staff(id, highest, name.str());
}

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
