// Cleaning: which texts are taken in, in which form, and what the refusal says.
#include "graph/text/clean.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace tashbik::graph::text {
namespace {

TEST(Clean, KeepsGoodTexts) {
  for (const std::string text :
       {"", "Gulf Centre for Human Rights", "مركز الخليج لحقوق الإنسان", "می‌خواهم",
        "ab\u200Ecd\u200F", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "👩‍👩‍👧", "café"}) {
    const CleanedText cleaned = Clean(text, Lines::kOne);
    EXPECT_TRUE(cleaned.ok()) << text;
    EXPECT_EQ(cleaned.text, text);
  }
}

TEST(Clean, ComposesToNfc) { EXPECT_EQ(Clean("e\u0301tat", Lines::kOne).text, "état"); }

TEST(Clean, StripsInvisibleLeftovers) {
  EXPECT_EQ(Clean("\uFEFFhu\u00ADman\u200B", Lines::kOne).text, "human");
}

// A mark may meet its letter only once what stood between them is gone.
TEST(Clean, ComposesAfterStripping) { EXPECT_EQ(Clean("e\u200B\u0301", Lines::kOne).text, "é"); }

struct Bad {
  const char* text;
  FaultKind kind;
  uint32_t code_point;
  size_t offset;
};

class CleanRefuses : public testing::TestWithParam<Bad> {};

TEST_P(CleanRefuses, WithPlaceAndKind) {
  const CleanedText cleaned = Clean(GetParam().text, Lines::kOne);
  ASSERT_FALSE(cleaned.ok());
  EXPECT_EQ(cleaned.text, "");
  EXPECT_EQ(cleaned.fault->kind, GetParam().kind);
  EXPECT_EQ(cleaned.fault->code_point, GetParam().code_point);
  EXPECT_EQ(cleaned.fault->byte_offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(All, CleanRefuses,
                         testing::Values(Bad{"abc\u202Edef", FaultKind::kBidiControl, 0x202E, 3},
                                         Bad{"\u202A", FaultKind::kBidiControl, 0x202A, 0},
                                         Bad{"ع\u2067", FaultKind::kBidiControl, 0x2067, 2},
                                         Bad{"a\x07", FaultKind::kControl, 7, 1},
                                         Bad{"a\u0085", FaultKind::kControl, 0x85, 1},
                                         Bad{"a\u2060", FaultKind::kControl, 0x2060, 1},
                                         Bad{"a\U000E0041", FaultKind::kControl, 0xE0041, 1},
                                         Bad{"a\nb", FaultKind::kLineBreak, '\n', 1},
                                         Bad{"a\u2028", FaultKind::kLineBreak, 0x2028, 1},
                                         Bad{"ab\xFF", FaultKind::kNotUtf8, 0xFF, 2},
                                         Bad{"\xC0\xAF", FaultKind::kNotUtf8, 0xC0, 0},
                                         Bad{"\xED\xA0\x80", FaultKind::kNotUtf8, 0xED, 0},
                                         Bad{"a\uFFFE", FaultKind::kNonCharacter, 0xFFFE, 1}));

TEST(Clean, ManyLinesKeepBreaks) {
  EXPECT_EQ(Clean("a\r\nb\rc\u2028d\n\te", Lines::kMany).text, "a\nb\nc\nd\n\te");
  EXPECT_FALSE(Clean(absl::string_view("a\0b", 3), Lines::kMany).ok());
}

TEST(Clean, RandomBytesGiveStableTextOrFault) {
  std::mt19937 random(11);
  int good = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string bytes(random() % 6, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random() % 4 == 0 ? random() : 'a');
    const CleanedText once = Clean(bytes, Lines::kMany);
    if (!once.ok()) continue;
    ++good;
    const CleanedText twice = Clean(once.text, Lines::kMany);
    ASSERT_TRUE(twice.ok());
    ASSERT_EQ(twice.text, once.text);
  }
  EXPECT_GT(good, 1000);
}

TEST(Describe, NamesCodePointAndPlace) {
  EXPECT_EQ(Describe({FaultKind::kBidiControl, 0x202E, 14}),
            "U+202E at byte 14 (a bidirectional control) is not allowed");
  EXPECT_EQ(Describe({FaultKind::kNotUtf8, 0xFF, 2}), "byte 0xFF at byte 2 is not valid UTF-8");
}

TEST(CountCharacters, CountsCodePoints) {
  EXPECT_EQ(CountCharacters("مركز"), 4u);
  EXPECT_EQ(CountCharacters("a👩b"), 3u);
  EXPECT_EQ(CountCharacters("\xFF\xFF"), 2u);
}

TEST(IsBlank, SeesWhatShows) {
  EXPECT_TRUE(IsBlank(""));
  EXPECT_TRUE(IsBlank(" \u00A0\u200D… -"));
  EXPECT_FALSE(IsBlank("7"));
  EXPECT_FALSE(IsBlank("ه"));
  EXPECT_FALSE(IsBlank("💜"));
}

}  // namespace
}  // namespace tashbik::graph::text
