#pragma once
// A whole desk in a test: a store, the service on it, a clock that moves when told, and staff to act.
//
//   Desk desk(Kind::Sqlite);
//   auto ref = desk.Log(handler, ABoilerCase());
//   desk.Do(handler, ref, AcknowledgeCase{});

#include <gtest/gtest.h>

#include <algorithm>
#include <future>

#include "app/service.h"
#include "packs/letter_files.h"
#include "store/maintenance.h"
#include "support/case_spec.h"
#include "support/databases.h"

namespace tests {

using namespace spec;  // NOLINT: tests speak the specs' words

// What comes with Amends, under the demo desk's letterhead.
inline std::shared_ptr<const letters::Stationery> OnLetterhead() {
  static const auto kStationery = [] {
    letters::Stationery stationery = packs::ShippedStationery();
    stationery.head = packs::DemoLetterhead();
    return std::make_shared<const letters::Stationery>(std::move(stationery));
  }();
  return kStationery;
}

class Desk {
 public:
  explicit Desk(Kind kind) : Desk(std::make_shared<FreshDatabase>(kind)) {}
  explicit Desk(std::shared_ptr<FreshDatabase> database) : Desk(database, kMonday) {}
  Desk(std::shared_ptr<FreshDatabase> database, Instant start) : database_(std::move(database)), clock_(start) { Open(); }

  // Closes everything and opens it again on the same database, as after a restart.
  void Restart() {
    Close();
    Open();
  }
  void Close() {
    service_.reset();
    workers_.reset();
    store_.reset();
  }
  void Open() {
    auto options = database_->Options();
    options.now = clock_.Now();
    auto opened = store::SqlStore::Open(std::move(options));
    if (!opened) throw std::runtime_error(base::ToLine(opened.error()));
    store_ = *std::move(opened);
    workers_ = std::make_unique<base::WorkerPool>(2);
    app::ServiceOptions service_options;
    service_options.stationery = OnLetterhead();
    service_ = std::make_unique<app::Service>(*store_, *store_, clock_, *workers_, std::move(service_options));
  }

  using Answered = base::Result<app::Answer>;

  template <class Give>
  Answered Wait(Give give) {
    std::promise<Answered> promise;
    auto future = promise.get_future();
    give([&](Answered answer) { promise.set_value(std::move(answer)); });
    return future.get();
  }

  static app::Request As(const Actor& actor) { return {{actor, desk::Reach::Desk, {}}, {}, {}, {}}; }

  Answered TryLog(const Actor& actor, LogCase command) {
    return Wait([&](app::OnAnswer done) { service_->Log(std::move(command), As(actor), std::move(done)); });
  }
  Answered Try(const Actor& actor, CaseId id, Command command) { return Try(As(actor), id, std::move(command)); }
  Answered Try(app::Request request, CaseId id, Command command) {
    return Wait([&](app::OnAnswer done) { service_->Handle(id, std::move(command), std::move(request), std::move(done)); });
  }
  Answered TryCustomer(const Actor& actor, CustomerId id, customers::Command command) {
    return Wait([&](app::OnAnswer done) { service_->Handle(id, std::move(command), As(actor), std::move(done)); });
  }

  // The same, expecting success.
  static app::CommandReply Succeed(Answered answer) {
    if (!answer) throw std::runtime_error(base::ToLine(answer.error()));
    if (const auto* refused = std::get_if<domain::Refusals>(&*answer))
      throw std::runtime_error("refused: " + refused->front().says);
    return std::get<app::CommandReply>(*std::move(answer));
  }
  CaseId Log(const Actor& actor, LogCase command) { return *CaseId::Parse(Succeed(TryLog(actor, std::move(command))).ref); }
  app::CommandReply Do(const Actor& actor, CaseId id, Command command) { return Succeed(Try(actor, id, std::move(command))); }
  CustomerId Register(customers::Profile profile) {
    return *CustomerId::Parse(Succeed(Wait([&](app::OnAnswer done) {
                                service_->Register({std::move(profile), {}}, As(kHandler), std::move(done));
                              })).ref);
  }
  // Takes the usual steps after logging, for the customer of the case.
  void Walk(CaseId id, const Steps& steps) {
    for (const auto& [actor, command] : steps) {
      if (std::holds_alternative<LogCase>(command)) continue;
      Actor who = actor;
      if (who.customer) who = Actor::Of(State(id).customer);
      Do(who, id, command);
    }
  }
  // The staff of case_spec.h, so that they exist here too.
  void HireStaff() {
    for (const Actor& actor : {kHandler, kLeader, kManager, kColleague, kQuality}) {
      Succeed(Wait([&](app::OnAnswer done) {
        service_->CreateUser({base::Word(actor.name), base::Line(actor.name), actor.role, {}, {}}, {}, As(Actor::System()),
                             std::move(done));
      }));
    }
  }

  Case State(CaseId id) {
    auto snapshot = service_->CaseAt(id, As(Actor::System()).viewer);
    if (!snapshot) throw std::runtime_error(base::ToLine(snapshot.error()));
    return (*snapshot)->state;
  }

  void Advance(base::Duration by) { clock_.Advance(by); }
  Instant Now() const { return clock_.Now(); }
  app::Service& service() { return *service_; }
  store::SqlStore& store() { return *store_; }
  base::SimulatedClock& clock() { return clock_; }
  const FreshDatabase& database() const { return *database_; }
  base::WorkerPool& workers() { return *workers_; }

 private:
  std::shared_ptr<FreshDatabase> database_;
  base::SimulatedClock clock_;
  std::unique_ptr<store::SqlStore> store_;
  std::unique_ptr<base::WorkerPool> workers_;
  std::unique_ptr<app::Service> service_;
};

inline customers::Profile AProfile(std::string_view name = "Amara Okafor", std::string_view email = "amara.okafor@example.org") {
  customers::Profile profile;
  profile.name = SealedLine(Line(name));
  profile.email = base::Sealed(*customers::EmailAddress::Parse(email));
  profile.phone = base::Sealed(*customers::PhoneNumber::Parse("+44 161 496 0123"));
  profile.postcode = SealedLine(Line("M1 4BT"));
  return profile;
}
inline LogCase ACaseOfANewCustomer(std::string_view name = "Amara Okafor") {
  LogCase log = ABoilerCase();
  log.customer.reset();
  std::string local = base::Fold(name);
  std::ranges::replace(local, ' ', '.');
  log.new_customer = AProfile(name, local + "@example.org");
  return log;
}

}  // namespace tests
