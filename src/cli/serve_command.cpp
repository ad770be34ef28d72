#include <pthread.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/access.h"
#include "app/clock_runner.h"
#include "app/improvements.h"
#include "app/monitoring.h"
#include "app/scheduled_reports.h"
#include "app/signals.h"
#include "base/log.h"
#include "base/repeater.h"
#include "channels/letter_pdf.h"
#include "channels/mail.h"
#include "channels/report_pdf.h"
#include "channels/report_sheets.h"
#include "channels/webhook.h"
#include "cli/common.h"
#include "http/server.h"
#include "packs/letter_files.h"

namespace cli {
namespace {

struct ServeOptions {
  http::ServerOptions server;
  std::string test_clock = "no";
  bool demo = false;
  int demo_years = 0;
  std::string log_style = "plain";
  std::string log_file;
  std::string webhook;
  std::string webhook_secret;
  std::string letters;
  std::string web;
  channels::SmtpOptions mail;
  std::string mail_password;  // the file it is in
  std::string portal_address;
  std::string reports;
  std::string desk_address;
};

// Who writes the desk's letters: the folder given, or the demo desk's letterhead.
base::Result<std::shared_ptr<const letters::Stationery>> StationeryFrom(const ServeOptions& options) {
  letters::Stationery stationery = packs::ShippedStationery();
  if (!options.letters.empty()) {
    TRY(stationery, packs::LoadStationery(options.letters));
  }
  if (options.demo && !stationery.head) stationery.head = packs::DemoLetterhead();
  return std::make_shared<const letters::Stationery>(std::move(stationery));
}

// The secret in a file, so that it is in no list of processes.
base::Result<channels::WebhookOptions> WebhookFrom(const ServeOptions& options) {
  CHECK_OK(channels::CheckWebhookUrl(options.webhook));
  std::ifstream file(options.webhook_secret);
  std::string secret;
  if (options.webhook_secret.empty() || !std::getline(file, secret) || secret.size() < 16) {
    return base::FailAt("--webhook-secret", "expected a file whose first line is a secret of at least 16 characters");
  }
  return channels::WebhookOptions{options.webhook, secret};
}

// The pages: the folder given, or the one that was built beside this program. Without any the API is served alone.
base::Result<std::shared_ptr<const http::Pages>> PagesFrom(const ServeOptions& options) {
  namespace fs = std::filesystem;
  if (options.web == "none") return nullptr;
  fs::path folder = options.web;
  if (folder.empty()) {
    std::error_code fault;
    const fs::path program = fs::read_symlink("/proc/self/exe", fault).parent_path();
    for (const char* beside : {"../../web/dist", "../share/amends/web"}) {
      if (fs::exists(program / beside / "index.html", fault)) folder = program / beside;
    }
    if (folder.empty()) return nullptr;
  }
  TRY(auto pages, http::Pages::Load(folder));
  return std::make_shared<const http::Pages>(std::move(pages));
}

// The mail server, if one is named; its password comes from a file, so that it is in no list of processes.
base::Result<std::optional<channels::SmtpOptions>> MailFrom(const ServeOptions& options) {
  if (options.mail.url.empty()) return std::optional<channels::SmtpOptions>();
  channels::SmtpOptions mail = options.mail;
  if (!options.mail_password.empty()) {
    std::ifstream file(options.mail_password);
    if (!std::getline(file, mail.password)) {
      return base::FailAt("--smtp-password", "expected a file whose first line is the password of the mail server");
    }
  }
  CHECK_OK(channels::CheckSmtp(mail));
  return std::optional(std::move(mail));
}

bool IsLoopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

// Checkpoints and tidying, now and then, beside the serving.
class Housekeeper {
 public:
  Housekeeper(store::SqlStore& store, const base::Clock& clock)
      : store_(store), clock_(clock), repeater_(std::in_place, std::chrono::minutes(15), [this](const std::stop_token&) {
          Checkpoint();
          if (quarter_++ % 4 == 0) Tidy();
        }) {}
  ~Housekeeper() {
    repeater_.reset();
    Checkpoint();
  }

 private:
  void Tidy() {
    const base::Instant now = clock_.Now();
    if (const auto tidied = store_.Tidy(now, now - std::chrono::days(3)); !tidied) {
      base::log::Warning("tidying failed", {{"why", tidied.error().says}});
    }
  }
  void Checkpoint() {
    const auto written = store::WriteCheckpoint(store_, clock_.Now());
    // Another process of the same desk may have written the same one first.
    if (!written && written.error().code != base::ErrorCode::Conflict) {
      base::log::Warning("no checkpoint was written", {{"why", written.error().says}});
    }
  }

  store::SqlStore& store_;
  const base::Clock& clock_;
  int quarter_ = 0;
  std::optional<base::Repeater> repeater_;  // last: it uses the rest
};

base::Result<base::Instant> LastEventAt(store::SqlStore& store) {
  return store.Reading([](store::Sql& sql) -> base::Result<base::Instant> {
    return base::Instant{std::get<0>(*sql.One<std::int64_t>("select coalesce(max(at), 0) from event"))};
  });
}

int RunServe(const Globals& globals, ServeOptions options) {
  base::log::Start(base::log::Level::Info, options.log_style == "json" ? base::log::Style::Json : base::log::Style::Plain,
                   options.log_file);

  // The signals are waited for below; no other thread may take them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const bool wants_test_clock = options.test_clock != "no";
  if (wants_test_clock && !IsLoopback(options.server.address)) {
    return Report(base::FailAt("--test-clock", "is only for a loopback address, like 127.0.0.1").error());
  }
  std::optional<channels::WebhookOptions> webhook_options;
  if (!options.webhook.empty()) {
    auto read = WebhookFrom(options);
    if (!read) return Report(read.error());
    webhook_options = *std::move(read);
  }
  const auto stationery = StationeryFrom(options);
  if (!stationery) return Report(stationery.error());
  auto mail = MailFrom(options);
  if (!mail) return Report(mail.error());
  const auto pages = PagesFrom(options);
  if (!pages) return Report(pages.error());
  options.server.pages = *pages;
  std::optional<base::Instant> start;
  if (wants_test_clock && !options.test_clock.empty()) {
    const auto given = base::Instant::Parse(options.test_clock);
    if (!given) return Report(base::FailAt("--test-clock", given.error().faults.front().says).error());
    start = *given;
  }
  auto store_options = globals.Store(true);
  if (!store_options) return Report(store_options.error());
  if (options.demo) {
    const bool is_new =
        store_options->url.kind == store::DatabaseUrl::Kind::Postgres || !std::filesystem::exists(store_options->url.text);
    if (is_new) {
      Globals demo = globals;
      demo.test_clock = wants_test_clock;
      const auto made = MakeDemo(demo, start, options.demo_years);
      if (!made && made.error().code != base::ErrorCode::Conflict) return Report(made.error());
    }
  }
  store_options->test_clock = wants_test_clock;
  store_options->now = start;
  auto opened = store::SqlStore::Open(*store_options);
  if (!opened) return Report(opened.error());
  store::SqlStore& store = **opened;
  if (store.HasTestClock() != wants_test_clock) {
    return Report(base::FailAt("--test-clock", wants_test_clock
                                                   ? "needs a database that was made with it; this one was not"
                                                   : "is needed: this database was made with it, and its time is not ours")
                      .error());
  }

  base::SystemClock system_clock;
  base::SimulatedClock simulated(system_clock.Now());
  if (wants_test_clock) {
    if (start) simulated.Set(*start);
    const auto last = LastEventAt(store);
    if (!last) return Report(last.error());
    if (*last > simulated.Now()) simulated.Set(*last);
  }
  const base::Clock& clock = wants_test_clock ? static_cast<const base::Clock&>(simulated) : system_clock;

  auto workers = std::make_unique<base::WorkerPool>(store.MayWait() ? 16 : 2);
  app::ServiceOptions service_options;
  service_options.announce = webhook_options.has_value();
  service_options.stationery = *stationery;
  app::Service service(store, store, clock, *workers, service_options);
  app::Access access(service, store, wants_test_clock ? base::PasswordCost::Minimal : base::PasswordCost::Interactive);
  http::Metrics metrics;
  store.OnCommit([&metrics] { metrics.Committed(); });
  app::ClockRunner runner(service);
  std::optional<channels::Webhook> webhook;
  if (webhook_options) webhook.emplace(store, clock, *std::move(webhook_options));
  for (const std::string& lacking : app::LackingStatements(*store.InForce().Book(), **stationery)) {
    base::log::Warning("a letter cannot be sent for want of a text", {{"which", lacking}});
  }
  std::optional<channels::SmtpPost> post;
  const std::string organisation = (*stationery)->head ? (*stationery)->head->organisation.str() : "Customer care";
  if (*mail) {
    if ((*mail)->from_name.empty()) (*mail)->from_name = organisation;
    post.emplace(**mail, clock);
  }
  app::PortalAccess portal(service, store, post ? &*post : nullptr, {options.portal_address, organisation});
  if (!options.reports.empty() && !std::filesystem::is_directory(options.reports)) {
    return Report(base::FailAt("--reports", base::Quoted(options.reports) + " is no folder; make it first").error());
  }
  app::Monitoring monitoring(store, store, clock);
  app::SignalWatch watch(monitoring, service);
  app::Improvements improvements(monitoring, service);
  channels::PdfTypesetter typesetter;
  channels::PdfReportPrinter printer;
  channels::XlsxReportSheets sheets;
  http::ApiOptions api_options;
  api_options.typesetter = &typesetter;
  api_options.portal = &portal;
  api_options.printer = &printer;
  api_options.sheets = &sheets;
  api_options.writes_reports = !options.reports.empty();
  api_options.sends_reports = post.has_value();
  api_options.monitoring = &monitoring;
  api_options.watch = &watch;
  api_options.improvements = &improvements;
  api_options.presence = &store;
  const auto users = store.Users();
  if (users && users->empty()) {
    api_options.setup_key = base::RandomToken().substr(0, 12);
    std::cout << "This desk has no account yet. Open it in a browser and set it up with the key " << api_options.setup_key
              << "\n";
  }
  api_options.verify = [&store]() -> base::Result<app::AuditReport> {
    TRY(const store::VerifyReport report, store::Verify(store, {}));
    app::AuditReport told{report.events, report.streams, report.rows, report.blobs, report.checkpoints, {}};
    for (const store::Problem& problem : report.problems) told.faults.push_back({problem.where, problem.what});
    return told;
  };
  const base::Instant started = clock.Now();
  api_options.health = [&store, &clock, started, wants_test_clock,
                        sends_mail = post.has_value()]() -> base::Result<app::SystemHealth> {
    app::SystemHealth health;
    health.version = AMENDS_VERSION;
    health.database = store.options().url.Shown();
    health.now = clock.Now();
    health.started_at = started;
    TRY(const app::Counts counts, store.Count());
    health.open_cases = counts.open_cases;
    health.closed_cases = counts.closed_cases;
    health.customers = counts.customers;
    health.events = counts.events;
    TRY(const auto late, store.ToNotice(clock.Now() - std::chrono::seconds(30), 1000));
    health.overdue_clocks = static_cast<std::int64_t>(late.size());
    TRY(const app::OutboxCounts outbox, store.CountOutbox());
    health.outbox_waiting = outbox.waiting;
    health.outbox_laid_aside = outbox.laid_aside;
    health.sends_mail = sends_mail;
    health.test_clock = wants_test_clock;
    return health;
  };
  api_options.secure_cookie = !options.server.certificate.empty();
  if (wants_test_clock) {
    api_options.test_clock = &simulated;
    api_options.clock_moved = [&runner] {
      if (const auto run = runner.RunOnce(); !run) base::log::Warning("the clocks could not be run", {{"why", run.error().says}});
    };
  }
  http::Api api(service, access, store, metrics, std::move(api_options));
  auto hub = std::make_unique<http::FeedHub>(store);
  http::Server server(api, *hub, options.server);
  const auto port = server.Start();
  if (!port) {
    api.Finish();
    workers->Finish();
    return Report(port.error());
  }
  std::optional<base::Repeater> clocks(std::in_place, std::chrono::seconds(1),
                                       [&](const std::stop_token&) { runner.RunAndTell(); });
  // Twice a second, and not with every commit: a desk under load is not to be slowed by being counted.
  std::optional<base::Repeater> counter(std::in_place, std::chrono::milliseconds(500), [&](const std::stop_token& stop) {
    if (const auto read = monitoring.CatchUp(stop); !read) {
      base::log::Warning("facts could not be read", {{"why", base::ToLine(read.error())}});
    }
  });
  // Apart from the counter: a look at everything takes seconds, and what is new is to be counted meanwhile.
  std::optional<base::Repeater> watcher(std::in_place, std::chrono::seconds(1), [&](const std::stop_token& stop) {
    if (monitoring.loading() || stop.stop_requested()) return;
    watch.RunIfDue();
    improvements.RunIfDue();
  });
  // Now and then is enough: a report is of a day that is over.
  std::optional<app::ScheduledReports> scheduled;
  std::optional<base::Repeater> secretary;
  if (!options.reports.empty() || post) {
    scheduled.emplace(monitoring, service, printer, sheets,
                      app::ReportOutlets{options.reports, options.desk_address, post ? &*post : nullptr});
    secretary.emplace(std::chrono::seconds(20), [&](const std::stop_token& stop) { scheduled->RunAndTell(stop); });
  }
  std::optional<base::Repeater> postman;
  if (webhook) {
    postman.emplace(std::chrono::seconds(5), [&, counted = -60.0](const std::stop_token& stop) mutable {
      webhook->RunAndTell(stop);
      // Woken by every commit, and a long outbox takes long to count.
      if (base::Stopwatch() < counted + 30) return;
      counted = base::Stopwatch();
      if (const auto counts = store.CountOutbox()) metrics.Outbox(counts->waiting, counts->laid_aside);
    });
    store.OnCommit(postman->Waker());
  }
  auto housekeeper = std::make_unique<Housekeeper>(store, clock);

  const std::string scheme = options.server.certificate.empty() ? "http" : "https";
  const std::string host =
      options.server.address.find(':') == std::string::npos ? options.server.address : "[" + options.server.address + "]";
  std::cout << "Amends listens on " << scheme << "://" << host << ":" << *port << "  (database " << store.options().url.Shown()
            << ")\n";
  if (options.demo) {
    std::cout << "Demo logins, password " << kDemoPassword << ":";
    for (const DemoLogin& login : DemoLogins()) std::cout << "  " << login.login << " (" << login.role << ")";
    std::cout << "\n";
  }
  if (wants_test_clock) {
    std::cout << "Its clock is for tests: it says " << clock.Now().ToString()
              << " and stands still until POST /test/clock moves it.\n";
  }
  std::cout << "Ctrl-C ends it." << std::endl;
  base::log::Info("listening", {{"port", std::to_string(*port)}});

  int signal = 0;
  sigwait(&signals, &signal);
  base::log::Info("draining", {{"signal", signal == SIGTERM ? "TERM" : "INT"}});
  server.Drain(std::chrono::seconds(20));
  clocks.reset();
  postman.reset();
  secretary.reset();
  watcher.reset();
  counter.reset();
  housekeeper.reset();
  api.Finish();
  workers->Finish();
  hub.reset();
  store.Finish();
  base::log::Info("stopped");
  return kDone;
}

}  // namespace

void AddServe(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* command = program.add_subcommand("serve", "Serve the API and the pages");
  command->add_option("--address", options->server.address, "Address to listen on")->capture_default_str();
  command->add_option("--port", options->server.port, "Port to listen on; 0 for any free one")->capture_default_str();
  command->add_option("--threads", options->server.threads, "Threads that serve connections")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_option("--tls-certificate", options->server.certificate,
                      "PEM file with the certificate chain; then HTTPS is spoken");
  command->add_option("--tls-key", options->server.private_key, "PEM file with its private key");
  command->add_option("--connections", options->server.most_connections, "Most connections at once")->capture_default_str();
  command->add_option("--webhook", options->webhook, "Address that is told of every event of a case (see docs/operations.md)");
  command->add_option("--webhook-secret", options->webhook_secret, "File with the secret its messages are signed with");
  command->add_option("--letters", options->letters,
                      "Folder with letterhead.toml and, if they are your own, templates (see procedures/letters/README.md)");
  command->add_option("--web", options->web, "Folder with the built pages, or none; the ones beside this program, if left out");
  command->add_option(
      "--smtp", options->mail.url,
      "Mail server for links and codes to customers and for scheduled reports: smtp://host:587, smtps://host:465");
  command->add_option("--smtp-user", options->mail.user, "Who signs in to it, if anybody");
  command->add_option("--smtp-password", options->mail_password, "File with the password, in its first line");
  command->add_flag("--smtp-require-tls", options->mail.require_tls, "Send nothing without encryption");
  command->add_option("--mail-from", options->mail.from, "Address that messages come from");
  command->add_option("--portal-address", options->portal_address,
                      "Address of the portal as customers reach it, like https://help.example/portal; links begin with it");
  command->add_option(
      "--reports", options->reports,
      "Folder that scheduled reports are written to; of several servers of one desk each period is written by one");
  command->add_option("--desk-address", options->desk_address,
                      "Address of the desk, like https://desk.example: figures in scheduled reports are links to it");
  command->add_flag("--demo", options->demo, "Fill a new database with the demo desk first");
  command->add_option("--demo-years", options->demo_years, "With so many years of ordinary cases before it")
      ->check(CLI::Range(0, 10));
  command
      ->add_option("--test-clock", options->test_clock,
                   "For tests: a clock that POST /test/clock moves, from an instant if one is given")
      ->expected(0, 1)
      ->default_str("");
  command->add_option("--log", options->log_style, "plain or json")
      ->check(CLI::IsMember({"plain", "json"}))
      ->capture_default_str();
  command->add_option("--log-file", options->log_file, "File for the log (default: standard error)");
  command->callback([&, options, command] {
    if (command->count("--test-clock") > 0 && options->test_clock == "no") options->test_clock = "";
    run = [&, options] { return RunServe(globals, *options); };
  });
}

}  // namespace cli
