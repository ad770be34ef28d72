// A customer over the wire: the whole of them in one answer, what can be done with the record, and the people and the
// procedure behind their cases.

#include "http/web_desk.h"

namespace tests {
namespace {

using namespace std::chrono_literals;

CaseId Ref(const std::string& path) { return *CaseId::Parse(path.substr(14)); }

TEST(ACustomer, is_told_across_all_their_cases_in_one_answer) {
  WebDesk desk;
  const CaseId first = Ref(desk.Log());
  const CustomerId amara = desk.desk().State(first).customer;
  desk.desk().Do(kHandler, first, AssessImpact{Severity::High, Emotion::Angry, {}, false, false, {}, {}});
  desk.desk().Advance(1h);
  RecordContact rang;
  rang.channel = Channel::Telephone;
  rang.summary = Said("Rang with news.");
  rang.next_news_by = desk.desk().Now() + 24h;
  desk.desk().Do(kHandler, first, rang);
  desk.desk().Advance(1h);
  desk.desk().Do(kHandler, first, AssessImpact{Severity::High, Emotion::Calm, {}, false, false, {}, {}});
  LogCase again = ABoilerCase();
  again.customer = amara;
  desk.desk().Advance(1h);
  const CaseId second = desk.desk().Log(kHandler, again);
  desk.desk().Advance(1h);
  RecordContact wrote;
  wrote.direction = Direction::FromCustomer;
  wrote.channel = Channel::Email;
  wrote.summary = Said("It leaks again.");
  desk.desk().Do(kHandler, second, wrote);

  Client hana = desk.As(kHandler);
  const HttpReply told = hana.Get("/api/v1/customers/CU-1/history");
  ASSERT_EQ(told.status, 200) << told.body;
  EXPECT_EQ(told.At("/contacts/0/case_ref"), second.ToString()) << "the newest first";
  EXPECT_EQ(told.At("/contacts/0/summary"), "It leaks again.");
  EXPECT_EQ(told.At("/contacts/1/summary"), "Rang with news.");
  EXPECT_EQ(told.At("/contacts/1/by"), "U-1");
  EXPECT_EQ(told.At("/feelings/0/mood"), "angry") << "as they sounded then, and not only at last";
  EXPECT_EQ(told.At("/feelings/1/mood"), "calm");
  EXPECT_EQ(told.At("/feelings/2/kind"), "");
  EXPECT_EQ(told.At("/loyalty/risk"), "some");
  EXPECT_EQ(told.At("/loyalty/reasons/0/reason"), "open_complaints");
  EXPECT_EQ(told.At("/loyalty/reasons/0/times"), "2");
  EXPECT_EQ(told.At("/cases"), "2");
  EXPECT_EQ(told.At("/read"), "2");

  const HttpReply view = hana.Get("/api/v1/customers/CU-1");
  EXPECT_EQ(view.At("/counts/open"), "2");
  EXPECT_EQ(view.At("/counts/closed"), "0");
  EXPECT_EQ(view.At("/cases/0/ref"), second.ToString());

  desk.SetReach(kColleague, desk::Reach::Own);
  desk.desk().Do(kColleague, second, TakeOwnership{});
  Client cole = desk.As(kColleague);
  EXPECT_EQ(cole.Get("/api/v1/customers/CU-1/history").At("/cases"), "1") << "of the cases one sees";
  EXPECT_EQ(cole.Get("/api/v1/customers/CU-1").At("/counts/open"), "1");
  EXPECT_EQ(hana.Get("/api/v1/customers/CU-9/history").status, 404);

  ASSERT_EQ(desk.As(kManager).Post("/api/v1/customers/CU-1/erase-customer", R"({"ground": "Asked for it."})").status, 200);
  const HttpReply erased = hana.Get("/api/v1/customers/CU-1/history");
  EXPECT_EQ(erased.status, 200);
  EXPECT_EQ(erased.At("/contacts/0/summary"), "null");
  EXPECT_EQ(erased.At("/feelings/0/mood"), "angry") << "a fact that tells nobody's name";
}

TEST(ACustomer, that_was_merged_tells_the_cases_of_both_records) {
  WebDesk desk;
  desk.Log();
  desk.Log();
  Client mani = desk.As(kManager);
  ASSERT_EQ(mani.Post("/api/v1/customers/CU-2/merge-customer", R"({"into": "CU-1", "reason": "One person."})").status, 200);
  EXPECT_EQ(mani.Get("/api/v1/customers/CU-1/history").At("/cases"), "2");
  EXPECT_EQ(mani.Get("/api/v1/customers/CU-1").At("/counts/open"), "2");
}

bool Holds(const HttpReply& view, const std::string& list, const std::string& command) {
  for (const auto& one : view.Json().at("guide").at(list).as_array()) {
    if ((one.is_string() ? one.as_string() : one.at("command").as_string()) == command) return true;
  }
  return false;
}

TEST(ACustomer, says_what_can_be_done_with_the_record_and_what_is_in_the_way) {
  WebDesk desk;
  desk.Log();
  desk.Log();
  Client hana = desk.As(kHandler);
  const HttpReply view = hana.Get("/api/v1/customers/CU-2");
  EXPECT_TRUE(Holds(view, "allowed", "correct-profile")) << view.body;
  EXPECT_TRUE(Holds(view, "allowed", "merge-customer"));
  EXPECT_TRUE(Holds(view, "allowed", "make-portal-code"));
  EXPECT_TRUE(Holds(view, "refused", "erase-customer"));
  EXPECT_TRUE(Holds(view, "refused", "unmerge-customer"));
  EXPECT_FALSE(Holds(view, "allowed", "register-customer"));
  EXPECT_FALSE(Holds(view, "allowed", "absorb-customer"));
  // Each refusal of the guide is the one that the command itself would meet.
  for (const auto& one : view.Json().at("guide").at("refused").as_array()) {
    const std::string command(one.at("command").as_string());
    const HttpReply refused =
        hana.Post("/api/v1/customers/CU-2/" + command,
                  command == "erase-customer" ? R"({"ground": "Asked for it."})" : R"({"reason": "They are two."})");
    EXPECT_GE(refused.status, 403) << command;
    EXPECT_EQ(refused.At("/refusals/0/says"), one.at("refusals").at(0).at("says").as_string()) << refused.body;
  }
  ASSERT_EQ(hana.Post("/api/v1/customers/CU-2/merge-customer", R"({"into": "CU-1", "reason": "One person."})").status, 200);
  const HttpReply merged = hana.Get("/api/v1/customers/CU-2");
  EXPECT_TRUE(Holds(merged, "refused", "merge-customer"));
  EXPECT_TRUE(Holds(merged, "allowed", "unmerge-customer"));
  EXPECT_TRUE(Holds(desk.As(kQuality).Get("/api/v1/customers/CU-1"), "refused", "correct-profile"));
  ASSERT_EQ(desk.As(kManager).Post("/api/v1/customers/CU-1/erase-customer", R"({"ground": "Asked for it."})").status, 200);
  const HttpReply erased = hana.Get("/api/v1/customers/CU-1");
  EXPECT_TRUE(Holds(erased, "refused", "correct-profile"));
  EXPECT_TRUE(Holds(erased, "refused", "make-portal-code"));
}

TEST(ACustomer, loses_a_number_that_is_not_theirs_and_is_found_by_it_no_more) {
  WebDesk desk;
  desk.Log();
  Client hana = desk.As(kHandler);
  const std::string path = "/api/v1/customers/CU-1";
  ASSERT_NE(hana.Get(path).At("/state/profile/phone"), "");
  const HttpReply done = hana.Post(path + "/correct-profile", R"({"profile": {}, "clear": ["phone"], "reason": "Not hers."})");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.At("/events/0"), "ProfileCorrected");
  EXPECT_EQ(hana.Get(path).At("/state/profile/phone"), "");
  EXPECT_NE(hana.Get(path).At("/state/profile/name"), "");
  const HttpReply match = hana.Post("/api/v1/customers/match", R"({"phone": "+44 161 496 0123"})");
  EXPECT_EQ(match.Json().at("customers").as_array().size(), 0U) << match.body;
  const HttpReply both =
      hana.Post(path + "/correct-profile", R"({"profile": {"email": "x@example.org"}, "clear": ["email"], "reason": "Which?"})");
  EXPECT_EQ(both.status, 422) << both.body;
  EXPECT_EQ(both.At("/refusals/0/field"), "clear");
}

TEST(TheProcedure, that_a_case_would_get_is_told_before_it_is_logged_and_why) {
  WebDesk desk;
  Client mani = desk.As(kManager);
  Client hana = desk.As(kHandler);
  const auto ask = [&](const std::string& query) { return hana.Get("/api/v1/procedure-choice" + query); };
  const HttpReply general = ask("?kind=complaint&product=Kettle");
  ASSERT_EQ(general.status, 200) << general.body;
  EXPECT_EQ(general.At("/id"), "general");
  EXPECT_EQ(general.At("/because"), "general");
  EXPECT_NE(general.At("/title"), "");
  ASSERT_EQ(mani.Post("/api/v1/procedures", R"({"shipped": "uk-consumer", "reason": "We sell to consumers."})").status, 200);
  const HttpReply fits = ask("?kind=complaint&channel=email&customer_type=consumer");
  EXPECT_EQ(fits.At("/id"), "uk-consumer");
  EXPECT_EQ(fits.At("/because"), "fits");
  EXPECT_NE(fits.At("/facts").find(R"({"fact":"customer-type","value":"consumer"})"), std::string::npos) << fits.body;
  EXPECT_EQ(ask("").At("/id"), "general");
  EXPECT_EQ(ask("?procedure=uk-consumer").At("/because"), "asked");
  const HttpReply unknown = ask("?procedure=uk-consumr");
  EXPECT_EQ(unknown.status, 400);
  EXPECT_EQ(unknown.At("/faults/0/path"), "procedure");

  const HttpReply customer =
      hana.Post("/api/v1/customers", R"({"profile": {"name": "Amara Okafor"}, "attributes": {"customer-type": "consumer"}})");
  const std::string whose = "?customer=" + customer.At("/ref");
  EXPECT_EQ(ask(whose).At("/id"), "uk-consumer") << "their record says what type of customer they are";
  EXPECT_EQ(ask(whose + "&customer_type=charity").At("/id"), "general") << "what is said now goes first";
  // And log-case does the same.
  const HttpReply logged = hana.Post("/api/v1/cases", R"({"kind": "complaint", "channel": "telephone", "subject": "A kettle",
      "words": "It leaks.", "remedy_sought": "Another.", "customer": ")" +
                                                          customer.At("/ref") + "\"}");
  const HttpReply view = hana.Get("/api/v1/cases/" + logged.At("/ref"));
  EXPECT_EQ(view.At("/procedure/id"), ask(whose).At("/id"));
  EXPECT_EQ(view.At("/procedure/version"), ask(whose).At("/version"));
}

TEST(People, are_listed_with_who_is_away_who_stands_in_and_what_was_lent) {
  WebDesk desk;
  Client ada = desk.As(kAdministrator);
  Client hana = desk.As(kHandler);
  desk.As(kHandler, "reports");
  const std::string until = (desk.desk().Now() + 48h).ToString();
  ASSERT_EQ(hana.Post("/api/v1/users/U-1/set-absence", R"({"until": ")" + until + R"(", "deputy": "U-4"})").status, 200);
  ASSERT_EQ(desk.As(kLeader)
                .Post("/api/v1/users/U-4/lend-authority", R"({"until": ")" + until + R"(", "reason": "While Hana is away."})")
                .status,
            200);
  const auto of = [](const HttpReply& list, const std::string& ref) {
    for (const auto& user : list.Json().at("users").as_array()) {
      if (std::string_view(user.at("ref").as_string()) == ref) return user;
    }
    return boost::json::value();
  };
  const HttpReply list = ada.Get("/api/v1/users");
  EXPECT_EQ(of(list, "U-1").at("tokens"), 2) << list.body;
  EXPECT_EQ(of(list, "U-1").at("absence").at("deputy"), "U-4");
  EXPECT_EQ(of(list, "U-4").at("lent").at(0).at("by"), "U-2");
  EXPECT_EQ(of(list, "U-4").at("lent").at(0).at("role"), "team_leader");
  const HttpReply hers = hana.Get("/api/v1/users");
  EXPECT_TRUE(of(hers, "U-1").as_object().contains("tokens")) << "one's own";
  EXPECT_FALSE(of(hers, "U-4").as_object().contains("tokens"));
  desk.desk().Advance(72h);
  const HttpReply later = ada.Get("/api/v1/users");
  EXPECT_FALSE(of(later, "U-1").as_object().contains("absence")) << "she is back";
  EXPECT_TRUE(of(later, "U-4").at("lent").as_array().empty());
}

TEST(AnOption, says_whether_the_reader_may_offer_it) {
  WebDesk desk;
  const std::string path = desk.Log(Weighed("450.00"));
  const HttpReply hanas = desk.As(kHandler).Get(path);
  EXPECT_EQ(hanas.At("/options/0/option"), "O-1") << hanas.body;
  EXPECT_EQ(hanas.At("/options/0/by"), "higher_role");
  EXPECT_EQ(hanas.At("/options/0/settled"), "false");
  const std::string needed = hanas.At("/options/0/needed");
  EXPECT_TRUE(needed == "team_leader" || needed == "manager") << needed;
  EXPECT_NE(hanas.At("/options/0/says").find("450.00"), std::string::npos);
  const HttpReply manis = desk.As(kManager).Get(path);
  EXPECT_EQ(manis.At("/options/0/by"), "nobody") << "the same case, another reader";
  EXPECT_EQ(manis.At("/options/0/settled"), "true");
  ASSERT_EQ(desk.As(kHandler).Post(path + "/request-approval", R"({"option": "O-1", "reason": "It is what she lost."})").status,
            200);
  ASSERT_EQ(desk.As(kManager).Post(path + "/grant-approval", R"({"option": "O-1"})").status, 200);
  const HttpReply granted = desk.As(kHandler).Get(path);
  EXPECT_EQ(granted.At("/options/0/by"), "higher_role");
  EXPECT_EQ(granted.At("/options/0/settled"), "true");
  // The guide says the same.
  EXPECT_NE(granted.At("/guide/allowed").find("make-offer"), std::string::npos) << granted.At("/guide/refused");
}

TEST(AnOpenRemedy, says_on_whom_the_burden_of_proof_lies) {
  WebDesk desk;
  const std::string path = desk.Log();
  const HttpReply assessed = desk.As(kHandler).Post(
      path + "/assess-rights", R"({"question": {"kind": "goods", "delivered": "2026-10-20", "fault_shown": "2026-10-25"}})");
  ASSERT_EQ(assessed.status, 200) << assessed.body;
  const HttpReply view = desk.As(kHandler).Get(path);
  EXPECT_EQ(view.At("/rights/open/0/right"), "short_term_right_to_reject") << view.At("/rights");
  EXPECT_EQ(view.At("/rights/open/0/proof/who"), "customer");
  EXPECT_EQ(view.At("/rights/open/1/proof/who"), "trader");
  EXPECT_NE(view.At("/rights/open/1/proof/source"), "");
}

TEST(TheStory, points_to_what_it_tells_of) {
  WebDesk desk;
  const std::string path = desk.Log(Offered());
  const HttpReply view = desk.As(kHandler).Get(path);
  const auto timeline = view.Json().at("timeline").as_array();
  const auto made = std::ranges::find_if(timeline, [](const auto& entry) { return entry.at("event") == "OfferMade"; });
  ASSERT_NE(made, timeline.end());
  EXPECT_EQ(boost::json::serialize(made->at("refers_to")), R"([{"kind":"option","ref":"O-1"},{"kind":"offer","ref":"OF-1"}])");
}

}  // namespace
}  // namespace tests
