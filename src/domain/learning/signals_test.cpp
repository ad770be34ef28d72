// A signal's life: raised once, not closed before it is explained, and nobody on its contact list forgotten.

#include "domain/learning/log.h"

#include <gtest/gtest.h>

namespace learning {
namespace {

using domain::Actor;
using domain::Refusals;
using domain::Role;
using domain::Rule;

const Actor kHandler = Actor::Staff(base::UserId{1}, Role::Handler, "Hana");
const Actor kLeader = Actor::Staff(base::UserId{2}, Role::TeamLeader, "Lea");
const Actor kQuality = Actor::Staff(base::UserId{5}, Role::Quality, "Quinn");
const SignalId kFirst{1};

FoundSignal Rise(Date known, const char* series = "Checkout") {
  FoundSignal found{Word("product"), WatchedEvery::Month, SignalShape::Above, series, known, known};
  found.expected = 20;
  found.counted = 60;
  return found;
}

class Signals : public testing::Test {
 protected:
  Ruling Give(const Command& command, const Actor& actor = kQuality) {
    Ruling ruling = Decide(log_, command, {actor, now_, may_ + 31});
    if (const auto* events = std::get_if<std::vector<Event>>(&ruling)) {
      for (const Event& event : *events) Evolve(log_, {event, now_, actor.ToString(), log_.version + 1});
    }
    return ruling;
  }
  std::size_t Happened(const Command& command, const Actor& actor = kQuality) {
    const Ruling ruling = Give(command, actor);
    const auto* events = std::get_if<std::vector<Event>>(&ruling);
    EXPECT_NE(events, nullptr) << std::get<Refusals>(ruling).front().says.ToString();
    return events == nullptr ? 0 : events->size();
  }
  Rule Refused(const Command& command, const Actor& actor = kQuality) {
    const Ruling ruling = Give(command, actor);
    EXPECT_TRUE(std::holds_alternative<Refusals>(ruling)) << "it was done";
    return std::holds_alternative<Refusals>(ruling) ? std::get<Refusals>(ruling).front().rule : Rule::Incomplete;
  }
  std::size_t Raise(std::vector<FoundSignal> found) { return Happened(RaiseSignals{std::move(found)}, Actor::System()); }
  const Signal& First() const { return *log_.Find(kFirst); }

  const Date may_ = Date::Of(2026, 5, 1);
  Instant now_ = *Instant::Parse("2026-06-01T08:00:00Z");
  Log log_;
};

TEST_F(Signals, are_raised_by_the_watch_and_by_nobody_else) {
  EXPECT_EQ(Refused(RaiseSignals{{Rise(may_)}}, kQuality), Rule::ActorMayNot);
  EXPECT_EQ(Raise({Rise(may_), Rise(may_, "Delivery")}), 2U);
  EXPECT_EQ(log_.signals[1].id, SignalId{2});
  EXPECT_EQ(First().state, SignalState::Raised);
}

TEST_F(Signals, found_again_are_the_same_and_nothing_happens) {
  Raise({Rise(may_)});
  EXPECT_EQ(Raise({Rise(may_)}), 0U);
}

TEST_F(Signals, that_go_on_grow_and_keep_their_number_and_what_was_said_of_them) {
  Raise({Rise(may_)});
  Happened(ExplainSignal{kFirst, Explanation::Cause, Prose("The new form.")});
  FoundSignal grown = Rise(may_);
  grown.last = Date::Of(2026, 6, 1);
  grown.periods = 2;
  grown.counted = 130;
  EXPECT_EQ(Raise({grown}), 1U);
  ASSERT_EQ(log_.signals.size(), 1U);
  EXPECT_EQ(First().found.counted, 130);
  EXPECT_EQ(First().state, SignalState::Explained);
}

TEST_F(Signals, of_which_cases_logged_late_move_the_beginning_are_still_the_same) {
  Raise({Rise(may_)});
  FoundSignal earlier = Rise(Date::Of(2026, 4, 1));
  earlier.last = may_;
  EXPECT_EQ(Raise({earlier}), 1U);
  EXPECT_EQ(log_.signals.size(), 1U);
}

TEST_F(Signals, after_a_quiet_time_are_raised_anew) {
  Raise({Rise(may_)});
  EXPECT_EQ(Raise({Rise(Date::Of(2026, 9, 1))}), 1U);
  EXPECT_EQ(log_.signals.size(), 2U);
}

TEST_F(Signals, of_another_series_or_the_other_way_are_others) {
  FoundSignal fall = Rise(may_);
  fall.shape = SignalShape::Below;
  FoundSignal weekly = Rise(may_);
  weekly.every = WatchedEvery::Week;
  EXPECT_EQ(Raise({Rise(may_), Rise(may_, "Delivery"), fall, weekly}), 4U);
}

TEST_F(Signals, of_topics_are_known_again_by_their_cases_whatever_their_clearest_words_are_today) {
  const auto topic = [&](const char* words, Date week, std::vector<CaseId> cases) {
    FoundSignal found{Word("words"), WatchedEvery::Week, SignalShape::Topic, words, week, week};
    found.counted = static_cast<double>(cases.size());
    found.terms.emplace({Line(words)});
    found.cases = std::move(cases);
    return found;
  };
  const std::vector<CaseId> early{{1}, {2}, {3}, {4}, {5}};
  const std::vector<CaseId> later{{4}, {5}, {6}, {7}, {8}, {9}};
  EXPECT_EQ(Raise({topic("card reader", may_, early)}), 1U);
  EXPECT_EQ(Raise({topic("contactless", may_ + 7, later)}), 1U);
  ASSERT_EQ(log_.signals.size(), 1U);
  EXPECT_EQ(First().found.series, "card reader") << "a manager finds it under the words it was given";
  EXPECT_EQ(First().found.known, may_);
  EXPECT_EQ(First().found.last, may_ + 7);
  EXPECT_EQ(First().found.cases, later);
  EXPECT_EQ(Raise({topic("smart meter", may_ + 7, {{20}, {21}, {22}, {23}, {24}})}), 1U);
  EXPECT_EQ(log_.signals.size(), 2U) << "other cases, another topic";
}

TEST_F(Signals, are_worked_on_by_leaders_quality_and_managers) {
  Raise({Rise(may_)});
  EXPECT_EQ(Refused(LookAtSignal{kFirst}, kHandler), Rule::ActorMayNot);
  EXPECT_EQ(Happened(LookAtSignal{kFirst}, kLeader), 1U);
  EXPECT_EQ(First().state, SignalState::LookedAt);
  EXPECT_EQ(First().steps.back().by, "U-2");
  EXPECT_EQ(Happened(LookAtSignal{kFirst}), 0U) << "it is looked at already";
}

TEST_F(Signals, are_not_acted_on_or_closed_before_they_are_explained) {
  Raise({Rise(may_)});
  EXPECT_EQ(Refused(ActOnSignal{kFirst, Prose("Mend the form.")}), Rule::SignalNotExplained);
  EXPECT_EQ(Refused(CloseSignal{kFirst, Prose("Done.")}), Rule::SignalNotExplained);
  EXPECT_EQ(Refused(ExplainSignal{kFirst, Explanation::Chance, {}}), Rule::Incomplete);
  Happened(ExplainSignal{kFirst, Explanation::Cause, Prose("The new form.")});
  EXPECT_EQ(Refused(CloseSignal{kFirst, {}}), Rule::Incomplete);
  Happened(ActOnSignal{kFirst, Prose("Mend the form.")});
  EXPECT_EQ(First().state, SignalState::ActedOn);
  Happened(CloseSignal{kFirst, Prose("The form is mended and May is over.")});
  EXPECT_EQ(First().state, SignalState::Closed);
  EXPECT_EQ(Refused(ActOnSignal{kFirst, Prose("More.")}), Rule::SignalIsClosed);
  Happened(ReopenSignal{kFirst, Prose("It came back.")});
  EXPECT_EQ(First().state, SignalState::ActedOn) << "as it stood before it was closed";
}

TEST_F(Signals, are_not_closed_while_somebody_who_said_nothing_was_not_asked) {
  Raise({Rise(may_)});
  Happened(ExplainSignal{kFirst, Explanation::Cause, Prose("The new form.")});
  EXPECT_EQ(Happened(ExtendContactList{kFirst, {CustomerId{7}, CustomerId{8}, CustomerId{7}}, Line("They used the form.")}), 1U);
  EXPECT_EQ(First().contacts.size(), 2U) << "nobody stands on it twice";
  EXPECT_EQ(Happened(ExtendContactList{kFirst, {CustomerId{8}}, Line("Again.")}), 0U);
  Happened(RecordSilentContact{kFirst, CustomerId{7}, Reached::NotAffected, {}}, kHandler);
  EXPECT_EQ(Refused(CloseSignal{kFirst, Prose("Done.")}), Rule::ContactsOutstanding);
  EXPECT_EQ(Refused(RecordSilentContact{kFirst, CustomerId{9}, Reached::NotReached, {}}), Rule::NotOnTheContactList);
  EXPECT_EQ(Refused(RecordSilentContact{kFirst, CustomerId{8}, Reached::CaseLogged, {}}), Rule::Incomplete);
  Happened(RecordSilentContact{kFirst, CustomerId{8}, Reached::CaseLogged, CaseId{12}}, kHandler);
  EXPECT_EQ(First().contacts[1].logged, CaseId{12});
  Happened(CloseSignal{kFirst, Prose("Done.")});
}

TEST_F(Signals, that_are_not_there_are_said_not_to_be) { EXPECT_EQ(Refused(LookAtSignal{SignalId{9}}), Rule::NoSuchSignal); }

TEST_F(Signals, know_of_renames_each_once_and_not_in_circles) {
  const auto rename = [](const char* from, const char* to) {
    return DeclareRename{Word("product"), Line(from), Line(to), Line("New names.")};
  };
  EXPECT_EQ(Refused(rename("Card", "Cards"), kHandler), Rule::ActorMayNot);
  EXPECT_EQ(Refused(rename("Card", "Card")), Rule::Incomplete);
  EXPECT_EQ(Happened(rename("Card", "Cards")), 1U);
  EXPECT_EQ(Happened(rename("Card", "Cards")), 0U);
  EXPECT_EQ(Refused(rename("Cards", "Card")), Rule::Incomplete);
}

TEST_F(Signals, know_of_renames_until_they_are_withdrawn_and_can_have_them_again) {
  const auto declare = [](const char* from, const char* to, const char* column = "product") {
    return DeclareRename{Word(column), Line(from), Line(to), Line("New names.")};
  };
  const auto withdraw = [](const char* from, const char* to, const char* column = "product") {
    return WithdrawRename{Word(column), Line(from), Line(to), Line("Two shops.")};
  };
  Raise({Rise(may_)});
  Happened(declare("Card", "Cards"));
  Happened(declare("Gas", "Power"));
  Happened(declare("Card", "Cards", "category"));
  EXPECT_EQ(Refused(withdraw("Card", "Cards"), kHandler), Rule::ActorMayNot);
  EXPECT_EQ(Refused(withdraw("Card", "Cards"), kLeader), Rule::ActorMayNot) << "who declares may withdraw, and nobody else";
  EXPECT_EQ(Refused(WithdrawRename{Word("product"), Line("Card"), Line("Cards"), {}}), Rule::Incomplete);
  EXPECT_EQ(log_.renames.size(), 3U);

  EXPECT_EQ(Happened(withdraw("Card", "Cards")), 1U);
  ASSERT_EQ(log_.renames.size(), 2U);
  EXPECT_EQ(NameNow(log_.renames, "product", "Card"), "Card");
  EXPECT_EQ(NameNow(log_.renames, "product", "Gas"), "Power");
  EXPECT_EQ(NameNow(log_.renames, "category", "Card"), "Cards") << "the same names of another column are another matter";
  EXPECT_NE(log_.Find(kFirst), nullptr) << "what was raised meanwhile stays";
  EXPECT_EQ(Refused(withdraw("Card", "Cards")), Rule::NoSuchRename);

  EXPECT_EQ(Happened(declare("Cards", "Card")), 1U) << "it was the other way round";
  EXPECT_EQ(NameNow(log_.renames, "product", "Cards"), "Card");
}

TEST_F(Signals, know_names_as_one_after_a_withdrawal_where_other_renames_still_say_so) {
  for (const auto& [from, to] : {std::pair("Card", "Cards"), std::pair("Cards", "Cashless"), std::pair("Card", "Cashless")}) {
    EXPECT_EQ(Happened(DeclareRename{Word("product"), Line(from), Line(to), Line("New names.")}), 1U);
  }
  EXPECT_EQ(Happened(WithdrawRename{Word("product"), Line("Card"), Line("Cards"), Line("In one step.")}), 1U);
  EXPECT_EQ(NameNow(log_.renames, "product", "Card"), NameNow(log_.renames, "product", "Cards"));
  EXPECT_EQ(Happened(WithdrawRename{Word("product"), Line("Card"), Line("Cashless"), Line("It was no such thing.")}), 1U);
  EXPECT_NE(NameNow(log_.renames, "product", "Card"), NameNow(log_.renames, "product", "Cards"));
}

TEST_F(Signals, say_which_renames_there_are_when_one_is_to_be_withdrawn_that_is_not) {
  const auto says = [&](const char* from, const char* to, const char* column = "product") {
    const Ruling ruling = Give(WithdrawRename{Word(column), Line(from), Line(to), Line("No.")});
    return std::get<Refusals>(ruling).front().says.ToString();
  };
  const auto declare = [&](const char* from, const char* to) {
    EXPECT_EQ(Happened(DeclareRename{Word("product"), Line(from), Line(to), Line("New names.")}), 1U);
  };
  EXPECT_EQ(
      says("Card", "Cards"),
      "It is not declared, or not any more, that Card is called Cards now. Nothing of the column \"product\" is declared to "
      "have got another name.");
  declare("Card", "Cards");
  declare("Gas", "Power");
  EXPECT_EQ(says("Card", "Power"),
            "It is not declared, or not any more, that Card is called Power now. It is declared that Card is called Cards now.");
  EXPECT_EQ(
      says("Cards", "Card"),
      "It is not declared, or not any more, that Cards is called Card now. What is declared: Gas → Power and Card → Cards.");
  EXPECT_TRUE(
      says("Card", "Cards", "category").ends_with("Nothing of the column \"category\" is declared to have got another name."));
  for (const char* one : {"A", "B", "C", "D"}) declare(one, "Z");
  EXPECT_TRUE(says("Y", "Z").ends_with("The last of what is declared: D → Z, C → Z, B → Z, A → Z and Gas → Power."))
      << says("Y", "Z");
}

TEST(Renames, hold_together_all_names_that_are_counted_as_one_and_no_other) {
  const auto rename = [](const char* from, const char* to, const char* column = "product") {
    return Rename{Word(column), Line(from), Line(to), Line("New names.")};
  };
  const std::vector<Rename> renames{rename("Basket", "Cart"), rename("Cart", "Checkout"), rename("Till", "Checkout"),
                                    rename("Gas", "Power"), rename("Cart", "Trolley", "category")};
  using Names = std::vector<std::string>;
  EXPECT_EQ(NamesOf(renames, "product", "Checkout"), (Names{"Checkout", "Till", "Cart", "Basket"}));
  EXPECT_EQ(NamesOf(renames, "product", "Cart"), (Names{"Cart", "Checkout", "Till", "Basket"})) << "also newer ones";
  EXPECT_EQ(NamesOf(renames, "category", "Cart"), (Names{"Cart", "Trolley"}));
  EXPECT_EQ(NamesOf(renames, "product", "Delivery"), Names{"Delivery"});
  EXPECT_EQ(NameNow(renames, "product", "Basket"), "Checkout");
}

}  // namespace
}  // namespace learning
