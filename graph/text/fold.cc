// Folding over UTF-8: ASCII by hand, the rest by the table.
#include "graph/text/fold.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "absl/strings/ascii.h"
#include "graph/text/fold_table.h"

namespace tashbik::graph::text {
namespace {

char FoldAscii(char c) {
  if (absl::ascii_isupper(static_cast<unsigned char>(c))) return static_cast<char>(c | 0x20);
  return absl::ascii_iscntrl(static_cast<unsigned char>(c)) ? ' ' : c;
}

}  // namespace

std::string Fold(absl::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  const FoldTable* table = nullptr;
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    const char c = text[static_cast<size_t>(i)];
    if (static_cast<unsigned char>(c) < 0x80) {
      folded.push_back(FoldAscii(c));
      ++i;
      continue;
    }
    if (table == nullptr) table = &FoldTable::Get();
    UChar32 code_point;
    U8_NEXT(text.data(), i, length, code_point);
    if (code_point < 0) {
      folded.push_back(' ');
    } else {
      table->Append(static_cast<char32_t>(code_point), folded);
    }
  }
  return folded;
}

std::string FoldName(absl::string_view text) {
  const std::string folded = Fold(text);
  std::string name;
  name.reserve(folded.size());
  const auto length = static_cast<int64_t>(folded.size());
  for (int64_t i = 0; i < length;) {
    const int64_t start = i;
    UChar32 code_point;
    U8_NEXT(folded.data(), i, length, code_point);
    const bool kept = u_isalnum(code_point) || u_charType(code_point) == U_COMBINING_SPACING_MARK;
    if (kept) {
      name.append(folded, static_cast<size_t>(start), static_cast<size_t>(i - start));
    } else if (!name.empty() && name.back() != ' ') {
      name.push_back(' ');
    }
  }
  if (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

}  // namespace tashbik::graph::text
