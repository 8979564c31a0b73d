// Stories told with consent, statements signed in escrow, coalitions that live: as people type it.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

bool Holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class VoicesTest : public ::testing::Test {
 protected:
  // Makes an organization of the first hub and a token that speaks for it; returns its name.
  std::string Join(const std::string& name) {
    std::string actor = server_.Do({"org", "create", name, "--set", "country=MA", "-o", "name"});
    actor.pop_back();
    server_.Do({"hub", "members", "add", actor});
    tokens_[name] = server_.Write(
        name + ".token", server_.Do({"token", "create", "--role", "member", "--actor", actor}));
    return actor;
  }
  Result As(const std::string& name, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--token-file", tokens_[name]});
    return server_.Run(arguments);
  }
  std::string DoAs(const std::string& name, const std::vector<std::string>& arguments) {
    const Result result = As(name, arguments);
    EXPECT_EQ(result.code, 0) << result.err;
    return result.out;
  }

  Server server_;
  std::map<std::string, std::string> tokens_;
};

TEST_F(VoicesTest, AStoryIsToldOnceAllAgreeAndGoneWhenOneTakesItBack) {
  const std::string school = Join("School");
  const std::string council = Join("Council");
  Join("Reader");
  const std::string file =
      server_.Write("story.json",
                    "{\"names\":[{\"text\":\"The bus\"}],\"texts\":{\"en\":\"They asked.\"},"
                    "\"organizations\":[{\"organization\":\"" +
                        school + "\"},{\"organization\":\"" + council + "\"}]}");
  server_.Do({"story", "create", "--file", file});
  EXPECT_FALSE(Holds(DoAs("Reader", {"story", "list"}), "The bus"));
  EXPECT_TRUE(Holds(DoAs("School", {"story", "list"}), "The bus"));
  const std::unique_ptr<Process> watch =
      server_.Begin({"watch", "-o", "jsonl", "--token-file", tokens_["Reader"]});
  EXPECT_FALSE(watch->ReadLine().empty());  // it has begun
  EXPECT_TRUE(Holds(DoAs("School", {"story", "consent", "give", "The bus"}), "Not all whom"));
  EXPECT_EQ(As("School", {"story", "consent", "give", "The bus", "--organization", "Council"}).code,
            4);
  EXPECT_EQ(server_
                .Run({"story", "consent", "give", "The bus", "--organization", "Council", "--note",
                      "by phone"})
                .code,
            4);  // it has an account of its own
  EXPECT_FALSE(Holds(DoAs("Reader", {"story", "list"}), "The bus"));
  EXPECT_TRUE(
      Holds(DoAs("Council", {"story", "consent", "give", "The bus", "--lang", "ar"}), "وافق جميع"));
  EXPECT_TRUE(Holds(DoAs("Reader", {"story", "get", "The bus"}), "They asked."));
  EXPECT_FALSE(Holds(server_.Do({"--anonymous", "story", "list"}), "The bus"));
  EXPECT_TRUE(Holds(DoAs("School", {"story", "consent", "withdraw", "The bus", "--lang", "fr"}),
                    "seules ces"));
  EXPECT_EQ(As("Reader", {"story", "get", "The bus"}).code, 3);
  EXPECT_EQ(As("Reader", {"story", "consent", "withdraw", "The bus"}).code, 3);
  std::string told;
  for (int i = 0; i < 10 && !Holds(told, "DELETED"); ++i) told += watch->ReadLine() + "\n";
  EXPECT_TRUE(Holds(told, "CREATED") && Holds(told, "stories/")) << told;
  EXPECT_TRUE(Holds(told, "DELETED")) << told;
  server_.Do({"org", "create", "Quiet", "--set", "country=MA", "--set", "tier=unclaimed"});
  server_.Do({"story", "create", "Quietly", "--set", "texts.en=Once"});
  EXPECT_EQ(server_.Run({"story", "consent", "give", "Quietly", "--organization", "Quiet"}).code,
            1);  // without a note
}

TEST_F(VoicesTest, AStatementIsPublishedByTheLastSignatureAndNobodyLearnsBefore) {
  for (const char* name : {"A", "B", "C", "D"}) Join(name);
  server_.Do(
      {"statement", "create", "For assembly", "--set", "threshold=3", "--set", "texts.en=We ask."});
  const auto seen = [&](const std::string& reader) {
    return DoAs(reader, {"statement", "get", "For assembly", "-o", "json"});
  };
  const std::string reader = seen("D");
  const std::string author = server_.Do({"statement", "get", "For assembly", "-o", "json"});
  const std::string exported = server_.Do({"export"});
  EXPECT_TRUE(Holds(DoAs("A", {"statement", "sign", "For assembly"}), "nobody else learns"));
  DoAs("B", {"statement", "sign", "For assembly"});
  server_.Kill();
  server_.Start();
  EXPECT_EQ(seen("D"), reader);
  EXPECT_EQ(server_.Do({"statement", "get", "For assembly", "-o", "json"}), author);
  EXPECT_EQ(server_.Do({"export"}), exported);
  EXPECT_TRUE(Holds(seen("A"), "\"signed\": true"));
  EXPECT_TRUE(Holds(DoAs("C", {"statement", "sign", "For assembly", "--lang", "fr"}), "publiée"));
  server_.Kill();
  server_.Start();
  const std::string published = seen("D");
  EXPECT_TRUE(Holds(published, "STATEMENT_STATE_PUBLISHED"));
  EXPECT_EQ(Count(published, "\"organizations/"), 3);
  EXPECT_TRUE(Holds(DoAs("A", {"statement", "unsign", "For assembly", "--lang", "ar"}), "دون"));
  EXPECT_EQ(Count(seen("D"), "\"organizations/"), 2);
  EXPECT_EQ(server_.Run({"statement", "sign", "For assembly"}).code, 4);  // members sign
  EXPECT_EQ(As("A", {"statement", "sign", "No such thing"}).code, 3);
}

TEST_F(VoicesTest, ACoalitionSaysHowItGoes) {
  const std::string cedar = Join("Cedar");
  Join("Reader");
  server_.Do({"coalition", "create", "Campaign"});
  server_.Do({"coalition", "members", "add", "Campaign", cedar});
  DoAs("Cedar", {"coalition", "check-in", "Campaign", "--note", "Met the ministry"});
  EXPECT_TRUE(Holds(DoAs("Cedar", {"coalition", "check-in", "Campaign", "--state", "dormant"}),
                    "state: dormant"));
  EXPECT_TRUE(Holds(DoAs("Cedar", {"coalition", "check-ins", "Campaign"}), "Met the ministry"));
  const std::string outside = DoAs("Reader", {"coalition", "check-ins", "Campaign"});
  EXPECT_TRUE(Holds(outside, "dormant")) << outside;
  EXPECT_FALSE(Holds(outside, "ministry")) << outside;
  EXPECT_EQ(As("Reader", {"coalition", "check-in", "Campaign"}).code, 4);
  DoAs("Cedar", {"coalition", "check-in", "Campaign", "--state", "closed"});
  EXPECT_EQ(As("Cedar", {"coalition", "check-in", "Campaign", "--state", "active"}).code, 4);
  EXPECT_EQ(server_.Run({"coalition", "check-in", "Campaign", "--state", "dormant"}).code, 5);
  server_.Do({"coalition", "check-in", "Campaign", "--state", "active"});
  EXPECT_TRUE(Holds(server_.Do({"coalition", "check-ins", "Campaign", "--lang", "ar"}), "ملاحظة"));
  EXPECT_FALSE(Holds(server_.Do({"coalition", "silent", "--days", "1"}), "Campaign"));
  EXPECT_EQ(server_.Run({"coalition", "silent", "--days", "0"}).code, 2);
}

}  // namespace
}  // namespace tashbik::e2e
