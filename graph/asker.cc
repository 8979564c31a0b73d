// Makes the tables of a question.
#include "graph/asker.h"

#include <algorithm>
#include <numeric>

namespace tashbik::graph {

Asker::Asker(const Parts& parts, const Record& self, double text_norm, const Preset& preset,
             Day day, bool ties_known)
    : parts_(parts),
      self_(self),
      theme_weights_(parts.rarity->themes()),
      text_norm_(self.section(Section::kStems).empty() ? 0 : text_norm),
      place_(preset.place),
      day_(day),
      ties_known_(ties_known) {
  double sum = 0;
  for (int i = 1; i < kSignalCount; ++i) {
    if (i != static_cast<int>(Signal::kOffer)) sum += preset.weights.of[i];
  }
  for (int i = 1; i < kSignalCount && sum > 0; ++i) {
    weights_[i] = static_cast<uint32_t>(std::llround(preset.weights.of[i] / sum * kWeightOne));
  }
  weights_[static_cast<int>(Signal::kOffer)] = weights_[static_cast<int>(Signal::kNeed)];
  place_values_ = {ToFixed(place_.same_country), ToFixed(place_.same_region),
                   ToFixed(place_.home_and_diaspora)};
  TakeClosure();
  TakeNeedsAndOffers();
  TakeRelated();
  TakeStems();
}

void Asker::TakeClosure() {
  const size_t themes = parts_.vocabulary->size();
  closure_.assign(themes, 0);
  in_closure_.assign(themes, 0);
  carried_.assign(themes, 0);
  for (const Section section : {Section::kIssues, Section::kCommunities}) {
    for (uint32_t term : self_.section(section)) {
      closure_[ThemeOf(term)] = Discounted(theme_weights_[ThemeOf(term)], StepsOf(term));
      in_closure_[ThemeOf(term)] = 1;
      carried_[ThemeOf(term)] = 1;
    }
  }
  issue_sum_ = SumOf(self_.section(Section::kIssues), theme_weights_);
  community_sum_ = SumOf(self_.section(Section::kCommunities), theme_weights_);
  for (uint32_t theme : self_.section(Section::kValues)) value_sum_ += theme_weights_[theme];
  for (uint32_t link : self_.section(Section::kLinks)) {
    if (static_cast<Role>(link >> 24) != Role::kRedLine) carried_[link & 0xffffff] = 1;
  }
}

// A skill meets a need for a narrower or a broader one too, at a discount for each step.
void Asker::TakeNeedsAndOffers() {
  const Vocabulary& vocabulary = *parts_.vocabulary;
  const auto for_each_near = [&](ThemeNo theme, const auto& visit) {
    for (const ThemeStep& step : vocabulary.NarrowerOrSame(theme)) visit(step);
    for (const ThemeStep& step : vocabulary.BroaderOrSame(theme)) {
      if (step.theme != theme) visit(step);
    }
  };
  const auto value_at = [](int steps) { return Discounted(kOne, steps); };
  ForEachOpen(self_, Section::kNeeds, day_, [&](ThemeNo need) {
    if (!open_needs_.empty() && open_needs_.back() == need) return;  // several spans of days
    const uint32_t number = static_cast<uint32_t>(open_needs_.size());
    open_needs_.push_back(need);
    for_each_near(need, [&](const ThemeStep& step) {
      Worth& worth = worth_[step.theme];
      if (worth.empty() || worth.back().first != number) {
        worth.push_back({number, value_at(step.steps)});
      }
    });
  });
  ForEachOpen(self_, Section::kOffers, day_, [&](ThemeNo offer) {
    for_each_near(offer, [&](const ThemeStep& step) {
      Fixed& best = meets_[step.theme];
      best = std::max(best, value_at(step.steps));
    });
  });
}

// What is known of a pair stays known: only what it comes to is less.
Asker Asker::Muting(std::vector<ThemeNo> themes) const {
  Asker muting = *this;
  std::sort(themes.begin(), themes.end());
  for (ThemeNo theme : themes) {
    muting.closure_[theme] = 0;
    muting.has_related_[theme] = 0;
    muting.worth_.erase(theme);
    muting.meets_.erase(theme);
    if (const auto it = muting.related_.find(theme); it != muting.related_.end()) {
      it->second.clear();
    }
    for (auto& [other, links] : muting.related_) {
      std::erase_if(links, [&](const RelatedLink& link) { return link.own == theme; });
    }
  }
  muting.muted_ = std::move(themes);
  return muting;
}

void Asker::TakeRelated() {
  has_related_.assign(parts_.vocabulary->size(), 0);
  for (const Section section : {Section::kIssues, Section::kCommunities}) {
    for (uint32_t term : self_.section(section)) {
      for (const Vocabulary::Related& link : parts_.vocabulary->related(ThemeOf(term))) {
        if (in_closure_[link.theme] != 0) continue;
        related_[link.theme].push_back({ThemeOf(term), link.weight});
        has_related_[link.theme] = 1;
      }
    }
  }
}

void Asker::TakeStems() {
  const std::span<const uint32_t> terms = self_.section(Section::kStems);
  if (terms.empty()) return;
  size_t slots = 16;
  while (slots < terms.size() * 3) slots *= 2;
  stems_.resize(slots);
  for (uint32_t term : terms) {
    size_t at = HashOf(term) & (slots - 1);
    while (stems_[at].key != 0) at = (at + 1) & (slots - 1);
    stems_[at] = {HashOf(term) + 1, parts_.rarity->stem(HashOf(term)),
                  parts_.rarity->component(term)};
  }
}

bool InClosure(std::span<const uint32_t> closure, ThemeNo theme) {
  const auto it = std::lower_bound(closure.begin(), closure.end(), ClosureTerm(theme, 0));
  return it != closure.end() && ThemeOf(*it) == theme;
}

bool Asker::CrossesRedLine(const Record& partner) const {
  for (uint32_t theme : partner.section(Section::kRedLines)) {
    if (carried_[theme] != 0) return true;
  }
  for (uint32_t theme : self_.section(Section::kRedLines)) {
    if (InClosure(partner.section(Section::kIssues), theme) ||
        InClosure(partner.section(Section::kCommunities), theme)) {
      return true;
    }
    for (uint32_t link : partner.section(Section::kLinks)) {
      if ((link & 0xffffff) == theme && static_cast<Role>(link >> 24) != Role::kRedLine)
        return true;
    }
  }
  return false;
}

bool Asker::SharesLanguage(const Record& partner) const {
  for (uint16_t language : partner.languages()) {
    for (uint16_t own : self_.languages()) {
      if (language == own) return true;
    }
  }
  return false;
}

}  // namespace tashbik::graph
