#include "http/language.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "domain/refusal.h"
#include "http/message.h"
#include "http/problem.h"
#include "http/web_desk.h"

namespace http {
namespace {

using base::Language;

TEST(AcceptLanguage, is_answered_in_the_wanted_language_we_speak_best) {
  struct Case {
    const char* asks;
    Language gets;
  };
  for (const Case& c : {
           Case{"", Language::English},
           Case{"de", Language::German},
           Case{"DE-at", Language::German},
           Case{"en-GB,en;q=0.9,de;q=0.8", Language::English},
           Case{"fr, de;q=0.8, en;q=0.5", Language::German},
           Case{"en;q=0.2, de;q=0.7", Language::German},
           Case{"de;q=0, en;q=0.1", Language::English},
           Case{"de;q=0", Language::English},
           Case{"fr", Language::English},
           Case{"*", Language::English},
           Case{"*;q=0.1, de;q=0.5", Language::German},
           Case{"den, deu", Language::English},
           Case{"de;q=nonsense, en;q=0.1", Language::English},
           Case{",,;q=, de", Language::German},
       }) {
    EXPECT_EQ(LanguageFor(c.asks), c.gets) << c.asks;
  }
}

TEST(AProblem, is_written_where_its_reader_is_known) {
  Reply reply =
      ToReply(base::FailAt("cost", base::Saying("expected at most 4 decimal places, found {}", base::Quoted("1.23456"))).error());
  Settle(reply, Language::German);
  EXPECT_NE(reply.body.find("Die Anfrage hat Fehler"), std::string::npos) << reply.body;
  EXPECT_NE(reply.body.find("höchstens 4 Nachkommastellen erwartet, gefunden"), std::string::npos) << reply.body;
  const std::pair<std::string, std::string> named{"Content-Language", "de"};
  EXPECT_EQ(std::count(reply.headers.begin(), reply.headers.end(), named), 1);
  const std::string once = reply.body;
  Settle(reply, Language::English);
  EXPECT_EQ(reply.body, once) << "what is written stays as it is";
}

}  // namespace
}  // namespace http

namespace tests {
namespace {

TEST(TheServer, speaks_the_language_of_each_reader) {
  WebDesk desk;
  Client hana = desk.As(kHandler);
  const std::string at = desk.Log();
  const std::pair<std::string, std::string> german{"Accept-Language", "de-DE,de;q=0.9,en;q=0.5"};

  const HttpReply english = hana.Get(at);
  const HttpReply in_german = hana.Get(at, {german});
  ASSERT_EQ(in_german.status, 200) << in_german.body;
  EXPECT_EQ(in_german.Header("content-language"), "de");
  EXPECT_NE(in_german.Header("vary").find("Accept-Language"), std::string::npos) << in_german.Header("vary");
  EXPECT_EQ(english.Header("content-language"), "en");
  EXPECT_NE(english.body.find("No finding is recorded."), std::string::npos) << english.body;
  EXPECT_EQ(in_german.body.find("No finding is recorded."), std::string::npos);
  EXPECT_NE(in_german.body.find("Es ist keine Feststellung festgehalten."), std::string::npos) << in_german.body;
  EXPECT_NE(in_german.body.find("Aufgenommen: "), std::string::npos) << "the story, too";
  // The one is not given to the other, though nothing has changed meanwhile.
  EXPECT_EQ(hana.Get(at).body, english.body);

  const HttpReply refused = hana.Post(at + "/close-case", R"({"outcome":"withdrawn"})", {german});
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.At("/detail"), "Der Kunde hat die Sache nicht zurückgezogen.");
  const HttpReply wrong = hana.Post(at + "/close-case", R"({"outcom":"withdrawn"})", {german});
  EXPECT_EQ(wrong.At("/title"), "Die Anfrage hat Fehler");
  EXPECT_NE(wrong.body.find("ist hier kein Feld; meinten Sie"), std::string::npos) << wrong.body;
  const HttpReply nowhere = hana.Get("/api/v1/nowhere", {german});
  EXPECT_EQ(nowhere.At("/title"), "Hier gibt es nichts");
}

}  // namespace
}  // namespace tests
