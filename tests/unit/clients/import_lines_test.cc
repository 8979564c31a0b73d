// Tests JSON Lines as export writes them and people do.
#include "clients/cli/import_lines.h"

#include "gtest/gtest.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::cli {
namespace {

class ImportLines : public testing::Test {
 protected:
  void Read(absl::string_view text) { ReadJsonLines(text, "f.jsonl", "sample", options_, &set_); }
  const ImportRecord& Record(size_t i) const { return *set_.records.at(i); }

  ImportOptions options_;
  ImportSet set_;
};

TEST_F(ImportLines, ALocalIdBecomesTheKey) {
  Read(
      "{\"kind\":\"organization\",\"name\":\"organizations/gchr\",\"profile\":{\"names\":"
      "[{\"text\":\"GCHR\"}]},\"organization_kind\":\"ORGANIZATION_KIND_NGO\"}\n");
  ASSERT_EQ(set_.records.size(), 1u) << set_.refused.at(0).reason;
  EXPECT_EQ(Record(0).key, "gchr");
  EXPECT_EQ(Record(0).local_name, "organizations/gchr");
  EXPECT_EQ(NameOf(*Record(0).resource), "");
  const auto& org =
      *google::protobuf::DynamicCastToGenerated<v1::Organization>(Record(0).resource.get());
  EXPECT_EQ(org.kind(), v1::ORGANIZATION_KIND_NGO);
  EXPECT_EQ(org.profile().names(0).text(), "GCHR");
}

TEST_F(ImportLines, TheKindIsReadOffTheName) {
  Read(
      "{\"name\":\"coalitions/x\",\"names\":[{\"text\":\"X\"}]}\n\n"
      "{\"name\":\"coalitions/x/members/y\",\"actor\":\"organizations/y\"}\n"
      "{\"name\":\"hubs/-/circles/c\",\"names\":[{\"text\":\"C\"}]}\n"
      "{\"name\":\"themes/housing\",\"facet\":\"FACET_ISSUE\",\"labels\":{\"en\":\"H\"}}\n");
  ASSERT_EQ(set_.records.size(), 4u);
  EXPECT_STREQ(Record(0).kind->label, "coalition");
  EXPECT_STREQ(Record(1).kind->label, "coalition_member");
  EXPECT_STREQ(Record(2).kind->label, "circle");
  EXPECT_STREQ(Record(3).kind->label, "theme");
  EXPECT_EQ(Record(3).key, "") << "themes keep their names";
  EXPECT_EQ(Record(1).lines, std::vector<int>{3});
}

TEST_F(ImportLines, WhatTheServerMakesIsLeftAside) {
  Read(
      "{\"kind\":\"organization\",\"name\":\"organizations/a\",\"etag\":\"e\",\"create_time\":"
      "\"2024-01-01T00:00:00Z\",\"state\":\"ACTOR_STATE_VERIFIED\"}\n"
      "{\"kind\":\"coalition\",\"name\":\"coalitions/a\",\"state\":\"COALITION_STATE_IDEA\"}\n");
  ASSERT_EQ(set_.records.size(), 2u);
  EXPECT_EQ(Record(0).resource->ByteSizeLong(), 0u);
  EXPECT_GT(Record(1).resource->ByteSizeLong(), 0u) << "a coalition's state is its own";
}

TEST_F(ImportLines, BadLinesAreRefusedWithTheReason) {
  Read(
      "{\"kind\":\"organization\",\"profle\":{}}\n"
      "{broken\n"
      "{\"kind\":\"spaceship\",\"name\":\"x/y\"}\n"
      "{\"kind\":\"hub\",\"name\":\"organizations/a\"}\n"
      "{\"kind\":\"theme\",\"labels\":{\"en\":\"H\"}}\n"
      "[1]\n");
  EXPECT_TRUE(set_.records.empty());
  ASSERT_EQ(set_.refused.size(), 6u);
  EXPECT_NE(set_.refused[0].reason.find("profle"), std::string::npos) << set_.refused[0].reason;
  EXPECT_EQ(set_.refused[1].line, 2);
  EXPECT_NE(set_.refused[2].reason.find("'spaceship'"), std::string::npos);
  EXPECT_NE(set_.refused[4].reason.find("needs its name"), std::string::npos);
}

TEST(LooksLikeJson, ByTheFirstSign) {
  EXPECT_TRUE(LooksLikeJson("\n {\"a\":1}"));
  EXPECT_FALSE(LooksLikeJson("id,name"));
  EXPECT_FALSE(LooksLikeJson(""));
}

}  // namespace
}  // namespace tashbik::cli
