// Language names come from ICU.
#include "clients/cpp/languages.h"

#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cpp/fold.h"
#include "unicode/locid.h"

namespace tashbik::client {
namespace {

struct Alias {
  const char* name;
  const char* tag;
};

constexpr Alias kAliases[] = {
    {"Kurdish Sorani", "ckb"}, {"Sorani", "ckb"},     {"Kurmanji", "kmr"}, {"Tamazight", "zgh"},
    {"Amazigh", "zgh"},        {"الأمازيغية", "zgh"}, {"amazighe", "zgh"}, {"Berber", "ber"},
    {"Farsi", "fa"},           {"Syriac", "syr"},     {"عربي", "ar"},      {"انجليزي", "en"},
    {"إنجليزي", "en"},         {"الانكليزية", "en"},  {"فرنسي", "fr"},     {"كردي", "ku"},
    {"francais", "fr"},        {"Domari", "rmt"},
};

std::map<std::string, std::string> MakeNames() {
  std::map<std::string, std::string> names;
  for (const char* in : {"en", "ar", "fr"}) {
    for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
      icu::UnicodeString name;
      icu::Locale(*code).getDisplayLanguage(icu::Locale(in), name);
      std::string text;
      name.toUTF8String(text);
      names.emplace(FoldWords(text), *code);
    }
  }
  for (const Alias& alias : kAliases) names[FoldWords(alias.name)] = alias.tag;
  return names;
}

// A language of two or three letters, then subtags of at most eight letters or digits.
bool LooksLikeTag(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  for (size_t i = 0; i < parts.size(); ++i) {
    const size_t longest = i == 0 ? 3 : 8;
    if (parts[i].size() < (i == 0 ? 2 : 1) || parts[i].size() > longest) return false;
    for (char c : parts[i]) {
      if (!absl::ascii_isalnum(c) || (i == 0 && !absl::ascii_isalpha(c))) return false;
    }
  }
  return true;
}

int CountWords(const std::vector<std::string>& words, const std::set<std::string>& of) {
  int count = 0;
  for (const std::string& word : words) count += of.count(word) > 0 ? 1 : 0;
  return count;
}

}  // namespace

absl::StatusOr<std::string> LanguageTag(absl::string_view text) {
  static const auto* const names = new std::map<std::string, std::string>(MakeNames());
  auto name = names->find(FoldWords(text));
  if (name != names->end()) return name->second;
  if (LooksLikeTag(text)) {
    // Only the language itself is written in small letters: `zh-Hant-TW`.
    const size_t end = std::min(text.find('-'), text.size());
    return absl::StrCat(absl::AsciiStrToLower(text.substr(0, end)), text.substr(end));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("'", text, "' is not a language; give a tag such as ar, or a name"));
}

std::string GuessLanguage(absl::string_view text) {
  if (HasArabic(text)) return "ar";
  static const auto* const french = new std::set<std::string>{
      "le",  "la",  "les", "des", "du",  "de",   "et", "une", "un", "pour", "dans",
      "sur", "est", "au",  "aux", "par", "avec", "en", "l",   "d",  "nous", "qui"};
  static const auto* const english =
      new std::set<std::string>{"the", "of",   "and", "to", "in",  "for", "is",   "a",   "an",
                                "on",  "with", "by",  "we", "our", "are", "that", "its", "at"};
  const std::vector<std::string> words = absl::StrSplit(FoldWords(text), ' ');
  return CountWords(words, *french) > CountWords(words, *english) ? "fr" : "en";
}

}  // namespace tashbik::client
