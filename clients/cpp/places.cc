// Country names come from ICU; the table below adds the ones people use and ICU does not list.
#include "clients/cpp/places.h"

#include <map>
#include <memory>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cpp/fold.h"
#include "unicode/locdspnm.h"
#include "unicode/locid.h"

namespace tashbik::client {
namespace {

struct Alias {
  const char* name;
  const char* code;
};

constexpr Alias kAliases[] = {
    {"UK", "GB"},
    {"Great Britain", "GB"},
    {"England", "GB"},
    {"بريطانيا", "GB"},
    {"Grande-Bretagne", "GB"},
    {"USA", "US"},
    {"United States of America", "US"},
    {"Etats-Unis d'Amérique", "US"},
    {"أمريكا", "US"},
    {"الولايات المتحدة الأمريكية", "US"},
    {"UAE", "AE"},
    {"Emirates", "AE"},
    {"الإمارات", "AE"},
    {"Emirats", "AE"},
    {"KSA", "SA"},
    {"Saudi", "SA"},
    {"السعودية", "SA"},
    {"المملكة العربية السعودية", "SA"},
    {"Palestine", "PS"},
    {"State of Palestine", "PS"},
    {"Occupied Palestinian Territory", "PS"},
    {"Gaza", "PS"},
    {"فلسطين", "PS"},
    {"Territoires palestiniens occupés", "PS"},
    {"Turkey", "TR"},
    {"Türkiye", "TR"},
    {"تركيا", "TR"},
    {"Syrian Arab Republic", "SY"},
    {"سوريا", "SY"},
    {"سورية", "SY"},
    {"Iran, Islamic Republic of", "IR"},
    {"Islamic Republic of Iran", "IR"},
    {"Republic of Moldova", "MD"},
    {"Russian Federation", "RU"},
    {"Fédération de Russie", "RU"},
    {"South Korea", "KR"},
    {"Republic of Korea", "KR"},
    {"North Korea", "KP"},
    {"Czech Republic", "CZ"},
    {"République tchèque", "CZ"},
    {"Ivory Coast", "CI"},
    {"Holland", "NL"},
    {"هولندا", "NL"},
    {"The Netherlands", "NL"},
    {"Kingdom of Bahrain", "BH"},
    {"مملكة البحرين", "BH"},
    {"المملكة المغربية", "MA"},
    {"الجمهورية اليمنية", "YE"},
    {"Macedonia", "MK"},
    {"Swaziland", "SZ"},
    {"Burma", "MM"},
    {"Birmanie", "MM"},
    {"Cape Verde", "CV"},
    {"DRC", "CD"},
    {"DR Congo", "CD"},
    {"Democratic Republic of the Congo", "CD"},
    {"Viet Nam", "VN"},
    {"Laos", "LA"},
    {"Bosnia", "BA"},
    {"Bosnia and Herzegovina", "BA"},
    {"Kosovo", "XK"},
    {"Vatican", "VA"},
    {"Western Sahara", "EH"},
    {"EL", "GR"},
};

// Articles that people leave out or put in.
std::string Key(absl::string_view text) {
  std::string folded = FoldWords(text);
  absl::string_view key = folded;
  for (absl::string_view article : {"the ", "la ", "le ", "les ", "l "}) {
    if (absl::ConsumePrefix(&key, article)) break;
  }
  return std::string(key);
}

class Countries {
 public:
  Countries() {
    for (const char* language : {"en", "ar", "fr"}) {
      const icu::Locale locale(language);
      UDisplayContext contexts[] = {UDISPCTX_LENGTH_SHORT};
      std::unique_ptr<icu::LocaleDisplayNames> full(
          icu::LocaleDisplayNames::createInstance(locale));
      std::unique_ptr<icu::LocaleDisplayNames> brief(
          icu::LocaleDisplayNames::createInstance(locale, contexts, 1));
      for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
        AddDisplayName(*full, *code);
        AddDisplayName(*brief, *code);
      }
    }
    for (const char* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
      codes_[Key(*code)] = *code;
      const char* three = icu::Locale("", *code).getISO3Country();
      if (three != nullptr && *three != '\0') codes_[Key(three)] = *code;
    }
    codes_["xk"] = "XK";
    for (const Alias& alias : kAliases) {
      (alias.name[2] == '\0' ? codes_ : names_)[Key(alias.name)] = alias.code;
    }
  }

  const std::string* Find(absl::string_view text) const {
    const std::string key = Key(text);
    if (auto code = codes_.find(key); code != codes_.end()) return &code->second;
    if (auto name = names_.find(key); name != names_.end()) return &name->second;
    // "لبنان" and "اللبنان", "البحرين" and "بحرين".
    absl::string_view bare = key;
    if (absl::ConsumePrefix(&bare, "ال")) {
      if (auto name = names_.find(std::string(bare)); name != names_.end()) return &name->second;
    } else if (auto name = names_.find(absl::StrCat("ال", key)); name != names_.end()) {
      return &name->second;
    }
    return nullptr;
  }

  // The known name nearest to the text, or empty when none is near.
  std::string Nearest(absl::string_view text) const {
    const std::string key = Key(text);
    int least = 1 + static_cast<int>(key.size()) / 3;
    std::string nearest;
    for (const auto& [name, code] : names_) {
      const int distance = EditDistance(key, name);
      if (distance < least) {
        least = distance;
        nearest = code;
      }
    }
    return nearest;
  }

 private:
  void AddDisplayName(const icu::LocaleDisplayNames& names, const char* code) {
    icu::UnicodeString name;
    names.regionDisplayName(code, name);
    std::string text;
    name.toUTF8String(text);
    names_.emplace(Key(text), code);
  }

  std::map<std::string, std::string> codes_;
  std::map<std::string, std::string> names_;
};

const Countries& AllCountries() {
  static const Countries* const countries = new Countries();
  return *countries;
}

}  // namespace

absl::StatusOr<std::string> CountryCode(absl::string_view text) {
  if (const std::string* code = AllCountries().Find(text)) return *code;
  std::string message = absl::StrCat("'", text, "' is not a country");
  const std::string nearest = AllCountries().Nearest(text);
  if (!nearest.empty()) {
    absl::StrAppend(&message, "; did you mean ", CountryName(nearest, "en"), " (", nearest, ")?");
  } else {
    absl::StrAppend(&message, "; give an ISO 3166-1 code such as LB, or a name");
  }
  return absl::InvalidArgumentError(message);
}

std::string CountryName(absl::string_view code, absl::string_view language) {
  if (absl::EqualsIgnoreCase(code, "PS")) {
    return language == "ar" ? "فلسطين" : "Palestine";
  }
  const icu::Locale country("", std::string(code).c_str());
  icu::UnicodeString name;
  country.getDisplayCountry(icu::Locale(std::string(language).c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return text.empty() ? std::string(code) : text;
}

}  // namespace tashbik::client
