// Tables for people: aligned by display width.
#ifndef TASHBIK_CLIENTS_CLI_TABLE_H_
#define TASHBIK_CLIENTS_CLI_TABLE_H_

#include <ostream>
#include <string>
#include <vector>

namespace tashbik::cli {

struct TableStyle {
  bool bold_header = false;     // by escape sequence: only on a terminal
  int line_width = 0;           // columns of the terminal; 0 cuts nothing
  int main = -1;                // the column that says which row is which, such as a name
  std::vector<int> spare = {};  // what a narrow line goes without, the first to go in front
};

// Writes header and rows, columns two spaces apart. Where they are wider than the line, spare
// columns are left out until the others are readable (14 columns, the main one 24). Then the widest
// are cut with `…`: to 14 columns, the main one to 24, the others to 8, the main one to 8; those of
// at most 12 columns, such as days and numbers, only when nothing else helps. The last column is
// never cut: it holds the resource's name, which people copy. Cells with right-to-left text are
// isolated.
void WriteTable(const std::vector<std::string>& header,
                const std::vector<std::vector<std::string>>& rows, const TableStyle& style,
                std::ostream& out);

// One line of RFC 4180 (ended by \n): fields with a comma, a quote, a line break or a space at an
// end are quoted. A field that a spreadsheet would run as a formula (= + - @ in front, numbers
// aside) gets an apostrophe before it.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TABLE_H_
