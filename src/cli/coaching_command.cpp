#include <fmt/format.h>
#include <iostream>

#include "app/coaching.h"
#include "base/json.h"
#include "cli/common.h"

namespace cli {
namespace {

using base::Result;

struct CoachingOptions {
  std::string from;
  std::string to;
  std::string team;
  std::string person;
};

// What the option says, named by the option when it cannot be read.
template <class T>
Result<std::optional<T>> Read(const std::string& option, const std::string& text, Result<T> (*parse)(std::string_view)) {
  if (text.empty()) return std::optional<T>();
  auto value = parse(text);
  if (!value) return base::FailAt(option, value.error().faults.front().says);
  return std::optional<T>(*std::move(value));
}

// A person by reference, like U-2, or by login.
Result<std::optional<base::UserId>> PersonOf(OpenDesk& desk, const std::string& who) {
  if (who.empty()) return std::optional<base::UserId>();
  if (const auto id = base::UserId::Parse(who)) return std::optional(*id);
  TRY(const auto user, desk.service->queries().UserByLogin(who));
  if (user) return std::optional(user->ref);
  TRY(const auto users, desk.service->queries().Users());
  std::vector<std::string> logins;
  for (const app::UserSummary& one : users) logins.push_back(one.login);
  return base::FailAt("--person", "nobody has the login " + base::Quoted(who) + base::DidYouMean(who, logins));
}

Result<app::CoachingReport> Ask(OpenDesk& desk, const CoachingOptions& options) {
  app::CoachingQuery query;
  TRY(query.from, Read<base::Date>("--from", options.from, base::Date::Parse));
  TRY(query.to, Read<base::Date>("--to", options.to, base::Date::Parse));
  TRY(query.team, Read<base::Word>("--team", options.team, base::Word::Parse));
  TRY(query.person, PersonOf(desk, options.person));
  return app::CoachingFor(*desk.service, query, AsSystem().viewer);
}

std::string CasesOf(const char* what, const app::CoachingCount& count) {
  if (count.times == 0) return "";
  std::string line = fmt::format("    {}: ", what);
  for (std::size_t i = 0; i < count.cases.size(); ++i) line += (i == 0 ? "" : ", ") + count.cases[i].ToString();
  const auto more = count.cases_in_all - static_cast<std::int64_t>(count.cases.size());
  return line + (more > 0 ? " and " + Grouped(more) + " more" : "") + "\n";
}

void Print(const app::CoachingReport& report) {
  std::cout << "What went up from " << report.from.ForPeople() << " to " << report.to.ForPeople()
            << ": too early, in time, too late.\n";
  if (report.teams.empty()) std::cout << "\nNothing went up, or nearly did, in this time.\n";
  for (const app::TeamCoaching& team : report.teams) {
    std::cout << fmt::format("\n{}: {} early, {} in time, {} late\n", team.team.value_or("Without a team"), team.early.times,
                             team.in_time.times, team.late.times);
    if (team.says && team.people.size() > 1) std::cout << "  " << *team.says << "\n";
    if (team.people.size() > 1) {
      for (const base::Saying& help : team.helps) std::cout << "  " << help << "\n";
    }
    for (const app::PersonCoaching& person : team.people) {
      const std::string who = person.person ? person.name.value_or(person.person->ToString()) : "Cases that nobody had";
      std::cout << fmt::format("\n  {}: {} early, {} in time, {} late\n    {}\n", who, person.early.times, person.in_time.times,
                               person.late.times, person.says.ToString());
      for (const base::Saying& help : person.helps) std::cout << "    " << help << "\n";
      std::cout << CasesOf("early", person.early) << CasesOf("in time", person.in_time) << CasesOf("late", person.late);
    }
  }
}

int RunCoaching(const Globals& globals, const CoachingOptions& options) {
  auto desk = OpenDesk::Open(globals, false);
  if (!desk) return Report(desk.error());
  const auto report = Ask(**desk, options);
  if (!report) return Report(report.error());
  if (globals.json) {
    std::cout << base::ToJson(*report) << "\n";
  } else {
    Print(*report);
  }
  return kDone;
}

}  // namespace

void AddCoaching(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<CoachingOptions>();
  CLI::App* command =
      program.add_subcommand("coaching", "Say what went up too early, in time and too late, for each team and person");
  command->add_option("--from", options->from, "The first day, like 2026-09-01 (default: 90 days before the last)");
  command->add_option("--to", options->to, "The last day (default: today)");
  command->add_option("--team", options->team, "Only this team");
  command->add_option("--person", options->person, "Only this person, by login or like U-2");
  command->footer("For talking it through with them; figures alone are no judgement of anybody.");
  command->callback([&, options] { run = [&, options] { return RunCoaching(globals, *options); }; });
}

}  // namespace cli
