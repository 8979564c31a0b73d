// Accounts on the command line: made, shown, frozen, given anew and ended, as typed.
#include <string>

#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class Accounts : public ::testing::Test {
 protected:
  void SetUp() override {
    server_.Do({"org", "create", "Centre Alpha"});
    server_.Do({"hub", "members", "add", "Centre Alpha"});
  }
  // The exit code of whoami with that token.
  int CodeWith(const std::string& token) const { return WhoAmI(token).code; }
  Result WhoAmI(const std::string& token) const {
    return server_.Run({"whoami"}, "", {{"TASHBIK_TOKEN", Lines(token)[0]}});
  }
  // The account behind a token.
  std::string NameOf(const std::string& token) const {
    const Result get =
        server_.Run({"account", "get", "-o", "name"}, "", {{"TASHBIK_TOKEN", Lines(token)[0]}});
    return Lines(get.out).empty() ? get.err : Lines(get.out)[0];
  }

  Server server_;
};

TEST_F(Accounts, AreMadeFrozenAndEnded) {
  const std::string token =
      server_.Do({"account", "create", "--role", "member", "--actor", "Centre Alpha"});
  EXPECT_EQ(Count(token, "tsb_"), 1);
  EXPECT_EQ(Count(WhoAmI(token).out, "role: member"), 1);
  const std::string name = NameOf(token);
  EXPECT_EQ(name.rfind("accounts/", 0), 0u) << name;
  EXPECT_EQ(Count(server_.Do({"account", "list", "--actor", "Centre Alpha", "-o", "name"}), name),
            1);
  EXPECT_EQ(Count(server_.Do({"account", "list", "-o", "csv"}), "member,active"), 1);

  EXPECT_EQ(server_.Run({"account", "freeze", name}).code, 2) << "a reason is needed";
  server_.Do({"account", "freeze", name, "--reason", "laptop seized"});
  EXPECT_EQ(CodeWith(token), 4);
  EXPECT_EQ(Count(server_.Do({"account", "get", name}), "freeze_reason: laptop seized"), 1);
  server_.Do({"account", "unfreeze", name});
  EXPECT_EQ(CodeWith(token), 0);

  const Result rotated =
      server_.Run({"account", "rotate"}, "", {{"TASHBIK_TOKEN", Lines(token)[0]}});
  EXPECT_EQ(rotated.code, 0) << rotated.err;
  EXPECT_EQ(CodeWith(token), 4);
  EXPECT_EQ(CodeWith(rotated.out), 0);

  const std::string again =
      server_.Do({"account", "reissue", name, "--check", "called back", "--days", "30"});
  EXPECT_EQ(CodeWith(rotated.out), 4);
  EXPECT_EQ(NameOf(again), name);
  EXPECT_EQ(Count(server_.Do({"account", "get", name}), "reissue_check: called back"), 1);

  server_.Do({"account", "revoke", name});
  EXPECT_EQ(CodeWith(again), 4);
  EXPECT_EQ(server_.Run({"account", "unfreeze", name}).code, 5);
  EXPECT_EQ(server_.Run({"account", "get", "accounts/aaaaaaaaaaaaaaaa"}).code, 3);
}

TEST_F(Accounts, AServiceNeedsScopesAndAHubConsents) {
  EXPECT_EQ(server_.Run({"account", "create", "--role", "service"}).code, 2);
  const std::string open =
      server_.Do({"token", "create", "--role", "service", "--scope", "OrganizationService/*"});
  const std::string of_hub =
      server_.Do({"account", "create", "--role", "service", "--hub", "First hub", "--scope",
                  "OrganizationService/*", "--scope", "AdminService/GetCaller"});
  const auto seen = [&](const std::string& token) {
    return Count(
        server_.Run({"org", "list", "-o", "name"}, "", {{"TASHBIK_TOKEN", Lines(token)[0]}}).out,
        "organizations/");
  };
  EXPECT_EQ(seen(open), 0) << "the organization is at tier HUB";
  EXPECT_EQ(seen(of_hub), 1);
  EXPECT_EQ(CodeWith(open), 4) << "out of its scopes";
  EXPECT_EQ(Count(WhoAmI(of_hub).out, "AdminService/GetCaller"), 1);
}

TEST_F(Accounts, EveryRoleHasAToken) {
  for (const char* role : {"editor", "auditor", "administrator"}) {
    const std::string token = server_.Do({"token", "create", "--role", role});
    EXPECT_EQ(Count(WhoAmI(token).out, std::string("role: ") + role), 1);
  }
}

TEST_F(Accounts, ASecretIsNeverLost) {
  const int before = static_cast<int>(Lines(server_.Do({"token", "list", "-o", "name"})).size());
  for (const char* format : {"name", "csv"}) {
    const Result refused = server_.Run({"token", "create", "--role", "coordinator", "-o", format});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_EQ(Count(refused.err, "shown once"), 1) << refused.err;
  }
  EXPECT_EQ(Lines(server_.Do({"token", "list", "-o", "name"})).size(), static_cast<size_t>(before));
  EXPECT_EQ(
      Count(server_.Do({"token", "create", "--role", "coordinator", "-o", "json"}), "\"secret\""),
      1);
}

TEST_F(Accounts, AProfileThatNobodyConfirmedIsItsOwnToSeeToOrItsCoordinators) {
  People people(server_);
  people.Join("Own voice", {"expire_date=2020-01-02"});
  server_.Do({"org", "create", "Quiet group", "--set", "expire_date=2020-01-03"});
  const std::string coordinator = server_.Do({"reminders"});
  EXPECT_EQ(Count(coordinator, "Quiet group was to be confirmed by 2020-01-03"), 1) << coordinator;
  EXPECT_EQ(Count(coordinator, "2020-01-02"), 0) << coordinator;
  const std::string own = people.DoAs("Own voice", {"reminders"});
  EXPECT_EQ(Count(own, "Your profile was to be confirmed by 2020-01-02"), 1) << own;
  EXPECT_EQ(Count(own, "Quiet group"), 0) << own;
  EXPECT_EQ(Count(server_.Do({"reminders", "--lang", "ar"}), "Quiet group"), 1);
  server_.Do({"confirm", "Quiet group"});
  EXPECT_EQ(Count(server_.Do({"reminders"}), "Quiet group"), 0);
}

}  // namespace
}  // namespace tashbik::e2e
