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
  EXPECT_NE(text.find("The law gives you this: you may reject the goods and have all your money back"), std::string::npos)
      << text;
  EXPECT_EQ(text.find("short-term"), std::string::npos) << "a name for lawyers: " << text;
  const std::string act = "Consumer Rights Act 2015";
  EXPECT_NE(text.find(act + ", s.22(3) and s.23(2)"), std::string::npos) << text;
  EXPECT_EQ(text.find(act), text.rfind(act)) << "named once: " << text;
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

TEST(AnAnswer, tells_the_cause_by_its_name_and_keeps_the_grounds_for_colleagues) {
  Bank bank;
  bank.Decide();
  const std::string text = bank.Draft("final-response").At("/text");
  EXPECT_NE(text.find("Why it happened: handover between people or teams lost something."), std::string::npos) << text;
  EXPECT_EQ(text.find("The log shows no handover"), std::string::npos) << "for colleagues";
  EXPECT_NE(text.find("We missed three visits."), std::string::npos) << "why it was decided so";
}

TEST(AnAnswer, tells_what_was_offered_and_what_was_paid) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  MakeOffer offer{OptionId{1}, Said("We repair on Thursday and refund £60."), Channel::Email, kMonday + std::chrono::days(14)};
  const std::string path = desk.Log(Weighed() + Steps{{kHandler, offer}});
  const auto draft = [&](const char* kind) { return hana.Get(path + "/letters/" + kind).At("/text"); };
  for (const char* kind : {"final-response", "stage-one-answer", "stage-two-answer"}) {
    const std::string text = draft(kind);
    EXPECT_NE(text.find("# What we offer\n\nWe repair on Thursday and refund £60.\n\nPlease tell us by 16 November 2026"),
              std::string::npos)
        << kind << ": " << text;
    EXPECT_EQ(text.find("nothing more for us to do"), std::string::npos) << kind << ": an offer is something";
  }
  const CaseId id = *CaseId::Parse(path.substr(path.rfind('/') + 1));
  desk.desk().Walk(id, {{kHandler, AcceptOffer{OfferId{1}, Said("Yes."), Channel::Telephone, {}}},
                        {kHandler, RecordRedress{RemedyKind::Refund, Pounds("60.00"), Said("The call-out fee.")}}});
  for (const char* kind : {"final-response", "stage-one-answer", "stage-two-answer"}) {
    const std::string text = draft(kind);
    EXPECT_NE(text.find("You have accepted this."), std::string::npos) << kind << ": " << text;
    EXPECT_EQ(text.find("Please tell us by"), std::string::npos) << kind << ": " << text;
    EXPECT_NE(text.find("On 2 November 2026 we paid you **£60.00**. The call-out fee."), std::string::npos)
        << kind << ": " << text;
  }
}

TEST(AnAnswer, that_went_out_is_remarked_on_and_goes_again_only_if_that_is_meant) {
  Bank bank;
  bank.Decide();
  const std::string text = FilledIn(bank.Draft("final-response").At("/text"));
  const auto remarks = [&](const std::string& of) {
    return bank.hana().Post(bank.path() + "/letters/check", Bank::Body("final_response", of)).At("/review/remarks");
  };
  EXPECT_EQ(
      remarks(text),
      "[\"Send with it the Financial Ombudsman Service’s standard explanatory leaflet, printed or attached: the letter says "
      "that it comes with it (DISP 1.6.2R(1)). Amends does not add it.\"]");
  ASSERT_EQ(bank.Send("final_response", text).status, 200);
  EXPECT_NE(remarks(text).find("A final response was sent on 2 November 2026, with the same words."), std::string::npos)
      << remarks(text);
  EXPECT_NE(remarks(text + "\n\nMore.").find("was sent on 2 November 2026 already."), std::string::npos);
  const HttpReply twice = bank.Send("final_response", text);
  ASSERT_EQ(twice.status, 422) << twice.body;
  EXPECT_EQ(twice.At("/refusals/0/rule"), "letter_was_sent");
  EXPECT_EQ(twice.At("/refusals/0/field"), "again");
  std::string again = Bank::Body("final_response", text);
  again.insert(1, R"("again": true, )");
  EXPECT_EQ(bank.desk().As(kManager, "meant").Post(bank.path() + "/send-letter", again).status, 200);
}

TEST(ALetter, about_a_long_subject_has_a_title_that_can_be_sent) {
  WebDesk desk;
  LogCase log = ACaseOfANewCustomer();
  std::string subject;
  for (int i = 0; i < 190; ++i) subject += "é";
  log.subject = Titled(subject);
  const std::string path = WebDesk::PathOf(desk.desk().Log(kHandler, log));
  Client hana = desk.As(kHandler);
  const std::string title = hana.Get(path + "/letters/update").At("/title");
  EXPECT_TRUE(title.starts_with("Where we are with your complaint “éé")) << title;
  EXPECT_TRUE(title.ends_with("é…")) << title;
  EXPECT_EQ(base::CodePoints(title), 200U);
  const std::string body = json::serialize(
      json::object{{"letter", "update"}, {"channel", "email"}, {"title", title}, {"text", "Dear Amara, we wait for the part."}});
  const HttpReply sent = hana.Post(path + "/send-letter", body);
  EXPECT_EQ(sent.status, 200) << sent.body;
}

TEST(ALetter, to_somebody_without_a_name_is_kept_without_the_sign_of_what_is_missing) {
  WebDesk desk;
  LogCase log = ACaseOfANewCustomer();
  log.new_customer->name.reset();
  const std::string path = WebDesk::PathOf(desk.desk().Log(kHandler, log));
  Client hana = desk.As(kHandler);
  ASSERT_EQ(hana.Post(path + "/send-letter", Bank::Body("update", "Hello, we wait for the part.", "email")).status, 200);
  const std::string page = hana.Get(path + "/letters/sent/1?as=html").body;
  EXPECT_NE(page.find("we wait for the part"), std::string::npos) << page;
  EXPECT_EQ(page.find("missing:"), std::string::npos) << page;
}

TEST(ACase, of_a_customer_known_as_a_consumer_is_handled_as_a_consumers) {
  WebDesk desk;
  ASSERT_EQ(
      desk.As(kManager).Post("/api/v1/procedures", R"({"shipped": "uk-consumer", "reason": "We sell to consumers."})").status,
      200);
  Client hana = desk.As(kHandler);
  const auto procedure_of = [&](const char* type, const std::string& own) {
    const HttpReply customer =
        hana.Post("/api/v1/customers",
                  std::string(R"({"profile": {"name": "Amara Okafor"}, "attributes": {"customer-type": ")") + type + "\"}}");
    EXPECT_EQ(customer.status, 201) << customer.body;
    const HttpReply logged =
        hana.Post("/api/v1/cases", R"({"kind": "complaint", "channel": "email", "subject": "A kettle", "words": "It leaks.",
        "remedy_sought": "Another.", "customer": ")" +
                                       customer.At("/ref") + "\"" + own + "}");
    EXPECT_EQ(logged.status, 201) << logged.body;
    return hana.Get("/api/v1/cases/" + logged.At("/ref")).At("/state/procedure/id");
  };
  EXPECT_EQ(procedure_of("consumer", ""), "uk-consumer");
  EXPECT_EQ(procedure_of("micro-enterprise", ""), "general");
  EXPECT_EQ(procedure_of("consumer", R"(, "attributes": {"customer-type": "charity"})"), "general")
      << "what the case says goes first";
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
  EXPECT_EQ(refused.At("/refusals/0/says"), "The letter lacks the customer's postal address.") << refused.body;
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
