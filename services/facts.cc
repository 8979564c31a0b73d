// Plain mapping.
#include "services/facts.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "graph/protections.h"
#include "graph/text/row.h"
#include "services/names.h"
#include "services/story_rules.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

std::vector<std::string> Ids(storage::Kind kind,
                             const google::protobuf::RepeatedPtrField<std::string>& names) {
  std::vector<std::string> ids;
  for (const std::string& name : names) {
    if (std::optional<std::string> id = ParseNameOf(kind, name)) ids.push_back(*std::move(id));
  }
  return ids;
}

std::string ThemeId(const std::string& name) {
  return ParseNameOf(store::v1::KIND_THEME, name).value_or("");
}

std::vector<std::string> Strings(const google::protobuf::RepeatedPtrField<std::string>& values) {
  return {values.begin(), values.end()};
}

bool IsPublished(const store::v1::Sensitivity& sensitivity, const std::string& theme) {
  const auto& published = sensitivity.published_themes();
  return std::find(published.begin(), published.end(), theme) != published.end();
}

void AddLabels(absl::string_view text, absl::string_view language, graph::ThemeFacts& facts) {
  std::vector<std::string> stems = graph::text::StemLabel(text, language);
  if (!stems.empty()) {
    facts.labels.push_back({std::move(stems), graph::text::LangOf(language)});
  }
}

}  // namespace

std::optional<graph::Tier> TierOf(v1::Tier tier) {
  if (tier < v1::TIER_PRIVATE || tier > v1::TIER_PUBLIC) return std::nullopt;
  return static_cast<graph::Tier>(tier);
}

const v1::Profile* ProfileIn(const Record& record) {
  if (record.has_organization()) return &record.organization().profile();
  if (record.has_diaspora_group()) return &record.diaspora_group().profile();
  return nullptr;
}

const v1::Visibility* VisibilityIn(const Record& record) {
  switch (record.resource_case()) {
    case Record::kOrganization:
      return &record.organization().visibility();
    case Record::kDiasporaGroup:
      return &record.diaspora_group().visibility();
    case Record::kCoalition:
      return &record.coalition().visibility();
    case Record::kHub:
      return &record.hub().visibility();
    case Record::kCall:
      return &record.call().visibility();
    case Record::kEvent:
      return &record.event().visibility();
    case Record::kStory:
      return &record.story().visibility();
    case Record::kStatement:
      return &record.statement().visibility();
    default:
      return nullptr;
  }
}

bool IsDeleted(const Record& record) {
  switch (record.resource_case()) {
    case Record::kOrganization:
      return record.organization().has_delete_time();
    case Record::kDiasporaGroup:
      return record.diaspora_group().has_delete_time();
    case Record::kCoalition:
      return record.coalition().has_delete_time();
    case Record::kHub:
      return record.hub().has_delete_time();
    case Record::kCall:
      return record.call().has_delete_time();
    case Record::kEvent:
      return record.event().has_delete_time();
    case Record::kStory:
      return record.story().has_delete_time();
    case Record::kStatement:
      return record.statement().has_delete_time();
    default:
      return false;
  }
}

bool IsSensitive(const Record& record) {
  if (graph::IsRemoved(graph::Protection::kSensitiveRecords)) return false;
  const store::v1::Sensitivity& sensitivity = record.sensitivity();
  return std::any_of(sensitivity.record_themes().begin(), sensitivity.record_themes().end(),
                     [&](const std::string& theme) { return !IsPublished(sensitivity, theme); });
}

bool IsSensitiveLink(const Record& record, absl::string_view theme) {
  const auto& themes = record.sensitivity().link_themes();
  if (themes.empty() || graph::IsRemoved(graph::Protection::kSensitiveLinks)) return false;
  const std::string id = ThemeId(std::string(theme));
  return std::find(themes.begin(), themes.end(), id) != themes.end() &&
         !IsPublished(record.sensitivity(), id);
}

bool IsPending(const Record& record) {
  return (record.has_organization() && record.organization().state() == v1::ACTOR_STATE_PENDING) ||
         (record.has_diaspora_group() &&
          record.diaspora_group().state() == v1::ACTOR_STATE_PENDING);
}

graph::Access AccessOf(storage::Kind kind, const Record& record) {
  graph::Access access;
  access.tier = graph::Tier::kPublic;
  const v1::Visibility* visibility = VisibilityIn(record);
  if (visibility == nullptr) return access;
  access.tier = TierOf(visibility->tier()).value_or(graph::Tier::kPrivate);
  if (IsSensitive(record)) access.tier = std::min(access.tier, graph::Tier::kBrokered);
  // Who is not verified is seen by its owner and its hub's reviewers, whatever it chose; one that
  // hid itself stays hidden from them too.
  if (IsPending(record)) access.tier = std::min(access.tier, graph::Tier::kUnclaimed);
  // So is a story until all that it names agreed; visibility.h adds these.
  if (record.has_story() && !AllAgreed(record.story()) &&
      !graph::IsRemoved(graph::Protection::kStoryConsents)) {
    access.tier = std::min(access.tier, graph::Tier::kUnclaimed);
  }
  access.hubs = Ids(store::v1::KIND_HUB, visibility->hubs());
  access.circles = Ids(store::v1::KIND_CIRCLE, visibility->circles());
  access.brokers = Ids(store::v1::KIND_HUB, visibility->brokers());
  for (const std::string& name : visibility->blocked()) {
    if (std::optional<ResourceName> actor = ParseActorName(name)) {
      access.blocked.push_back(std::move(actor->id));
    }
  }
  access.hidden_from = Strings(visibility->hide_from_countries());
  // A hub is known to its own people, whatever other hubs it names.
  if (kind == store::v1::KIND_HUB) access.hubs.push_back(record.id());
  if (access.brokers.empty()) access.brokers = access.hubs;
  access.owner = record.owner_account();
  return access;
}

graph::ThemeFacts ThemeFactsOf(const Record& record) {
  const v1::Theme& theme = record.theme();
  graph::ThemeFacts facts;
  facts.id = record.id();
  facts.facet = static_cast<graph::Facet>(theme.facet());
  facts.broader = Ids(store::v1::KIND_THEME, theme.broader());
  for (const v1::Cause& cause : theme.causes()) {
    facts.causes.push_back({ThemeId(cause.theme()), Strings(cause.countries())});
  }
  for (const v1::RelatedTheme& related : theme.related()) {
    facts.related.push_back({ThemeId(related.theme()), related.weight()});
  }
  for (const auto& [language, label] : theme.labels()) AddLabels(label, language, facts);
  for (const auto* lists : {&theme.alternative_labels(), &theme.hidden_labels()}) {
    for (const auto& [language, list] : *lists) {
      for (const std::string& label : list.values()) AddLabels(label, language, facts);
    }
  }
  std::sort(facts.labels.begin(), facts.labels.end(), [](const auto& a, const auto& b) {
    return std::tie(a.language, a.stems) < std::tie(b.language, b.stems);
  });
  facts.deprecated = theme.deprecated();
  if (theme.deprecated()) facts.replaced_by = ThemeId(theme.replaced_by());
  return facts;
}

graph::CoalitionFacts CoalitionFactsOf(const Record& record) {
  return {.id = record.id(),
          .access = AccessOf(store::v1::KIND_COALITION, record),
          .themes = Ids(store::v1::KIND_THEME, record.coalition().themes()),
          .countries = Strings(record.coalition().countries())};
}

graph::MembershipFacts MembershipFactsOf(const Record& record) {
  const absl::string_view id = record.id();
  const size_t slash = id.find('/');
  return {.coalition = std::string(id.substr(0, slash)),
          .actor = std::string(id.substr(slash + 1)),
          .tier = TierOf(record.coalition_member().tier())};
}

graph::Epoch EpochOf(const store::v1::EpochRecord& record) {
  graph::Epoch epoch;
  epoch.number = record.number();
  epoch.public_actors = record.public_actors();
  epoch.asked = record.asked();
  for (int i = 0; i < record.themes_size() && i < record.theme_counts_size(); ++i) {
    epoch.theme_counts.emplace_back(record.themes(i), record.theme_counts(i));
  }
  for (int i = 0; i < record.stems_size() && i < record.stem_counts_size(); ++i) {
    epoch.stem_counts.emplace_back(record.stems(i), record.stem_counts(i));
  }
  for (int i = 0; i < record.exposed_actors_size() && i < record.exposures_size(); ++i) {
    epoch.exposures.emplace_back(record.exposed_actors(i), record.exposures(i));
  }
  return epoch;
}

store::v1::EpochRecord RecordOf(const graph::Epoch& epoch) {
  store::v1::EpochRecord record;
  record.set_number(epoch.number);
  record.set_public_actors(epoch.public_actors);
  record.set_asked(epoch.asked);
  for (const auto& [theme, count] : epoch.theme_counts) {
    record.add_themes(theme);
    record.add_theme_counts(count);
  }
  for (const auto& [stem, count] : epoch.stem_counts) {
    record.add_stems(stem);
    record.add_stem_counts(count);
  }
  for (const auto& [actor, count] : epoch.exposures) {
    record.add_exposed_actors(actor);
    record.add_exposures(count);
  }
  return record;
}

std::optional<graph::Day> DayOf(absl::string_view date) {
  absl::CivilDay day;
  if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
  for (const size_t i : {0, 1, 2, 3, 5, 6, 8, 9}) {
    if (date[i] < '0' || date[i] > '9') return std::nullopt;
  }
  // The parser normalizes: 2024-02-30 would become another day.
  if (!absl::ParseCivilTime(date, &day) || absl::FormatCivilTime(day) != date) return std::nullopt;
  return static_cast<graph::Day>(day - absl::CivilDay(1970, 1, 1));
}

}  // namespace tashbik::services
