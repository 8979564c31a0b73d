// Tests countries as people write them.
#include "clients/cpp/places.h"

#include "gtest/gtest.h"

namespace tashbik::client {
namespace {

TEST(Places, CodesAndNamesInThreeLanguages) {
  const std::pair<const char*, const char*> known[] = {
      {"LB", "LB"},
      {"lb", "LB"},
      {"LBN", "LB"},
      {"Lebanon", "LB"},
      {"Liban", "LB"},
      {"لبنان", "LB"},
      {"البحرين", "BH"},
      {"بحرين", "BH"},
      {"Bahreïn", "BH"},
      {"UK", "GB"},
      {"Royaume-Uni", "GB"},
      {"المملكة المتحدة", "GB"},
      {"Palestine", "PS"},
      {"فلسطين", "PS"},
      {"الامارات", "AE"},
      {"Turkey", "TR"},
      {"Türkiye", "TR"},
      {"تركيا", "TR"},
      {"The Netherlands", "NL"},
      {"Pays-Bas", "NL"},
      {"cote d'ivoire", "CI"},
      {"سوريا", "SY"},
      {"Syrie", "SY"},
      {"USA", "US"},
      {"Etats-Unis", "US"},
      {"المغرب", "MA"},
      {"Maroc", "MA"},
      {"السعودية", "SA"},
      {"DR Congo", "CD"},
      {"Kosovo", "XK"},
  };
  for (const auto& [text, code] : known) {
    auto found = CountryCode(text);
    ASSERT_TRUE(found.ok()) << text << ": " << found.status();
    EXPECT_EQ(*found, code) << text;
  }
}

TEST(Places, EveryCountryIsFoundByItsNames) {
  for (const char* code : {"EG", "IQ", "JO", "KW", "OM", "QA", "TN", "DZ", "LY", "SD", "YE", "IR",
                           "DE", "FR", "BE", "SE", "DK", "IT", "ES", "CA", "AU", "MR", "DJ"}) {
    for (const char* language : {"en", "ar", "fr"}) {
      const std::string name = CountryName(code, language);
      EXPECT_NE(name, code);
      auto found = CountryCode(name);
      ASSERT_TRUE(found.ok()) << name;
      EXPECT_EQ(*found, code) << name;
    }
  }
}

TEST(Places, TheNearestIsProposed) {
  EXPECT_NE(CountryCode("Lebnon").status().message().find("Lebanon (LB)"), std::string::npos);
  EXPECT_EQ(CountryCode("Atlantis on the moon").status().message().find("did you mean"),
            std::string::npos);
  EXPECT_FALSE(CountryCode("").ok());
  EXPECT_FALSE(CountryCode("ZZ").ok());
}

}  // namespace
}  // namespace tashbik::client
