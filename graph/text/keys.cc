// What a word of a name can be found by.
#include "graph/text/lexicon.h"

namespace tashbik::graph::text {

std::vector<NameKey> NameKeys(absl::string_view word, Lang lang) {
  const Lang word_lang = WordLang(word, lang);
  const absl::string_view concept_key = ConceptOf(word, word_lang);
  const double telling = IsGenericConcept(concept_key) ? kGenericWeight : 1.0;
  std::vector<NameKey> keys;
  keys.push_back({KeyKind::kWord, std::string(word), kWordWeight * telling});
  if (word_lang != Lang::kOther) {
    for (std::string& stem : CandidateStems(word, word_lang)) {
      keys.push_back({KeyKind::kStem, std::move(stem), kStemWeight * telling});
    }
  }
  if (!concept_key.empty()) {
    keys.push_back({KeyKind::kConcept, std::string(concept_key), kConceptWeight * telling});
  }
  const bool transcribed = word_lang == Lang::kArabic && telling == 1.0 && !SetsApart(concept_key);
  if (concept_key.empty() || transcribed) {
    if (std::string skeleton = Skeleton(word); !skeleton.empty()) {
      keys.push_back({KeyKind::kSkeleton, std::move(skeleton), kSkeletonWeight});
    }
  }
  return keys;
}

}  // namespace tashbik::graph::text
