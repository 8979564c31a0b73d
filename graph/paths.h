// How two actors are connected.
#ifndef TASHBIK_GRAPH_PATHS_H_
#define TASHBIK_GRAPH_PATHS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/audience.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class Network;

enum class NodeKind : uint8_t { kActor = 1, kCoalition = 2, kTheme = 3 };

// How the step from a node to the next one goes.
enum class StepKind : uint8_t {
  kMember = 1,   // actor - coalition, either way
  kCarries = 2,  // actor - theme in any role but a red line, either way; needs and offers if open
  kBroader = 3,  // theme - broader theme, either way
  kCause = 4,    // theme - its root cause, either way; where it holds for one of the two actors
  kRelated = 5,  // theme - theme by a curated link
};

struct PathNode {
  NodeKind kind = NodeKind::kActor;
  std::string id;
  ActorKind actor_kind = ActorKind::kOrganization;
  StepKind step = StepKind::kMember;  // how to the next; of no meaning at the last
};

struct Path {
  double length = 0;            // rare themes are short ways, common ones long
  std::vector<PathNode> nodes;  // from the one actor to the other
};

struct PathsQuery {
  std::string from;
  std::string to;
  int count = 3;  // most to return
  int max_links = 4;
};

// Up to `count` loopless paths of at most `max_links` steps, shortest first, equals by the ids on
// the way, over what `audience` sees. Empty when an end is hidden or unknown, there is none, or
// `stop` said so. What all share is looked at in part (kMaxCarriers, kMaxNodesPerEnd in
// boost_view.h), so it costs some milliseconds at most; a theme or coalition that both ends have is
// always found.
std::vector<Path> FindPaths(const Network& network, const Audience& audience,
                            const PathsQuery& query, const Stop& stop);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_PATHS_H_
