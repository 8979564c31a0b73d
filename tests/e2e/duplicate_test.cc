// The same organization entered in Arabic and in English: proposed, merged, and parted again.
#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "tests/e2e/harness.h"

namespace tashbik::e2e {
namespace {

class DuplicateTest : public ::testing::Test {
 protected:
  // Enters an organization; `warned` is what the command line said besides.
  std::string Enter(const std::string& name, std::string* warned,
                    const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"org", "create", name, "-o", "name"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Result result = server_.Run(arguments);
    EXPECT_EQ(result.code, 0) << result.err;
    if (warned != nullptr) *warned = result.err;
    return result.out.substr(0, result.out.find('\n'));
  }

  Server server_;
};

TEST_F(DuplicateTest, GulfCentreTwiceAndBahrainCentre) {
  std::string warned;
  const std::string english = Enter("Gulf Centre for Human Rights", &warned);
  EXPECT_FALSE(Holds(warned, "one and the same")) << warned;
  Enter("Bahrain Centre for Human Rights", &warned);
  EXPECT_FALSE(Holds(warned, "one and the same")) << warned;
  const std::string arabic = Enter("مركز الخليج لحقوق الإنسان", &warned);
  EXPECT_TRUE(Holds(warned, "one and the same") && Holds(warned, english)) << warned;
  EXPECT_TRUE(Holds(warned, "translates")) << warned;
  EXPECT_FALSE(Holds(warned, "Bahrain")) << warned;

  // Before it is entered, in each language.
  for (const auto& [language, asked, sentence] :
       {std::array{"ar", "قد تكون هذه جهة واحدة", "ترجمة"},
        std::array{"fr", "peut-être de la même organisation", "traduit"},
        std::array{"en", "one and the same", "translates"}}) {
    const Result tried = server_.Run({"org", "create", "Centre du Golfe pour les droits de l'homme",
                                      "--dry-run", "--lang", language});
    EXPECT_EQ(tried.code, 0) << tried.err;
    for (const std::string& part : {std::string(asked), std::string(sentence), english}) {
      EXPECT_TRUE(Holds(tried.err, part)) << part << "\n" << tried.err;
    }
  }

  const std::string list = server_.Do({"duplicate", "list"});
  EXPECT_TRUE(Holds(list, english) && Holds(list, arabic)) << list;
  EXPECT_FALSE(Holds(list, "Bahrain")) << list;
  EXPECT_TRUE(Holds(server_.Do({"duplicate", "list", "--lang", "ar"}), "ترجمة"));
  EXPECT_TRUE(Holds(server_.Do({"duplicate", "list", "--lang", "fr"}), "traduit"));
  EXPECT_TRUE(Holds(server_.Do({"duplicate", "search", "Centre du Golfe pour les droits de l'homme",
                                "-o", "json"}),
                    english));

  server_.Do({"duplicate", "merge", english, arabic, "--dry-run"});
  EXPECT_EQ(Lines(server_.Do({"org", "list", "-o", "name"})).size(), 3u);
  const std::string merged = server_.Do({"duplicate", "merge", english, arabic, "-o", "name"});
  const std::string merge = merged.substr(0, merged.find('\n'));
  ASSERT_TRUE(Holds(merge, "merges/")) << merged;
  server_.Kill();
  server_.Start();
  EXPECT_EQ(server_.Run({"org", "get", arabic}).code, 3);
  EXPECT_EQ(Lines(server_.Do({"org", "list", "-o", "name"})).size(), 2u);
  EXPECT_TRUE(Holds(server_.Do({"search", "مركز الخليج"}), english));
  EXPECT_TRUE(Holds(server_.Do({"duplicate", "merges"}), merge));

  server_.Do({"duplicate", "undo", merge});
  EXPECT_TRUE(Holds(server_.Do({"org", "get", arabic, "-o", "json"}), "مركز الخليج"));
  EXPECT_FALSE(Holds(server_.Do({"org", "get", english, "-o", "json"}), "مركز الخليج"));
  EXPECT_EQ(server_.Run({"duplicate", "undo", merge}).code, 5);

  server_.Do({"duplicate", "dismiss", english, arabic});
  EXPECT_FALSE(Holds(server_.Do({"duplicate", "list"}), arabic));
}

// In each language, what the kept record would be; for programs the record.
TEST_F(DuplicateTest, ADryRunSaysInWordsWhatAMergeWouldMake) {
  server_.Do({"import", Repository() + "/deploy/sample/vocabulary.jsonl", "--source", "sample"});
  const std::string kept = Enter(
      "Cedar Centre", nullptr,
      {"--set", "base_country=LB", "--set", "active_countries=LB", "--set", "issues=statelessness",
       "--set", "website=https://cedar.example", "--set", "kind=ngo"});
  const std::string other =
      Enter("مركز الأرز", nullptr,
            {"--set", "base_country=SY", "--set", "active_countries=LB; JO", "--set",
             "issues=statelessness; freedom-of-association", "--set", "needs=legal-aid", "--set",
             "website=https://arz.example", "--set", "levels=from", "--set", "tier=public"});
  server_.Do({"coalition", "create", "Common campaign"});
  server_.Do({"coalition", "create", "Own campaign"});
  server_.Do({"coalition", "members", "add", "Common campaign", kept});
  server_.Do({"coalition", "members", "add", "Common campaign", other});
  server_.Do({"coalition", "members", "add", "Own campaign", other});

  for (const auto& [language, lines] :
       std::initializer_list<std::pair<const char*, std::vector<std::string>>>{
           {"en",
            {"This one stays: Cedar Centre  " + kept, "names: ", "مركز الأرز",
             "active in: Jordan\n", "issues: Freedom of association\n",
             "needs: Legal aid and representation", "levels of work: from the diaspora",
             "member of the coalitions: Own campaign\n",
             "member of the coalitions: Common campaign\n", "based in: Lebanon (not: Syria)",
             "website: https://cedar.example (not: https://arz.example)",
             "this one: hub; the other: public", "It can be undone"}},
           {"ar",
            {"تبقى هذه: Cedar Centre  " + kept, "تعمل في: ", "الأردن", "حرية تكوين الجمعيات",
             "المساعدة القانونية والتمثيل", "من الشتات", "عضوية التحالفات: Own campaign",
             "مقرّها: ", "لبنان", "سوريا", "هذه: المحور؛ الأخرى: الجميع", "يمكن التراجع"}},
           {"fr",
            {"Celle-ci reste\u00A0: Cedar Centre  " + kept, "pays d’action\u00A0: Jordanie\n",
             "enjeux\u00A0: Liberté d'association\n", "Aide juridique et représentation",
             "depuis la diaspora", "membre des coalitions\u00A0: Own campaign",
             "siège\u00A0: Liban (et non\u00A0: Syrie)", "celle-ci\u00A0: pôle",
             "La fusion peut être annulée"}}}) {
    const Result tried =
        server_.Run({"duplicate", "merge", kept, other, "--dry-run", "--lang", language});
    EXPECT_EQ(tried.code, 0) << tried.err;
    for (const std::string& line : lines) {
      EXPECT_TRUE(Holds(tried.out, line)) << line << "\n" << tried.out;
    }
    for (const char* raw : {"_", "themes/", "coalitions/", "hubs/", "\"", "{"}) {
      EXPECT_FALSE(Holds(tried.out, raw)) << raw << "\n" << tried.out;
    }
  }
  // The other way round that one gains, and its own stays.
  const std::string back = server_.Do({"duplicate", "merge", other, kept, "--dry-run"});
  EXPECT_TRUE(Holds(back, "kind: NGO\n") && Holds(back, "Syria (not: Lebanon)")) << back;
  EXPECT_FALSE(Holds(back, "issues: ") || Holds(back, "Own campaign")) << back;

  const std::string json =
      server_.Do({"duplicate", "merge", kept, other, "--dry-run", "-o", "json"});
  EXPECT_TRUE(Holds(json, "\"kept\": \"" + kept) && Holds(json, "\"merged\"")) << json;
  EXPECT_TRUE(Holds(json, "\"JO\"")) << json;
  EXPECT_FALSE(Holds(json, "Jordan")) << json;

  // What was said comes true.
  server_.Do({"duplicate", "merge", kept, other});
  const std::string made = server_.Do({"org", "get", kept, "-o", "json"});
  for (const char* part :
       {"مركز الأرز", "\"JO\"", "themes/freedom-of-association", "themes/legal-aid", "LEVEL_FROM",
        "https://cedar.example", "\"base_country\": \"LB\"", "TIER_HUB"}) {
    EXPECT_TRUE(Holds(made, part)) << part << "\n" << made;
  }
  EXPECT_FALSE(Holds(made, "arz.example")) << made;
  EXPECT_TRUE(Holds(server_.Do({"coalition", "members", "list", "Own campaign"}), "Cedar Centre"));
}

TEST_F(DuplicateTest, ADryRunOfDiasporaGroupsSaysWhereTheirPeopleAreFromAndLive) {
  std::vector<std::string> groups;
  for (const char* residence : {"France", "Germany"}) {
    const std::string made =
        server_.Do({"diaspora", "create", std::string("Group in ") + residence, "--set",
                    "origin=Syria", "--set", std::string("residence=") + residence, "-o", "name"});
    groups.push_back(made.substr(0, made.find('\n')));
  }
  const std::string said =
      server_.Do({"duplicate", "merge", groups[0], groups[1], "--dry-run", "--lang", "fr"});
  EXPECT_TRUE(Holds(said, "pays de résidence\u00A0: Allemagne\n")) << said;
  EXPECT_FALSE(Holds(said, "origine") || Holds(said, "Syrie")) << said;
}

TEST_F(DuplicateTest, ImportSaysWhatMayBeThereAlready) {
  const std::string there = Enter("Syrian Network for Human Rights", nullptr);
  const std::string file = server_.Write("orgs.csv", "id,name\n1,الشبكة السورية لحقوق الإنسان\n");
  const Result dry = server_.Run({"import", file, "--key", "id", "--dry-run"});
  EXPECT_EQ(dry.code, 0) << dry.err;
  EXPECT_TRUE(Holds(dry.err, there) && Holds(dry.err, "translates")) << dry.err;
  for (const auto& [language, sentence] : {std::pair("ar", "ترجمة"), std::pair("fr", "traduit")}) {
    const Result tried =
        server_.Run({"import", file, "--key", "id", "--dry-run", "--lang", language});
    EXPECT_TRUE(Holds(tried.err, there) && Holds(tried.err, sentence)) << tried.err;
  }
  const Result quiet =
      server_.Run({"import", file, "--key", "id", "--dry-run", "--no-duplicates-check"});
  EXPECT_FALSE(Holds(quiet.err, there)) << quiet.err;
  const Result done = server_.Run({"import", file, "--key", "id", "-o", "json"});
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_TRUE(Holds(done.out, "\"duplicates\"") && Holds(done.out, there)) << done.out;
}

// Organizations of one field are not one: of the sample nothing is proposed, but its names in other
// languages are known.
TEST_F(DuplicateTest, TheSampleHasNoTwinsAndKnowsItsNames) {
  for (const char* file : {"vocabulary", "network"}) {
    server_.Do(
        {"import", Repository() + "/deploy/sample/" + file + ".jsonl", "--source", "sample"});
  }
  EXPECT_FALSE(Holds(server_.Do({"duplicate", "list", "-o", "json"}), "organizations/"));
  for (const auto& [asked, there] :
       {std::pair("Groupe pour les droits des minorités", "Minority Rights Group"),
        std::pair("جماعة حقوق الأقليات", "Minority Rights Group"),
        std::pair("Observatoire irakien des droits de l'homme", "Iraqi Observatory"),
        std::pair("مركز البحرين لحقوق الإنسان", "Bahrain Center for Human Rights"),
        std::pair("Réseau arabe d'information sur les droits humains", "Arab Network")}) {
    const std::string found = server_.Do({"duplicate", "search", asked});
    EXPECT_TRUE(Holds(found, there)) << asked << "\n" << found;
  }
}

}  // namespace
}  // namespace tashbik::e2e
