// How much each theme and word says under one epoch.
#ifndef TASHBIK_GRAPH_RARITY_H_
#define TASHBIK_GRAPH_RARITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "graph/epoch.h"
#include "graph/record.h"
#include "graph/vocabulary.h"

namespace tashbik::graph {

// Strength of the shipped prior: as if so many actors had been counted beside the PUBLIC ones.
inline constexpr double kPriorStrength = 100;

// max(0.05, ln((P+1)/(count+1)) / ln(P+1)) of `actors` = P, shrunk towards `prior`:
// (P * that + K * prior) / (P + K). With no actors it is the prior.
double ShrunkRarity(int64_t actors, uint32_t count, double prior);

// Immutable; safe from any thread.
class Rarity {
 public:
  Rarity(const Vocabulary& vocabulary, const Epoch& epoch);

  const Epoch& epoch() const { return epoch_; }
  // Information times rarity of a theme; kWeightOne is 1.
  uint32_t theme(ThemeNo theme) const { return themes_[theme]; }
  const std::vector<uint32_t>& themes() const { return themes_; }
  // Rarity to the power of 1.5 of a word by its StemHash; kStemOne is 1.
  uint32_t stem(uint32_t hash) const;
  // Component of a word's vector for a StemTerm: weight times 1 + ln(times).
  uint32_t component(uint32_t stem_term) const;
  // Length of the vector of a record's words.
  double TextNorm(const Record& record) const;
  // Lists of 20 that suggest the actor, among `asked`; the median where it was not counted.
  double Exposure(absl::string_view actor) const;

 private:
  Epoch epoch_;
  std::vector<uint32_t> themes_;
  absl::flat_hash_map<uint32_t, uint32_t> stems_;
  double median_exposure_ = 0;
};

inline constexpr uint32_t kStemOne = 1u << 12;

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_RARITY_H_
