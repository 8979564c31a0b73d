// Spelling distance for search: one typing error must not lose an organization.
#ifndef TASHBIK_GRAPH_TEXT_DISTANCE_H_
#define TASHBIK_GRAPH_TEXT_DISTANCE_H_

#include <span>
#include <string>

#include "absl/strings/string_view.h"

namespace tashbik::graph::text {

// The code points of UTF-8 `text`; a bad byte becomes U+FFFD.
std::u32string CodePoints(absl::string_view text);

// Errors that a word of so many letters may have and still be the same word: 0 under 4 letters, 1
// up to 7, 2 from 8.
int AllowedEdits(size_t letters);

// Inserted, deleted, replaced and swapped neighbouring letters between two words (Damerau-
// Levenshtein, optimal alignment), or max_edits + 1 when there are more. O(length · max_edits).
int EditDistance(std::u32string_view a, std::u32string_view b, int max_edits);

// True when folded words `a` and `b` are equal but for AllowedEdits of the shorter one.
bool NearlyEqual(absl::string_view a, absl::string_view b);

// True when `parts` written together are `whole`: {"bir","zeit"} and "birzeit". At least two parts.
bool JoinsTo(std::span<const std::string> parts, absl::string_view whole);

// How many words from the start of `words` written together make `whole`; 0 when none do.
// Finds a joined spelling in a list of words: {"bir","zeit","university"}, "birzeit" -> 2.
size_t JoinedPrefix(std::span<const std::string> words, absl::string_view whole);

}  // namespace tashbik::graph::text

#endif  // TASHBIK_GRAPH_TEXT_DISTANCE_H_
