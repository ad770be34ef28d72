// By which calendar a case's dates are counted, seen from outside: a customer's division, a team's own days.

#include <fstream>
#include <sstream>

#include "http/web_desk.h"

namespace tests {
namespace {

std::string Shipped(const std::string& path) {
  std::ifstream in(std::string(AMENDS_SOURCE_DIR "/procedures/") + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// A pack of the desk's own, with all it rests on.
std::string Activation() {
  boost::json::array files;
  const auto add = [&](const std::string& path, const std::string& text) { files.push_back({{"path", path}, {"text", text}}); };
  for (const char* path : {"calendars/england-and-wales.toml", "calendars/scotland.toml", "general/pack.toml"}) {
    add(path, Shipped(path));
  }
  add("calendars/evening-desk.toml",
      "id = \"evening-desk\"\ntitle = \"The evening desk\"\nbased_on = \"england-and-wales\"\n[hours]\nsaturday = [[\"09:00\", "
      "\"13:00\"]]\n");
  add("ours/pack.toml", R"(id = "ours"
version = 1
title = "Ours"
based_on = "general"
[applies]
kinds = ["complaint"]
[[fields]]
id = "division"
title = "Where the customer lives"
type = "choice"
choices = ["england-and-wales", "scotland"]
[[calendar_for]]
calendar = "evening-desk"
team = "evenings"
[[calendar_for]]
calendar = "scotland"
when = { division = "scotland" }
)");
  return boost::json::serialize(boost::json::value{{"reason", "Our own days."}, {"files", files}});
}

TEST(ACalendar, is_that_of_where_the_customer_lives_and_then_of_the_team_that_has_the_case) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const HttpReply activated = desk.As(kManager).Post("/api/v1/procedures", Activation());
  ASSERT_EQ(activated.status, 200) << activated.body;
  // From Monday 2 November 2026; the twentieth working day is the 30th, which in Scotland is St Andrew's Day.
  const auto log = [&](const std::string& attributes, const std::string& own) {
    const HttpReply customer = hana.Post("/api/v1/customers", R"({"profile": {"name": "Amara Okafor"})" + attributes + "}");
    EXPECT_EQ(customer.status, 201) << customer.body;
    const HttpReply logged =
        hana.Post("/api/v1/cases", R"({"kind": "complaint", "channel": "email", "subject": "A kettle", "words": "It leaks.",
        "remedy_sought": "Another.", "customer": ")" +
                                       customer.At("/ref") + "\"" + own + "}");
    EXPECT_EQ(logged.status, 201) << logged.body;
    return "/api/v1/cases/" + logged.At("/ref");
  };
  const auto due = [&](const std::string& path) {
    const HttpReply view = hana.Get(path);
    EXPECT_EQ(view.At("/clocks/2/id"), "answer");
    return view.At("/clocks/2/due_at").substr(0, 10);
  };
  const std::string scot = R"(, "attributes": {"division": "scotland"})";
  EXPECT_EQ(due(log("", "")), "2026-11-30");
  EXPECT_EQ(due(log("", scot)), "2026-12-01") << "as the case says";
  const std::string path = log(scot, "");
  EXPECT_EQ(due(path), "2026-12-01") << "as the customer's record says";
  EXPECT_EQ(due(log(scot, R"(, "attributes": {"division": "england-and-wales"})")), "2026-11-30")
      << "what the case says goes first";

  ASSERT_EQ(desk.As(kLeader).Post(path + "/assign-case", R"({"team": "evenings"})").status, 200);
  EXPECT_EQ(due(path), "2026-11-25") << "six days a week";
  EXPECT_NE(hana.Get(path).At("/clocks/2/reasoning/1").find("The evening desk, because the case is with the team evenings"),
            std::string::npos)
      << hana.Get(path).At("/clocks/2/reasoning");
}

TEST(TheCalendars, say_their_hours_their_holidays_and_who_counts_by_them) {
  WebDesk desk;
  Client mani = desk.As(kManager);
  ASSERT_EQ(mani.Post("/api/v1/procedures", Activation()).status, 200);
  const HttpReply list = desk.As(kHandler).Get("/api/v1/calendars");
  ASSERT_EQ(list.status, 200) << list.body;
  const auto body = boost::json::parse(list.body);
  std::map<std::string, std::string> uses;
  for (const auto& one : body.at("calendars").as_array()) {
    std::string& said = uses[std::string(one.at("id").as_string())];
    for (const auto& use : one.at("used_by").as_array()) {
      said += std::string(use.at("procedure").as_string()) + "/" + std::string(use.at("team").as_string());
      for (const auto& fact : use.at("when").as_array()) said += "/" + std::string(fact.as_string());
      said += "; ";
    }
  }
  EXPECT_EQ(uses, (std::map<std::string, std::string>{{"england-and-wales", "general/; ours/; "},
                                                      {"evening-desk", "ours/evenings; "},
                                                      {"scotland", "ours//division=scotland; "}}));
  EXPECT_NE(list.body.find(R"({"day":"saturday","from":"09:00","until":"13:00"})"), std::string::npos) << list.body;
  EXPECT_NE(list.body.find(R"({"day":"2026-11-30","name":"St Andrew's Day)"), std::string::npos);
}

}  // namespace
}  // namespace tests
