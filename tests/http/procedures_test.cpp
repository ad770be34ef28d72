// The desk's procedures over the wire: seen, checked, put in force, and what they do to cases.

#include "http/web_desk.h"

namespace tests {
namespace {

TEST(Procedures, are_put_in_force_by_managers_and_steer_the_cases_logged_from_then_on) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  Client mani = desk.As(kManager);
  const std::string before = desk.Log();
  EXPECT_EQ(hana.Get("/api/v1/procedures").At("/procedures/0/id"), "general");
  const char* housing = R"({"shipped": "uk-housing", "reason": "We are a landlord."})";
  EXPECT_EQ(hana.Post("/api/v1/procedures", housing).status, 403);
  const HttpReply done = mani.Post("/api/v1/procedures", housing);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.At("/events/0"), "ProcedureActivated");
  EXPECT_EQ(hana.Get("/api/v1/procedures").At("/procedures/0/id"), "uk-housing") << "newest first";
  EXPECT_EQ(hana.Get("/api/v1/procedures/uk-housing").At("/stages/count"), "2");

  EXPECT_EQ(hana.Get(before).At("/procedure/id"), "general") << "a case keeps what it was opened under";
  const HttpReply logged =
      hana.Post("/api/v1/cases", R"({"kind": "complaint", "channel": "email", "subject": "Damp", "procedure": "uk-housing",
      "new_customer": {"name": "Ada Osei", "email": "ada.osei@example.org"}})");
  ASSERT_EQ(logged.status, 201) << logged.body;
  const std::string path = "/api/v1/cases/" + logged.At("/ref");
  const HttpReply view = hana.Get(path);
  EXPECT_EQ(view.At("/procedure/id"), "uk-housing");
  EXPECT_FALSE(view.At("/clocks/0/clause/number").empty()) << view.body;
  EXPECT_FALSE(view.At("/clocks/0/reasoning/0").empty());
}

TEST(Procedures, hand_out_their_texts_to_base_ones_own_on) {
  WebDesk desk;
  Client mani = desk.As(kManager);
  // Not in force yet, and in force: the same texts, calendars first and itself last.
  const HttpReply shipped = desk.As(kHandler).Get("/api/v1/procedures/uk-housing/files");
  ASSERT_EQ(shipped.status, 200) << shipped.body;
  ASSERT_EQ(mani.Post("/api/v1/procedures", R"({"shipped": "uk-housing", "reason": "We are a landlord."})").status, 200);
  EXPECT_EQ(mani.Get("/api/v1/procedures/uk-housing/files?version=1").body, shipped.body);
  boost::json::array files = boost::json::parse(shipped.body).at("files").as_array();
  EXPECT_EQ(files.back().at("path"), "uk-housing/pack.toml");
  files.push_back(
      {{"path", "ours/pack.toml"}, {"text", "id = \"ours\"\nversion = 1\ntitle = \"Ours\"\nbased_on = \"uk-housing\"\n"}});
  const HttpReply checked = mani.Post("/api/v1/procedures/check", boost::json::serialize(boost::json::value{{"files", files}}));
  EXPECT_EQ(checked.At("/sound"), "true") << checked.body;
  EXPECT_EQ(mani.Get("/api/v1/procedures/uk-housing/files?version=7").status, 404);
  const HttpReply unknown = mani.Get("/api/v1/procedures/uk-hosing/files");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_NE(unknown.body.find("uk-housing"), std::string::npos) << unknown.body;
}

TEST(Procedures, are_shown_whole) {
  WebDesk desk;
  ASSERT_EQ(desk.As(kManager).Post("/api/v1/procedures", R"({"shipped": "uk-housing", "reason": "We are a landlord."})").status,
            200);
  const HttpReply shown = desk.As(kHandler).Get("/api/v1/procedures/uk-housing");
  ASSERT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(shown.At("/applies/kinds/0"), "complaint");
  EXPECT_NE(shown.At("/applies/says").find("Tenancy"), std::string::npos) << shown.At("/applies/says");
  EXPECT_EQ(shown.At("/valid_from"), "2024-04-01");
  EXPECT_EQ(shown.At("/based_on/0"), "general");
  EXPECT_EQ(shown.At("/gates/0/phase"), "identify");
  EXPECT_EQ(shown.At("/gates/0/requirements/0/fixed"), "true");
  EXPECT_FALSE(shown.At("/gates/0/requirements/0/title").empty());
  EXPECT_EQ(shown.At("/promises/length"), "2 days");
  EXPECT_FALSE(shown.At("/promises/clause/number").empty());
  EXPECT_EQ(shown.At("/four_eyes/above/amount"), "5000.00");
  EXPECT_FALSE(shown.At("/four_eyes/clause/number").empty());
  EXPECT_EQ(shown.At("/closing/attempts"), "2");
  EXPECT_EQ(shown.At("/closing/wait"), "7 days");
  EXPECT_FALSE(shown.At("/closing/clause/number").empty());
  EXPECT_EQ(shown.At("/reopening/length"), "180 days");
  EXPECT_EQ(shown.At("/follow_up/length"), "30 days");
  EXPECT_FALSE(shown.At("/retention/keep").empty());
  EXPECT_EQ(shown.At("/stages/second_handler_differs"), "true");
  EXPECT_FALSE(shown.At("/stages/clause/number").empty());
  EXPECT_NE(shown.At("/ladder").find("write_off"), std::string::npos) << "what is kept for a rung: " << shown.At("/ladder");
  EXPECT_FALSE(shown.At("/ladder/0/clause/number").empty());
  EXPECT_NE(shown.At("/clocks").find("extension_clause"), std::string::npos);
  EXPECT_FALSE(shown.At("/triggers/0/clause/number").empty());
}

TEST(Procedures, that_are_not_in_force_are_refused_with_the_nearest_name) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const HttpReply logged =
      hana.Post("/api/v1/cases", R"({"kind": "complaint", "channel": "email", "subject": "Damp", "procedure": "genral",
      "new_customer": {"name": "Ada Osei", "email": "ada.osei@example.org"}})");
  EXPECT_EQ(logged.status, 400);
  EXPECT_EQ(logged.At("/faults/0/path"), "procedure");
  EXPECT_NE(logged.At("/faults/0/says").find("did you mean \"general\""), std::string::npos) << logged.body;
  EXPECT_EQ(hana.Get("/api/v1/procedures/uk-housng").status, 404);
  const HttpReply shipped = desk.As(kManager).Post("/api/v1/procedures", R"({"shipped": "uk-housng", "reason": "x"})");
  EXPECT_EQ(shipped.status, 400);
  EXPECT_NE(shipped.At("/faults/0/says").find("did you mean \"uk-housing\""), std::string::npos) << shipped.body;
}

TEST(Procedures, with_faults_are_told_each_at_its_place_and_not_taken) {
  WebDesk desk;
  Client mani = desk.As(kManager);
  const std::string files =
      R"("files": [{"path": "draft/pack.toml", "text": "id = \"draft\"\nversion = 1\ntitle = \"D\"\nbased_on = \"genral\"\n"}])";
  const HttpReply checked = mani.Post("/api/v1/procedures/check", "{" + files + "}");
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_EQ(checked.At("/sound"), "false");
  EXPECT_EQ(checked.At("/problems/0/where"), "based_on");
  EXPECT_EQ(checked.At("/problems/0/line"), "4");
  const HttpReply taken = mani.Post("/api/v1/procedures", "{" + files + R"(, "reason": "x"})");
  EXPECT_EQ(taken.status, 400);
  EXPECT_NE(taken.At("/faults/0/says").find("draft/pack.toml:4:"), std::string::npos) << taken.body;
  EXPECT_EQ(desk.Count("select count(*) from event where stream = 'P-1'"), 1) << "only the one that comes with Amends";
}

TEST(Procedures, beside_which_another_applies_equally_are_refused_until_that_is_retired) {
  WebDesk desk;
  Client mani = desk.As(kManager);
  const auto general = boost::json::parse(base::ToJson(*packs::Shipped("general"))).as_array();
  const auto put = [&](const std::string& id, const std::string& more) {
    boost::json::array files = general;
    files.push_back({{"path", id + "/pack.toml"},
                     {"text", "id = \"" + id +
                                  "\"\nversion = 1\ntitle = \"K\"\nbased_on = \"general\"\n[applies]\n"
                                  "products = [\"Kettle\"]\n" +
                                  more}});
    return mani.Post("/api/v1/procedures", boost::json::serialize(boost::json::object{{"files", files}, {"reason", "x"}}));
  };
  ASSERT_EQ(put("ours", "").status, 200);
  const HttpReply refused = put("theirs", "");
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.At("/refusals/0/rule"), "applies_equally");
  EXPECT_EQ(refused.At("/refusals/0/mend"), "retire-procedure");
  EXPECT_NE(refused.At("/refusals/0/says").find("theirs and ours apply equally to cases of product Kettle"), std::string::npos);
  ASSERT_EQ(mani.Post("/api/v1/procedures/ours/retire", R"({"reason": "x"})").status, 200);
  EXPECT_EQ(put("theirs", "").status, 200);
  // And by the check, which a desk that runs makes with the letters it writes with.
  const HttpReply unwritten = put("unwritten",
                                  "[[letters]]\nletter = \"final-response\"\nstatement = \"ombudsmn\"\n"
                                  "clause = { number = \"1\", words = \"w\", rests_on = \"r\" }\n");
  EXPECT_EQ(unwritten.status, 400) << unwritten.body;
  EXPECT_NE(unwritten.At("/faults/0/says").find("nobody has a text of the statement"), std::string::npos) << unwritten.body;
}

TEST(Procedures, show_what_moving_a_case_to_another_would_change_and_then_do_it) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  Client mani = desk.As(kManager);
  const std::string path = desk.Log();
  ASSERT_EQ(mani.Post("/api/v1/procedures", R"({"shipped": "uk-housing", "reason": "x"})").status, 200);
  const HttpReply preview = hana.Get(path + "/procedures/uk-housing");
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_FALSE(preview.At("/clocks/0/clock").empty()) << preview.body;
  EXPECT_EQ(hana.Get(path + "/procedures/uk-water").status, 404);
  const std::string move = R"({"procedure": "uk-housing", "reason": "It is about a repair."})";
  EXPECT_EQ(hana.Post(path + "/move-to-procedure", move).status, 403);
  EXPECT_EQ(mani.Post(path + "/move-to-procedure", move).At("/events/0"), "ProcedureChanged");
  EXPECT_EQ(hana.Get(path).At("/procedure/id"), "uk-housing");
  EXPECT_EQ(hana.Get(path + "/procedures/uk-housing").At("/clocks"), "[]") << "it is there already";
}

TEST(Authority, that_is_lent_lets_somebody_act_for_a_while) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  Client lea = desk.As(kLeader);
  const std::string path = desk.Log();
  const std::string move = R"({"procedure": "general", "reason": "To see who may."})";
  EXPECT_EQ(hana.Post(path + "/move-to-procedure", move).status, 403);
  const HttpReply lent =
      lea.Post("/api/v1/users/U-1/lend-authority", R"({"until": "2026-11-05T09:00:00Z", "reason": "I am away."})");
  ASSERT_EQ(lent.status, 200) << lent.body;
  EXPECT_EQ(hana.Post("/api/v1/users/U-2/lend-authority", R"({"until": "2026-11-05T09:00:00Z", "reason": "Back."})").status, 403);
  desk.desk().Advance(std::chrono::minutes(2));  // who somebody is, is looked up again within the minute
  EXPECT_EQ(hana.Post(path + "/move-to-procedure", move).status, 200);
  desk.desk().Advance(std::chrono::days(4));
  EXPECT_EQ(hana.Post(path + "/move-to-procedure", move).status, 403);
}

}  // namespace
}  // namespace tests
