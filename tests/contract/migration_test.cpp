// A database of an older Amends is brought up to date and loses nothing. tests/data/schema-N/ holds databases that the
// program of that time made itself: its demo desk, one customer erased, as a SQLite file and as a dump of PostgreSQL.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "store/migrations.h"
#include "store/schema.h"
#include "support/desk.h"

namespace tests {
namespace {

using base::ErrorCode;

std::string Past(int version, const std::string& file) {
  return std::string(AMENDS_SOURCE_DIR) + "/tests/data/schema-" + std::to_string(version) + "/" + file;
}

std::string Bytes(const std::string& file) {
  std::stringstream bytes;
  bytes << std::ifstream(file, std::ios::binary).rdbuf();
  return std::move(bytes).str();
}

// An older SQLite file, which is what its backups were too.
void Unpack(int version, const std::string& file) { RunOrThrow("gzip -dc " + Past(version, "amends.db.gz") + " > " + file); }

void TakeKey(int version, const std::string& file) {
  std::filesystem::copy_file(Past(version, "amends.key"), file);
  std::filesystem::permissions(file, std::filesystem::perms(0600));
}

std::shared_ptr<FreshDatabase> Older(int version, Kind kind) {
  auto database = std::make_shared<FreshDatabase>(kind);
  TakeKey(version, database->Options().key_file);
  if (kind == Kind::Sqlite) {
    Unpack(version, database->Options().url.text);
  } else {
    RunOrThrow("gzip -dc " + Past(version, "amends.sql.gz") + " | psql -X -q -v ON_ERROR_STOP=1 '" + database->Url() +
               "' >/dev/null");
  }
  return database;
}

std::unique_ptr<store::Sql> Connect(const FreshDatabase& database) {
  return store::OpenSql(database.Options().url, store::Access::ReadWrite);
}

// Every table, column and index, as the database itself tells them.
std::vector<std::string> ShapeOf(const FreshDatabase& database) {
  const auto sql = Connect(database);
  std::vector<std::string> shape;
  const char* question = database.kind() == Kind::Sqlite
                             ? "select coalesce(sql, name) from sqlite_master union all select 'case ' || k || v from "
                               "case_fts_config union all select 'customer ' || k || v from customer_fts_config order by 1"
                             : "select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || "
                               "coalesce(column_default, '') from information_schema.columns where table_schema = 'public' "
                               "union all select indexdef from pg_indexes where schemaname = 'public' order by 1";
  sql->Each<std::string>(question, [&](std::string line) { shape.push_back(std::move(line)); });
  return shape;
}

class AnOlderDatabase : public testing::TestWithParam<std::tuple<int, Kind>> {
 protected:
  int version() const { return std::get<0>(GetParam()); }
  Kind kind() const { return std::get<1>(GetParam()); }
};

std::vector<int> Versions() {
  std::vector<int> versions;
  for (const store::Migration& step : store::Migrations()) versions.push_back(step.to - 1);
  return versions;
}

INSTANTIATE_TEST_SUITE_P(Of, AnOlderDatabase,
                         testing::Combine(testing::ValuesIn(Versions()), testing::Values(Kind::Sqlite, Kind::Postgres)),
                         [](const auto& of) {
                           return "Schema" + std::to_string(std::get<0>(of.param)) + NameOf(std::get<1>(of.param));
                         });

TEST_P(AnOlderDatabase, is_opened_with_all_it_held_and_goes_on) {
  const auto database = Older(version(), kind());
  Desk desk(database, Instant::Parse("2026-12-01T09:00:00Z").value());
  const auto report = store::Verify(desk.store(), {});
  ASSERT_TRUE(report) << base::ToLine(report.error());
  EXPECT_TRUE(report->problems.empty()) << report->problems[0].where << ": " << report->problems[0].what;
  // From the third on the general procedure stands in the log already.
  EXPECT_EQ(report->events, version() < 3    ? 238 + 1
                            : version() == 3 ? 247
                            : version() == 4 ? 249
                                             : 244)
      << "the general procedure is put in force";
  EXPECT_EQ(report->streams, 28 + 1);
  const Case first = desk.State(CaseId{1001});
  EXPECT_FALSE(first.subject.erased());
  EXPECT_NE(first.subject.Shown(), "");
  EXPECT_TRUE(desk.State(CaseId{1002}).subject.erased()) << "who was erased stays so";
  const CaseId next = desk.Log(kHandler, ACaseOfANewCustomer());
  EXPECT_GT(next.number, 1002);
  desk.Restart();
  EXPECT_EQ(desk.State(next).subject.Shown(), "Boiler not repaired");
  for (const auto& problem : store::Verify(desk.store(), {})->problems) ADD_FAILURE() << problem.where << ": " << problem.what;
}

TEST_P(AnOlderDatabase, tells_what_went_up_before_there_was_a_row_for_it) {
  const auto database = Older(version(), kind());
  Desk desk(database);
  std::vector<std::string> told;
  Connect(*database)->Each<std::string>(
      "select case_id || ' ' || coalesce(person, 0) || ' ' || timeliness || ' ' || trigger from escalation order by case_id, "
      "number",
      [&](std::string line) { told.push_back(std::move(line)); });
  if (version() < 3) {
    EXPECT_EQ(told, (std::vector<std::string>{"1002 2 in_time authority", "1010 2 in_time safety"}));
  } else if (version() == 4) {
    EXPECT_EQ(told, (std::vector<std::string>{
                        "1002 2 in_time vulnerability", "1002 2 in_time authority", "1002 2 late broken_promise",
                        "1006 2 in_time customer_request", "1007 2 in_time customer_request", "1008 2 in_time customer_request",
                        "1009 2 in_time customer_request", "1010 2 in_time safety", "1011 2 in_time customer_request"}));
  } else if (version() == 3) {
    EXPECT_EQ(told, (std::vector<std::string>{"1002 2 in_time vulnerability", "1002 2 in_time authority",
                                              "1002 2 late broken_promise", "1009 2 early authority", "1010 2 in_time safety"}));
  } else {
    EXPECT_EQ(told, (std::vector<std::string>{"1002 2 in_time vulnerability", "1002 2 in_time authority",
                                              "1002 2 late broken_promise", "1010 2 in_time safety"}));
  }
}

TEST_P(AnOlderDatabase, has_afterwards_the_shape_of_a_new_one) {
  const auto database = Older(version(), kind());
  const auto fresh = std::make_shared<FreshDatabase>(kind());
  EXPECT_NE(version(), store::SchemaVersion());
  ASSERT_TRUE(store::SqlStore::Open(database->Options()));
  ASSERT_TRUE(store::SqlStore::Open(fresh->Options()));
  EXPECT_EQ(ShapeOf(*database), ShapeOf(*fresh));
  EXPECT_EQ(store::Meta(*Connect(*database), "schema"), std::to_string(store::SchemaVersion()));
}

TEST_P(AnOlderDatabase, that_may_only_be_looked_at_is_refused_and_left_as_it_was) {
  const auto database = Older(version(), kind());
  auto options = database->Options();
  const std::string before = kind() == Kind::Sqlite ? Bytes(options.url.text) : "";
  options.read_only = true;
  const auto opened = store::SqlStore::Open(options);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().says.ToString().find("made by an older Amends (schema " + std::to_string(version())),
            std::string::npos)
      << opened.error().says;
  if (kind() == Kind::Sqlite) {
    EXPECT_EQ(Bytes(options.url.text), before);
  }
  EXPECT_EQ(store::Meta(*Connect(*database), "schema"), std::to_string(version()));
}

TEST_P(AnOlderDatabase, is_not_half_changed_by_a_step_that_fails) {
  const auto database = Older(version(), kind());
  const auto shape = ShapeOf(*database);
  Connect(*database)->Run("drop table meta");  // the last statement of every step will fail
  Connect(*database)->Run("create table meta (key text primary key, value text not null check (value <> '" +
                          std::to_string(version() + 1) + "'))");
  store::SetMeta(*Connect(*database), "schema", std::to_string(version()));
  EXPECT_FALSE(store::SqlStore::Open(database->Options()));
  EXPECT_EQ(store::Meta(*Connect(*database), "schema"), std::to_string(version()));
  Connect(*database)->Run("drop table meta");
  Connect(*database)->Run("create table meta (key text primary key, value text not null)");
  EXPECT_EQ(ShapeOf(*database), shape);
}

TEST_P(AnOlderDatabase, opened_by_two_programs_at_once_is_changed_once) {
  const auto database = Older(version(), kind());
  std::vector<std::string> faults(4);
  {
    std::vector<std::jthread> programs;
    for (std::string& fault : faults) {
      programs.emplace_back([&] {
        const auto opened = store::SqlStore::Open(database->Options());
        if (!opened) fault = base::ToLine(opened.error());
      });
    }
  }
  for (const std::string& fault : faults) EXPECT_EQ(fault, "");
  Desk desk(database);
  EXPECT_TRUE(store::Verify(desk.store(), {})->problems.empty());
}

TEST_P(AnOlderDatabase, is_restored_from_its_backup_which_stays_as_it_is) {
  const TempFolder folder;
  const std::string backup = folder.File("backup.db");
  Unpack(version(), backup);
  const std::string before = Bytes(backup);
  FreshDatabase target(kind());
  TakeKey(version(), target.Options().key_file);
  const auto restored = store::Restore(backup, target.Options(), {});
  ASSERT_TRUE(restored) << base::ToLine(restored.error());
  EXPECT_EQ(Bytes(backup), before);
  const auto opened = store::SqlStore::Open(target.Options());
  ASSERT_TRUE(opened);
  EXPECT_TRUE(store::Verify(**opened, {})->problems.empty());
  const auto again = store::Backup(**opened, folder.File("again.db"), {});
  EXPECT_TRUE(again) << "what was restored can be copied again: " << base::ToLine(again.error());
  for (const auto& entry : std::filesystem::directory_iterator(target.folder().path()))
    EXPECT_EQ(entry.path().string().find("older"), std::string::npos) << "left behind: " << entry.path();
}

class ADatabase : public testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(On, ADatabase, testing::Values(Kind::Sqlite, Kind::Postgres),
                         [](const auto& on) { return NameOf(on.param); });

TEST_P(ADatabase, whose_rebuild_was_interrupted_is_rebuilt_when_it_is_opened) {
  auto database = std::make_shared<FreshDatabase>(GetParam());
  {
    Desk desk(database);
    desk.Log(kHandler, ACaseOfANewCustomer());
  }
  const auto sql = Connect(*database);
  sql->Run("delete from case_list");
  store::SetNeedsRebuild(*sql, true);
  Desk desk(database);
  EXPECT_TRUE(store::Verify(desk.store(), {})->problems.empty());
  EXPECT_FALSE(store::NeedsRebuild(*sql));
}

TEST(ADumpOfPostgres, put_back_on_another_server_shows_its_events_to_who_follows_them) {
  auto database = std::make_shared<FreshDatabase>(Kind::Postgres);
  Desk(database).Log(kHandler, ACaseOfANewCustomer());
  Connect(*database)->Run("update event set tx = '900000000000'");
  Desk desk(database);
  const CaseId next = desk.Log(kHandler, ACaseOfANewCustomer("Noah Webb"));
  const auto feed = desk.store().Feed(0, 100);
  ASSERT_TRUE(feed) << base::ToLine(feed.error());
  ASSERT_FALSE(feed->empty());
  EXPECT_EQ(feed->back().stream, next.ToString());
}

TEST_P(ADatabase, of_a_newer_amends_is_refused_as_a_database_and_as_a_backup) {
  auto database = std::make_shared<FreshDatabase>(GetParam());
  Desk(database).Log(kHandler, ACaseOfANewCustomer());
  const std::string newer = std::to_string(store::SchemaVersion() + 1);
  store::SetMeta(*Connect(*database), "schema", newer);
  const auto opened = store::SqlStore::Open(database->Options());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().says, "this database was made by a newer Amends (schema " + newer + ", this program knows " +
                                     std::to_string(store::SchemaVersion()) + "); use that one");
  if (GetParam() == Kind::Postgres) return;  // a backup is always a SQLite file
  FreshDatabase target(Kind::Sqlite);
  std::filesystem::copy_file(database->Options().key_file, target.Options().key_file);
  const auto restored = store::Restore(database->Options().url.text, target.Options(), {});
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().says, opened.error().says);
  EXPECT_FALSE(std::filesystem::exists(target.Options().url.text));
}

}  // namespace
}  // namespace tests
