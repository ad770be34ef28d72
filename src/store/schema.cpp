#include "store/schema.h"

#include <algorithm>

#include "store/migrations.h"

namespace store {
namespace {

// In braces: what the databases write differently. A table {by key} is stored in the order of its key, where that can be,
// so that a row lies in one place and not in two.
const std::vector<std::string>& LogAndVault() {
  static const std::vector<std::string> kTables{
      "create table meta (key text primary key, value text not null)",

      "create table event ({position}, stream {name} not null, version bigint not null, type text not null, "
      "at bigint not null, actor text not null, facts text not null, sealed text, key text, hash text not null)",
      "create unique index event_stream on event (stream, version)",

      "create table checkpoint ({id}, at bigint not null, position bigint not null, streams bigint not null, "
      "root text not null, previous text not null, signature text not null)",

      // The heads the last checkpoint covers, so that a stream cut short can be named.
      "create table checkpoint_head (stream {name} primary key, version bigint not null, hash text not null)",

      "create table blob (address text primary key, customer bigint not null, key text not null, "
      "content text not null, size bigint not null, chunks bigint not null)",
      "create table blob_chunk (content text not null, number bigint not null, data text not null, "
      "primary key (content, number))",
      "create index blob_customer on blob (customer)",

      "create table customer_key (customer bigint not null, generation bigint not null, wrapped text not null, "
      "made_at bigint not null, destroyed_at bigint, primary key (customer, generation)){by key}",
      "create table credential ({id}, password_hash text not null)",
      "create table api_token (hash text primary key, user_id bigint not null, label text not null)",
      "create table session (hash text primary key, user_id bigint not null, csrf text not null, expires_at bigint not null)",
      "create table door_key (hash text primary key, customer bigint not null, expires_at bigint not null)",
      "create table portal_session (hash text primary key, customer bigint not null, only_case bigint, csrf text not null, "
      "expires_at bigint not null)",
      "create table presence (case_id bigint not null, user_id bigint not null, writing bigint not null, "
      "seen_at bigint not null, primary key (case_id, user_id)){by key}",
      "create table sign_in_failure (who text primary key, count bigint not null, last_at bigint not null)",
      "create table remembered (actor text not null, key text not null, digest text not null, reply text not null, "
      "at bigint not null, primary key (actor, key))",
      "create index remembered_at on remembered (at)",
      "create table outbox ({auto}, kind text not null, subject text not null, body text not null, "
      "at bigint not null, due_at bigint not null, attempts bigint not null, last_error text)",
      "create index outbox_due on outbox (due_at)",
  };
  return kTables;
}

const std::vector<std::string>& Projections() {
  static const std::vector<std::string> kTables{
      "create table case_list ({id}, version bigint not null, kind text not null, channel text not null, "
      "customer bigint not null, subject text, product text, category text, received_at bigint not null, "
      "logged_at bigint not null, changed_at bigint not null, status text not null, phase text not null, owner bigint, "
      "team text, severity text, vulnerable bigint not null, promise_by bigint, promises_broken bigint not null, "
      "next_due bigint, notice_at bigint, procedure text not null, awaiting_approval bigint not null, awaiting_customer bigint "
      "not null, escalated_to text, "
      "cause text, decision text, outcome text, closed_at bigint, times_reopened bigint not null, merged_into bigint, "
      "source_system text, source_id text)",
      "create index case_list_newest on case_list (status, received_at, id)",
      "create index case_list_product on case_list (product, received_at, id)",
      "create index case_list_category on case_list (category, received_at, id)",
      "create index case_list_phase on case_list (phase, received_at, id)",
      "create index case_list_changed on case_list (status, changed_at, id)",
      "create index case_list_severity on case_list (severity, received_at, id) where severity is not null",
      "create index case_list_customer on case_list (customer)",
      "create index case_list_owner on case_list (owner, received_at, id) where owner is not null",
      // A team's list is worked off by what is due; sorted anew for each page it took 90 ms with 14,000 of its cases.
      "create index case_list_team on case_list (team, next_due, id) where team is not null",
      "create index case_list_due on case_list (next_due, id) where next_due is not null",
      "create index case_list_notice on case_list (notice_at, id) where notice_at is not null",
      // Few at any time, and asked for many times a day.
      "create index case_list_approval on case_list (next_due, id) where awaiting_approval = 1",
      "create index case_list_waiting on case_list (next_due, id) where awaiting_customer = 1",
      "create index case_list_escalated on case_list (next_due, id) where escalated_to is not null",
      // Hold all that is asked of them, so that the counts of the views and the products in use are one walk each.
      "create index case_list_counts on case_list (status, owner, team, awaiting_approval, awaiting_customer, escalated_to, "
      "vulnerable, next_due)",
      "create index case_list_about on case_list (product, category, status)",
      "create unique index case_list_source on case_list (source_system, source_id) where source_system is not null",

      "create table deadline (case_id bigint not null, clock text not null, due_at bigint not null, owner bigint, "
      "statutory bigint not null, primary key (case_id, clock)){by key}",
      "create index deadline_due on deadline (due_at, case_id)",
      // One's own day is a few of a hundred thousand; a case that nobody has yet costs nothing here.
      "create index deadline_owner on deadline (owner, due_at, case_id) where owner is not null",

      "create table escalation (case_id bigint not null, number bigint not null, person bigint, team text, "
      "trigger text not null, concerns text, at bigint not null, timeliness text not null, "
      "primary key (case_id, number)){by key}",
      "create index escalation_at on escalation (at)",
      "create index escalation_person on escalation (person, at) where person is not null",

      // A line for each case, read whole; what is counted is counted in memory (app/monitoring.h).
      "create table fact ({id}, line text not null)",

      "create table customer ({id}, version bigint not null, name text, organisation text, postcode text, "
      "vulnerable bigint not null, needs bigint not null, erased bigint not null, merged_into bigint, "
      "registered_at bigint not null, changed_at bigint not null)",
      "create table customer_match (customer bigint not null, kind text not null, mark text not null, "
      "primary key (customer, kind)){by key}",
      "create index customer_match_mark on customer_match (mark)",

      "create table desk_user ({id}, version bigint not null, login text not null, name text not null, "
      "role text not null, team text, reach text not null, active bigint not null)",
      "create unique index desk_user_login on desk_user (login)",
  };
  return kTables;
}

void Create(Sql& sql, std::string ddl) {
  const auto replace = [&](const std::string& mark, const std::string& with) {
    if (const auto at = ddl.find(mark); at != std::string::npos) ddl.replace(at, mark.size(), with);
  };
  replace("{position}", sql.dialect().PositionColumn());
  replace("{name}", sql.dialect().NameType());
  replace("{auto}", "id " + sql.dialect().AutoNumberColumn());
  replace("{id}", "id " + sql.dialect().IdColumn());
  replace("{by key}", sql.dialect().ByKey());
  sql.Run(ddl);
}

}  // namespace

const std::vector<std::string>& ProjectionTables() {
  static const std::vector<std::string> kTables{"case_list", "deadline",       "escalation",      "fact",     "case_search",
                                                "customer",  "customer_match", "customer_search", "desk_user"};
  return kTables;
}

void CreateProjections(Sql& sql) {
  for (const std::string& ddl : Projections()) Create(sql, ddl);
  for (const std::string& ddl : sql.dialect().SearchSchema()) Create(sql, ddl);
}

void DropProjections(Sql& sql) {
  for (const std::string& ddl : sql.dialect().DropSearchSchema()) sql.Run(ddl);
  for (const char* table : {"case_list", "deadline", "escalation", "fact", "customer", "customer_match", "desk_user"}) {
    sql.Run(std::string("drop table if exists ") + table);
  }
}

int SchemaVersion() { return Migrations().back().to; }

base::Result<int> PrepareSchema(Sql& sql, bool may_change) {
  const int known = SchemaVersion();
  // Two programs that start at once must not both do it.
  if (may_change) sql.dialect().LockStream(sql, "schema", true);
  if (!sql.dialect().HasTable(sql, "meta")) {
    if (const auto others = sql.dialect().Tables(sql); !others.empty()) {
      return base::Fail(base::ErrorCode::Invalid, "this database holds tables of something else (" + others.front() +
                                                      "); give Amends a database of its own");
    }
    for (const std::string& ddl : LogAndVault()) Create(sql, ddl);
    for (const std::string& ddl : sql.dialect().LogIndexes()) sql.Run(ddl);
    CreateProjections(sql);
    SetMeta(sql, "schema", std::to_string(known));
    return 0;
  }
  const auto version = Meta(sql, "schema");
  const int found = version ? std::atoi(version->c_str()) : 0;
  if (found < 1) {
    return base::Fail(base::ErrorCode::Corrupt, "the database does not say which version of its schema it has");
  }
  if (found > known) {
    return base::Fail(base::ErrorCode::Invalid, "this database was made by a newer Amends (schema " + *version +
                                                    ", this program knows " + std::to_string(known) + "); use that one");
  }
  if (!may_change && (found < known || NeedsRebuild(sql))) {
    return base::Fail(base::ErrorCode::Invalid, "this database was made by an older Amends (schema " + *version +
                                                    ", this program has " + std::to_string(known) +
                                                    "); back it up, then open it once so that it may be changed");
  }
  for (const Migration& step : Migrations()) {
    if (step.to <= found) continue;
    for (const std::string& statement : &sql.dialect() == &SqliteDialect() ? step.sqlite : step.postgres) sql.Run(statement);
    if (step.rebuild) SetNeedsRebuild(sql, true);
    SetMeta(sql, "schema", std::to_string(step.to));
  }
  return found;
}

bool NeedsRebuild(Sql& sql) { return Meta(sql, "rebuild").has_value(); }

void SetNeedsRebuild(Sql& sql, bool needed) {
  if (needed) {
    SetMeta(sql, "rebuild", "needed");
  } else {
    sql.Execute("delete from meta where key = 'rebuild'");
  }
}

std::optional<std::string> Meta(Sql& sql, const std::string& key) {
  const auto row = sql.One<std::string>("select value from meta where key = :k", key);
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

void SetMeta(Sql& sql, const std::string& key, const std::string& value) {
  sql.Execute("insert into meta (key, value) values (:k, :v) on conflict (key) do update set value = excluded.value", key, value);
}

}  // namespace store
