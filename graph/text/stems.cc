// Stems: Snowball for English and French, light stemming for Arabic.
#include <libstemmer.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <array>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/text/fold.h"
#include "graph/text/lexicon.h"
#include "graph/text/lexicon_table.h"
#include "graph/text/tokens.h"

namespace tashbik::graph::text {
namespace {

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

std::string Snowball(sb_stemmer* stemmer, absl::string_view word) {
  if (stemmer == nullptr) return std::string(word);
  const sb_symbol* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                          static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);
  return std::string(reinterpret_cast<const char*>(stem),
                     static_cast<size_t>(sb_stemmer_length(stemmer)));
}

// British spellings to American ones, so that both have one stem: organisation, programme, labour.
std::string OneSpelling(absl::string_view word) {
  static constexpr std::array<std::array<absl::string_view, 2>, 8> kEndings = {{
      {"isations", "izations"},
      {"isation", "ization"},
      {"isational", "izational"},
      {"ising", "izing"},
      {"ised", "ized"},
      {"ises", "izes"},
      {"ise", "ize"},
      {"isers", "izers"},
  }};
  static constexpr std::array<std::array<absl::string_view, 2>, 7> kStarts = {{
      {"programme", "program"},
      {"labour", "labor"},
      {"defence", "defense"},
      {"centre", "center"},
      {"behaviour", "behavior"},
      {"neighbour", "neighbor"},
      {"licence", "license"},
  }};
  for (const auto& [british, american] : kStarts) {
    if (absl::StartsWith(word, british)) {
      return absl::StrCat(american, word.substr(british.size()));
    }
  }
  for (const auto& [british, american] : kEndings) {
    if (word.size() >= british.size() + 3 && absl::EndsWith(word, british)) {
      return absl::StrCat(word.substr(0, word.size() - british.size()), american);
    }
  }
  return std::string(word);
}

std::string StemEnglish(absl::string_view word) {
  thread_local const std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer(
      sb_stemmer_new("english", "UTF_8"));
  return Snowball(stemmer.get(), OneSpelling(word));
}

std::string ShortenBy(absl::string_view word, size_t bytes) {
  return std::string(word.substr(0, word.size() - bytes));
}

std::string StemFrench(absl::string_view word) {
  thread_local const std::unique_ptr<sb_stemmer, StemmerDeleter> stemmer(
      sb_stemmer_new("french", "UTF_8"));
  // Folding took the accent that tells Snowball a feminine participle: réfugiée is refugiee here.
  const std::string spelling = absl::EndsWith(word, "ees")  ? absl::StrCat(ShortenBy(word, 2), "s")
                               : absl::EndsWith(word, "ee") ? ShortenBy(word, 1)
                                                            : std::string(word);
  return Fold(Snowball(stemmer.get(), spelling));
}

// Every folded Arabic letter takes two bytes, so letters are counted by halving.
constexpr size_t kLetterBytes = 2;

struct Affix {
  absl::string_view text;
  size_t min_left;  // letters that must stay
};

// Longest first: one prefix is taken off. و keeps 4 letters, for it begins many words of its own.
constexpr std::array<Affix, 7> kPrefixes = {{
    {"وال", 2},
    {"بال", 2},
    {"كال", 2},
    {"فال", 2},
    {"لل", 2},
    {"ال", 2},
    {"و", 4},
}};
// In this order, each at most once. ان keeps 5: it ends far more nouns (انسان, لبنان, برلمان) than
// it marks duals.
constexpr std::array<Affix, 8> kSuffixes = {{
    {"ها", 3},
    {"ان", 5},
    {"ات", 3},
    {"ون", 3},
    {"ين", 3},
    {"يه", 3},
    {"ه", 3},
    {"ي", 3},
}};
// Words whose و or ين belongs to the root.
constexpr std::array<absl::string_view, 13> kOwnWaw = {
    "وطن",  "وزار", "وزير",  "وكال", "وساط", "وسيط", "وثيق",
    "وثاي", "وسيل", "وسايل", "وظيف", "ولاي", "وقاي",
};
constexpr std::array<absl::string_view, 2> kOwnEnding = {"فلسطين", "بحرين"};

template <size_t N>
bool StartsWithAny(absl::string_view word, const std::array<absl::string_view, N>& starts) {
  for (const absl::string_view start : starts) {
    if (absl::StartsWith(word, start)) return true;
  }
  return false;
}

absl::string_view WithoutPrefix(absl::string_view word) {
  for (const Affix& prefix : kPrefixes) {
    if (!absl::StartsWith(word, prefix.text)) continue;
    if (word.size() < prefix.text.size() + prefix.min_left * kLetterBytes) continue;
    if (prefix.text == "و" && StartsWithAny(word, kOwnWaw)) return word;
    return word.substr(prefix.text.size());
  }
  return word;
}

absl::string_view WithoutSuffixes(absl::string_view word) {
  for (const Affix& suffix : kSuffixes) {
    for (const absl::string_view own : kOwnEnding) {
      if (word == own) return word;
    }
    if (!absl::EndsWith(word, suffix.text)) continue;
    if (word.size() < suffix.text.size() + suffix.min_left * kLetterBytes) continue;
    word.remove_suffix(suffix.text.size());
  }
  return word;
}

// One-letter prepositions (ل ب ك ف) look like roots: they go only where a word of the lexicon is
// left, so that لحقوق is حقوق and بحرين stays.
std::string StemArabic(absl::string_view word) {
  const std::string stem = LightStemArabic(word);
  if (!InArabicLexicon(stem)) {
    for (const absl::string_view preposition : {"ل", "ب", "ك", "ف"}) {
      absl::string_view rest = stem;
      if (!absl::ConsumePrefix(&rest, preposition)) continue;
      const std::string left = LightStemArabic(rest);
      if (InArabicLexicon(left)) return left;
    }
  }
  return stem;
}

}  // namespace

std::string LightStemArabic(absl::string_view word) {
  return std::string(WithoutSuffixes(WithoutPrefix(word)));
}

Lang LangOf(absl::string_view tag) {
  const std::string folded = Fold(tag.substr(0, tag.find_first_of("-_")));
  if (folded.empty() || folded == "und") return Lang::kUnknown;
  if (folded == "en") return Lang::kEnglish;
  if (folded == "fr") return Lang::kFrench;
  if (folded == "ar") return Lang::kArabic;
  return Lang::kOther;
}

Lang WordLang(absl::string_view word, Lang declared) {
  if (declared == Lang::kOther || word.empty()) return declared;
  int64_t i = 0;
  UChar32 first;
  U8_NEXT(word.data(), i, static_cast<int64_t>(word.size()), first);
  if (first < 0x80) return declared == Lang::kArabic ? Lang::kUnknown : declared;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(first, &status);
  if (script == USCRIPT_ARABIC) return Lang::kArabic;
  if (script == USCRIPT_LATIN) return declared == Lang::kArabic ? Lang::kUnknown : declared;
  return Lang::kOther;
}

std::string StemWord(absl::string_view word, Lang lang) {
  switch (lang) {
    case Lang::kEnglish:
    case Lang::kUnknown:
      return StemEnglish(word);
    case Lang::kFrench:
      return StemFrench(word);
    case Lang::kArabic:
      return StemArabic(word);
    case Lang::kOther:
      return std::string(word);
  }
  return std::string(word);
}

std::vector<std::string> CandidateStems(absl::string_view word, Lang lang) {
  std::vector<std::string> stems = {StemWord(word, lang)};
  if (lang == Lang::kUnknown) {
    std::string french = StemWord(word, Lang::kFrench);
    if (french != stems.front()) stems.push_back(std::move(french));
  }
  return stems;
}

}  // namespace tashbik::graph::text
