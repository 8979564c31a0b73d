// A small state machine over bytes: delimiters and quotes are ASCII.
#include "clients/cli/delimited.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace tashbik::cli {
namespace {

// Cuts text into rows.
class Reader {
 public:
  Reader(absl::string_view text, char delimiter, bool quotes)
      : text_(text), delimiter_(delimiter), quotes_(quotes) {}

  bool AtEnd() const { return at_ >= text_.size(); }
  // Whether a field shows that quotes quote: one that holds `""`, a delimiter or a line break.
  bool saw_evidence() const { return evidence_; }

  absl::StatusOr<DelimitedRow> Next() {
    DelimitedRow row;
    row.line = line_;
    for (;;) {
      std::string cell;
      if (quotes_ && !AtEnd() && text_[at_] == '"') {
        if (absl::Status status = ReadQuoted(row.line, &cell); !status.ok()) return status;
        if (!AtEnd() && !IsEnd(text_[at_])) {
          row.fault = "text stands behind a closing quote";
        }
      }
      while (!AtEnd() && !IsEnd(text_[at_])) cell += text_[at_++];
      row.cells.push_back(std::move(cell));
      if (AtEnd()) return row;
      const char end = text_[at_++];
      if (end == delimiter_) continue;
      if (end == '\r' && !AtEnd() && text_[at_] == '\n') ++at_;
      ++line_;
      return row;
    }
  }

 private:
  bool IsEnd(char c) const { return c == delimiter_ || c == '\n' || c == '\r'; }

  absl::Status ReadQuoted(int line, std::string* cell) {
    ++at_;
    while (!AtEnd()) {
      const char c = text_[at_++];
      if (c == '"') {
        if (AtEnd() || text_[at_] != '"') return absl::OkStatus();
        ++at_;
        evidence_ = true;
      }
      if (c == '\n') ++line_;
      if (IsEnd(c)) evidence_ = true;
      *cell += c;
    }
    return absl::InvalidArgumentError(
        absl::StrCat("the quote that opens in line ", line, " is never closed"));
  }

  absl::string_view text_;
  const char delimiter_;
  const bool quotes_;
  size_t at_ = 0;
  int line_ = 1;
  bool evidence_ = false;
};

char SniffDelimiter(absl::string_view text) {
  int counts[3] = {0, 0, 0};
  constexpr char kDelimiters[] = {',', ';', '\t'};
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if ((c == '\n' || c == '\r') && !quoted) break;
    for (int i = 0; i < 3; ++i) {
      if (c == kDelimiters[i] && !quoted) ++counts[i];
    }
  }
  return kDelimiters[std::max_element(counts, counts + 3) - counts];
}

// Whether tab-separated text uses quotes to quote.
bool TabsUseQuotes(absl::string_view text) {
  Reader reader(text, '\t', true);
  bool evidence = !text.empty() && text[0] == '"';
  while (!reader.AtEnd()) {
    auto row = reader.Next();
    if (!row.ok() || !row->fault.empty()) return false;
  }
  return evidence || reader.saw_evidence();
}

bool IsBlank(const DelimitedRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
    return absl::StripAsciiWhitespace(cell).empty();
  });
}

absl::Status CheckHeader(const std::vector<std::string>& header) {
  std::set<std::string> seen;
  for (size_t i = 0; i < header.size(); ++i) {
    if (header[i].empty()) {
      return absl::InvalidArgumentError(absl::StrCat("column ", i + 1, " has no name"));
    }
    if (!seen.insert(header[i]).second) {
      return absl::InvalidArgumentError(absl::StrCat("two columns are called '", header[i], "'"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DelimitedTable> ReadDelimited(absl::string_view text) {
  DelimitedTable table;
  table.delimiter = SniffDelimiter(text);
  const bool quotes = table.delimiter != '\t' || TabsUseQuotes(text);
  Reader reader(text, table.delimiter, quotes);
  while (!reader.AtEnd()) {
    auto row = reader.Next();
    if (!row.ok()) return row.status();
    if (IsBlank(*row)) continue;
    if (table.header.empty()) {
      for (std::string& cell : row->cells) absl::StripAsciiWhitespace(&cell);
      // A trailing delimiter is no column.
      while (row->cells.size() > 1 && row->cells.back().empty()) row->cells.pop_back();
      table.header = std::move(row->cells);
      if (absl::Status status = CheckHeader(table.header); !status.ok()) return status;
      continue;
    }
    while (row->cells.size() > table.header.size() && row->cells.back().empty()) {
      row->cells.pop_back();
    }
    if (row->cells.size() > table.header.size() && row->fault.empty()) {
      row->fault =
          absl::StrCat("has ", row->cells.size(), " cells, the header has ", table.header.size());
    }
    row->cells.resize(table.header.size());
    table.rows.push_back(*std::move(row));
  }
  if (table.header.empty()) return absl::InvalidArgumentError("there is no header line");
  return table;
}

}  // namespace tashbik::cli
