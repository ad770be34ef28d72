// Customers at the portal: they lodge, come in by a link or a code, see their own and nothing else, and what they say is the
// same command as a colleague's.

#include "http/web_desk.h"

namespace tests {
namespace {

constexpr const char* kLodged =
    R"({"who": {"name": "Adaeze Okafor", "email": "Adaeze@Example.org"}, "subject": "Washing machine leaks",
        "words": "It leaks since the repair.", "remedy_sought": "A dry floor.", "needs": ["large_print"], "reach_by": "email"})";

std::string CookieIn(const HttpReply& reply) {
  const std::string cookie = reply.Header("set-cookie");
  return cookie.substr(0, cookie.find(';'));
}

// Whoever sends the cookie and the token that go with it.
Client With(const WebDesk& desk, const HttpReply& entered) {
  return Client(desk.place(), {{"Cookie", CookieIn(entered)}, {"X-CSRF-Token", entered.At("/csrf")}});
}

std::string Between(const std::string& text, const std::string& before, const std::string& after) {
  const std::size_t from = text.find(before) + before.size();
  return text.substr(from, text.find(after, from) - from);
}

// Signs in by the link that was sent to this address.
Client EnterByLink(WebDesk& desk, const std::string& email) {
  Client visitor = desk.Visitor();
  EXPECT_EQ(visitor.Post("/api/v1/portal/link", R"({"email": ")" + email + R"("})").status, 204);
  const std::string link = Between(desk.post().sent().back().text, "/portal/enter#", "\n");
  const HttpReply in = visitor.Post("/api/v1/portal/session", R"({"link": ")" + link + R"("})");
  EXPECT_EQ(in.status, 200) << in.body;
  return With(desk, in);
}

std::string PortalPath(const HttpReply& lodged) { return "/api/v1/portal/cases/" + lodged.At("/ref"); }

TEST(Lodging, gives_a_reference_at_once_and_says_when_news_comes) {
  WebDesk desk;
  const HttpReply lodged = desk.Visitor().Post("/api/v1/portal/complaints", kLodged);
  ASSERT_EQ(lodged.status, 201) << lodged.body;
  EXPECT_TRUE(lodged.At("/ref").starts_with("C-"));
  EXPECT_NE(lodged.At("/next_news_by"), "");
  const HttpReply seen = desk.As(kHandler).Get("/api/v1/cases/" + lodged.At("/ref"));
  EXPECT_EQ(seen.At("/state/channel"), "portal");
  EXPECT_EQ(seen.At("/state/words"), "It leaks since the repair.");
  EXPECT_EQ(seen.At("/customer/needs/0/need"), "large_print");
  EXPECT_EQ(seen.At("/customer/preference/channel"), "email");
}

TEST(Lodging, needs_a_way_to_reach_who_lodges) {
  WebDesk desk;
  const HttpReply refused =
      desk.Visitor().Post("/api/v1/portal/complaints", R"({"who": {"name": "A B"}, "subject": "x", "words": "y"})");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.At("/faults/0/path"), "who.email");
}

TEST(Lodging, by_a_machine_that_fills_in_every_field_is_not_taken) {
  WebDesk desk;
  const std::string filled =
      std::string(kLodged, std::string_view(kLodged).size() - 1) + R"(, "website": "http://spam.example"})";
  EXPECT_EQ(desk.Visitor().Post("/api/v1/portal/complaints", filled).status, 400);
  EXPECT_EQ(desk.Count("select count(*) from event where type = 'CaseLogged'"), 0);
}

TEST(Lodging, too_often_from_one_place_is_put_off) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  int taken = 0;
  HttpReply last;
  for (int i = 0; i < 21; ++i) {
    last = visitor.Post("/api/v1/portal/complaints", kLodged);
    taken += last.status == 201 ? 1 : 0;
  }
  EXPECT_EQ(taken, 20);
  EXPECT_EQ(last.status, 429);
  EXPECT_NE(last.Header("retry-after"), "");
}

TEST(Lodging, sent_again_after_a_lost_answer_makes_one_case) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  const HeaderList key{{"Idempotency-Key", "the-same-intent"}};
  const HttpReply first = visitor.Post("/api/v1/portal/complaints", kLodged, key);
  const HttpReply again = visitor.Post("/api/v1/portal/complaints", kLodged, key);
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(first.At("/ref"), again.At("/ref"));
  EXPECT_EQ(desk.Count("select count(*) from event where type = 'CaseLogged'"), 1);
}

TEST(WhoLodged, sees_that_case_and_no_other_even_if_the_records_are_found_to_be_one_persons) {
  WebDesk desk;
  const std::string older = desk.Log();  // of Amara Okafor, CU-1
  const HttpReply lodged = desk.Visitor().Post("/api/v1/portal/complaints", kLodged);
  Client lodger = With(desk, lodged);
  EXPECT_EQ(lodger.Get(PortalPath(lodged)).status, 200);
  ASSERT_EQ(
      desk.As(kManager).Post("/api/v1/customers/CU-2/merge-customer", R"({"into": "CU-1", "reason": "The same person."})").status,
      200);
  EXPECT_EQ(lodger.Get("/api/v1/portal/cases/" + older.substr(older.rfind('/') + 1)).status, 404)
      << "anybody could lodge in somebody's name and wait for the merge";
  const HttpReply mine = lodger.Get("/api/v1/portal/cases");
  EXPECT_EQ(mine.At("/cases/0/ref"), lodged.At("/ref"));
  EXPECT_EQ(mine.At("/cases/1/ref"), "");
}

TEST(ALink, lets_in_once_and_only_for_half_an_hour) {
  WebDesk desk;
  desk.Visitor().Post("/api/v1/portal/complaints", kLodged);
  Client visitor = desk.Visitor();
  ASSERT_EQ(visitor.Post("/api/v1/portal/link", R"({"email": "adaeze@example.org"})").status, 204);
  ASSERT_EQ(desk.post().sent().size(), 1U);
  EXPECT_EQ(desk.post().sent()[0].to, "adaeze@example.org");
  const std::string link = Between(desk.post().sent()[0].text, "https://help.example/portal/enter#", "\n");
  const std::string body = R"({"link": ")" + link + R"("})";
  EXPECT_EQ(visitor.Post("/api/v1/portal/session", body).status, 200);
  EXPECT_EQ(visitor.Post("/api/v1/portal/session", body).status, 401) << "twice";
  ASSERT_EQ(visitor.Post("/api/v1/portal/link", R"({"email": "adaeze@example.org"})").status, 204);
  desk.desk().Advance(std::chrono::minutes(31));
  EXPECT_EQ(
      visitor
          .Post("/api/v1/portal/session", R"({"link": ")" + Between(desk.post().sent()[1].text, "/portal/enter#", "\n") + R"("})")
          .status,
      401)
      << "too late";
}

TEST(ALink, is_promised_alike_to_an_address_nobody_knows) {
  WebDesk desk;
  const HttpReply unknown = desk.Visitor().Post("/api/v1/portal/link", R"({"email": "nobody@example.org"})");
  EXPECT_EQ(unknown.status, 204);
  EXPECT_TRUE(desk.post().sent().empty());
}

TEST(ACode, goes_to_the_address_on_record_and_needs_reference_and_surname) {
  WebDesk desk;
  const HttpReply lodged = desk.Visitor().Post("/api/v1/portal/complaints", kLodged);
  const std::string ref = lodged.At("/ref");
  Client visitor = desk.Visitor();
  const auto wish = [&](const std::string& surname) {
    return visitor.Post("/api/v1/portal/code", R"({"reference": ")" + ref + R"(", "surname": ")" + surname + R"("})").status;
  };
  EXPECT_EQ(wish("Smith"), 204);
  EXPECT_TRUE(desk.post().sent().empty()) << "the same answer, and nothing sent";
  EXPECT_EQ(wish("OKAFOR"), 204);
  ASSERT_EQ(desk.post().sent().size(), 1U);
  const std::string code = Between(desk.post().sent()[0].text, "Your code is ", "\n");
  const auto enter = [&](const std::string& surname, const std::string& digits) {
    return visitor.Post("/api/v1/portal/session",
                        R"({"reference": ")" + ref + R"(", "surname": ")" + surname + R"(", "code": ")" + digits + R"("})");
  };
  EXPECT_EQ(enter("Okafor", "0000 0000").status, 401);
  EXPECT_EQ(enter("Smith", code).status, 401);
  const HttpReply in = enter("Okafor", code);
  ASSERT_EQ(in.status, 200) << in.body;
  EXPECT_EQ(With(desk, in).Get("/api/v1/portal/cases").At("/cases/0/ref"), ref);
}

TEST(ACode, is_made_by_a_colleague_for_whoever_has_no_email) {
  WebDesk desk;
  const std::string path = desk.Log();
  const HttpReply made = desk.As(kHandler).Post("/api/v1/customers/CU-1/portal-code");
  ASSERT_EQ(made.status, 201) << made.body;
  const HttpReply in =
      desk.Visitor().Post("/api/v1/portal/session", R"({"reference": ")" + path.substr(path.rfind('/') + 1) +
                                                        R"(", "surname": "Okafor", "code": ")" + made.At("/code") + R"("})");
  EXPECT_EQ(in.status, 200) << in.body;
}

TEST(ACode, stands_in_the_log_with_who_made_it) {
  WebDesk desk;
  desk.Log();
  ASSERT_EQ(desk.As(kColleague).Post("/api/v1/customers/CU-1/portal-code").status, 201);
  const HttpReply audit = desk.As(kManager).Get("/api/v1/audit?limit=500");
  const auto& entries = audit.Json().at("entries").as_array();
  const auto made = std::ranges::find_if(entries, [](const auto& entry) { return entry.at("type") == "PortalCodeMade"; });
  ASSERT_NE(made, entries.end()) << audit.body;
  EXPECT_EQ(made->at("ref"), "CU-1");
  EXPECT_EQ(std::string(made->at("who").as_string()), kColleague.name);
}

TEST(ACode, is_not_made_by_who_deals_with_no_customers_nor_for_who_was_erased) {
  WebDesk desk;
  desk.Log();
  EXPECT_EQ(desk.As(kQuality).Post("/api/v1/customers/CU-1/portal-code").status, 403);
  EXPECT_EQ(desk.As(kAdministrator).Post("/api/v1/customers/CU-1/portal-code").status, 403);
  EXPECT_EQ(desk.As(kHandler).Post("/api/v1/customers/CU-9/portal-code").status, 404);
  ASSERT_EQ(desk.As(kManager).Post("/api/v1/customers/CU-1/erase-customer", R"({"ground": "Asked for it."})").status, 200);
  EXPECT_EQ(desk.As(kHandler).Post("/api/v1/customers/CU-1/portal-code").status, 409);
  EXPECT_EQ(desk.Count("select count(*) from door_key"), 0);
}

TEST(ACode, cannot_be_guessed_by_trying) {
  WebDesk desk;
  const std::string path = desk.Log();
  ASSERT_EQ(desk.As(kHandler).Post("/api/v1/customers/CU-1/portal-code").status, 201);
  Client visitor = desk.Visitor();
  int status = 0;
  int tried = 0;
  while (status != 429 && tried < 100) {
    status = visitor
                 .Post("/api/v1/portal/session", R"({"reference": ")" + path.substr(path.rfind('/') + 1) +
                                                     R"(", "surname": "Okafor", "code": "1111 111)" + std::to_string(tried % 10) +
                                                     R"("})")
                 .status;
    ++tried;
  }
  EXPECT_LE(tried, 31);
}

TEST(ThePortal, is_shut_without_a_session_and_changes_nothing_without_its_token) {
  WebDesk desk;
  const HttpReply lodged = desk.Visitor().Post("/api/v1/portal/complaints", kLodged);
  EXPECT_EQ(desk.Visitor().Get(PortalPath(lodged)).status, 401);
  EXPECT_EQ(desk.As(kHandler).Get(PortalPath(lodged)).status, 401) << "colleagues have a workspace";
  Client without_token(desk.place(), {{"Cookie", CookieIn(lodged)}});
  EXPECT_EQ(without_token.Get(PortalPath(lodged)).status, 200);
  EXPECT_EQ(without_token.Post(PortalPath(lodged) + "/message", R"({"words": "Hello"})").status, 403);
  EXPECT_EQ(With(desk, lodged).Get("/api/v1/cases").status, 401) << "and customers have no workspace";
}

TEST(ThePortal, shows_what_was_told_and_not_what_colleagues_noted) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(path + "/take-ownership").status, 200);
  ASSERT_EQ(hana.Post(path + "/add-finding", R"({"says": "The fitter was drunk."})").status, 200);
  ASSERT_EQ(
      hana.Post(path + "/record-contact", R"({"direction": "to_customer", "channel": "telephone", "summary": "She is difficult.",
                                                    "next_news_by": "2030-01-01T09:00:00Z"})")
          .status,
      200);
  Client amara = EnterByLink(desk, "amara.okafor@example.org");
  const HttpReply shown = amara.Get("/api/v1/portal" + path.substr(std::string("/api/v1").size()));
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.At("/handler"), "Hana");
  EXPECT_EQ(shown.At("/standing"), "looked_into");
  EXPECT_EQ(shown.At("/next_news/by"), "2030-01-01T09:00:00Z");
  EXPECT_EQ(shown.body.find("drunk"), std::string::npos);
  EXPECT_EQ(shown.body.find("difficult"), std::string::npos);
}

TEST(ThePortal, takes_a_message_a_file_and_a_wish) {
  WebDesk desk;
  const HttpReply lodged = desk.Visitor().Post("/api/v1/portal/complaints", kLodged);
  Client lodger = With(desk, lodged);
  EXPECT_EQ(lodger.Post(PortalPath(lodged) + "/message", R"({"words": "It is worse today."})").status, 200);
  EXPECT_EQ(
      lodger.Post(PortalPath(lodged) + "/files?name=leak.png", "\x89PNG\r\n\x1a\n0000", {{"Content-Type", "image/png"}}).status,
      201);
  EXPECT_EQ(lodger.Post("/api/v1/portal/wishes", R"({"needs": ["braille"]})").status, 200);
  const HttpReply shown = lodger.Get(PortalPath(lodged));
  EXPECT_NE(shown.body.find("It is worse today."), std::string::npos);
  EXPECT_EQ(shown.At("/files/0/name"), "leak.png");
  EXPECT_EQ(lodger.Get(PortalPath(lodged) + "/files/" + shown.At("/files/0/file")).status, 200);
  const HttpReply seen = desk.As(kHandler).Get("/api/v1/cases/" + lodged.At("/ref"));
  EXPECT_EQ(seen.At("/state/contacts/0/channel"), "portal");
  EXPECT_EQ(seen.At("/state/contacts/0/by").substr(0, 3), "CU-");
}

TEST(AnOffer, is_declined_countered_and_accepted_in_the_portal) {
  WebDesk desk;
  const std::string path = desk.Log(Analysed());
  Client hana = desk.As(kHandler);
  Client amara = EnterByLink(desk, "amara.okafor@example.org");
  const std::string portal = "/api/v1/portal" + path.substr(std::string("/api/v1").size());
  EXPECT_EQ(amara.Get(portal).At("/decision"), "") << "decided, and not told yet";
  for (const char* title : {"Apology", "Repair"}) {
    ASSERT_EQ(hana.Post(path + "/add-option",
                        std::string(R"({"terms": {"remedy": "apology", "title": ")") + title + R"(", "days": 2}})")
                  .status,
              200);
  }
  ASSERT_EQ(hana.Post(path + "/weigh-options", R"({"chosen": "O-1", "justification": "It is what she asks for.",
      "criteria": [{"name": "Time", "weight": 1}], "scored": [{"option": "O-1", "scores": [8]}, {"option": "O-2", "scores": [5]}]})")
                .status,
            200);
  const auto offer = [&] {
    const HttpReply made =
        hana.Post(path + "/make-offer", R"({"option": "O-1", "terms": "We apologise in writing.", "channel": "portal"})");
    EXPECT_EQ(made.status, 200) << made.body;
    return amara.Get(portal).At("/offer/offer");
  };
  const auto answer = [&](const std::string& command, const std::string& of) {
    return amara.Post(portal + "/" + command, R"({"offer": ")" + of + R"(", "words": "My answer."})").status;
  };
  const std::string first = offer();
  EXPECT_EQ(amara.Get(portal).At("/standing"), "offer_to_answer");
  EXPECT_EQ(answer("decline-offer", first), 200);
  EXPECT_EQ(answer("accept-offer", first), 409) << "it is answered";
  EXPECT_EQ(answer("counter-offer", offer()), 200);
  EXPECT_EQ(answer("accept-offer", offer()), 200);
  const HttpReply shown = amara.Get(portal);
  EXPECT_EQ(shown.At("/standing"), "putting_right");
  EXPECT_EQ(shown.At("/offer/state"), "accepted");
}

// -- What the pages of the desk ask -----------------------------------------------------------------------------------

TEST(Colleagues, on_one_case_see_each_other_until_they_leave) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  Client mani = desk.As(kManager);
  EXPECT_EQ(hana.Post(path + "/here", "{}").At("/colleagues/0/name"), "");
  EXPECT_EQ(mani.Post(path + "/here", R"({"writing": true})").At("/colleagues/0/name"), "Hana");
  const HttpReply seen = hana.Post(path + "/here", "{}");
  EXPECT_EQ(seen.At("/colleagues/0/name"), "Mani");
  EXPECT_EQ(seen.At("/colleagues/0/writing"), "true");
  EXPECT_EQ(mani.Post(path + "/here", R"({"leaving": true})").status, 200);
  EXPECT_EQ(hana.Post(path + "/here", "{}").At("/colleagues/0/name"), "");
  mani.Post(path + "/here", "{}");
  desk.desk().Advance(std::chrono::minutes(1));
  EXPECT_EQ(hana.Post(path + "/here", "{}").At("/colleagues/0/name"), "") << "who says nothing is gone";
}

TEST(Views, are_kept_shared_and_removed) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string self = "/api/v1/users/" + kHandler.user->ToString();
  ASSERT_EQ(hana.Post(self + "/save-view", R"({"name": "Burning", "query": "severity=critical", "shared": false})").status, 200);
  EXPECT_EQ(hana.Get("/api/v1/views").At("/views/0/name"), "Burning");
  Client mani = desk.As(kManager);
  EXPECT_EQ(mani.Get("/api/v1/views").At("/views/0/name"), "");
  ASSERT_EQ(hana.Post(self + "/save-view", R"({"name": "Burning", "query": "severity=critical", "shared": true})").status, 200);
  EXPECT_EQ(mani.Get("/api/v1/views").At("/views/0/owner_name"), "Hana");
  EXPECT_EQ(mani.Post(self + "/remove-view", R"({"name": "Burning"})").status, 403) << "it is hers";
  ASSERT_EQ(hana.Post(self + "/remove-view", R"({"name": "Burning"})").status, 200);
  EXPECT_EQ(mani.Get("/api/v1/views").At("/views/0/name"), "");
}

TEST(CountsOfViews, are_what_the_lists_hold) {
  WebDesk desk;
  const std::string path = desk.Log();
  desk.Log();
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(path + "/take-ownership").status, 200);
  const HttpReply counts = hana.Get("/api/v1/counts");
  EXPECT_EQ(counts.At("/all"), "2");
  EXPECT_EQ(counts.At("/mine"), "1");
  EXPECT_EQ(counts.At("/unassigned"), "1");
  desk.desk().Advance(std::chrono::hours(24 * 90));
  EXPECT_EQ(hana.Get("/api/v1/counts").At("/overdue"), "2");
}

TEST(Deadlines, say_what_they_are_of_and_whose) {
  WebDesk desk;
  desk.Log();
  const HttpReply due = desk.As(kHandler).Get("/api/v1/deadlines?before=2040-01-01T00:00:00Z");
  EXPECT_EQ(due.At("/deadlines/0/subject"), "Boiler not repaired") << due.body;
  EXPECT_EQ(due.At("/deadlines/0/customer_name"), "Amara Okafor");
  EXPECT_NE(due.body.find("\"title\":\""), std::string::npos);
}

TEST(ADesk, that_has_accounts_is_not_set_up_again) {
  WebDesk desk;
  EXPECT_EQ(desk.Visitor().Get("/api/v1/setup").At("/needed"), "false");
  EXPECT_EQ(desk.Visitor()
                .Post("/api/v1/setup", R"({"key": "", "login": "eve", "name": "Eve", "password": "long enough for this"})")
                .status,
            409);
}

TEST(TheLog, is_read_by_those_who_answer_for_it) {
  WebDesk desk;
  desk.Log();
  EXPECT_EQ(desk.As(kHandler).Get("/api/v1/audit").status, 403);
  const HttpReply page = desk.As(kManager).Get("/api/v1/audit?limit=500");
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_NE(page.body.find("\"type\":\"CaseLogged\""), std::string::npos);
  EXPECT_EQ(page.body.find("Boiler"), std::string::npos) << "facts only";
}

TEST(TheLog, is_looked_through_by_who_what_when_and_from_the_newest) {
  WebDesk desk;
  desk.Log();
  desk.Log();
  Client mani = desk.As(kManager);
  const auto types = [&](const std::string& query) {
    const HttpReply page = mani.Get("/api/v1/audit?" + query);
    EXPECT_EQ(page.status, 200) << page.body;
    std::string found;
    const auto body = boost::json::parse(page.body);
    for (const auto& entry : body.at("entries").as_array()) {
      found += std::string(entry.at("ref").as_string()) + " " + std::string(entry.at("type").as_string()) + "; ";
    }
    return found;
  };
  EXPECT_EQ(types("type=CaseLogged"), "C-1001 CaseLogged; C-1002 CaseLogged; ");
  EXPECT_EQ(types("type=CaseLogged&newest_first=true&limit=1"), "C-1002 CaseLogged; ");
  EXPECT_EQ(types("ref=C-1002&type=CaseLogged"), "C-1002 CaseLogged; ");
  EXPECT_EQ(types("type=CaseLogged&actor=system"), "");
  EXPECT_EQ(types("type=CaseLogged&until=2000-01-01T00:00:00Z"), "");
  EXPECT_EQ(types("type=CaseLogged&from=2000-01-01T00:00:00Z"), "C-1001 CaseLogged; C-1002 CaseLogged; ");
  const auto newest = boost::json::parse(mani.Get("/api/v1/audit?type=CaseLogged&newest_first=true&limit=1").body);
  const auto position = newest.at("entries").at(0).at("position").as_int64();
  EXPECT_EQ(types("type=CaseLogged&newest_first=true&before=" + std::to_string(position)), "C-1001 CaseLogged; ");
  EXPECT_EQ(mani.Get("/api/v1/audit?colour=red").status, 400);
}

}  // namespace
}  // namespace tests
