// Changing things through the API: versions, retries, what is wrong with a body, and what the rules say.

#include <future>

#include "http/web_desk.h"

namespace tests {
namespace {

// -- Versions ---------------------------------------------------------------------------------------------------------

TEST(Versions, let_a_change_through_only_on_what_the_caller_has_seen) {
  WebDesk desk;
  Client ada = desk.As(kAdministrator);
  Client hana = desk.As(kHandler);
  const std::string case_path = desk.Log();
  const std::string customer = "/api/v1/customers/" + hana.Get(case_path).At("/state/customer");
  struct Case {
    std::string path, command, first, second;
  };
  for (const Case& c : {Case{case_path, "/add-finding", R"({"says": "One."})", R"({"says": "Two."})"},
                        Case{customer, "/record-need", R"({"need": "braille"})", R"({"need": "audio"})"}}) {
    const std::string seen = hana.Get(c.path).Header("etag");
    ASSERT_EQ(seen, "\"" + hana.Get(c.path).At("/version") + "\"");
    const HttpReply first = hana.Post(c.path + c.command, c.first, {{"If-Match", seen}});
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.Header("etag"), "\"" + first.At("/version") + "\"");
    const HttpReply stale = hana.Post(c.path + c.command, c.second, {{"If-Match", seen}});
    EXPECT_EQ(stale.status, 412) << c.path;
    EXPECT_NE(stale.At("/detail").find("version " + first.At("/version")), std::string::npos) << stale.body;
    EXPECT_EQ(hana.Get(c.path).Header("etag"), first.Header("etag")) << "a stale change was made";
    for (const std::string& fits : {"W/" + first.Header("etag"), std::string("*")}) {
      EXPECT_EQ(hana.Post(c.path + c.command, c.first, {{"If-Match", fits}}).status, 200) << fits;
    }
    for (const char* nonsense : {"\"abc\"", "\"\"", "\"1\", \"2\"", "\"99999999999999999999\""}) {
      const HttpReply reply = hana.Post(c.path + c.command, c.second, {{"If-Match", nonsense}});
      EXPECT_EQ(reply.status, 400) << nonsense;
      EXPECT_EQ(reply.At("/faults/0/path"), "If-Match");
    }
  }
  ASSERT_EQ(ada.Post("/api/v1/users/U-1/change-user", R"({"name": "Hana K."})").status, 200);
  EXPECT_EQ(ada.Post("/api/v1/users/U-1/change-user", R"({"name": "Hana L."})", {{"If-Match", "\"1\""}}).status, 412);
}

TEST(Versions, let_exactly_one_of_several_at_once_through) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const HeaderList match{{"If-Match", hana.Get(path).Header("etag")}};
  std::vector<std::future<int>> attempts;
  for (int i = 0; i < 6; ++i) {
    attempts.push_back(std::async(std::launch::async, [&, i] {
      Client own(desk.place(), hana.every_time());
      return own.Post(path + "/add-finding", R"({"says": "Seen by )" + std::to_string(i) + R"("})", match).status;
    }));
  }
  std::map<int, int> statuses;
  for (auto& attempt : attempts) ++statuses[attempt.get()];
  EXPECT_EQ(statuses, (std::map<int, int>{{200, 1}, {412, 5}}));
  EXPECT_EQ(hana.Get(path).Json().at("state").at("findings").as_array().size(), 1U);
}

// -- Retries ----------------------------------------------------------------------------------------------------------

TEST(Retries, with_the_same_key_act_once_and_give_the_same_reply) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const HeaderList key{{"Idempotency-Key", "order-66"}};
  const HttpReply first = hana.Post("/api/v1/cases", kACase, key);
  const HttpReply again = hana.Post("/api/v1/cases", kACase, key);
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.headers, first.headers);
  EXPECT_EQ(desk.Count("select count(*) from case_list"), 1);

  std::string other = kACase;
  other.replace(other.find("Boiler"), 6, "Geyser");
  const HttpReply mistake = hana.Post("/api/v1/cases", other, key);
  EXPECT_EQ(mistake.status, 409);
  EXPECT_NE(mistake.At("/detail").find("Idempotency-Key"), std::string::npos) << mistake.body;
  EXPECT_EQ(hana.Post(first.Header("location") + "/take-ownership", "{}", key).status, 409) << "the same key for another command";
  EXPECT_EQ(desk.As(kColleague).Post("/api/v1/cases", kACase, key).status, 201) << "a key is one's own";
  for (const std::string& bad : {std::string(), std::string(201, 'k')}) {
    EXPECT_EQ(hana.Post("/api/v1/cases", kACase, {{"Idempotency-Key", bad}}).At("/faults/0/path"), "Idempotency-Key");
  }
  EXPECT_EQ(desk.Count("select count(*) from case_list"), 2);
}

TEST(Retries, at_the_same_time_act_once) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  std::vector<std::future<std::string>> attempts;
  for (int i = 0; i < 8; ++i) {
    attempts.push_back(std::async(std::launch::async, [&] {
      Client own(desk.place(), hana.every_time());
      return own.Post("/api/v1/cases", kACase, {{"Idempotency-Key", "impatient"}}).At("/ref");
    }));
  }
  std::map<std::string, int> refs;
  for (auto& attempt : attempts) ++refs[attempt.get()];
  EXPECT_EQ(refs.size(), 1U);
  EXPECT_EQ(desk.Count("select count(*) from case_list"), 1);
}

TEST(Retries, of_what_was_refused_are_decided_anew) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const char* cause =
      R"({"cause": "process.handover", "whys": ["Booked on a closed calendar."], "reasons": "The log shows it.", "findings": ["F-1"]})";
  EXPECT_GE(hana.Post(path + "/establish-cause", cause, {{"Idempotency-Key", "k"}}).status, 400);
  desk.desk().Walk(*CaseId::Parse(path.substr(path.rfind('/') + 1)), Found());
  EXPECT_EQ(hana.Post(path + "/establish-cause", cause, {{"Idempotency-Key", "k"}}).status, 200);
}

TEST(Retries, of_an_upload_count_the_bytes_as_part_of_the_request) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const HeaderList key{{"Idempotency-Key", "photo"}, {"Content-Type", "text/plain"}};
  ASSERT_EQ(hana.Post(path + "/files?name=a.txt", "One.", key).status, 201);
  EXPECT_EQ(hana.Post(path + "/files?name=a.txt", "One.", key).status, 201);
  EXPECT_EQ(hana.Post(path + "/files?name=a.txt", "Two.", key).status, 409) << "a file was dropped and called kept";
  EXPECT_EQ(hana.Post(path + "/files?name=b.txt", "One.", key).status, 409);
  EXPECT_EQ(hana.Get(path).Json().at("state").at("attachments").as_array().size(), 1U);
}

TEST(Files, that_the_rules_refuse_are_refused_before_their_bytes_are_kept) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client lea = desk.As(kLeader);
  const std::string customer = lea.Get(path).At("/state/customer");
  const std::string ref =
      lea.Post("/api/v1/cases",
               R"({"customer": ")" + customer + R"(", "kind": "complaint", "channel": "email", "subject": "Boiler again"})")
          .At("/ref");
  ASSERT_EQ(lea.Post(path + "/merge-case", R"({"into": ")" + ref + R"(", "reason": "The same matter."})").status, 200);
  const HttpReply refused = lea.Post(path + "/files?name=a.txt", std::string(300'000, 'a'), {{"Content-Type", "text/plain"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find(ref), std::string::npos) << refused.body;
  EXPECT_EQ(desk.Count("select count(*) from blob"), 0);
  EXPECT_EQ(desk.Count("select count(*) from blob_chunk"), 0);
}

TEST(Retries, without_a_key_of_what_is_so_already_change_nothing) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const HttpReply first = hana.Post(path + "/take-ownership");
  const HttpReply again = hana.Post(path + "/take-ownership");
  EXPECT_EQ(first.At("/events/0"), "OwnershipTaken");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.At("/events"), "[]");
  EXPECT_EQ(again.At("/version"), first.At("/version"));
}

// -- What is wrong with a body ----------------------------------------------------------------------------------------

struct Faulty {
  const char* route;
  std::string body;
  std::vector<std::pair<std::string, std::string>> faults;  // path, and a part of what is said
};

TEST(Faults, name_their_exact_place_what_was_found_and_the_near_miss) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const std::string option = R"({"terms": {"remedy": "refund", "title": "Refund", "days": 2, "cost": )";
  const std::vector<Faulty> all{
      {"/api/v1/cases",
       R"({"kind": "complaint", "channel": "email", "subjct": "x"})",
       {{"subject", "is required"}, {"subjct", "did you mean \"subject\""}}},
      {"/api/v1/cases", R"({"kind": "complain", "channel": "email", "subject": "x"})", {{"kind", "did you mean \"complaint\""}}},
      {"/api/v1/cases",
       R"({"kind": 1, "channel": null, "subject": ["x"], "received_at": "soon", "customer": "C-1"})",
       {{"kind", "found 1"},
        {"channel", "found null"},
        {"subject", "found a list"},
        {"received_at", "soon"},
        {"customer", "CU-1024"}}},
      {"/api/v1/cases",
       R"({"kind": "complaint", "channel": "email", "subject": "x", "new_customer": {"email": "nobody", "nme": "A"}})",
       {{"new_customer.email", "name@example.org"}, {"new_customer.nme", "did you mean \"name\""}}},
      {"/api/v1/cases",
       R"({"kind": "complaint", "channel": "email", "subject": ")" + std::string(201, 'x') + "\"}",
       {{"subject", "200"}}},
      {"/api/v1/cases", R"({"kind": "complaint", "channel": "email", "subject": "  "})", {{"subject", ""}}},
      {"/add-option", option + R"({"amount": "12,50", "currency": "GBP"}}})", {{"terms.cost.amount", "12.50"}}},
      {"/add-option", option + R"({"amount": "12.505", "currency": "GBP"}}})", {{"terms.cost.amount", "2 decimal places"}}},
      {"/add-option", option + R"({"amount": 12.5, "currency": "GBP"}}})", {{"terms.cost.amount", "a number with a fraction"}}},
      {"/add-option", R"({"terms": {"remedy": "refund", "title": "Refund", "days": 9999}})", {{"terms.days", "from 0 to 3650"}}},
      {"/weigh-options",
       R"({"criteria": [{"name": "Cost", "weight": 40}, {"nam": "Impact", "weight": "60"}], "scored": {}, "chosen": "O-0"})",
       {{"criteria[1].nam", "did you mean \"name\""},
        {"criteria[1].weight", "\"60\""},
        {"scored", "expected a list"},
        {"chosen", "O-1024"}}},
      {"/take-ownership", R"({"x": 1})", {{"x", "is not a field here; none is expected"}}},
      {"/take-ownership", "[]", {{"", "expected an object, found a list"}}},
      {"/take-ownership", "{", {{"", "line 1, column 2"}}},
      {"/take-ownership", "{\n  \"a\": tru }", {{"", "line 2, column"}}},
      {"/take-ownership", "{} {}", {{"", "expected JSON"}}},
      {"/take-ownership", "{\"a\": \"\xff\xfe\"}", {{"", "expected JSON"}}},
      {"/take-ownership", R"({"a": "\ud800"})", {{"", "expected JSON"}}},
      {"/take-ownership", "{\"a\": \"\x01\"}", {{"", "expected JSON"}}},
      {"/take-ownership", std::string(100'000, '['), {{"", "expected JSON"}}},
      {"/take-ownership", R"({"a": )" + std::string(40, '[') + std::string(40, ']') + "}", {{"", "expected JSON"}}},
      {"/take-ownership", "NaN", {{"", "expected JSON"}}},
      {"/add-finding", R"({"says": "One.", "says": "Two."})", {{"says", "twice"}}},
      {"/add-finding", R"({"says": "One.", "s\u0061ys": "Two: \"says\": "})", {{"says", "twice"}}},
      {"/add-finding", R"({"says": "One.", "evidence": [{"a": 1, "a": 2}]})", {{"evidence[0].a", "twice"}}},
  };
  // A name in a text, or in two objects of one list, is not given twice.
  const char* fine =
      R"({"criteria": [{"name": "Cost", "weight": 1}, {"name": "\"name\": ", "weight": 1}], "scored": [{"option": "O-1", "scores": [1, 2]}]})";
  ASSERT_EQ(hana.Post("/api/v1/weigh", fine).status, 200);
  const std::string version = hana.Get(path).At("/version");
  for (const Faulty& c : all) {
    const std::string route = std::string_view(c.route).starts_with("/api") ? c.route : path + c.route;
    const HttpReply reply = hana.Post(route, c.body);
    const std::string shown = c.body.substr(0, 120);
    ASSERT_EQ(reply.status, 400) << shown << reply.body;
    for (const auto& [at, says] : c.faults) {
      bool found = false;
      const boost::json::value document = reply.Json();
      for (const boost::json::value& fault : document.at("faults").as_array()) {
        found = found || (fault.at("path").as_string() == at &&
                          std::string_view(fault.at("says").as_string()).find(says) != std::string_view::npos);
      }
      EXPECT_TRUE(found) << shown << "\nno fault at " << at << " says " << says << ": " << reply.body;
    }
  }
  EXPECT_EQ(hana.Get(path).At("/version"), version);
  EXPECT_EQ(desk.Count("select count(*) from case_list"), 1);
}

TEST(Faults, of_a_body_that_is_one_long_mistake_are_not_listed_without_end) {
  WebDesk desk;
  std::string body = R"({"kind": "complaint", "channel": "email", "subject": "x")";
  for (int i = 0; i < 5000; ++i) body += ", \"f" + std::to_string(i) + "\": 1";
  const HttpReply reply = desk.As(kHandler).Post("/api/v1/cases", body + "}");
  EXPECT_EQ(reply.status, 400);
  EXPECT_LE(reply.Json().at("faults").as_array().size(), 20U);
  EXPECT_LT(reply.body.size(), 16'000U);
}

// -- What the rules say -----------------------------------------------------------------------------------------------

TEST(Refusals, carry_the_rule_what_is_missing_the_clause_and_the_mending_command) {
  WebDesk desk;
  const std::string path = desk.Log(Found());
  Client hana = desk.As(kHandler);
  const HttpReply no = hana.Post(path + "/decide-case", R"({"decision": "upheld", "reasons": "We missed three visits.",
      "citations": [{"source": "Service standard 4.2", "says": "A visit kept within two days."}]})");
  EXPECT_EQ(no.status, 409);
  EXPECT_EQ(no.At("/type"), "urn:amends:problem:refused");
  EXPECT_EQ(no.At("/refusals/0/rule"), "cause_not_established");
  EXPECT_EQ(no.At("/refusals/0/mend"), "establish-cause");
  EXPECT_FALSE(no.At("/refusals/0/says").empty());
  for (const char* part : {"number", "words", "rests_on"})
    EXPECT_FALSE(no.At("/refusals/0/clause/" + std::string(part)).empty()) << no.body;
  EXPECT_NE(no.At("/detail").find(no.At("/refusals/0/says")), std::string::npos);
  // The mending command it names is a route, and mends it.
  const std::string mend = path + "/" + no.At("/refusals/0/mend");
  ASSERT_EQ(
      hana.Post(mend,
                R"({"cause": "process.handover", "whys": ["The booking was not handed over."], "reasons": "The log shows it.",
      "findings": ["F-1"]})")
          .status,
      200);
  EXPECT_EQ(hana.Post(path + "/decide-case", R"({"decision": "upheld", "reasons": "We missed three visits.",
      "citations": [{"source": "Service standard 4.2", "says": "A visit kept within two days."}]})")
                .status,
            200);
}

TEST(Refusals, are_403_for_who_asks_409_for_how_things_stand_and_422_for_what_is_asked) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const HttpReply who = desk.As(kQuality).Post(path + "/take-ownership");
  EXPECT_EQ(who.status, 403);
  const HttpReply stands = hana.Post(path + "/close-case", R"({"outcome": "resolved_confirmed"})");
  EXPECT_EQ(stands.status, 409);
  EXPECT_GT(stands.Json().at("refusals").as_array().size(), 3U) << "all that is missing, not the first of it";
  const HttpReply content = hana.Post(path + "/promise-news", R"({"by": "2020-01-01T00:00:00Z"})");
  EXPECT_EQ(content.status, 422) << content.body;
  EXPECT_EQ(content.At("/refusals/0/rule"), "next_news_in_the_past");
  EXPECT_EQ(content.At("/faults/0/path"), "by") << content.body;
}

TEST(Refusals, are_foretold_word_for_word_by_the_guide_of_the_case) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const boost::json::value view = hana.Get(path).Json();
  const boost::json::value& guide = view.at("guide");
  int compared = 0;
  for (const boost::json::value& refused : guide.at("refused").as_array()) {
    if (refused.at("command") != "make-offer") continue;
    const HttpReply no = hana.Post(path + "/make-offer", R"({"option": "O-1", "terms": "A repair.", "channel": "telephone"})");
    for (const boost::json::value& index : refused.at("refusals").as_array()) {
      const auto& foretold = guide.at("refusals").at(static_cast<std::size_t>(index.as_int64()));
      EXPECT_NE(no.body.find(boost::json::serialize(foretold.at("says"))), std::string::npos) << foretold << no.body;
      ++compared;
    }
  }
  EXPECT_GT(compared, 0);
}

TEST(TheCycle, can_be_walked_through_the_api_to_its_end) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  CustomerId customer;
  for (const auto& [actor, command] : ReadyToClose() + Steps{{kHandler, CloseCase{Outcome::ResolvedConfirmed, {}}}}) {
    if (std::holds_alternative<LogCase>(command)) continue;
    const auto& alternative = base::TypeOf<Command>().alternatives[command.index()];
    const std::string body = std::visit([](const auto& c) { return base::ToJson(c); }, command);
    if (actor.customer) {
      desk.desk().Walk(*CaseId::Parse(path.substr(path.rfind('/') + 1)), {{actor, command}});
      continue;
    }
    const HttpReply reply = hana.Post(path + "/" + base::Kebab(alternative.name), body);
    ASSERT_EQ(reply.status, 200) << alternative.name << " " << body << reply.body;
    ASSERT_EQ(hana.Get(path).At("/version"), reply.At("/version"));
  }
  const HttpReply closed = hana.Get(path);
  EXPECT_EQ(closed.At("/state/closed/outcome"), "resolved_confirmed");
  EXPECT_GT(closed.Json().at("timeline").as_array().size(), 20U);
  EXPECT_EQ(hana.Post(path + "/reopen-case", R"({"reason": "It came back."})").At("/events/0"), "CaseReopened");
}

}  // namespace
}  // namespace tests
