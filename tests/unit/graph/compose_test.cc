// Composed teams against all teams that there could be, and the answers that a person who knows the
// field would give.
#include "graph/compose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "graph/explain.h"
#include "graph/network.h"
#include "tests/testing/compose_oracle.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"
#include "tests/testing/replaced_themes.h"
#include "tests/testing/small_world.h"

namespace tashbik::graph {
namespace {

using testing::Below;
using testing::ComposeOracle;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Random;

bool Chance(Random& random, uint32_t percent) { return Below(random, 100) < percent; }

constexpr const char* kCountries[] = {"LB", "SY", "MA", "TN", "FR", "BE", "IQ", "BH"};
constexpr const char* kLanguages[] = {"ar", "en", "fr"};

std::vector<Country> SomeCountries(Random& random, uint32_t most) {
  std::vector<Country> countries;
  for (uint32_t i = 1 + Below(random, most); i > 0; --i) {
    countries.push_back(CountryOf(kCountries[Below(random, 8)]));
  }
  return countries;
}

// Themes of random_network.cc by facet: those of the same last digit.
std::vector<std::string> SomeThemes(Random& random, uint32_t most,
                                    std::initializer_list<uint32_t> facets) {
  std::vector<std::string> themes;
  for (uint32_t i = 1 + Below(random, most); i > 0; --i) {
    const uint32_t digit = *(facets.begin() + Below(random, static_cast<uint32_t>(facets.size())));
    themes.push_back(testing::ThemeId(digit + 10 * Below(random, 3)));
  }
  return themes;
}

TeamRules RandomRules(Random& random) {
  TeamRules rules;
  if (Chance(random, 30)) rules.lead_countries = SomeCountries(random, 3);
  if (Chance(random, 20)) rules.lead_kinds = {static_cast<uint8_t>(1 + Below(random, 2))};
  if (Chance(random, 15)) rules.countries = SomeCountries(random, 5);
  if (Chance(random, 30)) rules.min_countries = static_cast<int>(1 + Below(random, 4));
  rules.home_and_diaspora = Chance(random, 35);
  if (Chance(random, 20)) rules.min_members = static_cast<int>(2 + Below(random, 3));
  if (Chance(random, 20)) rules.max_members = static_cast<int>(2 + Below(random, 3));
  if (Chance(random, 20)) rules.skills = SomeThemes(random, 2, {8});
  if (Chance(random, 20)) rules.languages.emplace_back(kLanguages[Below(random, 3)]);
  return rules;
}

ComposeQuery RandomQuery(Random& random, bool ruled) {
  ComposeQuery query;
  query.themes = SomeThemes(random, 8, {0, 1, 2, 3, 4, 5, 6, 7});
  if (Chance(random, 40)) query.skills = SomeThemes(random, 3, {8});
  if (Chance(random, 40)) query.countries = SomeCountries(random, 3);
  if (Chance(random, 30)) query.languages.emplace_back(kLanguages[Below(random, 3)]);
  if (Chance(random, 15)) query.excluded.push_back(testing::ActorId(Below(random, 12)));
  query.min_size = static_cast<int>(1 + Below(random, 3));
  query.max_size = query.min_size + static_cast<int>(Below(random, 3));
  query.tie_key = random();
  if (ruled) query.rules = RandomRules(random);
  return query;
}

Facts RandomWorld(Random& random, bool red_lines) {
  testing::NetworkShape shape;
  shape.themes = 30;
  shape.actors = 12;
  shape.coalitions = 3;
  shape.only_public = Chance(random, 50);
  Facts facts = testing::WithoutReplaced(testing::RandomFacts(random, shape));
  for (ActorFacts& actor : facts.actors) {
    actor.organization_kind = static_cast<uint8_t>(1 + Below(random, 3));
    actor.levels = static_cast<uint8_t>(2 * Below(random, 4));
    if (red_lines) continue;
    std::erase_if(actor.links, [](const LinkFacts& link) { return link.role == Role::kRedLine; });
  }
  return facts;
}

ComposeQuery Asking(const std::string& theme) {
  ComposeQuery query;
  query.themes = {theme};
  return query;
}

std::vector<std::string> Ids(const Team& team) {
  std::vector<std::string> ids;
  for (const TeamMember& member : team.members) ids.push_back(member.actor);
  return ids;
}

std::set<std::string> Words(const Brought& brought, const ComposeOracle& oracle) {
  std::set<std::string> words;
  for (const std::string& id : brought.themes) {
    for (const char* kind : {"theme ", "skill "}) {
      if (oracle.wants().contains(kind + id)) words.insert(kind + id);
    }
  }
  for (const std::string& code : brought.countries) words.insert("country " + code);
  for (const std::string& tag : brought.languages) words.insert("language " + tag);
  return words;
}

// All that the team says of itself is what the facts say.
void ExpectTrue(const Team& team, const ComposeOracle& oracle, const std::string& where) {
  const std::vector<std::string> ids = Ids(team);
  EXPECT_NEAR(team.coverage, oracle.Coverage(ids), 1e-4) << where;
  std::set<std::string> missing;
  for (const auto& [want, weight] : oracle.wants()) missing.insert(want);
  for (const TeamMember& member : team.members) {
    const std::set<std::string>& brings = oracle.BroughtBy(member.actor);
    EXPECT_EQ(Words(member.brings, oracle), brings) << where << " " << member.actor;
    for (const std::string& want : brings) missing.erase(want);
    std::vector<std::string> without;
    for (const std::string& id : ids) {
      if (id != member.actor) without.push_back(id);
    }
    EXPECT_NEAR(member.gain, oracle.Coverage(ids) - oracle.Coverage(without), 1e-4) << where;
    if (member.alternative.empty()) continue;
    EXPECT_THAT(ids, Not(Contains(member.alternative))) << where;
    EXPECT_THAT(oracle.Candidates(), Contains(member.alternative)) << where;
    std::vector<std::string> exchanged = without;
    exchanged.insert(exchanged.begin() + (member.lead ? 0 : 1), member.alternative);
    for (const RuleResult& rule : team.rules) {
      const bool then = oracle.Meets(rule.rule, exchanged);
      EXPECT_EQ(then && !rule.met,
                std::count(member.rules_gained.begin(), member.rules_gained.end(), rule.rule) > 0)
          << where;
      EXPECT_EQ(!then && rule.met,
                std::count(member.rules_lost.begin(), member.rules_lost.end(), rule.rule) > 0)
          << where;
    }
  }
  EXPECT_EQ(Words(team.missing, oracle), missing) << where;
  for (const RuleResult& rule : team.rules) {
    EXPECT_EQ(rule.met, oracle.Meets(rule.rule, ids))
        << where << " rule " << static_cast<int>(rule.rule);
  }
  for (size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(team.members[i].lead, i == 0) << where;
    if (!team.members[i].fixed) {
      EXPECT_THAT(oracle.Candidates(), Contains(ids[i])) << where;
    }
  }
}

struct Tally {
  size_t teams = 0;
  size_t best = 0;  // as much as the optimum covers
  double sum = 0;
  double worst = 1;
  void Add(double share) {
    ++teams;
    best += share > 1 - 1e-4 ? 1 : 0;
    sum += share;
    worst = std::min(worst, share);
  }
  void Print(const char* what) const {
    std::printf(
        "%s: %zu teams, coverage over the optimum's: mean %.4f, worst %.4f, equal %.1f %%\n", what,
        teams, sum / static_cast<double>(teams), worst,
        100.0 * static_cast<double>(best) / static_cast<double>(teams));
  }
};

constexpr double kGreedy = 1 - 1 / 2.718281828459045;

void CompareWithOptimum(bool ruled, Tally& tally, size_t& broken_more) {
  for (uint64_t seed = 0; seed < 2000; ++seed) {
    Random random(seed * 2 + (ruled ? 1 : 0));
    const Facts facts = RandomWorld(random, /*red_lines=*/false);
    testing::NetworkShape shape;
    shape.actors = 12;
    const Audience audience = testing::RandomAudience(random, shape);
    const ComposeQuery query = RandomQuery(random, ruled);
    const ComposeOracle oracle(facts, audience, query);
    std::vector<std::string> members;
    for (int i = 0; Chance(random, 30) && i < 2; ++i) {
      const std::string id = testing::ActorId(Below(random, 12));
      const bool new_one = std::find(members.begin(), members.end(), id) == members.end();
      if (oracle.Sees(id) && new_one) members.push_back(id);
    }
    const auto network = Network::Build(facts);
    const Composer composer(*network, audience, query, nullptr);
    const std::optional<Team> team = composer.Compose(members);
    const std::string where = "seed " + std::to_string(seed);
    ASSERT_TRUE(team.has_value()) << where;
    size_t most = static_cast<size_t>(query.max_size);
    if (query.rules.max_members > 0) {
      most = std::min(most, static_cast<size_t>(query.rules.max_members));
    }
    const ComposeOracle::Best best = oracle.Optimum(members, most);
    if (team->members.empty()) {
      EXPECT_EQ(best.coverage, 0) << where;
      continue;
    }
    ExpectTrue(*team, oracle, where);
    EXPECT_LE(team->members.size(), std::max(most, members.size())) << where;
    const int broken = oracle.Broken(Ids(*team));
    EXPECT_GE(broken, best.broken) << where;
    if (broken > best.broken) ++broken_more;
    if (best.coverage == 0 || broken > best.broken) continue;
    const double share = team->coverage / best.coverage;
    EXPECT_GE(share, kGreedy) << where;
    EXPECT_LE(share, 1 + 1e-4) << where;
    tally.Add(share);
  }
}

TEST(ComposeTest, CoversAlmostAsMuchAsTheBestOfAllTeams) {
  Tally tally;
  size_t broken_more = 0;
  CompareWithOptimum(false, tally, broken_more);
  tally.Print("without rules");
  EXPECT_GT(tally.teams, 1500u);
  EXPECT_EQ(broken_more, 0u);
  EXPECT_GT(tally.sum / static_cast<double>(tally.teams), 0.99);
}

TEST(ComposeTest, MeetsTheRulesThatCanBeMetAndCoversAlmostAsMuch) {
  Tally tally;
  size_t broken_more = 0;
  CompareWithOptimum(true, tally, broken_more);
  tally.Print("with rules");
  std::printf("with rules: %zu teams break more than the best does\n", broken_more);
  EXPECT_GT(tally.teams, 1500u);
  EXPECT_LT(broken_more, tally.teams / 200);
  EXPECT_GT(tally.sum / static_cast<double>(tally.teams), 0.99);
}

TEST(ComposeTest, NobodyIsChosenBesideAThemeThatOneOfBothRefuses) {
  size_t pairs = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const Facts facts = RandomWorld(random, /*red_lines=*/true);
    const auto network = Network::Build(facts);
    const ComposeQuery query = RandomQuery(random, false);
    const Audience audience;
    const auto team = Composer(*network, audience, query, nullptr).Compose({});
    ASSERT_TRUE(team.has_value());
    for (const TeamMember& a : team->members) {
      for (const TeamMember& b : team->members) {
        if (a.actor == b.actor) continue;
        ExplainQuery pair;
        pair.asker = a.actor;
        pair.partner = b.actor;
        const auto explanation = ExplainPartner(*network, audience, pair);
        ASSERT_TRUE(explanation.has_value());
        EXPECT_FALSE(explanation->red_line) << seed << " " << a.actor << " " << b.actor;
        ++pairs;
      }
    }
  }
  EXPECT_GT(pairs, 500u);
}

// A network without what the audience does not see gives the same team.
TEST(ComposeTest, WhatIsHiddenHasNoInfluence) {
  size_t members = 0;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    testing::NetworkShape shape;
    shape.actors = 40;
    Facts facts = testing::RandomFacts(random, shape);
    const Audience audience = testing::RandomAudience(random, shape);
    const ComposeQuery query = RandomQuery(random, true);
    const auto whole = Network::Build(facts);
    Facts shown = facts;
    std::erase_if(shown.actors, [&](const ActorFacts& actor) {
      return actor.id != audience.actor && !Admits(actor.access, audience);
    });
    const auto part = Network::Build(shown);
    const auto want = Composer(*part, audience, query, nullptr).Compose({});
    const auto got = Composer(*whole, audience, query, nullptr).Compose({});
    ASSERT_TRUE(want.has_value() && got.has_value());
    EXPECT_EQ(Ids(*got), Ids(*want)) << seed;
    EXPECT_EQ(got->coverage, want->coverage) << seed;
    EXPECT_EQ(got->cohesion, want->cohesion) << seed;
    for (size_t i = 0; i < want->members.size() && i < got->members.size(); ++i) {
      EXPECT_EQ(got->members[i].alternative, want->members[i].alternative) << seed;
    }
    members += got->members.size();
  }
  EXPECT_GT(members, 300u);
}

TEST(ComposeTest, AHiddenMemberIsAsIfItWereNotThere) {
  Facts facts = testing::Draw("issue a\norg OPEN issue a\norg HIDDEN tier hub hubs h1 issue a");
  const auto network = Network::Build(facts);
  const Audience anonymous;
  const Composer composer(*network, anonymous, Asking("a"), nullptr);
  EXPECT_FALSE(composer.Compose(std::vector<std::string>{"HIDDEN"}).has_value());
  EXPECT_FALSE(composer.Compose(std::vector<std::string>{"NOBODY"}).has_value());
  EXPECT_THAT(Ids(*composer.Compose({})), ElementsAre("OPEN"));
}

TEST(ComposeTest, TheStatelessOfLebanonAreJoinedByWhoBringsTheRest) {
  const auto network = Network::Build(testing::Draw(testing::kSmallWorld));
  ComposeQuery query;
  query.themes = {"legal-identity", "stateless", "birth-registration", "dom",
                  "association",    "torture"};
  query.countries = {CountryOf("LB")};
  query.max_size = 4;
  const Audience audience;
  const Composer composer(*network, audience, query, nullptr);
  const auto team = composer.Compose(std::vector<std::string>{"LB-STATELESS"});
  ASSERT_TRUE(team.has_value());
  ASSERT_EQ(team->members.size(), 3u);
  EXPECT_TRUE(team->members[0].fixed && team->members[0].lead);
  EXPECT_THAT(team->members[0].brings.themes, ElementsAre("legal-identity", "stateless"));
  EXPECT_EQ(team->members[1].actor, "LB-DOM");
  // "nationality" is within legal identity; that the Dom are refused registration is why they bring
  // it, not their serving the Dom alone.
  EXPECT_THAT(team->members[1].brings.themes,
              ElementsAre("legal-identity", "birth-registration", "dom"));
  EXPECT_THAT(team->members[2].brings.themes, ElementsAre("association"));
  EXPECT_THAT(team->missing.themes, ElementsAre("torture"));
  EXPECT_THAT(team->missing.countries, IsEmpty());
  EXPECT_LT(team->coverage, 1);
  EXPECT_GT(team->coverage, 0.7);
  // Association has others who bring it.
  EXPECT_FALSE(team->members[2].alternative.empty());
  EXPECT_THAT(team->members[2].lost.themes, IsEmpty());
}

TEST(ComposeTest, ARuleThatNobodyFoundByThemeMeetsIsLookedForAmongAll) {
  const auto network = Network::Build(testing::Draw(R"(
    issue a
    issue b
    skill training
    org ONE in LB issue a speaks ar
    org TWO base SY issue b speaks en
    group AWAY origin LB living FR issue b speaks fr
    org FRENCH in TN issue b speaks fr
  )"));
  ComposeQuery query;
  query.themes = {"a"};
  query.rules.home_and_diaspora = true;
  query.rules.lead_countries = {CountryOf("SY")};
  const Audience audience;
  const auto team = Composer(*network, audience, query, nullptr).Compose({});
  ASSERT_TRUE(team.has_value());
  EXPECT_EQ(team->rules_met(), 2);
  EXPECT_EQ(team->members[0].actor, "TWO");
  EXPECT_THAT(Ids(*team), ElementsAre("TWO", "ONE", "AWAY"));
  EXPECT_EQ(team->coverage, 1);

  query.rules = {};
  query.languages = {"fr"};
  EXPECT_THAT(Ids(*Composer(*network, audience, query, nullptr).Compose({})), Contains("ONE"));
  EXPECT_EQ(Composer(*network, audience, query, nullptr).Compose({})->coverage, 1);
}

TEST(ComposeTest, ATeamThatIsThereIsJudgedAsItIs) {
  const auto network = Network::Build(testing::Draw(testing::kSmallWorld));
  ComposeQuery query;
  query.themes = {"association", "housing"};
  query.rules.max_members = 2;
  query.rules.lead_kinds = {1};
  const Audience audience;
  const std::vector<std::string> members = {"MA-LGBT", "MA-DISAB", "SIMSIM"};
  const auto team = Composer(*network, audience, query, nullptr).Judge(members);
  ASSERT_TRUE(team.has_value());
  EXPECT_EQ(Ids(*team), members);
  EXPECT_THAT(team->missing.themes, ElementsAre("housing"));
  ASSERT_EQ(team->rules.size(), 2u);
  EXPECT_EQ(team->rules[0].rule, TeamRule::kLeadKind);
  EXPECT_FALSE(team->rules[0].met);
  EXPECT_EQ(team->rules[1].rule, TeamRule::kMaxMembers);
  EXPECT_FALSE(team->rules[1].met);
  EXPECT_EQ(team->rules[1].there, 3);
}

TEST(ComposeTest, TheAnswerIsTheSameAfterChangesAndFolds) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    testing::NetworkShape shape;
    shape.actors = 50;
    const Facts facts = testing::RandomFacts(random, shape);
    const ComposeQuery query = RandomQuery(random, true);
    const Audience audience = testing::RandomAudience(random, shape);
    Facts half = facts;
    half.actors.resize(25);
    Delta rest;
    rest.put_actors.assign(facts.actors.begin() + 25, facts.actors.end());
    const auto grown = Network::Build(half)->With(rest);
    const auto want = Composer(*Network::Build(facts), audience, query, nullptr).Compose({});
    for (const auto& network : {grown, grown->Folded()}) {
      const auto got = Composer(*network, audience, query, nullptr).Compose({});
      EXPECT_EQ(Ids(*got), Ids(*want)) << seed;
      EXPECT_EQ(got->cohesion, want->cohesion) << seed;
    }
  }
}

TEST(ComposeTest, StopsWhenTold) {
  const auto network = Network::Build(testing::Draw(testing::kSmallWorld));
  const Audience audience;
  const Composer composer(*network, audience, Asking("housing"), [] { return true; });
  EXPECT_TRUE(composer.stopped());
}

}  // namespace
}  // namespace tashbik::graph
