#include "http/web_desk.h"

namespace tests {
namespace {

// All servers of a test program make the same promise: it is read once, from the first.
const Contract& ContractOf(const http::Api& api) {
  static const Contract contract([&] {
    http::Message message;
    message.method = "GET";
    message.path = "/api/v1/openapi.json";
    return api.router().Find(message).endpoint->now(message).body;
  }());
  return contract;
}

}  // namespace

WebDesk::WebDesk(http::ServerOptions options, Kind kind)
    : desk_(kind),
      access_(desk_.service(), desk_.store(), base::PasswordCost::Minimal),
      runner_(desk_.service()),
      portal_(desk_.service(), desk_.store(), &post_, {"https://help.example/portal", "Hearth & Vale"}),
      monitoring_(desk_.store(), desk_.store(), desk_.clock()),
      watch_(monitoring_, desk_.service()),
      improvements_(monitoring_, desk_.service()) {
  desk_.HireStaff();
  Desk::Succeed(desk_.Wait([&](app::OnAnswer done) {
    desk_.service().CreateUser({base::Word("Ada"), base::Line("Ada"), domain::Role::Administrator, {}, {}},
                               {access_.HashOf(kPassword), {}}, Desk::As(Actor::System()), std::move(done));
  }));
  desk_.store().OnCommit([this] { metrics_.Committed(); });
  http::ApiOptions api_options;
  api_options.secure_cookie = !options.certificate.empty();
  api_options.test_clock = &desk_.clock();
  api_options.typesetter = &typesetter_;
  api_options.portal = &portal_;
  api_options.printer = &printer_;
  api_options.sheets = &sheets_;
  api_options.monitoring = &monitoring_;
  api_options.watch = &watch_;
  api_options.improvements = &improvements_;
  api_options.presence = &desk_.store();
  api_options.clock_moved = [this] { EXPECT_TRUE(runner_.RunOnce()); };
  api_ = std::make_unique<http::Api>(desk_.service(), access_, desk_.store(), metrics_, std::move(api_options));
  hub_ = std::make_unique<http::FeedHub>(desk_.store());
  const std::string trusted = options.certificate;
  server_ = std::make_unique<http::Server>(*api_, *hub_, std::move(options));
  const auto port = server_->Start();
  if (!port) throw std::runtime_error(base::ToLine(port.error()));
  place_ = {*port, &ContractOf(*api_), trusted};
}

WebDesk::~WebDesk() {
  server_->Drain(std::chrono::seconds(5));
  api_->Finish();
  desk_.workers().Finish();
  hub_.reset();
  desk_.store().Finish();
}

void WebDesk::OnUser(const Actor& actor, desk::Command command, app::Secrets secrets) {
  Desk::Succeed(desk_.Wait([&](app::OnAnswer done) {
    desk_.service().Handle(*actor.user, std::move(command), std::move(secrets), Desk::As(Actor::System()), std::move(done));
  }));
  access_.Forget();
}

void WebDesk::SetReach(const Actor& actor, desk::Reach reach) {
  desk::ChangeUser change;
  change.reach = reach;
  OnUser(actor, std::move(change), {});
}

Client WebDesk::As(const Actor& actor, const std::string& label) {
  const auto made = app::Access::MakeToken();
  OnUser(actor, desk::NoteToken{base::Line(label.empty() ? "a test " + std::to_string(++tokens_) : label)}, {{}, made.hash});
  return Client(place_, {{"Authorization", "Bearer " + made.token}});
}

Client WebDesk::SignedIn(const Actor& actor) {
  OnUser(actor, desk::NotePassword{}, {access_.HashOf(kPassword), {}});
  Client client(place_);
  const HttpReply in =
      client.Post("/api/v1/session", R"({"login": ")" + actor.name + R"(", "password": ")" + kPassword + R"("})");
  EXPECT_EQ(in.status, 200) << in.body;
  client.every_time() = {{"Cookie", CookieOf(in)}, {"X-CSRF-Token", in.At("/csrf")}};
  return client;
}

std::string WebDesk::CookieOf(const HttpReply& signed_in) {
  const std::string set = signed_in.Header("set-cookie");
  return set.substr(0, set.find(';'));
}

std::string WebDesk::Log(const Steps& then) {
  const CaseId id = desk_.Log(kHandler, ACaseOfANewCustomer());
  desk_.Walk(id, then);
  return PathOf(id);
}

std::int64_t WebDesk::Count(const char* query) {
  const auto count = desk_.store().Reading(
      [&](store::Sql& sql) -> base::Result<std::int64_t> { return std::get<0>(*sql.One<std::int64_t>(query)); });
  if (!count) throw std::runtime_error(base::ToLine(count.error()));
  return *count;
}

}  // namespace tests
