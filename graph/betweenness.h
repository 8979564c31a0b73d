// How many of the shortest ways between others lead over an actor.
#ifndef TASHBIK_GRAPH_BETWEENNESS_H_
#define TASHBIK_GRAPH_BETWEENNESS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "graph/parallel.h"
#include "graph/shape.h"
#include "graph/structure.h"

namespace tashbik::graph {

// When betweenness is measured from all actors, and from how many otherwise. A step is one tie
// looked at from one source and one side: 2 to 3 ns of a core, so that 20,000 actors with 235,000
// ties, close to the limit here, take 13 s of two (insight_bench). Who has more time may set more.
struct BetweennessLimits {
  size_t exact_actors = 20'000;
  uint64_t exact_steps = 8'000'000'000;
  uint64_t sample_steps = 1'000'000'000;
  size_t least_sources = 64;
};

struct Betweenness {
  std::vector<double> share;  // by number of actor, 0 to 1
  bool sampled = false;
  uint64_t exact_steps = 0;  // what the exact measure takes, whether it was taken or not
};

// Freeman's betweenness (1977), by the algorithm of Brandes (2001): of the pairs of other actors
// that are connected at all, the share whose shortest ways lead over the actor, each pair counting
// by the part of its shortest ways that do. Exact up to the limits; beyond, measured from a sample
// of sources (Brandes and Pich 2007), the first in the order of numbers, which is that of a keyed
// hash: the same each time. Sums are taken in a fixed order, so threads change no bit. Nothing when
// `stop` said so.
//
// Actors with the same ties to all others and to each other (members of the very same coalitions)
// are one class: none of them stands between others of it, ways from each are alike, and a way over
// one has its likes over the others. So classes are searched, not actors: exact, and fewer.
// Searches from eight classes that are near each other go together, as one walk over the ties they
// share (the idea of multi-source search, Then et al. 2014).
std::optional<Betweenness> MeasureBetweenness(const Shape& shape, const Structure& structure,
                                              const Parallel& parallel, const Stop& stop,
                                              const BetweennessLimits& limits = {});

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BETWEENNESS_H_
