// What the Consumer Rights Act leaves open, asked over the wire: by anybody, without a desk's data.

#include "http/web_desk.h"

namespace tests {
namespace {

constexpr const char* kGoods = R"({"kind": "goods", "delivered": "2026-09-01", "fault_shown": "2026-09-20"})";

TEST(Rights, are_told_to_anybody_for_the_day_asked) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  const HttpReply open = visitor.Post("/api/v1/rights?today=2026-10-01", kGoods);
  ASSERT_EQ(open.status, 200) << open.body;
  EXPECT_EQ(open.At("/today"), "2026-10-01");
  EXPECT_EQ(open.At("/rights/0/right"), "short_term_right_to_reject");
  EXPECT_EQ(open.At("/rights/0/standing"), "open");
  EXPECT_EQ(open.At("/rights/0/last"), "2026-10-01");
  EXPECT_EQ(open.At("/rights/0/source"), "Consumer Rights Act 2015 s.22(3)");
  EXPECT_EQ(open.At("/rights/0/verified"), "true");
  EXPECT_EQ(open.At("/rights/1/proof/who"), "trader");
  EXPECT_EQ(open.At("/short_term/steps/0/source"), "Consumer Rights Act 2015 s.22(3)");
  EXPECT_EQ(visitor.Post("/api/v1/rights?today=2026-10-02", kGoods).At("/rights/0/standing"), "closed");
  EXPECT_EQ(desk.As(kHandler).Post("/api/v1/rights?today=2026-10-01", kGoods).body, open.body) << "the same for staff";
}

TEST(Rights, are_told_for_the_day_it_is_in_the_united_kingdom_if_none_is_asked_for) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  // Half an hour before midnight in Greenwich it is the next day in London's summer.
  desk.desk().Advance(*base::Instant::Parse("2027-06-30T23:30:00Z") - desk.desk().Now());
  EXPECT_EQ(visitor.Post("/api/v1/rights", kGoods).At("/today"), "2027-07-01");
}

TEST(Rights, of_a_question_that_contradicts_itself_are_refused_by_field) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  const HttpReply reply = visitor.Post("/api/v1/rights?today=2026-10-01",
                                       R"({"kind": "goods", "delivered": "2026-09-01", "fault_shown": "2026-08-20",
                                           "attempts": [{"kind": "repair", "requested": "2026-09-10", "received_back": "2026-09-09"}]})");
  EXPECT_EQ(reply.status, 400);
  EXPECT_EQ(reply.At("/faults/0/path"), "fault_shown");
  EXPECT_NE(reply.At("/faults/0/says").find("before the day of delivery, Tue 1 Sep 2026"), std::string::npos) << reply.body;
  EXPECT_EQ(reply.At("/faults/1/path"), "attempts[0].received_back");
}

TEST(Rights, refuse_words_they_do_not_know_and_say_the_nearest) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  struct Case {
    const char* target;
    const char* body;
    const char* path;
    const char* says;
  };
  for (const Case& c :
       {Case{"/api/v1/rights", R"({"kind": "good"})", "kind", "did you mean \"goods\""},
        Case{"/api/v1/rights", R"({"kind": "goods", "deliverd": "2026-09-01"})", "deliverd", "did you mean \"delivered\""},
        Case{"/api/v1/rights", R"({"kind": "goods", "delivered": "1.9.2026"})", "delivered", "2026-12-23"},
        Case{"/api/v1/rights", R"({"kind": "goods", "perishable_days": 0})", "perishable_days", "from 1 to 3650"},
        Case{"/api/v1/rights", "{}", "kind", "is required"},
        Case{"/api/v1/rights?today=soon", R"({"kind": "goods"})", "today", "soon"},
        Case{"/api/v1/rights?tody=2026-10-01", R"({"kind": "goods"})", "tody", "did you mean \"today\""}}) {
    const HttpReply reply = visitor.Post(c.target, c.body);
    EXPECT_EQ(reply.status, 400) << c.body;
    EXPECT_EQ(reply.At("/faults/0/path"), c.path) << reply.body;
    EXPECT_NE(reply.At("/faults/0/says").find(c.says), std::string::npos) << reply.body;
  }
}

TEST(Rights, of_every_kind_of_contract_are_as_the_document_promises) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  for (
      const char* body :
      {R"({"kind": "goods"})", R"({"kind": "mixed", "device_damaged": true, "refund_agreed": "2026-09-20"})",
       R"({"kind": "service", "performed": "2026-09-01", "attempts": [{"kind": "repeat_performance", "requested": "2026-09-02"}]})",
       R"({"kind": "digital_content", "delivered": "2026-09-01", "price": {"amount": "12.50", "currency": "GBP"}})",
       R"({"kind": "goods", "delivered": "2026-09-01", "rejected": "2026-09-05", "motor_vehicle": true})"}) {
    EXPECT_EQ(visitor.Post("/api/v1/rights?today=2026-10-01", body).status, 200) << body;
  }
}

TEST(Rights, have_the_limit_of_a_body_that_all_have) {
  WebDesk desk;
  Client visitor = desk.Visitor();
  const std::string large = R"({"kind": ")" + std::string(3U << 20U, 'x') + R"("})";
  EXPECT_EQ(visitor.Post("/api/v1/rights", large).status, 413);
}

// -- On a case ----------------------------------------------------------------------------------------------------------

constexpr const char* kKettle = R"({"kind": "goods", "delivered": "2026-10-20", "fault_shown": "2026-10-25",
                                    "price": {"amount": "60.00", "currency": "GBP"}})";

TEST(RightsOnACase, are_shown_once_they_were_assessed_with_what_is_open_until_when) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string path = desk.Log(Weighed("60.00"));
  EXPECT_FALSE(hana.Get(path).Json().as_object().contains("rights")) << "nothing is known of the purchase";
  ASSERT_EQ(hana.Post(path + "/assess-rights", std::string(R"({"question": )") + kKettle + "}").status, 200);
  const HttpReply shown = hana.Get(path);
  const HttpReply asked = desk.Visitor().Post("/api/v1/rights?today=2026-11-02", kKettle);
  EXPECT_EQ(shown.At("/rights/today"), "2026-11-02");
  EXPECT_EQ(shown.At("/rights/says"), asked.At("/says"));
  EXPECT_EQ(shown.At("/rights/open/0/right"), "short_term_right_to_reject");
  EXPECT_EQ(shown.At("/rights/open/0/last"), asked.At("/rights/0/last"));
  EXPECT_EQ(shown.At("/rights/open/0/last"), "2026-11-19");
  const boost::json::value view = shown.Json();
  for (const auto& open : view.at("rights").at("open").as_array())
    EXPECT_NE(open.at("right").as_string(), "final_right_to_reject") << "not before a repair was tried";
}

TEST(RightsOnACase, stand_beside_each_option_and_name_the_one_that_gives_less_than_the_law) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string path = desk.Log(Weighed("60.00"));
  OptionTerms sorry;
  sorry.remedy = RemedyKind::Apology;
  sorry.title = Titled("Say sorry");
  desk.desk().Do(kHandler, *CaseId::Parse(path.substr(14)), AddOption{sorry});
  ASSERT_EQ(hana.Post(path + "/assess-rights", std::string(R"({"question": )") + kKettle + "}").status, 200);
  const HttpReply shown = hana.Get(path);
  EXPECT_EQ(shown.At("/rights/options/0/option"), "O-1");
  EXPECT_EQ(shown.At("/rights/options/0/check/verdict"), "not_below") << "a repair is one of the remedies";
  EXPECT_EQ(shown.At("/rights/options/2/option"), "O-3");
  EXPECT_EQ(shown.At("/rights/options/2/check/verdict"), "below");
  EXPECT_EQ(shown.At("/rights/options/2/check/falls_short_of/0"), "short_term_right_to_reject");
}

TEST(RightsOnACase, are_those_of_the_day_it_is_looked_at) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string path = desk.Log(Weighed("60.00"));
  ASSERT_EQ(hana.Post(path + "/assess-rights", std::string(R"({"question": )") + kKettle + "}").status, 200);
  desk.desk().Advance(*base::Instant::Parse("2026-11-19T23:59:59Z") - desk.desk().Now());
  EXPECT_EQ(hana.Get(path).At("/rights/open/0/right"), "short_term_right_to_reject") << "the whole of the last day";
  desk.desk().Advance(std::chrono::seconds(1));
  EXPECT_EQ(hana.Get(path).At("/rights/open/0/right"), "repair") << "not kept from the day before";
}

}  // namespace
}  // namespace tests
