// Countries as people write them: ISO 3166-1 codes (two or three letters), or names in English,
// Arabic and French.
#ifndef TASHBIK_CLIENTS_CPP_PLACES_H_
#define TASHBIK_CLIENTS_CPP_PLACES_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::client {

// The alpha-2 code of a country: "LB", "lbn", "Lebanon", "Liban", "لبنان" are all `LB`. Spelling is
// folded (case, accents, hamza, articles, punctuation). INVALID_ARGUMENT proposes the nearest name.
// The table is made at the first call (about 10 ms); safe from any thread.
absl::StatusOr<std::string> CountryCode(absl::string_view text);

// The country's name in `language` (`en`, `ar`, `fr`, or any that ICU knows); the code itself where
// it is not a country's.
std::string CountryName(absl::string_view code, absl::string_view language);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_PLACES_H_
