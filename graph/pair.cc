// Measures one pair: the formula of every signal, and how they make a score.
#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "graph/asker.h"

namespace tashbik::graph {

Fixed HarmonicMean(Fixed a, Fixed b) {
  if (a == 0 || b == 0) return 0;
  return static_cast<Fixed>(2 * static_cast<uint64_t>(a) * b / (static_cast<uint64_t>(a) + b));
}

Pair Asker::Measure(const Record& partner, double text_norm, Fixed closeness) const {
  Pair pair;
  MeasureClosure(partner, pair);
  MeasureText(partner, text_norm, pair);
  MeasureNeeds(partner, pair);
  pair.Set(Signal::kPlace, MeasurePlace(partner));
  MeasureValues(partner, pair);
  if (ties_known_) pair.Set(Signal::kTies, closeness);
  Combine(pair);
  return pair;
}

// Weighted simGIC: what both have over what either has, of issues and of communities.
void Asker::MeasureClosure(const Record& partner, Pair& pair) const {
  uint64_t both[2] = {0, 0};
  uint64_t sum[2] = {0, 0};
  for (int i = 0; i < 2; ++i) {
    for (uint32_t term : partner.section(i == 0 ? Section::kIssues : Section::kCommunities)) {
      const uint32_t weight = Discounted(theme_weights_[ThemeOf(term)], StepsOf(term));
      sum[i] += weight;
      both[i] += std::min(weight, closure_[ThemeOf(term)]);
    }
  }
  const Fixed issue = Quotient(both[0], issue_sum_ + sum[0] - both[0]);
  const Fixed community = Quotient(both[1], community_sum_ + sum[1] - both[1]);
  pair.Set(Signal::kIssue, issue);
  const bool own_communities = !self_.section(Section::kCommunities).empty();
  const bool its_communities = !partner.section(Section::kCommunities).empty();
  if (own_communities || its_communities) pair.Set(Signal::kCommunity, community);
  pair.Set(Signal::kBridge,
           own_communities && its_communities ? Times(issue, kOne - community) : issue / 2);
  if (!related_.empty()) pair.Set(Signal::kRelated, MeasureRelated(partner, sum[0] + sum[1]));
}

// Links between what only the one has and what only the other has, over the smaller of both sums.
Fixed Asker::MeasureRelated(const Record& partner, uint64_t partner_sum) const {
  uint64_t linked = 0;
  const std::span<const uint32_t> issues = partner.section(Section::kIssues);
  const std::span<const uint32_t> communities = partner.section(Section::kCommunities);
  for (const auto& section : {issues, communities}) {
    for (uint32_t term : section) {
      if (has_related_[ThemeOf(term)] == 0) continue;
      const uint32_t weight = Discounted(theme_weights_[ThemeOf(term)], StepsOf(term));
      for (const RelatedLink& link : related_.find(ThemeOf(term))->second) {
        if (InClosure(issues, link.own) || InClosure(communities, link.own)) continue;
        linked += uint64_t{std::min(weight, closure_[link.own])} * link.weight >> 16;
      }
    }
  }
  return Quotient(linked, std::min(issue_sum_ + community_sum_, partner_sum));
}

// Cosine. Known when both describe themselves in a common language, or name themes.
void Asker::MeasureText(const Record& partner, double text_norm, Pair& pair) const {
  if ((partner.languages_in_text & self_.languages_in_text) == 0) return;
  if (text_norm_ == 0 || text_norm == 0) return;
  const size_t mask = stems_.size() - 1;
  uint64_t dot = 0;
  for (uint32_t term : partner.section(Section::kStems)) {
    const uint32_t key = HashOf(term) + 1;
    for (size_t at = HashOf(term) & mask; stems_[at].key != 0; at = (at + 1) & mask) {
      if (stems_[at].key != key) continue;
      dot += uint64_t{stems_[at].component} * stems_[at].weight * kTimesFactor[TimesOf(term)];
      break;
    }
  }
  const double cosine = static_cast<double>(dot) / (text_norm_ * text_norm);
  pair.Set(Signal::kText, std::min(ToFixed(cosine), kOne));
}

void Asker::MeasureNeeds(const Record& partner, Pair& pair) const {
  if (!open_needs_.empty()) {
    absl::InlinedVector<Fixed, 16> met(open_needs_.size(), 0);
    ForEachOpen(partner, Section::kOffers, day_, [&](ThemeNo offer) {
      const Worth* worth = WorthOf(offer);
      if (worth == nullptr) return;
      for (const auto& [need, value] : *worth) met[need] = std::max(met[need], value);
    });
    uint64_t sum = 0;
    for (Fixed value : met) sum += value;
    pair.Set(Signal::kNeed, static_cast<Fixed>(sum / met.size()));
  }
  uint64_t sum = 0;
  uint64_t needs = 0;
  ThemeNo last = kNoTheme;
  ForEachOpen(partner, Section::kNeeds, day_, [&](ThemeNo need) {
    if (need == last) return;
    last = need;
    ++needs;
    sum += MeetsNeed(need);
  });
  if (needs > 0) pair.Set(Signal::kOffer, static_cast<Fixed>(sum / needs));
}

namespace {

bool Meet(std::span<const Country> a, std::span<const Country> b) {
  for (Country country : a) {
    for (Country other : b) {
      if (country == other) return true;
    }
  }
  return false;
}

}  // namespace

// The best of: a country that both are in; home and diaspora; a region that both are in.
Fixed Asker::MeasurePlace(const Record& partner) const {
  Fixed value = 0;
  if ((self_.regions & partner.regions) != 0) value = place_values_[1];
  if (value < place_values_[0] && Meet(self_.places(), partner.places())) {
    value = place_values_[0];
  }
  if (value < place_values_[2] &&
      (Meet(self_.origins(), partner.places()) || Meet(self_.places(), partner.origins()))) {
    value = place_values_[2];
  }
  return value;
}

void Asker::MeasureValues(const Record& partner, Pair& pair) const {
  const std::span<const uint32_t> own = self_.section(Section::kValues);
  const std::span<const uint32_t> its = partner.section(Section::kValues);
  if (own.empty() || its.empty()) return;
  uint64_t both = 0;
  uint64_t sum = 0;
  for (uint32_t theme : its) {
    sum += theme_weights_[theme];
    if (std::binary_search(own.begin(), own.end(), theme) && !IsMuted(theme)) {
      both += theme_weights_[theme];
    }
  }
  pair.Set(Signal::kValues, Quotient(both, value_sum_ + sum - both));
}

// Words in common are worth far less than their weight (a cosine of 0.08 among good partners), so
// leaving the weight out altogether would put all who write nothing, or in another language, before
// all who can be compared. With three quarters of it left in, not knowing is worth about as much as
// what a good partner's words come to.
uint32_t Asker::UnknownWeight(const Pair& pair) const {
  const bool describes_itself = text_norm_ > 0 && self_.languages_in_text != 0;
  if (!describes_itself || pair.known[static_cast<int>(Signal::kText)]) return 0;
  return weight(Signal::kText) * 3 / 4;
}

void Asker::Combine(Pair& pair) const {
  uint64_t sum = 0;
  uint64_t weights = 0;
  for (int i = 1; i < kSignalCount; ++i) {
    const Signal s = static_cast<Signal>(i);
    if (s == Signal::kNeed || s == Signal::kOffer || !pair.known[i]) continue;
    sum += uint64_t{weights_[i]} * pair.value[i];
    weights += weights_[i];
  }
  weights += UnknownWeight(pair);
  const auto with = [&](Signal s) {
    const int i = static_cast<int>(s);
    const uint64_t all = weights + (pair.known[i] ? weights_[i] : 0);
    return all == 0 ? 0 : static_cast<Fixed>((sum + uint64_t{weights_[i]} * pair.value[i]) / all);
  };
  pair.forward = with(Signal::kNeed);
  pair.back = with(Signal::kOffer);
  pair.score = HarmonicMean(pair.forward, pair.back);
}

}  // namespace tashbik::graph
