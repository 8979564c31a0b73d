// Look-up of a word's concept, by the word as it stands and by its stem.
#include "graph/text/lexicon.h"

#include "absl/container/flat_hash_map.h"
#include "graph/text/fold.h"
#include "graph/text/lexicon_table.h"

namespace tashbik::graph::text {
namespace {

using Index = absl::flat_hash_map<std::string, const LexiconRow*>;

std::string IndexStem(absl::string_view word, Lang lang) {
  return lang == Lang::kArabic ? LightStemArabic(word) : StemWord(word, lang);
}

// Words as they stand win over stems that happen to equal them; then the first row wins.
Index* BuildIndex(absl::string_view LexiconRow::*words, Lang lang) {
  auto* index = new Index;
  const auto add = [&](bool stemmed) {
    for (const std::span<const LexiconRow> rows : {LexiconForms(), LexiconSubjects()}) {
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

const LexiconRow* Find(const Index& index, absl::string_view word, Lang lang) {
  auto found = index.find(word);
  if (found == index.end()) found = index.find(StemWord(word, lang));
  return found == index.end() ? nullptr : found->second;
}

const LexiconRow* FindRow(absl::string_view word, Lang lang) {
  switch (WordLang(word, lang)) {
    case Lang::kEnglish:
      return Find(English(), word, Lang::kEnglish);
    case Lang::kFrench:
      return Find(French(), word, Lang::kFrench);
    case Lang::kArabic:
      return Find(Arabic(), word, Lang::kArabic);
    case Lang::kUnknown: {
      const LexiconRow* row = Find(English(), word, Lang::kEnglish);
      return row != nullptr ? row : Find(French(), word, Lang::kFrench);
    }
    case Lang::kOther:
      return nullptr;
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
  static const auto* const generic = [] {
    auto* keys = new absl::flat_hash_map<absl::string_view, bool>;
    for (const std::span<const LexiconRow> rows : {LexiconForms(), LexiconSubjects()}) {
      for (const LexiconRow& row : rows) {
        keys->emplace(row.concept_key, row.telling == Telling::kGeneric);
      }
    }
    return keys;
  }();
  const auto found = generic->find(concept_key);
  return found != generic->end() && found->second;
}

}  // namespace tashbik::graph::text
