// Builds a network from a stream of facts, so that a start need not hold them all.
#ifndef TASHBIK_GRAPH_BUILDER_H_
#define TASHBIK_GRAPH_BUILDER_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "graph/access_table.h"
#include "graph/epoch.h"
#include "graph/facts.h"
#include "graph/network.h"
#include "graph/ties.h"
#include "graph/vocabulary.h"

namespace tashbik::graph {

// Themes come first, then all else in any order; of two records with one id the later counts. About
// 2 µs for an actor without text. Not safe for two threads at once.
class Builder {
 public:
  explicit Builder(std::vector<ThemeFacts> themes);
  void Add(const ActorFacts& actor);
  void Add(const CoalitionFacts& coalition);
  void Add(const MembershipFacts& membership);
  // The network; the builder is empty afterwards.
  std::shared_ptr<const Network> Build(const Epoch& epoch);

 private:
  std::shared_ptr<const Vocabulary> vocabulary_;
  AccessTable access_;
  Ties ties_;
  std::vector<std::vector<uint32_t>> blocks_;  // packed records, some megabytes each
  std::vector<const uint32_t*> records_;       // into blocks_
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BUILDER_H_
