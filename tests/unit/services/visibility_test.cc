// Who sees what of a record, who may change it, and what a change shows to whom.
#include "services/visibility.h"

#include <map>
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
using testing::ReasonName;
using testing::TestDirectory;

// A hub with its coordinator, a member in it, another hub's coordinator and member, and the rest.
class VisibilityTest : public ::testing::Test {
 protected:
  VisibilityTest() {
    hub_ = world_.MakeHub("Hub");
    other_hub_ = world_.MakeHub("Other hub");
    world_.MakeTheme("open", v1::FACET_ISSUE);
    world_.MakeTheme("secret", v1::FACET_ISSUE);
    member_actor_ = Make("Member", v1::TIER_PUBLIC, world_.Coordinator("c", {hub_})).name();
    world_.AddToHub(hub_, member_actor_);
    stranger_actor_ =
        Make("Stranger", v1::TIER_PUBLIC, world_.Coordinator("d", {other_hub_})).name();
    world_.AddToHub(other_hub_, stranger_actor_);
  }

  CallContext Caller(const std::string& who) {
    if (who == "owner") return world_.Coordinator("c", {hub_});
    if (who == "coordinator") return world_.Coordinator("c2", {hub_});
    if (who == "member") return world_.Member("m", member_actor_);
    if (who == "other coordinator") return world_.Coordinator("d", {other_hub_});
    if (who == "other member") return world_.Member("n", stranger_actor_);
    if (who == "administrator") return world_.Administrator();
    return world_.Anonymous();
  }

  v1::Organization Make(const std::string& name, v1::Tier tier, const CallContext& call) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    v1::Organization made;
    const absl::Status status = Organizations().Create(call, request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made;
  }

  Resources Organizations() { return world_.Of(store::v1::KIND_ORGANIZATION); }

  std::string Get(const std::string& who, const std::string& name,
                  v1::Organization* found = nullptr) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    v1::Organization ignored;
    return ReasonName(
        Organizations().Get(Caller(who), request, found == nullptr ? ignored : *found));
  }

  std::string Update(const std::string& who, const v1::Organization& organization,
                     std::vector<std::string> paths = {}) {
    v1::UpdateOrganizationRequest request;
    *request.mutable_organization() = organization;
    request.mutable_organization()->clear_etag();
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    v1::Organization changed;
    return ReasonName(Organizations().Update(Caller(who), request, changed));
  }

  TestDirectory world_;
  std::string hub_;
  std::string other_hub_;
  std::string member_actor_;
  std::string stranger_actor_;
};

TEST_F(VisibilityTest, EachTierIsSeenByItsPeopleAndNobodyElse) {
  const std::vector<std::string> everybody = {
      "owner",        "coordinator",   "member",   "other coordinator",
      "other member", "administrator", "anonymous"};
  const std::map<v1::Tier, std::vector<std::string>> expected = {
      {v1::TIER_PRIVATE, {"owner"}},
      {v1::TIER_UNCLAIMED, {"owner", "coordinator"}},
      {v1::TIER_BROKERED, {"owner", "coordinator"}},
      {v1::TIER_HUB, {"owner", "coordinator", "member"}},
      {v1::TIER_NETWORK, {"owner", "coordinator", "member", "other coordinator", "other member"}},
      {v1::TIER_PUBLIC, everybody},
  };
  for (const auto& [tier, seers] : expected) {
    const std::string name = Make("Org", tier, Caller("owner")).name();
    std::vector<std::string> seen;
    std::vector<std::string> listed;
    for (const std::string& who : everybody) {
      if (Get(who, name) == "OK") seen.push_back(who);
      v1::ListOrganizationsResponse list;
      ASSERT_TRUE(Organizations().List(Caller(who), v1::ListOrganizationsRequest(), list).ok());
      for (const auto& organization : list.organizations()) {
        if (organization.name() == name) listed.push_back(who);
      }
    }
    EXPECT_EQ(seen, seers) << v1::Tier_Name(tier);
    EXPECT_EQ(listed, seers) << v1::Tier_Name(tier);
  }
}

TEST_F(VisibilityTest, EachTierIsChangedByItsPeopleAndNobodyElse) {
  const std::map<std::string, std::string> of_public = {{"owner", "OK"},
                                                        {"coordinator", "OK"},
                                                        {"member", "PERMISSION_DENIED"},
                                                        {"other coordinator", "PERMISSION_DENIED"},
                                                        {"administrator", "PERMISSION_DENIED"},
                                                        {"anonymous", "PERMISSION_DENIED"}};
  v1::Organization open = Make("Org", v1::TIER_PUBLIC, Caller("owner"));
  open.mutable_profile()->set_base_country("LB");
  for (const auto& [who, answer] : of_public) EXPECT_EQ(Update(who, open), answer) << who;
  v1::Organization hidden = Make("Org", v1::TIER_PRIVATE, Caller("owner"));
  hidden.mutable_profile()->set_base_country("LB");
  EXPECT_EQ(Update("owner", hidden), "OK");
  for (const char* who : {"coordinator", "member", "other coordinator", "administrator"}) {
    EXPECT_EQ(Update(who, hidden), "NOT_FOUND") << who;
  }
}

TEST_F(VisibilityTest, AMemberChangesItsOwnActorAlone) {
  v1::Organization own;
  own.set_name(member_actor_);
  own.mutable_profile()->set_website("https://example.org");
  EXPECT_EQ(Update("member", own), "OK");
  own.set_name(stranger_actor_);
  EXPECT_EQ(Update("member", own), "PERMISSION_DENIED");
  v1::BatchUpsertOrganizationsRequest batch;
  batch.add_organizations()->mutable_profile()->add_names()->set_text("New");
  v1::BatchUpsertOrganizationsResponse response;
  EXPECT_EQ(ReasonName(Organizations().BatchUpsert(Caller("member"), batch, response)),
            "PERMISSION_DENIED");
}

TEST_F(VisibilityTest, AdministratorsWritePublicRecordsAlone) {
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
  v1::Organization made;
  EXPECT_EQ(ReasonName(Organizations().Create(Caller("administrator"), request, made)),
            "FIELD_INVALID");
  request.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  EXPECT_EQ(ReasonName(Organizations().Create(Caller("administrator"), request, made)), "OK");
  made.mutable_visibility()->set_tier(v1::TIER_PRIVATE);
  EXPECT_EQ(Update("administrator", made), "FIELD_INVALID");
}

TEST_F(VisibilityTest, StricterLinksAndFieldsAreLeftOut) {
  v1::Organization given;
  v1::Profile& profile = *given.mutable_profile();
  profile.add_names()->set_text("Org");
  profile.add_issues()->set_theme("themes/open");
  v1::ThemeLink& secret = *profile.add_issues();
  secret.set_theme("themes/secret");
  secret.set_tier(v1::TIER_PRIVATE);
  profile.set_website("https://example.org");
  profile.set_introductions_per_month(3);
  v1::Contact& kept = *profile.add_contacts();
  kept.set_method("email");
  kept.set_value("kept@example.org");
  v1::Contact& shown = *profile.add_contacts();
  shown.set_method("email");
  shown.set_value("shown@example.org");
  shown.set_published(true);
  given.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  (*given.mutable_visibility()->mutable_field_tiers())["profile.website"] = v1::TIER_HUB;
  v1::CreateOrganizationRequest request;
  *request.mutable_organization() = given;
  v1::Organization made;
  const absl::Status status = Organizations().Create(Caller("owner"), request, made);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(made.profile().issues_size(), 2);
  EXPECT_EQ(made.profile().contacts_size(), 2);

  v1::Organization found;
  ASSERT_EQ(Get("anonymous", made.name(), &found), "OK");
  EXPECT_EQ(found.profile().issues_size(), 1);
  EXPECT_EQ(found.profile().website(), "");
  EXPECT_EQ(found.profile().introductions_per_month(), 0);
  ASSERT_EQ(found.profile().contacts_size(), 1);
  EXPECT_EQ(found.profile().contacts(0).value(), "shown@example.org");
  EXPECT_EQ(found.visibility().tier(), v1::TIER_PUBLIC);
  EXPECT_EQ(found.visibility().hubs_size(), 0);
  EXPECT_EQ(found.visibility().field_tiers_size(), 0);
  ASSERT_EQ(Get("member", made.name(), &found), "OK");
  EXPECT_EQ(found.profile().website(), "https://example.org");

  // Who does not see a part cannot lose it by replacing all.
  ASSERT_EQ(Get("coordinator", made.name(), &found), "OK");
  EXPECT_EQ(found.profile().issues_size(), 1);
  found.mutable_profile()->mutable_names(0)->set_text("Renamed");
  ASSERT_EQ(Update("coordinator", found, {"*"}), "OK");
  ASSERT_EQ(Get("owner", made.name(), &found), "OK");
  EXPECT_EQ(found.profile().names(0).text(), "Renamed");
  EXPECT_EQ(found.profile().issues_size(), 2);
  EXPECT_EQ(found.profile().contacts_size(), 2);
  EXPECT_EQ(found.profile().introductions_per_month(), 3);
}

TEST_F(VisibilityTest, AHiddenChangeLeavesNoTrace) {
  v1::Organization made = Make("Org", v1::TIER_PUBLIC, Caller("owner"));
  v1::Organization before;
  ASSERT_EQ(Get("anonymous", made.name(), &before), "OK");
  const uint64_t revision = world_.directory().snapshot()->revision();
  world_.Advance(absl::Seconds(5));
  v1::ThemeLink& secret = *made.mutable_profile()->add_issues();
  secret.set_theme("themes/secret");
  secret.set_tier(v1::TIER_PRIVATE);
  ASSERT_EQ(Update("owner", made), "OK");

  v1::Organization after;
  ASSERT_EQ(Get("anonymous", made.name(), &after), "OK");
  EXPECT_EQ(after.SerializeAsString(), before.SerializeAsString());
  ASSERT_EQ(Get("owner", made.name(), &after), "OK");
  EXPECT_GT(after.update_time().seconds(), before.update_time().seconds());
  EXPECT_NE(after.etag(), made.etag());

  const auto changes = world_.directory().snapshot()->view().Changes(revision, 10);
  ASSERT_TRUE(changes.ok());
  ASSERT_EQ(changes->size(), 1u);
  EXPECT_FALSE(SeenAs(changes->front(), Caller("anonymous").viewer).has_value());
  EXPECT_FALSE(SeenAs(changes->front(), Caller("member").viewer).has_value());
  EXPECT_EQ(SeenAs(changes->front(), Caller("owner").viewer), v1::CHANGE_KIND_UPDATED);
}

TEST_F(VisibilityTest, AChangeOfTierIsACreationForSomeAndADeletionForOthers) {
  v1::Organization made = Make("Org", v1::TIER_HUB, Caller("owner"));
  uint64_t revision = world_.directory().snapshot()->revision();
  const auto seen = [&](const std::string& who) {
    const auto changes = world_.directory().snapshot()->view().Changes(revision, 10);
    return SeenAs(changes->back(), Caller(who).viewer);
  };
  made.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  ASSERT_EQ(Update("owner", made), "OK");
  EXPECT_EQ(seen("anonymous"), v1::CHANGE_KIND_CREATED);
  EXPECT_EQ(seen("member"), v1::CHANGE_KIND_UPDATED);
  made.mutable_visibility()->set_tier(v1::TIER_PRIVATE);
  ASSERT_EQ(Update("owner", made), "OK");
  EXPECT_EQ(seen("anonymous"), v1::CHANGE_KIND_DELETED);
  EXPECT_EQ(seen("coordinator"), v1::CHANGE_KIND_DELETED);
  EXPECT_EQ(seen("owner"), v1::CHANGE_KIND_UPDATED);
}

TEST_F(VisibilityTest, ACircleNarrowsAHub) {
  const std::string circle = world_.MakeCircle(hub_, "Small");
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
  request.mutable_organization()->mutable_visibility()->add_hubs(hub_);
  request.mutable_organization()->mutable_visibility()->add_circles(circle);
  v1::Organization made;
  ASSERT_TRUE(Organizations().Create(Caller("owner"), request, made).ok());
  EXPECT_EQ(Get("coordinator", made.name()), "OK");
  EXPECT_EQ(Get("member", made.name()), "NOT_FOUND");
  v1::UpdateHubMemberRequest join;
  join.mutable_hub_member()->set_name(
      absl::StrCat(hub_, "/members/", ParseActorName(member_actor_)->id));
  join.mutable_hub_member()->add_circles(circle);
  v1::HubMember member;
  ASSERT_TRUE(
      world_.Of(store::v1::KIND_HUB_MEMBER).Update(Caller("coordinator"), join, member).ok());
  EXPECT_EQ(Get("member", made.name()), "OK");
}

TEST_F(VisibilityTest, HubMembersAreForTheHubsPeople) {
  v1::ListHubMembersRequest request;
  request.set_parent(hub_);
  const Resources members = world_.Of(store::v1::KIND_HUB_MEMBER);
  const auto count = [&](const std::string& who) {
    v1::ListHubMembersResponse response;
    EXPECT_TRUE(members.List(Caller(who), request, response).ok());
    return response.hub_members_size();
  };
  EXPECT_EQ(count("coordinator"), 1);
  EXPECT_EQ(count("member"), 1);
  EXPECT_EQ(count("other coordinator"), 0);
  EXPECT_EQ(count("administrator"), 0);
  EXPECT_EQ(count("anonymous"), 0);
}

TEST_F(VisibilityTest, HiddenLabelsFindAndAreForAdministrators) {
  v1::UpdateThemeRequest request;
  request.mutable_theme()->set_name("themes/open");
  (*request.mutable_theme()->mutable_hidden_labels())["en"].add_values("a word of hate");
  v1::Theme theme;
  const Resources themes = world_.Of(store::v1::KIND_THEME);
  ASSERT_TRUE(themes.Update(Caller("administrator"), request, theme).ok());
  EXPECT_EQ(theme.hidden_labels_size(), 1);
  v1::GetThemeRequest get;
  get.set_name("themes/open");
  ASSERT_TRUE(themes.Get(Caller("coordinator"), get, theme).ok());
  EXPECT_EQ(theme.hidden_labels_size(), 0);
}

}  // namespace
}  // namespace tashbik::services
