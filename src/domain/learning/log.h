#pragma once
// What the desk learns from its cases as a whole: signals, the improvements made because of them, and figures of others to
// compare with. One stream, decided by a pure function as everything is.
//
//   auto ruling = learning::Decide(log, ExplainSignal{...}, {actor, now});

#include <string>
#include <variant>
#include <vector>

#include "domain/actor.h"
#include "domain/learning/improvements.h"
#include "domain/learning/signals.h"
#include "domain/refusal.h"

namespace learning {

template <class... A, class... B>
std::variant<A..., B...> Together(const std::variant<A...>&, const std::variant<B...>&);

using Event = decltype(Together(std::declval<SignalEvent>(), std::declval<ImprovementEvent>()));
using Command = decltype(Together(std::declval<SignalCommand>(), std::declval<ImprovementCommand>()));

struct Recorded {
  Event event;
  Instant at;
  std::string actor;
  std::int64_t version = 0;
};

struct Log {
  LearningId id;
  std::vector<Signal> signals;            // oldest first
  std::vector<Rename> renames;            // in force: without those that were withdrawn
  std::vector<Improvement> improvements;  // oldest first
  std::vector<Benchmark> benchmarks;
  std::int64_t version = 0;

  bool Exists() const { return version > 0; }
  const Signal* Find(SignalId signal) const;
  const Improvement* Find(ImprovementId improvement) const;
  friend bool operator==(const Log&, const Log&) = default;
};
BOOST_DESCRIBE_STRUCT(Log, (), (id, signals, renames, improvements, benchmarks, version))

void Evolve(Log& log, const Recorded& recorded);

struct Context {
  domain::Actor actor;
  Instant now;
  Date today;  // at the desk; a change cannot have been made after it
};

using Ruling = std::variant<std::vector<Event>, domain::Refusals>;

// Pure. Signals are raised by the system; worked on by team leaders, managers and quality; contacts recorded by all staff.
// Improvements are proposed by all staff, agreed on and concluded by managers and quality.
Ruling Decide(const Log& log, const Command& command, const Context& x);

// The parts of it, each in the file of its name.
void Evolve(Log& log, const SignalEvent& event, const Recorded& recorded);
void Evolve(Log& log, const ImprovementEvent& event, const Recorded& recorded);
Ruling Decide(const Log& log, const SignalCommand& command, const Context& x);
Ruling Decide(const Log& log, const ImprovementCommand& command, const Context& x);

}  // namespace learning
