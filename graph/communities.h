// Communities of practice: groups of actors that are tied more closely to each other than to
// others.
#ifndef TASHBIK_GRAPH_COMMUNITIES_H_
#define TASHBIK_GRAPH_COMMUNITIES_H_

#include <cstdint>
#include <vector>

#include "graph/shape.h"

namespace tashbik::graph {

inline constexpr int32_t kNoCommunity = -1;

// By number of actor, the community: the largest is 0, equals in the order of their first actors;
// kNoCommunity without ties. Louvain's method (Blondel et al. 2008) on the weights of ties: no
// actor alone, and no community as a whole, can move so that modularity grows. Actors are looked at
// in the order of their numbers and an equal gain moves nobody, so the same shape is divided the
// same way. Linear in ties for each of a few passes.
std::vector<int32_t> FindCommunities(const Shape& shape);

// Newman's modularity (2004) of a division, from -1/2 to 1: the share of the weight of ties that
// lies within communities, less what it would be by chance. 0 without ties.
double Modularity(const Shape& shape, const std::vector<int32_t>& communities);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COMMUNITIES_H_
