#include "app/streams.h"

#include "support/desk.h"
#include "support/faults.h"

namespace app {
namespace {

using namespace tests;  // NOLINT: tests speak the specs' words

TEST(StoredEvents, of_a_type_or_with_a_field_we_do_not_know_are_told_and_not_passed_over) {
  Event event;
  StoredEvent stored{3, kMonday, "U-1", "OfferImproved", "{}", {}};
  const auto unknown = ReadEvent(stored, &event, base::TypeOf<Event>());
  EXPECT_EQ(Says(unknown), "version 3 is an event of the unknown type \"OfferImproved\"; a newer Amends may have written it");
  EXPECT_EQ(unknown.error().code, base::ErrorCode::Corrupt);
  stored.type = "OwnershipTaken";
  stored.facts = R"({"by":"U-1","since":"today"})";
  const auto field = ReadEvent(stored, &event, base::TypeOf<Event>());
  EXPECT_TRUE(Holds(Says(field), "version 3 (OwnershipTaken) cannot be read: ")) << Says(field);
  EXPECT_EQ(field.error().code, base::ErrorCode::Corrupt);
}

using CaseCache = SnapshotCache<CaseId>;
CaseCache::Shared At(std::int64_t version) {
  auto snapshot = std::make_shared<Snapshot<Case>>();
  snapshot->head.version = version;
  return snapshot;
}

TEST(SnapshotCaches, keep_the_newer_of_two) {
  CaseCache cache(16);
  cache.Put(CaseId{1}, At(3));
  cache.Put(CaseId{1}, At(2));
  EXPECT_EQ(cache.Find(CaseId{1})->head.version, 3);
  cache.Put(CaseId{1}, At(4));
  EXPECT_EQ(cache.Find(CaseId{1})->head.version, 4);
  EXPECT_EQ(cache.Find(CaseId{2}), nullptr);
}

TEST(SnapshotCaches, forget_what_was_not_used_for_longest) {
  CaseCache cache(16);  // two in each of its sixteen shards
  for (const std::int64_t id : {16, 32}) cache.Put(CaseId{id}, At(1));
  EXPECT_NE(cache.Find(CaseId{16}), nullptr);
  cache.Put(CaseId{48}, At(1));
  EXPECT_EQ(cache.Find(CaseId{32}), nullptr);
  EXPECT_NE(cache.Find(CaseId{16}), nullptr);
}

TEST(Streams, load_again_only_what_came_since_and_see_what_others_wrote) {
  Desk desk(tests::Kind::Sqlite);
  const CaseId id = desk.Log(kHandler, ACaseOfANewCustomer());
  Streams<CaseId> streams(desk.store(), 16);
  const auto first = *streams.Load(id);
  EXPECT_EQ(*streams.Load(id), first) << "the same snapshot while nothing happened";
  desk.Do(kHandler, id, AddFinding{Said("x"), {}, {}});
  const auto second = *streams.Load(id);
  EXPECT_EQ(second->state, desk.State(id));
  EXPECT_EQ(second->head.version, first->head.version + 1);
  EXPECT_TRUE(first->state.findings.empty()) << "what was handed out before is left alone";
}

TEST(Streams, of_nobody_are_at_version_nought_and_not_kept) {
  Desk desk(tests::Kind::Sqlite);
  Streams<CaseId> streams(desk.store(), 16);
  EXPECT_FALSE((*streams.Load(CaseId{999'999}))->state.Exists());
}

}  // namespace
}  // namespace app
