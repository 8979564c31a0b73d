// Composing teams and matching calls: what is refused, what is hidden, who is brokered, and the
// sentences in three languages.
#include "services/compose.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/budgets.h"
#include "services/call_matching.h"
#include "services/compose_reader.h"
#include "services/names.h"
#include "tests/testing/test_directory.h"

namespace tashbik::services {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::ReasonName;
using testing::TestDirectory;

class ComposeTest : public ::testing::Test {
 protected:
  ComposeTest() {
    hub_ = world_.MakeHub("Hub");
    for (const char* issue : {"nationality", "housing", "water"}) {
      world_.MakeTheme(issue, v1::FACET_ISSUE);
    }
    world_.MakeTheme("dom", v1::FACET_COMMUNITY);
    world_.MakeTheme("training", v1::FACET_SKILL);
    a_ = Make("A", "LB", v1::TIER_PUBLIC, {"nationality"});
    b_ = Make("B", "SY", v1::TIER_PUBLIC, {"housing"});
    hidden_ = Make("Hidden", "LB", v1::TIER_BROKERED, {"water"}, "training");
  }

  std::string Make(const std::string& name, const std::string& country, v1::Tier tier,
                   const std::vector<std::string>& issues, const std::string& offer = "") {
    v1::CreateOrganizationRequest request;
    v1::Organization& body = *request.mutable_organization();
    v1::Name& text = *body.mutable_profile()->add_names();
    text.set_text(name);
    text.set_language("en");
    body.set_kind(v1::ORGANIZATION_KIND_NGO);
    body.mutable_profile()->set_base_country(country);
    body.mutable_profile()->add_languages("ar");
    for (const std::string& issue : issues) {
      body.mutable_profile()->add_issues()->set_theme("themes/" + issue);
    }
    if (!offer.empty()) body.mutable_profile()->add_offers()->set_theme("themes/" + offer);
    body.mutable_visibility()->set_tier(tier);
    body.mutable_visibility()->add_hubs(hub_);
    if (tier == v1::TIER_BROKERED) body.mutable_visibility()->add_brokers(hub_);
    v1::Organization made;
    const absl::Status status =
        world_.Of(store::v1::KIND_ORGANIZATION).Create(Coordinator(), request, made);
    EXPECT_TRUE(status.ok()) << status;
    return made.name();
  }

  CallContext Coordinator() { return world_.Coordinator("c", {hub_}); }

  absl::StatusOr<v1::ComposeCoalitionResponse> Compose(const CallContext& call,
                                                       const v1::ComposeCoalitionRequest& request) {
    return ComposeCoalition(call, world_.directory().keys(), request);
  }

  absl::Status Refused(const v1::ComposeCoalitionRequest& request) {
    return Compose(Coordinator(), request).status();
  }

  static std::vector<std::string> Members(const v1::ComposeCoalitionResponse& team) {
    std::vector<std::string> names;
    for (const auto& member : team.members()) names.push_back(member.actor().display_name());
    return names;
  }

  TestDirectory world_;
  std::string hub_, a_, b_, hidden_;
};

v1::ComposeCoalitionRequest Asking(const std::vector<std::string>& themes) {
  v1::ComposeCoalitionRequest request;
  for (const std::string& theme : themes) request.add_themes("themes/" + theme);
  return request;
}

TEST_F(ComposeTest, WhoeverAsksSeesATeamOfWhomItMaySee) {
  const auto request = Asking({"nationality", "housing", "water"});
  const auto open = Compose(world_.Anonymous(), request);
  ASSERT_TRUE(open.ok()) << open.status();
  EXPECT_THAT(Members(*open), ::testing::UnorderedElementsAre("A", "B"));
  EXPECT_THAT(open->missing_themes(), ElementsAre("themes/water"));
  const auto whole = Compose(Coordinator(), request);
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_THAT(Members(*whole), Contains("Hidden"));
  EXPECT_THAT(whole->missing_themes(), IsEmpty());
  EXPECT_EQ(whole->coverage(), 1);
}

TEST_F(ComposeTest, WhomTheLeadWouldNotSeeIsBrokered) {
  auto request = Asking({"nationality", "water"});
  request.add_members(a_);
  const auto team = Compose(Coordinator(), request);
  ASSERT_TRUE(team.ok()) << team.status();
  ASSERT_EQ(Members(*team), (std::vector<std::string>{"A", "Hidden"}));
  EXPECT_FALSE(team->members(0).broker());
  EXPECT_TRUE(team->members(1).broker());
}

TEST_F(ComposeTest, AHiddenMemberIsMissingAsIfItWereNotThere) {
  auto request = Asking({"nationality"});
  request.add_members(hidden_);
  const absl::Status hidden = Compose(world_.Anonymous(), request).status();
  request.set_members(0, "organizations/aaaaaaaaaaaaaaaa");
  const absl::Status unknown = Compose(world_.Anonymous(), request).status();
  EXPECT_EQ(ReasonName(hidden), "REFERENCE_MISSING");
  EXPECT_EQ(ReasonName(unknown), ReasonName(hidden));
  EXPECT_EQ(hidden.code(), unknown.code());
  EXPECT_THAT(std::string(hidden.message()), HasSubstr("members[0]"));
  // Leaving somebody out tells nothing either.
  request.clear_members();
  request.add_excluded(hidden_);
  EXPECT_TRUE(Compose(world_.Anonymous(), request).ok());
}

TEST_F(ComposeTest, EveryFaultNamesItsFieldAndARemedy) {
  const auto expect = [&](const v1::ComposeCoalitionRequest& request, const std::string& path) {
    const absl::Status status = Refused(request);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << path;
    EXPECT_THAT(std::string(status.message()), HasSubstr(path));
  };
  expect({}, "themes");
  expect(Asking({"unknown"}), "themes[0]");
  expect(Asking({"training"}), "themes[0]");
  auto request = Asking({"nationality"});
  request.add_skills("themes/housing");
  expect(request, "skills[0]");
  request = Asking({"nationality"});
  request.add_countries("Atlantis");
  expect(request, "countries[0]");
  request = Asking({"nationality"});
  request.add_languages("??");
  expect(request, "languages[0]");
  request = Asking({"nationality"});
  request.add_members("themes/dom");
  expect(request, "members[0]");
  request = Asking({"nationality"});
  request.add_members(a_);
  request.add_members(a_);
  expect(request, "members[1]");
  request = Asking({"nationality"});
  request.add_excluded("nobody");
  expect(request, "excluded[0]");
  request = Asking({"nationality"});
  request.set_min_size(21);
  expect(request, "min_size");
  request.set_min_size(4);
  request.set_max_size(3);
  expect(request, "max_size");
  request = Asking({"nationality"});
  request.set_max_size(1);
  request.add_members(a_);
  request.add_members(b_);
  expect(request, "max_size");
  request = Asking({"nationality"});
  request.set_filter("colour = red");
  expect(request, "filter");
  request = Asking({"nationality"});
  request.set_language("de");
  expect(request, "language");
  request = Asking({"nationality"});
  request.set_call("calls/aaaaaaaaaaaaaaaa");
  expect(request, "call");
  request.mutable_rules()->set_home_and_diaspora(true);
  expect(request, "call");
  request = Asking({"nationality"});
  request.mutable_rules()->set_max_members(-1);
  expect(request, "rules.max_members");
  request = Asking(std::vector<std::string>(kMaxComposeThemes + 1, "nationality"));
  expect(request, "themes");
}

TEST_F(ComposeTest, RulesAreToldMetAndNotMetInThreeLanguages) {
  auto request = Asking({"nationality", "housing"});
  v1::CallRules& rules = *request.mutable_rules();
  rules.add_lead_countries("SY");
  rules.add_lead_kinds(v1::ORGANIZATION_KIND_NGO);
  rules.add_countries("LB");
  rules.add_countries("SY");
  rules.set_min_countries(2);
  rules.set_home_and_diaspora(true);
  rules.set_min_members(5);
  rules.set_max_members(6);
  rules.add_skills("themes/training");
  rules.add_languages("fr");
  for (const char* language : {"en", "ar", "fr"}) {
    request.set_language(language);
    const auto team = Compose(world_.Anonymous(), request);
    ASSERT_TRUE(team.ok()) << team.status();
    EXPECT_EQ(Members(*team), (std::vector<std::string>{"B", "A"})) << language;
    std::vector<bool> met;
    for (int i = 0; i < team->rules_size(); ++i) {
      EXPECT_EQ(team->rules(i).rule(), i + 1) << language;
      EXPECT_FALSE(team->rules(i).sentence().empty()) << language;
      EXPECT_THAT(team->rules(i).sentence(), Not(HasSubstr("{")));
      met.push_back(team->rules(i).met());
    }
    EXPECT_THAT(met, ElementsAre(true, true, true, true, false, false, true, false, false));
    EXPECT_THAT(team->missing_themes(), ElementsAre("themes/training"));
    EXPECT_THAT(team->missing_languages(), ElementsAre("fr"));
    for (const auto& member : team->members()) {
      EXPECT_THAT(member.sentence(), HasSubstr(member.actor().display_name()));
    }
  }
  request.set_language("en");
  const auto team = Compose(world_.Anonymous(), request);
  EXPECT_EQ(team->rules(0).sentence(),
            "The lead, B, is based in one of the countries of the call.");
  EXPECT_EQ(team->rules(4).sentence(), "Nobody from the diaspora is there.");
  EXPECT_EQ(team->rules(5).sentence(), "Members: 2, of at least 5.");
  EXPECT_EQ(team->rules(7).sentence(), "Nobody offers training.");
  EXPECT_EQ(team->rules(8).sentence(), "Nobody speaks French.");
  EXPECT_EQ(team->members(0).sentence(), "B covers housing.");
}

TEST_F(ComposeTest, AnAlternativeIsNamedWithWhatItWouldChange) {
  const std::string more = Make("More", "LB", v1::TIER_PUBLIC, {"nationality", "housing"});
  auto request = Asking({"nationality", "housing"});
  request.set_min_size(1);
  const auto team = Compose(world_.Anonymous(), request);
  ASSERT_TRUE(team.ok()) << team.status();
  ASSERT_EQ(Members(*team), (std::vector<std::string>{"More"}));
  ASSERT_TRUE(team->members(0).has_alternative());
  const std::string name = team->members(0).alternative().display_name();
  const std::string lost = name == "A" ? "housing" : "nationality";
  EXPECT_EQ(team->members(0).alternative_sentence(),
            name + " could stand in for More. The team would lose " + lost + ".");
}

TEST_F(ComposeTest, TheFilterAndExclusionsNarrowTheChoice) {
  auto request = Asking({"nationality", "housing"});
  request.set_filter("country = SY");
  EXPECT_THAT(Members(*Compose(world_.Anonymous(), request)), ElementsAre("B"));
  request.clear_filter();
  request.add_excluded(b_);
  EXPECT_THAT(Members(*Compose(world_.Anonymous(), request)), ElementsAre("A"));
}

TEST(ComposeBudget, ARunCountsAsASuggestion) {
  for (const char* method : {"MatchService/ComposeCoalition", "CallService/MatchCall"}) {
    EXPECT_TRUE(CostOf(method, *v1::ComposeCoalitionRequest::descriptor()).suggestion) << method;
  }
  EXPECT_FALSE(CostOf("MatchService/FindPaths", *v1::FindPathsRequest::descriptor()).suggestion);
}

class MatchCallTest : public ComposeTest {
 protected:
  // Of A, B, who leads it, and the hidden one.
  std::string Coalition() {
    v1::CreateCoalitionRequest create;
    v1::Coalition& body = *create.mutable_coalition();
    v1::Name& name = *body.add_names();
    name.set_text("Together");
    name.set_language("en");
    body.set_lead(b_);
    body.set_state(v1::COALITION_STATE_ACTIVE);
    body.mutable_visibility()->set_tier(v1::TIER_PUBLIC);
    body.mutable_visibility()->add_hubs(hub_);
    v1::Coalition coalition;
    EXPECT_TRUE(world_.Of(store::v1::KIND_COALITION).Create(Coordinator(), create, coalition).ok());
    for (const std::string& actor : {a_, b_, hidden_}) {
      v1::CreateCoalitionMemberRequest add;
      add.set_parent(coalition.name());
      add.mutable_coalition_member()->set_actor(actor);
      v1::CoalitionMember added;
      const absl::Status status =
          world_.Of(store::v1::KIND_COALITION_MEMBER).Create(Coordinator(), add, added);
      EXPECT_TRUE(status.ok() || ReasonName(status) == "ALREADY_EXISTS") << status;
    }
    return coalition.name();
  }

  absl::StatusOr<v1::MatchCallResponse> Match(const CallContext& call,
                                              const v1::MatchCallRequest& request = {}) {
    return MatchCall(call, world_.directory().keys(), asked_, request);
  }

  v1::Call asked_;
};

TEST_F(MatchCallTest, WhoCouldApplyAndWithWhom) {
  for (const char* theme : {"nationality", "housing", "water"}) {
    asked_.add_themes(std::string("themes/") + theme);
  }
  asked_.mutable_rules()->add_lead_countries("LB");
  asked_.mutable_rules()->set_min_members(2);
  const auto open = Match(world_.Anonymous());
  ASSERT_TRUE(open.ok()) << open.status();
  ASSERT_EQ(open->teams_size(), 1);
  EXPECT_EQ(open->teams(0).members(0).actor().display_name(), "A");
  EXPECT_EQ(open->teams(0).members(1).actor().display_name(), "B");
  EXPECT_THAT(open->teams(0).missing_themes(), ElementsAre("themes/water"));
  EXPECT_EQ(open->teams(0).sentence(), "A could lead, with B. Nobody covers water.");

  const auto whole = Match(Coordinator());
  ASSERT_TRUE(whole.ok()) << whole.status();
  ASSERT_EQ(whole->teams_size(), 2);
  for (const v1::CallTeam& team : whole->teams()) {
    EXPECT_EQ(team.coverage(), 1);
    for (const v1::CallRuleResult& rule : team.rules()) EXPECT_TRUE(rule.met());
    for (const v1::CallTeamMember& member : team.members()) {
      const bool lead = &member == &team.members(0);
      EXPECT_EQ(member.broker(), !lead && member.actor().name() == hidden_);
    }
  }
}

TEST_F(MatchCallTest, TheFunderDoesNotApply) {
  asked_.add_themes("themes/nationality");
  asked_.add_themes("themes/housing");
  asked_.set_funder(a_);
  const auto matched = Match(world_.Anonymous());
  ASSERT_TRUE(matched.ok()) << matched.status();
  ASSERT_EQ(matched->teams_size(), 1);
  EXPECT_EQ(matched->teams(0).members_size(), 1);
  EXPECT_EQ(matched->teams(0).members(0).actor().name(), b_);
  EXPECT_EQ(matched->teams(0).sentence(), "B could apply alone. Nobody covers nationality.");
}

TEST_F(MatchCallTest, OneLeadMayBeAskedForAndAHiddenOneIsMissing) {
  asked_.add_themes("themes/nationality");
  v1::MatchCallRequest request;
  request.set_lead(b_);
  const auto matched = Match(world_.Anonymous(), request);
  ASSERT_TRUE(matched.ok()) << matched.status();
  ASSERT_EQ(matched->teams_size(), 1);
  EXPECT_EQ(matched->teams(0).members(0).actor().name(), b_);
  request.set_lead(hidden_);
  EXPECT_EQ(ReasonName(Match(world_.Anonymous(), request).status()), "REFERENCE_MISSING");
  request.set_lead("organizations/aaaaaaaaaaaaaaaa");
  EXPECT_EQ(ReasonName(Match(world_.Anonymous(), request).status()), "REFERENCE_MISSING");
  request.set_lead("nobody");
  EXPECT_EQ(ReasonName(Match(world_.Anonymous(), request).status()), "FIELD_INVALID");
  request.clear_lead();
  request.set_count(21);
  EXPECT_EQ(ReasonName(Match(world_.Anonymous(), request).status()), "LIMIT_EXCEEDED");
}

TEST_F(MatchCallTest, CoalitionsAreMatchedAsFarAsTheyAreSeen) {
  const std::string coalition = Coalition();
  for (const char* theme : {"nationality", "housing", "water"}) {
    asked_.add_themes(std::string("themes/") + theme);
  }
  asked_.mutable_rules()->add_lead_countries("LB");
  const auto open = Match(world_.Anonymous());
  ASSERT_TRUE(open.ok()) << open.status();
  ASSERT_EQ(open->coalitions_size(), 1);
  EXPECT_EQ(open->coalitions(0).coalition(), coalition);
  EXPECT_EQ(open->coalitions(0).display_name(), "Together");
  EXPECT_THAT(open->coalitions(0).missing_themes(), ElementsAre("themes/water"));
  // A, who is based there, could lead the application.
  EXPECT_TRUE(open->coalitions(0).rules(0).met());
  const auto whole = Match(Coordinator());
  ASSERT_TRUE(whole.ok()) << whole.status();
  ASSERT_EQ(whole->coalitions_size(), 1);
  EXPECT_THAT(whole->coalitions(0).missing_themes(), IsEmpty());
  // Who funds the call does not apply with them.
  asked_.set_funder(a_);
  const auto funded = Match(world_.Anonymous());
  ASSERT_TRUE(funded.ok()) << funded.status();
  ASSERT_EQ(funded->coalitions_size(), 1);
  EXPECT_THAT(funded->coalitions(0).missing_themes(),
              ::testing::IsSupersetOf({"themes/nationality", "themes/water"}));
}

TEST_F(MatchCallTest, TheMembersOfACoalitionAreListedWhomTheWordsName) {
  Coalition();
  asked_.add_themes("themes/housing");
  const auto shown = [&](const CallContext& call) {
    const auto matched = Match(call);
    const bool one = matched.ok() && matched->coalitions_size() == 1;
    EXPECT_TRUE(one) << matched.status();
    return one ? matched->coalitions(0) : v1::CallCoalition();
  };
  EXPECT_THAT(shown(Coordinator()).members(), IsEmpty());
  // Its lead is named once the rule is met.
  asked_.mutable_rules()->add_lead_kinds(v1::ORGANIZATION_KIND_DONOR);
  EXPECT_THAT(shown(Coordinator()).members(), IsEmpty());
  asked_.mutable_rules()->set_lead_kinds(0, v1::ORGANIZATION_KIND_NGO);
  EXPECT_THAT(shown(world_.Anonymous()).members(), ElementsAre(b_));
  // Of those who are in no country of the call only who is seen.
  asked_.mutable_rules()->add_countries("SY");
  const v1::CallCoalition open = shown(world_.Anonymous());
  EXPECT_THAT(open.members(), ::testing::UnorderedElementsAre(a_, b_));
  EXPECT_THAT(open.rules(1).sentence(), Not(HasSubstr("Hidden")));
  const v1::CallCoalition whole = shown(Coordinator());
  EXPECT_THAT(whole.members(), ::testing::UnorderedElementsAre(a_, b_, hidden_));
  EXPECT_THAT(whole.rules(1).sentence(), HasSubstr("Hidden"));
}

// By its name or by its rules: a stored call asks the same.
TEST_F(MatchCallTest, TheFunderOfAStoredCallIsInNoTeamThatIsComposedForIt) {
  v1::CreateCallRequest create;
  create.mutable_call()->add_names()->set_text("Grants");
  create.mutable_call()->add_themes("themes/nationality");
  create.mutable_call()->add_themes("themes/housing");
  create.mutable_call()->mutable_visibility()->set_tier(v1::TIER_PUBLIC);
  for (const bool funded : {false, true}) {
    if (funded) create.mutable_call()->set_funder(a_);
    v1::Call stored;
    ASSERT_TRUE(world_.Of(store::v1::KIND_CALL).Create(Coordinator(), create, stored).ok());
    v1::ComposeCoalitionRequest request;
    request.set_call(stored.name());
    request.set_min_size(1);
    const auto team = Compose(world_.Anonymous(), request);
    ASSERT_TRUE(team.ok()) << team.status();
    if (funded) {
      EXPECT_THAT(Members(*team), ElementsAre("B"));
    } else {
      EXPECT_THAT(Members(*team), ::testing::UnorderedElementsAre("A", "B"));
    }
  }
}

}  // namespace
}  // namespace tashbik::services
