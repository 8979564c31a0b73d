// Widths by Unicode properties.
#include "clients/cli/display_width.h"

#include "absl/strings/str_cat.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace tashbik::cli {
namespace {

// Reads the code point at *i and moves *i past it; invalid bytes count as U+FFFD.
UChar32 Next(absl::string_view text, int32_t* i) {
  UChar32 c;
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), *i,
                  static_cast<int32_t>(text.size()), c);
  return c;
}

int WidthOf(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsRightToLeft(UChar32 c) {
  const UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) width += WidthOf(Next(text, &i));
  return width;
}

std::string Shorten(absl::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  int used = 0;
  int32_t end = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    used += WidthOf(Next(text, &i));
    if (used > width - 1) break;
    end = i;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return absl::StrCat(text.substr(0, end), "…");
}

std::string Isolate(absl::string_view text) {
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    if (IsRightToLeft(Next(text, &i))) return absl::StrCat("\u2068", text, "\u2069");
  }
  return std::string(text);
}

namespace {

// Embeddings and overrides: they turn the rest of the line around. Isolates end where they began.
bool TurnsTheLine(UChar32 c) { return c >= 0x202A && c <= 0x202E; }

}  // namespace

std::string Printable(absl::string_view text) {
  std::string result;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const int32_t start = i;
    const UChar32 c = Next(text, &i);
    if (c == '\n' || c == '\t' || c == '\r') {
      result += ' ';
    } else if (u_charType(c) != U_CONTROL_CHAR && !TurnsTheLine(c)) {
      absl::StrAppend(&result, text.substr(start, i - start));
    }
  }
  return result;
}

}  // namespace tashbik::cli
