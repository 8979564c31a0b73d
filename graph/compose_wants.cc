// Numbers what is asked and looks it up in records.
#include "graph/compose_wants.h"

#include <algorithm>
#include <cmath>

#include "graph/asker.h"
#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

// Of a theme that says next to nothing, so that it still counts.
constexpr double kLeastInformation = 0.05;
// Of a country or language: about half of what a telling theme weighs.
constexpr uint32_t kPlaceWeight = kWeightOne / 2;

// Whether a link of that role says what an actor works on, or with whom.
bool IsWork(Role role) {
  switch (role) {
    case Role::kNeed:
    case Role::kOffer:
    case Role::kValue:
    case Role::kRedLine:
      return false;
    default:
      return true;
  }
}

}  // namespace

ComposeWants::ComposeWants(const Parts& parts, const ComposeQuery& query, Day day)
    : vocabulary_(*parts.vocabulary), day_(day) {
  for (const std::string& id : query.themes) AddTheme(id, Want::Kind::kTheme, false);
  for (const std::string& id : query.skills) AddTheme(id, Want::Kind::kSkill, false);
  for (const std::string& id : query.rules.skills) AddTheme(id, Want::Kind::kSkill, true);
  for (Country country : query.countries) AddCountry(country, kPlaceWeight);
  if (query.rules.min_countries > 0) {
    for (Country country : query.rules.countries) AddCountry(country, 0);
  }
  for (const std::string& tag : query.languages) AddLanguage(tag, false);
  for (const std::string& tag : query.rules.languages) AddLanguage(tag, true);
  Index();
}

void ComposeWants::AddTheme(const std::string& id, Want::Kind kind, bool ruled) {
  const ThemeNo theme = vocabulary_.Find(id);
  if (theme == kNoTheme) return;
  // A call may name skills among its themes. Values are held, not brought.
  const Facet facet = vocabulary_.facet(theme);
  if (facet == Facet::kValue) return;
  if (facet == Facet::kSkill || facet == Facet::kResource) kind = Want::Kind::kSkill;
  for (Want& want : wants_) {
    if (want.kind != kind || want.theme != theme) continue;
    want.ruled = want.ruled || ruled;
    return;
  }
  const double information = std::max(vocabulary_.information(theme), kLeastInformation);
  const auto weight = static_cast<uint32_t>(std::llround(information * kWeightOne));
  wants_.push_back({.kind = kind, .theme = theme, .weight = weight, .ruled = ruled});
}

void ComposeWants::AddCountry(Country country, uint32_t weight) {
  if (country == 0) return;
  const bool there = std::any_of(wants_.begin(), wants_.end(), [&](const Want& want) {
    return want.kind == Want::Kind::kCountry && want.country == country;
  });
  if (there) return;
  wants_.push_back({.kind = Want::Kind::kCountry, .country = country, .weight = weight});
}

void ComposeWants::AddLanguage(const std::string& tag, bool ruled) {
  const uint16_t code = LanguageCode(tag);
  if (code == 0) return;
  for (Want& want : wants_) {
    if (want.kind != Want::Kind::kLanguage || LanguageCode(want.language) != code) continue;
    want.ruled = want.ruled || ruled;
    return;
  }
  wants_.push_back(
      {.kind = Want::Kind::kLanguage, .language = tag, .weight = kPlaceWeight, .ruled = ruled});
}

void ComposeWants::Index() {
  within_.resize(wants_.size());
  for (size_t i = 0; i < wants_.size(); ++i) {
    const Want& want = wants_[i];
    const auto number = static_cast<uint16_t>(i);
    total_weight_ += want.weight;
    switch (want.kind) {
      case Want::Kind::kTheme:
      case Want::Kind::kSkill:
        for (const ThemeStep& step : vocabulary_.NarrowerOrSame(want.theme)) {
          within_[i].push_back(step.theme);
          auto& index = want.kind == Want::Kind::kTheme ? by_link_ : by_offer_;
          index[step.theme].push_back(number);
        }
        if (want.kind == Want::Kind::kTheme && vocabulary_.facet(want.theme) == Facet::kCause) {
          causes_.push_back({want.theme, number});
        }
        break;
      case Want::Kind::kCountry:
        by_country_.emplace(want.country, number);
        break;
      case Want::Kind::kLanguage:
        by_language_.emplace(LanguageCode(want.language), number);
        break;
    }
  }
}

uint64_t ComposeWants::WeightOf(const WantList& list) const {
  uint64_t sum = 0;
  for (uint16_t number : list) sum += wants_[number].weight;
  return sum;
}

WantList ComposeWants::BroughtBy(const Record& visible) const {
  WantList list;
  const auto add = [&list](const auto& index, auto key) {
    const auto found = index.find(key);
    if (found != index.end()) list.insert(list.end(), found->second.begin(), found->second.end());
  };
  const auto add_one = [&list](const auto& index, auto key) {
    const auto found = index.find(key);
    if (found != index.end()) list.push_back(found->second);
  };
  if (!by_link_.empty()) {
    for (uint32_t link : visible.section(Section::kLinks)) {
      if (IsWork(static_cast<Role>(link >> 24))) add(by_link_, ThemeNo{link & 0xffffff});
    }
    for (const auto& [cause, number] : causes_) {
      if (InClosure(visible.section(Section::kIssues), cause)) list.push_back(number);
    }
  }
  if (!by_offer_.empty()) {
    ForEachOpen(visible, Section::kOffers, day_, [&](ThemeNo offer) { add(by_offer_, offer); });
  }
  if (!by_country_.empty()) {
    for (Country country : visible.places()) add_one(by_country_, country);
  }
  if (!by_language_.empty()) {
    for (uint16_t language : visible.languages()) add_one(by_language_, language);
  }
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

void ComposeWants::Tell(size_t number, Brought& to) const {
  const Want& want = wants_[number];
  switch (want.kind) {
    case Want::Kind::kTheme:
    case Want::Kind::kSkill:
      to.themes.push_back(vocabulary_.id(want.theme));
      break;
    case Want::Kind::kCountry:
      if (want.weight > 0) to.countries.push_back(CountryCode(want.country));
      break;
    case Want::Kind::kLanguage:
      to.languages.push_back(want.language);
      break;
  }
}

}  // namespace tashbik::graph
