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
    EXPECT_TRUE(procedures::RemarksOn(pack, others).empty()) << id;
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
  const auto calendar = packs::ReadCalendar(*packs::TomlFile::Read(file.string()), {});
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
  const std::vector<std::string> told{
      "\"Reply\": 5 business days following the day it starts, to the end of the last day; before, 3 business days following the "
      "day "
      "it starts, to the end of the last day. [1; The code]",
      "Before silence closes a case the customer is asked 3 times; before, 2 times.", "Also changed: clauses.",
      "Open cases keep version 1 and its dates until they are moved; this is for cases logged once it is in force."};
  EXPECT_EQ(changes, told);
  EXPECT_TRUE(packs::Differences(*before, *before).empty());
}

TEST(Differences, say_whom_it_is_for_what_goes_up_and_who_may_without_the_words_of_the_files) {
  const auto& general = TheShelf().procedures.at("general");
  procedures::Procedure after = TheShelf().procedures.at("uk-telecoms");
  after.ladder.front().limit = *base::Money::Of("50.00", "GBP");
  after.ladder.back().decisions.push_back(domain::Power::RejectComplaint);
  after.four_eyes_above.reset();
  const auto changes = packs::Differences(general, after);
  const auto told = [&](const std::string& sentence) {
    return std::ranges::any_of(changes, [&](const std::string& line) { return line.starts_with(sentence); });
  };
  for (const char* sentence :
       {"It is now only for cases about Landline, Mobile, Broadband or Broadband and landline.",
        "New, a duty of the law or a code: \"Letter about dispute resolution\" (for what starts from Wed 8 Apr 2026), 6 weeks",
        "A case now goes up by itself to the manager when the time runs out for \"Letter about dispute resolution\".",
        "A handler may grant up to £50.00; before, up to £100.00.",
        "A manager and whoever stands above may now reject a complaint; before, everybody on the ladder.",
        "A second person's approval is needed for nothing; before, for what costs more than £5000.00.",
        "Open cases keep the procedure they have, and its dates, until they are moved."}) {
    EXPECT_TRUE(told(sentence)) << sentence << "\nis not in:\n" << base::AllOf(changes);
  }
  for (const std::string& line : changes) {
    EXPECT_TRUE(line.find('_') == std::string::npos && line.find("clock overdue") == std::string::npos) << line;
  }
}

// -- What happened, by hand -----------------------------------------------------------------------------------------------

// Under a pack that is shipped, of a case received then on the clock in London.
std::expected<procedures::History, Problems> Happened(const std::string& pack, const char* received, const std::string& lines) {
  const auto& calendar = TheShelf().calendars.at("england-and-wales");
  procedures::History history;
  history.marks.push_back({procedures::Milestone::Received, *packs::ParseMoment(received, calendar.zone())});
  return packs::ReadHistory(lines, "h", TheShelf().procedures.at(pack), calendar, std::move(history));
}
// What is wrong with the lines, each as its file, line and column tell it; "sound" when nothing is.
std::string WrongWith(const std::string& pack, const char* received, const std::string& lines) {
  const auto read = Happened(pack, received, lines);
  std::string text;
  if (!read) {
    for (const auto& problem : read.error()) text += packs::ToText(problem);
  }
  return read ? "sound" : text;
}
std::string WrongWithAnAnswer(const std::string& lines) { return WrongWith("general", "2026-12-21T09:00", lines); }

TEST(AHistory, is_read_line_by_line_and_refuses_a_pause_the_rule_does_not_allow) {
  const auto good = Happened(
      "general", "2026-12-21T09:00",
      "# a case\n2026-12-24T10:00 acknowledged\n2027-01-04T09:00 pause answer waiting-for-customer until 2027-01-06T09:00\n");
  ASSERT_TRUE(good) << packs::ToText(good.error().front());
  EXPECT_EQ(good->marks.size(), 2U);
  EXPECT_EQ(good->pauses.size(), 1U);
  const auto bad = Happened("general", "2026-07-01T09:00",
                            "2026-07-01T10:00 acknowleged\n2026-07-01T10:00 pause acknowledge tired\n2026-07-01T10:00 extend "
                            "answer until 2026-08-01\n");
  ASSERT_FALSE(bad);
  ASSERT_EQ(bad.error().size(), 3U);
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[0]), "h:1:18: expected a milestone"));
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[0]), "did you mean \"acknowledged\""));
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[1]), "never stands still (general 1.4)"));
  EXPECT_TRUE(Holds(packs::ToText(bad.error()[2]), "cannot be extended"));
}

TEST(AHistory, lets_a_clock_go_on_by_a_line_of_its_own_wherever_that_stands) {
  const auto read = Happened("general", "2026-12-21T09:00",
                             "2027-01-06T09:00 resume answer\n2027-01-04T09:00 pause answer waiting-for-customer\n");
  ASSERT_TRUE(read) << packs::ToText(read.error().front());
  ASSERT_EQ(read->pauses.size(), 1U);
  EXPECT_EQ(read->pauses[0].time.until, base::Instant::Parse("2027-01-06T09:00:00Z"));
  EXPECT_EQ(packs::LastOf(*read), base::Instant::Parse("2027-01-06T09:00:00Z"));
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2027-01-04T09:00 pause answer\n"), "expected: pause CLOCK REASON [until WHEN]"));
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2027-01-04T09:00 pause answer\n"), "WHEN resume CLOCK")) << "the hint";
}

TEST(AHistory, has_nothing_before_the_receipt_and_no_second_one) {
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2026-12-21T08:59 acknowledged\n"),
                    "h:1:1: nothing happens on a case before it is received, which was Mon 21 Dec 2026, 09:00; mend this time"));
  EXPECT_EQ(WrongWithAnAnswer("2026-12-21T09:00 acknowledged\n"), "sound") << "in the same moment";
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2026-12-22T09:00 received\n"), "by --received; take this line out"));
}

TEST(AHistory, refuses_a_pause_of_what_stands_still_and_a_resumption_of_what_runs) {
  const std::string pause = "2027-01-04T09:00 pause answer waiting-for-customer\n";
  EXPECT_TRUE(Holds(WrongWithAnAnswer(pause + "2027-01-05T09:00 pause answer waiting-for-customer\n"),
                    "h:2:1: \"answer\" stands still already, since Mon 4 Jan 2027, 09:00; end that first, by a line"));
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2027-01-04T09:00 pause answer waiting-for-customer until 2027-01-06T09:00\n"
                                      "2027-01-05T09:00 pause answer waiting-for-customer\n"),
                    "until Wed 6 Jan 2027, 09:00; begin this pause after that"));
  EXPECT_EQ(WrongWithAnAnswer("2027-01-04T09:00 pause answer waiting-for-customer until 2027-01-06T09:00\n"
                              "2027-01-06T09:00 pause answer waiting-for-customer\n"),
            "sound")
      << "one after the other";
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2027-01-05T09:00 resume answer\n"), "h:1:18: \"answer\" does not stand still"));
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2027-01-04T09:00 pause answer waiting-for-customer until 2027-01-06T09:00\n"
                                      "2027-01-05T09:00 resume answer\n"),
                    "ends by itself Wed 6 Jan 2027, 09:00"));
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2026-12-22T09:00 offer_made\n" + pause), "\"answer\" stopped Tue 22 Dec 2026, 09:00"));
  EXPECT_TRUE(Holds(WrongWithAnAnswer("2027-03-01T09:00 pause answer waiting-for-customer\n"), "ran out Thu 21 Jan 2027, 23:59"));
}

TEST(AHistory, refuses_an_extension_that_the_rule_would_not_take) {
  const auto wrong = [](const std::string& line) {
    return WrongWith("uk-housing", "2026-11-02T10:00", "2026-11-06T10:00 acknowledged\n" + line);
  };
  // Ten working days from the acknowledgement: 20 November. Ten more: 4 December.
  EXPECT_EQ(wrong("2026-11-10T10:00 extend stage-one-answer until 2026-12-04\n"), "sound");
  EXPECT_TRUE(
      Holds(wrong("2026-11-10T10:00 extend stage-one-answer until 2026-12-05\n"),
            "h:2:48: \"stage-one-answer\" may be extended by 10 business days, to Fri 4 Dec 2026, 23:59 (Code 6.4); name a day "
            "within that, or write for-good-reason behind it"))
      << wrong("2026-11-10T10:00 extend stage-one-answer until 2026-12-05\n");
  EXPECT_EQ(wrong("2026-11-10T10:00 extend stage-one-answer until 2026-12-05 for-good-reason\n"), "sound");
  EXPECT_TRUE(Holds(wrong("2026-11-10T10:00 extend stage-one-answer until 2026-11-20\n"),
                    "runs until Fri 20 Nov 2026, 23:59 already; name a later day"));
  EXPECT_TRUE(Holds(wrong("2026-11-21T10:00 extend stage-one-answer until 2026-12-04\n"),
                    "ran out Fri 20 Nov 2026, 23:59; it is extended before that, or not at all"));
  EXPECT_TRUE(Holds(wrong("2026-11-05T10:00 extend stage-one-answer until 2026-12-04\n"),
                    "it starts with acknowledged; write that line first"));
}

// -- Calendars ------------------------------------------------------------------------------------------------------------

packs::Calendars With(const std::string& calendar) {
  packs::Calendars calendars = TheShelf().calendars;
  const auto made = packs::ReadCalendar(*packs::TomlFile::FromText(calendar, "/calendars/ours.toml"), calendars);
  if (!made) throw std::runtime_error(packs::ToText(made.error().front()));
  calendars.insert_or_assign(made->id(), *made);
  return calendars;
}
std::string WrongWithCalendar(const std::string& calendar) {
  const auto made = packs::ReadCalendar(*packs::TomlFile::FromText(calendar, "/calendars/ours.toml"), TheShelf().calendars);
  return made ? "sound" : packs::ToText(made.error().front());
}
const std::string kSaturdays =
    "id = \"saturdays\"\ntitle = \"The team that works on Saturdays\"\nbased_on = \"england-and-wales\"\n"
    "[hours]\nsaturday = [[\"09:00\", \"13:00\"]]\nmonday = []\n";

TEST(ACalendar, takes_what_it_leaves_out_from_the_one_it_is_based_on) {
  const auto calendars = With(kSaturdays + "[closed]\n2026-12-24 = \"Stocktaking\"\n");
  const calendar::Calendar& ours = calendars.at("saturdays");
  using calendar::DayKind;
  EXPECT_EQ(ours.Look(*base::Date::Parse("2026-11-21")), DayKind::Open) << "a Saturday";
  EXPECT_EQ(ours.Look(*base::Date::Parse("2026-11-23")), DayKind::Rest) << "no hours on Mondays";
  EXPECT_EQ(ours.Look(*base::Date::Parse("2026-11-24")), DayKind::Open) << "hours from below";
  EXPECT_EQ(ours.NameOf(*base::Date::Parse("2026-12-25")), "Christmas Day") << "holidays from below";
  EXPECT_EQ(ours.NameOf(*base::Date::Parse("2026-12-24")), "Stocktaking");
  EXPECT_EQ(ours.Look(*base::Date::Parse("2029-01-02")), DayKind::Unknown) << "known as far as the one below";
}

TEST(ACalendar, that_is_based_on_another_knows_no_more_years_than_that) {
  EXPECT_TRUE(Holds(WrongWithCalendar(kSaturdays.substr(0, kSaturdays.find("[hours]")) + "known_until = 2030-12-31\n"),
                    "known_until: is that of the calendar it is based on; leave it out"));
  EXPECT_TRUE(Holds(WrongWithCalendar("id = \"x\"\ntitle = \"X\"\nbased_on = \"englnd-and-wales\"\n"),
                    "did you mean \"england-and-wales\""));
  EXPECT_TRUE(Holds(WrongWithCalendar("id = \"x\"\ntitle = \"X\"\n"), "zone is required"));
}

TEST(Calendars, of_a_folder_are_read_each_after_the_one_it_is_based_on) {
  const auto folder = std::filesystem::temp_directory_path() / ("amends-calendars-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::filesystem::copy(AMENDS_SOURCE_DIR "/procedures/calendars", folder);
  const auto write = [&](const char* id, const char* base) {
    std::ofstream(folder / (std::string(id) + ".toml"))
        << "id = \"" << id << "\"\ntitle = \"T\"\nbased_on = \"" << base << "\"\n";
  };
  write("a-first", "b-second");
  write("b-second", "scotland");
  const auto sound = packs::ReadCalendars(folder.string());
  write("c-one", "d-two");
  write("d-two", "c-one");
  const auto round = packs::ReadCalendars(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_TRUE(sound) << packs::ToText(sound.error().front());
  EXPECT_EQ(sound->at("a-first").NameOf(*base::Date::Parse("2026-01-02")), "2nd January");
  ASSERT_FALSE(round) << "each on the other";
  EXPECT_TRUE(Holds(packs::ToText(round.error().front()), "there is no calendar \"d-two\""));
}

std::expected<procedures::Procedure, Problems> ReadWith(const packs::Calendars& calendars, const std::string& text) {
  return packs::ReadPack(*packs::TomlFile::FromText(text, "/procedures/draft/pack.toml"), calendars, TheShelf().procedures);
}
const std::string kDivisions =
    "[[fields]]\nid = \"division\"\ntitle = \"Where the customer lives\"\ntype = \"choice\"\n"
    "choices = [\"england-and-wales\", \"scotland\"]\n"
    "[[calendar_for]]\ncalendar = \"scotland\"\nwhen = { division = \"scotland\" }\n";

// The last day of a clock of a draft, of a case received then that has these facts and teams.
std::string LastDay(const procedures::Procedure& pack, const packs::Calendars& calendars, const std::string& clock,
                    const char* received, const std::map<std::string, std::string>& facts,
                    const std::vector<std::pair<std::string, const char*>>& teams = {}) {
  const calendar::Calendar& own = calendars.at(pack.calendar);
  const auto at = [&](const char* text) { return *packs::ParseMoment(text, own.zone()); };
  procedures::History history{{{procedures::Milestone::Received, at(received)}}, {}, {}, facts};
  for (const auto& [team, from] : teams) history.teams.push_back({team, at(from)});
  for (const auto& one : procedures::ClocksOf(pack.clocks, own, history, at("2028-12-01T09:00"), pack.counted_by)) {
    if (one.rule->id == clock) return own.DayOf(*one.DueAt()).ToString();
  }
  return "none";
}

TEST(CalendarFor, a_division_counts_all_clocks_of_its_cases) {
  const auto& calendars = TheShelf().calendars;
  const auto pack =
      Read(APack(kDivisions + AClock("term = \"1 business day\"") +
                 "[[clocks]]\nid = \"law\"\ntitle = \"Law\"\nkind = \"statutory\"\nstarts = \"received\"\nstops = [\"agreed\"]\n"
                 "term = \"1 business day\"\n" +
                 kClause + "\n"));
  ASSERT_TRUE(pack) << Told(pack);
  for (const char* clock : {"reply", "law"}) {
    // 1 January 2026 is a Thursday; the 2nd is a holiday in Scotland alone.
    EXPECT_EQ(LastDay(*pack, calendars, clock, "2025-12-31T10:00", {{"division", "scotland"}}), "2026-01-05") << clock;
    EXPECT_EQ(LastDay(*pack, calendars, clock, "2025-12-31T10:00", {{"division", "england-and-wales"}}), "2026-01-02") << clock;
    EXPECT_EQ(LastDay(*pack, calendars, clock, "2025-12-31T10:00", {}), "2026-01-02") << "nobody said where";
    EXPECT_EQ(LastDay(*pack, calendars, clock, "2026-01-01T10:00", {{"division", "scotland"}}), "2026-01-05") << clock;
    EXPECT_EQ(LastDay(*pack, calendars, clock, "2026-01-02T10:00", {{"division", "scotland"}}), "2026-01-05") << clock;
    EXPECT_EQ(LastDay(*pack, calendars, clock, "2026-01-02T10:00", {}), "2026-01-05") << clock;
  }
}

// A team's working days, our own closures, and a clock of the law beside them.
const std::string kOurs =
    "[[calendar_for]]\ncalendar = \"saturdays\"\nteam = \"evenings\"\n" + AClock("term = \"2 business days\"") +
    "[[clocks]]\nid = \"law\"\ntitle = \"Law\"\nkind = \"statutory\"\nstarts = \"received\"\nstops = [\"agreed\"]\n"
    "term = \"2 business days\"\n" +
    kClause + "\n";

TEST(CalendarFor, a_team_counts_its_internal_clocks_and_no_clock_of_the_law) {
  const auto calendars = With(kSaturdays);
  const auto pack = ReadWith(calendars, APack(kOurs));
  ASSERT_TRUE(pack) << Told(pack);
  const auto due = [&](const char* clock, const std::vector<std::pair<std::string, const char*>>& teams) {
    return LastDay(*pack, calendars, clock, "2026-11-19T10:00", {}, teams);  // a Thursday
  };
  EXPECT_EQ(due("reply", {}), "2026-11-23") << "Friday, Monday";
  EXPECT_EQ(due("reply", {{"evenings", "2026-11-19T10:00"}}), "2026-11-21") << "Friday, Saturday";
  EXPECT_EQ(due("reply", {{"mornings", "2026-11-19T10:00"}}), "2026-11-23");
  EXPECT_EQ(due("law", {{"evenings", "2026-11-19T10:00"}}), "2026-11-23");
}

TEST(CalendarFor, a_team_that_gets_a_case_counts_anew_what_still_runs) {
  const auto calendars = With(kSaturdays);
  const auto pack = ReadWith(calendars, APack(kOurs));
  ASSERT_TRUE(pack) << Told(pack);
  const auto due = [&](const std::vector<std::pair<std::string, const char*>>& teams) {
    return LastDay(*pack, calendars, "reply", "2026-11-19T10:00", {}, teams);
  };
  EXPECT_EQ(due({{"evenings", "2026-11-20T10:00"}}), "2026-11-21") << "while it runs";
  EXPECT_EQ(due({{"evenings", "2026-11-21T23:59"}}), "2026-11-21") << "just before it would have run out";
  EXPECT_EQ(due({{"evenings", "2026-11-22T00:00"}}), "2026-11-23") << "nobody gets a breach along with a case";
  EXPECT_EQ(due({{"evenings", "2026-11-24T00:00"}}), "2026-11-23") << "when it has run out";
  EXPECT_EQ(due({{"evenings", "2026-11-20T10:00"}, {"mornings", "2026-11-22T09:00"}}), "2026-11-21")
      << "what has run out stays so, whoever gets it then";
  EXPECT_EQ(due({{"evenings", "2026-11-20T10:00"}, {"mornings", "2026-11-20T11:00"}}), "2026-11-23") << "and back";
}

TEST(Closures, of_the_organisation_hold_for_internal_clocks_by_whichever_calendar_and_for_no_clock_of_the_law) {
  const auto calendars = With(kSaturdays);
  const auto pack = ReadWith(calendars, APack(kDivisions + kOurs + "[closures]\n2026-11-20 = \"Moving house\"\n"));
  ASSERT_TRUE(pack) << Told(pack);
  const auto due = [&](const char* clock, const std::map<std::string, std::string>& facts,
                       const std::vector<std::pair<std::string, const char*>>& teams) {
    return LastDay(*pack, calendars, clock, "2026-11-19T10:00", facts, teams);
  };
  EXPECT_EQ(due("reply", {}, {}), "2026-11-24") << "Monday, Tuesday";
  EXPECT_EQ(due("reply", {{"division", "scotland"}}, {}), "2026-11-24");
  EXPECT_EQ(due("reply", {}, {{"evenings", "2026-11-19T10:00"}}), "2026-11-24") << "Saturday, Tuesday";
  EXPECT_EQ(due("law", {}, {}), "2026-11-23");
  EXPECT_EQ(due("law", {{"division", "scotland"}}, {}), "2026-11-23");
  EXPECT_EQ(TheShelf().calendars.at("england-and-wales").NameOf(*base::Date::Parse("2026-11-20")), "")
      << "the calendar is as it was";
}

TEST(CalendarFor, is_refused_where_it_could_not_hold) {
  const auto wrong = [](const std::string& lines) { return Told(Read(APack(lines))); };
  EXPECT_TRUE(Holds(wrong("[[calendar_for]]\ncalendar = \"scotlnd\"\nteam = \"evenings\"\n"), "did you mean \"scotland\""));
  EXPECT_TRUE(Holds(wrong("[[calendar_for]]\ncalendar = \"scotland\"\n"), "name a `team`, a `when`, or `internal_only = true`"));
  EXPECT_TRUE(Holds(wrong("[[calendar_for]]\ncalendar = \"scotland\"\nwhen = { division = \"scotland\" }\n"),
                    "there is no field of the logging template \"division\""))
      << "a fact nobody asks for would never hold";
  EXPECT_TRUE(Holds(wrong(kDivisions + "[[calendar_for]]\ncalendar = \"scotland\"\nwhen = { division = \"Scotland\" }\n"),
                    "did you mean \"scotland\""));
  EXPECT_TRUE(Holds(wrong("[closures]\n2030-01-02 = \"Moving house\"\n"), "is known from 2012-01-01 to 2028-12-31 only"));
  packs::Calendars calendars = With(
      "id = \"paris\"\ntitle = \"Paris\"\nzone = \"Europe/Paris\"\nsource = \"s\"\nknown_from = 2026-01-01\nknown_until = "
      "2026-12-31\n[hours]\nmonday = [[\"09:00\", \"17:00\"]]\n[closed]\n2026-12-25 = \"Noël\"\n");
  EXPECT_TRUE(Holds(Told(ReadWith(calendars, APack("[[calendar_for]]\ncalendar = \"paris\"\nteam = \"paris\"\n"))),
                    "a case has one clock on the wall"));
}

TEST(CalendarFor, comes_with_the_pack_it_is_based_on_and_is_told_as_a_difference) {
  const auto calendars = With(kSaturdays);
  const auto below = ReadWith(calendars, APack(kOurs + "[closures]\n2026-11-20 = \"Moving house\"\n"));
  ASSERT_TRUE(below) << Told(below);
  packs::Procedures bases = TheShelf().procedures;
  bases.insert_or_assign("draft", *below);
  const auto above = packs::ReadPack(
      *packs::TomlFile::FromText("id = \"above\"\nversion = 1\ntitle = \"A\"\nbased_on = \"draft\"\ncalendar = \"scotland\"\n"
                                 "[closures]\n2026-11-23 = \"Unpacking\"\n",
                                 "/procedures/above/pack.toml"),
      calendars, bases);
  ASSERT_TRUE(above) << Told(above);
  EXPECT_EQ(LastDay(*above, calendars, "reply", "2026-11-19T10:00", {}), "2026-11-25") << "both closed days";
  const auto told = packs::Differences(*below, *above);
  EXPECT_TRUE(std::ranges::any_of(told, [](const auto& line) { return Holds(line, "closed on Mon 23 Nov 2026 (Unpacking)"); }));
  const auto plain = packs::Differences(TheShelf().procedures.at("general"), *below);
  EXPECT_TRUE(std::ranges::any_of(plain, [](const auto& line) {
    return Holds(line, "Internal clocks are now counted by the calendar saturdays while the case is with the team evenings.");
  }));
}

}  // namespace
}  // namespace tests
