#pragma once
// A pack as it is written: one TOML file in its folder, read into these and then bound into procedures::Procedure, which
// checks what the words of one place mean at another.

#include "domain/procedures/procedure.h"

namespace packs {

using base::Date;
using base::Line;
using base::Prose;
using base::Word;
using procedures::Milestone;

using Facts = std::map<Word, Line>;
template <int Least, int Most>
using Count = base::Whole<Least, Most>;

struct ClauseText {
  Line number;
  Line words;
  Line rests_on;
};
BOOST_DESCRIBE_STRUCT(ClauseText, (), (number, words, rests_on))
AMENDS_DOC(ClauseText, "The paragraph a figure rests on.", {"number", "Where it stands, like \"DISP 1.6.2R\"."},
           {"words", "What it says, in a sentence."}, {"rests_on", "The law, code or standard behind it."})

struct AppliesFile {
  std::vector<Line> products;
  std::vector<Line> categories;
  std::vector<domain::Channel> channels;
  std::vector<Word> kinds;
  std::vector<Word> customer_types;
};
BOOST_DESCRIBE_STRUCT(AppliesFile, (), (products, categories, channels, kinds, customer_types))

struct GatesFile {
  std::vector<domain::Requirement> identify;
  std::vector<domain::Requirement> analyse;
  std::vector<domain::Requirement> resolve;
  std::vector<domain::Requirement> follow_up;
};
BOOST_DESCRIBE_STRUCT(GatesFile, (), (identify, analyse, resolve, follow_up))

struct FieldFile {
  Word id;
  Line title;
  std::optional<Line> help;
  procedures::FieldType type = procedures::FieldType::Text;
  std::vector<Line> choices;
  bool required = false;
  Facts when;
};
BOOST_DESCRIBE_STRUCT(FieldFile, (), (id, title, help, type, choices, required, when))

struct ExtensionFile {
  calendar::Length most;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(ExtensionFile, (), (most, clause))

struct ClockFile {
  Word id;
  Line title;
  procedures::ClockKind kind = procedures::ClockKind::Internal;
  Milestone starts = Milestone::Received;
  std::optional<Milestone> once;
  std::vector<Milestone> stops;
  calendar::Length term;
  std::optional<calendar::Counting> counting;
  std::optional<calendar::Ends> ends;
  std::optional<Date> in_force_from;
  std::optional<Date> in_force_until;
  bool recurs = false;
  Facts when;
  Facts unless;
  std::vector<Word> pauses;
  std::optional<ExtensionFile> extension;
  std::vector<calendar::Length> warnings;
  ClauseText clause;
  std::optional<Word> norm;  // the row of the norms it follows
  std::optional<bool> verified;
};
BOOST_DESCRIBE_STRUCT(ClockFile, (),
                      (id, title, kind, starts, once, stops, term, counting, ends, in_force_from, in_force_until, recurs, when,
                       unless, pauses, extension, warnings, clause, norm, verified))

struct RungFile {
  domain::Role role = domain::Role::Handler;
  std::optional<base::Money> limit;
  std::vector<domain::RemedyKind> remedies;
  std::vector<domain::Power> decisions;
  // Asked for by the check; packs put in force before that have none.
  std::optional<ClauseText> clause;
};
BOOST_DESCRIBE_STRUCT(RungFile, (), (role, limit, remedies, decisions, clause))

struct FourEyesFile {
  base::Money above;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(FourEyesFile, (), (above, clause))

struct TriggerFile {
  procedures::TriggerKind kind = procedures::TriggerKind::CustomersRequest;
  domain::Role to = domain::Role::TeamLeader;
  std::optional<Word> clock;
  std::optional<base::Money> over;
  std::optional<Line> says;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(TriggerFile, (), (kind, to, clock, over, says, clause))

struct PromisesFile {
  calendar::Length cadence;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(PromisesFile, (), (cadence, clause))

struct ClosingFile {
  Count<1, 10> attempts;
  calendar::Length wait;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(ClosingFile, (), (attempts, wait, clause))

struct WindowFile {
  calendar::Length within;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(WindowFile, (), (within, clause))

struct RetentionFile {
  calendar::Length keep;
  Milestone starts = Milestone::Received;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(RetentionFile, (), (keep, starts, clause))

struct StagesFile {
  Count<1, 2> count;
  bool second_handler_differs = false;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(StagesFile, (), (count, second_handler_differs, clause))

struct LetterFile {
  Word letter;
  Word statement;
  std::optional<Date> in_force_from;
  std::optional<Date> in_force_until;
  ClauseText clause;
  std::optional<bool> verified;
};
BOOST_DESCRIBE_STRUCT(LetterFile, (), (letter, statement, in_force_from, in_force_until, clause, verified))

struct ScorecardFile {
  Word id;
  Line title;
  std::optional<Line> help;
  Count<1, 10> weight;
};
BOOST_DESCRIBE_STRUCT(ScorecardFile, (), (id, title, help, weight))

struct CauseFile {
  Word code;
  Line title;
};
BOOST_DESCRIBE_STRUCT(CauseFile, (), (code, title))

struct RuleClauseFile {
  domain::Rule rule = domain::Rule::ActorMayNot;
  ClauseText clause;
};
BOOST_DESCRIBE_STRUCT(RuleClauseFile, (), (rule, clause))

struct CalendarForFile {
  Word calendar;
  std::optional<Word> team;
  Facts when;
  bool internal_only = false;
};
BOOST_DESCRIBE_STRUCT(CalendarForFile, (), (calendar, team, when, internal_only))

// What a pack leaves out it takes from the pack it is based on; without one, nothing may be left out.
struct PackFile {
  Word id;
  Count<1, 9999> version;
  Line title;
  std::optional<Word> based_on;
  std::optional<Line> jurisdiction;
  std::optional<Word> calendar;
  std::vector<CalendarForFile> calendar_for;
  std::map<Word, Line> closures;
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  std::optional<Prose> about;
  std::optional<AppliesFile> applies;
  std::optional<GatesFile> gates;
  std::vector<FieldFile> fields;
  std::vector<Word> pause_reasons;
  std::vector<ClockFile> clocks;
  std::optional<PromisesFile> promises;
  std::vector<RungFile> ladder;
  std::optional<FourEyesFile> four_eyes;
  std::vector<TriggerFile> triggers;
  std::optional<ClosingFile> closing;
  std::optional<WindowFile> reopening;
  std::optional<WindowFile> follow_up;
  std::optional<RetentionFile> retention;
  std::optional<StagesFile> stages;
  std::vector<LetterFile> letters;
  std::vector<ScorecardFile> scorecard;
  std::vector<CauseFile> causes;
  std::vector<RuleClauseFile> clauses;
};
BOOST_DESCRIBE_STRUCT(PackFile, (),
                      (id, version, title, based_on, jurisdiction, calendar, calendar_for, closures, valid_from, valid_until,
                       about, applies, gates, fields, pause_reasons, clocks, promises, ladder, four_eyes, triggers, closing,
                       reopening, follow_up, retention, stages, letters, scorecard, causes, clauses))
AMENDS_DOC(PackFile, "A procedure: the organisation's rules and the law for one kind of case.", {"id", "The name of its folder."},
           {"version", "One more for each change that is put in force."},
           {"based_on", "The pack from which it takes what it leaves out."},
           {"calendar", "The working days it counts, by the id of a calendar."},
           {"calendar_for", "Other calendars for some cases: those with some facts, or the internal clocks of a team's."},
           {"closures", "Days on which the organisation is closed, for internal clocks only."},
           {"valid_from", "The first day on which cases are opened under it."},
           {"gates", "What it asks for besides the fixed gates, phase by phase."})

// What a calendar leaves out it takes from the one it is based on; without one, nothing may be left out. Hours of a day
// take the place of that day's below, none of them make it a day of rest; closed days are added.
struct CalendarFile {
  Word id;
  Line title;
  std::optional<Word> based_on;
  std::optional<Line> zone;
  std::optional<Line> source;
  std::optional<Date> known_from;
  std::optional<Date> known_until;
  std::map<Word, std::vector<std::vector<Word>>> hours;
  std::map<Word, Line> closed;
};
BOOST_DESCRIBE_STRUCT(CalendarFile, (), (id, title, based_on, zone, source, known_from, known_until, hours, closed))

}  // namespace packs
