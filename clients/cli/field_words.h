// What the fields of records are called in Arabic and French.
#ifndef TASHBIK_CLIENTS_CLI_FIELD_WORDS_H_
#define TASHBIK_CLIENTS_CLI_FIELD_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::cli {

// `base_country` -> `pays du siège`; empty in English, and for a field that has no words.
std::string FieldTitle(absl::string_view field, absl::string_view language);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_FIELD_WORDS_H_
