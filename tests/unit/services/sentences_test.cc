// Sentences: every phrase stands in every language, reads as it should, and keeps directions apart.
#include "services/sentences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "services/phrases.h"
#include "services/sentence_words.h"

namespace tashbik::services {
namespace {

using graph::Reason;
using graph::ReasonKind;
using testing::HasSubstr;
using testing::Not;

constexpr Language kLanguages[] = {Language::kEnglish, Language::kArabic, Language::kFrench};

ThemeWords Theme(absl::string_view id, Language language) {
  struct Row {
    std::array<const char*, kLanguageCount> labels;
    bool community;
    bool challenge = false;
  };
  static const std::map<std::string, Row> themes = {
      {"exclusion",
       {{"Exclusion from civil registration", "الإقصاء من السجل المدني",
         "Exclusion de l'état civil"},
        false}},
      {"stateless", {{"Stateless people", "عديمو الجنسية", "Personnes apatrides"}, true}},
      {"dom", {{"Dom people", "الدوم", "Doms"}, true}},
      {"lgbtqi", {{"LGBTQI+ people", "مجتمع الميم-عين", "Personnes LGBTQI+"}, true}},
      {"housing", {{"Housing", "السكن", "Logement"}, false}},
      {"education", {{"Education", "التعليم", "Éducation"}, false}},
      {"budget", {{"Limited funding", "محدودية التمويل", "Financements limités"}, false, true}},
      {"security", {{"Online security", "الأمن الرقمي", "Sécurité en ligne"}, false}},
  };
  const auto found = themes.find(std::string(id));
  if (found == themes.end()) return {};
  return {found->second.labels[static_cast<size_t>(language)], found->second.community,
          found->second.challenge};
}

SentenceContext Context(Language language, bool you) {
  SentenceContext context;
  context.language = language;
  context.viewer_is_asker = you;
  context.asker = "Cedar Papers";
  context.partner = "Domari House";
  context.theme = [language](absl::string_view id) { return Theme(id, language); };
  context.coalition = [](absl::string_view id) {
    return id == "hidden" ? std::string() : std::string("Civil Registry Campaign");
  };
  return context;
}

Reason Cause() {
  Reason reason;
  reason.kind = ReasonKind::kCause;
  reason.themes = {"exclusion"};
  reason.asker_themes = {"stateless"};
  reason.partner_themes = {"dom"};
  return reason;
}

Reason Of(ReasonKind kind, std::vector<std::string> themes) {
  Reason reason;
  reason.kind = kind;
  reason.themes = std::move(themes);
  return reason;
}

std::set<std::string> Placeholders(absl::string_view text) {
  std::set<std::string> found;
  for (size_t open = text.find('{'); open != absl::string_view::npos; open = text.find('{')) {
    const size_t close = text.find('}', open);
    found.insert(std::string(text.substr(open, close + 1 - open)));
    text.remove_prefix(close + 1);
  }
  return found;
}

TEST(Phrases, EveryTableIsCompleteAndInOrder) {
  for (const auto& table : {EnglishPhrases(), ArabicPhrases(), FrenchPhrases()}) {
    ASSERT_EQ(table.size(), static_cast<size_t>(kPhraseCount));
    for (int i = 0; i < kPhraseCount; ++i) {
      EXPECT_EQ(table[static_cast<size_t>(i)].phrase, static_cast<Phrase>(i)) << i;
      EXPECT_FALSE(table[static_cast<size_t>(i)].text.empty()) << i;
    }
  }
}

// A language may name the asker or partner where another says "you" or "they"; lists must agree.
TEST(Phrases, NameTheSameThingsInEveryLanguage) {
  for (int i = 0; i < kPhraseCount; ++i) {
    const auto phrase = static_cast<Phrase>(i);
    std::set<std::string> english = Placeholders(Say(phrase, Language::kEnglish));
    english.erase("{partner}");
    for (const Language language : kLanguages) {
      std::set<std::string> here = Placeholders(Say(phrase, language));
      here.erase("{partner}");
      EXPECT_EQ(here, english) << Say(phrase, language);
    }
  }
}

// Every kind of reason, with and without names, in every language and person.
TEST(ReasonSentence, EveryKindInEveryLanguage) {
  for (const Language language : kLanguages) {
    for (const bool you : {true, false}) {
      std::set<std::string> distinct;
      for (int kind = 1; kind <= static_cast<int>(ReasonKind::kRarelySuggested); ++kind) {
        Reason reason = Of(static_cast<ReasonKind>(kind), {"housing", "education"});
        reason.countries = {"LB"};
        reason.coalitions = {"one"};
        const std::string named = ReasonSentence(reason, Context(language, you));
        const std::string unnamed =
            ReasonSentence(Of(static_cast<ReasonKind>(kind), {}), Context(language, you));
        for (const std::string& sentence : {named, unnamed}) {
          EXPECT_THAT(sentence, Not(testing::ContainsRegex("[{}]")));
          EXPECT_TRUE(absl::EndsWith(sentence, ".")) << sentence;
          EXPECT_THAT(sentence, Not(HasSubstr(": .")));
        }
        EXPECT_TRUE(distinct.insert(named).second) << named;
      }
    }
  }
}

TEST(ReasonSentence, CauseAsPromised) {
  EXPECT_EQ(ReasonSentence(Cause(), Context(Language::kEnglish, true)),
            "Both meet exclusion from civil registration. "
            "You serve stateless people; they serve Dom people.");
  EXPECT_EQ(ReasonSentence(Cause(), Context(Language::kEnglish, false)),
            "Both meet exclusion from civil registration. "
            "Cedar Papers serves stateless people; Domari House serves Dom people.");
  EXPECT_EQ(ReasonSentence(Cause(), Context(Language::kArabic, true)),
            "سبب جذري مشترك: الإقصاء من السجل المدني. من جهتكم: عديمو الجنسية؛ ومن جهتهم: الدوم.");
  EXPECT_EQ(ReasonSentence(Cause(), Context(Language::kFrench, true)),
            "Même cause profonde\u00A0: exclusion de l'état civil. "
            "De votre côté\u00A0: personnes apatrides\u202F; du leur\u00A0: Doms.");
}

TEST(ReasonSentence, SubjectsAreWorkedOnNotServed) {
  Reason reason = Cause();
  reason.partner_themes = {"housing"};
  EXPECT_THAT(ReasonSentence(reason, Context(Language::kEnglish, true)),
              HasSubstr("You work on stateless people; they work on housing."));
  reason.partner_themes.clear();
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kEnglish, true)),
            "Both meet exclusion from civil registration.");
}

TEST(ReasonSentence, OnlyWhatOneSideHasIsSpanned) {
  Reason reason = Cause();
  reason.asker_themes = {"stateless", "lgbtqi"};
  reason.partner_themes = {"lgbtqi", "dom"};
  EXPECT_THAT(ReasonSentence(reason, Context(Language::kEnglish, true)),
              HasSubstr("You serve stateless people; they serve Dom people."));
  reason.partner_themes = {"lgbtqi"};
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kEnglish, true)),
            "Both meet exclusion from civil registration.");
}

TEST(ReasonSentences, SayOnceWhomEachSideServes) {
  Reason bridge = Cause();
  bridge.kind = ReasonKind::kBridge;
  EXPECT_THAT(
      ReasonSentences(std::vector<Reason>{Cause(), bridge}, Context(Language::kEnglish, true)),
      testing::ElementsAre("Both meet exclusion from civil registration. "
                           "You serve stateless people; they serve Dom people.",
                           "The same struggle from different sides."));
}

TEST(ReasonSentences, ABridgeNamesWhatWasNotNamedBefore) {
  const std::vector<Reason> reasons = {Cause(), Of(ReasonKind::kBridge, {"exclusion", "housing"})};
  EXPECT_EQ(ReasonSentences(reasons, Context(Language::kEnglish, true)).back(),
            "The same struggle from different sides: exclusion from civil registration and "
            "housing.");
}

TEST(ReasonSentence, ChallengesAreFacedAndIssuesWorkedOn) {
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kIssue, {"budget", "housing", "education"}),
                           Context(Language::kEnglish, true)),
            "Both work on housing and education. Both face limited funding.");
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kIssue, {"budget"}), Context(Language::kFrench, true)),
            "Une même difficulté\u00A0: financements limités.");
}

TEST(ReasonSentence, NeedsAndOffersNameTheRightSide) {
  const Reason need = Of(ReasonKind::kNeed, {"security"});
  const Reason offer = Of(ReasonKind::kOffer, {"security"});
  EXPECT_EQ(ReasonSentence(need, Context(Language::kEnglish, true)),
            "They offer what you need: online security.");
  EXPECT_EQ(ReasonSentence(need, Context(Language::kEnglish, false)),
            "Domari House offers what Cedar Papers needs: online security.");
  EXPECT_EQ(ReasonSentence(offer, Context(Language::kEnglish, false)),
            "Cedar Papers offers what Domari House needs: online security.");
  EXPECT_EQ(ReasonSentence(offer, Context(Language::kFrench, true)),
            "Vous proposez ce que cherche Domari House\u00A0: sécurité en ligne.");
}

TEST(ReasonSentence, NumberAgreesInFrenchAndArabic) {
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kIssue, {"housing"}), Context(Language::kArabic, true)),
            "قضية مشتركة: السكن.");
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kIssue, {"housing", "education"}),
                           Context(Language::kArabic, true)),
            "قضايا مشتركة: السكن والتعليم.");
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kIssue, {"housing", "education"}),
                           Context(Language::kFrench, true)),
            "Sujets de travail communs\u00A0: logement et éducation.");
}

TEST(ReasonSentence, CountriesInTheLanguage) {
  Reason reason;
  reason.kind = ReasonKind::kPlace;
  reason.countries = {"LB", "AE"};
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kEnglish, true)),
            "Both are present in Lebanon and the United Arab Emirates.");
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kArabic, true)),
            "الحضور في البلدان نفسها: لبنان والإمارات العربية المتحدة.");
  reason.countries.clear();
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kFrench, true)), "Une région en commun.");
  reason.near = true;
  reason.countries = {"JO", "SY", "MA"};  // the partner's: only their regions are shared
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kEnglish, true)),
            "Both are present in the same region: the Mashreq and the Maghreb.");
}

TEST(ReasonSentence, RelatedThemesStandInPairs) {
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kRelated, {"housing", "exclusion", "education", "dom"}),
                           Context(Language::kEnglish, true)),
            "Linked struggles: housing with exclusion from civil registration and education with "
            "Dom people.");
  EXPECT_EQ(
      ReasonSentence(Of(ReasonKind::kRelated, {"housing"}), Context(Language::kEnglish, true)),
      SignalSentence(graph::Signal::kRelated, true, Language::kEnglish));
}

TEST(ReasonSentence, HiddenCoalitionsAreNotNamed) {
  Reason reason;
  reason.kind = ReasonKind::kTies;
  reason.coalitions = {"hidden"};
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kEnglish, true)),
            "Both have partners in common.");
  reason.coalitions = {"hidden", "shown"};
  EXPECT_EQ(ReasonSentence(reason, Context(Language::kEnglish, true)),
            "Both are connected through Civil Registry Campaign.");
}

TEST(ReasonSentence, NamesOfAnotherDirectionAreIsolated) {
  const Reason need = Of(ReasonKind::kNeed, {"security"});
  EXPECT_EQ(
      ReasonSentence(need, Context(Language::kArabic, false)),
      "لدى «\u2068Domari House\u2069» ما يلبّي احتياجات «\u2068Cedar Papers\u2069»: الأمن الرقمي.");
  SentenceContext context = Context(Language::kEnglish, false);
  context.partner = "بيت الدوم";
  EXPECT_EQ(ReasonSentence(need, context),
            "\u2068بيت الدوم\u2069 offers what Cedar Papers needs: online security.");
}

TEST(ReasonSentence, UnknownThemesShowTheirId) {
  EXPECT_EQ(
      ReasonSentence(Of(ReasonKind::kIssue, {"new-theme"}), Context(Language::kEnglish, true)),
      "Both work on new-theme.");
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kIssue, {"new-theme"}), SentenceContext()),
            "Both work on new-theme.");
}

TEST(ReasonSentence, BracesInNamesMeanNothing) {
  SentenceContext context = Context(Language::kEnglish, false);
  context.partner = "{asker}{list}";
  EXPECT_EQ(ReasonSentence(Of(ReasonKind::kNeed, {"housing"}), context),
            "{asker}{list} offers what Cedar Papers needs: housing.");
}

TEST(JoinNames, CountsTheRest) {
  const std::vector<std::string> six = {"a", "b", "", "c", "d", "e", "f"};
  EXPECT_EQ(JoinNames(six, Language::kEnglish, 4), "a, b, c, d and 2 more");
  EXPECT_EQ(JoinNames(six, Language::kFrench, 6), "a, b, c, d, e et f");
  EXPECT_EQ(JoinNames({"لبنان", "تونس", "مصر"}, Language::kArabic, 2), "لبنان، تونس وغيرها (1)");
  EXPECT_EQ(JoinNames({}, Language::kEnglish, 4), "");
}

TEST(WithinSentence, LowersAllButNames) {
  EXPECT_EQ(WithinSentence("Housing", Language::kEnglish), "housing");
  EXPECT_EQ(WithinSentence("Éducation", Language::kFrench), "éducation");
  EXPECT_EQ(WithinSentence("Children", Language::kEnglish), "children");
  EXPECT_EQ(WithinSentence("Domestic work", Language::kEnglish), "domestic work");
  EXPECT_EQ(WithinSentence("Romance", Language::kEnglish), "romance");
  EXPECT_EQ(WithinSentence("Advocacy in Europe", Language::kEnglish), "advocacy in Europe");
  for (const char* kept : {"Dom people", "Amazigh people", "LGBTQI+ people", "Syrian refugees",
                           "Bahá'í community", "Palestinian refugees", "Doms", "Refugee Convention",
                           "Convention on the Rights of the Child", "MENA", "الدوم", "X", ""}) {
    EXPECT_EQ(WithinSentence(kept, Language::kEnglish), kept);
  }
}

TEST(Fill, DoesNotDoubleTheFullStop) {
  EXPECT_EQ(Fill(Phrase::kTies, Language::kEnglish, {{"list", "Camelot S.A."}}),
            "Both are connected through Camelot S.A.");
}

TEST(SignalSentence, AllTenInEveryLanguage) {
  for (const Language language : kLanguages) {
    std::set<std::string> distinct;
    for (int signal = 1; signal < graph::kSignalCount; ++signal) {
      const std::string sentence =
          SignalSentence(static_cast<graph::Signal>(signal), true, language);
      EXPECT_FALSE(sentence.empty());
      EXPECT_TRUE(distinct.insert(sentence).second) << sentence;
      EXPECT_GT(SignalSentence(static_cast<graph::Signal>(signal), false, language).size(),
                sentence.size());
    }
  }
  EXPECT_EQ(SignalSentence(graph::Signal::kTies, true, Language::kEnglish),
            "Closeness in the network of coalitions.");
  EXPECT_EQ(SignalSentence(static_cast<graph::Signal>(0), true, Language::kEnglish), "");
}

TEST(Others, GatesAndBrokerInEveryLanguage) {
  for (const Language language : kLanguages) {
    EXPECT_NE(GateSentence(Gate::kPartners, language), GateSentence(Gate::kRedLine, language));
    EXPECT_NE(GateSentence(Gate::kExpired, language), GateSentence(Gate::kRedLine, language));
    EXPECT_THAT(BrokerSentence(Context(language, false)), HasSubstr("Cedar Papers"));
  }
}

std::vector<PathWords> Meeting() {
  return {{"A", graph::NodeKind::kActor, graph::StepKind::kMember},
          {"Net", graph::NodeKind::kCoalition, graph::StepKind::kMember},
          {"B", graph::NodeKind::kActor, graph::StepKind::kCarries},
          {"Housing", graph::NodeKind::kTheme, graph::StepKind::kCause},
          {"Poverty", graph::NodeKind::kTheme, graph::StepKind::kCarries},
          {"C", graph::NodeKind::kActor, graph::StepKind::kMember}};
}

TEST(PathSentence, JoinsStepsIntoClauses) {
  EXPECT_EQ(PathSentence(Meeting(), Language::kEnglish),
            "A and B both take part in Net; a theme of B is housing; "
            "housing and poverty are cause and effect; a theme of C is poverty.");
  const std::vector<PathWords> path = Meeting();
  EXPECT_EQ(PathSentence(std::span(path).subspan(2, 2), Language::kEnglish),
            "A theme of B is housing.");
}

TEST(PathSentence, EveryStepInEveryLanguage) {
  for (const Language language : kLanguages) {
    EXPECT_EQ(PathSentence({}, language), "");
    EXPECT_EQ(PathSentence(std::vector<PathWords>(1, {.name = "A"}), language),
              Isolated("A", language) + ".");
    const std::string sentence = PathSentence(Meeting(), language);
    EXPECT_THAT(sentence, Not(testing::ContainsRegex("[{}]")));
    for (const char* name : {"A", "Net", "B", "C"}) EXPECT_THAT(sentence, HasSubstr(name));
  }
}

}  // namespace
}  // namespace tashbik::services
