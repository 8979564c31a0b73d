// The standard methods on themes, coalitions, hubs, members and circles.
#include "services/resources.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/names.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonName;
using testing::TestDirectory;

class ResourcesTest : public ::testing::Test {
 protected:
  ResourcesTest() { hub_ = world_.MakeHub("Hub"); }

  CallContext Caller() { return world_.Coordinator("c", {hub_}); }
  Resources Of(storage::Kind kind) { return world_.Of(kind); }

  std::string MakeActor(const std::string& name, v1::Tier tier = v1::TIER_HUB) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    v1::Organization made;
    EXPECT_TRUE(Of(store::v1::KIND_ORGANIZATION).Create(Caller(), request, made).ok());
    return made.name();
  }

  std::string MakeCoalition(const std::string& name, v1::Tier tier = v1::TIER_HUB) {
    v1::CreateCoalitionRequest request;
    request.mutable_coalition()->add_names()->set_text(name);
    request.mutable_coalition()->mutable_visibility()->set_tier(tier);
    v1::Coalition made;
    EXPECT_TRUE(Of(store::v1::KIND_COALITION).Create(Caller(), request, made).ok());
    return made.name();
  }

  absl::Status AddMembers(const std::string& coalition, const std::vector<std::string>& actors,
                          v1::BatchUpsertCoalitionMembersResponse* response) {
    v1::BatchUpsertCoalitionMembersRequest request;
    for (const std::string& actor : actors) {
      v1::CoalitionMember& member = *request.add_coalition_members();
      member.set_name(coalition + "/members/-");
      member.set_actor(actor);
    }
    return Of(store::v1::KIND_COALITION_MEMBER).BatchUpsert(Caller(), request, *response);
  }

  std::vector<std::string> MembersOf(const CallContext& call, const std::string& parent,
                                     const std::string& filter = "") {
    v1::ListCoalitionMembersRequest request;
    request.set_parent(parent);
    request.set_filter(filter);
    v1::ListCoalitionMembersResponse response;
    const absl::Status status = Of(store::v1::KIND_COALITION_MEMBER).List(call, request, response);
    EXPECT_TRUE(status.ok()) << status;
    std::vector<std::string> actors;
    for (const auto& member : response.coalition_members()) actors.push_back(member.actor());
    std::sort(actors.begin(), actors.end());
    return actors;
  }

  TestDirectory world_;
  std::string hub_;
};

TEST_F(ResourcesTest, MembersAreAddedByActorAndAddedAgainUnchanged) {
  const std::string coalition = MakeCoalition("Campaign");
  std::vector<std::string> actors = {MakeActor("A"), MakeActor("B")};
  std::sort(actors.begin(), actors.end());
  v1::BatchUpsertCoalitionMembersResponse response;
  ASSERT_TRUE(AddMembers(coalition, actors, &response).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(1, 1));
  ASSERT_TRUE(AddMembers(coalition, actors, &(response = {})).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(3, 3));
  EXPECT_EQ(MembersOf(Caller(), coalition), actors);
  EXPECT_EQ(MembersOf(Caller(), "coalitions/-"), actors);
  EXPECT_THAT(MembersOf(Caller(), coalition, absl::StrCat("actor = \"", actors[0], "\"")),
              ElementsAre(actors[0]));
}

TEST_F(ResourcesTest, AMembershipIsSeenWhereBothEndsAre) {
  const std::string coalition = MakeCoalition("Open", v1::TIER_PUBLIC);
  const std::string open = MakeActor("Open", v1::TIER_PUBLIC);
  const std::string hidden = MakeActor("Hidden", v1::TIER_HUB);
  v1::BatchUpsertCoalitionMembersResponse response;
  ASSERT_TRUE(AddMembers(coalition, {open, hidden}, &response).ok());
  EXPECT_THAT(MembersOf(world_.Anonymous(), coalition), ElementsAre(open));
  EXPECT_EQ(MembersOf(Caller(), coalition).size(), 2u);
  v1::GetCoalitionMemberRequest get;
  get.set_name(absl::StrCat(coalition, "/members/", ParseActorName(hidden)->id));
  v1::CoalitionMember member;
  const Resources members = Of(store::v1::KIND_COALITION_MEMBER);
  EXPECT_EQ(ReasonName(members.Get(world_.Anonymous(), get, member)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(members.Get(Caller(), get, member)), "OK");
}

TEST_F(ResourcesTest, AMembersOwnTierHidesIt) {
  const std::string coalition = MakeCoalition("Open", v1::TIER_PUBLIC);
  const std::string actor = MakeActor("Open", v1::TIER_PUBLIC);
  v1::CreateCoalitionMemberRequest request;
  request.set_parent(coalition);
  request.mutable_coalition_member()->set_actor(actor);
  request.mutable_coalition_member()->set_tier(v1::TIER_HUB);
  v1::CoalitionMember made;
  ASSERT_TRUE(Of(store::v1::KIND_COALITION_MEMBER).Create(Caller(), request, made).ok());
  EXPECT_THAT(MembersOf(world_.Anonymous(), coalition), IsEmpty());
  EXPECT_THAT(MembersOf(Caller(), coalition), ElementsAre(actor));
  EXPECT_EQ(ReasonName(Of(store::v1::KIND_COALITION_MEMBER).Create(Caller(), request, made)),
            "ALREADY_EXISTS");
}

TEST_F(ResourcesTest, MembershipsOfADeletedActorComeBackWithIt) {
  const std::string coalition = MakeCoalition("Campaign");
  const std::string actor = MakeActor("A");
  v1::BatchUpsertCoalitionMembersResponse response;
  ASSERT_TRUE(AddMembers(coalition, {actor}, &response).ok());
  v1::DeleteOrganizationRequest remove;
  remove.set_name(actor);
  v1::Organization changed;
  ASSERT_TRUE(Of(store::v1::KIND_ORGANIZATION).Delete(Caller(), remove, changed).ok());
  EXPECT_THAT(MembersOf(Caller(), coalition), IsEmpty());
  v1::UndeleteOrganizationRequest back;
  back.set_name(actor);
  ASSERT_TRUE(Of(store::v1::KIND_ORGANIZATION).Undelete(Caller(), back, changed).ok());
  EXPECT_THAT(MembersOf(Caller(), coalition), ElementsAre(actor));
  const auto id = ParseNameOf(store::v1::KIND_COALITION, coalition);
  EXPECT_THAT(world_.directory().snapshot()->network().MembersOf(*id, ToAudience(Caller().viewer)),
              ElementsAre(ParseActorName(actor)->id));
}

TEST_F(ResourcesTest, ADeletedActorIsNoMemberOfItsHub) {
  const std::string actor = MakeActor("A", v1::TIER_PUBLIC);
  const std::string other = MakeActor("B");
  world_.AddToHub(hub_, actor);
  v1::GetOrganizationRequest get;
  get.set_name(other);
  v1::Organization found;
  const Resources actors = Of(store::v1::KIND_ORGANIZATION);
  EXPECT_EQ(ReasonName(actors.Get(world_.Member("m", actor), get, found)), "OK");
  v1::DeleteOrganizationRequest remove;
  remove.set_name(actor);
  ASSERT_TRUE(actors.Delete(Caller(), remove, found).ok());
  EXPECT_EQ(ReasonName(actors.Get(world_.Member("m", actor), get, found)), "NOT_FOUND");
  v1::ListHubMembersRequest list;
  list.set_parent(hub_);
  v1::ListHubMembersResponse members;
  ASSERT_TRUE(Of(store::v1::KIND_HUB_MEMBER).List(Caller(), list, members).ok());
  EXPECT_EQ(members.hub_members_size(), 0);
}

TEST_F(ResourcesTest, AWriteThatHidesARecordFromItsWriterSucceeds) {
  const std::string actor = MakeActor("A");
  v1::UpdateOrganizationRequest hide;
  hide.mutable_organization()->set_name(actor);
  hide.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PRIVATE);
  v1::Organization found;
  const Resources actors = Of(store::v1::KIND_ORGANIZATION);
  const auto second = [&] { return world_.Coordinator("second", {hub_}); };
  ASSERT_EQ(ReasonName(actors.Update(second(), hide, found)), "OK");
  EXPECT_EQ(found.name(), actor);
  EXPECT_FALSE(found.has_profile());
  v1::GetOrganizationRequest get;
  get.set_name(actor);
  EXPECT_EQ(ReasonName(actors.Get(second(), get, found)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(actors.Get(Caller(), get, found)), "OK");
}

TEST_F(ResourcesTest, AMemberJoinsWithItsOwnActorAlone) {
  const std::string coalition = MakeCoalition("Open", v1::TIER_PUBLIC);
  const std::string own = MakeActor("Own", v1::TIER_PUBLIC);
  const std::string other = MakeActor("Other", v1::TIER_PUBLIC);
  v1::CreateCoalitionMemberRequest request;
  request.set_parent(coalition);
  v1::CoalitionMember made;
  const Resources members = Of(store::v1::KIND_COALITION_MEMBER);
  request.mutable_coalition_member()->set_actor(other);
  EXPECT_EQ(ReasonName(members.Create(world_.Member("m", own), request, made)),
            "PERMISSION_DENIED");
  request.mutable_coalition_member()->set_actor(own);
  EXPECT_EQ(ReasonName(members.Create(world_.Member("m", own), request, made)), "OK");
  v1::DeleteCoalitionMemberRequest leave;
  leave.set_name(made.name());
  EXPECT_EQ(ReasonName(members.Delete(world_.Member("m", own), leave, made)), "OK");
}

TEST_F(ResourcesTest, ADeprecatedThemeStaysReadableAndIsNoLongerListed) {
  world_.MakeTheme("old", v1::FACET_ISSUE);
  world_.MakeTheme("new", v1::FACET_ISSUE);
  const Resources themes = Of(store::v1::KIND_THEME);
  v1::DeleteThemeRequest remove;
  remove.set_name("themes/old");
  v1::Theme theme;
  ASSERT_TRUE(themes.Delete(world_.Administrator(), remove, theme).ok());
  EXPECT_TRUE(theme.deprecated());
  v1::GetThemeRequest get;
  get.set_name("themes/old");
  ASSERT_TRUE(themes.Get(world_.Anonymous(), get, theme).ok());
  EXPECT_TRUE(theme.deprecated());
  const auto count = [&](const CallContext& call, bool deleted) {
    v1::ListThemesRequest request;
    request.set_show_deleted(deleted);
    v1::ListThemesResponse response;
    EXPECT_TRUE(themes.List(call, request, response).ok());
    return response.themes_size();
  };
  EXPECT_EQ(count(world_.Anonymous(), false), 1);
  EXPECT_EQ(count(world_.Anonymous(), true), 1);
  EXPECT_EQ(count(world_.Administrator(), true), 2);
  v1::UndeleteThemeRequest back;
  back.set_name("themes/old");
  ASSERT_TRUE(themes.Undelete(world_.Administrator(), back, theme).ok());
  EXPECT_FALSE(theme.deprecated());
  EXPECT_EQ(count(world_.Anonymous(), false), 2);
}

TEST_F(ResourcesTest, AThemeIsUpsertedByItsName) {
  const Resources themes = Of(store::v1::KIND_THEME);
  v1::BatchUpsertThemesRequest request;
  for (const auto& [id, broader] : {std::pair("narrow", "wide"), std::pair("wide", "")}) {
    v1::Theme& theme = *request.add_themes();
    theme.set_name(absl::StrCat("themes/", id));
    theme.set_facet(v1::FACET_ISSUE);
    (*theme.mutable_labels())["en"] = id;
    if (*broader != '\0') theme.add_broader(absl::StrCat("themes/", broader));
  }
  v1::BatchUpsertThemesResponse response;
  ASSERT_TRUE(themes.BatchUpsert(world_.Administrator(), request, response).ok());
  EXPECT_THAT(response.outcomes(), ElementsAre(1, 1));
  v1::ListThemesRequest list;
  list.set_filter("broader = \"wide\"");
  v1::ListThemesResponse listed;
  ASSERT_TRUE(themes.List(world_.Anonymous(), list, listed).ok());
  ASSERT_EQ(listed.themes_size(), 1);
  EXPECT_EQ(listed.themes(0).name(), "themes/narrow");
}

TEST_F(ResourcesTest, CirclesBelongToTheirHubsCoordinators) {
  const std::string circle = world_.MakeCircle(hub_, "Small");
  v1::GetCircleRequest get;
  get.set_name(circle);
  v1::Circle found;
  const Resources circles = Of(store::v1::KIND_CIRCLE);
  EXPECT_EQ(ReasonName(circles.Get(Caller(), get, found)), "OK");
  EXPECT_EQ(ReasonName(circles.Get(world_.Anonymous(), get, found)), "NOT_FOUND");
  const std::string other = world_.MakeHub("Other");
  v1::DeleteCircleRequest remove;
  remove.set_name(circle);
  EXPECT_EQ(ReasonName(circles.Delete(world_.Coordinator("d", {other}), remove, found)),
            "NOT_FOUND");
  EXPECT_EQ(ReasonName(circles.Delete(Caller(), remove, found)), "OK");
  EXPECT_EQ(ReasonName(circles.Get(Caller(), get, found)), "NOT_FOUND");
}

TEST_F(ResourcesTest, AHubThatIsGoneTakesItsPeopleOutOfSight) {
  const std::string actor = MakeActor("A");
  v1::DeleteHubRequest remove;
  remove.set_name(hub_);
  v1::Hub hub;
  ASSERT_TRUE(Of(store::v1::KIND_HUB).Delete(world_.Administrator(), remove, hub).ok());
  v1::GetOrganizationRequest get;
  get.set_name(actor);
  v1::Organization found;
  const Resources actors = Of(store::v1::KIND_ORGANIZATION);
  EXPECT_EQ(ReasonName(actors.Get(world_.Coordinator("d", {hub_}), get, found)), "NOT_FOUND");
  EXPECT_EQ(ReasonName(actors.Get(Caller(), get, found)), "OK");  // its owner
}

TEST_F(ResourcesTest, ALeadThatTheViewerDoesNotSeeIsLeftOut) {
  v1::CreateCoalitionRequest request;
  request.mutable_coalition()->add_names()->set_text("Campaign");
  request.mutable_coalition()->set_lead(MakeActor("Hidden"));
  request.mutable_coalition()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  v1::Coalition made;
  ASSERT_TRUE(Of(store::v1::KIND_COALITION).Create(Caller(), request, made).ok());
  EXPECT_NE(made.lead(), "");
  v1::GetCoalitionRequest get;
  get.set_name(made.name());
  v1::Coalition found;
  ASSERT_TRUE(Of(store::v1::KIND_COALITION).Get(world_.Anonymous(), get, found).ok());
  EXPECT_EQ(found.lead(), "");
}

TEST_F(ResourcesTest, ACoordinatorOfTwoHubsSaysWhichOne) {
  const std::string other = world_.MakeHub("Other");
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("A");
  v1::Organization made;
  const Resources actors = Of(store::v1::KIND_ORGANIZATION);
  EXPECT_EQ(ReasonName(actors.Create(world_.Coordinator("e", {hub_, other}), request, made)),
            "FIELD_REQUIRED");
  request.mutable_organization()->mutable_visibility()->add_hubs(other);
  EXPECT_EQ(ReasonName(actors.Create(world_.Coordinator("e", {hub_, other}), request, made)), "OK");
  EXPECT_EQ(ReasonName(actors.Create(Caller(), request, made)), "FIELD_INVALID");
}

TEST_F(ResourcesTest, UnclaimedIsAState) {
  const std::string name = MakeActor("A", v1::TIER_UNCLAIMED);
  v1::GetOrganizationRequest get;
  get.set_name(name);
  v1::Organization found;
  const Resources actors = Of(store::v1::KIND_ORGANIZATION);
  ASSERT_TRUE(actors.Get(Caller(), get, found).ok());
  EXPECT_EQ(found.state(), v1::ACTOR_STATE_UNCLAIMED);
  v1::UpdateOrganizationRequest update;
  update.mutable_organization()->set_name(name);
  update.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_HUB);
  ASSERT_TRUE(actors.Update(Caller(), update, found).ok());
  EXPECT_EQ(found.state(), v1::ACTOR_STATE_VERIFIED);
}

}  // namespace
}  // namespace tashbik::services
