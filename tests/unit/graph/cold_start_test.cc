// Newcomers of the small world: without ties, without a description, or with one that nobody else
// can be compared with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/epoch.h"
#include "graph/network.h"
#include "graph/suggest.h"
#include "graph/text/row.h"
#include "tests/testing/drawn_network.h"
#include "tests/testing/small_world.h"

namespace tashbik::graph {
namespace {

using ::testing::Contains;

// What they write about themselves.
const std::map<std::string, std::string>& Descriptions() {
  static const auto& descriptions = *new std::map<std::string, std::string>{
      {"LB-STATELESS",
       "We go to court for stateless people in Lebanon, help families to enter births in the civil "
       "register, and ask for a nationality law that treats mothers and fathers alike."},
      {"LB-DOM",
       "Dom families in Lebanon: births entered in the civil register, safe housing, and a place "
       "at school for every child."},
      {"MA-AMAZIGH",
       "For the Amazigh language in schools and public offices, and for associations that are "
       "refused their registration."},
      {"MA-DISAB",
       "Persons with disabilities for public places that everyone can enter, and for associations "
       "that need not wait months for registration."},
      {"MA-LGBT", "A collective that may not register as an association; against the penal code."},
      {"PS-BEDOUIN", "Bedouin families for safe housing that is not torn down, and for schools."},
      {"LB-REFUGEE", "Work and schools for refugee families in Lebanon."},
      {"LB-LGBT", "Against the penal code, with safe spaces and counselling in Lebanon."},
      {"LB-DISAB", "Public places and schools in Lebanon that everyone can enter."},
      {"MA-MIGRANT", "Migrant workers for residence papers, decent work and no racism."},
      {"GCHR", "Protects those who defend human rights in the Gulf, and their associations."},
      {"SIMSIM", "Citizens who follow what parliament does, and take part in it."}};
  return descriptions;
}

// The same as LB-STATELESS writes, by a translator.
constexpr char kInArabic[] =
    "نلجأ إلى القضاء من أجل عديمي الجنسية في لبنان، ونساعد العائلات على قيد الولادات في السجل "
    "المدني، ونطالب بقانون جنسية يساوي بين الأم والأب.";

void Describe(Facts& facts, const std::string& id, absl::string_view text,
              absl::string_view language) {
  for (ActorFacts& actor : facts.actors) {
    if (actor.id != id) continue;
    const std::vector<text::DescriptionText> descriptions = {{text, language}};
    actor.text = text.empty() ? text::TextRow() : text::DeriveRow({}, descriptions);
  }
}

// What themes are called in two languages: by these words the languages meet.
void Label(Facts& facts) {
  static const std::map<std::string, std::pair<const char*, const char*>> kLabels = {
      {"stateless", {"stateless people", "عديمي الجنسية"}},
      {"nationality", {"nationality law", "قانون جنسية"}},
      {"birth-registration", {"births", "الولادات"}},
      {"civil-registry-exclusion", {"civil register", "السجل المدني"}},
      {"housing", {"housing", "السكن"}},
      {"education", {"schools", "المدارس"}}};
  for (ThemeFacts& theme : facts.themes) {
    const auto found = kLabels.find(theme.id);
    if (found == kLabels.end()) continue;
    const auto& [english, arabic] = found->second;
    theme.labels = {{text::StemLabel(english, "en"), text::Lang::kEnglish},
                    {text::StemLabel(arabic, "ar"), text::Lang::kArabic}};
  }
}

// The small world in which everybody has described itself in English.
Facts DescribedWorld() {
  Facts facts = testing::Draw(testing::kSmallWorld);
  Label(facts);
  for (const auto& [id, text] : Descriptions()) Describe(facts, id, text, "en");
  return facts;
}

// Everybody but `newcomer` works in one coalition, and GCHR and SIMSIM with LB-DOM in another.
void Tie(Facts& facts, const std::string& newcomer, bool all) {
  for (const char* coalition : {"ALL", "THREE"}) {
    facts.coalitions.push_back({coalition, {Tier::kPublic, {}, {}, {}, ""}, {}, {}});
  }
  for (const ActorFacts& actor : facts.actors) {
    if (all && actor.id != newcomer) facts.memberships.push_back({"ALL", actor.id, std::nullopt});
  }
  for (const char* id : {"LB-DOM", "GCHR", "SIMSIM"}) {
    facts.memberships.push_back({"THREE", id, std::nullopt});
  }
}

// The first five for an asker by score, under the counts of this very world.
std::vector<std::string> FirstFive(const Facts& facts, const std::string& asker) {
  const auto bare = Network::Build(facts);
  const auto network = bare->With(ComputeEpoch(*bare, 1, nullptr));
  SuggestQuery query;
  query.asker = asker;
  query.count = 5;
  query.include_partners = true;
  query.diversity = query.exposure = false;
  query.tie_key = 7;
  std::vector<std::string> ids;
  for (const Suggestion& s : SuggestPartners(*network, Audience(), query, nullptr).suggestions) {
    ids.push_back(s.actor);
  }
  return ids;
}

size_t Kept(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  return static_cast<size_t>(std::count_if(after.begin(), after.end(), [&](const std::string& id) {
    return std::find(before.begin(), before.end(), id) != before.end();
  }));
}

TEST(ColdStartTest, WhoHasNoTiesMeetsTheSameAsBefore) {
  Facts facts = DescribedWorld();
  const std::vector<std::string> before = FirstFive(facts, "LB-STATELESS");
  ASSERT_EQ(before.size(), 5u);
  EXPECT_EQ(before[0], "LB-DOM");
  Tie(facts, "LB-STATELESS", true);
  // Ties of others are nothing to it.
  EXPECT_EQ(FirstFive(facts, "LB-STATELESS"), before);
}

TEST(ColdStartTest, WhoHasNoTiesIsSuggestedToThoseWhoHave) {
  Facts facts = DescribedWorld();
  Tie(facts, "LB-STATELESS", false);
  EXPECT_THAT(FirstFive(facts, "LB-DOM"), Contains("LB-STATELESS"));
}

TEST(ColdStartTest, WhoHasNoDescriptionMeetsTheSameByItsThemes) {
  Facts facts = DescribedWorld();
  const std::vector<std::string> before = FirstFive(facts, "LB-STATELESS");
  Describe(facts, "LB-STATELESS", "", "");
  const std::vector<std::string> after = FirstFive(facts, "LB-STATELESS");
  ASSERT_EQ(after.size(), 5u);
  EXPECT_EQ(after[0], "LB-DOM");
  EXPECT_GE(Kept(before, after), 3u);
}

TEST(ColdStartTest, WhoHasNoDescriptionNeitherLeadsNorVanishes) {
  for (const auto& [silent, text] : Descriptions()) {
    Facts facts = DescribedWorld();
    const Facts described = facts;
    Describe(facts, silent, "", "");
    for (const auto& [asker, unused] : Descriptions()) {
      if (asker == silent) continue;
      const std::vector<std::string> before = FirstFive(described, asker);
      const std::vector<std::string> after = FirstFive(facts, asker);
      EXPECT_GE(Kept(before, after) + 2, before.size()) << asker << " while " << silent;
    }
  }
}

TEST(ColdStartTest, ADescriptionInArabicKeepsThreeOfTheFirstFive) {
  Facts facts = DescribedWorld();
  const std::vector<std::string> before = FirstFive(facts, "LB-STATELESS");
  Describe(facts, "LB-STATELESS", kInArabic, "ar");
  const std::vector<std::string> after = FirstFive(facts, "LB-STATELESS");
  ASSERT_EQ(after.size(), 5u);
  EXPECT_EQ(after[0], "LB-DOM");
  EXPECT_GE(Kept(before, after), 3u);
}

TEST(ColdStartTest, WhoWritesArabicKeepsItsPlaceWithThoseWhoWriteEnglish) {
  Facts facts = DescribedWorld();
  Describe(facts, "LB-STATELESS", kInArabic, "ar");
  EXPECT_THAT(FirstFive(facts, "LB-DOM"), Contains("LB-STATELESS"));
}

}  // namespace
}  // namespace tashbik::graph
