// Why a pair fits: the parts of its score, named.
#ifndef TASHBIK_GRAPH_REASONS_H_
#define TASHBIK_GRAPH_REASONS_H_

#include <vector>

#include "graph/asker.h"
#include "graph/question.h"
#include "graph/suggest.h"

namespace tashbik::graph {

// The reasons of a measured pair, as Suggestion::reasons orders them. `partner` is what the viewer
// sees, so reasons name nothing else. `asker` is the question's, or the same with themes muted, by
// which the pair was measured.
std::vector<Reason> ReasonsFor(Question& question, const Asker& asker, const Record& partner,
                               const Pair& pair);

// How good a score is; kWeak below kPossibleScore.
Band BandOf(double score);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_REASONS_H_
