// Maximal marginal relevance and exposure.
#include "graph/diversity.h"

#include <algorithm>

namespace tashbik::graph {
namespace {

constexpr int64_t kShareParts = 10;  // kDiversityShare as 1 of 10

Fixed IssueLikeness(const Parts& parts, const Record& a, const Record& b) {
  const std::vector<uint32_t>& weights = parts.rarity->themes();
  const std::span<const uint32_t> left = a.section(Section::kIssues);
  const std::span<const uint32_t> right = b.section(Section::kIssues);
  uint64_t both = 0;
  for (size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const ThemeNo l = ThemeOf(left[i]);
    const ThemeNo r = ThemeOf(right[j]);
    if (l == r) {
      both += Discounted(weights[l], std::max(StepsOf(left[i]), StepsOf(right[j])));
    }
    i += l <= r;
    j += r <= l;
  }
  return Quotient(both, SumOf(left, weights) + SumOf(right, weights) - both);
}

}  // namespace

Fixed Likeness(const Parts& parts, const Candidate& a, const Candidate& b) {
  const Fixed issue = IssueLikeness(parts, *a.visible, *b.visible);
  const bool text = (a.visible->languages_in_text & b.visible->languages_in_text) != 0 &&
                    a.text_norm > 0 && b.text_norm > 0;
  if (!text) return issue;
  const std::span<const uint32_t> left = a.visible->section(Section::kStems);
  const std::span<const uint32_t> right = b.visible->section(Section::kStems);
  uint64_t dot = 0;
  for (size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    const uint32_t l = HashOf(left[i]);
    const uint32_t r = HashOf(right[j]);
    if (l == r) {
      dot += uint64_t{parts.rarity->component(left[i])} * parts.rarity->component(right[j]);
    }
    i += l <= r;
    j += r <= l;
  }
  const double cosine = static_cast<double>(dot) / (a.text_norm * b.text_norm);
  return (issue + std::min(ToFixed(cosine), kOne)) / 2;
}

std::vector<Place> Arrange(const Parts& parts, const std::vector<Candidate>& ranked, size_t count,
                           bool diversity, bool exposure) {
  count = std::min(count, ranked.size());
  exposure = exposure && parts.rarity->epoch().asked > 0;
  std::vector<Place> places;
  std::vector<bool> placed(ranked.size(), false);
  std::vector<Fixed> likeness(ranked.size(), 0);  // most to one of the first `compared` picks
  std::vector<size_t> compared(ranked.size(), 0);
  const auto worth = [&](size_t i) {
    const int64_t score = static_cast<int64_t>(Quotient(ranked[i].score, ranked[0].score));
    return diversity ? (kShareParts - 1) * score - static_cast<int64_t>(likeness[i]) : score;
  };
  // Worth only falls while picks are added, so most candidates are out before they are compared.
  const auto compare = [&](size_t i) {
    for (; compared[i] < places.size(); ++compared[i]) {
      const Candidate& picked = ranked[places[compared[i]].candidate];
      likeness[i] = std::max(likeness[i], Likeness(parts, ranked[i], picked));
    }
  };
  while (places.size() < count) {
    size_t pick = ranked.size();
    for (size_t i = 0; i < ranked.size(); ++i) {
      if (placed[i]) continue;
      if (pick < ranked.size() && worth(i) <= worth(pick)) continue;
      if (diversity) compare(i);
      if (pick == ranked.size() || worth(i) > worth(pick)) pick = i;
    }
    bool rarely = false;
    if (exposure && (places.size() + 1) % kExposurePlace == 0) {
      double least = parts.rarity->Exposure(ranked[pick].visible->id());
      for (size_t i = 0; i < std::min(kExposurePool, ranked.size()); ++i) {
        if (placed[i]) continue;
        const double suggested = parts.rarity->Exposure(ranked[i].visible->id());
        if (suggested >= least) continue;
        least = suggested;
        pick = i;
        rarely = true;
      }
    }
    placed[pick] = true;
    places.push_back({pick, rarely});
  }
  return places;
}

}  // namespace tashbik::graph
