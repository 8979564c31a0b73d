// Which pairs are proposed as one, to whom, and with which evidence.
#include "services/duplicates.h"

#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "services/purge.h"
#include "tests/testing/test_directory.h"
#include "tests/unit/services/two_actors.h"

namespace tashbik::services {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonName;

class DuplicatesTest : public TwoActors {
 protected:
  // What is said of an actor: the other one and each sentence of an external id.
  std::vector<std::string> SharedIds(const CallContext& call, const std::string& actor,
                                     const std::string& language = "en") {
    v1::SearchDuplicatesRequest request;
    request.set_actor(actor);
    request.set_language(language);
    const auto response = calls().Search(call, request);
    EXPECT_TRUE(response.ok()) << response.status();
    std::vector<std::string> said;
    for (const v1::DuplicateCandidate& candidate : response->candidates()) {
      for (const v1::Evidence& evidence : candidate.evidence()) {
        if (evidence.kind() != v1::EVIDENCE_KIND_EXTERNAL_ID) continue;
        EXPECT_GE(candidate.score(), 0.9);
        said.push_back(candidate.second().name() + " " + evidence.sentence());
      }
    }
    return said;
  }
  // Gives an organization the external id 77, or takes it off.
  absl::Status SetId(const std::string& actor, bool on) {
    v1::UpdateOrganizationRequest request;
    request.mutable_organization()->set_name(actor);
    request.mutable_update_mask()->add_paths("profile.external_ids");
    if (on) {
      v1::ExternalId& id = *request.mutable_organization()->mutable_profile()->add_external_ids();
      id.set_scheme("register");
      id.set_value("77");
    }
    v1::Organization changed;
    return world_.Of(store::v1::KIND_ORGANIZATION).Update(Colleague(), request, changed);
  }
  // Another coordinator of the hub, which owns none of the two: their owner can hide them from it.
  CallContext Colleague() {
    CallContext call = world_.Coordinator();
    call.viewer.account = "colleague";
    return call;
  }
  // It gives an id, does not see the record for a while, and gives the id to another.
  void GiveTwice() {
    ASSERT_TRUE(SetId(merged_, true).ok());
    EXPECT_EQ(ReasonName(SetId(other_, true)), "FIELD_INVALID");
    world_.SetTier(merged_, v1::TIER_PRIVATE);
    ASSERT_TRUE(SetId(other_, true).ok());
    EXPECT_THAT(SharedIds(Colleague(), other_), IsEmpty()) << "the other is hidden";
    world_.SetTier(merged_, v1::TIER_HUB);
  }
};

TEST_F(DuplicatesTest, ProposedUntilAPersonSaysOtherwise) {
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

TEST_F(DuplicatesTest, HiddenNamesAreNoEvidence) {
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

TEST_F(DuplicatesTest, EvidenceIsSaidInThreeLanguages) {
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

// An account has one id for one record at a time. Only a record that was not there for it when it
// gave the id anew, and is back, has it too.
TEST_F(DuplicatesTest, AnIdThatWasGivenAnewIsEvidence) {
  GiveTwice();
  world_.Restart();
  const std::string pair = DistinctPairId(IdIn(merged_), IdIn(other_));
  EXPECT_THAT(Pairs(Colleague()), Contains(pair));
  const std::string said = " You gave both the same external id: register 77.";
  EXPECT_THAT(SharedIds(Colleague(), merged_), ElementsAre(other_ + said));
  EXPECT_THAT(SharedIds(Colleague(), other_), ElementsAre(merged_ + said));
  for (const auto& [language, word] :
       {std::pair("ar", "المعرّف الخارجي"), std::pair("fr", "identifiant externe")}) {
    const auto translated = SharedIds(Colleague(), other_, language);
    ASSERT_EQ(translated.size(), 1u);
    EXPECT_TRUE(absl::StrContains(translated[0], word)) << translated[0];
  }
  // Ids are the account's own: nobody else is told of them.
  EXPECT_THAT(SharedIds(world_.Coordinator(), merged_), IsEmpty());
  EXPECT_THAT(SharedIds(world_.Member(other_), other_), IsEmpty());
  ASSERT_TRUE(SetId(merged_, false).ok());
  EXPECT_THAT(SharedIds(Colleague(), other_), IsEmpty());
}

TEST_F(DuplicatesTest, MergingTwoThatShareAnIdAndUndoingIt) {
  GiveTwice();
  const auto holder = [&] {
    return FindByExternalId(*world_.directory().snapshot(), world_.directory().keys(),
                            Colleague().viewer, "register", "77")
        .value_or("");
  };
  const auto before = Everything();
  EXPECT_EQ(holder(), other_);
  for (const auto& [kept, merged] : {std::pair(merged_, other_), std::pair(other_, merged_)}) {
    const auto merge = Merge(Colleague(), kept, merged);
    ASSERT_TRUE(merge.ok()) << merge.status();
    EXPECT_EQ(holder(), kept);
    EXPECT_EQ(Stored(store::v1::KIND_ORGANIZATION, IdIn(kept)).external_ids_size(), 1);
    ASSERT_TRUE(Undo(Colleague(), merge->name()).ok());
    EXPECT_EQ(holder(), other_);
    ExpectSame(before);
  }
}

TEST_F(DuplicatesTest, AnErasedHolderIsForgotten) {
  ASSERT_TRUE(SetId(merged_, true).ok());
  world_.Delete(merged_);
  ASSERT_TRUE(SetId(other_, true).ok());
  const auto index = [&] {
    return FindExternalId(*world_.directory().snapshot(), world_.directory().keys(), "colleague",
                          "register", "77");
  };
  ASSERT_NE(index(), nullptr);
  EXPECT_THAT(HoldersIn(index()->record), ElementsAre(other_, merged_));
  world_.Advance(absl::Hours(24 * 31));
  ASSERT_TRUE(PurgeDeleted(world_.directory()).ok());
  ASSERT_NE(index(), nullptr);
  EXPECT_THAT(HoldersIn(index()->record), ElementsAre(other_));
}

}  // namespace
}  // namespace tashbik::services
