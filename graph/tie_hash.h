// Orders equals so that their order says nothing.
#ifndef TASHBIK_GRAPH_TIE_HASH_H_
#define TASHBIK_GRAPH_TIE_HASH_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace tashbik::graph {

// Keyed hash of an id: SipHash-2-4 (Aumasson and Bernstein, 2012), the key stretched from 64 bits.
uint64_t TieHash(uint64_t key, absl::string_view id);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_TIE_HASH_H_
