// Every exit code, from the situation that it is for.
#include <signal.h>

#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class ExitCodes : public ::testing::Test {
 protected:
  int Code(const std::vector<std::string>& arguments) { return server_.Run(arguments).code; }

  Server server_;
};

TEST_F(ExitCodes, OkErrorUsage) {
  EXPECT_EQ(Code({"org", "list"}), 0);
  EXPECT_EQ(Code({"org", "create", std::string(400, 'x')}), 1);
  EXPECT_EQ(Code({"org", "list", "--filter", "this is ( no filter"}), 2);
  EXPECT_EQ(Code({"org", "list", "--active-in", "Narnia"}), 2);
  EXPECT_EQ(Code({"org", "create", "A", "--set", "colour=red"}), 2);
}

TEST_F(ExitCodes, NotFoundAndAmbiguous) {
  EXPECT_EQ(Code({"org", "get", "organizations/aaaaaaaaaaaaaaaa"}), 3);
  EXPECT_EQ(Code({"suggest", "nobody at all"}), 3);
  server_.Do({"org", "create", "Human Rights Centre North"});
  server_.Do({"org", "create", "Human Rights Centre South"});
  const Result result = server_.Run({"suggest", "human rights"});
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Count(result.err, "Human Rights Centre"), 2) << result.err;
  EXPECT_EQ(Code({"theme", "get", "no-such-theme"}), 3);
  EXPECT_EQ(Code({"coalition", "get", "No such coalition"}), 3);
}

TEST_F(ExitCodes, SignIn) {
  EXPECT_EQ(Code({"org", "create", "A", "--anonymous"}), 4);
  EXPECT_EQ(Code({"token", "list", "--anonymous"}), 4);
  EXPECT_EQ(Code({"backup", "--as", "coordinator"}), 4);
}

TEST_F(ExitCodes, Conflict) {
  server_.Do({"org", "create", "Centre"});
  EXPECT_EQ(Code({"org", "update", "Centre", "--set", "country=LB", "--etag", "stale"}), 5);
  server_.Do({"theme", "create", "housing", "--set", "facet=issue", "--set", "labels.en=Housing"});
  EXPECT_EQ(Code({"theme", "create", "housing", "--set", "facet=issue", "--set", "labels.en=H"}),
            5);
}

TEST_F(ExitCodes, AKilledServerIsUnavailable) {
  server_.Kill();
  const Result result = server_.Run({"org", "list"});
  EXPECT_EQ(result.code, 6) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Count(result.err, "no server answers at " + server_.address()), 1);
  EXPECT_EQ(Code({"suggest", "Centre"}), 6);
  EXPECT_EQ(Code({"import", server_.Write("a.csv", "id,name\n1,A\n")}), 6);
}

TEST_F(ExitCodes, AServerThatDoesNotAnswerIsADeadline) {
  server_.Do({"whoami"});
  server_.Signal(SIGSTOP);
  const Result result = server_.Run({"org", "list", "--timeout", "0.3"});
  server_.Signal(SIGCONT);
  EXPECT_EQ(result.code, 7) << result.err;
  EXPECT_EQ(Count(result.err, "--timeout"), 1);
}

TEST_F(ExitCodes, PartlyImported) {
  const std::string file = server_.Write("a.csv", "id,name,country\n1,A,LB\n2,B,Narnia\n");
  EXPECT_EQ(Code({"import", file}), 8);
  EXPECT_EQ(Code({"import", file, "--atomic"}), 1);
  EXPECT_EQ(Code({"import", server_.Write("b.csv", "id,name,country\n2,B,Narnia\n")}), 1);
}

TEST(ExitCodeOfABudget, SaysWhenItIsWholeAgain) {
  Server server("[budgets]\nsuggestions_per_day = 1\n");
  const std::string actor = server.Do({"org", "create", "Centre for rights", "-o", "name"});
  const std::string name = actor.substr(0, actor.find('\n'));
  EXPECT_EQ(Count(server.Do({"whoami"}), "remaining: 1\n"), 1);
  EXPECT_EQ(server.Run({"suggest", name}).code, 0);
  const Result refused = server.Run({"suggest", name});
  EXPECT_EQ(refused.code, 9) << refused.err;
  EXPECT_EQ(Count(refused.err, "1 suggestion runs a day"), 1) << refused.err;
  EXPECT_EQ(Count(refused.err, "whole again at 20"), 1) << refused.err;
  EXPECT_EQ(Count(refused.err, " 00:00 UTC"), 1) << refused.err;
  const std::string left = server.Do({"whoami"});
  EXPECT_EQ(Count(left, "kind: suggestions"), 1) << left;
  EXPECT_EQ(Count(left, "remaining: 0"), 1) << left;
}

}  // namespace
}  // namespace tashbik::e2e
