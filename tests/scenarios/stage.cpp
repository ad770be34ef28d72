#include "scenarios/stage.h"

#include <boost/json.hpp>

namespace tests::scenarios {
namespace {

using base::Quoted;

std::string Listed(const std::vector<std::string>& names) { return names.empty() ? "nothing" : base::AllOf(names); }

// "round.decided.decision" and "escalations[0].to" in a case's JSON; empty when nothing is there.
std::string ValueAt(const Case& c, const std::string& path) {
  std::string pointer = "/";
  for (const char sign : path) {
    if (sign != ']') pointer += sign == '.' || sign == '[' ? '/' : sign;
  }
  const boost::json::value whole = boost::json::parse(base::ToJson(c));
  boost::json::error_code fault;
  const boost::json::value* found = whole.find_pointer(pointer, fault);
  if (found == nullptr || found->is_null()) return "";
  return found->is_string() ? std::string(found->as_string()) : boost::json::serialize(*found);
}

std::string Standing(const Case& c) {
  if (c.merged_into) return "merged into " + c.merged_into->ToString();
  return c.closed ? "closed as " + base::NameOf(c.closed->outcome) : "open";
}

std::vector<std::string> Mends(const cases::Guide& guide) {
  std::vector<std::string> left;
  for (const cases::PhaseGuide& phase : guide.phases) {
    if (phase.phase != guide.phase) continue;
    for (const cases::GateItem& item : phase.gate) {
      if (item.missing) left.push_back(item.missing->mend.value_or(base::NameOf(item.requirement)));
    }
  }
  return left;
}

// "2026-11-04 09:00"
std::string Minute(Instant at) {
  std::string minute = at.ToString().substr(0, 16);
  minute[10] = ' ';
  return minute;
}

std::vector<std::string> Separated(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < list.size() && list != "nothing";) {
    const auto comma = std::min(list.find(", ", from), list.size());
    words.push_back(list.substr(from, comma - from));
    from = comma + 2;
  }
  return words;
}

}  // namespace

Stage::Stage(Kind kind, const Script& script) : script_(script), desk_(std::make_shared<FreshDatabase>(kind), script.begins) {}

std::vector<Complaint> Stage::Play() {
  for (const Step& step : script_.steps) {
    try {
      Do(step);
    } catch (const std::exception& fault) {
      Complain(step.line, fault.what());
    }
    if (!complaints_.empty()) return complaints_;
  }
  // Whatever the story: the store is whole, and the same after a restart.
  const int end = script_.steps.back().line;
  std::map<std::string, Case> before;
  for (const auto& [name, id] : cases_) before[name] = desk_.State(id);
  desk_.Restart();
  for (const auto& [name, state] : before) {
    if (!(desk_.State(cases_[name]) == state)) Complain(end, name + " is not the same after a restart");
  }
  const auto report = store::Verify(desk_.store(), {});
  if (!report) throw std::runtime_error(base::ToLine(report.error()));
  for (const auto& problem : report->problems) Complain(end, "verify: " + problem.where + ": " + problem.what);
  return complaints_;
}

void Stage::Do(const Step& step) {
  switch (step.does) {
    case Step::Does::Hire: {
      std::string name = step.who;
      name.front() = static_cast<char>(std::toupper(name.front()));
      const auto made = Desk::Succeed(desk_.Wait([&](app::OnAnswer done) {
        desk_.service().CreateUser({base::Word(step.who), base::Line(name), step.role, {}, {}}, {}, Desk::As(Actor::System()),
                                   std::move(done));
      }));
      people_[step.who] = Actor::Staff(*UserId::Parse(made.ref), step.role, name);
      return;
    }
    case Step::Does::PutInForce: PutInForce(step); return ExpectEvents(step);
    case Step::Does::SetClock: MoveTo(step.at); return ExpectEvents(step);
    case Step::Does::Advance: MoveTo(desk_.Now() + step.by); return ExpectEvents(step);
    case Step::Does::Stop:
      desk_.Advance(step.by);
      desk_.Restart();
      RunClocks();
      return ExpectEvents(step);
    case Step::Does::Give: return Give(step);
    case Step::Does::Expect: return Expect(step);
  }
}

void Stage::PutInForce(const Step& step) {
  const Actor actor = ActorOf(step.who, "");
  const auto answer = desk_.Wait([&](app::OnAnswer done) {
    desk_.service().Handle(procedures::ActivateProcedure{step.files, base::Line("The rules have changed.")}, Desk::As(actor),
                           std::move(done));
  });
  Desk::Succeed(answer);
}

void Stage::RunClocks() {
  if (const auto run = app::ClockRunner(desk_.service()).RunOnce(); !run) throw std::runtime_error(base::ToLine(run.error()));
}

// From one due time to the next, as a running server would notice them.
void Stage::MoveTo(Instant target) {
  if (target < desk_.Now())
    throw std::runtime_error("this is before " + base::ForPeople(desk_.Now()) + ", where the clock stands");
  const auto noticed = [](const app::Deadline& deadline) { return deadline.due_at + std::chrono::seconds(1); };
  for (;;) {
    const auto due = desk_.service().queries().Due(target, {}, 500, Desk::As(Actor::System()).viewer);
    if (!due) throw std::runtime_error(base::ToLine(due.error()));
    const auto next = std::ranges::find_if(*due, [&](const auto& d) { return noticed(d) > desk_.Now() && noticed(d) < target; });
    if (next == due->end()) break;
    desk_.clock().Set(noticed(*next));
    RunClocks();
  }
  desk_.clock().Set(target);
  RunClocks();
}

Stage::Happened Stage::News() {
  Happened news;
  for (const auto& [name, id] : cases_) {
    for (const auto& entry : View(name).timeline) {
      if (entry.version > seen_[name]) news[name].push_back(entry.event);
    }
    seen_[name] = desk_.State(id).version;
  }
  return news;
}

app::CaseView Stage::View(const std::string& name, const Actor& actor) {
  auto view = desk_.service().ViewCase(cases_.at(name), Desk::As(actor).viewer);
  if (!view) throw std::runtime_error(base::ToLine(view.error()));
  return *std::move(view);
}

CustomerId Stage::CustomerOf(const std::string& name) { return desk_.State(cases_.at(name)).customer; }

Actor Stage::ActorOf(const std::string& who, const std::string& target) {
  if (who == "Amends") return Actor::System();
  if (who.starts_with(kCustomerOf)) return Actor::Of(CustomerOf(who.substr(kCustomerOf.size())));
  if (who == "the customer")
    return Actor::Of(CustomerOf(target.starts_with(kCustomerOf) ? target.substr(kCustomerOf.size()) : target));
  return people_.at(who);
}

std::string Stage::Resolve(const std::string& mark) {
  if (const auto time = TimeOf(mark, desk_.Now())) return time->ToString();
  if (mark.starts_with(kCustomerOf)) return CustomerOf(mark.substr(kCustomerOf.size())).ToString();
  if (const auto person = people_.find(mark); person != people_.end()) return person->second.user->ToString();
  const auto found = cases_.find(mark);
  return found == cases_.end() ? mark : found->second.ToString();
}

std::string Stage::Filled(const Step& step) {
  return FillMarks(step.body, [this](const std::string& mark) { return Resolve(mark); });
}

void Stage::Give(const Step& step) {
  News();
  auto command = ReadCommand(step.command, Filled(step));
  if (!command) throw std::runtime_error(base::ToLine(command.error()));
  const Actor actor = ActorOf(step.who, step.to);
  Desk::Answered answer;
  if (auto* of_case = std::get_if<Command>(&*command)) {
    auto* log = std::get_if<LogCase>(of_case);
    answer = log != nullptr ? desk_.TryLog(actor, std::move(*log)) : desk_.Try(actor, cases_.at(step.to), std::move(*of_case));
  } else {
    answer = desk_.TryCustomer(actor, CustomerOf(step.to.substr(kCustomerOf.size())),
                               std::get<customers::Command>(*std::move(command)));
  }
  if (!answer) {
    const std::string says = base::ToLine(answer.error());
    if (!step.failure) return Complain(step.line, "not possible: " + says);
    if (says.find(*step.failure) == std::string::npos)
      Complain(step.line, "expected it to fail saying " + Quoted(*step.failure) + ", but: " + says);
    return;
  }
  if (const auto* refusals = std::get_if<domain::Refusals>(&*answer)) {
    ExpectRefusals(step, *refusals);
  } else if (step.refused) {
    return Complain(
        step.line, step.command + " was expected to be refused, and gave " + Listed(std::get<app::CommandReply>(*answer).events));
  } else {
    const auto& reply = std::get<app::CommandReply>(*answer);
    if (step.command == "log-case") cases_[step.names] = *CaseId::Parse(reply.ref);
    if (step.command != "log-case" && !step.names.empty()) cases_[step.names] = desk_.State(cases_.at(step.to)).split_into.back();
    done_to_customer_ = step.to.starts_with(kCustomerOf) ? reply.events : std::vector<std::string>();
  }
  ExpectEvents(step);
}

void Stage::ExpectRefusals(const Step& step, const domain::Refusals& refusals) {
  std::vector<std::string> got;
  std::string said;
  for (const domain::Refusal& refusal : refusals) {
    const auto* name = boost::describe::enum_to_string(refusal.rule, "");
    got.emplace_back(name);
    said += "\n    " + got.back() + ": " + refusal.says + (refusal.mend ? "  mend " + *refusal.mend : "");
  }
  if (!step.refused) return Complain(step.line, step.command + " is refused:" + said);
  std::vector<std::string> wanted;
  for (const ExpectedRefusal& expected : step.refusals) wanted.push_back(expected.rule);
  if (wanted != got)
    return Complain(step.line, "expected " + Listed(wanted) + ", but it is refused with " + Listed(got) + ":" + said);
  for (std::size_t i = 0; i < got.size(); ++i) {
    const ExpectedRefusal& expected = step.refusals[i];
    const domain::Refusal& refusal = refusals[i];
    if (refusal.says.ToString().find(expected.saying) == std::string::npos) {
      Complain(expected.line,
               "expected it to say " + Quoted(expected.saying) + ", but it says " + Quoted(refusal.says.ToString()));
    }
    if (!expected.mend.empty() && refusal.mend != expected.mend) {
      Complain(expected.line, "expected to be mended by " + expected.mend + ", but by " + refusal.mend.value_or("nothing"));
    }
    if (!expected.clause.empty() && (!refusal.clause || refusal.clause->number != expected.clause)) {
      Complain(expected.line, "expected clause " + Quoted(expected.clause) + ", but it cites " +
                                  (refusal.clause ? refusal.clause->number : "none"));
    }
  }
}

// "final-response due 2026-12-28 23:59", "final-response met": of a clock that ran more than once, its last run.
void Stage::ExpectClock(const Step& step, const app::CaseView& view) {
  const std::string id = step.value.substr(0, step.value.find(' '));
  const std::string wanted = step.value.substr(id.size() + 1);
  const auto clock = std::find_if(view.clocks.rbegin(), view.clocks.rend(), [&](const app::CaseClock& c) { return c.id == id; });
  const bool due = wanted.starts_with("due ");
  std::string got = "not_started";
  if (clock != view.clocks.rend())
    got = due ? "due " + (clock->due_at ? Minute(*clock->due_at) : "nothing") : base::NameOf(clock->state);
  if (got != wanted) Complain(step.line, "expected " + step.about + " clock " + step.value + ", but it is " + got);
}

// What is listed must be all that happened to that case. What nobody asked for (a refused command, time that passes) may
// do nothing that is not listed.
void Stage::ExpectEvents(const Step& step) {
  Happened news = News();
  for (const ExpectedEvents& expected : step.events) {
    const std::string name = !expected.of.empty() ? expected.of : step.command == "log-case" ? step.names : step.to;
    const std::vector<std::string> got = name.starts_with(kCustomerOf) ? done_to_customer_ : std::exchange(news[name], {});
    if (got != expected.names) Complain(expected.line, "expected " + Listed(expected.names) + ", but there came " + Listed(got));
  }
  if (step.does == Step::Does::Give && !step.refused) return;
  for (const auto& [name, events] : news) {
    if (!events.empty()) Complain(step.line, "nobody expected this to happen to " + name + ": " + Listed(events));
  }
}

void Stage::Expect(const Step& step) {
  const app::CaseView view = View(step.about);
  const Case& c = view.state;
  const auto compare = [&](const std::string& got) {
    if (got != step.value)
      Complain(step.line, "expected " + step.about + " " + step.verb + " " + step.value + ", but it is " + got);
  };
  if (step.verb == "phase") return compare(base::NameOf(view.guide.phase));
  if (step.verb == "is") {
    std::string wanted = step.value;
    if (wanted.starts_with("merged into ")) wanted = "merged into " + Resolve(wanted.substr(12));
    if (Standing(c) != wanted) Complain(step.line, "expected " + step.about + " is " + wanted + ", but it is " + Standing(c));
    return;
  }
  if (step.verb == "owner") {
    const std::string wanted = Resolve(step.value);
    const std::string got = c.owner ? c.owner->ToString() : "nobody";
    if (got != wanted) Complain(step.line, "expected owner " + step.value + ", but it is " + got);
    return;
  }
  if (step.verb == "promise") {
    std::string got = "none";
    if (c.promise) got = Minute(c.promise->by) + (c.promise->broken ? " broken" : "");
    return compare(got);
  }
  if (step.verb == "clock") return ExpectClock(step, view);
  if (step.verb == "left") {
    const auto left = Mends(view.guide);
    if (left != Separated(step.value)) Complain(step.line, "expected to be left: " + step.value + "; there is: " + Listed(left));
    return;
  }
  if (step.verb == "tells") {
    const std::string wanted =
        step.value.size() > 1 && step.value.front() == '"' ? step.value.substr(1, step.value.size() - 2) : step.value;
    std::string all;
    for (const auto& entry : view.timeline) all += "\n    " + entry.who + ": " + entry.says;
    if (all.find(wanted) == std::string::npos) Complain(step.line, "the story does not tell " + Quoted(wanted) + ":" + all);
    return;
  }
  if (step.verb == "has") {
    const auto sign = step.value.find(" = ");
    if (sign == std::string::npos) return Complain(step.line, "expected: expect C1 has PATH = VALUE");
    const std::string path = step.value.substr(0, sign);
    std::string wanted = step.value.substr(sign + 3);
    if (wanted == "nothing") wanted.clear();
    if (wanted.starts_with('<') && wanted.ends_with('>')) wanted = Resolve(wanted.substr(1, wanted.size() - 2));
    const std::string got = ValueAt(c, path);
    if (got != wanted) Complain(step.line, path + " was expected to be " + Quoted(wanted) + ", and is " + Quoted(got));
    return;
  }
  // "allows make-offer", "forbids make-offer because CauseNotEstablished": as its owner sees it, else the first handler.
  Actor actor = Actor::System();
  for (const auto& [name, person] : people_) {
    if (c.owner ? person.user == c.owner : person.role == domain::Role::Handler) actor = person;
  }
  const cases::Guide guide = View(step.about, actor).guide;
  const auto because = step.value.find(" because ");
  const std::string command = step.value.substr(0, because);
  const bool allowed = std::ranges::find(guide.allowed, command) != guide.allowed.end();
  if (allowed != (step.verb == "allows")) return Complain(step.line, command + (allowed ? " is allowed" : " is not allowed"));
  if (because == std::string::npos) return;
  std::vector<std::string> rules;
  for (const auto& refused : guide.refused) {
    if (refused.command != command) continue;
    for (const auto index : refused.refusals) {
      rules.emplace_back(boost::describe::enum_to_string(guide.refusals[static_cast<std::size_t>(index)].rule, ""));
    }
  }
  const auto wanted = Separated(step.value.substr(because + 9));
  if (rules != wanted) Complain(step.line, command + " is forbidden because of " + Listed(rules));
}

}  // namespace tests::scenarios
