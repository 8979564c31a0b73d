// Languages as people write them: BCP 47 tags, or names in English, Arabic and French.
#ifndef TASHBIK_CLIENTS_CPP_LANGUAGES_H_
#define TASHBIK_CLIENTS_CPP_LANGUAGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace tashbik::client {

// The BCP 47 tag: "ar", "Arabic", "arabe" and "العربية" are all `ar`; a tag such as `zh-Hant` stays
// as it is. INVALID_ARGUMENT for what is neither. Safe from any thread.
absl::StatusOr<std::string> LanguageTag(absl::string_view text);

// The likeliest language of a text among those that the directory is kept in: `ar` by its letters,
// `fr` where French function words outnumber English ones, else `en`.
std::string GuessLanguage(absl::string_view text);

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_LANGUAGES_H_
