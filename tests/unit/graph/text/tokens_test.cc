// Words, stop words, stems and priors in the three languages.
#include "graph/text/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include "graph/text/fold.h"

namespace tashbik::graph::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> Cut(absl::string_view text) { return Words(Fold(text)); }

std::string Stem(absl::string_view word, Lang lang) { return StemWord(Fold(word), lang); }

TEST(Words, CutsAtPunctuationOfAllScripts) {
  EXPECT_THAT(Cut("Housing, education; (LB)"), ElementsAre("housing", "education", "lb"));
  EXPECT_THAT(Cut("السكن، والتعليم؛ «الدوم»؟"), ElementsAre("السكن", "والتعليم", "الدوم"));
  EXPECT_THAT(Cut(" … -- "), IsEmpty());
}

TEST(Words, SplitsFrenchElisions) {
  EXPECT_THAT(Cut("Droits de l’Homme"), ElementsAre("droits", "de", "homme"));
  EXPECT_THAT(Cut("l'accès d'une qu'elle jusqu’ici"), ElementsAre("acces", "une", "elle", "ici"));
  EXPECT_THAT(Cut("Côte d'Ivoire"), ElementsAre("cote", "ivoire"));
}

TEST(Words, KnowsApostrophesThatAreNoElision) {
  EXPECT_THAT(Cut("women's rights"), ElementsAre("women", "rights"));
  EXPECT_THAT(Cut("Sana'a Ma'an Ta’ayush"), ElementsAre("sanaa", "maan", "taayush"));
  EXPECT_THAT(Cut("workers' 'quoted'"), ElementsAre("workers", "quoted"));
  EXPECT_THAT(Cut("aujourd’hui"), ElementsAre("aujourdhui"));
}

TEST(Words, JoinsDottedInitials) {
  EXPECT_THAT(Cut("the G.C.H.R. office"), ElementsAre("the", "gchr", "office"));
  EXPECT_THAT(Cut("U.N"), ElementsAre("un"));
  EXPECT_THAT(Cut("www.gc4hr.org"), ElementsAre("www", "gc4hr", "org"));
  EXPECT_THAT(Cut("plan B. Next"), ElementsAre("plan", "b", "next"));
}

TEST(Words, SplitsHyphensAndCutsEndlessWords) {
  EXPECT_THAT(Cut("mother-tongue LGBTQI+"), ElementsAre("mother", "tongue", "lgbtqi"));
  EXPECT_THAT(Cut(std::string(500, 'x') + " y"),
              ElementsAre(std::string(kMaxWordLetters, 'x'), "y"));
}

TEST(Words, CutsWordsThatAddUp) {
  std::string initials;
  std::string parts = "x";
  for (int i = 0; i < 500; ++i) {
    initials += "\u0639.";
    parts += "'x";
  }
  std::string ains;
  for (int i = 0; i < kMaxWordLetters; ++i) ains += "\u0639";
  EXPECT_THAT(Cut(initials + " y"), ElementsAre(ains, "y"));
  EXPECT_THAT(Cut(parts + " y"), ElementsAre(std::string(kMaxWordLetters, 'x'), "y"));
}

TEST(Words, RandomBytesGiveStemmableWords) {
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 24, '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(random() % 3 == 0 ? random() : "a'. "[random() % 4]);
    for (const std::string& word : Cut(bytes)) {
      ASSERT_FALSE(word.empty());
      for (const Lang lang : {Lang::kEnglish, Lang::kFrench, Lang::kArabic, Lang::kOther}) {
        ASSERT_FALSE(StemWord(word, lang).empty()) << word;
      }
    }
  }
}

TEST(LangOf, ReadsTheFirstSubtag) {
  EXPECT_EQ(LangOf("en"), Lang::kEnglish);
  EXPECT_EQ(LangOf("fr-MA"), Lang::kFrench);
  EXPECT_EQ(LangOf("ar_LB"), Lang::kArabic);
  EXPECT_EQ(LangOf("AR"), Lang::kArabic);
  EXPECT_EQ(LangOf("ckb"), Lang::kOther);
  EXPECT_EQ(LangOf("zgh"), Lang::kOther);
  EXPECT_EQ(LangOf(""), Lang::kUnknown);
  EXPECT_EQ(LangOf("und"), Lang::kUnknown);
}

TEST(WordLang, FollowsTheScript) {
  EXPECT_EQ(WordLang("حقوق", Lang::kEnglish), Lang::kArabic);
  EXPECT_EQ(WordLang("حقوق", Lang::kUnknown), Lang::kArabic);
  EXPECT_EQ(WordLang("unhcr", Lang::kArabic), Lang::kUnknown);
  EXPECT_EQ(WordLang("droits", Lang::kFrench), Lang::kFrench);
  EXPECT_EQ(WordLang("ماف", Lang::kOther), Lang::kOther);
  EXPECT_EQ(WordLang("права", Lang::kEnglish), Lang::kOther);
}

TEST(IsStopWord, ByLanguage) {
  EXPECT_TRUE(IsStopWord("the", Lang::kEnglish));
  EXPECT_FALSE(IsStopWord("the", Lang::kFrench));
  EXPECT_TRUE(IsStopWord("des", Lang::kUnknown));
  EXPECT_TRUE(IsStopWord(Fold("إلى"), Lang::kArabic));
  EXPECT_FALSE(IsStopWord("حقوق", Lang::kArabic));
  EXPECT_FALSE(IsStopWord("the", Lang::kOther));
}

struct Same {
  Lang lang;
  std::vector<std::string> words;
};

class SameStem : public testing::TestWithParam<Same> {};

TEST_P(SameStem, ForAll) {
  for (const std::string& word : GetParam().words) {
    EXPECT_EQ(Stem(word, GetParam().lang), Stem(GetParam().words.front(), GetParam().lang)) << word;
  }
}

INSTANTIATE_TEST_SUITE_P(
    English, SameStem,
    testing::Values(Same{Lang::kEnglish, {"organization", "organisation", "organizations"}},
                    Same{Lang::kEnglish,
                         {"mobilisation", "mobilization", "mobilising", "mobilized"}},
                    Same{Lang::kEnglish, {"centre", "center", "centers"}},
                    Same{Lang::kEnglish, {"programme", "programs"}},
                    Same{Lang::kEnglish, {"labour", "labor"}},
                    Same{Lang::kEnglish, {"minority", "minorities"}},
                    Same{Lang::kEnglish, {"refugee", "refugees"}}));
INSTANTIATE_TEST_SUITE_P(French, SameStem,
                         testing::Values(Same{Lang::kFrench, {"liberté", "libertés", "LIBERTE"}},
                                         Same{Lang::kFrench, {"réfugié", "réfugiés", "réfugiée"}},
                                         Same{Lang::kFrench,
                                              {"marocain", "marocaine", "marocains"}},
                                         Same{Lang::kFrench, {"minorité", "minorités"}}));
INSTANTIATE_TEST_SUITE_P(
    Arabic, SameStem,
    testing::Values(Same{Lang::kArabic, {"منظمة", "المنظمة", "منظمات", "والمنظمات", "للمنظمات"}},
                    Same{Lang::kArabic, {"جمعية", "الجمعيات", "بالجمعية"}},
                    Same{Lang::kArabic, {"حقوق", "الحقوق", "لحقوق", "للحقوق", "حقوقية", "وحقوق"}},
                    Same{Lang::kArabic, {"إنسان", "الإنسان", "إنساني", "الإنسانية"}},
                    Same{Lang::kArabic, {"لبنان", "لبناني", "اللبنانية"}},
                    Same{Lang::kArabic, {"فلسطين", "فلسطيني", "الفلسطينيين", "فلسطينية"}},
                    Same{Lang::kArabic, {"البحرين", "بحريني", "بالبحرين"}},
                    Same{Lang::kArabic, {"لاجئ", "لاجئين", "اللاجئون", "لاجئات"}},
                    Same{Lang::kArabic, {"وطني", "الوطنية", "وطن"}},
                    Same{Lang::kArabic, {"خليج", "الخليج", "خليجية"}}));

TEST(StemWord, KeepsDifferentWordsApart) {
  EXPECT_NE(Stem("البحرين", Lang::kArabic), Stem("بحر", Lang::kArabic));
  EXPECT_NE(Stem("وطن", Lang::kArabic), Stem("طن", Lang::kArabic));
  EXPECT_NE(Stem("لبنان", Lang::kArabic), Stem("لبن", Lang::kArabic));
  EXPECT_NE(Stem("community", Lang::kEnglish), Stem("communication", Lang::kEnglish));
  EXPECT_EQ(StemWord("حق", Lang::kArabic), "حق");
  EXPECT_EQ(StemWord("ال", Lang::kArabic), "ال");
}

TEST(StemWord, IsTheSameOnEveryThread) {
  const std::string expected = Stem("organisations", Lang::kEnglish);
  std::vector<std::string> stems(4);
  std::vector<std::thread> threads;
  for (std::string& stem : stems) {
    threads.emplace_back([&stem] { stem = Stem("organisations", Lang::kEnglish); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(stems, testing::Each(expected));
}

TEST(CandidateStems, CoverBothLatinLanguages) {
  const std::vector<std::string> stems = CandidateStems("rights", Lang::kUnknown);
  EXPECT_EQ(stems.front(), StemWord("rights", Lang::kEnglish));
  EXPECT_THAT(CandidateStems("nationales", Lang::kUnknown),
              testing::Contains(StemWord("nationales", Lang::kFrench)));
  EXPECT_EQ(CandidateStems("droits", Lang::kFrench).size(), 1u);
}

TEST(Prior, OrdersCommonAndRareWords) {
  EXPECT_DOUBLE_EQ(Prior(Stem("organisations", Lang::kEnglish), Lang::kEnglish), 0.05);
  EXPECT_DOUBLE_EQ(Prior(Stem("droits", Lang::kFrench), Lang::kFrench), 0.2);
  EXPECT_DOUBLE_EQ(Prior(Stem("للحقوق", Lang::kArabic), Lang::kArabic), 0.2);
  EXPECT_DOUBLE_EQ(Prior(Stem("women", Lang::kEnglish), Lang::kEnglish), 0.5);
  EXPECT_DOUBLE_EQ(Prior(Stem("stateless", Lang::kEnglish), Lang::kEnglish), 1.0);
  EXPECT_DOUBLE_EQ(Prior(Stem("الدوم", Lang::kArabic), Lang::kArabic), 1.0);
  EXPECT_DOUBLE_EQ(Prior("droit", Lang::kUnknown), 0.2);
  EXPECT_DOUBLE_EQ(Prior("droit", Lang::kOther), 1.0);
}

}  // namespace
}  // namespace tashbik::graph::text
