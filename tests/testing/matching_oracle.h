// Scores every actor by the formula, from the facts alone: slow, without postings, bounds, windows
// or packed records. What the engine answers must equal it.
#ifndef TASHBIK_TESTS_TESTING_MATCHING_ORACLE_H_
#define TASHBIK_TESTS_TESTING_MATCHING_ORACLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "graph/audience.h"
#include "graph/epoch.h"
#include "graph/facts.h"
#include "graph/suggest.h"

namespace tashbik::testing {

struct OracleHit {
  std::string actor;
  uint32_t score = 0;  // graph::kOne is 1
  uint32_t forward = 0;
  uint32_t back = 0;
  friend bool operator==(const OracleHit&, const OracleHit&) = default;
};

// The best query.count, without diversity and exposure.
std::vector<OracleHit> OracleSuggest(const graph::Facts& facts, const graph::Epoch& epoch,
                                     const graph::Audience& audience,
                                     const graph::SuggestQuery& query);

}  // namespace tashbik::testing

#endif  // TASHBIK_TESTS_TESTING_MATCHING_ORACLE_H_
