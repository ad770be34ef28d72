#include "http/api.h"

#include <magic.h>

#include <algorithm>
#include <charconv>
#include <list>

#include "base/json.h"
#include "http/openapi.h"

namespace http {
namespace {

using app::CaseId;
using app::CustomerId;
using app::UserId;
using base::ErrorCode;
using base::Fail;
using base::Result;

std::string Quote(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

Reply Json(std::string body, unsigned status = 200) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}
template <class T>
Reply JsonOf(const Result<T>& value) {
  return value ? Json(base::ToJson(*value)) : ToReply(value.error());
}

// The reference in the path; one that cannot be a reference is as absent as any other.
template <class Id>
Result<Id> Captured(const Message& message, std::size_t index = 0) {
  auto id = Id::Parse(message.captures.at(index));
  if (!id) return Fail(ErrorCode::NotFound, "there is nothing called " + base::Quoted(message.captures.at(index)) + " here");
  return id;
}

Result<app::Request> RequestOf(const Message& message) {
  app::Request request;
  request.viewer = message.identity->viewer;
  if (const std::string* match = message.Header("if-match"); match != nullptr && *match != "*") {
    std::string_view text = *match;
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t version = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (fault != std::errc{} || end != text.data() + text.size()) {
      return base::FailAt("If-Match", "expected the ETag of an earlier answer, like \"17\", found " + base::Quoted(*match));
    }
    request.if_match = version;
  }
  if (const std::string* key = message.Header("idempotency-key"); key != nullptr) {
    if (key->empty() || key->size() > 200) return base::FailAt("Idempotency-Key", "expected 1 to 200 characters");
    request.idempotency_key = *key;
    request.digest = base::Hex(base::Hasher().Add(message.method).Add(message.path).Add(message.body).Finish());
  }
  return request;
}

Reply AnswerReply(const Result<app::Answer>& answer, unsigned status = 200) {
  if (!answer) return ToReply(answer.error());
  if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) return ToReply(*refused);
  const auto& done = std::get<app::CommandReply>(*answer);
  Reply reply = Json(base::ToJson(done), status);
  reply.headers.emplace_back("ETag", Quote(done.version));
  return reply;
}

template <class T>
Result<T> Body(const Message& message) {
  return base::FromJson<T>(message.body.empty() ? "{}" : message.body);
}

// What a file is, by looking into it; what the sender calls it is not believed.
std::string SniffType(std::string_view first_bytes) {
  struct Close {
    void operator()(magic_set* cookie) const { magic_close(cookie); }
  };
  thread_local const std::unique_ptr<magic_set, Close> cookie = [] {
    std::unique_ptr<magic_set, Close> made(magic_open(MAGIC_MIME_TYPE));
    if (made && magic_load(made.get(), nullptr) != 0) made.reset();
    return made;
  }();
  const char* type = cookie ? magic_buffer(cookie.get(), first_bytes.data(), first_bytes.size()) : nullptr;
  return type == nullptr ? "application/octet-stream" : type;
}

// -- Bodies and replies that are not commands ---------------------------------------------------------------------------

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

struct SearchQuery {
  base::Line q;
  std::optional<base::Whole<1, 100>> limit;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, limit))
AMENDS_DOC(SearchQuery, "What to search for.", {"q", "Words, a reference, a name."}, {"limit", "How many of each kind; 20, unless said otherwise."})

struct SearchResult {
  std::vector<app::CaseSummary> cases;
  std::vector<app::CustomerSummary> customers;
};
BOOST_DESCRIBE_STRUCT(SearchResult, (), (cases, customers))

struct CustomerList {
  std::vector<app::CustomerSummary> customers;
};
BOOST_DESCRIBE_STRUCT(CustomerList, (), (customers))

struct DueQuery {
  std::optional<base::Instant> before;
  bool mine = false;
  std::optional<base::Whole<1, 500>> limit;
};
BOOST_DESCRIBE_STRUCT(DueQuery, (), (before, mine, limit))
AMENDS_DOC(DueQuery, "What is due.", {"before", "Due before; in the next day, unless said otherwise."}, {"mine", "Only my own."},
           {"limit", "How many; 100, unless said otherwise."})

struct DeadlineList {
  std::vector<app::Deadline> deadlines;
};
BOOST_DESCRIBE_STRUCT(DeadlineList, (), (deadlines))

struct WeighBody {
  std::vector<options::Criterion> criteria;
  std::vector<options::OptionScores> scored;
};
BOOST_DESCRIBE_STRUCT(WeighBody, (), (criteria, scored))
AMENDS_DOC(WeighBody, "Options to weigh without recording it.", {"criteria", "What they are judged by."}, {"scored", "How each does."})

struct FileQuery {
  base::Line name;
  std::optional<base::Prose> note;
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (name, note))
AMENDS_DOC(FileQuery, "What the file is called.", {"name", "Its name."}, {"note", "What it shows."})

struct FeedQuery {
  std::optional<base::Whole<0, std::numeric_limits<std::int64_t>::max()>> after;
};
BOOST_DESCRIBE_STRUCT(FeedQuery, (), (after))
AMENDS_DOC(FeedQuery, "From where to listen.", {"after", "Events after this position; those to come, if left out. Last-Event-ID says the same."})

struct HealthView {
  std::string status;
};
BOOST_DESCRIBE_STRUCT(HealthView, (), (status))

struct ClockBody {
  std::optional<std::string> advance;
  std::optional<base::Instant> to;
};
BOOST_DESCRIBE_STRUCT(ClockBody, (), (advance, to))
AMENDS_DOC(ClockBody, "How to move the clock.", {"advance", "By a duration: \"3d\"."}, {"to", "To an instant, not before now."})

struct ClockView {
  base::Instant now;
};
BOOST_DESCRIBE_STRUCT(ClockView, (), (now))

SessionView ViewOf(const app::Identity& identity) {
  const auto& viewer = identity.viewer;
  return {viewer.actor.user.value_or(UserId{}), identity.name, viewer.actor.role, viewer.team, viewer.reach,
          identity.csrf.empty() ? std::nullopt : std::optional(identity.csrf), {}};
}

std::string SessionCookie(const std::string& token, bool secure, std::int64_t max_age) {
  return "amends_session=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(max_age) + (secure ? "; Secure" : "");
}

bool IsLoopback(const std::string& from) { return from.starts_with("127.") || from == "::1" || from.starts_with("::ffff:127."); }

// Percent-encodes for filename*=UTF-8''...
std::string ForHeader(const std::string& text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '.' || c == '-' || c == '_') {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4U];
      encoded += kHex[byte & 15U];
    }
  }
  return encoded;
}

}  // namespace

// Cases as they were last shown, rendered. One is shown again only if neither the case nor its customer has moved and no
// time has passed that the guide depends on.
class CaseViews {
 public:
  explicit CaseViews(app::Service& service) : service_(service) {}

  Reply Show(CaseId id, const app::Viewer& viewer) {
    auto snapshot = service_.CaseAt(id, viewer);
    if (!snapshot) return ToReply(snapshot.error());
    const cases::Case& c = (*snapshot)->state;
    auto customer = service_.CustomerAt(c.customer);
    if (!customer) return ToReply(customer.error());
    const std::string key = id.ToString() + "|" + viewer.actor.ToString() + "|" + base::NameOf(viewer.actor.role);
    const base::Instant now = service_.clock().Now();
    if (auto kept = Find(key, c.version, (*customer)->state.version, now)) return Rendered(std::move(kept), c.version);
    auto view = service_.ViewCase(id, viewer);
    if (!view) return ToReply(view.error());
    auto body = std::make_shared<const std::string>(base::ToJson(*view));
    Keep(key, {view->version, (*customer)->state.version, now, service_.GuideHoldsUntil(view->state), body});
    return Rendered(std::move(body), view->version);
  }

 private:
  struct Kept {
    std::int64_t case_version = 0;
    std::int64_t customer_version = 0;
    base::Instant from;
    base::Instant until;
    std::shared_ptr<const std::string> body;
  };
  static constexpr std::size_t kMostBytes = 32U << 20U;

  static Reply Rendered(std::shared_ptr<const std::string> body, std::int64_t version) {
    Reply reply;
    reply.shared_body = std::move(body);
    reply.headers.emplace_back("ETag", Quote(version));
    return reply;
  }

  std::shared_ptr<const std::string> Find(const std::string& key, std::int64_t version, std::int64_t customer_version, base::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = index_.find(key);
    if (found == index_.end()) return nullptr;
    const Kept& kept = found->second->second;
    if (kept.case_version != version || kept.customer_version != customer_version || now < kept.from || now >= kept.until) return nullptr;
    order_.splice(order_.begin(), order_, found->second);
    return kept.body;
  }

  void Keep(const std::string& key, Kept kept) {
    const std::lock_guard lock(mutex_);
    if (const auto found = index_.find(key); found != index_.end()) Drop(found->second);
    bytes_ += kept.body->size();
    order_.emplace_front(key, std::move(kept));
    index_[key] = order_.begin();
    while (bytes_ > kMostBytes && order_.size() > 1) Drop(std::prev(order_.end()));
  }

  using Order = std::list<std::pair<std::string, Kept>>;
  void Drop(Order::iterator entry) {
    bytes_ -= entry->second.body->size();
    index_.erase(entry->first);
    order_.erase(entry);
  }

  app::Service& service_;
  std::mutex mutex_;
  Order order_;
  std::unordered_map<std::string, Order::iterator> index_;
  std::size_t bytes_ = 0;
};

Api::~Api() = default;

Api::Api(app::Service& service, app::Access& access, app::BlobStore& blobs, Metrics& metrics, ApiOptions options)
    : service_(service), access_(access), blobs_(blobs), metrics_(metrics), options_(std::move(options)),
      views_(std::make_unique<CaseViews>(service)) {
  AddSession();
  AddCases();
  AddFiles();
  AddCustomers();
  AddUsers();
  AddQuestions();
  AddHealth();
  openapi_ = OpenApi(router_);
}

// -- Session ------------------------------------------------------------------------------------------------------------

void Api::AddSession() {
  Endpoint sign_in{"POST", "/api/v1/session", "sign-in", "Session", "Sign in. Sets a cookie; changes then need the CSRF token in X-CSRF-Token."};
  sign_in.access = Access::Public;
  sign_in.runs = Runs::Aside;
  sign_in.body = &base::TypeOf<SignInBody>();
  sign_in.reply = &base::TypeOf<SessionView>();
  sign_in.now = [this](const Message& message) {
    const auto body = Body<SignInBody>(message);
    if (!body) return ToReply(body.error());
    const auto in = access_.SignIn(body->login, body->password, message.from);
    if (!in) return ToReply(in.error());
    Reply reply = Json(base::ToJson(SessionView{in->user.ref, in->user.name, in->user.role,
                                                in->user.team ? std::optional(base::Word(*in->user.team)) : std::nullopt,
                                                in->user.reach, in->csrf, in->expires_at}));
    const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(app::Access::kSessionLasts).count();
    reply.headers.emplace_back("Set-Cookie", SessionCookie(in->token, options_.secure_cookie, lasts));
    return reply;
  };
  router_.Add(std::move(sign_in));

  Endpoint who{"GET", "/api/v1/session", "who-am-i", "Session", "Who is signed in."};
  who.reply = &base::TypeOf<SessionView>();
  who.now = [](const Message& message) { return Json(base::ToJson(ViewOf(*message.identity))); };
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

// -- Commands -----------------------------------------------------------------------------------------------------------

template <class Id, class Command>
void Api::AddCommands(const std::string& prefix, const std::string& group, bool (*has_route)(std::size_t)) {
  const base::Type& choice = base::TypeOf<Command>();
  for (std::size_t index = 0; index < choice.alternatives.size(); ++index) {
    const base::Type& type = choice.alternatives[index].type();
    const std::string name = base::Kebab(choice.alternatives[index].name);
    // What begins a stream has no reference yet; it is posted to the collection.
    const bool begins = name == "log-case" || name == "register-customer" || name == "create-user";
    if (!has_route(index) || begins) continue;
    Endpoint endpoint{"POST", prefix + "/{ref}/" + name, name, group, type.doc};
    endpoint.body = &type;
    endpoint.reply = &base::TypeOf<app::CommandReply>();
    endpoint.takes_if_match = true;
    endpoint.takes_idempotency_key = true;
    endpoint.later = [this, index, &choice, &type](const Message& message, Respond respond) {
      const auto id = Captured<Id>(message);
      if (!id) return respond(ToReply(id.error()));
      Command command;
      void* into = choice.choose(&command, index);
      if (auto read = base::FromJson(message.body.empty() ? "{}" : message.body, into, type); !read) return respond(ToReply(read.error()));
      auto request = RequestOf(message);
      if (!request) return respond(ToReply(request.error()));
      auto done = [this, respond = std::move(respond)](Result<app::Answer> answer) mutable {
        if constexpr (std::is_same_v<Id, UserId>) access_.Forget();
        respond(AnswerReply(answer));
      };
      if constexpr (std::is_same_v<Id, UserId>) {
        service_.Handle(*id, std::move(command), {}, *std::move(request), std::move(done));
      } else {
        service_.Handle(*id, std::move(command), *std::move(request), std::move(done));
      }
    };
    router_.Add(std::move(endpoint));
  }
}

void Api::AddCases() {
  Endpoint log{"POST", "/api/v1/cases", "log-case", "Cases", base::TypeOf<cases::LogCase>().doc};
  log.body = &base::TypeOf<cases::LogCase>();
  log.reply = &base::TypeOf<app::CommandReply>();
  log.status = 201;
  log.takes_idempotency_key = true;
  log.later = [this](const Message& message, Respond respond) {
    auto command = Body<cases::LogCase>(message);
    if (!command) return respond(ToReply(command.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    service_.Log(*std::move(command), *std::move(request), [respond = std::move(respond)](Result<app::Answer> answer) mutable {
      Reply reply = AnswerReply(answer, 201);
      if (reply.status == 201) reply.headers.emplace_back("Location", "/api/v1/cases/" + std::get<app::CommandReply>(*answer).ref);
      respond(std::move(reply));
    });
  };
  router_.Add(std::move(log));

  Endpoint list{"GET", "/api/v1/cases", "list-cases", "Cases", "List cases, a page at a time."};
  list.runs = Runs::Aside;
  list.query = &base::TypeOf<app::CaseFilter>();
  list.reply = &base::TypeOf<app::CasePage>();
  list.now = [this](const Message& message) {
    const auto filter = ReadQuery<app::CaseFilter>(message);
    if (!filter) return ToReply(filter.error());
    return JsonOf(service_.queries().Cases(*filter, message.identity->viewer));
  };
  router_.Add(std::move(list));

  Endpoint show{"GET", "/api/v1/cases/{ref}", "show-case", "Cases", "A case: its state, what can be done now, and its story."};
  show.runs = service_.store().MayWait() ? Runs::Aside : Runs::Here;
  show.reply = &base::TypeOf<app::CaseView>();
  show.now = [this](const Message& message) {
    const auto id = Captured<CaseId>(message);
    return id ? views_->Show(*id, message.identity->viewer) : ToReply(id.error());
  };
  router_.Add(std::move(show));

  Endpoint weigh{"POST", "/api/v1/weigh", "weigh", "Cases", "Weigh options without recording it: ranking, ties, sensitivity."};
  weigh.body = &base::TypeOf<WeighBody>();
  weigh.reply = &base::TypeOf<options::Ranking>();
  weigh.now = [](const Message& message) {
    const auto body = Body<WeighBody>(message);
    if (!body) return ToReply(body.error());
    const bool weighted = std::ranges::any_of(body->criteria, [](const options::Criterion& k) { return k.weight.value > 0; });
    if (!weighted) return ToReply(base::FailAt("criteria", "expected at least one criterion with a weight above zero").error());
    if (body->scored.empty()) return ToReply(base::FailAt("scored", "expected at least one option").error());
    for (std::size_t i = 0; i < body->scored.size(); ++i) {
      if (body->scored[i].scores.size() == body->criteria.size()) continue;
      return ToReply(base::FailAt("scored[" + std::to_string(i) + "].scores",
                                  "expected one score for each of the " + std::to_string(body->criteria.size()) + " criteria").error());
    }
    return Json(base::ToJson(options::Weigh(body->criteria, body->scored)));
  };
  router_.Add(std::move(weigh));

  AddCommands<CaseId, cases::Command>("/api/v1/cases", "Cases", cases::HasRoute);
}

// -- Files --------------------------------------------------------------------------------------------------------------

namespace {

class CaseUpload final : public Endpoint::Upload {
 public:
  CaseUpload(app::Service& service, CaseId id, FileQuery query, app::Request request, std::unique_ptr<app::BlobWriter> writer)
      : service_(service), id_(id), query_(std::move(query)), request_(std::move(request)), writer_(std::move(writer)) {}

  Result<void> Take(std::string_view bytes) override {
    if (first_.size() < 4096) first_.append(bytes.substr(0, 4096 - first_.size()));
    size_ += static_cast<std::int64_t>(bytes.size());
    return writer_->Write(bytes);
  }

  void Finish(Respond respond) override {
    if (size_ == 0) return respond(ToReply(base::FailAt("", "the file is empty").error()));
    auto address = writer_->Finish();
    if (!address) return respond(ToReply(address.error()));
    // The bytes were not known yet when the request was read, and are part of it.
    if (request_.idempotency_key) {
      request_.digest = base::Hex(base::Hasher().Add(request_.digest).Add(query_.name.str()).Add(*address).Finish());
    }
    cases::AttachFile command;
    command.name = cases::SealedLine(query_.name);
    command.media_type = base::Line(SniffType(first_));
    command.size = size_;
    command.blob = *std::move(address);
    if (query_.note) command.note = cases::SealedProse(*query_.note);
    service_.Handle(id_, std::move(command), std::move(request_), [respond = std::move(respond)](Result<app::Answer> answer) mutable {
      respond(AnswerReply(answer, 201));
    });
  }

 private:
  app::Service& service_;
  CaseId id_;
  FileQuery query_;
  app::Request request_;
  std::unique_ptr<app::BlobWriter> writer_;
  std::string first_;
  std::int64_t size_ = 0;
};

}  // namespace

void Api::AddFiles() {
  Endpoint attach{"POST", "/api/v1/cases/{ref}/files", "attach-file", "Files",
                  "Attach a file: its bytes are the body, up to 25 MB. Its kind is found by looking into it."};
  attach.query = &base::TypeOf<FileQuery>();
  attach.reply = &base::TypeOf<app::CommandReply>();
  attach.status = 201;
  attach.takes_file = true;
  attach.takes_if_match = true;
  attach.takes_idempotency_key = true;
  attach.upload = [this](const Message& message) -> Result<std::unique_ptr<Endpoint::Upload>> {
    TRY(const auto id, Captured<CaseId>(message));
    TRY(auto query, ReadQuery<FileQuery>(message));
    TRY(auto request, RequestOf(message));
    TRY(const auto snapshot, service_.CaseAt(id, message.identity->viewer));
    TRY(auto writer, blobs_.NewBlob(snapshot->state.customer));
    return std::unique_ptr<Endpoint::Upload>(
        std::make_unique<CaseUpload>(service_, id, std::move(query), std::move(request), std::move(writer)));
  };
  router_.Add(std::move(attach));

  Endpoint fetch{"GET", "/api/v1/cases/{ref}/files/{file}", "fetch-file", "Files", "A file's bytes, always as a download."};
  fetch.runs = Runs::Aside;
  fetch.reply_type = "*/*";
  fetch.now = [this](const Message& message) {
    const auto id = Captured<CaseId>(message);
    if (!id) return ToReply(id.error());
    const auto file_id = Captured<base::AttachmentId>(message, 1);
    if (!file_id) return ToReply(file_id.error());
    const auto snapshot = service_.CaseAt(*id, message.identity->viewer);
    if (!snapshot) return ToReply(snapshot.error());
    const cases::Attachment* file = cases::FindAttachment((*snapshot)->state, *file_id);
    if (file == nullptr) return ToReply(Fail(ErrorCode::NotFound, "this case has no file " + file_id->ToString()).error());
    auto blob = blobs_.FindBlob(file->blob);
    if (!blob) return ToReply(blob.error());
    Reply reply;
    reply.type = file->media_type.str();
    reply.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + ForHeader(file->name.Shown()));
    reply.headers.emplace_back("Content-Security-Policy", "sandbox; default-src 'none'");
    reply.size = static_cast<std::uint64_t>(blob->size);
    reply.pieces = [this, blob = *std::move(blob), number = std::int64_t{0}]() mutable -> Result<std::optional<std::string>> {
      if (number == blob.pieces) return std::optional<std::string>();
      TRY(auto piece, blobs_.ReadPiece(blob, number++));
      return std::optional(std::move(piece));
    };
    return reply;
  };
  router_.Add(std::move(fetch));
}

// -- Customers ----------------------------------------------------------------------------------------------------------

void Api::AddCustomers() {
  Endpoint add{"POST", "/api/v1/customers", "register-customer", "Customers", base::TypeOf<customers::RegisterCustomer>().doc};
  add.body = &base::TypeOf<customers::RegisterCustomer>();
  add.reply = &base::TypeOf<app::CommandReply>();
  add.status = 201;
  add.takes_idempotency_key = true;
  add.later = [this](const Message& message, Respond respond) {
    auto command = Body<customers::RegisterCustomer>(message);
    if (!command) return respond(ToReply(command.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    service_.Register(*std::move(command), *std::move(request), [respond = std::move(respond)](Result<app::Answer> answer) mutable {
      Reply reply = AnswerReply(answer, 201);
      if (reply.status == 201) reply.headers.emplace_back("Location", "/api/v1/customers/" + std::get<app::CommandReply>(*answer).ref);
      respond(std::move(reply));
    });
  };
  router_.Add(std::move(add));

  Endpoint list{"GET", "/api/v1/customers", "find-customers", "Customers",
                "Customers whose name, e-mail, postcode, telephone or account begins with each of the words."};
  list.runs = Runs::Aside;
  list.query = &base::TypeOf<SearchQuery>();
  list.reply = &base::TypeOf<CustomerList>();
  list.now = [this](const Message& message) {
    const auto query = ReadQuery<SearchQuery>(message);
    if (!query) return ToReply(query.error());
    auto found = service_.queries().SearchCustomers(query->q.str(), static_cast<int>(query->limit ? query->limit->value : 20));
    if (!found) return ToReply(found.error());
    return Json(base::ToJson(CustomerList{*std::move(found)}));
  };
  router_.Add(std::move(list));

  Endpoint match{"POST", "/api/v1/customers/match", "match-customers", "Customers",
                 "Customers on record who may be this person: same e-mail, same telephone, or same name and postcode."};
  match.runs = Runs::Aside;
  match.body = &base::TypeOf<customers::Profile>();
  match.reply = &base::TypeOf<CustomerList>();
  match.now = [this](const Message& message) {
    const auto profile = Body<customers::Profile>(message);
    if (!profile) return ToReply(profile.error());
    const auto ids = service_.queries().Matching(customers::MatchKeys(*profile), CustomerId{});
    if (!ids) return ToReply(ids.error());
    auto found = service_.queries().Customers(*ids);
    if (!found) return ToReply(found.error());
    return Json(base::ToJson(CustomerList{*std::move(found)}));
  };
  router_.Add(std::move(match));

  Endpoint show{"GET", "/api/v1/customers/{ref}", "show-customer", "Customers", "A customer, with all their cases."};
  show.runs = Runs::Aside;
  show.reply = &base::TypeOf<app::CustomerView>();
  show.now = [this](const Message& message) {
    const auto id = Captured<CustomerId>(message);
    if (!id) return ToReply(id.error());
    const auto view = service_.ViewCustomer(*id, message.identity->viewer);
    Reply reply = JsonOf(view);
    if (view) reply.headers.emplace_back("ETag", Quote(view->version));
    return reply;
  };
  router_.Add(std::move(show));

  AddCommands<CustomerId, customers::Command>("/api/v1/customers", "Customers", customers::HasRoute);
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
    service_.CreateUser({body->login, body->name, body->role, body->team, body->reach}, std::move(secrets), *std::move(request),
                        [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer, 201)); });
  };
  router_.Add(std::move(add));

  Endpoint list{"GET", "/api/v1/users", "list-users", "Users", "Everybody who works at the desk."};
  list.runs = Runs::Aside;
  list.reply = &base::TypeOf<UserList>();
  list.now = [this](const Message&) {
    auto users = service_.queries().Users();
    return users ? Json(base::ToJson(UserList{*std::move(users)})) : ToReply(users.error());
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

  AddCommands<UserId, desk::Command>("/api/v1/users", "Users", desk::HasRoute);
}

// -- Questions ----------------------------------------------------------------------------------------------------------

void Api::AddQuestions() {
  Endpoint search{"GET", "/api/v1/search", "search", "Search",
                  "Cases that hold all the words in subject, narrative, contacts or customer, and customers whose name begins so."};
  search.runs = Runs::Aside;
  search.query = &base::TypeOf<SearchQuery>();
  search.reply = &base::TypeOf<SearchResult>();
  search.now = [this](const Message& message) {
    const auto query = ReadQuery<SearchQuery>(message);
    if (!query) return ToReply(query.error());
    const int limit = static_cast<int>(query->limit ? query->limit->value : 20);
    auto found = service_.queries().SearchCases(query->q.str(), limit, message.identity->viewer);
    if (!found) return ToReply(found.error());
    auto people = service_.queries().SearchCustomers(query->q.str(), limit);
    if (!people) return ToReply(people.error());
    return Json(base::ToJson(SearchResult{*std::move(found), *std::move(people)}));
  };
  router_.Add(std::move(search));

  Endpoint due{"GET", "/api/v1/deadlines", "list-deadlines", "Search", "What is due next: promises, actions, confirmations, follow-ups."};
  due.runs = Runs::Aside;
  due.query = &base::TypeOf<DueQuery>();
  due.reply = &base::TypeOf<DeadlineList>();
  due.now = [this](const Message& message) {
    const auto query = ReadQuery<DueQuery>(message);
    if (!query) return ToReply(query.error());
    const auto& viewer = message.identity->viewer;
    auto found = service_.queries().Due(query->before.value_or(service_.clock().Now() + std::chrono::days(1)),
                                        query->mine ? viewer.actor.user : std::nullopt,
                                        static_cast<int>(query->limit ? query->limit->value : 100), viewer);
    return found ? Json(base::ToJson(DeadlineList{*std::move(found)})) : ToReply(found.error());
  };
  router_.Add(std::move(due));

  Endpoint feed{"GET", "/api/v1/events", "listen", "Search", "What happens, as it happens: server-sent events, facts only."};
  feed.query = &base::TypeOf<FeedQuery>();
  feed.reply_type = "text/event-stream";
  feed.now = [](const Message& message) {
    const auto query = ReadQuery<FeedQuery>(message);
    if (!query) return ToReply(query.error());
    Reply reply;
    reply.type = "text/event-stream";
    reply.feed_from = query->after ? query->after->value : -1;
    if (const std::string* last = message.Header("last-event-id")) {
      std::int64_t position = 0;
      const auto [end, fault] = std::from_chars(last->data(), last->data() + last->size(), position);
      if (fault == std::errc{} && end == last->data() + last->size() && position >= 0) reply.feed_from = position;
    }
    return reply;
  };
  router_.Add(std::move(feed));
}

// -- Health -------------------------------------------------------------------------------------------------------------

void Api::AddHealth() {
  const auto add = [this](const char* path, const char* name, const char* summary, std::function<Reply(const Message&)> now, const base::Type* type,
                          const char* reply_type = "application/json") {
    Endpoint endpoint{"GET", path, name, "Health", summary};
    endpoint.access = Access::Public;
    endpoint.reply = type;
    endpoint.reply_type = reply_type;
    endpoint.now = std::move(now);
    endpoint.runs = std::string_view(path) == "/readyz" ? Runs::Aside : Runs::Here;
    router_.Add(std::move(endpoint));
  };
  add("/healthz", "is-alive", "The process answers.", [](const Message&) { return Json(base::ToJson(HealthView{"ok"})); },
      &base::TypeOf<HealthView>());
  add("/readyz", "is-ready", "The store answers too.",
      [this](const Message&) {
        const auto position = service_.store().LastPosition();
        return position ? Json(base::ToJson(HealthView{"ready"})) : ToReply(position.error());
      },
      &base::TypeOf<HealthView>());
  add("/metrics", "metrics", "For Prometheus; from this machine only.",
      [this](const Message& message) {
        if (!IsLoopback(message.from)) return ToReply(Fail(ErrorCode::NotFound, "there is nothing here").error());
        Reply reply;
        reply.type = "text/plain; version=0.0.4";
        reply.body = metrics_.Text();
        return reply;
      },
      nullptr, "text/plain");
  add("/api/v1/openapi.json", "openapi", "This document.",
      [this](const Message&) {
        Reply reply;
        reply.body = openapi_;
        return reply;
      },
      nullptr);

  if (options_.test_clock == nullptr) return;
  Endpoint clock{"POST", "/test/clock", "move-clock", "Test", "Move the clock of a database made for tests."};
  clock.access = Access::Public;
  clock.runs = Runs::Aside;
  clock.body = &base::TypeOf<ClockBody>();
  clock.reply = &base::TypeOf<ClockView>();
  clock.now = [this](const Message& message) {
    const auto body = Body<ClockBody>(message);
    if (!body) return ToReply(body.error());
    if (body->advance.has_value() == body->to.has_value()) {
      return ToReply(base::FailAt("advance", "expected either a duration here or an instant in \"to\"").error());
    }
    base::Instant to = options_.test_clock->Now();
    if (body->advance) {
      const auto by = base::ParseDuration(*body->advance);
      if (!by) return ToReply(base::FailAt("advance", by.error().faults.front().says).error());
      to = to + *by;
    } else {
      to = *body->to;
    }
    if (to < options_.test_clock->Now()) return ToReply(base::FailAt("to", "the clock only goes forward").error());
    options_.test_clock->Set(to);
    if (options_.clock_moved) options_.clock_moved();
    return Json(base::ToJson(ClockView{to}));
  };
  router_.Add(std::move(clock));
}

}  // namespace http
