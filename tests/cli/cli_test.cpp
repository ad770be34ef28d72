// The program as an administrator meets it: what each command says, how it ends, what it leaves behind.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/program.h"

namespace tests {
namespace {

using Words = std::vector<std::string>;

std::string Contents(const std::string& file) {
  std::stringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}
// -- Words and help -----------------------------------------------------------------------------------------------------

TEST(Help, of_every_command_names_its_options_and_ends_well) {
  const std::vector<std::pair<Words, Words>> commands{
      {{},
       {"--database", "--key", "--json", "serve", "import", "export", "verify", "rebuild", "backup", "restore", "erase", "outbox",
        "user", "demo", "case", "coaching", "rights", "api"}},
      {{"serve"},
       {"--address", "--port", "--threads", "--tls-certificate", "--tls-key", "--connections", "--demo", "--test-clock", "--log",
        "--log-file"}},
      {{"import"}, {"file", "--format", "--mapping", "--rejects", "--limit"}},
      {{"export"}, {"file", "--format", "--status", "--anonymous"}},
      {{"verify"}, {"--read-only"}},
      {{"outbox"}, {"retry", "drop", "--most"}},
      {{"rebuild"}, {}},
      {{"backup"}, {"file"}},
      {{"restore"}, {"file", "--erasures"}},
      {{"erase"}, {"customer", "--ground", "--yes"}},
      {{"user"}, {"add", "list", "password", "token", "close", "open"}},
      {{"user", "add"}, {"login", "--name", "--role", "--team", "--reach"}},
      {{"user", "list"}, {}},
      {{"user", "password"}, {"login"}},
      {{"user", "token"}, {"login", "--label"}},
      {{"user", "close"}, {"login", "--reason"}},
      {{"user", "open"}, {"login"}},
      {{"procedure"}, {"check", "list", "show", "diff", "try", "--procedures"}},
      {{"procedure", "show"}, {"procedure", "--version"}},
      {{"procedure", "try"}, {"folder", "--from", "--to", "--most"}},
      {{"deadlines"},
       {"--pack", "--received", "--case", "--events", "--fact", "--calendar", "--team", "--now", "--procedures", "--brief"}},
      {{"demo"}, {}},
      {{"coaching"}, {"--from", "--to", "--team", "--person"}},
      {{"case"}, {"ref", "--html"}},
      {{"rights"},
       {"--kind",
        "--delivered",
        "--fault",
        "--price",
        "--today",
        "--rejected",
        "--refund-agreed",
        "--agreed-until",
        "--owned",
        "--installation-required",
        "--installed",
        "--performed",
        "--fault-in",
        "--perishable-days",
        "--motor-vehicle",
        "--device-damaged",
        "--attempt",
        "--repair-asked",
        "--repair-back",
        "--repair-failed",
        "--replacement-asked",
        "--repeat-asked",
        "2026-09-01"}},
      {{"letter"},
       {"--case", "--kind", "--sent", "--letters", "--template", "--values", "--pack", "--date", "--library", "--pdf", "--html",
        "--large-print", "--draft"}},
      {{"api"}, {"--markdown"}},
  };
  for (const auto& [command, options] : commands) {
    Words words{AMENDS_PROGRAM};
    words.insert(words.end(), command.begin(), command.end());
    words.emplace_back("--help");
    const Ended ended = Execute(words);
    const std::string name = base::AllOf(command);
    EXPECT_EQ(ended.code, 0) << name << ended.err;
    EXPECT_EQ(ended.err, "") << name;
    for (const std::string& option : options)
      EXPECT_TRUE(Has(ended.out, option)) << name << " --help does not mention " << option;
  }
}

TEST(AWordThatIsUnknown, is_told_with_the_nearest_known_one_and_ends_with_2) {
  const std::vector<std::pair<Words, std::string>> calls{
      {{"exprot"}, "amends: there is no command \"exprot\"; did you mean \"export\"?\n"},
      {{"xyzzy"}, "amends: there is no command \"xyzzy\"; amends --help lists them\n"},
      {{}, "amends: say what to do; amends --help lists the commands\n"},
      {{"user", "lst"}, "amends: there is no command \"lst\"; did you mean \"list\"?\n"},
      {{"user"}, "amends: say what to do; amends user --help lists the commands\n"},
      {{"--database", "sqlite:x.db", "exprot"}, "amends: there is no command \"exprot\"; did you mean \"export\"?\n"},
      {{"serve", "--prot", "0"}, "amends: there is no option \"--prot\"; did you mean \"--port\"?\n"},
      {{"user", "add", "hana", "--rol=handler"}, "amends: there is no option \"--rol\"; did you mean \"--role\"?\n"},
      {{"user", "add", "hana", "--role", "handlr"},
       "amends: the request has faults\n  --role: expected handler, team_leader, manager, quality, administrator, customer or "
       "system, found \"handlr\"; did you mean \"handler\"?\n"},
      {{"case", "1002"}, "amends: the request has faults\n  case: expected a reference like \"C-1024\", found \"1002\"\n"},
      {{"verify", "--database", "sqlit:amends.db"},
       "amends: the request has faults\n  database: expected sqlite:PATH or postgresql://USER@HOST/NAME, found "
       "\"sqlit:amends.db\"\n"},
  };
  for (const auto& [words, says] : calls) {
    Words command{AMENDS_PROGRAM};
    command.insert(command.end(), words.begin(), words.end());
    const Ended ended = Execute(command, std::string(kPassword) + "\n", {}, "/tmp");
    EXPECT_EQ(ended.code, 2) << base::AllOf(words);
    EXPECT_EQ(ended.err, says);
  }
}

TEST(TheDatabase, may_be_named_in_the_environment) {
  const Program amends;
  amends.Hire("hana");
  const Ended ended = Execute({AMENDS_PROGRAM, "user", "list"}, {}, {{"AMENDS_DATABASE", amends.Url()}}, "/");
  EXPECT_TRUE(Has(ended.out, "hana")) << ended.err;
}

// -- Users --------------------------------------------------------------------------------------------------------------

TEST(User, is_added_listed_and_given_a_password_and_a_token_that_work) {
  const Program amends;
  const std::string first = amends.Hire("hana", "team_leader");
  EXPECT_EQ(amends({"user", "add", "hana"}, std::string(kPassword) + "\n").err,
            "amends: Somebody signs in as \"hana\" already.\n");
  EXPECT_EQ(amends({"user", "add", "lea"}, "short\n").code, 2);
  const Ended list = amends({"user", "list"});
  EXPECT_TRUE(Has(list.out, "U-1    hana             hana                     team leader")) << list.out;
  EXPECT_FALSE(Has(list.out, " lea "));
  const Ended unknown = amends({"user", "token", "hanna", "--label", "x"});
  EXPECT_EQ(unknown.code, 3);
  EXPECT_EQ(unknown.err, "amends: nobody signs in as \"hanna\"; did you mean \"hana\"?\n");

  EXPECT_EQ(amends({"user", "password", "hana"}, "another-long-password\n").code, 0);
  const Served served = amends.Serve();
  const auto sign_in = [&](const std::string& password) {
    return served.Ask("POST", "/api/v1/session", "", R"({"login":"hana","password":")" + password + R"("})")->status;
  };
  EXPECT_EQ(sign_in("another-long-password"), 200);
  EXPECT_EQ(sign_in(kPassword), 401);
  EXPECT_EQ(served.Ask("GET", "/api/v1/session", first)->status, 200);
  EXPECT_EQ(served.Ask("GET", "/api/v1/session", "amends_nonsense")->status, 401);
  EXPECT_EQ(amends({"user", "close", "hana", "--reason", "Left us"}).code, 0);
  EXPECT_EQ(sign_in("another-long-password"), 401);
}

// -- Stories and lists --------------------------------------------------------------------------------------------------

TEST(TheDemo, has_a_case_whose_story_goes_through_every_phase) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended again = amends({"demo"});
  EXPECT_EQ(again.code, 3);
  EXPECT_TRUE(Has(again.err, "amends: ")) << again.err;
  const Ended story = amends({"case", "C-1002"});
  EXPECT_EQ(story.code, 0);
  std::size_t at = 0;
  for (const char* sentence :
       {"C-1002  Boiler not repaired", "Logged a complaint", "Acknowledged to the customer", "Played the understanding back",
        "Established the cause", "Decided: upheld", "Put an option on the table", "Weighed the options", "The customer declined",
        "Escalated to the", "it is not solved. Back to analysis", "The customer accepted", "that it is solved",
        "Recorded what is learnt", "Closed: solved and confirmed by the customer"}) {
    const auto found = story.out.find(sentence, at);
    EXPECT_NE(found, std::string::npos) << "\"" << sentence << "\" does not come in its turn in:\n" << story.out;
    if (found != std::string::npos) at = found;
  }
  EXPECT_FALSE(Has(story.out, "\033")) << "no colours where no terminal is";
  EXPECT_TRUE(Has(amends({"case", "C-1002", "--html"}).out, "<!doctype html>"));
  EXPECT_EQ(amends({"case", "C-999999"}).err, "amends: there is no case C-999999\n");
  EXPECT_EQ(amends({"case", "C-999999"}).code, 3);
}

TEST(Json, is_what_every_command_prints_that_is_asked_for_it) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  for (const Words& words : {Words{"verify"}, Words{"user", "list"}, Words{"case", "C-1002"}}) {
    Words command = words;
    command.emplace_back("--json");
    const Ended ended = amends(command);
    EXPECT_EQ(ended.code, 0);
    boost::json::error_code fault;
    boost::json::parse(ended.out, fault);
    EXPECT_FALSE(fault) << base::AllOf(words) << ": " << ended.out.substr(0, 200);
  }
  EXPECT_EQ(boost::json::parse(amends({"case", "C-1002", "--json"}).out).at("state").at("closed").at("outcome").as_string(),
            "resolved_confirmed");
  EXPECT_TRUE(boost::json::parse(amends({"api"}).out).at("openapi").as_string().starts_with("3."));
}

TEST(Export, writes_every_case_and_names_nobody_when_anonymous) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const auto lines = [](const std::string& text) { return std::ranges::count(text, '\n'); };
  const std::string csv = amends({"export", "--format", "csv"}).out;
  const std::string json = amends({"export"}).out;
  EXPECT_GT(lines(json), 10);
  EXPECT_EQ(lines(csv), lines(json) + 1) << "one more, the header";
  EXPECT_TRUE(Has(csv, "Amara Okafor"));
  EXPECT_TRUE(Has(json, "third time nobody came"));
  for (const char* format : {"csv", "json"}) {
    const std::string anonymous = amends({"export", "--anonymous", "--format", format}).out;
    EXPECT_TRUE(Has(anonymous, "C-1002"));
    for (const char* word : {"Amara", "Okafor", "third time", "Boiler not repaired"})
      EXPECT_FALSE(Has(anonymous, word)) << format << " has " << word;
  }
  const Ended filed = amends({"export", amends.File("all.jsonl")});
  EXPECT_EQ(filed.code, 0);
  EXPECT_TRUE(Contents(amends.File("all.jsonl")) == json);
  EXPECT_EQ(amends({"export", "/nowhere/all.jsonl"}).err, "amends: /nowhere/all.jsonl cannot be written\n");
}

TEST(Import, takes_in_what_it_can_and_gives_back_the_rest_with_line_field_and_reason) {
  const Program amends;
  std::ofstream(amends.File("in.csv"))
      << "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company public "
         "response,Company,State,ZIP code,Tags,"
         "Consumer consent provided?,Submitted via,Date sent to company,Company response to consumer,Timely response?,Consumer "
         "disputed?,Complaint ID\n"
         "2011-12-23,Credit card,,Closing an account,,\"They said \"\"soon\"\",\nand it never came.\",,A "
         "BANK,MD,20850,,N/A,Web,2011-12-27,Closed without relief,Yes,No,7887\n"
         "2011-13-24,Credit card,,Fees,,,,A BANK,MD,20850,,N/A,Web,2011-12-27,Closed without relief,Yes,No,7888\n"
         "2011-12-25,Credit card,,Fees,,,,A BANK,MD,20850,,N/A,Pigeon,2011-12-27,Closed without relief,Yes,No,7889\n"
         "2011-12-26,Mortgage,,Fees,,,,A BANK,MD,20850,,N/A,Phone,2011-12-27,Closed with relief,Yes,No,7890\n";
  const Ended first =
      amends({"import", "--format", "cfpb", amends.File("in.csv"), "--rejects", amends.File("rejects.csv"), "--json"});
  EXPECT_EQ(first.code, 1) << first.err;
  const auto summary = boost::json::parse(first.out);
  EXPECT_EQ(summary.at("rows"), 4);
  EXPECT_EQ(summary.at("logged"), 2);
  EXPECT_EQ(summary.at("rejected"), 2);
  const std::string rejects = Contents(amends.File("rejects.csv"));
  EXPECT_TRUE(Has(rejects, "4,Date received,\"expected a date like")) << rejects;
  EXPECT_TRUE(Has(rejects, "5,Submitted via,")) << rejects;
  EXPECT_TRUE(Has(rejects, "Pigeon")) << rejects;
  EXPECT_TRUE(Has(amends({"export"}).out, "They said \\\"soon\\\",\\nand it never came."));
  const Ended again =
      amends({"import", "--format", "cfpb", amends.File("in.csv"), "--rejects", amends.File("rejects.csv"), "--json"});
  EXPECT_EQ(boost::json::parse(again.out).at("known"), 2) << "what was taken in before is passed over";
  EXPECT_EQ(boost::json::parse(again.out).at("logged"), 0);
  EXPECT_EQ(amends({"verify"}).code, 0);
  EXPECT_EQ(amends({"import", "--format", "cfpb", "nothing.csv"}).code, 3);
  EXPECT_EQ(amends({"import", "--format", "csv", "in.csv"}).code, 2) << "a mapping is needed";
}

// -- Procedures ---------------------------------------------------------------------------------------------------------

const std::string kPacks = AMENDS_SOURCE_DIR "/procedures";

TEST(Procedures, that_are_shipped_are_sound_and_a_fault_is_told_with_a_caret_and_code_1) {
  const Program amends;
  EXPECT_EQ(amends({"procedure", "check", "--procedures", kPacks}).code, 0);
  std::filesystem::create_directory(amends.File("draft"));
  std::ofstream(amends.File("draft/pack.toml")) << "id = \"draft\"\nversion = 1\ntitle = \"D\"\nbased_on = \"generl\"\n";
  const Ended found = amends({"procedure", "--procedures", kPacks, "check", amends.File("draft")});
  EXPECT_EQ(found.code, 1);
  EXPECT_TRUE(Has(found.out, "pack.toml:4:12: based_on: there is no pack \"generl\"")) << found.out;
  EXPECT_TRUE(Has(found.out, "            ^~~~~~~~")) << found.out;
}

TEST(Deadlines, are_told_with_the_counting_and_the_clause) {
  const Program amends;
  const Ended told = amends({"deadlines", "--procedures", kPacks, "--pack", "uk-financial", "--received", "2026-12-23T16:00"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_TRUE(Has(told.out, "Wed 30 Dec 2026, 17:00    Resolved by close of business on the third business day")) << told.out;
  EXPECT_TRUE(Has(told.out, "Fri 25 Dec 2026: not counted, Christmas Day"));
  EXPECT_TRUE(Has(told.out, "FCA Handbook, DISP 1.6.2R"));
  EXPECT_EQ(amends({"deadlines", "--procedures", kPacks}).code, 2) << "of what?";
  const Ended wrong = amends({"deadlines", "--procedures", kPacks, "--received", "tomorrow"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(Has(wrong.err, "--received: expected a moment like")) << wrong.err;
}

TEST(Deadlines, tell_what_was_assumed_and_which_clocks_wait_for_what) {
  const Program amends;
  const auto told = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"deadlines",  "--procedures",     kPacks,   "--pack", "uk-financial",
                                   "--received", "2026-11-02T10:00", "--brief"};
    words.insert(words.end(), more.begin(), more.end());
    return amends(words).out;
  };
  const std::string assumed =
      "Nothing is told of regime: taken to be other than payment-services. Say --fact regime=general or --fact "
      "regime=payment-services.";
  EXPECT_TRUE(Has(told({}), assumed)) << told({});
  const std::string payments = told({"--fact", "regime=payment-services"});
  EXPECT_FALSE(Has(payments, "Nothing is told of"));
  EXPECT_TRUE(Has(payments,
                  "not started               Final response after a holding response (payment services and e-money) "
                  "[final-response-after-holding, statutory]: 35 business days after \"received\", once there is \"holding "
                  "response sent\""))
      << payments;
  EXPECT_TRUE(Has(payments, "[ombudsman-window, window]: 6 months after \"final response sent\"")) << payments;
}

TEST(Deadlines, are_those_of_now_or_of_when_all_that_is_told_has_happened_or_of_the_time_that_is_said) {
  const Program amends;
  std::ofstream(amends.File("events")) << "2999-01-07T10:00 acknowledged\n2999-01-08T09:00 offer_made\n";
  const auto told = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"deadlines", "--procedures", kPacks};
    words.insert(words.end(), more.begin(), more.end());
    const Ended ended = amends(words);
    EXPECT_EQ(ended.code, 0) << ended.err << ended.out;
    return ended.out;
  };
  EXPECT_FALSE(Has(told({"--received", "2026-01-05T10:00"}), "as it stands Mon 5 Jan 2026")) << "now, not when it was received";
  // Of a time to come, the last of it; the calendar knows nothing of it and says so.
  const std::string last = told({"--received", "2999-01-07T09:00", "--events", amends.File("events")});
  EXPECT_TRUE(Has(last, "as it stands Tue 8 Jan 2999, 09:00")) << last;
  EXPECT_TRUE(Has(last, "knows nothing of")) << last;
  const std::string then = told({"--received", "2026-11-02T10:00", "--now", "2026-11-04T10:00", "--brief"});
  EXPECT_TRUE(Has(then, "as it stands Wed 4 Nov 2026, 10:00")) << then;
  EXPECT_TRUE(Has(then, "[acknowledge, internal, overdue]")) << then;
  const std::string at_once = told({"--received", "2026-11-02T10:00", "--now", "2026-11-02T11:00", "--brief"});
  EXPECT_TRUE(Has(at_once, "[acknowledge, internal, running]")) << at_once;
}

TEST(Deadlines, are_counted_by_the_calendar_of_a_team_and_of_a_fact) {
  const Program amends;
  std::filesystem::copy(kPacks, amends.File("shelf"), std::filesystem::copy_options::recursive);
  std::ofstream(amends.File("shelf/calendars/evening-desk.toml"))
      << "id = \"evening-desk\"\ntitle = \"The evening desk\"\nbased_on = \"england-and-wales\"\n[hours]\nsaturday = "
         "[[\"09:00\", \"13:00\"]]\n";
  std::filesystem::create_directories(amends.File("shelf/ours"));
  std::ofstream(amends.File("shelf/ours/pack.toml"))
      << "id = \"ours\"\nversion = 1\ntitle = \"O\"\nbased_on = \"general\"\n[applies]\nkinds = [\"complaint\"]\n"
         "[[fields]]\nid = \"division\"\ntitle = \"D\"\ntype = \"choice\"\nchoices = [\"england-and-wales\", \"scotland\"]\n"
         "[[calendar_for]]\ncalendar = \"evening-desk\"\nteam = \"evenings\"\n"
         "[[calendar_for]]\ncalendar = \"scotland\"\nwhen = { division = \"scotland\" }\n";
  const auto told = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words{"deadlines", "--procedures", amends.File("shelf"), "--pack", "ours", "--brief", "--received"};
    words.insert(words.end(), more.begin(), more.end());
    const Ended ended = amends(words);
    return ended.out + ended.err;
  };
  const std::string plain = told({"2026-12-31T10:00"});
  EXPECT_TRUE(Has(plain, "Mon 4 Jan 2027, 23:59     Acknowledge to the customer [acknowledge, internal, running]")) << plain;
  EXPECT_TRUE(Has(plain, "Nothing is told of division: taken to be other than scotland.")) << plain;
  const std::string scot = told({"2026-12-31T10:00", "--fact", "division=scotland"});
  EXPECT_TRUE(Has(
      scot, "Tue 5 Jan 2027, 23:59     Acknowledge to the customer [acknowledge, internal, running, by the calendar scotland]"))
      << scot;
  const std::string team = told({"2026-12-31T10:00", "--team", "evenings"});
  EXPECT_TRUE(Has(team,
                  "Sat 2 Jan 2027, 23:59     Acknowledge to the customer [acknowledge, internal, running, by the calendar "
                  "evening-desk]"))
      << team;
  EXPECT_TRUE(Has(told({"2026-12-31T10:00", "--team", "evenngs"}), "did you mean \"evenings\"?"));
}

TEST(Deadlines, refuse_what_could_not_have_happened_at_its_line) {
  const Program amends;
  std::ofstream(amends.File("events")) << "# tried out\n2026-11-01T10:00 acknowledged\n2026-11-05T10:00 resume answer\n";
  const Ended wrong =
      amends({"deadlines", "--procedures", kPacks, "--received", "2026-11-02T10:00", "--events", amends.File("events")});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_TRUE(Has(wrong.out, "events:2:1: nothing happens on a case before it is received")) << wrong.out;
  EXPECT_TRUE(Has(wrong.out, "events:3:18: \"answer\" does not stand still")) << wrong.out;
}

TEST(ACase, whose_calendar_ends_says_so_in_its_story_and_in_its_guide) {
  const Program amends;
  std::filesystem::copy(kPacks, amends.File("shelf"), std::filesystem::copy_options::recursive);
  std::ofstream(amends.File("shelf/calendars/short.toml"))
      << "id = \"short\"\ntitle = \"Short\"\nzone = \"Europe/London\"\nsource = \"s\"\nknown_from = 2020-01-01\nknown_until = "
         "2020-12-31\n[hours]\nmonday = [[\"09:00\", \"17:00\"]]\n[closed]\n2020-12-25 = \"Christmas Day\"\n";
  std::filesystem::create_directories(amends.File("shelf/short"));
  std::ofstream(amends.File("shelf/short/pack.toml"))
      << "id = \"short\"\nversion = 1\ntitle = \"S\"\nbased_on = \"general\"\ncalendar = \"short\"\n";
  const std::string token = amends.Hire("hana", "team_leader");
  const Ended activated = amends({"procedure", "--procedures", amends.File("shelf"), "activate", amends.File("shelf/short")});
  ASSERT_EQ(activated.code, 0) << activated.err << activated.out;
  std::string ref;
  {
    Served served = amends.Serve();
    const auto logged = served.Ask("POST", "/api/v1/cases", token, CaseBody("No heating"));
    ASSERT_TRUE(logged && logged->status == 201) << (logged ? logged->body : "no answer");
    ref = boost::json::parse(logged->body).at("ref").as_string();
    const auto asked = served.Ask("GET", "/api/v1/cases/" + ref, token);
    ASSERT_TRUE(asked && asked->status == 200);
    const auto gaps = boost::json::parse(asked->body).at("guide").at("calendar_gaps").as_array();
    ASSERT_EQ(gaps.size(), 1U) << asked->body;
    EXPECT_EQ(gaps[0].at("calendar").as_string(), "short");
    EXPECT_EQ(gaps[0].at("clocks").as_array().size(), 3U) << "all that have started";
    EXPECT_TRUE(Has(std::string(gaps[0].at("mend").as_string()), "Add the holidays of "));
    served.Stop();
  }
  const std::string story = amends({"case", ref}).out;
  EXPECT_TRUE(Has(story, "The calendar Short knows nothing of")) << story;
  EXPECT_TRUE(Has(story, "Add the holidays of ")) << story;
  EXPECT_TRUE(Has(amends({"case", ref, "--html"}).out, "<p class=\"gap\"><strong>The calendar Short knows nothing of"));
}

TEST(Deadlines, of_a_case_of_the_desk_know_what_happened_on_it) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended told = amends({"deadlines", "--procedures", kPacks, "--case", "C-1002", "--json"});
  ASSERT_EQ(told.code, 0) << told.err;
  EXPECT_TRUE(Has(told.out, R"("id":"acknowledge","title":"Acknowledge to the customer","kind":"internal","state":"met")"))
      << told.out;
  EXPECT_EQ(amends({"deadlines", "--procedures", kPacks, "--case", "C-999999"}).code, 3);
}

// A draft based on the general procedure, with this besides.
void WriteDraft(const Program& amends, const std::string& id, const std::string& besides) {
  std::filesystem::create_directory(amends.File(id));
  std::ofstream(amends.File(id + "/pack.toml")) << "id = \"" << id << "\"\nversion = 1\ntitle = \"D\"\nbased_on = \"general\"\n"
                                                << besides;
}
constexpr const char* kClause = R"(clause = { number = "house 9", words = "So we said.", rests_on = "Our own rule" })";
// Whatever costs more than a pound needs a second person, nothing goes up for being vulnerable, an answer is due in an hour.
std::string Strict() {
  return std::string("[four_eyes]\nabove = { amount = \"1.00\", currency = \"GBP\" }\n") + kClause +
         "\n[[triggers]]\nkind = \"clock_overdue\"\nclock = \"answer\"\nto = \"manager\"\n" + kClause +
         "\n[[clocks]]\nid = \"answer\"\ntitle = \"Answer to the customer\"\nkind = \"internal\"\nstarts = \"received\"\n" +
         "stops = [\"offer_made\", \"final_position_given\"]\nterm = \"1 hours\"\n" + kClause + "\n";
}

TEST(ProcedureTry, says_what_would_have_differed_and_in_which_cases) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  WriteDraft(amends, "strict", Strict());
  const auto attempt = [&](std::vector<std::string> more) {
    Words words{"procedure", "--procedures", kPacks, "try", amends.File("strict")};
    words.insert(words.end(), more.begin(), more.end());
    return amends(words);
  };
  const Ended tried = attempt({"--json"});
  ASSERT_EQ(tried.code, 0) << tried.err;
  const auto view = boost::json::parse(tried.out);
  EXPECT_GT(view.at("applied_to").as_int64(), 5);
  EXPECT_EQ(view.at("handled_under").at(0).at("id").as_string(), "general");
  const auto& breaches = view.at("breaches");
  EXPECT_GT(breaches.at("after").as_int64(), breaches.at("before").as_int64());
  EXPECT_EQ(breaches.at("after").as_int64() - breaches.at("before").as_int64(),
            static_cast<std::int64_t>(breaches.at("more").as_array().size()) -
                static_cast<std::int64_t>(breaches.at("fewer").as_array().size()))
      << "each difference is a case that is named";
  EXPECT_EQ(breaches.at("more").at(0).at("clause").at("number").as_string(), "house 9");
  EXPECT_FALSE(view.at("escalations").at("more").as_array().empty()) << "answers late by an hour go up";
  EXPECT_FALSE(view.at("escalations").at("fewer").as_array().empty()) << "vulnerable customers no longer do";
  EXPECT_FALSE(view.at("refusals").at("more").as_array().empty()) << "nobody approved what cost more than a pound";

  const Ended told = attempt({});
  EXPECT_TRUE(Has(told.out, "Duties broken: ") && Has(told.out, "Would have gone up: ") &&
              Has(told.out, "Would not have gone up: ") && Has(told.out, "Making an offer"))
      << told.out;
  EXPECT_FALSE(Has(told.out, "OfferMade") || Has(told.out, "UTC") || Has(told.out, " 1 cases") || Has(told.out, " 1 times"))
      << told.out;
  const Ended totals = attempt({"--most", "0"});
  EXPECT_TRUE(Has(totals.out, "--most 10 names the cases") && !Has(totals.out, "C-10")) << totals.out;
}

TEST(ProcedureTry, under_the_procedure_the_cases_had_changes_nothing) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended tried = amends({"procedure", "--procedures", kPacks, "try", kPacks + std::string("/general"), "--json"});
  ASSERT_EQ(tried.code, 0) << tried.err;
  const auto view = boost::json::parse(tried.out);
  EXPECT_GT(view.at("applied_to").as_int64(), 5);
  for (const char* kind : {"breaches", "escalations"}) {
    EXPECT_TRUE(view.at(kind).at("more").as_array().empty() && view.at(kind).at("fewer").as_array().empty()) << tried.out;
  }
  EXPECT_TRUE(view.at("refusals").at("more").as_array().empty()) << tried.out;
}

TEST(ProcedureTry, refuses_days_the_wrong_way_round) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended wrong = amends({"procedure", "--procedures", kPacks, "try", kPacks + std::string("/general"), "--from",
                              "2026-10-02", "--to", "2026-10-01"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(Has(wrong.err, "--from: Fri 2 Oct 2026 is after --to, Thu 1 Oct 2026")) << wrong.err;
}

TEST(ProcedureShow, tells_the_whole_of_a_procedure_in_plain_words) {
  const Program amends;
  const Ended shipped = amends({"procedure", "show", "uk-housing"});
  ASSERT_EQ(shipped.code, 0) << shipped.err << "no database is needed";
  for (const char* part :
       {"Comes with this program; not in force here.", "Whom it is for", "What must hold before a case leaves", "By when",
        "Who may decide what", "What goes up by itself", "What letters must say", "The end and after",
        "The customer may ask for stage 2, which another person handles", "[", "A handler may grant up to £100.00"}) {
    EXPECT_TRUE(Has(shipped.out, part)) << part << "\n" << shipped.out;
  }
  const Ended unknown = amends({"procedure", "show", "uk-housng"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(Has(unknown.err, "did you mean \"uk-housing\"")) << unknown.err;
  amends.Hire("hana");
  EXPECT_TRUE(Has(amends({"procedure", "show", "general"}).out, "In force here."));
  const Ended json = amends({"procedure", "show", "uk-housing", "--json"});
  const auto view = boost::json::parse(json.out);
  EXPECT_EQ(view.at("stages").at("count").as_int64(), 2);
  EXPECT_EQ(view.at("gates").as_array().size(), 4U);
  WriteDraft(amends, "ours", "[applies]\nproducts = [\"Kettle\"]\n");
  const Ended folder = amends({"procedure", "--procedures", kPacks, "show", amends.File("ours")});
  EXPECT_TRUE(Has(folder.out, "Complaints and problems about Kettle.")) << folder.out << folder.err;
}

// Two packs that ask for the same product, on a shelf of their own.
void TwoOfOneProduct(const Program& amends) {
  std::filesystem::copy(kPacks, amends.File("shelf"), std::filesystem::copy_options::recursive);
  for (const std::string id : {"ours", "theirs"}) {
    std::filesystem::create_directories(amends.File("shelf/" + id));
    std::ofstream(amends.File("shelf/" + id + "/pack.toml")) << "id = \"" << id << "\"\nversion = 1\ntitle = \"T\"\nbased_on = "
                                                             << "\"general\"\n[applies]\nproducts = [\"Kettle\"]\n";
  }
}

TEST(ProcedureCheck, tells_which_packs_would_fight_over_the_same_cases) {
  const Program amends;
  TwoOfOneProduct(amends);
  const std::string told = "ours and theirs apply equally to cases of product Kettle";
  const Ended all = amends({"procedure", "check", amends.File("shelf")});
  EXPECT_EQ(all.code, 1) << "a desk's own shelf is meant to be in force together";
  EXPECT_TRUE(Has(all.out, "theirs/pack.toml:5:2: applies: " + told)) << all.out;
  EXPECT_TRUE(Has(all.out, "5 | [applies]\n    |  ^~~~~~~\n")) << all.out;
  const Ended one = amends({"procedure", "--procedures", amends.File("shelf"), "check", amends.File("shelf/ours"), "--json"});
  EXPECT_EQ(one.code, 0) << "beside one that may be in force it is told, and is no fault: " << one.out;
  EXPECT_TRUE(Has(one.out, told)) << one.out;
  EXPECT_FALSE(Has(amends({"procedure", "check", kPacks}).out, "equally"));
}

TEST(ProcedureActivate, refuses_what_applies_equally_to_what_is_in_force) {
  const Program amends;
  amends.Hire("hana");
  TwoOfOneProduct(amends);
  const auto activate = [&](const std::string& id) {
    return amends({"procedure", "--procedures", amends.File("shelf"), "activate", amends.File("shelf/" + id)});
  };
  EXPECT_FALSE(Has(activate("ours").out, "equally"));
  const Ended refused = activate("theirs");
  EXPECT_NE(refused.code, 0);
  EXPECT_TRUE(Has(refused.out + refused.err, "ours is in force, and theirs and ours apply equally to cases of product Kettle"))
      << refused.out << refused.err;
  ASSERT_EQ(amends({"procedure", "retire", "ours"}).code, 0);
  EXPECT_EQ(activate("theirs").code, 0);
}

TEST(AFaultyShelf, is_told_alike_by_whatever_reads_it) {
  const Program amends;
  std::filesystem::copy(kPacks, amends.File("shelf"), std::filesystem::copy_options::recursive);
  std::ofstream(amends.File("shelf/general/pack.toml"), std::ios::app) << "nonsense = 1\n";
  const Ended checked = amends({"procedure", "check", amends.File("shelf")});
  const Ended asked = amends({"deadlines", "--procedures", amends.File("shelf"), "--received", "2026-12-23T16:00"});
  EXPECT_EQ(checked.code, 1);
  EXPECT_EQ(asked.code, 1);
  EXPECT_TRUE(Has(checked.out, "nonsense")) << checked.out;
  EXPECT_EQ(asked.out, checked.out);
}

TEST(ProcedureActivate, puts_a_pack_in_force_once_and_keeps_a_version_what_it_is) {
  const Program amends;
  amends.Hire("hana");
  const Ended wrong = amends({"procedure", "activate", "uk-housng"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(Has(wrong.err, "did you mean \"uk-housing\"")) << wrong.err;
  EXPECT_TRUE(
      Has(amends({"procedure", "activate", "uk-housing", "--reason", "We let flats"}).out, "uk-housing version 1 is in force"));
  EXPECT_TRUE(Has(amends({"procedure", "activate", "uk-housing"}).out, "was in force already"));
  const auto write = [&](int version, const char* title) {
    std::filesystem::create_directories(amends.File("ours"));
    std::ofstream(amends.File("ours/pack.toml"))
        << "id = \"ours\"\nversion = " << version << "\ntitle = \"" << title << "\"\nbased_on = \"general\"\n";
  };
  write(1, "Ours");
  EXPECT_EQ(amends({"procedure", "--procedures", kPacks, "activate", amends.File("ours")}).code, 0);
  write(1, "Ours, quietly changed");
  const Ended same = amends({"procedure", "--procedures", kPacks, "activate", amends.File("ours")});
  EXPECT_EQ(same.code, 3);
  EXPECT_TRUE(Has(same.err, "give the changed pack version 2")) << same.err;
  write(2, "Ours, changed");
  EXPECT_EQ(amends({"procedure", "--procedures", kPacks, "activate", amends.File("ours")}).code, 0);
  EXPECT_TRUE(Has(amends({"procedure", "retire", "uk-housing"}).out, "takes no new cases"));
  const Ended listed = amends({"procedure", "in-force"});
  EXPECT_TRUE(Has(listed.out, "We let flats") && Has(listed.out, "old cases")) << listed.out;
  EXPECT_FALSE(Has(listed.out, "UTC") || Has(listed.out, "by system")) << listed.out;
  EXPECT_EQ(amends({"verify"}).code, 0);
}

// -- Care of the database -----------------------------------------------------------------------------------------------

TEST(Backup, made_while_serving_is_restored_to_a_fresh_place_and_to_no_other) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const std::string token = amends.Hire("load");
  amends.Serve().Stop();  // what is due already is noticed now and not in between
  const std::string before = amends({"export"}).out;
  {
    const Served served = amends.Serve();
    ASSERT_EQ(amends({"backup", amends.File("backup.db")}).code, 0);
    ASSERT_EQ(served.Ask("POST", "/api/v1/cases", token, CaseBody("After the backup"))->status, 201);
  }
  const Ended twice = amends({"backup", amends.File("backup.db")});
  EXPECT_EQ(twice.code, 3);
  EXPECT_EQ(twice.err, "amends: " + amends.File("backup.db") + " exists already; a backup overwrites nothing\n");

  const Program fresh;
  std::filesystem::copy(amends.File("amends.key"), fresh.File("amends.key"));
  ASSERT_EQ(fresh({"restore", amends.File("backup.db")}).code, 0);
  EXPECT_EQ(fresh({"verify"}).code, 0);
  EXPECT_TRUE(fresh({"export"}).out == before);
  const Ended over = fresh({"restore", amends.File("backup.db")});
  EXPECT_EQ(over.code, 3);
  EXPECT_TRUE(Has(over.err, "nothing is overwritten")) << over.err;
  EXPECT_TRUE(fresh({"export"}).out == before);
}

TEST(Erase, leaves_nothing_of_the_person_in_any_file_of_the_folder) {
  const Program amends;
  const std::string token = amends.Hire("mani", "manager");
  {
    Served served = amends.Serve({"--log-file", amends.File("amends.log")});
    ASSERT_EQ(served
                  .Ask("POST", "/api/v1/cases", token,
                       CaseBody("Zanzibarium is cold", "Philippa Quillfeather", "Quillfeather shivers."))
                  ->status,
              201);
    ASSERT_EQ(served.Ask("POST", "/api/v1/cases", token, CaseBody("Another matter", "Bela Novak"))->status, 201);
    ASSERT_TRUE(Has(served.Ask("GET", "/api/v1/search?q=quillfeather", token)->body, "Philippa"));
    ASSERT_TRUE(Has(amends({"export"}).out, "Quillfeather"));
    // Beside a server that has her in its memory.
    const Ended asked = amends({"erase", "CU-1"});
    EXPECT_EQ(asked.code, 2) << "nobody is there to be asked, and --yes was not given";
    const Ended erased = amends({"erase", "CU-1", "--yes", "--ground", "Request of 1 November"});
    ASSERT_EQ(erased.code, 0) << erased.err;
    EXPECT_TRUE(Has(erased.out, "Erased CU-1, C-1001.")) << erased.out;
    EXPECT_EQ(served.Ask("GET", "/api/v1/search?q=quillfeather", token)->body, R"({"cases":[],"customers":[]})");
    EXPECT_FALSE(Has(served.Ask("GET", "/api/v1/cases/C-1001", token)->body, "Quillfeather"));
    ASSERT_EQ(amends({"backup", amends.File("after.db")}).code, 0);
    EXPECT_EQ(served.Stop().code, 0);
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(amends.path())) {
    const std::string bytes = Contents(entry.path());
    for (const char* word : {"Quillfeather", "quillfeather", "Philippa", "Zanzibarium", "zanzibarium", "shivers"}) {
      EXPECT_FALSE(Has(bytes, word)) << entry.path() << " holds " << word;
    }
  }
  EXPECT_EQ(amends({"verify"}).code, 0);
  const std::string left = amends({"export"}).out;
  EXPECT_FALSE(Has(left, "Quillfeather"));
  EXPECT_TRUE(Has(left, "Another matter"));
  EXPECT_TRUE(Has(amends({"case", "C-1001"}).out, "C-1001")) << "the facts stay";
  EXPECT_TRUE(Has(amends({"erase", "CU-1", "--yes"}).out, "was erased before"));
  EXPECT_EQ(amends({"erase", "CU-99", "--yes"}).err, "amends: there is no customer CU-99\n");
}

TEST(Erase, is_done_again_when_a_backup_from_before_is_restored) {
  const Program amends;
  const std::string token = amends.Hire("mani", "manager");
  {
    const Served served = amends.Serve();
    ASSERT_EQ(served.Ask("POST", "/api/v1/cases", token, CaseBody("Cold", "Philippa Quillfeather"))->status, 201);
  }
  ASSERT_EQ(amends({"backup", amends.File("before.db")}).code, 0);
  ASSERT_EQ(amends({"erase", "CU-1", "--yes"}).code, 0);
  std::filesystem::rename(amends.File("amends.db"), amends.File("lost.db"));
  const Ended restored = amends({"restore", amends.File("before.db")});
  EXPECT_EQ(restored.code, 0) << restored.err;
  EXPECT_TRUE(Has(restored.out, "Erased again")) << restored.out;
  EXPECT_FALSE(Has(amends({"export"}).out, "Quillfeather"));
  EXPECT_EQ(amends({"verify"}).code, 0);
}

// Every row of every table that can be made anew, in a fixed order.
std::string Projections(const Program& amends) {
  std::string dump;
  for (const char* table :
       {"case_list", "deadline", "escalation", "case_search", "customer", "customer_match", "customer_search", "desk_user"}) {
    dump += table + std::string("\n") +
            RunOrThrow("sqlite3 " + amends.File("amends.db") + " \"select * from " + table + " order by 1, 2\"");
  }
  return dump;
}

TEST(Rebuild, gives_the_same_projections_byte_for_byte) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const std::string before = Projections(amends);
  EXPECT_GT(before.size(), 10'000U);
  RunOrThrow("sqlite3 " + amends.File("amends.db") + " \"update case_list set phase = 'resolve'; delete from deadline\"");
  EXPECT_FALSE(Projections(amends) == before);
  EXPECT_EQ(amends({"verify"}).code, 1);
  const Ended rebuilt = amends({"rebuild"});
  EXPECT_EQ(rebuilt.code, 0) << rebuilt.err;
  EXPECT_TRUE(Projections(amends) == before);
  EXPECT_EQ(amends({"verify"}).code, 0);
}

// -- Serving ------------------------------------------------------------------------------------------------------------

TEST(Serve, ends_well_when_asked_to) {
  const Program amends;
  for (const int signal : {SIGTERM, SIGINT}) {
    Served served = amends.Serve();
    EXPECT_EQ(served.Ask("GET", "/healthz", "")->status, 200);
    served.process.Signal(signal);
    EXPECT_EQ(served.process.Wait().code, 0);
  }
}

TEST(Serve, says_in_a_sentence_that_the_port_is_taken) {
  const Program amends;
  const Served served = amends.Serve();
  const Program other;
  const Ended second = other({"serve", "--port", std::to_string(served.port)});
  EXPECT_EQ(second.code, 3);
  EXPECT_EQ(second.err, "amends: another program listens on 127.0.0.1:" + std::to_string(served.port) +
                            " already; choose another with --port\n");
  EXPECT_EQ(served.Ask("GET", "/healthz", "")->status, 200);
}

TEST(TheTestClock, is_for_loopback_and_for_databases_made_with_it_alone) {
  const Program amends;
  const Ended open = amends({"serve", "--port", "0", "--test-clock", "--address", "0.0.0.0"});
  EXPECT_EQ(open.code, 2);
  EXPECT_EQ(open.err, "amends: the request has faults\n  --test-clock: is only for a loopback address, like 127.0.0.1\n");
  amends.Hire("hana");
  const Ended real = amends({"serve", "--port", "0", "--test-clock"});
  EXPECT_EQ(real.code, 2);
  EXPECT_TRUE(Has(real.err, "needs a database that was made with it; this one was not")) << real.err;

  const Program toy;
  {
    const Served served = toy.Serve({"--test-clock", "2026-11-02T09:00:00Z"});
    EXPECT_TRUE(Has(served.Ask("POST", "/test/clock", "", R"({"advance":"3d"})")->body, "2026-11-05T09:00:00Z"));
  }
  const Program shown;
  {
    const Served served = shown.Serve({"--demo", "--test-clock", "2026-11-02T09:00:00Z"});
    EXPECT_TRUE(Has(served.Ask("POST", "/test/clock", "", R"({"advance":"3d"})")->body, "2026-11-05T09:00:00Z"))
        << "a demo with it";
  }

  {
    const Served served = shown.Serve({"--demo", "--test-clock"});
    EXPECT_TRUE(Has(served.process.Output(), "and stands still until POST /test/clock moves it"));
  }

  const Ended without = toy({"serve", "--port", "0"});
  EXPECT_EQ(without.code, 2);
  EXPECT_TRUE(Has(without.err, "this database was made with it")) << without.err;
}

}  // namespace
}  // namespace tests
