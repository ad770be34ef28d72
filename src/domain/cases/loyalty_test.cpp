#include "domain/cases/loyalty.h"

#include "domain/cases/refers_to.h"
#include "support/case_spec.h"

namespace tests {
namespace {

using namespace spec;  // NOLINT: tests speak the specs' words
using cases::Loyalty;
using cases::LoyaltyOf;
using cases::LoyaltyPoint;
using cases::LoyaltyReason;
using cases::LoyaltyRisk;
using cases::Reference;
using cases::ReferenceKind;

Case Plain(std::int64_t number) {
  Case c;
  c.id = CaseId{number};
  c.kind = cases::Kind::Problem;
  c.version = 1;
  return c;
}
cases::CustomersWord AWord() { return {Said("No."), Channel::Telephone, kMonday}; }

TEST(Loyalty, of_a_customer_without_trouble_is_not_at_risk) {
  Case c = Plain(1);
  c.promises_kept = 2;
  c.closed = cases::Closing{Outcome::ResolvedConfirmed, {}, kMonday, "U-1"};
  const Case* all[] = {&c};
  EXPECT_TRUE(LoyaltyOf(all).reasons.empty());
  EXPECT_EQ(LoyaltyOf(all).risk, LoyaltyRisk::None);
  EXPECT_EQ(LoyaltyOf(all).promises_kept, 2);
  EXPECT_EQ(LoyaltyOf(all).confirmed, 1);
  EXPECT_EQ(LoyaltyOf({}).points, 0);
}

TEST(Loyalty, counts_each_reason_with_the_cases_it_rests_on_the_heaviest_first) {
  Case one = Plain(1);
  one.kind = cases::Kind::Complaint;
  one.promises_broken = 1;
  Case other = Plain(2);
  other.promises_broken = 1;
  other.earlier_rounds.emplace_back().disputed = AWord();
  const Case* all[] = {&one, &other};
  const Loyalty loyalty = LoyaltyOf(all);
  EXPECT_EQ(loyalty.reasons, (std::vector<LoyaltyPoint>{{LoyaltyReason::BrokenPromises, 2, 2, {CaseId{1}, CaseId{2}}},
                                                        {LoyaltyReason::Disputes, 1, 2, {CaseId{2}}},
                                                        {LoyaltyReason::OpenComplaints, 1, 1, {CaseId{1}}}}));
  EXPECT_EQ(loyalty.points, 5);
  EXPECT_EQ(loyalty.risk, LoyaltyRisk::Raised);
}

TEST(Loyalty, is_not_lost_by_one_kind_of_trouble_alone) {
  Case c = Plain(1);
  c.promises_broken = 40;
  const Case* all[] = {&c};
  EXPECT_EQ(LoyaltyOf(all).points, 4);
}

TEST(Loyalty, minds_anger_while_the_case_is_open_and_nothing_of_a_case_merged_away) {
  Case c = Plain(1);
  c.impact = cases::Impact{};
  c.impact->emotion = Emotion::Angry;
  const Case* all[] = {&c};
  EXPECT_EQ(LoyaltyOf(all).reasons.at(0).reason, LoyaltyReason::Distressed);
  c.closed = cases::Closing{Outcome::Withdrawn, {}, kMonday, "U-1"};
  EXPECT_TRUE(LoyaltyOf(all).reasons.empty());
  c.closed.reset();
  c.promises_broken = 3;
  c.merged_into = CaseId{9};
  EXPECT_EQ(LoyaltyOf(all).risk, LoyaltyRisk::None);
}

using References = std::vector<Reference>;

TEST(AStorysEntry, refers_to_what_it_is_about) {
  Case before = Plain(1);
  before.letters_sent.resize(2);
  const auto in = [&](const cases::Event& event) { return cases::ReferencesIn(before, event); };
  cases::FileAttached file;
  file.attachment = base::AttachmentId{3};
  EXPECT_EQ(in(file), (References{{ReferenceKind::File, base::AttachmentId{3}.ToString()}}));
  EXPECT_EQ(in(cases::LetterSent{}), (References{{ReferenceKind::Letter, "3"}})) << "the one after two";
  cases::OfferMade offer;
  offer.offer = OfferId{2};
  offer.option = OptionId{1};
  EXPECT_EQ(in(offer),
            (References{{ReferenceKind::Option, OptionId{1}.ToString()}, {ReferenceKind::Offer, OfferId{2}.ToString()}}));
  cases::FindingAdded finding;
  finding.finding = FindingId{1};
  finding.evidence = {base::AttachmentId{2}};
  EXPECT_EQ(in(finding), (References{{ReferenceKind::Finding, FindingId{1}.ToString()},
                                     {ReferenceKind::File, base::AttachmentId{2}.ToString()}}));
  cases::ActionPlanned action;
  action.action = base::ActionId{2};
  action.replaces = base::ActionId{1};
  EXPECT_EQ(in(action), (References{{ReferenceKind::Action, base::ActionId{2}.ToString()},
                                    {ReferenceKind::Action, base::ActionId{1}.ToString()}}));
  cases::ActionCompleted done;
  done.action = base::ActionId{2};
  done.evidence = Said("Receipt.");
  done.files = {base::AttachmentId{1}};
  EXPECT_EQ(in(done), (References{{ReferenceKind::Action, base::ActionId{2}.ToString()},
                                  {ReferenceKind::File, base::AttachmentId{1}.ToString()}}));
  EXPECT_EQ(in(cases::CaseLinked{CaseId{7}, {}}), (References{{ReferenceKind::Case, "C-7"}}));
  EXPECT_EQ(in(cases::CaseMerged{CaseId{8}, {}}), (References{{ReferenceKind::Case, "C-8"}}));
  EXPECT_EQ(in(cases::CaseUnmerged{CaseId{8}, {}}), (References{{ReferenceKind::Case, "C-8"}}));
  EXPECT_EQ(in(cases::CaseSplit{CaseId{9}, {}}), (References{{ReferenceKind::Case, "C-9"}}));
  EXPECT_TRUE(in(cases::PromiseKept{}).empty());
}

}  // namespace
}  // namespace tests
