// Widths by kinds of letters, as measured on DejaVu Sans and Noto Sans.
#include "clients/cli/map_labels.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/display_width.h"

namespace tashbik::cli {
namespace {

constexpr int kLongName = 24;  // columns

// In parts of the size.
double WidthOf(UChar32 c) {
  const int32_t kind = U_GET_GC_MASK(c);
  if ((kind & (U_GC_M_MASK | U_GC_CF_MASK)) != 0) return 0;
  if (c == ' ' || (kind & U_GC_P_MASK) != 0) return 0.38;
  const auto width = static_cast<UEastAsianWidth>(u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH));
  if (width == U_EA_WIDE || width == U_EA_FULLWIDTH) return 1.05;
  const UCharDirection direction = u_charDirection(c);
  if (direction == U_RIGHT_TO_LEFT_ARABIC) return 0.56;
  if (c < 0x250) return (kind & U_GC_LU_MASK) != 0 ? 0.72 : 0.58;
  return 0.78;  // Tifinagh and others
}

template <typename Visit>
void ForEachCharacter(absl::string_view text, const Visit& visit) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    if (c >= 0 && !visit(c)) return;
  }
}

}  // namespace

double TextWidth(absl::string_view text, double size) {
  double width = 0;
  ForEachCharacter(text, [&](UChar32 c) {
    width += WidthOf(c);
    return true;
  });
  return width * size;
}

bool RunsLeft(absl::string_view text) {
  bool left = false;
  ForEachCharacter(text, [&](UChar32 c) {
    const UCharDirection direction = u_charDirection(c);
    left = direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
    return !left && direction != U_LEFT_TO_RIGHT;
  });
  return left;
}

std::vector<std::string> WrapLabel(absl::string_view text, double size, double width, size_t most) {
  std::vector<std::string> lines;
  const std::string printable = Printable(text);
  const std::vector<absl::string_view> words = absl::StrSplit(printable, ' ', absl::SkipEmpty());
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string longer =
        lines.empty() ? std::string(words[i]) : absl::StrCat(lines.back(), " ", words[i]);
    if (!lines.empty() && TextWidth(longer, size) <= width) {
      lines.back() = longer;
    } else if (lines.size() < most) {
      lines.emplace_back(words[i]);
    } else {
      absl::StrAppend(&lines.back(), " …");
      break;
    }
  }
  if (lines.empty()) lines.emplace_back("?");
  return lines;
}

std::string MapLabel(const v1::NetworkNode& node) {
  if (DisplayWidth(node.label()) <= kLongName) return node.label();
  for (const v1::Name& name : node.actor().names()) {
    if (name.kind() == v1::NAME_KIND_SHORT && !name.text().empty()) return name.text();
  }
  return node.label();
}

}  // namespace tashbik::cli
