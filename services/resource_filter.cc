// The fields of each collection, and comparing them.
#include "services/resource_filter.h"

#include <algorithm>
#include <span>
#include <string>

#include "absl/strings/match.h"
#include "services/filter_values.h"
#include "services/names.h"
#include "services/programme_filter.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

bool IsFacet(absl::string_view name) {
  v1::Facet facet;
  return v1::Facet_Parse(std::string(name), &facet);
}
bool IsState(absl::string_view name) {
  v1::CoalitionState state;
  return v1::CoalitionState_Parse(std::string(name), &state);
}
bool IsRole(absl::string_view name) {
  v1::CoalitionRole role;
  return v1::CoalitionRole_Parse(std::string(name), &role);
}

constexpr FilterField kThemeFields[] = {
    {"facet", FilterType::kEnum, "FACET_", IsFacet},
    {"broader", FilterType::kTheme},
    {"label", FilterType::kText},
    {"language", FilterType::kLanguage},
};
constexpr FilterField kCoalitionFields[] = {
    {"theme", FilterType::kTheme},
    {"country", FilterType::kCountry},
    {"state", FilterType::kEnum, "COALITION_STATE_", IsState},
    {"lead", FilterType::kResource},
    {"member", FilterType::kResource},
    {"text", FilterType::kText},
};
constexpr FilterField kHubFields[] = {
    {"country", FilterType::kCountry},
    {"text", FilterType::kText},
};
constexpr FilterField kCoalitionMemberFields[] = {
    {"actor", FilterType::kResource},
    {"role", FilterType::kEnum, "COALITION_ROLE_", IsRole},
};
constexpr FilterField kHubMemberFields[] = {
    {"actor", FilterType::kResource},
};
constexpr FilterField kCircleFields[] = {
    {"names", FilterType::kText},
};

std::span<const FilterField> FieldsOf(storage::Kind kind) {
  switch (kind) {
    case store::v1::KIND_THEME:
      return kThemeFields;
    case store::v1::KIND_COALITION:
      return kCoalitionFields;
    case store::v1::KIND_HUB:
      return kHubFields;
    case store::v1::KIND_COALITION_MEMBER:
      return kCoalitionMemberFields;
    case store::v1::KIND_HUB_MEMBER:
      return kHubMemberFields;
    case store::v1::KIND_CIRCLE:
      return kCircleFields;
    default:
      return ProgrammeFields(kind);
  }
}

bool ThemeHolds(const Snapshot& snapshot, const v1::Theme& theme, const Comparison& comparison) {
  if (comparison.field == "facet") return v1::Facet_Name(theme.facet()) == comparison.value;
  if (comparison.field == "broader") return LeadsTo(snapshot, theme.broader(), comparison);
  if (comparison.field == "language") {
    return std::any_of(theme.labels().begin(), theme.labels().end(), [&](const auto& label) {
      return absl::EqualsIgnoreCase(label.first, comparison.value);
    });
  }
  FilterTexts texts;
  AddTexts(theme.labels(), texts);
  for (const auto& [language, list] : theme.alternative_labels()) {
    texts.insert(texts.end(), list.values().begin(), list.values().end());
  }
  return Compare(texts, comparison);
}

bool CoalitionHolds(const Snapshot& snapshot, const Viewer& viewer, const v1::Coalition& coalition,
                    const Comparison& comparison) {
  const std::string& value = comparison.value;
  if (comparison.field == "theme") return LeadsTo(snapshot, coalition.themes(), comparison);
  if (comparison.field == "country") return HoldsValue(coalition.countries(), value);
  if (comparison.field == "state") return v1::CoalitionState_Name(coalition.state()) == value;
  if (comparison.field == "lead") return coalition.lead() == value;
  if (comparison.field == "member") {
    const auto actor = ParseActorName(value);
    const auto id = ParseNameOf(store::v1::KIND_COALITION, coalition.name());
    return actor && id &&
           HoldsValue(snapshot.network().CoalitionsOf(actor->id, ToAudience(viewer)), *id);
  }
  FilterTexts texts;
  AddNames(coalition.names(), texts);
  AddTexts(coalition.purposes(), texts);
  return Compare(texts, comparison);
}

bool HubHolds(const v1::Hub& hub, const Comparison& comparison) {
  if (comparison.field == "country") return HoldsValue(hub.countries(), comparison.value);
  FilterTexts texts;
  AddNames(hub.names(), texts);
  AddTexts(hub.descriptions(), texts);
  return Compare(texts, comparison);
}

bool CircleHolds(const v1::Circle& circle, const Comparison& comparison) {
  FilterTexts texts;
  AddNames(circle.names(), texts);
  return Compare(texts, comparison);
}

}  // namespace

absl::StatusOr<Filter> ParseResourceFilter(storage::Kind kind, absl::string_view text) {
  return ParseFilter(text, FieldsOf(kind));
}

bool Passes(const Filter& filter, const Snapshot& snapshot, const Viewer& viewer,
            storage::Kind kind, const Message& resource) {
  return filter.Matches([&](const Comparison& comparison) {
    switch (kind) {
      case store::v1::KIND_THEME:
        return ThemeHolds(snapshot, static_cast<const v1::Theme&>(resource), comparison);
      case store::v1::KIND_COALITION:
        return CoalitionHolds(snapshot, viewer, static_cast<const v1::Coalition&>(resource),
                              comparison);
      case store::v1::KIND_HUB:
        return HubHolds(static_cast<const v1::Hub&>(resource), comparison);
      case store::v1::KIND_COALITION_MEMBER: {
        const auto& member = static_cast<const v1::CoalitionMember&>(resource);
        return comparison.field == "actor"
                   ? member.actor() == comparison.value
                   : v1::CoalitionRole_Name(member.role()) == comparison.value;
      }
      case store::v1::KIND_HUB_MEMBER:
        return static_cast<const v1::HubMember&>(resource).actor() == comparison.value;
      case store::v1::KIND_CIRCLE:
        return CircleHolds(static_cast<const v1::Circle&>(resource), comparison);
      default:
        return ProgrammeHolds(snapshot, kind, resource, comparison);
    }
  });
}

}  // namespace tashbik::services
