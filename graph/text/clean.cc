// Checks each code point of a text, then brings the text to NFC.
#include "graph/text/clean.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace tashbik::graph::text {
namespace {

bool IsStripped(UChar32 c) { return c == 0x200B || c == 0xFEFF || c == 0x00AD; }

bool IsLineBreakOrTab(UChar32 c) {
  return c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029;
}

bool IsBidiControl(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

// ZWNJ, ZWJ, LRM, RLM, ALM, and the Arabic signs that are visible though their category is
// "format".
bool IsKeptFormat(UChar32 c) {
  return (c >= 0x200C && c <= 0x200F) || c == 0x061C || (c >= 0x0600 && c <= 0x0605) ||
         c == 0x06DD || c == 0x08E2;
}

std::optional<FaultKind> FaultOf(UChar32 c, Lines lines) {
  if (c < 0) return FaultKind::kNotUtf8;
  if (IsLineBreakOrTab(c)) {
    if (lines == Lines::kMany) return std::nullopt;
    return FaultKind::kLineBreak;
  }
  if (IsBidiControl(c)) return FaultKind::kBidiControl;
  if (IsKeptFormat(c)) return std::nullopt;
  const int8_t category = u_charType(c);
  if (category == U_CONTROL_CHAR || category == U_FORMAT_CHAR) return FaultKind::kControl;
  if (category == U_SURROGATE || U_IS_UNICODE_NONCHAR(c)) return FaultKind::kNonCharacter;
  return std::nullopt;
}

// CR LF is one break: the CR is dropped and the LF stays.
void AppendKept(UChar32 c, absl::string_view bytes, absl::string_view rest, std::string& out) {
  if (IsStripped(c)) return;
  if (c == '\r' && !rest.empty() && rest.front() == '\n') return;
  if (c == '\r' || c == 0x2028 || c == 0x2029) {
    out.push_back('\n');
  } else {
    out.append(bytes.data(), bytes.size());
  }
}

bool IsAscii(absl::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

std::string ToNfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  const auto length = static_cast<int32_t>(text.size());
  nfc->normalizeUTF8(0, icu::StringPiece(text.data(), length), sink, nullptr, status);
  return U_SUCCESS(status) ? composed : text;
}

absl::string_view Words(FaultKind kind) {
  switch (kind) {
    case FaultKind::kNotUtf8:
      return "is not valid UTF-8";
    case FaultKind::kBidiControl:
      return "(a bidirectional control) is not allowed";
    case FaultKind::kControl:
      return "(an invisible control character) is not allowed";
    case FaultKind::kLineBreak:
      return "(a line break or tab) is not allowed in a text of one line";
    case FaultKind::kNonCharacter:
      return "is not a character";
  }
  return "is not allowed";
}

}  // namespace

CleanedText Clean(absl::string_view text, Lines lines) {
  std::string kept;
  kept.reserve(text.size());
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    const auto start = static_cast<size_t>(i);
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    if (const std::optional<FaultKind> kind = IsStripped(c) ? std::nullopt : FaultOf(c, lines)) {
      const bool bad_bytes = *kind == FaultKind::kNotUtf8;
      const uint32_t shown =
          bad_bytes ? static_cast<unsigned char>(text[start]) : static_cast<uint32_t>(c);
      return {.text = "", .fault = TextFault{*kind, shown, start}};
    }
    const auto end = static_cast<size_t>(i);
    AppendKept(c, text.substr(start, end - start), text.substr(end), kept);
  }
  if (!IsAscii(kept)) kept = ToNfc(kept);
  return {.text = std::move(kept), .fault = std::nullopt};
}

std::string Describe(const TextFault& fault) {
  const std::string name = fault.kind == FaultKind::kNotUtf8
                               ? absl::StrFormat("byte 0x%02X", fault.code_point)
                               : absl::StrFormat("U+%04X", fault.code_point);
  return absl::StrCat(name, " at byte ", fault.byte_offset, " ", Words(fault.kind));
}

size_t CountCharacters(absl::string_view text) {
  size_t count = 0;
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length; ++count) {
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    static_cast<void>(c);
  }
  return count;
}

bool IsBlank(absl::string_view text) {
  const auto length = static_cast<int64_t>(text.size());
  for (int64_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    if (c >= 0 && (u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_S_MASK) != 0)) return false;
  }
  return true;
}

}  // namespace tashbik::graph::text
