// What the actors that one audience sees work on, where, and what they need that nobody has.
#ifndef TASHBIK_GRAPH_COVERAGE_H_
#define TASHBIK_GRAPH_COVERAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "graph/actor_view.h"
#include "graph/audience.h"
#include "graph/suggest.h"

namespace tashbik::graph {

class Network;

struct CoverageQuery {
  std::vector<std::string> themes;  // ids, with all that is narrower; none: all issues
  std::vector<Country> countries;   // none: those in which a visible actor is active
};

// Actors active in the country that work on the theme or on a narrower one.
struct CoverageCell {
  uint32_t theme = 0;  // in Coverage::themes
  Country country = 0;
  uint32_t actors = 0;
};

struct Coverage {
  // Ids, sorted. Deprecated themes are left out unless asked for by name.
  std::vector<std::string> themes;
  std::vector<uint32_t> actors;  // by theme: visible actors that work on it, wherever they are
  // Every theme with every country, by theme, then country code.
  std::vector<CoverageCell> cells;
  bool stopped = false;
};

// An actor works on what it links to in any role but a need, an offer that is not open, or a red
// line. Linear in the links of actors with each broader theme.
Coverage MeasureCoverage(const Network& network, const Audience& audience,
                         const CoverageQuery& query, const Stop& stop);

// A skill or resource that actors need and none of them offers.
struct UnmetTheme {
  std::string theme;
  std::vector<std::string> actors;  // ids of those that need it, by tie hash
  uint32_t offered = 0;             // visible actors that offer it, anywhere
};

struct UnmetThemes {
  std::vector<UnmetTheme> themes;  // the most needed first, equals by id
  bool stopped = false;
};

// Needs of the actors that `keep` keeps which none of those meets: none has an open offer of the
// very theme or of a narrower one. Linear in links.
UnmetThemes FindUnmetThemes(const Network& network, const Audience& audience, uint64_t tie_key,
                            absl::FunctionRef<bool(const ActorView&)> keep, const Stop& stop);

// Ids of the themes that an actor works on, without skills and resources, each once.
std::vector<std::string> ThemesOf(const ActorView& actor);

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_COVERAGE_H_
