// Country, area and language codes, and their names in three languages.
#include "services/places.h"

#include <gtest/gtest.h>
#include <unicode/uloc.h>

#include <string>
#include <utility>
#include <vector>

namespace tashbik::services {
namespace {

TEST(LanguageOf, ThreeLanguagesAndNoMore) {
  EXPECT_EQ(LanguageOf(""), Language::kEnglish);
  EXPECT_EQ(LanguageOf("en"), Language::kEnglish);
  EXPECT_EQ(LanguageOf("AR-LB"), Language::kArabic);
  EXPECT_EQ(LanguageOf("fr"), Language::kFrench);
  EXPECT_EQ(LanguageOf("de"), std::nullopt);
  EXPECT_EQ(LanguageOf("english"), std::nullopt);
  for (int i = 0; i < kLanguageCount; ++i) {
    EXPECT_EQ(LanguageOf(TagOf(static_cast<Language>(i))), static_cast<Language>(i));
  }
}

TEST(IsCountryCode, AssignedCodesInCapitals) {
  for (const char* code : {"LB", "PS", "EH", "SS", "XK", "GB"}) EXPECT_TRUE(IsCountryCode(code));
  for (const char* code :
       {"", "L", "lb", "LBN", "ZZ", "UK", "EU", "AN", "IC", "Lebanon", "\xFF\xFF"}) {
    EXPECT_FALSE(IsCountryCode(code)) << code;
  }
}

TEST(IsAreaCode, ShapeAndCountry) {
  for (const char* code : {"LB-AK", "IQ-DI", "MA-06", "FR-75C", "ES-M"}) {
    EXPECT_TRUE(IsAreaCode(code)) << code;
  }
  for (const char* code : {"LB", "LB-", "LB-ABCD", "ZZ-AK", "LB_AK", "LB-ak", "LBN-AK", ""}) {
    EXPECT_FALSE(IsAreaCode(code)) << code;
  }
}

struct Tag {
  const char* given;
  const char* canonical;
};

class GoodTags : public testing::TestWithParam<Tag> {};
TEST_P(GoodTags, AreMadeCanonical) {
  EXPECT_EQ(CanonicalLanguageTag(GetParam().given), GetParam().canonical);
}
INSTANTIATE_TEST_SUITE_P(All, GoodTags,
                         testing::Values(Tag{"en", "en"}, Tag{"AR-lb", "ar-LB"}, Tag{"zgh", "zgh"},
                                         Tag{"ckb", "ckb"}, Tag{"iw", "he"}, Tag{"rmt", "rmt"},
                                         Tag{"zh-hans", "zh-Hans"}, Tag{"apc", "apc"},
                                         Tag{"aii", "aii"}, Tag{"shi-Tfng-MA", "shi-Tfng-MA"}));

class BadTags : public testing::TestWithParam<const char*> {};
TEST_P(BadTags, AreRefused) { EXPECT_EQ(CanonicalLanguageTag(GetParam()), std::nullopt); }
INSTANTIATE_TEST_SUITE_P(All, BadTags,
                         testing::Values("", "e", "english", "xx", "qqq", "und", "zxx", "en_US",
                                         "ar-", "ar--LB", "ar LB", "ar-ZZ", "عربي", "\xFF",
                                         "en-x-0123456789-0123456789-0123456789"));

TEST(CanonicalLanguageTag, IsStable) {
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    const auto once = CanonicalLanguageTag(*code);
    if (!once.has_value()) continue;
    EXPECT_EQ(CanonicalLanguageTag(*once), once) << *code;
  }
}

struct Named {
  const char* name;
  const char* code;
};

class CountryNames : public testing::TestWithParam<Named> {};
TEST_P(CountryNames, AreFound) { EXPECT_EQ(FindCountry(GetParam().name), GetParam().code); }
INSTANTIATE_TEST_SUITE_P(
    All, CountryNames,
    testing::Values(Named{"Lebanon", "LB"}, Named{"liban", "LB"}, Named{"لبنان", "LB"},
                    Named{"lb", "LB"}, Named{"LBN", "LB"}, Named{"UAE", "AE"},
                    Named{"الإمارات", "AE"}, Named{"الامارات العربية المتحدة", "AE"},
                    Named{"Émirats arabes unis", "AE"}, Named{"Palestine", "PS"},
                    Named{"فلسطين", "PS"}, Named{"State of Palestine", "PS"}, Named{"KSA", "SA"},
                    Named{"السعودية", "SA"}, Named{"Syrie", "SY"}, Named{"سورية", "SY"},
                    Named{"سوريا", "SY"}, Named{"Maroc", "MA"}, Named{"المغرب", "MA"},
                    Named{"Türkiye", "TR"}, Named{"turkey", "TR"}, Named{"Cote d'Ivoire", "CI"},
                    Named{"Western Sahara", "EH"}, Named{"العراق", "IQ"}, Named{"Irak", "IQ"},
                    Named{"USA", "US"}, Named{"UK", "GB"}, Named{"Belgique", "BE"},
                    Named{"بلجيكا", "BE"}, Named{"EL SALVADOR", "SV"}));

TEST(FindCountry, KnowsEveryCodeAndEveryName) {
  int count = 0;
  for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
    if (!IsCountryCode(*code)) continue;
    ++count;
    EXPECT_EQ(FindCountry(*code), *code);
    for (int i = 0; i < kLanguageCount; ++i) {
      const std::string name = CountryName(*code, static_cast<Language>(i));
      EXPECT_NE(name, "");
      EXPECT_EQ(FindCountry(name), *code) << name;
    }
  }
  EXPECT_GE(count, 249);
  for (const char* name : {"", "Atlantis", "…"}) EXPECT_EQ(FindCountry(name), std::nullopt) << name;
}

TEST(Names, InThreeLanguages) {
  EXPECT_EQ(CountryName("LB", Language::kEnglish), "Lebanon");
  EXPECT_EQ(CountryName("LB", Language::kArabic), "لبنان");
  EXPECT_EQ(CountryName("LB", Language::kFrench), "Liban");
  EXPECT_EQ(CountryName("PS", Language::kArabic), "فلسطين");
  EXPECT_EQ(CountryName("ZZ", Language::kEnglish), "ZZ");
  EXPECT_EQ(LanguageName("ckb", Language::kEnglish), "Central Kurdish");
  EXPECT_EQ(LanguageName("rmt", Language::kArabic), "الدومرية");
  EXPECT_EQ(LanguageName("ar", Language::kFrench), "arabe");
  EXPECT_EQ(LanguageName("??", Language::kFrench), "??");
}

// The names stand in the order of the engine's numbers: a shift would show here.
TEST(RegionName, FitsTheEnginesRegions) {
  const std::vector<std::pair<const char*, const char*>> regions = {
      {"MA", "the Maghreb"},
      {"SD", "the Nile valley"},
      {"LB", "the Mashreq"},
      {"KW", "the Gulf and Yemen"},
      {"TR", "Anatolia, the Caucasus and Iran"},
      {"SN", "West Africa"},
      {"SO", "East Africa"},
      {"CM", "Central Africa"},
      {"ZA", "Southern Africa"},
      {"BE", "Western Europe"},
      {"SE", "Northern Europe"},
      {"ES", "Southern Europe"},
      {"PL", "Eastern Europe"},
      {"KZ", "Central Asia"},
      {"PK", "South Asia"},
      {"JP", "East Asia"},
      {"ID", "Southeast Asia"},
      {"CA", "North America"},
      {"MX", "Central America"},
      {"BR", "South America"},
      {"CU", "the Caribbean"},
      {"AU", "Australia and New Zealand"},
      {"FJ", "the Pacific"},
  };
  for (const auto& [country, name] : regions) {
    EXPECT_EQ(RegionName(country, Language::kEnglish), name) << country;
  }
  EXPECT_EQ(RegionName("YE", Language::kFrench), "Golfe et Yémen");
  EXPECT_EQ(RegionName("ZZ", Language::kEnglish), "");
}

}  // namespace
}  // namespace tashbik::services
