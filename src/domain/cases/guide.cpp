#include "domain/cases/guide.h"

#include <algorithm>

#include "domain/cases/clocks.h"
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

// By calendar and day; of a case that is over, only windows still run.
std::vector<CalendarGap> GapsOf(const Case& c, const Context& x) {
  std::vector<CalendarGap> gaps;
  std::vector<std::string> titles;  // of the clocks of each
  if (x.calendar == nullptr || c.merged_into) return gaps;
  for (const procedures::Clock& clock : ClocksOf(c, *x.procedure, *x.calendar, x.now)) {
    const bool over = clock.stopped_at || (c.closed && clock.rule->kind != procedures::ClockKind::Window);
    if (over || !clock.due.unknown) continue;
    const calendar::Spec& spec = clock.calendar->spec();
    auto gap = std::ranges::find_if(
        gaps, [&](const CalendarGap& g) { return g.calendar == spec.id && g.unknown_day == *clock.due.unknown; });
    if (gap == gaps.end()) {
      gaps.push_back({spec.id, *clock.due.unknown, {}, {}, {}});
      titles.emplace_back();
      gap = gaps.end() - 1;
      gap->mend = Saying(
          "Add the holidays of {} to the calendar {}, put the procedure in force with it as version {}, and move "
          "the case to that.",
          clock.due.unknown->year(), base::Quoted(spec.id), x.procedure->version + 1);
    }
    std::string& named = titles[static_cast<std::size_t>(gap - gaps.begin())];
    named += (named.empty() ? "" : ", ") + clock.rule->title;
    gap->clocks.push_back(clock.rule->id);
    gap->says = *clock.due.unknown > spec.known_until
                    ? Saying(
                          "The calendar {} knows nothing of {} or later. No such day is counted as open, so there is no end "
                          "yet for: {}.",
                          spec.title, gap->unknown_day, named)
                    : Saying(
                          "The calendar {} knows nothing of {} or earlier. No such day is counted as open, so there is no end "
                          "yet for: {}.",
                          spec.title, gap->unknown_day, named);
  }
  return gaps;
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
  guide.calendar_gaps = GapsOf(c, x);
  return guide;
}

}  // namespace cases
