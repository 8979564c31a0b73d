// A text of the output in its three languages.
#ifndef TASHBIK_CLIENTS_CLI_ENTRY_H_
#define TASHBIK_CLIENTS_CLI_ENTRY_H_

#include "absl/strings/string_view.h"

namespace tashbik::cli {

struct Entry {
  const char* en;
  const char* ar;
  const char* fr;
};

// The text in `language`; in English where it is none of the three.
inline const char* In(const Entry& entry, absl::string_view language) {
  if (language == "ar") return entry.ar;
  if (language == "fr") return entry.fr;
  return entry.en;
}

// Behind a heading, or between a thing and what is said of it.
inline constexpr Entry kColon = {":", ":", "\u00A0:"};
inline constexpr Entry kSemicolon = {"; ", "؛ ", "\u00A0; "};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_ENTRY_H_
