// Letters from a case over the wire: drafted, held to what they must have, sent, and shown again as they went out.

#include <boost/json.hpp>

#include "http/web_desk.h"

namespace tests {
namespace {

namespace json = boost::json;

constexpr const char* kFinancial = R"({"shipped": "uk-financial", "reason": "We are a bank."})";
constexpr const char* kABankCase =
    R"({"kind": "complaint", "channel": "email", "subject": "Charged twice", "words": "Twice on one day.",
        "remedy_sought": "My money back.", "procedure": "uk-financial",
        "answers": {"regime": "general", "ombudsman-eligible": "yes"},
        "new_customer": {"name": "Amara Okafor", "email": "amara.okafor@example.org", "address": "27 Mill Lane\nBedminster\nBristol",
                         "postcode": "BS3 1QT"}})";

// A bank's desk with one case on it.
class Bank {
 public:
  Bank() {
    EXPECT_EQ(mani_.Post("/api/v1/procedures", kFinancial).status, 200);
    const HttpReply logged = hana_.Post("/api/v1/cases", kABankCase);
    EXPECT_EQ(logged.status, 201) << logged.body;
    path_ = "/api/v1/cases/" + logged.At("/ref");
  }
  void Decide() { desk_.desk().Walk(*CaseId::Parse(path_.substr(path_.rfind('/') + 1)), Analysed()); }
  WebDesk& desk() { return desk_; }
  Client& hana() { return hana_; }
  const std::string& path() const { return path_; }
  HttpReply Draft(const std::string& kind) { return hana_.Get(path_ + "/letters/" + kind); }
  HttpReply Send(const std::string& kind, const std::string& text, const char* channel = "letter") {
    return mani_.Post(path_ + "/send-letter", Body(kind, text, channel));
  }
  static std::string Body(const std::string& kind, const std::string& text, const char* channel = "letter") {
    return json::serialize(
        json::object{{"letter", kind}, {"channel", channel}, {"title", "About your complaint"}, {"text", text}});
  }

 private:
  WebDesk desk_;
  Client hana_ = desk_.As(kHandler);
  Client mani_ = desk_.As(kManager);
  std::string path_;
};

// A draft whose gaps somebody has filled in.
std::string FilledIn(std::string text) {
  for (auto at = text.find("[missing: "); at != std::string::npos; at = text.find("[missing: ")) {
    text.replace(at, text.find(']', at) - at + 1, "what we said");
  }
  return text;
}

TEST(ADraft, says_what_the_case_knows_and_names_what_it_does_not) {
  Bank bank;
  const HttpReply draft = bank.Draft("final-response");
  ASSERT_EQ(draft.status, 200) << draft.body;
  EXPECT_EQ(draft.At("/title"), "Our final response to your complaint “Charged twice”");
  const std::string text = draft.At("/text");
  EXPECT_NE(text.find("Dear Amara Okafor,"), std::string::npos) << text;
  EXPECT_NE(text.find("“My money back.”"), std::string::npos);
  EXPECT_NE(text.find("Financial Ombudsman Service"), std::string::npos) << "what the procedure wants is in it already";
  EXPECT_NE(text.find("[missing: decision.outcome]"), std::string::npos) << text;
  EXPECT_EQ(text.find("uphold"), std::string::npos) << "nothing is decided";
  EXPECT_EQ(text.find("could not establish"), std::string::npos) << "nor was a cause looked for";
  EXPECT_EQ(draft.At("/review/may_be_sent"), "false");
  EXPECT_EQ(draft.At("/review/statements/0/presence"), "present");
  EXPECT_EQ(bank.desk().Count("select count(*) from event where type = 'LetterSent'"), 0);
}

TEST(ADraft, of_every_kind_is_made_from_a_case_of_which_little_is_known) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  for (const char* kind : {"acknowledgement", "update", "holding", "summary-resolution", "final-response", "deadlock",
                           "stage-one-answer", "stage-two-answer"}) {
    const HttpReply draft = hana.Get(path + "/letters/" + kind);
    EXPECT_EQ(draft.status, 200) << kind << ": " << draft.body;
  }
  const HttpReply unknown = hana.Get(path + "/letters/final-responce");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_NE(unknown.At("/detail").find("did you mean \"final-response\""), std::string::npos) << unknown.body;
}

TEST(ADraft, is_in_large_print_and_says_what_else_the_customer_needs) {
  Bank bank;
  Client& hana = bank.hana();
  ASSERT_EQ(hana.Post("/api/v1/customers/CU-1/record-need", R"({"need": "large_print"})").status, 200);
  ASSERT_EQ(hana.Post("/api/v1/customers/CU-1/record-need", R"({"need": "easy_read"})").status, 200);
  ASSERT_EQ(
      hana.Post("/api/v1/customers/CU-1/set-preference", R"({"preference": {"channel": "email", "language": "cy"}})").status,
      200);
  const HttpReply draft = bank.Draft("acknowledgement");
  EXPECT_EQ(draft.At("/print"), "large");
  EXPECT_EQ(draft.At("/channel"), "email");
  EXPECT_EQ(draft.At("/language"), "en-GB");
  EXPECT_EQ(draft.At("/notes/0"), "The customer reads cy, and the desk has no letters in it: have this one translated.");
  EXPECT_EQ(draft.At("/notes/1"), "The customer needs it otherwise than in print: easy read.");
  EXPECT_NE(draft.At("/text").find("large print and easy read"), std::string::npos) << draft.body;
}

TEST(AnAcknowledgement, tells_the_last_day_by_the_clocks_of_the_case) {
  Bank bank;
  // Received Monday 2 November 2026: eight weeks end on 28 December, which no bank holiday moves.
  EXPECT_NE(bank.Draft("acknowledgement").At("/text").find("That is until **28 December 2026**"), std::string::npos)
      << bank.Draft("acknowledgement").At("/text");
}

TEST(AFinalResponse, quotes_what_the_law_gives_with_its_sections_and_the_last_day) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(path + "/assess-rights",
                      R"({"question": {"kind": "goods", "delivered": "2026-10-20", "fault_shown": "2026-10-25"}})")
                .status,
            200);
  const std::string text = hana.Get(path + "/letters/final-response").At("/text");
  EXPECT_NE(text.find("The law gives you this: you may reject the goods"), std::string::npos) << text;
  EXPECT_NE(text.find("(until 19 November 2026)"), std::string::npos) << text;
  EXPECT_NE(text.find("s.22(3)"), std::string::npos) << text;
}

TEST(AnAnswer, names_who_will_see_to_what_and_apologises_only_for_what_was_wrong) {
  WebDesk desk;
  const std::string path =
      desk.Log(Agreed() + Steps{{kHandler, PlanAction{Said("Fit a new pump"), UserId{4}, kMonday + std::chrono::days(3), {}}}});
  const std::string text = desk.As(kHandler).Get(path + "/letters/stage-one-answer").At("/text");
  EXPECT_NE(text.find("**Fit a new pump**: by 5 November 2026. Cole will see to it."), std::string::npos) << text;
  EXPECT_NE(text.find("I am sorry for [missing: apology.for]"), std::string::npos) << text;
  const std::string open = desk.Log();
  EXPECT_EQ(desk.As(kHandler, "another").Get(open + "/letters/stage-one-answer").At("/text").find("apology.for"),
            std::string::npos);
}

TEST(AFinalResponse, without_the_ombudsman_is_refused_with_the_clause) {
  Bank bank;
  bank.Decide();
  const HttpReply refused = bank.Send("final_response", "Dear Amara Okafor,\n\nWe do not uphold your complaint.");
  ASSERT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.At("/refusals/0/rule"), "statement_missing") << refused.body;
  EXPECT_EQ(refused.At("/refusals/0/clause/number"), "DISP 1.6.2R(1)");
  EXPECT_EQ(refused.At("/refusals/0/says"), "Your right to go to the Financial Ombudsman Service is missing.");
  EXPECT_EQ(bank.desk().Count("select count(*) from event where type = 'LetterSent'"), 0);
}

TEST(AFinalResponse, with_other_words_for_the_ombudsman_is_refused_where_they_differ) {
  Bank bank;
  bank.Decide();
  std::string text = FilledIn(bank.Draft("final-response").At("/text"));
  const auto six = text.find("within six months of the date");
  ASSERT_NE(six, std::string::npos);
  text.replace(six, 10, "within two");
  const HttpReply refused = bank.Send("final_response", text);
  ASSERT_EQ(refused.status, 422) << refused.body;
  EXPECT_NE(refused.At("/refusals/0/says").find("expected \"six\", found \"two\""), std::string::npos) << refused.body;
}

TEST(ALetter, goes_out_when_it_has_all_and_is_shown_for_ever_as_it_went) {
  Bank bank;
  bank.Decide();
  const std::string text = FilledIn(bank.Draft("final-response").At("/text"));
  Client& hana = bank.hana();
  const HttpReply proof = hana.Post(bank.path() + "/letters/check", Bank::Body("final_response", text));
  ASSERT_EQ(proof.status, 200) << proof.body;
  EXPECT_EQ(proof.At("/review/may_be_sent"), "true") << proof.At("/review/says");
  const HttpReply sent = bank.Send("final_response", text);
  ASSERT_EQ(sent.status, 200) << sent.body;
  EXPECT_EQ(sent.At("/events/1"), "LetterSent") << sent.body;

  const HttpReply plain = hana.Get(bank.path() + "/letters/sent/1?as=text");
  ASSERT_EQ(plain.status, 200) << plain.body;
  EXPECT_NE(plain.body.find("Dear Amara Okafor,"), std::string::npos);
  const HttpReply page = hana.Get(bank.path() + "/letters/sent/1?as=html");
  EXPECT_NE(page.body.find("27 Mill Lane"), std::string::npos) << page.body;
  const HttpReply pdf = hana.Get(bank.path() + "/letters/sent/1");
  EXPECT_EQ(pdf.Header("content-type"), "application/pdf");
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));

  ASSERT_EQ(hana.Post("/api/v1/customers/CU-1/correct-profile",
                      R"({"profile": {"address": "1 New Street\nBath", "postcode": "BA1 1AA"}, "reason": "She moved."})")
                .status,
            200);
  bank.desk().desk().Advance(std::chrono::days(30));
  EXPECT_EQ(hana.Get(bank.path() + "/letters/sent/1?as=html").body, page.body) << "the address and the day it went out";
  EXPECT_EQ(hana.Get(bank.path() + "/letters/sent/1").body, pdf.body);
  EXPECT_EQ(hana.Get(bank.path() + "/letters/sent/2").status, 404);
}

TEST(ALetter, by_post_needs_an_address_and_an_email_does_not) {
  WebDesk desk;
  const std::string path = desk.Log();
  Client hana = desk.As(kHandler);
  const auto send = [&](const char* channel) {
    return hana.Post(path + "/send-letter", Bank::Body("update", "Dear Amara, we wait for the part.", channel));
  };
  const HttpReply refused = send("letter");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.At("/refusals/0/says"), "The letter says nothing where customer.address should stand.") << refused.body;
  EXPECT_EQ(send("email").status, 200);
}

TEST(ALetter, goes_to_where_the_customer_lives_now_though_the_case_came_in_under_another_record) {
  Bank bank;
  Client& hana = bank.hana();
  const HttpReply other = hana.Post(
      "/api/v1/customers", R"({"profile": {"name": "Amara N. Okafor", "address": "1 New Street\nBath", "postcode": "BA1 1AA"}})");
  ASSERT_EQ(other.status, 201) << other.body;
  ASSERT_EQ(hana.Post("/api/v1/customers/" + other.At("/ref") + "/record-need", R"({"need": "large_print"})").status, 200);
  const HttpReply merged = bank.desk().As(kLeader).Post(
      "/api/v1/customers/CU-1/merge-customer", R"({"into": ")" + other.At("/ref") + R"(", "reason": "The same person."})");
  ASSERT_EQ(merged.status, 200) << merged.body;
  EXPECT_EQ(bank.Draft("update").At("/print"), "large");
  ASSERT_EQ(bank.Send("update", "Dear Amara N. Okafor, we wait for the files.").status, 200);
  const std::string page = hana.Get(bank.path() + "/letters/sent/1?as=html").body;
  EXPECT_NE(page.find("1 New Street"), std::string::npos) << page;
  EXPECT_EQ(page.find("27 Mill Lane"), std::string::npos);
}

TEST(ADraft, never_promises_news_for_a_day_that_has_passed) {
  Bank bank;
  bank.desk().desk().Advance(std::chrono::days(40));
  const std::string text = bank.Draft("update").At("/text");
  EXPECT_NE(text.find("hear from me again by [missing: promise.next_news]"), std::string::npos) << text;
  const HttpReply dated =
      bank.desk().As(kHandler, "later").Get(bank.path() + "/letters/update?next_news_by=2026-12-18T12:00:00Z");
  EXPECT_NE(dated.At("/text").find("hear from me again by **18 December 2026**"), std::string::npos) << dated.body;
}

TEST(ALetter, whose_person_was_erased_is_shown_no_more) {
  Bank bank;
  ASSERT_EQ(bank.Send("update", "Dear Amara Okafor, we wait for the bank's files.").status, 200);
  Client ada = bank.desk().As(kAdministrator);
  ASSERT_EQ(ada.Post("/api/v1/customers/CU-1/erase-customer", R"({"ground": "A request."})").status, 200);
  const HttpReply gone = ada.Get(bank.path() + "/letters/sent/1?as=text");
  EXPECT_EQ(gone.status, 404);
  EXPECT_EQ(gone.At("/detail"), "the words of this letter were erased with the person they went to") << gone.body;
}

TEST(APreview, says_on_its_pages_that_it_is_a_draft) {
  Bank bank;
  const HttpReply pdf = bank.hana().Post(bank.path() + "/letters/preview", Bank::Body("update", "Dear Amara,\n\nsoon."));
  ASSERT_EQ(pdf.status, 200) << pdf.body;
  EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
  EXPECT_EQ(bank.hana().Post(bank.path() + "/letters/preview", Bank::Body("update", "Dear {{customer.nme}},")).status, 400)
      << "a field is no text";
}

}  // namespace
}  // namespace tests
