// Look-up of a word's concept, by the word as it stands and by its stem.
#include "graph/text/lexicon.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "graph/text/fold.h"
#include "graph/text/lexicon_table.h"

namespace tashbik::graph::text {
namespace {

using Index = absl::flat_hash_map<std::string, const LexiconRow*>;

std::string IndexStem(absl::string_view word, Lang lang) {
  return lang == Lang::kArabic ? LightStemArabic(word) : StemWord(word, lang);
}

std::array<std::span<const LexiconRow>, 4> AllRows() {
  return {LexiconForms(), LexiconSubjects(), LexiconPlaces(), LexiconWorld()};
}

// Words as they stand win over stems that happen to equal them; then the first row wins.
Index* BuildIndex(absl::string_view LexiconRow::*words, Lang lang) {
  auto* index = new Index;
  const auto add = [&](bool stemmed) {
    for (const std::span<const LexiconRow> rows : AllRows()) {
      for (const LexiconRow& row : rows) {
        for (const std::string& word : Words(Fold(row.*words))) {
          index->try_emplace(stemmed ? IndexStem(word, lang) : word, &row);
        }
      }
    }
  };
  add(false);
  add(true);
  return index;
}

// The indexes are never destroyed: threads may outlive main.
const Index& English() {
  static const Index* const index = BuildIndex(&LexiconRow::english, Lang::kEnglish);
  return *index;
}

const Index& French() {
  static const Index* const index = BuildIndex(&LexiconRow::french, Lang::kFrench);
  return *index;
}

const Index& Arabic() {
  static const Index* const index = BuildIndex(&LexiconRow::arabic, Lang::kArabic);
  return *index;
}

const absl::flat_hash_map<absl::string_view, const LexiconRow*>& ByConcept() {
  static const auto* const rows = [] {
    auto* by_concept = new absl::flat_hash_map<absl::string_view, const LexiconRow*>;
    for (const std::span<const LexiconRow> part : AllRows()) {
      for (const LexiconRow& row : part) by_concept->try_emplace(row.concept_key, &row);
    }
    return by_concept;
  }();
  return *rows;
}

// Kurdish and Tamazight, as the words stand.
const Index& Others() {
  static const Index* const index = [] {
    auto* built = new Index;
    for (const std::span<const OtherRow> part : {LexiconKurdish(), LexiconTamazight()}) {
      for (const OtherRow& row : part) {
        const auto found = ByConcept().find(row.concept_key);
        if (found == ByConcept().end()) continue;
        for (const absl::string_view words : {row.latin, row.own}) {
          for (const std::string& word : Words(Fold(words))) {
            built->try_emplace(word, found->second);
          }
        }
      }
    }
    return built;
  }();
  return *index;
}

// What Kurdish puts behind its nouns (plural, article, ezafe), folded, in both scripts.
constexpr absl::string_view kKurdishEndings[] = {
    "هكاني", "هكان", "ياني", "يان", "اني", "ان", "يي", "هكه", "ي", "ه", "yan", "yen",
    "an",    "en",   "in",   "ya",  "ye",  "yi", "ek", "a",   "e", "i", "o",   "y",
};
// Words of no known language have to keep so many letters to pass for Kurdish ones.
constexpr size_t kLeastKurdishLetters = 4;

size_t LettersOf(absl::string_view word) {
  return static_cast<unsigned char>(word.front()) < 0x80 ? word.size() : word.size() / 2;
}

const LexiconRow* FindOther(absl::string_view word, size_t least_letters) {
  const Index& index = Others();
  if (word.empty() || LettersOf(word) < least_letters) return nullptr;
  if (const auto found = index.find(word); found != index.end()) return found->second;
  for (const absl::string_view ending : kKurdishEndings) {
    if (!absl::EndsWith(word, ending) || word.size() == ending.size()) continue;
    const absl::string_view root = word.substr(0, word.size() - ending.size());
    if (LettersOf(root) < std::max<size_t>(least_letters, 2)) continue;
    if (const auto found = index.find(root); found != index.end()) return found->second;
  }
  return nullptr;
}

const LexiconRow* Find(const Index& index, absl::string_view word, Lang lang) {
  auto found = index.find(word);
  if (found == index.end()) found = index.find(StemWord(word, lang));
  return found == index.end() ? nullptr : found->second;
}

const LexiconRow* FindLatin(absl::string_view word) {
  const LexiconRow* row = Find(English(), word, Lang::kEnglish);
  return row != nullptr ? row : Find(French(), word, Lang::kFrench);
}

const LexiconRow* FindRow(absl::string_view word, Lang lang) {
  switch (WordLang(word, lang)) {
    case Lang::kEnglish:
      return Find(English(), word, Lang::kEnglish);
    case Lang::kFrench:
      return Find(French(), word, Lang::kFrench);
    case Lang::kArabic: {
      const LexiconRow* row = Find(Arabic(), word, Lang::kArabic);
      return row != nullptr || lang == Lang::kArabic ? row : FindOther(word, kLeastKurdishLetters);
    }
    case Lang::kUnknown: {
      const LexiconRow* row = FindLatin(word);
      return row != nullptr ? row : FindOther(word, kLeastKurdishLetters);
    }
    case Lang::kOther: {
      const LexiconRow* row = FindOther(word, 1);
      if (row != nullptr) return row;
      // Words of its neighbours stand in Kurdish names.
      return WordLang(word, Lang::kUnknown) == Lang::kArabic ? Find(Arabic(), word, Lang::kArabic)
                                                             : FindLatin(word);
    }
  }
  return nullptr;
}

}  // namespace

bool InArabicLexicon(absl::string_view stem) { return Arabic().contains(stem); }

absl::string_view ConceptOf(absl::string_view word, Lang lang) {
  const LexiconRow* row = FindRow(word, lang);
  return row == nullptr ? absl::string_view() : row->concept_key;
}

bool IsGenericConcept(absl::string_view concept_key) {
  const auto found = ByConcept().find(concept_key);
  return found != ByConcept().end() && found->second->telling == Telling::kGeneric;
}

bool SetsApart(absl::string_view concept_key) {
  const auto found = ByConcept().find(concept_key);
  return found != ByConcept().end() && found->second->telling == Telling::kApart;
}

}  // namespace tashbik::graph::text
