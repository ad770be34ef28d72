#include "domain/learning/log.h"

#include <algorithm>

namespace learning {
namespace {

template <class T, class Choice>
constexpr bool kIsOneOf = false;
template <class T, class... A>
constexpr bool kIsOneOf<T, std::variant<A...>> = (std::is_same_v<T, A> || ...);

}  // namespace

const Signal* Log::Find(SignalId signal) const {
  const auto found = std::ranges::find(signals, signal, &Signal::id);
  return found == signals.end() ? nullptr : &*found;
}
const Improvement* Log::Find(ImprovementId improvement) const {
  const auto found = std::ranges::find(improvements, improvement, &Improvement::id);
  return found == improvements.end() ? nullptr : &*found;
}

void Evolve(Log& log, const Recorded& recorded) {
  std::visit(
      [&]<class E>(const E& event) {
        if constexpr (kIsOneOf<E, SignalEvent>) {
          Evolve(log, SignalEvent(event), recorded);
        } else {
          Evolve(log, ImprovementEvent(event), recorded);
        }
      },
      recorded.event);
  log.version = recorded.version;
}

Ruling Decide(const Log& log, const Command& command, const Context& x) {
  return std::visit(
      [&]<class C>(const C& one) {
        if constexpr (kIsOneOf<C, SignalCommand>) {
          return Decide(log, SignalCommand(one), x);
        } else {
          return Decide(log, ImprovementCommand(one), x);
        }
      },
      command);
}

}  // namespace learning
