// Flags and files of `tashbik compose`.
#include "clients/cli/compose_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/exit_code.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ReadSize, TakesTwoNumbersOrOne) {
  for (const auto& [text, least, most] :
       {std::tuple("3..6", 3, 6), std::tuple("3-6", 3, 6), std::tuple("4", 4, 4),
        std::tuple("1..20", 1, 20), std::tuple("٣..٦", 3, 6), std::tuple("۳-۶", 3, 6)}) {
    const auto size = ReadSize(text);
    ASSERT_TRUE(size.ok()) << text;
    EXPECT_EQ(size->first, least) << text;
    EXPECT_EQ(size->second, most) << text;
  }
  for (const char* text : {"", "6..3", "0..3", "3..21", "many", "3..", "..6", "-3"}) {
    const auto size = ReadSize(text);
    EXPECT_EQ(ExitCodeOf(size.status()), ExitCode::kUsage) << text;
    EXPECT_THAT(std::string(size.status().message()), HasSubstr("3..6")) << text;
  }
}

TEST(ReadCallFile, TakesRules) {
  v1::ComposeCoalitionRequest request;
  const auto status = ReadCallFile(
      R"({"lead_countries": ["LB"], "lead_kinds": ["ORGANIZATION_KIND_NGO"], "countries": ["LB",
          "SY"], "home_and_diaspora": true, "min_members": 3, "languages": ["fr"]})",
      "call.json", &request);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(request.rules().lead_countries(), ElementsAre("LB"));
  EXPECT_THAT(request.rules().lead_kinds(), ElementsAre(v1::ORGANIZATION_KIND_NGO));
  EXPECT_THAT(request.rules().countries(), ElementsAre("LB", "SY"));
  EXPECT_TRUE(request.rules().home_and_diaspora());
  EXPECT_EQ(request.rules().min_members(), 3);
  EXPECT_TRUE(request.themes().empty() && request.countries().empty());
}

TEST(ReadCallFile, TakesACallAsImportsHaveIt) {
  v1::ComposeCoalitionRequest request;
  request.add_themes("themes/housing");
  const auto status = ReadCallFile(
      R"({"kind": "call", "name": "calls/x", "names": [{"text": "A call", "language": "en"}],
          "themes": ["themes/statelessness"], "countries": ["LB"], "rules": {"max_members": 4}})",
      "call.json", &request);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(request.themes(), ElementsAre("themes/housing", "themes/statelessness"));
  EXPECT_THAT(request.countries(), ElementsAre("LB"));
  EXPECT_EQ(request.rules().max_members(), 4);
}

TEST(ReadCallFile, SaysWhatIsWrongAndWhere) {
  for (const char* text : {"", "no json", "[1]", R"({"lead": "LB"})", R"({"rules": {"least": 3}})",
                           R"({"min_members": "many"})"}) {
    v1::ComposeCoalitionRequest request;
    const auto status = ReadCallFile(text, "call.json", &request);
    EXPECT_EQ(ExitCodeOf(status), ExitCode::kUsage) << text;
    EXPECT_THAT(std::string(status.message()), HasSubstr("call.json: ")) << text;
  }
}

TEST(ReadAsked, DividesValuesAndKnowsNamesInThreeLanguages) {
  ComposeFlags flags;
  flags.themes = {"Nationality rights; Stateless people", "Dom people"};
  flags.skills = {"Legal aid"};
  flags.countries = {"Lebanon, سوريا", "MA"};
  flags.languages = {"Arabic; français"};
  flags.size = "3..6";
  v1::ComposeCoalitionRequest request;
  std::vector<v1::Facet> facets;
  const auto status = ReadAsked(
      flags,
      [&](absl::string_view text,
          const std::vector<v1::Facet>& wanted) -> absl::StatusOr<std::string> {
        facets.push_back(wanted.front());
        return "themes/" + std::string(text);
      },
      &request);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_THAT(request.themes(), ElementsAre("themes/Nationality rights", "themes/Stateless people",
                                            "themes/Dom people"));
  EXPECT_THAT(facets,
              ElementsAre(v1::FACET_ISSUE, v1::FACET_ISSUE, v1::FACET_ISSUE, v1::FACET_SKILL));
  EXPECT_THAT(request.countries(), ElementsAre("LB", "SY", "MA"));
  EXPECT_THAT(request.languages(), ElementsAre("ar", "fr"));
  EXPECT_EQ(request.min_size(), 3);
  EXPECT_EQ(request.max_size(), 6);
}

TEST(ReadAsked, NamesTheFlagOfWhatIsNoValue) {
  ComposeFlags flags;
  flags.countries = {"Atlantis"};
  v1::ComposeCoalitionRequest request;
  const auto status = ReadAsked(flags, nullptr, &request);
  EXPECT_EQ(ExitCodeOf(status), ExitCode::kUsage);
  EXPECT_THAT(std::string(status.message()), HasSubstr("--countries"));
}

}  // namespace
}  // namespace tashbik::cli
