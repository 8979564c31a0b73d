// Two actors become one and two again: what goes over, who sees it, what is refused.
#include "services/merges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/duplicates.h"
#include "services/external_ids.h"
#include "services/merge_record.h"
#include "services/names.h"
#include "services/resources.h"
#include "services/visibility.h"
#include "tests/testing/meeting_world.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MeetingWorld;
using testing::ReasonName;

class MergesTest : public ::testing::Test {
 protected:
  MergesTest() {
    world_.MakeTheme("nationality");
    world_.MakeTheme("housing");
    kept_ = world_.Make({.key = "Gulf Centre for Human Rights"});
    merged_ = world_.Make({.key = "مركز الخليج لحقوق الإنسان", .account = false});
    other_ = world_.Make({.key = "Cedar"});
  }

  DuplicateCalls calls() { return DuplicateCalls(world_.directory()); }

  absl::StatusOr<v1::Merge> Merge(const CallContext& call, const std::string& kept,
                                  const std::string& merged) {
    v1::MergeActorsRequest request;
    request.set_kept(kept);
    request.set_merged(merged);
    return calls().MergeActors(call, request);
  }
  absl::StatusOr<v1::Merge> Undo(const CallContext& call, const std::string& name) {
    v1::UndoMergeRequest request;
    request.set_name(name);
    return calls().UndoMerge(call, request);
  }
  std::vector<std::string> Pairs(const CallContext& call) {
    v1::ListDuplicatesRequest request;
    request.set_page_size(1);
    std::vector<std::string> pairs;
    do {
      const auto page = calls().List(call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      for (const v1::DuplicateCandidate& candidate : page->candidates()) {
        pairs.push_back(
            DistinctPairId(IdIn(candidate.first().name()), IdIn(candidate.second().name())));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return pairs;
  }

  absl::StatusOr<v1::Organization> Get(const CallContext& call, const std::string& name) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    v1::Organization organization;
    const absl::Status status = Resources(world_.directory(), store::v1::KIND_ORGANIZATION)
                                    .Get(call, request, organization);
    if (!status.ok()) return status;
    return organization;
  }
  v1::Organization Seen(const std::string& name) {
    const auto organization = Get(world_.Coordinator(), name);
    EXPECT_TRUE(organization.ok()) << organization.status();
    return organization.ok() ? *organization : v1::Organization();
  }

  // Every record but merges and times, by kind and id, as it would be compared by a person.
  std::map<std::string, std::string> Everything() {
    const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
    std::map<std::string, std::string> all;
    const auto add = [&](const EntryPointer& entry) {
      store::v1::Record record = entry->record;
      record.clear_tier_update_micros();
      all[absl::StrCat(static_cast<int>(entry->kind), " ", entry->id())] = Canonical(record);
      return true;
    };
    for (int kind = store::v1::Kind_MIN; kind <= store::v1::Kind_MAX; ++kind) {
      if (!store::v1::Kind_IsValid(kind) || kind == store::v1::KIND_MERGE) continue;
      now->catalog().ForEach(static_cast<storage::Kind>(kind), "", add);
    }
    for (const std::string& name : {kept_, merged_, other_}) {
      const auto entry = now->Read(store::v1::KIND_ORGANIZATION, IdIn(name));
      if (!entry.ok()) continue;
      add(*entry);
      for (const auto& id : (*entry)->record.external_ids()) {
        // The index says whose it is.
        const auto found = FindByExternalId(*now, world_.directory().keys(),
                                            world_.Coordinator().viewer, id.scheme(), id.value());
        all[absl::StrCat("id ", id.scheme(), " ", id.value())] = found.value_or("nobody");
      }
    }
    return all;
  }

  std::string Coalition(const std::string& title, const std::vector<std::string>& members,
                        const std::string& lead = "") {
    v1::CreateCoalitionRequest request;
    request.mutable_coalition()->add_names()->set_text(title);
    request.mutable_coalition()->set_lead(lead);
    v1::Coalition made;
    EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_COALITION)
                    .Create(world_.Coordinator(), request, made)
                    .ok());
    for (const std::string& member : members) {
      v1::CreateCoalitionMemberRequest add;
      add.set_parent(made.name());
      add.mutable_coalition_member()->set_actor(member);
      v1::CoalitionMember added;
      EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_COALITION_MEMBER)
                      .Create(world_.Coordinator(), add, added)
                      .ok());
    }
    return IdIn(made.name());
  }

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

  MeetingWorld world_;
  std::string kept_, merged_, other_;
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
  const std::map<std::string, std::string> after = Everything();
  for (const auto& [id, bytes] : before) {
    ASSERT_TRUE(after.contains(id)) << id << " is gone";
    EXPECT_TRUE(after.at(id) == bytes) << id << " is not what it was";
  }
  EXPECT_EQ(after.size(), before.size());
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

TEST_F(MergesTest, ProposedUntilAPersonSaysOtherwise) {
  const std::string pair = DistinctPairId(IdIn(kept_), IdIn(merged_));
  world_.Make({.key = "Bahrain Centre for Human Rights"});
  EXPECT_THAT(Pairs(world_.Coordinator()), ElementsAre(pair));
  EXPECT_THAT(Pairs(world_.Stranger()), IsEmpty());
  v1::DismissDuplicateRequest request;
  request.set_first(kept_);
  request.set_second(merged_);
  EXPECT_EQ(ReasonName(calls().Dismiss(world_.Stranger(), request)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(calls().Dismiss(world_.Member(other_), request)), "PERMISSION_DENIED");
  ASSERT_TRUE(calls().Dismiss(world_.Coordinator(), request).ok());
  ASSERT_TRUE(calls().Dismiss(world_.Coordinator(), request).ok()) << "again changes nothing";
  world_.Restart();
  EXPECT_THAT(Pairs(world_.Coordinator()), IsEmpty());
}

TEST_F(MergesTest, HiddenNamesAreNoEvidence) {
  v1::SearchDuplicatesRequest request;
  request.add_names()->set_text("Centre du Golfe pour les droits de l'homme");
  request.set_base_country("LB");
  const auto found = [&](const CallContext& call) {
    const auto response = calls().Search(call, request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> names;
    for (const auto& candidate : response->candidates()) names.push_back(candidate.second().name());
    return names;
  };
  EXPECT_THAT(found(world_.Member(other_)), ::testing::UnorderedElementsAre(kept_, merged_));
  EXPECT_THAT(found(world_.Stranger()), IsEmpty());
  v1::Organization hidden;
  (*hidden.mutable_visibility()->mutable_field_tiers())["profile.names"] = v1::TIER_BROKERED;
  hidden.mutable_visibility()->set_tier(v1::TIER_HUB);
  hidden.mutable_visibility()->add_hubs(world_.hub());
  world_.Change(merged_, hidden);
  EXPECT_THAT(found(world_.Member(other_)), ElementsAre(kept_));
}

TEST_F(MergesTest, EvidenceIsSaidInThreeLanguages) {
  for (const auto& [language, word] :
       {std::pair("en", "translates"), std::pair("ar", "ترجمة"), std::pair("fr", "traduit")}) {
    v1::SearchDuplicatesRequest request;
    request.set_actor(kept_);
    request.set_language(language);
    const auto response = calls().Search(world_.Coordinator(), request);
    ASSERT_TRUE(response.ok()) << response.status();
    ASSERT_EQ(response->candidates_size(), 1);
    const v1::DuplicateCandidate& candidate = response->candidates(0);
    EXPECT_EQ(candidate.first().name(), kept_);
    EXPECT_EQ(candidate.second().name(), merged_);
    ASSERT_GE(candidate.evidence_size(), 1);
    EXPECT_EQ(candidate.evidence(0).kind(), v1::EVIDENCE_KIND_TRANSLATED_NAME);
    EXPECT_EQ(candidate.evidence(0).second(), "مركز الخليج لحقوق الإنسان");
    EXPECT_TRUE(absl::StrContains(candidate.evidence(0).sentence(), word))
        << candidate.evidence(0).sentence();
  }
}

}  // namespace
}  // namespace tashbik::services
