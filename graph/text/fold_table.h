// The map from one code point to its folded form, as a table for all but the rare scripts.
#ifndef TASHBIK_GRAPH_TEXT_FOLD_TABLE_H_
#define TASHBIK_GRAPH_TEXT_FOLD_TABLE_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// Immutable after construction; use the one of Get().
class FoldTable {
 public:
  // The table of this process, built at the first call (14 ms) and kept.
  static const FoldTable& Get();

  FoldTable();

  // Appends the folded form of `code_point`, which may be nothing, to `out` as UTF-8.
  void Append(char32_t code_point, std::string& out) const {
    if (code_point < kSize) {
      const Cell& cell = cells_[code_point];
      out.append(pool_, cell.offset, cell.length);
    } else {
      AppendRare(code_point, out);
    }
  }

 private:
  // Latin, Greek, Cyrillic, Hebrew, Arabic, Tifinagh's neighbours and punctuation lie below.
  static constexpr char32_t kSize = 0x2100;

  struct Cell {
    uint32_t offset = 0;
    uint32_t length = 0;
  };

  void AppendRare(char32_t code_point, std::string& out) const;

  std::array<Cell, kSize> cells_;
  std::string pool_;
};

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_FOLD_TABLE_H_
