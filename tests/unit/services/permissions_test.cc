// The permission table against the contract: every method has its row, and none but anonymous reads
// is open to everyone.
#include "services/permissions.h"

#include <set>
#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor_database.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "tashbik/v1/admin.pb.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

// Every file of the contract is linked in whole, so that the pool knows all methods.
std::set<std::string> MethodsOfTheContract() {
  std::vector<std::string> files;
  google::protobuf::DescriptorPool::internal_generated_database()->FindAllFileNames(&files);
  std::set<std::string> methods;
  for (const std::string& name : files) {
    if (!absl::StartsWith(name, "tashbik/v1/")) continue;
    const auto* file = google::protobuf::DescriptorPool::generated_pool()->FindFileByName(name);
    for (int i = 0; i < file->service_count(); ++i) {
      const auto* service = file->service(i);
      for (int j = 0; j < service->method_count(); ++j) {
        methods.insert(absl::StrCat(service->name(), "/", service->method(j)->name()));
      }
    }
  }
  return methods;
}

Viewer Of(v1::Role role) {
  Viewer viewer;
  viewer.role = role;
  if (role != v1::ROLE_ANONYMOUS) viewer.account = "someone";
  return viewer;
}

TEST(PermissionsTest, EveryMethodHasOneRow) {
  std::set<std::string> rows;
  for (const Permission& row : Permissions()) {
    EXPECT_TRUE(rows.insert(std::string(row.method)).second) << row.method << " stands twice";
  }
  EXPECT_EQ(rows, MethodsOfTheContract());
  EXPECT_GT(rows.size(), 130u);
}

TEST(PermissionsTest, RowsAreSortedSoThatTheyAreFound) {
  for (size_t i = 1; i < Permissions().size(); ++i) {
    EXPECT_LT(Permissions()[i - 1].method, Permissions()[i].method);
  }
}

TEST(PermissionsTest, NobodyWritesWithoutATokenButToGetInOrToHide) {
  const std::set<absl::string_view> open = {"RegistrationService/ClaimActor",
                                            "RegistrationService/Register",
                                            "RegistrationService/UsePanicCode"};
  for (const Permission& row : Permissions()) {
    const absl::string_view method = row.method.substr(row.method.find('/') + 1);
    bool reads = false;
    for (const char* verb :
         {"Get", "List", "Lookup", "BatchGet", "Search", "Preview", "Resolve", "Suggest", "Explain",
          "FindPaths", "Watch", "Match", "Compose", "Read"}) {
      reads = reads || absl::StartsWith(method, verb);
    }
    if (reads) continue;
    EXPECT_EQ(row.Allows(v1::ROLE_ANONYMOUS), open.contains(row.method)) << row.method;
  }
}

TEST(PermissionsTest, ScopesNarrowARole) {
  Viewer viewer = Of(v1::ROLE_MEMBER);
  viewer.scopes = {"MatchService/*", "ThemeService/GetTheme"};
  EXPECT_TRUE(CheckPermission("MatchService/SuggestPartners", viewer).ok());
  EXPECT_TRUE(CheckPermission("ThemeService/GetTheme", viewer).ok());
  EXPECT_EQ(testing::ReasonName(CheckPermission("ThemeService/ListThemes", viewer)),
            "SCOPE_MISSING");
  viewer.scopes = {"HubService/CreateHub"};  // a scope opens nothing that the role does not
  EXPECT_EQ(testing::ReasonName(CheckPermission("HubService/CreateHub", viewer)),
            "PERMISSION_DENIED");
  for (const char* scope : {"MatchService/*", "ThemeService/GetTheme"}) EXPECT_TRUE(IsScope(scope));
  for (const char* scope : {"*", "MatchService", "MatchService/Unheard", "Unheard/*", ""}) {
    EXPECT_FALSE(IsScope(scope)) << scope;
  }
}

TEST(PermissionsTest, TellsAMissingTokenFromAWrongRole) {
  EXPECT_EQ(testing::ReasonName(CheckPermission("HubService/CreateHub", Of(v1::ROLE_ANONYMOUS))),
            "SIGN_IN_REQUIRED");
  EXPECT_EQ(testing::ReasonName(CheckPermission("HubService/CreateHub", Of(v1::ROLE_COORDINATOR))),
            "PERMISSION_DENIED");
  EXPECT_TRUE(CheckPermission("HubService/CreateHub", Of(v1::ROLE_ADMINISTRATOR)).ok());
  EXPECT_TRUE(CheckPermission("ThemeService/GetTheme", Of(v1::ROLE_ANONYMOUS)).ok());
  EXPECT_FALSE(CheckPermission("ThemeService/Unheard", Of(v1::ROLE_ADMINISTRATOR)).ok());
}

}  // namespace
}  // namespace tashbik::services
