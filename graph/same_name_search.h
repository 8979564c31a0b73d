// Finds actors that go by the same name without comparing all with all: the keys that names are
// found by say which pairs are worth a look.
#ifndef TASHBIK_GRAPH_SAME_NAME_SEARCH_H_
#define TASHBIK_GRAPH_SAME_NAME_SEARCH_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "graph/actor_view.h"
#include "graph/audience.h"
#include "graph/same_name.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class Network;

// What base countries add to a score and take from it.
inline constexpr double kSameCountryAdds = 0.05;
inline constexpr double kOtherCountryTakes = 0.15;
// The score of names with that of base countries; 0: not said, or hidden.
double WithCountries(double score, Country first, Country second);

// Two actors, as far as the audience sees them; of equal kind. Ids in order, but in SameAs.
struct SamePair {
  std::string first;  // SameAs: empty, it is the one asked about
  std::string second;
  ActorKind kind = ActorKind::kOrganization;
  double score = 0;  // of names and base countries, in [0, 1]
  NameComparison names;
  Country first_country = 0;  // 0: not said, or hidden
  Country second_country = 0;
};

// One that is looked for: stored or not.
struct SameQuery {
  std::vector<text::NameEntry> names;  // as DeriveRow gives them
  Country base_country = 0;
  ActorKind kind = ActorKind::kOrganization;
  std::string leave_out;  // its own id where it is stored
  int count = 5;
};

// The likeliest first, kLikelySame and more; ties by id. Asks the name index for some names and
// compares what it finds: a few searches at any number of actors. Empty when `stop` said so.
std::vector<SamePair> SameAs(const Network& network, const Audience& audience,
                             const SameQuery& query, const Stop& stop);

// Of the actors that `audience` sees and `mine` holds, all pairs from kLikelySame on, the likeliest
// first, ties by ids. Two are compared that share a key of the name index which at most kMostOfKey
// have, or two or three commoner ones that as few have together. At most kMostAmong actors are
// looked at, the first by id, and kMostPairs pairs, those that share most keys. Seconds at most.
inline constexpr size_t kMostOfKey = 32;
inline constexpr size_t kMostAmong = 100'000;
inline constexpr size_t kMostPairs = 300'000;
std::vector<SamePair> SameAmong(
    const Network& network, const Audience& audience,
    absl::FunctionRef<bool(absl::string_view id, const Access& access, absl::string_view owner)>
        mine,
    const Stop& stop);

// Ids of the actors whose records are not there for `actor`'s people, sorted. A pass over all.
// Whoever asks: to be shown to nobody.
std::vector<std::string> ActorsThatBlock(const Network& network, absl::string_view actor);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_SAME_NAME_SEARCH_H_
