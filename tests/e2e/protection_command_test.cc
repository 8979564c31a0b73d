// Blocking, previews, hiding and publishing, as typed.
#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class Protection : public ::testing::Test {
 protected:
  Protection() {
    server_.Do({"theme", "create", "decriminalization", "--set", "facet=issue", "--set",
                "labels.en=Decriminalization", "--set", "sensitive_countries=TN"});
    server_.Do({"org", "create", "Friends", "--set", "country=TN", "--set",
                "issues=decriminalization", "--set", "tier=public"});
    name_ = Lines(server_.Do({"org", "list", "-o", "name"}))[0];
  }

  bool SeenByAnyone() { return server_.Run({"org", "get", name_, "--anonymous"}).code == 0; }

  Server server_;
  std::string name_;
};

TEST_F(Protection, APreviewIsATableThatPeopleRead) {
  const std::string table = server_.Do({"preview", "Friends"});
  EXPECT_EQ(Count(table, "member of another hub"), 1) << table;
  EXPECT_EQ(Count(table, "Friends"), 7) << table;
  // Three coordinators' rows at most show the sensitive theme, and the list of what is sensitive.
  EXPECT_EQ(Count(table, "Decriminalization"), 3) << table;
  EXPECT_EQ(Count(table, "the link"), 1) << table;
  const std::string arabic = server_.Do({"preview", "Friends", "--lang", "ar"});
  EXPECT_EQ(Count(arabic, "عضو في محور آخر"), 1) << arabic;
  EXPECT_EQ(Count(server_.Do({"preview", "Friends", "-o", "json"}), "\"viewer\""), 7);
  EXPECT_EQ(Lines(server_.Do({"preview", "Friends", "-o", "csv"})).size(), 8u);
}

TEST_F(Protection, WhoIsKeptOutIsTheOwnersToSayAndToSee) {
  server_.Do({"org", "create", "Others", "--set", "country=SY", "--set", "tier=public"});
  server_.Do({"org", "update", "Friends", "--block", "Others", "--block",
              "diasporaGroups/aaaaaaaaaaaaaaaa", "--hide-from", "Syria"});
  std::string friends = server_.Do({"org", "get", "Friends", "-o", "json"});
  EXPECT_EQ(Count(friends, "diasporaGroups/aaaaaaaaaaaaaaaa"), 1) << friends;
  EXPECT_EQ(Count(friends, "\"SY\""), 1) << friends;
  EXPECT_EQ(Count(server_.Do({"org", "get", name_, "-o", "json", "--anonymous"}), "blocked"), 0);
  server_.Do({"org", "update", "Friends", "--unblock", "Others", "--clear", "hide_from"});
  friends = server_.Do({"org", "get", "Friends", "-o", "json"});
  EXPECT_EQ(Count(friends, "organizations/"), 1) << friends;  // its own name
  EXPECT_EQ(Count(friends, "hide_from_countries"), 0) << friends;
}

TEST_F(Protection, PublishingTakesASecondConfirmation) {
  const Result unsure = server_.Run({"publish-sensitive", "Friends", "decriminalization"});
  EXPECT_EQ(unsure.code, 2) << unsure.err;
  EXPECT_EQ(Count(unsure.err, "--yes"), 1) << unsure.err;
  const std::vector<std::string> read = {"org", "get", name_, "-o", "json", "--anonymous"};
  EXPECT_EQ(Count(server_.Do(read), "decriminalization"), 0);
  const std::string table =
      server_.Do({"publish-sensitive", "Friends", "decriminalization", "--yes"});
  EXPECT_EQ(Count(table, "yes"), 1) << table;
  EXPECT_EQ(Count(server_.Do(read), "themes/decriminalization"), 1);
  server_.Do({"publish-sensitive", "Friends", "decriminalization", "--withdraw"});
  EXPECT_EQ(Count(server_.Do(read), "decriminalization"), 0);
}

TEST_F(Protection, HidingTakesOneCommand) {
  ASSERT_TRUE(SeenByAnyone());
  const Result hidden = server_.Run({"hide", "Friends", "--lang", "fr"});
  EXPECT_EQ(hidden.code, 0) << hidden.err;
  EXPECT_EQ(Count(hidden.err, "Masquée"), 1) << hidden.err;
  EXPECT_FALSE(SeenByAnyone());
  server_.Do({"diaspora", "create", "Group", "--set", "origin=Syria", "--set", "residence=France",
              "--set", "tier=public"});
  server_.Do({"hide", "Group", "--origin-residence"});
  const std::string group = Lines(server_.Do({"diaspora", "list", "-o", "name"}))[0];
  const std::string seen = server_.Do({"diaspora", "get", group, "-o", "json", "--anonymous"});
  EXPECT_EQ(Count(seen, "countries"), 0) << seen;
}

TEST_F(Protection, AMembershipMayBeStricterThanItsCoalition) {
  server_.Do({"coalition", "create", "Campaign", "--set", "tier=public"});
  server_.Do({"coalition", "members", "add", "Campaign", "Friends", "--tier", "hub"});
  const std::vector<std::string> list = {"coalition", "members", "list", "Campaign", "-o", "name"};
  EXPECT_EQ(Lines(server_.Do(list)).size(), 1u);
  std::vector<std::string> open = list;
  open.push_back("--anonymous");
  EXPECT_EQ(server_.Do(open), "");
  EXPECT_EQ(
      server_.Run({"coalition", "members", "add", "Campaign", "Friends", "--tier", "all"}).code, 2);
}

}  // namespace
}  // namespace tashbik::e2e
