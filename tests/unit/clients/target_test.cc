// Tests how fields are named.
#include "clients/cli/target.h"

#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

const Kind& Org() { return *FindKind("organization"); }

TEST(Target, PathsWithAndWithoutProfile) {
  EXPECT_EQ(ParseTarget(Org(), "profile.base_country")->path, "profile.base_country");
  EXPECT_EQ(ParseTarget(Org(), "base_country")->path, "profile.base_country");
  EXPECT_EQ(ParseTarget(Org(), "visibility.tier")->path, "visibility.tier");
  auto names = ParseTarget(Org(), "names.short.fr");
  ASSERT_TRUE(names.ok());
  EXPECT_EQ(names->path, "profile.names");
  EXPECT_EQ(names->parts, (std::vector<std::string>{"short", "fr"}));
  EXPECT_EQ(ParseTarget(*FindKind("theme"), "labels.ar")->path, "labels");
}

TEST(Target, PlusAddsToLists) {
  EXPECT_TRUE(ParseTarget(Org(), "issues+")->append);
  EXPECT_FALSE(ParseTarget(Org(), "issues")->append);
  EXPECT_FALSE(ParseTarget(Org(), "website+").ok());
  EXPECT_FALSE(ParseTarget(Org(), "descriptions.en+").ok());
}

TEST(Target, MembersBelongToCoalitions) {
  EXPECT_TRUE(ParseTarget(*FindKind("coalition"), "members+")->members);
  EXPECT_FALSE(ParseTarget(Org(), "members+").ok());
}

TEST(Target, WellKnownColumnsInThreeLanguages) {
  const std::pair<const char*, const char*> columns[] = {
      {"name", "profile.names"},         {"Nom", "profile.names"},
      {"اسم المنظمة", "profile.names"},  {"Country", "profile.base_country"},
      {"البلد", "profile.base_country"}, {"Pays", "profile.base_country"},
      {"Themes", "profile.issues"},      {"المواضيع", "profile.issues"},
      {"acronym", "profile.names"},      {"description", "profile.descriptions"},
      {"Site web", "profile.website"},   {"langues", "profile.languages"},
      {"name_ar", "profile.names"},      {"Description (fr)", "profile.descriptions"},
  };
  for (const auto& [column, path] : columns) {
    auto target = TargetOfColumn(Org(), column);
    ASSERT_TRUE(target.has_value()) << column;
    EXPECT_EQ(target->path, path) << column;
  }
  EXPECT_EQ(TargetOfColumn(Org(), "name_ar")->parts, (std::vector<std::string>{"ar"}));
  EXPECT_EQ(TargetOfColumn(Org(), "Description (fr)")->parts, (std::vector<std::string>{"fr"}));
  EXPECT_FALSE(TargetOfColumn(Org(), "registered").has_value());
  EXPECT_FALSE(TargetOfColumn(Org(), "name").value().append);
}

TEST(Target, EveryKnownColumnLeadsSomewhere) {
  for (const Kind& kind : Kinds()) {
    for (const char* column : {"name", "country", "description", "themes", "facet", "origin",
                               "members", "lead", "label", "broader", "website", "tier"}) {
      auto target = TargetOfColumn(kind, column);
      if (target && !target->members) {
        EXPECT_NE(target->field(), nullptr);
      }
    }
  }
}

TEST(Target, TheNearestIsProposed) {
  EXPECT_NE(ParseTarget(Org(), "websit").status().message().find("website"), std::string::npos);
  EXPECT_EQ(NearestField(Org(), "countri"), "base_country");
  EXPECT_EQ(NearestField(Org(), "qqqqqqqqqqq"), "");
  EXPECT_FALSE(ParseTarget(Org(), "etag").ok());
  EXPECT_FALSE(ParseTarget(Org(), "").ok());
}

}  // namespace
}  // namespace tashbik::cli
