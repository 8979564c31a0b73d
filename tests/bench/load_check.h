// Compares the server's answers with those of the engine on the same facts.
#ifndef TASHBIK_TESTS_BENCH_LOAD_CHECK_H_
#define TASHBIK_TESTS_BENCH_LOAD_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cpp/client.h"
#include "graph/facts.h"

namespace tashbik::bench {

struct Agreement {
  int asked = 0;
  int equal = 0;  // answers with the same scores in the same order
};

// Builds a network of `facts`, whose actors the server calls `names`, and asks both for the best 50
// partners of `questions` actors in the order of the score. Equal scores may stand in another order
// of actors: that is decided by a secret of the server. Costs a build: seconds at 100,000 actors.
absl::StatusOr<Agreement> CompareWithEngine(const client::Client& coordinator, graph::Facts facts,
                                            const std::vector<std::string>& names, int questions);

}  // namespace tashbik::bench

#endif  // TASHBIK_TESTS_BENCH_LOAD_CHECK_H_
