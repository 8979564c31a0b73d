// Tokens: their form, and who is who.
#include "services/tokens.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base32.h"
#include "services/keys.h"
#include "services/names.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Makes an account whose first token has `secret` and ends after `ttl`; returns both records.
MadeAccount Store(Directory& directory, const std::string& secret, const v1::Account& account,
                  absl::Duration ttl = kStandardTokenTtl) {
  MadeAccount made;
  EXPECT_TRUE(directory
                  .Write(WriteCall{.method = "test"},
                         [&](const Snapshot&) -> absl::StatusOr<WritePlan> {
                           WritePlan plan;
                           made = PlanAccount(directory, account, secret, directory.Now() + ttl,
                                              "maker", plan);
                           return plan;
                         })
                  .ok());
  return made;
}

TEST(TokensTest, SecretsAreLongDifferentAndChecked) {
  std::set<std::string> secrets;
  for (int i = 0; i < 100; ++i) {
    const std::string secret = NewTokenSecret();
    EXPECT_THAT(secret, ::testing::MatchesRegex("tsb_[a-z2-7]{60}"));
    EXPECT_TRUE(IsTokenSecret(secret));
    EXPECT_TRUE(secrets.insert(secret).second);
  }
}

TEST(TokensTest, AMistypedSecretIsKnownAsOne) {
  const std::string secret = NewTokenSecret();
  for (size_t i = 0; i < secret.size(); ++i) {
    std::string wrong = secret;
    wrong[i] = wrong[i] == 'a' ? 'b' : 'a';
    EXPECT_FALSE(IsTokenSecret(wrong)) << i;
  }
  EXPECT_FALSE(IsTokenSecret(secret.substr(1)));
  EXPECT_FALSE(IsTokenSecret(""));
}

TEST(TokensTest, ARightChecksumOverOtherLettersIsNoSecret) {
  const auto with_checksum = [](const std::string& letters) {
    const std::string unchecked = std::string(kTokenPrefix) + letters;
    return unchecked + Base32(PlainHash(unchecked).substr(0, 5));
  };
  EXPECT_TRUE(IsTokenSecret(with_checksum(std::string(52, 'a'))));
  EXPECT_FALSE(IsTokenSecret(with_checksum(std::string(52, 'A'))));
  EXPECT_FALSE(IsTokenSecret(with_checksum(std::string(51, 'a') + '\n')));
}

class SignInTest : public ::testing::Test {
 protected:
  absl::StatusOr<Viewer> SignIn(const std::string& secret) {
    Directory& directory = world_.directory();
    return services::SignIn(*directory.snapshot(), directory.keys(), secret, directory.Now());
  }
  testing::TestDirectory world_;
};

TEST_F(SignInTest, WithoutATokenOneIsAnonymous) {
  const absl::StatusOr<Viewer> viewer = SignIn("");
  ASSERT_TRUE(viewer.ok());
  EXPECT_EQ(viewer->role, v1::ROLE_ANONYMOUS);
  EXPECT_GT(viewer->day, 20'000);
}

TEST_F(SignInTest, ACoordinatorCoordinatesLiveHubsAlone) {
  const std::string hub = world_.MakeHub("One");
  const std::string gone = world_.MakeHub("Two");
  const std::string secret = NewTokenSecret();
  v1::Account account;
  account.set_role(v1::ROLE_COORDINATOR);
  account.add_hubs(hub);
  account.add_hubs(gone);
  Store(world_.directory(), secret, account);
  EXPECT_EQ(SignIn(secret)->coordinated_hubs.size(), 2u);

  v1::DeleteHubRequest request;
  request.set_name(gone);
  v1::Hub deleted;
  ASSERT_TRUE(world_.Of(store::v1::KIND_HUB).Delete(world_.Administrator(), request, deleted).ok());
  EXPECT_THAT(SignIn(secret)->coordinated_hubs,
              ElementsAre(*ParseNameOf(store::v1::KIND_HUB, hub)));
}

TEST_F(SignInTest, AMemberHasTheHubsAndCirclesOfItsActor) {
  const std::string hub = world_.MakeHub("One");
  const std::string circle = world_.MakeCircle(hub, "Small");
  v1::CreateOrganizationRequest request;
  request.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
  v1::Organization made;
  ASSERT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION)
                  .Create(world_.Coordinator("c", {hub}), request, made)
                  .ok());
  const std::string secret = NewTokenSecret();
  v1::Account account;
  account.set_role(v1::ROLE_MEMBER);
  account.set_actor(made.name());
  Store(world_.directory(), secret, account);
  EXPECT_THAT(SignIn(secret)->member_hubs, IsEmpty());
  // The actor is at tier HUB: who adds it must see it.
  v1::CreateHubMemberRequest add;
  add.set_parent(hub);
  add.mutable_hub_member()->set_actor(made.name());
  add.mutable_hub_member()->add_circles(circle);
  v1::HubMember member;
  ASSERT_TRUE(world_.Of(store::v1::KIND_HUB_MEMBER)
                  .Create(world_.Coordinator("c", {hub}), add, member)
                  .ok());
  const Viewer viewer = *SignIn(secret);
  EXPECT_THAT(viewer.member_hubs, ElementsAre(*ParseNameOf(store::v1::KIND_HUB, hub)));
  EXPECT_THAT(viewer.circles, ElementsAre(*ParseNameOf(store::v1::KIND_CIRCLE, circle)));
}

TEST_F(SignInTest, AnExpiredTokenIsRefused) {
  const std::string secret = NewTokenSecret();
  v1::Account account;
  account.set_role(v1::ROLE_ADMINISTRATOR);
  Store(world_.directory(), secret, account, absl::Hours(1));
  EXPECT_TRUE(SignIn(secret).ok());
  world_.Advance(absl::Hours(2));
  EXPECT_EQ(testing::ReasonName(SignIn(secret).status()), "CREDENTIALS_REFUSED");
  EXPECT_EQ(testing::ReasonName(SignIn(NewTokenSecret()).status()), "CREDENTIALS_REFUSED");
}

}  // namespace
}  // namespace tashbik::services
