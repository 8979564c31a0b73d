// Hiding and publishing: one record each.
#include "services/protection.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/sensitive_themes.h"
#include "services/sensitivity.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using store::v1::Record;

template <class Values>
bool Holds(const Values& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

absl::Status CheckRequestId(const std::string& request_id) {
  if (request_id.size() <= kMaxRequestIdBytes) return absl::OkStatus();
  return LimitExceeded("request_id", absl::StrCat(request_id.size(), " characters"),
                       absl::StrCat(kMaxRequestIdBytes, " characters"));
}

// The live record that `name` names where the viewer sees it.
absl::StatusOr<EntryPointer> FindSeen(const Snapshot& snapshot, const Viewer& viewer,
                                      const std::string& name) {
  if (name.empty()) {
    return FieldRequired("actor", "`organizations/{organization}` or `diasporaGroups/…`");
  }
  const auto actor = ParseActorName(name);
  if (!actor) {
    return FieldInvalid("actor", "is no name of an actor",
                        "use `organizations/{organization}` or `diasporaGroups/{diaspora_group}`");
  }
  absl::StatusOr<EntryPointer> entry = snapshot.Read(actor->kind, actor->id);
  if (!entry.ok() && !absl::IsNotFound(entry.status())) return entry.status();
  if (!entry.ok() || IsDeleted((*entry)->record) ||
      !SightOf(snapshot, viewer, actor->kind, (*entry)->record).record) {
    return NotFound(name);
  }
  return entry;
}

// The ids of the themes that a request names, each of which must be sensitive in the record.
absl::StatusOr<std::vector<std::string>> NamedThemes(const v1::PublishSensitiveRequest& request,
                                                     const Record& actor) {
  Violations faults;
  std::vector<std::string> ids;
  if (request.themes().empty())
    faults.Required("themes", "themes that PreviewActor calls sensitive");
  if (request.themes_size() > kMaxPublishedThemes) {
    faults.Limit("themes", absl::StrCat(request.themes_size(), " themes"),
                 absl::StrCat(kMaxPublishedThemes, " themes"));
    return faults.ToStatus();
  }
  const store::v1::Sensitivity& sensitivity = actor.sensitivity();
  for (int i = 0; i < request.themes_size(); ++i) {
    const std::string path = absl::StrCat("themes[", i, "]");
    const auto id = ParseNameOf(store::v1::KIND_THEME, request.themes(i));
    if (!id) {
      faults.Invalid(path, "is no name of a theme", "use `themes/{theme}`");
    } else if (!Holds(sensitivity.link_themes(), *id) && !Holds(sensitivity.record_themes(), *id)) {
      faults.Invalid(path, "is not sensitive for this actor",
                     "name themes that PreviewActor calls sensitive");
    } else {
      ids.push_back(*id);
    }
  }
  if (absl::Status status = faults.ToStatus(); !status.ok()) return status;
  return ids;
}

v1::Visibility& MutableVisibility(Record& record) {
  return record.has_diaspora_group() ? *record.mutable_diaspora_group()->mutable_visibility()
                                     : *record.mutable_organization()->mutable_visibility();
}

WritePlan PlanOf(const Snapshot& snapshot, const Entry& old, Record after, absl::Time now) {
  WritePlan plan;
  DeriveSensitivity(snapshot, after);
  if (Canonical(old.record) == Canonical(after)) return plan;
  plan.result = NameOf(old.kind, old.id());
  plan.writes.push_back(PlanActorChange(snapshot, old, std::move(after), now));
  return plan;
}

// Makes the field at least as strict.
void Narrow(const std::string& path, v1::Tier tier, v1::Visibility& visibility) {
  auto& tiers = *visibility.mutable_field_tiers();
  const auto found = tiers.find(path);
  if (found == tiers.end() || found->second == v1::TIER_UNSPECIFIED || found->second > tier) {
    tiers[path] = tier;
  }
}

}  // namespace

void NarrowOriginResidence(v1::Tier tier, v1::DiasporaGroup& group) {
  v1::Visibility& visibility = *group.mutable_visibility();
  for (const char* path : {"origin_countries", "origin_communities", "residence_countries"}) {
    Narrow(path, tier, visibility);
  }
  // A base that is not where its people come from is where they live.
  const v1::Profile& profile = group.profile();
  const std::string& base = profile.base_country();
  if (!base.empty() &&
      (Holds(group.residence_countries(), base) || !Holds(group.origin_countries(), base))) {
    Narrow("profile.base_country", tier, visibility);
  }
  if (std::any_of(profile.active_countries().begin(), profile.active_countries().end(),
                  [&](const auto& code) { return Holds(group.residence_countries(), code); })) {
    Narrow("profile.active_countries", tier, visibility);
  }
}

std::vector<v1::SensitiveTheme> SensitiveThemesOf(const Snapshot& snapshot, const Record& actor) {
  const store::v1::Sensitivity& sensitivity = actor.sensitivity();
  std::vector<std::string> ids(sensitivity.link_themes().begin(), sensitivity.link_themes().end());
  ids.insert(ids.end(), sensitivity.record_themes().begin(), sensitivity.record_themes().end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<v1::SensitiveTheme> themes;
  for (const std::string& id : ids) {
    v1::SensitiveTheme& theme = themes.emplace_back();
    theme.set_theme(NameOf(store::v1::KIND_THEME, id));
    for (std::string& code : snapshot.catalog().sensitive_themes().CountriesOf(id, actor)) {
      theme.add_countries(std::move(code));
    }
    theme.set_whole_record(Holds(sensitivity.record_themes(), id));
    theme.set_published(Holds(sensitivity.published_themes(), id));
  }
  return themes;
}

absl::StatusOr<WritePlan> PlanHideActor(const Snapshot& snapshot, const Viewer& viewer,
                                        absl::Time now, const v1::HideActorRequest& request) {
  if (absl::Status good = CheckRequestId(request.request_id()); !good.ok()) return good;
  if (!v1::HideScope_IsValid(request.scope())) {
    return FieldInvalid("scope", absl::StrCat("has no value ", static_cast<int>(request.scope())),
                        "use HIDE_SCOPE_RECORD or HIDE_SCOPE_ORIGIN_RESIDENCE");
  }
  const absl::StatusOr<EntryPointer> old = FindSeen(snapshot, viewer, request.actor());
  if (!old.ok()) return old.status();
  if (!SightOf(snapshot, viewer, (*old)->kind, (*old)->record).writer) {
    return PermissionDenied(absl::StrCat("you may not change ", request.actor()));
  }
  Record after = (*old)->record;
  if (request.scope() != v1::HIDE_SCOPE_ORIGIN_RESIDENCE) {
    MutableVisibility(after).set_tier(v1::TIER_PRIVATE);
  } else if (after.has_diaspora_group()) {
    NarrowOriginResidence(v1::TIER_PRIVATE, *after.mutable_diaspora_group());
  } else {
    return FieldInvalid("scope", "is for diaspora groups: an organization says no origin",
                        "use HIDE_SCOPE_RECORD");
  }
  return PlanOf(snapshot, **old, std::move(after), now);
}

absl::StatusOr<WritePlan> PlanPublishSensitive(const Snapshot& snapshot, const Viewer& viewer,
                                               absl::Time now,
                                               const v1::PublishSensitiveRequest& request) {
  if (absl::Status good = CheckRequestId(request.request_id()); !good.ok()) return good;
  const absl::StatusOr<EntryPointer> old = FindSeen(snapshot, viewer, request.actor());
  if (!old.ok()) return old.status();
  const Record& before = (*old)->record;
  if (!SightOf(snapshot, viewer, (*old)->kind, before).owner) {
    return PermissionDenied(absl::StrCat("only the owner of ", request.actor(),
                                         " may publish what is sensitive in it"));
  }
  const absl::StatusOr<std::vector<std::string>> themes = NamedThemes(request, before);
  if (!themes.ok()) return themes.status();
  absl::flat_hash_set<std::string> named(themes->begin(), themes->end());
  std::vector<std::string> published;
  for (const std::string& theme : before.sensitivity().published_themes()) {
    if (!named.contains(theme)) published.push_back(theme);
  }
  if (!request.withdraw()) published.insert(published.end(), named.begin(), named.end());
  std::sort(published.begin(), published.end());
  Record after = before;
  after.mutable_sensitivity()->mutable_published_themes()->Assign(published.begin(),
                                                                  published.end());
  return PlanOf(snapshot, **old, std::move(after), now);
}

absl::StatusOr<v1::PublishSensitiveResponse> ShowSensitive(
    const Snapshot& snapshot, const Viewer& viewer, const v1::PublishSensitiveRequest& request) {
  const absl::StatusOr<EntryPointer> entry = FindSeen(snapshot, viewer, request.actor());
  if (!entry.ok()) return entry.status();
  v1::PublishSensitiveResponse response;
  if (!SightOf(snapshot, viewer, (*entry)->kind, (*entry)->record).owner) return response;
  for (v1::SensitiveTheme& theme : SensitiveThemesOf(snapshot, (*entry)->record)) {
    *response.add_sensitive_themes() = std::move(theme);
  }
  return response;
}

}  // namespace tashbik::services
