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

// The name tells rows apart, so that it keeps its room and the spare columns go, the first in
// front.
TEST(Table, ANarrowLineGoesWithoutSpareColumns) {
  const std::vector<std::string> header = {"score", "name", "country", "themes", "words", "id"};
  const std::string id = "organizations/abcdefghijklmnop";
  const std::vector<std::string> row = {"0.931",
                                        "Gulf Centre for Human Rights",
                                        "Lebanon",
                                        std::string(60, 't'),
                                        std::string(30, 'w'),
                                        id};
  auto lines = [&](int width) {
    TableStyle style{false, width};
    style.main = 1;
    style.spare = {4, 0};
    std::ostringstream out;
    WriteTable(header, {row}, style, out);
    return Lines(out.str());
  };
  // 5 + 24 + 7 + 14 + 14 + 30 and five gaps of 2 are 104: below, the words go. Without them and
  // their gap it is 88: below, the score goes.
  EXPECT_NE(lines(104)[0].find("words"), std::string::npos);
  EXPECT_EQ(lines(103)[0].find("words"), std::string::npos);
  EXPECT_NE(lines(88)[0].find("score"), std::string::npos);
  EXPECT_EQ(lines(87)[0].find("score"), std::string::npos);
  for (int width : {80, 87, 88, 103, 104, 120}) {
    EXPECT_EQ(DisplayWidth(lines(width)[1]), width);
    EXPECT_NE(lines(width)[1].find("Gulf Centre for Human"), std::string::npos) << width;
    EXPECT_NE(lines(width)[1].find(id), std::string::npos) << width;
  }
  EXPECT_EQ(DisplayWidth(lines(0)[1]), 5 + 28 + 7 + 60 + 30 + 30 + 10) << "a file is not cut";
}

// Half a day or half a number says something else, or nothing.
TEST(Table, DaysAndNumbersAreNotCut) {
  const std::string id = "events/abcdefghijklmnop";
  TableStyle style{false, 80};
  style.main = 0;
  std::ostringstream out;
  WriteTable(
      {"name", "day", "needed by", "country", "themes", "id"},
      {{std::string(40, 'n'), "2024-10-11", "3", std::string(20, 'c'), std::string(60, 't'), id}},
      style, out);
  const auto lines = Lines(out.str());
  EXPECT_EQ(DisplayWidth(lines[1]), 80);
  EXPECT_NE(lines[0].find("needed by"), std::string::npos) << lines[0];
  EXPECT_NE(lines[1].find("2024-10-11"), std::string::npos) << lines[1];
  // Where there is no room at all they are cut like the others.
  style.line_width = 60;
  std::ostringstream narrow;
  WriteTable({"a", "day", "b", "c", "id"},
             {{std::string(40, 'n'), "2024-10-11", "2024-10-12", "2024-10-13", id}}, style, narrow);
  EXPECT_LE(DisplayWidth(Lines(narrow.str())[1]), 63);
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
