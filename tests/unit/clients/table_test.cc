// Tests tables for people and CSV for programs.
#include "clients/cli/table.h"

#include <sstream>

#include "clients/cli/display_width.h"
#include "gtest/gtest.h"

namespace tashbik::cli {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Table, AlignsByDisplayWidth) {
  std::ostringstream out;
  WriteTable({"name", "id"}, {{"مَرْكَز", "1"}, {"中文", "2"}, {"abcdef", "3"}}, {}, out);
  for (const std::string& line : Lines(out.str())) {
    EXPECT_EQ(DisplayWidth(line.substr(0, line.size() - 1)), line.back() == 'd' ? 9 : 8) << line;
  }
}

TEST(Table, FitsTheLineButNeverCutsTheLastColumn) {
  std::ostringstream out;
  const std::string name = "organizations/abcdefghijklmnop";
  WriteTable({"name", "themes", "id"}, {{std::string(40, 'x'), std::string(40, 'y'), name}},
             {false, 70}, out);
  const auto lines = Lines(out.str());
  EXPECT_EQ(DisplayWidth(lines[1]), 70);
  EXPECT_NE(lines[1].find(name), std::string::npos);
  EXPECT_NE(lines[1].find("…"), std::string::npos);
}

TEST(Table, BoldOnlyWhereAsked) {
  std::ostringstream plain;
  std::ostringstream bold;
  WriteTable({"a"}, {{"1"}}, {false, 0}, plain);
  WriteTable({"a"}, {{"1"}}, {true, 0}, bold);
  EXPECT_EQ(plain.str().find('\033'), std::string::npos);
  EXPECT_NE(bold.str().find("\033[1ma"), std::string::npos);
}

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(CsvLine({"a", "b c", ""}), "a,b c,\n");
  EXPECT_EQ(CsvLine({"x, y", "he \"said\"", "two\nlines", " a"}),
            "\"x, y\",\"he \"\"said\"\"\",\"two\nlines\",\" a\"\n");
}

TEST(Csv, FormulasAreDefused) {
  EXPECT_EQ(CsvLine({"=1+1", "+49 30", "-5.5", "@x"}), "'=1+1,'+49 30,-5.5,'@x\n");
}

}  // namespace
}  // namespace tashbik::cli
