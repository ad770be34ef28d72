#include "domain/procedures/register.h"

#include <gtest/gtest.h>

#include "support/general.h"

namespace procedures {
namespace {

using domain::Actor;
using R = domain::Rule;

const Actor kManager = Actor::Staff(base::UserId{3}, Role::Manager, "Mani");
const Instant kMonday = *Instant::Parse("2026-11-02T09:00:00Z");

// A register to which commands are given one after another.
class Spec {
 public:
  Spec& As(const Actor& actor) {
    actor_ = actor;
    return *this;
  }
  Spec& Activate(const std::string& id, int version, const std::string& digest) {
    Procedure read = tests::General();
    read.id = id;
    read.version = version;
    return Activate(std::move(read), digest);
  }
  Spec& Activate(Procedure read, const std::string& digest) {
    const std::string id = read.id;
    ActivateProcedure command;
    command.files = {{Line(id + "/pack.toml"), Prose("as " + digest)}};
    command.reason = Line("A new year.");
    return Give(command, &read, digest);
  }
  // What else is in force.
  Spec& Beside(const Procedure& other) {
    beside_.push_back(&other);
    return *this;
  }
  Spec& Retire(const std::string& id) { return Give(RetireProcedure{Word(id), Line("Not used.")}, nullptr, {}); }

  Spec& Then(const std::vector<std::string>& names) {
    EXPECT_TRUE(refusals_.empty()) << "refused: " << (refusals_.empty() ? base::Saying() : refusals_.front().says);
    std::vector<std::string> got;
    for (const RegisterEvent& event : events_) {
      got.push_back(std::holds_alternative<ProcedureActivated>(event) ? "ProcedureActivated" : "ProcedureRetired");
    }
    EXPECT_EQ(got, names);
    return *this;
  }
  Spec& Refused(R rule, std::string_view saying = {}) {
    EXPECT_TRUE(events_.empty());
    EXPECT_EQ(refusals_.size(), 1U);
    if (refusals_.empty()) return *this;
    EXPECT_EQ(refusals_[0].rule, rule) << base::NameOf(refusals_[0].rule);
    EXPECT_NE(refusals_[0].says.ToString().find(saying), std::string::npos) << refusals_[0].says;
    return *this;
  }
  const Register& state() const { return register_; }

 private:
  Spec& Give(const RegisterCommand& command, const Procedure* read, const std::string& digest) {
    events_.clear();
    refusals_.clear();
    RegisterRuling ruling = Decide(register_, command, {actor_, kMonday, read, digest, beside_});
    if (auto* refused = std::get_if<domain::Refusals>(&ruling)) {
      refusals_ = std::move(*refused);
      return *this;
    }
    events_ = std::get<std::vector<RegisterEvent>>(std::move(ruling));
    for (const RegisterEvent& event : events_) {
      Evolve(register_, {event, kMonday, actor_.ToString(), register_.version + 1});
    }
    return *this;
  }

  Register register_;
  Actor actor_ = kManager;
  std::vector<RegisterEvent> events_;
  domain::Refusals refusals_;
  std::vector<const Procedure*> beside_;
};

TEST(PuttingInForce, keeps_the_texts_themselves_with_who_did_it_and_why) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Then({"ProcedureActivated"});
  const Activation* last = s.state().Last("uk-housing");
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->files.at(0).text, Prose("as aa"));
  EXPECT_EQ(last->digest, "aa");
  EXPECT_EQ(last->by, kManager.ToString());
  EXPECT_EQ(last->reason, Line("A new year."));
  EXPECT_EQ(last->at, kMonday);
  EXPECT_TRUE(last->in_force);
}

TEST(PuttingInForce, beside_one_that_applies_equally_is_refused_until_that_is_out_of_force) {
  Procedure theirs = tests::General();
  theirs.id = "theirs";
  theirs.applies.products = {"Kettle"};
  Procedure ours = theirs;
  ours.id = "ours";
  Spec s;
  s.Beside(theirs)
      .Activate(ours, "oo")
      .Refused(R::AppliesEqually, "theirs is in force, and ours and theirs apply equally to cases");
  Spec alone;
  alone.Activate(ours, "oo").Then({"ProcedureActivated"});
  ours.based_on = {"theirs"};
  s.Activate(ours, "oo").Then({"ProcedureActivated"});
  theirs.version = 2;
  s.Activate(theirs, "tt").Then({"ProcedureActivated"});
}

TEST(PuttingInForce, the_same_text_again_is_nothing_new) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Activate("uk-housing", 1, "aa").Then({});
  EXPECT_EQ(s.state().activations.size(), 1U);
}

TEST(PuttingInForce, another_text_under_a_version_that_is_taken_is_refused_with_the_number_to_give) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Activate("uk-housing", 1, "bb").Refused(R::VersionIsTaken, "version 2");
  EXPECT_EQ(s.state().Last("uk-housing")->digest, "aa");
  s.Activate("uk-housing", 2, "bb").Then({"ProcedureActivated"});
}

TEST(PuttingInForce, an_older_version_than_the_last_is_refused_also_when_it_was_in_force_once) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Activate("uk-housing", 3, "cc");
  s.Activate("uk-housing", 2, "bb").Refused(R::VersionIsTaken, "version 4");
  s.Activate("uk-housing", 1, "aa").Refused(R::VersionIsTaken);
}

TEST(PuttingInForce, a_later_version_takes_the_one_before_out_and_forgets_nothing) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Activate("general", 1, "gg").Activate("uk-housing", 2, "bb");
  ASSERT_EQ(s.state().activations.size(), 3U);
  EXPECT_FALSE(s.state().activations[0].in_force);
  EXPECT_EQ(s.state().activations[0].files.at(0).text, Prose("as aa"));
  EXPECT_TRUE(s.state().activations[1].in_force) << "another procedure stays";
  EXPECT_TRUE(s.state().activations[2].in_force);
}

TEST(PuttingInForce, what_was_retired_brings_it_back_under_the_same_version) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Retire("uk-housing").Then({"ProcedureRetired"});
  EXPECT_FALSE(s.state().Last("uk-housing")->in_force);
  s.Activate("uk-housing", 1, "bb").Refused(R::VersionIsTaken);
  s.Activate("uk-housing", 1, "aa").Then({"ProcedureActivated"});
  EXPECT_TRUE(s.state().Last("uk-housing")->in_force);
}

TEST(Retiring, twice_is_nothing_new) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Retire("uk-housing").Retire("uk-housing").Then({});
}

TEST(Retiring, what_was_never_in_force_is_refused_and_says_what_may_have_been_meant) {
  Spec s;
  s.Activate("uk-housing", 1, "aa").Retire("uk-housng").Refused(R::NoSuchProcedure, "did you mean \"uk-housing\"");
}

TEST(Retiring, the_general_procedure_is_refused) {
  Spec s;
  s.Activate("general", 1, "gg").Retire("general").Refused(R::NoSuchProcedure, "stays in force");
  EXPECT_TRUE(s.state().Last("general")->in_force);
}

TEST(TheRegister, is_for_managers_administrators_and_the_program_itself) {
  for (const Role role : {Role::Manager, Role::Administrator}) {
    Spec s;
    s.As(Actor::Staff(base::UserId{1}, role, "Ada")).Activate("uk-housing", 1, "aa").Then({"ProcedureActivated"});
    s.Retire("uk-housing").Then({"ProcedureRetired"});
  }
  Spec own;
  own.As(Actor::System()).Activate("general", 1, "gg").Then({"ProcedureActivated"});
  for (const Role role : {Role::Handler, Role::TeamLeader, Role::Quality}) {
    Spec s;
    s.Activate("uk-housing", 1, "aa").As(Actor::Staff(base::UserId{1}, role, "Hana"));
    s.Activate("uk-housing", 2, "bb").Refused(R::ActorMayNot);
    s.Retire("uk-housing").Refused(R::ActorMayNot);
  }
  Spec customer;
  customer.As(Actor::Of(base::CustomerId{7})).Activate("uk-housing", 1, "aa").Refused(R::ActorMayNot);
}

}  // namespace
}  // namespace procedures
