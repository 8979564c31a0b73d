// How well the words of a question fit an actor: by where each is found, in small whole numbers, so
// that sums over postings and over a record are the same.
#ifndef TASHBIK_GRAPH_WORD_FIT_H_
#define TASHBIK_GRAPH_WORD_FIT_H_

#include <algorithm>
#include <cstdint>

#include "graph/fixed.h"
#include "graph/name_keys.h"

namespace tashbik::graph {

// More words than these are left out.
inline constexpr size_t kMaxQueryWords = 16;
// A set of words of a question, a bit for each.
using WordSet = uint32_t;

// Where a word is found, by how much that counts. No two are equal, nor equal to a kThemeFit
// discounted by steps: so a fit tells where it comes from.
using Fit = uint16_t;
inline constexpr Fit kWholeFit = 400;     // a word of a name as it is
inline constexpr Fit kJoinedFit = 380;    // two words written together, or one apart
inline constexpr Fit kStemFit = 360;      // in another form
inline constexpr Fit kConceptFit = 320;   // in another language
inline constexpr Fit kInitialsFit = 310;  // derived initials
inline constexpr Fit kSpellingFit = 300;  // with a typing error
inline constexpr Fit kThemeFit = 240;     // a label of a theme that it carries
inline constexpr Fit kDescriptionFit = 160;
inline constexpr Fit kSkeletonFit = 120;  // the same consonants in another script

// The grounds on which an actor has a word, from weak to strong.
enum class Ground : uint8_t { kNone, kAny, kSpelling, kInitials, kName, kFullName };

inline Ground GroundOf(Fit fit) {
  if (fit >= kConceptFit) return Ground::kName;
  if (fit == kInitialsFit) return Ground::kInitials;
  if (fit == kSpellingFit) return Ground::kSpelling;
  return fit > 0 ? Ground::kAny : Ground::kNone;
}
inline bool IsByName(Fit fit) { return fit >= kSpellingFit || fit == kSkeletonFit; }

// A fit with the size of the smallest name that has it: a place in kNameSizes. More is better.
using FitRank = uint16_t;
inline FitRank RankOf(Fit fit, int step) { return static_cast<FitRank>(fit << 3 | (7 - step)); }
inline Fit FitOf(FitRank rank) { return static_cast<Fit>(rank >> 3); }
inline uint8_t SizeStepOf(FitRank rank) { return static_cast<uint8_t>(7 - (rank & 7)); }

// Sums over the words of a question for one actor.
struct FitSums {
  uint16_t total = 0;  // fit times weight, at most 16 * 5 * 400
  uint16_t name = 0;   // the same of words that stand in names
  Fit least = kWholeFit;
  uint8_t words = 0;  // found
  uint8_t step = 0;   // of the largest of the names
  bool telling = false;

  // Adds a word that is found.
  void Add(FitRank rank, uint32_t weight) {
    const Fit fit = FitOf(rank);
    const auto part = static_cast<uint16_t>(fit * weight);
    total = static_cast<uint16_t>(total + part);
    if (IsByName(fit)) {
      name = static_cast<uint16_t>(name + part);
      step = std::max(step, SizeStepOf(rank));
    }
    least = std::min(least, fit);
    ++words;
    telling = telling || weight == kTellingWeight;
  }
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_WORD_FIT_H_
