// Turns the bytes of a file into UTF-8.
#ifndef TASHBIK_CLIENTS_CLI_TEXT_ENCODING_H_
#define TASHBIK_CLIENTS_CLI_TEXT_ENCODING_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::cli {

struct DecodedText {
  std::string text;      // UTF-8, without a byte order mark
  std::string encoding;  // what it was: `utf-8`, `utf-16` or ICU's name, such as `windows-1256`
};

// Decodes `bytes`. `encoding` is a name that ICU knows, or empty to find out: a byte order mark
// says UTF-8 or UTF-16, valid UTF-8 is UTF-8, anything else is windows-1256. INVALID_ARGUMENT for
// an unknown encoding and for bytes that are not of it.
absl::StatusOr<DecodedText> DecodeText(absl::string_view bytes, const std::string& encoding);

bool IsUtf8(absl::string_view bytes);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_TEXT_ENCODING_H_
