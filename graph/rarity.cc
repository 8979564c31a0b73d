// Turns the counts of an epoch into weights.
#include "graph/rarity.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_split.h"
#include "graph/fixed.h"
#include "graph/text/fold.h"
#include "graph/text/priors.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

constexpr double kLeastRarity = 0.05;

// Prior of the words that have one; the others' is 1. By StemHash.
absl::flat_hash_map<uint32_t, double> MakePriors() {
  absl::flat_hash_map<uint32_t, double> priors;
  for (const text::PriorBand& band : text::kPriorBands) {
    const std::pair<absl::string_view, text::Lang> lists[] = {{band.english, text::Lang::kEnglish},
                                                              {band.french, text::Lang::kFrench},
                                                              {band.arabic, text::Lang::kArabic}};
    for (const auto& [words, lang] : lists) {
      for (absl::string_view word :
           absl::StrSplit(words, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
        const uint32_t hash = StemHash(text::StemWord(text::Fold(word), lang));
        const auto [it, added] = priors.emplace(hash, band.prior);
        it->second = std::min(it->second, band.prior);
      }
    }
  }
  return priors;
}

const absl::flat_hash_map<uint32_t, double>& Priors() {
  static const auto& priors = *new absl::flat_hash_map<uint32_t, double>(MakePriors());
  return priors;
}

uint32_t StemWeight(double rarity) {
  return static_cast<uint32_t>(std::llround(rarity * std::sqrt(rarity) * kStemOne));
}

}  // namespace

double ShrunkRarity(int64_t actors, uint32_t count, double prior) {
  if (actors <= 0) return prior;
  const double p = static_cast<double>(actors);
  const double observed =
      std::max(kLeastRarity, std::log((p + 1) / (count + 1.0)) / std::log(p + 1));
  return (p * observed + kPriorStrength * prior) / (p + kPriorStrength);
}

Rarity::Rarity(const Vocabulary& vocabulary, const Epoch& epoch) : epoch_(epoch) {
  std::vector<uint32_t> counts(vocabulary.size(), 0);
  for (const auto& [id, count] : epoch_.theme_counts) {
    if (const ThemeNo theme = vocabulary.Find(id); theme != kNoTheme) counts[theme] += count;
  }
  themes_.resize(vocabulary.size());
  for (ThemeNo i = 0; i < vocabulary.size(); ++i) {
    const double weight =
        vocabulary.information(i) * ShrunkRarity(epoch_.public_actors, counts[i], 1.0);
    themes_[i] = static_cast<uint32_t>(std::llround(weight * kWeightOne));
  }
  for (const auto& [hash, prior] : Priors()) {
    stems_[hash] = StemWeight(ShrunkRarity(epoch_.public_actors, 0, prior));
  }
  for (const auto& [hash, count] : epoch_.stem_counts) {
    const auto prior = Priors().find(hash);
    stems_[hash] = StemWeight(
        ShrunkRarity(epoch_.public_actors, count, prior == Priors().end() ? 1.0 : prior->second));
  }
  // With fewer the median of all PUBLIC actors is 0.
  if (static_cast<int64_t>(2 * epoch_.exposures.size()) >= epoch_.public_actors &&
      !epoch_.exposures.empty()) {
    std::vector<uint32_t> counted;
    for (const auto& [id, count] : epoch_.exposures) counted.push_back(count);
    std::nth_element(counted.begin(), counted.begin() + counted.size() / 2, counted.end());
    median_exposure_ = counted[counted.size() / 2];
  }
}

uint32_t Rarity::stem(uint32_t hash) const {
  const auto it = stems_.find(hash);
  // A new word: its count is 0 and its prior 1.
  return it == stems_.end() ? kStemOne : it->second;
}

uint32_t Rarity::component(uint32_t stem_term) const {
  return stem(HashOf(stem_term)) * kTimesFactor[TimesOf(stem_term)];
}

double Rarity::TextNorm(const Record& record) const {
  uint64_t sum = 0;
  for (uint32_t term : record.section(Section::kStems)) {
    const uint64_t value = component(term);
    sum += value * value;
  }
  return std::sqrt(static_cast<double>(sum));
}

double Rarity::Exposure(absl::string_view actor) const {
  const auto it = std::lower_bound(epoch_.exposures.begin(), epoch_.exposures.end(), actor,
                                   [](const auto& a, absl::string_view b) { return a.first < b; });
  if (it == epoch_.exposures.end() || it->first != actor) return median_exposure_;
  return it->second;
}

}  // namespace tashbik::graph
