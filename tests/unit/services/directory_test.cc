// The directory: what is in memory always equals what a start reads from the disk, whatever was
// written in whatever order, folded or not.
#include "services/directory.h"

#include <atomic>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/names.h"
#include "services/purge.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using testing::TestDirectory;

constexpr v1::Tier kTiers[] = {v1::TIER_PRIVATE, v1::TIER_HUB, v1::TIER_NETWORK, v1::TIER_PUBLIC};

// Writes at random through the handlers, as callers would.
class RandomWriter {
 public:
  RandomWriter(TestDirectory& world, int seed) : world_(world), random_(seed) {
    hub_ = world.MakeHub("Hub");
    for (int i = 0; i < 8; ++i) {
      world.MakeTheme(absl::StrCat("issue-", i), v1::FACET_ISSUE,
                      i == 0 ? std::vector<std::string>{}
                             : std::vector<std::string>{absl::StrCat("issue-", i / 2)});
    }
  }

  void Step() {
    switch (Pick(8)) {
      case 0:
      case 1:
        return Create();
      case 2:
        return Update();
      case 3:
        return Delete();
      case 4:
        return Undelete();
      case 5:
        return Join();
      case 6:
        return Leave();
      default:
        return ChangeCoalition();
    }
  }

 private:
  int Pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  CallContext Caller() { return world_.Coordinator("c", {hub_}); }

  v1::Organization Given() {
    v1::Organization organization;
    v1::Profile& profile = *organization.mutable_profile();
    profile.add_names()->set_text(absl::StrCat("Organization ", Pick(1000)));
    for (int i = Pick(3); i >= 0; --i) {
      v1::ThemeLink& link = *profile.add_issues();
      link.set_theme(absl::StrCat("themes/issue-", Pick(8)));
      if (Pick(4) == 0) link.set_tier(v1::TIER_PRIVATE);
    }
    profile.add_active_countries(Pick(2) == 0 ? "LB" : "MA");
    (*profile.mutable_descriptions())["en"] = absl::StrCat("We defend word", Pick(50), " rights");
    organization.mutable_visibility()->set_tier(kTiers[Pick(4)]);
    return organization;
  }

  void Create() {
    v1::CreateOrganizationRequest request;
    *request.mutable_organization() = Given();
    v1::Organization made;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION).Create(Caller(), request, made);
    ASSERT_TRUE(status.ok()) << status;
    live_.push_back(made.name());
  }

  void Update() {
    if (live_.empty()) return;
    v1::UpdateOrganizationRequest request;
    *request.mutable_organization() = Given();
    request.mutable_organization()->set_name(live_[Pick(static_cast<int>(live_.size()))]);
    v1::Organization changed;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION).Update(Caller(), request, changed);
    ASSERT_TRUE(status.ok()) << status;
  }

  void Delete() {
    if (live_.empty()) return;
    const int at = Pick(static_cast<int>(live_.size()));
    v1::DeleteOrganizationRequest request;
    request.set_name(live_[at]);
    v1::Organization deleted;
    ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Delete(Caller(), request, deleted).ok());
    deleted_.push_back(live_[at]);
    live_.erase(live_.begin() + at);
  }

  void Undelete() {
    if (deleted_.empty()) return;
    v1::UndeleteOrganizationRequest request;
    request.set_name(deleted_.back());
    v1::Organization back;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION).Undelete(Caller(), request, back);
    ASSERT_TRUE(status.ok()) << status;
    live_.push_back(deleted_.back());
    deleted_.pop_back();
  }

  void ChangeCoalition() {
    const Resources coalitions = world_.Of(store::v1::KIND_COALITION);
    if (coalitions_.size() < 3) {
      v1::CreateCoalitionRequest request;
      request.mutable_coalition()->add_names()->set_text("Coalition");
      v1::Coalition made;
      ASSERT_TRUE(coalitions.Create(Caller(), request, made).ok());
      coalitions_.push_back(made.name());
      return;
    }
    const std::string& name = coalitions_[Pick(3)];
    v1::Coalition changed;
    v1::DeleteCoalitionRequest remove;
    remove.set_name(name);
    if (coalitions.Delete(Caller(), remove, changed).ok() && Pick(2) == 0) return;
    v1::UndeleteCoalitionRequest undelete;
    undelete.set_name(name);
    ASSERT_TRUE(coalitions.Undelete(Caller(), undelete, changed).ok());
  }

  void Join() {
    if (coalitions_.empty() || live_.empty()) return;
    v1::CreateCoalitionMemberRequest request;
    request.set_parent(coalitions_[Pick(static_cast<int>(coalitions_.size()))]);
    request.mutable_coalition_member()->set_actor(live_[Pick(static_cast<int>(live_.size()))]);
    v1::CoalitionMember made;
    const absl::Status status =
        world_.Of(store::v1::KIND_COALITION_MEMBER).Create(Caller(), request, made);
    if (status.ok()) memberships_.push_back(made.name());
  }

  void Leave() {
    if (memberships_.empty()) return;
    v1::DeleteCoalitionMemberRequest request;
    request.set_name(memberships_.back());
    v1::CoalitionMember gone;
    const absl::Status status =
        world_.Of(store::v1::KIND_COALITION_MEMBER).Delete(Caller(), request, gone);
    if (status.ok()) memberships_.pop_back();
  }

  TestDirectory& world_;
  std::mt19937 random_;
  std::string hub_;
  std::vector<std::string> live_;
  std::vector<std::string> deleted_;
  std::vector<std::string> coalitions_;
  std::vector<std::string> memberships_;
};

std::string CanonicalOf(TestDirectory& world) {
  return world.directory().snapshot()->network().Canonical();
}

TEST(DirectoryTest, DeltasAndARestartGiveTheSameNetwork) {
  for (const int seed : {1, 2}) {
    TestDirectory world;
    RandomWriter writer(world, seed);
    for (int round = 0; round < 4; ++round) {
      for (int i = 0; i < 60; ++i) writer.Step();
      if (round == 1) world.directory().Fold();
      if (round == 2) {
        ASSERT_TRUE(world.directory().PublishEpoch({}).ok());
      }
      const std::string before = CanonicalOf(world);
      world.Restart();
      ASSERT_EQ(CanonicalOf(world), before) << "seed " << seed << ", round " << round;
      ASSERT_GT(world.directory().snapshot()->network().sizes().actors, 0u);
    }
  }
}

TEST(DirectoryTest, FoldingBesideWritesLosesNoWrite) {
  TestDirectory world;
  RandomWriter writer(world, 7);
  std::atomic<bool> done{false};
  std::thread folder([&] {
    while (!done) world.directory().Fold();
  });
  for (int i = 0; i < 150; ++i) writer.Step();
  done = true;
  folder.join();
  const std::string before = CanonicalOf(world);
  world.Restart();
  EXPECT_EQ(CanonicalOf(world), before);
}

TEST(DirectoryTest, ASnapshotIsOneMoment) {
  TestDirectory world;
  const std::string hub = world.MakeHub("Hub");
  const std::shared_ptr<const Snapshot> before = world.directory().snapshot();
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Later");
  v1::Organization made;
  ASSERT_TRUE(world.Of(store::v1::KIND_ORGANIZATION)
                  .Create(world.Coordinator("c", {hub}), request, made)
                  .ok());
  const std::string id = ParseActorName(made.name())->id;
  EXPECT_FALSE(before->Read(store::v1::KIND_ORGANIZATION, id).ok());
  EXPECT_EQ(before->network().sizes().actors, 0u);
  const std::shared_ptr<const Snapshot> after = world.directory().snapshot();
  EXPECT_TRUE(after->Read(store::v1::KIND_ORGANIZATION, id).ok());
  EXPECT_EQ(after->network().sizes().actors, 1u);
  EXPECT_GT(after->revision(), before->revision());
}

TEST(DirectoryTest, ConcurrentWritesOfOneRecordAllHappen) {
  TestDirectory world;
  const std::string hub = world.MakeHub("Hub");
  v1::CreateOrganizationRequest create;
  create.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
  v1::Organization made;
  ASSERT_TRUE(world.Of(store::v1::KIND_ORGANIZATION)
                  .Create(world.Coordinator("c", {hub}), create, made)
                  .ok());
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      v1::BatchUpsertOrganizationsRequest request;
      v1::Organization& organization = *request.add_organizations();
      organization.set_name(made.name());
      organization.mutable_profile()->add_active_countries(
          std::vector<std::string>{"LB", "MA", "TN", "EG"}[static_cast<size_t>(i)]);
      request.mutable_append_mask()->add_paths("profile.active_countries");
      v1::BatchUpsertOrganizationsResponse response;
      const absl::Status status =
          world.Of(store::v1::KIND_ORGANIZATION)
              .BatchUpsert(world.Coordinator("c", {hub}), request, response);
      EXPECT_TRUE(status.ok()) << status;
    });
  }
  for (std::thread& writer : writers) writer.join();
  v1::GetOrganizationRequest get;
  get.set_name(made.name());
  v1::Organization found;
  ASSERT_TRUE(
      world.Of(store::v1::KIND_ORGANIZATION).Get(world.Coordinator("c", {hub}), get, found).ok());
  EXPECT_EQ(found.profile().active_countries_size(), 4);
}

TEST(DirectoryTest, WhatWasDeletedLongAgoIsErasedWithAllThatBelongsToIt) {
  TestDirectory world;
  const std::string hub = world.MakeHub("Hub");
  const Resources organizations = world.Of(store::v1::KIND_ORGANIZATION);
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
  v1::ExternalId& external = *request.mutable_organization()->mutable_profile()->add_external_ids();
  external.set_scheme("register");
  external.set_value("1");
  v1::Organization made;
  ASSERT_TRUE(organizations.Create(world.Coordinator("c", {hub}), request, made).ok());
  world.AddToHub(hub, made.name());
  const auto records = [&] {
    int count = 0;
    EXPECT_TRUE(world.directory()
                    .snapshot()
                    ->view()
                    .ForEach([&](const storage::RecordRef&) {
                      ++count;
                      return absl::OkStatus();
                    })
                    .ok());
    return count;
  };
  const int with_it = records();
  v1::DeleteOrganizationRequest remove;
  remove.set_name(made.name());
  ASSERT_TRUE(organizations.Delete(world.Coordinator("c", {hub}), remove, made).ok());
  ASSERT_TRUE(PurgeDeleted(world.directory()).ok());
  EXPECT_EQ(records(), with_it);
  world.Advance(absl::Hours(24 * 31));
  ASSERT_TRUE(PurgeDeleted(world.directory()).ok());
  EXPECT_EQ(records(), with_it - 3);  // the record, its external id, its place in the hub
  EXPECT_TRUE(world.directory()
                  .snapshot()
                  ->catalog()
                  .Of(store::v1::KIND_HUB_MEMBER, ParseActorName(made.name())->id)
                  .empty());
}

TEST(DirectoryTest, OnlyPublicActorsCountTowardsAnEpoch) {
  TestDirectory world;
  const std::string hub = world.MakeHub("Hub");
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
  v1::Organization made;
  const Resources organizations = world.Of(store::v1::KIND_ORGANIZATION);
  ASSERT_TRUE(organizations.Create(world.Coordinator("c", {hub}), request, made).ok());
  EXPECT_EQ(world.directory().epoch_status().changes_since, 0);
  request.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  ASSERT_TRUE(organizations.Create(world.Coordinator("c", {hub}), request, made).ok());
  EXPECT_EQ(world.directory().epoch_status().changes_since, 1);
  const absl::StatusOr<EpochStatus> epoch = world.directory().PublishEpoch({});
  ASSERT_TRUE(epoch.ok()) << epoch.status();
  EXPECT_EQ(epoch->number, 1);
  EXPECT_EQ(epoch->public_actors, 1);
  EXPECT_EQ(epoch->changes_since, 0);
  world.Restart();
  EXPECT_EQ(world.directory().epoch_status().number, 1);
  EXPECT_EQ(world.directory().snapshot()->network().epoch_number(), 1);
}

}  // namespace
}  // namespace tashbik::services
