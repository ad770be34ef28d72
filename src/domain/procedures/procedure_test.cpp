#include "domain/procedures/procedure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support/general.h"

namespace procedures {
namespace {

using tests::General;

constexpr std::array kPhases{Phase::Identify, Phase::Analyse, Phase::Resolve, Phase::FollowUp};

base::Money Pounds(std::string_view amount) { return *base::Money::Of(amount, "GBP"); }

TEST(Gates, fixed_by_the_cycle_stand_in_every_procedure) {
  Procedure bare;
  for (const Phase phase : kPhases) {
    EXPECT_EQ(Gate(bare, phase), FixedGate(phase));
    const auto gate = Gate(General(), phase);
    for (const Requirement fixed : FixedGate(phase)) {
      EXPECT_NE(std::ranges::find(gate, fixed), gate.end()) << base::NameOf(fixed);
      EXPECT_TRUE(IsFixed(fixed));
    }
  }
}

TEST(Gates, ask_for_each_requirement_in_one_phase_only) {
  std::set<Requirement> seen;
  for (const Phase phase : kPhases) {
    for (const Requirement requirement : Gate(General(), phase))
      EXPECT_TRUE(seen.insert(requirement).second) << base::NameOf(requirement);
  }
  EXPECT_EQ(seen.size(), base::TypeOf<Requirement>().names.size()) << "a requirement no gate asks for";
}

TEST(Gates, added_by_the_general_procedure_are_not_fixed) {
  for (const Requirement added :
       {Requirement::ImpactAssessed, Requirement::OwnerNamed, Requirement::DecisionMade, Requirement::RedressRecorded}) {
    EXPECT_FALSE(IsFixed(added)) << base::NameOf(added);
  }
}

TEST(Ladder, authority_reaches_to_its_limit_and_not_a_penny_beyond) {
  const Procedure& general = General();
  EXPECT_EQ(RungFor(general, Pounds("100"))->role, Role::Handler);
  EXPECT_EQ(RungFor(general, Pounds("100.01"))->role, Role::TeamLeader);
  EXPECT_EQ(RungFor(general, Pounds("500"))->role, Role::TeamLeader);
  EXPECT_EQ(RungFor(general, Pounds("500.01"))->role, Role::Manager);
  EXPECT_EQ(RungFor(general, Pounds("900000000000"))->role, Role::Manager);
}

TEST(Ladder, what_costs_nothing_is_within_everybodys_authority_and_another_currency_is_not_converted) {
  const Rung* handler = RungOf(General(), Role::Handler);
  ASSERT_NE(handler, nullptr);
  EXPECT_TRUE(Covers(*handler, Pounds("0")));
  EXPECT_TRUE(Covers(*handler, *base::Money::Of("0", "USD")));
  EXPECT_FALSE(Covers(*handler, *base::Money::Of("1", "USD")));
  EXPECT_EQ(RungFor(General(), *base::Money::Of("1", "USD"))->role, Role::Manager);
}

TEST(Ladder, goes_up_rung_by_rung_and_ends) {
  EXPECT_EQ(RungAbove(General(), Role::Handler)->role, Role::TeamLeader);
  EXPECT_EQ(RungAbove(General(), Role::TeamLeader)->role, Role::Manager);
  EXPECT_EQ(RungAbove(General(), Role::Manager), nullptr);
  EXPECT_EQ(RungAbove(General(), Role::Quality)->role, Role::Handler) << "who has no rung starts at the lowest";
  EXPECT_EQ(RungOf(General(), Role::Customer), nullptr);
}

TEST(CauseTree, has_every_parent_and_no_code_twice) {
  std::set<std::string> codes;
  for (const CauseNode& node : General().causes) {
    EXPECT_TRUE(codes.insert(node.code).second) << node.code;
    EXPECT_FALSE(node.title.empty());
    const auto dot = node.code.rfind('.');
    if (dot != std::string::npos) {
      EXPECT_TRUE(codes.contains(node.code.substr(0, dot))) << node.code;
    }
  }
  EXPECT_EQ(FindCause(General(), "process.handover")->title, "Handover between people or teams lost something");
  EXPECT_EQ(FindCause(General(), "process.handove"), nullptr);
}

TEST(Clauses, give_their_number_their_words_and_what_they_rest_on) {
  for (const auto& [rule, clause] : General().clauses) {
    EXPECT_TRUE(clause.number.starts_with("general ")) << base::NameOf(rule);
    EXPECT_FALSE(clause.words.empty()) << base::NameOf(rule);
    EXPECT_FALSE(clause.rests_on.empty()) << base::NameOf(rule);
  }
}

}  // namespace
}  // namespace procedures
