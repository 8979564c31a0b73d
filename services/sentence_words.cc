// Lists, isolates, case, and the filling of phrases.
#include "services/sentence_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graph/text/fold.h"

namespace tashbik::services {
namespace {

constexpr char kFirstStrongIsolate[] = "\u2068";
constexpr char kPopDirectionalIsolate[] = "\u2069";

// Folded beginnings of English and French words that keep their capital: peoples, faiths, places.
// Short ones that begin other words too stand with their ending.
constexpr std::array<absl::string_view, 74> kProperStarts = {
    "afghan", "africa",  "afrique",    "alger",     "amazigh",   "arab",      "armeni", "assyri",
    "baha",   "bahrain", "bahrein",    "baloch",    "bedouin",   "belg",      "berber", "bidoon",
    "bidoun", "bidun",   "british",    "chalde",    "christian", "circassia", "copt",   "dom ",
    "doms ",  "druz",    "egypt",      "emirati",   "english",   "europ",     "france", "french",
    "german", "golan",   "gulf",       "imazigh",   "iran",      "iraq",      "islam",  "israel",
    "jew",    "jordan",  "kabyl",      "kurd",      "kuwait",    "leban",     "libya",  "maghreb",
    "mandae", "mashre",  "mediterran", "morocc",    "muslim",    "nubia",     "oman",   "palestin",
    "qatar",  "rifian",  "roma ",      "sahraw",    "saudi",     "sephard",   "shabak", "shia",
    "sudan",  "sunni",   "syri",       "tamazight", "tuareg",    "tunisia",   "turk",   "yazid",
    "yemen",  "yezid",
};

bool IsProper(absl::string_view first_word) {
  const std::string folded = absl::StrCat(graph::text::Fold(first_word), " ");
  return std::any_of(kProperStarts.begin(), kProperStarts.end(),
                     [&](absl::string_view start) { return absl::StartsWith(folded, start); });
}

// Treaties are called by their titles: "Refugee Convention", "Pacte international relatif …".
constexpr std::array<absl::string_view, 9> kTitleWords = {
    "Convention", "Covenant", "Charter",     "Declaration", "Protocol",
    "Pacte",      "Charte",   "Déclaration", "Protocole",
};

bool IsTitle(absl::string_view label) {
  const std::vector<absl::string_view> words = absl::StrSplit(label, ' ');
  return std::any_of(words.begin(), words.end(), [](absl::string_view word) {
    return std::find(kTitleWords.begin(), kTitleWords.end(), word) != kTitleWords.end();
  });
}

bool HasFurtherCapital(absl::string_view word) {
  int64_t i = 0;
  const auto length = static_cast<int64_t>(word.size());
  UChar32 c;
  U8_NEXT(word.data(), i, length, c);
  while (i < length) {
    U8_NEXT(word.data(), i, length, c);
    if (c >= 0 && u_isupper(c)) return true;
  }
  return false;
}

bool RunsLeft(UChar32 c) {
  const UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

}  // namespace

std::string Isolated(absl::string_view name, Language language) {
  const bool sentence_runs_left = language == Language::kArabic;
  const auto length = static_cast<int64_t>(name.size());
  for (int64_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT(name.data(), i, length, c);
    if (c < 0 || (!RunsLeft(c) && u_charDirection(c) != U_LEFT_TO_RIGHT)) continue;
    if (RunsLeft(c) == sentence_runs_left) break;
    return absl::StrCat(kFirstStrongIsolate, name, kPopDirectionalIsolate);
  }
  return std::string(name);
}

std::string DateInSentence(absl::string_view date, Language language) {
  if (language != Language::kArabic) return std::string(date);
  return absl::StrCat(kFirstStrongIsolate, date, kPopDirectionalIsolate);
}

std::string WithinSentence(absl::string_view label, Language language) {
  if (language == Language::kArabic || label.empty()) return std::string(label);
  const absl::string_view first_word = label.substr(0, label.find_first_of(" -'’,/("));
  int64_t i = 0;
  UChar32 c;
  U8_NEXT(label.data(), i, static_cast<int64_t>(label.size()), c);
  if (c < 0 || !u_isupper(c) || first_word.size() <= static_cast<size_t>(i)) {
    return std::string(label);
  }
  if (HasFurtherCapital(first_word) || IsProper(first_word) || IsTitle(label)) {
    return std::string(label);
  }
  char lowered[U8_MAX_LENGTH];
  int32_t bytes = 0;
  U8_APPEND_UNSAFE(lowered, bytes, u_tolower(c));
  return absl::StrCat(absl::string_view(lowered, static_cast<size_t>(bytes)),
                      label.substr(static_cast<size_t>(i)));
}

std::string CountryInSentence(absl::string_view code, Language language) {
  static constexpr absl::string_view kWithArticle = "AE BS CD CF GB GM KM MV NL PH SC US";
  const bool article = language == Language::kEnglish && code.size() == 2 &&
                       kWithArticle.find(code) != absl::string_view::npos;
  return absl::StrCat(article ? "the " : "", CountryName(code, language));
}

std::string JoinNames(const std::vector<std::string>& names, Language language, size_t most) {
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (!name.empty()) shown.push_back(Isolated(name, language));
  }
  const size_t rest = shown.size() > most ? shown.size() - most : 0;
  shown.resize(shown.size() - rest);
  const absl::string_view comma = language == Language::kArabic ? "، " : ", ";
  std::string list;
  for (size_t i = 0; i < shown.size(); ++i) {
    const bool last = i + 1 == shown.size() && rest == 0;
    if (i > 0) absl::StrAppend(&list, last ? Say(Phrase::kAnd, language) : comma);
    list += shown[i];
  }
  if (rest > 0) list += Fill(Phrase::kMore, language, {{"n", absl::StrCat(rest)}});
  return list;
}

std::string Fill(Phrase phrase, Language language,
                 std::initializer_list<std::pair<absl::string_view, std::string>> values) {
  return FillText(Say(phrase, language), values);
}

std::string FillText(absl::string_view text,
                     std::initializer_list<std::pair<absl::string_view, std::string>> values) {
  std::string filled;
  for (size_t open = text.find('{'); open != absl::string_view::npos; open = text.find('{')) {
    const size_t close = text.find('}', open);
    const absl::string_view name = text.substr(open + 1, close - open - 1);
    absl::StrAppend(&filled, text.substr(0, open));
    for (const auto& [key, value] : values) {
      if (key == name) filled += value;
    }
    text.remove_prefix(close + 1);
  }
  const bool doubled = text == "." && absl::EndsWith(filled, ".");
  if (!doubled) absl::StrAppend(&filled, text);
  return filled;
}

}  // namespace tashbik::services
