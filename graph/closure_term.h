// A theme of a closure with its steps, as one word.
#ifndef TASHBIK_GRAPH_CLOSURE_TERM_H_
#define TASHBIK_GRAPH_CLOSURE_TERM_H_

#include <cstdint>

#include "graph/vocabulary.h"

namespace tashbik::graph {

// Sorts by theme, then by steps.
inline constexpr uint32_t ClosureTerm(ThemeNo theme, int steps) {
  return theme << 3 | static_cast<uint32_t>(steps);
}
inline constexpr ThemeNo ThemeOf(uint32_t closure_term) { return closure_term >> 3; }
inline constexpr int StepsOf(uint32_t closure_term) { return static_cast<int>(closure_term & 7); }

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_CLOSURE_TERM_H_
