// Ids of themes and names of schemes as parts of URIs, and the other way round.
#ifndef TASHBIK_CLIENTS_CLI_SKOS_NAMES_H_
#define TASHBIK_CLIENTS_CLI_SKOS_NAMES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::cli {

// Any text as the end of a URI (%20), and back.
std::string Escaped(absl::string_view text);
std::string Unescaped(absl::string_view text);

// What stands behind the last `/`, `#` or `:`.
absl::string_view LastPart(absl::string_view uri);

// An id of a theme made of any text: "Été 2024" -> `ete-2024`. `source` stands before what begins
// with a digit. Empty where no letter or digit is left.
std::string MakeThemeId(absl::string_view text, absl::string_view source);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SKOS_NAMES_H_
