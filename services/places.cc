// Codes are checked and named with ICU; what ICU names otherwise than the field does stands here.
#include "services/places.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <array>
#include <iterator>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/region.h"
#include "graph/text/fold.h"

namespace tashbik::services {
namespace {

using graph::text::FoldName;

// Names that the field uses where ICU's differ, by Language.
struct NamedCountry {
  absl::string_view code;
  std::array<absl::string_view, kLanguageCount> names;
};
constexpr NamedCountry kOwnNames[] = {
    {"PS", {"Palestine", "فلسطين", "Palestine"}},
    {"HK", {"Hong Kong", "هونغ كونغ", "Hong Kong"}},
    {"MO", {"Macao", "ماكاو", "Macao"}},
    {"TR", {"Türkiye", "تركيا", "Turquie"}},
};

// Further names, each between commas, beside ICU's and those above.
struct Aliases {
  absl::string_view code;
  absl::string_view names;
};
constexpr Aliases kAliases[] = {
    {"AE", "UAE,Emirates,EAU,Émirats,الإمارات,دولة الإمارات,امارات"},
    {"BH", "Bahrein,مملكة البحرين,بحرين"},
    {"CD", "DRC,RDC,Congo Kinshasa,الكونغو الديمقراطية"},
    {"CI", "Ivory Coast,ساحل العاج,كوت ديفوار"},
    {"CZ", "Czech Republic,République tchèque"},
    {"DZ", "جزائر,Algerie"},
    {"EH", "Sahara,الصحراء"},
    {"GB", "UK,Great Britain,Britain,England,Grande Bretagne,Angleterre,بريطانيا"},
    {"IQ", "عراق,Irak"},
    {"IR", "Islamic Republic of Iran"},
    {"IL", "اسرائيل"},
    {"JO", "أردن,المملكة الأردنية"},
    {"KR", "South Korea,Korea"},
    {"KW", "كويت,Koweit"},
    {"LY", "Libye,ليبية"},
    {"MA", "مغرب,المملكة المغربية,Kingdom of Morocco"},
    {"NL", "Holland,The Netherlands,Hollande"},
    {"PS",
     "Palestinian Territories,Palestinian Territory,Occupied Palestinian Territory,OPT,oPt,"
     "State of Palestine,Territoires palestiniens,الأراضي الفلسطينية,دولة فلسطين,"
     "West Bank and Gaza,West Bank,Gaza,غزة,الضفة الغربية"},
    {"RU", "Russian Federation"},
    {"SA", "KSA,Saudi,Kingdom of Saudi Arabia,Arabie Saoudite,السعودية"},
    {"SD", "سودان"},
    {"SY", "Syrian Arab Republic,Syrie,سورية"},
    {"TR", "Turkey,Turkiye,Turquie"},
    {"US", "USA,United States of America,America,États Unis d'Amérique,أمريكا,الولايات المتحدة"},
    {"YE", "يمن,Republic of Yemen"},
};

// Languages of the region and its diaspora that ICU 72 has no data for.
struct SmallLanguage {
  absl::string_view tag;
  std::array<absl::string_view, kLanguageCount> names;
};
constexpr SmallLanguage kSmallLanguages[] = {
    {"acm", {"Mesopotamian Arabic", "العربية العراقية", "arabe mésopotamien"}},
    {"acw", {"Hijazi Arabic", "العربية الحجازية", "arabe hedjazi"}},
    {"afb", {"Gulf Arabic", "العربية الخليجية", "arabe du Golfe"}},
    {"aii", {"Assyrian Neo-Aramaic", "الآشورية الحديثة", "assyrien moderne"}},
    {"apc", {"Levantine Arabic", "العربية الشامية", "arabe levantin"}},
    {"ayl", {"Libyan Arabic", "العربية الليبية", "arabe libyen"}},
    {"ayn", {"Sanaani Arabic", "العربية الصنعانية", "arabe sanaani"}},
    {"cld", {"Chaldean Neo-Aramaic", "الكلدانية الحديثة", "chaldéen moderne"}},
    {"lki", {"Laki", "اللكية", "laki"}},
    {"mey", {"Hassaniya Arabic", "الحسانية", "arabe hassanya"}},
    {"rmt", {"Domari", "الدومرية", "domari"}},
    {"siz", {"Siwi", "السيوية", "siwi"}},
    {"tru", {"Turoyo", "الطورويو", "turoyo"}},
};

constexpr std::array<absl::string_view, kLanguageCount> kTags = {"en", "ar", "fr"};

// Reserved or deleted codes that ICU lists beside the assigned ones.
constexpr absl::string_view kNotAssigned = "AN CS DG EA IC";

const icu::Locale& LocaleOf(Language language) {
  static const std::array<icu::Locale, kLanguageCount> locales = {
      icu::Locale("en"), icu::Locale("ar"), icu::Locale("fr")};
  return locales[static_cast<size_t>(language)];
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

const absl::flat_hash_set<std::string>& CountryCodes() {
  static const auto* const codes = [] {
    auto* set = new absl::flat_hash_set<std::string>;
    for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
      set->insert(*code);
    }
    for (const absl::string_view code : absl::StrSplit(kNotAssigned, ' ')) set->erase(code);
    set->insert("XK");
    return set;
  }();
  return *codes;
}

std::string IcuCountryName(absl::string_view code, Language language) {
  icu::UnicodeString name;
  icu::Locale("", std::string(code).c_str()).getDisplayCountry(LocaleOf(language), name);
  return Utf8(name);
}

using CountryByName = absl::flat_hash_map<std::string, std::string>;

// The first to claim a name keeps it: codes, then names, then aliases.
const CountryByName& CountriesByName() {
  static const auto* const countries = [] {
    auto* map = new CountryByName;
    const auto add = [map](absl::string_view name, absl::string_view code) {
      map->try_emplace(FoldName(name), code);
    };
    for (const std::string& code : CountryCodes()) add(code, code);
    for (const std::string& code : CountryCodes()) {
      add(icu::Locale("", code.c_str()).getISO3Country(), code);
      for (int i = 0; i < kLanguageCount; ++i) {
        add(CountryName(code, static_cast<Language>(i)), code);
        add(IcuCountryName(code, static_cast<Language>(i)), code);
      }
    }
    for (const Aliases& aliases : kAliases) {
      for (const absl::string_view name : absl::StrSplit(aliases.names, ',')) {
        add(name, aliases.code);
      }
    }
    map->erase("");
    return map;
  }();
  return *countries;
}

const SmallLanguage* FindSmallLanguage(absl::string_view language) {
  for (const SmallLanguage& small : kSmallLanguages) {
    if (small.tag == language) return &small;
  }
  return nullptr;
}

bool IsKnownLanguage(absl::string_view language) {
  static const auto* const known = [] {
    auto* set = new absl::flat_hash_set<std::string>;
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
      set->insert(*code);
    }
    for (const absl::string_view none : {"und", "zxx", "mul", "mis", "root"}) set->erase(none);
    return set;
  }();
  return known->contains(language) || FindSmallLanguage(language) != nullptr;
}

absl::string_view FirstSubtag(absl::string_view tag) { return tag.substr(0, tag.find('-')); }

}  // namespace

std::optional<Language> LanguageOf(absl::string_view tag) {
  if (tag.empty()) return Language::kEnglish;
  const std::string language = absl::AsciiStrToLower(FirstSubtag(tag));
  for (size_t i = 0; i < kTags.size(); ++i) {
    if (kTags[i] == language) return static_cast<Language>(i);
  }
  return std::nullopt;
}

absl::string_view TagOf(Language language) { return kTags[static_cast<size_t>(language)]; }

bool IsCountryCode(absl::string_view code) { return CountryCodes().contains(code); }

bool IsAreaCode(absl::string_view code) {
  constexpr size_t kCountryBytes = 3;  // with the hyphen
  constexpr size_t kMaxAreaBytes = 3;
  if (code.size() <= kCountryBytes || code.size() > kCountryBytes + kMaxAreaBytes) return false;
  if (code[2] != '-' || !IsCountryCode(code.substr(0, 2))) return false;
  for (const char c : code.substr(kCountryBytes)) {
    const auto byte = static_cast<unsigned char>(c);
    if (!absl::ascii_isupper(byte) && !absl::ascii_isdigit(byte)) return false;
  }
  return true;
}

std::optional<std::string> CanonicalLanguageTag(absl::string_view tag) {
  if (tag.empty() || tag.size() > kMaxLanguageTagBytes) return std::nullopt;
  const std::string given(tag);
  std::array<char, ULOC_FULLNAME_CAPACITY> id;
  int32_t parsed = 0;
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(given.c_str(), id.data(), static_cast<int32_t>(id.size()), &parsed, &status);
  if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING) return std::nullopt;
  if (parsed != static_cast<int32_t>(given.size())) return std::nullopt;
  const icu::Locale locale = icu::Locale::createCanonical(id.data());
  if (!IsKnownLanguage(locale.getLanguage())) return std::nullopt;
  const absl::string_view region = locale.getCountry();
  if (region.size() == 2 && !IsCountryCode(region)) return std::nullopt;
  std::string canonical = locale.toLanguageTag<std::string>(status);
  if (U_FAILURE(status)) return std::nullopt;
  return canonical;
}

std::optional<std::string> FindCountry(absl::string_view name) {
  const auto found = CountriesByName().find(FoldName(name));
  if (found == CountriesByName().end()) return std::nullopt;
  return found->second;
}

std::string CountryName(absl::string_view code, Language language) {
  if (!IsCountryCode(code)) return std::string(code);
  for (const NamedCountry& own : kOwnNames) {
    if (own.code == code) return std::string(own.names[static_cast<size_t>(language)]);
  }
  return IcuCountryName(code, language);
}

std::string LanguageName(absl::string_view tag, Language language) {
  if (const SmallLanguage* small = FindSmallLanguage(FirstSubtag(tag))) {
    return std::string(small->names[static_cast<size_t>(language)]);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(
      icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), status);
  if (U_FAILURE(status) || !IsKnownLanguage(locale.getLanguage())) return std::string(tag);
  icu::UnicodeString name;
  locale.getDisplayName(LocaleOf(language), name);
  return Utf8(name);
}

absl::string_view RegionName(absl::string_view country, Language language) {
  // In the order of graph/region.cc, then by Language.
  static constexpr absl::string_view kNames[][kLanguageCount] = {
      {"", "", ""},
      {"the Maghreb", "المغرب الكبير", "Maghreb"},
      {"the Nile valley", "حوض النيل", "vallée du Nil"},
      {"the Mashreq", "المشرق", "Machrek"},
      {"the Gulf and Yemen", "الخليج واليمن", "Golfe et Yémen"},
      {"Anatolia, the Caucasus and Iran", "الأناضول والقوقاز وإيران", "Anatolie, Caucase et Iran"},
      {"West Africa", "غرب أفريقيا", "Afrique de l’Ouest"},
      {"East Africa", "شرق أفريقيا", "Afrique de l’Est"},
      {"Central Africa", "وسط أفريقيا", "Afrique centrale"},
      {"Southern Africa", "أفريقيا الجنوبية", "Afrique australe"},
      {"Western Europe", "غرب أوروبا", "Europe de l’Ouest"},
      {"Northern Europe", "شمال أوروبا", "Europe du Nord"},
      {"Southern Europe", "جنوب أوروبا", "Europe du Sud"},
      {"Eastern Europe", "شرق أوروبا", "Europe de l’Est"},
      {"Central Asia", "آسيا الوسطى", "Asie centrale"},
      {"South Asia", "جنوب آسيا", "Asie du Sud"},
      {"East Asia", "شرق آسيا", "Asie de l’Est"},
      {"Southeast Asia", "جنوب شرق آسيا", "Asie du Sud-Est"},
      {"North America", "أمريكا الشمالية", "Amérique du Nord"},
      {"Central America", "أمريكا الوسطى", "Amérique centrale"},
      {"South America", "أمريكا الجنوبية", "Amérique du Sud"},
      {"the Caribbean", "الكاريبي", "Caraïbes"},
      {"Australia and New Zealand", "أستراليا ونيوزيلندا", "Australie et Nouvelle-Zélande"},
      {"the Pacific", "المحيط الهادئ", "Pacifique"},
      {"Antarctica", "القطب الجنوبي", "Antarctique"},
  };
  const size_t region = IsCountryCode(country) ? graph::RegionOf(graph::CountryOf(country)) : 0;
  return region < std::size(kNames) ? kNames[region][static_cast<size_t>(language)] : "";
}

}  // namespace tashbik::services
