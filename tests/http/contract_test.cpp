// The checker itself: it must see what is wrong, or all the replies it lets through prove nothing.

#include <set>

#include "http/web_desk.h"

namespace tests {
namespace {

// A real reply, changed in one place.
struct Wrong {
  const char* why;
  Asked asked;
  void (*change)(HttpReply& reply);
};

template <class Change>
void ChangeJson(HttpReply& reply, Change change) {
  boost::json::value body = reply.Json();
  change(body.as_object());
  reply.body = boost::json::serialize(body);
}

TEST(TheContract, tells_what_is_wrong_with_a_reply) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const Asked list{"GET", "/api/v1/cases?limit=5"};
  const Asked show{"GET", path};
  const Asked absent{"GET", "/api/v1/cases/C-999"};
  const std::vector<Wrong> wrongs{
      {"the document does not know this path", {"GET", "/api/v1/caves"}, [](HttpReply&) {}},
      {"the document does not know this path and method", {"PUT", path}, [](HttpReply&) {}},
      {"does not list this status", list, [](HttpReply& reply) { reply.status = 202; }},
      {"content type text/html", list, [](HttpReply& reply) { reply.headers = {{"content-type", "text/html"}}; }},
      {"is not JSON", list, [](HttpReply& reply) { reply.body += "}"; }},
      {"Missing required property", list, [](HttpReply& reply) { ChangeJson(reply, [](auto& body) { body.erase("cases"); }); }},
      {"'additionalProperties' constraints: 'secret'", list,
       [](HttpReply& reply) { ChangeJson(reply, [](auto& body) { body["secret"] = 1; }); }},
      {"[subject]", list,
       [](HttpReply& reply) { ChangeJson(reply, [](auto& body) { body["cases"].as_array()[0].as_object()["subject"] = 7; }); }},
      {"[received_at]", list,
       [](HttpReply& reply) {
         ChangeJson(reply, [](auto& body) { body["cases"].as_array()[0].as_object()["received_at"] = "today"; });
       }},
      {"[phase]", show,
       [](HttpReply& reply) { ChangeJson(reply, [](auto& body) { body["guide"].as_object()["phase"] = "lunch"; }); }},
      {"names another status", absent, [](HttpReply& reply) { ChangeJson(reply, [](auto& body) { body["status"] = 403; }); }},
      {"a body where the document has none", {"DELETE", "/api/v1/session"}, [](HttpReply& reply) { reply.status = 204; }},
  };
  for (const Wrong& wrong : wrongs) {
    // The reply is as promised to the question it belongs to, and wrong as changed.
    const Asked& asked = wrong.asked.method == "GET" && wrong.asked.target != "/api/v1/caves" ? wrong.asked : list;
    HttpReply reply = hana.Send(asked);
    wrong.change(reply);
    std::string said;
    for (const std::string& fault : desk.place().contract->Check(wrong.asked, reply)) said += fault + "\n";
    EXPECT_NE(said.find(wrong.why), std::string::npos) << wrong.why << ", but: " << said;
  }
}

TEST(TheContract, names_every_operation_once_and_points_only_at_what_is_there) {
  WebDesk desk;
  const boost::json::value& document = desk.place().contract->document();
  EXPECT_EQ(document.at("openapi"), "3.1.0");
  std::set<std::string> names;
  for (const auto& [path, item] : document.at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      EXPECT_TRUE(names.insert(std::string(operation.at("operationId").as_string())).second) << method << " " << path;
    }
  }
  EXPECT_GT(names.size(), 80U);
  const std::string text = boost::json::serialize(document);
  for (std::size_t at = 0; (at = text.find("\"#/components", at)) != std::string::npos; ++at) {
    const std::string pointer = text.substr(at + 2, text.find('"', at + 1) - at - 2);
    boost::json::error_code absent;
    EXPECT_NE(document.find_pointer(pointer, absent), nullptr) << pointer;
  }
}

TEST(TheContract, holds_on_postgres_too) {
  WebDesk desk(AnyPort(), Kind::Postgres);
  Client hana = desk.As(kHandler);
  const HttpReply logged = hana.Post("/api/v1/cases", kACase);
  ASSERT_EQ(logged.status, 201) << logged.body;
  const std::string path = logged.Header("location");
  EXPECT_EQ(hana.Post(path + "/take-ownership").At("/events/0"), "OwnershipTaken");
  EXPECT_EQ(hana.Get(path).At("/state/owner"), "U-1");
  EXPECT_EQ(hana.Get("/api/v1/cases?owner=U-1").At("/cases/0/ref"), logged.At("/ref"));
  EXPECT_EQ(hana.Get("/api/v1/search?q=boiler").At("/cases/0/ref"), logged.At("/ref"));
  EXPECT_EQ(hana.Post(path + "/files?name=a.txt", "Some text.", {{"Content-Type", "text/plain"}}).status, 201);
  EXPECT_EQ(hana.Get(path + "/files/D-1").body, "Some text.");
  EXPECT_EQ(desk.SignedIn(kLeader).Get("/api/v1/session").At("/role"), "team_leader");
}

}  // namespace
}  // namespace tests
