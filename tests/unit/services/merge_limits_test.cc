// What a merge cannot do, and what is told then: bounds, ids that are taken, records that were
// purged, power that goes in the middle.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/merges.h"
#include "services/purge.h"
#include "tests/testing/faulty_file_system.h"
#include "tests/testing/test_directory.h"
#include "tests/unit/services/two_actors.h"

namespace tashbik::services {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::ReasonName;

class MergeLimitsTest : public TwoActors {
 protected:
  std::string MustMerge() {
    const auto merge = Merge(world_.Coordinator(), kept_, merged_);
    EXPECT_TRUE(merge.ok()) << merge.status();
    return merge.ok() ? merge->name() : "";
  }

  // Coalitions that an actor leads, `count` of them.
  void Lead(const std::string& actor, size_t count) {
    constexpr size_t kBatch = 1000;
    while (count > 0) {
      v1::BatchUpsertCoalitionsRequest request;
      for (size_t i = std::min(count, kBatch); i > 0; --i, --count) {
        v1::Coalition& coalition = *request.add_coalitions();
        coalition.add_names()->set_text("Coalition");
        coalition.set_lead(actor);
        v1::ExternalId& id = *coalition.add_external_ids();
        id.set_scheme("coalition");
        id.set_value(absl::StrCat(made_++));
      }
      v1::BatchUpsertCoalitionsResponse response;
      const absl::Status written =
          world_.Of(store::v1::KIND_COALITION).BatchUpsert(world_.Coordinator(), request, response);
      ASSERT_TRUE(written.ok()) << written;
    }
  }

  // The external id 77 of an actor; empty takes it off.
  absl::Status SetId(const std::string& actor, const std::string& value) {
    v1::UpdateOrganizationRequest request;
    request.mutable_organization()->set_name(actor);
    request.mutable_update_mask()->add_paths("profile.external_ids");
    if (!value.empty()) {
      v1::ExternalId& id = *request.mutable_organization()->mutable_profile()->add_external_ids();
      id.set_scheme("register");
      id.set_value(value);
    }
    v1::Organization changed;
    return world_.Of(store::v1::KIND_ORGANIZATION).Update(world_.Coordinator(), request, changed);
  }
  std::string HolderOf(const std::string& value) {
    return FindByExternalId(*world_.directory().snapshot(), world_.directory().keys(),
                            world_.Coordinator().viewer, "register", value)
        .value_or("");
  }

  int made_ = 0;
};

TEST_F(MergeLimitsTest, TwoThousandRecordsGoOverAndOneMoreIsRefused) {
  // Its membership of the hub is one.
  Lead(merged_, kMaxMoved - 1);
  const std::string merge = MustMerge();
  const Catalog& catalog = world_.directory().snapshot()->catalog();
  size_t led = 0;
  catalog.ForEach(store::v1::KIND_COALITION, "", [&](const EntryPointer& entry) {
    led += entry->record.coalition().lead() == kept_;
    return true;
  });
  EXPECT_EQ(led, kMaxMoved - 1);
  ASSERT_TRUE(Undo(world_.Coordinator(), merge).ok());
  Lead(merged_, 1);
  const auto before = Everything();
  const absl::Status refused = Merge(world_.Coordinator(), kept_, merged_).status();
  EXPECT_EQ(ReasonName(refused), "LIMIT_EXCEEDED");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("2001 records"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("at most 2000"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("the other way round"));
  EXPECT_EQ(Everything(), before);
  EXPECT_TRUE(Merge(world_.Coordinator(), merged_, kept_).ok()) << "the other way round";
}

TEST_F(MergeLimitsTest, NothingIsMadeUnderTheNameOfOneThatWentIntoAnother) {
  MustMerge();
  v1::UpdateOrganizationRequest update;
  update.mutable_organization()->set_name(merged_);
  update.mutable_organization()->mutable_profile()->set_website("https://example.org");
  v1::Organization changed;
  EXPECT_EQ(
      ReasonName(
          world_.Of(store::v1::KIND_ORGANIZATION).Update(world_.Coordinator(), update, changed)),
      "NOT_FOUND");
  v1::BatchUpsertOrganizationsRequest upsert;
  *upsert.add_organizations() = update.organization();
  v1::BatchUpsertOrganizationsResponse response;
  EXPECT_EQ(ReasonName(world_.Of(store::v1::KIND_ORGANIZATION)
                           .BatchUpsert(world_.Coordinator(), upsert, response)),
            "REFERENCE_MISSING");
  EXPECT_EQ(ReasonName(Get(world_.Coordinator(), merged_).status()), "NOT_FOUND");
}

TEST_F(MergeLimitsTest, AnIdThatWentOverStandsForTheKeptOne) {
  ASSERT_TRUE(SetId(merged_, "77").ok());
  MustMerge();
  EXPECT_EQ(HolderOf("77"), kept_);
  v1::CreateOrganizationRequest create;
  v1::Profile& profile = *create.mutable_organization()->mutable_profile();
  profile.add_names()->set_text("Another");
  profile.add_external_ids()->set_scheme("register");
  profile.mutable_external_ids(0)->set_value("77");
  v1::Organization made;
  const absl::Status refused =
      world_.Of(store::v1::KIND_ORGANIZATION).Create(world_.Coordinator(), create, made);
  EXPECT_EQ(ReasonName(refused), "ALREADY_EXISTS");
  EXPECT_THAT(std::string(refused.message()), HasSubstr(kept_));
}

TEST_F(MergeLimitsTest, AnIdThatWasGivenAwaySinceIsToldAndCanBeTakenBack) {
  ASSERT_TRUE(SetId(merged_, "77").ok());
  const std::string merge = MustMerge();
  ASSERT_TRUE(SetId(kept_, "").ok());
  ASSERT_TRUE(SetId(other_, "77").ok());
  const auto before = Everything();
  const absl::Status refused = Undo(world_.Coordinator(), merge).status();
  EXPECT_EQ(ReasonName(refused), "STATE_CONFLICT");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("scheme register"));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("take it off"));
  EXPECT_EQ(Everything(), before);
  ASSERT_TRUE(SetId(other_, "").ok());
  ASSERT_TRUE(Undo(world_.Coordinator(), merge).ok());
  EXPECT_EQ(HolderOf("77"), merged_);
}

TEST_F(MergeLimitsTest, PurgingTheKeptOneLeavesNothingOfEither) {
  const std::string late = world_.Make({.key = "Gulf Centre", .account = false});
  Coalition("Alone", {merged_, other_}, merged_);
  v1::DismissDuplicateRequest request;
  request.set_first(merged_);
  request.set_second(late);
  ASSERT_TRUE(calls().Dismiss(world_.Coordinator(), request).ok());
  const std::string merge = MustMerge();
  world_.Delete(kept_);
  world_.Advance(absl::Hours(24 * 31));
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  world_.Restart();
  EXPECT_EQ(ReasonName(Undo(world_.Coordinator(), merge).status()), "NOT_FOUND");
  EXPECT_EQ(calls().ListMerges(world_.Coordinator(), {})->merges_size(), 0);
  const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
  for (int kind = store::v1::Kind_MIN; kind <= store::v1::Kind_MAX; ++kind) {
    // Accounts end by themselves, and their actor is told by its name.
    if (!store::v1::Kind_IsValid(kind) || kind == store::v1::KIND_ACCOUNT) continue;
    now->catalog().ForEach(static_cast<storage::Kind>(kind), "", [&](const EntryPointer& entry) {
      for (const std::string& name : {kept_, merged_}) {
        EXPECT_THAT(entry->record.SerializeAsString(), ::testing::Not(HasSubstr(IdIn(name))))
            << kind << " " << entry->id();
      }
      return true;
    });
  }
}

// A merge is one batch: wherever the power goes, both are there or one is.
TEST_F(MergeLimitsTest, WhereverThePowerGoesItIsDoneOrNotDone) {
  ASSERT_TRUE(SetId(merged_, "77").ok());
  for (int i = 0; i < 5; ++i) Coalition("Alone", {merged_, other_}, merged_);
  const auto apart = Everything();
  const std::string first = MustMerge();
  const auto together = Everything();
  ASSERT_TRUE(Undo(world_.Coordinator(), first).ok());
  ExpectSame(apart);
  int done = 0;
  int not_done = 0;
  // What survives of the last operation is drawn.
  constexpr int kOperations = 5;
  constexpr int kDraws = 4;
  for (int round = 0; round < kOperations * kDraws; ++round) {
    const int operations = round / kDraws;
    const auto files = std::make_shared<testing::FaultyFileSystem>();
    world_.Close();
    world_.Open([&](DirectoryOptions& options) { options.store.file_system = files; });
    files->CutPowerAfter(operations);
    const auto merge = Merge(world_.Coordinator(), kept_, merged_);
    world_.Close();
    files->DropUnsynced(static_cast<uint32_t>(round));
    world_.Open();
    const bool is_done = Stored(store::v1::KIND_ORGANIZATION, IdIn(merged_)).id().empty();
    SCOPED_TRACE(::testing::Message()
                 << "power until operation " << operations << ", draw " << round);
    EXPECT_TRUE(is_done || !merge.ok()) << "acknowledged, and lost";
    ExpectSame(is_done ? together : apart);
    if (HasFailure()) return;
    ++(is_done ? done : not_done);
    if (!is_done) continue;
    const auto merges = calls().ListMerges(world_.Coordinator(), {});
    ASSERT_TRUE(merges.ok());
    ASSERT_TRUE(Undo(world_.Coordinator(), merges->merges(0).name()).ok());
    ExpectSame(apart);
  }
  EXPECT_GE(done, kDraws);
  EXPECT_GE(not_done, kDraws) << "the power never went in the middle";
}

}  // namespace
}  // namespace tashbik::services
