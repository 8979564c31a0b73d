// Numbers themes, joins them, and walks their closures.
#include "graph/vocabulary.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "graph/closure_term.h"
#include "graph/fixed.h"

namespace tashbik::graph {
namespace {

// Sorts by id and drops all but the last of equal ids.
void SortUnique(std::vector<ThemeFacts>& themes) {
  std::stable_sort(themes.begin(), themes.end(),
                   [](const ThemeFacts& a, const ThemeFacts& b) { return a.id < b.id; });
  size_t kept = 0;
  for (size_t i = 0; i < themes.size(); ++i) {
    if (i + 1 < themes.size() && themes[i + 1].id == themes[i].id) continue;
    if (kept != i) themes[kept] = std::move(themes[i]);
    ++kept;
  }
  themes.resize(std::min(kept, kMaxThemes));
}

// For each theme, sorted by id, its place or that of the end of the chain of its replacements. Who
// is on a circle, or leads into one, is not replaced.
std::vector<size_t> Replacements(const std::vector<ThemeFacts>& themes) {
  absl::flat_hash_map<absl::string_view, size_t> places;
  for (size_t i = 0; i < themes.size(); ++i) places.emplace(themes[i].id, i);
  const auto next = [&](size_t at) {
    const auto it = places.find(themes[at].replaced_by);
    return it == places.end() ? at : it->second;
  };
  std::vector<size_t> ends(themes.size());
  for (size_t i = 0; i < themes.size(); ++i) {
    size_t end = i;
    size_t steps = 0;
    while (next(end) != end && steps <= themes.size()) {
      end = next(end);
      ++steps;
    }
    ends[i] = steps <= themes.size() ? end : i;
  }
  return ends;
}

// Adds what `to` does not have.
void AddLabels(const std::vector<LabelFacts>& labels, ThemeFacts& to) {
  for (const LabelFacts& label : labels) {
    const bool there = std::any_of(to.labels.begin(), to.labels.end(), [&](const LabelFacts& own) {
      return own.language == label.language && own.stems == label.stems;
    });
    if (!there) to.labels.push_back(label);
  }
}

bool Meet(std::span<const Country> a, std::span<const Country> b) {
  return std::any_of(a.begin(), a.end(), [b](Country country) {
    return std::find(b.begin(), b.end(), country) != b.end();
  });
}

}  // namespace

Vocabulary::Vocabulary(std::vector<ThemeFacts> facts) : themes_(std::move(facts)) {
  SortUnique(themes_);
  Replace();
  Link();
  CloseAll();
  CountInformation();
  IndexLabels();
}

void Vocabulary::Replace() {
  const std::vector<size_t> ends = Replacements(themes_);
  std::vector<ThemeNo> numbers(themes_.size());
  ThemeNo number = 0;
  for (size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] == i) numbers[i] = number++;
    if (ends[i] != i) AddLabels(themes_[i].labels, themes_[ends[i]]);
  }
  std::vector<ThemeFacts> kept;
  kept.reserve(number);
  for (size_t i = 0; i < ends.size(); ++i) {
    numbers_.emplace(themes_[i].id, numbers[ends[i]]);
    if (ends[i] == i) kept.push_back(std::move(themes_[i]));
  }
  themes_ = std::move(kept);
}

ThemeNo Vocabulary::Find(absl::string_view id) const {
  const auto it = numbers_.find(id);
  return it == numbers_.end() ? kNoTheme : it->second;
}

void Vocabulary::Link() {
  up_.resize(size());
  narrower_.resize(size());
  related_.resize(size());
  std::map<std::pair<ThemeNo, ThemeNo>, uint32_t> links;
  for (ThemeNo i = 0; i < size(); ++i) {
    for (const std::string& id : themes_[i].broader) {
      const ThemeNo other = Find(id);
      if (other == kNoTheme || other == i) continue;
      up_[i].push_back({other, false, {}});
      narrower_[other].push_back(i);
    }
    for (const CauseFacts& cause : themes_[i].causes) {
      const ThemeNo other = Find(cause.theme);
      if (other == kNoTheme || other == i) continue;
      up_[i].push_back({other, true, {}});
      for (const std::string& code : cause.countries) {
        if (const Country country = CountryOf(code)) up_[i].back().countries.push_back(country);
      }
    }
    for (const RelatedFacts& related : themes_[i].related) {
      const ThemeNo other = Find(related.theme);
      if (other == kNoTheme || other == i) continue;
      uint32_t& weight = links[{std::min(i, other), std::max(i, other)}];
      const double bounded = std::clamp(related.weight, 0.0, 1.0);
      weight = std::max(weight, static_cast<uint32_t>(std::llround(bounded * kWeightOne)));
    }
  }
  for (const auto& [pair, weight] : links) {
    related_[pair.first].push_back({pair.second, weight});
    related_[pair.second].push_back({pair.first, weight});
  }
}

void Vocabulary::CountInformation() {
  information_.resize(size(), 1.0);
  if (size() < 2) return;
  for (ThemeNo i = 0; i < size(); ++i) {
    const double descendants = static_cast<double>(NarrowerOrSame(i).size());  // itself included
    information_[i] =
        std::max(0.0, 1 - std::log(descendants) / std::log(static_cast<double>(size())));
  }
}

void Vocabulary::IndexLabels() {
  for (ThemeNo i = 0; i < size(); ++i) {
    for (LabelFacts& label : themes_[i].labels) {
      if (!label.stems.empty()) labels_.push_back({i, std::move(label.stems), label.language});
    }
    themes_[i].labels.clear();
  }
  // The longest label first, so that "freedom of association" is not taken for "freedom".
  std::stable_sort(labels_.begin(), labels_.end(), [](const Label& a, const Label& b) {
    if (a.stems[0] != b.stems[0]) return a.stems[0] < b.stems[0];
    return a.stems.size() > b.stems.size();
  });
  for (uint32_t i = 0; i < labels_.size();) {
    uint32_t end = i + 1;
    while (end < labels_.size() && labels_[end].stems[0] == labels_[i].stems[0]) ++end;
    labels_from_[labels_[i].stems[0]] = {i, end};
    i = end;
  }
}

std::span<const Vocabulary::Label> Vocabulary::LabelsFrom(absl::string_view stem) const {
  const auto it = labels_from_.find(stem);
  if (it == labels_from_.end()) return {};
  return {labels_.data() + it->second.first, it->second.second - it->second.first};
}

void Vocabulary::CloseAll() {
  graph_ = std::make_unique<const ThemeGraph>(up_);
  closure_begins_.push_back(0);
  for (ThemeNo theme = 0; theme < size(); ++theme) {
    bool depends = false;
    const std::vector<ThemeStep> closure = graph_->Above(theme, [&](const Up& link) {
      depends = depends || !link.countries.empty();
      return true;
    });
    for (const ThemeStep& step : closure) {
      if (!depends) closures_.push_back(ClosureTerm(step.theme, step.steps));
    }
    closure_begins_.push_back(static_cast<uint32_t>(closures_.size()));
  }
}

std::vector<ThemeStep> Vocabulary::Closure(std::span<const ThemeNo> from,
                                           std::span<const Country> countries) const {
  std::vector<uint32_t> terms;
  for (ThemeNo theme : from) {
    const uint32_t begin = closure_begins_[theme];
    const uint32_t end = closure_begins_[theme + 1];
    terms.insert(terms.end(), closures_.begin() + begin, closures_.begin() + end);
    if (begin != end) continue;
    const auto walked = graph_->Above(theme, [&](const Up& link) {
      return link.countries.empty() || Meet(link.countries, countries);
    });
    for (const ThemeStep& step : walked) terms.push_back(ClosureTerm(step.theme, step.steps));
  }
  // Of one theme the fewest steps come first.
  std::sort(terms.begin(), terms.end());
  std::vector<ThemeStep> closure;
  closure.reserve(terms.size());
  for (uint32_t term : terms) {
    if (closure.empty() || closure.back().theme != ThemeOf(term)) {
      closure.push_back({ThemeOf(term), StepsOf(term)});
    }
  }
  return closure;
}

std::vector<ThemeStep> Vocabulary::BroaderOrSame(ThemeNo theme) const {
  return graph_->Above(theme, [](const Up& link) { return !link.cause; });
}

std::vector<ThemeStep> Vocabulary::NarrowerOrSame(ThemeNo theme) const {
  return graph_->Below(theme, [](const Up& link) { return !link.cause; });
}

bool Vocabulary::IsWithin(ThemeNo theme, ThemeNo other) const {
  const std::vector<ThemeStep> broader = BroaderOrSame(theme);
  return std::any_of(broader.begin(), broader.end(),
                     [other](const ThemeStep& step) { return step.theme == other; });
}

}  // namespace tashbik::graph
