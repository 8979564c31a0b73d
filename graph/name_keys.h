// What the names of actors are found by: hashed keys that stand in postings beside the words of
// descriptions.
#ifndef TASHBIK_GRAPH_NAME_KEYS_H_
#define TASHBIK_GRAPH_NAME_KEYS_H_

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/text/lexicon.h"

namespace tashbik::graph {

// 29-bit hashes, as StemHash gives; those of names never meet those of descriptions but by chance.
uint32_t NameKeyHash(const text::NameKey& key);
uint32_t FullNameKey(absl::string_view folded);

// The keys of a name: of each word, and of each two neighbouring words written together, so that
// "Bir Zeit" is found by "birzeit". May repeat. Words met before cost a look-up.
std::vector<uint32_t> NameKeysOf(std::span<const std::string> words, text::Lang lang);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_NAME_KEYS_H_
