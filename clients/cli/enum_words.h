// Values of enums in words, in three languages.
#ifndef TASHBIK_CLIENTS_CLI_ENUM_WORDS_H_
#define TASHBIK_CLIENTS_CLI_ENUM_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace tashbik::cli {

// `TIER_PUBLIC` -> `public`: the word that flags and files use. Empty for the zero value.
std::string Keyword(const google::protobuf::EnumValueDescriptor* value);

// The word for people, such as `ورشة` for EVENT_KIND_WORKSHOP; the keyword, with spaces, where
// there is none in `language`.
std::string EnumText(const google::protobuf::EnumValueDescriptor* value,
                     absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_ENUM_WORDS_H_
