#include "domain/letters/required.h"

#include <gtest/gtest.h>

#include "domain/letters/review.h"

namespace letters {
namespace {

const std::string kFile =
    "id: ombudsman\ntitle: Your right to go to the ombudsman\nletters: final response, holding\npacks: uk-financial\n"
    "from: 2026-01-01\nuntil: 2026-12-31\nclause: DISP 1.6.2R\nclause words: It names the ombudsman.\nrests on: FCA Handbook\n"
    "verified: yes\n---\n"
    "You may go to the \"Ombudsman\" **free of charge** within six months.\n\nIts website is www.financial-ombudsman.org.uk.\n";

RequiredStatement Ombudsman() { return *RequiredStatement::Parse(kFile, "o.txt"); }

Letter With(const std::string& markup) {
  Letter letter;
  letter.kind = LetterKind::FinalResponse;
  letter.blocks = *ReadBlocks(markup);
  return letter;
}
StatementCheck Check(const std::string& markup) { return CheckLetter(With(markup), {Ombudsman()}, {})->front(); }

TEST(AStatementsFile, is_read_with_its_period_and_clause) {
  const RequiredStatement statement = Ombudsman();
  EXPECT_EQ(statement.id, "ombudsman");
  EXPECT_EQ(statement.letters, (std::vector{LetterKind::FinalResponse, LetterKind::Holding}));
  EXPECT_EQ(statement.clause, (domain::Clause{"DISP 1.6.2R", "It names the ombudsman.", "FCA Handbook"}));
  EXPECT_TRUE(statement.verified);
  EXPECT_EQ(statement.first_line, 12);
}

TEST(AStatementsFile, with_faults_is_refused_with_their_places) {
  const auto says = [](std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    const auto read = RequiredStatement::Parse(text, "o.txt");
    return read ? std::string("fine") : base::ToLine(read.error());
  };
  const auto has = [](const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; };
  EXPECT_TRUE(has(says(kFile, "2026-01-01", "1 Jan"), "o.txt:5:7: expected a day like 2026-04-06, found \"1 Jan\""));
  EXPECT_TRUE(has(says(kFile, "2026-12-31", "2025-12-31"), "o.txt:6:8: this is before the day it comes into force"));
  EXPECT_TRUE(
      has(says(kFile, "holding", "holdin"), "o.txt:3:26: there is no kind of letter \"holdin\"; did you mean \"holding\"?"));
  EXPECT_TRUE(has(says(kFile, "verified: yes", "verified: maybe"), "expected yes or no"));
  EXPECT_TRUE(has(says(kFile, "verified: yes\n", ""), "verified is required"));
  EXPECT_TRUE(has(says(kFile, "**free", "{{free"), "o.txt:12:"));
}

TEST(AStatement, holds_from_its_first_day_to_its_last) {
  const RequiredStatement statement = Ombudsman();
  EXPECT_FALSE(statement.InForce(base::Date::Of(2025, 12, 31)));
  EXPECT_TRUE(statement.InForce(base::Date::Of(2026, 1, 1)));
  EXPECT_TRUE(statement.InForce(base::Date::Of(2026, 12, 31)));
  EXPECT_FALSE(statement.InForce(base::Date::Of(2027, 1, 1)));
}

TEST(TheStatementsRequired, are_those_of_pack_day_condition_and_kind) {
  RequiredStatement always = Ombudsman();
  always.id = "always";
  always.packs.clear();
  RequiredStatement payment = Ombudsman();
  payment.id = "payment";
  payment.when = "case.payment";
  RequiredStatement other = payment;
  other.id = "other";
  other.when = "not case.payment";
  const Values values{{"case", Record{{"payment", true}}}};
  const auto ids = [&](const std::string& pack, base::Date on, LetterKind kind) {
    return IdsOf(RequiredIn(kind, *InForceOn(on, {pack}, {Ombudsman(), always, payment, other}, values)));
  };
  const base::Date day = base::Date::Of(2026, 6, 1);
  EXPECT_EQ(ids("uk-financial", day, LetterKind::Holding), (std::vector<std::string>{"ombudsman", "always", "payment"}));
  EXPECT_EQ(ids("uk-housing", day, LetterKind::Holding), (std::vector<std::string>{"always"}));
  EXPECT_TRUE(ids("uk-financial", day, LetterKind::Update).empty());
  EXPECT_TRUE(ids("uk-financial", base::Date::Of(2027, 6, 1), LetterKind::Holding).empty());
  const auto unknown = InForceOn(day, {"uk-financial"}, {payment}, {{"case", Record{{"payments", true}}}});
  ASSERT_FALSE(unknown) << "a condition nobody can answer is no \"no\"";
  EXPECT_TRUE(unknown.error().says.ToString().find("did you mean \"case.payments\"?") != std::string::npos)
      << unknown.error().says;
}

TEST(TheStatementsInForce, of_a_chain_of_packs_are_the_nearest_ones_and_the_others_of_its_base) {
  const auto of = [](const char* id, const char* pack, const char* words) {
    RequiredStatement statement = Ombudsman();
    statement.id = id;
    statement.packs = {pack};
    statement.words = words;
    return statement;
  };
  const std::vector<RequiredStatement> all{of("ombudsman", "uk-financial", "The base's."),
                                           of("limits", "uk-financial", "Eight weeks."), of("ombudsman", "our-bank", "Our own."),
                                           of("limits", "uk-housing", "Ten days.")};
  const auto words = [&](const std::vector<std::string>& packs) {
    std::vector<std::string> in_force;
    for (const RequiredStatement& one : *InForceOn(base::Date::Of(2026, 6, 1), packs, all, {})) in_force.push_back(one.words);
    return in_force;
  };
  EXPECT_EQ(words({"our-bank", "uk-financial", "general"}), (std::vector<std::string>{"Our own.", "Eight weeks."}));
  EXPECT_EQ(words({"uk-financial", "our-bank"}), (std::vector<std::string>{"The base's.", "Eight weeks."}));
  EXPECT_EQ(words({"uk-financial", "general"}), (std::vector<std::string>{"The base's.", "Eight weeks."}));
  EXPECT_TRUE(words({"general"}).empty());
}

TEST(TwoStatementsOfOneName, must_not_be_in_force_on_the_same_day) {
  RequiredStatement later = Ombudsman();
  later.from = base::Date::Of(2027, 1, 1);
  later.until.reset();
  EXPECT_TRUE(CheckStatements({Ombudsman(), later}));
  later.from = base::Date::Of(2026, 12, 31);
  EXPECT_FALSE(CheckStatements({Ombudsman(), later}));
  later.packs = {"uk-housing"};
  EXPECT_TRUE(CheckStatements({Ombudsman(), later}));
}

TEST(ALetter, that_has_the_statement_passes_whatever_its_white_space_quotes_and_case) {
  for (const char* markup :
       {"You may go to the \"Ombudsman\" free of charge within six months.\n\nIts website is www.financial-ombudsman.org.uk.",
        "Before.\n\nyou may go to the “OMBUDSMAN”\nfree of\u00A0charge within six months. Its website is\n\n- "
        "www.financial-ombudsman.org.uk.\n\nAfter."}) {
    EXPECT_EQ(Check(markup).presence, Presence::Present) << markup;
  }
  EXPECT_EQ(Check("A.\n\nYou may go to the \"Ombudsman\" free of charge within six months.\n\nIts website is "
                  "www.financial-ombudsman.org.uk.")
                .says,
            "Your right to go to the ombudsman stands in paragraph 2.");
}

TEST(ALetter, without_the_statement_is_refused_with_the_clause_and_the_way_to_mend_it) {
  const StatementCheck check = Check("We are sorry. Goodbye.");
  EXPECT_EQ(check.presence, Presence::Missing);
  EXPECT_EQ(check.says, "Your right to go to the ombudsman is missing.");
  EXPECT_EQ(check.mend, "insert statement ombudsman");
  EXPECT_EQ(check.clause.number, "DISP 1.6.2R");
}

TEST(ALetter, whose_other_words_are_much_the_same_lacks_the_statement_and_did_not_alter_it) {
  const StatementCheck check = Check("The six of you may go within its website to whatever is free, and that is all of it.");
  EXPECT_EQ(check.presence, Presence::Missing) << check.says;
}

TEST(ALetter, from_which_a_paragraph_of_the_statement_was_deleted_is_told_which_one_is_missing) {
  const StatementCheck first = Check("Dear you.\n\nIts website is www.financial-ombudsman.org.uk.\n\nBye.");
  EXPECT_EQ(first.presence, Presence::Missing) << first.says;
  const StatementCheck second =
      Check("Dear you.\n\nYou may go to the \"Ombudsman\" free of charge within six months.\n\nBye, and do ring us.");
  EXPECT_EQ(second.presence, Presence::Missing) << second.says;
  EXPECT_EQ(second.says,
            "A part of \"Your right to go to the ombudsman\" is missing: \"Its website is www.financial-ombudsman.org.uk.\".");
  EXPECT_EQ(second.mend, "insert statement ombudsman in the place of what is left of it");
}

TEST(ALetter, with_a_statement_that_something_comes_with_reminds_of_it) {
  std::string file = kFile;
  file.insert(file.find("verified"), "encloses: the ombudsman's leaflet\n");
  const RequiredStatement statement = *RequiredStatement::Parse(file, "o.txt");
  const auto remarks = [&](const std::string& markup) {
    const auto said = ReviewLetter(With(markup), {statement}, {}, {}, {})->remarks;
    return std::vector<std::string>(said.begin(), said.end());
  };
  EXPECT_EQ(remarks("You may go to the \"Ombudsman\" free of charge within six months.\n\nIts website is "
                    "www.financial-ombudsman.org.uk."),
            std::vector<std::string>{"Send with it the ombudsman's leaflet, printed or attached: the letter says that it comes "
                                     "with it (DISP 1.6.2R). Amends does not add it."});
  EXPECT_TRUE(remarks("Sorry.").empty()) << "a letter that does not say so has nothing to bring";
}

TEST(ALetter, with_the_statement_altered_is_shown_where_and_how) {
  const auto altered = [](const std::string& sentence) {
    return Check("Dear you.\n\n" + sentence + "\n\nIts website is www.financial-ombudsman.org.uk.\n\nBye.");
  };
  const StatementCheck six = altered("You may go to the \"Ombudsman\" free of charge within three weeks.");
  EXPECT_EQ(six.presence, Presence::Altered);
  EXPECT_EQ(six.says,
            "Your right to go to the ombudsman was altered in paragraph 2: expected \"six months.\", found \"three weeks.\".");
  EXPECT_EQ(six.mend, "insert statement ombudsman in its place");
  EXPECT_TRUE(
      altered("You may go to the \"Ombudsman\" within six months.").says.ToString().ends_with("\"free of charge\" is missing."));
  EXPECT_TRUE(altered("You may perhaps go to the \"Ombudsman\" free of charge within six months.")
                  .says.ToString()
                  .ends_with("\"perhaps\" was added."));
  EXPECT_EQ(altered("You may go to the \"Ombudsman\", free of charge, within six months.").presence, Presence::Altered)
      << "a comma is a difference: only white space, quotes and case are none";
}

TEST(AReview, refuses_for_a_missing_statement_or_a_gap_and_for_nothing_else) {
  const auto review = [](const std::string& markup) {
    return *ReviewLetter(With(markup), {Ombudsman()}, {}, {{"free of charge", "free"}, {"prior to", "before"}}, {});
  };
  const std::string words =
      "You may go to the \"Ombudsman\" free of charge within six months.\n\nIts website is www.financial-ombudsman.org.uk.";
  EXPECT_TRUE(review(words).may_be_sent);
  EXPECT_TRUE(review(words).readability.jargon.empty()) << "the statement's own words are not the writer's";
  EXPECT_EQ(review("Prior to this, nothing.\n\n" + words).readability.jargon.size(), 1U);
  EXPECT_FALSE(review("Sorry.").may_be_sent);
  EXPECT_EQ(review("Sorry.").says, "The letter cannot be sent: \"Your right to go to the ombudsman\" is missing (DISP 1.6.2R).");
  EXPECT_EQ(review(words + "\n\nBy [missing: due].").says, "The letter cannot be sent: it lacks a value for \"due\".");
}

}  // namespace
}  // namespace letters
