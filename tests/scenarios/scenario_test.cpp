// Plays every .scenario file of this folder and those in it on SQLite and on PostgreSQL, and holds the format itself to account:
// what is misspelt is told with its line, and a scenario that expects the wrong thing fails.

#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenarios/stage.h"

namespace tests::scenarios {
namespace {

const std::string kFolder = AMENDS_SOURCE_DIR "/tests/scenarios";

std::vector<std::string> AllScenarios() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    if (entry.path().extension() != ".scenario") continue;
    names.push_back(entry.path().lexically_relative(kFolder).replace_extension().string());
  }
  std::ranges::sort(names);
  return names;
}

class Scenario : public testing::TestWithParam<std::tuple<std::string, Kind>> {};

INSTANTIATE_TEST_SUITE_P(All, Scenario,
                         testing::Combine(testing::ValuesIn(AllScenarios()), testing::Values(Kind::Sqlite, Kind::Postgres)),
                         [](const auto& on) {
                           std::string name = std::get<0>(on.param) + "_on_" + NameOf(std::get<1>(on.param));
                           for (const char sign : {'-', '/'}) std::ranges::replace(name, sign, '_');
                           return name;
                         });

TEST_P(Scenario, goes_as_it_is_written) {
  const std::string path = kFolder + "/" + std::get<0>(GetParam()) + ".scenario";
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  const Script script = ReadScript(path, text.str());
  for (const Complaint& complaint : Stage(std::get<1>(GetParam()), script).Play()) {
    ADD_FAILURE_AT(path.c_str(), complaint.line) << complaint.says;
  }
}

// -- The format ---------------------------------------------------------------------------------------------------------

const std::string kOpening = R"(given hana, a handler
at 2026-11-02 09:00
hana logs C1 { "kind": "complaint", "channel": "web", "new_customer": {}, "subject": "No heating" }
)";

std::string FaultOf(const std::string& text) {
  try {
    ReadScript("x.scenario", text);
  } catch (const ScriptFault& fault) {
    return fault.what();
  }
  return "no fault";
}

struct Misspelling {
  const char* text;
  const char* fault;
};

TEST(AScenario, with_a_word_that_means_nothing_is_told_with_line_and_nearest_word) {
  const Misspelling cases[] = {
      {"hanna does take-ownership C1", "x.scenario:4: there is no person or word \"hanna\"; did you mean \"hana\"?"},
      {"hana tried take-ownership C1", "x.scenario:4: there is no verb \"tried\"; did you mean \"tries\"?"},
      {"hana does take-ownreship C1", "x.scenario:4: there is no command \"take-ownreship\"; did you mean \"take-ownership\"?"},
      {"hana does take-ownership C2", "x.scenario:4: there is no case \"C2\"; did you mean \"C1\"?"},
      {"hana logs C1 {}", "x.scenario:4: there is a case C1 already"},
      {"hana does take-ownership C1\n  -> OwnershipTake",
       "x.scenario:5: there is no event \"OwnershipTake\"; did you mean \"OwnershipTaken\"?"},
      {"hana tries close-case C1\n  refused: LessonMising",
       "x.scenario:5: there is no rule \"LessonMising\"; did you mean \"LessonMissing\"?"},
      {"hana tries close-case C1\n  refused: LessonMissing sayng \"x\"",
       "x.scenario:5: there is no part of a refusal \"sayng\"; did you mean \"saying\"?"},
      {"hana does close-case C1\n  refused: LessonMissing", "x.scenario:5: \"refused:\" follows a step with \"tries\""},
      {"given lea, a teem leader", "x.scenario:4: there is no role \"teem_leader\"; did you mean \"team_leader\"?"},
      {"expect C1 phas resolve", "x.scenario:4: there is no expectation \"phas\"; did you mean \"phase\" or \"has\"?"},
      {"at 2026-11-02 08:00", "x.scenario:4: time only goes forwards: this is not after Mon 2 Nov 2026, 09:00 UTC"},
      {"advance soon", "x.scenario:4: expected a duration like \"3d\", \"90m\" or \"1h30m\", found \"soon\""},
      {"advance 1d\n  -> PromiseBroken", "x.scenario:5: say to which case it happens: -> C1: PromiseBroken"},
      {"given procedure uk-houseing", "x.scenario:4: there is no procedure \"uk-houseing\"; did you mean \"uk-housing\"?"},
      {"hana puts uk-energy version two in force", "x.scenario:4: expected: puts uk-energy version 2 in force"},
      {"hana puts uk-energy version 2 in force\n  clocks.adr-leter.term = \"4 weeks\"",
       "x.scenario:5: there is no clock in this pack \"adr-leter\"; did you mean \"adr-letter\"?"},
      {"hana puts uk-energy version 2 in force\n  promises.cadence = \"1 day\"",
       "x.scenario:5: there is no [promises] in this pack"},
      {"hana puts uk-energy version 2 in force\n  four weeks",
       "x.scenario:5: expected what changes, like clocks.adr-letter.term = \"4 weeks\", found \"four weeks\""},
      {"expect C1 clock acknowlege met", "x.scenario:4: there is no clock \"acknowlege\"; did you mean \"acknowledge\"?"},
      {"expect C1 clock adr-letter met", "x.scenario:4: there is no clock \"adr-letter\""},
      {"expect C1 clock acknowledge mett", "x.scenario:4: there is no state of a clock \"mett\"; did you mean \"met\"?"},
      {"expect C1 clock acknowledge due soon", "x.scenario:4: expected a time in UTC like 2026-11-02 09:00, found \"soon\""},
      {"hana does record-need C1 { \"need\": \"audio\" }", "x.scenario:4: record-need is about a person: for the customer of C1"},
  };
  for (const auto& [text, fault] : cases) EXPECT_EQ(FaultOf(kOpening + text), fault);
  EXPECT_EQ(FaultOf("given hana, a handler\nhana logs C1 {}"), "x.scenario:2: say first when this is: at 2026-11-02 09:00");
  // A change that makes no sound pack is told with its place in the pack.
  EXPECT_EQ(FaultOf(kOpening + "hana puts uk-energy version 2 in force\n  clocks.adr-letter.term = \"4 weks\"").substr(0, 104),
            "x.scenario:4: this is not a sound procedure:\nuk-energy/pack.toml:45:8: clocks[1].term: expected a length");
  EXPECT_EQ(FaultOf("# only words\n"), "x.scenario:1: nothing happens in this scenario");
}

TEST(AScenario, with_a_body_that_does_not_fit_its_command_is_told_the_very_field) {
  EXPECT_EQ(FaultOf(kOpening + "hana does close-case C1 { \"outcom\": \"withdrawn\" }"),
            "x.scenario:4: close-case: the request has faults; outcome: is required: How it ended.; outcom: is not a field "
            "here; did you mean \"outcome\"?");
  EXPECT_EQ(FaultOf(kOpening + "hana does merge-case C1 {\n  \"into\": \"<C7>\",\n  \"reason\": \"one\" }").substr(0, 52),
            "x.scenario:4: there is no person, case or time \"C7\";");
  EXPECT_EQ(FaultOf(kOpening + "hana does add-finding C1 {\n  \"says\": \"x\"\n"),
            "x.scenario:4: this body has no closing brace");
  EXPECT_EQ(FaultOf(kOpening + "hana does add-finding C1 {\n  \"says\": \"x\n"),
            "x.scenario:4: the text in this body has no closing quote");
}

TEST(AScenario, may_run_a_text_over_several_lines) {
  const Script script =
      ReadScript("x.scenario", kOpening + "hana does add-finding C1 {\n  \"says\": \"No heating\n           since May\" }");
  EXPECT_EQ(script.steps.back().body, "{ \"says\": \"No heating since May\" }");
}

std::vector<std::string> ComplaintsOf(const std::string& rest) {
  const Script script = ReadScript("x.scenario", kOpening + rest);
  std::vector<std::string> complaints;
  for (const Complaint& complaint : Stage(Kind::Sqlite, script).Play()) {
    complaints.push_back(std::to_string(complaint.line) + ": " + complaint.says.substr(0, complaint.says.find('\n')));
  }
  return complaints;
}

TEST(AScenario, fails_at_the_line_that_expects_the_wrong_thing) {
  const Misspelling cases[] = {
      {"hana does take-ownership C1\n  -> CaseAssigned", "5: expected CaseAssigned, but there came OwnershipTaken"},
      {"hana does take-ownership C1\n  -> nothing", "5: expected nothing, but there came OwnershipTaken"},
      {"advance 1h\n  -> C1: PromiseBroken", "5: expected PromiseBroken, but there came nothing"},
      {"advance 50h", "4: nobody expected this to happen to C1: ClockRanOut"},
      {"hana tries take-ownership C1\n  refused: NoOwner",
       "4: take-ownership was expected to be refused, and gave OwnershipTaken"},
      {"hana does make-offer C1 { \"option\": \"O-1\", \"terms\": \"x\", \"channel\": \"email\" }", "4: make-offer is refused:"},
      {"hana tries reopen-case C1 { \"reason\": \"x\" }\n  refused: CaseIsClosed",
       "4: expected CaseIsClosed, but it is refused with NotClosed:"},
      {"hana tries reopen-case C1 { \"reason\": \"x\" }\n  refused: NotClosed saying \"shut\"",
       "5: expected it to say \"shut\", but it says \"The case is open.\""},
      {"hana tries establish-cause C1 { \"cause\": \"people\", \"reasons\": \"x\" }\n  refused: FindingMissing mend log-case",
       "5: expected to be mended by log-case, but by add-finding"},
      {"hana tries establish-cause C1 { \"cause\": \"people\", \"reasons\": \"x\" }\n  refused: FindingMissing clause \"1.1\"",
       "5: expected clause \"1.1\", but it cites general 2.1"},
      {"expect C1 phase resolve", "4: expected C1 phase resolve, but it is identify"},
      {"expect C1 is closed as withdrawn", "4: expected C1 is closed as withdrawn, but it is open"},
      {"expect C1 owner hana", "4: expected owner hana, but it is nobody"},
      {"expect C1 promise none", "4: expected C1 promise none, but it is 2026-11-04 09:00"},
      {"expect C1 left nothing",
       "4: expected to be left: nothing; there is: correct-detail, correct-detail, acknowledge-case, play-back-understanding, "
       "assess-impact and take-ownership"},
      {"expect C1 allows make-offer", "4: make-offer is not allowed"},
      {"expect C1 forbids make-offer because NoOwner", "4: make-offer is forbidden because of"},
      {"expect C1 clock acknowledge due 2026-11-04 23:59",
       "4: expected C1 clock acknowledge due 2026-11-04 23:59, but it is due 2026-11-03 23:59"},
      {"expect C1 clock acknowledge overdue", "4: expected C1 clock acknowledge overdue, but it is running"},
      {"expect C1 clock approval running", "4: expected C1 clock approval running, but it is not_started"},
      {"hana puts uk-energy version 1 in force", "4: refused: Your role (handler) may not do this"},
      {"expect C1 tells \"once upon a time\"", "4: the story does not tell \"once upon a time\":"},
      {"expect C1 has kind = problem", "4: kind was expected to be \"problem\", and is \"complaint\""},
  };
  for (const auto& [text, complaint] : cases) {
    const auto complaints = ComplaintsOf(text);
    ASSERT_EQ(complaints.size(), 1U) << text;
    EXPECT_EQ(complaints.front().substr(0, std::string(complaint).size()), complaint) << text;
  }
  EXPECT_TRUE(ComplaintsOf("expect C1 is open").empty());
}

}  // namespace
}  // namespace tests::scenarios
