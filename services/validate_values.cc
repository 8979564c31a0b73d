// Texts, codes, dates and other values that stand for themselves.
#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/text/clean.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/places.h"
#include "services/validate.h"

namespace tashbik::services {
namespace {

std::string At(const std::string& path, int i) { return absl::StrCat(path, "[", i, "]"); }
std::string Within(const std::string& path, absl::string_view key) {
  return absl::StrCat(path, ".", key);
}

// Drops later repetitions, keeping the order.
void DropRepeated(google::protobuf::RepeatedPtrField<std::string>& values) {
  int kept = 0;
  for (int i = 0; i < values.size(); ++i) {
    const bool repeated =
        std::find(values.begin(), values.begin() + kept, values.Get(i)) != values.begin() + kept;
    if (repeated) continue;
    if (kept != i) values.SwapElements(kept, i);
    ++kept;
  }
  values.DeleteSubrange(kept, values.size() - kept);
}

// A value of the request for a message: short, and only when it is plain.
std::string Quoted(absl::string_view value) {
  const bool plain = value.size() <= 40 && std::all_of(value.begin(), value.end(), [](char c) {
                       return absl::ascii_isprint(static_cast<unsigned char>(c));
                     });
  return plain ? absl::StrCat("`", value, "`") : std::string("the value");
}

}  // namespace

bool Validator::CheckCount(int count, int limit, const std::string& path,
                           absl::string_view things) {
  if (count <= limit) return true;
  violations_.Limit(path, absl::StrCat(count, " ", things), absl::StrCat(limit, " ", things));
  return false;
}

bool Validator::CheckText(std::string& text, size_t limit, Lines lines, const std::string& path) {
  // Bytes first: a text may be megabytes, and cleaning costs.
  if (text.size() > limit * 4) {
    violations_.Limit(path, absl::StrCat(text.size(), " bytes"),
                      absl::StrCat(limit, " characters"));
    return false;
  }
  graph::text::CleanedText cleaned = graph::text::Clean(
      text, lines == Lines::kOne ? graph::text::Lines::kOne : graph::text::Lines::kMany);
  if (!cleaned.ok()) {
    violations_.TextRefused(path, absl::StrCat("holds ", graph::text::Describe(*cleaned.fault)));
    return false;
  }
  text = std::move(cleaned.text);
  const size_t characters = graph::text::CountCharacters(text);
  if (characters <= limit) return true;
  violations_.Limit(path, absl::StrCat(characters, " characters"),
                    absl::StrCat(limit, " characters"));
  return false;
}

void Validator::CheckWords(std::string& text, size_t limit, Lines lines, const std::string& path,
                           absl::string_view what) {
  if (!CheckText(text, limit, lines, path)) return;
  if (graph::text::IsBlank(text)) violations_.Required(path, what);
}

void Validator::CheckTexts(TextMap& texts, size_t limit, Lines lines, const std::string& path) {
  if (!CheckCount(static_cast<int>(texts.size()), static_cast<int>(kMaxTexts), path, "languages")) {
    return;
  }
  TextMap clean;
  for (auto& [language, text] : texts) {
    std::string tag = language;
    const std::string place = Within(path, Quoted(language) == "the value" ? "?" : language);
    if (!CheckLanguage(tag, place) || !CheckText(text, limit, lines, place)) continue;
    if (graph::text::IsBlank(text)) {
      violations_.Invalid(place, "is empty", "give a text or leave the language out");
    } else if (!clean.insert({tag, text}).second) {
      violations_.Invalid(place, "stands twice", "give one text for each language");
    }
  }
  texts.swap(clean);
}

void Validator::CheckTextLists(google::protobuf::Map<std::string, v1::TextList>& lists,
                               const std::string& path) {
  if (!CheckCount(static_cast<int>(lists.size()), static_cast<int>(kMaxTexts), path, "languages")) {
    return;
  }
  google::protobuf::Map<std::string, v1::TextList> clean;
  for (auto& [language, list] : lists) {
    std::string tag = language;
    const std::string place = Within(path, Quoted(language) == "the value" ? "?" : language);
    if (!CheckLanguage(tag, place)) continue;
    if (!CheckCount(list.values_size(), static_cast<int>(kMaxTexts), place, "texts")) continue;
    for (int i = 0; i < list.values_size(); ++i) {
      const std::string at = At(place + ".values", i);
      if (CheckText(*list.mutable_values(i), kMaxShortTextCharacters, Lines::kOne, at) &&
          graph::text::IsBlank(list.values(i))) {
        violations_.Invalid(at, "is empty", "give a text or leave it out");
      }
    }
    DropRepeated(*list.mutable_values());
    if (list.values_size() > 0) clean[tag] = list;
  }
  lists.swap(clean);
}

bool Validator::CheckLanguage(std::string& tag, const std::string& path) {
  std::optional<std::string> canonical = CanonicalLanguageTag(tag);
  if (canonical) {
    tag = *std::move(canonical);
    return true;
  }
  violations_.Invalid(path, absl::StrCat("has ", Quoted(tag), ", which is no BCP 47 language"),
                      "use a tag such as ar, fr, en, zgh or ckb");
  return false;
}

void Validator::CheckLanguages(Strings& tags, int limit, const std::string& path) {
  if (!CheckCount(tags.size(), limit, path, "languages")) return;
  for (int i = 0; i < tags.size(); ++i) CheckLanguage(*tags.Mutable(i), At(path, i));
  DropRepeated(tags);
}

bool Validator::CheckCountry(std::string& code, const std::string& path) {
  std::string capitals = absl::AsciiStrToUpper(code);
  if (IsCountryCode(capitals)) {
    code = std::move(capitals);
    return true;
  }
  const std::optional<std::string> meant = FindCountry(code);
  violations_.Invalid(
      path, absl::StrCat("has ", Quoted(code), ", which is no ISO 3166-1 alpha-2 country"),
      meant ? absl::StrCat("did you mean ", *meant, "?") : "use a code such as LB or MA");
  return false;
}

void Validator::CheckCountries(Strings& codes, int limit, const std::string& path) {
  if (!CheckCount(codes.size(), limit, path, "countries")) return;
  for (int i = 0; i < codes.size(); ++i) CheckCountry(*codes.Mutable(i), At(path, i));
  DropRepeated(codes);
}

void Validator::CheckAreas(Strings& codes, const std::string& path) {
  if (!CheckCount(codes.size(), kMaxAreas, path, "areas")) return;
  for (int i = 0; i < codes.size(); ++i) {
    absl::AsciiStrToUpper(codes.Mutable(i));
    if (IsAreaCode(codes.Get(i))) continue;
    violations_.Invalid(At(path, i),
                        absl::StrCat("has ", Quoted(codes.Get(i)), ", which is no ISO 3166-2 area"),
                        "use a code such as LB-AK");
  }
  DropRepeated(codes);
}

void Validator::CheckDate(const std::string& date, const std::string& path) {
  if (date.empty() || DayOf(date)) return;
  violations_.Invalid(path, absl::StrCat("has ", Quoted(date), ", which is no day"),
                      "use YYYY-MM-DD");
}

void Validator::CheckDates(const std::string& from, const std::string& to, const std::string& path,
                           absl::string_view from_field, absl::string_view to_field) {
  CheckDate(from, Within(path, from_field));
  CheckDate(to, Within(path, to_field));
  if (DayOf(from) && DayOf(to) && *DayOf(to) < *DayOf(from)) {
    violations_.Invalid(Within(path, to_field),
                        absl::StrCat("is ", to, ", before ", from_field, " ", from),
                        "give a later day");
  }
}

void Validator::CheckUri(std::string& uri, const std::string& path) {
  if (uri.empty() || !CheckText(uri, kMaxUriCharacters, Lines::kOne, path)) return;
  absl::string_view rest = uri;
  const bool web = absl::ConsumePrefix(&rest, "https://") || absl::ConsumePrefix(&rest, "http://");
  const absl::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  const bool good = web && !host.empty() && !absl::StrContains(host, "@") &&
                    !absl::StrContains(uri, " ") &&
                    uri.find_first_of("<>\"\\") == std::string::npos;
  if (good) return;
  violations_.Invalid(path, "is no web address",
                      "use one that begins with https:// or http:// and has no spaces");
}

void Validator::CheckWord(const std::string& word, const std::string& path,
                          absl::string_view example) {
  if (word.empty()) {
    violations_.Required(path, absl::StrCat("a word such as `", example, "`"));
    return;
  }
  const bool good = std::all_of(word.begin(), word.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-';
  });
  if (word.size() > kMaxWordBytes) {
    violations_.Limit(path, absl::StrCat(word.size(), " characters"),
                      absl::StrCat(kMaxWordBytes, " characters"));
  } else if (!good) {
    violations_.Invalid(
        path, absl::StrCat("has ", Quoted(word)),
        absl::StrCat("use lower-case letters, digits, `.`, `_` and `-`, as in `", example, "`"));
  }
}

void Validator::CheckEnum(const google::protobuf::EnumDescriptor& type, int value,
                          const std::string& path) {
  if (type.FindValueByNumber(value) != nullptr) return;
  violations_.Invalid(path, absl::StrCat("is ", value, ", which is no ", type.name()),
                      absl::StrCat("use a value such as ", type.value(1)->name()));
}

void Validator::CheckLevels(const google::protobuf::RepeatedField<int>& levels,
                            const std::string& path) {
  if (!CheckCount(levels.size(), 16, path, "levels")) return;
  for (int i = 0; i < levels.size(); ++i) {
    CheckEnum(*v1::Level_descriptor(), levels.Get(i), At(path, i));
  }
}

void Validator::CheckNames(List<v1::Name>& names, const std::string& path) {
  if (names.empty()) violations_.Required(path, "at least one name");
  if (!CheckCount(names.size(), kMaxNames, path, "names")) return;
  for (int i = 0; i < names.size(); ++i) {
    v1::Name& name = *names.Mutable(i);
    const std::string at = At(path, i);
    if (CheckText(*name.mutable_text(), kMaxNameCharacters, Lines::kOne, at + ".text") &&
        graph::text::IsBlank(name.text())) {
      violations_.Required(at + ".text", "a name that is not empty");
    }
    if (!name.language().empty()) CheckLanguage(*name.mutable_language(), at + ".language");
    const std::string& script = name.script();
    const bool letters = std::all_of(script.begin(), script.end(), [](char c) {
      return absl::ascii_isalpha(static_cast<unsigned char>(c));
    });
    if (!script.empty() && (script.size() != 4 || !letters)) {
      violations_.Invalid(at + ".script",
                          absl::StrCat("has ", Quoted(script), ", which is no ISO 15924 script"),
                          "use a code such as Arab or Latn");
    }
    CheckEnum(*v1::NameKind_descriptor(), name.kind(), at + ".kind");
  }
}

void Validator::CheckSources(List<v1::Source>& sources, const std::string& path) {
  if (!CheckCount(sources.size(), kMaxSources, path, "sources")) return;
  for (int i = 0; i < sources.size(); ++i) {
    v1::Source& source = *sources.Mutable(i);
    const std::string at = At(path, i);
    if (CheckText(*source.mutable_title(), kMaxShortTextCharacters, Lines::kOne, at + ".title") &&
        graph::text::IsBlank(source.title())) {
      violations_.Required(at + ".title", "the document's title or the one who said it");
    }
    CheckUri(*source.mutable_uri(), at + ".uri");
    CheckDate(source.confirm_date(), at + ".confirm_date");
  }
}

void Validator::CheckExternalIds(List<v1::ExternalId>& ids, const std::string& path) {
  if (!CheckCount(ids.size(), kMaxExternalIds, path, "external ids")) return;
  for (int i = 0; i < ids.size(); ++i) {
    v1::ExternalId& id = *ids.Mutable(i);
    const std::string at = At(path, i);
    CheckWord(id.scheme(), at + ".scheme", "register");
    if (CheckText(*id.mutable_value(), kMaxShortTextCharacters, Lines::kOne, at + ".value") &&
        graph::text::IsBlank(id.value())) {
      violations_.Required(at + ".value", "the identifier in the other system");
    }
    for (int j = 0; j < i; ++j) {
      if (ids.Get(j).scheme() == id.scheme() && ids.Get(j).value() == id.value()) {
        violations_.Invalid(at, "stands twice", "leave the second one out");
        break;
      }
    }
  }
}

}  // namespace tashbik::services
