// Reads CSV and TSV.
#ifndef TASHBIK_CLIENTS_CLI_DELIMITED_H_
#define TASHBIK_CLIENTS_CLI_DELIMITED_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::cli {

struct DelimitedRow {
  int line = 0;  // where it begins, 1 and up
  std::vector<std::string> cells;
  std::string fault;  // why it cannot be used; empty if it can
};

struct DelimitedTable {
  char delimiter = ',';
  std::vector<std::string> header;
  std::vector<DelimitedRow> rows;  // as many cells as the header, where there is no fault
};

// Reads UTF-8 `text` with a header line. The delimiter is the one of comma, semicolon and tab that
// the header has most of. Quotes are as in RFC 4180 between commas and semicolons.
//
// In tab-separated text a quote is an ordinary character, since most programs write it so ("Laura"
// is a name with quotes), unless the file shows that it is written the other way: its header is
// quoted, or a quoted field holds a doubled quote, a tab or a line break, and no field that begins
// with a quote contradicts it.
//
// INVALID_ARGUMENT: no header, an empty or doubled column name, a quote that is never closed. Rows
// with more cells than the header, or text behind a closing quote, get a fault; missing cells are
// empty; blank lines are left out.
absl::StatusOr<DelimitedTable> ReadDelimited(absl::string_view text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_DELIMITED_H_
