// Asking: lists and their cursors, search, files, live events, health, and what a fault of ours shows.

#include <sqlite3.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "base/log.h"
#include "http/web_desk.h"

namespace tests {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> RefsOf(const HttpReply& reply) {
  std::vector<std::string> refs;
  const boost::json::value page = reply.Json();
  for (const boost::json::value& c : page.at("cases").as_array()) refs.emplace_back(c.at("ref").as_string());
  return refs;
}

// -- Lists ------------------------------------------------------------------------------------------------------------

TEST(Lists, walked_by_cursor_show_every_case_exactly_once_while_new_ones_arrive) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  std::set<std::string> before;
  for (int i = 0; i < 23; ++i) {
    // Several of one instant, so that the order is not by time alone.
    if (i % 4 == 0) desk.desk().Advance(1min);
    before.insert(desk.Log().substr(14));
  }
  for (const char* sort : {"newest", "oldest", "next_due", "changed"}) {
    std::vector<std::string> seen;
    std::string cursor;
    int pages = 0;
    do {
      const HttpReply page =
          hana.Get("/api/v1/cases?limit=5&sort=" + std::string(sort) + (cursor.empty() ? "" : "&cursor=" + cursor));
      ASSERT_EQ(page.status, 200) << page.body;
      for (const std::string& ref : RefsOf(page)) {
        if (before.contains(ref)) seen.push_back(ref);
      }
      cursor = page.At("/next");
      for (std::size_t at = 0; (at = cursor.find('=', at)) != std::string::npos;) cursor.replace(at, 1, "%3D");
      desk.Log();
      desk.desk().Advance(1s);
    } while (!cursor.empty() && ++pages < 50);
    EXPECT_EQ(seen.size(), before.size()) << sort;
    EXPECT_EQ(std::set(seen.begin(), seen.end()), before) << sort;
  }
}

TEST(Lists, of_all_that_ever_was_are_walked_by_cursor_too) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  std::vector<std::string> logged;
  for (int i = 0; i < 7; ++i) {
    desk.desk().Advance(1min);
    logged.push_back(desk.Log().substr(14));
  }
  desk.desk().Advance(1min);
  const auto ref = [&](std::size_t i) { return *CaseId::Parse(logged[i]); };
  desk.desk().Do(kHandler, ref(1), WithdrawCase{Said("Found it."), Channel::Telephone});
  desk.desk().Do(kHandler, ref(4), WithdrawCase{Said("Found it."), Channel::Telephone});
  for (const std::size_t i : {1U, 4U}) {
    if (!desk.desk().State(ref(i)).closed) desk.desk().Do(kHandler, ref(i), CloseCase{Outcome::Withdrawn, {}});
  }
  const auto walk = [&](const std::string& sort) {
    std::vector<std::string> seen;
    std::string cursor;
    do {
      const HttpReply page =
          hana.Get("/api/v1/cases?status=all&limit=2&sort=" + sort + (cursor.empty() ? "" : "&cursor=" + cursor));
      EXPECT_EQ(page.status, 200) << page.body;
      std::ranges::copy(RefsOf(page), std::back_inserter(seen));
      cursor = page.At("/next");
      for (std::size_t at = 0; (at = cursor.find('=', at)) != std::string::npos;) cursor.replace(at, 1, "%3D");
    } while (!cursor.empty() && seen.size() < 20);
    return seen;
  };
  EXPECT_EQ(walk("oldest"), logged);
  EXPECT_EQ(walk("newest"), std::vector<std::string>(logged.rbegin(), logged.rend()));
  const auto changed = walk("changed");
  EXPECT_EQ(std::set(changed.begin(), changed.end()).size(), logged.size());
  EXPECT_EQ(changed.size(), logged.size());
  EXPECT_EQ(changed.front(), logged[4]) << "withdrawn last";
}

TEST(Lists, by_reference_take_one_question) {
  WebDesk desk;
  std::vector<std::string> logged;
  for (int i = 0; i < 4; ++i) {
    desk.desk().Advance(1min);
    logged.push_back(desk.Log().substr(14));
  }
  const CaseId gone = *CaseId::Parse(logged[0]);
  desk.desk().Do(kHandler, gone, WithdrawCase{Said("Found it."), Channel::Telephone});
  if (!desk.desk().State(gone).closed) desk.desk().Do(kHandler, gone, CloseCase{Outcome::Withdrawn, {}});
  desk.desk().Do(kColleague, *CaseId::Parse(logged[2]), TakeOwnership{});
  Client hana = desk.As(kHandler);
  const std::string refs = "/api/v1/cases?refs=" + logged[0] + "," + logged[2] + "," + logged[0] + ",C-99999";
  using Refs = std::vector<std::string>;
  EXPECT_EQ(RefsOf(hana.Get(refs)), (Refs{logged[2], logged[0]})) << "closed or open, each once, and none that is not there";
  EXPECT_EQ(RefsOf(hana.Get(refs + "&status=open")), (Refs{logged[2]}));
  desk.SetReach(kColleague, desk::Reach::Own);
  EXPECT_EQ(RefsOf(desk.As(kColleague).Get(refs)), (Refs{logged[2]})) << "nor any that is not theirs";
  std::string many = "C-1";
  for (int i = 2; i <= 201; ++i) many += ",C-" + std::to_string(i);
  const HttpReply too_many = hana.Get("/api/v1/cases?refs=" + many);
  EXPECT_EQ(too_many.status, 400);
  EXPECT_EQ(too_many.At("/faults/0/path"), "refs");
  EXPECT_EQ(hana.Get("/api/v1/cases?refs=").status, 400);
  EXPECT_EQ(hana.Get("/api/v1/cases?refs=CU-7").status, 400);
}

void PutInTeam(WebDesk& desk, const Actor& actor, std::optional<Word> team) {
  desk::ChangeUser change;
  change.team = team;
  change.leave_team = !team;
  Desk::Succeed(desk.desk().Wait([&](app::OnAnswer done) {
    desk.desk().service().Handle(*actor.user, change, {}, Desk::As(Actor::System()), std::move(done));
  }));
}

TEST(Lists, of_a_team_hold_what_is_with_it_and_what_its_people_have) {
  WebDesk desk;
  PutInTeam(desk, kHandler, Word("North"));
  PutInTeam(desk, kColleague, Word("South"));
  std::vector<std::string> logged;
  const auto log = [&] {
    desk.desk().Advance(1min);
    logged.push_back(desk.Log().substr(14));
    return *CaseId::Parse(logged.back());
  };
  desk.desk().Do(kHandler, log(), TakeOwnership{});                                     // a person's of the team, and no team's
  desk.desk().Do(kColleague, log(), TakeOwnership{});                                   // a person's of another
  desk.desk().Do(kLeader, log(), AssignCase{{}, Word("North"), {}});                    // the team's, and nobody's
  desk.desk().Do(kLeader, log(), AssignCase{kHandler.user, Word("South"), Said("x")});  // another team's, though hers
  log();                                                                                // nobody's
  using Refs = std::vector<std::string>;
  Client lea = desk.As(kLeader);
  EXPECT_EQ(RefsOf(lea.Get("/api/v1/cases?team=North")), (Refs{logged[2], logged[0]}));
  EXPECT_EQ(RefsOf(lea.Get("/api/v1/cases?team=North&sort=oldest")), (Refs{logged[0], logged[2]}));
  const HttpReply first = lea.Get("/api/v1/cases?team=North&limit=1");
  EXPECT_EQ(RefsOf(first), (Refs{logged[2]}));
  std::string cursor = first.At("/next");
  for (std::size_t at = 0; (at = cursor.find('=', at)) != std::string::npos;) cursor.replace(at, 1, "%3D");
  EXPECT_EQ(RefsOf(lea.Get("/api/v1/cases?team=North&limit=1&cursor=" + cursor)), (Refs{logged[0]}));
  const HttpReply counts = desk.As(kHandler).Get("/api/v1/counts");
  EXPECT_EQ(counts.At("/team"), "2") << "the number opens its cases";
  EXPECT_EQ(counts.At("/all"), "5");
  EXPECT_EQ(counts.At("/mine"), "2");
  EXPECT_EQ(counts.At("/unassigned"), "2");
  PutInTeam(desk, kHandler, {});
  EXPECT_EQ(RefsOf(lea.Get("/api/v1/cases?team=North")), (Refs{logged[2]})) << "who left takes theirs along";
}

TEST(Products, in_use_are_told_with_how_many_cases_are_about_them) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  EXPECT_EQ(hana.Get("/api/v1/facets").body, R"({"products":[],"categories":[]})");
  const auto log = [&](const char* product, const char* category) {
    LogCase c = ACaseOfANewCustomer();
    if (*product != 0) c.product = Line(product);
    c.category = Line(category);
    return desk.desk().Log(kHandler, c);
  };
  log("Gas", "Meter");
  const CaseId gone = log("Gas", "Bill");
  log("Gas", "Bill");
  const CaseId coles = log("Water", "Bill");
  log("", "Staff");
  desk.desk().Do(kHandler, gone, WithdrawCase{Said("Found it."), Channel::Telephone});
  if (!desk.desk().State(gone).closed) desk.desk().Do(kHandler, gone, CloseCase{Outcome::Withdrawn, {}});
  desk.desk().Do(kColleague, coles, TakeOwnership{});
  const HttpReply facets = hana.Get("/api/v1/facets");
  EXPECT_EQ(facets.At("/products/0/name"), "Gas");
  EXPECT_EQ(facets.At("/products/0/open"), "2");
  EXPECT_EQ(facets.At("/products/0/all"), "3");
  EXPECT_EQ(facets.At("/products/0/categories/0/name"), "Bill");
  EXPECT_EQ(facets.At("/products/0/categories/0/all"), "2");
  EXPECT_EQ(facets.At("/products/0/categories/1/name"), "Meter");
  EXPECT_EQ(facets.At("/products/1/name"), "Water");
  EXPECT_EQ(facets.At("/products/2/name"), "") << "what is about no product is about no product";
  EXPECT_EQ(facets.At("/categories/0/name"), "Bill");
  EXPECT_EQ(facets.At("/categories/0/all"), "3");
  EXPECT_EQ(facets.At("/categories/0/open"), "2");
  EXPECT_EQ(facets.At("/categories/2/name"), "Staff");
  desk.SetReach(kColleague, desk::Reach::Own);
  const HttpReply seen = desk.As(kColleague).Get("/api/v1/facets");
  EXPECT_EQ(seen.At("/products/0/name"), "Water") << "and nobody is told of cases they do not see";
  EXPECT_EQ(seen.At("/products/1/name"), "");
}

TEST(Lists, are_filtered_by_what_is_asked_and_by_nothing_else) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  LogCase letter = ACaseOfANewCustomer("Ben Adeyemi");
  letter.channel = Channel::Letter;
  letter.product = Line("Boiler cover");
  letter.category = Line("Billing");
  const std::string a = desk.desk().Log(kHandler, ACaseOfANewCustomer()).ToString();
  desk.desk().Advance(24h);
  const std::string b = desk.desk().Log(kHandler, letter).ToString();
  desk.desk().Do(kHandler, *CaseId::Parse(b), TakeOwnership{});
  desk.desk().Do(kHandler, *CaseId::Parse(b), AssessImpact{Severity::High, Emotion::Upset, {}, true, false, {}, {}});
  desk.desk().Do(kHandler, *CaseId::Parse(a),
                 EscalateCase{Trigger::Safety, {}, Said("Gas was smelt."), Said("Told them to leave the house.")});
  using Refs = std::vector<std::string>;
  const std::vector<std::pair<std::string, Refs>> questions{
      {"", {b, a}},
      {"?sort=oldest", {a, b}},
      {"?channel=letter", {b}},
      {"?channel=fax", {}},
      {"?product=Boiler+cover", {b}},
      {"?product=Boiler%20cover&channel=letter", {b}},
      {"?product=Boiler+cover&channel=telephone", {}},
      {"?category=Billing", {b}},
      {"?owner=U-1", {b}},
      {"?unassigned=true", {a}},
      {"?unassigned=false", {b, a}},
      {"?severity=high", {b}},
      {"?escalated=true", {b, a}},
      {"?status=closed", {}},
      {"?status=all&kind=complaint", {b, a}},
      {"?kind=problem", {}},
      {"?phase=identify", {b, a}},
      {"?phase=resolve", {}},
      {"?received_from=2026-11-03T00:00:00Z", {b}},
      {"?received_before=2026-11-03T00:00:00Z", {a}},
      {"?customer=" + hana.Get("/api/v1/cases/" + b).At("/state/customer"), {b}},
      {"?limit=1", {b}},
  };
  for (const auto& [question, refs] : questions) EXPECT_EQ(RefsOf(hana.Get("/api/v1/cases" + question)), refs) << question;
}

TEST(Lists, refuse_a_question_they_do_not_understand_and_say_what_they_would) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  struct Case {
    const char* target;
    const char* field;
    const char* says;
  };
  for (const Case& c :
       {Case{"/api/v1/cases?sevrity=high", "sevrity", "did you mean \"severity\""},
        Case{"/api/v1/cases?qqqqqqqq=1", "qqqqqqqq", "known: refs, status, phase"},
        Case{"/api/v1/cases?severity=hgih", "severity", "did you mean \"high\""},
        Case{"/api/v1/cases?limit=0", "limit", "from 1 to 200"}, Case{"/api/v1/cases?limit=ten", "limit", "\"ten\""},
        Case{"/api/v1/cases?unassigned=yes", "unassigned", "true or false"},
        Case{"/api/v1/cases?received_from=yesterday", "received_from", "yesterday"},
        Case{"/api/v1/cases?owner=hana", "owner", "U-1024"}, Case{"/api/v1/cases?cursor=nonsense", "cursor", "the last answer"},
        Case{"/api/v1/cases?cursor=bjE%3D", "cursor", "the last answer"}, Case{"/api/v1/cases?team=%ff", "team", "UTF-8"},
        Case{"/api/v1/search", "q", "is required"}, Case{"/api/v1/search?limit=5", "q", "is required"},
        Case{"/api/v1/customers", "q", "is required"}, Case{"/api/v1/deadlines?mine=1", "mine", "true or false"},
        Case{"/api/v1/events?after=-1", "after", "from 0"}}) {
    const HttpReply reply = hana.Get(c.target);
    EXPECT_EQ(reply.status, 400) << c.target;
    if (reply.status != 400) continue;
    EXPECT_EQ(reply.At("/faults/0/path"), c.field) << reply.body;
    EXPECT_NE(reply.At("/faults/0/says").find(c.says), std::string::npos) << c.target << reply.body;
  }
  const HttpReply both = hana.Get("/api/v1/cases?sevrity=high&limit=0");
  EXPECT_EQ(both.Json().at("faults").as_array().size(), 2U);
  for (int i = 0; i < 3; ++i) desk.Log();
  const std::string cursor = hana.Get("/api/v1/cases?limit=1&sort=oldest").At("/next");
  ASSERT_FALSE(cursor.empty());
  EXPECT_EQ(hana.Get("/api/v1/cases?limit=1&sort=newest&cursor=" + cursor).At("/faults/0/path"), "cursor")
      << "a cursor of another order";
}

TEST(Search, finds_cases_by_their_words_and_customers_by_how_they_begin) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  LogCase other = ACaseOfANewCustomer("Renée O'Brien");
  other.subject = Titled("Wrong meter reading");
  other.words = Said("The meter of my neighbour was read.");
  other.remedy_sought = Said("A new bill.");
  const std::string boiler = desk.Log().substr(14);
  const std::string meter = desk.desk().Log(kHandler, other).ToString();
  using Refs = std::vector<std::string>;
  for (const auto& [words, refs] : std::vector<std::pair<std::string, Refs>>{{"boiler", {boiler}},
                                                                             {"REPAIRING", {boiler}},
                                                                             {"meter+neighbour", {meter}},
                                                                             {"meter+boiler", {}},
                                                                             {"renee", {meter}},
                                                                             {meter, {meter}}}) {
    EXPECT_EQ(RefsOf(hana.Get("/api/v1/search?q=" + words)), refs) << words;
  }
  EXPECT_EQ(hana.Get("/api/v1/search?q=ren%C3%A9").At("/customers/0/name"), "Renée O'Brien");
  EXPECT_EQ(hana.Get("/api/v1/customers?q=okaf").At("/customers/0/name"), "Amara Okafor");
  EXPECT_EQ(hana.Post("/api/v1/customers/match", R"({"email": "AMARA.OKAFOR@example.org"})").At("/customers/0/name"),
            "Amara Okafor");
}

TEST(Weighing, can_be_tried_without_recording_it) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const auto events = desk.Count("select count(*) from event");
  const std::string criteria = R"({"criteria": [{"name": "Cost", "weight": 40}, {"name": "Impact", "weight": 60}], "scored": )";
  EXPECT_EQ(
      hana.Post("/api/v1/weigh", criteria + R"([{"option": "O-1", "scores": [8, 8]}, {"option": "O-2", "scores": [3, 5]}]})")
          .status,
      200);
  EXPECT_EQ(hana.Post("/api/v1/weigh", criteria + R"([{"option": "O-1", "scores": [8, 8]}, {"option": "O-2", "scores": [3]}]})")
                .At("/faults/0/path"),
            "scored[1].scores");
  EXPECT_EQ(hana.Post("/api/v1/weigh", criteria + "[]}").At("/faults/0/path"), "scored");
  EXPECT_EQ(hana.Post("/api/v1/weigh", R"({"criteria": [], "scored": []})").At("/faults/0/path"), "criteria");
  EXPECT_EQ(desk.Count("select count(*) from event"), events);
}

// -- Files ------------------------------------------------------------------------------------------------------------

TEST(Files, come_back_byte_for_byte_under_their_name_and_as_what_they_are) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  std::string bytes;
  std::uint32_t state = 1;
  for (int i = 0; i < 700'001; ++i) bytes += static_cast<char>((state = state * 1664525U + 1013904223U) >> 24U);
  struct Case {
    std::string name, as_header, sent_as, bytes, is;
  };
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89", 33);
  int number = 0;
  for (const Case& c :
       {Case{"bericht%20%C3%A4%E2%82%AC.bin", "bericht%20%C3%A4%E2%82%AC.bin", "image/png", bytes, "application/octet-stream"},
        Case{"photo.jpg", "photo.jpg", "text/html", png, "image/png"},
        Case{"evil%22%0A.html", "", "text/plain", "<html><script>alert(1)</script></html>", "text/html"},
        Case{"evil%22%3Bx.html", "evil%22%3Bx.html", "text/plain", "<!DOCTYPE html><html><script>alert(1)</script></html>",
             "text/html"},
        Case{"one.txt", "one.txt", "application/octet-stream", "x", "application/octet-stream"}}) {
    const HttpReply kept = hana.Post(path + "/files?name=" + c.name, c.bytes, {{"Content-Type", c.sent_as}});
    if (c.as_header.empty()) {
      EXPECT_EQ(kept.status, 400) << "a name with a line break: " << kept.body;
      continue;
    }
    ASSERT_EQ(kept.status, 201) << c.name << kept.body;
    const HttpReply file = hana.Get(path + "/files/D-" + std::to_string(++number), {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(file.status, 200);
    EXPECT_TRUE(file.body == c.bytes) << c.name << ": " << file.body.size() << " bytes of " << c.bytes.size();
    EXPECT_EQ(file.Header("content-type"), c.is) << c.name;
    EXPECT_EQ(file.Header("content-disposition"), "attachment; filename*=UTF-8''" + c.as_header);
    EXPECT_EQ(file.Header("x-content-type-options"), "nosniff");
    EXPECT_NE(file.Header("content-security-policy").find("sandbox"), std::string::npos);
  }
  EXPECT_EQ(hana.Get(path + "/files/D-99").status, 404);
  EXPECT_EQ(hana.Get(path + "/files/nothing").status, 404);
}

TEST(Files, without_a_name_or_without_bytes_are_refused_and_leave_the_case_as_it_was) {
  WebDesk desk;
  const std::string open = desk.Log();
  Client hana = desk.As(kHandler);
  const HeaderList text{{"Content-Type", "text/plain"}};
  EXPECT_EQ(hana.Post(open + "/files", "Some text.", text).At("/faults/0/path"), "name");
  EXPECT_EQ(hana.Post(open + "/files?name=", "Some text.", text).At("/faults/0/path"), "name");
  EXPECT_EQ(hana.Post(open + "/files?name=a.txt", "", text).status, 400);
  EXPECT_EQ(hana.Post(open + "/files?name=a.txt", "Some text.", {{"If-Match", "\"77\""}}).status, 412);
  EXPECT_EQ(hana.Get(open).At("/state/attachments"), "[]");
}

// -- Packing ----------------------------------------------------------------------------------------------------------

TEST(Packing, is_done_for_who_takes_it_and_gives_the_same_bytes) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const HttpReply plain = hana.Get(path);
  EXPECT_EQ(plain.Header("content-encoding"), "");
  struct Case {
    const char* header;
    bool packed;
  };
  for (const Case& c : {Case{"gzip", true}, Case{"br, GZIP;q=0.5", true}, Case{"*", true}, Case{"gzip;q=0", false},
                        Case{"gzip; q=0.0", false}, Case{"br", false}, Case{"identity", false}}) {
    const HttpReply reply = hana.Get(path, {{"Accept-Encoding", c.header}});
    EXPECT_EQ(reply.Header("content-encoding"), c.packed ? "gzip" : "") << c.header;
    EXPECT_EQ(reply.body, plain.body) << c.header;
    EXPECT_EQ(reply.Header("etag"), plain.Header("etag"));
    if (c.packed) {
      EXPECT_EQ(reply.Header("vary"), "Accept-Encoding, Accept-Language");
      EXPECT_LT(std::stoul(reply.Header("content-length")), plain.body.size() / 2);
    }
  }
  EXPECT_EQ(hana.Get("/healthz", {{"Accept-Encoding", "gzip"}}).Header("content-encoding"), "") << "nothing to gain";
}

// -- Live events ------------------------------------------------------------------------------------------------------

struct Heard {
  std::int64_t id = 0;
  boost::json::value data;
};
// The next event of a feed; one that ended gives id 0.
Heard Next(Wire& feed) {
  Heard heard;
  for (;;) {
    std::stringstream text(feed.ReadUntil("\n\n"));
    if (text.str().empty()) return heard;
    for (std::string line; std::getline(text, line);) {
      if (line.starts_with("id: ")) heard.id = std::stoll(line.substr(4));
      if (line.starts_with("data: ")) heard.data = boost::json::parse(line.substr(6));
    }
    if (heard.id != 0) return heard;
  }
}
std::unique_ptr<Wire> Listen(Client& client, const std::string& question = "", const HeaderList& headers = {}) {
  const Asked live{"GET", "/api/v1/events" + question};
  HeaderList all = client.every_time();
  all.insert(all.end(), headers.begin(), headers.end());
  auto wire = std::make_unique<Wire>(client.place());
  wire->Write(RequestText(live, all));
  EXPECT_EQ(wire->Read(live)->status, 200);
  return wire;
}

TEST(LiveEvents, come_as_they_happen_in_order_and_carry_facts_alone) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  desk.Log();
  const auto last = desk.Count("select max(position) from event");
  const auto feed = Listen(hana, "?after=" + std::to_string(last));
  const std::string path = hana.Post("/api/v1/cases", kACase).Header("location");
  hana.Post(path + "/take-ownership");
  std::vector<std::string> types;
  std::int64_t position = last;
  while (types.empty() || types.back() != "OwnershipTaken") {
    const Heard heard = Next(*feed);
    ASSERT_GT(heard.id, position);
    position = heard.id;
    const std::string all = boost::json::serialize(heard.data);
    EXPECT_EQ(all.find("Amara"), std::string::npos) << all;
    EXPECT_EQ(all.find("Boiler"), std::string::npos) << all;
    types.emplace_back(heard.data.at("type").as_string());
  }
  EXPECT_EQ(types.front(), "CustomerRegistered");
  EXPECT_NE(std::ranges::find(types, "CaseLogged"), types.end());
}

TEST(LiveEvents, go_on_from_the_last_one_heard_without_a_gap_or_a_repetition) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  std::vector<std::int64_t> heard;
  for (int part = 0; part < 3; ++part) {
    desk.Log();
    const auto feed =
        heard.empty() ? Listen(hana, "?after=0") : Listen(hana, "", {{"Last-Event-ID", std::to_string(heard.back())}});
    desk.Log();
    const auto last = desk.Count("select max(position) from event");
    // The last part is heard to its end, the others are broken off.
    while (heard.empty() || heard.back() < (part == 2 ? last : last - 1)) {
      const Heard next = Next(*feed);
      ASSERT_NE(next.id, 0);
      heard.push_back(next.id);
    }
  }
  EXPECT_EQ(static_cast<std::int64_t>(heard.size()), desk.Count("select count(*) from event"));
  EXPECT_TRUE(std::ranges::is_sorted(heard, std::less_equal<>())) << "something came twice or out of order";
}

TEST(LiveEvents, leave_out_cases_beyond_the_listeners_reach) {
  WebDesk desk;
  desk.SetReach(kColleague, desk::Reach::Own);
  Client cole = desk.As(kColleague);
  const auto feed = Listen(cole, "?after=" + std::to_string(desk.Count("select max(position) from event")));
  const std::string theirs = desk.Log(Steps{{kHandler, TakeOwnership{}}});
  const std::string own = desk.Log(Steps{{kColleague, TakeOwnership{}}});
  for (;;) {
    const Heard heard = Next(*feed);
    ASSERT_NE(heard.id, 0);
    ASSERT_NE("/api/v1/cases/" + std::string(heard.data.at("ref").as_string()), theirs);
    if (heard.data.at("type") == "OwnershipTaken") break;
  }
}

TEST(LiveEvents, end_for_whoever_is_shut_out) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  Client cole = desk.As(kColleague, "listener");
  const auto session = Listen(hana);
  const auto token = Listen(cole);
  ASSERT_EQ(hana.Send({"DELETE", "/api/v1/session"}).status, 204);
  ASSERT_EQ(desk.As(kAdministrator).Post("/api/v1/users/U-4/revoke-token", R"({"label": "listener"})").status, 200);
  desk.Log();
  for (Wire* feed : {session.get(), token.get()}) {
    EXPECT_EQ(feed->ReadUntil("CaseLogged").find("CaseLogged"), std::string::npos) << "somebody signed out goes on hearing";
    EXPECT_TRUE(feed->Ends());
  }
}

// -- Health and faults of ours ----------------------------------------------------------------------------------------

TEST(Health, is_told_to_anybody) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  EXPECT_EQ(visitor.Get("/healthz").At("/status"), "ok");
  EXPECT_EQ(visitor.Get("/readyz").At("/status"), "ready");
}

TEST(Metrics, are_in_the_form_that_prometheus_reads_and_count_what_was_done) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string path = desk.Log();
  for (int i = 0; i < 3; ++i) hana.Get(path);
  hana.Get("/api/v1/cases/C-9999");
  hana.Get("/nowhere");
  const HttpReply reply = desk.Visitor().Get("/metrics");
  EXPECT_EQ(reply.Header("content-type"), "text/plain; version=0.0.4");
  const std::regex sample(
      R"(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? (\+Inf|NaN|-?[0-9.]+(e[+-]?[0-9]+)?))");
  const std::regex comment("# (HELP|TYPE) [a-z_]+ .+");
  std::map<std::string, std::string> values;
  std::istringstream lines(reply.body);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(std::regex_match(line, line.starts_with("#") ? comment : sample)) << line;
    values[line.substr(0, line.rfind(' '))] = line.substr(line.rfind(' ') + 1);
  }
  EXPECT_EQ(values[R"(amends_http_requests_total{endpoint="show-case",status="200"})"], "3");
  EXPECT_EQ(values[R"(amends_http_requests_total{endpoint="show-case",status="404"})"], "1");
  EXPECT_EQ(values[R"(amends_http_requests_total{endpoint="none",status="404"})"], "1");
  EXPECT_EQ(values[R"(amends_http_request_seconds_count{endpoint="show-case"})"], "4");
  EXPECT_GT(std::stod(values["amends_store_commits_total"]), 0);
  EXPECT_GT(std::stod(values["process_resident_memory_bytes"]), 1e6);
}

TEST(FaultsOfOurs, show_an_incident_and_nothing_of_the_inside_and_are_in_the_log_by_its_number) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  desk.Log();
  ASSERT_EQ(hana.Get("/api/v1/cases").status, 200);
  sqlite3* behind_its_back = nullptr;
  ASSERT_EQ(sqlite3_open(desk.desk().database().folder().File("amends.db").c_str(), &behind_its_back), SQLITE_OK);
  sqlite3_busy_timeout(behind_its_back, 10'000);
  ASSERT_EQ(sqlite3_exec(behind_its_back, "drop table case_list", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(behind_its_back);

  const std::string log = desk.desk().database().folder().File("log.json");
  base::log::Start(base::log::Level::Info, base::log::Style::Json, log);
  const HttpReply reply = hana.Get("/api/v1/cases");
  base::log::Start(base::log::Level::Warning, base::log::Style::Plain);
  EXPECT_EQ(reply.status, 500) << reply.body;
  const std::string incident = reply.At("/incident");
  EXPECT_EQ(incident.size(), 12U);
  EXPECT_NE(reply.At("/detail").find(incident), std::string::npos);
  for (const char* inside : {"case_list", "select", "table", "SQL", "soci", "sqlite", ".cpp", "amends.db"}) {
    EXPECT_EQ(reply.body.find(inside), std::string::npos) << reply.body;
  }
  std::stringstream logged;
  logged << std::ifstream(log).rdbuf();
  EXPECT_NE(logged.str().find(incident), std::string::npos) << logged.str();
  EXPECT_NE(logged.str().find("case_list"), std::string::npos) << "the log must say what is wrong: " << logged.str();
  EXPECT_EQ(hana.Get("/healthz").status, 200) << "one fault must not take the server down";
}

// -- The clock of a test ----------------------------------------------------------------------------------------------

TEST(TheTestClock, moves_forward_only_and_makes_due_what_then_is_due) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(path + "/acknowledge-case", R"({"channel": "telephone"})").status, 200);
  const std::string by = hana.Get(path).At("/state/promise/by");
  ASSERT_FALSE(by.empty()) << "a logged case promises news";
  ASSERT_EQ(hana.Get("/api/v1/deadlines?before=2027-01-01T00:00:00Z").At("/deadlines/0/clock"), "promise");
  Client visitor = desk.Visitor();
  for (const char* bad : {"{}", R"({"advance": "3d", "to": "2027-01-01T00:00:00Z"})", R"({"advance": "soon"})",
                          R"({"to": "2020-01-01T00:00:00Z"})", R"({"advance": "-3d"})"}) {
    EXPECT_EQ(visitor.Post("/test/clock", bad).status, 400) << bad;
  }
  EXPECT_EQ(visitor.Post("/test/clock", R"({"to": ")" + by + R"("})").At("/now"), by);
  EXPECT_EQ(hana.Get(path).At("/state/promises_broken"), "0") << "the last moment is still in time";
  const HttpReply moved = visitor.Post("/test/clock", R"({"advance": "1d"})");
  EXPECT_EQ(moved.At("/now"), (*Instant::Parse(by) + 24h).ToString());
  const HttpReply broken = hana.Get(path);
  EXPECT_EQ(broken.Json().at("timeline").as_array().back().at("event"), "PromiseBroken") << broken.body;
  EXPECT_EQ(hana.Get("/api/v1/cases").At("/cases/0/promises_broken"), "1");
}

}  // namespace
}  // namespace tests
