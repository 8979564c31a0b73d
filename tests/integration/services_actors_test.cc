// Organizations and diaspora groups through the real server: write, read, list, find again, delete.
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/diaspora_group.grpc.pb.h"
#include "tashbik/v1/organization.grpc.pb.h"
#include "tests/testing/test_server.h"

namespace tashbik {
namespace {

using testing::Call;
using ::testing::ElementsAre;
using testing::FieldsOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using testing::TestServer;
using Organizations = v1::OrganizationService::Stub;

v1::Organization Named(const std::string& name, v1::Tier tier = v1::TIER_UNSPECIFIED) {
  v1::Organization organization;
  organization.mutable_profile()->add_names()->set_text(name);
  if (tier != v1::TIER_UNSPECIFIED) organization.mutable_visibility()->set_tier(tier);
  return organization;
}

class ActorsTest : public ::testing::Test {
 protected:
  grpc::Status Create(const std::string& token, const v1::Organization& organization,
                      v1::Organization* made) {
    v1::CreateOrganizationRequest request;
    *request.mutable_organization() = organization;
    return Call(server_, token, &Organizations::CreateOrganization, request, made);
  }

  v1::Organization MustCreate(const v1::Organization& organization) {
    v1::Organization made;
    const grpc::Status status = Create(server_.coordinator(), organization, &made);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return made;
  }

  grpc::Status Get(const std::string& token, const std::string& name, v1::Organization* found) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    return Call(server_, token, &Organizations::GetOrganization, request, found);
  }

  std::vector<std::string> List(const std::string& token, int page_size,
                                const std::string& filter = "") {
    std::vector<std::string> names;
    v1::ListOrganizationsRequest request;
    request.set_page_size(page_size);
    request.set_filter(filter);
    do {
      v1::ListOrganizationsResponse response;
      const grpc::Status status =
          Call(server_, token, &Organizations::ListOrganizations, request, &response);
      EXPECT_TRUE(status.ok()) << status.error_message();
      EXPECT_LE(response.organizations_size(), page_size);
      for (const auto& found : response.organizations()) names.push_back(found.name());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return names;
  }

  TestServer server_;
};

TEST_F(ActorsTest, ANewOrganizationIsForItsHubAndCanBeReadAgain) {
  const v1::Organization made = MustCreate(Named("Gulf Centre"));
  EXPECT_THAT(made.name(), ::testing::MatchesRegex("organizations/[a-z][a-z2-7]{15}"));
  EXPECT_EQ(made.visibility().tier(), v1::TIER_HUB);
  EXPECT_THAT(made.visibility().hubs(), ElementsAre(server_.hub()));
  EXPECT_EQ(made.state(), v1::ACTOR_STATE_VERIFIED);
  EXPECT_TRUE(made.has_create_time());
  EXPECT_FALSE(made.etag().empty());

  v1::Organization found;
  ASSERT_TRUE(Get(server_.coordinator(), made.name(), &found).ok());
  EXPECT_EQ(found.SerializeAsString(), made.SerializeAsString());
  EXPECT_EQ(ReasonOf(Get("", made.name(), &found)), "NOT_FOUND");
}

TEST_F(ActorsTest, WhatIsHiddenAndWhatIsNotThereAreTheSame) {
  const v1::Organization hidden = MustCreate(Named("Hidden"));
  v1::Organization found;
  const grpc::Status of_hidden = Get("", hidden.name(), &found);
  std::string absent = hidden.name();
  absent.back() = absent.back() == 'a' ? 'b' : 'a';
  grpc::Status of_absent = Get("", absent, &found);
  std::string details = of_absent.error_details();
  for (size_t at; (at = details.find(absent)) != std::string::npos;) {
    details.replace(at, absent.size(), hidden.name());
  }
  EXPECT_EQ(of_hidden.error_code(), of_absent.error_code());
  EXPECT_EQ(of_hidden.error_details(), details);
}

TEST_F(ActorsTest, PagesTogetherAreTheWholeListInOrder) {
  std::set<std::string> made;
  for (int i = 0; i < 25; ++i) made.insert(MustCreate(Named(absl::StrCat("Org ", i))).name());
  const std::vector<std::string> whole(made.begin(), made.end());
  for (const int page_size : {1, 7, 25, 1000}) {
    EXPECT_EQ(List(server_.coordinator(), page_size), whole) << page_size;
  }
  EXPECT_THAT(List("", 10), IsEmpty());
}

TEST_F(ActorsTest, AFilterTellsPlacesApart) {
  v1::Organization gchr = Named("GCHR");
  gchr.mutable_profile()->set_base_country("LB");
  gchr.mutable_profile()->add_active_countries("bh");
  const std::string name = MustCreate(gchr).name();
  MustCreate(Named("Other"));
  EXPECT_THAT(List(server_.coordinator(), 10, "active_in = \"BH\""), ElementsAre(name));
  EXPECT_THAT(List(server_.coordinator(), 10, "base_country = \"BH\""), IsEmpty());
}

TEST_F(ActorsTest, ABatchIsFoundAgainByItsExternalIds) {
  v1::BatchUpsertOrganizationsRequest request;
  for (int i = 0; i < 3; ++i) {
    v1::Organization& organization = *request.add_organizations();
    organization = Named(absl::StrCat("Org ", i));
    auto* id = organization.mutable_profile()->add_external_ids();
    id->set_scheme("register");
    id->set_value(absl::StrCat(i));
  }
  v1::BatchUpsertOrganizationsResponse first;
  const auto upsert = [&](v1::BatchUpsertOrganizationsResponse* response) {
    response->Clear();
    return Call(server_, server_.coordinator(), &Organizations::BatchUpsertOrganizations, request,
                response);
  };
  const grpc::Status status = upsert(&first);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_THAT(first.outcomes(), ElementsAre(1, 1, 1));

  request.mutable_organizations(1)->mutable_profile()->mutable_names(0)->set_text("Org one");
  v1::BatchUpsertOrganizationsResponse second;
  ASSERT_TRUE(upsert(&second).ok());
  EXPECT_THAT(second.outcomes(), ElementsAre(3, 2, 3));
  EXPECT_THAT(second.names(), ::testing::ElementsAreArray(first.names()));

  v1::LookupOrganizationRequest lookup;
  lookup.mutable_external_id()->set_scheme("register");
  lookup.mutable_external_id()->set_value("1");
  v1::Organization found;
  ASSERT_TRUE(
      Call(server_, server_.coordinator(), &Organizations::LookupOrganization, lookup, &found)
          .ok());
  EXPECT_EQ(found.name(), first.names(1));
  EXPECT_EQ(found.profile().external_ids_size(), 1);
  // The id is the account's own: another coordinator of the hub knows nothing of it.
  const std::string other = server_.MakeToken(v1::ROLE_COORDINATOR, {server_.hub()});
  EXPECT_EQ(ReasonOf(Call(server_, other, &Organizations::LookupOrganization, lookup, &found)),
            "NOT_FOUND");
  ASSERT_TRUE(Get(other, first.names(1), &found).ok());
  EXPECT_EQ(found.profile().external_ids_size(), 0);
}

TEST_F(ActorsTest, RowsOfOneRecordInABatchAddUp) {
  v1::BatchUpsertOrganizationsRequest request;
  for (const char* language : {"ar", "fr", "ar"}) {
    v1::Organization& organization = *request.add_organizations();
    organization = Named("Org");
    organization.mutable_profile()->add_languages(language);
    auto* id = organization.mutable_profile()->add_external_ids();
    id->set_scheme("register");
    id->set_value("7");
  }
  request.mutable_append_mask()->add_paths("profile.languages");
  v1::BatchUpsertOrganizationsResponse response;
  const grpc::Status status = Call(server_, server_.coordinator(),
                                   &Organizations::BatchUpsertOrganizations, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(std::set<std::string>(response.names().begin(), response.names().end()).size(), 1u);
  v1::Organization found;
  ASSERT_TRUE(Get(server_.coordinator(), response.names(0), &found).ok());
  EXPECT_THAT(found.profile().languages(), ElementsAre("ar", "fr"));
}

TEST_F(ActorsTest, AllFaultsOfABatchAreToldTogetherAndNothingIsWritten) {
  v1::BatchUpsertOrganizationsRequest request;
  *request.add_organizations() = Named("Good");
  *request.add_organizations() = Named("Bad");
  request.mutable_organizations(1)->mutable_profile()->set_base_country("XX");
  *request.add_organizations() = Named("");
  request.mutable_organizations(2)->mutable_profile()->add_issues()->set_theme("themes/nowhere");
  v1::BatchUpsertOrganizationsResponse response;
  const grpc::Status status = Call(server_, server_.coordinator(),
                                   &Organizations::BatchUpsertOrganizations, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status), ElementsAre("organizations[1].profile.base_country",
                                            "organizations[2].profile.names[0].text",
                                            "organizations[2].profile.issues[0].theme"));
  EXPECT_THAT(List(server_.coordinator(), 10), IsEmpty());
}

TEST_F(ActorsTest, AMaskChangesWhatItNames) {
  v1::Organization given = Named("Org");
  given.mutable_profile()->set_website("https://example.org");
  (*given.mutable_profile()->mutable_descriptions())["en"] = "One";
  (*given.mutable_profile()->mutable_descriptions())["fr"] = "Un";
  const v1::Organization made = MustCreate(given);

  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->set_name(made.name());
  (*request.mutable_organization()->mutable_profile()->mutable_descriptions())["en"] = "Two";
  request.mutable_update_mask()->add_paths("profile.descriptions.en");
  request.mutable_update_mask()->add_paths("profile.website");
  v1::Organization changed;
  const grpc::Status status =
      Call(server_, server_.coordinator(), &Organizations::UpdateOrganization, request, &changed);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(changed.profile().descriptions().at("en"), "Two");
  EXPECT_EQ(changed.profile().descriptions().at("fr"), "Un");
  EXPECT_EQ(changed.profile().website(), "");
  EXPECT_EQ(changed.profile().names(0).text(), "Org");
  EXPECT_NE(changed.etag(), made.etag());

  request.mutable_organization()->set_etag(made.etag());
  EXPECT_EQ(ReasonOf(Call(server_, server_.coordinator(), &Organizations::UpdateOrganization,
                          request, &changed)),
            "ETAG_MISMATCH");
}

TEST_F(ActorsTest, ARepeatedRequestIsAnsweredWithoutASecondWrite) {
  v1::CreateOrganizationRequest request;
  *request.mutable_organization() = Named("Once");
  request.set_request_id("r1");
  v1::Organization first;
  v1::Organization second;
  const auto create = [&](v1::Organization* made) {
    return Call(server_, server_.coordinator(), &Organizations::CreateOrganization, request, made);
  };
  ASSERT_TRUE(create(&first).ok());
  ASSERT_TRUE(create(&second).ok());
  EXPECT_EQ(first.name(), second.name());
  EXPECT_EQ(List(server_.coordinator(), 10).size(), 1u);
  request.mutable_organization()->mutable_profile()->set_base_country("LB");
  EXPECT_EQ(ReasonOf(create(&second)), "REQUEST_ID_REUSED");
}

TEST_F(ActorsTest, WhatIsDeletedIsGoneUntilUndeleted) {
  const v1::Organization made = MustCreate(Named("Org"));
  v1::DeleteOrganizationRequest request;
  request.set_name(made.name());
  v1::Organization deleted;
  ASSERT_TRUE(
      Call(server_, server_.coordinator(), &Organizations::DeleteOrganization, request, &deleted)
          .ok());
  EXPECT_TRUE(deleted.has_delete_time());
  v1::Organization found;
  EXPECT_EQ(ReasonOf(Get(server_.coordinator(), made.name(), &found)), "NOT_FOUND");
  EXPECT_THAT(List(server_.coordinator(), 10), IsEmpty());

  v1::ListOrganizationsRequest list;
  list.set_show_deleted(true);
  v1::ListOrganizationsResponse listed;
  ASSERT_TRUE(
      Call(server_, server_.coordinator(), &Organizations::ListOrganizations, list, &listed).ok());
  EXPECT_EQ(listed.organizations_size(), 1);

  server_.Restart();
  v1::UndeleteOrganizationRequest undelete;
  undelete.set_name(made.name());
  ASSERT_TRUE(
      Call(server_, server_.coordinator(), &Organizations::UndeleteOrganization, undelete, &found)
          .ok());
  EXPECT_FALSE(found.has_delete_time());
  EXPECT_THAT(List(server_.coordinator(), 10), ElementsAre(made.name()));
}

TEST_F(ActorsTest, AfterThirtyDaysNothingComesBack) {
  const v1::Organization made = MustCreate(Named("Org"));
  v1::DeleteOrganizationRequest request;
  request.set_name(made.name());
  v1::Organization found;
  ASSERT_TRUE(
      Call(server_, server_.coordinator(), &Organizations::DeleteOrganization, request, &found)
          .ok());
  server_.Advance(absl::Hours(24 * 31));
  v1::UndeleteOrganizationRequest undelete;
  undelete.set_name(made.name());
  EXPECT_EQ(ReasonOf(Call(server_, server_.coordinator(), &Organizations::UndeleteOrganization,
                          undelete, &found)),
            "NOT_FOUND");
}

TEST_F(ActorsTest, EverythingIsThereAfterARestart) {
  std::vector<std::string> before;
  for (int i = 0; i < 5; ++i) {
    before.push_back(MustCreate(Named(absl::StrCat("Org ", i))).SerializeAsString());
  }
  const std::vector<std::string> names = List(server_.coordinator(), 10);
  server_.Restart();
  EXPECT_EQ(List(server_.coordinator(), 10), names);
  v1::Organization found;
  v1::Organization first;
  ASSERT_TRUE(first.ParseFromString(before[0]));
  ASSERT_TRUE(Get(server_.coordinator(), first.name(), &found).ok());
  EXPECT_EQ(found.SerializeAsString(), before[0]);
}

TEST_F(ActorsTest, ADryRunWritesNothing) {
  v1::CreateOrganizationRequest request;
  *request.mutable_organization() = Named("Dry");
  request.set_validate_only(true);
  v1::Organization made;
  ASSERT_TRUE(
      Call(server_, server_.coordinator(), &Organizations::CreateOrganization, request, &made)
          .ok());
  EXPECT_EQ(made.profile().names(0).text(), "Dry");
  EXPECT_EQ(made.name(), "");
  EXPECT_THAT(List(server_.coordinator(), 10), IsEmpty());
}

}  // namespace
}  // namespace tashbik
