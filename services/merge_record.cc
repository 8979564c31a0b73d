// Joins lists by what they mean, and decides who may see the whole.
#include "services/merge_record.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <type_traits>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "graph/text/fold.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/merge_fields.h"
#include "services/names.h"

namespace tashbik::services {
namespace {

using store::v1::Record;
using Names = google::protobuf::RepeatedPtrField<std::string>;

// --- Who may see it ---

// The stricter of two; unset ones say nothing.
v1::Tier Stricter(v1::Tier a, v1::Tier b) {
  if (a == v1::TIER_UNSPECIFIED) return b;
  return b == v1::TIER_UNSPECIFIED ? a : std::min(a, b);
}

// The hubs to whose people a visibility is limited; nothing: it is not.
std::optional<std::set<std::string>> LimitOf(const v1::Visibility& visibility) {
  if (visibility.tier() >= v1::TIER_NETWORK) return std::nullopt;
  const Names& hubs = visibility.tier() == v1::TIER_BROKERED && !visibility.brokers().empty()
                          ? visibility.brokers()
                          : visibility.hubs();
  return std::set<std::string>(hubs.begin(), hubs.end());
}

void Set(const std::set<std::string>& from, Names& to) {
  to.Clear();
  for (const std::string& name : from) *to.Add() = name;
}

absl::Status Together(const Names& first, const Names& second, int limit, absl::string_view what,
                      Names& joined) {
  std::set<std::string> all(first.begin(), first.end());
  all.insert(second.begin(), second.end());
  if (static_cast<int>(all.size()) > limit) {
    return LimitExceeded(
        "merged",
        absl::StrCat(all.size(), " ", what, " of both together (shorten one of the lists)"),
        absl::StrCat(limit));
  }
  Set(all, joined);
  return absl::OkStatus();
}

// The visibility of a record with the tier that counts: what is sensitive where the one is need not
// be where the other is, and must not show by that.
v1::Visibility Counting(const Record& record, v1::Visibility visibility) {
  if (IsSensitive(record)) visibility.set_tier(Stricter(visibility.tier(), v1::TIER_BROKERED));
  return visibility;
}

absl::Status JoinVisibility(const Record& kept_record, const v1::Visibility& kept,
                            const Record& merged_record, const v1::Visibility& merged,
                            v1::Visibility& joined) {
  joined = kept;
  v1::Tier tier = Stricter(kept.tier(), merged.tier());
  // What its people agreed to does not become unclaimed again; nor is what nobody agreed to shown.
  if (tier == v1::TIER_UNCLAIMED && kept.tier() != merged.tier()) tier = v1::TIER_BROKERED;
  joined.set_tier(tier);
  if (tier == v1::TIER_PRIVATE && kept_record.owner_account() != merged_record.owner_account()) {
    return StateConflict("one of the two is private, and they have different owners", "PRIVATE");
  }
  const auto first = LimitOf(kept);
  const auto second = LimitOf(merged);
  if (tier != v1::TIER_PRIVATE && (first || second)) {
    std::set<std::string> hubs;
    if (first && second) {
      std::set_intersection(first->begin(), first->end(), second->begin(), second->end(),
                            std::inserter(hubs, hubs.end()));
    } else {
      hubs = first ? *first : *second;
    }
    if (hubs.empty()) {
      return StateConflict(
          "no hub may see both: add a hub of one to the visibility of the other first",
          "NO_COMMON_HUB");
    }
    Set(hubs, *joined.mutable_hubs());
    joined.clear_brokers();
    if (tier == v1::TIER_BROKERED) Set(hubs, *joined.mutable_brokers());
  }
  if (tier == v1::TIER_HUB) {
    const std::set<std::string> one(kept.circles().begin(), kept.circles().end());
    const std::set<std::string> other(merged.circles().begin(), merged.circles().end());
    std::set<std::string> circles = one.empty() ? other : one;
    const bool narrowed = !circles.empty();
    std::erase_if(circles, [&](const std::string& circle) {
      const auto& hubs = joined.hubs();
      const bool of_hub = std::any_of(hubs.begin(), hubs.end(), [&](const std::string& hub) {
        return absl::StartsWith(circle, hub + "/");
      });
      return !of_hub || (!other.empty() && !other.contains(circle));
    });
    if (narrowed && circles.empty()) {
      return StateConflict("no circle may see both: change the circles of one first",
                           "NO_COMMON_CIRCLE");
    }
    Set(circles, *joined.mutable_circles());
  }
  for (const auto& [path, field_tier] : merged.field_tiers()) {
    auto& stored = (*joined.mutable_field_tiers())[path];
    stored = Stricter(stored, field_tier);
  }
  absl::Status blocked = Together(kept.blocked(), merged.blocked(), kMaxBlocked, "blocked actors",
                                  *joined.mutable_blocked());
  if (!blocked.ok()) return blocked;
  return Together(kept.hide_from_countries(), merged.hide_from_countries(), kMaxHideFromCountries,
                  "countries", *joined.mutable_hide_from_countries());
}

// --- Profiles ---

bool SameLink(const v1::ThemeLink& a, const v1::ThemeLink& b) { return a.theme() == b.theme(); }

// A need or an offer may stand several times, with other notes and days.
bool SameLink(v1::Exchange a, v1::Exchange b) {
  a.clear_tier();
  b.clear_tier();
  return google::protobuf::util::MessageDifferencer::Equals(a, b);
}

// What both have is shown to those who may see it of both.
template <class Links>
void JoinLinks(const Links& merged, int most, Links& joined) {
  for (const auto& link : merged) {
    const auto same = std::find_if(joined.begin(), joined.end(),
                                   [&](const auto& other) { return SameLink(other, link); });
    if (same == joined.end()) {
      if (joined.size() < most) *joined.Add() = link;
    } else {
      same->set_tier(Stricter(same->tier(), link.tier()));
    }
  }
}

void JoinNames(const v1::Profile& merged, v1::Profile& joined) {
  for (v1::Name name : merged.names()) {
    if (joined.names_size() == kMaxNames) return;
    const std::string folded = graph::text::FoldName(name.text());
    bool there = false;
    bool language = false;
    for (const v1::Name& other : joined.names()) {
      there = there || graph::text::FoldName(other.text()) == folded;
      language = language || other.language() == name.language();
    }
    if (there) continue;
    if (name.kind() == v1::NAME_KIND_LEGAL || name.kind() == v1::NAME_KIND_UNSPECIFIED) {
      name.set_kind(language ? v1::NAME_KIND_ALIAS : v1::NAME_KIND_TRANSLATED);
    }
    *joined.add_names() = name;
  }
}

void JoinProfile(const v1::Profile& merged, v1::Profile& joined) {
  JoinNames(merged, joined);
  JoinLinks(merged.issues(), kMaxThemeLinks, *joined.mutable_issues());
  JoinLinks(merged.communities_served(), kMaxThemeLinks, *joined.mutable_communities_served());
  JoinLinks(merged.communities_led_by(), kMaxThemeLinks, *joined.mutable_communities_led_by());
  JoinLinks(merged.challenges(), kMaxThemeLinks, *joined.mutable_challenges());
  JoinLinks(merged.laws(), kMaxThemeLinks, *joined.mutable_laws());
  JoinLinks(merged.institutions(), kMaxThemeLinks, *joined.mutable_institutions());
  JoinLinks(merged.values(), kMaxThemeLinks, *joined.mutable_values());
  JoinLinks(merged.red_lines(), kMaxThemeLinks, *joined.mutable_red_lines());
  JoinLinks(merged.needs(), kMaxExchanges, *joined.mutable_needs());
  JoinLinks(merged.offers(), kMaxExchanges, *joined.mutable_offers());
  const int32_t fewer = merged.introductions_per_month();
  if (fewer != 0 &&
      (joined.introductions_per_month() == 0 || fewer < joined.introductions_per_month())) {
    joined.set_introductions_per_month(fewer);
  }
  v1::Profile rest = merged;
  rest.clear_names();
  rest.clear_issues();
  rest.clear_communities_served();
  rest.clear_communities_led_by();
  rest.clear_challenges();
  rest.clear_laws();
  rest.clear_institutions();
  rest.clear_values();
  rest.clear_red_lines();
  rest.clear_needs();
  rest.clear_offers();
  rest.clear_introductions_per_month();
  AddMissing(rest, joined);
  const auto cut = [](auto& list, int limit) {
    if (list.size() > limit) list.DeleteSubrange(limit, list.size() - limit);
  };
  cut(*joined.mutable_active_countries(), kMaxCountries);
  cut(*joined.mutable_areas(), kMaxAreas);
  cut(*joined.mutable_languages(), kMaxLanguages);
  cut(*joined.mutable_contacts(), kMaxContacts);
}

// Confirmed for both, or for the one that has it.
void JoinPublished(const store::v1::Sensitivity& kept, const store::v1::Sensitivity& merged,
                   store::v1::Sensitivity& joined) {
  const auto has = [](const Names& names, const std::string& theme) {
    return std::find(names.begin(), names.end(), theme) != names.end();
  };
  const auto withheld = [&](const store::v1::Sensitivity& one, const std::string& theme) {
    return (has(one.link_themes(), theme) || has(one.record_themes(), theme)) &&
           !has(one.published_themes(), theme);
  };
  std::set<std::string> published;
  for (const auto& [one, other] : {std::pair(&kept, &merged), std::pair(&merged, &kept)}) {
    for (const std::string& theme : one->published_themes()) {
      if (!withheld(*other, theme)) published.insert(theme);
    }
  }
  Set(published, *joined.mutable_published_themes());
}

template <class Resource>
absl::Status JoinResource(const Record& kept_record, const Resource& kept,
                          const Record& merged_record, const Resource& merged, Resource& joined) {
  absl::Status seen =
      JoinVisibility(kept_record, Counting(kept_record, kept.visibility()), merged_record,
                     Counting(merged_record, merged.visibility()), *joined.mutable_visibility());
  if (!seen.ok()) return seen;
  JoinProfile(merged.profile(), *joined.mutable_profile());
  Resource rest = merged;
  rest.clear_profile();
  rest.clear_visibility();
  rest.clear_state();
  rest.clear_illustrative();
  if constexpr (std::is_same_v<Resource, v1::DiasporaGroup>) {
    JoinLinks(merged.origin_communities(), kMaxThemeLinks, *joined.mutable_origin_communities());
    rest.clear_origin_communities();
  }
  AddMissing(rest, joined);
  if (joined.sources_size() > kMaxSources) {
    joined.mutable_sources()->DeleteSubrange(kMaxSources, joined.sources_size() - kMaxSources);
  }
  joined.set_illustrative(kept.illustrative() && merged.illustrative());
  if (kept.state() == v1::ACTOR_STATE_UNCLAIMED) joined.set_state(merged.state());
  return absl::OkStatus();
}

// Whether it was registered or claimed by the actor itself.
bool IsItsOwn(const Record& actor) {
  return !actor.id().empty() && actor.owner_actor() == actor.id();
}

}  // namespace

v1::Profile& ProfileOf(Record& actor) {
  return actor.has_diaspora_group() ? *actor.mutable_diaspora_group()->mutable_profile()
                                    : *actor.mutable_organization()->mutable_profile();
}

absl::StatusOr<Record> Joined(const Record& kept, const Record& given) {
  Record joined = kept;
  Record merged = given;
  // The ones whose people agreed are the owners, before who entered another record of them: owners
  // see what is kept from everybody else.
  const bool agreed =
      StateOf(kept) == v1::ACTOR_STATE_UNCLAIMED && StateOf(merged) != v1::ACTOR_STATE_UNCLAIMED;
  if (agreed || (IsItsOwn(merged) && !IsItsOwn(kept))) {
    joined.set_owner_account(merged.owner_account());
    joined.set_owner_actor(merged.owner_actor() == merged.id() ? kept.id() : merged.owner_actor());
  }
  // Contacts are shown to the owner: they do not go over to another one.
  if (joined.owner_account() != merged.owner_account()) {
    ProfileOf(merged).clear_contacts();
  }
  if (merged.has_diaspora_group()) {
    HideSensitiveLinks(given, *merged.mutable_diaspora_group());
  } else {
    HideSensitiveLinks(given, *merged.mutable_organization());
  }
  absl::Status done = kept.has_diaspora_group()
                          ? JoinResource(kept, kept.diaspora_group(), merged,
                                         merged.diaspora_group(), *joined.mutable_diaspora_group())
                          : JoinResource(kept, kept.organization(), merged, merged.organization(),
                                         *joined.mutable_organization());
  if (!done.ok()) return done;
  Record rest;
  *rest.mutable_external_ids() = merged.external_ids();
  *rest.mutable_consents() = merged.consents();
  rest.set_panic_code(merged.panic_code());
  AddMissing(rest, joined);
  JoinPublished(kept.sensitivity(), merged.sensitivity(), *joined.mutable_sensitivity());
  return joined;
}

}  // namespace tashbik::services
