// Two actors become one and two again: what goes over, who sees it, what is refused.
#include "services/merges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "services/actor_change.h"
#include "services/merge_record.h"
#include "tests/testing/test_directory.h"
#include "tests/unit/services/two_actors.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using testing::ReasonName;

class MergesTest : public TwoActors {
 protected:
  // Coalitions, a meeting, feedback, ids, blocks: something of everything that refers to actors.
  void FillWorld() {
    v1::Organization organization;
    organization.mutable_profile()->add_issues()->set_theme("themes/nationality");
    auto& need = *organization.mutable_profile()->add_external_ids();
    need.set_scheme("register");
    need.set_value("77");
    organization.mutable_visibility()->add_hide_from_countries("SA");
    organization.mutable_visibility()->set_tier(v1::TIER_HUB);
    organization.mutable_visibility()->add_hubs(world_.hub());
    world_.Change(merged_, organization);
    v1::Organization own;
    own.mutable_profile()->add_issues()->set_theme("themes/housing");
    own.mutable_visibility()->set_tier(v1::TIER_HUB);
    own.mutable_visibility()->add_hubs(world_.hub());
    own.mutable_visibility()->add_blocked(other_);
    world_.Change(kept_, own);
    alone_ = Coalition("Alone", {merged_, other_}, merged_);
    both_ = Coalition("Both", {kept_, merged_});
    v1::GiveFeedbackRequest feedback;
    feedback.mutable_feedback()->set_actor(other_);
    feedback.mutable_feedback()->set_partner(merged_);
    feedback.mutable_feedback()->set_kind(v1::FEEDBACK_KIND_USEFUL);
    EXPECT_TRUE(world_.feedback().Give(world_.Coordinator(), feedback).ok());
    v1::BrokerIntroductionRequest broker;
    broker.set_first(merged_);
    broker.set_second(other_);
    broker.set_hub(world_.hub());
    broker.set_message_to_first("Meet");
    broker.set_message_to_second("Meet");
    const auto brokered = world_.introductions().Broker(world_.Coordinator(), broker);
    EXPECT_TRUE(brokered.ok()) << brokered.status();
  }

  absl::StatusOr<v1::Merge> Try(const CallContext& call, const std::string& kept,
                                const std::string& merged) {
    v1::MergeActorsRequest request;
    request.set_kept(kept);
    request.set_merged(merged);
    request.set_validate_only(true);
    return calls().MergeActors(call, request);
  }

  // The record is other people's from then on; the coordinator still changes it, by its hub.
  void GiveAway(const std::string& actor) {
    const auto given =
        world_.directory().Write({.account = "admin", .method = "test"},
                                 [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
                                   const auto entry = ReadActor(now, actor);
                                   if (!entry.ok()) return entry.status();
                                   store::v1::Record changed = (*entry)->record;
                                   changed.set_owner_account("people");
                                   WritePlan plan;
                                   plan.writes.push_back(ActorChange(now, world_.directory().Now(),
                                                                     **entry, std::move(changed)));
                                   return plan;
                                 });
    EXPECT_TRUE(given.ok()) << given.status();
  }

  std::string alone_, both_;
};

TEST_F(MergesTest, WhatRefersToTheMergedOneGoesOver) {
  FillWorld();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_EQ(merge->kept(), kept_);
  EXPECT_EQ(merge->merged(), merged_);
  EXPECT_EQ(ReasonName(Get(world_.Coordinator(), merged_).status()), "NOT_FOUND");
  const v1::Organization one = Seen(kept_);
  ASSERT_EQ(one.profile().names_size(), 2);
  EXPECT_EQ(one.profile().names(1).text(), "مركز الخليج لحقوق الإنسان");
  EXPECT_EQ(one.profile().issues_size(), 2);
  EXPECT_EQ(one.profile().external_ids(0).value(), "77");
  EXPECT_THAT(one.visibility().blocked(), ElementsAre(other_));
  EXPECT_THAT(one.visibility().hide_from_countries(), ElementsAre("SA"));

  const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
  const Catalog& catalog = now->catalog();
  const std::string id = IdIn(kept_);
  EXPECT_NE(catalog.Find(store::v1::KIND_COALITION_MEMBER, alone_ + "/" + id), nullptr);
  EXPECT_EQ(catalog.Of(store::v1::KIND_COALITION_MEMBER, IdIn(merged_)).size(), 0u);
  EXPECT_EQ(catalog.Of(store::v1::KIND_COALITION_MEMBER, id).size(), 2u);
  EXPECT_EQ(catalog.Find(store::v1::KIND_COALITION, alone_)->record.coalition().lead(), kept_);
  EXPECT_EQ(catalog.Of(store::v1::KIND_HUB_MEMBER, id).size(), 1u);
  const auto meetings = catalog.Of(store::v1::KIND_INTRODUCTION, id);
  ASSERT_EQ(meetings.size(), 1u);
  EXPECT_EQ(meetings[0]->record.introduction().first().actor(), kept_);
  const auto feedback = catalog.Of(store::v1::KIND_FEEDBACK, IdIn(other_));
  ASSERT_EQ(feedback.size(), 1u);
  EXPECT_EQ(feedback[0]->record.feedback().feedback().partner(), kept_);
  EXPECT_EQ(FindByExternalId(*now, world_.directory().keys(), world_.Coordinator().viewer,
                             "register", "77"),
            kept_);
}

// The record that a dry run answers with is the one that is read after the merge.
TEST_F(MergesTest, ADryRunAnswersWithWhatTheKeptOneWouldBe) {
  FillWorld();
  const std::map<std::string, std::string> before = Everything();
  auto tried = Try(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_EQ(tried->name(), "");
  EXPECT_EQ(Everything(), before);

  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_EQ(merge->joined_case(), v1::Merge::JOINED_NOT_SET);
  auto read = Get(world_.Coordinator(), kept_);
  ASSERT_TRUE(read.ok()) << read.status();
  read->clear_update_time();
  read->clear_etag();
  EXPECT_EQ(tried->organization().DebugString(), read->DebugString());
}

// Asking leaves no trace, so it must not tell what a record keeps from the one who asks: neither as
// part of a record of its own, nor by what a record of its own would lose.
TEST_F(MergesTest, ADryRunTellsNothingThatItsCallerDoesNotSee) {
  v1::Organization hidden;
  v1::Profile& profile = *hidden.mutable_profile();
  v1::ThemeLink& secret = *profile.add_issues();
  secret.set_theme("themes/nationality");
  secret.set_tier(v1::TIER_PRIVATE);
  profile.set_introductions_per_month(3);
  hidden.mutable_visibility()->set_tier(v1::TIER_HUB);
  hidden.mutable_visibility()->add_hubs(world_.hub());
  hidden.mutable_visibility()->add_hide_from_countries("SA");
  hidden.mutable_visibility()->add_blocked(other_);
  world_.Change(merged_, hidden);
  GiveAway(merged_);
  ASSERT_EQ(Seen(merged_).profile().issues_size(), 0);

  const auto into_own = Try(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(into_own.ok()) << into_own.status();
  const v1::Organization& own = into_own->organization();
  EXPECT_EQ(own.profile().issues_size(), 0);
  EXPECT_EQ(own.profile().introductions_per_month(),
            Seen(kept_).profile().introductions_per_month());
  EXPECT_THAT(own.visibility().hide_from_countries(), ElementsAre());
  EXPECT_THAT(own.visibility().blocked(), ElementsAre());

  v1::Organization probe;
  probe.mutable_profile()->add_issues()->set_theme("themes/nationality");
  probe.mutable_profile()->add_issues()->set_theme("themes/housing");
  probe.mutable_visibility()->set_tier(v1::TIER_HUB);
  probe.mutable_visibility()->add_hubs(world_.hub());
  world_.Change(kept_, probe);
  const auto into_theirs = Try(world_.Coordinator(), merged_, kept_);
  ASSERT_TRUE(into_theirs.ok()) << into_theirs.status();
  EXPECT_EQ(into_theirs->organization().profile().issues_size(), 2);
}

TEST_F(MergesTest, UndoingBringsBothBackToTheByte) {
  FillWorld();
  const std::map<std::string, std::string> before = Everything();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_NE(Everything(), before);
  world_.Crash();
  world_.Advance(absl::Hours(1));
  const auto undone = Undo(world_.Coordinator(), merge->name());
  ASSERT_TRUE(undone.ok()) << undone.status();
  EXPECT_TRUE(undone->has_undo_time());
  world_.Restart();
  ExpectSame(before);
}

TEST_F(MergesTest, WhatWasAddedSinceStaysOnTheKeptOne) {
  FillWorld();
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  v1::Organization more = Seen(kept_);
  v1::Organization change;
  *change.mutable_profile()->mutable_names() = more.profile().names();
  change.mutable_profile()->add_names()->set_text("GCHR");
  change.mutable_profile()->set_website("https://www.gc4hr.org");
  world_.Change(kept_, change);
  const std::string late = Coalition("Late", {kept_});
  ASSERT_TRUE(Undo(world_.Coordinator(), merge->name()).ok());
  const v1::Organization kept = Seen(kept_);
  std::vector<std::string> names;
  for (const v1::Name& name : kept.profile().names()) names.push_back(name.text());
  EXPECT_THAT(names, ElementsAre("Gulf Centre for Human Rights", "GCHR"));
  EXPECT_EQ(kept.profile().website(), "https://www.gc4hr.org");
  EXPECT_EQ(kept.profile().issues_size(), 1);
  EXPECT_EQ(Seen(merged_).profile().names(0).text(), "مركز الخليج لحقوق الإنسان");
  const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
  EXPECT_NE(now->catalog().Find(store::v1::KIND_COALITION_MEMBER, late + "/" + IdIn(kept_)),
            nullptr);
}

TEST_F(MergesTest, WhoKeptTheMergedOneOutKeepsOutTheKeptOne) {
  v1::Organization blocker;
  blocker.mutable_visibility()->set_tier(v1::TIER_HUB);
  blocker.mutable_visibility()->add_hubs(world_.hub());
  blocker.mutable_visibility()->add_blocked(merged_);
  world_.Change(other_, blocker);
  EXPECT_TRUE(Get(world_.Member(kept_), other_).ok());
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_EQ(ReasonName(Get(world_.Member(kept_), other_).status()), "NOT_FOUND");
  ASSERT_TRUE(Undo(world_.Coordinator(), merge->name()).ok());
  EXPECT_TRUE(Get(world_.Member(kept_), other_).ok());
  EXPECT_THAT(Seen(other_).visibility().blocked(), ElementsAre(merged_));
}

TEST_F(MergesTest, TheStricterTierHolds) {
  world_.SetTier(merged_, v1::TIER_BROKERED);
  EXPECT_TRUE(Get(world_.Member(other_), kept_).ok());
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_EQ(Seen(kept_).visibility().tier(), v1::TIER_BROKERED);
  EXPECT_EQ(ReasonName(Get(world_.Member(other_), kept_).status()), "NOT_FOUND");
  ASSERT_TRUE(Undo(world_.Coordinator(), merge->name()).ok());
  EXPECT_TRUE(Get(world_.Member(other_), kept_).ok());
  EXPECT_EQ(ReasonName(Get(world_.Member(other_), merged_).status()), "NOT_FOUND");
}

TEST_F(MergesTest, AnUnclaimedOneDoesNotMakeAClaimedOneUnclaimed) {
  world_.SetTier(merged_, v1::TIER_UNCLAIMED);
  const auto merge = Merge(world_.Coordinator(), merged_, kept_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  const v1::Organization one = Seen(merged_);
  EXPECT_EQ(one.visibility().tier(), v1::TIER_BROKERED);
  EXPECT_EQ(one.state(), v1::ACTOR_STATE_VERIFIED);
  // Its people speak for the one that is left.
  const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
  EXPECT_EQ(now->catalog().Of(store::v1::KIND_ACCOUNT, IdIn(merged_)).size(), 1u);
  ASSERT_TRUE(Undo(world_.Coordinator(), merge->name()).ok());
  EXPECT_EQ(Seen(merged_).state(), v1::ACTOR_STATE_UNCLAIMED);
  EXPECT_EQ(
      world_.directory().snapshot()->catalog().Of(store::v1::KIND_ACCOUNT, IdIn(kept_)).size(), 1u);
}

TEST(JoinedTest, ContactsStayWithTheirOwner) {
  store::v1::Record kept;
  kept.set_owner_account("one");
  kept.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  store::v1::Record merged = kept;
  merged.mutable_organization()->mutable_profile()->add_contacts()->set_value("a@mail");
  const auto same = Joined(kept, merged);
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(same->organization().profile().contacts_size(), 1);
  merged.set_owner_account("two");
  const auto other = Joined(kept, merged);
  ASSERT_TRUE(other.ok()) << other.status();
  EXPECT_EQ(other->organization().profile().contacts_size(), 0);
}

// Owners see what a record keeps from everybody else.
TEST(JoinedTest, WhoClaimedItsRecordOwnsTheWhole) {
  store::v1::Record kept;
  kept.set_id("entered");
  kept.set_owner_account("coordinator");
  kept.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  store::v1::Record merged = kept;
  merged.set_id("claimed");
  merged.set_owner_account("people");
  merged.set_owner_actor("claimed");
  const auto joined = Joined(kept, merged);
  ASSERT_TRUE(joined.ok()) << joined.status();
  EXPECT_EQ(joined->owner_account(), "people");
  EXPECT_EQ(joined->owner_actor(), "entered");
  const auto other_way = Joined(merged, kept);
  ASSERT_TRUE(other_way.ok()) << other_way.status();
  EXPECT_EQ(other_way->owner_account(), "people");
}

TEST(JoinedTest, OnlyHubsOfBoth) {
  store::v1::Record kept;
  v1::Visibility& first = *kept.mutable_organization()->mutable_visibility();
  first.set_tier(v1::TIER_HUB);
  store::v1::Record merged = kept;
  v1::Visibility& second = *merged.mutable_organization()->mutable_visibility();
  first.add_hubs("hubs/a");
  first.add_hubs("hubs/b");
  second.add_hubs("hubs/b");
  const auto both = Joined(kept, merged);
  ASSERT_TRUE(both.ok()) << both.status();
  EXPECT_THAT(both->organization().visibility().hubs(), ElementsAre("hubs/b"));
  second.set_hubs(0, "hubs/c");
  EXPECT_EQ(ReasonName(Joined(kept, merged).status()), "STATE_CONFLICT");
}

TEST(JoinedTest, AnExampleOnlyWhereBothAre) {
  for (const bool kept_is : {false, true}) {
    for (const bool merged_is : {false, true}) {
      store::v1::Record kept;
      kept.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
      store::v1::Record merged = kept;
      kept.mutable_organization()->set_illustrative(kept_is);
      merged.mutable_organization()->set_illustrative(merged_is);
      const auto joined = Joined(kept, merged);
      ASSERT_TRUE(joined.ok()) << joined.status();
      EXPECT_EQ(joined->organization().illustrative(), kept_is && merged_is);
    }
  }
}

TEST(JoinedTest, ALinkThatBothHaveStaysOneWithTheStricterTier) {
  store::v1::Record kept;
  v1::DiasporaGroup& first = *kept.mutable_diaspora_group();
  first.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  first.add_origin_communities()->set_theme("themes/bahais");
  first.mutable_profile()->add_needs()->set_theme("themes/shelter");
  first.mutable_profile()->add_offers()->set_theme("themes/legal-aid");
  store::v1::Record merged = kept;
  merged.mutable_sensitivity()->add_link_themes("bahais");
  merged.mutable_sensitivity()->add_link_themes("shelter");
  v1::Exchange& other = *merged.mutable_diaspora_group()->mutable_profile()->add_offers();
  other.set_theme("themes/legal-aid");
  other.set_until_date("2027-01-31");
  const auto both = Joined(kept, merged);
  ASSERT_TRUE(both.ok()) << both.status();
  const v1::DiasporaGroup& joined = both->diaspora_group();
  ASSERT_EQ(joined.origin_communities_size(), 1);
  EXPECT_EQ(joined.origin_communities(0).tier(), v1::TIER_BROKERED);
  ASSERT_EQ(joined.profile().needs_size(), 1);
  EXPECT_EQ(joined.profile().needs(0).tier(), v1::TIER_BROKERED);
  EXPECT_EQ(joined.profile().offers_size(), 2) << "the same until two different days";
}

// What is sensitive in one's countries need not be in the other's.
TEST(JoinedTest, WhatIsSensitiveWhereOneIsStaysHidden) {
  store::v1::Record kept;
  v1::Organization& first = *kept.mutable_organization();
  first.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  first.mutable_visibility()->add_hubs("hubs/a");
  first.mutable_profile()->set_base_country("FR");
  store::v1::Record merged = kept;
  v1::Organization& second = *merged.mutable_organization();
  second.mutable_profile()->set_base_country("LB");
  second.mutable_profile()->add_issues()->set_theme("themes/water");
  second.mutable_profile()->add_issues()->set_theme("themes/housing");
  merged.mutable_sensitivity()->add_link_themes("water");
  const auto link = Joined(kept, merged);
  ASSERT_TRUE(link.ok()) << link.status();
  EXPECT_EQ(link->organization().visibility().tier(), v1::TIER_PUBLIC);
  EXPECT_EQ(link->organization().profile().issues(0).tier(), v1::TIER_BROKERED);
  EXPECT_EQ(link->organization().profile().issues(1).tier(), v1::TIER_UNSPECIFIED);
  merged.mutable_sensitivity()->add_record_themes("water");
  second.mutable_visibility()->set_hubs(0, "hubs/b");
  const auto whole = Joined(kept, merged);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(whole->organization().visibility().tier(), v1::TIER_BROKERED);
  EXPECT_THAT(whole->organization().visibility().brokers(), ElementsAre("hubs/b"));
  // Both raised, by different hubs: nobody may see both.
  *kept.mutable_sensitivity() = merged.sensitivity();
  EXPECT_EQ(ReasonName(Joined(kept, merged).status()), "STATE_CONFLICT");
}

TEST_F(MergesTest, Refusals) {
  EXPECT_EQ(ReasonName(Merge(world_.Coordinator(), kept_, kept_).status()), "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Merge(world_.Coordinator(), "", kept_).status()), "FIELD_REQUIRED");
  EXPECT_EQ(ReasonName(Merge(world_.Stranger(), kept_, merged_).status()), "NOT_FOUND");
  const absl::Status both = Merge(world_.Coordinator(), kept_, other_).status();
  EXPECT_EQ(ReasonName(both), "STATE_CONFLICT");
  EXPECT_TRUE(absl::StrContains(both.message(), "accounts of their own")) << both;
  EXPECT_EQ(ReasonName(Undo(world_.Coordinator(), "merges/abcdefgh23456723").status()),
            "NOT_FOUND");
  EXPECT_EQ(ReasonName(Undo(world_.Coordinator(), "hubs/x").status()), "FIELD_INVALID");
}

TEST_F(MergesTest, UndoingThatCannotBe) {
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  EXPECT_EQ(ReasonName(Undo(world_.Stranger(), merge->name()).status()), "NOT_FOUND");
  const std::string third = world_.Make({.key = "GCHR", .account = false});
  const auto again = Merge(world_.Coordinator(), third, kept_);
  ASSERT_TRUE(again.ok()) << again.status();
  const absl::Status early = Undo(world_.Coordinator(), merge->name()).status();
  EXPECT_EQ(ReasonName(early), "STATE_CONFLICT");
  EXPECT_TRUE(absl::StrContains(early.message(), again->name())) << early;
  ASSERT_TRUE(Undo(world_.Coordinator(), again->name()).ok());
  world_.Delete(kept_);
  EXPECT_EQ(ReasonName(Undo(world_.Coordinator(), merge->name()).status()), "STATE_CONFLICT");
}

TEST_F(MergesTest, UndoneOnce) {
  const auto merge = Merge(world_.Coordinator(), kept_, merged_);
  ASSERT_TRUE(merge.ok()) << merge.status();
  ASSERT_TRUE(Undo(world_.Coordinator(), merge->name()).ok());
  EXPECT_EQ(ReasonName(Undo(world_.Coordinator(), merge->name()).status()), "STATE_CONFLICT");
  const auto list = calls().ListMerges(world_.Coordinator(), v1::ListMergesRequest());
  ASSERT_TRUE(list.ok());
  ASSERT_EQ(list->merges_size(), 1);
  EXPECT_TRUE(list->merges(0).has_undo_time());
  EXPECT_EQ(calls().ListMerges(world_.Stranger(), v1::ListMergesRequest())->merges_size(), 0);
  EXPECT_TRUE(Merge(world_.Coordinator(), kept_, merged_).ok()) << "once more";
}

}  // namespace
}  // namespace tashbik::services
