// Who signs in, and the accounts of those who work at the desk.

#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

struct SignInBody {
  std::string login;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (login, password))
AMENDS_DOC(SignInBody, "Who signs in.", {"login", "The login."}, {"password", "The password."})

struct SessionView {
  UserId user;
  std::string name;
  domain::Role role = domain::Role::Handler;
  std::optional<base::Word> team;
  desk::Reach reach = desk::Reach::Desk;
  std::optional<std::string> csrf;
  std::optional<base::Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (user, name, role, team, reach, csrf, expires_at))
AMENDS_DOC(SessionView, "Who is signed in.", {"csrf", "To be sent as X-CSRF-Token with every change, when signed in by cookie."})

struct NewUser {
  base::Word login;
  base::Line name;
  domain::Role role = domain::Role::Handler;
  std::optional<base::Word> team;
  std::optional<desk::Reach> reach;
  std::optional<std::string> password;
};
BOOST_DESCRIBE_STRUCT(NewUser, (), (login, name, role, team, reach, password))
AMENDS_DOC(NewUser, "An account to make.", {"login", "What they sign in with."}, {"name", "What colleagues see."},
           {"role", "Handler, team leader, manager, quality or administrator."}, {"team", "Their team."},
           {"reach", "Which cases they see."}, {"password", "At least ten characters; without one they cannot sign in yet."})

struct PasswordBody {
  std::string password;
};
BOOST_DESCRIBE_STRUCT(PasswordBody, (), (password))
AMENDS_DOC(PasswordBody, "A new password.", {"password", "At least ten characters."})

struct TokenBody {
  base::Line label;
};
BOOST_DESCRIBE_STRUCT(TokenBody, (), (label))
AMENDS_DOC(TokenBody, "A token to make.", {"label", "What it is for."})

struct TokenView {
  std::string token;
  base::Line label;
};
BOOST_DESCRIBE_STRUCT(TokenView, (), (token, label))
AMENDS_DOC(TokenView, "A new token.", {"token", "Shown this once; only its hash is kept."}, {"label", "What it is for."})

struct UserList {
  std::vector<app::UserSummary> users;
};
BOOST_DESCRIBE_STRUCT(UserList, (), (users))

SessionView ViewOf(const app::Identity& identity) {
  const auto& viewer = identity.viewer;
  return {viewer.actor.user.value_or(UserId{}),
          identity.name,
          viewer.actor.role,
          viewer.team,
          viewer.reach,
          identity.csrf.empty() ? std::nullopt : std::optional(identity.csrf),
          {}};
}

std::string SessionCookie(const std::string& token, bool secure, std::int64_t max_age) {
  return "amends_session=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age) +
         (secure ? "; Secure" : "");
}

}  // namespace

// -- Session ------------------------------------------------------------------------------------------------------------

void Api::AddSession() {
  Endpoint sign_in{"POST", "/api/v1/session", "sign-in", "Session",
                   "Sign in. Sets a cookie; changes then need the CSRF token in X-CSRF-Token."};
  sign_in.access = Access::Public;
  sign_in.runs = Runs::Aside;
  sign_in.body = &base::TypeOf<SignInBody>();
  sign_in.reply = &base::TypeOf<SessionView>();
  sign_in.now = [this](const Message& message) {
    const auto body = Body<SignInBody>(message);
    if (!body) return ToReply(body.error());
    const auto in = access_.SignIn(body->login, body->password, message.from);
    if (!in) return ToReply(in.error());
    Reply reply = Shown(SessionView{in->user.ref, in->user.name, in->user.role,
                                    in->user.team ? std::optional(base::Word(*in->user.team)) : std::nullopt, in->user.reach,
                                    in->csrf, in->expires_at});
    const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(app::Access::kSessionLasts).count();
    reply.headers.emplace_back("Set-Cookie", SessionCookie(in->token, options_.secure_cookie, lasts));
    return reply;
  };
  router_.Add(std::move(sign_in));

  Endpoint who{"GET", "/api/v1/session", "who-am-i", "Session", "Who is signed in."};
  who.reply = &base::TypeOf<SessionView>();
  who.now = [](const Message& message) { return Shown(ViewOf(*message.identity)); };
  router_.Add(std::move(who));

  Endpoint sign_out{"DELETE", "/api/v1/session", "sign-out", "Session", "Sign out."};
  sign_out.runs = Runs::Aside;
  sign_out.status = 204;
  sign_out.now = [this](const Message& message) {
    if (const auto cookie = message.Cookie("amends_session")) {
      if (const auto out = access_.SignOut(*cookie); !out) return ToReply(out.error());
    }
    Reply reply;
    reply.status = 204;
    reply.headers.emplace_back("Set-Cookie", SessionCookie("", options_.secure_cookie, 0));
    return reply;
  };
  router_.Add(std::move(sign_out));
}

// -- Users --------------------------------------------------------------------------------------------------------------

void Api::AddUsers() {
  Endpoint add{"POST", "/api/v1/users", "create-user", "Users", base::TypeOf<desk::CreateUser>().doc};
  add.runs = Runs::Aside;
  add.body = &base::TypeOf<NewUser>();
  add.reply = &base::TypeOf<app::CommandReply>();
  add.status = 201;
  add.later = [this](const Message& message, Respond respond) {
    auto body = Body<NewUser>(message);
    if (!body) return respond(ToReply(body.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    app::Secrets secrets;
    if (body->password) {
      if (const auto fit = app::Access::CheckPassword(*body->password); !fit) return respond(ToReply(fit.error()));
      secrets.password_hash = access_.HashOf(*body->password);
    }
    service_.CreateUser(
        {body->login, body->name, body->role, body->team, body->reach}, std::move(secrets), *std::move(request),
        [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer, 201)); });
  };
  router_.Add(std::move(add));

  Endpoint list{"GET", "/api/v1/users", "list-users", "Users", "Everybody who works at the desk."};
  list.runs = Runs::Aside;
  list.reply = &base::TypeOf<UserList>();
  list.now = [this](const Message& message) {
    auto users = service_.queries().Users();
    if (!users) return ToReply(users.error());
    const domain::Actor& reader = message.identity->viewer.actor;
    const base::Instant now = service_.clock().Now();
    for (app::UserSummary& user : *users) {
      const auto found = service_.UserAt(user.ref);
      if (!found) return ToReply(found.error());
      const desk::User& u = (*found)->state;
      if (u.absence && u.absence->until > now) user.absence = u.absence;
      for (const desk::LentAuthority& loan : u.lent) {
        if (loan.until > now) user.lent.push_back({loan.by, loan.role, loan.from, loan.until});
      }
      if (reader.role == domain::Role::Administrator || reader.user == user.ref) user.tokens = std::ssize(u.tokens);
    }
    return Shown(UserList{*std::move(users)});
  };
  router_.Add(std::move(list));

  Endpoint password{"POST", "/api/v1/users/{ref}/password", "set-password", "Users",
                    "Set a password: your own, or anybody's as administrator. All their sessions end."};
  password.runs = Runs::Aside;
  password.body = &base::TypeOf<PasswordBody>();
  password.reply = &base::TypeOf<app::CommandReply>();
  password.later = [this](const Message& message, Respond respond) {
    const auto id = Captured<UserId>(message);
    if (!id) return respond(ToReply(id.error()));
    const auto body = Body<PasswordBody>(message);
    if (!body) return respond(ToReply(body.error()));
    if (const auto fit = app::Access::CheckPassword(body->password); !fit) return respond(ToReply(fit.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    service_.Handle(*id, desk::NotePassword{}, {access_.HashOf(body->password), {}}, *std::move(request),
                    [this, respond = std::move(respond)](Result<app::Answer> answer) mutable {
                      access_.Forget();
                      respond(AnswerReply(answer));
                    });
  };
  router_.Add(std::move(password));

  Endpoint token{"POST", "/api/v1/users/{ref}/tokens", "create-token", "Users", "Make an API token. It is shown this once."};
  token.body = &base::TypeOf<TokenBody>();
  token.reply = &base::TypeOf<TokenView>();
  token.status = 201;
  token.later = [this](const Message& message, Respond respond) {
    const auto id = Captured<UserId>(message);
    if (!id) return respond(ToReply(id.error()));
    const auto body = Body<TokenBody>(message);
    if (!body) return respond(ToReply(body.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    // A repeated reply would carry a token that was never kept; the second attempt is refused by its label.
    request->idempotency_key.reset();
    const auto made = app::Access::MakeToken();
    service_.Handle(*id, desk::NoteToken{body->label}, {{}, made.hash}, *std::move(request),
                    [made, label = body->label, respond = std::move(respond)](Result<app::Answer> answer) mutable {
                      Reply reply = AnswerReply(answer, 201);
                      if (reply.status == 201) reply.body = base::ToJson(TokenView{made.token, label});
                      respond(std::move(reply));
                    });
  };
  router_.Add(std::move(token));
}

}  // namespace http
