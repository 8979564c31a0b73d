// Lays out tables and writes CSV.
#include "clients/cli/table.h"

#include <algorithm>
#include <limits>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/display_width.h"

namespace tashbik::cli {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 8;
constexpr int kNarrowestMain = 24;
constexpr int kReadable = 14;
// As wide as a day or a number under its title: cut, it would say something else.
constexpr int kShort = 12;

// A column that is left out.
constexpr int kGone = -1;

// What a line takes whose columns have at most `most` and its main column at most `most_main`.
int LineWidth(const std::vector<int>& widths, int main, int most, int most_main) {
  int sum = -kGap;
  for (size_t i = 0; i < widths.size(); ++i) {
    if (widths[i] == kGone) continue;
    const bool last = i + 1 == widths.size();
    const int bound = static_cast<int>(i) == main ? most_main : most;
    sum += kGap + (last ? widths[i] : std::min(widths[i], bound));
  }
  return sum;
}

// How narrow columns may get before the next step is taken.
struct Step {
  int others;
  int main;
  bool whole = true;  // columns of kShort stay whole
};
constexpr Step kSteps[] = {{kReadable, std::numeric_limits<int>::max()},
                           {kReadable, kNarrowestMain},
                           {kNarrowest, kNarrowestMain},
                           {kNarrowest, kNarrowest},
                           {kNarrowest, kNarrowest, /*whole=*/false}};

// The widest column but the last that may get narrower; null if none may.
int* Widest(int main, const Step& step, const std::vector<bool>& is_short,
            std::vector<int>* widths) {
  int* widest = nullptr;
  for (size_t i = 0; i + 1 < widths->size(); ++i) {
    int* width = &(*widths)[i];
    if (*width <= (static_cast<int>(i) == main ? step.main : step.others)) continue;
    if (step.whole && is_short[i]) continue;
    if (widest == nullptr || *width > *widest) widest = width;
  }
  return widest;
}

// Leaves spare columns out, then takes from the widest until the line fits.
void Fit(const TableStyle& style, std::vector<int>* widths) {
  if (style.line_width <= 0) return;
  for (int spare : style.spare) {
    if (LineWidth(*widths, style.main, kReadable, kNarrowestMain) <= style.line_width) break;
    (*widths)[spare] = kGone;
  }
  std::vector<bool> is_short;
  for (int width : *widths) is_short.push_back(width <= kShort);
  const int all = std::numeric_limits<int>::max();
  int excess = LineWidth(*widths, style.main, all, all) - style.line_width;
  for (const Step& step : kSteps) {
    for (int* widest; excess > 0 && (widest = Widest(style.main, step, is_short, widths));
         --excess) {
      --*widest;
    }
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
  Fit(style, &widths);
  for (size_t n = 0; n < lines.size(); ++n) {
    std::string text;
    for (size_t i = 0; i < lines[n].size() && i < widths.size(); ++i) {
      if (widths[i] == kGone) continue;
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
