#pragma once
// The routes. Commands become endpoints by themselves, from the lists of cases, customers and desk; what is written by
// hand here is what is not a command: signing in, looking, searching, files, health.

#include "app/clock_runner.h"
#include "app/ports/caretaker.h"
#include "app/ports/presence.h"
#include "app/ports/typesetter.h"
#include "base/worker_pool.h"
#include "http/endpoint.h"
#include "http/feed_hub.h"
#include "http/metrics.h"

namespace app {
class Improvements;
class Monitoring;
class ReportPrinter;
class ReportSheets;
class SignalWatch;
}  // namespace app

namespace http {

struct ApiOptions {
  bool secure_cookie = false;                  // set when TLS is spoken
  base::SimulatedClock* test_clock = nullptr;  // then POST /test/clock moves it
  std::function<void()> clock_moved;           // after it was moved: run what is due
  app::Typesetter* typesetter = nullptr;       // sets letters as PDF; null: there is none here
  app::Presence* presence = nullptr;           // who is on a case
  std::string setup_key;                       // opens a desk that has no account yet
  std::function<base::Result<app::AuditReport>()> verify;
  std::function<base::Result<app::SystemHealth>()> health;
  const app::Monitoring* monitoring = nullptr;  // counts; null: nothing is counted here
  app::Improvements* improvements = nullptr;    // measures what was changed
  app::SignalWatch* watch = nullptr;            // looks for what is out of the usual
  app::ReportPrinter* printer = nullptr;        // writes reports as PDF; null: there is none here
  app::ReportSheets* sheets = nullptr;          // and as spreadsheets
  bool writes_reports = false;                  // this server writes those that are scheduled into a folder
  bool sends_reports = false;                   // this server sends those that are scheduled by e-mail
  app::PortalAccess* portal = nullptr;          // lets customers in; null: there is no portal here
};

class CaseViews;

class Api {
 public:
  Api(app::Service& service, app::Access& access, app::BlobStore& blobs, Metrics& metrics, ApiOptions options);
  ~Api();

  const Router& router() const { return router_; }
  // Null: on the thread of the connection.
  base::WorkerPool* WorkersOf(Runs runs);
  // Calls off what takes long and ends what is being counted; nothing more is.
  void Finish() {
    work_.CallOffAll();
    counting_.Finish();
  }
  app::Service& service() { return service_; }
  app::Access& access() { return access_; }
  Metrics& metrics() { return metrics_; }
  app::PortalAccess* portal() { return options_.portal; }
  WorkInHand& work() { return work_; }

 private:
  void AddSession();
  void AddCases();
  void AddFiles();
  void AddCustomers();
  void AddUsers();
  void AddQuestions();
  void AddProcedures();
  void AddCalendars();
  void AddRights();
  void AddCoaching();
  void AddMonitoring();
  void AddSignals();
  void AddCauses();
  void AddImprovements();
  void AddReports();
  void AddDesk();
  void AddLetters();
  void AddWork();
  void AddHealth();

  // POST {prefix}/{ref}/{command} for every command of an area that has a route.
  template <class Id, class Command>
  void AddCommands(const std::string& prefix, const std::string& group, bool (*has_route)(std::size_t));

  app::Service& service_;
  app::Access& access_;
  app::BlobStore& blobs_;
  Metrics& metrics_;
  ApiOptions options_;
  Router router_;
  std::unique_ptr<CaseViews> views_;
  std::string openapi_;
  WorkInHand work_;
  base::WorkerPool counting_{2, base::Claim::Less};
};

}  // namespace http
