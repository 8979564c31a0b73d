// Tests cells on their way into fields.
#include "clients/cli/assign.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::cli {
namespace {

// A vocabulary of two themes, one with a comma in its label.
absl::StatusOr<std::string> Vocabulary(absl::string_view text, const std::vector<v1::Facet>&) {
  if (text == "Statelessness" || text == "انعدام الجنسية") return "themes/statelessness";
  if (text == "Culture, media and sport") return "themes/culture";
  if (text == "Housing") return "themes/housing";
  return absl::InvalidArgumentError(absl::StrCat("no theme is called '", text, "'"));
}

absl::Status Set(Message* resource, const char* field, absl::string_view text) {
  auto target = ParseTarget(*KindOf(*resource), field);
  if (!target.ok()) return target.status();
  return Assign(*target, text, Vocabulary, resource);
}

TEST(Assign, NamesByKindAndLanguage) {
  v1::Organization org;
  ASSERT_TRUE(Set(&org, "names", "Save; or not, the Date").ok());
  ASSERT_TRUE(Set(&org, "names.short", "SD; S.D.").ok());
  ASSERT_TRUE(Set(&org, "names.ar", "احفظ").ok());
  ASSERT_TRUE(Set(&org, "names", "مركز").ok());
  const auto& names = org.profile().names();
  ASSERT_EQ(names.size(), 5);
  EXPECT_EQ(names[0].text(), "Save; or not, the Date") << "a full name is not divided";
  EXPECT_EQ(names[1].kind(), v1::NAME_KIND_SHORT);
  EXPECT_EQ(names[2].text(), "S.D.");
  EXPECT_EQ(names[3].language(), "ar");
  EXPECT_EQ(names[4].language(), "ar") << "by its letters";
}

TEST(Assign, CountriesInAnyFormWithAnyDivision) {
  v1::Organization org;
  ASSERT_TRUE(Set(&org, "active_countries", "Lebanon, Syrie ; لبنان، البحرين|IQ").ok());
  EXPECT_EQ(absl::StrJoin(org.profile().active_countries(), " "), "LB SY BH IQ");
  EXPECT_FALSE(Set(&org, "base_country", "Nowhereland").ok());
  EXPECT_EQ(org.profile().base_country(), "");
}

TEST(Assign, ThemesWithCommasInTheirLabels) {
  v1::Organization org;
  ASSERT_TRUE(Set(&org, "issues", "Culture, media and sport").ok());
  ASSERT_TRUE(Set(&org, "issues", "Statelessness, Housing; انعدام الجنسية").ok());
  ASSERT_EQ(org.profile().issues_size(), 3) << org.DebugString();
  EXPECT_EQ(org.profile().issues(1).theme(), "themes/statelessness");
  absl::Status unknown = Set(&org, "issues", "Statelesness");
  EXPECT_NE(unknown.message().find("'Statelesness'"), absl::string_view::npos);
  v1::Coalition coalition;
  ASSERT_TRUE(Set(&coalition, "themes", "Housing").ok());
  EXPECT_EQ(coalition.themes(0), "themes/housing");
}

TEST(Assign, WordsOfEnums) {
  v1::Organization org;
  ASSERT_TRUE(Set(&org, "levels", "in, from").ok());
  ASSERT_TRUE(Set(&org, "levels", "LEVEL_FOR").ok());
  EXPECT_EQ(org.profile().levels_size(), 3);
  ASSERT_TRUE(Set(&org, "kind", "legal aid").ok());
  EXPECT_EQ(org.kind(), v1::ORGANIZATION_KIND_LEGAL_AID);
  ASSERT_TRUE(Set(&org, "visibility.tier", "public").ok());
  EXPECT_EQ(org.visibility().tier(), v1::TIER_PUBLIC);
  EXPECT_NE(Set(&org, "levels", "national").message().find("in, from, for"),
            absl::string_view::npos);
}

TEST(Assign, TextsByLanguage) {
  v1::Organization org;
  ASSERT_TRUE(Set(&org, "descriptions", "منظمة مستقلة").ok());
  ASSERT_TRUE(Set(&org, "descriptions.fr", "Une organisation").ok());
  ASSERT_TRUE(Set(&org, "descriptions", "We work for the people").ok());
  EXPECT_EQ(org.profile().descriptions().size(), 3u);
  EXPECT_EQ(org.profile().descriptions().at("fr"), "Une organisation");
}

TEST(Assign, ListsOfMessages) {
  v1::Organization org;
  ASSERT_TRUE(Set(&org, "external_ids.iati", "XM-1; XM-2").ok());
  ASSERT_TRUE(Set(&org, "contacts.email", "a@example.org").ok());
  ASSERT_TRUE(Set(&org, "sources", "Annual report").ok());
  ASSERT_TRUE(Set(&org, "sources.uri", "https://example.org").ok());
  ASSERT_TRUE(Set(&org, "needs", "Housing").ok());
  EXPECT_EQ(org.profile().external_ids_size(), 2);
  EXPECT_EQ(org.profile().contacts(0).method(), "email");
  ASSERT_EQ(org.sources_size(), 1);
  EXPECT_EQ(org.sources(0).uri(), "https://example.org");
  EXPECT_EQ(org.profile().needs(0).theme(), "themes/housing");
  EXPECT_FALSE(Set(&org, "external_ids", "1").ok());
}

TEST(Assign, ScalarsAreChecked) {
  v1::Organization org;
  EXPECT_TRUE(Set(&org, "illustrative", "oui").ok());
  EXPECT_TRUE(org.illustrative());
  EXPECT_FALSE(Set(&org, "illustrative", "perhaps").ok());
  EXPECT_TRUE(Set(&org, "introductions_per_month", "12").ok());
  EXPECT_FALSE(Set(&org, "introductions_per_month", "a dozen").ok());
  EXPECT_TRUE(Set(&org, "website", "  ").ok()) << "an empty cell changes nothing";
}

TEST(Assign, DiasporaPlaces) {
  v1::DiasporaGroup group;
  ASSERT_TRUE(Set(&group, "origin", "Iraq").ok());
  ASSERT_TRUE(Set(&group, "residence", "Belgique").ok());
  EXPECT_EQ(group.origin_countries(0), "IQ");
  EXPECT_EQ(group.residence_countries(0), "BE");
}

}  // namespace
}  // namespace tashbik::cli
