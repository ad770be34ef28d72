#include "domain/procedures/book.h"

#include <gtest/gtest.h>

#include "support/general.h"

namespace procedures {
namespace {

const Instant kReceived = *Instant::Parse("2026-11-02T09:00:00Z");

std::shared_ptr<const Bound> ABound(const std::string& id, const AppliesTo& applies = {}, int version = 1) {
  auto bound = std::make_shared<Bound>(tests::ShippedProcedure("general"));
  bound->procedure.id = id;
  bound->procedure.version = version;
  bound->procedure.applies = applies;
  return bound;
}
AppliesTo Products(std::vector<std::string> products) {
  AppliesTo applies;
  applies.products = std::move(products);
  return applies;
}
Book ABook() {
  Book book;
  book.PutInForce(ABound("general"));
  return book;
}
std::string Chosen(const Book& book, const Facts& facts, Instant received = kReceived) {
  return book.Choose(facts, received).procedure.id;
}

TEST(ANewCase, gets_the_general_procedure_when_nothing_else_fits) {
  Book book = ABook();
  book.PutInForce(ABound("mortgages", Products({"Mortgage"})));
  EXPECT_EQ(Chosen(book, {}), "general");
  EXPECT_EQ(Chosen(book, {{"product", "Boiler cover"}}), "general");
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}}), "mortgages");
}

TEST(ANewCase, gets_what_asks_for_nothing_before_the_general_procedure) {
  Book book = ABook();
  book.PutInForce(ABound("house-rules"));
  EXPECT_EQ(Chosen(book, {}), "house-rules");
}

TEST(ANewCase, gets_the_procedure_that_asks_for_most_of_those_that_fit) {
  AppliesTo narrow = Products({"Mortgage", "Loan"});
  narrow.kinds = {"complaint"};
  Book book = ABook();
  book.PutInForce(ABound("narrow", narrow));
  book.PutInForce(ABound("wide", Products({"Mortgage"})));
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}, {"kind", "complaint"}}), "narrow");
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}, {"kind", "problem"}}), "wide");
}

TEST(ANewCase, gets_the_one_put_in_force_last_of_those_that_ask_for_as_much) {
  Book book = ABook();
  book.PutInForce(ABound("first", Products({"Mortgage"})));
  book.PutInForce(ABound("second", Products({"Mortgage"})));
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}}), "second");
  book.PutInForce(ABound("first", Products({"Mortgage"}), 2));
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}}), "first") << "a new version is put in force anew";
}

TEST(ANewCase, gets_what_asks_what_it_is_about_before_what_asks_who_complains) {
  AppliesTo about;
  about.categories = {"Personal data"};
  AppliesTo bought = Products({"Electricity"});
  AppliesTo by;
  by.customer_types = {"consumer"};
  Book book = ABook();
  for (AppliesTo* applies : {&about, &bought, &by}) applies->kinds = {"complaint"};
  book.PutInForce(ABound("about", about));
  book.PutInForce(ABound("bought", bought));
  book.PutInForce(ABound("by", by));
  Facts facts{{"kind", "complaint"}, {"customer-type", "consumer"}};
  EXPECT_EQ(Chosen(book, facts), "by");
  facts["product"] = "Electricity";
  EXPECT_EQ(Chosen(book, facts), "bought");
  facts["category"] = "Personal data";
  EXPECT_EQ(Chosen(book, facts), "about");
}

TEST(AProcedure, fits_whatever_the_capitals) {
  Book book = ABook();
  book.PutInForce(ABound("mortgages", Products({"Mortgage"})));
  EXPECT_EQ(Chosen(book, {{"product", "MORTGAGE"}}), "mortgages");
}

std::optional<std::string> Fight(const AppliesTo& one, const AppliesTo& other) {
  return Quarrel(ABound("one", one)->procedure, ABound("other", other)->procedure);
}

TEST(TwoProcedures, quarrel_over_the_cases_both_ask_for_with_equal_right) {
  AppliesTo narrow = Products({"Mortgage", "Loan"});
  narrow.kinds = {"complaint"};
  AppliesTo category;
  category.categories = {"Fees"};
  EXPECT_FALSE(Fight(Products({"Mortgage"}), Products({"Loan"}))) << "no case is both";
  EXPECT_FALSE(Fight(Products({"Mortgage"}), narrow)) << "the one that asks for more takes them";
  EXPECT_FALSE(Fight(Products({"Mortgage"}), category)) << "a category goes before a product";
  EXPECT_EQ(Fight(Products({"Mortgage", "Loan"}), Products({"loan", "Card"})),
            "one and other apply equally to cases of product Loan: in force together, it would hang on chance which "
            "of them takes these. Let [applies] of one ask for more, base one on the other, or give them periods that do not "
            "overlap.");
  EXPECT_TRUE(Fight({}, {})->find("every case") != std::string::npos);
}

TEST(TwoProcedures, do_not_quarrel_on_days_apart_nor_with_the_general_one_nor_with_a_version_of_themselves) {
  Procedure spring = ABound("spring")->procedure;
  Procedure autumn = ABound("autumn")->procedure;
  ASSERT_TRUE(Quarrel(spring, autumn));
  spring.valid_until = *Date::Parse("2026-06-30");
  autumn.valid_from = *Date::Parse("2026-07-01");
  EXPECT_FALSE(Quarrel(spring, autumn));
  EXPECT_FALSE(Quarrel(autumn, spring));
  EXPECT_FALSE(Quarrel(spring, ABound("general")->procedure));
  EXPECT_FALSE(Quarrel(spring, spring));
}

TEST(AProcedure, goes_before_the_one_it_is_based_on_whichever_was_put_in_force_last) {
  const auto base = ABound("base", Products({"Loan"}));
  Procedure ours = ABound("ours", Products({"Loan"}))->procedure;
  ours.based_on = {"base", "general"};
  const auto own = std::make_shared<const Bound>(Bound{ours, base->calendar});
  EXPECT_FALSE(Quarrel(base->procedure, ours));
  EXPECT_FALSE(Quarrel(ours, base->procedure));
  for (const bool base_last : {false, true}) {
    Book book = ABook();
    book.PutInForce(base_last ? own : base);
    book.PutInForce(base_last ? base : own);
    EXPECT_EQ(Chosen(book, {{"product", "Loan"}}), "ours");
  }
}

TEST(AProcedure, that_asks_for_nothing_takes_every_case_and_that_is_told) {
  EXPECT_TRUE(TakesAll(ABound("house-rules")->procedure));
  EXPECT_FALSE(TakesAll(ABound("mortgages", Products({"Mortgage"}))->procedure));
  EXPECT_FALSE(TakesAll(ABound("general")->procedure));
}

TEST(AProcedure, fits_by_each_thing_it_may_ask_for) {
  AppliesTo applies;
  applies.products = {"Mortgage"};
  applies.categories = {"Fees"};
  applies.channels = {domain::Channel::Letter};
  applies.kinds = {"complaint"};
  applies.customer_types = {"consumer"};
  Book book = ABook();
  book.PutInForce(ABound("all", applies));
  const Facts fits{
      {"product", "Mortgage"}, {"category", "Fees"}, {"channel", "letter"}, {"kind", "complaint"}, {"customer-type", "consumer"}};
  EXPECT_EQ(Chosen(book, fits), "all");
  for (const auto& [fact, value] : fits) {
    Facts other = fits;
    other[fact] = "another";
    EXPECT_EQ(Chosen(book, other), "general") << fact;
    other.erase(fact);
    EXPECT_EQ(Chosen(book, other), "general") << "without " << fact;
  }
}

TEST(AProcedure, fits_from_its_first_day_to_its_last_by_its_own_calendar) {
  auto bound = std::make_shared<Bound>(*ABound("summer"));
  bound->procedure.valid_from = *Date::Parse("2026-06-01");
  bound->procedure.valid_until = *Date::Parse("2026-08-31");
  Book book = ABook();
  book.PutInForce(bound);
  // London keeps summer time: the day begins at 23:00 UTC of the day before.
  EXPECT_EQ(Chosen(book, {}, *Instant::Parse("2026-05-31T22:59:59Z")), "general");
  EXPECT_EQ(Chosen(book, {}, *Instant::Parse("2026-05-31T23:00:00Z")), "summer");
  EXPECT_EQ(Chosen(book, {}, *Instant::Parse("2026-08-31T22:59:59Z")), "summer");
  EXPECT_EQ(Chosen(book, {}, *Instant::Parse("2026-08-31T23:00:00Z")), "general");
}

TEST(ARetiredProcedure, takes_no_new_cases_and_keeps_the_old) {
  Book book = ABook();
  book.PutInForce(ABound("mortgages", Products({"Mortgage"})));
  book.Retire("mortgages");
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}}), "general");
  EXPECT_EQ(book.Current("mortgages"), nullptr);
  ASSERT_NE(book.Find("mortgages", 1), nullptr);
  EXPECT_EQ(book.Find("mortgages", 1)->procedure.id, "mortgages");
  book.PutInForce(ABound("mortgages", Products({"Mortgage"})));
  EXPECT_EQ(Chosen(book, {{"product", "Mortgage"}}), "mortgages");
}

TEST(ALaterVersion, takes_the_place_of_the_one_before_for_new_cases_only) {
  Book book = ABook();
  book.PutInForce(ABound("mortgages", Products({"Mortgage"}), 1));
  book.PutInForce(ABound("mortgages", Products({"Mortgage"}), 2));
  EXPECT_EQ(book.Choose({{"product", "Mortgage"}}, kReceived).procedure.version, 2);
  EXPECT_EQ(book.Current("mortgages")->procedure.version, 2);
  EXPECT_EQ(book.Find("mortgages", 1)->procedure.version, 1);
  EXPECT_EQ(book.Find("mortgages", 3), nullptr);
  EXPECT_EQ(book.InForce().size(), 2U);
}

TEST(TheGeneralProcedure, cannot_be_retired) {
  Book book = ABook();
  book.Retire("general");
  EXPECT_EQ(Chosen(book, {}), "general");
}

TEST(TheGeneralProcedure, takes_what_nothing_else_fits_whatever_it_says_itself) {
  Book book;
  book.PutInForce(ABound("general", Products({"Mortgage"})));
  EXPECT_EQ(Chosen(book, {{"product", "Boiler cover"}}), "general");
}

TEST(ABook, without_the_general_procedure_says_so) {
  Book book;
  book.PutInForce(ABound("mortgages", Products({"Mortgage"})));
  EXPECT_THROW(static_cast<void>(book.Choose({}, kReceived)), std::logic_error);
}

}  // namespace
}  // namespace procedures
