// Reorders the exact best: so that a page is not ten copies of one kind of partner, and a good
// match that is rarely suggested gets a place.
#ifndef TASHBIK_GRAPH_DIVERSITY_H_
#define TASHBIK_GRAPH_DIVERSITY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/fixed.h"
#include "graph/parts.h"
#include "graph/rank.h"

namespace tashbik::graph {

// Every so-manieth place is kept for a match that is rarely suggested, from the first
// kExposurePool.
inline constexpr size_t kExposurePlace = 5;
inline constexpr size_t kExposurePool = 30;
// Share of likeness to those already picked in the worth of a candidate.
inline constexpr double kDiversityShare = 0.1;

// How alike two partners are: issue signal, or the mean of issue and text where both are known.
Fixed Likeness(const Parts& parts, const Candidate& a, const Candidate& b);

struct Place {
  size_t candidate;               // index in the ranking
  bool rarely_suggested = false;  // it has this place for that
};

// The first `count` places over `ranked` (best first). Without both switches it is the ranking
// itself. Greedy: (1 - share) * score / best score - share * most likeness to one already picked.
std::vector<Place> Arrange(const Parts& parts, const std::vector<Candidate>& ranked, size_t count,
                           bool diversity, bool exposure);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_DIVERSITY_H_
