// Explaining one pair of actors: every signal, known or not.
#ifndef TASHBIK_GRAPH_EXPLAIN_H_
#define TASHBIK_GRAPH_EXPLAIN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/audience.h"
#include "graph/presets.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class Network;

struct SignalValue {
  Signal signal = Signal::kIssue;
  bool known = false;
  double value = 0;         // in [0, 1]; 0 where not known
  double weight = 0;        // after the weights of unknown signals were shared out
  double contribution = 0;  // of the score R
};

struct Explanation {
  Suggestion suggestion;             // as SuggestPartners would show it, also where the score is 0
  std::vector<SignalValue> signals;  // all ten, in the order of Signal
  bool partners = false;             // they share a visible coalition
  bool red_line = false;             // one's red line is the other's theme: the score is 0
};

struct ExplainQuery {
  std::string asker;
  std::string partner;
  Focus focus = Focus::kBalanced;
  std::optional<Weights> weights;
  std::vector<std::string> muted_themes{};  // as SuggestQuery::mutes, for this partner
};

// Explains with the code that ranks, so the numbers are the same. Nothing when one of the two is
// unknown or hidden, or both are one. Microseconds.
std::optional<Explanation> ExplainPartner(const Network& network, const Audience& audience,
                                          const ExplainQuery& query);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_EXPLAIN_H_
