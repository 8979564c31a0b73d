// The text row: names with words and initials, descriptions as stems, bounds.
#include "graph/text/row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "graph/text/fold.h"

namespace tashbik::graph::text {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Folded(const TextRow& row) {
  std::vector<std::string> folded;
  for (const NameEntry& name : row.names) folded.push_back(name.folded);
  return folded;
}

TextRow NamesOnly(const std::vector<NameText>& names) { return DeriveRow(names, {}); }

std::vector<std::string> StemsOf(absl::string_view text, absl::string_view language) {
  const TextRow row = DeriveRow({}, std::vector<DescriptionText>{{text, language}});
  std::vector<std::string> stems;
  for (const Stem& stem : row.stems) stems.push_back(stem.text);
  return stems;
}

// Where `part` stands in a row in `whole`.
bool StandsIn(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  return !part.empty() &&
         std::search(whole.begin(), whole.end(), part.begin(), part.end()) != whole.end();
}

TEST(DeriveRow, NamesInTheOrderGivenThenInitials) {
  const TextRow row = NamesOnly({{"Gulf Centre for Human Rights", "en", NameKind::kLegal},
                                 {"مركز الخليج لحقوق الإنسان", "ar", NameKind::kTranslated}});
  EXPECT_EQ(row.version, kPipelineVersion);
  EXPECT_THAT(Folded(row),
              ElementsAre("gulf centre for human rights", "مركز الخليج لحقوق الانسان", "gchr"));
  EXPECT_THAT(row.names[0].words, ElementsAre("gulf", "centre", "human", "rights"));
  EXPECT_EQ(row.names[1].lang, Lang::kArabic);
  EXPECT_EQ(row.names[2].kind, NameKind::kInitials);
  EXPECT_THAT(row.stems, IsEmpty());
}

TEST(DeriveRow, InitialsOfKnownOrganizations) {
  EXPECT_THAT(Folded(NamesOnly({{"Bahrain Center for Human Rights", "en", NameKind::kLegal}})),
              Contains("bchr"));
  EXPECT_THAT(Folded(NamesOnly({{"Iraqi Observatory for Human Rights", "en", NameKind::kLegal}})),
              Contains("iohr"));
  EXPECT_THAT(
      Folded(NamesOnly({{"Association Marocaine des Droits Humains", "fr", NameKind::kLegal}})),
      Contains("amdh"));
}

TEST(DeriveRow, NoInitialsOfShortNamesOrAliases) {
  EXPECT_THAT(Folded(NamesOnly({{"Amnesty International", "en", NameKind::kLegal}})),
              ElementsAre("amnesty international"));
  EXPECT_THAT(Folded(NamesOnly({{"the quick brown fox", "en", NameKind::kAlias}})),
              ElementsAre("the quick brown fox"));
}

TEST(DeriveRow, TakesParenthesesApart) {
  const TextRow row = NamesOnly({{"Gulf Centre for Human Rights (GCHR)", "en", NameKind::kLegal}});
  EXPECT_THAT(Folded(row), ElementsAre("gulf centre for human rights gchr",
                                       "gulf centre for human rights", "gchr"));
  EXPECT_EQ(row.names[2].kind, NameKind::kAlias);
}

TEST(DeriveRow, EqualNamesOnceEmptyOnesNever) {
  const TextRow row = NamesOnly({{"Égalité", "fr", NameKind::kLegal},
                                 {"EGALITE", "fr", NameKind::kAlias},
                                 {"—", "en", NameKind::kAlias}});
  EXPECT_THAT(Folded(row), ElementsAre("egalite"));
  EXPECT_EQ(row.names[0].kind, NameKind::kLegal);
}

TEST(DeriveRow, StopWordsStayWhenNothingElseIsThere) {
  EXPECT_THAT(NamesOnly({{"Nous Toutes", "fr", NameKind::kLegal}}).names[0].words,
              ElementsAre("nous", "toutes"));
}

TEST(DeriveRow, StemsKeepOrderAndRepeats) {
  EXPECT_THAT(StemsOf("Rights of women, and women's rights.", "en"),
              ElementsAre("right", "women", "women", "right"));
}

TEST(DeriveRow, LanguagesMeetScripts) {
  const TextRow row =
      DeriveRow({}, std::vector<DescriptionText>{{"شريك UNHCR في لبنان", "ar"},
                                                 {"Nous défendons les réfugiés", "fr"}});
  ASSERT_EQ(row.stems.size(), 5u);
  EXPECT_EQ(row.stems[0].lang, Lang::kArabic);
  EXPECT_EQ(row.stems[1], (Stem{"unhcr", Lang::kUnknown}));
  EXPECT_EQ(row.stems[2], (Stem{"لبنان", Lang::kArabic}));
  EXPECT_EQ(row.stems[4].lang, Lang::kFrench);
}

TEST(DeriveRow, GuessesEnglishAndFrench) {
  EXPECT_EQ(StemsOf("la défense des libertés et de la presse", ""),
            StemsOf("la défense des libertés et de la presse", "fr"));
  EXPECT_EQ(StemsOf("the freedom of the press and of writers", ""),
            StemsOf("the freedom of the press and of writers", "en"));
}

TEST(DeriveRow, LongNumbersSayNothing) {
  EXPECT_THAT(StemsOf("since 2011, SDG 16 and 2030", "en"), ElementsAre("sinc", "sdg", "16"));
}

TEST(DeriveRow, IsBounded) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "word" + std::to_string(i) + "x ";
  EXPECT_EQ(StemsOf(many, "en").size(), static_cast<size_t>(kMaxStemsPerDescription));
  const std::vector<DescriptionText> ten(10, {many, "en"});
  EXPECT_EQ(DeriveRow({}, ten).stems.size(), static_cast<size_t>(kMaxStems));
  EXPECT_EQ(NamesOnly({{many, "en", NameKind::kLegal}}).names[0].words.size(),
            static_cast<size_t>(kMaxNameWords));
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) texts.push_back("name " + std::to_string(i));
  std::vector<NameText> names;
  for (const std::string& text : texts) names.push_back({text, "en", NameKind::kAlias});
  EXPECT_EQ(NamesOnly(names).names.size(), static_cast<size_t>(kMaxNames));
}

TEST(StemLabel, StandsInDescriptionsThatNameTheTheme) {
  EXPECT_TRUE(StandsIn(StemLabel("Freedom of association", "en"),
                       StemsOf("We defend the freedom of associations in Morocco.", "en")));
  EXPECT_TRUE(
      StandsIn(StemLabel("حرية التعبير", "ar"), StemsOf("ندافع عن حرية التعبير والصحافة", "ar")));
  EXPECT_TRUE(StandsIn(StemLabel("liberté d’association", "fr"),
                       StemsOf("pour les libertés d'association au Maroc", "fr")));
  EXPECT_TRUE(
      StandsIn(StemLabel("انعدام الجنسية", "ar"), StemsOf("نعمل على قضايا انعدام الجنسية", "ar")));
  EXPECT_FALSE(StandsIn(StemLabel("Freedom of expression", "en"),
                        StemsOf("We defend the freedom of association.", "en")));
}

TEST(StemLabel, IsNeverEmptyForAWord) {
  EXPECT_THAT(StemLabel("The Who", "en"), ElementsAre("the", "who"));
  EXPECT_THAT(StemLabel("  ", "en"), IsEmpty());
}

}  // namespace
}  // namespace tashbik::graph::text
