// What the names of actors are found by: hashed keys that stand in postings beside the words of
// descriptions.
#ifndef TASHBIK_GRAPH_NAME_KEYS_H_
#define TASHBIK_GRAPH_NAME_KEYS_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/text/lexicon.h"
#include "graph/text/row.h"

namespace tashbik::graph {

// 29-bit hashes, as StemHash gives; those of names never meet those of descriptions, nor those of
// one kind those of another, but by chance.
uint32_t NameKeyHash(const text::NameKey& key);
uint32_t JoinedKey(absl::string_view joined);      // two neighbouring words, written together
uint32_t InitialsKey(absl::string_view initials);  // derived ones, which nobody gave as a name
uint32_t FullNameKey(absl::string_view folded);    // of given names; see FoldName

// How much a word weighs among those of a name or a question.
inline constexpr uint32_t kTellingWeight = 5;
inline constexpr uint32_t kGenericWeight = 1;
uint32_t WeightOfWord(absl::string_view word, text::Lang lang);

// Sizes of names, the sum of the weights of their words, in as many steps as a term has room for.
inline constexpr std::array<uint32_t, 8> kNameSizes = {3, 5, 6, 8, 10, 13, 18, 30};

// Appends what the names are found by, in the order of hashes, each hash once. Where StemTerms
// count, these hold the step of the smallest name that has the key: TimesOf - 1 is a place in
// kNameSizes. Words met before cost a look-up; each thread keeps some megabytes of them.
void AppendNameTerms(std::span<const text::NameEntry> names, std::vector<uint32_t>& terms);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_NAME_KEYS_H_
