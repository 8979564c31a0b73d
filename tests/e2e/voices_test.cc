// Stories told with consent, statements signed in escrow, coalitions that live: as people type it.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class VoicesTest : public ::testing::Test {
 protected:
  std::string Join(const std::string& name) { return people_.Join(name, {"country=MA"}); }
  Result As(const std::string& name, const std::vector<std::string>& arguments) {
    return people_.As(name, arguments);
  }
  std::string DoAs(const std::string& name, const std::vector<std::string>& arguments) {
    return people_.DoAs(name, arguments);
  }

  Server server_;
  People people_{server_};
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
      server_.Begin({"watch", "-o", "jsonl", "--token-file", people_.TokenFile("Reader")});
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
