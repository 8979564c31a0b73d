// Themes with a replacement, taken out of facts in the plainest way: what the network must be equal
// to.
#ifndef TASHBIK_TESTS_TESTING_REPLACED_THEMES_H_
#define TASHBIK_TESTS_TESTING_REPLACED_THEMES_H_

#include <string>
#include <vector>

#include "graph/epoch.h"
#include "graph/facts.h"
#include "graph/suggest.h"

namespace tashbik::testing {

// The theme that counts for `id`: the end of the chain, or itself on a circle.
std::string CountedTheme(const std::vector<graph::ThemeFacts>& themes, const std::string& id);

// The same facts where nothing is replaced any more: every link to a replaced theme leads to what
// replaced it, which has its labels, and the replaced theme is gone.
graph::Facts WithoutReplaced(graph::Facts facts);
// An epoch and a question about such facts.
graph::Epoch WithoutReplaced(const std::vector<graph::ThemeFacts>& themes, graph::Epoch epoch);
graph::SuggestQuery WithoutReplaced(const std::vector<graph::ThemeFacts>& themes,
                                    graph::SuggestQuery query);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_REPLACED_THEMES_H_
