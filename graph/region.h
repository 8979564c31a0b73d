// Countries as numbers, and the regions they lie in.
#ifndef TASHBIK_GRAPH_REGION_H_
#define TASHBIK_GRAPH_REGION_H_

#include <cstdint>

#include "graph/actor_view.h"

namespace tashbik::graph {

// Distinct countries: two letters.
inline constexpr int kCountryCount = 26 * 26;
// 0 to kCountryCount - 1, for a country that is not 0.
inline int CountryIndex(Country country) {
  return ((country >> 8) - 'A') * 26 + ((country & 0xff) - 'A');
}

// Regions as the UN's M49 sub-regions, with Northern Africa and Western Asia cut further into those
// that the field works in: Maghreb, Nile, Mashreq, Gulf, Anatolia and Caucasus. Less than 32; 0 is
// unknown.
uint32_t RegionOf(Country country);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_REGION_H_
