// Accounts: who makes, sees, freezes and ends which, and that what ended is refused.
#include "services/accounts.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/account_access.h"
#include "services/account_requests.h"
#include "services/account_writes.h"
#include "services/names.h"
#include "services/permissions.h"
#include "services/times.h"
#include "services/token_requests.h"
#include "services/tokens.h"
#include "services/visibility.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonName;
using ::testing::UnorderedElementsAre;

class AccountsTest : public ::testing::Test {
 protected:
  CallContext As(const std::string& secret) {
    return world_.With(secret, "AdminService/GetCaller");
  }
  std::string NameBehind(const std::string& secret) {
    return NameOf(store::v1::KIND_ACCOUNT, As(secret).viewer.account);
  }
  std::string Refused(const std::string& secret) {
    CallContext call;
    call.method = "AdminService/GetCaller";
    return ReasonName(Admit(directory(), secret, call));
  }
  Directory& directory() { return world_.directory(); }

  absl::StatusOr<v1::CreateAccountResponse> Create(const CallContext& call,
                                                   const v1::Account& account) {
    v1::CreateAccountRequest request;
    *request.mutable_account() = account;
    v1::CreateAccountResponse response;
    const absl::Status made = MakeAccount(directory(), call, request, response);
    if (!made.ok()) return made;
    return response;
  }
  absl::StatusOr<v1::Account> Freeze(const CallContext& call, const std::string& name) {
    v1::FreezeAccountRequest request;
    request.set_name(name);
    request.set_reason("lost a laptop");
    return ChangeAccount(directory(), call, request, PlanFreeze);
  }
  absl::StatusOr<v1::Account> Unfreeze(const CallContext& call, const std::string& name) {
    v1::UnfreezeAccountRequest request;
    request.set_name(name);
    return ChangeAccount(directory(), call, request, PlanUnfreeze);
  }
  absl::StatusOr<v1::Account> Revoke(const CallContext& call, const std::string& name) {
    v1::RevokeAccountRequest request;
    request.set_name(name);
    return ChangeAccount(directory(), call, request, PlanRevoke);
  }
  absl::StatusOr<std::string> Rotate(const CallContext& call, v1::RotateTokenRequest request = {}) {
    v1::CreateTokenResponse response;
    const absl::Status made =
        MakeToken(directory(), call, request, response,
                  [&](const Snapshot& now, const std::string& secret, store::v1::Record& record) {
                    return PlanRotateToken(directory(), now, call.viewer, request, secret, record);
                  });
    if (!made.ok()) return made;
    return response.secret();
  }
  absl::StatusOr<std::string> Reissue(const CallContext& call, const std::string& name) {
    v1::ReissueTokenRequest request;
    request.set_name(name);
    request.set_check("called back on the number we met with");
    v1::CreateTokenResponse response;
    const absl::Status made =
        MakeToken(directory(), call, request, response,
                  [&](const Snapshot& now, const std::string& secret, store::v1::Record& record) {
                    return PlanReissueToken(directory(), now, call.viewer, request, secret, record);
                  });
    if (!made.ok()) return made;
    return response.secret();
  }
  absl::StatusOr<std::string> AddToken(const CallContext& call,
                                       const v1::CreateTokenRequest& request) {
    v1::CreateTokenResponse response;
    const absl::Status made =
        MakeToken(directory(), call, request, response,
                  [&](const Snapshot& now, const std::string& secret, store::v1::Record& record) {
                    return PlanCreateToken(directory(), now, call.viewer, request, secret, record);
                  });
    if (!made.ok()) return made;
    return response.secret();
  }
  absl::StatusOr<v1::Account> Get(const CallContext& call, const std::string& name) {
    v1::GetAccountRequest request;
    request.set_name(name);
    return GetAccount(*directory().snapshot(), call.viewer, request);
  }
  v1::ListAccountsResponse List(const CallContext& call, const v1::ListAccountsRequest& request) {
    v1::ListAccountsResponse response;
    const TokenSealer sealer(directory().keys().page_token);
    const absl::Status listed = ListAccounts(call, sealer, request, response);
    EXPECT_TRUE(listed.ok()) << listed;
    return response;
  }
  std::vector<std::string> Listed(const CallContext& call, const std::string& actor = "") {
    v1::ListAccountsRequest request;
    request.set_actor(actor);
    std::vector<std::string> names;
    const v1::ListAccountsResponse list = List(call, request);
    for (const v1::Account& account : list.accounts()) {
      names.push_back(account.name());
    }
    return names;
  }

  // An organization of the first hub.
  v1::Organization MakeActor(v1::Tier tier = v1::TIER_HUB) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text("Org");
    request.mutable_organization()->mutable_visibility()->set_tier(tier);
    v1::Organization made;
    const CallContext call = As(coordinator_);
    EXPECT_TRUE(world_.Of(store::v1::KIND_ORGANIZATION).Create(call, request, made).ok());
    return made;
  }

  static v1::Account Member(const std::string& actor) {
    v1::Account account;
    account.set_role(v1::ROLE_MEMBER);
    account.set_actor(actor);
    return account;
  }
  static v1::Account Service(const std::vector<std::string>& hubs) {
    v1::Account account;
    account.set_role(v1::ROLE_SERVICE);
    *account.mutable_hubs() = {hubs.begin(), hubs.end()};
    account.add_scopes("OrganizationService/*");
    return account;
  }

  testing::TestDirectory world_;
  const std::string hub_ = world_.MakeHub("One");
  const std::string other_hub_ = world_.MakeHub("Two");
  const std::string administrator_ = world_.MakeAccount(v1::ROLE_ADMINISTRATOR);
  const std::string coordinator_ = world_.MakeAccount(v1::ROLE_COORDINATOR, {hub_});
  const std::string second_ = world_.MakeAccount(v1::ROLE_COORDINATOR, {hub_, other_hub_});
  const std::string stranger_ = world_.MakeAccount(v1::ROLE_COORDINATOR, {other_hub_});
};

TEST_F(AccountsTest, AnAdministratorMakesEveryRole) {
  const std::string actor = MakeActor(v1::TIER_PUBLIC).name();
  for (const v1::Role role : {v1::ROLE_MEMBER, v1::ROLE_COORDINATOR, v1::ROLE_EDITOR,
                              v1::ROLE_SERVICE, v1::ROLE_AUDITOR, v1::ROLE_ADMINISTRATOR}) {
    v1::Account account;
    account.set_role(role);
    if (role == v1::ROLE_MEMBER) account.set_actor(actor);
    if (role == v1::ROLE_COORDINATOR) account.add_hubs(hub_);
    if (role == v1::ROLE_SERVICE) account.add_scopes("MatchService/SuggestPartners");
    account.set_label("of a test");
    const auto made = Create(As(administrator_), account);
    ASSERT_TRUE(made.ok()) << v1::Role_Name(role) << made.status();
    EXPECT_EQ(made->account().state(), v1::ACCOUNT_STATE_ACTIVE);
    EXPECT_EQ(made->token().account(), made->account().name());
    EXPECT_EQ(made->token().role(), role);
    EXPECT_EQ(made->token().label(), "of a test");
    CallContext call;
    call.method = "MatchService/SuggestPartners";
    ASSERT_TRUE(Admit(directory(), made->secret(), call).ok());
    EXPECT_EQ(call.viewer.role, role);
  }
}

TEST_F(AccountsTest, ACoordinatorMakesMembersAndServicesOfItsHubs) {
  const v1::Organization own = MakeActor();
  EXPECT_TRUE(Create(As(coordinator_), Member(own.name())).ok());
  EXPECT_EQ(ReasonName(Create(As(stranger_), Member(own.name())).status()), "REFERENCE_MISSING");
  const std::string seen = MakeActor(v1::TIER_PUBLIC).name();
  EXPECT_EQ(ReasonName(Create(As(stranger_), Member(seen)).status()), "FIELD_INVALID");

  EXPECT_TRUE(Create(As(coordinator_), Service({hub_})).ok());
  EXPECT_EQ(ReasonName(Create(As(coordinator_), Service({hub_, other_hub_})).status()),
            "FIELD_INVALID");
  EXPECT_EQ(ReasonName(Create(As(coordinator_), Service({})).status()), "FIELD_REQUIRED");
  // The hub consents, not the administrator.
  EXPECT_EQ(ReasonName(Create(As(administrator_), Service({hub_})).status()), "FIELD_INVALID");
  EXPECT_TRUE(Create(As(administrator_), Service({})).ok());

  v1::Account colleague;
  colleague.set_role(v1::ROLE_COORDINATOR);
  colleague.add_hubs(hub_);
  EXPECT_EQ(ReasonName(Create(As(coordinator_), colleague).status()), "PERMISSION_DENIED");
}

TEST_F(AccountsTest, AllFaultsAreToldAtOnceAndNothingIsMade) {
  v1::CreateAccountRequest request;
  v1::Account& account = *request.mutable_account();
  account.set_role(v1::ROLE_SERVICE);
  account.set_actor("organizations/aaaaaaaaaaaaaaaa");
  account.set_label("two\nlines");
  account.add_scopes("Nothing/AtAll");
  account.mutable_expire_time()->set_seconds(1);
  request.mutable_ttl()->set_seconds(-1);
  request.set_request_id(std::string(129, 'r'));
  const size_t before = directory().snapshot()->catalog().Count(store::v1::KIND_ACCOUNT);
  v1::CreateAccountResponse response;
  const CallContext call = As(administrator_);
  const absl::Status refused = MakeAccount(directory(), call, request, response);
  const std::string text(*refused.GetPayload("type.googleapis.com/google.rpc.BadRequest"));
  for (const char* field : {"account.actor", "account.label", "account.scopes[0]",
                            "account.expire_time", "ttl", "request_id"}) {
    EXPECT_THAT(text, ::testing::HasSubstr(field));
  }
  request.Clear();
  EXPECT_EQ(ReasonName(MakeAccount(directory(), call, request, response)), "FIELD_REQUIRED");
  *request.mutable_account() = Service({});
  request.set_validate_only(true);
  EXPECT_TRUE(MakeAccount(directory(), call, request, response).ok());
  EXPECT_EQ(response.secret() + response.account().name() + response.token().name(), "");
  EXPECT_EQ(directory().snapshot()->catalog().Count(store::v1::KIND_ACCOUNT), before);
}

TEST_F(AccountsTest, AServiceSeesWhatMembersOfConsentingHubsSee) {
  const v1::Organization actor = MakeActor(v1::TIER_HUB);
  v1::GetOrganizationRequest request;
  request.set_name(actor.name());
  v1::Organization got;
  const auto get = [&](const std::string& secret) {
    const CallContext call = world_.With(secret, "OrganizationService/GetOrganization");
    return ReasonName(world_.Of(store::v1::KIND_ORGANIZATION).Get(call, request, got));
  };
  EXPECT_EQ(get(Create(As(coordinator_), Service({hub_}))->secret()), "OK");
  EXPECT_EQ(get(Create(As(stranger_), Service({other_hub_}))->secret()), "NOT_FOUND");
  EXPECT_EQ(get(Create(As(administrator_), Service({}))->secret()), "NOT_FOUND");
}

TEST_F(AccountsTest, ScopesOfAccountAndTokenBothHold) {
  const auto made = Create(As(administrator_), Service({}));
  const std::string account = made->account().name();
  v1::CreateTokenRequest request;
  request.set_account(account);
  request.add_scopes("OrganizationService/GetOrganization");
  const auto narrow = AddToken(As(administrator_), request);
  ASSERT_TRUE(narrow.ok()) << narrow.status();
  const auto reason = [&](const std::string& secret, const char* method) {
    CallContext call;
    call.method = method;
    return ReasonName(Admit(directory(), secret, call));
  };
  EXPECT_EQ(reason(made->secret(), "OrganizationService/ListOrganizations"), "OK");
  EXPECT_EQ(reason(*narrow, "OrganizationService/GetOrganization"), "OK");
  EXPECT_EQ(reason(*narrow, "OrganizationService/ListOrganizations"), "SCOPE_MISSING");
  EXPECT_EQ(reason(made->secret(), "HubService/ListHubs"), "SCOPE_MISSING");
  request.set_scopes(0, "HubService/*");
  EXPECT_EQ(ReasonName(AddToken(As(administrator_), request).status()), "FIELD_INVALID");

  v1::Account wide;
  v1::Token other;
  wide.add_scopes("MatchService/*");
  other.add_scopes("HubService/ListHubs");
  for (const std::string& scope : CommonScopes(wide, other)) EXPECT_FALSE(IsScope(scope));
  EXPECT_THAT(CommonScopes(wide, other), ::testing::SizeIs(1)) << "none would mean all";
  other.add_scopes("MatchService/FindPaths");
  EXPECT_THAT(CommonScopes(wide, other), ElementsAre("MatchService/FindPaths"));
}

TEST_F(AccountsTest, ANarrowTokenMakesNoWiderOneOfItsAccount) {
  v1::CreateTokenRequest request;
  request.set_account(NameBehind(coordinator_));
  request.add_scopes("AdminService/*");
  const std::string narrow = *AddToken(As(coordinator_), request);
  request.clear_scopes();
  const std::string next = *AddToken(As(narrow), request);
  EXPECT_THAT(As(next).viewer.scopes, ElementsAre("AdminService/*"));
  request.add_scopes("HubService/*");
  EXPECT_EQ(ReasonName(AddToken(As(narrow), request).status()), "FIELD_INVALID");
}

TEST_F(AccountsTest, FrozenRevokedAndExpiredOnesAreRefusedAtTheNextCall) {
  const std::string name = NameBehind(coordinator_);
  ASSERT_TRUE(Freeze(As(second_), name).ok());
  EXPECT_EQ(Refused(coordinator_), "CREDENTIALS_REFUSED");
  world_.Restart();
  EXPECT_EQ(Refused(coordinator_), "CREDENTIALS_REFUSED");
  ASSERT_TRUE(Unfreeze(As(administrator_), name).ok());
  EXPECT_EQ(Refused(coordinator_), "OK");
  ASSERT_TRUE(Revoke(As(administrator_), name).ok());
  EXPECT_EQ(Refused(coordinator_), "CREDENTIALS_REFUSED");
  EXPECT_EQ(ReasonName(Unfreeze(As(administrator_), name).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Freeze(As(administrator_), name).status()), "STATE_CONFLICT");

  v1::Account brief;
  brief.set_role(v1::ROLE_AUDITOR);
  *brief.mutable_expire_time() = ToProto(directory().Now() + absl::Hours(1));
  const auto made = Create(As(administrator_), brief);
  EXPECT_EQ(made->token().expire_time().seconds(), brief.expire_time().seconds());
  EXPECT_EQ(Refused(made->secret()), "OK");
  world_.Advance(absl::Hours(2));
  EXPECT_EQ(Refused(made->secret()), "CREDENTIALS_REFUSED");
}

TEST_F(AccountsTest, AnySecondCoordinatorOfAHubMayFreeze) {
  const std::string name = NameBehind(coordinator_);
  EXPECT_EQ(ReasonName(Freeze(As(stranger_), name).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Freeze(As(stranger_), NameBehind(administrator_)).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(Revoke(As(second_), name).status()), "PERMISSION_DENIED");
  EXPECT_EQ(ReasonName(Reissue(As(second_), name).status()), "PERMISSION_DENIED");
  const auto frozen = Freeze(As(second_), name);
  ASSERT_TRUE(frozen.ok()) << frozen.status();
  EXPECT_EQ(frozen->state(), v1::ACCOUNT_STATE_FROZEN);
  EXPECT_EQ(frozen->freeze_reason(), "lost a laptop");
  EXPECT_TRUE(frozen->has_freeze_time());
  // A colleague sees no hubs that it does not coordinate.
  EXPECT_THAT(Get(As(stranger_), NameBehind(second_))->hubs(), ElementsAre(other_hub_));
  EXPECT_THAT(Get(As(second_), "accounts/-")->hubs(), ElementsAre(hub_, other_hub_));
}

TEST_F(AccountsTest, OnlyWhoFrozeItOrAnAdministratorUnfreezes) {
  const std::string third = world_.MakeAccount(v1::ROLE_COORDINATOR, {hub_});
  const std::string name = NameBehind(coordinator_);
  ASSERT_TRUE(Freeze(As(second_), name).ok());
  EXPECT_EQ(ReasonName(Unfreeze(As(third), name).status()), "PERMISSION_DENIED");
  EXPECT_TRUE(Freeze(As(third), name).ok()) << "a second time changes nothing";
  EXPECT_EQ(ReasonName(Unfreeze(As(third), name).status()), "PERMISSION_DENIED");
  EXPECT_TRUE(Unfreeze(As(second_), name).ok());
  EXPECT_EQ(ReasonName(Unfreeze(As(second_), name).status()), "STATE_CONFLICT");
  // Who froze itself waits for an administrator; its colleagues cannot.
  ASSERT_TRUE(Freeze(As(coordinator_), name).ok());
  EXPECT_EQ(ReasonName(Unfreeze(As(second_), name).status()), "PERMISSION_DENIED");
  EXPECT_TRUE(Unfreeze(As(administrator_), name).ok());
}

TEST_F(AccountsTest, TheLastAdministratorStays) {
  const std::string name = NameBehind(administrator_);
  EXPECT_EQ(ReasonName(Freeze(As(administrator_), name).status()), "STATE_CONFLICT");
  EXPECT_EQ(ReasonName(Revoke(As(administrator_), name).status()), "STATE_CONFLICT");
  const std::string another = world_.MakeAccount(v1::ROLE_ADMINISTRATOR);
  EXPECT_TRUE(Freeze(As(another), name).ok());
  EXPECT_EQ(ReasonName(Revoke(As(another), NameBehind(another)).status()), "STATE_CONFLICT");
}

TEST_F(AccountsTest, WhoIsFrozenWhileItCallsWritesNothingAfter) {
  const CallContext before = As(coordinator_);
  ASSERT_TRUE(Freeze(As(second_), NameBehind(coordinator_)).ok());
  const size_t tokens = directory().snapshot()->catalog().Count(store::v1::KIND_TOKEN);
  EXPECT_EQ(ReasonName(Rotate(before).status()), "CREDENTIALS_REFUSED");
  EXPECT_EQ(ReasonName(Create(before, Service({hub_})).status()), "CREDENTIALS_REFUSED");
  v1::CreateTokenRequest request;
  request.set_account(NameOf(store::v1::KIND_ACCOUNT, before.viewer.account));
  EXPECT_FALSE(AddToken(before, request).ok());
  EXPECT_EQ(ReasonName(Freeze(before, NameBehind(second_)).status()), "CREDENTIALS_REFUSED");
  EXPECT_EQ(directory().snapshot()->catalog().Count(store::v1::KIND_TOKEN), tokens);
}

TEST_F(AccountsTest, RotatingEndsTheOldTokenAndKeepsWhatItMay) {
  v1::CreateTokenRequest request;
  request.set_account(NameBehind(coordinator_));
  request.add_scopes("AccountService/*");
  request.add_scopes("AdminService/GetCaller");
  request.mutable_ttl()->set_seconds(3600);
  const std::string old = *AddToken(As(coordinator_), request);
  const absl::Time expires = As(old).viewer.expires;
  const auto next = Rotate(As(old));
  ASSERT_TRUE(next.ok()) << next.status();
  EXPECT_EQ(Refused(old), "CREDENTIALS_REFUSED");
  EXPECT_EQ(Refused(coordinator_), "OK") << "its other tokens stay";
  EXPECT_THAT(As(*next).viewer.scopes, ElementsAre("AccountService/*", "AdminService/GetCaller"));
  EXPECT_EQ(As(*next).viewer.expires, expires);
  v1::RotateTokenRequest longer;
  longer.mutable_ttl()->set_seconds(7200);
  EXPECT_GT(As(*Rotate(As(*next), longer)).viewer.expires, expires);
  longer.mutable_ttl()->set_seconds(200'000'000);
  EXPECT_EQ(ReasonName(Rotate(As(coordinator_), longer).status()), "LIMIT_EXCEEDED");
}

TEST_F(AccountsTest, ALostTokenIsGivenAnewByWhoMayChangeTheActor) {
  const v1::Organization actor = MakeActor(v1::TIER_HUB);
  const auto made = Create(As(coordinator_), Member(actor.name()));
  const std::string name = made->account().name();
  v1::CreateTokenRequest second;
  second.set_account(name);
  const std::string phone = *AddToken(As(coordinator_), second);
  EXPECT_EQ(ReasonName(Reissue(As(stranger_), name).status()), "NOT_FOUND");
  // An administrator sees no hidden record, and gets no token that would show it.
  EXPECT_EQ(ReasonName(Reissue(As(administrator_), name).status()), "PERMISSION_DENIED");
  const auto secret = Reissue(As(second_), name);
  ASSERT_TRUE(secret.ok()) << secret.status();
  EXPECT_EQ(Refused(made->secret()), "CREDENTIALS_REFUSED");
  EXPECT_EQ(Refused(phone), "CREDENTIALS_REFUSED");
  EXPECT_EQ(As(*secret).viewer.actor_name, actor.name());
  EXPECT_EQ(Get(As(*secret), "accounts/-")->reissue_check(),
            "called back on the number we met with");

  // Once the actor hides, even who made its account cannot get in.
  v1::UpdateOrganizationRequest hide;
  hide.mutable_organization()->set_name(actor.name());
  hide.mutable_organization()->mutable_visibility()->set_tier(v1::TIER_PRIVATE);
  hide.mutable_update_mask()->add_paths("visibility.tier");
  v1::Organization hidden;
  const absl::Status hiding =
      world_.Of(store::v1::KIND_ORGANIZATION)
          .Update(world_.With(*secret, "OrganizationService/UpdateOrganization"), hide, hidden);
  ASSERT_TRUE(hiding.ok()) << hiding;
  const std::string third = world_.MakeAccount(v1::ROLE_COORDINATOR, {hub_});
  EXPECT_EQ(ReasonName(Reissue(As(third), name).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonName(AddToken(As(third), second).status()), "REFERENCE_MISSING");
}

TEST_F(AccountsTest, HaveTheirActorHiddenFromWhoDoesNotSeeIt) {
  const std::string hidden = MakeActor(v1::TIER_HUB).name();
  const std::string shown = MakeActor(v1::TIER_PUBLIC).name();
  const std::string of_hidden = Create(As(coordinator_), Member(hidden))->account().name();
  const std::string of_shown = Create(As(coordinator_), Member(shown))->account().name();
  const std::string auditor = world_.MakeAccount(v1::ROLE_AUDITOR);
  for (const std::string& caller : {administrator_, auditor}) {
    EXPECT_EQ(Get(As(caller), of_hidden)->actor(), "");
    EXPECT_EQ(Get(As(caller), of_shown)->actor(), shown);
    EXPECT_THAT(Listed(As(caller), hidden), IsEmpty());
    EXPECT_THAT(Listed(As(caller), shown), ElementsAre(of_shown));
    EXPECT_THAT(Listed(As(caller)), ::testing::SizeIs(7));
  }
  EXPECT_THAT(Listed(As(coordinator_), hidden), ElementsAre(of_hidden));
  EXPECT_THAT(Listed(As(stranger_)),
              UnorderedElementsAre(NameBehind(stranger_), NameBehind(second_)));
}

TEST_F(AccountsTest, AreListedInPagesThatFitTheirRequest) {
  v1::ListAccountsRequest request;
  request.set_page_size(3);
  const v1::ListAccountsResponse first = List(As(administrator_), request);
  EXPECT_EQ(first.accounts_size(), 3);
  request.set_page_token(first.next_page_token());
  const v1::ListAccountsResponse second = List(As(administrator_), request);
  EXPECT_EQ(second.accounts_size(), 1);
  EXPECT_EQ(second.next_page_token(), "");
  v1::ListAccountsResponse response;
  const TokenSealer sealer(directory().keys().page_token);
  EXPECT_EQ(ReasonName(ListAccounts(As(second_), sealer, request, response)), "TOKEN_INVALID");
}

TEST_F(AccountsTest, EditorsWriteThemesAndSeeHiddenLabels) {
  world_.MakeTheme("rights", v1::FACET_ISSUE);
  const CallContext editor =
      world_.With(world_.MakeAccount(v1::ROLE_EDITOR), "ThemeService/UpdateTheme");
  v1::UpdateThemeRequest request;
  request.mutable_theme()->set_name("themes/rights");
  (*request.mutable_theme()->mutable_hidden_labels())["en"].add_values("a word never shown");
  request.mutable_update_mask()->add_paths("hidden_labels");
  v1::Theme theme;
  const absl::Status written = world_.Of(store::v1::KIND_THEME).Update(editor, request, theme);
  ASSERT_TRUE(written.ok()) << written;
  EXPECT_EQ(theme.hidden_labels_size(), 1);
  v1::GetThemeRequest get;
  get.set_name("themes/rights");
  ASSERT_TRUE(world_.Of(store::v1::KIND_THEME).Get(As(coordinator_), get, theme).ok());
  EXPECT_EQ(theme.hidden_labels_size(), 0);
  const std::string hidden = MakeActor(v1::TIER_NETWORK).name();
  v1::GetOrganizationRequest hidden_request;
  hidden_request.set_name(hidden);
  v1::Organization got;
  EXPECT_EQ(ReasonName(world_.Of(store::v1::KIND_ORGANIZATION).Get(editor, hidden_request, got)),
            "NOT_FOUND");
}

// A store of before: tokens that say themselves who calls.
TEST_F(AccountsTest, OlderTokensGetAccountsAtTheNextStart) {
  const std::string account = NewId();
  const auto old_token = [&](const std::string& secret, const v1::Token& token) {
    store::v1::Record record;
    record.set_id(NewId());
    *record.mutable_token()->mutable_token() = token;
    record.mutable_token()->mutable_token()->set_name("tokens/" + record.id());
    record.mutable_token()->mutable_token()->set_account("accounts/" + account);
    record.mutable_token()->set_secret_hash(TokenHash(directory().keys(), secret));
    return record;
  };
  const std::vector<std::string> secrets = {NewTokenSecret(), NewTokenSecret(), NewTokenSecret()};
  v1::Token coordinator;
  coordinator.set_role(v1::ROLE_COORDINATOR);
  coordinator.add_hubs(hub_);
  v1::Token administrator;
  administrator.set_role(v1::ROLE_ADMINISTRATOR);
  const auto write = [&](auto plan) {
    return directory().Write(WriteCall{.method = "test"}, plan).status();
  };
  ASSERT_TRUE(write([&](const Snapshot&) -> absl::StatusOr<WritePlan> {
                WritePlan plan;
                PlanCreation(store::v1::KIND_TOKEN, old_token(secrets[0], coordinator), plan);
                PlanCreation(store::v1::KIND_TOKEN, old_token(secrets[1], coordinator), plan);
                PlanCreation(store::v1::KIND_TOKEN, old_token(secrets[2], administrator), plan);
                return plan;
              }).ok());
  for (const std::string& secret : secrets) EXPECT_EQ(Refused(secret), "CREDENTIALS_REFUSED");
  const auto adopt = [&](const Snapshot& now) -> absl::StatusOr<WritePlan> {
    return PlanAdoption(directory(), now);
  };
  ASSERT_TRUE(write(adopt).ok());
  EXPECT_EQ(As(secrets[0]).viewer.role, v1::ROLE_COORDINATOR);
  EXPECT_EQ(As(secrets[0]).viewer.account, As(secrets[1]).viewer.account);
  EXPECT_EQ(As(secrets[2]).viewer.role, v1::ROLE_ADMINISTRATOR);
  EXPECT_NE(As(secrets[2]).viewer.account, As(secrets[0]).viewer.account);
  EXPECT_TRUE(PlanAdoption(directory(), *directory().snapshot()).writes.empty()) << "once";
}

}  // namespace
}  // namespace tashbik::services
