// Following changes, also across a restart of the server.
#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

// The value of `"field":"…"` in a line.
std::string FieldOf(const std::string& line, const std::string& field) {
  const std::string key = "\"" + field + "\":\"";
  const size_t from = line.find(key);
  if (from == std::string::npos) return "";
  return line.substr(from + key.size(), line.find('"', from + key.size()) - from - key.size());
}

// The next line that tells of a change.
std::string NextChange(Process* watch) {
  for (;;) {
    const std::string line = watch->ReadLine();
    if (line.empty() || !FieldOf(line, "name").empty()) return line;
  }
}

TEST(Watch, PrintsChangesAsTheyComeAndSurvivesARestart) {
  Server server;
  auto watch = server.Begin({"watch", "--collection", "org", "--count", "3"});
  // The first line brings a token: from here on, nothing is missed.
  const std::string start = FieldOf(watch->ReadLine(), "resume_token");
  ASSERT_NE(start, "");
  server.Do({"theme", "create", "water", "--set", "facet=issue", "--set", "labels.en=Water"});
  server.Do({"org", "create", "Alpha"});
  const std::string created = NextChange(watch.get());
  EXPECT_EQ(FieldOf(created, "kind"), "CHANGE_KIND_CREATED") << created;
  EXPECT_EQ(Count(created, "Alpha"), 1);

  server.Kill();
  server.Start(/*same_port=*/true);
  server.Do({"org", "update", "Alpha", "--set", "country=LB"});
  EXPECT_EQ(FieldOf(NextChange(watch.get()), "kind"), "CHANGE_KIND_UPDATED");
  server.Do({"org", "delete", "Alpha"});
  EXPECT_EQ(FieldOf(NextChange(watch.get()), "kind"), "CHANGE_KIND_DELETED");
  const Result result = watch->Wait();
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_GE(Count(result.err, "connection lost"), 1);

  // From the first token, the same again.
  auto again = server.Begin(
      {"watch", "--collection", "org", "--count", "1", "--from", FieldOf(created, "resume_token")});
  EXPECT_EQ(FieldOf(NextChange(again.get()), "kind"), "CHANGE_KIND_UPDATED");
  EXPECT_EQ(again->Wait().code, 0);
}

TEST(Watch, AForeignTokenIsRefused) {
  Server server;
  EXPECT_EQ(server.Run({"watch", "--from", "nonsense"}).code, 1);
}

}  // namespace
}  // namespace tashbik::e2e
