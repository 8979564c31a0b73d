// A consent is given to what is told, and to whom: when either changes, it is asked for anew.
#include "services/story_rules.h"

#include <algorithm>

#include "services/names.h"
#include "services/times.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

bool Holds(const google::protobuf::RepeatedPtrField<std::string>& values,
           const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

v1::StoryOrganization* Find(absl::string_view organization, v1::Story& story) {
  for (v1::StoryOrganization& named : *story.mutable_organizations()) {
    if (named.organization() == organization) return &named;
  }
  return nullptr;
}

bool Agrees(const v1::StoryOrganization& named, const v1::Story& story) {
  return named.has_consent_time() && !Holds(story.visibility().blocked(), named.organization());
}

// What is told, without who is named and who is told.
std::string Told(v1::Story story) {
  story.clear_name();
  story.clear_etag();
  story.clear_organizations();
  story.clear_visibility();
  story.clear_sources();
  story.clear_external_ids();
  story.clear_illustrative();
  story.clear_create_time();
  story.clear_update_time();
  story.clear_delete_time();
  return Canonical(story);
}

// Whether `after` can show a story to somebody to whom `before` does not. Only a stricter tier
// alone is taken for safe: lists of hubs and countries can be swapped.
bool Widens(const v1::Visibility& before, v1::Visibility after) {
  if (after.tier() > before.tier()) return true;
  after.set_tier(before.tier());
  return Canonical(before) != Canonical(after);
}

bool NamesMore(v1::Story before, const v1::Story& after) {
  return std::any_of(after.organizations().begin(), after.organizations().end(),
                     [&](const v1::StoryOrganization& named) {
                       return Find(named.organization(), before) == nullptr;
                     });
}

}  // namespace

bool NamesActor(const v1::Story& story, absl::string_view actor) {
  if (actor.empty()) return false;
  return std::any_of(
      story.organizations().begin(), story.organizations().end(),
      [&](const v1::StoryOrganization& named) { return IdIn(named.organization()) == actor; });
}

bool AllAgreed(const v1::Story& story) {
  return std::all_of(story.organizations().begin(), story.organizations().end(),
                     [&](const v1::StoryOrganization& named) { return Agrees(named, story); });
}

void ClearConsents(v1::Story& story) {
  for (v1::StoryOrganization& named : *story.mutable_organizations()) {
    named.clear_consent_time();
    named.clear_consent_note();
  }
}

void KeepConsents(const v1::Story& before, const std::vector<std::string>& hidden,
                  v1::Story& after) {
  ClearConsents(after);
  for (const v1::StoryOrganization& old : before.organizations()) {
    const bool unseen = std::find(hidden.begin(), hidden.end(), old.organization()) != hidden.end();
    if (unseen && Find(old.organization(), after) == nullptr) {
      after.add_organizations()->set_organization(old.organization());
    }
  }
  if (Told(before) != Told(after) || Widens(before.visibility(), after.visibility()) ||
      NamesMore(before, after)) {
    return;
  }
  for (const v1::StoryOrganization& old : before.organizations()) {
    v1::StoryOrganization* named = Find(old.organization(), after);
    // Whoever is kept out has to agree again once it is let in.
    if (named != nullptr && Agrees(old, after)) *named = old;
  }
}

bool GiveConsent(absl::string_view organization, absl::string_view note, absl::Time now,
                 v1::Story& story) {
  v1::StoryOrganization* named = Find(organization, story);
  if (named == nullptr || named->has_consent_time()) return false;
  *named->mutable_consent_time() = ToProto(now);
  named->set_consent_note(std::string(note));
  return true;
}

bool WithdrawConsent(absl::string_view organization, v1::Story& story) {
  v1::StoryOrganization* named = Find(organization, story);
  if (named == nullptr || !named->has_consent_time()) return false;
  named->clear_consent_time();
  named->clear_consent_note();
  return true;
}

}  // namespace tashbik::services
