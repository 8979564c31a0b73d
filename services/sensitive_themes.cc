// The closure of sensitive countries, and looking for themes in links, names and descriptions.
#include "services/sensitive_themes.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "graph/text/row.h"
#include "services/facts.h"
#include "services/keys.h"
#include "services/names.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

// Counts up whenever what is sensitive of an actor changes with the vocabulary unchanged: then a
// start looks at all actors again.
constexpr int kRulesVersion = 1;
constexpr char kEverywhere[] = "*";

void SortUnique(std::vector<std::string>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Countries where each theme is sensitive, by what it says and by what is broader.
class Closure {
 public:
  explicit Closure(absl::Span<const Record* const> themes) {
    for (const Record* theme : themes) themes_[theme->id()] = theme;
  }

  const std::set<std::string>& Of(const std::string& id) {
    const auto [it, added] = closed_.try_emplace(id);
    const auto theme = themes_.find(id);
    if (!added || theme == themes_.end()) return it->second;  // a cycle ends here
    std::set<std::string> countries(theme->second->theme().sensitive_countries().begin(),
                                    theme->second->theme().sensitive_countries().end());
    const v1::Theme& said = theme->second->theme();
    std::vector<std::string> above(said.broader().begin(), said.broader().end());
    // Who carries a theme that was merged away counts as carrying the one that stays.
    if (!said.replaced_by().empty()) above.push_back(said.replaced_by());
    for (const std::string& name : above) {
      const std::set<std::string>& inherited = Of(IdIn(name));
      countries.insert(inherited.begin(), inherited.end());
    }
    if (countries.contains(kEverywhere)) countries = {kEverywhere};
    return closed_[id] = std::move(countries);
  }

 private:
  absl::flat_hash_map<std::string, const Record*> themes_;
  std::map<std::string, std::set<std::string>> closed_;
};

std::vector<std::string> CountriesIn(const Record& actor) {
  std::vector<std::string> countries;
  const auto add = [&](const auto& list) {
    countries.insert(countries.end(), list.begin(), list.end());
  };
  const v1::Profile& profile = *ProfileIn(actor);
  if (!profile.base_country().empty()) countries.push_back(profile.base_country());
  add(profile.active_countries());
  if (actor.has_diaspora_group()) {
    add(actor.diaspora_group().origin_countries());
    add(actor.diaspora_group().residence_countries());
  }
  SortUnique(countries);
  return countries;
}

// Stems of the descriptions in order: those kept with the record, unless they may be cut short.
std::vector<std::vector<std::string>> DescriptionStems(const Record& actor) {
  const store::v1::TextRow& row = actor.text();
  std::vector<std::vector<std::string>> texts;
  if (row.pipeline() == graph::text::kPipelineVersion &&
      row.stems_size() < graph::text::kMaxStemsPerDescription) {
    texts.emplace_back(row.stems().begin(), row.stems().end());
    return texts;
  }
  for (const auto& [language, text] : ProfileIn(actor)->descriptions()) {
    texts.push_back(graph::text::StemLabel(text, language));
  }
  return texts;
}

}  // namespace

SensitiveThemes::SensitiveThemes(absl::Span<const Record* const> themes) {
  Closure closure(themes);
  for (const Record* theme : themes) {
    const std::set<std::string>& countries = closure.Of(theme->id());
    if (countries.empty()) continue;
    Theme& sensitive = themes_[theme->id()];
    sensitive.countries.assign(countries.begin(), countries.end());
    for (graph::LabelFacts& label : ThemeFactsOf(*theme).labels) {
      sensitive.labels.push_back(std::move(label.stems));
    }
    std::sort(sensitive.labels.begin(), sensitive.labels.end());
  }
  std::string text = absl::StrCat(kRulesVersion, " ", graph::text::kPipelineVersion, "\n");
  for (const auto& [id, theme] : themes_) {
    absl::StrAppend(&text, id, " ", absl::StrJoin(theme.countries, ","), "\n");
    for (const std::vector<std::string>& stems : theme.labels) {
      absl::StrAppend(&text, " ", absl::StrJoin(stems, " "), "\n");
      labels_from_[stems.front()].push_back({&id, &stems});
    }
  }
  hash_ = PlainHash(text);
}

bool SensitiveThemes::IsSensitive(absl::string_view theme,
                                  absl::Span<const std::string> countries) const {
  const auto found = themes_.find(theme);
  if (found == themes_.end()) return false;
  const std::vector<std::string>& sensitive = found->second.countries;
  if (sensitive.front() == kEverywhere) return true;
  return std::any_of(countries.begin(), countries.end(), [&](const std::string& country) {
    return std::binary_search(sensitive.begin(), sensitive.end(), country);
  });
}

void SensitiveThemes::AddNamed(absl::Span<const absl::string_view> stems,
                               absl::Span<const std::string> countries,
                               std::vector<std::string>& themes) const {
  for (size_t at = 0; at < stems.size(); ++at) {
    const auto labels = labels_from_.find(stems[at]);
    if (labels == labels_from_.end()) continue;
    for (const Label& label : labels->second) {
      if (label.stems->size() > stems.size() - at) continue;
      const bool stands = std::equal(label.stems->begin(), label.stems->end(),
                                     stems.begin() + static_cast<ptrdiff_t>(at));
      if (stands && IsSensitive(*label.theme, countries)) themes.push_back(*label.theme);
    }
  }
}

store::v1::Sensitivity SensitiveThemes::Of(const Record& actor) const {
  store::v1::Sensitivity sensitivity;
  if (themes_.empty()) return sensitivity;
  const std::vector<std::string> countries = CountriesIn(actor);
  const v1::Profile& profile = *ProfileIn(actor);
  std::vector<std::string> linked;
  std::vector<std::string> whole;
  const auto add = [&](const auto& links, bool raises_whole) {
    for (const auto& link : links) {
      const std::string id = IdIn(link.theme());
      if (!IsSensitive(id, countries)) continue;
      linked.push_back(id);
      if (raises_whole) whole.push_back(id);
    }
  };
  for (const auto* links : {&profile.communities_served(), &profile.communities_led_by()}) {
    add(*links, true);
  }
  for (const auto* links :
       {&profile.issues(), &profile.challenges(), &profile.laws(), &profile.institutions(),
        &profile.values(), &profile.red_lines(), &actor.diaspora_group().origin_communities()}) {
    add(*links, false);
  }
  for (const auto* exchanges : {&profile.needs(), &profile.offers()}) add(*exchanges, false);
  const auto add_named = [&](const std::vector<std::string>& stems) {
    AddNamed(std::vector<absl::string_view>(stems.begin(), stems.end()), countries, whole);
  };
  for (const v1::Name& name : profile.names()) {
    add_named(graph::text::StemLabel(name.text(), name.language()));
  }
  for (const std::vector<std::string>& stems : DescriptionStems(actor)) add_named(stems);
  SortUnique(linked);
  SortUnique(whole);
  sensitivity.mutable_link_themes()->Assign(linked.begin(), linked.end());
  sensitivity.mutable_record_themes()->Assign(whole.begin(), whole.end());
  for (const std::string& theme : actor.sensitivity().published_themes()) {
    if (std::binary_search(linked.begin(), linked.end(), theme) ||
        std::binary_search(whole.begin(), whole.end(), theme)) {
      sensitivity.add_published_themes(theme);
    }
  }
  return sensitivity;
}

std::vector<std::string> SensitiveThemes::CountriesOf(absl::string_view theme,
                                                      const Record& actor) const {
  const auto found = themes_.find(theme);
  if (found == themes_.end()) return {};
  if (found->second.countries.front() == kEverywhere) return {kEverywhere};
  std::vector<std::string> both;
  const std::vector<std::string> countries = CountriesIn(actor);
  std::set_intersection(countries.begin(), countries.end(), found->second.countries.begin(),
                        found->second.countries.end(), std::back_inserter(both));
  return both;
}

}  // namespace tashbik::services
