// What the pages of the desk ask besides cases: how many there are in each view, views people keep, who else is here, the
// first administrator of a new desk, the log as an auditor reads it, and how the system is.

#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

struct HereBody {
  bool writing = false;
  bool leaving = false;
};
BOOST_DESCRIBE_STRUCT(HereBody, (), (writing, leaving))
AMENDS_DOC(HereBody, "What you are doing on the case.", {"writing", "You are writing on it."}, {"leaving", "You are leaving it."})

struct Colleague {
  UserId user;
  std::string name;
  bool writing = false;
  base::Instant seen_at;
};
BOOST_DESCRIBE_STRUCT(Colleague, (), (user, name, writing, seen_at))
AMENDS_DOC(Colleague, "Somebody who is on the case too.", {"writing", "They are writing on it."},
           {"seen_at", "When they were last seen."})
struct ColleagueList {
  std::vector<Colleague> colleagues;
};
BOOST_DESCRIBE_STRUCT(ColleagueList, (), (colleagues))

struct SavedViewOf {
  UserId owner;
  std::string owner_name;
  base::Line name;
  base::Prose query;
  bool shared = false;
};
BOOST_DESCRIBE_STRUCT(SavedViewOf, (), (owner, owner_name, name, query, shared))
AMENDS_DOC(SavedViewOf, "A view somebody keeps.", {"owner", "Whose it is."}, {"name", "What it is called."},
           {"query", "What it asks, as the page writes it in its address."}, {"shared", "Colleagues see it too."})
struct ViewList {
  std::vector<SavedViewOf> views;
};
BOOST_DESCRIBE_STRUCT(ViewList, (), (views))

struct SetupView {
  bool needed = false;
};
BOOST_DESCRIBE_STRUCT(SetupView, (), (needed))
AMENDS_DOC(SetupView, "Whether this desk is new.", {"needed", "Nobody has an account yet."})

struct SetupBody {
  std::string key;
  base::Word login;
  base::Line name;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SetupBody, (), (key, login, name, password))
AMENDS_DOC(SetupBody, "The first administrator.", {"key", "The set-up key that the server wrote to its log when it started."},
           {"login", "What they sign in with."}, {"name", "What colleagues see."}, {"password", "At least ten characters."})

struct AuditQuery {
  std::optional<base::Word> ref;
  std::optional<base::Word> actor;
  std::optional<base::Word> type;
  std::optional<base::Instant> from;
  std::optional<base::Instant> until;
  std::optional<base::Whole<0, std::numeric_limits<std::int64_t>::max()>> after;
  std::optional<base::Whole<0, std::numeric_limits<std::int64_t>::max()>> before;
  bool newest_first = false;
  std::optional<base::Whole<1, 500>> limit;
};
BOOST_DESCRIBE_STRUCT(AuditQuery, (), (ref, actor, type, from, until, after, before, newest_first, limit))
AMENDS_DOC(AuditQuery, "Which part of the log.", {"ref", "Only what happened to this case, customer, person or procedure."},
           {"actor", "Only what they brought about: a reference, or \"system\"."}, {"type", "Only this: \"CaseLogged\"."},
           {"from", "Happened at or after."}, {"until", "Happened before."},
           {"after", "Events after this position; from the beginning, if left out."}, {"before", "Events before this position."},
           {"newest_first", "Backwards from the end, or from `before`."}, {"limit", "How many; 100, unless said otherwise."})

struct AuditEntry {
  std::int64_t position = 0;
  std::string ref;
  std::int64_t version = 0;
  std::string type;
  base::Instant at;
  std::string actor;
  std::string who;
};
BOOST_DESCRIBE_STRUCT(AuditEntry, (), (position, ref, version, type, at, actor, who))
AMENDS_DOC(AuditEntry, "One event of the log.", {"position", "Where it stands in the log."}, {"ref", "What it happened to."},
           {"type", "What happened."}, {"actor", "Who brought it about, as a reference."},
           {"who", "The same as a name, where there is one."})
struct AuditPage {
  std::vector<AuditEntry> entries;
  std::int64_t last = 0;
};
BOOST_DESCRIBE_STRUCT(AuditPage, (), (entries, last))
AMENDS_DOC(AuditPage, "A part of the log, oldest first unless asked otherwise.", {"last", "The last position of the whole log."})

bool MayAudit(const Message& message) {
  const domain::Role role = message.identity->viewer.actor.role;
  return role == domain::Role::Administrator || role == domain::Role::Manager || role == domain::Role::Quality;
}
Reply NotForThisRole() {
  return ToReply(Fail(ErrorCode::Forbidden, Saying("this is for managers, quality and administrators")).error());
}

}  // namespace

void Api::AddDesk() {
  Endpoint counts{"GET", "/api/v1/counts", "count-views", "Cases", "How many open cases there are in each of the usual views."};
  counts.runs = Runs::Aside;
  counts.reply = &base::TypeOf<app::ViewCounts>();
  counts.now = [this](const Message& message) {
    return JsonOf(service_.queries().CountViews(service_.clock().Now(), message.identity->viewer));
  };
  router_.Add(std::move(counts));

  Endpoint facets{"GET", "/api/v1/facets", "list-facets", "Cases",
                  "The products and categories in use, with how many cases are about each."};
  facets.runs = Runs::Aside;
  facets.reply = &base::TypeOf<app::Facets>();
  facets.now = [this](const Message& message) { return JsonOf(service_.queries().CountFacets(message.identity->viewer)); };
  router_.Add(std::move(facets));

  Endpoint here{"POST", "/api/v1/cases/{ref}/here", "note-presence", "Cases",
                "Say that you are on a case, every 20 seconds; the answer says who else is."};
  here.runs = Runs::Aside;
  here.body = &base::TypeOf<HereBody>();
  here.reply = &base::TypeOf<ColleagueList>();
  here.now = [this](const Message& message) {
    const auto id = Captured<CaseId>(message);
    if (!id) return ToReply(id.error());
    const auto body = Body<HereBody>(message);
    if (!body) return ToReply(body.error());
    const auto found = service_.CaseAt(*id, message.identity->viewer);
    if (!found) return ToReply(found.error());
    ColleagueList list;
    const auto user = message.identity->viewer.actor.user;
    if (!user || options_.presence == nullptr) return Shown(std::move(list));
    if (body->leaving) {
      const auto left = options_.presence->Left(*id, *user);
      return left ? Shown(std::move(list)) : ToReply(left.error());
    }
    const auto others = options_.presence->Seen(*id, *user, body->writing, service_.clock().Now());
    if (!others) return ToReply(others.error());
    for (const app::Here& other : *others) {
      list.colleagues.push_back({other.user, service_.NameOf(other.user), other.writing, other.seen_at});
    }
    return Shown(std::move(list));
  };
  router_.Add(std::move(here));

  Endpoint views{"GET", "/api/v1/views", "list-views", "Users", "The views you keep, and those colleagues share."};
  views.runs = Runs::Aside;
  views.reply = &base::TypeOf<ViewList>();
  views.now = [this](const Message& message) {
    const auto users = service_.queries().Users();
    if (!users) return ToReply(users.error());
    ViewList list;
    for (const app::UserSummary& user : *users) {
      const bool own = message.identity->viewer.actor.user == user.ref;
      if (!own && !user.active) continue;
      const auto state = service_.UserAt(user.ref);
      if (!state) return ToReply(state.error());
      for (const desk::SavedView& view : (*state)->state.views) {
        if (own || view.shared) list.views.push_back({user.ref, user.name, view.name, view.query, view.shared});
      }
    }
    return Shown(std::move(list));
  };
  router_.Add(std::move(views));

  Endpoint is_new{"GET", "/api/v1/setup", "needs-setup", "Users", "Whether this desk is new and has no account yet."};
  is_new.access = Access::Public;
  is_new.runs = Runs::Aside;
  is_new.reply = &base::TypeOf<SetupView>();
  is_new.now = [this](const Message&) {
    const auto users = service_.queries().Users();
    return users ? Shown(SetupView{users->empty()}) : ToReply(users.error());
  };
  router_.Add(std::move(is_new));

  Endpoint setup{"POST", "/api/v1/setup", "set-up", "Users", "Make the first administrator of a new desk."};
  setup.access = Access::Public;
  setup.runs = Runs::Aside;
  setup.body = &base::TypeOf<SetupBody>();
  setup.reply = &base::TypeOf<app::CommandReply>();
  setup.status = 201;
  setup.later = [this](const Message& message, Respond respond) {
    const auto body = Body<SetupBody>(message);
    if (!body) return respond(ToReply(body.error()));
    const auto users = service_.queries().Users();
    if (!users) return respond(ToReply(users.error()));
    if (!users->empty()) return respond(ToReply(Fail(ErrorCode::Conflict, Saying("this desk is set up; sign in")).error()));
    if (options_.setup_key.empty() || !base::EqualSecret(body->key, options_.setup_key)) {
      return respond(
          ToReply(base::FailAt("key", Saying("is not the set-up key; the server wrote it to its log when it started")).error()));
    }
    if (const auto fit = app::Access::CheckPassword(body->password); !fit) return respond(ToReply(fit.error()));
    app::Secrets secrets;
    secrets.password_hash = access_.HashOf(body->password);
    service_.CreateUser(
        {body->login, body->name, domain::Role::Administrator, {}, {}}, std::move(secrets),
        app::Request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}},
        [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer, 201)); });
  };
  router_.Add(std::move(setup));

  Endpoint audit{"GET", "/api/v1/audit", "read-audit", "Health", "The log, event by event: who did what, when. Facts only."};
  audit.runs = Runs::Aside;
  audit.query = &base::TypeOf<AuditQuery>();
  audit.reply = &base::TypeOf<AuditPage>();
  audit.now = [this](const Message& message) {
    const auto query = ReadQuery<AuditQuery>(message);
    if (!query) return ToReply(query.error());
    if (!MayAudit(message)) return NotForThisRole();
    const auto last = service_.store().LastPosition();
    if (!last) return ToReply(last.error());
    app::LogQuery asked;
    const auto text = [](const std::optional<base::Word>& word) { return word ? std::optional(word->str()) : std::nullopt; };
    const auto number = [](const auto& whole) { return whole ? std::optional(whole->value) : std::nullopt; };
    asked.stream = text(query->ref);
    asked.actor = text(query->actor);
    asked.type = text(query->type);
    asked.from = query->from;
    asked.until = query->until;
    asked.after = number(query->after);
    asked.before = number(query->before);
    asked.newest_first = query->newest_first;
    if (query->limit) asked.limit = static_cast<int>(query->limit->value);
    const auto feed = service_.store().Log(asked);
    if (!feed) return ToReply(feed.error());
    AuditPage page;
    page.last = *last;
    for (const app::FeedEntry& entry : *feed) {
      const auto user = UserId::Parse(entry.actor);
      page.entries.push_back(
          {entry.position, entry.stream, entry.version, entry.type, entry.at, entry.actor, user ? service_.NameOf(*user) : ""});
    }
    return Shown(std::move(page));
  };
  router_.Add(std::move(audit));

  Endpoint verify{"POST", "/api/v1/audit/verify", "verify-log", "Health",
                  "Check the whole log: every chain of hashes, every row against its events, every file, every checkpoint."};
  verify.runs = Runs::Aside;
  verify.reply = &base::TypeOf<app::AuditReport>();
  verify.now = [this](const Message& message) {
    if (!MayAudit(message)) return NotForThisRole();
    if (!options_.verify)
      return ToReply(Fail(ErrorCode::Unavailable, Saying("this server cannot check its log; use: amends verify")).error());
    return JsonOf(options_.verify());
  };
  router_.Add(std::move(verify));

  Endpoint health{"GET", "/api/v1/health", "system-health", "Health", "How the system is, for whoever looks after it."};
  health.runs = Runs::Aside;
  health.reply = &base::TypeOf<app::SystemHealth>();
  health.now = [this](const Message& message) {
    if (!MayAudit(message)) return NotForThisRole();
    if (!options_.health) return ToReply(Fail(ErrorCode::Unavailable, Saying("this server tells nothing of itself")).error());
    return JsonOf(options_.health());
  };
  router_.Add(std::move(health));
}

}  // namespace http
