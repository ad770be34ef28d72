#include "domain/customers/customer.h"

#include "support/faults.h"
#include "support/general.h"

namespace customers {
namespace {

using domain::Actor;
using domain::Refusals;
using domain::Role;
using domain::Rule;
using tests::Says;

base::Instant At(std::string_view text) { return *base::Instant::Parse(text); }
const Actor kHandler = Actor::Staff(base::UserId{1}, Role::Handler, "Hana");
const Actor kManager = Actor::Staff(base::UserId{3}, Role::Manager, "Mani");
const Actor kQuality = Actor::Staff(base::UserId{5}, Role::Quality, "Quinn");
const Actor kAdministrator = Actor::Staff(base::UserId{6}, Role::Administrator, "Ada");
const Actor kCustomer = Actor::Of(CustomerId{7});

Profile Amara() {
  Profile profile;
  profile.name = SealedLine(Line("Amara Okafor"));
  profile.email = base::Sealed(*EmailAddress::Parse("Amara.Okafor@example.org"));
  profile.phone = base::Sealed(*PhoneNumber::Parse("+44 161 496 0123"));
  profile.postcode = SealedLine(Line("M1 4BT"));
  return profile;
}
SealedProse Said(std::string_view words) { return Prose(words); }

class Record {
 public:
  Record() {
    customer_.id = CustomerId{7};
    context_.procedure = &tests::General();
    context_.now = At("2026-11-02T09:00:00Z");
    Give(RegisterCustomer{Amara(), {{Word("region"), Line("North")}}});
  }
  Record& As(const Actor& actor) {
    context_.actor = actor;
    return *this;
  }
  Record& Knowing(const Customer& other) {
    context_.others[other.id] = &other;
    return *this;
  }
  Record& Give(const Command& command) {
    events_.clear();
    refusals_.clear();
    auto ruling = Decide(customer_, command, context_);
    if (auto* refused = std::get_if<Refusals>(&ruling)) {
      refusals_ = std::move(*refused);
      return *this;
    }
    events_ = std::get<Events>(std::move(ruling));
    for (const Event& event : events_) Evolve(customer_, {event, context_.now, context_.actor.ToString(), customer_.version + 1});
    return *this;
  }
  Record& Then(const std::vector<std::string>& names) {
    EXPECT_TRUE(refusals_.empty()) << "refused: " << (refusals_.empty() ? base::Saying() : refusals_.front().says);
    std::vector<std::string> got;
    for (const Event& event : events_) got.push_back(base::TypeOf<Event>().alternatives[event.index()].name);
    EXPECT_EQ(got, names);
    return *this;
  }
  Record& Refused(Rule rule) {
    EXPECT_EQ(refusals_.size(), 1U);
    if (!refusals_.empty()) {
      EXPECT_EQ(base::NameOf(refusals_.front().rule), base::NameOf(rule));
    }
    return *this;
  }
  const Customer& state() const { return customer_; }

 private:
  Customer customer_;
  Context context_{kHandler, {}, nullptr, {}};
  Events events_;
  Refusals refusals_;
};

TEST(Correcting, records_only_what_changes_and_keeps_the_rest) {
  Record r;
  Profile profile;
  profile.name = SealedLine(Line("Amara Okafor"));
  profile.postcode = SealedLine(Line("M2 5DB"));
  r.Give(CorrectProfile{profile, {{Word("region"), Line("North")}}, Said("Moved.")}).Then({"ProfileCorrected"});
  EXPECT_EQ(r.state().profile.postcode->Shown(), "M2 5DB");
  EXPECT_EQ(r.state().profile.email->Shown(), "Amara.Okafor@example.org");
  r.Give(CorrectProfile{profile, {}, Said("Again.")}).Then({});
  r.Give(CorrectProfile{{}, {{Word("region"), Line("South")}}, Said("Moved.")}).Then({"ProfileCorrected"});
}

TEST(Correcting, empties_a_field_that_is_no_longer_theirs) {
  Record r;
  r.Give(CorrectProfile{{}, {}, Said("Not her number."), {ProfileField::Phone, ProfileField::Phone, ProfileField::Account}});
  r.Then({"ProfileCorrected"});
  EXPECT_FALSE(r.state().profile.phone);
  EXPECT_EQ(r.state().profile.email->Shown(), "Amara.Okafor@example.org");
  EXPECT_EQ(MatchKeys(r.state().profile).size(), 2U) << "nobody is found by it any more";
  r.Give(CorrectProfile{{}, {}, Said("Again."), {ProfileField::Phone}}).Then({});
  r.Give(CorrectProfile{Amara(), {}, Said("?"), {ProfileField::Phone}}).Refused(Rule::Incomplete);
}

TEST(Needs, are_recorded_once_and_end_once) {
  Record r;
  r.Give(RecordNeed{Need::LargePrint, {}}).Then({"NeedRecorded"}).Give(RecordNeed{Need::LargePrint, {}}).Then({});
  r.Give(RecordNeed{Need::LargePrint, Said("20 point.")}).Then({"NeedRecorded"});
  ASSERT_EQ(r.state().needs.size(), 1U);
  EXPECT_EQ(r.state().needs[0].note->Shown(), "20 point.");
  r.Give(EndNeed{Need::LargePrint}).Then({"NeedEnded"}).Give(EndNeed{Need::LargePrint}).Then({});
}

TEST(Vulnerability, is_reviewed_in_the_time_ahead_and_can_end) {
  Record r;
  RecordVulnerability command{Driver::Health, Said("Dialysis."), LawfulBasis::ExplicitConsent, Said("By telephone."), {}};
  command.review_at = At("2026-11-01T00:00:00Z");
  r.Give(command).Refused(Rule::DueInThePast);
  command.review_at = At("2027-05-01T00:00:00Z");
  r.Give(command).Then({"VulnerabilityRecorded"});
  EXPECT_EQ(r.state().vulnerabilities.size(), 1U);
  r.Give(EndVulnerability{Driver::LifeEvent, Said("?")}).Then({});
  r.Give(EndVulnerability{Driver::Health, Said("Told us.")}).Then({"VulnerabilityEnded"});
  EXPECT_TRUE(r.state().vulnerabilities.empty());
}

TEST(Consent, is_the_latest_word_for_each_purpose) {
  Record r;
  r.Give(RecordConsent{Line("survey"), true, Channel::Email, {}}).Then({"ConsentRecorded"});
  r.Give(RecordConsent{Line("survey"), true, Channel::Email, {}}).Then({});
  r.Give(RecordConsent{Line("survey"), false, Channel::Email, {}}).Then({"ConsentRecorded"});
  ASSERT_EQ(r.state().consents.size(), 1U);
  EXPECT_FALSE(r.state().consents[0].given);
}

TEST(Merging, needs_another_record_that_stands_by_itself) {
  Customer other;
  other.id = CustomerId{8};
  other.version = 1;
  Customer merged = other;
  merged.id = CustomerId{9};
  merged.merged_into = CustomerId{8};
  Customer erased = other;
  erased.id = CustomerId{10};
  erased.erased = true;
  Record r;
  r.Knowing(other).Knowing(merged).Knowing(erased);
  r.Give(MergeCustomer{CustomerId{7}, Said("x")}).Refused(Rule::SameCustomer);
  r.Give(MergeCustomer{CustomerId{9}, Said("x")}).Refused(Rule::SameCustomer);
  r.Give(MergeCustomer{CustomerId{10}, Said("x")}).Refused(Rule::NotACustomer);
  r.Give(MergeCustomer{CustomerId{11}, Said("x")}).Refused(Rule::NotACustomer);
  r.Give(UnmergeCustomer{Said("x")}).Refused(Rule::NotMerged);
  r.Give(MergeCustomer{CustomerId{8}, Said("Same e-mail.")}).Then({"CustomerMerged"});
  r.Give(MergeCustomer{CustomerId{8}, Said("x")}).Then({});
  const Customer before = r.state();
  r.Give(UnmergeCustomer{Said("Two people.")}).Then({"CustomerUnmerged"});
  EXPECT_FALSE(r.state().merged_into);
  EXPECT_EQ(before.profile, r.state().profile);
}

TEST(Absorbing, is_the_other_side_and_happens_once) {
  Record r;
  r.Give(AbsorbCustomer{CustomerId{8}}).Then({"CustomerAbsorbed"}).Give(AbsorbCustomer{CustomerId{8}}).Then({});
  EXPECT_EQ(r.state().absorbed, std::vector<CustomerId>{CustomerId{8}});
  r.Give(ReleaseCustomer{CustomerId{8}}).Then({"CustomerReleased"}).Give(ReleaseCustomer{CustomerId{8}}).Then({});
}

TEST(Erasing, leaves_nothing_of_the_person_and_is_the_last_thing_done) {
  Record r;
  r.Give(RecordNeed{Need::Braille, Said("Reads braille.")});
  r.As(kManager).Give(EraseCustomer{Line("Request")}).Then({"CustomerErased"});
  EXPECT_TRUE(r.state().profile.name->erased());
  EXPECT_TRUE(r.state().needs[0].note->erased());
  EXPECT_TRUE(MatchKeys(r.state().profile).empty());
  r.Give(EraseCustomer{Line("Request")}).Then({});
  r.Give(RecordNeed{Need::Audio, {}}).Refused(Rule::CustomerIsErased);
}

TEST(Roles, only_a_manager_or_an_administrator_erases_and_the_customer_does_what_is_theirs) {
  Record r;
  r.As(kHandler).Give(EraseCustomer{Line("x")}).Refused(Rule::ActorMayNot);
  r.As(kQuality).Give(RecordNeed{Need::Audio, {}}).Refused(Rule::ActorMayNot);
  r.As(kAdministrator).Give(RecordNeed{Need::Audio, {}}).Refused(Rule::ActorMayNot);
  r.As(kCustomer).Give(CorrectProfile{Amara(), {}, Said("x")}).Refused(Rule::ActorMayNot);
  r.As(kCustomer).Give(MergeCustomer{CustomerId{8}, Said("x")}).Refused(Rule::ActorMayNot);
  r.As(kCustomer)
      .Give(SetPreference{{Channel::Text, Word("cy"), {}}})
      .Then({"PreferenceSet"})
      .Give(SetPreference{{Channel::Text, Word("cy"), {}}})
      .Then({});
  r.As(kAdministrator).Give(EraseCustomer{Line("Retention")}).Then({"CustomerErased"});
}

TEST(Matching, finds_the_same_person_however_they_are_written) {
  Profile other;
  other.name = SealedLine(Line("AMARA  OKÁFOR"));
  other.email = base::Sealed(*EmailAddress::Parse("amara.okafor@EXAMPLE.org"));
  other.phone = base::Sealed(*PhoneNumber::Parse("0161-496-0123"));
  other.postcode = SealedLine(Line("m14bt"));
  EXPECT_EQ(MatchKeys(other), MatchKeys(Amara()));
  EXPECT_EQ(MatchKeys(Amara()).size(), 3U);
  other.postcode.reset();
  EXPECT_EQ(MatchKeys(other).size(), 2U) << "a name alone is no match";
}

TEST(Addresses, are_kept_as_written_and_refused_when_they_cannot_be_one) {
  EXPECT_EQ(EmailAddress::Parse(" Amara@Example.org ")->text, "Amara@Example.org");
  EXPECT_EQ(Says(EmailAddress::Parse("amara")), R"(expected an e-mail address like "name@example.org", found "amara")");
  for (const char* text :
       {"", "@example.org", "a@", "a@b", "a@.org", "a@b.", "a@b@c.org", "a b@c.org", "a@b.org, c@d.org", "<a@b.org>"}) {
    EXPECT_FALSE(EmailAddress::Parse(text)) << text;
  }
}

TEST(Numbers, are_kept_as_written_and_have_5_to_15_digits) {
  EXPECT_EQ(PhoneNumber::Parse("(0161) 496-0123")->text, "(0161) 496-0123");
  EXPECT_EQ(PhoneNumber::Parse("(0161) 496-0123")->Digits(), "01614960123");
  EXPECT_EQ(Says(PhoneNumber::Parse("call me")), R"(expected a telephone number like "+44 20 7946 0018", found "call me")");
  EXPECT_FALSE(PhoneNumber::Parse("1234"));
  EXPECT_FALSE(PhoneNumber::Parse("1234567890123456"));
}

}  // namespace
}  // namespace customers
