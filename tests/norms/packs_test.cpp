// What is wrong with a pack is told at its place, all of it at once, and a pack with a fault is not taken.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "domain/procedures/book.h"
#include "packs/difference.h"
#include "packs/history_file.h"
#include "packs/packs.h"
#include "support/faults.h"

namespace tests {
namespace {

using packs::Problems;

const packs::Shelf& TheShelf() {
  static const auto shelf = *packs::Shelf::Read(AMENDS_SOURCE_DIR "/procedures");
  return shelf;
}

// The shortest pack there can be, on top of the general one, with more lines at its end.
std::string APack(const std::string& more) {
  return "id = \"draft\"\nversion = 1\ntitle = \"Draft\"\nbased_on = \"general\"\n" + more;
}
std::expected<procedures::Procedure, Problems> Read(const std::string& text) {
  auto file = packs::TomlFile::FromText(text, "/procedures/draft/pack.toml");
  if (!file) return std::unexpected(file.error());
  return packs::ReadPack(*file, TheShelf().calendars, TheShelf().procedures);
}
std::string Told(const std::expected<procedures::Procedure, Problems>& pack) {
  if (pack) return "sound";
  std::string text;
  for (const auto& problem : pack.error()) text += packs::ToText(problem);
  return text;
}
constexpr const char* kClause = R"(clause = { number = "1", words = "It says so.", rests_on = "The code" })";

std::string AClock(const std::string& lines) {
  return "[[clocks]]\nid = \"reply\"\ntitle = \"Reply\"\nkind = \"internal\"\nstarts = \"received\"\nstops = [\"agreed\"]\n" +
         lines + "\n" + kClause + "\n";
}

TEST(APack, takes_what_it_leaves_out_from_the_one_it_is_based_on) {
  const auto pack = Read(APack(AClock("term = \"3 business days\"")));
  ASSERT_TRUE(pack) << Told(pack);
  EXPECT_EQ(pack->causes.size(), TheShelf().procedures.at("general").causes.size());
  EXPECT_EQ(pack->clocks.size(), TheShelf().procedures.at("general").clocks.size() + 1);
  EXPECT_EQ(pack->calendar, "england-and-wales");
}

TEST(APack, replaces_a_clock_of_the_one_below_by_one_of_the_same_name) {
  const auto pack =
      Read(APack("[[clocks]]\nid = \"answer\"\ntitle = \"Answer\"\nkind = \"internal\"\nstarts = \"received\"\n"
                 "stops = [\"agreed\"]\nterm = \"5 business days\"\n" +
                 std::string(kClause)));
  ASSERT_TRUE(pack) << Told(pack);
  EXPECT_EQ(std::ranges::count(pack->clocks, "answer", &procedures::ClockRule::id), 1);
}

TEST(APack, with_a_fault_is_told_with_line_column_caret_and_near_misses) {
  EXPECT_EQ(
      Told(Read(APack(AClock("term = \"3 busines days\"")))),
      "/procedures/draft/pack.toml:11:8: clocks[0].term: expected a length of time like \"8 weeks\", \"15 business days\" or "
      "\"4 working hours\", found \"3 busines days\"; did you mean \"business days\"?\n"
      "  11 | term = \"3 busines days\"\n"
      "     |        ^~~~~~~~~~~~~~~~\n");
}

TEST(APack, with_several_faults_is_told_all_of_them) {
  const std::string told = Told(Read(APack("calender = \"scotland\"\n[stages]\ncount = 3\n" + std::string(kClause) + "\n")));
  EXPECT_TRUE(Holds(told, "calender"));
  EXPECT_TRUE(Holds(told, "did you mean \"calendar\""));
  EXPECT_TRUE(Holds(told, "expected a whole number from 1 to 2, found 3"));
}

struct Fault {
  const char* name;
  std::string more;
  std::string says;
};
class APackThat : public testing::TestWithParam<Fault> {};
TEST_P(APackThat, is_refused) { EXPECT_TRUE(Holds(Told(Read(APack(GetParam().more))), GetParam().says)); }

const std::string kPeriod = "term = \"6 weeks\"\nin_force_from = 2026-04-07\n";
INSTANTIATE_TEST_SUITE_P(
    Has, APackThat,
    testing::Values(
        Fault{"an_unknown_calendar", "calendar = \"skotland\"\n",
              "there is no calendar \"skotland\"; did you mean \"scotland\"?"},
        Fault{"an_unknown_role", "[[ladder]]\nrole = \"boss\"\n", "ladder[0].role: expected"},
        Fault{"an_unknown_clock_in_a_trigger",
              "[[triggers]]\nkind = \"clock_overdue\"\nclock = \"anser\"\nto = \"manager\"\n" + std::string(kClause),
              "there is no clock \"anser\"; did you mean \"answer\"?"},
        Fault{"an_unknown_milestone",
              AClock("term = \"1 day\"\nextension = { most = \"1 day\", clause = { number = \"1\", words = \"w\", rests_on = "
                     "\"r\" } }") +
                  "[[clocks]]\nid = \"x\"\ntitle = \"X\"\nkind = \"internal\"\nstarts = \"recieved\"\nstops = []\nterm = \"1 "
                  "day\"\n" +
                  kClause,
              "did you mean \"received\""},
        Fault{"a_clock_without_a_citation",
              "[[clocks]]\nid = \"x\"\ntitle = \"X\"\nkind = \"internal\"\nstarts = \"received\"\nstops = [\"agreed\"]\nterm = "
              "\"1 day\"\n",
              "clocks[0].clause: is required"},
        Fault{"rules_of_one_clock_that_overlap", AClock("term = \"8 weeks\"\nin_force_until = 2026-04-07") + AClock(kPeriod),
              "is in force on days on which clocks[0], also \"reply\", is"},
        Fault{"a_period_that_ends_before_it_begins",
              AClock("term = \"8 weeks\"\nin_force_from = 2026-04-08\nin_force_until = 2026-04-07"),
              "ends 2026-04-07, before it begins 2026-04-08"},
        Fault{
            "a_clock_that_nothing_stops",
            "[[clocks]]\nid = \"x\"\ntitle = \"X\"\nkind = \"internal\"\nstarts = \"received\"\nstops = []\nterm = \"1 day\"\n" +
                std::string(kClause),
            "a clock that nothing stops would always be overdue"},
        Fault{"a_gate_that_is_fixed", "[gates]\nidentify = [\"acknowledged\"]\n", "holds under every procedure already"},
        Fault{"close_of_business_on_days_that_may_not_be_open", AClock("term = \"8 weeks\"\nends = \"close_of_business\""),
              "only a term of business days ends at close of business"},
        Fault{"a_cause_without_its_parent", "[[causes]]\ncode = \"people.knowledge\"\ntitle = \"K\"\n",
              "there is no cause above it, \"people\""},
        Fault{"a_ladder_that_goes_down",
              "[[ladder]]\nrole = \"handler\"\nlimit = { amount = \"500\", currency = \"GBP\" }\n[[ladder]]\nrole = "
              "\"manager\"\nlimit = { amount = \"100\", currency = \"GBP\" }\n",
              "expected more than the rung below"},
        Fault{"validity_before_the_calendar", "valid_from = 1999-01-01\n", "knows no holidays before 2012-01-01"},
        Fault{"a_base_that_is_not_there", "x = 1\n", "x"}, Fault{"text_that_is_not_toml", "[[clocks]\n", "is not TOML"}),
    [](const auto& param) { return param.param.name; });

TEST(APack, keeps_the_required_statements_and_the_scope_of_the_one_it_is_based_on) {
  auto file = packs::TomlFile::FromText("id = \"draft\"\nversion = 1\ntitle = \"Draft\"\nbased_on = \"uk-financial\"\n",
                                        "/procedures/draft/pack.toml");
  const auto pack = packs::ReadPack(*file, TheShelf().calendars, TheShelf().procedures);
  ASSERT_TRUE(pack) << Told(pack);
  EXPECT_EQ(pack->letters.size(), TheShelf().procedures.at("uk-financial").letters.size());
  EXPECT_EQ(pack->applies.kinds, std::vector<std::string>{"complaint"});
}

TEST(APack, that_names_itself_by_another_path_is_based_on_itself) {
  const auto folder = std::filesystem::temp_directory_path() / ("amends-pack-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "one");
  std::ofstream(folder / "one/pack.toml") << "id = \"one\"\nversion = 1\ntitle = \"T\"\nbased_on = \"./one\"\n";
  const auto pack = packs::ReadPack((folder / "one").string(), TheShelf().calendars, "");
  std::filesystem::remove_all(folder);
  EXPECT_TRUE(Holds(Told(pack), "the pack is based on itself in the end"));
}

TEST(ShippedPacks, can_all_be_in_force_together_and_fight_over_no_case) {
  std::vector<const procedures::Procedure*> others;
  for (const auto& [id, pack] : TheShelf().procedures) {
    EXPECT_EQ(procedures::RemarksOn(pack, others), std::vector<std::string>{}) << id;
    others.push_back(&pack);
  }
}

TEST(AShelf, refuses_packs_that_are_based_on_each_other) {
  const auto folder = std::filesystem::temp_directory_path() / ("amends-packs-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::copy(AMENDS_SOURCE_DIR "/procedures/calendars", folder / "calendars");
  for (const auto& [id, base] : {std::pair{"one", "two"}, {"two", "one"}}) {
    std::filesystem::create_directories(folder / id);
    std::ofstream(folder / id / "pack.toml")
        << "id = \"" << id << "\"\nversion = 1\ntitle = \"T\"\nbased_on = \"" << base << "\"\n";
  }
  const auto shelf = packs::Shelf::Read(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(shelf);
  EXPECT_TRUE(Holds(packs::ToText(shelf.error().front()), "the pack is based on itself in the end"));
}

TEST(ACalendar, without_holidays_of_a_year_is_refused) {
  const auto file = std::filesystem::temp_directory_path() / ("amends-calendar-" + std::to_string(getpid()) + ".toml");
  std::ofstream(file)
      << "id = \"x\"\ntitle = \"X\"\nzone = \"Europe/London\"\nsource = \"s\"\nknown_from = 2026-01-01\n"
         "known_until = 2027-12-31\n[hours]\nmonday = [[\"09:00\", \"17:00\"]]\n[closed]\n2026-12-25 = \"Christmas\"\n";
  const auto calendar = packs::ReadCalendar(file.string());
  std::filesystem::remove(file);
  ASSERT_FALSE(calendar);
  EXPECT_TRUE(Holds(packs::ToText(calendar.error().front()), "no holiday of 2027 is given"));
}

TEST(Differences, are_told_in_words) {
  const auto before = Read(APack(AClock("term = \"3 business days\"")));
  const auto after =
      Read(APack(AClock("term = \"5 business days\"") + "[closing]\nattempts = 3\nwait = \"7 days\"\n" + kClause + "\n"));
  ASSERT_TRUE(before && after) << Told(before) << Told(after);
  const auto changes = packs::Differences(*before, *after);
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0],
            "The clock \"Reply\" runs 5 business days following the day it starts, to the end of the last day instead of 3 "
            "business days "
            "following the day it starts, to the end of the last day. Open cases keep the version they were opened under until "
            "they are "
            "moved.");
  EXPECT_EQ(changes[1], "The attempts before silence closes a case changes from 2 to 3.");
  EXPECT_EQ(changes[2], "Also changed: clauses.");
  EXPECT_TRUE(packs::Differences(*before, *before).empty());
}

TEST(AHistory, is_read_line_by_line_and_refuses_a_pause_the_rule_does_not_allow) {
  const auto zone = *base::Zone::Find("Europe/London");
  const auto& general = TheShelf().procedures.at("general");
  const auto good = packs::ReadHistory(
      "# a case\n2026-12-24T10:00 acknowledged\n2027-01-04T09:00 pause answer waiting-for-customer until 2027-01-06T09:00\n", "h",
      general, zone);
  ASSERT_TRUE(good) << packs::ToText(good.error().front());
  EXPECT_EQ(good->marks.size(), 1U);
  EXPECT_EQ(good->pauses.size(), 1U);
  const auto bad = packs::ReadHistory(
      "2026-07-01T10:00 acknowleged\n2026-07-01T10:00 pause acknowledge tired\n2026-07-01T10:00 extend answer until 2026-08-01\n",
      "h", general, zone);
  ASSERT_FALSE(bad);
  ASSERT_EQ(bad.error().size(), 3U);
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[0]), "h:1:18: expected a milestone"));
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[0]), "did you mean \"acknowledged\""));
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[1]), "never stands still (general 1.4)"));
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[2]), "cannot be extended"));
}

}  // namespace
}  // namespace tests
