// Organizations and diaspora groups as facts, with their words.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "graph/text/row.h"
#include "services/facts.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

// Stored names were checked when they were written; a start has millions of them.
std::string ThemeId(const std::string& name) {
  return std::string(absl::StripPrefix(name, "themes/"));
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

// Links to what is sensitive where the actor is.
void NarrowSensitive(const Record& record, graph::ActorFacts& facts) {
  if (record.sensitivity().link_themes().empty()) return;
  for (graph::LinkFacts& link : facts.links) {
    if (!IsSensitiveLink(record, absl::StrCat("themes/", link.theme))) continue;
    link.tier = std::min(link.tier.value_or(facts.access.tier), graph::Tier::kBrokered);
  }
}

}  // namespace

void DeriveText(Record& record) {
  const v1::Profile* profile = ProfileIn(record);
  if (profile != nullptr) *record.mutable_text() = StoredRow(DerivedRow(*profile));
}

graph::text::TextRow TextOf(const Record& record) {
  return record.text().pipeline() == graph::text::kPipelineVersion ? RowOf(record.text())
                                                                   : DerivedRow(*ProfileIn(record));
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
  // Who is not verified is suggested to nobody, and may ask.
  if (IsPending(record)) facts.expires = graph::kFirstDay;
  ApplyFieldTiers(*VisibilityIn(record), facts);
  NarrowSensitive(record, facts);
  facts.text = TextOf(record);
  return facts;
}

}  // namespace tashbik::services
