// Tests languages as people write them.
#include "clients/cpp/languages.h"

#include "gtest/gtest.h"

namespace tashbik::client {
namespace {

TEST(Languages, TagsAndNames) {
  const std::pair<const char*, const char*> known[] = {
      {"ar", "ar"},     {"Arabic", "ar"},   {"arabe", "ar"},      {"العربية", "ar"},
      {"French", "fr"}, {"français", "fr"}, {"الفرنسية", "fr"},   {"AR", "ar"},
      {"ckb", "ckb"},   {"Sorani", "ckb"},  {"Tamazight", "zgh"}, {"zh-Hant", "zh-Hant"},
  };
  for (const auto& [text, tag] : known) {
    auto found = LanguageTag(text);
    ASSERT_TRUE(found.ok()) << text << ": " << found.status();
    EXPECT_EQ(*found, tag) << text;
  }
  EXPECT_FALSE(LanguageTag("").ok());
  EXPECT_FALSE(LanguageTag("the language of birds").ok());
}

TEST(Languages, GuessedByLettersAndSmallWords) {
  EXPECT_EQ(GuessLanguage("منظمة مستقلة"), "ar");
  EXPECT_EQ(GuessLanguage("Nous défendons les droits de la personne et la liberté"), "fr");
  EXPECT_EQ(GuessLanguage("We defend the rights of people in the region"), "en");
  EXPECT_EQ(GuessLanguage(""), "en");
}

}  // namespace
}  // namespace tashbik::client
