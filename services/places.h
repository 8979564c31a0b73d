// Countries, areas and languages: which codes are good, and what they are called in the three
// languages of the service.
#ifndef TASHBIK_SERVICES_PLACES_H_
#define TASHBIK_SERVICES_PLACES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::services {

// The languages in which the service speaks.
enum class Language : uint8_t { kEnglish = 0, kArabic = 1, kFrench = 2 };
inline constexpr int kLanguageCount = 3;

// The language that a request's `language` field means: "ar" and "ar-LB" are kArabic, empty is
// kEnglish. Nothing for a language in which the service does not speak.
std::optional<Language> LanguageOf(absl::string_view tag);

// "en", "ar" or "fr".
absl::string_view TagOf(Language language);

// Whether `code` is an assigned ISO 3166-1 alpha-2 code in capitals. XK (Kosovo), which is in wide
// use though not assigned, counts too.
bool IsCountryCode(absl::string_view code);

// Whether `code` has the shape of an ISO 3166-2 area of a known country: "LB-AK", "IQ-DI".
bool IsAreaCode(absl::string_view code);

// The canonical form of a BCP 47 tag with a known language: "AR-lb" -> "ar-LB", "iw" -> "he".
// Nothing for malformed tags, languages that neither ICU nor the list of the region's smaller
// languages knows, "und" and its kin, and tags over kMaxLanguageTagBytes.
std::optional<std::string> CanonicalLanguageTag(absl::string_view tag);
inline constexpr size_t kMaxLanguageTagBytes = 35;

// The code of a country called `name` in English, Arabic or French, by its usual names (UAE,
// "Syrie", «الإمارات», Palestine), its alpha-2 or alpha-3 code; case, hamza and accents do not
// matter. For telling people which code they may have meant: the API itself takes codes alone.
std::optional<std::string> FindCountry(absl::string_view name);

// What a country or language is called, for showing: "لبنان", "kurde sorani". A code that is not
// known is returned as it is.
std::string CountryName(absl::string_view code, Language language);
std::string LanguageName(absl::string_view tag, Language language);

// The region in which a country lies, as the signal of place counts (graph/region.h): "the Gulf and
// Yemen", English with its article. Empty for what is no country.
absl::string_view RegionName(absl::string_view country, Language language);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PLACES_H_
