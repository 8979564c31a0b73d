// Searches themes by their labels.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/search.h"
#include "graph/text/distance.h"
#include "graph/text/fold.h"
#include "graph/text/tokens.h"

namespace tashbik::graph {
namespace {

// Below it a theme does not fit.
constexpr double kLeastLabelFit = 0.3;
constexpr double kNearlyFit = 0.8;  // of a stem with a typing error

// How well stems of labels are met by the words of a question. Labels share most of their stems, so
// each is compared once.
class StemFits {
 public:
  explicit StemFits(std::vector<std::string> candidates) : candidates_(std::move(candidates)) {}

  double Of(const std::string& stem) {
    const auto [it, added] = fits_.try_emplace(stem, 0);
    if (!added) return it->second;
    for (const std::string& candidate : candidates_) {
      if (candidate == stem) return it->second = 1;
      const size_t shorter = std::min(candidate.size(), stem.size());
      if (std::max(candidate.size(), stem.size()) - shorter > kMostBytesApart) continue;
      if (text::NearlyEqual(candidate, stem)) it->second = kNearlyFit;
    }
    return it->second;
  }

 private:
  static constexpr size_t kMostBytesApart = 8;  // two letters of four bytes
  std::vector<std::string> candidates_;
  absl::flat_hash_map<std::string, double> fits_;
};

// Share of the stems that both have, of all that either has.
double LabelFit(StemFits& fits, size_t words, const std::vector<std::string>& label) {
  double both = 0;
  for (const std::string& stem : label) both += fits.Of(stem);
  both = std::min(both, static_cast<double>(words));
  return both / (static_cast<double>(words + label.size()) - both);
}

}  // namespace

std::vector<ThemeHit> SearchThemes(const Network& network, absl::string_view words, int count) {
  const Vocabulary& vocabulary = *network.parts().vocabulary;
  std::vector<std::string> stems;
  size_t count_words = 0;
  const std::vector<std::string> all = text::Words(text::Fold(words));
  for (const bool stop_words : {false, true}) {  // stop words alone are better than nothing
    if (count_words > 0) break;
    for (const std::string& word : all) {
      const text::Lang lang = text::WordLang(word, text::Lang::kUnknown);
      if (!stop_words && text::IsStopWord(word, lang)) continue;
      ++count_words;
      for (std::string& stem : text::CandidateStems(word, lang)) stems.push_back(std::move(stem));
    }
  }
  if (stems.empty()) return {};
  StemFits stem_fits(std::move(stems));
  std::map<ThemeNo, double> fits;
  for (const Vocabulary::Label& label : vocabulary.labels()) {
    const double fit = LabelFit(stem_fits, count_words, label.stems);
    if (fit < kLeastLabelFit) continue;
    double& best = fits[label.theme];
    best = std::max(best, fit);
  }
  std::vector<ThemeHit> hits;
  for (const auto& [theme, fit] : fits) hits.push_back({vocabulary.id(theme), fit, fit == 1.0});
  std::sort(hits.begin(), hits.end(), [&](const ThemeHit& a, const ThemeHit& b) {
    if (a.exact != b.exact) return a.exact;
    const bool a_old = vocabulary.deprecated(vocabulary.Find(a.theme));
    const bool b_old = vocabulary.deprecated(vocabulary.Find(b.theme));
    if (a_old != b_old) return b_old;
    return a.score != b.score ? a.score > b.score : a.theme < b.theme;
  });
  if (hits.size() > static_cast<size_t>(std::max(count, 0))) {
    hits.resize(static_cast<size_t>(std::max(count, 0)));
  }
  return hits;
}

}  // namespace tashbik::graph
