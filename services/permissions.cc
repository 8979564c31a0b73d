// Reads are for everyone: what they show depends on tiers. Writes need a role, and then the right
// to the record itself (visibility.h, Sight::writer).
#include "services/permissions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/errors.h"

namespace tashbik::services {
namespace {

constexpr RoleSet Of(v1::Role role) { return RoleSet{1} << role; }

constexpr RoleSet kAnonymous = Of(v1::ROLE_ANONYMOUS);
constexpr RoleSet kMember = Of(v1::ROLE_MEMBER);
constexpr RoleSet kCoordinator = Of(v1::ROLE_COORDINATOR);
constexpr RoleSet kEditor = Of(v1::ROLE_EDITOR);
constexpr RoleSet kService = Of(v1::ROLE_SERVICE);
constexpr RoleSet kAuditor = Of(v1::ROLE_AUDITOR);
constexpr RoleSet kAdministrator = Of(v1::ROLE_ADMINISTRATOR);
constexpr RoleSet kSignedIn =
    kMember | kCoordinator | kEditor | kService | kAuditor | kAdministrator;
constexpr RoleSet kEveryone = kAnonymous | kSignedIn;

constexpr Permission kTable[] = {
    {"AccountService/CreateAccount", kCoordinator | kAdministrator},
    {"AccountService/FreezeAccount", kCoordinator | kAdministrator},
    {"AccountService/GetAccount", kSignedIn},
    {"AccountService/ListAccounts", kCoordinator | kAuditor | kAdministrator},
    {"AccountService/ReissueToken", kCoordinator | kAdministrator},
    {"AccountService/RevokeAccount", kCoordinator | kAdministrator},
    {"AccountService/RotateToken", kSignedIn},
    {"AccountService/UnfreezeAccount", kCoordinator | kAdministrator},
    {"AdminService/CreateBackup", kAdministrator},
    {"AdminService/CreateToken", kCoordinator | kAdministrator},
    {"AdminService/GetCaller", kEveryone},
    {"AdminService/GetStatus", kEveryone},
    {"AdminService/ListBackups", kAdministrator},
    {"AdminService/ListTokens", kCoordinator | kAuditor | kAdministrator},
    {"AdminService/PublishEpoch", kAdministrator},
    {"AdminService/RevokeToken", kSignedIn},
    {"CallService/BatchUpsertCalls", kCoordinator | kAdministrator},
    {"CallService/CreateCall", kCoordinator | kAdministrator},
    {"CallService/DeleteCall", kCoordinator | kAdministrator},
    {"CallService/GetCall", kEveryone},
    {"CallService/ListCalls", kEveryone},
    {"CallService/MatchCall", kEveryone},
    {"CallService/UndeleteCall", kCoordinator | kAdministrator},
    {"CallService/UpdateCall", kCoordinator | kAdministrator},
    {"ChangeService/WatchChanges", kEveryone},
    {"CoalitionService/BatchCreateCoalitions", kCoordinator | kAdministrator},
    {"CoalitionService/BatchGetCoalitions", kEveryone},
    {"CoalitionService/BatchUpsertCoalitionMembers", kMember | kCoordinator | kAdministrator},
    {"CoalitionService/BatchUpsertCoalitions", kCoordinator | kAdministrator},
    {"CoalitionService/CheckInCoalition", kMember | kCoordinator},
    {"CoalitionService/CreateCoalition", kCoordinator | kAdministrator},
    {"CoalitionService/CreateCoalitionMember", kMember | kCoordinator | kAdministrator},
    {"CoalitionService/DeleteCoalition", kCoordinator | kAdministrator},
    {"CoalitionService/DeleteCoalitionMember", kMember | kCoordinator | kAdministrator},
    {"CoalitionService/GetCoalition", kEveryone},
    {"CoalitionService/GetCoalitionMember", kEveryone},
    {"CoalitionService/ListCheckIns", kEveryone},
    {"CoalitionService/ListCoalitionMembers", kEveryone},
    {"CoalitionService/ListCoalitions", kEveryone},
    {"CoalitionService/ListSilentCoalitions", kMember | kCoordinator},
    {"CoalitionService/LookupCoalition", kEveryone},
    {"CoalitionService/UndeleteCoalition", kCoordinator | kAdministrator},
    {"CoalitionService/UpdateCoalition", kCoordinator | kAdministrator},
    {"CoalitionService/UpdateCoalitionMember", kMember | kCoordinator | kAdministrator},
    {"DiasporaGroupService/BatchCreateDiasporaGroups", kCoordinator | kAdministrator},
    {"DiasporaGroupService/BatchGetDiasporaGroups", kEveryone},
    {"DiasporaGroupService/BatchUpsertDiasporaGroups", kMember | kCoordinator | kAdministrator},
    {"DiasporaGroupService/CreateDiasporaGroup", kCoordinator | kAdministrator},
    {"DiasporaGroupService/DeleteDiasporaGroup", kMember | kCoordinator | kAdministrator},
    {"DiasporaGroupService/GetDiasporaGroup", kEveryone},
    {"DiasporaGroupService/ListDiasporaGroups", kEveryone},
    {"DiasporaGroupService/LookupDiasporaGroup", kEveryone},
    {"DiasporaGroupService/UndeleteDiasporaGroup", kMember | kCoordinator | kAdministrator},
    {"DiasporaGroupService/UpdateDiasporaGroup", kMember | kCoordinator | kAdministrator},
    {"DuplicateService/DismissDuplicate", kMember | kCoordinator},
    {"DuplicateService/ListDuplicates", kMember | kCoordinator},
    {"DuplicateService/ListMerges", kMember | kCoordinator},
    {"DuplicateService/MergeActors", kCoordinator},
    {"DuplicateService/SearchDuplicates", kEveryone},
    {"DuplicateService/UndoMerge", kCoordinator},
    {"EventService/BatchUpsertAttendees", kMember | kCoordinator},
    {"EventService/BatchUpsertEvents", kCoordinator | kAdministrator},
    {"EventService/CreateEvent", kCoordinator | kAdministrator},
    {"EventService/DeleteAttendee", kMember | kCoordinator},
    {"EventService/DeleteEvent", kCoordinator | kAdministrator},
    {"EventService/GetAttendee", kMember | kCoordinator},
    {"EventService/GetEvent", kEveryone},
    {"EventService/ListAttendees", kMember | kCoordinator},
    {"EventService/ListEvents", kEveryone},
    {"EventService/ListFollowUps", kMember | kCoordinator},
    {"EventService/SuggestMeetings", kMember | kCoordinator},
    {"EventService/UndeleteEvent", kCoordinator | kAdministrator},
    {"EventService/UpdateEvent", kCoordinator | kAdministrator},
    {"FeedbackService/AnswerFeedback", kCoordinator | kEditor},
    {"FeedbackService/GiveFeedback", kMember | kCoordinator},
    {"FeedbackService/ListFeedback", kMember | kCoordinator | kEditor},
    {"FeedbackService/WithdrawFeedback", kMember | kCoordinator},
    {"HubService/BatchCreateHubs", kAdministrator},
    {"HubService/BatchGetHubs", kEveryone},
    {"HubService/BatchUpsertHubMembers", kCoordinator},
    {"HubService/BatchUpsertHubs", kAdministrator},
    {"HubService/CreateCircle", kCoordinator},
    {"HubService/CreateHub", kAdministrator},
    {"HubService/CreateHubMember", kCoordinator},
    {"HubService/DeleteCircle", kCoordinator},
    {"HubService/DeleteHub", kAdministrator},
    {"HubService/DeleteHubMember", kCoordinator},
    {"HubService/GetCircle", kEveryone},
    {"HubService/GetHub", kEveryone},
    {"HubService/GetHubMember", kEveryone},
    {"HubService/ListCircles", kEveryone},
    {"HubService/ListHubMembers", kEveryone},
    {"HubService/ListHubs", kEveryone},
    {"HubService/LookupHub", kEveryone},
    {"HubService/UndeleteHub", kAdministrator},
    {"HubService/UpdateCircle", kCoordinator},
    {"HubService/UpdateHub", kAdministrator},
    {"HubService/UpdateHubMember", kCoordinator},
    {"InsightService/GetCoverage", kEveryone},
    {"InsightService/GetStructure", kEveryone},
    {"InsightService/ListBrokers", kEveryone},
    {"InsightService/ListIsolatedActors", kEveryone},
    {"InsightService/ListUnmetNeeds", kEveryone},
    {"InsightService/ReadNetwork", kEveryone},
    {"IntroductionService/AcceptIntroduction", kMember | kCoordinator},
    {"IntroductionService/BrokerIntroduction", kCoordinator},
    {"IntroductionService/CloseIntroduction", kMember | kCoordinator},
    {"IntroductionService/DeclineIntroduction", kMember | kCoordinator},
    {"IntroductionService/GetIntroduction", kMember | kCoordinator},
    {"IntroductionService/GetIntroductionSettings", kMember | kCoordinator},
    {"IntroductionService/ListIntroductions", kMember | kCoordinator},
    {"IntroductionService/RecordCollaboration", kMember | kCoordinator},
    {"IntroductionService/RequestIntroduction", kMember | kCoordinator},
    {"IntroductionService/RevokeIntroduction", kMember | kCoordinator},
    {"IntroductionService/UpdateIntroductionSettings", kMember | kCoordinator},
    {"MatchService/ComposeCoalition", kEveryone},
    {"MatchService/ExplainPartner", kEveryone},
    {"MatchService/FindPaths", kEveryone},
    {"MatchService/SuggestPartners", kEveryone},
    {"OrganizationService/BatchCreateOrganizations", kCoordinator | kAdministrator},
    {"OrganizationService/BatchGetOrganizations", kEveryone},
    {"OrganizationService/BatchUpsertOrganizations", kMember | kCoordinator | kAdministrator},
    {"OrganizationService/CreateOrganization", kCoordinator | kAdministrator},
    {"OrganizationService/DeleteOrganization", kMember | kCoordinator | kAdministrator},
    {"OrganizationService/GetOrganization", kEveryone},
    {"OrganizationService/ListOrganizations", kEveryone},
    {"OrganizationService/LookupOrganization", kEveryone},
    {"OrganizationService/UndeleteOrganization", kMember | kCoordinator | kAdministrator},
    {"OrganizationService/UpdateOrganization", kMember | kCoordinator | kAdministrator},
    {"ProtectionService/HideActor", kMember | kCoordinator},
    {"ProtectionService/PreviewActor", kEveryone},
    {"ProtectionService/PublishSensitive", kMember | kCoordinator},
    {"RegistrationService/AnswerRegistration", kMember},
    {"RegistrationService/AskRegistration", kCoordinator},
    {"RegistrationService/ClaimActor", kEveryone},
    {"RegistrationService/ConfirmActor", kMember | kCoordinator},
    {"RegistrationService/CreateInvitation", kCoordinator},
    {"RegistrationService/CreatePanicCode", kMember},
    {"RegistrationService/GetRegistration", kMember | kCoordinator},
    {"RegistrationService/ListConsents", kMember | kCoordinator},
    {"RegistrationService/ListInvitations", kCoordinator},
    {"RegistrationService/ListRegistrations", kMember | kCoordinator},
    {"RegistrationService/ListReminders", kMember | kCoordinator},
    {"RegistrationService/RecordConsent", kCoordinator},
    {"RegistrationService/RefuseRegistration", kCoordinator},
    {"RegistrationService/Register", kEveryone},
    {"RegistrationService/RevokeInvitation", kCoordinator},
    {"RegistrationService/UsePanicCode", kEveryone},
    {"RegistrationService/VerifyRegistration", kCoordinator},
    {"RegistrationService/Vouch", kMember},
    {"RegistrationService/WithdrawVouch", kMember},
    {"SearchService/ResolveActor", kEveryone},
    {"SearchService/ResolveExternalIds", kEveryone},
    {"SearchService/Search", kEveryone},
    {"SearchService/SearchThemes", kEveryone},
    {"StatementService/BatchUpsertStatements", kCoordinator | kAdministrator},
    {"StatementService/CreateStatement", kMember | kCoordinator | kAdministrator},
    {"StatementService/DeleteStatement", kMember | kCoordinator | kAdministrator},
    {"StatementService/GetStatement", kEveryone},
    {"StatementService/ListStatements", kEveryone},
    {"StatementService/SignStatement", kMember},
    {"StatementService/UndeleteStatement", kMember | kCoordinator | kAdministrator},
    {"StatementService/UpdateStatement", kMember | kCoordinator | kAdministrator},
    {"StatementService/WithdrawSignature", kMember},
    {"StoryService/BatchUpsertStories", kCoordinator | kAdministrator},
    {"StoryService/CreateStory", kMember | kCoordinator | kAdministrator},
    {"StoryService/DeleteStory", kMember | kCoordinator | kAdministrator},
    {"StoryService/GetStory", kEveryone},
    {"StoryService/GiveStoryConsent", kMember | kCoordinator},
    {"StoryService/ListStories", kEveryone},
    {"StoryService/UndeleteStory", kMember | kCoordinator | kAdministrator},
    {"StoryService/UpdateStory", kMember | kCoordinator | kAdministrator},
    {"StoryService/WithdrawStoryConsent", kMember | kCoordinator},
    {"ThemeService/BatchCreateThemes", kEditor | kAdministrator},
    {"ThemeService/BatchGetThemes", kEveryone},
    {"ThemeService/BatchUpsertThemes", kEditor | kAdministrator},
    {"ThemeService/CreateTheme", kEditor | kAdministrator},
    {"ThemeService/DeleteTheme", kEditor | kAdministrator},
    {"ThemeService/GetTheme", kEveryone},
    {"ThemeService/ListThemes", kEveryone},
    {"ThemeService/UndeleteTheme", kEditor | kAdministrator},
    {"ThemeService/UpdateTheme", kEditor | kAdministrator},
    {"VocabularyService/AcceptThemeProposal", kEditor},
    {"VocabularyService/DeprecateTheme", kEditor | kAdministrator},
    {"VocabularyService/ListThemeProposals", kMember | kCoordinator | kEditor},
    {"VocabularyService/ListThemeRevisions", kEveryone},
    {"VocabularyService/MergeThemes", kEditor | kAdministrator},
    {"VocabularyService/ProposeTheme", kMember | kCoordinator},
    {"VocabularyService/RefuseThemeProposal", kEditor},
};

const Permission* Find(absl::string_view method) {
  const auto* row = std::lower_bound(
      std::begin(kTable), std::end(kTable), method,
      [](const Permission& permission, absl::string_view m) { return permission.method < m; });
  return row != std::end(kTable) && row->method == method ? row : nullptr;
}

// Who may call, for the message.
std::string Callers(const Permission& row) {
  static constexpr std::pair<RoleSet, absl::string_view> kWords[] = {
      {kMember, "a member"},    {kCoordinator, "a coordinator"},
      {kEditor, "an editor"},   {kService, "a service"},
      {kAuditor, "an auditor"}, {kAdministrator, "an administrator"},
  };
  std::vector<absl::string_view> callers;
  for (const auto& [role, word] : kWords) {
    if ((row.roles & role) != 0) callers.push_back(word);
  }
  if (callers.size() < 2) return absl::StrJoin(callers, "");
  const absl::string_view last = callers.back();
  callers.pop_back();
  return absl::StrCat(absl::StrJoin(callers, ", "), " or ", last);
}

}  // namespace

bool Permission::Allows(v1::Role role) const { return (roles & Of(role)) != 0; }

std::span<const Permission> Permissions() { return kTable; }

bool IsScope(absl::string_view scope) {
  absl::string_view service = scope;
  if (!absl::ConsumeSuffix(&service, "/*")) return Find(scope) != nullptr;
  return std::any_of(std::begin(kTable), std::end(kTable), [&](const Permission& row) {
    return row.method.substr(0, row.method.find('/')) == service;
  });
}

bool InScope(absl::string_view method, const std::vector<std::string>& scopes) {
  const absl::string_view service = method.substr(0, method.find('/'));
  return scopes.empty() || std::any_of(scopes.begin(), scopes.end(), [&](absl::string_view scope) {
           return scope == method || (absl::ConsumeSuffix(&scope, "/*") && scope == service);
         });
}

absl::Status CheckPermission(absl::string_view method, const Viewer& viewer) {
  const Permission* row = Find(method);
  if (row == nullptr) return PermissionDenied(absl::StrCat(method, " is open to nobody"));
  if (!row->Allows(viewer.role)) {
    if (viewer.role == v1::ROLE_ANONYMOUS && viewer.account.empty()) return SignInRequired();
    return PermissionDenied(absl::StrCat("this call is for ", Callers(*row)));
  }
  if (!InScope(method, viewer.scopes)) return ScopeMissing(method);
  return absl::OkStatus();
}

}  // namespace tashbik::services
