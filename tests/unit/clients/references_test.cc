// Tests where references stand in resources.
#include "clients/cli/references.h"

#include "gtest/gtest.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

std::vector<std::string> All(Message* message) {
  std::vector<std::string> found;
  EXPECT_TRUE(
      VisitReferences(
          message,
          [&](RefKind kind, const std::string& field, std::string* text) -> absl::StatusOr<bool> {
            found.push_back(std::to_string(static_cast<int>(kind)) + " " + field + " " + *text);
            return true;
          })
          .ok());
  return found;
}

TEST(References, AllOfAnOrganization) {
  v1::Organization org;
  org.mutable_profile()->add_issues()->set_theme("t1");
  org.mutable_profile()->add_needs()->set_theme("t2");
  org.mutable_visibility()->add_hubs("h");
  org.mutable_visibility()->add_circles("c");
  org.mutable_visibility()->add_brokers("b");
  EXPECT_EQ(All(&org), (std::vector<std::string>{"0 issues t1", "0 needs t2", "1 hubs h",
                                                 "2 circles c", "1 brokers b"}));
}

TEST(References, OfThemesCoalitionsAndMembers) {
  v1::Theme theme;
  theme.add_broader("b");
  theme.add_causes()->set_theme("c");
  theme.add_related()->set_theme("r");
  EXPECT_EQ(All(&theme).size(), 3u);
  v1::Coalition coalition;
  coalition.set_lead("l");
  coalition.add_themes("t");
  EXPECT_EQ(All(&coalition), (std::vector<std::string>{"3  l", "0 themes t"}));
  v1::HubMember member;
  member.set_actor("a");
  member.add_circles("c");
  EXPECT_EQ(All(&member), (std::vector<std::string>{"3  a", "2 circles c"}));
}

TEST(References, AreReplacedAndDropped) {
  v1::Organization org;
  for (const char* theme : {"keep", "drop", "also"}) {
    org.mutable_profile()->add_issues()->set_theme(theme);
  }
  org.mutable_visibility()->add_hubs("drop");
  ASSERT_TRUE(
      VisitReferences(&org,
                      [](RefKind, const std::string&, std::string* text) -> absl::StatusOr<bool> {
                        if (*text == "drop") return false;
                        *text = "new-" + *text;
                        return true;
                      })
          .ok());
  ASSERT_EQ(org.profile().issues_size(), 2);
  EXPECT_EQ(org.profile().issues(0).theme(), "new-keep");
  EXPECT_EQ(org.profile().issues(1).theme(), "new-also");
  EXPECT_EQ(org.visibility().hubs_size(), 0);
}

TEST(References, AnErrorEndsTheWalk) {
  v1::Coalition coalition;
  coalition.set_lead("l");
  auto status = VisitReferences(
      &coalition, [](RefKind, const std::string&, std::string*) -> absl::StatusOr<bool> {
        return absl::InvalidArgumentError("unknown");
      });
  EXPECT_EQ(status.message(), "unknown");
}

}  // namespace
}  // namespace tashbik::cli
