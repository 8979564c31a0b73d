// Tests the table of interface words.
#include "clients/cli/words.h"

#include <cstdlib>

#include "clients/cpp/fold.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

TEST(Words, AreThereInThreeLanguages) {
  for (int i = 0; i < static_cast<int>(Word::kCount); ++i) {
    const Word word = static_cast<Word>(i);
    EXPECT_FALSE(Say(word, "en").empty());
    EXPECT_FALSE(Say(word, "fr").empty());
    EXPECT_TRUE(client::HasArabic(Say(word, "ar"))) << Say(word, "en");
    EXPECT_FALSE(client::HasArabic(Say(word, "fr")));
  }
  EXPECT_EQ(Say(Word::kBroker, "en"), "broker");
  EXPECT_EQ(Say(Word::kSignalTies, "en"), "ties");
}

TEST(Words, TheLanguageComesFromTheFlagThenTheEnvironment) {
  setenv("LC_ALL", "ar_LB.UTF-8", 1);
  EXPECT_EQ(ChooseLanguage(""), "ar");
  EXPECT_EQ(ChooseLanguage("fr"), "fr");
  setenv("LC_ALL", "de_DE.UTF-8", 1);
  EXPECT_EQ(ChooseLanguage(""), "en");
  unsetenv("LC_ALL");
}

TEST(Words, DecimalsHaveTheCommaOfFrench) {
  EXPECT_EQ(DecimalText(0.5249, 2, "en"), "0.52");
  EXPECT_EQ(DecimalText(0.5249, 2, "ar"), "0.52");
  EXPECT_EQ(DecimalText(0.5249, 2, "fr"), "0,52");
  EXPECT_EQ(DecimalText(-12, 1, "fr"), "-12,0");
}

}  // namespace
}  // namespace tashbik::cli
