// Searching actors and themes by words.
#ifndef TASHBIK_GRAPH_SEARCH_H_
#define TASHBIK_GRAPH_SEARCH_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graph/audience.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class Network;

struct SearchQuery {
  std::string words;  // as typed, any language; at most 300 characters
  Filter filter;
  int count = 50;        // most to return
  uint64_t tie_key = 0;  // as in SuggestQuery
  // Resume after this hit of the page before: its score and tie hash.
  std::optional<std::pair<double, uint64_t>> after;
};

struct SearchHit {
  std::string actor;
  ActorKind kind = ActorKind::kOrganization;
  double score = 0;                        // in (0, 1]: 1 when a name is just these words
  uint64_t tie_hash = 0;                   // with score, the place in the order
  std::vector<std::string> matched_words;  // of the query, as WordQuery::typed
};

// Actors whose names, themes (by any label, hidden ones too) or descriptions fit the words, best
// first. A name outweighs a theme, a theme outweighs a word of a description; generic words of
// names ("centre", "association") weigh little, and alone they are no hit of words that have a
// telling one among them. A word may stand in another form or language, with an error (two from 8
// letters), joined or split. Of equal fits the name that is covered more comes first. Only what
// `audience` sees counts, and no score depends on another actor. Empty when `stop` said so.
// Milliseconds at 100,000 actors, some tens at a million.
std::vector<SearchHit> SearchActors(const Network& network, const Audience& audience,
                                    const SearchQuery& query, const Stop& stop);

struct Resolution {
  std::string actor;                    // set when it is clear which one is meant
  std::vector<std::string> candidates;  // else what it may be, best first, at most kMaxCandidates
};
inline constexpr int kMaxCandidates = 10;

// Turns what was typed into one actor. The first of these steps that has an actor decides, if it
// has just one: an id; a given name, alias or acronym (folded, so case, hamza and accents do not
// matter); actors that have all words, each in a name, as it is, in another form or language,
// joined or split; or as derived initials; or with typing errors; or anywhere, as in themes and
// descriptions. Else there are candidates. The filter narrows all. query.after and count do not
// matter.
Resolution ResolveActor(const Network& network, const Audience& audience, const SearchQuery& query);

struct ThemeHit {
  std::string theme;
  double score = 0;    // in (0, 1]
  bool exact = false;  // the words are a label of it, after folding and stemming
};

// Themes whose labels fit the words: exact ones first, then the nearest; deprecated ones behind the
// others of either.
std::vector<ThemeHit> SearchThemes(const Network& network, absl::string_view words, int count);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SEARCH_H_
