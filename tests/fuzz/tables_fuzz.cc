// CSV and TSV as people give them to `tashbik import`.
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/delimited.h"
#include "tests/fuzz/property.h"

using tashbik::cli::DelimitedRow;
using tashbik::cli::DelimitedTable;
using tashbik::fuzz::Expect;

namespace {

// As RFC 4180 writes a row.
std::string Written(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    absl::StrAppend(&line, line.empty() ? "" : ",", "\"",
                    absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
  }
  return line + "\n";
}

bool IsBlank(const std::vector<std::string>& cells) {
  return cells.size() == 1 && cells[0].find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text = tashbik::fuzz::Text(data, size);
  const auto table = tashbik::cli::ReadDelimited(text);
  if (!table.ok()) {
    Expect(absl::IsInvalidArgument(table.status()), "what cannot be read is INVALID_ARGUMENT");
    return 0;
  }
  Expect(!table->header.empty(), "a table has columns");
  Expect(table->delimiter == ',' || table->delimiter == ';' || table->delimiter == '\t',
         "the delimiter is one of three");
  const std::set<std::string> columns(table->header.begin(), table->header.end());
  Expect(columns.size() == table->header.size() && !columns.contains(""),
         "columns have names of their own");
  int line = 0;
  bool faultless = true;
  std::string written = Written(table->header);
  for (const DelimitedRow& row : table->rows) {
    Expect(row.line > line, "rows come in order");
    line = row.line;
    if (row.fault.empty()) {
      Expect(row.cells.size() == table->header.size(), "a row has a cell for each column");
      // A line that holds nothing is left out, also where it stood in quotes.
      if (!IsBlank(row.cells)) written += Written(row.cells);
      faultless = faultless && !IsBlank(row.cells);
    } else {
      faultless = false;
    }
  }
  const auto again = tashbik::cli::ReadDelimited(written);
  Expect(again.ok(), "what was read can be written and read");
  Expect(again->header == table->header, "with the same columns");
  if (!faultless) return 0;
  Expect(again->rows.size() == table->rows.size(), "and the same rows");
  for (size_t i = 0; i < again->rows.size(); ++i) {
    Expect(again->rows[i].cells == table->rows[i].cells, "and the same cells");
  }
  return 0;
}
