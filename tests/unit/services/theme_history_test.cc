// Every write of a theme leaves a moment, whatever way it came; no moment tells of hidden labels.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/theme_revisions.h"
#include "tests/testing/themes.h"

namespace tashbik::services {
namespace {

using ::testing::ElementsAre;
using testing::History;
using ::testing::IsEmpty;
using testing::Notes;
using testing::PutTheme;
using testing::ReasonName;
using testing::TestDirectory;

class ThemeHistoryTest : public ::testing::Test {
 protected:
  std::vector<std::string> NotesOf(const CallContext& call, const std::string& id) {
    return Notes(History(world_, call, id));
  }
  void Put(const std::string& id, const std::string& text) {
    ASSERT_EQ(ReasonName(PutTheme(world_, world_.Administrator(), id, text)), "OK");
  }

  TestDirectory world_;
};

TEST_F(ThemeHistoryTest, EveryWayOfWritingLeavesOneMomentAndUnchangedWritesNone) {
  world_.MakeTheme("housing", v1::FACET_ISSUE);
  world_.MakeTheme("shelter", v1::FACET_ISSUE);
  for (int i = 0; i < 2; ++i) Put("shelter", R"(labels { key: "fr" value: "Abri" })");
  ASSERT_EQ(ReasonName(testing::Delete(world_, "shelter")), "OK");
  ASSERT_EQ(ReasonName(testing::Undelete(world_, "shelter")), "OK");
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(ReasonName(testing::Deprecate(world_, "shelter", "housing")), "OK");
  }
  ASSERT_EQ(ReasonName(testing::Undelete(world_, "shelter")), "OK");
  ASSERT_EQ(ReasonName(testing::Merge(world_, "shelter", "housing")), "OK");
  const auto expected = ElementsAre("7 merged into themes/housing", "6 taken back",
                                    "5 deprecated, use themes/housing", "4 taken back",
                                    "3 deprecated", "2 changed", "1 created");
  EXPECT_THAT(NotesOf(world_.Anonymous(), "shelter"), expected);
  EXPECT_THAT(NotesOf(world_.Editor(), "shelter"), expected);
  EXPECT_THAT(NotesOf(world_.Anonymous(), "housing"),
              ElementsAre("2 merged themes/shelter into it", "1 created"));
  world_.Restart();
  EXPECT_THAT(NotesOf(world_.Anonymous(), "shelter"), expected);
}

TEST_F(ThemeHistoryTest, MomentsHoldTheThemeAsItWas) {
  Put("water", R"(facet: FACET_ISSUE labels { key: "en" value: "Water" })");
  Put("water", R"(labels { key: "en" value: "Water rights" })");
  const auto history = History(world_, world_.Anonymous(), "water");
  ASSERT_EQ(history.size(), 2u);
  EXPECT_EQ(history[0].theme().labels().at("en"), "Water rights");
  EXPECT_EQ(history[1].theme().labels().at("en"), "Water");
  EXPECT_EQ(history[1].theme().name(), "themes/water");
  EXPECT_TRUE(history[1].has_create_time());
  EXPECT_EQ(testing::GetTheme(world_, world_.Anonymous(), "water").labels().at("en"),
            "Water rights");
}

// Two histories that differ in hidden labels alone look the same to who does not see them.
TEST_F(ThemeHistoryTest, HiddenLabelsLeaveNoTrace) {
  for (const char* id : {"plain", "rejected"}) {
    Put(id, R"(facet: FACET_COMMUNITY labels { key: "en" value: "People" })");
    if (absl::string_view(id) == "rejected") {
      Put(id, R"(hidden_labels { key: "en" value { values: "slur" } })");
    }
    Put(id, R"(labels { key: "fr" value: "Gens" })");
  }
  const auto shown = History(world_, world_.Anonymous(), "rejected");
  EXPECT_THAT(Notes(shown), ElementsAre("2 changed", "1 created"));
  for (const auto& revision : shown) EXPECT_THAT(revision.theme().hidden_labels(), IsEmpty());
  auto plain = History(world_, world_.Anonymous(), "plain");
  ASSERT_EQ(plain.size(), shown.size());
  for (size_t i = 0; i < plain.size(); ++i) {
    plain[i].mutable_theme()->set_name("themes/rejected");
    v1::ThemeRevision other = shown[i];
    for (auto* revision : {&plain[i], &other}) {
      revision->clear_create_time();
      revision->mutable_theme()->clear_create_time();
    }
    EXPECT_EQ(plain[i].DebugString(), other.DebugString());
  }
  const auto whole = History(world_, world_.Editor(), "rejected");
  EXPECT_THAT(Notes(whole), ElementsAre("3 changed", "2 changed", "1 created"));
  EXPECT_EQ(whole[0].theme().hidden_labels().at("en").values(0), "slur");
}

TEST_F(ThemeHistoryTest, PagesFollowEachOtherAndTokensBelongToTheirReader) {
  for (int i = 0; i < 23; ++i) {
    Put("busy",
        absl::StrCat(R"(facet: FACET_ISSUE labels { key: "en" value: "Label )", i, R"(" })"));
  }
  for (const int size : {1, 5, 22, 23, 1000}) {
    const auto history = History(world_, world_.Anonymous(), "busy", size);
    ASSERT_EQ(history.size(), 23u);
    for (int i = 0; i < 23; ++i) EXPECT_EQ(history[static_cast<size_t>(i)].number(), 23 - i);
  }
  const TokenSealer tokens(world_.directory().keys().page_token);
  v1::ListThemeRevisionsRequest request;
  request.set_name("themes/busy");
  request.set_page_size(1);
  v1::ListThemeRevisionsResponse page;
  ASSERT_TRUE(ListThemeRevisions(world_.Editor(), tokens, request, page).ok());
  request.set_page_token(page.next_page_token());
  v1::ListThemeRevisionsResponse none;
  EXPECT_EQ(ReasonName(ListThemeRevisions(world_.Anonymous(), tokens, request, none)),
            "TOKEN_INVALID");
  request.set_page_token("");
  request.set_name("themes/unknown");
  EXPECT_EQ(ReasonName(ListThemeRevisions(world_.Anonymous(), tokens, request, none)), "NOT_FOUND");
  request.set_name("hubs/x");
  EXPECT_EQ(ReasonName(ListThemeRevisions(world_.Anonymous(), tokens, request, none)),
            "FIELD_INVALID");
}

TEST_F(ThemeHistoryTest, AnImportOfManyThemesStaysFast) {
  v1::BatchUpsertThemesRequest request;
  for (int i = 0; i < 250; ++i) {
    v1::Theme& theme = *request.add_themes();
    theme.set_name(absl::StrCat("themes/theme-", i));
    theme.set_facet(v1::FACET_ISSUE);
    (*theme.mutable_labels())["en"] = absl::StrCat("Theme ", i);
    (*theme.mutable_definitions())["en"] = std::string(500, 'x');
  }
  const auto begin = std::chrono::steady_clock::now();
  for (const auto outcome : {v1::WRITE_OUTCOME_CREATED, v1::WRITE_OUTCOME_UNCHANGED}) {
    v1::BatchUpsertThemesResponse response;
    ASSERT_TRUE(world_.Of(store::v1::KIND_THEME)
                    .BatchUpsert(world_.Administrator(), request, response)
                    .ok());
    EXPECT_EQ(response.outcomes(249), outcome);
  }
  const auto taken = std::chrono::steady_clock::now() - begin;
  RecordProperty(
      "milliseconds",
      static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(taken).count()));
  EXPECT_LT(taken, std::chrono::seconds(5));
  EXPECT_THAT(NotesOf(world_.Anonymous(), "theme-249"), ElementsAre("1 created"));
  EXPECT_EQ(world_.directory().snapshot()->catalog().Count(store::v1::KIND_THEME_REVISION), 250u);
}

}  // namespace
}  // namespace tashbik::services
