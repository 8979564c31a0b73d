// Values as people write them in a cell.
#ifndef TASHBIK_CLIENTS_CLI_VALUE_TEXT_H_
#define TASHBIK_CLIENTS_CLI_VALUE_TEXT_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace tashbik::cli {

// Turns one value into the form that the API has, or says why it is none.
using Convert = std::function<absl::StatusOr<std::string>(absl::string_view)>;

// Divides a cell at `;`, `|`, `؛`, `،` and line breaks; parts are trimmed, empty ones left out.
std::vector<std::string> SplitValues(absl::string_view text);

// Converts all values of a cell. Where a part is no value and has commas, its parts between commas
// are; the error is that of the first that is none.
absl::StatusOr<std::vector<std::string>> ConvertList(absl::string_view text,
                                                     const Convert& convert);

// The number of an enum's value by its word: without its prefix, in any case, or as tables show it
// in English, Arabic or French. The error lists them.
absl::StatusOr<int> EnumNumber(const google::protobuf::EnumDescriptor* type,
                               absl::string_view text);

// Arabic and Persian digits as European ones; all else as it is.
std::string PlainDigits(absl::string_view text);

// A day as `YYYY-MM-DD`, also where its digits are Arabic. The error says what is expected.
absl::StatusOr<std::string> Day(absl::string_view text);

// yes, oui, نعم, 1 … or no, non, لا, 0 ….
absl::StatusOr<bool> Truth(absl::string_view text);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_VALUE_TEXT_H_
