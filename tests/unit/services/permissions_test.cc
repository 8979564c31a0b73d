// The permission table against the contract: every method has its row, and none but anonymous reads
// is open to everyone.
#include "services/permissions.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/change.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tashbik/v1/theme.pb.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

std::set<std::string> MethodsOfTheContract() {
  std::set<std::string> methods;
  for (const auto* file :
       {v1::Token::descriptor()->file(), v1::WatchChangesRequest::descriptor()->file(),
        v1::Coalition::descriptor()->file(), v1::DiasporaGroup::descriptor()->file(),
        v1::Hub::descriptor()->file(), v1::SuggestPartnersRequest::descriptor()->file(),
        v1::Organization::descriptor()->file(), v1::SearchRequest::descriptor()->file(),
        v1::Theme::descriptor()->file()}) {
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
}

TEST(PermissionsTest, RowsAreSortedSoThatTheyAreFound) {
  for (size_t i = 1; i < Permissions().size(); ++i) {
    EXPECT_LT(Permissions()[i - 1].method, Permissions()[i].method);
  }
}

TEST(PermissionsTest, NobodyWritesWithoutAToken) {
  for (const Permission& row : Permissions()) {
    const absl::string_view method = row.method.substr(row.method.find('/') + 1);
    for (const char* verb : {"Create", "Update", "Delete", "Undelete", "BatchCreate", "BatchUpsert",
                             "Revoke", "Publish"}) {
      if (absl::StartsWith(method, verb)) {
        EXPECT_FALSE(row.anonymous) << row.method;
      }
    }
    if (absl::StartsWith(method, "Get") || absl::StartsWith(method, "Suggest")) {
      EXPECT_TRUE(row.anonymous) << row.method;
    }
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
