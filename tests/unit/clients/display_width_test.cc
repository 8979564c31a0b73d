// Tests how much room texts take.
#include "clients/cli/display_width.h"

#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3);
  EXPECT_EQ(DisplayWidth("مركز"), 4);
  EXPECT_EQ(DisplayWidth("مَرْكَز"), 4) << "tashkeel takes no room";
  EXPECT_EQ(DisplayWidth("é"), 1);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("中文"), 4);
  EXPECT_EQ(DisplayWidth("\u2068ab\u2069"), 2);
}

TEST(DisplayWidth, ShortensByColumns) {
  EXPECT_EQ(Shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(Shorten("abcdef", 4), "abc…");
  EXPECT_EQ(Shorten("中文中文", 5), "中文…");
  EXPECT_EQ(Shorten("ab cdef", 4), "ab…");
}

TEST(DisplayWidth, IsolatesOnlyRightToLeft) {
  EXPECT_EQ(Isolate("abc"), "abc");
  EXPECT_EQ(Isolate("مركز"), "\u2068مركز\u2069");
}

TEST(DisplayWidth, NothingThatATerminalObeys) {
  EXPECT_EQ(Printable("a\033[31mb\nc\td\x07"), "a[31mb c d");
  EXPECT_EQ(Printable("\u009B31m"), "31m");
  EXPECT_EQ(Printable("a\u202Eb\u202C \u2068c\u2069"), "ab \u2068c\u2069");
}

}  // namespace
}  // namespace tashbik::cli
