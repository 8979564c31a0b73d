// A backup made through the API while the server runs, restored by the real program, answers as the
// directory did.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tests/testing/child_process.h"
#include "tests/testing/refusal.h"
#include "tests/testing/shipped_vocabulary.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

void Fill(const client::Client& coordinator, int first, int count) {
  const std::vector<std::string> issues = ShippedThemes(v1::FACET_ISSUE);
  v1::BatchCreateOrganizationsRequest request;
  for (int i = first; i < first + count; ++i) {
    v1::Organization& organization = *request.add_requests()->mutable_organization();
    v1::Profile& profile = *organization.mutable_profile();
    profile.add_names()->set_text(absl::StrCat("Organization ", i));
    profile.add_active_countries(i % 2 == 0 ? "LB" : "MA");
    const auto number = static_cast<size_t>(i);
    profile.add_issues()->set_theme(issues[number % 5]);
    profile.add_issues()->set_theme(issues[number % 7 + 5]);
    organization.mutable_visibility()->set_tier(i % 3 == 0 ? v1::TIER_PUBLIC : v1::TIER_HUB);
  }
  Need(coordinator.Call<v1::BatchCreateOrganizationsResponse>(request));
}

// What a caller is answered, to the byte.
std::string Answers(const client::Client& client) {
  v1::ListOrganizationsRequest list;
  list.set_page_size(1000);
  const auto organizations = Need(client.Call<v1::ListOrganizationsResponse>(list));
  std::string all = organizations.DebugString();
  for (const v1::Organization& organization : organizations.organizations()) {
    v1::SuggestPartnersRequest suggest;
    suggest.set_actor(organization.name());
    all += Need(client.Call<v1::SuggestPartnersResponse>(suggest)).DebugString();
  }
  v1::SearchRequest search;
  search.set_query("organization 7");
  all += Need(client.Call<v1::SearchResponse>(search)).DebugString();
  return all;
}

TEST(EdgeBackup, RestoredItAnswersAsBefore) {
  WholeServer server;
  const client::Client administrator = server.Administrator();
  const client::Client coordinator = server.Coordinator();
  LoadShippedVocabulary(administrator);
  Fill(coordinator, 0, 20);
  EXPECT_EQ(
      Need(administrator.Call<v1::ListBackupsResponse>(v1::ListBackupsRequest())).backups_size(),
      0);

  const std::string seen = Answers(coordinator);
  const std::string seen_anonymously = Answers(server.Anonymous());
  EXPECT_NE(seen, seen_anonymously);
  const auto backup = Need(administrator.Call<v1::Backup>(v1::CreateBackupRequest()));
  EXPECT_EQ(backup.id(), 1u);
  EXPECT_GT(backup.size_bytes(), 0);
  EXPECT_EQ(backup.path(), server.backups());
  Fill(coordinator, 20, 5);  // later than the backup
  EXPECT_NE(Answers(coordinator), seen);
  const auto status = Need(administrator.Call<v1::GetStatusResponse>(v1::GetStatusRequest()));
  EXPECT_EQ(status.last_backup().id(), 1u);

  const CommandResult verified = RunCommand({TASHBIKD, "verify", "--backups", server.backups()});
  EXPECT_EQ(verified.code, 0) << verified.err;
  TemporaryFolder folder;
  const std::string restored = folder.Inside("restored");
  const CommandResult result =
      RunCommand({TASHBIKD, "restore", "--backups", server.backups(), "--data", restored});
  ASSERT_EQ(result.code, 0) << result.err;

  const std::string coordinator_token = server.CoordinatorToken();
  server.Stop();
  WholeServer again(restored);
  EXPECT_EQ(Answers(again.As(coordinator_token)), seen);
  EXPECT_EQ(Answers(again.Anonymous()), seen_anonymously);

  // Never over a folder that holds something.
  const CommandResult refused =
      RunCommand({TASHBIKD, "restore", "--backups", again.backups(), "--data", server.data()});
  EXPECT_EQ(refused.code, 1);
  EXPECT_NE(refused.err, "");
}

TEST(EdgeBackup, IsForAdministrators) {
  WholeServer server;
  const Refusal denied = {.code = absl::StatusCode::kPermissionDenied,
                          .reason = "PERMISSION_DENIED",
                          .text = "an administrator"};
  const Refusal sign_in = {.code = absl::StatusCode::kUnauthenticated,
                           .reason = "SIGN_IN_REQUIRED"};
  const v1::CreateBackupRequest create;
  const v1::ListBackupsRequest list;
  EXPECT_TRUE(IsRefused(server.Coordinator().Call<v1::Backup>(create).status(), denied));
  EXPECT_TRUE(IsRefused(server.Coordinator().Call<v1::ListBackupsResponse>(list).status(), denied));
  EXPECT_TRUE(IsRefused(server.Anonymous().Call<v1::Backup>(create).status(), sign_in));
  EXPECT_TRUE(IsRefused(server.Anonymous().Call<v1::ListBackupsResponse>(list).status(), sign_in));
}

}  // namespace
}  // namespace tashbik::testing
