// Who sees whom: the table of tiers, lists, and that what is hidden has no influence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/audience.h"
#include "graph/epoch.h"
#include "graph/explain.h"
#include "graph/network.h"
#include "graph/suggest.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/random_network.h"

namespace tashbik::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Random;

Audience Anonymous() { return {}; }
Audience MemberOf(const std::string& hub, const std::string& circle = "") {
  Audience audience;
  audience.account = "somebody";
  audience.verified = true;
  audience.member_hubs = {hub};
  if (!circle.empty()) audience.circles = {circle};
  return audience;
}
Audience CoordinatorOf(const std::string& hub) {
  Audience audience;
  audience.account = "coordinator";
  audience.verified = true;
  audience.coordinated_hubs = {hub};
  return audience;
}
Audience Pending() {
  Audience audience;
  audience.account = "new";
  audience.member_hubs = {"h1"};  // not yet verified
  return audience;
}
Audience Owner() {
  Audience audience;
  audience.account = "ann";
  return audience;
}

TEST(VisibilityTest, TheTableOfTiers) {
  const auto admits = [](Tier tier, bool circle) {
    const Access access = {tier,
                           {"h1"},
                           circle ? std::vector<std::string>{"c1"} : std::vector<std::string>{},
                           {"h2"},
                           "ann"};
    std::string row;
    for (const Audience& audience :
         {Anonymous(), Pending(), MemberOf("h1"), MemberOf("h1", "c1"), MemberOf("h3"),
          CoordinatorOf("h1"), CoordinatorOf("h2"), CoordinatorOf("h3"), Owner()}) {
      row += Admits(access, audience) ? 'x' : '.';
    }
    return row;
  };
  //                                        anonymous, pending, member h1, of circle c1, member h3,
  //                                        coordinator h1, h2, h3, owner
  EXPECT_EQ(admits(Tier::kPublic, false), "xxxxxxxxx");
  EXPECT_EQ(admits(Tier::kNetwork, false), "..xxxxxxx");
  EXPECT_EQ(admits(Tier::kHub, false), "..xx.x..x");
  EXPECT_EQ(admits(Tier::kHub, true), "...x.x..x");
  EXPECT_EQ(admits(Tier::kBrokered, false), "......x.x");
  EXPECT_EQ(admits(Tier::kUnclaimed, false), ".....x..x");
  EXPECT_EQ(admits(Tier::kPrivate, false), "........x");
}

TEST(VisibilityTest, WhoIsKeptOutSeesNothingAtAnyTier) {
  Audience blocked = MemberOf("h1");
  blocked.actor = "B";
  Audience abroad = MemberOf("h1");
  abroad.actor = "C";
  abroad.countries = {"FR", "SY"};
  Audience everybody;
  everybody.everybody = true;
  Audience owner = Owner();
  owner.actor = "B";
  for (int tier = 1; tier < kTierCount; ++tier) {
    Access access = {static_cast<Tier>(tier), {"h1"}, {}, {"h2"}, "ann"};
    const bool seen = Admits(access, MemberOf("h1"));
    EXPECT_EQ(Admits(access, blocked), seen) << tier;
    EXPECT_EQ(Admits(access, abroad), seen) << tier;
    EXPECT_EQ(Admits(access, everybody), access.tier == Tier::kPublic) << tier;
    access.blocked = {"A", "B"};
    EXPECT_FALSE(Admits(access, blocked)) << tier;
    EXPECT_EQ(Admits(access, abroad), seen) << tier;
    EXPECT_TRUE(Admits(access, owner)) << tier;
    EXPECT_FALSE(Admits(access, everybody)) << tier;
    access.hidden_from = {"SY"};
    EXPECT_FALSE(Admits(access, abroad)) << tier;
    EXPECT_EQ(Admits(access, MemberOf("h1")), seen) << tier;
    EXPECT_EQ(Admits(access, Anonymous()), access.tier == Tier::kPublic) << tier;
  }
}

TEST(VisibilityTest, ALinkIsNeverLooserThanItsRecord) {
  const Access record = {Tier::kHub, {"h1"}, {}, {}, ""};
  EXPECT_EQ(Narrowed(record, Tier::kPublic).tier, Tier::kHub);
  EXPECT_EQ(Narrowed(record, Tier::kPrivate).tier, Tier::kPrivate);
  EXPECT_EQ(Narrowed(record, std::nullopt).tier, Tier::kHub);
}

constexpr char kMixed[] = R"(
  issue rights
  issue water
  community people
  org OPEN in LB issue rights water serves people
  org HIDDEN in LB issue rights water!private serves people tier hub hubs h1 owner ann
  org SECRET in LB issue rights tier private owner bob
  org MASKED in LB issue rights serves people!private
)";

std::vector<std::string> Listed(const Network& network, const Audience& audience,
                                const std::string& after = "") {
  std::vector<std::string> ids;
  network.ForEach(audience, after, [&](const ActorView& actor) {
    ids.emplace_back(actor.id());
    return true;
  });
  return ids;
}

TEST(VisibilityTest, ListsShowWhatTheAudienceSeesInTheOrderOfIds) {
  auto network = Network::Build(testing::Draw(kMixed));
  EXPECT_THAT(Listed(*network, Anonymous()), ElementsAre("MASKED", "OPEN"));
  EXPECT_THAT(Listed(*network, MemberOf("h1")), ElementsAre("HIDDEN", "MASKED", "OPEN"));
  Delta delta;
  delta.put_actors = {testing::Draw("org NEW in LB issue rights").actors[0]};
  network = network->With(delta);
  EXPECT_THAT(Listed(*network, Anonymous()), ElementsAre("MASKED", "NEW", "OPEN"));
  EXPECT_THAT(Listed(*network, Anonymous(), "MASKED"), ElementsAre("NEW", "OPEN"));
  EXPECT_THAT(Listed(*network, Anonymous(), "NEW"), ElementsAre("OPEN"));
  EXPECT_THAT(Listed(*network, Anonymous(), "OPEN"), IsEmpty());
}

TEST(VisibilityTest, ABlockedActorFindsNothingAndItsScoresDependOnNothing) {
  // The same world with X, which blocks OPEN and is hidden from actors in France, and without it.
  constexpr char kRest[] = R"(
    issue rights
    issue water
    org OPEN in LB issue rights water
    org OTHER in LB issue rights water
    org ABROAD in FR issue rights water
  )";
  const auto draw = [&](bool with) {
    Facts facts = testing::Draw(with ? std::string(kRest) + "org X in LB issue rights water\n" +
                                           "coalition C members X,OPEN,OTHER\n"
                                     : std::string(kRest) + "coalition C members OPEN,OTHER\n");
    for (ActorFacts& actor : facts.actors) {
      if (actor.id != "X") continue;
      actor.access.blocked = {"OPEN"};
      actor.access.hidden_from = {"FR"};
    }
    return facts;
  };
  const auto with_epoch = [](const Facts& facts) {
    const auto network = Network::Build(facts);
    return network->With(ComputeEpoch(*network, 1, nullptr));
  };
  const auto with = with_epoch(draw(true));
  const auto without = with_epoch(draw(false));
  const auto suggested = [](const Network& network, const Audience& audience) {
    SuggestQuery query;
    query.asker = "OPEN";
    query.include_partners = true;
    std::string text;
    for (const Suggestion& s : SuggestPartners(network, audience, query, nullptr).suggestions) {
      text += s.actor + " " + std::to_string(s.score) + "\n";
    }
    return text;
  };
  Audience open;
  open.actor = "OPEN";
  Audience french;
  french.actor = "ABROAD";
  french.countries = {"FR"};
  for (const Audience& audience : {open, french}) {
    EXPECT_FALSE(with->Find("X", audience).has_value());
    EXPECT_EQ(Listed(*with, audience), Listed(*without, audience));
    EXPECT_EQ(suggested(*with, audience), suggested(*without, audience));
  }
  // Others see it, and are told so.
  EXPECT_TRUE(with->Find("X", Anonymous()).has_value());
  EXPECT_NE(suggested(*with, Anonymous()), suggested(*without, Anonymous()));
}

TEST(VisibilityTest, HiddenLinksReadAsIfTheyWereNotThere) {
  const auto network = Network::Build(testing::Draw(kMixed));
  const auto member = network->Find("HIDDEN", MemberOf("h1"));
  ASSERT_TRUE(member.has_value());
  EXPECT_TRUE(member->Carries("rights"));
  EXPECT_FALSE(member->Carries("water"));
  EXPECT_THAT(member->Links(Role::kIssue), ElementsAre("rights"));
  EXPECT_TRUE(network->Find("HIDDEN", Owner())->Carries("water"));
  EXPECT_FALSE(network->Find("HIDDEN", Anonymous()).has_value());
}

TEST(VisibilityTest, APrivateActorIsSuggestedToNobodyNotEvenByItsOwner) {
  const auto network = Network::Build(testing::Draw(kMixed));
  Audience bob;
  bob.account = "bob";
  SuggestQuery query;
  query.asker = "OPEN";
  std::vector<std::string> suggested;
  for (const Suggestion& s : SuggestPartners(*network, bob, query, nullptr).suggestions) {
    suggested.push_back(s.actor);
  }
  EXPECT_THAT(suggested, ElementsAre("MASKED"));
  query.asker = "SECRET";  // it may ask
  EXPECT_THAT(SuggestPartners(*network, bob, query, nullptr).suggestions, Not(IsEmpty()));
}

TEST(VisibilityTest, AHiddenAskerIsUnknown) {
  const auto network = Network::Build(testing::Draw(kMixed));
  SuggestQuery query;
  query.asker = "SECRET";
  EXPECT_EQ(SuggestPartners(*network, Anonymous(), query, nullptr).outcome, Outcome::kUnknownAsker);
  Audience bob;
  bob.account = "bob";
  const auto result = SuggestPartners(*network, bob, query, nullptr);
  EXPECT_EQ(result.outcome, Outcome::kOk);
  EXPECT_FALSE(result.suggestions.empty());
  EXPECT_FALSE(ExplainPartner(*network, Anonymous(), {"OPEN", "SECRET", Focus::kBalanced, {}}));
  EXPECT_FALSE(ExplainPartner(*network, Anonymous(), {"OPEN", "NOBODY", Focus::kBalanced, {}}));
}

TEST(VisibilityTest, ACoordinatorsFindsThatTheAskerMayNotSeeAreMarked) {
  const auto network = Network::Build(testing::Draw(kMixed));
  SuggestQuery query;
  query.asker = "OPEN";
  const Audience asker = MemberOf("h9");
  size_t brokered = 0;
  for (const Suggestion& s :
       SuggestPartners(*network, CoordinatorOf("h1"), query, nullptr, &asker).suggestions) {
    EXPECT_EQ(s.brokered, s.actor == "HIDDEN") << s.actor;
    brokered += s.brokered;
  }
  EXPECT_EQ(brokered, 1u);
}

// What an audience does not see, taken out of the facts.
Facts WithoutHidden(const Facts& facts, const Audience& audience) {
  Facts visible;
  visible.themes = facts.themes;
  for (ActorFacts actor : facts.actors) {
    const bool own = actor.id == audience.actor || actor.access.owner == audience.account;
    const bool is_own = own && !(audience.account.empty() && audience.actor.empty());
    if (!is_own && !Admits(actor.access, audience)) continue;
    const auto hidden = [&](std::optional<Tier> tier) {
      return !is_own && !Admits(Narrowed(actor.access, tier), audience);
    };
    std::erase_if(actor.links, [&](const LinkFacts& link) { return hidden(link.tier); });
    const auto clear = [&](Part part, auto& field) {
      if (hidden(actor.part_tiers[static_cast<int>(part)])) field.clear();
    };
    clear(Part::kBaseCountry, actor.base_country);
    clear(Part::kActiveCountries, actor.active_countries);
    clear(Part::kOriginCountries, actor.origin_countries);
    clear(Part::kResidenceCountries, actor.residence_countries);
    clear(Part::kLanguages, actor.languages);
    clear(Part::kDescriptions, actor.text.stems);
    clear(Part::kNames, actor.text.names);
    visible.actors.push_back(std::move(actor));
  }
  for (const CoalitionFacts& coalition : facts.coalitions) {
    if (Admits(coalition.access, audience)) visible.coalitions.push_back(coalition);
  }
  for (const MembershipFacts& m : facts.memberships) {
    for (const CoalitionFacts& c : visible.coalitions) {
      const bool sees = m.actor == audience.actor || Admits(Narrowed(c.access, m.tier), audience);
      if (c.id == m.coalition && sees) visible.memberships.push_back(m);
    }
  }
  return visible;
}

TEST(VisibilityTest, WhatIsHiddenHasNoInfluence) {
  size_t compared = 0;
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed + 1000);
    testing::NetworkShape shape;
    shape.actors = 50;
    Facts facts = testing::RandomFacts(random, shape);
    // Of two equal memberships the later counts: keep one, so that taking out is plain.
    std::map<std::pair<std::string, std::string>, MembershipFacts> latest;
    for (const MembershipFacts& m : facts.memberships) latest[{m.coalition, m.actor}] = m;
    facts.memberships.clear();
    for (const auto& [key, m] : latest) facts.memberships.push_back(m);
    const Audience audience = testing::RandomAudience(random, shape);
    const auto first = Network::Build(facts);
    const Epoch epoch = ComputeEpoch(*first, 1, nullptr);
    const auto whole = first->With(epoch);
    const auto part = Network::Build(WithoutHidden(facts, audience), epoch);
    EXPECT_EQ(ComputeEpoch(*Network::Build(WithoutHidden(facts, Audience())), 1, nullptr), epoch);
    for (int i = 0; i < 15; ++i) {
      SuggestQuery query = testing::RandomQuery(random, shape);
      query.diversity = query.exposure = i % 2 == 0;
      const auto a = SuggestPartners(*whole, audience, query, nullptr);
      const auto b = SuggestPartners(*part, audience, query, nullptr);
      ASSERT_EQ(a.outcome, b.outcome);
      ASSERT_EQ(a.suggestions.size(), b.suggestions.size()) << "seed " << seed;
      for (size_t k = 0; k < a.suggestions.size(); ++k) {
        EXPECT_EQ(a.suggestions[k].actor, b.suggestions[k].actor) << "seed " << seed;
        EXPECT_EQ(a.suggestions[k].score, b.suggestions[k].score) << "seed " << seed;
        ASSERT_EQ(a.suggestions[k].reasons.size(), b.suggestions[k].reasons.size());
        for (size_t r = 0; r < a.suggestions[k].reasons.size(); ++r) {
          EXPECT_EQ(a.suggestions[k].reasons[r].themes, b.suggestions[k].reasons[r].themes);
          EXPECT_EQ(a.suggestions[k].reasons[r].coalitions, b.suggestions[k].reasons[r].coalitions);
        }
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 2000u);
}

TEST(VisibilityTest, RedLinesExpiryAndPartnersAreGates) {
  const Facts facts = testing::Draw(R"(
    issue rights
    issue arms
    org A in LB issue rights redline arms
    org ARMED in LB issue rights arms
    org OLD in LB issue rights expires 10
    org PARTNER in LB issue rights
    org FRIEND in LB issue rights
    coalition C members A,PARTNER
  )");
  const auto network = Network::Build(facts);
  SuggestQuery query;
  query.asker = "A";
  Audience audience;
  audience.day = 11;
  const auto ids = [&] {
    std::vector<std::string> out;
    for (const Suggestion& s : SuggestPartners(*network, audience, query, nullptr).suggestions) {
      out.push_back(s.actor);
    }
    return out;
  };
  EXPECT_THAT(ids(), ElementsAre("FRIEND"));
  query.include_partners = true;
  EXPECT_THAT(ids(), ElementsAre("PARTNER", "FRIEND"));
  audience.day = 10;
  EXPECT_THAT(ids(), ::testing::UnorderedElementsAre("PARTNER", "FRIEND", "OLD"));
  EXPECT_TRUE(ExplainPartner(*network, audience, {"A", "ARMED", Focus::kBalanced, {}})->red_line);
}

TEST(VisibilityTest, AStopLeavesNoAnswer) {
  const auto network = Network::Build(testing::Draw(kMixed));
  SuggestQuery query;
  query.asker = "OPEN";
  const auto result = SuggestPartners(*network, Anonymous(), query, [] { return true; });
  EXPECT_EQ(result.outcome, Outcome::kStopped);
  EXPECT_THAT(result.suggestions, IsEmpty());
}

}  // namespace
}  // namespace tashbik::graph
