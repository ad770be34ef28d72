#pragma once
// A whole procedure as people read it: whom it is for, what it asks and by when, who may decide what, and the clause behind
// each rule. One view for the API, the administration page and the command line, so that none of them leaves a rule out.
//
//   const ProcedureDetails view = app::DetailsOf(bound.procedure);

#include <optional>
#include <string>
#include <vector>

#include "domain/procedures/procedure.h"

namespace app {

struct AppliesView {
  std::vector<std::string> kinds;
  std::vector<std::string> products;
  std::vector<std::string> categories;
  std::vector<std::string> customer_types;
  std::vector<domain::Channel> channels;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(AppliesView, (), (kinds, products, categories, customer_types, channels, says))
AMENDS_DOC(AppliesView, "Which cases a procedure is for; an empty list asks nothing.", {"kinds", "Complaints or problems."},
           {"products", "What the case is about."}, {"categories", "What went wrong."}, {"customer_types", "Like \"consumer\"."},
           {"channels", "How it reached us."}, {"says", "The same in words."})

struct CalendarForView {
  std::string calendar;
  std::string team;
  std::vector<std::string> when;
  bool internal_only = false;
};
BOOST_DESCRIBE_STRUCT(CalendarForView, (), (calendar, team, when, internal_only))
AMENDS_DOC(CalendarForView, "Another calendar for some cases.", {"calendar", "Which, by id."},
           {"team", "While the case is with this team; empty: whoever has it."},
           {"when", "Only for cases with these facts, like \"division=scotland\"."},
           {"internal_only", "Only for our own targets."})

struct ClosureView {
  base::Date day;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(ClosureView, (), (day, name))
AMENDS_DOC(ClosureView, "A day on which the organisation is closed, for its own targets only.", {"day", "Which."},
           {"name", "Why."})

struct FieldView {
  std::string id;
  std::string title;
  std::string help;
  procedures::FieldType type = procedures::FieldType::Text;
  std::vector<std::string> choices;
  bool required = false;
  std::vector<std::string> when;
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (id, title, help, type, choices, required, when))
AMENDS_DOC(FieldView, "A field of the logging template.", {"required", "The case stays in its first phase until it is answered."},
           {"when", "Asked only of cases with these facts, like \"contract=goods\"."})

struct RequirementView {
  domain::Requirement requirement = domain::Requirement::CustomerKnown;
  std::string title;
  bool fixed = false;
  std::optional<domain::Clause> clause;
};
BOOST_DESCRIBE_STRUCT(RequirementView, (), (requirement, title, fixed, clause))
AMENDS_DOC(RequirementView, "One requirement of a phase's gate.", {"requirement", "Which."},
           {"title", "The requirement as a fact."}, {"fixed", "It holds under every procedure and cannot be configured away."},
           {"clause", "What it rests on."})

struct GateView {
  domain::Phase phase = domain::Phase::Identify;
  std::vector<RequirementView> requirements;
};
BOOST_DESCRIBE_STRUCT(GateView, (), (phase, requirements))
AMENDS_DOC(GateView, "What must hold before a case leaves a phase.", {"phase", "Which."}, {"requirements", "All of them."})

struct RuleView {
  std::string id;
  std::string title;
  procedures::ClockKind kind = procedures::ClockKind::Internal;
  procedures::Milestone starts = procedures::Milestone::Received;
  std::optional<procedures::Milestone> once;
  std::vector<procedures::Milestone> stops;
  base::Saying term;
  bool recurs = false;
  std::optional<base::Date> in_force_from;
  std::optional<base::Date> in_force_until;
  std::vector<std::string> when;
  std::vector<std::string> unless;
  std::vector<std::string> pauses;
  std::optional<base::Saying> extension;
  std::optional<domain::Clause> extension_clause;
  std::vector<base::Saying> warnings;
  domain::Clause clause;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(RuleView, (),
                      (id, title, kind, starts, once, stops, term, recurs, in_force_from, in_force_until, when, unless, pauses,
                       extension, extension_clause, warnings, clause, verified))
AMENDS_DOC(RuleView, "A clock: something with a date.", {"kind", "A duty of the law, one of our own, or a window for somebody."},
           {"starts", "What it is counted from."}, {"once", "It runs only if this has happened."},
           {"stops", "What stops it, whichever comes first."}, {"term", "How long, in words."},
           {"recurs", "It runs anew each time it starts."}, {"in_force_from", "For cases whose start falls on or after."},
           {"in_force_until", "For cases whose start falls on or before."},
           {"when", "Only for cases with these facts, like \"regime=general\"."},
           {"unless", "Not for cases with any of these facts."}, {"pauses", "Reasons for which it may stand still; none: never."},
           {"extension", "By how much it may be put off, when the customer is told why."},
           {"extension_clause", "What allows that."}, {"warnings", "How long before its end it warns."},
           {"clause", "What it rests on."}, {"verified", "The figure was read in the primary text."})

struct RungView {
  domain::Role role = domain::Role::Handler;
  std::optional<base::Money> limit;
  std::vector<domain::RemedyKind> remedies;
  std::vector<domain::Power> decisions;
  std::optional<domain::Clause> clause;
};
BOOST_DESCRIBE_STRUCT(RungView, (), (role, limit, remedies, decisions, clause))
AMENDS_DOC(RungView, "One rung of the authority ladder.", {"role", "Whose."},
           {"limit", "The most that one option may cost; none: any sum."},
           {"remedies", "Kinds of remedy that no rung below may grant."}, {"decisions", "What no rung below may decide."},
           {"clause", "What it rests on; none in packs from before rungs had to cite one."})

struct FourEyesView {
  base::Money above;
  std::optional<domain::Clause> clause;
};
BOOST_DESCRIBE_STRUCT(FourEyesView, (), (above, clause))
AMENDS_DOC(FourEyesView, "When a second person approves, whoever offers it.", {"above", "What costs more than this."},
           {"clause", "What it rests on."})

struct TriggerView {
  procedures::TriggerKind kind = procedures::TriggerKind::CustomersRequest;
  domain::Role to = domain::Role::TeamLeader;
  std::string clock;
  std::optional<base::Money> over;
  base::Saying when;
  std::string says;
  domain::Clause clause;
};
BOOST_DESCRIBE_STRUCT(TriggerView, (), (kind, to, clock, over, when, says, clause))
AMENDS_DOC(TriggerView, "What sends a case up by itself.", {"kind", "What happens."}, {"to", "To whom."},
           {"clock", "Which clock, of one that ran out."}, {"over", "Above which sum at stake."},
           {"when", "The same in words, to follow \"when\"."}, {"says", "What the customer is told; empty: nothing."},
           {"clause", "What it rests on."})

struct StatementView {
  std::string letter;
  std::string statement;
  std::optional<base::Date> in_force_from;
  std::optional<base::Date> in_force_until;
  domain::Clause clause;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(StatementView, (), (letter, statement, in_force_from, in_force_until, clause, verified))
AMENDS_DOC(StatementView, "A statement that letters of a kind must have.", {"letter", "In which kind of letter."},
           {"statement", "Which, by the name of its text."}, {"in_force_from", "In letters sent on or after."},
           {"in_force_until", "In letters sent on or before."}, {"clause", "What asks for it."},
           {"verified", "It was read in the primary text."})

// A length of time and the clause behind it.
struct PeriodView {
  base::Saying length;
  std::optional<domain::Clause> clause;
};
BOOST_DESCRIBE_STRUCT(PeriodView, (), (length, clause))
AMENDS_DOC(PeriodView, "A length of time that the procedure sets.", {"length", "In words, like \"7 days\"."},
           {"clause", "What it rests on."})

struct ClosingView {
  std::int64_t attempts = 0;
  base::Saying wait;
  std::optional<domain::Clause> clause;
};
BOOST_DESCRIBE_STRUCT(ClosingView, (), (attempts, wait, clause))
AMENDS_DOC(ClosingView, "When silence may close a case as unconfirmed.", {"attempts", "How often the customer is asked first."},
           {"wait", "How long after the last time."}, {"clause", "What it rests on."})

struct RetentionView {
  base::Saying keep;
  procedures::Milestone starts = procedures::Milestone::Received;
  domain::Clause clause;
};
BOOST_DESCRIBE_STRUCT(RetentionView, (), (keep, starts, clause))
AMENDS_DOC(RetentionView, "How long records are kept.", {"keep", "How long."}, {"starts", "Since what."},
           {"clause", "What it rests on."})

struct StagesView {
  std::int64_t count = 1;
  bool second_handler_differs = false;
  std::optional<domain::Clause> clause;
};
BOOST_DESCRIBE_STRUCT(StagesView, (), (count, second_handler_differs, clause))
AMENDS_DOC(StagesView, "How often a customer may ask us to look again.", {"count", "Stages in all."},
           {"second_handler_differs", "Stage 2 is handled by another person than stage 1."}, {"clause", "What it rests on."})

struct ItemView {
  std::string id;
  std::string title;
  std::string help;
  int weight = 1;
};
BOOST_DESCRIBE_STRUCT(ItemView, (), (id, title, help, weight))
AMENDS_DOC(ItemView, "What quality judges a case by.", {"weight", "From 1 to 10."})

struct CauseView {
  std::string code;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(CauseView, (), (code, title))
AMENDS_DOC(CauseView, "A node of the cause tree.", {"code", "Dotted from the root."}, {"title", "In words."})

struct ProcedureDetails {
  std::string id;
  std::int64_t version = 0;
  std::string title;
  std::vector<std::string> based_on;
  std::string jurisdiction;
  std::string calendar;
  std::vector<CalendarForView> calendars_for;
  std::vector<ClosureView> closures;
  std::optional<base::Date> valid_from;
  std::optional<base::Date> valid_until;
  AppliesView applies;
  std::vector<FieldView> fields;
  std::vector<GateView> gates;
  std::vector<RuleView> clocks;
  PeriodView promises;
  std::vector<RungView> ladder;
  std::optional<FourEyesView> four_eyes;
  std::vector<TriggerView> triggers;
  StagesView stages;
  std::vector<StatementView> letters;
  ClosingView closing;
  PeriodView reopening;
  PeriodView follow_up;
  std::optional<RetentionView> retention;
  std::vector<ItemView> scorecard;
  std::vector<CauseView> causes;
  std::vector<domain::Clause> clauses;
  std::int64_t unverified = 0;
};
BOOST_DESCRIBE_STRUCT(ProcedureDetails, (),
                      (id, version, title, based_on, jurisdiction, calendar, calendars_for, closures, valid_from, valid_until,
                       applies, fields, gates, clocks, promises, ladder, four_eyes, triggers, stages, letters, closing, reopening,
                       follow_up, retention, scorecard, causes, clauses, unverified))
AMENDS_DOC(ProcedureDetails, "The whole of a procedure.", {"based_on", "The packs it takes the rest from, nearest first."},
           {"calendar", "The working days it counts, by id."}, {"calendars_for", "Other calendars, for some cases."},
           {"closures", "Days on which the organisation is closed."},
           {"valid_from", "The first day on which cases come under it."}, {"valid_until", "The last such day."},
           {"applies", "Which cases it is for."}, {"fields", "Of the logging template."},
           {"gates", "What must hold before a case leaves a phase."}, {"clocks", "Duties with a date."},
           {"promises", "The longest a customer waits without news."}, {"ladder", "Who may decide up to what, lowest first."},
           {"four_eyes", "When a second person approves; none: never."}, {"triggers", "What sends a case up by itself."},
           {"stages", "How often the customer may ask us to look again."}, {"letters", "Statements that letters must have."},
           {"closing", "When silence may close a case."}, {"reopening", "How long a closed case may be opened again."},
           {"follow_up", "When to look again, after the customer confirmed."}, {"retention", "How long records are kept."},
           {"scorecard", "What quality is judged by."}, {"causes", "The cause tree; codes are dotted from the root."},
           {"clauses", "The paragraphs behind its rules."}, {"unverified", "Figures nobody has read in the primary text."})

ProcedureDetails DetailsOf(const procedures::Procedure& procedure);

// Clocks and statements that nobody has read in the primary text.
std::int64_t Unverified(const procedures::Procedure& procedure);

}  // namespace app
