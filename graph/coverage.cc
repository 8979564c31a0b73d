// Passes over the visible records and counts.
#include "graph/coverage.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "graph/network.h"
#include "graph/parts.h"
#include "graph/tie_hash.h"

namespace tashbik::graph {
namespace {

constexpr size_t kStopInterval = 1000;

// Calls visit(visible) for each actor that `sight` sees; false when `stop` said so.
template <typename Visit>
bool ForEachVisible(const Parts& parts, const Sight& sight, const Stop& stop, const Visit& visit) {
  size_t steps = 0;
  bool stopped = false;
  parts.ForEach([&](const Record& whole, double) {
    if (stopped || (stop && ++steps % kStopInterval == 0 && stop())) {
      stopped = true;
    } else if (const Record* visible = sight.Visible(whole)) {
      visit(*visible);
    }
  });
  return !stopped;
}

// Which of some themes are the same as a theme or broader, by places in their list.
class Within {
 public:
  Within(const Vocabulary& vocabulary, const std::vector<ThemeNo>& themes) {
    for (uint32_t i = 0; i < themes.size(); ++i) {
      for (const ThemeStep& step : vocabulary.NarrowerOrSame(themes[i])) {
        places_[step.theme].push_back(i);
      }
    }
  }
  // Adds those of `theme` to `found`.
  void Add(ThemeNo theme, absl::flat_hash_set<uint32_t>& found) const {
    if (const auto it = places_.find(theme); it != places_.end()) {
      found.insert(it->second.begin(), it->second.end());
    }
  }

 private:
  absl::flat_hash_map<ThemeNo, std::vector<uint32_t>> places_;
};

// Calls visit(theme) for the links by which an actor works on something.
template <typename Visit>
void ForEachWork(const Record& visible, const Visit& visit) {
  for (uint32_t link : visible.section(Section::kLinks)) {
    const Role role = static_cast<Role>(link >> 24);
    if (role == Role::kNeed || role == Role::kOffer || role == Role::kRedLine) continue;
    visit(ThemeNo{link & 0xffffff});
  }
}

std::vector<ThemeNo> AskedThemes(const Vocabulary& vocabulary, const CoverageQuery& query) {
  std::vector<ThemeNo> themes;
  for (const std::string& id : query.themes) {
    const ThemeNo theme = vocabulary.Find(id);
    if (theme == kNoTheme) continue;
    for (const ThemeStep& step : vocabulary.NarrowerOrSame(theme)) {
      if (step.theme == theme || !vocabulary.deprecated(step.theme)) themes.push_back(step.theme);
    }
  }
  if (query.themes.empty()) {
    for (ThemeNo theme = 0; theme < vocabulary.size(); ++theme) {
      if (vocabulary.facet(theme) == Facet::kIssue && !vocabulary.deprecated(theme)) {
        themes.push_back(theme);
      }
    }
  }
  std::sort(themes.begin(), themes.end());
  themes.erase(std::unique(themes.begin(), themes.end()), themes.end());
  return themes;
}

}  // namespace

Coverage MeasureCoverage(const Network& network, const Audience& audience,
                         const CoverageQuery& query, const Stop& stop) {
  const Parts& parts = network.parts();
  const Sight sight(*parts.access, audience);
  const std::vector<ThemeNo> themes = AskedThemes(*parts.vocabulary, query);
  const Within within(*parts.vocabulary, themes);
  absl::flat_hash_set<Country> countries(query.countries.begin(), query.countries.end());
  absl::flat_hash_map<std::pair<uint32_t, Country>, uint32_t> counts;
  absl::flat_hash_set<uint32_t> works;
  Coverage coverage;
  coverage.actors.resize(themes.size(), 0);
  coverage.stopped = !ForEachVisible(parts, sight, stop, [&](const Record& visible) {
    works.clear();
    ForEachWork(visible, [&](ThemeNo theme) { within.Add(theme, works); });
    ForEachOpen(visible, Section::kOffers, audience.day,
                [&](ThemeNo theme) { within.Add(theme, works); });
    for (uint32_t theme : works) ++coverage.actors[theme];
    for (const Country country : visible.active()) {
      if (query.countries.empty()) countries.insert(country);
      if (!countries.contains(country)) continue;
      for (uint32_t theme : works) ++counts[{theme, country}];
    }
  });
  std::vector<Country> sorted(countries.begin(), countries.end());
  std::sort(sorted.begin(), sorted.end(),
            [](Country a, Country b) { return CountryCode(a) < CountryCode(b); });
  for (uint32_t i = 0; i < themes.size(); ++i) {
    coverage.themes.push_back(parts.vocabulary->id(themes[i]));
    for (Country country : sorted) {
      const auto it = counts.find({i, country});
      coverage.cells.push_back({i, country, it == counts.end() ? 0 : it->second});
    }
  }
  return coverage;
}

UnmetThemes FindUnmetThemes(const Network& network, const Audience& audience, uint64_t tie_key,
                            absl::FunctionRef<bool(const ActorView&)> keep, const Stop& stop) {
  const Parts& parts = network.parts();
  const Sight sight(*parts.access, audience);
  absl::flat_hash_map<ThemeNo, std::vector<std::string>> needs;
  UnmetThemes result;
  result.stopped = !ForEachVisible(parts, sight, stop, [&](const Record& visible) {
    if (visible.section(Section::kNeeds).empty() || !keep(ActorView(parts, visible))) return;
    absl::flat_hash_set<ThemeNo> own;
    ForEachOpen(visible, Section::kNeeds, audience.day, [&](ThemeNo theme) { own.insert(theme); });
    for (ThemeNo theme : own) needs[theme].emplace_back(visible.id());
  });
  std::vector<ThemeNo> themes;
  for (const auto& [theme, actors] : needs) themes.push_back(theme);
  std::sort(themes.begin(), themes.end());
  const Within within(*parts.vocabulary, themes);
  std::vector<uint32_t> offered(themes.size(), 0);
  std::vector<bool> met(themes.size(), false);
  absl::flat_hash_set<uint32_t> offers;
  const bool complete = ForEachVisible(parts, sight, stop, [&](const Record& visible) {
    offers.clear();
    ForEachOpen(visible, Section::kOffers, audience.day,
                [&](ThemeNo theme) { within.Add(theme, offers); });
    const bool kept = !offers.empty() && keep(ActorView(parts, visible));
    for (uint32_t theme : offers) {
      ++offered[theme];
      if (kept) met[theme] = true;
    }
  });
  result.stopped = result.stopped || !complete;
  if (result.stopped) return result;
  for (uint32_t i = 0; i < themes.size(); ++i) {
    if (met[i]) continue;
    std::vector<std::string>& actors = needs[themes[i]];
    std::sort(actors.begin(), actors.end(), [&](const std::string& a, const std::string& b) {
      const uint64_t of_a = TieHash(tie_key, a);
      const uint64_t of_b = TieHash(tie_key, b);
      return of_a != of_b ? of_a < of_b : a < b;
    });
    result.themes.push_back({parts.vocabulary->id(themes[i]), std::move(actors), offered[i]});
  }
  std::stable_sort(
      result.themes.begin(), result.themes.end(),
      [](const UnmetTheme& a, const UnmetTheme& b) { return a.actors.size() > b.actors.size(); });
  return result;
}

std::vector<std::string> ThemesOf(const ActorView& actor) {
  std::vector<std::string> themes;
  for (const Role role : {Role::kIssue, Role::kServes, Role::kLedBy, Role::kChallenge, Role::kLaw,
                          Role::kInstitution, Role::kOriginCommunity}) {
    for (std::string& theme : actor.Links(role)) {
      if (std::find(themes.begin(), themes.end(), theme) == themes.end()) {
        themes.push_back(std::move(theme));
      }
    }
  }
  return themes;
}

}  // namespace tashbik::graph
