#pragma once
// What went up too early, in time and too late, for each team and person, with a word for whoever talks it through with them.
// Everybody sees themselves, a team leader their team, managers and quality all (Queries::Escalations).
//
//   TRY(const auto report, app::CoachingFor(service, {}, viewer));

#include "app/service.h"

namespace app {

struct CoachingQuery {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<base::Word> team;
  std::optional<UserId> person;
};
BOOST_DESCRIBE_STRUCT(CoachingQuery, (), (from, to, team, person))
AMENDS_DOC(CoachingQuery, "Which escalations to count.",
           {"from", "From this day on; from 90 days before the last day, if left out."},
           {"to", "To this day, with it; today, if left out."}, {"team", "Only of this team."},
           {"person", "Only of this person."})

struct CoachingCount {
  std::int64_t times = 0;
  std::vector<CaseId> cases;
  std::int64_t cases_in_all = 0;
};
BOOST_DESCRIBE_STRUCT(CoachingCount, (), (times, cases, cases_in_all))
AMENDS_DOC(CoachingCount, "How often, and on which cases.", {"times", "How often; a case may count more than once."},
           {"cases", "The cases behind it, the newest first; the first hundred."}, {"cases_in_all", "How many cases there are."})

struct PersonCoaching {
  std::optional<UserId> person;
  std::optional<std::string> name;
  CoachingCount early;
  CoachingCount in_time;
  CoachingCount late;
  base::Saying says;
  std::vector<base::Saying> helps;
};
BOOST_DESCRIBE_STRUCT(PersonCoaching, (), (person, name, early, in_time, late, says, helps))
AMENDS_DOC(PersonCoaching, "One person's.", {"person", "Who; null for cases that nobody had."}, {"name", "Their name."},
           {"early", "Was their own to decide."}, {"in_time", "Went up in time."},
           {"late", "Was sent up by the procedure, because nobody had."}, {"says", "To begin the talk with."},
           {"helps", "What to look at together; empty while there is no pattern."})

struct TeamCoaching {
  std::optional<std::string> team;
  CoachingCount early;
  CoachingCount in_time;
  CoachingCount late;
  std::optional<base::Saying> says;
  std::vector<base::Saying> helps;
  std::vector<PersonCoaching> people;
};
BOOST_DESCRIBE_STRUCT(TeamCoaching, (), (team, early, in_time, late, says, helps, people))
AMENDS_DOC(TeamCoaching, "One team's.", {"team", "The people's team today; null for those who have none."},
           {"early", "Was somebody's own to decide."}, {"in_time", "Went up in time."},
           {"late", "Was sent up by the procedure, because nobody had."},
           {"says", "Of the team; left out when not all of it is in the answer."}, {"helps", "What to look at together."},
           {"people", "Each of its people."})

struct CoachingReport {
  base::Date from;
  base::Date to;
  std::vector<TeamCoaching> teams;
};
BOOST_DESCRIBE_STRUCT(CoachingReport, (), (from, to, teams))
AMENDS_DOC(CoachingReport, "What went up too early, in time and too late, for coaching.", {"from", "The first day counted."},
           {"to", "The last day counted."}, {"teams", "Each team; nothing is said of whom you do not lead."})

// Days are those of the general procedure's calendar. Invalid when the first day comes after the last, and when nobody is of
// that team or has that reference.
base::Result<CoachingReport> CoachingFor(Service& service, const CoachingQuery& query, const Viewer& viewer);

}  // namespace app
