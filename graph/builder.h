// Builds a network from a stream of facts, so that a start need not hold them all.
#ifndef TASHBIK_GRAPH_BUILDER_H_
#define TASHBIK_GRAPH_BUILDER_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "graph/access_table.h"
#include "graph/epoch.h"
#include "graph/facts.h"
#include "graph/network.h"
#include "graph/parallel.h"
#include "graph/record.h"
#include "graph/ties.h"
#include "graph/vocabulary.h"

namespace tashbik::graph {

// Themes come first, then all else in any order. About 4 µs for an actor without text.
class Builder {
 public:
  explicit Builder(std::vector<ThemeFacts> themes);
  // Adds actors, some hundreds at best. No two may have the same id.
  void Add(std::span<const ActorFacts> actors) { Add(Packed(actors, NumbersOf(actors))); }
  void Add(const CoalitionFacts& coalition);
  void Add(const MembershipFacts& membership);
  // The network; the builder is empty afterwards.
  std::shared_ptr<const Network> Build(const Epoch& epoch, const Parallel& parallel = nullptr);

  // The steps of adding actors, for several threads. Only Packed, which takes nearly all the time,
  // may run in several at once.
  std::vector<uint32_t> NumbersOf(std::span<const ActorFacts> actors);
  std::vector<uint32_t> Packed(std::span<const ActorFacts> actors,
                               std::span<const uint32_t> numbers) const;
  void Add(std::vector<uint32_t> packed);

 private:
  uint32_t NumberOf(const Access& access);

  std::shared_ptr<const Vocabulary> vocabulary_;
  AccessTable access_;
  Access last_access_;  // interned last: most actors of a directory share a few
  uint32_t last_number_ = 0;
  Ties ties_;
  std::vector<std::vector<uint32_t>> blocks_;  // packed records, some megabytes each
  std::vector<const Record*> records_;         // into blocks_, whose data never moves
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BUILDER_H_
