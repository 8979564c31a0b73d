// Themes, coalitions, hubs, members and circles.
#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/validate.h"

namespace tashbik::services {

using google::protobuf::Message;

void Validator::Check(storage::Kind kind, const std::string& id, Message& resource,
                      const Message* old, const std::string& path) {
  switch (kind) {
    case store::v1::KIND_ORGANIZATION:
      return CheckOrganization(static_cast<v1::Organization&>(resource),
                               static_cast<const v1::Organization*>(old), path);
    case store::v1::KIND_DIASPORA_GROUP:
      return CheckDiasporaGroup(static_cast<v1::DiasporaGroup&>(resource),
                                static_cast<const v1::DiasporaGroup*>(old), path);
    case store::v1::KIND_THEME:
      return CheckTheme(id, static_cast<v1::Theme&>(resource), static_cast<const v1::Theme*>(old),
                        path);
    case store::v1::KIND_COALITION:
      return CheckCoalition(static_cast<v1::Coalition&>(resource),
                            static_cast<const v1::Coalition*>(old), path);
    case store::v1::KIND_HUB:
      return CheckHub(static_cast<v1::Hub&>(resource), static_cast<const v1::Hub*>(old), path);
    case store::v1::KIND_COALITION_MEMBER:
      return CheckCoalitionMember(static_cast<v1::CoalitionMember&>(resource),
                                  static_cast<const v1::CoalitionMember*>(old), path);
    case store::v1::KIND_HUB_MEMBER:
      return CheckHubMember(id, static_cast<v1::HubMember&>(resource),
                            static_cast<const v1::HubMember*>(old), path);
    default:
      if (CheckProgramme(kind, resource, old, path)) return;
      return CheckNames(*static_cast<v1::Circle&>(resource).mutable_names(), path + ".names");
  }
}

bool Validator::Reaches(const std::string& from, const std::string& to, bool causes) const {
  absl::flat_hash_set<std::string> seen;
  std::vector<std::string> open = {from};
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (name == to) return true;
    if (!seen.insert(name).second) continue;
    const v1::Theme* theme = FindTheme(name);
    if (theme == nullptr) continue;
    for (const std::string& broader : theme->broader()) open.push_back(broader);
    // Both what it was linked to and what it counts as, since its deprecation may be taken back.
    if (!theme->replaced_by().empty()) open.push_back(theme->replaced_by());
    if (!causes) continue;
    for (const v1::Cause& cause : theme->causes()) open.push_back(cause.theme());
  }
  return false;
}

void Validator::CheckBroader(const std::string& id, v1::Theme& theme, const std::string& path) {
  if (!CheckCount(theme.broader_size(), kMaxBroader, path, "broader themes")) return;
  const std::string self = NameOf(store::v1::KIND_THEME, id);
  const v1::Facet facets[] = {theme.facet()};
  for (int i = 0; i < theme.broader_size(); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    if (CheckTheme(theme.broader(i), facets, at) == nullptr) continue;
    if (Reaches(theme.broader(i), self, /*causes=*/false)) violations_.Cycle(at, theme.broader(i));
  }
}

void Validator::CheckCauses(const std::string& id, v1::Theme& theme, const std::string& path) {
  if (!CheckCount(theme.causes_size(), kMaxCauses, path, "causes")) return;
  static constexpr v1::Facet kFacets[] = {v1::FACET_CAUSE, v1::FACET_ISSUE};
  const std::string self = NameOf(store::v1::KIND_THEME, id);
  for (int i = 0; i < theme.causes_size(); ++i) {
    v1::Cause& cause = *theme.mutable_causes(i);
    const std::string at = absl::StrCat(path, "[", i, "]");
    if (CheckTheme(cause.theme(), kFacets, at + ".theme") != nullptr &&
        Reaches(cause.theme(), self, /*causes=*/true)) {
      violations_.Cycle(at + ".theme", cause.theme());
    }
    CheckCountries(*cause.mutable_countries(), kMaxCountries, at + ".countries");
    CheckText(*cause.mutable_source(), kMaxShortTextCharacters, Lines::kOne, at + ".source");
    CheckDate(cause.review_date(), at + ".review_date");
  }
}

void Validator::CheckRelated(const std::string& id, v1::Theme& theme, const std::string& path) {
  if (!CheckCount(theme.related_size(), kMaxRelated, path, "related themes")) return;
  const std::string self = NameOf(store::v1::KIND_THEME, id);
  for (int i = 0; i < theme.related_size(); ++i) {
    v1::RelatedTheme& related = *theme.mutable_related(i);
    const std::string at = absl::StrCat(path, "[", i, "]");
    CheckTheme(related.theme(), {}, at + ".theme");
    if (related.theme() == self) {
      violations_.Invalid(at + ".theme", "is the theme itself", "name another one");
    }
    if (!(related.weight() > 0 && related.weight() <= 1)) {
      violations_.Invalid(at + ".weight", "is not more than 0 and at most 1", "give such a weight");
    }
    if (related.reasons().empty()) violations_.Required(at + ".reasons", "a sentence why");
    CheckTexts(*related.mutable_reasons(), kMaxNoteCharacters, Lines::kMany, at + ".reasons");
  }
}

void Validator::CheckTheme(const std::string& id, v1::Theme& theme, const v1::Theme* old,
                           const std::string& path) {
  CheckEnum(*v1::Facet_descriptor(), theme.facet(), path + ".facet");
  if (theme.facet() == v1::FACET_UNSPECIFIED) {
    violations_.Required(path + ".facet", "what kind of concept it is, such as FACET_ISSUE");
  } else if (old != nullptr && old->facet() != theme.facet()) {
    violations_.Invalid(path + ".facet",
                        absl::StrCat("is ", v1::Facet_Name(old->facet()), " and cannot change"),
                        "make a new theme");
  }
  if (theme.labels().empty()) violations_.Required(path + ".labels", "a label in one language");
  CheckTexts(*theme.mutable_labels(), kMaxLabelCharacters, Lines::kOne, path + ".labels");
  CheckTextLists(*theme.mutable_alternative_labels(), path + ".alternative_labels");
  CheckTextLists(*theme.mutable_hidden_labels(), path + ".hidden_labels");
  CheckTexts(*theme.mutable_definitions(), kMaxDescriptionCharacters, Lines::kMany,
             path + ".definitions");
  CheckBroader(id, theme, path + ".broader");
  CheckCauses(id, theme, path + ".causes");
  CheckRelated(id, theme, path + ".related");
  if (CheckCount(theme.matches_size(), kMaxMatches, path + ".matches", "matches")) {
    for (int i = 0; i < theme.matches_size(); ++i) {
      v1::ExternalMatch& match = *theme.mutable_matches(i);
      const std::string at = absl::StrCat(path, ".matches[", i, "]");
      CheckText(*match.mutable_scheme(), kMaxWordBytes, Lines::kOne, at + ".scheme");
      CheckText(*match.mutable_value(), kMaxShortTextCharacters, Lines::kOne, at + ".value");
      if (match.scheme().empty()) violations_.Required(at + ".scheme", "the other vocabulary");
      if (match.value().empty()) violations_.Required(at + ".value", "the code there");
    }
  }
  const auto& everywhere = theme.sensitive_countries();
  if (!(everywhere.size() == 1 && everywhere.Get(0) == "*")) {
    CheckCountries(*theme.mutable_sensitive_countries(), 300, path + ".sensitive_countries");
  }
  CheckSources(*theme.mutable_sources(), path + ".sources");
}

void Validator::CheckCoalition(v1::Coalition& coalition, const v1::Coalition* old,
                               const std::string& path) {
  CheckNames(*coalition.mutable_names(), path + ".names");
  CheckTexts(*coalition.mutable_purposes(), kMaxDescriptionCharacters, Lines::kMany,
             path + ".purposes");
  if (!coalition.lead().empty() && (old == nullptr || old->lead() != coalition.lead())) {
    CheckActor(coalition.lead(), path + ".lead");
  }
  if (CheckCount(coalition.themes_size(), kMaxThemeLinks, path + ".themes", "themes")) {
    for (int i = 0; i < coalition.themes_size(); ++i) {
      CheckTheme(coalition.themes(i), {}, absl::StrCat(path, ".themes[", i, "]"));
    }
  }
  CheckCountries(*coalition.mutable_countries(), kMaxCountries, path + ".countries");
  CheckLevels(coalition.levels(), path + ".levels");
  CheckEnum(*v1::CoalitionState_descriptor(), coalition.state(), path + ".state");
  CheckDates(coalition.start_date(), coalition.end_date(), path, "start_date", "end_date");
  CheckVisibility(store::v1::KIND_COALITION, *coalition.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *coalition.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*coalition.mutable_sources(), path + ".sources");
  CheckExternalIds(*coalition.mutable_external_ids(), path + ".external_ids");
}

void Validator::CheckHub(v1::Hub& hub, const v1::Hub* old, const std::string& path) {
  CheckNames(*hub.mutable_names(), path + ".names");
  CheckTexts(*hub.mutable_descriptions(), kMaxDescriptionCharacters, Lines::kMany,
             path + ".descriptions");
  CheckCountries(*hub.mutable_countries(), kMaxCountries, path + ".countries");
  CheckVisibility(store::v1::KIND_HUB, *hub.mutable_visibility(),
                  old == nullptr ? nullptr : &old->visibility(), *hub.GetDescriptor(),
                  path + ".visibility");
  CheckSources(*hub.mutable_sources(), path + ".sources");
  CheckExternalIds(*hub.mutable_external_ids(), path + ".external_ids");
}

void Validator::CheckCoalitionMember(v1::CoalitionMember& member, const v1::CoalitionMember* old,
                                     const std::string& path) {
  if (old == nullptr) CheckActor(member.actor(), path + ".actor");
  CheckEnum(*v1::CoalitionRole_descriptor(), member.role(), path + ".role");
  CheckDates(member.join_date(), member.leave_date(), path, "join_date", "leave_date");
  CheckEnum(*v1::Tier_descriptor(), member.tier(), path + ".tier");
}

void Validator::CheckHubMember(const std::string& id, v1::HubMember& member,
                               const v1::HubMember* old, const std::string& path) {
  if (old == nullptr) CheckActor(member.actor(), path + ".actor");
  CheckDate(member.join_date(), path + ".join_date");
  if (!CheckCount(member.circles_size(), kMaxHubs, path + ".circles", "circles")) return;
  const std::string hub = id.substr(0, id.find('/') + 1);
  for (int i = 0; i < member.circles_size(); ++i) {
    const std::string at = absl::StrCat(path, ".circles[", i, "]");
    const std::string& name = member.circles(i);
    const auto circle = ParseNameOf(store::v1::KIND_CIRCLE, name);
    if (!circle || circle->rfind(hub, 0) != 0) {
      violations_.Invalid(at, "is no circle of this hub", "use `hubs/{hub}/circles/{circle}`");
    } else if (snapshot_.catalog().Find(store::v1::KIND_CIRCLE, *circle) == nullptr) {
      const bool kept = old != nullptr && std::find(old->circles().begin(), old->circles().end(),
                                                    name) != old->circles().end();
      if (!kept) violations_.Missing(at, name);
    }
  }
}

}  // namespace tashbik::services
