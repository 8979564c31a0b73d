// Tests the encodings that files come in.
#include "clients/cli/text_encoding.h"

#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

TEST(TextEncoding, Utf8WithAndWithoutMark) {
  EXPECT_EQ(DecodeText("name,مركز", "")->text, "name,مركز");
  EXPECT_EQ(DecodeText("\xEF\xBB\xBFname", "")->text, "name");
  EXPECT_EQ(DecodeText("name", "")->encoding, "utf-8");
  // By two programs that each added one.
  EXPECT_EQ(DecodeText("\xEF\xBB\xBF\xEF\xBB\xBFname", "")->text, "name");
}

TEST(TextEncoding, Windows1256IsRecognizedAndNamed) {
  const char bytes[] = "\xE3\xD1\xDF\xD2 \xC7\xE1\xCE\xE1\xED\xCC";  // مركز الخليج
  auto decoded = DecodeText(bytes, "");
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->text, "مركز الخليج");
  EXPECT_EQ(decoded->encoding, "windows-1256");
  EXPECT_EQ(DecodeText(bytes, "Windows-1256")->text, "مركز الخليج");
}

TEST(TextEncoding, Utf16ByItsMark) {
  EXPECT_EQ(DecodeText(absl::string_view("\xFF\xFE"
                                         "a\0b\0",
                                         6),
                       "")
                ->text,
            "ab");
}

TEST(TextEncoding, WhatWasNamedMustFit) {
  EXPECT_FALSE(DecodeText("\xE3\xD1", "utf-8").ok());
  EXPECT_FALSE(DecodeText("abc", "no-such-encoding").ok());
}

}  // namespace
}  // namespace tashbik::cli
