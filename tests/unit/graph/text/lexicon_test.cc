// The names' lexicon: translated names meet, different ones stay apart, the table is consistent.
#include "graph/text/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "graph/text/fold.h"
#include "graph/text/lexicon_table.h"
#include "graph/text/row.h"

namespace tashbik::graph::text {
namespace {

std::string Concept(absl::string_view word, Lang lang = Lang::kUnknown) {
  return std::string(ConceptOf(Fold(word), lang));
}

std::vector<LexiconRow> AllRows() {
  std::vector<LexiconRow> rows;
  for (const std::span<const LexiconRow> part :
       {LexiconForms(), LexiconSubjects(), LexiconPlaces(), LexiconWorld()}) {
    rows.insert(rows.end(), part.begin(), part.end());
  }
  return rows;
}

TEST(ConceptOf, JoinsLanguages) {
  for (const char* word :
       {"centre", "Center", "centers", "centres", "مركز", "المركز", "للمركز", "مراكز"}) {
    EXPECT_EQ(Concept(word), "centre") << word;
  }
  for (const char* word : {"gulf", "Golfe", "الخليج", "خليج", "خليجي", "الخليجية"}) {
    EXPECT_EQ(Concept(word), "gulf") << word;
  }
  for (const char* word : {"rights", "Droits", "droit", "حقوق", "لحقوق", "الحقوق", "الحق"}) {
    EXPECT_EQ(Concept(word), "right") << word;
  }
  for (const char* word : {"observatory", "Observatoire", "مرصد", "المرصد"}) {
    EXPECT_EQ(Concept(word), "observatory") << word;
  }
  for (const char* word : {"women", "femmes", "نساء", "النساء", "المرأة", "للمرأة"}) {
    EXPECT_EQ(Concept(word), "woman") << word;
  }
}

TEST(ConceptOf, UnknownWordsHaveNone) {
  EXPECT_EQ(Concept("SimSim"), "");
  EXPECT_EQ(Concept("سمسم"), "");
  EXPECT_EQ(Concept("golfing"), "");
  EXPECT_EQ(Concept(""), "");
}

TEST(ConceptOf, FollowsTheDeclaredLanguage) {
  EXPECT_EQ(Concept("travail", Lang::kFrench), "labour");
  EXPECT_EQ(Concept("travail", Lang::kEnglish), "");
  EXPECT_EQ(Concept("main", Lang::kFrench), "hand");
  EXPECT_EQ(Concept("مركز", Lang::kEnglish), "centre");
}

TEST(Table, HoldsHundredsOfCompleteConcepts) {
  std::set<absl::string_view> keys;
  for (const LexiconRow& row : AllRows()) {
    EXPECT_TRUE(keys.insert(row.concept_key).second) << row.concept_key << " stands twice";
    EXPECT_FALSE(row.english.empty() || row.french.empty() || row.arabic.empty())
        << row.concept_key;
  }
  EXPECT_GE(keys.size(), 500u);
}

// Every word of the table leads back to its own row; a clash of stems would show here.
TEST(Table, EveryWordFindsItsRow) {
  for (const LexiconRow& row : AllRows()) {
    for (const auto& [words, lang] :
         {std::pair(row.english, Lang::kEnglish), std::pair(row.french, Lang::kFrench),
          std::pair(row.arabic, Lang::kArabic)}) {
      for (const std::string& word : Words(Fold(words))) {
        EXPECT_EQ(ConceptOf(word, lang), row.concept_key) << word;
      }
    }
  }
}

// Plurals and the article must not lead into a neighbour's row.
TEST(Table, NoTwoRowsShareAnArabicStem) {
  std::map<std::string, absl::string_view> owner;
  for (const LexiconRow& row : AllRows()) {
    for (const std::string& word : Words(Fold(row.arabic))) {
      const auto [found, is_new] = owner.emplace(LightStemArabic(word), row.concept_key);
      EXPECT_TRUE(is_new || found->second == row.concept_key)
          << word << ": " << row.concept_key << " and " << found->second;
    }
  }
}

// Of Kurdish and Tamazight too; no word may stand for two.
TEST(Table, OtherLanguagesSayTheSameConcepts) {
  for (const std::span<const OtherRow> part : {LexiconKurdish(), LexiconTamazight()}) {
    for (const OtherRow& row : part) {
      for (const absl::string_view words : {row.latin, row.own}) {
        for (const std::string& word : Words(Fold(words))) {
          EXPECT_EQ(ConceptOf(word, Lang::kOther), row.concept_key) << word;
        }
      }
    }
  }
}

TEST(ConceptOf, KnowsKurdishEndings) {
  for (const char* word : {"mafên", "mafê", "مافی", "مافەکانی", "ماف"}) {
    EXPECT_EQ(Concept(word, Lang::kOther), "right") << word;
  }
  for (const char* word : {"jinên", "jinan", "ژنانی", "ئافرەتانی"}) {
    EXPECT_EQ(Concept(word, Lang::kOther), "woman") << word;
  }
  EXPECT_EQ(Concept("navenda"), "centre") << "without a language, a long word";
  EXPECT_EQ(Concept("malika"), "") << "not `mal` with an ending";
}

TEST(SetsApart, CountriesPeoplesAndCities) {
  for (const char* key : {"bahrain", "gulf", "kurdistan", "amazigh", "aleppo"}) {
    EXPECT_TRUE(SetsApart(key)) << key;
  }
  for (const char* key : {"woman", "centre", "right", ""}) EXPECT_FALSE(SetsApart(key)) << key;
}

TEST(IsGenericConcept, TellsNameFillersFromSubjects) {
  for (const char* key : {"centre", "association", "right", "human", "network", "organization"}) {
    EXPECT_TRUE(IsGenericConcept(key)) << key;
  }
  for (const char* key : {"gulf", "woman", "stateless", "bahrain", ""}) {
    EXPECT_FALSE(IsGenericConcept(key)) << key;
  }
}

TEST(Skeleton, MeetsAcrossScripts) {
  const std::vector<std::pair<const char*, const char*>> pairs = {
      {"khalij", "الخليج"},   {"karama", "كرامة"},     {"Alkarama", "الكرامة"},
      {"Mohammed", "محمد"},   {"Birzeit", "بيرزيت"},   {"Oujda", "وجدة"},
      {"Tadamon", "تضامن"},   {"Shahrazad", "شهرزاد"}, {"Ouarzazate", "ورزازات"},
      {"Simsim", "سمسم"},     {"Djamila", "جميلة"},    {"Mashriq", "مشرق"},
      {"Yarmouk", "اليرموك"}, {"Nachaz", "نشاز"},      {"Qandil", "قنديل"},
  };
  for (const auto& [latin, arabic] : pairs) {
    EXPECT_EQ(Skeleton(Fold(latin)), Skeleton(Fold(arabic))) << latin;
    EXPECT_NE(Skeleton(Fold(latin)), "") << latin;
  }
  EXPECT_EQ(Skeleton("khalij"), "xlg");
}

TEST(Skeleton, IsEmptyWhereItSaysNothing) {
  EXPECT_EQ(Skeleton("iraq"), "");
  EXPECT_EQ(Skeleton("gc4hr"), "");
  EXPECT_EQ(Skeleton("права"), "");
  EXPECT_EQ(Skeleton(""), "");
}

// How much of the words of `query` the words of `name` cover, by the best key of each, weighted by
// how telling each word is: the way search uses NameKeys.
double Coverage(absl::string_view query, absl::string_view name) {
  const TextRow row = DeriveRow(std::vector<NameText>{{name, "", NameKind::kAlias}}, {});
  double covered = 0;
  double total = 0;
  for (const std::string& word : Words(Fold(query))) {
    if (IsStopWord(word, WordLang(word, Lang::kUnknown))) continue;
    const std::vector<NameKey> keys = NameKeys(word, Lang::kUnknown);
    double best = 0;
    for (const std::string& other : row.names.front().words) {
      for (const NameKey& theirs : NameKeys(other, Lang::kUnknown)) {
        for (const NameKey& ours : keys) {
          if (ours.kind == theirs.kind && ours.key == theirs.key)
            best = std::max(best, ours.weight);
        }
      }
    }
    covered += best;
    total += keys.front().weight;
  }
  return total == 0 ? 0 : covered / total;
}

TEST(NameKeys, OneOrganizationInThreeLanguages) {
  const std::string english = "Gulf Centre for Human Rights";
  const std::string arabic = "مركز الخليج لحقوق الإنسان";
  for (const char* query :
       {"مركز الخليج لحقوق الانسان", "gulf center for human rights", "Centre du Golfe",
        "Centre du Golfe pour les droits de l’homme", "خليج حقوق انسان", "GULF CENTERS HUMAN RIGHT",
        "مراكز الخليج", "المركز الخليجي لحقوق الإنسان", "human rights gulf",
        "golfe droits humains"}) {
    EXPECT_GE(Coverage(query, english), 0.75) << query;
    EXPECT_GE(Coverage(query, arabic), 0.75) << query;
  }
}

TEST(NameKeys, NeighboursStayApart) {
  const std::string bahrain = "مركز البحرين لحقوق الإنسان";
  EXPECT_LE(Coverage("مركز الخليج لحقوق الإنسان", bahrain), 0.4);
  EXPECT_LE(Coverage("Gulf Centre for Human Rights", bahrain), 0.4);
  EXPECT_GE(Coverage("Bahrain Center for Human Rights", bahrain), 0.75);
  EXPECT_GE(Coverage("Iraqi Observatory for Human Rights", "المرصد العراقي لحقوق الإنسان"), 0.75);
  EXPECT_LE(Coverage("Iraqi Observatory for Human Rights", bahrain), 0.4);
}

TEST(NameKeys, WordFirstAndWeightsInRange) {
  for (const char* word : {"مركز", "gulf", "simsim", "khalij"}) {
    const std::vector<NameKey> keys = NameKeys(word, Lang::kUnknown);
    EXPECT_EQ(keys.front().kind, KeyKind::kWord);
    for (const NameKey& key : keys) {
      EXPECT_GT(key.weight, 0);
      EXPECT_LE(key.weight, keys.front().weight);
    }
  }
}

}  // namespace
}  // namespace tashbik::graph::text
