// Tests questions and answers: numbers in several digits, the end of input, what is laid out.
#include "clients/cli/dialogue.h"

#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cpp/fold.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Talk {
  explicit Talk(const std::string& typed, const std::string& language = "en")
      : in(typed), dialogue(in, out, language) {}
  std::istringstream in;
  std::ostringstream out;
  Dialogue dialogue;
};

int Count(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(Dialogue, NumbersAreReadInEveryDigits) {
  EXPECT_EQ(NumberIn("12"), 12);
  EXPECT_EQ(NumberIn("١٢"), 12);
  EXPECT_EQ(NumberIn("۱۲"), 12);
  for (const char* none : {"", "0", "-1", "two", "1x", "99999999999999999999"}) {
    EXPECT_EQ(NumberIn(none), 0) << none;
  }
}

TEST(Dialogue, AsksUntilItGetsANumberOfTheList) {
  Talk talk("\n3\nhello\n٢\n");
  EXPECT_EQ(talk.dialogue.Choose("Which?", {"one", "two"}), 1u);
  EXPECT_EQ(Count(talk.out.str(), "Please type a number"), 3);
  EXPECT_EQ(Count(talk.out.str(), "2. two"), 4) << "the list is shown again";
}

TEST(Dialogue, EnterIsTheUsualOnlyWhereThereIsOne) {
  Talk talk("\n\n");
  EXPECT_EQ(talk.dialogue.Choose("Which?", {"one", "two"}, 1), 1u);
  EXPECT_EQ(talk.dialogue.Choose("Which?", {"one", "two"}), std::nullopt);
}

TEST(Dialogue, PicksSeveral) {
  Talk talk("1, 3\n2،1\n4\n\n");
  const std::vector<std::string> three = {"a", "b", "c"};
  EXPECT_THAT(*talk.dialogue.Pick("Which?", three), ElementsAre(0u, 2u));
  EXPECT_THAT(*talk.dialogue.Pick("Which?", three), ElementsAre(1u, 0u));
  EXPECT_THAT(*talk.dialogue.Pick("Which?", three), IsEmpty()) << "4 was asked again";
  EXPECT_EQ(talk.dialogue.Pick("Which?", three), std::nullopt);
}

TEST(Dialogue, TheEndOfInputIsNoAnswer) {
  Talk talk("  spaces  \n");
  EXPECT_EQ(talk.dialogue.AskNeeded("What?"), "spaces");
  EXPECT_EQ(talk.dialogue.AskNeeded("What?"), std::nullopt);
  EXPECT_EQ(talk.dialogue.Ask("What?"), std::nullopt);
}

TEST(RegisterWords, AreThereInThreeLanguagesAndNameTheSameValues) {
  for (int i = 0; i < static_cast<int>(Prompt::kCount); ++i) {
    const auto prompt = static_cast<Prompt>(i);
    const std::string en(Say(prompt, "en"));
    ASSERT_FALSE(en.empty()) << i;
    for (const char* language : {"ar", "fr"}) {
      const std::string other(Say(prompt, language));
      EXPECT_EQ(Count(other, "{x}"), Count(en, "{x}")) << en;
      EXPECT_EQ(Count(other, "`"), Count(en, "`")) << en;
      EXPECT_EQ(client::HasArabic(other), language == std::string("ar")) << en;
    }
    EXPECT_FALSE(client::HasArabic(en));
  }
}

TEST(RegisterWords, ArabicIsLaidOutFromTheRightWithLatinValuesIsolated) {
  EXPECT_EQ(Laid("1. one", "en"), "1. one");
  EXPECT_EQ(Laid("1. واحد", "ar"), "\u200F1. واحد");
  EXPECT_TRUE(absl::StrContains(Say(Prompt::kTokenFile, "ar", "/home/x"), "\u2068/home/x\u2069"));
  EXPECT_TRUE(absl::StrContains(Say(Prompt::kTokenFile, "fr", "/home/x"), " /home/x"));
  Talk talk("1\n", "ar");
  talk.dialogue.Choose(Say(Prompt::kKind, "ar"), {"أ", "ب"});
  EXPECT_TRUE(absl::StrContains(talk.out.str(), "\u200F  2. ب\n")) << talk.out.str();
}

TEST(RegisterWords, YesInThreeLanguages) {
  for (const char* yes : {"y", "YES", "oui", "O", "نعم", " نعم "}) EXPECT_TRUE(IsYes(yes)) << yes;
  for (const char* no : {"", "n", "no", "non", "لا", "2", "yesterday"})
    EXPECT_FALSE(IsYes(no)) << no;
}

}  // namespace
}  // namespace tashbik::cli
