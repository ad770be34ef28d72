#include "http/api.h"

#include <algorithm>

#include "http/case_views.h"
#include "http/openapi.h"
#include "http/portal.h"
#include "http/replies.h"

namespace http {
namespace {

// -- Bodies and replies that are not commands ---------------------------------------------------------------------------

struct SearchQuery {
  base::Line q;
  std::optional<base::Whole<1, 100>> limit;
};
BOOST_DESCRIBE_STRUCT(SearchQuery, (), (q, limit))
AMENDS_DOC(SearchQuery, "What to search for.", {"q", "Words, a reference, a name."},
           {"limit", "How many of each kind; 20, unless said otherwise."})

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
AMENDS_DOC(WeighBody, "Options to weigh without recording it.", {"criteria", "What they are judged by."},
           {"scored", "How each does."})

struct FeedQuery {
  std::optional<base::Whole<0, std::numeric_limits<std::int64_t>::max()>> after;
};
BOOST_DESCRIBE_STRUCT(FeedQuery, (), (after))
AMENDS_DOC(FeedQuery, "From where to listen.",
           {"after", "Events after this position; those to come, if left out. Last-Event-ID says the same."})

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

struct WorkView {
  std::optional<double> done;
};
BOOST_DESCRIBE_STRUCT(WorkView, (), (done))
AMENDS_DOC(WorkView, "A long piece of work.",
           {"done", "How much of it is done, 0 to 1; left out when nothing of this name is being done for you here."})

constexpr const char* kWelcome = R"html(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Amends</title>
<style>body{font:1.05rem/1.6 system-ui,sans-serif;max-width:38rem;margin:4rem auto;padding:0 1rem;color:#1b2130;background:#fff}
h1{font-size:1.6rem;margin-bottom:.3rem}a{color:#1c4f9c}code{background:#f1f3f7;padding:.1rem .3rem;border-radius:.2rem}
@media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#12151c}a{color:#9dc1ff}code{background:#222733}}</style></head>
<body><h1>Amends is running</h1>
<p>A desk for complaints and problems that makes sure each one is really solved.</p>
<p>Its pages are not built here, or were left out with <code>--web none</code>; its API and its command line are ready. <a href="/api/v1/openapi.json">The API as an OpenAPI 3.1
document</a> says what every call takes and gives; <code>amends case C-1002</code> tells a case as a story.</p>
<p><a href="/healthz">Is it alive?</a> · <a href="/readyz">Does the store answer?</a></p></body></html>
)html";

bool IsLoopback(const std::string& from) { return from.starts_with("127.") || from == "::1" || from.starts_with("::ffff:127."); }

}  // namespace

Api::~Api() = default;

base::WorkerPool* Api::WorkersOf(Runs runs) {
  switch (runs) {
    case Runs::Here: return nullptr;
    case Runs::Aside: return &service_.workers();
    case Runs::GivingWay: return &counting_;
  }
  return nullptr;
}

Api::Api(app::Service& service, app::Access& access, app::BlobStore& blobs, Metrics& metrics, ApiOptions options)
    : service_(service),
      access_(access),
      blobs_(blobs),
      metrics_(metrics),
      options_(std::move(options)),
      views_(std::make_unique<CaseViews>(service)) {
  AddSession();
  AddCases();
  AddFiles();
  AddCustomers();
  AddUsers();
  AddCommands<UserId, desk::Command>("/api/v1/users", "Users", desk::HasRoute);
  AddQuestions();
  AddProcedures();
  AddCalendars();
  AddRights();
  AddCoaching();
  AddMonitoring();
  AddSignals();
  AddCauses();
  AddImprovements();
  AddReports();
  AddLetters();
  AddDesk();
  if (options_.portal != nullptr) {
    AddPortal(router_, {service_, *options_.portal, blobs_, options_.typesetter, options_.secure_cookie});
  }
  AddWork();
  AddHealth();
  openapi_ = OpenApi(router_);
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
      if (auto read = base::FromJson(message.body.empty() ? "{}" : message.body, into, type); !read)
        return respond(ToReply(read.error()));
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
      if (reply.status == 201)
        reply.headers.emplace_back("Location", "/api/v1/cases/" + std::get<app::CommandReply>(*answer).ref);
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
    return id ? views_->Show(*id, message.identity->viewer, message.language) : ToReply(id.error());
  };
  router_.Add(std::move(show));

  Endpoint weigh{"POST", "/api/v1/weigh", "weigh", "Cases", "Weigh options without recording it: ranking, ties, sensitivity."};
  weigh.body = &base::TypeOf<WeighBody>();
  weigh.reply = &base::TypeOf<options::Ranking>();
  weigh.now = [](const Message& message) {
    const auto body = Body<WeighBody>(message);
    if (!body) return ToReply(body.error());
    const bool weighted = std::ranges::any_of(body->criteria, [](const options::Criterion& k) { return k.weight.value > 0; });
    if (!weighted)
      return ToReply(base::FailAt("criteria", Saying("expected at least one criterion with a weight above zero")).error());
    if (body->scored.empty()) return ToReply(base::FailAt("scored", Saying("expected at least one option")).error());
    for (std::size_t i = 0; i < body->scored.size(); ++i) {
      if (body->scored[i].scores.size() == body->criteria.size()) continue;
      return ToReply(base::FailAt("scored[" + std::to_string(i) + "].scores",
                                  Saying("expected one score for each of the {} criteria", body->criteria.size()))
                         .error());
    }
    return Shown(options::Weigh(body->criteria, body->scored));
  };
  router_.Add(std::move(weigh));

  AddCommands<CaseId, cases::Command>("/api/v1/cases", "Cases", cases::HasRoute);
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
    service_.Register(*std::move(command), *std::move(request),
                      [respond = std::move(respond)](Result<app::Answer> answer) mutable {
                        Reply reply = AnswerReply(answer, 201);
                        if (reply.status == 201)
                          reply.headers.emplace_back("Location", "/api/v1/customers/" + std::get<app::CommandReply>(*answer).ref);
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
    return Shown(CustomerList{*std::move(found)});
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
    return Shown(CustomerList{*std::move(found)});
  };
  router_.Add(std::move(match));

  Endpoint history{"GET", "/api/v1/customers/{ref}/history", "show-customer-history", "Customers",
                   "Every exchange with a customer on all their cases, how it was felt, and whether we could lose them."};
  history.runs = Runs::Aside;
  history.reply = &base::TypeOf<app::CustomerHistory>();
  history.now = [this](const Message& message) {
    const auto id = Captured<CustomerId>(message);
    return id ? JsonOf(service_.HistoryOf(*id, message.identity->viewer)) : ToReply(id.error());
  };
  router_.Add(std::move(history));

  Endpoint show{"GET", "/api/v1/customers/{ref}", "show-customer", "Customers",
                "A customer, with all their cases, and what can be done now."};
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

// -- Work that takes long -----------------------------------------------------------------------------------------------

void Api::AddWork() {
  Endpoint show{
      "GET", "/api/v1/work/{id}", "show-work", "Work",
      "How far a long piece of work is that you are waiting for, by the Work-Id that you sent with its request. Of a desk "
      "of several servers, the one that works on it knows."};
  show.reply = &base::TypeOf<WorkView>();
  show.now = [this](const Message& message) {
    const auto work = work_.Find(message.identity->viewer.actor.user.value_or(UserId{}), message.captures.at(0));
    return Shown(WorkView{work ? std::optional(work->done()) : std::nullopt});
  };
  router_.Add(std::move(show));
}

// -- Questions ----------------------------------------------------------------------------------------------------------

void Api::AddQuestions() {
  Endpoint search{
      "GET", "/api/v1/search", "search", "Search",
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
    return Shown(SearchResult{*std::move(found), *std::move(people)});
  };
  router_.Add(std::move(search));

  Endpoint due{"GET", "/api/v1/deadlines", "list-deadlines", "Search",
               "What is due next: promises, actions, confirmations, follow-ups."};
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
    return found ? Shown(DeadlineList{*std::move(found)}) : ToReply(found.error());
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
  const auto add = [this](const char* path, const char* name, const char* summary, std::function<Reply(const Message&)> now,
                          const base::Type* type, const char* reply_type = "application/json") {
    Endpoint endpoint{"GET", path, name, "Health", summary};
    endpoint.access = Access::Public;
    endpoint.reply = type;
    endpoint.reply_type = reply_type;
    endpoint.now = std::move(now);
    endpoint.runs = std::string_view(path) == "/readyz" ? Runs::Aside : Runs::Here;
    router_.Add(std::move(endpoint));
  };
  add(
      "/", "welcome", "A page that says what this is, for whoever opens the address in a browser.",
      [](const Message&) {
        Reply reply;
        reply.type = "text/html; charset=utf-8";
        reply.headers.emplace_back("Content-Security-Policy",
                                   "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        reply.body = kWelcome;
        return reply;
      },
      nullptr, "text/html");
  add(
      "/healthz", "is-alive", "The process answers.", [](const Message&) { return Shown(HealthView{"ok"}); },
      &base::TypeOf<HealthView>());
  add(
      "/readyz", "is-ready", "The store answers too.",
      [this](const Message&) {
        const auto position = service_.store().LastPosition();
        return position ? Shown(HealthView{"ready"}) : ToReply(position.error());
      },
      &base::TypeOf<HealthView>());
  add(
      "/metrics", "metrics", "For Prometheus; from this machine only.",
      [this](const Message& message) {
        if (!IsLoopback(message.from)) return ToReply(Fail(ErrorCode::NotFound, Saying("there is nothing here")).error());
        Reply reply;
        reply.type = "text/plain; version=0.0.4";
        reply.body = metrics_.Text();
        return reply;
      },
      nullptr, "text/plain");
  add(
      "/api/v1/openapi.json", "openapi", "This document.",
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
      return ToReply(base::FailAt("advance", Saying("expected either a duration here or an instant in \"to\"")).error());
    }
    base::Instant to = options_.test_clock->Now();
    if (body->advance) {
      const auto by = base::ParseDuration(*body->advance);
      if (!by) return ToReply(base::FailAt("advance", by.error().faults.front().says).error());
      to = to + *by;
    } else {
      to = *body->to;
    }
    if (to < options_.test_clock->Now()) return ToReply(base::FailAt("to", Saying("the clock only goes forward")).error());
    options_.test_clock->Set(to);
    if (options_.clock_moved) options_.clock_moved();
    return Shown(ClockView{to});
  };
  router_.Add(std::move(clock));
}

}  // namespace http
