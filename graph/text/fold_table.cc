// Builds the folding table with ICU: compatibility case folding, marks stripped, Latin to ASCII,
// then the Arabic letters that keyboards and habits interchange.
#include "graph/text/fold_table.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <memory>

namespace tashbik::graph::text {
namespace {

// Compatibility case folding and canonical decomposition without marks; default ignorable code
// points (zero-width, bidi controls, soft hyphen, variation selectors) go with the case folding.
icu::UnicodeString Decompose(UChar32 code_point) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  const icu::UnicodeString source(code_point);
  if (U_FAILURE(status)) return source;
  const icu::UnicodeString parts =
      decompose->normalize(casefold->normalize(source, status), status);
  if (U_FAILURE(status)) return source;
  icu::UnicodeString kept;
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    const int8_t category = u_charType(part);
    if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) continue;
    if (category == U_FORMAT_CHAR) continue;
    kept.append(part);
  }
  return kept;
}

// 0 drops the letter.
UChar32 FoldLetter(UChar32 letter) {
  switch (letter) {
    case 0x0640:  // tatweel
    case 0x0674:  // high hamza
    case 0x02BB:  // ʻ
    case 0x02BE:  // ʾ, a hamza in transliterations
    case 0x02BF:  // ʿ, an ayn
      return 0;
    case 0x02BC:  // ʼ, typed for an apostrophe
      return '\'';
    case 0x0671:  // ٱ; آأإ lose their marks as they decompose
      return 0x0627;
    case 0x0649:  // ى
    case 0x06CC:  // ی
    case 0x06CE:  // ێ
    case 0x06D0:  // ې
      return 0x064A;
    case 0x06C6:  // ۆ
      return 0x0648;
    case 0x0629:  // ة
    case 0x06BE:  // ھ
    case 0x06C1:  // ہ
    case 0x06D5:  // ە
      return 0x0647;
    case 0x06A9:  // ک
    case 0x06AF:  // گ
      return 0x0643;
    case 0x0695:  // ڕ
      return 0x0631;
    case 0x06B5:  // ڵ
      return 0x0644;
    default:
      break;
  }
  if (u_charType(letter) == U_DECIMAL_DIGIT_NUMBER) return '0' + u_charDigitValue(letter);
  if (u_isUWhiteSpace(letter) || u_charType(letter) == U_CONTROL_CHAR) return ' ';
  return letter;
}

icu::UnicodeString FoldLetters(const icu::UnicodeString& text) {
  icu::UnicodeString folded;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 letter = FoldLetter(text.char32At(i));
    if (letter != 0) folded.append(letter);
  }
  return folded;
}

bool IsLatinOrCommon(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UScriptCode script = uscript_getScript(text.char32At(i), &status);
    if (script != USCRIPT_LATIN && script != USCRIPT_COMMON) return false;
  }
  return !text.isEmpty();
}

}  // namespace

const FoldTable& FoldTable::Get() {
  static const FoldTable* const table =
      new FoldTable();  // never destroyed: threads may outlive main
  return *table;
}

FoldTable::FoldTable() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> to_ascii(
      icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, status));
  for (char32_t code_point = 0; code_point < kSize; ++code_point) {
    icu::UnicodeString folded = FoldLetters(Decompose(static_cast<UChar32>(code_point)));
    if (code_point >= 0x80 && to_ascii != nullptr && IsLatinOrCommon(folded)) {
      to_ascii->transliterate(folded);
      folded = FoldLetters(folded.toLower());
    }
    const size_t offset = pool_.size();
    folded.toUTF8String(pool_);
    cells_[code_point] = {static_cast<uint32_t>(offset),
                          static_cast<uint32_t>(pool_.size() - offset)};
  }
}

void FoldTable::AppendRare(char32_t code_point, std::string& out) const {
  const icu::UnicodeString parts = FoldLetters(Decompose(static_cast<UChar32>(code_point)));
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    if (part < kSize) {
      Append(part, out);
    } else {
      icu::UnicodeString(static_cast<UChar32>(part)).toUTF8String(out);
    }
  }
}

}  // namespace tashbik::graph::text
