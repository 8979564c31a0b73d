// Tests how rows become records.
#include "clients/cli/import_table.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

absl::StatusOr<std::string> AnyTheme(absl::string_view text, const std::vector<v1::Facet>&) {
  if (text == "unknown") return absl::InvalidArgumentError("no theme is called 'unknown'");
  return absl::StrCat("themes/", text);
}

class ImportTable : public testing::Test {
 protected:
  absl::Status Read(absl::string_view text) {
    auto table = ReadDelimited(text);
    if (!table.ok()) return table.status();
    return ReadTable(*table, "f.csv", "register", "hubs/h", options_, AnyTheme, &set_);
  }
  const v1::Organization& Org(size_t i) const {
    return *google::protobuf::DynamicCastToGenerated<v1::Organization>(
        set_.records.at(i)->resource.get());
  }
  std::string Notes() const { return absl::StrJoin(set_.notes, "\n"); }

  ImportOptions options_;
  ImportSet set_;
};

TEST_F(ImportTable, OneRecordForARow) {
  options_.key = "org_id";
  ASSERT_TRUE(Read("org_id,name,acronym,country\n7,Centre,C,Liban\n8,Other,,SY\n").ok());
  ASSERT_EQ(set_.records.size(), 2u);
  EXPECT_EQ(set_.records[0]->key, "7");
  EXPECT_EQ(set_.records[0]->local_name, "organizations/7");
  EXPECT_EQ(set_.records[0]->lines, std::vector<int>{2});
  EXPECT_EQ(Org(0).profile().base_country(), "LB");
  EXPECT_EQ(Org(0).profile().names_size(), 2);
  EXPECT_EQ(Org(1).profile().names_size(), 1);
}

TEST_F(ImportTable, ColumnsOfAnArabicSheetAreKnown) {
  ASSERT_TRUE(Read("المعرّف;الاسم;الاسم بالفرنسية;name in English;البلد\n"
                   "7;شبكة دجلة;Réseau Tigre;Tigris Network;العراق\n")
                  .ok());
  EXPECT_EQ(Notes(), "");
  ASSERT_EQ(set_.records.size(), 1u);
  EXPECT_EQ(set_.records[0]->key, "7");
  EXPECT_EQ(Org(0).profile().base_country(), "IQ");
  ASSERT_EQ(Org(0).profile().names_size(), 3);
  EXPECT_EQ(Org(0).profile().names(1).text(), "Réseau Tigre");
  EXPECT_EQ(Org(0).profile().names(1).language(), "fr");
  EXPECT_EQ(Org(0).profile().names(2).language(), "en");
}

TEST_F(ImportTable, RefusedRowsAreCalledAsTheFileCallsThem) {
  ASSERT_TRUE(Read("الاسم;البلد\nجمعية النور;الواق واق\nشبكة دجلة;العراق\n").ok());
  ASSERT_EQ(set_.refused.size(), 1u);
  EXPECT_EQ(set_.refused[0].title, "جمعية النور");
  ASSERT_EQ(set_.records.size(), 1u);
  EXPECT_EQ(set_.records[0]->title, "شبكة دجلة");
  EXPECT_EQ(set_.records[0]->key, "شبكه دجله") << "folded, so that spelling makes no second record";
}

TEST_F(ImportTable, ADashIsNoValue) {
  options_.key = "org_id";
  ASSERT_TRUE(Read("org_id,name,acronym,country\n7,Centre, - ,–\n").ok());
  ASSERT_EQ(set_.records.size(), 1u);
  EXPECT_TRUE(set_.refused.empty());
  EXPECT_EQ(Org(0).profile().names_size(), 1);
  EXPECT_EQ(Org(0).profile().base_country(), "");
}

TEST_F(ImportTable, RowsOfOneKeyAddUp) {
  options_.key = "id";
  options_.map = {"theme=issues+"};
  ASSERT_TRUE(Read("id,theme\n1,a\n1,b\n2,a\n1,unknown\n").ok());
  ASSERT_EQ(set_.records.size(), 2u);
  EXPECT_EQ(Org(0).profile().issues_size(), 2);
  EXPECT_EQ(set_.records[0]->lines, (std::vector<int>{2, 3}));
  EXPECT_EQ(set_.records[0]->appended, std::set<std::string>{"profile.issues"});
  ASSERT_EQ(set_.refused.size(), 1u);
  EXPECT_EQ(set_.refused[0].line, 5);
  EXPECT_NE(set_.refused[0].reason.find("theme: no theme"), std::string::npos);
}

TEST_F(ImportTable, TheSameKeyWithAnotherValueIsRefused) {
  ASSERT_TRUE(Read("id,name\n1,A\n1,A\n1,B\n").ok());
  EXPECT_EQ(set_.records.size(), 1u);
  ASSERT_EQ(set_.refused.size(), 1u);
  EXPECT_NE(set_.refused[0].reason.find("line 2 has the same key"), std::string::npos);
}

TEST_F(ImportTable, ABadRowIsRefusedAlone) {
  ASSERT_TRUE(Read("id,name,country\n1,A,LB\n2,B,Narnia\n3,C,IQ\n,D,IQ\n").ok());
  EXPECT_EQ(set_.records.size(), 2u);
  ASSERT_EQ(set_.refused.size(), 2u);
  EXPECT_EQ(set_.refused[0].line, 3);
  EXPECT_EQ(set_.refused[0].key, "2");
  EXPECT_NE(set_.refused[0].reason.find("Narnia"), std::string::npos);
  EXPECT_EQ(set_.refused[1].reason, "id is empty");
}

TEST_F(ImportTable, UnmappedColumnsAreNamedWithTheNearestField) {
  ASSERT_TRUE(Read("id,name,registered,websit\n1,A,2018,https://a.org\n").ok());
  EXPECT_NE(Notes().find("'registered' goes nowhere"), std::string::npos);
  EXPECT_NE(Notes().find("--map 'websit=website'"), std::string::npos) << Notes();
}

TEST_F(ImportTable, WordsOfAColumnNobodyMappedAreLeftOut) {
  ASSERT_TRUE(Read("id,name,levels\n1,A,European\n2,B,in\n").ok());
  EXPECT_EQ(set_.records.size(), 2u);
  EXPECT_NE(Notes().find("1 values are no profile.levels"), std::string::npos) << Notes();
  options_.map = {"levels=levels"};
  set_ = ImportSet();
  ASSERT_TRUE(Read("id,name,levels\n1,A,European\n2,B,in\n").ok());
  EXPECT_EQ(set_.refused.size(), 1u) << "what was mapped must fit";
}

TEST_F(ImportTable, CoalitionsBringTheirMembers) {
  options_.kind = "coalition";
  options_.key = "coalition_id";
  options_.map = {"coalition_name=names", "org_id=members+"};
  options_.ref = "orgs";
  ASSERT_TRUE(Read("coalition_id\tcoalition_name\torg_id\nc1\tForum\t7\nc1\tForum\t8\n").ok());
  ASSERT_EQ(set_.records.size(), 3u);
  EXPECT_EQ(set_.records[0]->key, "c1");
  EXPECT_EQ(NameOf(*set_.records[2]->resource), "coalitions/c1/members/-");
  EXPECT_EQ(GetText(*set_.records[2]->resource, "actor"), "8");
  EXPECT_EQ(set_.records[2]->ref_source, "orgs");
  EXPECT_EQ(set_.records[2]->lines, std::vector<int>{3});
}

TEST_F(ImportTable, ThemesGetReadableIds) {
  options_.kind = "theme";
  options_.key = "theme";
  options_.set = {"facet=issue"};
  ASSERT_TRUE(Read("id2,theme\n1,Digital economy & society\n2,Climate Action\n").ok());
  ASSERT_EQ(set_.records.size(), 2u);
  const auto& theme =
      *google::protobuf::DynamicCastToGenerated<v1::Theme>(set_.records[0]->resource.get());
  EXPECT_EQ(theme.name(), "themes/digital-economy-society");
  EXPECT_EQ(theme.facet(), v1::FACET_ISSUE);
  EXPECT_EQ(theme.labels().at("en"), "Digital economy & society");
}

TEST_F(ImportTable, ThemesReferToOthersOfTheFile) {
  options_.kind = "theme";
  ASSERT_TRUE(Read("id,label,broader\nschools,Schools,Right to education\n"
                   "education,Right to education,\nbooks,Books,education; schools\n")
                  .ok());
  ASSERT_EQ(set_.records.size(), 3u) << set_.refused.at(0).reason;
  const auto theme = [&](size_t i) {
    return google::protobuf::DynamicCastToGenerated<v1::Theme>(set_.records[i]->resource.get());
  };
  EXPECT_EQ(theme(0)->broader(0), "themes/education");
  EXPECT_EQ(theme(2)->broader_size(), 2);
}

TEST_F(ImportTable, AThemeWithoutLatinLettersNeedsAKey) {
  options_.kind = "theme";
  ASSERT_TRUE(Read("label\nسكن\nHousing\n").ok());
  EXPECT_EQ(set_.records.size(), 1u);
  ASSERT_EQ(set_.refused.size(), 1u);
  EXPECT_NE(set_.refused[0].reason.find("--key"), std::string::npos);
}

TEST_F(ImportTable, WithoutAKeyNamesTellRowsApart) {
  ASSERT_TRUE(Read("name,country\nCentre Alpha,LB\nCENTRE  alpha,LB\n,LB\n").ok());
  ASSERT_EQ(set_.records.size(), 1u);
  EXPECT_EQ(set_.records[0]->key, "centre alpha");
  EXPECT_NE(Notes().find("--key COLUMN"), std::string::npos);
  EXPECT_EQ(set_.refused.size(), 2u);
}

TEST_F(ImportTable, ConstantsAndVisibility) {
  options_.set = {"visibility.tier=public", "languages=Arabic"};
  ASSERT_TRUE(Read("id,name\n1,A\n").ok());
  EXPECT_TRUE(set_.records[0]->has_visibility);
  EXPECT_EQ(Org(0).visibility().tier(), v1::TIER_PUBLIC);
  EXPECT_EQ(Org(0).profile().languages(0), "ar");
}

TEST_F(ImportTable, UsageErrorsStopBeforeAnythingIsRead) {
  options_.key = "nope";
  EXPECT_FALSE(Read("id,name\n1,A\n").ok());
  options_ = ImportOptions();
  options_.map = {"name=nonsense"};
  EXPECT_FALSE(Read("id,name\n1,A\n").ok());
  options_ = ImportOptions();
  options_.kind = "spaceship";
  EXPECT_FALSE(Read("id,name\n1,A\n").ok());
  EXPECT_TRUE(set_.records.empty());
}

}  // namespace
}  // namespace tashbik::cli
