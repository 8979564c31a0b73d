// Regions of the world, for the signal of place: two actors of one region are near.
#ifndef TASHBIK_GRAPH_REGIONS_H_
#define TASHBIK_GRAPH_REGIONS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace tashbik::graph {

// Regions as the field speaks of them where the directory is at home (Maghreb, Mashreq, Gulf, Nile
// and Horn), and the United Nations' subregions (M49) elsewhere, small ones joined.
enum class Region : uint8_t {
  kNone = 0,
  kMaghreb = 1,
  kMashreq = 2,
  kGulf = 3,
  kNileAndHorn = 4,
  kAnatoliaAndIran = 5,
  kCaucasus = 6,
  kCentralAsia = 7,
  kSouthAsia = 8,
  kEastAsia = 9,
  kSoutheastAsia = 10,
  kWestAfrica = 11,
  kCentralAfrica = 12,
  kEastAfrica = 13,
  kSouthernAfrica = 14,
  kNorthernEurope = 15,
  kWesternEurope = 16,
  kSouthernEurope = 17,
  kEasternEurope = 18,
  kNorthAmerica = 19,
  kCentralAmerica = 20,
  kCaribbean = 21,
  kSouthAmerica = 22,
  kOceania = 23,
};
inline constexpr int kRegionCount = 24;

// The one region of an ISO 3166-1 alpha-2 code in capitals. kNone for what is no such code and for
// Antarctica and its islands. Constant time, safe from any thread.
Region RegionOf(absl::string_view country);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_REGIONS_H_
