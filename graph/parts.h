// What a network is made of. For the algorithms of this folder; everything here is immutable and
// shared.
#ifndef TASHBIK_GRAPH_PARTS_H_
#define TASHBIK_GRAPH_PARTS_H_

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/access_table.h"
#include "graph/chunk_map.h"
#include "graph/name_words.h"
#include "graph/rarity.h"
#include "graph/record.h"
#include "graph/ties.h"
#include "graph/vocabulary.h"
#include "graph/window.h"

namespace tashbik::graph {

// An actor changed since the last fold. Copied with its chunk, so all that is large is shared.
struct Changed {
  struct Packed {
    explicit Packed(std::vector<uint32_t> packed)
        : words(std::move(packed)), names(std::array{&record()}) {}
    const Record& record() const { return *reinterpret_cast<const Record*>(words.data()); }
    const std::vector<uint32_t> words;
    const NameWords names;  // of the whole record
  };
  std::shared_ptr<const Packed> packed;
  double text_norm = 0;  // of the whole record
  const Record& record() const { return packed->record(); }
};

struct Parts {
  std::shared_ptr<const Vocabulary> vocabulary;
  std::shared_ptr<const Rarity> rarity;
  std::shared_ptr<const AccessTable> access;
  std::vector<WindowRef> windows;
  ChunkMap<Changed> overlay;  // none of these is live in a window
  Ties ties;

  // The whole record of an actor with the length of its text, or nulls.
  struct Found {
    const Record* whole = nullptr;
    double text_norm = 0;
  };
  Found Find(absl::string_view actor) const;

  // Calls visit(whole, text_norm) for every live actor, in no order that means anything.
  void ForEach(absl::FunctionRef<void(const Record&, double)> visit) const;
};

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_PARTS_H_
