// By looking every id up from the beginning.
#include "tests/testing/replaced_themes.h"

#include <map>
#include <set>
#include <utility>

namespace tashbik::testing {
namespace {

void Rename(const std::vector<graph::ThemeFacts>& themes, graph::ActorFacts& actor) {
  for (graph::LinkFacts& link : actor.links) link.theme = CountedTheme(themes, link.theme);
}

}  // namespace

std::string CountedTheme(const std::vector<graph::ThemeFacts>& themes, const std::string& id) {
  std::map<std::string, std::string> next;  // of themes with one id the last counts
  for (const graph::ThemeFacts& theme : themes) next[theme.id] = theme.replaced_by;
  std::set<std::string> seen;
  std::string at = id;
  while (next.contains(at) && next.contains(next[at]) && next[at] != at) {
    if (!seen.insert(at).second) return id;
    at = next[at];
  }
  return at;
}

graph::Facts WithoutReplaced(graph::Facts facts) {
  const std::vector<graph::ThemeFacts> before = std::move(facts.themes);
  const auto counted = [&](const std::string& id) { return CountedTheme(before, id); };
  std::map<std::string, graph::ThemeFacts> kept;
  for (const graph::ThemeFacts& theme : before) {
    if (counted(theme.id) == theme.id) kept[theme.id] = theme;
  }
  for (const graph::ThemeFacts& theme : before) {
    graph::ThemeFacts& target = kept.at(counted(theme.id));
    if (target.id == theme.id) continue;
    for (const graph::LabelFacts& label : theme.labels) {
      bool there = false;
      for (const graph::LabelFacts& own : target.labels) {
        there = there || (own.stems == label.stems && own.language == label.language);
      }
      if (!there) target.labels.push_back(label);
    }
  }
  facts.themes.clear();
  for (auto& [id, theme] : kept) {
    theme.replaced_by.clear();
    for (std::string& broader : theme.broader) broader = counted(broader);
    std::erase(theme.broader, id);
    for (graph::CauseFacts& cause : theme.causes) cause.theme = counted(cause.theme);
    std::erase_if(theme.causes, [&](const auto& cause) { return cause.theme == id; });
    for (graph::RelatedFacts& related : theme.related) related.theme = counted(related.theme);
    facts.themes.push_back(std::move(theme));
  }
  for (graph::ActorFacts& actor : facts.actors) Rename(before, actor);
  for (graph::CoalitionFacts& coalition : facts.coalitions) {
    for (std::string& theme : coalition.themes) theme = counted(theme);
  }
  return facts;
}

graph::Epoch WithoutReplaced(const std::vector<graph::ThemeFacts>& themes, graph::Epoch epoch) {
  std::map<std::string, uint32_t> counts;
  for (const auto& [id, count] : epoch.theme_counts) counts[CountedTheme(themes, id)] += count;
  epoch.theme_counts.assign(counts.begin(), counts.end());
  return epoch;
}

graph::SuggestQuery WithoutReplaced(const std::vector<graph::ThemeFacts>& themes,
                                    graph::SuggestQuery query) {
  if (query.profile.has_value()) Rename(themes, *query.profile);
  for (std::string& theme : query.filter.themes) theme = CountedTheme(themes, theme);
  for (graph::Mute& mute : query.mutes) mute.theme = CountedTheme(themes, mute.theme);
  return query;
}

}  // namespace tashbik::testing
