// The tier's part of the visibility rule by itself, for those who ask it of many tiers.
#ifndef TASHBIK_GRAPH_TIER_RULE_H_
#define TASHBIK_GRAPH_TIER_RULE_H_

#include "graph/audience.h"
#include "graph/facts.h"

namespace tashbik::graph {

// Admits as far as the lists of `access` say it were it at `tier`: neither its owner nor whom it
// blocks are looked at.
bool TierAdmits(const Access& access, Tier tier, const Audience& audience);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_TIER_RULE_H_
