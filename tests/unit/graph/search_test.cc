// Search by words: the spellings that people type, what each must find first, and that nothing
// hidden is found or felt.
#include "graph/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/name_keys.h"
#include "graph/network.h"
#include "graph/text/fold.h"
#include "graph/text/row.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"

namespace tashbik::graph {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using text::NameKind;

struct Name {
  std::string text;
  std::string language;
  NameKind kind = NameKind::kLegal;
};

ActorFacts Actor(const std::string& id, const std::vector<Name>& names,
                 const std::string& description = "") {
  ActorFacts actor;
  actor.id = id;
  actor.access.tier = Tier::kPublic;
  std::vector<text::NameText> texts;
  for (const Name& name : names) texts.push_back({name.text, name.language, name.kind});
  const std::vector<text::DescriptionText> descriptions = {{description, "en"}};
  actor.text = text::DeriveRow(texts, descriptions);
  return actor;
}

ActorFacts Actor(const std::string& id, const std::string& name,
                 const std::string& description = "") {
  return Actor(id, {{name, "en"}}, description);
}

std::vector<std::string> Ids(const std::vector<SearchHit>& hits) {
  std::vector<std::string> ids;
  for (const SearchHit& hit : hits) ids.push_back(hit.actor);
  return ids;
}

SearchQuery Query(const std::string& words, int count = 50) {
  SearchQuery query;
  query.words = words;
  query.count = count;
  query.tie_key = 7;
  return query;
}

std::vector<SearchHit> Hits(const Facts& facts, const std::string& words,
                            const Audience& audience = {}) {
  return SearchActors(*Network::Build(facts), audience, Query(words), nullptr);
}

std::vector<std::string> Search(const Facts& facts, const std::string& words,
                                const Audience& audience = {}) {
  return Ids(Hits(facts, words, audience));
}

Resolution Resolve(const Facts& facts, const std::string& words) {
  return ResolveActor(*Network::Build(facts), Audience(), Query(words));
}

// One organization among others whose names share most of its words.
Facts Centres() {
  Facts facts;
  facts.actors = {
      Actor("gchr", {{"Gulf Centre for Human Rights", "en"},
                     {"مركز الخليج لحقوق الإنسان", "ar", NameKind::kTranslated},
                     {"Centre du Golfe pour les droits de l'homme", "fr", NameKind::kTranslated},
                     {"GCHR", "en", NameKind::kShort}}),
      Actor("bchr", {{"Bahrain Centre for Human Rights", "en"},
                     {"مركز البحرين لحقوق الإنسان", "ar", NameKind::kTranslated}}),
      Actor("gaza", "Gaza Center for Human Rights"),  // its initials are GCHR as well
      Actor("cihrs", {{"Cairo Institute for Human Rights Studies", "en"},
                      {"مركز القاهرة لدراسات حقوق الإنسان", "ar", NameKind::kTranslated}}),
      Actor("gulfdemocracy", "Gulf Institute for Democracy and Human Rights"),
      Actor("gulfresearch",
            {{"Gulf Research Center", "en"}, {"مركز الخليج للأبحاث", "ar", NameKind::kTranslated}}),
      Actor("gulfwomen", "Gulf Women's Forum"),
      Actor("gulfcivil", "Gulf Civil Society Association Forum"),
      Actor("cldh", {{"Lebanese Center for Human Rights", "en"},
                     {"Centre libanais des droits humains", "fr", NameKind::kTranslated}}),
      Actor("pchr", {{"Palestinian Centre for Human Rights", "en"},
                     {"المركز الفلسطيني لحقوق الإنسان", "ar", NameKind::kTranslated}}),
      Actor("ahr", "Amman Center for Human Rights Studies"),
      Actor("golf", "Golf Club of Rabat"),
      Actor("hr", "Centre for Human Rights", "Works on the Gulf."),
      Actor("oman", "Omani Centre for Human Rights"),
  };
  return facts;
}

class SpellingTest : public ::testing::TestWithParam<const char*> {};

TEST_P(SpellingTest, FindsTheSameOrganizationFirst) {
  const std::vector<std::string> found = Search(Centres(), GetParam());
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "gchr") << ::testing::PrintToString(found);
}

INSTANTIATE_TEST_SUITE_P(GulfCentre, SpellingTest,
                         ::testing::Values("مركز الخليج لحقوق الانسان",     // no hamza
                                           "مركز الخليج لحقوق الإنسان",     // as it is
                                           "gulf center for human rights",  // American
                                           "GULF CENTRE FOR HUMAN RIGHTS",  // as it is
                                           "GCHR", "g.c.h.r.", "gchr",      // acronym
                                           "Centre du Golfe",               // a part, French
                                           "centre golfe droits humains",   // no small words
                                           "Centre de Golfe pour les Droits de l’Homme",
                                           "Gulf Centre Human Rights",      // no small words
                                           "human rights gulf centre",      // another order
                                           "المركز الخليجي لحقوق الانسان",  // article and adjective
                                           "مركز خليج لحقوق الإنسان",       // no article
                                           "مركزالخليج لحقوق الانسان",      // no space
                                           "مركز الخليج لحقوق النسان",      // a letter left out
                                           "gulfcentre for human rights",   // no space
                                           "gulfcenter for human rights",   // no space, American
                                           "gulf centr for human rights",   // a letter left out
                                           "gulf center for humna rihgts",  // letters swapped
                                           "golf centre for human rights"));  // half French

TEST(SearchTest, AFullNameIsComparedByItsText) {
  // Two names with one hash of 29 bits.
  std::unordered_map<uint32_t, std::string> names;
  std::string first, second;
  for (int i = 0; second.empty() && i < 1000000; ++i) {
    const std::string name = absl::StrCat("word", i);
    const auto [it, added] = names.try_emplace(FullNameKey(name), name);
    if (added) continue;
    first = it->second;
    second = name;
  }
  ASSERT_FALSE(second.empty());
  Facts facts;
  facts.actors = {Actor("one", first)};
  EXPECT_EQ(Resolve(facts, first).actor, "one");
  for (const SearchHit& hit : Hits(facts, second)) EXPECT_LT(hit.score, 1.0);
}

TEST(SearchTest, GivenAcronymsOutweighDerivedOnes) {
  const Facts facts = Centres();
  const std::vector<SearchHit> hits = Hits(facts, "GCHR");
  ASSERT_GE(hits.size(), 2u);
  EXPECT_EQ(hits[0].actor, "gchr");
  EXPECT_EQ(hits[0].score, 1.0);
  EXPECT_EQ(hits[1].actor, "gaza");
  EXPECT_LT(hits[1].score, 0.9);
  EXPECT_EQ(Resolve(facts, "gchr").actor, "gchr");
}

TEST(SearchTest, DerivedInitialsDecideWhenNoGivenNameFits) {
  Facts facts;
  facts.actors = {Actor("gaza", "Gaza Center for Human Rights"), Actor("other", "Beirut Bar")};
  EXPECT_EQ(Resolve(facts, "GCHR").actor, "gaza");
  facts.actors.push_back(Actor("grain", "Grain Council of Hama Region"));
  EXPECT_EQ(Resolve(facts, "GCHR").actor, "");
  EXPECT_THAT(Resolve(facts, "GCHR").candidates, UnorderedElementsAre("gaza", "grain"));
  facts.actors.push_back(Actor("given", "GCHR Tunis"));
  EXPECT_EQ(Resolve(facts, "GCHR").actor, "given");
}

TEST(ResolveActorTest, TakesAnId) { EXPECT_EQ(Resolve(Centres(), "bchr").actor, "bchr"); }

TEST(ResolveActorTest, AFullNameDecidesThoughOthersCoverIt) {
  EXPECT_EQ(Resolve(Centres(), "centre for HUMAN rights").actor, "hr");
}

TEST(ResolveActorTest, NamesComeBeforeDescriptionsAndSkeletons) {
  Facts facts;
  facts.actors = {Actor("karama", "Karama Shelter"),
                  Actor("told", "Beirut Bar", "A shelter called Karama"),
                  Actor("arabic", {{"مأوى الكرامة", "ar"}})};
  EXPECT_EQ(Resolve(facts, "shelter karama").actor, "karama");
  // In no name: what is told decides.
  EXPECT_EQ(Resolve(facts, "beirut karama").actor, "told");
}

TEST(ResolveActorTest, RightWordsComeBeforeTypingErrors) {
  Facts facts;
  facts.actors = {Actor("amel", "Amel House"), Actor("amal", "Amal House Tyre")};
  EXPECT_EQ(Resolve(facts, "house amal").actor, "amal");
  EXPECT_EQ(Resolve(facts, "house of amaal").actor, "amal");
  EXPECT_EQ(Resolve(facts, "house of amil").actor, "");
  EXPECT_THAT(Resolve(facts, "house of amil").candidates, UnorderedElementsAre("amel", "amal"));
}

TEST(ResolveActorTest, SeveralAreCandidatesTenAtMost) {
  Facts facts;
  for (int i = 0; i < 15; ++i) {
    facts.actors.push_back(Actor(absl::StrCat("a", i), absl::StrCat("Tyre Singers ", i)));
  }
  const Resolution resolution = Resolve(facts, "tyre singers");
  EXPECT_EQ(resolution.actor, "");
  EXPECT_EQ(resolution.candidates.size(), 10u);
  EXPECT_THAT(Resolve(facts, "nothing of the kind").candidates, IsEmpty());
}

TEST(SearchTest, PrefersNamesThatAreCoveredMore) {
  Facts facts;
  facts.actors = {Actor("long", "Tyre Singers and Dancers Theatre Company"),
                  Actor("middle", "Tyre Singers Theatre"), Actor("short", "Singers of Tyre Band"),
                  Actor("alias", {{"Tyre Opera Singers and Dancers Theatre", "en"},
                                  {"Tyre", "en", NameKind::kShort}})};
  const std::vector<std::string> found = Search(facts, "tyre singers");
  ASSERT_EQ(found.size(), 4u);
  EXPECT_THAT((std::vector<std::string>{found[0], found[1]}),
              UnorderedElementsAre("middle", "short"));
}

TEST(SearchTest, JoinedAndSplitWordsMeetWithATypingError) {
  Facts facts;
  facts.actors = {Actor("two", "Bir Zeit Society"), Actor("one", "Birzeit University"),
                  Actor("other", "Zeitung Press")};
  EXPECT_THAT(Search(facts, "birzeit"), UnorderedElementsAre("one", "two"));
  EXPECT_THAT(Search(facts, "bir zeit"), UnorderedElementsAre("one", "two"));
  EXPECT_THAT(Search(facts, "birzet"), UnorderedElementsAre("one", "two"));
  EXPECT_THAT(Search(facts, "birzeitt"), UnorderedElementsAre("one", "two"));
}

TEST(SearchTest, NamesOfTwoCountriesAreNoTypingErrors) {
  Facts facts;
  facts.actors = {Actor("iran", "Iran Archive"), Actor("iraq", "Iraq Archive"),
                  Actor("typed", "Irad Archive")};
  EXPECT_THAT(Search(facts, "iraq"), UnorderedElementsAre("iraq", "typed"));
}

TEST(SearchTest, OneThatFitsDoesNotHideThoseThatNearlyDo) {
  Facts facts;
  facts.actors = {Actor("right", "Zaytouna"), Actor("near", "Zaitouna")};
  EXPECT_THAT(Search(facts, "zaytouna"), ElementsAre("right", "near"));
}

TEST(SearchTest, TheWordsItWasFoundByAreAsTyped) {
  Facts facts;
  facts.actors = {Actor("bidoon", {{"جمعية الجنسية", "ar"}, {"Égalité Beit-Lahia", "fr"}})};
  const auto matched = [&](const std::string& words) {
    const std::vector<SearchHit> hits = Hits(facts, words);
    return hits.empty() ? std::vector<std::string>() : hits[0].matched_words;
  };
  EXPECT_THAT(matched("الحق في «الجِنسيّة»؟"), ElementsAre("الجِنسيّة"));
  EXPECT_THAT(matched("\u200F«الجنسية»\u200F"), ElementsAre("الجنسية"));
  EXPECT_THAT(matched("(L’ÉGALITÉ), nowhere"), ElementsAre("L’ÉGALITÉ"));
  EXPECT_THAT(matched("Égalité\u00A0Beit\u2003!"), ElementsAre("Égalité", "Beit"));
  EXPECT_THAT(matched("BEIT-LAHIA"), ElementsAre("beit", "lahia"));
}

TEST(SearchTest, GenericWordsAloneAreNoHit) {
  const Facts facts = Centres();
  EXPECT_THAT(Search(facts, "zanzibar centre for human rights"), IsEmpty());
  EXPECT_THAT(Search(facts, "bahrain centre"), Not(Contains("pchr")));
  EXPECT_THAT(Search(facts, "centre for human rights"), Contains("pchr"));
  EXPECT_THAT(Search(facts, "centr for human rihgts"), Contains("pchr"));
}

TEST(SearchTest, NeedsAndOffersAreFoundWhileTheyAreOpen) {
  Facts facts = testing::Draw(R"(
    skill fundraising = fundraising
    org always offer fundraising
    org dated need fundraising
  )");
  facts.actors[1].links[0].from = 5;
  facts.actors[1].links[0].until = 9;
  Audience audience;
  for (const auto& [day, open] :
       {std::pair(4, false), std::pair(5, true), std::pair(9, true), std::pair(10, false)}) {
    audience.day = day;
    const std::vector<std::string> found = Search(facts, "fundraising", audience);
    EXPECT_EQ(std::count(found.begin(), found.end(), "dated"), open ? 1 : 0) << day;
    EXPECT_THAT(found, Contains("always"));
  }
}

TEST(SearchTest, AThemeIsFoundByItsLabelAndByABroaderOne) {
  const Facts facts = testing::Draw(R"(
    issue rights = civil rights
    issue vote < rights = suffrage
    org A issue vote
    org B issue rights
    org C redline vote
  )");
  EXPECT_THAT(Search(facts, "suffrage"), ElementsAre("A"));
  EXPECT_THAT(Search(facts, "civil rights"), ElementsAre("B", "A"));
}

TEST(SearchTest, WhatIsHiddenIsNotFound) {
  Facts facts;
  facts.actors = {Actor("open", "Tyre Singers"), Actor("closed", "Tyre Singers"),
                  Actor("nameless", "Tyre Singers")};
  facts.actors[1].access.tier = Tier::kPrivate;
  facts.actors[2].part_tiers[static_cast<int>(Part::kNames)] = Tier::kPrivate;
  EXPECT_THAT(Search(facts, "tyre singers"), ElementsAre("open"));
  EXPECT_THAT(Search(facts, "tyre singres"), ElementsAre("open"));
  EXPECT_EQ(Resolve(facts, "tyre singers").actor, "open");
}

TEST(SearchTest, StoppedMeansNothing) {
  int asked = 0;
  const auto network = Network::Build(Centres());
  const Stop late = [&asked] { return ++asked > 1; };
  EXPECT_THAT(SearchActors(*network, {}, Query("human rights"), late), IsEmpty());
  EXPECT_GT(asked, 1);
}

TEST(SearchThemesTest, ExactLabelsComeFirst) {
  Facts facts = testing::Draw(R"(
    issue one = freedom of association
    issue two = freedom
    issue three = freedom of the press
    issue four = association
  )");
  facts.themes[1].deprecated = true;
  const auto network = Network::Build(facts);
  const std::vector<ThemeHit> hits = SearchThemes(*network, "freedom", 10);
  ASSERT_GE(hits.size(), 2u);
  EXPECT_EQ(hits[0].theme, "two");
  EXPECT_TRUE(hits[0].exact);
  EXPECT_FALSE(hits[1].exact);
  EXPECT_EQ(SearchThemes(*network, "the Freedom of Association", 10)[0].theme, "one");
  EXPECT_EQ(SearchThemes(*network, "fredom of asociation", 10)[0].theme, "one");
  EXPECT_THAT(SearchThemes(*network, "water", 10), IsEmpty());
}

// Words that meet those of random networks: as they are, joined, with errors, in descriptions.
std::string RandomWords(testing::Random& random) {
  std::string words;
  for (uint32_t i = 0; i <= testing::Below(random, 3); ++i) {
    const uint32_t number = testing::Below(random, 30);
    switch (testing::Below(random, 5)) {
      case 0:
      case 1:
        absl::StrAppend(&words, "name", number, " ");
        break;
      case 2:
        absl::StrAppend(&words, "nane", number, "name", testing::Below(random, 30), " ");
        break;
      case 3:
        absl::StrAppend(&words, "nam", number, " ");
        break;
      default:
        absl::StrAppend(&words, "stem", testing::Below(random, 60), " ");
    }
  }
  return words;
}

using Row = std::tuple<std::string, double, uint64_t, std::vector<std::string>>;

std::vector<Row> Rows(const std::vector<SearchHit>& hits) {
  std::vector<Row> rows;
  for (const SearchHit& hit : hits) {
    rows.push_back({hit.actor, hit.score, hit.tie_hash, hit.matched_words});
  }
  return rows;
}

SearchQuery RandomSearch(testing::Random& random, const testing::NetworkShape& shape) {
  SearchQuery query = Query(RandomWords(random), 1000);
  query.tie_key = random();
  query.filter = testing::RandomQuery(random, shape).filter;
  return query;
}

// The overlay is searched record by record, windows by bounds: both must say the same, whatever
// the number of hits that is asked for.
TEST(SearchTest, WindowsAndOverlayAgreeAndPagesMakeOneList) {
  size_t hits = 0;
  for (uint64_t seed = 1; seed <= 30; ++seed) {
    testing::Random random(seed);
    const testing::NetworkShape shape = {40, 150, 4, false};
    const Facts facts = testing::RandomFacts(random, shape);
    const auto built = Network::Build(facts);
    Facts themes;
    themes.themes = facts.themes;
    Delta delta;
    delta.put_actors = facts.actors;
    const auto overlay = Network::Build(themes)->With(delta);
    Delta again;
    for (uint32_t i = 0; i < 40; ++i) {
      again.put_actors.push_back(facts.actors[testing::Below(random, shape.actors)]);
    }
    const auto mixed = built->With(again);
    for (int i = 0; i < 20; ++i) {
      const Audience audience = testing::RandomAudience(random, shape);
      SearchQuery query = RandomSearch(random, shape);
      const std::vector<Row> all = Rows(SearchActors(*built, audience, query, nullptr));
      hits += all.size();
      EXPECT_EQ(Rows(SearchActors(*overlay, audience, query, nullptr)), all) << query.words;
      EXPECT_EQ(Rows(SearchActors(*mixed, audience, query, nullptr)), all) << query.words;
      EXPECT_EQ(Rows(SearchActors(*mixed->Folded(), audience, query, nullptr)), all);
      std::vector<Row> paged;
      query.count = 1 + static_cast<int>(testing::Below(random, 6));
      for (;;) {
        const std::vector<SearchHit> page = SearchActors(*built, audience, query, nullptr);
        for (const Row& row : Rows(page)) paged.push_back(row);
        if (page.empty()) break;
        query.after = {page.back().score, page.back().tie_hash};
      }
      EXPECT_EQ(paged, all) << query.words;
      const Resolution resolution = ResolveActor(*built, audience, query);
      const Resolution same = ResolveActor(*overlay, audience, query);
      EXPECT_EQ(resolution.actor, same.actor) << query.words;
      EXPECT_EQ(resolution.candidates, same.candidates) << query.words;
    }
  }
  EXPECT_GT(hits, 2000u);
}

TEST(SearchTest, WhoIsHiddenChangesNothing) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    testing::Random random(seed);
    const testing::NetworkShape shape = {40, 80, 4, false};
    const Facts facts = testing::RandomFacts(random, shape);
    const Audience audience = testing::RandomAudience(random, shape);
    const auto whole = Network::Build(facts);
    Facts seen = facts;
    std::erase_if(seen.actors, [&](const ActorFacts& actor) {
      return !whole->Find(actor.id, audience).has_value();
    });
    const auto without = Network::Build(seen);
    for (int i = 0; i < 20; ++i) {
      const SearchQuery query = RandomSearch(random, shape);
      EXPECT_EQ(Rows(SearchActors(*whole, audience, query, nullptr)),
                Rows(SearchActors(*without, audience, query, nullptr)))
          << query.words;
      EXPECT_EQ(ResolveActor(*whole, audience, query).actor,
                ResolveActor(*without, audience, query).actor);
    }
  }
}

}  // namespace
}  // namespace tashbik::graph
