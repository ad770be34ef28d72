// amends letter, as somebody uses it who writes templates.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/program.h"

namespace tests {
namespace {

const std::string kLetters = std::string(AMENDS_SOURCE_DIR) + "/procedures/letters/en-GB/";
const std::string kExample = kLetters + "example.json";

Ended Letter(std::vector<std::string> words, const std::string& folder = "/tmp") {
  words.insert(words.begin(), {AMENDS_PROGRAM, "letter"});
  return Execute(words, {}, {}, folder);
}

class Folder {
 public:
  Folder() : path_(folder_.path()) {}
  std::string File(const std::string& name, const std::string& content = {}) const {
    const std::string file = path_ + "/" + name;
    if (!content.empty()) std::ofstream(file) << content;
    return file;
  }

 private:
  TempFolder folder_;
  std::string path_;
};

TEST(ALetter, is_printed_with_its_checks_and_written_as_pdf_and_html) {
  const Folder folder;
  for (const char* name : {"acknowledgement", "update", "holding", "summary-resolution", "final-response", "deadlock",
                           "stage-one-answer", "stage-two-answer"}) {
    const Ended ended = Letter({"--template", kLetters + name + ".txt", "--values", kExample, "--pdf", folder.File("l.pdf"),
                                "--html", folder.File("l.html"), "--large-print"});
    EXPECT_EQ(ended.code, 0) << name << ": " << ended.out << ended.err;
    EXPECT_EQ(ended.err, "");
    for (const char* part :
         {"Dear Mrs Okafor,", "-- Required", "-- How it reads", "Grade ", "-- HEAT", "The letter has what it must have."})
      EXPECT_TRUE(Has(ended.out, part)) << name << " does not print " << part;
    EXPECT_TRUE(Has(Execute({"pdfinfo", folder.File("l.pdf")}).out, "Tagged:          yes")) << name;
    std::stringstream html;
    html << std::ifstream(folder.File("l.html")).rdbuf();
    EXPECT_TRUE(html.str().starts_with("<!doctype html>")) << name;
    std::filesystem::remove(folder.File("l.pdf"));
  }
}

TEST(ALetter, without_what_it_must_have_ends_with_1_says_what_mends_it_and_is_not_written) {
  const Folder folder;
  const std::string form = folder.File("t.txt",
                                       "letter: final response\ntitle: Our answer\nlanguage: en-GB\npack: "
                                       "uk-financial\n---\nDear {{customer.salutation}},\n\nPrior to this, no.\n");
  const std::vector<std::string> words{"--template", form,     "--values", kExample,
                                       "--library",  kLetters, "--pdf",    folder.File("l.pdf")};
  const Ended ended = Letter(words);
  EXPECT_EQ(ended.code, 1);
  for (const char* part :
       {"NOT OK   Your right to go to the Financial Ombudsman Service is missing.",
        "DISP 1.6.2R(1): ", "To mend it: insert statement ombudsman\n", "\"Prior to\" in paragraph 2: before",
        "The letter cannot be sent: \"Your right to go to the Financial Ombudsman Service\" is missing (DISP 1.6.2R(1)).",
        "Nothing was written."}) {
    EXPECT_TRUE(Has(ended.out, part)) << part << " is not in\n" << ended.out;
  }
  EXPECT_FALSE(std::filesystem::exists(folder.File("l.pdf")));
  auto draft = words;
  draft.emplace_back("--draft");
  EXPECT_EQ(Letter(draft).code, 1);
  EXPECT_TRUE(Has(Execute({"pdftotext", folder.File("l.pdf"), "-"}).out, "NOT TO BE SENT"));
}

TEST(ALetter, is_checked_for_a_program_with_json) {
  const Ended ended = Letter({"--template", kLetters + "holding.txt", "--values", kExample, "--json"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  const auto json = boost::json::parse(ended.out);
  EXPECT_TRUE(json.at("review").at("may_be_sent").as_bool());
  EXPECT_EQ(json.at("review").at("statements").at(0).at("presence").as_string(), "present");
  EXPECT_EQ(json.at("review").at("heat").at("parts").as_array().size(), 4U);
  EXPECT_TRUE(json.at("review").at("readability").at("grade").is_string());
}

TEST(ALetter, takes_statements_of_another_pack_and_another_day) {
  const auto out = [&](const std::string& pack, const std::string& date) {
    return Letter({"--template", kLetters + "acknowledgement.txt", "--values", kExample, "--pack", pack, "--date", date}).out;
  };
  EXPECT_TRUE(Has(out("uk-financial", "2026-06-01"), "ok       How long we may take stands in"));
  EXPECT_TRUE(Has(out("uk-financial", "2026-05-31"), "Nothing is required"));
  EXPECT_TRUE(Has(out("uk-financial", "2026-05-31"), "31 May 2026"));
}

TEST(APack, that_no_statement_is_made_for_is_told_with_what_was_probably_meant) {
  const Ended ended = Letter({"--template", kLetters + "final-response.txt", "--values", kExample, "--pack", "uk-finacial"});
  EXPECT_EQ(ended.code, 2) << ended.out;
  EXPECT_TRUE(Has(ended.err, "--pack: no statement is made for letters of \"uk-finacial\"; did you mean \"uk-financial\"?"))
      << ended.err;
  EXPECT_EQ(Letter({"--template", kLetters + "final-response.txt", "--values", kExample, "--pack", "general"}).code, 0);
}

TEST(WhatIsWrong, is_told_with_its_place_and_how_to_mend_it) {
  const Folder folder;
  const std::string values = folder.File(
      "v.json",
      "{\"customer\": {\"salutation\": \"Ms O\", \"name\": \"O\"},\n \"letter\": {\"date\": \"2026-11-24\"},\n \"rate\": 1.5}");
  const std::string broken = folder.File("b.json", "{\"customer\": \n  oops}");
  const std::string form =
      folder.File("t.txt", "letter: update\ntitle: News\nlanguage: en-GB\n---\nDear {{customer.saluation}},\n");
  const auto says = [&](const std::vector<std::string>& words, int code) {
    const Ended ended = Letter(words);
    EXPECT_EQ(ended.code, code) << ended.out;
    return ended.err;
  };
  EXPECT_TRUE(Has(says({"--template", form, "--values", kExample, "--library", kLetters}, 2),
                  "t.txt:5:8: there is no field \"customer.saluation\"; did you mean \"customer.salutation\"?\n"
                  "      Dear {{customer.saluation}},\n             ^~~~~~~~~~~~~~~~~~\n"));
  EXPECT_TRUE(Has(says({"--template", form, "--values", values}, 2), "rate: expected an amount as text"));
  EXPECT_TRUE(Has(says({"--template", form, "--values", broken}, 2), "b.json:2:3: this is no JSON"));
  EXPECT_TRUE(
      Has(says({"--template", form, "--values", kExample}, 3), "/statements cannot be read: required statements are kept there"));
  EXPECT_TRUE(Has(says({"--template", folder.File("none.txt"), "--values", kExample}, 3), "none.txt cannot be read"));
  EXPECT_TRUE(Has(says({"--template", kLetters, "--values", kExample}, 3), "en-GB/ is a folder; expected a file"));
  EXPECT_TRUE(
      Has(says({"--template", form, "--values", kExample, "--date", "tomorrow"}, 2), "--date: expected a day like 2026-12-23"));
  EXPECT_TRUE(Has(says({"--values", kExample}, 2), "say --case and --kind for a letter of a case, or --template and --values"));
}

// -- From a case ---------------------------------------------------------------------------------------------------------

TEST(ALetterOfACase, is_drafted_under_the_desks_letterhead_with_gaps_where_nothing_is_known) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Folder folder;
  const std::string letters = std::string(AMENDS_SOURCE_DIR) + "/procedures/letters";
  const Ended ended = amends(
      {"letter", "--case", "C-1002", "--kind", "final-response", "--letters", letters, "--draft", "--pdf", folder.File("l.pdf")});
  EXPECT_EQ(ended.code, 1) << ended.err;
  for (const char* part : {"Dear Amara Okafor,", "0117 496 0131", "[missing: apology.for]",
                           "NOT OK   The letter lacks what we apologise for: \"[missing: apology.for]\" stands in paragraph",
                           "The letter cannot be sent: it lacks what it meant for the customer and what we apologise for."}) {
    EXPECT_TRUE(Has(ended.out, part)) << "\"" << part << "\" is not in:\n" << ended.out;
  }
  const Ended pdf = Execute({"pdftotext", folder.File("l.pdf"), "-"});
  EXPECT_TRUE(Has(pdf.out, "Hearth & Vale Home Services")) << pdf.out;
}

TEST(ALetterOfACase, that_was_sent_is_shown_as_it_went_and_with_nothing_that_is_asked_before) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const std::string token = amends.Hire("ivy", "manager");
  Served served = amends.Serve();
  const auto sent = served.Ask("POST", "/api/v1/cases/C-1002/send-letter", token,
                               R"({"letter": "update", "channel": "email", "title": "Where we are", "text": "Dear you, soon.",
                                   "no_news_because": "Nothing is owed."})");
  ASSERT_TRUE(sent && sent->status == 200) << (sent ? sent->body : "no answer");
  served.Stop();
  const Ended ended = amends({"letter", "--case", "C-1002", "--sent", "1"});
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_TRUE(ended.out.starts_with("Subject: Where we are\n")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "Dear you, soon.")) << ended.out;
  EXPECT_TRUE(Has(ended.out, "\nIt was sent on ")) << ended.out;
  for (const char* none : {"-- Required", "-- How it reads", "HEAT"}) EXPECT_FALSE(Has(ended.out, none)) << ended.out;
  const auto json = boost::json::parse(amends({"letter", "--case", "C-1002", "--sent", "1", "--json"}).out).as_object();
  EXPECT_TRUE(json.contains("sent"));
  EXPECT_FALSE(json.contains("review")) << "nobody looked at it again";
}

TEST(ALetterOfACase, that_was_never_sent_or_is_of_no_kind_is_said_to_be_so) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Ended none = amends({"letter", "--case", "C-1002", "--sent", "1"});
  EXPECT_NE(none.code, 0);
  EXPECT_TRUE(Has(none.err, "0 letters of C-1002 were sent")) << none.err;
  const Ended kind = amends({"letter", "--case", "C-1002", "--kind", "final"});
  EXPECT_NE(kind.code, 0);
  EXPECT_TRUE(Has(kind.err, "there are acknowledgement, update,")) << kind.err;
  const Ended which = amends({"letter", "--case", "C-1002"});
  EXPECT_EQ(which.code, 2);
  EXPECT_TRUE(Has(which.err, "--kind")) << which.err;
  EXPECT_EQ(amends({"letter"}).code, 2);
}

TEST(ALetterhead, with_a_slip_is_told_at_its_place) {
  const Program amends;
  ASSERT_EQ(amends({"demo"}).code, 0);
  const Folder folder;
  folder.File("letterhead.toml", "organisation = \"Ours\"\nphnoe = \"0117\"\nphone = \"0117\"\nemail = \"a@b.example\"\n");
  const std::string path = std::filesystem::path(folder.File("x")).parent_path().string();
  const Ended ended = amends({"letter", "--case", "C-1002", "--kind", "update", "--letters", path});
  EXPECT_NE(ended.code, 0);
  EXPECT_TRUE(Has(ended.err, "letterhead.toml:2:9") && Has(ended.err, "did you mean \"phone\"")) << ended.err;
}

}  // namespace
}  // namespace tests
