// Tests CSV and TSV as programs write them.
#include "clients/cli/delimited.h"

#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

using Cells = std::vector<std::string>;

TEST(Delimited, DelimiterIsRead) {
  for (const char* text :
       {"a,b\n1,2\n", "a;b\n1;2\n", "a\tb\n1\t2\n", "a,b\r\n1,2\r\n", "a,b\r1,2"}) {
    auto table = ReadDelimited(text);
    ASSERT_TRUE(table.ok()) << text;
    EXPECT_EQ(table->header, (Cells{"a", "b"}));
    ASSERT_EQ(table->rows.size(), 1u);
    EXPECT_EQ(table->rows[0].cells, (Cells{"1", "2"}));
    EXPECT_EQ(table->rows[0].line, 2);
  }
}

TEST(Delimited, TheHeaderDecidesNotTheRows) {
  auto table = ReadDelimited("name;countries\nA;LB, SY, IQ\n");
  ASSERT_TRUE(table.ok());
  EXPECT_EQ(table->delimiter, ';');
  EXPECT_EQ(table->rows[0].cells[1], "LB, SY, IQ");
}

TEST(Delimited, QuotesHoldDelimitersQuotesAndLineBreaks) {
  auto table = ReadDelimited("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\nlines\",z\nlast,row\n");
  ASSERT_TRUE(table.ok()) << table.status();
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[0].cells, (Cells{"x, y", "he said \"no\""}));
  EXPECT_EQ(table->rows[1].cells[0], "two\nlines");
  EXPECT_EQ(table->rows[2].line, 5);
}

TEST(Delimited, QuotesInTabSeparatedTextAreLetters) {
  auto table = ReadDelimited("id\tname\n1\t\"Laura\"\n2\tgrupa \"Laura\" i inni\n3\t\"open\n");
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_EQ(table->rows[0].cells[1], "\"Laura\"");
  EXPECT_EQ(table->rows[1].cells[1], "grupa \"Laura\" i inni");
  EXPECT_EQ(table->rows[2].cells[1], "\"open");
}

TEST(Delimited, TabSeparatedTextThatShowsItsQuotesIsUnquoted) {
  auto doubled = ReadDelimited("id\tname\n1\t\"grupa \"\"Laura\"\"\"\n");
  ASSERT_TRUE(doubled.ok());
  EXPECT_EQ(doubled->rows[0].cells[1], "grupa \"Laura\"");
  auto header = ReadDelimited("\"id\"\t\"name\"\n\"1\"\t\"Laura\"\n");
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->header, (Cells{"id", "name"}));
  EXPECT_EQ(header->rows[0].cells[1], "Laura");
}

TEST(Delimited, RowsThatDoNotFitGetAFault) {
  auto table = ReadDelimited("a,b\n1,2,3\n1\n\n\"x\"y,2\n1,2,,\n");
  ASSERT_TRUE(table.ok());
  ASSERT_EQ(table->rows.size(), 4u) << "blank lines are left out";
  EXPECT_EQ(table->rows[0].fault, "has 3 cells, the header has 2");
  EXPECT_EQ(table->rows[1].fault, "");
  EXPECT_EQ(table->rows[1].cells, (Cells{"1", ""}));
  EXPECT_NE(table->rows[2].fault, "");
  EXPECT_EQ(table->rows[3].fault, "") << "empty cells at the end are no cells";
}

TEST(Delimited, FilesThatCannotBeReadAreRefused) {
  EXPECT_FALSE(ReadDelimited("").ok());
  EXPECT_FALSE(ReadDelimited("a,,b\n1,2,3\n").ok());
  EXPECT_FALSE(ReadDelimited("a,a\n1,2\n").ok());
  auto open = ReadDelimited("a,b\n1,2\n\"never closed,2\n");
  EXPECT_NE(open.status().message().find("line 3"), std::string::npos) << open.status();
}

}  // namespace
}  // namespace tashbik::cli
