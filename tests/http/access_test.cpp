// Who is at the door: signing in and out, sessions, tokens, what a browser of somebody else's may not do, and what is
// not yours.

#include <set>

#include "http/web_desk.h"

namespace tests {
namespace {

using namespace std::chrono_literals;

HttpReply TrySignIn(Client& client, const std::string& login, const std::string& password, const HeaderList& headers = {}) {
  return client.Post("/api/v1/session", R"({"login": ")" + login + R"(", "password": ")" + password + R"("})", headers);
}

TEST(SigningIn, sets_a_cookie_that_no_script_reads_and_no_foreign_form_sends) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  const HttpReply in = TrySignIn(visitor, "aDA", kPassword);
  ASSERT_EQ(in.status, 200) << in.body;
  const std::string set = in.Header("set-cookie");
  for (const char* flag : {"; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=43200"})
    EXPECT_NE(set.find(flag), std::string::npos) << set;
  EXPECT_EQ(set.find("Secure"), std::string::npos) << "over plain HTTP a browser would drop it";
  const std::string cookie = WebDesk::CookieOf(in);
  EXPECT_EQ(in.body.find(cookie.substr(cookie.find('=') + 1)), std::string::npos) << "the token is for the cookie alone";
  EXPECT_EQ(in.At("/role"), "administrator");
  EXPECT_EQ(in.At("/expires_at"), (kMonday + 12h).ToString());
  EXPECT_EQ(desk.Visitor().Get("/api/v1/session", {{"Cookie", "theme=dark; " + cookie + "; x=y"}}).At("/csrf"), in.At("/csrf"));
}

TEST(SigningIn, says_the_same_of_a_wrong_password_an_unknown_login_and_a_closed_account) {
  WebDesk desk;
  Client ada = desk.As(kAdministrator);
  ASSERT_EQ(desk.SignedIn(kColleague).Get("/api/v1/session").status, 200);
  ASSERT_EQ(ada.Post("/api/v1/users/U-4/deactivate-user", R"({"reason": "Has left."})").status, 200);
  Client visitor = desk.Visitor();
  const HttpReply wrong = TrySignIn(visitor, "Ada", "not the password");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(TrySignIn(visitor, "Nobody", kPassword).body, wrong.body);
  EXPECT_EQ(TrySignIn(visitor, "Cole", kPassword).body, wrong.body);
}

TEST(SigningIn, waits_longer_after_each_failure_from_the_fifth_on_even_with_the_right_password) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  for (int i = 0; i < 5; ++i) ASSERT_EQ(TrySignIn(visitor, "Ada", "guess number " + std::to_string(i)).status, 401);
  const HttpReply throttled = TrySignIn(visitor, "Ada", kPassword);
  EXPECT_EQ(throttled.status, 429);
  EXPECT_EQ(throttled.Header("retry-after"), "1");
  EXPECT_NE(throttled.At("/detail").find("try again in 1 second"), std::string::npos) << throttled.body;
  desk.desk().Advance(1s);
  ASSERT_EQ(TrySignIn(visitor, "Ada", "one more guess").status, 401);
  desk.desk().Advance(1s);
  const HttpReply doubled = TrySignIn(visitor, "Ada", kPassword);
  EXPECT_EQ(doubled.status, 429);
  EXPECT_EQ(doubled.Header("retry-after"), "1") << "two seconds, of which one is over";
  desk.desk().Advance(1s);
  EXPECT_EQ(TrySignIn(visitor, "Ada", kPassword).status, 200);
  EXPECT_EQ(TrySignIn(visitor, "Ada", "a slip of the hand").status, 401) << "after a success the count begins anew";
}

TEST(Sessions, end_when_signed_out) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  ASSERT_EQ(hana.Get("/api/v1/session").At("/name"), "Hana");
  const HttpReply out = hana.Send({"DELETE", "/api/v1/session"});
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.Header("set-cookie").find("amends_session=; "), std::string::npos);
  EXPECT_NE(out.Header("set-cookie").find("Max-Age=0"), std::string::npos);
  const HttpReply after = hana.Get("/api/v1/session");
  EXPECT_EQ(after.status, 401);
  EXPECT_EQ(after.Header("www-authenticate"), "Bearer");
}

TEST(Sessions, end_after_twelve_hours) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  desk.desk().Advance(12h - 1s);
  EXPECT_EQ(hana.Get("/api/v1/session").status, 200);
  desk.desk().Advance(10s);
  EXPECT_EQ(hana.Get("/api/v1/session").status, 401);
}

TEST(Sessions, end_at_once_with_a_new_password_or_a_closed_account) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  Client cole = desk.SignedIn(kColleague);
  Client token = desk.As(kColleague);
  ASSERT_EQ(hana.Get("/api/v1/session").status, 200);
  ASSERT_EQ(cole.Get("/api/v1/session").status, 200);
  ASSERT_EQ(hana.Post("/api/v1/users/U-1/password", R"({"password": "another long one"})").status, 200);
  EXPECT_EQ(hana.Get("/api/v1/session").status, 401);
  ASSERT_EQ(desk.As(kAdministrator).Post("/api/v1/users/U-4/deactivate-user", R"({"reason": "Has left."})").status, 200);
  EXPECT_EQ(cole.Get("/api/v1/session").status, 401);
  EXPECT_EQ(token.Get("/api/v1/session").status, 401);
}

TEST(Passwords, are_refused_when_they_are_short_or_the_first_to_be_tried) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  for (const char* weak : {"short", "password123"}) {
    const HttpReply reply = hana.Post("/api/v1/users/U-1/password", R"({"password": ")" + std::string(weak) + R"("})");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(reply.At("/faults/0/path"), "password");
  }
}

// -- What a browser sends by itself -----------------------------------------------------------------------------------

TEST(Browsers, must_send_the_sessions_own_token_with_a_change) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  const HeaderList good = hana.every_time();
  const HeaderList cookie{good[0]};
  const HeaderList other{good[0], {"X-CSRF-Token", "guess"}};
  Client cole = desk.SignedIn(kColleague);
  const HeaderList borrowed{good[0], cole.every_time()[1]};
  for (const HeaderList& headers : {cookie, other, borrowed}) {
    hana.every_time() = headers;
    const HttpReply reply = hana.Post("/api/v1/cases", kACase);
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.At("/type"), "urn:amends:problem:csrf");
    EXPECT_EQ(hana.Send({"DELETE", "/api/v1/session"}).status, 403);
    EXPECT_EQ(hana.Get("/api/v1/cases").status, 200) << "reading needs none";
  }
  hana.every_time() = good;
  EXPECT_EQ(hana.Post("/api/v1/cases", kACase).status, 201);
}

TEST(Browsers, may_not_change_anything_from_somebody_elses_page) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  Client token = desk.As(kHandler);
  struct Case {
    HeaderList headers;
    bool let_in;
  };
  // RequestText names the host desk.example.
  const std::vector<Case> cases{{{{"Origin", "http://desk.example"}}, true},
                                {{{"Origin", "https://DESK.example"}}, true},
                                {{{"Origin", "http://evil.example"}}, false},
                                {{{"Origin", "http://desk.example.evil.example"}}, false},
                                {{{"Origin", "http://desk.example:8080"}}, false},
                                {{{"Origin", "null"}}, false},
                                {{{"Sec-Fetch-Site", "cross-site"}}, false},
                                {{{"Sec-Fetch-Site", "same-site"}, {"Origin", "http://desk.example"}}, false},
                                // Behind a proxy that renames the host, the browser's own word counts.
                                {{{"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://public.example"}}, true}};
  for (const Case& c : cases) {
    const std::string shown = c.headers[0].second;
    const HttpReply reply = hana.Post("/api/v1/cases", kACase, c.headers);
    EXPECT_EQ(reply.status, c.let_in ? 201 : 403) << shown;
    EXPECT_EQ(reply.At("/type"), c.let_in ? "" : "urn:amends:problem:origin") << shown;
    Client visitor = desk.Visitor();
    EXPECT_EQ(TrySignIn(visitor, "Ada", kPassword, c.headers).status, c.let_in ? 200 : 403) << shown;
    EXPECT_EQ(hana.Get("/api/v1/cases", c.headers).status, 200) << shown;
    EXPECT_EQ(token.Post("/api/v1/cases", kACase, c.headers).status, 201) << "a token is sent by a program: " << shown;
  }
}

// -- Tokens and roles -------------------------------------------------------------------------------------------------

TEST(Tokens, work_until_they_are_taken_back) {
  WebDesk desk;
  Client hana = desk.SignedIn(kHandler);
  const HttpReply made = hana.Post("/api/v1/users/U-1/tokens", R"({"label": "telephone system"})");
  ASSERT_EQ(made.status, 201) << made.body;
  Client program(desk.place(), {{"authorization", "bearer " + made.At("/token")}});
  EXPECT_EQ(program.Get("/api/v1/session").At("/user"), "U-1");
  EXPECT_EQ(program.Get("/api/v1/session").At("/csrf"), "");
  EXPECT_EQ(program.Post("/api/v1/cases", kACase).status, 201);
  EXPECT_EQ(desk.Count("select count(*) from api_token where hash like 'amends_%'"), 0) << "a token is kept as it is";
  ASSERT_EQ(hana.Post("/api/v1/users/U-1/revoke-token", R"({"label": "telephone system"})").status, 200);
  EXPECT_EQ(program.Get("/api/v1/session").status, 401);
  EXPECT_EQ(hana.Get("/api/v1/session").status, 200);
}

TEST(Tokens, are_never_shown_without_being_good) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const HeaderList key{{"Idempotency-Key", "once"}};
  for (int i = 0; i < 2; ++i) {
    const HttpReply made = hana.Post("/api/v1/users/U-1/tokens", R"({"label": "telephone system"})", key);
    if (made.status != 201) continue;
    Client program(desk.place(), {{"Authorization", "Bearer " + made.At("/token")}});
    EXPECT_EQ(program.Get("/api/v1/session").status, 200) << "attempt " << i;
  }
}

TEST(Tokens, are_for_oneself_or_an_administrator_to_make) {
  WebDesk desk;
  EXPECT_EQ(desk.As(kHandler).Post("/api/v1/users/U-2/tokens", R"({"label": "a borrowed role"})").status, 403);
  EXPECT_EQ(desk.As(kLeader).Post("/api/v1/users/U-1/password", R"({"password": "another long one"})").status, 403);
  EXPECT_EQ(desk.As(kAdministrator).Post("/api/v1/users/U-2/tokens", R"({"label": "telephone system"})").status, 201);
}

TEST(Strangers, get_nothing_but_the_public_routes) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  Client forger(desk.place(), {{"Authorization", "Bearer amends_made-up"}});
  Client thief(desk.place(), {{"Cookie", "amends_session=made-up"}});
  std::set<std::string> open;
  for (const auto& [path, item] : desk.place().contract->document().at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      if (operation.as_object().contains("security")) {
        open.emplace(operation.at("operationId").as_string());
        continue;
      }
      std::string upper(method);
      for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      std::string target(path);
      for (const auto& [capture, ref] :
           {std::pair("{ref}", "C-1001"), std::pair("{file}", "D-1"), std::pair("{id}", "general"), std::pair("{kind}", "update"),
            std::pair("{number}", "1"), std::pair("{code}", "process.handover")}) {
        if (const auto at = target.find(capture); at != std::string::npos)
          target.replace(at, std::string_view(capture).size(), ref);
      }
      for (Client* client : {&visitor, &forger, &thief})
        EXPECT_EQ(client->Send({upper, target}).status, 401) << upper << " " << target;
    }
  }
  EXPECT_EQ(open, (std::set<std::string>{"sign-in", "is-alive", "is-ready", "metrics", "openapi", "move-clock", "welcome",
                                         "ask-rights", "needs-setup", "set-up", "portal-about", "lodge-complaint",
                                         "send-portal-link", "send-portal-code", "enter-portal"}));
  EXPECT_EQ(desk.Count("select count(*) from event where stream like 'C-%'"), 0);
}

TEST(Roles, decide_who_may_do_what_wherever_it_is_asked) {
  WebDesk desk;
  const std::string path = desk.Log();
  struct Case {
    Actor actor;
    std::string path;
    const char* body;
    int status;
  };
  int number = 0;
  const std::string user = R"({"login": "nia", "name": "Nia", "role": "handler", "password": "long enough for us"})";
  for (const Case& c :
       {Case{kHandler, "/api/v1/users", user.c_str(), 403}, Case{kManager, "/api/v1/users", user.c_str(), 403},
        Case{kAdministrator, "/api/v1/users", user.c_str(), 201}, Case{kAdministrator, "/api/v1/users", user.c_str(), 409},
        Case{kHandler, "/api/v1/users/U-1/change-user", R"({"role": "manager"})", 403},
        Case{kAdministrator, "/api/v1/users/U-6/deactivate-user", R"({"reason": "Off."})", 409},
        Case{kQuality, path + "/take-ownership", "{}", 403}, Case{kHandler, path + "/take-ownership", "{}", 200}}) {
    const HttpReply reply = desk.As(c.actor, "token " + std::to_string(++number)).Post(c.path, c.body);
    EXPECT_EQ(reply.status, c.status) << c.actor.name << " " << c.path << " " << reply.body;
    EXPECT_EQ(reply.At("/refusals/0/rule") == "actor_may_not", c.status == 403) << reply.body;
  }
  Client visitor = desk.Visitor();
  EXPECT_EQ(TrySignIn(visitor, "nia", "long enough for us").At("/name"), "Nia");
}

// -- Not yours is not there -------------------------------------------------------------------------------------------

TEST(NotYours, is_answered_like_what_is_not_there_to_the_byte) {
  WebDesk desk;
  const std::string theirs = desk.Log(Steps{{kHandler, TakeOwnership{}}});
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(theirs + "/files?name=a.txt", "Some text.", {{"Content-Type", "text/plain"}}).status, 201);
  desk.SetReach(kColleague, desk::Reach::Own);
  Client cole = desk.As(kColleague);
  const std::string absent = "/api/v1/cases/C-9999";
  ASSERT_EQ(absent.size(), theirs.size());
  const auto replaced = [&](std::string text) {
    const std::string ref = theirs.substr(theirs.rfind('/') + 1);
    for (std::size_t at = 0; (at = text.find(ref, at)) != std::string::npos;) text.replace(at, ref.size(), "C-9999");
    return text;
  };
  struct Case {
    const char* method;
    const char* rest;
    const char* body;
  };
  for (const Case& c :
       {Case{"GET", "", ""}, Case{"HEAD", "", ""}, Case{"GET", "/files/D-1", ""}, Case{"GET", "/files/D-2", ""},
        Case{"POST", "/files?name=a.txt", "Some text."}, Case{"POST", "/take-ownership", "{}"},
        Case{"POST", "/add-finding", R"({"says": "Seen."})"}, Case{"POST", "/reopen-case", R"({"reason": "Why not."})"},
        Case{"POST", "/unmerge-case", R"({"reason": "Why not."})"}}) {
    const HeaderList headers{{"Content-Type", "application/json"}, {"If-Match", "\"1\""}};
    const HttpReply mine = cole.Send({c.method, theirs + c.rest}, headers, c.body);
    const HttpReply nobodys = cole.Send({c.method, absent + c.rest}, headers, c.body);
    EXPECT_EQ(mine.status, 404) << c.method << c.rest << mine.body;
    EXPECT_EQ(nobodys.status, 404) << c.method << c.rest << nobodys.body;
    EXPECT_EQ(replaced(mine.body), nobodys.body) << c.rest;
    EXPECT_EQ(mine.headers, nobodys.headers) << c.rest;
  }
  // Nor does it show in a list, a search, what is due, or as the other end of a link.
  EXPECT_EQ(cole.Get("/api/v1/cases?status=all").At("/cases"), "[]");
  EXPECT_EQ(cole.Get("/api/v1/search?q=boiler").At("/cases"), "[]");
  EXPECT_EQ(cole.Get("/api/v1/deadlines?before=2030-01-01T00:00:00Z").At("/deadlines"), "[]");
  EXPECT_EQ(cole.Get("/api/v1/customers/" + hana.Get(theirs).At("/state/customer")).At("/cases"), "[]");
  const CaseId own = desk.desk().Log(kHandler, ACaseOfANewCustomer("Ben Adeyemi"));
  AssignCase assign;
  assign.to = *kColleague.user;
  desk.desk().Do(kLeader, own, assign);
  const auto link = [&](const std::string& other) {
    return replaced(
        cole.Post(WebDesk::PathOf(own) + "/link-case", R"({"other": ")" + other + R"(", "relation": "related"})").body);
  };
  EXPECT_EQ(cole.Get(WebDesk::PathOf(own)).status, 200);
  EXPECT_EQ(link(theirs.substr(theirs.rfind('/') + 1)), link("C-9999"));
}

}  // namespace
}  // namespace tests
