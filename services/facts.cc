// Plain mapping; the only thing computed here is the text row.
#include "services/facts.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "graph/text/row.h"
#include "services/names.h"

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

graph::text::TextRow RowOf(const store::v1::TextRow& stored) {
  graph::text::TextRow row;
  row.version = stored.pipeline();
  row.stems.reserve(static_cast<size_t>(stored.stems_size()));
  for (int i = 0; i < stored.stems_size(); ++i) {
    const size_t at = static_cast<size_t>(i);
    const uint8_t lang =
        at < stored.stem_languages().size() ? static_cast<uint8_t>(stored.stem_languages()[at]) : 0;
    row.stems.push_back({stored.stems(i), static_cast<graph::text::Lang>(lang)});
  }
  for (const auto& name : stored.names()) {
    row.names.push_back({name.folded(), static_cast<graph::text::NameKind>(name.kind()),
                         static_cast<graph::text::Lang>(name.language()), Strings(name.words())});
  }
  return row;
}

store::v1::TextRow StoredRow(const graph::text::TextRow& row) {
  store::v1::TextRow stored;
  stored.set_pipeline(row.version);
  for (const graph::text::Stem& stem : row.stems) {
    stored.add_stems(stem.text);
    stored.mutable_stem_languages()->push_back(static_cast<char>(stem.lang));
  }
  for (const graph::text::NameEntry& name : row.names) {
    auto* entry = stored.add_names();
    entry->set_folded(name.folded);
    entry->set_kind(static_cast<uint32_t>(name.kind));
    entry->set_language(static_cast<uint32_t>(name.lang));
    for (const std::string& word : name.words) entry->add_words(word);
  }
  return stored;
}

graph::text::TextRow DerivedRow(const v1::Profile& profile) {
  std::vector<graph::text::NameText> names;
  for (const v1::Name& name : profile.names()) {
    const auto kind = name.kind() == v1::NAME_KIND_UNSPECIFIED ? v1::NAME_KIND_LEGAL : name.kind();
    names.push_back({name.text(), name.language(), static_cast<graph::text::NameKind>(kind)});
  }
  // Maps have no order of their own; the row must not depend on it.
  std::vector<graph::text::DescriptionText> descriptions;
  for (const auto& [language, text] : profile.descriptions()) {
    descriptions.push_back({text, language});
  }
  std::sort(descriptions.begin(), descriptions.end(),
            [](const auto& a, const auto& b) { return a.language < b.language; });
  return graph::text::DeriveRow(names, descriptions);
}

void AddLinks(const google::protobuf::RepeatedPtrField<v1::ThemeLink>& links, graph::Role role,
              graph::ActorFacts& facts) {
  for (const v1::ThemeLink& link : links) {
    facts.links.push_back(
        {.role = role, .theme = ThemeId(link.theme()), .tier = TierOf(link.tier())});
  }
}

void AddExchanges(const google::protobuf::RepeatedPtrField<v1::Exchange>& exchanges,
                  graph::Role role, graph::ActorFacts& facts) {
  for (const v1::Exchange& exchange : exchanges) {
    facts.links.push_back({.role = role,
                           .theme = ThemeId(exchange.theme()),
                           .tier = TierOf(exchange.tier()),
                           .from = DayOf(exchange.from_date()).value_or(graph::kFirstDay),
                           .until = DayOf(exchange.until_date()).value_or(graph::kLastDay)});
  }
}

void AddProfile(const v1::Profile& profile, graph::ActorFacts& facts) {
  facts.base_country = profile.base_country();
  facts.active_countries = Strings(profile.active_countries());
  facts.languages = Strings(profile.languages());
  for (const int level : profile.levels()) facts.levels |= static_cast<uint8_t>(1 << level);
  AddLinks(profile.issues(), graph::Role::kIssue, facts);
  AddLinks(profile.communities_served(), graph::Role::kServes, facts);
  AddLinks(profile.communities_led_by(), graph::Role::kLedBy, facts);
  AddLinks(profile.challenges(), graph::Role::kChallenge, facts);
  AddLinks(profile.laws(), graph::Role::kLaw, facts);
  AddLinks(profile.institutions(), graph::Role::kInstitution, facts);
  AddExchanges(profile.needs(), graph::Role::kNeed, facts);
  AddExchanges(profile.offers(), graph::Role::kOffer, facts);
  AddLinks(profile.values(), graph::Role::kValue, facts);
  AddLinks(profile.red_lines(), graph::Role::kRedLine, facts);
}

// Field tiers of links and parts. A tier on a whole list of links counts for each link of it.
void ApplyFieldTiers(const v1::Visibility& visibility, graph::ActorFacts& facts) {
  using graph::Part;
  using graph::Role;
  static constexpr std::pair<absl::string_view, Part> kParts[] = {
      {"profile.base_country", Part::kBaseCountry},
      {"profile.active_countries", Part::kActiveCountries},
      {"origin_countries", Part::kOriginCountries},
      {"residence_countries", Part::kResidenceCountries},
      {"profile.languages", Part::kLanguages},
      {"profile.levels", Part::kLevels},
      {"profile.descriptions", Part::kDescriptions},
      {"profile.names", Part::kNames},
  };
  static constexpr std::pair<absl::string_view, Role> kLinks[] = {
      {"profile.issues", Role::kIssue},
      {"profile.communities_served", Role::kServes},
      {"profile.communities_led_by", Role::kLedBy},
      {"profile.challenges", Role::kChallenge},
      {"profile.laws", Role::kLaw},
      {"profile.institutions", Role::kInstitution},
      {"profile.needs", Role::kNeed},
      {"profile.offers", Role::kOffer},
      {"profile.values", Role::kValue},
      {"profile.red_lines", Role::kRedLine},
      {"origin_communities", Role::kOriginCommunity},
  };
  for (const auto& [path, value] : visibility.field_tiers()) {
    const std::optional<graph::Tier> tier = TierOf(static_cast<v1::Tier>(value));
    if (!tier) continue;
    for (const auto& [part_path, part] : kParts) {
      if (part_path == path) facts.part_tiers[static_cast<size_t>(part)] = tier;
    }
    for (const auto& [link_path, role] : kLinks) {
      if (link_path != path) continue;
      for (graph::LinkFacts& link : facts.links) {
        if (link.role == role && (!link.tier || *tier < *link.tier)) link.tier = tier;
      }
    }
  }
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
    default:
      return false;
  }
}

graph::Access AccessOf(storage::Kind kind, const Record& record) {
  graph::Access access;
  access.tier = graph::Tier::kPublic;
  const v1::Visibility* visibility = VisibilityIn(record);
  if (visibility == nullptr) return access;
  access.tier = TierOf(visibility->tier()).value_or(graph::Tier::kPrivate);
  access.hubs = Ids(store::v1::KIND_HUB, visibility->hubs());
  access.circles = Ids(store::v1::KIND_CIRCLE, visibility->circles());
  access.brokers = Ids(store::v1::KIND_HUB, visibility->brokers());
  if (access.brokers.empty()) access.brokers = access.hubs;
  access.owner = record.owner_account();
  // A hub is known to its own people, whatever other hubs it names.
  if (kind == store::v1::KIND_HUB) access.hubs.push_back(record.id());
  return access;
}

void DeriveText(Record& record) {
  const v1::Profile* profile = ProfileIn(record);
  if (profile != nullptr) *record.mutable_text() = StoredRow(DerivedRow(*profile));
}

graph::ActorFacts ActorFactsOf(const Record& record) {
  graph::ActorFacts facts;
  const v1::Profile& profile = *ProfileIn(record);
  facts.id = record.id();
  const bool group = record.has_diaspora_group();
  facts.kind = group ? graph::ActorKind::kDiasporaGroup : graph::ActorKind::kOrganization;
  facts.access = AccessOf(store::v1::KIND_ORGANIZATION, record);
  AddProfile(profile, facts);
  if (group) {
    const v1::DiasporaGroup& diaspora = record.diaspora_group();
    facts.origin_countries = Strings(diaspora.origin_countries());
    facts.residence_countries = Strings(diaspora.residence_countries());
    AddLinks(diaspora.origin_communities(), graph::Role::kOriginCommunity, facts);
    facts.expires = DayOf(diaspora.expire_date()).value_or(graph::kLastDay);
  } else {
    facts.organization_kind = static_cast<uint8_t>(record.organization().kind());
    facts.expires = DayOf(record.organization().expire_date()).value_or(graph::kLastDay);
  }
  ApplyFieldTiers(*VisibilityIn(record), facts);
  facts.text = record.text().pipeline() == graph::text::kPipelineVersion ? RowOf(record.text())
                                                                         : DerivedRow(profile);
  return facts;
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
