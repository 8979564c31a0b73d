// Imports as people do them, through the real programs.
#include <fstream>

#include "gtest/gtest.h"
#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class Import : public ::testing::Test {
 protected:
  void SetUp() override {
    server_.Do({"theme", "create", "statelessness", "--set", "facet=issue", "--set",
                "labels.en=Statelessness", "--set", "labels.ar=انعدام الجنسية", "--set",
                "labels.fr=Apatridie"});
    server_.Do(
        {"theme", "create", "housing", "--set", "facet=issue", "--set", "labels.en=Housing"});
    server_.Do({"theme", "create", "roma", "--set", "facet=community", "--set", "labels.en=Dom"});
  }

  // {new, changed, unchanged, refused} of an import's JSON report.
  std::string Counts(const Result& result) const {
    const size_t from = result.out.find("\"counts\":");
    return from == std::string::npos ? result.err
                                     : result.out.substr(from, result.out.find('}', from) - from);
  }
  static std::string Expected(int created, int changed, int unchanged, int refused) {
    return "\"counts\":{\"new\":" + std::to_string(created) +
           ",\"changed\":" + std::to_string(changed) +
           ",\"unchanged\":" + std::to_string(unchanged) +
           ",\"refused\":" + std::to_string(refused);
  }
  Result Json(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.begin(), {"-o", "json", "import"});
    return server_.Run(arguments, input);
  }
  int Organizations() const { return Lines(server_.Do({"org", "list", "-o", "name"})).size(); }

  Server server_;
};

TEST_F(Import, TheSameTableInEveryForm) {
  const std::string rows[] = {
      "id,name,country,themes\n1,Centre Alpha,LB,Statelessness; Housing\n",
      "id;name;country;themes\n2;Centre Beta;Liban;\"Apatridie|Housing\"\n",
      "id\tname\tcountry\tthemes\n3\tCentre Gamma\tلبنان\tانعدام الجنسية، Housing\n",
      "\xEF\xBB\xBFid,name,country,themes\r\n4,Centre Delta,LBN,\"Statelessness, Housing\"\r\n",
      // لبنان and انعدام الجنسية in Windows-1256.
      "id,name,country,themes\n5,Centre Epsilon,\xE1\xC8\xE4\xC7\xE4,"
      "\xC7\xE4\xDA\xCF\xC7\xE3 \xC7\xE1\xCC\xE4\xD3\xED\xC9; Housing\n",
  };
  int number = 0;
  for (const std::string& text : rows) {
    const std::string file = server_.Write("t" + std::to_string(++number), text);
    const Result result = Json({file, "--source", "forms"});
    EXPECT_EQ(result.code, 0) << number << ": " << result.err << result.out;
    EXPECT_EQ(Counts(result), Expected(1, 0, 0, 0)) << number;
  }
  const auto lines = Lines(server_.Do({"org", "list", "-o", "csv", "--based-in", "Lebanon"}));
  ASSERT_EQ(lines.size(), 6u);
  for (size_t i = 1; i < lines.size(); ++i) {
    EXPECT_EQ(Count(lines[i], ",LB,"), 1) << lines[i];
    EXPECT_EQ(Count(lines[i], "statelessness"), 1) << lines[i];
    EXPECT_EQ(Count(lines[i], "housing"), 1) << lines[i];
    EXPECT_EQ(Count(lines[i], ",unclaimed,"), 1) << "what others entered is not published";
  }
}

TEST_F(Import, AgainChangesNothingAndDoublesNothing) {
  const std::string file = server_.Write("a.csv", "id,name,country\n1,A,LB\n2,B,SY\n");
  EXPECT_EQ(Counts(Json({file})), Expected(2, 0, 0, 0));
  EXPECT_EQ(Counts(Json({file})), Expected(0, 0, 2, 0));
  server_.Write("a.csv", "id,name,country\n1,A,LB\n2,B,IQ\n3,C,IQ\n");
  EXPECT_EQ(Counts(Json({file})), Expected(1, 1, 1, 0));
  EXPECT_EQ(Organizations(), 3);
  // Another source has ids of its own.
  EXPECT_EQ(Counts(Json({file, "--source", "other"})), Expected(3, 0, 0, 0));
}

TEST_F(Import, FromStandardInput) {
  EXPECT_EQ(Counts(Json({"-", "--source", "s"}, "id,name\n1,A\n")), Expected(1, 0, 0, 0));
}

TEST_F(Import, RelationalFilesAddToWhatIsThere) {
  const std::string orgs = server_.Write("orgs.tsv", "org_id\tname\n1\t\"Laura\"\n2\tB\n");
  const std::string themes = server_.Write(
      "themes.tsv", "org_id\ttheme\n1\tHousing\n1\tStatelessness\n2\tHousing\n9\tHousing\n");
  server_.Do(
      {"import", orgs, "--key", "org_id", "--source", "register", "--set", "themes=Statelessness"});
  const std::vector<std::string> relate = {themes,     "--key", "org_id",       "--source",
                                           "register", "--map", "theme=issues+"};
  const Result result = Json(relate);
  EXPECT_EQ(result.code, 8) << result.err;
  EXPECT_EQ(Counts(result), Expected(0, 2, 0, 1)) << result.out;
  EXPECT_EQ(Count(result.out, "\"line\":5"), 1) << "9 is nobody";
  EXPECT_EQ(Count(result.out, "nothing is known as '9' from source 'register'"), 1);
  EXPECT_EQ(Counts(Json(relate)), Expected(0, 0, 2, 1));
  const std::string csv = server_.Do({"org", "list", "-o", "csv"});
  EXPECT_EQ(Count(csv, "statelessness; housing"), 2) << csv;
  EXPECT_EQ(Count(csv, "\"\"\"Laura\"\"\""), 1) << "quotes of a tab-separated file are letters";
  const std::string links = server_.Write(
      "links.tsv",
      "coalition_id\tcoalition_name\torg_id\nc1\tForum\t1\nc1\tForum\t2\nc2\tClub\t9\n");
  const std::vector<std::string> coalitions = {links,
                                               "--kind",
                                               "coalition",
                                               "--key",
                                               "coalition_id",
                                               "--map",
                                               "coalition_name=names",
                                               "--map",
                                               "org_id=members+",
                                               "--source",
                                               "register"};
  const Result linked = Json(coalitions);
  EXPECT_EQ(Counts(linked), Expected(4, 0, 0, 1)) << linked.out;
  EXPECT_EQ(Counts(Json(coalitions)), Expected(0, 0, 4, 1));
  EXPECT_EQ(Lines(server_.Do({"coalition", "members", "list", "Forum", "-o", "name"})).size(), 2u);
}

TEST_F(Import, RefusedRowsLeaveTheOthersIn) {
  const std::string file = server_.Write("bad.csv",
                                         "id,name,country,themes,website\n"
                                         "1,A,LB,Housing,https://a.org\n"
                                         "2,B,Narnia,Housing,\n"
                                         "3,C,LB,Statelesness,\n"
                                         "4," +
                                             std::string(301, 'x') +
                                             ",LB,,\n"
                                             "5,E,LB,,javascript:alert(1)\n"
                                             "6,F,LB,Housing,\n");
  const Result result = Json({file});
  EXPECT_EQ(result.code, 8) << result.err;
  EXPECT_EQ(Counts(result), Expected(2, 0, 0, 4)) << result.out;
  for (const char* line : {"\"line\":3", "\"line\":4", "\"line\":5", "\"line\":6"}) {
    EXPECT_EQ(Count(result.out, line), 1) << line;
  }
  EXPECT_EQ(Count(result.out, "themes/statelessness"), 1) << "the nearest theme is proposed";
  EXPECT_EQ(Organizations(), 2);
  const Result table = server_.Run({"import", file});
  EXPECT_EQ(table.out, "") << "the report for people is not data";
  EXPECT_EQ(Count(table.err, "bad.csv:3"), 1) << table.err;
}

TEST_F(Import, FaultsOfLargeBatchesFindTheirLines) {
  std::string text = "id,name,website\n";
  for (int i = 1; i <= 2500; ++i) {
    const bool bad = i == 1 || i == 1700 || i == 2500;
    text += std::to_string(i) + ",Centre " + std::to_string(i) + "," +
            (bad ? "ftp://x" : "https://x.org") + "\n";
  }
  const Result result = Json({server_.Write("large.csv", text), "--tier", "public"});
  EXPECT_EQ(result.code, 8);
  EXPECT_EQ(Counts(result), Expected(2497, 0, 0, 3)) << result.err;
  for (const char* line : {"\"line\":2,", "\"line\":1701,", "\"line\":2501,"}) {
    EXPECT_EQ(
        Count(result.out, std::string(line) + "\"kind\"") + Count(result.out, std::string(line)) >
            0,
        true)
        << line;
  }
  EXPECT_EQ(Organizations(), 2497);
}

TEST_F(Import, ADryRunWritesNothingAndReportsAll) {
  const std::string file =
      server_.Write("a.csv", "id,name,website\n1,A,https://a.org\n2,B,nonsense\n3,C,\n");
  const Result result = Json({file, "--dry-run"});
  EXPECT_EQ(result.code, 8);
  EXPECT_EQ(Counts(result), Expected(2, 0, 0, 1)) << result.out << result.err;
  EXPECT_EQ(Organizations(), 0);
}

TEST_F(Import, AtomicIsAllOrNothing) {
  const std::string file = server_.Write("a.csv", "id,name,website\n1,A,\n2,B,nonsense\n");
  const Result refused = server_.Run({"import", file, "--atomic"});
  EXPECT_EQ(refused.code, 1);
  EXPECT_EQ(Count(refused.err, "nothing was written"), 1);
  EXPECT_EQ(Organizations(), 0);
  server_.Write("a.csv", "id,name,website\n1,A,\n2,B,https://b.org\n");
  server_.Do({"import", file, "--atomic"});
  EXPECT_EQ(Organizations(), 2);
}

TEST_F(Import, JsonLinesWithReferences) {
  const std::string file = server_.Write("n.jsonl", R"(
{"kind":"organization","name":"organizations/a","profile":{"names":[{"text":"Alpha"}],"issues":[{"theme":"themes/housing"}],"communities_served":[{"theme":"Dom"}]},"visibility":{"tier":"TIER_HUB","hubs":["hubs/-"]}}
{"kind":"diaspora_group","name":"diasporaGroups/d","profile":{"names":[{"text":"Delta"}]},"origin_countries":["IQ"],"residence_countries":["BE"]}
{"kind":"circle","name":"hubs/-/circles/c","names":[{"text":"Circle"}]}
{"kind":"hub_member","name":"hubs/-/members/a","actor":"organizations/a","circles":["hubs/-/circles/c"]}
{"kind":"coalition","name":"coalitions/x","names":[{"text":"Xi"}],"lead":"organizations/a"}
{"kind":"coalition_member","name":"coalitions/x/members/d","actor":"diasporaGroups/d"}
{"kind":"coalition_member","name":"coalitions/x/members/z","actor":"organizations/z"}
)");
  const Result first = Json({file});
  EXPECT_EQ(Counts(first), Expected(6, 0, 0, 1)) << first.out << first.err;
  EXPECT_EQ(Count(first.out, "\"line\":8"), 1);
  EXPECT_EQ(Counts(Json({file})), Expected(0, 0, 6, 1));
  EXPECT_EQ(Count(server_.Do({"org", "get", "Alpha", "-o", "json"}), "themes/roma"), 1);
  EXPECT_EQ(Lines(server_.Do({"diaspora", "list", "--origin", "Irak", "--residence", "Belgique",
                              "-o", "name"}))
                .size(),
            1u);
  const Result check = Json({file, "--dry-run"});
  EXPECT_EQ(check.code, 8) << check.err;
}

TEST_F(Import, ConstantsFillWhatLinesLeaveOpen) {
  const std::string file = server_.Write("n.jsonl", R"(
{"kind":"organization","name":"organizations/a","profile":{"names":[{"text":"Alpha"}],"base_country":"SY"}}
{"kind":"organization","name":"organizations/b","profile":{"names":[{"text":"Beta"}]}}
)");
  server_.Do({"import", file, "--set", "country=Lebanon", "--set", "visibility.tier=public"});
  EXPECT_EQ(Lines(server_.Do({"org", "list", "--based-in", "LB", "-o", "name"})).size(), 1u);
  EXPECT_EQ(Lines(server_.Do({"org", "list", "--anonymous", "-o", "name"})).size(), 2u);
  EXPECT_EQ(server_.Run({"import", file, "--set", "colour=red"}).code, 2);
}

TEST_F(Import, ThemesGoToTheAdministratorByThemselves) {
  const std::string file = server_.Write("words.csv",
                                         "id,label,label_ar,broader\n"
                                         "education,Education,التعليم,\n"
                                         "schools,Schools,المدارس,education\n");
  const std::vector<std::string> arguments = {file, "--kind", "theme", "--set", "facet=issue"};
  const Result result = Json(arguments);
  EXPECT_EQ(Counts(result), Expected(2, 0, 0, 0)) << result.out << result.err;
  EXPECT_EQ(Counts(Json(arguments)), Expected(0, 0, 2, 0));
  EXPECT_EQ(Count(server_.Do({"theme", "get", "المدارس"}), "broader: themes/education"), 1);
  std::vector<std::string> as = arguments;
  as.insert(as.end(), {"--as", "coordinator"});
  EXPECT_EQ(Json(as).code, 4);
}

TEST_F(Import, UnmappedColumnsAreNamed) {
  const Result result =
      server_.Run({"import", server_.Write("a.csv", "id,name,registered,websit\n1,A,2018,x\n")});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(Count(result.err, "'registered' goes nowhere"), 1) << result.err;
  EXPECT_EQ(Count(result.err, "did you mean --map 'websit=website'"), 1);
}

// The real register, where it is at hand.
TEST_F(Import, TheRegisterWithItsOwnColumns) {
  const std::string folder = Repository() + "/../shared/eval/register/";
  if (!std::ifstream(folder + "organizations.tsv")) {
    GTEST_SKIP() << "no evaluation data in ../shared/eval";
  }
  const Result orgs = Json({folder + "organizations.tsv", "--key", "org_id", "--source", "register",
                            "--tier", "public"});
  EXPECT_EQ(Counts(orgs), Expected(3145, 0, 0, 0)) << orgs.err;
  EXPECT_EQ(Count(orgs.err, "'registered' goes nowhere"), 1) << orgs.err;
  const Result themes = Json({folder + "organization_themes.tsv", "--kind", "theme", "--key",
                              "theme", "--set", "facet=issue", "--map", "theme=labels.en"});
  EXPECT_EQ(Counts(themes), Expected(40, 0, 0, 0)) << themes.err;
  const Result links = Json({folder + "organization_themes.tsv", "--key", "org_id", "--source",
                             "register", "--map", "theme=issues+"});
  EXPECT_EQ(links.code, 0) << links.err;
  const Result members = Json({folder + "fold0/memberships.tsv", "--kind", "coalition", "--key",
                               "coalition_id", "--map", "coalition_name=names", "--map",
                               "org_id=members+", "--source", "register", "--tier", "public"});
  EXPECT_EQ(members.code, 0) << members.err;
  EXPECT_EQ(Count(Counts(members), "\"refused\":0"), 1) << members.err;
  EXPECT_EQ(Count(server_.Do({"search", "grupa Laura", "--anonymous", "-o", "csv"}), "Laura") > 0,
            true);
}

}  // namespace
}  // namespace tashbik::e2e
