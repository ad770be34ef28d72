// What is due when, and why: every clock of a pack for a case received then, with the counting and the clause.

#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <sstream>

#include "base/json.h"
#include "cli/common.h"
#include "cli/procedures_folder.h"
#include "domain/cases/history.h"
#include "packs/history_file.h"
#include "packs/packs.h"

namespace cli {
namespace {

struct DeadlinesOptions {
  std::string procedures = ProceduresFolder();
  std::string pack = "general";
  std::string received;
  std::string ref;
  std::string calendar;
  std::string team;
  std::string now;
  std::string events;
  std::vector<std::string> facts;
  bool brief = false;
};

struct ClockLine {
  std::string id;
  std::string title;
  procedures::ClockKind kind = procedures::ClockKind::Internal;
  procedures::ClockState state = procedures::ClockState::Running;
  base::Instant started_at;
  std::optional<base::Instant> due_at;
  std::optional<std::string> due;  // for people, where the calendar is
  std::optional<base::Instant> stopped_at;
  std::vector<base::Instant> warnings;
  std::optional<base::Date> unknown_day;
  std::string calendar;  // it was counted by
  bool verified = true;
  std::vector<base::Saying> reasoning;
  domain::Clause clause;
};
BOOST_DESCRIBE_STRUCT(ClockLine, (),
                      (id, title, kind, state, started_at, due_at, due, stopped_at, warnings, unknown_day, calendar, verified,
                       reasoning, clause))
// A clock that waits for what starts it.
struct WaitingLine {
  std::string id;
  std::string title;
  procedures::ClockKind kind = procedures::ClockKind::Internal;
  std::string waits_for;
  std::string says;  // "10 business days after "acknowledged""
  bool verified = true;
  domain::Clause clause;
};
BOOST_DESCRIBE_STRUCT(WaitingLine, (), (id, title, kind, waits_for, says, verified, clause))
// A fact that some clock or calendar asks for and nobody told.
struct AssumedFact {
  std::string fact;
  std::vector<std::string> values;  // that a rule asks for
  std::string says;
};
BOOST_DESCRIBE_STRUCT(AssumedFact, (), (fact, values, says))
struct View {
  std::string pack;
  int version = 1;
  bool in_force = true;  // when the case was received
  std::string calendar;
  base::Instant received;
  base::Instant now;
  std::vector<ClockLine> clocks;
  std::vector<WaitingLine> not_started;
  std::vector<AssumedFact> assumed;
};
BOOST_DESCRIBE_STRUCT(View, (), (pack, version, in_force, calendar, received, now, clocks, not_started, assumed))

ClockLine LineOf(const procedures::Clock& clock, const calendar::Calendar& calendar) {
  ClockLine line;
  line.id = clock.rule->id;
  line.title = clock.rule->title;
  line.kind = clock.rule->kind;
  line.state = clock.state;
  line.started_at = clock.started_at;
  line.due_at = clock.DueAt();
  if (line.due_at) line.due = base::ForPeople(*line.due_at, calendar.zone());
  line.stopped_at = clock.stopped_at;
  line.warnings = clock.warnings;
  line.unknown_day = clock.due.unknown;
  line.calendar = clock.calendar->id();
  line.verified = clock.rule->verified;
  line.reasoning = procedures::Reasoning(clock, calendar);
  line.clause = clock.rule->clause;
  return line;
}

void Print(const View& view, const procedures::Procedure& pack, const calendar::Calendar& calendar, bool brief) {
  std::cout << fmt::format("{} version {}: {}\nReceived {} (working days of {}), as it stands {}.\n\n", pack.id, pack.version,
                           pack.title, base::ForPeople(view.received, calendar.zone()), calendar.spec().title,
                           base::ForPeople(view.now, calendar.zone()));
  if (!view.in_force) {
    std::cout << "This pack is not in force for that day"
              << (pack.valid_from ? "; it is from " + pack.valid_from->ForPeople() : "")
              << (pack.valid_until ? " until " + pack.valid_until->ForPeople() : "") << ".\n\n";
  }
  for (const AssumedFact& assumed : view.assumed) std::cout << assumed.says << "\n";
  if (!view.assumed.empty()) std::cout << "\n";
  for (const ClockLine& line : view.clocks) {
    const std::string due = line.due ? *line.due : line.unknown_day ? "cannot be worked out" : "stands paused";
    std::cout << fmt::format("{:<24}  {} [{}, {}, {}{}{}]\n", due, line.title, line.id, base::WordsOf(line.kind),
                             base::WordsOf(line.state),
                             line.stopped_at ? " " + base::ForPeople(*line.stopped_at, calendar.zone()) : "",
                             line.calendar != view.calendar ? ", by the calendar " + line.calendar : "");
    if (brief) continue;
    for (const base::Saying& reason : line.reasoning) std::cout << "    " << reason << "\n";
    std::cout << fmt::format("    {}: {} [{}]{}\n\n", line.clause.number, line.clause.words, line.clause.rests_on,
                             line.verified ? "" : " (not verified in the primary text)");
  }
  for (const WaitingLine& line : view.not_started) {
    std::cout << fmt::format("{:<24}  {} [{}, {}]: {}\n", "not started", line.title, line.id, base::WordsOf(line.kind),
                             line.says);
    if (brief) continue;
    std::cout << fmt::format("    {}: {} [{}]{}\n\n", line.clause.number, line.clause.words, line.clause.rests_on,
                             line.verified ? "" : " (not verified in the primary text)");
  }
}

std::vector<WaitingLine> WaitingOf(const procedures::Procedure& pack, const calendar::Calendar& calendar,
                                   const procedures::History& history, base::Instant now) {
  std::vector<WaitingLine> lines;
  for (const procedures::ClockRule* rule : procedures::NotStarted(pack.clocks, calendar, history, now)) {
    const procedures::Milestone waits_for = rule->once.value_or(rule->starts);
    const std::string once = rule->once ? ", once there is \"" + base::WordsOf(*rule->once) + "\"" : "";
    lines.push_back({rule->id, rule->title, rule->kind, base::NameOf(waits_for),
                     rule->term.length.ToString() + " after \"" + base::WordsOf(rule->starts) + "\"" + once, rule->verified,
                     rule->clause});
  }
  return lines;
}

// What clocks and calendars ask for and the history does not have.
std::vector<AssumedFact> AssumedIn(const procedures::Procedure& pack, const procedures::History& history) {
  std::map<std::string, std::vector<std::string>> asked;
  const auto ask = [&](const std::map<std::string, std::string>& facts) {
    for (const auto& [name, value] : facts) {
      std::vector<std::string>& values = asked[name];
      if (!history.facts.contains(name) && std::ranges::find(values, value) == values.end()) values.push_back(value);
    }
  };
  for (const procedures::ClockRule& rule : pack.clocks) {
    ask(rule.when);
    ask(rule.unless);
  }
  for (const procedures::CountedBy& by : pack.counted_by) ask(by.when);
  std::vector<AssumedFact> assumed;
  for (const auto& [name, values] : asked) {
    if (values.empty()) continue;
    std::vector<std::string> said = values;
    const auto field = std::ranges::find(pack.fields, name, &procedures::TemplateField::id);
    if (field != pack.fields.end() && !field->choices.empty()) said = field->choices;
    for (std::string& value : said) value = "--fact " + name + "=" + value;
    assumed.push_back(
        {name, values,
         "Nothing is told of " + name + ": taken to be other than " + base::OneOf(values) + ". Say " + base::OneOf(said) + "."});
  }
  return assumed;
}

base::Result<procedures::History> HistoryOfCase(const Globals& globals, const std::string& ref) {
  const auto id = app::CaseId::Parse(ref);
  if (!id) return base::FailAt("--case", id.error().faults.front().says);
  TRY(const auto desk, OpenDesk::Open(globals, false));
  TRY(const auto log, LogOf(*desk, *id));
  if (log.empty()) return base::Fail(base::ErrorCode::NotFound, "there is no case " + id->ToString());
  return cases::HistoryOf(log);
}

int RunDeadlines(const Globals& globals, const DeadlinesOptions& options) {
  const auto shelf = packs::Shelf::Read(options.procedures);
  if (!shelf) return ReportProblems(globals, shelf.error());
  std::vector<std::string> packs_known;
  for (const auto& [id, pack] : shelf->procedures) packs_known.push_back(id);
  const auto found = shelf->procedures.find(options.pack);
  if (found == shelf->procedures.end()) {
    return Report(base::FailAt("--pack", "there is no pack " + base::Quoted(options.pack) + " in " + options.procedures +
                                             base::DidYouMean(options.pack, packs_known) + "; there are " +
                                             base::AllOf(packs_known))
                      .error());
  }
  procedures::Procedure pack = found->second;
  // Whoever names a calendar wants all counted by that.
  if (!options.calendar.empty()) pack.counted_by.clear();
  const std::string calendar_id = options.calendar.empty() ? pack.calendar : options.calendar;
  const auto place = shelf->calendars.find(calendar_id);
  if (place == shelf->calendars.end()) {
    std::vector<std::string> known;
    for (const auto& [id, calendar] : shelf->calendars) known.push_back(id);
    return Report(base::FailAt("--calendar", "there is no calendar " + base::Quoted(calendar_id) +
                                                 base::DidYouMean(calendar_id, known) + "; there are " + base::AllOf(known))
                      .error());
  }
  const calendar::Calendar& calendar = place->second;
  procedures::History history;
  if (options.ref.empty()) {
    const auto received = packs::ParseMoment(options.received, calendar.zone());
    if (!received) return Report(base::FailAt("--received", received.error().faults.front().says).error());
    history.marks.push_back({procedures::Milestone::Received, *received});
  } else {
    auto read = HistoryOfCase(globals, options.ref);
    if (!read) return Report(read.error());
    history = *std::move(read);
  }
  if (!options.team.empty()) {
    std::vector<std::string> known;
    for (const procedures::CalendarFor& one : pack.calendars_for) {
      if (!one.team.empty()) known.push_back(one.team);
    }
    if (std::ranges::find(known, options.team) == known.end()) {
      return Report(base::FailAt("--team", "no calendar of this pack is for the team " + base::Quoted(options.team) +
                                               (known.empty() ? "; it has none for teams"
                                                              : base::DidYouMean(options.team, known) + "; there are some for " +
                                                                    base::AllOf(known)))
                        .error());
    }
    const auto received = std::ranges::find(history.marks, procedures::Milestone::Received, &procedures::Mark::what);
    history.teams = {{options.team, received->at}};
  }
  for (const std::string& fact : options.facts) {
    const auto equals = fact.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Report(
          base::FailAt("--fact", "expected NAME=VALUE, like regime=payment-services, found " + base::Quoted(fact)).error());
    }
    const std::string name = fact.substr(0, equals);
    const std::string value = fact.substr(equals + 1);
    std::vector<std::string> known{"kind", "channel", "product", "category", "customer-type"};
    for (const procedures::TemplateField& field : pack.fields) known.push_back(field.id);
    if (std::ranges::find(known, name) == known.end()) {
      return Report(
          base::FailAt("--fact", "no rule of this pack asks for " + base::Quoted(name) + base::DidYouMean(name, known)).error());
    }
    for (const procedures::TemplateField& field : pack.fields) {
      if (field.id == name && !field.choices.empty() && std::ranges::find(field.choices, value) == field.choices.end()) {
        return Report(base::FailAt("--fact", name + " is one of " + base::OneOf(field.choices) + ", found " +
                                                 base::Quoted(value) + base::DidYouMean(value, field.choices))
                          .error());
      }
    }
    history.facts[name] = value;
  }
  // What lines of the file are held to depends on all that is said above.
  if (!options.events.empty()) {
    std::ifstream in(options.events);
    std::ostringstream text;
    if (in) text << in.rdbuf();
    if (!in) return Report(base::Fail(base::ErrorCode::NotFound, "there is no file " + options.events).error());
    auto read = packs::ReadHistory(text.str(), options.events, pack, calendar, std::move(history));
    if (!read) return ReportProblems(globals, read.error());
    history = *std::move(read);
  }
  // A case of the future, for planning, is looked at when the last of it has happened.
  base::Instant now = std::max(base::SystemClock().Now(), packs::LastOf(history));
  if (!options.now.empty()) {
    const auto at = packs::ParseMoment(options.now, calendar.zone());
    if (!at) return Report(base::FailAt("--now", at.error().faults.front().says).error());
    now = *at;
  }

  const auto received = std::ranges::find(history.marks, procedures::Milestone::Received, &procedures::Mark::what);
  const base::Date day = calendar.DayOf(received->at);
  const bool in_force = (!pack.valid_from || day >= *pack.valid_from) && (!pack.valid_until || day <= *pack.valid_until);
  View view{pack.id, pack.version, in_force, calendar.id(), received->at, now, {}, {}, {}};
  for (const procedures::Clock& clock : procedures::ClocksOf(pack.clocks, calendar, history, now, pack.counted_by)) {
    view.clocks.push_back(LineOf(clock, calendar));
  }
  std::ranges::stable_sort(view.clocks, {}, [](const ClockLine& line) { return line.due_at.value_or(base::kLatest); });
  view.not_started = WaitingOf(pack, calendar, history, now);
  view.assumed = AssumedIn(pack, history);
  if (globals.json) {
    std::cout << base::ToJson(view) << "\n";
  } else {
    Print(view, pack, calendar, options.brief);
  }
  return kDone;
}

}  // namespace

void AddDeadlines(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<DeadlinesOptions>();
  CLI::App* command = program.add_subcommand("deadlines", "Say what is due when under a pack, and how it is counted");
  command->add_option("--pack", options->pack, "Which pack, like uk-financial")->capture_default_str();
  auto* received = command->add_option("--received", options->received, "When it was received, like 2026-12-23T16:00");
  auto* of_case = command->add_option("--case", options->ref, "A case of the desk, like C-1024, with all that happened on it");
  of_case->excludes(received);
  command->add_option(
      "--events", options->events,
      "File of what happened: a line each, like `2026-12-24T10:00 acknowledged`, `2027-01-04T09:00 pause answer "
      "waiting-for-customer until 2027-01-06T09:00` (or without `until`, and `2027-01-06T09:00 resume answer` later), "
      "`2027-01-05T12:00 extend stage-one-answer until 2027-01-20`");
  command->add_option("--fact", options->facts, "What the logging template asked, like regime=payment-services; may be repeated");
  command->add_option("--calendar", options->calendar, "Count all by this calendar instead of the pack's own, like scotland");
  command->add_option("--team", options->team, "The team that has the case, if that has a calendar of its own")
      ->excludes("--calendar");
  command->add_option(
      "--now", options->now,
      "As it stands or would stand then (default: now; when all that is told of it has happened, if that is later)");
  command->add_option("--procedures", options->procedures, "Folder of packs and calendars")
      ->envname("AMENDS_PROCEDURES")
      ->capture_default_str();
  command->add_flag("--brief", options->brief, "Only the dates");
  of_case->excludes("--events");
  command->callback([&, options] {
    if (options->received.empty() && options->ref.empty()) throw CLI::RequiredError("--received or --case");
    run = [&, options] { return RunDeadlines(globals, *options); };
  });
}

}  // namespace cli
