// Compares the words of a question with those of names.
#include "graph/spellings.h"

#include <bit>

#include "absl/strings/match.h"
#include "graph/text/distance.h"
#include "graph/text/fold.h"
#include "graph/text/lexicon.h"
#include "graph/text/lexicon_table.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

constexpr size_t kMinGenericLetters = 5;

absl::string_view ConceptOfWord(absl::string_view word) {
  return text::ConceptOf(word, text::WordLang(word, text::Lang::kUnknown));
}

struct GenericWord {
  SpelledWord word;
  absl::string_view concept_key;
};

const std::vector<GenericWord>& GenericWords() {
  static const auto* const words = [] {
    auto* all = new std::vector<GenericWord>;
    for (const std::span<const text::LexiconRow> rows :
         {text::LexiconForms(), text::LexiconSubjects()}) {
      for (const text::LexiconRow& row : rows) {
        if (row.telling != text::Telling::kGeneric) continue;
        for (absl::string_view language : {row.english, row.french, row.arabic}) {
          for (const std::string& word : text::Words(text::Fold(language))) {
            all->push_back({SpelledWord(word), row.concept_key});
          }
        }
      }
    }
    return all;
  }();
  return *words;
}

bool Near(std::u32string_view a, std::u32string_view b) {
  const int edits = text::AllowedEdits(std::min(a.size(), b.size()));
  return edits > 0 && text::EditDistance(a, b, edits) <= edits;
}

}  // namespace

SpellingTarget::SpellingTarget(absl::string_view text, WordSet of)
    : word(text), words(of), concept_key(ConceptOfWord(text)) {}

bool IsSpelling(const SpellingTarget& target, absl::string_view name_word) {
  if (name_word == target.word.text) return false;
  if (!Near(target.word.letters, text::CodePoints(name_word))) return false;
  if (target.concept_key.empty()) return true;
  const absl::string_view other = ConceptOfWord(name_word);
  return other.empty() || other == target.concept_key;
}

bool IsSpelledPair(const SpellingTarget& target, absl::string_view first,
                   absl::string_view second) {
  const absl::string_view whole = target.word.text;
  if (!absl::StartsWith(whole, first) && !absl::EndsWith(whole, second)) return false;
  const std::u32string one = text::CodePoints(first);
  const std::u32string two = text::CodePoints(second);
  if (one.size() < kMinPart || two.size() < kMinPart) return false;
  const std::u32string joined = one + two;
  return joined != target.word.letters && Near(target.word.letters, joined);
}

std::vector<absl::string_view> SpellingsOf(const SpellingTarget& target, const NameWords& names) {
  const int edits = text::AllowedEdits(target.word.letters.size());
  std::vector<absl::string_view> found;
  if (edits == 0) return found;
  for (absl::string_view word : names.Near(target.word, edits)) {
    if (IsSpelling(target, word)) found.push_back(word);
  }
  return found;
}

std::vector<std::pair<absl::string_view, absl::string_view>> SpelledPairsOf(
    const SpellingTarget& target, const NameWords& names) {
  std::vector<std::pair<absl::string_view, absl::string_view>> found;
  const std::u32string& letters = target.word.letters;
  const absl::string_view whole = target.word.text;
  const int edits = text::AllowedEdits(letters.size());
  if (edits == 0) return found;
  size_t byte = 0;
  for (size_t at = 1; at < letters.size(); ++at) {
    do {
      ++byte;
    } while ((static_cast<unsigned char>(whole[byte]) >> 6) == 2);
    const absl::string_view first = whole.substr(0, byte);
    const absl::string_view second = whole.substr(byte);
    if (at >= kMinPart && names.Has(first)) {
      for (absl::string_view other : names.Near(SpelledWord(second), edits)) {
        if (IsSpelledPair(target, first, other)) found.push_back({first, other});
      }
    }
    if (letters.size() - at >= kMinPart && names.Has(second)) {
      for (absl::string_view other : names.Near(SpelledWord(first), edits)) {
        if (IsSpelledPair(target, other, second)) found.push_back({other, second});
      }
    }
  }
  return found;
}

absl::string_view GenericConceptNear(absl::string_view word) {
  const SpelledWord spelled(word);
  if (spelled.letters.size() < kMinGenericLetters || !ConceptOfWord(word).empty()) return {};
  for (const GenericWord& generic : GenericWords()) {
    if (generic.word.letters.size() < kMinGenericLetters) continue;
    const int edits = text::AllowedEdits(spelled.letters.size());
    if (std::popcount(generic.word.signature ^ spelled.signature) > 2 * edits) continue;
    if (Near(spelled.letters, generic.word.letters)) return generic.concept_key;
  }
  return {};
}

}  // namespace tashbik::graph
