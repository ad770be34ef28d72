#pragma once
// A whole server in a test: a desk with its staff, the routes, and a door on a port of its own. Time stands still until
// the test, or POST /test/clock, moves it.
//
//   WebDesk desk;
//   Client hana = desk.As(kHandler);
//   EXPECT_EQ(hana.Get("/api/v1/cases").status, 200);

#include "app/access.h"
#include "app/improvements.h"
#include "app/monitoring.h"
#include "app/signals.h"
#include "channels/letter_pdf.h"
#include "channels/report_pdf.h"
#include "channels/report_sheets.h"
#include "http/client.h"
#include "http/contract.h"
#include "http/server.h"
#include "support/desk.h"

namespace tests {

inline const Actor kAdministrator = Actor::Staff(UserId{6}, domain::Role::Administrator, "Ada");
constexpr const char* kPassword = "correct horse battery";

// As the server is set by default, on a port of its own.
inline http::ServerOptions AnyPort() {
  http::ServerOptions options;
  options.port = 0;
  return options;
}

// Keeps what would have gone out by e-mail.
class PostBox final : public app::Post {
 public:
  base::Result<void> Send(const app::PostMessage& message) override {
    const std::lock_guard lock(mutex_);
    sent_.push_back(message);
    return {};
  }
  std::vector<app::PostMessage> sent() const {
    const std::lock_guard lock(mutex_);
    return sent_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<app::PostMessage> sent_;
};

// Writes spreadsheets; a test may step in when one is begun.
class ObservedSheets final : public app::ReportSheets {
 public:
  base::Result<void> Write(const app::Report& report, std::span<const app::CaseSheet> sheets, const app::WrittenIn& as,
                           const std::string& file) override {
    if (begun) CHECK_OK(begun(sheets));
    return real_.Write(report, sheets, as, file);
  }
  std::function<base::Result<void>(std::span<const app::CaseSheet>)> begun;

 private:
  channels::XlsxReportSheets real_;
};

class WebDesk {
 public:
  explicit WebDesk(http::ServerOptions options = AnyPort(), Kind kind = Kind::Sqlite);
  ~WebDesk();

  const Place& place() const { return place_; }
  // Nobody yet; a member of staff by an API token; the same by a session with its cookie and CSRF token.
  Client Visitor() const { return Client(place_); }
  Client As(const Actor& actor, const std::string& label = "");  // unless told, each token has a label of its own
  Client SignedIn(const Actor& actor);
  // The cookie that a sign-in sets, without its attributes.
  static std::string CookieOf(const HttpReply& signed_in);

  // A case of the usual kind, as its path: "/api/v1/cases/C-1".
  std::string Log(const Steps& then = {});
  static std::string PathOf(CaseId id) { return "/api/v1/cases/" + id.ToString(); }
  void SetReach(const Actor& actor, desk::Reach reach);
  // The number a query on the database gives.
  std::int64_t Count(const char* query);

  Desk& desk() { return desk_; }
  http::Server& server() { return *server_; }
  http::Metrics& metrics() { return metrics_; }
  app::Monitoring& monitoring() { return monitoring_; }
  const PostBox& post() const { return post_; }
  ObservedSheets& sheets() { return sheets_; }

 private:
  void OnUser(const Actor& actor, desk::Command command, app::Secrets secrets);

  Desk desk_;
  http::Metrics metrics_;
  app::Access access_;
  app::ClockRunner runner_;
  channels::PdfTypesetter typesetter_;
  channels::PdfReportPrinter printer_;
  ObservedSheets sheets_;
  PostBox post_;
  app::PortalAccess portal_;
  app::Monitoring monitoring_;
  app::SignalWatch watch_;
  app::Improvements improvements_;
  std::unique_ptr<http::Api> api_;
  std::unique_ptr<http::FeedHub> hub_;
  std::unique_ptr<http::Server> server_;
  int tokens_ = 0;
  Place place_;
};

// Waits for what comes about by itself, for half a minute at most.
template <class Condition>
bool Eventually(Condition condition) {
  for (int i = 0; i < 1500; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

inline constexpr const char* kACase =
    R"({"kind": "complaint", "channel": "email", "subject": "Boiler not repaired", "words": "Third visit missed.", "remedy_sought": "Repair this week.",
        "new_customer": {"name": "Amara Okafor", "email": "amara.okafor@example.org"}})";

}  // namespace tests
