// Masks on a real resource: what they change, and what they refuse.
#include "services/field_mask.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;

FieldMask Mask(std::initializer_list<const char*> paths, Violations* violations = nullptr) {
  google::protobuf::FieldMask mask;
  for (const char* path : paths) mask.add_paths(path);
  Violations ignored;
  return FieldMask::Parse(mask, v1::Organization(), "update_mask",
                          violations == nullptr ? ignored : *violations);
}

v1::Organization Stored() {
  v1::Organization organization;
  organization.set_name("organizations/a");
  organization.set_kind(v1::ORGANIZATION_KIND_NGO);
  organization.mutable_profile()->set_website("https://old.org");
  organization.mutable_profile()->add_active_countries("LB");
  organization.mutable_profile()->add_issues()->set_theme("themes/a");
  (*organization.mutable_profile()->mutable_descriptions())["en"] = "old";
  (*organization.mutable_profile()->mutable_descriptions())["fr"] = "vieux";
  return organization;
}

TEST(FieldMaskTest, WithoutPathsThePopulatedFieldsCount) {
  v1::Organization given;
  given.set_name("organizations/b");
  given.mutable_profile()->add_active_countries("BH");
  v1::Organization stored = Stored();
  FieldMask().Merge(given, stored);
  EXPECT_EQ(stored.name(), "organizations/a");
  EXPECT_THAT(stored.profile().active_countries(), ElementsAre("BH"));
  EXPECT_EQ(stored.profile().website(), "https://old.org");
  EXPECT_EQ(stored.kind(), v1::ORGANIZATION_KIND_NGO);
}

TEST(FieldMaskTest, AStarReplacesAll) {
  v1::Organization given;
  given.mutable_profile()->set_website("https://new.org");
  v1::Organization stored = Stored();
  Mask({"*"}).Merge(given, stored);
  EXPECT_EQ(stored.profile().website(), "https://new.org");
  EXPECT_EQ(stored.kind(), v1::ORGANIZATION_KIND_UNSPECIFIED);
  EXPECT_EQ(stored.profile().issues_size(), 0);
  EXPECT_EQ(stored.name(), "organizations/a");
}

TEST(FieldMaskTest, APathMayNameAKeyOfAMap) {
  v1::Organization given;
  (*given.mutable_profile()->mutable_descriptions())["en"] = "new";
  v1::Organization stored = Stored();
  Mask({"profile.descriptions.en", "profile.descriptions.fr"}).Merge(given, stored);
  EXPECT_EQ(stored.profile().descriptions().at("en"), "new");
  EXPECT_EQ(stored.profile().descriptions_size(), 1);
}

TEST(FieldMaskTest, UnknownPathsAreRefusedByName) {
  Violations violations;
  Mask({"profile.website", "profile.shoes", "nothing", "profile.website.more", "kind.x"},
       &violations);
  EXPECT_EQ(violations.size(), 4u);
  EXPECT_EQ(ReasonOf(violations.ToStatus()), v1::ERROR_REASON_MASK_INVALID);
}

TEST(FieldMaskTest, AStarStandsAlone) {
  Violations violations;
  Mask({"*", "kind"}, &violations);
  EXPECT_FALSE(violations.empty());
}

TEST(FieldMaskTest, AppendingDoublesNothing) {
  v1::Organization given;
  given.mutable_profile()->add_active_countries("LB");
  given.mutable_profile()->add_active_countries("BH");
  given.mutable_profile()->add_issues()->set_theme("themes/a");
  given.mutable_profile()->add_issues()->set_theme("themes/b");
  (*given.mutable_profile()->mutable_descriptions())["ar"] = "قديم";
  v1::Organization stored = Stored();
  const FieldMask mask =
      Mask({"profile.active_countries", "profile.issues", "profile.descriptions"});
  mask.Append(given, stored);
  mask.Append(given, stored);
  EXPECT_THAT(stored.profile().active_countries(), ElementsAre("LB", "BH"));
  EXPECT_EQ(stored.profile().issues_size(), 2);
  EXPECT_EQ(stored.profile().descriptions_size(), 3);
}

TEST(FieldMaskTest, TheServersFieldsAreClearedButNotACoalitionsState) {
  v1::Organization organization = Stored();
  organization.set_state(v1::ACTOR_STATE_PAUSED);
  organization.set_etag("x");
  ClearServerFields(organization);
  EXPECT_EQ(organization.state(), v1::ACTOR_STATE_UNSPECIFIED);
  EXPECT_EQ(organization.etag(), "");
  EXPECT_EQ(organization.name(), "");
  v1::Coalition coalition;
  coalition.set_state(v1::COALITION_STATE_IDEA);
  ClearServerFields(coalition);
  EXPECT_EQ(coalition.state(), v1::COALITION_STATE_IDEA);
}

}  // namespace
}  // namespace tashbik::services
