// Reads are for everyone: what they show depends on tiers. Writes need a role, and then the right
// to the record itself (visibility.h, Sight::writer).
#include "services/permissions.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/errors.h"

namespace tashbik::services {
namespace {

constexpr bool kYes = true;
constexpr bool kNo = false;

//                                                       anonymous member coord. administrator
constexpr Permission kTable[] = {
    {"AdminService/CreateBackup", kNo, kNo, kNo, kYes},
    {"AdminService/CreateToken", kNo, kNo, kYes, kYes},
    {"AdminService/GetCaller", kYes, kYes, kYes, kYes},
    {"AdminService/GetStatus", kYes, kYes, kYes, kYes},
    {"AdminService/ListBackups", kNo, kNo, kNo, kYes},
    {"AdminService/ListTokens", kNo, kNo, kYes, kYes},
    {"AdminService/PublishEpoch", kNo, kNo, kNo, kYes},
    {"AdminService/RevokeToken", kNo, kNo, kYes, kYes},
    {"ChangeService/WatchChanges", kYes, kYes, kYes, kYes},
    {"CoalitionService/BatchCreateCoalitions", kNo, kNo, kYes, kYes},
    {"CoalitionService/BatchGetCoalitions", kYes, kYes, kYes, kYes},
    {"CoalitionService/BatchUpsertCoalitionMembers", kNo, kYes, kYes, kYes},
    {"CoalitionService/BatchUpsertCoalitions", kNo, kNo, kYes, kYes},
    {"CoalitionService/CreateCoalition", kNo, kNo, kYes, kYes},
    {"CoalitionService/CreateCoalitionMember", kNo, kYes, kYes, kYes},
    {"CoalitionService/DeleteCoalition", kNo, kNo, kYes, kYes},
    {"CoalitionService/DeleteCoalitionMember", kNo, kYes, kYes, kYes},
    {"CoalitionService/GetCoalition", kYes, kYes, kYes, kYes},
    {"CoalitionService/GetCoalitionMember", kYes, kYes, kYes, kYes},
    {"CoalitionService/ListCoalitionMembers", kYes, kYes, kYes, kYes},
    {"CoalitionService/ListCoalitions", kYes, kYes, kYes, kYes},
    {"CoalitionService/LookupCoalition", kYes, kYes, kYes, kYes},
    {"CoalitionService/UndeleteCoalition", kNo, kNo, kYes, kYes},
    {"CoalitionService/UpdateCoalition", kNo, kNo, kYes, kYes},
    {"CoalitionService/UpdateCoalitionMember", kNo, kYes, kYes, kYes},
    {"DiasporaGroupService/BatchCreateDiasporaGroups", kNo, kNo, kYes, kYes},
    {"DiasporaGroupService/BatchGetDiasporaGroups", kYes, kYes, kYes, kYes},
    {"DiasporaGroupService/BatchUpsertDiasporaGroups", kNo, kYes, kYes, kYes},
    {"DiasporaGroupService/CreateDiasporaGroup", kNo, kNo, kYes, kYes},
    {"DiasporaGroupService/DeleteDiasporaGroup", kNo, kYes, kYes, kYes},
    {"DiasporaGroupService/GetDiasporaGroup", kYes, kYes, kYes, kYes},
    {"DiasporaGroupService/ListDiasporaGroups", kYes, kYes, kYes, kYes},
    {"DiasporaGroupService/LookupDiasporaGroup", kYes, kYes, kYes, kYes},
    {"DiasporaGroupService/UndeleteDiasporaGroup", kNo, kYes, kYes, kYes},
    {"DiasporaGroupService/UpdateDiasporaGroup", kNo, kYes, kYes, kYes},
    {"HubService/BatchCreateHubs", kNo, kNo, kNo, kYes},
    {"HubService/BatchGetHubs", kYes, kYes, kYes, kYes},
    {"HubService/BatchUpsertHubMembers", kNo, kNo, kYes, kNo},
    {"HubService/BatchUpsertHubs", kNo, kNo, kNo, kYes},
    {"HubService/CreateCircle", kNo, kNo, kYes, kNo},
    {"HubService/CreateHub", kNo, kNo, kNo, kYes},
    {"HubService/CreateHubMember", kNo, kNo, kYes, kNo},
    {"HubService/DeleteCircle", kNo, kNo, kYes, kNo},
    {"HubService/DeleteHub", kNo, kNo, kNo, kYes},
    {"HubService/DeleteHubMember", kNo, kNo, kYes, kNo},
    {"HubService/GetCircle", kYes, kYes, kYes, kYes},
    {"HubService/GetHub", kYes, kYes, kYes, kYes},
    {"HubService/GetHubMember", kYes, kYes, kYes, kYes},
    {"HubService/ListCircles", kYes, kYes, kYes, kYes},
    {"HubService/ListHubMembers", kYes, kYes, kYes, kYes},
    {"HubService/ListHubs", kYes, kYes, kYes, kYes},
    {"HubService/LookupHub", kYes, kYes, kYes, kYes},
    {"HubService/UndeleteHub", kNo, kNo, kNo, kYes},
    {"HubService/UpdateCircle", kNo, kNo, kYes, kNo},
    {"HubService/UpdateHub", kNo, kNo, kNo, kYes},
    {"HubService/UpdateHubMember", kNo, kNo, kYes, kNo},
    {"MatchService/ExplainPartner", kYes, kYes, kYes, kYes},
    {"MatchService/FindPaths", kYes, kYes, kYes, kYes},
    {"MatchService/SuggestPartners", kYes, kYes, kYes, kYes},
    {"OrganizationService/BatchCreateOrganizations", kNo, kNo, kYes, kYes},
    {"OrganizationService/BatchGetOrganizations", kYes, kYes, kYes, kYes},
    {"OrganizationService/BatchUpsertOrganizations", kNo, kYes, kYes, kYes},
    {"OrganizationService/CreateOrganization", kNo, kNo, kYes, kYes},
    {"OrganizationService/DeleteOrganization", kNo, kYes, kYes, kYes},
    {"OrganizationService/GetOrganization", kYes, kYes, kYes, kYes},
    {"OrganizationService/ListOrganizations", kYes, kYes, kYes, kYes},
    {"OrganizationService/LookupOrganization", kYes, kYes, kYes, kYes},
    {"OrganizationService/UndeleteOrganization", kNo, kYes, kYes, kYes},
    {"OrganizationService/UpdateOrganization", kNo, kYes, kYes, kYes},
    {"SearchService/ResolveActor", kYes, kYes, kYes, kYes},
    {"SearchService/ResolveExternalIds", kYes, kYes, kYes, kYes},
    {"SearchService/Search", kYes, kYes, kYes, kYes},
    {"SearchService/SearchThemes", kYes, kYes, kYes, kYes},
    {"ThemeService/BatchCreateThemes", kNo, kNo, kNo, kYes},
    {"ThemeService/BatchGetThemes", kYes, kYes, kYes, kYes},
    {"ThemeService/BatchUpsertThemes", kNo, kNo, kNo, kYes},
    {"ThemeService/CreateTheme", kNo, kNo, kNo, kYes},
    {"ThemeService/DeleteTheme", kNo, kNo, kNo, kYes},
    {"ThemeService/GetTheme", kYes, kYes, kYes, kYes},
    {"ThemeService/ListThemes", kYes, kYes, kYes, kYes},
    {"ThemeService/UndeleteTheme", kNo, kNo, kNo, kYes},
    {"ThemeService/UpdateTheme", kNo, kNo, kNo, kYes},
};

bool Allows(const Permission& row, v1::Role role) {
  switch (role) {
    case v1::ROLE_MEMBER:
      return row.member;
    case v1::ROLE_COORDINATOR:
      return row.coordinator;
    case v1::ROLE_ADMINISTRATOR:
      return row.administrator;
    default:
      return row.anonymous;
  }
}

// Who may call, for the message.
std::string Callers(const Permission& row) {
  std::string callers;
  if (row.member) callers = "a member";
  if (row.coordinator) absl::StrAppend(&callers, callers.empty() ? "" : ", ", "a coordinator");
  if (row.administrator) {
    absl::StrAppend(&callers, callers.empty() ? "" : " or ", "an administrator");
  }
  return callers;
}

}  // namespace

std::span<const Permission> Permissions() { return kTable; }

absl::Status CheckPermission(absl::string_view method, const Viewer& viewer) {
  const auto* row = std::lower_bound(
      std::begin(kTable), std::end(kTable), method,
      [](const Permission& permission, absl::string_view m) { return permission.method < m; });
  if (row == std::end(kTable) || row->method != method) {
    return PermissionDenied(absl::StrCat(method, " is open to nobody"));
  }
  if (Allows(*row, viewer.role)) return absl::OkStatus();
  if (viewer.role == v1::ROLE_ANONYMOUS && viewer.account.empty()) return SignInRequired();
  return PermissionDenied(absl::StrCat("this call is for ", Callers(*row)));
}

}  // namespace tashbik::services
