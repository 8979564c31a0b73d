// References to other records, and who a record may be shown to.
#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/facts.h"
#include "services/field_mask.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/validate.h"

namespace tashbik::services {
namespace {

std::string FacetNames(absl::Span<const v1::Facet> facets) {
  return absl::StrJoin(facets, " or ", [](std::string* out, v1::Facet facet) {
    absl::StrAppend(out, v1::Facet_Name(facet));
  });
}

bool Holds(const google::protobuf::RepeatedPtrField<std::string>* values,
           const std::string& value) {
  return values != nullptr && std::find(values->begin(), values->end(), value) != values->end();
}

// Whether `path` is a field of the resource, or of its profile, that may have a tier of its own.
bool MayHaveTier(const google::protobuf::Descriptor& type, absl::string_view path) {
  const google::protobuf::Descriptor* at = &type;
  if (absl::ConsumePrefix(&path, "profile.")) {
    const auto* profile = type.FindFieldByName("profile");
    if (profile == nullptr) return false;
    at = profile->message_type();
  } else if (path == "profile" || path == "visibility" || path == "state" || IsServerField(path)) {
    return false;
  }
  return at->FindFieldByName(std::string(path)) != nullptr;
}

}  // namespace

const v1::Theme* Validator::FindTheme(absl::string_view name) const {
  const auto id = ParseNameOf(store::v1::KIND_THEME, name);
  if (!id) return nullptr;
  const auto announced = announced_.find(*id);
  if (announced != announced_.end()) return announced->second;
  const EntryPointer entry = snapshot_.catalog().Find(store::v1::KIND_THEME, *id);
  return entry == nullptr ? nullptr : &entry->record.theme();
}

const v1::Theme* Validator::CheckTheme(const std::string& name, absl::Span<const v1::Facet> facets,
                                       const std::string& path) {
  if (name.empty()) {
    violations_.Required(path, "a theme such as `themes/statelessness`");
    return nullptr;
  }
  if (!ParseNameOf(store::v1::KIND_THEME, name)) {
    violations_.Invalid(path, "is no name of a theme", "use `themes/{theme}`");
    return nullptr;
  }
  const v1::Theme* theme = FindTheme(name);
  if (theme == nullptr) {
    violations_.Missing(path, name);
    return nullptr;
  }
  if (!facets.empty() && std::find(facets.begin(), facets.end(), theme->facet()) == facets.end()) {
    violations_.Invalid(path, absl::StrCat("is of ", v1::Facet_Name(theme->facet())),
                        absl::StrCat("use a theme of ", FacetNames(facets)));
    return nullptr;
  }
  return theme;
}

void Validator::CheckActor(const std::string& name, const std::string& path) {
  if (name.empty()) {
    violations_.Required(path,
                         "`organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
    return;
  }
  const auto actor = ParseActorName(name);
  if (!actor) {
    violations_.Invalid(path, "is no name of an actor",
                        "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
    return;
  }
  const auto found = snapshot_.network().Find(actor->id, ToAudience(viewer_));
  if (!found || ActorName(found->kind(), actor->id) != name) violations_.Missing(path, name);
}

bool Validator::IsLiveHub(absl::string_view name) const {
  const auto id = ParseNameOf(store::v1::KIND_HUB, name);
  if (!id) return false;
  const EntryPointer entry = snapshot_.catalog().Find(store::v1::KIND_HUB, *id);
  return entry != nullptr && !IsDeleted(entry->record);
}

void Validator::CheckHubs(const Strings& hubs, const Strings* old, bool own,
                          const std::string& path) {
  if (!CheckCount(hubs.size(), kMaxHubs, path, "hubs")) return;
  for (int i = 0; i < hubs.size(); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    const std::string& name = hubs.Get(i);
    const auto id = ParseNameOf(store::v1::KIND_HUB, name);
    if (!id) {
      violations_.Invalid(at, "is no name of a hub", "use `hubs/{hub}`");
      continue;
    }
    if (Holds(old, name)) continue;
    const bool of_caller =
        viewer_.Coordinates(*id) || viewer_.registers_with == *id ||
        std::binary_search(viewer_.member_hubs.begin(), viewer_.member_hubs.end(), *id);
    const EntryPointer entry = snapshot_.catalog().Find(store::v1::KIND_HUB, *id);
    const bool seen = IsLiveHub(name) &&
                      (of_caller || viewer_.IsAdministrator() ||
                       Admits(AccessOf(store::v1::KIND_HUB, entry->record), ToAudience(viewer_)));
    if (!seen) {
      violations_.Missing(at, name);
    } else if (own && !of_caller && !viewer_.IsAdministrator()) {
      violations_.Invalid(at, "is not a hub of yours",
                          "name hubs that you coordinate or are a member of");
    }
  }
}

void Validator::CheckCircles(const v1::Visibility& visibility, const v1::Visibility* old,
                             const std::string& path) {
  if (!CheckCount(visibility.circles_size(), kMaxHubs, path, "circles")) return;
  for (int i = 0; i < visibility.circles_size(); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    const std::string& name = visibility.circles(i);
    const auto id = ParseNameOf(store::v1::KIND_CIRCLE, name);
    if (!id) {
      violations_.Invalid(at, "is no name of a circle", "use `hubs/{hub}/circles/{circle}`");
      continue;
    }
    const std::string hub = NameOf(store::v1::KIND_HUB, id->substr(0, id->find('/')));
    if (!Holds(&visibility.hubs(), hub)) {
      violations_.Invalid(at, "is not a circle of one of `hubs`", "name its hub there too");
    } else if (snapshot_.catalog().Find(store::v1::KIND_CIRCLE, *id) == nullptr &&
               !(old != nullptr && Holds(&old->circles(), name))) {
      violations_.Missing(at, name);
    }
  }
}

void Validator::CheckFieldTiers(const v1::Visibility& visibility,
                                const google::protobuf::Descriptor& type, const std::string& path) {
  if (!CheckCount(static_cast<int>(visibility.field_tiers_size()), kMaxFieldTiers, path,
                  "fields")) {
    return;
  }
  for (const auto& [field, tier] : visibility.field_tiers()) {
    if (!MayHaveTier(type, field)) {
      violations_.Mask(path, field);
    } else if (tier == v1::TIER_UNSPECIFIED || !v1::Tier_IsValid(tier)) {
      violations_.Invalid(absl::StrCat(path, ".", field), "has no tier",
                          "use one such as TIER_HUB");
    }
  }
}

// Whether an actor is there is not looked at: to be blocked must tell nothing of it.
void Validator::CheckBlocked(Strings& names, const std::string& path) {
  if (!CheckCount(names.size(), kMaxBlocked, path, "actors")) return;
  absl::flat_hash_set<std::string> seen;
  int kept = 0;
  for (int i = 0; i < names.size(); ++i) {
    if (!ParseActorName(names.Get(i))) {
      violations_.Invalid(
          absl::StrCat(path, "[", i, "]"), "is no name of an actor",
          "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
    }
    if (!seen.insert(names.Get(i)).second) continue;
    if (kept != i) names.SwapElements(kept, i);
    ++kept;
  }
  names.DeleteSubrange(kept, names.size() - kept);
}

void Validator::CheckVisibility(storage::Kind kind, v1::Visibility& visibility,
                                const v1::Visibility* old, const google::protobuf::Descriptor& type,
                                const std::string& path) {
  CheckEnum(*v1::Tier_descriptor(), visibility.tier(), path + ".tier");
  CheckHubs(visibility.hubs(), old == nullptr ? nullptr : &old->hubs(), /*own=*/true,
            path + ".hubs");
  CheckHubs(visibility.brokers(), old == nullptr ? nullptr : &old->brokers(), /*own=*/false,
            path + ".brokers");
  CheckCircles(visibility, old, path + ".circles");
  CheckFieldTiers(visibility, type, path + ".field_tiers");
  CheckBlocked(*visibility.mutable_blocked(), path + ".blocked");
  CheckCountries(*visibility.mutable_hide_from_countries(), kMaxHideFromCountries,
                 path + ".hide_from_countries");
  const v1::Tier tier = visibility.tier();
  const bool needs_hub = tier == v1::TIER_HUB || tier == v1::TIER_UNCLAIMED ||
                         (tier == v1::TIER_BROKERED && visibility.brokers().empty());
  if (kind != store::v1::KIND_HUB && needs_hub && visibility.hubs().empty()) {
    violations_.Required(path + ".hubs", absl::StrCat("the hub whose people ", v1::Tier_Name(tier),
                                                      " means, `hubs/{hub}`"));
  }
}

}  // namespace tashbik::services
