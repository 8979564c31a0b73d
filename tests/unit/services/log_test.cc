// The log's JSON strings: whatever a text holds, a line stays one valid object.
#include "services/log.h"

#include <gtest/gtest.h>

namespace tashbik::services {
namespace {

TEST(JsonString, EscapesWhatJsonMust) {
  EXPECT_EQ(JsonString("plain"), "\"plain\"");
  EXPECT_EQ(JsonString("a\"b\\c"), "\"a\\\"b\\\\c\"");
  EXPECT_EQ(JsonString("a\nb\x01"), "\"a\\u000ab\\u0001\"");
  EXPECT_EQ(JsonString("مركز é"), "\"مركز é\"");
}

TEST(JsonString, BytesThatAreNoUtf8BecomeQuestionMarks) {
  EXPECT_EQ(JsonString("a\xffz"), "\"a?z\"");
  EXPECT_EQ(JsonString("\xc3"), "\"?\"");
  EXPECT_EQ(JsonString("\xc0\xaf"), "\"??\"");
  EXPECT_EQ(JsonString("\xe2\x82"), "\"??\"");
}

}  // namespace
}  // namespace tashbik::services
