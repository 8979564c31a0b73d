// Makes the words of names ready to be compared: concepts, stems, sounds, weights.
#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/same_name.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

using text::Lang;
using text::NameEntry;
using text::NameKind;

// Weight of a generic word; chosen on the part `tune` of same_names.tsv.
constexpr double kGenericPart = 0.15;
constexpr size_t kMostShort = 8;

// Words that bind others: of languages without stop words, and the article in Latin letters.
bool Binds(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>(
      {"a",  "e",  "en", "an",  "ya", "ye", "yen", "u",   "i",   "o",  "n",   "ji",
       "bo", "li", "di", "ne",  "al", "el", "ul",  "ar",  "as",  "at", "ash", "ad",
       "s",  "d",  "l",  "deg", "و",  "بو", "له",  "دژي", "ذوي", "ⵏ",  "ⴷ",   "ⵙ"});
  return words->contains(word);
}

// Generic words that say what for, not what it is.
bool IsSubject(absl::string_view concept_key) {
  static const auto* const keys = new absl::flat_hash_set<absl::string_view>(
      {"human", "right", "development", "social", "civil", "people", "support", "cooperation",
       "defence", "building", "service"});
  return keys->contains(concept_key);
}

bool IsLatin(absl::string_view word) { return static_cast<unsigned char>(word.front()) < 0x80; }

// Two consonants say something only with how the word begins.
std::string Sound(absl::string_view word) {
  std::string sound = text::Skeleton(word, 2);
  if (sound.size() != 2) return sound;
  absl::string_view begin = word;
  for (const absl::string_view article : {"ال", "al", "el"}) {
    if (absl::StartsWith(begin, article) && begin.size() > article.size() + 3) {
      begin.remove_prefix(article.size());
      break;
    }
  }
  const bool vowel = absl::StartsWith(begin, "ا") || absl::StartsWith(begin, "ع") ||
                     absl::string_view("aeiou").find(begin.front()) != absl::string_view::npos;
  return absl::StrCat(vowel ? "-" : "", sound);
}

void AddSound(absl::string_view word, std::vector<std::string>& sounds) {
  std::string sound = Sound(word);
  if (sound.empty() || std::find(sounds.begin(), sounds.end(), sound) != sounds.end()) return;
  sounds.push_back(std::move(sound));
}

std::vector<std::string> SoundsOf(absl::string_view word) {
  std::vector<std::string> sounds;
  AddSound(word, sounds);
  if (IsLatin(word)) return sounds;
  for (const absl::string_view prefix : {"ال", "ب", "ل", "و"}) {
    if (absl::StartsWith(word, prefix) && word.size() >= prefix.size() + 4) {
      AddSound(word.substr(prefix.size()), sounds);
    }
  }
  return sounds;
}

NamePart PartOf(const std::string& word, Lang declared) {
  NamePart part;
  part.word = word;
  part.latin = IsLatin(word);
  const Lang lang = text::WordLang(word, declared);
  part.stem = text::StemWord(word, lang == Lang::kOther ? Lang::kUnknown : lang);
  part.concept_key = text::ConceptOf(word, declared == Lang::kOther ? declared : lang);
  if (part.concept_key.empty() && lang != Lang::kUnknown) {
    part.concept_key = text::ConceptOf(word, Lang::kUnknown);
  }
  // The و of a plural before what it belongs to: متطوعو الخرطوم.
  if (constexpr absl::string_view kPlural = "و";
      part.concept_key.empty() && lang == Lang::kArabic && absl::EndsWith(word, kPlural)) {
    part.concept_key = text::ConceptOf(absl::StripSuffix(word, kPlural), lang);
  }
  part.sounds = SoundsOf(word);
  part.sets_apart = text::SetsApart(part.concept_key);
  part.telling = !text::IsGenericConcept(part.concept_key);
  part.subject = IsSubject(part.concept_key);
  part.weight = part.telling ? 1 : kGenericPart;
  return part;
}

bool IsShort(const NameEntry& entry) {
  if (entry.kind == NameKind::kInitials) return true;
  if (entry.kind != NameKind::kShort && entry.kind != NameKind::kAlias) return false;
  return entry.words.size() == 1 && entry.folded.size() <= kMostShort && IsLatin(entry.folded);
}

}  // namespace

NameProfile::NameProfile(std::span<const NameEntry> names) {
  for (const NameEntry& entry : names) {
    if (names_.size() == kMaxCompared) break;
    Name name{entry.kind, entry.lang, entry.folded, {}, 0, !IsShort(entry)};
    for (const std::string& word : entry.words) {
      if (word.empty() || (Binds(word) && entry.words.size() > 1)) continue;
      name.parts.push_back(PartOf(word, entry.lang));
      name.weight += name.parts.back().weight;
    }
    names_.push_back(std::move(name));
  }
}

}  // namespace tashbik::graph
