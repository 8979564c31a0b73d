// Lays out tables and writes CSV.
#include "clients/cli/table.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/display_width.h"

namespace tashbik::cli {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 8;

// Takes columns from the widest until the line fits.
void Fit(int line_width, std::vector<int>* widths) {
  if (line_width <= 0 || widths->size() < 2) return;
  auto total = [&] {
    int sum = kGap * (static_cast<int>(widths->size()) - 1);
    for (int width : *widths) sum += width;
    return sum;
  };
  for (int excess = total() - line_width; excess > 0; --excess) {
    auto widest = std::max_element(widths->begin(), widths->end() - 1);
    if (*widest <= kNarrowest) return;
    --*widest;
  }
}

std::string Padded(const std::string& cell, int width, bool last) {
  const std::string text = last ? cell : Shorten(cell, width);
  const int gap = last ? 0 : width - DisplayWidth(text) + kGap;
  return absl::StrCat(Isolate(text), std::string(std::max(0, gap), ' '));
}

bool LooksLikeFormula(const std::string& cell) {
  if (cell.empty() || std::string("=+-@").find(cell[0]) == std::string::npos) return false;
  double number;
  return !absl::SimpleAtod(cell, &number);
}

}  // namespace

void WriteTable(const std::vector<std::string>& header,
                const std::vector<std::vector<std::string>>& rows, const TableStyle& style,
                std::ostream& out) {
  std::vector<std::vector<std::string>> lines = {header};
  for (const auto& row : rows) {
    std::vector<std::string>& line = lines.emplace_back();
    for (const std::string& cell : row) line.push_back(Printable(cell));
  }
  std::vector<int> widths(header.size(), 0);
  for (const auto& line : lines) {
    for (size_t i = 0; i < line.size() && i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(line[i]));
    }
  }
  Fit(style.line_width, &widths);
  for (size_t n = 0; n < lines.size(); ++n) {
    std::string text;
    for (size_t i = 0; i < lines[n].size() && i < widths.size(); ++i) {
      text += Padded(lines[n][i], widths[i], i + 1 == widths.size());
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    const bool bold = n == 0 && style.bold_header;
    out << (bold ? "\033[1m" : "") << text << (bold ? "\033[0m" : "") << "\n";
  }
}

std::string CsvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    std::string cell = LooksLikeFormula(cells[i]) ? absl::StrCat("'", cells[i]) : cells[i];
    const bool spaced = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (spaced || cell.find_first_of(",\"\r\n") != std::string::npos) {
      cell = absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
    }
    line += cell;
  }
  return line + "\n";
}

}  // namespace tashbik::cli
