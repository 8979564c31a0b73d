// Turtle from anywhere: what is read, with which lines, and how what is hostile ends.
#include "clients/cli/turtle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace tashbik::cli {
namespace {

using ::testing::HasSubstr;

std::string FaultOf(const std::string& text) {
  const auto triples = ReadTurtle(text);
  return triples.ok() ? "" : std::string(triples.status().message());
}

TEST(TurtleTest, TriplesComeInOrderWithTheirLinesAndWholeUris) {
  const auto triples = ReadTurtle(
      "@prefix ex: <http://ex.org/> .\n@base <http://base.org/a/> .\n"
      "ex:a ex:label \"Eau\"@fr ,\n  \"\"\"two\nlines\"\"\"@en ;\n"
      "  ex:of [ ex:weight 0.5 ] .\n<b> a <#c> .\n");
  ASSERT_TRUE(triples.ok()) << triples.status();
  ASSERT_EQ(triples->size(), 5u);
  EXPECT_EQ((*triples)[0].subject.text, "http://ex.org/a");
  EXPECT_EQ((*triples)[0].object.language, "fr");
  EXPECT_EQ((*triples)[0].line, 3);
  EXPECT_EQ((*triples)[1].object.text, "two\nlines");
  EXPECT_EQ((*triples)[1].line, 5);
  EXPECT_EQ((*triples)[2].object.kind, TurtleTerm::Kind::kBlank);
  EXPECT_EQ((*triples)[3].subject.text, (*triples)[2].object.text);
  EXPECT_EQ((*triples)[3].object.datatype, "http://www.w3.org/2001/XMLSchema#decimal");
  EXPECT_EQ((*triples)[4].subject.text, "http://base.org/a/b");
  EXPECT_EQ((*triples)[4].object.text, "http://base.org/a/#c");
}

TEST(TurtleTest, FaultsNameTheLine) {
  EXPECT_THAT(FaultOf("@prefix ex: <http://ex.org/> .\n\nex:a ex:b .\n"), HasSubstr("line 3"));
  EXPECT_THAT(FaultOf("<http://ex.org/a> <http://ex.org/b> \"open\n"), HasSubstr("line"));
  EXPECT_THAT(FaultOf("\n<a> <http://ex.org/b> 1 ."), HasSubstr("line 2: <a> is relative"));
  EXPECT_THAT(FaultOf("@base <a/> .\n"), HasSubstr("relative"));
  EXPECT_THAT(FaultOf("ex:a ex:b ex:c ."), HasSubstr("line 1"));
  EXPECT_THAT(FaultOf("<http://ex.org/a> <http://ex.org/b> (1 2) ."), HasSubstr("list"));
  EXPECT_THAT(FaultOf(std::string("<http://e/a> <http://e/b> 1 .\0 x", 33)), HasSubstr("zero"));
}

// serd calls itself for each level: what goes too deep must end before the stack does.
TEST(TurtleTest, DepthIsBounded) {
  const std::string head = "<http://e/a> <http://e/b> ";
  for (const char* open : {"[ <http://e/b> ", "( ", "[ <http://e/b> ( "}) {
    std::string text = head;
    for (int i = 0; i < 200000; ++i) text += open;
    EXPECT_NE(FaultOf(text), "") << open;
  }
  std::string brackets;
  for (int i = 0; i < 200000; ++i) brackets += "[ ";
  EXPECT_NE(FaultOf(brackets), "");
  for (int i = 0; i < 200000; ++i) brackets += "( ";
  EXPECT_NE(FaultOf("( " + brackets), "");
  EXPECT_NE(FaultOf(std::string(200000, '(')), "");
  std::string good = head;
  for (int i = 0; i < kMaxBlankDepth; ++i) good += "[ <http://e/b> ";
  good += "1 ";
  for (int i = 0; i < kMaxBlankDepth; ++i) good += "] ";
  EXPECT_EQ(FaultOf(good + "."), "");
}

TEST(TurtleTest, HugeAndBrokenInputEndsInAFault) {
  EXPECT_THAT(FaultOf(std::string(kMaxTurtleBytes + 1, ' ')), HasSubstr("MiB"));
  EXPECT_THAT(FaultOf("\n<http://e/a> <http://e/b> \"\xff\xfe\" ."), HasSubstr("line 2"));
  EXPECT_THAT(FaultOf("<http://e/a> <http://e/b> \"\xed\xa0\x80\" ."), HasSubstr("UTF-8"));
  EXPECT_NE(FaultOf("<http://e/a> <http://e/b> \"cut\xd8"), "");
  // A literal of a mebibyte is only long.
  const auto longest =
      ReadTurtle("<http://e/a> <http://e/b> \"" + std::string(1 << 20, 'x') + "\" .");
  ASSERT_TRUE(longest.ok());
  EXPECT_EQ((*longest)[0].object.text.size(), size_t{1} << 20);
}

// Any bytes end in triples or a fault; sound parts put together wrongly, too.
TEST(TurtleTest, RandomInputNeverBreaks) {
  static constexpr const char* kParts[] = {"@prefix ex: <http://e/> .",
                                           "@base <http://e/> .",
                                           "ex:a",
                                           " ",
                                           "\n",
                                           "<http://e/x>",
                                           "a",
                                           "\"text\"",
                                           "@en",
                                           "^^",
                                           "[",
                                           "]",
                                           "(",
                                           ")",
                                           ";",
                                           ",",
                                           ".",
                                           "\"\"\"",
                                           "'",
                                           "#",
                                           "\\u0041",
                                           "1.5",
                                           "true",
                                           "_:b",
                                           "<",
                                           ">",
                                           "\xd9\x85",
                                           "\xff",
                                           ":",
                                           "{",
                                           "}"};
  std::mt19937 random(3);
  int good = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = i % 2 == 0 ? "@prefix ex: <http://e/> .\n" : "";
    for (int k = static_cast<int>(random() % 30); k > 0; --k) {
      absl::StrAppend(&text, kParts[random() % std::size(kParts)], random() % 2 == 0 ? " " : "");
    }
    good += ReadTurtle(text).ok() ? 1 : 0;
  }
  EXPECT_GT(good, 100);
  EXPECT_LT(good, 19900);
}

TEST(TurtleTest, WhatIsWrittenIsReadBack) {
  static constexpr const char* kTexts[] = {
      "",          "plain",      "two\nlines", "\"quoted\"", "ends with \"", "\\ back \\\\",
      "tab\there", "a\"\\b\n",   "'''\"",      "\"\"\"",     "التوثيق",      "a\r\nb",
      "😀 \u200d",  "  spaces  ", "\\u0041"};
  const std::vector<std::pair<std::string, std::string>> prefixes = {{"ex", "http://ex.org/"}};
  TurtleWriter writer(prefixes);
  for (const char* text : kTexts) {
    writer.Write("http://ex.org/a", "http://ex.org/says", Literal(text, "en"));
  }
  writer.Begin("http://ex.org/a", "http://ex.org/of");
  writer.WriteInside("http://ex.org/n", Typed("0.5", "http://www.w3.org/2001/XMLSchema#decimal"));
  for (const char* text : kTexts) writer.WriteInside("http://ex.org/says", Literal(text));
  writer.End();
  writer.Write("http://ex.org/a", "http://ex.org/see", Uri("urn:other:x"));
  writer.Write("http://ex.org/b", "http://ex.org/see", Uri("http://ex.org/a%20b"));
  const std::string text = writer.Finish();
  const auto triples = ReadTurtle(text);
  ASSERT_TRUE(triples.ok()) << triples.status() << "\n" << text;
  ASSERT_EQ(triples->size(), 2 * std::size(kTexts) + 4) << text;
  for (size_t i = 0; i < std::size(kTexts); ++i) {
    EXPECT_EQ((*triples)[i].object.text, kTexts[i]);
    EXPECT_EQ((*triples)[i].object.language, "en");
    EXPECT_EQ((*triples)[std::size(kTexts) + 2 + i].object.text, kTexts[i]);
  }
  EXPECT_EQ(triples->back().object.text, "http://ex.org/a%20b");
}

}  // namespace
}  // namespace tashbik::cli
