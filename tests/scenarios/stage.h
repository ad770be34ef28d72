#pragma once
// Plays a scenario on a whole desk with a clock that moves only when told, and says what came out otherwise than expected.
//
//   for (const Complaint& complaint : Stage(Kind::Sqlite, script).Play()) ...

#include <map>

#include "app/clock_runner.h"
#include "scenarios/script.h"
#include "support/desk.h"

namespace tests::scenarios {

struct Complaint {
  int line = 0;
  std::string says;
};

class Stage {
 public:
  Stage(Kind kind, const Script& script);

  // Ends at the first step that goes wrong: those after it would only echo it.
  std::vector<Complaint> Play();

 private:
  using Happened = std::map<std::string, std::vector<std::string>>;  // by the case's name

  void Do(const Step& step);
  void Give(const Step& step);
  void PutInForce(const Step& step);
  void Expect(const Step& step);
  void ExpectClock(const Step& step, const app::CaseView& view);
  void ExpectRefusals(const Step& step, const domain::Refusals& refusals);
  void ExpectEvents(const Step& step);

  void MoveTo(base::Instant target);
  void RunClocks();
  // The events since this was last asked.
  Happened News();

  Actor ActorOf(const std::string& who, const std::string& target);
  CustomerId CustomerOf(const std::string& name);
  std::string Filled(const Step& step);
  std::string Resolve(const std::string& mark);
  app::CaseView View(const std::string& name, const Actor& actor = Actor::System());
  void Complain(int line, std::string says) { complaints_.push_back({line, std::move(says)}); }

  const Script& script_;
  Desk desk_;
  std::map<std::string, Actor> people_;
  std::map<std::string, CaseId> cases_;
  std::map<std::string, std::int64_t> seen_;
  std::vector<std::string> done_to_customer_;
  std::vector<Complaint> complaints_;
};

}  // namespace tests::scenarios
