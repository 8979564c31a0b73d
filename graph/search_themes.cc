// Searches themes by their labels.
#include <algorithm>
#include <map>

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

// Share of the stems that both have, of all that either has.
double LabelFit(const std::vector<std::vector<std::string>>& words,
                const std::vector<std::string>& label) {
  double both = 0;
  for (const std::string& stem : label) {
    double best = 0;
    for (const auto& candidates : words) {
      for (const std::string& candidate : candidates) {
        if (candidate == stem) {
          best = 1;
        } else if (best < kNearlyFit && text::NearlyEqual(candidate, stem)) {
          best = kNearlyFit;
        }
      }
    }
    both += best;
  }
  both = std::min(both, static_cast<double>(words.size()));
  return both / (static_cast<double>(words.size() + label.size()) - both);
}

}  // namespace

std::vector<ThemeHit> SearchThemes(const Network& network, absl::string_view words, int count) {
  const Vocabulary& vocabulary = *network.parts().vocabulary;
  std::vector<std::vector<std::string>> stems;
  const std::vector<std::string> all = text::Words(text::Fold(words));
  for (const bool stop_words : {false, true}) {  // stop words alone are better than nothing
    if (!stems.empty()) break;
    for (const std::string& word : all) {
      const text::Lang lang = text::WordLang(word, text::Lang::kUnknown);
      if (stop_words || !text::IsStopWord(word, lang)) {
        stems.push_back(text::CandidateStems(word, lang));
      }
    }
  }
  if (stems.empty()) return {};
  std::map<ThemeNo, double> fits;
  for (const Vocabulary::Label& label : vocabulary.labels()) {
    const double fit = LabelFit(stems, label.stems);
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
