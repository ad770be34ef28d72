// What the check of a pack finds that no case would tell before it is too late: rules that can never apply, sums the wrong way
// round, words nobody has written. And that what was once put in force is read by what held then.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "domain/procedures/book.h"
#include "packs/bundle.h"
#include "packs/letter_files.h"
#include "packs/packs.h"
#include "support/faults.h"

namespace tests {
namespace {

using packs::Problems;

const packs::Shelf& TheShelf() {
  static const auto shelf = *packs::Shelf::Read(AMENDS_SOURCE_DIR "/procedures");
  return shelf;
}
constexpr const char* kClause = R"(clause = { number = "1", words = "It says so.", rests_on = "The code" })";

std::string ADraft(const std::string& more) {
  return "id = \"draft\"\nversion = 1\ntitle = \"Draft\"\nbased_on = \"general\"\n" + more;
}
std::string AClock(const std::string& lines, const std::string& stops = "\"agreed\"", const std::string& id = "reply") {
  return "[[clocks]]\nid = \"" + id + "\"\ntitle = \"Reply\"\nkind = \"internal\"\nstarts = \"received\"\nstops = [" + stops +
         "]\n" + lines + "\n" + kClause + "\n";
}
std::string ARung(const std::string& role, const std::string& limit, const std::string& clause = kClause) {
  return "[[ladder]]\nrole = \"" + role + "\"\n" +
         (limit.empty() ? "" : "limit = { amount = \"" + limit + "\", currency = \"GBP\" }\n") + clause + "\n";
}

std::expected<procedures::Procedure, Problems> Read(const std::string& more, packs::Held held = packs::Held::ToTheCheck) {
  auto file = packs::TomlFile::FromText(ADraft(more), "/procedures/draft/pack.toml");
  if (!file) return std::unexpected(file.error());
  return packs::ReadPack(*file, TheShelf().calendars, TheShelf().procedures, {held, &packs::ShippedStationery()});
}
std::string Told(const std::expected<procedures::Procedure, Problems>& pack) {
  if (pack) return "sound";
  std::string text;
  for (const auto& problem : pack.error()) text += packs::ToText(problem);
  return text;
}

struct Slip {
  const char* name;
  std::string more;
  std::string says;
};
class ACheckFinds : public testing::TestWithParam<Slip> {};
TEST_P(ACheckFinds, it_at_its_place) { EXPECT_TRUE(Holds(Told(Read(GetParam().more)), GetParam().says)); }

INSTANTIATE_TEST_SUITE_P(
    Slips, ACheckFinds,
    testing::Values(
        Slip{"a_rung_without_a_clause", ARung("handler", "50", "") + ARung("team_leader", "100") + ARung("manager", ""),
             ":5:1: ladder[0]: clause is required: the paragraph of the policy or law that says what a handler may decide\n"
             "  5 | [[ladder]]\n"},
        Slip{"a_statement_nobody_has_a_text_for",
             "[[letters]]\nletter = \"final-response\"\nstatement = \"ombudsmn\"\n" + std::string(kClause),
             ":7:13: letters[0].statement: nobody has a text of the statement \"ombudsmn\""},
        Slip{"a_statement_of_another_pack",
             "[[letters]]\nletter = \"deadlock\"\nstatement = \"energy-ombudsman\"\n" + std::string(kClause),
             "the text of the statement \"energy-ombudsman\" is for letters of other packs"},
        Slip{"a_mistyped_reason_for_a_pause", AClock("term = \"5 days\"\npauses = [\"waiting-for-custmer\"]"),
             ":12:11: clocks[0].pauses[0]: there is no reason \"waiting-for-custmer\" for a pause; did you mean "
             "\"waiting-for-customer\""},
        Slip{"a_warning_longer_than_its_clock", AClock("term = \"3 days\"\nwarnings = [\"1 day\", \"1 week\"]"),
             ":12:22: clocks[0].warnings[1]: expected less than the clock's own 3 days, found \"1 week\""},
        Slip{"a_warning_longer_than_some_working_hours", AClock("term = \"4 working hours\"\nwarnings = [\"5 hours\"]"),
             "expected less than the clock's own 4 working hours, found \"5 hours\""},
        Slip{"a_warning_as_long_as_its_hours", AClock("term = \"4 hours\"\nwarnings = [\"4 hours\"]"),
             "expected less than the clock's own 4 hours"},
        Slip{"a_clock_that_stops_where_it_starts", AClock("term = \"5 days\"", "\"agreed\", \"received\""),
             ":10:20: clocks[0].stops[1]: \"received\" is where this clock starts"},
        Slip{"a_milestone_twice", AClock("term = \"5 days\"", "\"agreed\", \"agreed\""), "\"agreed\" stands here twice"},
        Slip{"a_manager_below_a_handler", ARung("manager", "50") + ARung("handler", "100"),
             ":10:8: ladder[1].role: a handler stands below a manager: the ladder rises"},
        Slip{"a_manager_who_may_less_than_a_handler", ARung("handler", "100") + ARung("manager", "50"),
             ":11:1: ladder[1].limit: expected more than the rung below, £100.00, found £50.00"},
        Slip{"a_limit_below_nothing", ARung("handler", "-5") + ARung("manager", ""), "expected a sum from 0 up"},
        Slip{"a_rung_for_who_handles_no_cases", ARung("handler", "5") + ARung("quality", "50") + ARung("manager", ""),
             "expected \"handler\", \"team_leader\" or \"manager\", found \"quality\""},
        Slip{"a_field_with_a_blank", "[[fields]]\nid = \"a b\"\ntitle = \"T\"\ntype = \"text\"\n",
             ":6:6: fields[0].id: expected a name of small letters, digits and hyphens, found \"a b\"; did you mean \"a-b\"?"},
        Slip{"a_field_with_capitals", "[[fields]]\nid = \"Preferred Contact!\"\ntitle = \"T\"\ntype = \"text\"\n",
             "did you mean \"preferred-contact\"?"},
        Slip{"a_clock_with_a_blank", AClock("term = \"5 days\"", "\"agreed\"", "our reply"), "did you mean \"our-reply\"?"},
        Slip{"no_days", AClock("term = \"0 days\""), "expected a length from 1 to 9,999, found \"0 days\"\n"},
        Slip{"no_time_to_wait", "[closing]\nattempts = 2\nwait = \"0 days\"\n" + std::string(kClause),
             "closing.wait: expected a length from 1 to 9,999, found \"0 days\"\n"},
        Slip{"a_cause_before_the_one_above_it",
             "[[causes]]\ncode = \"process.handover\"\ntitle = \"H\"\n[[causes]]\ncode = \"process\"\ntitle = \"P\"\n",
             "the cause above it, \"process\", stands further down; put it before this one"},
        Slip{"records_kept_for_less_than_a_case_may_be_opened_again",
             "[retention]\nkeep = \"30 days\"\nstarts = \"ended\"\n" + std::string(kClause),
             ":6:8: retention.keep: expected at least as long as a closed case may be opened again, 180 days, found \"30 days\""},
        Slip{"records_kept_from_what_may_never_be",
             "[retention]\nkeep = \"3 years\"\nstarts = \"agreed\"\n" + std::string(kClause),
             "a case that never comes there would be kept for ever"}),
    [](const auto& param) { return param.param.name; });

TEST(ACheck, never_suggests_the_very_thing_it_does_not_know) {
  const std::string told = Told(Read("[[causes]]\ncode = \"process.handovr.phone\"\ntitle = \"H\"\n"));
  EXPECT_TRUE(Holds(told, "there is no cause above it, \"process.handovr\"\n"));
  EXPECT_FALSE(Holds(told, "did you mean"));
}

TEST(ACheck, suggests_the_statements_that_are_for_its_own_letters) {
  const auto read = [](const std::string& base, const std::string& statement) {
    const auto file = packs::TomlFile::FromText("id = \"draft\"\nversion = 1\ntitle = \"D\"\nbased_on = \"" + base +
                                                    "\"\n[[letters]]\nletter = \"final-response\"\nstatement = \"" + statement +
                                                    "\"\n" + kClause,
                                                "/procedures/draft/pack.toml");
    return Told(packs::ReadPack(*file, TheShelf().calendars, TheShelf().procedures, {.texts = &packs::ShippedStationery()}));
  };
  EXPECT_TRUE(
      Holds(read("uk-financial", "ombudsmn"), "nobody has a text of the statement \"ombudsmn\"; did you mean \"ombudsman\""));
  EXPECT_EQ(read("uk-financial", "ombudsman"), "sound");
  EXPECT_TRUE(Holds(read("general", "ombudsman"), "is for letters of other packs"));
}

TEST(ACheck, lets_a_pack_name_reasons_for_a_pause_of_its_own) {
  const auto own = Read("pause_reasons = [\"waiting-for-surveyor\"]\n" +
                        AClock("term = \"5 days\"\npauses = [\"waiting-for-surveyor\", \"waiting-for-customer\"]"));
  EXPECT_TRUE(own) << Told(own);
}

TEST(ACheck, lets_a_warning_of_a_day_stand_before_a_business_day) {
  const auto pack = Read(AClock("term = \"1 business day\"\nwarnings = [\"1 day\"]") +
                         AClock("term = \"10 business days\"\nwarnings = [\"2 weeks\"]", "\"agreed\"", "longer"));
  EXPECT_TRUE(pack) << Told(pack);
}

TEST(ACheck, wants_a_clause_for_who_is_given_less_than_the_law_gives) {
  auto general = TheShelf().procedures.at("general");
  ASSERT_TRUE(general.clauses.erase(domain::Rule::BelowEntitlement));
  const packs::Procedures bases{{"general", general}};
  const auto file = *packs::TomlFile::FromText(ADraft(""), "/procedures/draft/pack.toml");
  EXPECT_TRUE(Holds(Told(packs::ReadPack(file, TheShelf().calendars, bases)), "the rule \"below_entitlement\""));
  EXPECT_TRUE(packs::ReadPack(file, TheShelf().calendars, bases, {.held = packs::Held::ToWhatHeldThen}));
}

// All that is only looked for since.
TEST(WhatWasPutInForce, is_read_for_ever_by_what_held_then) {
  const std::string old = "[[fields]]\nid = \"a b\"\ntitle = \"T\"\ntype = \"text\"\n" +
                          AClock("term = \"1 day\"\nwarnings = [\"1 week\"]\npauses = [\"lunch\"]", "\"received\"") +
                          ARung("handler", "50", "") + ARung("team_leader", "100", "") + ARung("manager", "", "") +
                          "[[letters]]\nletter = \"final-response\"\nstatement = \"nobody-has-it\"\n" + kClause +
                          "\n[retention]\n" + "keep = \"1 day\"\nstarts = \"agreed\"\n" + kClause;
  EXPECT_FALSE(Read(old));
  const auto kept = Read(old, packs::Held::ToWhatHeldThen);
  ASSERT_TRUE(kept) << Told(kept);
  EXPECT_FALSE(kept->ladder[0].clause);
}

TEST(EveryShippedRungAndTrigger, cites_a_clause) {
  for (const auto& [id, pack] : TheShelf().procedures) {
    for (const procedures::Rung& rung : pack.ladder) EXPECT_TRUE(rung.clause && !rung.clause->number.empty()) << id;
    std::set<procedures::TriggerKind> kinds;
    for (const procedures::TriggerRule& trigger : pack.triggers) kinds.insert(trigger.kind);
    EXPECT_EQ(kinds.size(), 8U) << id << " sends up by all that there is";
    for (const procedures::TriggerRule& trigger : pack.triggers) {
      using procedures::TriggerKind;
      const bool ours = trigger.kind == TriggerKind::Vulnerability || trigger.kind == TriggerKind::RepeatComplainant;
      EXPECT_EQ(trigger.says.empty(), ours) << id << " " << base::NameOf(trigger.kind);
    }
  }
}

TEST(EveryShippedStatutoryClock, sends_the_case_up_when_it_runs_out) {
  for (const auto& [id, pack] : TheShelf().procedures) {
    for (const procedures::ClockRule& clock : pack.clocks) {
      // How a holding response goes on is sent up with the response itself.
      if (clock.kind != procedures::ClockKind::Statutory || clock.id == "final-response-after-holding") continue;
      EXPECT_TRUE(std::ranges::any_of(pack.triggers, [&](const auto& trigger) { return trigger.clock == clock.id; }))
          << id << " " << clock.id;
      EXPECT_FALSE(clock.warnings.empty()) << id << " " << clock.id;
    }
  }
}

// -- Folders ------------------------------------------------------------------------------------------------------------

class OwnFolder : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void Write(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  std::string At(const std::string& path) const { return (folder_ / path).string(); }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() /
      ("amends-own-" + std::to_string(getpid()) + "-" + testing::UnitTest::GetInstance()->current_test_info()->name());
};
constexpr const char* kShipped = AMENDS_SOURCE_DIR "/procedures";

TEST_F(OwnFolder, has_calendars_beside_the_pack_and_those_that_are_shipped) {
  std::filesystem::create_directories(folder_ / "calendars");
  std::ifstream shipped(std::string(kShipped) + "/calendars/scotland.toml");
  std::string text((std::istreambuf_iterator<char>(shipped)), {});
  text.replace(text.find("\"scotland\""), 10, "\"our-yard\"");
  Write("calendars/our-yard.toml", text);
  Write("ours/pack.toml", "id = \"ours\"\nversion = 1\ntitle = \"O\"\nbased_on = \"general\"\ncalendar = \"our-yard\"\n");
  Write("theirs/pack.toml", "id = \"theirs\"\nversion = 1\ntitle = \"T\"\nbased_on = \"general\"\ncalendar = \"scotland\"\n");
  const auto calendars = packs::CalendarsBeside(At("ours"), kShipped);
  ASSERT_TRUE(calendars);
  const auto ours = packs::ReadPack(At("ours"), *calendars, kShipped);
  EXPECT_TRUE(ours) << Told(ours);
  const auto theirs = packs::ReadPack(At("theirs"), *calendars, kShipped);
  EXPECT_TRUE(theirs) << Told(theirs);
  const auto shelf = packs::Shelf::Read(folder_.string(), kShipped);
  ASSERT_TRUE(shelf) << packs::ToText(shelf.error().front());
  EXPECT_EQ(shelf->procedures.size(), 2U) << "its own, and not what they are based on";
}

TEST_F(OwnFolder, is_told_the_nearest_of_the_packs_there_are) {
  Write("ours/pack.toml", "id = \"ours\"\nversion = 1\ntitle = \"O\"\nbased_on = \"genral\"\n");
  const auto ours = packs::ReadPack(At("ours"), TheShelf().calendars, kShipped);
  EXPECT_TRUE(Holds(Told(ours), "pack.toml:4:12: based_on: there is no pack \"genral\"; did you mean \"general\"?"));
}

TEST_F(OwnFolder, with_letters_of_its_own_knows_their_statements) {
  Write("letters/en-GB/statements/tribunal.txt",
        "id: tribunal\ntitle: The tribunal\nletters: final-response\nclause: Rule 3\nclause words: Say it.\nrests on: The code\n"
        "verified: yes\n---\nYou may go to the tribunal.\n");
  Write("ours/pack.toml",
        "id = \"ours\"\nversion = 1\ntitle = \"O\"\nbased_on = \"general\"\n[[letters]]\nletter = "
        "\"final-response\"\nstatement = \"tribunal\"\n" +
            std::string(kClause) + "\n");
  const auto own = packs::LettersBeside(At("ours"), kShipped);
  ASSERT_TRUE(own) << own.error().says;
  const auto with = packs::ReadPack(At("ours"), TheShelf().calendars, kShipped, {.texts = &*own});
  EXPECT_TRUE(with) << Told(with);
  const auto without = packs::ReadPack(At("ours"), TheShelf().calendars, kShipped, {.texts = &packs::ShippedStationery()});
  EXPECT_TRUE(Holds(Told(without), "nobody has a text of the statement \"tribunal\""));
}

TEST_F(OwnFolder, of_packs_that_apply_equally_is_told_so_at_the_scope_unless_one_rests_on_the_other) {
  const auto pack = [&](const std::string& id, const std::string& base) {
    Write(id + "/pack.toml",
          "id = \"" + id + "\"\nversion = 1\ntitle = \"T\"\nbased_on = \"" + base + "\"\n[applies]\nproducts = [\"Kettle\"]\n");
  };
  const auto quarrels = [&] {
    return packs::QuarrelsOn(folder_.string(), packs::Shelf::Read(folder_.string(), kShipped)->procedures);
  };
  pack("ours", "general");
  pack("theirs", "general");
  ASSERT_EQ(quarrels().size(), 1U);
  EXPECT_TRUE(Holds(packs::ToText(quarrels().front()),
                    "theirs/pack.toml:5:2: applies: ours and theirs apply equally to cases of product Kettle"));
  pack("theirs", "ours");
  EXPECT_EQ(quarrels(), Problems{});
}

}  // namespace
}  // namespace tests
