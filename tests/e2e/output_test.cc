// Formats, languages and terminals.
#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class Output : public ::testing::Test {
 protected:
  // Two organizations with the same struggle, one of them with an Arabic name.
  void SetUp() override {
    server_.Do({"theme", "create", "association", "--set", "facet=issue", "--set",
                "labels.en=Freedom of association", "--set", "labels.ar=حرية التجمع", "--set",
                "labels.fr=Liberté d'association"});
    for (const char* theme : {"housing", "water", "schools", "roads", "health"}) {
      server_.Do({"theme", "create", theme, "--set", "facet=issue", "--set",
                  std::string("labels.en=") + theme});
    }
    server_.Do({"org", "create", "Alpha Centre", "--set", "country=LB", "--set",
                "themes=association", "--set", "visibility.tier=public"});
    server_.Do({"org", "create", "Beta House", "--set", "names.ar=بيت الباء", "--set", "country=LB",
                "--set", "themes=Freedom of association", "--set", "visibility.tier=public"});
    server_.Do({"org", "create", "Gamma", "--set", "country=YE", "--set", "themes=water", "--set",
                "visibility.tier=public"});
  }

  Server server_;
};

TEST_F(Output, SuggestionsInEveryFormat) {
  const std::string table = server_.Do({"suggest", "Alpha Centre"});
  EXPECT_EQ(table.rfind(" 1. ", 0), 0u) << table;
  EXPECT_EQ(Count(table, "Beta House"), 1);
  EXPECT_GE(Count(table, "    – "), 1) << "reasons are sentences";
  EXPECT_EQ(Count(server_.Do({"suggest", "Alpha Centre", "-o", "json"}), "\"contribution\"") > 0,
            true);
  const auto lines = Lines(server_.Do({"suggest", "Alpha Centre", "-o", "jsonl"}));
  ASSERT_GE(lines.size(), 1u);
  EXPECT_EQ(lines[0].front(), '{');
  EXPECT_EQ(Lines(server_.Do({"suggest", "Alpha Centre", "-o", "csv"}))[0].rfind("rank,name", 0),
            0u);
  EXPECT_EQ(server_.Do({"suggest", "Alpha Centre", "-o", "name"}).rfind("organizations/", 0), 0u);
}

TEST_F(Output, TheLanguageOfTheAnswer) {
  const std::string arabic = server_.Do({"suggest", "Alpha Centre", "--lang", "ar"});
  EXPECT_EQ(Count(arabic, "\u2068بيت الباء\u2069"), 1) << arabic;
  EXPECT_GE(Count(arabic, "لبنان"), 1);
  const std::string french = server_.Do({"--lang", "fr", "explain", "Alpha Centre", "Beta House"});
  EXPECT_GE(Count(french, "enjeux"), 1) << french;
  EXPECT_GE(Count(server_.Run({"org", "list"}, "", {{"LC_ALL", "fr_FR.UTF-8"}}).out, "visible par"),
            1);
}

TEST_F(Output, NobodyIsToldKindly) {
  const Result result = server_.Run({"suggest", "Gamma", "--country", "Japan"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Count(result.err, "No partners to suggest yet"), 1);
  EXPECT_EQ(server_.Do({"suggest", "Gamma", "--country", "JP", "-o", "jsonl"}), "");
}

TEST_F(Output, ExplainAndPath) {
  const std::string explained = server_.Do({"explain", "Alpha Centre", "Beta House"});
  EXPECT_EQ(Count(explained, "Beta House"), 1) << explained;
  EXPECT_GE(Count(explained, "issues"), 1);
  EXPECT_EQ(Count(server_.Do({"explain", "Alpha Centre", "Beta House", "-o", "json"}),
                  "\"forward_score\""),
            1);
  const std::string path = server_.Do({"path", "Alpha Centre", "Beta House"});
  EXPECT_EQ(path.rfind("1. Alpha Centre", 0), 0u) << path;
  EXPECT_EQ(
      Lines(server_.Do({"path", "Alpha Centre", "Beta House", "-o", "csv", "--top", "1"})).size(),
      2u);
}

TEST_F(Output, ListsInEveryFormat) {
  EXPECT_EQ(Lines(server_.Do({"org", "list", "-o", "name"})).size(), 3u);
  EXPECT_EQ(Lines(server_.Do({"org", "list", "-o", "csv"})).size(), 4u);
  EXPECT_EQ(Lines(server_.Do({"org", "list", "-o", "jsonl"})).size(), 3u);
  EXPECT_EQ(server_.Do({"org", "list", "-o", "json"}).front(), '[');
  EXPECT_EQ(Lines(server_.Do({"org", "list"})).size(), 4u);
  EXPECT_EQ(Lines(server_.Do({"org", "list", "--limit", "2", "-o", "name"})).size(), 2u);
  EXPECT_EQ(Lines(server_.Do({"org", "list", "--based-in", "اليمن", "-o", "name"})).size(), 1u);
  EXPECT_EQ(
      Lines(server_.Do({"org", "list", "--filter", "theme:\"themes/association\"", "-o", "name"}))
          .size(),
      2u);
  EXPECT_EQ(server_.Do({"org", "list", "--based-in", "JP", "-o", "json"}), "[]\n");
}

TEST_F(Output, ColoursOnlyOnATerminalAndNotWithNoColor) {
  EXPECT_EQ(Count(server_.Do({"suggest", "Alpha Centre"}), "\033["), 0);
  EXPECT_GT(Count(server_.Begin({"suggest", "Alpha Centre"}, {}, true)->Wait().out, "\033["), 0);
  EXPECT_EQ(Count(server_.Begin({"suggest", "Alpha Centre"}, {{"NO_COLOR", "1"}}, true)->Wait().out,
                  "\033["),
            0);
  EXPECT_EQ(Count(server_.Begin({"suggest", "Alpha Centre"}, {{"TERM", "dumb"}}, true)->Wait().out,
                  "\033["),
            0);
}

TEST_F(Output, UpdatesAndDeletes) {
  server_.Do({"org", "update", "Gamma", "--add", "active_countries=Lebanon; Syria", "--set",
              "website=https://gamma.org", "--set", "descriptions.fr=Une maison"});
  std::string json = server_.Do({"org", "get", "Gamma", "-o", "json"});
  EXPECT_EQ(Count(json, "\"SY\""), 1) << json;
  EXPECT_EQ(Count(json, "https://gamma.org"), 1);
  server_.Do({"org", "update", "Gamma", "--clear", "website", "--add", "active_countries=IQ"});
  json = server_.Do({"org", "get", "Gamma", "-o", "json"});
  EXPECT_EQ(Count(json, "gamma.org"), 0);
  EXPECT_EQ(Count(json, "\"SY\"") + Count(json, "\"IQ\""), 2) << json;
  const std::string name = Lines(server_.Do({"org", "get", "Gamma", "-o", "name"}))[0];
  server_.Do({"org", "delete", "Gamma"});
  EXPECT_EQ(server_.Run({"org", "get", name}).code, 3);
  EXPECT_EQ(Count(server_.Do({"org", "list", "--deleted", "-o", "name"}), name), 1);
  server_.Do({"org", "undelete", name});
  server_.Do({"org", "get", name});
  const std::string file =
      server_.Write("one.json", "{\"profile\": {\"names\": [{\"text\": \"From a file\"}]}}");
  server_.Do({"org", "create", "--file", file, "--dry-run"});
  EXPECT_EQ(server_.Run({"org", "get", "From a file"}).code, 3);
  server_.Do({"org", "create", "--file", file});
  server_.Do({"org", "get", "From a file"});
}

}  // namespace
}  // namespace tashbik::e2e
