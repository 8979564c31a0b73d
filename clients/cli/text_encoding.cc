// Conversion by ICU.
#include "clients/cli/text_encoding.h"

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "unicode/ucnv.h"
#include "unicode/unistr.h"
#include "unicode/utf8.h"

namespace tashbik::cli {
namespace {

constexpr char kLegacy[] = "windows-1256";

// Takes byte order marks off the front. There may be two, where a program added one to a text that
// had one.
absl::string_view WithoutMarks(absl::string_view text) {
  while (absl::ConsumePrefix(&text, "\xEF\xBB\xBF")) {
  }
  return text;
}

absl::StatusOr<std::string> Convert(absl::string_view bytes, const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(encoding.c_str(), &error),
                                                               &ucnv_close);
  if (U_FAILURE(error)) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", encoding, "' is not an encoding; try utf-8 or windows-1256"));
  }
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(),
                                error);
  if (U_FAILURE(error)) {
    return absl::InvalidArgumentError(absl::StrCat("the text is not ", encoding));
  }
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

bool IsUtf8(absl::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  for (size_t i = 0; i < bytes.size();) {
    UChar32 c;
    U8_NEXT(data, i, bytes.size(), c);
    if (c < 0) return false;
  }
  return true;
}

absl::StatusOr<DecodedText> DecodeText(absl::string_view bytes, const std::string& encoding) {
  if (bytes.size() > (size_t{1} << 31) - 1) {
    return absl::InvalidArgumentError("the file is over 2 GiB: cut it into parts");
  }
  if (encoding.empty() || absl::EqualsIgnoreCase(encoding, "utf-8")) {
    const absl::string_view text = WithoutMarks(bytes);
    if (IsUtf8(text)) return DecodedText{std::string(text), "utf-8"};
    if (!encoding.empty()) return absl::InvalidArgumentError("the text is not utf-8");
  }
  std::string from = encoding;
  if (from.empty()) {
    const bool wide = absl::StartsWith(bytes, "\xFF\xFE") || absl::StartsWith(bytes, "\xFE\xFF");
    from = wide ? "utf-16" : kLegacy;
  }
  auto text = Convert(bytes, from);
  if (!text.ok()) return text.status();
  return DecodedText{std::string(WithoutMarks(*text)), absl::AsciiStrToLower(from)};
}

}  // namespace tashbik::cli
