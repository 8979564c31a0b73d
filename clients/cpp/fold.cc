// Folding by ICU's normalization and character properties.
#include "clients/cpp/fold.h"

#include <algorithm>
#include <vector>

#include "unicode/normalizer2.h"
#include "unicode/uchar.h"
#include "unicode/unistr.h"
#include "unicode/uscript.h"

namespace tashbik::client {
namespace {

icu::UnicodeString FromUtf8(absl::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

UChar32 PlainLetter(UChar32 c) {
  switch (c) {
    case 0x0649:  // ى
    case 0x06CC:  // ی
      return 0x064A;
    case 0x0629:  // ة
      return 0x0647;
    case 0x06A9:  // ک
      return 0x0643;
    case 0x0671:  // ٱ
      return 0x0627;
    case 0x0131:  // ı
      return 'i';
    default:
      return c;
  }
}

}  // namespace

std::string FoldWords(absl::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKDInstance(error);
  icu::UnicodeString source = FromUtf8(text);
  source.foldCase();
  icu::UnicodeString decomposed;
  if (U_SUCCESS(error)) decomposed = normalizer->normalize(source, error);
  if (U_FAILURE(error)) decomposed = source;
  icu::UnicodeString folded;
  bool gap = false;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    UChar32 c = decomposed.char32At(i);
    const int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR || c == 0x0640) continue;
    if (!u_isalnum(c) || c == 0xFFFD) {
      gap = true;
      continue;
    }
    if (gap && !folded.isEmpty()) folded.append(static_cast<UChar>(' '));
    gap = false;
    const int32_t digit = u_charDigitValue(c);
    folded.append(digit >= 0 && u_charType(c) == U_DECIMAL_DIGIT_NUMBER ? '0' + digit
                                                                        : PlainLetter(c));
  }
  std::string result;
  folded.toUTF8String(result);
  return result;
}

int EditDistance(absl::string_view a, absl::string_view b) {
  const icu::UnicodeString x = FromUtf8(a);
  const icu::UnicodeString y = FromUtf8(b);
  std::vector<int> row(y.length() + 1);
  for (int j = 0; j <= y.length(); ++j) row[j] = j;
  for (int i = 1; i <= x.length(); ++i) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= y.length(); ++j) {
      const int replaced = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[y.length()];
}

bool HasArabic(absl::string_view text) {
  const icu::UnicodeString source = FromUtf8(text);
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    UErrorCode error = U_ZERO_ERROR;
    const UChar32 c = source.char32At(i);
    if (uscript_getScript(c, &error) == USCRIPT_ARABIC && u_isalpha(c)) return true;
  }
  return false;
}

}  // namespace tashbik::client
