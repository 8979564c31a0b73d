// Compares a filter's values with what graph::ActorView shows.
#include "services/actor_filter.h"

#include <algorithm>
#include <span>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "graph/text/fold.h"
#include "tashbik/v1/common.pb.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::services {
namespace {

bool IsKindName(absl::string_view name) {
  v1::OrganizationKind kind;
  return v1::OrganizationKind_Parse(std::string(name), &kind);
}

bool IsLevelName(absl::string_view name) {
  v1::Level level;
  return v1::Level_Parse(std::string(name), &level);
}

constexpr FilterField kFields[] = {
    {"base_country", FilterType::kCountry},
    {"active_in", FilterType::kCountry},
    {"origin", FilterType::kCountry},
    {"residence", FilterType::kCountry},
    {"country", FilterType::kCountry},
    {"theme", FilterType::kTheme},
    {"kind", FilterType::kEnum, "ORGANIZATION_KIND_", IsKindName},
    {"language", FilterType::kLanguage},
    {"level", FilterType::kEnum, "LEVEL_", IsLevelName},
    {"text", FilterType::kText},
};

bool Holds(std::span<const graph::Country> countries, const std::string& code) {
  return std::ranges::find(countries, graph::CountryOf(code)) != countries.end();
}

// Every word stands in a name or a description.
bool MentionsAll(const graph::ActorView& actor, const std::string& text) {
  for (absl::string_view word :
       absl::StrSplit(graph::text::FoldName(text), ' ', absl::SkipEmpty())) {
    if (!actor.Mentions(word)) return false;
  }
  return true;
}

bool Holds(const graph::ActorView& actor, const Comparison& comparison) {
  const absl::string_view field = comparison.field;
  const std::string& value = comparison.value;
  if (field == "theme") {
    return comparison.op == FilterOperator::kHas ? actor.Carries(value) : actor.LinksTo(value);
  }
  if (field == "active_in") return Holds(actor.active_countries(), value);
  if (field == "origin") return Holds(actor.origin_countries(), value);
  if (field == "residence") return Holds(actor.residence_countries(), value);
  if (field == "base_country") return actor.base_country() == graph::CountryOf(value);
  if (field == "country") return actor.IsIn(graph::CountryOf(value));
  if (field == "language") return actor.Speaks(value);
  if (field == "text") return MentionsAll(actor, value);
  if (field == "kind") {
    v1::OrganizationKind kind = v1::ORGANIZATION_KIND_UNSPECIFIED;
    v1::OrganizationKind_Parse(value, &kind);
    return actor.organization_kind() == kind;
  }
  v1::Level level = v1::LEVEL_UNSPECIFIED;
  v1::Level_Parse(value, &level);
  return (actor.levels() >> level & 1) != 0;
}

}  // namespace

absl::StatusOr<Filter> ParseActorFilter(absl::string_view text, absl::string_view path) {
  return ParseFilter(text, kFields, path);
}

bool Passes(const Filter& filter, const graph::ActorView& actor) {
  return filter.Matches([&](const Comparison& comparison) { return Holds(actor, comparison); });
}

}  // namespace tashbik::services
