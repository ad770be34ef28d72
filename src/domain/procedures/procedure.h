#pragma once
// What the organisation has promised to do, as data: gates, authority, promises, closing rules, causes, and the clause
// behind each. `decide` asks the procedure and never knows a figure itself. The gates marked as fixed hold under every
// procedure; a procedure may add to them and take none away.
//
//   for (Requirement r : procedures::Gate(procedure, Phase::Analyse)) ...

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/time.h"
#include "domain/procedures/clocks.h"
#include "domain/refusal.h"
#include "domain/terms.h"

namespace procedures {

using domain::Phase;
using domain::Requirement;
using domain::Role;
using domain::Rule;

// One rung of the authority ladder.
struct Rung {
  Role role = Role::Handler;
  std::optional<base::Money> limit;  // the most one option may cost; none means no limit
  // What no rung below may do. What no rung names, everybody may.
  std::vector<domain::RemedyKind> remedies = {};
  std::vector<domain::Power> decisions = {};
  std::optional<domain::Clause> clause = {};  // of packs put in force before rungs had to cite one: none
};

// A node of the cause tree; `code` is dotted from the root: "process.handover".
struct CauseNode {
  std::string code;
  std::string title;
};

// Whom a procedure is for; an empty list asks nothing.
struct AppliesTo {
  std::vector<std::string> products;
  std::vector<std::string> categories;
  std::vector<domain::Channel> channels;
  std::vector<std::string> kinds;           // "complaint", "problem"
  std::vector<std::string> customer_types;  // "consumer", "micro-enterprise"
};

enum class FieldType : std::uint8_t { Text, Prose, Number, Money, Date, YesNo, Choice };
BOOST_DESCRIBE_ENUM(FieldType, Text, Prose, Number, Money, Date, YesNo, Choice)

// What the logging template asks.
struct TemplateField {
  std::string id;
  std::string title;
  std::string help;
  FieldType type = FieldType::Text;
  std::vector<std::string> choices;
  bool required = false;
  std::map<std::string, std::string> when;  // asked only for cases with these facts
};

// What sends a case up by itself.
enum class TriggerKind : std::uint8_t {
  ClockOverdue,
  PromiseBrokenTwice,
  Vulnerability,
  Safety,
  Value,
  Deadlock,
  RepeatComplainant,
  CustomersRequest
};
BOOST_DESCRIBE_ENUM(TriggerKind, ClockOverdue, PromiseBrokenTwice, Vulnerability, Safety, Value, Deadlock, RepeatComplainant,
                    CustomersRequest)

struct TriggerRule {
  TriggerKind kind = TriggerKind::CustomersRequest;
  Role to = Role::TeamLeader;
  std::string clock;                // of ClockOverdue
  std::optional<base::Money> over;  // of Value
  std::string says;                 // to the customer, in plain words; empty: nothing
  domain::Clause clause;
};

// A statement that a letter of a kind must hold between two days.
struct LetterRule {
  std::string letter;  // "final-response"
  std::string statement;
  std::optional<Date> from;
  std::optional<Date> until;
  domain::Clause clause;
  bool verified = true;
};

struct ScorecardItem {
  std::string id;
  std::string title;
  std::string help;
  int weight = 1;  // 1 to 10
};

struct Retention {
  calendar::Length keep;
  Milestone starts = Milestone::Received;
  domain::Clause clause;
};

struct Stages {
  int count = 1;
  bool second_handler_differs = false;
  std::optional<domain::Clause> clause;
};

// Another calendar than the procedure's for some of its cases, as the pack says it.
struct CalendarFor {
  std::string calendar;                     // by its id
  std::string team;                         // internal clocks, while the case is with it
  std::map<std::string, std::string> when;  // cases with these facts
  bool internal_only = false;
  friend bool operator==(const CalendarFor&, const CalendarFor&) = default;
};

struct Procedure {
  std::string id;
  int version = 1;
  std::string title;
  std::vector<std::string> based_on;  // nearest first
  std::string jurisdiction;
  std::string calendar;  // by its id
  std::vector<CalendarFor> calendars_for = {};
  std::map<Date, std::string> closures = {};  // of the organisation; with their names
  // What these two come to, bound to their calendars; the first that is for a clock of a case counts.
  std::vector<CountedBy> counted_by = {};
  std::optional<Date> valid_from;
  std::optional<Date> valid_until;
  AppliesTo applies;
  std::vector<TemplateField> fields;
  std::vector<std::string> pause_reasons = {};  // for which its clocks may name a pause: the usual ones and its own
  std::vector<ClockRule> clocks;
  std::vector<TriggerRule> triggers;
  std::vector<LetterRule> letters;
  std::vector<ScorecardItem> scorecard;
  std::optional<Retention> retention;
  Stages stages;
  std::map<Phase, std::vector<Requirement>> added_gates;
  std::map<Rule, domain::Clause> clauses;
  std::vector<Rung> ladder;                    // lowest first
  std::optional<base::Money> four_eyes_above;  // an option that costs more is approved by a second person
  base::Duration promise_cadence{};            // the longest a customer waits without news when nobody said otherwise
  int confirmation_attempts = 0;               // before silence may close a case as unconfirmed
  base::Duration confirmation_wait{};          // after the last attempt
  base::Duration reopen_window{};              // after closing
  base::Duration follow_up_after{};            // suggested, after confirmation
  std::vector<CauseNode> causes;
};

// The reasons for a pause that every procedure may name without saying more.
const std::vector<std::string>& UsualPauseReasons();

// The gates no procedure can take away.
const std::vector<Requirement>& FixedGate(Phase phase);
bool IsFixed(Requirement requirement);
// Fixed and added requirements of one phase, fixed first.
std::vector<Requirement> Gate(const Procedure& procedure, Phase phase);

const Rung* RungOf(const Procedure& procedure, Role role);
// The lowest rung whose limit covers the cost; null when it is above them all or in another currency than theirs and
// no rung is without a limit.
const Rung* RungFor(const Procedure& procedure, const base::Money& cost);
bool Covers(const Rung& rung, const base::Money& cost);
// The rung above, or null at the top.
const Rung* RungAbove(const Procedure& procedure, Role role);

// The lowest rung that names it; null when none does.
const Rung* RungWith(const Procedure& procedure, domain::RemedyKind remedy);
const Rung* RungWith(const Procedure& procedure, domain::Power power);

const CauseNode* FindCause(const Procedure& procedure, std::string_view code);

}  // namespace procedures
