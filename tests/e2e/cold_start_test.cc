// Newcomers on the shipped sample: organizations that are not stored, and so have no ties, ask with
// a description, without one, and with one in another language than they wrote it in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/e2e/shared_sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

constexpr size_t kFirst = 5;

// What two organizations of the sample write in English alone, by a translator.
constexpr char kHumenaInArabic[] =
    "منظمة دولية مستقلة لحقوق الإنسان مسجّلة ومقرّها في بروكسل ولها فرق في المنطقة. تُشرك الناس في "
    "الشرق "
    "الأوسط وشمال أفريقيا ومنها ومن أجلها: المشاركة المدنية للمجتمعات المهمّشة، ومشاركة الشتات في "
    "التغيير "
    "في بلدانهم، والضغط على الحكومات كي تكون أصوات الناس جزءاً من القرارات.";
constexpr char kMrgInArabic[] =
    "منظمة دولية معنية بحقوق الأقليات. تدير برنامج الأقليات والمساءلة والحيّز المدني: ورشات حول "
    "التأثير في "
    "السياسات، ولقاءات للتشبيك، ومنح للشبكات القائمة على قضايا مشتركة في لبنان وفلسطين والمغرب "
    "وتونس.";

v1::Organization Get(const std::string& actor) {
  v1::GetOrganizationRequest request;
  request.set_name(Sample().Actor(actor));
  return Need(Sample().coordinator().Call<v1::Organization>(request));
}

// As one that has just arrived, with this description alone.
v1::Organization Newcomer(const std::string& actor, const std::string& language,
                          const std::string& text) {
  v1::Organization newcomer;
  *newcomer.mutable_profile() = Get(actor).profile();
  newcomer.mutable_profile()->clear_descriptions();
  if (!text.empty()) (*newcomer.mutable_profile()->mutable_descriptions())[language] = text;
  return newcomer;
}

// Local ids of the first kFirst partners as shipped, the stored one of which it is a copy left out.
std::vector<std::string> FirstFive(const std::string& actor, const v1::Organization& newcomer) {
  v1::SuggestPartnersRequest request;
  *request.mutable_organization() = newcomer;
  request.set_count(kFirst + 1);
  std::vector<std::string> partners =
      Sample().Partners(Need(Sample().coordinator().Call<v1::SuggestPartnersResponse>(request)));
  partners.erase(std::remove(partners.begin(), partners.end(), actor), partners.end());
  partners.resize(std::min(partners.size(), kFirst));
  return partners;
}

int Kept(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  return static_cast<int>(std::count_if(after.begin(), after.end(), [&](const std::string& actor) {
    return std::find(before.begin(), before.end(), actor) != before.end();
  }));
}

// How many of the first five stay when `from` is replaced by `to`.
int KeptWith(const std::string& actor, const v1::Organization& from, const v1::Organization& to) {
  const std::vector<std::string> before = FirstFive(actor, from);
  const std::vector<std::string> after = FirstFive(actor, to);
  EXPECT_EQ(before.size(), kFirst) << actor;
  EXPECT_EQ(after.size(), kFirst) << actor;
  const int kept = Kept(before, after);
  if (kept < 3) {
    ADD_FAILURE() << actor << ": " << absl::StrJoin(before, " ") << " became "
                  << absl::StrJoin(after, " ");
  }
  return kept;
}

TEST(ColdStart, ATranslatedDescriptionKeepsThreeOfTheFirstFive) {
  for (const auto& [actor, arabic] :
       {std::pair<std::string, std::string>{"humena", kHumenaInArabic}, {"mrg", kMrgInArabic}}) {
    const std::string english = Get(actor).profile().descriptions().at("en");
    KeptWith(actor, Newcomer(actor, "en", english), Newcomer(actor, "ar", arabic));
  }
}

// Those that the sample has in English and Arabic, one language against the other.
TEST(ColdStart, WhoWritesInTwoLanguagesMeetsTheSameByEither) {
  int kept = 0;
  int asked = 0;
  for (const char* actor : {"gchr", "i4c-mena", "lb-statelessness", "lb-dom", "lb-disability",
                            "lb-refugees", "ps-bedouin", "iq-minorities", "bh-journalists"}) {
    const v1::Profile profile = Get(actor).profile();
    const auto& written = profile.descriptions();
    ASSERT_TRUE(written.contains("en") && written.contains("ar")) << actor;
    kept += KeptWith(actor, Newcomer(actor, "en", written.at("en")),
                     Newcomer(actor, "ar", written.at("ar")));
    ++asked;
  }
  RecordProperty("kept_of_first_five", absl::StrCat(kept, " of ", kFirst * asked));
  EXPECT_GE(kept, 4 * asked) << kept << " of " << kFirst * asked;
}

TEST(ColdStart, WithoutADescriptionThemesNeedsAndPlaceLead) {
  EXPECT_THAT(FirstFive("lb-statelessness", Newcomer("lb-statelessness", "", "")),
              ::testing::Contains("lb-dom"));
  const std::vector<std::string> partners =
      FirstFive("iq-minorities", Newcomer("iq-minorities", "", ""));
  ASSERT_EQ(partners.size(), kFirst);
  EXPECT_EQ(partners[0], "iraq-belgium") << absl::StrJoin(partners, " ");
}

TEST(ColdStart, WithoutTiesTheStatelessStillMeetTheDom) {
  const std::string written = Get("lb-statelessness").profile().descriptions().at("en");
  const std::vector<std::string> partners =
      FirstFive("lb-statelessness", Newcomer("lb-statelessness", "en", written));
  EXPECT_THAT(partners, ::testing::Contains("lb-dom")) << absl::StrJoin(partners, " ");
}

}  // namespace
}  // namespace tashbik::testing
