// Filters: what they mean, and how a fault reads.
#include "services/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace tashbik::services {
namespace {

using ::testing::HasSubstr;

bool IsKind(absl::string_view name) { return name == "KIND_NGO" || name == "KIND_MEDIA"; }

const FilterField kFields[] = {
    {"base_country", FilterType::kCountry}, {"theme", FilterType::kTheme},
    {"actor", FilterType::kResource},       {"kind", FilterType::kEnum, "KIND_", IsKind},
    {"language", FilterType::kLanguage},    {"text", FilterType::kText}};

// A resource for the tests: field -> values.
using Values = std::map<std::string, std::set<std::string>, std::less<>>;

bool Matches(absl::string_view text, const Values& values) {
  absl::StatusOr<Filter> filter = ParseFilter(text, kFields);
  EXPECT_TRUE(filter.ok()) << text << ": " << filter.status();
  if (!filter.ok()) return false;
  return filter->Matches([&](const Comparison& comparison) {
    const auto found = values.find(std::string(comparison.field));
    return found != values.end() && found->second.contains(comparison.value);
  });
}

std::string Refusal(absl::string_view text) {
  return std::string(ParseFilter(text, kFields).status().message());
}

const Values kGroup = {{"base_country", {"LB"}},  {"theme", {"dom"}},
                       {"kind", {"KIND_NGO"}},    {"language", {"ar"}},
                       {"text", {"a \"b\" (c)"}}, {"actor", {"organizations/x"}}};

TEST(Filter, ComparisonsAreMadeUniform) {
  EXPECT_TRUE(Matches("base_country = \"LB\"", kGroup));
  EXPECT_TRUE(Matches("base_country=lb", kGroup));
  EXPECT_FALSE(Matches("base_country != LB", kGroup));
  EXPECT_TRUE(Matches("theme:themes/dom", kGroup));
  EXPECT_TRUE(Matches("theme = 'dom'", kGroup));
  EXPECT_TRUE(Matches("kind = NGO AND kind = kind_ngo", kGroup));
  EXPECT_TRUE(Matches("language = AR", kGroup));
  EXPECT_TRUE(Matches("actor = organizations/x", kGroup));
  EXPECT_TRUE(Matches("text : \"a \\\"b\\\" (c)\"", kGroup));
  EXPECT_TRUE(Matches("", kGroup));
}

TEST(Filter, AndOrNotAndParentheses) {
  EXPECT_TRUE(Matches("base_country=LB AND theme:dom", kGroup));
  EXPECT_TRUE(Matches("base_country=LB theme:dom", kGroup));
  EXPECT_FALSE(Matches("base_country=MA AND theme:dom", kGroup));
  EXPECT_TRUE(Matches("NOT base_country=MA", kGroup));
  EXPECT_TRUE(Matches("-base_country=MA -theme:other", kGroup));
  EXPECT_TRUE(Matches("NOT (base_country=MA OR theme:other)", kGroup));
  // OR binds closer than AND.
  EXPECT_FALSE(Matches("base_country=MA AND theme:x OR theme:dom", kGroup));
  EXPECT_TRUE(Matches("(base_country=MA AND theme:x) OR theme:dom", kGroup));
}

TEST(Filter, AllTruthTablesOfThreeComparisons) {
  for (int bits = 0; bits < 8; ++bits) {
    const bool a = bits & 1, b = bits & 2, c = bits & 4;
    Values values;
    if (a) values["base_country"].insert("LB");
    if (b) values["theme"].insert("dom");
    if (c) values["language"].insert("ar");
    EXPECT_EQ(Matches("base_country=LB AND NOT theme:dom OR language=ar", values), a && (!b || c));
    EXPECT_EQ(Matches("base_country=LB OR theme:dom language=ar", values), (a || b) && c);
    EXPECT_EQ(Matches("NOT (base_country=LB AND theme:dom) AND language=ar", values),
              !(a && b) && c);
  }
}

TEST(Filter, FaultsNamePositionAndRemedy) {
  EXPECT_THAT(Refusal("country = LB"), HasSubstr("base_country, theme, actor"));
  EXPECT_THAT(Refusal("base_country = LBN"), HasSubstr("two letters"));
  EXPECT_THAT(Refusal("base_country LB"), HasSubstr("expected =, != or :"));
  EXPECT_THAT(Refusal("theme:dom AND"), HasSubstr("after AND"));
  EXPECT_THAT(Refusal("theme:dom OR"), HasSubstr("expected a field"));
  EXPECT_THAT(Refusal("(theme:dom"), HasSubstr("expected )"));
  EXPECT_THAT(Refusal("theme:dom)"), HasSubstr("expected AND, OR or the end"));
  EXPECT_THAT(Refusal("text:\"open"), HasSubstr("not closed"));
  EXPECT_THAT(Refusal("kind = KITE"), HasSubstr("KIND_KITE"));
  EXPECT_THAT(Refusal("theme = a/b"), HasSubstr("themes/dom"));
  EXPECT_THAT(Refusal("theme:dom base_country = LBN"), HasSubstr("25"));
  EXPECT_THAT(Refusal(std::string(3000, 'x')), HasSubstr("2000"));
  EXPECT_THAT(Refusal(std::string(100, '(') + "theme:dom" + std::string(100, ')')),
              HasSubstr("nested"));
  std::string many = "theme:a";
  for (int i = 0; i < 100; ++i) many += " theme:a";
  EXPECT_THAT(Refusal(many), HasSubstr("64"));
}

}  // namespace
}  // namespace tashbik::services
