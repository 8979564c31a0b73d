// The exact best partners: bounds per window, exact scores for those that can still get in.
#ifndef TASHBIK_GRAPH_RANK_H_
#define TASHBIK_GRAPH_RANK_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/asker.h"
#include "graph/suggest.h"
#include "graph/tie_hash.h"
#include "graph/ties.h"

namespace tashbik::graph {

// What decides, beside the score, whether an actor may be suggested.
struct Gates {
  absl::flat_hash_set<std::string> excluded;  // the asker itself and those set aside
  const Filter* filter = nullptr;
  std::vector<std::vector<ThemeNo>> themes;  // of the filter: each with what is narrower, sorted
  bool nothing = false;                      // the filter names a theme that is not there
  bool include_partners = false;
  bool require_common_language = false;
};
Gates MakeGates(const Parts& parts, const SuggestQuery& query);
// Gates of a filter alone.
Gates GatesOf(const Parts& parts, const Filter& filter);
// Whether a record passes the filter of the gates. `visible` is what the viewer sees of it.
bool PassesFilter(const Parts& parts, const Record& visible, const Gates& gates);

struct Candidate {
  Fixed score = 0;
  uint64_t tie = 0;
  const Record* visible = nullptr;
  const Record* whole = nullptr;
  double text_norm = 0;  // of the visible variant
  Fixed closeness = 0;
};

// Higher scores first, then by tie hash.
inline bool Better(const Candidate& a, const Candidate& b) {
  return a.score != b.score ? a.score > b.score : a.tie < b.tie;
}

using ClosenessMap = absl::flat_hash_map<std::string, Closeness>;

// The askers by which partners with muted themes are measured, by the partner's id.
using MutingAskers = absl::flat_hash_map<std::string, std::unique_ptr<const Asker>>;

// The length of the words of `visible`, given that of the whole record.
double TextNormOf(const Parts& parts, const Record& whole, double whole_norm,
                  const Record& visible);

// The best `most` candidates with a score of at least kLeastScore, best first, exactly; nothing
// when `stop` said so (stopped is set then). `stop` is asked from one thread.
std::vector<Candidate> Rank(const Asker& asker, const Sight& sight, const Gates& gates,
                            const ClosenessMap& closeness, const MutingAskers& muting, size_t most,
                            uint64_t tie_key, const Stop& stop, const Parallel& parallel,
                            bool& stopped);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_RANK_H_
