// An epoch: the figures about the whole directory that scores depend on, frozen until the next one.
#ifndef TASHBIK_GRAPH_EPOCH_H_
#define TASHBIK_GRAPH_EPOCH_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tashbik::graph {

class Network;

// Counted among PUBLIC actors alone, and of these among those that block nobody and are hidden from
// no country, so that no score depends on a record that somebody may not see. Plain data: the
// services keep it as a record and hand it to Build and With. All lists are sorted by key, so that
// equal networks give equal epochs.
struct Epoch {
  int64_t number = 0;                                          // the services count it up
  int64_t public_actors = 0;                                   // P of the formula
  std::vector<std::pair<std::string, uint32_t>> theme_counts;  // theme, PUBLIC actors that carry it
  // StemHash of a word of names and descriptions (record.h), PUBLIC actors that write it. Words
  // that less than one in kRareWord of them writes are left out and count as new.
  std::vector<std::pair<uint32_t, uint32_t>> stem_counts;
  // Actor, lists of 20 that suggest it. Where most actors are in none, those are left out.
  std::vector<std::pair<std::string, uint32_t>> exposures;
  uint32_t asked = 0;  // for how many askers
  friend bool operator==(const Epoch&, const Epoch&) = default;
};

inline constexpr int64_t kRareWord = 10000;
// Askers whose lists are counted for exposure.
inline constexpr int kExposureAskers = 2000;

// Counts the epoch after `number - 1`. PUBLIC parts and links of PUBLIC actors count; exposure is
// measured as anonymous with the balanced preset under the new counts, without diversity, for the
// kExposureAskers PUBLIC actors that a hash chooses (all, when there are fewer). `stop` is asked
// between askers: once it says true, exposures are left empty. Costs one pass over the network and
// up to kExposureAskers suggestions: seconds at a million actors, so run it off the query's path.
Epoch ComputeEpoch(const Network& network, int64_t number, const std::function<bool()>& stop);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_EPOCH_H_
