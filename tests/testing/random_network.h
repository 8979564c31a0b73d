// Random networks and audiences that use every tier, role and part, for comparing two ways to an
// answer.
#ifndef TASHBIK_TESTS_TESTING_RANDOM_NETWORK_H_
#define TASHBIK_TESTS_TESTING_RANDOM_NETWORK_H_

#include <cstdint>
#include <random>
#include <string>

#include "graph/audience.h"
#include "graph/facts.h"
#include "graph/suggest.h"

namespace tashbik::testing {

using Random = std::mt19937_64;

// A number from 0 to `below` - 1.
inline uint32_t Below(Random& random, uint32_t below) {
  return static_cast<uint32_t>(random() % below);
}

struct NetworkShape {
  uint32_t themes = 40;
  uint32_t actors = 60;
  uint32_t coalitions = 8;
  bool only_public = false;
};

std::vector<graph::ThemeFacts> RandomThemes(Random& random, uint32_t count);
// `themes`: how many RandomThemes made.
graph::ActorFacts RandomActor(Random& random, const std::string& id, const NetworkShape& shape);
graph::CoalitionFacts RandomCoalition(Random& random, const std::string& id, bool only_public);
graph::MembershipFacts RandomMembership(Random& random, const NetworkShape& shape);
graph::Facts RandomFacts(Random& random, const NetworkShape& shape);
graph::Audience RandomAudience(Random& random, const NetworkShape& shape);
graph::SuggestQuery RandomQuery(Random& random, const NetworkShape& shape);

std::string ActorId(uint32_t number);
std::string ThemeId(uint32_t number);
std::string CoalitionId(uint32_t number);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_RANDOM_NETWORK_H_
