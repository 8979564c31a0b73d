// What one directory exports, another reads back to the same.
#include <algorithm>
#include <map>
#include <regex>

#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

// An export without what differs by right: server-made ids become numbers in the order of a text
// that does not depend on them, and the external ids of the import's source go.
std::vector<std::string> Comparable(const std::string& text) {
  static const std::regex external(R"re(,?"external_ids":\[[^\]]*\])re");
  static const std::regex server_id(R"re(/[a-z][a-z2-7]{15}(?=[/"]))re");
  static const std::regex own_name(R"re("name":"[^"]*/([a-z][a-z2-7]{15})")re");
  std::vector<std::string> lines;
  std::map<std::string, std::string> contents;  // id -> what its record says besides ids
  for (const std::string& raw : Lines(text)) {
    lines.push_back(std::regex_replace(raw, external, ""));
    std::smatch own;
    if (std::regex_search(lines.back(), own, own_name) && Count(lines.back(), "/members/") == 0) {
      contents[own[1]] = std::regex_replace(lines.back(), server_id, "/ID");
    }
  }
  for (std::string& line : lines) {
    std::string result;
    std::string rest = line;
    for (std::smatch found; std::regex_search(rest, found, server_id);) {
      const size_t number = std::hash<std::string>()(contents[found.str().substr(1)]);
      result += found.prefix().str() + "/<" + std::to_string(number) + ">";
      rest = std::string(found.suffix());
    }
    line = result + rest;
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST(RoundTrip, TheSampleComesBackEqual) {
  Server first;
  const std::string sample = Repository() + "/deploy/sample/";
  first.Do({"import", sample + "vocabulary.jsonl", sample + "network.jsonl", "--source", "sample"});
  const std::string exported = first.Do({"export"});
  EXPECT_GT(Lines(exported).size(), 300u);
  EXPECT_EQ(Count(exported, "\"etag\""), 0);
  EXPECT_GT(Count(exported, "\"hidden_labels\""), 0) << "words that find are part of a directory";

  Server second;
  second.Do({"import", second.Write("export.jsonl", exported)});
  const auto before = Comparable(exported);
  const auto after = Comparable(second.Do({"export"}));
  ASSERT_EQ(before.size(), after.size());
  for (size_t i = 0; i < before.size(); ++i) EXPECT_EQ(before[i], after[i]);

  // Again, and back into where it came from: nothing is new.
  for (Server* server : {&second, &first}) {
    const Result again =
        server->Run({"-o", "json", "import", server->Write("export.jsonl", exported)});
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(Count(again.out, "\"counts\":{\"new\":0,"), 1) << again.err;
  }
}

// Who has named its hub needs no second look at how the fresh directory calls its own.
TEST(RoundTrip, AHubOfAnotherNameIsReadIntoTheOneThatIsTold) {
  Server first;
  first.Do({"hub", "update", "First hub", "--set", "names=Levant hub"});
  first.Do({"org", "create", "Alpha", "--set", "visibility.tier=unclaimed"});
  const std::string exported = first.Do({"export"});

  Server second;
  const std::string file = second.Write("export.jsonl", exported);
  const Result untold = second.Run({"import", file, "--dry-run"});
  EXPECT_EQ(Count(untold.err, "hub Levant hub is none of yours"), 1) << untold.err;
  const Result told = second.Run({"import", file, "--hub", "First hub"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_EQ(Count(told.err, "is none of yours"), 0) << told.err;
  EXPECT_EQ(Comparable(second.Do({"export"})), Comparable(exported));
}

TEST(RoundTrip, AnExportHoldsWhatTheCallerSees) {
  Server server;
  server.Do({"org", "create", "Open", "--set", "visibility.tier=public"});
  server.Do({"org", "create", "Hidden", "--set", "visibility.tier=unclaimed"});
  EXPECT_EQ(Count(server.Do({"export"}), "\"kind\":\"organization\""), 2);
  const std::string anonymous = server.Do({"export", "--anonymous"});
  EXPECT_EQ(Count(anonymous, "Open"), 1);
  EXPECT_EQ(Count(anonymous, "Hidden"), 0);
  EXPECT_EQ(Count(server.Do({"export", "--kind", "hub"}), "organization"), 0);
}

}  // namespace
}  // namespace tashbik::e2e
