// Bytes of files into UTF-8: what comes out is UTF-8, and stays as it is when decoded again.
#include <string>

#include "absl/strings/match.h"
#include "clients/cli/text_encoding.h"
#include "tests/fuzz/property.h"

using tashbik::cli::DecodeText;
using tashbik::cli::IsUtf8;
using tashbik::fuzz::Expect;

// Input: the name of an encoding to the first zero byte, then the text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  absl::string_view rest = tashbik::fuzz::Text(data, size);
  const std::string named(tashbik::fuzz::Field(rest));
  for (const std::string& encoding : {std::string(), named}) {
    const auto decoded = DecodeText(rest, encoding);
    if (!decoded.ok()) {
      Expect(absl::IsInvalidArgument(decoded.status()), "a refusal is INVALID_ARGUMENT");
      continue;
    }
    Expect(IsUtf8(decoded->text), "the result is UTF-8");
    Expect(!decoded->encoding.empty(), "the encoding is told");
    Expect(!absl::StartsWith(decoded->text, "\xEF\xBB\xBF"), "without a byte order mark");
    const auto again = DecodeText(decoded->text, "utf-8");
    Expect(again.ok() && again->text == decoded->text, "decoding again changes nothing");
  }
  if (IsUtf8(rest) && !absl::StartsWith(rest, "\xEF\xBB\xBF")) {
    const auto decoded = DecodeText(rest, "");
    Expect(decoded.ok() && decoded->text == rest, "UTF-8 is taken as it is");
  }
  return 0;
}
