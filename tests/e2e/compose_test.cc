// Teams composed from the shipped sample through the real programs: asked as the coordinator of the
// hub that it was loaded into.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tashbik/v1/match.pb.h"
#include "tests/e2e/shared_sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

v1::ComposeCoalitionRequest NationalityRightsInLebanon() {
  v1::ComposeCoalitionRequest request;
  for (const char* theme :
       {"nationality-rights", "stateless-people", "birth-registration", "nationality-law"}) {
    request.add_themes(std::string("themes/") + theme);
  }
  for (const char* skill : {"legal-aid", "community-outreach", "joint-funding"}) {
    request.add_skills(std::string("themes/") + skill);
  }
  request.add_countries("LB");
  request.set_min_size(2);
  request.set_max_size(6);
  return request;
}

v1::ComposeCoalitionResponse Compose(const v1::ComposeCoalitionRequest& request) {
  return Need(Sample().coordinator().Call<v1::ComposeCoalitionResponse>(request));
}

std::vector<std::string> Members(const v1::ComposeCoalitionResponse& team) {
  std::vector<std::string> members;
  for (const auto& member : team.members())
    members.push_back(Sample().Local(member.actor().name()));
  return members;
}

TEST(ComposedTeams, NationalityRightsOfStatelessPeopleAreCoveredAndWhatIsMissingIsSaid) {
  const v1::ComposeCoalitionRequest request = NationalityRightsInLebanon();
  const v1::ComposeCoalitionResponse team = Compose(request);
  const std::vector<std::string> members = Members(team);
  ASSERT_GE(members.size(), 2u) << team.DebugString();
  EXPECT_EQ(members[0], "lb-statelessness") << team.DebugString();
  EXPECT_THAT(members, Contains("lb-dom")) << team.DebugString();
  // Every theme has somebody; of the skills, money raised together has nobody.
  std::set<std::string> covered;
  for (const auto& member : team.members()) {
    covered.insert(member.themes().begin(), member.themes().end());
    EXPECT_FALSE(member.sentence().empty());
  }
  for (const std::string& theme : request.themes()) {
    EXPECT_THAT(covered, Contains(theme)) << team.DebugString();
  }
  EXPECT_THAT(team.missing_themes(), ElementsAre("themes/joint-funding"));
  EXPECT_THAT(team.missing_countries(), IsEmpty());
  EXPECT_GT(team.coverage(), 0.75);
  EXPECT_LT(team.coverage(), 1);
  EXPECT_GT(team.cohesion(), 0);
  EXPECT_THAT(team.sentences(), Contains(AllOf(HasSubstr("Nobody offers"), HasSubstr("funding"))));
}

TEST(ComposedTeams, TheSameInArabicAndFrench) {
  v1::ComposeCoalitionRequest request = NationalityRightsInLebanon();
  const std::vector<std::string> english = Members(Compose(request));
  for (const auto& [language, nobody] :
       {std::pair("ar", "ما لا يقدّمه أحد"), std::pair("fr", "Personne ne propose")}) {
    request.set_language(language);
    const v1::ComposeCoalitionResponse team = Compose(request);
    EXPECT_EQ(Members(team), english);
    EXPECT_THAT(team.sentences(), Contains(HasSubstr(nobody))) << team.DebugString();
  }
}

// Diaspora, home, an applicant from Lebanon and French: what the themes alone do not bring is
// looked for.
TEST(ComposedTeams, TheRulesOfACallSteerTheChoice) {
  v1::ComposeCoalitionRequest request = NationalityRightsInLebanon();
  v1::CallRules& rules = *request.mutable_rules();
  rules.add_lead_countries("LB");
  rules.add_lead_kinds(v1::ORGANIZATION_KIND_NGO);
  rules.set_home_and_diaspora(true);
  rules.set_min_countries(2);
  rules.add_languages("fr");
  const v1::ComposeCoalitionResponse team = Compose(request);
  ASSERT_EQ(team.rules_size(), 5) << team.DebugString();
  for (const v1::CallRuleResult& rule : team.rules()) {
    EXPECT_TRUE(rule.met()) << rule.DebugString();
    EXPECT_FALSE(rule.sentence().empty());
  }
  EXPECT_EQ(Members(team)[0], "lb-statelessness");
  EXPECT_LE(team.members_size(), 4) << team.DebugString();  // nobody without purpose
  bool diaspora = false;
  for (const auto& member : team.members()) {
    diaspora = diaspora || member.actor().name().rfind("diasporaGroups/", 0) == 0;
  }
  EXPECT_TRUE(diaspora) << team.DebugString();
  EXPECT_THAT(team.missing_themes(), ElementsAre("themes/joint-funding"));
}

TEST(ComposedTeams, AGivenMemberLeadsAndAnAlternativeIsNamedForTheOthers) {
  v1::ComposeCoalitionRequest request = NationalityRightsInLebanon();
  request.add_members(Sample().Actor("lb-dom"));
  const v1::ComposeCoalitionResponse team = Compose(request);
  EXPECT_TRUE(team.members(0).fixed() && team.members(0).lead());
  EXPECT_EQ(Members(team)[0], "lb-dom");
  int alternatives = 0;
  for (const auto& member : team.members()) {
    if (!member.has_alternative()) continue;
    ++alternatives;
    EXPECT_FALSE(member.fixed());
    EXPECT_THAT(Members(team), Not(Contains(Sample().Local(member.alternative().name()))));
    EXPECT_THAT(member.alternative_sentence(), HasSubstr("could stand in for"));
  }
  EXPECT_GT(alternatives, 0) << team.DebugString();
}

TEST(ComposedTeams, AnonymousReadersGetTeamsOfPublicActorsAlone) {
  const auto answer =
      Sample().anonymous().Call<v1::ComposeCoalitionResponse>(NationalityRightsInLebanon());
  const std::set<std::string> open = TiersOfSample().open;
  for (const std::string& member : Members(Need(answer))) EXPECT_THAT(open, Contains(member));

  v1::ComposeCoalitionRequest request = NationalityRightsInLebanon();
  request.add_members(Sample().Actor("lb-dom"));
  const auto hidden = Sample().anonymous().Call<v1::ComposeCoalitionResponse>(request);
  request.set_members(0, "organizations/aaaaaaaaaaaaaaaa");
  const auto unknown = Sample().anonymous().Call<v1::ComposeCoalitionResponse>(request);
  EXPECT_EQ(hidden.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(hidden.status().code(), unknown.status().code());
}

TEST(ComposedTeams, AsTyped) {
  const CommandResult team = Sample().Tashbik(
      {"compose", "--themes", "Nationality rights; Stateless people; Birth registration",
       "--skills", "Legal aid and representation; Joint funding application", "--countries",
       "Lebanon", "--size", "2..6", "--lang", "en"});
  EXPECT_EQ(team.code, 0) << team.err;
  EXPECT_THAT(team.out, HasSubstr("Statelessness grantee in Lebanon"));
  EXPECT_THAT(team.out, HasSubstr("Nobody offers"));
  EXPECT_THAT(team.out, HasSubstr("Dom community group in Lebanon covers birth registration"));
}

}  // namespace
}  // namespace tashbik::testing
