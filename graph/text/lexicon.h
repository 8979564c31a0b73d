// The words that organizations' names are made of, across English, French and Arabic,
// with the commonest of Kurdish and Tamazight: names are
// translated rather than transliterated, so comparing letters finds little (matching by a
// lexicon gave 1.00 on true pairs and 0.17 on a false one, where string distance failed).
#ifndef TASHBIK_GRAPH_TEXT_LEXICON_H_
#define TASHBIK_GRAPH_TEXT_LEXICON_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/text/tokens.h"

namespace tashbik::graph::text {

// The concept that a folded word stands for: "centre", "center", "centres", "مركز" and "للمركز" all
// give "centre"; "golfe", "gulf", "الخليج" and "خليجي" give "gulf". Empty when the lexicon does not
// know it. `lang` kUnknown tries English, French, then Kurdish and Tamazight; kOther these first;
// words go by their script otherwise.
// The view lives as long as the program. One or two hash look-ups.
absl::string_view ConceptOf(absl::string_view word, Lang lang);

// True for concepts that hundreds of names share ("centre", "association", "for rights"): matching
// on them alone is no match.
bool IsGenericConcept(absl::string_view concept_key);

// True for countries, regions, cities and peoples: names that differ in one are two organizations'.
bool SetsApart(absl::string_view concept_key);

// The consonants of a folded word in classes that Arabic and its Latin transliterations share:
// "khalij" and "الخليج" -> "xlg", "karama" and "كرامه" -> "krm". The article is left out; vowels,
// ayn, a final h and doubled letters too. Tifinagh counts as Latin. Empty under `least` consonants
// or for other scripts.
std::string Skeleton(absl::string_view word, size_t least = 3);

// What a word of a name can be found by.
enum class KeyKind : uint8_t {
  kWord = 0,      // the folded word itself
  kStem = 1,      // its stem
  kConcept = 2,   // its concept
  kSkeleton = 3,  // its consonants: of words without a concept, and of telling Arabic ones, which
                  // names in Latin letters often only transcribe (Karama, Amal)
};

struct NameKey {
  KeyKind kind;
  std::string key;
  double weight;  // in (0, 1]: how much of the word this key stands for
  friend bool operator==(const NameKey&, const NameKey&) = default;
};

// Weights of NameKey. A generic word counts kGenericWeight times that.
inline constexpr double kWordWeight = 1.0;
inline constexpr double kStemWeight = 0.9;
inline constexpr double kConceptWeight = 0.8;
inline constexpr double kSkeletonWeight = 0.3;
inline constexpr double kGenericWeight = 0.2;

// All keys of a folded word of a name or of a query, best first, kinds may repeat (two stems when
// the language is unknown). Two words match by the best key that both have. Stored names and
// queries go through this same function.
std::vector<NameKey> NameKeys(absl::string_view word, Lang lang);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_LEXICON_H_
