#pragma once
// The rows of the projections, and how they follow from state. Every row is a function of the state of one stream (a
// case's also of the version of the procedure it stands under, which never changes) and of nothing else: so a table can be
// dropped and rebuilt byte for byte, in any order, and two processes that write at the same time cannot disagree.
//
// A Secret column is sealed with the customer's key before it reaches a disk; a Terms column is stored as keyed
// fingerprints of its words. No table and no index holds a person's words in the clear.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/cases/state.h"
#include "domain/customers/customer.h"
#include "domain/desk/desk.h"
#include "domain/learning/log.h"
#include "domain/procedures/book.h"
#include "domain/procedures/register.h"
#include "domain/reports/schedule.h"

namespace app {

using base::CaseId;
using base::CustomerId;
using base::Instant;
using base::UserId;

struct Secret {
  std::optional<std::string> text;
  friend bool operator==(const Secret&, const Secret&) = default;
};
struct Terms {
  std::vector<std::string> words;
  friend bool operator==(const Terms&, const Terms&) = default;
};

struct CaseRow {
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::string kind;
  std::string channel;
  std::int64_t customer = 0;
  Secret subject;
  std::optional<std::string> product;
  std::optional<std::string> category;
  std::int64_t received_at = 0;
  std::int64_t logged_at = 0;
  std::int64_t changed_at = 0;
  std::string status;  // open, closed, merged
  std::string phase;
  std::optional<std::int64_t> owner;
  std::optional<std::string> team;
  std::optional<std::string> severity;
  std::int64_t vulnerable = 0;
  std::optional<std::int64_t> promise_by;
  std::int64_t promises_broken = 0;
  std::optional<std::int64_t> next_due;
  std::optional<std::int64_t> notice_at;  // when Amends itself next finds something run out
  std::string procedure;
  std::int64_t awaiting_approval = 0;
  std::int64_t awaiting_customer = 0;
  std::optional<std::string> escalated_to;
  std::optional<std::string> cause;
  std::optional<std::string> decision;
  std::optional<std::string> outcome;
  std::optional<std::int64_t> closed_at;
  std::int64_t times_reopened = 0;
  std::optional<std::int64_t> merged_into;
  std::optional<std::string> source_system;
  std::optional<std::string> source_id;
  friend bool operator==(const CaseRow&, const CaseRow&) = default;
};
BOOST_DESCRIBE_STRUCT(CaseRow, (),
                      (id, version, kind, channel, customer, subject, product, category, received_at, logged_at, changed_at,
                       status, phase, owner, team, severity, vulnerable, promise_by, promises_broken, next_due, notice_at,
                       procedure, awaiting_approval, awaiting_customer, escalated_to, cause, decision, outcome, closed_at,
                       times_reopened, merged_into, source_system, source_id))

// Something due on a case: news promised, an action, the end of waiting for confirmation, a follow-up, a procedure's clock.
struct DeadlineRow {
  std::int64_t case_id = 0;
  std::string clock;  // "promise", "action A-1", "confirmation", "follow-up FU-1", or the clock's id
  std::int64_t due_at = 0;
  std::optional<std::int64_t> owner;
  std::int64_t statutory = 0;
  friend bool operator==(const DeadlineRow&, const DeadlineRow&) = default;
};
BOOST_DESCRIBE_STRUCT(DeadlineRow, (), (case_id, clock, due_at, owner, statutory))

// A problem that went up, or nearly did, for coaching. References only.
struct EscalationRow {
  std::int64_t case_id = 0;
  std::int64_t number = 0;  // within the case, from 1
  std::optional<std::int64_t> person;
  std::optional<std::string> team;
  std::string trigger;
  std::optional<std::string> concerns;
  std::int64_t at = 0;
  std::string timeliness;
  friend bool operator==(const EscalationRow&, const EscalationRow&) = default;
};
BOOST_DESCRIBE_STRUCT(EscalationRow, (), (case_id, number, person, team, trigger, concerns, at, timeliness))

// What is counted of a case, in one line of text (see domain/insight/fact.h): read whole into memory, so its parts are no
// columns.
struct FactRow {
  std::int64_t id = 0;
  std::string line;
  friend bool operator==(const FactRow&, const FactRow&) = default;
};
BOOST_DESCRIBE_STRUCT(FactRow, (), (id, line))

struct CaseSearchRow {
  std::int64_t id = 0;
  Terms terms;
  friend bool operator==(const CaseSearchRow&, const CaseSearchRow&) = default;
};
BOOST_DESCRIBE_STRUCT(CaseSearchRow, (), (id, terms))

struct CustomerRow {
  std::int64_t id = 0;
  std::int64_t version = 0;
  Secret name;
  Secret organisation;
  Secret postcode;
  std::int64_t vulnerable = 0;
  std::int64_t needs = 0;
  std::int64_t erased = 0;
  std::optional<std::int64_t> merged_into;
  std::int64_t registered_at = 0;
  std::int64_t changed_at = 0;
  friend bool operator==(const CustomerRow&, const CustomerRow&) = default;
};
BOOST_DESCRIBE_STRUCT(CustomerRow, (),
                      (id, version, name, organisation, postcode, vulnerable, needs, erased, merged_into, registered_at,
                       changed_at))

// One way of finding that two records are one person; `mark` is stored as a keyed fingerprint.
struct CustomerMatchRow {
  std::int64_t customer = 0;
  std::string kind;
  Terms mark;
  friend bool operator==(const CustomerMatchRow&, const CustomerMatchRow&) = default;
};
BOOST_DESCRIBE_STRUCT(CustomerMatchRow, (), (customer, kind, mark))

struct CustomerSearchRow {
  std::int64_t id = 0;
  Terms terms;
  friend bool operator==(const CustomerSearchRow&, const CustomerSearchRow&) = default;
};
BOOST_DESCRIBE_STRUCT(CustomerSearchRow, (), (id, terms))

struct UserRow {
  std::int64_t id = 0;
  std::int64_t version = 0;
  std::string login;  // folded: sign-in does not depend on case
  std::string name;
  std::string role;
  std::optional<std::string> team;
  std::string reach;
  std::int64_t active = 0;
  friend bool operator==(const UserRow&, const UserRow&) = default;
};
BOOST_DESCRIBE_STRUCT(UserRow, (), (id, version, login, name, role, team, reach, active))

using Row = std::variant<CaseRow, DeadlineRow, EscalationRow, FactRow, CaseSearchRow, CustomerRow, CustomerMatchRow,
                         CustomerSearchRow, UserRow>;

// The version a case stands under; the general procedure when the book does not know it.
const procedures::Bound& ProcedureOf(const cases::Case& c, const procedures::Book& book);

// All rows of one stream.
std::vector<Row> RowsOf(const cases::Case& c, const procedures::Book& book);
std::vector<Row> RowsOf(const customers::Customer& customer);
std::vector<Row> RowsOf(const desk::User& user);
inline std::vector<Row> RowsOf(const procedures::Register&) { return {}; }
inline std::vector<Row> RowsOf(const learning::Log&) { return {}; }
inline std::vector<Row> RowsOf(const reports::ReportLog&) { return {}; }

// What must be written to come from the old rows to the new.
struct RowChanges {
  std::vector<Row> put;
  std::vector<Row> remove;  // only the key columns count
};
RowChanges Changes(const std::vector<Row>& before, std::vector<Row> after);

// -- Search terms -------------------------------------------------------------------------------------------------

// The words of a text as they are searched: lower case, no accents, English endings cut ("repairs", "repaired" and
// "repair" are one), the commonest little words left out. In order, with repetitions.
std::vector<std::string> SearchTerms(std::string_view text);
// For finding a person while their name is being typed: every word and each of its beginnings from two letters up.
std::vector<std::string> PrefixTerms(std::string_view text);

}  // namespace app
