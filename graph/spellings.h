// Words of names that are nearly those of a question.
#ifndef TASHBIK_GRAPH_SPELLINGS_H_
#define TASHBIK_GRAPH_SPELLINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/name_words.h"
#include "graph/word_fit.h"

namespace tashbik::graph {

// A word of a question, or two neighbouring ones written together.
struct SpellingTarget {
  SpellingTarget(absl::string_view word, WordSet of);
  SpelledWord word;
  WordSet words;
  absl::string_view concept_key;
};

// Whether `name_word` may be meant: not the same word, but near, and no word that the lexicon knows
// to be another one ("iraq" and "iran" are one letter apart).
bool IsSpelling(const SpellingTarget& target, absl::string_view name_word);

// Whether two neighbouring words of a name, written together, may be meant: near, one of both right
// and each of kMinPart letters or more.
bool IsSpelledPair(const SpellingTarget& target, absl::string_view first, absl::string_view second);
inline constexpr size_t kMinPart = 3;

// Words of `names` with IsSpelling.
std::vector<absl::string_view> SpellingsOf(const SpellingTarget& target, const NameWords& names);
// Pairs of words of `names` with IsSpelledPair.
std::vector<std::pair<absl::string_view, absl::string_view>> SpelledPairsOf(
    const SpellingTarget& target, const NameWords& names);

// The generic concept whose word `word` nearly is ("centr" -> "centre"); empty when it is a concept
// itself, has under 5 letters or is near none. Where the lexicon alone decides what is generic, no
// answer depends on who is in the directory.
absl::string_view GenericConceptNear(absl::string_view word);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SPELLINGS_H_
