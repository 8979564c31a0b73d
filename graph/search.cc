// Searches actors, and tells which one is meant.
#include "graph/search.h"

#include <algorithm>

#include "graph/network.h"
#include "graph/parts.h"
#include "graph/rank.h"
#include "graph/search_scan.h"

namespace tashbik::graph {

std::vector<SearchHit> SearchActors(const Network& network, const Audience& audience,
                                    const SearchQuery& query, const Stop& stop) {
  SearchScan scan(network.parts(), audience, query);
  std::vector<SearchHit> hits;
  for (const WordHit& hit : scan.Run(static_cast<size_t>(std::max(query.count, 0)), stop)) {
    SearchHit& out = hits.emplace_back();
    out.actor = std::string(hit.visible->id());
    out.kind = static_cast<ActorKind>(hit.visible->kind);
    out.score = ToDouble(hit.score);
    out.tie_hash = hit.tie;
    for (size_t i = 0; i < scan.words().words().size(); ++i) {
      if ((hit.found >> i & 1) != 0) out.matched_words.push_back(scan.words().typed(i));
    }
  }
  return hits;
}

Resolution ResolveActor(const Network& network, const Audience& audience,
                        const SearchQuery& query) {
  Resolution resolution;
  const Parts& parts = network.parts();
  if (const Record* whole = parts.Find(query.words).whole) {
    const Record* visible = Sight(*parts.access, audience).Visible(*whole);
    if (visible != nullptr && PassesFilter(parts, *visible, GatesOf(parts, query.filter))) {
      resolution.actor = query.words;
      return resolution;
    }
  }
  SearchQuery from_the_best = query;
  from_the_best.after.reset();
  SearchScan scan(parts, audience, from_the_best);
  scan.WantCover();
  const std::vector<WordHit> hits = scan.Run(kMaxCandidates, nullptr);
  if (scan.cover().count == 1) {
    resolution.actor = std::string(scan.cover().visible->id());
    return resolution;
  }
  for (const WordHit& hit : hits) resolution.candidates.emplace_back(hit.visible->id());
  return resolution;
}

}  // namespace tashbik::graph
