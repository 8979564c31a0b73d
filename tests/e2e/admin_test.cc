// Tokens, backups, status, members and circles, as an operator and a coordinator use them.
#include <sys/stat.h>

#include <filesystem>

#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class Admin : public ::testing::Test {
 protected:
  Server server_;
};

TEST_F(Admin, WorksAtOnceAfterTheFirstStart) {
  EXPECT_EQ(Count(server_.Do({"whoami"}), "role: coordinator"), 1);
  EXPECT_EQ(Count(server_.Do({"whoami", "--as", "administrator"}), "role: administrator"), 1);
  EXPECT_EQ(Count(server_.Do({"whoami", "--anonymous"}), "role: anonymous"), 1);
  for (const char* role : {"administrator", "coordinator"}) {
    struct stat about {};
    const std::string path = server_.folder() + "/data/" + role + ".token";
    ASSERT_EQ(stat(path.c_str(), &about), 0) << path;
    EXPECT_EQ(about.st_mode & 0777, 0600u);
  }
  EXPECT_EQ(Lines(server_.Do({"hub", "list", "-o", "name"})).size(), 1u);
}

TEST_F(Admin, ARevokedTokenIsRefusedAtOnce) {
  const std::string token =
      server_.Do({"token", "create", "--role", "coordinator", "--label", "x"});
  const std::string file = server_.Write("theirs.token", token);
  std::filesystem::permissions(file, std::filesystem::perms::owner_read);
  EXPECT_EQ(server_.Run({"whoami", "--token-file", file}).code, 0);
  const std::string list = server_.Do({"token", "list", "-o", "csv"});
  std::string name;
  for (const std::string& line : Lines(list)) {
    if (Count(line, ",x,") == 1) name = line.substr(line.rfind(',') + 1);
  }
  ASSERT_NE(name, "") << list;
  EXPECT_EQ(Count(list, token.substr(0, token.size() - 1)), 0) << "secrets are not listed";
  server_.Do({"token", "revoke", name});
  const Result refused = server_.Run({"whoami", "--token-file", file});
  EXPECT_EQ(refused.code, 4) << refused.err;
  EXPECT_EQ(server_.Run({"whoami"}, "", {{"TASHBIK_TOKEN", "nonsense"}}).code, 4);
}

TEST_F(Admin, AnOpenTokenFileIsWarnedAbout) {
  const std::string file =
      server_.Write("open.token", server_.Do({"token", "create", "--role", "coordinator"}));
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  const Result result = server_.Run({"whoami", "--token-file", file});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(Count(result.err, "others may read"), 1);
  EXPECT_EQ(Count(result.out, "warning"), 0);
}

TEST_F(Admin, BackupsAreMadeAndListed) {
  EXPECT_EQ(Count(server_.Do({"backup", "create"}), "path: "), 1);
  server_.Do({"backup"});
  EXPECT_EQ(Lines(server_.Do({"backup", "list", "-o", "jsonl"})).size(), 2u);
  EXPECT_EQ(server_.Run({"backup", "--as", "coordinator"}).code, 4);
}

TEST_F(Admin, StatusHasTotalsForAdministratorsAlone) {
  server_.Do({"org", "create", "Centre"});
  EXPECT_EQ(Count(server_.Do({"status", "-o", "json"}), "\"counts\""), 1);
  EXPECT_EQ(Count(server_.Do({"status", "-o", "json", "--as", "coordinator"}), "\"counts\""), 0);
}

TEST_F(Admin, MembersAndCircles) {
  server_.Do({"org", "create", "Centre Alpha"});
  const std::string circle =
      Lines(server_.Do({"hub", "circles", "add", "Legal aid", "-o", "name"}))[0];
  server_.Do(
      {"hub", "members", "add", "Centre Alpha", "--circle", circle, "--joined", "2024-05-01"});
  EXPECT_EQ(Count(server_.Do({"hub", "members", "list", "-o", "csv"}), circle), 1);
  server_.Do({"hub", "members", "remove", "Centre Alpha"});
  EXPECT_EQ(server_.Do({"hub", "members", "list", "-o", "name"}), "");
  server_.Do({"hub", "circles", "remove", circle});
  EXPECT_EQ(server_.Do({"hub", "circles", "list", "-o", "name"}), "");
  server_.Do({"coalition", "create", "Campaign"});
  server_.Do({"coalition", "members", "add", "Campaign", "Centre Alpha", "--role", "lead"});
  EXPECT_EQ(Count(server_.Do({"coalition", "members", "list", "Campaign", "-o", "csv"}), ",lead,"),
            1);
  server_.Do({"coalition", "members", "remove", "Campaign", "Centre Alpha"});
  EXPECT_EQ(server_.Do({"coalition", "members", "list", "Campaign", "-o", "name"}), "");
}

TEST_F(Admin, AMemberSpeaksForItsActor) {
  server_.Do({"org", "create", "Centre Alpha"});
  server_.Do({"hub", "members", "add", "Centre Alpha"});
  const std::string token =
      server_.Do({"token", "create", "--role", "member", "--actor", "Centre Alpha", "--days", "1"});
  const Result who =
      server_.Run({"whoami"}, "", {{"TASHBIK_TOKEN", token.substr(0, token.size() - 1)}});
  EXPECT_EQ(Count(who.out, "role: member"), 1) << who.err;
  EXPECT_EQ(Count(who.out, "actor: organizations/"), 1);
}

}  // namespace
}  // namespace tashbik::e2e
