// The templates and statements that come with Amends: every one merges with the example values, has what it must have, is
// plain to read, and owns the fault. The final response is held to its text, word for word.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "domain/letters/review.h"
#include "packs/bundle.h"
#include "packs/letter_files.h"

namespace tests {
namespace {

using letters::LetterKind;
using letters::List;
using letters::Presence;
using letters::Record;

const std::string kFolder = std::string(AMENDS_SOURCE_DIR) + "/procedures/letters/en-GB";

base::Date Day(int day, unsigned month = 11, int year = 2026) { return base::Date::Of(year, month, static_cast<unsigned>(day)); }
base::Money Pounds(const char* amount) { return *base::Money::Of(amount, "GBP"); }

// What procedures/letters/en-GB/example.json holds; cli_test reads that one.
letters::Values Example() {
  return {
      {"organisation", Record{{"name", "Harbour & Vale Bank"},
                              {"address", List{"Complaints", "14 Quay Street", "Bristol BS1 4DJ", "0117 496 0123"}},
                              {"footer", "Harbour & Vale Bank plc. Registered in England, no. 01234567."}}},
      {"customer", Record{{"name", "Mrs Amara Okafor"},
                          {"salutation", "Mrs Okafor"},
                          {"address", List{"27 Mill Lane", "BRISTOL", "BS3 1QT"}},
                          {"needs", "calls after 5 pm"}}},
      {"letter", Record{{"date", Day(24)}}},
      {"case",
       Record{{"reference", "C-1024"},
              {"subject", "a payment taken twice"},
              {"received", Day(5)},
              {"summary",
               "On 1 November we took your rent of £850.00 twice. You rang us three times. You were without it for 19 days."},
              {"remedy_sought", "I want my money back, the charges gone, and somebody to tell me why nobody rang me."},
              {"payment_service", false}}},
      {"handler", Record{{"name", "Hana Lindqvist"},
                         {"role", "Complaints Manager"},
                         {"phone", "0117 496 0131"},
                         {"email", "hana@harbourandvale.example"}}},
      {"impact",
       "Because of it your gas bill was returned unpaid. You told me that you did not sleep. I can see how worrying that was."},
      {"apology", Record{{"for", "taking your rent twice, and for leaving you three times without an answer"}}},
      {"findings", List{"We took £850.00 at 06:12 on 1 November and again at 06:31.",
                        "Your calls were noted, but nobody was given the task of answering them."}},
      {"cause",
       "A file of payments was sent a second time after a fault. The check that should have stopped it was switched off that "
       "week."},
      {"offer", {}},
      {"decision", Record{{"pending", false},
                          {"outcome", {}},
                          {"upheld", true},
                          {"partly", false},
                          {"reasons",
                           "The second payment was never yours to make. We promise to return such money by the end of the next "
                           "working day, and we took 19 days."}}},
      {"entitlement", "money taken without your consent must be paid back in full and at once."},
      {"actions",
       List{Record{{"what", "Return the £850.00 we took by mistake"}, {"by", Day(20)}, {"owner", "Payments"}, {"done", true}},
            Record{{"what", "Take off the overdraft charges of £31.20"},
                   {"by", Day(26)},
                   {"owner", "Hana Lindqvist"},
                   {"done", false}}}},
      {"given", List{}},
      {"redress", Record{{"amount", Pounds("150.00")},
                         {"by", Day(27)},
                         {"made_up_of", "This is £25.00 for your calls, and £125.00 for the worry we caused you."}}},
      {"follow_up", Record{{"on", Day(4, 12)}}},
      {"lesson", "The check that stops a payment file from running twice can no longer be switched off by one person."},
      {"promise", Record{{"next_news", Day(4, 12)},
                         {"next_step", "We are waiting for a statement from the company that runs our payments."},
                         {"broken", {}}}},
      {"progress", List{"We found both payments and stopped the list they came from."}},
      {"delay", Record{{"reason", "The company that runs our payments has not yet told us why its check failed."},
                       {"expected", Day(8, 1, 2027)}}},
      {"deadlines", Record{{"final_response", Day(31, 12)}, {"extended", Day(24, 12)}}},
      {"agreement", Record{{"on", Day(6)}}},
      {"position",
       Record{{"offer", "We offered you £150.00. You asked for £400.00."},
              {"reasons", "We have looked again at every call. What we offer is what we would give anybody in your place."},
              {"open_until", Day(31, 1, 2027)}}},
      {"stage_two", Record{{"requested", Day(2)}, {"why", "the repair was promised again and again, and never done."}}},
      {"adr",
       Record{
           {"name", "the Communications Ombudsman"}, {"website", "www.commsombudsman.org"}, {"available", true}, {"used", true}}},
  };
}

const letters::Library& English() {
  static const letters::Library library = [] {
    auto loaded = packs::LoadLetterLibrary(kFolder);
    if (!loaded) throw std::runtime_error(base::ToLine(loaded.error()));
    return *std::move(loaded);
  }();
  return library;
}

struct Made {
  letters::Letter letter;
  letters::LetterReview review;
};
base::Result<Made> Make(const std::string& name, const letters::Values& values, std::string pack = {}, base::Date on = Day(24)) {
  TRY(const auto form, packs::LoadTemplate(kFolder + "/" + name + ".txt"));
  if (pack.empty()) pack = form.pack;
  TRY(const auto in_force, letters::InForceOn(on, {pack}, English().statements, values));
  const auto required = letters::RequiredIn(form.kind, in_force);
  TRY(auto letter, form.Merge(values, letters::InsetsOf(in_force), letters::IdsOf(required)));
  TRY(auto review, letters::ReviewLetter(letter, required, values, English().jargon, English().heat));
  return Made{std::move(letter), std::move(review)};
}

bool Says(const letters::Letter& letter, const std::string& words) {
  return letters::ToText(letter, 100'000).find(words) != std::string::npos;
}

const std::vector<std::string> kAll{"acknowledgement", "update",   "holding",          "summary-resolution",
                                    "final-response",  "deadlock", "stage-one-answer", "stage-two-answer"};

TEST(EveryShippedTemplate, is_there_for_every_kind_of_letter) {
  for (std::size_t kind = 0; kind < kAll.size(); ++kind) {
    const auto form = packs::LoadTemplate(kFolder + "/" + kAll[kind] + ".txt");
    ASSERT_TRUE(form) << base::ToLine(form.error());
    EXPECT_EQ(form->kind, static_cast<LetterKind>(kind)) << kAll[kind];
  }
}

TEST(EveryShippedTemplate, merges_without_gaps_has_what_it_must_and_is_plain_to_read) {
  for (const std::string& name : kAll) {
    const auto made = Make(name, Example());
    ASSERT_TRUE(made) << name << ": " << base::ToLine(made.error());
    EXPECT_TRUE(made->review.may_be_sent) << name << ": " << made->review.says;
    EXPECT_LE(*made->review.readability.grade, *base::Decimal::Parse("8")) << name;
    EXPECT_TRUE(made->review.readability.jargon.empty()) << name << ": " << made->review.readability.jargon.front().term;
    EXPECT_TRUE(made->review.heat.hollow.empty()) << name;
  }
}

TEST(EveryShippedTemplate, reads_well_whatever_was_decided_and_whatever_there_is_not) {
  letters::Values values = Example();
  for (const auto& [upheld, partly] : {std::pair{false, true}, std::pair{false, false}}) {
    values["decision"] = Record{{"pending", false},
                                {"outcome", {}},
                                {"upheld", upheld},
                                {"partly", partly},
                                {"reasons", "We did what we had agreed with you on 1 May."}};
    for (const char* field : {"cause", "entitlement", "redress", "lesson"}) values[field] = {};
    values["actions"] = List{};
    if (!partly) values["apology"] = {};
    for (const std::string name : {"final-response", "stage-one-answer", "stage-two-answer"}) {
      const auto made = Make(name, values);
      ASSERT_TRUE(made) << base::ToLine(made.error());
      EXPECT_TRUE(made->review.may_be_sent) << name << ": " << made->review.says;
    }
  }
}

TEST(EveryShippedTemplate, hears_empathises_apologises_and_owns) {
  for (const std::string& name : kAll) {
    EXPECT_EQ(Make(name, Example())->review.heat.says,
              "The customer is heard, there is empathy and an apology, and somebody owns it.")
        << name;
  }
}

std::vector<std::string> Required(const std::string& name, const std::string& pack, base::Date on,
                                  const letters::Values& values = Example()) {
  std::vector<std::string> ids;
  const auto made = Make(name, values, pack, on);
  EXPECT_TRUE(made) << base::ToLine(made.error());
  if (made) {
    for (const letters::StatementCheck& check : made->review.statements)
      ids.push_back(check.id + ": " + base::NameOf(check.presence));
  }
  return ids;
}
using Ids = std::vector<std::string>;

TEST(TheAcknowledgement, states_the_time_limits_from_1_june_2026) {
  EXPECT_EQ(Required("acknowledgement", "uk-financial", Day(31, 5)), Ids{});
  EXPECT_EQ(Required("acknowledgement", "uk-financial", Day(1, 6)), Ids{"time-limits: present"});
  EXPECT_EQ(Required("acknowledgement", "general", Day(1, 6)), Ids{});
  letters::Values payment = Example();
  std::get<Record>(payment["case"].held)["payment_service"] = true;
  EXPECT_TRUE(Says(Make("acknowledgement", payment, "uk-financial", Day(1, 6))->letter, "15 business days"));
  EXPECT_TRUE(Says(Make("acknowledgement", Example(), "uk-financial", Day(1, 6))->letter, "eight weeks"));
}

TEST(TheAdrLetterOfTelecoms, says_eight_weeks_until_7_april_2026_and_six_from_then_on) {
  EXPECT_TRUE(Says(Make("deadlock", Example(), "uk-telecoms", Day(7, 4))->letter, "eight weeks"));
  EXPECT_TRUE(Says(Make("deadlock", Example(), "uk-telecoms", Day(8, 4))->letter, "six weeks"));
}

TEST(SignpostingOfConsumers, changes_its_words_on_6_april_2026) {
  EXPECT_TRUE(Says(Make("final-response", Example(), "uk-consumer", Day(5, 4))->letter, "certified body"));
  EXPECT_TRUE(!Says(Make("final-response", Example(), "uk-consumer", Day(6, 4))->letter, "certified body"));
  EXPECT_EQ(Required("final-response", "uk-consumer", Day(6, 4)), Ids{"adr-available: present"});
}

TEST(TheHoldingResponse, of_a_payment_service_names_the_last_day_instead_of_the_ombudsman_now) {
  letters::Values payment = Example();
  std::get<Record>(payment["case"].held)["payment_service"] = true;
  EXPECT_EQ(Required("holding", "uk-financial", Day(24)), Ids{"ombudsman-now: present"});
  EXPECT_EQ(Required("holding", "uk-financial", Day(24), payment), Ids{"ombudsman-now: present"});
  EXPECT_TRUE(Says(Make("holding", Example())->letter, "You need not wait for us."));
  EXPECT_TRUE(Says(Make("holding", payment)->letter, "by 24 December 2026 at the latest"));
}

TEST(EveryStatementAPackNames, is_there_for_that_letter) {
  int named = 0;
  for (const auto& folder : std::filesystem::directory_iterator(std::string(AMENDS_SOURCE_DIR) + "/procedures")) {
    std::ifstream pack(folder.path() / "pack.toml");
    std::string kind;
    for (std::string line; std::getline(pack, line);) {
      const auto quoted = [&] {
        const auto from = line.find('"') + 1;
        return line.substr(from, line.find('"', from) - from);
      };
      if (line.starts_with("letter = ")) kind = quoted();
      if (!line.starts_with("statement = ")) continue;
      ++named;
      const std::string id = quoted();
      std::ranges::replace(kind, '-', '_');
      EXPECT_TRUE(std::ranges::any_of(English().statements,
                                      [&](const letters::RequiredStatement& statement) {
                                        const bool in_letter = std::ranges::any_of(
                                            statement.letters, [&](LetterKind one) { return base::NameOf(one) == kind; });
                                        return statement.id == id && in_letter &&
                                               statement.packs == std::vector{folder.path().filename().string()};
                                      }))
          << folder.path().filename() << " wants " << id << " in " << kind;
    }
  }
  EXPECT_GT(named, 8);
}

TEST(TheOtherPacks, have_their_own_statements) {
  EXPECT_EQ(Required("stage-one-answer", "uk-housing", Day(24)), Ids{"stage-and-escalation: present"});
  EXPECT_EQ(Required("stage-two-answer", "uk-housing", Day(24)), Ids{"stage-and-ombudsman: present"});
  EXPECT_EQ(Required("deadlock", "uk-energy", Day(24)), Ids{"energy-ombudsman: present"});
  EXPECT_EQ(Required("final-response", "uk-data-protection", Day(19, 6)), Ids{"regulator: present"});
  EXPECT_EQ(Required("final-response", "uk-data-protection", Day(18, 6)), Ids{});
  EXPECT_EQ(Required("summary-resolution", "uk-financial", Day(24)), Ids{"ombudsman-summary: present"});
}

TEST(AFinalResponse, without_the_ombudsman_is_refused_with_the_clause) {
  const auto whole = Make("final-response", Example());
  ASSERT_TRUE(whole);
  const auto in_force = *letters::InForceOn(Day(24), {"uk-financial"}, English().statements, Example());
  letters::Letter letter = whole->letter;
  std::erase_if(letter.blocks, [](const letters::Block& block) {
    return letters::PlainText(block.parts[0]).find("mbudsman") != std::string::npos;
  });
  const auto review = *letters::ReviewLetter(letter, letters::RequiredIn(letter.kind, in_force), Example(), {}, {});
  EXPECT_FALSE(review.may_be_sent);
  EXPECT_NE(review.statements[0].presence, Presence::Present);
  EXPECT_EQ(review.statements[0].clause.number, "DISP 1.6.2R(1)");
}

TEST(AnyLetter, from_which_a_statement_was_deleted_is_told_that_it_is_missing) {
  int tried = 0;
  const auto packs = packs::ShippedIds();
  for (const std::string& name : kAll) {
    for (const std::string& pack : packs) {
      const auto whole = Make(name, Example(), pack);
      ASSERT_TRUE(whole) << name << ", " << pack << ": " << base::ToLine(whole.error());
      const auto in_force = *letters::InForceOn(Day(24), {pack}, English().statements, Example());
      for (const letters::StatementCheck& check : whole->review.statements) {
        letters::Letter letter = whole->letter;
        letter.blocks.erase(letter.blocks.begin() + (check.place->block - 1), letter.blocks.begin() + check.last_block);
        const auto review = *letters::ReviewLetter(letter, letters::RequiredIn(letter.kind, in_force), Example(), {}, {});
        const auto again = std::ranges::find(review.statements, check.id, &letters::StatementCheck::id);
        EXPECT_EQ(again->presence, Presence::Missing) << name << ", " << pack << ": " << again->says;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 10);
}

TEST(ADeadlockLetter, names_who_can_decide_now_whatever_the_pack) {
  const auto says = [](const std::string& pack) {
    const auto made = Make("deadlock", Example(), pack);
    EXPECT_TRUE(made && made->review.may_be_sent) << pack;
    return made ? letters::ToText(made->letter, 100'000) : "";
  };
  for (const auto& [pack, body] : {std::pair{"uk-financial", "Financial Ombudsman Service"},
                                   {"uk-housing", "Housing Ombudsman Service"},
                                   {"uk-energy", "Energy Ombudsman"},
                                   {"uk-data-protection", "Information Commissioner"},
                                   {"uk-telecoms", "Communications Ombudsman"},
                                   {"uk-consumer", "Communications Ombudsman"},
                                   {"general", "Communications Ombudsman"}}) {
    EXPECT_NE(says(pack).find(body), std::string::npos) << pack << ":\n" << says(pack);
  }
  letters::Values nobody = Example();
  nobody["adr"] = Record{{"name", {}}, {"website", {}}, {"available", false}, {"used", false}};
  const auto lacking = Make("deadlock", nobody, "general");
  ASSERT_TRUE(lacking);
  EXPECT_EQ(
      lacking->review.says,
      "The letter cannot be sent: it lacks the independent body that can decide now and where that independent body is found.");
}

TEST(EveryShippedTemplate, has_no_heading_over_nothing_where_there_are_no_findings_no_cause_and_no_statement) {
  letters::Values values = Example();
  for (const char* list : {"findings", "actions", "given"}) values[list] = List{};
  for (const char* field : {"cause", "entitlement", "redress", "lesson", "offer"}) values[field] = {};
  for (const std::string& name : kAll) {
    const auto made = Make(name, values, "general");
    ASSERT_TRUE(made) << base::ToLine(made.error());
    const auto& blocks = made->letter.blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind != letters::BlockKind::Heading) continue;
      ASSERT_LT(i + 1, blocks.size());
      const std::string next = letters::PlainText(blocks[i + 1].parts[0]);
      EXPECT_NE(blocks[i + 1].kind, letters::BlockKind::Heading) << name << ": " << letters::PlainText(blocks[i].parts[0]);
      EXPECT_FALSE(next.starts_with("Yours sincerely")) << name << ": " << letters::PlainText(blocks[i].parts[0]);
    }
  }
}

// A desk's own folder of letters, with one language.
class OwnLetters {
 public:
  explicit OwnLetters(const std::string& language) {
    char folder[] = "/tmp/amends-letters-XXXXXX";
    path_ = mkdtemp(folder);
    std::filesystem::create_directories(path_ + "/" + language + "/statements");
    std::ofstream(path_ + "/" + language + "/update.txt")
        << "letter: update\ntitle: Ours\nlanguage: " << language << "\n---\nOur own words.\n";
  }
  ~OwnLetters() { std::filesystem::remove_all(path_); }
  OwnLetters(const OwnLetters&) = delete;
  OwnLetters& operator=(const OwnLetters&) = delete;
  letters::Stationery Load() const { return packs::LoadStationery(path_).value(); }

 private:
  std::string path_;
};

std::vector<std::string> LanguagesOf(const letters::Stationery& stationery) {
  std::vector<std::string> languages;
  for (const letters::Library& library : stationery.libraries) languages.push_back(library.language);
  return languages;
}

TEST(ADesksOwnEnglish, takes_the_place_of_the_one_that_comes_with_amends_under_either_tag) {
  const letters::Stationery stationery = OwnLetters("en").Load();
  EXPECT_EQ(LanguagesOf(stationery), std::vector<std::string>{"en"});
  for (const char* asked : {"en", "en-GB", "en-AU", "pl"}) {
    EXPECT_EQ(stationery.For(asked).language, "en") << asked;
    EXPECT_EQ(stationery.For(asked).templates.size(), 1U) << asked;
  }
}

TEST(ADesksOwnWelsh, stands_beside_the_english_which_is_first) {
  const letters::Stationery stationery = OwnLetters("cy").Load();
  EXPECT_EQ(LanguagesOf(stationery), (std::vector<std::string>{"en-GB", "cy"}));
  EXPECT_EQ(stationery.For("cy-GB").language, "cy");
  EXPECT_EQ(stationery.For("en").language, "en-GB");
  EXPECT_EQ(stationery.For("pl").language, "en-GB") << "there is none in it";
}

TEST(ALanguage, is_taken_by_its_whole_tag_before_its_first_part) {
  letters::Stationery stationery;
  for (const char* language : {"en-GB", "pt-BR", "pt"}) {
    stationery.libraries.emplace_back();
    stationery.libraries.back().language = language;
  }
  EXPECT_EQ(stationery.For("pt").language, "pt");
  EXPECT_EQ(stationery.For("pt-PT").language, "pt-BR") << "the first of the language";
  EXPECT_TRUE(letters::SameLanguage("en", "EN-gb"));
  EXPECT_FALSE(letters::SameLanguage("en", "eng"));
}

TEST(TheFinalResponse, has_the_tone_and_words_of_its_sample) {
  const auto made = Make("final-response", Example());
  ASSERT_TRUE(made) << base::ToLine(made.error());
  const std::string text = "Subject: " + made->letter.title + "\n\n" + letters::ToText(made->letter);
  const std::string file = std::string(AMENDS_SOURCE_DIR) + "/tests/letters/final-response.txt";
  if (std::getenv("AMENDS_WRITE_GOLDEN") != nullptr) std::ofstream(file) << text;
  std::stringstream sample;
  sample << std::ifstream(file).rdbuf();
  EXPECT_EQ(text, sample.str()) << "if the change is meant, run letters_test with AMENDS_WRITE_GOLDEN=1 and read what it wrote";
}

}  // namespace
}  // namespace tests
