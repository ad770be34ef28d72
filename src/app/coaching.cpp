#include "app/coaching.h"

#include <algorithm>
#include <array>
#include <map>

namespace app {
namespace {

constexpr int kDaysUnlessSaid = 90;
constexpr std::size_t kMostCases = 100;

// Counts must come with the newest case first, so that one is known again without keeping them all.
struct Counted {
  cases::EscalationTally tally;
  CoachingCount early, in_time, late;

  void Add(const EscalationCount& count) {
    tally.Add(count.timeliness, count.concern, count.times);
    CoachingCount& own = Of(count.timeliness);
    own.times += count.times;
    std::optional<CaseId>& last = last_[static_cast<std::size_t>(count.timeliness)];
    if (last == count.case_ref) return;
    last = count.case_ref;
    ++own.cases_in_all;
    if (own.cases.size() < kMostCases) own.cases.push_back(count.case_ref);
  }

 private:
  CoachingCount& Of(cases::Timeliness timeliness) {
    switch (timeliness) {
      case cases::Timeliness::Early: return early;
      case cases::Timeliness::InTime: return in_time;
      case cases::Timeliness::Late: return late;
    }
    return in_time;
  }
  std::array<std::optional<CaseId>, 3> last_;
};

struct OfPerson {
  std::optional<std::string> name;
  Counted counted;
};
struct OfTeam {
  Counted counted;
  std::map<std::optional<UserId>, OfPerson> people;
};

// A team is spoken of as a whole only to who sees the whole of it.
bool SeesWhole(const Viewer& viewer, const std::optional<std::string>& team, const CoachingQuery& query) {
  if (query.person) return false;
  switch (viewer.actor.role) {
    case domain::Role::Manager:
    case domain::Role::Quality:
    case domain::Role::System: return true;
    case domain::Role::TeamLeader: return team && viewer.team && *team == viewer.team->str();
    case domain::Role::Handler:
    case domain::Role::Administrator:
    case domain::Role::Customer: return false;
  }
  return false;
}

cases::Whom WhomOf(const std::optional<UserId>& person, const OfPerson& own, const Viewer& viewer) {
  using enum cases::Whom::Kind;
  if (!person) return {Nobody};
  if (viewer.actor.user == person) return {Reader};
  return {Person, own.name.value_or(person->ToString())};
}

// Those without a name, or without a team, come last.
template <class T>
bool ByName(const std::optional<T>& a, const std::optional<T>& b) {
  if (a.has_value() != b.has_value()) return a.has_value();
  return a < b;
}

TeamCoaching ToTeam(const std::optional<std::string>& name, const OfTeam& team, const CoachingQuery& query,
                    const Viewer& viewer) {
  const Counted& all = team.counted;
  TeamCoaching coaching{name, all.early, all.in_time, all.late, {}, {}, {}};
  if (SeesWhole(viewer, name, query)) {
    cases::Coaching words = cases::Coach(all.tally, {cases::Whom::Kind::Team});
    coaching.says = std::move(words.says);
    coaching.helps = std::move(words.helps);
  }
  for (const auto& [person, own] : team.people) {
    cases::Coaching words = cases::Coach(own.counted.tally, WhomOf(person, own, viewer));
    coaching.people.push_back({person, own.name, own.counted.early, own.counted.in_time, own.counted.late, std::move(words.says),
                               std::move(words.helps)});
  }
  std::ranges::stable_sort(coaching.people,
                           [](const PersonCoaching& a, const PersonCoaching& b) { return ByName(a.name, b.name); });
  return coaching;
}

}  // namespace

namespace {

// An empty answer about somebody nobody knows would read like praise.
base::Result<void> EnsureKnown(Queries& queries, const CoachingQuery& query) {
  if (!query.team && !query.person) return {};
  TRY(const auto users, queries.Users());
  if (query.person && std::ranges::find(users, *query.person, &UserSummary::ref) == users.end()) {
    return base::FailAt("person", base::Saying("nobody here has the reference {}", *query.person));
  }
  if (!query.team) return {};
  std::vector<std::string> teams;
  for (const UserSummary& user : users) {
    if (user.team && *user.team == query.team->str()) return {};
    if (user.team && std::ranges::find(teams, *user.team) == teams.end()) teams.push_back(*user.team);
  }
  return base::FailAt("team", base::OrNear(base::Saying("nobody here is in a team called {}", base::Quoted(query.team->str())),
                                           query.team->str(), teams));
}

}  // namespace

base::Result<CoachingReport> CoachingFor(Service& service, const CoachingQuery& query, const Viewer& viewer) {
  const SharedBook book = service.store().InForce().Book();
  const base::Zone& zone = book->General().calendar.zone();
  const base::Date to = query.to.value_or(zone.ToLocal(service.clock().Now()).date);
  const base::Date from = query.from.value_or(to - kDaysUnlessSaid);
  if (from > to) return base::FailAt("from", base::Saying("the first day is after the last, {}", to.ToString()));

  CHECK_OK(EnsureKnown(service.queries(), query));
  std::map<std::optional<std::string>, OfTeam> teams;
  const EscalationFilter filter{zone.ToInstant(from, {}), zone.ToInstant(to + 1, {}), query.team, query.person};
  CHECK_OK(service.queries().Escalations(filter, viewer, [&](const EscalationCount& count) {
    OfTeam& team = teams[count.team];
    team.counted.Add(count);
    OfPerson& person = team.people[count.person];
    person.name = count.name;
    person.counted.Add(count);
  }));
  CoachingReport report{from, to, {}};
  for (const auto& [name, team] : teams) report.teams.push_back(ToTeam(name, team, query, viewer));
  std::ranges::stable_sort(report.teams, [](const TeamCoaching& a, const TeamCoaching& b) { return ByName(a.team, b.team); });
  return report;
}

}  // namespace app
