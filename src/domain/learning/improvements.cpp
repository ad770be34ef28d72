#include "domain/learning/improvements.h"

#include <algorithm>

#include "domain/learning/log.h"
#include "domain/words.h"

namespace learning {
namespace {

using base::Saying;
using domain::Refusal;
using domain::Refusals;
using domain::Role;
using R = domain::Rule;
using Events = std::vector<Event>;

Refusals Refuse(R rule, Saying says, std::optional<std::string> mend = {}, std::optional<std::string> field = {}) {
  return {Refusal{rule, std::move(says), std::move(mend), std::move(field), {}}};
}

struct ImprovementEvolver {
  Log& log;
  const Recorded& recorded;

  Improvement& Of(ImprovementId id) { return *std::ranges::find(log.improvements, id, &Improvement::id); }
  void Step(ImprovementId id, ImprovementState to, std::optional<Prose> words = {}) {
    Improvement& improvement = Of(id);
    improvement.state = to;
    improvement.steps.push_back({recorded.at, recorded.actor, to, std::move(words)});
  }

  void operator()(const ImprovementProposed& e) {
    Improvement improvement;
    improvement.id = e.improvement;
    improvement.plan = improvement.promised = e.plan;
    improvement.evidence = e.evidence;
    log.improvements.push_back(std::move(improvement));
    Step(e.improvement, ImprovementState::Proposed);
  }
  void operator()(const ImprovementReplanned& e) {
    Improvement& improvement = Of(e.improvement);
    improvement.plan = e.plan;
    if (e.signals) {
      auto& frozen = improvement.evidence.signals;
      if (!frozen) frozen.emplace();
      frozen->insert(frozen->end(), e.signals->begin(), e.signals->end());
    }
    if (improvement.state == ImprovementState::Proposed) improvement.promised = e.plan;
    Step(e.improvement, improvement.state, e.reason);
  }
  void operator()(const ImprovementAgreed& e) {
    Of(e.improvement).promised = Of(e.improvement).plan;
    Step(e.improvement, ImprovementState::Agreed, e.reason);
  }
  void operator()(const ChangeMade& e) {
    Improvement& improvement = Of(e.improvement);
    // What was measured from another day is no measure of this.
    if (improvement.changed_on != e.on) improvement.found.clear();
    improvement.changed_on = e.on;
    Step(e.improvement, ImprovementState::Made, e.words);
  }
  void operator()(const EffectRecorded& e) { Of(e.improvement).found.push_back(e.found); }
  void operator()(const ImprovementConcluded& e) {
    Of(e.improvement).conclusion = e.conclusion;
    Step(e.improvement, ImprovementState::Concluded, e.words);
  }
  void operator()(const ImprovementDropped& e) { Step(e.improvement, ImprovementState::Dropped, e.reason); }
  void operator()(const ImprovementReopened& e) {
    Improvement& improvement = Of(e.improvement);
    improvement.conclusion.reset();
    const bool agreed =
        std::ranges::any_of(improvement.steps, [](const ImprovementStep& step) { return step.to == ImprovementState::Agreed; });
    Step(e.improvement,
         improvement.changed_on ? ImprovementState::Made
         : agreed               ? ImprovementState::Agreed
                                : ImprovementState::Proposed,
         e.reason);
  }
  void operator()(const BenchmarksImported& e) {
    for (const Benchmark& benchmark : e.benchmarks) {
      const auto known = std::ranges::find_if(log.benchmarks, [&](const Benchmark& b) {
        return b.measure == benchmark.measure && b.whose == benchmark.whose && b.from == benchmark.from;
      });
      if (known == log.benchmarks.end()) {
        log.benchmarks.push_back(benchmark);
      } else {
        *known = benchmark;
      }
    }
  }
  void operator()(const BenchmarksRemoved& e) {
    std::erase_if(log.benchmarks, [&](const Benchmark& b) { return b.whose == e.whose; });
  }
};

struct ImprovementDecider {
  const Log& log;
  const Context& x;

  bool Leads() const {
    const Role role = x.actor.role;
    return role == Role::Manager || role == Role::Quality || role == Role::Administrator;
  }
  Refusals ForLeaders() const {
    return Refuse(R::ActorMayNot,
                  Saying("Your role ({}) may not do this; it is for quality, managers and administrators.", x.actor.role));
  }
  std::optional<Refusals> There(ImprovementId id, const Improvement*& improvement, bool over_too = false) const {
    if (!x.actor.IsStaff()) return Refuse(R::ActorMayNot, Saying("This is for those who work here."));
    improvement = log.Find(id);
    if (improvement == nullptr) return Refuse(R::NoSuchImprovement, Saying("There is no improvement {}.", id), {}, "improvement");
    if (improvement->IsOver() && !over_too) {
      return Refuse(R::ImprovementIsOver,
                    improvement->state == ImprovementState::Dropped ? Saying("{} was dropped; take it up again first.", id)
                                                                    : Saying("{} is concluded; take it up again first.", id),
                    "reopen-improvement");
    }
    return std::nullopt;
  }
  // Whoever owns it, and those who lead.
  std::optional<Refusals> Mine(ImprovementId id, const Improvement*& improvement) const {
    if (auto no = There(id, improvement)) return no;
    const bool owns = x.actor.user && improvement->plan.owner == x.actor.user;
    const bool proposed = !improvement->steps.empty() && improvement->state == ImprovementState::Proposed &&
                          improvement->steps.front().by == x.actor.ToString();
    if (owns || proposed || Leads() || x.actor.role == Role::TeamLeader) return std::nullopt;
    return Refuse(R::ActorMayNot, Saying("{} is for its owner, team leaders, quality and managers.", id));
  }
  std::optional<Refusals> Sound(const ImprovementPlan& plan) const {
    if (plan.title.empty()) return Refuse(R::Incomplete, Saying("Give it a name."), {}, "plan.title");
    if (plan.change.empty()) return Refuse(R::Incomplete, Saying("Say what is to be done differently."), {}, "plan.change");
    for (const SignalId signal : plan.signals) {
      if (log.Find(signal) == nullptr) {
        return Refuse(R::NoSuchSignal, Saying("There is no signal {}.", signal), {}, "plan.signals");
      }
    }
    return std::nullopt;
  }

  // What these say today, each once, without those to `leave`; nothing where none is left. All of them exist.
  template <class Leave>
  std::optional<std::vector<FrozenSignal>> Freeze(const std::vector<SignalId>& named, Leave leave) const {
    std::vector<FrozenSignal> frozen;
    for (const SignalId id : named) {
      if (leave(id) || std::ranges::find(frozen, id, &FrozenSignal::signal) != frozen.end()) continue;
      const Signal& signal = *log.Find(id);
      frozen.push_back({id, x.today, signal.found, signal.state, signal.explained_as});
    }
    if (frozen.empty()) return std::nullopt;
    return frozen;
  }

  Ruling operator()(const ProposeImprovement& command) const {
    if (!x.actor.IsStaff()) return Refuse(R::ActorMayNot, Saying("This is for those who work here."));
    if (auto no = Sound(command.plan)) return *std::move(no);
    Evidence evidence = command.evidence;
    evidence.signals = Freeze(command.plan.signals, [](SignalId) { return false; });
    const std::int64_t next = log.improvements.empty() ? 1 : log.improvements.back().id.number + 1;
    return Events{ImprovementProposed{ImprovementId{next}, command.plan, std::move(evidence)}};
  }

  Ruling operator()(const ReplanImprovement& command) const {
    const Improvement* improvement = nullptr;
    if (auto no = Mine(command.improvement, improvement)) return *std::move(no);
    if (auto no = Sound(command.plan)) return *std::move(no);
    if (command.plan == improvement->plan) return Events{};
    if (improvement->state != ImprovementState::Proposed && !command.reason) {
      return Refuse(R::Incomplete, Saying("It was agreed as it was; say why it is planned otherwise."), {}, "reason");
    }
    // A signal of the plan before said what it said then, also where that was not kept.
    const auto named_before = [&](SignalId signal) {
      const auto& frozen = improvement->evidence.signals;
      return std::ranges::find(improvement->plan.signals, signal) != improvement->plan.signals.end() ||
             (frozen && std::ranges::find(*frozen, signal, &FrozenSignal::signal) != frozen->end());
    };
    return Events{
        ImprovementReplanned{command.improvement, command.plan, command.reason, Freeze(command.plan.signals, named_before)}};
  }

  Ruling operator()(const AgreeImprovement& command) const {
    const Improvement* improvement = nullptr;
    if (auto no = There(command.improvement, improvement)) return *std::move(no);
    if (!Leads()) return ForLeaders();
    if (improvement->state != ImprovementState::Proposed) return Events{};
    if (!improvement->plan.owner) {
      return Refuse(R::Incomplete, Saying("Nobody sees to it yet: give it an owner first."), "replan-improvement", "owner");
    }
    if (!improvement->plan.expected_percent) {
      return Refuse(R::Incomplete, Saying("Say first by how much it is expected to change what is measured."),
                    "replan-improvement", "expected_percent");
    }
    return Events{ImprovementAgreed{command.improvement, command.reason}};
  }

  Ruling operator()(const RecordChange& command) const {
    const Improvement* improvement = nullptr;
    if (auto no = Mine(command.improvement, improvement)) return *std::move(no);
    if (improvement->state == ImprovementState::Proposed) {
      return Refuse(R::ImprovementNotAgreed, Saying("{} is proposed and not agreed yet.", command.improvement),
                    "agree-improvement");
    }
    if (command.on > x.today) {
      return Refuse(R::DateInTheFuture, Saying("{} is still to come; say it when the change is made.", command.on), {}, "on");
    }
    if (improvement->changed_on == command.on) return Events{};
    return Events{ChangeMade{command.improvement, command.on, command.words}};
  }

  Ruling operator()(const RecordEffect& command) const {
    if (x.actor.role != Role::System) {
      return Refuse(R::ActorMayNot, Saying("Effects are measured by the program and by nobody else."));
    }
    const Improvement* improvement = log.Find(command.improvement);
    // It may have been concluded, or its day corrected, since it was measured.
    if (improvement == nullptr || !improvement->changed_on) return Events{};
    const bool known =
        std::ranges::any_of(improvement->found, [&](const EffectFound& f) { return f.days == command.found.days; });
    if (known || command.found.on != *improvement->changed_on + static_cast<int>(command.found.days)) return Events{};
    return Events{EffectRecorded{command.improvement, command.found}};
  }

  Ruling operator()(const ConcludeImprovement& command) const {
    const Improvement* improvement = nullptr;
    if (auto no = There(command.improvement, improvement)) return *std::move(no);
    if (!Leads()) return ForLeaders();
    if (!improvement->changed_on) {
      return Refuse(R::ChangeNotMade,
                    Saying("The change of {} has not been made; drop it if it will not be.", command.improvement),
                    "record-change");
    }
    // What does harm is undone at once; what is kept is kept because of what it did.
    if (command.conclusion != Conclusion::Undone && improvement->found.empty()) {
      return Refuse(R::EffectNotMeasured,
                    Saying("Its effect is looked at 30 days after the change, on {}; until then nobody knows what it did.",
                           *improvement->changed_on + kFollowUpDays[0]));
    }
    if (command.words.empty()) return Refuse(R::Incomplete, Saying("Say what was learnt."), {}, "words");
    return Events{ImprovementConcluded{command.improvement, command.conclusion, command.words}};
  }

  Ruling operator()(const DropImprovement& command) const {
    const Improvement* improvement = nullptr;
    if (auto no = Mine(command.improvement, improvement)) return *std::move(no);
    if (improvement->changed_on) {
      return Refuse(R::ImprovementIsUnderWay,
                    Saying("The change of {} was made; conclude it, as undone if so.", command.improvement),
                    "conclude-improvement");
    }
    if (command.reason.empty()) return Refuse(R::Incomplete, Saying("Say why it will not be done."), {}, "reason");
    return Events{ImprovementDropped{command.improvement, command.reason}};
  }

  Ruling operator()(const ReopenImprovement& command) const {
    const Improvement* improvement = nullptr;
    if (auto no = There(command.improvement, improvement, true)) return *std::move(no);
    if (!Leads() && x.actor.role != Role::TeamLeader) return ForLeaders();
    if (!improvement->IsOver()) return Events{};
    if (command.reason.empty()) return Refuse(R::Incomplete, Saying("Say why it is taken up again."), {}, "reason");
    return Events{ImprovementReopened{command.improvement, command.reason}};
  }

  Ruling operator()(const ImportBenchmarks& command) const {
    if (!Leads()) return ForLeaders();
    Events events;
    BenchmarksImported imported;
    for (std::size_t i = 0; i < command.benchmarks.size(); ++i) {
      const Benchmark& benchmark = command.benchmarks[i];
      const auto field = [&](const char* name) { return "benchmarks[" + std::to_string(i) + "]." + name; };
      if (benchmark.from > benchmark.to) {
        return Refuse(R::Incomplete, Saying("The first day, {}, is after the last, {}.", benchmark.from, benchmark.to), {},
                      field("from"));
      }
      if (benchmark.whose.empty()) return Refuse(R::Incomplete, Saying("Say whose figure it is."), {}, field("whose"));
      if (std::ranges::find(log.benchmarks, benchmark) == log.benchmarks.end()) imported.benchmarks.push_back(benchmark);
    }
    if (!imported.benchmarks.empty()) events.push_back(std::move(imported));
    return events;
  }

  Ruling operator()(const RemoveBenchmarks& command) const {
    if (!Leads()) return ForLeaders();
    if (std::ranges::none_of(log.benchmarks, [&](const Benchmark& b) { return b.whose == command.whose; })) return Events{};
    return Events{BenchmarksRemoved{command.whose}};
  }
};

}  // namespace

void Evolve(Log& log, const ImprovementEvent& event, const Recorded& recorded) {
  std::visit(ImprovementEvolver{log, recorded}, event);
}

Ruling Decide(const Log& log, const ImprovementCommand& command, const Context& x) {
  return std::visit(ImprovementDecider{log, x}, command);
}

}  // namespace learning
