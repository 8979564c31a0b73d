// The inner loops of a query over one window: adding up postings, and turning sums into upper
// bounds of scores. The best code for the processor is chosen at run time; all give the same bits.
#ifndef TASHBIK_GRAPH_KERNEL_H_
#define TASHBIK_GRAPH_KERNEL_H_

#include <cstddef>
#include <cstdint>

namespace tashbik::graph {

// A term with many actors, and what it adds for each.
struct DenseTerm {
  const uint64_t* bits;
  uint16_t units;
};

// Sums of one window, by group; null where the question has no such terms.
struct Sums {
  const uint16_t* issues;
  const uint16_t* communities;
  const uint16_t* related;
  const uint16_t* text;
  const uint16_t* needs;
  const uint16_t* offers;
  const uint16_t* place;
  const uint16_t* values;
};

// What a unit of each sum is, and the question's own figures. Weights are shares, 1 in all.
struct BoundQuestion {
  float issue_unit, community_unit, related_unit, text_unit, need_unit, offer_unit, place_unit,
      value_unit;
  float issue_sum, community_sum;  // the asker's
  float issue_extra;               // that terms which were left out may add to an issue sum
  float community_slack;           // that rounding up may have added to a community sum
  float text_norm;
  float place_most;
  float issue, community, bridge, related, text, need, place, values;  // weights
  // Under which no actor can get in, and whose bound may then be 0; a little less, for rounding.
  float least;
  float always;      // weights of the signals that are always known
  float need_known;  // weight of need when the asker has some, else 0
  uint8_t text_languages;
  bool communities;  // the asker has some
};

// Figures of a window's actors, as in Window and Figures; all readable up to the next multiple
// of 64.
struct BoundActors {
  const float* issues;
  const float* communities;
  const float* inverse_text;  // 1 over the length of the words' vector
  const float* need_shares;   // 1 over the needs that are surely open
  const uint16_t* flags;
};

struct Kernel {
  // cells[i] = sum of the units of the terms that actor i has; `cells` is a multiple of 64.
  void (*add_dense)(uint16_t* sums, size_t cells, const DenseTerm* terms, size_t count);
  // bounds[i] = an upper bound of the score of actor i but for ties and strict parts. Runs on to
  // the next multiple of 16.
  void (*bound)(const BoundQuestion& question, const Sums& sums, const BoundActors& actors,
                size_t begin, size_t end, float* bounds);
  // Writes the places below `count` whose bound is at least `least`, in order, and returns how
  // many. `places` has room for the next multiple of 16.
  size_t (*reach)(const float* bounds, size_t count, float least, uint32_t* places);
  const char* name;
};

// Bounds of actors with strict parts, whoever looks: `actors` holds the figures of what everybody
// sees of them, `sums` those of all that they have. A few, so there is one variant.
void LooseBound(const BoundQuestion& question, const Sums& sums, const BoundActors& actors,
                size_t count, float* bounds);

// The kernel for this processor.
const Kernel& BestKernel();
// All that run on this processor, the portable one first; for tests.
size_t AllKernels(const Kernel** kernels, size_t most);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_KERNEL_H_
