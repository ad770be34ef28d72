#include "domain/cases/guide.h"

#include <algorithm>

#include "domain/cases/rules.h"

namespace cases {
namespace {

class Collector {
 public:
  explicit Collector(std::vector<domain::Refusal>& into) : into_(into) {}

  std::vector<std::int64_t> Add(domain::Refusals refusals) {
    std::vector<std::int64_t> indices;
    for (domain::Refusal& refusal : refusals) {
      const auto found = std::ranges::find(into_, refusal);
      indices.push_back(found - into_.begin());
      if (found == into_.end()) into_.push_back(std::move(refusal));
    }
    return indices;
  }

 private:
  std::vector<domain::Refusal>& into_;
};

template <class C>
void Ask(const Case& c, const Context& x, Guide& guide, Collector& collector) {
  static const std::string name = base::Kebab(base::TypeName<C>());
  domain::Refusals refusals = rules::AllObstacles(rules::Of<C>{}, c, x);
  if (refusals.empty()) {
    guide.allowed.push_back(name);
  } else {
    guide.refused.push_back({name, collector.Add(std::move(refusals))});
  }
}

}  // namespace

domain::Refusals RefusalsOf(const Guide& guide, std::string_view command) {
  domain::Refusals refusals;
  const auto found = std::ranges::find(guide.refused, command, &RefusedCommand::command);
  if (found == guide.refused.end()) return refusals;
  for (const std::int64_t index : found->refusals) refusals.push_back(guide.refusals.at(static_cast<std::size_t>(index)));
  return refusals;
}

Guide GuideFor(const Case& c, const Context& x) {
  Guide guide;
  guide.phase = PhaseOf(c, *x.procedure);
  for (const Phase phase : {Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp}) {
    PhaseGuide& rail = guide.phases.emplace_back(PhaseGuide{phase, true, {}});
    for (const Requirement requirement : procedures::Gate(*x.procedure, phase)) {
      GateItem item{requirement, Title(requirement), Meets(c, requirement, *x.procedure), procedures::IsFixed(requirement), {}};
      if (!item.met) {
        item.missing = Missing(c, requirement, x);
        rail.passed = false;
      }
      rail.gate.push_back(std::move(item));
    }
  }
  Collector collector(guide.refusals);
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    const auto ask = [&]<std::size_t Index>() {
      using C = std::variant_alternative_t<Index, AnyCommand>;
      static const bool has_route = HasRoute(Index) || std::is_same_v<C, AttachFile>;
      if constexpr (!std::is_same_v<C, LogCase>) {
        if (has_route) Ask<C>(c, x, guide, collector);
      }
    };
    (ask.template operator()<I>(), ...);
  }(std::make_index_sequence<std::variant_size_v<AnyCommand>>{});
  for (std::size_t i = 0; i < base::TypeOf<Outcome>().names.size(); ++i) {
    const auto outcome = static_cast<Outcome>(i);
    domain::Refusals refusals = rules::StandingObstacles(rules::Of<CloseCase>{}, c, x);
    if (refusals.empty()) refusals = rules::ObstaclesToClosing(outcome, c, x);
    const bool allowed = refusals.empty();
    guide.closing.push_back({outcome, allowed, collector.Add(std::move(refusals))});
  }
  return guide;
}

}  // namespace cases
