// ACTOR: what a person may type for an organization or a group.
#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class Resolve : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string file = server_.Write("n.jsonl", R"(
{"kind":"organization","name":"organizations/gchr","profile":{"names":[{"text":"Gulf Centre for Human Rights","language":"en"},{"text":"مركز الخليج لحقوق الإنسان","language":"ar"},{"text":"GCHR","kind":"NAME_KIND_SHORT"}]}}
{"kind":"organization","name":"organizations/bchr","profile":{"names":[{"text":"Bahrain Centre for Human Rights","language":"en"},{"text":"مركز البحرين لحقوق الإنسان","language":"ar"}]}}
{"kind":"diaspora_group","name":"diasporaGroups/d","profile":{"names":[{"text":"Iraqis of Brussels"}]}}
)");
    server_.Do({"import", file});
  }
  std::string NameOf(const std::string& words) const {
    const Result result = server_.Run({"org", "get", words, "-o", "name"});
    EXPECT_EQ(result.code, 0) << words << "\n" << result.err;
    return result.out;
  }

  Server server_;
};

TEST_F(Resolve, OneOrganizationByManyNames) {
  const std::string name = NameOf("GCHR");
  EXPECT_EQ(name.rfind("organizations/", 0), 0u);
  for (const char* words :
       {"gchr", "Gulf Centre for Human Rights", "gulf center for human rights",
        "مركز الخليج لحقوق الإنسان", "مركز الخليج لحقوق الانسان", "gulf centre"}) {
    EXPECT_EQ(NameOf(words), name) << words;
  }
  EXPECT_EQ(NameOf(name.substr(0, name.size() - 1)), name);
}

TEST_F(Resolve, WordsOfSeveralShowThem) {
  const Result result = server_.Run({"org", "get", "human rights"});
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(Count(result.err, "Gulf Centre"), 1) << result.err;
  EXPECT_EQ(Count(result.err, "Bahrain Centre"), 1);
  EXPECT_EQ(Count(result.err, "organizations/"), 2);
}

TEST_F(Resolve, WordsThatFindOneAreSaidAloud) {
  const Result words = server_.Run({"org", "get", "gulf centre", "-o", "name"});
  EXPECT_EQ(words.code, 0);
  EXPECT_EQ(Count(words.err, "'gulf centre': taken as Gulf Centre for Human Rights (organi"), 1)
      << words.err;
  EXPECT_EQ(server_.Run({"org", "get", "gulf centre for human rights"}).err, "");
}

// Who mistypes a name, or means one that is hidden from it, must not change another.
TEST_F(Resolve, WritingTakesNoGuess) {
  const std::string before = server_.Do({"org", "list", "-o", "jsonl"});
  server_.Do({"coalition", "create", "Nationality Campaign"});
  const std::vector<std::vector<std::string>> guesses = {
      {"org", "delete", "gulf centre"},
      {"org", "update", "gulf centre", "--set", "country=BH"},
      {"coalition", "members", "add", "Nationality Campaign", "gulf centre"},
      {"coalition", "members", "add", "nationality", "GCHR"},
      {"coalition", "delete", "nationality"},
      {"hub", "members", "add", "gulf centre"},
      {"token", "create", "--role", "member", "--actor", "gulf centre"},
      {"token", "create", "--role", "coordinator", "--hub", "first"},
  };
  for (const auto& arguments : guesses) {
    const Result result = server_.Run(arguments);
    EXPECT_EQ(result.code, 3) << arguments[0] << " " << arguments[1] << "\n" << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(Count(result.err, "; if you mean "), 1) << result.err;
  }
  EXPECT_EQ(server_.Do({"org", "list", "-o", "jsonl"}), before);
  server_.Do({"org", "delete", "gchr", "--dry-run"});
}

TEST_F(Resolve, GroupsAnswerToTheSameCommands) {
  EXPECT_EQ(server_.Do({"diaspora", "get", "iraqis of brussels", "-o", "name"})
                .rfind("diasporaGroups/", 0),
            0u);
  EXPECT_EQ(server_.Run({"theme", "get", "organizations/abc"}).code, 2);
}

TEST_F(Resolve, WhatIsHiddenIsNotThere) {
  EXPECT_EQ(server_.Run({"org", "get", "GCHR", "--anonymous"}).code, 3);
  EXPECT_EQ(server_.Do({"search", "gulf", "--anonymous", "-o", "name"}), "");
}

TEST_F(Resolve, HubsCoalitionsAndThemesByName) {
  server_.Do({"coalition", "create", "Nationality Campaign"});
  server_.Do({"coalition", "get", "nationality campaign"});
  server_.Do({"theme", "create", "statelessness", "--set", "facet=issue", "--set",
              "labels.en=Statelessness", "--set", "labels.fr=Apatridie"});
  // Its label has the same word stem, and it is found first: the id and the very label still win.
  server_.Do({"theme", "create", "stateless-people", "--set", "facet=community", "--set",
              "labels.en=Stateless people", "--set", "alternative_labels.en=Stateless"});
  for (const char* text : {"statelessness", "Statelessness", "Apatridie", "themes/statelessness"}) {
    EXPECT_EQ(server_.Do({"theme", "get", text, "-o", "name"}), "themes/statelessness\n");
  }
  server_.Do({"coalition", "update", "nationality campaign", "--set", "themes=statelessness"});
  EXPECT_EQ(Count(server_.Do({"coalition", "get", "nationality campaign", "-o", "json"}),
                  "\"themes/statelessness\""),
            1);
  const std::string hub = Lines(server_.Do({"hub", "list", "-o", "name"}))[0];
  EXPECT_EQ(server_.Do({"hub", "get", "first hub", "-o", "name"}), hub + "\n");
}

TEST_F(Resolve, CirclesByName) {
  server_.Do({"hub", "circles", "add", "Legal aid"});
  server_.Do({"hub", "members", "add", "GCHR", "--circle", "legal aid"});
  EXPECT_EQ(Count(server_.Do({"hub", "members", "list"}), "/circles/"), 1);
  EXPECT_EQ(server_.Run({"hub", "circles", "remove", "legal"}).code, 3);
  server_.Do({"hub", "circles", "remove", "legal aid"});
  EXPECT_EQ(server_.Do({"hub", "circles", "list"}), "");
}

TEST_F(Resolve, WhatWasDeletedByName) {
  const std::string name = NameOf("GCHR");
  EXPECT_EQ(server_.Run({"org", "undelete", "GCHR"}).code, 3) << "it is there";
  server_.Do({"org", "delete", "GCHR"});
  EXPECT_EQ(server_.Do({"org", "undelete", "gchr", "-o", "name"}), name);
  server_.Do({"hub", "create", "Gulf hub"});
  server_.Do({"hub", "delete", "Gulf hub"});
  server_.Do({"hub", "undelete", "gulf hub"});
}

}  // namespace
}  // namespace tashbik::e2e
