// What the directory promises, seen on the shipped sample through the real programs: asked as the
// coordinator of the hub that it was loaded into.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "absl/strings/str_join.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tests/e2e/shared_sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using ::testing::Contains;
using ::testing::Not;

v1::SuggestPartnersRequest Ask(const std::string& actor) {
  v1::SuggestPartnersRequest request;
  request.set_actor(Sample().Actor(actor));
  return request;
}

v1::SuggestPartnersResponse Suggest(const v1::SuggestPartnersRequest& request) {
  return Need(Sample().coordinator().Call<v1::SuggestPartnersResponse>(request));
}

// Position of an actor in an answer, from 0; `answer`'s length when it is not there.
size_t Place(const std::vector<std::string>& partners, const std::string& actor) {
  return static_cast<size_t>(std::find(partners.begin(), partners.end(), actor) - partners.begin());
}

const v1::Suggestion& Find(const v1::SuggestPartnersResponse& answer, const std::string& actor) {
  for (const v1::Suggestion& suggestion : answer.suggestions()) {
    if (suggestion.partner().name() == Sample().Actor(actor)) return suggestion;
  }
  GiveUp(actor + " is not suggested");
}

// Whether a reason of that kind names the theme.
bool HasReason(const v1::Suggestion& suggestion, v1::ReasonKind kind, const std::string& theme) {
  for (const v1::Reason& reason : suggestion.reasons()) {
    const bool names = theme.empty() || std::count(reason.themes().begin(), reason.themes().end(),
                                                   "themes/" + theme) > 0;
    if (reason.kind() == kind && names) return true;
  }
  return false;
}

std::string Shown(const v1::SuggestPartnersResponse& answer) {
  return absl::StrJoin(Sample().Partners(answer), " ") + "\n" + answer.DebugString();
}

TEST(Stories, StatelessPeopleAndTheDomMeetTheSameCause) {
  v1::SuggestPartnersRequest request = Ask("lb-statelessness");
  request.set_filter("country = LB");
  const v1::SuggestPartnersResponse answer = Suggest(request);
  ASSERT_GT(answer.suggestions_size(), 0);
  EXPECT_EQ(Sample().Partners(answer)[0], "lb-dom") << Shown(answer);
  const v1::Suggestion& dom = Find(answer, "lb-dom");
  EXPECT_EQ(dom.reasons(0).kind(), v1::REASON_KIND_CAUSE) << dom.DebugString();
  EXPECT_THAT(dom.reasons(0).themes(), Contains("themes/civil-registration-exclusion"));
}

TEST(Stories, AmazighPeopleMeetOthersWhoAreRefusedTheirAssociation) {
  v1::SuggestPartnersRequest request = Ask("ma-amazigh");
  request.set_focus(v1::FOCUS_BRIDGING);
  request.set_count(50);
  const v1::SuggestPartnersResponse answer = Suggest(request);
  const std::vector<std::string> partners = Sample().Partners(answer);
  const size_t disability = Place(partners, "ma-disability");
  const size_t lgbtq = Place(partners, "ma-lgbtq");
  for (const std::string ethnic :
       {"tn-amazigh", "ma-mine-women", "amazigh-france", "lb-dom", "ps-bedouin", "iq-minorities"}) {
    EXPECT_LT(disability, Place(partners, ethnic)) << ethnic << ": " << Shown(answer);
    EXPECT_LT(lgbtq, Place(partners, ethnic)) << ethnic << ": " << Shown(answer);
  }
  for (const char* partner : {"ma-disability", "ma-lgbtq"}) {
    const v1::Suggestion& found = Find(answer, partner);
    EXPECT_TRUE(HasReason(found, v1::REASON_KIND_BRIDGE, "freedom-of-association") ||
                HasReason(found, v1::REASON_KIND_ISSUE, "freedom-of-association"))
        << found.DebugString();
  }
}

TEST(Stories, TheDiasporaInBelgiumMeetsThoseAtHomeWhoNeedItsAdvocacy) {
  const v1::SuggestPartnersResponse home = Suggest(Ask("iq-minorities"));
  EXPECT_EQ(Sample().Partners(home)[0], "iraq-belgium") << Shown(home);
  const v1::Suggestion& group = Find(home, "iraq-belgium");
  EXPECT_TRUE(HasReason(group, v1::REASON_KIND_NEED, "european-advocacy")) << group.DebugString();
  EXPECT_TRUE(HasReason(group, v1::REASON_KIND_DIASPORA, "")) << group.DebugString();
  EXPECT_THAT(group.partner().origin_countries(), Contains("IQ"));
  EXPECT_THAT(group.partner().residence_countries(), Contains("BE"));

  const v1::SuggestPartnersResponse abroad = Suggest(Ask("iraq-belgium"));
  EXPECT_EQ(Sample().Partners(abroad)[0], "iq-minorities") << Shown(abroad);
  EXPECT_TRUE(HasReason(Find(abroad, "iq-minorities"), v1::REASON_KIND_OFFER, "european-advocacy"));
}

TEST(Stories, WhoTeachesOnlineSecurityMeetsWhoNeedsIt) {
  const v1::SuggestPartnersResponse trainers = Suggest(Ask("online-security-trainers"));
  EXPECT_EQ(Sample().Partners(trainers)[0], "iq-independent-media") << Shown(trainers);
  EXPECT_TRUE(
      HasReason(Find(trainers, "iq-independent-media"), v1::REASON_KIND_OFFER, "digital-security"));
  const v1::SuggestPartnersResponse media = Suggest(Ask("iq-independent-media"));
  EXPECT_EQ(Sample().Partners(media)[0], "online-security-trainers") << Shown(media);
  EXPECT_TRUE(
      HasReason(Find(media, "online-security-trainers"), v1::REASON_KIND_NEED, "digital-security"));
}

TEST(Stories, TheBedouinInPalestineMeetTheDomInLebanon) {
  v1::SuggestPartnersRequest request = Ask("ps-bedouin");
  request.set_count(5);
  const v1::SuggestPartnersResponse answer = Suggest(request);
  EXPECT_THAT(Sample().Partners(answer), Contains("lb-dom")) << Shown(answer);
}

// Local ids of what a search finds, best first.
std::vector<std::string> Found(const std::string& words, const std::string& filter = "") {
  v1::SearchRequest request;
  request.set_query(words);
  request.set_filter(filter);
  std::vector<std::string> found;
  const auto answer = Need(Sample().coordinator().Call<v1::SearchResponse>(request));
  for (const auto& result : answer.results()) {
    found.push_back(Sample().Local(result.actor().name()));
  }
  return found;
}

std::vector<std::string> Listed(const std::string& filter) {
  v1::ListOrganizationsRequest request;
  request.set_filter(filter);
  std::vector<std::string> found;
  const auto answer = Need(Sample().coordinator().Call<v1::ListOrganizationsResponse>(request));
  for (const auto& organization : answer.organizations()) {
    found.push_back(Sample().Local(organization.name()));
  }
  return found;
}

TEST(Stories, WhereItIsBasedIsNotWhereItIsActive) {
  EXPECT_THAT(Listed("active_in = BH"), Contains("gchr"));
  EXPECT_THAT(Listed("base_country = BH"), Not(Contains("gchr")));
  EXPECT_THAT(Listed("base_country = BH"), Contains("bh-journalists"));
  EXPECT_THAT(Found("human rights defenders", "active_in = BH"), Contains("gchr"));
  EXPECT_THAT(Found("human rights defenders", "base_country = BH"), Not(Contains("gchr")));
  v1::SuggestPartnersRequest request = Ask("bh-journalists");
  request.set_count(50);
  request.set_filter("active_in = BH");
  EXPECT_THAT(Sample().Partners(Suggest(request)), Contains("gchr"));
  request.set_filter("base_country = BH");
  EXPECT_THAT(Sample().Partners(Suggest(request)), Not(Contains("gchr")));
}

class OneName : public ::testing::TestWithParam<const char*> {};

TEST_P(OneName, FindsTheSameOrganizationFirst) {
  const std::vector<std::string> found = Found(GetParam());
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0], "gchr") << absl::StrJoin(found, " ");
}

INSTANTIATE_TEST_SUITE_P(HoweverItIsWritten, OneName,
                         ::testing::Values("مركز الخليج لحقوق الانسان",     // no hamza
                                           "gulf center for human rights",  // center
                                           "GCHR", "Centre du Golfe",
                                           // Ten more.
                                           "Gulf Centre for Human Rights", "gchr",
                                           "The Gulf Centre for Human Rights",
                                           "Gulf Human Rights Centre",
                                           "gulf centre of human rigths",  // a typo
                                           "مركز الخليج لحقوق الإنسان",
                                           "مَركَز الخَلِيج لِحُقوق الإنسان",  // with vowels
                                           "خليج مركز حقوق الانسان",     // no article
                                           "centre golfe droits homme",
                                           "GulfCentre for Human Rights",  // spacing
                                           "مركزالخليج لحقوق الانسان", "G.C.H.R.",
                                           "Centre du Golfe pour les Droits de l’Homme"));

TEST(Stories, WordsThatCommunitiesRejectFindThemAndAreNeverShown) {
  // The words that people type find who is meant.
  EXPECT_THAT(Found("Berbères"), Contains("ma-amazigh"));
  EXPECT_THAT(Found("الغجر"), Contains("lb-dom"));
  EXPECT_THAT(Found("Handicapped"), Contains("lb-disability"));
  v1::SearchThemesRequest request;
  request.set_query("Gypsies");
  const auto themes = Need(Sample().anonymous().Call<v1::SearchThemesResponse>(request));
  ASSERT_GT(themes.results_size(), 0);
  EXPECT_EQ(themes.results(0).theme().name(), "themes/dom");
  for (const auto& result : themes.results()) {
    EXPECT_EQ(result.theme().hidden_labels_size(), 0) << result.DebugString();
  }
}

// How many letters of a text are Latin and how many Arabic.
std::pair<int, int> LatinAndArabic(const std::string& text) {
  int latin = 0;
  int arabic = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    latin += std::isalpha(byte) != 0;
    arabic += byte >= 0xD8 && byte <= 0xDB;  // first bytes of U+0600 to U+06FF
  }
  return {latin, arabic};
}

TEST(Stories, EveryReasonIsASentenceInTheLanguageAsked) {
  std::map<std::string, std::set<std::string>> sentences;
  for (const char* language : {"en", "ar", "fr"}) {
    for (const char* asker : {"lb-statelessness", "ma-amazigh", "iq-minorities", "iraq-belgium",
                              "online-security-trainers", "ps-bedouin"}) {
      v1::SuggestPartnersRequest request = Ask(asker);
      request.set_language(language);
      const v1::SuggestPartnersResponse answer = Suggest(request);
      for (const v1::Suggestion& suggestion : answer.suggestions()) {
        double sum = 0;
        ASSERT_GT(suggestion.reasons_size(), 0) << suggestion.DebugString();
        for (const v1::Reason& reason : suggestion.reasons()) {
          sum += reason.contribution();
          ASSERT_FALSE(reason.sentence().empty()) << reason.DebugString();
          const auto [latin, arabic] = LatinAndArabic(reason.sentence());
          // Names of actors stay as they are: the rest of the sentence decides.
          if (std::string(language) == "ar") {
            EXPECT_GT(arabic, 0) << reason.sentence();
          } else {
            EXPECT_GT(latin, 0) << reason.sentence();
          }
          sentences[language].insert(reason.sentence());
        }
        EXPECT_NEAR(sum, suggestion.score(), 1e-9) << suggestion.DebugString();
      }
    }
    EXPECT_GT(sentences[language].size(), 20u);
  }
  for (const std::string& sentence : sentences["en"]) {
    EXPECT_FALSE(sentences["fr"].contains(sentence)) << sentence;
  }
}

}  // namespace
}  // namespace tashbik::testing
