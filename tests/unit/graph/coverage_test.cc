// Coverage and unmet needs in drawn worlds, and against counting one by one in random ones.
#include "graph/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "graph/network.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"

namespace tashbik::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const char kWorld[] = R"(
  issue housing
  issue eviction < housing
  issue water
  community dom
  skill law
  skill litigation < law
  skill funding
  skill filming
  org A in LB issue eviction need funding need law
  org B in LB,SY issue housing offer filming
  org C in MA serves dom need funding need filming offer litigation
  org D in LB issue water tier hub hubs h offer funding
)";

std::map<std::pair<std::string, std::string>, uint32_t> Cells(const Coverage& coverage) {
  std::map<std::pair<std::string, std::string>, uint32_t> cells;
  for (const CoverageCell& cell : coverage.cells) {
    cells[{coverage.themes[cell.theme], CountryCode(cell.country)}] = cell.actors;
  }
  return cells;
}

TEST(CoverageTest, CountsActorsByThemeAndCountry) {
  const auto network = Network::Build(testing::Draw(kWorld));
  auto cells = Cells(MeasureCoverage(*network, {}, {}, nullptr));
  EXPECT_EQ(cells.size(), 9u);  // three issues in LB, MA, SY
  EXPECT_EQ((cells[{"housing", "LB"}]), 2u);
  EXPECT_EQ((cells[{"eviction", "LB"}]), 1u);
  EXPECT_EQ((cells[{"housing", "SY"}]), 1u);
  EXPECT_EQ((cells[{"housing", "MA"}]), 0u);
  EXPECT_EQ((cells[{"water", "LB"}]), 0u) << "D is hidden";
  Audience member;
  member.verified = true;
  member.member_hubs = {"h"};
  cells = Cells(MeasureCoverage(*network, member, {}, nullptr));
  EXPECT_EQ((cells[{"water", "LB"}]), 1u);
}

TEST(CoverageTest, AsksForThemesWithNarrowerOnesAndForCountries) {
  const auto network = Network::Build(testing::Draw(kWorld));
  const CoverageQuery query{{"housing", "dom", "law"}, {CountryOf("MA"), CountryOf("DE")}};
  const auto cells = Cells(MeasureCoverage(*network, {}, query, nullptr));
  EXPECT_EQ(cells.size(), 10u);  // housing, eviction, dom, law, litigation
  EXPECT_EQ((cells.at({"dom", "MA"})), 1u);
  EXPECT_EQ((cells.at({"law", "MA"})), 1u) << "who offers a skill works with it";
  EXPECT_EQ((cells.at({"dom", "DE"})), 0u);
}

std::vector<std::string> Ids(const UnmetThemes& unmet) {
  std::vector<std::string> ids;
  for (const UnmetTheme& theme : unmet.themes) ids.push_back(theme.theme);
  return ids;
}

TEST(UnmetNeedsTest, AreThoseThatNobodyMeets) {
  const auto network = Network::Build(testing::Draw(kWorld));
  const auto all = [](const ActorView&) { return true; };
  const UnmetThemes unmet = FindUnmetThemes(*network, {}, 1, all, nullptr);
  // law is met by litigation, filming by B; who would fund is hidden.
  ASSERT_THAT(Ids(unmet), ElementsAre("funding"));
  EXPECT_THAT(unmet.themes[0].actors, UnorderedElementsAre("A", "C"));
  EXPECT_EQ(unmet.themes[0].offered, 0u);
  // Among those in Lebanon nobody has law, but C elsewhere has.
  const auto here = [](const ActorView& actor) { return actor.IsIn(CountryOf("LB")); };
  const UnmetThemes lebanon = FindUnmetThemes(*network, {}, 1, here, nullptr);
  ASSERT_THAT(Ids(lebanon), ElementsAre("funding", "law"));
  EXPECT_EQ(lebanon.themes[1].offered, 1u);
  Audience member;
  member.verified = true;
  member.member_hubs = {"h"};
  EXPECT_THAT(Ids(FindUnmetThemes(*network, member, 1, all, nullptr)), IsEmpty());
}

TEST(CoverageTest, AgreesWithListingEachCell) {
  testing::Random random(1);
  const testing::NetworkShape world;
  for (int round = 0; round < 30; ++round) {
    const Facts facts = testing::RandomFacts(random, world);
    const Audience audience = testing::RandomAudience(random, world);
    const auto network = Network::Build(facts);
    const Coverage coverage = MeasureCoverage(*network, audience, {}, nullptr);
    uint32_t covered = 0;
    for (const CoverageCell& cell : coverage.cells) {
      uint32_t listed = 0;
      network->ForEach(audience, "", [&](const ActorView& actor) {
        const auto active = actor.active_countries();
        bool works = false;
        for (int role = 0; role < kRoleCount; ++role) {
          const Role r = static_cast<Role>(role);
          works = works || (r != Role::kNeed && r != Role::kOffer && r != Role::kRedLine &&
                            actor.Carries(coverage.themes[cell.theme], r));
        }
        listed += works && std::find(active.begin(), active.end(), cell.country) != active.end();
        return true;
      });
      ASSERT_EQ(cell.actors, listed) << coverage.themes[cell.theme];
      covered += listed;
    }
    ASSERT_GT(covered, 0u);
  }
}

}  // namespace
}  // namespace tashbik::graph
