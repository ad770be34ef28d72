#include "store/migrations.h"

namespace store {

// A step is never changed once a release has it: databases stand on both sides of it. So its statements are written out
// here, and are not taken from schema.cpp, which moves on. To add one: append it, change schema.cpp to match, and add a
// database of the version before to tests/data/ (see migration_test.cpp).
const std::vector<Migration>& Migrations() {
  static const std::vector<Migration> kSteps{
      {2,
       "store short tables in the order of their keys, and merge the search index less often",
       {"alter table customer_key rename to customer_key_1",
        "create table customer_key (customer bigint not null, generation bigint not null, wrapped text not null, "
        "made_at bigint not null, destroyed_at bigint, primary key (customer, generation)) without rowid",
        "insert into customer_key select customer, generation, wrapped, made_at, destroyed_at from customer_key_1",
        "drop table customer_key_1"},
       {},
       true},
      {3, "keep a row for every clock of a procedure, and find by case what has run out", {}, {}, true},
      {4, "keep a row for every problem that went up, or nearly did", {}, {}, true},
      {5,
       "let customers in by links and codes, and know who is on a case",
       {"create table door_key (hash text primary key, customer bigint not null, expires_at bigint not null)",
        "create table portal_session (hash text primary key, customer bigint not null, only_case bigint, csrf text not null, "
        "expires_at bigint not null)",
        "create table presence (case_id bigint not null, user_id bigint not null, writing bigint not null, "
        "seen_at bigint not null, primary key (case_id, user_id)) without rowid"},
       {"create table door_key (hash text primary key, customer bigint not null, expires_at bigint not null)",
        "create table portal_session (hash text primary key, customer bigint not null, only_case bigint, csrf text not null, "
        "expires_at bigint not null)",
        "create table presence (case_id bigint not null, user_id bigint not null, writing bigint not null, "
        "seen_at bigint not null, primary key (case_id, user_id))"},
       false},
      {6,
       "find what waits or went up by an index, and count views and products in one walk",
       {"create index case_list_approval on case_list (next_due, id) where awaiting_approval = 1",
        "create index case_list_waiting on case_list (next_due, id) where awaiting_customer = 1",
        "create index case_list_escalated on case_list (next_due, id) where escalated_to is not null",
        "create index case_list_counts on case_list (status, owner, team, awaiting_approval, awaiting_customer, escalated_to, "
        "vulnerable, next_due)",
        "create index case_list_about on case_list (product, category, status)", "drop index case_list_team",
        "create index case_list_team on case_list (team, next_due, id) where team is not null",
        "create index deadline_owner on deadline (owner, due_at, case_id) where owner is not null"},
       {"create index case_list_approval on case_list (next_due, id) where awaiting_approval = 1",
        "create index case_list_waiting on case_list (next_due, id) where awaiting_customer = 1",
        "create index case_list_escalated on case_list (next_due, id) where escalated_to is not null",
        "create index case_list_counts on case_list (status, owner, team, awaiting_approval, awaiting_customer, escalated_to, "
        "vulnerable, next_due)",
        "create index case_list_about on case_list (product, category, status)", "drop index case_list_team",
        "create index case_list_team on case_list (team, next_due, id) where team is not null",
        "create index deadline_owner on deadline (owner, due_at, case_id) where owner is not null"},
       false},
      {7, "keep a line of facts for every case, for monitoring", {}, {}, true},
      {8, "count a case that came back in a later one, and what was paid over all rounds", {}, {}, true},
  };
  return kSteps;
}

}  // namespace store
